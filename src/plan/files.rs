//! Files that are no pages: assets, pictures, attachments, `static/`.

use std::collections::BTreeMap;

use super::{AssetPaths, Make, Output, Volume};
use crate::model::{ItemId, Site, Target};
use crate::source::SourcePath;

pub fn outputs(site: &Site, assets: &AssetPaths, volumes: &[Volume<ItemId>]) -> Vec<Output> {
    let mut outputs: Vec<Output> = assets
        .iter()
        .map(|(make, path)| Output { path: path.clone(), make: make.clone() })
        .collect();
    outputs.extend(search(site, volumes));
    outputs.extend(pictures(site));
    outputs.extend(copies(site));
    outputs
}

fn search(site: &Site, volumes: &[Volume<ItemId>]) -> Vec<Output> {
    if !site.config.search {
        return Vec::new();
    }
    let folder = |(number, volume): (usize, &Volume<ItemId>)| Output {
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

/// `static/` as it is, and every file of the content that a page offers for download.
fn copies(site: &Site) -> Vec<Output> {
    let mut files: BTreeMap<String, SourcePath> = BTreeMap::new();
    for file in site.sources.below("static/") {
        files.insert(file.path.as_str()["static/".len()..].to_owned(), file.path.clone());
    }
    for (id, item) in site.items() {
        let named = site.attachments(id).into_iter().map(|attachment| attachment.file);
        let links = item.body.links().iter().filter(|link| !is_page(&link.destination));
        let linked = links.filter_map(|link| match site.target(&item.source, &link.destination) {
            Target::File(path) => Some(path.as_str().to_owned()),
            _ => None,
        });
        for path in named.chain(linked) {
            offer(site, &path, &mut files);
        }
    }
    files.into_iter().map(|(path, source)| Output { path, make: Make::Copy(source) }).collect()
}

/// Whether a link leads to a page of the content, as most do. Such a file is never offered.
fn is_page(destination: &str) -> bool {
    let path = destination.split(['#', '?']).next().unwrap_or(destination);
    SourcePath::new(path).extension() == "md"
}

/// Pictures are never offered as they are: they would carry the camera's place.
fn offer(site: &Site, path: &str, files: &mut BTreeMap<String, SourcePath>) {
    if site.pictures.contains_key(path) {
        return;
    }
    if let (Some(file), Some(below)) = (site.sources.get(path), path.strip_prefix("content/")) {
        files.insert(below.to_owned(), file.path.clone());
    }
}
