//! What a page says of itself around its copy: when it was published, by whom, under which title,
//! and what on it is no copy.

use super::format::Options;
use crate::document::{Document, Published, PublishedFrom};

/// Whether there is nothing to read.
pub(super) fn blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c == '\u{feff}')
}

/// Fills in what `document.meta` does not know yet from the document's text, and sets aside what is
/// no copy.
pub(super) fn describe(document: &mut Document, options: &Options) {
    if document.meta.published.is_none() {
        document.meta.published = options.published.map(|at| Published { at, from: PublishedFrom::Option });
    }
}
