//! The search as a reader meets it: the index is written by this crate and searched by
//! `themes/base/assets/search.js`, run by Node.

mod corpus;

use std::path::Path;
use std::process::Command;

use corpus::Article;
use fengbei::render::search::{Entry, build};

/// Writes the search over `articles` and the articles themselves (`articles.json`) to a folder.
fn write(articles: &[Article], folder: &Path) {
    let entries: Vec<Entry<'_>> = articles.iter().map(Article::entry).collect();
    for file in build(&entries) {
        let path = folder.join(&file.name);
        std::fs::create_dir_all(path.parent().expect("below search/")).expect("folder is ours");
        std::fs::write(path, file.bytes).expect("folder is ours");
    }
    let rows: Vec<_> = articles
        .iter()
        .map(|it| (&it.title, &it.keywords, &it.body, &it.date, it.column, &it.address))
        .collect();
    let json = serde_json::to_vec(&rows).expect("texts serialise");
    std::fs::write(folder.join("articles.json"), json).expect("folder is ours");
}

/// Runs a script of this folder over the search in `folder`; it must end well.
fn node(script: &str, folder: &Path) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search").join(script);
    let output = Command::new("node")
        .arg(&script)
        .arg(folder)
        .output()
        .expect("Node.js runs: these tests need it, install the package `nodejs`");
    let said = [&output.stdout[..], &output.stderr].concat();
    assert!(output.status.success(), "{}\n{}", script.display(), String::from_utf8_lossy(&said));
}

#[test]
fn every_phrase_finds_its_article() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(&corpus::articles(1000), folder.path());
    node("recall.mjs", folder.path());
}
