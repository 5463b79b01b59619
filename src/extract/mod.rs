//! From text, values and rules to claims.

mod claims;
mod names;
mod status;

pub use claims::{Extractor, describe};
