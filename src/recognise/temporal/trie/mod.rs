//! All patterns of a table in one trie for each category, walked once from a token.
//!
//! Patterns that begin alike share their steps, so that a step is tried once however many patterns
//! hold it. Words, classes and lengths of digits are bits: a token has those that describe it, a step
//! those that it may begin with, and a step is tried only where they meet.

mod cache;
mod plant;
mod signature;

pub(super) use cache::{Cache, Found};
pub(super) use signature::Signature;

use super::expand::Test;
use super::expr::Count;
use super::pattern::{Category, Meaning, Rule, Site, Slot, Slots, Val};
use super::reader::{Phrases, read};
use super::words::{Class, Words};
use crate::text::{Token, TokenKind, Vocabulary, WordId, WordMap};
use plant::Builder;
use signature::{BEFORE_DIGITS, BEFORE_UNIT, DIGITS, HOLIDAY, READ, TOKEN, bits};
use std::ops::Range;

/// A step that leads to a node.
#[derive(Debug)]
pub(super) struct Edge {
    pub(super) test: Test,
    pub(super) glued: bool,
    /// What the token that it begins with has at least one of.
    pub(super) admits: Signature,
    pub(super) to: u32,
}

/// A pattern ends here.
#[derive(Debug, Clone)]
pub(super) struct Accept {
    pub(super) rule: u32,
    /// Which of its sequences; a lower one is preferred.
    pub(super) preference: u32,
    /// What the values of the steps fill: a run of [`Trie::slots`].
    pub(super) slots: Range<u32>,
}

#[derive(Debug)]
pub(super) struct Node {
    /// A run of [`Trie::edges`].
    pub(super) edges: Range<u32>,
    /// What its edges admit together.
    pub(super) admits: Signature,
    /// A run of [`Trie::accepts`].
    pub(super) accepts: Range<u32>,
}

/// What stands behind the beginnings of patterns.
#[derive(Debug)]
pub(super) struct Trie {
    pub(super) nodes: Vec<Node>,
    /// Those of each node in a row.
    pub(super) edges: Vec<Edge>,
    /// Those of each node in a row.
    pub(super) accepts: Vec<Accept>,
    /// Steps and the slots that their values fill.
    pub(super) slots: Vec<(usize, Slot)>,
}

/// A run of a list.
fn run<'t, T>(list: &'t [T], of: &Range<u32>) -> &'t [T] {
    list.get(of.start as usize..of.end as usize).unwrap_or(&[])
}

/// The beginnings of a category's patterns.
#[derive(Debug, Default)]
pub(super) struct Root {
    pub(super) edges: Vec<Edge>,
    /// Of each bit, the edges that it admits.
    pub(super) by_bit: Vec<Begin>,
    /// Of each word that a pattern names, in order of the ids, the edges that it admits.
    pub(super) by_word: Vec<(WordId, Begin)>,
    /// What its edges admit together.
    pub(super) admits: Signature,
}

/// The edges that a token of one bit, or one word, is admitted by.
#[derive(Debug, Default)]
pub(super) struct Begin {
    /// Each with how its matches go on.
    pub(super) edges: Vec<(usize, Reach)>,
    /// How those of any of them do.
    pub(super) reach: Reach,
}

/// How a match goes on after its first token. Most words that can begin an expression ("the", "a",
/// a number) seldom do, which the next token shows before any step is tried.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub(super) struct Reach {
    /// It may end there.
    pub(super) one: bool,
    /// What its second token has at least one of.
    pub(super) more: Signature,
}

impl Reach {
    pub(super) const ONE: Self = Self { one: true, more: Signature::bits(0) };

    fn allows(self, next: Signature) -> bool {
        self.one || self.more.meets(next)
    }

    pub(super) fn or(self, other: Self) -> Self {
        Self { one: self.one || other.one, more: self.more.or(other.more) }
    }
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

    pub(super) fn begin(&self, word: WordId) -> Option<&Begin> {
        let at = self.by_word.binary_search_by_key(&word, |(w, _)| *w).ok()?;
        self.by_word.get(at).map(|(_, b)| b)
    }
}

/// A compiled table.
#[derive(Debug)]
pub(super) struct Grammar {
    pub(super) words: Words,
    pub(super) phrases: Phrases,
    rules: Vec<(&'static str, Meaning)>,
    /// By word the two halves of its signature, but for the bit that every token has.
    signatures: WordMap<(u64, u64)>,
    trie: Trie,
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
        let (builder, rules) = Builder::of(tables, vocabulary);
        let named = builder.named(vocabulary);
        let (trie, roots) = builder.finish(&named);
        let mut signatures = WordMap::with_room(vocabulary);
        let mut mark = |word: WordId, more: Signature| {
            let (classes, words): &mut (u64, u64) = signatures.get_mut(word);
            *classes |= more.classes;
            *words |= more.words;
        };
        // Classes that no pattern asks for describe no token.
        let nodes_ask = trie.nodes.iter().fold(READ, |all, n| all | n.admits.classes);
        let asked = roots.iter().fold(nodes_ask, |all, r| all | r.admits.classes);
        words.each(|word, bits| mark(word, Signature::bits(bits & asked)));
        phrases.starts().into_iter().for_each(|w| mark(w, Signature::bits(HOLIDAY)));
        named.words.iter().for_each(|&w| mark(w, named.signature(w)));
        Self { words, phrases, rules, signatures, trie, roots }
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
        // "the" begins the names of some days, and seldom one of them.
        for (i, signature) in signatures.iter_mut().enumerate().filter(|(_, s)| s.classes & HOLIDAY != 0) {
            if !self.phrases.open(tokens.get(i..).unwrap_or_default()) {
                signature.classes &= !HOLIDAY;
            }
        }
    }

    fn signature(&self, token: &Token) -> Signature {
        if token.kind == TokenKind::Digits {
            return Signature::bits(TOKEN | 1 << (DIGITS + u64::from(token.end - token.start).min(7)));
        }
        let (classes, words) = self.signatures.get(token.word);
        Signature { classes: classes | TOKEN, words }
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
            let (name, meaning) = self.rules.get(c.accept.rule as usize)?;
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

    fn node(&mut self, node: u32, at: usize, path: &Path<'_>) {
        let trie = &self.grammar.trie;
        let Some(node) = trie.nodes.get(node as usize) else { return };
        for accept in run(&trie.accepts, &node.accepts) {
            self.accept(accept, at, path);
        }
        let signature = self.site.signature(at);
        if !node.admits.meets(signature) {
            return;
        }
        let Some(token) = self.site.token(at) else { return };
        for edge in run(&trie.edges, &node.edges) {
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
        let slots = run(&self.grammar.trie.slots, &accept.slots);
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
