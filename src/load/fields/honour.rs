//! The fields of the record of honours.

use super::super::record::{Field, Form};
use super::{TEXT, field, required};

/// A number of rounds or times that anybody may claim.
const TIMES: Form = Form::Count(1, 99);

/// A naming.
const NAMING: &[Field] = &[
    required("holder", "地方", TEXT, "被命名的城市或县", "the city or county that was named"),
    required("level", "级别", TEXT, "国家级、省级、市级等", "national, provincial, municipal …"),
    required(
        "date",
        "日期",
        TEXT,
        "命名的日期，至少写到年",
        "when it was named, at least the year",
    ),
    field("title", "称号", TEXT, "如“全国双拥模范城”", "the title given"),
    field("round", "届次", TIMES, "第几届（轮）", "the number of the round"),
    field("body", "机关", TEXT, "命名机关", "who named it"),
    field("document", "文件", TEXT, "命名文件", "the document that named it"),
    field("evidence", "依据", TEXT, "从哪里知道", "where this is known from"),
    field(
        "running",
        "连冠",
        TIMES,
        "出处说这一次是几连冠；以前各届没有逐次记下时才写",
        "rounds running as the source states it, when earlier rounds are not recorded one by one",
    ),
    field(
        "times",
        "次数",
        TIMES,
        "出处说累计第几次；以前各次没有逐次记下时才写",
        "how often in all as the source states it, when earlier namings are not recorded",
    ),
];

/// A round that is known, whoever was named.
const ROUND: &[Field] = &[
    required("level", "级别", TEXT, "国家级、省级、市级等", "national, provincial, municipal …"),
    required("date", "日期", TEXT, "命名的日期，至少写到年", "when, at least the year"),
    field("round", "届次", TIMES, "第几届（轮）", "its number"),
];

/// A file of honours: `content/honours/*.toml`.
pub const HONOURS: &[Field] = &[
    field("naming", "命名", Form::Records(NAMING), "一次命名", "a naming"),
    field(
        "round",
        "轮次",
        Form::Records(ROUND),
        "一轮命名，不论命名了谁",
        "a round, whoever was named",
    ),
];
