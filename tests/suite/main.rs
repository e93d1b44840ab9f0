//! The one test binary: everything that is tested through the public interface.

#[path = "../bench/chance.rs"]
mod chance;
mod commonmark;
mod contract;
mod desk;
mod determinism;
mod hostile;
mod markup;
mod markup_properties;
mod safety;
mod example;
mod output;
#[path = "../search/mod.rs"]
mod search;
mod tidy;
