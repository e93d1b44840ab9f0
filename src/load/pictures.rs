//! The pictures that pages show: what they are, and what will be made of them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rayon::prelude::*;

use crate::diag::{Diagnostic, Place, Report};
use crate::model::{Config, Item, Kind, Picture};
use crate::picture::{Limits, inspect, is_picture, sanitize_svg, variants};
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

/// Looks at every picture that is shown. One that cannot be shown is a finding where it is shown.
pub fn load_pictures<'a>(
    sources: &Sources,
    config: &Config,
    config_file: &SourcePath,
    texts: impl Iterator<Item = (&'a SourcePath, &'a crate::markup::Document)>,
    items: impl Iterator<Item = &'a Item>,
    report: &mut Report,
) -> BTreeMap<SourcePath, Picture> {
    let mut wanted = Wanted::new();
    for path in [&config.look.logo, &config.look.banner].into_iter().flatten() {
        let path = format!("content/{}", path.trim_start_matches('/'));
        wanted.entry(path).or_insert_with(|| Place::File(config_file.clone()));
    }
    for item in items {
        want_fields(item, &mut wanted);
    }
    for (source, text) in texts {
        for link in text.links() {
            want(source, &link.destination, link.span.clone(), &mut wanted);
        }
    }
    let limits = limits(config);
    report.extend(
        wanted.keys().filter_map(|path| sources.get(path)).flat_map(|file| unsafe_parts(file)),
    );
    let looked: Vec<_> = wanted
        .into_par_iter()
        .filter_map(|(path, place)| {
            let file = sources.get(&path)?;
            let bytes = file.bytes().ok()?;
            Some(match inspect(&bytes, &limits) {
                Ok(facts) => {
                    let variants = variants(&facts, file.path.stem(), &limits);
                    Ok((file.path.clone(), Picture { facts, variants }))
                }
                Err(problem) => Err(problem.finding(place)),
            })
        })
        .collect();
    let mut pictures = BTreeMap::new();
    for one in looked {
        match one {
            Ok((path, picture)) => {
                pictures.insert(path, picture);
            }
            Err(finding) => report.push(finding),
        }
    }
    pictures
}

fn want(source: &SourcePath, destination: &str, span: Range<usize>, wanted: &mut Wanted) {
    let path = destination.split(['#', '?']).next().unwrap_or(destination);
    let Some(path) = source.resolve(&percent_decode(path)) else { return };
    if is_picture(&SourcePath::new(&path).extension()) {
        wanted.entry(path).or_insert_with(|| Place::span(source, span));
    }
}

fn want_fields(item: &Item, wanted: &mut Wanted) {
    let banner = match &item.kind {
        Kind::Topic(topic) => topic.banner.as_ref(),
        Kind::Article | Kind::Document(_) | Kind::Page => None,
    };
    let named: BTreeSet<(&String, &str)> =
        item.cover.iter().map(|p| (p, "cover")).chain(banner.map(|p| (p, "banner"))).collect();
    for (path, key) in named {
        wanted.entry(path.clone()).or_insert_with(|| Place::span(&item.source, item.place(key)));
    }
}

/// What will be taken out of a drawing.
fn unsafe_parts(file: &File) -> Vec<Diagnostic> {
    let text = file.text().filter(|_| file.path.extension() == "svg");
    let clean = text.and_then(|text| sanitize_svg(text).ok());
    clean
        .map(|clean| clean.removed.iter().map(|part| part.finding(&file.path)).collect())
        .unwrap_or_default()
}
