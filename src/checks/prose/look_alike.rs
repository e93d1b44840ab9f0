//! Characters taken for others that look like them: slips of scanners and of the eye.

use super::lexicon::{List, apart};
use super::{Passage, Text, with_fix};
use crate::diag::{Report, Rule, Severity};
use crate::say;
use crate::text::is_han;

/// A character that looks like the right one.
pub static LOOK_ALIKE: Rule = Rule {
    name: "look-alike",
    severity: Severity::Warning,
    zh: "形近字、形近符号用错，多半来自扫描识别：加号写成“十”（互联网十双拥）、数字里混进字母（2O21、l0%）、日写成曰（8月1曰）、\
         己已巳、末未、千干、侯候、拔拨不分（己经、末来、千警、气侯、拔款）。只查不会有别的读法的写法。",
    en: "Characters or signs taken for others that look like them, mostly by a scanner: 十 for a plus sign, letters in \
         numbers (2O21, l0 %), 曰 for 日, 己 for 已, 末 for 未, 千 for 干 and the like. Only what cannot be read in \
         another way is told.",
};

/// A wrong word, the right one, and what makes it right after all: characters before or behind.
struct Slip {
    wrong: &'static str,
    right: &'static str,
    before: &'static str,
    behind: &'static str,
}

const fn slip(wrong: &'static str, right: &'static str) -> Slip {
    Slip { wrong, right, before: "", behind: "" }
}

const fn unless(
    wrong: &'static str,
    right: &'static str,
    before: &'static str,
    behind: &'static str,
) -> Slip {
    Slip { wrong, right, before, behind }
}

/// What may stand before 己, which then is no slip for 已.
const SELF: &str = "自知律利克他异体一为对无舍守修束责由推及";

const SLIPS: &[Slip] = &[
    unless("己经", "已经", SELF, ""),
    unless("己完成", "已完成", SELF, ""),
    unless("己达", "已达", SELF, ""),
    unless("己建成", "已建成", SELF, ""),
    unless("己于", "已于", SELF, ""),
    unless("己连续", "已连续", SELF, ""),
    unless("己累计", "已累计", SELF, ""),
    unless("己办", "已办", SELF, ""),
    unless("己全", "已全", SELF, ""),
    unless("己有", "已有", SELF, ""),
    unless("己成为", "已成为", SELF, ""),
    slip("巳经", "已经"),
    slip("巳完成", "已完成"),
    slip("巳达", "已达"),
    slip("巳有", "已有"),
    slip("早己", "早已"),
    slip("业己", "业已"),
    slip("不己", "不已"),
    slip("而己", "而已"),
    unless("自已", "自己", "各亲独私擅来能情以法难", "经是有然于"),
    slip("知已知彼", "知己知彼"),
    slip("舍已", "舍己"),
    slip("克已奉公", "克己奉公"),
    slip("律已", "律己"),
    slip("推已及人", "推己及人"),
    slip("身不由已", "身不由己"),
    unless("末来", "未来", "周岁期年月季始世纪本", ""),
    unless("末能", "未能", "周岁期年月季始", ""),
    unless("末经", "未经", "周岁期年月季始", ""),
    slip("末成年", "未成年"),
    slip("末婚", "未婚"),
    unless("周未，", "周末，", "", ""),
    unless("周未、", "周末、", "", ""),
    slip("期未考", "期末考"),
    slip("岁未年初", "岁末年初"),
    slip("年未岁", "年末岁"),
    unless("导千部", "导干部", "", ""),
    unless("员千部", "员干部", "", ""),
    unless("业千部", "业干部", "", ""),
    unless("队千部", "队干部", "", ""),
    unless("休千部", "休干部", "", ""),
    unless("村千部", "村干部", "", ""),
    unless("级千部", "级干部", "", ""),
    slip("骨千", "骨干"),
    unless("若千", "若干", "", "万"),
    slip("千警", "干警"),
    slip("千群", "干群"),
    unless("烈土", "烈士", "", "地壤"),
    unless("战土", "战士", "", "地改壤"),
    slip("护土", "护士"),
    slip("勇土", "勇士"),
    unless("壮土", "壮士", "", "家"),
    unless("士地", "土地", "烈战护卫勇壮院博硕绅女男武斗道骑人兵进", ""),
    slip("应征人伍", "应征入伍"),
    slip("新兵人伍", "新兵入伍"),
    slip("光荣人伍", "光荣入伍"),
    slip("参军人伍", "参军入伍"),
    slip("批准人伍", "批准入伍"),
    slip("人伍通知", "入伍通知"),
    slip("时侯", "时候"),
    slip("气侯", "气候"),
    slip("等侯", "等候"),
    slip("问侯", "问候"),
    slip("侯选", "候选"),
    slip("侯车", "候车"),
    slip("侯诊", "候诊"),
    slip("侯补", "候补"),
    slip("拔款", "拨款"),
    slip("拔付", "拨付"),
    slip("下拔", "下拨"),
    slip("拔打", "拨打"),
    slip("选拨", "选拔"),
    slip("海拨", "海拔"),
    slip("提拨", "提拔"),
    slip("慕捐", "募捐"),
    slip("招慕", "招募"),
    slip("羡幕", "羡慕"),
    slip("戌边", "戍边"),
    slip("卫戌", "卫戍"),
    slip("戊边", "戍边"),
    slip("既将", "即将"),
    slip("今曰", "今日"),
    slip("昨曰", "昨日"),
    slip("近曰", "近日"),
    slip("节曰", "节日"),
    slip("假曰", "假日"),
    slip("生曰", "生日"),
    slip("曰前", "日前"),
    slip("曰常", "日常"),
    slip("抗曰", "抗日"),
    slip("互联网十", "互联网＋"),
    unless("党建十", "党建＋", "", "大佳年余个项条周多几名"),
    unless("双拥十", "双拥＋", "", "大佳年余个项条周多几名"),
    unless("线上十线下", "线上＋线下", "", ""),
    unless("科技十", "科技＋", "", "大佳年余个项条周多几名强"),
    unless("文化十", "文化＋", "", "大佳年余个项条周多几名强进"),
    unless("旅游十", "旅游＋", "", "大佳年余个项条周多几名强"),
    unless("教育十", "教育＋", "", "大佳年余个项条周多几名强二一"),
    unless("大数据十", "大数据＋", "", "大佳年余个项条周多几名强"),
    unless("医疗十", "医疗＋", "", "大佳年余个项条周多几名强"),
];

/// The wrong words, in their order.
pub fn words() -> Vec<&'static str> {
    SLIPS.iter().map(|slip| slip.wrong).collect()
}

pub fn look(text: &Text<'_>, report: &mut Report) {
    for passage in &text.passages {
        for found in apart(passage.hits(List::Slips)) {
            let slip = &SLIPS[found.word];
            let before = passage.words[..found.place.start].chars().next_back();
            let behind = passage.words[found.place.end..].chars().next();
            let is_right = before.is_some_and(|c| slip.before.contains(c))
                || behind.is_some_and(|c| slip.behind.contains(c));
            let is_whole = !slip.wrong.ends_with('十')
                || behind.is_some_and(|c| is_han(c) || c == '”') && !is_ten(behind);
            if !is_right && is_whole {
                tell(text, passage, found.place.clone(), slip.right, report);
            }
        }
        numbers(text, passage, report);
        days(text, passage, report);
    }
}

/// Whether 十 before such a character is ten.
fn is_ten(behind: Option<char>) -> bool {
    behind.is_some_and(|c| {
        "一二三四五六七八九万亿大佳年月日届岁强件项个条周余多几名里分足进点字部位支张家户人来"
            .contains(c)
    })
}

fn tell(
    text: &Text<'_>,
    passage: &Passage,
    place: std::ops::Range<usize>,
    right: &str,
    report: &mut Report,
) {
    let said = &passage.words[place.clone()];
    let message = say!("“{said}”应是“{right}”", "“{said}” should be “{right}”");
    let fix = text.fix(passage, place.clone(), right);
    report.push(with_fix(text.finding(&LOOK_ALIKE, passage, place, message), fix));
}

/// Letters that stand among digits: 2O21, l0%, 1OO人.
fn numbers(text: &Text<'_>, passage: &Passage, report: &mut Report) {
    let words = &passage.words;
    let bytes = words.as_bytes();
    let mut at = 0;
    while let Some(found) = memchr::memchr3(b'O', b'l', b'I', &bytes[at..]).map(|found| at + found)
    {
        let is_part = |b: u8| b.is_ascii_digit() || matches!(b, b'O' | b'l' | b'I');
        let start = (0..found).rev().take_while(|i| is_part(bytes[*i])).last().unwrap_or(found);
        let end =
            (found..bytes.len()).take_while(|i| is_part(bytes[*i])).last().map_or(found, |i| i + 1);
        at = end;
        if is_number(words, start..end) {
            let right: String = words[start..end]
                .chars()
                .map(|c| match c {
                    'O' => '0',
                    'l' | 'I' => '1',
                    _ => c,
                })
                .collect();
            tell(text, passage, start..end, &right, report);
        }
    }
}

/// Whether the digits and letters in `range` are meant for a number: digits are most of them, and
/// Chinese or a percent sign follows.
fn is_number(words: &str, range: std::ops::Range<usize>) -> bool {
    const UNITS: &str = "年月日时分秒人名个户元万亿家所张份次届项件篇号岁%％多余";
    let run = &words[range.clone()];
    let digits = run.bytes().filter(u8::is_ascii_digit).count();
    let before = words[..range.start].chars().next_back();
    let behind = words[range.end..].chars().next();
    let is_apart = before.is_none_or(|c| !c.is_ascii_alphanumeric() && !"-_/.@#".contains(c));
    let counts = behind.is_some_and(|c| "人名户元万亿".contains(c));
    let is_code = run.starts_with('I') || run.starts_with('O') && !counts;
    digits > 0
        && digits * 2 >= run.len() - 1
        && is_apart
        && !is_code
        && behind.is_some_and(|c| UNITS.contains(c))
        && (digits >= run.len() - digits || run.contains('O'))
}

/// 曰 for 日 behind a number.
fn days(text: &Text<'_>, passage: &Passage, report: &mut Report) {
    for hit in passage.hits(List::Said) {
        let before = passage.words[..hit.place.start].trim_end_matches(' ');
        let is_day = before.ends_with(|c: char| c.is_ascii_digit())
            || before.ends_with(['十', '一', '二', '三', '五', '六', '七', '八', '九'])
                && before.contains('月');
        if is_day {
            tell(text, passage, hit.place.clone(), "日", report);
        }
    }
}
