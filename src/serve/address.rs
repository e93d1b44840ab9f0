//! What a browser asks for → a path of the site.
//!
//! Never touches a file: a path that comes out of here is looked up in the plan.

use crate::error::{Error, Result};
use crate::say;
use crate::text::percent_encode;

/// The folder below which the preview puts what is its own. No page can be there: addresses of
/// pages come from folders of the content, and this one is only ever asked for by our script.
const OWN: &str = "__fengbei/";

/// The path below which the site is shown, such as `/` or `/a/b/`, not encoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base(String);

/// What is asked for.
#[derive(Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A file of the site, by its path in the output.
    File(String),
    /// Something of the preview's own, by its name.
    Own(String),
    /// The place to go instead, encoded.
    Moved(String),
    /// Something outside of the site.
    Outside,
    /// No address at all, or one that climbs out of the site.
    Refused,
}

impl Base {
    /// The host's root.
    pub fn root() -> Self {
        Self("/".into())
    }

    /// The path that was typed, with or without slashes around it.
    ///
    /// ```
    /// use fengbei::serve::Base;
    /// assert_eq!(Base::parse("a/b").unwrap(), Base::parse("/a/b/").unwrap());
    /// assert!(Base::parse("/a/../b/").is_err());
    /// ```
    pub fn parse(typed: &str) -> Result<Self> {
        let inside = typed.trim().trim_matches('/');
        if inside.is_empty() {
            return Ok(Self::root());
        }
        let fine = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(FORBIDDEN);
        if inside.split('/').all(fine) {
            return Ok(Self(format!("/{inside}/")));
        }
        Err(Error::Other(say!(
            "“{typed}”不能作子路径，请写成 /a/b/ 这样",
            "“{typed}” cannot be a path; write it as /a/b/"
        )))
    }

    /// The path, encoded.
    pub fn encoded(&self) -> String {
        percent_encode(&self.0)
    }

    /// The address of something of the preview's own.
    pub fn own(&self, name: &str) -> String {
        format!("{}{OWN}{name}", self.encoded())
    }

    /// The address of the site's file at `path`.
    pub fn address(&self, path: &str) -> String {
        self.encoded() + &percent_encode(path)
    }

    /// What the path of a request, encoded and without a query, asks for.
    pub fn wanted(&self, path: &str) -> Wanted {
        let Some(path) = decoded(path) else { return Wanted::Refused };
        match path.strip_prefix(&self.0) {
            Some(inside) => match inside.strip_prefix(OWN) {
                Some(own) => Wanted::Own(own.to_owned()),
                None if inside.is_empty() || inside.ends_with('/') => {
                    Wanted::File(format!("{inside}index.html"))
                }
                None => Wanted::File(inside.to_owned()),
            },
            None if path == "/" || self.0.strip_suffix('/') == Some(&path) => {
                Wanted::Moved(self.encoded())
            }
            None => Wanted::Outside,
        }
    }
}

/// What may not be in a path.
const FORBIDDEN: [char; 5] = ['\\', '?', '#', '%', '\0'];

/// The path as text; none when it is no path inside of anything.
fn decoded(path: &str) -> Option<String> {
    let path = String::from_utf8(bytes_of(path)?).ok()?;
    let fine = path.starts_with('/')
        && !path.contains(['\\', '\0'])
        && !path.split('/').any(|part| matches!(part, "." | ".."));
    fine.then_some(path)
}

/// The bytes that the encoded `path` stands for; none when a `%` is not followed by two digits.
fn bytes_of(path: &str) -> Option<Vec<u8>> {
    let mut bytes = path.bytes();
    let mut out = Vec::with_capacity(path.len());
    let digit = |byte: u8| char::from(byte).to_digit(16);
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let (high, low) = (digit(bytes.next()?)?, digit(bytes.next()?)?);
            out.push(u8::try_from(high * 16 + low).expect("two hexadecimal digits"));
        } else {
            out.push(byte);
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str) -> Wanted {
        Wanted::File(path.into())
    }

    #[test]
    fn addresses_become_paths_of_the_site() {
        let base = Base::root();
        assert_eq!(base.wanted("/"), file("index.html"));
        assert_eq!(base.wanted("/news/"), file("news/index.html"));
        assert_eq!(base.wanted("/news"), file("news"));
        assert_eq!(base.wanted("/%E5%8F%8C%E6%8B%A5/a%20b.html"), file("双拥/a b.html"));
        assert_eq!(base.wanted("/__fengbei/reload.js"), Wanted::Own("reload.js".into()));
        assert_eq!(base.own("reload.js"), "/__fengbei/reload.js");
    }

    #[test]
    fn a_sub_path_is_taken_off_and_led_to() {
        let base = Base::parse("双拥/b").expect("a path");
        let there = "/%E5%8F%8C%E6%8B%A5/b/";
        assert_eq!(base.wanted(&format!("{there}news/")), file("news/index.html"));
        assert_eq!(base.wanted(there), file("index.html"));
        assert_eq!(base.wanted("/"), Wanted::Moved(there.into()));
        assert_eq!(base.wanted("/%e5%8f%8c%e6%8b%a5/b"), Wanted::Moved(there.into()));
        assert_eq!(base.wanted("/news/"), Wanted::Outside);
        assert_eq!(base.own("x"), format!("{there}__fengbei/x"));
        assert_eq!(base.address("a b"), format!("{there}a%20b"));
    }

    #[test]
    fn what_climbs_out_or_makes_no_sense_is_refused() {
        let base = Base::root();
        for path in [
            "/../site.toml",
            "/news/../../site.toml",
            "/%2e%2e/site.toml",
            "/news/%2E%2E%2f%2e%2e/x",
            "/..%5csite.toml",
            "/a/./b",
            "/%00",
            "/%",
            "/%2",
            "/%+1",
            "/%ff",
            "news",
            "",
        ] {
            assert_eq!(base.wanted(path), Wanted::Refused, "{path}");
        }
    }

    #[test]
    fn a_path_that_cannot_be_one_is_said_so() {
        for typed in ["..", "/a//b/", "a?b", "a#b", "a\\b", "a%20b"] {
            assert!(Base::parse(typed).is_err(), "{typed}");
        }
        assert_eq!(Base::parse(" / ").expect("the root"), Base::root());
    }
}
