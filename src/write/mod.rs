//! Bytes to the folder: the only place that changes anything on the disk.

pub mod cache;
