//! Which of two numbers is the day: by option, by the article's other dates, by language, by spelling,
//! or by nothing, and then both readings.

use super::{TODAY, document, mentions, taken_apart, temporal};
use crate::recognise::{DateOrder, Prefer};

/// The values of each date, its other readings behind a bar.
fn dates(text: &str, language: Option<&str>, order: Option<DateOrder>) -> Vec<String> {
    let mut d = document(text, Some(TODAY));
    d.meta.language = language.map(str::to_owned);
    let found = mentions(&d, &taken_apart(&d), Prefer::Context, order);
    let shown = |v| {
        let t = temporal(v);
        std::iter::once(&t.timex)
            .chain(t.alternatives.iter().map(|a| &a.timex))
            .cloned()
            .collect::<Vec<_>>()
            .join(" | ")
    };
    found.iter().filter(|m| m.pattern != "range-end").map(|m| shown(&m.value)).collect()
}

fn check(text: &str, language: Option<&str>, order: Option<DateOrder>, want: &[&str]) {
    assert_eq!(dates(text, language, order), want, "{text} {language:?} {order:?}");
}

#[test]
fn nothing_tells_and_both_readings_are_kept() {
    check("Due 04/12/2025.", None, None, &["2025-04-12 | 2025-12-04"]);
    check("Open 04/12/2025–06/12/2025.", None, None, &["2025-04-12/2025-06-12 | 2025-12-04/2025-12-06"]);
    check("It begins at 10:30 on 04/12/2025.", None, None, &["2025-04-12T10:30 | 2025-12-04T10:30"]);
    check("Due 04/04/2025.", None, None, &["2025-04-04"]);
    check("Due by 04-12-2025.", None, None, &["2025-04-12 | 2025-12-04"]);
    check("Due 04/12/25.", None, None, &["2025-04-12 | 2025-12-04"]);
    // Full stops stand between numbers where the day goes first.
    check("Due 04.12.2025.", None, None, &["2025-12-04"]);
    check("Due 04.12.2025, not 12.31.2025.", None, None, &["2025-04-12", "2025-12-31"]);
}

#[test]
fn an_option_settles_it() {
    check("Due 04/12/2025.", Some("en-US"), Some(DateOrder::DayFirst), &["2025-12-04"]);
    check("Due 04/12/2025.", Some("en-GB"), Some(DateOrder::MonthFirst), &["2025-04-12"]);
    check("Due 25/12/04, not 04/12/25.", None, Some(DateOrder::YearFirst), &["2025-12-04", "2004-12-25"]);
    check("Due 04/12/2025–06/12/2025.", None, Some(DateOrder::DayFirst), &["2025-12-04/2025-12-06"]);
    // What can be read in one way only is read so.
    check("Due 23/12/2025.", None, Some(DateOrder::MonthFirst), &["2025-12-23"]);
}

#[test]
fn the_other_dates_of_an_article_settle_it_for_all_of_them() {
    check("Due 04/12/2025, not 23/12/2025.", None, None, &["2025-12-04", "2025-12-23"]);
    check("Due 04/12/2025, not 12/23/2025.", None, None, &["2025-04-12", "2025-12-23"]);
    check("Open 05/12/2025 to 15/12/2025. Closed 07/12/2025.", None, None, &["2025-12-05/2025-12-15", "2025-12-07"]);
    // They weigh more than the declared language.
    check("Due 04/12/2025, not 23/12/2025.", Some("en-US"), None, &["2025-12-04", "2025-12-23"]);
    // A weekday fits one of the readings: 4 December 2025 is a Thursday.
    check("Due Thursday, 04/12/2025. Paid 06/12/2025.", None, None, &["2025-12-04", "2025-12-06"]);
}

#[test]
fn language_and_spelling_settle_it() {
    check("Due 04/12/2025.", Some("en-GB"), None, &["2025-12-04"]);
    check("Due 04/12/2025.", Some("en-US"), None, &["2025-04-12"]);
    check("The harbour is closed on 04/12/2025.", Some("en"), None, &["2025-12-04"]);
    check("The neighborhood is closed on 04/12/2025.", None, None, &["2025-04-12"]);
    check("The harbour of Center City is closed on 04/12/2025.", None, None, &["2025-04-12 | 2025-12-04"]);
}
