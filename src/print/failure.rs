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
    let finding = Diagnostic::new(
        &BROKEN_PRINT,
        source,
        say!("PDF 没有生成：{said}", "the PDF was not made: {said}"),
    );
    let finding = match place(error, world, templates) {
        Some(place) => finding.note(place, say!("版式模板的这里", "here in the print template")),
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
        let line = 1 + world.source(id).ok()?.text()[..start].matches('\n').count();
        Some(format!("{}:{line}", world::name(id)))
    };
    left_out
        .map(|warning| Dropped {
            said: warning.message.to_string(),
            at: at(warning).unwrap_or_default(),
        })
        .collect()
}

fn place(error: &SourceDiagnostic, world: &JobWorld<'_>, templates: &[Template]) -> Option<Place> {
    let id = error.span.id()?;
    let name = world::name(id);
    let template = templates.iter().find(|template| template.name == name)?;
    world.source(id).ok()?;
    let mut range = world.range(error.span)?;
    if range.is_empty() {
        // Where something is missing, what stands next is shown.
        range.end += template.text[range.end..].chars().next().map_or(0, char::len_utf8);
    }
    Some(Place::span_or_file(&template.path, range))
}
