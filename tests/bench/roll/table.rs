//! The least a program can do with a table: read it and parse it with the csv crate.

use std::collections::HashMap;
use std::fs::File;
use std::path::Path;

/// First word of the command line of a process that only reads a table.
pub const CHILD: &str = "--table";

/// Reads the table at `path`; says how many people and how many bytes of cells it has.
pub fn child(path: &Path) -> Result<String, String> {
    let (mut people, mut bytes) = (0_usize, 0_usize);
    let mut row = csv::ByteRecord::new();
    let mut reader = open(path)?;
    while reader.read_byte_record(&mut row).map_err(|e| e.to_string())? {
        people += 1;
        bytes += row.as_slice().len();
    }
    Ok(format!("{people} people, {bytes} bytes"))
}

/// How often each name stands in the table at `path`.
pub fn names(path: &Path) -> Result<HashMap<String, usize>, String> {
    let mut found = HashMap::new();
    for row in open(path)?.records() {
        let row = row.map_err(|e| e.to_string())?;
        *found.entry(row[1].to_owned()).or_insert(0) += 1;
    }
    Ok(found)
}

/// Ids and names of everybody in the table at `path`.
pub fn people(path: &Path) -> Result<Vec<(String, String)>, String> {
    let rows = open(path)?.into_records().map(|row| {
        let row = row.map_err(|e| e.to_string())?;
        Ok((row[0].to_owned(), row[1].to_owned()))
    });
    rows.collect()
}

fn open(path: &Path) -> Result<csv::Reader<File>, String> {
    let reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_path(path);
    reader.map_err(|e| format!("{}: {e}", path.display()))
}
