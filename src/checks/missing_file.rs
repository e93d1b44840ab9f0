//! Files that a front matter or the settings name and that are not there.

use std::ops::Range;

use crate::diag::{Diagnostic, Place, Report, Rule, Severity};
use crate::model::{Item, Kind, Site};
use crate::picture::is_picture;
use crate::say;
use crate::source::SourcePath;

/// An attachment, cover or banner that is not there.
pub static MISSING_FILE: Rule = Rule {
    name: "missing-file",
    severity: Severity::Error,
    zh: "文件头或 site.toml 里写到的附件、封面、横幅或标志文件不存在，或者不是图片。",
    en: "An attachment, cover, banner or logo that a front matter or site.toml names is not there, or is no picture.",
};

pub fn check(site: &Site, report: &mut Report) {
    let checker = Checker { site };
    let look = &site.config.look;
    for path in [&look.logo, &look.banner].into_iter().flatten() {
        let path = format!("content/{}", path.trim_start_matches('/'));
        report.extend(checker.picture(&site.config_file, 0..0, &path));
    }
    for item in &site.items {
        checker.item(item, report);
    }
}

struct Checker<'a> {
    site: &'a Site,
}

impl Checker<'_> {
    fn item(&self, item: &Item, report: &mut Report) {
        let banner = match &item.kind {
            Kind::Topic(topic) => topic.banner.as_ref(),
            Kind::Article | Kind::Document(_) | Kind::Page => None,
        };
        for (path, key) in
            item.cover.iter().map(|p| (p, "cover")).chain(banner.map(|p| (p, "banner")))
        {
            report.extend(self.picture(&item.source, item.place(key), path));
        }
        for attachment in &item.attachments {
            report.extend(self.file(&item.source, item.place("attachments"), &attachment.file));
        }
    }

    fn file(&self, source: &SourcePath, span: Range<usize>, path: &str) -> Option<Diagnostic> {
        let there = self.site.sources.get(path).is_some() && path.starts_with("content/");
        (!there).then(|| {
            Diagnostic::new(
                &MISSING_FILE,
                Place::span(source, span),
                say!("文件 {path} 不存在", "the file {path} is not there"),
            )
            .help(say!(
                "把文件放到这个位置，或改正路径（相对于本文件，或以 / 开头从 content/ 算起）",
                "put the file there, or correct the path (relative to this file, or from content/ with / in front)"
            ))
        })
    }

    fn picture(&self, source: &SourcePath, span: Range<usize>, path: &str) -> Option<Diagnostic> {
        let missing = self.file(source, span.clone(), path);
        if missing.is_some() || is_picture(&SourcePath::new(path).extension()) {
            return missing;
        }
        Some(
            Diagnostic::new(
                &MISSING_FILE,
                Place::span(source, span),
                say!("{path} 不是图片", "{path} is no picture"),
            )
            .help(say!(
                "用 jpg、png、webp、gif 或 svg 图片",
                "use a jpg, png, webp, gif or svg picture"
            )),
        )
    }
}
