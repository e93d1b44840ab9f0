//! A place beside the site's, out of its readers' reach: names only, nothing is looked at.

/// Where our own files lie when they do not lie in the site's folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apart {
    /// The folder that both are in.
    pub top: String,
    /// The site's folder, from there.
    pub site: String,
    /// The folder for our own files, from there. It ends with the site's, so that sites that share a
    /// place do not meet in it.
    pub store: String,
    /// The same, from the site's folder.
    pub from_site: String,
}

/// Why a place will not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Astray {
    /// It is not said from the site's folder.
    Absolute,
    /// There is nothing above the site's folder.
    Above,
    /// It is in the site's folder, or the site's folder is in it.
    Inside,
}

impl Apart {
    /// The place that was `typed`, from the site's folder at `root`.
    ///
    /// # Errors
    /// When it is not a place beside the site's folder.
    pub fn of(root: &str, typed: &str) -> Result<Self, Astray> {
        if typed.starts_with(['/', '\\']) || typed.contains(':') {
            return Err(Astray::Absolute);
        }
        let lead = &root[..root.len() - root.trim_start_matches('/').len()];
        let site = walk(Vec::new(), root).ok_or(Astray::Above)?;
        let store = walk(site.clone(), typed).ok_or(Astray::Above)?;
        let shared = site.iter().zip(&store).take_while(|(a, b)| a == b).count();
        let (top, site) = site.split_at(shared);
        let store = &store[shared..];
        if site.is_empty() || store.is_empty() {
            return Err(if root.trim_matches(['/', '.']).is_empty() {
                Astray::Above
            } else {
                Astray::Inside
            });
        }
        let top = format!("{lead}{}", top.join("/"));
        let (site, up) = (site.join("/"), "../".repeat(site.len()));
        let store = format!("{}/{site}", store.join("/"));
        let from_site = format!("{up}{store}");
        Ok(Self { top: if top.is_empty() { ".".into() } else { top }, site, store, from_site })
    }
}

/// The folders on the way, when somebody stands in `from` and goes where `path` says; none above the top.
fn walk<'a>(mut from: Vec<&'a str>, path: &'a str) -> Option<Vec<&'a str>> {
    for part in path.split(['/', '\\']).filter(|part| !matches!(*part, "" | ".")) {
        match part {
            ".." => {
                from.pop()?;
            }
            part => from.push(part),
        }
    }
    Some(from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_beside_the_site() {
        let places = |root: &str, typed: &str| {
            Apart::of(root, typed).map(|it| [it.top, it.site, it.store, it.from_site])
        };
        let is = |it: [&str; 4]| Ok(it.map(str::to_owned));
        assert_eq!(places("/var/www/a/", "../cang"), is(["/var/www", "a", "cang/a", "../cang/a"]));
        assert_eq!(
            places("/var/www/a", "../../srv/./cang"),
            is(["/var", "www/a", "srv/cang/www/a", "../../srv/cang/www/a"])
        );
        assert_eq!(places("/a", "../cang"), is(["/", "a", "cang/a", "../cang/a"]));
        assert_eq!(places("a", "../cang"), is([".", "a", "cang/a", "../cang/a"]));
        for (root, typed, why) in [
            ("/a", "cang", Astray::Inside),
            ("/a/b", "..", Astray::Inside),
            ("/a", "../a", Astray::Inside),
            ("/a", "/cang", Astray::Absolute),
            ("/", "../cang", Astray::Above),
            ("", "../cang", Astray::Above),
            ("a", "../../cang", Astray::Above),
        ] {
            assert_eq!(places(root, typed), Err(why), "{root} {typed}");
        }
    }
}
