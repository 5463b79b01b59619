//! Offices: titles with their country, field and rank, with or without a name.

use super::organisation::{Body, Defined, body_before, body_from};
use super::page::{Item, Page, Sort};
use super::title::Title;
use super::words::Class;
use super::{Known, Lists};
use crate::lexicon::{PlaceKind, Role};
use crate::value::Office;
use std::ops::Range;

/// To whom an office belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Owner {
    /// ISO code, or a name that the lexicon does not know.
    Country(String),
    /// Canonical name, and the ISO code of its country.
    Organisation(String, Option<String>),
}

/// Reads what stands around the core of a title.
pub(super) struct Finder<'p> {
    pub(super) page: &'p Page<'p>,
    pub(super) lists: &'p Lists,
    pub(super) bodies: &'p [Body],
    pub(super) defined: &'p Defined<'p>,
    pub(super) line: Range<usize>,
}

/// What goes before the core of a title.
#[derive(Default)]
struct Before {
    start: usize,
    former: bool,
    ranks: Vec<String>,
    portfolio: Option<Range<usize>>,
    owner: Option<Owner>,
    definite: bool,
}

impl Finder<'_> {
    /// The title whose core begins at an item.
    pub(super) fn title(&self, head: usize) -> Title {
        let entry = |i: usize| {
            let office = self.page.get(i).and_then(|item| item.office);
            office.and_then(|o| self.lists.offices.list.get(o as usize))
        };
        let mut end = head + 1;
        let mut main = entry(head);
        // "Vice President", "Army Chief General", "chairman and chief executive": one title.
        while end < self.line.end {
            let Some(next) = entry(end) else { break };
            if main.is_none_or(|m| matches!(m.role, Role::Honorific)) && !matches!(next.role, Role::Honorific) {
                main = Some(next);
            }
            end += 1;
        }
        let named =
            self.page.get(end).is_some_and(|n| n.capital && n.sort == Sort::Word && !n.first && end < self.line.end);
        let noun = main.map_or("", |m| m.name.as_str());
        let before = self.before(head, named, noun);
        let (tail, end) = self.after(end, main.map_or(Role::Weak, |m| m.role), noun);
        let mut name = String::new();
        for rank in before.ranks.iter().rev() {
            push_word(&mut name, rank);
        }
        let field = before.portfolio.as_ref().map(|p| self.field(p)).or(tail.field);
        if let Some(f) = field.filter(|_| !noun.contains(' ') || noun.starts_with("cabinet")) {
            push_word(&mut name, &f);
        }
        push_word(&mut name, noun);
        if let Some(suffix) = &tail.suffix {
            name.push('-');
            name.push_str(suffix);
        }
        if let Some(to) = &tail.to {
            push_word(&mut name, "to");
            push_word(&mut name, to);
        }
        let own = main.and_then(|m| m.owner).and_then(|k| self.owner_by(k));
        let owner = before.owner.or(tail.owner).or(own);
        let (country, organisation) = match owner {
            Some(Owner::Country(c)) => (Some(c), None),
            Some(Owner::Organisation(o, c)) => (c, Some(o)),
            None => (None, None),
        };
        let id = main.and_then(|m| m.id.as_ref()).filter(|_| name == noun).map(String::from);
        let determiner = before.start.checked_sub(1).filter(|&d| d >= self.line.start);
        let w = &self.lists.words;
        let the = determiner.is_some_and(|d| {
            self.page.is_word(d, w.the)
                || self.page.get(d).is_some_and(|i| i.class.is(Class::POSSESSIVE) || i.sort == Sort::Possessive)
        });
        Title {
            items: before.start..end,
            office: Office { name, id, country, organisation, former: before.former },
            gender: main.and_then(|m| m.gender),
            role: main.map_or(Role::Weak, |m| m.role),
            definite: the || before.definite,
            indefinite: determiner.is_some_and(|d| w.articles.iter().any(|&a| self.page.is_word(d, a))),
            plural: main.is_some_and(|m| m.plural),
            unknown_country: tail.unknown,
        }
    }

    /// "foreign", "labour and social affairs" in lower case and British spelling.
    fn field(&self, items: &Range<usize>) -> String {
        let mut out = String::new();
        for w in self.page.words(items).to_lowercase().split(' ') {
            push_word(&mut out, self.lists.offices.spelling(w));
        }
        out
    }

    /// `named`: a name may follow. `noun`: the title.
    fn before(&self, head: usize, named: bool, noun: &str) -> Before {
        let mut b = Before { start: head, ..Before::default() };
        let capital = self.page.get(head).is_some_and(|h| h.capital);
        while let Some(p) = b.start.checked_sub(1).filter(|&p| p >= self.line.start) {
            let Some(item) = self.page.get(p) else { break };
            if item.sort == Sort::Mark {
                // "ex-president", "then-president", "vice-president".
                let joined = self.page.is_hyphen(p) && p > self.line.start;
                let word = p.checked_sub(1).and_then(|q| self.page.get(q));
                let Some(word) = word.filter(|w| joined && w.class.is(Class::FORMER.or(Class::RANK))) else { break };
                if word.class.is(Class::FORMER) {
                    b.former = true;
                } else {
                    b.ranks.push(self.page.written(p - 1).to_lowercase());
                }
                b.start = p - 1;
                continue;
            }
            if let Some(body) = body_before(self.bodies, p + 1).filter(|x| x.items.start >= self.line.start) {
                if b.owner.is_some() {
                    break;
                }
                b.owner =
                    Some(Owner::Organisation(body.name.clone(), self.lists.country_code(body.country.as_deref())));
                b.start = body.items.start;
                continue;
            }
            if item.class.is(Class::FORMER) && !item.is_known() && (item.word != self.lists.words.then || capital) {
                b.former = true;
                b.start = p;
                continue;
            }
            if b.owner.is_none() && self.take_owner(&mut b, p, capital || named, noun) {
                continue;
            }
            if item.class.is(Class::RANK) && b.owner.is_none() && !item.is_known() {
                b.ranks.push(self.page.written(p).to_lowercase());
                b.start = p;
                continue;
            }
            if b.owner.is_none() && b.ranks.is_empty() && self.take_portfolio(&mut b, p, capital) {
                continue;
            }
            break;
        }
        b
    }

    fn take_portfolio(&self, b: &mut Before, p: usize, capital: bool) -> bool {
        let Some(item) = self.page.get(p) else { return false };
        let end = b.portfolio.as_ref().map_or(b.start, |r| r.end);
        if item.class.is(Class::PORTFOLIO) && (item.capital == capital || !item.capital || item.first) {
            b.portfolio = Some(p..end);
            b.start = p;
            return true;
        }
        // "labour and social affairs minister"
        let joins = b.portfolio.is_some()
            && (self.page.is_word(p, self.lists.words.and) || self.page.is_any_mark(p, &["&", ","]))
            && p.checked_sub(1).and_then(|q| self.page.get(q)).is_some_and(|q| {
                q.class.is(Class::PORTFOLIO)
                    && q.capital == capital
                    && (capital || self.page.is_word(p, self.lists.words.and))
            });
        if joins {
            b.portfolio = Some(p - 1..end);
            b.start = p - 1;
        }
        joins
    }

    /// A country, an adjective or an organisation right before, with or without `'s`.
    fn take_owner(&self, b: &mut Before, p: usize, capital: bool, noun: &str) -> bool {
        let Some(item) = self.page.get(p) else { return false };
        let possessive = item.sort == Sort::Possessive;
        let at = if possessive { p.wrapping_sub(1) } else { p };
        let Some(item) = self.page.get(at).filter(|_| at >= self.line.start) else { return false };
        if let Some(body) = body_before(self.bodies, at + 1).filter(|_| possessive) {
            b.owner = Some(Owner::Organisation(body.name.clone(), self.lists.country_code(body.country.as_deref())));
            b.start = body.items.start;
            b.definite = true;
            return true;
        }
        let before = at.checked_sub(1).filter(|&q| q >= self.line.start).and_then(|q| self.page.get(q));
        if item.is_known() {
            let governed = before.is_some_and(|q| q.class.is(Class::PLACE_PREPOSITION));
            let Some(owner) = self.owner_of(at, possessive, governed, noun) else { return false };
            b.owner = Some(owner);
            b.start = at;
            b.definite |= possessive;
            return true;
        }
        if possessive || !item.capital || item.sort != Sort::Word || item.office.is_some() {
            return false;
        }
        let written = self.page.written(at);
        if item.class.is(Class::NEVER.or(Class::CALENDAR).or(Class::PORTFOLIO).or(Class::GIVEN)) {
            return false;
        }
        let given = |n: usize| self.page.get(n).is_some_and(|x| x.class.is(Class::GIVEN));
        if let Some(noun) = self.page.noun_of(written) {
            b.owner = Some(Owner::Country(noun.to_owned()));
            b.start = at;
            return true;
        }
        if let Some(body) = self.defined.get(written) {
            b.owner = Some(Owner::Organisation(body.name.clone(), self.lists.country_code(body.country.as_deref())));
            b.start = at;
            return true;
        }
        // "Ana Petrova chairman" is no owner.
        if at > self.line.start && given(at - 1) {
            return false;
        }
        if adjective_shaped(written) && !(item.first && item.class.is(Class::COMMON)) && !item.class.is(Class::COMMON) {
            b.owner = Some(Owner::Country(written.to_owned()));
            b.start = at;
            return true;
        }
        if item.upper() && (2..=6).contains(&written.len()) {
            b.owner = Some(Owner::Organisation(written.to_owned(), None));
            b.start = at;
            return true;
        }
        // "Acme CEO Jane Doe", "Tourism Cabinet Secretary": a name or a field before a title.
        if capital && !item.first && !item.class.is(Class::COMMON.or(Class::SURNAME)) {
            b.owner = Some(Owner::Organisation(written.to_owned(), None));
            b.start = at;
            return true;
        }
        false
    }

    /// `governed`: a preposition of place stands before, so that a noun is no attribute.
    fn owner_of(&self, i: usize, possessive: bool, governed: bool, noun: &str) -> Option<Owner> {
        let item = self.page.get(i)?;
        let known = self.page.known(item);
        let place = known.iter().find_map(|k| match *k {
            Known::Place(p) => self.lists.places.get(p as usize).filter(|p| !p.definite),
            Known::Organisation(_) => None,
        });
        if place.is_some_and(|p| governed && !p.demonym && !possessive) {
            return None;
        }
        let best = known.iter().copied().min_by_key(|k| match *k {
            // A mayor is a city's, a governor a state's.
            Known::Place(p) => self.lists.places.get(p as usize).map(|p| {
                let city = p.kind == PlaceKind::City;
                (p.definite, city && !noun.ends_with("mayor"), p.kind)
            }),
            Known::Organisation(_) => None,
        })?;
        self.owner_by(best)
    }

    fn owner_by(&self, known: Known) -> Option<Owner> {
        Some(match known {
            Known::Place(p) => {
                let p = self.lists.places.get(p as usize)?;
                match p.kind {
                    PlaceKind::Country => Owner::Country(p.id.as_ref().unwrap_or(&p.name).into()),
                    PlaceKind::Area if p.country.is_none() => Owner::Organisation(String::from(&p.name), None),
                    _ => Owner::Organisation(String::from(&p.name), self.lists.country_code(p.country.as_deref())),
                }
            }
            Known::Organisation(o) => {
                let o = self.lists.organisations.get(o as usize)?;
                // "Congress leader": of which country's is not said.
                let country = o.country.as_deref().filter(|_| !o.ambiguous);
                Owner::Organisation(String::from(&o.name), self.lists.country_code(country))
            }
        })
    }

    fn after(&self, end: usize, role: Role, noun: &str) -> (Tail, usize) {
        let mut tail = Tail::default();
        let mut end = end;
        // "president-elect" is another office than "president".
        let suffix = |n: &Item| n.class.is(Class::RANK.or(Class::EPITHET));
        if self.page.is_hyphen(end) && self.page.get(end + 1).is_some_and(suffix) {
            tail.suffix = Some(self.page.written(end + 1).to_lowercase());
            end += 2;
        }
        let w = &self.lists.words;
        let Some(link) = self.page.get(end).filter(|_| end + 1 < self.line.end).map(|l| l.word) else {
            return (tail, end);
        };
        let mut at = end + 1;
        if self.page.is_word(at, w.the) {
            at += 1;
        }
        if link == w.to {
            if role != Role::Envoy {
                return (tail, end);
            }
            let place = self.page.get(at).filter(|i| i.capital && i.sort == Sort::Word && at < self.line.end);
            // "aides to Mrs. Petrova": she is nobody's destination.
            let place = place.filter(|i| i.office.is_none() && !i.class.is(Class::GIVEN));
            if place.is_some() {
                let to = self.destination(at);
                tail.to = Some(to.0);
                end = to.1;
            }
        } else if link == w.of || link == w.r#for {
            let field = self.fields(at);
            if field > at {
                tail.field = Some(self.field(&(at..field)));
                end = field;
            } else if let Some((owner, to)) = self.complement(at, role, noun) {
                let fresh = !self.page.get(at).is_some_and(Item::is_known);
                tail.unknown = matches!(owner, Owner::Country(_)).then_some(at..to).filter(|_| fresh);
                tail.owner = Some(owner);
                end = to;
            }
            // "minister of defence of Ruritania"
            if tail.owner.is_none() && tail.field.is_some() && self.page.is_word(end, w.of) {
                let skip = usize::from(self.page.is_word(end + 1, w.the));
                if let Some((owner, to)) = self.complement(end + 1 + skip, role, noun) {
                    tail.owner = Some(owner);
                    end = to;
                }
            }
        }
        (tail, end)
    }

    fn destination(&self, at: usize) -> (String, usize) {
        if let Some(body) = body_from(self.bodies, at) {
            return (body.name.clone(), body.items.end);
        }
        let known = self.page.get(at).map_or(&[][..], |i| self.page.known(i));
        let name = known.iter().find_map(|k| match *k {
            Known::Place(p) => self.lists.places.get(p as usize).map(|p| String::from(&p.name)),
            Known::Organisation(o) => self.lists.organisations.get(o as usize).map(|o| String::from(&o.name)),
        });
        (name.unwrap_or_else(|| self.page.written(at).to_owned()), at + 1)
    }

    /// One past the words that name a field: "labour and social affairs".
    fn fields(&self, at: usize) -> usize {
        let mut end = at;
        let mut i = at;
        while let Some(item) = self.page.get(i).filter(|_| i < self.line.end && i < at + 7) {
            if item.class.is(Class::PORTFOLIO) {
                i += 1;
                end = i;
            } else if i > at && (item.word == self.lists.words.and || self.page.is_mark(i, ",")) {
                i += 1;
            } else {
                break;
            }
        }
        end
    }

    /// "Freedonia" of "president of Freedonia", and where it ends.
    pub(super) fn complement(&self, at: usize, role: Role, noun: &str) -> Option<(Owner, usize)> {
        let item = self.page.get(at).filter(|i| at < self.line.end && i.capital && i.sort == Sort::Word)?;
        if let Some(body) = body_from(self.bodies, at) {
            let code = self.lists.country_code(body.country.as_deref());
            return Some((Owner::Organisation(body.name.clone(), code), body.items.end));
        }
        if item.is_known() {
            return self.owner_of(at, true, false, noun).map(|o| (o, at + 1));
        }
        if item.class.is(Class::NEVER.or(Class::CALENDAR)) || item.office.is_some() {
            return None;
        }
        let mut end = at + 1;
        while self.page.get(end).is_some_and(|n| {
            n.capital
                && n.sort == Sort::Word
                && !n.is_known()
                && n.office.is_none()
                && end < self.line.end
                && end < at + 4
        }) {
            end += 1;
        }
        let name = self.page.words(&(at..end));
        let owner = match role {
            Role::State => Owner::Country(name),
            _ => Owner::Organisation(name, None),
        };
        Some((owner, end))
    }
}

#[derive(Default)]
struct Tail {
    field: Option<String>,
    owner: Option<Owner>,
    to: Option<String>,
    unknown: Option<Range<usize>>,
    suffix: Option<String>,
}

fn push_word(out: &mut String, word: &str) {
    if word.is_empty() {
        return;
    }
    if !out.is_empty() {
        out.push(' ');
    }
    out.push_str(word);
}

/// "Ruritanian", "Zendese", "Strelsavi": an adjective made from the name of a country.
pub(super) fn adjective_shaped(word: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "ian", "ean", "ese", "ish", "ani", "ari", "ali", "eli", "aqi", "avi", "uan", "ovan", "oan", "yan", "sian",
        "stani", "ic",
    ];
    word.len() >= 6 && ENDINGS.iter().any(|e| word.ends_with(e))
}
