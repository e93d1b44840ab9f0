//! A build changes the output folder from one whole site to another, or not at all, whatever stops it
//! and whoever else is at work.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::chance::Chance;
use crate::desk::{Contents, Desk, Said, TODAY, contents, program};

/// How often a build is killed.
const KILLS: usize = 200;
/// Pages of the site that is built meanwhile.
const PAGES: usize = 200;

/// Two versions of one site, no page of which is the same, built into one folder.
struct Versions {
    desks: [Desk; 2],
    whole: [Contents; 2],
    around: tempfile::TempDir,
}

impl Versions {
    fn new(pages: usize) -> Self {
        let desks = [version("甲版", pages), version("乙版", pages)];
        let whole = desks.each_ref().map(|desk| desk.built(&[]));
        for (path, digest) in &whole[0] {
            let other = whole[1].get(path);
            let page = path.extension().is_some_and(|extension| extension == "html");
            assert!(!page || other != Some(digest), "{} is in both", path.display());
        }
        Self { desks, whole, around: tempfile::tempdir().expect("a temporary folder") }
    }

    fn target(&self) -> std::path::PathBuf {
        self.around.path().join("网站")
    }

    fn command(&self, version: usize) -> Command {
        let mut command = program(&self.desks[version].root());
        command.args(["build", "--quiet", "--today", TODAY, "--output"]).arg(self.target());
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// Builds `version` to its end; how long it took.
    fn build(&self, version: usize) -> Duration {
        let start = Instant::now();
        let status = self.command(version).status().expect("the program starts");
        assert!(status.success(), "{status}");
        assert!(contents(&self.target()) == self.whole[version], "version {version} is not whole");
        start.elapsed()
    }

    /// Which version is in the folder, whole.
    fn standing(&self) -> usize {
        let found = contents(&self.target());
        self.whole.iter().position(|whole| *whole == found).unwrap_or_else(|| {
            let strange = |whole: &Contents| {
                found.iter().filter(|(path, digest)| whole.get(*path) != Some(digest)).count()
            };
            let counts = self.whole.each_ref().map(strange);
            panic!("neither site: {} files, of which {counts:?} are of the other", found.len())
        })
    }
}

fn version(word: &str, pages: usize) -> Desk {
    let desk = Desk::small();
    let settings = fs::read_to_string(desk.root().join("site.toml")).expect("the settings");
    desk.write("site.toml", settings.replace("示例站", &format!("{word}示例站")));
    fs::remove_file(desk.root().join("content/news/a.md")).expect("one article less");
    for number in 0..pages {
        let (month, day) = (1 + number % 7, 1 + number % 28);
        let text = format!(
            "+++\ntitle = \"{word}第{number}篇\"\ndate = \"2026-{month:02}-{day:02}\"\nserial = {}\n+++\n{word}正文。\n",
            20_000_000 + number
        );
        desk.write(&format!("content/news/{number:04}.md"), &text);
    }
    desk
}

/// Half of the kills come at any moment of the whole run, the other half once files are being
/// written, which is where a site could be torn. How long both take is learnt on the way, because
/// the machine has other work too.
#[test]
fn a_killed_build_leaves_the_old_site_or_the_new_one() {
    let versions = Versions::new(PAGES);
    let mut chance = Chance::new(1943);
    let mut usual = versions.build(1).min(versions.build(0));
    let mut writing = usual / 4;
    let (mut standing, mut torn, mut changed) = (0, 0, 0);
    for kill in 0..KILLS {
        let next = 1 - standing;
        let mut process = versions.command(next).spawn().expect("the program starts");
        let expected = if kill % 2 == 0 {
            &mut usual
        } else {
            wait_for_stage(&versions, &mut process);
            &mut writing
        };
        let start = Instant::now();
        let done = kill_within(&mut process, expected.mul_f64(1.2 * fraction(&mut chance)));
        *expected = if done { (*expected + start.elapsed()) / 2 } else { expected.mul_f64(1.01) };
        torn += usize::from(stage(&versions).exists());
        let now = versions.standing();
        assert!(now == next || !done, "a build that ended well left the old site");
        changed += usize::from(now != standing);
        standing = now;
    }
    assert!(torn > 0, "only {torn} of {KILLS} kills came while files were written");
    assert!(changed > 0, "only {changed} of {KILLS} builds put a new site there");
    versions.build(1 - standing);
    assert!(!stage(&versions).exists(), "a whole build leaves nothing behind");
}

fn wait_for_stage(versions: &Versions, process: &mut Child) {
    while !stage(versions).exists() && process.try_wait().expect("a child").is_none() {
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// Kills the process after `delay`, unless it ends before; whether it ended well.
fn kill_within(process: &mut Child, delay: Duration) -> bool {
    let start = Instant::now();
    while start.elapsed() < delay {
        if let Some(status) = process.try_wait().expect("a child") {
            assert!(status.success(), "{status}");
            return true;
        }
        std::thread::sleep(Duration::from_millis(1).min(delay));
    }
    process.kill().expect("it is ours");
    process.wait().expect("it has ended").success()
}

fn stage(versions: &Versions) -> std::path::PathBuf {
    versions.target().with_file_name(".网站.new")
}

fn fraction(chance: &mut Chance) -> f64 {
    f64::from(u32::try_from(chance.below(10_000)).expect("small")) / 10_000.0
}

#[test]
fn a_killed_first_build_leaves_nothing_or_the_whole_site() {
    let versions = Versions::new(60);
    let mut chance = Chance::new(81);
    let usual = versions.build(0);
    for _ in 0..20 {
        let _ = fs::remove_dir_all(versions.target());
        let mut process = versions.command(0).spawn().expect("the program starts");
        kill_within(&mut process, usual.mul_f64(fraction(&mut chance)));
        assert!(!versions.target().exists() || versions.standing() == 0);
    }
}

/// Where two names cannot be exchanged in one step, a death can fall between two renames.
#[test]
fn a_site_that_was_put_aside_comes_back() {
    let desk = Desk::small();
    let whole = desk.built(&[]);
    let aside = desk.root().join(".public.old");
    fs::rename(desk.public(), &aside).expect("a rename");
    fs::create_dir(desk.root().join(".public.new")).expect("a folder");
    desk.write("site.toml", "theme = \"没有这个主题\"");
    assert_eq!(desk.build(&[]).code, 2);
    assert_eq!(contents(&desk.public()), whole, "it is back even when nothing can be built");
    desk.write("site.toml", "");
    desk.write("content/news/a.md", crate::desk::ARTICLE);
    let said = desk.build(&[]);
    assert!(desk.public().is_dir() && !aside.exists(), "{said:?}");
    assert!(!desk.root().join(".public.new").exists());
}

#[test]
fn a_page_that_cannot_be_made_leaves_the_old_site() {
    let desk = Desk::small();
    let whole = desk.built(&[]);
    desk.write("content/news/b.md", crate::desk::ARTICLE);
    desk.write("templates/article.html", "{% extends \"base/article.html\" %}{% block article_before %}{{ page.nothing }}{% endblock %}");
    let said = desk.build(&[]);
    assert_eq!(said.code, 1, "{said:?}");
    assert_eq!(contents(&desk.public()), whole);
}

/// A limit on the size of files stands for every failure to write, on every machine.
#[test]
fn a_failed_write_leaves_the_old_site_and_says_where() {
    let desk = Desk::small();
    let whole = desk.built(&[]);
    desk.write("content/news/b.md", format!("{}{}", crate::desk::ARTICLE, "长。".repeat(200_000)));
    let mut command = Command::new("sh");
    command.args(["-c", "trap '' XFSZ; ulimit -f 512; exec \"$@\"", "sh"]);
    let said = with_program(command, &desk, &["build", "--today", TODAY]);
    assert_eq!(said.code, 2, "{said:?}");
    assert!(said.err.contains("cannot write") && said.err.contains("File too large"), "{said:?}");
    assert!(said.err.contains(".html"), "{said:?}");
    assert_eq!(contents(&desk.public()), whole);
}

/// A disk of 1 MB, full but for the old site. Needs the right to mount.
#[test]
fn a_full_disk_leaves_the_old_site_and_a_clear_error() {
    if !may_mount() {
        return;
    }
    let desk = Desk::small();
    desk.built(&[]);
    for number in 0..40 {
        let text = format!("{}{}", crate::desk::ARTICLE, "长。".repeat(2_000));
        desk.write(&format!("content/news/long-{number}.md"), &text);
    }
    let copy = desk.around().join("copy");
    let script = format!(
        "mkdir ../disk && mount -t tmpfs -o size=1m none ../disk && cp -r public ../disk/public && \
         cp ../disk/public/index.html /dev/null && \"$@\" build --today {TODAY} -o ../disk/public; \
         code=$?; cp -r ../disk/public {}; ls -A ../disk; exit $code",
        copy.display()
    );
    let mut command = Command::new("unshare");
    command.args(["--mount", "sh", "-c", &script, "sh"]);
    let said = with_program(command, &desk, &[]);
    assert_eq!(said.code, 2, "{said:?}");
    assert!(said.err.contains("The disk is full: free some space"), "{said:?}");
    assert_eq!(said.out, ".public.lock\npublic\n", "the unfinished site was removed");
    assert_eq!(contents(&copy), contents(&desk.public()));
}

#[test]
fn a_read_only_folder_leaves_the_old_site_and_a_clear_error() {
    let desk = Desk::small();
    let whole = desk.built(&[]);
    desk.write("content/news/b.md", crate::desk::ARTICLE);
    let locked = desk.around().join("locked");
    fs::create_dir(&locked).expect("a folder");
    fs::rename(desk.public(), locked.join("public")).expect("a rename");
    let allow = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("ours to change");
    };
    allow(desk.around(), 0o755);
    for folder in [locked.clone(), locked.join("public")] {
        allow(&folder, 0o555);
    }
    let said =
        with_program(nobody(), &desk, &["build", "--today", TODAY, "-o", "../locked/public"]);
    for folder in [locked.clone(), locked.join("public")] {
        allow(&folder, 0o755);
    }
    assert_eq!(said.code, 2, "{said:?}");
    assert!(
        said.err.contains("Permission was denied: choose a folder you may write to"),
        "{said:?}"
    );
    assert!(said.err.contains("locked"), "{said:?}");
    assert_eq!(contents(&locked.join("public")), whole);
}

/// Someone who must keep to permissions: root need not.
fn nobody() -> Command {
    if fs::metadata("/proc/self").is_ok_and(|me| me.uid() != 0) {
        return Command::new("env");
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid", "65534", "--regid", "65534", "--clear-groups"]);
    command
}

fn may_mount() -> bool {
    let mut command = Command::new("unshare");
    command.args(["--mount", "mount", "-t", "tmpfs", "none", "/mnt"]);
    command.output().is_ok_and(|output| output.status.success())
}

/// Runs `before`, which runs what follows it, with a copy of the program that everybody may run.
fn with_program(mut before: Command, desk: &Desk, words: &[&str]) -> Said {
    let copy = desk.around().join("fengbei");
    fs::copy(env!("CARGO_BIN_EXE_fengbei"), &copy).expect("the program is copied");
    before.arg(&copy).args(["--lang", "en"]).args(words).current_dir(desk.root());
    Said::of(before.output().expect("the program starts"))
}

#[test]
fn two_builds_at_once_are_one_after_the_other() {
    let desk = Desk::small();
    let whole = desk.built(&[]);
    let lock = fs::File::options()
        .write(true)
        .open(desk.root().join(".public.lock"))
        .expect("the lock stays");
    lock.lock().expect("nobody else has it");
    desk.write("content/news/b.md", crate::desk::ARTICLE);
    let said = desk.build(&[]);
    assert_eq!(said.code, 2, "{said:?}");
    assert!(said.err.contains("another fengbei is building this site"), "{said:?}");
    assert_eq!(contents(&desk.public()), whole);
    drop(lock);
    assert_ne!(desk.built(&[]), whole);
}

/// An article and an attachment are rewritten again and again while the site is built.
#[test]
fn files_that_change_meanwhile_never_make_a_lying_manifest() {
    let desk = Desk::small();
    let article = "content/news/下载/index.md";
    let attachment = "content/news/下载/表.txt";
    desk.write(article, crate::desk::ARTICLE);
    desk.write(attachment, "一");
    desk.built(&[]);
    let busy = std::sync::atomic::AtomicBool::new(true);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for number in 0.. {
                if !busy.load(std::sync::atomic::Ordering::Relaxed) {
                    break;
                }
                desk.write(attachment, "长".repeat(number % 5_000));
                desk.write(article, format!("{}{number}\n", crate::desk::ARTICLE));
            }
        });
        for _ in 0..10 {
            let said = desk.build(&[]);
            assert!((0..=2).contains(&said.code), "{said:?}");
            keeps_its_manifest(&desk.public());
        }
        busy.store(false, std::sync::atomic::Ordering::Relaxed);
    });
    desk.write(attachment, "末");
    desk.write(article, crate::desk::ARTICLE);
    desk.built(&[]);
    keeps_its_manifest(&desk.public());
    let copy = fs::read_to_string(desk.public().join("news/下载/表.txt")).expect("a copy");
    assert_eq!(copy, "末");
}

/// Every line of the manifest is a file as it says.
fn keeps_its_manifest(public: &Path) {
    let text = fs::read_to_string(public.join(".fengbei-manifest")).expect("the manifest");
    let manifest = fengbei::write::Manifest::parse(&text).expect("it is whole");
    let mut found = contents(public);
    found.remove(Path::new(".fengbei-manifest"));
    let said: Contents = manifest
        .entries
        .iter()
        .map(|(path, entry)| (path.into(), entry.digest.to_hex().to_string()))
        .collect();
    assert_eq!(found, said);
}

/// Notepad adds `.txt` to names by itself, and folders are renamed by a slip of the mouse.
#[test]
fn a_site_that_lost_its_settings_or_its_content_leaves_the_old_one() {
    for lost in ["site.toml", "content"] {
        let desk = Desk::small();
        let whole = desk.built(&[]);
        fs::rename(desk.root().join(lost), desk.root().join("aside")).expect("a rename");
        let said = desk.build(&[]);
        assert_eq!(said.code, 2, "{said:?}");
        assert!(said.err.contains("the old site is untouched"), "{said:?}");
        assert_eq!(contents(&desk.public()), whole);
    }
    let desk = Desk::new(&[("稿件.txt", "军爱民")]);
    assert_eq!(desk.build(&[]).code, 2);
    assert!(!desk.public().exists(), "a folder that is no site stays as it is");
}

/// One quotation mark that is missing in the settings must not cost the site its name, codes and menu.
#[test]
fn settings_that_cannot_be_read_leave_the_old_site() {
    let desk = Desk::small();
    let whole = desk.built(&[]);
    let table: [(&[u8], &str); 5] = [
        (b"title = \"x\n[portal]\n", "site.toml:1"),
        (b"title = \"\xff\x00\x80\xff\"\n", "site.toml"),
        (b"titel = \"x\"\n", "did you mean “title”?"),
        ("网站名称 = \"x\"\n".as_bytes(), "did you mean “名称”?"),
        (b"title = \"\"\n", "“title” is missing"),
    ];
    for (broken, remedy) in table {
        desk.write("site.toml", broken);
        let said = desk.build(&[]);
        assert_eq!(said.code, 1, "{said:?}");
        assert!(said.err.contains(remedy), "{said:?}");
        assert!(said.err.contains("the old one is untouched"), "{said:?}");
        assert!(contents(&desk.public()) == whole, "{said:?}");
    }
}
