//! Charts that are hard to draw: nothing leaves the picture, no words touch.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::lettering::width;
use super::*;

const LONG: [&str; 6] = [
    "北部战区陆军某部与示例市退役军人事务局共建共育示范点",
    "符合安排工作条件的退役士兵与自主就业的退役士兵（含复员干部、无军籍职工）安置上岗",
    "Double-support Model City Programme Office of the Example Prefecture",
    "短",
    "优待证",
    "2020—2024年度“情系边海防官兵”拥军优属专项行动",
];

fn amount(typed: &str) -> Option<Amount> {
    (typed != "-").then(|| Amount::parse(typed).expect("a number"))
}

fn chart(kind: ChartKind, unit: &str, labels: &[&str], series: &[(&str, &str)]) -> Chart {
    let series = series.iter().map(|(name, values)| Series {
        name: (*name).into(),
        values: values.split(' ').map(amount).collect(),
    });
    Chart {
        title: "各县（市、区）优抚对象".into(),
        description: String::new(),
        kind,
        unit: unit.into(),
        labels: labels.iter().map(|label| (*label).to_owned()).collect(),
        series: series.collect(),
        target: None,
    }
}

/// A name, a unit, labels, and series with their numbers.
type Case<'a> = (&'a str, &'a str, &'a [&'a str], Vec<(&'a str, &'a str)>);

/// Every hard case, once for each kind that can be asked for.
fn hard_cases() -> Vec<(String, Chart)> {
    let short = ["一月", "二月", "三月", "四月", "五月"];
    let years: Vec<String> = (1961..=2020).map(|year| format!("{year}年")).collect();
    let years: Vec<&str> = years.iter().map(String::as_str).collect();
    let sixty = |step: i64| {
        (0..60).map(|n| (n * n * step % 977 - 90).to_string()).collect::<Vec<_>>().join(" ")
    };
    let (many, more) = (sixty(7), sixty(13));
    let long_name = LONG[1];
    let six: Vec<(&str, &str)> = LONG.iter().map(|name| (*name, "12 7 30 1 9 22")).collect();
    let cases: Vec<Case<'_>> = vec![
        ("plain", "人", &short, vec![("人数", "120 340 95 410 268")]),
        ("two", "人", &short, vec![("甲", "12 34 95 41 26"), ("乙", "22 30 55 61 6")]),
        ("long", "处", &LONG, vec![("处数", "12 7 3000 1 9 22")]),
        ("six", "万元", &LONG, six),
        ("zero", "人", &short, vec![("甲", "0 0 0 0 0"), ("乙", "0 0 0 0 0")]),
        ("missing", "人", &short, vec![("甲", "3 - 5 - 6"), (long_name, "- - - - -")]),
        ("negative", "%", &short, vec![("增减", "-12.5 3.25 0 -0.5 7")]),
        ("all negative", "", &short, vec![("甲", "-3 -40 -7 -1 -2"), ("乙", "-1 -2 -30 -4 -5")]),
        ("one", "人", &["只有一个标签"], vec![("人数", "7")]),
        ("none", "人", &[], vec![("人数", "-")]),
        ("no series", "人", &short, vec![]),
        ("sixty", "人", &years, vec![("甲", &many), ("乙", &more)]),
        (
            "huge",
            "元",
            &short,
            vec![
                ("甲", "3亿 98765432109876 7万 0.5 123456789"),
                ("乙", "-2 1 1 1 -98765432109876"),
            ],
        ),
        (
            "largest",
            "",
            &short,
            vec![("甲", "79228162514264337593543950335 1 2 3 -79228162514264337593543950335")],
        ),
        ("tiny", "", &short, vec![("甲", "0.0001 0.0003 0.00025 0.0002 0.0004")]),
        (
            "near",
            "%",
            &short,
            vec![("甲", "98.61 98.64 98.7 98.72 98.9"), ("乙", "98.6 98.65 98.71 98.7 98.91")],
        ),
        ("parts", "人", &short, vec![("人数", "99999 1 0 - 3")]),
        ("done", "件", &short, vec![("已办", "18 20 0 25 3"), ("任务", "20 20 0 20 -")]),
    ];
    let targets = [None, amount("95"), amount("-3")];
    let mut all = Vec::new();
    for (name, unit, labels, series) in &cases {
        for kind in ChartKind::ALL {
            for target in targets {
                let chart = Chart { target, ..chart(kind, unit, labels, series) };
                all.push((format!("{name} {kind:?} {target:?}"), chart));
            }
        }
    }
    all
}

/// A box that words or a surface take.
#[derive(Debug, Clone)]
struct Taken {
    what: String,
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Taken {
    fn meets(&self, other: &Self) -> bool {
        let seam = 0.1;
        self.left + seam < other.right
            && other.left + seam < self.right
            && self.top + seam < other.bottom
            && other.top + seam < self.bottom
    }

    fn is_within(&self, width: f64, height: f64) -> bool {
        self.left >= -0.1
            && self.top >= -0.1
            && self.right <= width + 0.1
            && self.bottom <= height + 0.1
    }
}

struct Seen {
    width: f64,
    height: f64,
    words: Vec<Taken>,
    surfaces: Vec<Taken>,
    ids: Vec<String>,
    references: Vec<String>,
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).expect("attributes are well-formed")?;
    Some(found.unescape_value().expect("a value").into_owned())
}

fn number(tag: &BytesStart<'_>, name: &str) -> f64 {
    attribute(tag, name).expect("it is there").parse().expect("a number")
}

/// What a reader of the SVG sees.
fn seen(svg: &str) -> Seen {
    let mut reader = Reader::from_str(svg);
    let mut seen = Seen {
        width: 0.0,
        height: 0.0,
        words: Vec::new(),
        surfaces: Vec::new(),
        ids: Vec::new(),
        references: Vec::new(),
    };
    let mut open: Option<(f64, f64, Option<String>)> = None;
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Eof => return seen,
            Event::Start(tag) | Event::Empty(tag) => {
                seen.ids.extend(attribute(&tag, "id"));
                let fill = attribute(&tag, "fill").unwrap_or_default();
                seen.references.extend(
                    fill.strip_prefix("url(#").map(|id| id.trim_end_matches(')').to_owned()),
                );
                match tag.name().as_ref() {
                    b"svg" => {
                        (seen.width, seen.height) = (number(&tag, "width"), number(&tag, "height"));
                    }
                    b"text" => {
                        open = Some((
                            number(&tag, "x"),
                            number(&tag, "y"),
                            attribute(&tag, "text-anchor"),
                        ));
                    }
                    b"rect" => seen.surfaces.push(Taken {
                        what: "rect".into(),
                        left: number(&tag, "x"),
                        top: number(&tag, "y"),
                        right: number(&tag, "x") + number(&tag, "width"),
                        bottom: number(&tag, "y") + number(&tag, "height"),
                    }),
                    _ => {}
                }
            }
            Event::Text(text) => {
                let Some((x, y, anchor)) = open.take() else { continue };
                let what = text.decode().expect("UTF-8").into_owned();
                let wide = width(&what);
                let left = match anchor.as_deref() {
                    None => x,
                    Some("middle") => x - wide / 2.0,
                    _ => x - wide,
                };
                let top = y - 12.0;
                seen.words.push(Taken { what, left, top, right: left + wide, bottom: y + 3.0 });
            }
            _ => {}
        }
    }
}

#[test]
fn nothing_leaves_the_picture_and_no_words_touch() {
    let mut wrong = Vec::new();
    for (name, chart) in hard_cases() {
        // The largest numbers that can be kept, on both sides of zero, leave no room at all on a
        // phone; nobody publishes them.
        let formats: &[Format] = if name.starts_with("largest") {
            &[Format::Wide]
        } else {
            &[Format::Wide, Format::Narrow]
        };
        for format in formats {
            let Seen { width, height, words, surfaces, .. } = seen(&chart.svg(*format, 1));
            for taken in words.iter().chain(&surfaces).filter(|t| !t.is_within(width, height)) {
                wrong.push(format!("{name} {format:?}: outside {width}×{height}: {taken:?}"));
            }
            for (index, one) in words.iter().enumerate() {
                for other in words[index + 1..].iter().filter(|other| one.meets(other)) {
                    wrong.push(format!("{name} {format:?}: {:?} meets {:?}", one.what, other.what));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_word_of_a_label_is_there() {
    for (name, chart) in hard_cases() {
        // Lines leave labels out between others, and say so by their distance.
        if chart.kind == ChartKind::Line || chart.series.is_empty() {
            continue;
        }
        for format in [Format::Wide, Format::Narrow] {
            let squeezed = |text: &str| text.replace(' ', "");
            let words: String = seen(&chart.svg(format, 1))
                .words
                .iter()
                .map(|taken| squeezed(&taken.what))
                .collect();
            for label in &chart.labels {
                assert!(words.contains(&squeezed(label)), "{name} {format:?}: {label} in {words}");
            }
        }
    }
}

#[test]
fn letters_are_as_large_as_a_phone_needs() {
    // A screen of 320 pixels leaves 280 beside the margins of the page.
    assert!(lettering::SIZE * 280.0 / Format::Narrow.width() >= 11.0);
}

#[test]
fn ids_are_unique_on_a_page_and_lead_somewhere() {
    let charts = hard_cases();
    let page: String =
        charts.iter().enumerate().map(|(index, (_, chart))| chart.html(index + 1)).collect();
    let seen = seen(&format!("<p>{page}</p>"));
    let mut ids = seen.ids.clone();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), seen.ids.len());
    assert!(!seen.references.is_empty());
    for reference in seen.references {
        assert!(ids.binary_search(&reference).is_ok(), "{reference} leads nowhere");
    }
}

#[test]
fn exact_numbers_stand_beside_bars() {
    let bars = chart(ChartKind::Bar, "人", &LONG, &[("人数", "12306 7 250000000 1 - -9.50")]);
    for format in [Format::Wide, Format::Narrow] {
        let words: Vec<String> =
            seen(&bars.svg(format, 1)).words.into_iter().map(|taken| taken.what).collect();
        for number in
            ["12\u{202F}306", "7", "250\u{202F}000\u{202F}000", "1", "无数据", "-9.50", "单位：人"]
        {
            assert!(words.iter().any(|word| word == number), "{number} in {words:?}");
        }
    }
}

#[test]
fn what_cannot_be_a_ring_is_drawn_as_bars() {
    let drawn = |values| {
        let chart = chart(ChartKind::Donut, "人", &["甲", "乙", "丙"], &[("人数", values)]);
        chart.drawn_as(Format::Wide)
    };
    assert_eq!(drawn("1 2 3"), Drawing::Donut);
    assert_eq!(drawn("1 -2 3"), Drawing::Columns);
    assert_eq!(drawn("0 0 0"), Drawing::Columns);
}

#[test]
fn no_character_of_a_label_stands_alone_below_the_others() {
    let counts = [("人数", "36 9 5 4 3 2 1")];
    let labels = ["山西省", "河南省", "湖南省", "江西省", "湖北省", "四川省", "不详"];
    for labels in [&labels[..], &labels.map(|it| if it == "不详" { it } else { &it[..6] })] {
        let svg = chart(ChartKind::Bar, "人", labels, &counts).svg(Format::Narrow, 1);
        let words: Vec<String> = seen(&svg).words.into_iter().map(|taken| taken.what).collect();
        for label in labels {
            assert!(words.iter().any(|word| word == label), "{label} in {words:?}");
        }
    }
}

#[test]
fn a_line_is_broken_where_nothing_is_known() {
    let line = chart(ChartKind::Line, "", &["1", "2", "3", "4", "5"], &[("甲", "1 2 - 4 5")]);
    let svg = line.svg(Format::Wide, 1);
    assert_eq!(svg.matches("class=\"chart-line-1\"").count(), 2, "{svg}");
}

#[test]
fn pictures_are_what_they_were() {
    let years = ["2021年", "2022年", "2023年", "2024年"];
    let two = [("接收", "120 340 95 410"), ("安置", "100 330 95 -")];
    let pictures = [
        chart(ChartKind::Bar, "人", &LONG, &two[..1]),
        chart(ChartKind::Stacked, "人", &years, &two),
        chart(ChartKind::Line, "人", &years, &two),
        chart(ChartKind::Donut, "人", &["男", "女", "不详"], &[("人数", "907 31 9")]),
        Chart {
            target: amount("95"),
            ..chart(ChartKind::Progress, "%", &years, &[("办结率", "88 92.5 100 -")])
        },
        chart(ChartKind::DotPlot, "分", &years, &two),
    ];
    let pictures = pictures.map(|chart| chart.svg(Format::Wide, 1).replace("><", ">\n<"));
    insta::assert_snapshot!(pictures.join("\n"));
}
