//! Whether the words around a date speak of what was or of what will be.
//!
//! The words are those of the lexicon, by the part that each plays ([`Role`]).

mod cue;
mod foretold;

pub(super) use foretold::is_foretold;

use super::resolve::Tense;
use super::words::{Class, Ending, Role, Words};
use crate::text::{Case, Text, TokenKind};
use std::ops::Range;

/// How far from the date a verb still speaks of it.
const REACH: usize = 24;

/// How far behind a date the verb of its clause stands.
const CLAUSE: usize = 8;

/// How far before an infinitive the verb stands that it hangs on.
const GOVERNED: usize = 8;

/// A mention and the sentence around it.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    pub(super) words: &'a Words,
    pub(super) text: &'a Text<'a>,
    pub(super) mention: &'a Range<usize>,
    pub(super) sentence: &'a Range<usize>,
}

/// The tense around a mention: of the nearest verb before it, else of the nearest after it.
pub(super) fn of(at: Around<'_>) -> Tense {
    match told(at) {
        // "It is to report first-quarter results": those of the quarter at hand.
        Tense::Future if at.names_results() => Tense::Open,
        tense => tense,
    }
}

fn told(at: Around<'_>) -> Tense {
    if at.is_ahead() {
        return Tense::Future;
    }
    // "put it off to 1 November": of the two days of that name the nearer one.
    if at.opens_with(1, Role::Infinitive) {
        return Tense::Open;
    }
    let led = at.clause_led_by_limit().map(|t| (at.mention.start, t));
    match led.or_else(|| at.before()) {
        Some((verb, tense)) => at.ahead_of_teller(verb).unwrap_or(tense),
        // "Registrations for April, opened last week": the verb says nothing of April.
        None if at.opens_with(1, Role::Purpose) => Tense::Open,
        // "From Monday, fares go up."
        None if at.back(1, Role::Onset) => at.after(REACH).unwrap_or(Tense::Future),
        // "The April report is due Friday": what is due is the report.
        None => match at.after(REACH).unwrap_or(Tense::Open) {
            Tense::Future if at.names_a_report() => Tense::Open,
            tense => tense,
        },
    }
}

/// "On April 5 the bank closed": the verb behind a date that opens its sentence tells what happened then, and not that
/// something was said.
pub(super) fn is_bygone(at: Around<'_>) -> bool {
    let mut reach = at.mention.end..at.sentence.end.min(at.mention.end + CLAUSE);
    let verb = reach.find_map(|i| Some((i, at.cue(i)?)));
    verb.is_some_and(|(i, tense)| tense == Tense::Past && !at.tells(i))
}

/// "signed June 3", "was held on June 3": the verb right before the date is one of what has been done. A year may be
/// reported on days before it has "ended June 30".
pub(super) fn is_done(at: Around<'_>) -> bool {
    let verb = if at.opens_with(1, Role::On) { 2 } else { 1 };
    at.before_by(verb).is_some_and(|i| {
        let done = at.ends(i, Ending::Past) && !at.plays(i, Role::Expired) || at.plays(i, Role::Done);
        done && at.cue(i) == Some(Tense::Past) && !at.tells(i)
    })
}

/// "had 400 workers at the end of the year", "had fallen by the end of the year": how things stood at a point, and not
/// what is to be done by then.
pub(super) fn tells_a_level(at: Around<'_>) -> bool {
    let limit = at.opens_with(1, Role::Limit);
    let verb = |i: &usize| {
        at.modal(*i)
            || at.ends(*i, Ending::Ongoing)
            || at.infinitive(*i)
            || at.plays(*i, Role::Level)
            || at.cue(*i).is_some()
    };
    let nearest = if at.mention.start <= at.sentence.start + 1 {
        (at.mention.end..at.sentence.end.min(at.mention.end + REACH)).find(verb)
    } else {
        // The preposition before the date is no verb.
        (at.sentence.start.max(at.mention.start.saturating_sub(REACH))..at.mention.start - 1).rev().find(verb)
    };
    nearest.is_some_and(|i| at.had(i) || !limit && at.plays(i, Role::Level))
}

/// "told on Friday that the sale would close Monday": what lay ahead of the day that the sentence named.
pub(super) fn is_foreseen(at: Around<'_>) -> bool {
    (at.sentence.start.max(at.mention.start.saturating_sub(CLAUSE))..at.mention.start).any(|i| at.plays(i, Role::Would))
}

impl Around<'_> {
    /// Whether the word plays that part.
    fn plays(&self, i: usize, role: Role) -> bool {
        self.text.tokens.get(i).is_some_and(|t| self.words.plays(t.word, role))
    }

    /// The token `n` before the mention.
    fn back(&self, n: usize, role: Role) -> bool {
        self.mention.start.checked_sub(n).is_some_and(|i| self.plays(i, role))
    }

    /// The token `n` before the mention, within the sentence.
    fn before_by(&self, n: usize) -> Option<usize> {
        self.mention.start.checked_sub(n).filter(|i| *i >= self.sentence.start)
    }

    /// The token `n` before the mention, within the sentence, plays that part.
    fn opens_with(&self, n: usize, role: Role) -> bool {
        self.before_by(n).is_some_and(|i| self.plays(i, role))
    }

    fn ends(&self, i: usize, ending: Ending) -> bool {
        self.words.ends(self.text.token(i), ending)
    }

    fn modal(&self, i: usize) -> bool {
        self.text.tokens.get(i).is_some_and(|t| self.words.value(t.word, Class::Modal).is_some())
    }

    /// Whether the word is a verb of saying.
    fn tells(&self, i: usize) -> bool {
        self.text.tokens.get(i).is_some_and(|t| self.words.value(t.word, Class::Telling) == Some(1))
    }

    fn names_a_weekday(&self) -> bool {
        let weekday =
            |i: usize| self.text.tokens.get(i).is_some_and(|t| self.words.value(t.word, Class::Weekday).is_some());
        self.mention.clone().any(weekday)
    }

    /// What stands right beside the mention says that it lies ahead.
    fn is_ahead(&self) -> bool {
        let end = self.mention.end;
        // "copper for December delivery", "the December contract", "for delivery in December"
        let delivery = self.plays(end, Role::Delivery)
            || self.plays(end, Role::Contract)
            || self.back(2, Role::Delivery) && self.back(3, Role::Purpose);
        // "before Friday's deadline"
        let deadline = || {
            self.text.tokens.get(end).is_some_and(|t| t.kind == TokenKind::Possessive)
                && self.plays(end + 1, Role::Deadline)
                && !self.back(1, Role::Elapsed)
        };
        delivery || deadline() || self.scheduled() || self.put_off()
    }

    /// "The April report", "its June issue": a month before a noun.
    fn names_a_report(&self) -> bool {
        let month = self.text.tokens.get(self.mention.start);
        let month = month.is_some_and(|t| self.words.value(t.word, Class::Month).is_some());
        month && self.mention.len() == 1 && self.plays(self.mention.end, Role::Report)
    }

    /// "Reports its first-quarter results".
    fn names_results(&self) -> bool {
        let period = self.mention.clone().any(|i| matches!(self.text.token(i), "quarter" | "half"));
        let reported = (1..=3).any(|n| self.opens_with(n, Role::Report));
        period && reported && self.plays(self.mention.end, Role::Results)
    }

    /// The nearest word before the mention that has a tense.
    fn before(&self) -> Option<(usize, Tense)> {
        let (mut figure, mut reached, mut infinitive) = (false, false, None);
        for i in (self.sentence.start.max(self.mention.start.saturating_sub(REACH))..self.mention.start).rev() {
            // "is seen at 1.9 million in March, against 1.2 million in February"
            if figure && !reached && self.plays(i, Role::Comparison) {
                return Some((i, Tense::Past));
            }
            // "rose by 400 in March", but "will be finished by March"
            let measure = self.plays(i, Role::By) && (figure || self.mention.start - i > 3);
            // "to be paid from July, following a ruling in March": the nearer one.
            if self.plays(i, Role::Following) && i + 1 < self.mention.start {
                return Some((i, Tense::Open));
            }
            if self.plays(i, Role::By) && i + 1 == self.mention.start && !self.names_a_weekday() && self.stood_before(i)
            {
                return Some((i, Tense::Past));
            }
            if !measure && let Some(tense) = self.cue(i) {
                // "told the jury to come back Thursday", "agreed to meet on Friday": but in "agreed to buy a rival on
                // Friday" the day is that of the agreement.
                let governs = infinitive.is_some_and(|to| to - i <= GOVERNED && self.plays(to + 1, Role::Timetabled))
                    && self.plays(i, Role::Willing);
                return Some((i, if governs { Tense::Future } else { tense }));
            }
            figure |= self.text.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Digits);
            reached |= self.plays(i, Role::Infinitive);
            if infinitive.is_none() && self.infinitive(i) && !self.plays(i + 1, Role::Have) {
                infinitive = Some(i);
            }
        }
        None
    }

    /// "Was back by the middle of January", "had gone by May": how things stood, where no verb of what is to come stands
    /// between.
    fn stood_before(&self, by: usize) -> bool {
        let mut back = (self.sentence.start.max(by.saturating_sub(CLAUSE))..by).rev();
        let verb =
            back.find(|&i| self.modal(i) || self.infinitive(i) || self.cue(i).is_some() || self.plays(i, Role::Was));
        verb.is_some_and(|i| (self.plays(i, Role::Was) || self.had(i)) && !self.modal(i))
    }

    /// "Had", or the verb behind it.
    fn had(&self, i: usize) -> bool {
        self.plays(i, Role::Had) || i > self.sentence.start && self.plays(i - 1, Role::Had)
    }

    /// "The storm hit Sunday; by Monday the roads were clear": a clause that begins with its limit has its own verb.
    fn clause_led_by_limit(&self) -> Option<Tense> {
        if !self.back(1, Role::By) || !self.back(2, Role::Clause) {
            return None;
        }
        let mut clause = self.mention.end..self.sentence.end.min(self.mention.end + CLAUSE);
        clause.find_map(|i| self.cue(i).filter(|_| !self.tells(i))).filter(|t| *t == Tense::Past)
    }

    /// The nearest word after the mention that has a tense.
    fn after(&self, reach: usize) -> Option<Tense> {
        let mut after = self.mention.end..self.sentence.end.min(self.mention.end + reach);
        // "Friday's decision by a panel gave him a month": by whom, and not by when.
        let timed = |i: usize| {
            let is = |class| self.text.tokens.get(i).is_some_and(|t| self.words.value(t.word, class).is_some());
            [Class::Weekday, Class::Month, Class::Unit].into_iter().any(is)
        };
        let by_whom = |i: usize| self.plays(i, Role::By) && !timed(i + 1) && !timed(i + 2);
        after.find_map(|i| self.cue(i).filter(|_| !by_whom(i)))
    }

    /// "Told analysts that third quarter sales would rise": what is told has a verb of its own. In "said
    /// Tuesday that" the day is that of the telling.
    fn ahead_of_teller(&self, verb: usize) -> Option<Tense> {
        if !self.tells(verb) {
            return None;
        }
        let told = (verb + 1..self.mention.start).any(|i| self.plays(i, Role::That));
        (told || verb + 1 == self.mention.start && !self.names_a_weekday()).then(|| self.after(CLAUSE)).flatten()
    }

    /// "was postponed to Sunday", "has been extended until June".
    fn put_off(&self) -> bool {
        let Some(led) = self.before_by(1).filter(|i| self.plays(*i, Role::Until)) else { return false };
        (self.sentence.start.max(led.saturating_sub(3))..led).any(|i| self.plays(i, Role::PutOff))
    }

    /// "the vote is on Sunday", "is at 9 a.m. Sunday": a present right before a day looks ahead.
    fn scheduled(&self) -> bool {
        // "Monday is a holiday."
        if self.mention.start == self.sentence.start && self.mention.len() == 1 && self.is(self.mention.end) {
            return true;
        }
        let preposition = self.opens_with(1, Role::On) || self.opens_with(1, Role::At);
        let from = if preposition { 2 } else { 1 };
        let is = |n: usize| self.before_by(n).is_some_and(|i| self.is(i));
        // "Markets are closed Friday", "rain is forecast for Thursday"
        let passive = || {
            self.before_by(from).is_some_and(|i| self.ends(i, Ending::AnyPast) || self.plays(i, Role::Passive))
                && is(from + 1)
        };
        // "waiting for Friday's report", "braced for Monday", "awaiting Friday's figures"
        let awaited = (self.opens_with(1, Role::Purpose) || self.opens_with(1, Role::Infinitive))
            && self.opens_with(2, Role::Awaiting)
            || self.opens_with(1, Role::Awaiting);
        is(from) || passive() || awaited || self.opens_with(1, Role::Purpose) && self.opens_with(2, Role::Forecast)
    }

    /// "is", "are": not at the head of a question.
    fn is(&self, i: usize) -> bool {
        self.plays(i, Role::Is) && self.text.tokens.get(i).is_some_and(|t| t.case == Case::Lower)
    }

    /// "to leave": not "to 3 percent", "to the north".
    fn infinitive(&self, i: usize) -> bool {
        self.plays(i, Role::Infinitive)
            && self.text.tokens.get(i + 1).is_some_and(|t| {
                t.kind == TokenKind::Word && t.case == Case::Lower && !self.words.plays(t.word, Role::NoVerb)
            })
    }
}
