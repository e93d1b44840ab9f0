//! What an editor most likely did wrong, told from the line in which a reader stopped.
//!
//! The readers speak of scalars, tokens and contexts; here their words become those of an office.
//! What is not recognised keeps the reader's own words.

use std::ops::Range;

use super::Fault;
use crate::diag::Message;
use crate::say;
use crate::text::Moment;

/// The line of `source` that byte `at` is in; offsets count from the beginning of `source`.
struct Line<'a> {
    text: &'a str,
    start: usize,
    /// Where the reader stopped, from the line's beginning.
    at: usize,
}

impl<'a> Line<'a> {
    fn of(source: &'a str, at: usize) -> Self {
        let at = source.floor_char_boundary(at.min(source.len()));
        let start = source[..at].rfind('\n').map_or(0, |n| n + 1);
        let end = source[at..].find('\n').map_or(source.len(), |n| at + n);
        let text = source[start..end].trim_end();
        Self { text, start, at: (at - start).min(text.len()) }
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Everything from `from` on, with straight quotation marks around it, when it has none.
    fn quoting(&self, from: usize) -> Option<(Range<usize>, String)> {
        let value = &self.text[from..];
        let odd = ['"', '\'', '\\', '#', '[', ']', '{', '}', ','];
        let plain = !value.is_empty() && !value.contains(odd);
        plain.then(|| (self.start + from..self.start + self.text.len(), format!("\"{value}\"")))
    }

    /// The value between Chinese quotation marks with straight ones instead.
    fn straightening(&self) -> Option<(Range<usize>, String)> {
        let value = self.rest().strip_prefix(['“', '”', '＂'])?;
        let inside = value.strip_suffix(['“', '”', '＂', '"'])?;
        let plain = !inside.contains(['“', '”', '＂', '"', '\\']);
        plain.then(|| (self.start + self.at..self.start + self.text.len(), format!("\"{inside}\"")))
    }

    /// The sign at the end of the first word with `sign` instead.
    fn assigning(&self, sign: &str) -> Option<(Range<usize>, String)> {
        let wrong = self.text.find([':', '：', '＝', '='])?;
        let after = self.text[wrong..].trim_start_matches([':', '：', '＝', '=']).trim_start();
        let place = self.text[..wrong].trim_end().len()..self.text.len() - after.len();
        Some((self.start + place.start..self.start + place.end, sign.to_owned()))
    }
}

/// What is wrong where the TOML reader stopped at `span` of `source` and said `said`.
pub fn toml(source: &str, span: Range<usize>, said: &str) -> Fault {
    let line = Line::of(source, span.start);
    value_fault(&line, &span, said)
        .or_else(|| word_fault(&line, &span, said))
        .or_else(|| sign_fault(&line, &span, said))
        .or_else(|| key_fault(&line, &span, said))
        .or_else(|| shape_fault(&line, &span, said))
        .unwrap_or_else(|| {
            let message = say!("这里不合 TOML 的写法（{said}）", "this is not TOML ({said})");
            Fault::new(span, message).help(say!(
                "每行写成 字段 = \"文字\"，文字用英文引号括起，是否、数字不用引号",
                "write each line as field = \"text\", with straight quotes around text"
            ))
        })
}

/// A text that does not stand between straight quotation marks.
fn value_fault(line: &Line<'_>, span: &Range<usize>, said: &str) -> Option<Fault> {
    let rest = line.rest();
    let fault = |message| Fault::new(span.clone(), message);
    if rest.starts_with(['“', '”', '‘', '’', '＂']) {
        let message =
            say!("这里用了中文引号", "a Chinese quotation mark stands where the text should begin");
        let help =
            say!("文字要放在英文引号里：\"…\"", "put the text between straight quotes: \"…\"");
        let fix = say!("改为英文引号", "change them to straight quotes");
        return Some(fault(message).help(help).fix(fix, line.straightening()));
    }
    if said.starts_with("invalid time") {
        let message = say!("日期或时间的写法不对", "the date or the time is not written right");
        return Some(fault(message).help(write_date()));
    }
    if !said.contains("must be quoted") && !said.starts_with("invalid date") {
        return None;
    }
    Some(if rest.is_empty() {
        fault(say!("字段后面没有写内容", "nothing is written after the field"))
            .help(say!("写上内容，或删去这一行", "write something, or remove the line"))
    } else if looks_like_a_date(rest) && Moment::parse(rest).is_none() {
        fault(say!("“{rest}”不是存在的日期", "“{rest}” is no date that exists")).help(write_date())
    } else if looks_like_a_date(rest) {
        let message = say!(
            "日期的月、日要写两位数，否则要加英文引号",
            "month and day of a date have two digits, or it stands between straight quotes"
        );
        fault(message).help(write_date()).fix(quote(), line.quoting(line.at))
    } else if rest.starts_with(['［', '【', '〔', '｛']) {
        let message = say!("这里用了全角括号", "a full-width bracket stands here");
        fault(message).help(write_list())
    } else {
        fault(say!("文字没有用英文引号括起来", "the text has no quotation marks"))
            .help(write_field())
            .fix(quote(), line.quoting(line.at))
    })
}

/// A word or a number that is written in another way than it is read.
fn word_fault(line: &Line<'_>, span: &Range<usize>, said: &str) -> Option<Fault> {
    let fault = |message| Fault::new(span.clone(), message);
    let word: &str = line.rest().split([' ', ',', ']', '}', '#']).next().unwrap_or_default();
    if said.contains("invalid boolean") {
        let lower = word.to_lowercase();
        let place = line.start + line.at..line.start + line.at + word.len();
        let right = ["true", "false"].contains(&&*lower).then_some((place, lower));
        let message = say!(
            "是否只能写成小写的 true 或 false",
            "only true or false in small letters can stand here"
        );
        return Some(
            fault(message)
                .help(say!("是写 true，否写 false", "write true for yes and false for no"))
                .fix(say!("改为小写", "change it to small letters"), right),
        );
    }
    let number = ["leading zero", "invalid fraction", "invalid exponent", "invalid integer"];
    number.iter().any(|it| said.contains(it)).then(|| {
        fault(say!("数字的写法不对", "the number is not written right")).help(say!(
            "只写数字，前面不补 0，中间不加逗号：20",
            "write digits only, without zeros before them or commas between them: 20"
        ))
    })
}

/// A line that does not begin with a field.
fn key_fault(line: &Line<'_>, span: &Range<usize>, said: &str) -> Option<Fault> {
    let fault = |message| Fault::new(span.clone(), message);
    if said.contains("keys cannot be empty") {
        let message = say!("等号前面缺少字段", "the field before the equals sign is missing");
        return Some(fault(message).help(write_field()));
    }
    if !said.contains("invalid unquoted key") {
        return None;
    }
    let blank = line.text.len() - line.text.trim_start().len();
    Some(if line.text.starts_with("//") || line.text.starts_with("--") {
        fault(say!("这一行读不出字段", "there is no field in this line"))
            .help(say!("说明文字前面用 #", "begin a remark with #"))
    } else if line.at < blank {
        let message = say!("这一行前面有全角空格", "the line begins with a full-width space");
        fault(message).help(say!("字段要顶格写", "fields begin at the margin")).fix(
            say!("删去空格", "remove it"),
            Some((line.start..line.start + blank, String::new())),
        )
    } else {
        let sign: String = line.rest().chars().take(1).collect();
        let message =
            say!("字段名里不能有“{sign}”", "“{sign}” cannot stand in the name of a field");
        fault(message).help(write_field())
    })
}

/// No equals sign, or another sign in its place.
fn sign_fault(line: &Line<'_>, span: &Range<usize>, said: &str) -> Option<Fault> {
    let rest = line.rest();
    let expected = said.contains("invalid unquoted key") || said.contains("expected `=`");
    if expected && rest.starts_with([':', '：', '＝']) {
        let place = span.start..span.start + first_length(rest);
        let message =
            say!("字段和内容之间要用半角等号", "between field and text stands an equals sign");
        let fix = say!("改为等号", "change it to an equals sign");
        return Some(
            Fault::new(place, message).help(write_field()).fix(fix, line.assigning(" = ")),
        );
    }
    let message = say!("字段后面缺少等号", "the equals sign after the field is missing");
    said.contains("expected `=`").then(|| Fault::new(span.clone(), message).help(write_field()))
}

/// Something too much, twice, or without its counterpart.
fn shape_fault(line: &Line<'_>, span: &Range<usize>, said: &str) -> Option<Fault> {
    let span = span.clone();
    Some(if said.contains("extra comma") {
        let message = say!("这里多了一个逗号", "there is a comma too many");
        Fault::new(span, message).help(write_list())
    } else if said.contains("unclosed") && line.text.starts_with('[') {
        let message = say!("方括号没有成对", "a bracket has no counterpart");
        Fault::new(span, message).help(say!("写成 [名字]", "write [name]"))
    } else if said.contains("duplicate key") {
        twice(span)
    } else if said.contains("basic string") || said.contains("literal string") {
        unclosed_quote(span)
    } else if said.contains("missing comma") {
        Fault::new(span, say!("两项之间要用半角逗号隔开", "a comma separates two entries"))
            .help(write_list())
    } else if said.contains("unclosed") {
        unclosed_bracket(span)
    } else if said.contains("expected newline") {
        let message = say!("这里多出了内容", "something stands here that does not belong");
        Fault::new(span, message).help(say!(
            "文字里面的引号用中文引号“”，一行只写一个字段，行末不加标点",
            "inside a text use “ ” for quotation marks; one field on a line, and no mark at its end"
        ))
    } else if said.contains("escape") || said.contains("unicode") {
        backslash(span)
    } else {
        return None;
    })
}

/// Whether somebody meant a date: four digits and a hyphen.
fn looks_like_a_date(text: &str) -> bool {
    let (year, rest) = text.split_at(text.bytes().take_while(u8::is_ascii_digit).count());
    year.len() == 4 && rest.starts_with('-')
}

/// What is wrong where the YAML reader stopped at byte `at` of `source` and said `said`.
pub fn yaml(source: &str, at: usize, said: &str) -> Fault {
    let line = Line::of(source, at);
    let span = line.start + line.at..line.start + line.at + first_length(line.rest());
    if said.contains("mapping values") && line.text.starts_with([' ', '\t']) {
        let indent = line.text.len() - line.text.trim_start().len();
        Fault::new(
            line.start..line.start + indent,
            say!("这一行前面多了空格", "the line begins with spaces"),
        )
        .help(say!("字段要顶格写", "fields begin at the margin"))
    } else if said.contains("mapping values") {
        let value = line.text.find(": ").map_or(0, |colon| colon + 2);
        Fault::new(
            span,
            say!(
                "文字里又有一个冒号，后面带空格",
                "the text holds another colon with a space after it"
            ),
        )
        .help(say!(
            "把文字用英文引号括起来：字段: \"文字\"",
            "put the text between straight quotes: field: \"text\""
        ))
        .fix(quote(), line.quoting(value))
    } else if said.contains("escape") {
        backslash(span)
    } else if said.contains("trailing content") {
        Fault::new(span, say!("引号外面还有文字", "there is text outside of the quotation marks"))
            .help(say!(
                "整段文字只用一对英文引号括起，里面的引号用中文引号“”",
                "put the whole text between one pair of straight quotes and use “ ” inside"
            ))
    } else if said.contains("quoted scalar") {
        unclosed_quote(span)
    } else if said.contains("tab") {
        Fault::new(span, say!("这里用了制表符（Tab）", "a tab stands here"))
            .help(say!("改用空格", "use spaces"))
    } else if said.contains("flow sequence") || said.contains("flow mapping") {
        // The reader stops in the next line; the bracket is missing at the end of this one.
        let end = source[..line.start + line.at].trim_end().len();
        unclosed_bracket(end..end)
    } else if said.contains("unexpected character") || said.contains("unknown anchor") {
        Fault::new(
            span,
            say!(
                "文字开头的这个符号有特别的意思",
                "the sign that the text begins with has a meaning of its own"
            ),
        )
        .help(say!(
            "把文字用英文引号括起来：字段: \"文字\"",
            "put the text between straight quotes: field: \"text\""
        ))
        .fix(quote(), line.quoting(line.at))
    } else {
        Fault::new(span, say!("这里不合 YAML 的写法（{said}）", "this is not YAML ({said})"))
            .help(say!(
                "每行写成 字段: 文字，冒号用半角、后面空一格；文字里有冒号时用英文引号括起",
                "write each line as field: text, with a space after the colon; quote text that has a colon"
            ))
    }
}

/// Lines of a YAML head that begin at the margin and assign nothing: `标题：双拥`, `标题:双拥`,
/// `标题 = "双拥"`. Where there are such lines, the reader stops anywhere after them, or nowhere.
pub fn unassigned(source: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut start = 0;
    for text in source.split_inclusive('\n') {
        let line = Line { text: text.trim_end(), start, at: 0 };
        start += text.len();
        let continues = line.text.starts_with([' ', '\t', '-', '#', ']', '}', '[', '{']);
        let assigns = line.text.contains(": ") || line.text.ends_with(':');
        if !line.text.is_empty() && !continues && !assigns {
            faults.push(without_sign(&line));
        }
    }
    faults
}

fn without_sign(line: &Line<'_>) -> Fault {
    let place = line.start..line.start + line.text.len();
    Fault::new(place, say!("这一行读不出字段", "there is no field in this line"))
        .help(say!(
            "写成 字段: 文字，冒号用半角、后面空一格",
            "write field: text, with a space after the colon"
        ))
        .fix(say!("改为半角冒号加空格", "change it to a colon and a space"), line.assigning(": "))
}

/// What is wrong with a YAML head that is read and is no list of fields.
pub fn no_field(source: &str) -> Fault {
    let at = source.find(|c: char| !c.is_whitespace()).unwrap_or(0);
    without_sign(&Line { at: 0, ..Line::of(source, at) })
}

/// A field that stands twice.
pub fn twice(span: Range<usize>) -> Fault {
    Fault::new(span, say!("同一个字段写了两次", "the same field is written twice"))
        .help(say!("只保留其中一个", "keep only one of them"))
}

fn unclosed_quote(span: Range<usize>) -> Fault {
    Fault::new(span, say!("文字后面缺少英文引号", "the straight quote after the text is missing"))
        .help(say!(
            "文字前后各要一个英文引号，写在同一行：\"…\"",
            "put a straight quote before and after the text, on one line: \"…\""
        ))
}

fn unclosed_bracket(span: Range<usize>) -> Fault {
    Fault::new(
        span,
        say!(
            "括号没有成对，或者两项之间不是半角逗号",
            "a bracket has no counterpart, or a comma is missing"
        ),
    )
    .help(write_list())
}

fn backslash(span: Range<usize>) -> Fault {
    Fault::new(span, say!("引号里的 \\ 有特别的意思", "\\ has a meaning of its own between quotes"))
        .help(say!("路径里用 / 代替 \\", "use / instead of \\ in paths"))
}

fn quote() -> Message {
    say!("加上英文引号", "put it between straight quotes")
}

fn write_field() -> Message {
    say!("写成 字段 = \"文字\"", "write field = \"text\"")
}

fn write_date() -> Message {
    say!(
        "日期写成 2024-08-01 或 2024-08-01 09:19",
        "write a date as 2024-08-01 or 2024-08-01 09:19"
    )
}

fn write_list() -> Message {
    say!("写成 [\"一\", \"二\"]", "write [\"one\", \"two\"]")
}

fn first_length(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests;
