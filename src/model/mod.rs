//! What a site is: its settings, columns and items, typed and immutable.
//!
//! These types are for us. They are not serialisable on purpose: themes see `view` types only.
//! Nothing here reads, checks or formats.

mod apart;
mod block;
mod bulletin;
mod column;
mod config;
mod dataset;
mod dataset_settings;
mod destination;
mod dismissal;
mod document;
mod figure;
mod honour;
mod issue;
mod item;
mod ledger;
mod people;
mod print;
mod publishing;
mod registry;
mod review;
mod roll;
mod roll_ids;
mod site;
mod target;
mod taxonomy;

pub use apart::{Apart, Astray};
pub use block::{Badge, Block, BlockKind, Gathering, StripFigure, WebLink};
pub use bulletin::Bulletin;
pub use column::{Column, ColumnId, ItemKind, Sort};
pub use config::{
    Bottom, Conac, Config, GreyDay, Hook, Look, NavigationEntry, NavigationTarget, Portal,
    Vocabulary,
};
pub use dataset::{
    Cell, Dataset, DatasetCount, DatasetFigure, DatasetId, DatasetLink, DatasetPlace, DatasetTable,
    DatasetTotals, RowId,
};
pub use dataset_settings::{
    ChartValue, DataRelease, DatasetChart, DatasetField, DatasetForm, DatasetOrder,
    DatasetSettings, Direction, FieldFeature, FieldId, FieldKind, RowPages,
};
pub use destination::{Destination, Service};
pub use dismissal::Dismissal;
pub use document::{Document, DocumentForm, DocumentNumber, Seal, Validity};
pub use figure::{Figure, FigureId, FigureValue, Figures, PinnedFigure, QuotedEntry};
pub use honour::{Holder, HolderId, HonourStanding, Honours, Naming, Round};
pub use issue::{
    ChartReference, Happening, Headline, Issue, IssueBlock, IssueId, IssuePage, ItemReference,
    Masthead, PageLayout, Panel, Paper, PictureReference, Piece, Spot, Story, StoryPicture,
};
pub use item::{Attachment, Author, Item, ItemId, Kind, Review, Topic};
pub use ledger::{AddressLedger, Entry as LedgerEntry};
pub use people::{People, PeopleBuilder, PersonId, TextId};
pub use print::{Glyph, PrintSettings};
pub use publishing::{Published, PublishingEntry, PublishingEvent, PublishingLedger};
pub use registry::RegisteredName;
pub use review::{Approval, ReviewRecord, ReviewSettings, ReviewState, Unapproved};
pub use roll::{
    Era, Group, Level, Life, PersonPages, Roll, RollBook, RollCell, RollCount, RollFeature,
    RollField, RollId, RollOrder, RollSettings, RollTable, RollTotals, RowPlace, Statement,
    WallNames, is_group,
};
pub use roll_ids::{GivenId, IdCard, IdLedger, IdMark, spell};
pub use site::{Picture, Site, Unpublished};
pub use target::Target;
pub use taxonomy::{Taxonomy, Terms};
