//! Going through a document's nodes without recursion, however deep they nest.

use std::ops::Range;

use super::Node;

/// A step of a [`Walk`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'a> {
    /// A node begins. Leaves are entered only.
    Enter(usize, &'a Node),
    /// A node and its descendants are done.
    Leave(usize, &'a Node),
}

/// An iterator over nodes in reading order.
#[derive(Debug, Clone)]
pub struct Walk<'a> {
    nodes: &'a [Node],
    at: usize,
    end: usize,
    open: Vec<usize>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(nodes: &'a [Node], range: Range<usize>) -> Self {
        Self { nodes, at: range.start, end: range.end, open: Vec::new() }
    }

    /// Passes over the descendants of the node entered last; it is still left.
    pub fn skip_inside(&mut self) {
        if let Some(open) = self.open.last() {
            self.at = self.nodes[*open].next();
        }
    }
}

impl<'a> Iterator for Walk<'a> {
    type Item = Step<'a>;

    fn next(&mut self) -> Option<Step<'a>> {
        if let Some(open) = self.open.pop_if(|open| self.nodes[*open].next() <= self.at) {
            return Some(Step::Leave(open, &self.nodes[open]));
        }
        if self.at == self.end {
            return None;
        }
        let index = self.at;
        let node = &self.nodes[index];
        self.at += 1;
        if !node.kind.is_leaf() {
            self.open.push(index);
        }
        Some(Step::Enter(index, node))
    }
}
