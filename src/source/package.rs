//! An office file's parts: a ZIP archive that is only ever asked for parts by name.
//!
//! Nothing is unpacked to the disk, so that no name in the archive leads anywhere.

use std::collections::HashMap;
use std::io::{BufReader, Read as _};

use zip::read::{ZipArchive, ZipFile};
use zip::result::ZipError;

use super::Reader;
use super::table::{TableFault, TooLarge};
use super::xml::Xml;

/// How many parts a workbook may have: those with a picture for every row have some thousands.
const MOST_PARTS: usize = 200_000;

/// The largest part that is kept in memory, in bytes.
const LARGEST_SMALL_PART: u64 = 64 << 20;

/// An open workbook.
pub(crate) struct Package<'f> {
    zip: ZipArchive<Reader<'f>>,
    /// Places of the parts by their names in lower case, which is how names are compared.
    places: HashMap<String, usize>,
    limit: u64,
}

/// A part as a stream of XML.
pub(crate) type Part<'p, 'f> = Xml<BufReader<ZipFile<'p, Reader<'f>>>>;

impl<'f> Package<'f> {
    /// Opens a workbook whose parts may be `limit` bytes long when unpacked.
    pub(crate) fn open(reader: Reader<'f>, limit: u64) -> Result<Self, TableFault> {
        let zip = ZipArchive::new(reader).map_err(|e| fault(&e, ""))?;
        if zip.len() > MOST_PARTS {
            return Err(TableFault::TooLarge(TooLarge::Count));
        }
        let mut places = HashMap::new();
        for at in 0..zip.len() {
            if let Some(Ok(name)) = zip.name_for_index(at) {
                places.entry(name.replace('\\', "/").to_lowercase()).or_insert(at);
            }
        }
        Ok(Self { zip, places, limit })
    }

    /// Whether there is the part `name`, or one below it when it ends with `/`.
    pub(crate) fn has_below(&self, name: &str) -> bool {
        if name.ends_with('/') {
            return self.places.keys().any(|part| part.starts_with(name));
        }
        self.places.contains_key(name)
    }

    /// The names of the XML parts whose names begin with `start`, in order, in lower case.
    pub(crate) fn names_from(&self, start: &str) -> Vec<String> {
        let is_one = |name: &&String| name.starts_with(start) && name.as_bytes().ends_with(b".xml");
        let mut names: Vec<String> = self.places.keys().filter(is_one).cloned().collect();
        names.sort_by_cached_key(|name| (name.len(), name.clone()));
        names
    }

    /// The part `name` as XML; none when there is none.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Part<'_, 'f>>, TableFault> {
        self.open_part(name, self.limit)
    }

    fn open_part(&mut self, name: &str, limit: u64) -> Result<Option<Part<'_, 'f>>, TableFault> {
        let Some(at) = self.places.get(&name.to_lowercase()) else { return Ok(None) };
        let part = self.zip.by_index(*at).map_err(|e| fault(&e, name))?;
        let reader = BufReader::with_capacity(64 * 1024, part);
        Ok(Some(Xml::new(reader, name, limit)))
    }

    /// The part `name` as XML when it is one that says how others are to be read, which is never
    /// large and is kept in memory.
    pub(crate) fn small_part(&mut self, name: &str) -> Result<Option<Part<'_, 'f>>, TableFault> {
        self.open_part(name, self.limit.min(LARGEST_SMALL_PART))
    }

    /// The bytes of the part `name`, when there is one that is no longer than `most`.
    pub(crate) fn bytes(&mut self, name: &str, most: u64) -> Result<Option<Vec<u8>>, TableFault> {
        let Some(at) = self.places.get(&name.to_lowercase()) else { return Ok(None) };
        let part = self.zip.by_index(*at).map_err(|e| fault(&e, name))?;
        let mut bytes = Vec::new();
        let read = part.take(most + 1).read_to_end(&mut bytes);
        read.map_err(|_| TableFault::Broken { part: name.to_owned() })?;
        if bytes.len() as u64 > most {
            let part = name.to_owned();
            return Err(TableFault::TooLarge(TooLarge::Part { part, limit: most }));
        }
        Ok(Some(bytes))
    }

    /// The first bytes of the part `name` as text, at most `length`; none when there is none.
    pub(crate) fn text(&mut self, name: &str, length: u64) -> Result<Option<String>, TableFault> {
        let Some(at) = self.places.get(name) else { return Ok(None) };
        let part = self.zip.by_index(*at).map_err(|e| fault(&e, name))?;
        let mut bytes = Vec::new();
        let read = part.take(length).read_to_end(&mut bytes);
        read.map_err(|_| TableFault::Broken { part: name.to_owned() })?;
        Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
    }
}

fn fault(error: &ZipError, part: &str) -> TableFault {
    match error {
        ZipError::UnsupportedArchive(words) if *words == ZipError::PASSWORD_REQUIRED => {
            TableFault::Encrypted
        }
        _ => TableFault::Broken { part: part.to_owned() },
    }
}
