//! The pictures that pages show: what they are, and what will be made of them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::{Diagnostic, Place, Report};
use crate::markup::{Link, LinkKind};
use crate::model::{Config, Glyph, Issue, Item, Kind, Picture, Seal};
use crate::picture::{Limits, Problem, inspect, is_picture, sanitize_svg, variants};
use crate::source::{File, SourcePath, Sources};
use crate::text::percent_decode;

/// What is made of pictures under the site's settings.
pub fn limits(config: &Config) -> Limits {
    Limits {
        widths: config.picture_widths.clone(),
        max_pixels: config.max_megapixels * 1_000_000,
        ..Limits::default()
    }
}

/// Where each picture is shown first.
type Wanted = BTreeMap<String, Place>;

/// Pictures already looked at, under the limits of that time.
#[derive(Debug, Default)]
pub struct Album {
    limits: Option<Limits>,
    looks: HashMap<SourcePath, Look>,
}

/// What was seen in a file.
#[derive(Debug, Clone)]
struct Look {
    file: Arc<File>,
    seen: Result<Picture, Problem>,
    /// What will be taken out of a drawing.
    removed: Vec<Diagnostic>,
}

/// Looks at every picture that is shown. One that cannot be shown is a finding where it is shown.
/// `album` holds what was seen the last time and is brought up to date.
pub fn load_pictures(
    sources: &Sources,
    config: &Config,
    wanted: Wanted,
    album: &mut Album,
    report: &mut Report,
) -> BTreeMap<SourcePath, Picture> {
    let limits = limits(config);
    if album.limits.as_ref() != Some(&limits) {
        *album = Album { limits: Some(limits.clone()), looks: HashMap::new() };
    }
    let old = std::mem::take(&mut album.looks);
    let looks: Vec<(Look, Place)> = wanted
        .into_par_iter()
        .filter_map(|(path, place)| {
            let file = sources.get(&path)?;
            let known = old.get(&file.path).filter(|look| Arc::ptr_eq(&look.file, file));
            Some((known.cloned().or_else(|| look_at(file, &limits))?, place))
        })
        .collect();
    let mut pictures = BTreeMap::new();
    for (look, place) in looks {
        report.extend(look.removed.iter().cloned());
        match &look.seen {
            Ok(picture) => {
                pictures.insert(look.file.path.clone(), picture.clone());
            }
            Err(problem) => report.push(problem.finding(place)),
        }
        album.looks.insert(look.file.path.clone(), look);
    }
    pictures
}

/// What a picture is and what will be made of it; nothing when it cannot be read just now.
fn look_at(file: &Arc<File>, limits: &Limits) -> Option<Look> {
    let bytes = file.bytes().ok()?;
    let seen = inspect(&bytes, limits).map(|facts| {
        let variants = variants(&facts, file.path.stem(), limits);
        Picture { facts, variants }
    });
    Some(Look { file: Arc::clone(file), seen, removed: unsafe_parts(file) })
}

/// Every picture that `texts`, `items` and the settings show.
pub fn wanted<'a>(
    config: &Config,
    config_file: &SourcePath,
    texts: impl Iterator<Item = (&'a SourcePath, &'a crate::markup::Document)>,
    items: impl Iterator<Item = &'a Item>,
    portraits: impl Iterator<Item = (&'a SourcePath, &'a str)>,
) -> Wanted {
    let mut wanted = Wanted::new();
    for path in [&config.look.logo, &config.look.banner].into_iter().flatten() {
        let path = format!("content/{}", path.trim_start_matches('/'));
        wanted.entry(path).or_insert_with(|| Place::File(config_file.clone()));
    }
    for item in items {
        want_fields(item, &mut wanted);
    }
    for (source, path) in portraits {
        wanted.entry(path.to_owned()).or_insert_with(|| Place::File(source.clone()));
    }
    for (source, text) in texts {
        for link in text.links() {
            want(source, link, &mut wanted);
        }
    }
    wanted
}

/// A picture that is shown, whatever its file is called, and a link to a picture's file.
fn want(source: &SourcePath, link: &Link, wanted: &mut Wanted) {
    let path = link.destination.split(['#', '?']).next().unwrap_or_default();
    let is_page = path.as_bytes().ends_with(b".md");
    if is_page && link.kind != LinkKind::Picture {
        // Most links lead to pages; this is looked at for every link of the site.
        return;
    }
    let Some(path) = source.resolve(&percent_decode(path)) else { return };
    if link.kind == LinkKind::Picture || is_picture(&SourcePath::new(&path).extension()) {
        wanted.entry(path).or_insert_with(|| Place::span(source, link.span.clone()));
    }
}

fn want_fields(item: &Item, wanted: &mut Wanted) {
    let banner = match &item.kind {
        Kind::Topic(topic) => topic.banner.as_ref(),
        Kind::Article | Kind::Document(_) | Kind::Page | Kind::Bulletin(_) => None,
    };
    let named: BTreeSet<(&String, &str)> =
        item.cover.iter().map(|p| (p, "cover")).chain(banner.map(|p| (p, "banner"))).collect();
    for (path, key) in named {
        wanted.entry(path.clone()).or_insert_with(|| Place::span(&item.source, item.place(key)));
    }
}

/// Pictures that are printed and shown on no page by themselves: seals, what issues name, and what
/// stands for characters, as `glyphs` of the settings `file` say.
pub fn printed_pictures(
    file: &SourcePath,
    glyphs: &[Glyph],
    items: &[Arc<Item>],
    issues: &[Issue],
) -> Vec<(String, Place)> {
    let seals = items.iter().filter_map(|item| match &item.kind {
        Kind::Document(document) => match &document.seal {
            Seal::Picture(path) => {
                Some((path.clone(), Place::span(&item.source, item.place("seal"))))
            }
            Seal::ByHand | Seal::Without => None,
        },
        Kind::Article | Kind::Topic(_) | Kind::Page | Kind::Bulletin(_) => None,
    });
    let named = issues.iter().flat_map(|issue| {
        issue.pictures().map(|it| (it.path.clone(), Place::span(&issue.source, it.place.clone())))
    });
    let drawn = glyphs.iter().filter_map(|glyph| glyph.picture.clone());
    let drawn = drawn.map(|path| (path, Place::File(file.clone())));
    seals.chain(named).chain(drawn).collect()
}

/// What will be taken out of a drawing.
fn unsafe_parts(file: &File) -> Vec<Diagnostic> {
    let text = file.text().filter(|_| file.path.extension() == "svg");
    let clean = text.and_then(|text| sanitize_svg(text).ok());
    clean
        .map(|clean| clean.removed.iter().map(|part| part.finding(&file.path)).collect())
        .unwrap_or_default()
}
