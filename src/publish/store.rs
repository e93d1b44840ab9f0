//! Where our own files lie on a target: one folder, beside the site. Names only.

use std::collections::BTreeMap;

use blake3::Hash;

/// The folder.
pub const FOLDER: &str = ".fengbei";
/// The edition that was published last.
pub const EDITION: &str = ".fengbei/edition";
/// What is about to change.
pub const JOURNAL: &str = ".fengbei/journal";
/// Who is publishing.
pub const LOCK: &str = ".fengbei/lock";
/// Tells Apache not to show the folder; other servers need a rule of their own.
pub const GUARD: &str = ".fengbei/.htaccess";
/// Files on their way.
pub const NEW: &str = ".fengbei/new";
/// Files that earlier releases need, by their digests.
pub const KEPT: &str = ".fengbei/kept";
/// Earlier editions, by their names.
pub const RELEASES: &str = ".fengbei/releases";

/// A file that is on its way into the site only to see whether it gets there.
pub const TRIAL: &str = ".fengbei-trial";

/// Whether a path of the target lies in the store.
pub fn is_ours(path: &str) -> bool {
    is_below(path, FOLDER) || path == TRIAL
}

/// A file of somebody else in the store, as its names tell: one where nobody has published from, and that
/// is not what the first publish begins with.
pub fn stranger(ours: &BTreeMap<String, u64>) -> Option<&str> {
    let is_marked = ours.contains_key(EDITION) || ours.contains_key(JOURNAL);
    let first = [LOCK.to_owned(), draft(JOURNAL)];
    let mut strangers = ours.keys().filter(|path| !is_marked && !first.contains(path));
    strangers.next().map(String::as_str)
}

/// Where a small file of our own is on its way.
pub fn draft(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    format!("{NEW}/{name}")
}

/// Where a file of this digest is kept.
pub fn kept(digest: &Hash) -> String {
    format!("{KEPT}/{}", spread(digest))
}

/// Where the `number`th file of this digest is on its way.
pub fn new(digest: &Hash, number: usize) -> String {
    format!("{NEW}/{}.{number}", spread(digest))
}

/// A digest in one of sixteen folders: servers that read a whole folder for each file of it are slow
/// with ten thousand in one.
fn spread(digest: &Hash) -> String {
    let name = digest.to_hex();
    format!("{}/{name}", &name[..1])
}

/// Whether a path lies in a folder, at any depth.
pub fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// Where an earlier edition is.
pub fn release(name: &str) -> String {
    format!("{RELEASES}/{name}")
}
