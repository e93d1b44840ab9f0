//! Ages, against the years of birth and death of the same passage.

use super::words::{ends_any, has_any};
use super::{Passage, Text};
use crate::diag::{Report, Rule, Severity};
use crate::say;
use crate::text::{Quantity, Role};

/// An age that does not fit the years.
pub static AGE_ARITHMETIC: Rule = Rule {
    name: "age-arithmetic",
    severity: Severity::Warning,
    zh: "年龄和生卒年对不上：同一段里写了出生年和牺牲（去世）年，“年仅”“享年”“时年”的岁数却算不出来。\
         周岁、虚岁和没过生日的都认；写明周岁或虚岁的按写明的算。",
    en: "An age that does not fit the years of birth and death in the same passage. Full years, nominal years and a \
         birthday that had not come are all accepted; an age that says which it is is held to that.",
};

/// Words before an age at death.
const AT_DEATH: &[&str] = &[
    "年仅",
    "享年",
    "终年",
    "时年",
    "卒年",
    "牺牲时",
    "牺牲时仅",
    "牺牲时只有",
    "牺牲时年仅",
    "年",
];
const BORN: &[&str] = &["生于", "出生于"];
const BORN_BEHIND: &[&str] = &["出生", "诞生", "生，", "生于", "生人"];
const DIED: &[&str] = &["牺牲于", "病逝于", "逝世于", "就义于", "阵亡于", "卒于"];
const DIED_BEHIND: &[&str] =
    &["牺牲", "逝世", "病逝", "病故", "去世", "就义", "阵亡", "殉职", "殉国", "遇难", "遇害"];

/// A year of a passage and what it was the year of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Event {
    Birth,
    Death,
    Other,
}

pub fn look(text: &Text<'_>, report: &mut Report) {
    for passage in &text.passages {
        if passage.quantities.iter().any(is_age) {
            judge(text, passage, report);
        }
    }
}

fn is_age(quantity: &Quantity) -> bool {
    matches!(quantity.unit, "岁" | "周岁" | "虚岁") && quantity.exact_count().is_some()
}

fn judge(text: &Text<'_>, passage: &Passage, report: &mut Report) {
    let events = events(passage);
    let births: Vec<i64> = events.iter().filter(|e| e.1 == Event::Birth).map(|e| e.2).collect();
    let [birth] = births.as_slice() else { return };
    let mut judged = None;
    for age in passage.quantities.iter().filter(|q| is_age(q)) {
        let Some(years) = age.whole() else { continue };
        let before = passage.words[..age.place.start].trim_end_matches(' ');
        if !ends_any(before, AT_DEATH) && !before.ends_with("虚岁") && !before.ends_with("周岁")
        {
            continue;
        }
        let Some((at, event, then)) = nearest(&events, passage, age) else { continue };
        // A second age in the same year is somebody else's.
        if judged.replace(at) == Some(at) {
            continue;
        }
        let span = then - birth;
        let fits = match (age.unit, before.ends_with("虚岁")) {
            ("周岁", _) => years == span || years == span - 1,
            ("虚岁", _) | (_, true) => years == span + 1 || years == span,
            _ => (span - 1..=span + 1).contains(&years),
        };
        if fits || span < 0 || event == Event::Birth {
            continue;
        }
        let said = &passage.words[age.place.clone()];
        let message = say!(
            "{birth} 年出生，到 {then} 年约 {span} 岁，写的是 {said}",
            "born in {birth}, the person was about {span} in {then}, and {said} is written"
        );
        report.push(
            text.finding(&AGE_ARITHMETIC, passage, age.place.clone(), message)
                .help(say!("核对出生年、牺牲年和岁数", "compare the years with the age")),
        );
    }
}

/// The year an age belongs to: the death when there is one only, else the last year before it in its
/// own sentence.
fn nearest(
    events: &[(usize, Event, i64)],
    passage: &Passage,
    age: &Quantity,
) -> Option<(usize, Event, i64)> {
    let sentence = passage.sentence(age.place.start);
    let before = &passage.words[sentence.start..age.place.start];
    let mut inside = events.iter().filter(|(at, _, _)| sentence.contains(at));
    let last = inside.rfind(|(at, event, _)| *at < age.place.start && *event != Event::Birth);
    if let Some(last) = last {
        return Some(*last);
    }
    let deaths: Vec<_> = events.iter().filter(|(_, event, _)| *event == Event::Death).collect();
    let [death] = deaths.as_slice() else { return None };
    let of_death = has_any(before, DIED_BEHIND)
        || before.ends_with("享年")
        || before.ends_with("终年")
        || before.ends_with("年仅");
    of_death.then_some(**death)
}

/// Every year of the passage, where it stands and what it was the year of.
fn events(passage: &Passage) -> Vec<(usize, Event, i64)> {
    let words = &passage.words;
    let mut found: Vec<(usize, Event, i64)> = Vec::new();
    let mut life = None;
    for quantity in &passage.quantities {
        let Some(year) = quantity.whole().filter(|year| (1800..2100).contains(year)) else {
            continue;
        };
        let before = words[..quantity.place.start].trim_end_matches(' ');
        let rest = &words[quantity.place.end..];
        let bare = quantity.unit.is_empty() || quantity.role == Role::Year;
        let opens = before.ends_with(['（', '('])
            && rest.trim_start_matches('年').starts_with(['—', '－', '-', '–', '～']);
        if bare && opens {
            found.push((quantity.place.start, Event::Birth, year));
            life = Some(quantity.place.end);
            continue;
        }
        if bare
            && life.take().is_some_and(|end| words[end..quantity.place.start].chars().count() <= 2)
        {
            found.push((quantity.place.start, Event::Death, year));
            continue;
        }
        if quantity.role == Role::Year {
            found.push((quantity.place.start, event(before, rest), year));
        }
    }
    found
}

fn event(before: &str, rest: &str) -> Event {
    let end = rest.find(['，', '。', '；']).unwrap_or(rest.len());
    let behind = &rest[..end];
    let with_mark = &rest[..rest[end..].chars().next().map_or(end, |c| end + c.len_utf8())];
    if ends_any(before, BORN) || has_any(with_mark, BORN_BEHIND) {
        Event::Birth
    } else if ends_any(before, DIED) || has_any(behind, DIED_BEHIND) {
        Event::Death
    } else {
        Event::Other
    }
}
