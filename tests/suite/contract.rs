//! Themes keep the contract: every template of every built-in theme renders from nothing but what
//! the contract promises, escapes what is not HTML, and is described as it is.

use std::sync::Arc;

use fengbei::print::{FontSettings, Fonts};
use fengbei::source::Sources;
use fengbei::theme::{Theme, built_in, built_in_files};
use fengbei::view::contract::{Seen, Shape};
use fengbei::view::reference::{SHAPES, TEMPLATES, reference};
use fengbei::view::{BlockView, ColumnView, InlineView, ItemView, ListView, PageView, SiteView};

const BLOCKS: [&str; 11] = [
    "headline", "columns", "list", "cards", "topics", "shelf", "figures", "honours", "text",
    "links", "dataset",
];

const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/README.md");

#[test]
fn the_theme_page_is_what_the_contract_says() {
    let wanted = reference();
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(README, &wanted).expect("themes/ can be written to");
    }
    let found = std::fs::read_to_string(README).unwrap_or_default();
    assert!(
        found == wanted,
        "themes/README.md is stale: BLESS=1 cargo test --test suite writes it anew"
    );
}

#[test]
fn every_template_makes_do_with_the_smallest_page() {
    each_theme(|theme| {
        let theme = theme.with_site(&SiteView::smallest());
        for template in TEMPLATES {
            let page = promised(PageView { kind: template.kind.into(), ..PageView::smallest() });
            render(&theme, template.name, &page);
        }
    });
}

#[test]
fn every_template_shows_the_fullest_page_and_escapes_it() {
    each_theme(|theme| {
        let theme = theme.with_site(&SiteView::fullest());
        for template in TEMPLATES {
            let html = render(&theme, template.name, &full(template.kind));
            assert!(!html.contains("<拥政爱民>"), "{} prints text as HTML", template.name);
        }
    });
}

#[test]
fn templates_that_a_theme_adds_serve_a_column_or_an_item() {
    each_theme(|theme| {
        let theme = theme.with_site(&SiteView::smallest());
        for name in added(&theme) {
            let serves = |kind: &str| {
                let small = promised(PageView { kind: kind.into(), ..PageView::smallest() });
                theme.render(&name, &small).is_ok() && theme.render(&name, &full(kind)).is_ok()
            };
            assert!(
                ["column", "article", "topic"].into_iter().any(serves),
                "{name} serves nothing"
            );
        }
    });
}

#[test]
fn templates_name_only_fields_of_the_contract() {
    for theme in built_in().iter().map(String::as_str).chain(["base"]) {
        for (path, bytes) in built_in_files(theme) {
            if path.contains("/templates/") {
                let text = String::from_utf8(bytes).expect("templates are UTF-8");
                assert_eq!(unknown_fields(&text), Vec::<String>::new(), "in {path}");
            }
        }
    }
}

#[test]
fn an_unknown_field_is_noticed() {
    let text = "page.nothing {{ page.item.titel }}{% if site.bottom.host and x.title %}{{ '.a' }}{% endif %}";
    assert_eq!(unknown_fields(text), ["page.item.titel"]);
    assert_eq!(unknown_fields("{{ card.colour }}"), ["card.colour"]);
}

fn each_theme(check: impl Fn(Theme)) {
    for name in built_in() {
        check(
            Theme::load(&Sources::default(), &name, Arc::new(Fonts::new(FontSettings::default())))
                .expect("built-in themes load"),
        );
    }
}

/// Templates the theme has beside those the program asks for, to be named in front matter.
fn added(theme: &Theme) -> Vec<String> {
    theme
        .template_names()
        .filter_map(|name| name.strip_prefix("theme/").filter(|rest| !rest.contains('/')))
        .filter(|name| TEMPLATES.iter().all(|known| known.name != *name))
        .map(str::to_owned)
        .collect()
}

fn render(theme: &Theme, template: &str, page: &PageView) -> String {
    let html = theme.render(template, page);
    let html = html.unwrap_or_else(|finding| panic!("{template}: {finding:#?}"));
    String::from_utf8(html).expect("pages are UTF-8")
}

/// What `page.kind` promises is there even on the smallest page.
fn promised(mut page: PageView) -> PageView {
    let kind = page.kind.clone();
    match kind.as_str() {
        "column" | "figures" | "honours" => {
            page.column = Some(ColumnView::smallest());
            page.list = Some(ListView::smallest());
        }
        "issue" => page.edition = Some(Seen::smallest()),
        "holder" => page.holder = Some(Seen::smallest()),
        "figure" => page.figure = Some(Seen::smallest()),
        "roll" => {
            page.column = Some(ColumnView::smallest());
            page.roll = Some(Seen::smallest());
        }
        "roll_list" | "wall" => {
            page.roll = Some(Seen::smallest());
            page.wall = (kind == "wall").then(Seen::smallest);
            page.list = Some(ListView::smallest());
        }
        "roll_entry" => {
            page.roll = Some(Seen::smallest());
            page.entry = Some(Seen::smallest());
        }
        "person" => {
            page.roll = Some(Seen::smallest());
            page.person = Some(Seen::smallest());
        }
        "statistics" => page.roll = Some(Seen::smallest()),
        "dataset" => {
            page.dataset = Some(Seen::smallest());
            page.list = Some(ListView::smallest());
        }
        "dataset_item" => {
            page.dataset = Some(Seen::smallest());
            page.dataset_item = Some(Seen::smallest());
        }
        "keyword" => page.list = Some(ListView::smallest()),
        "article" | "document" | "topic" | "page" => {
            let document = (kind == "document").then(Seen::smallest);
            page.item = Some(Box::new(ItemView { kind, document, ..ItemView::smallest() }));
        }
        _ => {}
    }
    page
}

/// A page with everything, every kind of block, and HTML where the contract says HTML.
fn full(kind: &str) -> PageView {
    let html = || "<p>正文</p>".to_owned();
    let mut page = PageView { kind: kind.into(), ..PageView::fullest() };
    page.meta = "<meta name=\"SiteName\" content=\"示例\">\n".into();
    page.json_ld = Some("{}".into());
    let (style, script) = (".a{}".into(), "'use strict'".into());
    page.inline = (kind == "not_found").then(|| InlineView { style, script, ..Seen::fullest() });
    if let Some(item) = &mut page.item {
        item.body = html();
        let issued = item.document.iter_mut().flat_map(|document| &mut document.issued);
        issued.for_each(|text| text.body = html());
    }
    if let Some(person) = &mut page.person {
        person.body = html();
    }
    let of_figure = page.figure.as_mut().and_then(|figure| figure.chart.as_mut());
    for chart in page.charts.iter_mut().chain(of_figure) {
        chart.svg = html();
    }
    if let Some(column) = &mut page.column {
        column.body = html();
    }
    let pages = page.edition.iter_mut().flat_map(|edition| &mut edition.pages);
    for piece in pages.flat_map(|part| &mut part.pieces) {
        piece.body = html();
    }
    let block = |kind: &str| BlockView { kind: kind.into(), text: html(), ..BlockView::fullest() };
    page.blocks = BLOCKS.map(block).into();
    page
}

/// Dotted names in a template's tags whose fields the contract does not have.
fn unknown_fields(template: &str) -> Vec<String> {
    tags(template).iter().flat_map(|tag| dotted(tag)).filter(|name| !is_known(name)).collect()
}

/// The insides of `{{ }}` and `{% %}`, without string literals.
fn tags(template: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = template;
    while let Some(start) = rest.find(['{']) {
        let close = match rest[start + 1..].chars().next() {
            Some('{') => "}}",
            Some('%') => "%}",
            Some('#') => "#}",
            _ => {
                rest = &rest[start + 1..];
                continue;
            }
        };
        let end = rest[start..].find(close).map_or(rest.len(), |end| start + end);
        if close != "#}" {
            found.push(without_strings(&rest[start + 2..end]));
        }
        rest = &rest[(end + 2).min(rest.len())..];
    }
    found
}

fn without_strings(tag: &str) -> String {
    let mut quote = None;
    let keep = |c: char| match quote {
        Some(open) if c == open => {
            quote = None;
            ' '
        }
        Some(_) => ' ',
        None if c == '"' || c == '\'' => {
            quote = Some(c);
            ' '
        }
        None => c,
    };
    tag.chars().map(keep).collect()
}

fn dotted(tag: &str) -> Vec<String> {
    tag.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.'))
        .filter(|word| word.contains('.') && word.starts_with(|c: char| c.is_alphabetic()))
        .map(str::to_owned)
        .collect()
}

fn is_known(name: &str) -> bool {
    let mut parts = name.split('.');
    match parts.next() {
        Some("loop") => parts.all(|part| ["index", "index0", "first", "last"].contains(&part)),
        Some("site") => walks("SiteView", parts),
        Some("page") => walks("PageView", parts),
        _ => parts.all(|part| SHAPES.iter().any(|shape| field(shape, part).is_some())),
    }
}

/// Whether the fields `parts` lead on from the struct `name`.
fn walks<'a>(name: &str, mut parts: impl Iterator<Item = &'a str>) -> bool {
    let Some(part) = parts.next() else { return true };
    let Some(shape) = SHAPES.iter().find(|shape| shape.name == name) else { return false };
    let Some(kind) = field(shape, part) else { return false };
    let kind = kind.replace("Option<", "").replace("Box<", "").replace("Shared<", "");
    walks(kind.trim_end_matches('>'), parts)
}

fn field(shape: &Shape, name: &str) -> Option<&'static str> {
    shape.fields.iter().find(|(field, ..)| *field == name).map(|(_, kind, _)| *kind)
}
