//! Units that a sentence leaves to its words: ages, magnitudes, shares.

use super::phrases::apart;
use super::slot::place;
use crate::claim::Claim;
use crate::lexicon::Slots;
use crate::value::{Decimal, Number, Value};

/// Oldest age of a person.
const OLDEST: i64 = 120;

/// A figure's unit where its words imply one.
pub(super) enum Implied {
    /// Years of somebody's or something's age.
    Age(Decimal),
    /// Strength of an earthquake.
    Magnitude(Number),
    /// "Half", "two thirds": a share, in percent.
    Share(f64),
    /// The votes of either side.
    Votes(Number),
}

impl Implied {
    /// The sort of value that it makes.
    pub(super) fn sort(&self) -> &'static str {
        match self {
            Self::Age(_) => "age",
            Self::Magnitude(_) => "magnitude",
            Self::Share(_) => "percent",
            Self::Votes(_) => "score",
        }
    }

    /// What the words of a claim imply.
    pub(super) fn of(claim: &Claim) -> Option<Self> {
        match &*claim.value {
            Value::Number(n) => share(n, &claim.text)
                .map(Self::Share)
                .or_else(|| magnitude(claim).then(|| Self::Magnitude(n.clone())))
                .or_else(|| years(claim).map(Self::Age))
                .or_else(|| votes(claim).map(Self::Votes)),
            Value::Quantity(q) if q.dimension == "count" => votes(claim).map(Self::Votes),
            Value::Quantity(q) if q.dimension == "magnitude" => Some(Self::Magnitude(q.number.clone())),
            Value::Quantity(_) | Value::Duration(_) => years(claim).map(Self::Age),
            _ => None,
        }
    }
}

/// Whether two ages stand behind the names of two people: "Tom Redfearn, 29," and "Rui Calado, 24,".
pub(super) fn ages_apart(a: &Claim, b: &Claim) -> bool {
    let name = |c: &Claim| -> Option<String> {
        let before = c.sentence.get(..place(c)?.0)?.trim_end().strip_suffix(',')?;
        let last = before.rsplit(' ').next().filter(|w| w.starts_with(char::is_uppercase))?;
        Some(super::fold::name(last))
    };
    let age = |c: &Claim| years(c).is_some();
    name(a).zip(name(b)).is_some_and(|(x, y)| x != y) && age(a) && age(b)
}

/// Whether a claim is the score of a match or a vote: "3-1".
pub(super) fn score(claim: &Claim) -> bool {
    claim.qualifiers.get("measure").is_some_and(|m| m == "score") || votes(claim).is_some()
}

/// Whether it is that of a vote.
pub(super) fn tally(claim: &Claim) -> bool {
    score(claim) && of_vote(claim)
}

/// A fraction in words, in percent.
fn share(n: &Number, text: &str) -> Option<f64> {
    let x = n.number?.to_f64();
    let words = !text.contains(|c: char| c.is_ascii_digit());
    (words && x > 0.0 && x < 1.0).then_some(x * 100.0)
}

/// Words around a figure among which a vote is looked for.
const VOTE: usize = 8;

/// "Voted by 61 to 54", "the jury was split ten to two": the lesser and the greater of the two, as a score has them.
fn votes(claim: &Claim) -> Option<Number> {
    let number = match &*claim.value {
        Value::Number(n) => n.number,
        Value::Quantity(q) if q.dimension == "count" => q.number.number,
        _ => None,
    }?;
    let (_, to) = place(claim)?;
    let after = claim.sentence.get(to..)?;
    let behind = Slots::bundled().for_and_against.iter().find_map(|between| after.strip_prefix(between.as_str()))?;
    let against = numeral(apart(behind).next()?)?;
    let (low, high) = if against < number { (against, number) } else { (number, against) };
    of_vote(claim).then(|| Number { low: Some(low), high: Some(high), ..Number::default() })
}

/// Whether the words around a figure tell of a vote.
fn of_vote(claim: &Claim) -> bool {
    let Some((from, to)) = place(claim) else { return false };
    let (before, after) = (claim.sentence.get(..from).unwrap_or(""), claim.sentence.get(to..).unwrap_or(""));
    let near = apart(before).rev().take(VOTE).chain(apart(&claim.text)).chain(apart(after).take(VOTE));
    !before.ends_with("from ") && near.into_iter().any(|w| listed(w, &Slots::bundled().votes))
}

/// The number of a word in digits, or of a small one in letters.
pub(super) fn numeral(word: &str) -> Option<Decimal> {
    let small = Slots::bundled().numerals.iter().position(|s| s.eq_ignore_ascii_case(word));
    Decimal::parse(&small.map_or_else(|| word.to_owned(), |n| n.to_string()))
}

/// Whether a word is in a list, in any case.
fn listed(word: &str, list: &[String]) -> bool {
    list.iter().any(|l| l.eq_ignore_ascii_case(word))
}

/// "A magnitude of 6.1", "magnitude 6.1", "a magnitude-6.1 quake", "put the strength of the shock at 6.1".
fn magnitude(claim: &Claim) -> bool {
    let Some((from, to)) = place(claim) else { return false };
    let (before, after) = (claim.sentence.get(..from).unwrap_or(""), claim.sentence.get(to..).unwrap_or(""));
    let is = |w: &str| w.trim_matches(|c: char| !c.is_alphabetic()).eq_ignore_ascii_case("magnitude");
    // "Revised the magnitude of the quake in Karsa to 6.1": a number with a decimal counts nothing.
    let reach = if claim.text.contains('.') { 10 } else { 6 };
    let near = before.split([' ', '-']).rev().filter(|w| !w.is_empty()).take(reach).any(is);
    let slots = Slots::bundled();
    let measured = || {
        claim.text.contains('.')
            && apart(before).rev().take(reach).any(|w| listed(w, &slots.strength))
            && apart(&claim.sentence).any(|w| listed(w, &slots.quakes))
    };
    near || after.trim_start_matches(['-', ' ']).split(' ').next().is_some_and(is) || measured()
}

/// The years of a claim that states an age.
fn years(claim: &Claim) -> Option<Decimal> {
    match &*claim.value {
        Value::Quantity(q) if q.dimension == "age" && q.unit == "a" && q.number.hedge.is_none() => q.number.number,
        Value::Duration(d) if d.modifier.is_none() => {
            let years = d.timex.strip_prefix('P')?.strip_suffix('Y')?;
            let (_, to) = place(claim)?;
            let after = claim.sentence.get(to..).unwrap_or("").trim_start_matches([' ', '-']);
            let next = after.split(|c: char| !c.is_alphabetic()).next();
            let old = claim.text.ends_with("old") || claim.text.ends_with("olds") || next == Some("old");
            old.then(|| Decimal::parse(years))?
        }
        Value::Number(n) if n.hedge.is_none() && (numeral(&claim.text).is_some() || who_is(claim)) => {
            let age = n.number.filter(|a| a.to_i64().is_some_and(|a| (1..=OLDEST).contains(&a)))?;
            (beside_name(claim) || age_of(claim)).then_some(age)
        }
        _ => None,
    }
}

/// "Ilka Ressin, who is eight".
fn who_is(claim: &Claim) -> bool {
    place(claim).and_then(|(from, _)| claim.sentence.get(..from)).is_some_and(|before| before.ends_with(" who is "))
}

/// "The age of the suspect is 29".
fn age_of(claim: &Claim) -> bool {
    const NEAR: usize = 8;
    let before = place(claim).and_then(|(from, _)| claim.sentence.get(..from)).unwrap_or("");
    let mut words = before.split_whitespace().rev().take(NEAR).skip_while(|w| *w != "of");
    words.nth(1) == Some("age")
}

/// "The driver is", of words before a figure.
fn person(before: &str) -> bool {
    let noun = before.split_whitespace().rev().nth(1).unwrap_or("").to_lowercase();
    let article = before.split_whitespace().rev().nth(2).is_some_and(|w| w.eq_ignore_ascii_case("the"));
    article && Slots::bundled().people.contains(&noun)
}

/// "Jana Merk, 34, said", "Merk (34)", "Merk is 34.", "she was 34 when …".
fn beside_name(claim: &Claim) -> bool {
    let Some((from, to)) = place(claim) else { return false };
    let (before, after) = (claim.sentence.get(..from).unwrap_or(""), claim.sentence.get(to..).unwrap_or(""));
    let ends = after.trim_end().is_empty() || after.starts_with([',', '.', ';', ')']) || after.starts_with(" who ");
    if let Some(noun) = before.strip_suffix(", ") {
        return ends && noun.ends_with(char::is_alphabetic);
    }
    if let Some(name) = before.strip_suffix(" (") {
        return after.starts_with(')') && claim.subject.is_some() && name.ends_with(char::is_alphabetic);
    }
    // "The captain, who is 47, broke an arm", "a man of 34 died".
    let of = [" man of ", " woman of ", " boy of ", " girl of "].iter().any(|w| before.ends_with(w));
    if of || ends && who_is(claim) {
        return true;
    }
    let is = [" is ", " was ", " turns ", " turned "].iter().any(|w| before.ends_with(w));
    is && (claim.subject.is_some() || person(before))
        && (ends || after.starts_with(" when ") || after.starts_with(" and "))
}
