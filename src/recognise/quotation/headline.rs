//! Attributions that are no sentence with a verb of saying: headlines, names before a colon, bare ones.

use super::attribution::Attribution;
use super::class;
use super::complement::{After, Led};
use super::view::View;
use std::ops::Range;

/// A speaker, a cue and its force, in items of a paragraph.
pub(super) type Said<R> = (R, R, String);

/// How far behind the start of its sentence a name's colon stands at most.
const LABEL: usize = 6;

impl View<'_> {
    /// "Putin: deal is close", "Deal is close: Lavrov", "Deal is close - Lavrov".
    pub(super) fn headline(&self, sentence: &Range<usize>) -> Vec<Attribution> {
        let limit = self.content_limit(sentence);
        let Some(at) = sentence.clone().find(|&i| {
            self.is(i, class::COLON | class::DASH)
                || self.is(i, class::HYPHEN) && !self.items.get(i).is_some_and(|it| it.glued)
        }) else {
            return Vec::new();
        };
        if at == sentence.start || at + 1 >= limit {
            return Vec::new();
        }
        let name = |r: &Range<usize>| {
            r.len() <= 5
                && self.phrase_after(r.start, r.end) == r.end
                && !self.labels(r)
                && r.clone().any(|i| self.is(i, class::PROPER | class::DOCUMENT))
                && !r.clone().any(|i| self.is(i, class::DIGITS))
        };
        let (front, back) = (sentence.start..at, at + 1..limit);
        // "Petrova's taxes: what we know"
        let told = self.is(back.start, class::QUESTION) && !self.is(back.start, class::SUBORDINATOR);
        let told = told && !(sentence.clone()).any(|i| self.written(i) == "?");
        let (speaker, content) = if self.is(at, class::COLON) && name(&front) && !told && self.clause_like(&back) {
            (front, back)
        } else if name(&back) && back.len() <= 3 && self.clause_like(&front) {
            (back, front)
        } else {
            return Vec::new();
        };
        vec![Attribution { content: vec![content], speaker: Some(speaker), speech: true, ..Attribution::default() }]
    }

    /// "Notebook", "Fact check": what a text is, and nobody who speaks.
    pub(super) fn labels(&self, r: &Range<usize>) -> bool {
        let Some(last) = r.end.checked_sub(1).filter(|l| r.contains(l)) else { return false };
        let titled = || r.len() <= 3 && !self.is(last, class::DOCUMENT | class::UTTERANCE);
        self.is(last, class::LABEL) && (r.len() == 1 || titled())
    }

    fn clause_like(&self, r: &Range<usize>) -> bool {
        r.len() >= 3 || r.clone().any(|i| self.is(i, class::QUOTE))
    }

    /// A transcript's "SMITH: We will.", or a name and a colon before marks.
    pub(super) fn opening_name(&self, sentence: &Range<usize>) -> Vec<Attribution> {
        let limit = self.content_limit(sentence);
        // "Said Hollis, the mayor: “…”"
        let turned = self.is(sentence.start, class::SPEECH) && self.is(sentence.start, class::PAST);
        let reach = if turned { 2 * LABEL } else { LABEL };
        let Some(at) = sentence.clone().take(reach).find(|&i| self.is(i, class::COLON)) else { return Vec::new() };
        // "In July: “…”", "And: “…”"
        let opening = class::PREPOSITION | class::COORDINATOR | class::TIME | class::ADVERB | class::SUBORDINATOR;
        let comma = (sentence.start..at).find(|&i| turned && self.is(i, class::COMMA));
        let name = sentence.start..comma.unwrap_or(at);
        if at == sentence.start
            || at + 1 >= limit
            || self.labels(&name)
            || self.is(name.start, opening) && !self.is(name.start, class::DETERMINER)
            || !name.clone().all(|i| self.is(i, class::PROPER) || self.nominal(i) && self.is(i, class::MARK))
        {
            return Vec::new();
        }
        if !self.is(at + 1, class::QUOTE) {
            return Vec::new();
        }
        let content = Vec::from([Range { start: at + 1, end: at + 2 }]);
        let speaker = Some(name.clone());
        let mut said = Attribution { content, speaker, speech: true, ..Attribution::default() };
        // "Said Hollis: “…”"
        if name.len() > 1 && self.is(name.start, class::SPEECH) && self.is(name.start, class::PAST) {
            said.speaker = Some(name.start + 1..name.end);
            said.cue = Some(name.start..name.start + 1);
            said.force = self.sense(name.start).map(|s| s.force.to_string()).unwrap_or_default();
        }
        vec![said]
    }

    /// Who is to speak after a sentence that ends with a colon, and by which word.
    pub(super) fn announcement(&self, sentence: &Range<usize>) -> Option<Said<Option<Range<usize>>>> {
        for verb in sentence.clone().rev().filter(|&i| self.is(i, class::SPEECH) && !self.is(i, class::PROPER)) {
            let Some(sense) = self.sense(verb) else { continue };
            let Some(subject) = self.subject(verb, verb + 1 + sense.particle.len(), sentence, sense) else { continue };
            let phrase = subject.phrase.or_else(|| self.main_subject(sentence, verb));
            return Some((phrase, Some(verb..verb + 1), sense.force.to_string()));
        }
        Some((self.main_subject(sentence, sentence.end), None, String::new()))
    }

    /// A sentence that is an attribution and nothing else: "Smith said."
    pub(super) fn bare_attribution(&self, sentence: &Range<usize>) -> Option<Said<Range<usize>>> {
        let limit = self.content_limit(sentence);
        let verb = (sentence.start..limit.min(sentence.start + 8)).find(|&i| {
            self.is(i, class::SPEECH) && self.is(i, class::PAST | class::PRESENT) && !self.is(i, class::PROPER)
        })?;
        let sense = self.grammar.senses(self.items.get(verb)?.word).first()?;
        let subject = self.subject(verb, verb + 1, sentence, sense)?;
        let phrase = subject.phrase.filter(|p| p.start == sentence.start)?;
        let ends = self.after(verb + 1, limit, sense, Led::Marked) == After::End;
        let short = limit - verb <= 8
            && !(verb + 1..limit)
                .any(|i| self.is(i, class::AUXILIARY | class::STRONG_PAST | class::QUOTE | class::COMMA));
        (ends && short).then(|| (phrase, verb..verb + 1, sense.force.to_string()))
    }
}
