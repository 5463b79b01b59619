//! Present, past and future without a place on the calendar.

use super::super::expr::{Expr, Reference};
use super::super::pattern::{Site, Slot, Slots};
use super::super::words::Class;
use super::Meant;
use crate::text::{Case, TokenKind};

/// "now", "recently".
pub(crate) fn reference(s: &Slots, site: &Site<'_>) -> Meant {
    // "as recently as last year" says no more than the year.
    if site.word_before() == "as" && site.words(site.end) == "as" {
        return None;
    }
    Some(Expr::Reference(match s.int(Slot::Present)? {
        0 => Reference::Present,
        1 => Reference::Past,
        _ => Reference::Future,
    }))
}

/// `PRESENT_REF`.
pub(crate) fn now(_: &Slots, site: &Site<'_>) -> Meant {
    // "last year at this time": then, and not now.
    if matches!(site.word_before().as_str(), "year" | "month" | "week") && site.words(site.end - 1) == "time" {
        return None;
    }
    // "the present rule" tells of a rule.
    let names = site.after().is_some_and(|t| t.kind == TokenKind::Word && t.case == Case::Lower)
        && ![Class::The, Class::Article].iter().any(|c| site.class(site.end, *c).is_some());
    if site.words(site.end - 1) == "present"
        && site.end - site.start == 2
        && !site.words(site.start).eq_ignore_ascii_case("at")
        && names
    {
        return None;
    }
    Some(Expr::Reference(Reference::Present))
}

/// "to date", but not "the date 1".
pub(crate) fn to_date(_: &Slots, site: &Site<'_>) -> Meant {
    let numbered = site.after().is_some_and(|t| t.kind == TokenKind::Digits);
    (!numbered).then_some(Expr::Reference(Reference::Present))
}

/// `PAST_REF`.
pub(crate) fn past(_: &Slots, site: &Site<'_>) -> Meant {
    // "in eight of the past 11 sessions"
    let counted = site.after().is_some_and(|t| t.kind == TokenKind::Digits)
        || [Class::Units, Class::Digit, Class::Teen, Class::Tens].iter().any(|c| site.class(site.end, *c).is_some());
    let followed = counted && site.words(site.end - 1) == "past";
    (!followed).then_some(Expr::Reference(Reference::Past))
}

/// "who once led the party": at a time that is past. "Once the vote is over" and "once again" are none.
pub(crate) fn once(_: &Slots, site: &Site<'_>) -> Meant {
    let led = matches!(site.word_before().as_str(), "who" | "which" | "was" | "were" | "had" | "he" | "she");
    let joins = matches!(site.words(site.end), "the" | "a" | "an" | "again" | "more" | "he" | "she" | "it" | "they");
    let followed = site.after().is_some_and(|t| t.kind == TokenKind::Word && t.case == Case::Lower);
    (led && followed && !joins).then_some(Expr::Reference(Reference::Past))
}

/// "a long time ago", "those days".
pub(crate) fn long_ago(_: &Slots, _: &Site<'_>) -> Meant {
    Some(Expr::Reference(Reference::Past))
}

/// `FUTURE_REF`.
pub(crate) fn future(_: &Slots, _: &Site<'_>) -> Meant {
    Some(Expr::Reference(Reference::Future))
}
