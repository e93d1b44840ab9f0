//! The shards of a volume: every key's list gathered, cut into files, written.
//!
//! A shard is a tree of units with a list where a key ends. To look up the beginning of keys the
//! client takes all lists below it; where these are spread over several shards, the beginning has
//! a list of its own, the union of them.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::bits::{Bits, scale};
use super::key::{Key, Tokens};
use super::posting::{self, Posting};
use super::split::{self, BOUNDARIES, LIMIT};

/// About how many bits a key takes beside its list.
const KEY_COST: u64 = 18;
/// The range of the units of Han characters, for the scale of their gaps.
const HAN: u32 = 0x5200;

/// One key and its list, a range of all postings.
#[derive(Debug, Clone, Copy)]
struct List {
    hash: u32,
    key: Key,
    start: usize,
    end: usize,
}

/// All lists of a volume, in the order of hashes.
struct Lists {
    articles: u32,
    keys: Vec<List>,
    postings: Vec<Posting>,
}

/// The shards over `tokens`, one for each article of a volume in order, as (name, content); the
/// shape of their tree is written to `shape`.
pub(super) fn shards(tokens: Vec<Tokens>, shape: &mut Bits) -> Vec<(String, String)> {
    let mut lists = Lists::gather(tokens);
    for (length, boundary) in BOUNDARIES {
        lists.add_beginnings(length, boundary);
    }
    let costs: Vec<_> = lists.keys.iter().map(|list| (list.hash, lists.cost(list))).collect();
    let write = |shard: split::Shard| (shard.name, lists.write(&lists.keys[shard.keys]));
    split::split(&costs, shape).into_iter().map(write).collect()
}

impl Lists {
    fn gather(tokens: Vec<Tokens>) -> Self {
        let articles = u32::try_from(tokens.len()).expect("articles are counted in 32 bits");
        // Millions of keys: no copy of them is made that can be avoided.
        let mut all = Vec::with_capacity(tokens.iter().map(|Tokens(keys)| keys.len()).sum());
        for (article, Tokens(keys)) in (0..articles).zip(tokens) {
            all.extend(keys.into_iter().map(|(key, class)| (key, Posting { article, class })));
        }
        all.par_sort_unstable_by_key(|(key, posting)| (*key, posting.article));
        let mut start = 0;
        let list = |same: &[(Key, Posting)]| {
            let end = start + same.len();
            let key = same[0].0;
            let list = List { hash: split::hash(key), key, start, end };
            start = end;
            list
        };
        let mut keys: Vec<List> = all.chunk_by(|a, b| a.0 == b.0).map(list).collect();
        keys.sort_unstable_by_key(|list| (list.hash, list.key));
        Self { articles, keys, postings: all.into_iter().map(|(_, posting)| posting).collect() }
    }

    fn cost(&self, list: &List) -> u64 {
        KEY_COST + posting::cost(list.end - list.start, self.articles)
    }

    /// Gives the first `length` units of keys a list of their own where the keys that share the
    /// first `boundary` bits of the hash do not fit into one shard.
    fn add_beginnings(&mut self, length: u32, boundary: u32) {
        let together = |a: &List, b: &List| a.hash >> (32 - boundary) == b.hash >> (32 - boundary);
        let mut unions: Vec<(Key, Vec<Posting>)> = Vec::new();
        for group in self.keys.chunk_by(together) {
            if group.iter().map(|list| self.cost(list)).sum::<u64>() > LIMIT {
                unions.extend(self.beginnings(group, length));
            }
        }
        let replaced: BTreeSet<Key> = unions.iter().map(|(key, _)| *key).collect();
        self.keys.retain(|list| !replaced.contains(&list.key));
        for (key, postings) in unions {
            let start = self.postings.len();
            self.postings.extend(postings);
            self.keys.push(List { hash: split::hash(key), key, start, end: self.postings.len() });
        }
        self.keys.sort_by_key(|list| (list.hash, list.key));
    }

    fn beginnings(&self, group: &[List], length: u32) -> Vec<(Key, Vec<Posting>)> {
        let mut group = group.to_vec();
        group.sort_unstable_by_key(|list| list.key);
        let beginning = |list: &List| list.key.beginning(length);
        let union = |part: &[List]| {
            let lists = part.iter().flat_map(|list| &self.postings[list.start..list.end]);
            (beginning(&part[0]), posting::union(lists, self.articles))
        };
        group.chunk_by(|a, b| beginning(a) == beginning(b)).map(union).collect()
    }

    fn write(&self, keys: &[List]) -> String {
        let mut keys = keys.to_vec();
        keys.sort_unstable_by_key(|list| list.key);
        let mut bits = Bits::default();
        self.write_node(&mut bits, &keys, 0);
        bits.finish()
    }

    /// The list of the key that ends at this depth, then the units that may follow, each with
    /// its node.
    fn write_node(&self, bits: &mut Bits, keys: &[List], depth: usize) {
        let unit = |list: &List| list.key.units().get(depth).copied().unwrap_or_default();
        let (ending, longer) = keys.split_at(keys.partition_point(|list| unit(list) == 0));
        let list = ending.first().map(|list| &self.postings[list.start..list.end]);
        posting::put(bits, list.unwrap_or_default(), self.articles);
        if depth == 3 {
            return;
        }
        let children = || longer.chunk_by(|a, b| unit(a) == unit(b));
        let count = u32::try_from(children().count()).expect("units are counted in 32 bits");
        bits.put_count(count);
        let mut next = 1;
        for child in children() {
            bits.put_gap(unit(&child[0]) - next, scale(HAN, count));
            next = unit(&child[0]) + 1;
            self.write_node(bits, child, depth + 1);
        }
    }
}
