//! Paths inside a site folder.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

/// A path relative to the site folder, with `/` between parts on every system.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(into = "String", from = "String")]
pub struct SourcePath(Arc<str>);

impl From<SourcePath> for String {
    fn from(path: SourcePath) -> Self {
        path.as_str().to_owned()
    }
}

impl From<String> for SourcePath {
    fn from(path: String) -> Self {
        Self::new(&path)
    }
}

impl SourcePath {
    /// A path from its text; backslashes become slashes.
    pub fn new(path: &str) -> Self {
        if path.contains('\\') { Self(path.replace('\\', "/").into()) } else { Self(path.into()) }
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder the file is in, with a `/` at its end; empty at the top.
    pub fn folder(&self) -> &str {
        &self.0[..self.0.rfind('/').map_or(0, |at| at + 1)]
    }

    /// The file's name.
    pub fn name(&self) -> &str {
        &self.0[self.folder().len()..]
    }

    /// The file's name without its last extension.
    pub fn stem(&self) -> &str {
        self.name().rsplit_once('.').map_or(self.name(), |(stem, _)| stem)
    }

    /// The last extension in lower case, without the dot; empty when there is none.
    pub fn extension(&self) -> String {
        self.name().rsplit_once('.').map_or_else(String::new, |(_, ext)| ext.to_ascii_lowercase())
    }

    /// The path that `reference`, written in this file, points to: from the root of `content/`
    /// when it starts with `/`, else from this file's folder. `None` when it climbs out of the
    /// site folder.
    ///
    /// ```
    /// use fengbei::source::SourcePath;
    /// let here = SourcePath::new("content/news/a.md");
    /// assert_eq!(here.resolve("../about/us.md").unwrap(), "content/about/us.md");
    /// assert_eq!(here.resolve("/about/us.md").unwrap(), "content/about/us.md");
    /// assert_eq!(here.resolve("../../../etc/passwd"), None);
    /// ```
    pub fn resolve(&self, reference: &str) -> Option<String> {
        let (base, rest) = match reference.strip_prefix('/') {
            Some(rest) => ("content/", rest),
            None => (self.folder(), reference),
        };
        let mut parts: Vec<&str> = Vec::new();
        for part in base.split('/').chain(rest.split('/')) {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                _ => parts.push(part),
            }
        }
        Some(parts.join("/"))
    }
}

impl Borrow<str> for SourcePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}
