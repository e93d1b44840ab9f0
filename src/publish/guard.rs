//! What speaks against a publish, and the word that allows it nevertheless. Pure.

use super::edition::Edition;
use super::look::{Found, There};
use super::plan::Plan;
use crate::diag::Message;
use crate::model::Destination;
use crate::say;

/// Clocks may differ by so much, in seconds.
const CLOCK: i64 = 300;
/// So few files may always be removed, whatever their share.
const FEW: usize = 10;
/// So many paths are named.
const NAMED: usize = 5;

/// What speaks against a publish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Guard {
    /// There are files there and none of ours.
    Unmarked {
        /// One of them.
        path: String,
    },
    /// More would be removed than usual.
    Deletions {
        /// So many files.
        count: usize,
        /// Of so many.
        total: usize,
    },
    /// Files of ours were changed or removed there.
    Changed {
        /// Which.
        paths: Vec<String>,
    },
    /// The target's record of what was published is damaged.
    Record,
    /// The last publish was in the future.
    Clock {
        /// By so many seconds.
        ahead: i64,
    },
    /// A file of somebody else stands where the site needs the place.
    InTheWay {
        /// Which.
        path: String,
    },
    /// The site has a file at a place that belongs to others by the settings.
    Protected {
        /// Where.
        path: String,
    },
}

/// The words that allow what a guard speaks against.
pub const WORDS: [&str; 6] = ["unmarked", "deletions", "changed", "record", "clock", "lock"];

impl Guard {
    /// Everything that speaks against a plan as a whole.
    pub fn all(
        plan: &Plan,
        found: &Found,
        others: Vec<String>,
        destination: &Destination,
        now: i64,
    ) -> Vec<Self> {
        let mut guards = Vec::new();
        let foreign = || found.there.iter().find(|(_, there)| **there == There::Foreign);
        if found.edition.is_none()
            && found.journal.files.is_empty()
            && let Some((path, _)) = foreign()
        {
            guards.push(Self::Unmarked { path: path.clone() });
        }
        if found.is_record_damaged {
            guards.push(Self::Record);
        }
        if !others.is_empty() {
            guards.push(Self::Changed { paths: others });
        }
        guards.extend(deletions(plan, found, destination));
        guards.extend(found.edition.as_ref().and_then(|edition| clock(edition, now)));
        guards
    }

    /// The word that allows it; none when nothing does.
    pub fn word(&self) -> Option<&'static str> {
        match self {
            Self::Unmarked { .. } => Some("unmarked"),
            Self::Deletions { .. } => Some("deletions"),
            Self::Changed { .. } => Some("changed"),
            Self::Record => Some("record"),
            Self::Clock { .. } => Some("clock"),
            Self::InTheWay { .. } | Self::Protected { .. } => None,
        }
    }

    /// What is wrong, and what to do.
    pub fn message(&self) -> Message {
        match self {
            Self::Unmarked { path } => say!(
                "那边有别人的文件（例如 {path}），没有我们的记录，可能不是这个网站的位置。核对“位置”（root）；如果要和它们放在\
                 一起，加 --allow unmarked，它们不会被动",
                "there are files of others (such as {path}) and no record of ours: this may be the wrong place. Check \
                 root; to publish beside them, which leaves them alone, add --allow unmarked"
            ),
            Self::Deletions { count, total } => say!(
                "这次要删除 {count} 个文件（共 {total} 个），比平时多。先看看是不是误删了内容；确实要删，加 --allow deletions",
                "{count} of {total} files would be removed, more than usual. See whether content was lost by mistake; if \
                 it is meant, add --allow deletions"
            ),
            Self::Changed { paths } => {
                let count = paths.len();
                let named = paths.iter().take(NAMED).cloned().collect::<Vec<_>>();
                Message::new(
                    format!(
                        "上次发布之后，有人在那边改动或删除了 {count} 个文件：{}。先用 fengbei verify 查清；要用我们的\
                         覆盖，加 --allow changed",
                        named.join("、")
                    ),
                    format!(
                        "since the last publish somebody changed or removed files there ({count}): {}. Look into it with \
                         fengbei verify; to write ours over them, add --allow changed",
                        named.join(", ")
                    ),
                )
            }
            Self::Record => say!(
                "那边的发布记录损坏或被换过。先用 fengbei verify 查清；要按本机的记录继续，加 --allow record",
                "the record of what was published there is damaged or was exchanged. Look into it with fengbei verify; \
                 to go on by this machine's own record, add --allow record"
            ),
            Self::Clock { ahead } => {
                let minutes = ahead / 60;
                say!(
                    "按本机的时钟，上次发布在 {minutes} 分钟以后，时钟多半不准。请校准；确实没错，加 --allow clock",
                    "by this machine's clock the last publish is {minutes} minutes in the future: it is wrong, most \
                     likely. Set it right; if it is right, add --allow clock"
                )
            }
            Self::InTheWay { path } => say!(
                "网站要用 {path} 这个位置，那里却有别人的文件，我们不动它。请先把它移走",
                "the site needs the place of {path}, where there is a file of somebody else, which we leave alone. Move it \
                 away first"
            ),
            Self::Protected { path } => say!(
                "{path} 在“保护”（protect）的位置里，网站却要用它。请改“保护”（protect），或给这个页面换个地址",
                "{path} is in a place that protect leaves to others. Change protect, or the page's address"
            ),
        }
    }
}

fn deletions(plan: &Plan, found: &Found, destination: &Destination) -> Option<Guard> {
    let count = plan.removals.len();
    let ours = |there: &&There| matches!(there, There::Ours(_) | There::Changed);
    let total = found.there.values().filter(ours).count();
    let is_large_share = count > FEW && count * 100 > destination.max_delete_percent * total;
    (count > destination.max_delete || is_large_share).then_some(Guard::Deletions { count, total })
}

fn clock(edition: &Edition, now: i64) -> Option<Guard> {
    let ahead = edition.time - now;
    (ahead > CLOCK).then_some(Guard::Clock { ahead })
}
