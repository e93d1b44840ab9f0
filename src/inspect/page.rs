//! The report of an inspection as one page, for use inside the office.

use super::{Due, Entry, Inspection, Verdict};
use crate::render::escape;

/// The report as a page that needs nothing else.
pub fn page(inspection: &Inspection) -> String {
    let entries: String = inspection.entries.iter().map(entry).collect();
    let due: String = inspection.due.iter().map(row).collect();
    let verdict = inspection.verdict();
    include_str!("page.html")
        .replace("{{ site }}", &escape(&inspection.site))
        .replace("{{ on }}", &inspection.on.to_string())
        .replace("{{ verdict }}", &verdict.word().zh)
        .replace("{{ class }}", verdict.key())
        .replace("{{ entries }}", &entries)
        .replace("{{ due }}", &due)
}

fn entry(entry: &Entry) -> String {
    let Entry { title, verdict, measured, source, details, .. } = entry;
    let items: String = details.iter().map(|it| format!("<li>{}</li>\n", escape(&it.zh))).collect();
    let list = match details.len() {
        0 => String::new(),
        n => format!(
            "<details{}><summary>{n} 处</summary>\n<ul>\n{items}</ul>\n</details>\n",
            if *verdict == Verdict::Fine { "" } else { " open" }
        ),
    };
    format!(
        "<section class=\"{}\">\n<h2>{} <span class=\"verdict\">{}</span></h2>\n<p>{}</p>\n{list}<p class=\"source\">{}</p>\n</section>\n",
        verdict.key(),
        escape(&title.zh),
        verdict.word().zh,
        escape(&measured.zh),
        escape(source)
    )
}

fn row(due: &Due) -> String {
    let newest = due.newest.map(|date| date.to_string()).unwrap_or_default();
    let left = if due.left < 0 {
        format!("超期 {} 天", -due.left)
    } else {
        format!("还有 {} 天", due.left)
    };
    format!(
        "<tr{}><th scope=\"row\">{}</th><td>{}</td><td>{newest}</td><td>{} 天</td><td>{}</td><td>{left}</td></tr>\n",
        if due.left < 0 { " class=\"late\"" } else { "" },
        escape(&due.title),
        escape(due.owner.as_deref().unwrap_or("—")),
        due.within,
        due.until
    )
}
