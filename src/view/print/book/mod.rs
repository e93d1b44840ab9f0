//! A roll's book (英名录) as its print template sees it: title, preface, rules of order, contents, the
//! people by place, groups, lives, statistics, two indexes, colophon. Never sets a page.
//!
//! Everything but flowing text has a known height, so pages are made here and each is set by itself:
//! running heads and the page numbers of the index are data, and a book of fifty thousand people is
//! set in seconds.

mod body;
mod index;
mod lines;
mod pages;
mod particulars;
mod parts;
mod places;
mod words;

use serde::Serialize;

use super::surroundings::{SheetFile, SheetSurroundings};
use super::{Head, SheetView, day_of, head};
use crate::markup::print::{Block, PrintSurroundings, blocks};
use crate::model::{PersonId, RollBook, RollId, RollOrder};
use crate::plan::{Volumes, book_volumes};
use crate::print::{Fonts, Purpose};
use crate::source::SourcePath;
use crate::text::Order;
use crate::view::Builder;
use crate::view::of_roll::Desk;

use body::{BookPage, body};
use index::{Entries, Index, index};
use particulars::Column;
use parts::{LifePart, StatisticPart};
use places::{Place, places};
use words::{ColophonLine, VolumeWords};

/// The print template.
const TEMPLATE: &str = "book.typ";

#[derive(Debug, Serialize)]
struct BookSheet {
    #[serde(flatten)]
    head: Head,
    /// The roll's title.
    name: String,
    /// What the roll's column says of itself.
    about: String,
    volume: Option<VolumeWords>,
    /// `64 人，2 个群体`
    count: String,
    /// 编者
    unit: String,
    /// 前言: the roll's own text.
    preface: Vec<Block>,
    /// 编例
    rules: Vec<String>,
    contents: Vec<ContentsLine>,
    /// Columns of the table; none when the body has names alone.
    columns: Vec<Column>,
    pages: Vec<BookPage>,
    groups: Vec<BookPage>,
    lives: Vec<LifePart>,
    statistics: Vec<StatisticPart>,
    indexes: Vec<Index>,
    colophon: Vec<ColophonLine>,
    /// A QR code that leads to the roll on the web.
    qrcode: Option<String>,
}

/// A line of the table of contents.
#[derive(Debug, Serialize)]
struct ContentsLine {
    title: String,
    /// Whether it is below the line before that is not.
    inner: bool,
    /// Its page, when that is known.
    page: Option<usize>,
    /// What leads there, when its page is known only when it is set.
    label: Option<&'static str>,
}

/// The parts of one volume, as far as they have pages of known height.
struct Volume<'a> {
    desk: Desk<'a>,
    book: RollBook,
    number: usize,
    volumes: Volumes,
    places: Vec<Place>,
}

impl Builder<'_> {
    pub(super) fn book_sheet(
        &self,
        id: RollId,
        number: usize,
        fonts: &Fonts,
        purpose: Purpose,
    ) -> SheetView {
        let desk = self.desk(id);
        let roll = desk.roll;
        let volumes = book_volumes(roll).expect("a book is planned");
        let book = roll.settings.book.expect("a book is planned");
        let volume = Volume { places: places(roll, number, volumes), desk, book, number, volumes };
        let mut files = Vec::new();
        let source = self.site.column(roll.column).source.clone();
        let source = source.unwrap_or_else(|| self.site.config_file.clone());
        let sheet = volume.sheet(&source, &mut files, fonts, purpose);
        SheetView {
            template: TEMPLATE,
            view: serde_json::to_string(&sheet).expect("views are plain data"),
            files,
            stand_ins: Vec::new(),
            day: day_of(None),
            purpose,
            drawn: None,
            source,
            texts: Vec::new(),
            blocks: Vec::new(),
        }
    }
}

impl Volume<'_> {
    fn sheet(
        &self,
        source: &SourcePath,
        files: &mut Vec<(String, SheetFile)>,
        fonts: &Fonts,
        purpose: Purpose,
    ) -> BookSheet {
        let Desk { builder, roll, .. } = self.desk;
        let column = builder.site.column(roll.column);
        let body = body(&self.desk, &self.places, self.book);
        let (groups, in_groups) = if self.is_last() {
            parts::groups(&self.desk, body.pages.len())
        } else {
            (Vec::new(), Vec::new())
        };
        let with_lives = self.with_lives();
        let lives = parts::lives(&self.desk, &with_lives, files);
        let mut around = SheetSurroundings::new(*builder, source, files);
        let home = builder.absolute(&builder.plan.addresses.column(roll.column, 1));
        let home = home.unwrap_or_default();
        let statistics = if self.is_last() && words::has_statistics(roll) {
            parts::statistics(&self.desk, &mut around)
        } else {
            Vec::new()
        };
        let mut entries = Entries::new();
        for (person, page) in body.found.iter().chain(&in_groups) {
            entries.entry(roll.name(*person)).or_default().pages.insert(*page);
        }
        for (life, person) in with_lives.iter().enumerate() {
            entries.entry(roll.name(*person)).or_default().lives.push(life);
        }
        let unit = builder.site.config.bottom.host.clone().unwrap_or_default();
        let title = column.title.clone();
        let names = (title.clone(), unit.clone());
        let mut sheet = BookSheet {
            head: head("book", names, column.keywords.clone(), None, fonts, purpose),
            about: column.description.clone(),
            volume: words::volume_words(self.number, self.volumes, &self.places),
            count: words::count(roll),
            preface: blocks(&column.body, &mut around),
            rules: words::rules(roll, self.book, !lives.is_empty()),
            contents: Vec::new(),
            columns: body.columns,
            pages: body.pages,
            groups,
            lives,
            statistics,
            indexes: self.indexes(&entries),
            colophon: words::colophon(roll, &title, &unit, &home),
            qrcode: (!home.is_empty()).then(|| {
                let drawing = around.qrcode(&home);
                around.drawing(drawing)
            }),
            name: title,
            unit,
        };
        sheet.contents = contents(&body.provinces, &sheet);
        sheet
    }

    /// Groups and statistics are of the whole roll and stand in the last volume.
    fn is_last(&self) -> bool {
        self.number == self.volumes.count
    }

    /// Who of this volume has a life, in the order of the book.
    fn with_lives(&self) -> Vec<PersonId> {
        let roll = self.desk.roll;
        let people = self.places.iter().flat_map(|place| &place.people).copied();
        let is_group = |person: &&PersonId| self.is_last() && roll.is_group(**person);
        let groups = roll.order.iter().filter(is_group).copied();
        people.chain(groups).filter(|person| roll.lives.contains_key(person)).collect()
    }

    fn indexes(&self, entries: &Entries<'_>) -> Vec<Index> {
        let settings = &self.desk.roll.settings;
        let strokes = match settings.order {
            RollOrder::Strict => Order::Strict,
            RollOrder::Office
            | RollOrder::Pinyin
            | RollOrder::Place
            | RollOrder::Date
            | RollOrder::Wall
            | RollOrder::Source => Order::Office,
        };
        let by = |words, order| index(words, entries, &settings.collator_by(order));
        vec![
            by(("姓名笔画索引", "part-strokes"), strokes),
            by(("姓名拼音索引", "part-pinyin"), Order::Pinyin),
        ]
    }
}

fn contents(provinces: &[(String, usize)], sheet: &BookSheet) -> Vec<ContentsLine> {
    let known = |title: &str, inner: bool, page: usize| ContentsLine {
        title: title.into(),
        inner,
        page: Some(page),
        label: None,
    };
    let flowing = |title: &str, label: &'static str| ContentsLine {
        title: title.into(),
        inner: false,
        page: None,
        label: Some(label),
    };
    let mut contents = vec![known("名录", false, 1)];
    contents.extend(provinces.iter().map(|(title, page)| known(title, true, *page)));
    if !sheet.groups.is_empty() {
        contents.push(known("英雄群体", false, sheet.pages.len() + 1));
    }
    contents.extend((!sheet.lives.is_empty()).then(|| flowing("生平", "part-lives")));
    contents.extend((!sheet.statistics.is_empty()).then(|| flowing("统计", "part-statistics")));
    contents.extend(sheet.indexes.iter().map(|index| flowing(index.title, index.label)));
    contents
}
