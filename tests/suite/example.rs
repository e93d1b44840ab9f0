//! The sites that are looked at as a whole, finished in memory, once for all tests.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use fengbei::load::{Audience, Memory, Options, Showing};
use fengbei::render::{NoStore, Studio};
use fengbei::source::{Content, File, SourcePath, Sources, read_folder};
use fengbei::text::Moment;
use fengbei::write::make_all;
use fengbei::{Work, prepare};
use image::ImageFormat;

/// A finished site.
pub struct Built {
    /// `portal-example`
    pub name: String,
    /// What it was made of.
    pub work: Work,
    /// Every file by its path.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Built {
    /// The text of the file at `path`.
    pub fn text(&self, path: &str) -> &str {
        let bytes = self.files.get(path).unwrap_or_else(|| panic!("{} has no {path}", self.name));
        std::str::from_utf8(bytes).expect("texts are UTF-8")
    }

    /// Every page, with its path and HTML.
    pub fn pages(&self) -> impl Iterator<Item = (&str, &str)> {
        let pages = self.files.keys().filter(|path| ends(path, "html"));
        pages.map(|path| (path.as_str(), self.text(path)))
    }
}

/// Whether a path's extension is this one.
pub fn ends(path: &str, extension: &str) -> bool {
    Path::new(path).extension().is_some_and(|found| found == extension)
}

/// The example site of this repository in every theme.
pub fn examples() -> &'static [Built] {
    static BUILT: LazyLock<Vec<Built>> = LazyLock::new(|| in_every_theme("example", &example()));
    &BUILT
}

/// The example site, a site with everything as long as it gets, and one with nothing that can be
/// left out; each in every theme.
pub fn all() -> impl Iterator<Item = &'static Built> {
    static MORE: LazyLock<Vec<Built>> = LazyLock::new(|| {
        let mut built = in_every_theme("fullest", &fullest());
        built.extend(in_every_theme("smallest", &smallest()));
        built
    });
    examples().iter().chain(MORE.iter())
}

/// `sources` in the example's first theme.
pub fn build(name: &str, sources: Sources) -> Built {
    let options = Options {
        config: SourcePath::new("site.toml"),
        now: Moment::parse("2026-11-21").expect("a date"),
        showing: Showing::default(),
        audience: Audience::Office,
    };
    let work = prepare(&Arc::new(sources), &options, &mut Memory::default())
        .unwrap_or_else(|error| panic!("{name} cannot be prepared: {error:?}"));
    let studio = Studio::new(&work.site, &work.plan, &work.theme, &work.assets, &NoStore);
    let files = make_all(&studio, &work.plan.outputs)
        .unwrap_or_else(|failure| panic!("{name} cannot be made: {failure:?}"));
    Built { name: name.into(), files: files.into_iter().collect(), work }
}

/// The sources of the example site.
pub fn example() -> Sources {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    read_folder(root, "site.toml").expect("the repository is a site folder")
}

/// `sources` with `edit` done to `site.toml`.
pub fn with_settings(sources: &Sources, edit: impl Fn(&str) -> String) -> Sources {
    let settings = sources.text("site.toml").expect("every site has its settings");
    sources.with_text("site.toml", &edit(settings))
}

fn in_every_theme(name: &str, sources: &Sources) -> Vec<Built> {
    let portal = "theme = \"portal\"";
    let themes = fengbei::theme::built_in();
    let build = |theme: String| {
        let sources = with_settings(sources, |text| {
            assert!(text.contains(portal), "{name} names its theme");
            text.replace(portal, &format!("theme = \"{theme}\""))
        });
        build(&format!("{theme}-{name}"), sources)
    };
    themes.into_iter().map(build).collect()
}

/// `tests/browser/fullest`, with photographs and enough news for several pages.
fn fullest() -> Sources {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/fullest");
    let mut sources = read_folder(&root, "site.toml").expect("the folder is a site folder");
    for (name, width, height, format) in
        [("photo.jpg", 1400, 900, ImageFormat::Jpeg), ("tall.png", 300, 1200, ImageFormat::Png)]
    {
        let path = SourcePath::new(&format!("content/news/everything/{name}"));
        let bytes = Content::Bytes(photograph(width, height, format).into());
        sources.insert(File::new(path, bytes));
    }
    for number in 10..32 {
        let path = format!("content/news/item-{number}.md");
        let text = format!(
            "+++\ntitle = \"第{number}条消息\"\ndate = \"2026-10-{number}\"\n+++\n消息。\n"
        );
        sources = sources.with_text(&path, &text);
    }
    sources
}

fn photograph(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let grey = |x: u32, y: u32| u8::try_from((x + y) * 255 / (width + height)).expect("below 256");
    let picture = image::RgbImage::from_fn(width, height, |x, y| image::Rgb([grey(x, y); 3]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).expect("memory holds it");
    bytes.into_inner()
}

/// A site whose owner has typed nothing that can be left out.
fn smallest() -> Sources {
    Sources::from_texts([
        ("site.toml", "title = \"小站\"\ntheme = \"portal\"\n"),
        ("content/_index.md", "+++\ntitle = \"首页\"\n+++\n"),
        ("content/news/_index.md", "+++\ntitle = \"要闻\"\n+++\n"),
        ("content/news/one.md", "+++\ntitle = \"一\"\ndate = \"2026-11-20\"\n+++\n正文。\n"),
        ("content/documents/_index.md", "+++\ntitle = \"公文\"\nkind = \"document\"\n+++\n"),
        (
            "content/documents/one.md",
            "+++\ntitle = \"通知\"\nnumber = \"示拥办发〔2026〕1号\"\nissuer = \"示例办\"\ndate = \"2026-11-19\"\n+++\n正文。\n",
        ),
        ("content/topics/_index.md", "+++\ntitle = \"专题\"\nkind = \"topic\"\n+++\n"),
        ("content/topics/one.md", "+++\ntitle = \"专题一\"\ndate = \"2026-11-18\"\n+++\n正文。\n"),
        ("content/about/_index.md", "+++\ntitle = \"关于\"\nkind = \"page\"\n+++\n"),
        ("content/about/us.md", "+++\ntitle = \"我们\"\n+++\n正文。\n"),
    ])
}
