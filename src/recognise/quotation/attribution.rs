//! The attributions of one sentence: who says what, by which word.

use super::class;
use super::grammar::{Frame, Sense};
use super::subject::Subject;
use super::view::View;
use crate::text::WordId;
use std::ops::Range;

/// An attribution, in items of its paragraph.
#[derive(Debug, Clone, Default)]
pub(super) struct Attribution {
    /// Its parts, in order.
    pub(super) content: Vec<Range<usize>>,
    /// The words that name the speaker.
    pub(super) speaker: Option<Range<usize>>,
    /// The word of saying.
    pub(super) cue: Option<Range<usize>>,
    /// What is done by saying it.
    pub(super) force: String,
    /// "did not say".
    pub(super) negated: bool,
    /// By a word of speech or writing, not of thought.
    pub(super) speech: bool,
    /// The words that name the hearer.
    pub(super) hearer: Option<Range<usize>>,
    /// Where it may be told when this was said, the likeliest place first.
    pub(super) around: Vec<Range<usize>>,
    /// A subject of its own and a verb that reports a clause: stays an attribution inside another's content.
    pub(super) stands: bool,
}

impl Attribution {
    /// Whether an item lies in its content.
    pub(super) fn holds(&self, item: usize) -> bool {
        self.content.iter().any(|r| r.contains(&item))
    }
}

impl View<'_> {
    /// The attributions of a sentence, in the order of their cues.
    pub(super) fn attributions(&self, sentence: &Range<usize>) -> Vec<Attribution> {
        let mut found: Vec<Attribution> = Vec::new();
        let mut last_subject: Option<Range<usize>> = None;
        let asked = self.asked_before(sentence);
        let polled = sentence.clone().any(|i| self.is(i, class::POLL));
        for verb in asked..sentence.end {
            if self.is(verb, class::ACCORDING) && self.is(verb + 1, class::TO) {
                if let Some(mut a) = self.according(verb, sentence) {
                    self.part(&mut a, verb, &mut found);
                    found.push(a);
                }
                continue;
            }
            if self.is(verb, class::PREPOSITION) && self.word(verb) == "in" {
                if let Some(a) = self.in_the_view_of(verb, sentence) {
                    self.admit(a, verb, &mut found);
                }
                continue;
            }
            // Nothing else is a cue; most words are none.
            let had = if polled { class::HAVE } else { 0 };
            let cue = self.is(verb, class::REPORTS | class::NOUN | class::PAST | had);
            if !cue || self.is(verb, class::PROPER) && verb > sentence.start || self.compound(verb) {
                continue;
            }
            if polled && let Some(a) = self.poll(verb, sentence) {
                self.admit(a, verb, &mut found);
                continue;
            }
            let by_verb = self.sense(verb).and_then(|sense| {
                if let Some(a) = self.quoting(verb, sentence, sense).or_else(|| self.passive(verb, sentence, sense)) {
                    return Some((a, Subject::default()));
                }
                self.attribution(verb, sentence, sense, &found, last_subject.as_ref())
                    .or_else(|| self.hearsay(verb, sentence, sense).map(|a| (a, Subject::default())))
            });
            if let Some((a, subject)) =
                by_verb.filter(|(a, _)| a.speaker.is_some() || !found.iter().any(|f| f.holds(verb)))
            {
                let speaker = a.speaker.clone();
                if self.admit(a, verb, &mut found) && subject.own {
                    last_subject = speaker;
                }
            } else if let Some(a) = self.noun(verb, sentence).or_else(|| self.beside_marks(verb, sentence)) {
                self.admit(a, verb, &mut found);
            }
        }
        found
    }

    /// "Asked whether he believed it, she said": one past what somebody was asked, which nobody says.
    fn asked_before(&self, sentence: &Range<usize>) -> usize {
        let first = sentence.start + usize::from(self.is(sentence.start, class::SUBORDINATOR | class::ADVERB));
        if self.word(first) != "asked" {
            return sentence.start;
        }
        let comma = self.main_clause_comma(first + 1, sentence.end);
        let asks = |c: usize| (first + 1..c).any(|i| self.is(i, class::QUESTION));
        comma.filter(|&c| asks(c)).map_or(sentence.start, |c| c + 1)
    }

    /// "It is late, aides said, and she is tired, according to the clerk": `a`, whose cue is at item `at`, and what was
    /// attributed before it share a sentence and not their words.
    fn part(&self, a: &mut Attribution, at: usize, found: &mut [Attribution]) {
        for f in found {
            let Some(cue) = f.cue.as_ref().filter(|c| f.content.iter().any(|d| d.end <= c.start)) else { continue };
            let joint = (cue.end..at).find(|&i| self.is(i, class::COMMA) && self.is(i + 1, class::COORDINATOR));
            let Some(joint) = joint else { continue };
            f.content.iter_mut().for_each(|c| c.end = c.end.min(joint));
            f.content.retain(|c| c.start < c.end);
            a.content.iter_mut().filter(|c| c.start < joint && joint + 2 < c.end).for_each(|c| c.start = joint + 2);
        }
    }

    /// Adds an attribution, unless its cue is a part of what somebody else is said to have said.
    fn admit(&self, a: Attribution, cue: usize, found: &mut Vec<Attribution>) -> bool {
        let taken = |f: &Attribution| {
            f.holds(cue) && !a.stands
                || f.content.iter().any(|c| a.content.iter().any(|d| c.start == d.start && f.speech))
        };
        // "shows that staff mocked them": what "that" opens is reported whole.
        let reported = |f: &Attribution| {
            f.content.iter().any(|c| c.contains(&cue) && c.start > 0 && self.is(c.start - 1, class::THAT))
        };
        let judged = matches!(&*a.force, "criticised" | "praised" | "accused");
        let closed = |f: &Attribution| (f.speech || !a.speech) && taken(f) || judged && reported(f);
        if a.content.is_empty() || found.iter().any(closed) {
            return false;
        }
        found.retain(|f| f.stands || !f.cue.as_ref().is_some_and(|c| a.holds(c.start)));
        // "he believed it was a gun, his lawyer said": what is reported in it ends where it does.
        for f in found.iter_mut().filter(|f| f.stands) {
            let within = f.cue.as_ref().and_then(|c| a.content.iter().find(|d| d.contains(&c.start)));
            if let (Some(d), Some(c)) = (within, f.content.first_mut()) {
                c.end = c.end.min(d.end).max(c.start);
            }
        }
        let nested = a.stands && found.iter().any(|f| f.holds(cue));
        if nested {
            found.push(a);
            return true;
        }
        for c in found.iter_mut().flat_map(|f| &mut f.content) {
            // "believes that he was told to go": what "that" opens is thought whole.
            let whole = c.contains(&cue)
                && (self.is(c.start.wrapping_sub(1), class::THAT)
                    || a.speaker.as_ref().is_some_and(|s| s.start == c.start && s.end <= cue));
            if let Some(d) = a.content.iter().find(|d| c.start < d.start && d.start < c.end && !whole) {
                let joint =
                    (c.start..d.start).rev().take_while(|&i| self.is(i, class::COMMA | class::COORDINATOR)).last();
                c.end = joint.unwrap_or(d.start);
            }
        }
        found.push(a);
        true
    }

    /// The sense of the word at `verb` that its particle allows.
    pub(super) fn sense(&self, verb: usize) -> Option<&Sense> {
        let item = self.items.get(verb).filter(|it| it.is(class::REPORTS))?;
        self.grammar.senses(item.word).iter().find(|s| {
            let follows = |(k, p): (usize, &WordId)| self.items.get(verb + 1 + k).is_some_and(|it| it.word == *p);
            // "a call on Saturday" calls on nobody.
            let dated = !s.particle.is_empty() && self.is(verb + 1 + s.particle.len(), class::TIME);
            // "put it at 950" gives a figure.
            let figure = &*s.lemma == "put it" && self.word(verb + 2) == "at";
            s.particle.iter().enumerate().all(follows) && !dated && !figure
        })
    }

    /// "so-called", "best-known".
    fn compound(&self, verb: usize) -> bool {
        let hyphen = |i: usize| self.items.get(i).is_some_and(|it| it.is(class::HYPHEN) && it.glued);
        verb > 0 && hyphen(verb - 1) && self.items.get(verb).is_some_and(|it| it.glued)
            || hyphen(verb + 1) && self.items.get(verb + 2).is_some_and(|it| it.glued)
    }

    /// Whether what is said is one finite clause without marks behind its verb: "told them it was over", "argued that
    /// it was", but not "wrote one song that lasted".
    pub(super) fn reports_clause(&self, a: &Attribution, sense: &Sense) -> bool {
        let [c] = &*a.content else { return false };
        let plain = sense.frame.has(Frame::ALWAYS) || &*sense.lemma == "tell";
        let opens = class::SUBJECT | class::DETERMINER | class::POSSESSIVE | class::PROPER;
        let that = self.is(c.start.wrapping_sub(1), class::THAT) && sense.frame.has(Frame::THAT);
        a.cue.as_ref().is_some_and(|cue| cue.end <= c.start)
            && (that || plain && self.is(c.start, opens))
            && !self.is(c.start, class::QUESTION)
            && c.clone().any(|i| self.verbal(i))
            && !c.clone().any(|i| self.is(i, class::QUOTE))
    }

    /// One past item `i` where it is words in marks, so that they stay with what is before them.
    pub(super) fn past_mark(&self, i: usize) -> usize {
        if self.is(i, class::QUOTE) { i + 1 } else { i }
    }

    pub(super) fn trim(&self, r: Range<usize>) -> Range<usize> {
        let mut r = r;
        while r.start < r.end && self.is(r.start, class::COMMA | class::STOP | class::DASH | class::COLON) {
            r.start += 1;
        }
        while r.start < r.end
            && self.is(r.end - 1, class::COMMA | class::STOP | class::DASH | class::COLON | class::SEMICOLON)
        {
            r.end -= 1;
        }
        r
    }
}
