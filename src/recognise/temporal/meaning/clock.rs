//! Times of day.

use super::super::calendar::{Clock, Part, Unit, Zone};
use super::super::expr::{Cycle, Expr, Toward};
use super::super::pattern::{Site, Slot, Slots};
use super::super::words::{Class, Role};
use super::length::OF_THE_NIGHT;
use super::period::is_complement;
use super::{Meant, inner, toward_of};
use crate::text::{Case, TokenKind};
use crate::value::TimexMod;

fn clock_of(s: &Slots) -> Option<(Clock, bool)> {
    let mut hour = s.uint(Slot::Hour)?;
    let meridiem = s.int(Slot::Meridiem);
    if let Some(pm) = meridiem {
        if hour > 12 || hour == 0 {
            return None;
        }
        hour = hour % 12 + if pm == 1 { 12 } else { 0 };
    }
    let zone = s.int(Slot::Zone).and_then(Zone::from_payload);
    let clock = Clock { hour: hour % 24, minute: s.uint(Slot::Minute), second: s.uint(Slot::Second), zone };
    Some((clock, meridiem.is_some() || hour > 12 || hour == 0))
}

/// "9:30 a.m. ET".
pub(crate) fn clock(s: &Slots, site: &Site<'_>) -> Meant {
    let (clock, sure) = clock_of(s)?;
    // A score or a verse is not a time of day: without a meridiem, a zone or "at" it must have two digits each.
    let bare = !s.has(Slot::Meridiem) && !s.has(Slot::Zone);
    let before = site.before().map_or("", |t| t.span().of(site.text.text));
    let glued = site.token(site.start).is_some_and(|t| t.glued)
        && site.before().is_some_and(|t| t.kind != TokenKind::Mark || matches!(before, ":" | "." | "," | "$" | "/"));
    // "the mile in 4:05" is a length, "John 3:16" a verse.
    let on = site.words(site.end).eq_ignore_ascii_case("on");
    let result = bare && before == "in" && (s.has(Slot::Second) || !on);
    let named = bare
        && site.token(site.start).is_some_and(|t| t.end - t.start == 1 && !t.glued)
        && site.before().is_some_and(|t| t.kind == TokenKind::Word && t.case == Case::Capitalised)
        && !site.start.checked_sub(1).is_some_and(|b| {
            b == site.first || [Class::Weekday, Class::Month].iter().any(|c| site.class(b, *c).is_some())
        });
    // "scored at 3:07 of the first period"
    let played = bare
        && matches!(site.words(site.end), "of" | "into")
        && (site.end + 1..site.end + 4)
            .any(|i| matches!(site.words(i), "period" | "half" | "quarter" | "overtime" | "round"));
    if result || named || played {
        return None;
    }
    let ratio = site.after().is_some_and(|t| {
        t.kind == TokenKind::Word
            && t.case == Case::Lower
            && matches!(
                t.span().of(site.text.text),
                "aspect" | "ratio" | "majority" | "split" | "odds" | "win" | "victory" | "defeat" | "loss"
            )
    });
    if glued
        || bare
            && (ratio || site.after().is_some_and(|t| t.glued && matches!(t.span().of(site.text.text), ":" | ".")))
            && s.uint(Slot::Minute).is_some()
            && (ratio || site.token(site.end + 1).is_some_and(|t| t.glued && t.kind == TokenKind::Digits))
    {
        return None;
    }
    Some(Expr::Clock(clock, sure, None))
}

/// "around 11ish".
pub(crate) fn clock_ish(s: &Slots, site: &Site<'_>) -> Meant {
    let led = matches!(site.word_before().as_str(), "at" | "around" | "about" | "by" | "until" | "till" | "from");
    let (clock, sure) = clock_of(s)?;
    led.then_some(Expr::Clock(clock, sure, None))
}

/// "1600 GMT".
pub(crate) fn military(s: &Slots, _: &Site<'_>) -> Meant {
    let n = s.uint(Slot::Hour)?;
    let zone = s.int(Slot::Zone).and_then(Zone::from_payload);
    Some(Expr::Clock(Clock { hour: n / 100, minute: Some(n % 100), second: None, zone }, true, None))
}

fn clock_offset(s: &Slots, sign: i32) -> Meant {
    let (clock, _) = clock_of(s)?;
    let (hours, minutes) = (s.int(Slot::Hour2)?, s.int(Slot::Minute2).unwrap_or(0));
    let minutes = sign * (hours * 60 + minutes);
    let zone = Some(Zone { minutes, daylight: false }).filter(|_| hours <= 14);
    Some(Expr::Clock(Clock { zone, ..clock }, true, None))
}

/// "09:30+02:00", "9:30 GMT+2".
pub(crate) fn clock_east(s: &Slots, _: &Site<'_>) -> Meant {
    clock_offset(s, 1)
}

/// "9:30 UTC-5".
pub(crate) fn clock_west(s: &Slots, _: &Site<'_>) -> Meant {
    clock_offset(s, -1)
}

/// "noon", "noon EDT". The midnight of a day ends it, but what is "after midnight" or "since midnight" is of the day.
pub(crate) fn moment(s: &Slots, site: &Site<'_>) -> Meant {
    let zone = s.int(Slot::Zone).and_then(Zone::from_payload);
    let clock = Clock { hour: s.uint(Slot::Moment)?, minute: None, second: None, zone };
    let begins = site.start.checked_sub(1).is_some_and(|b| site.plays(b, Role::Beginning));
    Some(Expr::Clock(if begins { clock.as_beginning() } else { clock }, true, None))
}

/// "half past three".
pub(crate) fn half_past(s: &Slots, _: &Site<'_>) -> Meant {
    let (clock, sure) = clock_of(s)?;
    Some(Expr::Clock(Clock { minute: Some(30), ..clock }, sure, None))
}

/// A clock time and its day.
pub(crate) fn clock_on(s: &Slots, _: &Site<'_>) -> Meant {
    match s.expr(Slot::Clock).map(|e| *e) {
        // "December 4-6, 10 a.m. to 4 p.m.": the time is on each of the days.
        Some(Expr::Clock(c, sure, _)) => {
            let day = s.expr(Slot::Day).filter(|d| !matches!(**d, Expr::Range(..)))?;
            // "At 3.49 a.m., eight minutes later": no day.
            let finer = matches!(&*day, Expr::Shift { length, .. } if length.is_within_a_day());
            (!finer).then_some(Expr::Clock(c, sure, Some(day)))
        }
        _ => None,
    }
}

/// The hour of a clock that goes by twelve, in a part of the day.
fn hour_in(part: Part, hour: u32) -> u32 {
    match part {
        Part::Morning | Part::SmallHours => hour % 12,
        // "two at night" is before the dawn.
        Part::Night if hour == 12 || hour < 6 => hour % 12,
        _ => hour % 12 + 12,
    }
}

/// "7 in the morning", "ten at night": where what stands before it shows a time.
pub(crate) fn hour_part(s: &Slots, site: &Site<'_>) -> Meant {
    let (clock, _) = clock_of(s)?;
    let led = matches!(
        site.word_before().as_str(),
        "at" | "by"
            | "until"
            | "till"
            | "around"
            | "about"
            | "from"
            | "since"
            | "before"
            | "after"
            | "between"
            | "to"
            | "is"
            | "was"
            | "circa"
    );
    let twelve = (1..=12).contains(&clock.hour);
    let hour = hour_in(part_of(s)?, clock.hour);
    (led && twelve).then(|| Expr::Clock(Clock { hour, ..clock }, true, s.expr(Slot::Day)))
}

/// "in the morning at 7".
pub(crate) fn part_hour(s: &Slots, site: &Site<'_>) -> Meant {
    let (clock, _) = clock_of(s)?;
    let closed = site.after().is_none_or(|t| {
        t.kind == TokenKind::Mark && !t.glued || matches!(site.words(site.end), "." | "," | "and" | "to" | "on")
    });
    let twelve = (1..=12).contains(&clock.hour);
    let hour = hour_in(part_of(s)?, clock.hour);
    (closed && twelve).then_some(Expr::Clock(Clock { hour, ..clock }, true, None))
}

/// "twenty past eight", "36 minutes past eight".
pub(crate) fn spelled_past(s: &Slots, site: &Site<'_>) -> Meant {
    let (clock, sure) = clock_of(s)?;
    let minute = clock.minute.filter(|m| (1..60).contains(m))?;
    let minutes = (site.start..site.end).any(|i| site.words(i) == "minutes");
    let after = (site.start..site.end).any(|i| site.words(i) == "after");
    // "ran ten past three defenders": the hour is the number of something.
    let counts = site
        .after()
        .is_some_and(|t| t.kind == TokenKind::Word && t.case == Case::Lower && !site.grammar.words.is_known(t.word))
        && !matches!(site.words(site.end), "when" | "as" | "today" | "and" | "or" | "local");
    let stands = minutes || minute % 5 == 0 && !counts && (!after || s.has(Slot::Meridiem));
    stands.then_some(Expr::Clock(clock, sure, None))
}

/// "fifteen past eight in the morning".
pub(crate) fn spelled_past_part(s: &Slots, _: &Site<'_>) -> Meant {
    let (clock, _) = clock_of(s)?;
    clock.minute.filter(|m| (1..60).contains(m))?;
    let hour = hour_in(part_of(s)?, clock.hour);
    (1..=12).contains(&clock.hour).then(|| Expr::Clock(Clock { hour, ..clock }, true, s.expr(Slot::Day)))
}

/// "3 o'clock in the afternoon".
pub(crate) fn clock_part(s: &Slots, site: &Site<'_>) -> Meant {
    let part = Part::from_index(s.int(Slot::Part)?)?;
    let day = (site.start..site.end).find_map(|i| match site.words(i) {
        "tomorrow" => Some(Toward::Next),
        "yesterday" => Some(Toward::Last),
        "this" => Some(Toward::This),
        _ => None,
    });
    match s.expr(Slot::Clock).map(|e| *e) {
        Some(Expr::Clock(c, sure, _)) => {
            let hour = if sure { c.hour } else { hour_in(part, c.hour) };
            let day = s.expr(Slot::Day).or_else(|| day.map(|d| Box::new(Expr::Relative(d, Unit::Day))));
            Some(Expr::Clock(Clock { hour, ..c }, true, day))
        }
        _ => None,
    }
}

/// "a quarter past three".
pub(crate) fn quarter_past(s: &Slots, _: &Site<'_>) -> Meant {
    past_the_hour(s, 15)
}

/// "20 past 3pm".
pub(crate) fn minutes_past(s: &Slots, _: &Site<'_>) -> Meant {
    past_the_hour(s, s.uint(Slot::Minute).filter(|m| *m < 60)?)
}

fn past_the_hour(s: &Slots, minutes: u32) -> Meant {
    let (clock, sure) = match s.expr(Slot::Clock).map(|e| *e) {
        Some(Expr::Clock(c, sure, None)) if c.minute.is_none_or(|m| m == 0) => (c, sure),
        Some(_) => return None,
        None => clock_of(s)?,
    };
    Some(Expr::Clock(Clock { minute: Some(minutes), ..clock }, sure, None))
}

/// "15h": a clock time after "at" or before a zone; else a length.
pub(crate) fn clock_hours(s: &Slots, site: &Site<'_>) -> Meant {
    let at = matches!(site.word_before().as_str(), "at" | "past" | "from" | "until");
    let (clock, sure) = clock_of(s)?;
    let day = site.start.checked_sub(1).and_then(|b| site.class(b, Class::Weekday)).is_some();
    (at || day || s.has(Slot::Zone)).then_some(Expr::Clock(Clock { minute: Some(0), ..clock }, sure, None))
}

/// "15h30".
pub(crate) fn clock_hm(s: &Slots, _: &Site<'_>) -> Meant {
    let (clock, _) = clock_of(s)?;
    Some(Expr::Clock(clock, true, None))
}

/// "3-4pm", "between 10 and 11:30 a.m.": the first hour is the latest before the second that its number can mean.
pub(crate) fn clock_range(s: &Slots, site: &Site<'_>) -> Meant {
    let first = s.uint(Slot::Hour).filter(|h| (1..=12).contains(h))?;
    let Expr::Clock(end, true, None) = *s.expr(Slot::Clock)? else { return None };
    let between = site.words(site.start).eq_ignore_ascii_case("between");
    let and = (site.start..site.end).any(|i| site.words(i) == "and");
    if between != and {
        return None;
    }
    let late = first % 12 + 12;
    let hour = if late < end.hour || late == end.hour && end.minute > Some(0) { late } else { first % 12 };
    let start = Clock { hour, minute: end.minute.map(|_| 0), second: None, zone: end.zone };
    let at = |clock: Clock| Box::new(Expr::Clock(clock, true, None));
    Some(Expr::Range(at(start), at(end)))
}

/// A part of a day is a time.
pub(crate) fn pass_daypart(s: &Slots, _: &Site<'_>) -> Meant {
    inner(s, Slot::Daypart)
}

/// "tonight at 8 o'clock".
pub(crate) fn daypart_clock(s: &Slots, _: &Site<'_>) -> Meant {
    match s.expr(Slot::Clock).map(|e| *e) {
        Some(Expr::Clock(c, sure, None)) => Some(Expr::Clock(c, sure, s.expr(Slot::Daypart))),
        _ => None,
    }
}

/// "tonight at 8".
pub(crate) fn daypart_hour(s: &Slots, site: &Site<'_>) -> Meant {
    let counted = site.after().is_some_and(|t| t.kind == TokenKind::Word && t.case == Case::Lower && !t.glued);
    let (clock, sure) = clock_of(s)?;
    (!counted).then_some(Expr::Clock(clock, sure, s.expr(Slot::Daypart)))
}

/// "8 tonight", "eight this evening".
pub(crate) fn hour_daypart(s: &Slots, site: &Site<'_>) -> Meant {
    let led = site.start == site.first || matches!(site.word_before().as_str(), "at" | "by" | "until");
    let (clock, sure) = clock_of(s)?;
    led.then_some(Expr::Clock(clock, sure, s.expr(Slot::Daypart)))
}

fn part_of(s: &Slots) -> Option<Part> {
    Part::from_index(s.int(Slot::Part)?)
}

/// "Tuesday morning".
pub(crate) fn day_part(s: &Slots, _: &Site<'_>) -> Meant {
    Some(Expr::Part(part_of(s)?, Some(s.expr(Slot::Day)?)))
}

/// "dawn Thursday", "late afternoon Friday": a part whose word alone, or with a shade, shows a time.
pub(crate) fn part_day(s: &Slots, site: &Site<'_>) -> Meant {
    let word = site.words(site.start).to_ascii_lowercase();
    let shown = matches!(
        word.as_str(),
        "early" | "late" | "mid" | "dawn" | "dusk" | "overnight" | "midmorning" | "midafternoon"
    );
    // "overnight Friday-Saturday"
    let range = site.class(site.end, Class::Dash).is_some() && site.class(site.end + 1, Class::Weekday).is_some();
    (shown && !range).then(|| day_part(s, site))?
}

/// "this morning", "last night".
pub(crate) fn toward_part(s: &Slots, site: &Site<'_>) -> Meant {
    if is_complement(site) {
        return None;
    }
    Some(Expr::Toward(toward_of(s)?, Cycle::Part(part_of(s)?)))
}

/// "the morning", "overnight".
pub(crate) fn the_part(s: &Slots, site: &Site<'_>) -> Meant {
    let part = part_of(s)?;
    let word = site.words(site.end - 1);
    if word.eq_ignore_ascii_case("overnight") {
        return Some(Expr::Part(part, None));
    }
    let shaded = matches!(site.words(site.start), "early" | "late" | "Early" | "Late");
    let before = if site.end - site.start > 1 + usize::from(shaded) {
        site.words(site.end - 2)
    } else {
        site.start.checked_sub(1).map_or("", |b| site.words(b))
    };
    let after = site.after().map_or("", |t| t.span().of(site.text.text));
    let cue = ["the", "at", "in", "by"].iter().any(|w| before.eq_ignore_ascii_case(w));
    let led = site.start.checked_sub(1).map_or("", |b| site.words(b)).to_ascii_lowercase();
    let preposition = matches!(
        led.as_str(),
        "in" | "at" | "by" | "during" | "until" | "through" | "on" | "into" | "of" | "late" | "early"
    );
    let noun = site.after().is_some_and(|t| t.kind == TokenKind::Word && t.case != Case::Lower)
        || matches!(after, "-" | "of" | "'s" | "’s" | "sun")
        || OF_THE_NIGHT.contains(&after);
    (cue && preposition && !noun).then_some(Expr::Part(part, None))
}

/// "the night of Thursday-Friday": the one that begins on the first of them.
pub(crate) fn night_of_days(s: &Slots, _: &Site<'_>) -> Meant {
    let (first, second) = (s.uint(Slot::Weekday)?, s.uint(Slot::Weekday2)?);
    let night = part_of(s)? == Part::Night && second == first % 7 + 1;
    night.then(|| Expr::Part(Part::Night, Some(Box::new(Expr::Cycle(Cycle::Weekday(first), None)))))
}

/// "the early hours of Sunday".
pub(crate) fn hours_of_day(s: &Slots, site: &Site<'_>) -> Meant {
    let late = (site.start..site.end).any(|i| site.words(i) == "late");
    Some(Expr::Part(if late { Part::Night } else { Part::SmallHours }, s.expr(Slot::Day)))
}

/// "tonight".
pub(crate) fn tonight(_: &Slots, _: &Site<'_>) -> Meant {
    Some(Expr::Toward(Toward::This, Cycle::Part(Part::Night)))
}

/// "about 9 a.m.", "about 9 a.m. Tuesday".
pub(crate) fn clock_about(s: &Slots, site: &Site<'_>) -> Meant {
    let clock = if s.has(Slot::Day) { Box::new(clock_on(s, site)?) } else { s.expr(Slot::Clock)? };
    Some(match s.int(Slot::Approx)? {
        0 => Expr::Modified(TimexMod::Approx, clock),
        _ => *clock,
    })
}
