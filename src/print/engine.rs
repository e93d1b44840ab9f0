//! Setting a job and writing it as PDF.

use std::collections::BTreeSet;

use typst::diag::Warned;
use typst::ecow::EcoVec;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::findings::is_seen;
use super::world::JobWorld;
use super::{Fonts, Job, Printed, Purpose, Template, boxes, drawn, failure, proofs, survey};
use crate::diag::Diagnostic;

/// How often a template may ask to be set again, a little differently each time.
const MOST_FITS: usize = 4;
/// Jobs after which what was worked out for a job is forgotten, so that a preview that runs all day
/// does not grow.
const MEMORY: usize = 8;
/// Bytes of a view from which on its job is forgotten at once: nobody previews a book.
const LARGE: usize = 1_000_000;

/// See [`super::print`].
pub fn print(job: &Job, templates: &[Template], fonts: &Fonts) -> Result<Printed, Box<Diagnostic>> {
    let lacking = lacking(&job.view, fonts);
    let (files, unusable) = proofs::usable(&job.files);
    let mut fit = 0;
    let (world, document, dropped) = loop {
        let world = JobWorld::new(job, files.clone(), templates, fonts, &lacking, fit);
        let Warned { output, warnings } = typst::compile::<PagedDocument>(&world);
        let explain = |errors: EcoVec<_>| failure::explain(&errors, &world, templates, job);
        let document = output.map_err(|errors| Box::new(explain(errors)))?;
        fit += 1;
        if fit > MOST_FITS || !survey::asks_again(&document) {
            let dropped = failure::dropped(&warnings, &world);
            break (world, document, dropped);
        }
    };
    let explain = |errors: EcoVec<_>| Box::new(failure::explain(&errors, &world, templates, job));
    let mut report = survey::survey(&document, &job.view, fonts, job.purpose);
    report.unusable = unusable;
    report.dropped = dropped;
    // An archive takes no box that nothing stands for; a plain PDF with a finding is better than none.
    let is_stood_for = report.missing.iter().all(|it| lacking.contains(&it.character));
    let purpose = if is_stood_for { job.purpose } else { Purpose::Press };
    let (pdf, standard) = match (typst_pdf::pdf(&document, &options(job, purpose, &world)), purpose)
    {
        (Ok(pdf), _) => (pdf, purpose.standard()),
        (Err(errors), Purpose::Archive) => {
            report.plain = errors.first().map(|error| error.message.to_string());
            let plain = typst_pdf::pdf(&document, &options(job, Purpose::Press, &world));
            (plain.map_err(explain)?, Purpose::Press.standard())
        }
        (Err(errors), Purpose::Press) => return Err(explain(errors)),
    };
    standard.clone_into(&mut report.standard);
    let pages = job.drawn.map_or_else(Vec::new, |width| drawn::pages(&document, width));
    typst::comemo::evict(if job.view.len() > LARGE { 0 } else { MEMORY });
    let pdf = match job.purpose {
        Purpose::Archive => pdf,
        Purpose::Press => boxes::with_bleed(pdf, &document),
    };
    report.bytes = pdf.len();
    Ok(Printed { pdf, report, pages })
}

/// The characters of `view` that no font has, each once. Signs that only say how others are shown have
/// no shape of their own.
fn lacking(view: &str, fonts: &Fonts) -> Vec<char> {
    let is_shown = |c: char| !c.is_ascii() && !c.is_whitespace() && is_seen(c);
    let characters: BTreeSet<char> = view.chars().filter(|c| is_shown(*c)).collect();
    characters.into_iter().filter(|c| !fonts.has(*c)).collect()
}

fn options(job: &Job, purpose: Purpose, world: &JobWorld<'_>) -> PdfOptions {
    let standards: &[PdfStandard] = match purpose {
        Purpose::Archive => &[PdfStandard::A_2a, PdfStandard::Ua_1],
        Purpose::Press => &[PdfStandard::V_1_7],
    };
    PdfOptions {
        ident: Smart::Custom(job.source.to_string()),
        creator: Smart::Custom(Some("Fengbei".to_owned())),
        timestamp: world.day().map(Timestamp::new_utc),
        standards: PdfStandards::new(standards).expect("these go together"),
        ..PdfOptions::default()
    }
}
