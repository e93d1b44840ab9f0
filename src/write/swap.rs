//! Putting one folder in the place of another.

use std::fs;
use std::path::Path;

use super::folder::remove_tree;
use crate::error::{Error, Result};

/// Puts `stage` in the place of `target`; what was there is then in `stage`, or gone.
///
/// Where the system can exchange two names in one step (Linux, macOS), there is no moment without a
/// whole site. Elsewhere two renames follow each other, and [`recover`] mends a death between them.
pub fn exchange(stage: &Path, target: &Path) -> Result<()> {
    if !target.exists() {
        return fs::rename(stage, target).map_err(|e| Error::moving(target, e));
    }
    if swap_names(stage, target) {
        return Ok(());
    }
    let aside = aside(stage);
    remove_tree(&aside)?;
    fs::rename(target, &aside).map_err(|e| Error::moving(target, e))?;
    if let Err(error) = fs::rename(stage, target) {
        // Back to where it was; if that fails too, `recover` does it next time.
        let _ = fs::rename(&aside, target);
        return Err(Error::moving(target, error));
    }
    // The new site is in its place; what cannot be removed now is removed by the next build.
    let _ = remove_tree(&aside);
    Ok(())
}

/// Mends what a build that was killed left behind.
pub fn recover(target: &Path, stage: &Path) -> Result<()> {
    let aside = aside(stage);
    if aside.exists() && !target.exists() {
        fs::rename(&aside, target).map_err(|e| Error::moving(target, e))?;
    }
    remove_tree(&aside)?;
    remove_tree(stage)
}

/// Where the old site waits while the new one moves in.
fn aside(stage: &Path) -> std::path::PathBuf {
    stage.with_extension("old")
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn swap_names(one: &Path, other: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn swap_names(_: &Path, _: &Path) -> bool {
    false
}
