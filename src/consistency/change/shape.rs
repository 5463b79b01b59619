//! The forms in which news copy prints a change.

use super::words::{DOWN, FILL, FROM, FROM_TWO, MULTIPLES, NOUNS, OTHERWISE, SINCE, STOP, TO, UP};
use super::{Amount, Stated, figure, percent};
use crate::consistency::check::Piece;
use crate::recognise::Mention;
use crate::value::{PercentUnit, Value};

/// Words between the parts of a form.
const GAP: usize = 9;
/// Words between the figures and the change that sums them up.
const TRAIL: usize = 8;
/// Words beside a form in which the change may be said to be measured otherwise.
const BESIDE: usize = 6;

type Shape = for<'r, 'a> fn(&'r [Piece<'a>], usize) -> Option<(Stated<'a>, usize)>;

const SHAPES: &[Shape] = &[
    moved_to_from,
    moved_from_to,
    to_from_moved,
    from_to_moved,
    figure_moved_from,
    figure_moved_on,
    at_moved,
    against,
];

/// The change that a form states from `i` on, and where the form ends.
pub(super) fn read<'a>(row: &[Piece<'a>], i: usize) -> Option<(Stated<'a>, usize)> {
    let (stated, end) = SHAPES.iter().find_map(|shape| shape(row, i))?;
    let beside = i.saturating_sub(BESIDE)..(end + BESIDE).min(row.len());
    let otherwise = row.get(beside).unwrap_or(&[]).iter().any(|p| p.is(OTHERWISE));
    (!otherwise).then_some((stated, end))
}

fn direction(p: &Piece<'_>) -> Option<bool> {
    if p.is(UP) {
        return Some(true);
    }
    p.is(DOWN).then_some(false)
}

/// What may stand on either side of a change.
fn side(m: &Mention, amount: Option<Amount<'_>>) -> bool {
    match amount {
        Some(Amount::Points(_)) => percent(m) == Some(PercentUnit::Percent),
        _ => figure(m),
    }
}

/// The words of `cue` at `i`, and how many they are.
fn cue(row: &[Piece<'_>], i: usize, words: &[&str], pairs: &[(&str, &str)]) -> Option<usize> {
    if row.get(i)?.is(words) {
        return Some(1);
    }
    let next = row.get(i + 1)?;
    pairs.iter().any(|(a, b)| row[i].is(&[*a]) && next.is(&[*b])).then_some(2)
}

/// The value after one of the cues, with only words, dates and names in between from `at` on.
fn after<'a>(
    row: &[Piece<'a>],
    at: usize,
    words: &[&str],
    pairs: &[(&str, &str)],
    amount: Option<Amount<'a>>,
) -> Option<(&'a Mention, usize)> {
    let mut i = at;
    while i < row.len() && i - at <= GAP {
        if let Some(n) = cue(row, i, words, pairs) {
            // "to a record $5 billion", "from the previous $4 billion"; not "from its peak of 4,200".
            let j = (i + n..(i + n + 3).min(row.len())).find(|&j| row[j].mention.is_some())?;
            let between = row.get(i + n..j)?;
            let m = row.get(j)?.mention?;
            return (side(m, amount) && !between.iter().any(|p| p.is(&["of", ","]))).then_some((m, j + 1));
        }
        let p = &row[i];
        if p.mention.is_some_and(|m| figure(m) || percent(m).is_some()) || p.is(STOP) {
            return None;
        }
        i += 1;
    }
    None
}

/// The words of a change at `i`: which way, by how much, and where they end.
fn moved<'a>(row: &[Piece<'a>], i: usize) -> Option<(bool, Amount<'a>, usize)> {
    multiple(row, i).or_else(|| word_first(row, i)).or_else(|| amount_first(row, i))
}

/// "doubled", "more than doubled", "nearly halved".
fn multiple<'a>(row: &[Piece<'a>], i: usize) -> Option<(bool, Amount<'a>, usize)> {
    let p = row.get(i)?;
    let (_, times) = MULTIPLES.iter().find(|(words, _)| p.is(words))?;
    let before = |n: usize| i.checked_sub(n).and_then(|j| row.get(j));
    let is = |n: usize, words: &[&str]| before(n).is_some_and(|p| p.is(words));
    let rises = *times > 1.0;
    // "More than halved" leaves less than a half.
    let (beyond, short) = if rises { (times * 1.6, times * 0.8) } else { (times * 0.5, times * 1.25) };
    let more = is(1, &["than"]) && is(2, &["more"]);
    let nearly = is(1, &["nearly", "almost", "virtually", "roughly", "about"]);
    let (a, b) = match (more, nearly) {
        (true, _) => (*times, beyond),
        (_, true) => (short, times * if rises { 1.05 } else { 0.95 }),
        _ => (times * 0.88, times * 1.13),
    };
    Some((rises, Amount::Multiple(a.min(b), a.max(b), p.token), i + 1))
}

/// "rose 5%", "up by about 5%", "a rise of 5%".
fn word_first<'a>(row: &[Piece<'a>], i: usize) -> Option<(bool, Amount<'a>, usize)> {
    let rises = direction(row.get(i)?)?;
    let noun = row[i].is(NOUNS);
    let mut j = i + 1;
    while row.get(j).is_some_and(|p| p.is(FILL) || noun && p.is(&["of"])) {
        j += 1;
    }
    let m = row.get(j)?.mention?;
    Some((rises, amount(m)?, j + 1))
}

/// "5% higher", "a 5% increase", "5% more".
fn amount_first<'a>(row: &[Piece<'a>], i: usize) -> Option<(bool, Amount<'a>, usize)> {
    let m = row.get(i)?.mention?;
    let unit = percent(m)?;
    let j = i + 1 + usize::from(row.get(i + 1)?.is(&["annual", "year-on-year"]));
    let rises = direction(row.get(j)?)?;
    let amount = if unit == PercentUnit::Percent { Amount::Percent(m) } else { Amount::Points(m) };
    Some((rises, amount, j + 1))
}

fn amount(m: &Mention) -> Option<Amount<'_>> {
    match percent(m) {
        Some(PercentUnit::Percent) => Some(Amount::Percent(m)),
        Some(PercentUnit::PercentagePoint) => Some(Amount::Points(m)),
        Some(PercentUnit::BasisPoint) => None,
        None => figure(m).then_some(Amount::Difference(m)),
    }
}

/// "rose 5% to A from B", "5% higher at A in May against B".
fn moved_to_from<'a>(row: &[Piece<'a>], i: usize) -> Option<(Stated<'a>, usize)> {
    let (rises, amount, at) = moved(row, i)?;
    let (to, at) = after(row, at, TO, &[], Some(amount))?;
    let (from, end) = after(row, at, FROM, FROM_TWO, Some(amount))?;
    // A difference is printed right before its figures.
    let plain = matches!(amount, Amount::Difference(_));
    (!plain || row.get(i + 1).is_some_and(|p| p.mention.is_some() || p.is(FILL))).then_some(())?;
    Some((Stated { rises, amount, to, from }, end))
}

/// "rose 5% from B to A".
fn moved_from_to<'a>(row: &[Piece<'a>], i: usize) -> Option<(Stated<'a>, usize)> {
    let (rises, amount, at) = moved(row, i)?;
    let (from, at) = after(row, at, &["from"], &[], Some(amount))?;
    let (to, end) = after(row, at, &["to"], &[], Some(amount))?;
    Some((Stated { rises, amount, to, from }, end))
}

/// "rose to A from B, an increase of 5%", "rose to A from B, up 5%".
fn to_from_moved<'a>(row: &[Piece<'a>], i: usize) -> Option<(Stated<'a>, usize)> {
    let rises = direction(row.get(i)?)?;
    row.get(i + 1)?.is(&["to"]).then_some(())?;
    let (to, at) = after(row, i + 1, &["to"], &[], None)?;
    let (from, at) = after(row, at, FROM, FROM_TWO, None)?;
    let (amount, end) = trailing(row, at, rises)?;
    Some((Stated { rises, amount, to, from }, end))
}

/// "rose from B to A, an increase of 5%".
fn from_to_moved<'a>(row: &[Piece<'a>], i: usize) -> Option<(Stated<'a>, usize)> {
    let rises = direction(row.get(i)?)?;
    row.get(i + 1)?.is(&["from"]).then_some(())?;
    let (from, at) = after(row, i + 1, &["from"], &[], None)?;
    let (to, at) = after(row, at, &["to"], &[], None)?;
    let (amount, end) = trailing(row, at, rises)?;
    Some((Stated { rises, amount, to, from }, end))
}

/// ", up 5%", ", an increase of 5%", ", a 5% rise", ", or 5%", "(5%)" right after the figures.
fn trailing<'a>(row: &[Piece<'a>], at: usize, rises: bool) -> Option<(Amount<'a>, usize)> {
    let mut said = false;
    for j in at..(at + TRAIL).min(row.len()) {
        let p = &row[j];
        if let Some(m) = p.mention {
            if percent(m) == Some(PercentUnit::Percent) {
                let noun = [1, 2].iter().any(|n| row.get(j + n).and_then(direction) == Some(rises));
                return (said || noun).then_some((Amount::Percent(m), j + 1));
            }
            if figure(m) || percent(m).is_some() {
                return None;
            }
            continue;
        }
        said |= direction(p) == Some(rises) || p.is(&["or", "("]);
        if direction(p).is_some_and(|d| d != rises) || p.is(STOP) || p.is(&["with", "following"]) {
            return None;
        }
    }
    None
}

/// "A, up 5% from B", "A, a rise of 5% against B", "A, 5% more than B".
fn figure_moved_from<'a>(row: &[Piece<'a>], i: usize) -> Option<(Stated<'a>, usize)> {
    let (rises, amount, at) = moved(row, i)?;
    let (from, end) = after(row, at, FROM, FROM_TWO, Some(amount))?;
    figure_before(row, i, amount).map(|to| (Stated { rises, amount, to, from }, end))
}

/// "A, up 5% on B a year ago", "A, a rise of 5% on the B of 1992".
fn figure_moved_on<'a>(row: &[Piece<'a>], i: usize) -> Option<(Stated<'a>, usize)> {
    let (rises, amount, at) = moved(row, i)?;
    row.get(at)?.is(&["on"]).then_some(())?;
    let (from, end) = after(row, at, &["on"], &[], Some(amount))?;
    // "Up 5% on 300 million shares traded": the figure before is of another day.
    let next = row.get(end..(end + 2).min(row.len())).unwrap_or(&[]);
    let dated = next.iter().any(|p| p.is(SINCE) || p.mention.is_some_and(|m| matches!(m.value, Value::Date(_))));
    let to = figure_before(row, i, amount).filter(|to| dated && one_sort(to, from))?;
    Some((Stated { rises, amount, to, from }, end))
}

/// The figure that a change set apart by a comma is one of.
fn figure_before<'a>(row: &[Piece<'a>], i: usize, amount: Amount<'a>) -> Option<&'a Mention> {
    matches!(amount, Amount::Percent(_) | Amount::Points(_)).then_some(())?;
    let mut before = i.checked_sub(1)?;
    while row.get(before)?.is(&["a", "an", "or", ",", "–", "—", "("]) {
        before = before.checked_sub(1)?;
    }
    // "the 40 lost 5% against 36": a verb needs its subject, not the figure before it.
    let apart = before + 1 < i || row.get(i)?.is(&["up", "down"]);
    let before = undated(row, before);
    // "16 million head, up 5%": a noun that is no known unit.
    let noun = row.get(before)?.mention.is_none() && row[before].word.chars().all(char::is_alphabetic);
    let to = row.get(before - usize::from(noun && before > 0))?.mention?;
    (apart && side(to, Some(amount))).then_some(to)
}

/// "At A, turnover was 5% higher than the B of 1992".
fn at_moved<'a>(row: &[Piece<'a>], i: usize) -> Option<(Stated<'a>, usize)> {
    row.get(i)?.is(&["at"]).then_some(())?;
    let to = row.get(i + 1)?.mention.filter(|m| figure(m))?;
    row.get(i + 2)?.is(&[","]).then_some(())?;
    let at = (i + 3..(i + 3 + GAP).min(row.len())).find(|&j| row[j].mention.is_some_and(value) || row[j].is(STOP))?;
    let (rises, amount, at) = amount_first(row, at)?;
    let (from, end) = after(row, at, FROM, FROM_TWO, Some(amount))?;
    (side(to, Some(amount)) && one_sort(to, from)).then_some((Stated { rises, amount, to, from }, end))
}

fn one_sort(a: &Mention, b: &Mention) -> bool {
    std::mem::discriminant(&a.value) == std::mem::discriminant(&b.value)
}

/// The place before the date and its preposition that end at `i`: "16 million on April 1, up 5% from 15".
fn undated(row: &[Piece<'_>], i: usize) -> usize {
    let date = row.get(i).and_then(|p| p.mention).is_some_and(|m| matches!(m.value, Value::Date(_)));
    let of = i.checked_sub(1).filter(|&j| row[j].is(&["at", "by", "during", "for", "in", "on"]));
    if date { of.unwrap_or(i).saturating_sub(1) } else { i }
}

fn value(m: &Mention) -> bool {
    figure(m) || percent(m).is_some()
}

/// "was A against B, up 5%", "A, compared with B, a rise of 5%".
fn against<'a>(row: &[Piece<'a>], i: usize) -> Option<(Stated<'a>, usize)> {
    let to = row.get(i)?.mention.filter(|m| figure(m))?;
    let (from, at) = after(row, i + 1, &["against", "versus"], FROM_TWO, None)?;
    // "compared with B the year before, up 5%"
    let at = (at..(at + 5).min(row.len())).find(|&j| !row[j].is(SINCE) && row[j].mention.is_none_or(value))?;
    let comma = row.get(at)?.is(&[",", "(", "–", "—"]);
    let start = at + 1 + usize::from(row.get(at + 1)?.is(&["a", "an", "or"]));
    let (rises, amount, end) = moved(row, start)?;
    // The change must be the whole of its clause: ", up 5% on the month to 7" goes on.
    let ends = row.get(end).is_none_or(|p| p.is(&[",", ".", ")", ";"]));
    (comma && ends && matches!(amount, Amount::Percent(_))).then_some((Stated { rises, amount, to, from }, end))
}
