//! The theme contract: everything a template may see, and nothing else.
//!
//! Views are ready to show: dates are text, links are resolved, HTML is safe. They never
//! reach back into the model.

mod block;
mod builder;
mod chart;
pub mod contract;
mod dataset;
mod edition;
mod epub;
mod figure;
mod honour;
mod item;
mod json_ld;
mod meta;
mod of_block;
mod of_dataset;
mod of_dataset_cell;
mod of_dataset_chart;
mod of_date;
mod of_edition;
mod of_figure;
mod of_honour;
mod of_item;
mod of_page;
mod of_person;
mod of_piece;
mod of_roll;
mod of_roll_words;
mod of_site;
mod of_statistics;
mod of_wall;
mod page;
mod print;
mod qrcode;
pub mod reference;
mod roll;
mod shared;
mod site;
mod surroundings;

pub use block::{BadgeView, BlockColumnView, BlockView, StripFigureView};
pub use builder::{Assets, Builder, picture_path, root_of};
pub use chart::{ChartRowView, ChartTableView, ChartView};
pub use contract::{Field, Handed, Read, Seen};
pub use dataset::{
    DatasetCellView, DatasetColumnView, DatasetFilterView, DatasetItemView, DatasetRowView,
    DatasetValueView, DatasetView,
};
pub use edition::{
    AreaPartView, AreaView, BriefView, EditionPageView, EditionView, IssueView, PieceView,
};
pub use epub::{BookContent, BookFile, BookPart, BookView, Chapter};
pub use figure::{FigurePartView, FigureQuoteView, FigureValueView, FigureView};
pub use honour::{
    HolderLevelView, HolderView, HonourLevelView, HonourRoundView, HonourRowView, NamingView,
};
pub use item::{
    AttachmentView, AuthorView, BulletinView, CardView, DateView, DocumentView, HeadingView,
    IssuedView, ItemView, ReviewView,
};
pub use of_item::size;
pub use of_person::PersonPart;
pub use of_roll::RollShelf;
pub use page::{ColumnView, InlineView, JumpView, ListView, PageView, TreeView, WordView};
pub use print::{SheetFile, SheetView};
pub use qrcode::qrcode;
pub use roll::{
    FactView, PersonView, RelatedView, RollDoorView, RollEntryView, RollGroupView, RollValueView,
    RollView, RowView, SaidView, WallNameView, WallView,
};
pub use shared::digest;
pub use site::{
    AssetView, BottomView, FallbackView, FeedView, HookView, LinkView, LookView, NavigationView,
    PairView, PictureView, SearchView, SiteView, VariantView, WebLinkView,
};
