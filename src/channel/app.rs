//! What is published, as data for an app of the city. Never says what the site does not.

use serde_json::{Value, json};

use super::{Piece, plain};
use crate::model::{Item, ItemId};
use crate::text::{AsOf, Moment};
use crate::view::Builder;

/// The JSON Schema of [`app`].
pub fn schema() -> &'static str {
    include_str!("app.schema.json")
}

/// Every item and every figure of the site.
pub fn app(builder: &Builder<'_>) -> String {
    let site = builder.site;
    let items: Vec<Value> = site.items().map(|(id, item)| entry(builder, id, item)).collect();
    let figures: Vec<Value> = site
        .figures
        .iter()
        .map(|(_, figure)| {
            let value = figure.on(site.today);
            let series = figure.values.iter().map(|it| {
                json!({ "value": it.amount.decimal().normalize().to_string(), "as_of": it.as_of.map(AsOf::iso) })
            });
            json!({
                "id": figure.id,
                "label": figure.label,
                "value": value.amount.decimal().normalize().to_string(),
                "unit": figure.unit,
                "shown": figure.with_unit(value.amount),
                "as_of": value.as_of.map(AsOf::iso),
                "definition": figure.definition,
                "source": value.source,
                "history": series.collect::<Vec<_>>(),
            })
        })
        .collect();
    let whole = json!({
        "version": 1,
        "site": site.config.title,
        "address": site.config.address,
        "day": site.today.to_string(),
        "items": items,
        "figures": figures,
    });
    format!("{whole:#}\n")
}

fn entry(builder: &Builder<'_>, id: ItemId, item: &Item) -> Value {
    let piece = Piece::of(builder, id);
    let cover = item.cover.as_deref().and_then(|path| builder.picture(path, ""));
    let path = builder.plan.addresses.item(id);
    json!({
        "path": path,
        "address": piece.address,
        "column": builder.site.column(item.column).path,
        "title": piece.title,
        "kicker": piece.kicker,
        "deck": piece.deck,
        "authors": item.authors.iter().map(|it| json!({ "name": it.name, "role": it.role })).collect::<Vec<_>>(),
        "source": piece.origin,
        "published": item.date.map(Moment::rfc3339),
        "updated": item.updated.map(Moment::rfc3339),
        "summary": piece.summary,
        "keywords": piece.keywords,
        "cover": cover.map(|picture| picture.path),
        "text": plain::whole(&piece.body),
    })
}
