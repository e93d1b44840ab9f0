//! Rules that are told of while rolls are read.

use super::number::ROLL_NUMBER;
use super::private::ROLL_PRIVACY;
use super::signs::ROLL_SIGN;
use super::sums::ROLL_TOTAL;
use crate::diag::{Rule, Severity};

/// A table that cannot be read.
pub static ROLL_TABLE: Rule = Rule {
    name: "roll-table",
    severity: Severity::Error,
    zh: "名录的表格读不了：文件不在、不是表格、有密码，或者没有表头。读不了的表里的人一个也不会出现，所以一定要改。",
    en: "A table of a roll cannot be read: it is missing, is no table, has a password or no header. Nobody in it \
         would appear, so it has to be mended.",
};

/// Something in a table that was read otherwise than it looks.
pub static ROLL_CELL: Rule = Rule {
    name: "roll-cell",
    severity: Severity::Warning,
    zh: "表格里有一处读出来的可能不是看到的：没有结果的公式、错误值、丢了位数的长数字、合并的单元格、隐藏的工作表、长过上限的单元格、要猜的文字编码。",
    en: "A place in a table may not read as it looks: a formula without a result, an error value, a long number \
         that lost digits, merged cells, a hidden sheet, a cell longer than office programs allow, an encoding that \
         had to be guessed.",
};

/// A column that says nothing to the program.
pub static ROLL_HEADER: Rule = Rule {
    name: "roll-header",
    severity: Severity::Warning,
    zh: "名录的表格里有一列不知道是什么，或者两列是同一个字段。不认识的列按内部资料处理，不公开。",
    en: "A column of a roll's table is unknown, or two columns are the same field. What is unknown is taken for \
         internal and not published.",
};

/// A row that is nobody.
pub static ROLL_ROW: Rule = Rule {
    name: "roll-row",
    severity: Severity::Error,
    zh: "名录里有一行没有成为一个人：没有姓名。名录不会悄悄漏掉任何一行。",
    en: "A row of a roll did not become a person: it has no name. No row is ever left out in silence.",
};

/// A name that was not as names are.
pub static ROLL_NAME: Rule = Rule {
    name: "roll-name",
    severity: Severity::Warning,
    zh: "姓名里有不该有的字符：非标准的间隔号、括号、数字、控制符。能改正的已按规范改正，请核对原表。",
    en: "A name holds characters that belong in no name: another interpunct than U+00B7, brackets, digits, control \
         characters. What could be put right was; check the table.",
};

/// A date that is none.
pub static ROLL_DATE: Rule = Rule {
    name: "roll-date",
    severity: Severity::Warning,
    zh: "名录里的日期读不懂，照原样显示，但不能参加排序、统计和查错。",
    en: "A date of a roll is not understood. It is shown as it stands, but cannot be sorted, counted or checked.",
};

/// A character that has no place in the order.
pub static ROLL_ORDER: Rule = Rule {
    name: "roll-order",
    severity: Severity::Warning,
    zh: "姓名里有一个字没有笔画或读音的资料，不知道该排在哪里，暂排最后。请在 [roll] 的 overrides 里补上。",
    en: "A character of a name has no stroke data or reading, so its place in the order is unknown and it comes \
         last. State it in overrides of [roll].",
};

/// One id for two, at one time or one after the other.
pub static ROLL_ID: Rule = Rule {
    name: "roll-id",
    severity: Severity::Error,
    zh: "两个人用了同一个编号。编号是永久的网址，不能重复，也不能等前一个人删去以后再给别人。\
         同时重复的，后一个没有收进名录；用了别人旧编号的，照登，但一定要换。",
    en: "Two people have one id. Ids are permanent addresses: they cannot be shared, nor given to somebody else when \
         their owner has left the roll. Of two at one time the second is not in the roll; who has another's old id \
         is, but needs an id of their own.",
};

/// Somebody who may have had another id before the name was written otherwise.
pub static ROLL_RENAMED: Rule = Rule {
    name: "roll-renamed",
    severity: Severity::Warning,
    zh: "没有填编号的一行改了姓名用字，就成了新的一个人，网址也换了新的。籍贯、生卒年都一样、姓名同音的，多半是同一个人。",
    en: "A row without an id whose name is written otherwise is another person with another address. One of the same \
         place and years and with a name of the same sound is probably the same.",
};

/// A field that was asked for and is empty.
pub static ROLL_REQUIRED: Rule = Rule {
    name: "roll-required",
    severity: Severity::Warning,
    zh: "有人缺了 [roll] 的 required 里要求的字段，或者整张表没有那一列。查不到的写“不详”，和没有查区别开。群体不要求。",
    en: "A person lacks a field that required in [roll] asks for, or a table has no such column. Write 不详 for what \
         cannot be known, to tell it from what nobody looked for. Groups need no such fields.",
};

/// Every rule that is told of while rolls are read.
pub static ROLL_RULES: [&Rule; 14] = [
    &ROLL_CELL,
    &ROLL_DATE,
    &ROLL_HEADER,
    &ROLL_ID,
    &ROLL_NAME,
    &ROLL_NUMBER,
    &ROLL_ORDER,
    &ROLL_PRIVACY,
    &ROLL_RENAMED,
    &ROLL_REQUIRED,
    &ROLL_ROW,
    &ROLL_SIGN,
    &ROLL_TABLE,
    &ROLL_TOTAL,
];
