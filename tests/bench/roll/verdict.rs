//! Ratios, round by round, and the targets they are held to.

use std::fmt::Write as _;

use super::figures::{Figures, Run};
use super::found::Found;
use crate::measure::Usage;
use crate::report::{Measure, PEAK, WALL, median};

/// Processor time, in the program and in the kernel.
const CPU: Measure = |usage| usage.user + usage.system;
/// The size that is held against Hugo.
const COMPARED: usize = 100_000;
/// The size that has limits of its own.
const LARGEST: usize = 2_000_000;
/// How much more a person of the largest roll may cost than one of the smallest: sorting and looking
/// things up in memory grow a little faster than a roll does.
const LINEAR: f64 = 1.2;

/// What came of it in every round, and what it should be at most, when something is asked.
struct Verdict {
    what: String,
    rounds: Vec<f64>,
    most: Option<f64>,
}

/// Every ratio of a size, with its target.
pub fn verdicts(figures: &Figures) -> String {
    let mut all = floors(figures);
    all.extend(beside_hugo(figures));
    all.extend(limits(figures));
    lines(&all)
}

/// How the cost of a person grows up to the largest roll, from every smaller one: what every site
/// costs, however small, hides growth from the smallest.
pub fn growth(all: &[Figures]) -> String {
    let Some((large, smaller)) = all.split_last() else { return String::new() };
    let each = |measure, figures: &Figures| {
        median(&values(measure, figures.of(Run::Memorial))) / people(figures.size)
    };
    let mut out = String::from("\n## What a person costs in the memorial\n\n");
    for figures in all {
        let (wall, cpu) = (each(WALL, figures) * 1e6, each(CPU, figures) * 1e6);
        writeln!(out, "- of {}: {wall:.1} µs wall, {cpu:.1} µs cpu", figures.size)
            .expect("a string");
    }
    let grown = |figures: &Figures| {
        [("wall", WALL), ("cpu", CPU)].map(|(title, measure)| Verdict {
            what: format!("{title} of a person grows from {} people", figures.size),
            rounds: vec![each(measure, large) / each(measure, figures)],
            most: Some(LINEAR),
        })
    };
    out + &lines(&smaller.iter().flat_map(grown).collect::<Vec<_>>())
}

fn floors(figures: &Figures) -> Vec<Verdict> {
    let ratio =
        |what: &str, measure, other| ratio(figures, what, measure, (Run::Memorial, other), None);
    vec![
        ratio("memorial / csv crate, wall", WALL, Run::Table),
        ratio("memorial / csv crate, cpu", CPU, Run::Table),
        ratio("memorial / floor, wall", WALL, Run::Floor),
        ratio("memorial / floor, cpu", CPU, Run::Floor),
    ]
}

fn beside_hugo(figures: &Figures) -> Vec<Verdict> {
    let ratio = |what: &str, measure, runs, most| {
        let most = (figures.size == COMPARED).then_some(most);
        ratio(figures, what, measure, runs, most)
    };
    let third = 1.0 / 3.0;
    vec![
        ratio(
            "tables + list / Hugo's tables + list, cpu",
            CPU,
            (Run::Tables, Run::HugoList),
            third,
        ),
        ratio("tables + list / Hugo's tables, cpu", CPU, (Run::Tables, Run::HugoPlace), third),
        ratio("everything / Hugo's tables + list, cpu", CPU, (Run::Whole, Run::HugoList), 1.0),
        ratio("everything / Hugo's tables + list, peak", PEAK, (Run::Whole, Run::HugoList), 1.0),
        ratio("everything / Hugo's tables, cpu", CPU, (Run::Whole, Run::HugoPlace), 1.0),
        ratio("everything / Hugo's tables, peak", PEAK, (Run::Whole, Run::HugoPlace), 1.0),
        ratio("memorial / Hugo's tables + list, cpu", CPU, (Run::Memorial, Run::HugoList), 1.0),
        ratio("memorial / Hugo's tables + list, peak", PEAK, (Run::Memorial, Run::HugoList), 1.0),
        ratio("persons / Hugo's persons, cpu", CPU, (Run::People, Run::HugoPeople), 0.25),
        ratio("persons / Hugo's persons, peak", PEAK, (Run::People, Run::HugoPeople), 0.25),
    ]
}

fn limits(figures: &Figures) -> Vec<Verdict> {
    let limit = |what: &str, rounds, most| {
        let most = (figures.size == LARGEST).then_some(most);
        Verdict { what: what.into(), rounds, most }
    };
    let told = |what: &str, value| Verdict { what: what.into(), rounds: vec![value], most: None };
    let memorial = figures.of(Run::Memorial);
    let files = figures.counts.get(&Run::Memorial).map(|counts| people(counts.files));
    let mut all = vec![
        limit("memorial, wall s", values(WALL, memorial), 120.0),
        limit("memorial, peak MB", values(PEAK, memorial), 1_500.0),
        limit("memorial, files", files.into_iter().collect(), 40_000.0),
    ];
    if let Some(served) = &figures.served {
        let slowest = served.pages.iter().copied().fold(0.0, f64::max);
        all.extend([
            told("preview, s to its first answer", served.start),
            limit("preview, ms for a list page", vec![median(&served.pages) * 1e3], 50.0),
            told("preview, ms for the slowest one", slowest * 1e3),
        ]);
    }
    for Found { kind, asked, hits, most_moved, moved, slowest } in &figures.found {
        let most = match kind.as_str() {
            "name" | "id" => 64.0,
            "pinyin" | "initials" => 128.0,
            _ => 400.0,
        };
        all.extend([
            Verdict {
                what: format!("not found by {kind}, of {asked}"),
                rounds: vec![people(usize::try_from(asked - hits).expect("few"))],
                most: Some(0.0),
            },
            told(&format!("found by {kind}, KB moved, median"), *moved),
            limit(&format!("found by {kind}, KB moved at most"), vec![*most_moved], most),
            limit(&format!("found by {kind}, ms in the script at most"), vec![*slowest], 150.0),
        ]);
    }
    all
}

fn ratio(
    figures: &Figures,
    what: &str,
    measure: Measure,
    (mine, other): (Run, Run),
    most: Option<f64>,
) -> Verdict {
    let pairs = figures.of(mine).iter().zip(figures.of(other));
    Verdict {
        what: what.into(),
        rounds: pairs.map(|(a, b)| measure(a) / measure(b)).collect(),
        most,
    }
}

fn values(measure: Measure, runs: &[Usage]) -> Vec<f64> {
    runs.iter().map(measure).collect()
}

fn people(count: usize) -> f64 {
    f64::from(u32::try_from(count).expect("fewer than all people there are"))
}

fn lines(verdicts: &[Verdict]) -> String {
    let mut out =
        String::from("\n|  | each round | median | at most |  |\n|---|---|--:|--:|---|\n");
    for Verdict { what, rounds, most } in verdicts.iter().filter(|it| !it.rounds.is_empty()) {
        let each: Vec<String> = rounds.iter().map(|value| format!("{value:.2}")).collect();
        let middle = median(rounds);
        let (asked, verdict) = match most {
            Some(most) if middle <= *most => (format!("{most:.2}"), "kept"),
            Some(most) => (format!("{most:.2}"), "missed"),
            None => (String::new(), ""),
        };
        writeln!(out, "| {what} | {} | {middle:.2} | {asked} | {verdict} |", each.join(" "))
            .expect("a string");
    }
    out
}
