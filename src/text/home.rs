//! Where somebody lives, as texts state it. Never judges whether it may stand there, and never gives
//! more of it than the town or the street.

use super::half_width;

/// Words for offices, which publish their landlines.
const OFFICES: [&str; 18] = [
    "陵园",
    "纪念馆",
    "博物馆",
    "档案馆",
    "图书馆",
    "局",
    "办公室",
    "双拥办",
    "管理处",
    "办事处",
    "接待处",
    "中心",
    "服务站",
    "政府",
    "医院",
    "学校",
    "热线",
    "值班",
];

/// Whether `sentence` speaks of an office, whose address and landlines are public.
pub fn names_office(sentence: &str) -> bool {
    OFFICES.iter().any(|word| sentence.contains(word))
}

/// Words before an address where somebody lives today.
const LIVES: [&str; 7] = ["住址", "现住", "现居", "家庭地址", "通讯地址", "通信地址", "联系地址"];

/// Words for what is smaller than a town.
const SMALL: [&str; 14] =
    ["号", "室", "栋", "幢", "单元", "组", "村", "小区", "弄", "巷", "队", "屯", "庄", "寨"];

/// An address of today that a text states as one, with no more of it than the town.
///
/// ```
/// use fengbei::text::stated_home;
/// assert_eq!(stated_home("住址：某县某镇某村三组").as_deref(), Some("某县某镇***"));
/// assert_eq!(stated_home("住址不详"), None);
/// ```
pub fn stated_home(text: &str) -> Option<String> {
    // One of these is in each of the words, and in few cells.
    if !text.contains('址') && !text.contains('现') {
        return None;
    }
    LIVES.iter().find_map(|word| {
        let (at, _) = text.match_indices(word).find(|(at, _)| begins_word(&text[..*at], word))?;
        let after = &text[at + word.len()..];
        let after = after.trim_start_matches([':', '：', '在', '于', '为', ' ']);
        let end = after.find(['。', '；', ';', '，', ',', '、', '\n']).unwrap_or(after.len());
        let address = &after[..end];
        let town = town(address);
        let is_home = SMALL.iter().any(|small| address[town.len()..].contains(small));
        is_home.then(|| format!("{town}***"))
    })
}

/// How far an address may be told.
fn town(address: &str) -> &str {
    let towns = address.rmatch_indices(['省', '市', '县', '区', '旗', '镇', '乡']);
    let is_block = |at: usize| address[..at].ends_with('小') && address[at..].starts_with('区');
    let town = towns.map(|(at, _)| at).find(|at| !is_block(*at));
    town.map_or("", |at| &address[..at + "镇".len()])
}

/// Words that say in a sentence that somebody lives somewhere.
const DWELLS: [&str; 4] = ["家住", "居住在", "居住于", "住在"];

/// The flat where a sentence says that somebody lives, with no more of it than the town: 家住某市某街
/// 3号2单元501室的. A house in a village, as lives of former times tell of it, is none.
fn told_home(sentence: &str) -> Option<String> {
    let is_number = |c: char| half_width(c).is_ascii_digit();
    DWELLS.iter().find_map(|word| {
        let (_, after) = sentence.split_once(word)?;
        let end = after.find(['，', ',', '、', '的', '（', '(']).unwrap_or(after.len());
        let address = &after[..end];
        let is_flat = ["室", "单元"].iter().any(|flat| {
            address.match_indices(flat).any(|(at, _)| address[..at].ends_with(is_number))
        });
        let is_placed = STREETS.iter().chain(&["号"]).any(|word| address.contains(word));
        (is_flat && is_placed).then(|| format!("{}***", town(address)))
    })
}

/// Whether `word`, which follows `before`, is not the end of one word and the start of another, as
/// in 发现居民小区.
fn begins_word(before: &str, word: &str) -> bool {
    const ENDS_IN_NOW: [char; 10] = ['发', '实', '体', '出', '呈', '展', '表', '再', '涌', '兑'];
    !(word.starts_with('现') && before.ends_with(ENDS_IN_NOW))
}

/// Words before an address to which readers are asked to write.
const WRITE_TO: [&str; 3] = ["通讯地址", "通信地址", "联系地址"];

/// Whether `text` has a word that homes are told with; most have none, which is seen long before their
/// sentences are read.
pub fn may_tell_homes(text: &str) -> bool {
    // One of these is in each of the words.
    ['住', '居', '址'].iter().any(|c| text.contains(*c))
        && LIVES.iter().chain(&DWELLS).any(|word| text.contains(word))
}

/// The homes that the sentences of a text state, aside from the addresses of offices and those to
/// which readers are asked to write. Each is given no further than the town.
///
/// ```
/// use fengbei::text::homes;
/// assert_eq!(homes("家庭住址：某县某镇某村三组。地址：某局某路1号"), ["某县某镇***"]);
/// assert!(homes("来信请寄通讯地址：某市某路1号").is_empty());
/// ```
pub fn homes(text: &str) -> Vec<String> {
    if !may_tell_homes(text) {
        return Vec::new();
    }
    let sentences = text.split(['。', '；', ';', '\n']);
    let is_public = |sentence: &str| {
        names_office(sentence) || WRITE_TO.iter().any(|word| sentence.contains(word))
    };
    let home = |sentence: &str| {
        let stated = stated_home(sentence).filter(|_| !is_public(sentence));
        stated.or_else(|| told_home(sentence))
    };
    sentences.filter_map(home).collect()
}

/// Whether `heading` stands over a column of homes, in a table of persons.
pub fn heads_homes(heading: &str) -> bool {
    /// Longer words are no heading.
    const LONGEST: usize = 15;
    heading.chars().count() <= LONGEST && LIVES.iter().any(|word| heading.contains(word))
}

/// Words that streets and the like end with.
const STREETS: [&str; 16] = [
    "路", "街", "道", "巷", "弄", "里", "坊", "胡同", "小区", "苑", "园", "村", "组", "庄", "屯",
    "寨",
];

/// The street before a house number at the end of `text`, without its number.
pub fn street(text: &str) -> Option<&str> {
    let is_number =
        |c: char| half_width(c).is_ascii_digit() || "零〇一二三四五六七八九十百".contains(c);
    let street = text.trim_end_matches(|c: char| is_number(c) || matches!(c, '-' | '－' | '附'));
    let is_street = street.len() < text.len() && STREETS.iter().any(|word| street.ends_with(word));
    let start = street
        .rfind(|c: char| !c.is_alphabetic())
        .map_or(0, |at| at + street[at..].chars().next().map_or(0, char::len_utf8));
    is_street.then_some(&street[start..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_words_that_meet_are_no_home() {
        for text in [
            "走访发现居民小区3号楼有人",
            "实现住房村村有保障",
            "体现居家服务站3号",
            "不写家庭住址门牌、电话号码、证件号码",
        ] {
            assert_eq!(homes(text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(homes("发现居民小区，家庭住址：某市某区某小区"), ["某市某区***"]);
    }

    #[test]
    fn a_flat_where_somebody_lives_is_a_home() {
        for text in [
            "老人家住示例县示例镇示例村3号",
            "烈士就义前住在法租界霞飞路1号",
            "服务站设在示例市东街3号2单元101室",
        ] {
            assert_eq!(homes(text), Vec::<String>::new(), "{text}");
        }
        let told = "服务站上门看望家住示例市东街3号院2单元501室的李老汉";
        assert_eq!(homes(told), ["示例市***"]);
    }
}
