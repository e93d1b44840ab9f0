//! One change of a table, and why.

use std::collections::BTreeSet;

use crate::diag::{Message, column_letters};
use crate::load::Sign;
use crate::say;
use crate::source::table::Row;
use crate::text::{DateFault, NameFault, PersonName};

/// A place where the table in order is otherwise than the original, or should be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The sheet of the original; empty for text tables.
    pub sheet: Box<str>,
    /// The cell of the original, as office programs name it: `B12`.
    pub cell: Box<str>,
    /// The column's standard header.
    pub column: Box<str>,
    /// What stood there.
    pub before: Box<str>,
    /// What stands there now.
    pub after: Box<str>,
    /// Why.
    pub why: Message,
}

/// Where a change is.
pub(super) struct Spot<'s> {
    sheet: &'s str,
    row: u32,
    at: u32,
    column: &'s str,
}

impl<'s> Spot<'s> {
    pub(super) fn of(row: &Row<'s>, at: u32, column: &'s str) -> Self {
        Self { sheet: row.sheet, row: row.number, at, column }
    }

    pub(super) fn change(&self, before: &str, after: &str, why: Message) -> Change {
        Change {
            sheet: self.sheet.into(),
            cell: format!("{}{}", column_letters(self.at), self.row).into(),
            column: self.column.into(),
            before: before.into(),
            after: after.into(),
            why,
        }
    }
}

/// Why a name was changed, and whether it should be looked at even when it was not.
pub(super) fn name_why(name: &PersonName, typed: &str) -> Option<(bool, Message)> {
    if name.faults.is_empty() {
        let why = say!(
            "去掉为了对齐而加的空格，统一全角半角",
            "padding was taken out and widths made one"
        );
        return (name.stored != typed).then_some((false, why));
    }
    let words: Vec<Message> = name.faults.iter().map(|fault| name_fault(*fault)).collect();
    Some((true, all(&words)))
}

fn name_fault(fault: NameFault) -> Message {
    let code = |c: char| format!("U+{:04X}", u32::from(c));
    match fault {
        NameFault::Empty => say!("没有姓名", "there is no name"),
        NameFault::TooLong { characters } => {
            say!(
                "姓名有 {characters} 个字，请核对",
                "the name has {characters} characters; check it"
            )
        }
        NameFault::Interpunct { typed } => {
            say!("间隔号“{typed}”改为“·”", "the dot “{typed}” became the interpunct “·”")
        }
        NameFault::Illegible { typed } => {
            say!("缺字记号“{typed}”改为“□”", "the mark “{typed}” became “□”")
        }
        NameFault::PrivateUse { character } => say!(
            "“{character}”（{}）是旧系统自造的字，没有改，请换成标准汉字",
            "“{character}” ({}) is an old system's own character and was kept; use the standard one",
            code(character)
        ),
        NameFault::Invisible { character } => {
            say!("去掉看不见的字符 {}", "the invisible character {} was taken out", code(character))
        }
        NameFault::NotInNames { character } => say!(
            "“{character}”不像姓名用字，没有改，请核对",
            "“{character}” is no part of a name and was kept; check it"
        ),
    }
}

/// Why signs of a cell were changed, and whether one that was not should be looked at.
pub(super) fn signs_why(signs: &BTreeSet<Sign>) -> Option<(bool, Message)> {
    let words: Vec<Message> = signs.iter().map(|sign| sign_why(*sign)).collect();
    (!words.is_empty()).then(|| (true, all(&words)))
}

fn sign_why(sign: Sign) -> Message {
    match sign {
        Sign::PrivateUse(character) => name_fault(NameFault::PrivateUse { character }),
        Sign::Invisible(character) => name_fault(NameFault::Invisible { character }),
        Sign::FullWidth(_) => {
            say!("全角的字母、数字改为半角", "full-width letters and digits became half-width")
        }
    }
}

/// Several reasons as one.
fn all(words: &[Message]) -> Message {
    let join =
        |of: fn(&Message) -> &str, between| words.iter().map(of).collect::<Vec<_>>().join(between);
    Message::new(join(|m| &m.zh, "；"), join(|m| &m.en, "; "))
}

/// Why a date was changed, or was not.
#[expect(clippy::unnecessary_wraps, reason = "the same as for names")]
pub(super) fn date_why(fault: Option<DateFault>) -> Option<(bool, Message)> {
    Some(match fault {
        None => (false, say!("日期改为标准写法", "the standard form of a date")),
        Some(_) => (
            true,
            say!(
                "日期读不懂，照原样保留，请核对",
                "not understood as a date and kept as it stands; check it"
            ),
        ),
    })
}
