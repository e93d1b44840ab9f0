//! How work is done against a target: by several hands, with patience, no faster than allowed.
//! It never knows what the work is.

use std::fs::File;
use std::io::{self, Read};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::target::Trouble;

/// How long to wait before each new try.
const WAITS: [Duration; 4] = [
    Duration::from_millis(200),
    Duration::from_secs(1),
    Duration::from_secs(3),
    Duration::from_secs(9),
];

/// Hears of bytes that were sent. Called from several threads.
pub type Progress<'a> = dyn Fn(u64) + Sync + 'a;

/// The hands that work against a target.
#[derive(Debug)]
pub struct Crew {
    hands: usize,
    /// Bytes a second.
    speed: Option<u64>,
    start: Instant,
    sent: AtomicU64,
}

impl Crew {
    /// So many hands, that send so many bytes a second at most.
    pub fn new(hands: usize, speed: Option<u64>) -> Self {
        Self { hands: hands.max(1), speed, start: Instant::now(), sent: AtomicU64::new(0) }
    }

    /// Does a deed for every one of a list, in no order, and gives what came of it. The first trouble
    /// ends the work.
    pub fn each<T: Sync, R: Send, E: Send>(
        &self,
        list: &[T],
        deed: impl Fn(&T) -> Result<R, E> + Sync,
    ) -> Result<Vec<R>, E> {
        let next = AtomicUsize::new(0);
        let results = Mutex::new(Vec::with_capacity(list.len()));
        let trouble = Mutex::new(None);
        let hand = || {
            while let Some(one) = list.get(next.fetch_add(1, Ordering::Relaxed)) {
                match deed(one) {
                    Ok(result) => results.lock().expect("no hand panics").push(result),
                    Err(error) => {
                        next.store(list.len(), Ordering::Relaxed);
                        trouble.lock().expect("no hand panics").get_or_insert(error);
                    }
                }
            }
        };
        std::thread::scope(|scope| {
            for _ in 1..self.hands.min(list.len()) {
                scope.spawn(hand);
            }
            hand();
        });
        match trouble.into_inner().expect("no hand panics") {
            Some(error) => Err(error),
            None => Ok(results.into_inner().expect("no hand panics")),
        }
    }

    #[expect(clippy::unused_self, reason = "patience is a crew's; so reads where it is called")]
    /// Tries again, after a while, what may go better then.
    pub fn patiently<R>(&self, mut deed: impl FnMut() -> Result<R, Trouble>) -> Result<R, Trouble> {
        for (tried, wait) in WAITS.into_iter().enumerate() {
            match deed() {
                Err(trouble) if tried < trouble.tries() => std::thread::sleep(wait),
                done => return done,
            }
        }
        deed()
    }

    /// Waits as long as so many more bytes need.
    fn pace(&self, bytes: u64) {
        let sent = self.sent.fetch_add(bytes, Ordering::Relaxed) + bytes;
        if let Some(speed) = self.speed {
            #[expect(clippy::cast_precision_loss, reason = "a pause need not be exact")]
            let due = Duration::from_secs_f64(sent as f64 / speed as f64);
            std::thread::sleep(due.saturating_sub(self.start.elapsed()));
        }
    }
}

/// A local file on its way, digested as it is read.
pub struct Sending<'a> {
    file: File,
    hasher: blake3::Hasher,
    crew: &'a Crew,
    progress: &'a Progress<'a>,
}

impl<'a> Sending<'a> {
    /// Sends `file`.
    pub fn new(file: File, crew: &'a Crew, progress: &'a Progress<'a>) -> Self {
        Self { file, hasher: blake3::Hasher::new(), crew, progress }
    }

    /// Digest of what was sent.
    pub fn digest(&self) -> blake3::Hash {
        self.hasher.finalize()
    }
}

impl Read for Sending<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = if self.crew.speed.is_some() { 16 * 1024 } else { buffer.len() };
        let end = most.min(buffer.len());
        let count = self.file.read(&mut buffer[..end])?;
        self.hasher.update(&buffer[..count]);
        self.crew.pace(count as u64);
        (self.progress)(count as u64);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::target::Kind;

    #[test]
    fn every_one_is_done_and_the_first_trouble_ends_the_work() {
        let crew = Crew::new(4, None);
        let list: Vec<u32> = (0..100).collect();
        let mut done = crew.each(&list, |n| Ok::<_, ()>(*n)).expect("no trouble");
        done.sort_unstable();
        assert_eq!(done, list);
        let seen = AtomicUsize::new(0);
        let failed = crew.each(&list, |n| {
            seen.fetch_add(1, Ordering::Relaxed);
            if *n == 3 { Err("no") } else { Ok(()) }
        });
        assert_eq!(failed, Err("no"));
        assert!(seen.into_inner() < 100);
    }

    #[test]
    fn only_what_may_pass_is_tried_again() {
        let crew = Crew::new(1, None);
        let mut tries = 0;
        let mut lost_then = |kind| {
            tries += 1;
            if tries == 1 { Err(Trouble::new(kind, "x", "y")) } else { Ok(()) }
        };
        assert_eq!(crew.patiently(|| lost_then(Kind::Lost)), Ok(()));
        let refused = Trouble::new(Kind::Login, "x", "y");
        assert_eq!(crew.patiently(|| Err::<(), _>(refused.clone())), Err(refused.clone()));
        let mut tries = 0;
        let silence = crew.patiently(|| {
            tries += 1;
            Err::<(), _>(Trouble::new(Kind::Silent, "x", "y"))
        });
        assert_eq!((silence.is_err(), tries), (true, 2), "who is silent is asked once more");
    }
}
