//! A target whose readers cannot reach our store, since it lies beside the site. It only turns names into
//! others: those below our folder lead into the store, all others into the site.

use std::io::{Read, Write};

use crate::model::Apart;
use crate::publish::store;
use crate::publish::target::{Kind, Listing, Swap, Target, Trouble};

/// A target with the store beside the site.
pub struct ApartTarget {
    /// The folder that both are in.
    inner: Box<dyn Target>,
    apart: Apart,
}

impl ApartTarget {
    /// The target whose root is the folder that both are in.
    pub fn new(inner: Box<dyn Target>, apart: Apart) -> Self {
        Self { inner, apart }
    }

    fn place(&self, path: &str) -> String {
        let Apart { site, store, .. } = &self.apart;
        match path.strip_prefix(store::FOLDER) {
            _ if path.is_empty() => site.clone(),
            Some("") => store.clone(),
            Some(rest) if rest.starts_with('/') => format!("{store}{rest}"),
            Some(_) | None => format!("{site}/{path}"),
        }
    }

    /// Every folder down to the store, those above first.
    fn way_to_store(&self) -> impl DoubleEndedIterator<Item = &str> {
        let store = self.apart.store.as_str();
        store.match_indices('/').map(|(end, _)| &store[..end]).chain([store])
    }
}

impl Target for ApartTarget {
    fn list(&self, below: &str) -> Result<Listing, Trouble> {
        let Apart { top, site, store, .. } = &self.apart;
        let mut listing = self.inner.list(&self.place(below))?;
        if !below.is_empty() {
            return Ok(listing);
        }
        let whole = |place: &str| format!("{}/{place}", top.trim_end_matches('/'));
        if listing.keys().any(|path| store::is_ours(path)) {
            let old = whole(&format!("{site}/{}", store::FOLDER));
            return Err(Trouble::new(Kind::Unmoved, &old, whole(store)));
        }
        let ours = self.inner.list(store)?;
        let ours: Listing = ours
            .into_iter()
            .map(|(path, length)| (format!("{}/{path}", store::FOLDER), length))
            .collect();
        if let Some(path) = store::stranger(&ours) {
            let path = path.trim_start_matches(store::FOLDER);
            return Err(Trouble::new(Kind::Taken, &whole(store), path.trim_start_matches('/')));
        }
        listing.extend(ours);
        Ok(listing)
    }

    fn read(&self, path: &str, into: &mut dyn Write) -> Result<bool, Trouble> {
        self.inner.read(&self.place(path), into)
    }

    fn write(&self, path: &str, from: &mut dyn Read) -> Result<(), Trouble> {
        self.inner.write(&self.place(path), from)
    }

    fn write_new(&self, path: &str, bytes: &[u8]) -> Result<bool, Trouble> {
        self.inner.write_new(&self.place(path), bytes)
    }

    fn swap(&self) -> Swap {
        self.inner.swap()
    }

    fn rename(&self, from: &str, to: &str) -> Result<(), Trouble> {
        self.inner.rename(&self.place(from), &self.place(to))
    }

    fn copy(&self, from: &str, to: &str) -> Result<(), Trouble> {
        self.inner.copy(&self.place(from), &self.place(to))
    }

    fn remove(&self, path: &str) -> Result<(), Trouble> {
        self.inner.remove(&self.place(path))
    }

    fn make_folder(&self, path: &str) -> Result<(), Trouble> {
        if path == store::FOLDER {
            // Elsewhere the site's folder is made when the store in it is.
            self.inner.make_folder(&self.place(""))?;
            return self.way_to_store().try_for_each(|folder| self.inner.make_folder(folder));
        }
        self.inner.make_folder(&self.place(path))
    }

    fn remove_folder(&self, path: &str) -> Result<(), Trouble> {
        if path == store::FOLDER {
            return self.way_to_store().rev().try_for_each(|it| self.inner.remove_folder(it));
        }
        self.inner.remove_folder(&self.place(path))
    }
}
