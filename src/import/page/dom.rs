//! A web page as a tree that lies in one list, so that no depth of it can hurt. Never runs anything.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink as _};
use html5ever::{Attribute, ExpandedName, ParseOpts, QualName, parse_document};

/// How deep elements may be nested: pages of portals have some forty.
const DEEPEST: usize = 512;

/// A page.
#[derive(Debug)]
pub(super) struct Page {
    nodes: Vec<Node>,
}

/// A node of a page.
#[derive(Debug, Default)]
struct Node {
    name: String,
    attributes: Vec<(String, String)>,
    text: String,
    above: Option<usize>,
    below: Vec<usize>,
}

/// Where a node lies in its page.
pub(super) type At = usize;

impl Page {
    /// The page that `html` is; none when it is nested deeper than any page made by people.
    pub fn read(html: &str) -> Option<Self> {
        if too_deep(html) {
            return None;
        }
        let sink = Sink { nodes: RefCell::new(vec![Node::default()]) };
        let page = parse_document(sink, ParseOpts::default()).one(html);
        page.is_shallow().then_some(page)
    }

    /// The document.
    pub fn root() -> At {
        0
    }

    /// The name of an element; empty for text and remarks.
    pub fn name(&self, at: At) -> &str {
        &self.nodes[at].name
    }

    /// The words of a text.
    pub fn words(&self, at: At) -> &str {
        &self.nodes[at].text
    }

    /// The value of an attribute.
    pub fn get(&self, at: At, name: &str) -> Option<&str> {
        let found = self.nodes[at].attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// What is within.
    pub fn below(&self, at: At) -> &[At] {
        &self.nodes[at].below
    }

    /// Every node, each before what is within it.
    pub fn all(&self) -> Vec<At> {
        let mut order = Vec::with_capacity(self.nodes.len());
        let mut open = vec![Self::root()];
        while let Some(at) = open.pop() {
            order.push(at);
            open.extend(self.below(at).iter().rev());
        }
        order
    }

    /// All words within, as one line.
    pub fn line(&self, at: At) -> String {
        self.brief(at, usize::MAX)
    }

    /// The words within as one line; of very many only the first, of about `most` bytes.
    pub fn brief(&self, at: At, most: usize) -> String {
        let mut out = String::new();
        self.gather(at, most, &mut out);
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn gather(&self, at: At, most: usize, out: &mut String) {
        if out.len() > most || matches!(self.name(at), "script" | "style" | "noscript" | "template")
        {
            return;
        }
        out.push_str(self.words(at));
        for inner in self.below(at) {
            self.gather(*inner, most, out);
        }
    }

    fn is_shallow(&self) -> bool {
        let mut depth = vec![0; self.nodes.len()];
        self.all().into_iter().all(|at| {
            for inner in self.below(at) {
                depth[*inner] = depth[at] + 1;
            }
            depth[at] <= DEEPEST
        })
    }
}

/// Whether more elements are open at once than the parser can bear, by a look at the tags alone. Tags
/// that need no end are left out: the parser ends them itself.
fn too_deep(html: &str) -> bool {
    const ENDED: [&str; 22] = [
        "br", "img", "meta", "link", "input", "hr", "p", "li", "td", "th", "tr", "option", "area",
        "base", "col", "source", "wbr", "param", "embed", "dd", "dt", "tbody",
    ];
    let mut open: usize = 0;
    for part in html.split('<').skip(1) {
        let name = part.trim_start_matches('/');
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        let name = name[..end].to_ascii_lowercase();
        if name.is_empty() || ENDED.contains(&name.as_str()) {
            continue;
        }
        open = if part.starts_with('/') { open.saturating_sub(1) } else { open + 1 };
        if open > DEEPEST * 4 {
            return true;
        }
    }
    false
}

/// What the parser builds with.
struct Sink {
    nodes: RefCell<Vec<Node>>,
}

/// A node, with the name that the parser asks for again and again.
#[derive(Debug, Clone)]
struct Handle {
    at: At,
    name: Rc<QualName>,
}

impl Sink {
    fn add(&self, node: Node) -> At {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(node);
        nodes.len() - 1
    }

    fn nameless(at: At) -> Handle {
        let name = QualName::new(None, html5ever::ns!(), html5ever::local_name!(""));
        Handle { at, name: Rc::new(name) }
    }

    /// Puts `child` into `above`, before the place `before` of what is within it.
    fn put(&self, above: At, before: Option<usize>, child: NodeOrText<Handle>) {
        let at = match child {
            NodeOrText::AppendNode(handle) => {
                self.take(handle.at);
                handle.at
            }
            NodeOrText::AppendText(text) => {
                let mut nodes = self.nodes.borrow_mut();
                let place = before.unwrap_or(nodes[above].below.len());
                let last = place.checked_sub(1).map(|place| nodes[above].below[place]);
                if let Some(last) = last.filter(|last| !nodes[*last].text.is_empty()) {
                    nodes[last].text.push_str(&text);
                    return;
                }
                nodes.push(Node { text: text.to_string(), ..Node::default() });
                nodes.len() - 1
            }
        };
        let mut nodes = self.nodes.borrow_mut();
        let place = before.unwrap_or(nodes[above].below.len());
        let place = place.min(nodes[above].below.len());
        nodes[above].below.insert(place, at);
        nodes[at].above = Some(above);
    }

    fn take(&self, at: At) {
        let mut nodes = self.nodes.borrow_mut();
        if let Some(above) = nodes[at].above.take() {
            nodes[above].below.retain(|inner| *inner != at);
        }
    }

    fn place(&self, at: At) -> Option<(At, usize)> {
        let nodes = self.nodes.borrow();
        let above = nodes[at].above?;
        Some((above, nodes[above].below.iter().position(|inner| *inner == at)?))
    }
}

fn written(attributes: Vec<Attribute>) -> Vec<(String, String)> {
    let pair = |a: Attribute| (a.name.local.to_string(), a.value.to_string());
    attributes.into_iter().map(pair).collect()
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Page;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Page {
        Page { nodes: self.nodes.into_inner() }
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Self::nameless(Page::root())
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        target.name.expanded()
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, _: ElementFlags) -> Handle {
        let node =
            Node { name: name.local.to_string(), attributes: written(attrs), ..Node::default() };
        Handle { at: self.add(node), name: Rc::new(name) }
    }

    fn create_comment(&self, text: StrTendril) -> Handle {
        // Browsers say in a remark where they saved a page from.
        let node = Node {
            name: "!".into(),
            attributes: vec![("said".into(), text.to_string())],
            ..Node::default()
        };
        Self::nameless(self.add(node))
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        Self::nameless(self.add(Node::default()))
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.put(parent.at, None, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        previous: &Handle,
        child: NodeOrText<Handle>,
    ) {
        if self.place(element.at).is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        target.clone()
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        one.at == other.at
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        if let NodeOrText::AppendNode(node) = &child {
            self.take(node.at);
        }
        match self.place(sibling.at) {
            Some((above, place)) => self.put(above, Some(place), child),
            None => self.put(Page::root(), None, child),
        }
    }

    fn add_attrs_if_missing(&self, target: &Handle, attrs: Vec<Attribute>) {
        let mut nodes = self.nodes.borrow_mut();
        for (key, value) in written(attrs) {
            if !nodes[target.at].attributes.iter().any(|(there, _)| *there == key) {
                nodes[target.at].attributes.push((key, value));
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.take(target.at);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let mut nodes = self.nodes.borrow_mut();
        let moved = std::mem::take(&mut nodes[node.at].below);
        for at in &moved {
            nodes[*at].above = Some(new_parent.at);
        }
        nodes[new_parent.at].below.extend(moved);
    }
}
