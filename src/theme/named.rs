//! Which fields templates name. What none of them names need be neither made nor handed to them.

use std::collections::{BTreeMap, BTreeSet};

use super::files::{Layer, Layers};
use crate::view::{Field, Read, Seen};

/// What every template names, by its name with its layer in front.
#[derive(Debug)]
pub struct Named(BTreeMap<String, Mentions>);

/// What one template names.
#[derive(Debug, Default)]
struct Mentions {
    /// Values by their path, such as `page.person`.
    uses: BTreeMap<String, Use>,
    /// Every word inside a tag.
    words: BTreeSet<String>,
    /// Whatever stands between quotation marks: other templates are among it.
    quoted: BTreeSet<String>,
    /// Components that it has.
    components: BTreeSet<String>,
    /// Components that it calls.
    called: BTreeSet<String>,
    /// Whether it goes through fields that it does not name, whatever they are of.
    is_open: bool,
}

/// What a template does with a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Use {
    /// It reads a field, which it names.
    Field,
    /// It hands the value on, or asks whether it is there.
    Whole,
    /// It goes through its parts.
    Each,
    /// It may read any field: it turns all of them into words, or says which one in a way of its own.
    Any,
}

impl Named {
    /// What the templates of `layers` name.
    pub(super) fn new(layers: &Layers) -> Self {
        let all = layers.templates().into_iter();
        Self(all.map(|(name, text)| (name, Mentions::of(text))).collect())
    }

    /// The templates that a page may be made of: its template `name`, what that extends and includes,
    /// and where components are that it calls.
    pub(super) fn of(&self, name: &str) -> Texts<'_> {
        let full_names = |name: &str| Layer::ALL.map(|layer| format!("{}{name}", layer.prefix()));
        let wins = |name: &str| {
            let mut names = full_names(name).into_iter().chain([name.to_owned()]);
            names.find_map(|full| self.0.get_key_value(&full)).map(|(full, _)| full.as_str())
        };
        let mut found: BTreeSet<&str> = BTreeSet::new();
        let mut open: Vec<&str> = wins(name).into_iter().collect();
        while let Some(full) = open.pop() {
            let text = &self.0[full];
            found.insert(full);
            let said = text.quoted.iter().filter_map(|said| wins(said));
            let has_called = |other: &Mentions| !other.components.is_disjoint(&text.called);
            let called = self.0.iter().filter(|(_, other)| has_called(other));
            let others = said.chain(called.map(|(full, _)| full.as_str()));
            open.extend(others.filter(|other| !found.contains(other)));
        }
        Texts(found.into_iter().map(|full| &self.0[full]).collect())
    }
}

/// The templates that a page may be made of.
#[derive(Debug)]
pub struct Texts<'a>(Vec<&'a Mentions>);

impl Texts<'_> {
    /// Whether one of them may read the field `field` of `of`, such as `related` of `page.person`: where
    /// `of`, or what it is part of, is handed on as a whole, anything called like the field may be it.
    pub fn read(&self, of: &str, field: &str) -> bool {
        let wholes = of.match_indices('.').map(|(end, _)| &of[..end]).chain([of]);
        let most = wholes.filter_map(|whole| self.used(whole)).max();
        self.may_read(most, &format!("{of}.{field}"), field)
    }

    /// Which parts of `T`, which they know as `of`, they may read.
    pub(super) fn reads<T: Seen>(&self, of: &str) -> Read {
        let whole = Field { name: "", is_list: T::IS_LIST, fields: T::fields };
        self.parts(of, self.used(of), &whole)
    }

    /// How much of `it`, at `path`, they may read when the most that is done with it, or with what it
    /// is part of, is `most`.
    fn parts(&self, path: &str, most: Option<Use>, it: &Field) -> Read {
        // Parts of a list have no names: it is gone through, and each goes by one of the template's own.
        let most = match most {
            Some(Use::Any) => Some(Use::Any),
            _ if it.is_list => Some(Use::Whole),
            most => most,
        };
        let fields = (it.fields)();
        if fields.is_empty() || most >= Some(Use::Each) {
            return Read::Whole;
        }
        let part = |field: &Field| {
            let path = format!("{path}.{}", field.name);
            if !self.may_read(most, &path, field.name) {
                return Read::Nothing;
            }
            self.parts(&path, most.max(self.used(&path)), field)
        };
        Read::Fields(fields.iter().map(part).collect())
    }

    /// Whether the field at `path` may be read, when `most` is done with what it is part of.
    fn may_read(&self, most: Option<Use>, path: &str, field: &str) -> bool {
        match most {
            Some(Use::Each | Use::Any) => true,
            _ if self.used(path).is_some() => true,
            Some(Use::Whole) => {
                self.0.iter().any(|text| text.is_open || text.words.contains(field))
            }
            Some(Use::Field) | None => false,
        }
    }

    /// The most that is done with the value at `path`.
    fn used(&self, path: &str) -> Option<Use> {
        self.0.iter().filter_map(|text| text.uses.get(path)).max().copied()
    }
}

impl Mentions {
    fn of(text: &str) -> Self {
        let mut mentions = Self::default();
        let tags = text.split('{').skip(1).filter(|tag| !tag.starts_with('#'));
        let tags = tags.filter_map(|tag| tag.split("}}").next()?.split("%}").next());
        for tag in tags {
            mentions.read(tag);
        }
        mentions
    }

    /// Adds what the inside of a tag names.
    fn read(&mut self, tag: &str) {
        self.quoted.extend(tag.split(['"', '\'', '`']).skip(1).map(ToOwned::to_owned));
        self.is_open |= is_open(tag);
        let component = statement(tag, "component ").map(|it| it.split(['(', ' ']).next());
        self.components.extend(component.flatten().map(ToOwned::to_owned));
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.');
        let mut rest = tag;
        while let Some(start) = rest.find(is_part) {
            let (before, found) = rest.split_at(start);
            let (path, after) = found.split_at(found.find(|c| !is_part(c)).unwrap_or(found.len()));
            self.words.extend(path.split('.').map(ToOwned::to_owned));
            if before.ends_with('<') {
                self.called.insert(path.to_owned());
            }
            // A component that takes the page from where it stands says `@page`, and names fields itself.
            if !before.ends_with('@') {
                self.add(path, last_use(&tag[..tag.len() - found.len()], after));
            }
            rest = after;
        }
    }

    /// Adds that `path` is used, and what it is part of.
    fn add(&mut self, path: &str, whole: Use) {
        let parts = path.match_indices('.').map(|(end, _)| (&path[..end], Use::Field));
        for (path, new) in parts.chain([(path, whole)]) {
            let known = self.uses.entry(path.to_owned()).or_insert(new);
            *known = new.max(*known);
        }
    }
}

/// What is done with a value that stands between `before` and `after`.
fn last_use(before: &str, after: &str) -> Use {
    if after.trim_start().starts_with(['[', '|']) {
        Use::Any
    } else if before.trim_end().ends_with(" in") {
        Use::Each
    } else {
        Use::Whole
    }
}

/// What stands behind the word that the inside of a tag begins with.
fn statement<'t>(tag: &'t str, word: &str) -> Option<&'t str> {
    tag.trim_start_matches(['%', '-', ' ']).strip_prefix(word)
}

/// Whether the inside of a tag goes through fields without naming them: by their keys, as JSON, by a
/// name that is worked out, or all that a template knows.
fn is_open(tag: &str) -> bool {
    let is_pairs = statement(tag, "for ")
        .is_some_and(|it| it.split(" in ").next().unwrap_or(it).contains(','));
    let is_value = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | ']' | ')');
    let mut indices = tag.match_indices('[').map(|(at, _)| &tag[..at]);
    is_pairs
        || indices.any(|before| before.ends_with(is_value))
        || ["json_encode", "__tera_context"].iter().any(|it| tag.contains(it))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::{PageView, PersonView, RowView};

    fn read(texts: &[&'static str]) -> [bool; 2] {
        let all: Vec<Mentions> = texts.iter().map(|text| Mentions::of(text)).collect();
        both(&Texts(all.iter().collect()))
    }

    fn both(texts: &Texts<'_>) -> [bool; 2] {
        [texts.read("page.person", "related"), texts.read("page.person", "next")]
    }

    #[test]
    fn a_page_is_made_of_what_its_template_extends_and_of_components_that_are_called() {
        let templates = [
            ("theme/person.html", "{% extends \"skeleton.html\" %}{{ <head /> }}"),
            ("theme/skeleton.html", "{% include \"base/foot.html\" %}"),
            ("base/skeleton.html", "{{ page.person.next }}"),
            ("base/foot.html", "{% set p = page.person %}"),
            ("base/components/a.html", "{% component head(@page) %}{{ <within /> }}"),
            ("base/components/b.html", "{%- component within() -%}{{ p.related }}"),
            ("base/components/c.html", "{% component other(next) %}{{ next }}"),
        ];
        let all = templates.map(|(name, text)| (name.to_owned(), Mentions::of(text)));
        assert_eq!(both(&Named(all.into_iter().collect()).of("person.html")), [true, false]);
    }

    #[test]
    fn a_field_is_read_where_it_is_named_or_may_be() {
        assert_eq!(read(&["{{ page.person.name }}", "{{ page.item.related }}"]), [false, false]);
        assert_eq!(read(&["{% for one in page.person.related %}"]), [true, false]);
        assert_eq!(read(&["{% set p = page.person %}{{ p.next.path }}"]), [false, true]);
        assert_eq!(read(&["{{ page?.person?.next }}{{ related }}"]), [true, true]);
        assert_eq!(read(&["{{ page .person. next }}"]), [false, true]);
        assert_eq!(read(&["{{ <card who={page.person} /> }}", "{{ who.related }}"]), [true, false]);
        assert_eq!(read(&["{% for key, value in page.person %}"]), [true, true]);
        assert_eq!(read(&["{{ page.person[field] }}"]), [true, true]);
        assert_eq!(read(&["{{ page.person | json_encode }}"]), [true, true]);
        assert_eq!(read(&["{% set all = page %}", "{{ all.person.related }}"]), [true, false]);
        assert_eq!(read(&["<p class=\"page\">related</p>{{ page.person.name }}"]), [false, false]);
        assert_eq!(read(&["{# page #}{{ related }}{{ [v for v in next] }}"]), [false, false]);
        assert_eq!(
            read(&["{{ xpage.person }}{{ page.personal }}{% component a(@page) %}{{ next }}"]),
            [false, false]
        );
    }

    #[test]
    fn what_is_read_of_a_page_is_known_field_by_field() {
        let mentions = Mentions::of("{{ page.title }}{% for one in page.person.facts %}");
        let of_page = |texts: &Mentions| Texts(vec![texts]).reads::<PageView>("page");
        let Read::Fields(page) = of_page(&mentions) else { panic!() };
        let part = |fields: &[Field], name| fields.iter().position(|field| field.name == name);
        let at = |name| &page[part(&PageView::fields(), name).expect("a field of the page")];
        assert_eq!([at("title"), at("canonical")], [&Read::Whole, &Read::Nothing]);
        let Read::Fields(person) = at("person") else { panic!() };
        let read: Vec<usize> =
            (0..person.len()).filter(|at| person[*at] != Read::Nothing).collect();
        assert_eq!(read, [part(&PersonView::fields(), "facts").expect("a field of a person")]);

        let all = Mentions::of("{{ page | json_encode }}");
        assert_eq!(of_page(&all), Read::Whole);
    }

    #[test]
    fn parts_of_a_list_are_read_as_far_as_their_fields_are_named_anywhere() {
        let rows = |text: &str| {
            let mentions = Mentions::of(text);
            let Read::Fields(page) = Texts(vec![&mentions]).reads::<PageView>("page") else {
                panic!()
            };
            page[PageView::fields().iter().position(|it| it.name == "rows").expect("rows")].clone()
        };
        let Read::Fields(fields) = rows("{% for row in page.rows %}{{ row.name }}") else {
            panic!()
        };
        let read = RowView::fields().into_iter().zip(fields);
        let read: Vec<_> = read.filter(|it| it.1 != Read::Nothing).map(|it| it.0.name).collect();
        assert_eq!(read, ["name"]);
        for open in ["{% for key, value in row %}", "{{ row | json_encode }}", "{{ row[key] }}"] {
            let Read::Fields(fields) = rows(&format!("{{% for row in page.rows %}}{open}")) else {
                panic!()
            };
            assert!(fields.iter().all(|field| *field == Read::Whole), "{open}");
        }
        assert_eq!(rows("{{ page.rows | json_encode }}"), Read::Whole);
    }
}
