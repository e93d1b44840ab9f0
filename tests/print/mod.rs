//! Finished PDFs and e-books, measured with other people's programs: pdfplumber, Poppler, qpdf, epubcheck.

mod document;
mod edition;
mod faces;
mod hostile;
mod newspaper;
mod proof;
mod reading;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use fengbei::load::Showing;
use fengbei::plan::Sheet;
use fengbei::print::{Printed, Purpose};
use fengbei::render::{Failure, NoStore, Studio};
use serde::Deserialize;

use crate::draft::Draft;

const SCRIPTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/print");

/// A page as `measure.py` tells of it; lengths in millimetres from the top left corner.
#[derive(Debug, Deserialize)]
struct Page {
    width: f64,
    height: f64,
    lines: Vec<Line>,
    rules: Vec<Rule>,
    red: Vec<Band>,
}

#[derive(Debug, Deserialize)]
struct Line {
    baseline: f64,
    left: f64,
    right: f64,
    /// In points.
    size: f64,
    count: usize,
    words: String,
    runs: Vec<Run>,
}

/// Letters of a line between white, as columns leave it.
#[derive(Debug, Deserialize)]
struct Run {
    left: f64,
    right: f64,
    /// In points.
    size: f64,
    words: String,
}

#[derive(Debug, Deserialize)]
struct Rule {
    top: f64,
    left: f64,
    right: f64,
    thick: f64,
}

#[derive(Debug, Deserialize)]
struct Band {
    top: f64,
    bottom: f64,
}

/// A Python that has pdfplumber, in a folder of its own.
static PYTHON: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = ours("python");
    let wanted = fs::read(Path::new(SCRIPTS).join("requirements.txt")).expect("it is committed");
    let (done, python) = (folder.join("done"), folder.join("bin/python"));
    if fs::read(&done).is_ok_and(|before| before == wanted) {
        return python;
    }
    succeeds(Command::new("python3").args(["-m", "venv"]).arg(&folder), "python3-venv");
    let list = Path::new(SCRIPTS).join("requirements.txt");
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"];
    succeeds(Command::new(&python).args(pip).arg(list), "python3-venv");
    fs::write(done, wanted).expect("the folder is ours");
    python
});

fn ours(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("print");
    fs::create_dir_all(&folder).expect("the folder is ours");
    folder.join(name)
}

/// Runs a program that comes from the Debian package `package`.
fn succeeds(command: &mut Command, package: &str) -> Output {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.output().unwrap_or_else(|error| {
        panic!("{program} does not run ({error}): `make tools` installs it (apt install {package})")
    });
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} failed: {said}");
    output
}

/// Prints the item at `path` of a site.
fn print(site: &Draft, path: &str, sheet: fn(fengbei::model::ItemId) -> Sheet) -> Printed {
    let work = site.work_showing(Showing { classified: true, ..Showing::default() });
    let id = work.site.by_source.iter().find(|(source, _)| source.as_str() == path);
    let (_, id) = id.unwrap_or_else(|| panic!("{path} is an item of the site"));
    assert!(
        work.theme.fonts().is_ready(),
        "there is no Chinese font: `make tools` installs one (apt install fonts-noto-cjk)"
    );
    let studio = Studio::new(&work.site, &work.plan, &work.theme, &work.assets, &NoStore);
    match studio.print(&studio.sheet(sheet(*id), Purpose::Archive)) {
        Ok(printed) => {
            assert_eq!(printed.report.dropped, [], "everything of {path} is on the paper");
            printed
        }
        Err(Failure::Finding(finding)) => panic!("{path} was not printed: {finding:#?}"),
        Err(Failure::World(error)) => panic!("{path} was not printed: {error:?}"),
    }
}

/// A PDF on the disk, under a name that no other test uses.
fn kept(name: &str, printed: &Printed) -> PathBuf {
    let place = ours(&format!("{name}.pdf"));
    fs::write(&place, &printed.pdf).expect("the folder is ours");
    place
}

/// Letters and rules of a PDF, and the red ink of its first page.
fn measured(place: &Path) -> Vec<Page> {
    told(place, &["ink"])
}

/// Letters and rules of a PDF.
fn letters(place: &Path) -> Vec<Page> {
    told(place, &[])
}

fn told(place: &Path, wanted: &[&str]) -> Vec<Page> {
    let script = Path::new(SCRIPTS).join("measure.py");
    let mut command = Command::new(&*PYTHON);
    let output = succeeds(command.arg(script).arg(place).args(wanted), "python3-venv");
    serde_json::from_slice(&output.stdout).expect("measure.py tells JSON")
}

/// The words of a PDF, as a reader copies them.
fn words(place: &Path) -> String {
    let output = succeeds(Command::new("pdftotext").arg(place).arg("-"), "poppler-utils");
    String::from_utf8(output.stdout).expect("pdftotext tells UTF-8")
}

/// What every PDF must be: sound, tagged, with a language, and every font embedded in part.
fn is_sound(place: &Path) {
    succeeds(Command::new("qpdf").arg("--check").arg(place), "qpdf");
    let output = succeeds(Command::new("pdfinfo").arg(place), "poppler-utils");
    let info = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(info.contains("Tagged:          yes"), "{info}");
    let output = succeeds(Command::new("pdffonts").arg(place), "poppler-utils");
    let fonts = String::from_utf8_lossy(&output.stdout).into_owned();
    let listed: Vec<&str> = fonts.lines().skip(2).collect();
    assert!(!listed.is_empty(), "no font: {fonts}");
    for font in listed {
        // The columns emb, sub and uni stand together near the end.
        let columns: Vec<&str> = font.split_whitespace().collect();
        let embedded = &columns[columns.len() - 5..columns.len() - 2];
        assert_eq!(embedded, ["yes", "yes", "yes"], "{font}");
    }
}

/// Whether two lengths in millimetres are the same within what a printer can tell.
fn near(one: f64, other: f64) -> bool {
    (one - other).abs() <= 0.3
}
