//! Pictures and links of a Word file, by the names that its text uses. Never follows a link.

use std::collections::HashMap;

use super::element::Element;
use crate::picture::Format;
use crate::source::package::Package;
use crate::source::paper::PaperFault;
use crate::source::table::TableFault;

/// The largest picture, in bytes.
const LARGEST: u64 = 64 << 20;

/// What the names in a text stand for.
#[derive(Debug, Default)]
pub(super) struct Relations(HashMap<String, Target>);

#[derive(Debug)]
enum Target {
    /// A part of the file.
    Part(String),
    /// An address.
    Outside(String),
}

/// What came of looking for a picture.
#[derive(Debug)]
pub(super) enum Look {
    Picture(Vec<u8>, &'static str),
    Missing,
    TooLarge,
    /// No browser shows it; the kind, as its name says.
    OtherKind(String),
}

impl Relations {
    pub fn read(package: &mut Package<'_>, name: &str) -> Result<Self, PaperFault> {
        let Some(part) = Element::read(package, name)? else { return Ok(Self::default()) };
        let all = part.all("Relationship").filter_map(|it| {
            let target = it.get("Target")?.to_owned();
            let target = match it.get("TargetMode") {
                Some("External") => Target::Outside(target),
                _ => Target::Part(match target.strip_prefix('/') {
                    Some(absolute) => absolute.to_owned(),
                    None => format!("word/{target}"),
                }),
            };
            Some((it.get("Id")?.to_owned(), target))
        });
        Ok(Self(all.collect()))
    }

    /// The address that `id` stands for.
    pub fn address(&self, id: &str) -> Option<&str> {
        match self.0.get(id)? {
            Target::Outside(address) => Some(address),
            Target::Part(_) => None,
        }
    }

    /// The name of the part that `id` stands for.
    pub fn part(&self, id: &str) -> Option<&str> {
        match self.0.get(id)? {
            Target::Part(name) => Some(name),
            Target::Outside(_) => None,
        }
    }

    /// The picture that `id` stands for.
    pub fn picture(&self, id: &str, package: &mut Package<'_>) -> Result<Look, PaperFault> {
        let Some(Target::Part(name)) = self.0.get(id) else { return Ok(Look::Missing) };
        let bytes = match package.bytes(name, LARGEST) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => return Ok(Look::Missing),
            Err(TableFault::TooLarge(_)) => return Ok(Look::TooLarge),
            Err(fault) => return Err(fault.into()),
        };
        Ok(if let Ok(format) = Format::guess(&bytes) {
            Look::Picture(bytes, format.extension())
        } else {
            let kind = name.rsplit_once('.').map_or("", |(_, kind)| kind);
            Look::OtherKind(kind.to_uppercase())
        })
    }
}
