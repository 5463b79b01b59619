//! The trait that every check has, and the article it is handed.

use crate::document::Document;
use crate::finding::{Finding, Relation, Severity, Side};
use crate::hash::Fnv;
use crate::recognise::Mention;
use crate::span::Span;
use crate::text::{Sentence, Text};
use crate::value::Value;
use std::collections::BTreeMap;
use std::ops::Range;

/// One article, taken apart.
#[derive(Clone, Copy)]
pub struct Article<'a> {
    /// The source.
    pub document: &'a Document,
    /// Its tokens and sentences.
    pub text: &'a Text<'a>,
    /// Its typed values, in order of their start.
    pub mentions: &'a [Mention],
}

/// A contradiction of an article with itself.
///
/// A check is pure, never panics, and takes time linear in the number of tokens. It speaks only
/// where the words leave no other reading: an alarm that is false costs more than one that is
/// missed.
pub trait Check: Sync {
    /// Unique name, lower case: `consistency/<name>` of a finding.
    fn name(&self) -> &'static str;

    /// What it does, in one sentence.
    fn about(&self) -> &'static str;

    /// Appends what it finds.
    fn check(&self, article: &Article<'_>, out: &mut Vec<Alarm>);
}

/// What a check found.
#[derive(Debug, Clone, PartialEq)]
pub struct Alarm {
    /// How grave it is.
    pub severity: Severity,
    /// One line for a list.
    pub message: String,
    /// Why, in one sentence that a person accepts.
    pub why: String,
    /// From 0 to 1.
    pub confidence: f64,
    /// The words that do not go together.
    pub places: Vec<(Span, Option<Value>)>,
}

impl Alarm {
    /// An error on `places`.
    pub fn error(confidence: f64, message: String, why: String, places: Vec<(Span, Option<Value>)>) -> Self {
        Self { severity: Severity::Error, message, why, confidence, places }
    }

    /// The finding that it is.
    pub(super) fn finding(self, check: &str, document: &Document) -> Finding {
        let mut hash = Fnv::default().with(check).with(&self.why);
        let sides: Vec<Side> = self
            .places
            .into_iter()
            .map(|(span, value)| {
                let text = span.of(&document.text).to_owned();
                hash = hash.with(&text);
                Side {
                    value,
                    text,
                    claims: Vec::new(),
                    docs: vec![document.id.clone()],
                    independent: 1,
                    span: Some(document.locate(span)),
                    doc: Some(document.id.clone()),
                }
            })
            .collect();
        Finding {
            id: hash.id("f"),
            relation: Relation::Conflict,
            check: format!("consistency/{check}"),
            severity: self.severity,
            kind: "consistency".to_owned(),
            subject: None,
            object: None,
            attribute: Some(check.to_owned()),
            qualifiers: BTreeMap::new(),
            message: self.message,
            why: self.why,
            confidence: self.confidence,
            reasons: Vec::new(),
            sides,
            suppressed: None,
        }
    }
}

impl<'a> Article<'a> {
    /// The mentions that begin in a range of tokens, quotations left out.
    pub fn within(&self, tokens: &Range<usize>) -> impl Iterator<Item = &'a Mention> + use<'a> {
        let a = self.mentions.partition_point(|m| m.tokens.start < tokens.start);
        let end = tokens.end;
        self.mentions
            .get(a..)
            .unwrap_or(&[])
            .iter()
            .take_while(move |m| m.tokens.start < end)
            .filter(|m| !matches!(m.value, Value::Quotation(_)))
    }

    /// How many figures, dates left out, a sentence holds: most sentences are done with after that.
    pub fn counts(&self, sentence: &Sentence) -> usize {
        let figure = |m: &&Mention| {
            matches!(m.value, Value::Number(_) | Value::Quantity(_) | Value::Money(_) | Value::Percent(_))
        };
        self.within(&sentence.tokens).filter(figure).count()
    }

    /// A token in lower case; empty outside the text.
    pub fn word(&self, token: usize) -> String {
        self.text.token(token).to_lowercase()
    }

    /// The sentence as its words and values in a row.
    pub fn row(&self, sentence: &Sentence) -> Vec<Piece<'a>> {
        let mut out = Vec::with_capacity(sentence.tokens.len());
        let mut mentions = self.within(&sentence.tokens).peekable();
        let mut i = sentence.tokens.start;
        while i < sentence.tokens.end {
            while mentions.peek().is_some_and(|m| m.tokens.start < i) {
                mentions.next();
            }
            match mentions.peek() {
                Some(m) if m.tokens.start == i && m.tokens.end > i => {
                    out.push(Piece { word: String::new(), mention: Some(m), token: i });
                    i = m.tokens.end;
                }
                _ => {
                    out.push(Piece { word: self.word(i), mention: None, token: i });
                    i += 1;
                }
            }
        }
        out
    }
}

/// A word, or a typed value, of a sentence.
#[derive(Debug, Clone)]
pub struct Piece<'a> {
    /// The word in lower case; empty for a value.
    pub word: String,
    /// The value.
    pub mention: Option<&'a Mention>,
    /// Its first token.
    pub token: usize,
}

impl Piece<'_> {
    /// Whether it is one of these words.
    pub fn is(&self, words: &[&str]) -> bool {
        self.mention.is_none() && words.contains(&self.word.as_str())
    }
}
