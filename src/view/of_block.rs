//! Views of blocks.

use std::collections::BTreeSet;

use super::block::{BadgeView, BlockColumnView, BlockView, StripFigureView};
use super::builder::Builder;
use super::item::CardView;
use super::page::PageView;
use super::site::WebLinkView;
use crate::model::{
    Badge, Block, BlockKind, Gathering, ItemId, StripFigure, Taxonomy, Topic, WebLink,
};

impl Builder<'_> {
    /// The blocks of a page whose own text is `text` (HTML). A text that no block shows stands first.
    pub fn blocks(&self, blocks: &[Block], text: &str) -> Vec<BlockView> {
        let is_shown = blocks.iter().any(|block| matches!(block.kind, BlockKind::Text));
        let own = (!is_shown && !text.trim().is_empty()).then(|| {
            let mut view = empty(word(&BlockKind::Text), None);
            text.clone_into(&mut view.text);
            view
        });
        own.into_iter().chain(blocks.iter().map(|block| self.block(block, text))).collect()
    }

    /// The blocks of a topic, and after them the items that name the topic and stand in none.
    pub fn topic_blocks(&self, id: ItemId, topic: &Topic, text: &str) -> Vec<BlockView> {
        let mut blocks = self.blocks(&topic.blocks, text);
        let in_columns = |block: &'_ BlockView| -> Vec<String> {
            let columns = block.columns.iter().flat_map(|column| &column.items);
            block.items.iter().chain(columns).map(|card| card.path.clone()).collect()
        };
        let shown: BTreeSet<String> = blocks.iter().flat_map(in_columns).collect();
        let members = self.site.in_topic.get(&id).into_iter().flatten().copied();
        let rest: Vec<ItemId> =
            members.filter(|item| !shown.contains(&self.item_path(*item))).collect();
        if !rest.is_empty() {
            let mut view = empty("list", Some("专题文章".into()));
            view.items = self.cards(&rest);
            blocks.push(view);
        }
        blocks
    }

    fn block(&self, block: &Block, text: &str) -> BlockView {
        let mut view = empty(word(&block.kind), block.title.clone());
        match &block.kind {
            BlockKind::Headline(g)
            | BlockKind::List(g)
            | BlockKind::Cards(g)
            | BlockKind::Topics(g)
            | BlockKind::Shelf(g) => {
                view.items = self.gathered(g);
                view.more = self.more(g);
            }
            BlockKind::Columns(columns) => {
                view.columns = columns.iter().filter_map(|g| self.block_column(g)).collect();
            }
            BlockKind::Figures(figures) => view.figures = figures.iter().map(figure).collect(),
            BlockKind::Honours(badges) => {
                view.honours = badges.iter().map(|badge| self.badge(badge)).collect();
            }
            BlockKind::Links(links) => view.links = links.iter().map(web_link).collect(),
            BlockKind::Text => text.clone_into(&mut view.text),
            BlockKind::Dataset(gathering, form) => {
                let column = gathering.column.as_deref().and_then(|path| self.site.column_at(path));
                if let Some(id) = column.and_then(|column| self.site.dataset_of(column)) {
                    let (dataset, rows) = self.dataset_rows(id, gathering.count, *form);
                    view.title.get_or_insert_with(|| dataset.title.clone());
                    view.more = Some(dataset.path.clone());
                    (view.dataset, view.rows) = (Some(Box::new(dataset)), rows);
                }
            }
        }
        view
    }

    /// Adds the stylesheets that the blocks of `page` need.
    pub(super) fn style_blocks(&self, page: &mut PageView) {
        if page.blocks.iter().any(|block| block.dataset.is_some()) {
            page.styles.extend(self.assets.dataset_styles.iter().cloned());
        }
    }

    /// What a block gathers: items, of a roll the people who have a life, then the others, or the
    /// rows of a dataset.
    fn gathered(&self, gathering: &Gathering) -> Vec<CardView> {
        let column = gathering.column.as_deref().and_then(|path| self.site.column_at(path));
        let roll = column.and_then(|column| self.site.roll_of(column));
        let dataset = column.and_then(|column| self.site.dataset_of(column));
        match (roll, dataset) {
            (Some(roll), _) => self.people_cards(roll, gathering.count),
            (None, Some(dataset)) => self.dataset_cards(dataset, gathering.count),
            (None, None) => self.cards(&self.site.gather(gathering)),
        }
    }

    /// The page that has all of what a block gathers.
    fn more(&self, gathering: &Gathering) -> Option<String> {
        match (&gathering.column, &gathering.keyword) {
            (Some(column), None) => Some(self.column_path(self.site.column_at(column)?, 1)),
            (None, Some(word)) => {
                Some(self.term_link(Taxonomy::Keyword, word).path).filter(|path| !path.is_empty())
            }
            (Some(_), Some(_)) | (None, None) => None,
        }
    }

    fn badge(&self, badge: &Badge) -> BadgeView {
        BadgeView {
            title: badge.title.clone(),
            note: badge.note.clone().unwrap_or_default(),
            path: badge.holder.and_then(|id| self.holder_path(id)).unwrap_or_default(),
        }
    }

    fn block_column(&self, gathering: &Gathering) -> Option<BlockColumnView> {
        let id = self.site.column_at(gathering.column.as_deref()?)?;
        let link = self.column_link(id);
        Some(BlockColumnView {
            title: link.title,
            path: link.path,
            items: self.gathered(gathering),
        })
    }
}

fn empty(kind: &str, title: Option<String>) -> BlockView {
    BlockView {
        kind: kind.into(),
        title,
        more: None,
        items: Vec::new(),
        columns: Vec::new(),
        figures: Vec::new(),
        honours: Vec::new(),
        links: Vec::new(),
        text: String::new(),
        dataset: None,
        rows: Vec::new(),
    }
}

fn word(kind: &BlockKind) -> &'static str {
    match kind {
        BlockKind::Headline(_) => "headline",
        BlockKind::Columns(_) => "columns",
        BlockKind::List(_) => "list",
        BlockKind::Cards(_) => "cards",
        BlockKind::Topics(_) => "topics",
        BlockKind::Shelf(_) => "shelf",
        BlockKind::Figures(_) => "figures",
        BlockKind::Honours(_) => "honours",
        BlockKind::Text => "text",
        BlockKind::Links(_) => "links",
        BlockKind::Dataset(..) => "dataset",
    }
}

fn figure(figure: &StripFigure) -> StripFigureView {
    StripFigureView {
        label: figure.label.clone(),
        value: figure.value.clone(),
        unit: figure.unit.clone().unwrap_or_default(),
        note: figure.note.clone().unwrap_or_default(),
    }
}

fn web_link(link: &WebLink) -> WebLinkView {
    WebLinkView { title: link.title.clone(), href: link.link.clone() }
}
