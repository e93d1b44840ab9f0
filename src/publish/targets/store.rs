//! `WebDAV` and S3-compatible storage, by way of `opendal`. It never knows what a file is for.

use std::future::Future;
use std::io::{Read, Write};

use opendal::{Error as Refused, ErrorKind, Operator};
use opendal_http_transport_reqwest::ReqwestTransport;
use tokio::runtime::Runtime;

use super::tls;
use crate::error::{Error, Result};
use crate::model::{Destination, Service};
use crate::publish::secrets::Secrets;
use crate::publish::target::{Kind, Listing, Swap, Target, Trouble};

/// Bytes that are sent at a time; S3 takes no smaller parts.
const CHUNK: u64 = 8 << 20;

/// A service that `opendal` speaks with.
pub struct StoreTarget {
    runtime: Runtime,
    operator: Operator,
    swap: Swap,
    /// The service's address.
    place: String,
}

impl StoreTarget {
    /// Connects to the service of a destination.
    pub fn open(destination: &Destination, secrets: &Secrets) -> Result<Self> {
        tls::install();
        let place = destination.endpoint.clone().unwrap_or_default();
        let failed =
            |error: &dyn std::fmt::Display| Error::from(Trouble::new(Kind::Other, &place, error));
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .map_err(|error| failed(&error))?;
        opendal::HttpTransporter::install_default(ReqwestTransport::default());
        let (operator, swap) = match destination.service {
            Service::S3 => (bucket(destination, secrets)?, Swap::Whole),
            Service::Webdav | Service::Folder | Service::Sftp | Service::Ftp | Service::Ftps => {
                (webdav(destination, secrets)?, Swap::Rename)
            }
        };
        let operator = operator.map_err(|error| failed(&error))?;
        Ok(Self { runtime, operator, swap, place })
    }

    fn ask<T>(
        &self,
        path: &str,
        deed: impl Future<Output = opendal::Result<T>>,
    ) -> Result<T, Trouble> {
        self.runtime.block_on(deed).map_err(|error| self.told(path, &error))
    }

    fn told(&self, path: &str, error: &Refused) -> Trouble {
        let whole = error.to_string();
        let answers = |numbers: &[u16]| {
            numbers.iter().any(|number| whole.contains(&format!("status: {number},")))
        };
        let said = words_of(error);
        let says = |words: &[&str]| words.iter().any(|word| said.contains(word));
        let kind = match error.kind() {
            _ if says(&["RequestTimeTooSkewed", "exceeds the maximum allowed"]) => Kind::Clock,
            _ if says(&["invalid peer certificate"]) => Kind::Certificate,
            ErrorKind::NotFound => Kind::Missing,
            _ if says(&["NoSuchBucket"]) => Kind::Missing,
            // Both services tell of a wrong account so; `AccessDenied` may mean a folder as well.
            ErrorKind::PermissionDenied if answers(&[401, 403]) => Kind::Login,
            ErrorKind::PermissionDenied => Kind::Denied,
            _ if answers(&[401]) => Kind::Login,
            _ if answers(&[507])
                || says(&["Insufficient Storage", "no space", "QuotaExceeded"]) =>
            {
                Kind::Full
            }
            _ if says(&["dns error", "Connection refused", "client error (Connect)"]) => {
                Kind::Unreachable
            }
            // Some WebDAV servers say 405 of whatever hinders them to write.
            _ if answers(&[405, 500, 502, 503, 504]) => Kind::Failing,
            _ if error.is_temporary() || says(&["connection", "timed out"]) => Kind::Lost,
            _ => Kind::Other,
        };
        Trouble::new(kind, &format!("{}/{path}", self.place.trim_end_matches('/')), said)
    }
}

/// What the service said, and what is behind it, without the request.
fn words_of(error: &Refused) -> String {
    let mut words = vec![error.message().trim().to_owned()];
    let mut behind = std::error::Error::source(error);
    while let Some(error) = behind {
        words.push(error.to_string());
        behind = error.source();
    }
    words.join(": ")
}

fn webdav(destination: &Destination, secrets: &Secrets) -> Result<opendal::Result<Operator>> {
    let mut service = opendal::services::Webdav::default()
        .endpoint(destination.endpoint.as_deref().unwrap_or_default())
        .root(&destination.root);
    if let Some(user) = &destination.user {
        service = service.username(user).password(secrets.must("PASSWORD")?.reveal());
    }
    Ok(Operator::new(service))
}

fn bucket(destination: &Destination, secrets: &Secrets) -> Result<opendal::Result<Operator>> {
    let service = opendal::services::S3::default()
        .endpoint(destination.endpoint.as_deref().unwrap_or_default())
        .bucket(destination.bucket.as_deref().unwrap_or_default())
        .region(destination.region.as_deref().unwrap_or("auto"))
        .root(&destination.root)
        .access_key_id(secrets.must("ACCESS_KEY")?.reveal())
        .secret_access_key(secrets.must("SECRET_KEY")?.reveal())
        .disable_config_load()
        .disable_ec2_metadata();
    Ok(Operator::new(service))
}

/// What browsers are told that a file is.
fn kind_of(path: &str) -> &'static str {
    crate::publish::media::of(path).unwrap_or("application/octet-stream")
}

impl Target for StoreTarget {
    fn list(&self, below: &str) -> Result<Listing, Trouble> {
        let top = if below.is_empty() { String::new() } else { format!("{below}/") };
        let options = opendal::options::ListOptions { recursive: true, ..Default::default() };
        let listed = self.ask(below, self.operator.list_options(&top, options));
        let entries = match listed {
            Err(trouble) if trouble.kind == Kind::Missing => Vec::new(),
            entries => entries?,
        };
        let files = entries.into_iter().filter(|entry| entry.metadata().is_file());
        Ok(files
            .filter_map(|entry| {
                let path = entry.path().strip_prefix(&top)?;
                Some((path.to_owned(), entry.metadata().content_length()))
            })
            .collect())
    }

    fn read(&self, path: &str, into: &mut dyn Write) -> Result<bool, Trouble> {
        let bytes = match self.ask(path, self.operator.read(path)) {
            Err(trouble) if trouble.kind == Kind::Missing => return Ok(false),
            bytes => bytes?,
        };
        for part in bytes {
            into.write_all(&part).map_err(|error| Trouble::of_system(path, &error))?;
        }
        Ok(true)
    }

    fn write(&self, path: &str, from: &mut dyn Read) -> Result<(), Trouble> {
        let options = opendal::options::WriteOptions {
            content_type: Some(kind_of(path).to_owned()),
            ..Default::default()
        };
        // A bucket takes a file in parts, WebDAV in one piece.
        let most = match self.swap {
            Swap::Whole => CHUNK,
            Swap::Rename => u64::MAX,
        };
        self.ask(path, async {
            let mut writer = self.operator.writer_options(path, options).await?;
            loop {
                let mut part = Vec::new();
                let read = from.take(most).read_to_end(&mut part);
                read.map_err(|error| Refused::new(ErrorKind::Unexpected, error.to_string()))?;
                if part.is_empty() {
                    break;
                }
                writer.write(part).await?;
            }
            writer.close().await.map(|_| ())
        })
    }

    fn write_new(&self, path: &str, bytes: &[u8]) -> Result<bool, Trouble> {
        // Not every service can make a file only where there is none; whoever reads back their own
        // words was the last to write.
        let mut there = Vec::new();
        if self.read(path, &mut there)? {
            return Ok(false);
        }
        self.write(path, &mut &*bytes).inspect_err(|_| {
            // A file that was begun here is nobody else's, and is not to look like that.
            let _ = self.remove(path);
        })?;
        self.read(path, &mut there)?;
        Ok(there == bytes)
    }

    fn swap(&self) -> Swap {
        self.swap
    }

    fn rename(&self, from: &str, to: &str) -> Result<(), Trouble> {
        self.ask(from, self.operator.rename(from, to))
    }

    fn copy(&self, from: &str, to: &str) -> Result<(), Trouble> {
        self.ask(from, self.operator.copy(from, to)).map(|_| ())
    }

    fn remove(&self, path: &str) -> Result<(), Trouble> {
        self.ask(path, self.operator.delete(path))
    }

    fn make_folder(&self, path: &str) -> Result<(), Trouble> {
        match self.swap {
            // A bucket has no folders.
            Swap::Whole => Ok(()),
            Swap::Rename => self.ask(path, self.operator.create_dir(&format!("{path}/"))),
        }
    }

    fn remove_folder(&self, _: &str) -> Result<(), Trouble> {
        // WebDAV removes a folder with all that is in it, a bucket has none: an empty one does no harm.
        Ok(())
    }
}
