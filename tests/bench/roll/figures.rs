//! What was measured of a roll of one size, and the tables that say so.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::found::Found;
use super::served::Served;
use crate::measure::Usage;
use crate::report::{Counts, row};

/// What is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Run {
    /// Fengbei's memorial with everything.
    Memorial,
    /// Reading the table.
    Table,
    /// Writing the memorial's bytes.
    Floor,
    /// Fengbei's tables by county, and the list.
    Tables,
    /// Fengbei's everything in the minimal theme.
    Whole,
    /// Hugo's tables by county.
    HugoPlace,
    /// Hugo's tables by county and the list.
    HugoList,
    /// Fengbei's everything and a page a person.
    People,
    /// Hugo's page a person.
    HugoPeople,
}

impl Run {
    /// Every run with what it is called.
    const ALL: [(Self, &'static str); 9] = [
        (Self::Memorial, "Fengbei, memorial theme, everything on"),
        (Self::Table, "csv crate (only reads the table)"),
        (Self::Floor, "floor (only writes the memorial's bytes)"),
        (Self::Tables, "Fengbei, county tables + list"),
        (Self::Whole, "Fengbei, everything on"),
        (Self::HugoPlace, "Hugo, county tables"),
        (Self::HugoList, "Hugo, county tables + list"),
        (Self::People, "Fengbei, everything on + a page a person"),
        (Self::HugoPeople, "Hugo, a page a person"),
    ];

    /// What it is called.
    pub fn title(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// What each program cost at one size, run by run: the runs of one round stand at the same place.
#[derive(Debug, Default)]
pub struct Figures {
    /// People.
    pub size: usize,
    /// What was written.
    pub counts: BTreeMap<Run, Counts>,
    /// What it cost.
    pub runs: BTreeMap<Run, Vec<Usage>>,
    /// The preview of the memorial.
    pub served: Option<Served>,
    /// What looking for people cost.
    pub found: Vec<Found>,
}

impl Figures {
    /// Adds a run of the next round.
    pub fn add(&mut self, run: Run, usage: Usage) {
        self.runs.entry(run).or_default().push(usage);
    }

    /// The runs of a kind; none when it was not measured.
    pub fn of(&self, run: Run) -> &[Usage] {
        self.runs.get(&run).map_or(&[], Vec::as_slice)
    }

    /// The table of this size.
    pub fn table(&self) -> String {
        let mut out = format!("\n## {} people\n\n", self.size);
        out.push_str("|  | pages | files | MB | largest KB |\n|---|--:|--:|--:|--:|\n");
        for (run, title) in Run::ALL {
            let Some(Counts { pages, files, bytes, largest }) = self.counts.get(&run) else {
                continue;
            };
            let (megabytes, kilobytes) = (bytes / 1_000_000, largest / 1_000);
            writeln!(out, "| {title} | {pages} | {files} | {megabytes} | {kilobytes} |")
                .expect("a string");
        }
        out.push_str(
            "\n|  | wall s | user s | system s | peak MB | load |\n|---|--:|--:|--:|--:|--:|\n",
        );
        for (run, title) in Run::ALL {
            if !self.of(run).is_empty() {
                row(&mut out, title, self.of(run));
            }
        }
        out
    }
}
