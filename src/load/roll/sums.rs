//! Rows that are sums (合计) of the rows above: they are nobody, and what they say is compared.

use crate::diag::{Capped, Diagnostic, Place, Rule, Severity};
use crate::model::RollTotals;
use crate::say;
use crate::source::table::Cells;

/// A number of people that is not how many there are.
pub static ROLL_TOTAL: Rule = Rule {
    name: "roll-total",
    severity: Severity::Warning,
    zh: "人数对不上：[roll] 里写的 total 和名录实有人数不同，或者表里“合计”“小计”行的数字和上面的行数不同，\
         或者男、女、不详加起来不等于合计。多半漏了人、多了人，或者改了表没有改数字。合计行不算人。",
    en: "A number of people is not how many there are: total in [roll] differs from the roll, or a row 合计 (sum) \
         of a table differs from the rows above it, or its 男, 女 and 不详 do not come to the sum. Somebody \
         is missing or there twice, or the number was not brought up to date. Rows that are sums are nobody.",
};

/// Words that a sum begins with, those of a part last.
const WORDS: [&str; 4] = ["合计", "总计", "共计", "小计"];
/// What they begin with.
const STARTS: [char; 4] = ['合', '总', '共', '小'];
/// What may follow the number of a sum.
const UNITS: [&str; 6] = ["", "人", "名", "位", "名烈士", "位烈士"];

/// A row that is a sum.
#[derive(Debug, PartialEq, Eq)]
pub struct Sum {
    /// Whether it is of a part of the table only (小计).
    pub is_part: bool,
    /// The numbers in it, by column.
    pub numbers: Vec<(u32, usize)>,
    /// What its 男, 女 and 不详 come to, with the column of the first, when it names two of them.
    pub sexes: Option<(u32, usize)>,
}

impl Sum {
    /// The sum that a row is: it says so or has nothing but the numbers of two sexes, and nobody's
    /// name stands in the column `name`.
    pub fn read(cells: &Cells<'_>, name: u32) -> Option<Self> {
        let named = cells.get(name).trim();
        if !(named.is_empty()
            || number(named).is_some()
            || word(named).is_some()
            || is_of_sexes(named))
        {
            return None;
        }
        let Some((column, (is_part, number_said))) =
            cells.iter().find_map(|(column, cell)| Some((column, word(cell)?)))
        else {
            return Self::of_sexes(cells);
        };
        let others = cells.iter().filter(|(other, _)| *other != column);
        let numbers = others.filter_map(|(column, cell)| Some((column, number(cell.trim())?)));
        let numbers = number_said.map(|number| (column, number)).into_iter().chain(numbers);
        let sexes: Vec<(u32, usize)> = cells
            .iter()
            .flat_map(|(column, cell)| sexes(cell).map(move |number| (column, number)))
            .collect();
        let sexes = match sexes[..] {
            [(first, _), _, ..] => Some((first, sexes.iter().map(|(_, number)| number).sum())),
            _ => None,
        };
        Some(Self { is_part, numbers: numbers.collect(), sexes })
    }

    /// The sum that a row is by its sexes alone, which come to the number that it does not say.
    fn of_sexes(cells: &Cells<'_>) -> Option<Self> {
        let said = || cells.iter().filter(|(_, cell)| !cell.trim().is_empty());
        let sexes: Vec<_> =
            said().flat_map(|(column, cell)| sexes(cell).map(move |n| (column, n))).collect();
        let [(first, _), _, ..] = sexes[..] else { return None };
        said().all(|(_, cell)| is_of_sexes(cell)).then(|| Self {
            is_part: false,
            numbers: vec![(first, sexes.iter().map(|(_, number)| number).sum())],
            sexes: None,
        })
    }
}

/// Whether a row is a sum; names stand in the column `name`.
pub fn is_sum(cells: &Cells<'_>, name: u32) -> bool {
    Sum::read(cells, name).is_some()
}

/// Whether a cell says that its row is a sum, of a part or not, and the number behind the word.
fn word(cell: &str) -> Option<(bool, Option<usize>)> {
    if !cell.trim_start().starts_with(STARTS) {
        return None;
    }
    let plain: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
    let rest = WORDS.iter().find_map(|word| plain.strip_prefix(word))?;
    let rest = rest.trim_start_matches([':', '：']);
    // Of whom how many were what is said behind the number.
    let rest = rest.split(['，', ',', '；', '（', '(', '其']).next().unwrap_or(rest);
    let number = number(rest);
    (number.is_some() || UNITS.contains(&rest))
        .then(|| (plain.starts_with(WORDS[WORDS.len() - 1]), number))
}

/// The number that is all a cell says.
fn number(cell: &str) -> Option<usize> {
    let digits = cell.find(|c: char| !c.is_ascii_digit()).unwrap_or(cell.len());
    let unit = cell[digits..].trim().trim_end_matches('。');
    UNITS.contains(&unit).then(|| cell[..digits].parse().ok())?
}

/// Whether a cell is numbers of sexes and nothing else: 男10人、女5人.
fn is_of_sexes(cell: &str) -> bool {
    let mut parts =
        cell.split([',', '，', '、', '；', ';', ' ', '\u{3000}']).filter(|p| !p.is_empty());
    let is_one = |part: &str| {
        let rest = ["男", "女", "不详"].iter().find_map(|sex| part.strip_prefix(sex));
        let rest = rest.map(|rest| rest.trim_start_matches(['性', '士', ':', '：']));
        rest.is_some_and(|rest| number(rest).is_some())
    };
    // 男 10: the number stands apart.
    let joined = |cell: &str| is_one(&cell.split_whitespace().collect::<String>());
    !cell.trim().is_empty() && (joined(cell) || parts.all(is_one))
}

/// The numbers beside 男, 女 and 不详.
fn sexes(cell: &str) -> impl Iterator<Item = usize> {
    ["男", "女", "不详"].into_iter().filter_map(|sex| {
        let (_, behind) = cell.split_once(sex)?;
        let behind = behind.trim_start_matches(['性', '士', ':', '：', ' ']);
        let end = behind.find(|c: char| !c.is_ascii_digit()).unwrap_or(behind.len());
        behind[..end].parse::<usize>().ok()
    })
}

/// Rows so far, from which sums are taken.
#[derive(Debug, Default, Clone, Copy)]
pub struct Marks {
    /// At the header of the sheet.
    pub sheet: RollTotals,
    /// At the last sum.
    pub sum: RollTotals,
}

impl Marks {
    /// Compares `sum` with the rows above it, of which there are `now` in all. A sum may be of the
    /// rows since the last one, of its sheet or of the whole roll, with groups or without.
    pub fn compare(
        &mut self,
        sum: &Sum,
        now: RollTotals,
        place: impl Fn(u32) -> Place,
        found: &mut Capped,
    ) {
        let since = |mark: RollTotals| {
            let people = now.people - mark.people;
            [people, people + now.groups - mark.groups, now.rows - mark.rows]
        };
        let (part, sheet, all) = (since(self.sum), since(self.sheet), since(RollTotals::default()));
        let fits = |number: &usize| {
            part.contains(number)
                || !sum.is_part && (sheet.contains(number) || all.contains(number))
        };
        let there = if sum.is_part { part[0] } else { sheet[0] };
        if let Some((column, said)) = sum.numbers.first()
            && !sum.numbers.iter().any(|(_, number)| fits(number))
        {
            found.add(&ROLL_TOTAL, || differs(place(*column), *said, there));
        }
        let total = sum.numbers.first().map_or(there, |(_, number)| *number);
        if let Some((column, sexes)) = sum.sexes.filter(|(_, sexes)| *sexes != total) {
            found.add(&ROLL_TOTAL, || no_sum(place(column), sexes, total));
        }
        if sum.is_part || fits(&part[0]) {
            self.sum = now;
        }
    }
}

fn differs(place: Place, said: usize, there: usize) -> Diagnostic {
    Diagnostic::new(
        &ROLL_TOTAL,
        place,
        say!(
            "这一行合计 {said} 人，上面实有 {there} 人",
            "this row says {said} people, but there are {there} above it"
        ),
    )
    .help(say!(
        "核对有没有漏行、重行，再改正合计的数字",
        "look for rows that are missing or there twice, then correct the number"
    ))
}

fn no_sum(place: Place, sexes: usize, total: usize) -> Diagnostic {
    Diagnostic::new(
        &ROLL_TOTAL,
        place,
        say!(
            "男、女、不详加起来是 {sexes} 人，合计是 {total} 人",
            "男 (male), 女 (female) and 不详 (unknown) come to {sexes} people, but the sum is {total}"
        ),
    )
    .help(say!(
        "按“性别”一列重新数过，改正不对的那个数",
        "count the column 性别 anew and correct the number that is wrong"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_told_from_people() {
        let table = [
            ("合计", Some((false, None))),
            ("小　计：", Some((true, None))),
            ("共计：64人", Some((false, Some(64)))),
            ("合计3名烈士。", Some((false, Some(3)))),
            ("合计21人，其中男10人", Some((false, Some(21)))),
            ("合计（男3女2）", Some((false, None))),
            ("总计见附表", None),
            ("合计英", None),
            ("甲一", None),
        ];
        for (cell, meant) in table {
            assert_eq!(word(cell), meant, "{cell}");
        }
        let numbers = ["64", "64人", "64 人", "6·4", "六十四", ""].map(number);
        assert_eq!(numbers, [Some(64), Some(64), Some(64), None, None, None]);
        assert_eq!(sexes("21人，其中男性10人，女：9、不详 2").collect::<Vec<_>>(), [10, 9, 2]);
        assert_eq!(sexes("男女老少3人").count(), 0);
        assert!(
            ["男 10", "女5", "不详：1人", "男10人、女5人"].iter().all(|cell| is_of_sexes(cell))
        );
        assert!(!["男", "女5娃", "", "不详", "女"].iter().any(|cell| is_of_sexes(cell)));
    }
}
