//! The grammar as tables.

use super::*;

fn parse(typed: &str) -> UncertainDate {
    UncertainDate::parse(typed).unwrap_or_else(|fault| panic!("{typed}: {fault:?}"))
}

#[test]
fn every_form_is_read_shown_and_told_to_machines() {
    let table = [
        ("1932-10-08", "1932年10月8日", "1932-10-08"),
        ("1932/10/8", "1932年10月8日", "1932-10-08"),
        ("1932/10/8 0:00:00", "1932年10月8日", "1932-10-08"),
        ("1932-10-08T00:00:00Z", "1932年10月8日", "1932-10-08"),
        ("１９３２．１０．８", "1932年10月8日", "1932-10-08"),
        ("1932 年 10 月 8 号", "1932年10月8日", "1932-10-08"),
        ("19321008", "1932年10月8日", "1932-10-08"),
        ("一九三二年十月八日", "1932年10月8日", "1932-10-08"),
        ("一九三二年十月廿八日", "农历1932年十月二十八", "[1932-11-13..1932-12-18]"),
        ("1932.10", "1932年10月", "1932-10"),
        ("1932年10月", "1932年10月", "1932-10"),
        ("193210", "1932年10月", "1932-10"),
        ("1932-10-00", "1932年10月", "1932-10"),
        ("1932-00-00", "1932年", "1932"),
        ("1932年?月?日", "1932年", "1932"),
        ("1932年×月", "1932年", "1932"),
        ("1932-10-XX", "1932年10月", "1932-10"),
        ("1932年10月□日", "1932年10月", "1932-10"),
        ("1932·10·8", "1932年10月8日", "1932-10-08"),
        ("1932年初春", "1932年春", "1932-21"),
        ("19321000", "1932年10月", "1932-10"),
        ("1932", "1932年", "1932"),
        ("1932年春", "1932年春", "1932-21"),
        ("1932-24", "1932年冬", "1932-24"),
        ("1932年冬季", "1932年冬", "1932-24"),
        ("1932年末", "1932年底", "[1932-10-01..1932-12-31]"),
        ("1932年上半年", "1932年上半年", "[1932-01-01..1932-06-30]"),
        ("1932年10月初", "1932年10月初", "[1932-10-01..1932-10-10]"),
        ("1932年2月下旬", "1932年2月下旬", "[1932-02-21..1932-02-29]"),
        ("1930年代", "1930年代", "193X"),
        ("193X", "1930年代", "193X"),
        ("20世纪30年代末", "1930年代末", "[1936-01-01..1939-12-31]"),
        ("约1932", "约1932年", "1932~"),
        ("1932年左右", "约1932年", "1932~"),
        ("1932年10月前后", "约1932年10月", "1932-10~"),
        ("1932?", "1932年（存疑）", "1932?"),
        ("1932-10%", "约1932年10月（存疑）", "1932-10%"),
        ("1915|1916", "1915年，一说1916年", "[1915,1916]"),
        ("1915年（一说1916年）", "1915年，一说1916年", "[1915,1916]"),
        ("1915或1916?", "1915年，一说1916年（存疑）", "[1915,1916?]"),
        ("[1915,1916,1918]", "1915年，一说1916年，一说1918年", "[1915,1916,1918]"),
        ("1937—1940", "1937—1940年间", "[1937..1940]"),
        ("1937-1940", "1937—1940年间", "[1937..1940]"),
        ("1937～1940年间", "1937—1940年间", "[1937..1940]"),
        ("1937/1940", "1937—1940年间", "[1937..1940]"),
        ("约1937至1940年", "约1937—1940年间", "[1937~..1940~]"),
        ("1937-07/1940-03", "1937年7月—1940年3月", "[1937-07..1940-03]"),
        ("1937年7月至12月", "1937年7月—1937年12月", "[1937-07..1937-12]"),
        ("1937年7-12月", "1937年7月—1937年12月", "[1937-07..1937-12]"),
        ("1937年7月8日至12日", "1937年7月8日—1937年7月12日", "[1937-07-08..1937-07-12]"),
        ("1937年春至1938年底", "1937年春—1938年底", "[1937-21..1938-12-31]"),
        ("1937年以前", "1937年以前", "[..1937]"),
        ("1937年7月前", "1937年7月以前", "[..1937-07]"),
        ("1937年后", "1937年以后", "[1937..]"),
        ("[1937..]", "1937年以后", "[1937..]"),
        ("未详", "不详", "XXXX"),
        ("——", "不详", "XXXX"),
        ("民国二十一年", "1932年", "1932"),
        ("民国21年10月8日", "1932年10月8日", "1932-10-08"),
        ("中华民国元年", "1912年", "1912"),
        ("民国二十一年（1932年）", "1932年", "1932"),
        ("民国二十一年八月初三", "农历1932年八月初三", "[1932-08-20..1932-09-24]"),
        ("光绪三十一年", "农历1905年", "[1905-01-18..1906-02-21]"),
        ("1905年（清光绪三十一年）", "1905年", "1905"),
        ("光绪二十一年腊月初三（1896年1月17日）", "1896年1月17日", "1896-01-17"),
        ("农历1932年8月3日", "农历1932年八月初三", "[1932-08-20..1932-09-24]"),
        ("1932年腊月", "农历1932年腊月", "[1932-12-17..1933-02-19]"),
        ("1932年农历十二月初八", "农历1932年腊月初八", "[1932-12-24..1933-01-28]"),
        ("1933年闰五月", "农历1933年闰五月", "[1933-06-18..1933-08-21]"),
    ];
    let mut wrong = String::new();
    for (typed, shown, machine) in table {
        let date = parse(typed);
        let (chinese, edtf) = (date.chinese(), date.edtf());
        if (chinese.as_str(), edtf.as_str()) != (shown, machine) {
            wrong.push_str(&format!("{typed}: {chinese} {edtf}\n"));
        }
        assert_eq!(parse(shown), date, "{shown} is not read back");
    }
    assert_eq!(wrong, "");
}

#[test]
fn what_cannot_be_read_is_refused_with_the_reason() {
    use DateFault as F;
    let table = [
        ("", F::Empty),
        (" \u{3000}", F::Empty),
        ("八月一日", F::NoYear),
        ("10月8日", F::NoYear),
        ("王伟", F::NoYear),
        ("32年10月", F::ShortYear(32)),
        ("三十二年", F::ShortYear(32)),
        ("30年代", F::ShortYear(30)),
        ("32.10.8", F::ShortYear(32)),
        ("193", F::NoSuchYear(193)),
        ("0932", F::NoSuchYear(932)),
        ("民国五十年", F::NoSuchYear(50)),
        ("1932.13", F::NoSuchMonth(13)),
        ("1932.21", F::NoSuchMonth(21)),
        ("19321308", F::NoSuchMonth(13)),
        ("1937—40", F::NotADate),
        ("1937-40", F::NoSuchMonth(40)),
        ("1931-02-29", F::NoSuchDay { year: 1931, month: 2, day: 29 }),
        ("1932年腊月三十一", F::NoSuchDay { year: 1932, month: 12, day: 31 }),
        ("11970", F::SpreadsheetNumber(jiff::civil::date(1932, 10, 8))),
        ("11970.25", F::SpreadsheetNumber(jiff::civil::date(1932, 10, 8))),
        ("2511", F::SpreadsheetNumber(jiff::civil::date(1906, 11, 15))),
        ("9999", F::SpreadsheetNumber(jiff::civil::date(1927, 5, 17))),
        ("1911|1912|1913|1914", F::TooManyAlternatives),
        ("1940—1937", F::EndBeforeStart),
        ("1905年（民国二十一年）", F::TwoDates(1905, 1932)),
        ("光绪二十一年腊月（1898年）", F::TwoDates(1895, 1898)),
        ("1932年10月8日牺牲", F::NotADate),
        ("1935年代", F::NotADate),
    ];
    for (typed, fault) in table {
        assert_eq!(UncertainDate::parse(typed), Err(fault), "{typed}");
    }
}

#[test]
fn marks_of_doubt_widen_what_is_possible() {
    let bounds = |typed| {
        let date = parse(typed);
        (date.earliest().map(|d| d.to_string()), date.latest().map(|d| d.to_string()))
    };
    let days = |from: &str, to: &str| (Some(from.to_owned()), Some(to.to_owned()));
    assert_eq!(bounds("约1932"), days("1927-01-01", "1937-12-31"));
    assert_eq!(bounds("1932.10?"), days("1931-10-01", "1933-10-31"));
    assert_eq!(bounds("约1932.10.8"), days("1932-09-08", "1932-11-08"));
    assert_eq!(bounds("1916|1915.3"), days("1915-03-01", "1916-12-31"));
    assert_eq!(bounds("1937年前"), (None, Some("1937-12-31".to_owned())));
    assert_eq!(bounds("1932年冬"), days("1932-11-01", "1933-02-28"));
    assert_eq!(bounds("不详"), (None, None));
}

#[test]
fn a_death_before_a_birth_is_found_only_when_it_is_certain() {
    let before = |a, b| parse(a).certainly_before(parse(b));
    assert!(before("1931年底", "1932"));
    assert!(before("1931年冬", "1932年3月"));
    assert!(!before("1931年冬", "1932年1月"));
    assert!(!before("1932", "1932"));
    assert!(!before("约1930", "1932"));
    assert!(before("约1926", "1932"));
    assert!(!before("不详", "1932"));
    assert!(!before("1937年后", "1999"));
    assert!(!before("1932年腊月", "1933年1月"));
}

#[test]
fn ages_are_ranges() {
    let ages = |birth, death| {
        let (birth, death) = (parse(birth), parse(death));
        (birth.full_age_at(death), birth.nominal_age_at(death))
    };
    assert_eq!(ages("1932-10-08", "1947-01-12"), (Some(14..=14), Some(15..=16)));
    assert_eq!(ages("1915|1916", "1937年10月"), (Some(20..=22), Some(22..=24)));
    assert_eq!(ages("1932", "1932"), (Some(0..=0), Some(1..=2)));
    assert_eq!(ages("1932", "1930"), (None, None));
    assert_eq!(ages("1932", "1949年前"), (None, None));
}

#[test]
fn the_old_calendar_lies_within_its_bounds() {
    // Days that are known: the first of the first month of some years, 腊月初八 of others.
    let days = [
        ("1932年正月初一", (1932, 2, 6)),
        ("1985年正月初一", (1985, 2, 20)),
        ("1966年正月初一", (1966, 1, 21)),
        ("1932年腊月初八", (1933, 1, 3)),
        ("2020年闰四月初一", (2020, 5, 23)),
        ("1976年农历八月十五", (1976, 9, 8)),
        ("光绪三十一年十二月三十", (1906, 1, 24)),
    ];
    for (stated, (year, month, day)) in days {
        let date = parse(stated);
        let known = jiff::civil::date(year, month, day);
        let within = date.earliest() <= Some(known) && Some(known) <= date.latest();
        assert!(within && date.latest().is_some(), "{stated}: {date:?}");
    }
}

#[test]
fn it_is_small_and_no_text_makes_it_panic() {
    assert!(size_of::<UncertainDate>() <= 16);
    let pieces = [
        "1932", "年", "约", "-", "10", "|", "腊月", "初", "?", "至", "[", "..", "(", "前", "民国",
        "闰", "十", "00", "X", " ",
    ];
    let mut seed = 7_u32;
    for _ in 0..20_000 {
        let mut text = String::new();
        for _ in 0..6 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push_str(pieces[(seed >> 16) as usize % pieces.len()]);
        }
        if let Ok(date) = UncertainDate::parse(&text) {
            let _ =
                (date.sort_key(), date.edtf(), date.full_age_at(date), date.nominal_age_at(date));
            assert_eq!(UncertainDate::parse(&date.chinese()), Ok(date), "{text}");
        }
    }
}
