//! What the spelling of a text says of where it was written.

use crate::lexicon::Lexicon;
use crate::recognise::DateOrder;
use crate::text::{Text, Vocabulary, WordId};
use rustc_hash::FxHashMap;

/// Words that are spelled in one way in the United States and in another elsewhere.
#[derive(Debug, Default)]
pub(super) struct Spellings(FxHashMap<WordId, DateOrder>);

impl Spellings {
    pub(super) fn new(lexicon: &Lexicon, vocabulary: &mut Vocabulary) -> Self {
        let mut all = FxHashMap::default();
        for pair in &lexicon.time.spelling {
            all.insert(vocabulary.intern(&pair.american), DateOrder::MonthFirst);
            all.insert(vocabulary.intern(&pair.british), DateOrder::DayFirst);
        }
        Self(all)
    }

    /// The order of numeric dates that goes with the spelling; `None` where the text shows neither or both.
    pub(super) fn order(&self, text: &Text<'_>) -> Option<DateOrder> {
        let mut seen = text.tokens.iter().filter_map(|t| self.0.get(&t.word).copied());
        let first = seen.next()?;
        seen.all(|o| o == first).then_some(first)
    }
}
