//! The files of a volume, and its row in the index.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::bits::Bits;
use super::excerpt::{self, Texts, literal};
use super::key::Tokens;
use super::shard::shards;
use super::{Entry, ShardFile};

/// Articles that are indexed together, oldest first, under the volume's name.
#[derive(Debug, Clone, Copy)]
pub struct Volume<'a> {
    name: &'a str,
    texts: Texts,
    entries: &'a [Entry<'a>],
}

/// A volume's row in the index.
#[derive(Debug, Serialize)]
pub struct Row {
    name: String,
    digest: String,
    articles: usize,
    together: usize,
    years: Vec<(String, usize)>,
}

impl Row {
    /// The row of the volume `name`, whose articles are of these `dates`, oldest first. `digest` is
    /// of everything that went into its files: their addresses end in it, so that a cache never
    /// mixes old with new ones.
    pub fn new(name: &str, texts: Texts, digest: &blake3::Hash, dates: &[&str]) -> Self {
        let years = dates.chunk_by(|a, b| year(a) == year(b));
        Self {
            name: name.to_owned(),
            digest: digest.to_hex()[..10].to_owned(),
            articles: dates.len(),
            together: texts.together(),
            years: years.map(|part| (year(part[0]).to_owned(), part.len())).collect(),
        }
    }
}

/// `search/index.js`: the volumes; `rows` are oldest first, the file has the newest first.
pub fn index(rows: &[Row]) -> ShardFile {
    let rows: Vec<&Row> = rows.iter().rev().collect();
    ShardFile::script("index", &literal(&rows))
}

fn year(date: &str) -> &str {
    date.get(..4).unwrap_or_default()
}

impl<'a> Volume<'a> {
    /// The volume `name` of `entries`, oldest first.
    pub fn new(name: &'a str, texts: Texts, entries: &'a [Entry<'a>]) -> Self {
        Self { name, texts, entries }
    }

    /// Its files; `tokens` are those of its entries, in their order.
    pub fn files(self, tokens: Vec<Tokens>) -> Vec<ShardFile> {
        let mut bits = Bits::default();
        let script = |(name, content): (String, String)| {
            ShardFile::script(&format!("{}/{name}", self.name), &format!("\"{content}\""))
        };
        let mut files: Vec<_> = shards(tokens, &mut bits).into_iter().map(script).collect();
        for (number, entries) in self.entries.chunks(self.texts.together()).enumerate() {
            files.push(excerpt::file(self.name, number, entries));
        }
        files.push(self.contents(bits));
        files
    }

    /// The volume's own file: the names of its columns, and as bits the shape of its shards and
    /// every article's column, the frequent ones in fewer bits.
    fn contents(self, mut bits: Bits) -> ShardFile {
        let mut articles: BTreeMap<&str, usize> = BTreeMap::new();
        for entry in self.entries {
            *articles.entry(entry.column).or_default() += 1;
        }
        let mut columns: Vec<&str> = articles.keys().copied().collect();
        columns.sort_by_key(|column| Reverse(articles[column]));
        let numbers: BTreeMap<&str, u32> = columns.iter().copied().zip(0..).collect();
        for entry in self.entries {
            bits.put_count(numbers[entry.column]);
        }
        let value = format!("[{},\"{}\"]", literal(&columns), bits.finish());
        ShardFile::script(&format!("{}/v", self.name), &value)
    }
}
