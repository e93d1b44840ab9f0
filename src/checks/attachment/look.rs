//! What a file says of private persons, and where. Never keeps a number but masked.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};

use super::Leak;
use crate::source::paper::{PaperFault, PaperKind, PaperSpot, read_paper};
use crate::source::table::{Row, SheetState, TableKind, TableOptions, read_table};
use crate::source::{File, SourcePath};
use crate::text::{PrivateKind, heads_homes, homes, private_numbers, secrecy_mark, stated_home};

/// What was found in a file after so much is not kept: it is a list of persons.
const MOST: usize = 1000;

/// How large a part of a workbook may be when unpacked, and what its rows may hold, in bytes.
const LARGEST_PART: u64 = 512 << 20;

/// What came of looking into a file.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Looked {
    /// What is in it.
    pub found: Vec<Found>,
    /// Why it was not looked through, or not to its end.
    pub fault: Option<PaperFault>,
}

/// Something of a private person.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    pub spot: Spot,
    pub leak: Leak,
    /// The form that may be shown.
    pub masked: String,
}

/// Where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Spot {
    /// In a paper.
    Paper(PaperSpot),
    /// In a table.
    Cell { sheet: String, row: u32, column: u32 },
}

/// Whether a file at `path` may hold words that can be looked through, or that somebody should.
pub fn can_hold_words(path: &SourcePath) -> bool {
    TableKind::of(path).is_some() || PaperKind::of(path).is_some()
}

/// Looks through `file`.
pub fn look(file: &File) -> Looked {
    let mut looked = Looked::default();
    let end = match (TableKind::of(&file.path), PaperKind::of(&file.path)) {
        (Some(_), _) => table(file, &mut looked.found),
        (None, Some(kind)) => paper(file, kind, &mut looked.found),
        (None, None) => Ok(()),
    };
    looked.fault = end.err();
    looked
}

fn paper(file: &File, kind: PaperKind, found: &mut Vec<Found>) -> Result<(), PaperFault> {
    let mut tables: BTreeMap<u32, Heads> = BTreeMap::new();
    let mut none = Heads::default();
    read_paper(file, kind, &mut |spot, words| {
        let leaks = match spot {
            PaperSpot::Cell { table, column, .. } => {
                tables.entry(table).or_default().cell(column, words)
            }
            PaperSpot::Paragraph(_)
            | PaperSpot::Margin
            | PaperSpot::Note
            | PaperSpot::NumberedNote(_)
            | PaperSpot::Comment
            | PaperSpot::Slide(_)
            | PaperSpot::Page(_)
            | PaperSpot::Line(_) => none.cell(0, words),
        };
        add(found, leaks, || Spot::Paper(spot));
    })
}

fn table(file: &File, found: &mut Vec<Found>) -> Result<(), PaperFault> {
    let mut options = TableOptions { largest_part: LARGEST_PART, ..TableOptions::default() };
    let told = sheets(file, &options, found)?;
    // A hidden sheet goes out with the file, and is read when it is named.
    options.sheets = told;
    if options.sheets.is_empty() { Ok(()) } else { sheets(file, &options, found).map(|_| ()) }
}

/// Looks through the sheets that `options` ask for, and tells which are hidden.
fn sheets(
    file: &File,
    options: &TableOptions,
    found: &mut Vec<Found>,
) -> Result<Vec<String>, PaperFault> {
    let mut heads: BTreeMap<String, Heads> = BTreeMap::new();
    let told = read_table(file, options, &mut |Row { sheet, number, cells }| {
        if !heads.contains_key(sheet) {
            heads.insert(sheet.to_owned(), Heads::default());
        }
        let heads = heads.get_mut(sheet).expect("inserted just now");
        for (column, words) in cells.iter() {
            let spot = || Spot::Cell { sheet: sheet.to_owned(), row: number, column };
            add(found, heads.cell(column, words), spot);
        }
        if found.len() < MOST { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    let hidden = told.sheets.into_iter().filter(|sheet| sheet.state == SheetState::Hidden);
    Ok(hidden.map(|sheet| sheet.name).collect())
}

/// Something private in some words, and the form that may be shown.
type Leaks = Vec<(Leak, String)>;

/// What the headings of a table say of its columns.
#[derive(Default)]
struct Heads {
    names_persons: bool,
    homes: BTreeSet<u32>,
    /// Columns of sums and serial numbers, in which eleven digits are no phone.
    numbers: BTreeSet<u32>,
}

/// Words for columns of sums and serial numbers.
const NUMBERS: [&str; 6] = ["金额", "（元）", "(元)", "万元", "编号", "代码"];

impl Heads {
    /// What is private in the next cell of `column`; learns from one that is a heading.
    fn cell(&mut self, column: u32, words: &str) -> Leaks {
        /// Longer words are no heading.
        const LONGEST: usize = 45;
        if words.len() <= LONGEST && !words.contains(|c: char| c.is_ascii_digit()) {
            self.learn(column, words);
        }
        let is_number = self.numbers.contains(&column);
        let is_phone = |kind| kind == PrivateKind::MobilePhone;
        let numbers = private_numbers(words).into_iter();
        let numbers = numbers.filter(|number| !(is_number && is_phone(number.kind)));
        let numbers = numbers.map(|number| (Leak::Number(number.kind), number.masked));
        let homes = homes(words).into_iter().chain(self.home(column, words));
        let mark = secrecy_mark(words).map(|mark| (Leak::Secrecy, mark.to_owned()));
        numbers.chain(homes.map(|masked| (Leak::Home, masked))).chain(mark).collect()
    }

    fn learn(&mut self, column: u32, heading: &str) {
        if heads_homes(heading) {
            self.homes.insert(column);
        }
        if NUMBERS.iter().any(|word| heading.contains(word)) {
            self.numbers.insert(column);
        }
        self.names_persons |= heading.trim().ends_with("姓名");
    }

    /// The home that a cell below such a heading is, in a table of persons.
    fn home(&self, column: u32, words: &str) -> Option<String> {
        let is_home = self.names_persons && self.homes.contains(&column) && !heads_homes(words);
        is_home.then(|| stated_home(&format!("住址：{words}")))?
    }
}

fn add(found: &mut Vec<Found>, leaks: Leaks, spot: impl Fn() -> Spot) {
    let left = MOST.saturating_sub(found.len());
    let one = |(leak, masked)| Found { spot: spot(), leak, masked };
    found.extend(leaks.into_iter().take(left).map(one));
}
