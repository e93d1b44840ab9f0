//! The index of a book: every name once, with its pages. Never looks at a page.

use std::collections::{BTreeSet, HashMap};

use serde::Serialize;

use super::lines::{EM, lines, width};
use super::pages::{HEIGHT, LINE};
use crate::text::{Collator, Heading, padded_name, surname_length};

/// Columns of a page.
const COLUMNS: usize = 6;
/// Lines of a column.
const ROWS: usize = (HEIGHT / LINE) as usize;
/// Room of a line, in its letters; between two columns stays a gap.
const ROOM: u32 = 730;
/// Least room between a name and its pages.
const BETWEEN: u32 = 50;
/// Room of the page of a life, with what sets it apart.
const LIFE: u32 = 280;

/// Where a name stands.
#[derive(Debug, Default)]
pub struct Entry {
    /// Pages of the body.
    pub pages: BTreeSet<usize>,
    /// Numbers of lives, whose pages are known when they are set.
    pub lives: Vec<usize>,
}

/// Every name with where it stands.
pub type Entries<'a> = HashMap<&'a str, Entry>;

/// An index.
#[derive(Debug, Serialize)]
pub struct Index {
    /// What it is called.
    pub title: &'static str,
    /// What leads to it.
    pub label: &'static str,
    /// Its pages.
    pub pages: Vec<IndexPage>,
}

/// A page of an index.
#[derive(Debug, Serialize)]
pub struct IndexPage {
    /// Its first and last name, for the running head.
    head: String,
    columns: Vec<Vec<IndexLine>>,
}

/// A line of an index.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "t", rename_all = "lowercase")]
enum IndexLine {
    /// Nothing.
    Blank,
    /// What names stand under.
    Head {
        /// Such as `4画` or `L`.
        s: String,
    },
    /// A name, or the end of its pages.
    Name {
        /// The surname, in the first line that has it.
        surname: String,
        /// The name, or what the surname leaves of it; padded.
        name: String,
        /// Its pages.
        pages: String,
        /// Its lives.
        lives: Vec<usize>,
        /// The name as it is, for the running head.
        #[serde(skip)]
        whole: String,
    },
}

/// The index of `entries` in the order of `collator`.
pub fn index(
    (title, label): (&'static str, &'static str),
    entries: &Entries<'_>,
    collator: &Collator,
) -> Index {
    let mut names: Vec<&str> = entries.keys().copied().collect();
    names.sort_unstable();
    let mut blocks: Vec<Vec<IndexLine>> = Vec::new();
    let mut before: Option<&str> = None;
    for at in collator.sorted(&names) {
        let name = names[at as usize];
        blocks.push(stood(name, before, &entries[name], collator));
        before = Some(name);
    }
    let mut pages = Vec::new();
    let mut rest = blocks.as_slice();
    while !rest.is_empty() {
        let (mut columns, used) = fill(rest, ROWS);
        if used == rest.len() {
            columns = balanced(rest);
        }
        rest = &rest[used..];
        pages.push(IndexPage { head: head(&columns), columns });
    }
    Index { title, label, pages }
}

/// The lines of a name, with what it stands under when that is new.
fn stood(name: &str, before: Option<&str>, entry: &Entry, collator: &Collator) -> Vec<IndexLine> {
    let heading = collator.heading(name);
    let mut together = Vec::new();
    if before.map(|before| collator.heading(before)) != Some(heading) {
        together.extend([IndexLine::Blank, IndexLine::Head { s: words(heading) }]);
    }
    let is_new = before.is_none_or(|before| surname(before) != surname(name));
    let padded = padded_name(name);
    let surname = if is_new { surname(name) } else { "" };
    let pages: Vec<String> = entry.pages.iter().map(ToString::to_string).collect();
    let pages = pages.join("、");
    let line = |surname: &str, name: &str, pages: &str, lives: &[usize]| IndexLine::Name {
        surname: surname.into(),
        name: name.into(),
        pages: pages.into(),
        lives: lives.into(),
        whole: String::new(),
    };
    let lives_room = LIFE * u32::try_from(entry.lives.len()).unwrap_or(1);
    let rest = padded.strip_prefix(surname).unwrap_or(&padded);
    if width(&padded) + BETWEEN + width(&pages) + lives_room <= ROOM {
        together.push(line(surname, rest, &pages, &entry.lives));
    } else {
        let named = lines(rest, ROOM - width(surname).min(ROOM - EM));
        let named = named.iter().enumerate();
        together.extend(
            named.map(|(at, part)| line(if at == 0 { surname } else { "" }, part, "", &[])),
        );
        let below = lines(&pages, ROOM - lives_room.min(ROOM - 3 * EM));
        let last = below.len().saturating_sub(1);
        let lives = |at: usize| if at == last { entry.lives.as_slice() } else { &[] };
        together.extend(below.iter().enumerate().map(|(at, part)| line("", "", part, lives(at))));
    }
    for line in &mut together {
        if let IndexLine::Name { whole, .. } = line {
            name.clone_into(whole);
        }
    }
    together
}

/// The columns of a page, of at most `rows` lines, and how many of `blocks` they took. Lines of a block
/// stay together, and no column begins with a blank one; a block longer than a column has one alone.
fn fill(blocks: &[Vec<IndexLine>], rows: usize) -> (Vec<Vec<IndexLine>>, usize) {
    let is_blank = |line: &IndexLine| matches!(line, IndexLine::Blank);
    let mut columns: Vec<Vec<IndexLine>> = vec![Vec::new()];
    for (used, block) in blocks.iter().enumerate() {
        let has_room =
            columns.last().is_some_and(|it| it.is_empty() || it.len() + block.len() <= rows);
        if !has_room {
            if columns.len() == COLUMNS {
                return (columns, used);
            }
            columns.push(Vec::new());
        }
        let column = columns.last_mut().expect("there is a column");
        let is_top = column.is_empty();
        column.extend(block.iter().filter(|line| !(is_top && is_blank(line))).cloned());
    }
    (columns, blocks.len())
}

/// The columns of the last page, as short as can be.
fn balanced(blocks: &[Vec<IndexLine>]) -> Vec<Vec<IndexLine>> {
    let lines: usize = blocks.iter().map(Vec::len).sum();
    let fits =
        (lines / COLUMNS..ROWS).map(|rows| fill(blocks, rows)).find(|it| it.1 == blocks.len());
    fits.unwrap_or_else(|| fill(blocks, ROWS)).0
}

fn head(columns: &[Vec<IndexLine>]) -> String {
    let name = |line: &IndexLine| match line {
        IndexLine::Name { whole, .. } => Some(whole.clone()),
        IndexLine::Blank | IndexLine::Head { .. } => None,
    };
    let mut names = columns.iter().flatten().filter_map(name);
    let first = names.next().unwrap_or_default();
    match names.next_back() {
        Some(last) if last != first => format!("{first}—{last}"),
        Some(_) | None => first,
    }
}

fn words(heading: Heading) -> String {
    match heading {
        Heading::Strokes(count) => format!("{count}画"),
        Heading::Letter(letter) => letter.to_string(),
        Heading::Other => "其他".into(),
    }
}

/// The surname of a name; empty for names that have none.
fn surname(name: &str) -> &str {
    let length = surname_length(name);
    let end = name.char_indices().nth(length).map_or(name.len(), |(at, _)| at);
    if length == 0 { "" } else { &name[..end] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Order, OrderOverrides, SingleName};

    fn shown(index: &Index) -> Vec<String> {
        let line = |line: &IndexLine| match line {
            IndexLine::Blank => String::new(),
            IndexLine::Head { s } => s.clone(),
            IndexLine::Name { surname, name, pages, lives, .. } => {
                format!("[{surname}]{name} {pages} {lives:?}")
            }
        };
        index.pages.iter().flat_map(|page| page.columns.iter().flatten().map(line)).collect()
    }

    #[test]
    fn a_name_stands_once_with_all_its_pages_and_its_life() {
        let mut entries = Entries::new();
        entries.entry("王伟").or_default().pages.extend([7, 4]);
        entries.entry("王小明").or_default().pages.insert(2);
        entries.entry("丁一").or_default().lives.push(3);
        let collator =
            Collator::new(Order::Office, SingleName::BlankFirst, &OrderOverrides::default());
        let index = index(("姓名笔画索引", "strokes"), &entries, &collator);
        assert_eq!(
            shown(&index),
            ["2画", "[丁]　一  [3]", "4画", "[王]　伟 4、7 []", "[]王小明 2 []"]
        );
        assert_eq!(index.pages[0].head, "丁一—王小明");
    }

    #[test]
    fn pages_that_do_not_fit_beside_a_name_stand_below_it() {
        let mut entries = Entries::new();
        entries.entry("王伟").or_default().pages.extend((1..30).map(|at| at * 10));
        let collator =
            Collator::new(Order::Pinyin, SingleName::BlankFirst, &OrderOverrides::default());
        let index = index(("姓名拼音索引", "pinyin"), &entries, &collator);
        let all = shown(&index).concat();
        assert!((1..30).all(|at| all.contains(&(at * 10).to_string())), "{all}");
        assert!(shown(&index).len() > 6);
    }
}
