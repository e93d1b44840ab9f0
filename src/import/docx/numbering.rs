//! The numbers that an office program puts before paragraphs. Never reads the text.

use std::collections::{BTreeMap, HashMap};

use super::element::Element;
use crate::import::manuscript::Mark;
use crate::text::chinese_number;

/// The deepest level of a list.
const LEVELS: usize = 9;

/// What stands before a numbered paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Label {
    /// An entry of a list.
    Entry(Mark),
    /// A letter, such as `a)`, of a list within a list; Markdown has numbers there.
    Letter(Mark, String),
    /// Words, such as `一、`, which are part of the text.
    Words(String),
}

/// The lists of a file and how far each has come.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// The kinds of list, by their ids.
    kinds: HashMap<String, HashMap<usize, Level>>,
    /// Of each list its kind and the levels that begin anew.
    lists: HashMap<String, (String, BTreeMap<usize, u32>)>,
    /// How far each kind has come, level by level.
    counts: HashMap<String, [Option<u32>; LEVELS]>,
    /// The lists that have begun.
    begun: Vec<String>,
}

#[derive(Debug, Clone)]
struct Level {
    start: u32,
    form: String,
    words: String,
}

impl Numbering {
    pub fn read(part: Option<&Element>) -> Self {
        let Some(part) = part else { return Self::default() };
        let mut numbering = Self::default();
        for kind in part.all("abstractNum") {
            let levels = kind.all("lvl").filter_map(level).collect();
            let id = kind.get("abstractNumId").unwrap_or_default().to_owned();
            numbering.kinds.insert(id, levels);
        }
        for list in part.all("num") {
            let (Some(id), Some(kind)) = (list.get("numId"), list.value("abstractNumId")) else {
                continue;
            };
            let anew = list.all("lvlOverride").filter_map(|it| {
                let at = it.get("ilvl")?.parse().ok()?;
                Some((at, u32::try_from(it.number("startOverride")?).ok()?))
            });
            numbering.lists.insert(id.to_owned(), (kind.to_owned(), anew.collect()));
        }
        numbering
    }

    /// What stands before the next paragraph of `list` at `level`; none when it is no list.
    pub fn next(&mut self, list: &str, level: usize) -> Option<Label> {
        let (kind, anew) = self.lists.get(list)?;
        let levels = self.kinds.get(kind)?;
        let level = level.min(LEVELS - 1);
        let this = levels.get(&level)?;
        let counts = self.counts.entry(kind.clone()).or_default();
        if !self.begun.iter().any(|begun| begun == list) {
            self.begun.push(list.to_owned());
            for (at, start) in anew {
                if let Some(count) = counts.get_mut(*at) {
                    *count = start.checked_sub(1);
                }
            }
        }
        let start = anew.get(&level).copied().unwrap_or(this.start);
        counts[level] = Some(counts[level].map_or(start, |count| count.saturating_add(1)));
        for deeper in &mut counts[level + 1..] {
            *deeper = None;
        }
        Some(label(this, level, levels, counts))
    }
}

fn level(element: &Element) -> Option<(usize, Level)> {
    Some((
        element.get("ilvl")?.parse().ok()?,
        Level {
            start: element.number("start").and_then(|n| u32::try_from(n).ok()).unwrap_or(1),
            form: element.value("numFmt").unwrap_or("decimal").to_owned(),
            words: element.value("lvlText").unwrap_or_default().to_owned(),
        },
    ))
}

fn label(
    this: &Level,
    level: usize,
    levels: &HashMap<usize, Level>,
    counts: &[Option<u32>; LEVELS],
) -> Label {
    let number = counts[level].unwrap_or(1);
    let own = format!("%{}", level + 1);
    match this.form.as_str() {
        "bullet" => return Label::Entry(Mark::Bullet),
        "none" => return Label::Words(this.words.replace(&own, "")),
        "decimal" | "decimalZero"
            if [".", "、", ")", "．", "）", ""]
                .iter()
                .any(|end| this.words == format!("{own}{end}")) =>
        {
            return Label::Entry(Mark::Number(number));
        }
        _ => {}
    }
    let mut words = this.words.clone();
    for (at, count) in counts.iter().enumerate() {
        let place = format!("%{}", at + 1);
        if words.contains(&place) {
            let form = levels.get(&at).map_or("decimal", |level| level.form.as_str());
            words = words.replace(&place, &shown(count.unwrap_or(1), form));
        }
    }
    let lettered =
        matches!(this.form.as_str(), "lowerLetter" | "upperLetter" | "lowerRoman" | "upperRoman");
    // On the outermost level letters name choices that other sentences speak of.
    if lettered && level > 0 && this.words.matches('%').count() == 1 {
        return Label::Letter(Mark::Number(number), words);
    }
    Label::Words(words)
}

/// `number` in the form that a list asks for (ECMA-376, `ST_NumberFormat`).
fn shown(number: u32, form: &str) -> String {
    let letter = |first: char| {
        let at = u8::try_from((number.max(1) - 1) % 26).expect("below 26");
        char::from(first as u8 + at).to_string()
    };
    match form {
        "chineseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "japaneseCounting"
        | "ideographDigital"
        | "chineseLegalSimplified" => chinese_number(number),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if (1..=20).contains(&number) => {
            char::from_u32('①' as u32 + number - 1).map(String::from).unwrap_or_default()
        }
        "lowerLetter" => letter('a'),
        "upperLetter" => letter('A'),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperRoman" => roman(number),
        _ => number.to_string(),
    }
}

fn roman(mut number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number > 3999 {
        return number.to_string();
    }
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            out.push_str(sign);
            number -= value;
        }
    }
    out
}
