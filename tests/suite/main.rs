//! The one test binary: everything that is tested through the public interface.

mod addresses;
mod books;
#[path = "../browser/mod.rs"]
mod browser;
#[path = "../bench/chance.rs"]
mod chance;
mod channels;
mod charts;
mod cli;
mod commonmark;
mod compare;
mod contract;
mod datasets;
mod desk;
mod determinism;
mod dismissals;
mod documents;
mod draft;
mod example;
mod external;
mod fix;
mod hostile;
mod imports;
mod inspections;
mod issues;
mod ledgers;
mod markup;
mod markup_properties;
mod model;
mod new;
mod others;
mod output;
mod papers;
#[path = "../print/mod.rs"]
mod print;
#[path = "../prose/mod.rs"]
mod prose;
mod published;
mod publishing;
mod reading;
mod roll_pages;
mod rolls;
mod rolls_hostile;
mod rules;
mod safety;
mod schema;
#[path = "../search/mod.rs"]
mod search;
mod serve;
mod tables;
mod tables_hostile;
mod tables_old;
mod tidy;
