//! Chinese text: what a character is, what a date means, how a name is read and ordered, and how an
//! address is spelt.
//!
//! Pure functions over strings; knows nothing of files, Markdown or sites.

mod age;
mod amount;
mod as_of;
mod characters;
mod class;
mod count;
mod han;
mod headline;
mod home;
mod ideograph;
mod landline;
mod moment;
mod name;
mod numbering;
mod numeral;
mod order;
mod percent;
mod period;
mod pinyin;
mod place;
mod privacy;
mod private_use;
mod quantity;
mod secrecy;
mod seek;
mod sentence;
mod sequence;
mod strokes;
mod uncertain;
mod variants;

pub use age::{AgeCount, StatedAge};
pub use amount::{Amount, Scale};
pub use as_of::AsOf;
pub use characters::Characters;
pub use class::{half_width, is_cjk, is_cjk_punctuation, is_wide};
pub use count::CharacterCount;
pub use headline::{break_headline, headline_phrases};
pub use home::{heads_homes, homes, may_tell_homes, names_office, stated_home, street};
pub use ideograph::is_ideographic_description;
pub use landline::landlines;
pub use moment::Moment;
pub use name::{NameFault, PersonName, is_han, padded_name};
pub use numbering::Numbering;
pub use numeral::chinese_number;
pub use order::{Collator, Heading, Missing, Order, OrderOverrides, OverrideFault, SingleName};
pub use percent::{encode_address, percent_decode, percent_encode};
pub use period::Period;
pub use pinyin::{CharacterReading, NameReading, Syllable, readings, split_pinyin, surname_length};
pub use place::Division;
pub use privacy::{PrivateKind, PrivateNumber, mask_private, private_numbers};
pub use private_use::{gbk_meant, is_private_use};
pub use quantity::{Precision, Quantity, Role, Script, UNITS, quantities};
pub use secrecy::secrecy_mark;
pub use seek::seek;
pub use sentence::shorten;
pub use sequence::sequence_key;
pub use strokes::{StrokeKind, stroke_count, stroke_kinds};
pub use uncertain::{Certainty, DateFault, DateForm, DatePart, DatePoint, UncertainDate};
pub use variants::{canonical, surname_synonyms};
