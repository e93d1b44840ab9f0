//! Pages of official documents and topics: what they say of them, and which are on no site.

use super::draft::Draft;
use super::example::build;

const COLUMN: &str = "+++\n标题 = \"公文\"\n栏目类别 = \"政策文件\"\n内容类型 = \"公文\"\n+++\n";

fn document(serial: u32, title: &str, more: &str, text: &str) -> String {
    format!(
        "+++\n标题 = \"{title}\"\n发文字号 = \"示拥办发〔2025〕{serial}号\"\n发文机关 = \"示例机关甲\"\n\
         成文日期 = \"2025-02-01\"\n发布时间 = \"2025-02-02 10:00\"\n{more}+++\n{text}\n"
    )
}

#[test]
fn a_page_says_everything_that_is_known_of_its_document() {
    const FIELDS: &str = "肩题 = \"肩题在此\"\n副题 = \"副题在此\"\n索引号 = \"000000001/2025-00002\"\n\
        联合发文 = [\"示例机关乙\"]\n主送 = [\"甲单位\", \"乙单位\"]\n抄送 = [\"丙单位\"]\n签发人 = [\"示例签发人\"]\n\
        份号 = \"000001\"\n密级 = \"公开\"\n紧急程度 = \"特急\"\n印发日期 = \"2025-02-03\"\n印发机关 = \"示例印发处\"\n\
        附注 = \"此件公开发布\"\n更新时间 = \"2025-02-04 11:30\"\n施行日期 = \"2025-03-01\"\n废止日期 = \"2026-03-01\"\n\
        效力 = \"废止\"\n主题分类 = \"双拥工作\"\n";
    let site = Draft::new()
        .with("content/documents/_index.md", COLUMN)
        .with("content/documents/a.md", &document(1, "关于示例的通知", FIELDS, "正文。"))
        .with(
            "content/documents/b.md",
            &document(2, "关于再示例的通知", "发文机关标志 = \"示例标志字\"\n", "正文。"),
        );
    let built = build("documents", site.sources());
    let page = |title: &str| {
        let of_title = |html: &&str| html.contains(&format!("<title>{title}"));
        built.pages().map(|(_, html)| html).find(of_title).expect("the document has a page")
    };
    let first = page("关于示例的通知");
    for said in [
        "肩题在此",
        "副题在此",
        "000000001/2025-00002",
        "示例机关甲、示例机关乙",
        ">示例机关甲<br>示例机关乙</p>",
        "<span>示例机关甲</span><span>示例机关乙</span><span>2025年2月1日</span>",
        "甲单位、乙单位：",
        "抄送：丙单位。",
        "示例签发人",
        "000001",
        "<dt>密级</dt><dd>公开</dd>",
        "特急",
        "<span>示例印发处</span><span>2025年2月3日印发</span>",
        "（此件公开发布）",
        "<dt>更新日期</dt><dd>2025年2月4日</dd>",
        "<dt>施行日期</dt><dd>2025年3月1日</dd>",
        "<dt>废止日期</dt><dd>2026年3月1日</dd>",
        "双拥工作",
    ] {
        assert!(first.contains(said), "{said}: {first}");
    }
    assert!(page("关于再示例的通知").contains(">示例标志字</p>"));
}

#[test]
fn what_a_document_issues_stands_behind_its_signature() {
    const BODY: &str = "现印发给你们，请遵照执行。[^甲]\n\n## 示例 办法\n\n总的一段。\n\n### 一、第一节\n\n\
        > #### 框里的\n\n第一节的话。\n\n#### （一）小节\n\n小节的话。\n\n# 示例细则\n\n## 第二节\n\n细则的话。\n\n[^甲]: 注释在末尾。\n\n    ## 示例办法\n";
    let title = "关于印发|《示例办法》和《示例细则》的通知";
    let article = "+++\n标题 = \"读《示例办法》\"\n发布时间 = \"2025-02-02\"\n+++\n开头。\n\n## 示例办法\n\n正文。\n";
    let site = Draft::new()
        .with("content/documents/_index.md", COLUMN)
        .with("content/documents/a.md", &document(1, title, "附注 = \"此件公开发布\"\n", BODY))
        .with("content/documents/b.md", &document(2, "关于《另一办法》的复函", "", BODY))
        .with("content/news/_index.md", "+++\n标题 = \"要闻\"\n栏目类别 = \"工作动态\"\n+++\n")
        .with("content/news/a.md", article);
    let built = build("issued", site.sources());
    let in_order = |title: &str, said: &[&str]| {
        let of_title = |html: &&str| html.contains(&format!("<title>{title}"));
        let page = built.pages().map(|(_, html)| html).find(of_title).expect("there is a page");
        let mut rest = page;
        for words in said {
            let at = rest.find(words).unwrap_or_else(|| panic!("{words} is not next: {page}"));
            rest = &rest[at + words.len()..];
        }
    };
    in_order(
        "关于印发《示例办法》和《示例细则》的通知",
        &[
            "现印发给你们",
            "<p class=\"paper-sign\"><span>示例机关甲</span><span>2025年2月1日</span>",
            "（此件公开发布）",
            "<h2 class=\"paper-title\" id=\"示例办法\">示例 办法</h2>",
            "<div class=\"prose\">\n<p>总的一段。</p>",
            "<h2 id=\"一第一节\">",
            "<h3 id=\"框里的\">",
            "<h3 id=\"一小节\">",
            "小节的话。",
            "<h2 class=\"paper-title\" id=\"示例细则\">示例细则</h2>\n<div class=\"prose\">\n<h2",
            "id=\"第二节\">",
            "细则的话。</p>\n<section class=\"footnotes\"",
            "注释在末尾。",
        ],
    );
    let whole = ["示例 办法</h3>", "一、第一节</h4>", "细则的话。", "paper-sign"];
    in_order("关于《另一办法》的复函", &whole);
    in_order("读《示例办法》", &["开头。", "<h2 id=\"示例办法\">示例办法</h2>", "正文。"]);
}

#[test]
fn a_document_with_a_secrecy_is_in_no_file() {
    let more = "密级 = \"机密★1年\"\n附件 = [\"held.csv\"]\n";
    let site = Draft::new()
        .with("content/documents/_index.md", COLUMN)
        .with("content/documents/a.md", &document(1, "关于示例的通知", "", "正文。"))
        .with("content/documents/held/index.md", &document(2, "关于蓝鲸的通知", more, "蓝鲸七号。"))
        .with("content/documents/held/held.csv", "蓝鲸,七号\n");
    let built = build("classified", site.sources());
    assert!(built.pages().any(|(_, html)| html.contains("关于示例的通知")));
    for (path, bytes) in &built.files {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("蓝鲸") && !path.contains("held"), "{path}");
    }
    let told: Vec<_> = built.work.report.iter().map(|finding| finding.rule.name).collect();
    assert!(told.contains(&"classified"), "{told:?}");
}

#[test]
fn a_picture_that_is_shown_can_be_an_attachment_too() {
    let more = "附件 = [{ 文件 = \"图 一#.svg\", 名称 = \"示意图\" }]\n";
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"30\">\
                   <rect width=\"40\" height=\"30\"/></svg>";
    let text = "正文。\n\n![示意](<图 一%23.svg>)\n";
    let site = Draft::new()
        .with("content/documents/_index.md", COLUMN)
        .with("content/documents/a/index.md", &document(1, "关于示例的通知", more, text))
        .with("content/documents/a/图 一#.svg", drawing);
    let built = build("attached", site.sources());
    let (_, page) = built.pages().find(|(_, html)| html.contains("示意图")).expect("its page");
    assert!(page.contains("documents/a/%E5%9B%BE%20%E4%B8%80%23.svg\" download"), "{page}");
    assert!(built.files.contains_key("documents/a/图 一#.svg"), "{:?}", built.files.keys());
}

#[test]
fn where_a_document_comes_from_is_an_address_or_nothing() {
    for (typed, is_said) in [
        ("https://www.example.gov.cn/a", true),
        ("javascript:alert(1)", false),
        ("www.example.gov.cn/a", false),
    ] {
        let more = format!("来源 = \"示例来源\"\n来源地址 = \"{typed}\"\n");
        let site = Draft::new()
            .with("content/documents/_index.md", COLUMN)
            .with("content/documents/a.md", &document(1, "关于示例的通知", &more, "正文。"));
        let built = build("source", site.sources());
        let (_, page) =
            built.pages().find(|(_, it)| it.contains("<title>关于示例")).expect("its page");
        assert_eq!(page.contains(&format!("href=\"{typed}\"")), is_said, "{typed}");
        let told = built.work.report.iter().any(|finding| finding.rule.name == "bad-value");
        assert_eq!(told, !is_said, "{typed}");
    }
}

#[test]
fn nothing_that_is_typed_for_a_topic_is_lost() {
    const HEAD: &str = "+++\n标题 = \"示例专题\"\n发布时间 = \"2025-02-02 10:00\"\n肩题 = \"肩题在此\"\n副题 = \"副题在此\"\n\
        摘要 = \"摘要在此。\"\n关键词 = [\"词在此\"]\n主题 = \"主题在此\"\n附件 = [\"a.csv\"]\n\
        审核 = [{ 审级 = \"初审\", 审核人 = \"初审在此\" }]\n";
    const LIST: &str = "[[板块]]\n类型 = \"列表\"\n标题 = \"板块在此\"\n栏目 = \"news\"\n";
    const TEXT: &str = "[[板块]]\n类型 = \"正文\"\n";
    for blocks in [String::new(), LIST.into(), format!("{LIST}{TEXT}")] {
        let site = Draft::new()
            .item("content/news/a.md", "一篇稿子", "2025-02-01", "")
            .with(
                "content/topics/_index.md",
                "+++\n标题 = \"专题\"\n栏目类别 = \"专题专栏\"\n内容类型 = \"专题\"\n+++\n",
            )
            .with("content/topics/a.csv", "甲,乙\n1,2\n")
            .with("content/topics/t.md", &format!("{HEAD}{blocks}+++\n正文在此。\n"));
        let built = build("topic", site.sources());
        let page = built.text("topics/t/index.html");
        let main = page.split("<main").nth(1).expect("it has a main part");
        for said in
            ["肩题在此", "副题在此", "摘要在此。", "词在此", "主题在此", "初审在此", "topics/a.csv"]
        {
            assert!(main.contains(said), "{said} with {blocks:?}: {main}");
        }
        assert_eq!(main.matches("正文在此。").count(), 1, "{blocks:?}: {main}");
    }
}
