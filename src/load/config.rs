//! `site.toml` → [`Config`].

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use super::data::{Table, read_toml};
use super::destination::destinations;
use super::fields;
use super::front::broken;
use super::record::{BAD_VALUE, MISSING_REQUIRED, Record};
use crate::diag::{Diagnostic, Place, Report};
use crate::model::{
    Bottom, Conac, Config, Glyph, GreyDay, Hook, Look, NavigationEntry, NavigationTarget, Portal,
    PrintSettings, Vocabulary,
};
use crate::print::{FontRole, FontSettings};
use crate::say;
use crate::source::{SourcePath, Sources};
use crate::text::is_ideographic_description;

/// Reads the settings; whatever is missing has its default.
pub fn load_config(sources: &Sources, file: &SourcePath, report: &mut Report) -> Config {
    let Some(text) = sources.text(file.as_str()) else {
        report.push(no_settings(file));
        let nothing = Table { torn: true, ..Table::default() };
        return from_record(sources, file, &nothing, 0..0, &mut Report::new());
    };
    let (table, faults) = read_toml(text, 0..text.len());
    report.extend(faults.into_iter().map(|fault| broken(file, fault)));
    from_record(sources, file, &table, 0..0, report)
}

fn no_settings(file: &SourcePath) -> Diagnostic {
    Diagnostic::new(
        &MISSING_REQUIRED,
        Place::Site,
        say!("没有找到网站设置文件 {file}", "the settings file {file} was not found"),
    )
    .help(say!(
        "请在网站文件夹里运行，或用 --root 指出网站文件夹；新建网站用 fengbei new 文件夹",
        "run inside the site folder or name it with --root; start a new site with fengbei new FOLDER"
    ))
}

fn from_record(
    sources: &Sources,
    file: &SourcePath,
    table: &Table,
    place: Range<usize>,
    report: &mut Report,
) -> Config {
    let site = Record::read(file, table, place, fields::SITE, report);
    let part = |key| site.record(file, key);
    let number = |part: Option<&Record<'_>>, key, default: i64| {
        part.and_then(|p| p.count(key)).unwrap_or(default)
    };
    let (reading, search, feeds) = (part("reading"), part("search"), part("feeds"));
    let (pictures, limits) = (part("pictures"), part("limits"));
    let mut widths: Vec<u32> = pictures
        .as_ref()
        .map(|p| p.counts("widths"))
        .unwrap_or_default()
        .into_iter()
        .filter_map(|w| u32::try_from(w).ok())
        .collect();
    if widths.is_empty() {
        widths = vec![480, 960, 1600];
    }
    widths.sort_unstable();
    widths.dedup();
    Config {
        title: site.text("title").unwrap_or_default(),
        subtitle: site.text("subtitle"),
        description: site.text("description").unwrap_or_default(),
        keywords: site.texts("keywords"),
        place: site.text("place"),
        theme: site.text("theme").unwrap_or_else(|| "portal".into()),
        address: site.text("address").map(|a| if a.ends_with('/') { a } else { a + "/" }),
        language: site.text("language").unwrap_or_else(|| "zh-CN".into()),
        review: part("review").map(|r| super::review::settings(&r)).unwrap_or_default(),
        portal: part("portal").map(|p| portal(&p)).unwrap_or_default(),
        look: part("look").map(|l| look(file, &l, report)).unwrap_or_default(),
        bottom: part("bottom").map(|b| bottom(file, &b)).unwrap_or_default(),
        navigation: navigation(file, &site, report),
        vocabulary: part("vocabulary").map(|v| vocabulary(&v)).unwrap_or_default(),
        characters_per_minute: size(number(reading.as_ref(), "characters_per_minute", 450)),
        search: search.as_ref().and_then(|s| s.flag("enabled")).unwrap_or(true),
        search_fallback: search.as_ref().and_then(|s| s.text("fallback")),
        feed_items: size(number(feeds.as_ref(), "items", 20)),
        related: size(number(limits.as_ref(), "related", 5)),
        keyword_pages: limits.as_ref().and_then(|l| l.flag("keyword_pages")).unwrap_or(true),
        picture_widths: widths,
        max_megapixels: number(pictures.as_ref(), "max_megapixels", 80).unsigned_abs(),
        print: part("print").map(|p| print(sources, file, &p, report)).unwrap_or_default(),
        destinations: destinations(file, &site, sources.root().unwrap_or(Path::new("")), report),
        page_size: size(number(limits.as_ref(), "page_size", 20)),
        torn: table.torn,
        places: places(file, &site),
    }
}

/// Where every value stands, by its key.
fn places(file: &SourcePath, site: &Record<'_>) -> BTreeMap<String, Range<usize>> {
    let mut places = BTreeMap::new();
    for (key, place) in site.places() {
        let inside = site.record(file, key).map(|part| part.places()).unwrap_or_default();
        places.extend(inside.into_iter().map(|(name, place)| (format!("{key}.{name}"), place)));
        places.insert(key.to_owned(), place);
    }
    places
}

/// A count as a size; counts are checked to be small and not negative.
pub fn size(count: i64) -> usize {
    usize::try_from(count).expect("checked against its range")
}

fn print(
    sources: &Sources,
    file: &SourcePath,
    print: &Record<'_>,
    report: &mut Report,
) -> PrintSettings {
    let own = print.record(file, "fonts");
    let family = |role: FontRole| Some((role, own.as_ref()?.text(role.key())?));
    let root = sources.root().unwrap_or(Path::new(""));
    PrintSettings {
        documents: print.flag("documents").unwrap_or(false),
        bulletins: print.flag("bulletins").unwrap_or(false),
        fonts: FontSettings {
            own_only: print.flag("own_only").unwrap_or(false),
            folders: print.texts("folders").iter().map(|folder| root.join(folder)).collect(),
            families: FontRole::ALL.into_iter().filter_map(family).collect(),
        },
        glyphs: print
            .records(file, "glyphs")
            .iter()
            .filter_map(|(it, _)| glyph(file, it, report))
            .collect(),
        office: print.text("office"),
    }
}

fn glyph(file: &SourcePath, glyph: &Record<'_>, report: &mut Report) -> Option<Glyph> {
    let mut typed = glyph.placed_texts("parts");
    typed.retain(|(parts, place)| {
        let is_whole = is_ideographic_description(parts);
        if !is_whole {
            report.push(
                Diagnostic::new(
                    &BAD_VALUE,
                    Place::span(file, place.clone()),
                    say!(
                        "“{parts}”不是完整的拆字",
                        "“{parts}” is no whole description of a character"
                    ),
                )
                .help(say!(
                    "先写结构，再写部件，如左右结构“⿰王景”、上下结构“⿱龙天”",
                    "write the structure and then the parts, such as ⿰王景 or ⿱龙天"
                )),
            );
        }
        is_whole
    });
    Some(Glyph {
        character: glyph.text("character")?.trim().chars().next()?,
        parts: typed.pop().map(|(parts, _)| parts),
        picture: glyph.text("picture"),
    })
}

fn portal(portal: &Record<'_>) -> Portal {
    Portal {
        domain: portal.text("domain").unwrap_or_default(),
        code: portal.text("code").unwrap_or_default(),
    }
}

fn look(file: &SourcePath, look: &Record<'_>, report: &mut Report) -> Look {
    let mut grey_days = Vec::new();
    for (typed, place) in look.placed_texts("grey_days") {
        match grey_day(&typed) {
            Some(day) => grey_days.push(day),
            None => report.push(
                Diagnostic::new(
                    &BAD_VALUE,
                    Place::span(file, place),
                    say!("“{typed}”不是日期", "“{typed}” is no date"),
                )
                .help(say!(
                    "写成 2024-12-13，或每年的 12-13",
                    "write 2024-12-13, or 12-13 for every year"
                )),
            ),
        }
    }
    Look {
        main: look.text("main"),
        accent: look.text("accent"),
        paper: look.text("paper"),
        logo: look.text("logo"),
        banner: look.text("banner"),
        integrity: look.flag("integrity").unwrap_or(false),
        grey_days,
    }
}

fn grey_day(typed: &str) -> Option<GreyDay> {
    if let Some(moment) = crate::text::Moment::parse(typed) {
        let date = moment.date;
        return Some(GreyDay { year: Some(date.year()), month: date.month(), day: date.day() });
    }
    let (month, day) = typed.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    // A leap year, so that 29 February is a day.
    jiff::civil::Date::new(2024, month, day).ok()?;
    Some(GreyDay { year: None, month, day })
}

fn bottom(file: &SourcePath, bottom: &Record<'_>) -> Bottom {
    Bottom {
        host: bottom.text("host"),
        maintainer: bottom.text("maintainer"),
        address: bottom.text("address"),
        postcode: bottom.text("postcode"),
        phone: bottom.text("phone"),
        email: bottom.text("email"),
        report: bottom.text("report"),
        icp: bottom.text("icp"),
        police: bottom.text("police"),
        conac: bottom.record(file, "conac").and_then(|c| {
            let institution = c.choice("kind")? == "institution";
            Some(Conac { institution, hook: hook(&c) })
        }),
        find_error: bottom.record(file, "find_error").map(|h| hook(&h)),
        counter: bottom.record(file, "counter").map(|h| hook(&h)),
    }
}

fn hook(hook: &Record<'_>) -> Hook {
    Hook { link: hook.text("link"), script: hook.text("script") }
}

fn navigation(file: &SourcePath, site: &Record<'_>, report: &mut Report) -> Vec<NavigationEntry> {
    let mut entries = Vec::new();
    for (entry, place) in site.records(file, "navigation") {
        let target_place = ["column", "page", "link"].iter().find_map(|key| entry.place(key));
        let column =
            entry.text("column").map(|c| NavigationTarget::Column(c.trim_matches('/').into()));
        let page = entry
            .text("page")
            .map(|p| NavigationTarget::Item(format!("content/{}", p.trim_start_matches('/'))));
        let link = entry.text("link").map(NavigationTarget::Link);
        match column.or(page).or(link) {
            Some(target) => {
                entries.push(NavigationEntry {
                    title: entry.text("title").unwrap_or_default(),
                    target,
                    place: target_place.unwrap_or(place),
                });
            }
            None => report.push(
                Diagnostic::new(
                    &MISSING_REQUIRED,
                    Place::span(file, place),
                    say!("这个导航项没有说通向哪里", "this menu entry does not say where it leads"),
                )
                .help(say!(
                    "加一行 column = \"栏目文件夹\"，或 page = \"页面文件\"，或 link = \"网址\"",
                    "add column = \"folder\", page = \"file\" or link = \"address\""
                )),
            ),
        }
    }
    entries
}

fn vocabulary(words: &Record<'_>) -> Vocabulary {
    Vocabulary { subjects: words.texts("subjects"), genres: words.texts("genres") }
}
