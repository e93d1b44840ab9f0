//! What is wrong with the words of a site, one file per rule. A text is read once, as passages with
//! numbers, sentences and quotations, and every rule looks at that.
//!
//! Precision comes before count: a rule that is not sure is silent. Each rule has a page of bad and
//! good examples beside it, which is both its test and what `fengbei explain` shows. No rule here
//! knows other data of the site than its registry and its ledgers.

mod age_arithmetic;
mod anniversary;
mod announced_count;
mod date_impossible;
mod date_range;
mod day;
mod doubled_character;
mod honour_claim;
mod lexicon;
mod living_and_private;
mod look_alike;
mod magnitude;
mod military_detail;
mod mixed_quotes;
mod part_sum;
mod passage;
mod percentage;
mod reading;
mod registry_name;
mod relative_date;
mod repeated;
mod two_figures;
mod typed_figure;
mod words;
mod years_running;

use std::ops::Range;

use jiff::civil::Date;
use rayon::prelude::*;

use super::half_width;
use crate::diag::{Diagnostic, Fix, Message, Place, Report, Rule};
use crate::markup::Document;
use crate::model::{Column, Item, Site};
use crate::say;
use crate::source::SourcePath;
use lexicon::{Lexicon, List};

pub use passage::{OTHER, Part, Passage, StripPiece, Voice};
#[cfg(test)]
pub use reading::field;

/// The rules, each with its page of examples.
pub static RULES: [(&Rule, &str); 21] = [
    (&age_arithmetic::AGE_ARITHMETIC, include_str!("age-arithmetic.md")),
    (&anniversary::ANNIVERSARY, include_str!("anniversary.md")),
    (&announced_count::ANNOUNCED_COUNT, include_str!("announced-count.md")),
    (&date_impossible::DATE_IMPOSSIBLE, include_str!("date-impossible.md")),
    (&date_range::DATE_RANGE, include_str!("date-range.md")),
    (&doubled_character::DOUBLED_CHARACTER, include_str!("doubled-character.md")),
    (&honour_claim::HONOUR_CLAIM, include_str!("honour-claim.md")),
    (&living_and_private::LIVING_AND_PRIVATE, include_str!("living-and-private.md")),
    (&look_alike::LOOK_ALIKE, include_str!("look-alike.md")),
    (&magnitude::MAGNITUDE, include_str!("magnitude.md")),
    (&military_detail::MILITARY_DETAIL, include_str!("military-detail.md")),
    (&mixed_quotes::MIXED_QUOTES, include_str!("mixed-quotes.md")),
    (&part_sum::PART_SUM, include_str!("part-sum.md")),
    (&percentage::PERCENTAGE, include_str!("percentage.md")),
    (&registry_name::REGISTRY_NAME, include_str!("registry-name.md")),
    (&relative_date::RELATIVE_DATE, include_str!("relative-date.md")),
    (&repeated::REPEATED_PARAGRAPH, include_str!("repeated-paragraph.md")),
    (&repeated::REPEATED_SENTENCE, include_str!("repeated-sentence.md")),
    (&two_figures::TWO_FIGURES, include_str!("two-figures.md")),
    (&typed_figure::TYPED_FIGURE, include_str!("typed-figure.md")),
    (&years_running::YEARS_RUNNING, include_str!("years-running.md")),
];

/// A rule that needs nothing but one text.
type Look = fn(&Text<'_>, &mut Report);

const LOOKS: [Look; 17] = [
    age_arithmetic::look,
    anniversary::look,
    announced_count::look,
    date_impossible::look,
    date_range::look,
    doubled_character::look,
    half_width::look,
    living_and_private::look,
    look_alike::look,
    magnitude::look,
    military_detail::look,
    mixed_quotes::look,
    part_sum::look,
    percentage::look,
    relative_date::look,
    repeated::look,
    years_running::look,
];

/// The page of examples of `rule`, in Markdown; none when it has no page.
pub fn page(rule: &Rule) -> Option<&'static str> {
    RULES.iter().find(|(known, _)| known.name == rule.name).map(|(_, page)| *page)
}

/// What a text is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// An item of a column.
    Item,
    /// The words above the list of a column.
    Column,
    /// The life of a person of a roll.
    Life,
}

/// A text of the site, read.
#[derive(Debug)]
pub struct Text<'a> {
    /// Its file.
    pub file: &'a SourcePath,
    /// What the file says, head included.
    pub source: &'a str,
    /// The day that its words speak from; none when the page shows none.
    pub day: Option<Date>,
    /// The day whose figures it quotes.
    pub figures_day: Date,
    /// What it is part of.
    pub standing: Standing,
    /// Its passages in reading order, those of the head first.
    pub passages: Vec<Passage>,
}

impl<'a> Text<'a> {
    /// The text of `file`, without a head, in a site that is built for `today`.
    pub fn new(file: &'a SourcePath, body: &'a Document, standing: Standing, today: Date) -> Self {
        let passages = reading::passages(body);
        Self { file, source: body.source(), day: None, figures_day: today, standing, passages }
    }

    fn of_item(item: &'a Item, today: Date) -> Self {
        let mut text = Self::new(&item.source, &item.body, Standing::Item, today);
        text.day = item.date.or(item.updated).map(|moment| moment.date);
        text.figures_day = item.item_kind().day_of_figures(item.date, today);
        let said = [
            ("title", Part::Title, Some(&item.title)),
            ("kicker", Part::Line, item.kicker.as_ref()),
            ("deck", Part::Line, item.deck.as_ref()),
            ("summary", Part::Summary, Some(&item.summary)),
            ("cover_alt", Part::Caption, item.cover_alt.as_ref()),
        ];
        let fields = said.iter().filter_map(|(key, part, said)| {
            reading::field(text.source, item.place(key), *part, said.as_ref()?)
        });
        text.passages.splice(0..0, fields.collect::<Vec<_>>());
        text
    }

    fn of_column(column: &'a Column, today: Date) -> Option<Self> {
        let mut text = Self::new(column.source.as_ref()?, &column.body, Standing::Column, today);
        let said = [
            ("title", Part::Title, &column.title),
            ("description", Part::Summary, &column.description),
        ];
        let fields = said.iter().filter_map(|(key, part, said)| {
            reading::field(text.source, column.place(key), *part, said)
        });
        text.passages.splice(0..0, fields.collect::<Vec<_>>());
        Some(text)
    }

    /// The place of `range` of the words of `passage`.
    pub fn place(&self, passage: &Passage, range: Range<usize>) -> Place {
        Place::span_or_file(self.file, passage.place(range))
    }

    /// A finding at `range` of the words of `passage`.
    fn finding(
        &self,
        rule: &'static Rule,
        passage: &Passage,
        range: Range<usize>,
        message: Message,
    ) -> Diagnostic {
        Diagnostic::new(rule, self.place(passage, range), message)
    }

    /// The change of `range` to `right`, when the words may be changed where they stand.
    fn fix(&self, passage: &Passage, range: Range<usize>, right: &str) -> Option<Fix> {
        let place = passage.changeable(range)?;
        Some(Fix::replace(say!("改为“{right}”", "change to “{right}”"), self.file, place, right))
    }

    /// Whether `range` of the words of `passage` begins a field that is typed without quotation marks:
    /// `{` has a meaning of its own there.
    fn opens_plain_field(&self, passage: &Passage, range: &Range<usize>) -> bool {
        let is_field = matches!(passage.part, Part::Title | Part::Line | Part::Summary);
        let before = passage.changeable(range.clone()).map_or("", |at| &self.source[..at.start]);
        is_field && range.start == 0 && !before.ends_with(['"', '\''])
    }

    /// The year that its words speak from.
    fn year(&self) -> Option<i64> {
        self.day.map(|day| i64::from(day.year()))
    }

    /// The passages that make up the text: no title, caption or cell.
    fn running(&self) -> impl Iterator<Item = &Passage> {
        let is_running = |passage: &&Passage| {
            matches!(passage.part, Part::Paragraph | Part::Item { .. } | Part::Footnote)
        };
        self.passages.iter().filter(is_running)
    }
}

/// A finding with the fix that there may be.
fn with_fix(finding: Diagnostic, fix: Option<Fix>) -> Diagnostic {
    match fix {
        Some(fix) => finding.fix(fix),
        None => finding,
    }
}

/// What one text says that is compared with others.
#[derive(Default)]
struct Said {
    claims: Vec<two_figures::Claim>,
    paragraphs: Vec<repeated::Paragraph>,
}

pub fn check(site: &Site, report: &mut Report) {
    let names = registry_name::Names::new(&site.registry);
    let ledger = typed_figure::Ledger::new(site);
    let lexicon = Lexicon::new([
        (List::Slips, look_alike::words()),
        (List::Said, vec!["曰"]),
        (List::Helped, living_and_private::HELPED.to_vec()),
        (List::Barracks, military_detail::PLACES.to_vec()),
        (List::Coordinates, military_detail::COORDINATES.to_vec()),
        (List::Lunar, date_impossible::LUNAR.to_vec()),
        (List::Parts, part_sum::MARKS.to_vec()),
        (List::Registry, names.words()),
        (List::Figures, ledger.words()),
    ]);
    let today = site.today;
    let columns = site.columns.par_iter().filter_map(|column| Text::of_column(column, today));
    let items = site.items.par_iter().map(|item| Text::of_item(item, today));
    let lives: Vec<_> = site.rolls.iter().flat_map(|roll| roll.lives.values()).collect();
    let lives = lives
        .into_par_iter()
        .map(|life| Text::new(&life.source, &life.body, Standing::Life, today));
    let looked: Vec<(Report, Said)> = columns
        .chain(items)
        .chain(lives)
        .map(|mut text| {
            for passage in &mut text.passages {
                passage.hits = lexicon.read(&passage.words);
            }
            let mut report = Report::new();
            for look in LOOKS {
                look(&text, &mut report);
            }
            names.look(&text, &mut report);
            ledger.look(&text, &mut report);
            honour_claim::look(site, &text, &mut report);
            let mut twice = Report::new();
            let claims = two_figures::look(&text, &mut twice);
            let is_told = |found: &Diagnostic| report.iter().any(|told| told.place == found.place);
            // A figure that contradicts the ledger is told of once.
            let others: Vec<_> = twice.iter().filter(|found| !is_told(found)).cloned().collect();
            report.extend(others);
            (report, Said { claims, paragraphs: repeated::paragraphs(&text) })
        })
        .collect();
    let mut said = Vec::new();
    for (found, one) in looked {
        report.absorb(found);
        said.push(one);
    }
    two_figures::compare(said.iter().flat_map(|one| &one.claims), report);
    repeated::compare(said.iter().flat_map(|one| &one.paragraphs), report);
}
