//! Views of a dataset, its lists and its rows.

use super::builder::Builder;
use super::dataset::{
    DatasetColumnView, DatasetFilterView, DatasetItemView, DatasetRowView, DatasetValueView,
    DatasetView,
};
use super::item::{AttachmentView, CardView};
use super::of_item::format_of;
use super::page::{ListView, PageView};
use super::site::LinkView;
use crate::model::{
    Cell, DataRelease, Dataset, DatasetForm, DatasetId, DatasetOrder, Direction, FieldId,
    FieldKind, RowId, RowPages,
};
use crate::plan::{DataForm, DatasetPage, DatasetPlan, cell_words, pages};
use crate::text::{Amount, Moment, encode_address, percent_encode};

/// Fields whose words stand in a row's summary where rows are shown as cards of any kind.
const SUMMARY: usize = 4;

/// A dataset and its pages, to make views from.
pub(super) struct Table<'a> {
    pub(super) builder: &'a Builder<'a>,
    pub(super) dataset: &'a Dataset,
    pub(super) plan: &'a DatasetPlan,
}

/// Which of the rows a page shows, and in which order.
#[derive(Clone, Copy)]
enum Shown {
    Whole,
    Sorted(DatasetOrder),
    Value { filter: usize, value: usize },
}

impl Builder<'_> {
    /// A page, from 1, of the list of a dataset: what `page`, its column's, has beside.
    pub(super) fn dataset_list(&self, id: DatasetId, number: usize, page: &mut PageView) {
        let table = self.table(id);
        page.kind = "dataset".into();
        page.styles.extend(self.assets.dataset_styles.iter().cloned());
        if number == 1 {
            page.charts = table.charts();
            let charts = self.assets.chart_styles.iter().filter(|_| !page.charts.is_empty());
            page.styles.extend(charts.cloned());
            page.json_ld =
                self.dataset_json_ld(table.dataset, table.plan, page.canonical.as_deref());
        }
        page.dataset = Some(Box::new(table.view(Shown::Whole)));
        table.list(page, &table.dataset.order, number, |n| table.plan.list(n));
        for (row, id) in page.dataset_rows.iter_mut().zip(table.page(&table.dataset.order, number))
        {
            row.anchor = table.plan.anchor(*id);
        }
    }

    /// A page of a dataset beside its list.
    pub(super) fn dataset_page(&self, path: &str, id: DatasetId, which: DatasetPage) -> PageView {
        let table = self.table(id);
        let (kind, title) = table.title(which);
        let column = table.dataset.column;
        let name = &self.site.column(column).title;
        let mut page = self.within(column, kind, path, &title);
        page.head_title = format!("{title} - {name} - {}", self.site.config.title);
        page.styles.extend(self.assets.dataset_styles.iter().cloned());
        match which {
            DatasetPage::Sorted { order, page: number } => {
                let it = &table.plan.sorted[order];
                page.dataset = Some(Box::new(table.view(Shown::Sorted(it.order))));
                table.list(&mut page, &it.rows, number, |n| table.plan.sorted(order, n));
            }
            DatasetPage::Value { filter, value, page: number } => {
                let rows = &table.plan.filters[filter].values[value].rows;
                page.dataset = Some(Box::new(table.view(Shown::Value { filter, value })));
                table.list(&mut page, rows, number, |n| table.plan.value(filter, value, n));
            }
            DatasetPage::Row(row) => {
                page.dataset = Some(Box::new(table.view(Shown::Whole)));
                page.dataset_item = Some(Box::new(table.item(row)));
            }
        }
        page
    }

    /// A dataset with its first `count` rows, in `form` or its own.
    pub(super) fn dataset_rows(
        &self,
        id: DatasetId,
        count: usize,
        form: Option<DatasetForm>,
    ) -> (DatasetView, Vec<DatasetRowView>) {
        let table = self.table(id);
        let mut view = table.view(Shown::Whole);
        view.form = form_word(form.unwrap_or(table.dataset.settings.form)).into();
        let mut rows: Vec<DatasetRowView> =
            table.dataset.order.iter().take(count).map(|row| table.row(*row)).collect();
        for (row, id) in rows.iter_mut().zip(&table.dataset.order) {
            row.path = table.address(*id);
        }
        (view, rows)
    }

    /// The first `count` rows of a dataset as cards.
    pub(super) fn dataset_cards(&self, id: DatasetId, count: usize) -> Vec<CardView> {
        let table = self.table(id);
        table.dataset.order.iter().take(count).map(|row| table.card(*row)).collect()
    }

    /// Where a file of the content is found: of a dataset's table its public data, or its list when
    /// the data are not given away; any other file as it is.
    pub(super) fn file_path(&self, path: &str) -> String {
        if let Some(id) = self.site.dataset_from(path) {
            let table = self.table(id);
            return percent_encode(&match table.dataset.settings.release {
                DataRelease::Open => table.plan.data(DataForm::Csv),
                DataRelease::Withheld => table.plan.list(1),
            });
        }
        percent_encode(path.strip_prefix("content/").unwrap_or(path))
    }

    fn table(&self, id: DatasetId) -> Table<'_> {
        let plan = &self.plan.datasets[id.0 as usize];
        Table { builder: self, dataset: self.site.dataset(id), plan }
    }
}

impl Table<'_> {
    /// The word for a page's kind, and its title.
    fn title(&self, page: DatasetPage) -> (&'static str, String) {
        let part = |number: usize| {
            if number > 1 { format!("（第{number}页）") } else { String::new() }
        };
        match page {
            DatasetPage::Sorted { order, page } => {
                let DatasetOrder { field, direction } = self.plan.sorted[order].order;
                let field = self.dataset.settings.field(field);
                let word = way_word(field.kind, direction);
                ("dataset", format!("按{}{word}{}", field.name, part(page)))
            }
            DatasetPage::Value { filter, value, page } => {
                let filter = &self.plan.filters[filter];
                let value = &filter.values[value].title;
                ("dataset", format!("{}：{value}{}", filter.title, part(page)))
            }
            DatasetPage::Row(row) => {
                let title = cell_words(self.dataset, row, self.dataset.settings.title);
                ("dataset_item", title)
            }
        }
    }

    fn page<'r>(&self, rows: &'r [RowId], number: usize) -> &'r [RowId] {
        rows.chunks(self.plan.page_size).nth(number - 1).unwrap_or_default()
    }

    fn list(
        &self,
        page: &mut PageView,
        rows: &[RowId],
        number: usize,
        path: impl Fn(usize) -> String,
    ) {
        page.dataset_rows = self.page(rows, number).iter().map(|row| self.row(*row)).collect();
        let count = pages(rows.len(), self.plan.page_size);
        let path = |n| Some(percent_encode(&path(n)));
        page.list = Some(ListView {
            items: Vec::new(),
            total: rows.len(),
            page: number,
            pages: count,
            previous: if number > 1 { path(number - 1) } else { None },
            next: if number < count { path(number + 1) } else { None },
            jumps: super::of_page::jumps(number, count, path),
        });
    }

    fn view(&self, shown: Shown) -> DatasetView {
        let (site, settings) = (self.builder.site, &self.dataset.settings);
        DatasetView {
            title: site.column(self.dataset.column).title.clone(),
            path: percent_encode(&self.plan.list(1)),
            form: form_word(settings.form).into(),
            rows: Amount::from(self.dataset.order.len()).to_string(),
            late: self.plan.late,
            day: match settings.deadline {
                Some(_) => Moment::day(site.today).chinese_date(),
                None => String::new(),
            },
            columns: self.plan.listed.iter().map(|field| self.column(*field, shown)).collect(),
            filters: (0..self.plan.filters.len()).map(|at| self.filter(at, shown)).collect(),
            part: match shown {
                Shown::Whole | Shown::Sorted(_) => String::new(),
                Shown::Value { filter, value } => {
                    let filter = &self.plan.filters[filter];
                    format!("{}：{}", filter.title, filter.values[value].title)
                }
            },
            downloads: self.downloads(),
            licence: settings.licence.clone(),
        }
    }

    fn column(&self, id: FieldId, shown: Shown) -> DatasetColumnView {
        let field = self.dataset.settings.field(id);
        let path = |direction| {
            let order = self.plan.order(DatasetOrder { field: id, direction });
            order.map(|order| percent_encode(&self.plan.sorted(order, 1))).unwrap_or_default()
        };
        let current = match shown {
            Shown::Sorted(order) if order.field == id => match order.direction {
                Direction::Up => "up",
                Direction::Down => "down",
            },
            Shown::Sorted(_) | Shown::Whole | Shown::Value { .. } => "",
        };
        DatasetColumnView {
            title: field.name.clone(),
            kind: self.kind_word(id).into(),
            unit: field.unit.clone(),
            up: path(Direction::Up),
            down: path(Direction::Down),
            up_word: way_word(field.kind, Direction::Up).into(),
            down_word: way_word(field.kind, Direction::Down).into(),
            current: current.into(),
        }
    }

    fn filter(&self, filter: usize, shown: Shown) -> DatasetFilterView {
        let it = &self.plan.filters[filter];
        let is_current = |at: usize| matches!(shown, Shown::Value { filter: f, value } if f == filter && value == at);
        let values = it.values.iter().enumerate().map(|(at, value)| DatasetValueView {
            title: value.title.clone(),
            path: percent_encode(&self.plan.value(filter, at, 1)),
            count: value.rows.len(),
            current: is_current(at),
        });
        DatasetFilterView { title: it.title.clone(), values: values.collect() }
    }

    fn downloads(&self) -> Vec<AttachmentView> {
        let file = |form: DataForm| AttachmentView {
            title: "公开数据".into(),
            path: percent_encode(&self.plan.data(form)),
            format: format_of(form.extension()),
            size: String::new(),
        };
        match self.dataset.settings.release {
            DataRelease::Open => DataForm::ALL.into_iter().map(file).collect(),
            DataRelease::Withheld => Vec::new(),
        }
    }

    fn row(&self, row: RowId) -> DatasetRowView {
        let days = self.dataset.days_late(row, self.builder.site.today);
        DatasetRowView {
            title: cell_words(self.dataset, row, self.dataset.settings.title),
            path: match self.dataset.settings.pages {
                RowPages::All => percent_encode(&self.plan.row_page(row)),
                RowPages::None => String::new(),
            },
            anchor: String::new(),
            late: days.map(|days| format!("逾期{days}天")).unwrap_or_default(),
            cells: self.plan.listed.iter().map(|field| self.cell(row, *field)).collect(),
        }
    }

    fn item(&self, row: RowId) -> DatasetItemView {
        let told =
            self.plan.told.iter().filter(|field| *self.dataset.cell(row, **field) != Cell::Empty);
        let cells = told.map(|field| self.cell(row, *field)).collect();
        let at = self.plan.position(row);
        let other = |at: usize| self.dataset.order.get(at).map(|row| self.link(*row));
        DatasetItemView {
            row: DatasetRowView { cells, ..self.row(row) },
            in_list: encode_address(&self.plan.in_list(row)),
            previous: at.checked_sub(1).and_then(other),
            next: other(at + 1),
        }
    }

    fn link(&self, row: RowId) -> LinkView {
        let title = cell_words(self.dataset, row, self.dataset.settings.title);
        LinkView { title, path: self.address(row) }
    }

    fn address(&self, row: RowId) -> String {
        encode_address(&self.plan.address(self.dataset, row))
    }

    fn card(&self, row: RowId) -> CardView {
        let LinkView { title, path } = self.link(row);
        let others = self.plan.listed.iter().filter(|id| **id != self.dataset.settings.title);
        let words = others.map(|id| self.cell(row, *id)).filter(|cell| !cell.text.is_empty());
        let words: Vec<_> =
            words.take(SUMMARY).map(|cell| [cell.text, cell.unit].concat()).collect();
        CardView {
            kind: "row".into(),
            kicker: None,
            title,
            path,
            date: None,
            summary: words.join("，"),
            cover: None,
            source: None,
            number: None,
            validity: None,
            pinned: false,
            column: self.builder.column_link(self.dataset.column),
        }
    }
}

fn form_word(form: DatasetForm) -> &'static str {
    match form {
        DatasetForm::Table => "table",
        DatasetForm::Cards => "cards",
        DatasetForm::List => "list",
    }
}

/// The word for an order.
fn way_word(kind: FieldKind, direction: Direction) -> &'static str {
    match (kind, direction) {
        (FieldKind::Date, Direction::Up) => "从早到晚",
        (FieldKind::Date, Direction::Down) => "从晚到早",
        (FieldKind::Number | FieldKind::Figure, Direction::Up) => "从小到大",
        (FieldKind::Number | FieldKind::Figure, Direction::Down) => "从大到小",
        (
            FieldKind::Text
            | FieldKind::Choice
            | FieldKind::Place
            | FieldKind::Person
            | FieldKind::Link,
            Direction::Up,
        ) => "顺序",
        (
            FieldKind::Text
            | FieldKind::Choice
            | FieldKind::Place
            | FieldKind::Person
            | FieldKind::Link,
            Direction::Down,
        ) => "倒序",
    }
}
