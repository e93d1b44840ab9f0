//! What holds for every text: places, stress marks beside Chinese, hostile input.

use std::sync::Arc;

use fengbei::markup::html::{Nowhere, write_html};
use fengbei::markup::{Dialect, Document, Kind, Step, Words, parse};
use fengbei::source::SourcePath;
use proptest::prelude::*;

fn parsed(markdown: &str, dialect: &Dialect) -> Document {
    let text: Arc<str> = markdown.into();
    let (document, report) = parse(&SourcePath::new("content/a.md"), &text, 0..text.len(), dialect);
    for finding in &report {
        let fengbei::diag::Place::Span { start, end, .. } = finding.place else {
            panic!("every finding has a place");
        };
        assert!(markdown.get(start..end).is_some(), "{:?} in {markdown:?}", finding.place);
    }
    document
}

fn html(markdown: &str, dialect: &Dialect) -> String {
    let mut out = String::new();
    write_html(&parsed(markdown, dialect), &mut Nowhere, &mut out);
    out
}

fn house(markdown: &str) -> String {
    html(markdown, &Dialect::default())
}

/// A single `~` is no pair of marks, so tags do not end with it.
#[test]
fn tags_begin_between_single_tildes() {
    assert_eq!(house("10~20<u>人，30~40</u>人"), "<p>10~20<u>人，30~40</u>人</p>\n");
    assert_eq!(house("【甲】~*\n<u>~“"), "<p><strong class=\"run-in\">【甲】</strong>~*\n~“</p>\n");
}

/// Stress marks beside Chinese, all of which `CommonMark` gets wrong or could.
#[test]
fn stress_beside_chinese() {
    let table = [
        (
            "**该星号不会被识别，而是直接显示。**这是因为",
            "<strong>该星号不会被识别，而是直接显示。</strong>这是因为",
        ),
        ("他说**“军爱民、民拥军”**是传统", "他说<strong>“军爱民、民拥军”</strong>是传统"),
        ("**《双拥工作条例》**已发布", "<strong>《双拥工作条例》</strong>已发布"),
        ("荣获**“全国双拥模范城”**称号。", "荣获<strong>“全国双拥模范城”</strong>称号。"),
        ("全市**8.5亿元（含省级）**投入", "全市<strong>8.5亿元（含省级）</strong>投入"),
        ("**10月1日，**活动举行", "<strong>10月1日，</strong>活动举行"),
        ("~~错误。~~正确", "<del>错误。</del>正确"),
        ("*“拥军”*精神", "<em>“拥军”</em>精神"),
        (
            "`**“码”**` 与 [链接](/a**“b”)",
            "<code>**“码”**</code> 与 <a href=\"/a**%E2%80%9Cb%E2%80%9D\">链接</a>",
        ),
        ("\\*“不强调”*", "*“不强调”*"),
        ("**强调。**后面", "<strong>强调。</strong>后面"),
        ("这是**《烈士褒扬条例》**规定", "这是<strong>《烈士褒扬条例》</strong>规定"),
        ("*斜体。*后面", "<em>斜体。</em>后面"),
        ("**强调（注）**和", "<strong>强调（注）</strong>和"),
        ("a**中文。**b", "a<strong>中文。</strong>b"),
        ("他说：**“军民鱼水情。”**感人", "他说：<strong>“军民鱼水情。”</strong>感人"),
        ("**甲。**乙**丙。**丁", "<strong>甲。</strong>乙<strong>丙。</strong>丁"),
        ("[**粗。**后](x)", "<a href=\"x\"><strong>粗。</strong>后</a>"),
        ("`**代码。**后` 与 **真。**后", "<code>**代码。**后</code> 与 <strong>真。</strong>后"),
        (
            "**“一”、“二”**和***三。***四",
            "<strong>“一”、“二”</strong>和<em><strong>三。</strong></em>四",
        ),
        ("截至2021年*注：*共", "截至2021年<em>注：</em>共"),
        ("\\*\\*不是。\\*\\*后", "**不是。**后"),
        ("使用WPS**“双拥码”**App", "使用WPS<strong>“双拥码”</strong>App"),
        ("**English (note)**text", "**English (note)**text"),
        ("价格**100%**涨", "价格<strong>100%</strong>涨"),
        ("**20%**的", "<strong>20%</strong>的"),
        ("见 [[**页。**面]]", "见 [[<strong>页。</strong>面]]"),
        ("中*（a）*文", "中<em>（a）</em>文"),
        ("** “甲” **乙", "** “甲” **乙"),
    ];
    for (markdown, expected) in table {
        assert_eq!(house(markdown), format!("<p>{expected}</p>\n"), "{markdown}");
    }
    assert_eq!(house("* “列表项”\n* 《二》"), "<ul>\n<li>“列表项”</li>\n<li>《二》</li>\n</ul>\n");
    assert_eq!(
        house("- **一、**总则\n- **（一）**总则"),
        "<ul>\n<li><strong>一、</strong>总则</li>\n<li><strong>（一）</strong>总则</li>\n</ul>\n"
    );
    assert_eq!(
        house("![图**一。**二](a**。**b.png)甲"),
        "<p><img src=\"a**%E3%80%82**b.png\" alt=\"图一。二\" loading=\"lazy\" decoding=\"async\">甲</p>\n"
    );
}

/// The rules of `CommonMark` for `*`, with the condition on punctuation void beside Chinese: an
/// independent and slow reading of them, for single paragraphs of plain characters.
mod model {
    const CHINESE: [char; 10] = ['中', '国', '文', '末', '。', '（', '）', '《', '》', '，'];

    fn is_chinese(c: char, beyond: Option<&char>) -> bool {
        CHINESE.contains(&c)
            || matches!(c, '“' | '”') && beyond.is_some_and(|beyond| CHINESE.contains(beyond))
    }

    fn is_punctuation(c: char) -> bool {
        matches!(c, '。' | '“' | '”' | '（' | '）' | '《' | '》' | '，' | '(' | ')' | '.' | '*')
    }

    struct Run {
        /// The first of the characters that are left.
        at: usize,
        left: usize,
        whole: usize,
        opens: bool,
        closes: bool,
    }

    fn runs(text: &[char]) -> Vec<Run> {
        let mut runs = Vec::new();
        let mut at = 0;
        while at < text.len() {
            if text[at] != '*' {
                at += 1;
                continue;
            }
            let end = (at..text.len()).find(|i| text[*i] != '*').unwrap_or(text.len());
            let (before, after) = (text[at - 1], text[end]);
            let touches = is_chinese(before, at.checked_sub(2).and_then(|i| text.get(i)))
                || is_chinese(after, text.get(end + 1));
            let flanks = |near: char, far: char| {
                near != ' '
                    && (!is_punctuation(near) || far == ' ' || is_punctuation(far) || touches)
            };
            let (opens, closes) = (flanks(after, before), flanks(before, after));
            runs.push(Run { at, left: end - at, whole: end - at, opens, closes });
            at = end;
        }
        runs
    }

    /// What the paragraph becomes.
    pub fn html(text: &str) -> String {
        let text: Vec<char> = text.chars().collect();
        let mut runs = runs(&text);
        let mut before: Vec<Vec<String>> = vec![Vec::new(); text.len() + 1];
        let mut dead = vec![false; runs.len()];
        let mut closer = 0;
        while closer < runs.len() {
            if !runs[closer].closes || runs[closer].left == 0 {
                closer += 1;
                continue;
            }
            let fits = |opener: &Run, closer: &Run| {
                let odd = (opener.closes || closer.opens)
                    && (opener.whole + closer.whole).is_multiple_of(3)
                    && (!opener.whole.is_multiple_of(3) || !closer.whole.is_multiple_of(3));
                opener.opens && opener.left > 0 && !odd
            };
            let opener = (0..closer).rev().find(|i| !dead[*i] && fits(&runs[*i], &runs[closer]));
            let Some(opener) = opener else {
                closer += 1;
                continue;
            };
            let used = if runs[opener].left >= 2 && runs[closer].left >= 2 { 2 } else { 1 };
            let name = if used == 2 { "strong" } else { "em" };
            runs[opener].left -= used;
            let open_at = runs[opener].at + runs[opener].left;
            let close_at = runs[closer].at;
            runs[closer].at += used;
            before[open_at].push(format!("<{name}>"));
            before[close_at].push(format!("</{name}>"));
            for skipped in (open_at..open_at + used).chain(close_at..close_at + used) {
                before[skipped].push("skip".to_owned());
            }
            runs[closer].left -= used;
            (opener + 1..closer).for_each(|between| dead[between] = true);
        }
        write(&text, &before)
    }

    fn write(text: &[char], before: &[Vec<String>]) -> String {
        let mut out = String::from("<p>");
        for (c, marks) in text.iter().zip(before) {
            let tags = marks.iter().filter(|mark| *mark != "skip");
            tags.for_each(|tag| out.push_str(tag));
            if marks.is_empty() {
                out.push(*c);
            }
        }
        out + "</p>\n"
    }
}

/// A small generator of random numbers, the same on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).expect("less than the limit")
    }
}

#[test]
fn stress_follows_the_rules_in_200_000_texts() {
    const PIECES: [&str; 19] = [
        "中", "国", "。", "“", "”", "（", "）", "《", "》", "，", "a", "b", " ", "*", "**", "**",
        "*", "(", ")",
    ];
    let dialect = Dialect { additions: false, ..Dialect::default() };
    let mut random = Random(88_172_645_463_325_252);
    let mut stressed = 0;
    for _ in 0..200_000 {
        let mut text = String::from("文");
        for _ in 0..4 + random.below(10) {
            text.push_str(PIECES[random.below(PIECES.len())]);
        }
        text.push('末');
        let expected = model::html(&text);
        assert_eq!(html(&text, &dialect), expected, "{text}");
        stressed += usize::from(expected.contains("</"));
    }
    assert!(stressed > 100_000, "the texts are worth the trouble");
}

/// Every place is within the text and on the border of a character, every subtree within its
/// parent, and nothing of what the parser was helped with is left.
fn check(markdown: &str, dialect: &Dialect) {
    let document = parsed(markdown, dialect);
    let mut open = Vec::new();
    for step in document.walk() {
        match step {
            Step::Enter(index, node) => {
                let span = node.span();
                assert!(markdown.get(span.clone()).is_some(), "{span:?} in {markdown:?}");
                assert!(node.next() > index && node.next() <= document.nodes().len());
                let words = document.words(node);
                assert!(!words.contains('\u{10FFFD}'), "{words:?} in {markdown:?}");
                if matches!(node.kind, Kind::Text(Words::Verbatim)) {
                    assert_eq!(words, &markdown[span]);
                }
                if !node.kind.is_leaf() {
                    open.push(index);
                }
            }
            Step::Leave(index, _) => assert_eq!(open.pop(), Some(index)),
        }
    }
    assert!(open.is_empty());
    for link in document.links() {
        assert!(markdown.get(link.span.clone()).is_some(), "{link:?} in {markdown:?}");
        assert!(!link.destination.contains('\u{10FFFD}'), "{link:?} in {markdown:?}");
    }
    let mut ids: Vec<&str> = document.headings().iter().map(|heading| &*heading.id).collect();
    ids.sort_unstable();
    ids.dedup();
    if dialect.additions {
        assert_eq!(ids.len(), document.headings().len(), "unique anchors in {markdown:?}");
    }
    let mut out = String::new();
    write_html(&document, &mut Nowhere, &mut out);
    assert!(!out.contains('\u{10FFFD}'), "{out:?} from {markdown:?}");
    document.summary(40);
    document.plain_text();
    document.characters();
}

/// The tags of our own HTML match.
fn check_balance(html: &str) {
    const VOID: [&str; 6] = ["br", "hr", "img", "input", "source", "wbr"];
    let mut open = Vec::new();
    for piece in html.split('<').skip(1) {
        let tag = &piece[..piece.find('>').expect("tags end")];
        let name = tag.split(|c: char| c.is_whitespace() || c == '/').find(|name| !name.is_empty());
        let name = name.expect("tags have names");
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "in {html}");
        } else if !VOID.contains(&name) {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?} in {html}");
}

/// Markdown in which every construct comes up often.
fn markdown() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "中",
        "文。",
        "“",
        "”",
        "（",
        "）",
        "a",
        "b ",
        "\n",
        "\n\n",
        "\n",
        "  ",
        "    ",
        "\t",
        "*",
        "**",
        "~~",
        "~",
        "`",
        "```\n",
        "# ",
        "## ",
        "> ",
        "- ",
        "1. ",
        "[",
        "]",
        "(",
        ")",
        "[^a]",
        "[^a]: ",
        "![",
        "](a.md)",
        "<u>",
        "</u>",
        "<div>",
        "</div>",
        "<a href=x>",
        "</a>",
        "<img src=a>",
        "<!--",
        "-->",
        "<td>",
        "<table>",
        "</table>",
        "::: 看点\n",
        "::: 数字\n",
        "::: 图集\n",
        "::: 附件\n",
        "::: 视频\n",
        "::: 引语\n",
        ":::\n",
        "::::\n",
        ":::: 甲\n",
        "|",
        "|--|\n",
        "\n: ",
        "【甲】",
        "{{ 目录 }}",
        "{{ 二维码(x) }}",
        "{#id}",
        "https://a.cn/_b_",
        "https://",
        "\\",
        "&amp;",
        "&#x10FFFC;",
        "\u{E000}",
        "——",
        "- [x] ",
        "<?",
        "?>",
        "\r\n",
        "\0",
        "一、甲\n\n",
        "二、乙\n\n",
        "$",
        "=\n",
        "---\n",
        "<script>",
        "</script>",
        "[!NOTE]",
    ]);
    prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

/// Containers with everything in them that their shaping could tear apart.
fn containers() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "文",
        "\n",
        "\n\n",
        "- ",
        "- ",
        "  ",
        " | ",
        "|",
        "｜",
        "**",
        "*",
        "<u>",
        "</u>",
        "<br>",
        "<b>",
        "</b>",
        "——",
        "\n——",
        "\n\n——",
        "`",
        "![图](a)",
        "[链](b)",
        "<a href=x>",
        "</a>",
        "[^a]",
        "> ",
        "1. ",
        "```\n",
        "【甲】",
        "{{ 二维码(x) }}",
        ":::\n",
        "\\|",
        "- [ ] ",
        "    ",
        "# ",
        "\n[^a]: ",
    ]);
    let names = ["看点", "引语", "引语 张三", "数字", "图集", "附件", "视频", "数字 题"];
    let inside = prop::collection::vec(pieces, 0..24);
    (prop::sample::select(names.to_vec()), inside)
        .prop_map(|(name, inside)| format!("::: {name}\n{}\n\n:::\n", inside.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_markdown_is_parsed(text in markdown()) {
        check(&text, &Dialect::default());
        check(&text, &Dialect::commonmark());
        check_balance(&house(&text));
    }

    #[test]
    fn any_container_keeps_its_shape(text in containers()) {
        check(&text, &Dialect::default());
        check_balance(&house(&text));
    }

    #[test]
    fn any_text_is_parsed(text in "\\PC{0,80}") {
        check(&text.replace('\u{10FFFD}', ""), &Dialect::default());
    }

    #[test]
    fn what_the_writer_typed_survives(text in "[\u{F0000}\u{10FFFD}\u{E0FF}文*“”]{0,12}") {
        let typed = |text: &str| text.chars().filter(|c| *c >= '\u{E000}').collect::<String>();
        prop_assert_eq!(typed(&house(&text)), typed(&text));
    }
}

/// Texts that would exhaust the stack, or patience, if anything recursed or went back.
#[test]
fn hostile_texts_come_to_an_end() {
    let many = |piece: &str, count: usize| piece.repeat(count);
    let texts = [
        many(">", 50_000),
        many("[", 50_000),
        many("*a ", 50_000),
        many("**中。", 50_000),
        many("::: 甲\n", 20_000),
        many(":::: 甲\n", 10_000) + &many(":::\n", 20_000),
        many("<u>", 20_000) + &many("</b>", 20_000),
        many("<div>\n\n", 20_000),
        many("<div>", 20_000),
        many("<a href=x>", 20_000),
        many("- ", 5_000),
        many("![", 20_000) + &many("](a)", 20_000),
        many("<script></script>", 10_000),
        many("<td>甲", 10_000),
        many("{{", 50_000),
        many("{{ qrcode(", 5_000),
        many("https://a.cn)", 10_000),
        "https://a".to_owned() + &many(")", 50_000),
        many("# 甲\n", 20_000),
        many("甲[^a]\n\n", 5_000) + "[^a]: 乙",
        many("[^a]: 乙\n\n", 5_000),
        many("\\", 50_000) + "*中",
        many("~中~", 20_000),
        many("|", 20_000) + "\n" + &many("|-", 20_000),
    ];
    for text in texts {
        assert!(!house(&text).contains('\u{10FFFD}'));
    }
}
