//! The door of a folder, which files go through one by one.
//!
//! A file system makes one new file of a folder at a time, and whoever waits for that burns time of
//! a processor. A roll may put a page of each of its people into one folder, so nobody waits: who
//! finds the door taken leaves the file to the one who writes there, and goes on.

use std::borrow::Cow;
use std::fs;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard};

use crate::error::{Error, Result};

/// Files that may wait at a door; who brings one more waits with it.
const MOST: usize = 256;

/// The door of a folder.
#[derive(Debug, Default)]
pub(super) struct Door {
    /// Held by the one who writes.
    taken: Mutex<()>,
    /// Files that were left to him.
    waiting: Mutex<Vec<(PathBuf, Vec<u8>)>>,
}

impl Door {
    /// Writes `bytes` to `place`, or leaves it to the one who is writing in this folder. When all
    /// calls have come back without an error, all files are written.
    ///
    /// # Errors
    /// When a file cannot be written, this one or one that was left by another.
    pub(super) fn write(&self, place: PathBuf, bytes: Cow<'_, [u8]>) -> Result<()> {
        if let Ok(_taken) = self.taken.try_lock() {
            write(&place, &bytes)?;
        } else {
            let count = {
                let mut waiting = held(&self.waiting);
                waiting.push((place, bytes.into_owned()));
                waiting.len()
            };
            if count > MOST {
                drop(held(&self.taken));
            }
        }
        self.write_waiting()
    }

    /// Writes what waits, unless somebody does so already.
    fn write_waiting(&self) -> Result<()> {
        // Asked anew each time the door was let go: what came just before that is nobody else's.
        while !held(&self.waiting).is_empty() {
            let Ok(_taken) = self.taken.try_lock() else { return Ok(()) };
            while let Some((place, bytes)) = self.next() {
                write(&place, &bytes)?;
            }
        }
        Ok(())
    }

    fn next(&self) -> Option<(PathBuf, Vec<u8>)> {
        held(&self.waiting).pop()
    }
}

fn write(place: &PathBuf, bytes: &[u8]) -> Result<()> {
    fs::write(place, bytes).map_err(|e| Error::write(place, e))
}

/// What a lock guards.
pub(super) fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().expect("no thread panics while it holds this lock")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_many_writers_is_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let door = Door::default();
        let place = |writer: usize, file: usize| folder.path().join(format!("{writer}-{file}"));
        std::thread::scope(|scope| {
            for writer in 0..8 {
                let door = &door;
                scope.spawn(move || {
                    for file in 0..400 {
                        let said = format!("{writer} {file}").into_bytes();
                        door.write(place(writer, file), said.into()).expect("the folder is there");
                    }
                });
            }
        });
        for (writer, file) in (0..8).flat_map(|writer| (0..400).map(move |file| (writer, file))) {
            let said = fs::read_to_string(place(writer, file)).expect("it was written");
            assert_eq!(said, format!("{writer} {file}"));
        }
    }

    #[test]
    fn a_file_that_cannot_be_written_is_told_of() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path().join("none/file");
        let error = Door::default().write(place, Cow::Borrowed(b"said")).expect_err("no folder");
        assert!(error.to_string().contains("none"), "{error}");
    }
}
