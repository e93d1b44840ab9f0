//! The whole site.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use jiff::civil::Date;

use super::{
    Attachment, Bulletin, Column, ColumnId, Config, Dataset, DatasetCount, DatasetId, Dismissal,
    Figures, Gathering, Honours, Issue, IssueId, Item, ItemId, PinnedFigure, PublishingLedger,
    RegisteredName, ReviewRecord, Roll, RollCount, RollFeature, RollId, Target, Taxonomy, Terms,
};
use crate::markup::Document;
use crate::picture::{Facts, Variant};
use crate::source::{SourcePath, Sources};
use crate::text::Moment;

/// All content of a site: typed, immutable, shared by threads without a lock.
#[derive(Debug)]
pub struct Site {
    /// What `site.toml` says.
    pub config: Config,
    /// The settings file's path.
    pub config_file: SourcePath,
    /// Home first, then by path.
    pub columns: Vec<Column>,
    /// Every item that is published, in path order.
    pub items: Vec<Arc<Item>>,
    /// Item by its Markdown file.
    pub by_source: HashMap<SourcePath, ItemId>,
    /// Items that exist and are not published (drafts, future, expired, withdrawn), and why.
    pub unpublished: BTreeMap<SourcePath, Unpublished>,
    /// Those of them that could be read, in path order.
    pub withheld: Vec<Arc<Item>>,
    /// Items that name the topic, by topic, newest first.
    pub in_topic: BTreeMap<ItemId, Vec<ItemId>>,
    /// Rolls (名录), in the order of their columns.
    pub rolls: Vec<Arc<Roll>>,
    /// Datasets (数据表), in the order of their columns.
    pub datasets: Vec<Arc<Dataset>>,
    /// The ledger of figures (数字台账).
    pub figures: Figures,
    /// The record of honours (荣誉).
    pub honours: Honours,
    /// Special issues (特刊), in path order.
    pub issues: Vec<Issue>,
    /// The words of each taxonomy, with their items.
    pub terms: BTreeMap<Taxonomy, Terms>,
    /// Every picture that a page shows and that can be shown, by its path.
    pub pictures: BTreeMap<SourcePath, Picture>,
    /// Names that must be written right, the program's own and those of `registry/*.toml`.
    pub registry: Vec<RegisteredName>,
    /// Findings that were set aside, in the order of `dismissals.toml`.
    pub dismissals: Vec<Dismissal>,
    /// Recorded serials and addresses.
    pub ledger: super::AddressLedger,
    /// For each column, its items and those of the columns below, newest first.
    pub newest_below: Vec<Vec<ItemId>>,
    /// For each item, its place in its column's order.
    pub position: Vec<u32>,
    /// The record of reviews (三审三校).
    pub reviews: ReviewRecord,
    /// The publishing ledger (发布台账).
    pub publishing: PublishingLedger,
    /// Whether texts that were not passed by the reviews are marked: it is for the office, not the
    /// public.
    pub marks_unapproved: bool,
    /// The day the site is built for.
    pub today: Date,
    /// When next an item is due or expires by the clock alone.
    pub changes: Option<Moment>,
    /// The files behind it.
    pub sources: Arc<Sources>,
}

/// Why an item is not published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unpublished {
    /// 草稿
    Draft,
    /// Its date has not come.
    Future,
    /// 失效
    Expired,
    /// 撤下
    Withdrawn,
    /// Its 密级 does not say that it is public.
    Classified,
    /// It was not passed in every stage of the reviews, and the site is for the public.
    Unapproved,
    /// It has errors that make a page impossible.
    Broken,
}

impl Site {
    /// The column `id`.
    pub fn column(&self, id: ColumnId) -> &Column {
        &self.columns[id.0 as usize]
    }

    /// The item `id`.
    pub fn item(&self, id: ItemId) -> &Item {
        &self.items[id.0 as usize]
    }

    /// Every item with its id.
    pub fn items(&self) -> impl Iterator<Item = (ItemId, &Item)> {
        (0u32..).map(ItemId).zip(self.items.iter().map(|item| &**item))
    }

    /// How many items are left out, and are so for this reason.
    pub fn left_out(&self, reason: Unpublished) -> usize {
        self.unpublished.values().filter(|why| **why == reason).count()
    }

    /// Every column with its id.
    pub fn columns(&self) -> impl Iterator<Item = (ColumnId, &Column)> {
        (0u32..).map(ColumnId).zip(&self.columns)
    }

    /// The words of a taxonomy, with their items.
    pub fn terms(&self, taxonomy: Taxonomy) -> &Terms {
        &self.terms[&taxonomy]
    }

    /// The quoted figures that keep the value of their text's day, which is another today.
    pub fn pinned_figures(&self) -> Vec<PinnedFigure> {
        let quoted =
            self.items.iter().flat_map(|item| item.quoted.iter().map(move |it| (item, it)));
        let pinned = quoted.filter(|(_, it)| it.is_of_another_day(&self.figures, self.today));
        let pinned = pinned.filter_map(|(item, it)| {
            let figure = self.figures.get(it.figure()?);
            Some(PinnedFigure {
                file: item.source.as_str().to_owned(),
                label: figure.label.clone(),
                then: it.words.clone(),
                now: figure.with_unit(figure.on(self.today).amount),
            })
        });
        pinned.collect()
    }

    /// The roll `id`.
    pub fn roll(&self, id: RollId) -> &Roll {
        &self.rolls[id.0 as usize]
    }

    /// Every roll with its id.
    pub fn rolls(&self) -> impl Iterator<Item = (RollId, &Roll)> {
        (0u32..).map(RollId).zip(self.rolls.iter().map(|roll| &**roll))
    }

    /// The text of every column, of every published item and of every life, with its file.
    pub fn texts(&self) -> impl Iterator<Item = (&SourcePath, &Document)> {
        let columns = self.columns.iter().filter_map(|c| Some((c.source.as_ref()?, &*c.body)));
        let items = self.items.iter().map(|item| (&item.source, &*item.body));
        let lives = self.rolls.iter().flat_map(|roll| roll.lives.values());
        columns.chain(items).chain(lives.map(|life| (&life.source, &*life.body)))
    }

    /// Whether a page of the site has a chart.
    pub fn has_charts(&self) -> bool {
        self.rolls.iter().any(|roll| roll.settings.offers(RollFeature::Statistics))
            || (self.column_at(Figures::COLUMN).is_some()
                && self.figures.iter().any(|(_, figure)| figure.values.len() > 1))
            || self.datasets.iter().any(|dataset| !dataset.settings.charts.is_empty())
            || self.texts().any(|(_, text)| !text.charts().is_empty())
    }

    /// Whether a roll of the site can be searched.
    pub fn has_searched_roll(&self) -> bool {
        self.rolls.iter().any(|roll| roll.settings.offers(RollFeature::Search))
    }

    /// What became of the rows of every roll.
    pub fn roll_counts(&self) -> Vec<RollCount> {
        let count = |roll: &Arc<Roll>| {
            let column = self.column(roll.column);
            let (path, title) = (column.path.clone(), column.title.clone());
            RollCount { path, title, totals: roll.totals }
        };
        self.rolls.iter().map(count).collect()
    }

    /// The roll that a column is.
    pub fn roll_of(&self, column: ColumnId) -> Option<RollId> {
        self.rolls().find(|(_, roll)| roll.column == column).map(|(id, _)| id)
    }

    /// The dataset `id`.
    pub fn dataset(&self, id: DatasetId) -> &Dataset {
        &self.datasets[id.0 as usize]
    }

    /// Every dataset with its id.
    pub fn datasets(&self) -> impl Iterator<Item = (DatasetId, &Dataset)> {
        (0u32..).map(DatasetId).zip(self.datasets.iter().map(|dataset| &**dataset))
    }

    /// What became of the rows of every dataset.
    pub fn dataset_counts(&self) -> Vec<DatasetCount> {
        let count = |dataset: &Arc<Dataset>| {
            let column = self.column(dataset.column);
            let (path, title) = (column.path.clone(), column.title.clone());
            DatasetCount { path, title, totals: dataset.totals }
        };
        self.datasets.iter().map(count).collect()
    }

    /// The dataset that a column is.
    pub fn dataset_of(&self, column: ColumnId) -> Option<DatasetId> {
        self.datasets().find(|(_, dataset)| dataset.column == column).map(|(id, _)| id)
    }

    /// The dataset that is read from the file at `path`. Such a file is never offered as it is: it
    /// may hold what is internal.
    pub fn dataset_from(&self, path: &str) -> Option<DatasetId> {
        let is_from = |dataset: &Dataset| dataset.settings.files.iter().any(|f| f.as_str() == path);
        self.datasets().find(|(_, dataset)| is_from(dataset)).map(|(id, _)| id)
    }

    /// The column of `path`.
    pub fn column_at(&self, path: &str) -> Option<ColumnId> {
        self.columns().find(|(_, column)| column.path == path).map(|(id, _)| id)
    }

    /// The items of `column` and of every column below it, newest first.
    pub fn newest(&self, column: ColumnId) -> &[ItemId] {
        &self.newest_below[column.0 as usize]
    }

    /// The items a block asks for.
    pub fn gather(&self, gathering: &Gathering) -> Vec<ItemId> {
        let named =
            gathering.items.iter().filter_map(|path| self.by_source.get(path.as_str()).copied());
        let column = gathering.column.as_deref().and_then(|path| self.column_at(path));
        let tagged = gathering.keyword.as_deref().map(|word| self.tagged(word));
        let found: Vec<ItemId> = match (column, tagged) {
            (Some(column), Some(tagged)) => {
                let below: BTreeSet<_> = self.newest(column).iter().collect();
                tagged.into_iter().filter(|id| below.contains(id)).collect()
            }
            (Some(column), None) => self.column_order(column),
            (None, Some(tagged)) => tagged,
            (None, None) => Vec::new(),
        };
        let mut seen = BTreeSet::new();
        named.chain(found).filter(|id| seen.insert(*id)).take(gathering.count).collect()
    }

    /// The items of `column` in its own order when it has items, else the newest below it.
    fn column_order(&self, column: ColumnId) -> Vec<ItemId> {
        let own = &self.column(column).items;
        if own.len() == self.newest(column).len() {
            own.clone()
        } else {
            self.newest(column).to_vec()
        }
    }

    /// Items that carry `word` as keyword, place or topic, newest first.
    fn tagged(&self, word: &str) -> Vec<ItemId> {
        self.newest(ColumnId::HOME)
            .iter()
            .copied()
            .filter(|id| {
                let item = self.item(*id);
                [&item.keywords, &item.places, &item.topics]
                    .iter()
                    .any(|words| words.iter().any(|w| w == word))
            })
            .collect()
    }

    /// The items before and after `id` in the order of its column; none for an item whose column
    /// has no order worth following.
    pub fn neighbours(&self, id: ItemId) -> Option<(Option<ItemId>, Option<ItemId>)> {
        let items = &self.column(self.item(id).column).items;
        let at = *self.position.get(id.0 as usize)? as usize;
        Some((at.checked_sub(1).map(|before| items[before]), items.get(at + 1).copied()))
    }

    /// Items on the same matter: those that share most topics, keywords and places, newest first
    /// among equals. Of a keyword that very many items carry, only the nearest in time are looked at.
    pub fn related(&self, id: ItemId) -> Vec<ItemId> {
        const NEAREST: usize = 24;
        let wanted = self.config.related;
        if wanted == 0 {
            return Vec::new();
        }
        let item = self.item(id);
        let mut weights: BTreeMap<ItemId, u32> = BTreeMap::new();
        for word in &item.keywords {
            for other in nearest(&self.terms(Taxonomy::Keyword)[word], self, id, NEAREST) {
                *weights.entry(*other).or_default() += 2;
            }
        }
        for (topic, members) in &self.in_topic {
            let name = self.item(*topic);
            if item.topics.iter().any(|t| *t == name.title || t == name.short_name()) {
                for other in nearest(members, self, id, NEAREST) {
                    *weights.entry(*other).or_default() += 3;
                }
            }
        }
        for (other, weight) in &mut weights {
            *weight += u32::from(self.item(*other).places.iter().any(|p| item.places.contains(p)));
        }
        weights.remove(&id);
        // Ids are in path order, which decides among equals.
        let mut order: Vec<_> = weights
            .into_iter()
            .map(|(other, weight)| (Reverse(weight), Reverse(self.item(other).date), other))
            .collect();
        if order.len() > wanted {
            order.select_nth_unstable(wanted);
            order.truncate(wanted);
        }
        order.sort_unstable();
        order.into_iter().map(|(_, _, other)| other).collect()
    }

    /// A special issue.
    pub fn issue(&self, id: IssueId) -> &Issue {
        &self.issues[id.0 as usize]
    }

    /// Every special issue, in path order.
    pub fn issues(&self) -> impl Iterator<Item = (IssueId, &Issue)> {
        (0..).map(IssueId).zip(&self.issues)
    }

    /// The texts of the site that a bulletin gathers, those that are published, in its order.
    pub fn gathered_articles<'a>(&'a self, bulletin: &'a Bulletin) -> impl Iterator<Item = ItemId> {
        let id = |(path, _): &(String, _)| self.by_source.get(path.as_str()).copied();
        bulletin.articles.iter().filter_map(id)
    }

    /// 简报名称
    pub fn bulletin_name<'a>(&'a self, item: &Item, bulletin: &'a Bulletin) -> &'a str {
        bulletin.name.as_deref().unwrap_or(&self.column(item.column).title)
    }

    /// 编印单位
    pub fn bulletin_unit<'a>(&'a self, bulletin: &'a Bulletin) -> &'a str {
        let host = || self.config.bottom.host.as_deref();
        bulletin.unit.as_deref().or_else(host).unwrap_or_default()
    }

    /// The attachments of an item: those it names, and every file beside a folder item that is no
    /// picture and not linked in the text.
    pub fn attachments(&self, id: ItemId) -> Vec<Attachment> {
        let item = self.item(id);
        let mut attachments = item.attachments.clone();
        if item.is_folder() {
            let links = item.body.links().iter();
            let linked: BTreeSet<_> = links
                .filter_map(|link| match self.target(&item.source, &link.destination) {
                    Target::File(path) => Some(path),
                    _ => None,
                })
                .collect();
            let beside = self.sources.below(item.source.folder()).filter(|file| {
                let path = file.path.as_str();
                file.path.folder() == item.source.folder()
                    && file.path.extension() != "md"
                    && !crate::picture::is_picture(&file.path.extension())
                    && !linked.contains(path)
                    && !item.attachments.iter().any(|a| a.file == path)
            });
            attachments.extend(beside.map(|file| Attachment {
                file: file.path.as_str().to_owned(),
                title: file.path.stem().to_owned(),
                place: 0..0,
            }));
        }
        attachments
    }

    /// The columns from home down to `id`.
    pub fn lineage(&self, id: ColumnId) -> Vec<ColumnId> {
        let mut line: Vec<_> =
            std::iter::successors(Some(id), |id| self.column(*id).parent).collect();
        line.reverse();
        line
    }
}

/// The members of `list`, which is newest first, that are nearest in time to `id`.
fn nearest<'a>(list: &'a [ItemId], site: &Site, id: ItemId, count: usize) -> &'a [ItemId] {
    if list.len() <= count {
        return list;
    }
    let date = site.item(id).date;
    let at = list.partition_point(|other| site.item(*other).date > date);
    let start = at.saturating_sub(count / 2).min(list.len() - count);
    &list[start..start + count]
}

/// A picture that can be shown, and the files it becomes.
#[derive(Debug, Clone)]
pub struct Picture {
    /// What it is.
    pub facts: Facts,
    /// What is made of it for pages; nothing when it is only printed.
    pub variants: Vec<Variant>,
}

impl Picture {
    /// Keys by which its variants are kept between builds.
    pub fn keys(&self) -> impl Iterator<Item = blake3::Hash> {
        self.variants.iter().map(|variant| variant.key)
    }
}
