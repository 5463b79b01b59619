//! What figures are counted of: shares of other things, a part and its whole, a sum with and without something.

use super::change::Said;
use super::facts::Figure;
use super::slot::place;
use super::words::one_stem;
use crate::claim::Claim;
use crate::lexicon::Slots;
use crate::value::Value;

/// What the words around a figure say of what it is counted of.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Around {
    /// "2 percent of its output": the noun, in lower case.
    share_of: Option<Box<str>>,
    /// "52,500 tonnes of wheat": the place of the good in the lexicon.
    good: Option<usize>,
    /// It is the whole of which the figure before it is a part.
    whole: bool,
    /// A multiple of it is told of.
    multiplied: bool,
    /// It came on top of an earlier count.
    added: bool,
    /// What its sentence says of the count itself.
    pub(super) said: Said,
}

impl Around {
    /// Reads the words around a claim's value.
    pub(super) fn of(claim: &Claim) -> Self {
        Self {
            share_of: share_of(claim),
            good: good(claim),
            whole: of_whole(claim),
            multiplied: multiplied(claim),
            added: added(claim),
            said: Said::of(&claim.sentence),
        }
    }
}

/// Whether the words around two figures show that they are counted of different things.
pub(super) fn apart(a: Figure<'_>, b: Figure<'_>) -> bool {
    let (x, y) = (a.around(), b.around());
    let shares = x.share_of.as_deref().zip(y.share_of.as_deref());
    let kind = |of: &Around| (of.whole, of.multiplied, of.added);
    shares.is_some_and(|(p, q)| !one_stem(p, q))
        || x.good.zip(y.good).is_some_and(|(p, q)| p != q)
        || kind(x) != kind(y)
        || far(a, b)
        || y.said.without() && other_sum(a.claim, b.claim)
        || x.said.without() && other_sum(b.claim, a.claim)
}

/// Times that a figure may be another before no misprint explains it: a million for a billion is a thousand.
const FAR: f64 = 20_000.0;

/// Whether two figures are so far apart that they can be no two answers to one question.
fn far(a: Figure<'_>, b: Figure<'_>) -> bool {
    super::figures::ratio(a, b).is_some_and(|r| r > FAR && r.is_finite())
}

/// Words before a value among which a multiple of it is looked for.
const MULTIPLE: usize = 5;

/// "Twice the limit of 10": the figure is not what is told of.
fn multiplied(claim: &Claim) -> bool {
    let before = place(claim).and_then(|(from, _)| claim.sentence.get(..from)).unwrap_or("");
    let mut words = before.split_whitespace().rev();
    let of = words.next().is_some_and(|w| w.eq_ignore_ascii_case("of"));
    of && words.take(MULTIPLE).any(|w| among(bare(w), &Slots::bundled().multiples))
}

/// "40 more cases", "another 40", "two others", "90 more than at the time": what came on top of an earlier count or of
/// others. "9 percent more" is a change.
fn added(claim: &Claim) -> bool {
    let count = matches!(*claim.value, Value::Number(_))
        || matches!(&*claim.value, Value::Quantity(q) if q.dimension == "count");
    if !count {
        return false;
    }
    let Some((from, to)) = place(claim) else { return false };
    let (before, after) = (claim.sentence.get(..from).unwrap_or(""), claim.sentence.get(to..).unwrap_or(""));
    let adds = |w: &&str| among(w, &Slots::bundled().added);
    let near = before.split_whitespace().next_back().into_iter().chain(claim.text.split_whitespace());
    let words: Vec<&str> = near.map(bare).collect();
    // "More than 40" is a bound.
    let bound = |i: usize| words.get(i + 1).is_some_and(|n| n.eq_ignore_ascii_case("than"));
    words.iter().enumerate().any(|(i, w)| adds(w) && !bound(i))
        || after.split_whitespace().take(2).map(bare).any(|w| adds(&w))
}

/// A word without the marks around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

fn among(word: &str, list: &[String]) -> bool {
    list.iter().any(|l| l.eq_ignore_ascii_case(word))
}

/// "2 percent of its output": what a share is of.
fn share_of(claim: &Claim) -> Option<Box<str>> {
    const NEAR: usize = 4;
    if !matches!(*claim.value, Value::Percent(_)) {
        return None;
    }
    let after = place(claim).and_then(|(_, to)| claim.sentence.get(to..))?;
    let mut words = after.split_whitespace().take(NEAR).map(bare);
    let share = words.next()?.eq_ignore_ascii_case("of");
    let noun = words.find(|w| !w.is_empty() && !among(w, &Slots::bundled().determiners));
    noun.filter(|_| share).map(|n| n.to_lowercase().into())
}

/// "52,500 tonnes of wheat", "1.2 million bags of green coffee": which good is weighed.
fn good(claim: &Claim) -> Option<usize> {
    const NEAR: usize = 3;
    if !matches!(&*claim.value, Value::Quantity(_) | Value::Number(_)) {
        return None;
    }
    let after = place(claim).and_then(|(_, to)| claim.sentence.get(to..))?;
    let mut words = after.split_whitespace().skip_while(|w| !w.eq_ignore_ascii_case("of")).take(NEAR + 1);
    let begins = after.split_whitespace().take(2).any(|w| w.eq_ignore_ascii_case("of"));
    words.next().filter(|_| begins)?;
    let goods = &Slots::bundled().goods;
    words.find_map(|w| goods.iter().position(|names| among(bare(w), names)))
}

/// Whether a figure is the whole of which the one before it is a part: "a third of the 96 flights".
fn of_whole(claim: &Claim) -> bool {
    let before = place(claim).and_then(|(from, _)| claim.sentence.get(..from)).unwrap_or("");
    let mut words = before.split_whitespace().rev();
    let near = words.next();
    let of = if near.is_some_and(|w| among(w, &Slots::bundled().determiners)) { words.next() } else { near };
    let part = |w: &str| w.starts_with(|c: char| c.is_ascii_digit()) || among(w, &Slots::bundled().parts);
    of == Some("of") && words.next().is_some_and(part)
}

/// "The fine, with interest, amounts to 7 million", "the fine is 6 million without interest": whether the
/// one holds what the other leaves out.
fn other_sum(whole: &Claim, less: &Claim) -> bool {
    let slots = Slots::bundled();
    let nouns = |c: &Claim, list: &[String]| -> Vec<String> {
        let words: Vec<&str> = c.sentence.split_whitespace().map(bare).collect();
        let after = words.iter().enumerate().filter(|(_, w)| among(w, list)).filter_map(|(i, _)| {
            words.get(i + 1..)?.iter().find(|w| !among(w, &slots.determiners)).map(|w| w.to_lowercase())
        });
        after.collect()
    };
    let (held, left) = (nouns(whole, &slots.with), nouns(less, &slots.without));
    held.iter().any(|h| left.iter().any(|l| one_stem(h, l)))
}
