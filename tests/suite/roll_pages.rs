//! Pages of rolls: what the wall, the statistics and a person's page say.

use super::example::build;
use super::rolls::{built, site};

/// A table in which three names are borne by more than one.
const NAMESAKES: &str = "编号,姓名,类别,出生日期,牺牲日期,年龄\n\
     A1,甲一,,1920-03-01,1940-02-01,\nA2,乙二,,1919,1941,21\nA3,甲一,,1915|1916,1937,\n\
     A4,丙三,,,,虚岁16\nA5,甲一,,约1910,1935年春,\nA6,乙二,,农历1921年八月初三,1945-01-02,23周岁\n\
     A7,示例三人组,群体,,1937,\n";

/// What stands between `<li` and `</li>` on a page, tags taken out.
fn items(html: &str) -> Vec<String> {
    let plain = |item: &str| {
        let parts = item.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
        parts.collect::<String>().trim().to_owned()
    };
    let items = html.split("<li").skip(1).map(|rest| rest.split("</li>").next().unwrap_or(rest));
    items.map(|item| plain(&format!("<li{item}"))).collect()
}

/// The rows of the chart called `title`: label, count, part.
fn chart(html: &str, title: &str) -> Vec<String> {
    let at = html.find(&format!(">{title}</h2>")).expect("the chart is there");
    let body = html[at..].split("<tbody>").nth(1).expect("it has a body");
    let body = body.split("</table>").next().expect("the table ends");
    let cell = |rest: &str| rest.split('<').next().unwrap_or_default().to_owned();
    let row = |row: &str| {
        let cells: Vec<String> =
            row.split(['>']).skip(1).map(cell).filter(|text| !text.trim().is_empty()).collect();
        cells.join(" ")
    };
    body.split("<tr").skip(1).map(row).collect()
}

#[test]
fn a_name_that_several_bear_is_carved_once_and_counted() {
    let all = built("order = \"source\"", NAMESAKES);
    let wall = all.text("martyrs/wall/index.html");
    let names = &wall
        [wall.find("wall-names").expect("the wall")..wall.find("wall-count").expect("its count")];
    assert_eq!(
        items(names),
        ["甲　一", "乙　二", "甲　一", "丙　三", "甲　一", "乙　二", "示例三人组"]
    );
    assert!(wall.contains("6 人、1 个群体。</p>"), "{wall}");

    let once = built("order = \"source\"\nwall = \"once\"", NAMESAKES);
    let wall = once.text("martyrs/wall/index.html");
    let names = &wall
        [wall.find("wall-names").expect("the wall")..wall.find("wall-count").expect("its count")];
    assert_eq!(items(names), ["甲　一3人", "乙　二2人", "丙　三", "示例三人组"]);
    // 7 entries − 3 that are called as somebody before them = 4.
    assert!(
        wall.contains("6 人、1 个群体；同名的只刻一次，不重刻 3 人，实刻 4 个姓名。</p>"),
        "{wall}"
    );
    assert!(
        names.contains("martyrs/?q=%E7%94%B2%E4%B8%80")
            || names.contains("index.html?q=%E7%94%B2%E4%B8%80"),
        "{names}"
    );

    let by_name = built("英烈墙 = \"同名一次\"", NAMESAKES);
    assert!(
        by_name.text("martyrs/wall/index.html").contains("list/1.html#p-A1"),
        "namesakes stand together"
    );
}

#[test]
fn the_rule_under_a_list_tells_what_the_roll_states_itself() {
    let told = |settings: &str| {
        let list = built(settings, NAMESAKES).text("martyrs/list/1.html").to_owned();
        let at = list.find("为序").expect("a rule");
        list[at..].split("</").next().unwrap_or_default().to_owned()
    };
    let own = "overrides = [\"覃 = tan2\", \"尉迟 = yu chi\", \"\u{20bb7} = 6\"]";
    assert_eq!(
        told(&format!("order = \"pinyin\"\n{own}")),
        "为序；单名在前；“尉迟”读yu chi、“覃”读tan。"
    );
    assert!(
        told(&format!("order = \"office\"\n{own}")).ends_with("；单名在前；“\u{20bb7}”按6画。")
    );
    assert_eq!(told(&format!("order = \"wall\"\n{own}")), "为序。");
    let many: Vec<String> = "甲乙丙丁戊己庚".chars().map(|c| format!("\"{c} = 9\"")).collect();
    let many = told(&format!("order = \"place\"\noverrides = [{}]", many.join(", ")));
    assert!(many.ends_with("“庚”按9画、“戊”按9画等按本名录的规定。"), "{many}");
}

#[test]
fn people_of_one_place_who_find_no_room_are_counted() {
    let rows = (1..=15).map(|n| format!("A{n},甲{n}一,示例山\n")).collect::<String>();
    let built =
        built("order = \"source\"\nperson_pages = \"all\"", &format!("编号,姓名,牺牲地点\n{rows}"));
    for own in [1, 12, 13, 15] {
        let page = built.text(&format!("martyrs/people/A{own}.html"));
        let together = page.split("同一地点牺牲</h2>").nth(1).expect("who fell at one place");
        let together = together.split("</section>").next().expect("it ends");
        // Fifteen without oneself, of whom twelve are named.
        let others = (1..=15).filter(|n| *n != own).take(12).map(|n| format!("甲{n}一"));
        let expected: Vec<String> = others.chain(["另有 2 人".to_owned()]).collect();
        assert_eq!(items(together), expected, "A{own}");
    }
}

#[test]
fn a_template_of_ones_own_gets_what_it_or_another_reads_for_it() {
    const OWN: &str = "{% extends \"skeleton.html\" %}{% block main %}<h1>{{ page.person.name }}</h1>\
        {% include \"parts/own.html\" %}{% endblock main %}";
    const NEXT: &str = "{% if page.person.next %}<i>{{ page.person.next.title }}</i>{% endif %}";
    const HANDED_ON: &str =
        "{% set who = page.person %}{% for it in who.related %}<b>{{ it.title }}</b>{% endfor %}";
    let table = "编号,姓名,牺牲地点\nA1,甲一,示例山\nA2,乙二,示例山\n";
    let page = |part: &str| {
        let site = site("order = \"source\"\nperson_pages = \"all\"", table)
            .with("templates/person.html", OWN)
            .with("templates/parts/own.html", part);
        build("own-person", site.sources()).text("martyrs/people/A1.html").to_owned()
    };
    for (part, has) in [("", [false; 2]), (NEXT, [true, false]), (HANDED_ON, [false, true])] {
        let page = page(part);
        assert!(page.contains("<h1>甲一</h1>"), "{page}");
        let said = ["<i>乙　二</i>", "<b>同一地点牺牲</b>"].map(|words| page.contains(words));
        assert_eq!(said, has, "{part}: {page}");
    }
}

#[test]
fn a_list_says_a_year_once_and_counts_as_its_home_does() {
    let table = "编号,姓名,类别,牺牲日期,牺牲地点,籍贯\n\
                 A1,甲一,,1941,,示例县\nA2,乙二,,1941-05,,示例县\nA3,丙三,,1941,示例山,\nA4,示例三人组,群体,,,示例县\n";
    let built = built("order = \"source\"", table);
    let list = built.text("martyrs/list/1.html");
    for (said, times) in [
        ("<i>？—1941</i>", 3),
        ("<i>1941年</i>", 0),
        ("<i>1941年5月</i>", 1),
        ("<i>1941年，示例山</i>", 1),
    ] {
        assert_eq!(list.matches(said).count(), times, "{said}: {list}");
    }
    assert!(list.contains("共 4 条（一人、一个群体各算一条）"));
    let home = built.text("martyrs/index.html");
    assert!(home.contains("下面的数目，一人、一个群体各算一条"), "{home}");
    assert!(
        built.text("martyrs/place/index.html").contains("另有 1 条不详；一人、一个群体各算一条")
    );
}

#[test]
fn ages_at_death_are_charted_and_counts_are_told_apart() {
    let built = built("", NAMESAKES);
    let html = built.text("martyrs/statistics.html");
    assert_eq!(
        chart(html, "牺牲时年龄"),
        [
            "15—19 周岁 1 16.7%",
            "15—19 虚岁 1 16.7%",
            "20—24 岁（周岁虚岁未注明） 1 16.7%",
            "20—24 周岁 2 33.3%",
            "不详 1 16.7%",
            "合计 6 100%",
        ]
    );
    assert_eq!(
        chart(html, "牺牲年份").last().map(String::as_str),
        Some("合计 6 100%"),
        "no group is counted"
    );
}

#[test]
fn machines_are_told_dates_that_are_certain_and_no_others() {
    let built = built("person_pages = \"all\"", NAMESAKES);
    let told = |id: &str| {
        let html = built.text(&format!("martyrs/people/{id}.html"));
        let json = html.split("ld+json\">").nth(1)?.split("</script>").next()?;
        let person: serde_json::Value = serde_json::from_str(json).expect("it is JSON");
        let date = |key: &str| person[key].as_str().unwrap_or("-").to_owned();
        Some((date("birthDate"), date("deathDate")))
    };
    let dates = ["A1", "A2", "A3", "A4", "A5", "A6"].map(told);
    let expected = [
        ("1920-03-01", "1940-02-01"),
        ("1919", "1941"),
        ("-", "1937"),
        ("-", "-"),
        ("-", "-"),
        ("-", "1945-01-02"),
    ];
    assert_eq!(dates, expected.map(|(birth, death)| Some((birth.to_owned(), death.to_owned()))));
}

#[test]
fn letters_of_correction_name_the_record_and_its_permanent_address() {
    let mail = "correction = \"office@example.gov.cn\"\nperson_pages = \"all\"";
    let html = built(mail, NAMESAKES);
    let page = html.text("martyrs/people/A1.html");
    assert!(
        page.contains("subject=%E5%90%8D%E5%BD%95%E6%9B%B4%E6%AD%A3%20A1%20%E7%94%B2%E4%B8%80")
    );
    assert!(page.contains("martyrs%2F%23p-A1%0A") || page.contains("martyrs/%23p-A1%0A"), "{page}");
    let list = html.text("martyrs/list/1.html");
    assert!(list.contains("data-roll-rows=\"../../martyrs/index.html\""), "{list}");
    assert!(
        list.contains("data-correction=\"mailto:office@example.gov.cn\"")
            && list.contains("id=\"p-A1\"")
    );
    assert!(list.contains("<script src=\"../../assets/roll-"), "the script offers the address");
    let table = "编号,姓名,籍贯\nA1,甲一,示例省甲县\nA2,乙二,示例省甲县\nA3,丙三,示例省乙县\n";
    let part = built("", table);
    let part = part.text("martyrs/place/示例省甲县.html");
    assert!(part.contains("id=\"p-A2\"") && part.contains("data-roll-rows="), "{part}");
    assert!(part.contains("/assets/roll-"), "{part}");
}
