//! `sitemap.xml` and `robots.txt`.

use std::fmt::Write as _;

use super::feed::escape;
use crate::plan::{Make, Output, Page, SITEMAP_PART};
use crate::view::Builder;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const SPACE: &str = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";

/// Part `part` of the sitemap.
pub fn sitemap(builder: &Builder<'_>, part: usize) -> String {
    let mut out = format!("{HEAD}<urlset {SPACE}>\n");
    let listed = builder.plan.outputs.iter().filter(|output| is_listed(output));
    for output in listed.skip(part * SITEMAP_PART).take(SITEMAP_PART) {
        let address = builder.absolute(&output.path).expect("no address, no sitemap");
        write!(out, "<url><loc>{}</loc>", escape(&address))
            .expect("writing to a string cannot fail");
        if let Some(date) = changed(builder, output) {
            write!(out, "<lastmod>{date}</lastmod>").expect("writing to a string cannot fail");
        }
        out.push_str("</url>\n");
    }
    out + "</urlset>\n"
}

/// The list of the parts.
pub fn index(builder: &Builder<'_>, parts: usize) -> String {
    let mut out = format!("{HEAD}<sitemapindex {SPACE}>\n");
    for part in 1..=parts {
        let address =
            builder.absolute(&format!("sitemap-{part}.xml")).expect("no address, no sitemap");
        writeln!(out, "<sitemap><loc>{}</loc></sitemap>", escape(&address))
            .expect("writing to a string cannot fail");
    }
    out + "</sitemapindex>\n"
}

/// Pages that a search engine should know.
fn is_listed(output: &Output) -> bool {
    crate::plan::is_listed(&output.make)
}

fn changed(builder: &Builder<'_>, output: &Output) -> Option<String> {
    let Make::Page(Page::Item(id)) = &output.make else { return None };
    let item = builder.site.item(*id);
    Some(item.updated.or(item.date)?.rfc3339())
}

/// Everything is open; the sitemap is named when there is one.
pub fn robots(builder: &Builder<'_>) -> String {
    let sitemap = builder.absolute("sitemap.xml").map(|address| format!("\nSitemap: {address}\n"));
    format!("User-agent: *\nAllow: /\n{}", sitemap.unwrap_or_default())
}
