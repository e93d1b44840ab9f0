//! Chinese text: what a character is, how wide, how many, and where a sentence ends.
//!
//! Pure functions over strings; knows nothing of files, Markdown or sites.

mod class;
mod percent;

pub use class::{is_cjk, is_cjk_punctuation, is_wide};
pub use percent::{percent_decode, percent_encode};
