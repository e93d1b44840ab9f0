//! Names of files: what Windows allows, and when two are the same.

use std::borrow::Cow;
use std::collections::HashSet;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::{Output, place};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::Site;
use crate::say;

/// A file name that Windows does not allow.
pub static WINDOWS_NAME: Rule = Rule {
    name: "windows-name",
    severity: Severity::Error,
    zh: "文件名里有 Windows 不允许的写法（< > : \" | ? * 和控制符，结尾的点或空格，CON、NUL 等保留名，或超过 200 个字节）。\
         门户的服务器和办公电脑很多是 Windows，这样的文件复制不过去。",
    en: "A file name that Windows does not allow (< > : \" | ? * and control characters, a dot or space at the end, \
         reserved names such as CON, or more than 200 bytes). Many portals and office computers run Windows, \
         which could not hold the file.",
};

/// The form under which two names are the same on some file system: NFC, lower case.
pub fn fold(path: &str) -> String {
    if path.is_ascii() {
        path.to_ascii_lowercase()
    } else if is_nfc_quick(path.chars()) == IsNormalized::Yes {
        path.chars().flat_map(char::to_lowercase).collect()
    } else {
        path.nfc().flat_map(char::to_lowercase).collect()
    }
}

/// Bytes of a part of a path that [`safe`] leaves as it is.
const LONGEST_SAFE: usize = 150;
/// Bytes of a part of a path that every system holds, with room for what is put behind it.
pub const LONGEST: usize = 200;

/// `text` as one part of a path that every system allows; never empty. What is too long is cut, and
/// a digest tells it from others that begin alike.
///
/// ```text
/// 军民/共建? → 军民-共建-
/// ```
pub fn safe(text: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    if (1..=LONGEST_SAFE).contains(&text.len()) && text.bytes().all(is_plain) && !is_reserved(text)
    {
        return text.into();
    }
    swapped(text).into()
}

fn swapped(text: &str) -> String {
    let swapped: String =
        text.nfc()
            .map(|c| {
                if is_forbidden(c) || c == '/' || c == '\\' || c == '#' || c == '%' {
                    '-'
                } else {
                    c
                }
            })
            .collect();
    let trimmed = swapped.trim().trim_end_matches('.');
    match trimmed {
        "" => "-".into(),
        name if is_reserved(name) => format!("-{name}"),
        name if name.len() > LONGEST_SAFE => cut(name),
        name => name.into(),
    }
}

fn cut(name: &str) -> String {
    let start = &name[..name.floor_char_boundary(LONGEST_SAFE)];
    format!("{start}-{}", &blake3::hash(name.as_bytes()).to_hex()[..6])
}

/// What the pages of each of `titles` are called in a folder that has an index: names of their own, also
/// where two are one for a Windows machine, and none that of another's second page.
pub fn page_names<'a>(titles: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut taken = HashSet::from(["index".to_owned()]);
    let is_number = |end: &str| !end.is_empty() && end.bytes().all(|byte| byte.is_ascii_digit());
    let name = |title: &str| {
        let plain = safe(title).into_owned();
        let is_page = plain.rsplit_once('_').is_some_and(|(_, end)| is_number(end));
        let digest = || blake3::hash(title.as_bytes()).to_hex()[..6].to_owned();
        let fits = !is_page && taken.insert(fold(&plain));
        if fits { plain } else { format!("{plain}-{}", digest()) }
    };
    titles.map(name).collect()
}

/// A finding when the output's name cannot be on Windows.
pub fn check(site: &Site, output: &Output) -> Option<Diagnostic> {
    let path = &output.path;
    let part = path.split('/').find(|part| !is_fine(part))?;
    Some(
        Diagnostic::new(
            &WINDOWS_NAME,
            place(site, output),
            say!(
                "“{part}”在 Windows 上不能作文件名（{path}）",
                "“{part}” cannot be a file name on Windows ({path})"
            ),
        )
        .help(say!(
            "改用汉字、字母、数字、- 和 _",
            "use letters, digits, Chinese characters, - and _"
        )),
    )
}

fn is_fine(part: &str) -> bool {
    !part.is_empty()
        && part.len() <= LONGEST
        && part != "."
        && part != ".."
        && !part.ends_with(['.', ' '])
        && !part.chars().any(is_forbidden)
        && !is_reserved(part)
}

fn is_forbidden(c: char) -> bool {
    c.is_control() || matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*' | '\\')
}

/// Names of devices, with or without an extension.
fn is_reserved(part: &str) -> bool {
    const LONGEST: usize = 4;
    let bytes = part.as_bytes();
    let dot = bytes.iter().take(LONGEST + 1).position(|byte| *byte == b'.');
    match &bytes[..dot.unwrap_or(bytes.len())] {
        stem @ [_, _, _] => {
            [b"CON", b"PRN", b"AUX", b"NUL"].iter().any(|name| stem.eq_ignore_ascii_case(*name))
        }
        [device @ .., b'0'..=b'9'] => {
            device.eq_ignore_ascii_case(b"COM") || device.eq_ignore_ascii_case(b"LPT")
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_windows_refuses_are_known() {
        for name in ["CON", "nul.html", "com1", "a:b", "a?", "a.", "a ", "", "..", "<x>"] {
            assert!(!is_fine(name), "{name}");
            assert!(is_fine(&safe(name)), "{name} → {}", safe(name));
        }
        for name in ["双拥.html", "t20240801_1.html", "console", "a b"] {
            assert!(is_fine(name), "{name}");
        }
    }

    #[test]
    fn no_two_pages_of_a_folder_have_one_name() {
        let titles = ["一团", "一团_2", "甲/乙", "甲-乙", "A", "a", "Index"];
        let starts = ["一团", "一团_2-", "甲-乙", "甲-乙-", "A", "a-", "Index-"];
        for (name, start) in page_names(titles.into_iter()).iter().zip(starts) {
            assert!(name.starts_with(start), "{name}");
            assert_eq!(
                name.len() - start.len(),
                if start.ends_with('-') { 6 } else { 0 },
                "{name}"
            );
        }
    }
}
