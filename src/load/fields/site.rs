//! The fields of `site.toml`.

use super::{FLAG, PUBLISH, TEXT, TEXTS, WORDS, field, required};
use crate::load::record::{Choice, Field, Form};

/// The words of `kind` of the CONAC mark.
const CONAC_KINDS: &[Choice] =
    &[Choice { key: "government", zh: "党政机关" }, Choice { key: "institution", zh: "事业单位" }];

/// `site.toml`
pub const SITE: &[Field] = &[
    required("title", "名称", TEXT, "网站名称（SiteName）", "name of the site (SiteName)"),
    field("subtitle", "副标题", TEXT, "名称下面的一行字", "a line under the name"),
    field("description", "说明", TEXT, "一两句话的介绍", "one or two sentences"),
    field("keywords", "关键词", WORDS, "全站关键词", "words of the whole site"),
    field(
        "place",
        "所在地",
        TEXT,
        "本单位所在的市或县，如“乌海市”；稿件里的“我市”“我县”就是它",
        "the city or county of the office, which texts call 我市 or 我县",
    ),
    field(
        "theme",
        "主题样式",
        TEXT,
        "主题的名字：portal 或 memorial",
        "name of the theme: portal or memorial",
    ),
    field(
        "address",
        "网址",
        TEXT,
        "发布后的完整网址，以 / 结尾",
        "where the site will be published",
    ),
    field(
        "language",
        "语言",
        TEXT,
        "页面的语言标记，默认 zh-CN",
        "language tag of the pages, zh-CN by default",
    ),
    field("portal", "门户", Form::Record(PORTAL), "政府网站标识", "codes of the state portal"),
    field("look", "外观", Form::Record(LOOK), "颜色和图片", "colours and pictures"),
    field(
        "bottom",
        "页脚",
        Form::Record(BOTTOM),
        "页脚的各项，空的不显示",
        "the bottom zone; empty ones are not shown",
    ),
    field(
        "navigation",
        "导航",
        Form::Records(NAVIGATION),
        "导航条，不写则列出一级栏目",
        "the menu; by default the columns at the top",
    ),
    field(
        "vocabulary",
        "词表",
        Form::Record(VOCABULARY),
        "主题和体裁的固定用词",
        "fixed words for subject and genre",
    ),
    field("reading", "阅读", Form::Record(READING), "阅读时间的算法", "how reading time is told"),
    field("search", "搜索", Form::Record(SEARCH), "站内搜索", "search of the site"),
    field(
        "feeds",
        "订阅",
        Form::Record(FEEDS),
        "RSS、Atom 和 JSON 订阅",
        "RSS, Atom and JSON feeds",
    ),
    field(
        "pictures",
        "图片",
        Form::Record(PICTURES),
        "图片的宽度和上限",
        "widths and limits of pictures",
    ),
    field("review", "审核", Form::Record(REVIEW), "三审三校", "how the office reviews"),
    field("print", "印刷", Form::Record(PRINT), "生成 PDF", "what is made as PDF"),
    field(
        "publish",
        "发布",
        Form::Named(PUBLISH),
        "发布目标，每个写成 [publish.名字]",
        "targets to publish to, each as [publish.NAME]",
    ),
    field("limits", "限度", Form::Record(LIMITS), "每页条数等", "items on a page and the like"),
];

/// The words of `unapproved`.
const UNAPPROVED: &[Choice] =
    &[Choice { key: "refuse", zh: "不生成" }, Choice { key: "leave-out", zh: "先不发" }];

const REVIEW: &[Field] = &[
    field(
        "stages",
        "审级",
        TEXTS,
        "各级审核，按先后；写了才要求审核，如 [\"初审\", \"复审\", \"终审\"]",
        "the stages in order; only then are reviews asked for",
    ),
    field(
        "different_people",
        "各级不同人",
        FLAG,
        "各级要不同的人审，默认要",
        "whether each stage needs another person; yes by default",
    ),
    field(
        "unapproved",
        "未审完",
        Form::Choice(UNAPPROVED),
        "面向公众生成时没审完的稿件怎么办，默认不生成网站",
        "what a build for the public does with texts that were not passed; it refuses by default",
    ),
];

const PRINT_FONTS: &[Field] = &[
    field("title", "小标宋", TEXT, "标题和发文机关标志用的字体", "family for titles and marks"),
    field("song", "宋体", TEXT, "宋体", "family for song"),
    field("fang", "仿宋", TEXT, "公文正文用的字体", "family for the text of documents"),
    field("kai", "楷体", TEXT, "楷体", "family for kai"),
    field("hei", "黑体", TEXT, "黑体", "family for hei"),
];

const PRINT_GLYPHS: &[Field] = &[
    required("character", "字", TEXT, "字体里没有的那个字", "the character that fonts lack"),
    field(
        "parts",
        "拆字",
        TEXT,
        "由哪些部件组成，照表意文字描述的写法，如“⿰王景”是左右结构",
        "its ideographic description, such as ⿰王景",
    ),
    field(
        "picture",
        "图片",
        TEXT,
        "字形图片，网站文件夹里的路径，如 content/glyphs/jing.svg",
        "a drawing of it, by its path in the site folder, such as content/glyphs/jing.svg",
    ),
];

const PRINT: &[Field] = &[
    field(
        "documents",
        "公文",
        FLAG,
        "每件公文是否都生成 PDF，默认不生成",
        "whether every official document is made as PDF; not by default",
    ),
    field(
        "bulletins",
        "简报",
        FLAG,
        "每期简报是否都生成 PDF，默认不生成",
        "whether every bulletin is made as PDF; not by default",
    ),
    field("office", "印发机关", TEXT, "公文的印发机关", "the office that prints documents"),
    field(
        "folders",
        "字体文件夹",
        TEXTS,
        "自备字体所在的文件夹，相对于网站文件夹",
        "folders with fonts, relative to the site folder",
    ),
    field(
        "own_only",
        "只用自备字体",
        FLAG,
        "不用系统里的字体，各台电脑排出来一样",
        "fonts of the system are not used, so that every computer prints the same",
    ),
    field(
        "fonts",
        "字体",
        Form::Record(PRINT_FONTS),
        "各种字体用哪一个，不写就自动选",
        "which family serves which role; chosen by itself when left out",
    ),
    field(
        "glyphs",
        "补字",
        Form::Records(PRINT_GLYPHS),
        "字体里没有的字，印成什么",
        "what is printed for characters that no font has",
    ),
];

const PORTAL: &[Field] = &[
    field("domain", "域名", TEXT, "SiteDomain，只写主机名", "SiteDomain: the bare host"),
    field("code", "标识码", TEXT, "SiteIDCode，政府网站标识码", "SiteIDCode"),
];

const LOOK: &[Field] = &[
    field(
        "integrity",
        "完整性校验",
        FLAG,
        "给样式和脚本加 integrity 属性；加了以后从 U 盘打开网页会没有样式",
        "add integrity attributes to styles and scripts; pages opened from a disk then lose them",
    ),
    field("main", "主色", Form::Colour, "主色", "the main colour"),
    field("accent", "辅色", Form::Colour, "辅色", "the second colour"),
    field("paper", "底色", Form::Colour, "底色", "the paper's colour"),
    field("logo", "标志", TEXT, "标志图片，content/ 下的路径", "the logo, a path below content/"),
    field(
        "banner",
        "横幅",
        TEXT,
        "页首图片，content/ 下的路径",
        "the picture of the identity zone",
    ),
    field(
        "grey_days",
        "灰色日期",
        TEXTS,
        "全站变灰的日子：2024-12-13 或每年的 12-13",
        "days on which the site turns grey",
    ),
];

const HOOK: &[Field] = &[
    field("link", "链接", TEXT, "点击后打开的网址", "where it leads"),
    field(
        "script",
        "脚本",
        TEXT,
        "对方提供的脚本网址；不写就不加载",
        "the script; not loaded unless given",
    ),
];

const CONAC: &[Field] = &[
    required(
        "kind",
        "类别",
        Form::Choice(CONAC_KINDS),
        "党政机关或事业单位",
        "government or institution",
    ),
    field("link", "链接", TEXT, "点击后打开的网址", "where it leads"),
    field("script", "脚本", TEXT, "对方提供的脚本网址", "the script"),
];

const BOTTOM: &[Field] = &[
    field("host", "主办", TEXT, "主办单位", "host unit"),
    field("maintainer", "承办", TEXT, "承办或维护单位", "maintaining unit"),
    field("address", "地址", TEXT, "地址", "address"),
    field("postcode", "邮编", TEXT, "邮编", "postcode"),
    field("phone", "电话", TEXT, "联系电话", "phone"),
    field("email", "邮箱", TEXT, "邮箱", "mail"),
    field("report", "举报电话", TEXT, "有害信息举报电话", "line for reporting harmful information"),
    field("icp", "备案号", TEXT, "ICP 备案号", "ICP filing number"),
    field(
        "police",
        "公安备案号",
        TEXT,
        "公安备案号，含 14 位数字",
        "police filing number with its 14 digits",
    ),
    field("conac", "党政机关标识", Form::Record(CONAC), "党政机关或事业单位标识", "the CONAC mark"),
    field(
        "find_error",
        "网站找错",
        Form::Record(HOOK),
        "我为政府网站找错",
        "the find-errors entry",
    ),
    field(
        "counter",
        "计数器",
        Form::Record(HOOK),
        "门户提供的访问计数脚本",
        "the portal's visit counter",
    ),
];

const NAVIGATION: &[Field] = &[
    field(
        "title",
        "标题",
        TEXT,
        "显示的文字；不写则用栏目标题",
        "the word shown; by default the column's title",
    ),
    field("column", "栏目", TEXT, "栏目的文件夹", "folder of a column"),
    field("page", "页面", TEXT, "页面文件，content/ 下的路径", "file of an item, below content/"),
    field("link", "链接", TEXT, "站外网址", "address of another site"),
];

const VOCABULARY: &[Field] = &[
    field("subjects", "主题", TEXTS, "“主题”可用的词", "words for `subject`"),
    field("genres", "体裁", TEXTS, "“体裁”可用的词", "words for `genre`"),
];

const READING: &[Field] = &[field(
    "characters_per_minute",
    "每分钟字数",
    Form::Count(400, 500),
    "阅读速度，400 到 500",
    "characters read in a minute, 400 to 500",
)];

const SEARCH: &[Field] = &[
    field("enabled", "启用", FLAG, "是否做站内搜索", "whether the site has a search"),
    field(
        "fallback",
        "备用",
        TEXT,
        "没有脚本时用的搜索网址，{query} 处是搜索词",
        "search address for readers without JavaScript, with {query}",
    ),
];

const FEEDS: &[Field] = &[field(
    "items",
    "条数",
    Form::Count(0, 500),
    "每个订阅的条数，0 为不做",
    "items in a feed; 0 for no feeds",
)];

const PICTURES: &[Field] = &[
    field(
        "widths",
        "宽度",
        Form::Counts(16, 8000),
        "图片的几种宽度（像素）",
        "widths of pictures in pixels",
    ),
    field(
        "max_megapixels",
        "最大百万像素",
        Form::Count(1, 500),
        "超过的图片不处理",
        "larger pictures are refused",
    ),
];

const LIMITS: &[Field] = &[
    field("page_size", "每页条数", Form::Count(1, 1000), "列表每页的条数", "items on a list page"),
    field(
        "related",
        "相关条数",
        Form::Count(0, 50),
        "文末相关文章的条数，0 为不列",
        "related items; 0 for none",
    ),
    field(
        "keyword_pages",
        "关键词页",
        FLAG,
        "是否为每个关键词做一页",
        "whether keyword pages are made",
    ),
];
