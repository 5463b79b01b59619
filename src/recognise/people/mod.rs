//! Who is meant: the names, offices and pronouns of one article settled to persons.

#[cfg(test)]
mod corpus;
mod holding;
mod identity;
mod markers;
mod naming;
mod quoted;
mod resolving;

use super::{Context, Mention};
use crate::lexicon::Lexicon;
use crate::span::Span;
use crate::text::Vocabulary;
use crate::value::{Gender, Office, Organisation, Place, Value};
use markers::Markers;
use std::ops::Range;

/// How the words refer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReferenceForm {
    /// By name: "President Putin".
    Name,
    /// By an office alone: "the Russian president".
    Office,
    /// By a pronoun as subject or object: "he", "him".
    Pronoun,
    /// By a possessive pronoun: "his".
    Possessive,
    /// By a noun: "the country", "the company", "the two leaders".
    Noun,
}

/// Whom or what the words mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Referent {
    /// Persons, as indices into [`References::people`]: one, or the two that "they" means.
    People(Vec<usize>),
    /// A place: "the country".
    Place(Place),
    /// An organisation: "the company".
    Organisation(Organisation),
}

/// Words that mean a person, or a country or organisation named elsewhere in the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The tokens of the referring words.
    pub tokens: Range<usize>,
    /// The referring words.
    pub span: Span,
    /// How they refer.
    pub form: ReferenceForm,
    /// What they mean.
    pub referent: Referent,
}

/// A person whom the article names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownPerson {
    /// The fullest form of the name that the article uses.
    pub name: String,
    /// Lexicon id.
    pub id: Option<String>,
    /// Gender, where a title, a given name or a pronoun shows it.
    pub gender: Option<Gender>,
    /// The offices that the article names this person with, first named first.
    pub offices: Vec<Office>,
    /// The first mention by name.
    pub first: Span,
}

/// Who is meant, for a whole article.
///
/// Guarantee: references are in order and do not overlap; every index into the people is valid.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct References {
    list: Vec<Reference>,
    people: Vec<KnownPerson>,
}

impl References {
    /// All references, in order: every named person, and each office, pronoun or noun that could be
    /// settled.
    pub fn list(&self) -> &[Reference] {
        &self.list
    }

    /// The people whom the article names, in the order of their first mention.
    pub fn people(&self) -> &[KnownPerson] {
        &self.people
    }

    /// The reference that covers a token.
    pub fn at(&self, token: usize) -> Option<&Reference> {
        let i = self.list.partition_point(|r| r.tokens.end <= token);
        self.list.get(i).filter(|r| r.tokens.contains(&token))
    }

    /// The one person meant by a reference; `None` for "they" and for what is no person.
    pub fn person(&self, reference: &Reference) -> Option<&KnownPerson> {
        match &reference.referent {
            Referent::People(p) => match p.as_slice() {
                [one] => self.people.get(*one),
                _ => None,
            },
            _ => None,
        }
    }

    /// The one person meant by the words at a token, whether name, office or pronoun.
    pub fn person_at(&self, token: usize) -> Option<&KnownPerson> {
        self.at(token).and_then(|r| self.person(r))
    }

    /// The one person meant by a mention: a named person, or an office that was settled.
    pub fn resolve(&self, mention: &Mention) -> Option<&KnownPerson> {
        self.person_at(mention.tokens.end.checked_sub(1)?)
    }

    /// The references that begin in a range of tokens.
    pub fn within(&self, tokens: &Range<usize>) -> &[Reference] {
        let a = self.list.partition_point(|r| r.tokens.start < tokens.start);
        let b = self.list.partition_point(|r| r.tokens.start < tokens.end);
        self.list.get(a..b).unwrap_or(&[])
    }
}

/// Settles names, offices and pronouns within an article.
pub struct People {
    markers: Markers,
}

impl People {
    /// Interns the words that refer.
    pub fn new(lexicon: &Lexicon, vocabulary: &mut Vocabulary) -> Self {
        Self { markers: Markers::new(lexicon, vocabulary) }
    }

    /// Gives every person in `mentions` the fullest name that the article uses for them, and says
    /// who is meant by offices and pronouns. Linear in tokens and mentions.
    pub fn settle(&self, context: &Context<'_>, mentions: &mut [Mention]) -> References {
        let named = naming::settle(mentions);
        let references = resolving::resolve(&self.markers, context, mentions, named.people, &named.of);
        for (m, known) in mentions.iter_mut().zip(&named.of) {
            if let (Value::Person(p), Some(k)) = (&mut m.value, known.and_then(|k| references.people.get(k))) {
                p.name.clone_from(&k.name);
                p.gender = k.gender;
            }
        }
        references
    }
}
