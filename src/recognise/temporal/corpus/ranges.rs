//! Ranges of days in every form that copy prints them in, made from a table of forms, days and
//! published dates, and held against the days that they mean.

use super::{read, temporal};
use crate::value::{Instant, Value};
use chrono::{Datelike, Days, NaiveDate};

/// Both days in one month.
const ONE_MONTH: &[&str] = &[
    "{d1}{-}{d2} {M}",
    "{M} {d1}{-}{d2}",
    "{M} {d1} {to} {d2}",
    "{d1} {to} {d2} {M}",
    "from {d1} to {d2} {M}",
    "from {M} {d1} to {d2}",
    "from {M} {d1} {to} {M} {d2}",
    "{M} {d1} {to} {M} {d2}",
    "{M} {d1}{-}{M} {d2}",
    "{d1} {M} {-} {d2} {M}",
    "from {d1} {M} {to} {d2} {M}",
    "between {d1} and {d2} {M}",
    "between {M} {d1} and {d2}",
    "between {d1} {M} and {d2} {M}",
    "between the {o1} and the {o2} of {M}",
    "the {o1} to the {o2} of {M}",
    "{o1}{-}{o2} {M}",
    "{M} {o1}{-}{o2}",
    "{M} {o1} {to} {o2}",
    "{w1} {d1} to {w2} {d2} {M}",
    "{w1}, {M} {d1}, {to} {w2}, {M} {d2}",
    "{w1}, {M} {d1}{-}{w2}, {M} {d2}",
    "from {w1}, {d1} {M}, to {w2}, {d2} {M}",
    "{w1} {d1}{-}{w2} {d2} {M}",
    "between {w1}, {M} {d1}, and {w2}, {M} {d2}",
    "{w1}{-}{w2}, {M} {d1}{-}{d2}",
    "{w1} to {w2}, {M} {d1} to {d2}",
    "from {w1} the {o1} to {w2} the {o2} of {M}",
    "{d1}. to {d2}. {M}",
    "from {M} {d1} through to {d2}",
    "{M} {d1} up to {d2}",
    "({M} {d1}{-}{d2})",
    "the {d1}{-}{d2} {M} talks",
    "{M} {d1} up to and including {M} {d2}",
    "{M} {d1}-to-{d2}",
    "{d1}{-}{o2} {M}",
];

/// Two days that follow each other.
const PAIRS: &[&str] = &[
    "{d1} and {d2} {M}",
    "{M} {d1} and {d2}",
    "{M} {d1} & {d2}",
    "the {o1} and {o2} of {M}",
    "the {o1} and the {o2} of {M}",
    "{M} {d1}/{d2}",
    "{d1}/{d2} {M}",
    "{M} the {o1} and {o2}",
    "{w1} and {w2}, {M} {d1} and {d2}",
    "{w1} and {w2}, {M} {d1}{-}{d2}",
    "{w1} {d1} and {w2} {d2} {M}",
    "{M} {d1}, {d2}",
    "on {d1}, {d2} {M}",
    "{d1}., {d2}. {M}",
];

/// Days of two months.
const TWO_MONTHS: &[&str] = &[
    "{d1} {M1}{-}{d2} {M2}",
    "{d1} {M1} {to} {d2} {M2}",
    "{M1} {d1}{-}{M2} {d2}",
    "{M1} {d1} {to} {M2} {d2}",
    "from {d1} {M1} {to} {d2} {M2}",
    "between {M1} {d1} and {M2} {d2}",
    "{w1}, {M1} {d1}, to {w2}, {M2} {d2}",
    "{w1} {d1} {M1} {-} {w2} {d2} {M2}",
    "the {o1} of {M1} to the {o2} of {M2}",
    "{o1} {M1} to {o2} {M2}",
];

/// With a year at both ends, or at the first alone.
const BOTH_YEARS: &[&str] = &[
    "{d1} {M1} {y1}{-}{d2} {M2} {y2}",
    "from {d1} {M1} {y1} to {d2} {M2} {y2}",
    "{M1} {d1}, {y1}, {to} {M2} {d2}, {y2}",
    "{M1} {d1}, {y1} {-} {M2} {d2}, {y2}",
    "between {M1} {d1}, {y1}, and {M2} {d2}, {y2}",
    "{w1}, {M1} {d1}, {y1}, {to} {w2}, {M2} {d2}, {y2}",
    "{i1}/{i2}",
    "{i1} {to} {i2}",
    "from {i1} to {i2}",
];

/// Weekdays alone.
const WEEKDAYS: &[&str] = &[
    "from {w1} to {w2}",
    "{w1} through {w2}",
    "{w1}{-}{w2}",
    "{w1} until {w2}",
    "between {w1} and {w2}",
    "{w1}-to-{w2}",
];

const DASHES: &[&str] = &["-", "–", "—", "−"];
const JOINTS: &[&str] = &["to", "through", "until", "till", "thru"];
const MONTHS: &[&[&str]] = &[
    &["January", "Jan.", "Jan"],
    &["February", "Feb.", "Feb"],
    &["March"],
    &["April", "Apr."],
    &["May"],
    &["June", "Jun"],
    &["July", "Jul."],
    &["August", "Aug."],
    &["September", "Sept.", "Sept", "Sep"],
    &["October", "Oct."],
    &["November", "Nov.", "Nov"],
    &["December", "Dec.", "Dec"],
];

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn ordinal(n: u32) -> String {
    let ending = match (n / 10, n % 10) {
        (1, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}

/// The form with its days; `turn` chooses among dashes, joints and abbreviations.
fn written(form: &str, a: NaiveDate, b: NaiveDate, turn: usize) -> String {
    let month = |d: NaiveDate| {
        let names = MONTHS[d.month0() as usize];
        names[turn % names.len()]
    };
    let mut text = form.to_owned();
    for (key, value) in [
        ("{-}", DASHES[turn % DASHES.len()].to_owned()),
        ("{to}", JOINTS[turn % JOINTS.len()].to_owned()),
        ("{M}", month(a).to_owned()),
        ("{M1}", month(a).to_owned()),
        ("{M2}", month(b).to_owned()),
        ("{d1}", a.day().to_string()),
        ("{d2}", b.day().to_string()),
        ("{o1}", ordinal(a.day())),
        ("{o2}", ordinal(b.day())),
        ("{w1}", a.format("%A").to_string()),
        ("{w2}", b.format("%A").to_string()),
        ("{y1}", a.year().to_string()),
        ("{y2}", b.year().to_string()),
        ("{i1}", a.to_string()),
        ("{i2}", b.to_string()),
    ] {
        text = text.replace(key, &value);
    }
    text
}

/// The form with the year at its end; `None` where it does not take one there.
fn with_year(form: &str, year: i32) -> Option<String> {
    match form.chars().last()? {
        ')' => Some(format!("{}, {year})", form.strip_suffix(')')?)),
        's' => None,
        _ if form.ends_with("M}") || form.ends_with("M2}") => Some(format!("{form} {year}")),
        _ => Some(format!("{form}, {year}")),
    }
}

/// What a report of `published` reads in the form, and what it should; `None` where they agree.
fn miss(form: &str, a: NaiveDate, b: NaiveDate, published: NaiveDate, turn: usize) -> Option<String> {
    let words = written(form, a, b, turn);
    let text = match (a > published, turn % 2) {
        (true, 0) => format!("The minister will visit Karsa {words}."),
        (true, _) => format!("Talks are due {words}, officials said."),
        (false, 0) => format!("The fair was held {words}."),
        (false, _) => format!("The teams were there {words}, and nobody came."),
    };
    let found = read(&text, Some(&published.to_string()));
    let means = |v: &Value| {
        matches!(v, Value::Date(_))
            && (temporal(v).start, temporal(v).end) == (Some(Instant::Date(a)), Some(Instant::Date(b)))
    };
    if found.iter().any(|(_, v)| means(v)) {
        return None;
    }
    let got: Vec<String> = found.iter().map(|(words, v)| format!("{words}={}", super::timex(v))).collect();
    Some(format!("{form}: {text} ({published}) {a}..{b}: {}", got.join(", ")))
}

/// Tries a form on a range, from days around it where the year is left out, else from far away too.
fn around(form: &str, a: NaiveDate, b: NaiveDate, turn: usize, misses: &mut Vec<String>) -> usize {
    let mut tried = 0;
    let mut attempt = |form: &str, published: i64| {
        let published = a.checked_add_signed(chrono::TimeDelta::days(published)).unwrap();
        misses.extend(miss(form, a, b, published, turn + tried));
        tried += 1;
    };
    for away in [-33, -2, 1, 38] {
        attempt(form, away);
    }
    if let Some(form) = with_year(form, b.year()) {
        for away in [-400, -20, 15, 250, 2600] {
            attempt(&form, away);
        }
    }
    tried
}

#[test]
fn day_ranges_mean_their_days_in_every_form() {
    let (mut misses, mut tried) = (Vec::new(), 0);
    for turn in 0..12_u32 {
        let (year, at) = (1996 + 3 * turn as i32, turn as usize);
        let first = day(year, turn + 1, 1 + turn * 2 % 19);
        for form in ONE_MONTH {
            tried += around(form, first, first + Days::new(2 + u64::from(turn % 7)), at, &mut misses);
        }
        for form in PAIRS {
            tried += around(form, first, first + Days::new(1), at, &mut misses);
        }
        let (late, early) = (day(year, turn + 1, 21 + turn % 8), Days::new(12 + u64::from(turn)));
        for form in TWO_MONTHS {
            tried += around(form, late, late + early, at, &mut misses);
            let december = day(year, 12, 26 + turn % 6);
            tried += around(form, december, december + early, at, &mut misses);
        }
        for form in BOTH_YEARS {
            for away in [-300, -10, 4, 500] {
                let published = late.checked_add_signed(chrono::TimeDelta::days(away)).unwrap();
                misses.extend(miss(form, late, late + Days::new(60 * u64::from(turn % 7 + 1)), published, at));
                tried += 1;
            }
        }
        for form in WEEKDAYS {
            let published = day(year, turn + 1, 1 + turn);
            let (ahead, back) = (published + Days::new(2), published - Days::new(4));
            misses.extend(miss(form, ahead, ahead + Days::new(2), published, at));
            misses.extend(miss(form, back, back + Days::new(2), published, at));
            tried += 2;
        }
    }
    assert!(tried > 5000, "{tried}");
    let shown = misses.iter().take(20).cloned().collect::<Vec<_>>().join("\n");
    assert!(misses.is_empty(), "{} of {tried}\n{shown}", misses.len());
}

#[test]
fn neighbouring_weekdays_are_one_stretch_and_others_are_not() {
    let read = |text: &str| read(text, Some("2025-03-12"));
    let first = |text: &str| super::timex(&read(text)[0].1).to_owned();
    assert_eq!(first("The leaders will meet Thursday and Friday."), "2025-03-13/2025-03-14");
    assert_eq!(first("It snowed on 8 March and 9 March."), "2025-03-08/2025-03-09");
    assert_eq!(first("Trams will stand still on Thursday and Saturday."), "2025-03-13");
    assert_eq!(first("They lost on Sunday and Monday's game is off."), "2025-03-09");
    assert_eq!(first("On July 5, 16 people were hurt."), "2024-07-05");
}

#[test]
fn ranges_in_figures_and_without_a_month() {
    let first = |text: &str| super::timex(&read(text, Some("2025-03-12"))[0].1).to_owned();
    for (text, want) in [
        ("The fair ran 14/10/2024-17/10/2024.", "2024-10-14/2024-10-17"),
        ("The fair ran 04.10.2024–07.10.2024.", "2024-10-04/2024-10-07"),
        ("The fair ran 14.10.2024 to 17.10.2024.", "2024-10-14/2024-10-17"),
        ("He will be there from the 14th to the 17th.", "2025-03-14/2025-03-17"),
        ("The meeting is between the 21st and 23rd of next month.", "2025-04-21/2025-04-23"),
        ("Talks are due on the 20th and 21st.", "2025-03-20/2025-03-21"),
        ("The team met on 30 January/1 February.", "2025-01-30/2025-02-01"),
        ("Prices fell in Jan-Feb 2024.", "2024-01/2024-02"),
        ("The fair runs from 28 to 3 April.", "2025-03-28/2025-04-03"),
        ("It is set for the week of May 5 to 9.", "2025-W19"),
        ("The fair runs 03.04.-05.04.2025.", "2025-04-03/2025-04-05"),
        ("The fair runs 23/12-28/12/2025.", "2025-12-23/2025-12-28"),
        ("They meet on Thursday and Friday (April 3-4).", "2025-04-03/2025-04-04"),
    ] {
        assert_eq!(first(text), want, "{text}");
    }
    for text in ["Version 12.4.2025 is out.", "The 4th to 7th floors burned.", "It came 21st and 23rd."] {
        assert!(read(text, Some("2025-03-12")).is_empty(), "{text}");
    }
}

#[test]
fn hours_of_a_range_are_on_one_day_or_run_into_the_next() {
    let first = |text: &str| super::timex(&read(text, Some("2025-03-12"))[0].1).to_owned();
    for (text, want) in [
        ("It ran from 2:00 to 2:30 p.m. on Monday.", "2025-03-10T14:00/2025-03-10T14:30"),
        ("It ran from 9 to 10:15 a.m.", "2025-03-12T09:00/2025-03-12T10:15"),
        ("It ran between 11 and 1:30 p.m. on Monday.", "2025-03-10T11:00/2025-03-10T13:30"),
        ("It ran from 11 a.m. to 1 p.m.", "2025-03-12T11:00/2025-03-12T13:00"),
        ("A curfew runs from 8 p.m. to 6 a.m.", "2025-03-12T20:00/2025-03-13T06:00"),
        ("A curfew runs from 10:30 p.m. Friday to 6 a.m. Sunday.", "2025-03-14T22:30/2025-03-16T06:00"),
    ] {
        assert_eq!(first(text), want, "{text}");
    }
}

#[test]
fn the_last_day_of_a_list_gives_its_year_to_the_others() {
    for (text, want) in [
        ("It plays on May 3, 5 and 9.", &["2025-05-03", "2025-05-05", "2025-05-09"][..]),
        ("It plays on May 3 or 5 in Oslo.", &["2025-05-03", "2025-05-05"]),
        ("It plays May 3-5 and 9-11.", &["2025-05-03/2025-05-05", "2025-05-09/2025-05-11"]),
        ("It plays on 3, 5 and 9 May.", &["2025-05-03", "2025-05-05", "2025-05-09"]),
        ("It played 3-5 and 9-11 May 2023.", &["2023-05-03/2023-05-05", "2023-05-09/2023-05-11"]),
        ("It played on May 3, 5 and 9, 2023.", &["2023-05-03", "2023-05-05", "2023-05-09"]),
        ("On May 3, 5 and 9 people will come.", &["2025-05-03"]),
        ("On May 3, 12 people will come.", &["2025-05-03"]),
        ("He will beat 3 and 9 May will be dry.", &["2025-05-09"]),
    ] {
        let found = read(text, Some("2025-03-12"));
        let dates: Vec<&str> = found.iter().map(|(_, v)| super::timex(v)).collect();
        assert_eq!(dates, want, "{text}");
    }
    let found = read("He spoke on December 30, January 4 and February 2, 2018.", Some("2025-03-12"));
    let dates: Vec<&str> = found.iter().map(|(_, v)| super::timex(v)).collect();
    assert_eq!(dates, ["2017-12-30", "2018-01-04", "2018-02-02"]);
}

/// A line of the table: its words, and the first and the last instant that they mean, as far as it tells them.
#[test]
fn day_ranges_of_the_table_mean_their_days() {
    let lines = include_str!("ranges.txt").lines().filter(|l| !l.starts_with('#') && !l.is_empty());
    let (mut wrong, mut count) = (Vec::new(), 0);
    for (text, want) in lines.map(|l| l.split_once(" => ").unwrap()) {
        let found = read(text, Some("2025-12-03"));
        let dated = |v: &&Value| matches!(v, Value::Date(_) | Value::Time(_));
        let days: Vec<String> =
            found.iter().map(|f| &f.1).filter(dated).map(|v| super::bounds(v).replace(' ', "..")).collect();
        if !days.iter().any(|d| d == want) {
            wrong.push(format!("{text} => {want}: {days:?}"));
        }
        count += 1;
    }
    assert!(count > 200, "{count}");
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}
