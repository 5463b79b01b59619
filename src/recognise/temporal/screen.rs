//! Which patterns the next tokens admit, so that only those are run that may match.
//!
//! For every pattern the words are worked out that may stand at its first three places, through the
//! categories that it holds. At a token, three sets of patterns are then met: those that it may
//! begin, those that the next token may follow in, and those for the one after that.

use super::pattern::{Category, Compiled, Inst, Site, Test};
use super::reader::{Phrases, Reader};
use super::words::{Class, Words};
use crate::text::{Token, TokenKind, WordId};
use rustc_hash::FxHashMap;

/// How many tokens are looked at.
const REACH: usize = 3;

/// A set of patterns, a bit each.
pub(super) type Rules = [u64; 8];

/// What stands at a place: words, classes, lengths of digits.
type Atoms = [u64; 16];

/// For one word: the patterns that it may stand in, by place.
type Row = [Rules; REACH];

/// Tokens of any kind: what follows the end of a pattern, or what no list of words describes.
const ANY: usize = 0;
/// The first word of a named day.
const HOLIDAY: usize = 1;
/// Runs of digits, by length.
const DIGITS: usize = 2;
/// Classes, by number.
const CLASSES: usize = 10;
/// Words that patterns name.
const WORDS: usize = 74;

fn put(set: &mut [u64], bit: usize) {
    assert!(bit < set.len() * 64, "the table of times has outgrown its screen");
    set[bit / 64] |= 1 << (bit % 64);
}

fn join<const N: usize>(into: &mut [u64; N], from: &[u64; N]) {
    for (a, b) in into.iter_mut().zip(from) {
        *a |= b;
    }
}

fn bits(set: &[u64]) -> impl Iterator<Item = usize> {
    set.iter().enumerate().flat_map(|(i, &block)| {
        let mut left = block;
        std::iter::from_fn(move || {
            let bit = left.trailing_zeros() as usize;
            left &= left.checked_sub(1)?;
            Some(i * 64 + bit)
        })
    })
}

/// How a match may begin.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Prefix {
    places: [Atoms; REACH],
    /// Bit n: a match may have n tokens; the last bit: that many or more.
    lengths: u8,
}

impl Prefix {
    /// `other` goes on after `k` tokens.
    fn add(&mut self, other: &Self, k: usize) {
        for (to, from) in self.places.iter_mut().skip(k).zip(&other.places) {
            join(to, from);
        }
    }
}

/// The patterns that words admit.
#[derive(Debug)]
pub(super) struct Screen {
    /// Row of each word; the first where no pattern names it.
    by_word: Vec<u16>,
    rows: Vec<Row>,
    digits: [Row; 8],
    categories: FxHashMap<Category, Rules>,
    /// Those whose matches are expressions of their own.
    alone: Rules,
}

impl Screen {
    /// The screen of a table.
    pub(super) fn new(rules: &[Compiled], words: &Words, phrases: &Phrases, vocabulary: usize) -> Self {
        let mut named: FxHashMap<WordId, usize> = FxHashMap::default();
        let mut order = Vec::new();
        let mut categories: FxHashMap<Category, Rules> = FxHashMap::default();
        let mut alone = [0; 8];
        for (i, rule) in rules.iter().enumerate() {
            put(categories.entry(rule.category).or_insert([0; 8]), i);
            if rule.category.stands_alone() {
                put(&mut alone, i);
            }
            for inst in &rule.program {
                if let Inst::Test { test: Test::Word(id), .. } = inst {
                    named.entry(*id).or_insert_with(|| {
                        order.push(*id);
                        WORDS + order.len() - 1
                    });
                }
            }
        }
        let prefixes = prefixes(rules, &named);
        let mut by_atom = vec![[[0; 8]; REACH]; Atoms::default().len() * 64];
        for (i, prefix) in prefixes.iter().enumerate() {
            for (place, atoms) in prefix.places.iter().enumerate() {
                for atom in bits(atoms) {
                    put(&mut by_atom[atom][place], i);
                }
            }
        }
        let mut any = by_atom[ANY];
        // A pattern is not begun by what no list describes.
        any[0] = [0; 8];
        let with = |atom: usize| {
            let mut row = any;
            for (to, from) in row.iter_mut().zip(&by_atom[atom]) {
                join(to, from);
            }
            row
        };
        let digits = std::array::from_fn(|n| with(DIGITS + n));
        let mut rows_of: FxHashMap<WordId, Row> = FxHashMap::default();
        let mut mark = |word: WordId, atom: usize| {
            let row = rows_of.entry(word).or_insert(any);
            for (to, from) in row.iter_mut().zip(&by_atom[atom]) {
                join(to, from);
            }
        };
        for (n, &word) in order.iter().enumerate() {
            mark(word, WORDS + n);
        }
        for word in phrases.starts() {
            mark(word, HOLIDAY);
        }
        words.each(|word, classes| {
            for class in bits(&[classes]) {
                mark(word, CLASSES + class);
            }
        });
        let mut screen = Self { by_word: vec![0; vocabulary], rows: vec![any], digits, categories, alone };
        screen.file(rows_of);
        screen
    }

    /// Equal rows are kept once.
    fn file(&mut self, rows: FxHashMap<WordId, Row>) {
        let mut all: Vec<(WordId, Row)> = rows.into_iter().collect();
        all.sort_unstable_by_key(|(word, _)| *word);
        let mut known: FxHashMap<Row, u16> = FxHashMap::default();
        for (word, row) in all {
            let at = *known.entry(row).or_insert_with(|| {
                self.rows.push(row);
                self.rows.len() as u16 - 1
            });
            if let Some(slot) = self.by_word.get_mut(word.0 as usize) {
                *slot = at;
            }
        }
    }

    fn row(&self, token: Option<&Token>) -> &Row {
        let unknown = &self.rows[0];
        let Some(token) = token else { return unknown };
        if token.kind == TokenKind::Digits {
            return self.digits.get((token.end - token.start) as usize).unwrap_or(&self.digits[7]);
        }
        let row = self.by_word.get(token.word.0 as usize).copied().unwrap_or(0);
        self.rows.get(row as usize).unwrap_or(unknown)
    }

    /// The patterns of a category, or of any that stands alone, that the tokens from `site.start` on
    /// admit; `None` where there is none.
    pub(super) fn admitted(&self, site: &Site<'_>, category: Option<Category>) -> Option<Rules> {
        let first = self.row(site.token(site.start));
        if std::ptr::eq(first, &raw const self.rows[0]) {
            return None;
        }
        let (second, third) = (self.row(site.token(site.start + 1)), self.row(site.token(site.start + 2)));
        let wanted = match category {
            Some(c) => self.categories.get(&c)?,
            None => &self.alone,
        };
        let mut rules = first[0];
        let mut left = 0;
        for (i, r) in rules.iter_mut().enumerate() {
            *r &= second[1][i] & third[2][i] & wanted[i];
            left |= *r;
        }
        (left != 0).then_some(rules)
    }
}

/// The numbers of a set of patterns, in order.
pub(super) fn numbers(rules: &Rules) -> impl Iterator<Item = usize> {
    bits(rules)
}

/// How the matches of every pattern may begin.
fn prefixes(rules: &[Compiled], named: &FxHashMap<WordId, usize>) -> Vec<Prefix> {
    let mut all = vec![Prefix::default(); rules.len()];
    // A category begins as its patterns do, and those as the categories in them: repeated until
    // nothing is added.
    loop {
        let mut of_category: FxHashMap<Category, Prefix> = FxHashMap::default();
        for (rule, prefix) in rules.iter().zip(&all) {
            let c = of_category.entry(rule.category).or_default();
            c.add(prefix, 0);
            c.lengths |= prefix.lengths;
        }
        let next: Vec<Prefix> = rules.iter().map(|r| prefix(&r.program, named, &of_category)).collect();
        if next == all {
            return all;
        }
        all = next;
    }
}

fn prefix(program: &[Inst], named: &FxHashMap<WordId, usize>, categories: &FxHashMap<Category, Prefix>) -> Prefix {
    let mut out = Prefix::default();
    let mut seen = vec![[false; REACH + 1]; program.len()];
    let mut todo = vec![(0, 0)];
    while let Some((pc, k)) = todo.pop() {
        let Some(seen) = seen.get_mut(pc).and_then(|s: &mut [bool; REACH + 1]| s.get_mut(k)) else { continue };
        if std::mem::replace(seen, true) {
            continue;
        }
        match program[pc] {
            Inst::Split(a, b) => todo.extend([(a, k), (b, k)]),
            Inst::Jump(a) => todo.push((a, k)),
            Inst::Match => {
                out.lengths |= 1 << k;
                for place in out.places.iter_mut().skip(k) {
                    put(place, ANY);
                }
            }
            Inst::Test { test, .. } => {
                let held = match test {
                    Test::Word(id) => one(named.get(&id).copied().unwrap_or(ANY)),
                    Test::Class(c) => one(CLASSES + c as usize),
                    Test::Reader(r) => reader(r),
                    Test::Category(c) => categories.get(&c).copied().unwrap_or_default(),
                };
                out.add(&held, k);
                todo.extend((1..=REACH).filter(|n| held.lengths & (1 << n) != 0).map(|n| (pc + 1, (k + n).min(REACH))));
            }
        }
    }
    out
}

/// One token.
fn one(atom: usize) -> Prefix {
    let mut p = Prefix { lengths: 1 << 1, ..Prefix::default() };
    put(&mut p.places[0], atom);
    p
}

/// A reader says what it may begin with; after that anything may stand.
fn reader(reader: Reader) -> Prefix {
    let mut p = Prefix { lengths: 0b1110, ..Prefix::default() };
    for place in &mut p.places[1..] {
        put(place, ANY);
    }
    let first = &mut p.places[0];
    let digits = reader.digits();
    for n in (0..8).filter(|n| digits & (1 << n) != 0) {
        put(first, DIGITS + n);
    }
    for &class in reader.classes() {
        put(first, CLASSES + class as usize);
    }
    if reader == Reader::Holiday {
        put(first, HOLIDAY);
    } else if digits == 0 && reader.classes().is_empty() {
        put(first, ANY);
    }
    p
}

/// Whether a reader that read something at a token had said that it may begin there.
pub(super) fn foreseen(reader: Reader, token: &Token, words: &Words) -> bool {
    let n = ((token.end - token.start) as usize).min(7);
    let silent = reader.digits() == 0 && reader.classes().is_empty();
    let word = |c: &Class| words.value(token.word, *c).is_some();
    silent || token.kind == TokenKind::Digits && reader.digits() & (1 << n) != 0 || reader.classes().iter().any(word)
}
