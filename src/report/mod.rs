//! Findings and claims as bytes: one file an output format.

mod diagnostics;
mod format;
mod json;
mod text;
pub mod words;

pub use diagnostics::{Terminal, render as render_diagnostics};
pub use format::{Format, Report};

/// Every format, in the order in which help shows them.
pub const FORMATS: &[&dyn Format] = &[&text::Text, &json::Json, &json::JsonLines];

/// The format of that name.
pub fn named(name: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|f| f.name() == name)
}
