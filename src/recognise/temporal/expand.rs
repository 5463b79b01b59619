//! Patterns taken apart: every sequence of steps that a pattern allows.

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

/// Part of a pattern: a step or a choice of sequences.
enum Part {
    Step(Step),
    Choice(Choice),
}

/// Sequences of parts, those preferred first.
pub(super) struct Choice {
    sequences: Vec<Vec<Part>>,
    /// A question mark follows.
    optional: bool,
}

/// What is made of the sequences that a pattern allows: those that begin alike share their steps.
pub(super) trait Tree {
    /// A place in the tree.
    type Node: Copy;

    /// One step on from a place.
    fn step(&mut self, from: Self::Node, step: &Step) -> Self::Node;

    /// A sequence ends here.
    fn end(&mut self, at: Self::Node, steps: &[Step]);
}

impl Choice {
    /// Reads a pattern. Panics on one with a mistake: tables are part of the program.
    pub(super) fn parse(name: &str, pattern: &str, vocabulary: &mut Vocabulary) -> Self {
        let mut e = Expander { name, rest: pieces(pattern).into_iter().peekable(), vocabulary };
        let all = e.choice();
        assert!(e.rest.next().is_none(), "{name}: unbalanced pattern");
        all
    }

    /// Plants every sequence, those preferred first: what a question mark follows is taken before it is
    /// left out, the first of a choice before the second.
    pub(super) fn plant<T: Tree>(&self, tree: &mut T, root: T::Node) {
        let mut path = Vec::new();
        self.each(&[], None, tree, root, &mut path);
    }

    /// Takes each sequence, then what stands behind the choice.
    fn each<T: Tree>(&self, behind: &[Part], then: Option<&Rest<'_>>, tree: &mut T, at: T::Node, path: &mut Vec<Step>) {
        for sequence in &self.sequences {
            follow(sequence, Some(&Rest { parts: behind, then }), tree, at, path);
        }
        if self.optional {
            follow(behind, then, tree, at, path);
        }
    }
}

/// What is still to come once a bracket is through.
struct Rest<'p> {
    parts: &'p [Part],
    then: Option<&'p Rest<'p>>,
}

fn follow<T: Tree>(parts: &[Part], then: Option<&Rest<'_>>, tree: &mut T, at: T::Node, path: &mut Vec<Step>) {
    match (parts.split_first(), then) {
        (None, None) => tree.end(at, path),
        (None, Some(rest)) => follow(rest.parts, rest.then, tree, at, path),
        (Some((Part::Step(step), behind)), _) => {
            let next = tree.step(at, step);
            path.push(*step);
            follow(behind, then, tree, next, path);
            path.pop();
        }
        (Some((Part::Choice(choice), behind)), _) => choice.each(behind, then, tree, at, path),
    }
}

struct Expander<'p, 'v> {
    name: &'p str,
    rest: std::iter::Peekable<std::vec::IntoIter<&'p str>>,
    vocabulary: &'v mut Vocabulary,
}

impl Expander<'_, '_> {
    fn choice(&mut self) -> Choice {
        let mut sequences = vec![self.sequence()];
        while self.rest.next_if_eq(&"|").is_some() {
            sequences.push(self.sequence());
        }
        Choice { sequences, optional: false }
    }

    fn sequence(&mut self) -> Vec<Part> {
        let mut all = Vec::new();
        while let Some(piece) = self.rest.next_if(|p| !matches!(*p, ")" | "|")) {
            let mut part = if piece == "(" {
                let inner = self.choice();
                assert!(self.rest.next() == Some(")"), "{}: missing )", self.name);
                Part::Choice(inner)
            } else {
                Part::Step(self.step(piece))
            };
            if self.rest.next_if_eq(&"?").is_some() {
                part = match part {
                    Part::Choice(choice) => Part::Choice(Choice { optional: true, ..choice }),
                    step @ Part::Step(_) => Part::Choice(Choice { sequences: vec![vec![step]], optional: true }),
                };
            }
            all.push(part);
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
