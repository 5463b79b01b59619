//! All patterns of a table in one trie for each category, walked once from a token.
//!
//! Patterns that begin alike share their steps, so that a step is tried once however many patterns
//! hold it. Words, classes and lengths of digits are bits: a token has those that describe it, a step
//! those that it may begin with, and a step is tried only where they meet.

use super::expand::{Choice, Step, Test, Tree};
use super::expr::{Count, Expr};
use super::pattern::{Category, Meaning, Rule, Site, Slot, Slots, Val};
use super::reader::{Phrases, Reader, read};
use super::words::{Class, Words};
use crate::text::{Token, TokenKind, Vocabulary, WordId};
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;

/// What a token is to the patterns, or what a step begins with: a step is tried where they meet.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub(super) struct Signature {
    /// The classes from 0 on, then the bits below.
    classes: u64,
    /// A bit for each few of the words that patterns name, see [`Named`].
    words: u64,
}

impl Signature {
    const EVERY: Self = Self { classes: !0, words: !0 };

    const fn class(class: Class) -> Self {
        Self::bits(1 << class as u64)
    }

    const fn bits(classes: u64) -> Self {
        Self { classes, words: 0 }
    }

    const fn or(self, other: Self) -> Self {
        Self { classes: self.classes | other.classes, words: self.words | other.words }
    }

    fn meets(self, other: Self) -> bool {
        self.classes & other.classes | self.words & other.words != 0
    }
}

/// A word right before a unit of time: "two bloody weeks".
const BEFORE_UNIT: u64 = 1 << 52;
/// Runs of digits, by length, from 1 on.
const DIGITS: u64 = 52;
/// Runs of digits of any length.
const NUMBERS: u64 = (u8::MAX as u64 - 1) << DIGITS;
/// The first word of a named day.
const HOLIDAY: u64 = 1 << 60;
/// A mark right before digits: "1,200".
const BEFORE_DIGITS: u64 = 1 << 62;
/// Every token.
const TOKEN: u64 = 1 << 63;

/// A match of one rule.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) end: usize,
    pub(super) expr: Expr,
    pub(super) name: &'static str,
}

/// The classes that readers look for behind the token that they begin with, see [`after`].
const READ: u64 =
    1 << Class::Suffix as u64 | 1 << Class::Scale as u64 | 1 << Class::Vague as u64 | 1 << Class::Units as u64;

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
    /// What the values of the steps fill: a run of [`Grammar::slots`].
    slots: Range<usize>,
}

#[derive(Debug, Default)]
struct Node {
    edges: Vec<Edge>,
    /// What its edges admit together.
    admits: Signature,
    accepts: Vec<Accept>,
}

/// The beginnings of a category's patterns.
#[derive(Debug, Default)]
struct Root {
    edges: Vec<Edge>,
    /// Of each bit, the edges that it admits.
    by_bit: Vec<Begin>,
    /// Of each word that a pattern names, in order of the ids, the edges that it admits.
    by_word: Vec<(WordId, Begin)>,
    /// What its edges admit together.
    admits: Signature,
}

/// The edges that a token of one bit, or one word, is admitted by.
#[derive(Debug, Default)]
struct Begin {
    /// Each with how its matches go on.
    edges: Vec<(usize, Reach)>,
    /// How those of any of them do.
    reach: Reach,
}

/// How a match goes on after its first token. Most words that can begin an expression ("the", "a",
/// a number) seldom do, which the next token shows before any step is tried.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
struct Reach {
    /// It may end there.
    one: bool,
    /// What its second token has at least one of.
    more: Signature,
}

impl Reach {
    const ONE: Self = Self { one: true, more: Signature::bits(0) };

    fn allows(self, next: Signature) -> bool {
        self.one || self.more.meets(next)
    }

    fn or(self, other: Self) -> Self {
        Self { one: self.one || other.one, more: self.more.or(other.more) }
    }
}

/// What the words of a category's matches begin with.
#[derive(Debug, Default, Clone, PartialEq)]
struct First {
    classes: u64,
    words: Vec<WordId>,
}

/// A compiled table.
#[derive(Debug)]
pub(super) struct Grammar {
    pub(super) words: Words,
    pub(super) phrases: Phrases,
    rules: Vec<(&'static str, Meaning)>,
    /// By word.
    signatures: Vec<Signature>,
    nodes: Vec<Node>,
    /// Steps and the slots that their values fill.
    slots: Vec<(usize, Slot)>,
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
            slots: Vec::with_capacity(1 << 14),
            roots: std::iter::repeat_with(Vec::new).take(Category::ALL.len() + 1).collect(),
            rule: 0,
            preference: 0,
        };
        let mut rules = Vec::new();
        for (name, category, pattern, meaning) in tables.iter().copied().flatten() {
            let pattern = Choice::parse(name, pattern, vocabulary);
            builder.rule = rules.len();
            let all = category.stands_alone().then_some(Category::ALL.len());
            for root in std::iter::once(*category as usize).chain(all) {
                builder.preference = 0;
                pattern.plant(&mut builder, Place::Root(root));
            }
            rules.push((*name, *meaning));
        }
        let named = builder.named(vocabulary);
        let (nodes, slots, roots) = builder.finish(&named);
        let mut signatures = vec![Signature::bits(TOKEN); vocabulary.len()];
        let mut mark = |word: WordId, more: Signature| {
            if let Some(s) = signatures.get_mut(word.0 as usize) {
                *s = s.or(more);
            }
        };
        // Classes that no pattern asks for describe no token.
        let nodes_ask = nodes.iter().fold(READ, |all, n| all | n.admits.classes);
        let asked = roots.iter().fold(nodes_ask, |all, r| all | r.admits.classes);
        words.each(|word, bits| mark(word, Signature::bits(bits & asked)));
        phrases.starts().into_iter().for_each(|w| mark(w, Signature::bits(HOLIDAY)));
        named.words.iter().for_each(|&w| mark(w, named.signature(w)));
        Self { words, phrases, rules, signatures, nodes, slots, roots }
    }

    /// What the tokens of a sentence are to the patterns.
    pub(super) fn read(&self, tokens: &[Token], signatures: &mut Vec<Signature>) {
        signatures.clear();
        signatures.extend(tokens.iter().map(|t| self.signature(t)));
        for (i, next) in tokens.iter().enumerate().skip(1) {
            let unit = signatures[i].classes & 1 << Class::Units as u64 != 0;
            let number = next.kind == TokenKind::Digits && tokens[i - 1].kind == TokenKind::Mark;
            signatures[i - 1].classes |= if unit { BEFORE_UNIT } else { 0 } | if number { BEFORE_DIGITS } else { 0 };
        }
    }

    fn signature(&self, token: &Token) -> Signature {
        if token.kind == TokenKind::Digits {
            return Signature::bits(TOKEN | 1 << (DIGITS + u64::from(token.end - token.start).min(7)));
        }
        self.signatures.get(token.word.0 as usize).copied().unwrap_or(Signature::bits(TOKEN))
    }

    /// Whether an expression may begin at a token with these bits.
    pub(super) fn begins(&self, signature: Signature) -> bool {
        self.roots.last().is_some_and(|r| r.admits.meets(signature))
    }

    /// The longest match that begins at `site.start`, of one category or of any that stands alone;
    /// the earlier rule wins among equally long ones.
    pub(super) fn longest(&self, site: &Site<'_>, category: Option<Category>, depth: usize) -> Option<Found> {
        let root = self.roots.get(category.map_or(self.roots.len() - 1, |c| c as usize))?;
        let token = site.token(site.start)?;
        let signature = site.signature(site.start);
        if !root.admits.meets(signature) || depth > DEEPEST {
            return None;
        }
        let next = site.signature(site.start + 1);
        let classes = root.open(signature.classes & root.admits.classes, next);
        let word = if root.admits.words & signature.words == 0 { None } else { root.word(token.word, next) };
        if classes == 0 && word.is_none() {
            return None;
        }
        let Some(c) = category else { return self.search(root, site, token, (classes, word), depth) };
        if site.cache.is_tried(site.start, c) {
            return site.cache.found(site.start, c);
        }
        let found = self.search(root, site, token, (classes, word), depth);
        site.cache.put(site.start, c, found.as_ref());
        found
    }

    /// The longest match of a root's patterns, of those that the given classes or the word begin.
    fn search(
        &self,
        root: &Root,
        site: &Site<'_>,
        token: &Token,
        (classes, word): (u64, Option<&Begin>),
        depth: usize,
    ) -> Option<Found> {
        let next = site.signature(site.start + 1);
        let mut walk = Walk { grammar: self, site, depth, opens_with: None, found: Vec::new() };
        let mut taken: Vec<usize> = Vec::new();
        let several = word.is_some() || classes.count_ones() > 1;
        for begin in bits(classes).filter_map(|bit| root.by_bit.get(bit)).chain(word) {
            for &(i, reach) in &begin.edges {
                let Some(edge) = root.edges.get(i).filter(|_| reach.allows(next)) else { continue };
                // What several of the classes admit is taken once.
                if several {
                    if taken.contains(&i) {
                        continue;
                    }
                    taken.push(i);
                }
                walk.step(edge, token, site.start, None);
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
        let signature = self.site.signature(at);
        if !node.admits.meets(signature) {
            return;
        }
        let Some(token) = self.site.token(at) else { return };
        for edge in &node.edges {
            if edge.admits.meets(signature) {
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
        let slots = self.grammar.slots.get(accept.slots.clone()).unwrap_or(&[]);
        let filled = slots.iter().filter_map(|&(step, slot)| Some((slot, self.val(*values.get(step)?)?)));
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
    slots: Vec<(usize, Slot)>,
    roots: Vec<Vec<Edge>>,
    /// The rule whose pattern is being planted, and how many of its sequences were.
    rule: usize,
    preference: usize,
}

/// A place in it.
#[derive(Debug, Clone, Copy)]
enum Place {
    Root(usize),
    Node(usize),
}

impl Tree for Builder {
    type Node = Place;

    fn step(&mut self, from: Place, step: &Step) -> Place {
        let fresh = self.nodes.len();
        let edges = match from {
            Place::Root(root) => self.roots.get_mut(root),
            Place::Node(n) => self.nodes.get_mut(n).map(|n| &mut n.edges),
        };
        let Some(edges) = edges else { return from };
        if let Some(known) = edges.iter().find(|e| e.test == step.test && e.glued == step.glued) {
            return Place::Node(known.to);
        }
        if edges.is_empty() {
            // Most places have one way on.
            *edges = Vec::with_capacity(1);
        }
        edges.push(Edge { test: step.test, glued: step.glued, admits: Signature::default(), to: fresh });
        self.nodes.push(Node::default());
        Place::Node(fresh)
    }

    fn end(&mut self, at: Place, steps: &[Step]) {
        let (rule, preference) = (self.rule, self.preference);
        self.preference += 1;
        let Place::Node(node) = at else { return };
        let Some(node) = self.nodes.get_mut(node).filter(|n| n.accepts.iter().all(|a| a.rule != rule)) else { return };
        if node.accepts.is_empty() {
            node.accepts = Vec::with_capacity(1);
        }
        let start = self.slots.len();
        self.slots.extend(steps.iter().enumerate().filter_map(|(i, s)| Some((i, s.slot?))));
        node.accepts.push(Accept { rule, preference, slots: start..self.slots.len() });
    }
}

impl Builder {
    fn named(&self, vocabulary: &mut Vocabulary) -> Named {
        let and = vocabulary.intern("and");
        let joints = ["up", "to", "through", "thru", "until", "till"].map(|w| vocabulary.intern(w));
        let edges = self.nodes.iter().flat_map(|n| &n.edges).chain(self.roots.iter().flatten());
        let tested = edges.filter_map(|e| if let Test::Word(w) = e.test { Some(w) } else { None });
        let mut words: Vec<WordId> = tested.chain(joints).chain([and]).collect();
        words.sort_unstable();
        words.dedup();
        Named { words, and, joints }
    }

    fn finish(mut self, named: &Named) -> (Vec<Node>, Vec<(usize, Slot)>, Vec<Root>) {
        let first = self.first(named);
        for node in &mut self.nodes {
            for edge in &mut node.edges {
                edge.admits = admits(edge.test, &first, named);
                node.admits = node.admits.or(edge.admits);
            }
        }
        let mut roots: Vec<Root> = self.roots.into_iter().map(|edges| root(edges, &first, named)).collect();
        while reach(&self.nodes, &mut roots, named) {}
        (self.nodes, self.slots, roots)
    }

    /// What the matches of each category begin with. A category begins as its patterns do, and those
    /// as the categories in them: repeated until nothing is added.
    fn first(&self, named: &Named) -> Vec<First> {
        let mut all = vec![First::default(); Category::ALL.len()];
        loop {
            let next: Vec<First> = self.roots.iter().take(all.len()).map(|edges| union(edges, &all, named)).collect();
            if next == all {
                return all;
            }
            all = next;
        }
    }
}

/// The words that patterns and readers name.
struct Named {
    /// In order of their ids.
    words: Vec<WordId>,
    and: WordId,
    /// What may stand between the ends of a range.
    joints: [WordId; 6],
}

impl Named {
    /// The bit that stands for a word, and for a few others.
    fn signature(&self, word: WordId) -> Signature {
        let bit = self.words.binary_search(&word).map_or(0, |i| 1 << (i % 64));
        Signature { classes: 0, words: bit }
    }
}

fn union(edges: &[Edge], first: &[First], named: &Named) -> First {
    let mut out = First::default();
    for edge in edges {
        out.classes |= admits(edge.test, first, named).classes;
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

fn admits(test: Test, first: &[First], named: &Named) -> Signature {
    match test {
        Test::Word(w) => named.signature(w),
        Test::Class(c) => Signature::class(c),
        Test::Category(c) => first.get(c as usize).map_or(Signature::default(), |f| {
            f.words.iter().fold(Signature::bits(f.classes), |all, w| all.or(named.signature(*w)))
        }),
        Test::Reader(Reader::Holiday) => Signature::bits(HOLIDAY),
        Test::Reader(Reader::Adjective) => Signature::bits(BEFORE_UNIT),
        Test::Reader(Reader::Joint) => {
            named.joints.iter().fold(Signature::class(Class::Dash), |all, w| all.or(named.signature(*w)))
        }
        Test::Reader(r) => {
            let digits = Signature::bits(u64::from(r.digits()) << DIGITS);
            r.classes().iter().fold(digits, |all, c| all.or(Signature::class(*c)))
        }
    }
}

fn root(mut edges: Vec<Edge>, first: &[First], named: &Named) -> Root {
    let mut by_bit: Vec<Begin> = std::iter::repeat_with(Begin::default).take(64).collect();
    let mut by_word: BTreeMap<WordId, Begin> = BTreeMap::new();
    let mut all = Signature::default();
    for (i, edge) in edges.iter_mut().enumerate() {
        edge.admits = admits(edge.test, first, named);
        all = all.or(edge.admits);
        for (_, begin) in by_bit.iter_mut().enumerate().filter(|(bit, _)| edge.admits.classes & 1 << bit != 0) {
            begin.edges.push((i, Reach::default()));
        }
        let words = match &edge.test {
            Test::Word(w) => std::slice::from_ref(w),
            Test::Category(c) => first.get(*c as usize).map_or(&[][..], |f| &f.words),
            _ => &[],
        };
        for &word in words {
            by_word.entry(word).or_default().edges.push((i, Reach::default()));
        }
    }
    Root { edges, by_bit, by_word: by_word.into_iter().collect(), admits: all }
}

impl Root {
    /// Those of the classes that a match may begin with where the next token is of these.
    fn open(&self, classes: u64, next: Signature) -> u64 {
        let open = |bit: &usize| self.by_bit.get(*bit).is_some_and(|b| b.reach.allows(next));
        bits(classes).filter(open).fold(0, |all, bit| all | 1 << bit)
    }

    /// The edges of a word, unless the next token shows that no match goes on.
    fn word(&self, word: WordId, next: Signature) -> Option<&Begin> {
        self.begin(word).filter(|b| b.reach.allows(next))
    }

    fn begin(&self, word: WordId) -> Option<&Begin> {
        let at = self.by_word.binary_search_by_key(&word, |(w, _)| *w).ok()?;
        self.by_word.get(at).map(|(_, b)| b)
    }
}

/// The numbers of the bits that are set, the lowest first.
fn bits(mut set: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = (set != 0).then(|| set.trailing_zeros() as usize)?;
        set &= set - 1;
        Some(bit)
    })
}

/// Adds to each beginning how its matches go on, as far as is known of the categories that they begin
/// with; whether anything was new.
fn reach(nodes: &[Node], roots: &mut [Root], named: &Named) -> bool {
    let mut new = false;
    for r in 0..roots.len() {
        let Some(root) = roots.get(r) else { continue };
        let bits = (0..).zip(&root.by_bit).map(|(bit, begin)| {
            begin.read(root, nodes, |test| match test {
                Test::Word(_) => Reach::default(),
                Test::Class(_) => Reach::ONE,
                Test::Reader(reader) => after(reader, 1 << bit, named),
                Test::Category(c) => {
                    roots.get(c as usize).and_then(|r| r.by_bit.get(bit)).map_or(Reach::default(), |b| b.reach)
                }
            })
        });
        let words = root.by_word.iter().map(|(word, begin)| {
            begin.read(root, nodes, |test| match test {
                Test::Word(_) => Reach::ONE,
                Test::Category(c) => {
                    roots.get(c as usize).and_then(|r| r.begin(*word)).map_or(Reach::default(), |b| b.reach)
                }
                Test::Class(_) | Test::Reader(_) => Reach::default(),
            })
        });
        let all: Vec<Begin> = bits.chain(words).collect();
        let Some(root) = roots.get_mut(r) else { continue };
        for (begin, read) in root.by_bit.iter_mut().chain(root.by_word.iter_mut().map(|(_, b)| b)).zip(all) {
            new |= begin.reach != read.reach;
            *begin = read;
        }
    }
    new
}

impl Begin {
    /// The same with how the matches of its edges go on, from how those of each test do.
    fn read(&self, root: &Root, nodes: &[Node], of: impl Fn(Test) -> Reach) -> Self {
        let read = |&(i, _): &(usize, Reach)| {
            let edge = root.edges.get(i)?;
            let Reach { one, more } = of(edge.test);
            let to = nodes.get(edge.to);
            let ends = one && to.is_some_and(|n| !n.accepts.is_empty());
            let next = to.filter(|_| one).map_or(Signature::default(), |n| n.admits);
            Some((i, Reach { one: ends, more: more.or(next) }))
        };
        let edges: Vec<(usize, Reach)> = self.edges.iter().filter_map(read).collect();
        let reach = edges.iter().fold(Reach::default(), |all, (_, r)| all.or(*r));
        Self { edges, reach }
    }
}

/// How far a reader goes that begins with a token of that bit.
fn after(reader: Reader, bit: u64, named: &Named) -> Reach {
    let any = Reach { one: true, more: Signature::EVERY };
    if bit & NUMBERS != 0 {
        return match reader {
            Reader::Dom => Reach { one: true, more: Signature::class(Class::Suffix) },
            Reader::Nth => Reach { one: false, more: Signature::class(Class::Suffix) },
            // "1,200", "4 1/2", "3 million", "3 and a half".
            Reader::Count => {
                let more = Signature::class(Class::Scale).or(Signature::bits(BEFORE_DIGITS | NUMBERS));
                Reach { one: true, more: more.or(named.signature(named.and)) }
            }
            Reader::Adjective | Reader::Holiday | Reader::Joint => any,
            _ => Reach::ONE,
        };
    }
    match reader {
        // "a dozen", "a few", "a million".
        Reader::Count if bit == 1 << Class::Article as u64 => {
            Reach { one: false, more: Signature::class(Class::Scale).or(Signature::class(Class::Vague)) }
        }
        Reader::Hour => Reach::ONE,
        _ => any,
    }
}
