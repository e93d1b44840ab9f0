//! The head of a dispatch or a page. Never looks at how it will be written.

use super::byline::{byline, within};
use super::label::{Label, labels};
use super::{Known, Line, Need, because, date, day, from, lines, named, take, told};
use crate::import::manuscript::{Face, Manuscript, Placed, Role, Weight};
use crate::import::write::{Head, Value};
use crate::model::ItemKind;
use crate::say;

/// How many paragraphs a head has at most.
const MOST: usize = 8;

/// What the first and last paragraphs are.
#[derive(Debug, Default)]
struct Found {
    taken: Vec<usize>,
    title: Vec<Line>,
    kicker: Option<Line>,
    deck: Option<Line>,
    people: Vec<(String, Option<&'static str>)>,
    said_by: Option<Line>,
    dated: Option<(String, Line)>,
    source: Option<(String, Line)>,
}

/// The head of an article.
pub(super) fn head(manuscript: &mut Manuscript, known: Known<'_>) -> Head {
    let all = lines(manuscript);
    let lead = lead(&all);
    let mut found = Found::default();
    find_title(&lead, manuscript.facts.title.as_deref(), &mut found);
    for line in &lead {
        find_said(line, &mut found);
    }
    for line in all.iter().rev().take(4).filter(|line| !lead.iter().any(|it| it.at == line.at)) {
        find_said(line, &mut found);
    }
    find_deck(&lead, &mut found);
    let mut head = Head::default();
    write_title(&mut head, &found, manuscript, known);
    write_date(&mut head, &found, manuscript, known);
    write_rest(&mut head, &found, manuscript, &all);
    if known.kind == ItemKind::Bulletin {
        write_number(&mut head, &all);
    }
    for line in all.iter().filter(|line| found.taken.contains(&line.at)) {
        told(manuscript, line);
    }
    take(manuscript, found.taken);
    head
}

/// The paragraphs before the text begins.
fn lead(all: &[Line]) -> Vec<Line> {
    let is_body = |line: &Line| {
        let centred = line.paragraph.look.placed == Placed::Centre;
        let long = line.count() > if centred { 90 } else { 60 };
        let entry = matches!(line.paragraph.role, Role::Entry { .. });
        long || entry || line.text.contains('。') && labels(&line.text).is_none()
    };
    all.iter().take(MOST).take_while(|line| !is_body(line)).cloned().collect()
}

/// Whether a line says who, when or whence, and is no title.
fn is_said(line: &Line) -> bool {
    labels(&line.text).is_some() || byline(&line.text).is_some() || super::day(&line.text).is_some()
}

fn find_title(lead: &[Line], stated: Option<&str>, found: &mut Found) {
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let candidates: Vec<&Line> = lead.iter().filter(|line| !is_said(line)).collect();
    let by_role = |role: fn(Role) -> bool| candidates.iter().find(|l| role(l.paragraph.role));
    let known = stated
        .and_then(|stated| candidates.iter().find(|line| squeezed(&line.text) == squeezed(stated)));
    let seen = || {
        by_role(|role| role == Role::Title)
            .or_else(|| by_role(|role| role == Role::Heading(1)))
            .or_else(|| loudest(&candidates))
    };
    let first = match known.or_else(|| if stated.is_some() { None } else { seen() }) {
        Some(first) => first,
        None if stated.is_some() => return,
        None => match candidates.first().filter(|line| line.text.chars().count() <= 50) {
            Some(first) => first,
            None => return,
        },
    };
    let place = lead.iter().position(|line| line.at == first.at).unwrap_or(0);
    let look = first.paragraph.look;
    let goes_on = |line: &&Line| {
        look.placed == Placed::Centre
            && line.paragraph.look == look
            && line.paragraph.role == first.paragraph.role
            && !line.text.starts_with(['—', '－', '-', '（', '('])
            && !is_said(line)
    };
    found.title = lead[place..].iter().take(3).take_while(goes_on).cloned().collect();
    if found.title.is_empty() {
        found.title.push((*first).clone());
    }
    found.taken.extend(found.title.iter().map(|line| line.at));
    let before: Vec<&Line> = lead[..place].iter().filter(|line| !is_said(line)).collect();
    if let [only] = before.as_slice() {
        found.kicker = Some((*only).clone());
        found.taken.push(only.at);
    }
}

/// The line in the middle that is set larger or heavier than the others; the first of equals.
fn loudest<'c, 'l>(candidates: &'c [&'l Line]) -> Option<&'c &'l Line> {
    let centred = candidates.iter().filter(|line| line.paragraph.look.placed == Placed::Centre);
    centred.rev().max_by_key(|line| loudness(line))
}

fn find_said(line: &Line, found: &mut Found) {
    if found.taken.contains(&line.at) {
        return;
    }
    if let Some(said) = labels(&line.text) {
        found.taken.push(line.at);
        for (label, words) in said.into_iter().filter(|(_, words)| !words.is_empty()) {
            match label {
                Label::Date => found.dated = found.dated.take().or(Some((words, line.clone()))),
                Label::Source => {
                    let (words, day) = without_day(&words);
                    let day = day.map(|day| (day.to_owned(), line.clone()));
                    found.dated = found.dated.take().or(day);
                    found.source = found.source.take().or(Some((words.to_owned(), line.clone())));
                }
                Label::Person(role) => {
                    let names = words.split(|c: char| c.is_whitespace() || "、，,/".contains(c));
                    let names = names.filter(|name| !name.is_empty());
                    found.people.extend(names.map(|name| (name.to_owned(), Some(role))));
                    found.said_by = Some(line.clone());
                }
                Label::Idle => {}
            }
        }
    } else if let Some(people) = byline(&line.text) {
        found.taken.push(line.at);
        found.people.extend(people);
        found.said_by = Some(line.clone());
    } else if let Some(day) = super::day(&line.text) {
        found.taken.push(line.at);
        found.dated = found.dated.take().or(Some((day.to_string(), line.clone())));
    }
}

/// The line below the title, when it is set apart or stands above a line of labels.
fn find_deck(lead: &[Line], found: &mut Found) {
    let Some(last) = found.title.last() else { return };
    let Some(next) = lead.iter().find(|line| line.at > last.at) else { return };
    let above_labels = lead.iter().any(|line| line.at > next.at && labels(&line.text).is_some());
    let dashed = next.text.starts_with("——") || next.text.starts_with('—');
    let centred = next.paragraph.look.placed == Placed::Centre;
    if !found.taken.contains(&next.at) && (dashed || centred || above_labels) {
        found.taken.push(next.at);
        found.deck = Some(next.clone());
    }
}

fn write_title(head: &mut Head, found: &Found, manuscript: &Manuscript, known: Known<'_>) {
    let one_line =
        |line: &Line| line.text.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "｜");
    match (&manuscript.facts.title, found.title.first()) {
        (Some(stated), _) => head.say("title", Value::Text(stated.replace('|', "｜"))),
        (None, Some(first)) => {
            let title = found.title.iter().map(one_line).collect::<Vec<_>>().join("|");
            let why = match first.paragraph.role {
                Role::Title => because(
                    first.paragraph.spot,
                    "原文用了“标题”样式",
                    "which has the style of titles",
                ),
                Role::Text
                | Role::Heading(_)
                | Role::Entry { .. }
                | Role::Caption
                | Role::Quotation => from(first.paragraph.spot),
            };
            head.guess("title", Value::Text(title), why);
        }
        (None, None) => {
            let (value, why) = named(known);
            head.guess("title", value, why);
        }
    }
    if let Some(line) = &found.kicker {
        let why = because(line.paragraph.spot, "在标题上面", "above the title");
        head.guess("kicker", Value::Text(one_line(line)), why);
    }
    if let Some(line) = &found.deck {
        let words = one_line(line).trim_start_matches(['—', '－', '-']).trim().to_owned();
        let why = because(line.paragraph.spot, "在标题下面", "below the title");
        head.guess("deck", Value::Text(words), why);
    }
}

/// A name and the day behind it: 示例市双拥办　2026年7月30日.
fn without_day(words: &str) -> (&str, Option<&str>) {
    let gaps = words.char_indices().filter(|(_, c)| c.is_whitespace());
    let parts = gaps.map(|(at, gap)| (&words[..at], &words[at + gap.len_utf8()..]));
    let mut dated =
        parts.filter(|(name, rest)| !name.trim().is_empty() && day(rest.trim()).is_some());
    dated.next().map_or((words, None), |(name, rest)| (name.trim(), Some(rest.trim())))
}

fn write_date(head: &mut Head, found: &Found, manuscript: &Manuscript, known: Known<'_>) {
    let stated = manuscript.facts.date.is_none().then_some(found.dated.as_ref()).flatten();
    let moment = stated.and_then(|(typed, line)| {
        Some((crate::text::Moment::parse(typed).or_else(|| day(typed))?, line))
    });
    if let Some((moment, line)) = moment {
        head.guess("date", Value::Text(moment.to_string()), from(line.paragraph.spot));
        return;
    }
    let need = match known.kind {
        ItemKind::Page | ItemKind::Topic => Need::May,
        ItemKind::Article | ItemKind::Document | ItemKind::Bulletin => Need::Must,
    };
    date(head, manuscript, known, need);
}

/// The number of a bulletin: `第12期`, near its beginning.
fn write_number(head: &mut Head, all: &[Line]) {
    let number = |line: &Line| {
        let typed = line.text.split('第').find_map(|part| part.split_once('期'))?.0.trim();
        typed.parse::<u32>().ok().filter(|number| (1..=9999).contains(number))
    };
    let found = all.iter().take(MOST).find_map(|line| Some((number(line)?, line)));
    if let Some((number, line)) = found {
        head.guess("number", Value::Plain(number.to_string()), from(line.paragraph.spot));
    }
}

fn write_rest(head: &mut Head, found: &Found, manuscript: &Manuscript, all: &[Line]) {
    let facts = &manuscript.facts;
    if !facts.authors.is_empty() {
        head.say("authors", Value::People(facts.authors.clone()));
    } else if let Some(line) = &found.said_by {
        head.guess("authors", Value::People(found.people.clone()), from(line.paragraph.spot));
    } else if let Some((people, line)) =
        all.iter().find_map(|line| Some((within(&line.text)?, line)))
    {
        let why = because(line.paragraph.spot, "正文里仍保留", "where it stays");
        head.guess("authors", Value::People(people), why);
    }
    match (&facts.source, &found.source) {
        (Some(source), _) => head.say("source", Value::Text(source.clone())),
        (None, Some((source, line))) => {
            head.guess("source", Value::Text(source.clone()), from(line.paragraph.spot));
        }
        (None, None) => {}
    }
    if let Some(link) = &facts.source_link {
        head.say("source_link", Value::Text(link.clone()));
    }
    if let Some(summary) = &facts.summary {
        head.say("summary", Value::Text(summary.clone()));
    }
    if !facts.keywords.is_empty() {
        let why = say!("原文件里写的关键词", "keywords that the file carries");
        head.guess("keywords", Value::Texts(facts.keywords.clone()), why);
    }
}

/// How much a line stands out.
fn loudness(line: &Line) -> (u16, u8) {
    let look = line.paragraph.look;
    let face = match look.face {
        Face::Title => 3,
        Face::Hei => 2,
        Face::Kai | Face::Body => 0,
    };
    let weight = u8::from(look.weight == Weight::Bold);
    (look.size, face + weight)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_behind_a_name_is_no_part_of_it() {
        let table = [
            ("示例市双拥办　2026年7月30日", ("示例市双拥办", Some("2026年7月30日"))),
            ("示例日报 2026-07-30 09:19", ("示例日报", Some("2026-07-30 09:19"))),
            ("示例 日报", ("示例 日报", None)),
            ("2026年7月30日", ("2026年7月30日", None)),
        ];
        for (typed, expected) in table {
            assert_eq!(without_day(typed), expected, "{typed}");
        }
    }
}
