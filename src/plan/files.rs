//! Files that are no pages: assets, pictures, attachments, `static/`.

use std::collections::BTreeMap;

use super::{AssetPaths, Found, Make, Output, Volume};
use crate::markup::{Document, Link, LinkKind};
use crate::model::{Site, Target};
use crate::source::SourcePath;

/// Folder of what is told of characters.
pub const CHARACTERS: &str = "assets/characters";

pub fn outputs(site: &Site, assets: &AssetPaths, volumes: &[Volume<Found>]) -> Vec<Output> {
    let mut outputs: Vec<Output> = assets
        .iter()
        .map(|(make, path)| Output { path: path.clone(), make: make.clone() })
        .collect();
    outputs.extend(search(site, volumes));
    outputs.extend(
        site.has_searched_roll()
            .then(|| Output { path: CHARACTERS.into(), make: Make::Characters }),
    );
    outputs.extend(pictures(site));
    outputs.extend(copies(site));
    outputs
}

fn search(site: &Site, volumes: &[Volume<Found>]) -> Vec<Output> {
    if !site.config.search {
        return Vec::new();
    }
    let folder = |(number, volume): (usize, &Volume<Found>)| Output {
        path: format!("search/{}", volume.name),
        make: Make::SearchVolume(number),
    };
    let index = Output { path: "search/index.js".into(), make: Make::SearchIndex };
    volumes.iter().enumerate().map(folder).chain([index]).collect()
}

fn pictures(site: &Site) -> impl Iterator<Item = Output> {
    site.pictures.iter().flat_map(|(source, picture)| {
        picture.variants.iter().enumerate().map(|(number, variant)| Output {
            path: format!("images/{}", variant.name),
            make: Make::Picture(source.clone(), number),
        })
    })
}

fn copies(site: &Site) -> impl Iterator<Item = Output> {
    offered(site).into_iter().map(|(path, source)| Output { path, make: Make::Copy(source) })
}

/// Every file that goes out as it is, by its path in the output: `static/`, and what a page offers
/// for download.
pub fn offered(site: &Site) -> BTreeMap<String, SourcePath> {
    let mut files: BTreeMap<String, SourcePath> = BTreeMap::new();
    for file in site.sources.below("static/") {
        files.insert(file.path.as_str()["static/".len()..].to_owned(), file.path.clone());
    }
    for column in &site.columns {
        for path in column.source.iter().flat_map(|source| linked(site, source, &column.body)) {
            offer(site, path.as_str(), &mut files);
        }
    }
    for (id, item) in site.items() {
        for attachment in site.attachments(id) {
            offer(site, &attachment.file, &mut files);
        }
        for path in linked(site, &item.source, &item.body) {
            offer(site, path.as_str(), &mut files);
        }
    }
    files
}

/// Every file that the text of `source` links to. A picture that is shown is none, for the link leads to
/// its largest form; nor is one that could not be made ready, which nobody could see.
fn linked<'a>(
    site: &'a Site,
    source: &'a SourcePath,
    text: &'a Document,
) -> impl Iterator<Item = SourcePath> + 'a {
    let is_offered = |link: &&Link| link.kind != LinkKind::Picture && !is_page(&link.destination);
    let links = text.links().iter().filter(is_offered);
    links.filter_map(|link| match site.target(source, &link.destination) {
        Target::File(path) if !site.pictures.contains_key(path.as_str()) => Some(path),
        _ => None,
    })
}

/// Whether a link leads to a page of the content, as most do. Such a file is never offered.
fn is_page(destination: &str) -> bool {
    let path = destination.split(['#', '?']).next().unwrap_or(destination);
    SourcePath::new(path).extension() == "md"
}

/// Tables of datasets are never offered as they are, for they may hold what is internal: their public
/// data are.
fn offer(site: &Site, path: &str, files: &mut BTreeMap<String, SourcePath>) {
    if site.dataset_from(path).is_some() {
        return;
    }
    if let (Some(file), Some(below)) = (site.sources.get(path), path.strip_prefix("content/")) {
        files.insert(below.to_owned(), file.path.clone());
    }
}
