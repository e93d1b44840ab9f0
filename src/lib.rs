//! Fengbei (丰碑): an office's Markdown, spreadsheets and figures become a publicity website.
#![doc = include_str!("ARCHITECTURE.md")]

// In reading order: each module uses only those above it; `tests/suite/tidy.rs` holds it to that.
pub mod text;

pub mod source;

#[macro_use]
pub mod diag;

pub mod error;

pub mod picture;

pub mod markup;

pub mod model;

pub mod load;

pub mod plan;

pub mod view;

pub mod theme;

pub mod render;

pub mod write;

pub mod checks;

pub mod serve;

pub mod cli;

use std::path::PathBuf;
use std::sync::Arc;

use diag::Report;
use error::Result;
use load::Memory;
use model::Site;
use plan::Plan;
use render::Studio;
use source::Sources;
use theme::Theme;
use view::{Assets, Builder};
use write::cache::Cache;
use write::{Folder, Foreign, Progress, Tally};

/// What to build, and where to put it.
#[derive(Debug, Clone)]
pub struct Job {
    /// The site folder.
    pub root: PathBuf,
    /// The output folder.
    pub target: PathBuf,
    /// What to do about files in the output folder that are not ours.
    pub foreign: Foreign,
    /// What to load.
    pub options: load::Options,
}

/// A site that was read and planned, with everything that was found on the way.
#[derive(Debug)]
pub struct Work {
    /// The content.
    pub site: Site,
    /// The theme, which knows the site.
    pub theme: Theme,
    /// The theme's assets as views see them.
    pub assets: Assets,
    /// The files there will be.
    pub plan: Plan,
    /// What was found.
    pub report: Report,
}

/// Builds a site: the whole program on one screen. The tally is absent when a page could not be
/// made; then the output folder is as it was, and the report says why.
pub fn build(job: &Job, progress: &Progress<'_>) -> Result<(Work, Option<Tally>)> {
    let sources = source::read_folder(&job.root, job.options.config.as_str())?;
    let mut work = prepare(&Arc::new(sources), &job.options, &mut Memory::default())?;
    let folder = Folder::open(&job.target, job.foreign)?;
    let cache = Cache::open(&job.root);
    let studio = Studio::new(&work.site, &work.plan, &work.theme, &work.assets, &cache);
    let written = write::write_site(&folder, &studio, &work.plan.outputs, progress)?;
    work.report.extend(cache.warning());
    let tally = match written {
        Ok(tally) => {
            write::keep_ledger(&job.root, &work.site.ledger, &work.plan.ledger)?;
            Some(tally)
        }
        Err(findings) => {
            work.report.absorb(findings);
            None
        }
    };
    work.report = work.report.sorted();
    Ok((work, tally))
}

/// Everything before the first file is made: the site, its plan, its theme and all findings.
pub fn prepare(
    sources: &Arc<Sources>,
    options: &load::Options,
    memory: &mut Memory,
) -> Result<Work> {
    let mut work = arrange(sources, options, memory)?;
    work.report.absorb(checks::check(&work.site));
    Ok(work)
}

/// The site with its plan and its theme, without a look at what is wrong with it as a whole: all
/// that a page needs.
pub fn arrange(
    sources: &Arc<Sources>,
    options: &load::Options,
    memory: &mut Memory,
) -> Result<Work> {
    let (site, mut report) = load::load(sources, options, memory);
    let theme = Theme::load(sources, &site.config.theme)?;
    let (assets, paths) = render::theme_assets(&site, &theme);
    let (plan, findings) = plan::plan(&site, &paths);
    report.absorb(findings);
    let view = Builder { site: &site, plan: &plan, assets: &assets }.site_view();
    let theme = theme.with_site(&view);
    Ok(Work { site, theme, assets, plan, report })
}
