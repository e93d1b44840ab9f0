//! Datasets (数据表): every row is kept or found, what is internal stays so, and every order and
//! part is a page of its own.

use fengbei::diag::{Place, Severity};
use fengbei::model::{Dataset, DatasetTotals};
use fengbei::source::{Content, File, SourcePath};

use super::draft::{Draft, SETTINGS};
use super::example::{Built, build};

/// A site with one dataset of this table; `more` is said in `[dataset]`.
fn site(more: &str, table: &str) -> Draft {
    let head = "title = \"双清单\"\ncolumn_type = \"数据发布\"\nkind = \"page\"";
    let index = format!("+++\n{head}\n[dataset]\nsource = \"list.csv\"\n{more}\n+++\n清单。\n");
    Draft::new()
        .with("site.toml", SETTINGS)
        .with("content/list/_index.md", &index)
        .with("content/list/list.csv", table)
}

fn built(more: &str, table: &str) -> Built {
    build("dataset", site(more, table).sources())
}

fn dataset(built: &Built) -> &Dataset {
    &built.work.site.datasets[0]
}

/// Rules of datasets that were broken, with the row and the column.
fn findings(built: &Built) -> Vec<(&'static str, u32, u32)> {
    let of_datasets = built.work.report.iter().filter(|d| d.rule.name.starts_with("dataset-"));
    let place = |place: &Place| match place {
        Place::Cell { row, column, .. } => (*row, *column),
        Place::Site | Place::File(_) | Place::Span { .. } => (0, 0),
    };
    let mut found: Vec<_> = of_datasets
        .map(|d| {
            let (row, column) = place(&d.place);
            (d.rule.name, row, column)
        })
        .collect();
    found.sort_unstable();
    found
}

/// The names of the rows on the page at `path`, in its order.
fn names(built: &Built, path: &str) -> Vec<String> {
    let html = built.text(path);
    let heads = html.split("<th scope=\"row\" class=\"dataset-title\"").skip(1);
    let words = heads.filter_map(|head| {
        let (_, rest) = head.split_once('>')?;
        let text = rest.split("</th>").next()?;
        let linked = text.strip_prefix("<a ").and_then(|link| Some(link.split_once('>')?.1));
        let text = linked.unwrap_or(text);
        Some(text.split('<').next()?.trim_end().to_owned())
    });
    words.collect()
}

/// Paths below the dataset's folder.
fn paths(built: &Built) -> Vec<&str> {
    built.files.keys().filter_map(|path| path.strip_prefix("list/")).collect()
}

fn files_with<'a>(built: &'a Built, secret: &str) -> Vec<&'a str> {
    let holds = |bytes: &[u8]| bytes.windows(secret.len()).any(|part| part == secret.as_bytes());
    let files = built.files.iter().filter(|(_, bytes)| holds(bytes));
    files.map(|(path, _)| path.as_str()).collect()
}

const LIST: &str = "任务,责任单位,完成时限,状态,进度\n\
                    修路,甲局,2026-12-10,办理中,9\n\
                    架桥,乙局,2026年9月,已完成,100%\n\
                    清淤,甲局、丙局,长期,办理中,\n\
                    植树,丙局,2026-10-30,未开始,10\n";

#[test]
fn every_row_is_kept_or_found() {
    let table = "二〇二六年双清单\n序号,任务,责任单位,完成时限,状态\n1,修路,甲局,2027-01,办理中\n\
                 2,,乙局,2027-01,办理中\n,,,,\n3,架桥,丙局,2027-01,办理中\n合计,3,,,\n";
    let built = built("preset = \"双清单\"", table);
    let totals = dataset(&built).totals;
    assert_eq!(totals, DatasetTotals { rows: 3, kept: 2, rejected: 1, sums: 1 });
    assert_eq!(findings(&built), [("dataset-cell", 1, 1), ("dataset-row", 4, 2)]);
}

#[test]
fn lists_are_sorted_by_what_cells_mean() {
    let built = built("preset = \"双清单\"", LIST);
    assert_eq!(names(&built, "list/index.html"), ["修路", "清淤", "植树", "架桥"]);
    assert_eq!(
        names(&built, "list/sort/deadline-up.html"),
        ["架桥", "植树", "修路", "清淤"],
        "what has no day comes last"
    );
    assert_eq!(
        names(&built, "list/sort/progress-down.html"),
        ["架桥", "植树", "修路", "清淤"],
        "numbers are no words, and what is not said comes last here, too"
    );
}

#[test]
fn each_value_of_a_filter_is_a_list() {
    let built = built("preset = \"双清单\"\nitem_pages = \"none\"\ndata = false", LIST);
    let lists: Vec<&str> =
        paths(&built).into_iter().filter(|path| path.starts_with("by/")).collect();
    assert_eq!(
        lists,
        [
            "by/state/办理中.html",
            "by/state/已完成.html",
            "by/state/未开始.html",
            "by/time/late.html",
            "by/unit/丙局.html",
            "by/unit/乙局.html",
            "by/unit/甲局.html",
        ]
    );
    assert_eq!(names(&built, "list/by/unit/丙局.html"), ["清淤", "植树"]);
    assert!(!paths(&built).iter().any(|path| path.starts_with("rows/") || path.contains("data.")));
}

#[test]
fn what_is_late_depends_on_the_day() {
    let late = |day: &str| {
        let work = site("preset = \"双清单\"", LIST).work_at(day);
        let late = work.report.iter().filter(|d| d.rule.name == "dataset-late");
        let mut said: Vec<String> = late.map(|d| d.message.zh.clone()).collect();
        said.sort();
        said
    };
    assert_eq!(late("2026-10-30"), Vec::<String>::new(), "the last day is not over");
    assert_eq!(late("2026-10-31"), ["“植树”逾期 1 天（时限 2026年10月30日）"]);
    assert_eq!(
        late("2026-12-11"),
        ["“修路”逾期 1 天（时限 2026年12月10日）", "“植树”逾期 42 天（时限 2026年10月30日）"]
    );
    let built = built("preset = \"双清单\"", LIST);
    assert!(built.text("list/index.html").contains("逾期22天"));
}

#[test]
fn public_data_are_what_the_pages_show() {
    let more = "licence = \"可自由使用\"\n[[dataset.field]]\nname = \"事项\"\nkey = \"matter\"\n\
                [[dataset.field]]\nname = \"投入\"\nkey = \"cost\"\ntype = \"number\"\nunit = \"万元\"\n\
                [[dataset.field]]\nname = \"日期\"\nkey = \"day\"\ntype = \"date\"\n\
                [[dataset.field]]\nname = \"来源\"\ntype = \"link\"\nkey = \"from\"\n\
                [[dataset.field]]\nname = \"联系人\"\nlevel = \"internal\"";
    let table = "事项,投入,日期,来源,联系人\n=cmd(),-12.50,2026年9月,通报 https://a.example/1,甲一\n\
                 \"修路,\"\"一期\"\"\",1 200,2026-09-30,,乙二\n";
    let built = built(more, table);
    assert_eq!(
        built.text("list/data.csv"),
        "\u{feff}事项,投入（万元）,日期,来源\r\n\
         '=cmd(),-12.50,2026年9月,通报 https://a.example/1\r\n\
         \"修路,\"\"一期\"\"\",1200,2026年9月30日,\r\n"
    );
    assert_eq!(
        built.text("list/data.json"),
        "{\"licence\":\"可自由使用\",\"fields\":[{\"key\":\"matter\",\"name\":\"事项\"},\
         {\"key\":\"cost\",\"name\":\"投入\",\"unit\":\"万元\"},{\"key\":\"day\",\"name\":\"日期\"},\
         {\"key\":\"from\",\"name\":\"来源\"}],\"rows\":[{\"matter\":\"=cmd()\",\"cost\":\"-12.50\",\
         \"day\":\"2026-09\",\"from\":{\"title\":\"通报\",\"address\":\"https://a.example/1\"}},\
         {\"matter\":\"修路,\\\"一期\\\"\",\"cost\":\"1200\",\"day\":\"2026-09-30\"}]}"
    );
}

#[test]
fn what_is_internal_is_in_no_file() {
    let more = "preset = \"双清单\"\n[[dataset.field]]\nname = \"进展\"\nlevel = \"internal\"\n\
                [[dataset.field]]\nname = \"责任单位\"\nlevel = \"masked\"\n\
                [[dataset.field]]\nname = \"地点\"\ntype = \"place\"\nlevel = \"masked\"";
    let table = "任务,责任单位,完成时限,状态,进展,地点,备用栏\n\
                 修路,密单位,2027-01,办理中,密进展,示例县密村,密备用\n\
                 架桥,乙局,2027-01,办理中,,联系13900139000,\n";
    let with_link = "+++\ntitle = \"文章\"\ndate = 2026-08-01\n+++\n见[清单](/list/list.csv)。\n";
    let draft = site(more, table).with("content/news/a.md", with_link);
    let built = build("levels of cells", draft.sources());
    for secret in ["密单位", "密进展", "密村", "密备用", "备用栏", "进展", "13900139000"]
    {
        assert_eq!(files_with(&built, secret), Vec::<&str>::new(), "{secret}");
    }
    for shown in ["密**", "示例县", "修路"] {
        assert!(!files_with(&built, shown).is_empty(), "{shown} is published");
    }
    assert!(!built.files.contains_key("list/list.csv"), "the table itself is never offered");
    let item = built.work.site.by_source[&SourcePath::new("content/news/a.md")];
    let article = built.text(built.work.plan.addresses.item(item));
    assert!(article.contains("href=\"../../list/data.csv\""), "a link to it leads to the data");
    assert_eq!(built.work.report.count(Severity::Error), 1, "the phone");
}

#[test]
fn the_search_of_the_site_finds_rows() {
    let built = built("preset = \"双清单\"", LIST);
    let texts = built.text("search/rows1/t0.js");
    assert!(
        texts.contains(
            "[\"架桥\",\"\",\"责任单位：乙局 完成时限：2026年9月 状态：已完成 进度：100%\",\"\",\
             \"list/rows/%E6%9E%B6%E6%A1%A5.html\"]"
        ),
        "{texts}"
    );
    let index = built.text("search/index.js");
    assert!(
        index.contains("\"name\":\"rows1\"") && index.contains("\"articles\":4,\"together\":64")
    );
}

#[test]
fn own_fields_go_before_those_of_a_preset() {
    let more = "preset = \"双清单\"\ntitle = \"事项\"\n[[dataset.field]]\nname = \"状态\"\n\
                choices = [\"在办\", \"办结\"]\ndone = [\"办结\"]\n\
                [[dataset.field]]\nname = \"层级\"\nfilter = true\n\
                [[dataset.field]]\nname = \"责任单位\"\nrequired = false";
    let table = "事项,完成时限,状态,层级\n修路,2026-07-01,办结,县\n架桥,2026-07-01,在办,乡\n";
    let built = built(more, table);
    assert_eq!(findings(&built), [("dataset-late", 3, 2)]);
    assert!(built.files.contains_key("list/by/层级/乡.html"));
    assert!(built.files.contains_key("list/by/state/在办.html"));
}

#[test]
fn rows_may_be_typed_in_a_text() {
    let rows = "[[row]]\n任务 = \"修路\"\n责任单位 = \"甲局\"\n完成时限 = 2026-07-01\n状态 = \"在办\"\n\
                [[row]]\n责任单位 = \"乙局\"\n";
    let index = "+++\ntitle = \"双清单\"\ncolumn_type = \"数据发布\"\n[dataset]\nsource = \"list.toml\"\n\
                 preset = \"mutual-list\"\n+++\n清单。\n";
    let draft =
        Draft::new().with("content/list/_index.md", index).with("content/list/list.toml", rows);
    let work = draft.work();
    let totals = work.site.datasets[0].totals;
    assert_eq!(totals, DatasetTotals { rows: 2, kept: 1, rejected: 1, sums: 0 });
    let spans = work.report.iter().filter_map(|d| match &d.place {
        Place::Span { file, start, end } if file.as_str().ends_with("list.toml") => {
            Some((d.rule.name, &rows[*start..*end]))
        }
        Place::Span { .. } | Place::Site | Place::File(_) | Place::Cell { .. } => None,
    });
    let mut spans: Vec<_> = spans.collect();
    spans.sort_unstable();
    assert_eq!(
        spans,
        [
            ("dataset-choice", "\"在办\""),
            ("dataset-late", "2026-07-01"),
            ("dataset-row", "\"乙局\""),
        ]
    );
}

#[test]
fn a_block_shows_the_first_rows() {
    let home = "+++\ntitle = \"首页\"\n[[block]]\nkind = \"dataset\"\ncolumn = \"list\"\ncount = 2\n\
                view = \"list\"\n+++\n";
    let draft = site("preset = \"双清单\"", LIST).with("content/_index.md", home);
    let built = build("block", draft.sources());
    let html = built.text("index.html");
    assert!(html.contains("dataset-list") && html.contains("修路") && html.contains("清淤"));
    assert!(!html.contains("植树"), "two rows are asked for");
    assert!(html.contains("assets/dataset"), "the stylesheet is loaded");
}

#[test]
fn hostile_tables_are_told_of_and_never_stop_a_build() {
    let wide: String = (0..300).map(|n| format!(",列{n}")).collect();
    let wide = format!("任务,责任单位{wide}\n修路,甲局{}\n", ",x".repeat(300));
    let twice = "任务,任务,责任单位\n修路,架桥,甲局\n";
    let table = [
        ("", "empty", vec![("dataset-table", 0, 0)]),
        ("任务,责任单位\n", "header only", vec![]),
        (twice, "one header twice", vec![("dataset-header", 1, 2)]),
        ("\u{feff}任务\t责任单位\n修路\t甲局\n", "tabulators", vec![]),
        ("只有,两行\n没有,表头\n", "no header", vec![("dataset-table", 1, 1)]),
    ];
    for (text, what, expected) in table {
        let built = built("preset = \"双清单\"", text);
        assert_eq!(findings(&built), expected, "{what}");
        assert!(built.files.contains_key("list/index.html"), "{what}");
    }
    let built = built("preset = \"双清单\"", &wide);
    assert_eq!(dataset(&built).totals.kept, 1);
    assert_eq!(findings(&built).len(), 101, "a hundred columns are told one by one");
}

#[test]
fn a_header_of_two_rows_with_merged_cells_is_read() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let plain = rust_xlsxwriter::Format::new();
    for (column, header) in ["任务", "责任单位"].into_iter().enumerate() {
        let column = u16::try_from(column).expect("small");
        sheet.merge_range(0, column, 1, column, header, &plain).expect("merged");
    }
    sheet.merge_range(0, 2, 0, 3, "完成得怎样", &plain).expect("merged");
    for (column, header) in [(2, "状态"), (3, "进度")] {
        sheet.write(1, column, header).expect("written");
    }
    for (column, said) in [(0, "修路"), (1, "甲局"), (2, "办理中")] {
        sheet.write(2, column, said).expect("written");
    }
    sheet.write(2, 3, 45).expect("written");
    let bytes = book.save_to_buffer().expect("a workbook");
    let draft = site("preset = \"双清单\"", "").without("content/list/list.csv");
    let index = draft.0["content/list/_index.md"].replace("list.csv", "list.xlsx");
    let mut sources = draft.with("content/list/_index.md", &index).sources();
    let path = SourcePath::new("content/list/list.xlsx");
    sources.insert(File::new(path, Content::Bytes(bytes.into())));
    let built = build("merged", sources);
    let told: Vec<_> = findings(&built).into_iter().map(|(rule, ..)| rule).collect();
    assert_eq!(told, ["dataset-cell"; 2], "that cells are merged, and nothing else");
    let page = built.text("list/rows/修路.html");
    assert!(page.contains("办理中") && page.contains("45"));
}

#[test]
fn charts_count_and_add_up_the_rows() {
    let more = "[[dataset.field]]\nname = \"项目\"\n[[dataset.field]]\nname = \"类别\"\n\
                choices = [\"甲类\", \"乙类\"]\n\
                [[dataset.field]]\nname = \"投入\"\ntype = \"number\"\nunit = \"万元\"\n\
                [[dataset.chart]]\nkind = \"bar\"\nby = \"类别\"\nvalue = \"sum:投入\"\ntitle = \"各类投入\"\n\
                [[dataset.chart]]\nkind = \"donut\"\nby = \"类别\"\ntitle = \"各类项数\"";
    let table = "项目,类别,投入\n一,乙类,0.1\n二,甲类,0.2\n三,乙类,0.2\n四,,5\n";
    let built = built(more, table);
    let id = built.work.site.datasets[0].column;
    let (plan, assets) = (&built.work.plan, &built.work.assets);
    let builder = fengbei::view::Builder { site: &built.work.site, plan, assets, rolls: &[] };
    let page = builder.page_view("list/index.html", &fengbei::plan::Page::Column(id, 1));
    let told = page.charts.iter().map(|chart| {
        let rows = chart.table.rows.iter().map(|row| format!("{} {}", row.label, row.cells[0]));
        format!("{}：{}", chart.title, rows.collect::<Vec<_>>().join("，"))
    });
    assert_eq!(
        told.collect::<Vec<_>>(),
        ["各类投入：甲类 0.2，乙类 0.3，未填 5", "各类项数：甲类 1，乙类 2，未填 1"]
    );
    assert!(built.text("list/index.html").contains("<svg"));
}

#[test]
fn a_chart_counts_rows_in_its_own_measure() {
    let more = "[[dataset.field]]\nname = \"姓名\"\n[[dataset.field]]\nname = \"届次\"\n\
                [[dataset.chart]]\nkind = \"bar\"\nby = \"届次\"\nunit = \"人\"\n";
    let table = "姓名,届次\n甲,2024年\n乙,2024年\n丙,2025年\n";
    let own = built(more, table);
    let preset = built("preset = \"最美退役军人\"", table);
    for built in [own, preset] {
        let page = built.text("list/index.html");
        assert!(page.contains("单位：人") && page.contains("人数"), "{page}");
        assert!(!page.contains("单位：条"), "{page}");
    }
}
