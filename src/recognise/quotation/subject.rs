//! Who does the saying: from a verb to its subject.

use super::class;
use super::grammar::{Frame, Sense, form};
use super::view::View;
use std::ops::Range;

/// A verb of saying with its subject.
#[derive(Debug, Clone, Default)]
pub(super) struct Subject {
    /// The noun phrase; `None` where the text has none or it could not be told.
    pub(super) phrase: Option<Range<usize>>,
    /// First item of subject and verb: what stands before it may be the content.
    pub(super) start: usize,
    /// First item of the cue, auxiliaries that matter included ("declined to say").
    pub(super) cue: usize,
    /// One past the subject where it follows the verb.
    pub(super) inverted: Option<usize>,
    /// The verb shares the subject of one before it ("and added").
    pub(super) shared: bool,
    /// "did not say", "refused to say".
    pub(super) negated: bool,
    /// Stands at the start of its clause with its own subject.
    pub(super) own: bool,
    /// The verb stands in a relative clause between commas.
    pub(super) aside: bool,
    /// The forms that fit.
    pub(super) form: u8,
}

impl View<'_> {
    /// The subject of the verb of saying at `verb`, whose last word ends before `verb_end`.
    pub(super) fn subject(
        &self,
        verb: usize,
        verb_end: usize,
        sentence: &Range<usize>,
        sense: &Sense,
    ) -> Option<Subject> {
        let floor = sentence.start;
        // "would not confirm or deny that"
        let bare = |i: usize| self.is(i, class::SPEECH) && self.is(i, class::INFINITIVE) && !self.is(i, class::PAST);
        let paired = verb > floor + 2
            && bare(verb)
            && bare(verb - 2)
            && matches!(self.word(verb - 1), "or" | "nor")
            && self.is(verb - 3, class::AUXILIARY | class::NEGATION);
        let head = if paired { verb - 2 } else { verb };
        let mut chain = self.chain(head, floor);
        let mut cue = head;
        let mut fits = sense.form;
        let mut governed = false;
        // "declined to say", "went on to say", "was quick to say"
        if !chain.auxiliary
            && chain.left == verb
            && fits & form::BASE != 0
            && verb > floor
            && self.is(verb - 1, class::TO)
        {
            let governor = (floor..verb - 1).rev().find(|&i| !self.adverb(i))?;
            // "went on to say"
            let on = self.word(governor) == "on" && governor > floor && self.is(governor - 1, class::CONTINUING);
            let governor = if on { governor - 1 } else { governor };
            let inclined = self.is(governor, class::UNABLE | class::WILLING);
            let refusing = self.is(governor, class::REFUSING | class::UNABLE);
            let known = refusing || inclined || self.is(governor, class::CONTINUING);
            if !known || self.is(governor, class::PROPER) {
                return self.purpose(verb, verb_end, sense);
            }
            let negated = chain.negated;
            chain = self.chain(governor, floor);
            chain.negated |= negated || refusing;
            if chain.be != inclined {
                return None;
            }
            if self.is(governor, class::ING) && !chain.auxiliary {
                return None;
            }
            cue = governor;
            governed = true;
        }
        if chain.negated && !governed && chain.auxiliary {
            cue = chain.left;
        }
        if !governed {
            fits = match (chain.auxiliary, chain.be, chain.have) {
                (true, true, _) => fits & form::ING,
                (true, _, true) => fits & form::PARTICIPLE,
                (true, ..) => fits & form::BASE,
                _ => fits & !form::PARTICIPLE | fits & form::PAST,
            };
        }
        if fits == 0 {
            return None;
        }
        let mut s = Subject { start: chain.left, cue, negated: chain.negated, form: fits, ..Subject::default() };
        let turned = !chain.auxiliary && !governed && fits & (form::PAST | form::THIRD) != 0;
        if let Some(end) = self.inverted(verb, verb_end, sentence, sense).filter(|_| turned) {
            s.phrase = Some(verb_end..end);
            s.inverted = Some(end);
            s.start = verb;
            s.own = true;
            return Some(s);
        }
        // "the authorities says it has", "the Israelis say they will"
        let plain = &*sense.lemma == "say"
            && !chain.auxiliary
            && fits & (form::BASE | form::THIRD) != 0
            && chain.left > floor
            && !self.is(chain.left - 1, class::COMMA | class::DASH)
            && self.opens_clause(verb_end, sentence.end);
        let determined = || {
            let before = chain.left.checked_sub(1).filter(|&l| l >= floor);
            before.and_then(|l| self.phrase_before(l, floor)).is_some_and(|p| self.is(p.start, class::DETERMINER))
        };
        let plain = plain && (fits & form::BASE == 0 || determined());
        // "airlines make no apology and say the controls will stay"
        let joined = !chain.auxiliary
            && fits & (form::BASE | form::THIRD) != 0
            && chain.left > floor
            && self.is(chain.left - 1, class::COORDINATOR)
            && self.opens_clause(verb_end, sentence.end)
            && sense.frame.has(Frame::THAT)
            && self.finite_before(chain.left - 1, floor)
            && self.main_subject(sentence, verb).is_some_and(|p| {
                let verb = |k: usize| self.is(k, class::PRESENT | class::REPORTS) && !self.is(k, class::PROPER);
                self.agrees(&p, fits) || (p.start + 1..p.end).any(|k| verb(k) && self.agrees(&(p.start..k), fits))
            });
        self.subject_before(&mut s, floor, governed || chain.auxiliary || joined || plain).then_some(s)
    }

    /// Whether the verb before the conjunction at `joined` is finite: neither "to go and say" nor "would go
    /// and say".
    fn finite_before(&self, joined: usize, floor: usize) -> bool {
        !(floor.max(joined.saturating_sub(15))..joined).any(|i| {
            self.is(i, class::TO) && self.is(i + 1, class::INFINITIVE)
                || self.is(i, class::AUXILIARY) && !self.is(i, class::BE | class::HAVE)
        })
    }

    /// "used the speech to argue that": an infinitive of purpose, with the sentence's own subject.
    fn purpose(&self, verb: usize, verb_end: usize, sense: &Sense) -> Option<Subject> {
        let mut next = verb_end;
        while self.adverb(next) {
            next += 1;
        }
        let marks = self.is(next, class::QUOTE)
            || self.is(next, class::COMMA | class::COLON) && self.is(next + 1, class::QUOTE);
        let clause =
            sense.frame.has(Frame::THAT) && sense.frame.has(Frame::SPEECH) && (self.is(next, class::THAT) || marks);
        clause.then(|| Subject { start: verb - 1, cue: verb, shared: true, form: form::BASE, ..Subject::default() })
    }

    pub(super) fn subject_before(&self, s: &mut Subject, floor: usize, certain: bool) -> bool {
        // "he can be heard bragging that"
        if s.form == form::ING && !certain && s.start > floor {
            let heard = s.start - 1;
            let chain = self.chain(heard, floor);
            if matches!(self.word(heard), "heard" | "seen" | "overheard" | "recorded" | "filmed" | "caught") && chain.be
            {
                s.start = chain.left;
                return self.subject_before(s, floor, true);
            }
        }
        let participle = s.form == form::ING && !certain;
        let Some(last) = s.start.checked_sub(1).filter(|&l| l >= floor) else {
            s.shared = true;
            return participle;
        };
        if participle {
            // "…, saying that", "by saying", "as saying"
            if self.is(
                last,
                class::COMMA | class::PREPOSITION | class::COORDINATOR | class::AS | class::QUOTE | class::DASH,
            ) || self.nominal(last)
            {
                if self.is(last, class::AS) {
                    return self.quoted_as(s, last, floor);
                }
                // "…, with some saying that"
                let some = self.is(last, class::SUBJECT) && last > floor && self.word(last - 1) == "with";
                if some {
                    s.phrase = Some(last..last + 1);
                    return true;
                }
                if self.is(last, class::DETERMINER | class::POSSESSIVE) {
                    return false;
                }
                // "the texts show him urging them", "the tape shows Miller saying that"
                let shows = (floor.max(last.saturating_sub(6))..last)
                    .rev()
                    .find(|&v| self.sense(v).is_some_and(|s| &*s.lemma == "show"));
                let shown = shows.map(|v| v + 1).filter(|&f| {
                    self.is(f, class::PROPER | class::DETERMINER) && self.phrase_after(f, last + 1) == last + 1
                });
                if let Some(from) = shown {
                    s.phrase = Some(from..last + 1);
                    return true;
                }
                // "Diplomats observing the talks said": which diplomats, and nothing said yet.
                let ended = class::COMMA | class::DASH | class::QUOTE | class::PREPOSITION | class::COORDINATOR;
                let spoken = (s.cue + 1..s.cue + 4).any(|i| self.is(i, class::QUOTE | class::THAT));
                if !self.is(last, ended)
                    && !spoken
                    && !(floor..last)
                        .any(|i| self.verbal(i) || self.is(i, class::PRESENT) && !self.is(i, class::PROPER))
                {
                    let with = self
                        .phrase_before(last, floor)
                        .is_some_and(|p| p.start > floor && self.word(p.start - 1) == "with");
                    if !with {
                        return false;
                    }
                }
                // "…, with sources saying that"
                let absolute = self.nominal(last).then(|| self.phrase_before(last, floor)).flatten();
                s.phrase = absolute.filter(|p| p.start > floor && self.word(p.start - 1) == "with");
                s.shared = s.phrase.is_none();
                return true;
            }
            return false;
        }
        // "a sign that read", "the letter that accused him"
        let document = self.is(last, class::THAT) && last > floor && self.is(last - 1, class::DOCUMENT);
        if document || self.is(last, class::RELATIVE) && matches!(self.word(last), "who" | "which") {
            return self.relative(s, last, floor);
        }
        if self.is(last, class::COORDINATOR) {
            s.shared = true;
            s.start = last;
            return !matches!(s.form, form::BASE) || certain;
        }
        if self.is(last, class::COMMA | class::DASH) {
            if let Some(phrase) = self.before_insertion(last, floor) {
                s.start = phrase.start;
                s.phrase = Some(phrase);
                s.own = true;
                return true;
            }
            if let Some(phrase) = self.before_stray_comma(last, floor).filter(|_| !certain) {
                s.start = phrase.start;
                s.phrase = Some(phrase);
                s.own = true;
                return true;
            }
            // "He stopped, turned, said it was over", "Ana says no, vows to stay": the subject is shared.
            s.shared = true;
            return certain || s.form & (form::PAST | form::THIRD) != 0;
        }
        // "the workers' proposed freeze"
        if self.is(last, class::MARK) && matches!(self.written(last), "'" | "’") {
            return false;
        }
        // "those who know him say"
        let known = self.is(last, class::OBJECT) && last > floor + 2 && self.is(last - 2, class::RELATIVE);
        if let Some(start) = self.joined_by_relative(last.saturating_sub(1), floor).filter(|_| known) {
            s.start = start;
            s.phrase = Some(start..last + 1);
            s.own = true;
            return certain || self.agrees(&(start..last - 2), s.form);
        }
        if self.is(last, class::CLOSE_BRACKET)
            || self.nominal(last)
            || self.is(last, class::SUBJECT | class::DETERMINER)
            || self.is(last, class::OBJECT) && last > floor && self.is(last - 1, class::PREPOSITION)
        {
            let Some(mut phrase) = self.phrase_before(last, floor) else { return false };
            // "the campaign neither confirmed nor denied"
            let paired = phrase.len() == 1 && self.word(last) == "neither" && last > floor && self.nominal(last - 1);
            if let Some(whole) = self.phrase_before(last.saturating_sub(1), floor).filter(|_| paired) {
                phrase = whole;
                s.negated = true;
            }
            // "deplored the attacks and the president says": one speaker in the singular.
            let joint = phrase.clone().rev().find(|&i| self.word(i) == "and");
            let single = |a: usize| {
                let owned = (a..phrase.end).any(|i| self.is(i, class::POSSESSIVE_S));
                self.is(a + 1, class::DETERMINER | class::POSSESSIVE) || !owned && self.person_or_place(phrase.end - 1)
            };
            // "for Langley and 35 percent said": who counts begins anew.
            let counted = |i: usize| self.is(i, class::NUMBER | class::DIGITS);
            if let Some(and) = joint.filter(|&a| counted(a + 1) && !counted(phrase.start)) {
                phrase.start = and + 1;
            } else if let Some(and) = joint.filter(|&a| s.form == form::THIRD && a + 1 < phrase.end && single(a)) {
                phrase.start = and + 1;
            }
            let timed = |i: usize| self.is(i, class::TIME) || self.adverb(i);
            let same = |i: usize| matches!(self.word(i), "same" | "next" | "following" | "previous" | "very");
            let dated = |p: &Range<usize>| {
                p.clone().all(|i| timed(i) || self.is(i, class::DETERMINER) || same(i)) && timed(p.end - 1)
            };
            if dated(&phrase) {
                // "a statement that night claimed"
                let words = |i: usize| {
                    self.is(i, class::THAT | class::DETERMINER) || self.is(i, class::PAST) && !self.is(i, class::PROPER)
                };
                let first = (floor..phrase.start).rev().find(|&i| !words(i));
                let Some(noun) = first.filter(|&i| self.nominal(i)).and_then(|i| self.phrase_before(i, floor)) else {
                    return false;
                };
                // "a statement issued that night"
                let issued = (noun.end..phrase.start).any(|i| self.is(i, class::PAST));
                phrase = if issued { noun.start..phrase.end } else { noun };
            }
            // "have been giving conflicting signals"
            let acting =
                self.is(phrase.start, class::ING) && phrase.start > floor && self.is(phrase.start - 1, class::BE);
            // "did not mince words"
            let auxiliary = (floor..phrase.start).rev().find(|&i| !self.adverb(i));
            let acting = acting
                || s.form & form::PAST == 0
                    && auxiliary.is_some_and(|i| self.is(i, class::AUXILIARY) && !self.is(i, class::BE | class::HAVE));
            if acting || !certain && !self.agrees(&phrase, s.form) {
                return false;
            }
            s.start = phrase.start;
            s.phrase = Some(phrase);
            s.own = true;
            return true;
        }
        false
    }

    /// "The council's director Ana Silva, says …": a subject that is all there is before the comma.
    fn before_stray_comma(&self, comma: usize, floor: usize) -> Option<Range<usize>> {
        // "Mayor defends police chief, calls critics": a verb stands before the comma.
        let reports =
            |i: usize| i > floor && self.third(i) && self.is(i, class::REPORTS) && !self.is(i - 1, class::DETERMINER);
        let bare = |i: usize| !(self.is(i, class::COMMA | class::DASH | class::QUOTE) || self.verbal(i) || reports(i));
        if comma < floor + 2 || !(floor..comma).all(bare) || !self.nominal(comma - 1) {
            return None;
        }
        self.phrase_before(comma - 1, floor).filter(|p| p.start == floor)
    }

    /// A base form needs a plural subject, a third person a singular one.
    pub(super) fn agrees(&self, phrase: &Range<usize>, fits: u8) -> bool {
        let last = phrase.end - 1;
        // "Hollis says": one capitalised word before a third person is a name.
        if phrase.len() == 1
            && fits & form::THIRD != 0
            && self.is(last, class::PROPER)
            && !self.is(last, class::SUBJECT)
        {
            return true;
        }
        let joined = phrase.clone().any(|i| self.word(i) == "and");
        if fits & form::PAST != 0 {
            return true;
        }
        if self.is(last, class::SUBJECT) && !self.is(last, class::DETERMINER | class::NUMBER) {
            let third = matches!(self.word(last), "he" | "she" | "it");
            return third == (fits & form::THIRD != 0);
        }
        let head = phrase
            .clone()
            .skip(1)
            .find(|&i| {
                self.is(i, class::PREPOSITION | class::RELATIVE | class::COMMA | class::PARTICIPLE)
                    || self.is(i, class::PAST) && !self.is(i, class::PROPER)
            })
            .unwrap_or(phrase.end)
            - 1;
        // "people familiar with the plan"
        let head = if head > phrase.start && self.is(head, class::POSTPOSITIVE) { head - 1 } else { head };
        let named = self.is(head, class::PROPER) && (!self.is(head, class::INITIAL) || self.named(head));
        let plural = self.plural(head) && !named
            || joined
            || self.is(phrase.start, class::DETERMINER)
                && matches!(
                    self.word(phrase.start),
                    "some" | "many" | "several" | "few" | "most" | "both" | "these" | "those"
                );
        if fits & form::BASE != 0 {
            // "Republicans say": a plural with a capital.
            return plural || self.plural(head) && self.is(head, class::PROPER) && !self.person_or_place(head);
        }
        !self.plural(head) || named
    }
}
