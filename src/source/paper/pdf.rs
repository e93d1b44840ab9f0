//! The words of a PDF, page by page: its text layer, never its pictures.
//!
//! A damaged file must not end the program, so a PDF is read on a thread of its own that may panic,
//! may not take long, and is given nothing that unpacks to more than any paper holds.

use std::io::Read as _;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache,
    InterpreterSettings, Paint, PathDrawMode, SoftMask, interpret_page,
};
use kurbo::{Affine, BezPath, Point, Rect};
use unicode_normalization::UnicodeNormalization as _;

use super::{EachPassage, PaperFault, PaperSpot};
use crate::source::File;
use crate::text::is_wide;

/// The name of the threads that read PDFs: whoever shows panics may leave theirs out.
pub const THREAD: &str = "pdf";

/// How long a PDF may take; a paper of a thousand pages takes some seconds.
const LONGEST: Duration = Duration::from_secs(10);
/// What all streams of a PDF that hold no picture may have when unpacked, in bytes.
const LARGEST_UNPACKED: u64 = 512 << 20;
/// Brackets within brackets, of which no paper has a dozen. A file may have less than twice as many
/// that are no brackets at all, but bytes of a picture.
const DEEPEST: u32 = 10_000;
/// Stack of the thread, in bytes: enough for so many brackets, and nothing that is not used is
/// taken from the machine.
const STACK: usize = 512 << 20;
/// A page with more letters than one in so many that nobody can read is told.
const UNKNOWN_SHARE: usize = 10;

/// What the thread tells.
enum Told {
    Line(u32, String),
    End(Result<(), PaperFault>),
}

pub(super) fn read(file: &File, each: EachPassage<'_>) -> Result<(), PaperFault> {
    let bytes = file.bytes()?.into_owned();
    if bytes.is_empty() {
        return Err(PaperFault::NoWords);
    }
    if !is_sound(&bytes) {
        return Err(PaperFault::TooLarge);
    }
    let (tell, told) = channel();
    let thread = std::thread::Builder::new().name(THREAD.into()).stack_size(STACK);
    let started = thread.spawn(move || {
        let end = pages(bytes, &tell);
        // Nobody listens any more when it took too long.
        let _ = tell.send(Told::End(end));
    });
    started.map_err(|error| PaperFault::Unreadable(error.to_string()))?;
    listen(&told, each)
}

/// Gives what the thread tells to `each`, until it ends, dies or takes too long.
fn listen(told: &Receiver<Told>, each: EachPassage<'_>) -> Result<(), PaperFault> {
    let end = Instant::now() + LONGEST;
    loop {
        match told.recv_timeout(end.saturating_duration_since(Instant::now())) {
            Ok(Told::Line(page, words)) => each(PaperSpot::Page(page), &words),
            Ok(Told::End(end)) => return end,
            Err(RecvTimeoutError::Timeout) => return Err(PaperFault::TooLarge),
            Err(RecvTimeoutError::Disconnected) => return Err(PaperFault::Broken),
        }
    }
}

/// Whether a PDF neither unpacks to more than papers hold, nor has more brackets within brackets
/// than the stack would bear: both would end the program.
fn is_sound(bytes: &[u8]) -> bool {
    let mut whole = Measure::default();
    whole.take(bytes);
    let (mut length, mut deepest) = (0, whole.deepest);
    for at in memchr::memmem::find_iter(bytes, b"stream") {
        let start = &bytes[at + b"stream".len()..];
        let start = start.strip_prefix(b"\r").unwrap_or(start);
        let Some(packed) = start.strip_prefix(b"\n") else { continue };
        let left = LARGEST_UNPACKED + 1 - length;
        let mut stream = flate2::read::ZlibDecoder::new(packed).take(left);
        let mut measure = Measure::default();
        // What is damaged counts as far as it goes.
        let _ = std::io::copy(&mut stream, &mut measure);
        length += measure.length;
        deepest = deepest.max(measure.deepest);
        if length > LARGEST_UNPACKED {
            break;
        }
    }
    length <= LARGEST_UNPACKED && deepest <= DEEPEST
}

/// Measures what is written, and forgets it.
#[derive(Default)]
struct Measure {
    length: u64,
    depth: u32,
    deepest: u32,
}

impl Measure {
    fn take(&mut self, bytes: &[u8]) {
        self.length += bytes.len() as u64;
        for byte in bytes {
            match byte {
                b'[' | b'<' => self.depth += 1,
                b']' | b'>' => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
            self.deepest = self.deepest.max(self.depth);
        }
    }
}

impl std::io::Write for Measure {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.take(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn pages(bytes: Vec<u8>, tell: &Sender<Told>) -> Result<(), PaperFault> {
    let end = Instant::now() + LONGEST;
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(_) => PaperFault::Encrypted,
        LoadPdfError::Invalid => PaperFault::Broken,
    })?;
    let cache = InterpreterCache::new();
    let (mut known, mut unknown) = (0, false);
    for (number, page) in (1..).zip(pdf.pages().iter()) {
        let letters = letters(&pdf, &cache, page, end);
        known += letters.known;
        unknown |= letters.unknown * UNKNOWN_SHARE > letters.known + letters.unknown;
        for line in letters.text.lines().filter(|line| !line.trim().is_empty()) {
            if tell.send(Told::Line(number, line.to_owned())).is_err() {
                return Err(PaperFault::TooLarge);
            }
        }
    }
    match (known, unknown) {
        (_, true) => Err(PaperFault::UnknownLetters),
        (0, false) => Err(PaperFault::NoWords),
        (_, false) => Ok(()),
    }
}

fn letters<'a>(
    pdf: &'a Pdf,
    cache: &InterpreterCache<'a>,
    page: &Page<'a>,
    end: Instant,
) -> Letters {
    let settings =
        InterpreterSettings { render_annotations: true, ..InterpreterSettings::default() };
    let everywhere = Rect::new(-1e6, -1e6, 1e6, 1e6);
    let mut context = Context::new(Affine::IDENTITY, everywhere, cache, pdf.xref(), settings);
    let mut letters = Letters { text: String::new(), last: None, known: 0, unknown: 0, end };
    interpret_page(page, &mut context, &mut letters);
    letters
}

/// The letters of a page, in the order in which they are drawn.
struct Letters {
    text: String,
    /// Where the last letter begins and ends.
    last: Option<(Point, Point)>,
    known: usize,
    unknown: usize,
    /// When the time is over.
    end: Instant,
}

impl Letters {
    /// Ends the thread when the time is over: forms that draw themselves would go on for ever, and
    /// nothing else stops the interpreter. Nobody listens any more.
    fn watch_the_clock(&self) {
        if Instant::now() > self.end {
            std::panic::resume_unwind(Box::new(()));
        }
    }

    /// Appends a letter that is drawn from `start` to `end`, and `em` high: after a space when it
    /// stands apart from the last, and on a line of its own when that is elsewhere.
    fn append(&mut self, letter: &str, start: Point, end: Point, em: f64) {
        if let Some((last_start, last_end)) = self.last {
            // Letters that are filled and outlined are drawn twice.
            if (start - last_start).hypot() < em / 100.0 && self.text.ends_with(letter) {
                return;
            }
            let (gap, drop) = (start.x - last_end.x, (start.y - last_end.y).abs());
            if drop > em / 2.0 || gap < -em {
                self.text.push('\n');
            } else if gap > em {
                self.text.push('\t');
            } else if gap > em / 4.0 {
                self.text.push(' ');
            }
        }
        self.text.push_str(letter);
        self.last = Some((start, end));
    }
}

/// What stands for a letter that the file does not explain.
const UNKNOWN: &str = "\u{fffd}";

/// Radicals that have no usual form in Unicode's own tables, or another than today's, with the
/// characters that fonts mean by them.
const RADICALS: [(char, char); 24] = [
    ('⺟', '母'),
    ('⺠', '民'),
    ('⻄', '西'),
    ('⻅', '见'),
    ('⻆', '角'),
    ('⻉', '贝'),
    ('⻋', '车'),
    ('⻓', '长'),
    ('⻔', '门'),
    ('⻘', '青'),
    ('⻚', '页'),
    ('⻛', '风'),
    ('⻜', '飞'),
    ('⻝', '食'),
    ('⻢', '马'),
    ('⻤', '鬼'),
    ('⻥', '鱼'),
    ('⻦', '鸟'),
    ('⻨', '麦'),
    ('⻩', '黄'),
    ('⻬', '齐'),
    ('⻮', '齿'),
    ('⻰', '龙'),
    ('⼾', '户'),
];

/// `letters` in their usual form: fonts often call 一 by the number of the radical ⼀.
fn usual(letters: &str) -> String {
    let is_odd = |c: char| matches!(c, '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}');
    if !letters.contains(is_odd) {
        return letters.to_owned();
    }
    let known = |c: char| RADICALS.iter().find(|(radical, _)| *radical == c).map(|pair| pair.1);
    letters.chars().map(|c| known(c).unwrap_or(c)).nfkc().collect()
}

impl Device<'_> for Letters {
    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'_>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'_>,
        _: &GlyphDrawMode,
    ) {
        /// Units of an em in outlines.
        const EM: f64 = 1000.0;
        self.watch_the_clock();
        let letter = match glyph.as_unicode() {
            Some(BfString::Char(c)) => usual(&c.to_string()),
            Some(BfString::String(letters)) => usual(&letters),
            None => UNKNOWN.into(),
        };
        let place = transform * glyph_transform;
        let width = match glyph {
            Glyph::Outline(outline) => outline.advance_width().map(f64::from),
            Glyph::Type3(_) => None,
        };
        let (start, top) = (place * Point::ZERO, place * Point::new(0.0, EM));
        let likely = if letter.starts_with(is_wide) { EM } else { EM / 2.0 };
        let end = place * Point::new(width.unwrap_or(likely), 0.0);
        if letter == UNKNOWN {
            self.unknown += 1;
        } else {
            self.known += 1;
        }
        self.append(&letter, start, end, (top - start).hypot());
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'_>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'_>, _: &PathDrawMode) {
        self.watch_the_clock();
    }
    fn push_clip_path(&mut self, _: &ClipPath) {
        self.watch_the_clock();
    }
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {
        self.watch_the_clock();
    }
    fn draw_image(&mut self, _: Image<'_, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
