//! Values of cells: names and dates as they should be, masked fields.

use std::borrow::Cow;

use super::{ROLL_DATE, ROLL_NAME};
use crate::diag::{Capped, Diagnostic, Message, Place};
use crate::model::RollField;
use crate::say;
use crate::text::{DateFault, Division, NameFault, PersonName, UncertainDate};

/// Digits of a division code that name the county; a longer code names a town or a village.
const DIVISION_DIGITS: usize = 6;

/// What `typed`, not blank, says in `field`; what is wrong with it is found.
pub fn tidy<'a>(
    field: RollField,
    typed: &'a str,
    place: &dyn Fn() -> Place,
    found: &mut Capped,
) -> Cow<'a, str> {
    match field {
        RollField::Name | RollField::Corrected => {
            let name = PersonName::read(typed);
            for fault in &name.faults {
                if let Some(message) = name_fault(*fault) {
                    found.push(name_finding(place(), message, &name.stored));
                }
            }
            if name.stored == typed { typed.into() } else { name.stored.into() }
        }
        RollField::Birth | RollField::Death => {
            if let Err(fault) = UncertainDate::parse(typed) {
                found.push(date_finding(place(), fault, typed));
            }
            Cow::Borrowed(typed)
        }
        // When somebody joined is told in many words; a spreadsheet's number is none of them.
        RollField::Joined => {
            if let Err(fault @ DateFault::SpreadsheetNumber(_)) = UncertainDate::parse(typed) {
                found.push(date_finding(place(), fault, typed));
            }
            Cow::Borrowed(typed)
        }
        _ => Cow::Borrowed(typed),
    }
}

/// What of a masked field (打码) may be seen: of a date the year, of a place the county or at least
/// the province ([`Division::masked`]), of a division code the county's six digits, of anything else
/// the first character. What cannot be cut so leaves nothing.
pub fn mask(field: RollField, said: &str) -> String {
    let year = || {
        let date = UncertainDate::parse(said).ok()?;
        Some(date.year()?.to_string())
    };
    match field {
        RollField::Birth | RollField::Death | RollField::Joined => year().unwrap_or_default(),
        RollField::Native | RollField::NativeNow | RollField::DeathPlace | RollField::Burial => {
            Division::masked(said).to_owned()
        }
        RollField::Division => said.chars().take(DIVISION_DIGITS).collect(),
        _ => said.chars().take(1).chain("**".chars()).collect(),
    }
}

/// Why a date is not understood.
pub fn date_fault(fault: DateFault) -> Message {
    match fault {
        DateFault::Empty | DateFault::NoYear => say!("没有写年份", "it has no year"),
        DateFault::ShortYear(year) => say!(
            "年份“{year}”只有两位，可能是任何一个世纪或民国",
            "the year “{year}” has two digits and may be of any century or of the Republic"
        ),
        DateFault::NoSuchYear(year) => say!("没有 {year} 年", "there is no year {year}"),
        DateFault::NoSuchMonth(month) => say!("没有 {month} 月", "there is no month {month}"),
        DateFault::NoSuchDay { year, month, day } => say!(
            "{year} 年 {month} 月没有 {day} 日",
            "there is no {day} in month {month} of {year}"
        ),
        DateFault::SpreadsheetNumber(date) => say!(
            "这是表格软件里日期的序号，可能是 {date}",
            "this is a spreadsheet's number of a day, perhaps {date}"
        ),
        DateFault::TooManyAlternatives => say!("说法超过三种", "it names more than three dates"),
        DateFault::EndBeforeStart => say!("止在起之前", "its end is before its start"),
        DateFault::TwoDates(one, other) if one == other => {
            say!("括号内外的日期不一致", "the dates inside and outside the brackets differ")
        }
        DateFault::TwoDates(one, other) => say!(
            "括号内外的年份不一致（{one}、{other}）",
            "the years inside and outside the brackets differ ({one}, {other})"
        ),
        DateFault::NotADate => say!("有不是日期的文字", "part of it is no date"),
    }
}

fn date_finding(place: Place, fault: DateFault, typed: &str) -> Diagnostic {
    let why = date_fault(fault);
    let message = Message {
        zh: format!("“{typed}”作日期读不懂：{}", why.zh),
        en: format!("“{typed}” is not understood as a date: {}", why.en),
    };
    Diagnostic::new(&ROLL_DATE, place, message).help(say!(
        "写成 1932-10-08、1932年10月、约1932、1915|1916、1937—1940 或 不详",
        "write 1932-10-08, 1932-10, 约1932 (about), 1915|1916, 1937—1940 or 不详 (unknown)"
    ))
}

/// What is wrong with a name; nothing where the roll as a whole is told.
fn name_fault(fault: NameFault) -> Option<Message> {
    let code = |c: char| format!("U+{:04X}", u32::from(c));
    Some(match fault {
        NameFault::Empty => say!("没有姓名", "there is no name"),
        NameFault::TooLong { characters } => {
            say!("姓名有 {characters} 个字", "the name has {characters} characters")
        }
        NameFault::Interpunct { typed } => say!(
            "间隔号“{typed}”不规范，已改为“·”（U+00B7）",
            "the dot “{typed}” was replaced by the interpunct “·” (U+00B7)"
        ),
        NameFault::Illegible { typed } => say!(
            "缺字记号“{typed}”已改为“□”",
            "the mark “{typed}” for an illegible character was replaced by “□”"
        ),
        NameFault::PrivateUse { .. } => return None,
        NameFault::Invisible { character } => say!(
            "姓名里有看不见的字符 {}，已去掉",
            "an invisible character {} was taken out of the name",
            code(character)
        ),
        NameFault::NotInNames { character } => {
            say!("姓名里有“{character}”，不像姓名用字", "“{character}” is no part of a name")
        }
    })
}

fn name_finding(place: Place, message: Message, name: &str) -> Diagnostic {
    Diagnostic::new(&ROLL_NAME, place, message).help(say!(
        "网站上用的是“{name}”；请对照原碑原档核对后改正表格",
        "the site says “{name}”; compare it with the stone or the file and correct the table"
    ))
}
