//! Views of the cells of a dataset. Never of a row as a whole.

use rust_decimal::prelude::ToPrimitive as _;

use super::dataset::DatasetCellView;
use super::of_dataset::Table;
use crate::model::{Cell, DatasetField, FieldId, FieldKind, RowId, Target};
use crate::plan::cell_words;
use crate::text::percent_encode;

impl Table<'_> {
    /// The word for the kind of a field.
    pub(super) fn kind_word(&self, id: FieldId) -> &'static str {
        if id == self.dataset.settings.title {
            return "title";
        }
        match self.dataset.settings.field(id).kind {
            FieldKind::Text => "text",
            FieldKind::Number => "number",
            FieldKind::Date => "date",
            FieldKind::Choice => "choice",
            FieldKind::Place => "place",
            FieldKind::Person => "person",
            FieldKind::Link => "link",
            FieldKind::Figure => "figure",
        }
    }

    /// A cell, ready to show.
    pub(super) fn cell(&self, row: RowId, id: FieldId) -> DatasetCellView {
        let field = self.dataset.settings.field(id);
        let mut view = DatasetCellView {
            title: field.name.clone(),
            kind: self.kind_word(id).into(),
            text: cell_words(self.dataset, row, id),
            unit: String::new(),
            iso: String::new(),
            path: String::new(),
            href: String::new(),
            tone: String::new(),
            share: None,
        };
        match self.dataset.cell(row, id) {
            Cell::Empty | Cell::Text(_) => {}
            Cell::Number(amount) => {
                view.text = amount.to_string();
                view.unit.clone_from(&field.unit);
                let share =
                    amount.decimal().to_usize().filter(|_| matches!(&*field.unit, "%" | "％"));
                view.share = share.filter(|share| *share <= 100);
            }
            Cell::Date(date) => view.iso = date.iso().unwrap_or_default(),
            Cell::Choice(at) => view.tone = tone(field, *at).into(),
            Cell::Figure(figure) => {
                view.text = figure.amount.to_string();
                view.unit.clone_from(&figure.unit);
                view.path = self.builder.figure_path(figure.figure).unwrap_or_default();
            }
            Cell::Link(link) => self.lead(row, id, &link.address, &mut view),
        }
        view
    }

    /// Says where a link leads: a file of the site folder to its page, an address as it is.
    fn lead(&self, row: RowId, id: FieldId, address: &str, view: &mut DatasetCellView) {
        let builder = self.builder;
        let file =
            &self.dataset.tables[usize::from(self.dataset.places[row.0 as usize].table)].file;
        let anchored = |path: String, anchor: &str| {
            if anchor.is_empty() { path } else { format!("{path}#{}", percent_encode(anchor)) }
        };
        match builder.site.target(file, address) {
            Target::Elsewhere => address.clone_into(&mut view.href),
            Target::Item { id, anchor } => view.path = anchored(builder.item_path(id), &anchor),
            Target::Column { id, anchor } => {
                view.path = anchored(builder.column_path(id, 1), &anchor);
            }
            Target::File(path) => view.path = builder.file_path(path.as_str()),
            Target::Static(path) => view.path = percent_encode(&path),
            Target::Here { .. } | Target::Unpublished { .. } | Target::Missing(_) => {}
        }
        if view.text == address && !view.path.is_empty() {
            // A file's path says nothing to a reader.
            view.text.clone_from(&self.dataset.settings.field(id).name);
        }
    }
}

/// Whether the word of a choice closes a matter, where some word of the field does.
fn tone(field: &DatasetField, at: u16) -> &'static str {
    match &field.choices[usize::from(at)] {
        _ if field.done.is_empty() => "",
        word if field.done.contains(word) => "done",
        _ => "open",
    }
}
