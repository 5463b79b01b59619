//! `factcheck.toml`: what a project wants of a run, read with every mistake kept, each value with
//! the place that it came from.
//!
//! Pure: whoever calls [`resolve`] hands in how a file is read.

mod file;
mod keys;
mod lexicon;
mod policy;
mod resolve;
mod schema;
mod select;

pub use file::{Entry, Folder, Level, Place, Written};
pub use keys::{KEYS, Key, NAME, Shape, template};
pub use policy::{Known, Policy};
pub use resolve::{Config, Loaded, resolve};
pub use schema::schema;
pub use select::{Globs, Selection, bytes};

#[cfg(test)]
mod tests;
