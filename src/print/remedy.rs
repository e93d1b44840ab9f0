//! What would make words fit, in both languages. Never says whether they do.

use serde::{Deserialize, Serialize};

use crate::diag::Message;
use crate::say;

/// One thing that an editor may do; templates name it in `remedies: ((way: "…", …),)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "way", rename_all = "kebab-case")]
pub enum Remedy {
    /// A smaller picture, or none.
    SmallerPicture,
    /// Let the story go on elsewhere.
    ContinueOn {
        /// The page, from 1.
        page: usize,
    },
    /// Print the story up to a paragraph.
    CutAfter {
        /// The last paragraph that is printed, from 1.
        paragraph: usize,
    },
    /// Cut words.
    Shorten,
    /// Put the block on another page, or have less on this one.
    MoveBlock,
    /// Give the block more lines.
    MoreLines {
        /// As many as it needs.
        lines: usize,
    },
    /// Make several tables of one.
    SplitTable,
    /// A title of a few lines.
    ShortenTitle,
}

impl Remedy {
    fn words(self) -> Message {
        match self {
            Self::SmallerPicture => say!("图片排小一些或者不排", "print a smaller picture or none"),
            Self::ContinueOn { page } => {
                say!(
                    "转到第 {page} 版（转版 = {page}）",
                    "let it go on on page {page} (continue_on = {page})"
                )
            }
            Self::CutAfter { paragraph } => {
                say!("到第 {paragraph} 段为止", "cut it after paragraph {paragraph}")
            }
            Self::Shorten => say!("删短一些", "cut it a little"),
            Self::MoveBlock => say!(
                "移到别的版，或者减少本版的内容",
                "move it to another page, or have less on this one"
            ),
            Self::MoreLines { lines } => {
                say!("至少给它 {lines} 行", "give it {lines} lines at least")
            }
            Self::SplitTable => say!(
                "拆成几个栏数少的表，或者作为表格附件",
                "make several tables with fewer columns of it, or attach it as a file"
            ),
            Self::ShortenTitle => say!(
                "标题一般一至三行，把其余的话移到正文",
                "titles have one to three lines: move the other words into the text"
            ),
        }
    }
}

/// All of them as one sentence; none when there are none.
pub fn remedies(ways: &[Remedy]) -> Option<Message> {
    let said: Vec<Message> = ways.iter().map(|way| way.words()).collect();
    let joined =
        |of: fn(&Message) -> &str, between| said.iter().map(of).collect::<Vec<_>>().join(between);
    let zh = joined(|message| &message.zh, "；或者");
    let en = joined(|message| &message.en, "; or ");
    (!said.is_empty()).then(|| Message::new(zh, en))
}
