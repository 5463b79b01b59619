//! How far what is said reaches.

use super::class;
use super::grammar::{Frame, form};
use super::view::View;
use std::ops::Range;

impl View<'_> {
    /// One past the content that begins at `start`.
    pub(super) fn content_end(&self, start: usize, limit: usize, verb: usize) -> usize {
        if self.is(start, class::QUOTE)
            && (start + 1 >= limit || self.is(start + 1, class::STOP) || self.ends_sentence(start))
        {
            return start + 1;
        }
        let mut i = start;
        while i < limit {
            if self.is(i, class::SEMICOLON) {
                return i;
            }
            if i > start && self.is(i, class::COMMA | class::DASH) && self.breaks_off(i, limit) {
                return i;
            }
            if self.ends_with_comma(i) && self.breaks_off(i, limit) {
                return i + 1;
            }
            // "Lawyer says client was framed, asks for new trial"
            if i > start
                && self.is(i, class::COMMA)
                && self.third(verb)
                && self.third(i + 1)
                && self.sense(i + 1).is_some()
            {
                return i;
            }
            if i > start
                && self.is(i, class::COORDINATOR)
                && (self.shares_subject(i, limit, verb) || self.turns(i, limit))
            {
                return i;
            }
            if i > start && self.is(i, class::ACCORDING) && self.is(i + 1, class::TO) {
                return i;
            }
            i += 1;
        }
        i
    }

    /// Whether the comma at `i` ends a reported clause: ", adding that", ", but Y said", ", she said,".
    pub(super) fn breaks_off(&self, i: usize, limit: usize) -> bool {
        let mut j = i + 1;
        while j < limit && (self.adverb(j) || self.is(j, class::COORDINATOR)) {
            j += 1;
        }
        let joined = (i + 1..j).any(|k| self.is(k, class::COORDINATOR));
        if self.sums_up(i + 1, limit) {
            return true;
        }
        if self.is(j, class::ING) && self.is(j, class::SPEECH) {
            return true;
        }
        if self.is(j, class::ACCORDING) {
            return true;
        }
        // ", and predicted that", or the verb after an insertion: ", said"
        if self.says(j) && (joined || self.is(j, class::PAST) && self.plain_saying(j)) {
            return true;
        }
        let contrast = self.contrasts(i + 1);
        let from = if contrast { i + 2 } else { j };
        if self.begins(from) {
            if (joined || contrast) && self.present_saying(from, limit).is_some() {
                return true;
            }
            // ", report says" at the end of a headline, ", Republicans contend that"
            let ends = |k: usize| k + 1 >= limit || self.is(k + 1, class::THAT);
            if self.present_saying(from, limit).is_some_and(ends) {
                return true;
            }
            // ", though the bills, aides say, are dead"
            if (joined || contrast) && self.parted_saying(self.phrase_after(from, limit), limit) {
                return true;
            }
            // ", the poll found, while"
            if self.found_by_document(from, limit) {
                return true;
            }
            let end = self.phrase_after(from, limit);
            let described = if joined || contrast { self.long_phrase_after(from, limit) } else { end };
            let verb = self.past_auxiliaries(end, limit);
            let far = self.past_auxiliaries(described, limit);
            // "and no child was admitted": a passive says nothing.
            let passive = |v: usize| (end..v).any(|i| self.is(i, class::BE)) && !self.is(v, class::ING);
            let says = end > from && self.says(verb) && !passive(verb);
            if (joined || contrast)
                && end > from
                && (says || self.says(far) && !passive(far) || self.says_after_aside(end, limit))
            {
                return true;
            }
            // ", she said," and ", the ministry said on Monday."
            if says
                && (verb + 1 >= limit
                    || self.is(verb + 1, class::STOP | class::COMMA | class::TIME | class::ADJUNCT)
                    || self.plain_saying(verb) && self.is(verb + 1, class::SUBJECT | class::THAT | class::QUOTE))
            {
                return true;
            }
        }
        false
    }

    /// ", aides say,": a short attribution between the commas at `comma` and after it.
    fn parted_saying(&self, comma: usize, limit: usize) -> bool {
        const SHORT: usize = 8;
        let second = (comma + 2..limit.min(comma + SHORT)).find(|&k| self.is(k, class::COMMA));
        self.is(comma, class::COMMA)
            && self.begins(comma + 1)
            && second.is_some_and(|s| self.says(s - 1) && self.plain_saying(s - 1))
    }

    pub(super) fn past_auxiliaries(&self, from: usize, limit: usize) -> usize {
        (from..limit).find(|&i| !self.adverb(i) && !self.is(i, class::AUXILIARY)).unwrap_or(limit)
    }

    /// "but his supporters argue he is": the verb of saying in the present whose subject begins at `from`,
    /// with its clause after it.
    pub(super) fn present_saying(&self, from: usize, limit: usize) -> Option<usize> {
        const SUBJECT: usize = 12;
        if self.is(from, class::SUBJECT) && !self.is(from, class::DETERMINER) {
            return None;
        }
        let end = self.long_phrase_after(from, limit).min(from + SUBJECT);
        (from + 1..end).find(|&k| {
            let item = self.items.get(k);
            let fits = item.map_or(0, |it| {
                self.grammar.senses(it.word).iter().fold(0, |f, s| f | s.form & (form::BASE | form::THIRD))
            });
            self.is(k, class::SPEECH)
                && !self.is(k, class::PROPER)
                && fits != 0
                && (self.clausal(k) && !self.promising(k) || self.is(k + 1, class::THAT))
                && !self.is(k - 1, class::POSSESSIVE | class::POSSESSIVE_S | class::PREPOSITION)
                && (!self.is(k - 1, class::DETERMINER) || self.is(k - 1, class::SUBJECT))
                && (k + 1 >= limit || self.opens_clause(k + 1, limit))
                && self.agrees(&(from..k), fits)
        })
    }

    /// ", the poll found,": a document that shows what was said before it.
    fn found_by_document(&self, from: usize, limit: usize) -> bool {
        let end = self.phrase_after(from, limit);
        let verb = self.past_auxiliaries(end, limit);
        end > from
            && self.is(end - 1, class::DOCUMENT)
            && self.is(verb, class::REPORTS)
            && self.is(verb, class::PAST | class::PRESENT)
            && (verb + 1 >= limit || self.is(verb + 1, class::COMMA))
    }

    /// "her manager, Ana Petrova, told": a description stands between the subject, which ends at `end`, and
    /// its verb.
    fn says_after_aside(&self, end: usize, limit: usize) -> bool {
        const ASIDE: usize = 15;
        let second = (end + 1..limit.min(end + ASIDE)).find(|&i| self.is(i, class::COMMA));
        self.is(end, class::COMMA) && second.is_some_and(|c| self.says(self.past_auxiliaries(c + 1, limit)))
    }

    /// "the police said": a subject and a verb of saying from item `i`.
    pub(super) fn attributed(&self, i: usize, limit: usize) -> bool {
        let end = if self.begins(i) { self.phrase_after(i, limit) } else { i };
        end > i && self.says(self.past_auxiliaries(end, limit))
    }

    /// Whether what is said begins at item `i`, as far as its first words show.
    pub(super) fn opens_clause(&self, i: usize, limit: usize) -> bool {
        self.is(i, class::THAT | class::QUOTE)
            || self.begins(i) && !self.verbal(i) && self.clause(i, limit)
            || self.is(i, class::COMMA | class::COLON) && self.is(i + 1, class::QUOTE)
    }

    /// The third person of a verb, which can be nothing else in its place.
    pub(super) fn third(&self, i: usize) -> bool {
        self.is(i, class::PRESENT) && !self.is(i, class::INFINITIVE | class::PROPER | class::PAST)
    }

    /// " but she says": a turn without a comma.
    pub(super) fn turns(&self, i: usize, limit: usize) -> bool {
        let pronoun = self.word(i) == "but" && self.is(i + 1, class::SUBJECT) && !self.is(i + 1, class::DETERMINER);
        if pronoun {
            return self.says(self.past_auxiliaries(i + 2, limit));
        }
        // "and the council says he will go"
        let next = i + 1;
        let subject =
            class::DETERMINER | class::POSSESSIVE | class::PROPER | class::SUBJECT | class::NUMBER | class::DIGITS;
        if !matches!(self.word(i), "and" | "but") || !self.is(next, subject) {
            return false;
        }
        let verb = self.past_auxiliaries(self.phrase_after(next, limit), limit);
        let lone = |v: usize| self.says(v) && self.plain_saying(v) && self.opens_clause(v + 1, limit);
        verb > next && lone(verb) || self.present_saying(next, limit).is_some()
    }

    /// ", a figure that", ", a move in which", ", one of several": the writer sums up what was said.
    pub(super) fn sums_up(&self, start: usize, limit: usize) -> bool {
        if self.word(start) == "one" {
            return self.word(start + 1) == "of";
        }
        if !matches!(self.word(start), "a" | "an") {
            return false;
        }
        let end = self.phrase_after(start, limit);
        end > start + 1
            && self.is(end - 1, class::SUMMARY)
            && (self.is(end, class::THAT | class::RELATIVE | class::PAST | class::PARTICIPLE | class::SUBJECT)
                || self.is(end + 1, class::RELATIVE))
    }

    /// "while", "though": a clause of the writer's own may begin.
    pub(super) fn contrasts(&self, i: usize) -> bool {
        matches!(self.word(i), "while" | "though" | "although" | "whereas")
    }

    /// A finite verb of speech, as far as its form shows.
    pub(super) fn says(&self, i: usize) -> bool {
        self.is(i, class::SPEECH)
            && self.is(i, class::PAST | class::PRESENT)
            && !self.is(i, class::PROPER)
            && self.sense(i).is_some()
    }

    /// A verb whose business is a clause: "said", not "called".
    pub(super) fn plain_saying(&self, i: usize) -> bool {
        self.sense(i)
            .is_some_and(|s| s.frame.has(Frame::THAT) && s.frame.has(Frame::CLAUSE) && !s.frame.has(Frame::NOUN))
    }

    /// A verb that a clause may follow: "said", "conceded".
    fn clausal(&self, i: usize) -> bool {
        self.sense(i).is_some_and(|s| s.frame.has(Frame::THAT) && s.frame.has(Frame::CLAUSE))
    }

    /// "promise", "offer": a verb with a hearer and something given.
    pub(super) fn promising(&self, i: usize) -> bool {
        self.sense(i).is_some_and(|s| s.frame.has(Frame::HEARER) && s.frame.has(Frame::INFINITIVE))
    }

    /// " and added that": the verb after the conjunction has the subject of the one before.
    pub(super) fn shares_subject(&self, i: usize, limit: usize, verb: usize) -> bool {
        let mut j = i + 1;
        while j < limit && self.adverb(j) {
            j += 1;
        }
        let same_tense =
            self.bits(j) & self.bits(verb) & (class::PAST | class::PRESENT) != 0 || self.is(verb, class::PARTICIPLE);
        if !self.is(j, class::SPEECH) || self.is(j, class::PROPER) {
            return false;
        }
        // "did not dispute it but said it was old"
        let infinitive = self.is(verb, class::INFINITIVE) && !self.is(verb, class::PAST) && verb > 0;
        let governed = infinitive && self.is(verb - 1, class::AUXILIARY | class::NEGATION | class::TO);
        if governed && self.is(j, class::PAST) && self.plain_saying(j) && self.opens_clause(j + 1, limit) {
            return true;
        }
        // "by calling him a liar and questioning his motives"
        let participles = self.is(verb, class::ING) && self.is(j, class::ING);
        // "blame the owners and say the doors were locked"
        let present = same_tense && self.plain_saying(j) && self.opens_clause(j + 1, limit) && !self.is(j, class::PAST);
        participles || present || same_tense && self.is(j, class::PAST)
    }

    /// One past the last item of a sentence that is not its final mark.
    pub(super) fn content_limit(&self, sentence: &Range<usize>) -> usize {
        let mut end = sentence.end;
        while end > sentence.start && self.is(end - 1, class::STOP) {
            end -= 1;
        }
        end
    }
}
