//! Whether the words around a date speak of what was or of what will be.

use super::resolve::Tense;
use super::words::{Class, Words};
use crate::text::{Case, Text, TokenKind};
use std::ops::Range;

/// How far from the date a verb still speaks of it.
const REACH: usize = 24;

/// The tense around a mention: of the nearest verb before it, else of the nearest after it.
pub(super) fn of(words: &Words, text: &Text<'_>, mention: &Range<usize>, sentence: &Range<usize>) -> Tense {
    // "copper for December delivery" has not been delivered.
    let delivery = matches!(text.token(mention.end), "delivery" | "deliveries" | "futures");
    // "before Friday's deadline"
    let deadline = text.tokens.get(mention.end).is_some_and(|t| t.kind == TokenKind::Possessive)
        && matches!(text.token(mention.end + 1), "deadline" | "cutoff" | "expiry");
    let passed = |n: usize| mention.start.checked_sub(n).map_or("", |i| text.token(i));
    if deadline && !matches!(passed(1), "missed" | "after" | "since") {
        return Tense::Future;
    }
    if delivery || scheduled(text, mention, sentence) {
        return Tense::Future;
    }
    if put_off(text, mention, sentence) {
        return Tense::Future;
    }
    // "put it off to 1 November": of the two days of that name the nearer one.
    if mention.start > sentence.start && text.token(mention.start - 1) == "to" {
        return Tense::Open;
    }
    let context = Around { words, text, mention, sentence };
    match context.clause_led_by(passed(1), passed(2)).map(|t| (mention.start, t)).or_else(|| context.before()) {
        Some((verb, tense)) => context.ahead_of_teller(verb).unwrap_or(tense),
        // "Registrations for April, opened last week": the verb says nothing of April.
        None if mention.start > sentence.start && text.token(mention.start - 1) == "for" => Tense::Open,
        // "From Monday, fares go up."
        None if matches!(passed(1), "From" | "from" | "Starting" | "starting" | "Beginning" | "Effective") => {
            context.after(REACH).unwrap_or(Tense::Future)
        }
        // "The April report is due Friday": what is due is the report.
        None => match context.after(REACH).unwrap_or(Tense::Open) {
            Tense::Future if names_a_report(words, text, mention) => Tense::Open,
            tense => tense,
        },
    }
}

/// "The April report", "its June issue": a month before a noun.
fn names_a_report(words: &Words, text: &Text<'_>, mention: &Range<usize>) -> bool {
    let month = mention.len() == 1
        && text.tokens.get(mention.start).is_some_and(|t| words.value(t.word, Class::Month).is_some());
    month && matches!(text.token(mention.end), "report" | "reports" | "figure" | "figures" | "data" | "index" | "issue")
}

/// "will be sentenced Feb. 15", "is set for Feb. 15": the words right before a day without a weekday say that it is
/// still to come.
pub(super) fn is_foretold(words: &Words, text: &Text<'_>, mention: &Range<usize>, sentence: &Range<usize>) -> bool {
    let back = |n: usize| mention.start.checked_sub(n).filter(|i| *i >= sentence.start).map_or("", |i| text.token(i));
    let from = if back(1) == "on" { 2 } else { 1 };
    let set = back(from) == "for"
        && matches!(back(from + 1), "set" | "scheduled" | "planned" | "slated")
        && matches!(back(from + 2), "is" | "are" | "now");
    let weekday =
        mention.clone().any(|i| text.tokens.get(i).is_some_and(|t| words.value(t.word, Class::Weekday).is_some()));
    !weekday && (set || will_before(words, text, mention.start - (from - 1).min(mention.start), sentence.start))
}

/// "On April 5 the bank closed": the verb behind a date that opens its sentence tells what happened then, and not that
/// something was said.
pub(super) fn is_bygone(words: &Words, text: &Text<'_>, mention: &Range<usize>, sentence: &Range<usize>) -> bool {
    let reach = mention.end..sentence.end.min(mention.end + CLAUSE);
    let verb = reach.into_iter().find(|&i| cue(words, text, i).is_some());
    verb.is_some_and(|i| cue(words, text, i) == Some(Tense::Past) && !tells(words, text, i))
}

/// "signed June 3", "was held on June 3": the verb right before the date is one of what has been done. A year may be
/// reported on days before it has "ended June 30".
pub(super) fn is_done(words: &Words, text: &Text<'_>, mention: &Range<usize>, sentence: &Range<usize>) -> bool {
    let back = |n: usize| mention.start.checked_sub(n).filter(|i| *i >= sentence.start);
    let verb = if back(1).is_some_and(|i| text.token(i) == "on") { back(2) } else { back(1) };
    verb.is_some_and(|i| {
        let word = text.token(i);
        let done = word.ends_with("ed") && word != "ended"
            || matches!(word, "held" | "won" | "born" | "began" | "shot" | "died");
        done && cue(words, text, i) == Some(Tense::Past) && !tells(words, text, i)
    })
}

/// Whether the word is a verb of saying.
fn tells(words: &Words, text: &Text<'_>, i: usize) -> bool {
    text.tokens.get(i).is_some_and(|t| words.value(t.word, Class::Telling) == Some(1))
}

/// "will be sentenced", "will visit Cuba": no other verb, no preposition of time and no article stands behind the verb.
fn will_before(words: &Words, text: &Text<'_>, at: usize, first: usize) -> bool {
    let reach = first.max(at.saturating_sub(FORETOLD))..at;
    let Some(will) = reach.rev().find(|&i| text.token(i) == "will") else { return false };
    let participle = will + if text.token(will + 1) == "be" { 2 } else { 1 };
    let apart = |i: usize| {
        let mark = text.tokens.get(i).is_none_or(|t| t.kind != TokenKind::Word);
        let apart = ["of", "from", "since", "until", "till", "after", "before", "by", "that", "which", "who", "for"];
        mark || apart.contains(&text.token(i)) || cue(words, text, i).is_some()
    };
    let adjective =
        at > participle + 1 && matches!(text.token(at - 1), "the" | "a" | "an" | "this" | "its" | "his" | "her");
    participle < at && !adjective && !(participle + 1..at).any(apart)
}

/// How far before a date "will" still foretells it.
const FORETOLD: usize = 6;

/// "had 400 workers at the end of the year", "had fallen by the end of the year": how things stood at a point, and not
/// what is to be done by then.
pub(super) fn tells_a_level(words: &Words, text: &Text<'_>, mention: &Range<usize>, sentence: &Range<usize>) -> bool {
    let limit =
        mention.start > sentence.start && matches!(text.token(mention.start - 1), "by" | "By" | "before" | "Before");
    let opens = mention.start <= sentence.start + 1;
    let reach = if opens {
        mention.end..sentence.end.min(mention.end + REACH)
    } else {
        sentence.start.max(mention.start.saturating_sub(REACH))..mention.start
    };
    let verb = |i: &usize| {
        let word = text.token(*i);
        let modal = text.tokens.get(*i).is_some_and(|t| words.value(t.word, Class::Modal).is_some());
        modal
            || word.ends_with("ing")
            || infinitive(text, *i)
            || LEVELS.contains(&word)
            || cue(words, text, *i).is_some()
    };
    // The preposition before the date is no verb.
    let reach = if opens { reach } else { reach.start..reach.end.saturating_sub(1).max(reach.start) };
    let nearest = if opens { reach.clone().find(verb) } else { reach.clone().rev().find(verb) };
    nearest.is_some_and(|i| {
        let word = text.token(i);
        let had = word == "had" || i > sentence.start && text.token(i - 1) == "had";
        had || !limit && LEVELS.contains(&word)
    })
}

/// Verbs of how much there was.
const LEVELS: &[&str] = &[
    "was", "were", "had", "stood", "totalled", "totaled", "amounted", "numbered", "owned", "employed", "ended",
    "finished",
];

/// "to leave": not "to 3 percent", "to the north".
fn infinitive(text: &Text<'_>, i: usize) -> bool {
    text.token(i) == "to"
        && text.tokens.get(i + 1).is_some_and(|t| t.kind == TokenKind::Word && t.case == Case::Lower)
        && !matches!(
            text.token(i + 1),
            "the" | "a" | "an" | "its" | "his" | "her" | "their" | "this" | "that" | "nearly" | "about"
        )
}

/// A mention and the sentence around it.
struct Around<'a> {
    words: &'a Words,
    text: &'a Text<'a>,
    mention: &'a Range<usize>,
    sentence: &'a Range<usize>,
}

impl Around<'_> {
    /// The nearest word before the mention that has a tense.
    fn before(&self) -> Option<(usize, Tense)> {
        let (mut figure, mut reached) = (false, false);
        for i in (self.sentence.start.max(self.mention.start.saturating_sub(REACH))..self.mention.start).rev() {
            let word = self.text.token(i);
            // "is seen at 1.9 million in March, against 1.2 million in February"
            if figure && !reached && matches!(word, "against" | "versus" | "vs" | "compared" | "from") {
                return Some((i, Tense::Past));
            }
            // "rose by 400 in March", but "will be finished by March"
            let bound = word == "by" && (figure || self.mention.start - i > 3);
            // "to be paid from July, following a ruling in March": the nearer one.
            if word == "following" && i + 1 < self.mention.start {
                return Some((i, Tense::Open));
            }
            if !bound && let Some(tense) = cue(self.words, self.text, i) {
                return Some((i, tense));
            }
            figure |= self.text.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Digits);
            reached |= word == "to";
        }
        None
    }

    /// "The storm hit Sunday; by Monday the roads were clear": a clause that begins with its limit has its own verb.
    fn clause_led_by(&self, word: &str, before: &str) -> Option<Tense> {
        let opens = word == "by" && matches!(before, "," | ";" | "and" | "but");
        let mut clause = self.mention.end..self.sentence.end.min(self.mention.end + CLAUSE);
        let verb = clause.find_map(|i| cue(self.words, self.text, i).filter(|_| !tells(self.words, self.text, i)));
        verb.filter(|t| opens && *t == Tense::Past)
    }

    /// The nearest word after the mention that has a tense.
    fn after(&self, reach: usize) -> Option<Tense> {
        let after = self.mention.end..self.sentence.end.min(self.mention.end + reach);
        after.into_iter().find_map(|i| cue(self.words, self.text, i))
    }

    /// "Told analysts that third quarter sales would rise": what is told has a verb of its own. In "said
    /// Tuesday that" the day is that of the telling.
    fn ahead_of_teller(&self, verb: usize) -> Option<Tense> {
        let token = |i: usize| self.text.tokens.get(i);
        if token(verb).and_then(|t| self.words.value(t.word, Class::Telling)) != Some(1) {
            return None;
        }
        let day = || {
            self.mention.clone().any(|i| token(i).is_some_and(|t| self.words.value(t.word, Class::Weekday).is_some()))
        };
        let told = (verb + 1..self.mention.start).any(|i| self.text.token(i) == "that");
        (told || verb + 1 == self.mention.start && !day()).then(|| self.after(CLAUSE)).flatten()
    }
}

/// How far behind a date the verb of its clause stands.
const CLAUSE: usize = 8;

/// "was postponed to Sunday", "has been extended until June".
fn put_off(text: &Text<'_>, mention: &Range<usize>, sentence: &Range<usize>) -> bool {
    let Some(led) = mention.start.checked_sub(1).filter(|i| *i >= sentence.start) else { return false };
    let to = matches!(text.token(led), "to" | "until" | "till");
    to && (sentence.start.max(led.saturating_sub(3))..led).any(|i| {
        matches!(text.token(i), "postponed" | "rescheduled" | "delayed" | "deferred" | "adjourned" | "extended")
    })
}

/// "the vote is on Sunday", "is at 9 a.m. Sunday": a present right before a day looks ahead.
fn scheduled(text: &Text<'_>, mention: &Range<usize>, sentence: &Range<usize>) -> bool {
    // "Monday is a holiday."
    if mention.start == sentence.start && mention.len() == 1 && text.token(mention.end) == "is" {
        return true;
    }
    let back = |n: usize| mention.start.checked_sub(n).filter(|i| *i >= sentence.start).map_or("", |i| text.token(i));
    let from = if matches!(back(1), "on" | "at") { 2 } else { 1 };
    // "Markets are closed Friday", "rain is forecast for Thursday"
    let passive = back(from).ends_with("ed") || matches!(back(from), "held" | "shut");
    let is = |word: &str| matches!(word, "is" | "are");
    is(back(from)) || passive && is(back(from + 1)) || back(1) == "for" && back(2) == "forecast"
}

fn cue(words: &Words, text: &Text<'_>, i: usize) -> Option<Tense> {
    let token = text.tokens.get(i)?;
    if token.kind != TokenKind::Word {
        return None;
    }
    // "They'll meet"
    let word = text.token(i);
    if word.ends_with("ll") && (word.ends_with("'ll") || word.ends_with("’ll")) {
        return Some(Tense::Future);
    }
    if token.case != Case::Lower {
        return None;
    }
    if words.value(token.word, Class::FutureCue).is_some() && !is_noun(text, i) {
        return looks_ahead(text, i);
    }
    // "Do you have a meeting", "to have a say": no past.
    if word == "have" && (i.saturating_sub(3)..i).any(|j| matches!(text.token(j), "do" | "Do" | "does" | "Does" | "to"))
    {
        return None;
    }
    // "saw no recovery before the second half"
    if matches!(word, "saw" | "sees" | "see") && matches!(text.token(i + 1), "no" | "little") {
        return Some(Tense::Future);
    }
    let past = words.value(token.word, Class::PastCue).is_some()
        || word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed")
        || is_unchanged_past(text, i);
    let led = past && modal_before(words, text, i).is_some_and(|m| !is_unreal(text, m, i));
    let timetabled = !past && is_timetabled(text, i);
    (past || timetabled).then_some(if led || timetabled { Tense::Future } else { Tense::Past })
}

/// The tense that a word which looks ahead gives where it stands.
fn looks_ahead(text: &Text<'_>, i: usize) -> Option<Tense> {
    // "had been due on Friday": it was not.
    let back = |n: usize| i.checked_sub(n).map_or("", |j| text.token(j));
    if back(1) == "been" && back(2) == "had" {
        return Some(Tense::Past);
    }
    // "originally planned for Sept. 5": it may have passed.
    if matches!(back(1), "originally" | "initially" | "previously") {
        return Some(Tense::Open);
    }
    // "the record was set in August": only "set for" and "set to" look ahead.
    if text.token(i) == "set" && !matches!(text.token(i + 1), "to" | "for") {
        return match i.checked_sub(1).map_or("", |j| text.token(j)) {
            "was" | "were" | "been" | "had" => Some(Tense::Past),
            "is" | "are" => Some(Tense::Future),
            _ => None,
        };
    }
    // "is to appear"
    let is_to = text.token(i) == "to" && matches!(back(1), "is" | "are") && infinitive(text, i);
    // "set to", "due", "to meet": but "to" before a noun is only a preposition.
    (text.token(i) != "to" || is_to).then_some(Tense::Future)
}

/// "will be held", "to be signed": the modal verb by which a participle speaks of what is to come.
fn modal_before(words: &Words, text: &Text<'_>, i: usize) -> Option<usize> {
    (i.saturating_sub(3)..i).find(|&j| {
        // A capital tells the month from the verb: "In May the country pumped".
        let token = text.tokens.get(j).filter(|t| t.case == Case::Lower);
        token.is_some_and(|t| words.value(t.word, Class::Modal).is_some())
    })
}

/// "should have landed", "could have been saved": what was not, though it might have been.
fn is_unreal(text: &Text<'_>, modal: usize, verb: usize) -> bool {
    matches!(text.token(modal), "should" | "would" | "could" | "might" | "may" | "must")
        && (modal + 1..=verb).any(|j| text.token(j) == "have")
}

/// "the bank cut rates", "the firm cut 200 jobs": a past that has the form of the present, said of one. In "after the
/// rate cut in April" it is a noun.
fn is_unchanged_past(text: &Text<'_>, i: usize) -> bool {
    let told_of = |j: usize| {
        let word = text.token(j);
        text.tokens.get(j).is_some_and(|t| t.kind == TokenKind::Digits)
            || matches!(word, "the" | "a" | "an" | "its" | "his" | "her" | "their" | "off" | "back" | "short")
            || word.len() > 3 && word.ends_with('s') && !word.ends_with("ss")
    };
    let one = |j: usize| {
        let word = text.token(j);
        text.tokens.get(j).is_some_and(|t| t.kind == TokenKind::Word)
            && (matches!(word, "he" | "she" | "it" | "He" | "She" | "It") || word.len() > 3 && !word.ends_with('s'))
    };
    matches!(text.token(i), "cut" | "shut" | "set" | "let" | "split" | "shed" | "spread" | "burst" | "hurt" | "cost")
        && told_of(i + 1)
        && i.checked_sub(1).is_some_and(|b| one(b) && b.checked_sub(1).is_none_or(|a| !is_auxiliary(text.token(a))))
}

/// "will not cut", "to sharply cut"
fn is_auxiliary(word: &str) -> bool {
    matches!(word, "to" | "will" | "would" | "may" | "might" | "could" | "should" | "can" | "must" | "not" | "did")
}

/// "The ministers meet Friday": a verb of what is arranged beforehand, said of several, right before a day. In "a vote
/// Tuesday" it is a noun.
fn is_timetabled(text: &Text<'_>, i: usize) -> bool {
    let several = || {
        let word = i.checked_sub(1).map_or("", |b| text.token(b));
        matches!(word, "they" | "They" | "we") || word.len() > 3 && word.ends_with('s') && !word.ends_with("ss")
    };
    matches!(text.token(i), "meet" | "vote" | "travel" | "leave" | "return" | "reopen" | "resume" | "play")
        && text.tokens.get(i + 1).is_some_and(|t| t.case == Case::Capitalised)
        && several()
}

/// "7 billion marks", "the holds": a word that may be a verb is none here.
fn is_noun(text: &Text<'_>, i: usize) -> bool {
    let Some(before) = i.checked_sub(1).filter(|_| text.token(i).ends_with('s')) else { return false };
    let counted = text.tokens.get(before).is_some_and(|t| matches!(t.kind, TokenKind::Digits | TokenKind::Possessive));
    let word = text.token(before);
    counted
        || matches!(word, "the" | "a" | "of" | "his" | "her" | "its" | "their" | "our" | "these" | "those")
        || matches!(word, "million" | "billion" | "trillion" | "thousand" | "hundred" | "mln" | "bn" | "bln")
}
