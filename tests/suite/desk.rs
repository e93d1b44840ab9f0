//! A site folder on the disk, with the program run on it as an office would.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The day every test builds for.
pub const TODAY: &str = "2026-08-01";

/// What is in a folder: each file's digest by its path, each link's target.
pub type Contents = BTreeMap<PathBuf, String>;

/// A folder that goes when the test is over: `site/` in it is a site, `site/public` its output.
pub struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    /// A site of `files`, each a path below the site folder and a text.
    pub fn new(files: &[(&str, &str)]) -> Self {
        let desk = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        for (path, text) in files {
            desk.write(path, text);
        }
        desk
    }

    /// A small site with one column and one article.
    pub fn small() -> Self {
        Self::new(&[
            ("site.toml", SETTINGS),
            ("content/_index.md", "+++\ntitle = \"首页\"\n+++\n"),
            ("content/news/_index.md", "+++\ntitle = \"要闻\"\ncolumn_type = \"工作动态\"\n+++\n"),
            ("content/news/a.md", ARTICLE),
        ])
    }

    /// The folder around the site.
    pub fn around(&self) -> &Path {
        self.folder.path()
    }

    /// The site folder.
    pub fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    /// The output folder.
    pub fn public(&self) -> PathBuf {
        self.root().join("public")
    }

    /// Writes a file of the site.
    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let place = self.root().join(path);
        fs::create_dir_all(place.parent().expect("below the site")).expect("a folder is made");
        fs::write(place, text).expect("a file is written");
    }

    /// Runs `fengbei build` with `words`.
    pub fn build(&self, words: &[&str]) -> Said {
        self.run(&[&["build", "--today", TODAY], words].concat())
    }

    /// Builds, which must work.
    pub fn built(&self, words: &[&str]) -> Contents {
        let said = self.build(words);
        assert_eq!(said.code, 0, "{said:?}");
        contents(&self.public())
    }

    /// Runs the program in the site folder.
    pub fn run(&self, words: &[&str]) -> Said {
        let mut command = program(&self.root());
        Said::of(command.args(words).output().expect("the program starts"))
    }
}

/// Settings that leave nothing to find.
const SETTINGS: &str = r#"title = "示例站"
description = "只为测试。"
address = "https://www.example.gov.cn/"
[portal]
domain = "www.example.gov.cn"
code = "1400000001"
"#;

/// An article whose page is easy to tell.
pub const ARTICLE: &str = "+++\ntitle = \"走访慰问\"\ndate = \"2026-07-30\"\nsource = \"示例双拥办\"\n+++\n军爱民、民拥军。\n";

/// The program, told to speak English, in `root`.
pub fn program(root: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fengbei"));
    command.current_dir(root).args(["--lang", "en"]).stdin(Stdio::null());
    command
}

/// How a run ended and what it said.
#[derive(Debug, PartialEq, Eq)]
pub struct Said {
    /// The exit code; -1 when it was killed.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Said {
    /// What `output` says.
    pub fn of(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("we print UTF-8");
        Self {
            code: output.status.code().unwrap_or(-1),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }

    /// Names of the rules found, sorted; the run must have been told `--json`.
    pub fn rules(&self) -> Vec<String> {
        let value: serde_json::Value = serde_json::from_str(&self.out).expect("JSON was printed");
        let findings = value["findings"].as_array().expect("there is a list of findings");
        let name =
            |finding: &serde_json::Value| finding["rule"].as_str().expect("a name").to_owned();
        let mut names: Vec<String> = findings.iter().map(name).collect();
        names.sort();
        names
    }
}

/// What is in `folder`; links are not followed.
pub fn contents(folder: &Path) -> Contents {
    let mut found = Contents::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.expect("the folder is readable");
        let below = entry.path().strip_prefix(folder).expect("walked from there").to_path_buf();
        if entry.path_is_symlink() {
            let target = fs::read_link(entry.path()).expect("a link has a target");
            found.insert(below, format!("→ {}", target.display()));
        } else if entry.file_type().is_file() {
            let bytes = fs::read(entry.path()).expect("the file is readable");
            found.insert(below, blake3::hash(&bytes).to_hex().to_string());
        }
    }
    found
}
