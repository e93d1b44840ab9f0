//! Readings as tables.

use super::surname::all;
use super::*;

fn surname_reading(surname: &str) -> String {
    let reading = NameReading::of(&format!("{surname}明"));
    assert_eq!(reading.surname, surname.chars().count(), "{surname}");
    let parts: Vec<_> = reading.characters[..reading.surname]
        .iter()
        .map(|c| c.primary.expect("a reading").as_str())
        .collect();
    parts.join(" ")
}

#[test]
fn surnames_have_their_own_readings() {
    let table = "单shan 解xie 仇qiu 曾zeng 区ou 查zha 盖ge 朴piao 任ren 华hua 尉wei 乐yue 黑he 缪miao \
        翟zhai 冼xian 员yun 祭zhai 逄pang 覃qin 燕yan 谌chen 贲ben 秘bi 种chong 郗xi 郄qie 宓mi 长chang \
        车che 柏bai 薄bo 仉zhang 召shao 折she 厍she 应ying 句gou 勾gou 乜nie 过guo 纪ji 隗wei 葛ge 阚kan \
        宁ning 牟mou 那na 繁po 仆pu 曲qu 撒sa 盛sheng 石shi 沈shen 宿su 韦wei 於yu 相xiang 叶ye 郁yu \
        占zhan 訾zi 炅gui 莘shen 郇xun 亓qi 隽juan 镡tan 阙que 甪lu 雒luo 万wan 缑gou 庹tuo 和he 都du \
        王wang 张zhang 刘liu 吕lv 方fang 孙sun";
    for entry in table.split_whitespace() {
        let (surname, reading) = entry.split_at(entry.chars().next().expect("one").len_utf8());
        assert_eq!(surname_reading(surname), reading, "{surname}");
    }
}

#[test]
fn readings_that_nobody_uses_any_more_are_none() {
    let of = |c| readings(c).iter().map(|syllable| syllable.as_str()).collect::<Vec<_>>().join(" ");
    let table = "王wang 方fang 朱zhu 任ren 明ming 尹yin 夏xia 兴xing";
    for entry in table.split_whitespace() {
        let (c, reading) = entry.split_at(entry.chars().next().expect("one").len_utf8());
        assert_eq!(of(c.chars().next().expect("one")), reading, "{c}");
    }
    // Several that are in use stay, and a character that no dictionary of today has keeps all.
    assert_eq!(['重', '行', '曾', '乐'].map(of)[..2], ["zhong chong", "xing hang heng"]);
    assert_eq!(['长', '仇', '𬘭'].map(of), ["chang zhang", "chou qiu", "chen"]);
}

#[test]
fn compound_surnames_have_their_own_readings() {
    let table = [
        ("万俟", "mo qi"),
        ("尉迟", "yu chi"),
        ("长孙", "zhang sun"),
        ("澹台", "tan tai"),
        ("单于", "chan yu"),
        ("欧阳", "ou yang"),
        ("令狐", "ling hu"),
        ("鲜于", "xian yu"),
        ("乐正", "yue zheng"),
        ("闾丘", "lv qiu"),
        ("子车", "zi ju"),
        ("库狄", "she di"),
        ("吐谷浑", "tu yu hun"),
        ("萬俟", "mo qi"),
        ("司馬", "si ma"),
        ("閭丘", "lv qiu"),
        ("單", "shan"),
        ("爱新觉罗", "ai xin jue luo"),
    ];
    for (surname, reading) in table {
        assert_eq!(surname_reading(surname), reading, "{surname}");
    }
    let (compound, single): (Vec<_>, Vec<_>) =
        all().into_iter().partition(|surname| surname.chars().count() > 1);
    assert!(single.len() >= 70 && compound.len() >= 80, "{} {}", single.len(), compound.len());
}

#[test]
fn given_names_are_read_as_in_names() {
    let letters = |name| NameReading::of(name).letters(" ");
    assert_eq!(letters("刘少奇"), "liu shao qi");
    assert_eq!(letters("李长春"), "li chang chun");
    assert_eq!(letters("张单"), "zhang dan");
    assert_eq!(letters("王□"), "wang □");
    assert_eq!(letters("买买提·艾力"), "mai mai ti · ai li");
    assert_eq!(NameReading::of("张□Li").initials(), "z");
}

#[test]
fn typed_pinyin_is_split_every_way() {
    let split = |typed| -> Vec<String> {
        let joined = |row: &Vec<Syllable>| {
            row.iter().map(|syllable| syllable.as_str()).collect::<Vec<_>>().join(" ")
        };
        split_pinyin(typed).iter().map(joined).collect()
    };
    assert_eq!(split("liuhulan"), ["liu hu lan"]);
    assert_eq!(split(" LIU  hu-lan "), ["liu hu lan"]);
    assert_eq!(split("liu2hu2lan2"), ["liu hu lan"]);
    assert_eq!(split("ＬＶ"), ["lv"]);
    for typed in ["lu:", "lu\u{308}", "lǚ", "lyu"] {
        assert_eq!(split(typed), ["lv"], "{typed}");
    }
    assert_eq!(split("fangan"), ["fang an", "fan gan"]);
    assert_eq!(split("fang'an"), ["fang an"]);
    assert_eq!(split("lue"), ["lve", "lu e"]);
    assert_eq!(split("lhl"), [""; 0]);
    assert_eq!(split(""), [""; 0]);
    assert_eq!(split("刘"), [""; 0]);
    assert!(split_pinyin(&"xian".repeat(40)).len() <= 64);
}

#[test]
fn the_table_knows_the_blocks() {
    let known = |from: char, to: char| (from..=to).filter(|c| !readings(*c).is_empty()).count();
    assert!(known('\u{4E00}', '\u{9FFF}') > 20_900);
    assert!(known('\u{3400}', '\u{4DBF}') > 5_000);
    assert!(known('\u{20000}', '\u{2A6DF}') > 12_000);
    assert_eq!(readings('〇')[0].as_str(), "ling");
    assert!(Syllable::all().count() > 400);
    assert!(Syllable::all().all(|syllable| Syllable::parse(syllable.as_str()) == Some(syllable)));
    assert_eq!(Syllable::from_id(u16::MAX), None);
    for c in '\0'..=char::MAX {
        let _ = readings(c);
    }
}
