//! FTP (RFC 959, 3659), in the open or over TLS (RFC 4217). It never knows what a file is for.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream, ToSocketAddrs};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rustls::{ClientConfig, RootCertStore};
use socket2::SockRef;
use suppaftp::list::{self as ftp_list, ListParser};
use suppaftp::types::FileType;
use suppaftp::{FtpError, RustlsConnector, RustlsFtpStream, Status};

use super::tls;
use crate::error::Result;
use crate::model::{Destination, Service};
use crate::publish::secrets::{Secret, Secrets};
use crate::publish::target::{Kind, Listing, Swap, Target, Trouble};

/// Nobody waits longer for a server to answer, or to take or give some more of a file.
const PATIENCE: Duration = Duration::from_secs(15);
/// Who took a file slowly is waited for as much longer, up to this.
const SLOWNESS: Duration = Duration::from_mins(1);
/// So much of a file waits in this machine when all was handed over, so that patience does not end before
/// a slow line has carried it.
const WAITING: usize = 128 << 10;

/// A server that speaks FTP.
pub struct FtpTarget {
    host: String,
    port: u16,
    user: String,
    password: Secret,
    root: String,
    /// How to speak TLS, when that is asked for.
    tls: Option<Arc<ClientConfig>>,
    /// Connections that nobody uses now: each does one thing at a time.
    idle: Mutex<Vec<RustlsFtpStream>>,
}

type Answer<T> = std::result::Result<T, FtpError>;

impl FtpTarget {
    /// Connects to the server of a destination.
    pub fn open(destination: &Destination, secrets: &Secrets) -> Result<Self> {
        let tls = match destination.service {
            Service::Ftps => Some(Arc::new(configuration())),
            Service::Ftp | Service::Folder | Service::Sftp | Service::Webdav | Service::S3 => None,
        };
        let target = Self {
            host: destination.host.clone().unwrap_or_default(),
            port: destination.port.unwrap_or(21),
            user: destination.user.clone().unwrap_or_default(),
            password: secrets.must("PASSWORD")?,
            root: destination.root.trim_end_matches('/').to_owned(),
            tls,
            idle: Mutex::default(),
        };
        let first = target.connect()?;
        target.idle().push(first);
        Ok(target)
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<RustlsFtpStream>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn connect(&self) -> Result<RustlsFtpStream, Trouble> {
        let server = format!("{}:{}", self.host, self.port);
        let failed = |kind, error: &dyn std::fmt::Display| Trouble::new(kind, &server, error);
        let found = (self.host.as_str(), self.port).to_socket_addrs();
        let address = found.ok().and_then(|mut all| all.next());
        let address = address.ok_or_else(|| failed(Kind::Unreachable, &"?"))?;
        let socket = TcpStream::connect_timeout(&address, PATIENCE)
            .map_err(|error| failed(Kind::Unreachable, &error))?;
        let bounded = socket.set_read_timeout(Some(PATIENCE));
        bounded.map_err(|error| failed(Kind::Other, &error))?;
        let mut stream = RustlsFtpStream::connect_with_stream(socket)
            .map_err(|error| failed(Kind::Unreachable, &error))?
            .passive_stream_builder(|address| data(address).map_err(FtpError::ConnectionError));
        if let Some(tls) = &self.tls {
            stream = stream
                .into_secure(RustlsConnector::from(Arc::clone(tls)), &self.host)
                .map_err(|error| failed(Kind::Certificate, &error))?;
        }
        // The data connection goes to the host we know, whatever a server behind a wall calls itself.
        stream.set_passive_nat_workaround(true);
        stream.login(self.user.as_str(), self.password.reveal()).map_err(|error| Trouble {
            kind: Kind::Login,
            ..trouble(&format!("{}@{server}", self.user), &error)
        })?;
        let binary = stream.transfer_type(FileType::Binary);
        binary.map_err(|error| failed(Kind::Other, &error))?;
        Ok(stream)
    }

    /// Asks the server; a connection that broke is not used again.
    fn ask<T>(
        &self,
        path: &str,
        deed: impl FnOnce(&mut RustlsFtpStream) -> Answer<T>,
    ) -> Result<T, Trouble> {
        let held = self.idle().pop();
        let mut stream = match held {
            Some(stream) => stream,
            None => self.connect()?,
        };
        let answer = deed(&mut stream);
        if !matches!(answer, Err(ref error) if is_broken(error)) {
            self.idle().push(stream);
        }
        answer.map_err(|error| trouble(&self.place(path), &error))
    }

    fn place(&self, path: &str) -> String {
        match path {
            "" if self.root.is_empty() => "/".into(),
            "" => self.root.clone(),
            path => format!("{}/{path}", self.root),
        }
    }

    /// Whether a file is there, as its folder tells.
    fn is_there(&self, path: &str) -> Result<bool, Trouble> {
        match self.folder(folder_of(path)) {
            Err(trouble) if trouble.kind == Kind::Missing => Ok(false),
            folder => folder.map(|(files, _)| files.contains_key(path)),
        }
    }

    /// Whether a folder below the root is there, as the one that it is in tells.
    fn has_folder(&self, path: &str) -> Result<bool, Trouble> {
        let (_, folders) = self.folder(folder_of(path))?;
        Ok(folders.iter().any(|folder| folder == path))
    }

    /// Trouble with the file at `path`. Servers that refuse in words that nobody knows, as vsftpd does,
    /// are asked whether the file is there at all.
    fn of_file(&self, path: &str, trouble: Trouble) -> Trouble {
        let is_gone = trouble.kind == Kind::Other && self.is_there(path) == Ok(false);
        if is_gone { Trouble { kind: Kind::Missing, ..trouble } } else { trouble }
    }

    /// What is in one folder: files with their lengths, and folders.
    fn folder(&self, folder: &str) -> Result<(Listing, Vec<String>), Trouble> {
        let place = self.place(folder);
        let listed = self.ask(folder, |stream| match stream.mlsd(Some(&place)) {
            Err(FtpError::UnexpectedResponse(answer)) if is_unknown(answer.status) => {
                let lines = lines_for_people(stream, &place)?;
                Ok(lines.iter().filter_map(|line| read_for_people(line)).collect())
            }
            answer => {
                Ok(answer?.iter().filter_map(|line| ListParser::parse_mlsd(line).ok()).collect())
            }
        });
        let entries: Vec<ftp_list::File> = match listed {
            Err(trouble) if folder.is_empty() && trouble.kind == Kind::Missing => Vec::new(),
            listed => listed?,
        };
        let (mut files, mut folders) = (Listing::new(), Vec::new());
        for file in &entries {
            let name = file.name().rsplit('/').next().unwrap_or_default();
            if matches!(name, "" | "." | "..") {
                continue;
            }
            let path = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
            if file.is_directory() {
                folders.push(path);
            } else {
                files.insert(path, file.size() as u64);
            }
        }
        Ok((files, folders))
    }
}

/// The folder that `path` is in; empty for the root.
fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Trusts whom this machine trusts.
fn configuration() -> ClientConfig {
    tls::install();
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    ClientConfig::builder().with_root_certificates(roots).with_no_client_auth()
}

/// Lets a server take so long for its next answers.
fn wait_for(stream: &RustlsFtpStream, patience: Duration) -> Answer<()> {
    stream.get_ref().set_read_timeout(Some(patience)).map_err(FtpError::ConnectionError)
}

/// A connection for a file or a list. Its clock begins anew whenever something moves.
fn data(address: SocketAddr) -> io::Result<TcpStream> {
    let socket = TcpStream::connect_timeout(&address, PATIENCE)?;
    socket.set_read_timeout(Some(PATIENCE))?;
    socket.set_write_timeout(Some(PATIENCE))?;
    SockRef::from(&socket).set_send_buffer_size(WAITING)?;
    Ok(socket)
}

/// A folder as people list it. Servers hide files whose names begin with a dot unless they are asked for
/// them; those that do not know how one asks say that there is nothing.
fn lines_for_people(stream: &mut RustlsFtpStream, place: &str) -> Answer<Vec<String>> {
    match stream.list(Some(&format!("-a {place}"))) {
        Ok(lines) if !lines.is_empty() => Ok(lines),
        Err(error) if is_broken(&error) => Err(error),
        Ok(_) | Err(_) => stream.list(Some(place)),
    }
}

/// A line of such a list, as Unix or Windows writes them.
fn read_for_people(line: &str) -> Option<ftp_list::File> {
    ListParser::parse_posix(line).or_else(|_| ListParser::parse_dos(line)).ok()
}

fn is_unknown(status: Status) -> bool {
    matches!(status, Status::BadCommand | Status::NotImplemented | Status::BadArguments)
}

fn is_broken(error: &FtpError) -> bool {
    match error {
        FtpError::UnexpectedResponse(answer) => answer.status == Status::NotAvailable,
        FtpError::ConnectionError(_)
        | FtpError::SecureError(_)
        | FtpError::BadResponse
        | FtpError::InvalidAddress(_)
        | FtpError::DataConnectionAlreadyOpen => true,
    }
}

fn trouble(place: &str, error: &FtpError) -> Trouble {
    match error {
        FtpError::ConnectionError(error) if error.kind() == io::ErrorKind::WouldBlock => {
            Trouble::new(Kind::Silent, place, "timeout")
        }
        FtpError::ConnectionError(error) => match Trouble::of_system(place, error) {
            Trouble { kind: Kind::Other, said, .. } => Trouble::new(Kind::Lost, place, said),
            trouble => trouble,
        },
        FtpError::UnexpectedResponse(answer) => {
            let said = String::from_utf8_lossy(&answer.body);
            Trouble::new(refusal(answer.status, &said.to_lowercase()), place, said.trim())
        }
        FtpError::SecureError(_)
        | FtpError::BadResponse
        | FtpError::InvalidAddress(_)
        | FtpError::DataConnectionAlreadyOpen => Trouble::new(Kind::Lost, place, error),
    }
}

/// What a server means by a number and its words. FTP has one number (550) for all that is wrong with a
/// file, and servers tell of a full disk by any that they like; the words tell more.
fn refusal(status: Status, said: &str) -> Kind {
    let says = |words: &[&str]| words.iter().any(|word| said.contains(word));
    match status {
        Status::ExceededStorage | Status::RequestedActionNotTaken => Kind::Full,
        _ if says(&["space", "quota", "disk full", "too large", "to local file"]) => Kind::Full,
        Status::NotAvailable | Status::CannotOpenDataConnection => Kind::Lost,
        _ if says(&["no such", "not found", "cannot find", "not exist"]) => Kind::Missing,
        _ if says(&["read-only", "read only"]) => Kind::ReadOnly,
        _ if says(&["permission", "denied", "privileges", "not permitted"]) => Kind::Denied,
        Status::TransferAborted | Status::ActionAborted => Kind::Failing,
        // There is nothing wrong with the names that we give.
        Status::BadFilename => Kind::Denied,
        _ => Kind::Other,
    }
}

impl Target for FtpTarget {
    fn list(&self, below: &str) -> Result<Listing, Trouble> {
        let mut listing = Listing::new();
        let mut folders = vec![below.to_owned()];
        while let Some(folder) = folders.pop() {
            let (files, deeper) = match self.folder(&folder) {
                Err(trouble) if folder == below && trouble.kind == Kind::Missing => break,
                found => found?,
            };
            listing.extend(files);
            folders.extend(deeper);
        }
        let start = if below.is_empty() { 0 } else { below.len() + 1 };
        Ok(listing.into_iter().map(|(path, length)| (path[start..].to_owned(), length)).collect())
    }

    fn read(&self, path: &str, into: &mut dyn Write) -> Result<bool, Trouble> {
        let place = self.place(path);
        let read = self.ask(path, |stream| {
            stream.retr(&place, |from| io::copy(from, into).map_err(FtpError::ConnectionError))
        });
        match read.map_err(|trouble| self.of_file(path, trouble)) {
            Err(trouble) if trouble.kind == Kind::Missing => Ok(false),
            read => read.map(|_| true),
        }
    }

    fn write(&self, path: &str, from: &mut dyn Read) -> Result<(), Trouble> {
        let place = self.place(path);
        self.ask(path, |stream| {
            let mut to = stream.put_with_stream(&place)?;
            let start = Instant::now();
            let sent = io::copy(from, &mut to).map_err(FtpError::ConnectionError);
            // Who takes a file slowly has the last of it still before them.
            wait_for(stream, PATIENCE + start.elapsed().min(SLOWNESS))?;
            // A server that cuts a file off says why, or is silent; a broken pipe tells less.
            to.finish().and(sent.map(|_| ()))?;
            wait_for(stream, PATIENCE)
        })
        .map_err(Trouble::while_sending)
    }

    fn write_new(&self, path: &str, bytes: &[u8]) -> Result<bool, Trouble> {
        // FTP has no way to make a file only where there is none; whoever reads back their own words
        // was the last to write.
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
        Swap::Rename
    }

    fn rename(&self, from: &str, to: &str) -> Result<(), Trouble> {
        let (old, new) = (self.place(from), self.place(to));
        let renamed = self.ask(from, |stream| stream.rename(&old, &new));
        match renamed.map_err(|trouble| self.of_file(from, trouble)) {
            // Servers on Windows do not rename over a file.
            Err(trouble) if trouble.kind == Kind::Other => {
                self.remove(to)?;
                self.ask(from, |stream| stream.rename(&old, &new))
            }
            done => done,
        }
    }

    fn copy(&self, from: &str, to: &str) -> Result<(), Trouble> {
        let mut bytes = Vec::new();
        if !self.read(from, &mut bytes)? {
            return Err(Trouble::new(Kind::Missing, &self.place(from), ""));
        }
        self.write(to, &mut bytes.as_slice())
    }

    fn remove(&self, path: &str) -> Result<(), Trouble> {
        let place = self.place(path);
        let removed = self.ask(path, |stream| stream.rm(&place));
        match removed.map_err(|trouble| self.of_file(path, trouble)) {
            Err(trouble) if trouble.kind == Kind::Missing => Ok(()),
            done => done,
        }
    }

    fn make_folder(&self, path: &str) -> Result<(), Trouble> {
        let place = self.place(path);
        match self.ask(path, |stream| stream.mkdir(&place)) {
            Err(trouble) if trouble.kind == Kind::Other => {
                if self.has_folder(path)? {
                    return Ok(());
                }
                // Of a folder at the top nobody knows whether the root is there, until it is made.
                let is_free = path.is_empty() || self.has_folder(folder_of(path))?;
                let kind = if is_free { Kind::Denied } else { Kind::Missing };
                Err(Trouble { kind, ..trouble })
            }
            done => done,
        }
    }

    fn remove_folder(&self, path: &str) -> Result<(), Trouble> {
        let place = self.place(path);
        match self.ask(path, |stream| stream.rmdir(&place)) {
            // A folder that somebody else uses stays.
            Err(trouble) if matches!(trouble.kind, Kind::Other | Kind::Missing) => Ok(()),
            done => done,
        }
    }
}
