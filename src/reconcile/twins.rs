//! Sentences of two articles that are alike word for word, but for their figures, dates and words of
//! direction: what stands at the same place answers the same question.

use super::align::{Item, Row, moment};
use super::dates;
use super::event::{Gate, hash};
use super::figures;
use super::likeness::{ENDS, Likeness, common, content, telling};
use super::opposites;
use super::places;
use super::sentence::Sentence;
use super::words::{Sort, Words};
use crate::claim::{AttributionKind, Claim};
use crate::finding::Relation;
use crate::value::Value;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// Two values at one place of twin sentences.
#[derive(Debug, Clone, Copy)]
pub(super) struct Twin {
    /// The one item.
    pub(super) a: u32,
    /// The other, of a later article.
    pub(super) b: u32,
    /// What the two tell.
    pub(super) kind: TwinKind,
}

/// How alike the sentences are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TwinKind {
    /// The values are all that differs.
    Sole,
    /// One sentence says a little more.
    Close,
    /// They are built alike and tell of different times or cases: their values are not to be compared.
    Other,
    /// Their values are equal, and all that differs is a word of the one and its opposite.
    Opposite,
}

/// Sentences of one beginning that are all held against each other; of more, neighbours are.
const MANY: usize = 40;
/// Words and values at the beginning by which a sentence is found that goes on.
const HEAD: usize = 4;
/// Longest rows of words that are aligned.
const LONGEST: usize = 120;
/// Pairs of sentences that one thread takes at a time.
const AT_ONCE: usize = 1 << 12;

/// A place in a row, in one number: there are as many as words in all sentences. A value is the number of its
/// item in the row, a content word that of its stem, any other word its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Symbol(u32);

impl Symbol {
    const VALUE: u32 = 1 << 31;
    /// With [`VALUE`](Self::VALUE): a word of direction.
    const TURN: u32 = 1 << 30;
    /// Without it: a word that tells nothing of what is measured.
    const PLAIN: u32 = 1 << 30;
    const NAME: u32 = 1 << 29;
    const NUMBER: u32 = Self::NAME - 1;

    fn value(item: usize, turn: bool) -> Self {
        Self(Self::VALUE | if turn { Self::TURN } else { 0 } | item as u32 & Self::NUMBER)
    }

    fn content(stem: u32, name: bool) -> Self {
        Self(stem & Self::NUMBER | if name { Self::NAME } else { 0 })
    }

    fn plain(word: u32) -> Self {
        Self(Self::PLAIN | word & Self::NUMBER)
    }

    /// Equal where two places can be one: any two values can, and any two words of direction.
    pub(super) fn id(self) -> u32 {
        if self.0 & Self::VALUE == 0 { self.0 & !Self::NAME } else { self.0 & !Self::NUMBER }
    }

    pub(super) fn is_value(self) -> bool {
        self.0 & Self::VALUE != 0
    }

    /// The number of the item in its row, of a value.
    pub(super) fn item(self) -> Option<u32> {
        self.is_value().then_some(self.0 & Self::NUMBER)
    }

    pub(super) fn is_content(self) -> bool {
        self.0 & (Self::VALUE | Self::PLAIN) == 0
    }

    /// The stem of a content word that is no name.
    fn stem(self) -> Option<u32> {
        (self.is_content() && !self.is_name()).then_some(self.0 & Self::NUMBER)
    }

    pub(super) fn is_name(self) -> bool {
        self.is_content() && self.0 & Self::NAME != 0
    }

    /// The word, where it is neither a value nor a content word.
    pub(super) fn word(self) -> Option<u32> {
        (self.0 & (Self::VALUE | Self::PLAIN) == Self::PLAIN).then_some(self.0 & Self::NUMBER)
    }
}

/// The symbols of a sentence: its words without marks, and in the place of their words the values of `items`.
pub(super) fn symbols(sentence: &Sentence, items: &[Item], claims: &[Claim], words: &Words) -> Box<[Symbol]> {
    let mut out = Vec::with_capacity(sentence.tokens.len());
    let mut items = items.iter().enumerate().peekable();
    let mut covered = 0;
    for (at, t) in sentence.tokens.iter().enumerate() {
        while let Some((i, item)) = items.next_if(|(_, item)| usize::from(item.slot.value.start) <= at) {
            let end = usize::from(item.slot.value.end);
            if covered <= at && end > at {
                covered = end;
                let turn = claims.get(item.claim).is_some_and(Claim::is_direction);
                out.push(Symbol::value(i, turn));
            }
        }
        let entry = words.entry(t.word);
        if at < covered || entry.sort.is(Sort::MARK) {
            continue;
        }
        out.push(if entry.sort.content() { Symbol::content(entry.stem, t.name) } else { Symbol::plain(t.word) });
    }
    out.into_boxed_slice()
}

/// Finds all twins among the sentences.
pub(super) struct Twins<'a> {
    pub(super) claims: &'a [Claim],
    pub(super) items: &'a [Item],
    pub(super) rows: &'a [Row],
    pub(super) stories: &'a [u32],
    pub(super) words: &'a Words,
}

/// What two sentences are held against each other in; made once for many of them.
#[derive(Default)]
struct Scratch {
    matched: Vec<(usize, usize)>,
    length: Vec<u16>,
    held: Vec<Held>,
}

impl Twins<'_> {
    /// The pairs of values, in order of the first and then of the second. Time grows in step with the number of
    /// sentences.
    pub(super) fn find(&self, gate: &Gate<'_>) -> Vec<Twin> {
        let pairs = self.pairs();
        let part = |pairs: &[(u32, u32)]| {
            let (mut out, mut scratch) = (Vec::new(), Scratch::default());
            // Pairs stand in the order of their first article: of one article at a time the others are known.
            let (mut of, mut known) = (u32::MAX, FxHashMap::default());
            for &(a, b) in pairs {
                let documents = (self.document(a), self.document(b));
                if std::mem::replace(&mut of, documents.0) != documents.0 {
                    known.clear();
                }
                let one = || gate.one_event(documents.0 as usize, documents.1 as usize);
                if *known.entry(documents.1).or_insert_with(one)
                    && let (Some(x), Some(y)) = (self.rows.get(a as usize), self.rows.get(b as usize))
                {
                    self.hold(x, y, &mut scratch, &mut out);
                }
            }
            out
        };
        let parts: Vec<Vec<Twin>> = pairs.par_chunks(AT_ONCE).map(part).collect();
        drop(pairs);
        parts.concat()
    }

    /// The sentences that begin or end alike, each pair once, sorted.
    fn pairs(&self) -> Vec<(u32, u32)> {
        let mut keys: Vec<(u64, u32)> = Vec::with_capacity(2 * self.rows.len());
        let mut stems = Vec::new();
        for (i, row) in self.rows.iter().enumerate() {
            let story = self.stories.get(row.document as usize).copied().unwrap_or(0);
            if let Some(first) = row.symbols.get(..HEAD) {
                let first: [u32; HEAD] = std::array::from_fn(|k| first[k].id());
                keys.push((hash(&(story, first)), i as u32));
            }
            stems_of(row, &mut stems);
            if stems.is_empty() {
                continue;
            }
            let head = hash(&(story, &stems[..stems.len().min(ENDS)]));
            if telling(&row.symbols) {
                let all = content(&row.symbols);
                keys.push((hash(&(story, "of any order", &all)), i as u32));
            }
            let tail = hash(&(story, &stems[stems.len().saturating_sub(ENDS)..]));
            keys.push((head, i as u32));
            if tail != head {
                keys.push((tail, i as u32));
            }
            if let (true, [first, .., last]) = (stems.len() < 2 * ENDS, &stems[..]) {
                // Of a short sentence the one word that is another is among both.
                let figures = self.items.get(row.range()).unwrap_or(&[]).iter().filter(|i| !i.slot.date && !i.weak);
                let sizes = figures.filter_map(|i| figures::size(i.figure(self.claims)));
                let sizes: Vec<u64> = sizes.map(f64::to_bits).collect();
                if !sizes.is_empty() {
                    keys.extend([first, last].map(|stem| (hash(&(story, &sizes, stem)), i as u32)));
                }
            }
        }
        keys.par_sort_unstable();
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        for run in keys.chunk_by(|a, b| a.0 == b.0).filter(|r| r.len() > 1) {
            let reach = if run.len() > MANY { MANY / 4 } else { run.len() };
            for (k, &(_, a)) in run.iter().enumerate() {
                let near = run.iter().skip(k + 1).take(reach).map(|&(_, b)| b);
                pairs.extend(near.filter(|&b| self.document(a) != self.document(b)).map(|b| (a, b)));
            }
        }
        pairs.par_sort_unstable();
        pairs.dedup();
        pairs
    }

    fn document(&self, row: u32) -> u32 {
        self.rows.get(row as usize).map_or(0, |r| r.document)
    }

    /// Holds two sentences against each other.
    fn hold(&self, x: &Row, y: &Row, scratch: &mut Scratch, out: &mut Vec<Twin>) {
        let (a, b) = (&*x.symbols, &*y.symbols);
        if a.len().max(b.len()) > LONGEST {
            return;
        }
        let Scratch { matched, length, held: pairs } = scratch;
        common(a, b, |p, q| p.id() == q.id(), length, matched);
        let mut likeness = self.likeness(x, y, matched);
        if likeness != Some(Likeness::Whole)
            && let Some(twin) = self.opposite(x, y, matched)
        {
            out.push(twin);
            return;
        }
        if likeness.is_none() {
            likeness = self.reordered(x, y, matched);
        }
        let Some(likeness) = likeness else { return };
        let sole = likeness == Likeness::Whole;
        let kind = if sole { TwinKind::Sole } else { TwinKind::Close };
        if likeness == Likeness::Part {
            self.keep_what_answers(x, y, matched);
        }
        let item = |row: &Row, s: Symbol| Some(row.items.start + s.item()?);
        let values = || matched.iter().filter_map(|&(i, j)| Some((item(x, a[i])?, item(y, b[j])?)));
        pairs.clear();
        pairs.extend(values().filter_map(|(i, j)| self.pair(i, j, sole)));
        let count = |d: Differs| pairs.iter().filter(|p| p.differs == d).count();
        let (times, figures) = (count(Differs::Time), count(Differs::Figure));
        let turns = count(Differs::Turn) + count(Differs::Turned);
        // A date differs and a figure as well, or every one of many values does: another time, another case.
        let other = count(Differs::Time) + count(Differs::Nearly) > 0 && figures + turns > 0
            || times + figures > 2 && times + figures == pairs.len();
        let spans = self.of_two_spans(pairs);
        let kind = if other || spans { TwinKind::Other } else { kind };
        // "Cut 1,500 jobs, 700 of them in Sulin", "cut 700 jobs in Sulin": the value stands at another place.
        let gives = |row: &Row, place: fn(&(usize, usize)) -> usize, of: u32| {
            let free = row.symbols.iter().enumerate().filter(|(i, _)| matched.iter().all(|m| place(m) != *i));
            let key = self.items.get(of as usize).map_or(0, |i| i.key);
            key != 0 && free.filter_map(|(_, s)| self.items.get(item(row, *s)? as usize)).any(|i| i.key == key)
        };
        let elsewhere = |p: &Held| p.differs == Differs::Figure && (gives(x, |m| m.0, p.b) || gives(y, |m| m.1, p.a));
        // What turned is told once: by its first figure, or else by its word.
        let mut turned = figures > 0;
        let words = |p: &&Held| p.differs == Differs::Turn;
        for p in pairs.iter().filter(|p| !words(p)).chain(pairs.iter().filter(words)) {
            let again = matches!(p.differs, Differs::Turn | Differs::Turned) && std::mem::replace(&mut turned, true);
            let elsewhere = elsewhere(p);
            let kind = if again || elsewhere { TwinKind::Other } else { kind };
            let apart = elsewhere && !matches!(likeness, Likeness::Whole | Likeness::Close);
            if !p.named && !apart {
                out.push(Twin { a: p.a, b: p.b, kind });
            }
        }
    }

    /// Whether what differs is told of two spans or scopes: a quarter and nine months, before tax and after it. Where the
    /// span itself is all that differs beside an equal figure, that is told.
    fn of_two_spans(&self, pairs: &[Held]) -> bool {
        let item = |i: u32| self.items.get(i as usize).and_then(|i| Some((i, self.claims.get(i.claim)?)));
        let is_span = |p: &Held| {
            // "The three months", "the first six months" are spans for which figures are told.
            let told = |c: &Claim| matches!(*c.value, Value::Duration(_)) && !c.text.starts_with("the ");
            item(p.a).is_some_and(|(i, c)| i.slot.date || told(c))
        };
        let equal_figure =
            |p: &Held| p.differs == Differs::No && !is_span(p) && item(p.a).is_some_and(|(_, c)| !c.is_direction());
        let apart = |p: &Held| {
            item(p.a)
                .zip(item(p.b))
                .is_some_and(|((x, p), (y, q))| !x.slot.date && x.slot.other_scope(&y.slot) || other_length(p, q))
        };
        let differing: Vec<&Held> = pairs.iter().filter(|p| p.differs != Differs::No).collect();
        let sole_span = matches!(differing[..], [p] if is_span(p)) && pairs.iter().any(equal_figure);
        !sole_span && differing.into_iter().any(apart)
    }

    /// A word that is no name and no figure.
    fn told(&self, row: &Row, symbol: Symbol) -> Option<Cow<'_, str>> {
        if let Some(item) = symbol.item() {
            let claim = &self.claims[self.items.get((row.items.start + item) as usize)?.claim];
            return claim.is_direction().then(|| claim.text.to_lowercase().into());
        }
        let stem = match symbol.word() {
            Some(word) => self.words.entry(word).stem,
            None => symbol.stem()?,
        };
        Some(self.words.form(stem).into())
    }

    /// The values of two sentences that are all equal, where all that differs is a word and its opposite: the first
    /// figure, or else the first date.
    fn opposite(&self, x: &Row, y: &Row, matched: &[(usize, usize)]) -> Option<Twin> {
        let (a, b) = (&*x.symbols, &*y.symbols);
        let (mut from, mut turned) = ((0, 0), false);
        for &(i, j) in matched.iter().chain([&(a.len(), b.len())]) {
            match (a.get(from.0..i).unwrap_or(&[]), b.get(from.1..j).unwrap_or(&[])) {
                ([], []) => {}
                ([p], [q]) if !turned => {
                    turned = opposites::are(&self.told(x, *p)?, &self.told(y, *q)?);
                    if !turned {
                        return None;
                    }
                }
                _ => return None,
            }
            from = (i + 1, j + 1);
        }
        let values =
            matched.iter().filter_map(|&(i, j)| Some((x.items.start + a[i].item()?, y.items.start + b[j].item()?)));
        let values: Vec<(u32, u32)> = values.collect();
        let item = |i: u32| self.items.get(i as usize);
        let equal = |&(i, j): &(u32, u32)| {
            let one = |p: &Item, q: &Item| figures::same_number(p.figure(self.claims), q.figure(self.claims));
            item(i).zip(item(j)).is_some_and(|(p, q)| p.key != 0 && p.key == q.key || one(p, q))
        };
        let figure = |&&(i, _): &&(u32, u32)| item(i).is_some_and(|p| !p.slot.date && !p.weak);
        let &(a, b) = values.iter().find(figure).or(values.first())?;
        (turned && values.iter().all(equal)).then_some(Twin { a, b, kind: TwinKind::Opposite })
    }

    /// Two values at one place, and how they differ; `None` for two that are not to be held together.
    fn pair(&self, i: u32, j: u32, sole: bool) -> Option<Held> {
        let (x, y) = (self.items.get(i as usize)?, self.items.get(j as usize)?);
        let (p, q) = (self.claims.get(x.claim)?, self.claims.get(y.claim)?);
        let spoken = |c: &Claim| c.attribution.as_ref().is_some_and(|a| a.kind == AttributionKind::Direct);
        let one = (&p.kind, &p.attribute) == (&q.kind, &q.attribute);
        let named = !p.is_unnamed() && !q.is_unnamed() && one && places::plain(p) && places::plain(q);
        if x.slot.role_apart(&y.slot)
            || x.weak && spoken(p) && spoken(q)
            || figures::quoted(p, q)
            || moment(p) && moment(q)
        {
            return None;
        }
        let conflict =
            || places::held((p, &x.slot), (q, &y.slot), sole).is_some_and(|c| c.relation == Relation::Conflict);
        let one_date = || dates::told_alike(p, q) || dates::one_clock(p, q);
        let differs = if x.key != 0 && x.key == y.key || x.slot.date && y.slot.date && one_date() {
            Differs::No
        } else if !conflict() {
            let stretch = |c: &Claim| match &*c.value {
                Value::Date(t) | Value::Time(t) => Some((t.start, t.end, t.timex.clone())),
                _ => None,
            };
            if stretch(p).zip(stretch(q)).is_some_and(|(x, y)| x != y) { Differs::Nearly } else { Differs::No }
        } else if x.slot.date && y.slot.date {
            Differs::Time
        } else if p.is_direction() && q.is_direction() {
            Differs::Turn
        } else if figures::same_number(x.figure(self.claims), y.figure(self.claims)) {
            Differs::Turned
        } else {
            Differs::Figure
        };
        Some(Held { a: i, b: j, differs, named })
    }
}

/// Whether the periods of two figures end at one time and are not of one length: a month, and the
/// year that ends with it.
fn other_length(a: &Claim, b: &Claim) -> bool {
    let (Some(x), Some(y)) = (a.qualifiers.get("period"), b.qualifiers.get("period")) else { return false };
    let end = |p: &str| p.rfind('/').map_or(0, |at| at + 1);
    x != y && x[end(x)..] == y[end(y)..]
}

/// Two items at one place.
struct Held {
    a: u32,
    b: u32,
    differs: Differs,
    /// Rules have given both one name, so that their own question compares them.
    named: bool,
}

/// How two values at one place differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Differs {
    No,
    /// Dates that can both be true: a day and its week.
    Nearly,
    /// Dates that cannot.
    Time,
    Figure,
    /// One number, of which one sentence says that it went up, the other down.
    Turned,
    /// Words of direction.
    Turn,
}

/// The stems of the content words outside all values; where there are none, the other words.
fn stems_of(row: &Row, out: &mut Vec<u32>) {
    out.clear();
    out.extend(row.symbols.iter().filter(|s| s.is_content()).map(|s| s.id()));
    if out.is_empty() {
        out.extend(row.symbols.iter().filter(|s| !s.is_value()).map(|s| s.id()));
        if out.len() < ENDS {
            out.clear();
        }
    }
}
