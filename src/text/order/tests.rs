//! Orders that published lists have.

use super::*;

fn collator(order: Order, single: SingleName) -> Collator {
    Collator::new(order, single, &OrderOverrides::default())
}

/// Checks that `names`, which stand in order, are put in that order from the reverse.
#[track_caller]
fn stands(collator: &Collator, names: &str) {
    let names: Vec<&str> = names.split_whitespace().collect();
    let reversed: Vec<&str> = names.iter().rev().copied().collect();
    let sorted: Vec<&str> =
        collator.sorted(&reversed).into_iter().map(|at| reversed[at as usize]).collect();
    assert_eq!(sorted, names);
    let mut by_key = reversed;
    by_key.sort_by_key(|name| collator.key(name));
    assert_eq!(by_key, names, "the keys alone order them, too");
}

#[test]
fn office_is_count_then_code_point() {
    let office = collator(Order::Office, SingleName::BlankFirst);
    stands(&office, "丁一 方一 毛一 王一 邓一 韦一 冯一 卢一 叶一 左一");
    stands(&office, "邓萍 邓中夏 邓恩铭");
    stands(&office, "叶挺 叶成焕");
    stands(&office, "王□ 王一飞 王尔琢 王德三");
}

#[test]
fn given_names_of_one_character_may_be_compared() {
    let office = collator(Order::Office, SingleName::Compare);
    stands(&office, "邓中夏 邓萍");
    stands(&office, "叶成焕 叶挺");
    stands(&office, "王一 王一飞");
    let blank = collator(Order::Office, SingleName::BlankFirst);
    stands(&blank, "欧阳海 欧阳立安");
    stands(&blank, "欧洋 欧阳海");
}

#[test]
fn strict_is_count_then_kinds() {
    let strict = collator(Order::Strict, SingleName::BlankFirst);
    // Four strokes: 横横竖横, 横横折竖, 撇横横折, 点横折撇, 折点折竖.
    stands(&strict, "丁一 王一 韦一 毛一 方一 邓一");
    // Seven strokes: 杜 and 李 begin alike until the fourth stroke.
    stands(&strict, "杜一 李一 吴一 何一 沈一 张一 陈一");
    // By the first character, though the surname has two.
    stands(&strict, "王一 叶一 司马一 刘一");
    stands(&strict, "邓萍 邓中夏");
}

#[test]
fn pinyin_reads_surnames_as_surnames() {
    let pinyin = collator(Order::Pinyin, SingleName::BlankFirst);
    stands(
        &pinyin,
        "安一 蔡一 单于一 冯一 盖一 刘一 吕一 缪一 万俟一 区一 朴一 覃一 仇一 任一 单一 汪一 王一 冼一 \
         解一 尹一 尉迟一 曾一 查一 翟一 长孙一",
    );
    stands(&pinyin, "刘伯坚 刘胡兰 刘志丹");
    stands(&pinyin, "叶挺 叶成焕");
}

#[test]
fn what_cannot_be_placed_is_last_and_told() {
    let strict = collator(Order::Strict, SingleName::BlankFirst);
    // 𠮷 has a count but no kinds, U+E815 has neither, 𰻞 is the fullest character.
    stands(&strict, "丁一 吉一 𠮷一 𰻞一 \u{E815}一 □一");
    assert_eq!(strict.unplaced("丁一"), []);
    assert_eq!(strict.unplaced("□·丁"), []);
    assert_eq!(
        strict.unplaced("𠮷\u{E815}\u{E815}"),
        [('𠮷', Missing::Kinds), ('\u{E815}', Missing::Strokes),]
    );
    assert_eq!(collator(Order::Office, SingleName::Compare).unplaced("𠮷"), []);
    let pinyin = collator(Order::Pinyin, SingleName::BlankFirst);
    assert_eq!(pinyin.unplaced("刘\u{E815}"), [('\u{E815}', Missing::Reading)]);
    stands(&pinyin, "祖一 \u{E815}一 □一");
}

#[test]
fn a_roll_may_know_better() {
    let mut overrides = OrderOverrides::default();
    for (what, value) in [("\u{E815}", "3"), ("𠮷", "横"), ("覃", "tan2"), ("呼延", "yu yan")]
    {
        assert_eq!(overrides.add(what, value), Ok(()), "{what}");
    }
    let strict = Collator::new(Order::Strict, SingleName::BlankFirst, &overrides);
    stands(&strict, "一一 𠮷一 丁一 \u{E815}一 王一 □一");
    assert_eq!(strict.unplaced("\u{E815}"), [('\u{E815}', Missing::Kinds)]);
    let pinyin = Collator::new(Order::Pinyin, SingleName::BlankFirst, &overrides);
    stands(&pinyin, "秦一 孙一 覃一 谭一 唐一 于一 呼延一 袁一");
    let faults = [("王伟", "12"), ("王", "x"), ("王", "wang wei"), ("王", ""), ("王", "201")];
    assert_eq!(
        faults.map(|(what, value)| overrides.add(what, value)),
        [
            Err(OverrideFault::NotOneCharacter),
            Err(OverrideFault::Unreadable),
            Err(OverrideFault::SyllablesDiffer),
            Err(OverrideFault::Unreadable),
            Err(OverrideFault::Unreadable),
        ]
    );
}

#[test]
fn names_of_other_peoples_and_long_ones_are_put_in_order() {
    let office = collator(Order::Office, SingleName::BlankFirst);
    stands(&office, "买买提·艾力 阿不都热合曼·买买提·艾力 阿不都热合曼·买买提·艾买提 Bethune");
    let same = ["王伟", "李四", "王伟"];
    assert_eq!(office.sorted(&same), [0, 2, 1]);
    assert_eq!(office.heading(""), Heading::Other);
    assert_eq!(office.heading("Li"), Heading::Other);
}

#[test]
fn no_text_makes_it_panic() {
    for order in [Order::Office, Order::Strict, Order::Pinyin] {
        let collator = collator(order, SingleName::BlankFirst);
        for code in (0..=0x10_FFFF).step_by(7) {
            let Some(c) = char::from_u32(code) else { continue };
            let name = String::from_iter([c, '王']);
            assert!(!collator.key(&name).is_empty());
            let _ = (collator.unplaced(&name), collator.heading(&name));
        }
        assert!(collator.key("").is_empty());
    }
}
