//! A desk in an office: a small site, a place to publish it to, and the compiled program.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

/// The day of every run at the small site.
const TODAY: &str = "2026-08-01";
/// A day on which the example site has all its texts.
const LATER: &str = "2026-11-22";

/// What came of a run.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// Standard output as one JSON value.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out)
            .unwrap_or_else(|error| panic!("{error} in {}\n{}", self.out, self.err))
    }

    /// That it went well.
    pub fn good(self) -> Self {
        assert_eq!(self.code, 0, "{}{}", self.out, self.err);
        self
    }

    /// That it did not, and said all of this.
    pub fn refused(self, said: &[&str]) -> Self {
        assert_ne!(self.code, 0, "{}{}", self.out, self.err);
        for words in said {
            assert!(self.err.contains(words), "not said: {words}\n{}", self.err);
        }
        self
    }
}

/// A site folder with settings for the target `live`.
pub struct Desk {
    pub site: tempfile::TempDir,
    /// Where the service keeps what it serves, on this machine's disk.
    pub shelf: PathBuf,
    /// Where our own files are, on this machine's disk.
    pub store: PathBuf,
    /// Environment of the program: secrets.
    pub words: Vec<(String, String)>,
    /// The day of every publish.
    today: &'static str,
}

impl Desk {
    /// A desk whose target `live` has these settings and keeps its files in `shelf`.
    pub fn new(settings: &str, shelf: &Path) -> Self {
        let site = tempfile::tempdir().expect("a folder");
        let store = shelf.join(".fengbei");
        let desk = Self { site, shelf: shelf.to_owned(), store, words: Vec::new(), today: TODAY };
        desk.settings(settings);
        desk.write(
            "content/news/_index.md",
            "+++\ntitle = \"要闻\"\ncolumn_type = \"工作动态\"\n+++\n",
        );
        desk.write(
            "content/about/_index.md",
            "+++\ntitle = \"关于\"\nkind = \"page\"\ncolumn_type = \"概况信息\"\n+++\n",
        );
        desk.write(
            "content/about/我们.md",
            "+++\ntitle = \"关于我们\"\ndate = 2026-07-01\n+++\n正文。\n",
        );
        for number in 1..=5 {
            desk.item(number, "正文。");
        }
        desk
    }

    /// A desk at a copy of the example site of this repository, whose target `live` keeps its files
    /// in `shelf`.
    pub fn at_example(settings: &str, shelf: &Path) -> Self {
        const PARTS: [&str; 4] = ["site.toml", "addresses.lock", "content", "themes"];
        let site = tempfile::tempdir().expect("a folder");
        let store = shelf.join(".fengbei");
        let desk = Self { site, shelf: shelf.to_owned(), store, words: Vec::new(), today: LATER };
        let source = Path::new(env!("CARGO_MANIFEST_DIR"));
        for entry in PARTS.iter().flat_map(|part| walkdir::WalkDir::new(source.join(part))) {
            let entry = entry.expect("the example is readable");
            let below = entry.path().strip_prefix(source).expect("walked from there");
            if entry.file_type().is_file() {
                let to = desk.site.path().join(below);
                fs::create_dir_all(to.parent().expect("a folder")).expect("a folder is made");
                fs::copy(entry.path(), to).expect("a copy is made");
            }
        }
        desk.target(settings);
        desk
    }

    /// Gives the target `live` of the example other settings.
    pub fn target(&self, settings: &str) {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("site.toml");
        let text = fs::read_to_string(source).expect("the example is readable");
        self.write("site.toml", &format!("{text}\n[publish.live]\n{settings}\n"));
    }

    /// Writes the settings file with these settings of the target.
    pub fn settings(&self, target: &str) {
        self.write(
            "site.toml",
            &format!(
                "title = \"示例\"\naddress = \"https://www.example.gov.cn/a/\"\n\
                 [portal]\ndomain = \"www.example.gov.cn\"\ncode = \"1400000001\"\n\
                 [bottom]\nhost = \"示例办\"\n[publish.live]\n{target}\n"
            ),
        );
    }

    /// Writes a news item.
    pub fn item(&self, number: usize, body: &str) {
        self.write(
            &format!("content/news/n{number}.md"),
            &format!(
                "+++\ntitle = \"消息{number}\"\ndate = 2026-07-0{}\nkeywords = [\"双拥\"]\n+++\n{body}\n",
                number % 9 + 1
            ),
        );
    }

    pub fn write(&self, path: &str, text: &str) {
        put(&self.site.path().join(path), text);
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.site.path().join(path)).expect("the file was there");
    }

    /// The program with these words, in the site folder.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fengbei"));
        command.current_dir(self.site.path()).args(words).stdin(Stdio::null());
        command.env("LANG", "en_US.UTF-8").env_remove("LC_ALL").env_remove("SSH_AUTH_SOCK");
        command.env("XDG_CONFIG_HOME", self.site.path().join(".nowhere"));
        command.envs(self.words.iter().map(|(name, value)| (name, value)));
        command
    }

    pub fn run(&self, words: &[&str]) -> Ran {
        let output = self.command(words).output().expect("the program runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program writes UTF-8");
        Ran {
            code: output.status.code().expect("the program ends by itself"),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }

    /// Publishes without asking.
    pub fn publish(&self, more: &[&str]) -> Ran {
        let words = [&["publish", "live", "--yes", "--json", "--today", self.today], more].concat();
        self.run(&words)
    }

    /// Begins to publish.
    pub fn begin(&self) -> Child {
        self.begin_with(&[])
    }

    /// Begins to publish although a publisher before left its lock.
    pub fn begin_again(&self) -> Child {
        self.begin_with(&["--allow", "lock"])
    }

    fn begin_with(&self, more: &[&str]) -> Child {
        let words =
            [&["publish", "live", "--yes", "--quiet", "--today", self.today], more].concat();
        let mut command = self.command(&words);
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program runs")
    }

    /// What the site there is, without our store.
    pub fn shown(&self) -> BTreeMap<String, Vec<u8>> {
        files(&self.shelf).into_iter().filter(|(path, _)| !path.starts_with(".fengbei/")).collect()
    }

    /// What the built site is.
    pub fn built(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = files(&self.site.path().join("public"));
        files.remove(".fengbei-manifest").expect("it was built");
        files
    }
}

/// Writes a file and the folders above it.
pub fn put(place: &Path, text: &str) {
    fs::create_dir_all(place.parent().expect("a folder")).expect("a folder is made");
    fs::write(place, text).expect("a file is written");
}

/// Every file below a folder.
pub fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(bytes) = fs::read(&path) {
                let below = path.strip_prefix(root).expect("walked from there");
                found.insert(below.to_string_lossy().replace('\\', "/"), bytes);
            }
        }
    }
    found
}

/// That every page a reader can reach from the home page is whole, and that whatever it names is there.
pub fn is_whole(shelf: &Path) -> usize {
    let mut seen = BTreeSet::new();
    let mut next = vec!["index.html".to_owned()];
    if !shelf.join("index.html").exists() {
        return 0;
    }
    while let Some(path) = next.pop() {
        if !seen.insert(path.clone()) {
            continue;
        }
        let bytes = fs::read(shelf.join(&path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        if !is_a(&path, "html") {
            continue;
        }
        let text = String::from_utf8(bytes).expect("a page is UTF-8");
        assert!(text.trim_end().ends_with("</html>"), "{path} is cut: {} bytes", text.len());
        for named in named(&text) {
            let place = resolved(&path, &named);
            assert!(shelf.join(&place).is_file(), "{path} names {named}, which is not there");
            next.push(place);
        }
    }
    seen.len()
}

/// Addresses below the site that a page names.
fn named(page: &str) -> Vec<String> {
    let values = [" href=\"", " src=\""]
        .into_iter()
        .flat_map(|word| page.split(word).skip(1).filter_map(|rest| rest.split('"').next()));
    values
        .map(|value| value.split(['#', '?']).next().expect("split gives one at least").to_owned())
        .filter(|value| !value.is_empty() && !value.contains(':') && !value.starts_with("//"))
        .collect()
}

/// The file that `address` means on the page at `path`.
fn resolved(path: &str, address: &str) -> String {
    let mut parts: Vec<String> = path.split('/').map(str::to_owned).collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(decoded(part)),
        }
    }
    let place = parts.join("/");
    if place.is_empty() || place.ends_with('/') { format!("{place}index.html") } else { place }
}

fn decoded(part: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = part.as_bytes();
    while let [first, tail @ ..] = rest {
        if let (b'%', [a, b, tail @ ..]) = (first, tail) {
            let digits = [*a, *b];
            let digits = std::str::from_utf8(&digits).expect("ASCII");
            bytes.push(u8::from_str_radix(digits, 16).expect("two hex digits"));
            rest = tail;
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).expect("an address is UTF-8")
}

/// Whether a file has this extension.
pub fn is_a(path: &str, extension: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, it)| it == extension)
}
