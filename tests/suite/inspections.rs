//! What an inspection would find: the table of vetoes and warnings, as an office would ask for it.

use serde_json::Value;

use super::desk::Desk;

const NEWS: &str = "+++\ntitle = \"要闻\"\ncolumn_type = \"工作动态\"\nupdate_within = 14\nowner = \"编辑部\"\n+++\n";

/// The entry `key` of the table on `day`, with the exit code.
fn entry(desk: &Desk, day: &str, key: &str) -> (Value, i32) {
    let said = desk.run(&["--json", "inspect", "--on", day]);
    let all: Value = serde_json::from_str(&said.out).expect("JSON was printed");
    let found = all["entries"].as_array().into_iter().flatten().find(|it| it["key"] == key);
    (found.unwrap_or_else(|| panic!("no entry {key} in {all}")).clone(), said.code)
}

fn details(entry: &Value) -> Vec<&str> {
    let all = entry["details"].as_array().expect("a list");
    all.iter().map(|it| it.as_str().expect("a sentence")).collect()
}

#[test]
fn what_is_fresh_is_fine_and_what_is_late_is_a_veto_by_degrees() {
    let desk = Desk::small();
    desk.write("content/news/_index.md", NEWS);
    let verdict = |day: &str, key: &str| entry(&desk, day, key).0["verdict"].clone();
    assert_eq!(
        (verdict("2026-08-01", "home"), verdict("2026-08-01", "stale")),
        ("fine".into(), "fine".into())
    );
    // The home page may be two weeks old and no more; the column a fortnight as well.
    let (late, code) = entry(&desk, "2026-08-20", "stale");
    assert_eq!((&late["verdict"], code), (&"warning".into(), 1), "the home page is a veto by then");
    assert_eq!(details(&late), ["要闻 (news): 7 days late; 编辑部 answers for it"]);
    assert_eq!(verdict("2026-08-20", "home"), "veto");
    let (late, _) = entry(&desk, "2026-08-14", "stale");
    assert_eq!(details(&late), ["要闻 (news): 1 day late; 编辑部 answers for it"]);
}

#[test]
fn one_leak_and_one_falsified_date_are_vetoes() {
    let desk = Desk::small();
    let phone = concat!("138", "12348", "000");
    desk.write(
        "content/news/b.md",
        format!("+++\ntitle = \"名单\"\ndate = \"2026-07-31\"\nsource = \"示例双拥办\"\n+++\n电话{phone}。\n"),
    );
    let (leaks, code) = entry(&desk, "2026-08-01", "leaks");
    assert_eq!((&leaks["verdict"], code), (&"veto".into(), 1));
    assert!(
        details(&leaks)[0].starts_with("content/news/b.md: ")
            && !details(&leaks)[0].contains(phone)
    );
}

#[test]
fn blank_columns_and_dead_links_are_counted_with_their_places() {
    let desk = Desk::small();
    desk.write(
        "content/policy/_index.md",
        "+++\ntitle = \"政策\"\ncolumn_type = \"政策文件\"\n+++\n",
    );
    desk.write("content/news/a.md", "+++\ntitle = \"走访慰问\"\ndate = \"2026-07-30\"\nsource = \"示例双拥办\"\n+++\n见[附件](none.pdf)。\n");
    let (links, _) = entry(&desk, "2026-08-01", "links");
    assert_eq!(details(&links).len(), 1, "{links}");
    let (blank, _) = entry(&desk, "2026-08-01", "blank");
    assert_eq!(details(&blank).len(), 1, "{blank}");
}

#[test]
fn the_report_and_the_calendar_are_files_of_their_kind() {
    let desk = Desk::small();
    desk.write("content/news/_index.md", NEWS);
    let (page, calendar) = (desk.around().join("迎检.html"), desk.around().join("期限.ics"));
    let words = |place: &std::path::Path| place.display().to_string();
    let said = desk.run(&[
        "inspect",
        "--on",
        "2026-08-01",
        "--page",
        &words(&page),
        "--calendar",
        &words(&calendar),
    ]);
    assert_eq!(said.code, 0, "{said:?}");
    let page = std::fs::read_to_string(page).expect("the report");
    assert!(page.contains("示例站") && page.contains("栏目更新") && !page.contains("{{"), "{page}");
    let calendar = std::fs::read_to_string(calendar).expect("the calendar");
    assert!(calendar.contains("DTSTART;VALUE=DATE:20260813\r\n"), "{calendar}");
    assert!(
        calendar.split("\r\n").all(|line| line.len() <= 75)
            && calendar.ends_with("END:VCALENDAR\r\n")
    );
}
