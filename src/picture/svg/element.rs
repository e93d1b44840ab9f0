//! What becomes of one element and its attributes.

use quick_xml::NsReader;
use quick_xml::events::BytesStart;
use quick_xml::events::attributes::Attribute;
use quick_xml::name::{Namespace, ResolveResult};

use super::{What, allow, link, style, value};

const SVG: &[u8] = b"http://www.w3.org/2000/svg";
const XLINK: &[u8] = b"http://www.w3.org/1999/xlink";
const XML: &[u8] = b"http://www.w3.org/XML/1998/namespace";
const XHTML: &[u8] = b"http://www.w3.org/1999/xhtml";
/// Older drawing programs wrote the namespace as an entity of their own document type.
const SVG_ENTITY: &[u8] = b"&ns_svg;";
const XLINK_ENTITY: &[u8] = b"&ns_xlink;";
/// No drawing program comes near this many on one element.
const MOST_ATTRIBUTES: usize = 300;

/// An element that was opened.
#[derive(Debug)]
pub(super) struct Opened {
    /// Its name, if it is written; none if only its content is.
    pub name: Option<&'static str>,
    /// The part of the drawing that its content belongs to.
    pub part: usize,
}

/// What becomes of an element.
pub(super) enum Verdict {
    /// It stays.
    Keep(Kept),
    /// Its content stays.
    Unwrap(Option<What>),
    /// It goes with all its content.
    Drop(Option<What>),
}

/// An element that stays, and the attributes that stay on it.
pub(super) struct Kept {
    pub name: &'static str,
    pub attributes: Vec<(&'static str, String)>,
    /// The attributes that do not stay and would have done something.
    pub removed: Vec<(What, String)>,
}

impl Kept {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| *n == name).map(|(_, value)| value.as_str())
    }

    /// The names of the parts of the drawing that it refers to.
    pub fn references(&self) -> impl Iterator<Item = &str> {
        self.attributes.iter().flat_map(|(name, text)| {
            let linked = if name.ends_with("href") { value::fragment(text) } else { None };
            linked.into_iter().chain(value::targets(text))
        })
    }
}

/// Decides about an element. The error is the XML reader's complaint.
pub(super) fn judge(reader: &NsReader<&[u8]>, tag: &BytesStart<'_>) -> Result<Verdict, String> {
    let (namespace, local) = reader.resolver().resolve_element(tag.name());
    if namespace == ResolveResult::Bound(Namespace(XHTML)) {
        return Ok(Verdict::Drop(Some(What::Page)));
    }
    if !is_svg(reader, tag) {
        return Ok(Verdict::Drop(None));
    }
    let Some(name) = allow::element(local.as_ref()) else {
        return Ok(refuse(local.as_ref()));
    };
    let kept = attributes(reader, tag, name)?;
    // An animation of an attribute that is not known could be one of an address.
    let animates = matches!(name, "animate" | "animateTransform" | "set");
    if animates && kept.attribute("attributeName").is_none_or(|n| allow::attribute(n).is_none()) {
        return Ok(Verdict::Drop(Some(What::Script)));
    }
    Ok(Verdict::Keep(kept))
}

/// Whether an element is one of SVG's; one without any namespace is taken for one.
pub(super) fn is_svg(reader: &NsReader<&[u8]>, tag: &BytesStart<'_>) -> bool {
    match reader.resolver().resolve_element(tag.name()).0 {
        ResolveResult::Bound(Namespace(name)) => name == SVG || name == SVG_ENTITY,
        ResolveResult::Unbound => true,
        ResolveResult::Unknown(_) => false,
    }
}

fn refuse(name: &[u8]) -> Verdict {
    match name {
        b"metadata" => Verdict::Drop(None),
        b"a" => Verdict::Unwrap(Some(What::Outside)),
        b"script" | b"handler" | b"listener" => Verdict::Drop(Some(What::Script)),
        b"foreignObject" | b"iframe" | b"object" | b"embed" | b"audio" | b"video" | b"html"
        | b"body" => Verdict::Drop(Some(What::Page)),
        _ => Verdict::Drop(Some(What::Unknown)),
    }
}

fn attributes(
    reader: &NsReader<&[u8]>,
    tag: &BytesStart<'_>,
    element: &'static str,
) -> Result<Kept, String> {
    let mut kept = Kept { name: element, attributes: Vec::new(), removed: Vec::new() };
    // Looking for doubles is quadratic there, and done below among the few that stay.
    for (count, attribute) in tag.attributes().with_checks(false).enumerate() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        if count >= MOST_ATTRIBUTES {
            return Err("too many attributes".to_owned());
        }
        if let Some(name) = plain_name(reader, &attribute) {
            keep_attribute(&mut kept, &name, &attribute);
        }
    }
    Ok(kept)
}

/// The attribute's name as it would be written here; none if it belongs to nothing known, as the
/// notes of drawing programs do.
fn plain_name(reader: &NsReader<&[u8]>, attribute: &Attribute<'_>) -> Option<String> {
    if attribute.key.as_namespace_binding().is_some() {
        return None;
    }
    let (namespace, local) = reader.resolver().resolve_attribute(attribute.key);
    let local = std::str::from_utf8(local.into_inner()).ok()?;
    match namespace {
        ResolveResult::Unbound => Some(local.to_owned()),
        ResolveResult::Bound(Namespace(XLINK | XLINK_ENTITY)) if local == "href" => {
            Some("xlink:href".to_owned())
        }
        ResolveResult::Bound(Namespace(XML)) => Some(format!("xml:{local}")),
        // Files that were cut out of web pages forget to say what xlink is.
        ResolveResult::Unknown(prefix) if prefix == b"xlink" && local == "href" => {
            Some("xlink:href".to_owned())
        }
        ResolveResult::Bound(_) | ResolveResult::Unknown(_) => None,
    }
}

fn keep_attribute(kept: &mut Kept, name: &str, attribute: &Attribute<'_>) {
    let Ok(text) = attribute.unescape_value() else {
        kept.removed.push((What::Declaration, name.to_owned()));
        return;
    };
    match checked(kept.name, name, &text) {
        Fate::Stays(name, _) if kept.attribute(name).is_some() => {}
        Fate::Stays(name, text) => kept.attributes.push((name, text)),
        Fate::Partly(text, removed) => {
            if !text.is_empty() {
                kept.attributes.push(("style", text));
            }
            kept.removed.extend(removed.into_iter().map(|n| (outside_or_unknown(&n), n)));
        }
        Fate::Goes(what) => kept.removed.push((what, name.to_owned())),
        Fate::Unnoticed => {}
    }
}

enum Fate {
    Stays(&'static str, String),
    /// A style, of which these declarations went.
    Partly(String, Vec<String>),
    Goes(What),
    /// It goes and would have done nothing.
    Unnoticed,
}

fn checked(element: &str, name: &str, text: &str) -> Fate {
    match name {
        "href" | "xlink:href" => match link::checked(element, text) {
            Some(text) => Fate::Stays(if name == "href" { "href" } else { "xlink:href" }, text),
            None => Fate::Goes(link_fate(text)),
        },
        "style" => {
            let style = style::declarations(text);
            Fate::Partly(style.text, style.removed)
        }
        "src" | "ping" | "formaction" | "action" | "background" => Fate::Goes(What::Outside),
        _ => match (allow::name(name), allow::attribute(name)) {
            (Some(name), _) => Fate::Stays(name, text.to_owned()),
            (None, Some(name)) if value::is_safe(text) => Fate::Stays(name, text.to_owned()),
            (None, Some(_)) => Fate::Goes(What::Outside),
            (None, None) if is_handler(name) => Fate::Goes(What::Script),
            (None, None) => Fate::Unnoticed,
        },
    }
}

fn link_fate(address: &str) -> What {
    let visible: String =
        address.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    if visible.to_ascii_lowercase().contains("script:") { What::Script } else { What::Outside }
}

fn is_handler(name: &str) -> bool {
    name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on"))
}

/// What a part of a style would have done, going by its name.
pub(super) fn outside_or_unknown(name: &str) -> What {
    if matches!(name, "@import" | "@font-face")
        || allow::property(name).is_some()
        || name == "behavior"
    {
        What::Outside
    } else {
        What::Unknown
    }
}
