//! Sentences of a roll: the rule of its order, and where errors are reported. Never anything of one
//! person but the id and the name in a letter's subject.

use crate::model::{Roll, RollOrder};
use crate::text::percent_encode;

/// Where an error is reported: a form's address, or a letter whose subject names the record and
/// whose text begins with its address.
pub(super) fn correction(to: &str, record: Option<Record<'_>>) -> String {
    let is_form = to.contains("://");
    let Some(Record { id, name, address }) = record else {
        return if is_form { to.to_owned() } else { format!("mailto:{to}") };
    };
    let about = format!("名录更正 {id} {name}");
    match (is_form, address) {
        (true, address) => {
            let sign = if to.contains('?') { '&' } else { '?' };
            let about = [about.as_str(), address.as_deref().unwrap_or_default()].join(" ");
            format!("{to}{sign}record={}", percent_encode(about.trim_end()))
        }
        (false, None) => format!("mailto:{to}?subject={}", percent_encode(&about)),
        (false, Some(address)) => {
            let body = format!("{address}\n\n");
            let (about, body) = (percent_encode(&about), percent_encode(&body));
            format!("mailto:{to}?subject={about}&body={body}")
        }
    }
}

/// What an error is reported of.
pub(super) struct Record<'a> {
    pub(super) id: &'a str,
    pub(super) name: &'a str,
    /// Where it is found for good; none when nobody has said where the site will be.
    pub(super) address: Option<String>,
}

/// The sentence under each list.
pub(super) fn rule(roll: &Roll) -> String {
    let single = if roll.settings.single_name_first {
        "单名在前"
    } else {
        "单名与双名逐字比较"
    };
    let rule = match roll.settings.order {
        RollOrder::Office => {
            format!("以姓氏笔画为序：先比笔画数，笔画数相同的按字符编码；{single}")
        }
        RollOrder::Strict => format!(
            "以姓氏笔画为序：先比笔画数，笔画数相同的按横、竖、撇、点、折的笔形顺序；{single}"
        ),
        RollOrder::Pinyin => format!("以姓氏拼音为序；{single}"),
        RollOrder::Place => "以籍贯为序，同一籍贯的以姓氏笔画为序".into(),
        RollOrder::Date => return "以牺牲日期为序，日期不详的在后。".into(),
        RollOrder::Wall => return "以英名墙上的位置为序。".into(),
        RollOrder::Source => return "以原表的次序为序。".into(),
    };
    let own = roll.settings.overrides.stated(roll.settings.order_of_names());
    match own.len() {
        0 => format!("{rule}。"),
        1..=OWN => format!("{rule}；{}。", own.join("、")),
        _ => format!("{rule}；{}等按本名录的规定。", own[..OWN].join("、")),
    }
}

/// Rules of its own that a roll tells one by one.
const OWN: usize = 6;
