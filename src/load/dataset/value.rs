//! What a cell says, typed as its field says. What does not fit is found and stays words.

use rust_decimal::Decimal;

use super::rules::{DATASET_CHOICE, DATASET_VALUE};
use crate::diag::{Capped, Diagnostic, Message, Place};
use crate::load::figure::Quotable;
use crate::load::roll::{date_fault, fold_header as fold};
use crate::model::{Cell, DatasetField, DatasetFigure, DatasetLink, FieldKind};
use crate::say;
use crate::source::SourcePath;
use crate::text::{Amount, Division, PersonName, Scale, UncertainDate, half_width};

/// What stands in the place of a date when a matter has none.
const OPEN: [&str; 12] = [
    "长期",
    "常年",
    "全年",
    "长期坚持",
    "持续推进",
    "持续",
    "每季度",
    "每月",
    "每年",
    "待定",
    "另行通知",
    "适时",
];
/// What may follow the day until which something is done.
const UNTIL: [&str; 3] = ["之前", "以前", "前"];

/// What may follow the day from which something holds.
const FROM: [&str; 4] = ["起执行", "起施行", "起实施", "起"];

/// What a cell needs to know of what is around it.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Whether the field says until when.
    pub is_deadline: bool,
    /// The ledger of figures.
    pub ledger: Quotable<'a>,
}

/// The cell of `field` in which `typed`, not blank, stands.
pub fn read(
    field: &DatasetField,
    typed: &str,
    context: Context<'_>,
    place: &dyn Fn() -> Place,
    found: &mut Capped,
) -> Cell {
    let Context { is_deadline, ledger } = context;
    let words = || Cell::Text(typed.into());
    let mut wrong = |finding: Diagnostic| {
        found.push(finding);
        words()
    };
    match field.kind {
        FieldKind::Text | FieldKind::Place => words(),
        FieldKind::Person => Cell::Text(PersonName::read(typed).stored.into()),
        FieldKind::Number => match number(typed, &field.unit) {
            Some(amount) => {
                if field.unit == "%" && is_fraction(typed, amount) {
                    wrong(fraction(place(), field, typed, amount));
                }
                Cell::Number(amount)
            }
            None if is_nothing(typed) => words(),
            None => wrong(no_number(place(), field, typed)),
        },
        FieldKind::Date => match date(typed, is_deadline) {
            Ok(Some(date)) => Cell::Date(date),
            Ok(None) => words(),
            Err(why) => wrong(no_date(place(), field, typed, &why)),
        },
        FieldKind::Choice => match choice(field, typed) {
            Some(at) => Cell::Choice(at),
            None if field.choices.is_empty() => words(),
            None => wrong(no_choice(place(), field, typed)),
        },
        FieldKind::Figure => match figure(typed, ledger) {
            Some(figure) => Cell::Figure(Box::new(figure)),
            None if is_nothing(typed) => words(),
            None => wrong(no_figure(place(), field, typed)),
        },
        FieldKind::Link => match link(typed) {
            Ok(Some(link)) => Cell::Link(Box::new(link)),
            Ok(None) => words(),
            Err(()) => wrong(no_link(place(), field, typed)),
        },
    }
}

/// What of a masked field (打码) may be seen: of a date the year, of a place the county, of a number
/// nothing, of anything else the first character.
pub fn mask(field: &DatasetField, typed: &str) -> Cell {
    let shown = match field.kind {
        FieldKind::Date => {
            let year = UncertainDate::parse(typed).ok().and_then(UncertainDate::year);
            year.map(|year| format!("{year}年")).unwrap_or_default()
        }
        FieldKind::Place => Division::masked(typed).to_owned(),
        FieldKind::Number | FieldKind::Link | FieldKind::Figure => "**".to_owned(),
        FieldKind::Text | FieldKind::Choice | FieldKind::Person => {
            typed.chars().take(1).chain("**".chars()).collect()
        }
    };
    if shown.is_empty() { Cell::Empty } else { Cell::Text(shown.into()) }
}

/// Signs that people put where there is nothing to say.
fn is_nothing(typed: &str) -> bool {
    matches!(typed, "-" | "—" | "——" | "/" | "无" | "不详" | "暂无")
}

/// The number, with or without its unit. A number in 万 is never taken for one in 万元.
fn number(typed: &str, unit: &str) -> Option<Amount> {
    let typed: String = typed.chars().map(half_width).collect();
    let unit: String = unit.chars().map(half_width).collect();
    let bare = typed.trim().strip_suffix(unit.as_str()).unwrap_or(typed.trim()).trim_end();
    let Some(scale) = unit.chars().next().filter(|c| Scale::of(*c).is_some()) else {
        return Amount::parse(bare);
    };
    let bare = bare.strip_suffix(scale).unwrap_or(bare);
    if bare.ends_with(|c| Scale::of(c).is_some()) { None } else { Amount::parse(bare) }
}

/// The date; none where the words are right and name no day.
fn date(typed: &str, is_deadline: bool) -> Result<Option<UncertainDate>, Message> {
    if is_nothing(typed) || OPEN.contains(&typed) {
        return Ok(None);
    }
    let words = if is_deadline { &UNTIL[..] } else { &FROM };
    let bare = words.iter().find_map(|word| typed.strip_suffix(word));
    let bare =
        bare.map(|bare| if is_deadline { bare } else { bare.trim_start_matches(['自', '从']) });
    match UncertainDate::parse(bare.unwrap_or(typed)) {
        Ok(date) => Ok(Some(date).filter(|date| !date.is_unknown())),
        Err(fault) => Err(date_fault(fault)),
    }
}

/// The figure of the ledger that is named.
fn figure(typed: &str, ledger: Quotable<'_>) -> Option<DatasetFigure> {
    let figure = ledger.figures.find(typed)?;
    let it = ledger.figures.get(figure);
    Some(DatasetFigure { figure, amount: it.on(ledger.today).amount, unit: it.unit.clone() })
}

fn choice(field: &DatasetField, typed: &str) -> Option<u16> {
    let wanted = fold(typed);
    let at = field.choices.iter().position(|word| word == typed);
    let at = at.or_else(|| field.choices.iter().position(|word| fold(word) == wanted))?;
    u16::try_from(at).ok()
}

/// The link: `名称 https://…`, `[名称](https://…)`, an address or a file of the site. None for words
/// without any address.
fn link(typed: &str) -> Result<Option<DatasetLink>, ()> {
    let made = |title: &str, address: &str| {
        let title = title.trim().trim_end_matches([':', '：']).trim_end();
        let title = if title.is_empty() { address } else { title };
        DatasetLink { title: title.to_owned(), address: address.to_owned() }
    };
    if let Some(inner) = typed.strip_prefix('[').and_then(|rest| rest.strip_suffix(')'))
        && let Some((title, address)) = inner.split_once("](")
    {
        return if is_address(address) { Ok(Some(made(title, address))) } else { Err(()) };
    }
    let last = typed.rsplit(char::is_whitespace).next().unwrap_or(typed);
    if is_address(last) {
        return Ok(Some(made(&typed[..typed.len() - last.len()], last)));
    }
    let lower = typed.to_ascii_lowercase();
    let signs = ["://", "www.", ".com", ".cn", "javascript:", "data:"];
    let is_meant = lower.starts_with("//") || signs.iter().any(|sign| lower.contains(sign));
    if is_meant { Err(()) } else { Ok(None) }
}

fn is_address(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let is_web = ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| lower.strip_prefix(scheme).is_some_and(|rest| rest.contains('.')));
    let path = lower.split('#').next().unwrap_or_default();
    let is_path = lower.starts_with(['/', '.']) || SourcePath::new(path).extension() == "md";
    let is_plain =
        !text.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"'`\\".contains(c));
    is_plain && (is_web || is_path && !lower.starts_with("//") && !lower.contains(':'))
}

fn no_number(place: Place, field: &DatasetField, typed: &str) -> Diagnostic {
    let (name, unit) = (&field.name, &field.unit);
    let finding = Diagnostic::new(
        &DATASET_VALUE,
        place,
        say!("“{name}”里的“{typed}”不是数字", "“{typed}” in {name} is no number"),
    );
    finding.help(if unit.is_empty() {
        say!("只写数字，例如 12306；说明写到别的列", "type the number alone, such as 12306; words belong in another column")
    } else {
        say!(
            "只写数字，单位是{unit}，例如 96 或 96{unit}；说明写到别的列",
            "type the number alone in {unit}, such as 96 or 96{unit}; words belong in another column"
        )
    })
}

/// Whether a share was probably typed as a part of one, as workbooks keep it: 0.985 for 98.5 %.
fn is_fraction(typed: &str, amount: Amount) -> bool {
    let is_part = amount.decimal() > Decimal::ZERO && amount.decimal() < Decimal::ONE;
    is_part && !typed.ends_with(['%', '％'])
}

fn fraction(place: Place, field: &DatasetField, typed: &str, amount: Amount) -> Diagnostic {
    let name = &field.name;
    let likely = Amount::from((amount.decimal() * Decimal::ONE_HUNDRED).normalize());
    Diagnostic::new(
        &DATASET_VALUE,
        place,
        say!("“{name}”里的“{typed}”公开出来是 {typed}%", "“{typed}” in {name} is shown as {typed}%"),
    )
    .help(say!(
        "多半是 {likely}%：写成 {likely}，或者把这一列的格式设成百分比；真是不到百分之一的，写 {typed}%",
        "probably {likely}% is meant: write {likely}, or make it a percentage in the workbook; write {typed}% where that is meant"
    ))
}

fn no_figure(place: Place, field: &DatasetField, typed: &str) -> Diagnostic {
    let name = &field.name;
    Diagnostic::new(
        &DATASET_VALUE,
        place,
        say!("“{name}”里的“{typed}”不在数字台账里", "“{typed}” in {name} is not in the ledger of figures"),
    )
    .help(say!(
        "写台账里的编号、名称或别名；台账在 content/figures 文件夹",
        "write an id, a label or another wording of the ledger, which is in the folder content/figures"
    ))
}

fn no_date(place: Place, field: &DatasetField, typed: &str, why: &Message) -> Diagnostic {
    let name = &field.name;
    let message = Message::new(
        format!("“{name}”里的“{typed}”作日期读不懂：{}", why.zh),
        format!("“{typed}” in {name} is not understood as a date: {}", why.en),
    );
    Diagnostic::new(&DATASET_VALUE, place, message).help(say!(
        "写成 2026-09-30、2026年9月、2026年；没有期限的写 长期",
        "write 2026-09-30, 2026-09 or 2026; where there is no end, 长期"
    ))
}

fn no_choice(place: Place, field: &DatasetField, typed: &str) -> Diagnostic {
    let (name, words) = (&field.name, field.choices.join("、"));
    Diagnostic::new(
        &DATASET_CHOICE,
        place,
        say!("“{name}”里的“{typed}”不在选项里", "“{typed}” is none of the choices of {name}"),
    )
    .help(say!(
        "改成其中一个：{words}；确实要用这个词，在 [[dataset.field]] 的 choices 里加上",
        "write one of {words}; to use this word, add it to choices in [[dataset.field]]"
    ))
}

fn no_link(place: Place, field: &DatasetField, typed: &str) -> Diagnostic {
    let name = &field.name;
    Diagnostic::new(
        &DATASET_VALUE,
        place,
        say!("“{name}”里的“{typed}”不能作链接", "“{typed}” in {name} cannot be a link"),
    )
    .help(say!(
        "写完整的网址 https://…，名称写在前面、空一格；或者写网站里的文件，如 /news/2026-08-01.md",
        "write the whole address https://…, with a title and a space before it if you like, or a file of the site such as /news/2026-08-01.md"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_the_unit_of_their_field() {
        let table = [
            ("12 306", "块", Some("12306")),
            ("98.5％", "%", Some("98.5")),
            ("767万元", "万元", Some("767")),
            ("767万", "万元", Some("767")),
            ("767万元", "元", Some("7670000")),
            ("1.2亿元", "万元", None),
            ("1.2亿", "万元", None),
            ("约30", "人", None),
        ];
        for (typed, unit, plain) in table {
            let read = number(typed, unit).map(Amount::plain);
            assert_eq!(read.as_deref(), plain, "{typed} in {unit}");
        }
    }

    #[test]
    fn days_until_which_something_is_done_are_days() {
        let latest = |typed| Some(date(typed, true).ok()??.latest()?.to_string());
        assert_eq!(latest("2026年6月底前").as_deref(), Some("2026-06-30"));
        assert_eq!(latest("2026-09-30前").as_deref(), Some("2026-09-30"));
        assert_eq!(date("长期", true), Ok(None));
        assert!(date("尽快", true).is_err());
    }

    #[test]
    fn days_from_which_something_holds_are_days() {
        let first = |typed| Some(date(typed, false).ok()??.earliest()?.to_string());
        assert_eq!(first("2026年1月起").as_deref(), Some("2026-01-01"));
        assert_eq!(first("自2026年8月1日起施行").as_deref(), Some("2026-08-01"));
        assert!(date("一季度起", false).is_err());
        assert!(date("2026年1月起", true).is_err(), "no day until which something is done");
    }

    #[test]
    fn a_share_between_nothing_and_one_is_asked_about() {
        let is = |typed| is_fraction(typed, number(typed, "%").expect("a number"));
        let asked = ["0.985", "0.985%", "1", "98.5", "0"].map(is);
        assert_eq!(asked, [true, false, false, false, false]);
    }

    #[test]
    fn links_are_addresses_files_or_words() {
        let read = |typed| link(typed).map(|link| link.map(|it| (it.title, it.address)));
        let some = |title: &str, address: &str| Ok(Some((title.to_owned(), address.to_owned())));
        assert_eq!(read("双拥特刊 https://a.example/1"), some("双拥特刊", "https://a.example/1"));
        assert_eq!(read("[通知](/documents/a.md)"), some("通知", "/documents/a.md"));
        assert_eq!(read("2020年双拥特刊"), Ok(None));
        for typed in [
            "javascript:alert(1)",
            "[点](javascript:1)",
            "www.example.cn",
            "ftp://a.example/",
            "//a.example",
        ] {
            assert_eq!(read(typed), Err(()), "{typed}");
        }
    }
}
