//! The fields of what an editor keeps for the checks: names that must be right, findings set aside.

use super::super::record::{Field, Form};
use super::{DATE, TEXT, TEXTS, field, required};

const NAME: &[Field] = &[
    required(
        "right",
        "正确",
        TEXT,
        "正确的写法：机构、职务、人名、地名",
        "how it is written: an organ, a post, a person, a place",
    ),
    field("wrong", "错误", TEXTS, "常见的错误写法", "how it is often written, and wrongly"),
    field(
        "since",
        "起",
        TEXT,
        "从哪一天起用这个名称，如 2018-03",
        "the first day of the name, such as 2018-03",
    ),
    field(
        "until",
        "止",
        TEXT,
        "用到哪一天为止，如 2018-03",
        "the last day of the name, such as 2018-03",
    ),
    field("successor", "今名", TEXT, "后来改叫什么", "what came after it"),
    field("note", "说明", TEXT, "依据，如文件名", "on what ground, such as a document"),
];

/// `registry/*.toml`
pub const REGISTRY: &[Field] = &[field(
    "name",
    "名称",
    Form::Records(NAME),
    "一条一个名称，写作 [[名称]]",
    "one entry a name, as [[name]]",
)];

const DISMISS: &[Field] = &[
    required("rule", "规则", TEXT, "规则名", "the rule's name"),
    required("file", "文件", TEXT, "文件，从网站文件夹算起", "the file, from the site folder"),
    field("words", "文字", TEXT, "那一处的几个字", "a few words of the place"),
    required("reason", "理由", TEXT, "为什么不用改", "why it stays as it is"),
    required("by", "经手人", TEXT, "谁决定的", "who decided so"),
    required("on", "日期", DATE, "哪一天", "when"),
    field(
        "mark",
        "指纹",
        TEXT,
        "那一段文字的指纹，由 check --dismiss 写入；文字一改，忽略就不再有效",
        "a digest of the passage, written by check --dismiss; when the text changes, the entry holds no more",
    ),
];

/// `dismissals.toml`
pub const DISMISSALS: &[Field] = &[field(
    "dismiss",
    "忽略",
    Form::Records(DISMISS),
    "一条一处，写作 [[忽略]]",
    "one entry a finding, as [[dismiss]]",
)];
