//! `rules/lexicon/offices.toml`.

use super::Term;
use crate::value::Gender;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The file as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offices {
    /// Titles by office.
    pub office: Vec<OfficeWords>,
    /// Fields of government.
    pub portfolio: Vec<Term>,
    /// What follows a field.
    pub rank: Vec<Term>,
    /// "Mr", "Dame".
    pub honorific: Vec<Honorific>,
    /// Words that say whether an office is still held.
    pub former: Vec<Former>,
    /// "Sen.", "CEO".
    pub abbreviation: Vec<Abbreviation>,
}

/// One office.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeWords {
    /// Stable id.
    pub id: Term,
    /// Titles, the usual one first.
    pub titles: Vec<Term>,
    /// Their plurals.
    #[serde(default)]
    pub plurals: Vec<Term>,
    /// How many hold it at once: one a `country`, `place`, `organisation`, or `none`: many.
    pub unique: Term,
    /// Sort of office.
    pub kind: Term,
    /// Titles of women.
    #[serde(default)]
    pub feminine: Vec<Term>,
    /// Titles of men.
    #[serde(default)]
    pub masculine: Vec<Term>,
    /// What it is usually an office of.
    #[serde(default)]
    pub of: Option<Term>,
}

/// A form of address.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Honorific {
    /// As written.
    pub text: Term,
    /// `f`, `m` or empty.
    pub gender: Term,
    /// Whether it stands before the name.
    pub before: bool,
    /// Whether it is as often something else.
    pub ambiguous: bool,
}

/// A word that says whether an office is still held.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Former {
    /// As written; a hyphen where it is a prefix or suffix.
    pub text: Term,
    /// Whether it is no longer held.
    pub former: bool,
    /// `former`, `then`, `dead`, `outgoing`, `acting`, `incoming`, `current`, `deputy`, `honorary`, `disputed`.
    pub status: Term,
    /// `before`, `after`, `prefix`, `suffix`.
    pub place: Term,
}

/// A short form of a title.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Abbreviation {
    /// As written.
    pub text: Term,
    /// Id of the office.
    pub office: Term,
    /// Whether it is as often something else.
    pub ambiguous: bool,
}

/// How much a title says by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// "Mr": no office at all.
    Honorific,
    /// An office of a state: "president", "minister", "governor".
    State,
    /// One that has a "to": "ambassador to India".
    Envoy,
    /// An office of an organisation: "chief executive".
    Office,
    /// An occupation or a word that is often something else: "leader", "striker", "witness".
    Weak,
}

/// One way to write a title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// As written.
    pub written: Term,
    /// Canonical title.
    pub name: Term,
    /// Lexicon id.
    pub id: Option<Term>,
    /// Gender that it shows.
    pub gender: Option<Gender>,
    /// How much it says.
    pub role: Role,
    /// "Presidents".
    pub plural: bool,
    /// It is as often something else.
    pub ambiguous: bool,
}

impl OfficeWords {
    fn role(&self) -> Role {
        match self.kind.as_str() {
            "diplomat" => Role::Envoy,
            "official" if self.id == "adviser" || self.id == "aide" => Role::Envoy,
            "head-of-state" | "head-of-government" | "royal" | "minister" | "governor" | "mayor" => Role::State,
            "spokesperson" | "international" | "religious" => Role::Office,
            _ if self.unique != "none" => Role::Office,
            "legislator" if self.id != "lawmaker" => Role::Office,
            _ => Role::Weak,
        }
    }

    /// One name for all titles of an office that one person holds, and for titles that differ in
    /// gender; else the title itself, for "physicist" and "biologist" are one entry and two things.
    fn canonical(&self, title: &Term) -> Term {
        let one =
            self.unique != "none" || self.kind == "spokesperson" || !self.feminine.is_empty() && self.titles.len() < 5;
        let short = title.ends_with('.') || title.len() > 1 && !title.contains(char::is_lowercase);
        if !one && !short {
            return lower(title);
        }
        // The id is the title in lower case, with hyphens between its words.
        let same = |t: &&Term| {
            let spoken = t.chars().flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c });
            spoken.eq(self.id.chars())
        };
        // An entry that is named after none of its titles is a group of several offices.
        let first = self.titles.first().filter(|_| short || self.unique != "none" && self.titles.len() < 3);
        lower(self.titles.iter().find(same).or(first).unwrap_or(title))
    }

    fn gender(&self, title: &str) -> Option<Gender> {
        if self.feminine.iter().any(|t| t == title) {
            Some(Gender::Female)
        } else if self.masculine.iter().any(|t| t == title) {
            Some(Gender::Male)
        } else {
            None
        }
    }
}

fn lower(term: &Term) -> Term {
    if term.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        term.clone()
    } else {
        term.to_lowercase().into()
    }
}

impl Offices {
    /// Every way to write every title, honorifics and abbreviations among them.
    pub fn titles(&self) -> Vec<Title> {
        let mut all = Vec::with_capacity(6 * self.office.len() + self.honorific.len());
        for o in &self.office {
            for (i, t) in o.titles.iter().enumerate() {
                let title = Title {
                    written: t.clone(),
                    name: o.canonical(t),
                    id: Some(o.id.clone()),
                    gender: o.gender(t),
                    role: o.role(),
                    plural: false,
                    ambiguous: false,
                };
                if let Some(p) = o.plurals.get(i) {
                    all.push(Title { written: p.clone(), plural: true, ..title.clone() });
                }
                all.push(title);
            }
        }
        for a in &self.abbreviation {
            let Some(o) = self.office.iter().find(|o| o.id == a.office) else { continue };
            if o.titles.contains(&a.text) {
                continue;
            }
            all.push(Title {
                written: a.text.clone(),
                name: o.canonical(o.titles.first().unwrap_or(&a.text)),
                id: Some(o.id.clone()),
                gender: None,
                role: o.role(),
                plural: a.text.ends_with('s') || a.text.ends_with("s."),
                ambiguous: a.ambiguous,
            });
        }
        for h in self.honorific.iter().filter(|h| h.before) {
            let gender = match h.gender.as_str() {
                "f" => Some(Gender::Female),
                "m" => Some(Gender::Male),
                _ => None,
            };
            all.push(Title {
                written: h.text.strip_prefix("the ").map_or_else(|| h.text.clone(), |t| t.to_owned().into()),
                name: Term::default(),
                id: None,
                gender,
                role: Role::Honorific,
                plural: h.text.starts_with("Messrs"),
                ambiguous: h.ambiguous,
            });
        }
        all
    }

    /// Single words of a status, such as `former`, prefixes without their hyphen.
    pub fn status<'a>(&'a self, fits: impl Fn(&Former) -> bool + 'a) -> impl Iterator<Item = &'a str> {
        let before = |f: &&Former| matches!(f.place.as_str(), "before" | "prefix" | "suffix");
        self.former
            .iter()
            .filter(before)
            .filter(move |f| fits(f))
            .map(|f| f.text.trim_matches('-'))
            .filter(|t| !t.contains(' '))
    }

    /// The words of the fields of government.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        self.portfolio.iter().flat_map(|p| p.split(' ')).filter(|w| !matches!(*w, "and" | "of" | "the"))
    }

    /// One spelling for words that have a British and an American one.
    pub fn spellings(&self) -> BTreeMap<&'static str, &'static str> {
        [("defense", "defence"), ("labor", "labour"), ("transportation", "transport"), ("program", "programme")].into()
    }
}
