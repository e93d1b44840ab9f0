//! Sentences of a roll: the rule of its order, and where errors are reported. Never anything of one
//! person but the id and the name in a letter's subject.

use crate::model::{Roll, RollOrder};
use crate::text::percent_encode;

/// Where an error is reported: a form's address, or a letter whose subject names the record.
pub(super) fn correction(to: &str, person: Option<(&str, &str)>) -> String {
    let about = person.map(|(id, name)| format!("名录更正 {id} {name}"));
    match (to.contains("://"), about) {
        (true, Some(about)) => {
            let sign = if to.contains('?') { '&' } else { '?' };
            format!("{to}{sign}record={}", percent_encode(&about))
        }
        (true, None) => to.to_owned(),
        (false, Some(about)) => {
            format!("mailto:{to}?subject={}", percent_encode(&about))
        }
        (false, None) => format!("mailto:{to}"),
    }
}

/// The sentence under each list.
pub(super) fn rule(roll: &Roll) -> String {
    let single = if roll.settings.single_name_first {
        "单名在前"
    } else {
        "单名与双名逐字比较"
    };
    match roll.settings.order {
        RollOrder::Office => {
            format!("以姓氏笔画为序：先比笔画数，笔画数相同的按字符编码；{single}。")
        }
        RollOrder::Strict => {
            format!(
                "以姓氏笔画为序：先比笔画数，笔画数相同的按横、竖、撇、点、折的笔形顺序；{single}。"
            )
        }
        RollOrder::Pinyin => format!("以姓氏拼音为序；{single}。"),
        RollOrder::Place => "以籍贯为序，同一籍贯的以姓氏笔画为序。".into(),
        RollOrder::Date => "以牺牲日期为序，日期不详的在后。".into(),
        RollOrder::Wall => "以英名墙上的位置为序。".into(),
        RollOrder::Source => "以原表的次序为序。".into(),
    }
}
