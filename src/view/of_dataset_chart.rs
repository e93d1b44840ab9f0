//! Charts of a dataset: its rows put together by what a field says. Never draws.

use std::collections::HashMap;

use super::chart::ChartView;
use super::of_dataset::Table;
use crate::chart::{Chart, ChartKind, MOST_SERIES, Series};
use crate::model::{Cell, ChartValue, DatasetChart, FieldId, FieldKind, RowId};
use crate::plan::{cell_values, value_key};
use crate::text::Amount;

/// Labels of a chart whose values have no order of their own.
const LABELS: usize = 20;
/// What rows are called that say nothing of a field.
const UNSAID: &str = "未填";
/// What values are called that are too many to be shown one by one.
const OTHERS: &str = "其他";

impl Table<'_> {
    /// Every chart that has something to compare.
    pub(super) fn charts(&self) -> Vec<ChartView> {
        let charts = self.dataset.settings.charts.iter().filter_map(|chart| self.chart(chart));
        (1..).zip(charts).map(|(number, chart)| ChartView::of(&chart, number)).collect()
    }

    fn chart(&self, asked: &DatasetChart) -> Option<Chart> {
        let (labels, of_label) = self.grouped(asked.by, LABELS);
        if labels.len() < 2 {
            return None;
        }
        let (names, of_series) = match asked.split {
            Some(field) => self.grouped(field, MOST_SERIES - 1),
            None => (vec![self.counted(asked)], HashMap::new()),
        };
        let mut values = vec![vec![Amount::from(0).decimal(); labels.len()]; names.len()];
        for row in &self.dataset.order {
            let Some(amount) = self.amount(*row, asked.value) else { continue };
            let series = of_series.get(row).map_or(&[0][..], Vec::as_slice);
            for (series, label) in
                series.iter().flat_map(|series| of_label[row].iter().map(move |at| (*series, *at)))
            {
                values[series][label] += amount.decimal();
            }
        }
        let series = |(name, values): (String, Vec<_>)| Series {
            name,
            values: values.into_iter().map(|value| Some(Amount::from(value))).collect(),
        };
        Some(Chart {
            title: asked.title.clone(),
            description: String::new(),
            kind: if labels.len() > MOST_SERIES && asked.kind == ChartKind::Donut {
                ChartKind::Bar
            } else {
                asked.kind
            },
            unit: match asked.value {
                ChartValue::Count => asked.unit.clone(),
                ChartValue::Sum(field) => self.dataset.settings.field(field).unit.clone(),
            },
            labels,
            series: names.into_iter().zip(values).map(series).collect(),
            target: None,
        })
    }

    /// What the numbers of a chart are.
    fn counted(&self, asked: &DatasetChart) -> String {
        match asked.value {
            ChartValue::Count => format!("{}数", asked.unit),
            ChartValue::Sum(field) => self.dataset.settings.field(field).name.clone(),
        }
    }

    fn amount(&self, row: RowId, value: ChartValue) -> Option<Amount> {
        let ChartValue::Sum(field) = value else { return Some(Amount::from(1)) };
        match self.dataset.cell(row, field) {
            Cell::Number(amount) => Some(*amount),
            Cell::Figure(figure) => Some(figure.amount),
            Cell::Empty | Cell::Text(_) | Cell::Date(_) | Cell::Choice(_) | Cell::Link(_) => None,
        }
    }

    /// The values of a field, at most `most`, and for each row the places of its own among them:
    /// choices and years in their order, others the most frequent first, then what is left and what
    /// nobody said.
    fn grouped(&self, field: FieldId, most: usize) -> (Vec<String>, HashMap<RowId, Vec<usize>>) {
        let it = self.dataset.settings.field(field);
        let mut count: HashMap<String, usize> = HashMap::new();
        let said: Vec<(RowId, Vec<String>)> = self
            .dataset
            .order
            .iter()
            .map(|row| (*row, cell_values(self.dataset, *row, field)))
            .collect();
        for value in said.iter().flat_map(|(_, values)| values) {
            *count.entry(value.clone()).or_default() += 1;
        }
        let words = value_key(it.kind);
        let has_order = matches!(it.kind, FieldKind::Choice | FieldKind::Date | FieldKind::Number);
        let mut labels: Vec<String> = count.keys().cloned().collect();
        labels.sort_by_cached_key(|label| {
            let choice = it.choices.iter().position(|word| word == label);
            let frequent = if has_order { 0 } else { count[label] };
            (choice, std::cmp::Reverse(frequent), words(label), label.clone())
        });
        let is_cut = labels.len() > most;
        labels.truncate(if is_cut { most - 1 } else { most });
        labels.extend(is_cut.then(|| OTHERS.to_owned()));
        let is_unsaid = |(_, values): &(RowId, Vec<String>)| values.is_empty();
        let has_unsaid = !labels.is_empty() && said.iter().any(is_unsaid);
        labels.extend(has_unsaid.then(|| UNSAID.to_owned()));
        let place = |value: &String| {
            let at = labels.iter().position(|label| label == value);
            at.or_else(|| labels.iter().position(|label| label == OTHERS)).unwrap_or(0)
        };
        let unsaid = labels.len().saturating_sub(1);
        let places = said.iter().map(|(row, values)| {
            let at = values.iter().map(place).collect();
            (*row, if values.is_empty() { vec![unsaid] } else { at })
        });
        let places = places.collect();
        (labels, places)
    }
}
