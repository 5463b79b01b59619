//! Rules over sentences: matches become claims.

use super::names;
use super::status::Cues;
use crate::claim::{Attribution, AttributionKind, Claim};
use crate::document::Document;
use crate::hash::Fnv;
use crate::lexicon::Lexicon;
use crate::recognise::Values;
use crate::rulebook::pattern::{Captures, Filled, Matcher, Symbols};
use crate::rulebook::slot::Facet;
use crate::rulebook::{Attribute, Party, PatternId, Rule, Rulebook, SlotRef};
use crate::span::Span;
use crate::text::{Sentence, Text, Vocabulary};
use crate::value::{Instant, QuotationKind, Value};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// Turns the values of a document into claims.
#[derive(Debug)]
pub struct Extractor {
    cues: Cues,
}

impl Extractor {
    /// Interns the words that show how firmly something is stated.
    pub fn new(lexicon: &Lexicon, vocabulary: &mut Vocabulary) -> Self {
        Self { cues: Cues::new(lexicon, vocabulary) }
    }

    /// The claims of one document, in order of their sentence, then of the rulebook.
    pub fn extract(&self, rulebook: &Rulebook, document: &Document, text: &Text<'_>, values: &Values) -> Vec<Claim> {
        let mut run = Run {
            cues: &self.cues,
            document,
            text,
            values,
            matcher: Matcher::default(),
            last: FxHashMap::default(),
            taken: FxHashSet::default(),
            reach: reach(values),
            ids: FxHashMap::default(),
            claims: Vec::new(),
        };
        for sentence in &text.sentences {
            run.sentence(rulebook, sentence);
        }
        run.claims
    }
}

/// Parties of the last claim of a kind, for the sentences that leave them out.
#[derive(Debug, Default, Clone)]
struct Last {
    subject: Option<String>,
    object: Option<String>,
}

struct Run<'a> {
    cues: &'a Cues,
    document: &'a Document,
    text: &'a Text<'a>,
    values: &'a Values,
    matcher: Matcher,
    last: FxHashMap<&'a str, Last>,
    /// Kind, attribute and value span of every claim, so that two patterns give it once.
    taken: FxHashSet<(&'a str, String, Span)>,
    /// For each quotation: how far it or any before it reaches.
    reach: Vec<u32>,
    ids: FxHashMap<String, u32>,
    claims: Vec<Claim>,
}

impl<'a> Run<'a> {
    fn sentence(&mut self, rulebook: &'a Rulebook, sentence: &Sentence) {
        let mut called: Vec<PatternId> = Vec::new();
        for t in self.text.tokens.get(sentence.tokens.clone()).unwrap_or(&[]) {
            called.extend_from_slice(rulebook.called_by(t.word));
        }
        called.extend_from_slice(rulebook.untriggered());
        if called.is_empty() {
            return;
        }
        called.sort_unstable();
        called.dedup();
        let symbols = Symbols::new(self.text, self.values, sentence.tokens.clone());
        let mut blocked = None;
        for id in called {
            let Some(rule) = rulebook.rule(id.rule) else { continue };
            let Some(pattern) = rule.patterns.get(id.pattern as usize) else { continue };
            if blocked == Some(id.rule) || !pattern.required.iter().all(|m| symbols.mask & m != 0) {
                continue;
            }
            let mut from = 0;
            let mut allowed = false;
            while let Some(found) = self.matcher.find(&pattern.program, &symbols, from) {
                from = found.range.start + 1;
                if !allowed && !self.allowed(rule, &symbols) {
                    blocked = Some(id.rule);
                    break;
                }
                allowed = true;
                self.claim(rule, sentence, &symbols, &found);
            }
        }
    }

    /// Whether the rule's `unless` and `require` hold in the sentence.
    fn allowed(&mut self, rule: &Rule, symbols: &Symbols<'_>) -> bool {
        let matcher = &mut self.matcher;
        let mut any = |programs: &[crate::rulebook::pattern::Program]| {
            programs.iter().any(|p| matcher.find(p, symbols, 0).is_some())
        };
        !any(&rule.unless) && (rule.require.is_empty() || any(&rule.require))
    }

    fn name(&self, slot: SlotRef, symbols: &Symbols<'_>, found: &Captures) -> Option<String> {
        let filled = (*found.slots.get(slot.slot)?)?;
        names::name(filled, slot.facet, self.text, symbols, self.values)
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

    fn claim(&mut self, rule: &'a Rule, sentence: &Sentence, symbols: &Symbols<'_>, found: &Captures) {
        let Some(filled) = found.slots.get(rule.value.slot).copied().flatten() else { return };
        let Some(value) = self.value(filled, rule.value.facet) else { return };
        let last = self.last.get(rule.kind.as_str()).cloned().unwrap_or_default();
        let Ok(subject) = self.party(rule.subject, last.subject.as_ref(), symbols, found) else { return };
        let Ok(object) = self.party(rule.object, last.object.as_ref(), symbols, found) else { return };
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
        let span = names::span(filled, self.text, symbols, self.values);
        if !self.taken.insert((&rule.kind, attribute.clone().unwrap_or_default(), span)) {
            return;
        }
        let qualifiers: BTreeMap<String, String> =
            rule.qualifiers.iter().filter_map(|(k, s)| Some((k.clone(), self.name(*s, symbols, found)?))).collect();
        let here = self.last.entry(&rule.kind).or_default();
        here.subject = subject.clone().or(here.subject.take());
        here.object = object.clone().or(here.object.take());
        let tokens = tokens_of(symbols, found);
        let status = self.cues.status(self.text, &sentence.tokens, &tokens, self.is_future(&value), rule.status);
        let attribution = self.attribution(span, &value);
        let published = self.document.meta.published;
        let mut claim = Claim {
            id: String::new(),
            doc: self.document.id.clone(),
            rule: rule.id.clone(),
            kind: rule.kind.clone(),
            attribute,
            subject,
            object,
            qualifiers,
            value,
            text: span.of(self.text.text).to_owned(),
            span,
            location: self.document.locate(span),
            sentence: sentence.span.of(self.text.text).to_owned(),
            sentence_span: sentence.span,
            sentence_location: self.document.locate(sentence.span),
            status,
            attribution,
            published: published.map(|p| p.at.to_string()),
            published_from: published.map(|p| p.from),
        };
        claim.id = self.id(&claim);
        self.claims.push(claim);
    }

    fn value(&self, filled: Filled, facet: Facet) -> Option<Value> {
        match (filled, facet) {
            (Filled::Mention(i), Facet::Office) => match &self.values.mentions.get(i)?.value {
                Value::Person(p) => p.office.clone().map(Value::Office),
                v => Some(v.clone()),
            },
            (Filled::Mention(i), _) => Some(self.values.mentions.get(i)?.value.clone()),
            (Filled::Quotation(i), _) => match &self.values.quotations.get(i)?.value {
                // Scare quotes and titles are nobody's words.
                Value::Quotation(q) if q.kind == QuotationKind::Title => None,
                v => Some(v.clone()),
            },
            _ => None,
        }
    }

    fn is_future(&self, value: &Value) -> bool {
        let (Value::Date(t) | Value::Time(t)) = value else { return false };
        let (Some(start), Some(published)) = (t.start, self.document.meta.published) else { return false };
        start.date() > published.date()
    }

    /// The quotation or reported clause that the claim stands in.
    fn attribution(&self, span: Span, value: &Value) -> Option<Attribution> {
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

    fn id(&mut self, c: &Claim) -> String {
        let mut hash = Fnv::default().with(&c.doc).with(&c.rule);
        for part in [&c.attribute, &c.subject, &c.object] {
            hash = hash.with(part.as_deref().unwrap_or(""));
        }
        for (k, v) in &c.qualifiers {
            hash = hash.with(k).with(v);
        }
        let id = hash.with(&c.text).with(&c.sentence).id("c");
        // The same sentence printed twice gives the same claim twice, told apart by their order.
        let seen = self.ids.entry(id.clone()).or_insert(0);
        *seen += 1;
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

/// A claim in the short form of a rule's examples: `subject / object / value`, `-` for what is absent.
pub fn describe(claim: &Claim) -> String {
    let or = |s: &Option<String>| s.clone().unwrap_or_else(|| "-".into());
    format!("{} / {} / {}", or(&claim.subject), or(&claim.object), brief(&claim.value))
}

/// A value in one short line.
fn brief(value: &Value) -> String {
    let number = |n: &crate::value::Number| match (n.number, n.low, n.high) {
        (Some(n), _, _) => n.to_string(),
        (None, low, high) => {
            let end = |d: Option<crate::value::Decimal>| d.map(|d| d.to_string()).unwrap_or_default();
            format!("{}..{}", end(low), end(high))
        }
    };
    match value {
        Value::Date(t) | Value::Time(t) => {
            let end = |i: Option<Instant>| i.map(|i| i.to_string()).unwrap_or_default();
            match (t.start, t.end) {
                (None, None) => t.timex.clone(),
                (a, b) if a == b => end(a),
                (a, b) => format!("{}..{}", end(a), end(b)),
            }
        }
        Value::Duration(d) => d.timex.clone(),
        Value::Set(s) => s.timex.clone(),
        Value::Number(n) => number(n),
        Value::Ordinal(o) => o.number.to_string(),
        Value::Percent(p) => format!("{} %", number(&p.number)),
        Value::Money(m) => format!("{} {}", number(&m.number), m.currency.as_deref().unwrap_or(&m.currency_text)),
        Value::Quantity(q) => format!("{} {}", number(&q.number), q.unit),
        Value::Quotation(q) => q.content.clone(),
        Value::Person(p) => p.name.clone(),
        Value::Organisation(o) => o.name.clone(),
        Value::Place(p) => p.name.clone(),
        Value::Office(o) => {
            let former = if o.former { "former " } else { "" };
            let country = o.country.as_deref().map(|c| format!(" ({c})")).unwrap_or_default();
            format!("{former}{}{country}", o.name)
        }
    }
}
