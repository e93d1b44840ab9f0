//! A built site as one ZIP to hand over: the same site gives the same bytes. It publishes nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::order::is_page;
use super::signature::Signer;
use crate::error::{Error, Result};
use crate::say;
use crate::write::Manifest;

/// What goes into a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// The whole site.
    Site,
    /// The whole site, and a page to open it with from a stick.
    Stick,
    /// The inside of a column's pages and what they name, for the portal's own system.
    Column(String),
}

/// What the note of a package says.
#[derive(Debug, Clone)]
pub struct Note {
    /// Name of the site.
    pub title: String,
    /// Where it will be.
    pub address: Option<String>,
    /// The day it was packed.
    pub day: String,
}

/// What was packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Packed {
    /// Files of the site in it.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
}

/// Files by their paths in the package.
type Parts = BTreeMap<String, Part>;

/// What a file of the package is made of.
enum Part {
    File(PathBuf),
    Text(String),
}

const NOTE: &str = "移交说明.txt";
const SUMS: &str = "SHA256SUMS";
/// The office's signature of the sums.
const SIGNATURE: &str = "SHA256SUMS.sig";
const START: &str = "打开网站.html";

/// Packs the built site in `folder` into the file `out`, whole or not at all. A signer signs the sums.
pub fn pack(
    out: &Path,
    folder: &Path,
    form: &Form,
    note: &Note,
    signer: Option<&Signer>,
) -> Result<Packed> {
    let manifest = super::built(folder)?;
    let mut parts = match form {
        Form::Site | Form::Stick => whole(folder, &manifest),
        Form::Column(column) => column_parts(folder, &manifest, column, note.address.as_deref())?,
    };
    let packed = measured(&parts)?;
    if *form == Form::Stick {
        parts.insert(START.into(), Part::Text(start(&note.title)));
    }
    parts.insert(NOTE.into(), Part::Text(words(note, form, packed, signer.is_some())));
    let draft = out.with_extension("zip.new");
    write(&draft, &parts, signer).inspect_err(|_| {
        // What cannot be removed is over-written the next time.
        let _ = fs::remove_file(&draft);
    })?;
    fs::rename(&draft, out).map_err(|error| Error::moving(out, error))?;
    Ok(packed)
}

fn whole(folder: &Path, manifest: &Manifest) -> Parts {
    let part = |path: &String| (format!("site/{path}"), Part::File(folder.join(path)));
    manifest.entries.keys().map(part).collect()
}

/// The inside of every page of a column, and every other file of the site that they name.
fn column_parts(
    folder: &Path,
    manifest: &Manifest,
    column: &str,
    address: Option<&str>,
) -> Result<Parts> {
    let column = column.trim_matches('/').trim_start_matches("content/");
    let prefix = format!("{column}/");
    let is_of_column = |path: &&String| path.starts_with(&prefix) && is_page(path);
    let is_packed = |path: &str| !is_page(path) || path.starts_with(&prefix);
    let pages: Vec<&String> = manifest.entries.keys().filter(is_of_column).collect();
    if pages.is_empty() {
        return Err(Error::Other(say!(
            "没有栏目 {column} 的页面，没有打包。栏目写它的文件夹，如 news",
            "there are no pages of the column {column}, so nothing was packed. Name its folder, such as news"
        )));
    }
    let mut parts = Parts::new();
    let mut named = BTreeSet::new();
    for path in pages {
        let place = folder.join(path);
        let text = fs::read_to_string(&place).map_err(|error| Error::read(&place, error))?;
        let inside = inside(&text).unwrap_or(&text);
        // Of what stands around it, only what gives it its look is of use.
        let around = names(&text).into_iter().filter(|name| is_look(name));
        let all = names(inside).into_iter().chain(around);
        named.extend(all.filter_map(|name| resolved(path, &name)));
        parts.insert(
            format!("fragment/{path}"),
            Part::Text(led_out(inside, path, &is_packed, address)),
        );
    }
    for path in named.into_iter().filter(|path| !is_page(path)) {
        if manifest.entries.contains_key(&path) {
            parts.insert(format!("fragment/{path}"), Part::File(folder.join(&path)));
        }
    }
    Ok(parts)
}

/// What a page says, without the furniture around it.
fn inside(page: &str) -> Option<&str> {
    let open = page.find("<main")?;
    let start = open + page[open..].find('>')? + 1;
    let end = page.rfind("</main>")?;
    page.get(start..end).map(str::trim)
}

/// Addresses that a page names; a set of pictures names several.
fn names(page: &str) -> Vec<String> {
    let values =
        |word: &'static str| page.split(word).skip(1).filter_map(|rest| rest.split('"').next());
    let sets = values(" srcset=\"").flat_map(|set| set.split(','));
    let sets = sets.filter_map(|one| one.split_whitespace().next());
    let all = [" href=\"", " src=\"", " poster=\""].into_iter().flat_map(values).chain(sets);
    let plain = |value: &str| value.split(['#', '?']).next().unwrap_or_default().to_owned();
    all.map(plain).filter(|value| !value.is_empty() && !value.contains(':')).collect()
}

/// Whether a file gives pages their look, or moves what is on them.
fn is_look(path: &str) -> bool {
    matches!(path.rsplit_once('.'), Some((_, "css" | "js")))
}

/// The inside of a page whose links to pages that are not in the package lead to the site.
fn led_out(
    inside: &str,
    path: &str,
    is_packed: &dyn Fn(&str) -> bool,
    address: Option<&str>,
) -> String {
    const LINK: &str = " href=\"";
    let Some(address) = address else { return inside.to_owned() };
    let mut parts = inside.split(LINK);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(LINK);
        let end = part.find(['"', '#', '?']).unwrap_or(part.len());
        let (typed, rest) = part.split_at(end);
        let is_ours = !typed.is_empty() && !typed.contains(':');
        match resolved(path, typed).filter(|place| is_ours && !is_packed(place)) {
            Some(place) => {
                let address = address.trim_end_matches('/');
                out.push_str(&format!("{address}/{}", crate::text::percent_encode(&place)));
            }
            None => out.push_str(typed),
        }
        out.push_str(rest);
    }
    out
}

/// The file that an address on the page at `path` means; none when it lies outside the site.
fn resolved(path: &str, address: &str) -> Option<String> {
    let mut parts: Vec<String> = path.split('/').map(str::to_owned).collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(crate::text::percent_decode(part)),
        }
    }
    Some(parts.join("/"))
}

fn measured(parts: &Parts) -> Result<Packed> {
    let mut bytes = 0;
    for part in parts.values() {
        bytes += match part {
            Part::File(place) => {
                fs::metadata(place).map_err(|error| Error::read(place, error))?.len()
            }
            Part::Text(text) => text.len() as u64,
        };
    }
    Ok(Packed { files: parts.len(), bytes })
}

/// Writes the package; the sums of all come last, and their signature.
fn write(out: &Path, parts: &Parts, signer: Option<&Signer>) -> Result<()> {
    let failed = |error: std::io::Error| Error::write(out, error);
    let zipped = |error: zip::result::ZipError| Error::write(out, std::io::Error::other(error));
    let file = File::create(out).map_err(failed)?;
    let mut zip = ZipWriter::new(BufWriter::new(file));
    let mut sums = String::new();
    for (path, part) in parts {
        let bytes = match part {
            Part::File(place) => fs::read(place).map_err(|error| Error::read(place, error))?,
            Part::Text(text) => text.clone().into_bytes(),
        };
        let sum: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        sums.push_str(&format!("{sum}  {path}\n"));
        zip.start_file(path, options(bytes.len())).map_err(zipped)?;
        zip.write_all(&bytes).map_err(failed)?;
    }
    zip.start_file(SUMS, options(sums.len())).map_err(zipped)?;
    zip.write_all(sums.as_bytes()).map_err(failed)?;
    if let Some(signer) = signer {
        let signature = signer.signature_of_file(&sums)?;
        zip.start_file(SIGNATURE, options(signature.len())).map_err(zipped)?;
        zip.write_all(signature.as_bytes()).map_err(failed)?;
    }
    let mut inner = zip.finish().map_err(zipped)?;
    inner.flush().map_err(failed)
}

/// The same for every file, so that the same site gives the same bytes.
fn options(length: usize) -> SimpleFileOptions {
    SimpleFileOptions::default()
        .last_modified_time(zip::DateTime::default())
        .unix_permissions(0o644)
        .large_file(u32::try_from(length).is_err())
}

/// How to see who packed it.
const SIGNED: &str = "核对来源：SHA256SUMS.sig 是本单位对校验值的签名。从网站下载 signing-key.txt（不要用包里的），运行\n\
     ssh-keygen -Y verify -f signing-key.txt -I fengbei -n file -s SHA256SUMS.sig < SHA256SUMS\n";

/// A page that leads to the site beside it.
fn start(title: &str) -> String {
    let title = title.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<!doctype html>\n<html lang=\"zh-CN\">\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"refresh\" content=\"0; url=site/index.html\">\n<title>{title}</title>\n\
         <p><a href=\"site/index.html\">{title}</a></p>\n</html>\n"
    )
}

/// What the one who takes it over should know.
fn words(note: &Note, form: &Form, packed: Packed, is_signed: bool) -> String {
    let Note { title, address, day } = note;
    let Packed { files, bytes } = packed;
    let signed = if is_signed { SIGNED } else { "" };
    let address = address.as_deref().unwrap_or("（未定）");
    let what = match form {
        Form::Site => {
            "site 文件夹是整个网站。把里面的全部内容放到网址对应的目录即可：都是静态文件，不用数据库，\
             不用装程序；页面之间是相对链接，放在哪一级都能打开。"
        }
        Form::Stick => {
            "双击“打开网站.html”就能看，不用网络。site 文件夹是整个网站，要和它放在一起。"
        }
        Form::Column(_) => {
            "fragment 文件夹是这个栏目各页的正文（不含页头、导航和页脚）和它们用到的图片、附件、样式，\
             供门户的内容管理系统粘贴或导入；图片和附件请按原来的相对位置放。通到别的栏目的链接，写的是网站上的网址。"
        }
    };
    format!(
        "{title}\n移交说明\n\n打包日期：{day}\n网址：{address}\n文件：{files} 个，共 {bytes} 字节\n\n{what}\n\n\
         核对完整：SHA256SUMS 里是每个文件的校验值，在解开的文件夹里运行 sha256sum -c SHA256SUMS。\n{signed}\
         更新时请整包替换，不要只换一部分。\n"
    )
}
