//! The trie in the making: patterns are planted step by step, then it is worked out what each step and
//! each beginning admits, and how a match goes on behind its first token.

use super::super::expand::{Choice, Step, Test, Tree};
use super::super::pattern::{Category, Meaning, Rule, Slot};
use super::super::reader::{JOINTS, Reader};
use super::super::words::Class;
use super::signature::{BEFORE_DIGITS, BEFORE_UNIT, DIGITS, HOLIDAY, NUMBERS, Signature};
use super::{Accept, Begin, Edge, Node, Reach, Root};
use crate::text::{Vocabulary, WordId};
use std::collections::BTreeMap;

/// What the words of a category's matches begin with.
#[derive(Debug, Default, Clone, PartialEq)]
struct First {
    classes: u64,
    words: Vec<WordId>,
}

/// A trie in the making.
pub(super) struct Builder {
    nodes: Vec<Node>,
    slots: Vec<(usize, Slot)>,
    roots: Vec<Vec<Edge>>,
    /// The rule whose pattern is being planted, and how many of its sequences were.
    rule: usize,
    preference: usize,
}

/// A place in it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place {
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
    /// The patterns of tables, and of each rule its name and its meaning.
    pub(super) fn of(tables: &[&[Rule]], vocabulary: &mut Vocabulary) -> (Self, Vec<(&'static str, Meaning)>) {
        let mut builder = Self {
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
        (builder, rules)
    }

    /// The words that its patterns ask for.
    pub(super) fn named(&self, vocabulary: &mut Vocabulary) -> Named {
        let and = vocabulary.intern("and");
        let joints = JOINTS.map(|w| vocabulary.intern(w));
        let edges = self.nodes.iter().flat_map(|n| &n.edges).chain(self.roots.iter().flatten());
        let tested = edges.filter_map(|e| if let Test::Word(w) = e.test { Some(w) } else { None });
        let mut words: Vec<WordId> = tested.chain(joints).chain([and]).collect();
        words.sort_unstable();
        words.dedup();
        Named { words, and, joints }
    }

    /// Its nodes, what their values fill, and its roots.
    pub(super) fn finish(mut self, named: &Named) -> (Vec<Node>, Vec<(usize, Slot)>, Vec<Root>) {
        let first = self.first();
        let opens: Vec<Signature> = first.iter().map(|f| f.signature(named)).collect();
        for node in &mut self.nodes {
            for edge in &mut node.edges {
                edge.admits = admits(edge.test, &opens, named);
                node.admits = node.admits.or(edge.admits);
            }
        }
        let mut roots: Vec<Root> = self.roots.into_iter().map(|edges| root(edges, &first, &opens, named)).collect();
        while reach(&self.nodes, &mut roots, named) {}
        (self.nodes, self.slots, roots)
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

/// The words that patterns and readers name.
pub(super) struct Named {
    /// In order of their ids.
    pub(super) words: Vec<WordId>,
    pub(super) and: WordId,
    /// What may stand between the ends of a range.
    pub(super) joints: [WordId; JOINTS.len()],
}

impl Named {
    /// The bit that stands for a word, and for a few others.
    pub(super) fn signature(&self, word: WordId) -> Signature {
        let bit = self.words.binary_search(&word).map_or(0, |i| 1 << (i % 64));
        Signature { classes: 0, words: bit }
    }
}

impl First {
    fn signature(&self, named: &Named) -> Signature {
        self.words.iter().fold(Signature::bits(self.classes), |all, w| all.or(named.signature(*w)))
    }
}

fn union(edges: &[Edge], first: &[First]) -> First {
    let mut out = First::default();
    for edge in edges {
        match edge.test {
            Test::Word(w) => out.words.push(w),
            Test::Category(c) => {
                let Some(f) = first.get(c as usize) else { continue };
                out.classes |= f.classes;
                out.words.extend(&f.words);
            }
            Test::Class(c) => out.classes |= Signature::class(c).classes,
            Test::Reader(r) => out.classes |= opens(r),
        }
    }
    out.words.sort_unstable();
    out.words.dedup();
    out
}

/// The classes of the tokens that a reader begins with.
fn opens(reader: Reader) -> u64 {
    match reader {
        Reader::Holiday => HOLIDAY,
        Reader::Adjective => BEFORE_UNIT,
        Reader::Joint => Signature::class(Class::Dash).classes,
        r => {
            let digits = u64::from(r.digits()) << DIGITS;
            r.classes().iter().fold(digits, |all, c| all | Signature::class(*c).classes)
        }
    }
}

/// What the token that a test begins with has at least one of; `first` is that of each category.
fn admits(test: Test, first: &[Signature], named: &Named) -> Signature {
    match test {
        Test::Word(w) => named.signature(w),
        Test::Class(c) => Signature::class(c),
        Test::Category(c) => first.get(c as usize).copied().unwrap_or_default(),
        Test::Reader(r) => {
            let joints = if matches!(r, Reader::Joint) { &named.joints[..] } else { &[] };
            joints.iter().fold(Signature::bits(opens(r)), |all, w| all.or(named.signature(*w)))
        }
    }
}

fn root(mut edges: Vec<Edge>, first: &[First], opens: &[Signature], named: &Named) -> Root {
    let mut by_bit: Vec<Begin> = std::iter::repeat_with(Begin::default).take(64).collect();
    let mut by_word: BTreeMap<WordId, Begin> = BTreeMap::new();
    let mut all = Signature::default();
    for (i, edge) in edges.iter_mut().enumerate() {
        edge.admits = admits(edge.test, opens, named);
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
            _ => Reach::ONE,
        };
    }
    let is = |class: Class| bit == 1 << class as u64;
    let scale = Signature::class(Class::Scale);
    match reader {
        // "a dozen", "a few", "a million".
        Reader::Count if is(Class::Article) => Reach { one: false, more: scale.or(Signature::class(Class::Vague)) },
        // "two", "two hundred", "two and a half".
        Reader::Count if is(Class::Digit) || is(Class::Teen) => {
            Reach { one: true, more: scale.or(named.signature(named.and)) }
        }
        // "two thousand and five"
        Reader::Year if is(Class::Digit) => Reach { one: false, more: scale },
        Reader::Dom | Reader::Nth if is(Class::Ordinal) => Reach::ONE,
        Reader::Hour => Reach::ONE,
        Reader::Spelled if is(Class::Digit) || is(Class::Teen) => Reach::ONE,
        _ => any,
    }
}
