//! An attribution by a verb of saying and its subject.

use super::attribution::Attribution;
use super::class;
use super::complement::{After, Led};
use super::content::Clause;
use super::grammar::{Frame, Sense, form};
use super::subject::Subject;
use super::view::View;
use std::ops::Range;

/// A verb of saying whose subject is found.
struct Said<'a> {
    verb: usize,
    verb_end: usize,
    sentence: &'a Range<usize>,
    sense: &'a Sense,
    /// The comma behind which the main clause begins, where the verb opens its sentence.
    main: Option<usize>,
}

impl View<'_> {
    /// The attribution by the verb of saying at `verb`, and its subject.
    pub(super) fn attribution(
        &self,
        verb: usize,
        sentence: &Range<usize>,
        sense: &Sense,
        found: &[Attribution],
        last_subject: Option<&Range<usize>>,
    ) -> Option<(Attribution, Subject)> {
        let verb_end = verb + 1 + sense.particle.len();
        if self.reports_by_another(verb, verb_end, sentence, sense) {
            return None;
        }
        let mut subject = self.subject(verb, verb_end, sentence, sense)?;
        // "did not respond to questions about when"
        let silent = matches!(&*sense.lemma, "respond" | "reply" | "answer");
        if subject.negated && silent && !self.is(subject.cue, class::REFUSING) {
            return None;
        }
        let named_by_form = subject.form == form::THIRD || subject.form == form::BASE;
        if named_by_form && self.is_a_noun(&subject, verb_end, sentence, sense)
            || self.was_asked(&subject, verb, verb_end, sentence, sense)
        {
            return None;
        }
        subject.negated |= self.is_nobody(&subject, sentence);
        // "…, a figure campaigners dispute": what was said before is summed up.
        let summed = subject.phrase.as_ref().and_then(|p| self.behind_summary(p, sentence.start));
        if let Some(tail) = summed.filter(|_| self.contact_subject(&subject, verb_end, sense).is_none()) {
            if !self.opens_clause(verb_end, sentence.end) {
                return None;
            }
            subject.phrase = Some(tail);
        }
        // "declined to discuss the case", but "discussed the case"
        let refused;
        let mut sense = sense;
        if sense.frame.has(Frame::REFUSED) && self.is(subject.cue, class::REFUSING) && subject.cue != verb {
            refused = Sense { frame: sense.frame.with(Frame::NOUN), ..sense.clone() };
            sense = &refused;
        }
        // "the contract calls for raises"
        let bound = |p: &Range<usize>| {
            self.items.get(p.end - 1).is_some_and(|it| self.grammar.bits(it.word) & class::BINDING != 0)
        };
        if &*sense.lemma == "call for" && subject.phrase.as_ref().is_some_and(bound) {
            return None;
        }
        let (subject, main) = self.settle_subject(subject, verb, verb_end, sentence, last_subject)?;
        if self.is_passive(&subject, verb_end, sentence, sense) {
            return None;
        }
        let said = Said { verb, verb_end, sentence, sense, main };
        Some(self.attribute(&said, subject, found))
    }

    /// The attribution of a verb and its subject: its words, its hearer, its time.
    fn attribute(&self, said: &Said<'_>, mut subject: Subject, found: &[Attribution]) -> (Attribution, Subject) {
        let Said { verb, verb_end, sentence, sense, main } = *said;
        let limit = self.content_limit(sentence);
        let from = subject.inverted.unwrap_or(verb_end);
        let before = subject.start.checked_sub(1).filter(|&b| subject.own && b >= sentence.start);
        let (leading, whole) = self.led_by(&subject, verb_end, limit, sentence, sense, found);
        let marked = leading.as_ref().is_some_and(|l| self.is(l.end - 1, class::QUOTE)) || subject.inverted.is_some();
        let led = match (marked, whole) {
            (true, _) => Led::Marked,
            (false, true) => Led::Plain,
            (false, false) => Led::No,
        };
        // "in what he called “a coup”"
        let what = before.is_some_and(|b| self.word(b) == "what");
        let as_what = what && sense.frame.has(Frame::AS) && self.is(from, class::AS);
        let after = if as_what { After::Content(from + 1) } else { self.after(from, limit, sense, led) };
        let clause = Clause { verb, from, limit, sentence, sense, marked, whole, before, what, main };
        let content = self.content(&clause, &mut subject, leading, after);
        let a = Attribution {
            content,
            speaker: subject.phrase.clone(),
            cue: Some(subject.cue..verb_end),
            force: String::from(&sense.force),
            negated: subject.negated,
            speech: self.is(verb, class::SPEECH),
            hearer: self.hearer_of(from, limit, sense, after),
            around: self.around(&subject, sentence, verb, from, limit, after),
            stands: false,
        };
        let stands =
            a.speech && subject.own && !a.negated && subject.inverted.is_none() && self.reports_clause(&a, sense);
        (Attribution { stands, ..a }, subject)
    }

    /// Whether another verb does the reporting: "the radio quoted a witness as saying", "refused to say".
    fn reports_by_another(&self, verb: usize, verb_end: usize, sentence: &Range<usize>, sense: &Sense) -> bool {
        matches!(&*sense.lemma, "quote" | "report" | "cite") && self.quoted_saying(verb_end, sentence.end)
            || !self.is(verb, class::SPEECH) && self.is(verb_end, class::TO) && self.is(verb_end + 1, class::SPEECH)
    }

    /// Whether what has the form of a verb is a noun after all: "reports that were", "claims is".
    fn is_a_noun(&self, subject: &Subject, verb_end: usize, sentence: &Range<usize>, sense: &Sense) -> bool {
        let object = subject.start > sentence.start && self.is(subject.start - 1, class::RELATIVE);
        let contact = || self.contact_subject(subject, verb_end, sense).is_some();
        if self.is(verb_end, class::AUXILIARY) && !self.is(verb_end, class::PROPER) && !object && !contact() {
            return true;
        }
        // "the institute's report shows"
        let third = self.is(verb_end, class::PRESENT) && !self.is(verb_end, class::INFINITIVE | class::PROPER);
        // "a review of the hacked emails shows"
        let cut = subject.phrase.as_ref().is_some_and(|p| {
            let last = p.end - 1;
            self.is(last, class::PAST) && !self.is(last, class::PROPER)
        });
        if (subject.form == form::BASE || cut) && third && !object {
            return true;
        }
        // "the peace plans failed", "her claims collapsed on Monday"
        let bare = self.is(verb_end, class::PAST) && !self.is(verb_end, class::PROPER);
        let whole = verb_end + 1 >= sentence.end || !self.begins(verb_end + 1);
        if subject.form == form::THIRD && bare && whole && !object && !contact() {
            return true;
        }
        // "City plans include a bridge"
        if subject.form == form::THIRD && self.bare_verb_with_object(verb_end) && !object && !contact() {
            return true;
        }
        // "volunteers described", "a conference call described"
        self.is(verb_end, class::REPORTS) && self.verbal(verb_end) && !object
    }

    /// "Kamp, asked why, said", "Kamp, pressed for an answer, said": it is he who was asked.
    fn was_asked(
        &self,
        subject: &Subject,
        verb: usize,
        verb_end: usize,
        sentence: &Range<usize>,
        sense: &Sense,
    ) -> bool {
        let after_comma = verb > sentence.start && self.is(verb - 1, class::COMMA);
        let parted = || (sentence.start..verb - 1).all(|i| !self.is(i, class::COMMA));
        let asked = after_comma
            && subject.form & form::PAST != 0
            && subject.inverted.is_none()
            && (&*sense.lemma == "ask" || !self.is(verb, class::FINITE_PAST) && parted());
        let said = || {
            let comma = (verb_end..sentence.end).find(|&i| self.is(i, class::COMMA));
            comma.is_some_and(|c| self.says(self.past_auxiliaries(c + 1, sentence.end)))
        };
        asked && said()
    }

    /// "Neither would say", "None of them said".
    fn is_nobody(&self, subject: &Subject, sentence: &Range<usize>) -> bool {
        subject.phrase.as_ref().is_some_and(|p| {
            matches!(self.word(p.start), "neither" | "none" | "nobody")
                || self.word(p.start) == "no" && self.word(p.start + 1) == "one"
                || p.start > sentence.start && self.word(p.start - 1) == "not"
        })
    }

    /// Finds the subject of a verb that shares one; tells where the main clause begins behind what opens its sentence,
    /// and nothing where no subject is found.
    fn settle_subject(
        &self,
        mut subject: Subject,
        verb: usize,
        verb_end: usize,
        sentence: &Range<usize>,
        last_subject: Option<&Range<usize>>,
    ) -> Option<(Subject, Option<usize>)> {
        if self.prefaced(&subject, sentence) {
            // "After saying that …, the mayor left": the subject follows the clause.
            let comma = self.main_clause_comma(verb_end, sentence.end)?;
            let end = self.phrase_after(comma + 1, sentence.end);
            subject.phrase = (end > comma + 1).then_some(comma + 1..end);
            subject.phrase.as_ref()?;
            // "Claiming asylum is a right, the court ruled": there the participle is a subject.
            let main_verb = (end..sentence.end).find(|&i| !self.adverb(i)).unwrap_or(sentence.end);
            let last = main_verb + 1 >= self.content_limit(sentence) && (verb_end..comma).any(|i| self.verbal(i));
            if subject.start == sentence.start && (last || !(self.verbal(main_verb) || self.says(main_verb))) {
                return None;
            }
            return Some((subject, Some(comma)));
        }
        if subject.shared {
            let joined = subject.start;
            // "It was Petrova who proposed it, saying": whom the sentence is about.
            let cleft = self.word(sentence.start) == "it" && self.is(sentence.start + 1, class::BE);
            let named = || {
                let end = self.phrase_after(sentence.start + 2, verb);
                (cleft && self.is(end, class::RELATIVE | class::THAT)).then_some(sentence.start + 2..end)
            };
            subject.phrase = last_subject
                .cloned()
                .or_else(|| self.subject_of_verb_before(joined, sentence))
                .or_else(named)
                .or_else(|| self.main_subject(sentence, verb));
            subject.phrase.as_ref()?;
        }
        Some((subject, None))
    }

    /// Whether the verb is a participle that tells what was done to its subject.
    fn is_passive(&self, subject: &Subject, verb_end: usize, sentence: &Range<usize>, sense: &Sense) -> bool {
        // "the broadcaster backed by the state"
        let past = subject.inverted.is_none() && subject.form & form::PAST != 0;
        if past && self.is(verb_end, class::BY) && !self.is(verb_end + 1, class::MEANS) {
            return true;
        }
        // "a person briefed on the inquiry"
        let hears = sense.frame.has(Frame::HEARER) && sense.frame.has(Frame::THAT) && &*sense.lemma != "tell";
        let governed = self.is(verb_end, class::PREPOSITION) && !self.is(verb_end, class::TO);
        if past && hears && !sense.frame.has(Frame::PREPOSITION) && governed {
            return true;
        }
        // "two men accused of arson", "a force called Sentinel"
        let accused = &*sense.lemma == "accuse" && matches!(self.word(verb_end), "of" | "in");
        let named = &*sense.lemma == "call" && self.nothing_but_name(verb_end, sentence.end);
        past && accused || named && subject.inverted.is_none()
    }

    /// What stands before subject and verb and may be what was said, and whether it is a whole clause.
    fn led_by(
        &self,
        subject: &Subject,
        verb_end: usize,
        limit: usize,
        sentence: &Range<usize>,
        sense: &Sense,
        found: &[Attribution],
    ) -> (Option<Range<usize>>, bool) {
        let quotable =
            sense.frame.has(Frame::CLAUSE) || sense.frame.has(Frame::MARKS) || sense.frame.has(Frame::DETACHED);
        let contact = self.contact_subject(subject, verb_end, sense).is_some();
        let next = self.circumstances(verb_end, limit);
        let asks =
            self.is(next, class::QUESTION) && !self.is(next, class::SUBORDINATOR) && sense.frame.has(Frame::QUESTION);
        let opens = subject.inverted.is_none() && (asks || self.opens_clause(next, limit));
        let leading =
            if subject.own && quotable && !contact { self.leading(subject, sentence, found, opens) } else { None };
        // "he fell silent, and the rest abstained": some verbs report words in marks alone.
        let leading =
            leading.filter(|(l, _)| sense.frame.has(Frame::CLAUSE) || l.clone().any(|i| self.is(i, class::QUOTE)));
        leading.map_or((None, false), |(l, whole)| (Some(l), whole))
    }

    /// "include a bridge", "call for": a bare verb that shows by what follows it that it is no noun.
    fn bare_verb_with_object(&self, at: usize) -> bool {
        let bare = self.is(at, class::INFINITIVE) && !self.is(at, class::PROPER | class::AUXILIARY);
        let particle = || self.sense(at).is_some_and(|s| !s.particle.is_empty());
        bare && (self.is(at + 1, class::DETERMINER | class::POSSESSIVE | class::DIGITS) || particle())
    }

    /// Where an attribution tells when: after its verb and hearer, between subject and verb, and in what
    /// opens its sentence.
    fn around(
        &self,
        subject: &Subject,
        sentence: &Range<usize>,
        verb: usize,
        from: usize,
        limit: usize,
        after: After,
    ) -> Vec<Range<usize>> {
        let to = match after {
            After::Content(i) | After::Comma(i) => i.max(from),
            After::End => limit,
            After::Other => from,
        };
        let mut all = Vec::from([Range { start: from, end: to }]);
        if let Some(phrase) = subject.phrase.as_ref().filter(|p| p.end <= verb) {
            let comma = (phrase.end..verb).rev().find(|&i| self.is(i, class::COMMA));
            all.push(comma.unwrap_or(phrase.end)..verb);
            // "On Monday, she said"
            let opening = sentence.start..phrase.start;
            if opening.len() <= 6 && phrase.start > 0 && self.is(phrase.start - 1, class::COMMA) {
                all.push(opening);
            }
        }
        all
    }
}
