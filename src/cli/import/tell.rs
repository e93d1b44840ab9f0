//! What came of each file, in words and for machines.

use serde_json::{Value, json};

use super::Trial;
use crate::cli::printer::Printer;
use crate::diag::{Message, counted};
use crate::import::{Arrival, Guess, Loss, Lost};
use crate::say;
use crate::source::paper::PaperSpot;

/// How many losses of a file are shown; machines get all.
const MOST: usize = 40;

/// What came of the files.
#[derive(Debug, Default)]
pub struct Told {
    arrived: Vec<(String, Arrival, Vec<String>)>,
    /// Items that are where they would go, each with its place.
    there: Vec<(String, String)>,
    refused: Vec<(String, Message)>,
}

impl Told {
    /// Nothing came of a file.
    pub fn refused(&mut self, file: &str, why: Message) {
        self.refused.push((file.to_owned(), why));
    }

    /// A file became an item.
    pub fn arrived(&mut self, file: &str, arrival: Arrival, written: Vec<String>) {
        self.arrived.push((file.to_owned(), arrival, written));
    }

    /// The same, beside a text of the same name, which may be an earlier edition that somebody went on with.
    pub fn arrived_beside(
        &mut self,
        file: &str,
        mut arrival: Arrival,
        written: Vec<String>,
        other: &str,
    ) {
        arrival.guesses.insert(0, beside(other, &written));
        self.arrived(file, arrival, written);
    }

    /// The item that a file makes is there already.
    pub fn there(&mut self, file: &str, place: String) {
        self.there.push((file.to_owned(), place));
    }

    /// Whether no file was refused.
    pub fn is_whole(&self) -> bool {
        self.refused.is_empty()
    }

    /// Whether nothing was told.
    pub fn is_empty(&self) -> bool {
        self.arrived.is_empty() && self.there.is_empty() && self.refused.is_empty()
    }

    /// Tells everything.
    pub fn tell(&self, trial: Trial, printer: &Printer) {
        for (file, arrival, written) in &self.arrived {
            item(file, arrival, written, printer);
            if trial == Trial::Show && !printer.json {
                printer.result(&arrival.text);
            }
        }
        for (file, place) in &self.there {
            printer.note(&say!(
                "{file}：已经有 {place}，没有改动",
                "{file}: {place} is there already and was left as it is"
            ));
        }
        for (file, why) in &self.refused {
            let Message { zh, en } = why;
            printer.say(&say!("{file}：{zh}", "{file}: {en}"));
        }
        self.sum(trial, printer);
        if printer.json {
            printer.result(&self.machine(trial).to_string());
        }
    }

    fn sum(&self, trial: Trial, printer: &Printer) {
        let (done, there, left) = (self.arrived.len(), self.there.len(), self.refused.len());
        let (there_zh, there_en) = match there {
            0 => (String::new(), String::new()),
            _ => (format!("，已经有 {there} 篇"), format!(", {there} already there")),
        };
        let (zh, en) = match trial {
            Trial::Write => ("已写出", "written"),
            Trial::Show => ("会写出", "would be written"),
        };
        let next = match trial {
            Trial::Write if done > 0 => say!(
                "请逐条核对文件头里的“请核对”，删去那一行，再用 fengbei check 检查。",
                "Go through the lines 请核对 in each head, delete them, and run fengbei check."
            ),
            Trial::Write | Trial::Show => Message::new("", ""),
        };
        printer.note(&Message::new(
            format!("{zh} {done} 篇{there_zh}，没有导入 {left} 个文件。{}", next.zh),
            format!(
                "{} {en}{there_en}, {} not imported. {}",
                counted(done, "item"),
                counted(left, "file"),
                next.en
            ),
        ));
    }

    fn machine(&self, trial: Trial) -> Value {
        let imported: Vec<_> = self
            .arrived
            .iter()
            .map(|(file, arrival, written)| {
                let guesses: Vec<_> = arrival
                    .guesses
                    .iter()
                    .map(|it| json!({ "field": it.key, "value": it.value, "zh": it.why.zh, "en": it.why.en }))
                    .collect();
                let losses: Vec<_> = arrival.losses.iter().map(loss).collect();
                json!({ "from": file, "files": written, "guesses": guesses, "losses": losses })
            })
            .collect();
        let there = self.there.iter().map(|(file, place)| json!({ "from": file, "at": place }));
        let refused = self
            .refused
            .iter()
            .map(|(file, why)| json!({ "from": file, "zh": why.zh, "en": why.en }));
        json!({
            "written": trial == Trial::Write,
            "imported": imported,
            "there": there.collect::<Vec<_>>(),
            "refused": refused.collect::<Vec<_>>(),
        })
    }
}

fn item(file: &str, arrival: &Arrival, written: &[String], printer: &Printer) {
    let first = written.first().map_or("", String::as_str);
    let beside = arrival.files.len();
    printer.note(&match beside {
        0 => say!("{file} → {first}", "{file} → {first}"),
        _ => Message::new(
            format!("{file} → {first}，连同 {beside} 个文件"),
            format!("{file} → {first} with {}", counted(beside, "file")),
        ),
    });
    let guesses = arrival.guesses.len();
    if guesses > 0 {
        printer.note(&say!("  请核对 {guesses} 处：", "  to confirm: {guesses}"));
    }
    for guess in &arrival.guesses {
        let (key, value) = (guess.key, crate::text::shorten(&guess.value, 40));
        let Message { zh, en } = &guess.why;
        printer.note(&say!("    {key}：{value}（{zh}）", "    {key}: {value} ({en})"));
    }
    // What went into the head was told above.
    let lost: Vec<&Loss> = arrival.losses.iter().filter(|it| it.what != Lost::Taken).collect();
    let losses = lost.len();
    if losses > 0 {
        printer.note(&say!("  与原文不同的 {losses} 处：", "  not as in the file: {losses}"));
    }
    for loss in lost.into_iter().take(MOST) {
        let Message { zh, en } = loss.message();
        printer.note(&say!("    {zh}", "    {en}"));
    }
    if losses > MOST {
        let rest = losses - MOST;
        printer.note(&say!(
            "    还有 {rest} 处，用 --json 看全部",
            "    and {rest} more; --json gives all"
        ));
    }
}

/// What is to be looked at when another text has the name.
fn beside(other: &str, written: &[String]) -> Guess {
    let value = written.first().cloned().unwrap_or_default();
    let why = say!(
        "已经有 {other}，内容不同，没有动它；两篇如果是同一篇，请留一篇",
        "{other} is there and differs, and was left alone; if both are one text, keep one"
    );
    Guess { key: "file", value, why }
}

fn loss(loss: &Loss) -> Value {
    let Message { zh, en } = loss.message();
    let mut value = json!({ "kind": loss.what.name(), "words": loss.words, "zh": zh, "en": en });
    match loss.spot {
        Some(PaperSpot::Paragraph(number)) => value["paragraph"] = number.into(),
        Some(PaperSpot::Cell { table, row, column }) => {
            value["cell"] = json!({ "table": table, "row": row, "column": column });
        }
        Some(PaperSpot::Line(number)) => value["line"] = number.into(),
        Some(PaperSpot::Page(number) | PaperSpot::Slide(number)) => value["page"] = number.into(),
        Some(PaperSpot::NumberedNote(number)) => value["note"] = number.into(),
        Some(PaperSpot::Note) => value["note"] = true.into(),
        Some(PaperSpot::Margin | PaperSpot::Comment) | None => {}
    }
    value
}
