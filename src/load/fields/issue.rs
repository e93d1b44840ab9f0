//! The fields of a special issue.

use super::super::record::{Choice, Field, Form};
use super::{BADGE, DATE, FIGURE, FLAG, TEXT, TEXTS, field, required};

/// The words of `masthead`.
const MASTHEADS: &[Choice] = &[
    Choice { key: "band", zh: "红底" },
    Choice { key: "classic", zh: "传统" },
    Choice { key: "plain", zh: "素净" },
];

/// The words of `paper`.
const PAPERS: &[Choice] = &[
    Choice { key: "a3", zh: "A3" },
    Choice { key: "a4", zh: "A4" },
    Choice { key: "tabloid", zh: "四开" },
    Choice { key: "broadsheet", zh: "对开" },
];

/// The words of `layout`.
const LAYOUTS: &[Choice] = &[
    Choice { key: "front", zh: "头版" },
    Choice { key: "feature", zh: "综述" },
    Choice { key: "pictures", zh: "画刊" },
    Choice { key: "achievements", zh: "光荣榜" },
];

/// The words of `kind`.
const PIECES: &[Choice] = &[
    Choice { key: "lead", zh: "头条" },
    Choice { key: "story", zh: "稿件" },
    Choice { key: "continued", zh: "转来" },
    Choice { key: "briefs", zh: "简讯" },
    Choice { key: "picture", zh: "图片" },
    Choice { key: "essay", zh: "组图" },
    Choice { key: "figures", zh: "指标" },
    Choice { key: "strip", zh: "数字" },
    Choice { key: "honours", zh: "荣誉" },
    Choice { key: "timeline", zh: "年表" },
    Choice { key: "chart", zh: "图表" },
    Choice { key: "roll", zh: "名录" },
    Choice { key: "box", zh: "方框" },
    Choice { key: "pull", zh: "引语" },
    Choice { key: "slogan", zh: "口号" },
    Choice { key: "colophon", zh: "版权" },
];

/// Columns of a page.
const COLUMNS: Form = Form::Count(1, 12);
/// Lines of a page.
const LINES: Form = Form::Count(1, 200);
/// Pages of an issue.
const PAGES: Form = Form::Count(1, 64);
/// Millimetres of paper.
const PAPER_SIDE: Form = Form::Count(100, 1000);

const SPOT: &[Field] = &[
    required("column", "列", COLUMNS, "从第几栏起，从 1 数", "its first column, from 1"),
    required("line", "行", LINES, "从第几行起，从 1 数", "its first line, from 1"),
    required("columns", "栏数", COLUMNS, "占几栏", "how many columns"),
    required("lines", "行数", LINES, "占几行", "how many lines"),
];

const PICTURE: &[Field] = &[
    required("file", "文件", TEXT, "图片文件", "the picture"),
    field("caption", "图注", TEXT, "图片下面的话", "the words below it"),
];

const HAPPENING: &[Field] = &[
    required("day", "日期", TEXT, "哪一天，照印", "the day, as it is printed"),
    required("words", "内容", TEXT, "发生了什么", "what happened"),
];

const BLOCK: &[Field] = &[
    required("kind", "类型", Form::Choice(PIECES), "排什么", "what stands there"),
    field(
        "item",
        "稿件",
        TEXT,
        "本站的一篇稿件，写文件的路径",
        "an item of the site, by the path of its file",
    ),
    field("items", "稿件列表", TEXTS, "简讯的各篇", "the items of briefs"),
    field("title", "标题", TEXT, "标题；不写则用稿件自己的", "title; by default the item's"),
    field("kicker", "肩题", TEXT, "标题上面的一行", "the line above the title"),
    field("deck", "副题", TEXT, "标题下面的一行", "the line below the title"),
    field("note", "说明", TEXT, "标题下的小字", "small words below the title"),
    field(
        "words",
        "文字",
        TEXT,
        "引语、口号、方框里的话",
        "the words of a quotation, slogan or box",
    ),
    field("by", "出处", TEXT, "引语是谁说的", "who is quoted"),
    field("lines", "各行", TEXTS, "版权栏的各行", "the lines of the colophon"),
    field("picture", "图片", TEXT, "图片文件；不写则用稿件的封面", "picture; by default the cover"),
    field("caption", "图注", TEXT, "图片下面的话", "the words below the picture"),
    field("without_picture", "不要图片", FLAG, "不排图片", "no picture is set"),
    field("picture_columns", "图片栏数", COLUMNS, "图片占几栏", "columns of the picture"),
    field("pictures", "各图", Form::Mixed(PICTURE), "组图的各张", "the pictures of an essay"),
    field("continue_on", "转版", PAGES, "排不下时转到第几版", "the page where it goes on"),
    field("figures", "数字", Form::Mixed(FIGURE), "各个数字", "the figures"),
    field("honours", "荣誉", Form::Mixed(BADGE), "各项荣誉", "the honours"),
    field("entries", "各日", Form::Records(HAPPENING), "年表的各日", "the days of a timeline"),
    field(
        "chart",
        "图表",
        TEXT,
        "稿件里哪张图表，写它的标题；不写是第一张",
        "which chart of the item, by its title; the first by default",
    ),
    field("roll", "名录", TEXT, "名录所在的栏目", "the column of a roll"),
    field("count", "人数", Form::Count(1, 2000), "最多排多少个名字", "names at most"),
    field(
        "weight",
        "分量",
        Form::Count(1, 3),
        "1 到 3，越大越显要",
        "1 to 3; the heavier, the more prominent",
    ),
    field("columns", "栏数", COLUMNS, "一定要占几栏", "columns that it must have"),
    field(
        "spot",
        "位置",
        Form::Record(SPOT),
        "固定的位置；不写由程序安排",
        "a fixed place; by default the program finds one",
    ),
];

const PAGE: &[Field] = &[
    required("name", "版名", TEXT, "版名，如“综述”", "the name of the page"),
    field("layout", "版式", Form::Choice(LAYOUTS), "怎样安排各块", "how its blocks are arranged"),
    field("editors", "编辑", TEXTS, "本版编辑", "editors of the page"),
    field("block", "块", Form::Records(BLOCK), "版上的一块", "a block of the page"),
];

/// A special issue: `issue.toml`.
pub const ISSUE: &[Field] = &[
    required("name", "名称", TEXT, "报头上的名称", "the words of the masthead"),
    field("edition", "特刊名", TEXT, "如“八一特刊”", "such as 八一特刊"),
    required("date", "日期", DATE, "出版日期", "the day of issue"),
    field("lunar", "农历", TEXT, "农历日期，照印", "the lunar day, as it is printed"),
    field("number", "期号", Form::Count(1, 9999), "第几期", "number of the issue"),
    field("total", "总期号", Form::Count(1, 99_999), "总第几期", "number of all issues"),
    field("unit", "主办", TEXT, "主办单位", "who publishes it"),
    field("address", "网址", TEXT, "报头上的网址，照印", "the address in the masthead, as printed"),
    field("slogan", "口号", TEXT, "报头上的一句话", "a line in the masthead"),
    field("editors", "编辑", TEXTS, "编辑", "editors"),
    field("masthead", "报头", Form::Choice(MASTHEADS), "报头的样式", "design of the masthead"),
    field("paper", "开本", Form::Choice(PAPERS), "纸张，默认 A3", "paper; A3 by default"),
    field("width", "宽", PAPER_SIDE, "纸宽，毫米；写了它，开本不算", "width of the paper in mm"),
    field("height", "高", PAPER_SIDE, "纸高，毫米", "height of the paper in mm"),
    required("page", "版", Form::Records(PAGE), "一版", "a page"),
];
