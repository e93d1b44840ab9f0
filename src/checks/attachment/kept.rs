//! What was found in files, kept between runs by what they hold. Never keeps a number but masked.

use blake3::Hash;

use super::look::{self, Looked};
use crate::model::Site;
use crate::source::File;
use crate::write::cache::Cache;

/// What is made of the same bytes when the search changes.
const SEARCH: &str = concat!("fengbei attachment 3 ", env!("CARGO_PKG_VERSION"));

/// What came of looking into `file`: as it was kept, or else now.
pub fn look(site: &Site, file: &File) -> Looked {
    let (Some(root), Some(key)) = (site.sources.root(), key(file)) else { return look::look(file) };
    let cache = Cache::open(root);
    let known = cache.get(&key).and_then(|bytes| postcard::from_bytes(&bytes).ok());
    known.unwrap_or_else(|| {
        let looked = look::look(file);
        cache.put(&key, &postcard::to_allocvec(&looked).expect("what was found is plain data"));
        looked
    })
}

/// The keys of everything that is kept of the files that a site offers now.
pub fn keys(site: &Site) -> Vec<Hash> {
    super::files(site).into_iter().filter_map(key).collect()
}

/// By what a file holds and what its name says it is.
fn key(file: &File) -> Option<Hash> {
    let mut hasher = blake3::Hasher::new_derive_key(SEARCH);
    hasher.update(file.digest().ok()?.as_bytes());
    hasher.update(file.path.extension().to_ascii_lowercase().as_bytes());
    Some(hasher.finalize())
}
