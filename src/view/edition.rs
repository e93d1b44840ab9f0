//! What a template knows of a special issue on the web (数字报).

use super::contract::contract;
use super::item::DateView;
use super::site::{LinkView, PictureView};

contract! {
    /// A special issue.
    pub struct IssueView {
        /// Its name, such as `双拥丰碑 八一特刊`.
        pub title: String,
        /// The day of issue.
        pub date: DateView,
        /// `第1期`; empty when it has no number.
        pub number: String,
        /// `总第36期`
        pub total: Option<String>,
        /// How many pages it has.
        pub pages: usize,
        /// Path of its page.
        pub path: String,
        /// Path of the PDF; absent when nothing could be printed.
        pub pdf: Option<String>,
        /// Path of the e-book (EPUB 3).
        pub epub: String,
        /// Its first page, small.
        pub thumbnail: Option<PictureView>,
    }

    /// A special issue on its own page.
    pub struct EditionView {
        /// What lists say of it.
        pub issue: IssueView,
        /// The day in the lunar calendar.
        pub lunar: Option<String>,
        /// 主办
        pub unit: Option<String>,
        /// A line of the masthead.
        pub slogan: Option<String>,
        /// 编辑
        pub editors: Vec<String>,
        /// Size of the PDF, such as `1.1 MB`.
        pub pdf_size: Option<String>,
        /// Its pages.
        pub pages: Vec<EditionPageView>,
        /// The issue before it.
        pub previous: Option<LinkView>,
        /// The issue after it.
        pub next: Option<LinkView>,
    }

    /// A page (版) of a special issue.
    pub struct EditionPageView {
        /// Its number, from 1.
        pub number: usize,
        /// 版名
        pub name: String,
        /// Its anchor, without `#`.
        pub anchor: String,
        /// 编辑 of the page.
        pub editors: Vec<String>,
        /// The page as it is printed, large enough to read; absent when nothing could be printed.
        pub picture: Option<PictureView>,
        /// The same, small.
        pub thumbnail: Option<PictureView>,
        /// What stands on it, in the order of reading.
        pub pieces: Vec<PieceView>,
        /// Where it stands on the picture.
        pub areas: Vec<AreaView>,
    }

    /// A piece (块) of a page.
    pub struct PieceView {
        /// Its anchor, without `#`.
        pub anchor: String,
        /// `lead`, `story`, `continued`, `briefs`, `picture`, `essay`, `figures`, `strip`, `honours`, `timeline`,
        /// `roll`, `box`, `pull`, `slogan` or `colophon`.
        pub kind: String,
        /// 肩题
        pub kicker: Option<String>,
        /// 标题; empty when it has none.
        pub title: String,
        /// 副题
        pub deck: Option<String>,
        /// Path of the item it comes from; absent when the site has none, or none that is published.
        pub path: Option<String>,
        /// The item's summary; what a panel says below its title.
        pub summary: String,
        /// Its text (HTML), of pieces that are no items.
        pub body: String,
        /// Its pictures with their captions, of pieces that are no items.
        pub pictures: Vec<PictureView>,
        /// The items of a list of briefs.
        pub briefs: Vec<BriefView>,
    }

    /// An item in a list of briefs.
    pub struct BriefView {
        /// Its title.
        pub title: String,
        /// Path of its page.
        pub path: String,
        /// Its summary.
        pub summary: String,
    }

    /// Where a piece stands on the picture of its page.
    pub struct AreaView {
        /// What it is.
        pub title: String,
        /// Where it leads, ready for `href`.
        pub href: String,
        /// Its parts: a headline may stand apart from its text.
        pub parts: Vec<AreaPartView>,
    }

    /// A part of an area, in percent of the page.
    pub struct AreaPartView {
        /// From the left edge, such as `4.42`.
        pub left: String,
        /// From the top edge.
        pub top: String,
        /// How wide.
        pub width: String,
        /// How high.
        pub height: String,
    }
}
