//! A roll of people who never lived, the same on every machine: its title, its ids and its places
//! say so. Dates are known as well as they are in real rolls, to the day, to the month, to the year,
//! about, or not at all. Knows nothing of generators.

use std::fs::File;
use std::io::{self, BufWriter, Write as _};
use std::path::Path;

use super::super::chance::Chance;
use super::names::Names;

const SEED: u64 = 0x1949;

/// The title above the headers; to programs that know comments it is one.
const TITLE: &str = "# 合成数据：只为测速而造，没有一个真人";
const HEADERS: &str = "编号,姓名,性别,民族,出生日期,牺牲日期,籍贯,单位,职务,牺牲地点,时期,批次";

const PROVINCES: [&str; 27] = [
    "河北省",
    "山西省",
    "辽宁省",
    "吉林省",
    "黑龙江省",
    "江苏省",
    "浙江省",
    "安徽省",
    "福建省",
    "江西省",
    "山东省",
    "河南省",
    "湖北省",
    "湖南省",
    "广东省",
    "广西省",
    "海南省",
    "四川省",
    "贵州省",
    "云南省",
    "陕西省",
    "甘肃省",
    "青海省",
    "察哈尔省",
    "绥远省",
    "热河省",
    "西康省",
];
/// What invented places are numbered with: ten prefectures a province, ten counties a prefecture.
const STEMS: [&str; 10] = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"];
const POSTS: [&str; 10] =
    ["战士", "班长", "副班长", "排长", "连长", "指导员", "通信员", "卫生员", "侦察员", "炊事员"];
/// Period, first and last year.
const PERIODS: [(&str, usize, usize); 4] = [
    ("土地革命战争时期", 1928, 1936),
    ("抗日战争时期", 1938, 1944),
    ("解放战争时期", 1946, 1949),
    ("抗美援朝战争时期", 1951, 1953),
];
/// Armies and the regiments of each.
const UNITS: (usize, usize) = (30, 40);
const BATCHES: usize = 40;

/// Writes the table of the first `size` people to `path`: a larger roll begins with a smaller one.
pub fn write(path: &Path, size: usize) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    writeln!(out, "{TITLE}\n{HEADERS}")?;
    let (names, mut chance) = (Names::new(), Chance::new(SEED));
    for number in 0..size {
        writeln!(out, "{}", person(number, &names, &mut chance))?;
    }
    out.flush()
}

fn person(number: usize, names: &Names, chance: &mut Chance) -> String {
    let name = names.draw(chance);
    let sex = if chance.below(30) == 0 { "女" } else { "男" };
    let (period, first, last) = PERIODS[chance.below(PERIODS.len())];
    let died = first + chance.below(last - first + 1);
    let born = died - 16 - chance.below(25);
    let death = date(died, last, chance);
    let birth = birth(born, chance);
    let native = if chance.below(50) == 0 { String::new() } else { county(chance) };
    let (army, regiment) = (1 + chance.below(UNITS.0), 1 + chance.below(UNITS.1));
    let (post, place) = (POSTS[chance.below(POSTS.len())], county(chance));
    let batch = 1 + chance.below(BATCHES);
    format!(
        "HC{number:07},{name},{sex},汉族,{birth},{death},{native},示例第{army}军第{regiment}团,{post},\
         {place},{period},第{batch}批"
    )
}

/// One of 2 700 counties that nobody will look for.
fn county(chance: &mut Chance) -> String {
    let province = PROVINCES[chance.below(PROVINCES.len())];
    let (prefecture, county) = (STEMS[chance.below(10)], STEMS[chance.below(10)]);
    format!("{province}示例{prefecture}市示例{prefecture}{county}县")
}

/// A death in `year`, known more or less well; `last` is the last year it may be.
fn date(year: usize, last: usize, chance: &mut Chance) -> String {
    let (month, day) = (1 + chance.below(12), 1 + chance.below(28));
    let next = (year + 1).min(last);
    match chance.below(100) {
        0..40 => format!("{year}-{month:02}-{day:02}"),
        40..52 => format!("{year}.{month}"),
        52..56 => format!("{year}年{month}月"),
        56..74 => format!("{year}年"),
        74..78 => format!("约{year}"),
        78..82 => format!("{year}?"),
        82..85 if next > year => format!("{year}|{next}"),
        85..88 if next > year => format!("{year}—{next}"),
        82..91 => republican(year),
        91..96 => "不详".into(),
        _ => String::new(),
    }
}

fn birth(year: usize, chance: &mut Chance) -> String {
    let (month, day) = (1 + chance.below(12), 1 + chance.below(28));
    match chance.below(100) {
        0..55 => year.to_string(),
        55..70 => format!("{year}-{month:02}-{day:02}"),
        70..80 => format!("{year}年{month}月"),
        80..84 => format!("约{year}"),
        _ => String::new(),
    }
}

/// 民国二十七年; after 1949 years are counted otherwise.
fn republican(year: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    if year > 1949 {
        return format!("{year}年");
    }
    let count = year - 1911;
    let tens = match count / 10 {
        0 => String::new(),
        1 => "十".into(),
        tens => format!("{}十", DIGITS[tens]),
    };
    format!("民国{tens}{}年", DIGITS[count % 10])
}
