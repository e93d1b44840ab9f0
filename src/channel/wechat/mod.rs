//! An item as a message for followers (公众号): one page with a button that copies it, and pictures in
//! the order in which they are put in by hand. Never uses what that editor takes away: style sheets, ids,
//! classes, scripts, variables, grids, positions, transforms.

mod body;
mod page;
mod style;

use super::{Copy, Piece, Studio, plain};
use crate::diag::Message;
use crate::picture::Crop;
use crate::say;
use body::Body;
use style::Styles;

/// Characters of a title.
const TITLE: usize = 32;
/// Characters of the digest below a title.
const DIGEST: usize = 120;
/// Characters of a text.
const TEXT: usize = 20_000;
/// Bytes of a text as it is copied.
const BYTES: usize = 1_000_000;
/// The covers of a message: the first of several is wide, the others are square.
const COVERS: [(&str, Crop); 2] = [
    ("cover-2.35x1.jpg", Crop { width: 900, height: 383 }),
    ("cover-1x1.jpg", Crop { width: 500, height: 500 }),
];

/// The message of an item; `main` is the colour of its headings, such as `#b01e23`.
pub fn wechat(piece: &Piece, studio: &Studio<'_>, main: &str) -> Copy {
    let mut copy = Copy::default();
    let pictures = piece.files.iter().map(|(name, file)| (name.as_str(), studio.upload(file)));
    let mut body = Body::new(Styles::new(main), pictures.collect());
    body.piece(piece);
    let done = body.finish();
    let digest: String = piece.summary.chars().take(DIGEST).collect();
    if digest.len() < piece.summary.len() {
        copy.changed
            .push(say!("摘要只取前 {DIGEST} 字", "the digest is the first {DIGEST} characters"));
    }
    copy.changed.extend(done.changed);
    copy.changed.extend(piece.bare_links_told());
    copy.over = over(piece, &done.html);
    for (number, made) in (1..).zip(&done.pictures) {
        copy.files.insert(format!("images/{number:02}.{}", made.extension), made.bytes.clone());
    }
    match &piece.cover {
        Some(cover) => {
            for (name, crop) in COVERS {
                copy.files.extend(studio.cover(cover, crop).map(|bytes| (name.to_owned(), bytes)));
            }
        }
        None => copy
            .changed
            .push(say!("没有封面图片，封面要另选", "there is no picture for a cover: choose one")),
    }
    let words = plain::words(piece);
    let page = page::page(piece, &digest, &done.html, &words, &copy, &done.pictures);
    copy.files.insert("index.html".into(), page.into_bytes());
    copy
}

fn over(piece: &Piece, html: &str) -> Vec<Message> {
    let mut over = Vec::new();
    let mut limit = |count: usize, most: usize, zh: &str, en: &str| {
        if count > most {
            over.push(say!("{zh} {count}，超过 {most}", "{en} {count}, more than {most}"));
        }
    };
    limit(piece.title.chars().count(), TITLE, "标题字数", "characters of the title:");
    let text = plain::whole(&piece.body).chars().filter(|c| !c.is_whitespace()).count();
    limit(text, TEXT, "正文字数", "characters of the text:");
    limit(html.len(), BYTES, "正文字节数", "bytes of the text:");
    over
}
