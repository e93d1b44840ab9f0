//! The files of a theme, in layers.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rust_embed::RustEmbed;

use crate::error::{Error, Result};
use crate::print::Template;
use crate::say;
use crate::source::{Content, File, SourcePath, Sources};

/// The themes that come with the program.
#[derive(RustEmbed)]
#[folder = "themes/"]
struct BuiltIn;

/// Where a theme's file comes from; earlier ones win.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// The site folder's own `templates/` and `static/`.
    Site,
    /// The theme that `site.toml` names.
    Theme,
    /// What every theme stands on.
    Base,
}

impl Layer {
    /// Every layer, the winning one first.
    pub const ALL: [Self; 3] = [Self::Site, Self::Theme, Self::Base];

    /// What a template's name begins with in this layer.
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Site => "site/",
            Self::Theme => "theme/",
            Self::Base => "base/",
        }
    }
}

/// Every file of a theme: path below the layer (`templates/page.html`) → file.
#[derive(Debug)]
pub struct Layers {
    files: BTreeMap<(Layer, String), SourcePath>,
    sources: Sources,
}

impl Layers {
    /// Finds the theme `name`.
    pub fn find(sources: &Sources, name: &str) -> Result<Self> {
        let mut layers = Self { files: BTreeMap::new(), sources: Sources::default() };
        layers.add_built_in(Layer::Base, "base");
        layers.add_built_in(Layer::Theme, name);
        layers.add_folder(sources, Layer::Theme, &format!("themes/{name}/"), "");
        if !layers.files.keys().any(|(layer, _)| *layer == Layer::Theme) {
            return Err(no_theme(name));
        }
        layers.add_folder(sources, Layer::Site, "templates/", "templates/");
        layers.add_folder(sources, Layer::Site, "print/", "print/");
        Ok(layers)
    }

    fn add_built_in(&mut self, layer: Layer, name: &str) {
        for (path, bytes) in built_in_files(name) {
            let below = path[name.len() + 1..].to_owned();
            let path = SourcePath::new(&format!("themes/{path}"));
            let content = match String::from_utf8(bytes) {
                Ok(text) => Content::text(&text),
                Err(error) => Content::Bytes(error.into_bytes().into()),
            };
            self.sources.insert(File::new(path.clone(), content));
            self.files.insert((layer, below), path);
        }
    }

    fn add_folder(&mut self, sources: &Sources, layer: Layer, folder: &str, put: &str) {
        for file in sources.below(folder) {
            let below = format!("{put}{}", &file.path.as_str()[folder.len()..]);
            self.sources.insert(File::new(file.path.clone(), file.content.clone()));
            self.files.insert((layer, below), file.path.clone());
        }
    }

    /// Every template that can be reached: name with its layer in front, and text. A page's template
    /// that a higher layer has covered is left out unless some template still asks for it by its layer,
    /// so that a theme may change what its own templates need of each other.
    pub fn templates(&self) -> Vec<(String, &str)> {
        let all: Vec<(Layer, &str, &str)> =
            self.files.iter().filter_map(|(key, path)| self.template(key, path)).collect();
        let covered =
            |layer: Layer, name: &str| all.iter().any(|(other, n, _)| *n == name && *other < layer);
        let wanted =
            |full: &str| all.iter().any(|(_, _, text)| text.contains(&format!("\"{full}\"")));
        all.iter()
            .map(|(layer, name, text)| (*layer, *name, format!("{}{name}", layer.prefix()), *text))
            .filter(|(layer, name, full, _)| {
                name.contains('/') || !covered(*layer, name) || wanted(full)
            })
            .map(|(_, _, full, text)| (full, text))
            .collect()
    }

    /// The winning file of each name below `print/`. One that a higher layer has covered is there under
    /// its layer's name (`base/masthead.typ`), for the file that covers it to begin with.
    pub fn print_templates(&self) -> Vec<Template> {
        let mut templates: BTreeMap<String, Template> = BTreeMap::new();
        for ((layer, below), path) in self.files.iter().rev() {
            let Some(name) = below.strip_prefix("print/") else { continue };
            let Some(text) = self.sources.text(path.as_str()) else { continue };
            let full = format!("{}{name}", layer.prefix());
            for name in [name.to_owned(), full] {
                let (path, text) = (path.clone(), text.as_ref().into());
                templates.insert(name.clone(), Template { name, path, text });
            }
        }
        let is_covered = |template: &Template| {
            let layer = Layer::ALL.into_iter().find(|it| template.name.starts_with(it.prefix()));
            let own = layer.map(|layer| &template.name[layer.prefix().len()..]);
            own.is_none_or(|own| templates[own].path != template.path)
        };
        templates.values().filter(|it| is_covered(it)).cloned().collect()
    }

    fn template<'a>(
        &'a self,
        key: &'a (Layer, String),
        path: &SourcePath,
    ) -> Option<(Layer, &'a str, &'a str)> {
        let name = key.1.strip_prefix("templates/")?;
        Some((key.0, name, self.sources.text(path.as_str())?))
    }

    /// The source file of the template `name`, which has its layer in front.
    pub fn template_path(&self, name: &str) -> Option<&SourcePath> {
        let layer = Layer::ALL.into_iter().find(|layer| name.starts_with(layer.prefix()))?;
        let below = format!("templates/{}", &name[layer.prefix().len()..]);
        self.files.get(&(layer, below))
    }

    /// The winning file at `below`, such as `theme.toml`.
    pub fn file(&self, below: &str) -> Option<&SourcePath> {
        Layer::ALL.into_iter().find_map(|layer| self.files.get(&(layer, below.to_owned())))
    }

    /// The winning file of each name below `assets/`.
    pub fn assets(&self) -> BTreeMap<&str, Cow<'_, [u8]>> {
        let mut assets = BTreeMap::new();
        for ((_, below), path) in self.files.iter().rev() {
            let bytes = self.sources.get(path.as_str()).map(|file| file.bytes());
            if let (Some(name), Some(Ok(bytes))) = (below.strip_prefix("assets/"), bytes) {
                assets.insert(name, bytes);
            }
        }
        assets
    }

    /// The texts of every layer.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// A digest of every file.
    pub fn digest(&self) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        for ((layer, below), path) in &self.files {
            let digest = self.sources.get(path.as_str()).and_then(|file| file.digest().ok());
            hasher.update(layer.prefix().as_bytes());
            hasher.update(below.as_bytes());
            hasher.update(digest.as_ref().map_or(&[], |d| d.as_bytes().as_slice()));
        }
        hasher.finalize()
    }
}

pub fn built_in_files(name: &str) -> Vec<(String, Vec<u8>)> {
    let folder = format!("{name}/");
    let mut files: Vec<_> = BuiltIn::iter()
        .filter(|path| path.starts_with(&folder))
        .filter_map(|path| Some((path.to_string(), BuiltIn::get(&path)?.data.into_owned())))
        .collect();
    files.sort();
    files
}

pub fn built_in() -> Vec<String> {
    let mut names: Vec<String> = BuiltIn::iter()
        .filter_map(|path| Some(path.strip_suffix("/theme.toml")?.to_owned()))
        .filter(|name| name != "base" && !name.contains('/'))
        .collect();
    names.sort();
    names
}

fn no_theme(name: &str) -> Error {
    let known = built_in().join(", ");
    Error::Other(say!(
        "没有名为 {name} 的主题。site.toml 里 theme 可写：{known}，或 themes/ 下自己的文件夹名",
        "there is no theme {name}. In site.toml, theme can be {known} or a folder of your own below themes/"
    ))
}
