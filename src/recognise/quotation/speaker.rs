//! From drafts to mentions: who the speaker is, and when it was said.

use super::class;
use super::draft::Draft;
use super::link::Linker;
use crate::recognise::{KnownPerson, Mention, ReferenceForm};
use crate::span::Span;
use crate::text::{Case, TokenKind};
use crate::value::{Cue, Occasion, Quotation, Speaker, Value};
use std::ops::Range;

impl Linker<'_> {
    pub(super) fn mention(&self, d: &Draft) -> Option<Mention> {
        let text = self.context.text;
        let segments: Vec<Span> = d.segments.iter().map(|r| text.span(r)).filter(|s| !s.is_empty()).collect();
        let (first, last) = (segments.first()?, segments.last()?);
        let content = segments.iter().map(|s| s.of(text.text)).collect::<Vec<_>>().join(" ");
        let span = first.cover(*last);
        let person = |r: &Range<usize>| {
            let span = text.span(r);
            Speaker { text: span.of(text.text).to_owned(), name: self.name(r), span }
        };
        let speaker = d.speaker.as_ref().map(person);
        let hearer = d.hearer.as_ref().map(person);
        let when = d.around.iter().find_map(|r| self.occasion(r));
        let cue = d.cue.as_ref().map(|r| {
            let span = text.span(r);
            Cue { text: span.of(text.text).to_owned(), span, force: d.force.clone(), negated: d.negated }
        });
        Some(Mention {
            span,
            tokens: text.tokens_in(span),
            value: Value::Quotation(Quotation {
                content,
                segments,
                kind: d.kind,
                speaker,
                cue,
                hearer,
                when,
                closed: d.closed,
            }),
            pattern: d.pattern,
            detail: None,
        })
    }

    /// The date or time that stands in a range of tokens.
    fn occasion(&self, tokens: &Range<usize>) -> Option<Occasion> {
        let mentions = &self.values.mentions;
        let from = mentions.partition_point(|m| m.tokens.start < tokens.start);
        let within = mentions.iter().skip(from).take_while(|m| m.tokens.end <= tokens.end);
        within.into_iter().find_map(|m| match &m.value {
            Value::Date(t) | Value::Time(t) if t.grain.is_some() => {
                Some(Occasion { text: m.span.of(self.context.text.text).to_owned(), span: m.span, time: t.clone() })
            }
            _ => None,
        })
    }

    /// The settled name of the speaker; the words themselves where nobody could be settled on.
    fn name(&self, tokens: &Range<usize>) -> String {
        let text = self.context.text;
        let person = |t: usize| {
            let alone = tokens.len() == 1;
            let r = self.values.references.at(t).filter(|r| alone || r.form != ReferenceForm::Possessive)?;
            // "Comey's letter" is not Comey.
            let owned = text.tokens.get(r.tokens.end).is_some_and(|t| t.kind == TokenKind::Possessive);
            (!owned && r.tokens.end <= tokens.end + 1).then(|| self.values.references.person(r)).flatten()
        };
        let head = self.head(tokens);
        let settled = person(head).or_else(|| {
            // "his campaign manager, Ana Petrova,"
            let comma = |t: usize| text.token(t) == ",";
            let named = self.values.references.at(head + 2).filter(|r| {
                comma(head + 1) && r.tokens.start == head + 2 && r.form == ReferenceForm::Name && comma(r.tokens.end)
            });
            named.and_then(|r| self.values.references.person(r))
        });
        // "His remarks", "her letter": the words are the owner's.
        let owner = || {
            let r = self.values.references.at(tokens.start).filter(|r| r.form == ReferenceForm::Possessive)?;
            let short = tokens.end - tokens.start == 2 && self.utters(head);
            short.then(|| self.values.references.person(r)).flatten()
        };
        settled
            .or_else(owner)
            .or_else(|| self.in_capitals(tokens))
            .map_or_else(|| text.span(tokens).of(text.text).to_owned(), |p| p.name.clone())
    }

    /// Whom a label in capitals means: "PETROVA", "DR. PETROVA", "ANA PETROVA" where the text names one Ana Petrova
    /// and no other Petrova.
    fn in_capitals(&self, tokens: &Range<usize>) -> Option<&KnownPerson> {
        let text = self.context.text;
        let words: Vec<&str> = tokens
            .clone()
            .filter(|&i| text.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word))
            .map(|i| text.token(i))
            .collect();
        let (last, before) = words.split_last()?;
        if !text.tokens.get(tokens.end - 1).is_some_and(|t| t.case == Case::Upper && t.end - t.start > 2) {
            return None;
        }
        let mut named = self
            .values
            .references
            .people()
            .iter()
            .filter(|p| p.name.rsplit(' ').next().is_some_and(|n| n.to_lowercase() == last.to_lowercase()));
        let person = named.next().filter(|_| named.next().is_none())?;
        let fits = match before {
            [] => true,
            [title] if matches!(title.trim_end_matches('.'), "MR" | "MRS" | "MS" | "DR") => true,
            _ => words.join(" ").to_lowercase() == person.name.to_lowercase(),
        };
        fits.then_some(person)
    }

    fn utters(&self, token: usize) -> bool {
        let word = self.context.text.tokens.get(token).map(|t| t.word);
        word.is_some_and(|w| self.grammar.bits(w) & class::UTTERANCE != 0)
    }

    /// The last token of a phrase before anything that describes it.
    fn head(&self, tokens: &Range<usize>) -> usize {
        let text = self.context.text;
        let ends = |t: &usize| {
            let word = text.tokens.get(*t).map_or("", |t| self.context.vocabulary.word(t.word));
            matches!(
                word,
                "of" | "for" | "at" | "from" | "with" | "in" | "who" | "which" | "that" | "on" | "to" | "," | "("
            )
        };
        let end = tokens.clone().skip(1).find(ends).unwrap_or(tokens.end);
        end.saturating_sub(1).max(tokens.start)
    }
}
