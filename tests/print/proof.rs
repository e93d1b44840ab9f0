//! Issues, bulletins and documents of the example site as finished PDFs: their words in the order of
//! reading, what those who do not see them are told, and the boxes and colours of the print shop.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use fengbei::Work;
use fengbei::load::Showing;
use fengbei::model::Item;
use fengbei::plan::Sheet;
use fengbei::print::{Arrangement, PrintOrder, Printed, Purpose};
use fengbei::render::{NoStore, Studio};
use fengbei::source::{SourcePath, Sources};
use serde_json::Value;

use super::{is_sound, kept, near, succeeds};
use crate::draft::{Draft, work};
use crate::example;

const POINT: f64 = 25.4 / 72.0;

pub(super) fn prepared(sources: Sources) -> Work {
    work(sources, "2026-11-21", Showing::default())
}

pub(super) static EXAMPLE: LazyLock<Work> = LazyLock::new(|| prepared(example::example()));

pub(super) fn made(work: &Work, sheet: Sheet, order: impl Into<PrintOrder>) -> Printed {
    let studio = Studio::new(&work.site, &work.plan, &work.theme, &work.assets, &NoStore);
    let printed = studio.print(&studio.sheet(sheet, order));
    printed.unwrap_or_else(|failure| panic!("{sheet:?} is printed: {failure:?}"))
}

pub(super) fn issue(work: &Work) -> Sheet {
    Sheet::Issue(work.site.issues().next().expect("the site has an issue").0)
}

/// What a reader is told who does not see the pages.
pub(super) struct Structure {
    /// How many of each tag there are.
    pub(super) tags: BTreeMap<String, usize>,
    /// Words for pictures.
    pub(super) alts: Vec<String>,
    /// Pictures of pixels, which would not be sharp.
    pixels: usize,
    /// Titles in the outline.
    pub(super) outline: Vec<String>,
    pub(super) language: String,
    pub(super) shows_title: bool,
}

pub(super) fn structure(place: &Path) -> Structure {
    let output = succeeds(Command::new("qpdf").arg("--json=2").arg(place), "qpdf");
    let told: Value = serde_json::from_slice(&output.stdout).expect("qpdf tells JSON");
    let objects = told["qpdf"][1].as_object().expect("the objects of the file");
    let mut found = Structure {
        tags: BTreeMap::new(),
        alts: Vec::new(),
        pixels: 0,
        outline: Vec::new(),
        language: String::new(),
        shows_title: false,
    };
    let text = |value: &Value| value.as_str().map(|text| text.trim_start_matches("u:").to_owned());
    for object in objects.values() {
        let value = &object["value"];
        if value["/Type"] == "/Catalog" {
            found.language = text(&value["/Lang"]).unwrap_or_default();
            found.shows_title = value["/ViewerPreferences"]["/DisplayDocTitle"] == true;
        }
        if value.get("/Dest").is_some() {
            found.outline.extend(text(&value["/Title"]));
        }
        if let (Some(tag), true) = (value["/S"].as_str(), value.get("/P").is_some()) {
            *found.tags.entry(tag.trim_start_matches('/').to_owned()).or_default() += 1;
            found.alts.extend(text(&value["/Alt"]));
        }
        if object["stream"]["dict"]["/Subtype"] == "/Image" {
            found.pixels += 1;
        }
    }
    found
}

/// The words in the order in which they stand in the file.
pub(super) fn in_order(place: &Path) -> String {
    let output =
        succeeds(Command::new("pdftotext").arg("-raw").arg(place).arg("-"), "poppler-utils");
    let text = String::from_utf8(output.stdout).expect("pdftotext tells UTF-8");
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}').collect()
}

/// A reader who looks for words in a text, each behind what was found before.
pub(super) struct Reader<'a> {
    said: &'a str,
    from: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(said: &'a str) -> Self {
        Self { said, from: 0 }
    }

    #[track_caller]
    pub(super) fn finds(&mut self, words: &str) {
        let words: String = words.split_whitespace().collect();
        let at = self.said[self.from..].find(&words);
        self.from += at.unwrap_or_else(|| panic!("“{words}” does not stand behind what is before"));
    }

    /// Finds the beginnings of all plain paragraphs of the file of `item`; how many there are.
    #[track_caller]
    pub(super) fn reads(&mut self, work: &Work, item: &Item) -> usize {
        let text = work.site.sources.text(item.source.as_str()).expect("its file is there");
        let body = text.splitn(3, "+++").nth(2).unwrap_or(text);
        let (mut count, mut inside) = (0, 0_usize);
        for line in body.lines() {
            // Boxes find their own place.
            if line.starts_with(":::") {
                let ends = line.trim_matches(':').is_empty();
                inside = if ends { inside.saturating_sub(1) } else { inside + 1 };
            }
            let start: String = line.chars().take(8).collect();
            let is_plain = start.chars().all(|c| c.is_alphanumeric() || "，、《》".contains(c));
            let is_short = start.chars().count() < 8;
            if inside == 0 && is_plain && !is_short && !start.starts_with(|c: char| c.is_ascii()) {
                self.finds(&start);
                count += 1;
            }
        }
        count
    }
}

pub(super) fn is_archive(place: &Path) {
    let output = succeeds(Command::new("pdfinfo").arg("-meta").arg(place), "poppler-utils");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    for part in ["<pdfaid:part>2</pdfaid:part>", "<pdfuaid:part>1</pdfuaid:part>", "<dc:title>"] {
        assert!(said.contains(part), "{part} in {said}");
    }
}

#[test]
fn an_issue_reads_in_its_order_and_every_theme_prints_it() {
    let sources = example::example();
    for theme in fengbei::theme::built_in() {
        let name = format!("proof-issue-{theme}");
        let sources = example::with_settings(&sources, |text| {
            text.replace("theme = \"portal\"", &format!("theme = \"{theme}\""))
        });
        let work = prepared(sources);
        let printed = made(&work, issue(&work), Purpose::Archive);
        let place = kept(&name, &printed);
        is_sound(&place);
        is_archive(&place);
        assert_eq!(printed.report.pages, 4, "{theme}");
        let found = structure(&place);
        assert_eq!(found.tags["H1"], 4, "{theme}: the issue and its inner pages");
        assert!(found.tags["H2"] > 8 && found.tags["Table"] > 0, "{theme}: {:?}", found.tags);
        assert_eq!(found.alts.len(), found.tags["Figure"], "{theme}");
        assert!(found.outline.iter().any(|title| title == "红色记忆"), "{:?}", found.outline);
        let said = in_order(&place);
        let (_, told) = work.site.issues().next().expect("an issue");
        let mut paragraphs = 0;
        for reference in told.items() {
            let item = work.site.item(work.site.by_source[reference.path.as_str()]);
            paragraphs += Reader::new(&said).reads(&work, item);
        }
        assert!(paragraphs > 30, "{theme}: {paragraphs}");
    }
}

/// What `pdfinfo -box` says, in millimetres: left, lower, right, upper edge.
fn boxes(place: &Path, name: &str) -> [f64; 4] {
    let output = succeeds(Command::new("pdfinfo").arg("-box").arg(place), "poppler-utils");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let line = said.lines().find(|line| line.starts_with(name)).expect("every box is told");
    let numbers = line.split_whitespace().skip(1).map(str::parse::<f64>);
    let numbers: Vec<f64> = numbers.map(|number| number.expect("a number") * POINT).collect();
    numbers.try_into().expect("four edges")
}

#[track_caller]
fn is_at(name: &str, is: [f64; 4], should: [f64; 4]) {
    let all = is.iter().zip(should).all(|(one, other)| near(*one, other));
    assert!(all, "{name} is {is:?}, should be {should:?}");
}

#[test]
fn the_print_shop_gets_bleed_marks_and_its_own_colours() {
    let work = &*EXAMPLE;
    for (arrangement, pages, across) in [
        (Arrangement::Single, 4, 297.0),
        (Arrangement::Spreads, 3, 297.0),
        (Arrangement::Imposed, 2, 594.0),
    ] {
        let order = PrintOrder { purpose: Purpose::Press, arrangement };
        let printed = made(work, issue(work), order);
        let place = kept(&format!("proof-press-{}", arrangement.name()), &printed);
        is_sound(&place);
        assert_eq!(printed.report.pages, pages);
        is_at("the paper", boxes(&place, "MediaBox"), [0.0, 0.0, across + 18.0, 438.0]);
        is_at("the trimmed page", boxes(&place, "TrimBox"), [9.0, 9.0, across + 9.0, 429.0]);
        is_at("the bleed", boxes(&place, "BleedBox"), [6.0, 6.0, across + 12.0, 432.0]);
        let plain = place.with_extension("plain.pdf");
        let arguments = ["--qdf", "--object-streams=disable"];
        succeeds(Command::new("qpdf").args(arguments).arg(&place).arg(&plain), "qpdf");
        let bytes = std::fs::read(&plain).expect("qpdf wrote it");
        let lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
        let with = |end: &[u8]| lines.iter().filter(|line| line.ends_with(end)).count();
        assert_eq!((with(b" rg"), with(b" RG")), (0, 0), "nothing is drawn in RGB");
        assert!(with(b" k") > 100, "letters and rules are CMYK");
        assert!(printed.report.rgb > 0, "pictures are told of");
    }
}

#[test]
fn ink_runs_three_millimetres_beyond_the_trim() {
    let printed = made(&EXAMPLE, issue(&EXAMPLE), Purpose::Press);
    let place = kept("proof-bleed", &printed);
    let picture = place.with_extension("");
    let arguments = ["-r", "254", "-f", "1", "-l", "1", "-png", "-singlefile"];
    succeeds(Command::new("pdftoppm").args(arguments).arg(&place).arg(&picture), "poppler-utils");
    let picture = image::open(picture.with_extension("png")).expect("a picture").into_rgb8();
    // Ten pixels a millimetre; the masthead is red to the edge. The paper is 9 mm wider than the trim.
    let is_red = |x: u32, y: u32| {
        let [red, green, blue] = picture.get_pixel(x, y).0;
        red > 150 && green < 90 && blue < 90
    };
    for at in [62, 80, 100] {
        assert!(is_red(at, 200), "ink {at} tenths from the left edge of the paper");
        assert!(is_red(1000, at), "ink {at} tenths from its upper edge");
    }
    assert!(!is_red(57, 200) && !is_red(1000, 57), "nothing beyond the bleed");
}

#[test]
fn figures_tables_and_charts_are_drawn_not_copied() {
    let chart = "::: 图表 柱状图 示例数据\n|年份|件数|\n|---|---:|\n|2024|12|\n|2025|15|\n:::\n";
    let issue_text = "名称 = \"示例特刊\"\n日期 = 2026-08-01\n[[版]]\n版名 = \"要闻\"\n版式 = \"光荣榜\"\n\
        [[版.块]]\n类型 = \"稿件\"\n稿件 = \"/news/a.md\"\n\
        [[版.块]]\n类型 = \"指标\"\n标题 = \"百分之百\"\n数字 = [{ 名称 = \"安置\", 数值 = \"100\", 单位 = \"%\" }, { 名称 = \"培训\", 数值 = \"87.5\", 单位 = \"%\" }]\n\
        [[版.块]]\n类型 = \"年表\"\n标题 = \"年表\"\n各日 = [{ 日期 = \"2024年\", 内容 = \"挂牌\" }]\n";
    let site = Draft::new()
        .item("content/news/a.md", "有图表的稿件", "2026-07-01", "")
        .with("content/specials/1/issue.toml", issue_text);
    let text = site.0["content/news/a.md"].clone() + "\n" + chart;
    let site = site.with("content/news/a.md", &text);
    let work = site.work();
    let printed = made(&work, issue(&work), Purpose::Archive);
    let place = kept("proof-drawn", &printed);
    is_sound(&place);
    let found = structure(&place);
    assert_eq!(found.pixels, 0, "no picture of pixels");
    let said = in_order(&place);
    for words in ["100%", "87.5%", "安置", "年表", "挂牌", "有图表的稿件"] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(
        found.alts.iter().any(|alt| alt.contains("2025")),
        "the chart is told: {:?}",
        found.alts
    );
}

#[test]
fn a_site_and_a_theme_may_change_one_print_template() {
    let issue_text = "名称 = \"示例特刊\"\n日期 = 2026-08-01\n[[版]]\n版名 = \"要闻\"\n[[版.块]]\n类型 = \"口号\"\n文字 = \"甲\"\n";
    // Each begins with what it covers, and says only what it does differently.
    let mast = |layer: &str, words: &str| {
        format!(
            "#import \"/{layer}/masthead.typ\": *\n#let own(bleed) = (lines: 4, body: titled[{words}])\n\
             #let mastheads = (band: own, classic: own, plain: own)\n"
        )
    };
    let site = Draft::new().with("content/specials/1/issue.toml", issue_text);
    let settings = site.0["site.toml"].clone();
    let theme = site
        .with("site.toml", &format!("theme = \"own\"\n{settings}"))
        .with(
            "themes/own/theme.toml",
            "title = \"自己的\"\nstyles = [\"base.css\"]\nscripts = [\"base.js\"]\n",
        )
        .with("themes/own/print/masthead.typ", &mast("base", "主题的报头"));
    let said = |site: &Draft| {
        let work = site.work();
        in_order(&kept("proof-layers", &made(&work, issue(&work), Purpose::Archive)))
    };
    assert!(said(&theme).contains("主题的报头"), "a theme's template goes before the built-in one");
    let site = theme.with("print/masthead.typ", &mast("theme", "本单位的报头"));
    let found = said(&site);
    assert!(found.contains("本单位的报头") && !found.contains("主题的报头"), "{found}");
}

#[test]
fn what_a_template_puts_where_nothing_can_stand_is_told() {
    let issue_text = "名称 = \"示例特刊\"\n日期 = 2026-08-01\n[[版]]\n版名 = \"要闻\"\n[[版.块]]\n类型 = \"口号\"\n文字 = \"甲\"\n";
    let mast = "#import \"/base/masthead.typ\": *\n\
                #let own(bleed) = (lines: 4, body: par[报头#block[方块]])\n\
                #let mastheads = (band: own, classic: own, plain: own)\n";
    let site = Draft::new()
        .with("content/specials/1/issue.toml", issue_text)
        .with("print/masthead.typ", mast);
    let work = site.work();
    let printed = made(&work, issue(&work), Purpose::Archive);
    let dropped: Vec<_> = printed.report.dropped.iter().map(|it| it.at.as_str()).collect();
    assert!(
        !dropped.is_empty() && dropped.iter().all(|at| at.ends_with("masthead.typ:2")),
        "{dropped:?}"
    );
    let source = SourcePath::new("content/specials/1/issue.toml");
    let found = printed.report.findings(&source, |_| None);
    assert!(found.iter().any(|it| it.rule.name == "broken-print"), "{found:?}");
}
