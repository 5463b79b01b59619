//! What is said: from a verb of saying to its content.

use super::class;
use super::grammar::{Frame, Sense};
use super::view::View;
use crate::text::{Case, TokenKind};

/// What stands before subject and verb that can be the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Led {
    /// Nothing.
    No,
    /// Words and a comma.
    Plain,
    /// Words in marks, or the verb stands before its subject.
    Marked,
}

/// What comes after a verb of saying, its hearer and its circumstances.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    /// Nothing more: the content stands before the verb.
    End,
    /// A comma at this item: the content may go on behind it.
    Comma(usize),
    /// The content, from this item.
    Content(usize),
    /// Something that this verb cannot report.
    Other,
}

/// How many words at least are a clause whose verb is not known.
const CLAUSE: usize = 4;

impl View<'_> {
    /// Reads on from item `from`. `led` says that words before the verb can be its content.
    pub(super) fn after(&self, from: usize, limit: usize, sense: &Sense, led: Led) -> After {
        let mut i = from;
        // The adverb of "denied ever having met him" belongs to what is denied.
        while i < limit && self.adverb(i) && !self.is(i, class::TIME) && !self.is(i + 1, class::ING) {
            i += 1;
        }
        if sense.frame.has(Frame::PREPOSITION)
            && self.items.get(i).is_some_and(|it| sense.prepositions.contains(&it.word))
        {
            return if i + 1 < limit { After::Content(i) } else { After::Other };
        }
        if sense.frame.has(Frame::OBJECT_INFINITIVE) && self.begins(i) && led != Led::Marked {
            let mut end = self.long_phrase_after(i, limit);
            while end > i && self.adverb(end) {
                end += 1;
            }
            if end > i && self.is(end, class::TO) {
                return After::Content(i);
            }
        }
        let mut hearer = false;
        let object = i;
        if let Some(end) = self.hearer(i, limit, sense) {
            i = end;
            hearer = true;
            // "told the court of their sorrow", "warned voters about the bill"
            let tells = sense.frame.has(Frame::PREPOSITION) && led != Led::Marked;
            if tells && i + 1 < limit && self.items.get(i).is_some_and(|it| sense.prepositions.contains(&it.word)) {
                return After::Content(i);
            }
        }
        let direct = i;
        i = self.circumstances(i, limit);
        // "offered no proof for his claim that"
        let noun = i > direct + 1
            && self.is(i, class::THAT)
            && self.is(i - 1, class::NOUN)
            && !self.is(i - 1, class::DOCUMENT | class::UTTERANCE)
            && self.is(i - 2, class::POSSESSIVE | class::POSSESSIVE_S);
        if noun {
            return After::Other;
        }
        if i > direct && led == Led::Plain && self.is(i, class::THAT) {
            // "…, Kamp said in a speech that drew criticism"
            return After::End;
        }
        let after = self.complement(i, limit, sense, led, hearer);
        // "said in a statement, the plan was dead", "says in most years, the plan dies"
        if let After::Comma(comma) = after
            && i > direct
            && led == Led::No
            && sense.frame.has(Frame::ALWAYS)
            && self.begins(comma + 1)
            && self.clause(comma + 1, limit)
            && !(comma + 1..limit).any(|j| self.is(j, class::COMMA | class::QUOTE))
        {
            let told_then = (direct..i).any(|j| self.is(j, class::TIME | class::DOCUMENT | class::UTTERANCE));
            return After::Content(if told_then { comma + 1 } else { direct });
        }
        // "promised another ten by Friday" has no hearer but an object.
        let given = hearer && led == Led::No && sense.frame.has(Frame::NOUN) && !self.is(object, class::OBJECT);
        if given && matches!(after, After::End | After::Comma(_) | After::Other) {
            return After::Content(object);
        }
        if i > direct && matches!(after, After::Other) && !self.verbal(i) {
            return if led == Led::No { self.complement(direct, limit, sense, led, hearer) } else { After::End };
        }
        after
    }

    fn complement(&self, i: usize, limit: usize, sense: &Sense, led: Led, hearer: bool) -> After {
        let f = sense.frame;
        if i >= limit || self.is(i, class::STOP | class::SEMICOLON | class::CLOSE_BRACKET) {
            return After::End;
        }
        if self.is(i, class::COMMA | class::DASH) {
            // "has told the channel, rioting is no way out"
            let told = hearer && led == Led::No && self.begins(i + 1) && f.has(Frame::CLAUSE);
            if told && self.clause(i + 1, limit) && !(i + 1..limit).any(|j| self.is(j, class::COMMA)) {
                return After::Content(i + 1);
            }
            if self.is(i + 1, class::QUOTE | class::THAT) && led == Led::No {
                return After::Content(i + 1);
            }
            if led == Led::No && self.is(i, class::COMMA) {
                // "said, in a statement, that"
                let second = (i + 1..limit.min(i + 15)).find(|&j| self.is(j, class::COMMA));
                if let Some(c) = second.filter(|&c| self.is(c + 1, class::THAT | class::QUOTE)) {
                    return After::Content(c + 1);
                }
            }
            return After::Comma(i);
        }
        if self.is(i, class::COLON) {
            // "He would know: his father was there."
            if !f.has(Frame::SPEECH) && led == Led::No && !self.is(i + 1, class::QUOTE) {
                return After::Other;
            }
            return if i + 1 < limit { After::Content(i + 1) } else { After::End };
        }
        if self.is(i, class::THAT) {
            // "said that when asked", but "said that, in 2010, …" and "said that if it rained they would …"
            let inserted = self.is(i + 1, class::SUBORDINATOR) && limit - i > 6
                || self.is(i + 1, class::COMMA)
                    && (i + 2..limit.min(i + 25)).any(|j| self.is(j, class::COMMA) || self.ends_with_comma(j));
            let pronoun = i + 1 >= limit
                || self.is(i + 1, class::COORDINATOR | class::STOP)
                || self.is(i + 1, class::COMMA | class::SUBORDINATOR) && !inserted;
            if pronoun {
                return if led == Led::No { After::Other } else { After::End };
            }
            // "called that “nonsense”", but "on a call that he would leave"
            let opens = class::SUBJECT | class::DETERMINER | class::POSSESSIVE | class::PROPER;
            let named = f.has(Frame::NOUN) && !self.is(i + 1, opens);
            return if f.has(Frame::THAT) || named { After::Content(i) } else { After::Other };
        }
        if self.is(i, class::QUOTE) {
            // "called “the Sieve”" names a thing, "sang “Bella ciao”" a song, "went on “Question Time”" a show.
            // "a sign that read “Enough.”", "signs reading “Enough”", but "he read “Dune”"
            let shown = i > 1
                && &*sense.lemma == "read"
                && (self.is(i - 1, class::ING) || self.is(i - 2, class::THAT | class::RELATIVE | class::DOCUMENT));
            let authored = matches!(&*sense.lemma, "write" | "read") && !shown;
            if led == Led::No && (authored || !sense.particle.is_empty()) && self.named_in_marks(i) {
                return After::Other;
            }
            return if f.has(Frame::MARKS) || f.has(Frame::NOUN) && !self.named_in_marks(i) || led == Led::Marked {
                After::Content(i)
            } else {
                After::Other
            };
        }
        let asks = !f.has(Frame::THAT) && led == Led::Plain;
        if self.is(i, class::QUESTION)
            && f.has(Frame::QUESTION)
            && (asks || led == Led::No || !self.is(i, class::SUBORDINATOR))
        {
            return After::Content(i);
        }
        let to = if self.is(i, class::NEGATION) { i + 1 } else { i };
        if self.is(to, class::TO) {
            let verb = to > i
                || self.is(i + 1, class::INFINITIVE)
                || !self.begins(i + 1)
                || !self.is(i + 1, class::DETERMINER | class::PROPER | class::OBJECT | class::POSSESSIVE);
            let infinitive = f.has(Frame::INFINITIVE) || f.has(Frame::OBJECT_INFINITIVE);
            return if verb && infinitive && led != Led::Marked {
                After::Content(i)
            } else if led != Led::No {
                After::End
            } else {
                After::Other
            };
        }
        let gerund = self.is(i, class::ING) || self.adverb(i) && self.is(i + 1, class::ING);
        if gerund && led == Led::No && (f.has(Frame::GERUND) || f.has(Frame::CLAUSE) || f.has(Frame::NOUN)) {
            return After::Content(i);
        }
        if self.is(i, class::COORDINATOR) {
            return After::End;
        }
        // "Asked whether he would go, he said no."
        let plainly = f.has(Frame::CLAUSE) && f.has(Frame::SPEECH) && led == Led::No;
        let closed = i + 1 >= limit || self.is(i + 1, class::COMMA | class::COORDINATOR | class::STOP | class::DASH);
        if plainly && closed && matches!(self.word(i), "no" | "yes") {
            return After::Content(i);
        }
        if self.begins(i) && !self.is(i, class::SUBORDINATOR) {
            if &*sense.lemma == "question" && !self.abstract_object(i, limit) {
                return After::Other;
            }
            if f.has(Frame::RELATED) && led != Led::Marked && self.related(i, limit, sense) {
                return After::Content(i);
            }
            return self.nominal_complement(i, limit, f, led, hearer);
        }
        if led != Led::No || self.is(i, class::SUBORDINATOR) && !f.has(Frame::CLAUSE) {
            return After::End;
        }
        if self.is(i, class::SUBORDINATOR | class::PREPOSITION) && f.has(Frame::CLAUSE) && self.clause(i, limit) {
            return After::Content(i);
        }
        After::Other
    }

    /// "questioned his motives", "questioned the fairness of", but "questioned the two men".
    fn abstract_object(&self, i: usize, limit: usize) -> bool {
        let end = self.phrase_after(i, limit);
        self.is(i, class::POSSESSIVE) || self.word(end) == "of" || (i..end).any(|j| self.is(j, class::POSSESSIVE_S))
    }

    /// "compared him to a bully", "put the number at 214": a noun phrase and a preposition of the verb.
    fn related(&self, i: usize, limit: usize, sense: &Sense) -> bool {
        const OBJECT: usize = 14;
        let end = limit.min(i + OBJECT);
        let stops = class::COMMA | class::STOP | class::DASH | class::SEMICOLON | class::COLON | class::THAT;
        let preposition = (i + 1..end)
            .take_while(|&k| !self.is(k, stops) && !self.verbal(k))
            .find(|&k| self.items.get(k).is_some_and(|it| sense.prepositions.contains(&it.word)));
        preposition.is_some_and(|k| {
            let counted = || (k + 1..limit.min(k + 5)).any(|n| self.is(n, class::NUMBER | class::DIGITS));
            let lasting = self.word(k) == "for" && self.is(k + 1, class::NUMBER | class::DIGITS | class::TIME);
            k + 1 < limit && !lasting && (self.word(k) != "at" || counted())
        })
    }

    fn nominal_complement(&self, i: usize, limit: usize, f: Frame, led: Led, hearer: bool) -> After {
        if f.has(Frame::CLAUSE) && self.clause(i, limit) {
            // After “…,” nothing but another quotation goes on with the content.
            return After::Content(i);
        }
        if led == Led::Marked {
            return After::End;
        }
        if led == Led::Plain && f.has(Frame::CLAUSE) {
            // "he alerted a tour group" reports nothing, "he added a moment later" does.
            let end = self.phrase_after(i, limit);
            let later = matches!(self.word(end), "later" | "earlier" | "before" | "after" | "ago");
            let object =
                end > i && !later && !hearer && !f.has(Frame::HEARER) && !(i..end).any(|j| self.is(j, class::TIME));
            return if object { After::Other } else { After::End };
        }
        // Its verb may be one that no list holds: "says Israel deals with them alone".
        let marked = (i..limit).any(|k| self.is(k, class::QUOTE));
        if f.has(Frame::ALWAYS) && (limit - i >= CLAUSE || marked) && !self.is(i, class::NUMBER | class::DIGITS) {
            return After::Content(i);
        }
        if f.has(Frame::OBJECT_INFINITIVE) {
            let end = self.long_phrase_after(i, limit);
            if end > i && end < limit && !self.is(end, class::STOP) {
                return After::Content(i);
            }
        }
        // "promised voters a bridge"
        let given = !hearer || f.has(Frame::HEARER) && f.has(Frame::NOUN);
        if (f.has(Frame::NOUN) || f.has(Frame::AS)) && given {
            return After::Content(i);
        }
        After::Other
    }

    /// Whether a clause with a verb of its own begins at item `i`.
    pub(super) fn clause(&self, i: usize, limit: usize) -> bool {
        // "added 67 before tea"
        let score = self.is(i, class::NUMBER | class::DIGITS) && self.is(i + 1, class::PREPOSITION);
        if score && !matches!(self.word(i + 1), "of" | "in" | "per") {
            return false;
        }
        if self.is(i, class::SUBJECT) && !self.is(i, class::DETERMINER | class::NUMBER) {
            return true;
        }
        let far = limit.min(i + 40);
        for j in i + 1..far {
            // "claimed eight lives, the police said": the clause after the comma is the sentence's own.
            if self.is(j, class::SEMICOLON)
                || self.is(j, class::COMMA) && (self.attributed(j + 1, limit) || self.always_says(j + 1))
            {
                return false;
            }
            let verb = self.verbal(j) || self.is(j, class::PARTICIPLE);
            // "claimed eight lives and left thousands homeless": the second verb has the subject of the first.
            if verb && !self.is(j - 1, class::COORDINATOR) || self.long_quote(j) {
                return true;
            }
            let noun = class::DETERMINER | class::POSSESSIVE | class::PREPOSITION | class::PROPER | class::COORDINATOR;
            if self.is(j, class::PRESENT) && !self.is(j - 1, noun) {
                return true;
            }
        }
        false
    }

    /// "said", which begins no description behind a comma.
    fn always_says(&self, i: usize) -> bool {
        self.is(i, class::PAST) && self.sense(i).is_some_and(|s| s.frame.has(Frame::ALWAYS))
    }

    /// Words in marks that can hold a verb.
    pub(super) fn long_quote(&self, i: usize) -> bool {
        self.items.get(i).is_some_and(|it| it.is(class::QUOTE) && it.end - it.start > 4)
    }

    /// Whether the words in marks at item `i` end with the end of a sentence.
    pub(super) fn ends_sentence(&self, i: usize) -> bool {
        let Some(it) = self.items.get(i).filter(|it| it.is(class::QUOTE)) else { return false };
        (it.start..it.end).rev().take(4).any(|t| matches!(self.context.text.token(t), "." | "!" | "?" | "…"))
    }

    /// Whether the words in marks at item `i` are written like a name: “Operation Turnstile”.
    pub(super) fn named_in_marks(&self, i: usize) -> bool {
        let Some(it) = self.items.get(i).filter(|it| it.is(class::QUOTE)) else { return false };
        let words = self.context.text.tokens.get(it.start..it.end).unwrap_or(&[]);
        let mut long = words.iter().filter(|t| t.kind == TokenKind::Word && t.end - t.start > 3).peekable();
        long.peek().is_some() && long.all(|t| matches!(t.case, Case::Capitalised | Case::Upper | Case::Mixed))
    }

    /// Whether the words in marks at item `i` begin with a capital.
    pub(super) fn opens_with_capital(&self, i: usize) -> bool {
        let Some(it) = self.items.get(i).filter(|it| it.is(class::QUOTE)) else { return false };
        let words = self.context.text.tokens.get(it.start..it.end).unwrap_or(&[]);
        words.iter().find(|t| t.kind == TokenKind::Word).is_some_and(|t| t.case != Case::Lower)
    }

    /// Whether the words in marks at item `i` end with a comma.
    pub(super) fn ends_with_comma(&self, i: usize) -> bool {
        let Some(it) = self.items.get(i).filter(|it| it.is(class::QUOTE)) else { return false };
        (it.start..it.end).rev().take(3).any(|t| self.context.text.token(t) == ",")
    }
}
