//! How two sentences are alike, word for word, apart from their values.

use super::align::{Item, Row};
use super::figures;
use super::nearness;
use super::slot::place;
use super::twins::{Symbol, Twins};
use super::words::Sort;
use std::ops::Range;

/// Content words by which twins are found: so many at the beginning or at the end are the same.
pub(super) const ENDS: usize = 4;
/// Content words of a sentence that is a part of another.
const PART: usize = 3;
/// Content words and equal values of one that is its beginning.
const BEGUN: usize = 2;

/// How two sentences are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Likeness {
    /// The values are all that differs.
    Whole,
    /// One says a little more.
    Close,
    /// One is a stretch of the other.
    Part,
    /// The words and figures are the same in another order.
    Reordered,
}

impl Twins<'_> {
    /// How two sentences are alike of which `matched` are the places in common.
    pub(super) fn likeness(&self, x: &Row, y: &Row, matched: &[(usize, usize)]) -> Option<Likeness> {
        let (a, b) = (&*x.symbols, &*y.symbols);
        let near = a.len().abs_diff(b.len()) <= 2 + a.len().min(b.len()) / 4;
        let alike = if near { self.alike(a, b, matched) } else { None };
        let flipped = || matched.iter().map(|&(i, j)| (j, i)).collect::<Vec<_>>();
        let part = || (self.part((x, y), matched) || self.part((y, x), &flipped())).then_some(Likeness::Part);
        alike.or_else(part)
    }

    /// Of a sentence that says much more only the value between the same words answers the same question.
    pub(super) fn keep_what_answers(&self, x: &Row, y: &Row, matched: &mut Vec<(usize, usize)>) {
        beside(&x.symbols, &y.symbols, matched);
        matched.retain(|&(i, j)| !self.narrows((x, i), (y, j)) && !self.narrows((y, j), (x, i)));
    }

    /// How alike the words outside the values are of two sentences that are of about one length.
    fn alike(&self, a: &[Symbol], b: &[Symbol], matched: &[(usize, usize)]) -> Option<Likeness> {
        let mut from = (0, 0);
        let mut added = 0;
        let content = a.iter().chain(b).filter(|s| s.is_content()).count() / 2;
        for &(i, j) in matched.iter().chain([&(a.len(), b.len())]) {
            let foreign = |row: &[Symbol], range: Range<usize>| {
                let gap = row.get(range).unwrap_or(&[]).iter();
                let telling = gap.filter(|s| s.is_content() || s.is_value() || self.tells(**s));
                telling.map(|s| if s.is_name() { 2 } else { 1 }).sum::<usize>()
            };
            let (p, q) = (foreign(a, from.0..i), foreign(b, from.1..j));
            from = (i + 1, j + 1);
            if p > 0 && q > 0 {
                return None;
            }
            added += p + q;
        }
        if added > usize::from(content > 0) + content / 6 {
            return None;
        }
        Some(if added == 0 { Likeness::Whole } else { Likeness::Close })
    }

    /// Whether all that one sentence says is a stretch of the other, which says little more inside it.
    fn part(&self, (x, y): (&Row, &Row), matched: &[(usize, usize)]) -> bool {
        let (short, long) = (&*x.symbols, &*y.symbols);
        let told = |row: &[Symbol], range: Range<usize>| {
            let gap = row.get(range).unwrap_or(&[]).iter();
            gap.filter(|s| s.is_content() || s.is_value() || self.tells(**s)).count()
        };
        let content = short.iter().filter(|s| s.is_content()).count();
        let mut from = None;
        let mut added = 0;
        for &(i, j) in matched {
            let (before, inside) = from.map_or((0..i, j..j), |(p, q)| (p + 1..i, q + 1..j));
            if told(short, before) > 0 {
                return false;
            }
            added += told(long, inside);
            from = Some((i, j));
        }
        let rest = from.map_or(0, |(i, _)| i + 1)..short.len();
        if told(short, rest) > 0 || added > 1 + content / 6 {
            return false;
        }
        // A sentence of few words begins the other one.
        let begins = || matched.len() == short.len() && matched.iter().all(|(i, j)| i == j);
        let item = |row: &Row, s: Symbol| self.items.get((row.items.start + s.item()?) as usize);
        let equal = |&&(i, j): &&(usize, usize)| {
            item(x, short[i]).zip(item(y, long[j])).is_some_and(|(p, q)| p.key != 0 && p.key == q.key)
        };
        content >= PART || begins() && content + matched.iter().filter(equal).count() >= BEGUN
    }

    /// Whether two sentences are of the same words and figures in another order: "On Monday the ministry signed a
    /// contract". The dates of a sort that each has once are then what is matched.
    pub(super) fn reordered(&self, x: &Row, y: &Row, matched: &mut Vec<(usize, usize)>) -> Option<Likeness> {
        let (a, b) = (&*x.symbols, &*y.symbols);
        let item = |row: &Row, s: &Symbol| self.items.get((row.items.start + s.item()?) as usize);
        let sizes = |row: &Row, symbols: &[Symbol]| {
            let all = symbols.iter().filter_map(|s| item(row, s).filter(|i| !i.slot.date));
            // Which way a figure went may be told by a word that now stands elsewhere.
            let size = |i: &Item| figures::size(i.figure(self.claims)).map_or(i.key, f64::to_bits);
            let mut keys: Vec<u64> = all.map(size).collect();
            keys.sort_unstable();
            keys
        };
        if !telling(a) || !telling(b) || content(a) != content(b) || sizes(x, a) != sizes(y, b) {
            return None;
        }
        let dates = |row: &Row, symbols: &[Symbol]| -> Vec<(usize, (u32, u8))> {
            let sort = |s: &Symbol| {
                let item = item(row, s).filter(|i| i.slot.date)?;
                Some(nearness::sort(item, self.claims.get(item.claim)?))
            };
            symbols.iter().enumerate().filter_map(|(i, s)| Some((i, sort(s)?))).collect()
        };
        let (p, q) = (dates(x, a), dates(y, b));
        let sole = |all: &[(usize, (u32, u8))], of| {
            let mut found = all.iter().filter(|s| s.1 == of);
            found.next().filter(|_| found.next().is_none()).map(|s| s.0)
        };
        matched.clear();
        matched.extend(p.iter().filter_map(|s| Some((sole(&p, s.1)?, sole(&q, s.1)?))));
        (!matched.is_empty()).then_some(Likeness::Reordered)
    }

    /// Whether a sentence ends with a figure behind which the other goes on without a mark: "flies to 41 cities", "flies
    /// to 12 cities in Africa".
    fn narrows(&self, (short, i): (&Row, usize), (long, j): (&Row, usize)) -> bool {
        let Some(item) = long.symbols.get(j).and_then(|s| s.item()) else { return false };
        let Some(item) = self.items.get((long.items.start + item) as usize) else { return false };
        let claim = &self.claims[item.claim];
        let rest = place(claim).and_then(|(_, to)| claim.sentence.get(to..)).unwrap_or("");
        let goes_on = rest.trim_start().starts_with(char::is_alphabetic);
        !item.slot.date && i + 1 == short.symbols.len() && j + 1 < long.symbols.len() && goes_on
    }

    /// Whether a word that is no content word changes what a sentence says.
    fn tells(&self, s: Symbol) -> bool {
        let Some(word) = s.word() else { return false };
        let sort = self.words.entry(word).sort;
        sort.is(Sort::MOVE.with(Sort::NUMBER).with(Sort::MONTH).with(Sort::WEEKDAY)) && !sort.is(Sort::STOP)
    }
}

/// Whether a sentence has so many words and values that others of the same words say the same.
pub(super) fn telling(row: &[Symbol]) -> bool {
    let words = row.iter().filter(|s| s.is_content()).count();
    words >= BEGUN && words + row.iter().filter(|s| s.is_value()).count() > ENDS
}

/// The content words of a row, sorted.
pub(super) fn content(row: &[Symbol]) -> Vec<u32> {
    let mut all: Vec<u32> = row.iter().filter(|s| s.is_content()).map(|s| s.id()).collect();
    all.sort_unstable();
    all
}

/// Leaves of the matched values those on both sides of which the next words are matched as well, as far as the shorter
/// sentence goes.
fn beside(a: &[Symbol], b: &[Symbol], matched: &mut Vec<(usize, usize)>) {
    let known = matched.clone();
    let has = |i: Option<usize>, j: Option<usize>| match i.zip(j) {
        Some(places) => known.binary_search(&places).is_ok(),
        None => true,
    };
    let next = |row: &[Symbol], i: usize| Some(i + 1).filter(|n| *n < row.len());
    let whole = |i: usize, j: usize| has(i.checked_sub(1), j.checked_sub(1)) && has(next(a, i), next(b, j));
    matched.retain(|&(i, j)| !a[i].is_value() || whole(i, j));
}

/// The longest common subsequence of two rows, as pairs of places. The common beginning and end are taken off first;
/// `length` is room for what is left between.
pub(super) fn common<T>(
    a: &[T],
    b: &[T],
    same: impl Fn(&T, &T) -> bool,
    length: &mut Vec<u16>,
    out: &mut Vec<(usize, usize)>,
) {
    let same = |i: usize, j: usize| same(&a[i], &b[j]);
    let shorter = a.len().min(b.len());
    let head = (0..shorter).take_while(|&k| same(k, k)).count();
    let tail = (0..shorter - head).take_while(|&k| same(a.len() - 1 - k, b.len() - 1 - k)).count();
    let (n, m) = (a.len() - head - tail, b.len() - head - tail);
    let width = m + 1;
    out.clear();
    out.extend((0..head).map(|k| (k, k)));
    if n > 0 && m > 0 {
        length.clear();
        length.resize((n + 1) * width, 0);
        for i in (0..n).rev() {
            for j in (0..m).rev() {
                length[i * width + j] = if same(head + i, head + j) {
                    length[(i + 1) * width + j + 1] + 1
                } else {
                    length[(i + 1) * width + j].max(length[i * width + j + 1])
                };
            }
        }
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
    }
    out.extend((0..tail).rev().map(|k| (a.len() - 1 - k, b.len() - 1 - k)));
}
