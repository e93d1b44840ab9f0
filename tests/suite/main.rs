//! The one test binary: everything that is tested through the public interface.

mod browser;
mod commonmark;
mod contract;
mod example;
mod markup;
mod markup_properties;
mod output;
#[path = "../search/mod.rs"]
mod search;
mod tidy;
