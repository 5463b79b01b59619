use super::*;
use crate::claim::{Qualifiers, Status};
use crate::span::{Location, Span};
use crate::value::{
    Anchor, Decimal, Grain, Hedge, Instant, Number, Occasion, Office, Ordinal, Person, Quantity, Quotation,
    QuotationKind, Temporal, TimexMod, Value,
};
use chrono::NaiveDate;
use std::io::Write as _;

fn day(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap()
}

fn claim(doc: &str, kind: &str, value: Value, text: &str) -> Claim {
    let location = Location {
        bytes: [0, 0],
        chars: [0, 0],
        utf16: [0, 0],
        line: 1,
        column: 1,
        end_line: 1,
        end_column: 1,
        part: None,
    };
    Claim {
        id: format!("c-{doc}-{kind}-{text}"),
        doc: doc.into(),
        rule: "test/test".into(),
        kind: kind.into(),
        attribute: None,
        subject: None,
        object: None,
        qualifiers: Qualifiers::new(),
        value: value.into(),
        text: text.into(),
        span: Span::default(),
        location,
        sentence: text.into(),
        sentence_span: Span::default(),
        sentence_location: location,
        status: Status::Asserted,
        attribution: None,
        published: None,
        published_from: None,
    }
}

/// A visit of Ana Petrova to Freedonia.
fn visit(doc: &str, attribute: &str, start: &str, end: &str, grain: Grain, text: &str) -> Claim {
    let at = |s: &str| (!s.is_empty()).then(|| Instant::Date(day(s)));
    let modifier = start.is_empty().then_some(TimexMod::OnOrBefore);
    let t = Temporal {
        timex: format!("{start}/{end}"),
        start: at(start),
        end: at(end),
        grain: Some(grain),
        modifier,
        anchor: Anchor::Absolute,
        alternatives: Vec::new(),
        zone: None,
    };
    Claim {
        subject: Some("Ana Petrova".into()),
        object: Some("Freedonia".into()),
        attribute: Some(attribute.into()),
        status: Status::Expected,
        ..claim(doc, "visit", Value::Date(t), text)
    }
}

/// A day as the article tells it.
fn on(date: &str) -> Temporal {
    Temporal {
        timex: date.to_owned(),
        start: Some(Instant::Date(day(date))),
        end: Some(Instant::Date(day(date))),
        grain: Some(Grain::Day),
        modifier: None,
        anchor: Anchor::Absolute,
        alternatives: Vec::new(),
        zone: None,
    }
}

fn figure(doc: &str, n: &str, hedge: Option<Hedge>, unit: &str, dimension: &str, text: &str) -> Claim {
    let number = Number { number: Decimal::parse(n), hedge, ..Number::default() };
    let value = Value::Quantity(Quantity { number, unit: unit.into(), dimension: dimension.into() });
    Claim { subject: Some("Freedonia".into()), ..claim(doc, "trade", value, text) }
}

fn title(doc: &str, person: &str, office: &str, country: Option<&str>, former: bool) -> Claim {
    let office = Office { name: office.into(), country: country.map(str::to_owned), former, ..Office::default() };
    let text = format!("{}{} {person}", if former { "former " } else { "" }, office.name);
    let value = Value::Person(Person { name: person.into(), office: Some(office), former, ..Person::default() });
    Claim { subject: Some(person.into()), ..claim(doc, "title", value, &text) }
}

fn quote(doc: &str, speaker: &str, words: &str) -> Claim {
    let value = Value::Quotation(Quotation {
        content: words.into(),
        segments: Vec::new(),
        kind: QuotationKind::Direct,
        speaker: None,
        cue: None,
        hearer: None,
        when: None,
        closed: true,
    });
    Claim { subject: Some(speaker.into()), ..claim(doc, "quote", value, words) }
}

fn documents(list: &[(&str, &str)]) -> Vec<DocumentInfo> {
    list.iter()
        .map(|(id, published)| DocumentInfo {
            id: (*id).into(),
            published: (!published.is_empty()).then(|| Instant::Date(day(published))),
            ..DocumentInfo::default()
        })
        .collect()
}

/// The findings of claims as `relation: text | text`, in their order.
fn found(claims: &[Claim], documents: &[DocumentInfo], all: bool) -> Vec<String> {
    let settings = Settings { all, ..Settings::default() };
    let findings = run(claims, documents, &settings);
    let mut turned: Vec<Claim> = claims.to_vec();
    turned.reverse();
    assert_eq!(findings, run(&turned, documents, &settings), "the order of claims shows");
    findings
        .iter()
        .map(|f| {
            let sides: Vec<&str> = f.sides.iter().map(|s| s.text.as_str()).collect();
            format!("{:?}: {}", f.relation, sides.join(" | ")).to_lowercase()
        })
        .collect()
}

#[test]
fn policies_have_unique_names() {
    let mut names: Vec<&str> = POLICIES.iter().map(|p| p.name()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), POLICIES.len());
    assert!(POLICIES.iter().all(|p| !p.about().is_empty()));
}

#[test]
fn compare_is_read_and_refused() {
    assert!(Compare::parse("figures tolerance=2 grows").unwrap().options.grows);
    assert!(Compare::parse("figurs").unwrap_err().contains("figures"));
    assert!(Compare::parse("dates tolerance=x").unwrap_err().contains("percent"));
    assert!(Compare::parse("dates shrinks").unwrap_err().contains("tolerance"));
}

fn visits() -> Vec<Claim> {
    let mut claims = vec![
        visit("a", "dates", "", "2031-12-31", Grain::Year, "before the end of 2031"),
        visit("a", "dates", "2031-12-01", "2031-12-31", Grain::Month, "December"),
        visit("b", "dates", "", "2031-12-31", Grain::Year, "before the end of the year"),
        visit("c", "dates", "2031-12-04", "2031-12-05", Grain::Day, "December 4-5"),
        visit("d", "dates", "2031-12-05", "2031-12-06", Grain::Day, "5–6 December"),
    ];
    claims[1].span = Span::new(40, 48);
    claims
}

#[test]
fn ranges_that_are_shifted_conflict_once() {
    let docs = documents(&[("a", ""), ("b", ""), ("c", "2031-11-29"), ("d", "2031-10-01")]);
    assert_eq!(found(&visits(), &docs, false), ["conflict: 5–6 december | december 4-5"]);
    let f = &run(&visits(), &docs, &Settings::default())[0];
    assert_eq!(
        f.why,
        "the ranges share one day and start a day apart; the later article is 59 days newer; “before the end of \
         2031” and “December” are coarser and agree with both"
    );
    assert_eq!(f.message, "visit dates, Ana Petrova / Freedonia: “5–6 December” against “December 4-5”");
    assert!(f.confidence > 0.9);
}

#[test]
fn a_postponement_is_an_update() {
    let mut claims = visits();
    claims[3].sentence = "The visit was postponed and will now take place on December 4-5.".into();
    let docs = documents(&[("a", ""), ("b", ""), ("c", "2031-11-29"), ("d", "2031-10-01")]);
    assert_eq!(found(&claims, &docs, false), ["update: 5–6 december | december 4-5"]);
}

#[test]
fn first_since_and_last_hold_together() {
    let docs = documents(&[("a", "2031-11-01"), ("b", "2031-11-01"), ("c", "2031-11-02")]);
    let claims = [
        visit("a", "first-since", "2027-01-01", "2027-12-31", Grain::Year, "2027"),
        visit("b", "first-since", "2028-02-01", "2028-02-29", Grain::Month, "February 2028"),
        visit("c", "last", "2027-01-01", "2027-12-31", Grain::Year, "2027"),
    ];
    assert!(found(&claims, &docs, false).is_empty());
    let later = visit("c", "last", "2029-01-01", "2029-12-31", Grain::Year, "in 2029");
    assert_eq!(found(&[claims[0].clone(), later], &docs, false), ["conflict: 2027 | in 2029"]);
}

#[test]
fn stories_stay_apart() {
    let mut docs = documents(&[("c", "2031-11-29"), ("d", "2031-10-01")]);
    docs[0].story = Some("one".into());
    docs[1].story = Some("two".into());
    assert!(found(&visits()[3..], &docs, true).is_empty());
}

#[test]
fn figures_by_period_and_unit() {
    let docs = documents(&[("a", "2031-11-01"), ("b", "2031-11-01")]);
    let with = |mut c: Claim, period: &str| {
        c.qualifiers.insert("period", period);
        c
    };
    let a = figure("a", "1480000", None, "barrel/day", "volume-rate", "1.48 million");
    let b = figure("b", "1440000", None, "barrel/day", "volume-rate", "1.44 million");
    assert!(found(&[with(a.clone(), "2031-10"), with(b.clone(), "2031-09")], &docs, true).is_empty());
    let conflict = ["conflict: 1.48 million | 1.44 million"];
    assert_eq!(found(&[with(a.clone(), "2031-10"), with(b.clone(), "2031-10")], &docs, false), conflict);
    let feet = figure("a", "170000", None, "[sft_i]", "area", "170,000 square feet");
    let metres = figure("b", "15800", None, "m2", "area", "15,800 square metres");
    assert_eq!(found(&[feet, metres], &docs, true), ["compatible: 170,000 square feet | 15,800 square metres"]);
}

#[test]
fn bounds_and_hedges() {
    let docs = documents(&[("a", "2031-11-01"), ("b", "2031-11-01")]);
    let of = |doc: &str, n: &str, h, t: &str| figure(doc, n, h, "vessel", "count", t);
    let least =
        [of("a", "20", Some(Hedge::AtLeast), "at least 20"), of("b", "22", Some(Hedge::AtLeast), "at least 22")];
    assert_eq!(found(&least, &docs, true), ["compatible: at least 20 | at least 22"]);
    let near =
        [of("a", "69000000000", Some(Hedge::Under), "nearly 69 billion"), of("b", "68700000000", None, "68.7 billion")];
    assert_eq!(found(&near, &docs, true), ["compatible: nearly 69 billion | 68.7 billion"]);
    let off = [of("a", "35", None, "35"), of("b", "38", None, "38")];
    assert_eq!(found(&off, &docs, false), ["conflict: 35 | 38"]);
}

#[test]
fn tolls_rise_by_time() {
    let docs = documents(&[("a", "2031-11-01"), ("b", "2031-11-02")]);
    let toll =
        |doc: &str, n: &str| Claim { attribute: Some("killed".into()), ..figure(doc, n, None, "person", "count", n) };
    assert_eq!(found(&[toll("a", "12"), toll("b", "14")], &docs, false), ["update: 12 | 14"]);
    assert_eq!(found(&[toll("a", "14"), toll("b", "12")], &docs, false), ["conflict: 14 | 12"]);
}

#[test]
fn offices_former_and_two_holders() {
    let docs = documents(&[("a", "2031-11-01"), ("b", "2031-11-20"), ("c", "2031-11-21")]);
    let a = title("a", "Ana Petrova", "president", Some("Ruritania"), false);
    let b = title("b", "Ana Petrova", "president", Some("Ruritania"), true);
    assert_eq!(
        found(&[a.clone(), b], &docs, false),
        ["conflict: president ana petrova | former president ana petrova"]
    );
    let other = title("c", "Boris Lund", "president", Some("Ruritania"), false);
    assert_eq!(found(&[a.clone(), other], &docs, false), ["conflict: president ana petrova | president boris lund"]);
    let elsewhere = title("c", "Boris Lund", "president", Some("Freedonia"), false);
    assert!(found(&[a, elsewhere], &docs, false).is_empty());
}

#[test]
fn quotations_trimmed_altered_and_shared() {
    let docs = documents(&[("a", "2031-11-01"), ("b", "2031-11-01")]);
    let long = quote("a", "Ana Petrova", "We are ready to sign the treaty, and we will sign it in spring.");
    let part = quote("b", "Petrova", "ready to sign the treaty");
    assert_eq!(found(&[long.clone(), part], &docs, true).len(), 1);
    let altered = quote("b", "Ana Petrova", "We are happy to sign the treaty, and we will sign it in autumn.");
    assert_eq!(found(&[long.clone(), altered.clone()], &docs, false).len(), 1);
    let why = &run(&[long.clone(), altered], &docs, &Settings::default())[0].why;
    assert!(why.contains("“ready” against “happy”") && why.contains("“spring” against “autumn”"), "{why}");
    let other = quote("b", "Boris Lund", "We are ready to sign the treaty, and we will sign it in spring.");
    assert!(found(&[long.clone(), other], &docs, false)[0].starts_with("conflict"));
    let unlike = quote("b", "Ana Petrova", "The harvest was poor this year.");
    assert!(found(&[long, unlike], &docs, true).is_empty());
}

#[test]
fn two_translations_of_one_statement_are_a_note() {
    let docs = documents(&[("a", "2031-11-01"), ("b", "2031-11-01")]);
    let said = |doc: &str, words: &str, day: &str| {
        let mut c = quote(doc, "Ana Petrova", words);
        let Value::Quotation(q) = std::sync::Arc::make_mut(&mut c.value) else { panic!("a quotation") };
        q.when = Some(Occasion { text: "Friday".into(), span: Span::default(), time: on(day) });
        c
    };
    let a = said("a", "Our soldiers will never leave the northern province without a treaty.", "2031-10-31");
    let b = said("b", "Without a treaty, not one soldier of ours leaves that northern province.", "2031-10-31");
    assert!(found(&[a.clone(), b.clone()], &docs, false).is_empty());
    assert!(found(&[a.clone(), b.clone()], &docs, true)[0].starts_with("compatible"));
    let other_day = said("b", "Without a treaty, not one soldier of ours leaves that northern province.", "2031-10-30");
    assert!(found(&[a.clone(), other_day], &docs, true).is_empty());
    let unlike = said("b", "The harvest in the northern province was poor again this autumn.", "2031-10-31");
    assert!(found(&[a, unlike], &docs, true).is_empty());
}

#[test]
fn quotations_with_brackets_and_spellings() {
    let docs = documents(&[("a", "2031-11-01"), ("b", "2031-11-01")]);
    let long =
        quote("a", "Ana Petrova", "We will not close a single mine before spring, it's a promise to the labour force.");
    for same in [
        "not [to] close a single mine before spring",
        "We will not close a single mine before spring, it is a promise to the labor force",
        "We will not close … before spring, it's a promise",
        "We will not close a single mine before spring, it’s a promise to the labour force",
    ] {
        assert!(found(&[long.clone(), quote("b", "Ana Petrova", same)], &docs, false).is_empty(), "{same}");
    }
}

/// A figure that no rule has named, with its sentence.
fn unnamed(doc: &str, sentence: &str, value: Value, text: &str) -> Claim {
    let at = sentence.find(text).unwrap();
    Claim {
        sentence: sentence.into(),
        span: Span::new(at, at + text.len()),
        sentence_span: Span::new(0, sentence.len()),
        ..claim(doc, "figure", value, text)
    }
}

fn number(n: &str) -> Value {
    Value::Number(Number::exactly(Decimal::parse(n).unwrap()))
}

#[test]
fn unnamed_figures_meet_by_their_sentences() {
    let docs = documents(&[("a", "2031-11-01"), ("b", "2031-11-01")]);
    let a = |s: &str, n: &str| unnamed("a", s, number(n), n);
    let b = |s: &str, n: &str| unnamed("b", s, number(n), n);
    let one = a("The inspectors found 35 cracks in the hull of the ferry Aurora.", "35");
    let two = b("In the hull of the Aurora, a ferry, inspectors found 38 cracks.", "38");
    assert_eq!(found(&[one.clone(), two], &docs, false), ["conflict: 35 | 38"]);
    let same = b("Inspectors counted 35 cracks in the ferry's hull.", "35");
    assert!(found(&[one.clone(), same], &docs, false).is_empty());
    let other = b("The ferry Aurora carries 38 lifeboats.", "38");
    assert!(found(&[one.clone(), other], &docs, false).is_empty());
    let elsewhere = b("A survey in March put the price of timber at 38 crowns.", "38");
    assert!(found(&[one, elsewhere], &docs, false).is_empty());
}

#[test]
fn unnamed_figures_of_other_periods_and_scopes_stay_apart() {
    let docs = documents(&[("a", "2031-11-01"), ("b", "2031-11-01")]);
    for (x, n, y, m) in [
        ("Freedonia built 120 ships in October.", "120", "Freedonia built 1150 ships so far this year.", "1150"),
        ("Freedonia built 120 ships in October.", "120", "Freedonia built 131 ships in September.", "131"),
        ("The blast killed 12 people in Freedonia.", "12", "The blast injured 30 people in Freedonia.", "30"),
        ("The mill employs 700 men in Freedonia.", "700", "The mill employs 350 women in Freedonia.", "350"),
    ] {
        let claims = [unnamed("a", x, number(n), n), unnamed("b", y, number(m), m)];
        assert!(found(&claims, &docs, false).is_empty(), "{x} / {y}");
    }
}

#[test]
fn directions_that_are_opposed_conflict() {
    let docs = documents(&[("a", "2031-11-01"), ("b", "2031-11-01")]);
    let one = unnamed("a", "Sales at the Aurora shipyard rose 5 points in the quarter.", number("5"), "5");
    let two = unnamed("b", "Sales at the Aurora shipyard fell 5 points in the quarter.", number("5"), "5");
    assert_eq!(found(&[one, two], &docs, false), ["conflict: 5 | 5"]);
}

#[test]
fn sentences_that_are_alike_but_for_a_word_and_its_opposite_conflict() {
    let docs = documents(&[("a", "2031-11-01"), ("b", "2031-11-01")]);
    let one = unnamed("a", "The chain opened 17 shops in the quarter, most of them in Oslo.", number("17"), "17");
    for (sentence, n, wanted) in [
        ("The chain closed 17 shops in the quarter, most of them in Oslo.", "17", vec!["conflict: 17 | 17"]),
        ("The chain painted 17 shops in the quarter, most of them in Oslo.", "17", vec![]),
        ("The chain closed 12 shops in the quarter, most of them in Oslo.", "12", vec![]),
    ] {
        let other = unnamed("b", sentence, number(n), n);
        assert_eq!(found(&[one.clone(), other], &docs, false), wanted, "{sentence}");
    }
    let exports = unnamed("a", "Exports to Freedonia came to 40 ships.", number("40"), "40");
    let imports = unnamed("b", "Imports to Freedonia came to 40 ships.", number("40"), "40");
    assert!(found(&[exports, imports], &docs, false).is_empty());
}

#[test]
fn ordinals_conflict() {
    let docs = documents(&[("a", "2031-11-01"), ("b", "2031-11-01")]);
    let rank = |doc: &str, n: i64| Claim {
        subject: Some("Ruritania-Freedonia summit".into()),
        ..claim(doc, "edition", Value::Ordinal(Ordinal { number: n.into() }), &format!("{n}th"))
    };
    assert_eq!(found(&[rank("a", 23), rank("b", 24)], &docs, false), ["conflict: 23th | 24th"]);
    assert_eq!(found(&[rank("a", 23), rank("b", 23)], &docs, true), ["agree: 23th"]);
}

#[test]
fn nothing_at_all() {
    assert!(run(&[], &[], &Settings::default()).is_empty());
    assert!(found(&visits(), &[], true).is_empty());
}

/// Claims of many stories, five articles each: rule-made figures with a subject, unnamed ones with a
/// sentence, one in a hundred of them off.
fn many(n: usize) -> (Vec<Claim>, Vec<DocumentInfo>) {
    let mut claims = Vec::with_capacity(n);
    let mut docs = Vec::new();
    for i in 0..n {
        let (story, doc) = (i / 100, i / 20);
        let id = format!("d{doc}");
        if i % 20 == 0 {
            let published = Some(Instant::Date(day("2031-11-01")));
            docs.push(DocumentInfo {
                id: id.clone(),
                published,
                story: Some(format!("s{story}")),
                ..DocumentInfo::default()
            });
        }
        let which = i % 20;
        let off = usize::from(i % 100 == 3);
        let value = format!("{}", 1000 + 37 * which + 11 * off);
        claims.push(if which < 10 {
            let c = figure(&id, &value, None, "tonne", "mass", &value);
            Claim { subject: Some(format!("Works {which}").into()), id: format!("c{i}"), ..c }
        } else {
            let word = ["cracks", "lamps", "seats", "crates", "hens", "boats", "mills", "trams", "bells", "tents"];
            let sentence =
                format!("Inspectors at Site{} counted {value} {} last night.", story % 500, word[which - 10]);
            Claim { id: format!("c{i}"), ..unnamed(&id, &sentence, number(&value), &value) }
        });
    }
    (claims, docs)
}

/// Time and memory of a large run: `cargo test --release --lib -- --ignored --nocapture many_claims`.
#[test]
#[ignore = "takes long"]
fn many_claims() {
    let memory = || {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let line = status.lines().find(|l| l.starts_with("VmHWM")).unwrap_or("").to_owned();
        line.split_whitespace().nth(1).and_then(|n| n.parse::<u64>().ok()).unwrap_or(0) / 1024
    };
    let size = std::env::var("CLAIMS").ok().and_then(|n| n.parse().ok()).unwrap_or(1_000_000);
    for n in [size / 4, size / 2, size] {
        let (claims, docs) = many(n);
        let before = memory();
        let start = std::time::Instant::now();
        let findings = run(&claims, &docs, &Settings::default());
        let seconds = start.elapsed().as_secs_f64();
        assert_eq!(findings.len(), n / 100, "one conflict a story");
        assert!(memory() < 2048, "{} MiB", memory());
        writeln!(std::io::stderr(), "{n} claims: {seconds:.1} s, {before} MiB before, {} MiB after", memory()).unwrap();
    }
}
