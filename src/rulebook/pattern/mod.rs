//! Rule patterns: words and typed slots over the symbols of a sentence.
//!
//! `parse` reads a pattern as written into a [`Node`], `program` compiles it, `matcher` runs it.

mod matcher;
mod meaning;
mod node;
mod parse;
mod program;

pub use matcher::{Captures, Filled, Matcher, Symbol, Symbols};
pub use meaning::meaning;
pub use node::{Atom, Node};
pub use parse::{GAP, PatternError, Phrases, parse};
pub use program::Program;
