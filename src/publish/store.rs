//! Where our own files lie on a target: one folder, beside the site. Names only.

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

/// Whether a path of the target lies in the store.
pub fn is_ours(path: &str) -> bool {
    path.strip_prefix(FOLDER).is_some_and(|rest| rest.starts_with('/'))
}

/// Where a file of this digest is kept.
pub fn kept(digest: &Hash) -> String {
    format!("{KEPT}/{}", digest.to_hex())
}

/// Where the `number`th file of this digest is on its way.
pub fn new(digest: &Hash, number: usize) -> String {
    format!("{NEW}/{}.{number}", digest.to_hex())
}

/// Where an earlier edition is.
pub fn release(name: &str) -> String {
    format!("{RELEASES}/{name}")
}
