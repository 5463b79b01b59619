//! How firmly a sentence states a claim.

use crate::claim::Status;
use crate::lexicon::{Lexicon, Term};
use crate::text::{Case, Text, Vocabulary, WordId};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Words before a match that still bear on it.
const BEFORE: usize = 8;

/// Words after a match that still bear on it.
const AFTER: usize = 3;

/// The cues.
#[derive(Debug, Default)]
pub(super) struct Cues {
    /// Their other words and what they show, by the first word.
    by_first: FxHashMap<WordId, Vec<(Vec<WordId>, Status)>>,
    /// Verbs that deny no count that is their object.
    undone: Vec<WordId>,
}

impl Cues {
    pub(super) fn new(lexicon: &Lexicon, vocabulary: &mut Vocabulary) -> Self {
        let s = &lexicon.status;
        let mut cues = Self::default();
        for (list, status) in [
            (&s.expected, Status::Expected),
            (&s.reported, Status::Reported),
            (&s.denied, Status::Denied),
            (&s.conditional, Status::Conditional),
        ] {
            for phrase in list {
                let words: Vec<WordId> = phrase.parts().map(|w| vocabulary.intern(&w)).collect();
                if let Some((first, rest)) = words.split_first() {
                    cues.by_first.entry(*first).or_default().push((rest.to_vec(), status));
                }
            }
        }
        cues.undone = s.undone.iter().flat_map(Term::parts).map(|w| vocabulary.intern(&w)).collect();
        cues
    }

    /// Whether what is counted from token `at` on is the object of a verb that undoes it: "cancelled 86 flights".
    pub(super) fn undoes(&self, text: &Text<'_>, at: usize) -> bool {
        at.checked_sub(1).and_then(|b| text.tokens.get(b)).is_some_and(|t| self.undone.contains(&t.word))
    }

    /// The statuses that cues show in the words around `matched`.
    fn shown(&self, text: &Text<'_>, sentence: &Range<usize>, matched: &Range<usize>) -> Vec<(usize, Status)> {
        let from = matched.start.saturating_sub(BEFORE).max(sentence.start);
        let to = (matched.end + AFTER).min(sentence.end);
        let mut all = Vec::new();
        for i in from..to {
            let Some(token) = text.tokens.get(i) else { continue };
            // The month of May allows nothing.
            if token.case == Case::Capitalised && i != sentence.start {
                continue;
            }
            let Some(cues) = self.by_first.get(&token.word) else { continue };
            for (rest, status) in cues {
                let found =
                    rest.iter().enumerate().all(|(k, w)| text.tokens.get(i + 1 + k).is_some_and(|t| t.word == *w));
                if found {
                    all.push((i, *status));
                }
            }
        }
        all
    }

    /// How firmly the words around `matched` state a claim; `future` where its date lies after
    /// publication.
    pub(super) fn status(
        &self,
        text: &Text<'_>,
        sentence: &Range<usize>,
        matched: &Range<usize>,
        future: bool,
    ) -> Status {
        let shown = self.shown(text, sentence, matched);
        let has = |s: Status| shown.iter().any(|(_, x)| *x == s);
        // A denial counts only next to what it denies: elsewhere it denies something else.
        let from = matched.start.saturating_sub(3).max(sentence.start);
        let before = text.tokens.get(from..matched.start).unwrap_or(&[]);
        let clause = before.iter().rposition(|t| t.span().of(text.text) == ";").map_or(from, |at| from + at + 1);
        let near = clause..matched.end;
        if shown.iter().any(|(i, s)| *s == Status::Denied && near.contains(i)) {
            Status::Denied
        } else if future || has(Status::Expected) {
            Status::Expected
        } else if has(Status::Conditional) {
            Status::Conditional
        } else if has(Status::Reported) {
            Status::Reported
        } else {
            Status::Asserted
        }
    }
}
