//! An item as plain words, for whatever takes nothing else. Never loses a link or a footnote: they
//! stand at the end.

use std::fmt::Write as _;

use super::{Copy, Piece};
use crate::diag::counted;
use crate::markup::print::{Block, Inline, Table};
use crate::say;

/// What stands at the end: addresses and footnotes, in the order of their numbers.
#[derive(Debug, Default)]
struct Ends {
    links: Vec<String>,
    notes: Vec<(u32, String)>,
    /// How many pieces of the text are struck through and left out.
    struck: usize,
}

/// The item as a text, and what it leaves out.
pub fn plain(piece: &Piece) -> Copy {
    let mut ends = Ends::default();
    text(&piece.body, &mut ends);
    let (struck, struck_en) = (ends.struck, counted(ends.struck, "passage"));
    let left_out = (struck > 0).then(|| {
        say!("{struck} 处带删除线的字略去", "{struck_en} that are struck through left out")
    });
    Copy {
        files: [(format!("{}.txt", piece.name), words(piece).into_bytes())].into(),
        changed: left_out.into_iter().chain(piece.bare_links_told()).collect(),
        ..Copy::default()
    }
}

/// The words of the item.
pub fn words(piece: &Piece) -> String {
    let mut out = String::new();
    for line in
        [piece.kicker.as_ref(), Some(&piece.title), piece.deck.as_ref()].into_iter().flatten()
    {
        out = out + line + "\n";
    }
    out = out + "\n" + &piece.about() + "\n\n" + &whole(&piece.body);
    if let Some(address) = &piece.address {
        writeln!(out, "\n原文：{address}").expect("into a string");
    }
    out
}

/// The words of `blocks`, and below them their footnotes and the addresses that they lead to.
pub fn whole(blocks: &[Block]) -> String {
    let mut ends = Ends::default();
    let mut out = text(blocks, &mut ends);
    if !ends.notes.is_empty() {
        out.push_str("\n注释\n");
        for (number, note) in &ends.notes {
            writeln!(out, "注{number}　{note}").expect("into a string");
        }
    }
    if !ends.links.is_empty() {
        out.push_str("\n链接\n");
        for (number, link) in (1..).zip(&ends.links) {
            writeln!(out, "[{number}] {link}").expect("into a string");
        }
    }
    out
}

/// The words of `inlines`, with the numbers of their links and footnotes.
pub fn line(inlines: &[Inline]) -> String {
    run(inlines, &mut Ends::default())
}

fn text(blocks: &[Block], ends: &mut Ends) -> String {
    let all: Vec<String> = blocks.iter().map(|block| one(block, ends)).collect();
    all.into_iter().filter(|said| !said.is_empty()).map(|said| said + "\n").collect()
}

fn one(block: &Block, ends: &mut Ends) -> String {
    let titled = |title: &str, said: String| match (title.is_empty(), said.is_empty()) {
        (true, _) => said,
        (false, true) => title.to_owned(),
        (false, false) => format!("{title}\n{said}"),
    };
    match block {
        Block::P { c } | Block::H { c, .. } => run(c, ends),
        Block::Quote { b } => text(b, ends).trim_end().to_owned(),
        Block::Alert { label, b, .. } => titled(label, text(b, ends).trim_end().to_owned()),
        Block::Ul { items } => items
            .iter()
            .map(|item| format!("· {}", text(item, ends).trim_end()))
            .collect::<Vec<_>>()
            .join("\n"),
        Block::Ol { start, items } => (*start..)
            .zip(items)
            .map(|(number, item)| format!("{number}. {}", text(item, ends).trim_end()))
            .collect::<Vec<_>>()
            .join("\n"),
        Block::Code { text, .. } => text.trim_end().to_owned(),
        Block::Table(table) => rows(table, ends),
        Block::Dl { items } => {
            let said = items.iter().map(|item| {
                let details: String = item.details.iter().map(|it| text(it, ends)).collect();
                format!("{}：{}", run(&item.term, ends), details.trim_end())
            });
            said.collect::<Vec<_>>().join("\n")
        }
        Block::Hr | Block::Toc { .. } => String::new(),
        Block::Figure { picture, caption } => pictured(&picture.alt, &run(caption, ends)),
        Block::Gallery { title, pictures } => {
            let said =
                pictures.iter().map(|one| pictured(&one.picture.alt, &run(&one.caption, ends)));
            titled(title, said.collect::<Vec<_>>().join("\n"))
        }
        Block::Box { label, title, b, .. } => {
            let head = [*label, title.as_str()].into_iter().filter(|it| !it.is_empty());
            titled(&head.collect::<Vec<_>>().join("　"), text(b, ends).trim_end().to_owned())
        }
        Block::Pull { b, source } => {
            let (said, source) = (text(b, ends), run(source, ends));
            if source.is_empty() {
                said.trim_end().to_owned()
            } else {
                format!("{said}——{source}")
            }
        }
        Block::Strip { title, figures } => {
            let figure = figures.iter().map(|it| {
                let (value, unit) = (run(&it.value, ends), run(&it.unit, ends));
                let (label, note) = (run(&it.label, ends), run(&it.note, ends));
                let note = if note.is_empty() { note } else { format!("（{note}）") };
                format!("{label}：{value}{unit}{note}")
            });
            titled(title, figure.collect::<Vec<_>>().join("\n"))
        }
        Block::Attachments { title, b } => titled(title, text(b, ends).trim_end().to_owned()),
        Block::Video { title, address, .. } => format!("〔视频：{title}〕{address}"),
        Block::Chart { title, about, table, .. } => {
            format!("〔图表：{title}〕{about}\n{}", rows(table, ends))
        }
    }
}

fn pictured(alt: &str, caption: &str) -> String {
    match (alt, caption) {
        ("", "") => String::new(),
        (alt, "") => format!("〔图：{alt}〕"),
        (_, caption) => format!("〔图：{caption}〕"),
    }
}

fn rows(table: &Table, ends: &mut Ends) -> String {
    let row = |cells: &Vec<Vec<Inline>>, ends: &mut Ends| {
        cells.iter().map(|cell| run(cell, ends)).collect::<Vec<_>>().join("\t")
    };
    let all = std::iter::once(&table.head).chain(&table.rows);
    all.map(|cells| row(cells, ends)).collect::<Vec<_>>().join("\n")
}

fn run(inlines: &[Inline], ends: &mut Ends) -> String {
    inlines.iter().map(|inline| word(inline, ends)).collect()
}

fn word(inline: &Inline, ends: &mut Ends) -> String {
    match inline {
        Inline::S { s } | Inline::Code { s } => s.clone(),
        Inline::B { c }
        | Inline::I { c }
        | Inline::U { c }
        | Inline::Sub { c }
        | Inline::Sup { c } => run(c, ends),
        Inline::Del { .. } => {
            ends.struck += 1;
            String::new()
        }
        Inline::Runin { c } => format!("【{}】", run(c, ends).trim_matches(['【', '】'])),
        Inline::A { href, c } => {
            let words = run(c, ends);
            if words == *href {
                return words;
            }
            let known = ends.links.iter().position(|link| link == href);
            let number = known.unwrap_or_else(|| {
                ends.links.push(href.clone());
                ends.links.len() - 1
            });
            format!("{words}[{}]", number + 1)
        }
        Inline::Br => "\n".into(),
        Inline::Fn { n, b } => {
            let note = text(b, ends).trim_end().to_owned();
            ends.notes.push((*n, note));
            format!("（注{n}）")
        }
        Inline::Fnref { n } => format!("（注{n}）"),
        Inline::Img { picture } => pictured(&picture.alt, ""),
        Inline::Qr { text, .. } => text.clone(),
        Inline::Task { done } => if *done { "√" } else { "□" }.into(),
    }
}
