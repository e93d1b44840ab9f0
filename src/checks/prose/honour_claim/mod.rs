//! Claims of honours against the record of honours. Never claims what is not recorded.

mod claim;
mod subject;

use jiff::civil::Date;

use super::day::Written;
use super::{Passage, Text};
use crate::diag::{Diagnostic, Message, Report, Rule, Severity};
use crate::model::{HolderId, HonourStanding, Honours, Site};
use crate::say;
use crate::text::chinese_number;
use claim::{Claim, claims};

/// A claim that the record of honours contradicts.
pub static HONOUR_CLAIM: Rule = Rule {
    name: "honour-claim",
    severity: Severity::Warning,
    zh: "双拥模范城（县）的“几连冠”“连续几次”“累计几次”“第几次”“首次”“蝉联”，和 content/honours/ 里的荣誉记录推算出来的不一样。\
         推算到稿件当天，句子里写明年份的也按那一年算；“我市”“我县”按 site.toml 的 place。没有记录的地方、将来的目标、\
         别人的话不算；出处只写了连冠而没有写次数的，次数只会嫌少，不会嫌多。",
    en: "How often, or in how many rounds running, a place is said to be a model city of double support is not what the \
         record in content/honours/ comes to, on the day of the text or in a year that the sentence names. 我市 and 我县 \
         are the `place` of site.toml. Places without a record, aims and other people's words do not count; where a source \
         states a row only, a larger number of times is accepted.",
};

/// Looks for claims in `text` that the record of `site` contradicts.
pub fn look(site: &Site, text: &Text<'_>, report: &mut Report) {
    if site.honours.is_empty() {
        return;
    }
    for passage in &text.passages {
        for claim in claims(passage) {
            report.extend(judge(site, text, passage, &claim));
        }
    }
}

fn judge(site: &Site, text: &Text<'_>, passage: &Passage, claim: &Claim) -> Option<Diagnostic> {
    let holder = subject::holder(site, passage, claim.place.start)?;
    let levels = subject::levels(site.honours.holder(holder), passage, claim);
    let days = days(text, passage, claim);
    let stands = |level: &&str| {
        let namings = site.honours.holder(holder).levels[*level].iter();
        let vague = namings.filter(|naming| naming.date.holds(days[0]));
        let days = days.iter().copied().chain(vague.map(|naming| naming.date.last_day()));
        let standings = days.filter_map(|day| site.honours.standing(holder, level, day));
        standings.collect::<Vec<_>>()
    };
    let known: Vec<_> = levels.iter().map(stands).collect();
    let fits = |standing: &HonourStanding<'_>| claim.count.fits(standing);
    let is_wrong = known.iter().all(|of_level| !of_level.is_empty() && !of_level.iter().any(fits));
    let (level, standing) = (levels.first()?, known.first()?.first()?);
    is_wrong.then(|| finding(site, text, passage, claim, &Record { holder, level, standing }))
}

/// What the record says of the place and the level of a claim.
struct Record<'a> {
    holder: HolderId,
    level: &'a str,
    standing: &'a HonourStanding<'a>,
}

fn finding(
    site: &Site,
    text: &Text<'_>,
    passage: &Passage,
    claim: &Claim,
    record: &Record<'_>,
) -> Diagnostic {
    let Record { holder, level, standing } = record;
    let name = &site.honours.holder(*holder).name;
    let said = &passage.words[claim.place.clone()];
    let least = if standing.has_unknown_times { ("至少", "at least ") } else { ("", "") };
    let (times, running) = (standing.times, standing.running);
    let message = Message::new(
        format!(
            "“{said}”和荣誉记录不一样：{name}{level}到这一天累计{}{times}次，{}",
            least.0,
            row_zh(running)
        ),
        format!(
            "“{said}” is not what the record says: {name} was named {}{times} times at {level} by then, {running} running",
            least.1
        ),
    );
    let place = standing.last.place.clone();
    text.finding(&HONOUR_CLAIM, passage, claim.place.clone(), message)
        .note(place, derivation(&site.honours, record))
        .help(say!(
            "写错的改正；记录有漏的，补进 content/honours/；也可以引用 {{{{ 荣誉({name}, {level}) }}}}",
            "correct the text, or complete content/honours/; the record can be quoted with {{{{ honour({name}, {level}) }}}}"
        ))
}

fn row_zh(running: u32) -> String {
    match running {
        1 => "没有连冠".to_owned(),
        _ => format!("{}连冠", chinese_number(running)),
    }
}

/// How the last namings add up.
fn derivation(honours: &Honours, record: &Record<'_>) -> Message {
    const SHOWN: usize = 6;
    let namings = &honours.holder(record.holder).levels[record.level];
    let last = record.standing.last.date;
    let until: Vec<_> = namings.iter().filter(|naming| naming.date <= last).collect();
    let shown = &until[until.len().saturating_sub(SHOWN)..];
    let steps = shown.iter().filter_map(|naming| {
        let then = honours.standing(record.holder, record.level, naming.date.last_day())?;
        let day = naming.date.chinese();
        let (times, running) = (then.times, then.running);
        Some((
            format!("{day}累计{times}次、连续{running}届"),
            format!("{}: {times} times, {running} running", naming.date.iso()),
        ))
    });
    let (zh, en): (Vec<String>, Vec<String>) = steps.unzip();
    Message::new(format!("推算：{}", zh.join("；")), format!("counted: {}", en.join("; ")))
}

/// The days on which a claim may hold: that of the text, and those that its sentence names.
fn days(text: &Text<'_>, passage: &Passage, claim: &Claim) -> Vec<Date> {
    let sentence = passage.sentence(claim.place.start);
    let now = text.day.unwrap_or(text.figures_day);
    let named = passage.dates.iter().filter(|date| sentence.contains(&date.place.start));
    std::iter::once(now).chain(named.filter_map(last_day).filter(|day| *day < now)).collect()
}

fn last_day(date: &Written) -> Option<Date> {
    let part = |part: Option<i64>, whole| i8::try_from(part.unwrap_or(whole)).ok();
    let year = i16::try_from(date.year?).ok()?;
    let month = Date::new(year, part(date.month, 12)?, 1).ok()?;
    match date.day {
        Some(_) => Date::new(year, month.month(), part(date.day, 1)?).ok(),
        None => Some(month.last_of_month()),
    }
}
