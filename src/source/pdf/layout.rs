//! From runs on a page to lines in reading order: columns from left to right, what spans them between.

use super::glyphs::{APART, Page, Run};

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) x0: f64,
    pub(super) x1: f64,
    pub(super) y: f64,
    pub(super) size: f64,
    pub(super) artifact: bool,
    /// Whether it is a row of cells.
    pub(super) cells: bool,
}

/// Lines that stand under one another, from the top down.
pub(super) type Column = Vec<Line>;

/// What spans this much of a page's width stands in no column beside another.
const SPANS: f64 = 0.55;

/// Two columns have at least this much between them, in em.
const GUTTER: f64 = 0.7;

/// A column of copy has at least so many lines, of at least so many characters in the middle.
const COLUMN_LINES: usize = 3;
const COLUMN_CHARS: f64 = 14.0;

/// How finely a page is cut from side to side to look for columns.
const STRIPS: usize = 600;

/// The columns of a page in reading order; text that reads another way than most of it comes last.
pub(super) fn columns(page: &Page) -> Vec<Column> {
    let mut all = Vec::new();
    let count = |turn: u8| page.runs.iter().filter(|r| r.turn == turn).map(|r| r.text.len()).sum::<usize>();
    let mut turns = [0_u8, 1, 2, 3];
    turns.sort_by_key(|t| std::cmp::Reverse(count(*t)));
    for turn in turns {
        let runs: Vec<&Run> = page.runs.iter().filter(|r| r.turn == turn && !r.text.trim().is_empty()).collect();
        if !runs.is_empty() {
            upright(runs, &mut all);
        }
    }
    all
}

fn upright(mut runs: Vec<&Run>, all: &mut Vec<Column>) {
    runs.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x0.total_cmp(&b.x0)));
    let em = median(runs.iter().map(|r| r.size).collect());
    let left = runs.iter().map(|r| r.x0).fold(f64::INFINITY, f64::min);
    let right = runs.iter().map(|r| r.x1).fold(f64::NEG_INFINITY, f64::max);
    let gutters = gutters(&runs, SPANS * (right - left), GUTTER * em);
    let crosses = |r: &Run| gutters.iter().any(|g| r.x0 < *g && *g < r.x1);
    let column_of = |r: &Run| gutters.iter().filter(|g| **g <= r.x0).count();
    let mut band: Vec<Vec<&Run>> = vec![Vec::new(); gutters.len() + 1];
    let mut spanning: Vec<&Run> = Vec::new();
    for run in runs {
        if gutters.is_empty() || crosses(run) {
            flush(&mut band, all);
            spanning.push(run);
        } else {
            if !spanning.is_empty() {
                all.push(lines(&std::mem::take(&mut spanning)));
            }
            band[column_of(run)].push(run);
        }
    }
    flush(&mut band, all);
    if !spanning.is_empty() {
        all.push(lines(&spanning));
    }
}

fn flush(band: &mut [Vec<&Run>], all: &mut Vec<Column>) {
    for column in band.iter_mut().filter(|c| !c.is_empty()) {
        all.push(lines(&std::mem::take(column)));
    }
}

/// Where columns of copy are set off from each other, from left to right; none on a page of one
/// column, nor where the columns are those of a table. A heading or a footer may stand across.
fn gutters(runs: &[&Run], spans: f64, least: f64) -> Vec<f64> {
    let narrow: Vec<&Run> = runs.iter().copied().filter(|r| r.x1 - r.x0 < spans && !r.artifact).collect();
    let left = narrow.iter().map(|r| r.x0).fold(f64::INFINITY, f64::min);
    let right = narrow.iter().map(|r| r.x1).fold(f64::NEG_INFINITY, f64::max);
    let step = (right - left) / STRIPS as f64;
    if !(step.is_finite() && step > 0.0) {
        return Vec::new();
    }
    let strip = |x: f64| (((x - left) / step) as usize).min(STRIPS);
    let mut change = vec![0_i64; STRIPS + 2];
    for run in &narrow {
        change[strip(run.x0)] += 1;
        change[strip(run.x1) + 1] -= 1;
    }
    let few = (narrow.len() as i64 / 25).max(1);
    let mut columns: Vec<(f64, f64)> = Vec::new();
    let (mut covered, mut open) = (0, None);
    for (i, change) in change.iter().enumerate() {
        covered += change;
        match open {
            None if covered > few => open = Some(i),
            Some(from) if covered <= few => {
                let (from, to) = (left + from as f64 * step, left + i as f64 * step);
                match columns.last_mut() {
                    Some((_, end)) if from < *end + least => *end = to,
                    _ => columns.push((from, to)),
                }
                open = None;
            }
            _ => {}
        }
    }
    let members = |(from, to): &(f64, f64)| -> Vec<f64> {
        let within = narrow.iter().filter(|r| r.x0 < *to && *from < r.x1);
        within.map(|r| r.text.chars().count() as f64).collect()
    };
    // A page number or a mark in the margin is no column.
    columns.retain(|c| members(c).len() >= COLUMN_LINES);
    if columns.len() < 2 || !columns.iter().all(|c| median(members(c)) >= COLUMN_CHARS) {
        return Vec::new();
    }
    columns.windows(2).map(|pair| f64::midpoint(pair[0].1, pair[1].0)).collect()
}

/// Runs, from the top down, as lines: those of one height are one.
fn lines(runs: &[&Run]) -> Vec<Line> {
    let mut rows: Vec<Vec<&Run>> = Vec::new();
    for run in runs {
        match rows.last_mut() {
            Some(row) if row.first().is_some_and(|r| r.y - run.y < 0.4 * r.size.min(run.size)) => row.push(run),
            _ => rows.push(vec![run]),
        }
    }
    rows.into_iter().map(line).collect()
}

fn line(mut row: Vec<&Run>) -> Line {
    row.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let mut line = Line {
        text: String::new(),
        x0: f64::INFINITY,
        x1: f64::NEG_INFINITY,
        y: f64::NEG_INFINITY,
        size: 0.0,
        artifact: row.iter().all(|r| r.artifact),
        cells: false,
    };
    let widest = row.iter().max_by_key(|r| r.text.len()).map_or(0.0, |r| r.size);
    for run in row {
        // Letters of one word may be drawn one by one.
        let gap = run.x0 - line.x1;
        line.cells |= gap > APART * run.size && gap.is_finite();
        if !line.text.is_empty() && !line.text.ends_with(' ') && gap > 0.12 * run.size {
            line.text.push(' ');
        }
        line.text.push_str(if line.text.is_empty() { run.text.trim_start() } else { &run.text });
        (line.x0, line.x1, line.y) = (line.x0.min(run.x0), line.x1.max(run.x1), line.y.max(run.y));
    }
    line.text.truncate(line.text.trim_end().len());
    line.size = widest;
    line
}

/// The middle one of some numbers, the lower of two; 0 of none.
pub(super) fn median(mut of: Vec<f64>) -> f64 {
    of.sort_by(f64::total_cmp);
    of.get(of.len().saturating_sub(1) / 2).copied().unwrap_or(0.0)
}
