//! A publicity office's articles, made up: the same ones on every machine. Every place, unit and
//! number is plainly invented. Knows nothing of generators.

use std::fmt::Write as _;
use std::path::Path;

use super::chance::Chance;

const SEED: u64 = 0x1943;
/// Articles have 600 to 1 500 characters, headings, list and table included.
const SHORTEST: usize = 600;
const LONGEST: usize = 1_500;

/// Folder and title of each column.
pub const COLUMNS: [(&str, &str); 5] = [
    ("news", "要闻"),
    ("features", "综述"),
    ("notices", "通知公告"),
    ("policy", "政策解读"),
    ("stories", "红色记忆"),
];

const PLACES: [&str; 12] = [
    "示例甲市",
    "示例乙市",
    "示例丙县",
    "示例丁县",
    "示例戊区",
    "示例己区",
    "甲街道",
    "乙街道",
    "丙镇",
    "丁镇",
    "戊乡",
    "己社区",
];
const UNITS: [&str; 10] = [
    "双拥办",
    "退役军人服务站",
    "人民武装部",
    "驻军某部",
    "烈士陵园管理处",
    "军休服务中心",
    "民政所",
    "融媒体中心",
    "志愿服务队",
    "关工委",
];
const DEEDS: [&str; 16] = [
    "走访慰问现役军人家庭",
    "为立功受奖官兵家庭送喜报",
    "悬挂光荣牌",
    "整理烈士英名录",
    "修缮零散烈士墓",
    "协调随军家属就业",
    "安排军人子女入学",
    "召开军地联席会议",
    "开展国防教育进校园",
    "组织退役军人专场招聘",
    "开通军人依法优先窗口",
    "举办双拥法规宣讲",
    "采集老战士口述史",
    "更新优待证办理指南",
    "支援地方抢险救灾",
    "结对帮扶边远村小",
];
const RESULTS: [&str; 10] = [
    "群众反映良好",
    "各项安排按月公布",
    "台账做到一户一册",
    "问题当场登记、限期答复",
    "经验已在全市推开",
    "有关数据以主管部门公布的为准",
    "官兵家属普遍满意",
    "下一步将建立长效机制",
    "材料已存入档案",
    "形成了**“一站受理、全程代办”**的做法",
];
const HEADS: [&str; 10] = [
    "主要做法",
    "实事清单",
    "工作成效",
    "部门分工",
    "时间安排",
    "群众评价",
    "存在问题",
    "下一步打算",
    "办理流程",
    "历史回顾",
];
const FIRST_WORDS: [&str; 16] = [
    "双拥", "拥军", "优属", "褒扬", "优抚", "国防", "退役", "烈士", "军休", "光荣", "共建", "支前",
    "援建", "红色", "双争", "军地",
];
const LAST_WORDS: [&str; 12] = [
    "工作", "故事", "政策", "教育", "服务", "纪念", "人物", "共建", "优待", "档案", "活动", "设施",
];

/// One article.
#[derive(Debug)]
pub struct Article {
    /// Path below `content/`.
    pub path: String,
    /// The file's text.
    pub text: String,
}

/// Article `number` of every corpus that is long enough: a larger corpus begins with a smaller one.
pub fn article(number: usize) -> Article {
    let mut chance = Chance::new(SEED ^ (number as u64).wrapping_mul(0xD129_0D3B_3F11_0B4F));
    chance.number();
    let (column, _) = COLUMNS[number % COLUMNS.len()];
    let (year, month, day) = (2016 + chance.below(10), 1 + chance.below(12), 1 + chance.below(28));
    let (hour, minute) = (8 + chance.below(10), chance.below(60));
    let title = format!(
        "{}{}{}（示例{number:05}）",
        place(&mut chance),
        unit(&mut chance),
        deed(&mut chance)
    );
    let (source, words) = (unit(&mut chance), keywords(&mut chance));
    let text = format!(
        "+++\ntitle = \"{title}\"\ndate = {year}-{month:02}-{day:02}T{hour:02}:{minute:02}:00+08:00\n\
         keywords = [{words}]\nsource = \"示例{source}\"\n+++\n\n{}",
        body(&mut chance)
    );
    Article { path: format!("{column}/{year}-{month:02}-{day:02}-{number:05}.md"), text }
}

/// Writes the first `size` articles, their columns and the home page into `folder`.
pub fn write(folder: &Path, size: usize) -> std::io::Result<()> {
    for (order, (column, title)) in (1..).zip(COLUMNS) {
        let place = folder.join(column);
        std::fs::create_dir_all(&place)?;
        let head = format!(
            "+++\ntitle = \"{title}\"\ndescription = \"{title}：示例栏目。\"\ncolumn_type = \"工作动态\"\norder = {order}\n+++\n"
        );
        std::fs::write(place.join("_index.md"), head)?;
    }
    let names = COLUMNS.map(|(folder, _)| format!("\"{folder}\"")).join(", ");
    let home = format!(
        "+++\ntitle = \"首页\"\n[[block]]\nkind = \"columns\"\ncolumns = [{names}]\ncount = 6\n+++\n"
    );
    std::fs::write(folder.join("_index.md"), home)?;
    for number in 0..size {
        let article = article(number);
        std::fs::write(folder.join(article.path), article.text)?;
    }
    Ok(())
}

fn pick(chance: &mut Chance, choices: &[&'static str]) -> &'static str {
    choices[chance.below(choices.len())]
}

fn place(chance: &mut Chance) -> &'static str {
    pick(chance, &PLACES)
}

fn unit(chance: &mut Chance) -> &'static str {
    pick(chance, &UNITS)
}

fn deed(chance: &mut Chance) -> &'static str {
    pick(chance, &DEEDS)
}

/// Three of 192 words.
fn keywords(chance: &mut Chance) -> String {
    let mut words: Vec<String> = Vec::new();
    while words.len() < 3 {
        let word = format!("\"{}{}\"", pick(chance, &FIRST_WORDS), pick(chance, &LAST_WORDS));
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words.join(", ")
}

fn body(chance: &mut Chance) -> String {
    let wanted = SHORTEST + chance.below(LONGEST - SHORTEST);
    let end = paragraph(chance);
    let mut out = paragraph(chance);
    let mut parts = 0;
    while out.chars().count() + end.chars().count() < wanted {
        match parts {
            1 => list(&mut out, chance),
            3 => table(&mut out, chance),
            _ => {
                if parts % 2 == 0 {
                    let number = parts / 2 + 1;
                    write!(out, "## {number}. {}\n\n", pick(chance, &HEADS))
                        .expect("into a string");
                }
                out += &paragraph(chance);
            }
        }
        parts += 1;
    }
    out + &end
}

fn sentence(chance: &mut Chance) -> String {
    let (count, days) = (2 + chance.below(97), 1 + chance.below(30));
    let (place, unit, deed) = (place(chance), unit(chance), deed(chance));
    let (other, result) = (self::unit(chance), pick(chance, &RESULTS));
    match chance.below(3) {
        0 => format!("{place}{unit}会同{other}{deed}，共{count}户（次），{result}。"),
        1 => format!("{days}日，{unit}到{place}{deed}{count}件，{result}。"),
        _ => format!("据{other}介绍，{place}今年以来{deed}{count}批，{result}。"),
    }
}

fn paragraph(chance: &mut Chance) -> String {
    let sentences: String = (0..2 + chance.below(3)).map(|_| sentence(chance)).collect();
    sentences + "\n\n"
}

fn list(out: &mut String, chance: &mut Chance) {
    for _ in 0..3 + chance.below(4) {
        let (deed, count) = (deed(chance), 1 + chance.below(99));
        writeln!(out, "- {}：{deed}**{count}件**", unit(chance)).expect("into a string");
    }
    out.push('\n');
}

fn table(out: &mut String, chance: &mut Chance) {
    out.push_str("| 地点 | 事项 | 数量 |\n|---|---|--:|\n");
    for _ in 0..3 + chance.below(4) {
        let (place, deed, count) = (place(chance), deed(chance), 1 + chance.below(999));
        writeln!(out, "| {place} | {deed} | {count} |").expect("into a string");
    }
    out.push('\n');
}
