//! The slot of a figure that no rule has named: what its sentence says is measured.
//!
//! A claim of kind `figure` needs no more than its value, its words and its sentence; the slot is
//! read from the words around the value. Whoever makes such claims may say more in these qualifiers,
//! which then count before the words:
//!
//! | qualifier | meaning | example |
//! |---|---|---|
//! | `measure` | head noun of what is measured, singular | `magnitude`, `death`, `turnout` |
//! | `of` | what the measure is of | `earthquake`, `crude oil imports` |
//! | `predicate` | verb of the clause, base form | `kill`, `rise` |
//! | `place` | settled name of the place in the clause | `Freedonia` |
//! | `period` | TIMEX3 value of the period in the clause | `2025-10` |
//! | `scope` | `single`, `cumulative`, `part`, `total`, `to-date`, `rate` | `to-date` |
//! | `direction` | `up`, `down`, `confirmed`, `denied`, `won`, `lost` | `up` |
//!
//! Two claims whose `measure`, `place`, `period` or `scope` are both stated and differ are never
//! aligned.

use super::direction;
use super::facts::Facts;
use super::implied::Implied;
use super::measure::counted;
use super::sentence::{Reader, Sentence, Token};
use super::words::{Sort, Words, masks, opposed};
use crate::claim::Claim;
use crate::lexicon::{Directions, Sides, Slots, conversion};
use crate::value::{Grain, PercentUnit, Value};
use std::ops::Range;

/// A content word of the sentence and how near it stands to the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Word {
    /// Number of its stem.
    pub(super) stem: u32,
    /// In hundredths.
    near: u8,
    /// Written with a capital inside the sentence.
    pub(super) name: bool,
}

impl Word {
    /// How near it stands to the value, from 0 to 1.
    pub(super) fn near(self) -> f64 {
        f64::from(self.near) / 100.0
    }

    /// The word of two sentences: a name where either has it so.
    pub(super) fn with(self, other: Self) -> Self {
        Self { name: self.name || other.name, ..self }
    }
}

/// What a figure measures, as far as its sentence shows it.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    /// Values of another sort are never aligned: `count`, `money USD`, `percent`, `length`, `date`.
    pub(super) sort: u32,
    /// Whether it is a date.
    pub(super) date: bool,
    /// The tokens of the value in its sentence.
    pub(super) value: Range<u16>,
    /// Content words, each once, by number.
    pub(super) words: Box<[Word]>,
    /// Content words right after the value, then right before it.
    pub(super) head: Box<[u32]>,
    /// The first content word of the clause before the value: its subject, as a rule.
    pub(super) lead: Option<u32>,
    /// Markers of scope, a bit each.
    scope: u64,
    /// Whether it is a step, a level reached or a level left.
    role: Role,
    /// Periods that the sentence names: months, quarters, years.
    periods: Box<[u32]>,
    /// Sides of opposed pairs, two bits a pair.
    sides: u128,
    /// Which way the figure went.
    pub(super) way: Option<Sides>,
    /// What became of those that it counts.
    pub(super) fate: Option<Fate>,
    /// What was read of its claim.
    pub(super) facts: Facts,
}

/// What became of people: "killing 18", "64 were injured", "14 missing".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    Killed,
    Hurt,
    Missing,
}

impl Fate {
    /// By the noun that is counted ("35 deaths"), else by the nearest word for it in the clause of a figure: right
    /// behind it, else before it.
    fn of(reader: &mut Reader, counted: Option<u32>, before: &[Token], after: &[Token]) -> Option<Self> {
        let fates = reader.words.fates();
        let stems = fates.of;
        let stem = |t: &Token| reader.words.entry(t.word).stem;
        let takes = |list: &[Token]| list.iter().any(|t| fates.taking.contains(&stem(t)));
        let last = |list: &[Token], n: usize| list.len().saturating_sub(n);
        let lives = counted == Some(fates.life) && takes(before.get(last(before, NEAR)..).unwrap_or(&[]));
        // "41 miners lost their lives"
        let lost = |at: usize| takes(after.get(at.saturating_sub(3)..at).unwrap_or(&[]));
        if counted == Some(stems[0])
            || lives
            || after.iter().take(NEAR).position(|t| stem(t) == fates.life).is_some_and(lost)
        {
            return Some(Self::Killed);
        }
        // "killed 9 and hurt 20"
        let and = reader.words.word("and");
        let words = &reader.words;
        let fate = |t: &Token| {
            let at = stems.iter().position(|s| *s == words.entry(t.word).stem)?;
            [Self::Killed, Self::Hurt, Self::Missing].get(at).copied()
        };
        let mark = |t: &Token| words.entry(t.word).sort.is(Sort::CLAUSE);
        let clause = |t: &&Token| t.word != and && !mark(t);
        let back = |reach: usize| before.iter().rev().take(reach).take_while(clause).find_map(fate);
        // "21 people, among them four children, died"
        let behind_aside = || {
            let mut marks = after.iter().enumerate().take(3 * NEAR).filter(|(_, t)| mark(t)).map(|(i, _)| i);
            let (open, close) = (marks.next().filter(|o| *o <= 2)?, marks.next()?);
            after.get(close + 1..).filter(|_| close > open + 1)?.iter().take(2).find_map(fate)
        };
        let right_after = after.iter().take(NEAR).take_while(clause).find_map(fate);
        // "The toll of the crash near the town rose to 21": farther off, where nothing nearer tells.
        right_after.or_else(|| back(NEAR)).or_else(behind_aside).or_else(|| back(3 * NEAR))
    }
}

/// What a figure is to a movement that the words before it tell of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Unknown,
    /// "Rose by 4", "fell 3 percent".
    Step,
    /// "Rose to 34".
    Reached,
    /// "From 30".
    Left,
}

/// Words before a value among which its preposition and the movement are looked for.
const NEAR: usize = 6;

impl Role {
    fn of(words: &Words, before: &[Token]) -> Self {
        let near = before.iter().rev().take(NEAR);
        let mut role = Self::Unknown;
        for t in near {
            let sort = words.entry(t.word).sort;
            if sort.is(Sort::CLAUSE) {
                break;
            }
            // "Cut its forecast to 4 percent": what the forecast is of may be a step as well.
            if sort.is(Sort::SET) {
                return Self::Unknown;
            }
            if sort.is(Sort::MOVE) && !sort.is(Sort::STOP) {
                return if role == Self::Unknown { Self::Step } else { role };
            }
            role = match (role, words.form(words.entry(t.word).stem)) {
                (Self::Unknown, "by") => Self::Step,
                (Self::Unknown, "to") => Self::Reached,
                (Self::Unknown, "from") => Self::Left,
                // "By half a point to 4": a movement, however far off its verb.
                (Self::Reached | Self::Left, "by") => return role,
                (Self::Unknown, _) if sort.content() => return Self::Unknown,
                (known, _) => known,
            };
        }
        Self::Unknown
    }
}

/// Words before or after the value that belong to its head.
const HEAD: usize = 3;

impl Slot {
    /// The slot of a claim whose sentence `reader` has just read; `None` where its value is no figure
    /// or date, or does not stand in the sentence.
    pub(super) fn of(claim: &Claim, sentence: &Sentence, reader: &mut Reader) -> Option<Self> {
        let name = sort(claim)?;
        let (from, to) = place(claim)?;
        let first = reader.places.partition_point(|p| p.1 <= from);
        let end = reader.places.partition_point(|p| p.0 < to).max(first);
        let value = first..end;
        let mut found = Found::default();
        let mut noun_of = None;
        if let Value::Quantity(q) = &*claim.value
            && let Some(noun) = counted(q)
        {
            let stem = reader.words.stem(&noun.to_lowercase());
            noun_of = Some(stem);
            found.head.push(stem);
            found.words.push(Word { stem, near: 100, name: false });
        }
        let after = sentence.tokens.get(end..).unwrap_or(&[]);
        let before = sentence.tokens.get(..first).unwrap_or(&[]);
        let edge = |t: Option<&Token>| t.map_or(0, |t| t.step);
        let (left, right) = (edge(before.last()), edge(after.first()));
        found.row(&reader.words, after.iter(), true, |t| t.step.saturating_sub(right) + 1);
        found.row(&reader.words, before.iter().rev(), false, |t| left.saturating_sub(t.step) + 1);
        let clause = sentence.clause(&reader.words, &value);
        // "For a year" is a length of time, and no rate.
        let scope = |part: Range<usize>| {
            sentence.tokens.get(part).map_or(0, |row| reader.words.scope(row.iter().map(|t| t.word)))
        };
        let beside = scope(clause.start..first) | scope(end..clause.end) & !masks().before;
        let clause: Vec<u32> = sentence.tokens.get(clause).unwrap_or(&[]).iter().map(|t| t.word).collect();
        let date = name == "date" || name == "clock";
        let change = matches!(*claim.value, Value::Percent(_) | Value::Money(_));
        let so_far = if change && reader.words.moved_so_far(&clause) { masks().to_date } else { 0 };
        let form = |back: usize| before.len().checked_sub(back).map(|i| reader.words.form_of(before[i].word));
        let before_now = if form(2) == Some("had") && form(1) == Some("been") { masks().earlier } else { 0 };
        // "The strongest since 1961": no date of what is told.
        let compared = if date && form(1) == Some("since") { masks().compared } else { 0 };
        let sort = reader.words.stem_id(&format!("~{name}"), &name);
        let fate = if name == "count" { Fate::of(reader, noun_of, before, after) } else { None };
        let words = &reader.words;
        found.words.sort_unstable_by(|a, b| a.stem.cmp(&b.stem).then(b.near.cmp(&a.near)).then(b.name.cmp(&a.name)));
        found.words.dedup_by_key(|w| w.stem);
        Some(Self {
            sort,
            date,
            sides: found.words.iter().map(|w| words.opposed(w.stem)).fold(0, |a, b| a | b),
            value: value.start as u16..value.end as u16,
            words: found.words.into_boxed_slice(),
            head: found.head.into_boxed_slice(),
            lead: lead(words, before),
            role: Role::of(words, before),
            scope: so_far
                | before_now
                | compared
                | beside & !masks().spans
                | words.scope(sentence.tokens.iter().map(|t| t.word)) & masks().wide,
            periods: sentence.periods(words, &value).into_boxed_slice(),
            way: direction::of(claim).and_then(|d| Directions::bundled().named(&d)),
            fate,
            facts: Facts::default(),
        })
    }

    /// The slot of a claim by itself.
    pub(super) fn alone(claim: &Claim, reader: &mut Reader) -> Option<Self> {
        let sentence = reader.read(&claim.sentence);
        Self::of(claim, &sentence, reader)
    }

    /// Takes a stem of the same sentence for a word beside the value.
    pub(super) fn learn(&mut self, stem: u32, name: bool) {
        if let Err(at) = self.words.binary_search_by_key(&stem, |w| w.stem) {
            let mut words = std::mem::take(&mut self.words).into_vec();
            words.insert(at, Word { stem, near: 80, name });
            self.words = words.into_boxed_slice();
        }
    }

    /// Whether the one is a step and the other a level: "by 4" and "to 34".
    pub(super) fn role_apart(&self, other: &Self) -> bool {
        self.role != other.role && self.role != Role::Unknown && other.role != Role::Unknown
    }

    /// Whether one noun stands beside both values.
    pub(super) fn shares_head(&self, other: &Self) -> bool {
        self.head.iter().any(|h| other.head.contains(h))
    }

    /// Whether what each sentence begins with is unknown to the other.
    pub(super) fn leads_apart(&self, other: &Self) -> bool {
        let unknown = |of: &Self, to: &Self| of.lead.is_some_and(|lead| !to.has(lead));
        unknown(self, other) && unknown(other, self)
    }

    /// Whether the sentence holds a word of this stem.
    pub(super) fn has(&self, stem: u32) -> bool {
        self.words.binary_search_by_key(&stem, |w| w.stem).is_ok()
    }

    /// Whether it has one of these markers of scope.
    pub(super) fn scoped(&self, markers: u64) -> bool {
        self.scope & markers != 0
    }

    /// Whether the two speak of different things beyond doubt.
    pub(super) fn apart(&self, other: &Self) -> bool {
        self.apart_in_kind(other) || self.other_scope(other)
    }

    /// Whether they do whatever the one leaves out: "profit" may be net profit, gross profit is not.
    pub(super) fn apart_in_kind(&self, other: &Self) -> bool {
        // Dates are compared as values where the value is a date; elsewhere they are periods.
        !self.date && self.other_period(other) || self.other_span(other) || self.apart_but_for_time(other)
    }

    /// Whether both name periods, and no one period.
    pub(super) fn other_period(&self, other: &Self) -> bool {
        !self.periods.is_empty() && !other.periods.is_empty() && !self.periods.iter().any(|p| other.periods.contains(p))
    }

    /// Whether they do at one time.
    pub(super) fn apart_but_for_time(&self, other: &Self) -> bool {
        let (p, q) = self.strict_scopes(other);
        opposed(self.sides, other.sides)
            || (p ^ q) & !masks().omitted != 0
            || self.scopes_apart(other)
            || self.role_apart(other)
    }

    /// Whether they do by what both say right beside the figures, and not by what one of them leaves out.
    pub(super) fn contradicts(&self, other: &Self, words: &Words) -> bool {
        let sides = |s: &Self| {
            let near = s.words.iter().filter(|w| w.near >= BESIDE).map(|w| words.opposed(w.stem));
            near.fold(0, |all, one| all | one)
        };
        let compared = (self.scope ^ other.scope) & masks().compared != 0;
        compared || opposed(sides(self), sides(other)) || self.scopes_apart(other) || self.role_apart(other)
    }

    fn strict_scopes(&self, other: &Self) -> (u64, u64) {
        (self.scope & !masks().loose, other.scope & !masks().loose)
    }

    /// Whether both state a scope, and another one.
    fn scopes_apart(&self, other: &Self) -> bool {
        let (p, q) = self.strict_scopes(other);
        p != 0 && q != 0 && p & q == 0
    }

    /// Whether one clause counts a part, an average, a span of time that the other does not.
    pub(super) fn other_scope(&self, other: &Self) -> bool {
        let changed = self.scope ^ other.scope;
        changed & !masks().loose != 0 || self.other_span(other)
    }

    /// Whether both say for how long something is counted or with what it is compared, and say otherwise.
    pub(super) fn other_span(&self, other: &Self) -> bool {
        let other = |mask: u64| {
            let (a, b) = (self.scope & mask, other.scope & mask);
            a != 0 && b != 0 && a & b == 0
        };
        other(masks().spans) || other(masks().bases)
    }
}

/// Nearness in hundredths from which a word stands beside the value.
const BESIDE: u8 = 80;

/// Content words and head of a slot while they are gathered.
#[derive(Default)]
struct Found {
    words: Vec<Word>,
    head: Vec<u32>,
}

impl Found {
    fn row<'t>(
        &mut self,
        words: &Words,
        row: impl Iterator<Item = &'t Token>,
        forward: bool,
        distance: impl Fn(&Token) -> u16,
    ) {
        let mut heads = 0;
        for t in row {
            let entry = words.entry(t.word);
            if !entry.sort.content() {
                continue;
            }
            let distance = distance(t);
            if heads < HEAD && usize::from(distance) <= 2 * HEAD && (forward || heads == 0) {
                self.head.push(entry.stem);
                heads += 1;
            }
            let near = match distance {
                0..=4 => 100,
                5..=10 => 80,
                11..=20 => 55,
                _ => 40,
            };
            self.words.push(Word { stem: entry.stem, near, name: t.name });
        }
    }
}

/// Where the value's words stand in the sentence.
pub(super) fn place(claim: &Claim) -> Option<(usize, usize)> {
    let from = claim.span.start.saturating_sub(claim.sentence_span.start) as usize;
    let (sentence, text) = (&*claim.sentence, claim.text.as_str());
    if sentence.get(from..from + text.len()) == Some(text) {
        return Some((from, from + text.len()));
    }
    let at = sentence.find(text)?;
    Some((at, at + text.len()))
}

/// The letters of the word behind the value; empty where there is none.
pub(super) fn next_word(claim: &Claim) -> &str {
    let after = place(claim).and_then(|(_, to)| claim.sentence.get(to..)).unwrap_or("");
    after.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or("")
}

/// The first content word after the last semicolon before the value.
fn lead(words: &Words, before: &[Token]) -> Option<u32> {
    let from = before.iter().rposition(|t| words.entry(t.word).sort.is(Sort::BREAK)).map_or(0, |i| i + 1);
    let mut content = before.get(from..)?.iter().map(|t| words.entry(t.word));
    content.find(|e| e.sort.content()).map(|e| e.stem)
}

/// What a value may be aligned with.
fn sort(claim: &Claim) -> Option<String> {
    if super::implied::tally(claim) {
        return Some("votes".to_owned());
    }
    if super::implied::score(claim) {
        return Some("score".to_owned());
    }
    if Slots::bundled().times.contains(&claim.text.to_lowercase()) {
        return Some("times".to_owned());
    }
    if let Some(implied) = Implied::of(claim) {
        return Some(implied.sort().to_owned());
    }
    Some(match &*claim.value {
        Value::Number(_) => "count".to_owned(),
        Value::Ordinal(_) => "ordinal".to_owned(),
        Value::Percent(p) => if p.unit == PercentUnit::Percent { "percent" } else { "points" }.to_owned(),
        Value::Money(m) => format!("money {}", super::measure::currency(m)),
        Value::Quantity(q) if counted(q).is_some() => "count".to_owned(),
        Value::Quantity(q) => conversion(&q.unit).map_or_else(|| q.unit.clone(), |c| c.dimension.clone()),
        Value::Duration(_) => "time".to_owned(),
        Value::Set(_) => "set".to_owned(),
        Value::Date(t) if t.start.is_some() && t.grain.is_some_and(|g| g <= Grain::Decade) => "date".to_owned(),
        Value::Time(t) if t.start.is_some() => "clock".to_owned(),
        Value::Date(_) | Value::Time(_) => "when".to_owned(),
        Value::Direction(_) => "direction".to_owned(),
        _ => return None,
    })
}
