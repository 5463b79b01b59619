//! Patterns written out: every sequence of steps that a pattern allows.

use super::pattern::{Category, Slot};
use super::reader::Reader;
use super::words::Class;
use crate::text::{Vocabulary, WordId};

/// What one step of a pattern asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Test {
    Word(WordId),
    Class(Class),
    Reader(Reader),
    Category(Category),
}

/// One step of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) test: Test,
    /// No blank may stand before it.
    pub(super) glued: bool,
    /// What its value fills.
    pub(super) slot: Option<Slot>,
}

/// The sequences of `pattern`, those preferred first: what a question mark follows is taken before it
/// is left out, the first of a choice before the second. Panics on a pattern with a mistake: tables
/// are part of the program.
pub(super) fn expand(name: &str, pattern: &str, vocabulary: &mut Vocabulary) -> Vec<Vec<Step>> {
    let pieces = pieces(pattern);
    let mut e = Expander { name, rest: pieces.into_iter().peekable(), vocabulary };
    let all = e.choice();
    assert!(e.rest.next().is_none(), "{name}: unbalanced pattern");
    all
}

struct Expander<'p, 'v> {
    name: &'p str,
    rest: std::iter::Peekable<std::vec::IntoIter<&'p str>>,
    vocabulary: &'v mut Vocabulary,
}

impl Expander<'_, '_> {
    fn choice(&mut self) -> Vec<Vec<Step>> {
        let mut all = self.sequence();
        while self.rest.next_if_eq(&"|").is_some() {
            all.extend(self.sequence());
        }
        all
    }

    fn sequence(&mut self) -> Vec<Vec<Step>> {
        let mut all = vec![Vec::new()];
        while let Some(piece) = self.rest.next_if(|p| !matches!(*p, ")" | "|")) {
            let mut next = if piece == "(" {
                let inner = self.choice();
                assert!(self.rest.next() == Some(")"), "{}: missing )", self.name);
                inner
            } else {
                vec![vec![self.step(piece)]]
            };
            if self.rest.next_if_eq(&"?").is_some() {
                next.push(Vec::new());
            }
            all = all.iter().flat_map(|a| next.iter().map(move |b| [a.as_slice(), b].concat())).collect();
        }
        all
    }

    fn step(&mut self, piece: &str) -> Step {
        let (glued, piece) = piece.strip_prefix('~').map_or((false, piece), |p| (true, p));
        let Some(inner) = piece.strip_prefix('{').and_then(|p| p.strip_suffix('}')) else {
            return Step { test: Test::Word(self.vocabulary.intern(piece)), glued, slot: None };
        };
        let (kind, slot) = inner.split_once(':').unwrap_or((inner, inner));
        let test = Class::from_name(kind)
            .map(Test::Class)
            .or_else(|| Reader::from_name(kind).map(Test::Reader))
            .or_else(|| Category::from_name(kind).map(Test::Category));
        let Some(test) = test else { panic!("{}: nothing is called {kind}", self.name) };
        let found = Slot::from_name(slot);
        assert!(found.is_some() || kind == slot, "{}: no slot is called {slot}", self.name);
        Step { test, glued, slot: found }
    }
}

/// Words, `{…}`, brackets, bars and question marks, each on its own.
fn pieces(pattern: &str) -> Vec<&str> {
    let mut out = Vec::new();
    for word in pattern.split_whitespace() {
        let mut rest = word;
        while !rest.is_empty() {
            let stops = |c: char| matches!(c, '(' | ')' | '|' | '?');
            let at = match rest.find(stops) {
                Some(0) => 1,
                Some(n) => n,
                None => rest.len(),
            };
            let (a, b) = rest.split_at(at);
            out.push(a);
            rest = b;
        }
    }
    out
}
