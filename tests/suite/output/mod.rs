//! The finished site: what can be said of it without opening it in a browser.

mod bottom;
mod feeds;
mod heads;
mod links;
mod maps;
mod pages;
mod tags;

use fengbei::plan::Page;

use crate::example::Built;

/// What kind of page each path is.
fn planned(built: &Built) -> impl Iterator<Item = (&str, &Page)> {
    built.work.plan.outputs.iter().filter_map(|output| match &output.make {
        fengbei::plan::Make::Page(page) => Some((output.path.as_str(), page)),
        _ => None,
    })
}

/// The address of an output, if the site has one.
fn absolute(built: &Built, path: &str) -> Option<String> {
    let site = built.work.site.config.address.as_deref()?;
    let path = path
        .strip_suffix("index.html")
        .filter(|p| p.is_empty() || p.ends_with('/'))
        .unwrap_or(path);
    Some(format!("{site}{}", fengbei::text::percent_encode(path)))
}

/// The output that an address of the site leads to.
fn output_at<'b>(built: &'b Built, address: &str) -> Option<&'b str> {
    let site = built.work.site.config.address.as_deref()?;
    let mut path = fengbei::text::percent_decode(address.strip_prefix(site)?);
    if path.is_empty() || path.ends_with('/') {
        path.push_str("index.html");
    }
    built.files.get_key_value(&path).map(|(path, _)| path.as_str())
}

/// Fails with every fault, each named with its site.
fn none(faults: &[String], what: &str) {
    let shown: Vec<_> = faults.iter().take(40).map(String::as_str).collect();
    assert!(faults.is_empty(), "{} {what}:\n{}", faults.len(), shown.join("\n"));
}
