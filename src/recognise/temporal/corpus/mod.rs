//! Expected values, the phrasings that give them, and phrasings that must give nothing.
//!
//! Written on Wednesday 12 March 2025, unless a case says otherwise.

mod news;
mod order;
mod points;
mod ranges;

use super::Temporals;
use crate::document::{Document, Published, PublishedFrom};
use crate::lexicon::Lexicon;
use crate::recognise::{Context, DateOrder, Mention, Prefer, Recogniser};
use crate::text::{Boundaries, Text, Vocabulary};
use crate::value::{Instant, Temporal, Value};
use chrono::NaiveDate;
use std::sync::OnceLock;

struct Reader {
    vocabulary: Vocabulary,
    boundaries: Boundaries,
    temporals: Temporals,
}

fn reader() -> &'static Reader {
    static READER: OnceLock<Reader> = OnceLock::new();
    READER.get_or_init(|| {
        let lexicon = Lexicon::bundled();
        let mut vocabulary = Vocabulary::default();
        vocabulary.intern("'s");
        let boundaries = lexicon.boundaries(&mut vocabulary);
        // It asks for the names of countries, which dates look up.
        crate::recognise::entity::new(&lexicon, &mut vocabulary);
        let temporals = Temporals::new(&lexicon, &mut vocabulary);
        Reader { vocabulary, boundaries, temporals }
    })
}

fn document(text: &str, published: Option<&str>) -> Document {
    let mut d = Document::plain("t", text);
    d.meta.published = published.map(|p| Published {
        at: Instant::Date(NaiveDate::parse_from_str(p, "%Y-%m-%d").unwrap()),
        from: PublishedFrom::Metadata,
    });
    d
}

fn mentions(d: &Document, text: &Text<'_>, prefer: Prefer, date_order: Option<DateOrder>) -> Vec<Mention> {
    let context = Context { text, meta: &d.meta, vocabulary: &reader().vocabulary, prefer, date_order };
    let mut out = Vec::new();
    reader().temporals.recognise(&context, &mut out);
    out
}

fn taken_apart(d: &Document) -> Text<'_> {
    Text::new(d, &reader().vocabulary, &reader().boundaries)
}

fn read_document(d: &Document, prefer: Prefer) -> Vec<(String, Value)> {
    let found = mentions(d, &taken_apart(d), prefer, None);
    let text = |m: &Mention| (m.span.of(&d.text).to_owned(), m.value.clone());
    found.iter().map(text).collect()
}

/// Each mention of a time in `text`: its words and its value on one line.
fn read(text: &str, published: Option<&str>) -> Vec<(String, Value)> {
    read_document(&document(text, published), Prefer::Context)
}

fn timex(value: &Value) -> &str {
    match value {
        Value::Date(t) | Value::Time(t) => &t.timex,
        Value::Duration(d) => &d.timex,
        Value::Set(s) => &s.timex,
        _ => "",
    }
}

fn temporal(value: &Value) -> &Temporal {
    match value {
        Value::Date(t) | Value::Time(t) => t,
        other => panic!("not a date: {other:?}"),
    }
}

fn bounds(value: &Value) -> String {
    let t = temporal(value);
    let side = |i: Option<Instant>| i.map_or("..".to_owned(), |i| i.to_string());
    format!("{} {}", side(t.start), side(t.end))
}

const TODAY: &str = "2025-03-12";

/// TIMEX3 value, and sentences whose marked words give it.
const CASES: &[(&str, &[&str])] = &[
    // Days.
    (
        "2024-10-03",
        &[
            "It was signed on [3 October 2024] in Oslo.",
            "It was signed on [October 3, 2024], in Oslo.",
            "It was signed on [Oct. 3, 2024].",
            "It was signed on [the 3rd of October 2024].",
            "It was signed on [Thursday, 3 October 2024].",
            "Signed: [2024-10-03].",
            "It was signed on [October 3rd, 2024].",
            "It was signed on [03/Oct/2024].",
        ],
    ),
    (
        "2025-03-10",
        &["He said on [Monday] that it was over.", "She spoke [Monday].", "The vote was held [two days ago]."],
    ),
    (
        "2025-03-14",
        &[
            "They will meet on [Friday].",
            "The vote is on [Friday].",
            "The two are due to meet [Friday].",
            "It opens [the day after tomorrow].",
        ],
    ),
    ("2025-03-11", &["He resigned [yesterday].", "He resigned on [Tuesday]."]),
    ("2025-02-28", &["The law was passed on [28 February].", "The law was passed on [Feb. 28]."]),
    ("2025-06-30", &["The term will end on [30 June]."]),
    ("2024-12-25", &["They met on [Christmas Day] last winter."]),
    ("2024-11-28", &["Shops had closed for [Thanksgiving]."]),
    ("2025-04-20", &["The pope will preach on [Easter Sunday]."]),
    // Months and longer.
    ("2024-08", &["Sales fell in [August].", "It broke out in [August 2024].", "It broke out [last August]."]),
    ("2025-05", &["The fair will open in [May].", "Voters go to the polls in [May 2025]."]),
    (
        "2025",
        &[
            "It must be done [this year].",
            "It happened [earlier this year].",
            "In [2025] things will change.",
            "By [the end of the year] it will be gone.",
            "It is planned for [late 2025].",
        ],
    ),
    ("2024", &["It rose [last year].", "The [2024] campaign was long.", "It closed [a year ago]."]),
    ("2026", &["It starts [next year].", "It starts in [early 2026]."]),
    ("2025-W10", &["Talks failed [last week]."]),
    ("2025-W11", &["Talks go on [this week]."]),
    ("2025-02", &["Prices rose [last month]."]),
    ("2024-Q4", &["Profit grew in [the fourth quarter of 2024].", "Profit grew in [Q4 2024]."]),
    ("2024-H1", &["Output fell in [the first half of 2024]."]),
    ("199", &["It dates from [the 1990s].", "It dates from [the early 1990s]."]),
    ("197", &["It was the music of [the '70s]."]),
    ("18", &["It is a church of [the 19th century]."]),
    ("2024-SU", &["It was built in [the summer of 2024].", "It was built [last summer]."]),
    ("BC0044", &["Caesar died in [44 BC]."]),
    // Ranges.
    (
        "2025-12-04/2025-12-05",
        &[
            "He will be there on [December 4-5, 2025].",
            "He will be there on [4–5 December 2025].",
            "He will be there on [Dec. 4 to 5, 2025].",
            "He will be there [from 4 to 5 December 2025].",
            "He will be there on [December 4 and 5, 2025].",
            "He will be there [from December 4 to December 5, 2025].",
        ],
    ),
    ("2025-12-30/2026-01-02", &["It is shut [from Dec. 30, 2025–Jan. 2, 2026]."]),
    ("2025-09-26/2025-09-27", &["The forum will be held on [Sept 26-27]."]),
    ("2025-03-14/2025-03-16", &["It will run [from Friday to Sunday]."]),
    (
        "2025-12-04/2025-12-06",
        &["It is held on [December 4, 5 and 6, 2025].", "It is held on [4, 5 and 6 December 2025]."],
    ),
    ("2025-12-29/2026-01-02", &["It is shut [Monday, Dec. 29, 2025, to Friday, Jan. 2, 2026]."]),
    (
        "2025-12-04/2025-12-05",
        &["It will be held [4/5 December 2025].", "It is on [Thursday and Friday, December 4-5, 2025]."],
    ),
    ("2025-03-20/2025-03-22", &["It will run [Thursday through Saturday next week]."]),
    ("2025-03-13/2025-03-15", &["It will run [Thu-Sat] in Oslo.", "It will run [from tomorrow to Saturday]."]),
    ("2007/2012", &["He ruled [between 2007 and 2012].", "He ruled [from 2007 to 2012]."]),
    ("2014/2016", &["It was the slump of [2014-16]."]),
    ("2024/2025", &["Trade in [2024–25] hit a record."]),
    // Times.
    ("2025-03-12T09:30", &["It starts at [9:30 a.m.] sharp.", "It starts [today at 9:30 a.m.]"]),
    ("2025-03-12T16:00", &["It was felt at [1600 GMT]."]),
    ("2025-03-11TNI", &["Shots were heard [last night]."]),
    ("2025-03-10TMO", &["He arrived [Monday morning]."]),
    ("2025-03-12TMO", &["He arrived [this morning]."]),
    // Lengths.
    ("P2D", &["It lasted [two days].", "It was a [two-day] visit."]),
    ("P3Y", &["It took [three years].", "It fell over [the past three years]."]),
    ("PT24H", &["He was held for [24 hours]."]),
    ("PXD", &["It took [several days].", "It took [a few days]."]),
    ("PXY", &["It went on for [years]."]),
    ("P1DE", &["It took [more than a decade]."]),
    ("PT90M", &[]),
    ("P2Y3M", &["He served [two years and three months]."]),
    // Recurring.
    ("P1D", &["They meet [every day].", "It is held [daily]."]),
    ("XXXX-WXX-2", &["They meet [every Tuesday].", "They meet on [Tuesdays]."]),
    ("P1Y", &["It is held [once a year].", "It is held [annually]."]),
    // References.
    ("PRESENT_REF", &["He is [now] in charge.", "She is [currently] abroad."]),
    ("PAST_REF", &["He has [recently] moved.", "It has grown in [recent years]."]),
    ("FUTURE_REF", &["Nobody knows [the future]."]),
];

/// Sentences without a time.
const NONE: &[&str] = &[
    "It may rain.",
    "This may or may not be so.",
    "They called for a March on Lisbon.",
    "The Sun reported it first.",
    "He came second.",
    "They won 3-2 at home.",
    "Version 2.10.1 is out.",
    "Call 555-2010-2015 at once.",
    "See section 4.2 of the act.",
    "We met the envoy.",
    "They bought 2000 villages.",
    "He sat down and wed her.",
    "A second chance was given.",
    "The ratio was 4:3 ratio at best.",
    "The plant makes 1,998 cars.",
];

#[test]
fn phrasings_give_their_values() {
    let mut wrong = Vec::new();
    for (want, sentences) in CASES {
        for sentence in *sentences {
            let (left, rest) = sentence.split_once('[').unwrap();
            let (words, right) = rest.split_once(']').unwrap();
            let text = format!("{left}{words}{right}");
            let found = read(&text, Some(TODAY));
            if !found.iter().any(|(w, v)| w == words && timex(v) == *want) {
                wrong.push(format!("{sentence}: wanted {want}, found {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn other_words_give_nothing() {
    let found: Vec<_> = NONE.iter().map(|s| (s, read(s, Some(TODAY)))).filter(|(_, f)| !f.is_empty()).collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_bound_opens_one_side() {
    let at = |text| bounds(&read(text, Some(TODAY))[0].1);
    assert_eq!(at("It will be ready before the end of 2025."), ".. 2025-12-31");
    assert_eq!(at("It will be ready before 2026."), ".. 2025-12-31");
    assert_eq!(at("It will be ready by Friday."), ".. 2025-03-14");
    assert_eq!(at("It was legal after 2010."), "2011-01-01 ..");
    assert_eq!(at("He has been there since 2021."), "2021-01-01 2021-12-31");
}

#[test]
fn without_a_published_date_the_text_gives_the_year() {
    let text = "The visit will take place before the end of 2025. They met on 1 September 2025 and on \
                Tuesday. He will come in December, perhaps next year, and was there last year.";
    let found: Vec<_> = read(text, None).iter().map(|(w, v)| format!("{w}: {} {}", timex(v), bounds(v))).collect();
    assert_eq!(
        found,
        [
            "the end of 2025: 2025 .. 2025-12-31",
            "1 September 2025: 2025-09-01 2025-09-01 2025-09-01",
            "Tuesday: XXXX-WXX-2 .. ..",
            "December: 2025-12 2025-12-01 2025-12-31",
            "next year: 2026 2026-01-01 2026-12-31",
            "last year: 2024 2024-01-01 2024-12-31",
        ]
    );
    let clock = read("The meeting on 4 May 2025 will start at 3 p.m. in Oslo.", None);
    assert_eq!(timex(&clock[1].1), "2025-05-04T15:00");
}

#[test]
fn nothing_is_guessed_without_an_anchor() {
    for (text, want) in [
        ("They met on Tuesday.", "XXXX-WXX-2"),
        ("They met in December.", "XXXX-12"),
        ("They met last week.", "XXXX-WXX"),
        ("They met on 5 May.", "XXXX-05-05"),
    ] {
        let found = read(text, None);
        assert_eq!((timex(&found[0].1), bounds(&found[0].1).as_str()), (want, ".. .."), "{text}");
    }
}

#[test]
fn a_tale_is_told_from_its_own_point_in_time() {
    let text = "In 1871 the city burned. In October it lay in ashes. In 1872 rebuilding began. In 1873 trade \
                came back. On 4 May 1874 the hall opened. Two days later it shut. On 9 June it fell. By 1880 \
                it was gone. The same year a bank rose. In 1881 it failed. In March 1882 it closed.";
    let found: Vec<_> = read(text, Some(TODAY)).iter().map(|(_, v)| timex(v).to_owned()).collect();
    assert_eq!(
        found,
        [
            "1871",
            "1871-10",
            "1872",
            "1873",
            "1874-05-04",
            "1874-05-06",
            "1874-06-09",
            "1880",
            "1880",
            "1881",
            "1882-03"
        ]
    );
}

#[test]
fn preference_settles_a_bare_weekday() {
    for (prefer, want) in
        [(Prefer::Past, "2025-03-07"), (Prefer::Future, "2025-03-14"), (Prefer::Nearest, "2025-03-14")]
    {
        let found = read_document(&document("Friday", Some(TODAY)), prefer);
        assert_eq!(timex(&found[0].1), want);
    }
}

#[test]
fn a_value_says_how_it_was_come_by() {
    let told = |text: &str| {
        let d = document(text, Some(TODAY));
        let found = mentions(&d, &taken_apart(&d), Prefer::Context, None);
        let detail = found[0].detail.as_deref().unwrap();
        let (day, what) = detail.counted_from.unwrap();
        let dropped: Vec<_> = detail.dropped.iter().map(|(r, why)| format!("{} {why}", r.timex)).collect();
        format!("{day} {what}; {}", dropped.join("; "))
    };
    assert_eq!(
        told("They will meet on Friday."),
        "2025-03-12 the published date; 2025-03-07 the sentence speaks of what will be"
    );
    assert_eq!(told("Sales fell in August."), "2025-03-12 the published date; 2025-08 the sentence speaks of what was");
}

#[test]
fn the_ends_of_a_range_stand_beside_it() {
    let d = document("It will run from Friday to Sunday.", Some(TODAY));
    let found = mentions(&d, &taken_apart(&d), Prefer::Context, None);
    let ends = &found[0].detail.as_deref().unwrap().ends;
    let lines: Vec<_> = ends.iter().map(|m| (m.span.of(&d.text), timex(&m.value))).collect();
    assert_eq!(lines, [("Friday", "2025-03-14"), ("Sunday", "2025-03-16")]);
    assert_eq!(timex(&found[0].value), "2025-03-14/2025-03-16");
}

/// A line without an end is one sentence: whatever is worked out for it is worked out once a token.
#[test]
fn lines_of_half_a_megabyte_are_read() {
    for unit in ["1", "7 ", ",", "May ", "\u{201c}"] {
        let d = document(&unit.repeat(500_000 / unit.len()), Some(TODAY));
        let text = taken_apart(&d);
        assert!(mentions(&d, &text, Prefer::Context, None).len() <= text.tokens.len());
    }
}

#[test]
fn hostile_lines_are_survived() {
    for unit in ["1", "1,", "May ", "\u{201c}", "the end of ", "1 to ", "12/", "Monday, ", "two and ", "last "] {
        let d = document(&unit.repeat(20_000 / unit.len()), Some(TODAY));
        let text = taken_apart(&d);
        for m in mentions(&d, &text, Prefer::Context, None) {
            assert!(!m.span.of(&d.text).is_empty());
        }
    }
}

#[test]
fn a_clock_time_tells_its_zone_where_that_is_sure() {
    for (text, want) in [
        ("It opens at 9:30 a.m. ET on March 14.", "-04:00"),
        ("It opened at 9:30 a.m. ET on Jan. 14.", "-05:00"),
        ("The polls close at 1600 GMT on Friday.", "Z"),
        ("They met at 10:15 CEST.", "+02:00"),
        ("It began at 10:15 CST.", ""),
        ("It began at 09:30+05:30.", "+05:30"),
        ("It ends at 21:00 GMT+2.", "+02:00"),
        ("It ends at 21:00.", ""),
        ("The call is from 9 a.m. to 10 a.m. EST.", "-05:00"),
    ] {
        let found = read(text, Some(TODAY));
        let zone = found.iter().find_map(|(_, v)| match v {
            Value::Time(t) => t.zone,
            _ => None,
        });
        assert_eq!(zone.map(String::from).unwrap_or_default(), want, "{text} {found:?}");
    }
}
