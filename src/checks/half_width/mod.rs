//! Half-width punctuation between Chinese characters: in texts, titles and summaries.

mod letters;
mod marks;

use std::collections::BTreeMap;
use std::ops::Range;

use super::prose::Text;
use crate::diag::{Diagnostic, Edit, Fix, Place, Report, Rule, Severity};
use crate::say;
use crate::source::SourcePath;

use letters::Block;

/// A half-width mark where Chinese needs a full-width one.
pub static HALF_WIDTH_PUNCTUATION: Rule = Rule {
    name: "half-width-punctuation",
    severity: Severity::Warning,
    zh: "汉字之间用了半角标点，正文、标题和摘要都查。中文标点占一个字的位置（GB/T 15834—2011，5.1），半角的会挤在一起，\
         也断不对行；引号要用“”。数字、英文、时刻、网址、文件名和代码里的半角标点不算。",
    en: "Half-width punctuation between Chinese characters, in texts, titles and summaries. A Chinese mark takes the \
         place of one character (GB/T 15834-2011, 5.1); a half-width one stands too close and breaks lines in the \
         wrong place; quotation marks are “”. Numbers, Latin words, times, addresses, names of files and code keep \
         theirs.",
};

pub fn look(text: &Text<'_>, report: &mut Report) {
    let blocks = text.passages.iter().filter_map(Block::read);
    let slips: Vec<Slip> = blocks.flat_map(|mut block| block.slips()).collect();
    let mut lines: BTreeMap<usize, Vec<Slip>> = BTreeMap::new();
    for slip in slips {
        let line = text.source[..slip.place.start].rfind('\n').map_or(0, |at| at + 1);
        lines.entry(line).or_default().push(slip);
    }
    report.extend(lines.into_values().map(|slips| finding(text.file, slips)));
}

/// All slips of one line, because they are mended together.
fn finding(source: &SourcePath, mut slips: Vec<Slip>) -> Diagnostic {
    slips.sort_by_key(|slip| slip.place.start);
    for index in 1..slips.len() {
        // Two marks may both want the space between them.
        slips[index].place.start = slips[index].place.start.max(slips[index - 1].place.end);
    }
    let typed = quoted(slips.iter().map(|slip| slip.typed));
    let count = slips.len();
    let message = match count {
        1 => say!(
            "汉字之间用了半角标点{typed}",
            "half-width punctuation between Chinese characters: {typed}"
        ),
        _ => say!(
            "这一行的汉字之间有 {count} 处半角标点{typed}",
            "half-width punctuation between Chinese characters in {count} places of this line: {typed}"
        ),
    };
    let place = Place::span(source, slips[0].place.clone());
    let finding = Diagnostic::new(&HALF_WIDTH_PUNCTUATION, place, message);
    slips.retain(|slip| slip.doubt == Doubt::None);
    if slips.is_empty() {
        return finding.help(say!("如果是句末，改为“。”", "if a sentence ends here, type “。”"));
    }
    let right = quoted(slips.iter().map(|slip| slip.right));
    let edit =
        |slip: Slip| Edit { file: source.clone(), range: slip.place, text: slip.right.to_string() };
    let title = say!("改为{right}", "change to {right}");
    finding.fix(Fix { title, edits: slips.into_iter().map(edit).collect() })
}

/// Each of the marks once, between quotation marks.
fn quoted(marks: impl Iterator<Item = char>) -> String {
    let mut seen = Vec::new();
    for mark in marks {
        if !seen.contains(&mark) {
            seen.push(mark);
        }
    }
    seen.into_iter().flat_map(|mark| ['“', mark, '”']).collect()
}

/// Whether a mark may be right after all, so that only the writer should change it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doubt {
    None,
    Some,
}

/// A mark and what it should be.
struct Slip {
    typed: char,
    right: char,
    doubt: Doubt,
    /// The mark, and the space that made up for its width.
    place: Range<usize>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::looked_at;
    use crate::checks::prose::{Part, Standing, field};
    use crate::diag::apply;

    /// The text after its mending.
    fn mended(markdown: &str) -> String {
        looked_at(markdown, |file, document, report| {
            let today = jiff::civil::Date::default();
            look(&Text::new(file, document, Standing::Item, today), report);
        })
        .1
    }

    #[test]
    fn slips_are_mended() {
        let table = [
            ("同志们,大家好!", "同志们，大家好！"),
            ("一是走访;二是慰问:送年货", "一是走访；二是慰问：送年货"),
            ("**重点**,其余", "**重点**，其余"),
            ("说:“好”,又走了", "说：“好”，又走了"),
            ("军人(退役)优先", "军人（退役）优先"),
            ("(一)总体要求", "（一）总体要求"),
            ("会议(扩大),听取汇报", "会议（扩大），听取汇报"),
            ("真的?!是啊", "真的？！是啊"),
            ("甲, 乙", "甲，乙"),
            ("**甲,** 乙", "**甲，** 乙"),
            ("甲,\n乙", "甲，\n乙"),
            ("会议结束.", "会议结束。"),
            ("会议结束.\n大家离场.", "会议结束。\n大家离场。"),
            ("他说“很好.”", "他说“很好。”"),
            ("他说:\"好.\",又走了", "他说：“好。”，又走了"),
            ("开展\"八一\"走访\"双拥\"模范", "开展“八一”走访“双拥”模范"),
            ("\"AI赋能\"座谈会", "“AI赋能”座谈会"),
            ("军人( 退役 )优先", "军人（退役）优先"),
            ("办法(2026年修订)印发", "办法（2026年修订）印发"),
            ("通知(含附件(一)和表)", "通知（含附件（一）和表）"),
            ("甲(乙, )丙", "甲（乙，）丙"),
            ("| 项,目 |\n|---|\n| 甲:乙 |", "| 项，目 |\n|---|\n| 甲：乙 |"),
        ];
        for (typed, right) in table {
            assert_eq!(mended(typed), right, "{typed}");
        }
    }

    #[test]
    fn what_only_looks_like_a_slip_stays() {
        let table = [
            "时间9:30,地点201",
            "共10,000人",
            "比例3:1",
            "用`甲,乙`表示",
            "```\n甲,乙\n```",
            "[甲,乙](a,b.md)",
            "![甲,乙](a.jpg)",
            "见https://example.cn/a,b",
            "Word(文档)一份",
            "函数f(甲)值",
            "{{ 图(甲) }}",
            "甲\\,乙",
            "已是全角，不必改。",
            "甲:)乙",
            "No. 1, 甲",
            "约翰.史密斯和约翰. 史密斯",
            "一. 总体要求",
            "加强组织领导. 各单位要落实",
            "## 第一.",
            "版本3.5.",
            "见说明.docx和 a.md。",
            "省略...",
            "用`print(\"甲.\")`表示",
            "24\"屏幕和27\"屏幕",
            "缺一半\"的引号",
            "see \"双拥\" there",
            "class=\"甲\"",
            "[甲](a.md \"乙\")",
            "<span title=\"甲\">乙</span>",
            "甲\\\"乙\"丙",
            "军人(veterans)优先",
            "函数f(2026年)",
        ];
        for text in table {
            assert_eq!(mended(text), text);
        }
    }

    #[test]
    fn fields_are_mended_between_their_quotation_marks() {
        let table = [
            ("\"军民同心,共建家园\"", "\"军民同心，共建家园\""),
            ("'开展\"八一\"走访.'", "'开展“八一”走访。'"),
            ("走访(慰问)军属", "走访（慰问）军属"),
            ("\"时间9:30,a,b\"", "\"时间9:30,a,b\""),
            ("\"甲\\\"乙,丙\"", "\"甲\\\"乙,丙\""),
            ("\"\"\"甲,乙\"\"\"", "\"\"\"甲,乙\"\"\""),
        ];
        let file = SourcePath::new("a.md");
        for (typed, right) in table {
            let text = format!("title = {typed}");
            let passage = field(&text, 8..text.len(), Part::Title, "甲,乙");
            let block = passage.as_ref().and_then(Block::read);
            let slips = block.map(|mut block| block.slips()).filter(|slips| !slips.is_empty());
            let fix = slips.and_then(|slips| finding(&file, slips).fix);
            assert_eq!(apply(&file, &text, fix.as_ref()).0, format!("title = {right}"));
        }
    }
}
