//! Noun phrases, found from the verb outwards.

use super::class;
use super::view::View;
use crate::value::Value;
use std::ops::Range;

/// No noun phrase is longer.
const LONGEST: usize = 40;

impl View<'_> {
    /// The noun phrase that ends with item `last`, not reaching before `floor`.
    pub(super) fn phrase_before(&self, last: usize, floor: usize) -> Option<Range<usize>> {
        let floor = floor.max(last.saturating_sub(LONGEST));
        if self.is(last, class::SUBJECT) && !self.is(last, class::DETERMINER | class::NUMBER) {
            return Some(last..last + 1);
        }
        let mut start = self.core_before(last, floor)?;
        while let Some(joined) = self.joined_before(start, floor).filter(|&j| j < start) {
            start = joined;
        }
        if let Some(listed) = self.listed_before(start, last, floor) {
            start = listed;
            while let Some(joined) = self.joined_before(start, floor).filter(|&j| j < start) {
                start = joined;
            }
        }
        let start = self.without_opening(start, last + 1, floor);
        let end = self.without_closing(start, last + 1);
        (start < end).then_some(start..end)
    }

    /// "officials in Ohio, Florida and Nevada": the first of the names in a list that ends with item `last`,
    /// where a preposition stands before it.
    fn listed_before(&self, start: usize, last: usize, floor: usize) -> Option<usize> {
        let name = |i: usize| self.is(i, class::PROPER | class::MARK | class::DETERMINER) || self.word(i) == "and";
        if !(start..last).any(|i| self.word(i) == "and") || !(start..=last).all(name) {
            return None;
        }
        let mut first = start;
        while first > floor + 1 && self.is(first - 1, class::COMMA) && self.is(first - 2, class::PROPER) {
            first = self.core_before(first - 2, floor)?;
        }
        let names = (first..start).all(|i| self.is(i, class::PROPER | class::COMMA | class::MARK | class::DETERMINER));
        let governed = first > floor && self.is(first - 1, class::PREPOSITION);
        (first < start && names && governed).then_some(first)
    }

    /// Leaves out "on Tuesday" between a subject and its verb.
    fn without_closing(&self, start: usize, end: usize) -> usize {
        let mut day = end;
        while day > start && self.is(day - 1, class::TIME | class::DIGITS) {
            day -= 1;
        }
        let dated = day < end && day > start + 1 && matches!(self.word(day - 1), "on" | "late" | "early");
        if dated { day - 1 } else { end }
    }

    /// The start of the run of determiner, adjectives and nouns that ends with item `last`.
    fn core_before(&self, last: usize, floor: usize) -> Option<usize> {
        let mut i = last;
        if self.is(i, class::CLOSE_BRACKET) {
            let open = (floor..i).rev().take(12).find(|&j| self.is(j, class::OPEN_BRACKET))?;
            i = open.checked_sub(1).filter(|&j| j >= floor)?;
        }
        let determined = |j: usize| self.is(j, class::DETERMINER | class::POSSESSIVE);
        if self.is(i, class::OBJECT) && i > floor && self.is(i - 1, class::PREPOSITION) {
            return Some(i);
        }
        let participle = self.is(i, class::PAST) && !self.is(i, class::PROPER);
        if participle && !(i > floor && determined(i - 1)) {
            return None;
        }
        if !self.nominal(i) && !determined(i) || self.is(i, class::POSSESSIVE_S) {
            return None;
        }
        let mut start = i;
        loop {
            if determined(start) {
                // "all the", "both its": determiners in a row.
                while start > floor && determined(start - 1) {
                    start -= 1;
                }
                break;
            }
            let Some(before) = start.checked_sub(1).filter(|&b| b >= floor) else { break };
            let past = self.is(before, class::PAST) && !self.is(before, class::PROPER);
            if past && !self.attributive(before, floor) {
                break;
            }
            if !(self.nominal(before) || determined(before)) {
                break;
            }
            start = before;
        }
        // A lone determiner is no phrase: "the claims" is not a subject and a verb.
        let lone = start == i && determined(i) && !self.is(i, class::SUBJECT | class::NUMBER);
        (!lone).then_some(start)
    }

    /// "the accused man": a participle before its noun.
    fn attributive(&self, i: usize, floor: usize) -> bool {
        i <= floor
            || self.is(
                i - 1,
                class::DETERMINER
                    | class::POSSESSIVE
                    | class::NUMBER
                    | class::POSSESSIVE_S
                    | class::PREPOSITION
                    | class::ADVERB,
            )
            || self.is(i - 1, class::MARK)
    }

    /// Where a phrase that begins at `start` really begins, if something joins it to more on its left.
    fn joined_before(&self, start: usize, floor: usize) -> Option<usize> {
        let before = start.checked_sub(1).filter(|&b| b >= floor)?;
        // "hours after the paper said": what opens a clause joins no nouns.
        let relative = || {
            let near = floor.max(before.saturating_sub(8))..before;
            // "a man who left after", "a poll taken days after"
            near.rev().take_while(|&i| !self.is(i, class::COMMA)).any(|i| {
                self.is(i, class::RELATIVE)
                    || self.is(i, class::PAST | class::PARTICIPLE)
                        && i.checked_sub(1).is_some_and(|n| self.is(n, class::DOCUMENT))
            })
        };
        if self.opens_clause_by_time(before)
            && !relative()
            && !(before > floor + 1 && self.is(before - 1, class::PAST) && self.nominal(before - 2))
        {
            return None;
        }
        // "Diplomats observing the talks"
        if self.is(before, class::ING) && before > floor && self.nominal(before - 1) {
            return self.core_before(before - 1, floor).filter(|&s| s == floor);
        }
        if self.is(before, class::PREPOSITION | class::TO) {
            return self.joined_by_preposition(before, floor);
        }
        if matches!(self.word(before), "and" | "or" | "nor") || self.written(before) == "&" {
            let last = before.checked_sub(1).filter(|&b| b >= floor)?;
            let left = if self.is(last, class::SUBJECT) && !self.is(last, class::DETERMINER) {
                last
            } else {
                self.core_before(last, floor)?
            };
            let clean = left == floor
                || !self.opens_clause_by_time(left - 1)
                    && self.is(
                        left - 1,
                        class::COMMA
                            | class::SUBORDINATOR
                            | class::THAT
                            | class::QUOTE
                            | class::COLON
                            | class::COORDINATOR
                            | class::DASH,
                    )
                || matches!(self.word(left - 1), "between" | "of" | "for" | "from" | "in" | "by" | "to" | "with");
            return clean.then_some(left);
        }
        // "a notice dated 2 May", "a book published Tuesday", "a poll taken days after"
        let span = matches!(self.word(start), "minutes" | "hours" | "days" | "weeks" | "months" | "years");
        let participle = self.is(before, class::PAST | class::PARTICIPLE)
            && !self.is(before, class::PROPER)
            && (span || self.is(start, class::TIME | class::DIGITS));
        if participle && before > floor && self.nominal(before - 1) {
            return self.core_before(before - 1, floor);
        }
        if self.verbal(before) || self.is(before, class::PRESENT | class::REPORTS) {
            return self.joined_by_relative(before, floor);
        }
        // "those who remain say"
        let verb = self.is(start, class::PRESENT | class::PAST | class::AUXILIARY) && !self.is(start, class::PROPER);
        if (self.word(before) == "who" || self.word(before) == "that" && verb) && before > floor {
            let noun = before - 1;
            if matches!(self.word(noun), "those" | "all" | "some" | "many" | "others" | "anyone" | "everyone") {
                return Some(noun);
            }
            return if self.is(noun, class::COMMA) { None } else { self.core_before(noun, floor) };
        }
        None
    }

    /// "after", "before": a preposition that as often begins a clause.
    fn opens_clause_by_time(&self, i: usize) -> bool {
        // "study after study"
        let repeated = i > 0
            && self.bits(i - 1) & class::MARK == 0
            && self.written(i - 1).eq_ignore_ascii_case(self.written(i + 1));
        matches!(self.word(i), "after" | "before" | "since" | "until") && !repeated
    }

    fn joined_by_preposition(&self, preposition: usize, floor: usize) -> Option<usize> {
        let mut left = preposition.checked_sub(1).filter(|&b| b >= floor && !self.is(b, class::ACCORDING))?;
        // "people briefed on the plan", "those close to the talks"
        let participle = self.is(left, class::PAST | class::ING) && !self.is(left, class::FINITE_PAST);
        if participle && !self.is(left, class::PROPER) {
            left = left.checked_sub(1).filter(|&b| b >= floor)?;
            // "the director of nursing at": a noun in -ing.
            if self.is(left, class::PREPOSITION) {
                return self.core_before(left + 1, floor).and_then(|s| self.joined_before(s, floor).or(Some(s)));
            }
            if !self.nominal(left) || self.is(left, class::SUBJECT) && !self.is(left, class::DETERMINER) {
                return self.joined_by_relative(left + 1, floor);
            }
        }
        if self.verbal(left) {
            return self.joined_by_relative(left, floor);
        }
        if self.is(left, class::DETERMINER | class::NUMBER) && !self.is(left, class::PREPOSITION) {
            // "some of the voters", "one of them", "no one at the company"
            let none = left > floor && self.word(left) == "one" && self.word(left - 1) == "no";
            return Some(if none { left - 1 } else { left });
        }
        // "none of the candidates", "everyone from the mayor"
        let everyone =
            matches!(self.word(left), "everyone" | "everybody" | "anyone" | "someone" | "somebody" | "nobody");
        if self.is(left, class::SUBJECT) && (self.word(preposition) == "of" || everyone) {
            return Some(left);
        }
        if self.adverb(left) {
            left = left.checked_sub(1).filter(|&b| b >= floor)?;
        }
        self.core_before(left, floor)
    }

    /// "a man who was in the room": from the relative clause's verb to the noun before "who".
    pub(super) fn joined_by_relative(&self, verb: usize, floor: usize) -> Option<usize> {
        let relative = (floor..=verb)
            .rev()
            .take(5)
            .find(|&j| self.is(j, class::RELATIVE) || self.is(j, class::THAT) && j > floor && self.nominal(j - 1))?;
        let last = relative.checked_sub(1).filter(|&b| b >= floor)?;
        if self.is(last, class::COMMA) {
            return None;
        }
        self.core_before(last, floor)
    }

    /// Leaves out what opens a sentence before its subject: "On Monday Kamp", "Later the ministry".
    fn without_opening(&self, start: usize, end: usize, floor: usize) -> usize {
        let mut start = start;
        let after_preposition =
            start > floor && self.is(start - 1, class::PREPOSITION) && !self.opens_clause_by_time(start - 1);
        if after_preposition {
            // "In 2016 Kamp", "In Washington officials": the phrase of the preposition ends where the case changes.
            let switch = (start + 1..end).find(|&i| {
                self.is(i - 1, class::DIGITS | class::TIME) && !self.is(i, class::DIGITS | class::TIME | class::MARK)
                    || self.is(i - 1, class::PROPER)
                        && !self.is(i, class::PROPER | class::MARK | class::POSSESSIVE_S)
                        && self.nominal(i)
            });
            if let Some(s) = switch {
                start = s;
            }
        }
        // "first lady Ana Petrova"
        let ordinal = |i: usize| {
            self.word(i) == "first" && self.nominal(i + 1) && !self.is(i + 1, class::PROPER | class::DETERMINER)
        };
        while start + 1 < end && self.adverb(start) && !self.is(start, class::DETERMINER) && !ordinal(start) {
            start += 1;
        }
        // "This week Kamp", "Monday night the president"
        let dated = (start..end).take(4).take_while(|&i| {
            self.is(i, class::TIME)
                || i == start
                    && (matches!(self.word(i), "this" | "last" | "next" | "one" | "late" | "early" | "earlier")
                        && self.is(i + 1, class::TIME))
        });
        let n = dated.count();
        if n > 0 && start + n < end && !self.is(start + n, class::POSSESSIVE_S | class::MARK) {
            start += n;
        }
        start
    }

    /// One past the noun phrase that begins at `start`; `start` itself where none does.
    pub(super) fn phrase_after(&self, start: usize, limit: usize) -> usize {
        let limit = limit.min(start + LONGEST);
        if start >= limit {
            return start;
        }
        let pronoun = self.is(start, class::SUBJECT | class::OBJECT)
            && !self.is(start, class::DETERMINER | class::NUMBER | class::POSSESSIVE);
        if pronoun {
            return start + 1;
        }
        let mut i = start;
        // "more than one Democrat"
        if matches!(self.word(i), "more" | "fewer" | "less") && self.word(i + 1) == "than" {
            i += 2;
        }
        while i < limit
            && self.is(i, class::DETERMINER | class::POSSESSIVE | class::NUMBER)
            && !self.is(i, class::PROPER)
        {
            i += 1;
        }
        let determined = i > start;
        let mut noun = false;
        while i < limit {
            if i > start && noun && self.starts_another(i) {
                break;
            }
            if !self.nominal(i) || noun && self.is(i, class::DETERMINER | class::POSSESSIVE) {
                break;
            }
            if self.adverb(i) && (noun || !determined) {
                break;
            }
            if self.is(i, class::PAST) && !self.is(i, class::PROPER) && noun {
                break;
            }
            noun |= !self.adverb(i) && !self.is(i, class::MARK);
            i += 1;
        }
        if let Some(end) = self.name_end(start, i) {
            i = end;
        }
        // "reporters'" at the end is a stray mark.
        while i > start && self.is(i - 1, class::MARK) {
            i -= 1;
        }
        if determined && !noun && !self.is(i - 1, class::SUBJECT | class::NUMBER) { start } else { i }
    }

    /// One past the person's name in a range of items: what follows it is no part of the phrase.
    fn name_end(&self, start: usize, end: usize) -> Option<usize> {
        let (first, last) = (self.items.get(start)?.start, self.items.get(end.checked_sub(1)?)?.end);
        let mentions = &self.values.mentions;
        let from = mentions.partition_point(|m| m.tokens.end <= first);
        let person = mentions
            .iter()
            .skip(from)
            .take_while(|m| m.tokens.start < last)
            .find(|m| matches!(m.value, Value::Person(_)))?;
        let stop = (start..end).find(|&i| self.items.get(i).is_some_and(|it| it.end >= person.tokens.end))? + 1;
        let more = (stop..end).any(|i| self.is(i, class::POSSESSIVE_S | class::MARK | class::PROPER));
        (stop < end && !more).then_some(stop)
    }

    /// Whether item `i` begins another noun phrase after a noun.
    fn starts_another(&self, i: usize) -> bool {
        if self.is(i, class::PROPER) {
            return !self
                .is(i - 1, class::PROPER | class::MARK | class::POSSESSIVE_S | class::DETERMINER | class::POSSESSIVE)
                && self.plural(i - 1);
        }
        let counted = self.is(i, class::NUMBER | class::DIGITS) && !self.is(i, class::PROPER);
        counted && !self.is(i - 1, class::TIME | class::PROPER | class::MARK)
    }

    /// A noun phrase with the prepositional phrases that describe it: "a spokesman for the company".
    pub(super) fn long_phrase_after(&self, start: usize, limit: usize) -> usize {
        let mut end = self.phrase_after(start, limit);
        let describes = |end: usize| {
            matches!(self.word(end), "of" | "for" | "at" | "from" | "with" | "in")
                || self.is(end - 1, class::POSTPOSITIVE) && self.is(end, class::PREPOSITION | class::TO)
                || self.is(end - 1, class::ATTACHED) && self.is(end, class::TO) && !self.is(end + 1, class::INFINITIVE)
        };
        while end > start && end < limit && describes(end) {
            let next = self.phrase_after(end + 1, limit);
            if next == end + 1 {
                break;
            }
            end = next;
        }
        end
    }

    /// A noun phrase with the participles that describe it as well: "people briefed on the plan", "a memo
    /// seen by the paper". For places where no finite verb can follow.
    pub(super) fn full_phrase_after(&self, start: usize, limit: usize) -> usize {
        let mut end = self.long_phrase_after(start, limit);
        while end > start && end < limit && self.describes_behind(end) {
            let next = (end + 1..limit).find(|&i| !self.adverb(i)).unwrap_or(limit);
            let object = if self.is(next, class::PREPOSITION) { self.long_phrase_after(next + 1, limit) } else { next };
            if object <= next + 1 {
                break;
            }
            end = object;
        }
        end
    }

    /// A participle behind its noun.
    fn describes_behind(&self, i: usize) -> bool {
        self.is(i, class::PAST | class::PARTICIPLE)
            && !self.is(i, class::FINITE_PAST | class::PROPER | class::AUXILIARY)
            && self.nominal(i - 1)
    }
}
