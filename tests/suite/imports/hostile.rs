//! Files that mean harm, or are broken: refused in words, never obeyed.

use std::fs;
use std::io::Cursor;

use fengbei::import::{Lost, import};
use fengbei::model::ItemKind;

use super::{archive, arrival, body, desk, file};

#[test]
fn hostile_files_are_refused_in_words() {
    let sound = archive(&[("word/document.xml", &body("<w:p><w:r><w:t>正文。</w:t></w:r></w:p>"))]);
    let entity = b"<!DOCTYPE x [<!ENTITY a \"aaaa\">]><w:document><w:body/></w:document>";
    let deep = body(&("<w:p>".repeat(9_000) + &"</w:p>".repeat(9_000)));
    let bomb = body(&" ".repeat(65 << 20));
    let many = body(&"<w:p/>".repeat(1_100_000));
    let mut locked = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("memory takes it");
    locked.create_stream("/EncryptedPackage").expect("memory takes it");
    let locked = locked.into_inner().into_inner();
    let divs = "<div>".repeat(50_000);
    let table: [(&str, Vec<u8>, &str); 16] = [
        ("a.docx", Vec::new(), "空"),
        ("a.docx", b"words".to_vec(), "坏"),
        ("a.docx", sound[..sound.len() / 2].to_vec(), "坏"),
        ("a.docx", archive(&[("a.txt", b"x")]), "坏"),
        ("a.docx", archive(&[("word/styles.xml", b"<a/>")]), "坏"),
        ("a.docx", archive(&[("word/document.xml", entity)]), "坏"),
        ("a.docx", archive(&[("word/document.xml", &deep)]), "坏"),
        ("a.docx", archive(&[("word/document.xml", &bomb)]), "大"),
        ("a.docx", archive(&[("word/document.xml", &many)]), "大"),
        ("a.docx", archive(&[("word/document.xml", &body(""))]), "没有文字"),
        ("a.docx", locked, "密码"),
        ("a.doc", b"x".to_vec(), "另存为 .docx"),
        ("a.pdf", b"%PDF".to_vec(), "PDF"),
        ("a.html", divs.into_bytes(), "层次"),
        ("a.txt", vec![0, 1, 2], "不是文字"),
        ("a.xlsx", b"not a workbook".to_vec(), "另存为 .xlsx"),
    ];
    for (name, bytes, said) in table {
        let why = import(&file(name, &bytes), &desk(ItemKind::Article)).expect_err(said);
        assert!(why.zh.contains(said), "{name}: {} has no {said}", why.zh);
        assert!(!why.en.is_empty(), "{name}");
    }
}

#[test]
fn a_file_of_a_gigabyte_is_not_read() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["a.docx", "a.html", "a.txt"] {
        let path = folder.path().join(name);
        fs::File::create(&path).and_then(|it| it.set_len(1 << 30)).expect("a file with a hole");
        let file = fengbei::source::read_file(&path).expect("it is there");
        let why = import(&file, &desk(ItemKind::Article)).expect_err("it is too large");
        assert!(why.zh.contains("没有打开"), "{}", why.zh);
    }
}

#[test]
fn names_in_an_archive_lead_nowhere_and_macros_never_run() {
    let picture = "<w:p><w:r><w:t>正文。</w:t><w:drawing><a:blip r:embed=\"r1\" xmlns:a=\"a\" xmlns:r=\"r\"/></w:drawing></w:r></w:p>";
    let relations = b"<R><Relationship Id=\"r1\" Target=\"../../../../etc/hostname\"/></R>";
    let bytes = archive(&[
        ("word/document.xml", &body(picture)),
        ("word/_rels/document.xml.rels", relations),
        ("word/vbaProject.bin", b"Sub AutoOpen()"),
        ("../../evil.txt", b"x"),
    ]);
    let arrival = arrival("CON.docm", &bytes, ItemKind::Article);
    let lost: Vec<Lost> = arrival.losses.iter().map(|loss| loss.what).collect();
    assert_eq!(arrival.files.len(), 0);
    assert!(lost.contains(&Lost::PictureMissing) && lost.contains(&Lost::Macro), "{lost:?}");
}

/// The archive with another size of its parts, in bytes, in both of the places that tell it.
fn claiming(mut archive: Vec<u8>, size: u32) -> Vec<u8> {
    for at in 0..archive.len().saturating_sub(30) {
        let from_start = match &archive[at..at + 4] {
            b"PK\x03\x04" => 22,
            b"PK\x01\x02" => 24,
            _ => continue,
        };
        archive[at + from_start..at + from_start + 4].copy_from_slice(&size.to_le_bytes());
    }
    archive
}

#[test]
fn sizes_that_a_file_claims_are_not_believed() {
    let words = body("<w:p><w:r><w:t>正文。</w:t></w:r></w:p>");
    let large = claiming(archive(&[("word/document.xml", &words)]), 1 << 30);
    assert!(arrival("a.docx", &large, ItemKind::Article).text.ends_with("\n正文。\n"));
    let bomb = body(&" ".repeat(65 << 20));
    let small = claiming(archive(&[("word/document.xml", &bomb)]), 100);
    let why = import(&file("a.docx", &small), &desk(ItemKind::Article)).expect_err("a bomb");
    assert!(["大", "坏"].iter().any(|said| why.zh.contains(said)), "{}", why.zh);
}

#[test]
fn a_picture_that_unpacks_without_end_is_left_out() {
    let picture = "<w:p><w:r><w:t>正文。</w:t><w:drawing><a:blip r:embed=\"r1\" xmlns:a=\"a\" xmlns:r=\"r\"/></w:drawing></w:r></w:p>";
    let relations = b"<R><Relationship Id=\"r1\" Target=\"media/a.png\"/></R>";
    let bytes = archive(&[
        ("word/document.xml", &body(picture)),
        ("word/_rels/document.xml.rels", relations),
        ("word/media/a.png", &vec![0; 65 << 20]),
    ]);
    let arrival = arrival("a.docx", &bytes, ItemKind::Article);
    assert!(arrival.losses.iter().any(|loss| loss.what == Lost::PictureSize));
    assert_eq!(arrival.files.len(), 0);
}

#[test]
fn absurd_numbers_and_circles_within_a_word_file_do_no_harm() {
    let entity = |name: &str| {
        format!("<!DOCTYPE x [<!ENTITY a \"aaaa\">]><w:{name} xmlns:w=\"w\">&a;</w:{name}>")
    };
    let styles = "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"a\"><w:basedOn w:val=\"b\"/></w:style>\
        <w:style w:styleId=\"b\"><w:basedOn w:val=\"a\"/></w:style></w:styles>";
    let numbers = "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\">\
        <w:start w:val=\"4294967295\"/><w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"%1%1%9\"/></w:lvl>\
        </w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>";
    let listed = "<w:p><w:pPr><w:pStyle w:val=\"a\"/><w:numPr><w:ilvl w:val=\"LEVEL\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>\
        <w:r><w:t>正文。</w:t></w:r></w:p>";
    let lists = ["0", "0", "99999999999999999999", "-7", "9"].map(|it| listed.replace("LEVEL", it));
    let cell = |span: &str| {
        format!(
            "<w:tc><w:tcPr><w:gridSpan w:val=\"{span}\"/><w:vMerge/></w:tcPr><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>"
        )
    };
    let row = ["2147483647", "-1", "x", "300"].map(cell).concat();
    let before = "<w:trPr><w:gridBefore w:val=\"2147483647\"/></w:trPr>";
    let table = format!("<w:tbl><w:tr>{before}{row}</w:tr><w:tr>{row}{row}</w:tr></w:tbl>");
    let text = lists.concat() + &table;
    let parts = [("styles", styles), ("numbering", numbers), ("comments", &entity("comments"))];
    for broken in 0..=parts.len() {
        let mut all = vec![("word/document.xml".to_owned(), body(&text))];
        for (number, (name, part)) in parts.iter().enumerate() {
            let part = if number == broken { entity(name) } else { (*part).to_owned() };
            all.push((format!("word/{name}.xml"), part.into_bytes()));
        }
        let all: Vec<(&str, &[u8])> = all.iter().map(|(name, it)| (&**name, &**it)).collect();
        let result = import(&file("a.docx", &archive(&all)), &desk(ItemKind::Article));
        let why = result.expect_err("an entity is declared in one part or another");
        assert!(why.zh.contains("坏"), "{}", why.zh);
    }
    let all = [
        ("word/document.xml", body(&text)),
        ("word/styles.xml", styles.as_bytes().to_vec()),
        ("word/numbering.xml", numbers.as_bytes().to_vec()),
    ];
    let all = all.each_ref().map(|(name, it)| (*name, &**it));
    let arrival = arrival("a.docx", &archive(&all), ItemKind::Article);
    assert!(arrival.losses.iter().any(|loss| loss.what == Lost::Wide));
    assert!(arrival.text.len() < 10_000, "{}", arrival.text.len());
}

#[test]
fn heads_that_grow_without_end_are_refused_or_short() {
    let mut laughs = String::from("---\ntitle: 甲\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for number in 1..12 {
        let before = format!("*a{}, ", number - 1).repeat(10);
        laughs.push_str(&format!("a{number}: &a{number} [{before}]\n"));
    }
    let deep = format!("{{\"title\": {}\n", "[".repeat(100_000));
    let nested = format!("---\ntitle: {}\n---\n正文。\n", "[".repeat(100_000));
    for head in [laughs + "---\n正文。\n", deep, nested] {
        if let Ok(arrival) = import(&file("a.md", head.as_bytes()), &desk(ItemKind::Article)) {
            let told: usize = arrival.losses.iter().map(|loss| loss.words.len()).sum();
            assert!(arrival.text.len() + told < 10_000);
        }
    }
}
