//! Official documents by GB/T 9704-2012, in millimetres.

use std::fmt::Write as _;

use fengbei::plan::Sheet;

use super::{Line, Page, is_sound, kept, measured, near, print, words};
use crate::draft::{Draft, SETTINGS};

const TOP: f64 = 37.0;
const LEFT: f64 = 28.0;
const WIDTH: f64 = 156.0;
const HEIGHT: f64 = 225.0;
const PITCH: f64 = HEIGHT / 22.0;
/// A sentence of 28 characters, so that a line of it is full.
const SENTENCE: &str = "示例文字二十八个一行刚刚好不多不少用来量版心宽度和字数吧";

fn site(head: &str, body: &str) -> Draft {
    let column = "+++\ntitle = \"公文\"\nkind = \"公文\"\ncolumn_type = \"政策文件\"\n+++\n";
    let document = format!(
        "+++\ntitle = \"关于报送|示例材料的通知\"\ndate = 2026-03-10\nnumber = \"示办发〔2026〕2号\"\n\
         issuer = \"示例市双拥办\"\nwritten = 2026-03-09\nrecipients = [\"各示例单位\"]\n{head}\n+++\n{body}\n"
    );
    Draft::new()
        .with("site.toml", &format!("{SETTINGS}[print]\noffice = \"示例市双拥办\"\n"))
        .with("content/documents/_index.md", column)
        .with("content/documents/one.md", &document)
}

/// Paragraphs of four full lines each.
fn paragraphs(count: usize) -> String {
    let mut body = String::new();
    for _ in 0..count {
        // Two characters of the first line are its indent.
        let text: String = SENTENCE.chars().cycle().take(28 * 4 - 2).collect();
        write!(body, "{text}\n\n").expect("a string takes all");
    }
    body
}

fn printed(name: &str, head: &str, body: &str) -> Vec<Page> {
    let printed = print(&site(head, body), "content/documents/one.md", Sheet::Document);
    let place = kept(name, &printed);
    is_sound(&place);
    let pages = measured(&place);
    assert_eq!(printed.report.pages, pages.len());
    pages
}

/// Full lines of the text, which show the grid.
fn full_lines(page: &Page) -> Vec<&Line> {
    page.lines
        .iter()
        .filter(|line| line.count == 28 && line.size > 15.0 && line.size < 17.0)
        .collect()
}

/// Where the baseline of a line of the grid is, from 0.
fn grid_line(index: usize) -> f64 {
    let size = WIDTH / 28.0;
    #[expect(clippy::cast_precision_loss, reason = "at most 22")]
    let above = index as f64 * PITCH;
    TOP + above + (PITCH - size) / 2.0 + 0.88 * size
}

#[track_caller]
fn is_at(what: &str, is: f64, should: f64) {
    assert!(near(is, should), "{what} is at {is:.2} mm, should be at {should:.2} mm");
}

fn check_page(page: &Page, number: usize) {
    is_at("the width of the paper", page.width, 210.0);
    is_at("the height of the paper", page.height, 297.0);
    for line in full_lines(page) {
        is_at("the left edge of the type area", line.left, LEFT);
        is_at("the right edge of the type area", line.right, LEFT + WIDTH);
        let nearest = (0..22)
            .map(grid_line)
            .min_by(|a, b| (a - line.baseline).abs().total_cmp(&(b - line.baseline).abs()));
        is_at("a line of the grid", line.baseline, nearest.expect("22 lines"));
    }
    let digits = number.to_string();
    let shown = page.lines.iter().rfind(|line| line.words == digits);
    let shown = shown.unwrap_or_else(|| panic!("page {number} has its number"));
    assert!((shown.size - 14.0).abs() < 0.1, "a page number is 14 pt, not {}", shown.size);
    let dash = page.rules.iter().find(|rule| rule.top > TOP + HEIGHT + 5.0);
    assert!(dash.is_none(), "the dashes beside a number are one em long, no rules");
    let middle = f64::midpoint(shown.left, shown.right);
    if number % 2 == 1 {
        assert!(middle > 105.0, "odd pages have their number at the right: {middle}");
    } else {
        assert!(middle < 105.0, "even pages have their number at the left: {middle}");
    }
    // The digits stand around the dashes, which are 7 mm below the type area.
    is_at("the page number", shown.baseline - 0.36 * 14.0 * 25.4 / 72.0, TOP + HEIGHT + 7.0);
}

/// The imprint's last rule is the bottom edge of the type area of the last page, which is even.
fn check_imprint(pages: &[Page]) {
    assert!(pages.len().is_multiple_of(2), "{} pages", pages.len());
    let last = pages.last().expect("there are pages");
    let rules: Vec<_> =
        last.rules.iter().filter(|rule| near(rule.right - rule.left, WIDTH)).collect();
    let bottom = rules.last().expect("the imprint has rules");
    is_at("the imprint's last rule", bottom.top, TOP + HEIGHT);
    is_at("its left end", bottom.left, LEFT);
    assert!((bottom.thick - 0.35).abs() < 0.05, "{} mm thick", bottom.thick);
}

#[test]
fn the_head_stands_where_the_standard_puts_it() {
    let pages = printed("head", "", &paragraphs(2));
    let first = &pages[0];
    let [mark, rule] = &first.red[..] else { panic!("a mark and a rule: {:?}", first.red) };
    is_at("the top of the mark", mark.top, TOP + 35.0);
    let number =
        first.lines.iter().find(|line| line.words.starts_with("示办发")).expect("a number");
    // Letters reach 12 hundredths of their size below their baseline.
    let below = number.baseline + 0.12 * WIDTH / 28.0;
    is_at("the red rule", f64::midpoint(rule.top, rule.bottom), below + 4.0);
    let red = first.rules.iter().find(|rule| near(rule.right - rule.left, WIDTH)).expect("a rule");
    is_at("the left end of the red rule", red.left, LEFT);
    let title = first.lines.iter().find(|line| line.size > 21.0 && line.size < 23.0);
    let title = title.expect("a title of 22 pt");
    let white = title.baseline - 0.88 * 22.0 * 25.4 / 72.0 - red.top;
    assert!((2.0 * PITCH..3.0 * PITCH).contains(&white), "two lines below the rule: {white:.1} mm");
    assert_eq!(first.lines.iter().filter(|line| line.words.contains("关于报送")).count(), 1);
    check_imprint(&pages);
}

#[test]
fn the_grid_holds_on_documents_of_every_length() {
    for (wanted, paragraphs_of_four) in [(2, 1), (2, 5), (6, 25), (12, 55)] {
        let name = format!("grid-{paragraphs_of_four}");
        let pages = printed(&name, "", &paragraphs(paragraphs_of_four));
        assert_eq!(pages.len(), wanted, "{paragraphs_of_four} paragraphs");
        let bare = |page: &Page| page.lines.iter().all(|line| line.size < 15.0);
        for (number, page) in (1..).zip(&pages).filter(|(_, page)| !bare(page)) {
            check_page(page, number);
        }
        for page in pages.iter().take(pages.len() - 2).skip(1) {
            assert_eq!(page.lines.len(), 22 + 1, "22 lines and the page number");
        }
        check_imprint(&pages);
    }
}

/// Without an imprint a document may end on any page.
#[test]
fn documents_without_an_imprint_have_as_many_pages_as_they_need() {
    for (wanted, paragraphs_of_four) in [(1, 1), (3, 11), (5, 22), (12, 58)] {
        let site = site("", &paragraphs(paragraphs_of_four));
        let site = site.with("site.toml", SETTINGS);
        let printed = print(&site, "content/documents/one.md", Sheet::Document);
        let pages = measured(&kept(&format!("bare-{paragraphs_of_four}"), &printed));
        assert_eq!(pages.len(), wanted, "{paragraphs_of_four} paragraphs");
        for (number, page) in (1..).zip(&pages) {
            check_page(page, number);
        }
    }
}

#[test]
fn a_signature_never_stands_alone() {
    // Every length of a text over more than a page, so that somewhere the signature just does not
    // fit; sealed by hand, without a seal, and with a remark behind it.
    let ends = ["", "seal = \"无\"", "joint = [\"示例军分区政治工作处\"]\nnote = \"此件公开发布\""];
    let alone = |end: &str, rest: usize| {
        let mut body = paragraphs(2);
        for _ in 0..rest {
            body.push_str("又一行。\n\n");
        }
        let printed = print(&site(end, &body), "content/documents/one.md", Sheet::Document);
        let said = words(&kept(&format!("alone-{}", end.len()), &printed));
        let page = said.split('\u{c}').find(|page| page.lines().any(|line| line == "2026年3月9日"));
        let page = page.unwrap_or_else(|| panic!("there is a date: {said}"));
        !page.contains("又一行") && !page.contains("示例文字")
    };
    for end in ends {
        let found: Vec<usize> = (0..26).filter(|rest| alone(end, *rest)).collect();
        assert_eq!(
            found,
            Vec::<usize>::new(),
            "more lines with which the date stands alone: {end}"
        );
    }
}

#[test]
fn what_a_document_issues_begins_on_a_page_behind_the_signature() {
    const BODY: &str =
        "现印发给你们。\n\n# 示例办法\n\n总的一段。\n\n## 一、第一节\n\n第一节的话。\n";
    let site = site("", BODY);
    let head = site.0["content/documents/one.md"].replace("报送|示例材料", "印发|《示例办法》");
    let head = head.replace("[\"各示例单位\"]", "[\"甲示例单位\", \"乙示例单位\"]");
    let site = site.with("content/documents/one.md", &head);
    let printed = print(&site, "content/documents/one.md", Sheet::Document);
    let place = kept("issued", &printed);
    is_sound(&place);
    let pages = measured(&place);
    let at = |words: &str| {
        let on = |page: &Page| page.lines.iter().position(|line| line.words == words);
        let found = pages.iter().enumerate().find_map(|(at, page)| Some((at, on(page)?)));
        let (page, line) = found.unwrap_or_else(|| panic!("{words} is printed: {pages:?}"));
        (page, &pages[page].lines[line])
    };
    assert_eq!(at("甲示例单位、乙示例单位：").0, 0);
    assert_eq!(at("2026年3月9日").0, 0);
    let (page, title) = at("示例办法");
    assert_eq!((page, title.size.round()), (1, 22.0));
    is_at("the title's middle", f64::midpoint(title.left, title.right), LEFT + WIDTH / 2.0);
    let (_, first) = at("总的一段。");
    is_at("the text, on the fifth line", first.baseline, grid_line(4));
    assert_eq!(at("一、第一节").0, 1);
}

#[test]
fn an_unsealed_signature_is_indented_by_two() {
    let pages = printed("unsealed", "seal = \"无\"", &paragraphs(1));
    let lines = pages.iter().flat_map(|page| &page.lines);
    let (mut name, mut date) = (None, None);
    for line in lines {
        match line.words.as_str() {
            "示例市双拥办" if line.size > 15.0 => name = Some(line),
            "2026年3月9日" => date = Some(line),
            _ => {}
        }
    }
    let (name, date) = (name.expect("a name"), date.expect("a date"));
    let two = 2.0 * WIDTH / 28.0;
    is_at("the right end of the date", date.right, LEFT + WIDTH - two);
    is_at("the date's beginning", date.left, name.left + two);
}

#[test]
fn forms_differ_in_their_heads() {
    let letter = printed("letter", "form = \"函\"", &paragraphs(1));
    is_at("the mark of a letter", letter[0].red[0].top, 30.0);
    let long: Vec<_> =
        letter[0].rules.iter().filter(|rule| near(rule.right - rule.left, 170.0)).collect();
    assert_eq!(long.len(), 4, "two double rules: {long:?}");
    is_at("the rules are in the middle", f64::midpoint(long[0].left, long[0].right), 105.0);
    is_at("the lower double rule", long[3].top, 297.0 - 20.0);
    assert!(!letter[0].lines.iter().any(|line| line.words == "1"), "no number on page 1");
    let order = printed("order", "form = \"命令\"\nmark = \"示例市人民政府令\"", &paragraphs(1));
    is_at("the mark of an order", order[0].red[0].top, TOP + 20.0);
    let upward = printed("upward", "form = \"上行文\"\nsigners = [\"示例签发人\"]", &paragraphs(1));
    let number = upward[0].lines.iter().find(|line| line.words.contains("签发人：示例签发人"));
    let number = number.expect("number and signer stand on one line");
    is_at("the number of a document that goes up", number.left, LEFT + WIDTH / 28.0);
    is_at("the signer", number.right, LEFT + WIDTH - WIDTH / 28.0);
}

#[test]
fn every_form_shows_copy_number_secrecy_and_urgency() {
    const MARKS: [&str; 3] = ["000001", "机密★1年", "特急"];
    for form in ["下行文", "上行文", "函", "命令", "纪要"] {
        let head = format!(
            "form = \"{form}\"\ncopies = \"000001\"\nsecrecy = \"机密★1年\"\nurgency = \"特急\""
        );
        let pages = printed("marks", &head, &paragraphs(1));
        let line = |words: &str| {
            let found = pages[0].lines.iter().find(|line| line.words.contains(words));
            found.unwrap_or_else(|| panic!("{form} shows {words}: {:?}", pages[0].lines))
        };
        let marks = MARKS.map(line);
        for (above, below) in marks.iter().zip(&marks[1..]) {
            is_at("a mark below another", below.baseline - above.baseline, PITCH);
        }
        if form == "函" {
            let title = line("关于报送").baseline - marks[2].baseline;
            // Two lines, and what is left of the third up to the grid.
            assert!((3.0 * PITCH..4.0 * PITCH).contains(&title), "two lines between: {title}");
        }
    }
}

#[test]
fn words_come_out_as_they_were_written() {
    let body = "## 一、总体要求\n\n认真做好**“双拥”**工作。\n\n## 二、任务\n\n- 走访\n- 慰问\n\n\
                | 项目 | 件数 |\n|---|---:|\n| 甲 | 12 |\n\n有注[^1]。\n\n[^1]: 注释在页末。\n";
    let printed = print(&site("", body), "content/documents/one.md", Sheet::Document);
    let place = kept("words", &printed);
    is_sound(&place);
    let said = words(&place).replace(['\n', ' '], "");
    let mut from = 0;
    for part in [
        "示例市双拥办文件",
        "示办发〔2026〕2号",
        "关于报送",
        "各示例单位：",
        "一、总体要求",
        "认真做好“双拥”工作。",
        "二、任务",
        "走访",
        "慰问",
        "项目",
        "件数",
        "甲",
        "12",
        "有注",
    ] {
        let at = said[from..].find(part);
        from += at.unwrap_or_else(|| panic!("{part} comes after what stands before it: {said}"));
    }
    assert!(said.contains("注释在页末。"));
    let same = print(&site("", body), "content/documents/one.md", Sheet::Document);
    assert_eq!(same.pdf, printed.pdf, "the same input, the same bytes");
    assert!(printed.report.missing.is_empty());
    assert!(printed.report.fonts.iter().any(|font| font.roles.contains(&"仿宋".to_owned())));
    assert!(printed.report.values.iter().any(|value| value.clause.ends_with("7.2.7")));
}

#[test]
fn lists_in_lists_stand_in_and_codes_are_drawn() {
    let body = "{{ 目录 }}\n\n## 一、要求\n\n- 外层一项\n  - 里层一项\n    1. 最里一项\n\n{{ 二维码(https://www.example.gov.cn/) }}\n\n末段。\n";
    let printed = print(&site("", body), "content/documents/one.md", Sheet::Document);
    let pages = measured(&kept("lists", &printed));
    let left = |words: &str| {
        let line = pages[0].lines.iter().find(|line| line.words.contains(words));
        line.unwrap_or_else(|| panic!("{words} is on the page: {:?}", pages[0].lines)).left
    };
    assert_eq!(pages[0].lines.iter().filter(|line| line.words.contains("一、要求")).count(), 2);
    let step = 2.0 * WIDTH / 28.0;
    is_at("an item", left("外层一项"), LEFT + step);
    is_at("an item inside it", left("里层一项"), LEFT + 2.0 * step);
    is_at("an item inside that", left("最里一项"), LEFT + 3.0 * step);
    let is_next = pages[1].lines.iter().any(|line| line.words.contains("末段"));
    assert!(is_next, "a code of 22 mm leaves no room below it on the page");
}

#[test]
fn boxes_keep_their_titles_and_what_stands_below() {
    let body = "::: 图表 柱状图 各月块数\n| 月 | 块 |\n|---|---:|\n| 一月 | 3 |\n| 二月 | 5 |\n\n\
                图下说明。\n:::\n\n::: 数字 半年盘点\n- **12** 张 | 优待证 | 至六月底\n:::\n";
    let printed = print(&site("", body), "content/documents/one.md", Sheet::Document);
    let place = kept("boxes", &printed);
    is_sound(&place);
    let said = words(&place).replace(['\n', ' '], "");
    let mut from = 0;
    for part in ["各月块数", "图下说明。", "半年盘点", "优待证", "至六月底"] {
        let at = said[from..].find(part);
        from += at.unwrap_or_else(|| panic!("{part} comes after what stands before it: {said}"));
    }
}
