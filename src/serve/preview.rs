//! The site as it would be, answered for page by page. Knows nothing of networks and browsers.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use super::address::Wanted;
use super::media::{HTML, TEXT, media_type};
use super::state::{self, Former, Found, State};
use super::trouble::{Reader, Trouble};
use super::{Base, Options, live};
use crate::diag::{Language, Message};
use crate::error::Result;
use crate::load::Memory;
use crate::plan::{Make, Output};
use crate::render::Failure;
use crate::source::{self, Reread, SourcePath};
use crate::write::cache::Cache;
use crate::{Work, arrange, load, say};

/// A preview of one site folder. Threads may share it.
#[derive(Debug)]
pub struct Preview {
    root: PathBuf,
    options: load::Options,
    language: Language,
    base: Base,
    cache: Cache,
    /// Differs from one start of the program to the next.
    run: u32,
    memory: Mutex<Memory>,
    state: RwLock<Arc<State>>,
}

/// What may have changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// These files and folders.
    Places(Vec<PathBuf>),
    /// Nobody knows what.
    Anything,
}

/// What a change did.
#[derive(Debug)]
pub struct Refreshed {
    /// The site from now on.
    pub state: Arc<State>,
    /// The files that are different, new or gone.
    pub files: Vec<SourcePath>,
}

/// What a browser gets.
#[derive(Debug, PartialEq, Eq)]
pub struct Response {
    /// The status code.
    pub status: u16,
    /// The media type.
    pub media: &'static str,
    /// Where to go instead, encoded.
    pub location: Option<String>,
    /// The content.
    pub bytes: Vec<u8>,
}

impl Preview {
    /// Reads the site folder.
    pub fn open(options: &Options) -> Result<Self> {
        let sources = Arc::new(source::read_folder(&options.root, options.load.config.as_str())?);
        let root = sources.root().unwrap_or(&options.root).to_owned();
        let mut memory = Memory::default();
        let work = arrange(&sources, &options.load, &mut memory);
        let state = State::new(0, sources, work, Former::new());
        Ok(Self {
            root,
            options: options.load.clone(),
            language: options.language,
            base: options.base.clone(),
            cache: Cache::open(&options.root),
            run: std::process::id(),
            memory: Mutex::new(memory),
            state: RwLock::new(Arc::new(state)),
        })
    }

    /// The site as it is now.
    pub fn state(&self) -> Arc<State> {
        Arc::clone(&self.state.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// What pages of `state` are marked with, to tell whether they are still what there is.
    pub fn mark(&self, state: &State) -> String {
        format!("{}-{}", self.run, state.number)
    }

    /// The site folder, absolute and without links.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The language of what the preview itself has to say.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Whether `path`, as for [`respond`](Self::respond), asks if anything has changed.
    pub fn is_question(&self, path: &str) -> bool {
        matches!(self.base.wanted(path), Wanted::Own(name) if name == live::QUESTION)
    }

    /// Where pictures are kept.
    pub fn cache(&self) -> &Cache {
        &self.cache
    }

    /// Brings the site up to date with what changed on the disk; nothing when nothing did.
    pub fn refresh(&self, change: &Change) -> Result<Option<Refreshed>> {
        // Whoever holds the memory is the one who makes the next state.
        let mut memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        let old = self.state();
        let config = self.options.config.as_str();
        let reread = match change {
            Change::Places(places) => old.sources.reread(config, places),
            Change::Anything => old.sources.reread_all(config)?,
        };
        let Some(Reread { sources, changed }) = reread else { return Ok(None) };
        let sources = Arc::new(sources);
        let work = arrange(&sources, &self.options, &mut memory);
        let new = State::new(old.number + 1, sources, work, old.former_after(&changed));
        let new = Arc::new(new);
        *self.state.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&new);
        Ok(Some(Refreshed { state: new, files: changed }))
    }

    /// What is at `path`, which is that of an address: encoded, with the base and without a query.
    pub fn respond(&self, path: &str) -> Response {
        let state = self.state();
        match self.base.wanted(path) {
            Wanted::File(path) => match &state.work {
                Ok(work) => Answer { preview: self, state: &state, work }.file(&path),
                Err(error) => self.trouble(&state, &Trouble::from(error)),
            },
            Wanted::Own(name) if name == live::SCRIPT => {
                Response::of(200, media_type(&name), live::SOURCE.into())
            }
            Wanted::Own(name) if name == live::QUESTION => {
                Response::of(200, TEXT, self.mark(&state).into())
            }
            Wanted::Moved(there) => Response::moved(there),
            Wanted::Own(_) | Wanted::Outside => self.plain(404, &self.outside()),
            Wanted::Refused => {
                self.plain(400, &say!("这不是网址。", "This is no address of a page."))
            }
        }
    }

    fn outside(&self) -> Message {
        let home = self.base.encoded();
        say!("这里没有内容。首页在 {home}", "Nothing is here. The site begins at {home}")
    }

    fn plain(&self, status: u16, message: &Message) -> Response {
        Response::of(status, TEXT, message.get(self.language).into())
    }

    /// The page about what is wrong. It comes back to life like any other page.
    fn trouble(&self, state: &State, trouble: &Trouble<'_>) -> Response {
        let theme = state.work.as_ref().ok().map(|work| work.theme.sources());
        let sources = std::iter::once(&*state.sources).chain(theme).collect();
        let page = Reader { language: self.language, sources }.page(trouble);
        self.page(500, state, None, page.into_bytes())
    }

    fn page(
        &self,
        status: u16,
        state: &State,
        label: Option<&Message>,
        mut bytes: Vec<u8>,
    ) -> Response {
        let label = label.map(|label| label.get(self.language));
        live::with_script(&mut bytes, &self.base, &self.mark(state), label);
        Response::of(status, HTML, bytes)
    }
}

/// Answers from one state of the site.
struct Answer<'a> {
    preview: &'a Preview,
    state: &'a State,
    work: &'a Work,
}

impl Answer<'_> {
    fn file(&self, path: &str) -> Response {
        let base = &self.preview.base;
        match self.state.find(self.work, path) {
            Found::Output(output) => self.output(output, path).unwrap_or_else(|| self.nothing()),
            Found::Folder(path) | Found::Elsewhere(path) => Response::moved(base.address(&path)),
            Found::Broken(trouble) => self.preview.trouble(self.state, &trouble),
            Found::Nothing => self.nothing(),
        }
    }

    fn output(&self, output: &Output, path: &str) -> Option<Response> {
        let Preview { cache, base, .. } = self.preview;
        if let (Make::Page(_), Some(trouble)) = (&output.make, state::torn(self.work, output)) {
            return Some(self.preview.trouble(self.state, &trouble));
        }
        Some(match self.state.finish(self.work, cache, output, path, base) {
            Ok(bytes) => match &output.make {
                Make::Page(_) => {
                    let now = self.preview.options.now;
                    let label = state::faults(self.work)
                        .or_else(|| state::unpublished(self.work, output, now));
                    self.preview.page(200, self.state, label.as_ref(), bytes?)
                }
                _ => Response::of(200, media_type(path), bytes?),
            },
            Err(Failure::Finding(finding)) => {
                self.preview.trouble(self.state, &Trouble::Findings(vec![&finding]))
            }
            Err(Failure::World(error)) => self.preview.trouble(self.state, &Trouble::World(&error)),
        })
    }

    /// The site's own page for what is not there.
    fn nothing(&self) -> Response {
        let page = self.work.plan.output("404.html").and_then(|o| self.output(o, "404.html"));
        match page {
            Some(page) if page.status == 200 => Response { status: 404, ..page },
            Some(trouble) => trouble,
            None => self.preview.plain(404, &self.preview.outside()),
        }
    }
}

impl Response {
    fn of(status: u16, media: &'static str, bytes: Vec<u8>) -> Self {
        Self { status, media, location: None, bytes }
    }

    fn moved(there: String) -> Self {
        Self { location: Some(there), ..Self::of(302, TEXT, Vec::new()) }
    }
}
