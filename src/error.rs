//! Failures of the world: a disk, a folder, a theme that cannot be used.
//!
//! Problems of *content* are never errors; they are [`Diagnostic`]s and
//! do not stop the program.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::diag::{Diagnostic, Message};

/// What the program was doing to a file when the world failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Reading a file or listing a folder.
    Read,
    /// Writing or creating a file or folder.
    Write,
    /// Renaming, linking or removing what is already there.
    Move,
}

/// A failure of the world, with everything needed to tell a person about it.
#[derive(Debug)]
pub enum Error {
    /// The operating system refused something.
    Io {
        /// What was being done.
        deed: Deed,
        /// To which file or folder.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// A theme cannot be used; the place is in its own file.
    Theme(Box<Diagnostic>),
    /// Anything else, already in both languages.
    Other(Message),
}

/// The usual result of a stage that touches the world.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// A failure to read `path`.
    pub fn read(path: &Path, cause: std::io::Error) -> Self {
        Self::Io { deed: Deed::Read, path: path.into(), cause }
    }

    /// A failure to write `path`.
    pub fn write(path: &Path, cause: std::io::Error) -> Self {
        Self::Io { deed: Deed::Write, path: path.into(), cause }
    }

    /// A failure to rename, link or remove `path`.
    pub fn moving(path: &Path, cause: std::io::Error) -> Self {
        Self::Io { deed: Deed::Move, path: path.into(), cause }
    }

    /// The sentence for the person at the keyboard, with the remedy.
    pub fn message(&self) -> Message {
        match self {
            Self::Io { deed, path, cause } => io_message(*deed, path, cause),
            Self::Theme(finding) => finding.message.clone(),
            Self::Other(message) => message.clone(),
        }
    }
}

fn io_message(deed: Deed, path: &Path, cause: &std::io::Error) -> Message {
    let path = path.display();
    let (zh, en) = match deed {
        Deed::Read => ("读取", "read"),
        Deed::Write => ("写入", "write"),
        Deed::Move => ("移动或删除", "move or remove"),
    };
    let remedy = remedy(cause);
    let why = reason(cause).map_or_else(|| cause.to_string(), str::to_owned);
    Message::new(
        format!("无法{zh} {path}：{why}。{}", remedy.zh),
        format!("cannot {en} {path}: {cause}. {}", remedy.en),
    )
}

/// What the system said, in Chinese; none for what few people meet.
fn reason(cause: &std::io::Error) -> Option<&'static str> {
    use std::io::ErrorKind as Kind;
    Some(match cause.kind() {
        Kind::NotFound => "没有这个文件或文件夹",
        Kind::PermissionDenied => "没有权限",
        Kind::StorageFull => "磁盘已满",
        Kind::QuotaExceeded => "磁盘配额已满",
        Kind::ReadOnlyFilesystem => "磁盘是只读的",
        Kind::AlreadyExists => "已有同名的文件或文件夹",
        Kind::IsADirectory => "这是一个文件夹",
        Kind::NotADirectory => "路径中有一段不是文件夹",
        Kind::InvalidFilename => "文件名不合规定",
        _ => return None,
    })
}

fn remedy(cause: &std::io::Error) -> Message {
    use std::io::ErrorKind as Kind;
    match cause.kind() {
        Kind::StorageFull | Kind::QuotaExceeded => Message::new(
            "磁盘已满：请腾出空间后重试，原有网站没有改动。",
            "The disk is full: free some space and try again; the old site is untouched.",
        ),
        Kind::PermissionDenied | Kind::ReadOnlyFilesystem => Message::new(
            "没有权限：请换一个可写的文件夹，或请管理员放开权限，原有网站没有改动。",
            "Permission was denied: choose a folder you may write to; the old site is untouched.",
        ),
        Kind::NotFound => Message::new(
            "请检查路径是否写对、文件是否还在。",
            "Check the path and that the file is still there.",
        ),
        _ => {
            Message::new("请稍后重试；原有网站没有改动。", "Try again; the old site is untouched.")
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message().en)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { cause, .. } => Some(cause),
            Self::Theme(_) | Self::Other(_) => None,
        }
    }
}
