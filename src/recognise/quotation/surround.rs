//! What is said before its verb, and round it.

use super::attribution::Attribution;
use super::class;
use super::grammar::{Frame, Sense, form};
use super::subject::Subject;
use super::view::View;
use std::ops::Range;

impl View<'_> {
    /// “You'd be in jail,” he finished: a past that no list has, behind its subject and words in marks that
    /// a comma leads on.
    pub(super) fn beside_marks(&self, verb: usize, sentence: &Range<usize>) -> Option<Attribution> {
        let quote = sentence.start;
        let past = self.is(verb, class::PAST) && !self.is(verb, class::AUXILIARY | class::REPORTS | class::PROPER);
        if !past || !self.is(quote, class::QUOTE) || !self.ends_with_comma(quote) || verb < quote + 2 {
            return None;
        }
        let speaker = self.phrase_before(verb - 1, quote + 1).filter(|p| p.start == quote + 1)?;
        let limit = self.content_limit(sentence);
        let after = self.circumstances(verb + 1, limit);
        let mut content = Vec::from([Range { start: quote, end: quote + 1 }]);
        if self.is(after, class::COMMA) {
            content.extend(self.trailing(after, limit, verb, true));
        }
        Some(Attribution {
            content,
            speaker: Some(speaker),
            cue: Some(verb..verb + 1),
            force: "spoke".to_owned(),
            speech: true,
            ..Attribution::default()
        })
    }

    /// The speaker of a relative clause without a relative: "a rate Hollis says will drop", "a rate he says
    /// will drop".
    pub(super) fn contact_subject(&self, subject: &Subject, from: usize, sense: &Sense) -> Option<Range<usize>> {
        let phrase = subject.phrase.as_ref().filter(|_| subject.own && subject.inverted.is_none())?;
        let clause = sense.frame.has(Frame::CLAUSE) && sense.frame.has(Frame::THAT) && self.is(from, class::AUXILIARY);
        if !clause || phrase.is_empty() {
            return None;
        }
        let before = phrase.start.checked_sub(1);
        if phrase.len() == 1 && self.is(phrase.start, class::SUBJECT) {
            return before.filter(|&b| self.nominal(b)).map(|_| phrase.clone());
        }
        if subject.form & form::BASE != 0 {
            return None;
        }
        let tail = phrase.clone().rev().take_while(|&i| self.is(i, class::PROPER)).last()?;
        let described = tail > phrase.start + 1 && self.is(phrase.start, class::DETERMINER);
        described.then_some(tail..phrase.end)
    }

    /// The content that stands before "…, she said", and whether it is a clause of its own. `followed` says that
    /// a clause follows the verb.
    pub(super) fn leading(
        &self,
        subject: &Subject,
        sentence: &Range<usize>,
        found: &[Attribution],
        followed: bool,
    ) -> Option<(Range<usize>, bool)> {
        let before = subject.start.checked_sub(1).filter(|&b| b >= sentence.start)?;
        let end = if self.is(before, class::QUOTE) {
            before + 1
        } else if self.is(before, class::COMMA | class::DASH) {
            before
        } else if self.is(before, class::AS) && before > sentence.start && self.is(before - 1, class::COMMA) {
            // "…, as economists had predicted"
            before - 1
        } else if self.is(before, class::AS) && before > sentence.start && self.ends_with_comma(before - 1) {
            // “It is,” as one of them put it, “a mess”
            before
        } else {
            return None;
        };
        let mut start = sentence.start;
        if end <= start {
            return None;
        }
        // “We lost!” He later said that …: a capital opens another sentence.
        if self.is(end - 1, class::QUOTE)
            && self.ends_sentence(end - 1)
            && (self.opens_sentence(subject.start) || self.is(subject.start, class::PROPER))
            && followed
        {
            return None;
        }
        // “She cried, “Tell us!” Hollis smiled.”: the words before the verb are somebody else's.
        let taken = |f: &Attribution| {
            f.speech && f.holds(end - 1) && f.cue.as_ref().is_some_and(|c| f.content.iter().all(|d| d.start >= c.end))
        };
        if self.is(end - 1, class::QUOTE) && self.ends_sentence(end - 1) && found.iter().any(taken) {
            return None;
        }
        // What an attribution before this one ended with a mark of its own is not said here.
        for a in found {
            if let Some(cue) = &a.cue {
                let final_before = a.content.iter().all(|c| c.end <= cue.start);
                if final_before && cue.end > start {
                    start =
                        (cue.end..end).find(|&i| self.is(i, class::COMMA | class::SEMICOLON)).map_or(end, |c| c + 1);
                } else if !final_before && cue.start >= start && cue.end < end {
                    // "When he called, they said no"
                    let narrated = class::SUBORDINATOR;
                    if self.is(start, narrated) && !self.is(start, class::DETERMINER) && self.word(start) != "if" {
                        return None;
                    }
                    // "One called it a risk, but the bank would survive, she said"
                    let joint = (cue.end..end).rev().find(|&i| {
                        self.is(i, class::COMMA) && (self.is(i + 1, class::COORDINATOR) || self.contrasts(i + 1))
                    });
                    start = joint.map_or(start, |c| c + 2);
                }
            }
        }
        let parts = |&i: &usize| self.is(i, class::SEMICOLON | class::COLON) && !self.is(i + 1, class::QUOTE);
        if let Some(semicolon) = (start..end).rev().find(parts) {
            start = semicolon + 1;
        }
        // "the plan, which, she said, was dead": nothing stands before it.
        // "That, she said, is how to win."
        if start >= end || end > sentence.start + 1 && self.is(end - 1, class::RELATIVE | class::THAT) {
            return None;
        }
        let quote = end - 1;
        if self.is(quote, class::QUOTE) {
            let opened = (start..quote).all(|i| self.is(i, class::COORDINATOR | class::COMMA) || self.adverb(i));
            let introduced = quote > start && self.is(quote - 1, class::COLON | class::COMMA | class::STOP);
            if opened || introduced && self.ends_with_comma(quote) {
                return Some((quote..end, true));
            }
        }
        while start < end && self.is(start, class::COORDINATOR) {
            start += 1;
        }
        // "On Monday, she said …" opens with a phrase, not with a content.
        // "That's not true, she said."
        let contracted =
            self.is(start, class::SUBJECT | class::THAT | class::QUESTION) && self.is(start + 1, class::POSSESSIVE_S);
        let clause = contracted
            || (start..end).any(|i| self.verbal(i) || self.is(i, class::QUOTE | class::PRESENT | class::PARTICIPLE))
            // "Voters trust him, polls show."
            || (start + 1..end).any(|i| self.is(i, class::OBJECT) && self.nominal(i - 1) && !self.is(i, class::POSSESSIVE))
            || end - start > 6;
        let finite = (start..end).any(|i| self.verbal(i));
        let asked = self.is(start, class::INITIAL) && self.is(start, class::PAST);
        let opening = (asked
            || self.is(start, class::SUBORDINATOR | class::ING)
            || self.is(start, class::PREPOSITION) && !finite
            || self.word(start) == "with")
            && !(start..end).any(|i| self.is(i, class::COMMA | class::QUOTE))
            && !self.is(start, class::DETERMINER);
        (start < end).then_some((start..end, clause && !opening))
    }

    /// "his answer: “…”", "was Petrova's reply": the owner of the word for what is said that ends before item `end`.
    pub(super) fn utterer(&self, end: usize, floor: usize) -> Option<Range<usize>> {
        // "His advice to young people:"
        let governs = |n: usize| {
            n + 1 == end
                || self.is(n + 1, class::PREPOSITION)
                    && !(n + 1..end).any(|i| self.verbal(i) || self.is(i, class::COMMA | class::QUOTE))
                // "Her verdict was damning:"
                || self.is(end, class::COLON)
                    && self.is(n + 1, class::BE)
                    && !(n + 2..end).any(|i| self.verbal(i) || self.is(i, class::MARK))
        };
        let noun = (floor + 1..end).find(|&n| self.is(n, class::UTTERANCE | class::NOUN) && governs(n))?;
        // "That drew a sharp reply from Ana Petrova: “…”"
        if self.word(noun + 1) == "from" {
            let phrase = noun + 2..self.long_phrase_after(noun + 2, end);
            return (!phrase.is_empty() && phrase.end == end).then_some(phrase);
        }
        let owner = noun - 1;
        // "chose his words:" has a subject of its own.
        let first = (floor..noun).find(|&i| !self.adverb(i) && !self.is(i, class::COORDINATOR))?;
        if self.is(owner, class::POSSESSIVE) {
            return (owner == first && !self.is(noun + 1, class::BE)).then_some(owner..noun);
        }
        let last = owner.checked_sub(1).filter(|&l| l >= floor && self.is(owner, class::POSSESSIVE_S))?;
        self.phrase_before(last, floor).filter(|p| p.start == first)
    }

    /// A pronoun with a capital, which nothing but the start of a sentence gives it.
    pub(super) fn opens_sentence(&self, i: usize) -> bool {
        let pronoun = self.is(i, class::SUBJECT) && !self.is(i, class::DETERMINER) && self.written(i).len() > 1;
        pronoun && self.written(i).starts_with(char::is_uppercase)
    }

    /// The content that goes on after "…, she said, …".
    pub(super) fn trailing(&self, comma: usize, limit: usize, verb: usize, marked: bool) -> Option<Range<usize>> {
        let start = comma + 1;
        if self.is(start, class::QUOTE) {
            let end = if marked { start + 1 } else { self.content_end(start, limit, verb) };
            return Some(start..end);
        }
        if marked {
            // “…,” said his lawyer, Boris Kamp, “…”
            let q = (start..limit.min(start + 25)).find(|&i| self.is(i, class::QUOTE))?;
            let joined = (start..q).all(|i| self.is(i, class::COORDINATOR | class::COMMA) || self.adverb(i));
            let says = |i: usize| self.says(i) && !self.is(i - 1, class::DETERMINER | class::POSSESSIVE);
            let aside = self.is(q - 1, class::COMMA) && !(start..q).any(|i| says(i) || self.is(i, class::COORDINATOR));
            let introduced = q > start + 1 && self.is(q - 2, class::ING) && self.is(q - 2, class::SPEECH);
            let aside = aside && !introduced;
            return (joined || aside).then_some(q..q + 1);
        }
        let stops = self.is(start, class::ING | class::RELATIVE | class::AS | class::ACCORDING)
            || matches!(self.word(start), "while" | "when" | "after" | "though" | "although" | "before")
            || self.is(start, class::PAST) && !self.is(start, class::PROPER | class::AUXILIARY);
        if stops || start >= limit {
            return None;
        }
        let coordinated =
            self.is(start, class::COORDINATOR) && self.is(start + 1, class::SPEECH) && self.is(start + 1, class::PAST);
        if coordinated || self.breaks_off(comma, limit) {
            return None;
        }
        let end = self.content_end(start, limit, verb);
        (start < end).then_some(start..end)
    }
}
