//! Findings as text for a terminal, with the editor's own line and a caret under the place.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Patch, Renderer, Snippet};

use super::{Diagnostic, Fix, Language, Message, Place, Report, Severity};
use crate::say;
use crate::source::Sources;

/// How the text is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// The language of every word.
    pub language: Language,
    /// Whether to use terminal colours.
    pub colour: bool,
}

/// Every finding of `report`, a blank line between two.
pub fn to_text(report: &Report, sources: &Sources, style: Style) -> String {
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Unicode);
    let mut out = String::new();
    for finding in report {
        out.push_str(&renderer.render(&groups(finding, sources, style.language)));
        out.push_str("\n\n");
    }
    out
}

fn groups<'a>(finding: &'a Diagnostic, sources: &'a Sources, language: Language) -> Vec<Group<'a>> {
    let title = level(finding.severity, language)
        .primary_title(finding.message.get(language))
        .id(finding.rule.name);
    let mut main = point(Group::with_title(title), &finding.place, sources, None);
    for (place, note) in &finding.notes {
        main = main.element(note_level(language).message(note.get(language)));
        main = point(main, place, sources, Some(note.get(language)));
    }
    for help in &finding.help {
        main = main.element(help_level(language).message(help.get(language)));
    }
    let mut groups = vec![main];
    groups.extend(finding.fix.iter().filter_map(|fix| patches(fix, sources, language)));
    groups
}

/// `group` with the place drawn below it.
fn point<'a>(
    group: Group<'a>,
    place: &'a Place,
    sources: &'a Sources,
    label: Option<&'a str>,
) -> Group<'a> {
    match place {
        Place::Site => group,
        Place::File(file) => group.element(annotate_snippets::Origin::path(file.as_str())),
        Place::Cell { file, sheet, row, column } => group.element(annotate_snippets::Origin::path(
            format!("{file} [{sheet}!{}{row}]", column_letters(*column)),
        )),
        Place::Span { file, start, end } => match sources.text(file.as_str()) {
            Some(text) => {
                let (start, end) = (floor(text, *start), floor(text, *end));
                let mark = AnnotationKind::Primary.span(start..end.max(start));
                let mark = label.map_or(mark.clone(), |l| mark.label(l));
                group.element(Snippet::source(&**text).path(file.as_str()).annotation(mark))
            }
            None => group.element(annotate_snippets::Origin::path(file.as_str())),
        },
    }
}

fn patches<'a>(fix: &'a Fix, sources: &'a Sources, language: Language) -> Option<Group<'a>> {
    let file = &fix.edits.first()?.file;
    let text = sources.text(file.as_str())?;
    let patches = fix
        .edits
        .iter()
        .filter(|e| e.file == *file && text.get(e.range.clone()).is_some())
        .map(|e| Patch::new(e.range.clone(), &e.text));
    let title = help_level(language).secondary_title(fix.title.get(language));
    Some(
        Group::with_title(title)
            .element(Snippet::source(&**text).path(file.as_str()).patches(patches)),
    )
}

fn level(severity: Severity, language: Language) -> Level<'static> {
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    named(level, &severity.word(), language)
}

fn note_level(language: Language) -> Level<'static> {
    named(Level::NOTE, &say!("说明", "note"), language)
}

fn help_level(language: Language) -> Level<'static> {
    named(Level::HELP, &say!("办法", "help"), language)
}

fn named(level: Level<'static>, word: &Message, language: Language) -> Level<'static> {
    level.with_name(word.get(language).to_owned())
}

/// The nearest character boundary at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at.min(text.len()))
}

/// A spreadsheet column's letters: 1 → A, 27 → AA.
pub fn column_letters(mut column: u32) -> String {
    let mut out = Vec::new();
    while column > 0 {
        column -= 1;
        out.push(b'A' + u8::try_from(column % 26).expect("below 26"));
        column /= 26;
    }
    out.iter().rev().map(|b| char::from(*b)).collect()
}
