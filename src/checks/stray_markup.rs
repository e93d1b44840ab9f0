//! Markdown that was typed and not understood as such: readers see its signs.

use std::ops::Range;

use crate::diag::{Diagnostic, Edit, Fix, Message, Place, Report, Rule, Severity};
use crate::markup::{Document, Kind, Node, Words, is_quotation};
use crate::model::Site;
use crate::say;
use crate::source::SourcePath;
use crate::text::{is_cjk, seek};

/// Signs of Markdown that readers see.
pub static STRAY_MARKUP: Rule = Rule {
    name: "stray-markup",
    severity: Severity::Warning,
    zh: "Markdown 记号没有写成，读者会看到括号、井号、星号、竖线或花括号。链接和图片用半角括号，[文字](地址)，文件名里有空格或括号的用\
         尖括号括起来，![合影](<合影 照片.jpg>)；标题的 # 后面空一格；加粗的 ** 与文字之间不留空格；表格的表头下面要有一行\
         | --- | --- |，格数与表头相同；花括号里只有数字(名称)、荣誉(地方)、目录、二维码(网址)几种写法，单独成段的 HTML 里不取台账。",
    en: "Markdown did not become what it was meant for, and readers see brackets, number signs, asterisks, bars or braces. Links \
         and pictures have ASCII brackets, [words](address), and a file name with a space or a bracket stands between \
         angle brackets, ![Group](<group photo.jpg>); a space follows the # of a heading; no space stands between ** and \
         the words; a line | --- | --- | with as many cells stands below the head of a table; between braces stand figure(name), honour(place), toc and qrcode(address) only, \
         and nothing is quoted inside a block of HTML.",
};

pub fn check(site: &Site, report: &mut Report) {
    for (file, text) in site.texts() {
        check_text(file, text, report);
    }
}

fn check_text(file: &SourcePath, text: &Document, report: &mut Report) {
    let mut last = None;
    let mut at = 0;
    while let Some(node) = text.nodes().get(at) {
        at = if matches!(node.kind, Kind::CodeBlock(_)) { node.next() } else { at + 1 };
        let stray = match node.kind {
            Kind::Paragraph => table(text, node),
            // What is escaped or comes from a name is meant as it stands.
            Kind::Text(Words::Verbatim) => words(text, node).or_else(|| braces(text, node)),
            Kind::Html(_) => braces(text, node),
            _ => None,
        };
        // A line is told of once: what comes after the first slip may only follow from it.
        if let Some(stray) = stray
            && last.replace(line_start(text, stray.span.start)) != last
        {
            report.push(stray.finding(file));
        }
    }
}

/// Something that readers see as signs.
struct Stray {
    span: Range<usize>,
    message: Message,
    help: Message,
    /// What to put where; nothing when only the writer knows what was meant.
    edits: Vec<(Range<usize>, String)>,
}

impl Stray {
    fn finding(self, file: &SourcePath) -> Diagnostic {
        let finding = Diagnostic::new(&STRAY_MARKUP, Place::span(file, self.span), self.message);
        if self.edits.is_empty() {
            return finding.help(self.help);
        }
        let edit = |(range, text)| Edit { file: file.clone(), range, text };
        finding.fix(Fix { title: self.help, edits: self.edits.into_iter().map(edit).collect() })
    }
}

fn line_start(text: &Document, at: usize) -> usize {
    text.source()[..at].rfind('\n').map_or(0, |at| at + 1)
}

fn line_end(text: &Document, at: usize) -> usize {
    text.source()[at..].find('\n').map_or(text.source().len(), |end| at + end)
}

/// Slips that begin in plain words. Most words have none of the signs.
fn words(text: &Document, node: &Node) -> Option<Stray> {
    let words = text.words(node);
    if words.starts_with(['#', '＃'])
        && let Some(stray) = heading(text, node)
    {
        return Some(stray);
    }
    seek(words.as_bytes(), 0, [b']', b'*'])?;
    link(text, node).or_else(|| stress(text, node))
}

/// `{{ 数学(优待证) }}`: braces that hold nothing that is known, or a quotation inside HTML. One that
/// is not in the ledger is told of as such.
fn braces(text: &Document, node: &Node) -> Option<Stray> {
    let (source, span) = (text.source(), node.span());
    let typed = &source[span.clone()];
    seek(typed.as_bytes(), 0, [b'{'])?;
    let is_html = matches!(node.kind, Kind::Html(_));
    let is_stray = |(at, _): &(usize, &str)| {
        let is_escaped = source[..span.start + at].ends_with('\\');
        !is_escaped && (is_html || !is_quotation(&typed[*at..]))
    };
    let (at, _) = typed.match_indices("{{").find(is_stray)?;
    let length = typed[at..].find("}}")? + 2;
    let inside = &typed[at..at + length];
    (!inside.contains('\n') && inside.contains(is_cjk)).then(|| Stray {
        span: span.start + at..span.start + at + length,
        message: say!(
            "“{inside}”不认识，读者会看到花括号",
            "“{inside}” is not understood; readers see the braces"
        ),
        help: say!(
            "花括号里写 数字(名称)、荣誉(地方)、目录 或 二维码(网址)，不写在 HTML 里；就要花括号的，写 \\{{{{",
            "write figure(name), honour(place), toc or qrcode(address) between the braces, and not inside HTML; for the braces themselves write \\{{{{"
        ),
        edits: Vec::new(),
    })
}

/// `##标题`, `##　标题` and `＃＃标题`. One sign may be a hashtag, and `#双拥#` is.
fn heading(text: &Document, node: &Node) -> Option<Stray> {
    let words = text.words(node);
    let span = node.span();
    let title = words.trim_start_matches(['#', '＃']);
    let signs = &words[..words.len() - title.len()];
    let level = signs.chars().count();
    let is_first = text.source()[line_start(text, span.start)..span.start].trim().is_empty();
    let is_title = title.starts_with(is_cjk) && !title.trim().is_empty();
    let is_tag = level == 1 && (signs == "＃" || title.contains('#'));
    if !is_first || !is_title || level > 6 || is_tag {
        return None;
    }
    let blanks = title.len() - title.trim_start().len();
    let end = span.start + signs.len() + blanks;
    let right = format!("{} ", "#".repeat(level));
    Some(Stray {
        span: span.start..span.start + signs.len(),
        message: say!(
            "标题没有写成，读者会看到这些井号",
            "this heading did not become one; readers see the number signs"
        ),
        help: say!("写成“{right}标题”，井号后空一格", "write “{right}title” with a space"),
        edits: if level > 1 { vec![(span.start..end, right)] } else { Vec::new() },
    })
}

/// A picture or link that did not become one.
fn link(text: &Document, node: &Node) -> Option<Stray> {
    let span = node.span();
    let line = line_start(text, span.start);
    if text.source()[line..span.start].contains('\\') {
        return None;
    }
    let ends = text.words(node).match_indices(']').map(|(at, _)| span.start + at + 1);
    ends.into_iter().find_map(|end| bracketed(text, line, end))
}

/// The link whose words, in `[]`, end before `open`.
fn bracketed(text: &Document, line: usize, open: usize) -> Option<Stray> {
    let source = text.source();
    let rest = &source[open..line_end(text, open)];
    let bracket = rest.chars().next().filter(|c| matches!(c, '(' | '（'))?;
    let inside = &rest[bracket.len_utf8()..];
    let end = inside.find([')', '）']);
    let destination = end.map(|end| &inside[..end]).filter(|inside| is_destination(inside));
    if bracket == '（' && destination.is_none() {
        return None;
    }
    let start = source[line..open - 1].rfind('[').map_or(open - 1, |open| line + open);
    let start = start - usize::from(source[..start].ends_with('!'));
    let close = open + bracket.len_utf8() + end.unwrap_or(inside.len());
    let mut edits = Vec::new();
    if destination.is_some() && bracket == '（' {
        edits.push((open..open + '（'.len_utf8(), "(".to_owned()));
    }
    if destination.is_some() && source[close..].starts_with('）') {
        edits.push((close..close + '）'.len_utf8(), ")".to_owned()));
    }
    let closed = source[close..].chars().next().filter(|c| matches!(c, ')' | '）'));
    Some(Stray {
        span: start..close + closed.map_or(0, char::len_utf8),
        message: say!(
            "这里的图片或链接没有写成，读者会看到这一串括号",
            "this picture or link did not become one; readers see the brackets"
        ),
        help: if edits.is_empty() {
            say!(
                "文件名里有空格或括号的，用尖括号括起来：![说明](<文件 名.jpg>)",
                "put a name with spaces or brackets between angle brackets: ![words](<the name.jpg>)"
            )
        } else {
            say!("改成半角圆括号 ()", "use the ASCII brackets ()")
        },
        edits,
    })
}

/// Whether `text` can only be meant as an address or a file, and not as a remark in brackets.
fn is_destination(text: &str) -> bool {
    let starts = ["http://", "https://", "mailto:", "/", "./", "../"];
    let is_extension =
        |end: &str| (2..=5).contains(&end.len()) && end.bytes().all(|b| b.is_ascii_alphanumeric());
    let has_extension = || text.rsplit_once('.').is_some_and(|(_, end)| is_extension(end));
    !text.contains(|c: char| c.is_whitespace() || matches!(c, '(' | '（' | '<'))
        && (starts.iter().any(|start| text.starts_with(start)) || has_extension())
}

/// `**加粗 **`: asterisks with a space inside, looked for in the whole line, since those of one slip
/// may have paired with those of another. Names made unreadable, 张** 李**, look alike.
fn stress(text: &Document, node: &Node) -> Option<Stray> {
    text.words(node).contains("**").then_some(())?;
    let start = line_start(text, node.span().start);
    let line = &text.source()[start..line_end(text, start)];
    let marks: Vec<usize> = line.match_indices("**").map(|(at, _)| at).collect();
    let is_plain = marks.len().is_multiple_of(2) && !line.contains(['`', '\\', '<']);
    if !is_plain || line.contains("***") {
        return None;
    }
    let is_han = |c: char| is_cjk(c) && c.is_alphanumeric();
    let mut edits = Vec::new();
    for pair in marks.chunks_exact(2) {
        let (first, last) = (pair[0] + 2, pair[1]);
        let inside = &line[first..last];
        let words = inside.trim();
        let blanks = inside.len() - inside.trim_start().len();
        if !words.contains(is_cjk) || blanks > 0 && line[..pair[0]].ends_with(is_han) {
            return None;
        }
        if words.len() < inside.len() {
            edits.push((start + first..start + last, words.to_owned()));
        }
    }
    let span = edits.first()?.0.clone();
    Some(Stray {
        span: span.start - 2..span.end + 2,
        message: say!(
            "加粗没有写成，读者会看到星号",
            "this did not become bold; readers see the asterisks"
        ),
        help: say!("删去星号里侧的空格", "remove the spaces inside the asterisks"),
        edits,
    })
}

/// Rows of a table without the line of dashes below its head, or with one of another length.
fn table(text: &Document, node: &Node) -> Option<Stray> {
    let rows = text.source()[node.span()].lines();
    let is_row = |row: &&str| row.trim_start_matches([' ', '>']).matches('|').count() > 1;
    let is_first = text.source()[node.span()].starts_with('|');
    let count = if is_first { rows.clone().take_while(is_row).count() } else { 0 };
    (count > 1).then_some(())?;
    let start = node.span().start;
    let end = start + rows.clone().next().map_or(0, str::len);
    let cells =
        rows.clone().next().map_or(0, |row| row.trim().trim_matches('|').split('|').count());
    let dashes = format!("|{}", " --- |".repeat(cells));
    Some(Stray {
        span: start..end,
        message: say!(
            "表格没有写成，读者会看到竖线",
            "this table did not become one; readers see the bars"
        ),
        help: say!("在表头下面写一行：{dashes}", "below the head, write the line {dashes}"),
        edits: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::looked_at;

    /// How many slips there are, and the text after its mending.
    fn mended(markdown: &str) -> (usize, String) {
        let (report, mended) = looked_at(markdown, check_text);
        (report.iter().count(), mended)
    }

    #[test]
    fn what_is_plain_is_mended() {
        let table = [
            ("##总体要求", "## 总体要求"),
            ("正文\n###\u{3000}总体要求", "正文\n### 总体要求"),
            ("＃＃总体要求", "## 总体要求"),
            ("**加粗 **的", "**加粗**的"),
            ("重点是** 加粗 **，又是**另一处 **的", "重点是** 加粗 **，又是**另一处 **的"),
            ("重点：** 加粗 **，又是**另一处 **的", "重点：**加粗**，又是**另一处**的"),
            ("见[通知]（a.md）。", "见[通知](a.md)。"),
            ("见[网站]（https://a.cn/b）", "见[网站](https://a.cn/b)"),
            ("![合影]（合影.jpg）", "![合影](合影.jpg)"),
            ("见[通知](a.md）。", "见[通知](a.md)。"),
        ];
        for (typed, right) in table {
            let count = usize::from(typed != right);
            assert_eq!(mended(typed), (count, right.to_owned()), "{typed}");
        }
    }

    #[test]
    fn what_only_the_writer_knows_is_told() {
        let texts = [
            "#总体要求",
            "![合影](合影 照片.jpg)",
            "| 甲 | 乙 |\n| 一 | 二 |",
            "|甲|乙|\n|---|\n|一|二|",
            "发放{{ 数学(优待证) }}",
            "发放{{ 数字(优待证 }}",
            "<details><summary>共{{ 数字(优待证) }}</summary></details>",
        ];
        for text in texts {
            assert_eq!(mended(text), (1, text.to_owned()));
        }
    }

    #[test]
    fn what_only_looks_like_markup_stays() {
        let texts = [
            "#双拥#话题",
            "#1 楼",
            "\\##甲",
            "## 甲",
            "```\n##甲\n```",
            "张** 李**等人",
            "张**、李**等人",
            "2 ** 3 ** 4",
            "`**甲 **`",
            "**甲**",
            "[注]（下同）",
            "[1]（2026年）",
            "\\[甲\\](乙)",
            "\\{{ 数学(优待证) }}",
            "`{{ 数学(优待证) }}`",
            "{{ 数字(优待证) }}",
            "{{ 目录 }}",
            "{{ x }}",
            "[甲](a.md)",
            "| 甲 | 乙 |\n|---|---|\n| 一 | 二 |",
            "|甲|",
        ];
        for text in texts {
            assert_eq!(mended(text), (0, text.to_owned()));
        }
    }
}
