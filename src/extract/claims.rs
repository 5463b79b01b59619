//! Rules over sentences: matches become claims.

use super::figures::Turns;
use super::names::{self, Countries};
use super::slot::Cases;
use super::status::Cues;
use crate::claim::{Attribution, AttributionKind, Claim, Qualifiers};
use crate::document::Document;
use crate::hash::Fnv;
use crate::lexicon::Lexicon;
use crate::recognise::Values;
use crate::rulebook::pattern::{Captures, Matcher, Symbols};
use crate::rulebook::slot::Facet;
use crate::rulebook::{Attribute, Party, PatternId, Rule, Rulebook, SlotRef};
use crate::span::{Location, Span};
use crate::text::{Sentence, Text, Vocabulary, WordId};
use crate::value::{QuotationKind, Value};
use arcstr::ArcStr;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// Turns the values of a document into claims.
#[derive(Debug)]
pub struct Extractor {
    cues: Cues,
    countries: Countries,
    /// Verbs of saying in all their forms; sorted.
    saying: Vec<WordId>,
    turns: Turns,
    cases: Cases,
}

impl Extractor {
    /// Interns the words that show how firmly something is stated.
    pub fn new(lexicon: &Lexicon, vocabulary: &mut Vocabulary) -> Self {
        let countries = lexicon.places.country.iter().map(|c| (c.id.clone(), c.name.clone())).collect();
        let mut saying: Vec<WordId> = lexicon.saying.forms().map(|w| vocabulary.intern(w)).collect();
        saying.sort_unstable();
        let (turns, cases) = (Turns::new(vocabulary), Cases::new(vocabulary));
        Self { cues: Cues::new(lexicon, vocabulary), countries, saying, turns, cases }
    }

    /// The claims of one document, in order of their sentence, then of the rulebook.
    pub fn extract(&self, rulebook: &Rulebook, document: &Document, text: &Text<'_>, values: &Values) -> Vec<Claim> {
        let mut run = Run {
            cues: &self.cues,
            countries: &self.countries,
            saying: &self.saying,
            turns: &self.turns,
            cases: &self.cases,
            document,
            text,
            values,
            matcher: Matcher::default(),
            called: Vec::new(),
            seen: vec![0; rulebook.patterns()],
            last: FxHashMap::default(),
            taken: FxHashSet::default(),
            reach: reach(values),
            ids: FxHashMap::default(),
            claims: Vec::new(),
        };
        for (number, sentence) in (1..).zip(&text.sentences) {
            run.sentence(rulebook, number, sentence);
        }
        run.figures();
        run.scores();
        run.directions();
        run.claims
    }
}

/// An `unless` counts within this many symbols of the match.
const NEAR: usize = 3;

/// Parties of the last claim of a kind, for the sentences that leave them out.
#[derive(Debug, Default, Clone)]
struct Last {
    subject: Option<String>,
    object: Option<String>,
}

pub(super) struct Run<'a> {
    pub(super) cues: &'a Cues,
    countries: &'a Countries,
    pub(super) saying: &'a [WordId],
    pub(super) turns: &'a Turns,
    pub(super) cases: &'a Cases,
    pub(super) document: &'a Document,
    pub(super) text: &'a Text<'a>,
    pub(super) values: &'a Values,
    matcher: Matcher,
    /// Each pattern that the sentence calls, with the last token that calls it.
    called: Vec<(PatternId, usize)>,
    /// By pattern: the number of the last sentence that called it, from 1 on.
    seen: Vec<u32>,
    last: FxHashMap<&'a str, Last>,
    /// Kind, attribute and value span of every claim, so that two patterns give it once.
    taken: FxHashSet<(&'a str, String, Span)>,
    /// For each quotation: how far it or any before it reaches.
    reach: Vec<u32>,
    /// How often each id was given.
    ids: FxHashMap<u64, u32>,
    pub(super) claims: Vec<Claim>,
}

impl<'a> Run<'a> {
    /// Notes the patterns that a sentence calls, in order.
    fn call(&mut self, rulebook: &Rulebook, number: u32, sentence: &Sentence) {
        let Self { called, seen, text, .. } = self;
        called.clear();
        called.extend(rulebook.untriggered().iter().map(|&id| (id, sentence.tokens.end)));
        // The last word that calls a pattern is met first.
        for i in sentence.tokens.clone().rev() {
            let Some(token) = text.tokens.get(i) else { continue };
            for &id in rulebook.called_by(token.word) {
                if let Some(last) = seen.get_mut(id.number as usize).filter(|last| **last != number) {
                    *last = number;
                    called.push((id, i));
                }
            }
        }
        called.sort_unstable_by_key(|(id, _)| id.number);
    }

    /// The claims of a sentence; `number` counts the sentences from 1.
    fn sentence(&mut self, rulebook: &'a Rulebook, number: u32, sentence: &Sentence) {
        self.call(rulebook, number, sentence);
        if self.called.is_empty() {
            return;
        }
        let called = std::mem::take(&mut self.called);
        let symbols = Symbols::new(self.text, self.values, sentence.tokens.clone());
        for &(id, last) in &called {
            let Some(rule) = rulebook.rule(id.rule) else { continue };
            let Some(pattern) = rule.patterns.get(id.pattern as usize) else { continue };
            if !pattern.required.iter().all(|m| symbols.mask & m != 0) {
                continue;
            }
            // No match begins behind the last word that calls for it.
            let until = symbols.holding(last) + 1;
            let mut from = 0;
            while let Some(found) = self.matcher.find(&pattern.program, &symbols, from..until) {
                from = found.range.start + 1;
                if !self.allowed(rule, &symbols, &found) {
                    continue;
                }
                if pattern.context {
                    self.introduce(rule, &symbols, &found);
                } else {
                    self.claims(rule, sentence, &symbols, &found);
                }
            }
        }
        self.called = called;
    }

    /// Whether no `unless` of the rule touches the match, and one `require` holds in the sentence.
    fn allowed(&mut self, rule: &Rule, symbols: &Symbols<'_>, found: &Captures) -> bool {
        let near = found.range.start.saturating_sub(NEAR)..found.range.end + NEAR;
        let matcher = &mut self.matcher;
        let touched = rule.unless.iter().any(|p| {
            let mut from = 0;
            while let Some(other) = matcher.find(p, symbols, from..usize::MAX) {
                if other.range.start < near.end && near.start < other.range.end {
                    return true;
                }
                from = other.range.start + 1;
            }
            false
        });
        !touched
            && (rule.require.is_empty()
                || rule.require.iter().any(|p| matcher.find(p, symbols, 0..usize::MAX).is_some()))
    }

    fn name(&self, slot: SlotRef, symbols: &Symbols<'_>, found: &Captures) -> Option<String> {
        let filled = (*found.slots.get(slot.slot)?)?;
        names::name(filled, slot.facet, self.text, symbols, self.values, self.countries)
    }

    /// A party's name; `Err` where the claim cannot stand without it.
    fn party(
        &self,
        party: Option<Party>,
        carried: Option<&String>,
        symbols: &Symbols<'_>,
        found: &Captures,
    ) -> Result<Option<String>, ()> {
        let Some(party) = party else { return Ok(None) };
        let here = self.name(party.slot, symbols, found);
        let name = here.or_else(|| carried.filter(|_| party.carry).cloned());
        if name.is_none() && !party.optional { Err(()) } else { Ok(name) }
    }

    /// Notes the parties that a pattern without a value names.
    fn introduce(&mut self, rule: &'a Rule, symbols: &Symbols<'_>, found: &Captures) {
        let subject = rule.subject.and_then(|p| self.name(p.slot, symbols, found));
        let object = rule.object.and_then(|p| self.name(p.slot, symbols, found));
        if subject.is_some() || object.is_some() {
            self.last.insert(&rule.kind, Last { subject, object });
        }
    }

    fn claims(&mut self, rule: &'a Rule, sentence: &Sentence, symbols: &Symbols<'_>, found: &Captures) {
        let Some(filled) = found.slots.get(rule.value.slot).copied().flatten() else { return };
        for (value, span) in self.values_of(filled, rule.value.facet, symbols) {
            self.claim(rule, sentence, symbols, found, value, span);
        }
    }

    fn claim(
        &mut self,
        rule: &'a Rule,
        sentence: &Sentence,
        symbols: &Symbols<'_>,
        found: &Captures,
        value: Value,
        span: Span,
    ) {
        let last = self.last.get(rule.kind.as_str()).cloned().unwrap_or_default();
        let Ok(subject) = self.party(rule.subject, last.subject.as_ref(), symbols, found) else { return };
        // A marked fragment may have a nearer speaker than the sentence that it stands in.
        let subject = match (&value, rule.subject) {
            (Value::Quotation(q), Some(p)) if p.slot.facet == Facet::Speaker => {
                q.speaker.as_ref().map(|s| s.name.clone()).or(subject)
            }
            _ => subject,
        };
        // Somebody else's visit need not go where the last one went.
        let same = subject.is_none() || last.subject.is_none() || subject == last.subject;
        let carried = last.object.as_ref().filter(|_| same);
        let Ok(object) = self.party(rule.object, carried, symbols, found) else { return };
        if subject.is_some() && subject == object {
            return;
        }
        let attribute = match &rule.attribute {
            None => None,
            Some(Attribute::Constant(a)) => Some(a.clone()),
            Some(Attribute::Slot(s)) => match self.name(*s, symbols, found) {
                Some(a) => Some(a.to_lowercase()),
                None => return,
            },
        };
        if !self.taken.insert((&rule.kind, attribute.clone().unwrap_or_default(), span)) {
            return;
        }
        let qualifiers: Qualifiers =
            rule.qualifiers.iter().filter_map(|(k, s)| Some((k.clone(), self.name(*s, symbols, found)?))).collect();
        let here = self.last.entry(&rule.kind).or_default();
        here.subject = subject.clone().or(here.subject.take());
        here.object = object.clone().or(here.object.take());
        let tokens = tokens_of(symbols, found);
        let shown = || self.cues.status(self.text, &sentence.tokens, &tokens, self.is_future(&value));
        let status = rule.status.unwrap_or_else(shown);
        let attribution = self.attribution(span, &value);
        let mut claim = Claim {
            id: String::new(),
            doc: self.id_of_document(),
            rule: rule.id.clone(),
            kind: rule.kind.clone(),
            attribute: attribute.map(ArcStr::from),
            subject: subject.map(ArcStr::from),
            object: object.map(ArcStr::from),
            qualifiers,
            value: Arc::new(value),
            text: span.of(self.text.text).into(),
            span,
            location: self.document.locate(span),
            sentence: self.words_of(sentence),
            sentence_span: sentence.span,
            sentence_location: self.place_of(sentence),
            status,
            attribution: attribution.map(Arc::new),
            published: self.published(),
            published_from: self.document.meta.published.map(|p| p.from),
        };
        claim.id = self.id(&claim);
        self.claims.push(claim);
    }

    /// The words of a sentence, held once for all of its claims.
    pub(super) fn words_of(&self, sentence: &Sentence) -> ArcStr {
        let last = self.claims.last().filter(|c| c.sentence_span == sentence.span);
        last.map_or_else(|| sentence.span.of(self.text.text).into(), |c| c.sentence.clone())
    }

    /// The document's id, held once for all of its claims.
    pub(super) fn id_of_document(&self) -> ArcStr {
        self.claims.last().map_or_else(|| self.document.id.as_str().into(), |c| c.doc.clone())
    }

    /// When the document was published, held once for all of its claims.
    pub(super) fn published(&self) -> Option<ArcStr> {
        let at = || self.document.meta.published.map(|p| p.at.to_string().into());
        self.claims.last().map_or_else(at, |c| c.published.clone())
    }

    /// Where a sentence stands.
    pub(super) fn place_of(&self, sentence: &Sentence) -> Location {
        let last = self.claims.last().filter(|c| c.sentence_span == sentence.span);
        last.map_or_else(|| self.document.locate(sentence.span), |c| c.sentence_location)
    }

    pub(super) fn is_future(&self, value: &Value) -> bool {
        let (Value::Date(t) | Value::Time(t)) = value else { return false };
        let (Some(start), Some(published)) = (t.start, self.document.meta.published) else { return false };
        start.date() > published.date()
    }

    /// The quotation or reported clause that the claim stands in.
    pub(super) fn attribution(&self, span: Span, value: &Value) -> Option<Attribution> {
        let make = |q: &crate::value::Quotation| Attribution {
            speaker: q.speaker.as_ref().map(|s| s.name.clone()),
            kind: if q.kind == QuotationKind::Direct { AttributionKind::Direct } else { AttributionKind::Indirect },
            cue: q.cue.as_ref().map(|c| c.text.clone()),
        };
        if let Value::Quotation(q) = value {
            return Some(make(q));
        }
        // Backwards from the last quotation that begins before the claim, as far as any reaches it;
        // the innermost one is met first.
        let begun = self.values.quotations.partition_point(|m| m.span.start <= span.start);
        (0..begun).rev().take_while(|&i| self.reach.get(i).is_some_and(|&end| end > span.start)).find_map(|i| {
            match &self.values.quotations.get(i)?.value {
                Value::Quotation(q)
                    if q.kind != QuotationKind::Title && q.segments.iter().any(|s| s.contains(span)) =>
                {
                    Some(make(q))
                }
                _ => None,
            }
        })
    }

    pub(super) fn id(&mut self, c: &Claim) -> String {
        let mut hash = Fnv::default().with(&c.doc).with(&c.rule);
        for part in [&c.attribute, &c.subject, &c.object] {
            hash = hash.with(part.as_deref().unwrap_or(""));
        }
        for (k, v) in &c.qualifiers {
            hash = hash.with(k).with(v);
        }
        let hash = hash.with(&c.text).with(&c.sentence);
        // The same sentence printed twice gives the same claim twice, told apart by their order.
        let seen = self.ids.entry(hash.number()).or_insert(0);
        *seen += 1;
        let id = hash.id("c");
        if *seen == 1 { id } else { format!("{id}-{seen}") }
    }
}

fn reach(values: &Values) -> Vec<u32> {
    let mut far = 0;
    let ends = values.quotations.iter().map(|m| {
        far = far.max(m.span.end);
        far
    });
    ends.collect()
}

fn tokens_of(symbols: &Symbols<'_>, found: &Captures) -> std::ops::Range<usize> {
    let start = symbols.all.get(found.range.start).map_or(0, |s| s.tokens.start);
    let end = found.range.end.checked_sub(1).and_then(|e| symbols.all.get(e)).map_or(start, |s| s.tokens.end);
    start..end
}
