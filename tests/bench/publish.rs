//! What publishing costs on every service, beside a program that only copies. Whatever is measured is
//! compared with what should be there. Knows nothing of how a site is built.

#[path = "../suite/publishing/servers.rs"]
#[expect(dead_code, reason = "the tests use more of it")]
mod servers;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use self::servers::{PASSWORD, Safety, Server};
use super::measure::{self, Usage};
use super::report::{median, row};
use super::sites::{Sites, command, text};
use super::{clear, corpus, count, say};

/// What is measured in one go.
pub struct Course {
    /// Articles of the site.
    size: usize,
    /// Rounds of what a copying program does, too.
    rounds: usize,
}

impl Course {
    /// A few articles, once: whether everything still works.
    pub fn quick() -> Self {
        Self { size: 200, rounds: 1 }
    }

    /// What the targets speak of.
    pub fn full(sizes: &[usize]) -> Self {
        Self { size: sizes.first().copied().unwrap_or(10_000), rounds: 3 }
    }
}

/// A service, running, and where it keeps the site on this machine's disk.
struct Place {
    name: &'static str,
    settings: String,
    shelf: PathBuf,
    /// Runs until this is dropped.
    server: Option<Server>,
}

/// The folder that every service shows, below the one it serves.
const ROOT: &str = "双拥网";

/// Runs the course and prints what was measured.
pub fn run(course: &Course) -> Result<(), String> {
    let folder = crate::folder().join("publish");
    clear(&folder)?;
    let sites = Sites::make(&folder, course.size).map_err(|e| e.to_string())?;
    let site = Site { root: sites.fengbei(), out: folder.join("public") };
    let settings = fs::read_to_string(site.root.join("site.toml")).map_err(|e| e.to_string())?;
    for (number, make) in PLACES.iter().enumerate() {
        let place = make(&folder.join(number.to_string()));
        let target = format!("{settings}\n[publish.live]\n{}\n", place.settings);
        fs::write(site.root.join("site.toml"), target).map_err(|e| e.to_string())?;
        say(measured(&site, &place, course.size)?);
        if place.name == "sftp" {
            say(beside_copy(&site, &place, course)?);
        }
        drop(place.server);
    }
    clear(&folder)?;
    say("1 passed, 0 failed");
    Ok(())
}

type Make = fn(&Path) -> Place;

const PLACES: [Make; 6] = [
    |folder| {
        let shelf = folder.join(ROOT);
        let settings = format!("service = \"fs\"\nroot = '{}'", shelf.display());
        Place { name: "a folder", settings, shelf, server: None }
    },
    |folder| {
        let (server, shelf) = (servers::sshd(), folder.join(ROOT));
        fs::create_dir_all(folder).expect("a folder is made");
        let settings = servers::sftp_settings(&server, &shelf);
        Place { name: "sftp", settings, shelf, server: Some(server) }
    },
    |folder| {
        served(
            "ftp",
            folder,
            |it| servers::ftp(it, Safety::Open),
            |it| servers::ftp_settings(it, Safety::Open),
        )
    },
    |folder| {
        served(
            "ftps",
            folder,
            |it| servers::ftp(it, Safety::Tls),
            |it| servers::ftp_settings(it, Safety::Tls),
        )
    },
    |folder| served("webdav", folder, servers::webdav, servers::webdav_settings),
    |folder| {
        let place = served("s3", folder, servers::s3, servers::s3_settings);
        Place { shelf: folder.join(servers::BUCKET).join(ROOT), ..place }
    },
];

fn served(
    name: &'static str,
    folder: &Path,
    serve: impl Fn(&Path) -> Server,
    settings: impl Fn(&Server) -> String,
) -> Place {
    fs::create_dir_all(folder).expect("a folder is made");
    let server = serve(folder);
    Place { name, settings: settings(&server), shelf: folder.join(ROOT), server: Some(server) }
}

/// The site that is published.
struct Site {
    root: PathBuf,
    out: PathBuf,
}

impl Site {
    /// Runs a command of the program about the target.
    fn run(&self, place: &Place, words: &[&str]) -> Result<Usage, String> {
        let (root, out) = (text(&self.root), text(&self.out));
        let mut all = vec!["--root", &root];
        all.extend(words);
        if words[0] == "publish" {
            all.extend(["--output", &out, "--today", "2026-08-01"]);
        }
        let mut program = vec!["env".to_owned()];
        for (name, value) in
            [("PASSWORD", PASSWORD), ("ACCESS_KEY", "office"), ("SECRET_KEY", PASSWORD)]
        {
            program.push(format!("FENGBEI_LIVE_{name}={value}"));
        }
        if let Some(server) = &place.server {
            program.push(format!("SSL_CERT_FILE={}", server.place("server.pem").display()));
        }
        program.extend(command(env!("CARGO_BIN_EXE_fengbei"), &all));
        measure::run(&program, &self.root)
    }

    fn publish(&self, place: &Place) -> Result<Usage, String> {
        self.run(place, &["publish", "live", "--yes", "--quiet"])
    }

    /// Writes article `number` with one more sentence, or removes it.
    fn article(&self, number: usize, more: Option<&str>) -> Result<(), String> {
        let article = corpus::article(number);
        let file = self.root.join("content").join(article.path);
        match more {
            Some(more) => fs::write(file, article.text + more),
            None => fs::remove_file(file),
        }
        .map_err(|e| e.to_string())
    }
}

/// The course of a site on one service.
fn measured(site: &Site, place: &Place, articles: usize) -> Result<String, String> {
    let mut steps = Vec::new();
    site.article(1, Some(""))?;
    site.article(2, Some(""))?;
    // Built before, so that publishing alone is measured.
    let built = ["build", "--quiet", "--target", "live", "--today", "2026-08-01", "--output"];
    site.run(place, &[&built[..], &[&text(&site.out)]].concat())?;
    steps.push(("first", site.publish(place)?));
    same(&place.shelf, &site.out, place.name)?;
    steps.push(("nothing to do", site.publish(place)?));
    let before = contents(&place.shelf);
    site.article(1, Some("\n补一句。\n"))?;
    steps.push(("one article changed", site.publish(place)?));
    site.article(2, None)?;
    steps.push(("one article removed", site.publish(place)?));
    same(&place.shelf, &site.out, place.name)?;
    steps.push(("one release back", site.run(place, &["rollback", "live", "--yes"])?));
    steps.push(("verify", site.run(place, &["verify", "live"])?));
    let files = before.len();
    let mut out = format!("\n## {}: {articles} articles, {files} files\n\n", place.name);
    out.push_str(
        "| step | wall s | user s | system s | peak MB | load |\n|---|--:|--:|--:|--:|--:|\n",
    );
    for (step, usage) in steps {
        row(&mut out, step, &[usage]);
    }
    Ok(out)
}

/// First publishes beside first copies by rclone on the same server.
fn beside_copy(site: &Site, place: &Place, course: &Course) -> Result<String, String> {
    let server = place.server.as_ref().expect("it is a server");
    let mut ratios = Vec::new();
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    let megabytes = count(&site.out).bytes / 1_000_000;
    for round in 0..course.rounds {
        put_aside(&place.shelf, &format!("{round}a"))?;
        clear(&site.root.join(".fengbei").join("published"))?;
        ours.push(site.publish(place)?);
        put_aside(&place.shelf, &format!("{round}b"))?;
        let copy = rclone_copy(server, &site.out, &place.shelf);
        theirs.push(measure::run(&copy, &site.root)?);
        ratios.push(theirs[theirs.len() - 1].wall / ours[ours.len() - 1].wall);
    }
    let mut out = format!("\n## First publish beside a copy by sftp: {megabytes} MB\n\n");
    out.push_str(
        "| program | wall s | user s | system s | peak MB | load |\n|---|--:|--:|--:|--:|--:|\n",
    );
    row(&mut out, "Fengbei", &ours);
    row(&mut out, "rclone copy", &theirs);
    out.push_str(&format!("\nthroughput beside rclone: {:.2} (0.8 at least)\n", median(&ratios)));
    Ok(out)
}

/// Gives a folder another name: files that are removed slow down those that are made after them.
fn put_aside(folder: &Path, name: &str) -> Result<(), String> {
    fs::rename(folder, folder.with_file_name(name)).map_err(|e| e.to_string())
}

/// The command by which another program copies a folder to `shelf` on that server; it runs no other
/// commands there.
fn rclone_copy(server: &Server, from: &Path, shelf: &Path) -> Vec<String> {
    let remote = format!(
        ":sftp,shell_type=none,host=127.0.0.1,port={},user={},key_file=\"{}\",known_hosts_file=\"{}\":{}",
        server.port,
        servers::user(),
        server.place("id").display(),
        server.place("known_hosts").display(),
        shelf.display()
    );
    let more = ["--transfers", "4", "--checkers", "4", "--config", "", "--quiet"];
    let from = text(from);
    let words = [&["copy", &from, &remote][..], &more].concat();
    command(&text(&servers::rclone_program()), &words)
}

/// That a target holds the built site.
fn same(shelf: &Path, built: &Path, name: &str) -> Result<(), String> {
    let mut wanted = contents(built);
    wanted.remove(Path::new(".fengbei-manifest"));
    if contents(shelf) == wanted { Ok(()) } else { Err(format!("{name} is not what was built")) }
}

/// Digests of all files but our own store.
fn contents(root: &Path) -> BTreeMap<PathBuf, blake3::Hash> {
    let mut found = BTreeMap::new();
    for entry in walkdir::WalkDir::new(root).into_iter().flatten() {
        let below = entry.path().strip_prefix(root).expect("walked from there").to_owned();
        if entry.file_type().is_file() && !below.starts_with(".fengbei") {
            let bytes = fs::read(entry.path()).expect("it is ours");
            found.insert(below, blake3::hash(&bytes));
        }
    }
    found
}
