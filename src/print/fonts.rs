//! Which family serves which role, of those that are on this computer.
//!
//! Official documents are set in five faces (GB/T 9704-2012, 7), which are commercial; what stands
//! in for each is looked for in the order of the table below. Fonts are looked for once, when the
//! first sheet is printed.

#[cfg(feature = "print")]
mod table;

use std::path::PathBuf;
use std::sync::OnceLock;

use serde::Serialize;

use crate::diag::{Diagnostic, Place, Rule, Severity, counted};
use crate::say;
use crate::source::SourcePath;

/// The line that installs a font with every common character on Debian and its kin.
pub const INSTALL: &str = "apt install fonts-noto-cjk";

/// No font with Chinese characters.
pub static NO_CHINESE_FONT: Rule = Rule {
    name: "no-chinese-font",
    severity: Severity::Warning,
    zh: "这台计算机上没有中文字体，PDF 没有生成，网页不受影响。装好字体再生成一次；在 Debian、UOS、麒麟上是 \
         apt install fonts-noto-cjk，也可以把字体文件放进一个文件夹，写在 site.toml 的 [print] folders 里。",
    en: "There is no Chinese font on this computer, so no PDF was made; the pages are not affected. Install one and \
         build again: apt install fonts-noto-cjk on Debian, or put font files into a folder and name it in `folders` \
         of [print] in site.toml.",
};

/// What a face is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FontRole {
    /// 小标宋: titles and the issuer's mark.
    Title,
    /// 宋体: page numbers, body of newspapers.
    Song,
    /// 仿宋: body of documents.
    Fang,
    /// 楷体: second level of headings, signers.
    Kai,
    /// 黑体: first level of headings.
    Hei,
}

/// Whether a family is what a role asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// The face that is asked for.
    Proper,
    /// A face of the same kind from another maker.
    Kin,
    /// Another face, because there is none of the kind.
    StandIn,
}

/// What an office may say of its fonts in `site.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct FontSettings {
    /// Whether only its own fonts are used, so that every computer prints the same.
    pub own_only: bool,
    /// Folders with fonts of its own.
    pub folders: Vec<PathBuf>,
    /// Families that go before the table.
    pub families: Vec<(FontRole, String)>,
}

/// A family for a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// The family.
    pub family: String,
    /// Whether it is what was asked for.
    pub standing: Standing,
}

impl FontRole {
    /// Every role.
    pub const ALL: [Self; 5] = [Self::Title, Self::Song, Self::Fang, Self::Kai, Self::Hei];

    /// What printers call it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Title => "小标宋",
            Self::Song => "宋体",
            Self::Fang => "仿宋",
            Self::Kai => "楷体",
            Self::Hei => "黑体",
        }
    }

    /// Its name in views and in `site.toml`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Song => "song",
            Self::Fang => "fang",
            Self::Kai => "kai",
            Self::Hei => "hei",
        }
    }
}

/// The fonts of this computer, looked for when they are first needed.
pub struct Fonts {
    settings: FontSettings,
    found: OnceLock<Found>,
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fonts").field("settings", &self.settings).finish_non_exhaustive()
    }
}

struct Found {
    #[cfg(feature = "print")]
    store: typst_kit::fonts::FontStore,
    choices: Vec<(FontRole, Vec<Choice>)>,
    is_ready: bool,
    digest: blake3::Hash,
}

impl Fonts {
    /// The fonts that `settings` and this computer give. Nothing is looked for yet.
    pub fn new(settings: FontSettings) -> Self {
        Self { settings, found: OnceLock::new() }
    }

    /// Whether Chinese can be printed.
    pub fn is_ready(&self) -> bool {
        self.found().is_ready
    }

    /// The families for `role` that there are, best first.
    pub fn choices(&self, role: FontRole) -> &[Choice] {
        let found = self.found().choices.iter().find(|(other, _)| *other == role);
        found.map(|(_, choices)| choices.as_slice()).unwrap_or_default()
    }

    /// Families for a role as views name them.
    pub fn families(&self, role: FontRole) -> Vec<String> {
        self.choices(role).iter().map(|choice| choice.family.clone()).collect()
    }

    /// How heavy titles are set: a face made for titles as it is, another one bold.
    pub fn title_weight(&self) -> u16 {
        let first = self.choices(FontRole::Title).first();
        if first.is_some_and(|choice| choice.standing != Standing::StandIn) { 400 } else { 700 }
    }

    /// The roles that `family` is the first choice for.
    pub fn roles_of(&self, family: &str) -> impl Iterator<Item = FontRole> {
        FontRole::ALL.into_iter().filter(move |role| {
            self.choices(*role).first().is_some_and(|choice| choice.family == family)
        })
    }

    /// What says whether the fonts are those of another time.
    pub fn digest(&self) -> blake3::Hash {
        self.found().digest
    }

    /// Whether any font has `character`.
    #[cfg(feature = "print")]
    pub(super) fn has(&self, character: char) -> bool {
        let book = self.store().book();
        let covers = |info: &typst::text::FontInfo| info.coverage.contains(u32::from(character));
        let chosen = self.found().choices.iter().flat_map(|(_, choices)| choices);
        let mut faces =
            chosen.filter_map(|it| book.select_family(&it.family.to_lowercase()).next());
        if faces.any(|index| book.info(index).is_some_and(covers)) {
            return true;
        }
        let mut index = 0;
        while let Some(info) = book.info(index) {
            if covers(info) {
                return true;
            }
            index += 1;
        }
        false
    }

    #[cfg(feature = "print")]
    pub(super) fn store(&self) -> &typst_kit::fonts::FontStore {
        &self.found().store
    }

    fn found(&self) -> &Found {
        self.found.get_or_init(|| find(&self.settings))
    }
}

#[cfg(not(feature = "print"))]
fn find(_: &FontSettings) -> Found {
    Found { choices: Vec::new(), is_ready: false, digest: blake3::hash(b"") }
}

/// The finding of a program that was built without the engine.
#[cfg(not(feature = "print"))]
pub fn without_engine(source: &SourcePath) -> Diagnostic {
    Diagnostic::new(
        &super::BROKEN_PRINT,
        Place::File(source.clone()),
        say!("这个程序没有带排版功能", "this program was built without printing"),
    )
}

/// The finding of a computer without Chinese fonts; `sheets` PDFs were left out.
pub fn no_chinese_font(settings: &SourcePath, sheets: usize) -> Diagnostic {
    let files = counted(sheets, "PDF file");
    Diagnostic::new(
        &NO_CHINESE_FONT,
        Place::File(settings.clone()),
        say!(
            "没有找到中文字体，{sheets} 个 PDF 没有生成",
            "no Chinese font was found: {files} not made"
        ),
    )
    .help(say!("安装字体：{INSTALL}", "install one: {INSTALL}"))
}

#[cfg(feature = "print")]
fn find(settings: &FontSettings) -> Found {
    use typst_kit::fonts::{self, FontStore};

    let mut store = FontStore::new();
    // An office's own fonts win over others of the same family.
    for folder in &settings.folders {
        store.extend(fonts::scan(folder));
    }
    if !settings.own_only {
        store.extend(fonts::system());
    }
    let choices: Vec<_> = FontRole::ALL
        .map(|role| (role, choose(role, settings, store.book())))
        .into_iter()
        .collect();
    let is_ready = choices.iter().any(|(_, choices)| !choices.is_empty());
    let digest = digest(&choices, store.book());
    Found { store, choices, is_ready, digest }
}

/// The families for `role`: what the office says, what the table says, and then what has Chinese
/// characters at all, so that there is something to fall back to.
#[cfg(feature = "print")]
fn choose(role: FontRole, settings: &FontSettings, book: &typst::text::FontBook) -> Vec<Choice> {
    let own = settings.families.iter().filter(|(other, _)| *other == role);
    let own = own.map(|(_, family)| (family.as_str(), Standing::Proper));
    let listed = table::FAMILIES.iter().filter(|(other, ..)| *other == role);
    let listed = listed.map(|(_, standing, family)| (*family, *standing));
    let others = table::FAMILIES
        .iter()
        .filter(|(other, ..)| *other == FontRole::Song || *other == FontRole::Hei);
    let others = others.map(|(_, _, family)| (*family, Standing::StandIn));
    let mut choices: Vec<Choice> = Vec::new();
    for (family, standing) in own.chain(listed).chain(others) {
        let Some(name) = chinese_family(book, family) else { continue };
        if choices.iter().all(|choice| choice.family != name) {
            choices.push(Choice { family: name, standing });
        }
    }
    choices
}

/// The name of a family as the book spells it, when it has Chinese characters.
#[cfg(feature = "print")]
fn chinese_family(book: &typst::text::FontBook, family: &str) -> Option<String> {
    let family = family.to_lowercase();
    // The engine leaves out of a family's name the word that says that its weight can be chosen.
    let plain = [" vf", " var", " variable"].iter().find_map(|end| family.strip_suffix(end));
    let mut faces = book.select_family(plain.unwrap_or(&family));
    let info = book.info(faces.next()?)?;
    let has = |character: char| info.coverage.contains(u32::from(character));
    "中国人民".chars().all(has).then(|| info.family.clone())
}

#[cfg(feature = "print")]
fn digest(choices: &[(FontRole, Vec<Choice>)], book: &typst::text::FontBook) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    for (role, choices) in choices {
        hasher.update(role.key().as_bytes());
        for choice in choices {
            hasher.update(choice.family.as_bytes());
            for face in book.select_family(&choice.family.to_lowercase()) {
                let info = serde_json::to_vec(&book.info(face)).unwrap_or_default();
                hasher.update(&info);
            }
        }
    }
    hasher.finalize()
}
