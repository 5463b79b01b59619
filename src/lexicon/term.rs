//! The strings of a lexicon.

use super::image;
use serde::de::{Deserialize, Deserializer, Error, Visitor};
use std::borrow::{Borrow, Cow};
use std::fmt;
use std::ops::Deref;

/// A word or phrase of a lexicon. One that the program carries stays where it lies, so that reading
/// a lexicon and copying a term cost no memory.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term(Cow<'static, str>);

impl Term {
    /// As written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Term {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Term {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Term {
    fn eq(&self, other: &str) -> bool {
        *self.0 == *other
    }
}

impl PartialEq<&str> for Term {
    fn eq(&self, other: &&str) -> bool {
        *self.0 == **other
    }
}

impl From<String> for Term {
    fn from(written: String) -> Self {
        Self(Cow::Owned(written))
    }
}

impl From<&'static str> for Term {
    fn from(written: &'static str) -> Self {
        Self(Cow::Borrowed(written))
    }
}

impl From<Term> for String {
    fn from(term: Term) -> Self {
        term.0.into_owned()
    }
}

impl fmt::Debug for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Term {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(image::TERM, Written)
    }
}

struct Written;

impl<'de> Visitor<'de> for Written {
    type Value = Term;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Term, D::Error> {
        String::deserialize(deserializer).map(Term::from)
    }

    fn visit_str<E: Error>(self, written: &str) -> Result<Term, E> {
        Ok(Term::from(written.to_owned()))
    }

    /// Where the string lies in the images.
    fn visit_u64<E: Error>(self, place: u64) -> Result<Term, E> {
        image::string_at(place).map(Term::from).ok_or_else(|| E::custom("no string lies there"))
    }
}
