//! Which shard a key lives in: a tree of halvings by the bits of the key's hash.
//!
//! A range of hashes that is too long for one file is halved by its next bit, and so on; so no
//! shard grows beyond the limit, and an article more moves no key but those in a shard that has
//! become too long. The first twelve bits come from the first unit of the key, ten from the second
//! and ten from the third: keys that begin alike stay together.

use std::ops::Range;

use super::bits::Bits;
use super::key::Key;

/// Bits of a shard's estimated length beyond which it is halved.
pub(super) const LIMIT: u64 = 16 * 1024 * 13 / 2;
/// How many bits of the hash are decided by the first unit, and by the first two.
pub(super) const BOUNDARIES: [u32; 2] = [12, 22];
const ALL: u32 = 32;

/// The place of `key` in the tree.
pub(super) fn hash(key: Key) -> u32 {
    let path = key.path();
    part(path[0], 12) << 20 | part(path[1], 10) << 10 | part(path[2], 10)
}

fn part(unit: u32, width: u32) -> u32 {
    unit.wrapping_mul(0x9E37_79B1) >> (ALL - width)
}

/// One shard: the name of its file, which is the path to it (a 1, then the bits) in hexadecimal,
/// and the keys it holds, as indices.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Shard {
    pub(super) name: String,
    pub(super) keys: Range<usize>,
}

/// Halves `keys`, given as (hash, estimated bits) in rising order, into shards; writes the shape
/// of the tree to `bits`.
pub(super) fn split(keys: &[(u32, u64)], bits: &mut Bits) -> Vec<Shard> {
    let mut shards = Vec::new();
    halve(keys, 0..keys.len(), Node { depth: 0, path: 1 }, bits, &mut shards);
    shards
}

#[derive(Clone, Copy)]
struct Node {
    depth: u32,
    path: u64,
}

fn halve(
    keys: &[(u32, u64)],
    range: Range<usize>,
    node: Node,
    bits: &mut Bits,
    out: &mut Vec<Shard>,
) {
    let here = &keys[range.clone()];
    let long = here.iter().map(|(_, cost)| cost).sum::<u64>() > LIMIT;
    if long && node.depth < ALL && here[0].0 != here[here.len() - 1].0 {
        bits.put(1, 1);
        let bit = 1 << (ALL - 1 - node.depth);
        let middle = range.start + here.partition_point(|(hash, _)| hash & bit == 0);
        for (half, side) in [(range.start..middle, 0), (middle..range.end, 1)] {
            let child = Node { depth: node.depth + 1, path: node.path << 1 | side };
            halve(keys, half, child, bits, out);
        }
    } else if range.is_empty() {
        bits.put(0b00, 2);
    } else {
        bits.put(0b01, 2);
        out.push(Shard { name: format!("{:x}", node.path), keys: range });
    }
}
