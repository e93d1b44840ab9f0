//! One publisher at a time: a small file on the target that says who is publishing.

use std::time::Duration;

use super::edition::one_line;
use super::store;
use super::target::{Kind, Target, Trouble};
use super::work::Crew;
use crate::error::{Error, Result};
use crate::say;

/// Who publishes: an account, a machine, a process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publisher {
    /// The account's name.
    pub user: String,
    /// The machine's name.
    pub machine: String,
    /// The process.
    pub process: u32,
}

impl Publisher {
    /// This process.
    pub fn here() -> Self {
        let set = |names: [&str; 2]| names.iter().find_map(|name| std::env::var(name).ok());
        let machine = std::fs::read_to_string("/etc/hostname")
            .ok()
            .or_else(|| set(["COMPUTERNAME", "HOSTNAME"]));
        let word = |text: Option<String>| match text {
            Some(text) if !text.trim().is_empty() => one_line(text.trim()),
            Some(_) | None => "?".into(),
        };
        Self {
            user: word(set(["USER", "USERNAME"])),
            machine: word(machine),
            process: std::process::id(),
        }
    }

    /// `office@desk`
    pub fn name(&self) -> String {
        format!("{}@{}", self.user, self.machine)
    }

    fn to_text(&self, now: i64) -> String {
        format!("{}\t{}\t{}\t{now}\n", self.user, self.machine, self.process)
    }

    fn parse(text: &str) -> Option<(Self, i64)> {
        let mut parts = text.strip_suffix('\n')?.split('\t');
        let mut next = || parts.next().map(str::to_owned);
        let (user, machine) = (next()?, next()?);
        let (process, time) = (next()?.parse().ok()?, next()?.parse().ok()?);
        Some((Self { user, machine, process }, time))
    }

    /// Whether it runs no more, as far as this machine can tell.
    fn is_gone(&self, here: &Self) -> bool {
        let processes = std::path::Path::new("/proc");
        self.machine == here.machine
            && here.machine != "?"
            && processes.join(here.process.to_string()).exists()
            && !processes.join(self.process.to_string()).exists()
    }
}

/// Nobody takes longer to write a lock that is there.
const WRITING: Duration = Duration::from_secs(2);

/// What to do about a lock of somebody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Others {
    /// Leave it to them.
    Respect,
    /// They have stopped, says the person at the keyboard.
    Break,
}

/// The lock, held until it is dropped.
pub struct Lock<'a> {
    target: &'a dyn Target,
}

impl std::fmt::Debug for Lock<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Lock")
    }
}

impl<'a> Lock<'a> {
    /// Takes the lock at `now`, in seconds since 1970. A lock that a process of this machine left
    /// behind is no obstacle.
    pub fn take(
        target: &'a dyn Target,
        crew: &Crew,
        here: &Publisher,
        others: Others,
        now: i64,
    ) -> Result<Self> {
        crew.patiently(|| make_root(target))?;
        let text = here.to_text(now);
        let put = || crew.patiently(|| target.write_new(store::LOCK, text.as_bytes()));
        if put()? {
            return Ok(Self { target });
        }
        let held = match held(target, crew)? {
            // Whoever writes it is at it this moment, or was cut while at it.
            None => {
                std::thread::sleep(WRITING);
                held(target, crew)?
            }
            held => held,
        };
        let is_gone = held.as_ref().is_none_or(|(it, _)| it.is_gone(here));
        let may_break = others == Others::Break || is_gone;
        if may_break {
            crew.patiently(|| target.remove(store::LOCK))?;
            if put()? {
                return Ok(Self { target });
            }
        }
        Err(busy(held, now))
    }
}

/// Who holds the lock, and since when; none when that was not written to its end.
fn held(target: &dyn Target, crew: &Crew) -> Result<Option<(Publisher, i64)>> {
    let bytes = crew.patiently(|| {
        let mut bytes = Vec::new();
        target.read(store::LOCK, &mut bytes)?;
        Ok(bytes)
    })?;
    Ok(Publisher::parse(&String::from_utf8_lossy(&bytes)))
}

/// Makes the root, when only that is missing, and our folder in it.
fn make_root(target: &dyn Target) -> std::result::Result<(), Trouble> {
    match target.make_folder(store::FOLDER) {
        Err(trouble) if trouble.kind == Kind::Missing => {
            target.make_folder("")?;
            target.make_folder(store::FOLDER)
        }
        done => done,
    }
}

fn busy(held: Option<(Publisher, i64)>, now: i64) -> Error {
    let (owner, age) = match held {
        Some((publisher, time)) => (publisher.name(), (now - time).max(0) / 60),
        None => ("?".into(), 0),
    };
    Error::Other(say!(
        "{owner} 正在发布（{age} 分钟前开始），这次没有动。等它结束；如果确定它已经停了，加 --allow lock",
        "{owner} is publishing (since {age} minutes ago), so nothing was done. Wait until it is done; if you are sure \
         that it has stopped, add --allow lock"
    ))
}

impl Drop for Lock<'_> {
    fn drop(&mut self) {
        // When the connection is gone the lock stays, and the next publisher is told of it.
        if self.target.remove(store::LOCK).is_ok() {
            // Where nothing was published, nothing of ours stays; a folder with anything in it does.
            let _ = self.target.remove_folder(store::FOLDER);
        }
    }
}
