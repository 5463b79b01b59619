//! Lengths of time.

use super::super::calendar::Unit;
use super::super::expr::{Count, Expr, Length, Toward};
use super::super::pattern::{Site, Slot, Slots};
use super::super::words::{Class, Role};
use super::{Meant, toward_of, unit};
use crate::text::{Case, Token, TokenKind};
use crate::value::TimexMod;

pub(super) fn piece(count: Count, unit: Unit) -> Meant {
    Some(Expr::Duration(Length(vec![(count, unit)])))
}

/// Nouns that "night" goes before.
pub(super) const OF_THE_NIGHT: &[&str] = &[
    "sky", "shift", "shifts", "school", "club", "bus", "train", "ferry", "flight", "raid", "market", "nurse", "watch",
    "watchman", "guard", "game", "porter", "porters", "clerk", "editor", "life", "flights", "trains",
];

/// The unit that a length is counted in: "business days" are not every day.
fn counted_in(s: &Slots, site: &Site<'_>) -> Option<Unit> {
    let unit = unit(s)?;
    let working = (site.start..site.end).any(|i| matches!(site.words(i), "business" | "trading" | "working"));
    Some(if working && unit == Unit::Day { Unit::Workday } else { unit })
}

/// "three weeks", "10-year".
pub(crate) fn length(s: &Slots, site: &Site<'_>) -> Meant {
    let unit = counted_in(s, site)?;
    let count = s.count(Slot::Count)?;
    // "The 1984 and 1985 seasons"
    if count.is_some_and(|n| (1_900_000..2_100_000).contains(&n))
        && site.words(site.start).len() == 4
        && unit >= Unit::Season
    {
        return None;
    }
    let hyphen = site.after().is_some_and(|t| t.glued && matches!(t.span().of(site.text.text), "-" | "–"));
    if site.class(site.start, Class::Article).is_some() && hyphen {
        return None;
    }
    // "three quarters of the members"
    if unit == Unit::Quarter && site.words(site.end) == "of" {
        return None;
    }
    // "a second chance", "a minute detail", "a quarter of the votes", "a night club".
    let single = count == Some(1000) && site.words(site.end - 1).len() > 1;
    if single
        && matches!(unit, Unit::Second | Unit::Quarter | Unit::Season | Unit::Half)
        && site.class(site.start, Class::Article).is_some()
    {
        return None;
    }
    // "a night bus", "a night raid": a noun follows, and it is no length.
    if single && unit == Unit::Night && OF_THE_NIGHT.contains(&site.words(site.end)) {
        return None;
    }
    piece(count, unit)
}

/// "one year", "half hour".
pub(crate) fn length_one(s: &Slots, site: &Site<'_>) -> Meant {
    let count = s.count(Slot::Count)?;
    let one = count == Some(1000) || site.limit - site.first <= 4 || count.is_some_and(|c| c % 1000 != 0);
    // "one day last week", "one day we shall know".
    let some_day = site.words(site.start).eq_ignore_ascii_case("one")
        && matches!(unit(s)?, Unit::Day | Unit::Night)
        && (site.class(site.end, Class::Dir).is_some() || site.word_before().is_empty());
    if some_day {
        return None;
    }
    let quarter = unit(s)? == Unit::Quarter;
    let one = one || counts_before_a_noun(site);
    (one && !(quarter && count == Some(1000) && site.words(site.start) != "one")).then(|| length(s, site)).flatten()
}

/// "a thirty year lease": the hyphen is often left out.
fn counts_before_a_noun(site: &Site<'_>) -> bool {
    let noun = |t: &Token| t.kind == TokenKind::Word && t.case == Case::Lower;
    let free = site
        .after()
        .is_some_and(|t| noun(t) && (!site.grammar.words.is_known(t.word) || t.span().of(site.text.text) == "long"));
    let led = matches!(site.word_before().as_str(), "a" | "an" | "the" | "his" | "her" | "its" | "their" | "this");
    free && led && site.class(site.end - 1, Class::Unit).and_then(Unit::from_index) >= Some(Unit::Minute)
}

/// "half an hour".
pub(crate) fn length_half(s: &Slots, _: &Site<'_>) -> Meant {
    let unit = unit(s)?;
    if unit < Unit::Minute {
        return None;
    }
    piece(Some(500), unit)
}

/// "a quarter of an hour", "a quarter century".
pub(crate) fn length_quarter(s: &Slots, _: &Site<'_>) -> Meant {
    let unit = unit(s)?;
    matches!(unit, Unit::Hour | Unit::Century).then(|| piece(Some(250), unit)).flatten()
}

/// "an hour and a half".
pub(crate) fn length_and_half(s: &Slots, _: &Site<'_>) -> Meant {
    let count = s.count(Slot::Count)??;
    piece(Some(count + 500), unit(s)?)
}

/// "an hour and a quarter".
pub(crate) fn length_and_quarter(s: &Slots, _: &Site<'_>) -> Meant {
    let count = s.count(Slot::Count)??;
    piece(Some(count + 250), unit(s)?)
}

/// "three quarters of an hour".
pub(crate) fn length_three_quarters(s: &Slots, _: &Site<'_>) -> Meant {
    piece(Some(750), unit(s)?)
}

/// "3h", "10d": only where nothing else can be meant.
pub(crate) fn length_short(s: &Slots, site: &Site<'_>) -> Meant {
    let unit = unit(s)?;
    let cue = site.before().is_some_and(|t| matches!(t.span().of(site.text.text), "for" | "in" | "lasted"));
    let sure = unit == Unit::Hour || cue && unit >= Unit::Day;
    let ends = site.after().is_none_or(|t| !t.glued || t.kind == TokenKind::Mark);
    (sure && ends).then(|| piece(s.count(Slot::Count)?, unit)).flatten()
}

/// "two years and three months".
pub(crate) fn length_two(s: &Slots, site: &Site<'_>) -> Meant {
    // "for 44 days, ten hours a day": two lengths.
    if matches!(site.words(site.end), "a" | "an" | "per" | "each" | "every") {
        return None;
    }
    let (Expr::Duration(a), Expr::Duration(b)) = (*s.expr(Slot::Piece)?, *s.expr(Slot::Length2)?) else { return None };
    let finer = a.0.last()?.1 > b.0.first()?.1 && rest(a.0.last()?.1, b.0.first()?);
    finer.then(|| Expr::Duration(Length(a.0.into_iter().chain(b.0).collect())))
}

/// "an hour and twenty", where nothing else is counted.
pub(crate) fn length_hour_and(s: &Slots, site: &Site<'_>) -> Meant {
    let Expr::Duration(Length(mut parts)) = *s.expr(Slot::Piece)? else { return None };
    let minutes = s.count(Slot::Count2)??;
    let hours = matches!(parts.as_slice(), [(Some(n), Unit::Hour)] if n % 1000 == 0);
    let closed =
        site.after().is_none_or(|t| t.kind == TokenKind::Mark && !t.glued || matches!(site.words(site.end), "." | ","));
    parts.push((Some(minutes), Unit::Minute));
    let fits = hours && closed && minutes % 1000 == 0 && (5000..60_000).contains(&minutes);
    fits.then_some(Expr::Duration(Length(parts)))
}

/// "two years, three months and ten days".
pub(crate) fn length_three(s: &Slots, _: &Site<'_>) -> Meant {
    let parts = [Slot::Piece, Slot::Length2, Slot::Length3].map(|slot| s.expr(slot).map(|e| *e));
    let [Some(Expr::Duration(a)), Some(Expr::Duration(b)), Some(Expr::Duration(c))] = parts else { return None };
    let all: Vec<_> = a.0.into_iter().chain(b.0).chain(c.0).collect();
    all.is_sorted_by(|a, b| a.1 > b.1 && rest(a.1, b)).then_some(Expr::Duration(Length(all)))
}

/// Whether a finer count is less than one of the unit before it: "23 years and 12,100 hours" are two lengths.
fn rest(whole: Unit, (count, unit): &(Count, Unit)) -> bool {
    count.is_none_or(|n| n.saturating_mul(unit.seconds()) / 1000 <= whole.seconds())
}

/// "two to three weeks".
pub(crate) fn length_or(s: &Slots, _: &Site<'_>) -> Meant {
    let (low, high) = (s.count(Slot::Count)??, s.count(Slot::Count2)??);
    let at = |n| Some(Length(vec![(Some(n), unit(s)?)]));
    (low < high).then(|| Some(Expr::Durations(at(low)?, at(high)?)))?
}

/// A length of time, shaded where a word before it does so.
pub(crate) fn duration(s: &Slots, site: &Site<'_>) -> Meant {
    let length = s.expr(Slot::Length)?;
    Some(match s.int(Slot::Approx) {
        Some(1) if is_throughout(site) => return None,
        Some(0) => Expr::Modified(TimexMod::Approx, length),
        Some(1) => Expr::Modified(TimexMod::MoreThan, length),
        Some(2) => Expr::Modified(TimexMod::LessThan, length),
        _ => *length,
    })
}

/// "stole $2 million over nine years": the word that means "more than" behind a verb of lasting or a preposition is a
/// preposition itself elsewhere. "Over a decade of sanctions" is again how much.
fn is_throughout(site: &Site<'_>) -> bool {
    site.class(site.start, Class::Approx) == Some(1)
        && site.words(site.end) != "of"
        && !site.start.checked_sub(1).is_some_and(|b| site.plays(b, Role::Lasting))
}

fn shaded(s: &Slots, site: &Site<'_>, shade: TimexMod) -> Meant {
    // "just over a year earlier", "twice as many as a year ago" count to a point.
    let point = matches!(site.words(site.end), "ago" | "earlier" | "later" | "previously" | "beforehand");
    (!point).then_some(())?;
    Some(Expr::Modified(shade, s.expr(Slot::Length)?))
}

/// "close to a year".
pub(crate) fn duration_about(s: &Slots, site: &Site<'_>) -> Meant {
    shaded(s, site, TimexMod::Approx)
}

/// "more than a year".
pub(crate) fn duration_more(s: &Slots, site: &Site<'_>) -> Meant {
    if is_throughout(site) {
        return None;
    }
    shaded(s, site, TimexMod::MoreThan)
}

/// "less than a year".
pub(crate) fn duration_less(s: &Slots, site: &Site<'_>) -> Meant {
    shaded(s, site, TimexMod::LessThan)
}

/// "at least a year".
pub(crate) fn duration_at_least(s: &Slots, site: &Site<'_>) -> Meant {
    shaded(s, site, TimexMod::EqualOrMore)
}

/// "up to a year".
pub(crate) fn duration_at_most(s: &Slots, site: &Site<'_>) -> Meant {
    shaded(s, site, TimexMod::EqualOrLess)
}

/// "year-long".
pub(crate) fn duration_unit(s: &Slots, _: &Site<'_>) -> Meant {
    piece(Some(1000), unit(s)?)
}

/// "the final hour" of what has no date: "the final day" is a point.
pub(crate) fn duration_edge(s: &Slots, _: &Site<'_>) -> Meant {
    let unit = unit(s)?;
    matches!(unit, Unit::Minute | Unit::Hour).then(|| piece(Some(1000), unit))?
}

/// "for another week", "another day of talks": but "another day" may be some other one.
pub(crate) fn duration_another(s: &Slots, site: &Site<'_>) -> Meant {
    let led = matches!(site.word_before().as_str(), "for" | "in" | "within" | "after" | "took" | "takes" | "take");
    let unit = unit(s)?;
    let stands = (led || site.words(site.end) == "of") && unit != Unit::Quarter && unit != Unit::Second;
    stands.then(|| piece(Some(1000), unit))?
}

/// "decades-old", "year-old", "months-long".
pub(crate) fn vague_adjective(s: &Slots, site: &Site<'_>) -> Meant {
    // "three- and four-year-old": it has its count.
    let counted = site.token(site.start).is_some_and(|t| t.glued);
    let unit = unit(s)?;
    let count = site.class(site.start, Class::Unit).map(|_| 1000);
    (!counted && unit >= Unit::Minute).then(|| piece(count, unit))?
}

/// "the marathon in 2:01:09", "a time of 2:01:09": how long a race took.
pub(crate) fn result(s: &Slots, site: &Site<'_>) -> Meant {
    let of_a_time = || site.start.checked_sub(2).is_some_and(|b| site.words(b) == "time");
    let word = site.word_before();
    let stands = word == "in" || word == "of" && of_a_time();
    let part = |slot| s.int(slot).map(|n| Some(i64::from(n) * 1000));
    let parts = [(Slot::Hour, Unit::Hour), (Slot::Minute, Unit::Minute), (Slot::Second, Unit::Second)];
    let length = parts.into_iter().map(|(slot, unit)| Some((part(slot)?, unit))).collect::<Option<Vec<_>>>()?;
    stands.then_some(Expr::Duration(Length(length)))
}

/// "2:05.45", "1:02:03.5": how long a race took, to a fraction of a second.
pub(crate) fn result_fraction(s: &Slots, site: &Site<'_>) -> Meant {
    // "4:12.30 p.m." is a time of day.
    let half = site.class(site.end, Class::Meridiem).is_some();
    let places = u32::try_from(site.words(site.end - 1).len()).ok().filter(|p| *p <= 3)?;
    let fraction = i64::from(s.int(Slot::Year)?) * 1000 / 10_i64.pow(places);
    let whole = |slot| s.int(slot).map(|n| i64::from(n) * 1000);
    let hours = whole(Slot::Hour).map(|n| (Some(n), Unit::Hour));
    let rest = [(Some(whole(Slot::Minute)?), Unit::Minute), (Some(whole(Slot::Second)? + fraction), Unit::Second)];
    (!half).then(|| Expr::Duration(Length(hours.into_iter().chain(rest).collect())))
}

/// "the first three months" of something that is no date.
pub(crate) fn duration_count(s: &Slots, site: &Site<'_>) -> Meant {
    if last_is_a_verb(site) {
        return None;
    }
    piece(s.count(Slot::Count)?, unit(s)?)
}

/// "months", "for years".
pub(crate) fn duration_bare(s: &Slots, site: &Site<'_>) -> Meant {
    let unit = unit(s)?;
    let plain = matches!(
        unit,
        Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century | Unit::Hour | Unit::Minute
    );
    let glued = site.after().is_some_and(|t| t.glued && t.span().of(site.text.text) == "-")
        || site.token(site.start).is_some_and(|t| t.glued);
    // "in the 12th and 88th minutes": which, and not how long.
    let ranked = site
        .start
        .checked_sub(1)
        .is_some_and(|b| site.class(b, Class::Suffix).is_some() || site.class(b, Class::Ordinal).is_some());
    // "the minutes of the meeting"
    let record = unit == Unit::Minute && matches!(site.word_before().as_str(), "the" | "The" | "its" | "their");
    // "the third in as many days"
    let as_many = site.word_before() == "many";
    // "the years 2005 to 2010"
    let named = unit == Unit::Year
        && site.after().is_some_and(|t| t.kind == TokenKind::Digits && t.end - t.start == 4 && !t.glued);
    (plain && !glued && !ranked && !record && !as_many && !named).then(|| piece(None, unit)).flatten()
}

/// "the last two years".
pub(crate) fn span(s: &Slots, site: &Site<'_>) -> Meant {
    let (toward, count, unit) = (toward_of(s)?, s.count(Slot::Count)?, counted_in(s, site)?);
    if matches!(toward, Toward::This) && site.class(site.start, Class::The).is_some() {
        return None;
    }
    if last_is_a_verb(site) {
        return None;
    }
    Some(Expr::Span { toward, count, unit })
}

/// "it was to last 72 hours", "phones now last 46 months".
fn last_is_a_verb(site: &Site<'_>) -> bool {
    let led = matches!(
        site.word_before().as_str(),
        "to" | "not" | "n't" | "now" | "usually" | "normally" | "often" | "typically" | "generally" | "rarely"
    ) || site.start.checked_sub(1).and_then(|b| site.class(b, Class::Modal)).is_some();
    led && site.words(site.start) == "last"
}

/// "upcoming two weeks".
pub(crate) fn upcoming(s: &Slots, _: &Site<'_>) -> Meant {
    Some(Expr::Upcoming { count: s.count(Slot::Count)??, unit: unit(s)? })
}

/// "the early years".
pub(crate) fn vague_years(s: &Slots, _: &Site<'_>) -> Meant {
    let unit = unit(s)?;
    (unit >= Unit::Hour).then(|| piece(None, unit)).flatten()
}

/// "the following days".
pub(crate) fn span_vague(s: &Slots, site: &Site<'_>) -> Meant {
    let toward = toward_of(s)?;
    if matches!(toward, Toward::This | Toward::Same) || last_is_a_verb(site) {
        return None;
    }
    piece(None, unit(s)?)
}

fn head_of(s: &Slots, last: bool) -> Meant {
    Some(Expr::Head { n: s.count(Slot::Count)?, unit: unit(s)?, last, within: s.expr(Slot::Date)? })
}

/// "the first three months of 2026".
pub(crate) fn head(s: &Slots, _: &Site<'_>) -> Meant {
    head_of(s, false)
}

/// "the last three months of 2026".
pub(crate) fn tail(s: &Slots, _: &Site<'_>) -> Meant {
    head_of(s, true)
}
