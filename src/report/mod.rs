//! Findings and claims as bytes: one file an output format.

mod annotations;
mod claims_jsonld;
mod concise;
mod csv;
mod diagnostics;
mod escape;
mod format;
mod github;
mod gitlab;
mod html;
mod json;
mod junit;
mod markdown;
mod model;
mod place;
mod rdjson;
mod sarif;
mod stream;
mod support;
mod text;
pub mod words;

pub use diagnostics::{Terminal, render as render_diagnostics};
pub use format::{Beside, ClaimFormat, ClaimLine, Format};
pub use model::{Report, RuleInfo};
pub use place::{Base, Excerpt, Mark};

/// Every format, in the order in which help shows them.
pub const FORMATS: &[&dyn Format] = &[
    &text::Text,
    &concise::Concise,
    &json::Json,
    &json::JsonLines,
    &csv::Csv,
    &sarif::Sarif,
    &github::GitHub,
    &gitlab::GitLab,
    &junit::JUnit,
    &rdjson::RdJson,
    &markdown::Markdown,
    &html::Html,
    &annotations::Annotations,
    &claims_jsonld::ClaimsJsonLd,
];

/// The format of that name.
pub fn named(name: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|f| f.name() == name)
}
