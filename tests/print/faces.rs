//! Files of fonts that hold more than one face: collections, and fonts whose weight is chosen.

use std::fs;
use std::path::Path;
use std::process::Command;

use fengbei::plan::Sheet;

use super::{PYTHON, SCRIPTS, is_sound, kept, ours, print, succeeds};
use crate::draft::{Draft, SETTINGS};

/// A document of one paragraph, printed with the fonts in `folder` and no others; `roles` says which
/// family serves which role.
fn site(folder: &Path, roles: &str, text: &str) -> Draft {
    let column = "+++\ntitle = \"公文\"\nkind = \"公文\"\ncolumn_type = \"政策文件\"\n+++\n";
    let head = "+++\ntitle = \"示例\"\ndate = 2026-03-10\nwritten = 2026-03-09\n\
        number = \"示办发〔2026〕2号\"\nissuer = \"示例办\"\n+++\n";
    let fonts = format!("[print]\nfolders = [\"{}\"]\nown_only = true\n{roles}", folder.display());
    Draft::new()
        .with("site.toml", &format!("{SETTINGS}{fonts}"))
        .with("content/documents/_index.md", column)
        .with("content/documents/one.md", &format!("{head}{text}\n"))
}

/// The names of the fonts in the PDF of that document, without the mark of a subset.
fn embedded(name: &str, site: &Draft) -> (std::path::PathBuf, Vec<String>) {
    let place = kept(name, &print(site, "content/documents/one.md", Sheet::Document));
    is_sound(&place);
    let output = succeeds(Command::new("pdffonts").arg(&place), "poppler-utils");
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    let names = told.lines().skip(2).filter_map(|line| line.split_whitespace().next());
    (place, names.map(|name| name.split_once('+').expect("a subset").1.to_owned()).collect())
}

/// An empty folder for fonts.
fn folder(name: &str) -> std::path::PathBuf {
    let folder = ours(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the folder is ours");
    }
    fs::create_dir_all(&folder).expect("the folder is ours");
    folder
}

#[test]
fn the_chinese_face_of_a_collection_is_taken() {
    let sought = ["-f", "%{file}", "Noto Serif CJK SC:weight=80"];
    let output = succeeds(Command::new("fc-match").args(sought), "fontconfig");
    let file = String::from_utf8(output.stdout).expect("paths are UTF-8");
    let is_collection = Path::new(&file).extension().is_some_and(|it| it == "ttc");
    assert!(is_collection, "{file} is no collection: apt install fonts-noto-cjk");
    let folder = folder("collection");
    fs::copy(&file, folder.join("collection.ttc")).expect("the folder is ours");
    let (_, names) = embedded("faces-collection", &site(&folder, "", "骨、直、复。"));
    // Faces of one collection draw the same characters as Japan, Korea and China do.
    assert!(!names.is_empty() && names.iter().all(|name| name.contains("CJKsc")), "{names:?}");
}

/// Dark points of the first page.
fn ink(place: &Path) -> usize {
    let picture = place.with_extension("");
    let arguments = ["-r", "100", "-f", "1", "-l", "1", "-gray", "-singlefile", "-png"];
    succeeds(Command::new("pdftoppm").args(arguments).arg(place).arg(&picture), "poppler-utils");
    let picture = image::open(picture.with_extension("png")).expect("a picture").into_luma8();
    picture.pixels().filter(|pixel| pixel.0[0] < 128).count()
}

#[test]
fn a_variable_font_gives_the_weight_that_is_asked_for() {
    let folder = folder("variable");
    let script = Path::new(SCRIPTS).join("variable.py");
    let mut program = Command::new(&*PYTHON);
    succeeds(program.arg(script).arg(folder.join("variable.ttf")), "python3-venv");
    let roles = ["title", "song", "fang", "kai", "hei"];
    let roles = roles.map(|role| format!("{role} = \"Synthetic Variable\"\n")).concat();
    let roles = format!("[print.fonts]\n{roles}");
    let words = "文字".repeat(200);
    let (plain, names) = embedded("faces-plain", &site(&folder, &roles, &words));
    assert!(names.iter().all(|name| name.contains("SyntheticVariable")), "{names:?}");
    let (bold, _) = embedded("faces-bold", &site(&folder, &roles, &format!("**{words}**")));
    let (plain, bold) = (ink(&plain), ink(&bold));
    // A bar is a tenth of an em wide at 400 and half of one at 900, so 34 hundredths at 700.
    assert!(bold > 2 * plain, "{bold} dark points in bold, {plain} in regular");
}
