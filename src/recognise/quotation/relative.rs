//! Subjects that an insertion or a relative clause parts from their verb.

use super::class;
use super::subject::Subject;
use super::view::View;
use std::ops::Range;

impl View<'_> {
    /// "Petrova, who has held the post since 2012, said": from the comma before the verb to the name.
    pub(super) fn before_insertion(&self, comma: usize, floor: usize) -> Option<Range<usize>> {
        let mut best = None;
        let mut end = comma;
        let name = (floor..comma).rev().take_while(|&i| self.is(i, class::PROPER)).count();
        let named = (2..=4).contains(&name) && self.is(comma.wrapping_sub(name + 1), class::COMMA);
        for _ in 0..5 {
            let open = (floor.max(end.saturating_sub(40))..end)
                .rev()
                .find(|&i| self.is(i, class::COMMA | class::QUOTE | class::SEMICOLON | class::DASH | class::COLON));
            let start = open.map_or(floor, |o| o + 1);
            if best.is_none() && end == comma {
                // The insertion itself.
                end = open.filter(|&o| self.is(o, class::COMMA | class::DASH))?;
                continue;
            }
            let opened = (start..end)
                .take_while(|&i| {
                    self.is(i, class::COORDINATOR | class::THAT)
                        || self.adverb(i)
                        || self.is(i, class::SUBORDINATOR) && self.word(i) != "as"
                })
                .count();
            if let Some(p) = end.checked_sub(1).filter(|&l| l >= start).and_then(|l| self.phrase_before(l, start)) {
                // "The shop closed in June, its manager, Ana Petrova, said": she is named after her office.
                let determined = self.is(p.start, class::DETERMINER | class::POSSESSIVE);
                if best.is_none() && named && determined && p.start == start {
                    return Some(p);
                }
                if p.start <= start + opened && !p.clone().all(|i| self.adverb(i)) {
                    // ", and his manager, Ana Petrova, said": a clause begins there.
                    if (start..start + opened).any(|i| self.is(i, class::COORDINATOR)) {
                        return Some(p);
                    }
                    best = Some(p);
                } else if best.is_none()
                    && p.start > start
                    && self.is(p.start - 1, class::THAT | class::COORDINATOR | class::SUBORDINATOR)
                {
                    return Some(p);
                }
            }
            match open {
                Some(o) if self.is(o, class::COMMA) => end = o,
                _ => break,
            }
        }
        best
    }

    /// "Kamp, who said", "a witness who said": the noun before the relative pronoun.
    pub(super) fn relative(&self, s: &mut Subject, relative: usize, floor: usize) -> bool {
        s.start = relative;
        let Some(mut last) = relative.checked_sub(1).filter(|&l| l >= floor) else { return false };
        if self.is(last, class::COMMA | class::DASH) {
            s.aside = true;
            last = match last.checked_sub(1).filter(|&l| l >= floor) {
                Some(l) => l,
                None => return false,
            };
        }
        if self.reflexive(last) && last > floor {
            last -= 1;
        }
        s.phrase = self.phrase_before(last, floor).map(|p| self.described(p, floor)).map(|p| {
            // "on the mind of Ana Petrova, who said": it is she who said it.
            let name = (p.start..last).rev().find(|&i| !self.is(i, class::PROPER)).map_or(p.start, |i| i + 1);
            let titled = name > p.start && !self.is(name - 1, class::PREPOSITION);
            if self.is(last, class::PROPER) && !titled {
                return name..p.end;
            }
            // "drew criticism from rights groups, who said": people say it, and no bare noun does.
            let from = p.clone().find(|&i| self.word(i) == "from");
            let bare = |f: usize| f == p.start + 1 && !self.plural(p.start) && !self.is(p.start, class::PROPER);
            match from.filter(|&f| bare(f)) {
                Some(f) => f + 1..p.end,
                None => p,
            }
        });
        s.phrase.is_some()
    }

    /// "Ana Petrova, the columnist, who said": the name that a description follows.
    fn described(&self, p: Range<usize>, floor: usize) -> Range<usize> {
        let comma = p.start.checked_sub(1).filter(|&c| c > floor && self.is(c, class::COMMA));
        let plain = self.is(p.start, class::DETERMINER) && !self.named(p.end - 1);
        let name =
            comma.filter(|&c| plain && self.is(c - 1, class::PROPER)).and_then(|c| self.phrase_before(c - 1, floor));
        name.unwrap_or(p)
    }

    fn reflexive(&self, i: usize) -> bool {
        matches!(self.word(i), "himself" | "herself" | "itself" | "themselves")
    }

    /// "was quoted by the agency as saying", "whom the agency quoted as saying".
    pub(super) fn quoted_as(&self, s: &mut Subject, as_at: usize, floor: usize) -> bool {
        let reports = |&i: &usize| self.is(i, class::REPORTS) && self.is(i, class::PAST | class::PRESENT);
        let Some(verb) = (floor.max(as_at.saturating_sub(8))..as_at).rev().find(reports) else {
            return false;
        };
        s.cue = verb;
        let chain = self.chain(verb, floor);
        if let Some(whom) = (floor.max(verb.saturating_sub(10))..verb).rev().find(|&i| matches!(self.word(i), "whom")) {
            return self.relative(s, whom, floor);
        }
        if !chain.be {
            // "the agency quoted Petrova as saying"
            let end = self.phrase_after(verb + 1, as_at);
            s.phrase = (end > verb + 1).then_some(verb + 1..end);
            let quoter = chain.left.checked_sub(1).filter(|&l| l >= floor).and_then(|l| self.phrase_before(l, floor));
            if let Some(q) = quoter {
                s.start = q.start;
                s.own = true;
            }
            return s.phrase.is_some();
        }
        s.start = chain.left;
        self.subject_before(s, floor, true)
    }
}
