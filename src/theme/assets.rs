//! Stylesheets, scripts and other files of a theme, named by their content.

use std::collections::BTreeMap;

use base64::Engine as _;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use super::files::Layers;
use crate::error::{Error, Result};
use crate::say;

/// A file of the theme.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Path in the output, such as `assets/portal-1f0c9a3e.css`.
    pub path: String,
    /// Value for an `integrity` attribute.
    pub integrity: String,
    /// The content.
    pub bytes: Vec<u8>,
}

/// `theme.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// What the theme is for.
    #[serde(rename = "title")]
    _title: String,
    /// Stylesheets every page loads, in order.
    #[serde(default)]
    pub styles: Vec<String>,
    /// Scripts every page loads, in order.
    #[serde(default)]
    pub scripts: Vec<String>,
}

impl Settings {
    /// Reads the winning `theme.toml`.
    pub fn read(layers: &Layers) -> Result<Self> {
        let path = layers.file("theme.toml");
        let text = path.and_then(|path| layers.sources().text(path.as_str()));
        let (Some(path), Some(text)) = (path, text) else {
            return Err(Error::Other(say!(
                "主题文件夹里没有 theme.toml",
                "the theme folder has no theme.toml"
            )));
        };
        toml::from_str(text).map_err(|e| {
            let said = e.message().to_owned();
            Error::Other(say!("{path} 读不懂：{said}", "{path} is not understood: {said}"))
        })
    }
}

/// Every asset by its plain name.
pub fn load(layers: &Layers) -> BTreeMap<String, Asset> {
    layers
        .assets()
        .into_iter()
        .map(|(name, bytes)| (name.to_owned(), asset(name, &bytes)))
        .collect()
}

fn asset(name: &str, bytes: &[u8]) -> Asset {
    let digest = blake3::hash(bytes).to_hex();
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let sha = Sha256::digest(bytes);
    Asset {
        path: format!("assets/{stem}-{}.{extension}", &digest[..8]),
        integrity: format!("sha256-{}", base64::engine::general_purpose::STANDARD.encode(sha)),
        bytes: bytes.to_vec(),
    }
}
