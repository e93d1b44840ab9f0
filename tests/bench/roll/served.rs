//! How long the preview of a large roll takes to be there, and to give a page of the list.

use std::path::Path;
use std::time::Instant;

use super::sites::ROLL;
use crate::preview::Server;

/// Pages that are asked for.
const PAGES: usize = 21;

/// What was measured.
#[derive(Debug)]
pub struct Served {
    /// Seconds from starting the program to its first answer, the home of the roll.
    pub start: f64,
    /// Seconds from asking for a page of the list to having it, each page another.
    pub pages: Vec<f64>,
}

/// Starts the preview of the site at `root`, whose list has `last` pages.
pub fn measure(root: &Path, last: usize) -> Result<Served, String> {
    let begin = Instant::now();
    let server =
        Server::start(root, &format!("/{ROLL}/index.html"))?.ok_or("the preview ended at once")?;
    let start = begin.elapsed().as_secs_f64();
    let mut pages = Vec::new();
    for number in 0..PAGES.min(last) {
        let page = format!("/{ROLL}/list/{}.html", 1 + number * last / PAGES.min(last));
        let asked = Instant::now();
        server.get(&page).ok_or_else(|| format!("{page} is not served"))?;
        pages.push(asked.elapsed().as_secs_f64());
    }
    Ok(Served { start, pages })
}
