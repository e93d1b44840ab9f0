//! Names of organs, posts, people and places, against the registry.

use super::lexicon::{List, apart};
use super::words::has_any;
use super::{Passage, Standing, Text, with_fix};
use crate::diag::{Diagnostic, Report, Rule, Severity};
use crate::model::RegisteredName;
use crate::say;
use crate::text::{Quantity, Role};

/// A name that is not written as the registry has it.
pub static REGISTRY_NAME: Rule = Rule {
    name: "registry-name",
    severity: Severity::Warning,
    zh: "机构、职务、人名、地名和登记的不一样：用了登记为错误的写法；用了已经停用的名称，而没有写“原”或当年的年份；\
         或者说的是那个名称还没有的年份。程序自带常用的机构名称；领导人、本地机构和地名由本单位写在 registry/*.toml 里。",
    en: "A name of an organ, a post, a person or a place is not as the registry has it: a form known to be wrong; a name \
         that is no longer used, without 原 or the year; or a year in which there was no such name. The program brings \
         common organs; leaders and local names are the office's own, in registry/*.toml.",
};

/// What a form is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Right,
    Wrong,
}

/// Everything the registry says, ready to be looked for.
pub struct Names<'a> {
    /// Every form of every name.
    forms: Vec<(&'a str, Form, &'a RegisteredName)>,
}

impl<'a> Names<'a> {
    pub fn new(registry: &'a [RegisteredName]) -> Self {
        let mut forms = Vec::new();
        for name in registry {
            forms.push((name.right.as_str(), Form::Right, name));
            forms.extend(name.wrong.iter().map(|wrong| (wrong.as_str(), Form::Wrong, name)));
        }
        Self { forms }
    }

    /// The forms, in their order.
    pub fn words(&self) -> Vec<&'a str> {
        self.forms.iter().map(|(word, ..)| *word).collect()
    }

    pub fn look(&self, text: &Text<'_>, report: &mut Report) {
        for passage in &text.passages {
            for found in apart(passage.hits(List::Registry)) {
                let (said, form, name) = self.forms[found.word];
                // 环境保护部门 is no ministry.
                let is_part = said.ends_with('部')
                    && passage.words[found.place.end..].starts_with(['门', '队', '属', '署', '位']);
                if is_part {
                    continue;
                }
                let finding = match form {
                    Form::Wrong => Some(wrong(text, passage, found.place.clone(), name)),
                    Form::Right => gone(text, passage, found.place.clone(), name)
                        .or_else(|| early(text, passage, found.place.clone(), name)),
                };
                report.extend(finding);
            }
        }
    }
}

type Span = std::ops::Range<usize>;

fn wrong(text: &Text<'_>, passage: &Passage, place: Span, name: &RegisteredName) -> Diagnostic {
    let (said, right) = (&passage.words[place.clone()], &name.right);
    let message = say!("“{said}”应写作“{right}”", "“{said}” is written “{right}”");
    let fix = text.fix(passage, place.clone(), right);
    with_fix(text.finding(&REGISTRY_NAME, passage, place, message), fix)
}

/// A name that was no longer used when the text was written.
fn gone(
    text: &Text<'_>,
    passage: &Passage,
    place: Span,
    name: &RegisteredName,
) -> Option<Diagnostic> {
    const THEN: &[&str] = &[
        "原",
        "时任",
        "当年",
        "前身",
        "曾",
        "改革前",
        "时期",
        "烈士",
        "入伍",
        "服役",
        "退役",
        "年代",
    ];
    let (until, day) = (name.until?, text.day?);
    let last = until.latest()?;
    let sentence = passage.sentence(place.start);
    let said = &passage.words[sentence.clone()];
    let limit = i64::from(last.year());
    let is_of_then = |q: &Quantity| q.whole().is_some_and(|n| (1900..=limit).contains(&n));
    let is_past = has_any(said, THEN)
        || passage.numbers_in(sentence).any(is_of_then)
        || passage.is_quoted(place.start)
        || text.standing == Standing::Life
        || day <= last;
    if is_past {
        return None;
    }
    let (right, day, until) = (&name.right, until.chinese(), until.edtf());
    let message = match &name.successor {
        Some(now) => say!(
            "“{right}”用到 {day} 为止，后来是“{now}”",
            "“{right}” was used until {until}; “{now}” came after it"
        ),
        None => say!("“{right}”用到 {day} 为止", "“{right}” was used until {until}"),
    };
    let finding = text.finding(&REGISTRY_NAME, passage, place, message).help(say!(
        "改用现在的名称；说的是从前，写“原{right}”或写明年份",
        "use the present name; of former times write “原{right}” or name the year"
    ));
    Some(with_source(finding, name))
}

/// A name in a year when there was no such name.
fn early(
    text: &Text<'_>,
    passage: &Passage,
    place: Span,
    name: &RegisteredName,
) -> Option<Diagnostic> {
    let (since, first) = (name.since?, name.since?.earliest()?);
    let sentence = passage.sentence(place.start);
    let year =
        passage.numbers_in(sentence.start..place.start).filter(|q| q.role == Role::Year).last()?;
    let date = passage.dates.iter().find(|date| date.place.start == year.place.start)?;
    let gap =
        passage.words[date.place.end..place.start].trim_matches(['，', '由', '经', '被', ',']);
    let told = year.whole()?;
    if !gap.is_empty() || told >= i64::from(first.year()) || passage.is_quoted(place.start) {
        return None;
    }
    let (right, day, since) = (&name.right, since.chinese(), since.edtf());
    let message = say!(
        "{told} 年还没有“{right}”，{day} 起才有",
        "there was no “{right}” in {told}; it is so called since {since}"
    );
    let finding = text
        .finding(&REGISTRY_NAME, passage, place, message)
        .help(say!("核对年份，或写当时的名称", "correct the year, or use the name of that time"));
    Some(with_source(finding, name))
}

/// The finding with what the registry rests on.
fn with_source(finding: Diagnostic, name: &RegisteredName) -> Diagnostic {
    match &name.source {
        Some(source) => finding.help(say!("依据：{source}", "it rests on: {source}")),
        None => finding,
    }
}
