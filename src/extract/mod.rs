//! From text, values and rules to claims.

mod claims;
mod figures;
mod names;
mod status;

pub use claims::{Extractor, describe};
