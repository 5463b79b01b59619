//! The words of a person's name.

use super::page::{Item, Page, Sort};
use super::words::Class;
use super::{Known, Lists};
use crate::lexicon::PlaceKind;
use crate::value::Gender;
use std::ops::Range;

/// Words that could be a person's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// Its items, a possessive left out.
    pub(super) items: Range<usize>,
    /// How many words with a capital, initials included.
    pub(super) words: usize,
    /// Gender that its given name shows.
    pub(super) gender: Option<Gender>,
    /// It begins with a known given name or an initial.
    pub(super) given: bool,
    /// The word after it is one that ends the name of a thing or an organisation, so that it is
    /// probably no person's: "Lincoln Memorial Hospital".
    pub(super) runs_on: bool,
}

/// A name has at most this many items.
const LONGEST: usize = 9;

/// What ends the name of something else than a person.
const THINGS: Class = Class::COMPANY.or(Class::BODY).or(Class::THING).or(Class::PLACE_SUFFIX).or(Class::INDUSTRY);

/// The name that begins at item `at`; `led` where a title goes before it.
pub(super) fn name_at(page: &Page<'_>, lists: &Lists, at: usize, limit: usize, led: bool) -> Option<Name> {
    let mut name = Name { items: at..at, words: 0, gender: None, given: false, runs_on: false };
    let mut i = at;
    let limit = limit.min(at + LONGEST);
    while let Some(item) = page.get(i).filter(|_| i < limit) {
        if name.words > 0 && page.is_hyphen(i) && page.get(i + 1).is_some_and(|n| n.sort == Sort::Word) && i + 1 < limit
        {
            i += 2;
        } else if item.sort == Sort::Initial && (i > at || page.get(i + 1).is_some_and(|n| n.capital) || led) {
            name.given |= name.words == 0;
            name.words += 1;
            i += 1;
        } else if let Some(skip) = particles(page, i, limit, name.words > 0 || led) {
            i += skip;
            name.words += 1;
        } else if is_word_of_name(page, lists, i, &name, led) {
            if name.words == 0 {
                name.given = item.class.is(Class::GIVEN);
                name.gender = gender(item.class);
            }
            name.words += 1;
            i += 1;
        } else if name.words > 0 && item.class.is(Class::GENERATION) && item.capital {
            i += 1;
            name.items.end = i;
            break;
        } else {
            break;
        }
        name.items.end = i;
    }
    let next = page.get(name.items.end).filter(|n| n.capital && !n.first);
    name.runs_on = next.is_some_and(|n| n.class.is(THINGS) || n.is_known() && !n.class.is(Class::GIVEN));
    (name.words > 0).then_some(name)
}

/// Gender of a given name or title.
pub(super) fn gender(class: Class) -> Option<Gender> {
    match (class.is(Class::MALE), class.is(Class::FEMALE)) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ => None,
    }
}

/// "van der Berg", "al-Sisi": how many items, the word with the capital included.
fn particles(page: &Page<'_>, at: usize, limit: usize, begun: bool) -> Option<usize> {
    let mut i = at;
    while i < limit.min(at + 3) {
        let item = page.get(i)?;
        if item.class.is(Class::PARTICLE) && item.sort == Sort::Word && begun && !item.capital {
            i += 1;
            if page.is_hyphen(i) {
                i += 1;
            }
        } else {
            let fits = i > at && item.capital && item.sort == Sort::Word && item.office.is_none() && !item.is_known();
            return fits.then_some(i + 1 - at);
        }
    }
    None
}

fn is_word_of_name(page: &Page<'_>, lists: &Lists, i: usize, name: &Name, led: bool) -> bool {
    let Some(item) = page.get(i) else { return false };
    if item.sort != Sort::Word || !item.capital || item.end - item.start != 1 && !item.is_known() {
        return false;
    }
    // "Amit Shah": a title that is a surname.
    let surname = name.words > 0 && (item.class.is(Class::SURNAME) || name.given && item.end - item.start == 1);
    if item.office.is_some() && !surname {
        return false;
    }
    let begun = name.words > 0;
    let named = item.class.is(Class::GIVEN.or(Class::SURNAME));
    if item.is_known() {
        return known_as_name(page, lists, item, i, name, led);
    }
    // "broadcaster RT" names no person.
    if item.upper() && !begun && (!led || page.written(i).len() < 4) {
        return false;
    }
    // "Mark Brown said", "April Jones": a common word that is a given name needs a surname after it.
    let followed = page.get(i + 1).is_some_and(|n| {
        let plain = !n.class.is(Class::COMMON) || n.class.is(Class::GIVEN.or(Class::SURNAME));
        n.capital && n.sort == Sort::Word && !n.first && plain && n.office.is_none()
    });
    if item.class.is(Class::CALENDAR) || item.class.is(Class::NEVER) && !begun {
        return named && followed;
    }
    if item.class.is(Class::NEVER) {
        return false;
    }
    if item.class.is(THINGS) {
        // "Gordon Banks" and "Sarah Park", but not "Lincoln Park".
        return named && (begun && name.given || led);
    }
    if item.first && !begun && item.class.is(Class::COMMON) {
        return named && followed;
    }
    true
}

/// "Chad Smith", "Jack London": a place that is part of a person's name.
fn known_as_name(page: &Page<'_>, lists: &Lists, item: &Item, i: usize, name: &Name, led: bool) -> bool {
    if item.end - item.start != 1 {
        return false;
    }
    let loose = page.known(item).iter().all(|k| match *k {
        Known::Place(p) => {
            lists.places.get(p as usize).is_some_and(|p| p.ambiguous || p.kind == PlaceKind::City && !p.demonym)
        }
        Known::Organisation(o) => lists.organisations.get(o as usize).is_some_and(|o| o.ambiguous && !item.upper()),
    });
    // "Vincent Van Gogh", "Al Gore".
    if !loose && !item.class.is(Class::PARTICLE) {
        return false;
    }
    if name.words > 0 {
        return name.given || led;
    }
    let follows = page.get(i + 1).is_some_and(|n| {
        n.capital && n.sort == Sort::Word && !n.is_known() && n.office.is_none() && !n.class.is(THINGS) && !n.first
    });
    led || item.class.is(Class::GIVEN) && follows
}
