//! Chinese text: what a character is, how wide, how many, and where a sentence ends.
//!
//! Pure functions over strings; knows nothing of files, Markdown or sites.

mod class;
mod count;
mod numbering;
mod percent;
mod seek;
mod sentence;

pub use class::{is_cjk, is_cjk_punctuation, is_wide};
pub use count::CharacterCount;
pub use numbering::Numbering;
pub use percent::{percent_decode, percent_encode};
pub use seek::seek;
pub use sentence::shorten;
