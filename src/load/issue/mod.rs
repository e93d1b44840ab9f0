//! `issue.toml` → [`Issue`]. Never looks at what the items say.

mod piece;

use std::ops::Range;

use super::BAD_VALUE;
use super::data::read_toml;
use super::fields::ISSUE;
use super::figure::{Quotable, Quoting};
use super::front::broken;
use super::record::{MISSING_REQUIRED, Record};
use crate::diag::{Diagnostic, Message, Place, Report};
use crate::model::{
    Issue, IssueBlock, IssuePage, ItemReference, Masthead, PageLayout, Paper, Piece, Story,
};
use crate::say;
use crate::source::{File, SourcePath, Sources};

/// The file of an issue, in a folder of its own.
const FILE: &str = "issue.toml";

/// Whether `path` is the file of an issue.
pub fn is_issue(path: &SourcePath) -> bool {
    path.name() == FILE && path.as_str().starts_with("content/")
}

/// Reads every issue, in path order.
pub fn load_issues(sources: &Sources, ledger: Quotable<'_>, report: &mut Report) -> Vec<Issue> {
    let files = sources.below("content/").filter(|file| is_issue(&file.path));
    files.filter_map(|file| load_issue(file, ledger, report)).collect()
}

fn load_issue(file: &File, ledger: Quotable<'_>, report: &mut Report) -> Option<Issue> {
    let text = file.text()?;
    let (table, faults) = read_toml(text, 0..text.len());
    report.extend(faults.into_iter().map(|fault| broken(&file.path, fault)));
    let head = Record::read(&file.path, &table, 0..0, ISSUE, report);
    let date = head.moment("date")?.date;
    // Figures are those that were known on the day of issue.
    let quoting = ledger.on(date, &file.path);
    let mut pages: Vec<IssuePage> = head
        .records(&file.path, "page")
        .iter()
        .filter_map(|(record, _)| page(&file.path, record, &quoting, report))
        .collect();
    report.absorb(quoting.finish().0);
    continue_stories(&file.path, &mut pages, report);
    let number = |key| head.count(key).and_then(|n| u32::try_from(n).ok());
    Some(Issue {
        name: head.text("name")?,
        edition: head.text("edition"),
        date,
        lunar: head.text("lunar"),
        number: number("number"),
        total: number("total"),
        unit: head.text("unit"),
        address: head.text("address"),
        slogan: head.text("slogan"),
        editors: head.texts("editors"),
        masthead: head.choice("masthead").map_or_else(Masthead::default, masthead),
        paper: paper(&file.path, &head, report),
        pages,
        source: file.path.clone(),
    })
}

fn page(
    file: &SourcePath,
    record: &Record<'_>,
    quoting: &Quoting<'_>,
    report: &mut Report,
) -> Option<IssuePage> {
    let blocks = record.records(file, "block");
    Some(IssuePage {
        name: record.text("name")?,
        layout: record.choice("layout").map_or_else(PageLayout::default, layout),
        editors: record.texts("editors"),
        blocks: blocks
            .iter()
            .filter_map(|(block, place)| piece::block(file, block, place, quoting, report))
            .collect(),
    })
}

fn masthead(word: &str) -> Masthead {
    match word {
        "classic" => Masthead::Classic,
        "plain" => Masthead::Plain,
        _ => Masthead::Band,
    }
}

fn layout(word: &str) -> PageLayout {
    match word {
        "front" => PageLayout::Front,
        "pictures" => PageLayout::Pictures,
        "achievements" => PageLayout::Achievements,
        _ => PageLayout::Feature,
    }
}

/// The paper: a name, or two sides in millimetres.
fn paper(file: &SourcePath, head: &Record<'_>, report: &mut Report) -> Paper {
    let side = |key| head.count(key).and_then(|n| u16::try_from(n).ok());
    match (side("width"), side("height")) {
        (Some(width), Some(height)) => return Paper { width, height },
        (None, None) => {}
        (Some(_), None) | (None, Some(_)) => {
            let place = head.place("width").or(head.place("height")).unwrap_or_default();
            let message = say!("只写了纸的一边", "only one side of the paper is given");
            let help =
                say!("宽和高都写，或者只写开本", "give width and height, or a paper by name");
            report.push(missing(file, place, message, help));
        }
    }
    match head.choice("paper") {
        Some("a4") => Paper::A4,
        Some("tabloid") => Paper::TABLOID,
        Some("broadsheet") => Paper::BROADSHEET,
        _ => Paper::A3,
    }
}

/// Gives each page the rest of the stories that go on there, unless a block says where they stand.
fn continue_stories(file: &SourcePath, pages: &mut [IssuePage], report: &mut Report) {
    for at in 0..pages.len() {
        for (story, place) in stories_that_go_on(&pages[at]) {
            let Some(on) = story.continued_on.map(usize::from) else { continue };
            if on <= at + 1 || on > pages.len() {
                report.push(no_such_page(file, &place, on, pages.len()));
                continue;
            }
            let blocks = &mut pages[on - 1].blocks;
            let is_placed = blocks.iter().any(
                |block| matches!(&block.piece, Piece::Continued(item) if item.path == story.item.path),
            );
            if !is_placed {
                blocks.push(continued(story.item, place));
            }
        }
    }
}

fn stories_that_go_on(page: &IssuePage) -> Vec<(Story, Range<usize>)> {
    let stories = page.blocks.iter().filter_map(|block| {
        let (Piece::Lead(story) | Piece::Story(story)) = &block.piece else { return None };
        story.continued_on.map(|_| (story.clone(), block.place.clone()))
    });
    stories.collect()
}

fn continued(item: ItemReference, place: Range<usize>) -> IssueBlock {
    IssueBlock { piece: Piece::Continued(item), weight: 1, columns: None, spot: None, place }
}

fn no_such_page(file: &SourcePath, place: &Range<usize>, on: usize, pages: usize) -> Diagnostic {
    let message = say!(
        "转到第 {on} 版，可是后面没有这一版",
        "the story goes on on page {on}, and no such page follows"
    );
    let help = say!("写本版之后、{pages} 以内的版次", "write a later page, {pages} at most");
    Diagnostic::new(&BAD_VALUE, Place::span(file, place.clone()), message).help(help)
}

fn missing(file: &SourcePath, place: Range<usize>, message: Message, help: Message) -> Diagnostic {
    Diagnostic::new(&MISSING_REQUIRED, Place::span(file, place), message).help(help)
}
