//! The fields of the ledger of figures.

use super::super::record::{Field, Form};
use super::{TEXT, TEXTS, field, required};

/// A value of another day.
const DATED_VALUE: &[Field] = &[
    required("value", "数值", TEXT, "那时的数字", "the number then"),
    required(
        "as_of",
        "截至",
        TEXT,
        "截至哪一天、哪个月或哪一年",
        "day, month or year it was counted on",
    ),
    field("source", "来源", TEXT, "那时的出处", "where it came from"),
];

/// A figure.
const FIGURE: &[Field] = &[
    required("label", "名称", TEXT, "数的是什么，如“优待证”", "what is counted"),
    field(
        "id",
        "编号",
        TEXT,
        "网址和引用用的编号，定了就不要改；不写就用名称",
        "what texts and addresses name it by; never change it; the label by default",
    ),
    field("names", "别名", TEXTS, "稿件里的其他叫法", "other wordings of the label"),
    field("value", "数值", TEXT, "现在的数字", "the number now"),
    field("unit", "单位", TEXT, "单位，如“张”“%”", "its unit"),
    field(
        "as_of",
        "截至",
        TEXT,
        "截至哪一天、哪个月或哪一年",
        "day, month or year it was counted on",
    ),
    field(
        "period",
        "统计期",
        TEXT,
        "统计的时间段，如“2026年上半年”",
        "the time it is counted over",
    ),
    field("definition", "口径", TEXT, "算什么、不算什么", "what counts and what does not"),
    field("source", "来源", TEXT, "出处", "where it comes from"),
    field("target", "目标", TEXT, "目标值", "the value to reach"),
    field("parts", "分项", TEXTS, "加起来应当等于它的几个数字", "figures that must add up to it"),
    field(
        "series",
        "历次",
        Form::Records(DATED_VALUE),
        "以前各次的数字",
        "its values on other days",
    ),
];

/// A file of the ledger: `content/figures/*.toml`.
pub const FIGURES: &[Field] =
    &[field("figure", "数字", Form::Records(FIGURE), "一个数字", "a figure")];
