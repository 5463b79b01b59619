//! Claims read back from JSON; what many of them have in common is held once.

use super::parts::Parts;
use super::{ClaimRecord, CueJson, OccasionJson, QuotationJson, SpeakerJson, TypedValue, ValueJson};
use crate::claim::{Attribution, Claim, Qualifiers, Status};
use crate::document::PublishedFrom;
use crate::span::{Location, Span};
use crate::value::{Quotation, Speaker, Value};
use arcstr::ArcStr;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::de::{DeserializeOwned, Error as DeError, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;
use std::hash::Hash;
use std::sync::Arc;

/// Parts that are known by how they are written; with more the reader begins anew, so that it stays small.
const KNOWN: usize = 1 << 15;

/// Reads claims line by line. Names, sentences, values and what else is equal in several claims share one
/// place in memory, and what is written in the same way is read once.
#[derive(Debug, Default)]
pub struct ClaimReader {
    texts: FxHashSet<ArcStr>,
    quotations: FxHashSet<Arc<Value>>,
    values: Known<Arc<Value>>,
    qualifiers: Known<Qualifiers>,
    attributions: Known<Arc<Attribution>>,
    /// The document, sentence and time of the last claim, which as a rule are those of the next.
    last: [ArcStr; 3],
}

/// What was read, by how it is written.
#[derive(Debug)]
struct Known<T>(FxHashMap<Box<str>, T>);

impl<T> Default for Known<T> {
    fn default() -> Self {
        Self(FxHashMap::default())
    }
}

impl<T: Clone> Known<T> {
    fn read(&mut self, raw: &str, read: impl FnOnce(&str) -> serde_json::Result<T>) -> serde_json::Result<T> {
        if let Some(known) = self.0.get(raw) {
            return Ok(known.clone());
        }
        let made = read(raw)?;
        if self.0.len() >= KNOWN {
            self.0.clear();
        }
        self.0.insert(raw.into(), made.clone());
        Ok(made)
    }
}

/// The line of a [`ClaimRecord`], of which parts are not read yet.
#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    id: Words<'a>,
    #[serde(borrow)]
    doc: Words<'a>,
    #[serde(borrow)]
    rule: Words<'a>,
    #[serde(borrow)]
    kind: Words<'a>,
    #[serde(borrow)]
    attribute: Option<Words<'a>>,
    #[serde(borrow)]
    subject: Option<Words<'a>>,
    #[serde(borrow)]
    object: Option<Words<'a>>,
    #[serde(borrow)]
    qualifiers: Raw<'a>,
    #[serde(borrow)]
    value: Raw<'a>,
    #[serde(borrow)]
    text: Words<'a>,
    span: Location,
    #[serde(borrow)]
    sentence: Words<'a>,
    sentence_span: Location,
    status: Status,
    #[serde(borrow)]
    attribution: Option<Raw<'a>>,
    #[serde(borrow)]
    published: Option<Words<'a>>,
    published_from: Option<PublishedFrom>,
}

impl<'a> Line<'a> {
    /// A line that is written as this program writes it; `None` for any other.
    fn written(line: &'a str) -> Option<Self> {
        let mut parts = Parts::of(line);
        let words = |text: Option<Cow<'a, str>>| text.map(Words);
        parts.pass("{\"id\":")?;
        let id = Words(parts.string()?);
        parts.pass(",\"doc\":")?;
        let doc = Words(parts.string()?);
        parts.pass(",\"rule\":")?;
        let rule = Words(parts.string()?);
        parts.pass(",\"kind\":")?;
        let kind = Words(parts.string()?);
        parts.pass(",\"attribute\":")?;
        let attribute = words(parts.optional()?);
        parts.pass(",\"subject\":")?;
        let subject = words(parts.optional()?);
        parts.pass(",\"object\":")?;
        let object = words(parts.optional()?);
        parts.pass(",\"qualifiers\":")?;
        let qualifiers = Raw(parts.object()?);
        parts.pass(",\"value\":")?;
        let value = Raw(parts.object()?);
        parts.pass(",\"text\":")?;
        let text = Words(parts.string()?);
        parts.pass(",\"span\":")?;
        let span = parts.location()?;
        parts.pass(",\"sentence\":")?;
        let sentence = Words(parts.string()?);
        parts.pass(",\"sentence_span\":")?;
        let sentence_span = parts.location()?;
        parts.pass(",\"status\":")?;
        let status = parts.named()?;
        parts.pass(",\"attribution\":")?;
        let attribution = if parts.pass("null").is_some() { None } else { Some(Raw(parts.object()?)) };
        parts.pass(",\"published\":")?;
        let published = words(parts.optional()?);
        parts.pass(",\"published_from\":")?;
        let published_from = parts.named()?;
        parts.pass("}")?;
        parts.is_done().then_some(Self {
            id,
            doc,
            rule,
            kind,
            attribute,
            subject,
            object,
            qualifiers,
            value,
            text,
            span,
            sentence,
            sentence_span,
            status,
            attribution,
            published,
            published_from,
        })
    }
}

/// A part that is not read yet.
struct Raw<'a>(&'a str);

impl<'de: 'a, 'a> Deserialize<'de> for Raw<'a> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        <&RawValue>::deserialize(d).map(|raw| Self(raw.get()))
    }
}

/// A text that is copied only where it is written with escapes.
struct Words<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Words<'a> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Text;
        impl<'de> Visitor<'de> for Text {
            type Value = Words<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_str<E: DeError>(self, text: &'de str) -> Result<Words<'de>, E> {
                Ok(Words(Cow::Borrowed(text)))
            }

            fn visit_str<E: DeError>(self, text: &str) -> Result<Words<'de>, E> {
                Ok(Words(Cow::Owned(text.to_owned())))
            }
        }
        d.deserialize_str(Text)
    }
}

impl ClaimReader {
    /// The claim of a line that holds a [`ClaimRecord`], and where the parts of its quotation stand, if it is
    /// one. Spans count in the file, since the text is not at hand.
    pub fn read(&mut self, line: &str) -> serde_json::Result<(Claim, Option<QuotationPlaces>)> {
        let parts = Line::written(line).map_or_else(|| serde_json::from_str::<Line<'_>>(line), Ok);
        let read = parts.and_then(|line| self.claim(line));
        // A part knows its own columns; the message is to give those of the line.
        read.map_err(|e| serde_json::from_str::<ClaimRecord>(line).err().unwrap_or(e))
    }

    fn claim(&mut self, line: Line<'_>) -> serde_json::Result<(Claim, Option<QuotationPlaces>)> {
        let (value, places) = self.value(line.value.0)?;
        let attribution = line.attribution.map(|a| self.attributions.read(a.0, |a| from_str(a).map(Arc::new)));
        let claim = Claim {
            id: line.id.0.into_owned(),
            doc: self.again(0, &line.doc),
            rule: self.text(&line.rule),
            kind: self.text(&line.kind),
            attribute: line.attribute.map(|t| self.text(&t)),
            subject: line.subject.map(|t| self.text(&t)),
            object: line.object.map(|t| self.text(&t)),
            qualifiers: self.qualifiers.read(line.qualifiers.0, from_str)?,
            value,
            text: self.text(&line.text),
            span: line.span.in_file(),
            location: line.span,
            sentence: self.again(1, &line.sentence),
            sentence_span: line.sentence_span.in_file(),
            sentence_location: line.sentence_span,
            status: line.status,
            attribution: attribution.transpose()?,
            published: line.published.map(|t| self.again(2, &t)),
            published_from: line.published_from,
        };
        Ok((claim, places))
    }

    fn text(&mut self, words: &Words<'_>) -> ArcStr {
        shared(&mut self.texts, &*words.0, |t| t.into())
    }

    /// A text that is likely to be that of the last claim.
    fn again(&mut self, which: usize, words: &Words<'_>) -> ArcStr {
        if self.last[which] != *words.0 {
            self.last[which] = self.text(words);
        }
        self.last[which].clone()
    }

    fn value(&mut self, raw: &str) -> serde_json::Result<(Arc<Value>, Option<QuotationPlaces>)> {
        let mut places = None;
        // A quotation holds its places, which are no other's.
        if raw.contains("\"quotation\"") {
            let read: TypedValue = from_str(raw)?;
            if let ValueJson::Quotation(q) = &read.value {
                places = Some(QuotationPlaces::of(q));
            }
            let value = Arc::new(read.into_value());
            let known = self.quotations.get(&value).cloned();
            let value = known.unwrap_or_else(|| {
                self.quotations.insert(Arc::clone(&value));
                value
            });
            return Ok((value, places));
        }
        let value = self.values.read(raw, |v| from_str::<TypedValue>(v).map(|v| Arc::new(v.into_value())))?;
        Ok((value, places))
    }
}

fn from_str<T: DeserializeOwned>(text: &str) -> serde_json::Result<T> {
    serde_json::from_str(text)
}

/// The one that is known, or else a new one.
fn shared<T, Q>(known: &mut FxHashSet<T>, wanted: &Q, make: impl FnOnce(&Q) -> T) -> T
where
    T: Clone + Eq + Hash + std::borrow::Borrow<Q>,
    Q: Eq + Hash + ?Sized,
{
    if let Some(found) = known.get(wanted) {
        return found.clone();
    }
    let made = make(wanted);
    known.insert(made.clone());
    made
}

/// Where the parts of a quotation stand on disk; its words are in its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotationPlaces(Box<[Location]>);

impl QuotationPlaces {
    /// Those of a quotation: its segments, then its speaker, word of saying, hearer and time, as far as it has
    /// them.
    pub fn of(q: &QuotationJson) -> Self {
        let person = |s: &Option<SpeakerJson>| s.as_ref().map(|s| s.span);
        let others =
            [person(&q.speaker), q.cue.as_ref().map(|c| c.span), person(&q.hearer), q.when.as_ref().map(|o| o.span)];
        Self(q.segments.iter().copied().chain(others.into_iter().flatten()).collect())
    }

    /// The record of the quotation whose places they are.
    pub fn record(&self, q: &Quotation) -> QuotationJson {
        let others = [q.speaker.is_some(), q.cue.is_some(), q.hearer.is_some(), q.when.is_some()];
        let others = others.into_iter().filter(|o| *o).count();
        let (segments, others) = self.0.split_at(self.0.len().saturating_sub(others));
        let mut others = others.iter().copied();
        let person = |s: &Speaker, span| SpeakerJson { text: s.text.clone(), name: s.name.clone(), span };
        let speaker = q.speaker.as_ref().and_then(|s| Some(person(s, others.next()?)));
        let cue = q.cue.as_ref().and_then(|c| {
            let span = others.next()?;
            Some(CueJson { text: c.text.clone(), span, force: c.force.clone(), negated: c.negated })
        });
        let hearer = q.hearer.as_ref().and_then(|s| Some(person(s, others.next()?)));
        let when = q
            .when
            .as_ref()
            .and_then(|o| Some(OccasionJson { text: o.text.clone(), span: others.next()?, value: o.time.clone() }));
        let segments = segments.to_vec();
        QuotationJson {
            content: q.content.clone(),
            segments,
            kind: q.kind,
            speaker,
            cue,
            hearer,
            when,
            closed: q.closed,
        }
    }
}

impl TypedValue {
    /// The value; a quotation keeps its words and speaker, and no places, since its text is not at hand.
    fn into_value(self) -> Value {
        use super::Kind;
        use crate::value::{Cue, Occasion};
        let nowhere = Span::default();
        let person = |s: SpeakerJson| Speaker { text: s.text, name: s.name, span: nowhere };
        match self.value {
            ValueJson::Temporal(t) if self.kind == Kind::Time => Value::Time(t),
            ValueJson::Temporal(t) => Value::Date(t),
            ValueJson::Duration(d) => Value::Duration(d),
            ValueJson::Set(s) => Value::Set(s),
            ValueJson::Number(n) => Value::Number(n),
            ValueJson::Ordinal(o) => Value::Ordinal(o),
            ValueJson::Percent(p) => Value::Percent(p),
            ValueJson::Money(m) => Value::Money(m),
            ValueJson::Quantity(q) => Value::Quantity(q),
            ValueJson::Person(p) => Value::Person(p),
            ValueJson::Place(p) => Value::Place(p),
            ValueJson::Office(o) => Value::Office(o),
            ValueJson::Direction(d) => Value::Direction(d),
            ValueJson::Organisation(o) => Value::Organisation(o),
            ValueJson::Quotation(q) => Value::Quotation(Quotation {
                content: q.content,
                segments: Vec::new(),
                kind: q.kind,
                speaker: q.speaker.map(person),
                cue: q.cue.map(|c| Cue { text: c.text, span: nowhere, force: c.force, negated: c.negated }),
                hearer: q.hearer.map(person),
                when: q.when.map(|o| Occasion { text: o.text, span: nowhere, time: o.value }),
                closed: q.closed,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    const PLACE: &str =
        r#"{"bytes":[1,3],"chars":[1,3],"utf16":[1,3],"line":1,"column":2,"end_line":1,"end_column":4}"#;

    fn line(id: &str, value: &str) -> String {
        format!(
            r#"{{"id":"{id}","doc":"a","rule":"p/r","kind":"k","attribute":null,"subject":"Ana \"A\" Berg","object":null,"qualifiers":{{"place":"Oslo"}},"value":{value},"text":"five","span":{PLACE},"sentence":"Ana has five.","sentence_span":{PLACE},"status":"asserted","attribution":{{"speaker":"Ana","kind":"direct","cue":"said"}},"published":"2031-05-01","published_from":"metadata"}}"#
        )
    }

    #[test]
    fn what_two_claims_share_is_held_once() {
        let mut reader = ClaimReader::default();
        let five = r#"{"type":"number","number":5,"low":null,"high":null,"hedge":null}"#;
        let (a, _) = reader.read(&line("c-1", five)).unwrap();
        let (b, _) = reader.read(&line("c-2", five)).unwrap();
        assert_eq!(a.subject.as_deref(), Some("Ana \"A\" Berg"));
        assert!(Arc::ptr_eq(&a.value, &b.value));
        assert!(ArcStr::ptr_eq(&a.sentence, &b.sentence));
        assert_eq!(Claim { id: a.id.clone(), ..b }, a);
    }

    #[test]
    fn a_quotation_is_written_as_it_was_read() {
        let quotation = format!(
            r#"{{"type":"quotation","content":"No.","segments":[{PLACE},{PLACE}],"kind":"direct","speaker":null,"cue":{{"text":"said","span":{PLACE},"force":"said","negated":false}},"hearer":{{"text":"us","name":"us","span":{PLACE}}},"when":null,"closed":true}}"#
        );
        let (claim, places) = ClaimReader::default().read(&line("c-1", &quotation)).unwrap();
        let Value::Quotation(q) = &*claim.value else { panic!("a quotation") };
        let mut record = ClaimRecord::new(&Document::plain("a", ""), &claim);
        record.value.value = ValueJson::Quotation(Box::new(places.unwrap().record(q)));
        assert_eq!(serde_json::to_string(&record).unwrap(), line("c-1", &quotation));
    }

    #[test]
    fn a_line_written_by_others_is_read_alike() {
        let five = r#"{"type":"number","number":5,"low":null,"high":null,"hedge":null}"#;
        let own = line("c-1", five).replace("has five", r#"has \"five\" \u00e9"#);
        assert!(Line::written(&own).is_some());
        let (claim, _) = ClaimReader::default().read(&own).unwrap();
        let other = own.replace("\":", "\" : ");
        assert!(Line::written(&other).is_none());
        assert_eq!(ClaimReader::default().read(&other).unwrap().0, claim);
        for broken in [
            own.replace("[1,3]", "[01,3]"),
            own.replace("\"doc\":\"a\"", "\"doc\":\"a\n\""),
            format!("{own} x"),
            own.replace("asserted", "no"),
        ] {
            assert!(ClaimReader::default().read(&broken).is_err(), "{broken}");
        }
        for end in 0..own.len() {
            assert!(own.get(..end).is_none_or(|cut| ClaimReader::default().read(cut).is_err()));
        }
    }

    #[test]
    fn a_broken_part_is_told_by_its_column_in_the_line() {
        let broken = line("c-1", r#"{"type":"number","number":"five"}"#);
        let of_record = serde_json::from_str::<ClaimRecord>(&broken).unwrap_err().to_string();
        assert_eq!(ClaimReader::default().read(&broken).unwrap_err().to_string(), of_record);
    }
}
