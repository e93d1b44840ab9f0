//! Numbers of private persons in texts: citizen IDs, mobile phones, bank cards. Never judges
//! whether one may stand there, and never keeps one.
//!
//! A number counts only when everything about it fits: length, check digit, date, prefix, and what
//! stands beside it. Figures, dates and document numbers are left alone.

use std::borrow::Cow;
use std::ops::Range;

use jiff::civil::Date;

use super::half_width;

/// What a number is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
pub enum PrivateKind {
    /// 18 digits with a region, a date and a check digit (GB 11643-1999).
    CitizenId,
    /// 15 digits with a region and a date: issued until 1999.
    OldCitizenId,
    /// 11 digits beginning with 13 to 19.
    MobilePhone,
    /// 16 to 19 digits with a bank's prefix and a check digit (ISO/IEC 7812).
    BankCard,
    /// An area code (区号) and 7 or 8 digits: of a home, or of an office.
    Landline,
}

/// A number of a private person, found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrivateNumber {
    /// What it is.
    pub kind: PrivateKind,
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// The form that may be shown: `138****1234`; of IDs the first two and the last three
    /// characters, of cards the last four, of landlines the area code and the last two.
    pub masked: String,
}

/// All numbers of private persons in `text`, in its order, landlines aside: see
/// [`landlines`](super::landlines). Full-width digits count, and groups parted by single spaces or
/// hyphens as such numbers are grouped.
///
/// ```
/// use fengbei::text::{PrivateKind, private_numbers};
/// let found = private_numbers("联系人张先生，电话138-1234-5678，2024年共走访13812户。");
/// assert_eq!(found.len(), 1);
/// assert_eq!((found[0].kind, found[0].masked.as_str()), (PrivateKind::MobilePhone, "138****5678"));
/// ```
pub fn private_numbers(text: &str) -> Vec<PrivateNumber> {
    if !may_hold(text) {
        return Vec::new();
    }
    let groups = groups(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < groups.len() {
        match longest_at(text, &groups[at..]) {
            Some((number, count)) => {
                found.push(number);
                at += count;
            }
            None => at += 1,
        }
    }
    found
}

/// `text` with every number of a private person in its masked form.
///
/// ```
/// use fengbei::text::mask_private;
/// assert_eq!(mask_private("身份证11010519491231002X"), "身份证11*************02X");
/// assert_eq!(mask_private("共148人"), "共148人");
/// ```
pub fn mask_private(text: &str) -> Cow<'_, str> {
    let found = private_numbers(text);
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let (mut out, mut done) = (String::with_capacity(text.len()), 0);
    for number in found {
        out.push_str(&text[done..number.range.start]);
        out.push_str(&number.masked);
        done = number.range.end;
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}

/// Digits that stand together, half-width; an `X` that may end an ID is among them.
pub(super) struct Group {
    pub(super) range: Range<usize>,
    pub(super) digits: String,
}

/// Whether enough digits stand together for a number; most texts have none, and need no further
/// look.
pub(super) fn may_hold(text: &str) -> bool {
    /// Digits of the shortest number.
    const SHORTEST: usize = 11;
    /// Bytes that are looked at together; far more than part two groups of digits.
    const STRETCH: usize = 32;
    let bytes = text.as_bytes();
    if bytes.len() < SHORTEST {
        return false;
    }
    let mut digits = 0;
    let mut holds = |stretch: &[u8], has_digits: bool| {
        if !has_digits {
            digits = 0;
            return false;
        }
        stretch.iter().any(|byte| {
            let (keeps, adds) = STEPS[usize::from(*byte)];
            digits = (digits & keeps) + adds;
            digits >= SHORTEST
        })
    };
    let mut at = 1;
    let mut found = holds(&bytes[..at], true);
    // The byte before a stretch may be the second of a full-width digit.
    while !found && let Some(near) = bytes[at - 1..].first_chunk::<{ STRETCH + 1 }>() {
        let (before, stretch) = (&near[..STRETCH], &near[1..]);
        let half = stretch.iter().fold(0, |any, byte| any | u8::from(byte.is_ascii_digit()));
        let full = before.iter().zip(stretch).fold(0, |any, (one, next)| {
            any | (u8::from(*one == 0xBC) & u8::from((0x90..=0x99).contains(next)))
        });
        found = holds(stretch, half | full != 0);
        at += STRETCH;
    }
    found || holds(&bytes[at..], true)
}

/// What each byte does to the count of digits before it: which bits stay, and what is added.
const STEPS: [(usize, usize); 256] = {
    let mut steps = [(0, 0); 256];
    let mut byte = 0_u8;
    loop {
        steps[byte as usize] = match byte {
            // The last byte of a full-width digit is above those of ASCII.
            b'0'..=b'9' | 0x90..=0x99 => (usize::MAX, 1),
            // Between groups: a space, a sign, the other bytes of one that is full-width.
            b' ' | b'-' | b')' | 0x80..=0xBF | 0xC2 | 0xE2 | 0xE3 | 0xEF => (usize::MAX, 0),
            _ => (0, 0),
        };
        if byte == u8::MAX {
            break steps;
        }
        byte += 1;
    }
};

pub(super) fn groups(text: &str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (at, c) in text.char_indices() {
        let half = half_width(c);
        let end = at + c.len_utf8();
        let last = groups.last_mut().filter(|group| group.range.end == at);
        match last {
            Some(group) if half.is_ascii_digit() && !group.digits.ends_with('X') => {
                group.digits.push(half);
                group.range.end = end;
            }
            // The check digit of an ID: after seventeen digits, or the few of its last group.
            Some(group)
                if matches!(half, 'X' | 'x') && matches!(group.digits.len(), 1..=3 | 17) =>
            {
                group.digits.push('X');
                group.range.end = end;
            }
            _ if half.is_ascii_digit() => {
                groups.push(Group { range: at..end, digits: half.to_string() });
            }
            _ => {}
        }
    }
    groups
}

/// The number that the first of `groups` begins, and how many groups it takes.
fn longest_at(text: &str, groups: &[Group]) -> Option<(PrivateNumber, usize)> {
    const MOST_GROUPS: usize = 6;
    let joins = |pair: &[Group]| is_join(&text[pair[0].range.end..pair[1].range.start]);
    let joined = 1 + groups.windows(2).take(MOST_GROUPS - 1).take_while(|pair| joins(pair)).count();
    (1..=joined).rev().find_map(|count| {
        let some = &groups[..count];
        let range = some[0].range.start..some[count - 1].range.end;
        let digits: String = some.iter().map(|group| group.digits.as_str()).collect();
        let shape: Vec<usize> = some.iter().map(|group| group.digits.len()).collect();
        let named = || named_citizen_id(&text[..range.start], &digits);
        let (kind, digits) = kind(&digits, &shape).or_else(named)?;
        let alone = stands_alone(text, &range, kind);
        alone.then(|| (PrivateNumber { kind, range, masked: masked(kind, digits) }, count))
    })
}

/// Whether two groups that `between` parts may be one number.
pub(super) fn is_join(between: &str) -> bool {
    matches!(between, " " | "-" | "\u{a0}" | "\u{3000}" | "－" | "–" | "‑")
}

/// What `digits` in groups of these lengths are, and the digits without a country's prefix.
fn kind<'a>(digits: &'a str, shape: &[usize]) -> Option<(PrivateKind, &'a str)> {
    let number = digits.as_bytes();
    let whole = shape.len() == 1;
    // With its check digit a number is one however it is grouped.
    if is_citizen_id(number) || whole && is_cut_citizen_id(number) {
        return Some((PrivateKind::CitizenId, digits));
    }
    if number.contains(&b'X') {
        return None;
    }
    if matches!(shape, [15] | [6, 6, 3]) && is_old_citizen_id(number) {
        return Some((PrivateKind::OldCitizenId, digits));
    }
    let national = ["0086", "86"].iter().find_map(|prefix| digits.strip_prefix(prefix));
    let national = national.filter(|rest| rest.len() == 11);
    let groups = if national.is_some() && !whole { &shape[1..] } else { shape };
    let phone = national.unwrap_or(digits);
    if is_phone_shape(groups, phone, national.is_some()) && is_mobile_phone(phone.as_bytes()) {
        return Some((PrivateKind::MobilePhone, phone));
    }
    let (last, before) = shape.split_last()?;
    let card = whole || *last <= 4 && before.iter().all(|length| *length == 4);
    (card && is_bank_card(number)).then_some((PrivateKind::BankCard, digits))
}

/// Whether a mobile phone is grouped so. Three and eight digits are also a number and a day.
fn is_phone_shape(shape: &[usize], phone: &str, after_prefix: bool) -> bool {
    match shape {
        [_] | [3, 4, 4] | [4, 4, 3] | [7, 4] => true,
        [3, 8] => {
            let day = phone.as_bytes().split_at_checked(7).map(|(_, day)| day);
            let year = phone.get(3..7).and_then(|year| year.parse().ok());
            !matches!((year, day), (Some(year @ 1800..2100), Some(day)) if is_date(year, day))
        }
        [2 | 4, _] => after_prefix,
        _ => false,
    }
}

/// Whether nothing beside the number makes it part of something else: a longer number, a name of a
/// file, a document number, a figure with its unit.
fn stands_alone(text: &str, range: &Range<usize>, kind: PrivateKind) -> bool {
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let (mut back, mut ahead) = (before.chars().rev(), after.chars());
    let letter = |c: char| half_width(c).is_ascii_alphanumeric();
    let bare = |first: Option<char>, second: Option<char>| match first {
        // A decimal point, a file's ending, a part of a longer number.
        Some('-' | '.') => !second.is_some_and(letter),
        Some(c) => !letter(c) && c != '_',
        None => true,
    };
    let sentence_goes_on = |c: &str| {
        ["号", "元", "万", "亿", "人", "次", "户", "亩", "吨", "%", "年"]
            .iter()
            .any(|unit| c.starts_with(unit))
    };
    let numbered = ["第", "编号", "编号:", "编号：", "№", "No.", "NO."]
        .iter()
        .any(|word| before.trim_end().ends_with(word));
    let checked = matches!(kind, PrivateKind::CitizenId | PrivateKind::BankCard);
    bare(back.next(), back.next())
        && bare(ahead.next(), ahead.next())
        && (checked || !(numbered || sentence_goes_on(after)))
}

fn masked(kind: PrivateKind, digits: &str) -> String {
    let (first, last) = match kind {
        PrivateKind::CitizenId | PrivateKind::OldCitizenId => (2, 3),
        PrivateKind::MobilePhone => (3, 4),
        PrivateKind::BankCard => (0, 4),
        PrivateKind::Landline => (0, 2),
    };
    let hidden = digits.len() - first - last;
    [&digits[..first], &"*".repeat(hidden), &digits[digits.len() - last..]].concat()
}

/// GB 11643-1999: region, date of birth, serial, check digit by ISO 7064 MOD 11-2.
fn is_citizen_id(number: &[u8]) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let (body, check) = number.split_at(number.len().min(17));
    if body.len() != 17 || !body.iter().all(u8::is_ascii_digit) {
        return false;
    }
    let sum: u32 =
        body.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    let year = value(&number[6..10]);
    check == [b"10X98765432"[(sum % 11) as usize]]
        && is_region(number)
        && (1880..2100).contains(&year)
        && is_date(year, &number[10..14])
}

/// An ID with a mistyped check digit is one all the same where the words `before` it say so.
fn named_citizen_id<'a>(before: &str, digits: &'a str) -> Option<(PrivateKind, &'a str)> {
    const NAMES: [&str; 6] = ["身份证", "身份证号", "身份证号码", "身份号码", "证件号", "证件号码"];
    let before = before.trim_end_matches([' ', '\u{3000}', ':', '：', '(', '（', '为', '是']);
    let number = digits.as_bytes();
    let fits = number.len() == 18 && number[..17].iter().all(u8::is_ascii_digit) && {
        let year = value(&number[6..10]);
        is_region(number) && (1880..2100).contains(&year) && is_date(year, &number[10..14])
    };
    let is_named = NAMES.iter().any(|name| before.ends_with(name));
    (fits && is_named).then_some((PrivateKind::CitizenId, digits))
}

/// Whether a spreadsheet made noughts of the last three digits, the check digit among them: region
/// and date of birth are told all the same.
fn is_cut_citizen_id(number: &[u8]) -> bool {
    number.len() == 18 && number.ends_with(b"000") && is_region(number) && {
        let year = value(&number[6..10]);
        (1880..2100).contains(&year) && is_date(year, &number[10..14])
    }
}

/// Region, date of birth with a year of two digits, serial: no check digit.
fn is_old_citizen_id(number: &[u8]) -> bool {
    number.len() == 15 && is_region(number) && is_date(1900 + value(&number[6..8]), &number[8..12])
}

/// Whether it begins with the number of a province (GB/T 2260).
fn is_region(number: &[u8]) -> bool {
    matches!(value(&number[..2]),
        11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83)
        && value(&number[2..6]) > 0
}

fn is_date(year: u32, month_and_day: &[u8]) -> bool {
    let part = |digits: &[u8]| i8::try_from(value(digits)).expect("two digits");
    let (month, day) = month_and_day.split_at(2);
    i16::try_from(year).is_ok_and(|year| Date::new(year, part(month), part(day)).is_ok())
}

fn is_mobile_phone(number: &[u8]) -> bool {
    number.len() == 11 && number[0] == b'1' && number[1] >= b'3'
}

/// The prefixes of cards issued in China: 银联 62, older ones of two great banks, and the
/// foreign brands with their one length.
fn is_bank_card(number: &[u8]) -> bool {
    let begins =
        |prefixes: &[&str]| prefixes.iter().any(|prefix| number.starts_with(prefix.as_bytes()));
    let issued = match number.len() {
        16 => begins(&["62", "4", "51", "52", "53", "54", "55", "35"]),
        17 | 18 => begins(&["62"]),
        19 => begins(&["62", "9558", "95599", "601382", "60142", "60151"]),
        _ => false,
    };
    issued && luhn(number)
}

/// The check of ISO/IEC 7812: every second digit from the end doubled, the sum a multiple of ten.
fn luhn(number: &[u8]) -> bool {
    let digits = number.iter().rev().map(|digit| u32::from(digit - b'0'));
    let sum: u32 = digits
        .enumerate()
        .map(|(at, digit)| if at % 2 == 1 { digit * 2 % 10 + digit / 5 } else { digit })
        .sum();
    // A row of one digit passes but is no card.
    sum.is_multiple_of(10) && number.iter().any(|digit| *digit != number[0])
}

fn value(digits: &[u8]) -> u32 {
    digits.iter().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_wherever_it_stands() {
        for number in ["13800138000", "１３８００１３８０００", "138-0013-8000"] {
            for before in 0..40 {
                for first in ["", "a"] {
                    let text = format!("{first}{}，{number}，户主", "甲".repeat(before));
                    assert_eq!(private_numbers(&text).len(), 1, "{text}");
                }
            }
        }
    }

    #[test]
    fn numbers_of_persons_are_found_and_masked() {
        use PrivateKind as K;
        let table: [(&str, K, &str, &str); 27] = [
            (
                "身份证号：110105194912310021",
                K::CitizenId,
                "110105194912310021",
                "11*************021",
            ),
            (
                "身份证号：11010519491231002X。",
                K::CitizenId,
                "11010519491231002X",
                "11*************02X",
            ),
            ("11010519491231002x", K::CitizenId, "11010519491231002x", "11*************02X"),
            (
                "证号１１０１０５１９４９１２３１００２Ｘ",
                K::CitizenId,
                "１１０１０５１９４９１２３１００２Ｘ",
                "11*************02X",
            ),
            ("（440524188001010014）", K::CitizenId, "440524188001010014", "44*************014"),
            ("110105 19491231 002X", K::CitizenId, "110105 19491231 002X", "11*************02X"),
            (
                "1101 0519 4912 3100 2X",
                K::CitizenId,
                "1101 0519 4912 3100 2X",
                "11*************02X",
            ),
            (
                "110105－19491231－002X",
                K::CitizenId,
                "110105－19491231－002X",
                "11*************02X",
            ),
            ("证号110105194912310000", K::CitizenId, "110105194912310000", "11*************000"),
            ("手机138-12345678", K::MobilePhone, "138-12345678", "138****5678"),
            ("手机1381234 5678", K::MobilePhone, "1381234 5678", "138****5678"),
            ("手机1381 2345 678", K::MobilePhone, "1381 2345 678", "138****5678"),
            ("+86-138-1234-5678", K::MobilePhone, "86-138-1234-5678", "138****5678"),
            (
                "１３８－１２３４－５６７８",
                K::MobilePhone,
                "１３８－１２３４－５６７８",
                "138****5678",
            ),
            ("旧证110105491231002", K::OldCitizenId, "110105491231002", "11**********002"),
            ("电话13812345678，", K::MobilePhone, "13812345678", "138****5678"),
            ("Tel:138 1234 5678", K::MobilePhone, "138 1234 5678", "138****5678"),
            ("手机:199-1234-5678/010-65432100", K::MobilePhone, "199-1234-5678", "199****5678"),
            ("+8613812345678", K::MobilePhone, "8613812345678", "138****5678"),
            ("+86 13812345678", K::MobilePhone, "86 13812345678", "138****5678"),
            ("张三-13812345678", K::MobilePhone, "13812345678", "138****5678"),
            ("13812345678，2024年", K::MobilePhone, "13812345678", "138****5678"),
            ("13812345678.", K::MobilePhone, "13812345678", "138****5678"),
            ("卡号6222021234567890128", K::BankCard, "6222021234567890128", "***************0128"),
            (
                "6222 0212 3456 7890 128",
                K::BankCard,
                "6222 0212 3456 7890 128",
                "***************0128",
            ),
            ("4111111111111111", K::BankCard, "4111111111111111", "************1111"),
            ("5555-5555-5555-4444", K::BankCard, "5555-5555-5555-4444", "************4444"),
        ];
        for (text, kind, number, masked) in table {
            let found = private_numbers(text);
            let found: Vec<_> =
                found.iter().map(|n| (n.kind, &text[n.range.clone()], n.masked.as_str())).collect();
            assert_eq!(found, [(kind, number, masked)], "{text}");
        }
    }

    #[test]
    fn several_in_one_text_and_none_within_a_mask() {
        let text = "张13812345678,13612345678、李 139 1234 5678 13712345678；证11010519491231002X";
        assert_eq!(
            mask_private(text),
            "张138****5678,136****5678、李 139****5678 137****5678；证11*************02X"
        );
        assert!(private_numbers(&mask_private(text)).is_empty());
    }

    #[test]
    fn figures_dates_and_document_numbers_are_left_alone() {
        let texts = [
            "2024年8月1日，共走访138户",
            "2024-08-01 09:19:37",
            "20240801091937",
            "13812345678元",
            "总投资13812345678.50元",
            "0.13812345678",
            "13,812,345,678",
            "国办发〔2017〕47号",
            "第13812345678号",
            "编号：13812345678",
            "文件t20240801_13812345678.html",
            "/202408/13812345678.html",
            "GB13812345678",
            "1100000000 SiteIDCode 3301000001",
            "电话0571-87654321、010-65432100",
            "12345678901",
            "11010519491231002Y 110105194912310021",
            "110105194913310021",
            "统一社会信用代码123301004700001233 913301004700001234",
            "6222021234567890123",
            "0000000000000000 4444444444444444",
            "999999991231002",
            "1949 1950 1951 1952",
            "33010002000001浙公网安备33010002000001号",
            "2020-13812345678-01",
            "978-7-5013-1234-5",
            "案卷138-19490501、195 19491001",
            "墙位138-12-345",
            "1941-1945 1946-1949",
            "邮编310000",
            "138****5678",
            "",
        ];
        for text in texts {
            assert_eq!(private_numbers(text), [], "{text}");
        }
    }

    #[test]
    fn no_text_makes_it_panic() {
        let pieces =
            ["1", "38", "1234", "X", "x", " ", "-", ".", "６", "号", "11010519491231", "002"];
        let mut seed = 3_u32;
        for _ in 0..50_000 {
            let mut text = String::new();
            for _ in 0..8 {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                text.push_str(pieces[(seed >> 16) as usize % pieces.len()]);
            }
            let _ = mask_private(&text);
        }
    }
}
