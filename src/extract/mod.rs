//! From text, values and rules to claims.

mod claims;
mod coverage;
mod figures;
mod names;
mod slot;
mod status;
mod trace;

pub use claims::{Extractor, describe};
pub use coverage::coverage;
pub use trace::{Trace, trace};
