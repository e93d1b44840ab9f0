//! When columns must be updated, as a calendar (RFC 5545) for phones and office programs.

use super::{Due, Inspection};

/// The calendar: a day for every column somebody waits for, with a reminder three days before.
pub fn calendar(inspection: &Inspection) -> String {
    let mut out = String::from(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Fengbei//Inspection//ZH\r\nCALSCALE:GREGORIAN\r\n",
    );
    for due in &inspection.due {
        event(inspection, due, &mut out);
    }
    out.push_str("END:VCALENDAR\r\n");
    out
}

fn event(inspection: &Inspection, due: &Due, out: &mut String) {
    let day = |date: jiff::civil::Date| date.to_string().replace('-', "");
    let newest =
        due.newest.map_or_else(|| "没有内容".to_owned(), |date| format!("最新一篇 {date}"));
    let owner = due.owner.as_ref().map_or_else(String::new, |owner| format!("负责：{owner}。"));
    line("BEGIN:VEVENT", out);
    line(&format!("UID:{}-{}@fengbei", day(due.until), escaped(&due.path.replace('/', "-"))), out);
    line(&format!("DTSTAMP:{}T000000Z", day(inspection.on)), out);
    line(&format!("DTSTART;VALUE=DATE:{}", day(due.until)), out);
    line(&format!("SUMMARY:{}", escaped(&format!("更新“{}”栏目", due.title))), out);
    let about = format!("{newest}，{} 天内要有更新。{owner}", due.within);
    line(&format!("DESCRIPTION:{}", escaped(&about)), out);
    line("TRANSP:TRANSPARENT", out);
    for alarm in
        ["BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-P3D", "DESCRIPTION:栏目快到期了", "END:VALARM"]
    {
        line(alarm, out);
    }
    line("END:VEVENT", out);
}

/// A text as RFC 5545, 3.3.11 writes it.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// A line, folded at 75 bytes between characters (RFC 5545, 3.1).
fn line(text: &str, out: &mut String) {
    let mut width = 0;
    for c in text.chars() {
        if width + c.len_utf8() > 75 {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(c);
        width += c.len_utf8();
    }
    out.push_str("\r\n");
}
