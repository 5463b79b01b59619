//! Whole articles: ordinary agency copy, in which nothing may alarm, and copy with a planted
//! contradiction, which must be found by the check that is named with it; and made-up dates and
//! percentages by the hundred, right and wrong.

// The tables of figures are what these tests are read for.
#![allow(clippy::print_stdout)]

mod common;

use chrono::{Datelike, Days, NaiveDate};
use common::{floor, floors};
use factcheck::check::Engine;
use factcheck::consistency::{self, Article};
use factcheck::document::{Document, Published, PublishedFrom};
use factcheck::lexicon::Lexicon;
use factcheck::value::Instant;
use std::fmt::Write as _;

/// An article, its day of publication, and the names of the checks that speak.
struct Case {
    published: NaiveDate,
    checks: Vec<String>,
    text: String,
}

fn cases(content: &str) -> Vec<Case> {
    let mut all: Vec<Case> = Vec::new();
    for line in content.lines().filter(|l| !l.starts_with('#')) {
        if let Some(head) = line.strip_prefix("===") {
            let (day, checks) = head.split_once('|').unwrap_or((head, ""));
            let published = day.trim().parse().expect("a day of publication");
            let checks = checks.split_whitespace().map(str::to_owned).collect();
            all.push(Case { published, checks, text: String::new() });
        } else if let Some(case) = all.last_mut() {
            case.text.push_str(line);
            case.text.push('\n');
        }
    }
    all
}

/// The names of the checks that speak, and what they say.
fn alarms(engine: &Engine, case: &Case) -> Vec<(String, String)> {
    let mut document = Document::plain("a", case.text.trim());
    let at = Instant::Date(case.published);
    document.meta.published = Some(Published { at, from: PublishedFrom::Metadata });
    let text = engine.text(&document);
    let values = engine.values(&document, &text);
    consistency::run(&Article { document: &document, text: &text, mentions: &values.mentions })
        .into_iter()
        .map(|f| (f.check.trim_start_matches("consistency/").to_owned(), f.message))
        .collect()
}

fn hold(content: &str, least: usize) {
    let engine = Engine::new(&Lexicon::bundled(), &[]).expect("the bundled packs have no mistakes");
    let cases = cases(content);
    assert!(cases.len() >= least, "only {} articles", cases.len());
    let mut wrong = String::new();
    for case in &cases {
        let found = alarms(&engine, case);
        if !found.iter().map(|f| &f.0).eq(&case.checks) {
            let head = case.text.trim().lines().next().unwrap_or_default();
            let _ = writeln!(wrong, "{:?} gives {found:?}: {head}", case.checks);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn ordinary_articles_give_no_alarm() {
    hold(include_str!("consistency/ordinary.txt"), 156);
}

#[test]
fn planted_contradictions_are_found() {
    hold(include_str!("consistency/planted.txt"), 55);
}

/// Counts what is found of the planted contradictions and which articles alarm without one, and holds both against
/// the floors. Of unseen articles only the figures are shown.
fn score(suite: &str, content: &str) {
    let engine = Engine::new(&Lexicon::bundled(), &[]).expect("the bundled packs have no mistakes");
    let (mut planted, mut found, mut quiet, mut alarmed) = (0, 0, 0, 0);
    let mut shown = String::new();
    for case in &cases(content) {
        let said = alarms(&engine, case);
        let as_wanted = said.iter().map(|f| &f.0).eq(&case.checks);
        if case.checks.is_empty() {
            quiet += 1;
            alarmed += u32::from(!as_wanted);
        } else {
            planted += 1;
            found += u32::from(as_wanted);
        }
        if !as_wanted && !suite.ends_with("unseen") {
            let _ = writeln!(shown, "    {:?} gives {said:?}: {}", case.checks, case.text.trim());
        }
    }
    println!("{suite}: {found} of {planted} found, {alarmed} of {quiet} ordinary articles alarm\n{shown}");
    let floors = floors();
    let least = floor(&floors, "consistency", suite, "found");
    let most = floor(&floors, "consistency", suite, "alarms");
    assert!(f64::from(found) >= least, "{suite}: {found} are found, the floor is {least}");
    assert!(f64::from(alarmed) <= most, "{suite}: {alarmed} articles alarm, at most {most} may");
}

#[test]
fn agency_copy_keeps_its_floors() {
    score("agency", include_str!("consistency/agency.txt"));
    score("agency-unseen", include_str!("consistency/agency-unseen.txt"));
}

/// Forms in which copy prints a weekday (`{W}`, `{w}` short) with its date: month (`{M}`, `{m}`), day
/// (`{d}`, `{o}` as an ordinal), year (`{y}`); `{V}` and `{e}` are those of two days later.
const DATES: &[&str] = &[
    "The council meets on {W}, {M} {d}, to vote on the dam.",
    "The council met on {W} {M} {d} {y} and put it off.",
    "The fair opened on {W}, {M} {d}, {y}, in Sulin.",
    "The fair opened on {W} {d} {M} {y} in Sulin.",
    "A ruling is due {w}. {m}. {d}, the clerk said.",
    "Trading resumes on {W} ({M} {d}), the exchange said.",
    "The strike began on {M} {d}, {y} ({W}), and goes on.",
    "The bridge was shut on {W} the {o} of {M}, {y}.",
    "He died on {W}, {o} {M} {y}, in a Lumara hospital.",
    "{w} {M} {d} - Retail sales, 0930. Halden interims.",
    "The funeral is on {W}, {M} {o}, at noon.",
    "{y}-{n}-{D} ({W}): the pump failed for the first time.",
    "SULIN, {W} {d} {M} - The mill reopened after six months.",
    "The talks run from {W} to {V}, {M} {d}-{e}, in Dorvik.",
    "The talks ran from {W}, {M} {d}, to {V}, {M} {e}, {y}.",
    "Polls are open {W} {d} to {V} {e} {M} {y}.",
    "The clocks stopped on {M} {d}, {y}, a {W}, at noon.",
    "{M} {d} falls on a {W} this year, the board noted.",
];

/// Forms in which copy prints a change (`{P}`, with its unit), the figure after (`{A}`) and the one before (`{B}`),
/// with `[rose|fell]` for the two ways.
const CHANGES: &[&str] = &[
    "Sales [rose|fell] {P} to {A} from {B}.",
    "Sales [rose|fell] to {A} from {B}, [an increase|a decrease] of {P}.",
    "Output was {A} against {B} a year earlier, [up|down] {P}.",
    "Output [climbed|dropped] by {P} to {A} in March, compared with {B} a year before.",
    "Shipments totalled {A}, [up|down] {P} from {B} in 1992.",
    "Shipments for the quarter came to {A}, a {P} [gain|drop] from {B}.",
    "Stocks numbered {A} on May 1, {P} [more|less] than the {B} of a year ago.",
    "Stocks [rose|fell] from {B} to {A}, or {P}.",
    "There was a {P} [rise|fall] in imports to {A} from {B} in April.",
    "Imports [jumped|slumped] {P} in April, to {A} from {B} in March, the ports board said.",
    "Exports [increased|decreased] by {P} from {B} to {A}.",
    "Turnover was {A}, [up|down] {P} on {B} a year ago.",
    "At {A}, turnover was {P} [higher|lower] than the {B} of 1992.",
    "The group posted turnover of {A}, compared with {B} in 1992, a [rise|fall] of {P}.",
    "Turnover in May stood at {A} ({B}), and costs were unchanged.",
];

/// A fixed row of numbers without a pattern: the multiplier is that of MMIX.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

fn ordinal(day: u32) -> String {
    let end = match (day % 10, day / 10) {
        (_, 1) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{day}{end}")
}

/// A sentence whose weekdays are `off` days later than those of its date.
fn dated(form: &str, day: NaiveDate, off: u64) -> String {
    let (end, said) = (day + Days::new(2), day + Days::new(off));
    let mut text = form.to_owned();
    let put = [
        ("{W}", said.format("%A").to_string()),
        ("{w}", said.format("%a").to_string()),
        ("{V}", (said + Days::new(2)).format("%A").to_string()),
        ("{M}", day.format("%B").to_string()),
        // "May" is never shortened.
        ("{m}.", day.format(if day.month() == 5 { "%b" } else { "%b." }).to_string()),
        ("{m}", day.format("%b").to_string()),
        ("{d}", day.day().to_string()),
        ("{D}", day.format("%d").to_string()),
        ("{n}", day.format("%m").to_string()),
        ("{e}", end.day().to_string()),
        ("{o}", ordinal(day.day())),
        ("{y}", day.year().to_string()),
    ];
    for (mark, words) in put {
        text = text.replace(mark, &words);
    }
    text
}

/// How many of the cases of each form speak: right ones, wrong ones.
#[derive(Clone, Default)]
struct Count {
    right: u32,
    false_alarms: u32,
    wrong: u32,
    found: u32,
    shown: String,
}

impl Count {
    fn add(&mut self, engine: &Engine, case: &Case, wrong: bool, check: &str) {
        let speaks = alarms(engine, case).iter().any(|(c, _)| c == check);
        let (all, speaking) =
            if wrong { (&mut self.wrong, &mut self.found) } else { (&mut self.right, &mut self.false_alarms) };
        *all += 1;
        *speaking += u32::from(speaks);
        if speaks != wrong && self.shown.len() < 600 {
            let _ = writeln!(self.shown, "    {}: {}", if wrong { "missed" } else { "false" }, case.text);
        }
    }
}

/// Shows the counts of all forms and holds their sums against the floor.
fn tell(name: &str, forms: &[&str], counts: &[Count], least: f64, most: u32) {
    let mut sum = Count::default();
    for (form, c) in forms.iter().zip(counts) {
        if !c.shown.is_empty() {
            println!("{}/{} found, {}/{} false: {form}\n{}", c.found, c.wrong, c.false_alarms, c.right, c.shown);
        }
        sum.right += c.right;
        sum.false_alarms += c.false_alarms;
        sum.wrong += c.wrong;
        sum.found += c.found;
    }
    println!("{name}: {} of {} found, {} of {} false", sum.found, sum.wrong, sum.false_alarms, sum.right);
    assert!(f64::from(sum.found) >= least * f64::from(sum.wrong), "{name}: fewer are found");
    assert!(sum.false_alarms <= most, "{name}: more are false");
}

#[test]
fn weekdays_in_every_printed_form() {
    let engine = Engine::new(&Lexicon::bundled(), &[]).expect("the bundled packs have no mistakes");
    let mut numbers = Numbers(7);
    let mut counts = vec![Count::default(); DATES.len()];
    let first = NaiveDate::from_ymd_opt(1985, 1, 1).expect("a date");
    for (form, count) in DATES.iter().zip(&mut counts) {
        for _ in 0..110 {
            let published = first + Days::new(numbers.below(15_000));
            let day = (published + Days::new(numbers.below(60))).checked_sub_days(Days::new(20)).unwrap_or(published);
            // Both ends of a range are of one month.
            let day = if day.day() > 26 { day - Days::new(5) } else { day };
            let checks = Vec::new();
            let mut case = Case { published, checks, text: dated(form, day, 0) };
            count.add(&engine, &case, false, "weekday");
            case.text = dated(form, day, 1 + numbers.below(6));
            count.add(&engine, &case, true, "weekday");
        }
    }
    tell("weekdays", DATES, &counts, 1.0, 1);
}

/// A figure in one of the ways of print, and the value that its digits leave.
fn printed(value: f64, unit: u64) -> String {
    let grouped = |n: f64| {
        let digits = format!("{n:.0}");
        let mut out = String::new();
        for (i, c) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i) % 3 == 0 {
                out.push(',');
            }
            out.push(c);
        }
        out
    };
    match unit {
        0 => format!("{value:.1} mln crowns"),
        1 => format!("${value:.1} million"),
        2 => format!("{} tonnes", grouped(value * 1000.0)),
        3 => format!("{} cars", grouped(value * 100.0)),
        4 => format!("{value:.1} mln dlrs"),
        5 => format!("{} mln stg", grouped(value)),
        _ => format!("{:.2} billion francs", value / 100.0),
    }
}

/// A sentence of a change by `percent`, said to be by `stated`.
fn changed(form: &str, from: f64, percent: f64, stated: f64, places: u64, unit: u64) -> String {
    let rises = percent >= 0.0;
    let mut text = String::new();
    let mut rest = form;
    while let Some((before, after)) = rest.split_once('[') {
        let (pair, after) = after.split_once(']').unwrap_or((after, ""));
        let (up, down) = pair.split_once('|').unwrap_or((pair, pair));
        text.push_str(before);
        text.push_str(if rises { up } else { down });
        rest = after;
    }
    text.push_str(rest);
    let amount = format!("{:.*} pct", usize::try_from(places).unwrap_or(0), stated.abs());
    let to = from * (1.0 + percent / 100.0);
    text.replace("{P}", &amount).replace("{A}", &printed(to, unit)).replace("{B}", &printed(from, unit))
}

#[test]
fn percentages_in_every_printed_form() {
    let engine = Engine::new(&Lexicon::bundled(), &[]).expect("the bundled packs have no mistakes");
    let published = NaiveDate::from_ymd_opt(1993, 5, 10).expect("a date");
    let mut numbers = Numbers(11);
    let mut counts = vec![Count::default(); CHANGES.len()];
    for (form, count) in CHANGES.iter().zip(&mut counts) {
        for _ in 0..70 {
            let from = 120.0 + numbers.below(8_000) as f64 / 10.0 + 0.04;
            let size = 2.0 + numbers.below(560) as f64 / 10.0;
            let percent = if numbers.below(2) == 0 { size } else { -size };
            let (places, unit) = (numbers.below(2), numbers.below(7));
            let mut case = Case { published, checks: Vec::new(), text: String::new() };
            case.text = changed(form, from, percent, percent, places, unit);
            count.add(&engine, &case, false, "change");
            if !form.contains("{P}") {
                continue;
            }
            // Wrong by more than rounding explains.
            let wrong = size + 2.0 + size * 0.1 + numbers.below(80) as f64 / 10.0;
            case.text = changed(form, from, percent, wrong, places, unit);
            count.add(&engine, &case, true, "change");
        }
    }
    tell("percentages", CHANGES, &counts, 1.0, 1);
}
