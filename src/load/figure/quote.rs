//! What a text quotes from the ledger: `{{ 数字(优待证, 万) }}`.

use std::cell::RefCell;
use std::ops::Range;

use jiff::civil::Date;

use crate::diag::{Diagnostic, Message, Place, Report, Rule, Severity};
use crate::markup::{Quote, QuoteCall, QuoteLedger, Quotes, fill};
use crate::model::{
    Badge, Figure, FigureId, FigureValue, Figures, HolderId, Honours, QuotedEntry, StripFigure,
};
use crate::say;
use crate::source::SourcePath;
use crate::text::{Amount, AsOf, Scale, chinese_number};

/// A figure that is quoted and not in the ledger, or quoted in a way there is not.
pub static UNKNOWN_FIGURE: Rule = Rule {
    name: "unknown-figure",
    severity: Severity::Error,
    zh: "稿件用 {{ 数字(名称) }} 引用的数字台账里没有，用 {{ 荣誉(地方) }} 引用的荣誉没有记录，或者括号里的写法不认识。页面上会\
         留下原样的 {{ }}，所以要改正。数字可以写编号、名称或别名，后面可以加：万、亿、无单位、连写、带日期、目标、最新、截至 \
         2025-12-31；荣誉后面可以加：级别、连冠、次数。",
    en: "A text quotes with {{ figure(name) }} what the ledger of figures does not have, or in a way there is not, so the \
         page would show the braces as typed. The name is an id, a label or another wording; after it may stand: wan, \
         yi, bare, ungrouped, dated, target, latest, as-of 2025-12-31. The same holds for {{ honour(place) }}, after which may \
         stand: a level, running, times.",
};

/// How the digits of a figure are shown.
#[derive(Debug, Default)]
enum Digits {
    /// In groups of three, from five digits on.
    #[default]
    Grouped,
    /// 连写
    Together,
    /// 万, 亿
    In(Scale),
}

/// How a figure is shown.
#[derive(Debug, Default)]
struct Manner {
    digits: Digits,
    is_bare: bool,
    is_dated: bool,
    is_target: bool,
    day: Option<Date>,
}

/// What texts may quote.
#[derive(Debug, Clone, Copy)]
pub struct Quotable<'a> {
    /// The ledger of figures.
    pub figures: &'a Figures,
    /// The record of honours.
    pub honours: &'a Honours,
    /// The day the site is built for.
    pub today: Date,
}

impl<'a> Quotable<'a> {
    /// Quotations of `file`, which shows what was known on `day`.
    pub fn on(self, day: Date, file: &'a SourcePath) -> Quoting<'a> {
        Quoting { quotable: self, file, day, told: RefCell::default() }
    }

    /// Quotations of `file`, which shows what is known today.
    pub fn today(self, file: &'a SourcePath) -> Quoting<'a> {
        self.on(self.today, file)
    }
}

/// The quotations of one file.
#[derive(Debug)]
pub struct Quoting<'a> {
    quotable: Quotable<'a>,
    file: &'a SourcePath,
    /// The day whose values are quoted.
    day: Date,
    told: RefCell<(Report, Vec<QuotedEntry>)>,
}

impl Quoting<'_> {
    /// A field of the front matter, which stands at `place`, with what it quotes.
    pub fn filled(&self, typed: &str, place: Option<Range<usize>>) -> String {
        fill(typed, place.unwrap_or(0..0), self).into_owned()
    }

    /// Figure `name` of the ledger, named at `place`, for a strip.
    pub fn strip_figure(&self, name: &str, place: Range<usize>) -> Option<StripFigure> {
        let call = QuoteCall { ledger: QuoteLedger::Figures, name, options: vec!["bare"] };
        let Quote { entry, words, .. } = self.quote(&call, place)?;
        let figure = self.quotable.figures.get(FigureId(entry));
        let as_of = figure.on(self.day).as_of;
        Some(StripFigure {
            label: figure.label.clone(),
            value: words,
            unit: (!figure.unit.is_empty()).then(|| figure.unit.clone()),
            note: as_of.map(|as_of| format!("截至{}", as_of.chinese())),
        })
    }

    /// The badge of a holder, named at `place`.
    pub fn badge(&self, holder: &str, level: Option<&str>, place: Range<usize>) -> Option<Badge> {
        let options = level.into_iter().collect();
        let call = QuoteCall { ledger: QuoteLedger::Honours, name: holder, options };
        let Quote { entry, words, .. } = self.quote(&call, place)?;
        let id = HolderId(entry);
        let levels = &self.quotable.honours.holder(id).levels;
        let level = level.or_else(|| levels.keys().next().map(String::as_str))?;
        let last = self.quotable.honours.standing(id, level, self.day)?.last;
        let date = last.date.chinese();
        let title = format!("{holder} {words}");
        Some(Badge { title, note: Some(format!("{level}，{date}命名")), holder: Some(id) })
    }

    /// Whether anything was quoted, or should have been.
    pub fn is_used(&self) -> bool {
        let (report, quoted) = &*self.told.borrow();
        !report.is_empty() || !quoted.is_empty()
    }

    /// What was found, and everything that was quoted.
    pub fn finish(self) -> (Report, Vec<QuotedEntry>) {
        self.told.into_inner()
    }

    fn manner(&self, call: &QuoteCall<'_>) -> Result<Manner, Message> {
        let mut manner = Manner::default();
        for option in &call.options {
            match *option {
                "万" | "wan" => manner.digits = Digits::In(Scale::TenThousand),
                "亿" | "yi" => manner.digits = Digits::In(Scale::HundredMillion),
                "无单位" | "bare" => manner.is_bare = true,
                "连写" | "ungrouped" => manner.digits = Digits::Together,
                "带日期" | "dated" => manner.is_dated = true,
                "目标" | "target" => manner.is_target = true,
                "最新" | "latest" => manner.day = Some(self.quotable.today),
                other => manner.day = Some(day_of(other).ok_or_else(|| no_option(other))?),
            }
        }
        Ok(manner)
    }

    /// What a figure is here, and the day that decides its value when it is the text's own.
    fn figure(&self, call: &QuoteCall<'_>) -> Result<(Quote, Option<Date>), Message> {
        let id = self.quotable.figures.find(call.name).ok_or_else(|| no_figure(call.name))?;
        let manner = self.manner(call)?;
        let figure = self.quotable.figures.get(id);
        let value = figure.on(manner.day.unwrap_or(self.day));
        let amount = if manner.is_target {
            figure.target.ok_or_else(|| no_target(&figure.label))?
        } else {
            value.amount
        };
        let words = shown(figure, value, amount, &manner);
        let ledger = QuoteLedger::Figures;
        let quote = Quote { ledger, entry: id.0, words, exact: amount.plain() };
        let is_pinned = manner.day.is_none() && !manner.is_target;
        Ok((quote, is_pinned.then_some(self.day)))
    }

    /// What a holder has achieved here: rounds running (连冠) or the count of namings (次数).
    fn honour(&self, call: &QuoteCall<'_>) -> Result<Quote, Message> {
        let honours = self.quotable.honours;
        let id = honours.find(call.name).ok_or_else(|| no_holder(call.name))?;
        let levels = &honours.holder(id).levels;
        let level = call.options.iter().copied().find(|option| levels.contains_key(*option));
        let level = level.or_else(|| levels.keys().next().map(String::as_str));
        let standing = level.and_then(|level| honours.standing(id, level, self.day));
        let standing = standing.ok_or_else(|| not_named(call.name, self.day))?;
        let words = |option: &&str| match *option {
            "连冠" | "running" => Some(format!("{}连冠", chinese_number(standing.running))),
            "次数" | "times" => Some(format!("{}次", standing.times)),
            _ => None,
        };
        let unknown = |option: &&&str| words(option).is_none() && Some(**option) != level;
        if let Some(option) = call.options.iter().find(unknown) {
            return Err(no_option(option));
        }
        let said = call.options.iter().find_map(words).unwrap_or_else(|| standing.said());
        let exact = standing.times.to_string();
        Ok(Quote { ledger: QuoteLedger::Honours, entry: id.0, words: said, exact })
    }
}

impl Quotes for Quoting<'_> {
    fn quote(&self, call: &QuoteCall<'_>, place: Range<usize>) -> Option<Quote> {
        let found = match call.ledger {
            QuoteLedger::Figures => self.figure(call),
            QuoteLedger::Honours => self.honour(call).map(|quote| (quote, None)),
        };
        let (report, quoted) = &mut *self.told.borrow_mut();
        match found {
            Ok((quote, pinned)) => {
                let (ledger, entry, words) = (quote.ledger, quote.entry, quote.words.clone());
                quoted.push(QuotedEntry { ledger, entry, words, pinned, place });
                Some(quote)
            }
            Err(message) => {
                let at = Place::span_or_file(self.file, place);
                let help = match call.ledger {
                    QuoteLedger::Figures => self.nearest(call.name),
                    QuoteLedger::Honours => self.holders(),
                };
                report.push(Diagnostic::new(&UNKNOWN_FIGURE, at, message).help(help));
                None
            }
        }
    }
}

impl Quoting<'_> {
    fn holders(&self) -> Message {
        let names: Vec<&str> = self
            .quotable
            .honours
            .holders()
            .map(|(_, holder)| holder.name.as_str())
            .take(8)
            .collect();
        if names.is_empty() {
            return say!(
                "还没有荣誉记录：在 content/honours/ 里建一个 .toml 文件，写上 [[命名]]",
                "there is no record of honours: make a .toml file in content/honours/ with [[naming]] in it"
            );
        }
        Message::new(
            format!("荣誉记录里有：{}；后面可加：级别、连冠、次数", names.join("、")),
            format!(
                "the record has: {}; after the name may stand: a level, running, times",
                names.join(", ")
            ),
        )
    }

    /// The labels nearest to what was typed.
    fn nearest(&self, typed: &str) -> Message {
        let mut labels: Vec<(f64, &str)> = self
            .quotable
            .figures
            .iter()
            .flat_map(|(_, figure)| figure.wordings())
            .map(|name| (strsim::normalized_damerau_levenshtein(typed, name), name))
            .collect();
        if labels.is_empty() {
            return say!(
                "台账还没有数字：在 content/figures/ 里建一个 .toml 文件，写上 [[数字]]",
                "the ledger is empty: make a .toml file in content/figures/ with [[figure]] in it"
            );
        }
        labels.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        let names: Vec<&str> = labels.iter().take(5).map(|(_, name)| *name).collect();
        Message::new(
            format!(
                "台账里相近的：{}；可加：万、亿、无单位、连写、带日期、目标、最新、截至 2025-12-31",
                names.join("、")
            ),
            format!(
                "the ledger has: {}; after the name may stand: wan, yi, bare, ungrouped, dated, target, latest, as-of 2025-12-31",
                names.join(", ")
            ),
        )
    }
}

fn shown(figure: &Figure, value: &FigureValue, amount: Amount, manner: &Manner) -> String {
    let number = match manner.digits {
        Digits::Grouped => amount.to_string(),
        Digits::Together => amount.plain(),
        Digits::In(scale) => amount.shown_in(scale),
    };
    let unit = if manner.is_bare { "" } else { &figure.unit };
    let date = value.as_of.filter(|_| manner.is_dated);
    let date = date.map_or_else(String::new, |as_of| format!("（截至{}）", as_of.chinese()));
    format!("{number}{unit}{date}")
}

/// `截至 2025-12-31`, `as-of 2025`.
fn day_of(option: &str) -> Option<Date> {
    let said = option.strip_prefix("截至").or_else(|| option.strip_prefix("as-of"))?;
    AsOf::parse(said.trim()).map(AsOf::last_day)
}

fn no_figure(name: &str) -> Message {
    say!("数字台账里没有“{name}”", "the ledger of figures has no “{name}”")
}

fn no_holder(name: &str) -> Message {
    say!("荣誉记录里没有“{name}”", "the record of honours has no “{name}”")
}

fn not_named(name: &str, day: Date) -> Message {
    say!("到 {day} 为止，“{name}”没有命名的记录", "by {day} no naming of “{name}” is recorded")
}

fn no_option(option: &str) -> Message {
    say!("不认识“{option}”这种写法", "“{option}” is no way to quote a figure")
}

fn no_target(label: &str) -> Message {
    say!("“{label}”没有目标值", "“{label}” has no target")
}
