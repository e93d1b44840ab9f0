//! Stylesheets that are written, not taken from the theme: the office's colours and highlighted
//! code.

use crate::model::{Look, Site};

/// The office's colours as custom properties; empty when it set none.
pub fn stylesheet(look: &Look) -> String {
    let properties: String =
        [("main", &look.main), ("accent", &look.accent), ("paper", &look.paper)]
            .into_iter()
            .filter_map(|(name, colour)| Some(format!("--{name}:{};", colour.as_deref()?)))
            .collect();
    if properties.is_empty() { properties } else { format!(":root{{{properties}}}\n") }
}

/// Where the colours stand; none when the office set none.
pub fn path(look: &Look) -> Option<String> {
    let text = stylesheet(look);
    (!text.is_empty()).then(|| named("colours", &text))
}

/// Where the stylesheet of highlighted code stands; none when the site has no code.
pub fn code_path(site: &Site) -> Option<String> {
    site.texts()
        .any(|(_, text)| text.has_code())
        .then(|| named("code", &crate::markup::highlight::stylesheet()))
}

fn named(stem: &str, text: &str) -> String {
    format!("assets/{stem}-{}.css", &blake3::hash(text.as_bytes()).to_hex()[..8])
}
