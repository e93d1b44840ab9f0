//! Slips of editors, and what is said of them.

use super::super::{Fault, read_toml, read_yaml};

/// What is said of each fault, and the text after its fixes.
fn told(
    text: &str,
    read: fn(&str, std::ops::Range<usize>) -> (super::super::Table, Vec<Fault>),
) -> (Vec<String>, String) {
    let prefix = "+++\n";
    let whole = format!("{prefix}{text}");
    let (_, mut faults) = read(&whole, prefix.len()..whole.len());
    faults.sort_by_key(|fault| std::cmp::Reverse(fault.span.start));
    let mut mended = whole.clone();
    for (_, place, right) in faults.iter().filter_map(|fault| fault.fix.as_ref()) {
        mended.replace_range(place.clone(), right);
    }
    faults.reverse();
    let said = |fault: &Fault| format!("{}@{}", fault.message.zh, &whole[fault.span.clone()]);
    (faults.iter().map(said).collect(), mended[prefix.len()..].to_owned())
}

#[test]
fn slips_in_toml() {
    let table = [
        ("标题 = 双拥\n", "文字没有用英文引号括起来@双拥", "标题 = \"双拥\"\n"),
        ("标题 = “双拥”\n", "这里用了中文引号@“双拥”", "标题 = \"双拥\"\n"),
        ("标题： \"双拥\"\n", "字段和内容之间要用半角等号@：", "标题 = \"双拥\"\n"),
        ("title: \"双拥\"\n", "字段和内容之间要用半角等号@:", "title = \"双拥\"\n"),
        ("标题＝\"双拥\"\n", "字段和内容之间要用半角等号@＝", "标题 = \"双拥\"\n"),
        (
            "日期 = 2026年7月1日\n",
            "文字没有用英文引号括起来@2026年7月1日",
            "日期 = \"2026年7月1日\"\n",
        ),
        ("日期 = 2026-13-01\n", "“2026-13-01”不是存在的日期@2026-13-01", "日期 = 2026-13-01\n"),
        ("标题 ＝ \"双拥\"\n", "字段和内容之间要用半角等号@＝", "标题 = \"双拥\"\n"),
        ("日期 = 2024-8-1\n", "日期的月、日要写两位数", "日期 = \"2024-8-1\"\n"),
        ("日期 = 2024-08-01 9:05\n", "日期或时间的写法不对@", "日期 = 2024-08-01 9:05\n"),
        ("置顶 = True # 是\n", "是否只能写成小写的 true 或 false@", "置顶 = true # 是\n"),
        ("排序 = 01\n", "数字的写法不对@", "排序 = 01\n"),
        ("排序 = 1.\n", "数字的写法不对@", "排序 = 1.\n"),
        ("词 = ［\"甲\"］\n", "这里用了全角括号@", "词 = ［\"甲\"］\n"),
        ("词 = [\"甲\",, \"乙\"]\n", "这里多了一个逗号@", "词 = [\"甲\",, \"乙\"]\n"),
        ("来源（转载） = \"甲\"\n", "字段名里不能有“（”@", "来源（转载） = \"甲\"\n"),
        ("//说明\n", "这一行读不出字段@", "//说明\n"),
        ("　标题 = \"双拥\"\n", "这一行前面有全角空格@", "标题 = \"双拥\"\n"),
        ("= \"双拥\"\n", "等号前面缺少字段@", "= \"双拥\"\n"),
        ("[门户\n", "方括号没有成对@", "[门户\n"),
        ("标题 = \"\\u12\"\n", "引号里的 \\ 有特别的意思@", "标题 = \"\\u12\"\n"),
        ("标题 = \"双拥\n", "文字后面缺少英文引号@", "标题 = \"双拥\n"),
        ("标题 \"双拥\"\n", "字段后面缺少等号@", "标题 \"双拥\"\n"),
        ("标题 =\n", "字段后面没有写内容@", "标题 =\n"),
        ("标题 = \"他说\"好\"\"\n", "这里多出了内容@", "标题 = \"他说\"好\"\"\n"),
        ("词 = [\"甲\"，\"乙\"]\n", "两项之间要用半角逗号隔开@", "词 = [\"甲\"，\"乙\"]\n"),
        (
            "词 = [\"甲\", \"乙\"\n",
            "括号没有成对，或者两项之间不是半角逗号@",
            "词 = [\"甲\", \"乙\"\n",
        ),
        ("图 = \"D:\\图.jpg\"\n", "引号里的 \\ 有特别的意思@", "图 = \"D:\\图.jpg\"\n"),
        ("a = 1\na = 2\n", "同一个字段写了两次@a", "a = 1\na = 2\n"),
        (
            "作者 = [{ 姓名 = 张三 }]\n",
            "文字没有用英文引号括起来@张三",
            "作者 = [{ 姓名 = 张三 }]\n",
        ),
    ];
    for (text, said, mended) in table {
        let (found, after) = told(text, read_toml);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert!(found[0].starts_with(said), "{text}: {found:?}");
        assert_eq!(after, mended);
    }
}

#[test]
fn slips_in_yaml() {
    let table = [
        ("标题：双拥\n", "这一行读不出字段@标题：双拥", "标题: 双拥\n"),
        ("标题: 双拥\n日期:2026\n", "这一行读不出字段@日期:2026", "标题: 双拥\n日期: 2026\n"),
        ("标题 = \"双拥\"\n", "这一行读不出字段@标题 = \"双拥\"", "标题: \"双拥\"\n"),
        ("标题: 会议: 纪要\n", "文字里又有一个冒号，后面带空格@:", "标题: \"会议: 纪要\"\n"),
        ("标题: @双拥\n", "文字开头的这个符号有特别的意思@@", "标题: \"@双拥\"\n"),
        ("标题: *重点*\n", "文字开头的这个符号有特别的意思@*", "标题: \"*重点*\"\n"),
        ("标题: \"双拥\n", "文字后面缺少英文引号@\"", "标题: \"双拥\n"),
        ("标题: \"双\" 拥\n", "引号外面还有文字@", "标题: \"双\" 拥\n"),
        ("a:\n\tb: 1\n", "这里用了制表符（Tab）@", "a:\n\tb: 1\n"),
        ("词: [甲, 乙\n", "括号没有成对，或者两项之间不是半角逗号@", "词: [甲, 乙\n"),
        ("a: 一\n b: 二\n", "这一行前面多了空格@ ", "a: 一\n b: 二\n"),
        ("- 甲\n", "这一行读不出字段@- 甲", "- 甲\n"),
    ];
    for (text, said, mended) in table {
        let (found, after) = told(text, read_yaml);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert!(found[0].starts_with(said), "{text}: {found:?}");
        assert_eq!(after, mended);
    }
}

#[test]
fn a_mended_head_is_read() {
    for (text, read) in [
        ("标题 = 双拥：军民\n日期 = 2026年7月1日\n", read_toml as fn(&str, _) -> _),
        ("标题：双拥\n日期：2026-07-01\n", read_yaml),
    ] {
        let (_, mended) = told(text, read);
        let (table, faults) = read(&mended, 0..mended.len());
        assert_eq!((faults, table.entries.len()), (vec![], 2), "{mended}");
    }
}
