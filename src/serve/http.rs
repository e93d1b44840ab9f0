//! The preview over HTTP. The only async code of the program outside of publishing; everything
//! that takes time is done on threads of its own.
//!
//! It answers this machine's browsers only, and never decides what stands at an address.

use std::future::Future;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use tokio::sync::watch;

use super::media::TEXT;
use super::part::Part;
use super::preview::{self, Preview};
use crate::error::{Error, Result};
use crate::say;

/// How many more ports are tried when one is taken.
const TRIES: u16 = 20;
/// A question that nothing has happened to is answered after so long and asked anew, before
/// anything between browser and server takes it for dead.
const SILENCE: Duration = Duration::from_secs(25);

/// Opens `port` on this machine, or the next free one. Port 0 lets the system choose.
pub fn listen(port: u16) -> Result<TcpListener> {
    let mut refused = None;
    for port in port..=port.saturating_add(TRIES) {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) => refused = refused.or(Some(error)),
        }
    }
    let cause = refused.expect("at least one port was tried");
    Err(Error::Other(say!(
        "端口 {port} 和后面的 {TRIES} 个都打不开（{cause}）。请用 --port 另选一个",
        "neither port {port} nor the {TRIES} after it can be opened ({cause}). Choose another with --port"
    )))
}

/// What every request needs.
#[derive(Clone)]
struct Shared {
    preview: Arc<Preview>,
    states: watch::Receiver<u64>,
}

/// Answers requests until `stop` is done or nobody makes new states any more; `ready` is called when
/// `stop` is listened for.
pub fn answer(
    listener: TcpListener,
    preview: Arc<Preview>,
    states: watch::Receiver<u64>,
    stop: impl Future<Output = ()>,
    ready: impl FnOnce(),
) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .map_err(|error| failed(&error))?;
    let ended = runtime.block_on(async {
        let mut stop = std::pin::pin!(stop);
        // From the first look on it is heard, and only then is anybody told how to stop.
        let look = |context: &mut Context<'_>| Poll::Ready(stop.as_mut().poll(context).is_ready());
        if std::future::poll_fn(look).await {
            return Ok(());
        }
        ready();
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let mut open = states.clone();
        let router = Router::new().fallback(respond).with_state(Shared { preview, states });
        tokio::select! {
            ended = async { axum::serve(listener, router).await } => ended,
            () = &mut stop => Ok(()),
            () = async { while open.changed().await.is_ok() {} } => Ok(()),
        }
    });
    // Browsers hold their questions open; nobody waits for these.
    runtime.shutdown_background();
    ended.map_err(|error| failed(&error))
}

fn failed(cause: &std::io::Error) -> Error {
    Error::Other(say!("预览无法继续：{cause}", "the preview cannot go on: {cause}"))
}

async fn respond(State(shared): State<Shared>, request: Request) -> Response {
    if !is_for_us(&request) {
        return refused(StatusCode::FORBIDDEN, &shared.preview);
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return refused(StatusCode::METHOD_NOT_ALLOWED, &shared.preview);
    }
    let Shared { preview, states } = shared;
    if preview.is_question(request.uri().path()) {
        wait(&preview, states, request.uri()).await;
    }
    let path = request.uri().path().to_owned();
    let made = tokio::task::spawn_blocking(move || preview.respond(&path)).await;
    match made {
        Ok(made) => complete(made, &request),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Waits until the site is no longer as the page that asks shows it, or for a while.
async fn wait(preview: &Preview, mut states: watch::Receiver<u64>, asked: &Uri) {
    let shown = asked.query().and_then(|query| query.strip_prefix("shown="));
    let changed = states.wait_for(|_| shown != Some(&preview.mark(&preview.state())));
    // Whichever it was: what comes back is how things stand.
    let _ = tokio::time::timeout(SILENCE, changed).await;
}

/// Whether the request is meant for a server on this machine. A page from elsewhere may have made
/// its own name point here, to read what only this machine may see; its name is still in `Host`.
fn is_for_us(request: &Request) -> bool {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let named = request.uri().authority().map(axum::http::uri::Authority::as_str);
    host.is_some_and(is_local) && named.is_none_or(is_local)
}

fn is_local(host: &str) -> bool {
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, port),
        _ => (host, ""),
    };
    let name = name.to_ascii_lowercase();
    port.bytes().all(|byte| byte.is_ascii_digit())
        && (matches!(name.as_str(), "localhost" | "127.0.0.1" | "[::1]")
            || name.ends_with(".localhost"))
}

fn refused(status: StatusCode, preview: &Preview) -> Response {
    let said = match status {
        StatusCode::FORBIDDEN => say!(
            "预览只在本机用 127.0.0.1 或 localhost 打开。",
            "The preview opens on this machine only, as 127.0.0.1 or localhost."
        ),
        _ => say!("预览只能看，不能提交。", "The preview can only be looked at."),
    };
    let said = said.get(preview.language()).to_owned();
    (status, [(header::CONTENT_TYPE, TEXT), (header::ALLOW, "GET, HEAD")], said).into_response()
}

/// The whole answer. No browser keeps it, and no other site may use it.
fn complete(made: preview::Response, request: &Request) -> Response {
    let preview::Response { status, media, location, bytes } = made;
    let part = match request.headers().get(header::RANGE).and_then(|value| value.to_str().ok()) {
        Some(asked) if status == 200 => Part::asked(asked, bytes.len()),
        _ => Part::Whole,
    };
    let length = bytes.len();
    let bytes = Bytes::from(bytes);
    let (status, bytes, range) = match part {
        Part::Whole => (status, bytes, None),
        Part::Some(part) => {
            let range = format!("bytes {}-{}/{length}", part.start, part.end - 1);
            (206, bytes.slice(part), Some(range))
        }
        Part::Beyond => (416, Bytes::new(), Some(format!("bytes */{length}"))),
    };
    let headers = [
        (header::CONTENT_TYPE, Some(media.to_owned())),
        (header::CACHE_CONTROL, Some("no-store".to_owned())),
        (header::X_CONTENT_TYPE_OPTIONS, Some("nosniff".to_owned())),
        (HeaderName::from_static("cross-origin-resource-policy"), Some("same-origin".to_owned())),
        (header::ACCEPT_RANGES, Some("bytes".to_owned())),
        (header::CONTENT_RANGE, range),
        (header::LOCATION, location),
    ];
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = StatusCode::from_u16(status).expect("a known status");
    for (name, value) in headers {
        if let Some(value) = value {
            let value = HeaderValue::from_str(&value).expect("ASCII without control characters");
            response.headers_mut().insert(name, value);
        }
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_local() {
        for host in
            ["localhost", "LOCALHOST:1943", "127.0.0.1:1", "[::1]", "[::1]:80", "a.localhost"]
        {
            assert!(is_local(host), "{host}");
        }
        for host in [
            "",
            "example.gov.cn",
            "127.0.0.1.example.com",
            "localhost.cn",
            "localhost:1:2",
            "127.0.0.2",
            "[::1]x",
            "::1",
        ] {
            assert!(!is_local(host), "{host}");
        }
    }

    #[test]
    fn a_taken_port_gives_way_to_the_next() {
        let first = listen(0).expect("a free port");
        let taken = first.local_addr().expect("an address").port();
        let second = listen(taken).expect("another free port").local_addr().expect("an address");
        assert!(
            second.port() > taken && second.port() <= taken + TRIES && second.ip().is_loopback()
        );
    }
}
