//! Whether readers get what was published: asks the web server for every file. Changes nothing.

use std::io::{Read as _, copy};
use std::time::Duration;

use ureq::Agent;
use url::Url;

use super::edition::{Edition, Stamp};
use super::media;
use super::order::is_page;
use super::store;
use super::verify::{Fault, strange_hosts};
use super::work::Crew;
use crate::error::{Error, Result};
use crate::model::Destination;
use crate::say;
use crate::text::percent_encode;

/// A server that takes longer is not one that readers wait for.
const PATIENCE: Duration = Duration::from_secs(30);
/// Pages are read up to this length.
const PAGE: u64 = 64 << 20;

/// Asks for every file of an edition below `address`, and for our store, which nobody should get.
pub fn verify(
    address: &str,
    crew: &Crew,
    destination: &Destination,
    edition: &Edition,
) -> Result<Vec<Fault>> {
    let base = format!("{}/", address.trim_end_matches('/'));
    let settings = Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .http_status_as_error(false)
        .user_agent(concat!("fengbei/", env!("CARGO_PKG_VERSION"), " (verify)"));
    let agent: Agent = settings.build().into();
    let files: Vec<_> = edition.files.iter().collect();
    let found =
        crew.each(&files, |(path, stamp)| one(&agent, &base, destination, path, **stamp))?;
    let mut faults: Vec<Fault> = found.into_iter().flatten().collect();
    let apart = destination.apart.as_ref().map(|it| it.from_site.clone());
    for folder in [Some(store::FOLDER.to_owned()), apart].into_iter().flatten() {
        let record = format!("{folder}/edition");
        if ask(&agent, &base, &record)?.status().is_success() {
            faults.push(Fault::Open(record));
        }
    }
    faults.sort();
    Ok(faults)
}

fn ask(agent: &Agent, base: &str, path: &str) -> Result<ureq::http::Response<ureq::Body>> {
    let address = format!("{base}{}", percent_encode(path));
    // A place beside the site is asked for as browsers do, without `..`.
    let address = Url::parse(&address).map_or(address, String::from);
    agent.get(&address).call().map_err(|error| {
        Error::Other(say!(
            "打不开 {address}（{error}）。请检查网址和网络",
            "{address} cannot be opened ({error}). Check the address and the network"
        ))
    })
}

fn one(
    agent: &Agent,
    base: &str,
    destination: &Destination,
    path: &str,
    stamp: Stamp,
) -> Result<Vec<Fault>> {
    let mut response = ask(agent, base, path)?;
    if !response.status().is_success() {
        return Ok(vec![Fault::Missing(path.to_owned())]);
    }
    let told = response.headers().get("content-type").and_then(|it| it.to_str().ok());
    let told = told.unwrap_or_default().to_owned();
    let mut faults: Vec<Fault> = wrong_type(path, &told).into_iter().collect();
    let mut body = Vec::new();
    let reader = response.body_mut().as_reader();
    if copy(&mut reader.take(stamp.length.max(PAGE)), &mut body).is_err() {
        return Ok(vec![Fault::Changed(path.to_owned())]);
    }
    if blake3::hash(&body) != stamp.digest {
        faults.push(Fault::Changed(path.to_owned()));
    }
    if is_page(path) && !destination.hosts.is_empty() {
        let hosts = strange_hosts(&String::from_utf8_lossy(&body), destination);
        faults.extend(hosts.into_iter().map(|host| Fault::Host { path: path.to_owned(), host }));
    }
    Ok(faults)
}

/// A fault when the server calls a file something else than it is. Scripts and XML have several names.
fn wrong_type(path: &str, told: &str) -> Option<Fault> {
    let is = media::of(path)?;
    let bare = |text: &str| text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let (wanted, got) = (bare(is), bare(told));
    let is_kin = |ending: &str| wanted.ends_with(ending) && got.ends_with(ending);
    let fits = got == wanted
        || is_kin("/javascript")
        || wanted.ends_with("xml") && got.ends_with("xml")
        || wanted.ends_with("json") && got.ends_with("json")
        || got.contains("icon") && wanted.contains("icon");
    (!fits).then(|| Fault::Type { path: path.to_owned(), told: told.to_owned(), is })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_types_that_mislead_browsers_are_faults() {
        for (path, told) in [
            ("a.html", "text/html"),
            ("a.js", "application/javascript; charset=utf-8"),
            ("rss.xml", "application/rss+xml"),
            ("feed.json", "application/feed+json"),
            ("LICENSE", "application/octet-stream"),
        ] {
            assert_eq!(wrong_type(path, told), None, "{path} {told}");
        }
        assert!(wrong_type("a.css", "text/plain").is_some());
        assert!(wrong_type("a.html", "").is_some());
    }
}
