//! The titles of a line, and whose they are where that is said elsewhere in it.

use super::Lists;
use super::office::{Finder, Owner};
use super::organisation::{Body, Defined, body_at};
use super::page::{Page, Sort};
use super::words::Class;
use crate::lexicon::Role;
use crate::value::{Gender, Office};
use std::ops::Range;

/// A title and what belongs to it: "former Russian deputy defence minister".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Title {
    /// Its items, a determiner left out.
    pub(super) items: Range<usize>,
    /// What it says.
    pub(super) office: Office,
    /// Gender that the title shows.
    pub(super) gender: Option<Gender>,
    /// How much the words say by themselves.
    pub(super) role: Role,
    /// "the minister", "Russia's minister", "his minister".
    pub(super) definite: bool,
    /// "a minister".
    pub(super) indefinite: bool,
    /// "Presidents".
    pub(super) plural: bool,
    /// The words that name a country which no lexicon knows: "Freedonia" of "president of Freedonia".
    pub(super) unknown_country: Option<Range<usize>>,
}

/// The titles of a line, in order; none overlap.
pub(super) fn titles(
    page: &Page<'_>,
    lists: &Lists,
    line: &Range<usize>,
    bodies: &[Body],
    defined: &Defined<'_>,
) -> Vec<Title> {
    let mut all = Vec::new();
    let mut i = line.start;
    let mut from = line.start;
    loop {
        i = page.next_title(i, line.end);
        let Some(found) = page.get(i).filter(|_| i < line.end) else { break };
        // "Amit Shah", "Stephen King": a title that is a surname.
        let surname = found.capital
            && found.end - found.start == 1
            && i > from
            && page.get(i - 1).is_some_and(|g| g.capital && g.class.is(Class::GIVEN) && !g.is_known());
        if surname || body_at(bodies, i).is_some() {
            i += 1;
            continue;
        }
        let title = Finder { page, lists, bodies, defined, line: from..line.end }.title(i);
        i = title.items.end.max(i + 1);
        from = i;
        all.push(title);
    }
    all
}

/// "Ruritania's president": an unknown word that is no person's name, for `is_person` says whose are.
/// Fills `title` in.
pub(super) fn owned_before(page: &Page<'_>, title: &mut Title, is_person: impl Fn(&str) -> bool) {
    let office = &title.office;
    let open = office.country.is_none() && office.organisation.is_none() && title.role == Role::State;
    let Some(mark) = title.items.start.checked_sub(1).filter(|_| open) else { return };
    let possessive = page.get(mark).is_some_and(|m| m.sort == Sort::Possessive);
    let Some(at) = mark.checked_sub(1).filter(|_| possessive) else { return };
    let Some(item) = page.get(at) else { return };
    let plain = Class::COMMON.or(Class::NEVER).or(Class::CALENDAR).or(Class::GIVEN).or(Class::SURNAME);
    let joined = at
        .checked_sub(1)
        .and_then(|b| page.get(b))
        .is_some_and(|b| b.capital && !item.first && !b.is_known() && !b.class.is(Class::CALENDAR));
    let strange =
        item.capital && item.sort == Sort::Word && !item.is_known() && item.office.is_none() && !item.class.is(plain);
    let name = page.written(at);
    if strange && !joined && !is_person(name) {
        title.office.country = Some(name.to_owned());
        title.unknown_country = Some(at..at + 1);
        title.items.start = at;
    }
}

/// To whom the office of a person belongs where the name is followed by it: "President Ana Petrova of
/// Ruritania". Fills `title` in.
pub(super) fn owned_after(
    page: &Page<'_>,
    lists: &Lists,
    bodies: &[Body],
    defined: &Defined<'_>,
    title: &mut Title,
    end: usize,
    limit: usize,
) {
    let office = &title.office;
    let open = office.country.is_none() && office.organisation.is_none() && title.role != Role::Honorific;
    if !open || !page.is_word(end, lists.words.of) {
        return;
    }
    let at = end + 1 + usize::from(page.is_word(end + 1, lists.words.the));
    let finder = Finder { page, lists, bodies, defined, line: at..limit };
    let Some((owner, to)) = finder.complement(at, title.role, &title.office.name) else { return };
    match owner {
        Owner::Country(c) => {
            title.unknown_country = page.get(at).filter(|i| !i.is_known()).map(|_| at..to);
            title.office.country = Some(c);
        }
        Owner::Organisation(o, c) => {
            title.office.organisation = Some(o);
            title.office.country = c;
        }
    }
}
