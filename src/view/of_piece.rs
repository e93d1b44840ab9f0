//! Views of the pieces of a special issue, and their words as blocks for pages and e-books. Never where
//! they stand.

use super::builder::Builder;
use super::edition::{BriefView, PieceView};
use super::site::PictureView;
use crate::markup::print::{Block, Definition, Inline, StripFigure as Figure, Table, numbers};
use crate::markup::xhtml::xhtml;
use crate::model::{
    Badge, Happening, Headline, Issue, Item, ItemId, ItemReference, PictureReference, Piece,
    StripFigure,
};

/// What is said of a piece beside its text.
#[derive(Default)]
pub(super) struct Said {
    pub(super) kicker: Option<String>,
    pub(super) title: String,
    pub(super) deck: Option<String>,
    pub(super) note: Option<String>,
}

/// Levels of headings above the text of a piece on its page.
const TOP: u8 = 4;

impl<'a> Builder<'a> {
    pub(super) fn named(&self, reference: &ItemReference) -> Option<(ItemId, &'a Item)> {
        let id = *self.site.by_source.get(reference.path.as_str())?;
        Some((id, self.site.item(id)))
    }

    /// The view of a piece that stands at `place` of `issue`: its page and its number there.
    pub(super) fn piece_view(
        &self,
        issue: &Issue,
        (page, at): (usize, usize),
        piece: &Piece,
    ) -> PieceView {
        let said = self.said(issue, piece);
        let story = piece.item().and_then(|item| self.named(item));
        PieceView {
            anchor: Issue::piece_name(page, at),
            kind: kind(piece).into(),
            kicker: said.kicker,
            title: said.title,
            deck: said.deck,
            path: story.map(|(id, _)| self.item_path(id)),
            summary: match (story, piece) {
                (Some(_), Piece::Continued(_)) | (None, _) => said.note.unwrap_or_default(),
                (Some((_, item)), _) => item.summary.clone(),
            },
            body: xhtml(&words_of(self, piece), TOP),
            pictures: self.piece_pictures(piece),
            briefs: if let Piece::Briefs(_, items) = piece {
                self.briefs(items)
            } else {
                Vec::new()
            },
        }
    }

    /// The words above a piece. What has none of its own is called what it is.
    pub(super) fn said(&self, issue: &Issue, piece: &Piece) -> Said {
        let plain = |title: &str| Said { title: title.to_owned(), ..Said::default() };
        match piece {
            Piece::Lead(story) | Piece::Story(story) => {
                headline(&story.headline, self.named(&story.item).map(|(_, item)| item))
            }
            Piece::Continued(item) => {
                let begun = issue.beginning(item);
                let own = Headline::default();
                let words = begun.map_or(&own, |(.., story)| &story.headline);
                let Said { title, .. } = headline(words, self.named(item).map(|(_, item)| item));
                let kicker = begun.map(|(page, ..)| format!("上接第{page}版"));
                Said { kicker, ..plain(&title) }
            }
            Piece::Chart(chart) => {
                plain(&chart.heading(self.named(&chart.item).map(|(_, item)| item)))
            }
            Piece::Briefs(title, _) => plain(title.as_deref().unwrap_or("简讯")),
            Piece::Picture(picture) => plain(picture.caption.as_deref().unwrap_or("图片")),
            Piece::Essay(head, _) => headline(head, None),
            Piece::Strip(title, _) => plain(title.as_deref().unwrap_or("数字")),
            Piece::Figures(panel, _)
            | Piece::Honours(panel, _)
            | Piece::Timeline(panel, _)
            | Piece::Roll(panel, ..)
            | Piece::Box(panel, _) => Said { note: panel.note.clone(), ..plain(&panel.title) },
            Piece::Pull(..) => plain("引语"),
            Piece::Slogan(_) => plain("口号"),
            Piece::Colophon(_) => plain("版权"),
        }
    }

    fn piece_pictures(&self, piece: &Piece) -> Vec<PictureView> {
        piece.pictures().iter().filter_map(|it| self.captioned_picture(it)).collect()
    }

    fn captioned_picture(&self, picture: &PictureReference) -> Option<PictureView> {
        self.picture(&picture.path, picture.caption.as_deref().unwrap_or_default())
    }

    fn briefs(&self, items: &[ItemReference]) -> Vec<BriefView> {
        let brief = |(id, item): (ItemId, &Item)| BriefView {
            title: item.title.clone(),
            path: self.item_path(id),
            summary: item.summary.clone(),
        };
        items.iter().filter_map(|item| self.named(item)).map(brief).collect()
    }
}

/// What the issue says of a headline, and else the item.
fn headline(said: &Headline, item: Option<&Item>) -> Said {
    let own = said.title.as_ref().map(|title| title.replace('|', ""));
    Said {
        kicker: said.kicker.clone().or_else(|| item?.kicker.clone()),
        title: own.or_else(|| Some(item?.title.clone())).unwrap_or_default(),
        deck: said.deck.clone().or_else(|| item?.deck.clone()),
        note: None,
    }
}

fn kind(piece: &Piece) -> &'static str {
    match piece {
        Piece::Lead(_) => "lead",
        Piece::Story(_) => "story",
        Piece::Continued(_) => "continued",
        Piece::Briefs(..) => "briefs",
        Piece::Picture(_) => "picture",
        Piece::Essay(..) => "essay",
        Piece::Figures(..) => "figures",
        Piece::Strip(..) => "strip",
        Piece::Honours(..) => "honours",
        Piece::Timeline(..) => "timeline",
        Piece::Chart(_) => "chart",
        Piece::Roll(..) => "roll",
        Piece::Box(..) => "box",
        Piece::Pull(..) => "pull",
        Piece::Slogan(_) => "slogan",
        Piece::Colophon(_) => "colophon",
    }
}

/// The words of a piece that is no item and no picture.
pub(super) fn words_of(builder: &Builder<'_>, piece: &Piece) -> Vec<Block> {
    match piece {
        Piece::Figures(_, figures) | Piece::Strip(_, figures) => vec![Block::Strip {
            title: String::new(),
            figures: figures.iter().map(figure).collect(),
        }],
        Piece::Honours(_, badges) => vec![Block::Table(Table {
            align: vec!['l', 'l'],
            head: vec![words("荣誉"), words("说明")],
            rows: badges.iter().map(badge).collect(),
        })],
        Piece::Timeline(_, days) => vec![Block::Dl { items: days.iter().map(day).collect() }],
        Piece::Roll(_, column, count) => {
            let names = names(builder, column, *count);
            vec![Block::Ul { items: names.map(|name| vec![paragraph(&name)]).collect() }]
        }
        Piece::Chart(chart) => {
            let item = builder.named(&chart.item).map(|(_, item)| item);
            item.and_then(|item| chart.found(item))
                .map(numbers)
                .map(Block::Table)
                .into_iter()
                .collect()
        }
        Piece::Box(_, text) => paragraphs(text),
        Piece::Pull(text, source) => vec![Block::Pull {
            b: paragraphs(text),
            source: source.as_deref().map(words).unwrap_or_default(),
        }],
        Piece::Slogan(text) => vec![paragraph(text)],
        Piece::Colophon(lines) => lines.iter().map(|line| paragraph(line)).collect(),
        Piece::Lead(_)
        | Piece::Story(_)
        | Piece::Continued(_)
        | Piece::Briefs(..)
        | Piece::Picture(_)
        | Piece::Essay(..) => Vec::new(),
    }
}

/// The first names of the roll in a column.
fn names<'a>(
    builder: &Builder<'a>,
    column: &str,
    count: usize,
) -> impl Iterator<Item = String> + use<'a> {
    let site = builder.site;
    let id = site.column_at(column).and_then(|column| site.roll_of(column));
    id.into_iter().flat_map(move |id| {
        let roll = site.roll(id);
        roll.order.iter().take(count).map(|person| roll.name(*person).to_owned())
    })
}

fn words(text: &str) -> Vec<Inline> {
    vec![Inline::words(text)]
}

fn paragraph(text: &str) -> Block {
    Block::P { c: words(text) }
}

fn paragraphs(text: &str) -> Vec<Block> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(paragraph).collect()
}

fn figure(figure: &StripFigure) -> Figure {
    let text = |text: &Option<String>| text.as_deref().map(words).unwrap_or_default();
    Figure {
        value: words(&figure.value),
        unit: text(&figure.unit),
        label: words(&figure.label),
        note: text(&figure.note),
    }
}

fn badge(badge: &Badge) -> Vec<Vec<Inline>> {
    vec![words(&badge.title), words(badge.note.as_deref().unwrap_or_default())]
}

fn day(day: &Happening) -> Definition {
    Definition { term: words(&day.day), details: vec![vec![paragraph(&day.words)]] }
}
