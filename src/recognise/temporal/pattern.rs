//! The pattern language of the tables, and the small machine that matches it.
//!
//! A pattern is words and `{…}` in a row: `{month}` is a word of that class, a reader of that name
//! or an expression of that category, and fills the slot of the same name; `{ordinal:day}` fills
//! another one. `(a | b)` is a choice, `?` makes what it follows optional, `~` asks that no blank
//! stands before what it precedes. There is no repetition, so a match is bounded by its pattern.

use super::expr::{Count, Expr};
use super::reader::{Reader, read};
use super::screen::{Rules, Screen, foreseen, numbers};
use super::words::{Class, Words, names};
use crate::text::{Text, Token, Vocabulary, WordId};
use rustc_hash::FxHashMap;
use std::cell::RefCell;

names! {
    /// Kinds of expression that patterns can hold.
    Category {
        Date = "date",
        Day = "day",
        InYear = "inyear",
        Clock = "clock",
        Time = "time",
        Daypart = "daypart",
        Piece = "piece",
        Length = "length",
        Duration = "duration",
        Set = "set",
        Reference = "reference",
    }
}

impl Category {
    /// Whether a match of it is an expression of its own, and not only a part of others.
    pub(super) fn stands_alone(self) -> bool {
        matches!(self, Self::Date | Self::Time | Self::Duration | Self::Set | Self::Reference)
    }
}

names! {
    /// What a capture is called.
    Slot {
        Year = "year",
        Year2 = "year2",
        Month = "month",
        Month2 = "month2",
        Day = "day",
        Dom = "dom",
        Dom2 = "dom2",
        Weekday = "weekday",
        Weekday2 = "weekday2",
        Season = "season",
        Unit = "unit",
        Part = "part",
        Moment = "moment",
        Meridiem = "meridiem",
        Meridiem2 = "meridiem2",
        Zone = "zone",
        Dir = "dir",
        Edge = "edge",
        Approx = "approx",
        N = "nth",
        Early = "early",
        Quarter = "quarter",
        Half = "half",
        Present = "present",
        Bound = "bound",
        Times = "times",
        Every = "every",
        Decades = "decades",
        FiscalYear = "fy",
        Frequency = "frequency",
        Count2 = "count2",
        Count = "count",
        Date = "date",
        Clock = "clock",
        Daypart = "daypart",
        MonthDay = "monthday",
        InYear = "inyear",
        Piece = "piece",
        Length = "length",
        Length2 = "length2",
        Hour = "hour",
        Hour2 = "hour2",
        Minute = "minute",
        Minute2 = "minute2",
        Second = "second",
        Holiday = "holiday",
        Era = "era",
        Word = "word",
        Skip = "skip",
    }
}

/// A captured value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Val {
    Int(i32),
    Count(Count),
    Expr(Box<Expr>),
}

/// What a match filled in, in order.
#[derive(Debug, Default)]
pub(super) struct Slots(Vec<(Slot, Val)>, Option<(usize, &'static str)>);

impl Slots {
    fn last(&self, slot: Slot) -> Option<&Val> {
        self.0.iter().rev().find(|(s, _)| *s == slot).map(|(_, v)| v)
    }

    /// The number in a slot.
    pub(super) fn int(&self, slot: Slot) -> Option<i32> {
        match self.last(slot)? {
            Val::Int(i) => Some(*i),
            Val::Count(Some(c)) => i32::try_from(c / 1000).ok(),
            _ => None,
        }
    }

    /// The number in a slot, as an unsigned one.
    pub(super) fn uint(&self, slot: Slot) -> Option<u32> {
        u32::try_from(self.int(slot)?).ok()
    }

    /// The count in a slot; `Some(None)` is "several".
    pub(super) fn count(&self, slot: Slot) -> Option<Count> {
        match self.last(slot)? {
            Val::Int(i) => Some(Some(i64::from(*i) * 1000)),
            Val::Count(c) => Some(*c),
            Val::Expr(_) => None,
        }
    }

    /// The expression in a slot.
    pub(super) fn expr(&self, slot: Slot) -> Option<Box<Expr>> {
        match self.last(slot)? {
            Val::Expr(e) => Some(e.clone()),
            _ => None,
        }
    }

    /// Whether the slot is filled.
    pub(super) fn has(&self, slot: Slot) -> bool {
        self.last(slot).is_some()
    }
}

/// The matches of the categories at the tokens of a sentence: several rules ask for the same one, and
/// each is worked out once, which keeps the time linear.
#[derive(Debug, Default)]
pub(super) struct Cache(RefCell<FxHashMap<(usize, Category), Option<Found>>>);

impl Cache {
    /// Forgets everything: another sentence begins.
    pub(super) fn clear(&self) {
        self.0.borrow_mut().clear();
    }
}

/// Where a match stands; meanings look around it.
#[derive(Clone, Copy)]
pub(super) struct Site<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) grammar: &'a Grammar,
    /// What was already looked for in this sentence.
    pub(super) cache: &'a Cache,
    /// Tokens of the sentence.
    pub(super) first: usize,
    pub(super) limit: usize,
    /// Tokens of the match.
    pub(super) start: usize,
    pub(super) end: usize,
}

impl<'a> Site<'a> {
    /// A token of the sentence.
    pub(super) fn token(&self, i: usize) -> Option<&'a Token> {
        if i < self.first || i >= self.limit { None } else { self.text.tokens.get(i) }
    }

    /// The words of a token as written.
    pub(super) fn words(&self, i: usize) -> &'a str {
        self.token(i).map_or("", |t| t.span().of(self.text.text))
    }

    /// The number of a token's word in a class.
    pub(super) fn class(&self, i: usize, class: Class) -> Option<i32> {
        self.grammar.words.value(self.token(i)?.word, class)
    }

    /// The token before the match, unless the sentence begins there.
    pub(super) fn before(&self) -> Option<&'a Token> {
        self.token(self.start.checked_sub(1)?)
    }

    /// The word before the match in lower case; empty at the beginning of the sentence.
    pub(super) fn word_before(&self) -> String {
        self.start.checked_sub(1).map_or_else(String::new, |b| self.words(b).to_ascii_lowercase())
    }

    /// The token after the match.
    pub(super) fn after(&self) -> Option<&'a Token> {
        self.token(self.end)
    }
}

/// Makes the meaning of a match from its slots; `None` refuses the match.
pub(super) type Meaning = fn(&Slots, &Site<'_>) -> Option<Expr>;

/// A line of a language's table: name, category, pattern, meaning.
pub(super) type Rule = (&'static str, Category, &'static str, Meaning);

/// What one step of a pattern asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Test {
    Word(WordId),
    Class(Class),
    Reader(Reader),
    Category(Category),
}

/// One step of a compiled pattern.
#[derive(Debug, Clone, Copy)]
pub(super) enum Inst {
    Test { test: Test, slot: Option<Slot>, glued: bool },
    Split(usize, usize),
    Jump(usize),
    Match,
}

/// A compiled rule.
#[derive(Debug)]
pub(super) struct Compiled {
    name: &'static str,
    pub(super) category: Category,
    pub(super) program: Vec<Inst>,
    meaning: Meaning,
}

/// A compiled table.
#[derive(Debug)]
pub(super) struct Grammar {
    pub(super) words: Words,
    pub(super) phrases: super::reader::Phrases,
    rules: Vec<Compiled>,
    screen: Screen,
}

/// A match of one rule.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) end: usize,
    pub(super) expr: Expr,
    pub(super) name: &'static str,
}

const DEEPEST: usize = 5;

impl Grammar {
    /// Compiles a table. Panics on a pattern with a mistake: tables are part of the program.
    pub(super) fn new(
        words: Words,
        phrases: super::reader::Phrases,
        tables: &[&[Rule]],
        vocabulary: &mut Vocabulary,
    ) -> Self {
        let mut rules = Vec::new();
        for (name, category, pattern, meaning) in tables.iter().copied().flatten() {
            let program = Compiler::compile(name, pattern, vocabulary);
            rules.push(Compiled { name, category: *category, program, meaning: *meaning });
        }
        let screen = Screen::new(&rules, &words, &phrases, vocabulary.len());
        Self { words, phrases, rules, screen }
    }

    /// The longest match that begins at `site.start`, of one category or of any; the earlier rule
    /// wins among equally long ones.
    pub(super) fn longest(&self, site: &Site<'_>, category: Option<Category>, depth: usize) -> Option<Found> {
        if depth > DEEPEST {
            return None;
        }
        let admitted = self.screen.admitted(site, category)?;
        if let Some(c) = category {
            if let Some(known) = site.cache.0.borrow().get(&(site.start, c)) {
                return known.clone();
            }
            let found = self.search(site, depth, &admitted);
            site.cache.0.borrow_mut().insert((site.start, c), found.clone());
            return found;
        }
        self.search(site, depth, &admitted)
    }

    fn search(&self, site: &Site<'_>, depth: usize, admitted: &Rules) -> Option<Found> {
        let mut best: Option<Found> = None;
        let mut slots = Slots::default();
        for i in numbers(admitted) {
            let Some(rule) = self.rules.get(i) else { continue };
            slots.0.clear();
            slots.1 = None;
            let run = Run { grammar: self, program: &rule.program, depth };
            let Some(end) = run.from(0, site.start, site, &mut slots) else { continue };
            if best.as_ref().is_some_and(|b| b.end >= end) {
                continue;
            }
            let here = Site { end, ..*site };
            if let Some(expr) = (rule.meaning)(&slots, &here) {
                // A rule that only passes on another one's match goes by that one's name.
                let name = slots.1.filter(|inner| inner.0 == end).map_or(rule.name, |inner| inner.1);
                best = Some(Found { end, expr, name });
            }
        }
        best
    }
}

struct Run<'g> {
    grammar: &'g Grammar,
    program: &'g [Inst],
    depth: usize,
}

impl Run<'_> {
    fn from(&self, mut pc: usize, mut at: usize, site: &Site<'_>, slots: &mut Slots) -> Option<usize> {
        loop {
            match self.program.get(pc)? {
                Inst::Match => return Some(at),
                Inst::Jump(to) => pc = *to,
                Inst::Split(first, second) => {
                    let mark = slots.0.len();
                    if let Some(end) = self.from(*first, at, site, slots) {
                        return Some(end);
                    }
                    slots.0.truncate(mark);
                    pc = *second;
                }
                Inst::Test { test, slot, glued } => {
                    let token = site.token(at)?;
                    if *glued && !token.glued {
                        return None;
                    }
                    let (end, val) = self.test(*test, token, at, site, slots)?;
                    if let (Some(slot), Some(val)) = (slot, val) {
                        slots.0.push((*slot, val));
                    }
                    at = end;
                    pc += 1;
                }
            }
        }
    }

    fn test(
        &self,
        test: Test,
        token: &Token,
        at: usize,
        site: &Site<'_>,
        slots: &mut Slots,
    ) -> Option<(usize, Option<Val>)> {
        match test {
            Test::Word(id) => (token.word == id).then_some((at + 1, None)),
            Test::Class(c) => {
                let value = self.grammar.words.value(token.word, c)?;
                Some((at + 1, Some(Val::Int(value))))
            }
            Test::Reader(r) => {
                let (end, val) = read(r, site, at)?;
                debug_assert!(foreseen(r, token, &self.grammar.words), "{r:?} begins with what it does not list");
                Some((end, Some(val)))
            }
            Test::Category(c) => {
                let inner = Site { start: at, end: at, ..*site };
                let found = self.grammar.longest(&inner, Some(c), self.depth + 1)?;
                if at == site.start {
                    slots.1 = Some((found.end, found.name));
                }
                Some((found.end, Some(Val::Expr(Box::new(found.expr)))))
            }
        }
    }
}

struct Compiler<'p, 'v> {
    name: &'p str,
    rest: std::iter::Peekable<std::vec::IntoIter<&'p str>>,
    program: Vec<Inst>,
    vocabulary: &'v mut Vocabulary,
}

impl<'p> Compiler<'p, '_> {
    fn compile(name: &'p str, pattern: &'p str, vocabulary: &mut Vocabulary) -> Vec<Inst> {
        let pieces = pieces(pattern);
        let mut c = Compiler { name, rest: pieces.into_iter().peekable(), program: Vec::new(), vocabulary };
        c.choice();
        assert!(c.rest.next().is_none(), "{name}: unbalanced pattern");
        c.program.push(Inst::Match);
        c.program
    }

    fn choice(&mut self) {
        let start = self.program.len();
        self.sequence();
        if self.rest.peek() == Some(&"|") {
            self.rest.next();
            // The branch before gets a split in front and a jump behind; its inner targets move by one.
            self.program.insert(start, Inst::Match);
            shift(&mut self.program, start + 1, 1);
            let jump = self.program.len();
            self.program.push(Inst::Match);
            let second = self.program.len();
            self.choice();
            let end = self.program.len();
            set(&mut self.program, start, Inst::Split(start + 1, second));
            set(&mut self.program, jump, Inst::Jump(end));
        }
    }

    fn sequence(&mut self) {
        while let Some(&piece) = self.rest.peek() {
            if matches!(piece, ")" | "|") {
                break;
            }
            self.rest.next();
            let start = self.program.len();
            if piece == "(" {
                self.choice();
                assert!(self.rest.next() == Some(")"), "{}: missing )", self.name);
            } else {
                let inst = self.test(piece);
                self.program.push(inst);
            }
            if self.rest.peek() == Some(&"?") {
                self.rest.next();
                self.program.insert(start, Inst::Match);
                shift(&mut self.program, start + 1, 1);
                let end = self.program.len();
                set(&mut self.program, start, Inst::Split(start + 1, end));
            }
        }
    }

    fn test(&mut self, piece: &str) -> Inst {
        let (glued, piece) = piece.strip_prefix('~').map_or((false, piece), |p| (true, p));
        let Some(inner) = piece.strip_prefix('{').and_then(|p| p.strip_suffix('}')) else {
            return Inst::Test { test: Test::Word(self.vocabulary.intern(piece)), slot: None, glued };
        };
        let (kind, slot) = inner.split_once(':').unwrap_or((inner, inner));
        let test = Class::from_name(kind)
            .map(Test::Class)
            .or_else(|| Reader::from_name(kind).map(Test::Reader))
            .or_else(|| Category::from_name(kind).map(Test::Category));
        let Some(test) = test else { panic!("{}: nothing is called {kind}", self.name) };
        let found = Slot::from_name(slot);
        assert!(found.is_some() || kind == slot, "{}: no slot is called {slot}", self.name);
        Inst::Test { test, slot: found, glued }
    }
}

fn set(program: &mut [Inst], at: usize, inst: Inst) {
    if let Some(i) = program.get_mut(at) {
        *i = inst;
    }
}

/// Moves the targets of everything from `from` on by `by`.
fn shift(program: &mut [Inst], from: usize, by: usize) {
    for inst in program.iter_mut().skip(from) {
        match inst {
            Inst::Split(a, b) => {
                *a += by;
                *b += by;
            }
            Inst::Jump(a) => *a += by,
            _ => {}
        }
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
