//! What the rules did not read, so that silence is not taken for agreement.

use crate::span::Location;
use crate::value::Kind;
use std::collections::BTreeMap;

/// How far a value was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reach {
    /// A rule took it into a claim.
    Rule,
    /// No rule did; it is compared with figures in sentences like its own.
    Sentence,
    /// Nothing looks at it.
    None,
}

/// A number, date or quotation that no rule took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Id of its document.
    pub doc: String,
    /// What it is.
    pub kind: Kind,
    /// Its exact words.
    pub text: String,
    /// Where they stand on disk.
    pub location: Location,
    /// [`Reach::Sentence`] or [`Reach::None`].
    pub reach: Reach,
}

/// How many values of one kind there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// All of them.
    pub all: usize,
    /// Those that a rule took.
    pub rule: usize,
    /// Those that are compared by their sentence alone.
    pub sentence: usize,
}

/// What the rules read of the numbers, dates and quotations, and what they did not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    /// What no rule took, by document and place.
    pub gaps: Vec<Gap>,
    /// By kind of value.
    pub counts: BTreeMap<&'static str, Count>,
}

impl Coverage {
    /// Adds what was seen in the next document.
    pub fn add(&mut self, other: Self) {
        self.gaps.extend(other.gaps);
        for (kind, c) in other.counts {
            let sum = self.counts.entry(kind).or_default();
            sum.all += c.all;
            sum.rule += c.rule;
            sum.sentence += c.sentence;
        }
    }

    /// All kinds together.
    pub fn total(&self) -> Count {
        self.counts.values().fold(Count::default(), |a, c| Count {
            all: a.all + c.all,
            rule: a.rule + c.rule,
            sentence: a.sentence + c.sentence,
        })
    }
}
