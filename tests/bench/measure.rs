//! What a program costs: wall time, processor time and peak memory.
//!
//! The system counts for a process and its children together, so each measured program is the only
//! child of a small process of its own: this program again, started with [`CHILD`].

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::resource::{Usage as Raw, UsageWho, getrusage};
use nix::sys::time::TimeVal;

/// First word of the command line of a process that measures its child.
pub const CHILD: &str = "--measure";

/// What a run cost.
#[derive(Debug, Clone, Copy, Default)]
pub struct Usage {
    /// From start to end.
    pub wall: f64,
    /// Seconds in the program, all threads together.
    pub user: f64,
    /// Seconds in the kernel.
    pub system: f64,
    /// Largest resident memory in megabytes.
    pub peak: f64,
    /// The machine's load before the run.
    pub load: f64,
}

impl Usage {
    /// What is used up to now by this process or its children, with no wall time.
    pub fn so_far(who: UsageWho) -> Self {
        let raw: Raw = getrusage(who).expect("the system counts");
        let seconds = |time: TimeVal| {
            Duration::from_secs(u64::try_from(time.tv_sec()).expect("not negative")).as_secs_f64()
                + f64::from(i32::try_from(time.tv_usec()).expect("below a million")) / 1e6
        };
        let kilobytes = u32::try_from(raw.max_rss()).expect("below four terabytes");
        Self {
            user: seconds(raw.user_time()),
            system: seconds(raw.system_time()),
            peak: f64::from(kilobytes) / 1024.0,
            ..Self::default()
        }
    }

    /// One line, for [`parse`](Self::parse).
    pub fn to_line(self) -> String {
        let Self { wall, user, system, peak, load } = self;
        format!("used {wall} {user} {system} {peak} {load}")
    }

    /// Finds the line of [`to_line`](Self::to_line).
    pub fn parse(text: &str) -> Option<Self> {
        let line = text.lines().rev().find_map(|line| line.strip_prefix("used "))?;
        let mut numbers = line.split(' ').map(str::parse);
        let mut next = || numbers.next()?.ok();
        Some(Self { wall: next()?, user: next()?, system: next()?, peak: next()?, load: next()? })
    }
}

/// Runs `program` and says what it cost, or what went wrong.
pub fn run(program: &[String], folder: &Path) -> Result<Usage, String> {
    let words = std::iter::once(CHILD).chain(program.iter().map(String::as_str));
    ask(words, folder)
}

/// Starts this program again with `words`, and reads the line with figures that it prints.
pub fn ask<'a>(words: impl Iterator<Item = &'a str>, folder: &Path) -> Result<Usage, String> {
    let load = load();
    let this = std::env::current_exe().map_err(|e| e.to_string())?;
    let mut command = Command::new(this);
    let output = command
        .args(words)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .map_err(|e| e.to_string())?;
    let printed = String::from_utf8_lossy(&output.stdout);
    match Usage::parse(&printed) {
        Some(usage) if output.status.success() => Ok(Usage { load, ..usage }),
        _ => {
            let mut said = String::new();
            let errors = String::from_utf8_lossy(&output.stderr);
            write!(said, "{command:?} in {}:\n{printed}{errors}", folder.display())
                .expect("into a string");
            Err(said)
        }
    }
}

/// The process that measures: runs the rest of its command line and returns the line of figures.
pub fn child(program: &[String]) -> Result<String, String> {
    let (name, words) = program.split_first().ok_or("nothing to measure")?;
    let start = Instant::now();
    let output = Command::new(name).args(words).output().map_err(|e| format!("{name}: {e}"))?;
    let wall = start.elapsed().as_secs_f64();
    if !output.status.success() {
        let said = [output.stdout, output.stderr].concat();
        return Err(format!("{}: {}", output.status, String::from_utf8_lossy(&said)));
    }
    Ok(Usage { wall, ..Usage::so_far(UsageWho::RUSAGE_CHILDREN) }.to_line())
}

/// The load of the last minute.
pub fn load() -> f64 {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().and_then(|n| n.parse().ok()).unwrap_or(f64::NAN)
}
