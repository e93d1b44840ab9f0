//! `content/figures/` → the ledger of figures (数字台账).
//!
//! Knows how figures are typed and quoted; never looks at what a text says around them.

mod quote;
mod table;
mod toml;

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::BAD_VALUE;
use super::sheet::TABLES;
use crate::diag::{Diagnostic, Place, Report, Rule, Severity};
use crate::model::{Figure, FigureValue, Figures};
use crate::say;
use crate::source::{File, SourcePath, Sources};
use crate::text::{Amount, AsOf};

pub use quote::{Quotable, Quoting, UNKNOWN_FIGURE};

/// Two figures with one name.
pub static FIGURE_TWICE: Rule = Rule {
    name: "figure-twice",
    severity: Severity::Error,
    zh: "数字台账里两个数字用了同一个编号、名称或别名，或者同一个数字同一天有两个值。一个事实只写一次，引用时才不会含糊。",
    en: "Two figures of the ledger share an id, a label or another wording, or one figure has two values for one day. A \
         fact is typed once, so that nobody wonders which one a text quotes.",
};

/// Folder of the ledger.
const FOLDER: &str = "content/figures/";
/// Whether `path` is a file of the ledger.
pub fn is_ledger(path: &SourcePath) -> bool {
    let extension = path.extension();
    path.as_str().starts_with(FOLDER)
        && (extension == "toml" || TABLES.contains(&extension.as_str()))
}

/// Reads every file of the ledger.
pub fn load_figures(sources: &Sources, report: &mut Report) -> Figures {
    let mut ledger = Ledger::default();
    for file in ledger_files(sources) {
        if file.path.extension() == "toml" {
            toml::read(file, &mut ledger, report);
        } else {
            table::read(file, &mut ledger, report);
        }
    }
    ledger.finish(report)
}

/// The files of a ledger and the day it was asked on, to tell whether a text that quotes it must be
/// read again.
#[derive(Debug, Default)]
pub struct LedgerFiles(Option<(Vec<Arc<File>>, Date)>);

/// Whether a ledger is what it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LedgerIs {
    /// It is.
    TheSame,
    /// It may say something else.
    Another,
}

impl LedgerFiles {
    /// Compares with the last time, and remembers this one.
    pub fn compare(&mut self, sources: &Sources, today: Date) -> LedgerIs {
        let files: Vec<Arc<File>> = quoted_files(sources).cloned().collect();
        let is_same = self.0.as_ref().is_some_and(|(known, day)| {
            *day == today
                && known.len() == files.len()
                && known.iter().zip(&files).all(|(a, b)| Arc::ptr_eq(a, b))
        });
        self.0 = Some((files, today));
        if is_same { LedgerIs::TheSame } else { LedgerIs::Another }
    }
}

fn ledger_files(sources: &Sources) -> impl Iterator<Item = &Arc<File>> {
    sources.below(FOLDER).filter(|file| is_ledger(&file.path))
}

/// Every file that texts quote from.
fn quoted_files(sources: &Sources) -> impl Iterator<Item = &Arc<File>> {
    ledger_files(sources).chain(crate::load::honour::files(sources))
}

/// Figures as they are read.
#[derive(Debug, Default)]
struct Ledger {
    list: Vec<Figure>,
    by_id: HashMap<String, usize>,
}

impl Ledger {
    /// A figure that stands for itself.
    fn add(&mut self, figure: Figure, report: &mut Report) {
        if let Some(first) = self.by_id.get(&figure.id) {
            report.push(twice(&self.list[*first].place, &figure.place, &figure.id));
            return;
        }
        self.by_id.insert(figure.id.clone(), self.list.len());
        self.list.push(figure);
    }

    /// A row of a table, which may give an earlier row's figure the value of another day.
    fn add_row(&mut self, figure: Figure) {
        if let Some(first) = self.by_id.get(&figure.id) {
            self.list[*first].values.extend(figure.values);
            return;
        }
        self.by_id.insert(figure.id.clone(), self.list.len());
        self.list.push(figure);
    }

    fn finish(mut self, report: &mut Report) -> Figures {
        for figure in &mut self.list {
            figure.values.sort_by_key(|value| value.as_of);
            for pair in figure.values.windows(2).filter(|pair| pair[0].as_of == pair[1].as_of) {
                report.push(twice(&pair[0].place, &pair[1].place, &figure.label));
            }
        }
        let mut names: HashMap<&str, &Figure> = HashMap::new();
        for figure in &self.list {
            for name in std::iter::once(figure.id.as_str()).chain(figure.wordings()) {
                let first = *names.entry(name).or_insert(figure);
                if first.id != figure.id {
                    report.push(twice(&first.place, &figure.place, name));
                }
            }
        }
        Figures::new(self.list)
    }
}

fn twice(first: &Place, second: &Place, name: &str) -> Diagnostic {
    Diagnostic::new(
        &FIGURE_TWICE,
        second.clone(),
        say!("数字台账里已经有“{name}”", "the ledger has “{name}” already"),
    )
    .note(first.clone(), say!("第一次在这里", "the first is here"))
    .help(say!(
        "改名，或删去一个；同一个数字在另一天的值写进“历次”，并写明“截至”",
        "rename or remove one; values of other days belong into `series`, each with its `as_of`"
    ))
}

/// A value as it is typed; none, and a finding, when it is no number or no day.
fn value(
    typed: (&str, Place),
    as_of: Option<(&str, Place)>,
    source: Option<String>,
    report: &mut Report,
) -> Option<FigureValue> {
    let amount = amount(typed.0, &typed.1, report)?;
    let as_of = match as_of {
        None => None,
        Some((said, place)) => Some(AsOf::parse(said).or_else(|| {
            report.push(no_day(said, place));
            None
        })?),
    };
    Some(FigureValue { amount, as_of, source, place: typed.1 })
}

/// The number `typed`; none, and a finding, when it is none.
fn amount(typed: &str, place: &Place, report: &mut Report) -> Option<Amount> {
    let amount = Amount::parse(typed);
    if amount.is_none() {
        report.push(
            Diagnostic::new(
                &BAD_VALUE,
                place.clone(),
                say!("“{typed}”不是数字", "“{typed}” is no number"),
            )
            .help(say!(
                "只写数字，如 12306 或 2.5亿；单位写在“单位”里",
                "write digits only, such as 12306; the unit has a field of its own"
            )),
        );
    }
    amount
}

fn no_day(said: &str, place: Place) -> Diagnostic {
    Diagnostic::new(
        &BAD_VALUE,
        place,
        say!("“{said}”不是确定的日期", "“{said}” is no certain date"),
    )
    .help(say!(
        "写到年、月或日，如 2026-06-30、2026年6月",
        "write a day, a month or a year: 2026-06-30, 2026-06"
    ))
}
