//! Files that a front matter or the settings name and that are not there.

use std::ops::Range;

use crate::diag::{Diagnostic, Place, Report, Rule, Severity};
use crate::model::{Item, Kind, Seal, Site};
use crate::say;
use crate::source::SourcePath;

/// An attachment, cover, banner or picture of an issue that is not there.
pub static MISSING_FILE: Rule = Rule {
    name: "missing-file",
    severity: Severity::Error,
    zh: "文件头、site.toml 或 issue.toml 里写到的附件、封面、横幅、图片或标志文件不存在。文件名的大小写也要一致。",
    en: "An attachment, cover, banner, picture or logo that a front matter, site.toml or issue.toml names is not \
         there. Upper and lower case of file names count.",
};

pub fn check(site: &Site, report: &mut Report) {
    let look = &site.config.look;
    for (path, key) in [(&look.logo, "look.logo"), (&look.banner, "look.banner")] {
        if let Some(path) = path {
            let path = format!("content/{}", path.trim_start_matches('/'));
            report.extend(missing(site, &site.config_file, site.config.place(key), &path));
        }
    }
    for item in &site.items {
        let named = named(item);
        report.extend(named.filter_map(|(path, place)| missing(site, &item.source, place, path)));
    }
    for issue in &site.issues {
        let named = issue.pictures().map(|picture| (picture.path.as_str(), picture.place.clone()));
        report.extend(named.filter_map(|(path, place)| missing(site, &issue.source, place, path)));
    }
}

/// Every file an item names, and where.
pub(super) fn named(item: &Item) -> impl Iterator<Item = (&str, Range<usize>)> {
    let banner = match &item.kind {
        Kind::Topic(topic) => topic.banner.as_deref(),
        Kind::Article | Kind::Document(_) | Kind::Page | Kind::Bulletin(_) => None,
    };
    let seal = item.document().and_then(|document| match &document.seal {
        Seal::Picture(path) => Some((path.as_str(), item.place("seal"))),
        Seal::ByHand | Seal::Without => None,
    });
    let cover = item.cover.as_deref().map(|path| (path, item.place("cover")));
    let banner = banner.map(|path| (path, item.place("banner")));
    let attachments = item.attachments.iter().map(|a| (a.file.as_str(), a.place.clone()));
    cover.into_iter().chain(banner).chain(seal).chain(attachments)
}

fn missing(site: &Site, source: &SourcePath, span: Range<usize>, path: &str) -> Option<Diagnostic> {
    if site.sources.get(path).is_some() && path.starts_with("content/") {
        return None;
    }
    let finding = Diagnostic::new(
        &MISSING_FILE,
        Place::span_or_file(source, span),
        say!("文件 {path} 不存在", "the file {path} is not there"),
    );
    let name = SourcePath::new(path);
    let same_name = site.sources.below("content/").find(|file| file.path.name() == name.name());
    Some(match same_name {
        Some(other) => {
            let there = format!("/{}", other.path.as_str().trim_start_matches("content/"));
            finding.help(say!("同名文件在“{there}”", "a file of that name is at “{there}”"))
        }
        None => finding.help(say!(
            "把文件放到这个位置，或改正路径（相对于本文件，或以 / 开头从 content/ 算起）",
            "put the file there, or correct the path (relative to this file, or from content/ with / in front)"
        )),
    })
}
