//! The preview: the site as it will be, while it is written.
//!
//! ```text
//! a save ── watch ─▶ Change ── Preview::refresh ─▶ State ── http ─▶ the browser asks again
//!                                                   └ findings ─▶ what is wrong, told afterwards
//! an address ── Preview::respond ─▶ the page, finished when it is asked for
//! ```
//! A save makes a new [`State`] of the site and nothing else: files that did not change are not
//! read, and no page is made before a browser asks for it, so a change shows at once at any size
//! of the site. A page that cannot be made is a page that says why.
//!
//! It listens on this machine only, never writes into the site folder but for the cache of
//! pictures, and never prints: what happens is told to the caller as [`News`].

mod address;
mod excerpt;
mod findings;
mod http;
mod live;
mod media;
mod part;
mod preview;
mod state;
mod trouble;
mod watch;

use std::future::Future;
use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

pub use address::Base;
pub use preview::{Change, Preview, Refreshed, Response};
pub use state::State;

use crate::diag::{Language, Message, Report};
use crate::error::{Error, Result};
use crate::load;
use crate::source::{SourcePath, Sources};
use watch::{Seen, Watch};

/// What to preview, and where.
#[derive(Debug, Clone)]
pub struct Options {
    /// The site folder.
    pub root: PathBuf,
    /// What to load.
    pub load: load::Options,
    /// The language of what the preview itself has to say in the browser.
    pub language: Language,
    /// The port; the next free one is taken when it is in use, any one for 0.
    pub port: u16,
    /// The path the site is shown below.
    pub base: Base,
}

/// What there is to tell about a preview.
#[derive(Debug)]
pub enum News<'a> {
    /// The site was read and can be looked at.
    Open {
        /// Where.
        address: &'a str,
        /// The port that was wanted and is in use.
        taken: Option<u16>,
    },
    /// The site has changed.
    Changed {
        /// The files that are different, new or gone.
        files: &'a [SourcePath],
        /// How long it took until pages could show it.
        took: Duration,
    },
    /// There is no site to show: a theme that cannot be used, most likely.
    Failed {
        /// Why.
        error: &'a Error,
        /// The files.
        sources: &'a Sources,
    },
    /// What is wrong was looked for.
    Found {
        /// Findings that were not there the last time.
        fresh: &'a Report,
        /// Every finding.
        all: &'a Report,
        /// The files.
        sources: &'a Sources,
    },
    /// Changes will be seen late.
    Slow(&'a Message),
}

/// Tells somebody. Called from several threads.
pub type Tell<'a> = dyn Fn(News<'_>) + Sync + 'a;

/// Shows the site until `stop` is done.
pub fn serve(options: &Options, tell: &Tell<'_>, stop: impl Future<Output = ()>) -> Result<()> {
    let listener = http::listen(options.port)?;
    let port = listener.local_addr().map_or(options.port, |address| address.port());
    let preview = Arc::new(Preview::open(options)?);
    let mut watch = Watch::new(preview.root(), options.load.config.as_str());
    let end = watch.stop();
    let (announce, states) = tokio::sync::watch::channel(0);
    let (check, to_check) = mpsc::channel();
    let (listens, begun) = mpsc::channel();
    let keeper = Keeper { preview: &preview, announce, check, tell };
    std::thread::scope(|scope| {
        let preview = &preview;
        scope.spawn(move || findings::tell_findings(preview, &to_check, tell));
        scope.spawn(move || {
            if begun.recv().is_err() {
                return;
            }
            let address = format!("http://127.0.0.1:{port}{}", options.base.encoded());
            let taken = (options.port != 0 && port != options.port).then_some(options.port);
            tell(News::Open { address: &address, taken });
            keeper.follow(&preview.state());
            while let Some(seen) = watch.next() {
                keeper.see(&seen);
            }
        });
        let ready = move || listens.send(()).expect("somebody waits to tell of it");
        let ended = http::answer(listener, Arc::clone(preview), states, stop, ready);
        end.stop();
        ended
    })
}

/// Brings the site up to date, and only then tells anybody.
struct Keeper<'a> {
    preview: &'a Preview,
    /// To the browsers.
    announce: tokio::sync::watch::Sender<u64>,
    /// To whoever looks for what is wrong.
    check: Sender<Arc<State>>,
    tell: &'a Tell<'a>,
}

impl Keeper<'_> {
    fn see(&self, seen: &Seen) {
        let start = Instant::now();
        let change = match seen {
            Seen::Change(change) => change,
            Seen::Slow(why) => return (self.tell)(News::Slow(why)),
        };
        match self.preview.refresh(change) {
            Ok(None) => {}
            Ok(Some(Refreshed { state, files })) => {
                self.announce.send_replace(state.number);
                (self.tell)(News::Changed { files: &files, took: start.elapsed() });
                self.follow(&state);
            }
            Err(error) => {
                let sources = &self.preview.state().sources;
                (self.tell)(News::Failed { error: &error, sources });
            }
        }
    }

    /// What is done about a new state when pages already show it.
    fn follow(&self, state: &Arc<State>) {
        if let Err(error) = &state.work {
            (self.tell)(News::Failed { error, sources: &state.sources });
        }
        self.check.send(Arc::clone(state)).expect("checks go on as long as there are states");
    }
}

/// Is done when the person at the keyboard presses Ctrl-C.
pub async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        // Without the signal the system ends the program in its own way.
        std::future::pending::<()>().await;
    }
}
