//! Names settled: which of an article's names are one person.

use super::identity::{parts, same_full};
use super::{KnownPerson, Mention};
use crate::value::{Office, Person, Value};
use rustc_hash::FxHashMap;

/// At most this many people of one surname are told apart.
const NAMESAKES: usize = 24;

/// A short name means somebody named at most this many mentions before, where several could be meant.
const RECENT: usize = 6;

/// The people of an article, and who each named mention is.
pub(super) struct Named {
    /// In the order of their first mention.
    pub(super) people: Vec<KnownPerson>,
    /// For each mention its person; `None` for what is no person.
    pub(super) of: Vec<Option<usize>>,
}

#[derive(Default)]
struct Namer {
    people: Vec<KnownPerson>,
    /// Folded words of each person's longest name.
    words: Vec<Vec<String>>,
    /// People by each word of their name.
    by_word: FxHashMap<String, Vec<usize>>,
    /// Whom a surname alone has meant, by the surname.
    alone: FxHashMap<String, usize>,
    /// Full names settled before.
    seen: FxHashMap<String, usize>,
}

/// Settles the names of an article. Linear in the mentions.
pub(super) fn settle(mentions: &[Mention]) -> Named {
    let mut namer = Namer::default();
    let mut of = vec![None; mentions.len()];
    // Full names first, so that a short one may stand before them, as in a heading.
    for (i, m) in mentions.iter().enumerate() {
        if let Some(p) = named(m).filter(|p| p.name.contains(' ')) {
            of[i] = Some(namer.full(p, m));
        }
    }
    let mut recent: Vec<usize> = Vec::new();
    for (i, m) in mentions.iter().enumerate() {
        let Some(p) = named(m) else { continue };
        let known = of[i].unwrap_or_else(|| namer.short(p, m, &recent));
        of[i] = Some(known);
        recent.push(known);
        if recent.len() > RECENT {
            recent.remove(0);
        }
    }
    order(namer.people, of)
}

fn named(mention: &Mention) -> Option<&Person> {
    match &mention.value {
        Value::Person(p) => Some(p),
        _ => None,
    }
}

/// Puts people in the order of their first mention.
fn order(people: Vec<KnownPerson>, of: Vec<Option<usize>>) -> Named {
    let mut place: Vec<usize> = (0..people.len()).collect();
    place.sort_by_key(|&i| people[i].first);
    let mut to = vec![0; people.len()];
    for (new, &old) in place.iter().enumerate() {
        to[old] = new;
    }
    let mut sorted: Vec<(usize, KnownPerson)> = people.into_iter().enumerate().collect();
    sorted.sort_by_key(|(old, _)| to[*old]);
    Named {
        people: sorted.into_iter().map(|(_, p)| p).collect(),
        of: of.into_iter().map(|o| o.and_then(|i| to.get(i).copied())).collect(),
    }
}

impl Namer {
    fn full(&mut self, p: &Person, m: &Mention) -> usize {
        if let Some(&known) = self.seen.get(&p.name) {
            self.add(known, p, m);
            return known;
        }
        let words = parts(&p.name);
        let candidates: Vec<usize> = words.iter().filter_map(|w| self.by_word.get(w)).flatten().copied().collect();
        let found = candidates.into_iter().find(|&k| {
            let gender = self.people[k].gender.zip(p.gender).is_none_or(|(a, b)| a == b);
            gender && self.words[k].len() > 1 && same_full(&self.words[k], &words)
        });
        let known = match found {
            Some(k) => {
                if words.len() > self.words[k].len()
                    || words.len() == self.words[k].len() && longer(&p.name, &self.people[k].name)
                {
                    self.people[k].name.clone_from(&p.name);
                    self.index(k, &words);
                    self.words[k] = words;
                }
                k
            }
            None => self.new_person(p, m, words),
        };
        self.seen.insert(p.name.clone(), known);
        self.add(known, p, m);
        known
    }

    fn short(&mut self, p: &Person, m: &Mention, recent: &[usize]) -> usize {
        let words = parts(&p.name);
        let key = words.first().cloned().unwrap_or_default();
        let all = self.by_word.get(&key).cloned().unwrap_or_default();
        let fits = |k: &usize| self.people[*k].gender.zip(p.gender).is_none_or(|(a, b)| a == b);
        let ends = |k: &usize| self.words[*k].iter().rev().find(|w| !is_generation(w)) == Some(&key);
        let mut candidates: Vec<usize> = all.iter().copied().filter(fits).filter(ends).collect();
        if candidates.is_empty() {
            candidates = all.into_iter().filter(fits).collect();
        }
        let known = match candidates.as_slice() {
            [] => None,
            [one] => Some(*one),
            several => self.decide(several, p, &key, recent),
        };
        let known = known.unwrap_or_else(|| self.new_person(p, m, words));
        if candidates.len() > 1 && p.office.is_none() {
            self.alone.entry(key).or_insert(known);
        }
        self.add(known, p, m);
        known
    }

    /// Which of several namesakes is meant: the one of that office, else the only one named just before.
    fn decide(&self, several: &[usize], p: &Person, key: &str, recent: &[usize]) -> Option<usize> {
        if let Some(o) = &p.office {
            let holders: Vec<usize> =
                several.iter().copied().filter(|&k| self.people[k].offices.iter().any(|x| fits(x, o))).collect();
            if let [one] = holders.as_slice() {
                return Some(*one);
            }
        }
        // Copy that has called one of them by the surname alone keeps it for that one.
        if let Some(first) = self.alone.get(key).filter(|k| several.contains(k)) {
            return Some(*first);
        }
        // A person known by this one word alone is the bare name itself.
        if let Some(&bare) = several.iter().find(|&&k| self.words[k].len() == 1) {
            return Some(bare);
        }
        let mut near = recent.iter().rev().filter(|k| several.contains(k));
        let last = near.next()?;
        near.all(|k| k == last).then_some(*last)
    }

    fn new_person(&mut self, p: &Person, m: &Mention, words: Vec<String>) -> usize {
        let k = self.people.len();
        self.people.push(KnownPerson {
            name: p.name.clone(),
            id: p.id.clone(),
            gender: p.gender,
            offices: Vec::new(),
            first: m.span,
        });
        self.index(k, &words);
        self.words.push(words);
        k
    }

    fn index(&mut self, k: usize, words: &[String]) {
        for w in words.iter().filter(|w| !is_generation(w)) {
            let list = self.by_word.entry(w.clone()).or_default();
            if !list.contains(&k) && list.len() < NAMESAKES {
                list.push(k);
            }
        }
    }

    fn add(&mut self, k: usize, p: &Person, m: &Mention) {
        let Some(known) = self.people.get_mut(k) else { return };
        if m.span.start < known.first.start {
            known.first = m.span;
        }
        known.gender = known.gender.or(p.gender);
        known.id = known.id.take().or_else(|| p.id.clone());
        if let Some(o) = &p.office {
            add_office(&mut known.offices, o);
        }
    }
}

/// Adds an office, or what it says more than the same one without a country.
fn add_office(offices: &mut Vec<Office>, o: &Office) {
    if let Some(same) = offices.iter_mut().find(|x| x.name == o.name && x.former == o.former && fits(x, o)) {
        same.country = same.country.take().or_else(|| o.country.clone());
        same.organisation = same.organisation.take().or_else(|| o.organisation.clone());
        same.id = same.id.take().or_else(|| o.id.clone());
    } else if offices.len() < NAMESAKES {
        offices.push(o.clone());
    }
}

/// Whether two offices may be one: the same title, and nothing said of whose it is that differs.
pub(super) fn fits(a: &Office, b: &Office) -> bool {
    let same = |x: &Option<String>, y: &Option<String>| x.as_ref().zip(y.as_ref()).is_none_or(|(x, y)| x == y);
    a.name == b.name && same(&a.country, &b.country) && same(&a.organisation, &b.organisation)
}

/// Prefers a form in mixed case to one in capitals, and words to initials.
fn longer(a: &str, b: &str) -> bool {
    let lower = |s: &str| s.chars().filter(|c| c.is_lowercase()).count();
    lower(a) > lower(b)
}

fn is_generation(word: &str) -> bool {
    matches!(word, "jr" | "sr" | "ii" | "iii" | "iv" | "junior" | "senior")
}
