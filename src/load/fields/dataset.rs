//! The fields of `[dataset]`.

use super::super::record::{Choice, Field, Form};
use super::{FLAG, TEXT, TEXTS, field, required};

/// The words of `type` of a field.
const FIELD_KINDS: &[Choice] = &[
    Choice { key: "text", zh: "文字" },
    Choice { key: "number", zh: "数字" },
    Choice { key: "date", zh: "日期" },
    Choice { key: "choice", zh: "选项" },
    Choice { key: "place", zh: "地点" },
    Choice { key: "person", zh: "人名" },
    Choice { key: "link", zh: "链接" },
    Choice { key: "figure", zh: "台账数字" },
];

/// The words of `level` of a field.
const LEVELS: &[Choice] = &[
    Choice { key: "public", zh: "公开" },
    Choice { key: "masked", zh: "打码" },
    Choice { key: "internal", zh: "内部" },
];

const ROW_PAGES: &[Choice] =
    &[Choice { key: "all", zh: "全部" }, Choice { key: "none", zh: "没有" }];

/// The words of `view`, of a dataset and of a block that shows one.
pub const FORMS: &[Choice] = &[
    Choice { key: "table", zh: "表格" },
    Choice { key: "cards", zh: "卡片" },
    Choice { key: "list", zh: "列表" },
];

const CHART_KINDS: &[Choice] = &[
    Choice { key: "bar", zh: "柱状图" },
    Choice { key: "grouped", zh: "分组柱状图" },
    Choice { key: "stacked", zh: "堆叠图" },
    Choice { key: "line", zh: "折线图" },
    Choice { key: "donut", zh: "环形图" },
    Choice { key: "progress", zh: "进度" },
    Choice { key: "dots", zh: "点图" },
];

/// A field of a dataset.
const FIELD: &[Field] = &[
    required(
        "name",
        "名称",
        TEXT,
        "网站上的名称，也是表里的列名",
        "its name, and the header in the table",
    ),
    field("key", "键", TEXT, "网址和数据文件里的英文名", "its name in addresses and data files"),
    field("aliases", "别名", TEXTS, "表里的其他列名", "other headers in the table"),
    field(
        "type",
        "类型",
        Form::Choice(FIELD_KINDS),
        "是什么，默认文字",
        "what it is; text by default",
    ),
    field("unit", "单位", TEXT, "数字的单位", "unit of the number"),
    field("choices", "选项", TEXTS, "可以填的词，按次序", "the words there are, in order"),
    field(
        "done",
        "办结",
        TEXTS,
        "选项里表示已经办结的词",
        "the choices that say that a matter is closed",
    ),
    field("required", "必填", FLAG, "每行都要填", "whether every row must have it"),
    field("filter", "筛选", FLAG, "可以按它筛选", "whether there is a list for each value"),
    field("sort", "可排序", FLAG, "可以按它排序", "whether rows can be put in its order"),
    field(
        "hidden",
        "不列",
        FLAG,
        "列表里不显示，只在条目页和数据里",
        "not in the list, only on the row's page and in the data",
    ),
    field(
        "level",
        "公开程度",
        Form::Choice(LEVELS),
        "公开、打码或内部，默认公开",
        "who may see it; public by default",
    ),
];

/// A chart of a dataset.
const CHART: &[Field] = &[
    required("kind", "图形", Form::Choice(CHART_KINDS), "什么图", "kind of chart"),
    required("by", "按", TEXT, "按哪个字段归类", "the field by which rows are put together"),
    field(
        "split",
        "再按",
        TEXT,
        "每一类再按哪个字段分开",
        "the field by which each of them is parted again",
    ),
    field(
        "value",
        "取值",
        TEXT,
        "count 数行数（默认），sum:字段 求和",
        "count (by default) or sum:field",
    ),
    field("title", "标题", TEXT, "图的标题", "heading of the chart"),
    field(
        "unit",
        "单位",
        TEXT,
        "数行数用的量词，如“人”“处”，默认“条”；求和用字段的单位",
        "what rows are counted in, 条 by default; sums have the unit of their field",
    ),
];

/// What a preset may say, and after it `more`.
macro_rules! dataset_fields {
    ($($more:expr),* $(,)?) => {
        &[
            $($more,)*
            field("title", "名称", TEXT, "哪个字段是一行的名称，默认第一个字段", "the field that names a row; the first by default"),
            field("id", "编号", TEXT, "哪个字段用在一行的网址里，默认用名称", "the field used in a row's address; by default that which names it"),
            field("order", "次序", TEXTS, "默认的次序：字段名，倒序的前面加 -", "default order: names of fields, with - in front for descending"),
            field("deadline", "时限", TEXT, "哪个字段是完成时限", "the field that says until when"),
            field("item_pages", "条目页", Form::Choice(ROW_PAGES), "每行有没有自己的一页，默认没有", "whether rows have pages of their own; none by default"),
            field("view", "版式", Form::Choice(FORMS), "表格、卡片或列表", "table, cards or list"),
            field("field", "字段", Form::Records(FIELD), "字段", "the fields"),
            field("chart", "图表", Form::Records(CHART), "列表上面的图表", "charts above the list"),
        ]
    };
}

/// `[dataset]` in `_index.md`.
pub const DATASET: &[Field] = dataset_fields![
    required("source", "表格", TEXTS, "表格文件，可以有几个", "the tables, one or several"),
    field(
        "preset",
        "预设",
        TEXT,
        "用哪个现成的样式，如 双清单",
        "a ready-made kind, such as mutual-list"
    ),
    field("licence", "许可", TEXT, "公开数据的使用许可", "the licence of the public data"),
    field(
        "data",
        "公开数据",
        FLAG,
        "是否提供数据下载，默认提供",
        "whether the data can be downloaded; yes by default"
    ),
];

/// A ready-made kind of dataset.
pub const PRESET: &[Field] = dataset_fields![
    required("name", "英文名", TEXT, "英文名", "its English name"),
    required("zh", "中文名", TEXT, "中文名", "its Chinese name"),
];
