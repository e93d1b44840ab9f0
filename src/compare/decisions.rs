//! What somebody decided about people who may be one: a table that is written with the open
//! questions and read back. Nothing that somebody wrote into it is ever lost.

use std::ops::ControlFlow;

use super::csv;
use crate::diag::Message;
use crate::say;
use crate::source::File;
use crate::source::table::{Row, TableFault, TableOptions, read_table};

/// The columns, in order.
const COLUMNS: [&str; 15] = [
    "旧编号",
    "旧行",
    "旧姓名",
    "旧情况",
    "新编号",
    "新行",
    "新姓名",
    "新情况",
    "相似度",
    "理由",
    "结论",
    "说明",
    "经办人",
    "日期",
    "核对码",
];

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// 同一人
    Same,
    /// 不是同一人
    Different,
    /// 待查, nothing, or a word that is none of these.
    Open,
}

/// One of the two people of a decision, as the table has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Side {
    /// 编号
    pub id: String,
    /// 行
    pub row: String,
    /// 姓名
    pub name: String,
    /// 情况: what else is known, for the one who decides.
    pub about: String,
}

/// One row of the table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decision {
    /// Of the old edition.
    pub old: Side,
    /// Of the new edition.
    pub new: Side,
    /// 相似度
    pub score: String,
    /// 理由
    pub reason: String,
    /// 结论, as it was typed.
    pub verdict: String,
    /// 说明
    pub note: String,
    /// 经办人
    pub clerk: String,
    /// 日期
    pub day: String,
    /// 核对码: digests of both people, by which they are found when their rows move.
    pub code: String,
    /// Columns of the office's own, as in [`Decisions::extra`].
    pub extra: Vec<String>,
}

/// The table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decisions {
    /// Its rows.
    pub rows: Vec<Decision>,
    /// Headers of columns that are the office's own.
    pub extra: Vec<String>,
}

impl Decision {
    /// What was decided.
    pub fn verdict(&self) -> Verdict {
        match self.verdict.trim().to_lowercase().as_str() {
            "同一人" | "同一个人" | "是" | "是同一人" | "同" | "same" | "yes" => {
                Verdict::Same
            }
            "不是同一人" | "不是同一个人" | "非同一人" | "否" | "不是" | "不同" | "different"
            | "no" => Verdict::Different,
            _ => Verdict::Open,
        }
    }

    /// Whether the word of the verdict is one that nobody knows.
    pub fn is_unclear(&self) -> bool {
        let word = self.verdict.trim();
        let open = matches!(word.to_lowercase().as_str(), "" | "待查" | "待定" | "存疑" | "open");
        self.verdict() == Verdict::Open && !open
    }

    /// Whether somebody wrote anything into it.
    pub fn is_touched(&self) -> bool {
        [&self.verdict, &self.note, &self.clerk, &self.day]
            .into_iter()
            .chain(&self.extra)
            .any(|text| !text.trim().is_empty())
    }

    fn cells(&self) -> [&str; 15] {
        let (old, new) = (&self.old, &self.new);
        [
            &old.id,
            &old.row,
            &old.name,
            &old.about,
            &new.id,
            &new.row,
            &new.name,
            &new.about,
            &self.score,
            &self.reason,
            &self.verdict,
            &self.note,
            &self.clerk,
            &self.day,
            &self.code,
        ]
    }

    fn cell(&mut self, column: usize) -> &mut String {
        let (old, new) = (&mut self.old, &mut self.new);
        [
            &mut old.id,
            &mut old.row,
            &mut old.name,
            &mut old.about,
            &mut new.id,
            &mut new.row,
            &mut new.name,
            &mut new.about,
            &mut self.score,
            &mut self.reason,
            &mut self.verdict,
            &mut self.note,
            &mut self.clerk,
            &mut self.day,
            &mut self.code,
        ]
        .into_iter()
        .nth(column)
        .expect("one of the columns")
    }
}

/// Why the table of decisions could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DecisionsFault {
    /// It is no table that can be read.
    Table(TableFault),
    /// It has no header with 结论.
    NoHeader,
}

impl DecisionsFault {
    /// In words; `name` is the file.
    pub fn message(&self, name: &str) -> Message {
        match self {
            Self::Table(fault) => say!(
                "核对结论 {name} 读不出来（{fault:?}），没有改动它",
                "the decisions in {name} cannot be read ({fault:?}); the file is untouched"
            ),
            Self::NoHeader => say!(
                "{name} 里没有“结论”一列，不是核对结论表，没有改动它",
                "{name} has no column 结论 (verdict), so it is no table of decisions; the file is untouched"
            ),
        }
    }
}

impl Decisions {
    /// Reads the table, its columns in any order. An empty file has no rows.
    pub fn read(file: &File) -> Result<Self, DecisionsFault> {
        let mut reading = Reading::default();
        let told = read_table(file, &TableOptions::default(), &mut |row| {
            reading.row(&row);
            ControlFlow::Continue(())
        });
        match told {
            Err(TableFault::Empty) => Ok(Self::default()),
            Err(fault) => Err(DecisionsFault::Table(fault)),
            Ok(_) if reading.columns.is_empty() => Err(DecisionsFault::NoHeader),
            Ok(_) => Ok(reading.decisions),
        }
    }

    /// The table as CSV, which office programs open.
    pub fn to_csv(&self) -> String {
        let mut text = csv::Writer::new();
        text.row(COLUMNS.into_iter().chain(self.extra.iter().map(String::as_str)));
        for decision in &self.rows {
            text.row(decision.cells().into_iter().chain(decision.extra.iter().map(String::as_str)));
        }
        text.finish()
    }
}

/// What a column of the file is.
#[derive(Debug, Clone, Copy)]
enum Column {
    Known(usize),
    Extra(usize),
}

#[derive(Debug, Default)]
struct Reading {
    decisions: Decisions,
    /// By column of the file, from 1.
    columns: Vec<(u32, Column)>,
}

impl Reading {
    fn row(&mut self, row: &Row<'_>) {
        if self.columns.is_empty() {
            self.header(row);
            return;
        }
        self.beyond(row);
        let mut decision = Decision {
            extra: vec![String::new(); self.decisions.extra.len()],
            ..Decision::default()
        };
        for (column, means) in &self.columns {
            let said = csv::without_guard(row.cells.get(*column)).to_owned();
            match means {
                Column::Known(known) => *decision.cell(*known) = said,
                Column::Extra(extra) => decision.extra[*extra] = said,
            }
        }
        self.decisions.rows.push(decision);
    }

    /// Makes room for cells below no header: somebody wrote them all the same.
    fn beyond(&mut self, row: &Row<'_>) {
        for (column, _) in row.cells.iter() {
            if !self.columns.iter().any(|(known, _)| *known == column) {
                let extra = self.decisions.extra.len();
                self.decisions.extra.push(format!("第{column}列"));
                self.columns.push((column, Column::Extra(extra)));
                for decision in &mut self.decisions.rows {
                    decision.extra.push(String::new());
                }
            }
        }
    }

    fn header(&mut self, row: &Row<'_>) {
        if !row.cells.iter().any(|(_, cell)| cell.trim() == "结论") {
            return;
        }
        for (column, cell) in row.cells.iter() {
            let cell = csv::without_guard(cell.trim());
            let known = COLUMNS.iter().position(|known| *known == cell).map(Column::Known);
            let means = known.unwrap_or_else(|| {
                self.decisions.extra.push(cell.to_owned());
                Column::Extra(self.decisions.extra.len() - 1)
            });
            self.columns.push((column, means));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Content, SourcePath};

    #[test]
    fn what_somebody_wrote_comes_back() {
        let typed = "经办人,结论,旧姓名,新姓名,处室意见\n'+甲,同一人,=甲一,甲乙,\"同意,\n归档\"\n,待 查,乙,丙,,补记\n";
        let file = File::new(SourcePath::new("a.csv"), Content::text(typed));
        let read = Decisions::read(&file).expect("a table");
        assert_eq!(read.extra, ["处室意见", "第6列"]);
        assert_eq!(read.rows[1].extra, ["", "补记"]);
        let first = &read.rows[0];
        assert_eq!((first.clerk.as_str(), first.old.name.as_str()), ("+甲", "=甲一"));
        assert_eq!((first.verdict(), first.extra[0].as_str()), (Verdict::Same, "同意,\n归档"));
        assert!(read.rows[1].is_unclear() && read.rows[1].is_touched());
        let file = File::new(SourcePath::new("a.csv"), Content::text(&read.to_csv()));
        assert_eq!(Decisions::read(&file).expect("a table"), read);
        let other = File::new(SourcePath::new("a.csv"), Content::text("姓名,籍贯\n甲,乙\n"));
        assert_eq!(Decisions::read(&other), Err(DecisionsFault::NoHeader));
    }
}
