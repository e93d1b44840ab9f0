//! A book → an EPUB 3 package. Never decides what is in it.
//!
//! The parts stand in one order and carry no time of making, so that the same book gives the same bytes.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{Failure, Studio};
use crate::markup::xhtml::escaped;
use crate::model::Paper;
use crate::plan::PageForm;
use crate::view::{BookContent, BookFile, BookPart, BookView, Chapter, SheetView};

/// How every book looks; readers change it as they like.
pub const STYLE: &str = include_str!("epub.css");
/// Where a reader looks first (EPUB 3.3, 4.2.6.3.1).
const CONTAINER: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
"#;
const COVER: &str = "images/cover.jpg";
/// What readers with assistive technology may count on (EPUB Accessibility 1.1, 2.2).
const ACCESS: &str = r#"<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessMode">visual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">alternativeText</meta>
<meta property="schema:accessibilityFeature">structuralNavigation</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityHazard">none</meta>
"#;

impl Studio<'_> {
    /// The book as one file, with the first page of `sheet` on its cover.
    pub(super) fn bind(
        &self,
        book: &BookView,
        sheet: Option<&SheetView>,
        paper: Paper,
    ) -> Result<Vec<u8>, Failure> {
        let mut package = Package::new();
        package.add("META-INF/container.xml", CONTAINER.as_bytes());
        package.add("book/package.opf", opf(book, sheet.is_some()).as_bytes());
        package.add("book/nav.xhtml", nav(book).as_bytes());
        package.add("book/style.css", STYLE.as_bytes());
        if let Some(sheet) = sheet {
            let page = cover_page(book, PageForm::Cover.size(paper));
            package.add("book/cover.xhtml", page.as_bytes());
            let picture = self.page_picture(sheet, paper, (1, PageForm::Cover))?;
            package.add(&format!("book/{COVER}"), &picture);
        }
        package.add("book/title.xhtml", title_page(book).as_bytes());
        for chapter in chapters(book) {
            let page = xhtml_page(book, &chapter.title, "chapter", &chapter.body);
            package.add(&format!("book/{}", chapter.file), page.as_bytes());
        }
        for file in &book.files {
            package.add(&format!("book/{}", file.name), &self.content(file)?);
        }
        Ok(package.finish())
    }

    fn content(&self, file: &BookFile) -> Result<Vec<u8>, Failure> {
        match &file.content {
            BookContent::Drawing(svg) => Ok(svg.clone().into_bytes()),
            BookContent::Picture { path, variant, .. } => {
                let source = self.site.sources.get(path).expect("planned from the sources");
                self.pictures.develop(source, *variant)
            }
        }
    }
}

/// The archive, in memory.
struct Package(ZipWriter<Cursor<Vec<u8>>>);

impl Package {
    /// An archive that says what it is at a place where programs look without unpacking it.
    fn new() -> Self {
        let mut package = Self(ZipWriter::new(Cursor::new(Vec::new())));
        package.put("mimetype", b"application/epub+zip", CompressionMethod::Stored);
        package
    }

    fn add(&mut self, name: &str, bytes: &[u8]) {
        self.put(name, bytes, CompressionMethod::Deflated);
    }

    fn put(&mut self, name: &str, bytes: &[u8], method: CompressionMethod) {
        let options = SimpleFileOptions::default().compression_method(method);
        self.0.start_file(name, options).expect("names are plain and stand once");
        self.0.write_all(bytes).expect("memory takes all");
    }

    fn finish(self) -> Vec<u8> {
        self.0.finish().expect("memory takes all").into_inner()
    }
}

fn chapters(book: &BookView) -> impl Iterator<Item = &Chapter> {
    book.parts.iter().flat_map(|part| &part.chapters)
}

/// A page of the book.
fn xhtml_page(book: &BookView, title: &str, kind: &str, body: &str) -> String {
    let (language, title) = (escaped(&book.language), escaped(title));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n\
         <html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" \
         xml:lang=\"{language}\" lang=\"{language}\">\n\
         <head><title>{title}</title><link rel=\"stylesheet\" type=\"text/css\" href=\"style.css\"/></head>\n\
         <body>\n<section class=\"{kind}\" epub:type=\"{kind}\">\n{body}</section>\n</body>\n</html>\n"
    )
}

fn cover_page(book: &BookView, (width, height): (u32, u32)) -> String {
    let alt = escaped(&book.cover);
    let picture = format!(
        "<p><img src=\"{COVER}\" alt=\"{alt}\" width=\"{width}\" height=\"{height}\"/></p>\n"
    );
    xhtml_page(book, &book.cover, "cover", &picture)
}

fn title_page(book: &BookView) -> String {
    let mut body = format!("<h1>{}</h1>\n", escaped(&book.title));
    let lines = [book.slogan.as_deref(), Some(&book.date), Some(&book.publisher)];
    for line in lines.into_iter().flatten() {
        let _ = writeln!(body, "<p>{}</p>", escaped(line));
    }
    xhtml_page(book, &book.title, "titlepage", &body)
}

/// The table of contents: pages of the issue, and on each its pieces (EPUB 3.3, 7).
fn nav(book: &BookView) -> String {
    let language = escaped(&book.language);
    let mut list = String::new();
    for BookPart { title, chapters } in book.parts.iter().filter(|part| !part.chapters.is_empty()) {
        let _ = writeln!(list, "<li><span>{}</span><ol>", escaped(title));
        for Chapter { file, title, .. } in chapters {
            let _ = writeln!(list, "<li><a href=\"{file}\">{}</a></li>", escaped(title));
        }
        list.push_str("</ol></li>\n");
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n\
         <html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" \
         xml:lang=\"{language}\" lang=\"{language}\">\n\
         <head><title>目录</title><link rel=\"stylesheet\" type=\"text/css\" href=\"style.css\"/></head>\n\
         <body>\n<nav epub:type=\"toc\" id=\"toc\"><h1>目录</h1>\n<ol>\n{list}</ol></nav>\n</body>\n</html>\n"
    )
}

/// What the book is and what is in it (EPUB 3.3, 5).
fn opf(book: &BookView, has_cover: bool) -> String {
    let mut items = String::from(
        "<item id=\"nav\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>\n\
         <item id=\"style\" href=\"style.css\" media-type=\"text/css\"/>\n",
    );
    let mut spine = String::new();
    let page = |id: &str, file: &str| {
        format!("<item id=\"{id}\" href=\"{file}\" media-type=\"application/xhtml+xml\"/>\n")
    };
    if has_cover {
        let _ = writeln!(
            items,
            "<item id=\"cover-image\" href=\"{COVER}\" media-type=\"image/jpeg\" properties=\"cover-image\"/>"
        );
        items.push_str(&page("cover", "cover.xhtml"));
        spine.push_str("<itemref idref=\"cover\"/>\n");
    }
    items.push_str(&page("title", "title.xhtml"));
    spine.push_str("<itemref idref=\"title\"/>\n<itemref idref=\"nav\"/>\n");
    for (number, chapter) in (1..).zip(chapters(book)) {
        items.push_str(&page(&format!("c{number}"), &chapter.file));
        let _ = writeln!(spine, "<itemref idref=\"c{number}\"/>");
    }
    for (number, BookFile { name, mime, .. }) in (1..).zip(&book.files) {
        let _ = writeln!(items, "<item id=\"f{number}\" href=\"{name}\" media-type=\"{mime}\"/>");
    }
    let BookView { title, identifier, language, date, publisher, .. } = book;
    let [title, language, publisher] = [title, language, publisher].map(|it| escaped(it));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"id\" xml:lang=\"{language}\">\n\
         <metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n\
         <dc:identifier id=\"id\">{identifier}</dc:identifier>\n<dc:title>{title}</dc:title>\n\
         <dc:language>{language}</dc:language>\n<dc:date>{date}</dc:date>\n\
         <dc:publisher>{publisher}</dc:publisher>\n\
         <meta property=\"dcterms:modified\">{date}T00:00:00Z</meta>\n{ACCESS}</metadata>\n\
         <manifest>\n{items}</manifest>\n<spine>\n{spine}</spine>\n</package>\n"
    )
}
