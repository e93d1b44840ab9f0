//! Addresses: where items are, and that they are still found after files were renamed, moved and
//! merged.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use fengbei::Work;

use crate::draft::{Draft, address, broken, page, redirects};

#[test]
fn an_editor_may_choose_the_address() {
    let table = [
        ("about/us.html", "about/us.html"),
        ("/about/us.html", "about/us.html"),
        ("about/us", "about/us/index.html"),
        ("about/us/", "about/us/index.html"),
        ("%E7%AE%80%E4%BB%8B.html", "简介.html"),
        ("军民 共建.html", "军民 共建.html"),
    ];
    for (typed, expected) in table {
        let path = "content/news/a.md";
        let draft = Draft::new().item(path, "甲", "2026-07-01", &format!("address = \"{typed}\""));
        let work = draft.work();
        assert_eq!((address(&work, path).as_str(), broken(&work)), (expected, vec![]), "{typed}");
    }
    for typed in ["../out.html", "https://www.example.gov.cn/", "a?b.html", "a//b.html"] {
        let path = "content/news/a.md";
        let draft = Draft::new().item(path, "甲", "2026-07-01", &format!("address = \"{typed}\""));
        assert_eq!(broken(&draft.work()), ["bad-value content/news/a.md"], "{typed}");
    }
}

#[test]
fn old_addresses_lead_to_the_new_one() {
    let work = Draft::new()
        .item("content/news/a.md", "甲", "2026-07-01", "aliases = [\"/old/1.html\", \"old/two/\"]")
        .item(
            "content/news/b.md",
            "乙",
            "2026-07-01",
            "address = \"b.html\"\naliases = [\"b.html\"]",
        )
        .work();
    assert_eq!(
        redirects(&work),
        [("old/1.html", "content/news/a.md"), ("old/two/index.html", "content/news/a.md")]
            .map(|(from, to)| (from.to_owned(), to.to_owned()))
            .into()
    );
    assert_eq!(broken(&work), Vec::<String>::new());
}

/// Three items, built once.
pub fn three() -> Draft {
    Draft::new()
        .column("notices", "")
        .item("content/news/a.md", "甲", "2026-07-01", "")
        .item("content/news/b.md", "乙", "2026-07-02", "")
        .item("content/notices/c.md", "丙", "2026-07-03", "")
        .built()
}

/// Their files.
pub const ITEMS: [&str; 3] = ["content/news/a.md", "content/news/b.md", "content/notices/c.md"];

fn addresses(work: &Work) -> Vec<String> {
    ITEMS.map(|source| address(work, source)).into()
}

#[test]
fn addresses_stay_when_files_are_added() {
    let before = addresses(&three().work());
    let mut draft = three();
    for number in 0..200 {
        let path = format!("content/news/{number:03}.md");
        draft = draft.item(&path, &format!("第{number}条"), "2026-07-01", "");
    }
    let work = draft.work();
    assert_eq!(addresses(&work), before);
    let all: BTreeSet<_> = work.site.items().map(|(id, _)| work.plan.addresses.item(id)).collect();
    assert_eq!(all.len(), 203);
    // The same files in a fresh copy without a ledger get the same addresses.
    let fresh = draft.without("addresses.lock").work();
    assert_eq!(addresses(&fresh), before);
}

#[test]
fn an_item_that_is_renamed_keeps_its_address() {
    let before = addresses(&three().work());
    let draft = three().moved("content/news/a.md", "content/news/2026-07-01-meeting.md");
    let work = draft.work();
    assert_eq!(address(&work, "content/news/2026-07-01-meeting.md"), before[0]);
    assert_eq!(redirects(&work), BTreeMap::new());
    let ledger = &work.plan.ledger.entries;
    assert!(!ledger.contains_key("content/news/a.md"), "{ledger:?}");
    // Into a folder of its own, too.
    let work = three().moved("content/news/a.md", "content/news/a/index.md").work();
    assert_eq!(address(&work, "content/news/a/index.md"), before[0]);
}

#[test]
fn an_item_that_goes_to_another_column_is_found_at_its_old_address() {
    let before = addresses(&three().work());
    let moved = three().moved("content/news/a.md", "content/notices/a.md").built();
    let work = moved.work();
    let now = address(&work, "content/notices/a.md");
    assert_eq!(now, before[0].replace("news/", "notices/"));
    let expected = BTreeMap::from([(before[0].clone(), "content/notices/a.md".to_owned())]);
    assert_eq!(redirects(&work), expected);
    // And back: the old address is the address again, the other one leads there.
    let back = moved.moved("content/notices/a.md", "content/news/a.md").work();
    assert_eq!(address(&back, "content/news/a.md"), before[0]);
    let expected = BTreeMap::from([(now, "content/news/a.md".to_owned())]);
    assert_eq!(redirects(&back), expected);
}

#[test]
fn a_new_date_or_title_keeps_the_number() {
    let before = addresses(&three().work());
    let work = three().item("content/news/a.md", "甲（修订）", "2026-06-30", "").work();
    let expected = before[0].replace("202607/t20260701", "202606/t20260630");
    assert_eq!(address(&work, "content/news/a.md"), expected);
    let expected = BTreeMap::from([(before[0].clone(), "content/news/a.md".to_owned())]);
    assert_eq!(redirects(&work), expected);
}

#[test]
fn two_files_that_change_names_keep_their_addresses() {
    let before = addresses(&three().work());
    let swapped = three()
        .moved("content/news/a.md", "content/news/x.md")
        .moved("content/news/b.md", "content/news/a.md")
        .moved("content/news/x.md", "content/news/b.md");
    let work = swapped.work();
    assert_eq!(address(&work, "content/news/a.md"), before[1]);
    assert_eq!(address(&work, "content/news/b.md"), before[0]);
    assert_eq!(redirects(&work), BTreeMap::new());
    // A row of renamed files, each taking the name of the next.
    let row = three()
        .moved("content/news/b.md", "content/news/c.md")
        .moved("content/news/a.md", "content/news/b.md");
    let work = row.work();
    assert_eq!(address(&work, "content/news/b.md"), before[0]);
    assert_eq!(address(&work, "content/news/c.md"), before[1]);
}

#[test]
fn of_two_copies_of_a_moved_item_neither_takes_its_address() {
    let text = three().0["content/news/a.md"].clone();
    let draft = three()
        .without("content/news/a.md")
        .with("content/news/x.md", &text)
        .with("content/news/y.md", &text);
    let work = draft.work();
    let (x, y) = (address(&work, "content/news/x.md"), address(&work, "content/news/y.md"));
    assert_ne!(x, y);
    assert_eq!(broken(&work), ["blank-column content/notices/_index.md"; 0]);
}

#[test]
fn an_item_renamed_with_another_date_is_found_by_its_title() {
    let before = addresses(&three().work());
    let draft = three().without("content/news/a.md");
    let work = draft.clone().item("content/news/a-new.md", "甲", "2026-07-09", "").work();
    let now = before[0].replace("20260701", "20260709");
    assert_eq!(address(&work, "content/news/a-new.md"), now, "the number stays");
    let expected = BTreeMap::from([(before[0].clone(), "content/news/a-new.md".to_owned())]);
    assert_eq!(redirects(&work), expected);
    // Of two that could be it, neither is.
    let draft = draft.item("content/news/x.md", "甲", "2026-07-08", "");
    let work = draft.item("content/news/y.md", "甲", "2026-07-09", "").work();
    assert_eq!(redirects(&work), BTreeMap::new());
}

#[test]
fn every_address_of_what_is_withdrawn_says_so() {
    let before = addresses(&three().work());
    let later = three().item("content/news/a.md", "甲", "2026-07-09", "").built();
    let now = address(&later.work(), "content/news/a.md");
    let more = "withdrawn = \"数字有误，2026年7月10日撤下\"\naliases = [\"/old.html\"]";
    let gone = later.item("content/news/a.md", "甲", "2026-07-09", more).work();
    for path in [before[0].as_str(), now.as_str(), "old.html"] {
        let view = page(&gone, path);
        assert_eq!(view.notice.as_deref(), Some("数字有误，2026年7月10日撤下"), "{path}");
        assert!(!format!("{view:?}").contains('甲'), "the title is not shown");
    }
    assert_eq!(broken(&gone), Vec::<String>::new());
    // What never was published leaves no page, and a page in its place goes before.
    let never = three().item("content/news/n.md", "丁", "2026-07-09", more).work();
    assert!(never.plan.output("old.html").is_none());
    let taken = format!("address = \"{}\"", before[0]);
    let gone = three().item("content/news/a.md", "甲", "2026-07-01", "withdrawn = \"核对\"");
    let work = gone.item("content/news/t.md", "新", "2026-07-09", &taken).work();
    assert_eq!(address(&work, "content/news/t.md"), before[0]);
    assert_eq!(broken(&work), Vec::<String>::new());
}

#[test]
fn what_is_withdrawn_comes_back_where_it_was() {
    let before = addresses(&three().work());
    let gone =
        three().item("content/news/a.md", "甲", "2026-07-01", "withdrawn = \"核对\"").built();
    assert!(gone.work().site.unpublished.contains_key("content/news/a.md"));
    // A new item with the same title and day is another one.
    let gone = gone.item("content/news/z.md", "甲", "2026-07-01", "").built();
    assert_ne!(address(&gone.work(), "content/news/z.md"), before[0]);
    let back = gone.item("content/news/a.md", "甲", "2026-07-01", "").work();
    assert_eq!(address(&back, "content/news/a.md"), before[0]);
}

#[test]
fn two_machines_add_items_and_their_ledgers_merge_line_by_line() {
    let one = three().item("content/news/one.md", "一", "2026-07-05", "").built();
    let two = three().item("content/news/two.md", "二", "2026-07-05", "").built();
    let lines = |draft: &Draft| -> BTreeSet<String> {
        draft.0["addresses.lock"].lines().map(str::to_owned).collect()
    };
    let merged: BTreeSet<_> = lines(&one).union(&lines(&two)).cloned().collect();
    assert_eq!(merged.len(), lines(&three()).len() + 2, "lines of old items are the same");
    let text: String = merged.iter().fold(String::new(), |mut text, line| {
        writeln!(text, "{line}").expect("a string takes all");
        text
    });
    let both = two
        .clone()
        .item("content/news/one.md", "一", "2026-07-05", "")
        .with("addresses.lock", &text)
        .work();
    assert_eq!(address(&both, "content/news/one.md"), address(&one.work(), "content/news/one.md"));
    assert_eq!(address(&both, "content/news/two.md"), address(&two.work(), "content/news/two.md"));
    assert_eq!(both.plan.ledger, both.site.ledger, "the merged ledger is complete");
}

#[test]
fn a_damaged_ledger_is_named_and_mended() {
    let before = addresses(&three().work());
    let text = three().0["addresses.lock"].clone();
    let damaged = text.replace("content/news/b.md\t", "<<<<<<< HEAD\ncontent/news/b.md ");
    let work = three().with("addresses.lock", &damaged).work();
    assert_eq!(broken(&work), ["bad-value addresses.lock"; 2]);
    assert_eq!(addresses(&work), before, "numbers come from the path, so they are found again");
    let again = three().with("addresses.lock", &work.plan.ledger.to_text()).work();
    assert_eq!(broken(&again), Vec::<String>::new());
    assert_eq!(again.plan.ledger.to_text(), text);
}

#[test]
fn serials_and_kinds_make_the_address() {
    let work = Draft::new()
        .column("about", "kind = \"page\"")
        .column("topics", "kind = \"topic\"")
        .with("content/about/us.md", "+++\ntitle = \"关于\"\n+++\n正文。\n")
        .with("content/topics/清明/index.md", "+++\ntitle = \"清明\"\n+++\n正文。\n")
        .with("content/loose.md", "+++\ntitle = \"散页\"\n+++\n正文。\n")
        .item("content/news/a.md", "甲", "2026-07-01", "serial = 42")
        .work();
    let made =
        ["content/about/us.md", "content/topics/清明/index.md", "content/loose.md", ITEMS[0]]
            .map(|source| address(&work, source));
    assert_eq!(
        made,
        ["about/us.html", "topics/清明/index.html", "loose.html", "news/202607/t20260701_42.html"]
    );
}
