//! Polls, which report by verbs that report nothing elsewhere.

use super::attribution::Attribution;
use super::class;
use super::view::View;
use std::ops::Range;

impl View<'_> {
    /// "A poll had her trailing by two points", "another survey put the race within the margin of error".
    pub(super) fn poll(&self, verb: usize, sentence: &Range<usize>) -> Option<Attribution> {
        let found = matches!(self.word(verb), "found" | "finds" | "showed" | "shows" | "show" | "shown");
        if !found && !matches!(self.word(verb), "had" | "has" | "have" | "put" | "puts" | "gave" | "gives") {
            return None;
        }
        let when =
            |i: usize| self.adverb(i) || self.is(i, class::TIME) || matches!(self.word(i), "last" | "this" | "earlier");
        let poll = |p: &Range<usize>| p.clone().any(|i| self.is(i, class::POLL));
        let before = |last: usize| self.phrase_before(last, sentence.start).filter(poll);
        // "a poll last week had her ahead", but "the same poll in May had her ahead"
        let last = (sentence.start..verb).rev().find(|&i| !when(i))?;
        let dated = || verb.checked_sub(1).filter(|&l| l > last).and_then(before);
        let speaker = before(last).or_else(dated)?;
        let limit = self.content_limit(sentence);
        let end = self.phrase_after(verb + 1, limit);
        let place = matches!(
            self.word(end),
            "ahead" | "behind" | "up" | "down" | "tied" | "even" | "at" | "within" | "with" | "a" | "an" | "in"
        );
        let place = place && !found;
        let leading = (verb + 2..=end).any(|i| self.is(i, class::ING) && !self.is(i, class::PROPER));
        if end == verb + 1 || !(place || leading) {
            return None;
        }
        let content = self.trim(verb + 1..self.content_end(verb + 1, limit, verb));
        Some(Attribution {
            content: vec![content],
            speaker: Some(speaker),
            cue: Some(verb..verb + 1),
            force: "showed".to_owned(),
            ..Attribution::default()
        })
    }
}
