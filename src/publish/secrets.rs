//! Passwords and keys: from the environment, or from a file outside the site that only its owner can
//! read. They are never shown, logged or written.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::say;

/// A secret. Showing it shows nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// The secret itself, for the one who must send it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// The secrets of one target.
#[derive(Debug, Clone, Default)]
pub struct Secrets {
    /// `FENGBEI_PORTAL_`
    prefix: String,
    /// Lines `NAME = value` of the file.
    lines: Vec<(String, Secret)>,
}

impl Secrets {
    /// The secrets of the target `name`. `site` is the site folder, in which no secret may lie.
    ///
    /// # Errors
    /// When there is a file of secrets that others can read, or that lies in the site folder.
    pub fn of(name: &str, site: &Path) -> Result<Self> {
        let upper = |c: char| if c.is_alphanumeric() { c.to_ascii_uppercase() } else { '_' };
        let prefix = format!("FENGBEI_{}_", name.chars().map(upper).collect::<String>());
        let lines = match place() {
            Some(file) if file.exists() => read(&file, site)?,
            Some(_) | None => Vec::new(),
        };
        Ok(Self { prefix, lines })
    }

    /// The secret called `word`: `PASSWORD`.
    pub fn get(&self, word: &str) -> Option<Secret> {
        let name = format!("{}{word}", self.prefix);
        let set = std::env::var(&name).ok().filter(|value| !value.is_empty()).map(Secret);
        set.or_else(|| {
            self.lines.iter().find(|(it, _)| *it == name).map(|(_, secret)| secret.clone())
        })
    }

    /// The secret called `word`, or where it was looked for.
    pub fn must(&self, word: &str) -> Result<Secret> {
        let name = format!("{}{word}", self.prefix);
        let file = place().map_or_else(|| "secrets".into(), |file| file.display().to_string());
        self.get(word).ok_or_else(|| {
            Error::Other(say!(
                "没有找到密码。设环境变量 {name}，或在 {file}（权限 600）里写一行 {name} = 密码",
                "no password was found. Set {name} in the environment, or write {name} = PASSWORD into {file} (mode 600)"
            ))
        })
    }
}

/// The file of secrets.
fn place() -> Option<PathBuf> {
    if let Some(set) = std::env::var_os("FENGBEI_SECRETS") {
        return Some(set.into());
    }
    configuration().map(|folder| folder.join("secrets"))
}

/// The folder of the user's own settings of this program.
pub fn configuration() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|it| !it.is_empty()).map(PathBuf::from);
    let base = set("XDG_CONFIG_HOME").or_else(|| set("APPDATA"));
    base.or_else(|| home().map(|home| home.join(".config"))).map(|base| base.join("fengbei"))
}

/// The user's home folder.
pub fn home() -> Option<PathBuf> {
    ["HOME", "USERPROFILE"].iter().find_map(std::env::var_os).map(PathBuf::from)
}

fn read(file: &Path, site: &Path) -> Result<Vec<(String, Secret)>> {
    is_private(file, site)?;
    let text = std::fs::read_to_string(file).map_err(|error| Error::read(file, error))?;
    let line = |line: &str| {
        let (name, value) = line.split_once('=')?;
        let value = value.trim();
        let value = value.strip_prefix('"').and_then(|it| it.strip_suffix('"')).unwrap_or(value);
        Some((name.trim().to_owned(), Secret(value.to_owned())))
    };
    Ok(text.lines().filter(|it| !it.trim_start().starts_with('#')).filter_map(line).collect())
}

/// Whether a file of secrets lies outside the site, and only its owner can read it.
pub fn is_private(file: &Path, site: &Path) -> Result<()> {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let shown = file.display();
    if real(file).starts_with(real(site)) {
        return Err(Error::Other(say!(
            "密码文件 {shown} 在网站文件夹里，可能随网站一起发出去。请把它移到外面",
            "the file of secrets {shown} lies in the site folder and may be published with it. Move it out"
        )));
    }
    if is_open(file)? {
        return Err(Error::Other(say!(
            "密码文件 {shown} 别人也能读。请运行 chmod 600 {shown}",
            "others can read the file of secrets {shown}. Run chmod 600 {shown}"
        )));
    }
    Ok(())
}

#[cfg(unix)]
fn is_open(file: &Path) -> Result<bool> {
    use std::os::unix::fs::PermissionsExt as _;
    let meta = std::fs::metadata(file).map_err(|error| Error::read(file, error))?;
    Ok(meta.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_open(_: &Path) -> Result<bool> {
    Ok(false)
}
