//! Everything that turns plain data into the bytes of a file.

pub mod search;
