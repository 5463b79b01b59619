//! Polls, which report by verbs that report nothing elsewhere.

use super::attribution::Attribution;
use super::class;
use super::view::View;
use std::ops::Range;

impl View<'_> {
    /// "A poll had her trailing by two points", "another survey put the race within the margin of error".
    pub(super) fn poll(&self, verb: usize, sentence: &Range<usize>) -> Option<Attribution> {
        if !matches!(self.word(verb), "had" | "has" | "have" | "put" | "puts" | "gave" | "gives") {
            return None;
        }
        let when =
            |i: usize| self.adverb(i) || self.is(i, class::TIME) || matches!(self.word(i), "last" | "this" | "earlier");
        let last = (sentence.start..verb).rev().find(|&i| !when(i))?;
        let speaker = self.phrase_before(last, sentence.start)?;
        if !speaker.clone().any(|i| self.is(i, class::POLL)) {
            return None;
        }
        let limit = self.content_limit(sentence);
        let end = self.phrase_after(verb + 1, limit);
        let place = matches!(
            self.word(end),
            "ahead" | "behind" | "up" | "down" | "tied" | "even" | "at" | "within" | "with" | "a" | "an" | "in"
        );
        if end == verb + 1 || !(place || self.is(end, class::ING) || self.is(end - 1, class::ING)) {
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
