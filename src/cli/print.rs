//! `fengbei print` and `fengbei fonts`

use std::path::PathBuf;
use std::sync::Arc;

use clap::ArgMatches;
use serde_json::{Value, json};

use super::printer::Printer;
use super::{Global, Outcome};
use crate::error::{Error, Result};
use crate::load::{Audience, Memory, Options, Showing};
use crate::model::Kind;
use crate::plan::Sheet;
use crate::print::{FontRole, Fonts, INSTALL, Printed, Purpose, Report, Standing};
use crate::render::{Failure, NoStore, Studio};
use crate::{Work, arrange, say, source, write};

/// Prints one item.
pub fn run(global: &Global, args: &ArgMatches, printer: &Printer) -> Result<Outcome> {
    let work = work(global, args)?;
    let typed = args.get_one::<String>("item").expect("may not be left out");
    let (name, sheet) = find(&work, typed)?;
    let fonts = work.theme.fonts();
    if !fonts.is_ready() {
        return Err(Error::Other(say!(
            "没有找到中文字体，PDF 没有生成。先安装：{INSTALL}",
            "no Chinese font was found, so no PDF was made. Install one: {INSTALL}"
        )));
    }
    let purpose = if args.get_flag("press") { Purpose::Press } else { Purpose::Archive };
    let studio = Studio::new(&work.site, &work.plan, &work.theme, &work.assets, &NoStore);
    let view = studio.sheet(sheet, purpose);
    let Printed { pdf, report } = match studio.print(&view) {
        Ok(done) => done,
        Err(Failure::World(error)) => return Err(error),
        Err(Failure::Finding(finding)) => {
            let report = [*finding].into_iter().collect();
            printer.report(&report, &work.site.sources);
            return Ok(Outcome::Errors);
        }
    };
    let here = || format!("{name}.pdf");
    let place = PathBuf::from(args.get_one::<String>("output").cloned().unwrap_or_else(here));
    write::write_file(&place, &pdf)?;
    let findings = studio.printed().0.into_iter().collect();
    printer.report(&findings, &work.site.sources);
    let place = place.display().to_string();
    if printer.json {
        let mut value = serde_json::to_value(&report).expect("reports are plain data");
        value["file"] = json!(place);
        printer.result(&value.to_string());
    } else {
        tell(&report, printer);
    }
    printer.note(&say!("PDF 在 {place}", "the PDF is {place}"));
    Ok(Outcome::Done)
}

/// Everything, published or not: what is printed may be for the office alone.
fn work(global: &Global, args: &ArgMatches) -> Result<Work> {
    let options = Options {
        config: global.config.clone(),
        now: super::now(args.get_one::<String>("today"))?,
        showing: Showing { drafts: true, future: true },
        audience: Audience::Office,
    };
    let sources = source::read_folder(&global.root, options.config.as_str())?;
    arrange(&Arc::new(sources), &options, &mut Memory::default())
}

/// The sheet a person means, and what its PDF is called: an item by its file, an issue by its folder.
fn find(work: &Work, typed: &str) -> Result<(String, Sheet)> {
    let below = typed.trim_start_matches("./").trim_end_matches('/').replace('\\', "/");
    let below = below.strip_prefix("content/").unwrap_or(&below).trim_end_matches("/issue.toml");
    let folder = format!("content/{below}/");
    if let Some((id, issue)) = work.site.issues().find(|(_, it)| it.source.folder() == folder) {
        let name = format!("{}{}", issue.name, issue.edition.as_deref().unwrap_or_default());
        return Ok((name, Sheet::Issue(id)));
    }
    let item = super::review::find(&work.site, typed)?;
    let id = work.site.by_source.get(&item.source).copied();
    let sheet = id.and_then(|id| match item.kind {
        Kind::Document(_) => Some(Sheet::Document(id)),
        Kind::Bulletin(_) => Some(Sheet::Bulletin(id)),
        Kind::Article | Kind::Topic(_) | Kind::Page => None,
    });
    let sheet = sheet.map(|sheet| (item.short_name().to_owned(), sheet));
    sheet.ok_or_else(|| {
        Error::Other(say!(
            "{typed} 不是公文、简报或特刊，或者已经撤下，不能这样印",
            "{typed} is no official document, bulletin or special issue, or was withdrawn, and cannot be printed so"
        ))
    })
}

fn tell(report: &Report, printer: &Printer) {
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
    let told = |force: &str| {
        let of_force = report.values.iter().filter(|value| value.force == force);
        let said = of_force.map(|it| format!("{} {}（{}）", it.name, it.value, it.clause));
        said.collect::<Vec<_>>().join("；")
    };
    let (rules, practice) = (told("rule"), told("practice"));
    if !report.values.is_empty() {
        printer.note(&say!("照规定：{rules}", "by the rule: {rules}"));
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
