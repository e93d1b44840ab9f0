//! What the publishing ledger shows: dates that were made older or younger, a chain that is broken.

use jiff::civil::Date;

use crate::diag::{Diagnostic, Place, Report, Rule, Severity};
use crate::model::{Item, PublishingEntry, PublishingEvent, PublishingLedger, Site};
use crate::say;
use crate::source::SourcePath;

/// Days that may lie between the date of a text and its first publication.
const TOLERANCE: i32 = 3;

/// A date that the ledger contradicts.
pub static BACK_DATED: Rule = Rule {
    name: "back-dated",
    severity: Severity::Warning,
    zh: "稿件写的发布时间与发布台账对不上：首次发布比写的日期晚了三天以上（倒填日期），或者发布以后日期改早、改晚了三天以上（倒填、翻新）。伪造发布\
         日期在网站普查中是一票否决的。旧材料补录的，在正文里写明，日期写实际发布的那一天。",
    en: "The date of a text is not what the publishing ledger shows: it was first published more than three days after its \
         date, or its date was made older or younger by more than three days. Falsified dates are a veto in inspections. When old material is added, \
         say so in the text and state the day it is published.",
};

/// A ledger that was tampered with.
pub static LEDGER_BROKEN: Rule = Rule {
    name: "ledger-broken",
    severity: Severity::Error,
    zh: "发布台账 publishing.lock 的一行被改过、删过或者没有写完：每一行都带着上一行的指纹，从这一行起对不上了。从备份恢复原来的\
         文件；确实恢复不了的，把它改名存档，下次发布会从头建一本。",
    en: "A line of publishing.lock was changed, removed or not written to its end: every line holds a digest of the one \
         before, and from here on they do not fit. Restore the file from a backup; if there is none, keep it under another \
         name, and the next publication begins a new one.",
};

/// The rules of the publishing ledger.
pub fn rules() -> [&'static Rule; 2] {
    [&BACK_DATED, &LEDGER_BROKEN]
}

pub fn check(site: &Site, report: &mut Report) {
    if let Some(line) = site.publishing.broken() {
        let place = Place::File(SourcePath::new(PublishingLedger::FILE));
        let message = say!(
            "发布台账从第 {line} 行起对不上",
            "the publishing ledger does not fit from line {line} on"
        );
        report.push(
            Diagnostic::new(&LEDGER_BROKEN, place, message)
                .help(say!("从备份恢复 publishing.lock", "restore publishing.lock from a backup")),
        );
    }
    for item in &site.items {
        report.extend(site.publishing.first_of(item.source.as_str()).and_then(|e| dated(item, e)));
    }
}

fn dated(item: &Item, first: &PublishingEntry) -> Option<Diagnostic> {
    let date = item.date?.date;
    let day = |text: &str| text.get(..10).and_then(|day| day.parse::<Date>().ok());
    let published = day(&first.time)?;
    let late = (published - date).get_days();
    let stated = day(&first.dated);
    let message = if first.event == PublishingEvent::First && late > TOLERANCE {
        say!(
            "写的是 {date}，台账上首次发布是 {published}，晚了 {late} 天",
            "dated {date}, but first published on {published}, {late} days later"
        )
    } else if let Some(stated) =
        stated.filter(|stated| (date - *stated).get_days().abs() > TOLERANCE)
    {
        say!(
            "台账上原来写的是 {stated}，现在改成了 {date}",
            "dated {stated} in the ledger at first, now {date}"
        )
    } else {
        return None;
    };
    let place = Place::span_or_file(&item.source, item.place("date"));
    Some(Diagnostic::new(&BACK_DATED, place, message).help(say!(
        "发布时间写实际发布的时间；改动写在“更新时间”",
        "state when it was published; changes belong into `updated`"
    )))
}
