//! Which capitalised words are people, and which office goes with whom.

use super::Lists;
use super::name::{Name, gender, name_at};
use super::organisation::{Body, Defined};
use super::page::{Page, Sort};
use super::title::Title;
use super::words::Class;
use crate::lexicon::Role;
use crate::value::Gender;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// Words that may be a person, and how much speaks for it.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// The words.
    pub(super) name: Name,
    /// The title right before, an index.
    pub(super) title: Option<usize>,
    /// The title that stands in apposition.
    pub(super) apposed: Option<usize>,
    /// What speaks for a person.
    pub(super) score: i32,
    /// Settled: a person.
    pub(super) person: bool,
}

impl Candidate {
    /// From the title to the end of the name.
    pub(super) fn items(&self, titles: &[Title]) -> Range<usize> {
        let start = self.title.and_then(|t| titles.get(t)).map_or(self.name.items.start, |t| t.items.start);
        start..self.name.items.end
    }
}

/// A candidate with this score is a person.
const ENOUGH: i32 = 2;

/// The people of a document, and every word of their names.
pub(super) fn people<'t>(
    page: &Page<'t>,
    lists: &Lists,
    titles: &[Title],
    bodies: &[Body],
    defined: &Defined<'_>,
) -> (Vec<Candidate>, FxHashSet<&'t str>) {
    let mut all = Vec::new();
    for line in &page.lines {
        if !line.titled {
            read_line(page, lists, &line.items, titles, bodies, &mut all);
        }
    }
    // A company named after its founder is the company where nothing but its name is said.
    all.retain(|c| c.title.is_some() || c.name.words > 1 || defined.get(page.written(c.name.items.start)).is_none());
    appose(page, lists, titles, &mut all);
    decide(page, &mut all);
    let known = Known::new(page, &all);
    for line in 0..page.lines.len() {
        if page.lines[line].titled {
            known.read_heading(page, line, titles, &mut all);
        }
    }
    all.retain(|c| c.person);
    all.sort_by_key(|c| c.name.items.start);
    // Headings have named nobody with a word that was not known.
    (all, known.parts)
}

fn read_line(
    page: &Page<'_>,
    lists: &Lists,
    line: &Range<usize>,
    titles: &[Title],
    bodies: &[Body],
    out: &mut Vec<Candidate>,
) {
    let mut i = line.start;
    let mut title = titles.partition_point(|t| t.items.end <= line.start);
    let mut body = bodies.partition_point(|b| b.items.end <= line.start);
    loop {
        // Most words have no capital and no title before them.
        if titles.get(title).is_none_or(|t| i < t.items.start) {
            let title = titles.get(title).map_or(line.end, |t| t.items.start.min(line.end));
            i = page.next_capital(i, title);
        }
        if i >= line.end {
            break;
        }
        while bodies.get(body).is_some_and(|b| b.items.end <= i) {
            body += 1;
        }
        if let Some(b) = bodies.get(body).filter(|b| b.items.contains(&i)) {
            i = b.items.end;
            continue;
        }
        while titles.get(title).is_some_and(|t| t.items.end < i) {
            title += 1;
        }
        if let Some(t) = titles.get(title).filter(|t| t.items.contains(&i)) {
            // "Shah said": a title that is a surname here, where somebody has it.
            if let Some(name) = common_surname(page, i, line.end).filter(|_| t.items.len() == 1) {
                out.push(Candidate { name, title: None, apposed: None, score: -2, person: false });
            }
            i = t.items.end;
            continue;
        }
        let led = |i: usize| titles.get(title).filter(|t| t.items.end == i).map(|_| title);
        if page.get(i).is_none_or(|x| !x.capital) && led(i).is_none() {
            i += 1;
            continue;
        }
        // "Substitute Thierry Diop scored": a sentence begins with a word that is no name.
        let strange = page.get(i).is_some_and(|x| {
            x.first && x.capital && x.sort == Sort::Word && !x.class.is(Class::GIVEN.or(Class::SURNAME))
        });
        let given = |n: usize| page.get(n).is_some_and(|x| n < line.end && x.capital && x.class.is(Class::GIVEN));
        if strange && given(i + 1) && page.get(i + 2).is_some_and(|x| x.capital && x.sort == Sort::Word) {
            i += 1;
        }
        let led = led(i);
        let until = bodies.get(body).map_or(line.end, |b| b.items.start.min(line.end));
        let Some(mut name) = name_at(page, lists, i, until, led.is_some()) else {
            if let Some(name) = common_surname(page, i, line.end) {
                out.push(Candidate { name, title: None, apposed: None, score: -2, person: false });
            }
            i += 1;
            continue;
        };
        if let Some(t) = led.and_then(|t| titles.get(t)) {
            // After a title one word is a surname, which tells no gender.
            name.gender = t.gender.or(name.gender.filter(|_| name.words > 1));
        }
        i = name.items.end.max(i + 1);
        let mut candidate = Candidate { name, title: led, apposed: None, score: 0, person: false };
        candidate.score = score(page, lists, line, &candidate, titles);
        out.push(candidate);
    }
}

/// "Brown said", "May resigned": a word of the language that is somebody's surname where the article
/// has named such a person; [`decide`] knows.
fn common_surname(page: &Page<'_>, i: usize, limit: usize) -> Option<Name> {
    let item = page.get(i)?;
    let next = page.get(i + 1).filter(|_| i + 1 < limit)?;
    let word = item.capital && item.sort == Sort::Word && !item.upper() && item.end - item.start == 1;
    let verb = next.class.is(Class::SAYING.or(Class::AUXILIARY)) || next.sort == Sort::Possessive;
    let common = item.class.is(Class::COMMON)
        || item.class.is(Class::CALENDAR) && verb
        || item.is_known()
        || item.office.is_some();
    let alone = !next.capital && (verb || !item.first || !item.class.is(Class::NEVER));
    (word && common && alone).then(|| Name { items: i..i + 1, words: 1, gender: None, given: false, runs_on: false })
}

/// What the words around a name say for and against a person.
fn score(page: &Page<'_>, lists: &Lists, line: &Range<usize>, c: &Candidate, titles: &[Title]) -> i32 {
    let Range { start, end } = c.name.items;
    let w = &lists.words;
    let before = start.checked_sub(1).filter(|&b| b >= line.start).and_then(|b| page.get(b));
    let next = page.get(end).filter(|_| end < line.end);
    let mut score = 0;
    if let Some(t) = c.title.and_then(|t| titles.get(t)) {
        // "the president Monday": names after a title in lower case and without a given name are rarer.
        score += if matches!(t.role, Role::Honorific) || c.name.words > 1 { 6 } else { 5 };
        if t.plural && c.name.words < 1 {
            score -= 2;
        }
        return score;
    }
    let common = c
        .name
        .items
        .clone()
        .filter(|&i| {
            page.get(i).is_some_and(|x| x.class.is(Class::COMMON) && !x.class.is(Class::GIVEN.or(Class::SURNAME)))
        })
        .count();
    if c.name.given && c.name.words > 1 {
        score += 3;
    } else if c.name.words > 1 && page.get(start).is_some_and(|x| x.class.is(Class::FAMILY_FIRST)) {
        score += 1;
    }
    if c.name.words > 1 {
        score += if c.name.words > 3 { 1 } else { 2 };
        score -= 2 * common as i32;
    } else {
        score -= 1;
    }
    if c.name.words > 4 {
        score -= 2;
    }
    if c.name.runs_on {
        score -= 3;
    }
    let governed = before.is_some_and(|b| b.class.is(Class::PLACE_PREPOSITION.or(Class::TOWARD)));
    if before.is_some_and(|b| b.word == w.the || w.articles.contains(&b.word)) {
        score -= 4;
    }
    // "Last month Petrov said": a time bears no name.
    if before.is_some_and(|b| {
        let thing = b.class.is(Class::THING_BEFORE.or(Class::THING).or(Class::COMPANY).or(Class::BODY));
        thing && !b.first && (b.capital || !b.class.is(Class::NO_BEARER))
    }) {
        score -= if c.name.given { 2 } else { 4 };
    }
    // "this year's Blue Fox", but "Ruritania's Ana Petrova".
    if before.is_some_and(|b| b.sort == Sort::Possessive)
        && start.checked_sub(2).and_then(|o| page.get(o)).is_some_and(|o| !o.capital)
    {
        score -= 4;
    }
    if !c.name.given {
        if before.is_some_and(|b| b.class.is(Class::PLACE_PREPOSITION)) {
            score -= 3;
        } else if before.is_some_and(|b| b.word == w.of || b.word == lists.at || b.word == w.r#for) {
            score -= 1;
        }
        // "Lower Zenda, Ruritania".
        if page.is_mark(end, ",") && page.get(end + 1).is_some_and(|n| n.is_known() && n.capital) {
            score -= 2;
        }
    }
    // "The association of Upper Zenda said": it is not Upper Zenda that said it.
    if !governed {
        if before.is_some_and(|b| b.class.is(Class::SAYING)) || next.is_some_and(|n| n.class.is(Class::SAYING)) {
            score += 2;
        } else if next.is_some_and(|n| n.class.is(Class::AUXILIARY)) {
            score += 1;
        }
    }
    if aged(page, end) {
        score += 4;
    }
    if page.is_mark(end, ",") && page.get(end + 1).is_some_and(|n| n.class.is(Class::AUXILIARY) && n.word == lists.who)
    {
        score += 2;
    }
    // "the swearing-in of Ana Petrova as ambassador".
    let next_title = || titles.get(titles.partition_point(|t| t.items.start <= end));
    if page.is_word(end, lists.r#as) && next_title().is_some_and(|t| t.items.start <= end + 3) {
        score += 2;
    }
    score
}

/// "Name, 58," and "Name (58)".
fn aged(page: &Page<'_>, end: usize) -> bool {
    let number = page.get(end + 1).is_some_and(|n| n.sort == Sort::Number) && page.written(end + 1).len() == 2;
    number
        && (page.is_mark(end, ",") && page.is_any_mark(end + 2, &[",", "."])
            || page.is_mark(end, "(") && page.is_mark(end + 2, ")"))
}

/// "the foreign minister, Pieter Amsel," and "Pieter Amsel, the foreign minister,".
fn appose(page: &Page<'_>, lists: &Lists, titles: &[Title], all: &mut [Candidate]) {
    let starts: FxHashMap<usize, usize> = all.iter().enumerate().map(|(i, c)| (c.items(titles).start, i)).collect();
    let ends: FxHashMap<usize, usize> = all.iter().enumerate().map(|(i, c)| (c.name.items.end, i)).collect();
    for (t, title) in titles.iter().enumerate() {
        if matches!(title.role, Role::Honorific) || title.plural {
            continue;
        }
        let after = Some(title.items.end).filter(|&e| page.is_mark(e, ",")).and_then(|e| starts.get(&(e + 1)));
        if let Some(c) = after.and_then(|&c| all.get_mut(c)).filter(|c| {
            c.title.is_none()
                && !title.indefinite
                && closes(page, c.name.items.end)
                && (c.name.words > 1 || c.name.given)
        }) {
            c.apposed = Some(t);
            c.score += 4;
            continue;
        }
        if !closes(page, title.items.end) {
            continue;
        }
        let comma = comma_before(page, lists, title.items.start);
        if let Some(c) = comma.and_then(|m| ends.get(&m)).and_then(|&c| all.get_mut(c)) {
            let free = c.apposed.is_none() && c.title != Some(t);
            c.apposed = if free { Some(t) } else { c.apposed };
            c.score += 4 * i32::from(free);
        }
    }
    for c in all.iter_mut() {
        let title = c.title.or(c.apposed).and_then(|t| titles.get(t));
        c.name.gender = c.name.gender.or(title.and_then(|t| t.gender));
    }
}

/// The comma before a title and its determiner: ", the minister", ", Russia's minister", ", a former minister".
fn comma_before(page: &Page<'_>, lists: &Lists, start: usize) -> Option<usize> {
    let w = &lists.words;
    let mut at = start.checked_sub(1)?;
    for _ in 0..3 {
        if page.is_mark(at, ",") {
            return Some(at);
        }
        let item = page.get(at)?;
        let passes = item.word == w.the
            || w.articles.contains(&item.word)
            || item.word == w.then
            || item.class.is(Class::POSSESSIVE.or(Class::EPITHET));
        if !passes {
            return None;
        }
        at = at.checked_sub(1)?;
    }
    page.is_mark(at, ",").then_some(at)
}

/// An apposition ends with a mark, or with its sentence.
fn closes(page: &Page<'_>, end: usize) -> bool {
    page.get(end).is_none_or(|n| {
        n.first || page.is_any_mark(end, &[",", ".", ";", ")", "—", "–", "-", ":", "”", "\"", "?", "!"])
    })
}

/// Words that an article names people with.
struct Known<'t> {
    /// Full names, word by word.
    full: FxHashSet<&'t str>,
    /// Every word of a full name that may stand for it.
    parts: FxHashSet<&'t str>,
}

impl<'t> Known<'t> {
    fn new(page: &Page<'t>, all: &[Candidate]) -> Self {
        let mut known = Self { full: FxHashSet::default(), parts: FxHashSet::default() };
        for c in all.iter().filter(|c| c.person) {
            known.full.insert(page.span(&c.name.items).of(page.text.text));
            for i in c.name.items.clone() {
                if page.get(i).is_some_and(|x| x.capital && x.sort == Sort::Word) {
                    known.parts.insert(page.written(i));
                }
            }
        }
        known
    }

    /// Names known from the body of the article, in a heading where capitals show nothing.
    fn read_heading(&self, page: &Page<'t>, number: usize, titles: &[Title], out: &mut Vec<Candidate>) {
        let line = page.lines[number].items.clone();
        let mut i = line.start;
        while i < line.end {
            let part = |i: usize| {
                page.get(i).is_some_and(|x| {
                    i < line.end && x.capital && x.sort == Sort::Word && !x.is_known() && x.office.is_none()
                }) && self.parts.contains(page.written(i))
            };
            if !part(i) {
                i += 1;
                continue;
            }
            let mut end = i + 1;
            while part(end) {
                end += 1;
            }
            let words = end - i;
            let name = Name { items: i..end, words, gender: None, given: false, runs_on: false };
            let fits = words == 1 && !page.get(i).is_some_and(|x| x.class.is(Class::COMMON))
                || self.full.contains(page.span(&name.items).of(page.text.text));
            let title = titles.partition_point(|t| t.items.end < i);
            let title = titles.get(title).filter(|t| t.items.end == i).map(|_| title);
            if fits {
                out.push(Candidate { name, title, apposed: None, score: ENOUGH, person: true });
            }
            i = end;
        }
    }
}

/// Names that are sure make sure those that share their words.
fn decide(page: &Page<'_>, all: &mut [Candidate]) {
    let mut alone: FxHashMap<&str, u32> = FxHashMap::default();
    for c in all.iter().filter(|c| c.name.words == 1) {
        *alone.entry(page.span(&c.name.items).of(page.text.text)).or_default() += 1;
    }
    // A surname that comes back by itself.
    for c in all.iter_mut().filter(|c| c.name.words > 1) {
        let last = last_word(page, &c.name);
        c.score += i32::from(alone.contains_key(last));
    }
    // What one sentence says against a name holds for all of them.
    let mut worst: FxHashMap<&str, i32> = FxHashMap::default();
    for c in all.iter().filter(|c| c.title.is_none() && c.name.words > 1) {
        let low = worst.entry(page.span(&c.name.items).of(page.text.text)).or_insert(0);
        *low = c.score.min(*low);
    }
    for c in all.iter_mut().filter(|c| c.title.is_none() && c.score > 0) {
        c.score += worst.get(page.span(&c.name.items).of(page.text.text)).copied().unwrap_or(0);
    }
    for c in all.iter_mut() {
        c.person = c.score >= ENOUGH && (c.name.words > 1 || c.title.is_some() || c.apposed.is_some());
    }
    let known = Known::new(page, all);
    let surnames: FxHashSet<&str> = all.iter().filter(|c| c.person).map(|c| last_word(page, &c.name)).collect();
    for c in all.iter_mut().filter(|c| !c.person) {
        let whole = page.span(&c.name.items).of(page.text.text);
        c.person = if c.name.words == 1 {
            c.score > -4 && if c.score > -2 { known.parts.contains(whole) } else { surnames.contains(whole) }
        } else {
            known.full.contains(whole) || c.score > -2 && surnames.contains(last_word(page, &c.name))
        };
    }
}

fn last_word<'t>(page: &Page<'t>, name: &Name) -> &'t str {
    let last = name
        .items
        .clone()
        .rev()
        .find(|&i| page.get(i).is_some_and(|x| x.sort == Sort::Word && !x.class.is(Class::GENERATION)));
    last.map_or("", |i| page.written(i))
}

/// Gender that an honorific before the name shows.
pub(super) fn shown_gender(page: &Page<'_>, items: &Range<usize>) -> Option<Gender> {
    items.clone().find_map(|i| page.get(i).and_then(|x| gender(x.class)))
}
