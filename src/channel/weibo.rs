//! An item as a post of Weibo: a text within the limit, and pictures. Never cuts a sentence in two when
//! a whole one fits.

use super::{Copy, Piece, Studio};
use crate::say;

/// Characters of a post; two half-width ones count as one.
const MOST: usize = 140;
/// What an address counts, however long it is.
const ADDRESS: usize = 10;
/// Pictures of a post.
const PICTURES: usize = 9;
/// Topics that a post names.
const TOPICS: usize = 2;

/// The post of an item.
pub fn weibo(piece: &Piece, studio: &Studio<'_>) -> Copy {
    let mut copy = Copy::default();
    let title = format!("【{}】", piece.title);
    let topics: String =
        piece.keywords.iter().take(TOPICS).map(|word| format!("#{word}#")).collect();
    let address = piece.address.as_deref().unwrap_or_default();
    let taken = width(&title) + width(&topics) + if address.is_empty() { 0 } else { ADDRESS + 1 };
    let summary = cut(&piece.summary, MOST.saturating_sub(taken));
    if summary.len() < piece.summary.len() {
        copy.changed
            .push(say!("摘要按 {MOST} 字的限度截短", "the summary was cut to the limit of {MOST}"));
    }
    let space = if address.is_empty() { "" } else { " " };
    let text = format!("{topics}{title}{summary}{space}{address}\n");
    let count = taken + width(summary);
    if count > MOST {
        copy.over.push(say!(
            "正文 {count} 字，超过 {MOST} 字：标题太长",
            "the text has {count} characters, more than {MOST}: the title is too long"
        ));
    }
    copy.files.insert("weibo.txt".into(), text.into_bytes());
    for (number, (_, file)) in (1..).zip(&piece.files) {
        if number > PICTURES {
            let left = piece.files.len() - PICTURES;
            copy.changed.push(say!(
                "图片只带前 {PICTURES} 张，还有 {left} 张",
                "only the first {PICTURES} pictures go along; {left} do not"
            ));
            break;
        }
        match studio.upload(file) {
            Ok(made) => {
                copy.files.insert(format!("{number:02}.{}", made.extension), made.bytes);
            }
            Err(told) => copy.changed.push(told),
        }
    }
    copy
}

/// Characters as Weibo counts them: half-width ones by halves, rounded up.
fn width(text: &str) -> usize {
    let halves: usize = text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    halves.div_ceil(2)
}

/// The beginning of `text` that has at most `most` characters: whole sentences, or else whole clauses,
/// or else as much as fits and `…`.
fn cut(text: &str, most: usize) -> &str {
    if width(text) <= most {
        return text;
    }
    let ends = |marks: &'static str| {
        let ends = text.char_indices().filter(move |(_, c)| marks.contains(*c));
        ends.map(|(at, c)| at + c.len_utf8()).take_while(|end| width(&text[..*end]) <= most).last()
    };
    let letters = || {
        text.char_indices().map(|(at, _)| at).take_while(|at| width(&text[..*at]) <= most).last()
    };
    let end = ends("。！？；").or_else(|| ends("，、：")).or_else(letters).unwrap_or(0);
    text[..end].trim_end_matches(['，', '、', '：'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_ends_with_a_sentence() {
        let text = "今天走访。明天慰问，后天座谈。";
        for (most, expected) in
            [(20, text), (12, "今天走访。"), (5, "今天走访。"), (3, "今天走"), (0, "")]
        {
            assert_eq!(cut(text, most), expected, "{most}");
        }
        assert_eq!(width("双拥ab c"), 4);
    }
}
