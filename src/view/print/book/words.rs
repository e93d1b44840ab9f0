//! What a book says of itself: its volumes, its rules of order, its colophon. Never names a person.

use serde::Serialize;

use super::places::Place;
use crate::model::{Roll, RollBook, RollFeature, RollField};
use crate::plan::Volumes;
use crate::text::Amount;
use crate::view::of_roll_words::rule;

/// A line of the colophon.
#[derive(Debug, Serialize)]
pub struct ColophonLine {
    title: &'static str,
    text: String,
}

/// Which volume it is and what it holds.
#[derive(Debug, Serialize)]
pub struct VolumeWords {
    /// `第一册`
    number: String,
    /// `全二册`
    of: String,
    /// `山西省—陕西省`
    covers: String,
}

/// Of a book in one volume nothing.
pub fn volume_words(number: usize, volumes: Volumes, places: &[Place]) -> Option<VolumeWords> {
    if volumes.count == 1 {
        return None;
    }
    let name = |place: &Place| format!("{}{}", place.province, place.title);
    let ends = places.first().zip(places.last());
    Some(VolumeWords {
        number: format!("第{number}册"),
        of: format!("全{}册", volumes.count),
        covers: ends.map(|(a, b)| format!("{}—{}", name(a), name(b))).unwrap_or_default(),
    })
}

/// `64 人，2 个群体`
pub fn count(roll: &Roll) -> String {
    let people = Amount::from(roll.totals.people);
    match roll.totals.groups {
        0 => format!("{people} 人"),
        groups => format!("{people} 人，{groups} 个群体"),
    }
}

/// 编例: in which order everything stands and what signs mean. Each sentence is true of this roll.
pub fn rules(roll: &Roll, book: RollBook, has_lives: bool) -> Vec<String> {
    let people = &roll.people;
    let has_alternatives = |field| roll.order.iter().any(|p| people.get(*p, field).contains('|'));
    let is_illegible = roll.order.iter().any(|person| roll.name(*person).contains('□'));
    let is_unplaced = roll.order.iter().any(|p| people.get(*p, RollField::Native).is_empty());
    let dates = [RollField::Birth, RollField::Death, RollField::Joined];
    let mut rules = vec![format!("本书收录{}。", count(roll))];
    if people.has(RollField::Native) {
        let unplaced = if is_unplaced { "籍贯不详的列在最后。" } else { "" };
        rules.push(format!(
            "姓名按籍贯编排：省份依行政区划的次序，县份依拼音；地名用资料上的写法。{unplaced}"
        ));
        rules.push(format!("同一县份的，{}", rule(roll)));
    } else {
        rules.push(format!("姓名{}", rule(roll)));
    }
    rules.push(match book {
        RollBook::Names => "正文只列姓名。".into(),
        RollBook::Table => "正文每人一行，列出资料中已有的项目；空白的是资料中没有的。".into(),
        RollBook::Full => "正文每人一行，其余事项列在行下；空白的是资料中没有的。".into(),
    });
    if people.has(RollField::Corrected) {
        rules.push("姓名经过更正的，用更正后的写法。".into());
    }
    if is_illegible {
        rules.push("“□”表示字迹无法辨认。".into());
    }
    if dates.into_iter().any(has_alternatives) {
        rules.push("资料不一致的并列写出，用“／”隔开。".into());
    }
    if roll.totals.groups > 0 {
        rules.push("英雄群体另列一章，成员仍列在各自籍贯之下。".into());
    }
    let lives = if has_lives { "；黑体的是生平所在的页" } else { "" };
    rules.push(format!("书后有姓名笔画索引和拼音索引，同名的合为一条，数字是正文的页码{lives}。"));
    rules
}

/// 版权页. `unit` and `address` may be empty.
pub fn colophon(roll: &Roll, title: &str, unit: &str, address: &str) -> Vec<ColophonLine> {
    let line = |title, text: String| ColophonLine { title, text };
    let all = [
        line("书名", title.to_owned()),
        line("编者", unit.to_owned()),
        line("收录", count(roll)),
        line("次序", rule(roll)),
        line("使用许可", roll.settings.licence.clone().unwrap_or_default()),
        line("更正与补充", roll.settings.correction.clone().unwrap_or_default()),
        line("网上名录", address.to_owned()),
    ];
    all.into_iter().filter(|line| !line.text.is_empty()).collect()
}

/// Whether the book has statistics.
pub fn has_statistics(roll: &Roll) -> bool {
    roll.settings.offers(RollFeature::Statistics)
}
