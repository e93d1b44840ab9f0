//! Rolls: `[roll]` in a column's `_index.md`, its tables and its lives → [`Roll`].
//!
//! Every row becomes a person, a group or a finding; what is internal is dropped here, so that no
//! later stage can let it out.

mod eras;
mod headers;
mod ids;
mod kept;
mod lives;
mod number;
mod order;
mod plain;
mod private;
mod rows;
mod rules;
mod settings;
mod sheets;
mod signs;
mod sums;
mod told;
mod value;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

pub use self::headers::{fold as fold_header, is_rank, names_people};
pub use self::lives::folder as lives_folder;
pub use self::number::{ROLL_NUMBER, type_anew};
pub use self::private::Private;
use self::rows::Rows;
pub use self::rows::nameless;
use self::rules::{
    ROLL_CELL, ROLL_DATE, ROLL_HEADER, ROLL_ID, ROLL_NAME, ROLL_ORDER, ROLL_REQUIRED, ROLL_ROW,
};
pub use self::rules::{ROLL_RULES, ROLL_TABLE};
pub use self::settings::{load_settings, own_header};
pub use self::sheets::{RollPart, RollReader, RollSheet, RollTables, cell_place};
pub use self::signs::{Sign, clean};
pub use self::sums::{ROLL_TOTAL, is_sum as is_roll_sum};
pub use self::told::{OF_ROLLS, Telling, fault as table_fault, notes};
pub use self::value::date_fault;
use crate::diag::{Capped, Diagnostic, Place, Report, Severity};
use crate::load::figure::{LedgerIs, Quotable, UNKNOWN_FIGURE};
use crate::model::{
    Column, ColumnId, Era, Group, IdLedger, People, PeopleBuilder, PersonId, Roll, RollField,
    RollSettings, RollTable, TextId, is_group,
};
use crate::say;
use crate::source::{File, SourcePath, Sources};

/// A roll that was read, kept as long as its files stay the same.
#[derive(Debug)]
pub struct Remembered {
    settings: RollSettings,
    column: ColumnId,
    files: Vec<Option<Arc<File>>>,
    roll: Arc<Roll>,
    report: Report,
}

impl Remembered {
    /// Whether a life quotes a ledger, or names what a ledger has not.
    fn quotes(&self) -> bool {
        let is_unknown = |finding: &Diagnostic| finding.rule.name == UNKNOWN_FIGURE.name;
        self.roll.lives.values().any(|life| !life.quoted.is_empty())
            || self.report.iter().any(is_unknown)
    }
}

/// Every roll of the site. `known` is what was read the last time and is brought up to date.
pub fn load_rolls(
    sources: &Sources,
    columns: &[Column],
    (ledger, ledger_is): (Quotable<'_>, LedgerIs),
    known: &mut Vec<Remembered>,
    report: &mut Report,
) -> Vec<Arc<Roll>> {
    let mut now = Vec::new();
    for (index, column) in (0..).zip(columns) {
        let (Some(settings), Some(index_file)) = (&column.roll, &column.source) else { continue };
        let column = ColumnId(index);
        let files = files(sources, settings, index_file);
        let old = known.iter().position(|old| {
            old.column == column
                && old.settings == *settings
                && old.files.len() == files.len()
                && old.files.iter().zip(&files).all(same)
                && (ledger_is == LedgerIs::TheSame || !old.quotes())
        });
        now.push(if let Some(at) = old {
            known.swap_remove(at)
        } else {
            let mut report = Report::new();
            let roll =
                Arc::new(load_roll(sources, settings, column, index_file, ledger, &mut report));
            Remembered { settings: settings.clone(), column, files, roll, report }
        });
    }
    *known = now;
    for remembered in known.iter() {
        report.extend(remembered.report.iter().cloned());
    }
    known.iter().map(|remembered| Arc::clone(&remembered.roll)).collect()
}

fn same((old, new): (&Option<Arc<File>>, &Option<Arc<File>>)) -> bool {
    match (old, new) {
        (Some(old), Some(new)) => Arc::ptr_eq(old, new),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}

/// Every file that a roll is made from.
fn files(sources: &Sources, settings: &RollSettings, index: &SourcePath) -> Vec<Option<Arc<File>>> {
    let tables = settings.files.iter().chain(&settings.eras);
    let tables = tables.map(|path| sources.get(path.as_str()).cloned());
    let ledger = sources.get(&ledger_path(index)).cloned();
    let folder = lives::folder(index);
    let lives = sources.below(&folder).map(|file| Some(Arc::clone(file)));
    tables.chain([ledger]).chain(lives).collect()
}

/// What the roll was made from, in short.
fn digest(sources: &Sources, settings: &RollSettings, index: &SourcePath) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(format!("{settings:?}").as_bytes());
    for file in files(sources, settings, index).into_iter().flatten() {
        // A file that cannot be read any more was told of when its rows were.
        if let Ok(digest) = file.digest() {
            hasher.update(digest.as_bytes());
        }
    }
    hasher.finalize()
}

/// Where the ids of a roll are kept.
pub fn ledger_path(index: &SourcePath) -> String {
    format!("{}{}", index.folder(), IdLedger::FILE)
}

fn load_roll(
    sources: &Sources,
    settings: &RollSettings,
    column: ColumnId,
    index: &SourcePath,
    ledger: Quotable<'_>,
    report: &mut Report,
) -> Roll {
    let (mut rows, mut read) = (Rows::default(), RollTables::default());
    for path in &settings.files {
        match sources.get(path.as_str()) {
            Some(file) => rows.read(file, settings, &mut read),
            None => read.found.push(no_file(index, path)),
        }
    }
    let eras = eras(sources, index, settings, &mut read.found);
    let Rows { mut people, places, mut totals, signs, .. } = rows;
    let RollTables { tables, mut found, .. } = read;
    signs.tell(&mut found);
    let id_cell = |person: PersonId| {
        let at = places[person.0 as usize];
        id_cell(&tables[usize::from(at.table)], at.row)
    };
    let ids = give_ids(sources, index, &mut people, id_cell, &mut found);
    let people = people.finish();
    let mut seen: HashSet<TextId> = HashSet::with_capacity(people.len());
    let mut shown: Vec<PersonId> = Vec::with_capacity(people.len());
    for person in people.ids() {
        if seen.insert(people.text(person, RollField::Id)) {
            shown.push(person);
            continue;
        }
        found.push(id_twice(id_cell(person), people.get(person, RollField::Id)));
        if is_group(people.get(person, RollField::Kind)) {
            totals.groups -= 1;
        } else {
            totals.people -= 1;
        }
        totals.rejected += 1;
    }
    drop(seen);
    order::sort(&people, (settings, index), &mut shown, &mut found);
    let by_id =
        || shown.iter().map(|person| (people.get(*person, RollField::Id), *person)).collect();
    let lives = lives::load_lives(sources, index, by_id, &settings.levels, ledger, report);
    let groups = groups(&people, &shown);
    report.absorb(found.finish());
    Roll {
        column,
        settings: settings.clone(),
        people: Arc::new(people),
        tables,
        places,
        order: shown,
        lives,
        groups,
        totals,
        eras,
        ledger: ids,
        digest: digest(sources, settings, index),
    }
}

/// The names that were in use for some time only, when there is a table of them.
fn eras(
    sources: &Sources,
    index: &SourcePath,
    settings: &RollSettings,
    found: &mut Capped,
) -> Vec<Era> {
    let Some(path) = &settings.eras else { return Vec::new() };
    if let Some(file) = sources.get(path.as_str()) {
        return eras::read_eras(file, found);
    }
    found.push(no_file(index, path));
    Vec::new()
}

/// Draws ids for those whose rows give none, and tells of ids that were somebody else's. Gives the
/// ledger of ids from now on, where it changed.
fn give_ids(
    sources: &Sources,
    index: &SourcePath,
    people: &mut PeopleBuilder,
    at: impl Fn(PersonId) -> Place,
    found: &mut Capped,
) -> Option<String> {
    let so_far = people.so_far();
    let without: Vec<PersonId> =
        so_far.ids().filter(|p| so_far.get(*p, RollField::Id).is_empty()).collect();
    let old = sources.text(&ledger_path(index)).map(|text| IdLedger::parse(text));
    if let Some((_, bad)) = &old {
        for line in bad {
            found.push(ledger_line(index, *line));
        }
    }
    let taken: HashSet<String> = if without.is_empty() {
        HashSet::new()
    } else {
        let ids = so_far.ids().map(|person| so_far.get(person, RollField::Id));
        ids.filter(|id| !id.is_empty()).map(str::to_owned).collect()
    };
    let old = old.map(|(ledger, _)| ledger).unwrap_or_default();
    let cards = kept::Cards::new(so_far);
    let ids::Assigned { ids, ledger, renamed } =
        ids::assign(so_far, &cards, &without, &taken, &old);
    let text = sources.text(&ledger_path(index)).map_or("", |text| &**text);
    let kept = kept::keep(&cards, &ledger, text);
    for (person, was) in renamed {
        found.push(kept::renamed(at(person), so_far.get(person, RollField::Name), &was));
    }
    for person in kept.reused {
        let [id, name] = [RollField::Id, RollField::Name].map(|field| so_far.get(person, field));
        found.push(kept::reused(at(person), id, name, &ledger_path(index)));
    }
    for (person, id) in without.into_iter().zip(ids) {
        people.set(person, RollField::Id, &id);
    }
    (kept.text != text && !(kept.is_empty && text.is_empty())).then_some(kept.text)
}

/// The groups that rows are, and those that rows name.
fn groups(people: &People, shown: &[PersonId]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut by_name: HashMap<String, usize> = HashMap::new();
    let mut at = |name: &str, groups: &mut Vec<Group>| {
        *by_name.entry(name.to_owned()).or_insert_with(|| {
            groups.push(Group { name: name.to_owned(), entry: None, members: Vec::new() });
            groups.len() - 1
        })
    };
    for person in shown {
        if is_group(people.get(*person, RollField::Kind)) {
            let at = at(people.get(*person, RollField::Name), &mut groups);
            groups[at].entry = Some(*person);
        }
        let named = people.get(*person, RollField::Group).split(['、', '；', ';']).map(str::trim);
        for name in named.filter(|name| !name.is_empty()) {
            let at = at(name, &mut groups);
            groups[at].members.push(*person);
        }
    }
    groups
}

fn no_file(index: &SourcePath, path: &SourcePath) -> Diagnostic {
    Diagnostic::new(
        &ROLL_TABLE,
        Place::File(index.clone()),
        say!("名录的表格 {path} 不在", "the roll's table {path} is not there"),
    )
    .help(say!(
        "把表格放到这个栏目的文件夹里，或者改正 [roll] 里的路径",
        "put the table into this column's folder, or correct its path in [roll]"
    ))
}

/// Where a row of a table says the id, or would.
fn id_cell(table: &RollTable, row: u32) -> Place {
    let column = table.columns.iter().position(|field| *field == Some(RollField::Id)).unwrap_or(0);
    let column = u32::try_from(column + 1).unwrap_or(1);
    Place::Cell { file: table.file.clone(), sheet: table.sheet.clone(), row, column }
}

fn id_twice(place: Place, id: &str) -> Diagnostic {
    Diagnostic::new(
        &ROLL_ID,
        place,
        say!(
            "编号 {id} 前面已经用过，这个人没有收进名录",
            "the id {id} was used before, so this person is not in the roll"
        ),
    )
    .help(say!(
        "给其中一个换成没有用过的编号；已经公布的那个不要改",
        "give one of them an id that nobody had; keep the one that was published"
    ))
}

fn ledger_line(index: &SourcePath, line: usize) -> Diagnostic {
    let mut finding = Diagnostic::new(
        &crate::load::BAD_VALUE,
        Place::File(SourcePath::new(&ledger_path(index))),
        say!(
            "编号台账第 {line} 行读不懂，已略过",
            "line {line} of the ledger of ids is not understood and was passed over"
        ),
    )
    .help(say!(
        "合并文件时若留下了 <<<<<<< 一类的行，删去即可；下次生成会补全",
        "remove lines such as <<<<<<< that a merge left behind; the next build completes the file"
    ));
    finding.severity = Severity::Warning;
    finding
}

/// People by id.
type ById<'a> = BTreeMap<&'a str, PersonId>;
