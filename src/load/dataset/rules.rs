//! The rules that hold while datasets are read. Never looks at a row.

use crate::diag::{Rule, Severity};

/// A table that is not there or cannot be read.
pub static DATASET_TABLE: Rule = Rule {
    name: "dataset-table",
    severity: Severity::Error,
    zh: "数据表的文件不在、打不开，或者前二十行里找不到表头，这张表没有读。",
    en: "A table of a dataset is not there, cannot be opened, or has no header in its first twenty rows; it was not read.",
};

/// What `[dataset]` says does not fit together.
pub static DATASET_FIELD: Rule = Rule {
    name: "dataset-field",
    severity: Severity::Error,
    zh: "[dataset] 里的话对不上：名称、次序、时限、图表说的字段没有列出，预设的名字写错，选项字段没有给出选项，\
         两个字段重名，或者一个字段都没有列。说错的那一句不起作用。",
    en: "What [dataset] says does not fit together: title, order, deadline or a chart name a field that is not listed, a \
         preset is misspelt, a choice has no choices, two fields have one name, or no field is listed at all. What is \
         said wrongly has no effect.",
};

/// A column that is no field, or the second that is the same.
pub static DATASET_HEADER: Rule = Rule {
    name: "dataset-header",
    severity: Severity::Warning,
    zh: "表里有一列不是列出的字段，或者两列是同一个字段。不认识的列不会公开，也不会出现在网站的任何文件里。",
    en: "A column of the table is no field that is listed, or two columns are one field. A column that is not known is \
         not published and is in no file of the site.",
};

/// A row that is not in the dataset.
pub static DATASET_ROW: Rule = Rule {
    name: "dataset-row",
    severity: Severity::Error,
    zh: "这一行没有名称，没有收进数据表。每一行都要么在网站上，要么在这里说明；合计行不算。",
    en: "A row has no name and is not in the dataset. Every row is on the site or told of here; sums do not count.",
};

/// Something odd in a table.
pub static DATASET_CELL: Rule = Rule {
    name: "dataset-cell",
    severity: Severity::Warning,
    zh: "表格里有不寻常的地方：隐藏的工作表和行、合并的单元格、公式没有结果或显示错误、数字丢了位数、\
         看不见的控制符、引号不配对、一格里的字多得不像一格。",
    en: "Something in a table is odd: hidden sheets and rows, merged cells, formulas without a result or with an error, \
         numbers that lost digits, control characters, stray quotes, or a cell too long to be one.",
};

/// A required field that is empty.
pub static DATASET_REQUIRED: Rule = Rule {
    name: "dataset-required",
    severity: Severity::Warning,
    zh: "必填的字段没有填，或者表里没有这一列。",
    en: "A required field is empty, or the table has no such column.",
};

/// A cell that is not what its field says.
pub static DATASET_VALUE: Rule = Rule {
    name: "dataset-value",
    severity: Severity::Warning,
    zh: "这一格不是字段说的那种内容：数字里有文字，日期读不懂，链接不是网址也不是网站里的文件，台账里没有这个数字。照原样显示为文字，\
         不参加排序和计算，链接不能点。",
    en: "A cell is not what its field says: a number holds words, a date is not understood, a link is neither an address \
         nor a file of the site, a figure is not in the ledger. It is shown as it was typed, is not sorted or counted, and leads nowhere.",
};

/// A word that is none of the choices.
pub static DATASET_CHOICE: Rule = Rule {
    name: "dataset-choice",
    severity: Severity::Warning,
    zh: "这一格的词不在字段的选项里，多半写法不一（已完成、已办结）。照原样显示，但不进筛选，也不算办结。",
    en: "A cell holds a word that is none of the field's choices, usually another wording of one of them. It is shown as it \
         was typed, but in no list of a choice, and it closes nothing.",
};

/// Data of a private person in a field that is not internal.
pub static DATASET_PRIVACY: Rule = Rule {
    name: "dataset-privacy",
    severity: Severity::Error,
    zh: "数据表里不是内部的字段有个人隐私：身份证号、手机号、银行卡号，有人名的行里的家庭住址和座机号。这一格没有发布，\
         也不会出现在网站的任何文件里；请删去，或者把这个字段设为内部。提示里只写打码后的样子。",
    en: "A field that is not internal holds private data: a citizen's number, a mobile phone, a bank card, or in a row \
         that names a person somebody's home or landline. The cell was not published and is in no file of the site. \
         Delete it, or make the field internal. Findings show it masked only.",
};

/// Every rule that stands here.
pub static DATASET_RULES: [&Rule; 9] = [
    &DATASET_TABLE,
    &DATASET_FIELD,
    &DATASET_HEADER,
    &DATASET_ROW,
    &DATASET_CELL,
    &DATASET_REQUIRED,
    &DATASET_VALUE,
    &DATASET_CHOICE,
    &DATASET_PRIVACY,
];
