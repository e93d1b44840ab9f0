//! What the checks of prose find and what they leave alone: the examples of every rule's page, and
//! two corpora of texts, right ones and such with a planted fault. A page that needs a ledger shows
//! it first, as a block of TOML; the texts of the corpora have that of `tests/prose/site/`. How well each
//! rule does stands in `tests/prose/scores.md`; `UPDATE_EXPECTED=1` writes it anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use fengbei::checks;
use fengbei::load::{Audience, Options, Showing, load_fresh};
use fengbei::source::{SourcePath, Sources};
use fengbei::text::Moment;

/// The day that a text without a day of its own is from.
const DAY: &str = "2026-08-01";

/// A finding: its rule and what it says.
type Found = (String, String);

/// A text of the corpora or of a page.
struct Example {
    /// Where it stands, to be told.
    place: String,
    /// The day it is from; none on a page that has none.
    day: Option<String>,
    /// Its Markdown; several texts when there are several.
    texts: Vec<String>,
    /// The ledgers of its site: path and text.
    ledgers: Vec<(String, String)>,
    /// What is found, in order; a rule's name, and what it says where that is given.
    expected: Vec<(String, Option<String>)>,
}

fn options() -> Options {
    Options {
        config: SourcePath::new("site.toml"),
        now: Moment::parse("2027-12-31").expect("a date"),
        showing: Showing::default(),
        audience: Audience::Office,
    }
}

fn site(example: &Example) -> Sources {
    let kind = if example.day.is_some() { "article" } else { "page" };
    let column = format!("+++\ntitle = \"要闻\"\nkind = \"{kind}\"\n+++\n");
    let mut files = vec![
        ("site.toml".to_owned(), "title = \"示例\"\nplace = \"示例市\"\n".to_owned()),
        ("content/a/_index.md".to_owned(), column),
    ];
    files.extend(example.ledgers.iter().cloned());
    for (index, text) in example.texts.iter().enumerate() {
        let date = example.day.as_ref().map_or(String::new(), |day| format!("date = {day}\n"));
        let head = format!("+++\ntitle = \"示例稿{}\"\n{date}+++\n", ["甲", "乙", "丙"][index]);
        files.push((format!("content/a/{index}.md"), format!("{head}{text}\n")));
    }
    Sources::from_texts(files.iter().map(|(path, text)| (path.as_str(), text.as_str())))
}

/// What the rules of prose find.
fn found(example: &Example) -> Vec<Found> {
    let (site, _) = load_fresh(&Arc::new(site(example)), &options());
    let report = checks::check(&site).sorted();
    let of_prose = report.iter().filter(|finding| checks::page(finding.rule).is_some());
    of_prose.map(|finding| (finding.rule.name.to_owned(), finding.message.zh.clone())).collect()
}

/// What is wrong with an example; nothing when all is found that should be, and no more.
fn judge(example: &Example) -> Option<String> {
    let found = found(example);
    let fits = found.len() == example.expected.len()
        && found.iter().zip(&example.expected).all(|((rule, said), (name, message))| {
            rule == name && message.as_ref().is_none_or(|message| message == said)
        });
    let Example { place, expected, texts, .. } = example;
    (!fits).then(|| format!("{place}: {texts:?}\n  expected {expected:?}\n  found    {found:?}"))
}

/// The examples of a page: blocks of code, and after each of the first part the lines of what is
/// found, behind `>`.
fn examples(rule: &str, page: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut block: Option<(Vec<&str>, &str)> = None;
    let mut ledgers = Vec::new();
    for (number, line) in (1..).zip(page.lines()) {
        if let Some(about) = line.strip_prefix("```") {
            match block.take() {
                None => block = Some((Vec::new(), about)),
                Some((lines, about)) => match about.strip_prefix("toml ") {
                    Some(path) => ledgers.push((path.to_owned(), lines.join("\n"))),
                    None => examples.push(example(rule, number, &lines, about)),
                },
            }
        } else if let Some((lines, _)) = &mut block {
            lines.push(line);
        } else if let (Some(said), Some(last)) = (line.strip_prefix("> "), examples.last_mut()) {
            last.expected.push((rule.to_owned(), Some(said.to_owned())));
        }
    }
    assert!(block.is_none(), "{rule}: a block is open");
    for one in &mut examples {
        one.ledgers.clone_from(&ledgers);
    }
    examples
}

fn example(rule: &str, line: usize, lines: &[&str], about: &str) -> Example {
    let day = match about.split_once(' ') {
        Some((_, "无日期")) => None,
        Some((_, day)) => Some(day.to_owned()),
        None => Some(DAY.to_owned()),
    };
    let text = lines.join("\n");
    let texts = text.split("\n=====\n").map(str::to_owned).collect();
    let place = format!("{rule}.md:{line}");
    Example { place, day, texts, ledgers: Vec::new(), expected: Vec::new() }
}

#[test]
fn the_examples_of_every_page_are_what_the_program_finds() {
    let mut wrong = Vec::new();
    for rule in checks::rules() {
        let Some(page) = checks::page(rule) else { continue };
        assert!(page.starts_with(&format!("# {}\n", rule.name)), "{} has no title", rule.name);
        let (bad, good) = page.split_once("\n## 不报 · Silent\n").unwrap_or((page, ""));
        assert!(bad.contains("\n## 报 · Found\n"), "{}: no part of what is found", rule.name);
        let ledgers = bad.split_once("\n## 报 · Found\n").map_or("", |(head, _)| head);
        let good = format!("{ledgers}\n{good}");
        let (bad, good) = (examples(rule.name, bad), examples(rule.name, &good));
        assert!(bad.len() >= 3 && good.len() >= 3, "{}: too few examples", rule.name);
        for one in &bad {
            assert!(!one.expected.is_empty(), "{}: nothing is expected", one.place);
        }
        assert!(good.iter().all(|one| one.expected.is_empty()), "{}", rule.name);
        wrong.extend(bad.iter().chain(&good).filter_map(judge));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The texts of a corpus, one a line: `[rule]` or `[rule @2021-07-28]` first where a fault is
/// planted, `@2021-07-28` or `@无日期` where the day matters, ` ⏎ ` for the end of a paragraph.
fn corpus(name: &str) -> Vec<Example> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/prose");
    let said = fs::read_to_string(folder.join(name)).expect("the corpus");
    let ledgers: Vec<_> = ["content/figures/ledger.toml", "content/honours/rounds.toml"]
        .map(|path| (path, fs::read_to_string(folder.join("site").join(path)).expect("a ledger")))
        .map(|(path, text)| (path.to_owned(), text))
        .into();
    let lines = (1..).zip(said.lines());
    let told = lines.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    told.map(|(number, line)| {
        let (head, text) = match line.strip_prefix('[').and_then(|rest| rest.split_once("] ")) {
            Some((head, text)) => (head, text),
            None => ("", line),
        };
        let rule = head.split_whitespace().find(|word| !word.starts_with('@'));
        let day = head.split_whitespace().find_map(|word| word.strip_prefix('@')).unwrap_or(DAY);
        Example {
            place: format!("{name}:{number}"),
            day: (day != "无日期").then(|| day.to_owned()),
            texts: text
                .split(" ⏭ ")
                .map(|text| text.replace(" ⏎ ", "\n\n").replace('⏎', "\n"))
                .collect(),
            ledgers: ledgers.clone(),
            expected: rule.map(|rule| (rule.to_owned(), None)).into_iter().collect(),
        }
    })
    .collect()
}

/// Every kind of fault that an editor's check must catch, with the rules that do. Rules of texts have
/// planted faults in the corpus, all others a site of their own.
const KINDS: [(&str, &[&str]); 25] = [
    ("an announced count and the items listed", &["announced-count"]),
    ("one noun with two figures", &["two-figures"]),
    ("subset sums", &["part-sum", "figure-parts", "roll-total"]),
    ("percentages", &["percentage"]),
    ("an ordinal and years running", &["years-running"]),
    ("anniversaries", &["anniversary"]),
    ("ages", &["age-arithmetic", "roll-age"]),
    ("unit plausibility", &["magnitude"]),
    ("relative dates on an undated page", &["relative-date"]),
    ("doubled characters", &["doubled-character"]),
    ("repeated sentences and paragraphs", &["repeated-sentence", "repeated-paragraph"]),
    ("half-width punctuation", &["half-width-punctuation", "mixed-quotes"]),
    ("look-alikes", &["look-alike"]),
    ("organs, leaders, posts and places", &["registry-name"]),
    ("figures and the ledger", &["unknown-figure", "figure-twice", "typed-figure"]),
    ("claims of honours", &["honour-claim"]),
    (
        "privacy",
        &[
            "private-data",
            "private-attachment",
            "unread-attachment",
            "roll-privacy",
            "dataset-privacy",
        ],
    ),
    ("living persons near illness, money, disability", &["living-and-private", "roll-living"]),
    ("military detail", &["military-detail"]),
    ("the order and the being of dates", &["date-order", "date-range", "date-impossible"]),
    ("stale and blank columns", &["stale-column", "blank-column"]),
    ("links", &["broken-link", "broken-anchor", "unpublished-link", "external-link"]),
    ("alternative texts", &["missing-alt"]),
    ("meta tags", &["portal-meta"]),
    ("attachments", &["missing-file", "unused-file"]),
];

#[test]
fn every_kind_of_fault_has_its_rules_and_each_of_them_a_planted_fault() {
    let planted: BTreeSet<String> =
        corpus("wrong.txt").iter().flat_map(|one| &one.expected).map(|it| it.0.clone()).collect();
    let sites = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
    let named: BTreeSet<&str> = KINDS.iter().flat_map(|(_, rules)| *rules).copied().collect();
    for rule in checks::rules() {
        let is_of_prose = checks::page(rule).is_some();
        assert!(!is_of_prose || named.contains(rule.name), "{} is of no kind", rule.name);
        assert!(!is_of_prose || planted.contains(rule.name), "{}: nothing planted", rule.name);
    }
    for (kind, rules) in KINDS {
        for rule in rules {
            let is_known = checks::rules().iter().any(|known| known.name == *rule);
            assert!(is_known && sites.join(rule).is_dir(), "{kind}: {rule} is not there");
        }
    }
}

#[derive(Default)]
struct Score {
    planted: usize,
    found: usize,
    false_alarms: usize,
}

/// Texts that a corpus must have at least.
const TEXTS: usize = 200;
/// Of a hundred planted faults, how many must be found.
const RECALL: usize = 95;

#[test]
#[expect(clippy::print_stdout, reason = "the table of precision and recall is what it is for")]
fn planted_faults_are_found_and_right_texts_are_left_alone() {
    let right = corpus("right.txt");
    let wrong = corpus("wrong.txt");
    assert!(right.len() >= TEXTS && wrong.len() >= TEXTS, "{} and {}", right.len(), wrong.len());
    let unlike: BTreeSet<_> =
        right.iter().chain(&wrong).map(|one| (&one.day, &one.texts)).collect();
    assert_eq!(unlike.len(), right.len() + wrong.len(), "a text is there twice");
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    let (mut missed, mut alarms) = (Vec::new(), Vec::new());
    for one in right.iter().chain(&wrong) {
        let found: Vec<String> = found(one).into_iter().map(|(rule, _)| rule).collect();
        let planted = one.expected.first().map(|(rule, _)| rule.clone());
        if let Some(rule) = &planted {
            let score = scores.entry(rule.clone()).or_default();
            score.planted += 1;
            if found.contains(rule) {
                score.found += 1;
            } else {
                missed.push(format!("{} [{rule}] {:?}", one.place, one.texts));
            }
        }
        let others: BTreeSet<&String> =
            found.iter().filter(|rule| Some(*rule) != planted.as_ref()).collect();
        for rule in others {
            scores.entry(rule.clone()).or_default().false_alarms += 1;
            alarms.push(format!("{} [{rule}] {:?}", one.place, one.texts));
        }
    }
    let planted: usize = scores.values().map(|score| score.planted).sum();
    let all_found: usize = scores.values().map(|score| score.found).sum();
    let table = table(&scores, right.len(), wrong.len());
    println!("{table}");
    let told =
        format!("{table}\nmissed:\n{}\nfalse alarms:\n{}", missed.join("\n"), alarms.join("\n"));
    assert!(alarms.is_empty() && all_found * 100 >= planted * RECALL, "{told}");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/prose/scores.md");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(&file, &table).expect("the scores are written");
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(kept, table, "tests/prose/scores.md is stale: UPDATE_EXPECTED=1 writes it anew");
}

/// Precision and recall of every rule, as a table of Markdown.
fn table(scores: &BTreeMap<String, Score>, right: usize, wrong: usize) -> String {
    let mut table = format!(
        "# 查得准不准 · How well the checks do\n\n\
         {right} 段没有错的文字，{wrong} 段各埋一处错。 · {right} right texts, {wrong} with one planted fault each.\n\n\
         | 规则 rule | 埋下 planted | 找到 found | 误报 false | 准确率 precision | 查全率 recall |\n\
         | --- | ---: | ---: | ---: | ---: | ---: |\n"
    );
    let percent =
        |part: usize, whole: usize| format!("{} %", (part * 100).checked_div(whole).unwrap_or(100));
    let mut all = Score::default();
    for Score { planted, found, false_alarms } in scores.values() {
        all.planted += planted;
        all.found += found;
        all.false_alarms += false_alarms;
    }
    let rows = scores.iter().map(|(rule, score)| (rule.as_str(), score));
    for (rule, Score { planted, found, false_alarms }) in rows.chain([("合计 all", &all)]) {
        table += &format!(
            "| {rule} | {planted} | {found} | {false_alarms} | {} | {} |\n",
            percent(*found, found + false_alarms),
            percent(*found, *planted)
        );
    }
    table
}
