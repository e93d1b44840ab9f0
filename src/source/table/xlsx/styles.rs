//! How the cells of a workbook are shown.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};

use super::super::TableFault;
use super::super::fault::TooLarge;
use super::super::format::Format;
use crate::source::package::Package;
use crate::source::xml::attribute;

/// How many styles a workbook may have, which is what office programs allow.
const MOST: usize = 65_536;

/// The formats of a workbook's styles, in their order.
#[derive(Debug, Default)]
pub(super) struct Styles(Vec<Format>);

impl Styles {
    /// The format of style number `at`.
    pub(super) fn get(&self, at: usize) -> Format {
        self.0.get(at).copied().unwrap_or(Format::Number)
    }
}

/// The styles of a workbook.
pub(super) fn read(package: &mut Package<'_>, part: &str) -> Result<Styles, TableFault> {
    let (mut codes, mut styles) = (HashMap::new(), Styles::default());
    let Some(mut xml) = package.small_part(part)? else { return Ok(styles) };
    let mut of_cells = false;
    loop {
        match xml.next()? {
            Event::Eof => return Ok(styles),
            Event::Start(e) => match e.local_name().as_ref() {
                b"numFmt" => drop(code(&e).map(|(id, format)| codes.insert(id, format))),
                b"cellXfs" => of_cells = true,
                b"xf" if of_cells => styles.0.push(format(&e, &codes)),
                _ => {}
            },
            Event::End(e) if e.local_name().as_ref() == b"cellXfs" => of_cells = false,
            _ => {}
        }
        if styles.0.len() > MOST || codes.len() > MOST {
            return Err(TableFault::TooLarge(TooLarge::Count));
        }
    }
}

fn code(element: &BytesStart<'_>) -> Option<(u32, Format)> {
    let id = attribute(element, "numFmtId")?.parse().ok()?;
    Some((id, Format::parse(&attribute(element, "formatCode")?)))
}

fn format(element: &BytesStart<'_>, codes: &HashMap<u32, Format>) -> Format {
    let id = attribute(element, "numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
    codes.get(&id).copied().unwrap_or_else(|| Format::built_in(id))
}
