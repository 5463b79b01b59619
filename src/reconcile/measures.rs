//! What an event has one of, and what an article gives for all of what it tells: how many were killed, hurt or are
//! missing, how strong an earthquake was and how deep.

use super::align::Item;
use super::change;
use super::facts::Figure;
use super::figures;
use super::score::names_apart;
use super::search::Search;
use super::slot::{Fate, place};
use super::words::{Words, masks};
use crate::claim::{Claim, Status};
use crate::lexicon::{EventMeasure, Slots, When};
use crate::value::{Instant, Value};
use chrono::NaiveDate;

/// Bytes of an article within which its first sentences stand.
const HEAD: u32 = 600;
/// A day that lies farther back than this belongs to an earlier event.
const LONG_AGO: i64 = 60;
/// Times by which two figures in two units may differ and be one.
const CONVERTED: f64 = 1.1;
/// Share of the greatest toll from which an exact one is meant by it: "nearly 90 missing" and "86".
const MEANT: f64 = 0.9;

/// What an item measures of the event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    /// What became of those whom it counts.
    Toll(Fate),
    /// The number of a measure of the lexicon.
    Listed(u8),
}

impl Measure {
    /// A number of its own, from 0 on.
    pub(super) fn number(self) -> u32 {
        match self {
            Self::Toll(fate) => fate as u32,
            Self::Listed(n) => 3 + u32::from(n),
        }
    }
}

/// Which items are measures of their event.
pub(super) struct Measures {
    of: Vec<Option<Measure>>,
    /// The sorts of toll that each article gives, a bit each.
    given: Vec<u8>,
}

impl Measures {
    /// Of each sort of toll the greatest that stands at the head of an article: what is told of one house, one carriage
    /// or one night is a part of it. The missing count wherever they are told of, if they are told of once; so does
    /// what the lexicon lists.
    pub(super) fn of(items: &[Item], claims: &[Claim], articles: &[bool], words: &mut Words) -> Self {
        let sorts = words.sorts();
        let listed: Vec<Listed> = Slots::bundled().measure.iter().map(|m| Listed::new(m, &sorts, words)).collect();
        let mut of = vec![None; items.len()];
        let mut given = vec![0; articles.len()];
        let mut from = 0;
        for article in items.chunk_by(|a, b| a.document == b.document) {
            let document = article.first().map_or(0, |i| i.document as usize);
            for (n, measure) in listed.iter().enumerate() {
                for at in measure.once(article, claims) {
                    of[from + at] = Some(Measure::Listed(n as u8));
                }
            }
            if articles.get(document).is_some_and(|a| *a) {
                for fate in [Fate::Killed, Fate::Hurt, Fate::Missing] {
                    let tolls = of_sort(article, claims, fate);
                    for &at in &tolls {
                        of[from + at] = Some(Measure::Toll(fate));
                    }
                    if !tolls.is_empty() {
                        given[document] |= 1 << fate as u8;
                    }
                }
            }
            from += article.len();
        }
        Self { of, given }
    }

    /// What an item measures of its event.
    pub(super) fn get(&self, item: usize) -> Option<Measure> {
        self.of.get(item).copied().flatten()
    }

    /// What an item measures of its event, in a word.
    pub(super) fn name(&self, item: usize) -> Option<&'static str> {
        Some(match self.get(item)? {
            Measure::Toll(Fate::Killed) => "dead",
            Measure::Toll(Fate::Hurt) => "injured",
            Measure::Toll(Fate::Missing) => "missing",
            Measure::Listed(n) => listed(n)?.name.as_str(),
        })
    }

    /// Whether two items are one measure of an event, and of one person where it is a person's.
    pub(super) fn same(&self, search: &Search<'_>, a: usize, b: usize) -> bool {
        let personal = |m| match m {
            Measure::Toll(_) => false,
            Measure::Listed(n) => listed(n).is_some_and(|m| m.personal),
        };
        let one_person = || {
            let (x, y) = (search.items.get(a)?, search.items.get(b)?);
            let subject = |i: &Item| search.claims[i.claim].subject.as_deref().map(super::fold::name);
            let named = subject(x).zip(subject(y)).is_none_or(|(p, q)| p.ends_with(&q) || q.ends_with(&p));
            Some(named && !names_apart(x, y))
        };
        self.get(a).is_some_and(|m| self.get(b) == Some(m) && (!personal(m) || one_person() == Some(true)))
    }

    /// Whether an item counts a part of those whom another figure of its article counts.
    pub(super) fn part(&self, at: usize, item: &Item) -> bool {
        let given = self.given.get(item.document as usize).copied().unwrap_or(0);
        item.slot.fate.is_some_and(|fate| self.get(at) != Some(Measure::Toll(fate)) && given & 1 << fate as u8 != 0)
    }
}

/// The measure of that number in the lexicon.
fn listed(number: u8) -> Option<&'static EventMeasure> {
    Slots::bundled().measure.get(usize::from(number))
}

/// A measure of the lexicon, and the stems of its sort and of the words that exclude it.
struct Listed {
    measure: &'static EventMeasure,
    /// Those of its figures: of money one for each currency.
    sorts: Vec<u32>,
    without: Vec<u32>,
}

impl Listed {
    /// Whether a word of the measure stands beside an item, and no nearer to another of its sort.
    fn beside(&self, article: &[Item], item: &Item, claims: &[Claim]) -> bool {
        let off = |i: &Item| change::stands_beside(&claims[i.claim], &self.measure.beside);
        self.measure.beside.is_empty()
            || off(item).is_some_and(|own| {
                let mut others = sentence(article, item).filter(|i| i.slot.sort == item.slot.sort);
                others.all(|i| off(i).is_none_or(|n| n >= own))
            })
    }

    fn new(measure: &'static EventMeasure, sorts: &[(String, u32)], words: &mut Words) -> Self {
        let own = |name: &str| name == measure.sort || name.split(' ').next() == Some(measure.sort.as_str());
        let sorts = sorts.iter().filter(|(name, _)| own(name)).map(|s| s.1).collect();
        let without = measure.without.iter().map(|w| words.stem(w)).collect();
        Self { measure, sorts, without }
    }

    /// The items of an article that give it; none where it gives more than one, unless the greatest counts the others.
    fn once(&self, article: &[Item], claims: &[Claim]) -> Vec<usize> {
        let told = |item: &Item| {
            let claim = &claims[item.claim];
            self.sorts.contains(&item.slot.sort)
                && !item.weak
                && match self.measure.when {
                    When::Past => claim.status != Status::Expected,
                    When::Future => claim.status == Status::Expected,
                    When::Any => true,
                }
                && !self.without.iter().any(|w| item.slot.has(*w))
                && !item.slot.scoped(!masks().loose)
                && (self.measure.of.is_empty() || counts(claim, &self.measure.of))
                && self.beside(article, item, claims)
                && !part_of(claim)
                && !long_ago(article, item, claims)
        };
        let all: Vec<(usize, Figure<'_>)> =
            article.iter().enumerate().filter(|(_, i)| told(i)).map(|(at, i)| (at, i.figure(claims))).collect();
        let one = |a: Figure<'_>, b: Figure<'_>| {
            let times = if figures::one_unit(a, b) { 1.0 } else { CONVERTED };
            figures::ratio(a, b).is_some_and(|r| r <= times)
        };
        if self.measure.greatest {
            return greatest(all.iter().filter_map(|(at, c)| Some((*at, figures::size(*c)?))));
        }
        let same = |p: usize, q: usize| article[p].key != 0 && article[p].key == article[q].key;
        let single = all.windows(2).all(|w| same(w[0].0, w[1].0) || one(w[0].1, w[1].1));
        if single { all.into_iter().map(|a| a.0).collect() } else { Vec::new() }
    }
}

/// The items of the sentence of one, of its article or of all.
pub(super) fn sentence<'a>(article: &'a [Item], item: &'a Item) -> impl Iterator<Item = &'a Item> + Clone {
    let first = article.partition_point(|other| other.home < item.home);
    article.iter().skip(first).take_while(|other| other.home == item.home)
}

/// The items of an article that are its toll of one sort: those of the greatest value.
fn of_sort(article: &[Item], claims: &[Claim], fate: Fate) -> Vec<usize> {
    let told = |item: &Item| {
        let claim = &claims[item.claim];
        let people = match &*claim.value {
            Value::Number(n) => n.number.is_some(),
            Value::Quantity(q) => {
                let people = matches!(q.unit.as_str(), "people" | "person" | "dead" | "death" | "fatality" | "life");
                q.dimension == "count" && people && q.number.number.is_some()
            }
            _ => false,
        };
        (item.slot.fate == Some(fate) || climbed(article, item, claims, fate))
            && people
            && claim.status != Status::Expected
            && !part_of(claim)
            && !long_ago(article, item, claims)
    };
    let all: Vec<(usize, f64, bool)> = article
        .iter()
        .enumerate()
        .filter(|(_, item)| told(item))
        .filter_map(|(at, item)| {
            let claim = &claims[item.claim];
            Some((at, figures::size(item.figure(claims))?, claim.sentence_span.start <= HEAD))
        })
        .collect();
    let most = |head: bool| all.iter().filter(|t| t.2 || !head).map(|t| t.1).fold(f64::NAN, f64::max);
    let one_figure = all.windows(2).all(|w| w[0].1.total_cmp(&w[1].1).is_eq());
    let at_head = most(true);
    let greatest = if at_head.is_nan() && fate == Fate::Missing && one_figure { most(false) } else { at_head };
    let exact = |t: &&(usize, f64, bool)| !figures::is_vague(&claims[article[t.0].claim]) && (t.2 || at_head.is_nan());
    let meant = all.iter().filter(exact).map(|t| t.1).filter(|n| *n >= MEANT * greatest).fold(f64::NAN, f64::max);
    let greatest = if meant.is_nan() { greatest } else { meant };
    all.iter().filter(|t| t.1.total_cmp(&greatest).is_eq()).map(|t| t.0).collect()
}

/// "The tally climbed to 52", behind a sentence that gives a toll.
fn climbed(article: &[Item], item: &Item, claims: &[Claim], fate: Fate) -> bool {
    let claim = &claims[item.claim];
    let to = || place(claim).and_then(|(from, _)| claim.sentence.get(..from)).is_some_and(|s| s.ends_with(" to "));
    let first = article.partition_point(|other| other.home < item.home);
    let toll = |i: &Item| i.slot.fate == Some(fate) && i.slot.sort == item.slot.sort;
    item.slot.fate.is_none()
        && matches!(*claim.value, Value::Number(_))
        && first.checked_sub(1).and_then(|last| article.get(last)).is_some_and(toll)
        && to()
        && change::says_changed(claim)
}

/// Those of the greatest size.
fn greatest(all: impl Iterator<Item = (usize, f64)> + Clone) -> Vec<usize> {
    let most = all.clone().map(|a| a.1).fold(f64::NAN, f64::max);
    all.filter(|a| a.1.total_cmp(&most).is_eq()).map(|a| a.0).collect()
}

/// Whether a claim counts one of these nouns.
fn counts(claim: &Claim, nouns: &[String]) -> bool {
    let counted = matches!(&*claim.value, Value::Quantity(q) if q.number.number.is_some());
    counted && figures::noun(claim).is_some_and(|noun| nouns.contains(&noun))
}

/// "Three of the injured", "two of them".
fn part_of(claim: &Claim) -> bool {
    let after = place(claim).and_then(|(_, to)| claim.sentence.get(to..)).unwrap_or("");
    let mut words = after.split_whitespace();
    words.next() == Some("of") && words.next().is_some_and(|w| matches!(w, "the" | "them" | "those" | "whom" | "its"))
}

/// "Twenty-four of the miners killed", "nineteen of the injured": some of those whom a toll counts.
pub(super) fn part_of_toll(item: &Item, claims: &[Claim]) -> bool {
    item.slot.fate.is_some() && part_of(&claims[item.claim])
}

/// The day on which the article of a claim appeared.
pub(super) fn published(claim: &Claim) -> Option<NaiveDate> {
    claim.published.as_deref()?.get(..10)?.parse().ok()
}

/// Whether a day or a year long before the article appeared is named in the sentence of an item, nearer to it than to
/// any other figure of its sort: "5.9 on the Richter scale, the largest since one of 6.4 in 1961".
fn long_ago(article: &[Item], item: &Item, claims: &[Claim]) -> bool {
    let published = published(&claims[item.claim]);
    let start = |i: &Item| claims[i.claim].span.start;
    let before = |other: &Item| match &*claims[other.claim].value {
        Value::Date(t) | Value::Time(t) => {
            let end = t.end.map(Instant::date);
            published.zip(end).is_some_and(|(p, e)| (p - e).num_days() > LONG_AGO)
        }
        _ => false,
    };
    let sentence = || self::sentence(article, item);
    let nearest = |date: &Item| {
        let off = |i: &Item| start(i).abs_diff(start(date));
        sentence().filter(|i| i.slot.sort == item.slot.sort).all(|i| off(i) >= off(item))
    };
    sentence().any(|other| other.slot.date && before(other) && nearest(other))
}
