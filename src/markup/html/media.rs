//! Pictures, films, and the links and pictures in HTML that the text brought along.

use super::super::sanitize::{self, Address};
use super::super::{Kind, Link, LinkKind, Node};
use super::inline::is_external;
use super::{Inside, Writer, escape};

impl<'a> Writer<'a> {
    pub(super) fn picture(&mut self, index: usize, link: u32) -> Inside {
        if self.poster == Some(index) {
            return Inside::Done;
        }
        let link = &self.document.links()[link as usize];
        let title = if self.in_figure { "" } else { &link.title };
        self.image(&link.destination, &link.words, title);
        Inside::Done
    }

    fn image(&mut self, destination: &str, alt: &str, title: &str) {
        let picture = self.surroundings.picture(destination, alt);
        if !picture.sources.is_empty() {
            self.push("<picture>");
        }
        for source in &picture.sources {
            self.push("<source");
            if !source.mime.is_empty() {
                self.attribute("type", &source.mime);
            }
            self.attribute("srcset", &source.srcset);
            if !source.sizes.is_empty() {
                self.attribute("sizes", &source.sizes);
            }
            self.push(">");
        }
        self.push("<img");
        self.address("src", &picture.src);
        self.attribute("alt", alt);
        if !title.is_empty() {
            self.attribute("title", title);
        }
        if self.is_house() {
            self.dimensions(picture.width, picture.height);
            self.push(" loading=\"lazy\" decoding=\"async\"");
        }
        self.push(">");
        if !picture.sources.is_empty() {
            self.push("</picture>");
        }
    }

    fn dimensions(&mut self, width: Option<u32>, height: Option<u32>) {
        if let (Some(width), Some(height)) = (width, height) {
            self.push(&format!(" width=\"{width}\" height=\"{height}\""));
        }
    }

    /// The caption is the picture's title, or else what describes it.
    pub(super) fn close_figure(&mut self, index: usize, node: &Node) {
        self.in_figure = false;
        let picture = self.first(index, node, |kind| matches!(kind, Kind::Picture(_)));
        let caption = picture
            .map_or("", |(_, link)| if link.title.is_empty() { &link.words } else { &link.title });
        if !caption.is_empty() {
            self.push("<figcaption>");
            escape::text(caption, self.out);
            self.push("</figcaption>");
        }
        self.push("</figure>\n");
    }

    /// The first link or picture within a node, and its index.
    fn first(
        &self,
        index: usize,
        node: &Node,
        wanted: impl Fn(Kind) -> bool,
    ) -> Option<(usize, &'a Link)> {
        let found = (index..node.next()).find(|at| wanted(self.document.nodes()[*at].kind))?;
        match self.document.nodes()[found].kind {
            Kind::Link(link) | Kind::Picture(link) => {
                Some((found, &self.document.links()[link as usize]))
            }
            _ => None,
        }
    }

    /// A film plays only when the reader asks, and can be taken away where it does not play.
    pub(super) fn video(&mut self, index: usize, node: &Node, title: u32) {
        self.open_line("<figure class=\"video\">\n");
        let title = self.document.beside(title);
        if !title.is_empty() {
            self.box_title(title);
        }
        let Some(film) = self.film(index, node) else { return };
        let address = self.surroundings.link(&film.destination).into_owned();
        self.push("<video controls preload=\"none\"");
        self.address("src", &address);
        self.poster(index, node);
        if !film.words.is_empty() {
            self.attribute("aria-label", &film.words);
        }
        self.push("><a");
        self.address("href", &address);
        self.push(">");
        let words = if film.words.is_empty() { "下载视频" } else { &film.words };
        escape::text(words, self.out);
        self.push("</a></video>\n");
    }

    pub(super) fn close_video(&mut self, index: usize, node: &Node) {
        if let Some(film) = self.film(index, node).filter(|film| !film.words.is_empty()) {
            self.open_line("<figcaption>");
            escape::text(&film.words, self.out);
            self.push("</figcaption>\n");
        }
        self.open_line("</figure>\n");
    }

    fn film(&self, index: usize, node: &Node) -> Option<&'a Link> {
        let (_, film) = self.first(index, node, |kind| matches!(kind, Kind::Link(_)))?;
        (film.kind == LinkKind::Video).then_some(film)
    }

    fn poster(&mut self, index: usize, node: &Node) {
        let is_picture = |kind| matches!(kind, Kind::Picture(_));
        let Some((at, poster)) = self.first(index, node, is_picture) else { return };
        self.poster = Some(at);
        let picture = self.surroundings.picture(&poster.destination, &poster.words);
        self.address("poster", &picture.src);
        self.dimensions(picture.width, picture.height);
    }

    /// Cleaned HTML, with its links and pictures led to where they are from this page.
    pub(super) fn resolved_html(&mut self, html: &str) {
        let mut done = 0;
        for (at, address) in sanitize::addresses(html) {
            self.push(&html[done..at.start]);
            if html[at.clone()].starts_with("<img") {
                self.image(&address.destination, &address.words, &address.title);
            } else {
                self.html_link(&html[at.clone()], &address);
            }
            done = at.end;
        }
        self.push(&html[done..]);
    }

    fn html_link(&mut self, tag: &str, address: &Address) {
        let destination = self.surroundings.link(&address.destination);
        self.push("<a");
        self.address("href", &destination);
        if is_external(&destination) {
            self.push(" rel=\"noopener\"");
        }
        for name in ["class", "title", "lang", "dir"] {
            if let Some(value) = sanitize::attribute(tag, name) {
                self.attribute(name, &value);
            }
        }
        self.push(">");
    }
}
