//! Rolls (名录): what an office says of a roll as a whole, and the people in it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{ColumnId, People, PersonId, QuotedEntry, TextId};
use crate::diag::Place;
use crate::markup;
use crate::source::SourcePath;
use crate::text::{Collator, Order, OrderOverrides, SingleName, UncertainDate};

/// Index of a roll in [`Site::rolls`](super::Site::rolls).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RollId(pub u32);

/// What a roll may say of a person (DOMAIN's record of a roll).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RollField {
    /// 编号: permanent, never given to somebody else.
    Id,
    /// 姓名, as it is carved.
    Name,
    /// 更正姓名: the name as corrected; the carved one stays beside it.
    Corrected,
    /// 别名: 原名, 化名, 字, 号 and other forms.
    OtherNames,
    /// 类别: a group (群体) is an entry with members.
    Kind,
    /// 性别
    Sex,
    /// 民族
    Ethnicity,
    /// 出生日期
    Birth,
    /// 牺牲日期
    Death,
    /// 年龄 as stated.
    Age,
    /// 籍贯, as it was.
    Native,
    /// 今籍贯: as it is now.
    NativeNow,
    /// 区划代码 of the native place.
    Division,
    /// 政治面貌
    Party,
    /// 参加革命时间
    Joined,
    /// 单位
    Unit,
    /// 职务
    Post,
    /// 事迹
    Merits,
    /// 牺牲地点
    DeathPlace,
    /// 牺牲原因
    Cause,
    /// 战役
    Battle,
    /// 安葬地
    Burial,
    /// 迁葬
    Moves,
    /// 墙位: panel, column and row on the wall.
    Wall,
    /// 时期
    Period,
    /// 所属群体
    Group,
    /// 认定状态: recognised, under check, disputed, withdrawn.
    Status,
    /// 批次
    Batch,
    /// 来源
    Source,
    /// 备注
    Note,
    /// 亲属: internal always.
    Relatives,
}

impl RollField {
    /// Every field, with its key and its name.
    pub const ALL: [(Self, &'static str, &'static str); 31] = [
        (Self::Id, "id", "编号"),
        (Self::Name, "name", "姓名"),
        (Self::Corrected, "corrected", "更正姓名"),
        (Self::OtherNames, "other_names", "别名"),
        (Self::Kind, "kind", "类别"),
        (Self::Sex, "sex", "性别"),
        (Self::Ethnicity, "ethnicity", "民族"),
        (Self::Birth, "birth", "出生日期"),
        (Self::Death, "death", "牺牲日期"),
        (Self::Age, "age", "年龄"),
        (Self::Native, "native_place", "籍贯"),
        (Self::NativeNow, "native_place_now", "今籍贯"),
        (Self::Division, "division", "区划代码"),
        (Self::Party, "party", "政治面貌"),
        (Self::Joined, "joined", "参加革命时间"),
        (Self::Unit, "unit", "单位"),
        (Self::Post, "post", "职务"),
        (Self::Merits, "merits", "事迹"),
        (Self::DeathPlace, "death_place", "牺牲地点"),
        (Self::Cause, "cause", "牺牲原因"),
        (Self::Battle, "battle", "战役"),
        (Self::Burial, "burial", "安葬地"),
        (Self::Moves, "moves", "迁葬"),
        (Self::Wall, "wall", "墙位"),
        (Self::Period, "period", "时期"),
        (Self::Group, "group", "所属群体"),
        (Self::Status, "status", "认定状态"),
        (Self::Batch, "batch", "批次"),
        (Self::Source, "source", "来源"),
        (Self::Note, "note", "备注"),
        (Self::Relatives, "relatives", "亲属"),
    ];

    /// The English key.
    pub fn key(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// 名称
    pub fn title(self) -> &'static str {
        Self::ALL[self as usize].2
    }
}

/// Who may see a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// 公开
    Public,
    /// 打码: of a place the county, of a date the year, of anything else the first character.
    Masked,
    /// 内部: read, checked, and never in any file of the site.
    Internal,
}

/// The order of a roll's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RollOrder {
    /// 姓氏笔画, as office programs do it: stroke count, then code point.
    Office,
    /// 姓氏笔画, the written rule: stroke count, then kinds of strokes in writing order.
    Strict,
    /// 拼音
    Pinyin,
    /// 籍贯
    Place,
    /// 牺牲日期
    Date,
    /// 墙位
    Wall,
    /// As in the files.
    Source,
}

/// Who has a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonPages {
    /// Everybody.
    All,
    /// Who has a life or a portrait.
    Chosen,
    /// Nobody.
    None,
}

/// A part of a roll that a site can do without. The list itself is always there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RollFeature {
    /// 查找
    Search,
    /// 统计
    Statistics,
    /// 英烈墙
    Wall,
    /// 公开数据, to take away.
    Data,
    /// 按籍贯
    Place,
    /// 按时期
    Period,
    /// 按单位
    Unit,
    /// 按批次
    Batch,
    /// 按姓氏笔画
    Strokes,
    /// 按姓氏拼音
    Pinyin,
}

impl RollFeature {
    /// Every part, with its key.
    pub const ALL: [(Self, &'static str); 10] = [
        (Self::Search, "search"),
        (Self::Statistics, "statistics"),
        (Self::Wall, "wall"),
        (Self::Data, "data"),
        (Self::Place, "place"),
        (Self::Period, "period"),
        (Self::Unit, "unit"),
        (Self::Batch, "batch"),
        (Self::Strokes, "strokes"),
        (Self::Pinyin, "pinyin"),
    ];
}

/// How people of one name stand on the wall (英烈墙).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WallNames {
    /// 全部: everybody has a name of their own.
    All,
    /// 同名一次: a name that several bear is carved once.
    Once,
}

/// What the printed book (英名录) of a roll says of everybody. Longer lives are in it in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RollBook {
    /// 姓名: names alone, in columns.
    Names,
    /// 简表: a row each, with dates, places, unit and post.
    Table,
    /// 详表: below each row everything else that the roll says.
    Full,
}

/// What `[roll]` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RollSettings {
    /// The spreadsheets, in order.
    pub files: Vec<SourcePath>,
    /// Headers of the office's own, and the fields they are.
    pub headers: BTreeMap<String, RollField>,
    /// Fields that are not for everybody.
    pub levels: BTreeMap<RollField, Level>,
    /// The order of the list.
    pub order: RollOrder,
    /// Whether a name of two characters comes before longer ones of its surname (单名在前), or its
    /// second character is compared like any other.
    pub single_name_first: bool,
    /// What the roll knows better than the tables of strokes and readings.
    pub overrides: OrderOverrides,
    /// Who has a page.
    pub pages: PersonPages,
    /// Parts that are left out.
    pub omitted: BTreeSet<RollFeature>,
    /// How people of one name stand on the wall.
    pub wall: WallNames,
    /// How it is printed as a book; none when it is not.
    pub book: Option<RollBook>,
    /// Rows on a page of the list, when the office has said.
    pub page_size: Option<usize>,
    /// How many people the roll says it has.
    pub claimed: Option<u64>,
    /// Fields that every person has.
    pub required: Vec<RollField>,
    /// The table of names that were in use for some time only.
    pub eras: Option<SourcePath>,
    /// Where errors are reported: an address, or a form's.
    pub correction: Option<String>,
    /// The licence of the public data.
    pub licence: Option<String>,
}

impl RollSettings {
    /// What puts the roll's names in order.
    pub fn collator(&self) -> Collator {
        self.collator_by(self.order_of_names())
    }

    /// By what the roll's names are put in order, where nothing else comes before.
    pub fn order_of_names(&self) -> Order {
        match self.order {
            RollOrder::Strict => Order::Strict,
            RollOrder::Pinyin => Order::Pinyin,
            RollOrder::Office
            | RollOrder::Place
            | RollOrder::Date
            | RollOrder::Wall
            | RollOrder::Source => Order::Office,
        }
    }

    /// What puts the roll's names in another order.
    pub fn collator_by(&self, order: Order) -> Collator {
        let single =
            if self.single_name_first { SingleName::BlankFirst } else { SingleName::Compare };
        Collator::new(order, single, &self.overrides)
    }

    /// Whether the site has a part.
    pub fn offers(&self, feature: RollFeature) -> bool {
        !self.omitted.contains(&feature)
    }

    /// Whether the list is in an order of names, so that a surname stands in one place.
    pub fn is_by_name(&self) -> bool {
        matches!(self.order, RollOrder::Office | RollOrder::Strict | RollOrder::Pinyin)
    }
}

/// A longer life, from `people/<id>.md`.
#[derive(Debug)]
pub struct Life {
    /// The Markdown file.
    pub source: SourcePath,
    /// 肖像: path of a picture of the site folder.
    pub portrait: Option<String>,
    /// What it shows.
    pub portrait_alt: Option<String>,
    /// Whose it is, and under what terms.
    pub portrait_licence: Option<String>,
    /// What sources say, field by field.
    pub statements: Vec<Statement>,
    /// The life.
    pub body: Arc<markup::Document>,
    /// What it quotes from a ledger.
    pub quoted: Vec<QuotedEntry>,
}

/// What one source says of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The field.
    pub field: RollField,
    /// What it says.
    pub says: String,
    /// Which source.
    pub source: String,
    /// When it was looked at.
    pub seen: Option<String>,
}

/// A group (群体), such as 狼牙山五壮士.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// Its own row, when it has one.
    pub entry: Option<PersonId>,
    /// Its members, in the roll's order.
    pub members: Vec<PersonId>,
}

/// Whether a row whose kind (类别) is `said` is a group.
pub fn is_group(said: &str) -> bool {
    matches!(said, "群体" | "集体" | "英雄群体" | "group")
}

/// What became of the rows of a roll: rows read = people + groups + rejected.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RollTotals {
    /// Rows below a header that were not blank.
    pub rows: usize,
    /// Rows that became a person.
    pub people: usize,
    /// Rows that became a group.
    pub groups: usize,
    /// Rows that became a finding.
    pub rejected: usize,
    /// Rows that are sums (合计) of the others; they are not among the rows.
    pub sums: usize,
}

/// The totals of a roll, with what it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RollCount {
    /// The folder of its column below `content/`.
    pub path: String,
    /// The title of its column.
    pub title: String,
    /// What became of its rows.
    pub totals: RollTotals,
}

/// A sheet that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RollTable {
    /// The file.
    pub file: SourcePath,
    /// The sheet; empty for a text table.
    pub sheet: String,
    /// What each column says, from the left.
    pub columns: Vec<Option<RollField>>,
}

/// A cell, as the office program shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RollCell<'a> {
    /// The file.
    pub file: &'a SourcePath,
    /// The sheet; empty for a text table.
    pub sheet: &'a str,
    /// The row, from 1.
    pub row: u32,
    /// The column, from 1.
    pub column: u32,
}

impl From<RollCell<'_>> for Place {
    fn from(cell: RollCell<'_>) -> Self {
        let RollCell { file, sheet, row, column } = cell;
        Self::Cell { file: file.clone(), sheet: sheet.to_owned(), row, column }
    }
}

/// A name that was in use for some time only: of a unit, of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Era {
    /// The name.
    pub name: String,
    /// Since when; unknown when it does not matter.
    pub from: UncertainDate,
    /// Until when; unknown when it is in use.
    pub to: UncertainDate,
}

/// Where a person stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowPlace {
    /// Index of the table.
    pub table: u16,
    /// The row, from 1, as the office program counts.
    pub row: u32,
}

/// A roll.
#[derive(Debug)]
pub struct Roll {
    /// Its column.
    pub column: ColumnId,
    /// What `[roll]` says.
    pub settings: RollSettings,
    /// People and groups, in the order of the files.
    pub people: Arc<People>,
    /// The tables they were read from.
    pub tables: Vec<RollTable>,
    /// Where each person stands, by [`PersonId`].
    pub places: Vec<RowPlace>,
    /// Everybody who is shown, in the roll's order.
    pub order: Vec<PersonId>,
    /// Longer lives, by person.
    pub lives: BTreeMap<PersonId, Life>,
    /// Groups, in the order of their first member.
    pub groups: Vec<Group>,
    /// What became of the rows.
    pub totals: RollTotals,
    /// Names that were in use for some time only.
    pub eras: Vec<Era>,
    /// The text of the ledger of ids from now on; none when it is what it was.
    pub ledger: Option<String>,
    /// A digest of everything it was made from.
    pub digest: blake3::Hash,
}

impl Roll {
    /// The public id of a person.
    pub fn id(&self, person: PersonId) -> &str {
        self.people.get(person, RollField::Id)
    }

    /// The name that is shown: corrected, else as carved.
    pub fn name(&self, person: PersonId) -> &str {
        self.people.say(self.name_text(person))
    }

    /// The text of the name that is shown, for comparing.
    pub fn name_text(&self, person: PersonId) -> TextId {
        match self.people.text(person, RollField::Corrected) {
            TextId::EMPTY => self.people.text(person, RollField::Name),
            corrected => corrected,
        }
    }

    /// Where `field` of a person stands; in a table without such a column, where the name does.
    pub fn cell(&self, person: PersonId, field: RollField) -> RollCell<'_> {
        let RowPlace { table, row } = self.places[person.0 as usize];
        let RollTable { file, sheet, columns } = &self.tables[usize::from(table)];
        let column = |field| columns.iter().position(|there| *there == Some(field));
        let column = column(field).or_else(|| column(RollField::Name)).unwrap_or(0);
        RollCell { file, sheet, row, column: u32::try_from(column + 1).unwrap_or(1) }
    }

    /// Whether a person is a group (群体).
    pub fn is_group(&self, person: PersonId) -> bool {
        is_group(self.people.get(person, RollField::Kind))
    }

    /// Whether a person has a page.
    pub fn has_page(&self, person: PersonId) -> bool {
        match self.settings.pages {
            PersonPages::All => true,
            PersonPages::Chosen => self.lives.contains_key(&person),
            PersonPages::None => false,
        }
    }
}
