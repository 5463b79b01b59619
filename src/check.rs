//! The whole flow, read top to bottom.

use crate::claim::Claim;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::extract::Extractor;
use crate::lexicon::Lexicon;
use crate::recognise::{self, Context, Prefer, Recognisers, Values};
use crate::rulebook::{Known, Rulebook};
use crate::text::{Boundaries, Text, Vocabulary};

/// A rule pack that is not bundled: name, file as the user named it, content.
pub type PackSource = (String, String, String);

/// Everything that is made once and then only read: lexicons, words, recognisers, rules.
pub struct Engine {
    /// The words that token ids stand for.
    pub vocabulary: Vocabulary,
    /// Which side a bare weekday falls on.
    pub prefer: Prefer,
    /// The rules.
    pub rulebook: Rulebook,
    boundaries: Boundaries,
    recognisers: Recognisers,
    extractor: Extractor,
}

impl Engine {
    /// An engine over `lexicon` with the bundled packs and `packs` beside them.
    ///
    /// # Errors
    /// Every mistake of every pack.
    pub fn new(lexicon: &Lexicon, packs: &[PackSource]) -> Result<Self, Vec<Diagnostic>> {
        let mut vocabulary = Vocabulary::default();
        vocabulary.intern("'s");
        let boundaries = lexicon.boundaries(&mut vocabulary);
        let recognisers = Recognisers::new(lexicon, &mut vocabulary);
        let extractor = Extractor::new(lexicon, &mut vocabulary);
        let commonness = |word: &str| lexicon.words.commonness(word);
        let known = Known { policies: POLICIES, commonness: &commonness };
        let bundled = crate::rulebook::bundled();
        let sources: Vec<(&str, &str, &str)> = bundled
            .iter()
            .map(|(name, file, content)| (*name, file.as_str(), *content))
            .chain(packs.iter().map(|(n, f, c)| (n.as_str(), f.as_str(), c.as_str())))
            .collect();
        let rulebook = Rulebook::new(sources.into_iter(), &mut vocabulary, known)?;
        Ok(Self { vocabulary, prefer: Prefer::Context, rulebook, boundaries, recognisers, extractor })
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

    /// The claims of a document.
    pub fn claims(&self, document: &Document) -> Vec<Claim> {
        let text = self.text(document);
        let values = self.values(document, &text);
        self.extractor.extract(&self.rulebook, document, &text, &values)
    }
}

const POLICIES: &[&str] = &["dates", "figures", "quotations", "offices", "ordinals", "names"];
