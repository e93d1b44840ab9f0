//! How fast a roll is, from ten thousand to two million people: beside Hugo, beside a program that
//! only reads the table, and beside one that only writes the bytes. Knows nothing of articles.

mod alike;
mod course;
mod figures;
mod found;
mod names;
pub mod people;
mod served;
mod sites;
mod table;
mod verdict;

pub use self::course::{Course, run};
pub use self::table::{CHILD, child};
