//! Sentences of two articles that are alike word for word, but for their figures, dates and words of
//! direction: what stands at the same place answers the same question.

use super::align::{Item, Row, moment};
use super::event::Gate;
use super::figures;
use super::places;
use super::sentence::Reader;
use super::words::Sort;
use crate::claim::{AttributionKind, Claim};
use crate::finding::Relation;
use crate::value::Value;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};

/// Two values at one place of twin sentences.
#[derive(Debug, Clone, Copy)]
pub(super) struct Twin {
    /// The one item.
    pub(super) a: usize,
    /// The other; `None` where the sentences turn out to speak of different things, so that the first
    /// has no partner in the other's article.
    pub(super) b: usize,
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
}

/// Content words by which twins are found: so many at the beginning or at the end are the same.
const ENDS: usize = 4;
/// Sentences of one beginning that are all held against each other; of more, neighbours are.
const MANY: usize = 40;
/// Longest rows of words that are aligned.
const LONGEST: usize = 120;

/// A place in a row.
#[derive(Debug, Clone, Copy)]
struct Symbol {
    /// Equal where two places can be one.
    id: u32,
    /// The item whose value stands here.
    item: Option<u32>,
    /// Number of the word.
    word: u32,
    name: bool,
    content: bool,
}

/// Stands for any figure or date.
const VALUE: u32 = u32::MAX;
/// Stands for any word of direction.
const TURN: u32 = u32::MAX - 1;
/// Added to words that are no stems.
const PLAIN: u32 = 1 << 30;

/// Finds all twins among the sentences.
pub(super) struct Twins<'a> {
    pub(super) claims: &'a [Claim],
    pub(super) items: &'a [Item],
    pub(super) rows: &'a [Row],
    pub(super) stories: &'a [u32],
    pub(super) reader: &'a Reader,
}

impl Twins<'_> {
    /// The pairs of values, in order. Time grows in step with the number of sentences.
    pub(super) fn find(&self, gate: &Gate<'_>) -> Vec<Twin> {
        let mut keys: Vec<(u64, u32)> = Vec::with_capacity(2 * self.rows.len());
        let mut stems = Vec::new();
        for (i, row) in self.rows.iter().enumerate() {
            let story = self.stories.get(row.document as usize).copied().unwrap_or(0);
            self.stems(row, &mut stems);
            if stems.is_empty() {
                continue;
            }
            let head = hash(story, stems.iter().take(ENDS));
            let tail = hash(story, stems.iter().rev().take(ENDS).rev());
            keys.push((head, i as u32));
            if tail != head {
                keys.push((tail, i as u32));
            }
        }
        keys.sort_unstable();
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        for run in keys.chunk_by(|a, b| a.0 == b.0).filter(|r| r.len() > 1) {
            let reach = if run.len() > MANY { MANY / 4 } else { run.len() };
            for (k, &(_, a)) in run.iter().enumerate() {
                let near = run.iter().skip(k + 1).take(reach).map(|&(_, b)| b);
                pairs.extend(near.filter(|&b| self.document(a) != self.document(b)).map(|b| (a, b)));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        let mut known: FxHashMap<(u32, u32), bool> = FxHashMap::default();
        let mut out = Vec::new();
        for (a, b) in pairs {
            let documents = (self.document(a), self.document(b));
            let one =
                *known.entry(documents).or_insert_with(|| gate.one_event(documents.0 as usize, documents.1 as usize));
            if one && let (Some(x), Some(y)) = (self.rows.get(a as usize), self.rows.get(b as usize)) {
                self.hold(x, y, &mut out);
            }
        }
        out
    }

    fn document(&self, row: u32) -> u32 {
        self.rows.get(row as usize).map_or(0, |r| r.document)
    }

    /// The stems of the content words outside all values; where there are none, the other words.
    fn stems(&self, row: &Row, out: &mut Vec<u32>) {
        out.clear();
        let symbols = self.symbols(row);
        out.extend(symbols.iter().filter(|s| s.content).map(|s| s.id));
        if out.is_empty() {
            out.extend(symbols.iter().filter(|s| s.item.is_none()).map(|s| s.id));
            if out.len() < ENDS {
                out.clear();
            }
        }
    }

    fn symbols(&self, row: &Row) -> Vec<Symbol> {
        let mut out = Vec::with_capacity(row.sentence.tokens.len());
        let mut items = row.items.clone().filter_map(|i| Some((i, self.items.get(i as usize)?))).peekable();
        let mut covered = 0;
        for (at, t) in row.sentence.tokens.iter().enumerate() {
            while let Some((i, item)) = items.next_if(|(_, item)| usize::from(item.slot.value.start) <= at) {
                let end = usize::from(item.slot.value.end);
                if covered <= at && end > at {
                    covered = end;
                    let turn = matches!(self.claims.get(item.claim).map(|c| &*c.value), Some(Value::Direction(_)));
                    let id = if turn { TURN } else { VALUE };
                    out.push(Symbol { id, item: Some(i), word: t.word, name: false, content: false });
                }
            }
            let entry = self.reader.words.entry(t.word);
            if at < covered || entry.sort.is(Sort::MARK) {
                continue;
            }
            let content = entry.sort.content();
            let id = if content { entry.stem } else { t.word | PLAIN };
            out.push(Symbol { id, item: None, word: t.word, name: t.name && content, content });
        }
        out
    }

    /// Holds two sentences against each other.
    fn hold(&self, x: &Row, y: &Row, out: &mut Vec<Twin>) {
        let (a, b) = (self.symbols(x), self.symbols(y));
        if a.len().abs_diff(b.len()) > 2 + a.len().min(b.len()) / 4 || a.len().max(b.len()) > LONGEST {
            return;
        }
        let matched = common(&a, &b);
        let Some(sole) = self.alike(&a, &b, &matched) else { return };
        let kind = if sole { TwinKind::Sole } else { TwinKind::Close };
        let pairs: Vec<Held> = matched.iter().filter_map(|&(i, j)| self.pair(a[i].item?, b[j].item?, sole)).collect();
        let count = |d: Differs| pairs.iter().filter(|p| p.differs == d).count();
        let (times, figures) = (count(Differs::Time), count(Differs::Figure));
        let turns = count(Differs::Turn) + count(Differs::Turned);
        // A date differs and a figure as well, or every one of many values does: another time, another case.
        let other = count(Differs::Time) + count(Differs::Nearly) > 0 && figures + turns > 0
            || times + figures > 2 && times + figures == pairs.len();
        // A quarter and nine months, before tax and after it.
        let spans = matched.iter().any(|&(i, j)| {
            let item = |s: Symbol| s.item.and_then(|i| self.items.get(i as usize));
            item(a[i]).zip(item(b[j])).is_some_and(|(x, y)| {
                x.slot.other_scope(&y.slot) || other_length(&self.claims[x.claim], &self.claims[y.claim])
            })
        });
        let kind = if other || spans { TwinKind::Other } else { kind };
        // What turned is told once: by its first figure, or else by its word.
        let mut turned = figures > 0;
        let words = |p: &&Held| p.differs == Differs::Turn;
        for p in pairs.iter().filter(|p| !words(p)).chain(pairs.iter().filter(words)) {
            let again = matches!(p.differs, Differs::Turn | Differs::Turned) && std::mem::replace(&mut turned, true);
            let kind = if again { TwinKind::Other } else { kind };
            if !p.named {
                out.push(Twin { a: p.a, b: p.b, kind });
            }
        }
    }

    /// Two values at one place, and how they differ; `None` for two that are not to be held together.
    fn pair(&self, i: u32, j: u32, sole: bool) -> Option<Held> {
        let (a, b) = (i as usize, j as usize);
        let (x, y) = (self.items.get(a)?, self.items.get(b)?);
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
        let conflict = || places::held(p, q, sole).is_some_and(|c| c.relation == Relation::Conflict);
        let differs = if x.key != 0 && x.key == y.key {
            Differs::No
        } else if !conflict() {
            let stretch = |c: &Claim| match &*c.value {
                Value::Date(t) | Value::Time(t) => Some((t.start, t.end, t.timex.clone())),
                _ => None,
            };
            if stretch(p).zip(stretch(q)).is_some_and(|(x, y)| x != y) { Differs::Nearly } else { Differs::No }
        } else if x.slot.date && y.slot.date {
            Differs::Time
        } else if matches!((&*p.value, &*q.value), (Value::Direction(_), Value::Direction(_))) {
            Differs::Turn
        } else if figures::same_number(p, q) {
            Differs::Turned
        } else {
            Differs::Figure
        };
        Some(Held { a, b, differs, named })
    }

    /// Whether the words outside the values are the same: `Some(true)` where all are, `Some(false)`
    /// where one sentence says a little more, `None` where they are not.
    fn alike(&self, a: &[Symbol], b: &[Symbol], matched: &[(usize, usize)]) -> Option<bool> {
        let mut from = (0, 0);
        let mut added = 0;
        let content = a.iter().chain(b).filter(|s| s.content).count() / 2;
        for &(i, j) in matched.iter().chain([&(a.len(), b.len())]) {
            let foreign = |row: &[Symbol], range: std::ops::Range<usize>| -> Vec<Symbol> {
                let gap = row.get(range).unwrap_or(&[]).iter();
                gap.filter(|s| s.content || s.item.is_some() || self.tells(s)).copied().collect()
            };
            let (p, q) = (foreign(a, from.0..i), foreign(b, from.1..j));
            from = (i + 1, j + 1);
            if !p.is_empty() && !q.is_empty() {
                return None;
            }
            added += p.iter().chain(&q).map(|s| if s.name { 2 } else { 1 }).sum::<usize>();
        }
        if added > usize::from(content > 0) + content / 6 {
            return None;
        }
        Some(added == 0)
    }

    /// Whether a word that is no content word changes what a sentence says.
    fn tells(&self, s: &Symbol) -> bool {
        let sort = self.reader.words.entry(s.word).sort;
        sort.is(Sort::MOVE.with(Sort::NUMBER).with(Sort::MONTH).with(Sort::WEEKDAY)) && !sort.is(Sort::STOP)
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
    a: usize,
    b: usize,
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

fn hash<'s>(story: u32, stems: impl Iterator<Item = &'s u32>) -> u64 {
    let mut h = FxHasher::default();
    story.hash(&mut h);
    stems.for_each(|s| s.hash(&mut h));
    h.finish()
}

/// The longest common subsequence, as pairs of places. The common beginning and end are taken off first.
fn common(a: &[Symbol], b: &[Symbol]) -> Vec<(usize, usize)> {
    let same = |i: usize, j: usize| a[i].id == b[j].id;
    let shorter = a.len().min(b.len());
    let head = (0..shorter).take_while(|&k| same(k, k)).count();
    let tail = (0..shorter - head).take_while(|&k| same(a.len() - 1 - k, b.len() - 1 - k)).count();
    let (n, m) = (a.len() - head - tail, b.len() - head - tail);
    let width = m + 1;
    let mut length = vec![0u16; (n + 1) * width];
    for i in (0..n).rev() {
        for j in (0..m).rev() {
            length[i * width + j] = if same(head + i, head + j) {
                length[(i + 1) * width + j + 1] + 1
            } else {
                length[(i + 1) * width + j].max(length[i * width + j + 1])
            };
        }
    }
    let mut out: Vec<(usize, usize)> = (0..head).map(|k| (k, k)).collect();
    let (mut i, mut j) = (0, 0);
    while i < n && j < m {
        if same(head + i, head + j) {
            out.push((head + i, head + j));
            (i, j) = (i + 1, j + 1);
        } else if length[(i + 1) * width + j] >= length[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    out.extend((0..tail).rev().map(|k| (a.len() - 1 - k, b.len() - 1 - k)));
    out
}
