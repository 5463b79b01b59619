//! What comes again and again.

use super::super::calendar::Unit;
use super::super::expr::Expr;
use super::super::pattern::{Site, Slot, Slots};
use super::{Meant, unit};
use crate::text::Case;
use crate::text::TokenKind;

fn set(timex: String, quant: Option<&'static str>) -> Meant {
    Some(Expr::Set { timex, quant, freq: None })
}

fn quant(s: &Slots) -> Option<&'static str> {
    match s.int(Slot::Every) {
        Some(0) => Some("EVERY"),
        Some(1) => Some("EACH"),
        _ => None,
    }
}

fn period(unit: Unit, n: i64) -> String {
    let (letter, times) = unit.designator();
    format!("P{}{}{letter}", if unit.is_clock() { "T" } else { "" }, times * n)
}

/// "every day".
pub(crate) fn every_unit(s: &Slots, _: &Site<'_>) -> Meant {
    set(period(unit(s)?, 1), quant(s))
}

/// "every other day".
pub(crate) fn every_other(s: &Slots, _: &Site<'_>) -> Meant {
    set(period(unit(s)?, 2), quant(s))
}

/// "every three days".
pub(crate) fn every_n(s: &Slots, _: &Site<'_>) -> Meant {
    let n = s.count(Slot::Count)?.filter(|n| n % 1000 == 0)?;
    set(period(unit(s)?, n / 1000), quant(s))
}

/// "every Tuesday", "Tuesdays".
pub(crate) fn every_weekday(s: &Slots, _: &Site<'_>) -> Meant {
    set(format!("XXXX-WXX-{}", s.int(Slot::Weekday)?), quant(s).or(Some("EVERY")))
}

/// "weekends", where nothing counts them.
pub(crate) fn weekends(s: &Slots, site: &Site<'_>) -> Meant {
    let every = s.has(Slot::Every);
    let plural = site.words(site.end - 1).ends_with('s');
    let counted = site.before().is_some_and(|t| {
        t.kind == TokenKind::Digits
            || site.grammar.words.is_known(t.word) && !matches!(site.word_before().as_str(), "on" | "at" | "and")
    });
    (every || plural && !counted).then(|| set("XXXX-WXX-WE".to_owned(), quant(s)))?
}

/// "twice weekly".
pub(crate) fn times_frequency(s: &Slots, site: &Site<'_>) -> Meant {
    let every = site.grammar.phrases.frequency(s.int(Slot::Frequency)?)?;
    let n = s.count(Slot::Times)?? / 1000;
    Some(Expr::Set { timex: every.to_owned(), quant: None, freq: Some(format!("{n}X")) })
}

fn clock_set(s: &Slots, day: &str) -> Meant {
    match *s.expr(Slot::Clock)? {
        Expr::Clock(clock, _, None) => set(format!("{day}{}", clock.timex()), quant(s).or(Some("EVERY"))),
        _ => None,
    }
}

/// "3 p.m. each day".
pub(crate) fn clock_every_day(s: &Slots, _: &Site<'_>) -> Meant {
    clock_set(s, "XXXX-XX-XX")
}

/// "9 a.m. daily".
pub(crate) fn clock_daily(s: &Slots, site: &Site<'_>) -> Meant {
    let daily = site.grammar.phrases.frequency(s.int(Slot::Frequency)?)? == "P1D";
    daily.then(|| clock_every_day(s, site))?
}

/// "every Tuesday at 9".
pub(crate) fn clock_every_weekday(s: &Slots, _: &Site<'_>) -> Meant {
    clock_set(s, &format!("XXXX-WXX-{}", s.int(Slot::Weekday)?))
}

/// "every December".
pub(crate) fn every_month(s: &Slots, _: &Site<'_>) -> Meant {
    set(format!("XXXX-{:02}", s.int(Slot::Month)?), quant(s))
}

/// "every summer".
pub(crate) fn every_season(s: &Slots, _: &Site<'_>) -> Meant {
    let code = ["SP", "SU", "FA", "WI"].get(s.uint(Slot::Season)? as usize).copied()?;
    set(format!("XXXX-{code}"), quant(s))
}

/// "every morning", "mornings".
pub(crate) fn every_part(s: &Slots, _: &Site<'_>) -> Meant {
    let code = ["MO", "MI", "AF", "EV", "NI"].get(s.uint(Slot::Part)? as usize).copied()?;
    match s.int(Slot::Weekday) {
        Some(w) => set(format!("XXXX-WXX-{w}T{code}"), quant(s)),
        None => set(format!("XXXX-XX-XXT{code}"), quant(s)),
    }
}

/// "daily", "annually".
pub(crate) fn frequency(s: &Slots, site: &Site<'_>) -> Meant {
    let every = site.grammar.phrases.frequency(s.int(Slot::Frequency)?)?;
    // "The Daily Mail", "Daily Telegraph".
    let named = site.token(site.start).is_some_and(|t| t.case == Case::Capitalised)
        && (site.start > site.first || site.after().is_some_and(|t| t.case == Case::Capitalised));
    if named { None } else { set(every.to_owned(), None) }
}

/// "twice a week".
pub(crate) fn times(s: &Slots, _: &Site<'_>) -> Meant {
    let freq = s.count(Slot::Times)?.map(|n| format!("{}X", n / 1000));
    Some(Expr::Set { timex: period(unit(s)?, 1), quant: None, freq })
}

/// "per day".
pub(crate) fn per(s: &Slots, _: &Site<'_>) -> Meant {
    set(period(unit(s)?, 1), None)
}

/// "everyday".
pub(crate) fn everyday(_: &Slots, _: &Site<'_>) -> Meant {
    set("P1D".to_owned(), Some("EVERY"))
}

/// "the 19th of every month".
pub(crate) fn dom_every(s: &Slots, _: &Site<'_>) -> Meant {
    set(format!("XXXX-XX-{:02}", s.int(Slot::Dom)?), Some("EVERY"))
}
