//! Signs in cells that no other computer knows, that nobody sees, or that are of the wrong width.
//!
//! There may be as many as a table has cells, and all of one kind are mended in one go, so each is
//! told once a roll: where it is first, and how often.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Capped, Diagnostic, Place, Rule, Severity, counted};
use crate::model::RollField;
use crate::say;
use crate::text::{gbk_meant, half_width, is_private_use};

/// A sign that is not what it looks like.
pub static ROLL_SIGN: Rule = Rule {
    name: "roll-sign",
    severity: Severity::Warning,
    zh: "单元格里有别的电脑不认得、看不见或宽度不对的字符：旧系统自造的字（私用区）保留原样，要换成标准汉字；\
         零宽空格、从右到左的标记等看不见的已去掉；全角的字母、数字已改为半角，是提示。\
         每种字符一份名录只报一次，写明第一处和总数。",
    en: "A cell holds signs that other computers do not know, that nobody sees, or that are of the wrong width. Private \
         characters of old systems are kept and have to be replaced; invisible marks such as zero-width spaces and \
         those of writing direction were taken out; full-width letters and digits became half-width, which is a note. \
         Each is told once a roll, with its first place and how often it is there.",
};

/// Places that are told of one sign.
const SHOWN: usize = 5;

/// What is odd about a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// An old system's own.
    PrivateUse(char),
    /// A mark that takes no room.
    Invisible(char),
    /// Letters and digits twice as wide as they should be, in this field.
    FullWidth(RollField),
}

/// The signs of a roll, each with the number of cells it is in and the first of them.
#[derive(Debug, Default)]
pub struct Signs(BTreeMap<Sign, (usize, Vec<Place>)>);

/// What `typed` says in `field` without signs that nobody sees, and in the right width, and what was
/// odd. Names have rules of their own; of theirs only private characters are looked for.
pub fn clean(field: RollField, typed: &str) -> (Cow<'_, str>, BTreeSet<Sign>) {
    let mut seen = BTreeSet::new();
    if !typed.bytes().any(may_begin) {
        return (Cow::Borrowed(typed), seen);
    }
    let is_name = matches!(field, RollField::Name | RollField::Corrected);
    let in_right_to_left = typed.chars().any(is_right_to_left);
    let mut said = String::with_capacity(typed.len());
    for c in typed.chars() {
        let narrow = narrow(field, c);
        if is_private_use(c) {
            seen.insert(Sign::PrivateUse(c));
            said.push(c);
        } else if is_name {
            said.push(c);
        } else if is_invisible(c, in_right_to_left) {
            seen.insert(Sign::Invisible(c));
        } else {
            if narrow != c {
                seen.insert(Sign::FullWidth(field));
            }
            said.push(narrow);
        }
    }
    (if seen.is_empty() { Cow::Borrowed(typed) } else { said.into() }, seen)
}

impl Signs {
    /// What `typed` says in `field`; what was odd is noted.
    pub fn clean<'a>(
        &mut self,
        field: RollField,
        typed: &'a str,
        place: &dyn Fn() -> Place,
    ) -> Cow<'a, str> {
        let (said, seen) = clean(field, typed);
        for sign in seen {
            let (count, places) = self.0.entry(sign).or_default();
            *count += 1;
            if places.len() < SHOWN {
                places.push(place());
            }
        }
        said
    }

    /// Tells all of them.
    pub fn tell(self, found: &mut Capped) {
        for (sign, (count, places)) in self.0 {
            let mut places = places.into_iter();
            let Some(first) = places.next() else { continue };
            let told = sign.told(first, count);
            let here = |told: Diagnostic, place| told.note(place, say!("这里也有", "here, too"));
            found.push(places.fold(told, here));
        }
    }
}

impl Sign {
    fn told(self, place: Place, count: usize) -> Diagnostic {
        let code = |c: char| format!("U+{:04X}", u32::from(c));
        let cells = counted(count, "cell");
        match self {
            Self::PrivateUse(c) => {
                let code_point = code(c);
                let finding = Diagnostic::new(
                    &ROLL_SIGN,
                    place,
                    say!(
                        "“{c}”（{code_point}）是旧系统自造的字，在别的电脑上会变样，共 {count} 格",
                        "“{c}” ({code_point}) is a character of an old system's own and looks different on other computers; {cells}"
                    ),
                );
                finding.help(match gbk_meant(c) {
                    Some(meant) => say!(
                        "在 GBK 编码里这是“{meant}”（{}），对照原碑原档核对后改正",
                        "in GBK this is “{meant}” ({}); compare it with the stone or the file and correct it",
                        code(meant)
                    ),
                    None => say!(
                        "对照原碑原档，换成标准汉字；没有标准汉字的写“□”，在备注里说明",
                        "compare it with the stone or the file and type the standard character; where there is none write □ and tell of it in a note"
                    ),
                })
            }
            Self::Invisible(c) => {
                let code = code(c);
                Diagnostic::new(
                    &ROLL_SIGN,
                    place,
                    say!(
                        "单元格里有看不见的字符 {code}，已去掉，共 {count} 格",
                        "an invisible character {code} was taken out; {cells}"
                    ),
                )
                .help(say!(
                    "多半是从网页或聊天软件里复制来的，在表里重新打一遍",
                    "it mostly comes with text copied from a web page or a chat; type the cell anew"
                ))
            }
            Self::FullWidth(field) => {
                let (zh, en) = (field.title(), field.key());
                let mut finding = Diagnostic::new(
                    &ROLL_SIGN,
                    place,
                    say!(
                        "“{zh}”里有全角的字母或数字，已改为半角，共 {count} 格",
                        "full-width letters or digits in {en} became half-width; {cells}"
                    ),
                );
                finding.severity = Severity::Note;
                finding.help(say!(
                    "在表里也改为半角，免得查找和比对时对不上",
                    "make them half-width in the table, too, so that searches and comparisons find them"
                ))
            }
        }
    }
}

/// Whether a sign that this module knows may begin with `byte` in UTF-8. Han characters begin with
/// none of these, so most cells need no further look.
fn may_begin(byte: u8) -> bool {
    matches!(byte, 0xC2 | 0xD8 | 0xE2 | 0xEE | 0xEF | 0xF3 | 0xF4)
}

/// The width that `c` should have in `field`. In ids all signs are part of an address; in dates and
/// numbers those are meant that part them; elsewhere Chinese punctuation is right as it is.
fn narrow(field: RollField, c: char) -> char {
    use RollField as F;
    let narrow = half_width(c);
    let is_number = matches!(field, F::Birth | F::Death | F::Joined | F::Age | F::Wall);
    let is_meant = narrow.is_ascii_alphanumeric()
        || matches!(field, F::Id | F::Division)
        || is_number && matches!(narrow, '-' | '.' | '/');
    if is_meant { narrow } else { c }
}

/// Whether `c` takes no room and means nothing here. In texts written from right to left, such as
/// names of Uyghurs in their own script, marks of direction have a meaning.
fn is_invisible(c: char, in_right_to_left: bool) -> bool {
    match c {
        '\u{61C}' | '\u{200E}' | '\u{200F}' => !in_right_to_left,
        '\u{AD}' | '\u{200B}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' => {
            true
        }
        _ => false,
    }
}

fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}')
        && c.is_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_cleaned_by_their_field() {
        use RollField as F;
        let table = [
            (F::Id, "Ａ－００１", "A-001"),
            (F::Birth, "１９３２．１０（存疑）", "1932.10（存疑）"),
            (F::Unit, "第１１５师，Ｂ连", "第115师，B连"),
            (F::Note, "甲\u{200f}乙\u{202e}丙", "甲乙丙"),
            (F::Note, "“甲”——乙…", "“甲”——乙…"),
            (F::OtherNames, "محمد\u{200f}", "محمد\u{200f}"),
            (F::Name, "Ｌｉ\u{200f}", "Ｌｉ\u{200f}"),
            (F::Unit, "\u{E81A}团", "\u{E81A}团"),
        ];
        for (field, typed, said) in table {
            assert_eq!(clean(field, typed).0, said, "{typed}");
        }
    }

    #[test]
    fn each_sign_is_told_once_with_its_number() {
        let mut signs = Signs::default();
        for row in 1..=9 {
            let text = if row % 2 == 0 { "\u{E81A}团" } else { "\u{E81A}\u{E81A}连１" };
            signs.clean(RollField::Unit, text, &|| Place::Site);
        }
        let mut found = Capped::default();
        signs.tell(&mut found);
        let told: Vec<_> = found
            .finish()
            .iter()
            .map(|d| {
                (
                    d.severity,
                    d.message.en.rsplit("; ").next().unwrap_or("").to_owned(),
                    d.notes.len(),
                )
            })
            .collect();
        assert_eq!(
            told,
            [(Severity::Warning, "9 cells".into(), 4), (Severity::Note, "5 cells".into(), 4)]
        );
    }
}
