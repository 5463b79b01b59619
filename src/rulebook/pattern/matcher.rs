//! Runs compiled patterns over a sentence of symbols.

use super::program::{Inst, Program};
use crate::recognise::{Mention, Referent, Values};
use crate::rulebook::slot::SlotTypes;
use crate::text::{Case, Text, Token, TokenKind, WordId};
use crate::value::{Kind, Value};
use std::ops::Range;

/// One symbol: a typed value, or a word that belongs to none.
#[derive(Debug, Clone)]
pub struct Symbol {
    /// The tokens that it covers.
    pub tokens: Range<usize>,
    /// Index of its mention among the document's.
    pub mention: Option<usize>,
    /// Index of the reference (a pronoun, an office) that stands here.
    pub reference: Option<usize>,
    /// How many symbols the mention or reference covers; the words of a plain number or an office
    /// remain symbols of their own, so that a rule may also name them.
    width: usize,
    /// Bits of what slots it may begin to fill, as [`SlotTypes::mask`] gives them.
    pub(super) fills: u32,
    pub(super) word: WordId,
    glued: bool,
}

impl Symbol {
    /// The symbol of a token that belongs to no value.
    fn plain(token: Option<&Token>, at: usize) -> Self {
        let word = token.map_or(WordId::UNKNOWN, |t| t.word);
        let proper = word == WordId::UNKNOWN && token.is_some_and(is_capitalised);
        Self {
            tokens: at..at + 1,
            mention: None,
            reference: None,
            width: 1,
            fills: if proper { SlotTypes::PROPER_MASK } else { 0 },
            word,
            glued: token.is_some_and(|t| t.glued),
        }
    }
}

/// Whether the words of a value may also be matched as words.
fn is_soft(value: &Value) -> bool {
    match value {
        Value::Number(_) | Value::Ordinal(_) | Value::Office(_) => true,
        Value::Quantity(q) => q.dimension == "count",
        _ => false,
    }
}

fn is_capitalised(token: &Token) -> bool {
    token.kind == TokenKind::Word && token.case == Case::Capitalised
}

/// A sentence in which each typed value is a single symbol.
#[derive(Debug)]
pub struct Symbols<'a> {
    text: &'a Text<'a>,
    values: &'a Values,
    /// The symbols in order.
    pub all: Vec<Symbol>,
    /// Union of the kinds that stand in the sentence, as [`SlotTypes::mask_of`] gives them.
    pub mask: u32,
}

impl<'a> Symbols<'a> {
    /// The symbols of the sentence that covers `tokens`.
    pub fn new(text: &'a Text<'a>, values: &'a Values, tokens: Range<usize>) -> Self {
        let mut all = Vec::with_capacity(tokens.len());
        let mut mask = 0;
        let mut m = values.mentions.partition_point(|m| m.tokens.end <= tokens.start);
        let references = values.references.list();
        let mut r = references.partition_point(|r| r.tokens.start < tokens.start);
        let mut at = tokens.start;
        while at < tokens.end {
            while values.mentions.get(m).is_some_and(|x| x.tokens.end <= at) {
                m += 1;
            }
            let found = values.mentions.get(m).filter(|x| x.tokens.start == at);
            while references.get(r).is_some_and(|x| x.tokens.start < at) {
                r += 1;
            }
            let reference = references.get(r).filter(|x| x.tokens.start == at);
            if found.is_none() && reference.is_none() {
                all.push(Symbol::plain(text.tokens.get(at), at));
                at += 1;
                continue;
            }
            let end = found.map(|x| x.tokens.end).or(reference.map(|x| x.tokens.end)).unwrap_or(at + 1);
            let end = end.clamp(at + 1, tokens.end);
            let soft = found.map_or(reference.is_some(), |x| is_soft(&x.value));
            let referred = reference.map(|x| match x.referent {
                Referent::People(_) => Kind::Person,
                Referent::Place(_) => Kind::Place,
                Referent::Organisation(_) => Kind::Organisation,
            });
            let kinds = found.map(|x| x.value.kind()).into_iter().chain(referred);
            let fills = kinds.fold(0, |bits, kind| bits | SlotTypes::mask_of(kind));
            mask |= fills;
            let step = if soft { 1 } else { end - at };
            let first = text.tokens.get(at);
            all.push(Symbol {
                tokens: at..at + step,
                mention: found.map(|_| m),
                reference: reference.map(|_| r),
                width: (end - at).div_ceil(step),
                fills,
                word: first.filter(|_| step == 1).map_or(WordId::UNKNOWN, |t| t.word),
                glued: first.is_some_and(|t| t.glued),
            });
            // What else there is of a soft value are words like others.
            all.extend((at + step..end).map(|word| Symbol::plain(text.tokens.get(word), word)));
            at = end;
        }
        let q = values.quotations.partition_point(|q| q.tokens.start < tokens.start);
        let inside = values.quotations.iter().skip(q).take_while(|q| q.tokens.start < tokens.end);
        for quotation in inside {
            let bit = SlotTypes::mask_of(Kind::Quotation);
            mask |= bit;
            let holder = all.partition_point(|s: &Symbol| s.tokens.end <= quotation.tokens.start);
            if let Some(s) = all.get_mut(holder) {
                s.fills |= bit;
            }
        }
        Self { text, values, all, mask }
    }

    /// The mention of a symbol.
    pub fn mention(&self, symbol: usize) -> Option<&'a Mention> {
        self.values.mentions.get(self.all.get(symbol)?.mention?)
    }

    /// Number of the symbol that holds a token.
    pub fn holding(&self, token: usize) -> usize {
        self.all.partition_point(|s| s.tokens.end <= token)
    }

    /// Number of the first symbol that starts at or after a token.
    fn symbol_at(&self, token: usize) -> usize {
        self.all.partition_point(|s| s.tokens.start < token)
    }

    /// A capitalised word that neither a recogniser nor a lexicon knows.
    fn is_proper(&self, s: &Symbol) -> bool {
        s.mention.is_none()
            && s.reference.is_none()
            && s.word == WordId::UNKNOWN
            && self.text.tokens.get(s.tokens.start).is_some_and(is_capitalised)
    }

    fn slot(&self, types: SlotTypes, at: usize) -> Option<(usize, Filled)> {
        let symbol = self.all.get(at)?;
        if types.accepts_quotation() {
            let i = self.values.quotations.partition_point(|q| q.tokens.start < symbol.tokens.start);
            if let Some(q) = self.values.quotations.get(i).filter(|q| q.tokens.start < symbol.tokens.end) {
                return Some((self.symbol_at(q.tokens.end).max(at + 1), Filled::Quotation(i)));
            }
        }
        if let Some(i) = symbol.mention
            && self.values.mentions.get(i).is_some_and(|m| types.accepts(&m.value))
        {
            return Some((at + symbol.width, Filled::Mention(i)));
        }
        if types.accepts_proper() {
            let run = self.all.get(at..)?.iter().take_while(|s| self.is_proper(s)).count();
            if run > 0 {
                return Some((at + run, Filled::Words(at, at + run)));
            }
        }
        let r = symbol.reference?;
        let reference = self.values.references.list().get(r)?;
        let fits = match &reference.referent {
            Referent::People(p) => types.accepts_person() && p.len() == 1,
            Referent::Place(p) => types.accepts(&Value::Place(p.clone())),
            Referent::Organisation(o) => types.accepts(&Value::Organisation(o.clone())),
        };
        fits.then_some((at + symbol.width, Filled::Reference(r)))
    }
}

/// What fills a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filled {
    /// A mention of the document.
    Mention(usize),
    /// A quotation of the document.
    Quotation(usize),
    /// A pronoun or an office, settled on a person.
    Reference(usize),
    /// Words: symbols from and to.
    Words(usize, usize),
}

/// A match: which symbols, and what fills each slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Captures {
    /// Symbols from and to.
    pub range: Range<usize>,
    /// By slot index.
    pub slots: Vec<Option<Filled>>,
}

/// Runs programs; keeps its working memory between them.
///
/// Backtracking that visits each pair of instruction and symbol at most once a search, so a search
/// is linear in their product.
#[derive(Debug, Default)]
pub struct Matcher {
    visited: Vec<u64>,
    stack: Vec<Job>,
    slots: Vec<Option<Filled>>,
    opened: Vec<Option<usize>>,
}

#[derive(Debug, Clone)]
enum Job {
    Try { pc: usize, at: usize },
    Restore { slot: usize, old: Option<Filled> },
    RestoreOpen { slot: usize, old: Option<usize> },
}

impl Matcher {
    /// The first match that starts at one of the symbols `starts`.
    pub fn find(&mut self, program: &Program, symbols: &Symbols<'_>, starts: Range<usize>) -> Option<Captures> {
        let width = symbols.all.len() + 1;
        let mut fresh = true;
        let end = starts.end.min(symbols.all.len());
        let first = symbols.all.get(starts.start..end).unwrap_or(&[]);
        let mut found = (starts.start..).zip(first).filter(|(_, s)| program.first.admits(s));
        found.find_map(|(start, _)| {
            if std::mem::take(&mut fresh) {
                self.visited.clear();
                self.visited.resize((program.instructions.len() * width).div_ceil(64), 0);
            }
            self.at(program, symbols, start, width)
        })
    }

    fn at(&mut self, program: &Program, symbols: &Symbols<'_>, start: usize, width: usize) -> Option<Captures> {
        let Self { visited, stack, slots, opened } = self;
        slots.clear();
        slots.resize(program.slots, None);
        opened.clear();
        opened.resize(program.slots, None);
        stack.clear();
        stack.push(Job::Try { pc: 0, at: start });
        while let Some(job) = stack.pop() {
            let (mut pc, mut at) = match job {
                Job::Try { pc, at } => (pc, at),
                Job::Restore { slot, old } => {
                    slots[slot] = old;
                    continue;
                }
                Job::RestoreOpen { slot, old } => {
                    opened[slot] = old;
                    continue;
                }
            };
            loop {
                let key = pc * width + at;
                if visited[key / 64] >> (key % 64) & 1 == 1 {
                    break;
                }
                visited[key / 64] |= 1 << (key % 64);
                match &program.instructions[pc] {
                    Inst::Match => return Some(Captures { range: start..at, slots: slots.clone() }),
                    Inst::Jump(to) => pc = *to,
                    Inst::Split { first, second } => {
                        stack.push(Job::Try { pc: *second, at });
                        pc = *first;
                    }
                    Inst::Words { words, glued } => {
                        let Some(s) = symbols.all.get(at) else { break };
                        let found = s.word != WordId::UNKNOWN && words.binary_search(&s.word).is_ok();
                        if !found || *glued && !s.glued {
                            break;
                        }
                        pc += 1;
                        at += 1;
                    }
                    Inst::Regex { regex, glued } => {
                        let Some(s) = symbols.all.get(at).filter(|s| s.tokens.len() == 1) else { break };
                        if *glued && !s.glued || !regex.is_match(symbols.text.token(s.tokens.start)) {
                            break;
                        }
                        pc += 1;
                        at += 1;
                    }
                    Inst::Slot { slot, types } => {
                        let Some((next, filled)) = symbols.slot(*types, at) else { break };
                        stack.push(Job::Restore { slot: *slot, old: slots[*slot] });
                        slots[*slot] = Some(filled);
                        pc += 1;
                        at = next;
                    }
                    Inst::Gap { max, then } => {
                        let far = (at + max).min(symbols.all.len());
                        for to in (at + 1..=far).rev() {
                            if symbols.all.get(to).map_or(then.admits_end(), |s| then.admits(s)) {
                                stack.push(Job::Try { pc: pc + 1, at: to });
                            }
                        }
                        pc += 1;
                    }
                    Inst::Open(slot) => {
                        stack.push(Job::RestoreOpen { slot: *slot, old: opened[*slot] });
                        opened[*slot] = Some(at);
                        pc += 1;
                    }
                    Inst::Close(slot) => {
                        let from = opened[*slot].unwrap_or(at);
                        stack.push(Job::Restore { slot: *slot, old: slots[*slot] });
                        slots[*slot] = Some(Filled::Words(from, at));
                        pc += 1;
                    }
                }
            }
        }
        None
    }
}
