//! Attributions without a verb and a subject: hearsay, "according to", nouns of saying.

use super::attribution::Attribution;
use super::class;
use super::grammar::Sense;
use super::view::View;
use std::ops::Range;

impl View<'_> {
    /// "The letter quotes Ana Petrova, its editor: “…”": the words are hers, not the letter's.
    pub(super) fn quoting(&self, verb: usize, sentence: &Range<usize>, sense: &Sense) -> Option<Attribution> {
        const ASIDE: usize = 15;
        if !matches!(&*sense.lemma, "quote" | "cite") {
            return None;
        }
        let limit = self.content_limit(sentence);
        let end = self.phrase_after(verb + 1, limit);
        let named = (verb + 1..end).any(|i| self.is(i, class::PROPER | class::OBJECT));
        let colon = (end..limit.min(end + ASIDE)).find(|&i| self.is(i, class::COLON))?;
        let said = Attribution {
            content: vec![self.trim(colon + 1..colon + 2)],
            speaker: Some(verb + 1..end),
            cue: Some(verb..verb + 1),
            force: String::from(&sense.force),
            speech: true,
            ..Attribution::default()
        };
        (named && self.is(colon + 1, class::QUOTE)).then_some(said)
    }

    /// "In the minister's view, …", "in his words".
    pub(super) fn in_the_view_of(&self, at: usize, sentence: &Range<usize>) -> Option<Attribution> {
        let limit = self.content_limit(sentence);
        let end = self.phrase_after(at + 1, limit);
        let noun = end.checked_sub(1).filter(|&n| n > at)?;
        let speech = matches!(self.word(noun), "words" | "telling" | "account");
        if !speech && !matches!(self.word(noun), "view" | "opinion" | "eyes" | "estimation") {
            return None;
        }
        // "in the words of one operative"
        let of = if self.word(end) == "of" { self.full_phrase_after(end + 1, limit) } else { end };
        let (speaker, cue, end) = if of > end + 1 {
            (end + 1..of, noun..end, of)
        } else if self.is(at + 1, class::POSSESSIVE) {
            (at + 1..at + 2, noun..end, end)
        } else {
            let owner = (at + 1..noun).rev().find(|&i| self.is(i, class::POSSESSIVE_S))?;
            (at + 1..owner, noun..end, end)
        };
        let content = if self.is(end, class::COMMA) && at == sentence.start {
            end + 1..self.content_end(end + 1, limit, at)
        } else if end >= limit && at > sentence.start {
            sentence.start..at
        } else {
            return None;
        };
        Some(Attribution {
            content: vec![self.only_marks(self.trim(content))].into_iter().filter(|r| r.start < r.end).collect(),
            speaker: Some(speaker),
            cue: Some(cue),
            force: if speech { "said" } else { "thought" }.to_owned(),
            speech,
            ..Attribution::default()
        })
    }

    /// "according to the ministry".
    pub(super) fn according(&self, at: usize, sentence: &Range<usize>) -> Option<Attribution> {
        let limit = self.content_limit(sentence);
        let end = self.phrase_after(at + 2, limit);
        if end == at + 2 {
            return None;
        }
        let speaker = at + 2..self.full_phrase_after(at + 2, limit);
        let mut content = Vec::new();
        if at > sentence.start {
            content.push(self.trim(sentence.start..at));
            let comma = speaker.end;
            let more = class::RELATIVE | class::DETERMINER | class::ING | class::PROPER;
            // "Hale, according to three guests, told them"
            let name = sentence.start..at - 1;
            let alone = self.is(at - 1, class::COMMA)
                && self.begins(name.start)
                && self.phrase_after(name.start, name.end) == name.end;
            if alone && self.is(comma, class::COMMA) && self.verbal(comma + 1) {
                content.push(comma + 1..self.content_end(comma + 1, limit, at));
            } else if self.is(comma, class::COMMA) && !self.is(comma + 1, more) {
                content.extend(self.trailing(comma, limit, at, false));
            }
        } else {
            // "According to two aides, who asked for silence, …"
            let comma = |from: usize| (from..limit).find(|&i| self.is(i, class::COMMA));
            let first = comma(speaker.end)?;
            let aside = self.is(first + 1, class::RELATIVE);
            let comma = if aside { comma(first + 1).unwrap_or(first) } else { first };
            content.push(self.trim(comma + 1..self.content_end(comma + 1, limit, at)));
        }
        let content: Vec<_> = content.into_iter().filter(|r| r.start < r.end).map(|r| self.only_marks(r)).collect();
        Some(Attribution {
            content,
            speaker: Some(speaker),
            cue: Some(at..at + 2),
            force: "said".to_owned(),
            speech: true,
            ..Attribution::default()
        })
    }

    pub(super) fn only_marks(&self, r: Range<usize>) -> Range<usize> {
        let Some(quote) = r.end.checked_sub(1).filter(|&q| q >= r.start) else { return r };
        if self.is(quote, class::QUOTE)
            && (r.start..quote).all(|i| self.is(i, class::COORDINATOR | class::COMMA) || self.adverb(i))
        {
            return quote..r.end;
        }
        r
    }

    /// "her claim that", "the minister's promise to", "the allegation that".
    pub(super) fn noun(&self, at: usize, sentence: &Range<usize>) -> Option<Attribution> {
        if !self.is(at, class::NOUN) {
            return None;
        }
        let force = self.items.get(at).and_then(|it| self.grammar.noun(it.word))?;
        let limit = self.content_limit(sentence);
        // "his claim, made without proof, that"
        if self.is(at + 1, class::COMMA) {
            const ASIDE: usize = 10;
            let end = sentence.end.min(at + 2 + ASIDE);
            let second = (at + 2..end).find(|&i| self.is(i, class::COMMA))?;
            let owned = at > sentence.start && self.is(at - 1, class::POSSESSIVE | class::POSSESSIVE_S);
            if !owned || !self.is(second + 1, class::THAT) {
                return None;
            }
            let speaker = if self.is(at - 1, class::POSSESSIVE) {
                Some(at - 1..at)
            } else {
                at.checked_sub(2).and_then(|l| self.phrase_before(l, sentence.start))
            };
            let limit = self.content_limit(sentence);
            let start = second + 2;
            let end = self.before_main_verb(start, self.content_end(start, limit, at));
            return (start < end).then(|| Attribution {
                content: vec![self.trim(start..end)],
                speaker,
                cue: Some(at..at + 1),
                force: force.to_owned(),
                speech: force != "thought",
                ..Attribution::default()
            });
        }
        // ", a claim that investigators have disputed" sums up what was said.
        let determined = at >= sentence.start + 2 && matches!(self.word(at - 1), "a" | "an");
        if determined && self.is(at - 2, class::COMMA) && self.is(at, class::SUMMARY) {
            return None;
        }
        let that = self.is(at + 1, class::THAT);
        let to = self.is(at + 1, class::TO)
            && self.is(at + 2, class::INFINITIVE)
            && matches!(force, "promised" | "demanded");
        // "chants of “…”"
        let shouts = force == "shouted";
        if shouts && self.is(at + 1, class::QUOTE) && self.opens_with_capital(at + 1) && !self.is(at, class::PROPER) {
            return Some(Attribution {
                content: Vec::from([Range { start: at + 1, end: at + 2 }]),
                cue: Some(at..at + 1),
                force: force.to_owned(),
                speech: true,
                ..Attribution::default()
            });
        }
        let shouted = shouts && self.word(at + 1) == "of" && self.is(at + 2, class::QUOTE);
        // "claims he was a spy"
        let bare = !that
            && !to
            && self.plural(at)
            && self.is(at + 1, class::SUBJECT)
            && !self.is(at + 1, class::DETERMINER | class::NUMBER | class::OBJECT)
            && (self.is(at + 2, class::AUXILIARY) && !self.is(at + 2, class::HAVE)
                || self.verbal(at + 2) && self.is(at + 3, class::TO));
        if !(that || to || shouted || bare) || at + 2 >= limit {
            return None;
        }
        // "reports that were lost": the noun is what the clause is about.
        if that && self.verbal(at + 2) {
            return None;
        }
        let mut owner = at;
        while owner > sentence.start
            && self.nominal(owner - 1)
            && !self.is(owner - 1, class::POSSESSIVE | class::POSSESSIVE_S | class::VOICING)
            && at - owner < 4
        {
            owner -= 1;
        }
        let before = owner.checked_sub(1).filter(|&b| b >= sentence.start);
        let speaker = before.and_then(|b| {
            if self.is(b, class::POSSESSIVE) {
                return Some(b..b + 1);
            }
            if self.is(b, class::POSSESSIVE_S) {
                return b
                    .checked_sub(1)
                    .filter(|&l| l >= sentence.start)
                    .and_then(|l| self.phrase_before(l, sentence.start));
            }
            // "officials expressed concern that", "he repeated the claim that"
            let verb =
                if self.is(b, class::DETERMINER) { b.checked_sub(1).filter(|&l| l >= sentence.start)? } else { b };
            if self.is(verb, class::VOICING) && !self.is(verb, class::PROPER) {
                let last = (sentence.start..verb).rev().find(|&i| !self.adverb(i) && !self.is(i, class::AUXILIARY))?;
                return self.phrase_before(last, sentence.start).or_else(|| self.main_subject(sentence, verb));
            }
            None
        });
        // "the crowd answered with chants of “…”"
        let speaker = speaker.or_else(|| {
            let led = at > sentence.start && matches!(self.word(at - 1), "with" | "into" | "in" | "to");
            let many = |p: &Range<usize>| self.plural(p.end - 1) || self.is(p.end - 1, class::CROWD);
            if shouted && led { self.person_in_charge(sentence, at - 1).filter(many) } else { None }
        });
        if to && speaker.is_none() {
            return None;
        }
        let start = if that || shouted { at + 2 } else { at + 1 };
        let end = if shouted { at + 3 } else { self.content_end(start, limit, at) };
        let opens = speaker.as_ref().map_or(owner, |s| s.start) <= sentence.start + 1;
        let end = if opens { self.before_main_verb(start, end) } else { end };
        Some(Attribution {
            content: vec![self.trim(start..end)].into_iter().filter(|r| r.start < r.end).collect(),
            speaker,
            cue: Some(at..at + 1),
            force: force.to_owned(),
            speech: force != "thought",
            ..Attribution::default()
        })
    }
}

impl View<'_> {
    /// "his claim that the vote was rigged | has been refuted": a second verb that nothing ties to the
    /// clause is the sentence's own.
    pub(super) fn before_main_verb(&self, start: usize, end: usize) -> usize {
        let ties = class::COMMA
            | class::COORDINATOR
            | class::SUBORDINATOR
            | class::RELATIVE
            | class::THAT
            | class::QUESTION
            | class::SUBJECT;
        let mut seen = false;
        let mut tied = false;
        for i in start..end {
            if self.is(i, ties) && !self.is(i, class::DETERMINER) {
                seen = false;
                tied = true;
            }
            // "her promise to close the mines | haunted her"
            let object = class::OBJECT | class::DETERMINER | class::POSSESSIVE;
            let opened = self.is(start, class::TO) && i > start + 2 && !tied;
            let finite = self.is(i, class::AUXILIARY) || self.verbal(i) && self.is(i + 1, object);
            if opened && finite {
                let before = (start..i).rev().find(|&k| !self.adverb(k));
                if before.is_some_and(|k| self.nominal(k)) {
                    return i;
                }
            }
            if self.verbal(i) {
                let before = (start..i).rev().find(|&k| !self.adverb(k));
                let chained = before.is_some_and(|k| self.is(k, class::AUXILIARY));
                if seen && !chained && self.is(i, class::AUXILIARY) {
                    return i;
                }
                seen = true;
            }
        }
        end
    }
}
