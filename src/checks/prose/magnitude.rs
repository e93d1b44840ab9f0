//! Large numbers in the unit that readers take in, and words of about that say it twice.

use std::ops::Range;

use super::{Passage, Text, with_fix};
use crate::diag::{Report, Rule, Severity};
use crate::say;
use crate::text::{Quantity, Role, Scale, Script};

/// A number in a clumsy or doubtful unit.
pub static MAGNITUDE: Rule = Rule {
    name: "magnitude",
    severity: Severity::Warning,
    zh: "大数的写法：“万”前面的数过了一万，应当用“亿”（25000多万写作2.5亿多），也可能是多写了“万”或多打了一个零；\
         “约”“近”和“余”“多”“左右”说的是同一件事，只用一个。1.2万余名、近5.4亿元是对的。",
    en: "How large numbers are written: over ten thousand 万 are 亿 (25000多万 is 2.5亿多), or 万 or a zero is one too \
         many; 约 and 近 say the same as 余, 多 and 左右, so one of them will do. 1.2万余名 and 近5.4亿元 are right.",
};

pub fn look(text: &Text<'_>, report: &mut Report) {
    for passage in &text.passages {
        for quantity in passage.quantities.iter().filter(|q| q.role == Role::Count) {
            scale(text, passage, quantity, report);
            about(text, passage, quantity, report);
        }
    }
}

/// The part of the number from its digits to 万.
fn scaled(words: &str, quantity: &Quantity) -> Option<Range<usize>> {
    let after = &words[quantity.digits.end..quantity.place.end];
    let end = after.find('万')? + '万'.len_utf8();
    Some(quantity.digits.start..quantity.digits.end + end)
}

fn scale(text: &Text<'_>, passage: &Passage, quantity: &Quantity, report: &mut Report) {
    let is_large = quantity.script == Script::Arabic
        && quantity.scale == Some(Scale::TenThousand)
        && quantity.value.decimal() >= Scale::HundredMillion.factor();
    let Some(place) = scaled(&passage.words, quantity).filter(|_| is_large) else { return };
    let said = &passage.words[place.clone()];
    if said.contains('亿') {
        return;
    }
    let in_full = quantity.value.decimal() / Scale::HundredMillion.factor();
    let about = if said.contains('余') {
        "余"
    } else if said.contains('多') {
        "多"
    } else {
        ""
    };
    let right = format!("{}亿{about}", in_full.normalize());
    let is_short = in_full.normalize().scale() <= 2;
    let message = say!("“{said}”过了一亿", "“{said}” is over a hundred million");
    let finding = text.finding(&MAGNITUDE, passage, place.clone(), message);
    let finding = if is_short {
        finding.help(say!(
            "写作“{right}”；如果不是这个数，去掉多写的“万”或零",
            "write “{right}”, or take away the 万 or the zero that is too many"
        ))
    } else {
        finding.help(say!(
            "以“亿”为单位来写；如果不是这个数，去掉多写的“万”或零",
            "write it in 亿, or take away the 万 or the zero that is too many"
        ))
    };
    report.push(finding);
}

/// 约 … 余, 近 … 多, 约 … 左右
fn about(text: &Text<'_>, passage: &Passage, quantity: &Quantity, report: &mut Report) {
    const BEFORE: [&str; 5] = ["大约", "将近", "约", "近", "超过"];
    const BEHIND: [&str; 3] = ["左右", "上下", "以上"];
    let words = &passage.words;
    let lead = words[..quantity.digits.start].trim_end_matches(' ');
    let Some(lead_word) = BEFORE.iter().find(|word| lead.ends_with(**word)) else { return };
    let is_other = [
        "附近", "最近", "邻近", "靠近", "临近", "公约", "预约", "签约", "节约", "条约", "大概",
        "贴近", "走近",
    ];
    if *lead_word != "大约" && is_other.iter().any(|word| lead.ends_with(word)) {
        return;
    }
    let inside = &words[quantity.digits.end..quantity.place.end - quantity.unit.len()];
    let behind = &words[quantity.place.end..];
    let within = ["余", "多"].iter().find(|word| inside.contains(**word)).copied();
    let after = BEHIND.iter().find(|word| behind.starts_with(**word)).copied();
    let Some(second) = within.or(after) else { return };
    if *lead_word == "超过" && second != "余" && second != "以上" {
        return;
    }
    let end = if within.is_some() { quantity.place.end } else { quantity.place.end + second.len() };
    let start = lead.len() - lead_word.len();
    let message = say!(
        "“{lead_word}”和“{second}”说的是同一件事",
        "“{lead_word}” and “{second}” say the same"
    );
    let fix = words[..quantity.digits.start]
        .ends_with(lead_word)
        .then(|| text.fix(passage, start..end, &words[start + lead_word.len()..end]))
        .flatten();
    let mut finding = text.finding(&MAGNITUDE, passage, start..end, message);
    finding.severity = Severity::Note;
    report.push(with_fix(finding.help(say!("只留一个", "keep one of them")), fix));
}
