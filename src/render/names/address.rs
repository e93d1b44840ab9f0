//! Permanent addresses: where the person of an id is, whichever page of the list that is today.
//!
//! A shard is the ids in order, each without what it shares with the one before, and the number of
//! the shard of people that holds each, in base 36 with `,` between; one that is as before is left
//! out. Ids that an office gave row by row take some six bytes each.

use std::cmp::Ordering;

use rayon::prelude::*;

use super::File;
use super::shard::{Begin, directory, front_coded};
use crate::model::{PersonId, Roll};
use crate::plan::{fold, safe};
use crate::text::half_width;

/// The letter of the section in file names.
const LETTER: char = 'a';
/// Bytes of a shard of ids: one is all that an address needs beside a shard of people.
const SHARD: usize = 24_000;

/// An id as it is looked up, and who has it.
struct Address {
    key: String,
    person: PersonId,
}

/// The shards of ids and their lists. `shards` says in which shard of people each person is.
pub fn files(roll: &Roll, shards: &[u32]) -> (Vec<File>, Begin) {
    let mut addresses: Vec<Address> = roll
        .order
        .par_iter()
        .map(|person| Address { key: key(roll.id(*person)), person: *person })
        .collect();
    addresses.par_sort_unstable_by(|a, b| by_utf16(&a.key, &b.key));
    let cut = cut(&addresses);
    let firsts: Vec<String> = cut.iter().map(|addresses| addresses[0].key.clone()).collect();
    let made = cut.par_iter().enumerate().map(|(number, addresses)| {
        let name = format!("{LETTER}/{number}");
        let keys: Vec<&str> = addresses.iter().map(|address| address.key.as_str()).collect();
        let said = serde_json::json!([front_coded(keys.iter()), numbers(addresses, shards)]);
        (format!("{name}.js"), super::script(&name, &said))
    });
    let mut files: Vec<File> = made.collect();
    let (lists, begin) = directory(LETTER, &firsts);
    files.extend(lists);
    (files, begin)
}

/// The order of two texts as the reader's strings are compared, by their UTF-16.
fn by_utf16(a: &str, b: &str) -> Ordering {
    // It is that of UTF-8, but what begins with EE or EF stands behind what takes two units of UTF-16.
    let rank = |byte: u8| if matches!(byte, 0xee | 0xef) { byte + 0x10 } else { byte };
    let differs = a.bytes().zip(b.bytes()).find(|(a, b)| a != b);
    differs.map_or_else(|| a.len().cmp(&b.len()), |(a, b)| rank(a).cmp(&rank(b)))
}

/// An id as it is looked up: as addresses have it, in half-width and small letters.
fn key(id: &str) -> String {
    fold(&safe(id)).chars().map(half_width).collect()
}

fn cut(addresses: &[Address]) -> Vec<&[Address]> {
    /// What stands beside an id, and between two.
    const BESIDE: usize = 5;
    let mut bytes = 0;
    let mut before = "";
    let full = |address: &Address, before: &str| {
        let shared = before.bytes().zip(address.key.bytes()).take_while(|(a, b)| a == b).count();
        address.key.len() - shared + BESIDE
    };
    let mut cuts = vec![0];
    for (at, address) in addresses.iter().enumerate() {
        bytes += full(address, before);
        before = &address.key;
        if bytes > SHARD {
            cuts.push(at);
            bytes = address.key.len();
        }
    }
    cuts.push(addresses.len());
    let shards = cuts.windows(2).map(|pair| &addresses[pair[0]..pair[1]]);
    shards.filter(|shard| !shard.is_empty()).collect()
}

fn numbers(addresses: &[Address], shards: &[u32]) -> String {
    let mut last = None;
    let number = |address: &Address| {
        let shard = shards[address.person.0 as usize];
        if last.replace(shard) == Some(shard) { String::new() } else { super::base36(shard) }
    };
    let text = addresses.iter().map(number).collect::<Vec<_>>().join(",");
    text.trim_end_matches(',').to_owned()
}
