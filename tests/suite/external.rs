//! `check --external` against a web server of this test: what is asked, how often, and what the
//! answers mean. Nothing leaves this machine.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};
use std::thread;

use serde_json::Value;

const SITE: &str = "title = \"示例市双拥网\"\naddress = \"https://www.example.gov.cn/\"\n\n\
                    [portal]\ndomain = \"www.example.gov.cn\"\ncode = \"1400000001\"\n";
const COLUMN: &str = "+++\ntitle = \"要闻\"\ncolumn_type = \"工作动态\"\n+++\n";

/// A web server that answers by the path that is asked for, and remembers every question.
struct Server {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("its address").port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let log = Arc::clone(&log);
                thread::spawn(move || answer(stream, &log));
            }
        });
        Self { port, asked }
    }

    /// What was asked since the last time, in order of words.
    fn asked(&self) -> Vec<String> {
        let mut asked = std::mem::take(&mut *self.asked.lock().expect("nobody panicked"));
        asked.sort();
        asked
    }
}

fn answer(mut stream: TcpStream, log: &Mutex<Vec<String>>) {
    let mut lines = BufReader::new(stream.try_clone().expect("a second handle")).lines();
    let question = lines.next().and_then(Result::ok).unwrap_or_default();
    while lines.next().and_then(Result::ok).is_some_and(|line| !line.is_empty()) {}
    let mut words = question.split(' ');
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    log.lock().expect("nobody panicked").push(format!("{method} {path}"));
    let status = match (method, path) {
        (_, "/here") | ("GET", "/no-head") => "200 OK",
        (_, "/moved") => "301 Moved\r\nLocation: /here",
        ("HEAD", "/no-head") => "405 No",
        (_, "/closed") => "403 Forbidden",
        _ => "404 Not Found",
    };
    let said = format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    let _ = stream.write_all(said.as_bytes());
}

fn site(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("content/news")).expect("a folder");
    let article = format!("+++\ntitle = \"走访\"\ndate = 2026-07-01 09:00\n+++\n{text}");
    for (file, said) in
        [("site.toml", SITE), ("content/news/_index.md", COLUMN), ("content/news/a.md", &article)]
    {
        fs::write(folder.path().join(file), said).expect("a file");
    }
    folder
}

fn check(folder: &Path, today: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_fengbei"))
        .args(["check", "--external", "--json", "--lang", "en", "--today", today, "--root"])
        .arg(folder)
        .env_remove("http_proxy")
        .env_remove("https_proxy")
        .env_remove("all_proxy")
        .env_remove("HTTP_PROXY")
        .env_remove("HTTPS_PROXY")
        .env_remove("ALL_PROXY")
        .output()
        .expect("the program runs")
}

/// Line, severity and words of every finding.
fn findings(output: &Output) -> Vec<String> {
    let value: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let one = |it: &Value| {
        assert_eq!(it["rule"], "external-link", "{it}");
        let words = it["message"]["en"].as_str().expect("words");
        format!("{} {} {words}", it["place"]["line"], it["severity"].as_str().expect("a word"))
    };
    value["findings"].as_array().expect("a list").iter().map(one).collect()
}

#[test]
fn dead_links_are_found_and_good_ones_are_not_asked_again_for_a_week() {
    let server = Server::start();
    let at = |path: &str| format!("[链接](http://127.0.0.1:{}{path})\n\n", server.port);
    let paths = ["/here", "/moved", "/no-head", "/closed", "/gone", "/here#part"];
    let text: String = paths.map(at).concat();
    let text =
        format!("{text}[拨打](tel:12345)[来信](mailto:a@example.com)[无](http://127.0.0.1:1/)\n");
    let site = site(&text);
    let found = [
        "11 note the other site did not give the page (403): it may ask who one is, or turn programs away",
        "13 warning the other site has no such page (404)",
        "17 warning the other site does not answer",
    ];
    let first = check(site.path(), "2026-08-01");
    assert_eq!(findings(&first), found);
    let asked = [
        "GET /closed",
        "GET /gone",
        "GET /no-head",
        "HEAD /closed",
        "HEAD /gone",
        "HEAD /here",
        "HEAD /here",
        "HEAD /moved",
        "HEAD /no-head",
    ];
    assert_eq!(server.asked(), asked, "the second /here is where /moved leads");
    assert_eq!(findings(&check(site.path(), "2026-08-08")), found);
    assert_eq!(server.asked(), ["GET /closed", "GET /gone", "HEAD /closed", "HEAD /gone"]);
    check(site.path(), "2026-08-09");
    assert_eq!(server.asked(), asked, "a week later everything is asked anew");
}

#[test]
fn without_a_network_there_is_one_sentence_and_no_finding() {
    let site = site("[甲](https://a.invalid/) [乙](https://b.invalid/x)\n");
    let output = check(site.path(), "2026-08-01");
    assert_eq!(findings(&output), Vec::<String>::new());
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(said.matches("no other site can be reached").count(), 1, "{said}");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_link_that_may_stay_is_set_aside_and_is_not_stale_without_the_network() {
    let site = site("[无](http://127.0.0.1:1/)\n");
    let entry = "[[dismiss]]\nrule = \"external-link\"\nfile = \"content/news/a.md\"\n\
                 words = \"127.0.0.1\"\nreason = \"内网\"\nby = \"示例编辑\"\non = 2026-08-01\n";
    fs::write(site.path().join("dismissals.toml"), entry).expect("a file");
    let value: Value =
        serde_json::from_slice(&check(site.path(), "2026-08-01").stdout).expect("JSON");
    assert_eq!(value["findings"], serde_json::json!([]));
    assert_eq!(value["dismissed"][0]["reason"], "内网（示例编辑）");
    let offline = Command::new(env!("CARGO_BIN_EXE_fengbei"))
        .args(["check", "--json", "--today", "2026-08-01", "--root"])
        .arg(site.path())
        .output()
        .expect("the program runs");
    let value: Value = serde_json::from_slice(&offline.stdout).expect("JSON");
    assert_eq!(value["findings"], serde_json::json!([]));
}
