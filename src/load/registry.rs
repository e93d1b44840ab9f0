//! `registry/*.toml`, and the names that the program brings → [`RegisteredName`]s. Never says that a
//! text uses a name wrongly.

use std::ops::Range;

use super::data::read_toml;
use super::fields::REGISTRY;
use super::front::broken;
use super::record::{BAD_VALUE, Record};
use crate::diag::{Diagnostic, Place, Report};
use crate::model::RegisteredName;
use crate::say;
use crate::source::{SourcePath, Sources};
use crate::text::UncertainDate;

/// Names of the state and the forces; no leaders, whom an office types itself.
const BUILT_IN: &str = include_str!("registry.toml");

/// Every name: the office's own first, which outweigh the program's.
pub fn load_registry(sources: &Sources, report: &mut Report) -> Vec<RegisteredName> {
    let mut names = Vec::new();
    for file in sources.below("registry/").filter(|file| file.path.extension() == "toml") {
        if let Some(text) = file.text() {
            names.extend(read(&file.path, text, report));
        }
    }
    let mut built_in = read(&SourcePath::new("registry.toml"), BUILT_IN, &mut Report::new());
    built_in.retain(|name| names.iter().all(|own| own.right != name.right));
    names.extend(built_in);
    names
}

fn read(file: &SourcePath, text: &str, report: &mut Report) -> Vec<RegisteredName> {
    let (table, faults) = read_toml(text, 0..text.len());
    report.extend(faults.into_iter().map(|fault| broken(file, fault)));
    let record = Record::read(file, &table, 0..0, REGISTRY, report);
    let names = record.records(file, "name");
    names.iter().filter_map(|(name, _)| one(file, name, report)).collect()
}

fn one(file: &SourcePath, name: &Record<'_>, report: &mut Report) -> Option<RegisteredName> {
    let mut date = |key| {
        let typed = name.text(key)?;
        let read = UncertainDate::parse(&typed).ok();
        if read.is_none() {
            report.push(bad_date(file, name.place(key).unwrap_or_default(), &typed));
        }
        read
    };
    let (since, until) = (date("since"), date("until"));
    Some(RegisteredName {
        right: name.text("right")?,
        wrong: name.texts("wrong"),
        since,
        until,
        successor: name.text("successor"),
        source: name.text("note"),
    })
}

fn bad_date(file: &SourcePath, place: Range<usize>, typed: &str) -> Diagnostic {
    Diagnostic::new(
        &BAD_VALUE,
        Place::span(file, place),
        say!("“{typed}”作日期读不懂", "“{typed}” is not understood as a date"),
    )
    .help(say!("写成 2018、2018-03 或 2018-03-17", "write 2018, 2018-03 or 2018-03-17"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_that_the_program_brings_are_in_order() {
        let mut report = Report::new();
        let names = read(&SourcePath::new("registry.toml"), BUILT_IN, &mut report);
        assert!(report.is_empty(), "{report:?}");
        assert!(names.len() > 25, "{}", names.len());
        for name in &names {
            let says = !name.wrong.is_empty() || name.since.is_some() || name.until.is_some();
            assert!(says, "{} says nothing", name.right);
            assert!(name.source.is_some(), "{} does not say what it rests on", name.right);
            let known = names.iter().any(|other| name.wrong.contains(&other.right));
            assert!(!known, "a wrong form of {} is right elsewhere", name.right);
        }
    }

    #[test]
    fn an_office_outweighs_the_program() {
        let own = "[[name]]\nright = \"济南军区\"\n";
        let local = "[[名称]]\n正确 = \"甲\"\n错误 = \"乙\"\n止 = \"2018年3月\"\n";
        let sources = Sources::from_texts([("registry/a.toml", own), ("registry/b.toml", local)]);
        let mut report = Report::new();
        let names = load_registry(&sources, &mut report);
        assert!(report.is_empty(), "{report:?}");
        let of = |right: &str| names.iter().filter(|name| name.right == right).collect::<Vec<_>>();
        assert_eq!(of("济南军区").len(), 1);
        assert_eq!(of("济南军区")[0].until, None);
        assert_eq!(of("甲")[0].wrong, ["乙"]);
        assert_eq!(of("甲")[0].until.map(UncertainDate::chinese).as_deref(), Some("2018年3月"));
    }
}
