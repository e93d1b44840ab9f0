//! Numbers in running text, with what they count. Never decides whether one is right.

use std::ops::Range;

use rust_decimal::Decimal;

use super::uncertain::numeral::digit;
use super::{Amount, Scale, half_width};

/// What a number does where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It counts or measures.
    Count,
    /// It says which one: 第七届.
    Ordinal,
    /// It is a share of a hundred: 90%, 百分之九十, 三成.
    Percent,
    /// It is a year: 2021年, 二〇二一年.
    Year,
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// 2021
    Arabic,
    /// 二〇二一
    Chinese,
}

/// Whether a number is meant to the last digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// It is.
    Exact,
    /// 多, 余, 近, 约, 以上 …
    About,
}

/// A number of a text.
///
/// ```
/// use fengbei::text::{Precision, Role, quantities};
/// let found = quantities("第七届评选共收到1.2万余名群众的９ ３６０条意见，满意率百分之九十");
/// let read: Vec<_> = found.iter().map(|q| (q.value.plain(), q.unit, q.role)).collect();
/// assert_eq!(read[0], ("7".into(), "届", Role::Ordinal));
/// assert_eq!(read[1], ("12000.0".into(), "名", Role::Count));
/// assert_eq!(read[2], ("9360".into(), "条", Role::Count));
/// assert_eq!(read[3], ("90".into(), "", Role::Percent));
/// assert_eq!(found[1].precision, Precision::About);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// Bytes of the number with its scale and its unit; of an ordinal, with 第.
    pub place: Range<usize>,
    /// Bytes of its digits alone.
    pub digits: Range<usize>,
    /// Its worth, scale included.
    pub value: Amount,
    /// The 万 or 亿 it is written with.
    pub scale: Option<Scale>,
    /// The word after it, of [`UNITS`]; empty when there is none.
    pub unit: &'static str,
    /// What it does.
    pub role: Role,
    /// How it is written.
    pub script: Script,
    /// Whether it is exact.
    pub precision: Precision,
}

impl Quantity {
    /// The value as a whole number; none when it is none.
    pub fn whole(&self) -> Option<i64> {
        let value = self.value.decimal();
        value.is_integer().then(|| i64::try_from(value).ok()).flatten()
    }

    /// The value when it is exact and counts something.
    pub fn exact_count(&self) -> Option<Amount> {
        (self.role == Role::Count && self.precision == Precision::Exact).then_some(self.value)
    }
}

/// Words that stand behind numbers, longer ones before those they begin with.
pub const UNITS: &[&str] = &[
    "个百分点", "个小时", "平方公里", "平方米", "立方米", "人民币元", "个月", "人次", "人份", "户次", "场次",
    "批次", "条次", "车次", "架次", "班次", "课时", "小时", "分钟", "周年", "周岁", "虚岁", "年度", "月份",
    "公里", "公顷", "公斤", "千瓦", "千克", "千米", "美元", "床位", "个", "人", "名", "位", "户", "元", "家",
    "所", "张", "份", "次", "届", "年", "月", "日", "号", "天", "时", "分", "秒", "岁", "块", "枚", "封", "件",
    "项", "条", "处", "座", "支", "批", "场", "期", "套", "辆", "台", "架", "艘", "册", "本", "篇", "部", "幅",
    "首", "只", "头", "亩", "米", "吨", "克", "里", "倍", "级", "类", "种", "组", "队", "班", "间", "栋", "幢",
    "站", "点", "团", "营", "连", "师", "旅", "军", "代", "对", "副", "面", "棵", "株", "袋", "箱", "瓶", "度",
    "例", "起", "宗", "笔", "章", "节", "课", "集", "版", "页", "字", "门", "句", "轮", "趟", "口", "国", "省",
    "市", "县", "区", "乡", "镇", "村",
];

/// Words before a number that make it less than exact.
const BEFORE: [&str; 16] = [
    "近", "约", "逾", "超", "超过", "将近", "大约", "不足", "至少", "不低于", "不少于", "高于", "低于", "多达",
    "突破", "上",
];
/// The same behind its unit.
const BEHIND: [&str; 6] = ["以上", "左右", "以内", "以下", "上下", "多"];

/// Every number of `text`, in order. A Chinese numeral counts as a number only where a unit follows
/// it or 第 stands before it: 一 is part of too many words.
pub fn quantities(text: &str) -> Vec<Quantity> {
    let mut found: Vec<Quantity> = Vec::new();
    let mut at = 0;
    while let Some(start) = start(text, at) {
        let read = if is_digit(first(&text[start..])) {
            Reader { text, start }.arabic()
        } else {
            Reader { text, start }.chinese()
        };
        match read {
            Ok(quantity) => {
                at = quantity.place.end.max(quantity.digits.end);
                found.push(quantity);
            }
            Err(end) => at = end,
        }
    }
    found
}

fn first(text: &str) -> char {
    text.chars().next().unwrap_or('\0')
}

fn is_digit(c: char) -> bool {
    half_width(c).is_ascii_digit()
}

/// Where the next digit or numeral at or after `from` stands.
fn start(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < bytes.len() {
        match bytes[at] {
            b'0'..=b'9' => return Some(at),
            // The lead bytes of numerals and of full-width digits.
            0xE3..=0xE9 | 0xEF => {
                let c = first(&text[at..]);
                if is_numeral(c) || is_digit(c) {
                    return Some(at);
                }
                at += 3;
            }
            0..=0x7F => at += 1,
            0xC0..=0xDF => at += 2,
            0xF0.. => at += 4,
            _ => at += 3,
        }
    }
    None
}

fn is_numeral(c: char) -> bool {
    digit(c).is_some() || c == '两' || weight(c).is_some()
}

/// What a character multiplies the digit before it by.
fn weight(c: char) -> Option<u64> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => return None,
    })
}

/// A number under way.
struct Reader<'a> {
    text: &'a str,
    start: usize,
}

/// What stands between the digits and the unit.
struct Tail {
    end: usize,
    scale: Option<Scale>,
    factor: Decimal,
    precision: Precision,
}

impl Reader<'_> {
    /// A number in Arabic digits, or where to go on.
    fn arabic(&self) -> Result<Quantity, usize> {
        let end = self.digits_end();
        let digits = self.start..end;
        let Some(bare) = Amount::parse(&self.text[digits.clone()]) else { return Err(end) };
        let mut tail = self.tail(end);
        if let Some(percent) = self.percent_sign(tail.end) {
            let value = Amount::from(bare.decimal());
            return Ok(self.quantity(digits, value, &Tail { end: percent, ..tail }, "", Role::Percent));
        }
        let mut value = bare.decimal().checked_mul(tail.factor).ok_or(end)?;
        if let Some(rest) = self.rest_after_scale(&tail) {
            value += rest.0;
            tail.end = rest.1;
        }
        if let Some(cheng) = self.tenths(end) {
            let value = Amount::from(bare.decimal() * Decimal::TEN);
            return Ok(self.quantity(digits, value, &Tail { end: cheng, ..tail }, "", Role::Percent));
        }
        let unit = self.unit(tail.end);
        let is_year = unit == "年" && end - self.start == 4 && tail.end == self.skip_space(end);
        let role = match (self.has_before("第"), is_year) {
            (true, _) => Role::Ordinal,
            (false, true) if (1000..3000).contains(&bare.decimal().try_into().unwrap_or(0)) => Role::Year,
            (false, _) => Role::Count,
        };
        Ok(self.quantity(digits, Amount::from(value), &tail, unit, role))
    }

    /// A number in Chinese numerals, or where to go on.
    fn chinese(&self) -> Result<Quantity, usize> {
        let rest = &self.text[self.start..];
        if let Some(share) = rest.strip_prefix("百分之") {
            let from = self.start + "百分之".len();
            let end = from + share.find(|c| !is_numeral(c) && c != '点').unwrap_or(share.len());
            let Some(value) = decimal_by_value(&self.text[from..end]) else { return Err(from) };
            let tail = Tail { end, scale: None, factor: Decimal::ONE, precision: Precision::Exact };
            let mut quantity = self.quantity(from..end, Amount::from(value), &tail, "", Role::Percent);
            quantity.place.start = self.start;
            return Ok(quantity);
        }
        let end = self.start + rest.find(|c| !is_numeral(c)).unwrap_or(rest.len());
        let digits = self.start..end;
        let run = &self.text[digits.clone()];
        let Some(value) = whole_by_value(run) else { return Err(end) };
        if let Some(cheng) = self.tenths(end).filter(|_| value < 10) {
            let tail =
                Tail { end: cheng, scale: None, factor: Decimal::ONE, precision: Precision::Exact };
            return Ok(self.quantity(digits, Amount::from(Decimal::from(value * 10)), &tail, "", Role::Percent));
        }
        let tail = self.tail(end);
        let unit = self.unit(tail.end);
        let is_ordinal = self.has_before("第");
        if unit.is_empty() && !is_ordinal {
            return Err(end);
        }
        let is_year = unit == "年" && run.chars().count() == 4 && !run.contains(['十', '百', '千']);
        let role = match (is_ordinal, is_year) {
            (true, _) => Role::Ordinal,
            (false, true) => Role::Year,
            (false, false) => Role::Count,
        };
        let value = Decimal::from(value).checked_mul(tail.factor).ok_or(end)?;
        let mut quantity = self.quantity(digits, Amount::from(value), &tail, unit, role);
        quantity.script = Script::Chinese;
        quantity.scale = run.chars().rev().find_map(Scale::of).or(quantity.scale);
        Ok(quantity)
    }

    fn quantity(
        &self,
        digits: Range<usize>,
        value: Amount,
        tail: &Tail,
        unit: &'static str,
        role: Role,
    ) -> Quantity {
        let unit_at = if unit.is_empty() { tail.end } else { self.skip_space(tail.end) };
        let end = unit_at + unit.len();
        let is_about = tail.precision == Precision::About
            || BEFORE.iter().any(|word| self.has_before(word))
            || BEHIND.iter().any(|word| self.text[end..].starts_with(word));
        let start = if role == Role::Ordinal {
            self.text[..self.start].rfind('第').unwrap_or(self.start)
        } else {
            self.start
        };
        let precision = if is_about { Precision::About } else { Precision::Exact };
        let script = if is_digit(first(&self.text[self.start..])) { Script::Arabic } else { Script::Chinese };
        Quantity { place: start..end, digits, value, scale: tail.scale, unit, role, script, precision }
    }

    /// One past the digits, with groups of three and a decimal point.
    fn digits_end(&self) -> usize {
        let run = |from: usize| {
            let rest = &self.text[from..];
            from + rest.find(|c| !is_digit(c)).unwrap_or(rest.len())
        };
        let count = |range: Range<usize>| self.text[range].chars().count();
        let mut end = run(self.start);
        while count(self.start..end) <= 3 || self.text[self.start..end].contains([',', ' ', '\u{202F}']) {
            let gap = first(&self.text[end..]);
            if !matches!(gap, ',' | ' ' | '\u{202F}' | '\u{00A0}') {
                break;
            }
            let from = end + gap.len_utf8();
            let next = run(from);
            let is_group = count(from..next) == 3 && !self.text[next..].starts_with('.');
            if !is_group {
                break;
            }
            end = next;
        }
        let point = &self.text[end..];
        if point.starts_with(['.', '．']) {
            let from = end + first(point).len_utf8();
            let next = run(from);
            if next > from && !self.text[next..].starts_with('.') {
                return next;
            }
        }
        end
    }

    fn skip_space(&self, at: usize) -> usize {
        at + usize::from(self.text[at..].starts_with(' '))
    }

    /// Scale and words such as 多 and 余 at `end`.
    fn tail(&self, end: usize) -> Tail {
        let mut tail =
            Tail { end, scale: None, factor: Decimal::ONE, precision: Precision::Exact };
        for _ in 0..4 {
            let rest = &self.text[self.skip_space(tail.end)..];
            let c = first(rest);
            let is_followed = || !self.unit(self.skip_space(tail.end) + c.len_utf8()).is_empty();
            if matches!(c, '多' | '余') || matches!(c, '来' | '几') && is_followed() {
                tail.precision = Precision::About;
            } else if let Some(scale) = Scale::of(c) {
                tail.factor *= scale.factor();
                tail.scale = Some(scale);
            } else if matches!(c, '千' | '百') && self.unit(tail.end).is_empty() && !rest.starts_with("百分") {
                tail.factor *= Decimal::from(weight(c).expect("it has a weight"));
            } else {
                break;
            }
            tail.end = self.skip_space(tail.end) + c.len_utf8();
        }
        tail
    }

    /// The lower part of 1亿2000万 and 3万5000, and its end.
    fn rest_after_scale(&self, tail: &Tail) -> Option<(Decimal, usize)> {
        let scale = tail.scale?;
        let rest = &self.text[tail.end..];
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=4).contains(&length) {
            return None;
        }
        let value: Decimal = rest[..length].parse().ok()?;
        let behind = &rest[length..];
        match scale {
            Scale::HundredMillion if behind.starts_with('万') => {
                Some((value * Scale::TenThousand.factor(), tail.end + length + '万'.len_utf8()))
            }
            Scale::TenThousand if length == 4 => Some((value, tail.end + length)),
            Scale::HundredMillion | Scale::TenThousand => None,
        }
    }

    fn percent_sign(&self, at: usize) -> Option<usize> {
        let from = self.skip_space(at);
        let c = first(&self.text[from..]);
        matches!(c, '%' | '％').then(|| from + c.len_utf8())
    }

    /// The end of 成 as a tenth: 三成以上, 近七成，
    fn tenths(&self, at: usize) -> Option<usize> {
        let rest = self.text[at..].strip_prefix('成')?;
        let goes_on = ["以上", "左右", "多", "半", "，", "。", "、", "；", "的"];
        let is_tenths = rest.is_empty() || goes_on.iter().any(|word| rest.starts_with(word));
        is_tenths.then_some(at + '成'.len_utf8())
    }

    fn unit(&self, at: usize) -> &'static str {
        let rest = &self.text[self.skip_space(at)..];
        if rest.as_bytes().first().is_none_or(u8::is_ascii) {
            return "";
        }
        UNITS.iter().find(|unit| rest.starts_with(**unit)).copied().unwrap_or("")
    }

    fn has_before(&self, word: &str) -> bool {
        self.text[..self.start].trim_end_matches(' ').ends_with(word)
    }
}

/// A run of numerals with a decimal point 点.
fn decimal_by_value(run: &str) -> Option<Decimal> {
    let (whole, fraction) = run.split_once('点').unwrap_or((run, ""));
    let digits: Option<String> = fraction.chars().map(|c| digit(c).map(|d| d.to_string())).collect();
    format!("{}.{}", whole_by_value(whole)?, digits.filter(|d| !d.is_empty()).unwrap_or("0".into()))
        .parse()
        .ok()
}

/// A run of numerals: by value when it has tens (三百二十), by place when it has none (二〇二一).
fn whole_by_value(run: &str) -> Option<u64> {
    let count = run.chars().count();
    let has_weight = run.chars().any(|c| weight(c).is_some());
    if !has_weight {
        let digit = |c| if c == '两' { Some(2) } else { digit(c) };
        let is_short = (1..=8).contains(&count);
        return is_short
            .then(|| run.chars().try_fold(0, |sum, c| Some(sum * 10 + u64::from(digit(c)?))))?;
    }
    if run.starts_with(['百', '千', '万', '亿', '佰', '仟']) {
        return None;
    }
    let (mut total, mut section, mut open) = (0u64, 0u64, None);
    for c in run.chars() {
        match weight(c) {
            None => {
                let value = if c == '两' { 2 } else { u64::from(digit(c)?) };
                if open.is_some_and(|digit| digit > 0) {
                    return None;
                }
                open = Some(value);
            }
            Some(weight) if weight < 10_000 => section += open.take().unwrap_or(1) * weight,
            Some(weight) => {
                total = (total + section + open.take().unwrap_or(0)).checked_mul(weight)?;
                section = 0;
            }
        }
    }
    Some(total + section + open.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, &'static str, Role, Precision)> {
        let whole = |q: Quantity| (q.value.decimal().normalize().to_string(), q.unit, q.role, q.precision);
        quantities(text).into_iter().map(whole).collect()
    }

    #[test]
    fn one_number_in_every_writing() {
        use Precision::{About, Exact};
        use Role::{Count, Ordinal, Percent, Year};
        let table = [
            ("办理优待证10834张", "10834", "张", Count, Exact),
            ("烈士9 360名", "9360", "名", Count, Exact),
            ("烈士10,834名", "10834", "名", Count, Exact),
            ("烈士９３６０名", "9360", "名", Count, Exact),
            ("投入 767 万元", "7670000", "元", Count, Exact),
            ("近5.4亿元", "540000000", "元", Count, About),
            ("25000多万元", "250000000", "元", Count, About),
            ("1500余篇", "1500", "篇", Count, About),
            ("18000多人次", "18000", "人次", Count, About),
            ("1.2万余名", "12000", "名", Count, About),
            ("1亿2000万元", "120000000", "元", Count, Exact),
            ("3万5000人", "35000", "人", Count, Exact),
            ("3千人", "3000", "人", Count, Exact),
            ("30千瓦", "30", "千瓦", Count, Exact),
            ("三百二十户", "320", "户", Count, Exact),
            ("二十余人", "20", "人", Count, About),
            ("两个", "2", "个", Count, Exact),
            ("一万二千人", "12000", "人", Count, Exact),
            ("第七届", "7", "届", Ordinal, Exact),
            ("第 12 次", "12", "次", Ordinal, Exact),
            ("2021年", "2021", "年", Year, Exact),
            ("二〇二一年", "2021", "年", Year, Exact),
            ("连续5年", "5", "年", Count, Exact),
            ("100%", "100", "", Percent, Exact),
            ("62.5 %", "62.5", "", Percent, Exact),
            ("百分之九十五点五", "95.5", "", Percent, Exact),
            ("三成以上", "30", "", Percent, About),
            ("20人左右", "20", "人", Count, About),
            ("5个百分点", "5", "个百分点", Count, Exact),
        ];
        for (text, value, unit, role, precision) in table {
            assert_eq!(read(text), [(value.to_owned(), unit, role, precision)], "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in ["统一领导", "万一", "八一建军节", "千家万户", "三三两两", "第一时间", "十分", "百年"] {
            let found: Vec<_> = read(text).into_iter().filter(|q| q.2 != Role::Ordinal).collect();
            let is_word = found.is_empty() || text == "十分";
            assert!(is_word, "{text}: {found:?}");
        }
    }
}
