//! Whatever an editor gives: a finding that says what is wrong, and a PDF all the same.

use std::collections::BTreeSet;

use fengbei::diag::Diagnostic;
use fengbei::load::Showing;
use fengbei::plan::Sheet;
use fengbei::print::{Printed, Purpose};
use fengbei::render::{Failure, NoStore, Studio};
use fengbei::source::{Content, File, SourcePath};

use super::{is_sound, kept, words};
use crate::draft::{Draft, SETTINGS, TODAY, id, work};

/// What is printed: a document, a bulletin, and a page of an issue with another story beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Document,
    Bulletin,
    Issue,
}

/// One bad thing: its name, the title, the text, and a rule that tells of it.
struct Case {
    name: &'static str,
    title: String,
    body: String,
    /// None where nothing is wrong with it, and it must only be printed well.
    rule: Option<&'static str>,
}

fn in_text(name: &'static str, body: &str, rule: impl Into<Option<&'static str>>) -> Case {
    Case { name, title: "示例标题".into(), body: body.into(), rule: rule.into() }
}

fn in_title(name: &'static str, title: &str, rule: impl Into<Option<&'static str>>) -> Case {
    Case { name, title: title.into(), body: "正文一段。".into(), rule: rule.into() }
}

fn rows(count: usize, row: impl Fn(usize) -> String) -> String {
    (1..=count).map(row).collect()
}

fn cases() -> Vec<Case> {
    let cells = |words: &str| format!("|{}\n", format!("{words}|").repeat(40));
    let wide = [cells("栏"), cells("---"), cells("很长的单元格")].concat();
    vec![
        in_text("missing-picture", "正文。\n\n![没有的图](none.png)\n", "broken-link"),
        in_text("broken-picture", "正文。\n\n![坏图](broken.png)\n", "broken-picture"),
        in_text("picture-without-size", "正文。\n\n![零图](zero.svg)\n", "unprintable-picture"),
        in_text("odd-drawing", "正文。\n\n![怪图](odd.svg)\n", "unsafe-svg"),
        in_text("one-pixel", "正文。\n\n![一点](dot.png)\n", "coarse-picture"),
        in_text("tall-picture", "正文。\n\n![长条](tall.png)\n\n正文。\n", None),
        in_text("large-picture", "正文。\n\n![大图](large.png)\n", None),
        in_text("picture-without-words", "正文。\n\n![](dot.png)\n", "missing-alt"),
        in_text("nothing", "", None),
        in_text("wide-table", &wide, "overfull"),
        in_text("words-in-table", &format!("|甲|乙|\n|---|---|\n|{}|乙|\n", "a".repeat(200)), None),
        in_text("empty-table", "| | |\n|---|---|\n\n|甲|\n|---|\n", None),
        in_text("long-cell", &format!("|甲|\n|---|\n|{}|\n", "很长的话，".repeat(700)), None),
        in_text("bullets", &rows(300, |at| format!("- 第{at}项\n")), None),
        in_text("numbers", &rows(300, |at| format!("{at}. 第{at}项\n")), None),
        in_text("deep-list", &rows(40, |at| format!("{}- 第{at}层\n", "  ".repeat(at - 1))), None),
        in_text("deep-quotation", &format!("{}深\n", "> ".repeat(40)), None),
        in_text("skipped-headings", "#### 甲\n\n文。\n\n# 乙\n\n### 丙\n\n文。\n", None),
        in_text("notes", "甲[^1]乙[^2]。\n\n[^1]: 注一。\n[^2]: 注二[^1]。\n", None),
        in_text("emoji", "慰问👨‍👩‍👧‍👦送温暖。\n", "missing-glyph"),
        in_text("rare", "姓名𠀀𪚥𫝀𬺰𮯰𰀀𱍐𲇰示例。\n", "missing-glyph"),
        in_text("right-to-left", "希伯来文 שלום עולם 并列。\n", "strange-letters"),
        in_text("one-word", &format!("网址{}完。\n\n{}\n", "x".repeat(200), "9".repeat(200)), None),
        in_text("code", &format!("```\n{}\n```\n", "x".repeat(300)), None),
        in_text("markup", "井号#标题 $x^2$ @引 \\反 [括] {花} ~波~ //注 #panic() #let\n", None),
        in_text("ends-of-lines", &"行\\\n".repeat(300), None),
        in_text("combining", &format!("e{}，组合字符。\n", "\u{301}".repeat(300)), None),
        in_text("control", "控\u{200b}制\u{202e}反\u{2066}转\u{ad}软连。\n", None),
        in_title("long-title", &vec!["第几行标题示例"; 40].join("|"), "overfull"),
        in_title("title-without-breaks", &"很长的标题".repeat(60), "overfull"),
        in_title("title-of-one-word", &"a".repeat(200), "overfull"),
        in_title("marks-in-title", "关于#号 $钱 @人 `码` *星* _线_ <b> 的通知", None),
        in_title("emoji-in-title", "慰问👨‍👩‍👧‍👦通知", "missing-glyph"),
    ]
}

/// Pictures that texts name, beside the texts.
fn pictures() -> Vec<(&'static str, Vec<u8>)> {
    let png = |width, height| {
        let mut bytes = std::io::Cursor::new(Vec::new());
        let picture = image::RgbImage::from_pixel(width, height, image::Rgb([120, 60, 30]));
        picture.write_to(&mut bytes, image::ImageFormat::Png).expect("a picture");
        bytes.into_inner()
    };
    let svg = |inside: &str| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" {inside}</svg>").into_bytes()
    };
    let odd = "width=\"100%\" viewBox=\"0 0 10 10\"><script>alert(1)</script><foreignObject/>\
               <image href=\"file:///etc/hostname\" width=\"5\" height=\"5\"/><use href=\"#a\"/>\
               <g id=\"a\"><use href=\"#a\"/></g><rect filter=\"url(#f)\" width=\"9\" height=\"9\"/>";
    vec![
        ("broken.png", png(60, 60)[..60].to_vec()),
        ("zero.svg", svg("width=\"0\" height=\"0\" viewBox=\"0 0 0 0\"><path d=\"M0 0h9\"/>")),
        ("odd.svg", svg(odd)),
        ("dot.png", png(1, 1)),
        ("tall.png", png(40, 2000)),
        ("large.png", png(1800, 1200)),
    ]
}

/// The site of a case, and the file that is printed.
fn site(kind: Kind, case: &Case) -> (Draft, &'static str) {
    let Case { title, body, .. } = case;
    let draft =
        Draft::new().with("site.toml", &format!("{SETTINGS}[print]\noffice = \"示例办\"\n"));
    let column = |kind: &str| {
        format!("+++\ntitle = \"栏目\"\nkind = \"{kind}\"\ncolumn_type = \"政策文件\"\n+++\n")
    };
    let head =
        |more: &str| format!("+++\ntitle = '''{title}'''\ndate = 2026-03-10\n{more}+++\n{body}\n");
    match kind {
        Kind::Document => {
            let more =
                "number = \"示办发〔2026〕2号\"\nissuer = \"示例办\"\nwritten = 2026-03-09\n";
            let path = "content/documents/one.md";
            let draft = draft.with("content/documents/_index.md", &column("公文"));
            (draft.with(path, &head(more)), path)
        }
        Kind::Bulletin => {
            let path = "content/bulletin/one.md";
            let draft = draft.with("content/bulletin/_index.md", &column("简报"));
            (draft.with(path, &head("number = 1\n")), path)
        }
        Kind::Issue => {
            let issue = "名称 = \"示例特刊\"\n日期 = 2026-07-01\n[[版]]\n版名 = \"要闻\"\n版式 = \"头版\"\n\
                         [[版.块]]\n类型 = \"头条\"\n稿件 = \"/news/a.md\"\n\
                         [[版.块]]\n类型 = \"稿件\"\n稿件 = \"/news/b.md\"\n";
            let draft = draft.item("content/news/b.md", "第二篇", "2026-03-11", "");
            let draft = draft.with("content/news/a.md", &head(""));
            (draft.with("content/specials/1/issue.toml", issue), "content/specials/1/issue.toml")
        }
    }
}

/// Prints a case: what was found in the site and on paper, and the PDF.
fn printed(kind: Kind, case: &Case) -> (Vec<Diagnostic>, Printed) {
    let (draft, path) = site(kind, case);
    let folder = if kind == Kind::Issue { "content/news/x" } else { path };
    let folder = SourcePath::new(folder).folder().to_owned();
    let mut sources = draft.sources();
    for (name, bytes) in pictures().into_iter().filter(|(name, _)| case.body.contains(name)) {
        let content = match String::from_utf8(bytes) {
            Ok(text) => Content::text(&text),
            Err(error) => Content::Bytes(error.into_bytes().into()),
        };
        sources.insert(File::new(SourcePath::new(&format!("{folder}{name}")), content));
    }
    // What has errors is not published; its author may print it all the same.
    let work = work(sources, TODAY, Showing { drafts: true, future: true, classified: true });
    let sheet = match kind {
        Kind::Document => Sheet::Document(id(&work, path)),
        Kind::Bulletin => Sheet::Bulletin(id(&work, path)),
        Kind::Issue => Sheet::Issue(work.site.issues().next().expect("an issue").0),
    };
    let studio = Studio::new(&work.site, &work.plan, &work.theme, &work.assets, &NoStore);
    let name = case.name;
    let printed = match studio.print(&studio.sheet(sheet, Purpose::Archive)) {
        Ok(printed) => printed,
        Err(Failure::Finding(finding)) => panic!("{kind:?} {name} was not printed: {finding:#?}"),
        Err(Failure::World(error)) => panic!("{kind:?} {name} was not printed: {error:?}"),
    };
    let found = work.report.iter().cloned().chain(studio.printed().0).collect();
    (found, printed)
}

/// What is wrong with how cases are printed.
fn wrong(kind: Kind) -> Vec<String> {
    // A bulletin sets its text as a document does: there, what must be told is enough.
    let is_wanted = |case: &&Case| kind != Kind::Bulletin || case.rule.is_some();
    cases().iter().filter(is_wanted).filter_map(|case| look_at(kind, case).err()).collect()
}

fn look_at(kind: Kind, case: &Case) -> Result<(), String> {
    let Case { name, rule, .. } = case;
    let (found, printed) = printed(kind, case);
    let place = kept(&format!("hostile-{kind:?}-{name}"), &printed);
    is_sound(&place);
    let rules: BTreeSet<&str> = found.iter().map(|finding| finding.rule.name).collect();
    if let Some(rule) = rule.filter(|rule| !rules.contains(rule)) {
        return Err(format!("{name} is not told as {rule}: {rules:?}"));
    }
    // What is printed is told of at a file, and where it can be mended.
    for finding in found.iter().filter(|finding| finding.rule.name == "overfull") {
        assert!(finding.place.file().is_some(), "{kind:?} {name}: {finding:?}");
    }
    if kind == Kind::Issue && !words(&place).contains("第二篇") {
        let message = found.iter().map(|finding| finding.message.zh.clone()).collect::<String>();
        if !message.contains("“第二篇”，没有排") {
            return Err(format!("{name}: a story is left out and not told: {message}"));
        }
    }
    Ok(())
}

#[test]
fn documents_are_printed_whatever_they_hold() {
    assert_eq!(wrong(Kind::Document), Vec::<String>::new());
}

#[test]
fn bulletins_are_printed_whatever_they_hold() {
    assert_eq!(wrong(Kind::Bulletin), Vec::<String>::new());
}

#[test]
fn issues_are_printed_whatever_they_hold() {
    assert_eq!(wrong(Kind::Issue), Vec::<String>::new());
}

/// What is told of the first issue of a site, which makes a sound PDF.
fn told_of(work: &fengbei::Work) -> Vec<Diagnostic> {
    let studio = Studio::new(&work.site, &work.plan, &work.theme, &work.assets, &NoStore);
    let sheet = Sheet::Issue(work.site.issues().next().expect("an issue").0);
    let Ok(printed) = studio.print(&studio.sheet(sheet, Purpose::Archive)) else { panic!("a PDF") };
    is_sound(&kept("hostile-long-story", &printed));
    studio.printed().0
}

#[test]
fn a_story_ten_times_its_block_is_told_with_what_would_help() {
    let body: String = rows(120, |at| format!("第{at}段，{}\n\n", "很长的故事，".repeat(20)));
    let case = in_text("long-story", &body, "overfull");
    let (draft, _) = site(Kind::Issue, &case);
    let own = draft.0["content/specials/1/issue.toml"].clone();
    let second =
        "[[版]]\n版名 = \"末版\"\n版式 = \"综述\"\n[[版.块]]\n类型 = \"口号\"\n文字 = \"甲\"\n";
    let picture = own.replace("a.md\"\n", "a.md\"\n图片 = \"/news/wide.svg\"\n");
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"160\" height=\"90\"/>";
    let draft = draft.with("content/news/wide.svg", svg);
    let goes_on = picture.replace("wide.svg\"\n", "wide.svg\"\n转版 = 2\n");
    let issue = "content/specials/1/issue.toml";
    // What goes on to the last page and does not fit there either is told with what would help.
    let found = told_of(&draft.clone().with(issue, &(goes_on + second)).work());
    let told = found.iter().find(|it| it.message.zh.contains("排不下，多出")).expect("a finding");
    let [help] = &told.help[..] else { panic!("one remedy: {told:?}") };
    assert!(help.zh.contains("到第 ") && !help.zh.contains("转到"), "{}", help.zh);
    let work = draft.with(issue, &(picture + second)).work();
    let found = told_of(&work);
    let told = found.iter().find(|it| it.message.zh.contains("排不下，多出")).expect("a finding");
    let over = told.message.zh.split("多出 ").nth(1).and_then(|rest| rest.split(' ').next());
    let over: usize = over.and_then(|digits| digits.parse().ok()).expect("a number");
    assert!((8_000..15_000).contains(&over), "{over} of about 15 000 characters");
    let [help] = &told.help[..] else { panic!("one remedy: {told:?}") };
    for way in ["图片排小一些", "转到第 2 版", "到第 "] {
        assert!(help.zh.contains(way), "{}", help.zh);
    }
    for way in ["a smaller picture", "on page 2", "after paragraph"] {
        assert!(help.en.contains(way), "{}", help.en);
    }
    let text = work.site.sources.text(issue).expect("it is there");
    let fengbei::diag::Place::Span { start, .. } = &told.place else { panic!("{:?}", told.place) };
    assert!(text[*start..].starts_with("[[版.块]]\n类型 = \"头条\""), "{}", &text[*start..]);
}

#[test]
fn what_is_not_published_is_not_printed() {
    let case = in_text("unpublished", "正文。\n", None);
    let (draft, _) = site(Kind::Issue, &case);
    for (more, why) in [
        ("draft = true", "是草稿"),
        ("withdrawn = \"重复\"", "已撤下"),
        ("expires = 2026-05-01", "已失效"),
    ] {
        let draft = draft.clone().item("content/news/b.md", "第二篇", "2026-03-11", more);
        let work = draft.work();
        let told = work.report.iter().find(|it| it.rule.name == "unpublished-piece");
        let told = told.unwrap_or_else(|| panic!("{more}: {:?}", work.report));
        assert!(told.message.zh.contains(why), "{}", told.message.zh);
        let studio = Studio::new(&work.site, &work.plan, &work.theme, &work.assets, &NoStore);
        let sheet = Sheet::Issue(work.site.issues().next().expect("an issue").0);
        let Ok(printed) = studio.print(&studio.sheet(sheet, Purpose::Archive)) else {
            panic!("a PDF")
        };
        let place = kept("hostile-unpublished", &printed);
        is_sound(&place);
        assert!(!words(&place).contains("第二篇"));
    }
}
