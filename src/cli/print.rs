//! `fengbei print` and `fengbei fonts`

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ArgMatches;
use serde_json::{Value, json};

use super::printer::Printer;
use super::{Global, Outcome};
use crate::diag::Report;
use crate::error::{Error, Result};
use crate::load::{Audience, Memory, Options, Showing};
use crate::model::{Kind, Roll, RollId, Site};
use crate::plan::{Sheet, book_volumes};
use crate::print::{
    self, Arrangement, FontRole, Fonts, INSTALL, PrintOrder, Printed, Purpose, Standing,
};
use crate::render::{Failure, NoStore, Studio};
use crate::source::SourcePath;
use crate::view::SheetView;
use crate::{Work, arrange, checks, say, source, write};

/// Prints one item, or the book of one roll, volume by volume.
pub fn run(global: &Global, args: &ArgMatches, printer: &Printer) -> Result<Outcome> {
    let work = work(global, args)?;
    let typed = args.get_one::<String>("item").expect("may not be left out");
    let wanted = find(&work.site, typed)?;
    if !work.theme.fonts().is_ready() {
        return Err(Error::Other(say!(
            "没有找到中文字体，PDF 没有生成。先安装：{INSTALL}",
            "no Chinese font was found, so no PDF was made. Install one: {INSTALL}"
        )));
    }
    let order = PrintOrder {
        purpose: if args.get_flag("press") { Purpose::Press } else { Purpose::Archive },
        arrangement: arrangement(args),
    };
    let mut findings = Report::new();
    let mut found = work.report.clone();
    found.absorb(checks::of_sheets(&work.site));
    let studio = Studio::new(&work.site, &work.plan, &work.theme, &work.assets, &NoStore);
    for (number, sheet) in (1..).zip(&wanted.sheets) {
        let name = wanted.name.clone();
        let typed = args.get_one::<String>("output").map(PathBuf::from);
        let place = typed.unwrap_or_else(|| PathBuf::from(format!("{name}.pdf")));
        let place = if wanted.sheets.len() > 1 { volume(&place, number) } else { place };
        let view = studio.sheet(*sheet, order);
        of_files(&found, &view, &mut findings);
        let Printed { pdf, report, .. } = match studio.print(&view) {
            Ok(made) => made,
            Err(Failure::World(error)) => return Err(error),
            Err(Failure::Finding(finding)) => {
                findings.push(*finding);
                printer.report(&findings, &work.site.sources);
                return Ok(Outcome::Errors);
            }
        };
        write::write_file(&place, &pdf)?;
        told(&report, &place, printer);
    }
    for finding in studio.printed().0 {
        findings.push(finding);
    }
    printer.report(&findings, &work.site.sources);
    Ok(Outcome::Done)
}

fn arrangement(args: &ArgMatches) -> Arrangement {
    let typed = args.get_one::<String>("pages");
    let is_typed = |it: &Arrangement| typed.is_some_and(|typed| typed == it.name());
    Arrangement::ALL.into_iter().find(is_typed).unwrap_or_default()
}

/// What is wrong in the files that a sheet is made of: a picture that is not there is white.
fn of_files(report: &Report, view: &SheetView, findings: &mut Report) {
    let is_part = |file: &SourcePath| *file == view.source || view.texts.contains(file);
    for finding in report.iter().filter(|finding| finding.place.file().is_some_and(is_part)) {
        findings.push(finding.clone());
    }
}

/// `book.pdf` → `book-2.pdf`
fn volume(place: &Path, number: usize) -> PathBuf {
    let stem = place.file_stem().unwrap_or_default().to_string_lossy();
    place.with_file_name(format!("{stem}-{number}.pdf"))
}

fn told(report: &print::Report, place: &Path, printer: &Printer) {
    let place = place.display().to_string();
    if printer.json {
        let mut value = serde_json::to_value(report).expect("reports are plain data");
        value["file"] = json!(place);
        printer.result(&value.to_string());
    } else {
        tell(report, printer);
    }
    printer.note(&say!("PDF 在 {place}", "the PDF is {place}"));
}

/// Everything, published or not: what is printed may be for the office alone.
fn work(global: &Global, args: &ArgMatches) -> Result<Work> {
    let options = Options {
        config: global.config.clone(),
        now: super::now(args.get_one::<String>("today"))?,
        showing: Showing { drafts: true, future: true, classified: true },
        audience: Audience::Office,
    };
    let sources = source::read_folder(&global.root, options.config.as_str())?;
    arrange(&Arc::new(sources), &options, &mut Memory::default())
}

/// What is printed, and what its file is called.
struct Wanted {
    name: String,
    sheets: Vec<Sheet>,
}

/// What a person means: an item by its file, an issue or a roll by its folder.
fn find(site: &Site, typed: &str) -> Result<Wanted> {
    let below = super::review::below_content(typed);
    let below = below.trim_end_matches("/issue.toml").trim_end_matches("/_index.md");
    if let Some(wanted) = issue(site, below).or_else(|| book(site, below)) {
        return Ok(wanted);
    }
    let item = super::review::find(site, typed)?;
    let id = site.by_source.get(&item.source).copied();
    let sheet = id.and_then(|id| match item.kind {
        Kind::Document(_) => Some(Sheet::Document(id)),
        Kind::Bulletin(_) => Some(Sheet::Bulletin(id)),
        Kind::Article | Kind::Topic(_) | Kind::Page => None,
    });
    let sheet = sheet.ok_or_else(|| {
        Error::Other(say!(
            "{typed} 不是公文、简报、特刊或要印成书的名录，或者已经撤下，不能这样印",
            "{typed} is no official document, bulletin, special issue or roll with a book, or was withdrawn, and \
             cannot be printed so"
        ))
    })?;
    Ok(Wanted { name: item.short_name().to_owned(), sheets: vec![sheet] })
}

/// The special issue whose folder below `content/` is `below`.
fn issue(site: &Site, below: &str) -> Option<Wanted> {
    let folder = format!("content/{below}/");
    let (id, issue) = site.issues().find(|(_, it)| it.source.folder() == folder)?;
    let name = format!("{}{}", issue.name, issue.edition.as_deref().unwrap_or_default());
    Some(Wanted { name, sheets: vec![Sheet::Issue(id)] })
}

/// The book of the roll whose folder below `content/` is `below`.
fn book(site: &Site, below: &str) -> Option<Wanted> {
    let is_there = |(_, roll): &(u32, &Arc<Roll>)| site.column(roll.column).path == below;
    let (id, roll) = (0..).zip(&site.rolls).find(is_there)?;
    let volumes = book_volumes(roll)?.count;
    let sheets = (1..=volumes).map(|volume| Sheet::Book(RollId(id), volume)).collect();
    Some(Wanted { name: below.rsplit('/').next().unwrap_or(below).to_owned(), sheets })
}

fn tell(report: &print::Report, printer: &Printer) {
    let (pages, standard) = (report.pages, &report.standard);
    printer.note(&say!("共 {pages} 页，{standard}", "{pages} pages, {standard}"));
    for font in &report.fonts {
        let (family, weight, glyphs) = (&font.family, font.weight, font.glyphs);
        let roles = font.roles.join("、");
        printer.note(&say!(
            "字体 {family}（{weight}）：{glyphs} 字 {roles}",
            "font {family} ({weight}): {glyphs} glyphs {roles}"
        ));
    }
    if report.rgb > 0 {
        let rgb = report.rgb;
        printer.note(&say!(
            "文字、线条、底色是四色；{rgb} 张图片和图表仍是 RGB，请印厂按自己的色彩文件转换",
            "words, rules and tints are CMYK; {rgb} pictures and charts are still RGB: let the shop convert them with \
             its own profile"
        ));
    }
    let told = |force: &str| {
        let of_force = report.values.iter().filter(|value| value.force == force);
        let said = of_force.map(|it| format!("{} {}（{}）", it.name, it.value, it.clause));
        said.collect::<Vec<_>>().join("；")
    };
    let (rules, practice) = (told("rule"), told("practice"));
    if !rules.is_empty() {
        printer.note(&say!("照规定：{rules}", "by the rule: {rules}"));
    }
    if !practice.is_empty() {
        printer.note(&say!("照惯例：{practice}", "by practice: {practice}"));
    }
}

/// Shows which family serves which role, and what is missing.
pub fn fonts(global: &Global, args: &ArgMatches, printer: &Printer) -> Result<Outcome> {
    let work = work(global, args)?;
    let fonts = work.theme.fonts();
    if printer.json {
        let roles: Vec<Value> =
            FontRole::ALL.into_iter().map(|role| machine(role, fonts)).collect();
        printer.result(&json!({ "ready": fonts.is_ready(), "roles": roles }).to_string());
    } else {
        for role in FontRole::ALL {
            tell_role(role, fonts, printer);
        }
    }
    if fonts.is_ready() {
        return Ok(Outcome::Done);
    }
    printer.say(&say!(
        "没有中文字体。安装：{INSTALL}",
        "there is no Chinese font. Install one: {INSTALL}"
    ));
    Ok(Outcome::Errors)
}

fn machine(role: FontRole, fonts: &Fonts) -> Value {
    json!({ "role": role.key(), "name": role.word(), "families": fonts.choices(role) })
}

fn tell_role(role: FontRole, fonts: &Fonts, printer: &Printer) {
    let word = role.word();
    let Some(first) = fonts.choices(role).first() else {
        return printer.result(&format!("{word}\t—"));
    };
    let standing = match first.standing {
        Standing::Proper => say!("正是", "the face itself"),
        Standing::Kin => say!("同类字体", "of the same kind"),
        Standing::StandIn => say!("代用", "standing in"),
    };
    let others: Vec<&str> =
        fonts.choices(role).iter().skip(1).map(|choice| choice.family.as_str()).collect();
    let standing = standing.get(printer.language);
    printer.result(&format!("{word}\t{}\t{standing}\t{}", first.family, others.join("、")));
}
