//! One paragraph as items, and what each of them can be.

use super::class::{self, Bits};
use super::grammar::Grammar;
use super::outline::Item;
use crate::recognise::{Context, Values};
use crate::value::Value;

/// One paragraph's items, with what is needed to read them.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    /// The document.
    pub(super) context: &'a Context<'a>,
    /// What was found before: names above all.
    pub(super) values: &'a Values,
    /// The word tables.
    pub(super) grammar: &'a Grammar,
    /// The paragraph's items.
    pub(super) items: &'a [Item],
}

impl View<'_> {
    /// The classes of item `i`; none beyond the ends.
    pub(super) fn bits(&self, i: usize) -> Bits {
        self.items.get(i).map_or(0, |it| it.bits)
    }

    /// Whether item `i` is in any of the classes.
    pub(super) fn is(&self, i: usize, bits: Bits) -> bool {
        self.bits(i) & bits != 0
    }

    /// The word of item `i` in lower case; empty for words that no list mentions.
    pub(super) fn word(&self, i: usize) -> &str {
        self.items.get(i).map_or("", |it| self.context.vocabulary.word(it.word))
    }

    /// Item `i` as written.
    pub(super) fn written(&self, i: usize) -> &str {
        self.items.get(i).map_or("", |it| self.context.text.token(it.start))
    }

    /// Whether the words of an item look plural.
    pub(super) fn plural(&self, i: usize) -> bool {
        let w = self.written(i);
        let irregular = matches!(
            w.to_ascii_lowercase().as_str(),
            "people"
                | "police"
                | "men"
                | "women"
                | "media"
                | "data"
                | "both"
                | "many"
                | "some"
                | "others"
                | "few"
                | "most"
                | "several"
                | "staff"
        );
        irregular || w.ends_with('s') && !w.ends_with("ss") && !w.ends_with("us") && !w.ends_with("is")
    }

    /// An adverb that is nothing else.
    pub(super) fn adverb(&self, i: usize) -> bool {
        let other = class::DETERMINER | class::AUXILIARY | class::SUBORDINATOR | class::COORDINATOR;
        let name = self.is(i, class::PROPER) && !self.is(i, class::INITIAL);
        self.is(i, class::ADVERB | class::NEGATION) && !self.is(i, other) && !name
            || self.is(i, class::ADVERB) && matches!(self.word(i), "then" | "even" | "once" | "yet" | "since")
    }

    /// A mark inside a compound or a name: "Vice-President", "Kessel & Roth", "workers' union".
    fn inner_mark(&self, i: usize) -> bool {
        let Some(it) = self.items.get(i).filter(|it| it.is(class::MARK)) else { return false };
        if it.is(class::DASH) {
            return false;
        }
        let next_glued = self.items.get(i + 1).is_some_and(|n| n.glued);
        match self.context.text.token(it.start) {
            "-" | "‑" | "/" => it.glued && next_glued,
            "&" | "#" | "@" | "$" | "£" | "€" | "%" => true,
            "'" | "’" => it.glued,
            "," | ":" => {
                it.glued && next_glued && i > 0 && self.is(i - 1, class::DIGITS) && self.is(i + 1, class::DIGITS)
            }
            "." if i > 0 && self.is(i - 1, class::DIGITS) => it.glued && next_glued && self.is(i + 1, class::DIGITS),
            "." => it.glued && i > 0 && self.is(i - 1, class::PROPER) && self.is(i + 1, class::PROPER),
            _ => false,
        }
    }

    /// Whether item `i` can stand inside a noun phrase, as a noun, an adjective or a part of a name.
    pub(super) fn nominal(&self, i: usize) -> bool {
        let Some(it) = self.items.get(i) else { return false };
        if it.is(class::QUOTE) {
            return false;
        }
        if it.is(class::MARK) {
            return self.inner_mark(i);
        }
        if it.is(class::PROPER)
            && !it.is(class::PREPOSITION
                | class::COORDINATOR
                | class::DETERMINER
                | class::SUBJECT
                | class::SUBORDINATOR
                | class::AUXILIARY
                | class::QUESTION
                | class::POSSESSIVE)
        {
            return true;
        }
        if it.is(class::NUMBER | class::DIGITS | class::POSSESSIVE_S | class::TIME) {
            return true;
        }
        // "the left", "its lead": a past after a determiner is a noun.
        let noun = it.is(class::STRONG_PAST)
            && !it.is(class::AUXILIARY)
            && i > 0
            && self.is(i - 1, class::DETERMINER | class::POSSESSIVE)
            && !self.is(i - 1, class::SUBJECT);
        if noun {
            return true;
        }
        let never = class::PREPOSITION
            | class::AUXILIARY
            | class::COORDINATOR
            | class::SUBORDINATOR
            | class::QUESTION
            | class::THAT
            | class::TO
            | class::ACCORDING
            | class::STRONG_PAST;
        if it.is(never) {
            return false;
        }
        !it.is(class::SUBJECT | class::OBJECT) || it.is(class::DETERMINER)
    }

    /// Whether item `i` begins a noun phrase.
    pub(super) fn begins(&self, i: usize) -> bool {
        self.is(i, class::DETERMINER | class::POSSESSIVE | class::SUBJECT | class::OBJECT)
            || self.nominal(i) && !self.adverb(i)
    }

    /// A finite verb, as far as its form shows: an auxiliary or a past.
    pub(super) fn verbal(&self, i: usize) -> bool {
        self.is(i, class::AUXILIARY | class::STRONG_PAST) || self.is(i, class::PAST) && !self.is(i, class::PROPER)
    }

    /// Whether item `i` belongs to the name of a person or a body.
    pub(super) fn named(&self, i: usize) -> bool {
        let Some(token) = self.items.get(i).map(|it| it.start) else { return false };
        let mentions = &self.values.mentions;
        let from = mentions.partition_point(|m| m.tokens.end <= token);
        mentions
            .get(from)
            .is_some_and(|m| m.tokens.contains(&token) && matches!(m.value, Value::Person(_) | Value::Organisation(_)))
    }

    /// Whether item `i` belongs to the name of a person or a place.
    pub(super) fn person_or_place(&self, i: usize) -> bool {
        let Some(token) = self.items.get(i).map(|it| it.start) else { return false };
        let mentions = &self.values.mentions;
        let from = mentions.partition_point(|m| m.tokens.end <= token);
        mentions
            .get(from)
            .is_some_and(|m| m.tokens.contains(&token) && matches!(m.value, Value::Person(_) | Value::Place(_)))
    }
}
