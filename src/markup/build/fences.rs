//! Where containers begin and end.

use std::ops::Range;

use super::super::{BoxStyle, Kind};
use super::{Builder, Flavour, Open, Role, rules};
use crate::diag::{Diagnostic, Fix};
use crate::say;

/// How deep containers may nest: deeper than any page wants, and shallow enough for browsers.
const DEEPEST: usize = 16;

impl Builder<'_> {
    /// A `:::` line.
    pub(super) fn fence(&mut self, span: Range<usize>) {
        let line = &self.source[span.clone()];
        let colons = line.bytes().take_while(|b| *b == b':').count();
        let words = line[colons..].trim_end_matches(':').trim();
        if words.is_empty() {
            self.end_container(colons, &span);
        } else {
            let words = words.to_owned();
            self.start_container(colons, &words, span);
        }
    }

    fn start_container(&mut self, colons: usize, words: &str, line: Range<usize>) {
        let is_container = |open: &&Open| matches!(open.role, Role::Container { .. });
        if self.open.iter().filter(is_container).count() == DEEPEST {
            return self.find(
                &rules::CONTAINER_STRAY,
                &line,
                say!(
                    "方框套方框不能超过 {DEEPEST} 层，这一层没有成为方框",
                    "boxes may nest {DEEPEST} deep; this one is not made a box"
                ),
                say!(
                    "请检查上面的方框是否都用 ::: 结束了",
                    "check that the boxes above are ended with :::"
                ),
            );
        }
        let kind = self.container_kind(words, &line);
        self.open(kind, line, Role::Container { colons });
    }

    fn container_kind(&mut self, words: &str, line: &Range<usize>) -> Kind {
        let (first, rest) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
        if matches!(first, "图表" | "chart") {
            return self.start_chart(&self.filled(rest.trim(), line), line);
        }
        let (kind, title): (fn(u32) -> Kind, &str) = match first {
            "看点" => (|title| Kind::Boxed { style: BoxStyle::Kandian, title }, rest),
            "盘点" => (|title| Kind::Boxed { style: BoxStyle::Pandian, title }, rest),
            "引语" => (Kind::PullQuote, rest),
            "数字" => (Kind::FigureStrip, rest),
            "图集" => (Kind::Gallery, rest),
            "附件" => (Kind::Attachments, rest),
            "视频" => (Kind::Video, rest),
            _ => (|title| Kind::Boxed { style: BoxStyle::Plain, title }, words),
        };
        let title = self.filled(title.trim(), line);
        kind(self.beside.keep(&title))
    }

    /// A line of colons: ends the innermost container of as many colons, or else the innermost.
    fn end_container(&mut self, colons: usize, line: &Range<usize>) {
        let depth = self.open.iter().rev().take_while(|open| is_container(open.role)).count();
        let inner = &self.open[self.open.len() - depth..];
        let exact = inner.iter().rposition(|open| open.role == Role::Container { colons });
        let Some(index) = exact.or(depth.checked_sub(1)) else {
            return self.find(
                &rules::CONTAINER_STRAY,
                line,
                say!("这一行 ::: 前面没有打开的方框", "there is no open box for this ::: to end"),
                say!(
                    "请删掉这一行；要开始一个方框，请在 ::: 后面写标题，例如 ::: 看点",
                    "delete the line; to begin a box, write a title after :::, as in ::: 看点"
                ),
            );
        };
        let keep = self.open.len() - depth + index;
        while let Some(Open { node, .. }) = self.open.pop() {
            if self.open.len() == keep {
                return self.close_container(node, line.end);
            }
            self.end_unclosed_container(node);
        }
    }

    /// What is around the container ends, or the text does.
    pub(super) fn end_unclosed_container(&mut self, node: usize) {
        let line = self.nodes[node].span();
        let words = self.source[line.clone()].to_owned();
        let end = self.nodes[node + 1..].iter().map(|n| n.end as usize).max().unwrap_or(line.end);
        let colons = words.bytes().take_while(|b| *b == b':').count();
        // Where the box should end, only the writer knows.
        self.find(
            &rules::CONTAINER_UNCLOSED,
            &line,
            say!("方框“{words}”没有结束", "the box “{words}” is never ended"),
            say!(
                "请在方框内容之后另起一行，写 {0}",
                "write {0} on a line of its own after what belongs in the box",
                ":".repeat(colons)
            ),
        );
        self.close_container(node, end);
    }

    /// `：：：`, as a Chinese keyboard types it, does not begin or end a box; the writer is told.
    pub(super) fn find_wide_colons(&mut self, span: &Range<usize>) {
        if self.flavour == Flavour::CommonMark || self.literal > 0 {
            return;
        }
        let colons = self.source[span.clone()].chars().take_while(|c| *c == '：').count();
        let place = span.start..span.start + colons * '：'.len_utf8();
        let finding = Diagnostic::new(
            &rules::CONTAINER_STRAY,
            self.place(&place),
            say!(
                "方框要用英文冒号 :::，这里是中文冒号",
                "boxes are made with ASCII colons, these are full-width"
            ),
        )
        .help(say!(
            "请切换到英文输入法，改成 {0}",
            "switch the keyboard and type {0}",
            ":".repeat(colons)
        ))
        .fix(Fix::replace(
            say!("改成英文冒号", "use ASCII colons"),
            self.file,
            place,
            ":".repeat(colons),
        ));
        self.report.push(finding);
    }

    fn close_container(&mut self, node: usize, end: usize) {
        self.nodes[node].end = super::offset(end.max(self.nodes[node].end as usize));
        self.close(node);
        self.shape_container(node);
    }
}

fn is_container(role: Role) -> bool {
    matches!(role, Role::Container { .. })
}
