//! What a paragraph turns out to be once it is complete: a figure, the place for the table of
//! contents, or one with a run-in head.

use std::ops::Range;

use super::super::document::offset;
use super::super::{Kind, Node, Words};
use super::{Builder, Flavour};

impl Builder<'_> {
    /// A paragraph is complete; `contents` is the shortcode that was read last, if nothing was
    /// closed since.
    pub(super) fn end_paragraph(&mut self, node: usize, contents: Option<usize>) {
        if self.flavour == Flavour::CommonMark {
            return;
        }
        if self.is_figure(node) {
            self.nodes[node].kind = Kind::Figure;
        } else if contents == Some(node + 1) && self.nodes.len() == node + 2 {
            self.nodes.truncate(node + 1);
            self.nodes[node].kind = Kind::Contents;
            self.nodes[node].next = offset(node + 1);
        } else {
            self.run_in(node);
        }
    }

    /// Whether the paragraph is one picture and nothing else; it may be in a link.
    fn is_figure(&self, node: usize) -> bool {
        let Some(mut only) = self.only_child(node) else { return false };
        if matches!(self.nodes[only].kind, Kind::Link(_))
            && let Some(inside) = self.only_child(only)
        {
            only = inside;
        }
        matches!(self.nodes[only].kind, Kind::Picture(_))
    }

    fn only_child(&self, node: usize) -> Option<usize> {
        let child = self.nodes.get(node + 1)?;
        (self.nodes[node].next() > node + 1 && child.next == self.nodes[node].next)
            .then_some(node + 1)
    }

    /// `【…】` at the beginning, as it is or within `**`.
    fn run_in(&mut self, node: usize) {
        let Some(first) = self.nodes.get(node + 1).copied() else { return };
        match first.kind {
            Kind::Text(Words::Verbatim) => {
                if let Some(head) = run_in_head(&self.source[first.span()]) {
                    self.split_run_in(node + 1, first, head);
                }
            }
            Kind::Strong => {
                if let Some(inside) = self.only_child(node + 1).map(|only| self.nodes[only])
                    && inside.kind == Kind::Text(Words::Verbatim)
                    && run_in_head(&self.source[inside.span()])
                        .is_some_and(|head| head.end == inside.span().len())
                {
                    self.nodes[node + 1].kind = Kind::RunIn;
                }
            }
            _ => {}
        }
    }

    /// Replaces the text `first` at `at` by a run-in head and the rest of the text.
    fn split_run_in(&mut self, at: usize, first: Node, head: Range<usize>) {
        let middle = first.start + offset(head.end);
        let index = offset(at);
        let mut parts = vec![
            Node { kind: Kind::RunIn, end: middle, next: index + 2, ..first },
            Node { end: middle, next: index + 2, ..first },
        ];
        if middle < first.end {
            parts.push(Node { start: middle, next: index + 3, ..first });
        }
        let added = offset(parts.len() - 1);
        for later in &mut self.nodes[at + 1..] {
            later.next += added;
        }
        self.nodes[at - 1].next += added;
        self.nodes.splice(at..=at, parts);
    }
}

/// The bytes of `【…】` that `text` begins with.
fn run_in_head(text: &str) -> Option<Range<usize>> {
    let inside = text.strip_prefix('【')?;
    let end = inside.find('】')?;
    (end > 0).then_some(0..'【'.len_utf8() + end + '】'.len_utf8())
}
