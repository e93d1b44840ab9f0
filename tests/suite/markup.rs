//! Markdown as content has it: every construct, and what it becomes.

use std::fmt::Write as _;
use std::sync::Arc;

use fengbei::diag::Language;
use fengbei::markup::html::{
    AttachmentFacts, PictureHtml, PictureSource, QuoteFacts, Surroundings, write_html,
};
use fengbei::markup::{
    Dialect, Document, Quote, QuoteCall, QuoteLedger, Quotes, parse, parse_quoting,
};
use fengbei::source::SourcePath;

/// A page on which every kind of surroundings can be seen.
struct Page;

impl Surroundings for Page {
    fn link<'a>(&mut self, destination: &'a str) -> std::borrow::Cow<'a, str> {
        match destination.strip_suffix(".md") {
            Some(page) => format!("{page}.html").into(),
            None => destination.into(),
        }
    }

    fn picture(&mut self, destination: &str, _alt: &str) -> PictureHtml {
        if !destination.starts_with("large") {
            return PictureHtml { src: destination.into(), ..PictureHtml::default() };
        }
        let source = PictureSource {
            mime: "image/webp".into(),
            srcset: "large-480.webp 480w, large-960.webp 960w".into(),
            sizes: "100vw".into(),
        };
        PictureHtml {
            sources: vec![source],
            src: destination.into(),
            width: Some(960),
            height: Some(640),
        }
    }

    fn attachment(&mut self, destination: &str) -> Option<AttachmentFacts> {
        let kind = destination.strip_suffix(".pdf").map(|_| "PDF")?;
        Some(AttachmentFacts { size: "1.2 MB".into(), kind: kind.into() })
    }

    fn qrcode(&mut self, text: &str) -> String {
        format!("<svg width=\"{}\"></svg>", text.len())
    }

    fn quoted(&mut self, _: QuoteLedger, entry: u32) -> Option<QuoteFacts> {
        let address = format!("figures/{entry}.html");
        (entry == 0).then(|| QuoteFacts { address, about: "优待证，截至2026年6月".into() })
    }
}

fn parsed(markdown: &str) -> (Document, fengbei::diag::Report) {
    let text: Arc<str> = markdown.into();
    parse(&SourcePath::new("content/a.md"), &text, 0..text.len(), &Dialect::default())
}

/// What the page shows, and below it every finding with the words that it is about.
fn show(markdown: &str) -> String {
    let (document, report) = parsed(markdown);
    let mut out = String::new();
    write_html(&document, &mut Page, &mut out);
    for finding in &report.sorted() {
        let fengbei::diag::Place::Span { start, end, .. } = finding.place else {
            panic!("every finding has a place");
        };
        let message = finding.message.get(Language::Zh);
        let words = &markdown[start..end];
        writeln!(out, "! {} {words:?} {message}", finding.rule.name).expect("a string takes all");
        for help in &finding.help {
            writeln!(out, "  {}", help.get(Language::Zh)).expect("a string takes all");
        }
    }
    out
}

/// Compares what each of the texts becomes, one snapshot for all.
macro_rules! snapshot {
    ($name:ident, $($markdown:expr),+ $(,)?) => {
        #[test]
        fn $name() {
            let all: Vec<String> = [$($markdown),+]
                .iter()
                .map(|markdown| format!("{markdown}\n--->\n{}", show(markdown)))
                .collect();
            insta::with_settings!({ omit_expression => true }, {
                insta::assert_snapshot!(stringify!($name), all.join("\n=========\n"));
            });
        }
    };
}

snapshot!(
    tables,
    "| 届次 | 时间 |\n|:--|--:|\n| 一 | **2016** |\n| 二 | a \\| b |",
    "| 甲 |\n|--|\n\n文",
    "| |\n|--|\n| 1 |\n::: 看点\n后\n:::",
);

snapshot!(
    footnotes,
    "甲[^a]乙[^b]丙[^a]\n\n[^b]: 二\n[^a]: 一，见[^b]\n\n    第二段\n",
    "没有[^x]。\n\n[^y]: 没人提到",
    "甲[^a]\n\n[^a]: 一\n[^a]: 二",
    "# fn 1\n\n甲[^a]\n\n[^a]: - 列表\n",
);

snapshot!(
    lists,
    "- [x] 做完\n- [ ] 没做\n  1. 一\n  2. 二\n",
    "3) 三\n4) 四\n\n   段\n",
    "拥军\n: 拥护军队\n\n优属\n: 优待军属\n: 第二义\n",
    "词\n: 解释\n\n::: 看点\n文\n:::\n",
);

snapshot!(
    headings,
    "# 一、总体要求\n## Hello World 你好\n## ——\n## ——\n",
    "## 甲 {#jia .a .b}\n## 乙 {#jia}\n## jia\n## 丙 {甲=1}\n",
    "## 标题 {{ x }}\n\n> ## 引里\n\n::: 看点\n### 框里\n:::\n",
    "{{ 目录 }}\n\n## 一、甲\n## （一）乙\n## 二、丙\n",
    "{{ toc }}\n\n一、总体要求\n\n正文。\n\n（一）思想\n\n正文。\n\n二、任务\n\n正文。\n",
);

snapshot!(
    alerts,
    "> [!NOTE]\n> 文\n\n> [!TIP]\n> 文\n\n> [!IMPORTANT]\n> 文\n\n> [!WARNING]\n> 文\n\n> [!CAUTION]\n> 文\n",
);

snapshot!(
    boxes,
    "::: 看点\n- 甲\n:::\n",
    "::: 看点 三个<关键词>\n文\n:::\n后",
    ":::: 盘点\n::: 方框 标题\n文\n:::\n::::\n",
    "::: 看点\n::: 盘点\n文\n:::\n:::\n",
    "- 项\n\n  ::: 看点\n  文\n  :::\n\n> ::: 看点\n> 文\n> :::\n",
);

snapshot!(
    boxes_that_are_wrong,
    "甲\n\n::: 看点\n乙\n\n丙\n",
    ":::: 看点\n::: 盘点\n乙\n::::\n丙",
    "> ::: 看点\n> 乙\n\n丙",
    "甲\n\n:::\n\n乙",
    ":::: 看点\n乙\n:::\n丙",
    "：：： 看点\n\n::: 看点 :::\n乙\n：：：\n",
    "```\n::: 看点\n```\n\n    ::: 看点\n\n`a\n     ::: b\n` <!-- \n",
    "<!--\n::: 看点\n-->\n文\n\n<div>\n::: 看点\n</div>\n",
);

snapshot!(
    figures,
    "![英烈墙](a.jpg)\n",
    "![英烈墙](large.jpg \"市烈士陵园<英烈墙>\")\n\n文 ![小](b.jpg \"题\") 文\n",
    "[![墙](a.jpg)](a.md)\n\n![](a.jpg)\n",
    "![a **b** `c`\n~~d~~](a.jpg)",
);

snapshot!(
    pull_quotes,
    "::: 引语\n军民团结如一人，\n试看天下谁能敌。\n——毛泽东\n:::\n",
    "::: 引语\n文。\n\n—— **某**某\n:::\n",
    "::: 引语 张三\n文。\n:::\n",
    "::: 引语\n- 列表\n:::\n",
);

snapshot!(
    figure_strips,
    "::: 数字\n- **9 360** 名 | 烈士英名录收录 | 截至 2020 年\n- **148** 个 | 退役军人*服务站*\n:::\n",
    "::: 数字 一组数字\n- 3 次 | 命名\n\n- **100%**｜覆盖\n\n来源：市双拥办\n:::\n",
    "::: 数字\n- **5** 个\n:::\n\n::: 数字\n文\n:::\n",
);

snapshot!(
    galleries,
    "::: 图集\n![甲](a.jpg \"题\")\n![乙](b.jpg)\n:::\n",
    "::: 图集 活动现场\n![甲](a.jpg)\n\n[![乙](b.jpg)](b.md)\n\n![丙](c.jpg) 摄影：某某\n:::\n",
    "::: 图集\n文\n:::\n",
);

snapshot!(
    attachments,
    "::: 附件\n- [通知](a.pdf)\n- [表格](b.xlsx)\n:::\n",
    "::: 附件 下载\n[通知](a.pdf)\n:::\n\n::: 附件\n文\n:::\n",
);

snapshot!(
    videos,
    "::: 视频\n[专题片《丰碑》](film.mp4)\n![片头](large.jpg)\n:::\n",
    "::: 视频 片名\n- [](film.mp4)\n\n说明\n:::\n",
    "::: 视频\n文\n:::\n",
);

snapshot!(
    run_in_heads,
    "【立足全域抓统筹】坚持高位推动。\n",
    "**【甲】**乙\n\n【甲】\n\n【甲\n\n【】乙\n\n文【甲】\n",
    "【甲**乙**】丙\n\n【a_b】**丙** `d`\n",
);

snapshot!(
    shortcodes,
    "{{ 二维码(https://a.cn/_b_?c=1&d=2) }}\n",
    "{{ 目录 }} 不单独成段\n\n{{ x }} `{{ 目录 }}`\n\n```\n{{ 目录 }}\n{{ qrcode(a) }} https://a.cn\n```\n",
    "[{{ 目录 }}](a{{toc}}b)\n\n![{{ qrcode(a) }}](b)\n",
);

/// A ledger of one figure.
struct Cards;

impl Quotes for Cards {
    fn quote(&self, call: &QuoteCall<'_>, _: std::ops::Range<usize>) -> Option<Quote> {
        let is_known = ["优待证", "满意度"].contains(&call.name);
        is_known.then(|| Quote {
            ledger: call.ledger,
            entry: u32::from(call.name != "优待证"),
            words: format!("12 306张{}", call.options.concat()),
            exact: "12306".into(),
        })
    }
}

#[test]
fn quotations_are_links_where_a_link_may_stand() {
    let table = [
        (
            "发放{{ 数字(优待证) }}。",
            "<p>发放<a class=\"quoted\" href=\"figures/0.html\" title=\"优待证，截至2026年6月\"><data value=\"12306\">12 306张</data></a>。</p>\n",
        ),
        ("{{数字(满意度，万)}}", "<p><data value=\"12306\">12 306张万</data></p>\n"),
        ("[发{{ 数字(优待证) }}](a.md)", "<p><a href=\"a.html\">发12 306张</a></p>\n"),
        ("`{{ 数字(优待证) }}`", "<p><code>{{ 数字(优待证) }}</code></p>\n"),
        ("{{ 数字(别的) }}", "<p>{{ 数字(别的) }}</p>\n"),
        (
            "**{{ 数字(优待证) }}**后",
            "<p><strong><a class=\"quoted\" href=\"figures/0.html\" title=\"优待证，截至2026年6月\"><data value=\"12306\">12 306张</data></a></strong>后</p>\n",
        ),
    ];
    for (markdown, html) in table {
        let text: Arc<str> = markdown.into();
        let file = SourcePath::new("content/a.md");
        let body = 0..text.len();
        let (document, _) = parse_quoting(&file, &text, body, &Dialect::default(), &Cards);
        let mut out = String::new();
        write_html(&document, &mut Page, &mut out);
        assert_eq!(out, html, "{markdown}");
    }
    let text: Arc<str> = "## 发{{ 数字(优待证) }}\n\n共{{ 数字(优待证) }}。".into();
    let body = 0..text.len();
    let file = SourcePath::new("content/a.md");
    let (document, _) = parse_quoting(&file, &text, body, &Dialect::default(), &Cards);
    assert_eq!(document.plain_text(), "发12 306张\n共12 306张。");
    assert_eq!(document.headings()[0].text.as_ref(), "发12 306张");
    assert_eq!(document.quotes().len(), 2);
}

snapshot!(
    links,
    "见 https://a.cn/b_c_d?e=1&f=2。（http://a.cn）后\n",
    "[甲](a.md \"题\") [外](https://a.cn) <https://b.cn> <a@b.cn> [引][x]\n\n[x]: b.md\n",
    "[坏](javascript:alert(1)) ![坏](data:text/html,x) [坏](JAVA&#115;CRIPT:x) ![好](data:image/png;base64,AA)",
    "`https://a.cn` [https://a.cn](b.md) https://a.cn/*强*",
);

snapshot!(
    raw_html,
    "<div class=\"x\" style=\"color:red\">\n\n**甲**\n\n</div>\n\n<div>\n\n乙\n",
    "水 H<sub>2</sub>O <u>线<b>粗</u> <font color=red>红</font> <br> <!-- 注 --> </i>\n",
    "<table>\n<tr><td colspan=2 onclick=x><a href=\"a.md\">甲</a><img src=\"large.jpg\"></td></tr>\n\n<tr><td>乙</td></tr>\n</table>\n",
    "<script>alert(1)</script>\n\n甲<script>alert(1)</script>\n\n<iframe src=x></iframe>\n",
    "<a href=\"a.md\" title=\"题\">甲**乙**</a> <a href=b>丙 [丁](c) <a href=\"javascript:x\">戊</a> <img src=a.jpg alt=图>\n",
    "- <u>甲\n- 乙</u>\n\n> <section>\n>\n> 甲\n\n</section>\n",
    "<details><summary>更多</summary>\n\n- 甲\n\n</details>\n\n<details>\n\n乙\n\n</details>\n",
);

snapshot!(
    line_ends,
    "双拥\n模范城\n",
    "“好。”\n“是——”\nEnglish\n中文 \n`码`\n**中\n文**",
    "甲\\\n乙  \n丙\n",
);

snapshot!(
    stress,
    "10~20人，30~40人；~~甲~~；8:00~~~9:00~~~",
    "\u{10FFFD}**“甲”**是 &#x10FFFC; `**“`\u{10FFFD}",
    "他说\\**“甲”**是",
);

snapshot!(code, "```toml\ntitle = \"双拥\" # 名称\n```\n\n    a < b\n\n```没有\n{{ 目录 }}\n```\n",);

#[test]
fn what_a_document_knows_of_itself() {
    let markdown = "# 双拥综述\n\n【头】8月1日，全市**“双拥”**\n大会召开。会议指出，要加强领导。\n\n![墙](a.jpg \"英烈墙\")\n\n- 甲 WPS Office\n\n| 乙 | 丙 |\n|--|--|\n| 1 | 2 |\n\n[丁](d.md)\n";
    let (document, report) = parsed(markdown);
    assert!(report.is_empty());
    assert_eq!(document.summary(24), "【头】8月1日，全市“双拥”大会召开。");
    assert_eq!(document.summary(12), "【头】8月1日…");
    assert_eq!(
        document.plain_text(),
        "双拥综述\n【头】8月1日，全市“双拥”大会召开。会议指出，要加强领导。\n英烈墙 墙\n甲 WPS Office\n乙 丙\n1 2\n丁"
    );
    assert_eq!(document.characters(), 42);
    assert!(!document.has_code());
    let picture = document.first_picture().expect("there is one");
    assert_eq!((&*picture.destination, &*picture.words), ("a.jpg", "墙"));
    let places: Vec<&str> = document.links().iter().map(|l| &markdown[l.span.clone()]).collect();
    assert_eq!(places, ["a.jpg", "d.md"]);
    let heading = &document.headings()[0];
    assert_eq!((heading.level, &*heading.id, &*heading.text), (1, "双拥综述", "双拥综述"));
}

/// Only the writer knows what belongs in the box: ended at the end of the text, it would swallow it.
#[test]
fn an_open_box_is_not_closed_by_machine() {
    let (_, report) = parsed("甲\n\n::: 看点\n乙\n\n- 丙\n- 丁\n\n");
    let found: Vec<_> = report.iter().map(|d| (d.rule.name, d.fix.is_some())).collect();
    assert_eq!(found, [("container-unclosed", false)]);
}
