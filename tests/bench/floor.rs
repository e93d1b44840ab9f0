//! The least a generator can do: write bytes it has already to as many files.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use nix::sys::resource::UsageWho;

use super::measure::Usage;

/// First word of the command line of a process that only writes.
pub const CHILD: &str = "--floor";

/// Reads the folder `from`, then writes its files to `to` with as many threads as there are
/// processors. Returns the line of figures of the writing alone.
pub fn child(from: &Path, to: &Path) -> Result<String, String> {
    let files = read(from).map_err(|e| e.to_string())?;
    let before = Usage::so_far(UsageWho::RUSAGE_SELF);
    let start = Instant::now();
    write(to, &files).map_err(|e| e.to_string())?;
    let wall = start.elapsed().as_secs_f64();
    let after = Usage::so_far(UsageWho::RUSAGE_SELF);
    let user = after.user - before.user;
    let system = after.system - before.system;
    Ok(Usage { wall, user, system, ..after }.to_line())
}

type Files = Vec<(PathBuf, Vec<u8>)>;

fn read(from: &Path) -> std::io::Result<Files> {
    let mut files = Files::new();
    for entry in walkdir::WalkDir::new(from).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file() {
            let below = entry.path().strip_prefix(from).expect("walked from there");
            files.push((below.to_path_buf(), fs::read(entry.path())?));
        }
    }
    Ok(files)
}

fn write(to: &Path, files: &Files) -> std::io::Result<()> {
    let folders: BTreeSet<_> = files.iter().filter_map(|(path, _)| path.parent()).collect();
    for folder in folders {
        fs::create_dir_all(to.join(folder))?;
    }
    let threads = std::thread::available_parallelism()?.get();
    let share = files.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        let write_share = |share: &[(PathBuf, Vec<u8>)]| {
            share.iter().try_for_each(|(path, bytes)| fs::write(to.join(path), bytes))
        };
        let shares: Vec<_> =
            files.chunks(share).map(|share| scope.spawn(move || write_share(share))).collect();
        shares.into_iter().try_for_each(|share| share.join().expect("writing does not panic"))
    })
}
