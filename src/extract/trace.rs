//! How a rule matched: for explanations, and for what no rule read.

use crate::recognise::Values;
use crate::rulebook::Rule;
use crate::rulebook::pattern::{Captures, Filled, Matcher, Symbols};
use crate::span::Span;
use crate::text::{Sentence, Text};

/// A match of one of a rule's patterns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// Index into [`Rule::patterns`].
    pub pattern: usize,
    /// The words from the first to the last symbol that matched.
    pub span: Span,
    /// The slots that were filled: index into [`Rule::slots`], and the words.
    pub slots: Vec<(usize, Span)>,
}

impl Trace {
    /// The words of a slot.
    pub fn slot(&self, slot: usize) -> Option<Span> {
        self.slots.iter().find(|(s, _)| *s == slot).map(|(_, span)| *span)
    }
}

/// Every match of the rule's patterns in a sentence, those with a value alone; whether an `unless`
/// or `require` then refuses it is not looked at.
pub fn trace(rule: &Rule, text: &Text<'_>, values: &Values, sentence: &Sentence) -> Vec<Trace> {
    let symbols = Symbols::new(text, values, sentence.tokens.clone());
    let mut matcher = Matcher::default();
    let mut all = Vec::new();
    for (pattern, p) in rule.patterns.iter().enumerate().filter(|(_, p)| !p.context) {
        let mut from = 0;
        while let Some(found) = matcher.find(&p.program, &symbols, from..usize::MAX) {
            from = found.range.start + 1;
            all.push(of(pattern, &found, text, values, &symbols));
        }
    }
    all
}

fn of(pattern: usize, found: &Captures, text: &Text<'_>, values: &Values, symbols: &Symbols<'_>) -> Trace {
    let words = |from: usize, to: usize| {
        let first = symbols.all.get(from).map(|s| s.tokens.start);
        let last = to.checked_sub(1).and_then(|l| symbols.all.get(l)).map(|s| s.tokens.end);
        first.zip(last).map(|(a, b)| text.span(&(a..b)))
    };
    let span = |filled: Filled| match filled {
        Filled::Mention(i) => values.mentions.get(i).map(|m| m.span),
        Filled::Quotation(i) => values.quotations.get(i).map(|q| q.span),
        Filled::Reference(i) => values.references.list().get(i).map(|r| r.span),
        Filled::Words(a, b) => words(a, b),
    };
    let slots = found.slots.iter().enumerate().filter_map(|(i, f)| Some((i, span((*f)?)?)));
    Trace { pattern, span: words(found.range.start, found.range.end).unwrap_or_default(), slots: slots.collect() }
}
