//! What can be wrong with a text's markup.

use crate::diag::{Diagnostic, Place, Rule, Severity};
use crate::say;

/// Every rule of this module, for the list of all rules.
pub static RULES: [&Rule; 9] = [
    &CONTAINER_UNCLOSED,
    &CONTAINER_STRAY,
    &CONTAINER_CONTENT,
    &UNSAFE_LINK,
    &HTML_REMOVED,
    &DUPLICATE_ANCHOR,
    &HEADING_ATTRIBUTES,
    &FOOTNOTE_MISSING,
    &FOOTNOTE_UNUSED,
];

/// A `:::` line opens a box that nothing closes.
pub(super) static CONTAINER_UNCLOSED: Rule = Rule {
    name: "container-unclosed",
    severity: Severity::Error,
    zh: "方框以 `::: 标题` 一行开头，以单独一行 `:::` 结尾。缺了结尾，后面的正文都会进到方框里。",
    en: "A box begins with a line `::: title` and ends with a line `:::`. Without the end, the rest of the text becomes part of the box.",
};

/// A `:::` line closes nothing, or opens a box too deep.
pub(super) static CONTAINER_STRAY: Rule = Rule {
    name: "container-stray",
    severity: Severity::Warning,
    zh: "单独一行 `:::` 用来结束方框。前面没有打开的方框时，这一行没有作用；方框套得太深时，里层的不再成为方框。",
    en: "A line `:::` ends a box. It does nothing where no box is open; and boxes that nest too deep are no longer boxes.",
};

/// A container does not hold what it is for.
pub(super) static CONTAINER_CONTENT: Rule = Rule {
    name: "container-content",
    severity: Severity::Warning,
    zh: "`::: 数字` 里写列表，每项用 `|` 分出说明；`::: 图集` 里写图片；`::: 附件` 里写文件链接；`::: 视频` 里写一个视频文件的链接；`::: 图表` 里写一个表格，第一列是名称，其余各列是数。",
    en: "`::: 数字` holds a list, each item with `|` before what it counts; `::: 图集` holds pictures; `::: 附件` links to files; `::: 视频` one link to a film; `::: 图表` one table, its first column names, the others numbers.",
};

/// A link would run a program.
pub(super) static UNSAFE_LINK: Rule = Rule {
    name: "unsafe-link",
    severity: Severity::Error,
    zh: "`javascript:`、`vbscript:` 和大多数 `data:` 链接会在读者的浏览器里运行程序，政府网站不得使用，生成网页时一律去掉。",
    en: "Links with `javascript:`, `vbscript:` and most with `data:` run a program in the reader's browser. They are taken out.",
};

/// HTML was taken out.
pub(super) static HTML_REMOVED: Rule = Rule {
    name: "html-removed",
    severity: Severity::Warning,
    zh: "正文里可以写少量 HTML。会运行程序、会破坏版式、或者没有成对的标签和属性不会保留。",
    en: "A text may have a little HTML. Tags and attributes that run programs, break the layout or have no counterpart are taken out.",
};

/// Two headings ask for one address.
pub(super) static DUPLICATE_ANCHOR: Rule = Rule {
    name: "duplicate-anchor",
    severity: Severity::Warning,
    zh: "`{#名字}` 给标题定一个链接用的名字，同一页里不能重复。",
    en: "`{#name}` gives a heading a name for links; it must be unique on the page.",
};

/// The braces after a heading hold something else than `#id` and `.class`.
pub(super) static HEADING_ATTRIBUTES: Rule = Rule {
    name: "heading-attributes",
    severity: Severity::Warning,
    zh: "标题末尾的 `{…}` 只能写 `#名字` 和 `.样式`，其他内容不会显示。",
    en: "The `{…}` at the end of a heading holds `#name` and `.class` only; anything else is not shown.",
};

/// A footnote mark leads nowhere.
pub(super) static FOOTNOTE_MISSING: Rule = Rule {
    name: "footnote-missing",
    severity: Severity::Warning,
    zh: "正文里的 `[^1]` 要有一段以 `[^1]:` 开头的注释与它对应。",
    en: "A mark `[^1]` in the text needs a note that begins with `[^1]:`.",
};

/// No mark leads to a footnote, or a second one has its name.
pub(super) static FOOTNOTE_UNUSED: Rule = Rule {
    name: "footnote-unused",
    severity: Severity::Warning,
    zh: "每条注释 `[^1]:` 都要在正文里有 `[^1]` 指向它，名字不能重复。",
    en: "Every note `[^1]:` needs a mark `[^1]` in the text, and a name of its own.",
};

/// `name` in the braces after a heading is neither `#id` nor `.class`.
pub(super) fn heading_attributes(place: Place, name: &str) -> Diagnostic {
    let message = say!(
        "标题末尾花括号里的“{name}”不会显示",
        "“{name}” in the braces at the end of the heading is not shown"
    );
    let help = say!(
        "要显示花括号，请用全角的｛｝；要给标题起链接用的名字，请写 {{#名字}}",
        "to show braces, use full-width ｛｝; to name the heading for links, write {{#name}}"
    );
    Diagnostic::new(&HEADING_ATTRIBUTES, place, message).help(help)
}
