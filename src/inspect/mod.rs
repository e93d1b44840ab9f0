//! What a quarterly inspection (普查) would find: the veto table and the early warnings, for a day.
//!
//! It counts what loading and the checks have found, and never checks a text itself.

mod calendar;
mod page;
mod profile;

use jiff::civil::Date;

pub use calendar::calendar;
pub use page::page;
pub use profile::Profile;

use crate::diag::{Message, Report, counted};
use crate::model::{Column, ColumnId, Site};
use crate::say;

/// How serious an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Nothing is wrong.
    Fine,
    /// 预警
    Warning,
    /// 单项否决
    Veto,
}

impl Verdict {
    /// The word for people.
    pub fn word(self) -> Message {
        match self {
            Self::Fine => say!("合格", "fine"),
            Self::Warning => say!("预警", "warning"),
            Self::Veto => say!("单项否决", "veto"),
        }
    }

    /// The word for machines.
    pub fn key(self) -> &'static str {
        match self {
            Self::Fine => "fine",
            Self::Warning => "warning",
            Self::Veto => "veto",
        }
    }

    fn of(is_veto: bool, is_warning: bool) -> Self {
        match (is_veto, is_warning) {
            (true, _) => Self::Veto,
            (false, true) => Self::Warning,
            (false, false) => Self::Fine,
        }
    }
}

/// One entry of the table.
#[derive(Debug, Clone)]
pub struct Entry {
    /// A word for machines that stays.
    pub key: &'static str,
    /// What was looked at.
    pub title: Message,
    /// What came of it.
    pub verdict: Verdict,
    /// What was measured, in a sentence.
    pub measured: Message,
    /// Where the limit comes from.
    pub source: String,
    /// What is behind it: places, names, columns.
    pub details: Vec<Message>,
}

/// A column with the day by which it must be updated.
#[derive(Debug, Clone)]
pub struct Due {
    /// Its name.
    pub title: String,
    /// Its folder.
    pub path: String,
    /// Who answers for it (负责).
    pub owner: Option<String>,
    /// The newest text; none when there is none.
    pub newest: Option<Date>,
    /// Days that may pass without anything new.
    pub within: i64,
    /// The last day that is in time.
    pub until: Date,
    /// Days that are left; negative when it is late.
    pub left: i64,
    kind: ColumnKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ColumnKind {
    /// News, notices and policies, which the veto counts together.
    Dynamic,
    Other,
}

/// An inspection of a site.
#[derive(Debug, Clone)]
pub struct Inspection {
    /// The day.
    pub on: Date,
    /// Name of the site.
    pub site: String,
    /// The table, what matters most first.
    pub entries: Vec<Entry>,
    /// Every column somebody waits for, soonest first.
    pub due: Vec<Due>,
}

/// A page and its weight in bytes: the page itself, its styles and scripts, without pictures.
pub type PageWeight = (String, usize);

impl Inspection {
    /// Inspects `site`, of which `report` tells what was found, and `weights` how heavy its pages are.
    pub fn of(site: &Site, report: &Report, weights: &[PageWeight], profile: &Profile) -> Self {
        let due = due(site, profile);
        let mut entries = vec![
            home(site, profile),
            stale(&due, profile),
            blank(report, profile),
            links(site, report, profile),
            tags(report),
            vetoed(report, "wording", say!("严重表述错误", "serious wording errors"), &WORDING),
            vetoed(report, "leaks", say!("泄露隐私和内部信息", "leaks of private data"), &LEAKS),
            vetoed(report, "dates", say!("伪造发布日期", "falsified publishing dates"), &DATES),
            weight(weights, profile),
        ];
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.verdict));
        Self { on: site.today, site: site.config.title.clone(), entries, due }
    }

    /// The worst verdict.
    pub fn verdict(&self) -> Verdict {
        self.entries.iter().map(|entry| entry.verdict).max().unwrap_or(Verdict::Fine)
    }
}

const RULED: &str = "规定：2019年政府网站检查指标，有一处即单项否决";
/// Rules whose findings are wording errors that inspectors veto.
const WORDING: [&str; 1] = ["registry-name"];
/// Rules whose findings are leaks.
const LEAKS: [&str; 6] = [
    "private-data",
    "private-attachment",
    "roll-privacy",
    "dataset-privacy",
    "living-and-private",
    "roll-living",
];
/// Rules whose findings are falsified dates.
const DATES: [&str; 2] = ["back-dated", "ledger-broken"];
/// Rules whose findings are dead links.
const DEAD: [&str; 4] = ["broken-link", "broken-anchor", "unpublished-link", "missing-file"];

fn home(site: &Site, profile: &Profile) -> Entry {
    let limits = &profile.home;
    let newest = site.newest(ColumnId::HOME).iter().filter_map(|id| site.item(*id).date).max();
    let days = newest.map(|moment| (site.today - moment.date).get_days());
    let old = counted(days.map_or(0, |days| usize::try_from(days).unwrap_or(0)), "day");
    let days_or_never = days.unwrap_or(i32::MAX);
    Entry {
        key: "home",
        title: say!("首页更新", "home page updated"),
        verdict: Verdict::of(days_or_never >= limits.veto_days, days_or_never >= limits.warn_days),
        measured: match days {
            Some(days) => say!("最新内容是 {days} 天前的", "the newest text is {old} old"),
            None => say!("没有注明日期的内容", "there is no dated text"),
        },
        source: limits.source.clone(),
        details: Vec::new(),
    }
}

/// Columns with the day by which each must be updated: within its own limit, or that of its type.
fn due(site: &Site, profile: &Profile) -> Vec<Due> {
    let limits = &profile.columns;
    let of = |(id, column): (ColumnId, &Column)| {
        let is_news = limits.news_types.contains(&column.column_type);
        let is_notice = limits.notice_types.contains(&column.column_type);
        let by_type =
            if is_news { Some(limits.news_days) } else { is_notice.then_some(limits.notice_days) };
        let within = column.update_within.or(by_type)?;
        let newest = site.newest(id).iter().filter_map(|item| site.item(*item).date).max();
        let newest = newest.map(|moment| moment.date);
        // A column without any text is blank, which is counted apart.
        let from = newest?;
        let until = from.checked_add(jiff::Span::new().days(within)).ok()?;
        let kind = if is_news || is_notice { ColumnKind::Dynamic } else { ColumnKind::Other };
        Some(Due {
            title: column.title.clone(),
            path: column.path.clone(),
            owner: column.owner.clone(),
            newest,
            within,
            until,
            left: i64::from((until - site.today).get_days()),
            kind,
        })
    };
    let mut due: Vec<Due> = site.columns().skip(1).filter_map(of).collect();
    due.sort_by(|a, b| a.until.cmp(&b.until).then_with(|| a.path.cmp(&b.path)));
    due
}

fn stale(due: &[Due], profile: &Profile) -> Entry {
    let limits = &profile.columns;
    let late: Vec<&Due> = due.iter().filter(|due| due.left < 0).collect();
    let dynamic = late.iter().filter(|due| due.kind == ColumnKind::Dynamic).count();
    let is_veto = late.len() >= limits.veto_stale || dynamic >= limits.veto_dynamic;
    let count = late.len();
    let columns = counted(count, "column");
    let detail = |due: &&Due| {
        let Due { title, path, .. } = due;
        let late = -due.left;
        let days = counted(usize::try_from(late).unwrap_or(0), "day");
        match &due.owner {
            Some(owner) => say!(
                "{title}（{path}）：超期 {late} 天，负责：{owner}",
                "{title} ({path}): {days} late; {owner} answers for it"
            ),
            None => say!("{title}（{path}）：超期 {late} 天", "{title} ({path}): {days} late"),
        }
    };
    Entry {
        key: "stale",
        title: say!("栏目更新", "columns updated"),
        verdict: Verdict::of(is_veto, count > limits.warn_stale || dynamic > 0),
        measured: say!(
            "超期的栏目 {count} 个，其中动态、通知、政策类 {dynamic} 个",
            "{columns} late, {dynamic} of news, notices and policies"
        ),
        source: limits.source.clone(),
        details: late.iter().map(detail).collect(),
    }
}

fn blank(report: &Report, profile: &Profile) -> Entry {
    let limits = &profile.blank;
    let details = found(report, &["blank-column"]);
    let count = details.len();
    let columns = counted(count, "blank column");
    Entry {
        key: "blank",
        title: say!("空白栏目", "blank columns"),
        verdict: Verdict::of(count >= limits.veto, count >= limits.warn),
        measured: say!("空白栏目 {count} 个", "{columns}"),
        source: limits.source.clone(),
        details,
    }
}

fn links(site: &Site, report: &Report, profile: &Profile) -> Entry {
    let limits = &profile.links;
    let details = found(report, &DEAD);
    let dead = details.len();
    let in_items = site.items.iter().map(|item| item.body.links().len());
    let in_columns = site.columns.iter().map(|column| column.body.links().len());
    let all: usize = in_items.chain(in_columns).sum::<usize>().max(dead);
    #[expect(clippy::cast_precision_loss, reason = "links are no more than millions")]
    let percent = if all == 0 { 0.0 } else { dead as f64 * 100.0 / all as f64 };
    Entry {
        key: "links",
        title: say!("站内链接", "links inside the site"),
        verdict: Verdict::of(
            percent >= limits.veto_percent,
            dead > 0 || percent >= limits.warn_percent,
        ),
        measured: say!(
            "{all} 个链接中打不开的 {dead} 个（{percent:.1}%）；站外链接要联网核对，没有计入",
            "of {all} links, {dead} lead nowhere ({percent:.1}%); links to other sites need a network and are not counted"
        ),
        source: limits.source.clone(),
        details,
    }
}

fn tags(report: &Report) -> Entry {
    let details = found(report, &["portal-meta", "missing-required"]);
    let count = details.len();
    let places = counted(count, "place");
    Entry {
        key: "tags",
        title: say!("网页标签", "mandatory tags"),
        verdict: Verdict::of(false, count > 0),
        measured: say!("标签缺失或不规范 {count} 处", "tags missing or wrong in {places}"),
        source: "规定：国办发〔2017〕47号附件，网页设计规范".into(),
        details,
    }
}

/// What one finding of is a veto.
fn vetoed(report: &Report, key: &'static str, title: Message, rules: &[&str]) -> Entry {
    let details = found(report, rules);
    let count = details.len();
    Entry {
        key,
        title,
        verdict: Verdict::of(count > 0, false),
        measured: say!("发现 {count} 处", "{count} found"),
        source: RULED.into(),
        details,
    }
}

fn weight(weights: &[PageWeight], profile: &Profile) -> Entry {
    let limits = &profile.weight;
    let mut heavy: Vec<&PageWeight> =
        weights.iter().filter(|(_, bytes)| *bytes >= limits.warn_kilobytes * 1000).collect();
    heavy.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
    let most = weights.iter().map(|(_, bytes)| bytes / 1000).max().unwrap_or(0);
    let count = heavy.len();
    let pages = counted(count, "page");
    Entry {
        key: "weight",
        title: say!("页面大小", "weight of pages"),
        verdict: Verdict::of(false, count > 0),
        measured: say!(
            "超过限度的页面 {count} 个，最大的 {most} KB（不含图片）",
            "{pages} too heavy; the heaviest has {most} KB without pictures"
        ),
        source: limits.source.clone(),
        details: heavy
            .iter()
            .take(50)
            .map(|(path, bytes)| {
                let weight = bytes / 1000;
                say!("{path}：{weight} KB", "{path}: {weight} KB")
            })
            .collect(),
    }
}

/// The findings of `rules`, each as a place and a sentence.
fn found(report: &Report, rules: &[&str]) -> Vec<Message> {
    let ours = report.iter().filter(|finding| rules.contains(&finding.rule.name));
    let line = |finding: &crate::diag::Diagnostic| match finding.place.file() {
        Some(file) => {
            let Message { zh, en } = &finding.message;
            say!("{file}：{zh}", "{file}: {en}")
        }
        None => finding.message.clone(),
    };
    ours.map(line).collect()
}
