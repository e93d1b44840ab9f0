//! What a template knows of an item.

use super::contract::contract;
use super::site::{LinkView, PictureView};

contract! {
    /// An item on its own page.
    pub struct ItemView {
        /// `article`, `document`, `topic` or `page`.
        pub kind: String,
        /// 肩题
        pub kicker: Option<String>,
        /// 标题
        pub title: String,
        /// 标题, cut where its writer marked with `|` that a headline may break, else after its own punctuation and before 关于.
        pub title_lines: Vec<String>,
        /// 副题
        pub deck: Option<String>,
        /// 副题, cut after its own punctuation and before 关于; empty when there is none.
        pub deck_lines: Vec<String>,
        /// 发布时间; pages may have none.
        pub date: Option<DateView>,
        /// 更新时间
        pub updated: Option<DateView>,
        /// 作者
        pub authors: Vec<AuthorView>,
        /// 来源
        pub source: Option<String>,
        /// Address of the source.
        pub source_href: Option<String>,
        /// 审核
        pub reviews: Vec<ReviewView>,
        /// Stages of the reviews that it was not passed in yet, where the office keeps them on record; a
        /// site for the public has none.
        pub waiting: Vec<String>,
        /// 关键词; the path is empty when there are no keyword pages.
        pub keywords: Vec<LinkView>,
        /// 主题; the path is empty when there are no keyword pages.
        pub subject: Option<LinkView>,
        /// 体裁; the path is empty when there are no keyword pages.
        pub genre: Option<LinkView>,
        /// 地点
        pub places: Vec<String>,
        /// Summary, typed or cut from the text.
        pub summary: String,
        /// Cover picture.
        pub cover: Option<PictureView>,
        /// Banner of a topic.
        pub banner: Option<PictureView>,
        /// The text (HTML).
        pub body: String,
        /// Table of contents; empty for short texts.
        pub contents: Vec<HeadingView>,
        /// 字数 as office software counts it, such as `1 234`.
        pub characters: String,
        /// Minutes of reading, at least 1.
        pub minutes: usize,
        /// 附件
        pub attachments: Vec<AttachmentView>,
        /// The column it stands in.
        pub column: LinkView,
        /// The topics it belongs to.
        pub topics: Vec<LinkView>,
        /// The item before it in its column.
        pub previous: Option<LinkView>,
        /// The item after it in its column.
        pub next: Option<LinkView>,
        /// Items on the same matter.
        pub related: Vec<CardView>,
        /// The pages of special issues it was printed on, such as `《双拥丰碑 八一特刊》第1期第1版`.
        pub printed: Vec<LinkView>,
        /// Path of the same as PDF, for print.
        pub pdf: Option<String>,
        /// What only official documents have.
        pub document: Option<DocumentView>,
        /// What only bulletins have.
        pub bulletin: Option<BulletinView>,
    }

    /// An item in a list.
    pub struct CardView {
        /// `article`, `document`, `topic` or `page`.
        pub kind: String,
        /// 肩题
        pub kicker: Option<String>,
        /// 标题
        pub title: String,
        /// Path of its page.
        pub path: String,
        /// 发布时间
        pub date: Option<DateView>,
        /// Summary, typed or cut from the text.
        pub summary: String,
        /// Cover, or the banner of a topic, or the first picture of the text.
        pub cover: Option<PictureView>,
        /// 来源
        pub source: Option<String>,
        /// 发文字号 of an official document.
        pub number: Option<String>,
        /// 效力 of an official document.
        pub validity: Option<String>,
        /// Whether it is pinned.
        pub pinned: bool,
        /// The column it stands in.
        pub column: LinkView,
    }

    /// A date in every form a page needs.
    pub struct DateView {
        /// `2024-08-01 09:19`, or the day alone.
        pub text: String,
        /// `2024-08-01`
        pub day: String,
        /// `08-01`
        pub short: String,
        /// `2024年8月1日`
        pub chinese: String,
        /// For `<time datetime>`.
        pub iso: String,
    }

    /// An author.
    pub struct AuthorView {
        /// 记者, 通讯员, 摄影, 编辑 …; empty when not said.
        pub role: String,
        /// The name.
        pub name: String,
    }

    /// One of the three reviews.
    pub struct ReviewView {
        /// 初审, 复审, 终审
        pub stage: String,
        /// By whom.
        pub by: Option<String>,
        /// When.
        pub date: Option<String>,
    }

    /// An entry of a table of contents.
    pub struct HeadingView {
        /// The heading.
        pub title: String,
        /// Its anchor, ready for `href`, such as `#一总体要求`.
        pub href: String,
        /// Depth, from 1.
        pub depth: u32,
    }

    /// A file to download.
    pub struct AttachmentView {
        /// The name shown.
        pub title: String,
        /// Path inside the site.
        pub path: String,
        /// Kind of file, such as `PDF` or `Excel 表格`.
        pub format: String,
        /// Size, such as `35.6 KB`.
        pub size: String,
    }

    /// What only bulletins have.
    pub struct BulletinView {
        /// 简报名称
        pub name: String,
        /// `第12期`
        pub number: String,
        /// `总第36期`
        pub total: Option<String>,
        /// 编印单位
        pub unit: String,
        /// The texts of the site in it.
        pub articles: Vec<CardView>,
        /// 报
        pub report_to: Vec<String>,
        /// 送
        pub send_to: Vec<String>,
        /// 发
        pub issue_to: Vec<String>,
        /// `共印50份`
        pub copies: Option<String>,
    }

    /// What only official documents have.
    pub struct DocumentView {
        /// 发文字号
        pub number: String,
        /// 发文机关, the first of them.
        pub issuer: String,
        /// Every organ that issues it: 联合发文 has several.
        pub issuers: Vec<String>,
        /// 发文机关标志, a line for each organ.
        pub mark: Vec<String>,
        /// 主送
        pub recipients: Vec<String>,
        /// 成文日期 as `2021年7月28日`.
        pub written: String,
        /// 索引号
        pub index: Option<String>,
        /// 效力
        pub validity: String,
        /// Whether it is in force.
        pub valid: bool,
        /// 施行日期
        pub effective: Option<String>,
        /// 废止日期
        pub repealed: Option<String>,
        /// 签发人
        pub signers: Vec<String>,
        /// 抄送
        pub copied: Vec<String>,
        /// 附注
        pub note: Option<String>,
        /// 印发机关, when the document names one.
        pub office: Option<String>,
        /// 印发日期, when the document names one.
        pub printed: Option<String>,
        /// 份号
        pub copies: Option<String>,
        /// 密级
        pub secrecy: Option<String>,
        /// 紧急程度
        pub urgency: Option<String>,
        /// 印发的文件, which stand behind signature and date: parts of the body under headings that the
        /// document's title names in 《》.
        pub issued: Vec<IssuedView>,
    }

    /// A text that an official document issues.
    pub struct IssuedView {
        /// The anchor of its title.
        pub id: String,
        /// Its title, part by part.
        pub title_lines: Vec<String>,
        /// Its HTML.
        pub body: String,
    }
}
