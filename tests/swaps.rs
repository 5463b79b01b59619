//! Sentences of articles with one value put in the place of another, as a slip of the pen does it: each is held
//! against the sentence that it was and against its article, whole and cut at its first comma, and has to be told. The
//! sentence as it is, and the same value in another notation, have to be left in peace.
//!
//! The articles are those of the dossiers. What is put in comes from the same article: a number for a number of its
//! size, a date for a date. `FACTCHECK_VERBOSE=1 cargo test --test swaps -- --nocapture` lists what is missed.

// The figures are what this test is read for.
#![allow(clippy::print_stdout)]

mod common;

use chrono::NaiveDate;
use common::{entries, floor, floors, read, root, verbose};
use factcheck::check::Engine;
use factcheck::claim::Claim;
use factcheck::document::{Document, Published, PublishedFrom};
use factcheck::finding::Relation;
use factcheck::lexicon::Lexicon;
use factcheck::reconcile::{self, DocumentInfo, Settings};
use factcheck::value::Instant;
use regex::Regex;
use std::path::PathBuf;

/// The sorts of values, each by the first expression that fits.
const SORTS: [(&str, &str); 5] = [
    ("date", r"\b\d{1,2} MONTH\b|\bMONTH \d{1,2}\b"),
    ("weekday", r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"),
    ("year", r"\b(?:1[89]|20)\d\d\b"),
    ("share", r"\b\d+(?:\.\d+)? ?(?:%|percent\b|per cent\b)"),
    ("number", r"\b\d[\d,]*(?:\.\d+)?\b|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"),
];
const MONTHS: &str = "(?:January|February|March|April|May|June|July|August|September|October|November|December)";
const WORDS: [&str; 13] =
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
/// Times that one number may be the other that stands for it.
const TIMES: f64 = 6.0;
/// Of so many swaps one is tried.
const EVERY: usize = 3;

/// A value in a sentence.
struct Value {
    sort: &'static str,
    start: usize,
    text: String,
}

/// A sentence of an article with one value changed.
struct Swap {
    sort: &'static str,
    sentence: String,
    swapped: String,
    /// What stands before its first comma, changed, where the value is there and something is left out.
    cut: Option<String>,
    /// The sentence with its value in another notation.
    noted: Option<String>,
}

/// Finds the values of a text.
struct Reader {
    sorts: Vec<(&'static str, Regex)>,
    /// What follows a number that is a part of a name, a time, a range or a fraction.
    tied: Regex,
    /// What stands before one.
    led: Regex,
    /// The end of a sentence before another one.
    end: Regex,
}

impl Reader {
    fn new() -> Self {
        let expression = |e: &str| Regex::new(e).expect("an expression");
        let sorts = SORTS.iter().map(|(name, e)| (*name, expression(&e.replace("MONTH", MONTHS)))).collect();
        let tied = r"^(?:[-/:.,]?\d|-|/| ?(?:am|pm|a\.m|p\.m)|\s*(?:to|and|in|–) \w| (?:quarter|third|fifth|tenth|\())";
        Self {
            sorts,
            tied: expression(tied),
            led: expression(r"(?:\d[-/:.]|[-–/]|\bto |\band |\bin |\bflight |\(|, )$"),
            end: expression(r#"[.!?]["”]?\s+"#),
        }
    }

    fn values(&self, text: &str) -> Vec<Value> {
        let mut taken: Vec<(usize, usize)> = Vec::new();
        let mut out = Vec::new();
        for (sort, expression) in &self.sorts {
            for m in expression.find_iter(text) {
                if taken.iter().any(|&(from, to)| m.start() < to && m.end() > from) {
                    continue;
                }
                taken.push((m.start(), m.end()));
                let bounded = text[..m.start()].ends_with("least ");
                let tied = *sort != "weekday"
                    && (self.tied.is_match(&text[m.end()..]) || self.led.is_match(&text[..m.start()]));
                if !tied && !bounded {
                    out.push(Value { sort, start: m.start(), text: m.as_str().to_owned() });
                }
            }
        }
        out
    }

    /// The sentences of a line that end with a full stop, and are neither short nor long.
    fn sentences<'t>(&self, line: &'t str) -> Vec<&'t str> {
        let mut from = 0;
        let mut out = Vec::new();
        let ends = self.end.find_iter(line).map(|m| m.end()).chain([line.len()]);
        for to in ends {
            if line[to..].starts_with(char::is_lowercase) {
                continue;
            }
            let sentence = line[from..to].trim();
            if (40..400).contains(&sentence.len()) && sentence.ends_with(['.', '”', '"']) {
                out.push(sentence);
            }
            from = to;
        }
        out
    }

    /// The swaps of an article, in its order.
    fn swaps(&self, text: &str) -> Vec<Swap> {
        let sentences: Vec<&str> = text.lines().flat_map(|line| self.sentences(line)).collect();
        let all: Vec<Value> = sentences.iter().flat_map(|s| self.values(s)).collect();
        let mut out = Vec::new();
        for sentence in sentences {
            for value in self.values(sentence) {
                let fits = |other: &&Value| {
                    other.sort == value.sort
                        && !sentence.contains(&other.text)
                        && likely(&value.text, &other.text, value.sort)
                };
                // From another place of the article each time, so that what is put in is not always one.
                let after = all.iter().skip(out.len() % all.len()).chain(&all);
                let Some(other) = after.into_iter().find(fits) else { continue };
                let end = value.start + value.text.len();
                let with = |text: &str| format!("{}{}{}", &sentence[..value.start], text, &sentence[end..]);
                let swapped = with(&other.text);
                let changed = value.start + other.text.len();
                let cut =
                    swapped.find(", ").filter(|at| *at >= changed.max(30)).map(|at| format!("{}.", &swapped[..at]));
                let noted = notation(&value).map(|text| with(&text));
                out.push(Swap { sort: value.sort, sentence: sentence.to_owned(), swapped, cut, noted });
            }
        }
        out
    }
}

/// The same value as others write it.
fn notation(value: &Value) -> Option<String> {
    let text = value.text.as_str();
    match value.sort {
        "share" => {
            let number = text.trim_end_matches(|c: char| !c.is_ascii_digit());
            Some(format!("{number}{}", if text.ends_with('%') { " percent" } else { "%" }))
        }
        "date" => text.split_once(' ').map(|(a, b)| format!("{b} {a}")),
        "number" => {
            let word = WORDS.iter().position(|w| *w == text).map(|n| n.to_string());
            word.or_else(|| WORDS.get(text.parse::<usize>().ok()?).map(|w| (*w).to_owned()))
        }
        _ => None,
    }
}

/// Whether one value may be written for the other: a number of the same size and kind.
fn likely(a: &str, b: &str, sort: &str) -> bool {
    let number = |text: &str| -> Option<f64> {
        let small = WORDS.iter().position(|w| *w == text).map(|n| n as f64);
        let digits: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
        small.or_else(|| digits.parse().ok())
    };
    if !matches!(sort, "number" | "share") {
        return true;
    }
    let (Some(x), Some(y)) = (number(a), number(b)) else { return false };
    // A round number may be the other one rounded.
    let rounds = (x - y).abs() < 0.06 * x.min(y);
    x > 0.0 && y > 0.0 && x.max(y) / x.min(y) < TIMES && a.contains('.') == b.contains('.') && !rounds
}

fn document(id: &str, text: &str) -> Document {
    let mut d = Document::plain(id.to_owned(), text);
    d.meta.story = Some("one".into());
    let at = Instant::Date(NaiveDate::from_ymd_opt(2031, 11, 14).expect("a date"));
    d.meta.published = Some(Published { at, from: PublishedFrom::Metadata });
    d
}

/// An engine with its settings.
struct Desk {
    engine: Engine,
    settings: Settings,
}

impl Desk {
    fn read(&self, d: &Document) -> Vec<Claim> {
        let text = self.engine.text(d);
        let values = self.engine.values(d, &text);
        self.engine.extract(d, &text, &values)
    }

    /// Whether the two contradict each other.
    fn told(&self, (a, claims): (&Document, &[Claim]), (b, others): (&Document, &[Claim])) -> bool {
        let all: Vec<Claim> = claims.iter().chain(others).cloned().collect();
        let infos = [DocumentInfo::new(a), DocumentInfo::new(b)];
        reconcile::run(&all, &infos, &self.settings).iter().any(|f| f.relation == Relation::Conflict)
    }
}

/// How many of how many.
#[derive(Default, Clone, Copy)]
struct Share(u32, u32);

impl Share {
    fn add(&mut self, hit: bool) {
        self.0 += u32::from(hit);
        self.1 += 1;
    }

    fn percent(self) -> f64 {
        100.0 * f64::from(self.0) / f64::from(self.1.max(1))
    }
}

#[test]
fn a_value_in_the_place_of_another_is_told() {
    let engine = Engine::new(&Lexicon::bundled(), &[]).expect("the bundled packs have no mistakes");
    let mut settings = Settings::default();
    engine.settle(&mut settings);
    let desk = Desk { engine, settings };
    let reader = Reader::new();
    let dossiers = |folder: &str| entries(&root().join("tests").join(folder));
    let folders = dossiers("dossiers").into_iter().chain(dossiers("dossiers-unseen"));
    let articles: Vec<PathBuf> = folders.filter(|f| f.is_dir()).flat_map(|f| entries(&f)).collect();
    let [mut sentence, mut article, mut parts, mut alarms, mut noted] = [Share::default(); 5];
    let mut sorts: Vec<(&str, Share)> = SORTS.iter().map(|s| (s.0, Share::default())).collect();
    for path in articles.iter().filter(|p| p.extension().is_some_and(|e| e == "txt")) {
        let text = read(path);
        let whole = document("article", &text);
        let told = desk.read(&whole);
        for swap in reader.swaps(&text).into_iter().step_by(EVERY) {
            let (was, is) = (document("was", &swap.sentence), document("is", &swap.swapped));
            let (before, after) = (desk.read(&was), desk.read(&is));
            let seen = desk.told((&was, &before), (&is, &after));
            sentence.add(seen);
            sorts.iter_mut().filter(|s| s.0 == swap.sort).for_each(|s| s.1.add(seen));
            article.add(desk.told((&whole, &told), (&is, &after)));
            let alarm = desk.told((&whole, &told), (&was, &before));
            alarms.add(alarm);
            if let Some(cut) = &swap.cut {
                let part = document("part", cut);
                let seen = desk.told((&whole, &told), (&part, &desk.read(&part)));
                parts.add(seen);
                if verbose() && !seen {
                    println!("missed part: {}\n    {cut}", swap.sentence);
                }
            }
            if let Some(text) = &swap.noted {
                let same = document("same", text);
                let alarm = desk.told((&whole, &told), (&same, &desk.read(&same)));
                noted.add(alarm);
                if verbose() && alarm {
                    println!("alarm: {}\n    {text}", swap.sentence);
                }
            }
            if verbose() && (!seen || alarm) {
                println!("{}: {}\n    {}", if alarm { "alarm" } else { "missed" }, swap.sentence, swap.swapped);
            }
        }
    }
    for (sort, share) in &sorts {
        println!("{sort:10} {:5.1}% of {}", share.percent(), share.1);
    }
    println!("sentence   {:5.1}% of {}", sentence.percent(), sentence.1);
    println!("article    {:5.1}% of {}", article.percent(), article.1);
    println!("part       {:5.1}% of {}", parts.percent(), parts.1);
    println!("alarms     {:5} of {}", alarms.0, alarms.1);
    println!("notation   {:5} of {}", noted.0, noted.1);
    assert!(sentence.1 >= 400, "there are too few swaps to tell anything: {}", sentence.1);
    let floors = floors();
    let least = |name: &str| floor(&floors, "swaps", "dossiers", name);
    assert!(sentence.percent() >= least("sentence"), "sentences fell below their floor");
    assert!(article.percent() >= least("article"), "articles fell below their floor");
    assert!(parts.percent() >= least("part"), "parts of sentences fell below their floor");
    assert!(f64::from(noted.0) <= least("notation"), "{} alarms for another notation", noted.0);
    assert!(f64::from(alarms.0) <= least("alarms"), "{} alarms for what was not changed", alarms.0);
}
