//! A build touches nothing that is not its own: files of others, what links lead to, and names that
//! mean something else elsewhere.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use crate::desk::{Contents, Desk, TODAY, contents};

#[test]
fn a_folder_of_others_is_refused() {
    let desk = Desk::small();
    desk.write("public/会议/纪要.txt", "别人的");
    let said = desk.build(&[]);
    assert_eq!(said.code, 2, "{said:?}");
    assert!(said.err.contains("纪要.txt") && said.err.contains("--keep-foreign"), "{said:?}");
    assert_eq!(contents(&desk.public()).len(), 1);
}

#[test]
fn files_of_others_are_kept_whatever_becomes_of_the_site() {
    let desk = Desk::small();
    desk.write("public/会议/纪要.txt", "别人的");
    desk.write("public/news/旁注.txt", "也是别人的");
    let first = desk.built(&["--keep-foreign"]);
    assert_eq!(others(&first), ["news/旁注.txt", "会议/纪要.txt"]);
    fs::remove_dir_all(desk.root().join("content/news")).expect("a column goes");
    let second = desk.built(&[]);
    assert_eq!(others(&second), others(&first));
    let pages = |contents: &Contents| contents.keys().filter(|p| p.starts_with("news")).count();
    assert_eq!((pages(&first) > 1, pages(&second)), (true, 1), "our own pages are gone");
    assert_eq!(
        fs::read_to_string(desk.public().join("news/旁注.txt")).expect("it is there"),
        "也是别人的"
    );
}

fn others(contents: &Contents) -> Vec<String> {
    let paths = contents.keys().map(|path| path.display().to_string());
    paths
        .filter(|path| {
            Path::new(path).extension().is_some_and(|e| e == "txt") && path != "robots.txt"
        })
        .collect()
}

/// A file of somebody else where the site needs a file or a folder.
#[test]
fn a_file_of_others_is_never_replaced() {
    for path in ["index.html", "news", "robots.txt"] {
        let desk = Desk::small();
        desk.write(&format!("public/{path}"), "别人的");
        let before = contents(&desk.public());
        let said = desk.build(&["--keep-foreign"]);
        assert_eq!(said.code, 2, "{said:?}");
        assert!(said.err.contains(path) && said.err.contains("not ours"), "{said:?}");
        assert_eq!(contents(&desk.public()), before);
    }
}

#[test]
fn a_damaged_manifest_makes_nothing_ours() {
    let desk = Desk::small();
    desk.built(&[]);
    let manifest = desk.public().join(".fengbei-manifest");
    let text = fs::read_to_string(&manifest).expect("the manifest");
    fs::write(&manifest, &text[..text.len() / 2]).expect("written");
    let before = contents(&desk.public());
    let said = desk.build(&[]);
    assert_eq!(said.code, 2, "{said:?}");
    assert_eq!(contents(&desk.public()), before);
}

#[test]
fn links_out_of_the_site_folder_are_findings_and_not_followed() {
    let desk = Desk::small();
    let secret = desk.around().join("secret");
    fs::create_dir(&secret).expect("a folder");
    fs::write(secret.join("机密.md"), crate::desk::ARTICLE.replace("军爱民", "机密"))
        .expect("written");
    fs::write(secret.join("机密.txt"), "机密").expect("written");
    desk.write("content/news/下载/index.md", crate::desk::ARTICLE);
    symlink(secret.join("机密.md"), desk.root().join("content/news/b.md")).expect("a link");
    symlink(&secret, desk.root().join("content/外面")).expect("a link");
    symlink(secret.join("机密.txt"), desk.root().join("content/news/下载/c.txt")).expect("a link");
    fs::create_dir(desk.root().join("static")).expect("a folder");
    symlink("../../secret/机密.txt", desk.root().join("static/d.txt")).expect("a link");
    symlink("a.md", desk.root().join("content/news/inside.md")).expect("a link");
    let said = desk.build(&["--json"]);
    assert_eq!(said.code, 1, "{said:?}");
    assert_eq!(said.rules(), ["unreadable-file"; 4]);
    for path in contents(&desk.public()).keys() {
        let text = fs::read_to_string(desk.public().join(path)).unwrap_or_default();
        assert!(!text.contains("机密"), "{}", path.display());
    }
    assert_eq!(said.out.matches("机密").count(), 0, "{said:?}");
}

#[test]
fn links_in_the_output_folder_are_not_written_through() {
    let desk = Desk::small();
    desk.built(&[]);
    let outside = desk.around().join("outside");
    fs::create_dir(&outside).expect("a folder");
    fs::write(outside.join("a.txt"), "别人的").expect("written");
    symlink(&outside, desk.public().join("另一处")).expect("a link");
    desk.write("content/news/b.md", crate::desk::ARTICLE);
    let built = desk.built(&[]);
    assert_eq!(built[Path::new("另一处")], format!("→ {}", outside.display()));
    assert_eq!(contents(&outside).len(), 1);

    fs::remove_dir_all(desk.public().join("news")).expect("ours to remove");
    symlink(&outside, desk.public().join("news")).expect("a link");
    let before = contents(&desk.public());
    let said = desk.build(&[]);
    assert_eq!(said.code, 2, "{said:?}");
    assert_eq!((contents(&desk.public()), contents(&outside).len()), (before, 1));
}

#[test]
fn an_output_folder_that_is_a_link_stays_one() {
    let desk = Desk::small();
    let real = desk.around().join("发布");
    fs::create_dir(&real).expect("a folder");
    symlink(&real, desk.public()).expect("a link");
    let built = desk.built(&[]);
    assert!(desk.public().is_symlink());
    assert_eq!(contents(&real.canonicalize().expect("it is there")).len(), contents(&real).len());
    assert!(real.join("index.html").is_file() && !built.is_empty());
}

#[test]
fn dots_never_lead_out_of_the_output_folder() {
    let desk = Desk::small();
    fs::write(desk.around().join("secret.txt"), "机密").expect("written");
    let head = |more: &str| crate::desk::ARTICLE.replacen("+++\n", &format!("+++\n{more}\n"), 1);
    for (name, more) in [
        ("a", "address = \"../../out.html\""),
        ("b", "address = \"/%2e%2e/out.html\""),
        ("c", "aliases = [\"/../out.html\", \"a/../../../out.html\", \"..%2f..%2fout.html\"]"),
        ("d", "attachments = [\"../../../secret.txt\", \"/../../secret.txt\"]"),
        ("e", "cover = \"../../../secret.svg\""),
        ("f", "keywords = [\"..\", \".\", \"../../out\", \"a/../../b\"]"),
        ("g", "address = \"..\\\\..\\\\out.html\""),
    ] {
        desk.write(&format!("content/news/{name}.md"), head(more));
    }
    desk.write("content/news/h.md", format!("{}[密](../../../secret.txt)\n", crate::desk::ARTICLE));
    let before: Vec<_> = contents(desk.around()).into_keys().collect();
    let said = desk.build(&["--json"]);
    assert_eq!(said.code, 1, "{said:?}");
    let rules = said.rules();
    // Three addresses and three old addresses that cannot be.
    assert_eq!(rules.iter().filter(|rule| *rule == "bad-value").count(), 6, "{rules:?}");
    let mut after: Vec<_> = contents(desk.around()).into_keys().collect();
    let is_ours =
        |path: &Path| ["site/public", "site/.fengbei"].iter().any(|f| path.starts_with(f));
    after.retain(|path| !is_ours(path) && !before.contains(path));
    let expected = ["site/.public.lock", "site/addresses.lock"].map(std::path::PathBuf::from);
    assert_eq!(after, expected);
    for path in contents(&desk.public()).keys() {
        let text = fs::read_to_string(desk.public().join(path)).unwrap_or_default();
        assert!(!text.contains("机密"), "{}", path.display());
    }
}

#[test]
fn names_that_windows_refuses_are_findings() {
    let desk = Desk::small();
    for name in ["CON.txt", "a:b.txt", "com1", "末尾点.", "问?.txt", "甲|乙.txt"] {
        desk.write(&format!("static/{name}"), "x");
    }
    for name in ["Same.txt", "same.TXT"] {
        desk.write(&format!("static/{name}"), name);
    }
    let article = crate::desk::ARTICLE.replacen("+++\n", "+++\naddress = \"nul.html\"\n", 1);
    desk.write("content/news/b.md", &article);
    let said = desk.run(&["check", "--json", "--today", TODAY]);
    assert_eq!(said.code, 1, "{said:?}");
    let rules = said.rules();
    let count = |name: &str| rules.iter().filter(|rule| *rule == name).count();
    assert_eq!((count("windows-name"), count("same-address")), (7, 1), "{rules:?}");
}

/// Two articles have two addresses, but their files are one on Windows and macOS.
#[test]
fn files_whose_names_are_one_elsewhere_are_findings() {
    let desk = Desk::small();
    for name in ["Case.md", "case.md", "caf\u{e9}.md", "cafe\u{301}.md", "cafe.md"] {
        desk.write(&format!("content/news/{name}"), crate::desk::ARTICLE);
    }
    desk.write(
        "content/about/_index.md",
        "+++\ntitle = \"关于\"\ncolumn_type = \"概况信息\"\nkind = \"page\"\n+++\n",
    );
    for name in ["us.md", "Us.md"] {
        desk.write(&format!("content/about/{name}"), "+++\ntitle = \"我们\"\n+++\n军爱民。\n");
    }
    let said = desk.run(&["check", "--json", "--today", TODAY]);
    assert_eq!((said.code, said.rules()), (1, vec!["same-address".to_owned(); 3]), "{said:?}");
}

/// No file system holds a name of 300 bytes; the rest of the site is built all the same.
#[test]
fn a_name_that_is_too_long_is_a_finding() {
    let desk = Desk::small();
    let long = "双拥".repeat(50);
    let article = crate::desk::ARTICLE.replacen(
        "+++\n",
        &format!(
            "+++\naddress = \"{long}.html\"\naliases = [\"{long}\"]\nkeywords = [\"{long}\"]\n"
        ),
        1,
    );
    desk.write("content/news/b.md", &article);
    let said = desk.build(&["--json"]);
    assert_eq!(said.code, 1, "{said:?}");
    assert_eq!(said.rules(), ["bad-value"; 2], "{said:?}");
    assert!(desk.public().join("index.html").is_file());
}

#[test]
fn a_file_that_a_column_links_to_is_there() {
    let desk = Desk::small();
    let column = "+++\ntitle = \"要闻\"\ncolumn_type = \"工作动态\"\n+++\n[名单](名单.txt)\n";
    desk.write("content/news/_index.md", column);
    desk.write("content/news/名单.txt", "军爱民");
    let said = desk.build(&["--json"]);
    assert_eq!((said.code, said.rules()), (0, Vec::new()), "{said:?}");
    assert!(desk.public().join("news/名单.txt").is_file());
}

#[test]
fn one_photo_beside_two_articles_is_one_file() {
    let desk = Desk::small();
    let photo = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\"><path d=\"M0 0h8v8z\"/></svg>";
    for folder in ["甲", "乙"] {
        desk.write(&format!("content/news/{folder}/photo.svg"), photo);
        let text = format!("{}\n![合影](photo.svg)\n", crate::desk::ARTICLE);
        desk.write(&format!("content/news/{folder}/index.md"), &text);
    }
    let said = desk.build(&["--json"]);
    assert_eq!((said.code, said.rules()), (0, Vec::new()), "{said:?}");
    let photos = contents(&desk.public()).into_keys().filter(|path| path.starts_with("images"));
    assert_eq!(photos.count(), 1);
}
