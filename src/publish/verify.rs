//! Whether a target holds what was published, byte for byte, and nothing else. Changes nothing.

use std::io::Write;

use super::edition::{Edition, Stamp};
use super::look::{Found, There};
use super::order::is_page;
use super::plan::is_protected;
use super::target::{Target, Trouble};
use super::work::Crew;
use crate::diag::Message;
use crate::model::Destination;
use crate::say;

/// Something that is not as it was published.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// The target's record of what was published is not the true one.
    Record,
    /// A file holds something else.
    Changed(String),
    /// A file is gone.
    Missing(String),
    /// A file that we did not publish.
    Extra(String),
    /// A page leads to, or loads from, a host that is not allowed.
    Host {
        /// The page.
        path: String,
        /// The host.
        host: String,
    },
    /// The server calls a file something else than it is.
    Type {
        /// The file.
        path: String,
        /// What the server calls it.
        told: String,
        /// What it is.
        is: &'static str,
    },
    /// Readers can open our store.
    Open(String),
}

impl Fault {
    /// Its word in results for machines.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Changed(_) => "changed",
            Self::Missing(_) => "missing",
            Self::Extra(_) => "extra",
            Self::Host { .. } => "host",
            Self::Type { .. } => "type",
            Self::Open(_) => "open",
        }
    }

    /// The file it is about.
    pub fn path(&self) -> &str {
        match self {
            Self::Record => super::store::EDITION,
            Self::Changed(path) | Self::Missing(path) | Self::Extra(path) | Self::Open(path) => {
                path
            }
            Self::Host { path, .. } | Self::Type { path, .. } => path,
        }
    }

    /// What is wrong, and what to do.
    pub fn message(&self) -> Message {
        match self {
            Self::Record => say!(
                "那边的发布记录被改过或换过，以本机的记录为准核对",
                "the record of what was published there was changed or exchanged; this machine's own is gone by"
            ),
            Self::Changed(path) => say!("被改过：{path}", "changed: {path}"),
            Self::Missing(path) => say!("不见了：{path}", "missing: {path}"),
            Self::Extra(path) => say!(
                "多出来的文件：{path}。不是我们发的，请查清来历；是别人的，就写进 site.toml 里这个目标的“保护”（protect）",
                "not ours: {path}. Find out where it comes from; if it belongs there, name it in protect"
            ),
            Self::Host { path, host } => say!(
                "{path} 通向没有允许的外站 {host}",
                "{path} leads to {host}, which is not among the allowed hosts"
            ),
            Self::Type { path, told, is } => say!(
                "服务器把 {path} 当成 {told}，应是 {is}。请管理员改服务器的类型设置",
                "the server calls {path} {told}; it is {is}. Ask the administrator to mend the server's types"
            ),
            Self::Open(path) => say!(
                "读者能打开 {path}，旁边有以前的版本。请管理员禁止访问这个文件夹，或者在 site.toml 里用“存放”（store）把它放到\
                 读者打不开的地方，办法见手册第十六章",
                "readers can open {path}, beside which earlier releases lie. Ask the administrator to close the folder to \
                 them, or keep it out of their reach by store in site.toml, as chapter 16 of the manual tells"
            ),
        }
    }
}

/// Reads every file that was published, and says what is wrong. `found` then tells truly what is there.
pub fn verify(
    target: &dyn Target,
    crew: &Crew,
    destination: &Destination,
    truth: &Edition,
    found: &mut Found,
) -> Result<Vec<Fault>, Trouble> {
    let mut faults = Vec::new();
    if found.is_record_damaged {
        faults.push(Fault::Record);
    }
    let files: Vec<_> =
        truth.files.iter().filter(|(path, _)| found.there.contains_key(*path)).collect();
    let read = crew.each(&files, |(path, stamp)| one(target, crew, destination, path, **stamp))?;
    for (path, there, hosts) in read {
        if there == There::Changed {
            faults.push(Fault::Changed(path.clone()));
        }
        faults.extend(hosts.into_iter().map(|host| Fault::Host { path: path.clone(), host }));
        found.there.insert(path, there);
    }
    let missing = truth.files.keys().filter(|path| !found.there.contains_key(*path));
    faults.extend(missing.cloned().map(Fault::Missing));
    let extra = found.there.keys().filter(|path| !truth.files.contains_key(*path));
    let extra = extra.filter(|path| !is_protected(path, destination));
    faults.extend(extra.cloned().map(Fault::Extra));
    faults.sort();
    Ok(faults)
}

/// What is there at `path`, and the hosts it leads to that are not allowed.
fn one(
    target: &dyn Target,
    crew: &Crew,
    destination: &Destination,
    path: &str,
    stamp: Stamp,
) -> Result<(String, There, Vec<String>), Trouble> {
    let watches = is_page(path) && !destination.hosts.is_empty();
    let (digest, bytes) = crew.patiently(|| {
        let mut reading = Reading { hasher: blake3::Hasher::new(), page: watches.then(Vec::new) };
        target.read(path, &mut reading)?;
        Ok((reading.hasher.finalize(), reading.page.unwrap_or_default()))
    })?;
    let there = if digest == stamp.digest { There::Ours(stamp) } else { There::Changed };
    let hosts = strange_hosts(&String::from_utf8_lossy(&bytes), destination);
    Ok((path.to_owned(), there, hosts))
}

/// A file as it comes: its digest, and its bytes when somebody looks at them.
struct Reading {
    hasher: blake3::Hasher,
    page: Option<Vec<u8>>,
}

impl Write for Reading {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.hasher.update(bytes);
        if let Some(page) = &mut self.page {
            page.extend_from_slice(bytes);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Hosts that a page leads to or loads from and that are not allowed. Names of XML vocabularies are
/// not addresses anybody opens.
pub fn strange_hosts(page: &str, destination: &Destination) -> Vec<String> {
    let is_allowed = |host: &str| {
        destination.hosts.iter().any(|it| {
            host == it || host.strip_suffix(it.as_str()).is_some_and(|rest| rest.ends_with('.'))
        })
    };
    let words = ["href=", "src=", "action=", "url(", "data=", "poster=", "content=\"0;url="];
    let values = words.iter().flat_map(|word| page.split(word).skip(1));
    let mut hosts: Vec<String> = values
        .filter_map(|rest| host_of(rest.trim_start_matches(['"', '\'', ' '])))
        .filter(|host| !is_allowed(host))
        .collect();
    hosts.sort();
    hosts.dedup();
    hosts
}

/// The host that an address begins with.
fn host_of(address: &str) -> Option<String> {
    let rest = ["https://", "http://", "//"].iter().find_map(|it| address.strip_prefix(it))?;
    let end = rest.find(|c: char| !(c.is_alphanumeric() || "-._@:".contains(c)));
    let host = &rest[..end.unwrap_or(rest.len())];
    let host = host.rsplit('@').next()?.split(':').next()?;
    (!host.is_empty()).then(|| host.to_lowercase())
}
