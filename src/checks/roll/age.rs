//! Stated ages that the dates contradict.

use std::ops::RangeInclusive;

use super::known::dates;
use super::{Judged, each_roll, place};
use crate::diag::{Diagnostic, Report, Rule, Severity};
use crate::model::{PersonId, Roll, RollField, Site};
use crate::say;
use crate::text::half_width;

/// An age that is not what the dates come to.
pub static ROLL_AGE: Rule = Rule {
    name: "roll-age",
    severity: Severity::Warning,
    zh: "写的年龄和生卒日期算出来的不一样。没有写明周岁还是虚岁的，两种算法有一种对得上就不报；写明了的按写明的算。\
         写“约”“余”的不判断，日期不确定的按所有可能算。",
    en: "A stated age is not what the dates of birth and death come to. Where the kind of age is not stated, full years \
         (周岁) and the traditional count (虚岁) both pass; where it is, it counts. Ages marked as about are not judged, \
         and of uncertain dates every possibility is allowed for.",
};

/// How an age is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Count {
    /// Nobody says.
    Either,
    /// 周岁: whole years.
    Full,
    /// 虚岁: one at birth and one more at every new year.
    Nominal,
}

/// An age as stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Age {
    years: i16,
    count: Count,
}

impl Age {
    /// Reads `28`, `28岁`, `虚岁28`, `二十八周岁`; none of what is not certain.
    fn read(said: &str) -> Option<Self> {
        let plain: String = said.chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
        let is_full = ["周岁", "足岁", "实岁"].iter().any(|word| plain.contains(word));
        let count = match (plain.contains('虚'), is_full) {
            (false, false) => Count::Either,
            (false, true) => Count::Full,
            (true, false) => Count::Nominal,
            (true, true) => return None,
        };
        let left: String = plain.chars().filter(|c| !"虚周足实岁龄年时仅()".contains(*c)).collect();
        let years = left.parse().ok().or_else(|| numeral(&left))?;
        Some(Self { years, count })
    }
}

/// A Chinese numeral below a hundred.
fn numeral(text: &str) -> Option<i16> {
    let digit = |c: char| "零一二三四五六七八九".chars().position(|d| d == c);
    let digit = |c: char| digit(c).and_then(|at| i16::try_from(at).ok());
    let characters: Vec<char> = text.chars().collect();
    match characters.as_slice() {
        ['十'] => Some(10),
        ['十', ones] => Some(10 + digit(*ones)?),
        ['廿'] => Some(20),
        ['廿', ones] => Some(20 + digit(*ones)?),
        [tens, '十'] => Some(10 * digit(*tens)?),
        [tens, '十', ones] | [tens, ones] => Some(10 * digit(*tens)? + digit(*ones)?),
        [ones] => digit(*ones),
        _ => None,
    }
}

/// What the dates come to.
struct Ages {
    full: RangeInclusive<i16>,
    nominal: RangeInclusive<i16>,
}

impl Ages {
    fn allow(&self, age: Age) -> bool {
        let (full, nominal) = (self.full.contains(&age.years), self.nominal.contains(&age.years));
        match age.count {
            Count::Either => full || nominal,
            Count::Full => full,
            Count::Nominal => nominal,
        }
    }
}

pub fn check(site: &Site, report: &mut Report) {
    each_roll(site, report, |roll, found| {
        let people = &roll.people;
        if !people.has(RollField::Age) {
            return;
        }
        let stated = Judged::new(people, &[RollField::Age], Age::read);
        let dates = dates(people, &[RollField::Birth, RollField::Death]);
        for person in people.ids() {
            let Some(age) = *stated.of(people, person, RollField::Age) else { continue };
            let date = |field| dates.of(people, person, field).date;
            let (birth, death) = (date(RollField::Birth), date(RollField::Death));
            let ages = birth.full_age_at(death).zip(birth.nominal_age_at(death));
            let ages = ages.map(|(full, nominal)| Ages { full, nominal });
            if let Some(ages) = ages.filter(|ages| !ages.allow(age)) {
                found.add(&ROLL_AGE, || differs(roll, person, age, &ages));
            }
        }
    });
}

fn differs(roll: &Roll, person: PersonId, age: Age, ages: &Ages) -> Diagnostic {
    let said = |field| roll.people.get(person, field);
    let (birth, death) = (said(RollField::Birth), said(RollField::Death));
    let (name, stated) = (roll.name(person), said(RollField::Age));
    let (full, nominal) = (span(&ages.full), span(&ages.nominal));
    let finding = Diagnostic::new(
        &ROLL_AGE,
        place(roll, person, RollField::Age),
        say!(
            "“{name}”的年龄写作“{stated}”，按 {birth} 生、{death} 牺牲算是周岁 {full}、虚岁 {nominal}",
            "the age of “{name}” is stated as “{stated}”, but born {birth} and died {death} makes {full} full years, {nominal} by the traditional count (虚岁)"
        ),
    );
    finding.help(match age.count {
        Count::Full if ages.nominal.contains(&age.years) => {
            say!("像是把虚岁写成了周岁", "it seems to be the traditional count (虚岁)")
        }
        Count::Nominal if ages.full.contains(&age.years) => {
            say!("像是把周岁写成了虚岁", "it seems to be full years (周岁)")
        }
        Count::Either | Count::Full | Count::Nominal => {
            say!("核对年龄和生卒日期", "look at the age and at both dates")
        }
    })
}

/// `14`, or `14—15`.
fn span(range: &RangeInclusive<i16>) -> String {
    let (first, last) = (range.start(), range.end());
    if first == last { first.to_string() } else { format!("{first}—{last}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_read_as_offices_write_them() {
        let age = |years, count| Some(Age { years, count });
        let table = [
            ("28", age(28, Count::Either)),
            ("２８ 岁", age(28, Count::Either)),
            ("虚岁28", age(28, Count::Nominal)),
            ("28（虚岁）", age(28, Count::Nominal)),
            ("28周岁", age(28, Count::Full)),
            ("二十八", age(28, Count::Either)),
            ("廿八岁", age(28, Count::Either)),
            ("年仅十五岁", age(15, Count::Either)),
            ("约28", None),
            ("28—30", None),
            ("30余岁", None),
            ("周岁28，虚岁29", None),
            ("不详", None),
            ("", None),
        ];
        for (said, meant) in table {
            assert_eq!(Age::read(said), meant, "{said}");
        }
    }
}
