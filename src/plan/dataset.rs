//! Pages of datasets, and which rows stand on which.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::address::{Addresses, index, numbered};
use super::name::{fold, page_names, safe};
use super::{DataForm, Make, Output, Page, pages};
use crate::load::{sort_words, sorted};
use crate::model::{
    Cell, DataRelease, Dataset, DatasetId, DatasetOrder, Direction, FieldFeature, FieldId,
    FieldKind, RowId, RowPages, Site,
};

/// A page of a dataset, beside its list, which is that of its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DatasetPage {
    /// A page, from 1, of the rows in another order.
    Sorted {
        /// Which order.
        order: usize,
        /// The page.
        page: usize,
    },
    /// A page, from 1, of the rows that have a value.
    Value {
        /// Of which filter.
        filter: usize,
        /// Which of its values.
        value: usize,
        /// The page.
        page: usize,
    },
    /// A row.
    Row(RowId),
}

/// The rows in another order than the list's.
#[derive(Debug)]
pub struct SortedRows {
    /// The order.
    pub order: DatasetOrder,
    /// What its pages are called.
    name: String,
    /// The rows.
    pub rows: Vec<RowId>,
}

/// A way to see a part of the rows: those with one of the values of a field.
#[derive(Debug)]
pub struct DatasetFilter {
    /// What it is called.
    pub title: String,
    /// Its folder below the column's.
    folder: String,
    /// The values there are.
    pub values: Vec<FilterValue>,
}

/// A value of a filter.
#[derive(Debug)]
pub struct FilterValue {
    /// What it says.
    pub title: String,
    /// What its pages are called in the filter's folder.
    name: String,
    /// The rows that have it, in the list's order.
    pub rows: Vec<RowId>,
}

/// The pages of a dataset.
#[derive(Debug)]
pub struct DatasetPlan {
    /// Folder of its column, with a slash at its end.
    pub folder: String,
    /// Rows on a page.
    pub page_size: usize,
    /// Fields that are shown in the list, in their order.
    pub listed: Vec<FieldId>,
    /// Fields of which some row says something.
    pub told: Vec<FieldId>,
    /// Other orders.
    pub sorted: Vec<SortedRows>,
    /// Ways to see a part.
    pub filters: Vec<DatasetFilter>,
    /// How many rows are late on the day of the build.
    pub late: usize,
    /// The name of each row in addresses.
    ids: Vec<String>,
    /// For each row, the place in the list.
    positions: Vec<u32>,
}

/// The title of the filter that has the rows whose time is over.
const LATE: &str = "逾期";

/// Folder of the list in other orders.
const SORT: &str = "sort";
/// Folder of the folders of each filter's values.
const BY: &str = "by";

/// Whether the pages in `folder`, which is in `above`, are lists of rows.
pub fn is_of_lists(above: &str, folder: &str) -> bool {
    folder == SORT || above == BY
}

impl DatasetPlan {
    /// The pages of `dataset`, whose column has `folder`.
    fn of(site: &Site, dataset: &Dataset, folder: &str) -> Self {
        let settings = &dataset.settings;
        let mut positions = vec![0; dataset.places.len()];
        for (at, row) in (0..).zip(&dataset.order) {
            positions[row.0 as usize] = at;
        }
        let told = dataset.told();
        let is = |field: &FieldId, feature| settings.field(*field).is(feature);
        let listed: Vec<FieldId> =
            told.iter().copied().filter(|field| !is(field, FieldFeature::Hidden)).collect();
        let both = sortable(dataset).flat_map(|field| {
            [Direction::Up, Direction::Down].map(|direction| DatasetOrder { field, direction })
        });
        let filters = told.iter().filter(|field| is(field, FieldFeature::Filter));
        let late = late(site, dataset);
        let late_rows = late.iter().flat_map(|filter| &filter.values).map(|value| value.rows.len());
        let late_rows = late_rows.sum();
        let filters = filters.map(|field| filter(dataset, *field)).chain(late);
        Self {
            folder: folder.to_owned(),
            page_size: settings.page_size.unwrap_or_else(|| page_size(dataset.order.len())),
            sorted: both.map(|order| sorted_rows(dataset, order)).collect(),
            filters: filters.filter(|filter| !filter.values.is_empty()).collect(),
            ids: ids(dataset),
            late: late_rows,
            listed,
            told,
            positions,
        }
    }

    /// Path of a page of the list, from 1.
    pub fn list(&self, page: usize) -> String {
        index(&self.folder, page)
    }

    /// Path of a page, from 1, of another order.
    pub fn sorted(&self, order: usize, page: usize) -> String {
        numbered(&format!("{}{SORT}/{}", self.folder, self.sorted[order].name), page)
    }

    /// The other order by `field` that goes this way.
    pub fn order(&self, order: DatasetOrder) -> Option<usize> {
        self.sorted.iter().position(|it| it.order == order)
    }

    /// Path of a page, from 1, of a value.
    pub fn value(&self, filter: usize, value: usize, page: usize) -> String {
        let filter = &self.filters[filter];
        let name = &filter.values[value].name;
        numbered(&format!("{}{BY}/{}/{name}", self.folder, filter.folder), page)
    }

    /// Path of a row's own page.
    pub fn row_page(&self, row: RowId) -> String {
        format!("{}rows/{}.html", self.folder, self.id(row))
    }

    /// Path of the public data.
    pub fn data(&self, form: DataForm) -> String {
        format!("{}data.{}", self.folder, form.extension())
    }

    /// The name of a row in addresses.
    pub fn id(&self, row: RowId) -> &str {
        &self.ids[row.0 as usize]
    }

    /// The anchor of a row in the list.
    pub fn anchor(&self, row: RowId) -> String {
        format!("r-{}", self.id(row))
    }

    /// A row's place in the list, from 0.
    pub fn position(&self, row: RowId) -> usize {
        self.positions[row.0 as usize] as usize
    }

    /// A row in the list.
    pub fn in_list(&self, row: RowId) -> String {
        let page = self.position(row) / self.page_size + 1;
        format!("{}#{}", self.list(page), self.anchor(row))
    }

    /// Where a row is: on its own page, or in the list.
    pub fn address(&self, dataset: &Dataset, row: RowId) -> String {
        match dataset.settings.pages {
            RowPages::All => self.row_page(row),
            RowPages::None => self.in_list(row),
        }
    }

    /// Pages of the list.
    pub fn pages(&self) -> usize {
        pages(self.positions.len(), self.page_size)
    }
}

/// Rows on a page: what a phone opens at once; of a large table more, or there would be more files
/// than a portal takes.
fn page_size(rows: usize) -> usize {
    if rows <= 2_000 { 50 } else { 200 }
}

/// Rows of the largest dataset that has its list in every other order: each is the whole table twice
/// more, and nobody pages through hundreds of pages.
const SORTED_ROWS: usize = 20_000;
/// Rows of the largest that has its list in the order of one column.
const SORTED_ONCE_ROWS: usize = 200_000;

/// The fields by which a dataset has its list in other orders: those that say so, in their order, as
/// many as its size allows.
pub fn sortable(dataset: &Dataset) -> impl Iterator<Item = FieldId> {
    let rows = dataset.order.len();
    let most = if rows <= SORTED_ROWS { usize::MAX } else { usize::from(rows <= SORTED_ONCE_ROWS) };
    let is = |field: &FieldId, feature| dataset.settings.field(*field).is(feature);
    let asked = dataset
        .told()
        .into_iter()
        .filter(move |field| is(field, FieldFeature::Sort) && !is(field, FieldFeature::Hidden));
    asked.take(most)
}

/// The plans of every dataset.
pub fn plans(site: &Site, addresses: &Addresses) -> Vec<DatasetPlan> {
    let plan = |dataset: &Arc<Dataset>| {
        DatasetPlan::of(site, dataset, addresses.column_folder(dataset.column))
    };
    site.datasets.iter().map(plan).collect()
}

/// Every page of a dataset beside its list, and its public data.
pub fn outputs(id: DatasetId, dataset: &Dataset, plan: &DatasetPlan) -> Vec<Output> {
    let mut outputs = Vec::new();
    let mut page = |path: String, page: DatasetPage| {
        outputs.push(Output { path, make: Make::Page(Page::Dataset(id, page)) });
    };
    for (order, it) in plan.sorted.iter().enumerate() {
        for number in 1..=pages(it.rows.len(), plan.page_size) {
            page(plan.sorted(order, number), DatasetPage::Sorted { order, page: number });
        }
    }
    for (filter, it) in plan.filters.iter().enumerate() {
        for (value, it) in it.values.iter().enumerate() {
            for number in 1..=pages(it.rows.len(), plan.page_size) {
                let which = DatasetPage::Value { filter, value, page: number };
                page(plan.value(filter, value, number), which);
            }
        }
    }
    if dataset.settings.pages == RowPages::All {
        for row in &dataset.order {
            page(plan.row_page(*row), DatasetPage::Row(*row));
        }
    }
    if dataset.settings.release == DataRelease::Open {
        for form in DataForm::ALL {
            outputs.push(Output { path: plan.data(form), make: Make::DatasetData(id, form) });
        }
    }
    outputs
}

fn sorted_rows(dataset: &Dataset, order: DatasetOrder) -> SortedRows {
    let way = match order.direction {
        Direction::Up => "up",
        Direction::Down => "down",
    };
    let key = safe(&dataset.settings.field(order.field).key);
    let rows = sorted(dataset, &dataset.order, order);
    SortedRows { order, name: format!("{key}-{way}"), rows }
}

/// The values of a field and who has them: choices in their own order, others as people count and
/// read.
fn filter(dataset: &Dataset, id: FieldId) -> DatasetFilter {
    let field = dataset.settings.field(id);
    let mut rows: HashMap<String, Vec<RowId>> = HashMap::new();
    for row in &dataset.order {
        for value in cell_values(dataset, *row, id) {
            let rows = rows.entry(value).or_default();
            if rows.last() != Some(row) {
                rows.push(*row);
            }
        }
    }
    let words = sort_words(field.kind);
    let place = |title: &str| field.choices.iter().position(|word| word == title);
    let mut values: Vec<_> = rows.into_iter().collect();
    values.sort_by_cached_key(|(title, _)| (place(title), words(title), title.clone()));
    let names = page_names(values.iter().map(|(title, _)| title.as_str()));
    let value = |((title, rows), name)| FilterValue { title, name, rows };
    let values = values.into_iter().zip(names).map(value).collect();
    DatasetFilter { title: field.name.clone(), folder: safe(&field.key).into_owned(), values }
}

/// The values that a row has in a field: the word of a choice, each name of a list, a year.
pub fn cell_values(dataset: &Dataset, row: RowId, id: FieldId) -> Vec<String> {
    let field = dataset.settings.field(id);
    match (dataset.cell(row, id), field.kind) {
        (Cell::Empty, _)
        | (Cell::Text(_), FieldKind::Choice | FieldKind::Number | FieldKind::Figure) => Vec::new(),
        (Cell::Text(said), FieldKind::Date | FieldKind::Link) => vec![said.to_string()],
        (Cell::Text(said), FieldKind::Text | FieldKind::Place | FieldKind::Person) => {
            let parts = said.split(['、', '；', ';', '\n']).map(str::trim);
            parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
        }
        (Cell::Number(amount), _) => vec![amount.to_string()],
        (Cell::Date(date), _) => date.year().map(|year| format!("{year}年")).into_iter().collect(),
        (Cell::Choice(at), _) => vec![field.choices[usize::from(*at)].clone()],
        (Cell::Link(link), _) => vec![link.title.clone()],
        (Cell::Figure(figure), _) => vec![figure.amount.to_string()],
    }
}

/// The rows whose time is over on the day of the build.
fn late(site: &Site, dataset: &Dataset) -> Option<DatasetFilter> {
    let is_late = |row: &RowId| dataset.days_late(*row, site.today).is_some();
    let rows: Vec<RowId> = dataset.order.iter().copied().filter(is_late).collect();
    let field = dataset.settings.field(dataset.settings.deadline?);
    let value = FilterValue { title: LATE.into(), name: "late".into(), rows };
    let values = if value.rows.is_empty() { Vec::new() } else { vec![value] };
    Some(DatasetFilter { title: field.name.clone(), folder: "time".into(), values })
}

/// Names of rows for addresses: what the field for it says, told apart where two are one for a
/// Windows machine.
fn ids(dataset: &Dataset) -> Vec<String> {
    let said = |row: RowId| {
        let id = cell_words(dataset, row, dataset.settings.id);
        if id.is_empty() { cell_words(dataset, row, dataset.settings.title) } else { id }
    };
    let names: Vec<String> = dataset.rows().map(|row| safe(&said(row)).into_owned()).collect();
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    let mut taken: HashSet<String> = HashSet::with_capacity(names.len());
    let mut ids = Vec::with_capacity(names.len());
    for name in names {
        let mut id = name.clone();
        while !taken.insert(fold(&id)) {
            let count = count.entry(fold(&name)).or_insert(1);
            *count += 1;
            id = format!("{name}-{count}");
        }
        ids.push(id);
    }
    ids
}

/// The words of a cell, a number without its unit and as machines write it.
pub fn cell_words(dataset: &Dataset, row: RowId, id: FieldId) -> String {
    match dataset.cell(row, id) {
        Cell::Empty => String::new(),
        Cell::Text(said) => said.to_string(),
        Cell::Number(amount) => amount.plain(),
        Cell::Date(date) => date.chinese(),
        Cell::Choice(at) => dataset.settings.field(id).choices[usize::from(*at)].clone(),
        Cell::Link(link) => link.title.clone(),
        Cell::Figure(figure) => figure.amount.plain(),
    }
}
