//! A pattern as a tree.

use crate::rulebook::slot::SlotTypes;
use crate::text::WordId;

/// One word, mark or regular expression that must match one symbol.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Atom {
    /// Any of these words; sorted.
    Words(Vec<WordId>),
    /// A regular expression over the words of one token as written; case-sensitive.
    Regex(String),
}

/// A pattern as a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// One symbol; `glued` where no blank may stand before it.
    Atom {
        /// What it must be.
        atom: Atom,
        /// Whether it must follow the symbol before it without a blank.
        glued: bool,
    },
    /// A typed slot.
    Slot {
        /// Index into the rule's slot names.
        slot: usize,
        /// What it accepts.
        types: SlotTypes,
    },
    /// Up to `max` symbols of any sort, as few as serve.
    Gap {
        /// The most symbols it may pass over.
        max: usize,
    },
    /// One after another.
    Sequence(Vec<Node>),
    /// One of several, the first that serves.
    Alternatives(Vec<Node>),
    /// `node` between `min` and `max` times, as often as serves.
    Repeat {
        /// What is repeated.
        node: Box<Node>,
        /// At least so often.
        min: usize,
        /// At most so often.
        max: usize,
    },
    /// Words kept under a name.
    Capture {
        /// Index into the rule's slot names.
        slot: usize,
        /// The words.
        node: Box<Node>,
    },
}

impl Node {
    /// The rarest set of words of which one must stand in every match; `None` where there is none.
    ///
    /// `rarity` gives the cost of a word: the commoner, the higher.
    pub fn trigger(&self, rarity: &dyn Fn(WordId) -> u64) -> Option<Vec<WordId>> {
        self.triggers(rarity).map(|(words, _)| words)
    }

    fn triggers(&self, rarity: &dyn Fn(WordId) -> u64) -> Option<(Vec<WordId>, u64)> {
        match self {
            Self::Atom { atom: Atom::Words(words), .. } => {
                Some((words.clone(), words.iter().map(|&w| rarity(w)).sum()))
            }
            Self::Sequence(nodes) => nodes.iter().filter_map(|n| n.triggers(rarity)).min_by_key(|(_, cost)| *cost),
            Self::Alternatives(nodes) => {
                let mut all = (Vec::new(), 0u64);
                for n in nodes {
                    let (words, cost) = n.triggers(rarity)?;
                    all.0.extend(words);
                    all.1 = all.1.saturating_add(cost);
                }
                all.0.sort_unstable();
                all.0.dedup();
                Some(all)
            }
            Self::Repeat { node, min, .. } if *min > 0 => node.triggers(rarity),
            Self::Capture { node, .. } => node.triggers(rarity),
            _ => None,
        }
    }

    /// For each slot that every match fills: the kinds that can fill it, as masks.
    pub fn required(&self) -> Vec<u32> {
        match self {
            Self::Slot { types, .. } => vec![types.mask()],
            Self::Sequence(nodes) => nodes.iter().flat_map(Self::required).collect(),
            Self::Repeat { node, min, .. } if *min > 0 => node.required(),
            Self::Capture { node, .. } => node.required(),
            _ => Vec::new(),
        }
    }

    /// Whether the pattern can match nothing at all.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Atom { .. } | Self::Slot { .. } => false,
            Self::Gap { .. } => true,
            Self::Sequence(nodes) => nodes.iter().all(Self::is_empty),
            Self::Alternatives(nodes) => nodes.iter().any(Self::is_empty),
            Self::Repeat { node, min, .. } => *min == 0 || node.is_empty(),
            Self::Capture { node, .. } => node.is_empty(),
        }
    }
}
