//! What a template knows of a roll, its lists and its people.

use super::contract::contract;
use super::item::AttachmentView;
use super::shared::Shared;
use super::site::{LinkView, PictureView};

contract! {
    /// A roll (名录).
    pub struct RollView {
        /// Its name.
        pub title: String,
        /// Path of its home.
        pub path: String,
        /// Folder of its pages, with a slash at its end.
        pub folder: String,
        /// How many people it has, ready to show.
        pub people: String,
        /// How many groups (群体) it has.
        pub groups: usize,
        /// The rule of its order, a sentence to print under each list.
        pub rule: String,
        /// Ways in: by place, period and so on.
        pub entries: Vec<RollEntryView>,
        /// First page of the list.
        pub list: LinkView,
        /// Whether its names can be searched for.
        pub has_search: bool,
        /// First page of the wall (英烈墙), when the roll has one.
        pub wall: Option<LinkView>,
        /// The statistics, when the roll has them.
        pub statistics: Option<LinkView>,
        /// The printed book (英名录), a PDF for each volume; empty when there is none.
        pub books: Vec<AttachmentView>,
        /// The public data, to download; empty when the roll does not give it away.
        pub downloads: Vec<AttachmentView>,
        /// The licence of the public data.
        pub licence: Option<String>,
        /// Where errors are reported, ready for `href`.
        pub correction: Option<String>,
    }

    /// A roll to look for a name in.
    pub struct RollDoorView {
        /// Its name.
        pub title: String,
        /// Path of its home, which takes what is looked for as `?q=`.
        pub path: String,
        /// Folder of its pages, with a slash at its end, for the script.
        pub folder: String,
    }

    /// A way into a roll.
    pub struct RollEntryView {
        /// What it is called, such as 按籍贯.
        pub title: String,
        /// Path of the page with all its values.
        pub path: String,
        /// How many values it has.
        pub count: usize,
        /// Its values by what they stand under; on the roll's home the most frequent, together.
        pub groups: Vec<RollGroupView>,
        /// How many people nothing is known of in this respect.
        pub unknown: usize,
    }

    /// Values that stand together, such as the counties of a province.
    pub struct RollGroupView {
        /// What they stand under; empty when nothing is above them.
        pub title: String,
        /// The values.
        pub values: Vec<RollValueView>,
    }

    /// A value of a way in.
    pub struct RollValueView {
        /// What it says.
        pub title: String,
        /// Path of those who have it.
        pub path: String,
        /// How many have it.
        pub count: usize,
    }

    /// A row of a list.
    pub struct RowView {
        /// The person's permanent id.
        pub id: String,
        /// Anchor of the row, by which readers reach its permanent address and tell errors; the whole
        /// list is where that address leads.
        pub anchor: String,
        /// The name, two characters set apart by a full-width space so that names stand in line.
        pub name: String,
        /// Path of the person's page; empty when there is none.
        pub path: String,
        /// Birth and death, such as `1932—1947`; empty when neither is known.
        pub life: String,
        /// Native place.
        pub place: String,
        /// Unit and post.
        pub unit: String,
        /// Where, when and how the person died.
        pub fate: String,
    }

    /// A page of the wall (英烈墙), and what the whole wall comes to.
    pub struct WallView {
        /// The names of the page, in the roll's order.
        pub names: Vec<WallNameView>,
        /// How many people the wall is for, ready to show.
        pub people: String,
        /// How many groups (群体) stand on it.
        pub groups: usize,
        /// How many are not carved because somebody of the same name is; ready to show, empty when
        /// everybody has a name of their own.
        pub same: String,
        /// How many names are carved, ready to show.
        pub carved: String,
    }

    /// A name on the wall.
    pub struct WallNameView {
        /// The name, two characters set apart by a full-width space.
        pub title: String,
        /// Path of the person's page or row; of several people of one name, where they stand.
        pub path: String,
        /// How many people it stands for.
        pub people: usize,
    }

    /// A person of a roll.
    pub struct PersonView {
        /// The permanent id.
        pub id: String,
        /// The name: corrected, else as carved.
        pub name: String,
        /// The name as carved, when it was corrected; empty otherwise.
        pub carved: String,
        /// Birth and death, such as `1932—1947`; empty when neither is known.
        pub life: String,
        /// Whether the entry is a group (群体).
        pub is_group: bool,
        /// What is known, field by field.
        pub facts: Vec<FactView>,
        /// Members of the group, when it is one.
        pub members: Vec<LinkView>,
        /// The portrait.
        pub portrait: Option<PictureView>,
        /// Whose the portrait is.
        pub portrait_licence: String,
        /// The life (HTML); empty when there is none.
        pub body: String,
        /// People who belong together with this one.
        pub related: Vec<Shared<RelatedView>>,
        /// The one before in the roll's order.
        pub previous: Option<LinkView>,
        /// The one after.
        pub next: Option<LinkView>,
        /// Where the row stands in the list.
        pub row: String,
        /// Where an error is reported, with the id, ready for `href`; absent when the roll names no place.
        pub correction: Option<String>,
    }

    /// What is known of a person in one respect.
    pub struct FactView {
        /// The field's name.
        pub title: String,
        /// What is said; several when sources differ.
        pub says: Vec<SaidView>,
    }

    /// What somebody says.
    pub struct SaidView {
        /// What is said.
        pub text: String,
        /// Who says so, and when it was looked at; empty when the roll itself says so.
        pub source: String,
    }

    /// People who belong together.
    pub struct RelatedView {
        /// Why, such as 同一战役.
        pub title: String,
        /// Who.
        pub people: Vec<Shared<LinkView>>,
        /// How many more there are.
        pub more: usize,
    }
}
