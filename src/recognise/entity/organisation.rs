//! Organisations known by the shape of their names, and the acronyms that an article defines.

use super::page::{Item, Page, Sort};
use super::words::Class;
use super::{Known, Lists, OrganisationEntry};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// An organisation's name in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Body {
    /// Its items.
    pub(super) items: Range<usize>,
    /// Canonical name.
    pub(super) name: String,
    /// Lexicon id.
    pub(super) id: Option<String>,
    /// Canonical name of its country.
    pub(super) country: Option<String>,
}

/// The body that holds an item; `bodies` in order.
pub(super) fn body_at(bodies: &[Body], item: usize) -> Option<&Body> {
    let i = bodies.partition_point(|b| b.items.end <= item);
    bodies.get(i).filter(|b| b.items.contains(&item))
}

/// The body that ends right before an item; `bodies` in order.
pub(super) fn body_before(bodies: &[Body], item: usize) -> Option<&Body> {
    body_at(bodies, item.checked_sub(1)?).filter(|b| b.items.end == item)
}

/// The body that begins with an item; `bodies` in order.
pub(super) fn body_from(bodies: &[Body], item: usize) -> Option<&Body> {
    body_at(bodies, item).filter(|b| b.items.start == item)
}

/// A name has at most this many items before and after the word that tells it.
const REACH: usize = 8;

/// Whether an item can be the word by which [`bodies`] knows an organisation.
pub(super) fn is_sign(item: &Item, lists: &Lists) -> bool {
    const TOLD: Class = Class::BODY_HEAD.or(Class::COMPANY).or(Class::BODY).or(Class::INDUSTRY);
    if item.capital { item.class.is(TOLD) } else { item.word == lists.ministry }
}

/// The organisations of a line that are known by shape, in order; none overlap.
pub(super) fn bodies(page: &Page<'_>, lists: &Lists, line: &Range<usize>) -> Vec<Body> {
    let mut all: Vec<Body> = Vec::new();
    for i in page.signs(line) {
        let from = all.last().map_or(line.start, |b| b.items.end);
        let Some(item) = page.get(i).filter(|_| i >= from) else { continue };
        let reader = Reader { page, lists, line: from..line.end };
        let found = if !item.capital {
            reader.ministry(i)
        } else if item.class.is(Class::BODY_HEAD) && reader.linked(i) {
            reader.headed(i).or_else(|| reader.suffixed(i))
        } else if item.class.is(Class::COMPANY.or(Class::BODY))
            || item.class.is(Class::INDUSTRY) && reader.is_company(i)
        {
            reader.suffixed(i)
        } else {
            None
        };
        all.extend(found);
    }
    all
}

struct Reader<'p> {
    page: &'p Page<'p>,
    lists: &'p Lists,
    line: Range<usize>,
}

impl Reader<'_> {
    /// Whether "of" or "for" and a capital follow.
    fn linked(&self, i: usize) -> bool {
        let w = &self.lists.words;
        let link = self.page.is_word(i + 1, w.of) || self.page.is_word(i + 1, w.r#for);
        let skip = usize::from(self.page.is_word(i + 2, w.the));
        let at = i + 2 + skip;
        link && at < self.line.end && self.page.get(at).is_some_and(|n| n.capital && n.sort == Sort::Word)
    }

    /// "Brightwater Steel": an industry after a word that is no word of the language nor a name.
    fn is_company(&self, i: usize) -> bool {
        let plain = Class::COMMON
            .or(Class::GIVEN)
            .or(Class::PORTFOLIO)
            .or(Class::CALENDAR)
            .or(Class::THING)
            .or(Class::RANK)
            .or(Class::SURNAME);
        let before = i.checked_sub(1).filter(|&b| b >= self.line.start).and_then(|b| self.page.get(b));
        let next = self.page.get(i + 1).is_some_and(|n| n.capital && n.sort == Sort::Word && !n.first);
        !next
            && before.is_some_and(|b| {
                b.capital
                    && b.sort == Sort::Word
                    && !b.is_known()
                    && b.office.is_none()
                    && !b.class.is(plain)
                    && !super::office::adjective_shaped(self.page.written(i - 1))
            })
    }

    /// "Russian Ministry of Labour and Social Protection".
    fn headed(&self, head: usize) -> Option<Body> {
        let end = self.complement(head + 1);
        (end > head + 2).then(|| self.body(self.left(head), end))
    }

    /// One past "of Labour and Social Protection", from its "of".
    fn complement(&self, of: usize) -> usize {
        let w = &self.lists.words;
        let (mut end, mut i) = (of, of + 1);
        while let Some(item) = self.page.get(i).filter(|_| i < self.line.end && i < of + REACH) {
            let word = item.capital && matches!(item.sort, Sort::Word | Sort::Initial) && item.office.is_none();
            if word && !item.class.is(Class::CALENDAR) {
                i += 1;
                end = i;
                if item.is_known() && !self.page.is_word(i, w.of) {
                    break;
                }
            } else if self.page.is_hyphen(i) || item.word == w.the && i == of + 1 || item.word == w.of && end == i {
                i += 1;
            } else if end == i && (item.word == w.and || self.page.is_any_mark(i, &["&", ","])) {
                // "of Labour and Social Protection" goes on, "of Labour and Russia" does not.
                let next = self.page.get(i + 1);
                let field = next.is_some_and(|n| n.capital && n.class.is(Class::PORTFOLIO.or(Class::THING)));
                if !field {
                    break;
                }
                i += 1;
            } else {
                break;
            }
        }
        end
    }

    /// "Acme Steel Corp", "Communist Party of Freedonia".
    fn suffixed(&self, last: usize) -> Option<Body> {
        let start = self.left(last);
        let w = &self.lists.words;
        let mut end = last + 1;
        // "Shanghai Cooperation Organisation", "Acme Steel Corp Ltd", "Union Council".
        while self.page.get(end).is_some_and(|n| {
            end < self.line.end && n.capital && n.class.is(Class::COMPANY.or(Class::BODY)) && n.office.is_none()
        }) {
            end += 1;
        }
        let item = self.page.get(last)?;
        if item.class.is(Class::BODY) && (self.page.is_word(end, w.of) || self.page.is_word(end, w.r#for)) {
            let to = self.complement(end);
            if to > end + 1 {
                end = to;
            }
        }
        // One word and nothing else is "the Ministry", "the Bank".
        let alone = end - start < 2;
        // "Russia Group": a place and a common word of business may be an accident; "Labour Party" is not.
        (!alone).then(|| self.body(start, end))
    }

    /// "the Kenyan trade ministry": specific by its country.
    fn ministry(&self, at: usize) -> Option<Body> {
        let item = self.page.get(at)?;
        if item.word != self.lists.ministry {
            return None;
        }
        let w = &self.lists.words;
        let mut start = at;
        while let Some(p) = start.checked_sub(1).filter(|&p| p >= self.line.start) {
            let Some(before) = self.page.get(p) else { break };
            let joins = before.word == w.and && start < at;
            if !(before.class.is(Class::PORTFOLIO) && !before.capital || joins) {
                break;
            }
            start = p;
        }
        let owner = start.checked_sub(1).filter(|&p| p >= self.line.start)?;
        let at_owner = if self.page.get(owner)?.sort == Sort::Possessive { owner.checked_sub(1)? } else { owner };
        let country = self.country(at_owner)?;
        (start < at && at_owner >= self.line.start).then(|| Body {
            items: at_owner..at + 1,
            name: self.page.words(&(at_owner..at + 1)),
            id: None,
            country: Some(country),
        })
    }

    /// The first item of the capitalised words that end before `last`.
    fn left(&self, last: usize) -> usize {
        let mut start = last;
        let limit = last.saturating_sub(REACH).max(self.line.start);
        let mut i = last;
        while let Some(p) = i.checked_sub(1).filter(|&p| p >= limit) {
            let Some(item) = self.page.get(p) else { break };
            let word = item.capital && matches!(item.sort, Sort::Word | Sort::Initial);
            if word && item.office.is_none() && !item.class.is(Class::NEVER.or(Class::CALENDAR)) {
                if item.first
                    && item.class.is(Class::COMMON)
                    && !item.class.is(Class::PORTFOLIO.or(Class::BODY).or(Class::RANK))
                {
                    break;
                }
                i = p;
                start = p;
            } else if start == i && self.joins(p, item) {
                i = p;
            } else {
                break;
            }
        }
        start
    }

    /// A mark or an "and" inside a name.
    fn joins(&self, i: usize, item: &Item) -> bool {
        self.page.is_hyphen(i)
            || self.owned(i)
            || self.page.is_mark(i, "&")
            || item.word == self.lists.words.and && self.both_fields(i)
    }

    /// "Labour and Welfare Ministry", "the Foundry and Allied Workers' Union".
    fn both_fields(&self, and: usize) -> bool {
        let field = |i: usize| self.page.get(i).is_some_and(|n| n.capital && n.class.is(Class::PORTFOLIO));
        let the =
            and.checked_sub(2).is_some_and(|d| d >= self.line.start && self.page.is_word(d, self.lists.words.the));
        let capital = |i: usize| self.page.get(i).is_some_and(|n| n.capital && n.sort == Sort::Word && !n.is_known());
        and.checked_sub(1).is_some_and(|b| field(b) && field(and + 1) || the && capital(b) && capital(and + 1))
    }

    /// "Workers' Union", "Children's Hospital"; but not "Russia's Ministry".
    fn owned(&self, mark: usize) -> bool {
        let Some(owner) = mark.checked_sub(1).filter(|&o| o >= self.line.start).and_then(|o| self.page.get(o)) else {
            return false;
        };
        let plural = self.page.is_any_mark(mark, &["'", "’"]) && self.page.written(mark - 1).ends_with('s');
        let single = self.page.get(mark).is_some_and(|m| m.sort == Sort::Possessive) && owner.class.is(Class::COMMON);
        owner.capital && !owner.is_known() && owner.office.is_none() && (plural || single)
    }

    fn country(&self, i: usize) -> Option<String> {
        let item = self.page.get(i)?;
        self.page.known(item).iter().find_map(|k| match *k {
            Known::Place(p) => self.lists.places.get(p as usize).and_then(|p| p.country.as_ref()).map(String::from),
            Known::Organisation(_) => None,
        })
    }

    fn body(&self, start: usize, end: usize) -> Body {
        let before =
            start.checked_sub(2).filter(|_| self.page.get(start - 1).is_some_and(|b| b.sort == Sort::Possessive));
        let country = (start..end).find_map(|i| self.country(i)).or_else(|| before.and_then(|b| self.country(b)));
        // A legal form is no part of the name for comparing.
        let mut bare = end;
        while bare > start + 1 && self.page.get(bare - 1).is_some_and(|i| i.class.is(Class::LEGAL)) {
            bare -= 1;
        }
        Body { items: start..end, name: self.page.words(&(start..bare)), id: None, country }
    }
}

/// The organisation of the lexicon that an item names here; an ambiguous name needs to stand alone.
pub(super) fn named<'l>(page: &Page<'_>, lists: &'l Lists, i: usize, item: &Item) -> Option<&'l OrganisationEntry> {
    let after_the = i.checked_sub(1).is_some_and(|b| page.is_word(b, lists.words.the));
    let entries = page.known(item).iter().filter_map(|k| match *k {
        Known::Organisation(o) => lists.organisations.get(o as usize),
        Known::Place(_) => None,
    });
    let entry = entries.filter(|o| !o.definite || after_the).min_by_key(|o| o.ambiguous)?;
    if !entry.ambiguous || entry.definite || item.upper() {
        return Some(entry);
    }
    let apart = |n: Option<&Item>| !n.is_some_and(|n| n.capital && n.sort == Sort::Word && !n.first && !n.is_known());
    let alone = apart(page.get(i + 1)) && (item.first || apart(i.checked_sub(1).and_then(|b| page.get(b))));
    (alone && !(item.first && item.class.is(Class::COMMON))).then_some(entry)
}

/// The unknown country of "Central Bank of Qasmara".
pub(super) fn place_within(page: &Page<'_>, lists: &Lists, body: &Body) -> Option<Range<usize>> {
    let last = body.items.end.checked_sub(1)?;
    let item = page.get(last)?;
    let w = &lists.words;
    let of = page.is_word(last.checked_sub(1)?, w.of);
    let bank = page.get(last.checked_sub(2)?).is_some_and(|h| h.word == lists.bank || h.word == lists.ministry);
    let plain = Class::COMMON.or(Class::PORTFOLIO).or(Class::GIVEN).or(Class::THING);
    (of && bank && !item.is_known() && !item.class.is(plain)).then_some(last..last + 1)
}

/// Acronyms and short forms that the article itself defines.
#[derive(Debug, Default)]
pub(super) struct Defined<'t> {
    by_short: FxHashMap<&'t str, Body>,
}

impl<'t> Defined<'t> {
    /// Reads "Shanghai Cooperation Organisation (SCO)" and makes "SCO" mean it from then on.
    pub(super) fn new(page: &Page<'t>, lists: &Lists, bodies: &mut Vec<Body>) -> Self {
        let mut defined = Self::default();
        let mut found = Vec::new();
        for line in page.lines.iter().filter(|l| !l.titled) {
            for open in page.brackets(&line.items).filter(|&i| page.is_mark(i + 2, ")")) {
                let short = page.written(open + 1);
                let letters = short.trim_end_matches('s').len();
                if !(2..=8).contains(&letters) || !short.starts_with(char::is_uppercase) {
                    continue;
                }
                if let Some(b) = body_before(bodies, open) {
                    if initials_match(page, &b.items, short) {
                        defined.by_short.insert(short, b.clone());
                    }
                } else if let Some(items) = spelled_out(page, lists, line.items.start..open, short) {
                    let body = Body { name: page.words(&items), items, id: None, country: None };
                    if !page.get(body.items.start).is_some_and(|i| body.items.len() == 1 && i.is_known()) {
                        defined.by_short.insert(short, body.clone());
                        found.push(body);
                    }
                }
            }
        }
        bodies.append(&mut found);
        bodies.sort_by_key(|b| b.items.start);
        bodies.dedup_by(|b, a| b.items.start < a.items.end);
        for b in bodies.iter() {
            if let Some(short) = short_form(page, lists, b) {
                defined.by_short.entry(short).or_insert_with(|| b.clone());
            }
        }
        defined
    }

    /// What a short form written like this means.
    pub(super) fn get(&self, written: &str) -> Option<&Body> {
        self.by_short.get(written)
    }
}

/// "Acme" of "Acme Steel Corp": an unknown first word that is no word of the language.
fn short_form<'t>(page: &Page<'t>, lists: &Lists, body: &Body) -> Option<&'t str> {
    let last = page.get(body.items.end.checked_sub(1)?)?;
    let first = page.get(body.items.start)?;
    let plain = Class::COMMON
        .or(Class::PORTFOLIO)
        .or(Class::GIVEN)
        .or(Class::SURNAME)
        .or(Class::RANK)
        .or(Class::BODY)
        .or(Class::COMPANY)
        .or(Class::PLACE_HEAD);
    let written = page.written(body.items.start);
    let fits = last.class.is(Class::COMPANY.or(Class::INDUSTRY))
        && first.sort == Sort::Word
        && !first.is_known()
        && !first.class.is(plain)
        && written.len() >= 3
        && lists.words.class(first.word) == first.class;
    fits.then_some(written)
}

fn initials_match(page: &Page<'_>, items: &Range<usize>, short: &str) -> bool {
    let mut wanted = short.chars().filter(|c| c.is_uppercase());
    let mut next = wanted.next();
    let words = page.words(items);
    for w in words.split([' ', '-']) {
        let Some(c) = next else { break };
        if w.starts_with(c) {
            next = wanted.next();
        }
    }
    next.is_none()
}

/// The words before "(ETB)" of which these are the first letters.
fn spelled_out(page: &Page<'_>, lists: &Lists, before: Range<usize>, short: &str) -> Option<Range<usize>> {
    let letters: Vec<char> = short.chars().filter(|c| c.is_uppercase()).collect();
    let w = &lists.words;
    let mut start = before.end;
    let mut left = letters.len();
    while left > 0 {
        let p = start.checked_sub(1).filter(|&p| p >= before.start)?;
        let item = page.get(p)?;
        let small =
            item.word == w.of || item.word == w.and || item.word == w.r#for || item.word == w.the || page.is_hyphen(p);
        if item.capital && item.sort == Sort::Word && item.office.is_none() {
            let written = page.written(p);
            let parts: Vec<&str> = written.split([' ', '-']).filter(|x| x.starts_with(char::is_uppercase)).collect();
            for part in parts.iter().rev() {
                left = left.checked_sub(1)?;
                if !part.starts_with(*letters.get(left)?) {
                    return None;
                }
            }
        } else if !small || start == before.end {
            return None;
        }
        start = p;
    }
    (letters.len() >= 2).then_some(start..before.end)
}
