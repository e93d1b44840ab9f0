//! Papers that readers take away: their words with the places, and files made to do harm.

use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use fengbei::source::paper::{PaperFault, PaperKind, read_paper};
use fengbei::source::{Content, File, SourcePath};
use zip::write::SimpleFileOptions;

fn fixture(path: &str) -> Vec<u8> {
    let sites = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
    std::fs::read(sites.join(path)).expect("a fixture")
}

/// What reading `bytes` under `name` gives: places and words, and the end.
fn read(name: &str, bytes: Vec<u8>) -> (Vec<String>, Result<(), PaperFault>) {
    let path = SourcePath::new(name);
    let kind = PaperKind::of(&path).expect("a paper");
    let file = File::new(path, Content::Bytes(bytes.into()));
    let mut passages = Vec::new();
    let end =
        read_paper(&file, kind, &mut |spot, words| passages.push(format!("{spot:?} {words}")));
    (passages, end)
}

#[test]
fn a_pdf_is_read_line_by_line_with_its_pages() {
    let (lines, end) = read("a.pdf", fixture("private-attachment/content/news/a/花名册.pdf"));
    assert_eq!(end, Ok(()));
    let expected = [
        "Page(1) 走访慰问花名册",
        "Page(1) 第一页没有号码，共走访138户，编号：13812345678。",
        "Page(2) 甲一，身份证号11010519491231002X，家庭住址：某县某镇某村三组。",
        "Page(2) 甲一\t13800138000\t6222021234567890128",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn a_word_file_is_read_with_its_margins_remarks_and_deleted_words() {
    let (passages, end) = read("a.docx", fixture("private-attachment/content/news/a/通知.docx"));
    assert_eq!(end, Ok(()));
    let expected = [
        "Paragraph(1) 关于走访慰问的通知",
        "Paragraph(2) 各乡镇：",
        "Paragraph(3) 联系人甲一，手机13800138000。",
        "Cell { table: 1, row: 1, column: 1 } 姓名",
        "Cell { table: 1, row: 1, column: 2 } 家庭住址",
        "Cell { table: 1, row: 1, column: 3 } 证号",
        "Cell { table: 1, row: 2, column: 1 } 甲一",
        "Cell { table: 1, row: 2, column: 2 } 某县某镇某村三组",
        "Cell { table: 1, row: 2, column: 3 } 11010519491231002X",
        "Paragraph(4) 卡号6222021234567890128",
        "Paragraph(5) 家住址：某县某镇某路3号",
        "Margin 值班13800138000",
        "Note 110105 19491231 002X",
        "Comment 他的证号11010519491231002X",
    ];
    assert_eq!(passages, expected);
}

#[test]
fn damaged_papers_end_with_a_fault_or_their_words() {
    let files = [
        ("a.pdf", "unread-attachment/content/news/b/总结.pdf"),
        ("b.pdf", "unread-attachment/content/news/a/有密码.pdf"),
        ("a.docx", "private-attachment/content/news/a/通知.docx"),
        ("a.pptx", "private-attachment/content/news/a/通知.docx"),
        ("a.txt", "private-attachment/content/news/a/名单.csv"),
    ];
    for (name, path) in files {
        let whole = fixture(path);
        for step in 0..40_u8 {
            let mut bytes = whole.clone();
            bytes.truncate(whole.len() * usize::from(step) / 40);
            let _ = read(name, bytes);
            // Bytes spread over the file, another place and another value each time.
            let mut bytes = whole.clone();
            for at in (usize::from(step) * 7..bytes.len()).step_by(211) {
                bytes[at] = bytes[at].wrapping_mul(31).wrapping_add(step);
            }
            let _ = read(name, bytes);
        }
    }
}

/// A Word file whose text is `document`, packed.
fn word(document: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default()).expect("a part");
    zip.write_all(document).expect("its bytes");
    zip.finish().expect("an archive").into_inner()
}

/// A PDF with one page, whose words are in a packed stream of `dictionary`.
fn pdf(dictionary: &str, packed: &[u8]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
        2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
        3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R\
        /Resources<</XObject<</F 4 0 R>>>>>>endobj\n"
        .to_vec();
    file.extend(format!("4 0 obj<<{dictionary}/Length {}>>stream\n", packed.len()).bytes());
    file.extend(packed);
    file.extend(b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n");
    file
}

#[test]
fn files_made_to_do_harm_do_none() {
    let start = Instant::now();
    let bomb = word(&vec![b' '; 300 << 20]);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(read("a.docx", bomb).1, Err(PaperFault::TooLarge));
    let entities =
        word(b"<!DOCTYPE a [<!ENTITY b \"bbbb\">]><w:p xmlns:w='x'><w:t>&b;</w:t></w:p>");
    assert_eq!(read("a.docx", entities).1, Err(PaperFault::Broken));
    let deep = word("<w:p xmlns:w='x'>".repeat(100_000).as_bytes());
    assert_eq!(read("a.docx", deep).1, Err(PaperFault::Broken));

    let blanks = vec![b' '; 1 << 20];
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    (0..600).for_each(|_| packer.write_all(&blanks).expect("it is packed"));
    let bomb = pdf("/Filter/FlateDecode", &packer.finish().expect("it is packed"));
    assert_eq!(read("a.pdf", bomb).1, Err(PaperFault::TooLarge));
    let itself = pdf("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", b"/F Do /F Do");
    assert!(read("a.pdf", itself).1.is_err());
    let nested = pdf("", "[".repeat(1_000_000).as_bytes());
    assert_eq!(read("a.pdf", nested).1, Err(PaperFault::TooLarge));
    let bearable = pdf("", "[".repeat(9_000).as_bytes());
    assert!(read("a.pdf", bearable).1.is_err());
    assert!(start.elapsed() < Duration::from_mins(2), "{:?}", start.elapsed());
}
