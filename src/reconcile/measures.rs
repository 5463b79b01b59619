//! What an event has one of, and what an article gives for all of what it tells: how many were killed, hurt or are
//! missing, how strong an earthquake was and how deep.

use super::align::Item;
use super::change;
use super::facts::Figure;
use super::figures;
use super::slot::{Fate, place};
use super::words::{Words, masks};
use crate::claim::{Claim, Status};
use crate::lexicon::{EventMeasure, Slots};
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
        let listed: Vec<Listed> = Slots::bundled().measure.iter().map(|m| Listed::new(m, words)).collect();
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
            Measure::Listed(n) => Slots::bundled().measure.get(usize::from(n))?.name.as_str(),
        })
    }

    /// Whether two items are one measure of an event.
    pub(super) fn same(&self, a: usize, b: usize) -> bool {
        self.get(a).is_some() && self.get(a) == self.get(b)
    }

    /// Whether an item counts a part of those whom another figure of its article counts.
    pub(super) fn part(&self, at: usize, item: &Item) -> bool {
        let given = self.given.get(item.document as usize).copied().unwrap_or(0);
        item.slot.fate.is_some_and(|fate| self.get(at) != Some(Measure::Toll(fate)) && given & 1 << fate as u8 != 0)
    }
}

/// A measure of the lexicon, and the stems of its sort and of the words that exclude it.
struct Listed {
    measure: &'static EventMeasure,
    sort: u32,
    without: Vec<u32>,
}

impl Listed {
    fn new(measure: &'static EventMeasure, words: &mut Words) -> Self {
        let sort = words.stem_id(&format!("~{}", measure.sort), &measure.sort);
        let without = measure.without.iter().map(|w| words.stem(w)).collect();
        Self { measure, sort, without }
    }

    /// The items of an article that give it; none where it gives more than one, unless the greatest counts the others.
    fn once(&self, article: &[Item], claims: &[Claim]) -> Vec<usize> {
        let told = |item: &Item| {
            let claim = &claims[item.claim];
            item.slot.sort == self.sort
                && !item.weak
                && claim.status != Status::Expected
                && (self.measure.beside.is_empty() || change::stands_beside(claim, &self.measure.beside))
                && !self.without.iter().any(|w| item.slot.has(*w))
                && !item.slot.scoped(!masks().loose)
                && (!self.measure.people || counts_people(claim))
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
        let single = all.windows(2).all(|w| one(w[0].1, w[1].1));
        if single { all.into_iter().map(|a| a.0).collect() } else { Vec::new() }
    }
}

/// The items of an article that are its toll of one sort: those of the greatest value.
fn of_sort(article: &[Item], claims: &[Claim], fate: Fate) -> Vec<usize> {
    let told = |item: &Item| {
        let claim = &claims[item.claim];
        let people = match &*claim.value {
            Value::Number(n) => n.number.is_some(),
            Value::Quantity(q) => {
                let people = matches!(q.unit.as_str(), "people" | "person" | "dead" | "death" | "fatality");
                q.dimension == "count" && people && q.number.number.is_some()
            }
            _ => false,
        };
        item.slot.fate == Some(fate)
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

/// Those of the greatest size.
fn greatest(all: impl Iterator<Item = (usize, f64)> + Clone) -> Vec<usize> {
    let most = all.clone().map(|a| a.1).fold(f64::NAN, f64::max);
    all.filter(|a| a.1.total_cmp(&most).is_eq()).map(|a| a.0).collect()
}

/// Whether a claim counts people, whoever they are.
fn counts_people(claim: &Claim) -> bool {
    let counted = matches!(&*claim.value, Value::Quantity(q) if q.number.number.is_some());
    counted && figures::noun(claim).is_some_and(|noun| Slots::bundled().anybody.contains(&noun))
}

/// "Three of the injured", "two of them".
fn part_of(claim: &Claim) -> bool {
    let after = place(claim).and_then(|(_, to)| claim.sentence.get(to..)).unwrap_or("");
    let mut words = after.split_whitespace();
    words.next() == Some("of") && words.next().is_some_and(|w| matches!(w, "the" | "them" | "those" | "whom" | "its"))
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
    let first = article.partition_point(|other| other.home < item.home);
    let sentence = || article.iter().skip(first).take_while(|other| other.home == item.home);
    let nearest = |date: &Item| {
        let off = |i: &Item| start(i).abs_diff(start(date));
        sentence().filter(|i| i.slot.sort == item.slot.sort).all(|i| off(i) >= off(item))
    };
    sentence().any(|other| other.slot.date && before(other) && nearest(other))
}
