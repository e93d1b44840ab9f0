//! The pieces on the pages of a special issue as its print template sees them. Shapes only.

use serde::Serialize;

use crate::markup::print::{Block, Captioned, Inline};

#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(super) enum Content {
    Lead(PrintedStory),
    Story(PrintedStory),
    Continued {
        of: String,
        head: Ladder,
    },
    Briefs {
        title: String,
        entries: Vec<Brief>,
    },
    Picture {
        picture: Captioned,
    },
    Essay {
        head: Ladder,
        pictures: Vec<Captioned>,
    },
    Figures {
        title: String,
        note: Option<String>,
        figures: Vec<Figure>,
    },
    Strip {
        title: Option<String>,
        figures: Vec<Figure>,
    },
    Honours {
        title: String,
        note: Option<String>,
        head: Vec<&'static str>,
        rows: Vec<Vec<Vec<Inline>>>,
    },
    Timeline {
        title: String,
        note: Option<String>,
        entries: Vec<Happened>,
    },
    Chart {
        title: String,
        chart: Option<Block>,
    },
    Roll {
        title: String,
        names: Vec<String>,
        rule: Option<String>,
    },
    Box {
        title: String,
        note: Option<String>,
        b: Vec<Block>,
    },
    Pull {
        pull: Pulled,
    },
    Slogan {
        words: String,
    },
    Colophon {
        lines: Vec<String>,
    },
}

#[derive(Debug, Serialize)]
pub(super) struct PrintedStory {
    pub(super) head: Ladder,
    pub(super) b: Vec<Block>,
    pub(super) picture: Option<Captioned>,
    pub(super) picture_columns: Option<u8>,
    pub(super) continued_on: Option<u8>,
}

/// A headline: the line above, the lines of the title, the line below, who wrote it.
#[derive(Debug, Serialize)]
pub(super) struct Ladder {
    pub(super) kicker: Option<String>,
    pub(super) title: Vec<String>,
    pub(super) deck: Option<String>,
    pub(super) byline: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct Brief {
    pub(super) title: String,
    pub(super) c: Vec<Inline>,
    pub(super) page: Option<usize>,
}

#[derive(Debug, Serialize)]
pub(super) struct Figure {
    pub(super) value: Vec<Inline>,
    pub(super) unit: Vec<Inline>,
    pub(super) label: Vec<Inline>,
    /// As-of date or source; may be empty.
    pub(super) note: Vec<Inline>,
    /// How much of the whole, from 0 to 1, where it is a share.
    pub(super) share: Option<f64>,
}

#[derive(Debug, Serialize)]
pub(super) struct Happened {
    pub(super) date: String,
    pub(super) c: Vec<Inline>,
}

#[derive(Debug, Serialize)]
pub(super) struct Pulled {
    pub(super) b: Vec<Block>,
    pub(super) source: Vec<Inline>,
}
