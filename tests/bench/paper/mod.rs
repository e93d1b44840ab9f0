//! What PDFs cost: a document, a bulletin, a special issue, books of rolls; beside a browser that
//! prints the same words. Knows nothing of pages of the web.

mod sites;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use self::sites::{BULLETIN, DOCUMENT, ISSUE, Sites};
use super::measure::{self, Usage};
use super::preview::Server;
use super::report::{median, row};
use super::{clear, count, say};

/// How long a new PDF may take before it counts as never.
const PATIENCE: Duration = Duration::from_mins(1);

/// What is measured in one go.
pub struct Course {
    /// People of a book that is one table, or names alone.
    book: usize,
    /// People of a book that has volumes; none when it is left out.
    volumes: Option<usize>,
    rounds: usize,
}

impl Course {
    /// Small books, once: whether everything still works.
    pub fn quick() -> Self {
        Self { book: 200, volumes: None, rounds: 1 }
    }

    /// What the targets speak of.
    pub fn full() -> Self {
        Self { book: 9_360, volumes: Some(100_000), rounds: 3 }
    }
}

/// A PDF that is made, and what that cost.
struct Made {
    what: String,
    bytes: u64,
    runs: Vec<Usage>,
    /// Seconds and megabytes at most.
    most: Option<(f64, f64)>,
}

/// Runs the course and prints what was measured.
pub fn run(course: &Course) -> Result<(), String> {
    let folder = crate::folder().join("paper");
    clear(&folder)?;
    let sites = Sites::make(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut all = Vec::new();
    for (what, item) in
        [("a document", DOCUMENT), ("a bulletin", BULLETIN), ("a special issue, 4 pages", ISSUE)]
    {
        all.push(printed(what, &sites.example(), item, course.rounds, None)?);
    }
    for (kind, size) in [("names", course.book), ("table", course.book), ("full", course.book)] {
        let root = sites.roll(kind, size).map_err(|e| e.to_string())?;
        let what = format!("a book of {size}, {kind}");
        all.push(printed(&what, &root, "roll", course.rounds, Some((10.0, 1024.0)))?);
    }
    if let Some(size) = course.volumes {
        let root = sites.roll("names", size).map_err(|e| e.to_string())?;
        all.push(printed(&format!("a book of {size} in volumes"), &root, "roll", 1, None)?);
        let last = all.last_mut().expect("it was just made");
        last.most = Some((120.0, f64::INFINITY));
    }
    all.extend(browser(&sites, course)?);
    say(table(&all));
    say(twice(&sites, &folder)?);
    say(served(&sites, course.rounds * 3)?);
    clear(&folder)?;
    say("1 passed, 0 failed");
    Ok(())
}

/// Prints `item` of the site at `root` again and again.
fn printed(
    what: &str,
    root: &Path,
    item: &str,
    rounds: usize,
    most: Option<(f64, f64)>,
) -> Result<Made, String> {
    let out = root.with_file_name("out");
    let mut runs = Vec::new();
    for _ in 0..rounds {
        clear(&out)?;
        fs::create_dir_all(&out).map_err(|e| e.to_string())?;
        runs.push(measure::run(&sites::print(root, item, &out.join("made.pdf")), root)?);
    }
    let bytes = count(&out).bytes;
    if bytes == 0 {
        return Err(format!("{what}: no PDF was made"));
    }
    Ok(Made { what: what.to_owned(), bytes, runs, most })
}

/// What a browser takes for the same words; nothing when there is none.
fn browser(sites: &Sites, course: &Course) -> Result<Vec<Made>, String> {
    let Some(program) = sites::find_chromium() else { return Ok(Vec::new()) };
    let pages = [
        ("Chromium: the page of the document", sites.document_page()?),
        ("Chromium: the same people as one table", sites.table_page(course.book)?),
    ];
    let mut all = Vec::new();
    for (what, page) in pages {
        let out = page.with_extension("pdf");
        let mut runs = Vec::new();
        for round in 0..course.rounds {
            let profile = page.with_extension(format!("profile-{round}"));
            runs.push(measure::run(
                &sites::browse(&program, &page, &out, &profile),
                &page_folder(&page),
            )?);
        }
        let bytes = fs::metadata(&out).map_err(|e| format!("{}: {e}", out.display()))?.len();
        all.push(Made { what: what.to_owned(), bytes, runs, most: None });
    }
    Ok(all)
}

fn page_folder(page: &Path) -> PathBuf {
    page.parent().expect("pages lie in a folder").to_owned()
}

fn table(all: &[Made]) -> String {
    let mut out = String::from(
        "\n## PDFs\n\n|  | wall s | user s | system s | peak MB | load |\n|---|--:|--:|--:|--:|--:|\n",
    );
    for made in all {
        row(&mut out, &format!("{} ({} kB)", made.what, made.bytes / 1000), &made.runs);
    }
    out.push_str("\n| target | measured | at most |  |\n|---|--:|--:|---|\n");
    for made in all {
        let Some((seconds, megabytes)) = made.most else { continue };
        let wall = median(&made.runs.iter().map(|run| run.wall).collect::<Vec<_>>());
        let peak = median(&made.runs.iter().map(|run| run.peak).collect::<Vec<_>>());
        target(&mut out, &format!("{}: seconds", made.what), wall, seconds);
        if megabytes.is_finite() {
            target(&mut out, &format!("{}: MB", made.what), peak, megabytes);
        }
    }
    out
}

fn target(out: &mut String, what: &str, value: f64, most: f64) {
    let verdict = if value <= most { "kept" } else { "missed" };
    writeln!(out, "| {what} | {value:.2} | {most:.2} | {verdict} |").expect("a string");
}

/// A whole site with its PDFs, and the same again with one text changed that no PDF shows.
fn twice(sites: &Sites, folder: &Path) -> Result<String, String> {
    let out = folder.join("whole");
    let mut told = String::from(
        "\n## The example site with its PDFs\n\n|  | wall s | user s | system s | peak MB | load |\n|---|--:|--:|--:|--:|--:|\n",
    );
    let build = || measure::run(&sites::build(&sites.example(), &out), folder);
    row(&mut told, "into a fresh folder", &[build()?]);
    sites.change_article().map_err(|e| e.to_string())?;
    row(&mut told, "an article changed, no PDF", &[build()?]);
    Ok(told)
}

/// Seconds from saving a text until the preview gives another PDF.
fn served(sites: &Sites, rounds: usize) -> Result<String, String> {
    let root = sites.example();
    let server = Server::start(&root, "/index.html")?.ok_or("the preview ended at once")?;
    let mut out = String::from(
        "\n| in the preview | seconds, median | most | at most |  |\n|---|--:|--:|--:|---|\n",
    );
    let cases =
        [("a document", sites.document_file(), 0.5), ("the special issue", sites.lead_file(), 3.0)];
    for (what, file, most) in cases {
        let pdf = sites.address(what)?;
        let mut times = Vec::new();
        let mut old = server.get(&pdf).ok_or_else(|| format!("{pdf} is not served"))?;
        for round in 0..rounds {
            std::thread::sleep(Duration::from_millis(300));
            let text = fs::read_to_string(&file).map_err(|e| e.to_string())?;
            let start = Instant::now();
            fs::write(&file, format!("{text}\n改动第{round}次。\n")).map_err(|e| e.to_string())?;
            old = other(&server, &pdf, &old, start)?;
            times.push(start.elapsed().as_secs_f64());
        }
        let worst = times.iter().copied().fold(0.0, f64::max);
        let middle = median(&times);
        let verdict = if middle <= most { "kept" } else { "missed" };
        writeln!(out, "| {what} | {middle:.2} | {worst:.2} | {most:.1} | {verdict} |")
            .expect("a string");
    }
    Ok(out)
}

fn other(server: &Server, path: &str, old: &str, start: Instant) -> Result<String, String> {
    while start.elapsed() < PATIENCE {
        if let Some(new) = server.get(path).filter(|new| new != old) {
            return Ok(new);
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    Err(format!("{path} stayed as it was for {PATIENCE:?}"))
}
