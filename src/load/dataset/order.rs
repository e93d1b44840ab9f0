//! The order of rows: by numbers, days and choices as what they are, by words as people count and
//! read. Never looks at how a row is shown.

use std::cmp::{Ordering, Reverse};

use crate::model::{Cell, Dataset, DatasetOrder, Direction, FieldId, FieldKind, RowId};
use crate::text::{Amount, Collator, Division, Order, OrderOverrides, SingleName, sequence_key};

/// What cells are compared by. What says nothing, or not what its field says, has none and comes
/// last in every order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// A number.
    Number(Amount),
    /// A day, by its place in time.
    Date(u64),
    /// A choice, by its place.
    Choice(u16),
    /// Words.
    Words(usize, Vec<u8>),
}

/// The key of `field` of every row, by row.
fn keys(dataset: &Dataset, field: FieldId) -> Vec<Option<Key>> {
    let words = words(dataset.settings.field(field).kind);
    dataset.rows().map(|row| key(dataset, row, field, &words)).collect()
}

/// What `words` of a field of a kind are compared by.
pub fn words(kind: FieldKind) -> impl Fn(&str) -> Key {
    let place = Division::collator();
    let person = Collator::new(Order::Office, SingleName::BlankFirst, &OrderOverrides::default());
    move |said: &str| match kind {
        FieldKind::Place => {
            let (rank, key) = Division::key(said, &place);
            Key::Words(rank, key)
        }
        FieldKind::Person => Key::Words(0, person.key(said)),
        FieldKind::Text
        | FieldKind::Number
        | FieldKind::Date
        | FieldKind::Choice
        | FieldKind::Figure
        | FieldKind::Link => Key::Words(0, sequence_key(said)),
    }
}

/// What a cell is compared by; `words` is that of its field's kind.
pub fn key(
    dataset: &Dataset,
    row: RowId,
    field: FieldId,
    words: &impl Fn(&str) -> Key,
) -> Option<Key> {
    let kind = dataset.settings.field(field).kind;
    match (dataset.cell(row, field), kind) {
        (Cell::Empty, _)
        | (
            Cell::Text(_),
            FieldKind::Number | FieldKind::Date | FieldKind::Choice | FieldKind::Figure,
        ) => None,
        (Cell::Number(amount), _) => Some(Key::Number(*amount)),
        (Cell::Figure(figure), _) => Some(Key::Number(figure.amount)),
        (Cell::Date(date), _) => Some(Key::Date(date.sort_key())),
        (Cell::Choice(at), _) => Some(Key::Choice(*at)),
        (Cell::Link(link), _) => Some(words(&link.title)),
        (
            Cell::Text(said),
            FieldKind::Text | FieldKind::Place | FieldKind::Person | FieldKind::Link,
        ) => Some(words(said)),
    }
}

/// `rows` in another order; rows that are equal in it stay as they are.
pub fn sorted(dataset: &Dataset, rows: &[RowId], order: DatasetOrder) -> Vec<RowId> {
    let keys = keys(dataset, order.field);
    let mut rows = rows.to_vec();
    rows.sort_by(|a, b| {
        let (a, b) = (&keys[a.0 as usize], &keys[b.0 as usize]);
        match (a, b, order.direction) {
            (None, None, _) => Ordering::Equal,
            (None, Some(_), _) => Ordering::Greater,
            (Some(_), None, _) => Ordering::Less,
            (Some(a), Some(b), Direction::Up) => a.cmp(b),
            (Some(a), Some(b), Direction::Down) => Reverse(a).cmp(&Reverse(b)),
        }
    });
    rows
}

/// The rows in the order that `[dataset]` asks for.
pub fn default_order(dataset: &Dataset) -> Vec<RowId> {
    let rows: Vec<RowId> = dataset.rows().collect();
    // The last order first: each leaves equals as the one before has put them.
    dataset.settings.order.iter().rev().fold(rows, |rows, order| sorted(dataset, &rows, *order))
}
