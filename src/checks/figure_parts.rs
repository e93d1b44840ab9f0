//! Figures of the ledger whose parts do not add up.

use rust_decimal::Decimal;

use crate::diag::{Diagnostic, Report, Rule, Severity};
use crate::model::{Figure, FigureId, Site};
use crate::say;
use crate::text::Amount;

/// Parts that do not make the whole.
pub static FIGURE_PARTS: Rule = Rule {
    name: "figure-parts",
    severity: Severity::Warning,
    zh: "数字台账里写了“分项”的数字，分项加起来应当等于它，单位也要相同。对不上的，不是总数错了，就是分项漏了或重了。",
    en: "The parts of a figure of the ledger must add up to it and have its unit. If they do not, the total is wrong, or a \
         part is missing or counted twice.",
};

pub fn check(site: &Site, report: &mut Report) {
    for (_, figure) in site.figures.iter().filter(|(_, figure)| !figure.parts.is_empty()) {
        let (known, unknown): (Vec<_>, Vec<_>) = figure
            .parts
            .iter()
            .map(|name| (name, site.figures.find(name)))
            .partition(|(_, id)| id.is_some());
        if let Some((name, _)) = unknown.first() {
            report.push(no_part(figure, name));
            continue;
        }
        let parts: Vec<FigureId> = known.into_iter().filter_map(|(_, id)| id).collect();
        report.extend(compared(site, figure, &parts));
    }
}

/// What is wrong with the parts of `figure`, as of the day of the build.
fn compared(site: &Site, figure: &Figure, parts: &[FigureId]) -> Option<Diagnostic> {
    let get = |id: &FigureId| site.figures.get(*id);
    if let Some(other) = parts.iter().map(get).find(|part| part.unit != figure.unit) {
        return Some(other_unit(figure, other));
    }
    let on = |figure: &Figure| figure.on(site.today).amount.decimal();
    let sum: Decimal = parts.iter().map(|id| on(get(id))).sum();
    (sum != on(figure)).then(|| {
        let (label, sum) = (&figure.label, figure.with_unit(Amount::from(sum)));
        let whole = figure.with_unit(figure.on(site.today).amount);
        let place = figure.on(site.today).place.clone();
        let message = say!(
            "“{label}”是 {whole}，分项加起来是 {sum}",
            "“{label}” is {whole}, but its parts add up to {sum}"
        );
        let finding = Diagnostic::new(&FIGURE_PARTS, place, message);
        let finding = parts.iter().map(get).fold(finding, |finding, part| {
            let value = part.on(site.today);
            let shown = part.with_unit(value.amount);
            finding.note(value.place.clone(), say!("{shown}", "{shown}"))
        });
        finding.help(say!("核对总数和各个分项", "check the total and each of its parts"))
    })
}

fn no_part(figure: &Figure, name: &str) -> Diagnostic {
    Diagnostic::new(
        &FIGURE_PARTS,
        figure.place.clone(),
        say!("分项“{name}”不在台账里", "the part “{name}” is not in the ledger"),
    )
    .help(say!("写台账里的编号或名称", "write an id or a label of the ledger"))
}

fn other_unit(figure: &Figure, part: &Figure) -> Diagnostic {
    let (label, unit) = (&part.label, &part.unit);
    Diagnostic::new(
        &FIGURE_PARTS,
        figure.place.clone(),
        say!(
            "分项“{label}”的单位是“{unit}”，与总数不同",
            "the part “{label}” has the unit “{unit}”, which is not that of the whole"
        ),
    )
    .note(part.place.clone(), say!("分项在这里", "the part is here"))
    .help(say!("改成同一个单位", "give both the same unit"))
}
