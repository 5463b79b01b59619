//! Which capitalised words are places: those of the lexicon where they are meant, and unknown ones.

use super::page::{Item, Page, Sort};
use super::words::Class;
use super::{Known, Lists, PlaceEntry};
use crate::lexicon::{PlaceKind, Term};
use crate::value::Place;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// A place found, by items.
#[derive(Debug, Clone)]
pub(super) struct Located {
    /// Its items.
    pub(super) items: Range<usize>,
    /// What it is.
    pub(super) place: Place,
}

/// The places of a document among the items that nothing else has `used`, in order. `countries` are
/// names that some title shows to be a country's.
pub(super) fn places(page: &Page<'_>, lists: &Lists, used: &[bool], countries: &[Range<usize>]) -> Vec<Located> {
    let weights = weights(page, lists);
    let sure = sure_names(page, lists, used);
    let mut found = Vec::new();
    for &i in &page.telling {
        if !page.get(i).is_some_and(Item::is_known) || used.get(i) != Some(&false) {
            continue;
        }
        let entry = choose(page, lists, i, &weights);
        if let Some(entry) = entry.filter(|e| !e.ambiguous || accept(page, lists, i, e, &sure)) {
            found.push(Located { items: i..i + 1, place: entry.place() });
        }
    }
    let mut unknown = Unknown::new(page, lists, used, countries);
    found.append(&mut unknown.all(page, lists, used));
    found.sort_by_key(|l| (l.items.start, std::cmp::Reverse(l.items.end)));
    found.dedup_by(|b, a| b.items.start < a.items.end);
    found
}

impl PlaceEntry {
    fn place(&self) -> Place {
        Place {
            name: String::from(&self.name),
            id: self.id.as_ref().map(String::from),
            country: self.country.as_ref().map(String::from),
            capital: self.kind == PlaceKind::Capital,
            demonym: self.demonym,
        }
    }
}

/// How often the unambiguous names of each country occur.
fn weights<'l>(page: &Page<'_>, lists: &'l Lists) -> FxHashMap<&'l str, usize> {
    let mut weights = FxHashMap::default();
    for item in page.telling.iter().filter_map(|&i| page.get(i)).filter(|i| i.is_known()) {
        if let [Known::Place(p)] = *page.known(item) {
            let entry = lists.places.get(p as usize).filter(|p| !p.ambiguous);
            if let Some(c) = entry.and_then(|e| e.country.as_deref()) {
                *weights.entry(c).or_default() += 1;
            }
        }
    }
    weights
}

/// The place meant where a name has several: that of the country which the article is about, else
/// the widest.
fn choose<'l>(page: &Page<'_>, lists: &'l Lists, i: usize, weights: &FxHashMap<&str, usize>) -> Option<&'l PlaceEntry> {
    let item = page.get(i)?;
    // "St. Petersburg, Florida".
    let named = page.is_mark(i + 1, ",").then(|| country_at(page, lists, i + 2)).flatten();
    let entries = page.known(item).iter().filter_map(|k| match *k {
        Known::Place(p) => lists.places.get(p as usize),
        Known::Organisation(_) => None,
    });
    entries.filter(|e| !e.definite || i.checked_sub(1).is_some_and(|b| page.is_word(b, lists.words.the))).min_by_key(
        |e| {
            let weight = e.country.as_deref().and_then(|c| weights.get(c)).copied().unwrap_or(0);
            let stated = named.is_some() && named == e.country.as_ref();
            (!stated, e.ambiguous, std::cmp::Reverse(weight), e.kind)
        },
    )
}

/// Ambiguous names that some sentence shows to be places.
fn sure_names<'t>(page: &Page<'t>, lists: &Lists, used: &[bool]) -> FxHashSet<&'t str> {
    let mut sure = FxHashSet::default();
    for &i in &page.telling {
        if page.get(i).is_some_and(Item::is_known) && used.get(i) == Some(&false) && shown(page, lists, i) {
            sure.insert(page.written(i));
        }
    }
    sure
}

/// "in Reading", "to Georgia", "Victoria, Australia".
fn shown(page: &Page<'_>, lists: &Lists, i: usize) -> bool {
    let before = i.checked_sub(1).and_then(|b| page.get(b));
    let governed = before.is_some_and(|b| b.class.is(Class::PLACE_PREPOSITION)) || led_by_travel(page, i);
    let place = |j: usize| {
        page.get(j).is_some_and(|n| {
            page.known(n).iter().any(|k| match *k {
                Known::Place(p) => lists.places.get(p as usize).is_some_and(|p| !p.ambiguous && !p.demonym),
                Known::Organisation(_) => false,
            })
        })
    };
    let free = !page
        .get(i + 1)
        .is_some_and(|n| n.capital && n.sort == Sort::Word && !n.first && !n.is_known() && n.office.is_none());
    governed && free
        || page.is_mark(i + 1, ",") && place(i + 2)
        || page.is_word(i + 1, lists.words.and) && place(i + 2)
        || before.is_some_and(|b| b.word == lists.words.and) && i >= 2 && place(i - 2)
}

/// "a visit to X", "exports to X", "fly from X".
fn led_by_travel(page: &Page<'_>, i: usize) -> bool {
    let at = |n: usize| i.checked_sub(n).and_then(|j| page.get(j));
    at(1).is_some_and(|b| b.class.is(Class::TOWARD))
        && (2..=4).any(|n| at(n).is_some_and(|b| b.class.is(Class::TRAVEL)))
        || at(1).is_some_and(|b| b.class.is(Class::TRAVEL) && !b.capital && is_transitive(page, i - 1))
}

/// "visit X", "left X".
fn is_transitive(page: &Page<'_>, i: usize) -> bool {
    matches!(page.written(i), "visit" | "visits" | "visited" | "visiting" | "tour" | "left" | "entered" | "fled")
}

fn accept(page: &Page<'_>, lists: &Lists, i: usize, entry: &PlaceEntry, sure: &FxHashSet<&str>) -> bool {
    let Some(item) = page.get(i) else { return false };
    if item.end - item.start > 1 || sure.contains(page.written(i)) || entry.definite {
        return true;
    }
    let neighbour = |n: Option<&Item>| {
        n.is_some_and(|n| n.capital && n.sort == Sort::Word && !n.is_known() && n.office.is_none() && !n.first)
    };
    let before = i.checked_sub(1).and_then(|b| page.get(b));
    let alone = !neighbour(page.get(i + 1)) && (item.first || !neighbour(before));
    let common = item.class.is(Class::COMMON);
    if entry.demonym {
        return alone && !(item.first && common);
    }
    // A country named alone is meant as one; a small place needs a sign.
    let country = entry.id.as_ref().is_some_and(|id| id.len() == 2);
    let speaks =
        item.first && item.class.is(Class::GIVEN) && page.get(i + 1).is_some_and(|n| n.class.is(Class::SAYING));
    alone && !speaks && (country || entry.kind == PlaceKind::Capital && !common) || shown(page, lists, i)
}

/// A name word by word, and the country of what it names.
type Spelled<'t> = (Vec<&'t str>, Option<String>);

/// Places that no lexicon knows, by what an article says of them.
struct Unknown<'t> {
    /// By the first word.
    names: FxHashMap<&'t str, Vec<Spelled<'t>>>,
    found: Vec<Located>,
}

impl<'t> Unknown<'t> {
    fn new(page: &Page<'t>, lists: &Lists, used: &[bool], countries: &[Range<usize>]) -> Self {
        let mut all = Self { names: FxHashMap::default(), found: Vec::new() };
        for items in countries {
            all.learn(page, items, None);
        }
        let mut telling = page.telling.as_slice();
        for line in &page.lines {
            let here = telling.partition_point(|&i| i < line.items.end);
            let (names, later) = telling.split_at(here);
            telling = later;
            let mut free = line.items.start;
            for &i in names.iter().filter(|_| !line.titled) {
                let run = if i < free { i..i } else { run(page, i, line.items.end, used) };
                if !run.is_empty() {
                    all.read(page, lists, &run, &line.items);
                    free = run.end;
                }
            }
        }
        all
    }

    fn read(&mut self, page: &Page<'t>, lists: &Lists, run: &Range<usize>, line: &Range<usize>) {
        let w = &lists.words;
        let (Some(first), Some(last)) = (page.get(run.start), page.get(run.end - 1)) else { return };
        if first.class.is(Class::CALENDAR.or(Class::NEVER)) || first.office.is_some() {
            return;
        }
        // "Kenyatta Avenue", "Zenda Province".
        if last.class.is(Class::PLACE_SUFFIX) && run.len() > 1 && !(first.first && first.class.is(Class::COMMON)) {
            self.found.push(Located { items: run.clone(), place: unknown_place(page.words(run), None) });
            return;
        }
        let prefixed =
            run.len() == 2 && first.class.is(Class::PLACE_PREFIX) && !last.class.is(Class::COMMON.or(Class::GIVEN));
        let common = run.clone().skip(usize::from(prefixed)).any(|i| {
            page.get(i).is_some_and(|x| {
                x.class.is(Class::COMMON
                    .or(Class::THING)
                    .or(Class::BODY)
                    .or(Class::COMPANY)
                    .or(Class::PORTFOLIO)
                    .or(Class::CALENDAR))
            })
        });
        if common || run.len() > 3 {
            return;
        }
        let before = run.start.checked_sub(1).filter(|&b| b >= line.start);
        let head = before.filter(|&b| page.is_word(b, w.of)).and_then(|b| b.checked_sub(1)).and_then(|h| page.get(h));
        let headed = head.is_some_and(|h| h.class.is(Class::PLACE_HEAD));
        let governed =
            before.and_then(|b| page.get(b)).is_some_and(|b| b.class.is(Class::PLACE_PREPOSITION) && !b.capital);
        let travelled = led_by_travel(page, run.start);
        let owner = run.len() <= 2
            && page.get(run.end).is_some_and(|p| p.sort == Sort::Possessive)
            && page.get(run.end + 1).is_some_and(|n| n.class.is(Class::COUNTRY_NOUN) && !n.capital)
            && !first.upper();
        let country = page.is_mark(run.end, ",").then(|| country_at(page, lists, run.end + 1)).flatten();
        let dateline =
            run.start == line.start && first.upper() && page.is_any_mark(run.end, &[",", "—", "–", "(", ":", "-"]);
        if headed
            || prefixed
            || owner
            || governed && !first.upper()
            || travelled && !first.upper()
            || country.is_some() && (dateline || run.len() == 1 && !first.first)
            || dateline
        {
            self.learn(page, run, country.map(String::from));
        }
    }

    fn learn(&mut self, page: &Page<'t>, items: &Range<usize>, country: Option<String>) {
        let words: Vec<&str> = items.clone().map(|i| page.written(i)).collect();
        let Some(&key) = words.first() else { return };
        let names = self.names.entry(key).or_default();
        match names.iter_mut().find(|n| n.0 == words) {
            Some(n) => n.1 = n.1.take().or(country),
            None => names.push((words, country)),
        }
    }

    fn all(&mut self, page: &Page<'t>, lists: &Lists, used: &[bool]) -> Vec<Located> {
        let mut found = std::mem::take(&mut self.found);
        if self.names.is_empty() {
            return found;
        }
        let free = |i: usize| {
            used.get(i) == Some(&false)
                && page.get(i).is_some_and(|x| x.capital && x.sort == Sort::Word && !x.is_known())
        };
        let mut past = 0;
        for &i in &page.telling {
            if i < past || !free(i) {
                continue;
            }
            let best =
                self.names.get(page.written(i)).into_iter().flatten().filter(|(words, _)| {
                    words.iter().enumerate().all(|(n, w)| free(i + n) && page.written(i + n) == *w)
                });
            if let Some((words, country)) = best.max_by_key(|(words, _)| words.len()) {
                let items = i..i + words.len();
                found.push(Located { place: unknown_place(page.words(&items), country.clone()), items: items.clone() });
                past = items.end;
                continue;
            }
            let written = page.written(i);
            let strange = !lists.words.class(page.items[i].word).is(Class::COMMON);
            if let Some(name) = page.noun_of(written).filter(|n| strange && self.names.contains_key(n)) {
                let place = Place { demonym: true, ..unknown_place(name.to_owned(), None) };
                found.push(Located { items: i..i + 1, place });
            }
        }
        found
    }
}

fn unknown_place(name: String, country: Option<String>) -> Place {
    // A dateline is written in capitals: "PORT ANSEL, England".
    let shouted = name.len() > 3 && !name.contains(char::is_lowercase);
    let name = if shouted { title_case(&name) } else { name };
    Place { name, id: None, country, capital: false, demonym: false }
}

fn title_case(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut start = true;
    for c in name.chars() {
        if start {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
        start = !c.is_alphabetic() && c != '\'' && c != '’';
    }
    out
}

/// Whether an adjective is made from the name of a place: "Ruritanian" from "Ruritania".
pub(super) fn derives(adjective: &str, place: &str) -> bool {
    let shared = adjective.bytes().zip(place.bytes()).take_while(|(a, b)| a == b).count();
    shared >= 4 && shared + 2 >= place.len() && adjective.len() > shared && adjective.len() <= shared + 5
}

fn country_at<'l>(page: &Page<'_>, lists: &'l Lists, i: usize) -> Option<&'l Term> {
    let item = page.get(i)?;
    page.known(item).iter().find_map(|k| match *k {
        Known::Place(p) => lists.places.get(p as usize).filter(|p| !p.demonym).and_then(|p| p.country.as_ref()),
        Known::Organisation(_) => None,
    })
}

/// The unknown capitalised words from `at` on.
fn run(page: &Page<'_>, at: usize, limit: usize, used: &[bool]) -> Range<usize> {
    let mut end = at;
    if page.get(at).is_none_or(|first| !first.capital) {
        return at..at;
    }
    while let Some(item) = page.get(end).filter(|_| end < limit && used.get(end) == Some(&false)) {
        let word = item.capital && item.sort == Sort::Word && !item.is_known() && item.office.is_none();
        let ordinary = item.first
            && !item.upper()
            && item.class.is(Class::COMMON.or(Class::NEVER))
            && !item.class.is(Class::PLACE_PREFIX);
        if word && !ordinary {
            end += 1;
        } else if end > at && page.is_hyphen(end) && used.get(end + 1) == Some(&false) {
            end += 2;
        } else {
            break;
        }
    }
    at..end.min(limit)
}
