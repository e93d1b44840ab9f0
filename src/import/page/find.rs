//! Where on a page its text is. Never reads it.

use super::dom::{At, Page};

/// Names that portals give to the element around a text.
const NAMES: [&str; 18] = [
    "trs_editor",
    "trs_ueditor",
    "ucap-content",
    "ucapcontent",
    "zoom",
    "vsb_content",
    "v_news_content",
    "custom_unionstyle",
    "article-content",
    "articlecontent",
    "article_content",
    "news_content",
    "newscontent",
    "pages_content",
    "con_txt",
    "art_con",
    "detail-content",
    "articlebody",
];

/// What is never part of a text.
pub(super) fn is_furniture(page: &Page, at: At) -> bool {
    let hidden = page.get(at, "style").is_some_and(|style| {
        let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
        style.to_ascii_lowercase().contains("display:none")
    });
    hidden
        || page.get(at, "hidden").is_some()
        || matches!(
            page.name(at),
            "script"
                | "style"
                | "noscript"
                | "template"
                | "nav"
                | "header"
                | "footer"
                | "aside"
                | "form"
                | "button"
                | "select"
                | "input"
                | "textarea"
                | "iframe"
                | "object"
                | "embed"
                | "video"
                | "audio"
                | "canvas"
                | "svg"
                | "head"
                | "title"
                | "!"
        )
}

/// The element around the text: one of the usual names when it holds most of the words, else the
/// innermost that does.
pub(super) fn text(page: &Page) -> At {
    let order = page.all();
    let mut weight = vec![0_u64; order.iter().max().map_or(1, |last| last + 1)];
    for at in order.iter().rev() {
        weight[*at] = match page.name(*at) {
            _ if is_furniture(page, *at) => 0,
            // Words that lead somewhere are rarely a text's.
            "a" => 0,
            "" => measure(page.words(*at)),
            _ => page.below(*at).iter().map(|inner| weight[*inner]).sum(),
        };
    }
    let all = weight[Page::root()];
    let named = order.iter().rev().find(|at| is_named(page, **at) && weight[**at] * 2 > all);
    if let Some(named) = named {
        return *named;
    }
    let mut at = Page::root();
    loop {
        let heavy = page.below(at).iter().find(|inner| weight[**inner] * 10 > weight[at] * 7);
        match heavy {
            Some(inner) if may_hold(page, *inner) => at = *inner,
            _ => return at,
        }
    }
}

/// Words count by their stops: a list of links has none.
fn measure(words: &str) -> u64 {
    let stops = words.chars().filter(|c| "，。；：！？、“”".contains(*c)).count();
    let count = words.chars().filter(|c| !c.is_whitespace()).count();
    (stops * 20 + count) as u64
}

fn is_named(page: &Page, at: At) -> bool {
    let is_one = |value: &str| {
        value.split_whitespace().any(|it| NAMES.contains(&it.to_lowercase().as_str()))
    };
    page.name(at) == "article"
        || ["id", "class", "itemprop"].iter().any(|key| page.get(at, key).is_some_and(is_one))
}

fn may_hold(page: &Page, at: At) -> bool {
    matches!(
        page.name(at),
        "html"
            | "body"
            | "div"
            | "section"
            | "main"
            | "article"
            | "center"
            | "table"
            | "tbody"
            | "tr"
            | "td"
    )
}
