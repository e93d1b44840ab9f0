//! Rolls (名录): every row is somebody, a group or a finding, and what is internal stays so.

use fengbei::diag::Severity;
use fengbei::model::{PersonId, Roll, RollField, RollTotals};

use super::desk::Desk;
use super::draft::{Draft, SETTINGS};
use super::example::{Built, build};

const HEAD: &str = "title = \"英名录\"\ncolumn_type = \"数据发布\"\nkind = \"page\"";

/// A site with one roll of this table; `more` is said in `[roll]`.
pub fn site(more: &str, table: &str) -> Draft {
    let head = format!("+++\n{HEAD}\n[roll]\nsource = \"roll.csv\"\n{more}\n+++\n名录。\n");
    Draft::new()
        .with("site.toml", &SETTINGS.replacen("title", "theme = \"memorial\"\ntitle", 1))
        .with("content/martyrs/_index.md", &head)
        .with("content/martyrs/roll.csv", table)
}

pub fn built(more: &str, table: &str) -> Built {
    build("roll", site(more, table).sources())
}

pub fn roll(built: &Built) -> &Roll {
    &built.work.site.rolls[0]
}

/// Names in the roll's order.
pub fn names(built: &Built) -> Vec<&str> {
    let roll = roll(built);
    roll.order.iter().map(|person| roll.name(*person)).collect()
}

/// Rules of the roll that were broken, with the row and the column.
pub fn findings(built: &Built) -> Vec<(&'static str, u32, u32)> {
    let of_roll = built.work.report.iter().filter(|d| d.rule.name.starts_with("roll-"));
    let mut found: Vec<_> = of_roll
        .map(|d| match &d.place {
            fengbei::diag::Place::Cell { row, column, .. } => (d.rule.name, *row, *column),
            _ => (d.rule.name, 0, 0),
        })
        .collect();
    found.sort_unstable();
    found
}

/// Files that hold `secret`.
pub fn files_with<'a>(built: &'a Built, secret: &str) -> Vec<&'a str> {
    let holds = |bytes: &[u8]| bytes.windows(secret.len()).any(|part| part == secret.as_bytes());
    let files = built.files.iter().filter(|(_, bytes)| holds(bytes));
    files.map(|(path, _)| path.as_str()).collect()
}

#[test]
fn every_row_is_somebody_a_group_or_a_finding() {
    let table = "示例县英名录\n编号,姓名,类别,籍贯\n\
                 A1,甲一,,示例县甲村\nA2,,,示例县乙村\nA3,示例三人组,群体,\n,,,\n\
                 A1,乙二,,示例县丙村\nA5,丙三,,示例县丁村\n合计,2,,\n";
    let built = built("total = 2", table);
    let RollTotals { rows, people, groups, rejected, sums } = roll(&built).totals;
    assert_eq!((rows, people, groups, rejected, sums), (5, 2, 1, 2, 1));
    assert_eq!(rows, people + groups + rejected);
    assert_eq!(names(&built).len(), people + groups);
    let expected = [("roll-id", 7, 1), ("roll-row", 4, 2), ("roll-total", 9, 2)];
    let found: Vec<_> =
        findings(&built).into_iter().filter(|(rule, ..)| *rule != "roll-cell").collect();
    assert_eq!(found, expected, "the sum counts rows, of which one was somebody's id again");
}

#[test]
fn sexes_that_do_not_come_to_the_sum_are_told() {
    let rows = "编号,姓名,性别\nA1,甲一,男\nA2,乙二,女\nA3,丙三,\n";
    let told = |sum: &str| findings(&built("", &format!("{rows}{sum}\n")));
    assert_eq!(told("合计,3人,男1人；女1人；不详1人"), []);
    assert_eq!(told("\"合计3人，其中男2人，女1人\",,"), []);
    assert_eq!(told("合计,3人,男1人；女1人"), [("roll-total", 5, 3)]);
}

#[test]
fn a_line_of_sexes_without_a_word_is_a_sum() {
    let built = |sum: &str| built("", &format!("编号,姓名,性别\nA1,甲一,男\nA2,乙二,女\n{sum}\n"));
    let told = |sum: &str| (names(&built(sum)).len(), findings(&built(sum)));
    assert_eq!(told("男 1,女 1,不详 0"), (2, vec![]));
    assert_eq!(told("男10,女5,不详 1"), (2, vec![("roll-total", 4, 1)]));
    assert_eq!(told(",男10人、女5人,"), (2, vec![("roll-total", 4, 2)]));
    assert_eq!(told("A3,女英,女").0, 3, "a name that begins so is a name");
}

#[test]
fn a_bad_row_never_drops_the_others() {
    let mut table = String::from("编号,姓名,出生日期,牺牲日期\n");
    for number in 0..500 {
        table += &match number % 5 {
            0 => format!("B{number:03},,1912,\n"),
            1 => format!("B{number:03},甲{number},不是日期,\n"),
            2 => "B000,乙丙,1912,\n".to_owned(),
            _ => format!("B{number:03},丁戊,1912,1937\n"),
        };
    }
    let built = built("order = \"source\"\nperson_pages = \"none\"", &table);
    let totals = roll(&built).totals;
    assert_eq!((totals.rows, totals.rejected), (500, 199));
    assert_eq!(totals.people, 301);
    let count = |rule| findings(&built).iter().filter(|(name, ..)| *name == rule).count();
    assert_eq!(count("roll-date"), 100);
    assert_eq!(count("roll-row"), 100);
    assert!(count("roll-name") <= 101, "no more than a hundred are told one by one");
}

#[test]
fn what_is_internal_is_in_no_file() {
    let table = "编号,姓名,籍贯,单位,亲属,联系电话,是否公开,备注,事迹,民族\n\
                 A1,甲一,示例县密址,密部队,密亲,13800138000,密否,密备注13900139000,证11010519491231002X,密族\n\
                 A2,乙二,示例县,公开部队,,,,公开备注,公开事迹,\n";
    let more = "order = \"source\"\nperson_pages = \"all\"\ninternal = [\"单位\"]\n\
                masked = [\"籍贯\", \"民族\"]";
    let built = built(more, table);
    for secret in [
        "密址",
        "密部队",
        "公开部队",
        "密亲",
        "13800138000",
        "13900139000",
        "密否",
        "密备注",
        "11010519491231002X",
        "密族",
        "是否公开",
    ] {
        assert_eq!(files_with(&built, secret), Vec::<&str>::new(), "{secret}");
    }
    let person = PersonId(0);
    let said = |field| roll(&built).people.get(person, field);
    assert_eq!([RollField::Native, RollField::Ethnicity].map(said), ["示例县", "密**"]);
    assert_eq!([RollField::Unit, RollField::Note, RollField::Merits].map(said), [""; 3]);
    for shown in ["甲一", "乙二", "公开备注", "公开事迹"] {
        assert!(!files_with(&built, shown).is_empty(), "{shown} is published");
    }
    let report = &built.work.report;
    assert_eq!(report.count(Severity::Error), 2, "both private numbers are errors");
    let headers = findings(&built).into_iter().filter(|(rule, ..)| *rule == "roll-header");
    assert_eq!(
        headers.collect::<Vec<_>>(),
        [("roll-header", 1, 7)],
        "two columns may be of relatives"
    );
    let words: String =
        report.iter().flat_map(|d| [&d.message.zh, &d.message.en]).map(String::as_str).collect();
    assert!(!words.contains("13900139000") && !words.contains("11010519491231002X"), "{words}");
}

#[test]
fn masked_dates_show_their_year_alone() {
    let table = "编号,姓名,出生日期,牺牲日期\nA1,甲一,1912-03-04,1937-09-25\n";
    let built = built("masked = [\"出生日期\", \"牺牲日期\"]\nperson_pages = \"all\"", table);
    for secret in ["1912-03-04", "1912年3月", "1937-09-25", "1937年9月"] {
        assert_eq!(files_with(&built, secret), Vec::<&str>::new(), "{secret}");
    }
    assert!(!files_with(&built, "1912").is_empty());
}

#[test]
fn sources_in_a_life_say_no_more_than_the_table() {
    let table = "编号,姓名,籍贯,单位\nA1,甲一,山西省示例县,密部队\n";
    let life = "+++\n[[statement]]\nfield = \"籍贯\"\nsays = \"山西省示例县密村\"\nsource = \"甲说\"\n\
                [[statement]]\nfield = \"单位\"\nsays = \"密部队\"\nsource = \"乙说\"\n+++\n生平。\n";
    let draft = site("masked = [\"籍贯\"]\ninternal = [\"单位\"]", table)
        .with("content/martyrs/people/A1.md", life);
    let built = build("levels of statements", draft.sources());
    for secret in ["密村", "密部队", "乙说"] {
        assert_eq!(files_with(&built, secret), Vec::<&str>::new(), "{secret}");
    }
    assert!(!files_with(&built, "据甲说").is_empty());
}

#[test]
fn private_numbers_are_no_ids_and_no_names() {
    let table = "编号,姓名,籍贯\n11010519491231002X,甲一,示例县\nA2,13800138000,示例县\n\
                 14010020001,乙二,示例县\n";
    let built = built("person_pages = \"all\"", table);
    assert_eq!(files_with(&built, "11010519491231002X"), Vec::<&str>::new());
    assert_eq!(files_with(&built, "13800138000"), Vec::<&str>::new());
    assert_eq!(roll(&built).totals.people, 2);
    assert!(roll(&built).ledger.is_some(), "an id was drawn for the first");
    assert!(!files_with(&built, "14010020001").is_empty(), "a number of a register is no phone");
}

#[test]
fn groups_have_their_members_with_and_without_a_row_of_their_own() {
    let table = "编号,姓名,类别,所属群体,牺牲地点\nA1,甲一,,示例三人组,示例山\n\
                 A2,示例三人组,群体,,示例山\nA3,乙二,,示例三人组；示例二人组,示例山\n\
                 A4,丙三,,示例二人组,示例山\n";
    let built = built("order = \"source\"", table);
    let roll = roll(&built);
    let shown: Vec<_> = roll
        .groups
        .iter()
        .map(|group| {
            let members: Vec<_> = group.members.iter().map(|person| roll.name(*person)).collect();
            (group.name.as_str(), group.entry.map(|entry| roll.id(entry)), members)
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("示例三人组", Some("A2"), vec!["甲一", "乙二"]),
            ("示例二人组", None, vec!["乙二", "丙三"]),
        ]
    );
    assert_eq!((roll.totals.people, roll.totals.groups), (3, 1));
    let html = self::built("order = \"source\"\nperson_pages = \"all\"", table);
    let page = html.text("martyrs/people/A3.html");
    let fellows =
        |group: &str| page.split_once(&format!("同一群体：{group}")).map(|(_, rest)| rest);
    let three = fellows("示例三人组").expect("the first group");
    assert!(three.contains("people/A2.html") && three.contains("people/A1.html"), "{three}");
    assert!(fellows("示例二人组").expect("the second").contains("people/A4.html"), "{page}");
    let names_place = |id| html.text(&format!("martyrs/people/{id}.html")).contains("同一地点牺牲");
    assert_eq!(["A1", "A2", "A3"].map(names_place), [true, true, false], "all are named already");
}

#[test]
fn lives_are_found_by_their_id() {
    let table = "编号,姓名\nA1,甲一\nA2,乙二\n";
    let draft = site("", table)
        .with("content/martyrs/people/A2.md", "+++\n+++\n乙二的生平。\n")
        .with("content/martyrs/people/x.md", "+++\nid = \"A1\"\n+++\n甲一的生平。\n")
        .with("content/martyrs/people/A9.md", "+++\n+++\n谁的生平。\n");
    let built = build("lives", draft.sources());
    let lives: Vec<_> = roll(&built).lives.keys().map(|person| roll(&built).id(*person)).collect();
    assert_eq!(lives, ["A1", "A2"]);
    assert_eq!(files_with(&built, "谁的生平"), Vec::<&str>::new());
    assert!(!files_with(&built, "乙二的生平").is_empty());
    let unknown: Vec<_> =
        built.work.report.iter().filter(|d| d.message.zh.contains("A9")).collect();
    assert_eq!(unknown.len(), 1);
    assert_eq!(
        unknown[0].place.file().map(ToString::to_string).as_deref(),
        Some("content/martyrs/people/A9.md")
    );
}

#[test]
fn every_order_is_its_own() {
    let table = "编号,姓名,籍贯,牺牲日期,墙位\n\
                 A1,王二,乙县,1937,2-1-10\nA2,丁一,甲县,不详,2-1-9\n\
                 A3,安三,乙县,1932-05,1-9-9\nA4,王一一,甲县,1932-05-01,\n";
    for (order, expected) in [
        ("source", ["王二", "丁一", "安三", "王一一"]),
        ("office", ["丁一", "王二", "王一一", "安三"]),
        ("strict", ["丁一", "王二", "王一一", "安三"]),
        ("pinyin", ["安三", "丁一", "王二", "王一一"]),
        ("date", ["王一一", "安三", "王二", "丁一"]),
        ("wall", ["安三", "丁一", "王二", "王一一"]),
    ] {
        let built = built(&format!("order = \"{order}\""), table);
        assert_eq!(names(&built), expected, "{order}");
    }
    let built = built("order = \"place\"", table);
    let natives: Vec<_> = roll(&built)
        .order
        .iter()
        .map(|person| roll(&built).people.get(*person, RollField::Native))
        .collect();
    assert_eq!(natives, ["甲县", "甲县", "乙县", "乙县"]);
}

#[test]
fn ways_in_are_in_an_order_that_people_know() {
    let table = "编号,姓名,籍贯,时期,批次\n\
                 A1,甲一,四川省示例县,抗美援朝,第十批\nA2,甲二,河北省示例县,土地革命战争时期,第二批\n\
                 A3,甲三,河北省甲县甲村,抗日战争时期,第二批\nA4,甲四,河北省甲县,抗日战争时期,第一批\n";
    let ways = |more: &str| -> Vec<(&str, bool, Vec<String>)> {
        let built = built(more, table);
        let entries = &built.work.plan.rolls[0].entries;
        let ways = entries[2..].iter();
        ways.map(|entry| {
            let titles = entry.values.iter().map(|value| value.title.clone());
            (entry.title, entry.in_list, titles.collect())
        })
        .collect()
    };
    let counties = ["河北省甲县", "河北省示例县", "四川省示例县"].map(String::from).to_vec();
    let periods = ["土地革命战争时期", "抗日战争时期", "抗美援朝"].map(String::from).to_vec();
    let batches = ["第一批", "第二批", "第十批"].map(String::from).to_vec();
    let expected = |in_list| {
        vec![
            ("按籍贯", in_list, counties.clone()),
            ("按时期", false, periods.clone()),
            ("按批次", false, batches.clone()),
        ]
    };
    assert_eq!(ways(""), expected(false));
    assert_eq!(ways("order = \"place\""), expected(true), "in order of places they need no lists");
}

#[test]
fn places_stand_under_one_province_however_it_is_written() {
    let places = |rows: &str| -> Vec<(String, String)> {
        let built = built("", &format!("编号,姓名,籍贯,区划代码\n{rows}"));
        let entries = &built.work.plan.rolls[0].entries;
        let values = entries[2].values.iter();
        values.map(|value| (value.group.clone(), value.title.clone())).collect()
    };
    let expected = |all: &[(&str, &str)]| -> Vec<(String, String)> {
        all.iter().map(|(group, title)| ((*group).into(), (*title).into())).collect()
    };
    let rows = "A1,甲一,湖南省甲县,\nA2,甲二,湖南乙县,\nA3,甲三,丙地,430100\nA4,甲四,丁地,430100\n\
                A5,甲五,丁地,140100\nA6,甲六,山西省戊县,\n";
    let both = [
        ("山西", "山西省戊县"),
        ("湖南", "丙地"),
        ("湖南", "湖南省甲县"),
        ("湖南", "湖南乙县"),
        ("", "丁地"),
    ];
    assert_eq!(places(rows), expected(&both), "codes that do not agree say nothing");
}

#[test]
fn what_a_cell_says_is_told_at_its_cell() {
    let table = "编号,备注,姓名,牺牲日期,出生日期\nA1,,甲一,1930,1932\n";
    let built = built("", table);
    assert_eq!(findings(&built), [("roll-life", 2, 4)]);
    let cell = roll(&built).cell(PersonId(0), RollField::Unit);
    assert_eq!((cell.row, cell.column), (2, 3), "without a column of its own, at the name");
}

#[test]
fn ids_that_were_drawn_are_kept_beside_the_roll() {
    let desk = Desk::small();
    let head = "+++\ntitle = \"名录\"\ncolumn_type = \"数据发布\"\n[roll]\nsource = \"a.csv\"\nperson_pages = \"all\"\n+++\n";
    desk.write("content/roll/_index.md", head);
    desk.write("content/roll/a.csv", "姓名,籍贯,出生日期\n甲一,某县,1920\n乙二,某县,\n");
    let people = |desk: &Desk| -> Vec<String> {
        let paths = desk.built(&[]).into_keys().map(|path| path.to_string_lossy().into_owned());
        paths.filter(|path| path.starts_with("roll/people/R")).collect()
    };
    let first = people(&desk);
    assert_eq!(first.len(), 2);
    let ledger =
        || std::fs::read_to_string(desk.root().join("content/roll/ids.lock")).expect("kept");
    let before = ledger();
    // A corrected row keeps its id; a new one gets its own.
    desk.write(
        "content/roll/a.csv",
        "姓名,籍贯,出生日期\n丙三,,\n甲一,某省某县,1920\n乙二,某县,1921\n",
    );
    let second = people(&desk);
    assert!(first.iter().all(|page| second.contains(page)), "{first:?} {second:?}");
    assert_eq!((second.len(), ledger().lines().count()), (3, before.lines().count() + 1));
}

#[test]
fn an_id_is_given_to_nobody_else() {
    let desk = Desk::small();
    let head =
        "+++\ntitle = \"名录\"\ncolumn_type = \"数据发布\"\n[roll]\nsource = \"a.csv\"\n+++\n";
    desk.write("content/roll/_index.md", head);
    let ledger =
        || std::fs::read_to_string(desk.root().join("content/roll/ids.lock")).expect("kept");
    let table = |rows: &str| {
        desk.write("content/roll/a.csv", format!("编号,姓名,籍贯,出生日期\n{rows}"));
        let found = desk.run(&["build", "--json"]);
        let told = found.rules();
        ["roll-id", "roll-renamed"].map(|rule| told.iter().filter(|told| *told == rule).count())
    };
    assert_eq!(table("A1,甲一,某县,1920\n,戊蓝,某县,1911\n"), [0, 0]);
    let before = ledger();
    assert_eq!(table("A1,甲一,某省某县,1920-05\n,戊蓝,某县,1911\n"), [0, 0], "the same person");
    // A row without an id whose name is put right, until the id is typed.
    assert_eq!(table("A1,甲一,某县,1920\n,戊兰,某县,1911\n"), [0, 1]);
    assert_eq!(table("A1,甲一,某县,1920\n,戊兰,某县,1911\n"), [0, 1], "told until it is mended");
    let was =
        before.lines().find(|line| line.starts_with('R')).and_then(|line| line.split_once('\t'));
    let was = was.expect("an id was drawn").0;
    assert_eq!(table(&format!("A1,甲一,某县,1920\n{was},戊兰,某县,1911\n")), [0, 0]);
    // Ids that rows gave, and those that were drawn.
    assert_eq!(table("A1,丙三,别县,1930\n"), [1, 0]);
    assert_eq!(table(&format!("A2,甲一,某县,1920\n{was},丙三,别县,1930\n")), [1, 0]);
    assert!(ledger().contains("\nA1\t"), "who left is remembered");
    let time = || {
        desk.root()
            .join("content/roll/ids.lock")
            .metadata()
            .and_then(|m| m.modified())
            .expect("there")
    };
    let written = time();
    assert_eq!(table(&format!("A2,甲一,某县,1920\n{was},丙三,别县,1930\n")), [1, 0]);
    assert_eq!(time(), written, "a ledger that did not change is not written");
}

/// A table with every field that is a way in.
const WAYS: &str = "编号,姓名,籍贯,时期,单位,批次\n\
                    A1,甲一,示例县,示例时期,示例连,第1批\nA2,甲二,示例县,示例时期,示例连,第1批\n";

/// Below the roll's folder, and what its home links to: `list`, `place` and so on.
fn parts(built: &Built) -> (Vec<String>, Vec<String>) {
    let first = |path: &str| {
        let first = path.split('/').next().unwrap_or_default();
        first.split('.').next().unwrap_or_default().to_owned()
    };
    let below = |path: &String| path.strip_prefix("martyrs/").map(first);
    let mut files: Vec<String> = built.files.keys().filter_map(below).collect();
    files.dedup();
    let home = built.text("martyrs/index.html");
    let mut links: Vec<String> =
        home.split("href=\"../martyrs/").skip(1).map(|link| first(&first_of(link))).collect();
    links.sort_unstable();
    links.dedup();
    (files, links)
}

fn first_of(link: &str) -> String {
    link.split('"').next().unwrap_or_default().to_owned()
}

#[test]
fn what_is_omitted_is_not_made_and_not_linked() {
    let features = [
        ("查找", "search"),
        ("统计", "statistics"),
        ("英烈墙", "wall"),
        ("公开数据", "data"),
        ("按籍贯", "place"),
        ("按时期", "period"),
        ("按单位", "unit"),
        ("按批次", "batch"),
        ("按姓氏笔画", "strokes"),
        ("按姓氏拼音", "pinyin"),
    ];
    let (all_files, all_links) = parts(&built("", WAYS));
    for (zh, key) in features {
        assert!(all_files.iter().any(|file| file == key), "{key} in {all_files:?}");
        let site = built(&format!("省去 = [\"{zh}\"]"), WAYS);
        assert_eq!(findings(&site), []);
        let (files, links) = parts(&site);
        let without = |all: &[String]| -> Vec<String> {
            all.iter().filter(|name| *name != key).cloned().collect()
        };
        assert_eq!((files, links), (without(&all_files), without(&all_links)), "{key}");
        let is_searched = key != "search";
        let home = site.text("martyrs/index.html");
        let mut scripts = home.split("<script").filter_map(|after| after.split('>').next());
        let is_loaded = scripts.any(|tag| tag.contains("/roll-"));
        let has_form = home.contains("data-roll-search");
        assert_eq!((has_form, is_loaded), (is_searched, is_searched));
        for begin in ["assets/characters/", "assets/roll-"] {
            let has = |path: &String| path.starts_with(begin) && super::example::ends(path, "js");
            assert_eq!(site.files.keys().any(has), is_searched, "{begin}");
        }
    }
    let keys: Vec<String> = features.iter().map(|(_, key)| format!("\"{key}\"")).collect();
    let bare = built(&format!("omit = [{}]", keys.join(", ")), WAYS);
    assert_eq!(
        parts(&bare),
        (vec!["index".into(), "list".into()], vec!["index".into(), "list".into()])
    );
}

#[test]
fn a_part_that_a_roll_does_not_have_is_told_with_those_it_has() {
    let built = built("omit = [\"统计\", \"墙\", \"serch\"]", WAYS);
    let told: Vec<_> = built.work.report.iter().filter(|d| d.rule.name == "bad-value").collect();
    let said: Vec<_> = told.iter().map(|d| d.message.zh.as_str()).collect();
    assert_eq!(said, ["“omit”不能写成“墙”", "“omit”不能写成“serch”"]);
    let helps = told.iter().all(|d| d.help.iter().any(|h| h.zh.contains("英烈墙、公开数据")));
    assert!(helps, "{told:?}");
}
