//! All patterns of a table in one trie for each category, walked once from a token.
//!
//! Patterns that begin alike share their steps, so that a step is tried once however many patterns
//! hold it. Words, classes and lengths of digits are bits: a token has those that describe it, a step
//! those that it may begin with, and a step is tried only where they meet.

use super::expand::{Step, Test, expand};
use super::expr::{Count, Expr};
use super::pattern::{Category, Meaning, Rule, Site, Slot, Slots, Val};
use super::reader::{Phrases, Reader, read};
use super::words::Words;
use crate::text::{Token, TokenKind, Vocabulary, WordId};
use rustc_hash::FxHashMap;
use std::cell::RefCell;

/// A set of bits: the classes from 0 on, then these.
type Signature = u64;
/// Runs of digits, by length.
const DIGITS: usize = 52;
/// The first word of a named day.
const HOLIDAY: Signature = 1 << 60;
/// A word that some pattern names.
const NAMED: Signature = 1 << 61;
/// Every token.
const ANY: Signature = 1 << 63;

/// A match of one rule.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) end: usize,
    pub(super) expr: Expr,
    pub(super) name: &'static str,
}

/// The matches of the categories at the tokens of a sentence: several patterns ask for the same one,
/// and each is worked out once, which keeps the time linear.
#[derive(Debug, Default)]
pub(super) struct Cache(RefCell<Known>);

#[derive(Debug, Default)]
struct Known {
    first: usize,
    /// By token of the sentence, a bit for each category that was worked out.
    tried: Vec<u16>,
    found: FxHashMap<(usize, Category), Found>,
}

impl Cache {
    /// Forgets everything: a sentence of `len` tokens begins at token `first`.
    pub(super) fn clear(&self, first: usize, len: usize) {
        let mut known = self.0.borrow_mut();
        known.first = first;
        known.tried.clear();
        known.tried.resize(len, 0);
        known.found.clear();
    }

    /// Whether a category was worked out at a token.
    fn is_tried(&self, at: usize, category: Category) -> bool {
        let known = self.0.borrow();
        known.tried.get(at.wrapping_sub(known.first)).is_some_and(|t| t & (1 << category as u16) != 0)
    }

    /// The match of a category at a token, where it was worked out and there is one.
    fn found(&self, at: usize, category: Category) -> Option<Found> {
        self.0.borrow().found.get(&(at, category)).cloned()
    }

    fn put(&self, at: usize, category: Category, found: Option<&Found>) {
        let mut known = self.0.borrow_mut();
        let offset = at.wrapping_sub(known.first);
        if let Some(tried) = known.tried.get_mut(offset) {
            *tried |= 1 << category as u16;
        }
        if let Some(found) = found {
            known.found.insert((at, category), found.clone());
        }
    }
}

/// A step that leads to a node.
#[derive(Debug)]
struct Edge {
    test: Test,
    glued: bool,
    /// What the token that it begins with has at least one of.
    admits: Signature,
    to: usize,
}

/// A pattern ends here.
#[derive(Debug)]
struct Accept {
    rule: usize,
    /// Which of its sequences; a lower one is preferred.
    preference: usize,
    /// What the values of the steps fill, by step.
    slots: Box<[(usize, Slot)]>,
}

#[derive(Debug, Default)]
struct Node {
    edges: Vec<Edge>,
    accepts: Vec<Accept>,
}

/// The beginnings of a category's patterns.
#[derive(Debug, Default)]
struct Root {
    edges: Vec<Edge>,
    /// Of each bit, the edges that it admits.
    by_bit: Vec<Vec<usize>>,
    /// Of each word that a pattern names, the edges that it admits.
    by_word: FxHashMap<WordId, Vec<usize>>,
}

/// What the words of a category's matches begin with.
#[derive(Debug, Default, Clone, PartialEq)]
struct First {
    bits: Signature,
    words: Vec<WordId>,
}

/// A compiled table.
#[derive(Debug)]
pub(super) struct Grammar {
    pub(super) words: Words,
    pub(super) phrases: Phrases,
    rules: Vec<(&'static str, Meaning)>,
    signatures: Vec<Signature>,
    nodes: Vec<Node>,
    /// By category; after them the one of all whose matches are expressions of their own.
    roots: Vec<Root>,
}

/// How deep expressions may stand in expressions.
const DEEPEST: usize = 5;

/// The values of the steps so far, the last one first.
struct Path<'p> {
    before: Option<&'p Path<'p>>,
    value: Value,
}

/// What a step read.
#[derive(Clone, Copy)]
enum Value {
    Nothing,
    Int(i32),
    Count(Count),
    /// A match of a category that begins at a token.
    Expr(usize, Category),
}

/// A pattern that matches, its meaning not yet made.
struct Candidate<'g> {
    accept: &'g Accept,
    end: usize,
    slots: Slots,
    /// The name and the end of the expression that it begins with.
    opens_with: Option<(usize, &'static str)>,
}

impl Grammar {
    /// Compiles a table. Panics on a pattern with a mistake: tables are part of the program.
    pub(super) fn new(words: Words, phrases: Phrases, tables: &[&[Rule]], vocabulary: &mut Vocabulary) -> Self {
        let mut builder = Builder {
            nodes: Vec::new(),
            roots: std::iter::repeat_with(Vec::new).take(Category::ALL.len() + 1).collect(),
        };
        let mut rules = Vec::new();
        for (name, category, pattern, meaning) in tables.iter().copied().flatten() {
            for (preference, steps) in expand(name, pattern, vocabulary).iter().enumerate() {
                builder.add(*category as usize, rules.len(), preference, steps);
                if category.stands_alone() {
                    builder.add(Category::ALL.len(), rules.len(), preference, steps);
                }
            }
            rules.push((*name, *meaning));
        }
        let (nodes, roots) = builder.finish();
        let mut signatures = vec![ANY; vocabulary.len()];
        let mut mark = |word: WordId, bits: Signature| {
            if let Some(s) = signatures.get_mut(word.0 as usize) {
                *s |= bits;
            }
        };
        // Classes that no pattern asks for describe no token.
        let asked = nodes
            .iter()
            .flat_map(|n| &n.edges)
            .chain(roots.iter().flat_map(|r| &r.edges))
            .fold(0, |all, e| all | e.admits);
        words.each(|word, bits| mark(word, bits & asked));
        phrases.starts().into_iter().for_each(|w| mark(w, HOLIDAY));
        roots.iter().flat_map(|r| r.by_word.keys()).for_each(|&w| mark(w, NAMED));
        for edge in nodes.iter().flat_map(|n: &Node| &n.edges) {
            if let Test::Word(w) = edge.test {
                mark(w, NAMED);
            }
        }
        Self { words, phrases, rules, signatures, nodes, roots }
    }

    fn signature(&self, token: &Token) -> Signature {
        if token.kind == TokenKind::Digits {
            return ANY | 1 << (DIGITS + (token.end - token.start).min(7) as usize);
        }
        self.signatures.get(token.word.0 as usize).copied().unwrap_or(ANY)
    }

    /// The longest match that begins at `site.start`, of one category or of any that stands alone;
    /// the earlier rule wins among equally long ones.
    pub(super) fn longest(&self, site: &Site<'_>, category: Option<Category>, depth: usize) -> Option<Found> {
        let token = site.token(site.start)?;
        let signature = self.signature(token);
        if signature == ANY || depth > DEEPEST {
            return None;
        }
        let Some(c) = category else { return self.search(self.roots.last()?, site, token, signature, depth) };
        if site.cache.is_tried(site.start, c) {
            return site.cache.found(site.start, c);
        }
        let found = self.search(self.roots.get(c as usize)?, site, token, signature, depth);
        site.cache.put(site.start, c, found.as_ref());
        found
    }

    fn search(&self, root: &Root, site: &Site<'_>, token: &Token, signature: Signature, depth: usize) -> Option<Found> {
        let mut walk = Walk { grammar: self, site, depth, opens_with: None, found: Vec::new() };
        let bits = signature & !(ANY | NAMED);
        let mut left = bits;
        while left != 0 {
            let bit = left.trailing_zeros();
            left &= left - 1;
            for &i in root.by_bit.get(bit as usize).map_or(&[][..], Vec::as_slice) {
                let Some(edge) = root.edges.get(i) else { continue };
                // An edge that several of the bits admit is taken at the lowest.
                if (edge.admits & bits).trailing_zeros() == bit {
                    walk.step(edge, token, site.start, None);
                }
            }
        }
        if signature & NAMED != 0 {
            for &i in root.by_word.get(&token.word).map_or(&[][..], Vec::as_slice) {
                let Some(edge) = root.edges.get(i) else { continue };
                if edge.admits & bits == 0 {
                    walk.step(edge, token, site.start, None);
                }
            }
        }
        let mut found = walk.found;
        found.sort_by_key(|c| (std::cmp::Reverse(c.end), c.accept.rule));
        found.into_iter().find_map(|c| {
            let (name, meaning) = self.rules.get(c.accept.rule)?;
            let expr = meaning(&c.slots, &Site { end: c.end, ..*site })?;
            // A rule that only passes on another one's match goes by that one's name.
            let name = c.opens_with.filter(|inner| inner.0 == c.end).map_or(*name, |inner| inner.1);
            Some(Found { end: c.end, expr, name })
        })
    }
}

/// The search for the patterns that match from one token on.
struct Walk<'g, 's> {
    grammar: &'g Grammar,
    site: &'s Site<'s>,
    depth: usize,
    opens_with: Option<(usize, &'static str)>,
    found: Vec<Candidate<'g>>,
}

impl<'g> Walk<'g, '_> {
    fn step(&mut self, edge: &Edge, token: &Token, at: usize, before: Option<&Path<'_>>) {
        if edge.glued && !token.glued {
            return;
        }
        let Some((end, value)) = self.read(edge.test, token, at) else { return };
        self.node(edge.to, end, &Path { before, value });
    }

    fn node(&mut self, node: usize, at: usize, path: &Path<'_>) {
        let grammar = self.grammar;
        let Some(node) = grammar.nodes.get(node) else { return };
        for accept in &node.accepts {
            self.accept(accept, at, path);
        }
        let Some(token) = self.site.token(at).filter(|_| !node.edges.is_empty()) else { return };
        let signature = grammar.signature(token);
        for edge in &node.edges {
            if edge.admits & signature != 0 {
                self.step(edge, token, at, Some(path));
            }
        }
    }

    fn read(&mut self, test: Test, token: &Token, at: usize) -> Option<(usize, Value)> {
        match test {
            Test::Word(id) => (token.word == id).then_some((at + 1, Value::Nothing)),
            Test::Class(c) => Some((at + 1, Value::Int(self.grammar.words.value(token.word, c)?))),
            Test::Reader(r) => {
                let (end, value) = read(r, self.site, at)?;
                let value = match value {
                    Val::Int(n) => Value::Int(n),
                    Val::Count(c) => Value::Count(c),
                    Val::Expr(_) => Value::Nothing,
                };
                Some((end, value))
            }
            Test::Category(c) => {
                let inner = Site { start: at, end: at, ..*self.site };
                let found = self.grammar.longest(&inner, Some(c), self.depth + 1)?;
                if at == self.site.start {
                    self.opens_with = Some((found.end, found.name));
                }
                Some((found.end, Value::Expr(at, c)))
            }
        }
    }

    fn accept(&mut self, accept: &'g Accept, end: usize, path: &Path<'_>) {
        let same = self.found.iter().position(|c| c.accept.rule == accept.rule);
        if same.and_then(|i| self.found.get(i)).is_some_and(|c| c.accept.preference < accept.preference) {
            return;
        }
        let mut values = Vec::new();
        let mut step = Some(path);
        while let Some(p) = step {
            values.push(p.value);
            step = p.before;
        }
        let opens_with = self.opens_with.filter(|_| matches!(values.last(), Some(Value::Expr(..))));
        values.reverse();
        let filled = accept.slots.iter().filter_map(|&(step, slot)| Some((slot, self.val(*values.get(step)?)?)));
        let candidate = Candidate { accept, end, slots: filled.collect(), opens_with };
        match same.and_then(|i| self.found.get_mut(i)) {
            Some(c) => *c = candidate,
            None => self.found.push(candidate),
        }
    }

    fn val(&self, value: Value) -> Option<Val> {
        Some(match value {
            Value::Nothing => return None,
            Value::Int(n) => Val::Int(n),
            Value::Count(c) => Val::Count(c),
            Value::Expr(at, c) => Val::Expr(Box::new(self.site.cache.found(at, c)?.expr)),
        })
    }
}

/// A trie in the making.
struct Builder {
    nodes: Vec<Node>,
    roots: Vec<Vec<Edge>>,
}

impl Builder {
    fn add(&mut self, root: usize, rule: usize, preference: usize, steps: &[Step]) {
        let mut at: Option<usize> = None;
        for step in steps {
            let fresh = self.nodes.len();
            let edges = match at {
                None => self.roots.get_mut(root),
                Some(n) => self.nodes.get_mut(n).map(|n| &mut n.edges),
            };
            let Some(edges) = edges else { return };
            let known = edges.iter().find(|e| e.test == step.test && e.glued == step.glued).map(|e| e.to);
            if known.is_none() {
                edges.push(Edge { test: step.test, glued: step.glued, admits: 0, to: fresh });
                self.nodes.push(Node::default());
            }
            at = Some(known.unwrap_or(fresh));
        }
        let Some(node) = at.and_then(|n| self.nodes.get_mut(n)) else { return };
        let slots = steps.iter().enumerate().filter_map(|(i, s)| Some((i, s.slot?))).collect();
        if node.accepts.iter().all(|a| a.rule != rule) {
            node.accepts.push(Accept { rule, preference, slots });
        }
    }

    fn finish(mut self) -> (Vec<Node>, Vec<Root>) {
        let first = self.first();
        for edges in self.nodes.iter_mut().map(|n| &mut n.edges) {
            for edge in edges {
                edge.admits = admits(edge.test, &first);
            }
        }
        let roots = self.roots.into_iter().map(|edges| root(edges, &first)).collect();
        (self.nodes, roots)
    }

    /// What the matches of each category begin with. A category begins as its patterns do, and those
    /// as the categories in them: repeated until nothing is added.
    fn first(&self) -> Vec<First> {
        let mut all = vec![First::default(); Category::ALL.len()];
        loop {
            let next: Vec<First> = self.roots.iter().take(all.len()).map(|edges| union(edges, &all)).collect();
            if next == all {
                return all;
            }
            all = next;
        }
    }
}

fn union(edges: &[Edge], first: &[First]) -> First {
    let mut out = First::default();
    for edge in edges {
        out.bits |= admits(edge.test, first) & !ANY;
        match edge.test {
            Test::Word(w) => out.words.push(w),
            Test::Category(c) => out.words.extend(first.get(c as usize).map_or(&[][..], |f| &f.words)),
            _ => {}
        }
    }
    out.words.sort_unstable();
    out.words.dedup();
    out
}

fn admits(test: Test, first: &[First]) -> Signature {
    match test {
        Test::Word(_) => NAMED,
        Test::Class(c) => 1 << c as usize,
        Test::Category(c) => first.get(c as usize).map_or(0, |f| f.bits),
        Test::Reader(Reader::Holiday) => HOLIDAY,
        Test::Reader(r) => {
            let digits = Signature::from(r.digits()) << DIGITS;
            let classes = r.classes().iter().fold(0, |bits, c| bits | 1 << *c as usize);
            if digits | classes == 0 { ANY } else { digits | classes }
        }
    }
}

fn root(mut edges: Vec<Edge>, first: &[First]) -> Root {
    let mut by_bit = vec![Vec::new(); 61];
    let mut by_word: FxHashMap<WordId, Vec<usize>> = FxHashMap::default();
    for (i, edge) in edges.iter_mut().enumerate() {
        // A pattern is not begun by what no list describes.
        edge.admits = admits(edge.test, first) & !ANY;
        for (_, list) in by_bit.iter_mut().enumerate().filter(|(bit, _)| edge.admits & 1 << bit != 0) {
            list.push(i);
        }
        let words = match &edge.test {
            Test::Word(w) => std::slice::from_ref(w),
            Test::Category(c) => first.get(*c as usize).map_or(&[][..], |f| &f.words),
            _ => &[],
        };
        for &word in words {
            by_word.entry(word).or_default().push(i);
        }
    }
    Root { edges, by_bit, by_word }
}
