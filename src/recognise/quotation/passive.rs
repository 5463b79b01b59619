//! Who is told, accused or described, and what is said without anybody saying it.

use super::attribution::Attribution;
use super::class;
use super::grammar::{Frame, Sense, form};
use super::view::View;
use std::ops::Range;

impl View<'_> {
    /// "is said to have fled", "is expected to open", "it was reported that": nobody says it.
    pub(super) fn hearsay(&self, verb: usize, sentence: &Range<usize>, sense: &Sense) -> Option<Attribution> {
        let accused = &*sense.lemma == "accuse";
        let reported = sense.frame.has(Frame::CLAUSE) && !sense.frame.has(Frame::HEARER);
        if sense.form & form::PARTICIPLE == 0 || !reported && !accused {
            return None;
        }
        let limit = self.content_limit(sentence);
        if accused && self.word(verb + 1) == "of" && verb > sentence.start && self.nominal(verb - 1) {
            return self.accused(verb, limit, sentence);
        }
        let be = (sentence.start..verb)
            .rev()
            .take(4)
            .take_while(|&i| self.adverb(i) || self.is(i, class::AUXILIARY))
            .last()?;
        let passive = (be..verb).any(|i| self.is(i, class::BE));
        let last = be.checked_sub(1).filter(|&l| l >= sentence.start)?;
        if !passive {
            return None;
        }
        let content = if accused {
            if self.word(verb + 1) != "of" {
                return None;
            }
            Vec::from_iter([Range { start: verb + 2, end: self.content_end(verb + 2, limit, verb) }])
        } else if self.is(verb + 1, class::TO) && !self.addressee(verb + 2) {
            // "is expected to say: “…”" is told by its second verb.
            if self.is(verb + 2, class::SPEECH) && self.is(verb + 3, class::THAT | class::QUOTE | class::COLON) {
                return None;
            }
            // "a list that is said to name him"
            let relative = self.is(last, class::RELATIVE | class::THAT);
            let subject = if relative { None } else { Some(self.phrase_before(last, sentence.start)?) };
            let end = self.content_end(verb + 1, limit, verb);
            let comma = (verb + 1..end).find(|&i| relative && self.is(i, class::COMMA));
            let told = verb + 1..comma.unwrap_or(end);
            subject.into_iter().chain(std::iter::once(told)).collect()
        } else if self.word(last) == "it" {
            // "it was reported that", "it is understood the talks failed"
            let that = self.circumstances(verb + 1, limit);
            let start = if self.is(that, class::THAT) { that + 1 } else { that };
            if start == that && !(self.begins(that) && self.clause(that, limit)) {
                return None;
            }
            Vec::from_iter([Range { start, end: self.content_end(start, limit, verb) }])
        } else {
            return None;
        };
        Some(Attribution {
            content: content.into_iter().map(|r| self.trim(r)).filter(|r| r.start < r.end).collect(),
            speaker: None,
            cue: Some(be..verb + 1),
            force: String::from(&sense.force),
            negated: (be..verb).any(|i| self.is(i, class::NEGATION)),
            speech: self.is(verb, class::SPEECH),
            around: Vec::from([Range { start: verb + 1, end: self.circumstances(verb + 1, limit) }]),
            ..Attribution::default()
        })
    }

    /// "two men accused of arson": the accuser is not named.
    pub(super) fn accused(&self, verb: usize, limit: usize, sentence: &Range<usize>) -> Option<Attribution> {
        let start = verb + 2;
        let end = self.content_end(start, limit, verb);
        let end = (start..end).find(|&i| self.is(i, class::COMMA)).unwrap_or(end);
        let end = self.before_main_verb(start.max(sentence.start), end);
        let content = self.trim(start..end);
        (!content.is_empty()).then(|| Attribution {
            content: vec![content],
            cue: Some(verb..verb + 1),
            force: "accused".to_owned(),
            speech: true,
            ..Attribution::default()
        })
    }

    /// "She was told by her doctor that …", "He was accused by an aide of …", "They were told to leave".
    pub(super) fn passive(&self, verb: usize, sentence: &Range<usize>, sense: &Sense) -> Option<Attribution> {
        let accused = &*sense.lemma == "accuse";
        let told = sense.frame.has(Frame::HEARER) && !sense.frame.has(Frame::NOUN);
        let described = (sense.frame.has(Frame::AS) || sense.frame.has(Frame::RELATED)) && !accused;
        let named = described || matches!(&*sense.lemma, "call" | "term" | "deem");
        if sense.form & form::PARTICIPLE == 0 || !sense.particle.is_empty() || !(told || accused || named) {
            return None;
        }
        let chained = |&i: &usize| self.adverb(i) || self.is(i, class::AUXILIARY);
        let be = (sentence.start..verb).rev().take(4).take_while(chained).last()?;
        if !(be..verb).any(|i| self.is(i, class::BE)) {
            return None;
        }
        let patient = be
            .checked_sub(1)
            .filter(|&l| l >= sentence.start)
            .and_then(|l| if self.is(l, class::RELATIVE) { None } else { self.phrase_before(l, sentence.start) });
        let limit = self.content_limit(sentence);
        let mut i = verb + 1;
        while self.adverb(i) {
            i += 1;
        }
        let agent = self.is(i, class::BY).then(|| i + 1..self.agent_end(i + 1, limit)).filter(|a| !a.is_empty());
        let behind = agent.as_ref().map_or(i, |a| a.end);
        let from = if accused && self.word(behind) == "of" { behind } else { self.circumstances(behind, limit) };
        let mut content = Vec::new();
        let marked = if named { self.marked_by(i, limit) } else { None };
        let agent = marked.as_ref().map_or(agent, |(_, by)| Some(by.clone()));
        if let Some((words, _)) = marked {
            content.extend(patient.clone());
            content.push(words);
        } else if accused {
            // Without an agent it is hearsay.
            agent.as_ref()?;
            if self.word(from) != "of" {
                return None;
            }
            content.push(from + 1..self.content_end(from + 1, limit, verb));
        } else if named {
            agent.as_ref()?;
            if !self.is(from, class::AS) {
                return None;
            }
            content.extend(patient.clone());
            content.push(from..self.content_end(from, limit, verb));
        } else {
            let ordered = agent.is_some() || matches!(&*sense.lemma, "tell" | "warn");
            let infinitive = self.is(from, class::TO) && self.is(from + 1, class::INFINITIVE | class::AUXILIARY)
                || self.is(from, class::NEGATION) && self.is(from + 1, class::TO);
            let infinitive = infinitive && ordered;
            let that = self.is(from, class::THAT) && sense.frame.has(Frame::THAT);
            let clause = sense.frame.has(Frame::CLAUSE)
                && self.begins(from)
                && !self.is(from, class::OBJECT)
                && self.clause(from, limit);
            let asked = agent.is_some() && self.is(from, class::QUESTION);
            if !(infinitive || that || clause || asked) {
                return None;
            }
            let start = if that { from + 1 } else { from };
            let mut end = self.content_end(start, limit, verb);
            if be <= sentence.start + 3 && self.is(sentence.start, class::SUBORDINATOR) {
                end = (start..end).find(|&i| self.is(i, class::COMMA)).unwrap_or(end);
            }
            content.push(start..end);
        }
        let around = agent.as_ref().map_or(i, |a| a.end)..from;
        let a = Attribution {
            content: content.into_iter().map(|r| self.trim(r)).filter(|r| r.start < r.end).collect(),
            speaker: agent,
            cue: Some(verb..verb + 1),
            force: String::from(&sense.force),
            negated: (be..verb).any(|i| self.is(i, class::NEGATION)),
            speech: self.is(verb, class::SPEECH),
            hearer: patient.filter(|_| told),
            around: Vec::from([around]),
            stands: false,
        };
        let stands = a.speaker.is_some() && !a.negated && self.reports_clause(&a, sense);
        Some(Attribution { stands, ..a })
    }

    /// "branded “a liar” by the bishop", "described as “lunacy” by economists": the words and their agent.
    fn marked_by(&self, from: usize, limit: usize) -> Option<(Range<usize>, Range<usize>)> {
        let mut quote = if self.is(from, class::AS) { from + 1 } else { from };
        if self.is(quote, class::DETERMINER) {
            quote += 1;
        }
        if !self.is(quote, class::QUOTE) || !self.is(quote + 1, class::BY) {
            return None;
        }
        let agent = quote + 2..self.agent_end(quote + 2, limit);
        (!agent.is_empty()).then_some((from..quote + 1, agent))
    }

    /// One past the agent of a passive: "by a voter in Iowa", but not the "of" of "accused by an aide of".
    pub(super) fn agent_end(&self, start: usize, limit: usize) -> usize {
        let end = self.phrase_after(start, limit);
        if end > start && matches!(self.word(end), "in" | "at" | "from" | "for") {
            let next = self.phrase_after(end + 1, limit);
            if next > end + 1 {
                return next;
            }
        }
        end
    }
}
