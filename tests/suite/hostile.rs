//! Whatever stands in a site's files, reading it and making its pages ends with findings or an
//! error, never with a panic.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use fengbei::load::{Audience, Memory, Options, Showing};
use fengbei::render::{NoStore, Studio};
use fengbei::source::{Content, Encoding, File, SourcePath, Sources, decode, read_folder};
use fengbei::text::Moment;
use fengbei::write::make_all;
use proptest::prelude::*;

use crate::desk::{Desk, contents};

/// A small site that uses a little of everything.
const SITE: [(&str, &str); 9] = [
    (
        "site.toml",
        "title = \"示例站\"\naddress = \"https://www.example.gov.cn/a/\"\n[look]\nlogo = \"a.svg\"\n",
    ),
    (
        "addresses.lock",
        "content/news/a.md\t12345678\t0123456789\tnews/202607/t20260730_12345678.html\n",
    ),
    (
        "content/_index.md",
        "+++\ntitle = \"首页\"\n[[block]]\nkind = \"headline\"\ncolumn = \"news\"\n+++\n",
    ),
    ("content/news/_index.md", "+++\ntitle = \"要闻\"\n+++\n"),
    (
        "content/news/a.md",
        "+++\ntitle = \"一\"\ndate = 2026-07-30\nkeywords = [\"双拥\"]\n+++\n# 一\n\n**文。**\n",
    ),
    ("content/news/b.md", "---\ntitle: 二\ndate: 2026-07-29\n---\n| a |\n|---|\n| [x](a.md) |\n"),
    ("content/documents/_index.md", "+++\ntitle = \"公文\"\nkind = \"document\"\n+++\n"),
    (
        "content/documents/c.md",
        "+++\ntitle = \"三\"\ndate = 2026-07-01\nnumber = \"示发〔2026〕1号\"\n+++\n文\n",
    ),
    (
        "content/a.svg",
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0h9'/></svg>",
    ),
];

fn options() -> Options {
    Options {
        config: SourcePath::new("site.toml"),
        now: Moment::parse("2026-08-01").expect("a date"),
        showing: Showing::default(),
        audience: Audience::Office,
    }
}

/// Reads the site and makes every page of it. Broken settings and themes may be errors.
fn survive(sources: Sources) {
    let Ok(work) = fengbei::prepare(&Arc::new(sources), &options(), &mut Memory::default()) else {
        return;
    };
    let studio = Studio::new(&work.site, &work.plan, &work.theme, &work.assets, &NoStore);
    // A page that cannot be made is a finding, which is fine.
    let _ = make_all(&studio, &work.plan.outputs);
}

/// The small site with the bytes of one file replaced, as reading a folder would.
fn with_bytes(path: &str, bytes: &[u8]) -> Sources {
    let mut sources = Sources::from_texts(SITE);
    let content = match decode(bytes) {
        Ok((text, encoding)) => Content::Text { text: text.into(), encoding },
        Err(at) => Content::Unreadable(fengbei::source::Cause::Encoding { at }),
    };
    sources.insert(File::new(SourcePath::new(path), content));
    sources
}

fn any_path() -> impl Strategy<Value = &'static str> {
    let more = [
        "content/news/new.md",
        "content/x/_index.md",
        "templates/article.html",
        "templates/parts/x.html",
    ];
    let paths: Vec<&str> = SITE.iter().map(|(path, _)| *path).chain(more).collect();
    prop::sample::select(paths)
}

/// Pieces that mean something to some reader.
const PIECES: [&str; 44] = [
    "+++",
    "---",
    "\n",
    "\r\n",
    "\t",
    " ",
    "title",
    "标题",
    "date",
    "=",
    ": ",
    "\"",
    "\"\"\"",
    "'",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "{{ 目录 }}",
    "{{ 二维码(x) }}",
    "{%",
    "%}",
    ":::",
    "::: 图集",
    "::: 视频",
    "**",
    "~~",
    "*",
    "`",
    "```rust",
    "![](",
    "[a](",
    ")",
    "|",
    "|---|",
    "> [!NOTE]",
    "[^1]",
    "<b>",
    "&#x0;",
    "2026-02-30",
    "双拥",
    "\u{feff}\u{0}𠀀\u{202e}",
];

fn any_text() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(&PIECES[..]), 0..60);
    prop_oneof![
        2 => pieces.clone().prop_map(|pieces| pieces.concat()),
        2 => pieces.clone().prop_map(|p| format!("+++\ntitle = \"题\"\ndate = 2026-07-30\n{}\n+++\n", p.concat())),
        2 => pieces.clone().prop_map(|p| format!("---\ntitle: 题\ndate: 2026-07-30\n{}\n---\n", p.concat())),
        2 => pieces.prop_map(|p| format!("+++\ntitle = \"题\"\ndate = 2026-07-30\n+++\n{}", p.concat())),
        1 => any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_in_any_file(path in any_path(), text in any_text()) {
        survive(Sources::from_texts(SITE).with_text(path, &text));
    }

    #[test]
    fn any_bytes_in_any_file(path in any_path(), bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        survive(with_bytes(path, &bytes));
    }

    #[test]
    fn any_name_of_a_file(name in "\\PC{0,20}", folder in "(content|content/news|static|templates|themes)") {
        let path = format!("{folder}/{name}.md");
        survive(Sources::from_texts(SITE).with_text(&path, "+++\ntitle = \"题\"\ndate = 2026-07-30\n+++\n文\n"));
    }
}

/// The example site, read once.
fn example() -> &'static Sources {
    static EXAMPLE: OnceLock<Sources> = OnceLock::new();
    EXAMPLE.get_or_init(|| {
        read_folder(Path::new(env!("CARGO_MANIFEST_DIR")), "site.toml")
            .expect("the example is there")
    })
}

/// One accident to a text.
#[derive(Debug, Clone)]
enum Accident {
    Cut(prop::sample::Index, usize),
    Double(prop::sample::Index, usize),
    Insert(prop::sample::Index, &'static str),
}

fn accident() -> impl Strategy<Value = Accident> {
    let at = any::<prop::sample::Index>;
    prop_oneof![
        (at(), 1..200usize).prop_map(|(at, length)| Accident::Cut(at, length)),
        (at(), 1..200usize).prop_map(|(at, length)| Accident::Double(at, length)),
        (at(), prop::sample::select(&PIECES[..]))
            .prop_map(|(at, piece)| Accident::Insert(at, piece)),
    ]
}

fn befall(text: &str, accident: &Accident) -> String {
    let mut out = text.to_owned();
    let boundary = |at: usize| text.floor_char_boundary(at.min(text.len()));
    match accident {
        Accident::Insert(at, piece) => out.insert_str(boundary(at.index(text.len() + 1)), piece),
        Accident::Cut(at, length) | Accident::Double(at, length) => {
            let start = boundary(at.index(text.len() + 1));
            let end = boundary(start + length);
            let piece = &text[start..end];
            let piece =
                if matches!(accident, Accident::Cut(..)) { String::new() } else { piece.repeat(2) };
            out.replace_range(start..end, &piece);
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    /// Real articles, settings and pictures with a few accidents each; three files at a time.
    #[test]
    fn accidents_to_the_example(
        files in prop::collection::vec((any::<prop::sample::Index>(), prop::collection::vec(accident(), 1..6)), 3)
    ) {
        let texts: Vec<_> = example()
            .iter()
            .filter(|file| file.path.as_str().starts_with("content/") || file.path.folder().is_empty())
            .filter_map(|file| Some((file.path.as_str(), file.text()?)))
            .collect();
        let mut sources = example().clone();
        let mut changed = Vec::new();
        for (file, accidents) in &files {
            let (path, text) = texts[file.index(texts.len())];
            let text = accidents.iter().fold(text.to_string(), |text, accident| befall(&text, accident));
            sources = sources.with_text(path, &text);
            changed.push(path);
        }
        survive_in_part(sources, &changed);
    }
}

/// Reads the site and makes only the pages of some files: the rest is the same in every case.
fn survive_in_part(sources: Sources, files: &[&str]) {
    let Ok(work) = fengbei::prepare(&Arc::new(sources), &options(), &mut Memory::default()) else {
        return;
    };
    let studio = Studio::new(&work.site, &work.plan, &work.theme, &work.assets, &NoStore);
    let theirs: Vec<_> = work
        .plan
        .outputs
        .iter()
        .filter(|output| match &fengbei::plan::place(&work.site, output) {
            fengbei::diag::Place::File(file) | fengbei::diag::Place::Span { file, .. } => {
                files.contains(&file.as_str())
            }
            _ => false,
        })
        .cloned()
        .collect();
    let _ = make_all(&studio, &theirs);
}

/// Files of one kind whose depth or length could exhaust a reader.
#[test]
fn depth_and_length() {
    const DEEP: usize = 5_000;
    let head =
        |inside: &str| format!("+++\ntitle = \"题\"\ndate = 2026-07-30\n{inside}\n+++\n文\n");
    let yaml = |inside: &str| format!("---\ntitle: 题\ndate: 2026-07-30\n{inside}\n---\n文\n");
    let body = |inside: &str| format!("+++\ntitle = \"题\"\ndate = 2026-07-30\n+++\n{inside}\n");
    let nest = |open: &str, close: &str| open.repeat(DEEP) + "x" + &close.repeat(DEEP);
    let steps = |step: &str, sign: &str| {
        (0..400)
            .map(|depth| format!("{}{sign} 文\n", step.repeat(depth)))
            .collect::<Vec<_>>()
            .concat()
    };
    let fences = |count: usize| {
        let fence = |depth: usize| ":".repeat(3 + count - depth);
        (0..count).map(|d| format!("{} 看点\n", fence(d))).collect::<Vec<_>>().concat()
            + &(0..count).rev().map(|d| format!("{}\n", fence(d))).collect::<Vec<_>>().concat()
    };
    let long = "长".repeat(350_000);
    for text in [
        head(&format!("x = {}", nest("[", "]"))),
        head(&format!("x = {}", nest("{a=", "}"))),
        head(&format!("{} = 1", "a.".repeat(DEEP) + "a")),
        head(&format!("[{}]", "a.".repeat(DEEP) + "a")),
        head(&format!("summary = \"{long}\"")),
        head(&format!("keywords = [\"{long}\"]")),
        yaml(&format!("x: {}", nest("[", "]"))),
        yaml(&format!("x: {}", nest("{a: ", "}"))),
        yaml(
            &(0..2_000)
                .map(|depth| format!("{}a:\n", " ".repeat(depth)))
                .collect::<Vec<_>>()
                .concat(),
        ),
        yaml(&format!("x: {}", "- ".repeat(DEEP))),
        yaml(&format!("summary: {long}")),
        yaml("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nkeywords: *c"),
        body(&long),
        body(&nest("> ", "")),
        body(&nest("- ", "")),
        body(&nest("[", "](x)")),
        body(&nest("![", "](x)")),
        body(&nest("**a ", "**")),
        body(&nest("<div>", "</div>")),
        body(&nest("<b>", "")),
        body(&nest("(", ")")),
        body(&steps("  ", "-")),
        body(&fences(500)),
        body(&"|".repeat(DEEP)),
        body(&format!("{}\n{}\n", "|a".repeat(2_000), "|-".repeat(2_000)).repeat(5)),
        body(&"`".repeat(DEEP)),
        body(&"[^1]\n\n[^1]: [^1]\n\n".repeat(500)),
        body(&"{{ 目录 }}\n\n# 题\n\n".repeat(100)),
        body(&"http://a.b/".repeat(DEEP)),
        body(&"&amp".repeat(DEEP)),
    ] {
        survive(Sources::from_texts(SITE).with_text("content/news/new.md", &text));
    }
}

#[test]
fn deep_and_long_files_of_other_kinds() {
    const DEEP: usize = 5_000;
    let nest = |open: &str, close: &str| open.repeat(DEEP) + &close.repeat(DEEP);
    let svg = |inside: &str| {
        format!("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{inside}</svg>")
    };
    for (path, text) in [
        ("content/a.svg", svg(&nest("<g>", "</g>"))),
        ("content/a.svg", svg(&"<g>".repeat(DEEP))),
        (
            "content/a.svg",
            format!("<!DOCTYPE svg [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]>{}", svg("&b;")),
        ),
        ("site.toml", format!("title = {}", nest("[", "]"))),
        ("site.toml", "[[navigation]]\n".repeat(DEEP)),
        ("addresses.lock", "a\t".repeat(DEEP)),
        (
            "content/_index.md",
            format!("+++\ntitle = \"题\"\n{}+++\n", "[[block]]\nkind = \"text\"\n".repeat(2_000)),
        ),
        ("templates/article.html", "{% if page %}".repeat(200)),
        ("templates/article.html", format!("{{{{ {} }}}}", "(".repeat(200))),
        ("templates/article.html", "{% include \"article.html\" %}".into()),
        ("templates/article.html", "{% extends \"article.html\" %}".into()),
    ] {
        survive(Sources::from_texts(SITE).with_text(path, &text));
    }
}

/// The accidents do happen, and are found.
#[test]
fn what_cannot_be_read_is_said() {
    let sources = with_bytes("content/news/a.md", &[0xff, 0x00, 0x01]);
    let work = fengbei::prepare(&Arc::new(sources), &options(), &mut Memory::default())
        .expect("the theme is whole");
    let names: Vec<_> = work.report.iter().map(|finding| finding.rule.name).collect();
    assert!(names.contains(&"unreadable-file"), "{names:?}");
    let sources = Sources::from_texts(SITE);
    assert!(
        sources
            .iter()
            .all(|file| matches!(&file.content, Content::Text { encoding: Encoding::Utf8, .. }))
    );
}

/// A photograph that is offered as it is, and one that cannot be made ready.
#[test]
fn no_file_tells_where_a_photograph_was_taken() {
    let photo = [
        b"\xff\xd8\xff\xe1\x00\x12Exif\0\0GPS-PLACE!".as_slice(),
        b"\xff\xda\x00\x02pixels\xff\xd9",
    ]
    .concat();
    let desk = Desk::new(&[
        ("site.toml", "title = \"站\"\n"),
        ("content/news/_index.md", "+++\ntitle = \"要闻\"\n+++\n"),
        (
            "content/news/a/index.md",
            "+++\ntitle = \"甲\"\ndate = 2026-07-01\nattachments = [\"offered.jpg\"]\n+++\n![树](broken.jpg)\n",
        ),
    ]);
    for path in ["content/news/a/offered.jpg", "content/news/a/broken.jpg", "static/as-it-is.jpg"] {
        desk.write(path, &photo);
    }
    let said = desk.build(&[]);
    assert!(said.err.contains("broken-picture"), "{}", said.err);
    let public = desk.public();
    let photos =
        contents(&public).into_keys().filter(|it| it.extension().is_some_and(|e| e == "jpg"));
    let photos: Vec<_> = photos.collect();
    assert_eq!(photos.len(), 2, "{photos:?}");
    for path in photos {
        let bytes = std::fs::read(public.join(&path)).expect("a file");
        assert!(!bytes.windows(3).any(|found| found == b"GPS"), "{}", path.display());
    }
    let length = std::fs::read(public.join("news/a/offered.jpg")).expect("it is offered").len();
    assert!(length < photo.len());
    let told = format!("，{length} B）");
    let page = contents(&public).into_keys().find(|it| it.starts_with("news/202607"));
    let page = std::fs::read_to_string(public.join(page.expect("the article"))).expect("a page");
    assert!(page.contains(&told), "{told}");
}
