//! What an editor most likely did wrong, told from the line in which a reader stopped.
//!
//! The readers speak of scalars, tokens and contexts; here their words become those of an office.
//! What is not recognised keeps the reader's own words.

use std::ops::Range;

use super::Fault;
use crate::diag::Message;
use crate::say;

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
    let rest = line.rest();
    let unquoted = said.contains("must be quoted") || said.starts_with("invalid date");
    if rest.starts_with(['“', '”', '‘', '’', '＂']) {
        let fault = Fault::new(
            span,
            say!("这里用了中文引号", "a Chinese quotation mark stands where the text should begin"),
        )
        .help(say!("文字要放在英文引号里：\"…\"", "put the text between straight quotes: \"…\""));
        fault.fix(straight(), line.straightening())
    } else if said.contains("duplicate key") {
        twice(span)
    } else if unquoted && rest.is_empty() {
        Fault::new(span, say!("字段后面没有写内容", "nothing is written after the field"))
            .help(say!("写上内容，或删去这一行", "write something, or remove the line"))
    } else if unquoted && looks_like_a_date(rest) {
        Fault::new(span, say!("“{rest}”不是存在的日期", "“{rest}” is no date that exists")).help(
            say!(
                "日期写成 2024-08-01 或 2024-08-01 09:19",
                "write a date as 2024-08-01 or 2024-08-01 09:19"
            ),
        )
    } else if unquoted {
        Fault::new(span, say!("文字没有用英文引号括起来", "the text has no quotation marks"))
            .help(say!("写成 字段 = \"文字\"", "write field = \"text\""))
            .fix(quote(), line.quoting(line.at))
    } else if said.contains("invalid unquoted key") && rest.starts_with([':', '：', '＝']) {
        Fault::new(
            span.start..span.start + first_length(rest),
            say!("字段和内容之间要用半角等号", "between field and text stands an equals sign"),
        )
        .help(say!("写成 字段 = \"文字\"", "write field = \"text\""))
        .fix(say!("改为等号", "change it to an equals sign"), line.assigning(" = "))
    } else if said.contains("expected `=`") {
        Fault::new(span, say!("字段后面缺少等号", "the equals sign after the field is missing"))
            .help(say!("写成 字段 = \"文字\"", "write field = \"text\""))
    } else if said.contains("basic string") || said.contains("literal string") {
        unclosed_quote(span)
    } else if said.contains("missing comma") {
        Fault::new(span, say!("两项之间要用半角逗号隔开", "a comma separates two entries"))
            .help(say!("写成 [\"一\", \"二\"]", "write [\"one\", \"two\"]"))
    } else if said.contains("unclosed") {
        unclosed_bracket(span)
    } else if said.contains("expected newline") {
        Fault::new(span, say!("这里多出了内容", "something stands here that does not belong")).help(
            say!(
                "文字里面的引号用中文引号“”，一行只写一个字段",
                "inside a text use “ ” for quotation marks; one field on a line"
            ),
        )
    } else if said.contains("escape") {
        backslash(span)
    } else {
        Fault::new(span, say!("这里不合 TOML 的写法（{said}）", "this is not TOML ({said})")).help(
            say!(
                "每行写成 字段 = \"文字\"，文字用英文引号括起，是否、数字不用引号",
                "write each line as field = \"text\", with straight quotes around text"
            ),
        )
    }
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
    .help(say!("写成 [\"一\", \"二\"]", "write [\"one\", \"two\"]"))
}

fn backslash(span: Range<usize>) -> Fault {
    Fault::new(span, say!("引号里的 \\ 有特别的意思", "\\ has a meaning of its own between quotes"))
        .help(say!("路径里用 / 代替 \\", "use / instead of \\ in paths"))
}

fn quote() -> Message {
    say!("加上英文引号", "put it between straight quotes")
}

fn straight() -> Message {
    say!("改为英文引号", "change them to straight quotes")
}

fn first_length(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}
