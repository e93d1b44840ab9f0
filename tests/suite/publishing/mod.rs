//! Publishing to real places: a folder, and servers on this machine that a test starts.

mod apart;
mod course;
mod cuts;
mod desk;
mod folder;
#[cfg(feature = "publish")]
mod servers;
#[cfg(feature = "publish")]
mod services;
#[cfg(feature = "publish")]
mod sftp;
mod signing;
#[cfg(feature = "publish")]
mod web;
