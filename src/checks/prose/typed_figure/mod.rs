//! Numbers that are typed where the ledger has them. Never reads a figure whose scope is not sure.

mod beside;
mod scope;
mod shown;

use std::ops::Range;

use rust_decimal::Decimal;

use super::lexicon::{List, apart};
use super::two_figures::{TWO_FIGURES, is_typing_slip};
use super::{Part, Passage, Text};
use crate::diag::{Diagnostic, Message, Report, Rule, Severity};
use crate::load::{Quotable, Quoting};
use crate::markup::{QuoteCall, QuoteLedger, Quotes};
use crate::model::{Figure, FigureId, FigureValue, Site};
use crate::say;
use crate::text::{AsOf, Quantity, Scale};
use beside::Typed;
use scope::Meant;
use shown::Entry;

/// A number that is typed although the ledger has it.
pub static TYPED_FIGURE: Rule = Rule {
    name: "typed-figure",
    severity: Severity::Note,
    zh: "数字台账里有的数，稿件里又打了一遍，例如“累计悬挂光荣牌12306块”。改为引用 {{ 数字(光荣牌) }}：台账改了，各处跟着改，\
         旧稿仍用当日的数。引用出来一字不差的，check --fix 可以代改。打的是台账另一天的数，也会指出；和台账哪一天都不一样的，\
         由规则 two-figures 指出。表格的一行、数字框的一项，名目和台账一样的，也算。引别人的话、书名、写明别的年份或地区的数、“其中”的一部分，都不算。",
    en: "A number of the ledger of figures is typed once more in a text. Quote it with {{ figure(name) }} instead: it then \
         changes with the ledger, and an old text keeps the figure of its day. Where the quotation gives the very same \
         words, check --fix makes the change. A number of another day of the ledger is pointed out as well; one of no day \
         of the ledger is told of by two-figures. So it is with the row of a table and the part of a strip that is called as \
         the ledger calls it. Other people's words, titles of books, figures of another year or place \
         and parts of a whole do not count.",
};

/// The ways to quote a number with its unit.
const WITH_UNIT: [&[&str]; 4] = [&[], &["连写"], &["万"], &["亿"]];
/// The ways to quote a number alone.
const ALONE: [&[&str]; 2] = [&["无单位"], &["无单位", "连写"]];

/// Everything the ledger calls its figures, ready to be looked for.
pub struct Ledger<'a> {
    site: &'a Site,
    /// Every wording, and what it is one of.
    wordings: Vec<(&'a str, FigureId)>,
}

impl<'a> Ledger<'a> {
    pub fn new(site: &'a Site) -> Self {
        let figures = site.figures.iter();
        let named = figures.flat_map(|(id, figure)| figure.wordings().map(move |it| (it, id)));
        let wordings = named.filter(|(wording, _)| wording.chars().count() > 1).collect();
        Self { site, wordings }
    }

    /// The wordings, in their order.
    pub fn words(&self) -> Vec<&'a str> {
        self.wordings.iter().map(|(wording, _)| *wording).collect()
    }

    /// Looks for figures of the ledger that are typed in `text`.
    pub fn look(&self, text: &Text<'_>, report: &mut Report) {
        if self.wordings.is_empty() {
            return;
        }
        let is_prose = |passage: &&Passage| {
            !matches!(passage.part, Part::Cell { .. } | Part::Strip { .. })
                && !passage.quantities.is_empty()
        };
        for passage in text.passages.iter().filter(is_prose) {
            for found in apart(passage.hits(List::Figures)) {
                let (_, id) = self.wordings[found.word];
                let typed = Typed::beside(passage, found.place.clone());
                report.extend(typed.and_then(|typed| self.judge(text, &typed, id)));
            }
        }
        for entry in shown::entries(text) {
            report.extend(self.judge_entry(text, &entry));
        }
    }

    /// What is wrong with a number of a table or a strip. A number that is not the ledger's is told of
    /// only where it is so like it that it must be a slip: the scope of a table stands around it.
    fn judge_entry(&self, text: &Text<'_>, entry: &Entry<'_>) -> Option<Diagnostic> {
        let figure = self.site.figures.get(self.site.figures.find(entry.name)?);
        let (factor, unit) = counted_in(figure);
        let value = entry.quantity.value.decimal();
        let worth = |it: &FigureValue| match entry.unit() {
            "" => Some(it.amount.decimal()),
            said if said == figure.unit && entry.quantity.unit.is_empty() => {
                Some(it.amount.decimal())
            }
            said if said == unit => Some(worth(it, factor)),
            _ => None,
        };
        let meant = figure.on(text.figures_day);
        let ledger = worth(meant)?;
        if !scope::is_plain(self.site, &entry.around, figure, meant) {
            return None;
        }
        let typed = entry.typed();
        if ledger == value {
            return Some(self.typed(text, &typed, figure, None));
        }
        let another = figure.values.iter().find(|other| worth(other) == Some(value));
        match another.filter(|_| entry.is_alone) {
            Some(other) => Some(of_another_day(text, &typed, figure, (meant, other))),
            None if entry.is_alone && is_typing_slip(value, ledger) => {
                Some(contradiction(text, &typed, figure, meant))
            }
            None => None,
        }
    }

    fn judge(&self, text: &Text<'_>, typed: &Typed<'_>, id: FigureId) -> Option<Diagnostic> {
        let figure = self.site.figures.get(id);
        let (factor, unit) = counted_in(figure);
        if typed.unit() != unit {
            return None;
        }
        let Meant { value: meant, is_sure, named } = scope::meant(self.site, text, typed, figure)?;
        let is = |value: &FigureValue| worth(value, factor) == typed.quantity.value.decimal();
        if is(meant) {
            return Some(self.typed(text, typed, figure, named));
        }
        let another = figure.values.iter().find(|other| is(other));
        if let Some(other) = another.filter(|_| is_sure) {
            return Some(of_another_day(text, typed, figure, (meant, other)));
        }
        let ledger = worth(meant, factor);
        let is_wrong = is_sure && !is_rounded(typed, ledger) && typed.is_of_the_whole(ledger);
        is_wrong.then(|| contradiction(text, typed, figure, meant))
    }

    /// A number that could be quoted: as of the day that is `named`, else of the text's own.
    fn typed(
        &self,
        text: &Text<'_>,
        typed: &Typed<'_>,
        figure: &Figure,
        named: Option<AsOf>,
    ) -> Diagnostic {
        let said = typed.said();
        let name = quotable_name(typed, figure);
        let label = &figure.label;
        let message = say!(
            "台账里有“{label}”，这里又打了一遍 {said}",
            "the ledger has “{label}”, and {said} is typed here once more"
        );
        let until = named.map(|day| format!("截至 {}", day.iso()));
        let quotation = self.same_words(text, typed, name, until.as_deref());
        let safe = quotation.filter(|(at, _)| !text.opens_plain_field(typed.passage, at));
        let fix = safe.and_then(|(at, call)| text.fix(typed.passage, at, &call.to_string()));
        let finding = found(&TYPED_FIGURE, text, typed, message);
        match fix {
            Some(fix) => finding.fix(fix),
            None => finding.help(quote_it(name)),
        }
    }

    /// The quotation that gives the very words that are typed, and where these stand.
    fn same_words<'n>(
        &self,
        text: &Text<'_>,
        typed: &Typed<'_>,
        name: &'n str,
        until: Option<&'n str>,
    ) -> Option<(Range<usize>, QuoteCall<'n>)> {
        let ledger = Quotable {
            figures: &self.site.figures,
            honours: &self.site.honours,
            today: self.site.today,
        };
        let quoting: Quoting<'_> = ledger.on(text.figures_day, text.file);
        let with_unit = WITH_UNIT.map(|options| (&typed.quantity.place, options));
        let alone = ALONE.map(|options| (&typed.quantity.digits, options));
        with_unit.into_iter().chain(alone).find_map(|(place, options)| {
            let options = options.iter().copied().chain(until).collect();
            let call = QuoteCall { ledger: QuoteLedger::Figures, name, options };
            let words = quoting.quote(&call, 0..0)?.words;
            (words == typed.passage.words[place.clone()]).then(|| (place.clone(), call))
        })
    }
}

/// What a figure's unit counts by, and the unit itself: 万元 is ten thousand 元.
fn counted_in(figure: &Figure) -> (Decimal, &str) {
    let scale = figure.unit.chars().next().and_then(Scale::of);
    match scale.and_then(|scale| figure.unit.strip_prefix(scale.character()).map(|u| (scale, u))) {
        Some((scale, unit)) if !unit.is_empty() => (scale.factor(), unit),
        _ => (Decimal::ONE, &figure.unit),
    }
}

fn worth(value: &FigureValue, factor: Decimal) -> Decimal {
    value.amount.decimal().saturating_mul(factor)
}

/// Whether what is typed is `ledger`, rounded or cut to the digits that are typed.
fn is_rounded(typed: &Typed<'_>, ledger: Decimal) -> bool {
    let Quantity { scale, value, digits, .. } = typed.quantity;
    let Some(scale) = scale else { return false };
    let said = &typed.passage.words[digits.clone()];
    let places = said.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let places = u32::try_from(places).unwrap_or(u32::MAX).min(28);
    let (ledger, typed) = (ledger / scale.factor(), value.decimal() / scale.factor());
    ledger.round_dp(places) == typed || ledger.trunc_with_scale(places) == typed
}

/// The name to quote a figure by: the words that stand there, when they can be typed in a quotation.
fn quotable_name<'n>(typed: &Typed<'n>, figure: &'n Figure) -> &'n str {
    let is_plain = |name: &&str| !name.contains([',', '，', '|', '{', '}', '*', '_', '`', '\\']);
    [typed.name, &figure.label].into_iter().find(is_plain).unwrap_or(&figure.id)
}

fn found(rule: &'static Rule, text: &Text<'_>, typed: &Typed<'_>, message: Message) -> Diagnostic {
    text.finding(rule, typed.passage, typed.quantity.place.clone(), message)
}

fn quote_it(name: &str) -> Message {
    say!(
        "引用台账：{{{{ 数字({name}) }}}}，台账改了，这里跟着改",
        "quote the ledger with {{{{ figure({name}) }}}}, and it changes with the ledger"
    )
}

/// Until when a value holds, to be told behind it.
fn as_of(value: &FigureValue) -> (String, String) {
    value.as_of.map_or_else(Default::default, |as_of| {
        (format!("（截至{}）", as_of.chinese()), format!(" (as of {})", as_of.iso()))
    })
}

fn of_another_day(
    text: &Text<'_>,
    typed: &Typed<'_>,
    figure: &Figure,
    (meant, other): (&FigureValue, &FigureValue),
) -> Diagnostic {
    let (said, label, now) = (typed.said(), &figure.label, figure.with_unit(meant.amount));
    let ((then_zh, then_en), (now_zh, now_en)) = (as_of(other), as_of(meant));
    let message = Message::new(
        format!(
            "“{label}”这里是 {said}，是台账另一天的数{then_zh}；这篇文章的日期应是 {now}{now_zh}"
        ),
        format!(
            "“{label}” is {said} here, the ledger's value of another day{then_en}; on the day of this text it is {now}{now_en}"
        ),
    );
    found(&TYPED_FIGURE, text, typed, message)
        .note(other.place.clone(), say!("台账里在这里", "it stands here in the ledger"))
        .help(quote_it(quotable_name(typed, figure)))
}

fn contradiction(
    text: &Text<'_>,
    typed: &Typed<'_>,
    figure: &Figure,
    value: &FigureValue,
) -> Diagnostic {
    let (said, label, ledger) = (typed.said(), &figure.label, figure.with_unit(value.amount));
    let (zh, en) = as_of(value);
    let message = Message::new(
        format!("“{label}”台账里是 {ledger}{zh}，这里是 {said}"),
        format!("“{label}” is {ledger} in the ledger{en} and {said} here"),
    );
    found(&TWO_FIGURES, text, typed, message)
        .note(value.place.clone(), say!("台账里在这里", "it stands here in the ledger"))
        .help(say!(
            "核对原始材料，改正写错的；口径不同的写明口径",
            "compare with the records and correct the wrong one; say so when the scope differs"
        ))
}
