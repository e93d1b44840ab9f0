//! Asks other sites whether an address answers: the only code that uses the network of its own
//! accord, and only when it was told to.
//!
//! It is polite (few questions to one host, the head of a page before its body) and never reads what
//! a page says, nor judges whether a link may stay.

mod client;

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::Mutex;

use serde::{Deserialize, Serialize};
use url::Url;

use client::Client;

/// How many questions one host is asked at a time.
const AT_ONE_HOST: usize = 2;
/// How many are asked at a time in all.
const AT_ONCE: NonZeroUsize = NonZeroUsize::new(16).expect("not nought");

/// What came of asking for an address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// There is a page.
    There,
    /// The site says that there is no such page (404, 410).
    Gone(u16),
    /// The site answers, but not with the page: it asks who one is, turns programs away, or has
    /// trouble itself.
    Refused(u16),
    /// Nothing answers at the host.
    Silent,
    /// There is no such host, or no network.
    NoHost,
    /// It took longer than a reader waits.
    Slow,
    /// The connection cannot be trusted, or what answered was no web site; the client's own words.
    Odd(String),
}

/// What `ask` found for every address; none when no host could be reached at all: it is this machine
/// that is without a network.
pub type Answers = Option<BTreeMap<String, Answer>>;

/// The address as machines write it, for one that leads to a web page; none for any other.
///
/// ```
/// use fengbei::reach::web_address;
/// assert_eq!(web_address("https://例子.中国/双拥 a#b").as_deref(),
///     Some("https://xn--fsqu00a.xn--fiqs8s/%E5%8F%8C%E6%8B%A5%20a"));
/// assert_eq!(web_address("//www.example.com/").as_deref(), Some("https://www.example.com/"));
/// assert_eq!(web_address("mailto:a@example.com"), None);
/// ```
pub fn web_address(link: &str) -> Option<String> {
    let whole = if link.starts_with("//") { format!("https:{link}") } else { link.to_owned() };
    let mut url = Url::parse(&whole).ok()?;
    url.set_fragment(None);
    let is_web = matches!(url.scheme(), "http" | "https") && url.has_host();
    is_web.then(|| url.into())
}

/// Asks for every one of `addresses`, which are as [`web_address`] gives them.
pub fn ask(addresses: &[String]) -> Answers {
    let client = Client::new();
    let queues = Mutex::new(queues(addresses));
    let answers = Mutex::new(BTreeMap::new());
    let next = || queues.lock().ok()?.pop();
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE.get() {
            scope.spawn(|| {
                while let Some(queue) = next() {
                    for address in queue {
                        let answer = client.ask(address);
                        if let Ok(mut answers) = answers.lock() {
                            answers.insert(address.clone(), answer);
                        }
                    }
                }
            });
        }
    });
    let answers = answers.into_inner().unwrap_or_default();
    let is_alone = !answers.is_empty() && answers.values().all(|it| *it == Answer::NoHost);
    (!is_alone).then_some(answers)
}

/// The addresses of each host, parted among those that ask it.
fn queues(addresses: &[String]) -> Vec<Vec<&String>> {
    let mut hosts: BTreeMap<String, Vec<&String>> = BTreeMap::new();
    for address in addresses {
        let url = Url::parse(address).ok();
        let host = url.and_then(|url| Some(url.host_str()?.to_owned())).unwrap_or_default();
        hosts.entry(host).or_default().push(address);
    }
    let parted = hosts.into_values().flat_map(|all| {
        let most = all.len().div_ceil(AT_ONE_HOST).max(1);
        all.chunks(most).map(<[_]>::to_vec).collect::<Vec<_>>()
    });
    parted.collect()
}
