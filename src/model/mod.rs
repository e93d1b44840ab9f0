//! What a site is: its settings, columns and items, typed and immutable.
//!
//! These types are for us. They are not serialisable on purpose: themes see `view` types only.
//! Nothing here reads, checks or formats.

mod block;
mod column;
mod config;
mod dismissal;
mod document;
mod item;
mod ledger;
mod people;
mod registry;
mod roll;
mod roll_ids;
mod site;
mod target;
mod taxonomy;

pub use block::{Badge, Block, BlockKind, Figure, Gathering, WebLink};
pub use column::{Column, ColumnId, ItemKind, Sort};
pub use config::{
    Bottom, Conac, Config, GreyDay, Hook, Look, NavigationEntry, NavigationTarget, Portal,
    Vocabulary,
};
pub use dismissal::Dismissal;
pub use document::{Document, DocumentNumber, Validity};
pub use item::{Attachment, Author, Item, ItemId, Kind, Review, Topic};
pub use ledger::{AddressLedger, Entry as LedgerEntry};
pub use people::{People, PeopleBuilder, PersonId, TextId};
pub use registry::RegisteredName;
pub use roll::{
    Era, Group, Level, Life, PersonPages, Roll, RollCell, RollCount, RollFeature, RollField,
    RollId, RollOrder, RollSettings, RollTable, RollTotals, RowPlace, Statement, WallNames,
    is_group,
};
pub use roll_ids::{IdLedger, IdMark, spell};
pub use site::{Picture, Site, Unpublished};
pub use target::Target;
pub use taxonomy::{Taxonomy, Terms};
