//! The sites that PDFs are made of: the example site of this repository, and rolls of people who never
//! lived.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::roll::people;
use crate::sites::{command, text};

/// The day of every build.
const TODAY: &str = "2026-12-01";
/// A document of the example site.
pub const DOCUMENT: &str = "content/documents/2026-01-key-points/index.md";
/// A bulletin of the example site.
pub const BULLETIN: &str = "content/bulletin/2026-11.md";
/// The special issue of the example site.
pub const ISSUE: &str = "content/issues/2026-08-01";
/// An article that no PDF shows.
const ARTICLE: &str = "content/news/2026-11-20-roll-search.md";

/// Copies of sites that a measurement may change.
#[derive(Debug)]
pub struct Sites {
    folder: PathBuf,
}

impl Sites {
    /// Makes the copy of the example site in `folder`.
    pub fn make(folder: &Path) -> io::Result<Self> {
        let sites = Self { folder: folder.into() };
        let from = Path::new(env!("CARGO_MANIFEST_DIR"));
        for name in ["content", "site.toml", "addresses.lock"] {
            for entry in walkdir::WalkDir::new(from.join(name)) {
                let entry = entry?;
                let below = entry.path().strip_prefix(from).expect("below it");
                let to = sites.example().join(below);
                if entry.file_type().is_dir() {
                    fs::create_dir_all(to)?;
                } else {
                    fs::create_dir_all(to.parent().expect("a file has a folder"))?;
                    fs::copy(entry.path(), to)?;
                }
            }
        }
        Ok(sites)
    }

    /// The example site.
    pub fn example(&self) -> PathBuf {
        self.folder.join("example")
    }

    /// A site with a roll of `size` people whose book is of this `kind`.
    pub fn roll(&self, kind: &str, size: usize) -> io::Result<PathBuf> {
        let root = self.folder.join(format!("{kind}-{size}")).join("site");
        let roll = root.join("content/roll");
        fs::create_dir_all(&roll)?;
        let settings = include_str!("../roll/fengbei/site.toml");
        fs::write(
            root.join("site.toml"),
            settings.replace("theme = \"minimal\"", "theme = \"memorial\""),
        )?;
        fs::write(root.join("content/_index.md"), include_str!("../roll/fengbei/_index.md"))?;
        let head = format!(
            "+++\ntitle = \"合成名录\"\ncolumn_type = \"数据发布\"\nkind = \"page\"\n[roll]\nsource = \"roll.csv\"\n\
             total = {size}\nbook = \"{kind}\"\n+++\n合成数据，没有一个真人。\n"
        );
        fs::write(roll.join("_index.md"), head)?;
        people::write(&roll.join("roll.csv"), size)?;
        Ok(root)
    }

    /// The file of the document that is printed.
    pub fn document_file(&self) -> PathBuf {
        self.example().join(DOCUMENT)
    }

    /// The file of the lead story of the special issue.
    pub fn lead_file(&self) -> PathBuf {
        self.example().join("content/features/2026-05-20-yanan-1943.md")
    }

    /// Changes an article that no PDF shows.
    pub fn change_article(&self) -> io::Result<()> {
        let file = self.example().join(ARTICLE);
        let text = fs::read_to_string(&file)?;
        fs::write(file, text + "\n改动一次。\n")
    }

    /// Where the preview gives a PDF.
    pub fn address(&self, what: &str) -> Result<String, String> {
        if what == "a document" {
            self.path_of(DOCUMENT, "pdf")
        } else {
            Ok("/issues/2026-08-01.pdf".into())
        }
    }

    /// The page of the document in the whole site, which must have been built.
    pub fn document_page(&self) -> Result<PathBuf, String> {
        let out = self.folder.join("pages");
        crate::measure::run(&build(&self.example(), &out), &self.folder)?;
        Ok(out.join(self.path_of(DOCUMENT, "html")?.trim_start_matches('/')))
    }

    /// The people of the roll as one table of a page.
    pub fn table_page(&self, size: usize) -> Result<PathBuf, String> {
        let table = self.folder.join(format!("table-{size}/site/content/roll/roll.csv"));
        let table = fs::read_to_string(table).map_err(|e| e.to_string())?;
        let mut page = String::from(
            "<!doctype html><html lang=zh-CN><meta charset=utf-8><title>名录</title><table>",
        );
        for line in table.lines().skip(1) {
            page += "<tr>";
            for cell in line.split(',') {
                page = page + "<td>" + cell;
            }
        }
        let place = self.folder.join("table.html");
        fs::write(&place, page).map_err(|e| e.to_string())?;
        Ok(place)
    }

    /// The address of the page of `item`, by the ledger, with another ending.
    fn path_of(&self, item: &str, ending: &str) -> Result<String, String> {
        let ledger = fs::read_to_string(self.example().join("addresses.lock"));
        let ledger = ledger.map_err(|e| format!("addresses.lock: {e}"))?;
        let line = ledger.lines().find(|line| line.starts_with(&format!("{item}\t")));
        let path = line.and_then(|line| line.rsplit('\t').next());
        let path = path.and_then(|path| path.strip_suffix("html"));
        path.map(|path| format!("/{path}{ending}")).ok_or_else(|| format!("no address of {item}"))
    }
}

/// The command that prints `item` of the site at `root` to `place`.
pub fn print(root: &Path, item: &str, place: &Path) -> Vec<String> {
    let words = ["--root", &text(root), "print", item, "--today", TODAY, "-o", &text(place)];
    command(env!("CARGO_BIN_EXE_fengbei"), &words)
}

/// The command that builds the site at `root` into `target`.
pub fn build(root: &Path, target: &Path) -> Vec<String> {
    let words = ["--root", &text(root), "build", "--today", TODAY, "--output", &text(target)];
    command(env!("CARGO_BIN_EXE_fengbei"), &words)
}

/// The command with which a browser prints `page` to `place`.
pub fn browse(program: &Path, page: &Path, place: &Path, profile: &Path) -> Vec<String> {
    let words = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-pdf-header-footer",
        &format!("--user-data-dir={}", text(profile)),
        &format!("--print-to-pdf={}", text(place)),
        &format!("file://{}", text(page)),
    ];
    command(&text(program), &words)
}

/// A browser, where Debian has it.
pub fn find_chromium() -> Option<PathBuf> {
    let place = std::env::var_os("CHROMIUM").map_or("/usr/bin/chromium".into(), PathBuf::from);
    place.is_file().then_some(place)
}
