//! What stands where on a page.

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Vec2};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask};

/// A page's text, as it is drawn.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Its number, from 1.
    pub(super) number: u32,
    /// In the order in which they are drawn.
    pub(super) runs: Vec<Run>,
    /// Whether a picture is drawn on it.
    pub(super) has_picture: bool,
}

impl Page {
    /// Whether it holds no character that is seen.
    pub(super) fn is_blank(&self) -> bool {
        self.runs.iter().all(|r| r.text.trim().is_empty())
    }
}

/// Characters that stand side by side on one line. Lengths are in the page's units, `y` grows
/// upwards, and a page that is read from the side is turned upright.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run {
    pub(super) text: String,
    pub(super) x0: f64,
    pub(super) x1: f64,
    pub(super) y: f64,
    /// The height of its letters' em.
    pub(super) size: f64,
    /// The way it reads, in quarter turns.
    pub(super) turn: u8,
    /// Whether the file says that it is no part of the content, such as a running head.
    pub(super) artifact: bool,
}

/// A blank is meant where characters stand this far apart, in em.
const BLANK: f64 = 0.15;

/// What stands farther apart than this, in em, belongs to two columns or cells.
pub(super) const APART: f64 = 1.5;

/// Takes what a page draws.
pub(super) struct Glyphs {
    pub(super) page: Page,
    /// How many bytes of text may still come.
    left: u64,
    /// For each open piece of marked content, whether it is an artifact.
    marked: Vec<bool>,
}

impl Glyphs {
    /// For a page of that number, of which at most `left` bytes of text are taken.
    pub(super) fn new(number: u32, left: u64) -> Self {
        Self { page: Page { number, ..Page::default() }, left, marked: Vec::new() }
    }

    /// How many bytes of text may still come; 0 where some were not taken.
    pub(super) fn left(&self) -> u64 {
        self.left
    }

    fn push(&mut self, words: &str, to_page: Affine, advance: f64) {
        let (origin, along, up) = (
            to_page * Point::ZERO,
            direction(to_page, Vec2::new(1.0, 0.0)),
            direction(to_page, Vec2::new(0.0, 1000.0)),
        );
        let size = up.hypot();
        let words: String = words.chars().filter(|c| !c.is_control()).collect();
        if !(size.is_finite() && size > 0.0 && origin.x.is_finite() && origin.y.is_finite()) || words.is_empty() {
            return;
        }
        self.left = self.left.saturating_sub(words.len() as u64 + 1);
        if self.left == 0 {
            return;
        }
        let turn = quarter_turns(along);
        let (x, y) = match turn {
            0 => (origin.x, origin.y),
            1 => (origin.y, -origin.x),
            2 => (-origin.x, -origin.y),
            _ => (-origin.y, origin.x),
        };
        let artifact = self.marked.contains(&true);
        let end = x + advance * along.hypot();
        let blank = words.trim().is_empty();
        if let Some(run) = self.page.runs.last_mut().filter(|r| r.turn == turn && r.artifact == artifact) {
            let em = run.size.max(size);
            let (gap, drop) = (x - run.x1, (y - run.y).abs());
            // Raised and lowered figures are smaller, and stand at once beside what they belong to.
            let level =
                drop < 0.2 * em || (drop < 0.5 * em && gap.abs() < 0.3 * em && (size - run.size).abs() > 0.05 * em);
            if level && (-0.5 * em..=APART * em).contains(&gap) {
                if (blank || gap > BLANK * em) && !run.text.ends_with(' ') {
                    run.text.push(' ');
                }
                if !blank {
                    run.text.push_str(&words);
                }
                run.x1 = run.x1.max(end);
                if size > run.size {
                    (run.size, run.y) = (size, y);
                }
                return;
            }
        }
        if !blank {
            self.page.runs.push(Run { text: words, x0: x, x1: end, y, size, turn, artifact });
        }
    }
}

/// A vector of the glyph's space on the page.
fn direction(to_page: Affine, v: Vec2) -> Vec2 {
    (to_page * v.to_point()) - (to_page * Point::ZERO)
}

/// The quarter turn nearest to a direction, counter-clockwise.
fn quarter_turns(along: Vec2) -> u8 {
    match (along.x.abs() >= along.y.abs(), along.x >= 0.0, along.y >= 0.0) {
        (true, true, _) => 0,
        (true, false, _) => 2,
        (false, _, true) => 1,
        (false, _, false) => 3,
    }
}

impl<'a> Device<'a> for Glyphs {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            if self.left == 0 {
                return;
            }
            let advance = match &**glyph {
                Glyph::Outline(g) => g.advance_width(),
                Glyph::Type3(g) => g.advance_width(),
            };
            let words = match glyph.as_unicode() {
                Some(BfString::Char(c)) => c.to_string(),
                Some(BfString::String(s)) => s,
                None => char::REPLACEMENT_CHARACTER.to_string(),
            };
            self.push(&words, props.transform * glyph.transform(), f64::from(advance.unwrap_or(500.0)));
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.page.has_picture = true;
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}

    fn begin_marked_content(&mut self, tag: &[u8], _: Option<&hayro_interpret::hayro_syntax::object::Dict<'_>>) {
        self.marked.push(tag == b"Artifact");
    }

    fn end_marked_content(&mut self) {
        self.marked.pop();
    }
}
