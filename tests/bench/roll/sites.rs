//! The sites that publish the roll, all from one table, and how each is built.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::people;
use crate::sites::{command, forget, text};

/// The day of every build.
const TODAY: &str = "2026-08-01";
/// Folder of the roll in every site.
pub const ROLL: &str = "roll";

/// The minimal theme that shows what Hugo's layouts show: file, text.
const MINIMAL: [(&str, &str); 6] = [
    ("theme.toml", include_str!("../fengbei/theme.toml")),
    ("assets/minimal.css", include_str!("../fengbei/assets/minimal.css")),
    ("templates/skeleton.html", include_str!("../fengbei/templates/skeleton.html")),
    ("templates/roll_list.html", include_str!("fengbei/roll_list.html")),
    ("templates/roll_entry.html", include_str!("fengbei/roll_entry.html")),
    ("templates/person.html", include_str!("fengbei/person.html")),
];
const LAYOUTS: [(&str, &str); 8] = [
    ("hugo.toml", include_str!("hugo/hugo.toml")),
    ("static/minimal.css", include_str!("../fengbei/assets/minimal.css")),
    ("layouts/baseof.html", include_str!("hugo/baseof.html")),
    ("layouts/home.html", include_str!("hugo/home.html")),
    ("layouts/section.html", include_str!("hugo/section.html")),
    ("layouts/place/page.html", include_str!("hugo/rows.html")),
    ("layouts/list/page.html", include_str!("hugo/rows.html")),
    ("layouts/people/page.html", include_str!("hugo/person.html")),
];
/// What makes Hugo's pages from the table: one text a folder of pages.
const ADAPTERS: [(&str, &str); 3] = [
    ("place", include_str!("hugo/place.gotmpl")),
    ("list", include_str!("hugo/list.gotmpl")),
    ("people", include_str!("hugo/people.gotmpl")),
];

/// What Fengbei makes of the roll.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edition {
    /// Everything, in the theme of memorials.
    Memorial,
    /// Everything, in the minimal theme.
    Whole,
    /// Tables by county, and the list, which is always there; in the minimal theme.
    Tables,
    /// Everything, and a page a person; in the minimal theme.
    People,
}

impl Edition {
    /// Every edition with the folder of its site.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Memorial, "memorial"),
        (Self::Whole, "whole"),
        (Self::Tables, "tables"),
        (Self::People, "people"),
    ];

    fn theme(self) -> &'static str {
        if self == Self::Memorial { "memorial" } else { "minimal" }
    }

    /// `[roll]` without the table. The order is the table's where Hugo makes the same, for it has none
    /// by strokes.
    fn settings(self) -> &'static str {
        match self {
            Self::Memorial | Self::Whole => "",
            Self::Tables => {
                "order = \"source\"\nomit = [\"search\", \"statistics\", \"wall\", \"data\", \"period\", \
                 \"unit\", \"batch\", \"strokes\", \"pinyin\"]"
            }
            Self::People => "person_pages = \"all\"",
        }
    }
}

/// What Hugo makes of the roll.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pages {
    /// Tables by county.
    Place,
    /// Tables by county and the list.
    PlaceAndList,
    /// A page a person.
    People,
}

impl Pages {
    const ALL: [Self; 3] = [Self::Place, Self::PlaceAndList, Self::People];

    /// Its folder, and the adapters that make its pages.
    fn parts(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::Place => ("place", &["place"]),
            Self::PlaceAndList => ("place-and-list", &["place", "list"]),
            Self::People => ("people", &["people"]),
        }
    }
}

/// Every site of a roll of one size.
#[derive(Debug)]
pub struct Sites {
    folder: PathBuf,
}

impl Sites {
    /// Makes the sites of a roll of `size` people in the empty folder `folder`.
    pub fn make(folder: &Path, size: usize) -> io::Result<Self> {
        let sites = Self { folder: folder.into() };
        fs::create_dir_all(folder)?;
        people::write(&sites.table(), size)?;
        for (edition, _) in Edition::ALL {
            sites.make_edition(edition, size)?;
        }
        write_all(&sites.hugo(), &LAYOUTS)?;
        let asset = sites.hugo().join("assets/roll.csv");
        fs::create_dir_all(asset.parent().expect("below the site"))?;
        fs::hard_link(sites.table(), asset)?;
        for pages in Pages::ALL {
            let content = sites.content(pages);
            for (name, adapter) in
                ADAPTERS.iter().filter(|(name, _)| pages.parts().1.contains(name))
            {
                write_all(&content.join(name), &[("_content.gotmpl", adapter)])?;
            }
        }
        Ok(sites)
    }

    fn make_edition(&self, edition: Edition, size: usize) -> io::Result<()> {
        let root = self.root(edition);
        let theme = format!("theme = \"{}\"", edition.theme());
        let settings = include_str!("fengbei/site.toml").replace("theme = \"minimal\"", &theme);
        let head = format!(
            "+++\ntitle = \"合成名录\"\ncolumn_type = \"数据发布\"\nkind = \"page\"\n[roll]\nsource = \"roll.csv\"\n\
             total = {size}\n{}\n+++\n合成数据，没有一个真人。\n",
            edition.settings()
        );
        let roll = format!("content/{ROLL}/_index.md");
        let home = include_str!("fengbei/_index.md");
        write_all(&root, &[("site.toml", &settings), ("content/_index.md", home), (&roll, &head)])?;
        if edition.theme() == "minimal" {
            write_all(&root.join("themes/minimal"), &MINIMAL)?;
        }
        fs::hard_link(self.table(), root.join(format!("content/{ROLL}/roll.csv")))
    }

    /// The table that every site is made from.
    pub fn table(&self) -> PathBuf {
        self.folder.join("roll.csv")
    }

    /// The folder of Fengbei's site.
    pub fn root(&self, edition: Edition) -> PathBuf {
        let (_, name) = Edition::ALL.iter().find(|(one, _)| *one == edition).expect("every one");
        self.folder.join("fengbei").join(name)
    }

    /// Fengbei's site as it was before the first build.
    pub fn forget(&self, edition: Edition) -> io::Result<()> {
        forget(&self.root(edition))
    }

    /// The command that builds Fengbei's site into `target`.
    pub fn build_fengbei(&self, edition: Edition, target: &Path) -> Vec<String> {
        let root = text(&self.root(edition));
        let words = ["--root", &root, "build", "--today", TODAY, "--output", &text(target)];
        command(env!("CARGO_BIN_EXE_fengbei"), &words)
    }

    /// The command that builds Hugo's site into `target`.
    pub fn build_hugo(&self, hugo: &Path, pages: Pages, target: &Path) -> Vec<String> {
        let (source, content) = (text(&self.hugo()), text(&self.content(pages)));
        let target = text(target);
        let words = ["--source", &source, "--contentDir", &content, "--destination", &target];
        let quiet = ["--noBuildLock", "--quiet"];
        command(&text(hugo), &[&words[..], &quiet].concat())
    }

    fn hugo(&self) -> PathBuf {
        self.folder.join("hugo")
    }

    fn content(&self, pages: Pages) -> PathBuf {
        self.folder.join("hugo-content").join(pages.parts().0)
    }
}

fn write_all(folder: &Path, files: &[(&str, &str)]) -> io::Result<()> {
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("below the folder"))?;
        fs::write(path, text)?;
    }
    Ok(())
}
