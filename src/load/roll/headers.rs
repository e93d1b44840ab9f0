//! Which column of a table says what: headers as offices write them.

use std::collections::BTreeMap;

use crate::model::RollField;

/// Other names of fields, as they stand in registers, reports and old systems.
const ALIASES: &[(RollField, &[&str])] = &[
    (RollField::Id, &["序列号", "烈士编号", "证书编号", "number", "no"]),
    (RollField::Name, &["名字", "烈士姓名", "碑刻姓名", "刻名", "姓 名", "fullname"]),
    (RollField::Corrected, &["订正姓名", "更正名", "正确姓名", "correctedname"]),
    (
        RollField::OtherNames,
        &["曾用名", "原名", "化名", "字号", "又名", "alias", "aliases", "othername"],
    ),
    (RollField::Kind, &["类型", "个人或群体", "type"]),
    (RollField::Sex, &["男女", "gender"]),
    (RollField::Ethnicity, &["族别", "nation", "nationality"]),
    (
        RollField::Birth,
        &["出生年月", "出生时间", "生年", "生于", "出生", "birthdate", "dateofbirth", "born"],
    ),
    (
        RollField::Death,
        &[
            "牺牲时间",
            "牺牲年月",
            "卒年",
            "卒于",
            "逝世日期",
            "去世时间",
            "死亡日期",
            "牺牲",
            "deathdate",
            "dateofdeath",
            "died",
        ],
    ),
    (RollField::Age, &["牺牲年龄", "终年", "享年"]),
    (
        RollField::Native,
        &[
            "籍贯地",
            "出生地",
            "原籍",
            "家庭住地",
            "籍贯（原）",
            "hometown",
            "birthplace",
            "nativeplace",
        ],
    ),
    (RollField::NativeNow, &["现籍贯", "籍贯（今）", "今属", "现属"]),
    (RollField::Division, &["行政区划代码", "籍贯代码", "divisioncode"]),
    (RollField::Party, &["党派", "是否党员", "政治身份"]),
    (RollField::Joined, &["入伍时间", "参军时间", "参加工作时间", "入伍年月", "enlisted"]),
    (RollField::Unit, &["部队", "生前单位", "所在单位", "牺牲时单位", "部别", "部队番号"]),
    (
        RollField::Post,
        &["生前职务", "牺牲时职务", "单位及职务", "单位职务", "职别", "unitrole", "role", "rank"],
    ),
    (RollField::Merits, &["主要事迹", "立功情况", "生平", "简历", "deeds"]),
    (RollField::DeathPlace, &["牺牲地", "牺牲地址", "逝世地点", "placeofdeath"]),
    (RollField::Cause, &["牺牲情节", "牺牲经过", "死因", "牺牲原因及经过"]),
    (RollField::Battle, &["战斗", "参加战役", "牺牲战役"]),
    (RollField::Burial, &["安葬地点", "安葬地址", "安葬陵园", "墓地", "grave", "buried"]),
    (RollField::Moves, &["迁葬情况", "迁移"]),
    (RollField::Wall, &["英名墙位置", "墙面位置", "碑位", "位置", "panel"]),
    (RollField::Period, &["牺牲时期", "历史时期", "战争时期", "war"]),
    (RollField::Group, &["群体", "英雄群体"]),
    (RollField::Status, &["状态", "认定情况", "核查状态"]),
    (RollField::Batch, &["公布批次", "增补批次"]),
    (RollField::Source, &["资料来源", "出处", "依据", "sources"]),
    (RollField::Note, &["说明", "附注", "remark", "remarks", "notes"]),
    (
        RollField::Relatives,
        &[
            "家属",
            "遗属",
            "烈属",
            "家属姓名",
            "家属电话",
            "联系电话",
            "联系人",
            "身份证号",
            "公民身份号码",
            "住址",
            "现住址",
            "家庭住址",
            "家庭地址",
            "通讯地址",
            "联系地址",
        ],
    ),
];

/// Headers that number the rows of a sheet and say nothing of anybody.
const RANKS: &[&str] = &["序号", "行号", "#"];

/// What a column says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Header {
    /// A field.
    Field(RollField),
    /// The number of the row; nothing.
    Rank,
    /// Something nobody knows.
    Unknown,
}

/// What a header means; `own` are the office's own.
pub fn header(typed: &str, own: &BTreeMap<String, RollField>) -> Header {
    let folded = fold(typed);
    let own = own.iter().find(|(name, _)| fold(name) == folded).map(|(_, field)| *field);
    let known = || {
        RollField::ALL
            .iter()
            .find(|(_, key, title)| folded == fold(key) || folded == fold(title))
            .map(|(field, ..)| *field)
    };
    let alias = || {
        ALIASES
            .iter()
            .find(|(_, names)| names.iter().any(|name| fold(name) == folded))
            .map(|(field, _)| *field)
    };
    match own.or_else(known).or_else(alias) {
        Some(field) => Header::Field(field),
        None if is_rank(typed) => Header::Rank,
        None => Header::Unknown,
    }
}

/// Whether a table with these headers is a roll: it names people and says of them what only rolls say.
pub fn names_people(headers: &[String]) -> bool {
    use RollField::{Age, Birth, Burial, Death, DeathPlace, Id, Name, Native, Unit, Wall};
    let of_people = [Id, Birth, Death, Age, Native, Burial, DeathPlace, Unit, Wall];
    let own = BTreeMap::new();
    let found: Vec<RollField> = headers
        .iter()
        .filter_map(|typed| match header(typed, &own) {
            Header::Field(field) => Some(field),
            Header::Rank | Header::Unknown => None,
        })
        .collect();
    let told = of_people.iter().filter(|field| found.contains(field)).count();
    found.contains(&Name) && found.contains(&Death) && told >= 3
}

/// Whether a header is that of the numbers of rows.
pub fn is_rank(typed: &str) -> bool {
    let folded = fold(typed);
    RANKS.iter().any(|rank| fold(rank) == folded)
}

/// Without what people add for looks: spaces, signs of necessity, case, and the width of brackets.
pub fn fold(typed: &str) -> String {
    typed
        .chars()
        .map(crate::text::half_width)
        .filter(|c| !c.is_whitespace() && !matches!(c, '*' | '_' | '-' | ':'))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_known_as_offices_write_them() {
        let own = BTreeMap::from([("何处人".to_owned(), RollField::Native)]);
        let table = [
            ("姓　名", Header::Field(RollField::Name)),
            ("*姓名", Header::Field(RollField::Name)),
            ("Native_Place", Header::Field(RollField::Native)),
            ("籍贯(今)", Header::Field(RollField::NativeNow)),
            ("何处人", Header::Field(RollField::Native)),
            ("序号", Header::Rank),
            ("是否公开", Header::Unknown),
            ("", Header::Unknown),
        ];
        for (typed, meant) in table {
            assert_eq!(header(typed, &own), meant, "{typed}");
        }
    }

    #[test]
    fn no_two_fields_have_one_name() {
        let names = RollField::ALL.iter().flat_map(|(field, key, title)| {
            let others =
                ALIASES.iter().filter(move |(of, _)| of == field).flat_map(|(_, names)| *names);
            [*key, *title].into_iter().chain(others.copied()).map(|name| (fold(name), *field))
        });
        let mut seen = BTreeMap::new();
        for (name, field) in names {
            assert!(seen.insert(name.clone(), field).is_none_or(|other| other == field), "{name}");
        }
    }

    #[test]
    fn fields_stand_in_their_own_order() {
        for (index, (field, ..)) in RollField::ALL.iter().enumerate() {
            assert_eq!(*field as usize, index);
        }
    }
}
