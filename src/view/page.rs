//! What a template knows of the page it makes.

use super::block::BlockView;
use super::chart::ChartView;
use super::contract::contract;
use super::dataset::{DatasetItemView, DatasetRowView, DatasetView};
use super::edition::{EditionView, IssueView};
use super::figure::FigureView;
use super::honour::{HolderView, HonourLevelView};
use super::item::{AttachmentView, CardView, ItemView};
use super::roll::{PersonView, RollDoorView, RollEntryView, RollView, RowView, WallView};
use super::shared::Shared;
use super::site::{AssetView, FeedView, LinkView};

contract! {
    /// The page. `kind` says which of the later fields are there: `home` has `blocks`; `column` has
    /// `column` and `list`; `article`, `document`, `page` have `item`; `topic` has `item` and
    /// `blocks`; `keyword` (a word of a
    /// taxonomy) has `list`; `keywords` (all words of one) has `words`; `sitemap` has `tree`; `search` has `rolls`;
    /// `not_found` has `inline`; `redirect` has `target`; `withdrawn` has `notice`; the home of a roll, `roll`, has `column`
    /// and `roll`; its other pages have `roll` and: `roll_list` has `rows` and `list`, `roll_entry` has `entry`,
    /// `person` has `person`, `wall` has `wall` and `list`, `statistics` has `charts`; pages of a dataset have
    /// `dataset` and: `dataset`, its lists, `dataset_rows` and `list`, the first kind of list also `column` and `charts`;
    /// `dataset_item`, a row, `dataset_item`; the column of the ledger of figures, `figures`, has `column`, `list`
    /// and `figures`, and `figure` has `figure`; the column of honours, `honours`, has `column`, `list` and
    /// `honours`, and `holder` has `holder`; a special issue, `issue`, has `edition`.
    pub struct PageView {
        /// `home`, `column`, `article`, `document`, `topic`, `page`, `keyword`, `keywords`, `search`,
        /// `sitemap`, `not_found`, `redirect`, `withdrawn`, `roll`, `roll_list`, `roll_entry`, `person`, `wall`,
        /// `statistics`, `dataset`, `dataset_item`, `figures`, `figure`, `honours`,
        /// `holder` or `issue`.
        pub kind: String,
        /// Path of the page inside the site.
        pub path: String,
        /// What leads from this page to the site's root, such as `../../`; write it before every `path`.
        pub root: String,
        /// Path of the column at the top that this page belongs to, for marking the menu; empty on the home page.
        pub section: String,
        /// The page's own title.
        pub title: String,
        /// For `<title>`.
        pub head_title: String,
        /// Every `<meta>` of the portal rules and of Open Graph, as HTML; print it as it is: the rules spell names
        /// in one way only.
        pub meta: String,
        /// Canonical address, full; absent when the site's address is not set. `{{ page.canonical | qrcode |
        /// safe }}` is its QR code.
        pub canonical: Option<String>,
        /// JSON-LD, safe inside `<script type="application/ld+json">`; absent when there is none.
        pub json_ld: Option<String>,
        /// Stylesheets that only this page needs.
        pub styles: Vec<AssetView>,
        /// Scripts that only this page needs.
        pub scripts: Vec<AssetView>,
        /// What the page has in itself, so that it looks right wherever it is shown: of `not_found` only, which must
        /// load nothing. Logo and banner are left out there.
        pub inline: Option<InlineView>,
        /// Feeds of the page's column; those of the whole site are `site.feeds`.
        pub feeds: Vec<FeedView>,
        /// The way from home to this page; the last has an empty path.
        pub breadcrumb: Vec<LinkView>,
        /// The column.
        pub column: Option<ColumnView>,
        /// The item.
        pub item: Option<Box<ItemView>>,
        /// The list.
        pub list: Option<ListView>,
        /// The blocks of a home page or topic.
        pub blocks: Vec<BlockView>,
        /// The keywords.
        pub words: Vec<WordView>,
        /// The columns with what is in them.
        pub tree: Vec<TreeView>,
        /// Where a redirect leads, ready for `href`.
        pub target: Option<String>,
        /// Why and when the item that stood here was withdrawn, as the editor wrote it.
        pub notice: Option<String>,
        /// The roll.
        pub roll: Option<Shared<RollView>>,
        /// The way into the roll that this page shows.
        pub entry: Option<RollEntryView>,
        /// Rows of the roll's list.
        pub rows: Vec<RowView>,
        /// The person.
        pub person: Option<Box<PersonView>>,
        /// Rolls to look for a name in, on the page of the search.
        pub rolls: Vec<RollDoorView>,
        /// A page of the wall.
        pub wall: Option<WallView>,
        /// Charts of the statistics.
        pub charts: Vec<ChartView>,
        /// The dataset.
        pub dataset: Option<Box<DatasetView>>,
        /// Rows of the dataset's list.
        pub dataset_rows: Vec<DatasetRowView>,
        /// The row of the dataset that this page shows.
        pub dataset_item: Option<Box<DatasetItemView>>,
        /// Every figure of the ledger, on its column.
        pub figures: Vec<FigureView>,
        /// The figure.
        pub figure: Option<Box<FigureView>>,
        /// Every level of honours, on their column.
        pub honours: Vec<HonourLevelView>,
        /// The holder of honours.
        pub holder: Option<Box<HolderView>>,
        /// The special issue.
        pub edition: Option<Box<EditionView>>,
        /// Data of a ledger to take away, on its column.
        pub downloads: Vec<AttachmentView>,
    }

    /// Styles and scripts inside a page.
    pub struct InlineView {
        /// Content security policy for the `<meta http-equiv>`, instead of `site.policy`: it lets `style` and `script`
        /// pass, as they are.
        pub policy: String,
        /// Every stylesheet of `site.styles`, for `<style>`: safe inside of it.
        pub style: String,
        /// Every script of `site.scripts`, for `<script>`: safe inside of it.
        pub script: String,
    }

    /// A column.
    pub struct ColumnView {
        /// Name of the column.
        pub title: String,
        /// What it is about.
        pub description: String,
        /// Path of its first page.
        pub path: String,
        /// Kind of its items: `article`, `document`, `topic` or `page`.
        pub kind: String,
        /// Text above the list (HTML); empty when there is none.
        pub body: String,
        /// The columns below.
        pub children: Vec<LinkView>,
        /// The columns beside it, itself included.
        pub siblings: Vec<LinkView>,
        /// Special issues that are kept in it, newest first.
        pub issues: Vec<IssueView>,
    }

    /// A page of a list.
    pub struct ListView {
        /// The items of this page.
        pub items: Vec<CardView>,
        /// How many items all pages have together.
        pub total: usize,
        /// Number of this page, from 1.
        pub page: usize,
        /// Number of pages.
        pub pages: usize,
        /// Path of the page before; absent on the first.
        pub previous: Option<String>,
        /// Path of the page after; absent on the last.
        pub next: Option<String>,
        /// Pages to jump to; an empty path stands for a gap.
        pub jumps: Vec<JumpView>,
    }

    /// A page to jump to.
    pub struct JumpView {
        /// The number, or `…`.
        pub title: String,
        /// Path; empty for a gap.
        pub path: String,
        /// Whether it is this page.
        pub current: bool,
    }

    /// A keyword.
    pub struct WordView {
        /// The word.
        pub title: String,
        /// Path of its page.
        pub path: String,
        /// How many items carry it.
        pub count: usize,
    }

    /// A column on the human site map.
    pub struct TreeView {
        /// Name of the column.
        pub title: String,
        /// Path of its first page.
        pub path: String,
        /// Depth below the home page, from 1.
        pub depth: u32,
        /// How many items, issues, rows or people it has; 0 for a column of another kind.
        pub count: usize,
        /// Its newest items, ten at most.
        pub items: Vec<LinkView>,
    }
}
