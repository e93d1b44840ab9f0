//! How many shapes a browser draws when every reference in a drawing is followed.
//!
//! Ten groups that each use the next one ten times are a thousand bytes and ten thousand million
//! shapes. References made by style sheets are not followed.

use std::collections::BTreeMap;

/// More shapes than this are refused.
const MOST_DRAWN: u64 = 1_000_000;
/// Longer chains of parts within parts are refused.
const DEEPEST: usize = 512;

/// The named parts of a drawing, and which of them use which.
#[derive(Debug)]
pub(super) struct Weight {
    parts: Vec<Part>,
    names: BTreeMap<String, usize>,
}

#[derive(Debug, Default)]
struct Part {
    /// Elements in it that belong to no named part inside it.
    own: u64,
    /// The named parts inside it.
    inside: Vec<usize>,
    /// Names it refers to.
    uses: Vec<String>,
    state: State,
}

#[derive(Debug, Default, Clone, Copy)]
enum State {
    #[default]
    Unknown,
    /// Being counted; to meet it again is a circle, which browsers do not draw.
    Open,
    Known(u64),
}

impl Weight {
    /// A drawing with nothing in it; the whole of it is part 0.
    pub fn new() -> Self {
        Self { parts: vec![Part::default()], names: BTreeMap::new() }
    }

    /// Counts an element inside `part`. One with a name opens a part of its own, which is
    /// returned; otherwise `part` is. Of two equal names the first counts, as in browsers.
    pub fn element(&mut self, part: usize, name: Option<&str>) -> usize {
        let Some(name) = name.filter(|name| !self.names.contains_key(*name)) else {
            self.parts[part].own += 1;
            return part;
        };
        let inner = self.parts.len();
        self.parts.push(Part { own: 1, ..Part::default() });
        self.parts[part].inside.push(inner);
        self.names.insert(name.to_owned(), inner);
        inner
    }

    /// Notes that something in `part` refers to `name`.
    pub fn refer(&mut self, part: usize, name: &str) {
        self.parts[part].uses.push(name.to_owned());
    }

    /// Whether it is more than a browser can draw.
    pub fn is_too_much(&mut self) -> bool {
        self.count(0, 0).is_none_or(|drawn| drawn > MOST_DRAWN)
    }

    /// Elements drawn for `part`; none when the chain is too long.
    fn count(&mut self, part: usize, depth: usize) -> Option<u64> {
        match self.parts[part].state {
            State::Known(drawn) => return Some(drawn),
            State::Open => return Some(0),
            State::Unknown if depth > DEEPEST => return None,
            State::Unknown => self.parts[part].state = State::Open,
        }
        let mut drawn = self.parts[part].own;
        let inside = std::mem::take(&mut self.parts[part].inside);
        let uses = std::mem::take(&mut self.parts[part].uses);
        let targets: Vec<usize> = uses.iter().filter_map(|n| self.names.get(n).copied()).collect();
        for inner in inside.into_iter().chain(targets) {
            drawn = drawn.saturating_add(self.count(inner, depth + 1)?);
        }
        self.parts[part].state = State::Known(drawn);
        Some(drawn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `parts` are names with the names each uses.
    fn bearable(parts: &[(&str, &[&str])]) -> bool {
        let mut weight = Weight::new();
        for (name, uses) in parts {
            let part = weight.element(0, Some(name));
            uses.iter().for_each(|name| weight.refer(part, name));
        }
        !weight.is_too_much()
    }

    #[test]
    fn bombs_are_refused_and_circles_are_not() {
        let names: Vec<String> = (0..20).map(|n| format!("n{n}")).collect();
        let tens: Vec<[&str; 10]> = names.iter().map(|name| [name.as_str(); 10]).collect();
        let bomb: Vec<(&str, &[&str])> =
            names.iter().zip(&tens[1..]).map(|(name, next)| (name.as_str(), &next[..])).collect();
        assert!(!bearable(&bomb));
        assert!(bearable(&bomb[15..]));
        assert!(bearable(&[("a", &["b"]), ("b", &["a", "a", "c"])]));
    }

    #[test]
    fn chains_without_end_are_refused() {
        let names: Vec<String> = (0..100_000).map(|n| format!("n{n}")).collect();
        let nexts: Vec<[&str; 1]> = names.iter().map(|name| [name.as_str()]).collect();
        let chain: Vec<(&str, &[&str])> =
            names.iter().zip(&nexts[1..]).map(|(name, next)| (name.as_str(), &next[..])).collect();
        assert!(!bearable(&chain));
        assert!(bearable(&chain[99_600..]));
    }
}
