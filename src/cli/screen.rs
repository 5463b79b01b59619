//! What goes to the terminal: messages, its width and colours, places, progress.

use super::Output;
use super::args::{ColourArg, ViewArgs};
use factcheck::diagnostic::{Diagnostic, Level};
use factcheck::document::Document;
use factcheck::report::{Terminal, render_diagnostics};
use factcheck::span::Location;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Runs shorter than this show no progress.
const PATIENCE: Duration = Duration::from_secs(1);

/// Writes diagnostics for a person.
pub(super) fn complain(found: &[Diagnostic], output: &mut Output<'_>) -> io::Result<()> {
    if found.is_empty() {
        return Ok(());
    }
    output.mistakes += found.iter().filter(|d| d.level == Level::Error).count();
    let terminal = Terminal {
        width: width().unwrap_or(100),
        colour: io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()),
    };
    write!(output.err, "{}", render_diagnostics(found, terminal))
}

/// What a file is written for: as wide as a page, without colours.
pub(super) fn terminal_of_files() -> Terminal {
    Terminal::default()
}

/// What standard output is shown on.
pub(super) fn terminal(view: &ViewArgs) -> Terminal {
    let colour = match view.color {
        ColourArg::Always => true,
        ColourArg::Never => false,
        ColourArg::Auto => io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()),
    };
    Terminal { width: view.width.or_else(width).unwrap_or(100).max(40), colour }
}

fn width() -> Option<usize> {
    let columns = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    columns.or_else(|| terminal_size::terminal_size().map(|(w, _)| usize::from(w.0))).filter(|w| *w > 0)
}

/// `path:line:column` of a place; in a record, its id and the place in its text.
pub(super) fn place(d: &Document, at: Location) -> String {
    let path = factcheck::report::words::harmless(&d.id);
    let part = at.part.map_or_else(String::new, |p| format!(" ({p})"));
    format!("{path}:{}:{}{part}", at.line, at.column)
}

/// A bar on standard error, shown once a run takes long.
pub(super) struct Progress {
    bar: ProgressBar,
    start: Instant,
    shown: AtomicBool,
}

impl Progress {
    pub(super) fn new(len: usize) -> Self {
        let bar = ProgressBar::with_draw_target(Some(len as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{wide_bar} {pos} of {len} articles, {eta} left") {
            bar.set_style(style);
        }
        Self { bar, start: Instant::now(), shown: AtomicBool::new(!io::stderr().is_terminal()) }
    }

    pub(super) fn step(&self) {
        self.bar.inc(1);
        if !self.shown.load(Ordering::Relaxed) && self.start.elapsed() > PATIENCE {
            self.shown.store(true, Ordering::Relaxed);
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}
