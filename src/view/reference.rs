//! Writes `themes/README.md`: the page that tells people who make themes what a template may use.
//!
//! It never says anything of a field that the field's own documentation does not say.

use std::fmt::Write as _;

use super::contract::{Shape, Shaped};
use super::{
    AreaPartView, AreaView, AssetView, AttachmentView, AuthorView, BadgeView, BlockColumnView,
    BlockView, BottomView, BriefView, BulletinView, CardView, ChartRowView, ChartTableView,
    ChartView, ColumnView, DatasetCellView, DatasetColumnView, DatasetFilterView, DatasetItemView,
    DatasetRowView, DatasetValueView, DatasetView, DateView, DocumentView, EditionPageView,
    EditionView, FactView, FallbackView, FeedView, FigurePartView, FigureQuoteView,
    FigureValueView, FigureView, HeadingView, HolderLevelView, HolderView, HonourLevelView,
    HonourRoundView, HonourRowView, HookView, InlineView, IssueView, IssuedView, ItemView,
    JumpView, LinkView, ListView, LookView, NamingView, NavigationView, PageView, PairView,
    PersonView, PictureView, PieceView, RelatedView, ReviewView, RollDoorView, RollEntryView,
    RollGroupView, RollValueView, RollView, RowView, SaidView, SearchView, SiteView,
    StripFigureView, TreeView, VariantView, WallNameView, WallView, WebLinkView, WordView,
};

/// A template the program asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Template {
    /// Its file name.
    pub name: &'static str,
    /// `page.kind` of the pages it makes.
    pub kind: &'static str,
    /// What it shows, in Chinese.
    pub zh: &'static str,
    /// What it shows, in English.
    pub en: &'static str,
}

/// Every template the program asks for; `base` has all of them.
pub const TEMPLATES: &[Template] = &[
    template("home.html", "home", "首页", "the home page"),
    template("column.html", "column", "文章栏目", "a column of articles"),
    template("documents.html", "column", "公文栏目", "a column of official documents"),
    template("topics.html", "column", "专题栏目", "a column of topics"),
    template("pages.html", "column", "单页栏目", "a column of pages"),
    template("article.html", "article", "文章", "an article"),
    template("document.html", "document", "公文", "an official document"),
    template("topic.html", "topic", "专题", "a topic"),
    template("page.html", "page", "单页", "a page"),
    template("keyword.html", "keyword", "一个关键词", "one keyword"),
    template("keywords.html", "keywords", "全部关键词", "all keywords"),
    template("roll.html", "roll", "名录首页", "the home of a roll"),
    template("roll_list.html", "roll_list", "名单", "a page of a roll's list"),
    template("roll_entry.html", "roll_entry", "名录的一个入口", "a way into a roll"),
    template("person.html", "person", "名录里的一个人", "a person of a roll"),
    template("wall.html", "wall", "英烈墙", "the wall of names"),
    template("statistics.html", "statistics", "统计", "the statistics of a roll"),
    template("dataset.html", "dataset", "数据表", "a list of a dataset"),
    template("dataset_item.html", "dataset_item", "数据表的一条", "a row of a dataset"),
    template("figures.html", "figures", "数字台账", "the ledger of figures"),
    template("figure.html", "figure", "一个数字", "a figure of the ledger"),
    template("honours.html", "honours", "荣誉", "the record of honours"),
    template("holder.html", "holder", "一个地方的荣誉", "the honours of a place"),
    template("issue.html", "issue", "特刊", "a special issue"),
    template("search.html", "search", "搜索", "the search"),
    template("sitemap.html", "sitemap", "网站地图", "the site map"),
    template("404.html", "not_found", "找不到网页", "what stands at addresses that lead nowhere"),
    template("redirect.html", "redirect", "旧网址转向", "what stands at an old address"),
    template(
        "withdrawn.html",
        "withdrawn",
        "撤下说明",
        "what stands where something was withdrawn",
    ),
];

const fn template(
    name: &'static str,
    kind: &'static str,
    zh: &'static str,
    en: &'static str,
) -> Template {
    Template { name, kind, zh, en }
}

/// Every struct of the contract, in the order a reader meets them.
pub const SHAPES: &[Shape] = &[
    SiteView::SHAPE,
    LookView::SHAPE,
    NavigationView::SHAPE,
    BottomView::SHAPE,
    HookView::SHAPE,
    SearchView::SHAPE,
    FallbackView::SHAPE,
    PageView::SHAPE,
    InlineView::SHAPE,
    ColumnView::SHAPE,
    ListView::SHAPE,
    IssueView::SHAPE,
    EditionView::SHAPE,
    EditionPageView::SHAPE,
    PieceView::SHAPE,
    BriefView::SHAPE,
    AreaView::SHAPE,
    AreaPartView::SHAPE,
    JumpView::SHAPE,
    CardView::SHAPE,
    ItemView::SHAPE,
    DateView::SHAPE,
    AuthorView::SHAPE,
    ReviewView::SHAPE,
    HeadingView::SHAPE,
    AttachmentView::SHAPE,
    DocumentView::SHAPE,
    IssuedView::SHAPE,
    BulletinView::SHAPE,
    BlockView::SHAPE,
    BlockColumnView::SHAPE,
    StripFigureView::SHAPE,
    BadgeView::SHAPE,
    WordView::SHAPE,
    TreeView::SHAPE,
    RollView::SHAPE,
    RollDoorView::SHAPE,
    RollEntryView::SHAPE,
    RollGroupView::SHAPE,
    RollValueView::SHAPE,
    RowView::SHAPE,
    PersonView::SHAPE,
    FactView::SHAPE,
    SaidView::SHAPE,
    RelatedView::SHAPE,
    WallView::SHAPE,
    WallNameView::SHAPE,
    ChartView::SHAPE,
    ChartTableView::SHAPE,
    ChartRowView::SHAPE,
    DatasetView::SHAPE,
    DatasetColumnView::SHAPE,
    DatasetFilterView::SHAPE,
    DatasetValueView::SHAPE,
    DatasetRowView::SHAPE,
    DatasetCellView::SHAPE,
    DatasetItemView::SHAPE,
    FigureView::SHAPE,
    FigurePartView::SHAPE,
    FigureValueView::SHAPE,
    FigureQuoteView::SHAPE,
    HonourLevelView::SHAPE,
    HonourRoundView::SHAPE,
    HonourRowView::SHAPE,
    HolderView::SHAPE,
    HolderLevelView::SHAPE,
    NamingView::SHAPE,
    PictureView::SHAPE,
    VariantView::SHAPE,
    LinkView::SHAPE,
    WebLinkView::SHAPE,
    PairView::SHAPE,
    FeedView::SHAPE,
    AssetView::SHAPE,
];

/// The text of `themes/README.md`.
pub fn reference() -> String {
    let mut page = String::from(include_str!("reference_head.md"));
    page.push_str(
        "\n## 模板清单 Templates\n\n| 文件 File | `page.kind` | 用在 Used for |\n|---|---|---|\n",
    );
    for it in TEMPLATES {
        line(&mut page, format_args!("| `{}` | `{}` | {} – {} |", it.name, it.kind, it.zh, it.en));
    }
    page.push_str(include_str!("reference_fields.md"));
    for shape in SHAPES {
        describe(&mut page, shape);
    }
    page
}

fn describe(page: &mut String, shape: &Shape) {
    line(page, format_args!("\n### {}\n\n{}\n", shape.name, tidy(shape.about)));
    page.push_str("| 字段 Field | 类型 Type | 说明 Meaning |\n|---|---|---|\n");
    for (name, kind, about) in shape.fields {
        line(page, format_args!("| `{name}` | {} | {} |", spoken(kind), tidy(about)));
    }
}

fn line(page: &mut String, text: std::fmt::Arguments<'_>) {
    writeln!(page, "{text}").expect("writing to a string never fails");
}

/// The type as people who make themes say it: `text`, `[CardView]`, `DateView?`.
fn spoken(kind: &str) -> String {
    let kind = kind.replace(' ', "");
    let inside = |wrapper: &str| {
        kind.strip_prefix(wrapper).and_then(|rest| rest.strip_suffix('>')).map(spoken)
    };
    if let Some(inner) = inside("Option<") {
        return format!("{inner}?");
    }
    if let Some(inner) = inside("Vec<") {
        return format!("[{inner}]");
    }
    if let Some(inner) = inside("Box<").or_else(|| inside("Shared<")) {
        return inner;
    }
    match kind.as_str() {
        "String" => "text".into(),
        "bool" => "yes/no".into(),
        "u32" | "usize" => "number".into(),
        view => format!("[{view}](#{})", view.to_lowercase()),
    }
}

/// The documentation as one line of a table.
fn tidy(about: &str) -> String {
    let about = about.split_whitespace().collect::<Vec<_>>().join(" ");
    about.replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_told_in_plain_words() {
        assert_eq!(spoken("Option<Box<ItemView>>"), "[ItemView](#itemview)?");
        assert_eq!(spoken("Vec<String>"), "[text]");
        assert_eq!(spoken("u32"), "number");
    }

    #[test]
    fn every_struct_a_field_names_is_described() {
        let known: Vec<&str> = SHAPES.iter().map(|shape| shape.name).collect();
        for (name, kind, _) in SHAPES.iter().flat_map(|shape| shape.fields) {
            let inner = kind.trim_end_matches([' ', '>']).rsplit('<').next().unwrap_or(kind).trim();
            let plain = ["String", "bool", "u32", "usize"].contains(&inner);
            assert!(plain || known.contains(&inner), "{name}: {inner} is not described");
        }
    }
}
