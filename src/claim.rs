//! Claims: what an article says, in a form that can be compared.

use crate::document::PublishedFrom;
use crate::span::{Location, Span};
use crate::value::Value;
use arcstr::ArcStr;
use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::hash::BuildHasher as _;
use std::sync::Arc;

/// How firmly an article states a claim.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Stated as fact.
    #[default]
    Asserted,
    /// Planned, scheduled, forecast.
    Expected,
    /// "reportedly", "is said to", said by an unnamed source.
    Reported,
    /// Denied, ruled out, called off.
    Denied,
    /// "if", "would", "could".
    Conditional,
}

/// Whether a speaker's own words carry a claim.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum AttributionKind {
    /// Inside quotation marks.
    Direct,
    /// Reported.
    Indirect,
}

/// Who says so, and how.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
pub struct Attribution {
    /// Settled name of the speaker.
    pub speaker: Option<String>,
    /// In their own words or reported.
    pub kind: AttributionKind,
    /// The word of saying.
    pub cue: Option<String>,
}

/// One claim of one document.
///
/// Ids are made from content, not position: an edit elsewhere in the file leaves them as they are. What
/// claims have in common (names, values, sentences) they can share, so that a million of them stay small.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// `c-` and eight hexadecimal digits.
    pub id: String,
    /// [`Document::id`](crate::document::Document::id).
    pub doc: ArcStr,
    /// `pack/rule`.
    pub rule: ArcStr,
    /// `visit`, `trade`, `quote`, …
    pub kind: ArcStr,
    /// Which property of the subject: `dates`, `last`, `exports`.
    pub attribute: Option<ArcStr>,
    /// Settled name.
    pub subject: Option<ArcStr>,
    /// Settled name.
    pub object: Option<ArcStr>,
    /// `period`, `place`, `edition`, …
    pub qualifiers: Qualifiers,
    /// The value in its normal form.
    pub value: Arc<Value>,
    /// Its exact words.
    pub text: ArcStr,
    /// Where they stand in the document's text.
    pub span: Span,
    /// Where they stand on disk.
    pub location: Location,
    /// The sentence, shared by the claims that stand in it.
    pub sentence: ArcStr,
    /// Where the sentence stands in the document's text.
    pub sentence_span: Span,
    /// Where the sentence stands on disk.
    pub sentence_location: Location,
    /// How firmly it is stated.
    pub status: Status,
    /// Who says so.
    pub attribution: Option<Arc<Attribution>>,
    /// ISO 8601 date or time of publication.
    pub published: Option<ArcStr>,
    /// How that is known.
    pub published_from: Option<PublishedFrom>,
}

impl Claim {
    /// Whether no rule named it: a figure or a direction that was left over.
    pub fn is_unnamed(&self) -> bool {
        self.rule.starts_with("built-in/")
    }

    /// Whether it tells which way something went, and no figure.
    pub fn is_direction(&self) -> bool {
        matches!(*self.value, Value::Direction(_))
    }
}

/// Finds claims by their ids; of several with one id the last. It holds a number a claim.
#[derive(Debug)]
pub struct ClaimIndex<'a> {
    claims: &'a [Claim],
    numbers: HashTable<u32>,
}

impl<'a> ClaimIndex<'a> {
    /// The index of a list.
    pub fn new(claims: &'a [Claim]) -> Self {
        let id = |i: &u32| claims.get(*i as usize).map_or("", |c| c.id.as_str());
        let mut numbers = HashTable::with_capacity(claims.len());
        for (i, c) in claims.iter().enumerate() {
            numbers.entry(hash(&c.id), |known| id(known) == c.id, |known| hash(id(known))).insert(i as u32);
        }
        Self { claims, numbers }
    }

    /// The claim of that id.
    pub fn get(&self, id: &str) -> Option<&'a Claim> {
        let claim = |i: &u32| self.claims.get(*i as usize);
        self.numbers.find(hash(id), |i| claim(i).is_some_and(|c| c.id == id)).and_then(claim)
    }
}

fn hash(id: &str) -> u64 {
    FxBuildHasher.hash_one(id)
}

/// What else belongs to a claim's question, by name and in the order of the names.
///
/// It holds few entries or none, and the same ones for many claims: copies share one sorted list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Qualifiers(Option<Arc<Vec<(ArcStr, ArcStr)>>>);

impl Qualifiers {
    /// None.
    pub const fn new() -> Self {
        Self(None)
    }

    fn list(&self) -> &[(ArcStr, ArcStr)] {
        self.0.as_ref().map_or(&[], |l| l.as_slice())
    }

    /// The value of that name.
    pub fn get(&self, name: &str) -> Option<&ArcStr> {
        let at = self.list().binary_search_by(|(k, _)| k.as_str().cmp(name)).ok()?;
        self.list().get(at).map(|(_, v)| v)
    }

    /// Sets the value of that name; gives the one that it had.
    pub fn insert(&mut self, name: impl Into<ArcStr>, value: impl Into<ArcStr>) -> Option<ArcStr> {
        let (name, value) = (name.into(), value.into());
        let list = Arc::make_mut(self.0.get_or_insert_default());
        match list.binary_search_by(|(k, _)| k.cmp(&name)) {
            Ok(at) => list.get_mut(at).map(|(_, v)| std::mem::replace(v, value)),
            Err(at) => {
                list.reserve_exact(1);
                list.insert(at, (name, value));
                None
            }
        }
    }

    /// Names and values, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&ArcStr, &ArcStr)> + Clone {
        self.list().iter().map(|(k, v)| (k, v))
    }

    /// The names, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &ArcStr> {
        self.list().iter().map(|(k, _)| k)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }
}

impl<K: Into<ArcStr>, V: Into<ArcStr>> FromIterator<(K, V)> for Qualifiers {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(all: I) -> Self {
        let mut out = Self::new();
        for (name, value) in all {
            out.insert(name, value);
        }
        out
    }
}

impl<'a> IntoIterator for &'a Qualifiers {
    type Item = (&'a ArcStr, &'a ArcStr);
    type IntoIter = std::iter::Map<std::slice::Iter<'a, (ArcStr, ArcStr)>, fn(&'a (ArcStr, ArcStr)) -> Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.list().iter().map(|(k, v)| (k, v))
    }
}

impl Serialize for Qualifiers {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_map(self)
    }
}

impl<'de> Deserialize<'de> for Qualifiers {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Map;
        impl<'de> serde::de::Visitor<'de> for Map {
            type Value = Qualifiers;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object of texts")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Qualifiers, A::Error> {
                let mut out = Qualifiers::new();
                while let Some((name, value)) = map.next_entry::<ArcStr, ArcStr>()? {
                    out.insert(name, value);
                }
                Ok(out)
            }
        }
        d.deserialize_map(Map)
    }
}

impl schemars::JsonSchema for Qualifiers {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Qualifiers".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        BTreeMap::<String, String>::json_schema(generator)
    }
}
