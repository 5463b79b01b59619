//! Which numbers, dates and quotations of an article the rules took.

use super::trace::trace;
use crate::claim::Claim;
use crate::coverage::{Coverage, Gap, Reach};
use crate::document::Document;
use crate::recognise::{Mention, Values};
use crate::rulebook::Rulebook;
use crate::span::Span;
use crate::text::Text;
use crate::value::{Kind, QuotationKind, Value};
use rustc_hash::{FxHashMap, FxHashSet};

/// What `claims`, those of this document, leave unread.
pub fn coverage(
    rulebook: &Rulebook,
    document: &Document,
    (text, values): (&Text<'_>, &Values),
    claims: &[Claim],
) -> Coverage {
    let rules: FxHashMap<&str, _> = rulebook.rules().map(|(_, r)| (r.id.as_str(), r)).collect();
    let mut read: Vec<Span> = Vec::new();
    let mut quoted: Vec<Span> = Vec::new();
    let mut loose: FxHashSet<Span> = FxHashSet::default();
    for c in claims {
        if c.is_unnamed() {
            loose.insert(c.span);
            continue;
        }
        if matches!(*c.value, Value::Quotation(_)) {
            // A figure that somebody is quoted with is not read by that.
            quoted.push(c.span);
            continue;
        }
        read.push(c.span);
        // What fills the other slots of the match, such as a period, was read as well.
        let token = text.token_at(c.sentence_span.start);
        let sentence = text.sentences.get(text.sentence_of(token));
        if let Some((rule, sentence)) = rules.get(c.rule.as_str()).zip(sentence) {
            for t in trace(rule, text, values, sentence) {
                if t.slot(rule.value.slot).is_some_and(|v| v.overlaps(c.span)) {
                    read.extend(t.slots.iter().map(|(_, span)| *span));
                }
            }
        }
    }
    let (read, quoted) = (Spans::new(read), Spans::new(quoted));
    let was_read = |m: &Mention| match m.value {
        Value::Quotation(_) => quoted.touch(m.span),
        _ => read.touch(m.span),
    };
    let mut out = Coverage::default();
    let mut all: Vec<&Mention> =
        values.mentions.iter().chain(&values.quotations).filter(|m| counts(&m.value)).collect();
    all.sort_by_key(|m| m.span);
    for m in all {
        let reach = match () {
            () if was_read(m) => Reach::Rule,
            () if loose.contains(&m.span) => Reach::Sentence,
            () => Reach::None,
        };
        let kind = m.value.kind();
        let count = out.counts.entry(kind.name()).or_default();
        count.all += 1;
        count.rule += usize::from(reach == Reach::Rule);
        count.sentence += usize::from(reach == Reach::Sentence);
        if reach != Reach::Rule {
            out.gaps.push(Gap {
                doc: document.id.clone(),
                kind,
                text: m.span.of(&document.text).to_owned(),
                location: document.locate(m.span),
                reach,
            });
        }
    }
    out
}

/// Spans that are asked whether one of them touches another.
struct Spans {
    all: Vec<Span>,
    /// For each, how far it or any before it reaches.
    reach: Vec<u32>,
}

impl Spans {
    fn new(mut all: Vec<Span>) -> Self {
        all.sort_unstable();
        let reach = all.iter().scan(0, |far, s| {
            *far = s.end.max(*far);
            Some(*far)
        });
        Self { reach: reach.collect(), all }
    }

    fn touch(&self, at: Span) -> bool {
        let begun = self.all.partition_point(|s| s.start < at.end);
        begun.checked_sub(1).and_then(|i| self.reach.get(i)).is_some_and(|&far| far > at.start)
    }
}

/// Whether a value is something that two articles could disagree on by itself.
fn counts(value: &Value) -> bool {
    match value {
        // A name in quotation marks is nobody's words.
        Value::Quotation(q) => q.kind != QuotationKind::Title,
        value => matches!(
            value.kind(),
            Kind::Date
                | Kind::Time
                | Kind::Duration
                | Kind::Set
                | Kind::Number
                | Kind::Ordinal
                | Kind::Percent
                | Kind::Money
                | Kind::Quantity
        ),
    }
}
