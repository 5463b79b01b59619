//! The trie in the making: patterns are planted step by step, then it is worked out what each step and
//! each beginning admits, and how a match goes on behind its first token.

use super::super::expand::{Choice, Step, Test, Tree};
use super::super::pattern::{Category, Meaning, Rule, Slot};
use super::super::reader::{JOINTS, Reader};
use super::super::words::Class;
use super::signature::{BEFORE_DIGITS, BEFORE_UNIT, DIGITS, HOLIDAY, NUMBERS, Signature};
use super::{Accept, Begin, Edge, Node, Reach, Root, Trie};
use crate::text::{Vocabulary, WordId};
use std::collections::BTreeMap;

/// What the words of a category's matches begin with.
#[derive(Debug, Default, Clone, PartialEq)]
struct First {
    classes: u64,
    words: Vec<WordId>,
}

/// Lists that grow side by side in one vector: each item with where the next one of its list stands.
struct Lists<T>(Vec<(T, u32)>);

/// Where a list begins and ends in [`Lists`].
#[derive(Clone, Copy)]
struct List {
    first: u32,
    last: u32,
}

impl List {
    const END: u32 = u32::MAX;
    const EMPTY: Self = Self { first: Self::END, last: Self::END };
}

impl<T> Lists<T> {
    fn push(&mut self, list: &mut List, item: T) {
        let fresh = self.0.len() as u32;
        match self.0.get_mut(list.last as usize) {
            Some((_, next)) => *next = fresh,
            None => list.first = fresh,
        }
        list.last = fresh;
        self.0.push((item, List::END));
    }

    fn of(&self, list: List) -> impl Iterator<Item = &T> {
        let mut at = list.first;
        std::iter::from_fn(move || {
            let (item, next) = self.0.get(at as usize)?;
            at = *next;
            Some(item)
        })
    }
}

/// A step to a place.
#[derive(Clone, Copy)]
struct Shoot {
    test: Test,
    glued: bool,
    to: u32,
}

/// A node in the making: its steps and the patterns that end at it.
#[derive(Clone, Copy)]
struct Bud {
    shoots: List,
    accepts: List,
}

/// A trie in the making.
pub(super) struct Builder {
    buds: Vec<Bud>,
    shoots: Lists<Shoot>,
    accepts: Lists<Accept>,
    slots: Vec<(usize, Slot)>,
    roots: Vec<List>,
    /// The rule whose pattern is being planted, and how many of its sequences were.
    rule: u32,
    preference: u32,
}

/// A place in it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place {
    Root(usize),
    Node(u32),
}

impl Tree for Builder {
    type Node = Place;

    fn step(&mut self, from: Place, step: &Step) -> Place {
        let fresh = self.buds.len() as u32;
        let list = match from {
            Place::Root(root) => self.roots.get_mut(root),
            Place::Node(n) => self.buds.get_mut(n as usize).map(|n| &mut n.shoots),
        };
        let Some(list) = list else { return from };
        if let Some(known) = self.shoots.of(*list).find(|e| e.test == step.test && e.glued == step.glued) {
            return Place::Node(known.to);
        }
        self.shoots.push(list, Shoot { test: step.test, glued: step.glued, to: fresh });
        self.buds.push(Bud { shoots: List::EMPTY, accepts: List::EMPTY });
        Place::Node(fresh)
    }

    fn end(&mut self, at: Place, steps: &[Step]) {
        let (rule, preference) = (self.rule, self.preference);
        self.preference += 1;
        let Place::Node(node) = at else { return };
        let Some(bud) = self.buds.get_mut(node as usize) else { return };
        if self.accepts.of(bud.accepts).any(|a| a.rule == rule) {
            return;
        }
        let start = self.slots.len() as u32;
        self.slots.extend(steps.iter().enumerate().filter_map(|(i, s)| Some((i, s.slot?))));
        let accept = Accept { rule, preference, slots: start..self.slots.len() as u32 };
        self.accepts.push(&mut bud.accepts, accept);
    }
}

impl Builder {
    /// The patterns of tables, and of each rule its name and its meaning.
    pub(super) fn of(tables: &[&[Rule]], vocabulary: &mut Vocabulary) -> (Self, Vec<(&'static str, Meaning)>) {
        let mut builder = Self {
            buds: Vec::with_capacity(1 << 14),
            shoots: Lists(Vec::with_capacity(1 << 14)),
            accepts: Lists(Vec::with_capacity(1 << 14)),
            slots: Vec::with_capacity(1 << 15),
            roots: vec![List::EMPTY; Category::ALL.len() + 1],
            rule: 0,
            preference: 0,
        };
        let mut rules = Vec::new();
        for (name, category, pattern, meaning) in tables.iter().copied().flatten() {
            let pattern = Choice::parse(name, pattern, vocabulary);
            builder.rule = rules.len() as u32;
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
        let tested = self.shoots.0.iter().filter_map(|(s, _)| if let Test::Word(w) = s.test { Some(w) } else { None });
        let mut words: Vec<WordId> = tested.chain(joints).chain([and]).collect();
        words.sort_unstable();
        words.dedup();
        Named { words, and, joints }
    }

    /// The trie and its roots.
    pub(super) fn finish(self, named: &Named) -> (Trie, Vec<Root>) {
        let first = self.first();
        let opens: Vec<Signature> = first.iter().map(|f| f.signature(named)).collect();
        let edge = |s: &Shoot| Edge { test: s.test, glued: s.glued, admits: admits(s.test, &opens, named), to: s.to };
        let roots = self.roots.iter().map(|root| self.shoots.of(*root).map(edge).collect());
        let mut roots: Vec<Root> = roots.map(|edges| root(edges, &first)).collect();
        let mut trie = Trie {
            nodes: Vec::with_capacity(self.buds.len()),
            edges: Vec::with_capacity(self.shoots.0.len()),
            accepts: Vec::with_capacity(self.accepts.0.len()),
            slots: self.slots,
        };
        for bud in &self.buds {
            let (from, ends) = (trie.edges.len(), trie.accepts.len() as u32);
            trie.edges.extend(self.shoots.of(bud.shoots).map(edge));
            trie.accepts.extend(self.accepts.of(bud.accepts).cloned());
            let all = trie.edges.get(from..).unwrap_or(&[]);
            let admits = all.iter().fold(Signature::default(), |all, e| all.or(e.admits));
            let (edges, accepts) = (from as u32..trie.edges.len() as u32, ends..trie.accepts.len() as u32);
            trie.nodes.push(Node { edges, admits, accepts });
        }
        while reach(&trie.nodes, &mut roots, named) {}
        (trie, roots)
    }

    /// What the matches of each category begin with. A category begins as its patterns do, and those
    /// as the categories in them: repeated until nothing is added.
    fn first(&self) -> Vec<First> {
        let mut all = vec![First::default(); Category::ALL.len()];
        loop {
            let roots = self.roots.iter().take(all.len());
            let next: Vec<First> = roots.map(|root| union(self.shoots.of(*root).map(|s| s.test), &all)).collect();
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

fn union(tests: impl Iterator<Item = Test>, first: &[First]) -> First {
    let mut out = First::default();
    for test in tests {
        match test {
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

fn root(edges: Vec<Edge>, first: &[First]) -> Root {
    let mut by_bit: Vec<Begin> = std::iter::repeat_with(Begin::default).take(64).collect();
    let mut by_word: BTreeMap<WordId, Begin> = BTreeMap::new();
    let mut all = Signature::default();
    for (i, edge) in edges.iter().enumerate() {
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
            let to = nodes.get(edge.to as usize);
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
