//! Characters of names that fonts are not likely to have.

use std::collections::BTreeSet;

use super::font::covered;
use super::{Judged, each_roll, place};
use crate::diag::{Capped, Diagnostic, Report, Rule, Severity};
use crate::model::{PersonId, Roll, RollField, Site};
use crate::say;

/// A character that most fonts do not have.
pub static ROLL_RARE_CHARACTER: Rule = Rule {
    name: "roll-rare-character",
    severity: Severity::Note,
    zh: "姓名里有生僻字：扩展 B 区以后的汉字、GB 18030 没有收的汉字，或者兼容汉字。很多电脑和手机的字库里没有，会显示成方框。\
         字没有错就不必改，可以给网站配一个字体：把有这个字的字体文件（.woff2、.ttf、.otf）放进 static/，在样式里用 @font-face 引用，\
         配好的字不再提示。兼容汉字应换成标准汉字。",
    en: "A name holds a rare character: of extension B or later, one that GB 18030 does not have, or a compatibility \
         form. Many computers and phones have no glyph for it and show a box. Nothing needs changing when the \
         character is right; a font may be added to the site: put a file that has it (.woff2, .ttf, .otf) into static/ and \
         name it with @font-face in a style sheet, and the character is not told any more. Compatibility forms should be \
         replaced.",
};

/// What is rare about a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rarity {
    /// Of extensions B to F and the end of the first block, which GB 18030 has and few fonts do.
    Extension,
    /// Of later extensions, which GB 18030 does not have.
    Outside,
    /// A compatibility form of another character.
    Compatibility,
}

const FIELDS: [RollField; 3] = [RollField::Name, RollField::Corrected, RollField::OtherNames];

fn rarity(c: char) -> Option<Rarity> {
    match u32::from(c) {
        // Twelve of the block of compatibility forms are characters of their own.
        0xFA0E | 0xFA0F | 0xFA11 | 0xFA13 | 0xFA14 | 0xFA1F | 0xFA21 | 0xFA23 | 0xFA24 | 0xFA27
        | 0xFA28 | 0xFA29 => None,
        0xF900..=0xFAFF | 0x2F800..=0x2FA1F | 0x2E80..=0x2FD5 => Some(Rarity::Compatibility),
        // Added to the first block in 2009 and later, when the fonts of most computers were made.
        0x9FBC..=0x9FFF | 0x20000..=0x2EBEF => Some(Rarity::Extension),
        0x2EBF0..=0x3FFFD => Some(Rarity::Outside),
        _ => None,
    }
}

/// The rare characters of a name.
fn rare(name: &str) -> Vec<(char, Rarity)> {
    name.chars().filter_map(|c| Some((c, rarity(c)?))).collect()
}

pub fn check(site: &Site, report: &mut Report) {
    each_roll(site, report, |roll, found| {
        let mut rare = Judged::new(&roll.people, &FIELDS, rare);
        let wanted: BTreeSet<char> = rare.made.iter().flatten().map(|(c, _)| *c).collect();
        if wanted.is_empty() {
            return;
        }
        let covered = covered(site, &wanted);
        let is_told = |c: char, rarity| rarity == Rarity::Compatibility || !covered.contains(&c);
        rare.made.iter_mut().for_each(|rare| rare.retain(|(c, rarity)| is_told(*c, *rarity)));
        for person in roll.people.ids() {
            for field in FIELDS {
                let rare = rare.of(&roll.people, person, field);
                tell(roll, person, field, rare, found);
            }
        }
    });
}

fn tell(
    roll: &Roll,
    person: PersonId,
    field: RollField,
    rare: &[(char, Rarity)],
    found: &mut Capped,
) {
    for (c, rarity) in rare {
        found.add(&ROLL_RARE_CHARACTER, || told(roll, person, field, *c, *rarity));
    }
}

fn told(roll: &Roll, person: PersonId, field: RollField, c: char, rarity: Rarity) -> Diagnostic {
    let (name, code) = (roll.people.get(person, field), format!("U+{:04X}", u32::from(c)));
    let (message, help) = match rarity {
        Rarity::Extension => (
            say!(
                "“{name}”的“{c}”（{code}）字库里可能没有",
                "“{c}” ({code}) in “{name}” may be in no font"
            ),
            say!(
                "字没有错就不必改；请在几台电脑和手机上看看能否显示，不能的给网站配一个有这个字的字体",
                "leave it when it is right; look whether computers and phones show it, and if not add a font that has it to the site"
            ),
        ),
        Rarity::Outside => (
            say!(
                "“{name}”的“{c}”（{code}）不在 GB 18030 里，字库里多半没有",
                "“{c}” ({code}) in “{name}” is not in GB 18030 and probably in no font"
            ),
            say!(
                "核对原碑原档；有标准写法的用标准写法，原形在备注里说明",
                "compare it with the stone or the file; use the standard form where there is one and tell of the other in a note"
            ),
        ),
        Rarity::Compatibility => (
            say!(
                "“{name}”的“{c}”（{code}）是兼容汉字，查找时和标准汉字不是一个字",
                "“{c}” ({code}) in “{name}” is a compatibility form, which a search takes for another character"
            ),
            say!("用输入法重新打这个字", "type the character anew"),
        ),
    };
    Diagnostic::new(&ROLL_RARE_CHARACTER, place(roll, person, field), message).help(help)
}
