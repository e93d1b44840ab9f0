//! What Tera says, told with the template's own place.

use tera::{Error, ErrorKind};

use super::files::Layers;
use crate::diag::{Diagnostic, Message, Place, Rule, Severity};
use crate::say;

/// A template that cannot be used.
pub static BROKEN_TEMPLATE: Rule = Rule {
    name: "broken-template",
    severity: Severity::Error,
    zh: "主题的模板有错，用它的页面生成不出来。模板能用的变量见 themes/README.md。",
    en: "A template of the theme has a mistake, so the pages that use it cannot be made. themes/README.md lists \
         what a template may use.",
};

/// The finding for the template `name`, which is named at `place` and is not there.
pub fn missing(name: &str, place: Place, layers: &Layers) -> Diagnostic {
    /// Templates that others stand on.
    const PARTS: [&str; 3] = ["skeleton.html", "reading.html", "listing.html"];
    let all = layers.templates();
    let own = |full: &str| full.split_once('/').map(|(_, own)| own.to_owned());
    let mut known: Vec<String> = all.iter().filter_map(|(full, _)| own(full)).collect();
    known.retain(|own| !own.contains('/') && !PARTS.contains(&own.as_str()));
    known.sort();
    known.dedup();
    Diagnostic::new(
        &BROKEN_TEMPLATE,
        place,
        say!("没有模板“{name}”", "there is no template “{name}”"),
    )
    .help(Message::new(
        format!("可用的模板：{}", known.join("、")),
        format!("templates to choose from: {}", known.join(", ")),
    ))
}

/// The finding for `error`, which happened with the template `name`.
pub fn explain(error: &Error, name: &str, layers: &Layers) -> Diagnostic {
    let (place, said) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let place = match layers.template_path(report.filename()) {
                Some(path) => Place::span(path, report.span().range.clone()),
                None => Place::Site,
            };
            (place, report.message().to_owned())
        }
        _ => (
            layers.template_path(name).map_or(Place::Site, |p| Place::File(p.clone())),
            error.to_string(),
        ),
    };
    let said = said.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
    Diagnostic::new(
        &BROKEN_TEMPLATE,
        place,
        say!("模板有错：{said}", "the template has a mistake: {said}"),
    )
    .help(say!(
        "模板能用的变量见 themes/README.md",
        "themes/README.md lists what a template may use"
    ))
}
