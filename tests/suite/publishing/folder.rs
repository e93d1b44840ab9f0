//! A folder as the target, and what speaks against publishing wherever it is.

use std::fs;
use std::path::Path;

use super::desk::{Desk, is_a, put};
use super::{course, cuts};

fn desk() -> (tempfile::TempDir, Desk) {
    let shelf = tempfile::tempdir().expect("a folder");
    let place = shelf.path().join("live");
    let desk = Desk::new(&settings(&place), &place);
    (shelf, desk)
}

fn settings(place: &Path) -> String {
    format!("service = \"fs\"\nroot = '{}'", place.display())
}

#[test]
fn a_folder_takes_the_whole_course() {
    let (_shelf, desk) = desk();
    course::whole(&desk);
}

#[test]
fn what_somebody_did_to_the_site_is_found_and_put_back() {
    let (_shelf, desk) = desk();
    course::verified(&desk);
}

#[test]
fn a_hundred_cuts_leave_whole_pages() {
    let (_shelf, desk) = desk();
    cuts::survive(&desk, 100);
}

#[test]
fn without_a_terminal_nothing_is_published_unless_told() {
    let (_shelf, desk) = desk();
    desk.run(&["publish", "live"]).refused(&["--yes"]);
    assert!(!desk.shelf.exists(), "nothing was made there");
}

#[test]
fn a_place_of_others_is_not_taken() {
    let (_shelf, desk) = desk();
    put(&desk.shelf.join("old.html"), "别人的");
    desk.publish(&[]).refused(&["old.html", "--allow unmarked"]);
    assert_eq!(super::desk::files(&desk.shelf).len(), 1);
    assert!(!desk.shelf.join(".fengbei").exists(), "nothing of ours stays");
    desk.publish(&["--allow", "unmarked"]).good();
    assert!(desk.shown().contains_key("old.html"));
    // A file where the site needs the place is left alone whatever is allowed.
    let (_shelf, desk) = self::desk();
    put(&desk.shelf.join("index.html"), "别人的");
    desk.publish(&["--allow", "unmarked"]).refused(&["index.html"]);
    assert_eq!(desk.shown()["index.html"], "别人的".as_bytes());
}

#[test]
fn more_removals_than_usual_are_asked_about() {
    let (_shelf, desk) = desk();
    desk.settings(&format!("{}\nmax_delete = 1", settings(&desk.shelf)));
    desk.publish(&[]).good();
    let before = desk.shown();
    for number in [1, 2, 3] {
        desk.remove(&format!("content/news/n{number}.md"));
    }
    desk.publish(&[]).refused(&["--allow deletions"]);
    assert!(desk.shown() == before, "nothing was changed");
    desk.publish(&["--allow", "deletions"]).good();
    assert_eq!(desk.shown(), desk.built());
}

#[test]
fn a_change_of_somebody_else_is_told() {
    let (_shelf, desk) = desk();
    desk.publish(&[]).good();
    fs::write(desk.shelf.join("index.html"), "改了").expect("a file is written");
    desk.item(1, "新的。");
    desk.publish(&[]).refused(&["index.html", "--allow changed"]);
    assert_eq!(desk.shown()["index.html"], "改了".as_bytes());
    desk.publish(&["--allow", "changed"]).good();
    assert_eq!(desk.shown(), desk.built());
}

#[test]
fn what_was_taken_down_is_gone_when_no_release_is_kept() {
    let (_shelf, desk) = desk();
    desk.publish(&[]).good();
    desk.item(1, "撤下之后。");
    desk.publish(&[]).good();
    let kept = || super::desk::files(&desk.shelf.join(".fengbei/kept")).len();
    assert!(kept() > 0, "an earlier release is kept");
    desk.settings(&format!("{}\nkeep = 0", settings(&desk.shelf)));
    desk.publish(&[]).good();
    assert_eq!(kept(), 0);
    desk.run(&["rollback", "live", "--yes"]).refused(&["no such release"]);
}

#[test]
fn content_with_errors_is_not_published() {
    let (_shelf, desk) = desk();
    desk.write("content/news/n1.md", "+++\ntitle = \"坏\"\ndate = \"2026-13-01\"\n+++\n正文。\n");
    desk.publish(&[]).refused(&["nothing was changed"]);
    assert_eq!(desk.shown().len(), 0);
}

#[test]
fn a_password_in_an_address_is_told_of_and_never_shown() {
    let (_shelf, mut desk) = desk();
    let address = "http://office:geheim-1943@127.0.0.1:9/dav";
    desk.settings(&format!("service = \"webdav\"\nendpoint = \"{address}\"\nroot = \"/\""));
    desk.words.push(("FENGBEI_LIVE_PASSWORD".into(), "geheim-1943".into()));
    for words in [&["check"][..], &["publish", "live", "--yes", "--today", "2026-08-01"]] {
        let ran = desk.run(words);
        assert_ne!(ran.code, 0, "{}", ran.err);
        assert!(!format!("{}{}", ran.out, ran.err).contains("geheim"), "{}", ran.err);
    }
    desk.run(&["check"]).refused(&["bad-value", "has an account or a password in it"]);
}

#[test]
fn two_publishers_do_not_meet() {
    let (_shelf, desk) = desk();
    desk.publish(&[]).good();
    put(&desk.shelf.join(".fengbei/lock"), "other\telsewhere\t1\t1785540000\n");
    desk.item(1, "新的。");
    desk.publish(&[]).refused(&["other@elsewhere", "minutes ago", "--allow lock"]);
    desk.publish(&["--allow", "lock"]).good();
    assert_eq!(desk.shown(), desk.built());
}

#[test]
fn a_clock_that_is_wrong_is_noticed() {
    let (_shelf, desk) = desk();
    desk.publish(&[]).good();
    let place = desk.shelf.join(".fengbei/edition");
    let text = fs::read_to_string(&place).expect("it is there");
    let (head, rest) = text.split_once('\n').expect("a line");
    let (line, rest) = rest.split_once('\n').expect("a line");
    let (_, by) = line.split_once('\t').expect("a time and a name");
    let lines = rest.rsplit_once('\n').expect("ends so").0;
    let lines = lines.rsplit_once('\n').expect("a seal").0;
    let body = format!("{head}\n{}\t{by}\n{lines}\n", i64::from(u32::MAX));
    let seal = blake3::hash(body.as_bytes()).to_hex();
    fs::write(&place, format!("{body}{seal}\n")).expect("a file is written");
    desk.item(1, "新的。");
    desk.publish(&[]).refused(&["--allow clock"]);
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_told_and_nothing_is_lost() {
    use std::os::unix::fs::PermissionsExt as _;
    let (_shelf, desk) = desk();
    desk.publish(&[]).good();
    let before = desk.shown();
    let lock = |mode| {
        let permissions = fs::Permissions::from_mode(mode);
        fs::set_permissions(desk.shelf.join(".fengbei"), permissions).expect("it is ours");
    };
    lock(0o555);
    desk.item(1, "新的。");
    let ran = desk.publish(&[]);
    lock(0o755);
    // Who may do everything is not kept out by permissions.
    if ran.code != 0 {
        ran.refused(&["not permitted"]);
        assert!(desk.shown() == before, "nothing was lost");
    }
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_told_and_nothing_is_lost() {
    let (_shelf, desk) = desk();
    desk.publish(&[]).good();
    let before = desk.shown();
    desk.item(1, &"很长的正文。".repeat(40_000));
    desk.run(&["build", "--target", "live", "--today", "2026-08-01"]).good();
    // No file of this process and what it starts may be larger than 200 KB.
    let words = ["publish", "live", "--yes", "--today", "2026-08-01"];
    let mut command = std::process::Command::new("sh");
    command.args(["-c", "trap '' XFSZ; ulimit -f 400; exec \"$0\" \"$@\""]);
    command.arg(env!("CARGO_BIN_EXE_fengbei")).args(words).current_dir(desk.site.path());
    let output = command.env("LANG", "en_US.UTF-8").output().expect("sh runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && said.contains("no room left"), "{said}");
    assert!(desk.shown() == before, "nothing was lost");
    let on_its_way = super::desk::files(&desk.shelf.join(".fengbei/new"));
    let is_small = |bytes: &Vec<u8>| bytes.len() < 100_000;
    assert!(on_its_way.values().all(is_small), "half a file takes the room that is missing");
    desk.publish(&[]).good();
    assert_eq!(desk.shown(), desk.built());
}

#[test]
fn a_package_is_the_same_twice_and_its_sums_are_right() {
    use std::io::Read as _;
    let (_shelf, desk) = desk();
    let pack = |more: &[&str]| {
        let words = [&["package", "-o", "a.zip", "--today", "2026-08-01"], more].concat();
        desk.run(&words).good();
        fs::read(desk.site.path().join("a.zip")).expect("it was packed")
    };
    let first = pack(&[]);
    fs::remove_dir_all(desk.site.path().join("public")).expect("it was built");
    assert!(first == pack(&[]), "the same site gives the same bytes");
    let unpacked = |bytes: Vec<u8>| {
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a ZIP");
        let mut files = std::collections::BTreeMap::new();
        for at in 0..zip.len() {
            let mut file = zip.by_index(at).expect("a file");
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("it can be read");
            let name = file.name().expect("a name").into_owned();
            files.insert(name, bytes);
        }
        files
    };
    let files = unpacked(first);
    for (path, bytes) in desk.built() {
        assert!(files.get(&format!("site/{path}")) == Some(&bytes), "{path}");
    }
    let sums = String::from_utf8(files["SHA256SUMS"].clone()).expect("UTF-8");
    assert_eq!(sums.lines().count(), files.len() - 1);
    assert!(String::from_utf8_lossy(&files["移交说明.txt"]).contains("示例"));
    let picture = image::RgbImage::from_pixel(1200, 800, image::Rgb([160, 30, 30]));
    picture.save(desk.site.path().join("content/news/tu.jpg")).expect("written");
    desk.item(1, "见[我们](../about/我们.md)和[二](n2.md#x)。\n\n![一面红旗](tu.jpg)");
    let column = unpacked(pack(&["--fragment", "news"]));
    let texts = column.iter().filter(|(path, _)| is_a(path, "html"));
    let all: String = texts.map(|(_, text)| String::from_utf8_lossy(text).into_owned()).collect();
    assert!(all.contains("href=\"https://www.example.gov.cn/a/about/"), "{all}");
    let named: Vec<&str> =
        all.split("images/").skip(1).filter_map(|it| it.split([' ', '"']).next()).collect();
    assert!(named.iter().any(|name| is_a(name, "webp")), "{all}");
    for name in named {
        assert!(
            column.contains_key(&format!("fragment/images/{name}")),
            "{name}: {:?}",
            column.keys()
        );
    }
    let page = column.keys().find(|path| is_a(path, "html")).expect("a page");
    let text = String::from_utf8_lossy(&column[page]);
    assert!(!text.contains("<html") && text.contains("消息"), "{text}");
    assert!(column.keys().any(|path| is_a(path, "css")), "{:?}", column.keys());
    assert!(unpacked(pack(&["--usb"])).contains_key("打开网站.html"));
}

#[test]
fn what_a_publisher_that_was_cut_has_sent_is_not_counted_again() {
    let (_shelf, desk) = desk();
    desk.publish(&[]).good();
    desk.item(6, "新的正文。");
    let bytes = || desk.publish(&["--dry-run"]).good().json()["bytes"].as_u64().expect("a number");
    let all = bytes();
    let built = desk.built();
    let (path, page) =
        built.iter().find(|(path, _)| !desk.shown().contains_key(*path)).expect("a new page");
    let name = blake3::hash(page).to_hex();
    let place = desk.store.join("new").join(&name[..1]);
    fs::create_dir_all(&place).expect("a folder is made");
    fs::write(place.join(format!("{name}.1")), page).expect("written");
    assert_eq!(bytes(), all - page.len() as u64, "{path}");
    desk.publish(&[]).good();
    assert_eq!(desk.shown(), desk.built());
}
