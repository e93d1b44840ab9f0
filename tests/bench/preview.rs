//! How long it takes from saving an article until the preview serves its new page.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::corpus;
use super::sites::Sites;

/// How long a server may take to be there.
const START: Duration = Duration::from_mins(5);
/// How long a new page may take before it counts as never.
const PATIENCE: Duration = Duration::from_secs(30);
/// Between two requests.
const PAUSE: Duration = Duration::from_millis(2);

/// Saves an article several times; seconds until its page is new. Nothing is measured when there is
/// no preview.
pub fn measure(sites: &Sites, size: usize, rounds: usize) -> Result<Vec<f64>, String> {
    let Some(mut server) = Server::start(&sites.fengbei(), "/index.html")? else {
        return Ok(Vec::new());
    };
    let mut times = Vec::new();
    for round in 0..rounds * 3 {
        let article = corpus::article(size / 2 + round);
        let page = address(sites, &article.path)?;
        let place = sites.fengbei().join("content").join(&article.path);
        // As an editor works: the page is open, and the article is saved some time later.
        server.get(&page).ok_or_else(|| format!("{page} is not served"))?;
        std::thread::sleep(Duration::from_millis(300));
        let mark = format!("改动{round}号");
        let text = article.text + &mark + "\n";
        let start = Instant::now();
        fs::write(&place, text).map_err(|e| format!("{}: {e}", place.display()))?;
        times.push(server.wait(&page, &mark, start)?);
    }
    Ok(times)
}

/// Where the page of an article is, by the address ledger.
fn address(sites: &Sites, article: &str) -> Result<String, String> {
    let ledger = fs::read_to_string(sites.fengbei().join("addresses.lock"))
        .map_err(|e| format!("addresses.lock: {e}"))?;
    let start = format!("content/{article}\t");
    let line = ledger.lines().find(|line| line.starts_with(&start));
    let last = line.and_then(|line| line.rsplit('\t').next());
    last.map(|path| format!("/{path}")).ok_or_else(|| format!("no address of {article}"))
}

/// A running preview, ended when it is dropped.
#[derive(Debug)]
pub struct Server {
    process: Child,
    port: u16,
}

impl Server {
    /// Starts `fengbei serve` for the site at `root` and waits until it gives `page`; none when it
    /// ends at once.
    pub fn start(root: &Path, page: &str) -> Result<Option<Self>, String> {
        let port = free_port().map_err(|e| e.to_string())?;
        let process = Command::new(env!("CARGO_BIN_EXE_fengbei"))
            .args(["--root", &root.to_string_lossy(), "serve"])
            .args(["--today", "2026-08-01", "--port", &port.to_string()])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|e| e.to_string())?;
        let mut server = Self { process, port };
        let start = Instant::now();
        while start.elapsed() < START {
            if server.get(page).is_some() {
                return Ok(Some(server));
            }
            if let Some(status) = server.process.try_wait().map_err(|e| e.to_string())? {
                return if status.success() { Ok(None) } else { Err(format!("serve: {status}")) };
            }
            std::thread::sleep(PAUSE);
        }
        Err("the preview does not answer".into())
    }

    /// The page at `path`, when it is there.
    pub fn get(&self, path: &str) -> Option<String> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).ok()?;
        write!(stream, "GET {path} HTTP/1.0\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port).ok()?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok()?;
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let line = answer.lines().next()?;
        line.contains(" 200").then_some(answer)
    }

    /// Asks for `path` until it holds `mark`; seconds since `start`.
    fn wait(&mut self, path: &str, mark: &str, start: Instant) -> Result<f64, String> {
        while start.elapsed() < PATIENCE {
            if self.get(path).is_some_and(|page| page.contains(mark)) {
                return Ok(start.elapsed().as_secs_f64());
            }
            std::thread::sleep(PAUSE);
        }
        Err(format!("{path} stayed as it was for {PATIENCE:?}"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn free_port() -> std::io::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}
