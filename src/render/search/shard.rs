//! The shards of a volume: every key's list gathered, cut into files, written.
//!
//! A shard is a tree of units with a list at the end of every key. To look up the beginning of
//! keys the client takes all lists below it; where these are spread over several shards, the
//! beginning has a list of its own, the union of them.

use super::bits::{Bits, scale};
use super::key::{Key, LONG, Path, Tokens};
use super::posting::{self, Posting};
use super::split::{self, BOUNDARIES, LIMIT};

/// About how many bits a key takes beside its list.
const KEY_COST: u64 = 18;
/// The range of the units of Han characters, for the scale of their gaps.
const HAN: u32 = 0x5200;
/// Units of words: at the beginning of a key, and later in a longer word.
const WORD_UNITS: u32 = 72;

/// One key and its list, a range of all postings.
#[derive(Debug, Clone, Copy)]
struct List {
    hash: u32,
    key: Key,
    start: usize,
    end: usize,
}

/// All lists of a volume.
struct Lists {
    articles: u32,
    keys: Vec<List>,
    postings: Vec<Posting>,
}

/// The shards over `tokens`, one for each article of a volume in order, as (name, content); the
/// shape of their tree is written to `shape`.
pub(super) fn shards(tokens: &[Tokens], shape: &mut Bits) -> Vec<(String, String)> {
    let mut lists = Lists::gather(tokens);
    for (at, boundary) in BOUNDARIES.iter().enumerate() {
        lists.add_beginnings(at + 1, *boundary);
    }
    let costs: Vec<_> = lists.keys.iter().map(|list| (list.hash, lists.cost(list))).collect();
    let write = |shard: split::Shard| (shard.name, lists.write(&lists.keys[shard.keys]));
    split::split(&costs, shape).into_iter().map(write).collect()
}

impl Lists {
    fn gather(tokens: &[Tokens]) -> Self {
        let articles = u32::try_from(tokens.len()).expect("articles are counted in 32 bits");
        let mut all: Vec<(u32, Key, Posting)> = (0..articles)
            .zip(tokens)
            .flat_map(|(article, Tokens(keys))| {
                keys.iter().map(move |(key, class)| {
                    (split::hash(*key), *key, Posting { article, class: *class })
                })
            })
            .collect();
        all.sort_unstable();
        let mut lists: Vec<List> = Vec::new();
        for (at, (hash, key, _)) in all.iter().enumerate() {
            match lists.last_mut() {
                Some(list) if list.key == *key => list.end = at + 1,
                _ => lists.push(List { hash: *hash, key: *key, start: at, end: at + 1 }),
            }
        }
        Self {
            articles,
            keys: lists,
            postings: all.into_iter().map(|(.., posting)| posting).collect(),
        }
    }

    fn cost(&self, list: &List) -> u64 {
        KEY_COST + posting::cost(list.end - list.start, self.articles)
    }

    /// Gives the first `length` units of keys a list of their own where the keys that share the
    /// first `boundary` bits of the hash do not fit into one shard.
    fn add_beginnings(&mut self, length: usize, boundary: u32) {
        let together = |a: &List, b: &List| a.hash >> (32 - boundary) == b.hash >> (32 - boundary);
        let mut unions: Vec<(Key, Vec<Posting>)> = Vec::new();
        for group in self.keys.chunk_by(together) {
            if group.iter().map(|list| self.cost(list)).sum::<u64>() > LIMIT {
                unions.extend(self.beginnings(group, length));
            }
        }
        let replaced: std::collections::BTreeSet<Key> =
            unions.iter().map(|(key, _)| *key).collect();
        self.keys.retain(|list| !replaced.contains(&list.key));
        for (key, postings) in unions {
            let start = self.postings.len();
            self.postings.extend(postings);
            self.keys.push(List { hash: split::hash(key), key, start, end: self.postings.len() });
        }
        self.keys.sort_unstable_by_key(|list| (list.hash, list.key));
    }

    fn beginnings(&self, group: &[List], length: usize) -> Vec<(Key, Vec<Posting>)> {
        let mut parts: Vec<(Key, &List)> =
            group.iter().map(|list| (list.key.prefix(length), list)).collect();
        parts.sort_unstable_by_key(|(beginning, list)| (*beginning, list.key));
        parts
            .chunk_by(|a, b| a.0 == b.0)
            .map(|part| {
                let lists = part.iter().flat_map(|(_, list)| &self.postings[list.start..list.end]);
                let mut postings: Vec<Posting> = lists.copied().collect();
                posting::merge(&mut postings);
                (part[0].0, postings)
            })
            .collect()
    }

    fn write(&self, lists: &[List]) -> String {
        let mut sorted: Vec<(Path, &List)> =
            lists.iter().map(|list| (list.key.path(), list)).collect();
        sorted.sort_unstable_by_key(|(path, _)| *path);
        let mut bits = Bits::default();
        self.write_node(&mut bits, &sorted, Place { depth: 0, in_word: true });
        bits.finish()
    }

    /// The list of the key that ends at `place`, then the units that may follow, each with its
    /// node: those of words, then the others.
    fn write_node(&self, bits: &mut Bits, keys: &[(Path, &List)], place: Place) {
        let ending = keys.partition_point(|(path, _)| place.ends(path));
        let here = keys[..ending].first().map(|(_, list)| &self.postings[list.start..list.end]);
        posting::put(bits, here.unwrap_or_default(), self.articles);
        let words =
            ending + keys[ending..].partition_point(|(path, _)| path[place.depth] <= WORD_UNITS);
        if place.may_hold_words() {
            self.write_children(bits, &keys[ending..words], place);
        }
        if place.may_hold_others() {
            self.write_children(bits, &keys[words..], place);
        }
    }

    fn write_children(&self, bits: &mut Bits, keys: &[(Path, &List)], place: Place) {
        let unit = |(path, _): &(Path, &List)| path[place.depth];
        let children = || keys.chunk_by(|a, b| unit(a) == unit(b));
        let count = u32::try_from(children().count()).expect("units are counted in 32 bits");
        bits.put_count(count);
        let mut next = WORD_UNITS + 1;
        for child in children() {
            let unit = unit(&child[0]);
            if unit <= WORD_UNITS {
                bits.put(unit, 7);
            } else {
                bits.put_gap(unit - next, scale(HAN, count));
                next = unit + 1;
            }
            self.write_node(bits, child, place.below(unit));
        }
    }
}

/// A node's depth, and whether all units on the way to it are one word.
#[derive(Clone, Copy)]
struct Place {
    depth: usize,
    in_word: bool,
}

impl Place {
    fn ends(self, path: &Path) -> bool {
        path.get(self.depth).is_none_or(|unit| *unit == 0)
    }

    fn may_hold_words(self) -> bool {
        self.depth < 3 || self.in_word && self.depth < LONG
    }

    fn may_hold_others(self) -> bool {
        self.depth < 3
    }

    fn below(self, unit: u32) -> Self {
        let limit = if self.depth == 0 { WORD_UNITS } else { WORD_UNITS / 2 };
        Self { depth: self.depth + 1, in_word: self.in_word && unit <= limit }
    }
}
