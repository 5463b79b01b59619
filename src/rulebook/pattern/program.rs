//! A pattern compiled to instructions, as for a regular expression (Thompson 1968), over symbols.

use super::matcher::Symbol;
use super::node::{Atom, Node};
use crate::rulebook::slot::SlotTypes;
use crate::text::WordId;
use regex::Regex;
use std::sync::OnceLock;

/// One instruction; `then` of a gap is what goes on behind it.
#[derive(Debug)]
pub(super) enum Inst {
    Words { words: Box<[WordId]>, glued: bool },
    Regex { regex: LazyRegex, glued: bool },
    Slot { slot: usize, types: SlotTypes },
    Gap { max: usize, then: First },
    Split { first: usize, second: usize },
    Jump(usize),
    Open(usize),
    Close(usize),
    Match,
}

/// A regular expression over one token, compiled when first needed.
#[derive(Debug)]
pub(super) struct LazyRegex {
    source: String,
    compiled: OnceLock<Option<Regex>>,
}

impl LazyRegex {
    pub(super) fn is_match(&self, text: &str) -> bool {
        self.compiled
            .get_or_init(|| Regex::new(&format!("^(?:{})$", self.source)).ok())
            .as_ref()
            .is_some_and(|r| r.is_match(text))
    }
}

/// A compiled pattern.
#[derive(Debug)]
pub struct Program {
    pub(super) instructions: Vec<Inst>,
    pub(super) slots: usize,
    pub(super) first: First,
}

/// What the first symbol of a match can be.
#[derive(Debug, Default)]
pub(super) struct First {
    /// Anything: a gap or a regular expression comes first.
    any: bool,
    /// Kinds that fill a slot, as masks.
    fills: u32,
    /// Sorted.
    words: Vec<WordId>,
    /// A bit for each of the words, by the last bits of its number: most symbols have none of them.
    sieve: u64,
}

impl First {
    /// What instruction `from` and those after it begin with.
    fn of(instructions: &[Inst], from: usize) -> Self {
        let mut first = Self::default();
        let mut seen = vec![false; instructions.len()];
        let mut todo = vec![from];
        while let Some(pc) = todo.pop() {
            let Some(inst) = instructions.get(pc) else { continue };
            if std::mem::replace(&mut seen[pc], true) {
                continue;
            }
            match inst {
                Inst::Words { words, .. } => first.words.extend_from_slice(words),
                Inst::Slot { types, .. } => first.fills |= types.mask(),
                Inst::Regex { .. } | Inst::Gap { .. } | Inst::Match => first.any = true,
                Inst::Split { first, second } => todo.extend([*first, *second]),
                Inst::Jump(to) => todo.push(*to),
                Inst::Open(_) | Inst::Close(_) => todo.push(pc + 1),
            }
        }
        first.words.sort_unstable();
        first.words.dedup();
        first.sieve = first.words.iter().fold(0, |all, w| all | sieve(*w));
        first
    }

    /// Whether a match can begin at the end of the sentence.
    pub(super) fn admits_end(&self) -> bool {
        self.any
    }

    /// Whether a match can begin with a symbol; `true` promises nothing.
    pub(super) fn admits(&self, symbol: &Symbol) -> bool {
        self.any
            || self.fills & symbol.fills != 0
            || self.sieve & sieve(symbol.word) != 0
                && symbol.word != WordId::UNKNOWN
                && self.words.binary_search(&symbol.word).is_ok()
    }
}

fn sieve(word: WordId) -> u64 {
    1 << (word.0 % 64)
}

impl Program {
    /// Compiles a pattern whose rule names `slots` slots.
    pub fn new(node: &Node, slots: usize) -> Self {
        let mut p = Self { instructions: Vec::new(), slots, first: First::default() };
        p.emit(node);
        p.instructions.push(Inst::Match);
        p.first = First::of(&p.instructions, 0);
        for at in 0..p.instructions.len() {
            if matches!(p.instructions[at], Inst::Gap { .. }) {
                let behind = First::of(&p.instructions, at + 1);
                if let Inst::Gap { then, .. } = &mut p.instructions[at] {
                    *then = behind;
                }
            }
        }
        p
    }

    fn emit(&mut self, node: &Node) {
        match node {
            Node::Atom { atom: Atom::Words(words), glued } => {
                self.instructions.push(Inst::Words { words: words.clone().into(), glued: *glued });
            }
            Node::Atom { atom: Atom::Regex(source), glued } => {
                let regex = LazyRegex { source: source.clone(), compiled: OnceLock::new() };
                self.instructions.push(Inst::Regex { regex, glued: *glued });
            }
            Node::Slot { slot, types } => self.instructions.push(Inst::Slot { slot: *slot, types: *types }),
            Node::Gap { max } => self.instructions.push(Inst::Gap { max: *max, then: First::default() }),
            Node::Sequence(nodes) => nodes.iter().for_each(|n| self.emit(n)),
            Node::Alternatives(nodes) => self.alternatives(nodes),
            Node::Repeat { node, min, max } => {
                for _ in 0..*min {
                    self.emit(node);
                }
                let mut splits = Vec::new();
                for _ in *min..*max {
                    splits.push(self.instructions.len());
                    self.instructions.push(Inst::Split { first: self.instructions.len() + 1, second: 0 });
                    self.emit(node);
                }
                let end = self.instructions.len();
                for s in splits {
                    self.instructions[s] = Inst::Split { first: s + 1, second: end };
                }
            }
            Node::Capture { slot, node } => {
                self.instructions.push(Inst::Open(*slot));
                self.emit(node);
                self.instructions.push(Inst::Close(*slot));
            }
        }
    }

    fn alternatives(&mut self, nodes: &[Node]) {
        let mut jumps = Vec::new();
        for (i, n) in nodes.iter().enumerate() {
            let last = i + 1 == nodes.len();
            let split = self.instructions.len();
            if !last {
                self.instructions.push(Inst::Jump(0));
            }
            self.emit(n);
            if !last {
                jumps.push(self.instructions.len());
                self.instructions.push(Inst::Jump(0));
                let next = self.instructions.len();
                self.instructions[split] = Inst::Split { first: split + 1, second: next };
            }
        }
        let end = self.instructions.len();
        for j in jumps {
            self.instructions[j] = Inst::Jump(end);
        }
    }
}
