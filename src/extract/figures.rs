//! What no rule took: each figure and date becomes a claim of kind `figure`, and a sentence that gives
//! none tells by its words of direction which way something went. They are aligned by their sentences.

use super::claims::Run;
use crate::claim::{Claim, Qualifiers, Status};
use crate::lexicon::Directions;
use crate::recognise::{Mention, Values};
use crate::span::Span;
use crate::text::{Case, Sentence, Token, TokenKind, Vocabulary, WordId};
use crate::value::{Decimal, Direction, Number, Value};
use arcstr::{ArcStr, literal};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;
use std::sync::Arc;

/// Kind of the claims of figures and dates.
const FIGURE: (ArcStr, ArcStr) = (literal!("figure"), literal!("built-in/figure"));

/// Kind of the claims of direction, and what stands for their rule.
const DIRECTION: (ArcStr, ArcStr) = (literal!("direction"), literal!("built-in/direction"));

/// Whether a value that no rule took is worth a claim: a figure, or a date that says more than "now".
fn is_figure(value: &Value) -> bool {
    match value {
        Value::Money(_) | Value::Percent(_) | Value::Quantity(_) | Value::Duration(_) => true,
        Value::Number(_) | Value::Ordinal(_) | Value::Set(_) => true,
        Value::Date(t) | Value::Time(t) => !t.timex.ends_with("_REF"),
        _ => false,
    }
}

/// The number of one side of a vote.
fn tally(value: &Value) -> Option<Decimal> {
    match value {
        Value::Number(n) => n.number,
        Value::Quantity(q) => q.number.number,
        _ => None,
    }
}

/// Digits of one side of a score.
const SIDE: usize = 3;

/// Words of direction that make a claim, by word.
#[derive(Debug, Default)]
pub(super) struct Turns {
    /// For each word id one more than the index of the name of its side; 0 for every other word.
    side: Vec<u8>,
    /// The same of everyday words, which say it only of a figure.
    everyday: Vec<u8>,
    names: Vec<String>,
    predicates: Vec<WordId>,
    measured: Vec<WordId>,
    /// The same of words that say it where they are compared with an earlier time.
    compared: Vec<u8>,
    than: WordId,
    earlier: Vec<WordId>,
    /// Words right before that turn it round.
    negations: Vec<WordId>,
    /// Words that "not" puts on the other side, each with one more than the index of its name.
    negatable: Vec<(WordId, u8)>,
    /// Phrases of two words that a negation before them puts there, with the same.
    negatable_phrases: FxHashMap<(WordId, WordId), u8>,
    /// Phrases of two words, with the same.
    phrases: FxHashMap<(WordId, WordId), u8>,
    /// For each word id whether such a phrase begins with it.
    opens: Vec<u8>,
    not: WordId,
}

/// Words before a word of direction among which a negation takes it back.
const NEGATED: usize = 3;

impl Turns {
    pub(super) fn new(vocabulary: &mut Vocabulary) -> Self {
        let known = Directions::bundled();
        let mut turns = Self::default();
        for (word, name) in known.telling() {
            let at = turns.named(name);
            mark(&mut turns.side, vocabulary.intern(word), at);
        }
        for (word, name) in known.predicative() {
            let at = turns.named(name);
            mark(&mut turns.everyday, vocabulary.intern(word), at);
        }
        for (word, name) in known.compared() {
            let at = turns.named(name);
            mark(&mut turns.compared, vocabulary.intern(word), at);
        }
        turns.than = vocabulary.intern("than");
        for (word, name) in known.negatable() {
            let at = turns.named(name);
            turns.negatable.push((vocabulary.intern(word), at));
        }
        for ([first, second], name) in known.phrases() {
            let at = turns.named(name);
            let first = vocabulary.intern(first);
            mark(&mut turns.opens, first, 1);
            turns.phrases.insert((first, vocabulary.intern(second)), at);
        }
        for ([first, second], name) in known.negatable_phrases() {
            let at = turns.named(name);
            turns.negatable_phrases.insert((vocabulary.intern(first), vocabulary.intern(second)), at);
        }
        turns.not = vocabulary.intern("not");
        let mut ids = |words: &[String]| words.iter().map(|w| vocabulary.intern(w)).collect();
        turns.predicates = ids(known.predicates());
        turns.measured = ids(known.measured());
        turns.earlier = ids(known.earlier());
        turns.negations = ["not", "no", "never", "without", "n't", "didn't", "neither", "nor"]
            .iter()
            .map(|w| vocabulary.intern(w))
            .collect();
        turns
    }

    /// One more than the index of a side's name.
    fn named(&mut self, name: &str) -> u8 {
        let at = self.names.iter().position(|n| n == name).unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        });
        u8::try_from(at + 1).unwrap_or(0)
    }

    /// What is left of a side where words before it negate it: "did not rule out" tells of the other side, "did not
    /// rise" of none.
    fn negated<'t>(
        &'t self,
        tokens: &[Token],
        direction: &'t str,
        words: Range<usize>,
    ) -> Option<(&'t str, Range<usize>)> {
        let from = words.start.saturating_sub(NEGATED);
        let before = tokens.get(from..words.start).unwrap_or(&[]);
        let Some(at) = before.iter().position(|b| self.negations.contains(&b.word)) else {
            return Some((direction, words));
        };
        let phrase = (tokens.get(words.start)?.word, tokens.get(words.start + 1)?.word);
        let side = *self.negatable_phrases.get(&phrase)?;
        let name = self.names.get(usize::from(side).checked_sub(1)?)?;
        // With the auxiliary: "did not rule out".
        Some((name, (from + at).saturating_sub(1)..words.end))
    }

    /// The side that the token at `i` tells of, alone or with its neighbour, and the tokens that do.
    fn told(&self, tokens: &[Token], i: usize) -> Option<(&str, Range<usize>)> {
        let name = |side: u8| self.names.get(usize::from(side).checked_sub(1)?).map(String::as_str);
        let word = tokens[i].word;
        let opens = self.opens.get(word.0 as usize).is_some_and(|o| *o > 0);
        let next = tokens.get(i + 1).filter(|_| opens);
        if let Some(side) = next.and_then(|next| self.phrases.get(&(word, next.word))) {
            return Some((name(*side)?, i..i + 2));
        }
        if i > 0
            && tokens[i - 1].word == self.not
            && let Some((_, other)) = self.negatable.iter().find(|(w, _)| *w == word)
        {
            return Some((name(*other)?, i - 1..i + 1));
        }
        let side = |list: &[u8]| list.get(word.0 as usize).copied().filter(|s| *s > 0);
        let everyday = || side(&self.everyday).filter(|_| self.of_figure(tokens, i));
        let compared = || side(&self.compared).filter(|_| self.than_before(tokens, i));
        let side = side(&self.side).or_else(everyday).or_else(compared)?;
        Some((name(side)?, i..i + 1))
    }

    /// "Ordered more than a year before", "fewer people than in March": not "more than 90", "more cars than vans".
    fn than_before(&self, tokens: &[Token], i: usize) -> bool {
        let rest = tokens.get(i + 1..(i + 1 + COMPARED).min(tokens.len())).unwrap_or(&[]);
        let than = rest.iter().position(|t| t.word == self.than).filter(|at| *at > 0);
        than.is_some_and(|at| {
            rest[..at].iter().all(|t| t.kind == TokenKind::Word)
                && rest.get(at + 1).is_some_and(|t| self.earlier.contains(&t.word))
        })
    }

    /// Whether the token at `i` is said of a figure: "were slightly up", "strong organic growth".
    fn of_figure(&self, tokens: &[Token], i: usize) -> bool {
        let among = |list: &[WordId], row: &[Token]| row.iter().any(|t| list.contains(&t.word));
        let before = tokens.get(i.saturating_sub(BESIDE)..i).unwrap_or(&[]);
        let after = tokens.get(i + 1..(i + 1 + BESIDE).min(tokens.len())).unwrap_or(&[]);
        among(&self.predicates, before) || among(&self.measured, after)
    }
}

/// Words between "more" and what it is compared with.
const COMPARED: usize = 14;
/// Words between an everyday word of direction and its verb or noun, and that one.
const BESIDE: usize = 2;

/// Notes the side of a word.
fn mark(sides: &mut Vec<u8>, word: WordId, side: u8) {
    let id = word.0 as usize;
    if sides.len() <= id {
        sides.resize(id + 1, 0);
    }
    sides[id] = side;
}

impl<'a> Run<'a> {
    /// A claim for each figure and date that no rule took.
    pub(super) fn figures(&mut self) {
        let mut taken: FxHashSet<Span> = self.claims.iter().map(|c| c.span).collect();
        for [a, b] in self.tallies() {
            let (Some(x), Some(y)) = (tally(&a.value), tally(&b.value)) else { continue };
            if taken.insert(a.span) && taken.insert(b.span) {
                self.score(a.span.cover(b.span), &(a.tokens.start..b.tokens.end), (x, y));
            }
        }
        for m in &self.values.mentions {
            if taken.contains(&m.span) || !is_figure(&m.value) {
                continue;
            }
            let Some(sentence) = self.text.sentences.get(self.text.sentence_of(m.tokens.start)) else { continue };
            let claim = self.unnamed(FIGURE, sentence, m.value.clone(), m.span, &m.tokens);
            self.claims.push(claim);
        }
    }

    /// A claim for each score: "3-1", "6-3 6-2", "214-189".
    pub(super) fn scores(&mut self) {
        let tokens = &self.text.tokens;
        let short = |i: usize| {
            let text = self.text.token(i);
            text.len() <= SIDE && text.bytes().all(|b| b.is_ascii_digit())
        };
        let mark = |i: usize| tokens.get(i).is_some_and(|t| t.glued && matches!(self.text.token(i), "-" | "–" | "‑"));
        let glued = |i: usize| tokens.get(i).is_some_and(|t| t.glued);
        let free = |i: usize| {
            let at = self.values.mentions.partition_point(|m| m.tokens.end <= i);
            self.values.mentions.get(at).is_none_or(|m| m.tokens.start > i)
        };
        let found: Vec<usize> = (0..tokens.len().saturating_sub(2))
            .filter(|&i| tokens[i].kind == TokenKind::Digits && tokens[i + 2].kind == TokenKind::Digits)
            .filter(|&i| {
                let alone = !glued(i) || i == 0 || matches!(self.text.token(i - 1), "(" | "“" | "\"");
                short(i)
                    && mark(i + 1)
                    && glued(i + 2)
                    && short(i + 2)
                    && alone
                    && (!glued(i + 3) || !matches!(self.text.token(i + 3), "-" | "–" | "/" | "%"))
                    && !(glued(i + 3) && glued(i + 4) && tokens.get(i + 4).is_some_and(|t| t.kind == TokenKind::Digits))
                    && (i..i + 3).all(free)
            })
            .collect();
        for i in found {
            let side = |i: usize| Decimal::parse(self.text.token(i));
            let (Some(a), Some(b)) = (side(i), side(i + 2)) else { continue };
            self.score(self.text.span(&(i..i + 3)), &(i..i + 3), (a, b));
        }
    }

    fn score(&mut self, span: Span, tokens: &Range<usize>, (a, b): (Decimal, Decimal)) {
        let Some(sentence) = self.text.sentences.get(self.text.sentence_of(tokens.start)) else { return };
        let value = Value::Number(Number { low: Some(a.min(b)), high: Some(a.max(b)), ..Number::default() });
        let mut claim = self.unnamed(FIGURE, sentence, value, span, tokens);
        claim.qualifiers.insert("measure".to_owned(), "score".to_owned());
        claim.id = self.id(&claim);
        self.claims.push(claim);
    }

    /// The two sides of each vote told in words: "301 votes to 122", "by 301 to 122 votes".
    fn tallies(&self) -> Vec<[&'a Mention; 2]> {
        let votes = |m: &Mention| matches!(&m.value, Value::Quantity(q) if q.dimension == "count" && q.unit == "vote");
        let values: &'a Values = self.values;
        let pairs = values.mentions.windows(2).filter_map(|w| if let [a, b] = w { Some([a, b]) } else { None });
        let joined = |[a, b]: &[&Mention; 2]| {
            let by = a.tokens.start.checked_sub(1).is_some_and(|i| self.text.token(i) == "by");
            let plain = |m: &Mention| matches!(m.value, Value::Number(_));
            a.tokens.end + 1 == b.tokens.start
                && self.text.token(a.tokens.end) == "to"
                && (votes(a) && (plain(b) || votes(b)) || by && plain(a) && votes(b))
        };
        pairs.filter(joined).collect()
    }

    /// A claim for each telling word of direction.
    pub(super) fn directions(&mut self) {
        for sentence in &self.text.sentences {
            let tokens = self.text.tokens.get(sentence.tokens.clone()).unwrap_or(&[]);
            // "Mount Teshkar" went nowhere.
            let named = tokens.get(1).is_some_and(|t| t.case == Case::Capitalised);
            for (i, t) in tokens.iter().enumerate() {
                let Some((direction, words)) =
                    self.turns.told(tokens, i).filter(|_| t.case == Case::Lower || i == 0 && !named)
                else {
                    continue;
                };
                let Some((direction, words)) = self.turns.negated(tokens, direction, words) else { continue };
                let value = Value::Direction(Direction { direction: direction.to_owned() });
                let at = sentence.tokens.start + words.start..sentence.tokens.start + words.end;
                let mut claim = self.unnamed(DIRECTION, sentence, value, self.text.span(&at), &at);
                if claim.status == Status::Denied {
                    claim.status = Status::Asserted;
                }
                self.claims.push(claim);
            }
        }
    }

    /// The first person whom the sentence means before a value, by name or not.
    fn told_of(&self, sentence: &Sentence, value: &Range<usize>) -> Option<String> {
        let references = &self.values.references;
        let mut before = references.within(&(sentence.tokens.start..value.start)).iter();
        before.find_map(|r| references.person(r)).map(|p| p.name.clone())
    }

    /// A claim of which no rule says what it is about.
    fn unnamed(
        &mut self,
        (kind, rule): (ArcStr, ArcStr),
        sentence: &Sentence,
        value: Value,
        span: Span,
        tokens: &Range<usize>,
    ) -> Claim {
        let qualifiers = if kind == FIGURE.0 { self.slot(sentence, tokens, &value) } else { Qualifiers::new() };
        let mut claim = Claim {
            id: String::new(),
            doc: self.id_of_document(),
            rule,
            kind,
            attribute: None,
            subject: self.told_of(sentence, tokens).map(ArcStr::from),
            object: None,
            qualifiers,
            text: span.of(self.text.text).into(),
            span,
            location: self.document.locate(span),
            sentence: self.words_of(sentence),
            sentence_span: sentence.span,
            sentence_location: self.place_of(sentence),
            status: self.cues.status(self.text, &sentence.tokens, tokens, self.is_future(&value)),
            attribution: self.attribution(span, &value).map(Arc::new),
            published: self.published(),
            published_from: self.document.meta.published.map(|p| p.from),
            value: Arc::new(value),
        };
        let counts = matches!(&*claim.value, Value::Quantity(q) if q.dimension == "count");
        if counts && claim.status == Status::Denied && self.cues.undoes(self.text, tokens.start) {
            claim.status = Status::Asserted;
        }
        claim.id = self.id(&claim);
        claim
    }
}
