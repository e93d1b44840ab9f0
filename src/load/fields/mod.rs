//! Every field of every file an editor writes. The one table behind reading, findings, the JSON
//! Schemas and the manual.

mod dataset;
mod editor;
mod figure;
mod honour;
mod issue;
mod publish;
mod roll;
mod site;

use super::record::{Choice, Field, Form};

pub use dataset::{DATASET, FORMS, PRESET};
pub use editor::{DISMISSALS, REGISTRY};
pub use figure::FIGURES;
pub use honour::HONOURS;
pub use issue::ISSUE;
pub use publish::PUBLISH;
pub use roll::{LIFE, ROLL};
pub use site::SITE;

const fn field(
    key: &'static str,
    zh: &'static str,
    form: Form,
    about_zh: &'static str,
    about_en: &'static str,
) -> Field {
    Field { key, zh, form, required: false, about_zh, about_en }
}

const fn required(
    key: &'static str,
    zh: &'static str,
    form: Form,
    about_zh: &'static str,
    about_en: &'static str,
) -> Field {
    Field { key, zh, form, required: true, about_zh, about_en }
}

/// What a kind of file is called, and its fields.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// File name of its JSON Schema, without extension.
    pub name: &'static str,
    /// What it describes, in Chinese and English.
    pub title: (&'static str, &'static str),
    /// Its fields.
    pub fields: &'static [Field],
}

/// Words that editors use for a field, in lower case without `-`, `_` and spaces, and the field's
/// key: other programs call it so, or other offices do.
pub const SYNONYMS: &[(&str, &str)] = &[
    ("标题", "title"),
    ("名字", "title"),
    ("站名", "title"),
    ("网站名", "title"),
    ("网站名称", "title"),
    ("name", "title"),
    ("sitename", "title"),
    ("日期", "date"),
    ("时间", "date"),
    ("发布日期", "date"),
    ("publishdate", "date"),
    ("pubdate", "date"),
    ("更新日期", "updated"),
    ("修改时间", "updated"),
    ("lastmod", "updated"),
    ("标签", "keywords"),
    ("tags", "keywords"),
    ("简介", "summary"),
    ("导语", "summary"),
    ("description", "summary"),
    ("描述", "description"),
    ("简介", "description"),
    ("引题", "kicker"),
    ("眉题", "kicker"),
    ("副标题", "deck"),
    ("subtitle", "deck"),
    ("题图", "cover"),
    ("配图", "cover"),
    ("image", "cover"),
    ("文号", "number"),
    ("发文号", "number"),
    ("抄送机关", "cc"),
    ("主送机关", "recipients"),
    ("发文单位", "issuer"),
    ("slug", "address"),
    ("url", "address"),
    ("permalink", "address"),
    ("链接", "address"),
    ("weight", "order"),
    ("栏目类型", "column_type"),
    ("种类", "kind"),
    ("类型", "kind"),
    ("内容种类", "kind"),
    ("来源", "source"),
    ("合计", "total"),
    ("总人数", "total"),
    ("expirydate", "expires"),
];

/// Every kind of file.
pub const KINDS: &[Kind] = &[
    Kind {
        name: "site", title: ("网站设置 site.toml", "site settings site.toml"), fields: SITE
    },
    Kind { name: "column", title: ("栏目 _index.md", "column _index.md"), fields: COLUMN },
    Kind { name: "article", title: ("文章", "article"), fields: ARTICLE },
    Kind { name: "document", title: ("公文", "official document"), fields: DOCUMENT },
    Kind { name: "bulletin", title: ("简报", "bulletin"), fields: BULLETIN },
    Kind { name: "topic", title: ("专题", "topic"), fields: TOPIC },
    Kind { name: "page", title: ("页面", "page"), fields: PAGE },
    Kind {
        name: "figures",
        title: ("数字台账 content/figures/*.toml", "ledger of figures content/figures/*.toml"),
        fields: FIGURES,
    },
    Kind {
        name: "honours",
        title: ("荣誉 content/honours/*.toml", "honours content/honours/*.toml"),
        fields: HONOURS,
    },
    Kind { name: "issue", title: ("特刊 issue.toml", "special issue issue.toml"), fields: ISSUE },
    Kind {
        name: "life",
        title: ("名录里一个人的生平", "life of a person of a roll"),
        fields: LIFE,
    },
    Kind {
        name: "registry",
        title: ("名称登记 registry/*.toml", "registry of names registry/*.toml"),
        fields: REGISTRY,
    },
    Kind {
        name: "dismissals",
        title: ("忽略记录 dismissals.toml", "findings set aside dismissals.toml"),
        fields: DISMISSALS,
    },
];

/// The kind of item, other than the one with `fields`, that has a field of this name.
pub fn other_kind(fields: &[Field], name: &str) -> Option<&'static Choice> {
    let of = |choice: &&Choice| {
        KINDS.iter().find(|kind| kind.name == choice.key).map(|kind| kind.fields)
    };
    let keys = |fields: &[Field]| fields.iter().map(|field| field.key).collect::<Vec<_>>();
    let own = keys(fields);
    ITEM_KINDS.iter().find(|choice| of(choice).is_some_and(|fields| keys(fields) == own))?;
    ITEM_KINDS
        .iter()
        .find(|choice| of(choice).is_some_and(|fields| fields.iter().any(|f| f.is_named(name))))
}

const TEXT: Form = Form::Text;
const TEXTS: Form = Form::Texts;
const WORDS: Form = Form::Words;
const DATE: Form = Form::Moment;
const FLAG: Form = Form::Flag;
/// Any whole number that an order may be.
const ORDER: Form = Form::Count(-1_000_000, 1_000_000);

/// The words of `kind` in a column.
pub const ITEM_KINDS: &[Choice] = &[
    Choice { key: "article", zh: "文章" },
    Choice { key: "document", zh: "公文" },
    Choice { key: "topic", zh: "专题" },
    Choice { key: "page", zh: "页面" },
    Choice { key: "bulletin", zh: "简报" },
];

/// The words of `sort` in a column.
pub const SORTS: &[Choice] = &[
    Choice { key: "newest", zh: "最新在前" },
    Choice { key: "oldest", zh: "最早在前" },
    Choice { key: "order", zh: "按次序" },
    Choice { key: "title", zh: "按标题" },
];

/// The words of `validity` in a document.
pub const VALIDITIES: &[Choice] = &[
    Choice { key: "valid", zh: "有效" },
    Choice { key: "expired", zh: "失效" },
    Choice { key: "repealed", zh: "废止" },
    Choice { key: "amended", zh: "修改" },
];

/// The words of `form` in a document.
pub const DOCUMENT_FORMS: &[Choice] = &[
    Choice { key: "downward", zh: "下行文" },
    Choice { key: "upward", zh: "上行文" },
    Choice { key: "letter", zh: "函" },
    Choice { key: "order", zh: "命令" },
    Choice { key: "minutes", zh: "纪要" },
];

/// The words of `kind` in a block.
pub const BLOCK_KINDS: &[Choice] = &[
    Choice { key: "headline", zh: "头条" },
    Choice { key: "columns", zh: "并列栏目" },
    Choice { key: "list", zh: "列表" },
    Choice { key: "cards", zh: "图文" },
    Choice { key: "topics", zh: "专题" },
    Choice { key: "shelf", zh: "书架" },
    Choice { key: "figures", zh: "数字" },
    Choice { key: "honours", zh: "荣誉" },
    Choice { key: "text", zh: "正文" },
    Choice { key: "links", zh: "链接" },
    Choice { key: "dataset", zh: "数据表" },
];

const FIGURE: &[Field] = &[
    field(
        "figure",
        "台账",
        TEXT,
        "数字台账里的名称；写了它，其余可以不写",
        "its name in the ledger; then the rest may be left out",
    ),
    field("label", "名称", TEXT, "数的是什么", "what is counted"),
    field("value", "数值", TEXT, "数字", "the number"),
    field("unit", "单位", TEXT, "单位", "its unit"),
    field("note", "说明", TEXT, "截至日期或出处", "as-of date or source"),
];

const BADGE: &[Field] = &[
    field(
        "holder",
        "地方",
        TEXT,
        "荣誉记录里的地方；写了它，其余可以不写",
        "a place of the record of honours; then the rest may be left out",
    ),
    field("level", "级别", TEXT, "哪一级的荣誉", "the level of the honour"),
    field("title", "名称", TEXT, "荣誉名称", "the honour"),
    field("note", "说明", TEXT, "何时、何机关命名", "when and by whom"),
];

const WEB_LINK: &[Field] = &[
    required("title", "名称", TEXT, "名称", "its name"),
    required("link", "链接", TEXT, "网址", "its address"),
];

/// A block of the home page or a topic.
pub const BLOCK: &[Field] = &[
    required("kind", "类型", Form::Choice(BLOCK_KINDS), "显示什么", "what it shows"),
    field("title", "标题", TEXT, "块的标题", "heading"),
    field("column", "栏目", TEXT, "取哪个栏目的内容", "column the items come from"),
    field("columns", "栏目列表", TEXTS, "并列的几个栏目", "columns side by side"),
    field(
        "keyword",
        "关键词",
        TEXT,
        "取带这个关键词、地点或专题的内容",
        "keyword, place or topic the items carry",
    ),
    field("items", "内容", TEXTS, "逐个点名的文件", "files named one by one"),
    field("count", "条数", Form::Count(1, 500), "最多几条", "at most so many"),
    field("figures", "数字", Form::Mixed(FIGURE), "数字条", "figures of the strip"),
    field("honours", "荣誉", Form::Mixed(BADGE), "荣誉牌", "honour badges"),
    field("links", "链接", Form::Records(WEB_LINK), "链接", "links"),
    field(
        "view",
        "版式",
        Form::Choice(FORMS),
        "数据表用表格、卡片还是列表",
        "how a dataset is shown",
    ),
];

/// `_index.md`
pub const COLUMN: &[Field] = &[
    required("title", "标题", TEXT, "栏目名称（ColumnName）", "name of the column (ColumnName)"),
    field(
        "description",
        "说明",
        TEXT,
        "栏目说明（ColumnDescription），默认用标题",
        "ColumnDescription; the title by default",
    ),
    field(
        "keywords",
        "关键词",
        WORDS,
        "栏目关键词（ColumnKeywords），默认用标题",
        "ColumnKeywords; the title by default",
    ),
    field("column_type", "栏目类别", TEXT, "栏目类别（ColumnType）", "ColumnType"),
    field("kind", "内容类型", Form::Choice(ITEM_KINDS), "栏目内容的类型", "kind of its items"),
    field("sort", "排序", Form::Choice(SORTS), "排序", "order of its items"),
    field("page_size", "每页条数", Form::Count(1, 1000), "每页条数", "items on a page"),
    field(
        "update_within",
        "更新期限",
        Form::Count(1, 3660),
        "多少天内须有更新",
        "days within which something new must appear",
    ),
    field(
        "owner",
        "负责",
        TEXT,
        "谁负责更新，自查报告里用，不公开",
        "who keeps it up to date; for reports inside the office, never shown",
    ),
    field("order", "次序", ORDER, "在同级栏目中的次序", "place among its siblings"),
    field("template", "模板", TEXT, "列表页的模板", "template of the list"),
    field("item_template", "内页模板", TEXT, "内容页的模板", "template of the items"),
    field("block", "板块", Form::Records(BLOCK), "首页的板块", "blocks of the home page"),
    field(
        "roll",
        "名录",
        Form::Record(ROLL),
        "这个栏目是一部名录",
        "the column is a roll of honour",
    ),
    field(
        "dataset",
        "数据表",
        Form::Record(DATASET),
        "这个栏目是一张数据表",
        "the column is a dataset",
    ),
];

const AUTHOR: &[Field] = &[
    required("name", "姓名", TEXT, "姓名或单位", "name or unit"),
    field(
        "role",
        "身份",
        TEXT,
        "记者、通讯员、摄影、编辑等",
        "reporter, correspondent, photographer, editor …",
    ),
];

const ATTACHMENT: &[Field] = &[
    required("file", "文件", TEXT, "文件，相对于本文件的路径", "the file, relative to this one"),
    field("title", "名称", TEXT, "显示的名称", "the name shown"),
];

const REVIEW: &[Field] = &[
    required("stage", "审级", TEXT, "初审、复审、终审等", "first, second, final review …"),
    field("by", "审核人", TEXT, "审核人或部门", "by whom"),
    field("date", "日期", DATE, "日期", "when"),
];

/// What every item may have; `date` differs, so it comes first in each list.
macro_rules! item_fields {
    ($date:expr $(, $more:expr)* $(,)?) => {
        &[
            required("title", "标题", TEXT, "标题；| 标出大标题的断行处", "title; | marks where a headline breaks"),
            $date,
            field("kicker", "肩题", TEXT, "标题上面的一行", "the line above the title"),
            field("deck", "副题", TEXT, "标题下面的一行", "the line below the title"),
            field("updated", "更新时间", DATE, "更新时间", "time of the last change"),
            field("summary", "摘要", TEXT, "摘要；不写则取正文开头", "summary; by default the beginning of the text"),
            field("keywords", "关键词", WORDS, "关键词", "keywords"),
            field("genre", "体裁", TEXT, "体裁，用词见 site.toml", "genre, from the vocabulary"),
            field("place", "地点", WORDS, "涉及的地点", "places it is about"),
            field("cover", "封面", TEXT, "封面图片", "cover picture"),
            field("cover_alt", "封面说明", TEXT, "封面图片的文字说明", "alternative text of the cover"),
            field("authors", "作者", Form::Mixed(AUTHOR), "作者", "authors"),
            field("source", "来源", TEXT, "来源（ContentSource）", "where it comes from (ContentSource)"),
            field("source_link", "来源地址", TEXT, "来源的网址", "address of the source"),
            field("pinned", "置顶", FLAG, "是否置顶", "whether it stays on top"),
            field("draft", "草稿", FLAG, "草稿不发布", "drafts are not published"),
            field("expires", "失效时间", DATE, "到时不再发布", "not published from then on"),
            field("withdrawn", "撤下", TEXT, "撤下的原因和时间；撤下后不发布，原网址上只显示这句话", "why and when it was withdrawn; its address then shows only this"),
            field("aliases", "旧址", TEXTS, "旧网址，自动转到新网址", "old addresses that lead here"),
            field("address", "网址", TEXT, "自定的网址，如 about/us.html", "own address"),
            field("serial", "编号", Form::Count(1, 9_999_999_999), "网址中的编号", "number in its address"),
            field("topics", "专题", TEXTS, "属于哪些专题", "topics it belongs to"),
            field("attachments", "附件", Form::Mixed(ATTACHMENT), "附件", "attachments"),
            field("reviews", "审核", Form::Records(REVIEW), "三审三校记录", "record of the reviews"),
            field("order", "次序", ORDER, "在栏目中的次序", "place in its column"),
            field("template", "模板", TEXT, "模板", "template"),
            $($more,)*
        ]
    };
}

const DATED: Field =
    required("date", "发布时间", DATE, "发布时间（PubDate）", "publication time (PubDate)");
const MAYBE_DATED: Field = field("date", "发布时间", DATE, "发布时间", "publication time");
const SUBJECT: Field =
    field("subject", "主题", TEXT, "主题，用词见 site.toml", "subject, from the vocabulary");

/// An article.
pub const ARTICLE: &[Field] = item_fields![DATED, SUBJECT];

/// A page.
pub const PAGE: &[Field] = item_fields![MAYBE_DATED, SUBJECT];

/// A topic.
pub const TOPIC: &[Field] = item_fields![
    MAYBE_DATED,
    SUBJECT,
    field("banner", "横幅", TEXT, "横幅图片", "banner picture"),
    field("block", "板块", Form::Records(BLOCK), "专题的板块", "blocks of the topic"),
];

/// A bulletin.
pub const BULLETIN: &[Field] = item_fields![
    DATED,
    SUBJECT,
    required("number", "期号", Form::Count(1, 9999), "本年第几期", "its number in the year"),
    field("total", "总期号", Form::Count(1, 99_999), "总第几期", "its number since the first"),
    field(
        "name",
        "简报名称",
        TEXT,
        "简报的名称；不写用栏目标题",
        "name of the series; the column's title by default"
    ),
    field(
        "unit",
        "编印单位",
        TEXT,
        "编印单位；不写用主办单位",
        "who makes it; the host of the site by default"
    ),
    field("articles", "刊发", TEXTS, "刊发的稿件，一行一个文件", "the texts in it, file by file"),
    field("report_to", "报", TEXTS, "报送的上级", "those above who get it"),
    field("send_to", "送", TEXTS, "送阅的单位", "those beside who get it"),
    field("issue_to", "发", TEXTS, "发给的单位", "those below who get it"),
    field("copies", "印数", Form::Count(1, 100_000), "共印多少份", "how many are printed"),
];

/// An official document.
pub const DOCUMENT: &[Field] = item_fields![
    DATED,
    field("subject", "主题分类", TEXT, "主题分类", "subject"),
    required("number", "发文字号", TEXT, "发文字号，如 示拥办发〔2021〕4号", "document number"),
    required("issuer", "发文机关", TEXT, "发文机关", "issuing organ"),
    required("written", "成文日期", DATE, "成文日期", "date of writing"),
    field("recipients", "主送", TEXTS, "主送机关", "recipients"),
    field("index", "索引号", TEXT, "索引号，如 机关代码/年份-流水号", "index number"),
    field("validity", "效力", Form::Choice(VALIDITIES), "效力", "whether it is in force"),
    field("effective", "施行日期", DATE, "施行日期", "date in force"),
    field("repealed", "废止日期", DATE, "废止日期", "date of repeal"),
    field("signers", "签发人", TEXTS, "签发人", "signers"),
    field("cc", "抄送", TEXTS, "抄送机关", "copied to"),
    field("note", "附注", TEXT, "附注", "note"),
    field("copies", "份号", TEXT, "份号或印数", "copy number or print count"),
    field("secrecy", "密级", TEXT, "密级和保密期限", "secrecy"),
    field("urgency", "紧急程度", TEXT, "紧急程度", "urgency"),
    field(
        "form",
        "格式",
        Form::Choice(DOCUMENT_FORMS),
        "印刷用的格式",
        "the form it is printed in"
    ),
    field(
        "mark",
        "发文机关标志",
        TEXT,
        "红头上的字；不写由发文机关得出",
        "the words of the red head; made of the issuer by default"
    ),
    field("joint", "联合发文", TEXTS, "联合发文的其他机关", "other organs that issue it"),
    field("seal", "印章", TEXT, "印章图片；不盖章写“无”", "picture of the seal; “none” for none"),
    field(
        "office",
        "印发机关",
        TEXT,
        "印发机关；不写用 site.toml 里的",
        "the office that prints it; that of site.toml by default"
    ),
    field("printed", "印发日期", DATE, "印发日期", "the day it was printed"),
];
