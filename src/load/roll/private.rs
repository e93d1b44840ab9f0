//! What belongs to private persons and may be in no file of the site: numbers of identity, phones
//! and cards, and where somebody lives. It is taken out while rows and lives are read, before
//! anything else sees it, and no finding repeats it.

use crate::diag::{Diagnostic, Message, Place, Rule, Severity};
use crate::model::RollField;
use crate::say;
use crate::source::SourcePath;
use crate::text::{
    PrivateKind, PrivateNumber, landlines, names_office, private_numbers, stated_home, street,
};

/// Data of a private person in a field that is not internal.
pub static ROLL_PRIVACY: Rule = Rule {
    name: "roll-privacy",
    severity: Severity::Error,
    zh: "名录不是内部的字段里，或者生平里，有个人隐私：身份证号、手机号、座机号、银行卡号，或者在世的人、亲属的住址。\
         这一格、这篇生平没有发布，也不会出现在网站的任何文件里；请删去，或者移到亲属等内部字段。单位公布的座机\
         （同一句里写着陵园、纪念馆、局、办公室一类的字）不算。提示里只写打码后的样子。",
    en: "A field that is not internal, or a life, holds private data: a citizen's number, a mobile phone, a landline, a \
         bank card, or the home of a living person or of relatives. The cell or the life was not published and is in no \
         file of the site. Delete it, or move it to an internal field such as relatives. Landlines that an office \
         publishes (a sentence with 陵园, 纪念馆, 局, 办公室 and the like) do not count. Findings show it masked only.",
};

/// Something private, in words that give nothing away.
#[derive(Debug, PartialEq, Eq)]
pub struct Private {
    what: What,
    masked: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    CitizenId,
    Phone,
    Landline,
    Card,
    Home,
}

impl What {
    fn name(self) -> Message {
        match self {
            Self::CitizenId => say!("身份证号", "a citizen's number"),
            Self::Phone => say!("手机号", "a mobile phone"),
            Self::Landline => say!("座机号", "a landline"),
            Self::Card => say!("银行卡号", "a bank card"),
            Self::Home => say!("住址", "somebody's home"),
        }
    }
}

/// What else a row says, which decides whether an address is somebody's home.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context {
    /// The row is of somebody who lives.
    pub is_of_living: bool,
    /// The row names relatives.
    pub names_relatives: bool,
}

impl Private {
    /// What is private in `cell`, which holds `field`; `context` is asked for only when there is an
    /// address.
    pub fn find(field: RollField, cell: &str, context: impl FnOnce() -> Context) -> Option<Self> {
        Self::number(field, cell).or_else(|| Self::home(cell, context))
    }

    /// What is private in a cell of a dataset; in a row that `names_person`, homes and landlines
    /// are, too. Landlines of offices never are.
    pub fn in_row(cell: &str, names_person: bool) -> Option<Self> {
        let context = Context { is_of_living: names_person, ..Context::default() };
        if names_person {
            return Self::find(RollField::Note, cell, || context);
        }
        let number = private_numbers(cell).into_iter().next().map(Self::from);
        number.or_else(|| Self::home(cell, || context))
    }

    /// What it is.
    pub fn what(&self) -> Message {
        self.what.name()
    }

    /// The form that may be shown.
    pub fn masked(&self) -> &str {
        &self.masked
    }

    fn number(field: RollField, cell: &str) -> Option<Self> {
        /// Digits of the shortest number.
        const SHORTEST: usize = 11;
        // A full-width digit begins with this byte.
        let digits = cell.bytes().filter(|b| b.is_ascii_digit() || *b == 0xEF).count();
        if digits < SHORTEST {
            return None;
        }
        // Ids of eleven digits that begin with the number of a province look like phones.
        let is_code = matches!(field, RollField::Id | RollField::Division);
        let mut numbers = private_numbers(cell).into_iter();
        if let Some(number) = numbers.find(|n| !is_code || n.kind == PrivateKind::CitizenId) {
            return Some(number.into());
        }
        let is_place = matches!(field, RollField::Wall | RollField::Source);
        let mut numbers = landlines(cell).into_iter().filter(|_| !is_code && !is_place);
        numbers.find(|number| !is_of_office(cell, number)).map(Self::from)
    }

    /// Everything private in a text that tells a life, with the line it stands in, from 1.
    pub fn in_life(text: &str) -> Vec<(usize, Self)> {
        let mut found = Vec::new();
        for (line, said) in (1..).zip(text.lines()) {
            let numbers = private_numbers(said).into_iter();
            let landlines = landlines(said).into_iter().filter(|n| !is_of_office(said, n));
            found.extend(numbers.chain(landlines).map(|number| (line, number.into())));
            found.extend(stated_home(said).map(|masked| (line, Self { what: What::Home, masked })));
        }
        found
    }

    fn home(cell: &str, context: impl FnOnce() -> Context) -> Option<Self> {
        if let Some(masked) = stated_home(cell) {
            return Some(Self { what: What::Home, masked });
        }
        let street = cell.match_indices('号').find_map(|(at, _)| street(&cell[..at]))?;
        let Context { is_of_living, names_relatives } = context();
        let has_room = ["室", "单元", "栋", "幢"].iter().any(|word| cell.contains(word));
        let is_kin = KIN.iter().any(|word| cell.contains(word));
        let is_home = is_of_living || is_kin || has_room && names_relatives;
        is_home.then(|| Self { what: What::Home, masked: format!("{street}***") })
    }

    /// The finding of a life that says it in `line`. The line itself is not shown.
    pub fn finding_in_life(&self, file: &SourcePath, line: usize) -> Diagnostic {
        let (what, masked) = (self.what.name(), &self.masked);
        let message = Message::new(
            format!("第 {line} 行有{}（{masked}），这篇生平没有发布", what.zh),
            format!("line {line} holds {} ({masked}); this life was not published", what.en),
        );
        Diagnostic::new(&ROLL_PRIVACY, Place::File(file.clone()), message).help(say!(
            "删去它；确实要留底的，记在表格的“亲属”一类内部列里",
            "delete it; what must be kept belongs in an internal column of the table such as relatives"
        ))
    }

    /// The finding at `place`.
    pub fn finding(&self, place: Place, field: RollField) -> Diagnostic {
        let what = self.what.name();
        let (masked, zh, en) = (&self.masked, field.title(), field.key());
        let message = Message::new(
            format!("“{zh}”里有{}（{masked}），这一格没有发布", what.zh),
            format!("{en} holds {} ({masked}); the cell was not published", what.en),
        );
        Diagnostic::new(&ROLL_PRIVACY, place, message).help(say!(
            "从表里删去；确实要留底的，移到“亲属”一类的内部列",
            "delete it from the table; what must be kept belongs in an internal column such as relatives"
        ))
    }
}

impl From<PrivateNumber> for Private {
    fn from(number: PrivateNumber) -> Self {
        let what = match number.kind {
            PrivateKind::CitizenId | PrivateKind::OldCitizenId => What::CitizenId,
            PrivateKind::MobilePhone => What::Phone,
            PrivateKind::Landline => What::Landline,
            PrivateKind::BankCard => What::Card,
        };
        Self { what, masked: number.masked }
    }
}

/// Whether the sentence names an office before the number.
fn is_of_office(text: &str, number: &PrivateNumber) -> bool {
    let before = &text[..number.range.start];
    let sentence = before.rsplit(['。', '；', ';', '\n']).next().unwrap_or(before);
    names_office(sentence)
}

/// Words that make an address somebody's home.
const KIN: [&str; 16] = [
    "其子", "其女", "其妻", "其夫", "其侄", "其孙", "其弟", "其兄", "亲属", "家属", "遗属", "后人",
    "家住", "住址", "现住", "联系",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_private_is_found_and_never_shown() {
        let kin = "其侄在示例市示例路3号";
        let room = "示例市示例路３号２单元501室";
        let living = Context { is_of_living: true, ..Context::default() };
        let relatives = Context { names_relatives: true, ..Context::default() };
        let none = Context::default();
        let table = [
            (RollField::Note, "联系其侄 13800138000", none, Some("138****8000")),
            (RollField::Note, "证号11010519491231002X", none, Some("11*************02X")),
            (RollField::Id, "11010519491231002X", none, Some("11*************02X")),
            (RollField::Id, "14010020001", none, None),
            (RollField::Note, kin, none, Some("其侄在示例市示例路***")),
            (RollField::Note, room, living, Some("示例市示例路***")),
            (RollField::Note, room, relatives, Some("示例市示例路***")),
            (RollField::Note, room, none, None),
            (RollField::Note, "家中0358-2345678", none, Some("0358-*****78")),
            (RollField::Note, "县烈士陵园电话0358-2345678", none, None),
            (RollField::Wall, "0358-2345678", none, None),
            (RollField::Note, "住址：某县某镇某村三组", none, Some("某县某镇***")),
            (RollField::Note, "现住某市某区", none, None),
            (RollField::Note, "住址不详", none, None),
            (RollField::Merits, "家住某县某村，十五岁参军", none, None),
            (RollField::Merits, "1937年攻占示例路3号据点", relatives, None),
            (RollField::Merits, "编入第三十二号机组", living, None),
        ];
        for (field, cell, context, masked) in table {
            let found = Private::find(field, cell, || context);
            assert_eq!(found.as_ref().map(|found| found.masked.as_str()), masked, "{cell}");
        }
    }
}
