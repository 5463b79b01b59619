//! `rules/lexicon/places.toml`.

use super::Term;
use serde::Deserialize;

/// The file as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Places {
    /// ISO 3166-1 and Kosovo.
    pub country: Vec<Country>,
    /// Cities that are no capital.
    pub city: Vec<City>,
    /// Continents, areas, first-level divisions.
    pub region: Vec<Region>,
}

/// A country.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub id: Term,
    /// ISO 3166-1 alpha-3.
    pub alpha3: Term,
    /// The usual English name.
    pub name: Term,
    /// Other names, former ones included.
    #[serde(default)]
    pub aliases: Vec<Term>,
    /// "Indian" in "the Indian government".
    #[serde(default)]
    pub adjectives: Vec<Term>,
    /// Nouns for its people, singular and plural.
    #[serde(default)]
    pub people: Vec<Term>,
    /// The seat of government: the usual name, then other names of the same city.
    #[serde(default)]
    pub capital: Vec<Term>,
    /// Those of the names that often mean something else.
    #[serde(default)]
    pub ambiguous: Vec<Term>,
}

/// A city.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct City {
    /// The usual English name.
    pub name: Term,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<Term>,
    /// ISO 3166-1 alpha-2 of its country.
    #[serde(default)]
    pub country: Option<Term>,
    /// Those of the names that often mean something else.
    #[serde(default)]
    pub ambiguous: Vec<Term>,
}

/// A region.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// ISO 3166-2 where there is one.
    #[serde(default)]
    pub id: Option<Term>,
    /// The usual English name.
    pub name: Term,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<Term>,
    /// `continent`, `area`, `bloc`, `nation`, `state`, `province`, `territory`.
    pub kind: Term,
    /// ISO 3166-1 alpha-2 of its country; `None` where it spans several.
    #[serde(default)]
    pub country: Option<Term>,
    /// "Bavarian".
    #[serde(default)]
    pub adjectives: Vec<Term>,
    /// Nouns for its people.
    #[serde(default)]
    pub people: Vec<Term>,
    /// Those of the names that often mean something else.
    #[serde(default)]
    pub ambiguous: Vec<Term>,
}

/// Which of a place's names a lexicon name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameKind {
    /// The place itself.
    Name,
    /// An adjective or a people: "Russian", "Russians".
    Demonym,
}

/// What a place is, from the widest to the narrowest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceKind {
    /// A country.
    Country,
    /// The capital of a country.
    Capital,
    /// A continent, an area or a bloc, which has no government of its own.
    Area,
    /// Another city.
    City,
    /// A first-level division or nation.
    Division,
}

/// One name of one place.
#[derive(Debug, Clone, Copy)]
pub struct PlaceName<'l> {
    /// As written in copy.
    pub written: &'l Term,
    /// Whether it names the place or its people.
    pub name_kind: NameKind,
    /// What the place is.
    pub kind: PlaceKind,
    /// Canonical name.
    pub name: &'l Term,
    /// Lexicon id.
    pub id: Option<&'l Term>,
    /// Alpha-2 code of the country that it is or lies in.
    pub country: Option<&'l Term>,
    /// Whether this name often means something else.
    pub ambiguous: bool,
}

impl Places {
    /// Every name of every place, in the order of the file.
    pub fn names(&self) -> Vec<PlaceName<'_>> {
        let mut all = Vec::with_capacity(8 * self.country.len() + 2 * self.city.len() + 4 * self.region.len());
        for c in &self.country {
            let mut push = |written, name_kind, kind, name, id| {
                let ambiguous = c.ambiguous.iter().any(|a| a == written);
                all.push(PlaceName { written, name_kind, kind, name, id, country: Some(&c.id), ambiguous });
            };
            for w in std::iter::once(&c.name).chain(&c.aliases) {
                push(w, NameKind::Name, PlaceKind::Country, &c.name, Some(&c.id));
            }
            for w in c.adjectives.iter().chain(c.people.iter().filter(|p| !c.adjectives.contains(p))) {
                push(w, NameKind::Demonym, PlaceKind::Country, &c.name, Some(&c.id));
            }
            for w in &c.capital {
                push(w, NameKind::Name, PlaceKind::Capital, c.capital.first().unwrap_or(w), None);
            }
        }
        for c in &self.city {
            for w in std::iter::once(&c.name).chain(&c.aliases) {
                all.push(PlaceName {
                    written: w,
                    name_kind: NameKind::Name,
                    kind: PlaceKind::City,
                    name: &c.name,
                    id: None,
                    country: c.country.as_ref(),
                    ambiguous: c.ambiguous.contains(w),
                });
            }
        }
        for r in &self.region {
            let kind = match r.kind.as_str() {
                "continent" | "area" | "bloc" => PlaceKind::Area,
                _ => PlaceKind::Division,
            };
            let names = std::iter::once(&r.name).chain(&r.aliases).map(|w| (w, NameKind::Name));
            let people = r.people.iter().filter(|p| !r.adjectives.contains(p));
            let demonyms = r.adjectives.iter().chain(people).map(|w| (w, NameKind::Demonym));
            for (w, name_kind) in names.chain(demonyms) {
                all.push(PlaceName {
                    written: w,
                    name_kind,
                    kind,
                    name: &r.name,
                    id: r.id.as_ref(),
                    country: r.country.as_ref(),
                    ambiguous: r.ambiguous.contains(w),
                });
            }
        }
        all
    }

    /// The usual name of the country with an alpha-2 code.
    pub fn country_name(&self, id: &str) -> Option<&str> {
        self.country.iter().find(|c| c.id == id).map(|c| c.name.as_str())
    }
}
