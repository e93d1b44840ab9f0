//! What is known of the people of one edition, made ready for comparing: each text once.

use xxhash_rust::xxh3::Xxh3;

use super::date::read_date;
use super::edition::Edition;
use super::locality::Locality;
use super::name::NameForm;
use crate::model::{People, PersonId, RollField, TextId};
use crate::text::UncertainDate;

/// Fields by which a decision finds its people again.
const CONTENT: [RollField; 6] = [
    RollField::Name,
    RollField::Corrected,
    RollField::Birth,
    RollField::Death,
    RollField::Native,
    RollField::Unit,
];

/// An edition made ready.
#[derive(Debug)]
pub struct Facts<'e> {
    /// The edition.
    pub edition: &'e Edition,
    names: ByText<NameForm>,
    localities: ByText<Locality>,
    dates: ByText<Option<UncertainDate>>,
    content: Vec<u64>,
}

impl<'e> Facts<'e> {
    /// What is known of the people of `edition`.
    pub fn of(edition: &'e Edition) -> Self {
        let people = &edition.people;
        let names = [RollField::Name, RollField::Corrected];
        let localities = [RollField::Native, RollField::NativeNow];
        let dates = [RollField::Birth, RollField::Death];
        Self {
            edition,
            names: ByText::of(people, &names, NameForm::of),
            localities: ByText::of(people, &localities, Locality::of),
            dates: ByText::of(people, &dates, read_date),
            content: people.ids().map(|person| digest(people, person, &CONTENT)).collect(),
        }
    }

    /// The people.
    pub fn people(&self) -> &'e People {
        &self.edition.people
    }

    /// What `field` says of a person.
    pub fn get(&self, person: PersonId, field: RollField) -> &'e str {
        self.edition.people.get(person, field)
    }

    /// A person's name.
    pub fn name(&self, person: PersonId) -> &NameForm {
        let name = self.people().text(person, RollField::Name);
        self.names.get(name).expect("nobody is without a name")
    }

    /// The corrected name, when there is one.
    pub fn corrected(&self, person: PersonId) -> Option<&NameForm> {
        self.names.get(self.people().text(person, RollField::Corrected))
    }

    /// A native place: as it was, or as it is now.
    pub fn locality(&self, person: PersonId, field: RollField) -> Option<&Locality> {
        self.localities.get(self.people().text(person, field))
    }

    /// A date; none when nothing is said, or nothing that is understood.
    pub fn date(&self, person: PersonId, field: RollField) -> Option<UncertainDate> {
        *self.dates.get(self.people().text(person, field))?
    }

    /// A digest of what tells a person from others, whatever the row and the id.
    pub fn content(&self, person: PersonId) -> u64 {
        self.content[person.0 as usize]
    }

    /// A digest of `fields`.
    pub fn digest(&self, person: PersonId, fields: &[RollField]) -> u64 {
        digest(self.people(), person, fields)
    }
}

fn digest(people: &People, person: PersonId, fields: &[RollField]) -> u64 {
    let mut hasher = Xxh3::new();
    for field in fields {
        let said = people.get(person, *field);
        hasher.update(&said.len().to_le_bytes());
        hasher.update(said.as_bytes());
    }
    hasher.digest()
}

/// Something of every text that stands in some fields.
#[derive(Debug)]
struct ByText<T> {
    /// By text, the place of its value plus one.
    at: Vec<u32>,
    values: Vec<T>,
}

impl<T> ByText<T> {
    fn of(people: &People, fields: &[RollField], make: impl Fn(&str) -> T) -> Self {
        let mut known = Self { at: vec![0; people.texts()], values: Vec::new() };
        for (field, person) in fields.iter().flat_map(|f| people.ids().map(move |p| (*f, p))) {
            let text = people.text(person, field);
            let at = &mut known.at[People::number(text)];
            if text != TextId::EMPTY && *at == 0 {
                known.values.push(make(people.say(text)));
                *at = u32::try_from(known.values.len()).expect("fewer than 2^32 texts");
            }
        }
        known
    }

    fn get(&self, text: TextId) -> Option<&T> {
        let at = self.at[People::number(text)].checked_sub(1)?;
        Some(&self.values[at as usize])
    }
}
