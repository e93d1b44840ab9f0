//! `reviews.csv` → the record of reviews, and what a text is when it is reviewed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::item::Parsed;
use super::record::Record;
use super::sheet::{Headers, SheetRow, read_sheet};
use super::{BAD_VALUE, Options};
use crate::diag::{Diagnostic, Report};
use crate::model::{Approval, Item, ReviewRecord, ReviewSettings, Unapproved};
use crate::say;
use crate::source::{SourcePath, Sources};
use crate::text::Moment;

const HEADERS: Headers = Headers {
    columns: &[
        ("item", &["稿件", "item"]),
        ("stage", &["审级", "stage"]),
        ("by", &["审核人", "by"]),
        ("time", &["时间", "time"]),
        ("remark", &["意见", "remark"]),
        ("digest", &["指纹", "digest"]),
    ],
    required: &["item", "stage", "by", "time", "digest"],
};

/// `[review]` in `site.toml`.
pub fn settings(record: &Record<'_>) -> ReviewSettings {
    ReviewSettings {
        stages: record.texts("stages"),
        different_people: record.flag("different_people").unwrap_or(true),
        unapproved: match record.choice("unapproved") {
            Some("leave-out") => Unapproved::LeftOut,
            _ => Unapproved::Refused,
        },
    }
}

/// Reads the record. What each text on record is now is worked out from `parsed`; in a build for
/// the public, what every text is.
pub fn load_reviews(
    sources: &Sources,
    parsed: &[(SourcePath, Arc<Parsed>)],
    report: &mut Report,
) -> ReviewRecord {
    let Some(file) = sources.get(ReviewRecord::FILE) else { return ReviewRecord::default() };
    let rows = read_sheet(file, &HEADERS, report);
    let approvals: Vec<Approval> = rows.iter().filter_map(|row| approval(row, report)).collect();
    let on_record: BTreeSet<&str> = approvals.iter().map(|a| a.item.as_str()).collect();
    let digests: BTreeMap<SourcePath, String> = parsed
        .iter()
        .filter(|(path, _)| on_record.contains(path.as_str()))
        .filter_map(|(path, parsed)| {
            Some((path.clone(), parsed.item.as_ref()?.review_digest(sources)))
        })
        .collect();
    ReviewRecord::new(approvals, digests)
}

fn approval(row: &SheetRow, report: &mut Report) -> Option<Approval> {
    let text = |key| row.text(key).map(str::to_owned);
    let (typed, place) = row.placed("time")?;
    let Some(time) = Moment::parse(typed) else {
        report.push(
            Diagnostic::new(&BAD_VALUE, place, say!("“{typed}”不是时间", "“{typed}” is no time"))
                .help(say!("写成 2026-08-01 09:19", "write it as 2026-08-01 09:19")),
        );
        return None;
    };
    Some(Approval {
        item: text("item")?,
        stage: text("stage")?,
        by: text("by")?,
        remark: text("remark"),
        digest: text("digest")?,
        place: row.place("item"),
        time,
    })
}

/// Whether a text may be shown to the public.
pub fn is_approved(
    item: &Item,
    reviews: &ReviewRecord,
    settings: &ReviewSettings,
    options: &Options,
) -> bool {
    options.audience == super::Audience::Office
        || reviews.state(&item.source, settings).is_approved()
}
