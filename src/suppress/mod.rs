//! Findings that somebody decided on: notes in the articles, and a baseline beside them.
//!
//! Pure: files are read and written by whoever calls.

mod baseline;
mod evidence;
mod notes;
mod written;

pub use baseline::{Baseline, Decision, Record};
pub use evidence::{Evidence, Run, Sentences};
pub use notes::{Cover, Covered, apply};

#[cfg(test)]
mod tests;
