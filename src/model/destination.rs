//! Where a built site is published: `[publish.NAME]` in `site.toml`.

use super::Apart;

/// A place on a server, or a folder, that shows the site to its readers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destination {
    /// What the office calls it: `portal`.
    pub name: String,
    /// How it is reached.
    pub service: Service,
    /// The folder there; below it everything is the site's, but for foreign files.
    pub root: String,
    /// Where our own files lie, when not in the site's folder.
    pub apart: Option<Apart>,
    /// Host name of the server.
    pub host: Option<String>,
    /// Port of the server; the service's own when it is not given.
    pub port: Option<u16>,
    /// The account.
    pub user: Option<String>,
    /// File of an SSH key, outside the site folder.
    pub key: Option<String>,
    /// File of the hosts that are known; that of the user when it is not given.
    pub known_hosts: Option<String>,
    /// Address of a `WebDAV` or S3 service.
    pub endpoint: Option<String>,
    /// The bucket of an S3 service.
    pub bucket: Option<String>,
    /// The region of an S3 service.
    pub region: Option<String>,
    /// Files that are sent at the same time.
    pub connections: usize,
    /// The most that is sent in a second, in kilobytes of 1024; no limit when it is not given.
    pub speed: Option<u64>,
    /// Earlier releases that can be brought back.
    pub keep: usize,
    /// Paths and folders there that belong to others.
    pub protect: Vec<String>,
    /// More files than this are not removed in one go.
    pub max_delete: usize,
    /// More than this share of the site's files, in percent, is not removed in one go.
    pub max_delete_percent: usize,
    /// Hosts to which pages may lead or from which they may load; empty when that is not asked.
    pub hosts: Vec<String>,
}

/// How a destination is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Service {
    /// A folder of this machine or of a share.
    Folder,
    /// SSH File Transfer Protocol.
    Sftp,
    /// File Transfer Protocol, which sends the password in the open.
    Ftp,
    /// FTP over TLS.
    Ftps,
    /// `WebDAV` (RFC 4918).
    Webdav,
    /// S3 and what is compatible with it.
    S3,
}

impl Service {
    /// Its word in `site.toml`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Folder => "fs",
            Self::Sftp => "sftp",
            Self::Ftp => "ftp",
            Self::Ftps => "ftps",
            Self::Webdav => "webdav",
            Self::S3 => "s3",
        }
    }
}
