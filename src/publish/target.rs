//! What publishing asks of a place that shows the site, and how such a place says no.
//!
//! Everything is blocking: several threads use one target at a time. It never knows what a file is for.

use std::collections::BTreeMap;
use std::io::{Read, Write};

use crate::diag::Message;
use crate::error::Error;
use crate::say;

/// Length in bytes of every file, by its path below the target's root with `/` between parts.
pub type Listing = BTreeMap<String, u64>;

/// A place that shows the site: a folder, or a service on another machine.
pub trait Target: Send + Sync {
    /// Every file below a folder, by its path from there; empty for the root. A folder that is not there
    /// holds no files.
    fn list(&self, below: &str) -> Result<Listing, Trouble>;

    /// Reads the file at `path` to the end; false when it is not there.
    fn read(&self, path: &str, into: &mut dyn Write) -> Result<bool, Trouble>;

    /// Writes the file at `path`, over what is there. The folder is there.
    fn write(&self, path: &str, from: &mut dyn Read) -> Result<(), Trouble>;

    /// Writes a small file where there is none; false when there is one.
    fn write_new(&self, path: &str, bytes: &[u8]) -> Result<bool, Trouble>;

    /// How a new file comes to stand in an old one's place.
    fn swap(&self) -> Swap;

    /// Gives the file at `from` the name `to`, over what is there, in one step.
    fn rename(&self, from: &str, to: &str) -> Result<(), Trouble>;

    /// Makes `to` hold what `from` holds.
    fn copy(&self, from: &str, to: &str) -> Result<(), Trouble>;

    /// Removes a file; one that is not there is removed already.
    fn remove(&self, path: &str) -> Result<(), Trouble>;

    /// Makes a folder, whose own folder is there; one that is there is made already.
    fn make_folder(&self, path: &str) -> Result<(), Trouble>;

    /// Removes a folder if nothing is in it.
    fn remove_folder(&self, path: &str) -> Result<(), Trouble>;
}

/// How a new file comes to stand in an old one's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Swap {
    /// It is sent under another name and renamed.
    Rename,
    /// What is written appears when it is whole.
    Whole,
}

/// Why a target did not do what it was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// What kind of trouble.
    pub kind: Kind,
    /// The path, host or account it is about.
    pub place: String,
    /// What the system or the server said.
    pub said: String,
}

/// Kinds of trouble, by what a person can do about them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The connection broke: it may go better the next time.
    Lost,
    /// The connection broke while a file was sent.
    Broken,
    /// Nobody answered, or took what was sent, for as long as anybody waits.
    Silent,
    /// There is no such host, or nobody answers there.
    Unreachable,
    /// Account, password or key were refused.
    Login,
    /// The server is not the one that is known under this name.
    HostKey,
    /// The server is not known yet.
    HostUnknown,
    /// Nobody whom this machine trusts vouches for the server.
    Certificate,
    /// Something is not permitted.
    Denied,
    /// The place is read-only.
    ReadOnly,
    /// There is no room left.
    Full,
    /// The server failed by itself, and may do better later.
    Failing,
    /// The server's clock and ours are too far apart.
    Clock,
    /// A file or folder that must be there is not.
    Missing,
    /// Our files lie where they lay before the settings changed; what was said is where they belong.
    Unmoved,
    /// The folder for our files has others' in it; what was said is one of them.
    Taken,
    /// Our files cannot be moved into the site.
    Elsewhere,
    /// Anything else.
    Other,
}

impl Trouble {
    /// Trouble of a kind, about a place, in the system's words.
    #[expect(clippy::needless_pass_by_value, reason = "errors and words alike are handed over")]
    pub fn new(kind: Kind, place: &str, said: impl ToString) -> Self {
        Self { kind, place: place.to_owned(), said: said.to_string() }
    }

    /// What the operating system refused.
    pub fn of_system(place: &str, error: &std::io::Error) -> Self {
        use std::io::ErrorKind as System;
        let kind = match error.kind() {
            System::StorageFull | System::QuotaExceeded | System::FileTooLarge => Kind::Full,
            System::PermissionDenied => Kind::Denied,
            System::ReadOnlyFilesystem => Kind::ReadOnly,
            System::NotFound => Kind::Missing,
            System::ConnectionReset
            | System::ConnectionAborted
            | System::BrokenPipe
            | System::UnexpectedEof
            | System::Interrupted => Kind::Lost,
            System::TimedOut => Kind::Silent,
            System::ConnectionRefused | System::HostUnreachable | System::NetworkUnreachable => {
                Kind::Unreachable
            }
            _ => Kind::Other,
        };
        Self::new(kind, place, error)
    }

    /// Whether another try may go better.
    pub fn is_passing(&self) -> bool {
        self.tries() > 0
    }

    /// How many more tries are worth their time. Who was silent has been waited for already.
    pub fn tries(&self) -> usize {
        match self.kind {
            Kind::Lost | Kind::Broken | Kind::Failing => usize::MAX,
            Kind::Silent => 1,
            Kind::Unreachable
            | Kind::Login
            | Kind::HostKey
            | Kind::HostUnknown
            | Kind::Certificate
            | Kind::Denied
            | Kind::ReadOnly
            | Kind::Full
            | Kind::Clock
            | Kind::Missing
            | Kind::Unmoved
            | Kind::Taken
            | Kind::Elsewhere
            | Kind::Other => 0,
        }
    }

    /// Whether the disk there may be full.
    pub fn may_be_for_want_of_room(&self) -> bool {
        matches!(self.kind, Kind::Full | Kind::Failing | Kind::Broken | Kind::Silent)
    }

    /// The same of a file that was being sent: servers whose disk is full break off without a word, or
    /// say nothing at all.
    #[must_use]
    pub fn while_sending(self) -> Self {
        let kind = if self.kind == Kind::Lost { Kind::Broken } else { self.kind };
        Self { kind, ..self }
    }

    /// The sentence for the person at the keyboard, with the remedy.
    pub fn message(&self) -> Message {
        let Self { place, said, .. } = self;
        match self.kind {
            Kind::Lost => say!(
                "连接断了（{place}：{said}）。已传的还在，网站没有坏；再运行一次就接着传",
                "the connection was lost ({place}: {said}). What was sent is kept and the site is whole; run it again \
                 to go on"
            ),
            Kind::Broken | Kind::Silent => say!(
                "传到一半断了，或者一直没有回音，对方没有说原因（{place}：{said}）：可能那边空间满了、位置只读，也可能线路\
                 不好。请管理员查看空间和权限；网站没有坏，再运行一次就接着传",
                "it broke off, or nobody answered, and the server gave no reason ({place}: {said}): its disk may be full \
                 or read-only, or the line is bad. Ask its administrator to look at room and permissions; the site is \
                 whole, and running it again goes on"
            ),
            Kind::Unreachable => say!(
                "连不上 {place}（{said}）。请检查主机名、端口和网络",
                "{place} cannot be reached ({said}). Check the host, the port and the network"
            ),
            Kind::Login => say!(
                "{place} 没有让我们登录（{said}）。请检查用户名、密码或密钥",
                "{place} did not let us in ({said}). Check the account, the password or the key"
            ),
            Kind::HostKey => say!(
                "{place} 的指纹与登记的不同（{said}），没有登录。服务器可能换过，也可能有人冒充：先向管理员核实，\
                 再改 known_hosts",
                "the host key of {place} is not the known one ({said}), so we did not log in. The server may be a new \
                 one, or somebody may stand between: ask its administrator, then mend known_hosts"
            ),
            Kind::HostUnknown => say!(
                "还不认识服务器 {place}，它的指纹是 {said}。先向管理员核实，再用 ssh-keyscan 登记到 known_hosts",
                "the server {place} is not known; its fingerprint is {said}. Ask its administrator, then put it into \
                 known_hosts with ssh-keyscan"
            ),
            Kind::Certificate => say!(
                "{place} 的证书信不过（{said}），没有登录，密码也没有发出去。先看本机时钟准不准；再请管理员换有效的证书，\
                 或把单位自己的证书装进这台电脑的受信任证书",
                "the certificate of {place} is not trusted ({said}), so we did not log in and sent no password. See \
                 whether this machine's clock is right; then ask its administrator for a valid certificate, or add the \
                 office's own to those this machine trusts"
            ),
            Kind::Denied => say!(
                "{place} 没有权限（{said}）。请管理员放开这个文件夹",
                "{place} is not permitted ({said}). Ask the administrator to open this folder"
            ),
            Kind::ReadOnly => say!(
                "{place} 是只读的（{said}）。请换一个可写的位置",
                "{place} is read-only ({said}). Choose a place that can be written"
            ),
            Kind::Full => say!(
                "那边的空间满了（{place}：{said}）。请腾出空间，再运行一次就接着传",
                "there is no room left ({place}: {said}). Make room and run it again to go on"
            ),
            Kind::Failing => say!(
                "那边的服务器没有照办（{place}：{said}）：可能空间满了、位置只读，或正在维护。请管理员查看；网站没有坏，\
                 之后再运行一次就接着传",
                "the server there did not do as it was asked ({place}: {said}): its disk may be full or read-only, or it \
                 is being looked after. Ask its administrator; the site is whole, and running it again goes on"
            ),
            Kind::Clock => say!(
                "{place} 说本机时钟差得太多（{said}）。请校准这台电脑的时间，再运行一次",
                "{place} says that this machine's clock is too far off ({said}). Set it right and run it again"
            ),
            Kind::Missing => say!(
                "没有 {place}（{said}）。请检查位置（root、bucket）写得对不对",
                "{place} is not there ({said}). Check root, or bucket"
            ),
            Kind::Unmoved => say!(
                "旧版本还在 {place}，“存放”却改了地方。请先把这个文件夹挪到 {said}（改名、剪切都行，先建好上一层），再运行\
                 一次；或者去掉“存放”",
                "earlier releases are still in {place}, but store is another place now. Move that folder to {said} first \
                 (make the folder above it, then rename or cut and paste), and run it again; or take store away"
            ),
            Kind::Taken => say!(
                "“存放”的文件夹 {place} 里有别人的文件（{said}）。请换一个空文件夹",
                "the store {place} has files of others in it ({said}). Choose an empty folder"
            ),
            Kind::Elsewhere => say!(
                "“存放”里的文件挪不进网站文件夹（{place}：{said}）：两处要在同一块磁盘上。请换一个“存放”的位置",
                "files of the store cannot be moved into the site's folder ({place}: {said}): both must be on one disk. \
                 Choose another place for store"
            ),
            Kind::Other => say!("{place}：{said}", "{place}: {said}"),
        }
    }
}

impl From<Trouble> for Error {
    fn from(trouble: Trouble) -> Self {
        Self::Other(trouble.message())
    }
}
