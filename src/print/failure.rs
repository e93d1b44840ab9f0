//! What the engine says, told with a place an editor can open.

use typst::diag::SourceDiagnostic;
use typst::{World, WorldExt};

use super::world::{self, JobWorld};
use super::{BROKEN_PRINT, Dropped, Job, Template};
use crate::diag::{Diagnostic, Place};
use crate::say;

/// The finding for the first of `errors`.
pub fn explain(
    errors: &[SourceDiagnostic],
    world: &JobWorld<'_>,
    templates: &[Template],
    job: &Job,
) -> Diagnostic {
    let source = Place::File(job.source.clone());
    let Some(error) = errors.first() else {
        return Diagnostic::new(&BROKEN_PRINT, source, say!("排版失败", "setting it failed"));
    };
    let said = &error.message;
    let place = place(error, world, templates);
    // A template of a theme of ours is no file that an editor has and can be shown: its line is said.
    let (zh, en) = place.as_ref().map_or_else(Default::default, |(_, line)| {
        (format!("（版式模板第 {line} 行）"), format!(" (line {line} of the print template)"))
    });
    let finding = Diagnostic::new(
        &BROKEN_PRINT,
        source,
        say!("PDF 没有生成：{said}{zh}", "the PDF was not made: {said}{en}"),
    );
    let finding = match place {
        Some((place, _)) => {
            finding.note(place, say!("版式模板的这里", "here in the print template"))
        }
        None => finding,
    };
    let hints: Vec<&str> = error.hints.iter().map(|hint| hint.v.as_str()).collect();
    if hints.is_empty() {
        return finding;
    }
    let hints = hints.join("; ");
    finding.help(say!("{hints}", "{hints}"))
}

/// What `warnings` say was left out; the others are about style.
pub fn dropped(warnings: &[SourceDiagnostic], world: &JobWorld<'_>) -> Vec<Dropped> {
    let left_out = warnings.iter().filter(|warning| warning.message.contains("was ignored"));
    let at = |warning: &SourceDiagnostic| {
        let id = warning.span.id()?;
        let start = world.range(warning.span)?.start;
        Some(format!("{}:{}", world::name(id), line(world.source(id).ok()?.text(), start)))
    };
    left_out
        .map(|warning| Dropped {
            said: warning.message.to_string(),
            at: at(warning).unwrap_or_default(),
        })
        .collect()
}

/// The line of `text` that the byte `at` stands in, from 1.
fn line(text: &str, at: usize) -> usize {
    1 + text[..at].matches('\n').count()
}

/// Where in which template the engine stopped, and the line of it.
fn place(
    error: &SourceDiagnostic,
    world: &JobWorld<'_>,
    templates: &[Template],
) -> Option<(Place, usize)> {
    let id = error.span.id()?;
    let name = world::name(id);
    let template = templates.iter().find(|template| template.name == name)?;
    world.source(id).ok()?;
    let mut range = world.range(error.span)?;
    if range.is_empty() {
        // Where something is missing, what stands next is shown.
        range.end += template.text[range.end..].chars().next().map_or(0, char::len_utf8);
    }
    let line = line(&template.text, range.start);
    Some((Place::span_or_file(&template.path, range), line))
}
