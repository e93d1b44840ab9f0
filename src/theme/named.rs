//! Which fields templates name. What none of them names need not be made.

use std::collections::{BTreeMap, BTreeSet};

use super::files::{Layer, Layers};

/// The texts that a page may be made of: its template, what that extends and includes, and every
/// component.
#[derive(Debug)]
pub struct Texts<'a>(Vec<&'a str>);

impl<'a> Texts<'a> {
    /// Those of the page's template `name`.
    pub(super) fn of(layers: &'a Layers, name: &str) -> Self {
        let all = layers.templates();
        let all: BTreeMap<&str, &str> = all.iter().map(|(full, text)| (&**full, *text)).collect();
        let full_names = |name: &str| Layer::ALL.map(|layer| format!("{}{name}", layer.prefix()));
        let wins = |name: &str| {
            let mut names = full_names(name).into_iter().chain([name.to_owned()]);
            names.find_map(|full| all.get_key_value(&*full)).map(|(full, _)| *full)
        };
        let is_component = |full: &&str| full.contains("/components/");
        let mut found: BTreeSet<&str> = all.keys().copied().filter(is_component).collect();
        let mut open: Vec<&str> = found.iter().copied().chain(wins(name)).collect();
        while let Some(full) = open.pop() {
            found.insert(full);
            let said = all[full].split(['"', '\'', '`']).filter_map(wins);
            open.extend(said.filter(|other| !found.contains(other)));
        }
        Self(found.into_iter().map(|full| all[full]).collect())
    }

    /// Whether one of them may read the field `field` of `of`, such as `related` of `page.person`: where
    /// `of`, or what it is part of, is handed on as a whole, anything called like the field may be it.
    pub fn read(&self, of: &str, field: &str) -> bool {
        let direct = format!("{of}.{field}");
        let wholes = of.match_indices('.').map(|(end, _)| &of[..end]).chain([of]);
        let used = wholes.flat_map(|whole| self.0.iter().flat_map(move |text| uses(text, whole)));
        let most = used.max().unwrap_or(Use::Field);
        let named = |name: &str| self.0.iter().any(|text| text.contains(name));
        most == Use::Any || named(&direct) || most == Use::Whole && named(field)
    }
}

/// What a template does with a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Use {
    /// It reads a field, which it names.
    Field,
    /// It hands the value on, or asks whether it is there.
    Whole,
    /// It may read any field: it goes through all of them, or turns them into words.
    Any,
}

/// What the tags of `text` do with `of`.
fn uses<'t>(text: &'t str, of: &'t str) -> impl Iterator<Item = Use> + 't {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let tags = text.split('{').skip(1).filter_map(|tag| tag.split("}}").next()?.split("%}").next());
    let found = tags.flat_map(move |tag| tag.match_indices(of).map(move |(at, _)| (tag, at)));
    found.filter_map(move |(tag, at)| {
        let (before, after) = (&tag[..at], &tag[at + of.len()..]);
        // A component that takes the page from where it stands says `@page`, and names fields itself.
        if before.ends_with(is_word) || before.ends_with(['.', '@']) || after.starts_with(is_word) {
            return None;
        }
        Some(match after.trim_start().chars().next() {
            Some('.') => Use::Field,
            Some('[' | '|') => Use::Any,
            _ if before.trim_end().ends_with(" in") => Use::Any,
            _ => Use::Whole,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(texts: &[&'static str]) -> [bool; 2] {
        let texts = Texts(texts.to_vec());
        [texts.read("page.person", "related"), texts.read("page.person", "next")]
    }

    #[test]
    fn a_field_is_read_where_it_is_named_or_may_be() {
        assert_eq!(read(&["{{ page.person.name }}", "{{ page.item.related }}"]), [false, false]);
        assert_eq!(read(&["{% for one in page.person.related %}"]), [true, false]);
        assert_eq!(read(&["{% set p = page.person %}{{ p.next.path }}"]), [false, true]);
        assert_eq!(read(&["{{ <card who={page.person} /> }}", "{{ who.related }}"]), [true, false]);
        assert_eq!(read(&["{% for key, value in page.person %}"]), [true, true]);
        assert_eq!(read(&["{{ page.person[field] }}"]), [true, true]);
        assert_eq!(read(&["{{ page.person | json_encode }}"]), [true, true]);
        assert_eq!(read(&["{% set all = page %}", "{{ all.person.related }}"]), [true, false]);
        assert_eq!(read(&["<p class=\"page\">related</p>{{ page.person.name }}"]), [false, false]);
        assert_eq!(
            read(&["{{ xpage.person }}{{ page.personal }}{% component a(@page) %}{{ next }}"]),
            [false, false]
        );
    }
}
