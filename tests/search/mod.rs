//! The search as a reader meets it: the index is written by this crate and searched by
//! `themes/base/assets/search.js`, run by Node and by a browser.

mod corpus;
mod names;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

use corpus::Article;
use fengbei::render::search::{Entry, ShardFile, build};

fn entries(articles: &[Article]) -> Vec<Entry<'_>> {
    articles.iter().map(Article::entry).collect()
}

/// Writes the search over `articles`, and the articles themselves (`articles.json`), to a folder
/// of its own.
fn site(articles: &[Article]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for file in build(&entries(articles)) {
        let path = folder.path().join(&file.name);
        std::fs::create_dir_all(path.parent().expect("below search/")).expect("folder is ours");
        std::fs::write(path, file.bytes).expect("folder is ours");
    }
    let rows = serde_json::to_vec(articles).expect("texts serialise");
    std::fs::write(folder.path().join("articles.json"), rows).expect("folder is ours");
    folder
}

/// Runs a script of this folder over a site; it must end well. What it says on its standard error
/// is a measurement, and shown.
fn node(script: &str, site: &Path) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search").join(script);
    let output = Command::new("node")
        .arg(&script)
        .arg(site)
        .stderr(Stdio::inherit())
        .output()
        .expect("these tests run Node.js: `make tools` installs it (apt install nodejs)");
    assert!(output.status.success(), "{} failed, see above", script.display());
}

#[test]
fn client_folds_as_the_index_does() {
    node("folding.mjs", Path::new("."));
}

#[test]
fn readers_get_the_answers_they_expect() {
    node("answers.mjs", site(&corpus::office()).path());
}

#[test]
fn every_phrase_finds_its_article() {
    node("recall.mjs", site(&corpus::articles(1000)).path());
}

#[test]
fn answers_are_complete_and_light_at_ten_thousand_articles() {
    node("budget.mjs", site(&corpus::articles(10_000)).path());
}

#[test]
fn pages_work_from_a_disk_and_from_any_address() {
    let mut articles = corpus::office();
    articles.extend(corpus::articles(60));
    node("browser.mjs", site(&articles).path());
}

#[test]
fn order_changes_nothing() {
    let articles = corpus::articles(700);
    let expected = build(&entries(&articles));
    let mut shuffled = entries(&articles);
    shuffled.rotate_left(333);
    shuffled.reverse();
    assert!(build(&shuffled) == expected, "the same articles give the same files");
}

#[test]
fn a_new_article_leaves_the_old_volumes_alone() {
    let articles = corpus::articles(1500);
    let before = build(&entries(&articles[..1499]));
    let after = build(&entries(&articles));
    let known: BTreeMap<&str, &[u8]> =
        before.iter().map(|file| (&*file.name, &*file.bytes)).collect();
    let mut changed: Vec<&str> = after
        .iter()
        .filter(|file| known.get(&*file.name) != Some(&&*file.bytes))
        .map(|file| &*file.name)
        .collect();
    changed.retain(|name| !name.starts_with("search/new/s"));
    assert_eq!(changed, ["search/index.js", "search/new/t4.js", "search/new/v.js"]);
}

#[test]
fn no_articles_make_an_empty_index() {
    let files = build(&[]);
    assert_eq!(
        files,
        [ShardFile {
            name: "search/index.js".into(),
            bytes: b"fengbeiSearch.add(\"index\",[])\n".into(),
        }]
    );
}
