//! What paragraphs are by their numbers and looks: headings, captions. Never takes the title.

use crate::import::manuscript::{Block, Face, Manuscript, Paragraph, Placed, Role, Weight};
use crate::text::Numbering;

/// The longest heading, in characters.
const LONGEST: usize = 45;

/// Says which paragraphs are headings and captions, the highest heading being of level 2.
pub(in crate::import) fn arrange(manuscript: &mut Manuscript) {
    captions(&mut manuscript.blocks);
    let ranked = manuscript.blocks.iter().filter_map(paragraph).any(|it| rank(it) == Some(1));
    for paragraph in manuscript.blocks.iter_mut().filter_map(paragraph_mut) {
        if paragraph.role == Role::Text {
            if let Some(level) = rank(paragraph) {
                paragraph.role = Role::Heading(level + 1);
            } else if stands_out(paragraph) {
                paragraph.role = Role::Heading(if ranked { 3 } else { 2 });
            }
        }
    }
    together(&mut manuscript.blocks);
    level(&mut manuscript.blocks);
}

/// The rank of a numbered heading.
fn rank(paragraph: &Paragraph) -> Option<u8> {
    if paragraph.role != Role::Text {
        return None;
    }
    let text = paragraph.text();
    let rank = Numbering::of(&text)?.rank;
    let set_apart = is_set_apart(paragraph);
    match rank {
        1 | 2 if is_short(&text, LONGEST) => Some(rank),
        3 | 4 if set_apart && is_short(&text, 30) => Some(rank),
        _ => None,
    }
}

/// Whether a text may be a heading: one line that neither ends nor goes on as a sentence.
fn is_short(text: &str, most: usize) -> bool {
    let ends = text.ends_with(['。', '；', '，', '、', '：', ':', ';', ',', '.', '！']);
    let says = text.contains(['。', '；', '\n']) || text.contains('：');
    text.chars().count() <= most && !ends && !says
}

fn is_set_apart(paragraph: &Paragraph) -> bool {
    let look = paragraph.look;
    look.weight == Weight::Bold || matches!(look.face, Face::Hei | Face::Kai)
}

/// Whether a paragraph without a number is set as a heading.
fn stands_out(paragraph: &Paragraph) -> bool {
    let text = paragraph.text();
    let look = paragraph.look;
    let loud = look.weight == Weight::Bold || look.face == Face::Hei;
    loud && look.placed != Placed::Right && is_short(&text, 30) && text.chars().count() >= 2
}

/// Words below a picture, or above a table, are its caption.
fn captions(blocks: &mut [Block]) {
    for at in 1..blocks.len() {
        let (before, rest) = blocks.split_at_mut(at);
        let pictured =
            matches!(before.last(), Some(Block::Paragraph(it)) if it.only_pictures().is_some());
        let Some(Block::Paragraph(paragraph)) = rest.first_mut() else { continue };
        if pictured && paragraph.role == Role::Text && is_caption(paragraph) {
            paragraph.role = Role::Caption;
        }
    }
}

fn is_caption(paragraph: &Paragraph) -> bool {
    let text = paragraph.text();
    let count = text.chars().count();
    let named = text.strip_prefix('图').is_some_and(|rest| {
        rest.trim_start()
            .starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十为：:".contains(c))
    });
    let signed =
        text.starts_with(['▲', '△', '↑', '◆']) || text.ends_with("摄") || text.ends_with("摄）");
    let centred = paragraph.look.placed == Placed::Centre && Numbering::of(&text).is_none();
    count <= 80 && (named || signed || centred && count <= 40 && !text.ends_with('。'))
}

/// Headings of one look that follow each other without a number are one heading in two lines.
fn together(blocks: &mut Vec<Block>) {
    let mut at = 1;
    while at < blocks.len() {
        let (before, rest) = blocks.split_at_mut(at);
        let joined = match (before.last_mut(), rest.first()) {
            (Some(Block::Paragraph(one)), Some(Block::Paragraph(other)))
                if is_plain_heading(one) && is_plain_heading(other) && one.role == other.role =>
            {
                one.words.push(crate::import::manuscript::Piece::Break);
                one.words.extend(other.words.clone());
                true
            }
            _ => false,
        };
        if joined {
            blocks.remove(at);
        } else {
            at += 1;
        }
    }
}

fn is_plain_heading(paragraph: &Paragraph) -> bool {
    let heading = matches!(paragraph.role, Role::Heading(_));
    let text = paragraph.text();
    heading && Numbering::of(&text).is_none() && text.chars().count() <= 16 && !text.contains('\n')
}

/// Makes the highest heading one of level 2 and leaves no level out.
fn level(blocks: &mut [Block]) {
    let levels: std::collections::BTreeSet<u8> = blocks
        .iter()
        .filter_map(paragraph)
        .filter_map(|it| match it.role {
            Role::Heading(level) => Some(level),
            Role::Text | Role::Title | Role::Entry { .. } | Role::Caption | Role::Quotation => None,
        })
        .collect();
    for paragraph in blocks.iter_mut().filter_map(paragraph_mut) {
        if let Role::Heading(level) = &mut paragraph.role {
            let place = levels.iter().position(|it| it == level).unwrap_or(0);
            *level = u8::try_from(place + 2).unwrap_or(6).min(6);
        }
    }
}

fn paragraph(block: &Block) -> Option<&Paragraph> {
    match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Table(_) => None,
    }
}

fn paragraph_mut(block: &mut Block) -> Option<&mut Paragraph> {
    match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Table(_) => None,
    }
}
