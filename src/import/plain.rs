//! Plain text, as scanners and copying give it → a manuscript. Never changes a character of it: what
//! may be wrong in the words is for `fengbei check` to tell.

use super::loss::{Loss, Lost};
use super::manuscript::{Block, Manuscript, Paragraph, Role, tidy};
use crate::source::paper::PaperSpot;
use crate::text::Numbering;

/// The largest text, in bytes.
pub(super) const LARGEST: u64 = 16 << 20;

/// A paragraph, and the line it begins on.
#[derive(Debug)]
struct Part {
    text: String,
    line: u32,
}

/// Reads a plain text.
pub(super) fn read(text: &str) -> Manuscript {
    let mut manuscript = Manuscript::default();
    let lines = lines(text, &mut manuscript);
    let paragraph = |part: Part| Paragraph::plain(&part.text, PaperSpot::Line(part.line));
    let blocks = paragraphs(&lines).into_iter().map(|part| Block::Paragraph(paragraph(part)));
    manuscript.blocks = blocks.collect();
    mend(&mut manuscript);
    manuscript
}

/// Mends what scanning and copying did to paragraphs of which nothing but the words is known.
pub(super) fn mend(manuscript: &mut Manuscript) {
    join(manuscript);
    super::page::clear(manuscript);
    headings(&mut manuscript.blocks);
    torn(manuscript);
}

/// The lines with their numbers, without numbers of pages.
fn lines<'t>(text: &'t str, manuscript: &mut Manuscript) -> Vec<(u32, &'t str)> {
    let mut lines = Vec::new();
    for (line, number) in text.split('\n').flat_map(|line| line.split('\u{c}')).zip(1..) {
        if is_page_number(line.trim()) {
            let loss = Loss::at(Lost::PageNumber, PaperSpot::Line(number), line.trim());
            manuscript.losses.push(loss);
        } else {
            lines.push((number, line.trim_end()));
        }
    }
    lines
}

/// `— 3 —`, `- 3 -`, `第 3 页 共 9 页`.
fn is_page_number(line: &str) -> bool {
    let bare: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let dashed = bare.trim_matches(['—', '-', '－', '–', '─']);
    let digits =
        |text: &str| (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let page =
        bare.strip_prefix('第').and_then(|rest| rest.split_once('页')).is_some_and(|(n, rest)| {
            digits(n) && (rest.is_empty() || rest.starts_with(['共', '/', '，']))
        });
    page || dashed.len() < bare.len() && digits(dashed)
}

/// The paragraphs: lines between blank lines, when lines were broken to a width; else each line.
fn paragraphs(lines: &[(u32, &str)]) -> Vec<Part> {
    let width = wrapped_at(lines);
    let mut parts: Vec<Part> = Vec::new();
    let mut before: Option<&str> = None;
    for (number, line) in lines {
        let bare = line.trim();
        if bare.is_empty() {
            before = None;
            continue;
        }
        let indented = line.starts_with(['\u{3000}', ' ', '\t']);
        let goes_on = width.is_some_and(|width| {
            before.is_some_and(|before| count(before) + 3 >= width && !indented)
        });
        match parts.last_mut().filter(|_| goes_on && Numbering::of(bare).is_none()) {
            Some(part) => {
                let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
                if latin(part.text.chars().next_back()) && latin(bare.chars().next()) {
                    part.text.push(' ');
                }
                part.text.push_str(bare);
            }
            None => parts.push(Part { text: bare.to_owned(), line: *number }),
        }
        before = Some(line);
    }
    parts
}

fn count(line: &str) -> usize {
    line.trim_end().chars().count()
}

/// The width at which lines were broken; none when each line is a paragraph.
fn wrapped_at(lines: &[(u32, &str)]) -> Option<usize> {
    let followed: Vec<&str> = lines
        .windows(2)
        .filter(|pair| !pair[0].1.trim().is_empty() && !pair[1].1.trim().is_empty())
        .map(|pair| pair[0].1)
        .collect();
    let widest = followed.iter().map(|line| count(line)).max()?;
    let full = followed.iter().filter(|line| count(line) + 3 >= widest).count();
    (followed.len() >= 3 && (12..=80).contains(&widest) && full * 10 >= followed.len() * 5)
        .then_some(widest)
}

/// Puts together what a page or a column broke in the middle of a sentence.
fn join(manuscript: &mut Manuscript) {
    let mut out: Vec<Block> = Vec::new();
    for block in std::mem::take(&mut manuscript.blocks) {
        let after = text(&block);
        match (out.last_mut(), block) {
            (Some(Block::Paragraph(before)), Block::Paragraph(part))
                if is_cut(&before.text()) && goes_on(&after) =>
            {
                let words = format!("{}{}", tail(&before.text()), head(&after));
                manuscript.losses.push(Loss::at(Lost::Joined, before.spot, words));
                before.words.extend(part.words);
                before.words = tidy(std::mem::take(&mut before.words));
            }
            (_, block) => out.push(block),
        }
    }
    manuscript.blocks = out;
}

fn tail(text: &str) -> String {
    let count = text.chars().count();
    text.chars().skip(count.saturating_sub(6)).collect()
}

fn head(text: &str) -> String {
    text.chars().take(6).collect()
}

/// Whether a paragraph stops where no sentence does. A heading has no stop either, and no comma.
fn is_cut(text: &str) -> bool {
    const STOPS: &str = "。！？；：…”’）》】.!?;:)\"";
    let sentence = text.contains(['，', '。', '；', ',']);
    let heading = Numbering::of(text).is_some_and(|it| it.rank <= 2) && !text.contains('。');
    let comma = text.ends_with(['，', ',', '、']);
    let ends = text.ends_with(|c| STOPS.contains(c));
    !ends && !heading && (comma || sentence && text.chars().count() >= 20)
}

/// Whether a paragraph may be the rest of one: it is no heading, and reads as a sentence.
fn goes_on(text: &str) -> bool {
    let stops = text.contains(['。', '，', '；', ',']);
    let label = super::guess::labels(text).is_some();
    Numbering::of(text).is_none() && stops && !label && !text.starts_with(['“', '（', '■', '—'])
        || Numbering::of(text).is_none() && text.ends_with('。')
}

/// Short lines between long paragraphs are headings; two of them are one heading in two lines.
fn headings(blocks: &mut [Block]) {
    const BODY: usize = 40;
    let texts: Vec<String> = blocks.iter().map(text).collect();
    let first = texts.iter().position(|text| text.chars().count() >= BODY).unwrap_or(texts.len());
    for (at, block) in blocks.iter_mut().enumerate().skip(first) {
        let mut next = texts[at + 1..].iter().skip_while(|text| is_heading(text)).take(1);
        let near = texts[at + 1..].iter().take_while(|text| is_heading(text)).count() < 2;
        let leads = near && next.any(|text| text.chars().count() >= BODY);
        if let Block::Paragraph(paragraph) = block
            && leads
            && is_heading(&texts[at])
        {
            paragraph.role = Role::Heading(2);
        }
    }
}

fn text(block: &Block) -> String {
    match block {
        Block::Paragraph(paragraph) => paragraph.text(),
        Block::Table(_) => String::new(),
    }
}

/// Whether a line without a number may be a heading.
fn is_heading(text: &str) -> bool {
    const LONGEST: usize = 22;
    const STOPS: [char; 12] = ['。', '，', '；', '：', '！', '？', ',', ';', ':', '、', '（', '('];
    let count = text.chars().count();
    (2..=LONGEST).contains(&count)
        && !text.contains(STOPS)
        && !text.starts_with(|c: char| c.is_ascii_digit())
        && Numbering::of(text).is_none()
        && super::guess::byline(text).is_none()
}

/// Names the paragraphs that stop in the middle.
fn torn(manuscript: &mut Manuscript) {
    let cut = |block: &Block| match block {
        Block::Paragraph(it) => {
            let text = it.text();
            let long = text.chars().count() >= 40;
            (long && is_cut(&text)).then(|| Loss::at(Lost::Torn, it.spot, tail(&text)))
        }
        Block::Table(_) => None,
    };
    let found: Vec<Loss> = manuscript.blocks.iter().filter_map(cut).collect();
    manuscript.losses.extend(found);
}
