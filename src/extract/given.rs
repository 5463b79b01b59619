//! The values that a match gives: that of its slot, and of a quotation each marked part.

use super::claims::Run;
use super::names;
use crate::rulebook::pattern::{Filled, Symbols};
use crate::rulebook::slot::Facet;
use crate::span::Span;
use crate::value::{Quotation, QuotationKind, Speaker, Value};

impl Run<'_> {
    /// The values that a filled slot gives, and where their words stand.
    pub(super) fn values_of(&self, filled: Filled, facet: Facet, symbols: &Symbols<'_>) -> Vec<(Value, Span)> {
        if let Filled::Quotation(i) = filled {
            let Some(Value::Quotation(q)) = self.values.quotations.get(i).map(|m| &m.value) else { return Vec::new() };
            return if facet == Facet::Marked {
                self.marked(q).into_iter().map(|(q, span)| (Value::Quotation(q), span)).collect()
            } else {
                vec![(Value::Quotation(q.clone()), names::span(filled, self.text, symbols, self.values))]
            };
        }
        let Filled::Mention(i) = filled else { return Vec::new() };
        let Some(m) = self.values.mentions.get(i) else { return Vec::new() };
        let value = match (&m.value, facet) {
            (Value::Person(p), Facet::Office) => p.office.clone().map(Value::Office),
            (v, _) => Some(v.clone()),
        };
        value.map(|v| (v, m.span)).into_iter().collect()
    }

    /// A quotation's words inside marks: itself where all of them are, else each marked fragment.
    fn marked(&self, q: &Quotation) -> Vec<(Quotation, Span)> {
        match q.kind {
            // Scare quotes and titles are nobody's words; of reported speech the words are the
            // reporter's.
            QuotationKind::Title | QuotationKind::Indirect => Vec::new(),
            QuotationKind::Direct => {
                // The parts of one sentence are one claim, which stands where the first of them does.
                let mut claims: Vec<(Quotation, Span)> = Vec::new();
                let mut last = None;
                for &part in &q.segments {
                    let words = part.of(self.text.text).split_whitespace().collect::<Vec<_>>().join(" ");
                    let same = last == Some(self.sentence_at(part.start));
                    last = Some(self.sentence_at(part.end.saturating_sub(1)));
                    match claims.last_mut().filter(|_| same) {
                        Some((claim, _)) => {
                            claim.content.push(' ');
                            claim.content.push_str(&words);
                            claim.segments.push(part);
                        }
                        None => claims.push((Quotation { content: words, segments: vec![part], ..q.clone() }, part)),
                    }
                }
                claims
            }
            QuotationKind::Mixed => {
                let from = q.segments.first().map_or(0, |s| s.start);
                let first = self.values.marks.partition_point(|m| m.start < from);
                let to = q.segments.last().map_or(0, |s| s.end);
                let inside = self.values.marks.iter().skip(first).take_while(|m| m.start < to);
                let inside = inside.filter(|m| q.segments.iter().any(|s| s.contains(**m)));
                inside
                    .map(|&span| {
                        let content = span.of(self.text.text).split_whitespace().collect::<Vec<_>>().join(" ");
                        let speaker = self.nearer_speaker(q, span).or_else(|| q.speaker.clone());
                        (Quotation { content, segments: vec![span], speaker, ..q.clone() }, span)
                    })
                    .collect()
            }
        }
    }

    /// Who is named with a word of saying right before a marked fragment of reported speech: in
    /// "the ministry urged caution, with Petrov stating, “wait”" the marked words are Petrov's.
    fn nearer_speaker(&self, q: &Quotation, fragment: Span) -> Option<Speaker> {
        let mark = self.text.token_at(fragment.start).checked_sub(1)?;
        let verb = (mark.saturating_sub(2)..mark).rev().find(|&i| !matches!(self.text.token(i), "," | ":"))?;
        let inside =
            |i: usize| q.segments.iter().any(|s| self.text.tokens.get(i).is_some_and(|t| s.contains(t.span())));
        let says = self.text.tokens.get(verb).is_some_and(|t| self.saying.binary_search(&t.word).is_ok());
        let named = verb.checked_sub(1).filter(|&n| says && inside(n))?;
        let reference = self.values.references.at(named)?;
        let person = self.values.references.person(reference)?;
        Some(Speaker {
            text: reference.span.of(self.text.text).to_owned(),
            name: person.name.clone(),
            span: reference.span,
        })
    }

    fn sentence_at(&self, byte: u32) -> usize {
        self.text.sentences.partition_point(|s| s.span.end <= byte)
    }
}
