//! Drafts to bytes. Nothing here touches the disk.

pub mod picture;
