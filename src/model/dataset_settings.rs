//! What `[dataset]` says of a dataset (数据表): its fields, its orders, its charts. Never a row.

use std::collections::BTreeSet;

use super::Level;
use crate::chart::ChartKind;
use crate::source::SourcePath;

/// Index of a field in [`DatasetSettings::fields`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldId(pub u16);

/// What the cells of a field are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// 文字
    Text,
    /// 数字
    Number,
    /// 日期, which may be known in part only.
    Date,
    /// 选项: one of the words of the field.
    Choice,
    /// 地点
    Place,
    /// 人名
    Person,
    /// 链接
    Link,
    /// 台账数字: a figure of the ledger, by its id, label or another wording.
    Figure,
}

/// What a field is used for beside being shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FieldFeature {
    /// 必填: every row has it.
    Required,
    /// 筛选: there is a list of the rows of each of its values.
    Filter,
    /// 排序: there is a list in its order, and one in the opposite.
    Sort,
    /// 不列: shown on a row's own page and in the data only.
    Hidden,
}

impl FieldFeature {
    /// Every feature, with its key in the front matter.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Required, "required"),
        (Self::Filter, "filter"),
        (Self::Sort, "sort"),
        (Self::Hidden, "hidden"),
    ];
}

/// A field (字段) of a dataset: a column of its tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatasetField {
    /// 名称: as it is shown, and the header it is found by.
    pub name: String,
    /// Its name in addresses and for programs.
    pub key: String,
    /// Other headers it is found by.
    pub aliases: Vec<String>,
    /// What its cells are.
    pub kind: FieldKind,
    /// 单位 of a number; empty when it has none.
    pub unit: String,
    /// The words there are, when it is a choice.
    pub choices: Vec<String>,
    /// Those of them that say that a matter is closed (办结).
    pub done: Vec<String>,
    /// What it is used for.
    pub features: BTreeSet<FieldFeature>,
    /// Who may see it.
    pub level: Level,
}

impl DatasetField {
    /// Whether the field is used so.
    pub fn is(&self, feature: FieldFeature) -> bool {
        self.features.contains(&feature)
    }
}

/// How rows are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DatasetForm {
    /// 表格
    Table,
    /// 卡片
    Cards,
    /// 列表
    List,
}

/// Which rows have a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowPages {
    /// Every row.
    All,
    /// None: a row is found on the list.
    None,
}

/// Whether the data can be taken away as files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DataRelease {
    /// 公开
    Open,
    /// 不公开
    Withheld,
}

/// Which way an order goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// 升序
    Up,
    /// 降序
    Down,
}

/// An order of rows by one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DatasetOrder {
    /// The field.
    pub field: FieldId,
    /// Which way.
    pub direction: Direction,
}

/// What a chart shows of the rows that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartValue {
    /// How many they are.
    Count,
    /// The sum of a field.
    Sum(FieldId),
}

/// A chart of a dataset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatasetChart {
    /// Its heading.
    pub title: String,
    /// Its kind.
    pub kind: ChartKind,
    /// The field whose values put rows together.
    pub by: FieldId,
    /// The field by whose values each of these is parted again.
    pub split: Option<FieldId>,
    /// What is shown of them.
    pub value: ChartValue,
    /// What rows are counted in: 条, 人.
    pub unit: String,
}

/// What `[dataset]` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatasetSettings {
    /// The tables, in order.
    pub files: Vec<SourcePath>,
    /// The fields, in the order they are shown.
    pub fields: Vec<DatasetField>,
    /// The field that names a row.
    pub title: FieldId,
    /// The field whose words stand in a row's address; by default the one that names it.
    pub id: FieldId,
    /// The order of the list; the order of the files when empty.
    pub order: Vec<DatasetOrder>,
    /// The field that says until when (完成时限).
    pub deadline: Option<FieldId>,
    /// Which rows have a page.
    pub pages: RowPages,
    /// How rows are shown.
    pub form: DatasetForm,
    /// Whether the data can be taken away.
    pub release: DataRelease,
    /// Its licence.
    pub licence: Option<String>,
    /// Rows on a page of the list, when the office has said.
    pub page_size: Option<usize>,
    /// Charts above the list.
    pub charts: Vec<DatasetChart>,
}

impl DatasetSettings {
    /// A field.
    pub fn field(&self, id: FieldId) -> &DatasetField {
        &self.fields[usize::from(id.0)]
    }

    /// Whether cells may show figures of the ledger.
    pub fn quotes(&self) -> bool {
        self.fields.iter().any(|field| field.kind == FieldKind::Figure)
    }

    /// Every field with its id.
    pub fn fields(&self) -> impl Iterator<Item = (FieldId, &DatasetField)> {
        (0..).map(FieldId).zip(&self.fields)
    }
}
