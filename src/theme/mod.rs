//! Themes: templates and assets, found in layers, and the only code that renders with Tera.
//!
//! A theme is looked for in three layers: the site folder's `templates/` and `static/` win over the
//! theme (`themes/<name>/`, in the site folder or built in), which wins over the built-in `base`.

mod assets;
mod failure;
mod files;
mod named;

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use serde::Serialize;
use tera::{Context, Kwargs, State, Tera, Value};

pub use assets::Asset;
pub use failure::BROKEN_TEMPLATE;

use crate::diag::{Diagnostic, Place};
use crate::error::{Error, Result};
use crate::print::{self, Fonts, Job, Printed, Template};
use crate::say;
use crate::source::Sources;
use crate::view::{Handed, PageView, Read, SiteView, qrcode};

use files::{Layer, Layers};
use named::{Named, Texts};

/// A theme that is ready to use.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
    layers: Layers,
    assets: BTreeMap<String, Asset>,
    settings: assets::Settings,
    digest: blake3::Hash,
    print: Vec<Template>,
    fonts: Arc<Fonts>,
    named: Named,
    /// What is read of a page, by the template it is made with; known of those that were asked for.
    reads: RwLock<BTreeMap<String, Arc<Read>>>,
}

impl Theme {
    /// Loads the theme `name` with what the site folder puts over it.
    pub fn load(sources: &Sources, name: &str, fonts: Arc<Fonts>) -> Result<Self> {
        let layers = Layers::find(sources, name)?;
        let settings = assets::Settings::read(&layers)?;
        let assets = assets::load(&layers);
        for wanted in settings.styles.iter().chain(&settings.scripts) {
            if !assets.contains_key(wanted) {
                return Err(no_asset(name, wanted));
            }
        }
        let tera = compile(&layers)?;
        let digest = layers.digest();
        let print = layers.print_templates();
        let named = Named::new(&layers);
        let reads = RwLock::default();
        Ok(Self { tera, layers, assets, settings, digest, print, fonts, named, reads })
    }

    /// The same theme, with the site that all its templates see.
    #[must_use]
    pub fn with_site(mut self, site: &SiteView) -> Self {
        let value = Value::from_serializable(site);
        self.tera.global_context().insert_value("site", value);
        self
    }

    /// The page as HTML.
    pub fn render(&self, template: &str, page: &PageView) -> Result<Vec<u8>, Box<Diagnostic>> {
        let named = Handed(page, &self.reads(template));
        // Who wrote a name that is not there is told of all names that are.
        self.html(template, &named).or_else(|_| self.html(template, page))
    }

    fn html(&self, template: &str, page: &impl Serialize) -> Result<Vec<u8>, Box<Diagnostic>> {
        /// Most pages take less.
        const ROOM: usize = 32 << 10;
        let mut context = Context::new();
        context.insert("page", page);
        let mut html = Vec::with_capacity(ROOM);
        self.tera
            .render_to(template, &context, &mut html)
            .map_err(|e| Box::new(failure::explain(&e, template, &self.layers)))?;
        Ok(html)
    }

    /// What a page of `template` may be made of.
    pub fn texts(&self, template: &str) -> Texts<'_> {
        self.named.of(template)
    }

    /// What a page of `template` reads of its view.
    fn reads(&self, template: &str) -> Arc<Read> {
        let known = self.reads.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.get(template) {
            return Arc::clone(known);
        }
        drop(known);
        let read = Arc::new(self.texts(template).reads::<PageView>("page"));
        let mut all = self.reads.write().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(all.entry(template.to_owned()).or_insert(read))
    }

    /// The fonts that it is printed with.
    pub fn fonts(&self) -> &Fonts {
        &self.fonts
    }

    /// The sheet as PDF.
    pub fn print(&self, job: &Job) -> Result<Printed, Box<Diagnostic>> {
        print::print(job, &self.print, &self.fonts)
    }

    /// Whether there is a template of this name in any layer.
    pub fn has_template(&self, name: &str) -> bool {
        self.tera.contains_template(name)
    }

    /// The finding for a template that a text names at `place` and that is in no layer.
    pub fn no_template(&self, name: &str, place: Place) -> Diagnostic {
        failure::missing(name, place, &self.layers)
    }

    /// Names of all templates, with their layer in front.
    pub fn template_names(&self) -> impl Iterator<Item = &str> {
        self.tera.get_template_names()
    }

    /// Every asset by its plain name.
    pub fn assets(&self) -> &BTreeMap<String, Asset> {
        &self.assets
    }

    /// Plain names of the stylesheets every page loads.
    pub fn styles(&self) -> &[String] {
        &self.settings.styles
    }

    /// Plain names of the scripts every page loads.
    pub fn scripts(&self) -> &[String] {
        &self.settings.scripts
    }

    /// A digest of everything in the theme.
    pub fn digest(&self) -> blake3::Hash {
        self.digest
    }

    /// The texts of the theme, to show a finding in.
    pub fn sources(&self) -> &Sources {
        self.layers.sources()
    }
}

fn compile(layers: &Layers) -> Result<Tera> {
    let mut tera = Tera::new();
    let prefixes = Layer::ALL.map(Layer::prefix);
    tera.set_fallback_prefixes(prefixes).expect("there is no template yet");
    // A filter and not a field of the page: codes take long to make, and few pages show one.
    tera.register_filter("qrcode", |text: &str, _: Kwargs, _: &State| qrcode(text));
    tera.add_raw_templates(layers.templates())
        .map_err(|e| Error::Theme(Box::new(failure::explain(&e, "", layers))))?;
    Ok(tera)
}

fn no_asset(theme: &str, wanted: &str) -> Error {
    Error::Other(say!(
        "主题 {theme} 的 theme.toml 用到了 assets/{wanted}，但没有这个文件",
        "theme.toml of the theme {theme} names assets/{wanted}, which is not there"
    ))
}

/// Names of the built-in themes.
pub fn built_in() -> Vec<String> {
    files::built_in()
}

/// The files of the built-in theme `name`, by path below `themes/`.
pub fn built_in_files(name: &str) -> Vec<(String, Vec<u8>)> {
    files::built_in_files(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::print::FontSettings;
    use crate::view::Seen;
    use crate::view::reference::TEMPLATES;

    #[test]
    fn a_page_is_the_same_whether_a_template_is_handed_all_of_it_or_what_it_names() {
        for name in built_in() {
            let fonts = Arc::new(Fonts::new(FontSettings::default()));
            let theme = Theme::load(&Sources::default(), &name, fonts).expect("it is built in");
            let theme = theme.with_site(&SiteView::fullest());
            for template in TEMPLATES {
                let page = PageView { kind: template.kind.into(), ..PageView::fullest() };
                let read = theme.reads(template.name);
                assert_ne!(*read, Read::Whole, "{}", template.name);
                let named = theme.html(template.name, &Handed(&page, &read));
                let whole = theme.html(template.name, &page);
                let [named, whole] = [named, whole].map(|html| html.expect(template.name));
                assert_eq!(String::from_utf8(named), String::from_utf8(whole), "{name}");
            }
        }
    }
}
