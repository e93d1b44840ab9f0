//! Files of others: what becomes of them, and what is said of the rest. Word files are made by programs
//! that nobody here wrote.

mod hostile;
mod killed;
mod moved;
mod pages;
mod put;
mod sheets;
mod word;

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use fengbei::import::{Arrival, Desk, import};
use fengbei::model::ItemKind;
use fengbei::source::{Content, File, SourcePath};
use fengbei::text::Moment;

const SCRIPTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/imports");

/// A folder with the Word files that python-docx and docx wrote.
static WORD: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = ours("word");
    fs::create_dir_all(&folder).expect("the folder is ours");
    let script = |name: &str| Path::new(SCRIPTS).join(name);
    succeeds(Command::new(python()).arg(script("word.py")).arg(&folder), "python3-venv");
    succeeds(Command::new("node").arg(script("word.mjs")).arg(&folder).arg(modules()), "nodejs");
    folder
});

fn ours(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("imports").join(name)
}

/// Runs `make` unless `folder` was made for these very files before.
fn once(folder: &Path, files: &[&str], make: impl FnOnce()) {
    let wanted: Vec<u8> = files
        .iter()
        .flat_map(|name| fs::read(Path::new(SCRIPTS).join(name)).expect("it is committed"))
        .collect();
    let done = folder.join("done");
    if !fs::read(&done).is_ok_and(|before| before == wanted) {
        fs::create_dir_all(folder).expect("the folder is ours");
        make();
        fs::write(done, wanted).expect("the folder is ours");
    }
}

/// A Python that has python-docx, in a folder of its own.
fn python() -> PathBuf {
    let folder = ours("python");
    let python = folder.join("bin/python");
    once(&folder, &["requirements.txt"], || {
        succeeds(Command::new("python3").args(["-m", "venv"]).arg(&folder), "python3-venv");
        let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"];
        let list = Path::new(SCRIPTS).join("requirements.txt");
        succeeds(Command::new(&python).args(pip).arg(list), "python3-venv");
    });
    python
}

/// Where `npm ci` was run.
fn modules() -> PathBuf {
    let folder = ours("modules");
    let files = ["package.json", "package-lock.json", ".npmrc"];
    once(&folder, &files, || {
        for name in files {
            fs::copy(Path::new(SCRIPTS).join(name), folder.join(name)).expect("the folder is ours");
        }
        let mut npm = Command::new("npm");
        succeeds(npm.args(["ci", "--loglevel=error"]).current_dir(&folder), "npm");
    });
    folder
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

fn desk(kind: ItemKind) -> Desk<'static> {
    Desk { kind, today: Moment::parse("2026-11-22").expect("a day"), beside: &|_| None }
}

fn file(name: &str, bytes: &[u8]) -> File {
    File::new(SourcePath::new(name), Content::Bytes(bytes.into()))
}

/// What becomes of a file.
fn arrival(name: &str, bytes: &[u8], kind: ItemKind) -> Arrival {
    import(&file(name, bytes), &desk(kind)).unwrap_or_else(|why| panic!("{name}: {}", why.zh))
}

fn word(name: &str, kind: ItemKind) -> Arrival {
    arrival(name, &fs::read(WORD.join(name)).expect("a script wrote it"), kind)
}

/// All that a person gets to see of an arrival.
fn shown(arrival: &Arrival) -> String {
    let files: String = arrival.files.iter().map(|(name, _)| format!("+ {name}\n")).collect();
    let losses: String =
        arrival.losses.iter().map(|loss| format!("- {}\n", loss.message().zh)).collect();
    format!("{}\n{}\n{files}{losses}", arrival.name, arrival.text)
}

/// A Word file of these parts.
fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, bytes) in parts {
        zip.start_file(*name, options).expect("memory takes it");
        zip.write_all(bytes).expect("memory takes it");
    }
    zip.finish().expect("memory takes it").into_inner()
}

fn body(inside: &str) -> Vec<u8> {
    format!("<w:document xmlns:w=\"w\"><w:body>{inside}</w:body></w:document>").into_bytes()
}
