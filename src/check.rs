//! The whole flow, read top to bottom.

use crate::claim::Claim;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::extract::Extractor;
use crate::lexicon::Lexicon;
use crate::recognise::{self, Context, DateOrder, Explanation, Mention, Prefer, Recognisers, Values};
use crate::reconcile::{Compare, Settings};
use crate::rulebook::{Attribute, Known, Rulebook};
use crate::text::{Boundaries, Text, Vocabulary};
use std::mem::ManuallyDrop;

/// A rule pack that is not bundled: name, file as the user named it, content.
pub type PackSource = (String, String, String);

/// Everything that is made once and then only read: lexicons, words, recognisers, rules.
pub struct Engine {
    /// The words that token ids stand for.
    pub vocabulary: Vocabulary,
    /// Which side a bare weekday falls on.
    pub prefer: Prefer,
    /// The order of day and month in numeric dates; `None` where each text decides.
    pub date_order: Option<DateOrder>,
    /// The rules.
    pub rulebook: Rulebook,
    boundaries: Boundaries,
    recognisers: Recognisers,
    extractor: Extractor,
}

impl Engine {
    /// An engine over `lexicon` with the bundled packs and `packs` beside them; one that is named as
    /// a bundled pack stands in its place.
    ///
    /// # Errors
    /// Every mistake of every pack.
    pub fn new(lexicon: &Lexicon, packs: &[PackSource]) -> Result<Self, Vec<Diagnostic>> {
        let mut vocabulary = crate::lexicon::vocabulary();
        vocabulary.intern("'s");
        let boundaries = lexicon.boundaries(&mut vocabulary);
        let recognisers = Recognisers::new(lexicon, &mut vocabulary);
        let extractor = Extractor::new(lexicon, &mut vocabulary);
        let commonness = lexicon.words.commonness();
        let compare = |written: &str| Compare::parse(written).map(|_| ());
        let known = Known { compare: &compare, commonness: &commonness };
        let mut bundled = crate::rulebook::bundled();
        bundled.retain(|(name, ..)| packs.iter().all(|(n, ..)| n != name));
        let sources: Vec<(&str, &str, &str)> = bundled
            .iter()
            .map(|(name, file, content)| (*name, file.as_str(), *content))
            .chain(packs.iter().map(|(n, f, c)| (n.as_str(), f.as_str(), c.as_str())))
            .collect();
        let rulebook = Rulebook::new(sources.into_iter(), &mut vocabulary, known)?;
        Ok(Self { vocabulary, prefer: Prefer::Context, date_order: None, rulebook, boundaries, recognisers, extractor })
    }

    /// An engine over the bundled lexicons and packs.
    pub fn bundled() -> Self {
        // Taking the lexicons down again would cost more than the memory is worth that it gives back.
        let lexicon = ManuallyDrop::new(Lexicon::bundled());
        match Self::new(&lexicon, &[]) {
            Ok(engine) => engine,
            // The packs are part of the program, and a test reads each of them.
            Err(mistakes) => panic!("the bundled packs: {mistakes:?}"),
        }
    }

    /// A document taken apart.
    pub fn text<'d>(&self, document: &'d Document) -> Text<'d> {
        Text::new(document, &self.vocabulary, &self.boundaries)
    }

    /// The typed values of a document, in order of their start, and who is meant by its names.
    pub fn values(&self, document: &Document, text: &Text<'_>) -> Values {
        self.values_step_by_step(document, text, |_| ())
    }

    /// The same; `done` is told each step once it is over, by the name that it has in `--timing`.
    pub fn values_step_by_step(&self, document: &Document, text: &Text<'_>, done: impl FnMut(&'static str)) -> Values {
        recognise::run(&self.recognisers, &self.context(document, text), done)
    }

    fn context<'c>(&'c self, document: &'c Document, text: &'c Text<'c>) -> Context<'c> {
        let plain = Context::new(text, &document.meta, &self.vocabulary);
        Context { prefer: self.prefer, date_order: self.date_order, ..plain }
    }

    /// How each of `mentions` was read, for `values --explain`.
    pub fn explain(&self, document: &Document, text: &Text<'_>, mentions: &[&Mention]) -> Vec<Explanation> {
        recognise::explain(&self.recognisers, &self.context(document, text), mentions)
    }

    /// The claims that the rules find among the values.
    pub fn extract(&self, document: &Document, text: &Text<'_>, values: &Values) -> Vec<Claim> {
        self.extractor.extract(&self.rulebook, document, text, values)
    }

    /// The claims of a document, start to end.
    pub fn claims(&self, document: &Document) -> Vec<Claim> {
        let text = self.text(document);
        let values = self.values(document, &text);
        self.extract(document, &text, &values)
    }

    /// Tells the reconciler how the rules want their claims compared.
    pub fn settle(&self, settings: &mut Settings) {
        for (_, rule) in self.rulebook.rules() {
            let Ok(compare) = Compare::parse(&rule.compare) else { continue };
            let attribute = match &rule.attribute {
                Some(Attribute::Constant(a)) => Some(a.as_str()),
                _ => None,
            };
            settings.set(&rule.kind, attribute, compare, rule.severity);
        }
    }
}
