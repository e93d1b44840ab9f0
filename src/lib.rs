//! Fengbei (丰碑): an office's Markdown, spreadsheets and figures become a publicity website.

pub mod source;
pub mod text;
#[macro_use]
pub mod diag;
pub mod error;
pub mod load;
pub mod markup;
pub mod model;
pub mod theme;
pub mod view;
