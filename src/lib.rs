//! factcheck: pulls dated claims out of news copy and says where the sources disagree.
//!
//! [`check::Engine`] holds everything that is made once: lexicons, recognisers, rules. A
//! [`document::Document`] goes in, [`claim::Claim`]s come out, and [`reconcile::run`] says how the
//! claims of several documents hold together.
//!
//! ```
//! use factcheck::check::Engine;
//! use factcheck::document::Document;
//! use factcheck::lexicon::Lexicon;
//!
//! let engine = Engine::new(&Lexicon::bundled(), &[]).expect("the bundled packs are sound");
//! let article = Document::plain("a1", "President Ana Petrova will visit Japan on 4–5 December 2025.");
//! let claims = engine.claims(&article);
//! let visit = claims.iter().find(|c| c.kind == "visit").expect("a visit with its dates");
//! assert_eq!(visit.subject.as_deref(), Some("Ana Petrova"));
//! assert_eq!(visit.object.as_deref(), Some("Japan"));
//! assert_eq!(visit.text, "4–5 December 2025");
//! ```

mod bytes;
pub mod check;
pub mod claim;
pub mod config;
pub mod consistency;
pub mod coverage;
pub mod diagnostic;
pub mod document;
pub mod draft;
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
pub mod suppress;
pub mod text;
pub mod value;
