//! What a template knows of a dataset and its rows.

use super::contract::contract;
use super::item::AttachmentView;
use super::site::LinkView;

contract! {
    /// A dataset (数据表).
    pub struct DatasetView {
        /// Its name.
        pub title: String,
        /// Path of the first page of its list.
        pub path: String,
        /// How its rows are shown: `table`, `cards` or `list`.
        pub form: String,
        /// How many rows it has, ready to show.
        pub rows: String,
        /// How many of them are late on the day of the build.
        pub late: usize,
        /// The day of the build, such as `2026年8月1日`; empty when nothing can be late.
        pub day: String,
        /// The fields of the list, in their order.
        pub columns: Vec<DatasetColumnView>,
        /// Ways to see a part of the rows.
        pub filters: Vec<DatasetFilterView>,
        /// What the rows of this page have in common, such as `责任单位：示例县教育局`; empty in the whole list.
        pub part: String,
        /// The public data, to download; empty when they are not given away.
        pub downloads: Vec<AttachmentView>,
        /// The licence of the public data.
        pub licence: Option<String>,
    }

    /// A field of a dataset's list.
    pub struct DatasetColumnView {
        /// Its name.
        pub title: String,
        /// `title` for the field that names a row; else `text`, `number`, `date`, `choice`, `place`, `person`,
        /// `link` or `figure`.
        pub kind: String,
        /// Unit of its numbers; empty when they have none.
        pub unit: String,
        /// Path of the rows in its order; empty when there is none.
        pub up: String,
        /// Path of the rows in the opposite order; empty when there is none.
        pub down: String,
        /// The word for its order, such as `从早到晚`.
        pub up_word: String,
        /// The word for the opposite order.
        pub down_word: String,
        /// The order of this page when it is by this field: `up` or `down`; else empty.
        pub current: String,
    }

    /// A way to see a part of a dataset.
    pub struct DatasetFilterView {
        /// Name of the field.
        pub title: String,
        /// Its values.
        pub values: Vec<DatasetValueView>,
    }

    /// A value of a field, and the rows that have it.
    pub struct DatasetValueView {
        /// The value.
        pub title: String,
        /// Path of the rows.
        pub path: String,
        /// How many rows have it.
        pub count: usize,
        /// Whether this page shows them.
        pub current: bool,
    }

    /// A row of a dataset.
    pub struct DatasetRowView {
        /// What names it.
        pub title: String,
        /// Path of its own page, or of its place in the list; empty where it stands in the list itself and has
        /// no page.
        pub path: String,
        /// Anchor of the row; empty in lists of a part, which the whole list has too.
        pub anchor: String,
        /// How late it is, such as `逾期12天`; empty when it is not.
        pub late: String,
        /// Its cells: in a list those of the columns, in their order; on its own page those that say something.
        pub cells: Vec<DatasetCellView>,
    }

    /// A cell of a dataset.
    pub struct DatasetCellView {
        /// Name of the field.
        pub title: String,
        /// The kind of the field, as in `DatasetColumnView`.
        pub kind: String,
        /// What it says, ready to show; empty when it says nothing.
        pub text: String,
        /// Unit of the number; empty when it has none.
        pub unit: String,
        /// Of a day the form for machines, such as `2026-09-30`; empty otherwise.
        pub iso: String,
        /// Path inside the site that a link or a figure of the ledger leads to; empty otherwise.
        pub path: String,
        /// Address of another site that a link leads to; empty otherwise.
        pub href: String,
        /// Of a choice `done` when the word closes a matter, `open` when another would; else empty.
        pub tone: String,
        /// Of a percentage between 0 and 100 the number in hundredths; absent otherwise.
        pub share: Option<usize>,
    }

    /// A row of a dataset on a page of its own.
    pub struct DatasetItemView {
        /// The row.
        pub row: DatasetRowView,
        /// Where it stands in the list.
        pub in_list: String,
        /// The row before in the list.
        pub previous: Option<LinkView>,
        /// The row after.
        pub next: Option<LinkView>,
    }
}
