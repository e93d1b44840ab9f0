//! The theme contract: everything a template may see, and nothing else.
//!
//! These are the only serialisable types of the program. Views are ready to show: dates are text,
//! links are resolved, HTML is safe. They never reach back into the model.

mod block;
pub mod contract;
mod item;
mod page;
pub mod reference;
mod site;

pub use block::{BadgeView, BlockColumnView, BlockView, FigureView};
pub use item::{
    AttachmentView, AuthorView, CardView, DateView, DocumentView, HeadingView, ItemView, ReviewView,
};
pub use page::{ColumnView, JumpView, ListView, PageView, TreeView, WordView};
pub use site::{
    AssetView, BottomView, FallbackView, FeedView, HookView, LinkView, LookView, NavigationView,
    PairView, PictureView, SearchView, SiteView, VariantView, WebLinkView,
};
