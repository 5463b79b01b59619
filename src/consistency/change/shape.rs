//! The forms in which news copy prints a change.

use super::words::{
    APART, COMPARATIVES, DOWN, FILL, FROM, FROM_TWO, LEVELS, MULTIPLES, NOUNS, OTHERWISE, PLANNED, SETS, SINCE, STOP,
    TO, UP, VERSUS,
};
use super::{Amount, Stated, figure, percent};
use crate::consistency::check::Piece;
use crate::recognise::Mention;
use crate::value::{PercentUnit, Value};

/// Words between the parts of a form.
const GAP: usize = 9;
/// Words between the figures and the change that sums them up.
const TRAIL: usize = 8;
/// Words in which a figure may be led up to: "to a seasonally adjusted 5 billion".
const LED: usize = 5;
/// Words of what changed, between its verb and "to": "raised its stake to".
const OBJECT: usize = 4;
/// Words beside a form in which the change may be said to be measured otherwise.
const BESIDE: usize = 6;

type Shape = for<'r, 'a> fn(&'r [Piece<'a>], usize) -> Option<(Stated<'a>, usize)>;

const SHAPES: &[Shape] = &[
    set_to_from,
    moved_to_from,
    moved_from_to,
    to_from_moved,
    from_to_moved,
    figure_moved_from,
    figure_moved_on,
    at_moved,
    moved_apart,
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
        Some(Amount::Points(_)) => share(m),
        _ => figure(m),
    }
}

/// "61.9 percent", whose change is told in points.
fn share(m: &Mention) -> bool {
    percent(m) == Some(PercentUnit::Percent)
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
    after_cue(row, at, words, pairs, &|m| side(m, amount))
}

/// [`after`] for values of one sort.
fn after_cue<'a>(
    row: &[Piece<'a>],
    at: usize,
    words: &[&str],
    pairs: &[(&str, &str)],
    fits: &dyn Fn(&Mention) -> bool,
) -> Option<(&'a Mention, usize)> {
    let mut i = at;
    while i < row.len() && i - at <= GAP {
        if let Some(n) = cue(row, i, words, pairs) {
            return named(row, i + n, fits);
        }
        if let Some(end) = restated(row, i) {
            i = end;
            continue;
        }
        let p = &row[i];
        if p.mention.is_some_and(|m| figure(m) || percent(m).is_some()) || p.is(STOP) {
            return None;
        }
        i += 1;
    }
    None
}

/// The value from `at` on: "a record $5 billion", "the previous $4 billion", "this year's $5 billion"; not "its peak
/// of 4,200".
fn named<'a>(row: &[Piece<'a>], at: usize, fits: &dyn Fn(&Mention) -> bool) -> Option<(&'a Mention, usize)> {
    let temporal = |v: &Value| matches!(v, Value::Date(_) | Value::Duration(_) | Value::Set(_) | Value::Time(_));
    let dated = |p: &Piece<'_>| p.mention.is_some_and(|m| temporal(&m.value));
    let j = (at..(at + LED).min(row.len())).find(|&j| row[j].mention.is_some() && !dated(&row[j]))?;
    let m = row.get(j)?.mention?;
    let between = row.get(at..j)?;
    // "Against a planned 2.2 million", "against 2.2 million forecast": no figure that was.
    if between.iter().chain(row.get(j + 1)).any(|p| p.is(PLANNED)) {
        return None;
    }
    // "To an annual rate of 716,000" is what it came to; "from its peak of 4,200" is not where it came from.
    let level = (at..j).any(|k| row[k].is(LEVELS) && row.get(k + 1).is_some_and(|p| p.is(&["of"])));
    let other = |p: &Piece<'_>| {
        !level && p.is(&["of"]) || p.is(&[","]) || p.is(STOP) || p.is(TO) || p.is(FROM) || direction(p).is_some()
    };
    (fits(m) && !between.iter().any(other)).then_some((m, j + 1))
}

/// ", or 72 cents a share,": the same figure told in another way.
fn restated(row: &[Piece<'_>], i: usize) -> Option<usize> {
    let begins = row.get(i)?.is(&[","]) && row.get(i + 1)?.is(&["or"]) && row.get(i + 2)?.mention.is_some_and(figure);
    let end = (i + 3..(i + 6).min(row.len())).find(|&j| row[j].is(&[","]) || row[j].mention.is_some())?;
    (begins && row[end].mention.is_none()).then_some(end + 1)
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

/// "raised its dividend by 5% to A from B": what changed stands between the verb and the change.
fn set_to_from<'a>(row: &[Piece<'a>], i: usize) -> Option<(Stated<'a>, usize)> {
    let (_, rises) = SETS.iter().find(|(word, _)| row.get(i).is_some_and(|p| p.is(&[*word])))?;
    let at = (i + 2..(i + 2 + GAP).min(row.len())).find(|&j| row[j].mention.is_some_and(value) || row[j].is(STOP))?;
    let amount = Amount::Percent(row[at].mention.filter(|m| share(m))?);
    let (to, next) = after(row, at + 1, &["to"], &[], Some(amount))?;
    let (from, end) = after(row, next, FROM, FROM_TWO, Some(amount))?;
    // "Cut its forecast for growth of 5 pct to": the share belongs to what changed.
    let own = !row[at - 1].is(&["of", "a", "the", "its", "to", "from"]);
    (own && row.get(at + 1)?.is(&["to"])).then_some((Stated { rises: *rises, amount, to, from }, end))
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
    let until = (i + 2 + OBJECT).min(row.len());
    let joint =
        (i + 1..until).take_while(|&j| row[j].mention.is_none() && !row[j].is(STOP)).find(|&j| row[j].is(&["to"]))?;
    let fits = |m: &Mention| figure(m) || share(m);
    let (to, at) = after_cue(row, joint, &["to"], &[], &fits)?;
    let (from, at) = after_cue(row, at, FROM, FROM_TWO, &fits)?;
    let (amount, end) = trailing(row, at, rises)?;
    // The difference of two shares is told in points.
    let apt = matches!(amount, Amount::Points(_)) == (share(to) && share(from));
    apt.then_some((Stated { rises, amount, to, from }, end))
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
            let amount = match percent(m) {
                Some(PercentUnit::Percent) => Some(Amount::Percent(m)),
                Some(PercentUnit::PercentagePoint) => Some(Amount::Points(m)),
                _ => None,
            };
            if let Some(amount) = amount {
                let noun = [1, 2].iter().any(|n| row.get(j + n).and_then(direction) == Some(rises));
                return (said || noun).then_some((amount, j + 1));
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
    let to = figure_before(row, i, amount).filter(|to| dated && (one_sort(to, from) || one_scale(to, from)))?;
    Some((Stated { rises, amount, to, from }, end))
}

/// The figure that a change set apart by a comma is one of.
fn figure_before<'a>(row: &[Piece<'a>], i: usize, amount: Amount<'a>) -> Option<&'a Mention> {
    matches!(amount, Amount::Percent(_) | Amount::Points(_)).then_some(())?;
    let mut before = i.checked_sub(1)?;
    let mut or = false;
    while row.get(before)?.is(&["a", "an", "or", ",", "–", "—", "("]) {
        or |= row[before].is(&["or"]);
        before = before.checked_sub(1)?;
    }
    // "1.3 billion, or 27% more than 4.8 billion": by how much, and not what to.
    if or && row.get(i + 1).is_some_and(|p| p.is(COMPARATIVES)) {
        return None;
    }
    // "the 40 lost 5% against 36": a verb needs its subject, not the figure before it.
    let apart = before + 1 < i || row.get(i)?.is(&["up", "down"]);
    let before = undated(row, before);
    // "16 million head, up 5%": a noun that is no known unit.
    let noun = row.get(before)?.mention.is_none() && row[before].word.chars().all(char::is_alphabetic);
    let at = before - usize::from(noun && before > 0);
    // "4.8 million bags of 60 kg, 20% less than 6 million"
    let each = at.checked_sub(2).filter(|&b| row[at - 1].is(&["of"]) && row[b].mention.is_some());
    let to = row.get(each.unwrap_or(at))?.mention?;
    (apart && side(to, Some(amount))).then_some(to)
}

/// "Exports, at A, were 5% lower than the B of December", "A, 5% above the B of May".
fn moved_apart<'a>(row: &[Piece<'a>], i: usize) -> Option<(Stated<'a>, usize)> {
    let m = row.get(i)?.mention.filter(|m| share(m))?;
    let amount = Amount::Percent(m);
    let word = row.get(i + 1)?;
    let rises = direction(word).or_else(|| APART.iter().find(|(w, _)| word.is(&[*w])).map(|(_, up)| *up))?;
    // "A 31 pct increase over the 95,200 of May"
    let than = usize::from(row.get(i + 2)?.is(&["than"]) || word.is(NOUNS) && row[i + 2].is(&["over"]));
    (than == 1 || direction(word).is_none()).then_some(())?;
    let (from, end) = named(row, i + 2 + than, &figure)?;
    let verb = i.checked_sub(1).filter(|&v| row[v].is(&["are", "is", "was", "were", "stood", "ran"]));
    let to = match verb {
        Some(verb) => {
            let comma = verb.checked_sub(1).filter(|&c| row[c].is(&[","]))?;
            let to = row.get(comma.checked_sub(1)?)?.mention?;
            let at = row.get(comma.checked_sub(2)?)?.is(&["at"]);
            at.then_some(to)?
        }
        None => figure_before(row, i, amount)?,
    };
    let sort = one_sort(to, from) || one_scale(to, from);
    (figure(to) && sort).then_some((Stated { rises, amount, to, from }, end))
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

/// "1.65 million tonnes, down on 1.81 million": the second leaves its unit out.
fn one_scale(a: &Mention, b: &Mention) -> bool {
    let times = |m: &Mention| match &m.value {
        Value::Number(n) => n.number,
        Value::Money(v) if v.minor.is_none() => v.number.number,
        Value::Quantity(v) => v.number.number,
        _ => None,
    };
    let plain = matches!(b.value, Value::Number(_));
    let near = times(a).zip(times(b)).is_some_and(|(x, y)| {
        let ratio = x.to_f64() / y.to_f64();
        y.to_f64() >= 1000.0 && (0.1..10.0).contains(&ratio)
    });
    plain && near
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
    let (from, at) = after(row, i + 1, VERSUS, FROM_TWO, None)?;
    // "compared with B the year before, up 5%"
    let at = (at..(at + 5).min(row.len())).find(|&j| !row[j].is(SINCE) && row[j].mention.is_none_or(value))?;
    let comma = row.get(at)?.is(&[",", "(", "–", "—"]);
    let start = at + 1 + usize::from(row.get(at + 1)?.is(&["a", "an", "or"]));
    let (rises, amount, end) = moved(row, start)?;
    // The change must be the whole of its clause: ", up 5% on the month to 7" goes on.
    let ends = row.get(end).is_none_or(|p| p.is(&[",", ".", ")", ";"]));
    (comma && ends && matches!(amount, Amount::Percent(_))).then_some((Stated { rises, amount, to, from }, end))
}
