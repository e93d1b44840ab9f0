//! Fengbei (丰碑): an office's Markdown, spreadsheets and figures become a publicity website.
#![doc = include_str!("ARCHITECTURE.md")]

// In reading order: each module uses only those above it; `tests/suite/tidy.rs` holds it to that.
pub mod text;

pub mod chart;

pub mod source;

#[macro_use]
pub mod diag;

pub mod error;

pub mod picture;

pub mod print;

pub mod markup;

pub mod model;

pub mod load;

pub mod compare;

pub mod import;

pub mod plan;

pub mod view;

pub mod theme;

pub mod render;

pub mod channel;

pub mod write;

pub mod publish;

pub mod reach;

pub mod checks;

pub mod inspect;

pub mod serve;

pub mod cli;

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

use diag::Report;
use error::{Error, Result};
use load::Memory;
use model::{AddressLedger, Picture, Site, Unpublished};
use plan::Plan;
use render::Studio;
use source::{SourcePath, Sources};
use theme::Theme;
use view::{Assets, Builder};
use write::cache::Cache;
use write::record::{self, LeftOut, Outcome};
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

/// What came of building a site.
#[derive(Debug)]
pub struct Built {
    /// The files it was made from.
    pub sources: Arc<Sources>,
    /// How many items there are, and what was found.
    pub outcome: Outcome,
    /// What was written. Absent when a page could not be made; then the output folder is as it was,
    /// and the report says why.
    pub tally: Option<Tally>,
}

/// Builds a site: the whole program on one screen.
pub fn build(job: &Job, progress: &Progress<'_>) -> Result<Built> {
    let sources = Arc::new(source::read_folder(&job.root, job.options.config.as_str())?);
    write_nothing_without(&sources, &job.options)?;
    let folder = Folder::open(&job.target, job.foreign)?;
    let cache = Cache::open(&job.root);
    let stamp = sources.stamp(AddressLedger::FILE);
    let inputs = |ledger: &str| record::with_program(job.options.digest(&stamp?, ledger));
    let ledger = sources.text(AddressLedger::FILE).map_or("", |text| &**text);
    if let Some(inputs) = inputs(ledger)
        && let Some((outcome, tally)) =
            record::unchanged(&folder, &cache, inputs, job.options.now, &checks::rules())
    {
        return Ok(Built { sources, outcome, tally: Some(tally) });
    }
    let Work { site, theme, assets, plan, mut report } =
        prepare(&sources, &job.options, &mut Memory::default())?;
    if site.config.title.is_empty() || cannot_be_read(&job.options.config, &report) {
        return Ok(Built { outcome: outcome(&site, report), sources, tally: None });
    }
    if job.options.audience == load::Audience::Public && !site.config.review.stages.is_empty() {
        let unapproved = checks::unapproved(&site);
        if unapproved.has_errors() {
            report.absorb(unapproved);
            return Ok(Built { outcome: outcome(&site, report), sources, tally: None });
        }
    }
    let studio = Studio::new(&site, &plan, &theme, &assets, &cache);
    let written = write::write_site(&folder, &studio, &plan.outputs, progress)?;
    let (tally, ledger) = match written {
        Ok(tally) => {
            write::keep_ids(&job.root, &site)?;
            if job.options.audience == load::Audience::Public {
                write::keep_publishing(&job.root, &site, job.options.now)?;
            }
            (Some(tally), write::keep_ledger(&job.root, &site.ledger, &plan.ledger)?)
        }
        Err(findings) => {
            report.absorb(findings);
            (None, None)
        }
    };
    let (found, reports) = studio.printed();
    report.extend(found);
    let mut outcome = outcome(&site, report);
    let ledger = ledger.as_deref().or(sources.text(AddressLedger::FILE).map(|text| &**text));
    if tally.is_some() {
        let pictures = site.pictures.values().flat_map(Picture::keys);
        let kept: HashSet<_> = pictures.chain(reports).chain(checks::kept(&site)).collect();
        cache.prune(&kept);
        // Without fonts there is nothing to remember: they may be there the next time.
        let lacks_fonts = outcome.report.iter().any(|f| f.rule.name == print::NO_CHINESE_FONT.name);
        if !lacks_fonts && let Some(inputs) = inputs(ledger.unwrap_or_default()) {
            record::remember(&folder, &cache, inputs, &outcome);
        }
    }
    outcome.report.extend(cache.warning());
    // A large site is long in going; nobody waits for it.
    rayon::spawn(move || drop((plan, site)));
    Ok(Built { sources, outcome, tally })
}

/// What came of building `site`, with what was found.
fn outcome(site: &Site, report: Report) -> Outcome {
    Outcome {
        items: site.items.len(),
        left_out: LeftOut {
            broken: site.left_out(Unpublished::Broken) + site.left_out(Unpublished::Classified),
            drafts: site.left_out(Unpublished::Draft),
            future: site.left_out(Unpublished::Future),
            expired: site.left_out(Unpublished::Expired),
            withdrawn: site.left_out(Unpublished::Withdrawn),
            unapproved: site.left_out(Unpublished::Unapproved),
        },
        pinned: site.pinned_figures(),
        rolls: site.roll_counts(),
        datasets: site.dataset_counts(),
        changes: site.changes,
        report: report.sorted(),
    }
}

/// A folder without settings or without content is no site, or one that lost them by an accident:
/// an empty site must never take the place of the one that is there.
fn write_nothing_without(sources: &Sources, options: &load::Options) -> Result<()> {
    let config = &options.config;
    if sources.get(config.as_str()).is_none() {
        return Err(Error::Other(say!(
            "没有找到网站设置文件 {config}，网站没有生成，原有网站没有改动。请在网站文件夹里运行，或用 --root 指出网站文件夹；\
             如果文件名被记事本加了 .txt，把它改回来；新建网站用 fengbei new 文件夹",
            "the settings file {config} was not found, so nothing was built and the old site is untouched. Run inside \
             the site folder or name it with --root; start a new site with fengbei new FOLDER"
        )));
    }
    if sources.below("content/").next().is_none() {
        return Err(Error::Other(say!(
            "content 文件夹里没有文件，网站没有生成，原有网站没有改动。请检查它是不是被改名或移走了",
            "there is no file in the folder content, so nothing was built and the old site is untouched. Look whether \
             the folder was renamed or moved"
        )));
    }
    Ok(())
}

/// Whether the settings cannot be read in whole: a site without its name, codes, theme and menu must never take
/// the place of the one that is there, for one quotation mark that is missing. A name that is missing counts as much.
fn cannot_be_read(config: &SourcePath, report: &Report) -> bool {
    let rules = [load::BAD_FRONT_MATTER.name, load::UNREADABLE_FILE.name];
    report.iter().any(|it| rules.contains(&it.rule.name) && it.place.file() == Some(config))
}

/// Everything before the first file is made: the site, its plan, its theme and all findings.
pub fn prepare(
    sources: &Arc<Sources>,
    options: &load::Options,
    memory: &mut Memory,
) -> Result<Work> {
    let (site, mut report) = load::load(sources, options, memory);
    let (laid, wrong) = rayon::join(|| lay_out(sources, &site, memory), || checks::check(&site));
    let (theme, assets, plan, found) = laid?;
    report.absorb(found);
    report.absorb(wrong);
    let report = checks::dismissed::set_aside(&site, report);
    Ok(Work { site, theme, assets, plan, report })
}

/// The site with its plan and its theme, without a look at what is wrong with it as a whole: all
/// that a page needs.
pub fn arrange(
    sources: &Arc<Sources>,
    options: &load::Options,
    memory: &mut Memory,
) -> Result<Work> {
    let (site, mut report) = load::load(sources, options, memory);
    let (theme, assets, plan, found) = lay_out(sources, &site, memory)?;
    report.absorb(found);
    Ok(Work { site, theme, assets, plan, report })
}

/// The theme of a site, which knows it, with its assets; and the plan, with what is wrong with it.
fn lay_out(
    sources: &Sources,
    site: &Site,
    memory: &mut Memory,
) -> Result<(Theme, Assets, Plan, Report)> {
    let fonts = memory.fonts(&site.config.print.fonts);
    let theme = Theme::load(sources, &site.config.theme, fonts)?;
    let (assets, paths) = render::theme_assets(site, &theme);
    let (plan, mut found) = plan::plan(site, &paths, theme.fonts());
    found.absorb(render::missing_templates(site, &theme));
    let view = Builder { site, plan: &plan, assets: &assets, rolls: &[] }.site_view();
    let theme = theme.with_site(&view);
    Ok((theme, assets, plan, found))
}
