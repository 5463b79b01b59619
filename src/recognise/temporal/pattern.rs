//! The pattern language of the tables: the names that patterns use, and what a match fills in.
//!
//! A pattern is words and `{…}` in a row: `{month}` is a word of that class, a reader of that name
//! or an expression of that category, and fills the slot of the same name; `{ordinal:day}` fills
//! another one. `(a | b)` is a choice, `?` makes what it follows optional, `~` asks that no blank
//! stands before what it precedes. There is no repetition, so a match is bounded by its pattern.

use super::expr::{Count, Expr};
use super::trie::{Cache, Grammar, Signature};
use super::words::{Class, Role, names};
use crate::text::{Text, Token};

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
        Length3 = "length3",
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
pub(super) struct Slots(Vec<(Slot, Val)>);

impl FromIterator<(Slot, Val)> for Slots {
    fn from_iter<I: IntoIterator<Item = (Slot, Val)>>(filled: I) -> Self {
        Self(filled.into_iter().collect())
    }
}

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

/// A short word in lower case, kept without an allocation; a long one is "?", since none is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lower {
    letters: [u8; 16],
    len: usize,
}

impl Lower {
    fn new(word: &str) -> Self {
        let word = if word.len() > 16 { "?" } else { word };
        let mut letters = [0; 16];
        for (to, from) in letters.iter_mut().zip(word.bytes()) {
            *to = from.to_ascii_lowercase();
        }
        Self { letters, len: word.len() }
    }

    /// The word.
    pub(super) fn as_str(&self) -> &str {
        self.letters.get(..self.len).and_then(|w| std::str::from_utf8(w).ok()).unwrap_or("?")
    }

    /// Whether there is no word.
    pub(super) fn is_empty(&self) -> bool {
        self.len == 0
    }
}

impl PartialEq<&str> for Lower {
    fn eq(&self, other: &&str) -> bool {
        self.letters.get(..self.len) == Some(other.as_bytes())
    }
}

/// Where a match stands; meanings look around it.
#[derive(Clone, Copy)]
pub(super) struct Site<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) grammar: &'a Grammar,
    /// What was already looked for in this sentence.
    pub(super) cache: &'a Cache,
    /// What each token of the sentence is to the patterns.
    pub(super) signatures: &'a [Signature],
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

    /// What a token of the sentence is to the patterns; nothing beyond its ends.
    pub(super) fn signature(&self, i: usize) -> Signature {
        self.signatures.get(i.wrapping_sub(self.first)).copied().unwrap_or_default()
    }

    /// The words of a token as written.
    pub(super) fn words(&self, i: usize) -> &'a str {
        self.token(i).map_or("", |t| t.span().of(self.text.text))
    }

    /// The number of a token's word in a class.
    pub(super) fn class(&self, i: usize, class: Class) -> Option<i32> {
        self.grammar.words.value(self.token(i)?.word, class)
    }

    /// Whether a token of the sentence plays that part.
    pub(super) fn plays(&self, i: usize, role: Role) -> bool {
        self.token(i).is_some_and(|t| self.grammar.words.plays(t.word, role))
    }

    /// The token before the match, unless the sentence begins there.
    pub(super) fn before(&self) -> Option<&'a Token> {
        self.token(self.start.checked_sub(1)?)
    }

    /// The word before the match in lower case; empty at the beginning of the sentence.
    pub(super) fn word_before(&self) -> Lower {
        Lower::new(self.start.checked_sub(1).map_or("", |b| self.words(b)))
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
