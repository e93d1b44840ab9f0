//! What was taken out of a drawing, and how to say it to an editor.

use std::ops::Range;

use crate::diag::{Diagnostic, Place, Rule, Severity};
use crate::say;
use crate::source::SourcePath;

/// A drawing with something in it that a web page must not carry.
pub static UNSAFE_SVG: Rule = Rule {
    name: "unsafe-svg",
    severity: Severity::Warning,
    zh: "矢量图（SVG）里有脚本、外部地址或嵌入的网页。这些内容可能被人用来攻击读者或泄露访问记录，\
         生成网站时已经去掉，图形本身不受影响。请用绘图软件打开看一遍，确认图还完整，另存后替换。",
    en: "A drawing (SVG) contains scripts, outside addresses or pieces of web pages. They could be used against \
         readers and are left out of the site; the shapes stay. \
         Look at the drawing, see that nothing is missing, save it again and replace the file.",
};

/// Something that was taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    /// What it would have done.
    pub what: What,
    /// Its name as it was written.
    pub name: String,
    /// Where the element stands that it was, or was in.
    pub span: Range<usize>,
}

/// What a removed thing would have done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// Run a program in the reader's browser.
    Script,
    /// Fetch something from elsewhere, or lead there.
    Outside,
    /// Show a piece of a web page.
    Page,
    /// Declare things, such as entities.
    Declaration,
    /// Nothing known.
    Unknown,
}

impl Removed {
    /// The finding to report about the drawing in `file`.
    pub fn finding(&self, file: &SourcePath) -> Diagnostic {
        let name = &self.name;
        let message = match self.what {
            What::Script => say!("矢量图里有脚本 {name}，已去掉", "the script {name} was left out"),
            What::Outside => say!(
                "矢量图里的 {name} 指向图外的地址，已去掉",
                "{name} leads out of the drawing and was left out"
            ),
            What::Page => say!(
                "矢量图里嵌有网页内容 {name}，已去掉",
                "{name} embeds a piece of a web page and was left out"
            ),
            What::Declaration => {
                say!("矢量图里有文档声明 {name}，已去掉", "the declaration {name} was left out")
            }
            What::Unknown => {
                say!("矢量图里的 {name} 无法识别，已去掉", "{name} is not known and was left out")
            }
        };
        Diagnostic::new(&UNSAFE_SVG, Place::span(file, self.span.clone()), message).help(say!(
            "看一遍图是否完整；要消除这条提示，请用绘图软件另存为“普通 SVG”后替换",
            "see that the drawing is whole; to be rid of this, save it as “plain SVG” and replace it"
        ))
    }
}
