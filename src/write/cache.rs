//! Results that were costly to make, kept between builds under `.fengbei/cache`.
//!
//! The only code that touches that folder. It knows nothing of what it keeps, and never makes a
//! build fail or wrong: an entry that is torn, damaged or gone is simply not there, and a disk that
//! takes no more is one [warning](Cache::warning).

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use blake3::Hash;

use crate::diag::{Diagnostic, Place, Rule, Severity};
use crate::error::Error;
use crate::say;

/// Results could not be kept for the next build.
pub static CACHE_NOT_WRITTEN: Rule = Rule {
    name: "cache-not-written",
    severity: Severity::Warning,
    zh: "处理好的图片等结果没能存进 .fengbei/cache，下次生成要重做一遍，会慢一些；这次生成的网站是完整的。\
         多半是磁盘满了，或者没有写入权限。",
    en: "Finished pictures and the like could not be kept in .fengbei/cache, so the next build makes them again \
         and takes longer; the site of this build is complete. \
         The disk is full, most likely, or may not be written to.",
};

/// Tells backup programs that the folder need not be kept; the first line is the agreed sign.
const TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55\n\
                   # 这里的文件可以随时删除，下次生成时会重做。\n";
const TAG_NAME: &str = "CACHEDIR.TAG";
/// Unfinished files of a build that was killed are older than this.
const ABANDONED: Duration = Duration::from_hours(1);
/// Every entry begins with its digest.
const DIGEST: usize = blake3::OUT_LEN;

/// Makes the names of unfinished files differ within a process.
static SERIAL: AtomicU64 = AtomicU64::new(0);

/// The cache of one site folder. Threads and processes may share it.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    /// Why nothing more is kept.
    failure: OnceLock<Error>,
}

impl Cache {
    /// The cache of the site folder `root`. Nothing is made on the disk before there is something
    /// to keep.
    pub fn open(root: &Path) -> Self {
        Self { folder: root.join(".fengbei").join("cache"), failure: OnceLock::new() }
    }

    /// What was kept under `key`, byte for byte, or nothing.
    pub fn get(&self, key: &Hash) -> Option<Vec<u8>> {
        let mut entry = fs::read(self.path(key)).ok()?;
        let (digest, bytes) = entry.split_first_chunk::<DIGEST>()?;
        if seal(key, bytes) != *digest {
            return None;
        }
        entry.drain(..DIGEST);
        Some(entry)
    }

    /// Keeps `bytes` under `key`. After the first failure nothing more is tried.
    pub fn put(&self, key: &Hash, bytes: &[u8]) {
        if self.failure.get().is_some() {
            return;
        }
        let path = self.path(key);
        if let Err(cause) = self.write(&path, key, bytes) {
            // Another thread may have failed as well; one reason is enough.
            let _ = self.failure.set(Error::write(&path, cause));
        }
    }

    /// What to tell when something could not be kept.
    pub fn warning(&self) -> Option<Diagnostic> {
        let cause = self.failure.get()?;
        Some(
            Diagnostic::new(
                &CACHE_NOT_WRITTEN,
                Place::Site,
                say!(
                    "处理结果没能存下来，下次生成会慢一些；这次的网站是完整的",
                    "results could not be kept, so the next build is slower; this site is complete"
                ),
            )
            .help(say!(
                "检查网站文件夹里的 .fengbei 能否写入、磁盘是否已满（系统说：{cause}）",
                "see that .fengbei in the site folder may be written to and that the disk is not full (the system said: {cause})"
            )),
        )
    }

    /// Removes every entry whose key is not in `keep`, and what killed builds left unfinished.
    /// Only a build of the whole site knows what to keep. Returns how many entries went; one that
    /// cannot be removed stays until next time.
    pub fn prune<S: std::hash::BuildHasher>(&self, keep: &HashSet<Hash, S>) -> usize {
        let folders = list(&self.folder).into_iter().filter(|path| path.is_dir());
        let files = folders.flat_map(|folder| list(&folder));
        files
            .filter(|path| is_stale(path, keep))
            .filter(|path| fs::remove_file(path).is_ok())
            .count()
    }

    fn path(&self, key: &Hash) -> PathBuf {
        let digits = key.to_hex();
        self.folder.join(&digits[..2]).join(&digits[2..])
    }

    /// Into a file of its own first, so that a reader never sees half of it. It is not forced onto
    /// the disk: a power cut leaves a file that fails its digest.
    fn write(&self, path: &Path, key: &Hash, bytes: &[u8]) -> io::Result<()> {
        let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
        if !folder.is_dir() {
            fs::create_dir_all(folder)?;
            fs::write(self.folder.join(TAG_NAME), TAG)?;
        }
        let serial = SERIAL.fetch_add(1, Ordering::Relaxed);
        let unfinished = folder.join(format!("{}-{serial}.part", std::process::id()));
        let written = fs::write(&unfinished, [seal(key, bytes).as_slice(), bytes].concat())
            .and_then(|()| fs::rename(&unfinished, path));
        if written.is_err() {
            let _ = fs::remove_file(&unfinished);
        }
        written
    }
}

/// Digest of an entry. The key is in it, so that a file under a wrong name is not there either.
fn seal(key: &Hash, bytes: &[u8]) -> [u8; DIGEST] {
    *blake3::Hasher::new_keyed(key.as_bytes()).update(bytes).finalize().as_bytes()
}

fn is_stale<S: std::hash::BuildHasher>(path: &Path, keep: &HashSet<Hash, S>) -> bool {
    if path.extension().is_some_and(|extension| extension == "part") {
        return is_abandoned(path);
    }
    key_of(path).is_none_or(|key| !keep.contains(&key))
}

/// The key that a path in the cache stands for.
fn key_of(path: &Path) -> Option<Hash> {
    let folder = path.parent()?.file_name()?.to_str()?;
    let name = path.file_name()?.to_str()?;
    Hash::from_hex(format!("{folder}{name}")).ok()
}

fn is_abandoned(path: &Path) -> bool {
    let modified = fs::metadata(path).and_then(|meta| meta.modified());
    modified
        .is_ok_and(|time| SystemTime::now().duration_since(time).is_ok_and(|age| age > ABANDONED))
}

fn list(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> Hash {
        blake3::hash(name.as_bytes())
    }

    fn site() -> (tempfile::TempDir, Cache) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let cache = Cache::open(folder.path());
        (folder, cache)
    }

    #[test]
    fn what_was_kept_comes_back() {
        let (folder, cache) = site();
        assert_eq!(cache.get(&key("a")), None);
        cache.put(&key("a"), b"one");
        cache.put(&key("b"), b"");
        cache.put(&key("a"), b"two");
        assert_eq!(cache.get(&key("a")), Some(b"two".to_vec()));
        assert_eq!(cache.get(&key("b")), Some(Vec::new()));
        assert_eq!(Cache::open(folder.path()).get(&key("a")), Some(b"two".to_vec()));
        assert!(cache.warning().is_none());
        let tag = folder.path().join(".fengbei/cache/CACHEDIR.TAG");
        assert_eq!(fs::read_to_string(tag).expect("the tag"), TAG);
    }

    #[test]
    fn opening_makes_nothing() {
        let (folder, cache) = site();
        assert_eq!((cache.get(&key("a")), cache.prune(&HashSet::<Hash>::new())), (None, 0));
        assert_eq!(list(folder.path()), Vec::<PathBuf>::new());
    }

    #[test]
    fn damaged_entries_are_not_there() {
        let (_folder, cache) = site();
        cache.put(&key("a"), b"some bytes");
        let path = cache.path(&key("a"));
        let good = fs::read(&path).expect("the entry");
        for length in 0..good.len() {
            fs::write(&path, &good[..length]).expect("cut");
            assert_eq!(cache.get(&key("a")), None, "cut to {length}");
        }
        for at in 0..good.len() {
            let mut bad = good.clone();
            bad[at] ^= 0x10;
            fs::write(&path, bad).expect("damaged");
            assert_eq!(cache.get(&key("a")), None, "damaged at {at}");
        }
        let other = cache.path(&key("b"));
        fs::create_dir_all(other.parent().expect("a folder")).expect("made");
        fs::write(other, &good).expect("under a wrong name");
        assert_eq!(cache.get(&key("b")), None);
    }

    #[test]
    fn a_disk_that_takes_nothing_is_one_warning() {
        let (folder, cache) = site();
        fs::write(folder.path().join(".fengbei"), "in the way").expect("written");
        for name in ["a", "b", "c"] {
            cache.put(&key(name), b"bytes");
        }
        let warning = cache.warning().expect("a warning");
        assert_eq!(warning.rule.name, "cache-not-written");
        assert_eq!(warning.message.zh, "处理结果没能存下来，下次生成会慢一些；这次的网站是完整的");
        assert_eq!(cache.get(&key("a")), None);
    }

    #[test]
    fn pruning_keeps_what_is_asked_for() {
        let (_folder, cache) = site();
        for name in ["a", "b", "c"] {
            cache.put(&key(name), name.as_bytes());
        }
        let odd = cache.path(&key("a")).with_file_name("odd");
        let unfinished = cache.path(&key("a")).with_file_name("1-0.part");
        for path in [&odd, &unfinished] {
            fs::write(path, "").expect("written");
        }
        let keep: HashSet<Hash> = [key("b"), key("never made")].into();
        assert_eq!(cache.prune(&keep), 3);
        let left = ["a", "b", "c"].map(|name| cache.get(&key(name)).is_some());
        assert_eq!(left, [false, true, false]);
        assert_eq!((odd.exists(), unfinished.exists()), (false, true));
        assert_eq!(cache.prune(&keep), 0);
    }

    #[test]
    fn threads_and_caches_share_a_folder() {
        let (folder, cache) = site();
        let other = Cache::open(folder.path());
        std::thread::scope(|scope| {
            for cache in [&cache, &other, &cache, &other] {
                scope.spawn(move || (0..50).for_each(|_| cache.put(&key("a"), b"the same")));
            }
        });
        assert_eq!(cache.get(&key("a")), Some(b"the same".to_vec()));
        assert!(cache.warning().is_none() && other.warning().is_none());
    }
}
