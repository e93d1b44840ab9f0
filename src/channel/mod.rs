//! Items for other channels: a message for followers (公众号), a short post (微博), plain words, data
//! for an app. Never writes a file and never asks the network.
//!
//! A channel is a function over a [`Piece`], an item with its text as a tree in which figures are
//! quoted and links are full addresses. What a channel cannot show is changed and told, never lost
//! in silence.

mod app;
mod pictures;
mod piece;
mod plain;
mod wechat;
mod weibo;

use std::collections::BTreeMap;

use crate::diag::Message;

pub use app::{app, schema};
pub use pictures::{Studio, Upload};
pub use piece::Piece;
pub use plain::plain;
pub use wechat::wechat;
pub use weibo::weibo;

/// An item as another channel takes it.
#[derive(Debug, Default)]
pub struct Copy {
    /// Every file by its name in the folder that is handed over.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What reads or looks otherwise than on the site.
    pub changed: Vec<Message>,
    /// What is beyond the limits of the channel.
    pub over: Vec<Message>,
}
