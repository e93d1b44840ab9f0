//! Fengbei (丰碑): an office's Markdown, spreadsheets and figures become a publicity website.

pub mod error;
#[macro_use]
pub mod diag;
pub mod render;
pub mod source;
pub mod text;
