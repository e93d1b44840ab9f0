//! What is written in a `::: 图表` box, read as a chart. Never changes the table, which stays beside
//! the drawing as it was written.

use std::ops::Range;

use super::super::document::offset;
use super::super::{BoxStyle, Kind, plain};
use super::Builder;
use super::containers::Cut;
use crate::chart::{Chart, ChartKind, MOST_SERIES, Series};
use crate::diag::Message;
use crate::say;
use crate::text::Amount;

/// What offices write in cells where nothing is known.
const UNKNOWN: [&str; 10] = ["", "-", "－", "—", "——", "/", "…", "不详", "暂无", "无数据"];
/// Rows and columns that add up others, which a drawing would count twice.
const SUMS: [&str; 4] = ["合计", "总计", "共计", "小计"];
const PERCENT: [char; 2] = ['%', '％'];

impl Builder<'_> {
    /// The line that begins a chart: `words` are its kind, if told, its title, and options in braces.
    pub(super) fn start_chart(&mut self, words: &str, line: &Range<usize>) -> Kind {
        let inside = words.strip_suffix('}').filter(|rest| !rest.ends_with('}'));
        let (words, options) = match inside.and_then(|inside| inside.rsplit_once('{')) {
            Some((words, options)) => (words.trim_end(), options),
            None => (words, ""),
        };
        let (first, rest) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
        let (kind, title) = match ChartKind::named(first) {
            Some(kind) => (kind, rest.trim()),
            None => (ChartKind::Bar, words),
        };
        if title.is_empty() {
            self.find_content(
                line,
                say!("图表没有标题", "the chart has no title"),
                say!(
                    "请把标题写在同一行：::: 图表 {0} 标题",
                    "write the title on the same line: ::: chart {0} title",
                    kind.word()
                ),
            );
        }
        let mut chart = Chart {
            title: if title.is_empty() { kind.word().into() } else { title.to_owned() },
            description: String::new(),
            kind,
            unit: String::new(),
            labels: Vec::new(),
            series: Vec::new(),
            target: None,
        };
        for option in options.split(is_gap).filter(|option| !option.is_empty()) {
            self.chart_option(&mut chart, option, line);
        }
        self.charts.push(chart);
        Kind::Chart(offset(self.charts.len() - 1))
    }

    fn chart_option(&mut self, chart: &mut Chart, option: &str, line: &Range<usize>) {
        let (key, value) = option.split_once(['=', '＝']).unwrap_or((option, ""));
        match (key, value) {
            ("单位" | "unit", unit) if !unit.is_empty() => unit.clone_into(&mut chart.unit),
            ("说明" | "about", words) if !words.is_empty() => {
                words.clone_into(&mut chart.description);
            }
            ("目标" | "target", number)
                if Amount::parse(number.trim_end_matches(PERCENT)).is_some() =>
            {
                chart.target = Amount::parse(number.trim_end_matches(PERCENT));
            }
            _ => self.find_content(
                line,
                say!("图表不认识“{option}”", "charts do not know “{option}”"),
                say!(
                    "花括号里可以写：{{单位=人 目标=95 说明=一句话}}，各项之间空一格",
                    "the braces hold {{unit=people target=95 about=words}}, with spaces between"
                ),
            ),
        }
    }

    /// The finished box: its table becomes the chart's numbers.
    pub(super) fn shape_chart(&mut self, node: usize, chart: u32, cut: &Cut) {
        let blocks = cut.tops(0..cut.nodes.len());
        let is_table = |block: &&Range<usize>| matches!(cut.kind(block), Kind::Table(_));
        let table = blocks.iter().find(is_table).cloned();
        let cells = table.as_ref().map(|table| self.cells(cut, table)).unwrap_or_default();
        let line = self.line_of(node);
        match Grid::new(&cells) {
            Ok(grid) => self.fill_chart(chart as usize, &grid),
            Err((message, help)) => {
                self.find_content(&line, message, help);
                let title = self.beside.keep(&self.charts[chart as usize].title);
                self.nodes[node].kind = Kind::Boxed { style: BoxStyle::Plain, title };
                return self.graft(cut, 0..cut.nodes.len());
            }
        }
        self.check_kind(chart as usize, &line);
        for block in blocks {
            if Some(&block) == table.as_ref() {
                self.wrap(Kind::ChartData, cut.span(&block), |this| this.graft(cut, block));
            } else {
                self.graft(cut, block);
            }
        }
    }

    /// The place of the `:::` line of a box.
    fn line_of(&self, node: usize) -> Range<usize> {
        let start = self.nodes[node].span().start;
        let length = self.source[start..].find('\n').unwrap_or(self.source.len() - start);
        start..start + length
    }

    fn cells(&self, cut: &Cut, table: &Range<usize>) -> Vec<Vec<Cell>> {
        let cell = |cell: &Range<usize>| {
            let words = plain::words(&cut.nodes[cell.clone()], self.source, &self.beside);
            Cell {
                words: words.trim().to_owned(),
                exact: self.exact(cut, cell),
                span: cut.span(cell),
            }
        };
        let row = |row: &Range<usize>| cut.children(row).iter().map(cell).collect();
        cut.children(table).iter().map(row).collect()
    }

    /// The value of the one thing that a cell quotes from a ledger.
    fn exact(&self, cut: &Cut, cell: &Range<usize>) -> Option<String> {
        let mut quoted = cut.nodes[cell.clone()].iter().filter_map(|node| match node.kind {
            Kind::Quoted(words) => self.quoted.iter().find(|quoted| quoted.words == words),
            _ => None,
        });
        let only = quoted.next().filter(|_| quoted.next().is_none())?;
        Some(only.exact.to_string())
    }

    fn fill_chart(&mut self, chart: usize, grid: &Grid<'_>) {
        let (names, unit) = grid.names_and_unit();
        let is_percent = grid.is_percent();
        if self.charts[chart].unit.is_empty() {
            self.charts[chart].unit = if is_percent { "%".into() } else { unit };
        }
        let sign =
            is_percent && PERCENT.iter().any(|sign| self.charts[chart].unit == sign.to_string());
        let sign = if sign { &PERCENT[..] } else { &[] };
        for (name, column) in names.into_iter().zip(&grid.columns) {
            let cells = grid.rows.iter().map(|row| row.get(*column));
            let values = cells.map(|cell| cell.and_then(|cell| self.number(cell, sign))).collect();
            self.charts[chart].series.push(Series { name, values });
        }
        self.charts[chart].labels = grid.labels();
    }

    /// The number in a cell, `signs` behind it left out; none where nothing is known, and where
    /// something else is written, which the writer is told.
    fn number(&mut self, cell: &Cell, signs: &[char]) -> Option<Amount> {
        if cell.is_unknown() {
            return None;
        }
        let typed = cell.exact.as_deref().unwrap_or_else(|| cell.words.trim_end_matches(signs));
        let number = Amount::parse(typed);
        if number.is_none() {
            self.find_content(
                &cell.span,
                say!("“{0}”不是数，图里没有画", "“{0}” is no number and is not drawn", cell.words),
                say!(
                    "只写数；单位写在列名里，如“人数（人）”；没有的数写“—”",
                    "write the number alone; the unit goes into the head, as in “people (人)”; write “—” where nothing is known"
                ),
            );
        }
        number
    }

    /// Says when the numbers do not suit the kind of chart.
    fn check_kind(&mut self, chart: usize, line: &Range<usize>) {
        let Chart { kind, series, unit, target, .. } = &self.charts[chart];
        let columns = series.len();
        let has_whole = columns == 2 || target.is_some() || unit == "%" || unit == "％";
        let (message, help) = match kind {
            ChartKind::Donut if columns > 1 => (
                say!(
                    "环形图只画一列数，这里有 {columns} 列，画成了柱状图",
                    "a ring shows one column; there are {columns}, so bars are drawn"
                ),
                say!(
                    "请只留一列，或改成柱状图、堆叠图",
                    "keep one column, or make it bars or a stack"
                ),
            ),
            ChartKind::Progress if columns > 2 => (
                say!(
                    "进度图只画前两列：已完成、应完成",
                    "a progress chart shows two columns: done, and to be done"
                ),
                say!("请去掉其余各列，或改成柱状图", "drop the other columns, or make it bars"),
            ),
            ChartKind::Progress if !has_whole => (
                say!(
                    "进度图没有应完成的数，只画了数字",
                    "nothing says what was to be done, so only numbers are shown"
                ),
                say!(
                    "请加一列应完成的数，或写 {{目标=100}}，或写成百分数",
                    "add a column of what was to be done, or {{target=100}}, or write percentages"
                ),
            ),
            ChartKind::Bar
            | ChartKind::Stacked
            | ChartKind::Line
            | ChartKind::Donut
            | ChartKind::Progress
            | ChartKind::DotPlot => return,
        };
        self.find_content(line, message, help);
    }
}

/// Whether `c` parts one option from the next. Quoted numbers hold spaces of their own: 12\u{202F}306.
fn is_gap(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202F}')
}

/// A cell of a table.
struct Cell {
    words: String,
    /// The number as machines write it, when the cell quotes it from a ledger.
    exact: Option<String>,
    span: Range<usize>,
}

impl Cell {
    fn is_unknown(&self) -> bool {
        UNKNOWN.contains(&self.words.as_str())
    }

    fn is_sum(&self) -> bool {
        SUMS.contains(&self.words.as_str())
    }
}

/// The part of a table that is drawn.
struct Grid<'a> {
    head: &'a [Cell],
    /// The columns of numbers.
    columns: Vec<usize>,
    rows: Vec<&'a [Cell]>,
}

impl<'a> Grid<'a> {
    /// The table whose rows are `cells`, its head first; or what to say when there is nothing to
    /// draw.
    fn new(cells: &'a [Vec<Cell>]) -> Result<Self, (Message, Message)> {
        let help = || {
            say!(
                "请在方框里写一个表格：第一行是各列的名称，第一列是名称，其余各列是数",
                "write one table in the box: a head row, names in the first column, numbers in the others"
            )
        };
        let Some((head, rows)) = cells.split_first() else {
            return Err((say!("图表方框里没有表格", "there is no table in the chart"), help()));
        };
        let columns: Vec<usize> = (1..head.len()).filter(|at| !head[*at].is_sum()).collect();
        let is_part = |row: &&[Cell]| !row.first().is_some_and(Cell::is_sum);
        let rows: Vec<&[Cell]> = rows.iter().map(Vec::as_slice).filter(is_part).collect();
        if columns.is_empty() || rows.is_empty() {
            let message =
                say!("图表的表格里没有可画的数", "the table of the chart holds nothing to draw");
            return Err((message, help()));
        }
        if columns.len() > MOST_SERIES {
            let message = say!(
                "一张图最多画 {MOST_SERIES} 列数，这里有 {0} 列",
                "a chart shows {MOST_SERIES} columns at most; there are {0}",
                columns.len()
            );
            return Err((message, say!("请分成几张图", "make several charts of it")));
        }
        Ok(Self { head, columns, rows })
    }

    fn labels(&self) -> Vec<String> {
        let label = |row: &&[Cell]| row.first().map_or_else(String::new, |cell| cell.words.clone());
        self.rows.iter().map(label).collect()
    }

    /// Whether every number is written with a sign of hundredths.
    fn is_percent(&self) -> bool {
        let cells =
            self.rows.iter().flat_map(|row| self.columns.iter().filter_map(|at| row.get(*at)));
        let mut known = cells.filter(|cell| !cell.is_unknown()).peekable();
        known.peek().is_some() && known.all(|cell| cell.words.ends_with(PERCENT))
    }

    /// The names of the columns, and the unit that all of them have in brackets at their ends.
    fn names_and_unit(&self) -> (Vec<String>, String) {
        let names = || self.columns.iter().map(|at| self.head[*at].words.as_str());
        let unit = names().next().and_then(|name| Some(bracketed(name)?.1)).unwrap_or_default();
        let same = |name| bracketed(name).filter(|(_, its)| *its == unit).map(|(name, _)| name);
        let bare: Option<Vec<String>> = names().map(|name| same(name).map(str::to_owned)).collect();
        match bare {
            Some(bare) => (bare, unit.to_owned()),
            None => (names().map(str::to_owned).collect(), String::new()),
        }
    }
}

/// `人数（人）` is called 人数 and counts 人.
fn bracketed(name: &str) -> Option<(&str, &str)> {
    let inside = name.strip_suffix(['）', ')'])?;
    let (name, unit) = inside.rsplit_once(['（', '('])?;
    let (name, unit) = (name.trim(), unit.trim());
    (!name.is_empty() && !unit.is_empty()).then_some((name, unit))
}
