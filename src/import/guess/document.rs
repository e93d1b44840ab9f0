//! The head of an official document (GB/T 9704-2012, 7.2–7.4). Never moves what stands between its
//! recipients and its signature.

use super::{Known, Line, Need, because, date, day, from, lines, named, take, told};
use crate::import::manuscript::{Block, Manuscript, Role};
use crate::import::write::{Head, Value};
use crate::model::DocumentNumber;
use crate::say;
use crate::text::{Moment, Numbering};

/// How many paragraphs stand above the text at most.
const MOST: usize = 14;

/// Where the parts of a document are among its paragraphs.
#[derive(Debug, Default)]
struct Parts {
    taken: Vec<usize>,
    /// The paragraph after the title and the recipients.
    text: usize,
}

/// The head of a document.
pub(super) fn head(manuscript: &mut Manuscript, known: Known<'_>) -> Head {
    let all = lines(manuscript);
    let mut parts = Parts::default();
    let mut head = Head::default();
    let title = top(&all, &mut head, &mut parts);
    let recipients = all.get(parts.text).filter(|line| is_recipients(line)).cloned();
    if let Some(line) = &recipients {
        parts.taken.push(line.at);
        parts.text += 1;
    }
    let signed = signature(&all, &mut parts, &mut head);
    imprint(&all, &mut parts, &mut head);
    let mut out = Head::default();
    match (&manuscript.facts.title, title) {
        (Some(stated), _) => out.say("title", Value::Text(stated.clone())),
        (None, Some((title, line))) => {
            out.guess("title", Value::Text(title), from(line.paragraph.spot));
        }
        (None, None) => {
            let (value, why) = named(known);
            out.guess("title", value, why);
        }
    }
    out.0.append(&mut head.0);
    if let Some(line) = recipients {
        let words = line.text.trim_end_matches(['：', ':']).to_owned();
        out.guess("recipients", Value::Text(words), from(line.paragraph.spot));
    }
    if !out.has("written") {
        let today = Moment::day(known.today.date).to_string();
        let why =
            say!("文中没有找到成文日期，先写今天", "no date of writing was found; this is today");
        out.guess("written", Value::Text(today), why);
    }
    date(&mut out, manuscript, known, Need::Must);
    if let Some(at) = signed {
        attached(manuscript, &all, at, &parts);
    }
    for line in all.iter().filter(|line| parts.taken.contains(&line.at)) {
        told(manuscript, line);
    }
    take(manuscript, parts.taken);
    out
}

/// What stands above the text: the mark, the number, the title.
fn top<'l>(all: &'l [Line], head: &mut Head, parts: &mut Parts) -> Option<(String, &'l Line)> {
    let numbered = all.iter().take(MOST).position(|line| number(&line.text).is_some());
    let mut start = 0;
    if let Some(at) = numbered {
        for line in &all[..at] {
            above(line, head);
            parts.taken.push(line.at);
        }
        let line = &all[at];
        if let Some((number, signer)) = number(&line.text) {
            head.guess("number", Value::Text(number.to_string()), from(line.paragraph.spot));
            if let Some(signer) = signer {
                head.guess("signers", Value::Texts(vec![signer]), from(line.paragraph.spot));
            }
        }
        parts.taken.push(line.at);
        start = at + 1;
    }
    let title: Vec<&Line> = all[start..]
        .iter()
        .take(4)
        .take_while(|line| line.count() <= 80 && !line.text.contains('。') && !is_recipients(line))
        .take_while(|line| Numbering::of(&line.text).is_none())
        .collect();
    let end = title
        .iter()
        .position(|line| ends_title(&line.text))
        .map_or(title.len().min(1), |at| at + 1);
    let title = &title[..end];
    parts.taken.extend(title.iter().map(|line| line.at));
    parts.text = start + end;
    Some((headline(title), *title.first()?))
}

/// A title in its lines; the end of one that stands by itself is no line.
fn headline(title: &[&Line]) -> String {
    const SHORTEST: usize = 4;
    let mut out = String::new();
    for part in title.iter().flat_map(|line| line.text.split_whitespace()) {
        if !out.is_empty() && part.chars().count() >= SHORTEST {
            out.push('|');
        }
        out.push_str(part);
    }
    out
}

/// Whether a title of a document may end so.
fn ends_title(text: &str) -> bool {
    const KINDS: [&str; 22] = [
        "通知", "意见", "决定", "公告", "通告", "通报", "报告", "请示", "批复", "函", "纪要",
        "办法", "方案", "要点", "规定", "命令", "决议", "议案", "公报", "细则", "计划", "总结",
    ];
    let bare = text.trim_end_matches(['》', '）', ')']);
    KINDS.iter().any(|kind| bare.ends_with(kind))
}

/// The number of a document in a line of its own, and who signed it.
fn number(text: &str) -> Option<(DocumentNumber, Option<String>)> {
    const LONGEST: usize = 60;
    if text.chars().count() > LONGEST {
        return None;
    }
    let (number, signer) = match text.split_once("签发人") {
        Some((number, signer)) => {
            (number, Some(signer.trim_start_matches(['：', ':', ' ']).trim().to_owned()))
        }
        None => (text, None),
    };
    let parsed = DocumentNumber::parse(number)?;
    (parsed.agency.chars().count() <= 20).then_some((parsed, signer.filter(|it| !it.is_empty())))
}

/// What a line above the number is (7.2.1–7.2.4).
fn above(line: &Line, head: &mut Head) {
    let text: String = line.text.split_whitespace().collect();
    let why = from(line.paragraph.spot);
    if let Some(issuer) = text.strip_suffix("文件").filter(|it| !it.is_empty()) {
        let why = because(line.paragraph.spot, "按红头", "by the red head");
        head.guess("issuer", Value::Text(issuer.to_owned()), why);
    } else if ["绝密", "机密", "秘密"].iter().any(|word| text.starts_with(word)) {
        head.guess("secrecy", Value::Text(text), why);
    } else if ["特急", "加急", "平急", "特提"].contains(&text.as_str()) {
        head.guess("urgency", Value::Text(text), why);
    } else if text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit()) {
        head.guess("copies", Value::Text(text), why);
    }
}

fn is_recipients(line: &Line) -> bool {
    line.text.ends_with(['：', ':']) && line.count() <= 200 && !line.text.contains('。')
}

/// The signature: who, and below it the day. Gives the place of the day among the paragraphs.
fn signature(all: &[Line], parts: &mut Parts, head: &mut Head) -> Option<usize> {
    let from_text = parts.text.min(all.len());
    for (at, line) in all.iter().enumerate().skip(from_text) {
        let (who, typed) = match line.text.rsplit_once(char::is_whitespace) {
            Some((who, typed)) if day(typed).is_some() && day(&line.text).is_none() => {
                (Some(who.trim().to_owned()), typed)
            }
            _ => (None, line.text.as_str()),
        };
        let Some(written) = day(typed) else { continue };
        let above = at.checked_sub(1).and_then(|at| all.get(at)).filter(|above| is_organ(above));
        let who = who.map(|who| (who, line)).or_else(|| Some((above?.text.clone(), above?)));
        head.guess("written", Value::Text(written.to_string()), from(line.paragraph.spot));
        parts.taken.push(line.at);
        if let Some((who, line)) = who.filter(|(_, line)| line.at >= all[from_text].at) {
            parts.taken.push(line.at);
            if !head.has("issuer") {
                let why = because(line.paragraph.spot, "落款", "the signature");
                head.guess("issuer", Value::Text(who), why);
            }
        }
        return Some(at);
    }
    None
}

/// Whether a paragraph is the name of an organ and nothing else.
fn is_organ(line: &Line) -> bool {
    let stops = ['。', '，', '；', '：', ':', '！', '、'];
    (4..=40).contains(&line.count())
        && !line.text.contains(stops)
        && Numbering::of(&line.text).is_none()
}

/// The imprint (7.4): who gets copies, who printed it and when.
fn imprint(all: &[Line], parts: &mut Parts, head: &mut Head) {
    for line in all.iter().rev().take(5) {
        if parts.taken.contains(&line.at) {
            continue;
        }
        let why = from(line.paragraph.spot);
        let squeezed: String = line.text.split_whitespace().collect();
        if let Some(copied) =
            squeezed.strip_prefix("抄送").and_then(|it| it.strip_prefix(['：', ':']))
        {
            let words = copied.trim_end_matches('。').to_owned();
            head.guess("cc", Value::Text(words), why);
        } else if let Some((office, printed)) = printed(&line.text) {
            if !office.is_empty() {
                head.guess("office", Value::Text(office), why.clone());
            }
            head.guess("printed", Value::Text(printed.to_string()), why);
        } else if let Some(note) =
            squeezed.strip_prefix("（此件").and_then(|it| it.strip_suffix('）'))
        {
            head.guess("note", Value::Text(format!("此件{note}")), why);
        } else {
            continue;
        }
        parts.taken.push(line.at);
    }
}

/// `某某办公室 2021年7月28日印发`
fn printed(text: &str) -> Option<(String, Moment)> {
    let text = text.trim().strip_suffix("印发")?.trim();
    let year =
        text.char_indices().find(|(at, c)| c.is_ascii_digit() && day(&text[*at..]).is_some());
    let (at, _) = year?;
    Some((text[..at].trim().to_owned(), day(&text[at..])?))
}

/// What stands below the signature is attached: its title is a heading above those of the text.
fn attached(manuscript: &mut Manuscript, all: &[Line], signed: usize, parts: &Parts) {
    let next = all[signed + 1..].iter().find(|line| !parts.taken.contains(&line.at));
    let Some(next) = next else { return };
    let heads =
        next.count() <= 60 && !next.text.contains('。') && Numbering::of(&next.text).is_none();
    if let Some(Block::Paragraph(paragraph)) = manuscript.blocks.get_mut(next.at).filter(|_| heads)
    {
        paragraph.role = Role::Heading(1);
    }
}
