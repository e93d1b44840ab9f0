//! One question to one address. Never waits longer than a reader would.

use std::io::ErrorKind;
use std::time::Duration;

use ureq::{Agent, Error};
use url::Url;

use super::Answer;

/// Slower pages count as unreachable in the inspection of government sites (2019 indicators).
const PATIENCE: Duration = Duration::from_secs(15);
/// Redirects that are followed; portals seldom have more than two.
const REDIRECTS: u32 = 5;

/// Asks, and remembers nothing.
pub(super) struct Client(Agent);

impl Client {
    pub(super) fn new() -> Self {
        let settings = Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .max_redirects(REDIRECTS)
            .http_status_as_error(false)
            .user_agent(concat!("fengbei/", env!("CARGO_PKG_VERSION"), " (link check)"));
        Self(settings.build().into())
    }

    /// Asks for the head of the page; where that is no page, for the page itself, since some
    /// servers know no such question.
    pub(super) fn ask(&self, address: &str) -> Answer {
        let head = answer(self.0.head(address).call());
        match head {
            Answer::Odd(_) if !is_known(address) => Answer::NoHost,
            Answer::Gone(_) | Answer::Refused(_) | Answer::Odd(_) => {
                answer(self.0.get(address).call())
            }
            Answer::There | Answer::Silent | Answer::NoHost | Answer::Slow => head,
        }
    }
}

/// Whether the host of an address has a place in the network: what the system says of one that has
/// none tells little else.
fn is_known(address: &str) -> bool {
    let places = Url::parse(address).ok().and_then(|url| url.socket_addrs(|| None).ok());
    places.is_some_and(|places| !places.is_empty())
}

fn answer(said: Result<ureq::http::Response<ureq::Body>, Error>) -> Answer {
    match said {
        Ok(response) => match response.status().as_u16() {
            code @ (404 | 410) => Answer::Gone(code),
            code @ 400.. => Answer::Refused(code),
            _ => Answer::There,
        },
        Err(Error::HostNotFound) => Answer::NoHost,
        Err(Error::ConnectionFailed) => Answer::Silent,
        Err(Error::Timeout(_)) => Answer::Slow,
        Err(Error::Io(error)) => match error.kind() {
            ErrorKind::ConnectionRefused
            | ErrorKind::ConnectionReset
            | ErrorKind::ConnectionAborted
            | ErrorKind::HostUnreachable
            | ErrorKind::UnexpectedEof => Answer::Silent,
            ErrorKind::NetworkUnreachable | ErrorKind::NetworkDown => Answer::NoHost,
            ErrorKind::TimedOut => Answer::Slow,
            _ => Answer::Odd(error.to_string()),
        },
        Err(other) => Answer::Odd(other.to_string()),
    }
}
