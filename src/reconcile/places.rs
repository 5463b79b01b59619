//! Values at the same place of two sentences that are alike word for word.

use super::dates::told_alike;
use super::facts::Figure;
use super::implied::numeral;
use super::partial::Partial;
use super::policy::{Comparison, Options, Pair, Policy};
use super::settings::Compare;
use super::slot::Slot;
use crate::claim::Claim;
use crate::finding::Relation;
use crate::lexicon::{Directions, Sides};
use crate::value::{Anchor, Decimal, Recurrence, Temporal, TimexMod, Value};
use std::mem::discriminant;

/// Compares values of any sort, also of two sorts, and dates that are not resolved.
#[derive(Debug)]
pub(super) struct Places;

impl Policy for Places {
    fn name(&self) -> &'static str {
        "sentences"
    }

    fn about(&self) -> &'static str {
        "where two sentences are alike word for word, what stands at one place of both is one answer"
    }

    fn key(&self, claim: &Claim, view: u8) -> Option<String> {
        match &*claim.value {
            Value::Direction(d) => Some(d.direction.clone()),
            Value::Set(s) => Some(often(s)),
            Value::Date(t) | Value::Time(t) if t.start.is_none() && t.end.is_none() => {
                let modifier = t.modifier.map_or_else(String::new, |m| format!("{m:?}"));
                let count = count(&claim.text).map_or_else(String::new, |n| n.to_string());
                Some(format!("{} {modifier} {count}", t.timex))
            }
            Value::Duration(d) if d.timex.contains('X') => Some(d.timex.clone()),
            v => Compare::by_value(v).policy.key(claim, view),
        }
    }

    fn compare(&self, pair: &Pair<'_>, view: u8) -> Option<Comparison> {
        let (a, b) = (pair.older, pair.newer);
        match (&*a.value, &*b.value) {
            (Value::Direction(_), Value::Direction(_)) => turned(a, b),
            (Value::Set(x), Value::Set(y)) => {
                let why = "the sentences are alike but for how often";
                (often(x) != often(y)).then(|| moved(pair, Comparison::new(Relation::Conflict, 0.8, why)))
            }
            (Value::Date(x) | Value::Time(x), Value::Date(y) | Value::Time(y)) => {
                if settled(x) && settled(y) {
                    let compare = || Compare::by_value(&a.value).policy.compare(pair, view);
                    return deadlines(pair, x, y).or_else(compare);
                }
                dates(pair, x, y)
            }
            (x, y) => {
                if let (Value::Duration(d), Value::Duration(e)) = (x, y)
                    && d.timex.contains('X') | e.timex.contains('X')
                {
                    // "For months" against "for two days": the units are all that can be held together.
                    let unit = |timex: &str| timex.chars().next_back();
                    return if unit(&d.timex) == unit(&e.timex) { None } else { sorts(pair) };
                }
                let [p, q] = pair.figures().map(Figure::implied);
                if p.is_some() && p == q {
                    return Compare::by_value(x).policy.compare(pair, view);
                }
                // A length of time is no day: "the last three months", "the third quarter"; "in 2:08:31" is one as well.
                let when = |v: &Value| matches!(v, Value::Time(_) | Value::Date(_));
                let length = |v: &Value| matches!(v, Value::Duration(_));
                if when(x) && length(y) || length(x) && when(y) {
                    return None;
                }
                let (p, q) = (Compare::by_value(x).policy, Compare::by_value(y).policy);
                if p.name() == q.name() && (discriminant(x) == discriminant(y) || counts(x) && counts(y)) {
                    return p.compare(pair, view);
                }
                // "Dropped by 1900 to 5,700": four digits alone may be read as a year.
                let year = |v: &Value| match v {
                    Value::Date(t) => Decimal::parse(&t.timex),
                    v => number(v),
                };
                if when(x) != when(y) && year(x).is_some() && year(x) == year(y) {
                    return None;
                }
                let share = |v: &Value| matches!(v, Value::Percent(_) | Value::Ordinal(_));
                if number(x).is_some() && number(x) == number(y) || share(x) && share(y) {
                    return None;
                }
                sorts(pair)
            }
        }
    }
}

/// How two values at one place hold together, whatever the time between the articles; without the reason in
/// words.
pub(super) fn held((older, x): (&Claim, &Slot), (newer, y): (&Claim, &Slot), sole: bool) -> Option<Comparison> {
    let options = &Options { twin: sole, ..Options::default() };
    let (slots, facts) = (Some([x, y]), [&x.facts, &y.facts]);
    let (days, later, changed, brief) = (Some(0), false, false, true);
    Places.compare(&Pair { older, newer, days, later, changed, provisional: false, brief, options, slots, facts }, 0)
}

/// Whether a policy of their own compares the two as well as this one does.
pub(super) fn plain(a: &Claim) -> bool {
    match &*a.value {
        Value::Date(t) | Value::Time(t) => settled(t) && t.modifier.is_none(),
        Value::Duration(d) => !d.timex.contains('X'),
        Value::Direction(_) | Value::Set(_) => false,
        _ => true,
    }
}

fn settled(t: &Temporal) -> bool {
    matches!(t.anchor, Anchor::Absolute | Anchor::Published) && (t.start.is_some() || t.end.is_some())
}

fn counts(v: &Value) -> bool {
    matches!(v, Value::Number(_)) || matches!(v, Value::Quantity(q) if q.dimension == "count")
}

/// The plain number of a figure.
pub(super) fn number(v: &Value) -> Option<Decimal> {
    match v {
        Value::Number(n) => n.number,
        Value::Percent(p) => p.number.number,
        Value::Money(m) => m.number.number,
        Value::Quantity(q) => q.number.number,
        Value::Ordinal(o) => Some(o.number),
        _ => None,
    }
}

/// How often something recurs, in its normal form.
fn often(s: &Recurrence) -> String {
    format!("{} {}", s.timex, s.freq.as_deref().unwrap_or_default())
}

/// "Margins expanded" against "margins contracted".
fn turned(a: &Claim, b: &Claim) -> Option<Comparison> {
    let sides = |c: &Claim| -> Option<Sides> {
        let known = Directions::bundled();
        let Value::Direction(d) = &*c.value else { return None };
        known.of(&c.text.to_lowercase()).or_else(|| known.named(&d.direction))
    };
    sides(a)?.opposed(sides(b)?).then(|| {
        Comparison::new(Relation::Conflict, 0.88, "the sentences are alike but for the direction that they tell")
    })
}

/// Dates of which one at least is not resolved: what both state must be the same.
fn dates(pair: &Pair<'_>, x: &Temporal, y: &Temporal) -> Option<Comparison> {
    if told_alike(pair.older, pair.newer) {
        return None;
    }
    if let Some((a, b)) = counts_alone(&pair.older.text, &pair.newer.text) {
        let (a, b) = (a.to_f64(), b.to_f64());
        let slack = if x.modifier == Some(TimexMod::Approx) { 0.1 * a.min(b) } else { 0.0 };
        return ((a - b).abs() > slack).then(|| moved(pair, Comparison::new(Relation::Conflict, 0.8, DATES)));
    }
    let [a, p] = Partial::ends(x, &pair.older.text);
    let [b, q] = Partial::ends(y, &pair.newer.text);
    let ranges = x.timex.contains('/') == y.timex.contains('/');
    if ranges && (a.contradicts(&b) || p.contradicts(&q)) {
        return Some(moved(pair, Comparison::new(Relation::Conflict, 0.85, DATES)));
    }
    let unlike = !a.shares(&b) && x.grain != y.grain;
    (unlike && pair.options.twin).then(|| {
        Comparison::new(Relation::Conflict, 0.75, DATES).doubt(0.75, "the two dates can be one, told in two ways")
    })
}

/// The numbers of two dates whose words are the same but for one: "two days later", "three days later".
fn counts_alone(one: &str, other: &str) -> Option<(Decimal, Decimal)> {
    let (mut a, mut b) = (one.split(SPACE), other.split(SPACE));
    let (x, y) = a.by_ref().zip(b.by_ref()).find(|(x, y)| !x.eq_ignore_ascii_case(y))?;
    let rest = a.map(str::to_ascii_lowercase).eq(b.map(str::to_ascii_lowercase));
    numeral(x).zip(numeral(y)).filter(|_| rest)
}

/// What stands between the words of a date.
const SPACE: [char; 2] = [' ', '-'];

/// The number of units by which a date is off another: of "two days later".
fn count(text: &str) -> Option<Decimal> {
    text.split(SPACE).find_map(numeral)
}

const DATES: &str = "the sentences are alike but for their dates";

/// "By 20 July 1956" against "by 20 July 1955", which could both be true, and of which one was not written.
fn deadlines(pair: &Pair<'_>, x: &Temporal, y: &Temporal) -> Option<Comparison> {
    let one = pair.options.twin && x.modifier.is_some() && x.modifier == y.modifier && x.grain == y.grain;
    (one && (x.start, x.end) != (y.start, y.end)).then(|| moved(pair, Comparison::new(Relation::Conflict, 0.8, DATES)))
}

/// A conflict, or an update where the later article says so.
fn moved(pair: &Pair<'_>, c: Comparison) -> Comparison {
    if pair.later && pair.changed {
        let why = "the later article says that the date was changed".to_owned();
        return Comparison { relation: Relation::Update, why, ..c };
    }
    c
}

/// A sum where the other has a share, a date where the other has a number.
fn sorts(pair: &Pair<'_>) -> Option<Comparison> {
    pair.options.twin.then(|| {
        Comparison::new(Relation::Conflict, 0.8, "the sentences are alike but for what stands at one place")
            .doubt(0.8, "the two values are of different sorts")
    })
}
