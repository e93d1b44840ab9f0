//! The whole-site search: what its index holds and how it is cut into files.
//!
//! No dictionary, no server: every place of a text is indexed under the three characters that
//! begin there. A phrase is found by looking up the keys that cover it, so whatever stands in an
//! article can be found, wherever the phrase begins and ends. The reader's half is
//! `themes/base/assets/search.js`; the two share the folding of characters ([`fold()`]), the keys
//! and the bits on disk, and a change to one is a change to the other.
//!
//! Files, all below `search/`, all plain scripts so that they load from `file://`:
//!
//! | file | holds | changes |
//! |---|---|---|
//! | `index.js` | the volumes with their digests | with every article |
//! | `2019/v.js` | a volume: which shards it has, columns and years of its articles | with its articles |
//! | `2019/s01.js` | a shard: keys and the articles they occur in | with its keys |
//! | `2019/t7.js` | titles and texts of two articles or some rows, for excerpts | with these |
//!
//! Which articles a volume holds is for [`plan`](crate::plan::volumes) to say.
//!
//! This module never ranks, and never sees a page: it gets plain text.

mod bits;
mod excerpt;
mod fold;
mod key;
mod posting;
mod shard;
mod split;
mod volume;

use std::borrow::Cow;

use rayon::prelude::*;

use crate::plan::{Volume as Named, volumes};

pub use excerpt::Texts;
pub use fold::{Unit, fold};
pub use key::{Tokens, tokens};
pub use volume::{Row, Volume, index};

/// One article as the search sees it.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// The title.
    pub title: &'a str,
    /// The keywords.
    pub keywords: &'a [String],
    /// The whole text, without markup.
    pub body: Cow<'a, str>,
    /// `2024-08-01`, or empty.
    pub date: &'a str,
    /// What the column filter calls its column.
    pub column: &'a str,
    /// The page's path in the site, not percent-encoded.
    pub address: &'a str,
}

/// One file of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShardFile {
    /// Its path in the site.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl ShardFile {
    /// The script that hands `value`, a JavaScript literal, to the client as `name`.
    fn script(name: &str, value: &str) -> Self {
        Self {
            name: format!("search/{name}.js"),
            bytes: format!("fengbeiSearch.add(\"{name}\",{value})\n").into_bytes(),
        }
    }
}

/// All files of the search over `entries`, sorted by name; the same entries in any order give the
/// same files.
///
/// A site makes them in steps, each volume for itself: [`tokens`] of every entry,
/// [`Volume::files`], and from all volumes the [`index`].
///
/// ```
/// use fengbei::render::search::{Entry, build};
/// let keywords = ["双拥".to_owned()];
/// let entry = Entry {
///     title: "军民同心谱新篇",
///     keywords: &keywords,
///     body: "军爱民、民拥军。".into(),
///     date: "2024-08-01",
///     column: "要闻",
///     address: "news/1.html",
/// };
/// let names: Vec<_> = build(&[entry]).into_iter().map(|file| file.name).collect();
/// assert_eq!(
///     names,
///     ["search/2024/s.js", "search/2024/t0.js", "search/2024/v.js", "search/index.js"]
/// );
/// ```
pub fn build(entries: &[Entry<'_>]) -> Vec<ShardFile> {
    let mut entries = entries.to_vec();
    entries.sort_by_key(|entry| (entry.date, entry.address));
    let volumes = volumes(entries, |entry| entry.date);
    let mut files = Vec::new();
    let mut rows = Vec::new();
    for Named { name, articles } in &volumes {
        let tokens: Vec<Tokens> = articles.par_iter().map(tokens).collect();
        let made = Volume::new(name, Texts::Long, articles).files(tokens);
        let mut hasher = blake3::Hasher::new();
        for file in &made {
            hasher.update(&file.bytes);
        }
        let dates: Vec<&str> = articles.iter().map(|entry| entry.date).collect();
        rows.push(Row::new(name, Texts::Long, &hasher.finalize(), &dates));
        files.extend(made);
    }
    files.push(index(&rows));
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}
