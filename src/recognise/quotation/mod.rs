//! Quotations and who said them.
//!
//! Marks are paired first. A paragraph is then read as words and marked stretches; verbs and nouns of
//! saying lead to their subject on one side and to what is said on the other; what stands in marks
//! and has no verb of its own goes to the speaker before it. What is left is a title or scare quotes.

mod attribution;
mod chain;
mod circumstance;
mod class;
mod complement;
mod content;
#[cfg(test)]
mod corpus;
mod draft;
mod extent;
mod grammar;
mod headline;
mod inversion;
mod link;
mod main_clause;
mod outline;
mod passive;
mod phrase;
mod poll;
mod relative;
mod source;
mod speaker;
mod subject;
mod surround;
mod teller;
mod transcript;
mod verb;
mod view;
mod wordless;

use super::{Context, Mention, Values};
use crate::lexicon::Lexicon;
use crate::text::Vocabulary;
use crate::text::quotation::Marked;
use grammar::Grammar;

/// Finds quotations and their speakers.
pub struct Quotations {
    grammar: Grammar,
}

impl Quotations {
    /// Interns the words that the recogniser looks for.
    pub fn new(lexicon: &Lexicon, vocabulary: &mut Vocabulary) -> Self {
        Self { grammar: Grammar::new(lexicon, vocabulary) }
    }

    /// Every quotation of a document, in order of its start, with its speaker settled by `values`;
    /// `marked` is what stands in quotation marks. Linear in the number of tokens.
    pub fn find(&self, context: &Context<'_>, values: &Values, marked: &[Marked]) -> Vec<Mention> {
        let mut linker = link::Linker::new(context, values, &self.grammar, marked);
        let sentences = &context.text.sentences;
        let mut first = 0;
        let mut mark = 0;
        let mut quiet: Option<usize> = None;
        let mut turns = transcript::turns(context, values, &self.grammar).into_iter().peekable();
        while let Some(s) = sentences.get(first) {
            let mut last = first + 1;
            while sentences.get(last).is_some_and(|n| n.paragraph == s.paragraph) {
                last += 1;
            }
            let end = sentences.get(last - 1).map_or(s.tokens.end, |l| l.tokens.end);
            while marked.get(mark).is_some_and(|m| m.outer.start < s.tokens.start) {
                mark += 1;
            }
            if let Some(turn) = turns.next_if(|t| t.name.start == s.tokens.start) {
                linker.turn(&turn);
                let outline = outline::outline(context, values, &self.grammar, &(first..last), marked, mark);
                linker.reported(&outline, turn.said.start);
                first = last;
                continue;
            }
            // A paragraph that begins with marks may be said by whom the quiet one before it is about.
            if let Some(p) = quiet.take().filter(|_| marked.get(mark).is_some_and(|m| m.outer.start == s.tokens.start))
            {
                let last: std::ops::Range<usize> = p..first;
                linker.lead_in(&outline::outline(context, values, &self.grammar, &last, marked, mark));
            }
            let triggered =
                marked.get(mark).is_some_and(|m| m.outer.start < end) || self.reports(context, s.tokens.start..end);
            if triggered {
                let outline = outline::outline(context, values, &self.grammar, &(first..last), marked, mark);
                linker.paragraph(&outline);
            } else {
                linker.pause();
                quiet = last.checked_sub(1);
            }
            first = last;
        }
        linker.finish()
    }

    fn reports(&self, context: &Context<'_>, tokens: std::ops::Range<usize>) -> bool {
        let triggers = class::REPORTS | class::NOUN | class::ACCORDING | class::COLON | class::POLL;
        context.text.tokens.get(tokens).is_some_and(|ts| ts.iter().any(|t| self.grammar.bits(t.word) & triggers != 0))
    }
}
