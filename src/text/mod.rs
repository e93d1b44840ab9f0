//! Chinese text: what a character is, what a date means, and how an address is spelt.
//!
//! Pure functions over strings; knows nothing of files, Markdown or sites.

mod class;
mod moment;
mod percent;

pub use class::{half_width, is_cjk, is_cjk_punctuation, is_wide};
pub use moment::Moment;
pub use percent::{percent_decode, percent_encode};
