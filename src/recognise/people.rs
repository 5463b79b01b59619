//! Who is meant: the names, offices and pronouns of one article settled to persons.

use super::{Context, Mention};
use crate::lexicon::Lexicon;
use crate::span::Span;
use crate::text::{Vocabulary, WordId};
use crate::value::{Gender, Office, Organisation, Person, Place, Value};
use rustc_hash::FxHashMap;
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
    /// By a noun: "the country", "the company".
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

/// Pronouns of the third person: word, gender, possessive.
const PRONOUNS: &[(&str, Gender, bool)] = &[
    ("he", Gender::Male, false),
    ("him", Gender::Male, false),
    ("his", Gender::Male, true),
    ("she", Gender::Female, false),
    ("her", Gender::Female, true),
    ("hers", Gender::Female, true),
];

/// A pronoun means somebody named at most this many sentences before.
const REACH: usize = 3;

/// Settles names, offices and pronouns within an article.
pub struct People {
    pronouns: FxHashMap<WordId, (Gender, bool)>,
}

impl People {
    /// Interns the words that refer.
    pub fn new(_lexicon: &Lexicon, vocabulary: &mut Vocabulary) -> Self {
        let pronouns = PRONOUNS.iter().map(|&(w, g, p)| (vocabulary.intern(w), (g, p))).collect();
        Self { pronouns }
    }

    /// Gives every person in `mentions` the fullest name that the article uses for them, and says
    /// who is meant by offices and pronouns. Linear in tokens and mentions.
    pub fn settle(&self, context: &Context<'_>, mentions: &mut [Mention]) -> References {
        let mut references = References::default();
        for m in mentions.iter_mut() {
            let Value::Person(p) = &mut m.value else { continue };
            let known = identify(&mut references.people, p, m.span);
            references.list.push(Reference {
                tokens: m.tokens.clone(),
                span: m.span,
                form: ReferenceForm::Name,
                referent: Referent::People(vec![known]),
            });
        }
        for m in mentions.iter_mut() {
            if let (Value::Person(p), Some(known)) = (&mut m.value, references.resolve_index(m.tokens.start)) {
                p.name.clone_from(&references.people[known].name);
                p.gender = references.people[known].gender;
            }
        }
        self.pronouns(context, &mut references);
        references
    }

    fn pronouns(&self, context: &Context<'_>, references: &mut References) {
        let mut found = Vec::new();
        for (i, t) in context.text.tokens.iter().enumerate() {
            let Some(&(gender, possessive)) = self.pronouns.get(&t.word) else { continue };
            let Some(known) = antecedent(context, references, i, gender) else { continue };
            found.push(Reference {
                tokens: i..i + 1,
                span: t.span(),
                form: if possessive { ReferenceForm::Possessive } else { ReferenceForm::Pronoun },
                referent: Referent::People(vec![known]),
            });
        }
        references.list.append(&mut found);
        references.list.sort_by_key(|r| r.tokens.start);
    }
}

impl References {
    fn resolve_index(&self, token: usize) -> Option<usize> {
        match &self.at(token)?.referent {
            Referent::People(p) => p.first().copied(),
            _ => None,
        }
    }
}

fn surname(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}

fn identify(people: &mut Vec<KnownPerson>, p: &Person, span: Span) -> usize {
    let found = people.iter().position(|k| {
        k.name == p.name
            || !p.name.contains(' ') && surname(&k.name) == p.name
            || !k.name.contains(' ') && surname(&p.name) == k.name
    });
    let i = found.unwrap_or_else(|| {
        people.push(KnownPerson {
            name: p.name.clone(),
            id: p.id.clone(),
            gender: p.gender,
            offices: Vec::new(),
            first: span,
        });
        people.len() - 1
    });
    let k = &mut people[i];
    if p.name.len() > k.name.len() {
        k.name.clone_from(&p.name);
    }
    k.gender = k.gender.or(p.gender);
    if let Some(o) = p.office.as_ref().filter(|o| !k.offices.contains(o)) {
        k.offices.push(o.clone());
    }
    i
}

fn antecedent(context: &Context<'_>, references: &References, token: usize, gender: Gender) -> Option<usize> {
    let here = context.text.sentence_of(token);
    let before = references.list.partition_point(|r| r.tokens.end <= token);
    references.list[..before].iter().rev().find_map(|r| {
        let Referent::People(p) = &r.referent else { return None };
        let &[i] = p.as_slice() else { return None };
        let fits = references.people[i].gender.is_none_or(|g| g == gender);
        let near = here - context.text.sentence_of(r.tokens.start) <= REACH;
        (fits && near).then_some(i)
    })
}
