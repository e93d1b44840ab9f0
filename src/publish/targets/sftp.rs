//! SFTP (version 3, as OpenSSH speaks it). It never knows what a file is for.

use std::collections::VecDeque;
use std::future::Future;
use std::io::{Read, Write};
use std::sync::{Arc, Mutex, PoisonError};

use russh::client::Handle;
use russh_sftp::client::RawSftpSession;
use russh_sftp::client::error::Error as Refused;
use russh_sftp::extensions::HardlinkExtension;
use russh_sftp::protocol::{FileAttributes, OpenFlags, Packet, StatusCode};
use tokio::runtime::Runtime;
use tokio::task::JoinSet;

use super::ssh::{Account, Witness};
use crate::error::{Error, Result};
use crate::model::Destination;
use crate::publish::secrets::Secrets;
use crate::publish::target::{Kind, Listing, Swap, Target, Trouble};

/// Bytes of one request.
const CHUNK: u32 = 32_000;
/// Requests of one file that are on their way at a time.
const AHEAD: usize = 16;
/// Seconds to wait for an answer.
const PATIENCE: u64 = 30;
/// Renames over what is there (PROTOCOL of OpenSSH, 4.3).
const POSIX_RENAME: &str = "posix-rename@openssh.com";

/// A server that speaks SFTP.
pub struct SftpTarget {
    runtime: Runtime,
    account: Account,
    root: String,
    link: Mutex<Option<Arc<Link>>>,
}

/// A connection.
struct Link {
    sftp: RawSftpSession,
    _handle: Handle<Witness>,
}

type Answer<T> = std::result::Result<T, Refused>;

impl SftpTarget {
    /// Connects to the server of a destination.
    pub fn open(destination: &Destination, secrets: &Secrets) -> Result<Self> {
        let account = Account {
            host: destination.host.clone().unwrap_or_default(),
            port: destination.port.unwrap_or(22),
            user: destination.user.clone().unwrap_or_default(),
            key: destination.key.as_ref().map(Into::into),
            passphrase: secrets.get("PASSPHRASE"),
            password: secrets.get("PASSWORD"),
            known_hosts: destination.known_hosts.as_ref().map(Into::into),
        };
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .map_err(|error| Error::from(Trouble::of_system(&account.place(), &error)))?;
        let root = destination.root.trim_end_matches('/').to_owned();
        let target = Self { runtime, account, root, link: Mutex::new(None) };
        target.link()?;
        Ok(target)
    }

    /// The connection, made anew when the last one broke.
    fn link(&self) -> Result<Arc<Link>, Trouble> {
        let mut held = self.link.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(link) = &*held {
            return Ok(Arc::clone(link));
        }
        let link = Arc::new(self.runtime.block_on(self.connect())?);
        *held = Some(Arc::clone(&link));
        Ok(link)
    }

    async fn connect(&self) -> Result<Link, Trouble> {
        let handle = self.account.connect().await?;
        let lost = |error: russh::Error| Trouble::new(Kind::Lost, &self.account.place(), error);
        let channel = handle.channel_open_session().await.map_err(lost)?;
        channel.request_subsystem(true, "sftp").await.map_err(lost)?;
        let sftp = RawSftpSession::new(channel.into_stream());
        sftp.set_timeout(PATIENCE);
        sftp.init().await.map_err(|error| trouble(&self.account.place(), error))?;
        Ok(Link { sftp, _handle: handle })
    }

    /// Asks the server; a connection that broke is not used again.
    fn ask<T, F>(&self, path: &str, deed: impl FnOnce(Arc<Link>) -> F) -> Result<T, Trouble>
    where
        F: Future<Output = Answer<T>>,
    {
        let link = self.link()?;
        let answer = self.runtime.block_on(deed(link));
        answer.map_err(|error| self.told(path, error))
    }

    /// The trouble behind a refusal. OpenSSH calls a full disk and a read-only one a mere failure, and so a
    /// quota that is used up, of which its disk tells nothing.
    fn told(&self, path: &str, error: Refused) -> Trouble {
        let is_failure =
            matches!(&error, Refused::Status(it) if it.status_code == StatusCode::Failure);
        let mut trouble = trouble(&self.place(path), error);
        if trouble.is_passing() {
            *self.link.lock().unwrap_or_else(PoisonError::into_inner) = None;
        } else if is_failure {
            trouble.kind = self.disk().unwrap_or(Kind::Failing);
        }
        trouble
    }

    /// What is wrong with the disk of the root, if anything is.
    fn disk(&self) -> Option<Kind> {
        const READ_ONLY: u64 = 1;
        let link = self.link().ok()?;
        let disk = self.runtime.block_on(link.sftp.statvfs(self.place(""))).ok()?;
        if disk.flags & READ_ONLY != 0 {
            Some(Kind::ReadOnly)
        } else {
            (disk.blocks_avail == 0 || disk.inodes > 0 && disk.inodes_avail == 0)
                .then_some(Kind::Full)
        }
    }

    fn place(&self, path: &str) -> String {
        match (self.root.as_str(), path) {
            ("", "") => "/".into(),
            (root, "") => root.to_owned(),
            (root, path) => format!("{root}/{path}"),
        }
    }
}

fn trouble(place: &str, error: Refused) -> Trouble {
    let kind = match &error {
        Refused::Status(status) => match status.status_code {
            StatusCode::NoSuchFile => Kind::Missing,
            StatusCode::PermissionDenied => Kind::Denied,
            StatusCode::NoConnection | StatusCode::ConnectionLost => Kind::Lost,
            StatusCode::Ok
            | StatusCode::Eof
            | StatusCode::Failure
            | StatusCode::BadMessage
            | StatusCode::OpUnsupported => Kind::Other,
        },
        Refused::Timeout => Kind::Silent,
        Refused::IO(_) | Refused::UnexpectedBehavior(_) => Kind::Lost,
        Refused::Limited(_) | Refused::UnexpectedPacket => Kind::Other,
    };
    Trouble::new(kind, place, error)
}

fn has_code<T>(answer: &Answer<T>, code: StatusCode) -> bool {
    matches!(answer, Err(Refused::Status(status)) if status.status_code == code)
}

/// Every file below a folder, one level of folders at a time.
async fn walk(link: Arc<Link>, root: String) -> Answer<Listing> {
    let mut listing = Listing::new();
    let mut level = vec![String::new()];
    while !level.is_empty() {
        let mut below = Vec::new();
        for some in level.chunks(AHEAD) {
            let mut reading = JoinSet::new();
            for folder in some {
                let place =
                    if folder.is_empty() { root.clone() } else { format!("{root}/{folder}") };
                reading.spawn(folder_of(Arc::clone(&link), folder.clone(), place));
            }
            for (path, attributes) in reading
                .join_all()
                .await
                .into_iter()
                .collect::<Answer<Vec<_>>>()?
                .into_iter()
                .flatten()
            {
                if attributes.is_dir() {
                    below.push(path);
                } else {
                    listing.insert(path, attributes.len());
                }
            }
        }
        level = below;
    }
    Ok(listing)
}

/// What is in one folder; a root that is not there holds nothing.
async fn folder_of(
    link: Arc<Link>,
    folder: String,
    place: String,
) -> Answer<Vec<(String, FileAttributes)>> {
    let mut found = Vec::new();
    let opened = link.sftp.opendir(place).await;
    if folder.is_empty() && has_code(&opened, StatusCode::NoSuchFile) {
        return Ok(found);
    }
    let handle = opened?.handle;
    loop {
        let answer = link.sftp.readdir(handle.as_str()).await;
        if has_code(&answer, StatusCode::Eof) {
            break;
        }
        for file in answer?.files {
            if file.filename != "." && file.filename != ".." {
                let path = if folder.is_empty() {
                    file.filename
                } else {
                    format!("{folder}/{}", file.filename)
                };
                found.push((path, file.attrs));
            }
        }
    }
    link.sftp.close(handle).await?;
    Ok(found)
}

/// Sends a file in requests that do not wait for each other.
async fn send(link: Arc<Link>, handle: String, from: &mut dyn Read) -> Answer<()> {
    let mut ahead = VecDeque::new();
    let mut offset = 0;
    loop {
        let mut chunk = Vec::new();
        from.take(CHUNK.into())
            .read_to_end(&mut chunk)
            .map_err(|error| Refused::IO(error.to_string()))?;
        if chunk.is_empty() {
            break;
        }
        let (link, handle, length) = (Arc::clone(&link), handle.clone(), chunk.len());
        ahead.push_back(tokio::spawn(async move { link.sftp.write(handle, offset, chunk).await }));
        offset += length as u64;
        if ahead.len() == AHEAD {
            settle(ahead.pop_front()).await?;
        }
        if length < CHUNK as usize {
            break;
        }
    }
    while !ahead.is_empty() {
        settle(ahead.pop_front()).await?;
    }
    Ok(())
}

type Request = tokio::task::JoinHandle<Answer<russh_sftp::protocol::Status>>;

async fn settle(request: Option<Request>) -> Answer<()> {
    match request {
        Some(request) => request.await.map_err(|error| Refused::IO(error.to_string()))?.map(|_| ()),
        None => Ok(()),
    }
}

impl Target for SftpTarget {
    fn list(&self, below: &str) -> Result<Listing, Trouble> {
        let top = self.place(below);
        self.ask(below, |link| walk(link, top))
    }

    fn read(&self, path: &str, into: &mut dyn Write) -> Result<bool, Trouble> {
        let place = self.place(path);
        self.ask(path, |link| async move {
            let opened = link.sftp.open(place, OpenFlags::READ, FileAttributes::empty()).await;
            if has_code(&opened, StatusCode::NoSuchFile) {
                return Ok(false);
            }
            let handle = opened?.handle;
            let mut offset = 0;
            loop {
                let answer = link.sftp.read(handle.as_str(), offset, CHUNK).await;
                if has_code(&answer, StatusCode::Eof) {
                    break;
                }
                let data = answer?.data;
                offset += data.len() as u64;
                into.write_all(&data).map_err(|error| Refused::IO(error.to_string()))?;
            }
            link.sftp.close(handle).await?;
            Ok(true)
        })
    }

    fn write(&self, path: &str, from: &mut dyn Read) -> Result<(), Trouble> {
        let place = self.place(path);
        self.ask(path, |link| async move {
            let flags = OpenFlags::CREATE | OpenFlags::TRUNCATE | OpenFlags::WRITE;
            let handle = link.sftp.open(place, flags, FileAttributes::empty()).await?.handle;
            let sent = send(Arc::clone(&link), handle.clone(), from).await;
            let closed = link.sftp.close(handle).await;
            sent?;
            closed.map(|_| ())
        })
    }

    fn write_new(&self, path: &str, bytes: &[u8]) -> Result<bool, Trouble> {
        let place = self.place(path);
        let bytes = bytes.to_vec();
        self.ask(path, |link| async move {
            let flags = OpenFlags::CREATE | OpenFlags::EXCLUDE | OpenFlags::WRITE;
            let opened = link.sftp.open(place.as_str(), flags, FileAttributes::empty()).await;
            if has_code(&opened, StatusCode::Failure)
                && link.sftp.stat(place.as_str()).await.is_ok()
            {
                return Ok(false);
            }
            let handle = opened?.handle;
            let written = link.sftp.write(handle.as_str(), 0, bytes).await;
            let closed = link.sftp.close(handle).await;
            if written.is_err() {
                // What was begun here is not to look like somebody else's.
                let _ = link.sftp.remove(place).await;
            }
            written.and(closed).map(|_| true)
        })
    }

    fn swap(&self) -> Swap {
        Swap::Rename
    }

    fn rename(&self, from: &str, to: &str) -> Result<(), Trouble> {
        let (oldpath, newpath) = (self.place(from), self.place(to));
        self.ask(to, |link| async move {
            let names = HardlinkExtension { oldpath: oldpath.clone(), newpath: newpath.clone() };
            let data: Vec<u8> = names.try_into()?;
            match link.sftp.extended(POSIX_RENAME, data).await? {
                Packet::Status(status) if status.status_code == StatusCode::Ok => Ok(()),
                // A server that only knows the rename of the standard, which goes over nothing.
                Packet::Status(status) if status.status_code == StatusCode::OpUnsupported => {
                    if link.sftp.stat(newpath.as_str()).await.is_ok() {
                        link.sftp.remove(newpath.as_str()).await?;
                    }
                    link.sftp.rename(oldpath, newpath).await.map(|_| ())
                }
                Packet::Status(status) => Err(Refused::Status(status)),
                _ => Err(Refused::UnexpectedPacket),
            }
        })
    }

    fn copy(&self, from: &str, to: &str) -> Result<(), Trouble> {
        self.remove(to)?;
        let (old, new) = (self.place(from), self.place(to));
        let linked = self.ask(from, |link| async move { link.sftp.hardlink(old, new).await });
        match linked {
            Err(trouble) if trouble.kind == Kind::Other => {
                let mut bytes = Vec::new();
                if !self.read(from, &mut bytes)? {
                    return Err(Trouble::new(Kind::Missing, &self.place(from), ""));
                }
                self.write(to, &mut bytes.as_slice())
            }
            done => done.map(|_| ()),
        }
    }

    fn remove(&self, path: &str) -> Result<(), Trouble> {
        let place = self.place(path);
        self.ask(path, |link| async move {
            let answer = link.sftp.remove(place).await;
            if has_code(&answer, StatusCode::NoSuchFile) { Ok(()) } else { answer.map(|_| ()) }
        })
    }

    fn make_folder(&self, path: &str) -> Result<(), Trouble> {
        let place = self.place(path);
        self.ask(path, |link| async move {
            let answer = link.sftp.mkdir(place.as_str(), FileAttributes::empty()).await;
            let is_there = has_code(&answer, StatusCode::Failure)
                && link.sftp.stat(place).await.is_ok_and(|it| it.attrs.is_dir());
            if is_there { Ok(()) } else { answer.map(|_| ()) }
        })
    }

    fn remove_folder(&self, path: &str) -> Result<(), Trouble> {
        let place = self.place(path);
        self.ask(path, |link| async move {
            let answer = link.sftp.rmdir(place).await;
            // A folder that somebody else uses stays.
            let stays =
                has_code(&answer, StatusCode::Failure) || has_code(&answer, StatusCode::NoSuchFile);
            if stays { Ok(()) } else { answer.map(|_| ()) }
        })
    }
}
