//! The JSON Schemas say what the program says: what it takes without a word they take, and a field
//! that it does not know they do not know. Looked at with a validator of our own, which knows only
//! the keywords that the schemas use and stops at any other.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use fengbei::load::{
    Audience, BAD_VALUE, Data, MISSING_REQUIRED, Memory, Options, Showing, Table, UNKNOWN_FIELD,
    Value as Read, read_toml, read_yaml,
};
use fengbei::model::{ColumnId, ItemKind};
use fengbei::source::{SourcePath, Sources, read_folder};
use fengbei::text::Moment;
use fengbei::{Work, prepare};
use serde_json::{Map, Value, json};

/// The schemas as `fengbei schema` writes them, by name.
fn schemas() -> BTreeMap<String, Value> {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("schemas");
    let ran = Command::new(env!("CARGO_BIN_EXE_fengbei"))
        .args(["schema", "--quiet"])
        .arg(&place)
        .output()
        .expect("the program runs");
    assert!(ran.status.success(), "{ran:?}");
    let mut schemas = BTreeMap::new();
    for entry in std::fs::read_dir(place).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).expect("a file");
        let schema = serde_json::from_str(&text).expect("JSON");
        schemas.insert(name.trim_end_matches(".schema.json").to_owned(), schema);
    }
    schemas
}

/// What `value` breaks of `schema`, each with its path.
fn faults(schema: &Value, value: &Value, path: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (keyword, rule) in schema.as_object().expect("a schema is an object") {
        let list = || rule.as_array().expect("a list").iter();
        let fine = match keyword.as_str() {
            "$schema" | "title" | "description" | "examples" => true,
            "type" => is_type(rule, value),
            "enum" => list().any(|one| one == value),
            "minimum" => value.as_i64().is_none_or(|n| Some(n) >= rule.as_i64()),
            "maximum" => value.as_i64().is_none_or(|n| Some(n) <= rule.as_i64()),
            "pattern" => value.as_str().is_none_or(|text| is_colour(text, rule)),
            "anyOf" => list().any(|one| faults(one, value, path).is_empty()),
            "allOf" => list().all(|one| faults(one, value, path).is_empty()),
            "required" => value
                .as_object()
                .is_none_or(|o| list().all(|k| o.contains_key(k.as_str().expect("a key")))),
            "items" => {
                for (number, entry) in value.as_array().into_iter().flatten().enumerate() {
                    found.extend(faults(rule, entry, &format!("{path}/{number}")));
                }
                true
            }
            "properties" => {
                for (key, entry) in value.as_object().into_iter().flatten() {
                    if let Some(rule) = rule.get(key) {
                        found.extend(faults(rule, entry, &format!("{path}/{key}")));
                    }
                }
                true
            }
            "additionalProperties" => {
                assert_eq!(*rule, json!(false));
                let known = schema["properties"].as_object().expect("properties");
                value.as_object().is_none_or(|o| o.keys().all(|key| known.contains_key(key)))
            }
            other => panic!("the validator does not know the keyword {other}"),
        };
        if !fine {
            found.push(format!("{path}: {keyword}"));
        }
    }
    found
}

fn is_type(rule: &Value, value: &Value) -> bool {
    let one = |name: &str| match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "null" => value.is_null(),
        other => panic!("no type {other}"),
    };
    match rule {
        Value::Array(names) => names.iter().any(|name| one(name.as_str().expect("a name"))),
        name => one(name.as_str().expect("a name")),
    }
}

fn is_colour(text: &str, rule: &Value) -> bool {
    assert_eq!(*rule, json!("^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$"));
    let digits = text.strip_prefix('#').unwrap_or_default();
    matches!(digits.len(), 3 | 6) && digits.chars().all(|c| c.is_ascii_hexdigit())
}

fn as_json(table: &Table) -> Value {
    let entry =
        |(key, _, data): &(String, std::ops::Range<usize>, Data)| (key.clone(), one_as_json(data));
    Value::Object(table.entries.iter().map(entry).collect::<Map<_, _>>())
}

fn one_as_json(data: &Data) -> Value {
    match &data.value {
        Read::Empty => Value::Null,
        Read::Text(text) => json!(text),
        Read::Number(typed) => {
            serde_json::from_str(&typed.replace('_', "")).unwrap_or(json!(typed))
        }
        Read::Flag(flag) => json!(flag),
        Read::List(list) => list.iter().map(one_as_json).collect(),
        Read::Table(table) => as_json(table),
    }
}

/// The head of a Markdown file, read without the program's own front matter reader.
fn head(text: &str) -> Option<Value> {
    let text = text.trim_start();
    let fence = ["+++", "---"].into_iter().find(|fence| text.starts_with(fence))?;
    let start = text.find('\n')? + 1;
    let end = start + text[start..].find(&format!("\n{fence}")).map_or(0, |at| at + 1);
    let (table, problems) = match fence {
        "+++" => read_toml(text, start..end),
        _ => read_yaml(text, start..end),
    };
    problems.is_empty().then(|| as_json(&table))
}

fn sites() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = std::fs::read_dir(root.join("tests/sites")).expect("the folder of sites");
    let mut sites: Vec<_> = folder.map(|entry| entry.expect("an entry").path()).collect();
    sites.push(root.to_path_buf());
    sites.sort();
    sites
}

fn work(sources: Sources) -> Option<Work> {
    let options = Options {
        config: SourcePath::new("site.toml"),
        now: Moment::parse("2026-08-01").expect("a date"),
        showing: Showing::default(),
        audience: Audience::Office,
    };
    prepare(&Arc::new(sources), &options, &mut Memory::default()).ok()
}

/// Every head of a site: its file, the name of its schema, and what it says.
fn heads(work: &Work) -> Vec<(String, &'static str, Value)> {
    let site = &work.site;
    let text = |path: &SourcePath| site.sources.text(path.as_str()).expect("it was read").clone();
    let columns = site.columns.iter().filter_map(|c| Some((c.source.clone()?, "column")));
    let kind = |kind| match kind {
        ItemKind::Article => "article",
        ItemKind::Document => "document",
        ItemKind::Topic => "topic",
        ItemKind::Page => "page",
        ItemKind::Bulletin => "bulletin",
    };
    let items = site.items.iter().chain(&site.withheld);
    let items = items.map(|item| (item.source.clone(), kind(item.item_kind())));
    let mut heads: Vec<_> = columns
        .chain(items)
        .filter_map(|(path, kind)| Some((path.to_string(), kind, head(&text(&path))?)))
        .collect();
    let registry = site.sources.below("registry/").map(|file| (file.path.clone(), "registry"));
    let dismissals =
        site.sources.get("dismissals.toml").map(|file| (file.path.clone(), "dismissals"));
    let settings = [(site.config_file.clone(), "site")];
    for (path, kind) in settings.into_iter().chain(registry).chain(dismissals) {
        let said = text(&path);
        let (table, problems) = read_toml(&said, 0..said.len());
        if problems.is_empty() {
            heads.push((path.to_string(), kind, as_json(&table)));
        }
    }
    heads
}

#[test]
fn schemas_and_program_agree_about_every_head() {
    let schemas = schemas();
    let mut seen = [0, 0];
    for root in sites() {
        let sources = read_folder(&root, "site.toml").expect("a readable folder");
        let Some(work) = work(sources) else { continue };
        let files_of = |rules: &[&str]| -> BTreeSet<String> {
            let broken = work.report.iter().filter(|d| rules.contains(&d.rule.name));
            broken.filter_map(|d| Some(d.place.file()?.to_string())).collect()
        };
        let wrong = files_of(&[UNKNOWN_FIELD.name, BAD_VALUE.name, MISSING_REQUIRED.name]);
        let unknown = files_of(&[UNKNOWN_FIELD.name]);
        for (file, name, value) in heads(&work) {
            let faults = faults(&schemas[name], &value, "");
            if !wrong.contains(&file) {
                assert_eq!(faults, Vec::<String>::new(), "{} {file}", root.display());
                seen[0] += 1;
            } else if unknown.contains(&file) {
                assert!(
                    faults.iter().any(|f| f.contains("additionalProperties")),
                    "{file}: {faults:?}"
                );
                seen[1] += 1;
            }
        }
        assert!(work.site.columns[ColumnId::HOME.0 as usize].path.is_empty());
    }
    assert!(seen[0] > 150 && seen[1] >= 2, "{seen:?}");
}

#[test]
fn schemas_are_whole() {
    let schemas = schemas();
    let names: Vec<_> = schemas.keys().map(String::as_str).collect();
    let kinds =
        ["article", "column", "dismissals", "document", "figures", "honours", "issue", "life"];
    let kinds = kinds.into_iter().chain(["page", "registry", "site", "topic"]);
    assert_eq!(names, kinds.collect::<Vec<_>>());
    for (name, schema) in &schemas {
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert_eq!(schema["type"], "object");
        let properties = schema["properties"].as_object().expect("properties");
        for (key, property) in properties {
            assert!(property["description"].is_string(), "{name}: {key} is described");
        }
        let empty = faults(schema, &json!({}), "");
        // A life has the name of the person it tells; ledgers are lists.
        let bare = ["life", "figures", "honours", "registry", "dismissals"];
        let wanted: &[&str] = if bare.contains(&name.as_str()) { &[] } else { &[": allOf"] };
        assert_eq!(empty, wanted, "{name} asks for a title");
        let stray = faults(schema, &json!({ "title": "甲", "titel": "甲" }), "");
        assert!(stray.contains(&": additionalProperties".to_owned()), "{name}: {stray:?}");
    }
    let page = &schemas["page"];
    let titled = |more: Value| {
        let mut value = json!({ "标题": "甲" });
        value.as_object_mut().expect("an object").extend(more.as_object().expect("more").clone());
        faults(page, &value, "").is_empty()
    };
    for fine in [
        json!({ "置顶": "是", "草稿": false, "次序": -3, "关键词": ["甲", 2026], "地点": "吕梁" }),
        json!({ "authors": ["某某", { "身份": "编辑", "name": "某某" }], "副题": null }),
        json!({ "attachments": "a.pdf", "reviews": { "stage": "初审" } }),
    ] {
        assert!(titled(fine.clone()), "{fine}");
    }
    for wrong in [
        json!({ "置顶": "对" }),
        json!({ "次序": 2_000_000 }),
        json!({ "关键词": { "甲": 1 } }),
        json!({ "authors": [{ "role": "编辑" }] }),
        json!({ "reviews": ["初审"] }),
    ] {
        assert!(!titled(wrong.clone()), "{wrong}");
    }
}
