//! The whole flow, read top to bottom.

use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::recognise::{self, Context, Prefer, Recognisers, Values};
use crate::text::{Boundaries, Text, Vocabulary};

/// Everything that is made once and then only read: lexicons, words, recognisers.
pub struct Engine {
    /// The words that token ids stand for.
    pub vocabulary: Vocabulary,
    /// Which side a bare weekday falls on.
    pub prefer: Prefer,
    boundaries: Boundaries,
    recognisers: Recognisers,
}

impl Engine {
    /// An engine over `lexicon`.
    pub fn new(lexicon: &Lexicon) -> Self {
        let mut vocabulary = Vocabulary::default();
        vocabulary.intern("'s");
        let boundaries = lexicon.boundaries(&mut vocabulary);
        let recognisers = Recognisers::new(lexicon, &mut vocabulary);
        Self { vocabulary, prefer: Prefer::Context, boundaries, recognisers }
    }

    /// A document taken apart.
    pub fn text<'d>(&self, document: &'d Document) -> Text<'d> {
        Text::new(document, &self.vocabulary, &self.boundaries)
    }

    /// The typed values of a document, in order of their start, and who is meant by its names.
    pub fn values(&self, document: &Document, text: &Text<'_>) -> Values {
        let context = Context { text, meta: &document.meta, vocabulary: &self.vocabulary, prefer: self.prefer };
        recognise::run(&self.recognisers, &context)
    }
}
