//! The strings of a lexicon.

use super::image::{self, Numbers};
use crate::text::Word;
use serde::de::{Deserialize, Deserializer, Error, Visitor};
use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;

/// A word or phrase of a lexicon. One that the program carries stays where it lies, so that reading
/// a lexicon and copying a term cost no memory.
#[derive(Clone)]
pub struct Term(Letters);

#[derive(Clone)]
enum Letters {
    /// Where they begin in the images, and how many bytes they take.
    Listed(u32, u32),
    Owned(Box<str>),
}

impl Term {
    /// As written.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Letters::Listed(start, length) => image::string_at(*start as usize, *length as usize).unwrap_or(""),
            Letters::Owned(letters) => letters,
        }
    }

    /// The numbers of its words, for [`Vocabulary::number`](crate::text::Vocabulary::number); none where
    /// they are not known.
    pub fn numbers(&self) -> impl Iterator<Item = u32> {
        self.listed_numbers()
    }

    /// Its words, parted by blanks.
    pub fn parts(&self) -> impl Iterator<Item = Part<'_>> {
        let mut numbers = self.listed_numbers();
        self.split(' ').map(move |letters| Part { letters, number: numbers.next() })
    }

    /// The whole as one word.
    pub fn whole(&self) -> Part<'_> {
        Part { letters: self, number: self.listed() }
    }

    fn listed_numbers(&self) -> Numbers {
        match self.0 {
            Letters::Listed(start, length) => Numbers::at((start + length) as usize),
            Letters::Owned(_) => Numbers::none(),
        }
    }

    fn bytes_long(&self) -> usize {
        match &self.0 {
            Letters::Listed(_, length) => *length as usize,
            Letters::Owned(letters) => letters.len(),
        }
    }
}

impl Word for Term {
    fn letters(&self) -> &str {
        self
    }

    fn listed(&self) -> Option<u32> {
        let mut numbers = self.listed_numbers();
        let first = numbers.next()?;
        numbers.is_done().then_some(first)
    }

    fn words(&self) -> impl Iterator<Item = (&str, Option<u32>)> {
        self.parts().map(|part| (part.letters, part.number))
    }
}

/// A word of a term.
#[derive(Debug, Clone, Copy)]
pub struct Part<'t> {
    letters: &'t str,
    number: Option<u32>,
}

impl Word for Part<'_> {
    fn letters(&self) -> &str {
        self.letters
    }

    fn listed(&self) -> Option<u32> {
        self.number
    }
}

impl Default for Term {
    fn default() -> Self {
        Self(Letters::Owned(Box::default()))
    }
}

impl Deref for Term {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl Borrow<str> for Term {
    fn borrow(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq for Term {
    fn eq(&self, other: &Self) -> bool {
        self.bytes_long() == other.bytes_long() && **self == **other
    }
}

impl Eq for Term {}

impl PartialOrd for Term {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Term {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other)
    }
}

impl Hash for Term {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl PartialEq<str> for Term {
    fn eq(&self, other: &str) -> bool {
        *self.as_str() == *other
    }
}

impl PartialEq<&str> for Term {
    fn eq(&self, other: &&str) -> bool {
        *self.as_str() == **other
    }
}

impl From<String> for Term {
    fn from(written: String) -> Self {
        Self(Letters::Owned(written.into()))
    }
}

impl From<&str> for Term {
    fn from(written: &str) -> Self {
        Self(Letters::Owned(written.into()))
    }
}

impl From<&Term> for String {
    fn from(term: &Term) -> Self {
        term.as_str().to_owned()
    }
}

impl fmt::Debug for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
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
        Ok(Term::from(written))
    }

    /// Where the string lies in the images: where it begins, and how long it is.
    fn visit_u64<E: Error>(self, place: u64) -> Result<Term, E> {
        Ok(Term(Letters::Listed((place >> 32) as u32, place as u32)))
    }
}

#[cfg(test)]
mod tests {
    use super::Term;
    use crate::lexicon::{Lexicon, vocabulary};
    use crate::text::{Vocabulary, Word as _, WordId};

    #[test]
    fn a_term_is_interned_as_its_letters_are() {
        let lexicon = Lexicon::bundled();
        let places = lexicon.places.names();
        let titles = lexicon.offices.office.iter().flat_map(|o| o.titles.iter().chain(&o.plurals));
        let all: Vec<&Term> = titles.chain(places.iter().map(|p| p.written)).chain(&lexicon.words.common).collect();
        let (mut listed, mut plain) = (vocabulary(), Vocabulary::default());
        for term in &all {
            assert_eq!(listed.intern(*term), listed.intern(term.as_str()), "{term}");
            for (word, number) in term.words() {
                assert!(number.is_none_or(|n| listed.number(n) == Some(listed.intern(word))), "{term}: {word}");
            }
            let id = plain.intern(*term);
            assert_eq!(plain.word(id), crate::text::fold(term));
        }
        let known = all.iter().filter(|t| t.numbers().next().is_some()).count();
        assert!(known * 10 > all.len() * 9, "{known} of {} terms have numbers", all.len());
    }

    #[test]
    fn a_word_is_unknown_until_it_is_asked_for() {
        let mut vocabulary = vocabulary();
        assert_eq!(vocabulary.get("president"), WordId::UNKNOWN);
        let id = vocabulary.intern("President");
        assert_eq!(vocabulary.get("president"), id);
    }

    #[test]
    fn terms_are_equal_by_their_letters() {
        let lexicon = Lexicon::bundled();
        let listed = lexicon.places.country.first().map(|c| c.name.clone()).unwrap();
        let owned = Term::from(listed.to_string());
        assert_eq!((&listed, listed.as_str().cmp("")), (&owned, std::cmp::Ordering::Greater));
        assert!(owned.numbers().next().is_none());
    }
}
