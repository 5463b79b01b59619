//! factcheck: pulls dated claims out of news copy and says where the sources disagree.

pub mod check;
pub mod claim;
pub mod consistency;
pub mod diagnostic;
pub mod document;
pub mod extract;
pub mod finding;
pub mod hash;
pub mod json;
pub mod lexicon;
pub mod recognise;
pub mod reconcile;
pub mod report;
pub mod rulebook;
pub mod source;
pub mod span;
pub mod text;
pub mod value;
