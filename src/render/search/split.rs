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
pub(super) const LIMIT: u64 = 12 * 1024 * 13 / 2;
/// How many bits of the hash are decided by the first unit, and by the first two.
pub(super) const BOUNDARIES: [(u32, u32); 2] = [(1, 12), (2, 22)];
/// All of its bits.
const ALL: usize = 32;

/// The place of `key` in the tree.
pub(super) fn hash(key: Key) -> u32 {
    let [first, second, third] = key.units();
    part(first, 12) << 20 | part(second, 10) << 10 | part(third, 10)
}

fn part(unit: u32, width: usize) -> u32 {
    unit.wrapping_mul(0x9E37_79B1) >> (ALL - width)
}

/// One shard: the name of its file, which is `s` and the halves that lead to it, and the keys it
/// holds, as indices.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Shard {
    pub(super) name: String,
    pub(super) keys: Range<usize>,
}

/// Halves `keys`, given as (hash, estimated bits) in rising order, into shards; writes the shape
/// of the tree to `bits`.
pub(super) fn split(keys: &[(u32, u64)], bits: &mut Bits) -> Vec<Shard> {
    let mut shards = Vec::new();
    halve(keys, Shard { name: "s".into(), keys: 0..keys.len() }, bits, &mut shards);
    shards
}

fn halve(keys: &[(u32, u64)], shard: Shard, bits: &mut Bits, out: &mut Vec<Shard>) {
    let Shard { name, keys: Range { start, end } } = shard;
    let here = &keys[start..end];
    let long = here.iter().map(|(_, cost)| cost).sum::<u64>() > LIMIT;
    if long && here[0].0 != here[here.len() - 1].0 {
        bits.put(1, 1);
        let bit = 1 << (ALL - name.len());
        let middle = start + here.partition_point(|(hash, _)| hash & bit == 0);
        halve(keys, Shard { name: format!("{name}0"), keys: start..middle }, bits, out);
        halve(keys, Shard { name: format!("{name}1"), keys: middle..end }, bits, out);
    } else if here.is_empty() {
        bits.put(0b00, 2);
    } else {
        bits.put(0b01, 2);
        out.push(Shard { name, keys: start..end });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_ranges_are_halved_until_they_fit_or_cannot_be() {
        let keys = [
            (0x0000_0000, LIMIT / 2),
            (0x0000_0001, LIMIT / 2),
            (0x4000_0000, LIMIT / 2),
            (0xC000_0000, LIMIT),
            (0xC000_0000, LIMIT),
        ];
        let mut bits = Bits::default();
        let shards: Vec<_> =
            split(&keys, &mut bits).into_iter().map(|it| (it.name, it.keys)).collect();
        assert_eq!(
            shards,
            [("s00", 0..2), ("s01", 2..3), ("s1", 3..5)].map(|(n, k)| (n.into(), k))
        );
        let mut shape = Bits::default();
        shape.put(0b1101_0101, 8);
        assert_eq!(bits.finish(), shape.finish());
    }

    #[test]
    fn keys_that_begin_alike_stay_together() {
        let hash = |text| hash(Key::new(&crate::render::search::fold(text)));
        assert_eq!(hash("拥军优") >> 10, hash("拥军").wrapping_shr(10));
        assert_eq!(hash("拥军优") >> 20, hash("拥政爱") >> 20);
    }
}
