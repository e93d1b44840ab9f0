//! Which parts of a workbook hold what.

use std::collections::HashMap;

use quick_xml::events::Event;

use super::super::fault::TooLarge;
use super::super::format::Epoch;
use super::super::{MOST_SHEETS, TableFault};
use crate::source::package::Package;
use crate::source::xml::{attribute, says_yes};

/// The parts of a workbook that matter for a table.
pub(super) struct Parts {
    pub(super) sheets: Vec<Sheet>,
    pub(super) strings: String,
    pub(super) styles: String,
    pub(super) epoch: Epoch,
}

/// A sheet before it is read.
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) hidden: bool,
    /// Its part; none when it has no cells.
    pub(super) part: Option<String>,
}

/// What a relation leads to.
struct Target {
    kind: String,
    part: String,
}

/// Finds the parts of a workbook through their relations, as office programs do.
pub(super) fn find(package: &mut Package<'_>) -> Result<Parts, TableFault> {
    let book = book(package)?;
    let (folder, name) = book.rsplit_once('/').unwrap_or(("", &book));
    let targets = relations(package, &format!("{folder}/_rels/{name}.rels"), folder)?;
    let by_kind = |kind: &str, usual: &str| {
        let mut kinds = targets.values().filter(|target| target.kind == kind);
        kinds.next().map_or_else(|| usual.to_owned(), |target| target.part.clone())
    };
    let (strings, styles) =
        (by_kind("sharedStrings", "xl/sharedStrings.xml"), by_kind("styles", "xl/styles.xml"));
    let (sheets, epoch) = sheets(package, &book, &targets)?;
    Ok(Parts { sheets, strings, styles, epoch })
}

/// The part that lists the sheets.
fn book(package: &mut Package<'_>) -> Result<String, TableFault> {
    let roots = relations(package, "_rels/.rels", "")?;
    let named = roots.into_values().find(|target| target.kind == "officeDocument");
    Ok(named.map_or_else(|| "xl/workbook.xml".to_owned(), |target| target.part))
}

/// The relations in `part`, by their names; those with other files are left out.
fn relations(
    package: &mut Package<'_>,
    part: &str,
    folder: &str,
) -> Result<HashMap<String, Target>, TableFault> {
    let mut relations = HashMap::new();
    let Some(mut xml) = package.small_part(part)? else { return Ok(relations) };
    loop {
        match xml.next()? {
            Event::Eof => return Ok(relations),
            Event::Start(e) if e.local_name().as_ref() == b"Relationship" => {
                let outside = attribute(&e, "TargetMode").is_some_and(|mode| mode == "External");
                let all = (attribute(&e, "Id"), attribute(&e, "Type"), attribute(&e, "Target"));
                if let (Some(id), Some(kind), Some(target)) = all
                    && !outside
                {
                    let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                    relations.insert(id, Target { kind, part: resolve(folder, &target) });
                }
            }
            _ => {}
        }
    }
}

/// The name of the part that `target` leads to from `folder`.
fn resolve(folder: &str, target: &str) -> String {
    let folder = if target.starts_with('/') { "" } else { folder };
    let mut names: Vec<&str> = Vec::new();
    for name in folder.split('/').chain(target.split(['/', '\\'])) {
        match name {
            "" | "." => {}
            ".." => drop(names.pop()),
            name => names.push(name),
        }
    }
    names.join("/")
}

fn sheets(
    package: &mut Package<'_>,
    book: &str,
    targets: &HashMap<String, Target>,
) -> Result<(Vec<Sheet>, Epoch), TableFault> {
    let (mut sheets, mut epoch) = (Vec::new(), Epoch::Y1900);
    let broken = || TableFault::Broken { part: book.to_owned() };
    let mut xml = package.small_part(book)?.ok_or_else(broken)?;
    loop {
        match xml.next()? {
            Event::Eof => break,
            Event::Start(e) => match e.local_name().as_ref() {
                b"workbookPr" if says_yes(&e, "date1904") => epoch = Epoch::Y1904,
                b"sheet" => {
                    let name = attribute(&e, "name").ok_or_else(broken)?;
                    let target = attribute(&e, "id").and_then(|id| targets.get(&id));
                    let cells = target.filter(|target| target.kind == "worksheet");
                    let hidden = attribute(&e, "state").is_some_and(|state| state != "visible");
                    if sheets.len() == MOST_SHEETS {
                        return Err(TableFault::TooLarge(TooLarge::Count));
                    }
                    sheets.push(Sheet { name, hidden, part: cells.map(|t| t.part.clone()) });
                }
                _ => {}
            },
            _ => {}
        }
    }
    Ok((sheets, epoch))
}
