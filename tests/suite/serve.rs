//! The preview as a browser sees it: real requests to a real server on this machine.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::mpsc::{self, Receiver};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use fengbei::diag::Language;
use fengbei::load::{Audience, Options as Load, Showing};
use fengbei::serve::{self, Base, Change, News, Options, Preview};
use fengbei::source::SourcePath;
use fengbei::text::Moment;
use tokio::sync::oneshot;

use crate::desk::{Desk, TODAY};

/// Nothing that is waited for takes longer, however busy the machine is.
const PATIENCE: Duration = Duration::from_mins(2);

const ARTICLE: &str = "+++\ntitle = \"走访慰问\"\ndate = \"2026-07-30\"\nsource = \"示例双拥办\"\naddress = \"news/a.html\"\n+++\n军爱民、民拥军。\n";

/// The article with a template of its own.
fn own() -> String {
    ARTICLE.replace("source", "template = \"own.html\"\nsource")
}

fn desk() -> Desk {
    let desk = Desk::small();
    desk.write("content/news/a.md", ARTICLE);
    desk
}

fn options(desk: &Desk, base: &str) -> Options {
    Options {
        root: desk.root(),
        load: Load {
            config: SourcePath::new("site.toml"),
            now: Moment::parse(TODAY).expect("a date"),
            showing: Showing { drafts: true, future: true, classified: false },
            audience: Audience::Office,
        },
        language: Language::En,
        port: 0,
        base: Base::parse(base).expect("a path"),
    }
}

/// A site that is being previewed.
struct Served {
    desk: Desk,
    host: String,
    base: String,
    /// What was told: files that changed.
    news: Receiver<String>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Served {
    fn new(desk: Desk, base: &str) -> Self {
        let options = options(&desk, base);
        let (opened, address) = mpsc::channel();
        let (changed, news) = mpsc::channel();
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::spawn(move || {
            let tell = |news: News<'_>| match news {
                News::Open { address, .. } => opened.send(address.to_owned()).expect("awaited"),
                News::Changed { files, .. } => {
                    let files: Vec<_> = files.iter().map(SourcePath::as_str).collect();
                    // Most tests look at pages instead.
                    let _ = changed.send(files.join(" "));
                }
                News::Failed { .. } | News::Found { .. } | News::Slow(_) => {}
            };
            let stop = async { stopped.await.expect("told to stop") };
            serve::serve(&options, &tell, stop).expect("it can be served");
        });
        let address = address.recv_timeout(PATIENCE).expect("it opens");
        let (host, path) = address
            .strip_prefix("http://")
            .and_then(|rest| rest.split_once('/'))
            .expect("an address");
        let (host, base) = (host.to_owned(), format!("/{path}"));
        Self { desk, host, base, news, stop: Some(stop), thread: Some(thread) }
    }

    fn get(&self, path: &str) -> Answer {
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\n", self.host))
    }

    /// The answer to a request whose head is `head`, each line with its end.
    fn send(&self, head: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.host).expect("the preview is open");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        write!(stream, "{head}Connection: close\r\n\r\n").expect("sent");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("answered");
        Answer::read(&bytes)
    }

    /// What pages are marked with now.
    fn mark(&self) -> String {
        self.get(&format!("{}__fengbei/state", self.base)).text()
    }

    /// Asks as pages do until the site is no longer what was marked `mark`.
    fn wait(&self, mark: &str) -> String {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            let now = self.get(&format!("{}__fengbei/state?shown={mark}", self.base)).text();
            if now != mark {
                return now;
            }
        }
        panic!("no change was seen");
    }

    /// Does something, and asks for `path` at every change until the answer is as wanted.
    fn until(
        &self,
        path: &str,
        change: impl FnOnce(&Desk),
        wanted: impl Fn(&Answer) -> bool,
    ) -> Answer {
        let mut mark = self.mark();
        change(&self.desk);
        loop {
            mark = self.wait(&mark);
            let answer = self.get(path);
            if wanted(&answer) {
                return answer;
            }
        }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // One that failed has ended already.
        let _ = self.stop.take().expect("stopped once").send(());
        let ended = self.thread.take().expect("joined once").join();
        assert!(ended.is_ok() || std::thread::panicking(), "the preview ended badly");
    }
}

struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Answer {
    fn read(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
        let head = std::str::from_utf8(&bytes[..end]).expect("heads are text");
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.get(9..12)).expect("a status");
        let header = |line: &str| {
            let (name, value) = line.split_once(": ").expect("a header");
            (name.to_ascii_lowercase(), value.to_owned())
        };
        Self {
            status: status.parse().expect("a number"),
            headers: lines.map(header).collect(),
            body: bytes[end + 4..].to_vec(),
        }
    }

    fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("text")
    }

    fn says(&self, words: &str) -> bool {
        self.text().contains(words)
    }

    /// The value of the first attribute `name` that ends with `end`.
    fn attribute(&self, name: &str, end: &str) -> String {
        let text = self.text();
        let start = format!(" {name}=\"");
        let mut values = text.split(&start).skip(1).filter_map(|rest| rest.split('"').next());
        values.find(|value| value.ends_with(end)).expect("such an attribute").to_owned()
    }
}

#[test]
fn pages_stand_at_the_root_and_below_a_path() {
    for base in ["/", "/a/b/"] {
        let site = Served::new(desk(), base);
        assert_eq!(site.base, base);
        for (path, words) in [("", "示例站"), ("news/", "走访慰问"), ("news/a.html", "民拥军")]
        {
            let page = site.get(&format!("{base}{path}"));
            assert_eq!((page.status, page.says(words)), (200, true), "{base}{path}");
            assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
            assert_eq!(page.header("cache-control"), "no-store");
            let script = page.attribute("src", "reload.js");
            assert_eq!(script, format!("{base}__fengbei/reload.js"));
            assert_eq!(site.get(&script).header("content-type"), "text/javascript; charset=utf-8");
            assert_eq!(page.attribute("data-state", ""), site.mark());
        }
        let style = site.get(&format!("{base}news/a.html")).attribute("href", ".css");
        let style = style.strip_prefix("../").expect("relative to the root");
        let style = site.get(&format!("{base}{style}"));
        assert_eq!((style.status, style.header("content-type")), (200, "text/css; charset=utf-8"));
        assert_eq!(site.get(&format!("{base}search/index.js")).status, 200);
        assert_eq!(site.get(&format!("{base}search/none.js")).status, 404);
    }
}

#[test]
fn folders_without_a_slash_and_the_hosts_root_lead_on() {
    let site = Served::new(desk(), "/a/b/");
    let led = |path: &str| {
        let answer = site.get(path);
        (answer.status, answer.header("location").to_owned())
    };
    assert_eq!(led("/"), (302, "/a/b/".into()));
    assert_eq!(led("/a/b"), (302, "/a/b/".into()));
    assert_eq!(led("/a/b/news"), (302, "/a/b/news/".into()));
    assert_eq!(led("/other/"), (404, String::new()));
}

#[test]
fn what_is_not_there_is_the_sites_own_page_with_links_that_work() {
    let site = Served::new(desk(), "/a/b/");
    let missing = site.get("/a/b/very/deep/none.html");
    assert_eq!((missing.status, missing.says("没有找到")), (404, true));
    assert!(missing.says("<style>"), "{}", missing.text());
    let home = missing.attribute("href", "index.html");
    assert_eq!((home.starts_with("/a/b/"), site.get(&home).says("示例站")), (true, true));
}

#[test]
fn only_looking_is_allowed() {
    let site = Served::new(desk(), "/");
    let host = format!("Host: {}\r\n", site.host);
    let page = site.get("/news/a.html");
    let head = site.send(&format!("HEAD /news/a.html HTTP/1.1\r\n{host}"));
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), page.header("content-length"));
    let post = site.send(&format!("POST / HTTP/1.1\r\n{host}Content-Length: 0\r\n"));
    assert_eq!((post.status, post.header("allow")), (405, "GET, HEAD"));
}

#[test]
fn nothing_outside_of_the_site_is_reached() {
    let site = Served::new(desk(), "/");
    for path in
        ["/../site.toml", "/%2e%2e/site.toml", "/news/..%2f..%2fsite.toml", "/..%5csite.toml"]
    {
        assert_eq!(site.get(path).status, 400, "{path}");
    }
    for path in ["/site.toml", "/content/news/a.md", "//etc/passwd", "/.fengbei/"] {
        assert_eq!(site.get(path).status, 404, "{path}");
    }
}

#[test]
fn other_names_than_this_machines_are_refused() {
    let site = Served::new(desk(), "/");
    let port = site.host.rsplit_once(':').expect("a port").1;
    let status = |target: &str, host: &str| {
        site.send(&format!("GET {target} HTTP/1.1\r\nHost: {host}\r\n")).status
    };
    assert_eq!(status("/", &format!("localhost:{port}")), 200);
    assert_eq!(status("/", &format!("[::1]:{port}")), 200);
    assert_eq!(status("/", "rebound.example.com"), 403);
    assert_eq!(status("/", &format!("127.0.0.1.example.com:{port}")), 403);
    assert_eq!(status("http://rebound.example.com/", "localhost"), 403);
    assert_eq!(site.send("GET / HTTP/1.0\r\n").status, 403);
}

#[test]
fn a_film_is_sent_in_parts() {
    let desk = desk();
    desk.write("static/film.mp4", "0123456789");
    let site = Served::new(desk, "/");
    let part = |range: &str| {
        let head = format!("GET /film.mp4 HTTP/1.1\r\nHost: {}\r\nRange: {range}\r\n", site.host);
        let part = site.send(&head);
        (part.status, part.header("content-range").to_owned(), part.text())
    };
    assert_eq!(part("bytes=2-4"), (206, "bytes 2-4/10".into(), "234".into()));
    assert_eq!(part("bytes=10-"), (416, "bytes */10".into(), String::new()));
    assert_eq!(site.get("/film.mp4").header("content-type"), "video/mp4");
}

#[test]
fn a_save_is_told_and_shown() {
    let site = Served::new(desk(), "/a/");
    let page = site.until(
        "/a/news/a.html",
        |desk| desk.write("content/news/a.md", ARTICLE.replace("民拥军", "鱼水情深")),
        |page| page.says("鱼水情深"),
    );
    assert_eq!(page.status, 200);
    assert_eq!(site.news.recv_timeout(PATIENCE).expect("told"), "content/news/a.md");
}

#[test]
fn editors_that_save_by_renaming_are_followed() {
    let site = Served::new(desk(), "/");
    let rename = |desk: &Desk| {
        desk.write("content/news/a.md.new", ARTICLE.replace("民拥军", "换名保存"));
        let folder = desk.root().join("content/news");
        fs::rename(folder.join("a.md.new"), folder.join("a.md")).expect("renamed");
    };
    site.until("/news/a.html", rename, |page| page.says("换名保存"));
    let remove = |desk: &Desk| {
        fs::remove_file(desk.root().join("content/news/a.md")).expect("removed");
    };
    site.until("/news/a.html", remove, |page| page.status == 404);
    assert!(!site.get("/news/").says("走访慰问"));
}

#[test]
fn a_new_folder_is_seen_with_everything_in_it() {
    let site = Served::new(desk(), "/");
    let article = |name: &str| ARTICLE.replace("news/a.html", name);
    let column = |desk: &Desk| {
        desk.write("content/tales/_index.md", "+++\ntitle = \"故事\"\n+++\n");
        desk.write("content/tales/b/index.md", article("tales/b.html"));
    };
    site.until("/tales/b.html", column, |page| page.status == 200);
    let later = |desk: &Desk| desk.write("content/tales/b/c/d/index.md", article("tales/d.html"));
    site.until("/tales/d.html", later, |page| page.status == 200);
    let part = |desk: &Desk| desk.write("static/deep/film.mp4", "0123456789");
    site.until("/deep/film.mp4", part, |page| page.status == 200);
    let again = |desk: &Desk| {
        let content = desk.root().join("content");
        fs::rename(&content, desk.around().join("elsewhere")).expect("moved away");
        desk.write("content/news/_index.md", "+++\ntitle = \"重来\"\n+++\n");
    };
    site.until("/news/", again, |page| page.says("重来"));
    let then = |desk: &Desk| desk.write("content/news/a.md", ARTICLE);
    site.until("/news/a.html", then, |page| page.status == 200);
}

#[test]
fn settings_and_templates_are_followed() {
    let site = Served::new(desk(), "/");
    let settings = |desk: &Desk| {
        let settings = fs::read_to_string(desk.root().join("site.toml")).expect("settings");
        desk.write("site.toml", settings.replace("示例站", "新站名"));
    };
    site.until("/", settings, |page| page.says("新站名"));
    let template = |desk: &Desk| {
        desk.write("templates/own.html", "只有{{ page.title }}");
        desk.write("content/news/a.md", own());
    };
    site.until("/news/a.html", template, |page| page.text().starts_with("只有走访慰问"));
    let template = |desk: &Desk| desk.write("templates/own.html", "改为{{ page.title }}");
    site.until("/news/a.html", template, |page| page.text().starts_with("改为走访慰问"));
}

#[test]
fn what_is_no_source_changes_nothing() {
    let site = Served::new(desk(), "/");
    let before = site.mark();
    site.desk.write("public/index.html", "built");
    site.desk.write(".fengbei/cache/x", "kept");
    site.desk.write("content/news/.a.md.swp", "an editor's own");
    site.desk.write("content/news/a.md", ARTICLE);
    site.desk.write("content/news/_index.md", "+++\ntitle = \"新栏目\"\n+++\n");
    let after = site.wait(&before);
    assert_eq!(site.news.recv_timeout(PATIENCE).expect("told"), "content/news/_index.md");
    assert_eq!((before.ends_with("-0"), after.ends_with("-1")), (true, true), "{before} {after}");
}

#[test]
fn a_page_that_cannot_be_made_says_why_and_comes_back() {
    let site = Served::new(desk(), "/a/");
    let spoil = |desk: &Desk| {
        desk.write("content/news/a.md", ARTICLE.replace("\"2026-07-30\"", "\"去年<夏天>\""));
    };
    let page = site.until("/a/news/a.html", spoil, |page| page.status != 200);
    assert_eq!((page.status, page.header("content-type")), (500, "text/html; charset=utf-8"));
    assert!(page.says("<code>content/news/a.md:3:8</code>"), "{}", page.text());
    assert!(page.says("<mark>&quot;去年&lt;夏天&gt;&quot;</mark>"), "{}", page.text());
    assert!(page.says("<b>help</b>"), "{}", page.text());
    assert_eq!(page.attribute("src", "reload.js"), "/a/__fengbei/reload.js");
    let mend = |desk: &Desk| desk.write("content/news/a.md", ARTICLE);
    site.until("/a/news/a.html", mend, |page| page.status == 200);
}

#[test]
fn a_theme_that_cannot_be_used_says_why_on_every_page() {
    let desk = desk();
    desk.write("content/news/a.md", own());
    desk.write("templates/own.html", "<p>\n{{ page.title }");
    let site = Served::new(desk, "/");
    let page = site.get("/news/");
    assert_eq!((page.status, page.says("<code>templates/own.html:2:")), (500, true));
    let other = |desk: &Desk| desk.write("templates/own.html", "{{ page.nothing }}");
    site.until("/news/", other, |page| page.status == 200);
    let page = site.get("/news/a.html");
    assert_eq!((page.status, page.says("<code>templates/own.html:1:")), (500, true));
    let mend = |desk: &Desk| desk.write("templates/own.html", "{{ page.title }}");
    site.until("/news/a.html", mend, |page| page.status == 200);
}

#[test]
fn settings_that_are_half_read_say_so_on_every_page() {
    let site = Served::new(desk(), "/");
    let settings = fs::read_to_string(site.desk.root().join("site.toml")).expect("settings");
    let spoil = |desk: &Desk| desk.write("site.toml", settings.replacen('"', "“", 1));
    let page = site.until("/news/a.html", spoil, |page| page.status == 500);
    assert!(page.says("<code>site.toml:1:"), "{}", page.text());
    let mend = |desk: &Desk| desk.write("site.toml", &settings);
    site.until("/news/a.html", mend, |page| page.status == 200);
    // A column's own head matters to its list alone.
    let spoil = |desk: &Desk| desk.write("content/news/_index.md", "+++\ntitle = \n+++\n");
    let page = site.until("/news/", spoil, |page| page.status == 500);
    assert!(page.says("<code>content/news/_index.md:2:"), "{}", page.text());
    assert_eq!(site.get("/").status, 200);
}

#[test]
fn an_item_that_moved_is_found_from_where_it_was() {
    let desk = desk();
    let preview = Preview::open(&options(&desk, "/")).expect("it is there");
    assert_eq!(preview.respond("/news/a.html").status, 200);
    desk.write("content/news/a.md", ARTICLE.replace("news/a.html", "新/b.html"));
    let place = desk.root().join("content/news/a.md").canonicalize().expect("it is there");
    let seen = preview.refresh(&Change::Places(vec![place])).expect("read").expect("a change");
    assert_eq!(seen.files, [SourcePath::new("content/news/a.md")]);
    let moved = preview.respond("/news/a.html");
    assert_eq!((moved.status, moved.location.as_deref()), (302, Some("/%E6%96%B0/b.html")));
    assert_eq!(preview.respond("/%E6%96%B0/b.html").status, 200);
    assert!(preview.refresh(&Change::Anything).expect("read").is_none());
}

/// What the page at `path` says at its foot.
fn label(preview: &Preview, path: &str) -> Option<String> {
    let page = String::from_utf8(preview.respond(path).bytes).expect("text");
    let (_, rest) = page.split_once("data-label=\"")?;
    Some(rest.split_once('"').expect("it ends").0.to_owned())
}

#[test]
fn every_page_says_that_there_are_errors() {
    let desk = desk();
    let preview = Preview::open(&options(&desk, "/")).expect("it is there");
    assert_eq!(label(&preview, "/"), None);
    desk.write("content/news/a.md", "+++\ntitle = \"没有收尾\n+++\n");
    preview.refresh(&Change::Anything).expect("read").expect("a change");
    let said = label(&preview, "/").expect("a label");
    assert!(said.starts_with("1 error to mend: content/news/a.md "));
    desk.write("content/news/a.md", ARTICLE);
    preview.refresh(&Change::Anything).expect("read").expect("a change");
    assert_eq!(label(&preview, "/"), None);
}

#[test]
fn drafts_are_shown_unless_only_what_is_published_is_asked_for() {
    let desk = desk();
    desk.write("content/news/a.md", ARTICLE.replace("source", "draft = true\nsource"));
    let mut options = options(&desk, "/");
    let status = |options: &Options| {
        Preview::open(options).expect("it is there").respond("/news/a.html").status
    };
    assert_eq!(status(&options), 200);
    let label = |head: &str| {
        desk.write("content/news/a.md", ARTICLE.replace("source", &format!("{head}source")));
        label(&Preview::open(&options).expect("it is there"), "/news/a.html")
    };
    assert_eq!(label("draft = true\n").as_deref(), Some("a draft: it will not be published"));
    assert_eq!(label(""), None);
    desk.write("content/news/a.md", ARTICLE.replace("source", "draft = true\nsource"));
    options.load.showing = Showing::default();
    assert_eq!(status(&options), 404);
}

#[cfg(unix)]
#[test]
fn the_command_says_where_and_ends_with_ctrl_c() {
    use std::io::{BufRead as _, BufReader};
    use std::process::{Command, Stdio};

    let desk = desk();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let words = ["serve", "--port", &port, "--path", "a/b", "--today", TODAY];
    let mut program = crate::desk::program(&desk.root())
        .args(words)
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut said = BufReader::new(program.stderr.take().expect("a pipe")).lines();
    let mut next = || said.next().expect("more is said").expect("text");
    assert_eq!(next(), format!("port {port} is in use; another was taken."));
    let open = next();
    assert!(open.starts_with("the preview is open: http://127.0.0.1:"), "{open}");
    assert!(open.ends_with("/a/b/"), "{open}");
    assert_eq!(next(), "It follows what you save; Ctrl+C ends it.");
    let pid = program.id().to_string();
    let sent = Command::new("kill").args(["-INT", &pid]).status().expect("kill is there");
    assert!(sent.success());
    let ended = program.wait().expect("it ends");
    assert_eq!(
        (ended.code(), said.last().expect("a farewell").expect("text")),
        (Some(0), "the preview has ended.".into())
    );
}
