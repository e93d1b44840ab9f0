//! Blocks of the tree.

use std::ops::Range;

use super::super::{BoxStyle, Kind, LinkKind};
use super::{
    Block, Captioned, DEEPEST, Definition, Inline, Picture, StripFigure, Table, TocItem, Writer,
};
use crate::markup::sanitize::{self, Address, Shown};

impl Writer<'_> {
    /// The blocks among `range`; words that stand between blocks are paragraphs of their own.
    pub(super) fn blocks(&mut self, range: Range<usize>, level: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut at = range.start;
        while at < range.end {
            let end = self.end_of_words(at, range.end);
            if end > at {
                let c = self.inlines(at..end, level);
                if !c.is_empty() {
                    blocks.push(Block::P { c });
                }
                at = end;
                continue;
            }
            self.block(at, level + 1, &mut blocks);
            at = self.document.nodes()[at].next();
        }
        blocks
    }

    /// Where the run of inlines that begins at `at` ends.
    fn end_of_words(&self, mut at: usize, end: usize) -> usize {
        let nodes = self.document.nodes();
        while at < end && is_inline(nodes[at].kind) {
            at = nodes[at].next();
        }
        at
    }

    fn inside(&self, index: usize) -> Range<usize> {
        index + 1..self.document.nodes()[index].next()
    }

    fn children(&self, index: usize) -> Vec<usize> {
        let Range { mut start, end } = self.inside(index);
        let mut children = Vec::new();
        while start < end {
            children.push(start);
            start = self.document.nodes()[start].next();
        }
        children
    }

    fn block(&mut self, index: usize, level: usize, out: &mut Vec<Block>) {
        if level > DEEPEST {
            out.push(Block::P { c: vec![Inline::words(self.document.words_in(index))] });
            return;
        }
        let kind = self.document.nodes()[index].kind;
        let inside = self.inside(index);
        match kind {
            Kind::Paragraph => {
                let c = self.inlines(inside, level);
                if !c.is_empty() {
                    out.push(Block::P { c });
                }
            }
            Kind::Heading(heading) => out.push(Block::H {
                depth: self.depths[heading as usize],
                level: self.levels[heading as usize],
                id: self.document.headings()[heading as usize].id.to_string(),
                c: self.inlines(inside, level),
            }),
            Kind::Quote => out.push(Block::Quote { b: self.blocks(inside, level) }),
            Kind::Alert(alert) => {
                let (kind, label) = alert.names();
                out.push(Block::Alert { kind, label, b: self.blocks(inside, level) });
            }
            Kind::BulletList => out.push(Block::Ul { items: self.items(index, level) }),
            Kind::OrderedList(start) => {
                out.push(Block::Ol { start, items: self.items(index, level) });
            }
            Kind::CodeBlock(language) => out.push(Block::Code {
                lang: self.document.beside(language).to_owned(),
                text: self.document.words_in(index),
            }),
            Kind::Table(_) => out.push(Block::Table(self.table(index, level))),
            Kind::DefinitionList => out.push(Block::Dl { items: self.definitions(index, level) }),
            Kind::Rule => out.push(Block::Hr),
            Kind::Figure => {
                if let Some(Captioned { picture, caption }) = self.captioned(index) {
                    out.push(Block::Figure { picture, caption });
                }
            }
            Kind::Boxed { style, title } => {
                let (style, label) = box_words(style);
                let title = self.document.beside(title).to_owned();
                out.push(Block::Box { style, label, title, b: self.blocks(inside, level) });
            }
            Kind::PullQuote(_) => out.push(self.pull(index, level)),
            Kind::FigureStrip(title) => out.push(Block::Strip {
                title: self.document.beside(title).to_owned(),
                figures: self.strip(index, level),
            }),
            Kind::Gallery(title) => {
                let title = self.document.beside(title).to_owned();
                let children = self.children(index);
                let pictures = children.into_iter().filter_map(|at| self.captioned(at)).collect();
                out.push(Block::Gallery { title, pictures });
            }
            Kind::Attachments(title) => out.push(Block::Attachments {
                title: self.document.beside(title).to_owned(),
                b: self.blocks(inside, level),
            }),
            Kind::Video(title) => out.push(self.video(index, title)),
            Kind::Chart(chart) => {
                out.push(self.chart(index, chart, level));
                // What is said below the table is said below the drawing.
                for at in self.children(index) {
                    if self.document.nodes()[at].kind != Kind::ChartData {
                        out.extend(self.blocks(at..self.document.nodes()[at].next(), level));
                    }
                }
            }
            Kind::Contents => out.push(self.contents()),
            Kind::Html(_) => self.html(index, out),
            // What is no block of its own lets its blocks through; footnotes stand where they are
            // mentioned.
            Kind::FootnoteDefinition(_) => {}
            _ => out.extend(self.blocks(inside, level)),
        }
    }

    fn items(&mut self, index: usize, level: usize) -> Vec<Vec<Block>> {
        let children = self.children(index);
        children.into_iter().map(|item| self.blocks(self.inside(item), level)).collect()
    }

    fn table(&mut self, index: usize, level: usize) -> Table {
        let align = match self.document.nodes()[index].kind {
            Kind::Table(columns) => self.document.beside(columns).chars().collect(),
            _ => Vec::new(),
        };
        let mut table = Table { align, head: Vec::new(), rows: Vec::new() };
        for row in self.children(index) {
            let cells = self.children(row);
            let cells = cells.into_iter().map(|cell| self.inlines(self.inside(cell), level));
            let cells: Vec<_> = cells.collect();
            match self.document.nodes()[row].kind {
                Kind::TableHead => table.head = cells,
                _ => table.rows.push(cells),
            }
        }
        table
    }

    fn definitions(&mut self, index: usize, level: usize) -> Vec<Definition> {
        let mut items: Vec<Definition> = Vec::new();
        for child in self.children(index) {
            match (self.document.nodes()[child].kind, items.last_mut()) {
                (Kind::DefinitionDetails, Some(_)) => {
                    let details = self.blocks(self.inside(child), level);
                    items.last_mut().expect("looked at above").details.push(details);
                }
                _ => items.push(Definition {
                    term: self.inlines(self.inside(child), level),
                    details: Vec::new(),
                }),
            }
        }
        items
    }

    /// The first picture in a node, with its title or description below it.
    fn captioned(&mut self, index: usize) -> Option<Captioned> {
        let nodes = self.document.nodes();
        let links = self.document.links();
        let link = (index..nodes[index].next()).find_map(|at| match nodes[at].kind {
            Kind::Picture(link) => Some(&links[link as usize]),
            _ => None,
        })?;
        let caption = if link.title.is_empty() { &link.words } else { &link.title };
        let caption = if caption.is_empty() { vec![] } else { vec![Inline::words(&**caption)] };
        Some(Captioned {
            picture: self.surroundings.picture(&link.destination, &link.words),
            caption,
        })
    }

    fn pull(&mut self, index: usize, level: usize) -> Block {
        let is_source =
            |writer: &Self, at: &usize| writer.document.nodes()[*at].kind == Kind::PullSource;
        let children = self.children(index);
        let source = children.iter().copied().find(|at| is_source(self, at));
        let end = source.unwrap_or(self.inside(index).end);
        Block::Pull {
            b: self.blocks(index + 1..end, level),
            source: source.map(|at| self.inlines(self.inside(at), level)).unwrap_or_default(),
        }
    }

    fn strip(&mut self, index: usize, level: usize) -> Vec<StripFigure> {
        let nodes = self.document.nodes();
        let items = index + 1..nodes[index].next();
        let items = items.filter(|at| nodes[*at].kind == Kind::FigureItem).collect::<Vec<_>>();
        items.into_iter().map(|item| self.strip_figure(item, level)).collect()
    }

    fn strip_figure(&mut self, item: usize, level: usize) -> StripFigure {
        let mut figure = StripFigure::default();
        for part in self.children(item) {
            let words = self.inlines(self.inside(part), level);
            match self.document.nodes()[part].kind {
                Kind::FigureValue => figure.value = words,
                Kind::FigureUnit => figure.unit = words,
                Kind::FigureNote => figure.note = words,
                _ => figure.label.extend(words),
            }
        }
        figure
    }

    fn video(&mut self, index: usize, title: u32) -> Block {
        let nodes = self.document.nodes();
        let links = self.document.links();
        let mut address = String::new();
        let mut poster: Option<Picture> = None;
        for at in self.inside(index) {
            match nodes[at].kind {
                Kind::Link(link) if links[link as usize].kind == LinkKind::Video => {
                    let film = &links[link as usize].destination;
                    address = self.surroundings.link(film).unwrap_or_default();
                }
                Kind::Picture(link) if poster.is_none() => {
                    let link = &links[link as usize];
                    poster = Some(self.surroundings.picture(&link.destination, &link.words));
                }
                _ => {}
            }
        }
        Block::Video { title: self.document.beside(title).to_owned(), address, poster }
    }

    fn chart(&mut self, index: usize, chart: u32, level: usize) -> Block {
        let nodes = self.document.nodes();
        let drawn = &self.document.charts()[chart as usize];
        let svg = drawn.svg(self.surroundings.charts(), chart as usize + 1);
        let is_table = |at: &usize| matches!(nodes[*at].kind, Kind::Table(_));
        let table = self.inside(index).find(is_table);
        let empty = || Table { align: Vec::new(), head: Vec::new(), rows: Vec::new() };
        Block::Chart {
            title: drawn.title.clone(),
            about: drawn.sentence(),
            file: self.surroundings.drawing(svg),
            table: table.map_or_else(empty, |at| self.table(at, level)),
        }
    }

    fn contents(&self) -> Block {
        let item = |(heading, depth): (&super::super::Heading, &u8)| TocItem {
            depth: *depth,
            words: heading.text.to_string(),
            id: heading.id.to_string(),
        };
        let headings = self.document.headings().iter().zip(&self.depths);
        let in_text = headings.filter(|(h, _)| h.standing == super::super::Standing::Text);
        Block::Toc { items: in_text.map(item).collect() }
    }

    /// Raw HTML gives its pictures, its tables and its words, each line a paragraph.
    fn html(&mut self, index: usize, out: &mut Vec<Block>) {
        let cells = |row: Vec<String>| row.into_iter().map(said).collect::<Vec<_>>();
        for shown in sanitize::shown(self.document.words(&self.document.nodes()[index])) {
            out.push(match shown {
                Shown::Line(line) => Block::P { c: said(line) },
                Shown::Picture(Address { destination, title, words }) => Block::Figure {
                    picture: self.surroundings.picture(&destination, &words),
                    caption: said(title),
                },
                Shown::Table(rows, heads) => {
                    let mut rows = rows.into_iter().map(cells);
                    let head = if heads { rows.next() } else { None };
                    let head = head.unwrap_or_default();
                    Block::Table(Table { align: Vec::new(), head, rows: rows.collect() })
                }
            });
        }
    }
}

/// Plain words; none when there are none.
fn said(words: String) -> Vec<Inline> {
    if words.is_empty() { Vec::new() } else { vec![Inline::words(words)] }
}

/// Whether a node stands among words.
fn is_inline(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Text(_)
            | Kind::Code(_)
            | Kind::Emphasis
            | Kind::Strong
            | Kind::Strikethrough
            | Kind::Link(_)
            | Kind::Picture(_)
            | Kind::SoftBreak
            | Kind::Join
            | Kind::HardBreak
            | Kind::FootnoteReference(_)
            | Kind::Task(_)
            | Kind::RunIn
            | Kind::QrCode
            | Kind::Quoted(_)
            | Kind::HtmlOpen(_)
            | Kind::HtmlClose(_)
    )
}

fn box_words(style: BoxStyle) -> (&'static str, &'static str) {
    match style {
        BoxStyle::Kandian => ("kandian", "看点"),
        BoxStyle::Pandian => ("pandian", "盘点"),
        BoxStyle::Plain => ("plain", ""),
    }
}
