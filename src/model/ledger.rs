//! The address ledger (`addresses.lock`): serials once given, and every address an item has had.
//!
//! One line an item, in path order, serials drawn from the path itself: two editors who add
//! articles on two machines write different lines, so the files merge without a conflict.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What is recorded of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The number in its address.
    pub serial: u64,
    /// A digest of what stays when a file is moved, to find it again.
    pub mark: String,
    /// Every address it has had, the present one last.
    pub addresses: Vec<String>,
}

/// All recorded items by source path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AddressLedger {
    /// By source path.
    pub entries: BTreeMap<String, Entry>,
}

const HEAD: &str = "# 网址台账：由 fengbei build 维护，请随内容一起保存，不要手工修改。\n\
                    # Address ledger, kept by fengbei build; keep it with the content.\n";

impl AddressLedger {
    /// Name of its file in the site folder.
    pub const FILE: &str = "addresses.lock";

    /// Reads the file. The numbers of lines that make no sense come back beside it, counted from 1.
    pub fn parse(text: &str) -> (Self, Vec<usize>) {
        let (entries, bad) = read_lines(text, parse_line);
        (Self { entries }, bad)
    }

    /// The file's text.
    pub fn to_text(&self) -> String {
        let mut out = String::from(HEAD);
        for (path, entry) in &self.entries {
            let addresses = entry.addresses.join("\t");
            writeln!(out, "{path}\t{}\t{}\t{addresses}", entry.serial, entry.mark)
                .expect("writing to a string cannot fail");
        }
        out
    }
}

/// The entries of a ledger's lines, and the numbers, from 1, of those that make no sense.
fn read_lines<V>(
    text: &str,
    read: impl Fn(&str) -> Option<(String, V)>,
) -> (BTreeMap<String, V>, Vec<usize>) {
    let (mut entries, mut bad) = (BTreeMap::new(), Vec::new());
    for (number, line) in (1..).zip(text.lines().map(str::trim_end)) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        match read(line) {
            Some((key, value)) => {
                entries.insert(key, value);
            }
            None => bad.push(number),
        }
    }
    (entries, bad)
}

fn parse_line(line: &str) -> Option<(String, Entry)> {
    let mut parts = line.split('\t');
    let path = parts.next()?.to_owned();
    let serial = parts.next()?.parse().ok()?;
    let mark = parts.next()?.to_owned();
    let addresses: Vec<_> = parts.map(str::to_owned).collect();
    (!path.is_empty() && !addresses.is_empty()).then_some((path, Entry { serial, mark, addresses }))
}
