//! Old workbooks record by record: what no writer of today makes any more.

use std::io::{Cursor, Write as _};

use fengbei::source::table::TableFault;

use super::tables::{notes, read};

type Record = (u16, Vec<u8>);

/// A workbook of `shared` records and of the `cells` of its one sheet.
fn book(version: u16, shared: &[Record], cells: &[Record]) -> Vec<u8> {
    let begin = (0x0809, [version.to_le_bytes(), 16_u16.to_le_bytes(), [0; 2], [0; 2]].concat());
    let end = (0x000a, Vec::new());
    let length = |records: &[Record]| records.iter().map(|(_, data)| 4 + data.len()).sum::<usize>();
    let mut name = vec![0, 0, 2];
    if version == 0x0600 {
        name.push(0);
    }
    name.extend(b"ab");
    let sheet_length = 4 + 4 + name.len();
    let start = length(&[begin.clone(), end.clone()]) + length(shared) + sheet_length;
    let place = u32::try_from(start).expect("small").to_le_bytes();
    let sheet = (0x0085, [place.to_vec(), name].concat());
    let all = [
        vec![begin.clone()],
        shared.to_vec(),
        vec![sheet, end.clone(), begin],
        cells.to_vec(),
        vec![end],
    ];
    let mut stream = Vec::new();
    for (kind, data) in all.concat() {
        stream.extend(kind.to_le_bytes());
        stream.extend(u16::try_from(data.len()).expect("small").to_le_bytes());
        stream.extend(data);
    }
    let mut compound = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("made");
    let name = if version == 0x0600 { "/Workbook" } else { "/Book" };
    compound.create_stream(name).expect("made").write_all(&stream).expect("in memory");
    compound.flush().expect("in memory");
    compound.into_inner().into_inner()
}

/// A record of a cell.
fn cell(kind: u16, row: u16, column: u16, rest: &[u8]) -> Record {
    let place = [row.to_le_bytes(), column.to_le_bytes()].concat();
    (kind, [place.as_slice(), rest].concat())
}

#[test]
fn a_workbook_of_1995_is_read_in_its_code_page() {
    let page = (0x0042, 936_u16.to_le_bytes().to_vec());
    let gb = |text: &str| fengbei::source::encode(text, fengbei::source::Encoding::Gb18030);
    let cells = [
        cell(0x0204, 0, 0, &[b"\0\0\x04\0".as_slice(), &gb("张三")].concat()),
        cell(0x00d6, 0, 1, &[b"\0\0\x04\0".as_slice(), &gb("黄安"), b"\x01\0\0"].concat()),
    ];
    assert_eq!(read("a.xls", &book(0x0500, &[page], &cells)).0, ["ab!1: 1=张三|2=黄安"]);
}

#[test]
fn every_kind_of_cell_is_read() {
    let number = |value: f64| [b"\0\0".as_slice(), &value.to_le_bytes()].concat();
    let whole = |value: u32| ((value << 2) | 2).to_le_bytes();
    let cells = [
        cell(0x0006, 2, 0, b"\0\0\0\0\0\0\0\0\xff\xff"),
        (0x0207, b"\x02\0\x01\x20\x5f\x09\x4e".to_vec()),
        cell(0x0006, 2, 1, b"\0\0\x01\0\x01\0\0\0\xff\xff"),
        cell(0x0006, 2, 2, b"\0\0\x02\0\x2a\0\0\0\xff\xff"),
        cell(0x0006, 2, 3, &number(2.5)),
        cell(0x0006, 2, 4, b"\0\0\0\0\0\0\0\0\xff\xff"),
        cell(0x0205, 2, 5, b"\0\0\x00\x00"),
        cell(0x0205, 2, 6, b"\0\0\x2a\x01"),
        cell(0x0203, 0, 1, &number(-0.25)),
        cell(0x00bd, 0, 2, &[b"\0\0", &whole(7)[..], b"\0\0", &whole(8), b"\x03\0"].concat()),
        cell(0x027e, 0, 0, &[b"\0\0", &(whole(1234)[..])].concat()),
        // A chart within the sheet has cells of its own.
        (0x0809, b"\0\x06\x20\0\0\0\0\0".to_vec()),
        cell(0x0203, 0, 0, &number(99.0)),
        (0x000a, Vec::new()),
        cell(0x027e, 5, 0, &[b"\0\0", &(whole(1234))[..]].concat()),
    ];
    let (rows, told) = read("a.xls", &book(0x0600, &[], &cells));
    assert_eq!(
        rows,
        ["ab!1: 1=1234|2=-0.25|3=7|4=8", "ab!3: 1=张三|2=TRUE|4=2.5|6=FALSE", "ab!6: 1=1234"]
    );
    assert_eq!(notes(&told.expect("a table")), ["ErrorValue ab 3,3 3,7", "NoResult ab 3,5"]);
}

#[test]
fn old_workbooks_with_a_password_or_damage_are_refused() {
    let password = (0x002f, vec![0; 6]);
    let fault = |bytes: &[u8]| read("a.xls", bytes).1.expect_err("no table");
    assert_eq!(fault(&book(0x0600, &[password], &[])), TableFault::Encrypted);
    let nothing = cell(0x00fd, 0, 0, b"\0\0\x09\0\0\0");
    let broken = TableFault::Broken { part: "Workbook".into() };
    assert_eq!(fault(&book(0x0600, &[], &[nothing])), broken);
    assert_eq!(fault(&book(0x0600, &[], &[(0x0203, vec![0; 5])])), broken);
}
