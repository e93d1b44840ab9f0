//! The fields of `[roll]` and of a life.

use super::super::record::{Choice, Field, Form};
use super::{TEXT, TEXTS, field, required};

/// The words of `order`.
const ORDERS: &[Choice] = &[
    Choice { key: "office", zh: "姓氏笔画" },
    Choice { key: "strict", zh: "姓氏笔画笔形" },
    Choice { key: "pinyin", zh: "拼音" },
    Choice { key: "place", zh: "籍贯" },
    Choice { key: "date", zh: "牺牲日期" },
    Choice { key: "wall", zh: "墙位" },
    Choice { key: "source", zh: "原表" },
];

const SINGLE_NAMES: &[Choice] =
    &[Choice { key: "blank-first", zh: "单名在前" }, Choice { key: "compare", zh: "逐字比较" }];

const PERSON_PAGES: &[Choice] = &[
    Choice { key: "all", zh: "全部" },
    Choice { key: "chosen", zh: "有生平的" },
    Choice { key: "none", zh: "没有" },
];

/// The words of `omit`.
const FEATURES: &[Choice] = &[
    Choice { key: "search", zh: "查找" },
    Choice { key: "statistics", zh: "统计" },
    Choice { key: "wall", zh: "英烈墙" },
    Choice { key: "data", zh: "公开数据" },
    Choice { key: "place", zh: "按籍贯" },
    Choice { key: "period", zh: "按时期" },
    Choice { key: "unit", zh: "按单位" },
    Choice { key: "batch", zh: "按批次" },
    Choice { key: "strokes", zh: "按姓氏笔画" },
    Choice { key: "pinyin", zh: "按姓氏拼音" },
];

const WALL_NAMES: &[Choice] =
    &[Choice { key: "all", zh: "全部" }, Choice { key: "once", zh: "同名一次" }];

/// The words of `book`.
const BOOKS: &[Choice] = &[
    Choice { key: "names", zh: "姓名" },
    Choice { key: "table", zh: "简表" },
    Choice { key: "full", zh: "详表" },
];

/// `[roll]` in `_index.md`.
pub const ROLL: &[Field] = &[
    required("source", "表格", TEXTS, "名录的表格文件，可以有几个", "the tables, one or several"),
    field(
        "order",
        "次序",
        Form::Choice(ORDERS),
        "名单的次序，默认姓氏笔画",
        "order of the list; by strokes by default",
    ),
    field(
        "single_name",
        "单名",
        Form::Choice(SINGLE_NAMES),
        "单名排在双名之前，还是逐字比较",
        "whether single-character names come first",
    ),
    field(
        "overrides",
        "补充",
        TEXTS,
        "表里没有的笔画、姓氏读音，如 \"覃 = tan\"",
        "strokes and surname readings of the roll's own, such as \"覃 = tan\"",
    ),
    field(
        "person_pages",
        "个人页",
        Form::Choice(PERSON_PAGES),
        "谁有自己的一页，默认有生平的人",
        "who has a page; by default whoever has a life",
    ),
    field(
        "omit",
        "省去",
        Form::Choices(FEATURES),
        "不要的部分；名单总是有的",
        "parts that are not wanted; the list is always there",
    ),
    field(
        "wall",
        "英烈墙",
        Form::Choice(WALL_NAMES),
        "英烈墙上同名的人各刻各的，还是只刻一次；默认全部",
        "whether the wall has a name for everybody, or carves once what several are called",
    ),
    field(
        "book",
        "成书",
        Form::Choice(BOOKS),
        "印成一本英名录（PDF）：只列姓名、简表，还是详表；不写就不印",
        "printed as a book (PDF): names alone, a table, or a table with everything; not printed when left out",
    ),
    field(
        "page_size",
        "每页人数",
        Form::Count(20, 2000),
        "名单每页的人数",
        "people on a page of the list",
    ),
    field(
        "total",
        "总数",
        Form::Count(1, 100_000_000),
        "应有的人数，与表格核对",
        "how many there should be, checked against the tables",
    ),
    field("required", "必填字段", TEXTS, "每个人都要填的字段", "fields that every person has"),
    field(
        "eras",
        "名称年代",
        TEXT,
        "单位名、地名的起止时间表，列为 名称、起、止",
        "a table of unit and place names with the columns name, from and to",
    ),
    field(
        "headers",
        "列名",
        TEXTS,
        "表里特有的列名，如 \"何处人 = 籍贯\"",
        "the tables' own headers, such as \"Home = native_place\"",
    ),
    field(
        "masked",
        "打码",
        TEXTS,
        "只公开一部分的字段：地名到县，日期到年，其他只留第一个字",
        "fields that are public in part: places to the county, dates to the year, others their first character",
    ),
    field("internal", "内部", TEXTS, "不公开的字段", "fields that are not public"),
    field(
        "correction",
        "更正",
        TEXT,
        "接收更正的邮箱或网址",
        "where errors are reported: a mail or web address",
    ),
    field("licence", "许可", TEXT, "公开数据的使用许可", "the licence of the public data"),
];

const STATEMENT: &[Field] = &[
    required("field", "字段", TEXT, "哪个字段", "which field"),
    required("says", "说法", TEXT, "资料上的写法", "what the source says"),
    required("source", "来源", TEXT, "什么资料", "which source"),
    field("seen", "查阅日期", TEXT, "什么时候查的", "when it was looked at"),
];

/// `people/<id>.md`
pub const LIFE: &[Field] = &[
    field(
        "id",
        "编号",
        TEXT,
        "名录里的编号，默认用文件名",
        "the id in the roll; by default the file's name",
    ),
    field("portrait", "肖像", TEXT, "肖像图片", "portrait"),
    field("portrait_alt", "肖像说明", TEXT, "肖像的文字说明", "alternative text of the portrait"),
    field(
        "portrait_licence",
        "肖像许可",
        TEXT,
        "肖像的来源和使用许可",
        "where the portrait comes from and its licence",
    ),
    field(
        "statement",
        "说法",
        Form::Records(STATEMENT),
        "各种资料的不同说法",
        "what different sources say",
    ),
];
