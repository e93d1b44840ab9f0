//! What a print template gets of a text: blocks and inlines as JSON. Never knows how they are set.
//!
//! Each is an object whose `t` says what it is. A template goes through the tree and never
//! evaluates a word of it, so that nothing an editor writes is code.

use serde::Serialize;

/// A block of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "t", rename_all = "lowercase")]
pub enum Block {
    /// A paragraph.
    P {
        /// What it holds.
        c: Vec<Inline>,
    },
    /// A heading.
    H {
        /// 1 for the highest of the text; `一、` is 1, `（一）` 2, `1.` 3, `（1）` 4.
        depth: u8,
        /// Its rank in the outline of the PDF, which skips none: one more than that of the heading
        /// before it, at most.
        level: u8,
        /// What leads there.
        id: String,
        /// Its words.
        c: Vec<Inline>,
    },
    /// A quotation.
    Quote {
        /// What is quoted.
        b: Vec<Block>,
    },
    /// A remark that stands out.
    Alert {
        /// `note`, `tip`, `important`, `warning`, `caution`.
        kind: &'static str,
        /// 说明, 提示, 重要, 警告, 注意.
        label: &'static str,
        /// The remark.
        b: Vec<Block>,
    },
    /// A list with bullets.
    Ul {
        /// Its items.
        items: Vec<Vec<Block>>,
    },
    /// A numbered list.
    Ol {
        /// Its first number.
        start: u32,
        /// Its items.
        items: Vec<Vec<Block>>,
    },
    /// Code.
    Code {
        /// Its language; may be empty.
        lang: String,
        /// The code.
        text: String,
    },
    /// A table.
    Table(Table),
    /// Words with explanations.
    Dl {
        /// Each word and what is said of it.
        items: Vec<Definition>,
    },
    /// A line across.
    Hr,
    /// A picture with its caption.
    Figure {
        /// The picture.
        picture: Picture,
        /// What stands below it.
        caption: Vec<Inline>,
    },
    /// Pictures side by side.
    Gallery {
        /// May be empty.
        title: String,
        /// The pictures with their captions.
        pictures: Vec<Captioned>,
    },
    /// A box.
    Box {
        /// `kandian`, `pandian`, `plain`.
        style: &'static str,
        /// 看点, 盘点 or nothing.
        label: &'static str,
        /// May be empty.
        title: String,
        /// What stands in it.
        b: Vec<Block>,
    },
    /// A quotation pulled out of the text.
    Pull {
        /// What is quoted.
        b: Vec<Block>,
        /// Who said it.
        source: Vec<Inline>,
    },
    /// A strip of figures.
    Strip {
        /// May be empty.
        title: String,
        /// The figures.
        figures: Vec<StripFigure>,
    },
    /// Files to take away.
    Attachments {
        /// May be empty.
        title: String,
        /// The list.
        b: Vec<Block>,
    },
    /// A film, of which paper shows a picture and the address.
    Video {
        /// May be empty.
        title: String,
        /// Where the film is.
        address: String,
        /// What is shown before it plays.
        poster: Option<Picture>,
    },
    /// A chart.
    Chart {
        /// What it shows.
        title: String,
        /// The same in words.
        about: String,
        /// The drawing, as SVG.
        file: String,
        /// Its numbers.
        table: Table,
    },
    /// The place for the table of contents.
    Toc {
        /// Every heading.
        items: Vec<TocItem>,
    },
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    /// One letter for each column: `l`, `c`, `r` or `-`.
    pub align: Vec<char>,
    /// The names of the columns.
    pub head: Vec<Vec<Inline>>,
    /// The cells of each row.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// A word and what is said of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Definition {
    /// The word.
    pub term: Vec<Inline>,
    /// Each explanation.
    pub details: Vec<Vec<Block>>,
}

/// A picture with its caption.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Captioned {
    /// The picture.
    pub picture: Picture,
    /// What stands below it.
    pub caption: Vec<Inline>,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Picture {
    /// Its file among those of the job; none when it is missing.
    pub file: Option<String>,
    /// What describes it.
    pub alt: String,
    /// In pixels; 0 when unknown.
    pub width: u32,
    /// In pixels; 0 when unknown.
    pub height: u32,
}

/// One figure of a strip.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct StripFigure {
    /// The number.
    pub value: Vec<Inline>,
    /// Its unit.
    pub unit: Vec<Inline>,
    /// What it counts.
    pub label: Vec<Inline>,
    /// A note to it.
    pub note: Vec<Inline>,
}

/// A heading in the table of contents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TocItem {
    /// 1 for the highest.
    pub depth: u8,
    /// Its words.
    pub words: String,
    /// What leads there.
    pub id: String,
}

/// What stands among words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "t", rename_all = "lowercase")]
pub enum Inline {
    /// Words.
    S {
        /// The words.
        s: String,
    },
    /// Strong stress.
    B {
        /// What is stressed.
        c: Vec<Inline>,
    },
    /// Stress.
    I {
        /// What is stressed.
        c: Vec<Inline>,
    },
    /// What no longer holds.
    Del {
        /// What it was.
        c: Vec<Inline>,
    },
    /// Below the line.
    Sub {
        /// What stands there.
        c: Vec<Inline>,
    },
    /// Above the line.
    Sup {
        /// What stands there.
        c: Vec<Inline>,
    },
    /// Underlined.
    U {
        /// What is underlined.
        c: Vec<Inline>,
    },
    /// Code.
    Code {
        /// The code.
        s: String,
    },
    /// A link.
    A {
        /// A full address.
        href: String,
        /// What is linked.
        c: Vec<Inline>,
    },
    /// The end of a line.
    Br,
    /// The words in 【】 that open a paragraph.
    Runin {
        /// The words.
        c: Vec<Inline>,
    },
    /// A footnote where it is first mentioned.
    Fn {
        /// Its number.
        n: u32,
        /// Its text.
        b: Vec<Block>,
    },
    /// Another mention of a footnote.
    Fnref {
        /// Its number.
        n: u32,
    },
    /// A picture among words.
    Img {
        /// The picture.
        picture: Picture,
    },
    /// A QR code.
    Qr {
        /// The drawing, as SVG.
        file: String,
        /// What it says.
        text: String,
    },
    /// The box of a task.
    Task {
        /// Whether it is done.
        done: bool,
    },
}

impl Inline {
    /// Plain words.
    pub fn words(words: impl Into<String>) -> Self {
        Self::S { s: words.into() }
    }
}
