//! What the system tells about the site folder → changes that have come to rest.
//!
//! It says where something may have happened; whether it did is for the sources to find out. It
//! never reads a file.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::preview::Change;
use crate::diag::Message;
use crate::say;
use crate::source::{is_source, source_folders};

/// A save has come to rest when nothing more has happened for so long: editors that empty a file
/// before they fill it, or fill another and rename it, are done by then.
const REST: Duration = Duration::from_millis(10);
/// Whoever writes for longer is shown what there is by now.
const PATIENCE: Duration = Duration::from_millis(250);
/// A new folder is looked at a second time after so long. The system watches it only some time
/// after it was made, and says nothing of what was put into it until then.
const SECOND_LOOK: Duration = Duration::from_millis(400);
/// How often to look at everything when the system cannot tell.
const SLOW: Duration = Duration::from_secs(2);

/// Eyes on a site folder.
#[derive(Debug)]
pub struct Watch {
    root: PathBuf,
    config: String,
    heard: Receiver<Heard>,
    ear: Sender<Heard>,
    /// None when the system cannot watch.
    watcher: Option<RecommendedWatcher>,
    /// New folders, and when to look at them again.
    new_folders: Vec<(Instant, PathBuf)>,
}

/// Something that was heard.
#[derive(Debug)]
enum Heard {
    Event(Event),
    /// Events were lost.
    Lost,
    /// The system cannot watch, or no longer.
    Deaf(notify::Error),
    Stop,
}

/// What there is to see.
#[derive(Debug, PartialEq, Eq)]
pub enum Seen {
    /// Something may have changed.
    Change(Change),
    /// The system cannot watch, so the folder is looked at now and then; why and what to do.
    Slow(Message),
}

/// Ends a [`Watch`].
#[derive(Debug, Clone)]
pub struct Stop(Sender<Heard>);

impl Stop {
    /// The watch sees nothing more.
    pub fn stop(&self) {
        // It may have ended by itself.
        let _ = self.0.send(Heard::Stop);
    }
}

/// What was heard until all was at rest.
#[derive(Debug, Default)]
struct Noise {
    places: BTreeSet<PathBuf>,
    lost: bool,
    deaf: Option<notify::Error>,
}

impl Watch {
    /// Watches the sources below `root`, an absolute path without links, whose settings file is
    /// `config`.
    pub fn new(root: &Path, config: &str) -> Self {
        let (ear, heard) = mpsc::channel();
        let (root, config) = (root.to_owned(), config.to_owned());
        let mut watch = Self { root, config, heard, ear, watcher: None, new_folders: Vec::new() };
        if let Err(error) = watch.listen() {
            watch.deafen(error);
        }
        watch
    }

    /// What ends it.
    pub fn stop(&self) -> Stop {
        Stop(self.ear.clone())
    }

    /// Waits for the next thing to see; nothing when it was ended.
    pub fn next(&mut self) -> Option<Seen> {
        loop {
            let mut noise = Noise::default();
            match self.wait(self.due()) {
                Ok(heard) => self.gather(heard, &mut noise)?,
                Err(RecvTimeoutError::Timeout) if self.watcher.is_none() => noise.lost = true,
                Err(RecvTimeoutError::Timeout) => self.look_again(&mut noise),
                Err(RecvTimeoutError::Disconnected) => return None,
            }
            if let Some(error) = noise.deaf {
                self.watcher = None;
                return Some(Seen::Slow(advice(&error)));
            }
            if noise.lost {
                return Some(Seen::Change(Change::Anything));
            }
            if !noise.places.is_empty() {
                let places = noise.places.into_iter().collect();
                return Some(Seen::Change(Change::Places(places)));
            }
        }
    }

    /// Starts listening to what the system has to say.
    fn listen(&mut self) -> notify::Result<()> {
        let ear = self.ear.clone();
        let mut watcher = notify::recommended_watcher(move |event| {
            if let Some(heard) = worth_hearing(event) {
                // Whoever listened has ended.
                let _ = ear.send(heard);
            }
        })?;
        watcher.watch(&self.root, RecursiveMode::NonRecursive)?;
        if let Some(folder) = self.root.join(&self.config).parent()
            && folder != self.root
            && folder.is_dir()
        {
            watcher.watch(folder, RecursiveMode::NonRecursive)?;
        }
        for folder in source_folders().map(|part| self.root.join(part)) {
            if folder.is_dir() {
                watcher.watch(&folder, RecursiveMode::Recursive)?;
            }
        }
        self.watcher = Some(watcher);
        Ok(())
    }

    fn deafen(&self, error: notify::Error) {
        self.ear.send(Heard::Deaf(error)).expect("the receiver is beside it");
    }

    /// How long to wait for something to be heard.
    fn due(&self) -> Option<Duration> {
        if self.watcher.is_none() {
            return Some(SLOW);
        }
        let next = self.new_folders.iter().map(|(due, _)| *due).min()?;
        Some(next.saturating_duration_since(Instant::now()))
    }

    fn wait(&self, most: Option<Duration>) -> Result<Heard, RecvTimeoutError> {
        match most {
            Some(most) => self.heard.recv_timeout(most),
            None => self.heard.recv().map_err(|_| RecvTimeoutError::Disconnected),
        }
    }

    /// Listens until all is at rest. Nothing when it was told to end.
    fn gather(&mut self, first: Heard, noise: &mut Noise) -> Option<()> {
        let patience = Instant::now() + PATIENCE;
        let mut next = first;
        loop {
            match next {
                Heard::Stop => return None,
                Heard::Lost => noise.lost = true,
                Heard::Deaf(error) => noise.deaf = Some(error),
                Heard::Event(event) => self.event(&event, noise),
            }
            let left = patience.saturating_duration_since(Instant::now()).min(REST);
            match self.wait(Some(left)) {
                Ok(heard) => next = heard,
                Err(_) => return Some(()),
            }
        }
    }

    fn event(&mut self, event: &Event, noise: &mut Noise) {
        for place in &event.paths {
            if !self.is_source(place) {
                continue;
            }
            if !place.is_dir() {
                noise.places.insert(place.clone());
            } else if is_about_names(event.kind) {
                // Of a folder that merely was touched, the entries speak for themselves.
                noise.places.insert(place.clone());
                self.new_folders.push((Instant::now() + SECOND_LOOK, place.clone()));
                self.watch_again(place);
            }
        }
    }

    fn is_source(&self, place: &Path) -> bool {
        let path = place.strip_prefix(&self.root).ok().and_then(Path::to_str);
        path.is_some_and(|path| is_source(&path.replace('\\', "/"), &self.config))
    }

    /// Watches `content` and its like when they were not there before. The system itself goes on
    /// to whatever is new below them.
    fn watch_again(&mut self, folder: &Path) {
        if folder.parent() != Some(&self.root) {
            return;
        }
        let watched =
            self.watcher.as_mut().map(|watcher| watcher.watch(folder, RecursiveMode::Recursive));
        if let Some(Err(error)) = watched
            && folder.is_dir()
        {
            self.deafen(error);
        }
    }

    fn look_again(&mut self, noise: &mut Noise) {
        let now = Instant::now();
        let due = self.new_folders.extract_if(.., |(due, _)| *due <= now);
        noise.places.extend(due.map(|(_, folder)| folder));
    }
}

/// What matters of an event. Linux reports every look at a file as well, our own included: hearing
/// that would make us look for ever. That somebody has finished writing does matter.
fn worth_hearing(event: notify::Result<Event>) -> Option<Heard> {
    match event {
        Ok(event) if event.need_rescan() => Some(Heard::Lost),
        Ok(event) => match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => Some(Heard::Event(event)),
            EventKind::Access(_) => None,
            _ => Some(Heard::Event(event)),
        },
        Err(error) => match error.kind {
            ErrorKind::MaxFilesWatch => Some(Heard::Deaf(error)),
            _ => Some(Heard::Lost),
        },
    }
}

/// Whether something came, went or was renamed, as far as the system can tell.
fn is_about_names(kind: EventKind) -> bool {
    match kind {
        EventKind::Create(_) | EventKind::Remove(_) | EventKind::Any | EventKind::Other => true,
        EventKind::Modify(what) => matches!(what, ModifyKind::Name(_)),
        EventKind::Access(_) => false,
    }
}

fn advice(error: &notify::Error) -> Message {
    let seconds = SLOW.as_secs();
    match error.kind {
        ErrorKind::MaxFilesWatch => say!(
            "系统能监视的文件夹已满，改为每 {seconds} 秒查看一次，保存后要稍等。\
             请管理员调大 fs.inotify.max_user_watches。",
            "The system watches as many folders as it can, so this one is looked at every \
             {seconds} seconds. Ask your administrator to raise fs.inotify.max_user_watches."
        ),
        _ => say!(
            "系统不能监视这个文件夹（{error}），改为每 {seconds} 秒查看一次，保存后要稍等。",
            "The system cannot watch this folder ({error}), so it is looked at every {seconds} seconds."
        ),
    }
}
