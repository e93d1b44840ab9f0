//! Figures as a table, with the targets they are held to.

use std::fmt::Write as _;

use super::measure::Usage;

/// What one size cost, run by run: the runs of one round stand at the same place.
#[derive(Debug, Default)]
pub struct Figures {
    /// Articles.
    pub size: usize,
    /// What was written, by each program.
    pub counts: Vec<(&'static str, Counts)>,
    /// Fengbei into a fresh folder.
    pub fengbei: Vec<Usage>,
    /// Hugo into a fresh folder.
    pub hugo: Vec<Usage>,
    /// The floor, from the bytes of Fengbei's site.
    pub floor: Vec<Usage>,
    /// Fengbei again, with nothing changed.
    pub again: Vec<Usage>,
    /// Fengbei with the theme of offices and the search.
    pub portal: Vec<Usage>,
    /// Seconds from saving an article to its new page in the preview.
    pub saves: Vec<f64>,
}

/// What is in an output folder.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Pages.
    pub pages: usize,
    /// All files.
    pub files: usize,
    /// Bytes of all files.
    pub bytes: u64,
    /// Bytes of the largest file.
    pub largest: u64,
}

/// A ratio and what it should be at most.
struct Target {
    what: &'static str,
    value: f64,
    most: f64,
}

/// One figure of a run.
pub type Measure = fn(&Usage) -> f64;

/// Wall time.
pub const WALL: Measure = |usage| usage.wall;
const USER: Measure = |usage| usage.user;
/// Peak memory.
pub const PEAK: Measure = |usage| usage.peak;

impl Figures {
    /// The table of this size.
    pub fn table(&self) -> String {
        let mut out = format!("\n## {} articles\n\n", self.size);
        for (name, counts) in &self.counts {
            let Counts { pages, files, bytes, .. } = counts;
            let megabytes = bytes / 1_000_000;
            writeln!(out, "{name}: {pages} pages, {files} files, {megabytes} MB")
                .expect("a string");
        }
        out.push_str(
            "\n|  | wall s | user s | system s | peak MB | load |\n|---|--:|--:|--:|--:|--:|\n",
        );
        let rows = [
            ("Fengbei", &self.fengbei),
            ("Hugo", &self.hugo),
            ("floor (only writes)", &self.floor),
            ("Fengbei, nothing changed", &self.again),
            ("Fengbei, portal theme and search", &self.portal),
        ];
        for (name, runs) in rows.iter().filter(|(_, runs)| !runs.is_empty()) {
            row(&mut out, name, runs);
        }
        if !self.saves.is_empty() {
            let (most, middle) =
                (self.saves.iter().copied().fold(0.0, f64::max), median(&self.saves));
            writeln!(
                out,
                "\nsave to new page in the preview: {:.0} ms, at most {:.0} ms",
                middle * 1e3,
                most * 1e3
            )
            .expect("a string");
        }
        out
    }

    /// The targets for this size, each with what was measured.
    pub fn targets(&self) -> String {
        let ratio = |measure, mine: &[Usage], other: &[Usage]| paired(measure, mine, other);
        let mut targets = vec![
            Target {
                what: "wall / floor",
                value: ratio(WALL, &self.fengbei, &self.floor),
                most: 2.0,
            },
            Target {
                what: "wall / Hugo",
                value: ratio(WALL, &self.fengbei, &self.hugo),
                most: 0.25,
            },
            Target {
                what: "user / Hugo",
                value: ratio(USER, &self.fengbei, &self.hugo),
                most: 0.125,
            },
            Target {
                what: "peak / Hugo",
                value: ratio(PEAK, &self.fengbei, &self.hugo),
                most: 1.0 / 6.0,
            },
            Target { what: "peak MB", value: median_of(PEAK, &self.fengbei), most: 150.0 },
            Target {
                what: "unchanged / cold, wall",
                value: ratio(WALL, &self.again, &self.fengbei),
                most: 0.2,
            },
            Target {
                what: "unchanged / cold, user",
                value: ratio(USER, &self.again, &self.fengbei),
                most: 0.2,
            },
        ];
        if !self.saves.is_empty() {
            let most = self.saves.iter().copied().fold(0.0, f64::max);
            targets.push(Target { what: "save to page, ms", value: most * 1e3, most: 100.0 });
        }
        lines(&targets)
    }
}

/// How cost grows from the smallest to the largest size.
pub fn growth(small: &Figures, large: &Figures) -> String {
    let sizes = f64::from(u32::try_from(large.size).expect("few articles"))
        / f64::from(u32::try_from(small.size).expect("few articles"));
    let grown = |measure| median_of(measure, &large.fengbei) / median_of(measure, &small.fengbei);
    let head = format!("\n## From {} to {} articles: × {sizes}\n\n", small.size, large.size);
    head + &lines(&[
        Target { what: "wall grows ×", value: grown(WALL), most: sizes },
        Target { what: "user grows ×", value: grown(USER), most: sizes },
        Target { what: "peak grows ×", value: grown(PEAK), most: sizes },
    ])
}

/// Adds the row of the runs of `name`: their medians, and every load.
pub fn row(out: &mut String, name: &str, runs: &[Usage]) {
    let m = |measure| median_of(measure, runs);
    let (wall, user, system, peak) = (m(WALL), m(USER), m(|u| u.system), m(PEAK));
    let loads: Vec<String> = runs.iter().map(|run| format!("{:.1}", run.load)).collect();
    writeln!(
        out,
        "| {name} | {wall:.2} | {user:.2} | {system:.2} | {peak:.0} | {} |",
        loads.join(" ")
    )
    .expect("a string");
}

fn lines(targets: &[Target]) -> String {
    let mut out = String::from("\n| ratio | measured | at most |  |\n|---|--:|--:|---|\n");
    for Target { what, value, most } in targets.iter().filter(|target| !target.value.is_nan()) {
        let verdict = if value <= most { "kept" } else { "missed" };
        writeln!(out, "| {what} | {value:.3} | {most:.3} | {verdict} |").expect("a string");
    }
    out
}

/// The median of the ratios of runs in one round; not a number when there are none.
fn paired(measure: Measure, mine: &[Usage], other: &[Usage]) -> f64 {
    let ratios: Vec<f64> = mine.iter().zip(other).map(|(a, b)| measure(a) / measure(b)).collect();
    median(&ratios)
}

fn median_of(measure: Measure, runs: &[Usage]) -> f64 {
    median(&runs.iter().map(measure).collect::<Vec<_>>())
}

/// The one in the middle; not a number when there are none.
pub fn median(numbers: &[f64]) -> f64 {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}
