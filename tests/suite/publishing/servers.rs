//! Real servers on this machine, that a test starts and that end with it.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A server that runs until it is dropped.
pub struct Server {
    child: Child,
    pub port: u16,
    /// Its keys and settings.
    pub folder: tempfile::TempDir,
}

impl Server {
    /// Starts a program that will listen at `port`.
    fn start(mut command: Command, port: u16, folder: tempfile::TempDir, package: &str) -> Self {
        let log = fs::File::create(folder.path().join("log")).expect("a file");
        let program = command.get_program().to_string_lossy().into_owned();
        let error = log.try_clone().expect("a handle");
        let child = command.stdin(Stdio::null()).stdout(log).stderr(error).spawn();
        let child = child.unwrap_or_else(|error| {
            panic!("{program} does not run ({error}): `make tools` installs it ({package})")
        });
        let server = Self { child, port, folder };
        let start = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(start.elapsed() < Duration::from_secs(20), "{program}: {}", server.log());
            std::thread::sleep(Duration::from_millis(20));
        }
        server
    }

    /// Ends it and the connections that it has, as when the machine goes down.
    pub fn cut(&self) {
        let mut list = Command::new("pgrep");
        let list = list.arg("-P").arg(self.child.id().to_string()).output().expect("pgrep runs");
        let children = String::from_utf8_lossy(&list.stdout).into_owned();
        for process in
            children.split_whitespace().map(str::to_owned).chain([self.child.id().to_string()])
        {
            // One that has ended meanwhile cannot be ended.
            let _ = Command::new("kill").args(["-9", &process]).output();
        }
    }

    pub fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    pub fn place(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // One that has ended already cannot be ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port that nobody uses now.
fn port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("an address").port()
}

fn succeeds(command: &mut Command, package: &str) {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.output().unwrap_or_else(|error| {
        panic!("{program} does not run ({error}): `make tools` installs it ({package})")
    });
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
}

fn key(place: &Path) {
    let mut command = Command::new("ssh-keygen");
    succeeds(command.args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(place), "openssh-client");
}

/// Who runs the tests.
pub fn user() -> String {
    let output = Command::new("id").arg("-un").output().expect("id runs");
    String::from_utf8(output.stdout).expect("a name").trim().to_owned()
}

/// OpenSSH's server with its SFTP. It lets in who has the key `id` of its folder.
pub fn sshd() -> Server {
    sshd_by(Command::new(SSHD))
}

/// The same, where no file may be larger than 200 KB, as with a quota that is used up.
pub fn sshd_with_little_room() -> Server {
    sshd_by(with_little_room(Path::new(SSHD)))
}

const SSHD: &str = "/usr/sbin/sshd";

fn sshd_by(mut command: Command) -> Server {
    let folder = tempfile::tempdir().expect("a folder");
    let place = |name: &str| folder.path().join(name);
    key(&place("host"));
    key(&place("id"));
    let port = port();
    let public = fs::read_to_string(place("host.pub")).expect("a key");
    fs::write(place("known_hosts"), format!("[127.0.0.1]:{port} {public}")).expect("written");
    let settings = format!(
        "Port {port}\nListenAddress 127.0.0.1\nHostKey {host}\nAuthorizedKeysFile {keys}\nPidFile none\n\
         UsePAM no\nStrictModes no\nPasswordAuthentication yes\nPermitRootLogin yes\nMaxStartups 100\n\
         Subsystem sftp internal-sftp\n",
        host = place("host").display(),
        keys = place("id.pub").display(),
    );
    fs::write(place("sshd_config"), settings).expect("written");
    // Where Debian's sshd parts from its privileges; only root can make it, and only root needs it.
    let _ = fs::create_dir_all("/run/sshd");
    command.args(["-D", "-e", "-f"]).arg(place("sshd_config"));
    Server::start(command, port, folder, "apt openssh-server")
}

/// Settings of a target on that server.
pub fn sftp_settings(server: &Server, shelf: &Path) -> String {
    format!(
        "service = \"sftp\"\nhost = \"127.0.0.1\"\nport = {}\nuser = \"{}\"\nkey = '{}'\nknown_hosts = '{}'\n\
         root = '{}'",
        server.port,
        user(),
        server.place("id").display(),
        server.place("known_hosts").display(),
        shelf.display()
    )
}

/// The password of the servers that ask for one.
pub const PASSWORD: &str = "mima-1949";

/// An FTP server that serves `shelf`, over TLS when it is to be `safe`.
pub fn ftp(shelf: &Path, safety: Safety) -> Server {
    ftp_by(Command::new(&*PYTHON), shelf, safety)
}

/// The same, where no file may be larger than 200 KB. It says no word of that when the last part of a
/// file, which it holds back until the end, has no room.
pub fn ftp_with_little_room(shelf: &Path, safety: Safety) -> Server {
    ftp_by(with_little_room(&PYTHON), shelf, safety)
}

fn ftp_by(mut command: Command, shelf: &Path, safety: Safety) -> Server {
    let folder = tempfile::tempdir().expect("a folder");
    let port = port();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/publishing/ftp_server.py");
    command.arg(script).arg(port.to_string()).arg(shelf).arg(PASSWORD);
    if safety == Safety::Tls {
        let place = folder.path().join("server.pem");
        certificate(&place);
        command.arg(place);
    }
    Server::start(command, port, folder, "apt python3-venv")
}

/// vsftpd, which lists folders for people and refuses in words of its own. It lets anybody in, and has
/// the paths of this machine, since only root could give it others.
pub fn vsftpd(shelf: &Path) -> Server {
    vsftpd_by(Command::new(VSFTPD), shelf)
}

/// The same, where no file may be larger than 200 KB, as on a disk that is full.
pub fn vsftpd_with_little_room(shelf: &Path) -> Server {
    vsftpd_by(with_little_room(Path::new(VSFTPD)), shelf)
}

/// A program that can write no file of more than 200 KB.
fn with_little_room(program: &Path) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", "trap '' XFSZ; ulimit -f 400; exec \"$0\" \"$@\""]).arg(program);
    command
}

const VSFTPD: &str = "/usr/sbin/vsftpd";

fn vsftpd_by(mut command: Command, shelf: &Path) -> Server {
    let folder = tempfile::tempdir().expect("a folder");
    let port = port();
    let settings = format!(
        "listen=YES\nlisten_address=127.0.0.1\nlisten_port={port}\nbackground=NO\nrun_as_launching_user=YES\n\
         anonymous_enable=YES\nno_anon_password=YES\nanon_root={}\nanon_umask=022\nwrite_enable=YES\n\
         anon_upload_enable=YES\nanon_mkdir_write_enable=YES\nanon_other_write_enable=YES\n\
         anon_world_readable_only=NO\nallow_writeable_chroot=YES\nseccomp_sandbox=NO\n",
        shelf.display()
    );
    let place = folder.path().join("vsftpd.conf");
    fs::write(&place, settings).expect("written");
    command.arg(place);
    Server::start(command, port, folder, "apt vsftpd")
}

/// Settings of a target on that server.
pub fn vsftpd_settings(server: &Server, shelf: &Path) -> String {
    let (port, root) = (server.port, shelf.display());
    format!(
        "service = \"ftp\"\nhost = \"127.0.0.1\"\nport = {port}\nuser = \"anonymous\"\nroot = '{root}'"
    )
}

/// Whether others can listen.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Safety {
    Open,
    Tls,
}

/// Settings of a target on that server.
pub fn ftp_settings(server: &Server, safety: Safety) -> String {
    let service = match safety {
        Safety::Open => "ftp",
        Safety::Tls => "ftps",
    };
    let port = server.port;
    format!(
        "service = \"{service}\"\nhost = \"127.0.0.1\"\nport = {port}\nuser = \"office\"\nroot = \"/双拥网\""
    )
}

/// A certificate for this machine, with its key.
fn certificate(place: &Path) {
    let key = place.with_extension("key");
    let mut command = Command::new("openssl");
    command.args([
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=127.0.0.1",
    ]);
    command.args([
        "-addext",
        "subjectAltName=IP:127.0.0.1",
        "-addext",
        "basicConstraints=critical,CA:FALSE",
    ]);
    succeeds(command.arg("-keyout").arg(&key).arg("-out").arg(place), "apt openssl");
    let both = [place, &key].map(|it| fs::read_to_string(it).expect("it was made")).concat();
    fs::write(place, both).expect("written");
}

/// A web server that shows `shelf`, and behaves in these ways.
pub fn web(shelf: &Path, behaviour: &[&str]) -> Server {
    let port = port();
    let mut command = Command::new("python3");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/publishing/web_server.py");
    command.arg(script).arg(port.to_string()).arg(shelf).args(behaviour);
    Server::start(command, port, tempfile::tempdir().expect("a folder"), "apt python3")
}

/// A `WebDAV` server that serves `shelf`.
pub fn webdav(shelf: &Path) -> Server {
    webdav_by(Command::new(rclone_program()), shelf)
}

/// The same, where no file may be larger than 200 KB.
pub fn webdav_with_little_room(shelf: &Path) -> Server {
    webdav_by(with_little_room(&rclone_program()), shelf)
}

fn webdav_by(command: Command, shelf: &Path) -> Server {
    rclone(command, "webdav", shelf, &["--user", "office", "--pass", PASSWORD])
}

/// S3-compatible storage whose buckets are the folders of `shelf`.
pub fn s3(shelf: &Path) -> Server {
    s3_by(Command::new(rclone_program()), shelf)
}

/// The same, where no file may be larger than 200 KB.
pub fn s3_with_little_room(shelf: &Path) -> Server {
    s3_by(with_little_room(&rclone_program()), shelf)
}

fn s3_by(command: Command, shelf: &Path) -> Server {
    fs::create_dir_all(shelf.join(BUCKET)).expect("a folder is made");
    rclone(command, "s3", shelf, &["--auth-key", &format!("office,{PASSWORD}")])
}

/// The bucket of a target in such storage.
pub const BUCKET: &str = "wangzhan";

/// The program that serves and copies.
pub fn rclone_program() -> PathBuf {
    PYTHON.with_file_name("rclone")
}

fn rclone(mut command: Command, service: &str, shelf: &Path, more: &[&str]) -> Server {
    let folder = tempfile::tempdir().expect("a folder");
    let port = port();
    command.args(["serve", service, "--dir-cache-time", "10ms", "--addr"]);
    command.arg(format!("127.0.0.1:{port}")).args(more).arg(shelf);
    command.env("RCLONE_CONFIG", folder.path().join("none"));
    Server::start(command, port, folder, "apt python3-venv")
}

/// Settings of a target on that server.
pub fn webdav_settings(server: &Server) -> String {
    let port = server.port;
    format!(
        "service = \"webdav\"\nendpoint = \"http://127.0.0.1:{port}\"\nuser = \"office\"\nroot = \"/双拥网\""
    )
}

/// Settings of a target in that storage.
pub fn s3_settings(server: &Server) -> String {
    let port = server.port;
    format!(
        "service = \"s3\"\nendpoint = \"http://127.0.0.1:{port}\"\nbucket = \"{BUCKET}\"\n\
         region = \"us-east-1\"\nroot = \"/双拥网\""
    )
}

/// Python with what the server needs, of exactly the committed versions.
static PYTHON: std::sync::LazyLock<PathBuf> = std::sync::LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("publishing-python");
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/publishing");
    let list = here.join("requirements.txt");
    let wanted = fs::read(&list).expect("it is committed");
    let (done, python) = (folder.join("done"), folder.join("bin/python"));
    if fs::read(&done).is_ok_and(|before| before == wanted) {
        return python;
    }
    succeeds(Command::new("python3").args(["-m", "venv"]).arg(&folder), "apt python3-venv");
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"];
    succeeds(Command::new(&python).args(pip).arg(list), "apt python3-venv");
    fs::write(done, wanted).expect("the folder is ours");
    python
});
