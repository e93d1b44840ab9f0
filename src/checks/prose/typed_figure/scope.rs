//! Of which day and place a typed figure is. Never guesses: what is not sure is another scope.

use std::ops::Range;

use super::beside::Typed;
use crate::checks::prose::Text;
use crate::checks::prose::two_figures::{OTHERWISE, WHEN, places};
use crate::checks::prose::words::{clause, has_any};
use crate::model::{Figure, FigureValue, Site};
use crate::text::AsOf;

/// Words of circles that may be less, or more, than the office's own.
const CIRCLES: &[&str] = &[
    "城区", "郊区", "主城", "农村", "本级", "机关", "城镇", "社区", "全国", "全省", "省内", "国内",
];

/// What a sentence means of a figure.
#[derive(Debug, Clone, Copy)]
pub struct Meant<'f> {
    /// The value.
    pub value: &'f FigureValue,
    /// Whether another number would be a mistake. Where the sentence names no more than the year in
    /// which the value was counted, it may be what came in that year.
    pub is_sure: bool,
    /// The day it was counted on, where the sentence names it.
    pub named: Option<AsOf>,
}

/// The value of `figure` that the sentence speaks of; none when it speaks of another scope, or of a
/// part, a change, an aim.
pub fn meant<'f>(
    site: &Site,
    text: &Text<'_>,
    typed: &Typed<'_>,
    figure: &'f Figure,
) -> Option<Meant<'f>> {
    let words = &typed.passage.words;
    let at = typed.quantity.place.start;
    let before = typed.passage.sentence(at).start..at;
    let around = clause(words, at);
    let told = without(words, before.clone(), &typed.marked);
    let is_other = |word: &&str| told.contains(*word) && !says(figure, word);
    let is_otherwise = has_any(&without(words, around, &typed.marked), OTHERWISE)
        || CIRCLES.iter().any(is_other)
        || WHEN.iter().any(|word| is_other(word) && !is_its_year(text, word, figure));
    if is_otherwise || names_another_place(site, &told, figure) {
        return None;
    }
    let value = figure.on(text.figures_day);
    let mut meant = Meant { value, is_sure: true, named: None };
    for date in typed.passage.dates.iter().filter(|date| before.contains(&date.place.start)) {
        let said = &words[date.place.clone()];
        let of_then = |value: &&FigureValue| is_as_of(value, said);
        let in_then = |value: &&FigureValue| is_as_of_a_day_in(value, said);
        if let Some(value) = figure.values.iter().find(of_then) {
            meant = Meant { value, named: value.as_of, ..meant };
        } else if let Some(value) = figure.values.iter().rfind(in_then) {
            meant = Meant { value, is_sure: false, named: value.as_of };
        } else if !says(figure, said) {
            return None;
        }
    }
    Some(meant)
}

/// Whether words around a number in a table or a strip name no other day, place or part.
pub fn is_plain(site: &Site, around: &str, figure: &Figure, value: &FigureValue) -> bool {
    let day = value.as_of.map(AsOf::chinese).unwrap_or_default();
    let told = if day.is_empty() { around.to_owned() } else { around.replace(&day, "") };
    let is_other = |word: &&str| told.contains(*word) && !says(figure, word);
    !(told.contains(['年', '月', '比'])
        || has_any(&told, OTHERWISE)
        || CIRCLES.iter().chain(WHEN).any(is_other)
        || names_another_place(site, &told, figure))
}

/// The words in `range`, without those in `cut`.
fn without(words: &str, range: Range<usize>, cut: &Range<usize>) -> String {
    let first = &words[range.start..cut.start.clamp(range.start, range.end)];
    let last = &words[cut.end.clamp(range.start, range.end)..range.end];
    format!("{first}\n{last}")
}

/// Whether the figure itself says `word`: in its name, or in the time it is counted over.
fn says(figure: &Figure, word: &str) -> bool {
    figure.wordings().chain(figure.period.as_deref()).any(|said| said.contains(word))
}

/// Whether `word` means the year that the figure is counted over.
fn is_its_year(text: &Text<'_>, word: &str, figure: &Figure) -> bool {
    let year = format!("{}年", text.figures_day.year());
    word == "今年" && figure.period.as_ref().is_some_and(|period| period.contains(&year))
}

fn is_as_of(value: &FigureValue, said: &str) -> bool {
    value.as_of.is_some_and(|as_of| as_of.chinese() == said)
}

fn is_as_of_a_day_in(value: &FigureValue, said: &str) -> bool {
    value.as_of.is_some_and(|as_of| as_of.chinese().starts_with(said))
}

/// Whether a place is named that is neither the figure's nor the office's own.
fn names_another_place(site: &Site, told: &str, figure: &Figure) -> bool {
    let own = site.config.place.as_deref().unwrap_or_default();
    let is_ours = |name: &str| {
        let bare = name.trim_end_matches(['省', '市', '县', '区', '镇', '乡', '村']);
        own.contains(name) || figure.wordings().any(|wording| wording.contains(bare))
    };
    let holders = site.honours.holders().map(|(_, holder)| holder.short_name());
    let known = holders.filter(|name| told.contains(*name));
    known.into_iter().any(|name| !is_ours(name)) || places(told).iter().any(|name| !is_ours(name))
}
