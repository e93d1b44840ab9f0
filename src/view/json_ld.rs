//! What a page says of itself in schema.org's words, as JSON-LD.

use std::fmt::Write as _;

use serde::Serialize;

use super::builder::Builder;
use crate::model::{ColumnId, DataRelease, Dataset, Item, PersonId, Roll, RollField, is_group};
use crate::plan::{DataForm, DatasetPlan};
use crate::text::{Moment, UncertainDate, seek};

const SCHEMA: &str = "https://schema.org";

/// The home page: the site.
#[derive(Serialize)]
struct WebSite<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    description: &'a str,
    #[serde(rename = "inLanguage")]
    language: &'a str,
    url: &'a str,
}

/// An item's page: what it is, and the way to it.
#[derive(Serialize)]
struct Page<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: (Article<'a>, Way<'a>),
}

#[derive(Serialize)]
struct Article<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    headline: &'a str,
    description: &'a str,
    #[serde(rename = "inLanguage")]
    language: &'a str,
    #[serde(rename = "mainEntityOfPage")]
    page: &'a str,
    publisher: Unit<'a>,
    #[serde(rename = "datePublished", skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    #[serde(rename = "dateModified", skip_serializing_if = "Option::is_none")]
    modified: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Unit<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
}

/// Who wrote or published it. Whether a name is a person's cannot be told, and a unit is right for
/// most.
#[derive(Serialize)]
struct Unit<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
}

#[derive(Serialize)]
struct Way<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "itemListElement")]
    steps: Vec<Step<'a>>,
}

#[derive(Serialize)]
struct Step<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    position: usize,
    name: &'a str,
    item: String,
}

/// A person of a roll. Dates are EDTF, which says what is uncertain.
#[derive(Serialize)]
struct Person<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    identifier: &'a str,
    name: &'a str,
    #[serde(rename = "alternateName", skip_serializing_if = "Vec::is_empty")]
    others: Vec<&'a str>,
    #[serde(rename = "birthDate", skip_serializing_if = "Option::is_none")]
    birth: Option<String>,
    #[serde(rename = "deathDate", skip_serializing_if = "Option::is_none")]
    death: Option<String>,
    #[serde(rename = "birthPlace", skip_serializing_if = "str::is_empty")]
    native: &'a str,
    #[serde(rename = "deathPlace", skip_serializing_if = "str::is_empty")]
    fell: &'a str,
    #[serde(rename = "jobTitle", skip_serializing_if = "str::is_empty")]
    post: &'a str,
    url: &'a str,
}

/// A dataset.
#[derive(Serialize)]
struct DataSet<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    description: &'a str,
    #[serde(rename = "inLanguage")]
    language: &'a str,
    url: &'a str,
    creator: Unit<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<&'a str>,
    #[serde(rename = "variableMeasured")]
    fields: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    distribution: Vec<Download>,
}

#[derive(Serialize)]
struct Download {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "encodingFormat")]
    format: &'static str,
    #[serde(rename = "contentUrl")]
    url: String,
}

impl Builder<'_> {
    /// JSON-LD of a dataset whose list is at `url`.
    pub(super) fn dataset_json_ld(
        &self,
        dataset: &Dataset,
        plan: &DatasetPlan,
        url: Option<&str>,
    ) -> Option<String> {
        let column = self.site.column(dataset.column);
        let config = &self.site.config;
        let is_open = dataset.settings.release == DataRelease::Open;
        let forms = DataForm::ALL.into_iter().filter(|_| is_open);
        let download = |form: DataForm| {
            let url = self.absolute(&plan.data(form))?;
            Some(Download { kind: "DataDownload", format: form.mime(), url })
        };
        let about = &column.description;
        Some(script_safe(&DataSet {
            context: SCHEMA,
            kind: "Dataset",
            name: &column.title,
            description: if about.is_empty() { &column.title } else { about },
            language: &config.language,
            url: url?,
            creator: unit(config.bottom.host.as_deref().unwrap_or(&config.title)),
            license: dataset.settings.licence.as_deref(),
            fields: plan.told.iter().map(|id| dataset.settings.field(*id).name.as_str()).collect(),
            distribution: forms.filter_map(download).collect(),
        }))
    }

    /// JSON-LD of a person of a roll, whose page is at `url`.
    pub fn person_json_ld(
        &self,
        roll: &Roll,
        person: PersonId,
        url: Option<&str>,
    ) -> Option<String> {
        let said = |field| roll.people.get(person, field);
        // schema.org knows ISO 8601 alone: a date that is not certain is left out.
        let date = |field| UncertainDate::parse(said(field)).ok().and_then(UncertainDate::iso);
        let group = is_group(said(RollField::Kind));
        Some(script_safe(&Person {
            context: SCHEMA,
            kind: if group { "Organization" } else { "Person" },
            identifier: roll.id(person),
            name: roll.name(person),
            others: said(RollField::OtherNames).split('；').filter(|n| !n.is_empty()).collect(),
            birth: date(RollField::Birth).filter(|_| !group),
            death: date(RollField::Death).filter(|_| !group),
            native: if group { "" } else { said(RollField::Native) },
            fell: if group { "" } else { said(RollField::DeathPlace) },
            post: if group { "" } else { said(RollField::Post) },
            url: url?,
        }))
    }

    /// JSON-LD of the home page; none when the site's address is not known.
    pub fn home_json_ld(&self) -> Option<String> {
        let config = &self.site.config;
        Some(script_safe(&WebSite {
            context: SCHEMA,
            kind: "WebSite",
            name: &config.title,
            description: &config.description,
            language: &config.language,
            url: config.address.as_deref()?,
        }))
    }

    /// JSON-LD of an item whose page is at `url`.
    pub fn item_json_ld(&self, item: &Item, url: Option<&str>) -> Option<String> {
        let url = url?;
        let moment = |date: Option<Moment>| date.map(Moment::rfc3339);
        let article = Article {
            kind: if item.date.is_some() { "NewsArticle" } else { "WebPage" },
            headline: &item.title,
            description: &item.summary,
            language: &self.site.config.language,
            page: url,
            publisher: unit(self.content_source(item)),
            published: moment(item.date),
            modified: moment(item.date.and(item.updated.or(item.date))),
            author: item.authors.iter().map(|author| unit(&author.name)).collect(),
            image: self.image(item),
        };
        Some(script_safe(&Page { context: SCHEMA, graph: (article, self.way_ld(item, url)) }))
    }

    /// The way from home through the columns to the item.
    fn way_ld<'a>(&'a self, item: &'a Item, url: &str) -> Way<'a> {
        let home = (self.step_name(ColumnId::HOME), self.absolute("index.html"));
        let columns = self
            .site
            .lineage(item.column)
            .into_iter()
            .skip(1)
            .map(|id| (self.step_name(id), self.absolute(&self.plan.addresses.column(id, 1))));
        let here = (item.title.as_str(), Some(url.to_owned()));
        let steps = std::iter::once(home).chain(columns).chain([here]);
        let step = |(position, (name, address)): (usize, (&'a str, Option<String>))| Step {
            kind: "ListItem",
            position,
            name,
            item: address.unwrap_or_default(),
        };
        Way { kind: "BreadcrumbList", steps: (1..).zip(steps).map(step).collect() }
    }

    fn step_name(&self, id: ColumnId) -> &str {
        if id == ColumnId::HOME { super::of_page::HOME } else { &self.site.column(id).title }
    }
}

fn unit(name: &str) -> Unit<'_> {
    Unit { kind: "Organization", name }
}

/// JSON that cannot end a `<script>`.
fn script_safe(value: &impl Serialize) -> String {
    let json = serde_json::to_string(value).expect("plain data");
    let mut out = String::with_capacity(json.len() + 16);
    let mut rest = json.as_str();
    while let Some(at) = seek(rest.as_bytes(), 0, [b'<', b'>', b'&']) {
        out.push_str(&rest[..at]);
        write!(out, "\\u{:04x}", rest.as_bytes()[at]).expect("writing to a string cannot fail");
        rest = &rest[at + 1..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_it_ends_the_script() {
        let text = "甲</script>&<b>";
        let safe = script_safe(&text);
        assert_eq!(safe, r#""甲\u003c/script\u003e\u0026\u003cb\u003e""#);
        assert_eq!(serde_json::from_str::<String>(&safe).expect("it is JSON"), text);
    }
}
