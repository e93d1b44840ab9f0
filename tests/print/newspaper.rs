//! Pages of the example's issue as a designer of newspapers looks at them, in every theme: the grid,
//! the ends of columns, lonely characters, and what is a theme's own.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use fengbei::Work;
use fengbei::model::{Issue, PageLayout, Piece};
use fengbei::print::{Area, Printed, Purpose};

use super::proof::{in_order, issue, made, prepared, structure};
use super::{Line, Page, Run, is_sound, kept, letters, near};
use crate::draft::Draft;
use crate::example;

/// The paper of the example's issue, its margins and five columns with their white, in millimetres.
const WIDTH: f64 = 297.0;
const HEIGHT: f64 = 420.0;
const SIDE: f64 = 13.1;
const TOP: f64 = 12.1;
const GUTTER: f64 = 6.0;
const COLUMN: f64 = (WIDTH - 2.0 * SIDE - 4.0 * GUTTER) / 5.0;
/// A point, in millimetres.
const POINT: f64 = 25.4 / 72.0;

/// The issue of the example as a theme prints it.
struct Print {
    theme: &'static str,
    work: Work,
    printed: Printed,
    pages: Vec<Page>,
    words: String,
    /// The size of body letters, in points: that of most letters.
    body: f64,
}

/// A theme that has nothing of its own stands for what all themes stand on.
const BARE: &str = "bare";

static PRINTS: LazyLock<Vec<Print>> = LazyLock::new(|| {
    assert_eq!(fengbei::theme::built_in(), ["memorial", "portal"], "the themes that come with it");
    [BARE, "memorial", "portal"].into_iter().map(print).collect()
});

fn print(theme: &'static str) -> Print {
    let bare = "title = \"素\"\nstyles = [\"base.css\"]\nscripts = [\"base.js\"]\n";
    let sources = example::with_settings(&example::example(), |text| {
        text.replace("theme = \"portal\"", &format!("theme = \"{theme}\""))
    });
    let sources = sources.with_text(&format!("themes/{BARE}/theme.toml"), bare);
    let work = prepared(sources);
    let printed = made(&work, issue(&work), Purpose::Archive);
    let place = kept(&format!("newspaper-{theme}"), &printed);
    is_sound(&place);
    let pages = letters(&place);
    let body = body_size(&pages);
    Print { theme, work, printed, words: in_order(&place), pages, body }
}

fn of(theme: &str) -> &'static Print {
    PRINTS.iter().find(|print| print.theme == theme).expect("it is printed")
}

impl Print {
    /// Where `words` stand on a page: the baseline, and the left end.
    #[track_caller]
    fn spot(&self, page: usize, words: &str) -> (f64, f64) {
        let mut runs = runs(&self.pages[page - 1]);
        let found = runs.find(|(_, run)| run.words.contains(words));
        let (line, run) = found.unwrap_or_else(|| panic!("{}: no {words}", self.theme));
        (line.baseline, run.left)
    }

    fn is_body(&self, run: &Run) -> bool {
        (run.size - self.body).abs() < 0.03
    }

    /// From one line of the grid to the next, in millimetres.
    fn pitch(&self) -> f64 {
        let area = HEIGHT - 2.0 * TOP;
        area / (area / (self.body * POINT * 1.5)).floor()
    }

    /// Runs of body letters of a page, each at least `least` characters long.
    fn texts(&self, page: usize, least: usize) -> Vec<(&Line, &Run)> {
        runs(&self.pages[page])
            .filter(|(_, run)| self.is_body(run) && run.words.chars().count() >= least)
            .collect()
    }

    /// The boxes of stories that do not go on elsewhere; a headline may have a box of its own, which is none.
    fn stories(&self) -> Vec<&Area> {
        let issue = self.work.site.issues().next().expect("an issue").1;
        let is_whole = |area: &&Area| {
            matches!(piece(issue, &area.piece), Piece::Lead(_) | Piece::Story(_))
                && self.inside(area).any(|(_, run)| self.is_body(run))
                && !self.words_in(area).contains("下转第")
        };
        self.printed.report.areas.iter().filter(is_whole).collect()
    }

    fn inside<'a>(&'a self, area: &Area) -> impl Iterator<Item = (&'a Line, &'a Run)> {
        let (left, top) = (area.left * WIDTH / 100.0, area.top * HEIGHT / 100.0);
        let (right, bottom) =
            (left + area.width * WIDTH / 100.0, top + area.height * HEIGHT / 100.0);
        runs(&self.pages[area.page - 1]).filter(move |(line, run)| {
            run.left >= left && run.right <= right && line.baseline > top && line.baseline < bottom
        })
    }

    fn words_in(&self, area: &Area) -> String {
        self.inside(area).map(|(_, run)| run.words.as_str()).collect()
    }
}

/// The size of most letters, in points.
fn body_size(pages: &[Page]) -> f64 {
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for (_, run) in pages.iter().flat_map(runs) {
        #[expect(clippy::cast_possible_truncation, reason = "sizes of letters are small")]
        let hundredths = (run.size * 100.0).round() as i64;
        *counts.entry(hundredths).or_default() += run.words.chars().count();
    }
    let most = counts.iter().max_by_key(|(_, count)| **count).expect("there are letters");
    #[expect(clippy::cast_precision_loss, reason = "sizes of letters are small")]
    let size = *most.0 as f64 / 100.0;
    size
}

fn runs(page: &Page) -> impl Iterator<Item = (&Line, &Run)> {
    page.lines.iter().flat_map(|line| line.runs.iter().map(move |run| (line, run)))
}

fn piece<'a>(issue: &'a Issue, name: &str) -> &'a Piece {
    let mut named = (1..).zip(&issue.pages).flat_map(|(number, page)| {
        (1..).zip(&page.blocks).map(move |(at, block)| (Issue::piece_name(number, at), block))
    });
    &named.find(|(known, _)| known == name).expect("a piece of the issue").1.piece
}

/// The column of the page that something beginning at `left` stands in, from 0.
fn column(left: f64) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "five columns")]
    let at = ((left - SIDE + 1.0) / (COLUMN + GUTTER)).max(0.0) as usize;
    at
}

#[test]
fn every_theme_prints_the_four_layouts_in_its_own_way() {
    for print in &*PRINTS {
        let theme = print.theme;
        let told = print.work.site.issues().next().expect("an issue").1;
        let [front, feature, pictures, achievements] = &told.pages[..] else { panic!("{theme}") };
        assert!(matches!(front.layout, PageLayout::Front));
        assert!(matches!(feature.layout, PageLayout::Feature));
        assert!(matches!(pictures.layout, PageLayout::Pictures));
        assert!(matches!(achievements.layout, PageLayout::Achievements));
        assert_eq!(print.pages.len(), 4, "{theme}");
        assert_eq!(print.printed.report.told, [], "{theme}: nothing is left out, nothing is short");
        let pieces = &print.printed.report.areas;
        assert!((1..=4).all(|page| pieces.iter().any(|area| area.page == page)), "{theme}");
    }
    // The same words, in whatever place.
    let sorted = |print: &Print| {
        let own = ["上接第1版", "（下转第4版）", "▪", "·", "▲"];
        let mut words = print.words.clone();
        for it in own {
            words = words.replace(it, "");
        }
        let mut words: Vec<char> = words.chars().collect();
        words.sort_unstable();
        words.len()
    };
    let [bare, memorial, portal] = [BARE, "memorial", "portal"].map(of);
    let counts = [bare, memorial, portal].map(sorted);
    let apart = counts.iter().max().expect("three") - counts.iter().min().expect("three");
    assert!(apart < 200, "{counts:?}: only heads and folios differ");

    // Figures stand in a rail: of two columns, at the left, of one column.
    let rail = |print: &Print| column(print.spot(1, "十四个百分之百").1);
    assert_eq!([bare, memorial, portal].map(rail), [3, 0, 4]);
    // Large figures stand in the rail, or run across the foot.
    let strip = |print: &Print| {
        let places = ["吕梁烈士英名录收录", "吕梁普查烈士纪念设施"];
        let [(first, _), (last, _)] = places.map(|words| print.spot(1, words));
        near(first, last)
    };
    assert_eq!([bare, memorial, portal].map(strip), [false, false, true]);
    // Names: on a panel among others at the head of the page, or over its whole width below the stories.
    let names = |print: &Print| print.spot(4, "英名录").0 > print.spot(4, "顾永田烈士生平").0;
    assert_eq!([bare, memorial, portal].map(names), [false, true, false]);
    // The name of a page: beside its number, or in the middle.
    let folio = |print: &Print| print.spot(2, "综述").1 > WIDTH * 0.4;
    assert_eq!([bare, memorial, portal].map(folio), [false, true, false]);
}

#[test]
fn every_theme_has_a_palette_for_screen_and_press() {
    let grounds = [BARE, "memorial", "portal"].map(|theme| {
        let work = &of(theme).work;
        let place = kept(&format!("press-{theme}"), &made(work, issue(work), Purpose::Press));
        let picture = place.with_extension("");
        let mut program = std::process::Command::new("pdftoppm");
        program.args(["-r", "30", "-f", "1", "-l", "1", "-png", "-singlefile"]);
        super::succeeds(program.arg(&place).arg(&picture), "poppler-utils");
        let picture = image::open(picture.with_extension("png")).expect("a picture").into_rgb8();
        // 11 mm from the edges of the paper: 2 mm within the trimmed page, in the masthead.
        picture.get_pixel(13, 13).0
    });
    let [bare, memorial, portal] = grounds;
    assert!(bare[0] > 200 && bare[1] < 60, "a bright red: {bare:?}");
    assert!(memorial.iter().all(|part| *part < 70), "stone: {memorial:?}");
    assert!(portal[0] > 150 && portal[1] < 60 && portal[0] < bare[0], "a deep red: {portal:?}");
}

#[test]
fn text_of_all_columns_of_a_page_stands_on_one_grid() {
    for print in &*PRINTS {
        let pitch = print.pitch();
        for page in 0..print.pages.len() {
            let texts = print.texts(page, 5);
            assert!(texts.len() > 60, "{} page {}: {}", print.theme, page + 1, texts.len());
            let columns = texts.iter().map(|(_, run)| column(run.left)).max();
            assert!(columns >= Some(2), "{} page {}", print.theme, page + 1);
            let first = texts[0].0.baseline;
            for (line, run) in texts {
                let lines = (line.baseline - first) / pitch;
                let off = (lines - lines.round()).abs() * pitch;
                assert!(off <= 0.3, "{}: {} is {off:.2} mm off the grid", print.theme, run.words);
            }
        }
    }
}

#[test]
fn names_of_a_roll_stand_together_in_a_high_box() {
    let text = "名称 = \"示例特刊\"\n日期 = 2026-08-01\n开本 = \"A3\"\n[[版]]\n版名 = \"要闻\"\n\
                [[版.块]]\n类型 = \"名录\"\n标题 = \"英名录\"\n名录 = \"martyrs\"\n人数 = 26\n\
                位置 = { 列 = 1, 行 = 20, 栏数 = 3, 行数 = 40 }\n";
    let sources = example::example().with_text("content/issues/2026-08-01/issue.toml", text);
    let work = prepared(sources);
    let printed = made(&work, issue(&work), Purpose::Archive);
    let place = kept("newspaper-names", &printed);
    let pages = letters(&place);
    let is_name = |line: &&Line| line.runs.len() > 5 && line.baseline > 100.0;
    let rows: Vec<f64> = pages[0].lines.iter().filter(is_name).map(|line| line.baseline).collect();
    assert!(rows.len() > 1, "{rows:?}");
    for pair in rows.windows(2) {
        let apart = pair[1] - pair[0];
        assert!(apart < 12.0, "two lines of the grid, not {apart:.1} mm: {rows:?}");
    }
}

#[test]
fn columns_of_a_story_end_level() {
    let (mut count, mut uneven) = (0, Vec::new());
    for print in &*PRINTS {
        for area in print.stories() {
            let mut feet = [0.0_f64; 5];
            for (line, run) in print.inside(area) {
                let foot = &mut feet[column(run.left)];
                *foot = foot.max(line.baseline);
            }
            let feet: Vec<f64> = feet.into_iter().filter(|foot| *foot > 0.0).collect();
            let lowest = feet.iter().copied().fold(0.0, f64::max);
            let apart = lowest - feet.iter().copied().fold(f64::MAX, f64::min);
            let lines = apart / print.pitch();
            count += usize::from(feet.len() > 1);
            if feet.len() > 1 && lines > 1.1 {
                uneven.push(format!("{} {}: {lines:.1} lines", print.theme, area.piece));
            }
        }
    }
    assert!(count > 20, "{count} stories in columns");
    assert!(uneven.is_empty(), "{uneven:#?}");
}

#[test]
fn hardly_a_character_stands_alone_in_a_line() {
    let mut alone = Vec::new();
    for print in &*PRINTS {
        for area in print.stories() {
            for (_, run) in print.inside(area).filter(|(_, run)| print.is_body(run)) {
                let letters = run.words.chars().filter(|c| c.is_alphanumeric()).count();
                if letters < 2 {
                    alone.push(format!("{} {}: {}", print.theme, area.piece, run.words));
                }
            }
        }
    }
    assert!(alone.is_empty(), "{alone:#?}");
}

#[test]
fn lists_in_columns_are_lists() {
    let body = "段落一。\n\n- 甲\n- 乙\n\n  1. 丙\n  2. 丁\n\n3. 戊\n4. 己\n\n段落二。";
    let issue_text = "名称 = \"示例特刊\"\n日期 = 2026-08-01\n[[版]]\n版名 = \"要闻\"\n\
        [[版.块]]\n类型 = \"稿件\"\n稿件 = \"/news/a.md\"\n";
    let site = Draft::new()
        .item("content/news/a.md", "有清单的稿件", "2026-07-01", "")
        .with("content/specials/1/issue.toml", issue_text);
    let text = site.0["content/news/a.md"].clone();
    let printed = |name: &str, body: &str| {
        let work = site.clone().with("content/news/a.md", &format!("{text}\n{body}")).work();
        let place = kept(name, &made(&work, issue(&work), Purpose::Archive));
        is_sound(&place);
        (structure(&place).tags, in_order(&place))
    };
    // With so much behind it, the list stands in one column.
    let body = format!("{body}{}\n", "很长的一段。".repeat(150));
    let (tags, said) = printed("newspaper-lists", &body);
    for (tag, count) in [("L", 3), ("LI", 6), ("Lbl", 6), ("LBody", 6)] {
        assert_eq!(tags.get(tag), Some(&count), "{tag}: {tags:?}");
    }
    assert!(said.contains("段落一。▪甲▪乙1.丙2.丁3.戊4.己段落二。"), "{said}");
    // A list that goes on in another column goes on as a list.
    let many: String = (1..=90).map(|at| format!("{at}. 第{at}件事\n")).collect();
    let (tags, said) = printed("newspaper-long-list", &many);
    assert_eq!((tags["LI"], tags["LBody"]), (90, 90), "{tags:?}");
    assert!(tags["L"] > 1, "in more than one column: {tags:?}");
    let all: String = (1..=90).map(|at| format!("{at}.第{at}件事")).collect();
    assert!(said.contains(&all), "{said}");
}
