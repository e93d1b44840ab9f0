//! Volumes: which articles are indexed together, and the files of a volume.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::bits::Bits;
use super::excerpt::{self, literal};
use super::key::Tokens;
use super::shard::shards;
use super::{Entry, ShardFile};

/// A volume ends with the year in which it reaches this many articles.
const FULL: usize = 4096;
/// A last volume of fewer articles is not parted from its newest month.
const WORTH_PARTING: usize = 512;

/// The articles of some whole years, or of the newest month, oldest first.
#[derive(Debug)]
pub struct Volume<'a> {
    name: String,
    entries: Vec<&'a Entry<'a>>,
}

/// A volume that has been written.
#[derive(Debug)]
pub struct Assembled {
    /// Its files.
    pub files: Vec<ShardFile>,
    row: Row,
}

/// A volume's row in the index.
#[derive(Debug, Serialize)]
struct Row {
    name: String,
    /// What the addresses of its files end in, so that a cache never mixes old with new ones.
    digest: String,
    articles: usize,
    years: Vec<(String, usize)>,
}

/// Parts `entries` into volumes, oldest first.
pub fn volumes<'a>(entries: &'a [Entry<'a>]) -> Vec<Volume<'a>> {
    let mut sorted: Vec<&Entry<'_>> = entries.iter().collect();
    sorted.sort_by_key(|entry| (entry.date, entry.address));
    let mut volumes: Vec<Volume<'_>> = Vec::new();
    for year in sorted.chunk_by(|a, b| year(a) == year(b)) {
        match volumes.last_mut() {
            Some(volume) if volume.entries.len() < FULL => volume.entries.extend(year),
            _ => volumes.push(Volume { name: name(year[0]), entries: year.to_vec() }),
        }
    }
    let newest = part_newest_month(volumes.last_mut());
    volumes.extend(newest);
    volumes
}

fn part_newest_month<'a>(last: Option<&mut Volume<'a>>) -> Option<Volume<'a>> {
    let last = last.filter(|volume| volume.entries.len() >= WORTH_PARTING)?;
    let newest = month(last.entries.last()?);
    let start = last.entries.partition_point(|entry| month(entry) < newest);
    let entries = last.entries.split_off(start);
    if last.entries.is_empty() {
        last.entries = entries;
        return None;
    }
    Some(Volume { name: "new".into(), entries })
}

impl<'a> Volume<'a> {
    /// Its articles, oldest first.
    pub fn entries(&self) -> &[&'a Entry<'a>] {
        &self.entries
    }

    /// Its files; `tokens` are those of its entries, in their order.
    pub fn assemble(&self, tokens: &[Tokens]) -> Assembled {
        let mut bits = Bits::default();
        let script = |(name, content): (String, String)| {
            ShardFile::script(&format!("{}/{name}", self.name), &format!("\"{content}\""))
        };
        let mut files: Vec<_> = shards(tokens, &mut bits).into_iter().map(script).collect();
        for (number, entries) in self.entries.chunks(excerpt::TOGETHER).enumerate() {
            files.push(excerpt::file(&self.name, number, entries));
        }
        files.push(self.contents(bits));
        let row = Row {
            name: self.name.clone(),
            digest: digest(&files),
            articles: self.entries.len(),
            years: self.years(),
        };
        Assembled { files, row }
    }

    /// The volume's own file: the names of its columns, and as bits the shape of its shards and
    /// every article's column, the frequent ones in fewer bits.
    fn contents(&self, mut bits: Bits) -> ShardFile {
        let mut articles: BTreeMap<&str, usize> = BTreeMap::new();
        for entry in &self.entries {
            *articles.entry(entry.column).or_default() += 1;
        }
        let mut columns: Vec<&str> = articles.keys().copied().collect();
        columns.sort_by_key(|column| Reverse(articles[column]));
        let numbers: BTreeMap<&str, u32> = columns.iter().copied().zip(0..).collect();
        for entry in &self.entries {
            bits.put_count(numbers[entry.column]);
        }
        let value = format!("[{},\"{}\"]", literal(&columns), bits.finish());
        ShardFile::script(&self.name, &value)
    }

    fn years(&self) -> Vec<(String, usize)> {
        let count = |part: &[&Entry<'_>]| (year(part[0]).to_owned(), part.len());
        self.entries.chunk_by(|a, b| year(a) == year(b)).map(count).collect()
    }
}

/// `search/index.js`: the volumes, newest first.
pub fn index(volumes: &[Assembled]) -> ShardFile {
    let rows: Vec<_> = volumes.iter().rev().map(|volume| &volume.row).collect();
    ShardFile::script("index", &literal(&rows))
}

fn digest(files: &[ShardFile]) -> String {
    let mut hasher = blake3::Hasher::new();
    for file in files {
        hasher.update(&file.bytes);
    }
    hasher.finalize().to_hex()[..10].to_owned()
}

fn name(entry: &Entry<'_>) -> String {
    if year(entry).is_empty() { "0".into() } else { year(entry).into() }
}

fn year<'a>(entry: &Entry<'a>) -> &'a str {
    entry.date.get(..4).unwrap_or_default()
}

fn month<'a>(entry: &Entry<'a>) -> &'a str {
    entry.date.get(..7).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(months: &[(&str, usize)]) -> Vec<(String, usize)> {
        let dates: Vec<String> = months
            .iter()
            .flat_map(|(month, count)| vec![format!("{month}-01"); *count])
            .chain([String::new()])
            .collect();
        let entry = |date| Entry {
            title: "",
            keywords: &[],
            body: "".into(),
            date,
            column: "",
            address: "",
        };
        let entries: Vec<Entry<'_>> = dates.iter().map(|date| entry(date)).collect();
        volumes(&entries).into_iter().map(|it| (it.name, it.entries.len())).collect()
    }

    fn named(parts: &[(&str, usize)]) -> Vec<(String, usize)> {
        parts.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect()
    }

    #[test]
    fn a_small_site_is_one_volume() {
        assert_eq!(parts(&[("2023-11", 200), ("2024-08", 30)]), named(&[("0", 231)]));
    }

    #[test]
    fn volumes_end_with_years_and_the_newest_month_is_apart() {
        let months = [("2010-05", 4000), ("2011-06", 3000), ("2012-07", 600), ("2012-08", 7)];
        assert_eq!(parts(&months), named(&[("0", 7001), ("2012", 600), ("new", 7)]));
    }

    #[test]
    fn a_month_with_everything_is_not_parted() {
        assert_eq!(
            parts(&[("2010-05", 5000), ("2011-06", 600)]),
            named(&[("0", 5001), ("2011", 600)])
        );
    }
}
