//! From text, values and rules to claims.

mod brief;
mod claims;
mod coverage;
mod figures;
mod given;
mod names;
mod slot;
mod status;
mod trace;

pub use brief::describe;
pub use claims::Extractor;
pub use coverage::coverage;
pub use trace::{Trace, trace};
