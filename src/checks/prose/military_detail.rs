//! Designations, strength and positions of units that serve.

use super::lexicon::List;
use super::words::{clause, has_any, run_before, starts_any};
use super::{Passage, Standing, Text, Voice};
use crate::diag::{Message, Report, Rule, Severity};
use crate::say;
use crate::text::{Quantity, Role, half_width};

/// Detail of a unit that serves.
pub static MILITARY_DETAIL: Rule = Rule {
    name: "military-detail",
    severity: Severity::Warning,
    zh: "写出了现役部队的番号、代号、人数或营区位置，例如“第××集团军某旅”写全了番号、五位数字代号的部队、营区经纬度。\
         公开稿件写“驻市某部”“某旅”。1955年以前的历史部队、烈士生平里的番号不算。",
    en: "The designation, code, strength or position of a serving unit is told. Public texts write 驻市某部 or 某旅. Units \
         before 1955 and those in the lives of martyrs do not count.",
};

/// Units whose number is a designation.
const UNITS: &[&str] = &[
    "集团军",
    "合成旅",
    "边防旅",
    "炮兵旅",
    "防空旅",
    "特战旅",
    "航空旅",
    "工兵旅",
    "火箭旅",
    "导弹旅",
    "陆战旅",
    "支援旅",
    "机步旅",
    "装甲旅",
    "摩步旅",
    "空降旅",
    "合成营",
    "机动师",
    "舰艇支队",
    "导弹基地",
];
/// The characters that they, and 部队, begin with: few numbers have one behind them.
const UNIT_STARTS: [char; 18] = [
    '部', '集', '合', '边', '炮', '防', '特', '航', '工', '火', '导', '陆', '支', '机', '装', '摩',
    '空', '舰',
];
/// Words of times gone by.
const PAST: &[&str] = &[
    "红军",
    "八路军",
    "新四军",
    "志愿军",
    "解放战争",
    "抗日",
    "抗战",
    "抗美援朝",
    "纵队",
    "野战军",
    "红一",
    "红二",
    "红四",
    "红二十五",
    "东征",
    "长征",
    "淮海",
    "平津",
    "辽沈",
    "渡江",
    "起义",
    "烈士",
    "牺牲",
    "当年",
    "前身",
    "纪念馆",
    "旧址",
    "中国工农",
    "晋绥",
    "晋察冀",
    "东北民主联军",
    "国民党",
    "日军",
    "敌",
    "参军",
    "历任",
    "原",
];

pub fn look(text: &Text<'_>, report: &mut Report) {
    if text.standing == Standing::Life {
        return;
    }
    for passage in text.passages.iter().filter(|passage| passage.voice == Voice::Own) {
        for quantity in &passage.quantities {
            let told = designation(passage, quantity).or_else(|| strength(passage, quantity));
            if let Some((end, message)) = told.filter(|_| !is_past(passage, quantity)) {
                let place = quantity.place.start..end;
                report.push(text.finding(&MILITARY_DETAIL, passage, place, message).help(help()));
            }
        }
        position(text, passage, report);
        address(text, passage, report);
    }
}

/// Whether the sentence speaks of a unit of former times.
fn is_past(passage: &Passage, quantity: &Quantity) -> bool {
    let said = passage.sentence(quantity.place.start);
    has_any(&passage.words[said.clone()], PAST)
        || passage.numbers_in(said).any(|q| q.role == Role::Year && q.whole() < Some(1955))
}

fn help() -> Message {
    say!(
        "公开稿件写“驻市某部”“某旅”，不写番号、人数和位置",
        "write 某部 or 某旅 without number, strength or place"
    )
}

/// 32103部队, 第八十三集团军
fn designation(passage: &Passage, quantity: &Quantity) -> Option<(usize, Message)> {
    let words = &passage.words;
    let rest = &words[quantity.digits.end..];
    if !rest.starts_with(UNIT_STARTS) {
        return None;
    }
    let digits = &words[quantity.digits.clone()];
    let is_code =
        digits.len() == 5 && digits.bytes().all(|b| b.is_ascii_digit()) && rest.starts_with("部队");
    if is_code {
        let end = quantity.digits.end + "部队".len();
        let said = &words[quantity.digits.start..end];
        return Some((end, say!("“{said}”是部队代号", "“{said}” is the code of a unit")));
    }
    let unit = UNITS.iter().find(|unit| rest.starts_with(**unit))?;
    // The Eighteenth Group Army was the Eighth Route Army.
    if *unit == "集团军" && quantity.whole() == Some(18) {
        return None;
    }
    let end = quantity.digits.end + unit.len();
    let start =
        if quantity.role == Role::Ordinal { quantity.place.start } else { quantity.digits.start };
    let said = &words[start..end];
    Some((end, say!("“{said}”是部队番号", "“{said}” is the designation of a unit")))
}

/// 某旅现有官兵1200人
fn strength(passage: &Passage, quantity: &Quantity) -> Option<(usize, Message)> {
    const OF: &[&str] = &[
        "编制",
        "现有官兵",
        "驻有官兵",
        "共有官兵",
        "兵力共",
        "实有官兵",
        "旅有官兵",
        "团有官兵",
        "营有官兵",
        "部队有官兵",
    ];
    /// Those who took part, not all there are.
    const TOOK_PART: &[&str] = &["参", "前来", "到", "受", "赶", "获"];
    const UNIT: &[&str] = &["旅", "部队", "营区", "基地", "某部", "某团", "支队"];
    let is_strength = matches!(quantity.unit, "人" | "名")
        && has_any(run_before(&passage.words, quantity.place.start, 14), OF)
        && has_any(&passage.words[passage.sentence(quantity.place.start)], UNIT);
    let took_part = starts_any(&passage.words[quantity.place.end..], TOOK_PART);
    let said = &passage.words[quantity.place.clone()];
    (is_strength && !took_part).then(|| {
        (quantity.place.end, say!("“{said}”是部队的人数", "“{said}” is the strength of a unit"))
    })
}

/// Places of the forces whose address is told.
pub const PLACES: &[&str] =
    &["营区", "营房", "军营", "弹药库", "雷达站", "油库", "军用机场", "军港"];
/// Words between a place and where it is.
const LIES: &[&str] = &["位于", "坐落于", "坐落在", "就在", "地处", "设在"];

/// 营区位于某路88号
fn address(text: &Text<'_>, passage: &Passage, report: &mut Report) {
    let words = &passage.words;
    for std::ops::Range { start: at, end } in
        passage.hits(List::Barracks).map(|hit| hit.place.clone())
    {
        let Some(lies) = LIES.iter().find(|lies| words[end..].starts_with(**lies)) else {
            continue;
        };
        let end = end + lies.len();
        let after = &words[end..clause(words, at).end];
        let number = after.find('号').filter(|end| after[..*end].ends_with(is_digit));
        if number.is_some() && !has_any(&words[passage.sentence(at)], PAST) {
            let message = say!("写出了营区的地址", "the address of a barracks is told");
            report.push(text.finding(&MILITARY_DETAIL, passage, at..end, message).help(help()));
        }
    }
}

fn is_digit(c: char) -> bool {
    half_width(c).is_ascii_digit()
}

/// What a position begins with.
pub const COORDINATES: &[&str] = &["北纬", "东经"];

/// 营区位于东经…北纬…
fn position(text: &Text<'_>, passage: &Passage, report: &mut Report) {
    if !passage.has(List::Coordinates) {
        return;
    }
    for range in passage.sentences() {
        let said = &passage.words[range.clone()];
        let is_position = has_any(said, COORDINATES)
            && has_any(
                said,
                &["营区", "军营", "部队", "阵地", "雷达站", "弹药库", "军用机场", "军港", "靶场"],
            )
            && !has_any(said, PAST);
        if let Some(at) = said.find("北纬").or_else(|| said.find("东经")).filter(|_| is_position)
        {
            let place = range.start + at..range.start + at + "北纬".len();
            let message = say!("写出了营区的经纬度", "the position of a barracks is told");
            report.push(text.finding(&MILITARY_DETAIL, passage, place, message).help(help()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_unit_is_missed_by_its_first_character() {
        let is_known = |unit: &&str| unit.starts_with(UNIT_STARTS);
        assert!(UNITS.iter().chain(&["部队"]).all(is_known));
    }
}
