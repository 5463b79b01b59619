//! English words of time.

use super::super::words::Class;

/// Words of closed classes; months, weekdays and their like come from the lexicon.
#[rustfmt::skip]
pub(in super::super) const WORDS: &[(Class, &[(&str, i32)])] = &[
    (Class::The, &[("the", 0)]),
    (Class::Article, &[("a", 1), ("an", 1)]),
    (
        Class::Unit,
        &[
            ("second", 0), ("sec", 0), ("minute", 1), ("min", 1), ("hour", 2), ("hr", 2), ("day", 3), ("night", 4),
            ("weekend", 5), ("week", 6), ("workweek", 6), ("wk", 6), ("fortnight", 7), ("month", 8), ("mth", 8), ("quarter", 9), ("qtr", 9),
            ("season", 10), ("half-year", 11), ("year", 12), ("yr", 12), ("decade", 13), ("century", 14),
            ("millennium", 15),
        ],
    ),
    (
        Class::Units,
        &[
            ("seconds", 0), ("secs", 0), ("minutes", 1), ("mins", 1), ("hours", 2), ("hrs", 2), ("days", 3),
            ("nights", 4), ("weekends", 5), ("weeks", 6), ("workweeks", 6), ("wks", 6), ("fortnights", 7), ("months", 8), ("mths", 8), ("mos", 8),
            ("quarters", 9), ("qtrs", 9), ("seasons", 10), ("half-years", 11), ("years", 12), ("yrs", 12),
            ("decades", 13), ("centuries", 14), ("millennia", 15),
        ],
    ),
    (Class::UnitShort, &[("h", 2), ("y", 12), ("w", 6), ("d", 3), ("s", 0), ("m", 1)]),
    (
        Class::UnitLong,
        &[
            ("minutelong", 1), ("hourlong", 2), ("daylong", 3), ("nightlong", 4), ("weekendlong", 5), ("weeklong", 6), ("monthlong", 8),
            ("yearlong", 12), ("decadelong", 13), ("centurylong", 14),
        ],
    ),
    (
        Class::Part,
        &[
            ("morning", 0), ("midmorning", 0), ("forenoon", 0), ("dawn", 0), ("noon", 1), ("midday", 1), ("lunchtime", 1),
            ("afternoon", 2), ("midafternoon", 2), ("evening", 3), ("dusk", 3), ("night", 4), ("overnight", 4),
        ],
    ),
    (Class::Parts, &[("mornings", 0), ("afternoons", 2), ("evenings", 3), ("nights", 4)]),
    (Class::Moment, &[("noon", 12), ("midday", 12), ("midnight", 24)]),
    (
        Class::Dir,
        &[
            ("last", 0), ("past", 0), ("latest", 0), ("this", 1), ("current", 1), ("present", 1), ("next", 2), ("coming", 2),
            ("upcoming", 2), ("previous", 3), ("preceding", 3), ("prior", 3), ("same", 4), ("that", 4),
            ("following", 5), ("subsequent", 5), ("ensuing", 5), ("succeeding", 5),
        ],
    ),
    (
        Class::Edge,
        &[
            ("end", 2), ("close", 2), ("beginning", 0), ("start", 0), ("dawn", 0), ("onset", 0), ("outset", 0),
            ("middle", 1), ("midst", 1), ("turn", 0),
        ],
    ),
    (Class::Early, &[("early", 0), ("earlier", 3), ("mid", 1), ("late", 2), ("later", 4)]),
    (
        Class::Approx,
        &[
            ("about", 0), ("around", 0), ("roughly", 0), ("approximately", 0), ("some", 0), ("nearly", 2),
            ("almost", 2), ("circa", 0), ("over", 1), ("under", 2), ("exactly", 9), ("just", 9), ("only", 9), ("another", 9),
            ("barely", 2),
        ],
    ),
    (
        Class::Vague,
        &[
            ("several", 0), ("few", 0), ("many", 0), ("numerous", 0), ("dozens", 0), ("hundreds", 0),
            ("thousands", 0), ("millions", 0), ("billions", 0), ("couple", 2), ("pair", 2), ("dozen", 12),
        ],
    ),
    (Class::Fraction, &[("half", 500), ("quarter", 250), ("quarters", 250), ("third", 333), ("thirds", 333)]),
    (
        Class::Digit,
        &[
            ("one", 1), ("two", 2), ("three", 3), ("four", 4), ("five", 5), ("six", 6), ("seven", 7), ("eight", 8),
            ("nine", 9),
        ],
    ),
    (
        Class::Teen,
        &[
            ("ten", 10), ("eleven", 11), ("twelve", 12), ("thirteen", 13), ("fourteen", 14), ("fifteen", 15),
            ("sixteen", 16), ("seventeen", 17), ("eighteen", 18), ("nineteen", 19),
        ],
    ),
    (
        Class::Tens,
        &[
            ("twenty", 20), ("thirty", 30), ("forty", 40), ("fifty", 50), ("sixty", 60), ("seventy", 70),
            ("eighty", 80), ("ninety", 90),
        ],
    ),
    (Class::Scale, &[("hundred", 2), ("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12)]),
    (
        Class::Ordinal,
        &[
            ("first", 1), ("second", 2), ("third", 3), ("fourth", 4), ("fifth", 5), ("sixth", 6), ("seventh", 7),
            ("eighth", 8), ("ninth", 9), ("tenth", 10), ("eleventh", 11), ("twelfth", 12), ("thirteenth", 13),
            ("fourteenth", 14), ("fifteenth", 15), ("sixteenth", 16), ("seventeenth", 17), ("eighteenth", 18),
            ("nineteenth", 19), ("twentieth", 20), ("thirtieth", 30),
        ],
    ),
    (Class::Suffix, &[("st", 0), ("nd", 0), ("rd", 0), ("th", 0)]),
    (Class::Dash, &[("-", 0), ("–", 0), ("—", 0), ("‑", 0), ("‒", 0), ("−", 0), ("‐", 0), ("―", 0)]),
    (Class::Apostrophe, &[("'", 0), ("’", 0), ("‘", 0)]),
    (Class::Meridiem, &[("a.m.", 0), ("p.m.", 1), ("am", 0), ("pm", 1)]),
    (Class::Quarter, &[("q1", 1), ("q2", 2), ("q3", 3), ("q4", 4)]),
    (Class::Half, &[("h1", 1), ("h2", 2)]),
    (Class::Era, &[("bc", 0), ("b.c.", 0), ("bce", 0), ("b.c.e.", 0), ("b.c", 0), ("ad", 1), ("a.d.", 1), ("ce", 1)]),
    (
        Class::Decades,
        &[
            ("twenties", 20), ("thirties", 30), ("forties", 40), ("fifties", 50), ("sixties", 60), ("seventies", 70),
            ("eighties", 80), ("nineties", 90),
        ],
    ),
    (Class::Every, &[("every", 0), ("each", 1)]),
    (Class::Times, &[("once", 1), ("twice", 2), ("thrice", 3)]),
    (
        Class::Reference,
        &[
            ("now", 0), ("currently", 0), ("nowadays", 0), ("presently", 0), ("recently", 1), ("recent", 1),
            ("lately", 1), ("current", 0), ("future", 2),
        ],
    ),
    (
        Class::Bound,
        &[("before", 0), ("by", 2), ("after", 1)],
    ),
    (Class::ShortMeridiem, &[("a", 0), ("p", 1)]),
];
