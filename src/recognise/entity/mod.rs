//! People with their offices, places, organisations.
//!
//! One reading of the document finds all four, because each tells what the others are not: a place
//! before an office belongs to the office, words before "Corp" are nobody's name.

#[cfg(test)]
mod corpus;
mod gazetteer;
mod name;
mod office;
mod organisation;
mod page;
mod person;
mod place;
mod title;
mod words;

use super::{Context, Mention, Recogniser};
use crate::lexicon::{Lexicon, NameKind, PlaceKind, Role, Term};
use crate::text::{Vocabulary, WordId};
use crate::value::{Gender, Kind, Office, Organisation, Person, Value};
use gazetteer::Gazetteer;
use organisation::{Body, Defined};
use page::{Page, Sort};
use person::Candidate;
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::ops::Range;
use title::Title;
use words::Words;

/// What a known name names: an index into the lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    Place(u32),
    Organisation(u32),
}

/// One name of a place.
#[derive(Debug, Clone)]
struct PlaceEntry {
    name: Term,
    id: Option<Term>,
    country: Option<Term>,
    kind: PlaceKind,
    demonym: bool,
    ambiguous: bool,
    /// Only after "the": "the West".
    definite: bool,
}

/// One name of an organisation.
#[derive(Debug, Clone)]
struct OrganisationEntry {
    name: Term,
    id: Option<Term>,
    country: Option<Term>,
    ambiguous: bool,
    /// Only after "the": "the Observer".
    definite: bool,
}

/// One way to write a title.
#[derive(Debug, Clone)]
struct OfficeEntry {
    name: Term,
    id: Option<Term>,
    gender: Option<Gender>,
    role: Role,
    plural: bool,
    /// It is as often something else, so that it counts only before a name.
    ambiguous: bool,
    /// A common word where it is written small.
    capital: bool,
    /// The title names whom it belongs to: "Kremlin aide".
    owner: Option<Known>,
}

struct Offices {
    titles: Gazetteer<u32>,
    list: Vec<OfficeEntry>,
    spellings: std::collections::BTreeMap<&'static str, &'static str>,
}

impl Offices {
    /// One spelling of a word that has several: "defence" for "defense".
    fn spelling<'w>(&'w self, word: &'w str) -> &'w str {
        self.spellings.get(word).copied().unwrap_or(word)
    }
}

/// What the lexicons say, by word.
struct Lists {
    words: Words,
    names: Gazetteer<Known>,
    places: Vec<PlaceEntry>,
    organisations: Vec<OrganisationEntry>,
    offices: Offices,
    codes: FxHashMap<Term, Term>,
    who: WordId,
    r#as: WordId,
    at: WordId,
    /// "(".
    bracket: WordId,
    ministry: WordId,
    bank: WordId,
}

impl Lists {
    fn new(lexicon: &Lexicon, vocabulary: &mut Vocabulary) -> Self {
        let words = Words::new(lexicon, vocabulary);
        let countries: FxHashMap<&str, &Term> =
            lexicon.places.country.iter().rev().map(|c| (c.id.as_str(), &c.name)).collect();
        let country_name = |id: &Term| countries.get(id.as_str()).map(|&name| name.clone());
        let known_places = lexicon.places.names();
        let known_bodies = &lexicon.organisations.organisation;
        let bodies = known_bodies.iter().map(|o| 1 + o.aliases.len()).sum::<usize>();
        let mut names = Gazetteer::with_capacity(known_places.len() + bodies, vocabulary);
        let mut places = Vec::with_capacity(known_places.len());
        for p in known_places {
            let bare = p.written.strip_prefix("the ").map_or(Cow::Borrowed(p.written), |n| Cow::Owned(n.into()));
            names.add(&bare, Known::Place(places.len() as u32), vocabulary);
            places.push(PlaceEntry {
                name: p.name.strip_prefix("the ").map_or_else(|| p.name.clone(), |n| n.to_owned().into()),
                id: p.id.cloned(),
                country: p.country.and_then(country_name),
                kind: p.kind,
                demonym: p.name_kind == NameKind::Demonym,
                ambiguous: p.ambiguous,
                definite: bare.len() < p.written.len(),
            });
        }
        let codes = lexicon.places.country.iter().map(|c| (c.name.clone(), c.id.clone())).collect();
        let mut organisations = Vec::with_capacity(bodies);
        for o in known_bodies {
            for (written, ambiguous) in o.names() {
                let bare = written.strip_prefix("the ").or(written.strip_prefix("The "));
                let bare = bare.map_or(Cow::Borrowed(written), |n| Cow::Owned(n.into()));
                // "Ministry of Defence" says of itself that it is one, and not whose.
                if ambiguous && bare.contains(' ') {
                    continue;
                }
                names.add(&bare, Known::Organisation(organisations.len() as u32), vocabulary);
                organisations.push(OrganisationEntry {
                    name: o.name.clone(),
                    id: Some(o.id.clone()),
                    country: country_name(&o.country),
                    ambiguous,
                    definite: ambiguous && bare.len() < written.len(),
                });
            }
        }
        let known_titles = lexicon.offices.titles();
        let mut titles = Gazetteer::with_capacity(known_titles.len(), vocabulary);
        let mut list = Vec::with_capacity(known_titles.len());
        let spellings = lexicon.offices.spellings();
        let title_only: FxHashSet<&str> = lexicon.shapes.title_only.iter().map(Term::as_str).collect();
        for t in known_titles {
            titles.add(&t.written, list.len() as u32, vocabulary);
            let owner = titles.begins_with(&names);
            list.push(OfficeEntry {
                name: spelled(&spellings, t.name),
                id: t.id,
                gender: t.gender,
                role: t.role,
                plural: t.plural,
                ambiguous: t.ambiguous,
                capital: title_only.contains(t.written.as_str()),
                owner,
            });
        }
        Self {
            words,
            names,
            places,
            organisations,
            offices: Offices { titles, list, spellings },
            codes,
            who: vocabulary.intern("who"),
            r#as: vocabulary.intern("as"),
            at: vocabulary.intern("at"),
            bracket: vocabulary.intern("("),
            ministry: vocabulary.intern("ministry"),
            bank: vocabulary.intern("bank"),
        }
    }

    /// The alpha-2 code of a country by its canonical name; the name itself where it has none.
    fn country_code(&self, name: Option<&str>) -> Option<String> {
        name.map(|n| self.codes.get(n).map_or(n, |code| code).to_owned())
    }
}

/// A title with one spelling for its words.
fn spelled(spellings: &std::collections::BTreeMap<&str, &str>, title: Term) -> Term {
    if !title.split(' ').any(|w| spellings.contains_key(w)) {
        return title;
    }
    let words: Vec<&str> = title.split(' ').map(|w| spellings.get(w).copied().unwrap_or(w)).collect();
    words.join(" ").into()
}

/// The recogniser.
pub(super) struct Entities {
    lists: Lists,
}

/// Makes it from the lexicons.
pub(super) fn new(lexicon: &Lexicon, vocabulary: &mut Vocabulary) -> Box<dyn Recogniser> {
    Box::new(Entities { lists: Lists::new(lexicon, vocabulary) })
}

impl Recogniser for Entities {
    fn name(&self) -> &'static str {
        "entity"
    }

    fn kinds(&self) -> &'static [Kind] {
        &[Kind::Person, Kind::Place, Kind::Organisation, Kind::Office]
    }

    fn recognise(&self, context: &Context<'_>, out: &mut Vec<Mention>) {
        let page = Page::new(context, &self.lists);
        let mut bodies = Vec::new();
        for line in page.lines.iter().filter(|l| !l.titled) {
            bodies.append(&mut organisation::bodies(&page, &self.lists, &line.items));
        }
        let defined = Defined::new(&page, &self.lists, &mut bodies);
        let mut titles = Vec::new();
        for line in &page.lines {
            titles.append(&mut title::titles(&page, &self.lists, &line.items, &bodies, &defined));
        }
        let (people, named) = person::people(&page, &self.lists, &titles, &bodies, &defined);
        for t in &mut titles {
            title::owned_before(&page, t, |w| named.contains(w));
        }
        for c in &people {
            let limit = page.line_end(c.name.items.start);
            if let Some(t) = c.title.and_then(|t| titles.get_mut(t)) {
                title::owned_after(&page, &self.lists, &bodies, &defined, t, c.name.items.end, limit);
            }
        }
        let mut writer = Writer { page: &page, lists: &self.lists, used: vec![false; page.items.len()], found: out };
        writer.people(&people, &titles);
        writer.bodies(&bodies);
        writer.offices(&titles, &people);
        writer.organisations(&defined);
        writer.places(&titles, &bodies);
    }
}

/// Turns what was found into mentions; what one kind has used no other may.
struct Writer<'p> {
    page: &'p Page<'p>,
    lists: &'p Lists,
    used: Vec<bool>,
    found: &'p mut Vec<Mention>,
}

impl Writer<'_> {
    fn free(&self, items: &Range<usize>) -> bool {
        self.used.get(items.clone()).is_some_and(|u| u.iter().all(|u| !u))
    }

    fn push(&mut self, items: &Range<usize>, value: Value, pattern: &'static str) {
        if !self.free(items) || items.is_empty() {
            return;
        }
        if let Some(used) = self.used.get_mut(items.clone()) {
            used.fill(true);
        }
        let tokens = self.page.tokens(items);
        self.found.push(Mention { span: self.page.text.span(&tokens), tokens, value, pattern, detail: None });
    }

    fn office(&self, title: &Title) -> Option<Office> {
        if title.role == Role::Honorific {
            return None;
        }
        let mut office = title.office.clone();
        office.country = office.country.map(|c| self.country(c));
        Some(office)
    }

    /// "Ruritanian" becomes "Ruritania" where the article has that word.
    fn country(&self, country: String) -> String {
        if country.len() == 2 {
            return country;
        }
        self.page.noun_of(&country).map_or(country, str::to_owned)
    }

    fn people(&mut self, people: &[Candidate], titles: &[Title]) {
        for c in people {
            let title = c.title.and_then(|t| titles.get(t));
            let items = c.items(titles);
            let office = title.and_then(|t| self.office(t));
            let office = office.or_else(|| c.apposed.and_then(|t| titles.get(t)).and_then(|t| self.office(t)));
            let former = title.is_some_and(|t| t.office.former);
            let person = Person {
                name: self.page.words(&c.name.items),
                id: None,
                former: former || office.as_ref().is_some_and(|o| o.former),
                office,
                gender: c.name.gender.or_else(|| person::shown_gender(self.page, &items)),
            };
            self.push(&items, Value::Person(person), "person");
        }
    }

    fn bodies(&mut self, bodies: &[Body]) {
        for b in bodies {
            self.push(&b.items, organisation_value(b), "organisation-shape");
        }
    }

    fn offices(&mut self, titles: &[Title], people: &[Candidate]) {
        let mut held: Vec<&str> = people
            .iter()
            .filter_map(|c| c.title.or(c.apposed).and_then(|t| titles.get(t)))
            .filter_map(|t| t.office.name.rsplit(' ').next())
            .collect();
        held.sort_unstable();
        for t in titles.iter().filter(|t| !t.plural && !t.indefinite) {
            let owned = t.office.country.is_some() || t.office.organisation.is_some();
            let first = self.page.get(t.items.start).is_some_and(|i| i.capital && !i.first);
            let named = self.page.get(t.items.end).is_some_and(|i| i.capital && i.sort == Sort::Word && !i.first);
            let specific = match t.role {
                Role::Honorific => false,
                // "the striker" is somebody where a striker was named.
                Role::Weak => {
                    let noun = t.office.name.rsplit(' ').next().unwrap_or("");
                    (t.definite || owned) && !named && (noun == "leader" || held.binary_search(&noun).is_ok())
                }
                _ => t.definite || owned || first,
            };
            if let Some(office) = self.office(t).filter(|_| specific) {
                self.push(&t.items, Value::Office(office), "office");
            }
        }
    }

    fn organisations(&mut self, defined: &Defined<'_>) {
        for &i in &self.page.telling {
            let Some(item) = self.page.get(i).filter(|x| x.capital && x.sort == Sort::Word) else { continue };
            if let Some(b) = defined.get(self.page.written(i)) {
                self.push(&(i..i + 1), organisation_value(b), "organisation-short");
            } else if let Some(o) = organisation::named(self.page, self.lists, i, item) {
                let (id, country) = (o.id.as_ref().map(String::from), o.country.as_ref().map(String::from));
                let value = Organisation { name: String::from(&o.name), id, country };
                self.push(&(i..i + 1), Value::Organisation(value), "organisation");
            }
        }
    }

    fn places(&mut self, titles: &[Title], bodies: &[Body]) {
        let mut countries: Vec<Range<usize>> = titles.iter().filter_map(|t| t.unknown_country.clone()).collect();
        countries.extend(bodies.iter().filter_map(|b| organisation::place_within(self.page, self.lists, b)));
        for l in place::places(self.page, self.lists, &self.used, &countries) {
            self.push(&l.items, Value::Place(l.place), "place");
        }
    }
}

fn organisation_value(b: &Body) -> Value {
    Value::Organisation(Organisation { name: b.name.clone(), id: b.id.clone(), country: b.country.clone() })
}
