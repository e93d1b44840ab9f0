//! Making pictures: each is decoded once for all its forms.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::Failure;
use crate::diag::Place;
use crate::load::picture_limits;
use crate::model::{Picture, Site};
use crate::picture::{Variant, make, plain_variant, print_variant};
use crate::source::{File, SourcePath};

/// Where finished pictures are kept between builds.
pub trait PictureStore: Sync {
    /// What was kept under `key`.
    fn get(&self, key: &blake3::Hash) -> Option<Vec<u8>>;
    /// Keeps `bytes` under `key`.
    fn put(&self, key: &blake3::Hash, bytes: &[u8]);
}

/// A store that keeps nothing.
#[derive(Debug, Clone, Copy)]
pub struct NoStore;

impl PictureStore for NoStore {
    fn get(&self, _: &blake3::Hash) -> Option<Vec<u8>> {
        None
    }

    fn put(&self, _: &blake3::Hash, _: &[u8]) {}
}

type Forms = Arc<Mutex<Option<Vec<Option<Vec<u8>>>>>>;

/// Makes pictures for one site.
pub struct Darkroom<'a> {
    site: &'a Site,
    store: &'a dyn PictureStore,
    /// Forms that were made with another and that nobody has asked for yet. Also what makes two
    /// threads that want forms of one picture wait for each other.
    ready: Mutex<HashMap<blake3::Hash, Forms>>,
}

impl<'a> Darkroom<'a> {
    /// A darkroom that keeps what it makes in `store`.
    pub fn new(site: &'a Site, store: &'a dyn PictureStore) -> Self {
        Self { site, store, ready: Mutex::default() }
    }

    /// The form `variant` of the picture `file`.
    pub fn develop(&self, file: &File, variant: usize) -> Result<Vec<u8>, Failure> {
        let picture = &self.site.pictures[&file.path];
        if let Some(bytes) = self.store.get(&picture.variants[variant].key) {
            return Ok(bytes);
        }
        let forms = Arc::clone(lock(&self.ready).entry(picture.facts.digest).or_default());
        let mut forms = lock(&forms);
        if let Some(bytes) = forms.as_mut().and_then(|forms| forms[variant].take()) {
            return Ok(bytes);
        }
        let mut made: Vec<_> = self.make_all(file, picture)?.into_iter().map(Some).collect();
        let bytes = made[variant].take().expect("one for each variant");
        *forms = Some(made);
        Ok(bytes)
    }

    /// The picture at `path` as it is printed.
    pub fn print_form(&self, path: &SourcePath) -> Result<Vec<u8>, Failure> {
        let picture = &self.site.pictures[path];
        let limits = picture_limits(&self.site.config);
        let form = print_variant(&picture.facts, path.stem(), &limits);
        if let Some(bytes) = self.store.get(&form.key) {
            return Ok(bytes);
        }
        self.form(path, form)
    }

    fn form(&self, path: &SourcePath, form: Variant) -> Result<Vec<u8>, Failure> {
        let picture = &self.site.pictures[path];
        let limits = picture_limits(&self.site.config);
        let file = self.site.sources.get(path.as_str()).expect("planned from the sources");
        let bytes = file.bytes().map_err(Failure::World)?;
        let made = make(&bytes, &picture.facts, &[form], &limits).map_err(|problem| {
            Failure::Finding(Box::new(problem.finding(Place::File(path.clone()))))
        })?;
        Ok(made.into_iter().next().expect("one for one"))
    }

    /// The picture at `path` as it is handed to others: how its name ends, and its bytes.
    pub fn upload_form(
        &self,
        path: &SourcePath,
        most: u32,
    ) -> Result<(&'static str, Vec<u8>), Failure> {
        let picture = &self.site.pictures[path];
        let limits = picture_limits(&self.site.config);
        let form = plain_variant(&picture.facts, path.stem(), most, &limits);
        Ok((form.format.extension(), self.form(path, form)?))
    }

    fn make_all(&self, file: &File, picture: &Picture) -> Result<Vec<Vec<u8>>, Failure> {
        let bytes = file.bytes().map_err(Failure::World)?;
        let limits = picture_limits(&self.site.config);
        let made = make(&bytes, &picture.facts, &picture.variants, &limits).map_err(|problem| {
            Failure::Finding(Box::new(problem.finding(Place::File(file.path.clone()))))
        })?;
        for (variant, bytes) in picture.variants.iter().zip(&made) {
            self.store.put(&variant.key, bytes);
        }
        Ok(made)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    // What a panicking thread left behind is a map of finished forms, which is never half made.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
