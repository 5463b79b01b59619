//! The slot of a figure that no rule has named: what its sentence says is measured.
//!
//! A claim of kind `figure` needs no more than its value, its words and its sentence; the slot is
//! read from the words around the value. Whoever makes such claims may say more in these qualifiers,
//! which then count before the words:
//!
//! | qualifier | meaning | example |
//! |---|---|---|
//! | `measure` | head noun of what is measured, singular | `magnitude`, `death`, `turnout` |
//! | `of` | what the measure is of | `earthquake`, `crude oil imports` |
//! | `predicate` | verb of the clause, base form | `kill`, `rise` |
//! | `place` | settled name of the place in the clause | `Freedonia` |
//! | `period` | TIMEX3 value of the period in the clause | `2025-10` |
//! | `scope` | `single`, `cumulative`, `part`, `total`, `to-date`, `rate` | `to-date` |
//! | `direction` | `up`, `down`, `confirmed`, `denied`, `won`, `lost` | `up` |
//!
//! Two claims whose `measure`, `place`, `period` or `scope` are both stated and differ are never
//! aligned.

use super::fold;
use crate::claim::Claim;
use crate::lexicon::conversion;
use crate::value::{Grain, PercentUnit, Value};
use rustc_hash::FxHashMap;

/// Stems and sorts by number, so that a million slots stay small.
#[derive(Debug, Default)]
pub(super) struct Stems {
    ids: FxHashMap<String, u32>,
    /// Of each stem the first form in the alphabet that was met.
    forms: Vec<String>,
    /// Which sides of [`OPPOSED`] a stem belongs to, two bits a pair.
    sides: Vec<u64>,
}

impl Stems {
    fn id(&mut self, stem: String, form: &str) -> u32 {
        if let Some(&id) = self.ids.get(&stem) {
            if let Some(f) = self.forms.get_mut(id as usize).filter(|f| form < f.as_str()) {
                form.clone_into(f);
            }
            return id;
        }
        let id = self.forms.len() as u32;
        let side = |w: &str, bit: u32| if stem.starts_with(w) { 1u64 << (bit % 64) } else { 0 };
        let pairs = OPPOSED.iter().zip((0..).step_by(2));
        self.sides.push(pairs.map(|((x, y), bit)| side(x, bit) | side(y, bit + 1)).fold(0, |a, b| a | b));
        self.forms.push(form.to_owned());
        self.ids.insert(stem, id);
        id
    }

    /// The stem's form for a reader.
    pub(super) fn form(&self, id: u32) -> &str {
        self.forms.get(id as usize).map_or("", String::as_str)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.forms.len()
    }
}

/// A content word of the sentence and how near it stands to the value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Word {
    /// Number in [`Stems`].
    pub(super) stem: u32,
    /// From 0 to 1.
    pub(super) near: f32,
    /// Written with a capital inside the sentence.
    pub(super) name: bool,
}

/// What a figure measures, as far as its sentence shows it.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    /// Values of another sort are never aligned: `count`, `money USD`, `percent`, `length`, `date`.
    pub(super) sort: u32,
    /// Whether it is a date.
    pub(super) date: bool,
    /// Content words, each once.
    pub(super) words: Vec<Word>,
    /// Content words right after the value, then right before it.
    pub(super) head: Vec<u32>,
    /// The first content word of the clause before the value: its subject, as a rule.
    pub(super) lead: Option<u32>,
    /// Markers of scope: `to-date`, `part`, `average`, …
    pub(super) scope: Vec<&'static str>,
    /// Periods that the sentence names: months, quarters, years.
    pub(super) periods: Vec<String>,
    sides: u64,
}

impl Slot {
    /// Whether the sentence holds a word of this stem.
    pub(super) fn has(&self, stem: u32) -> bool {
        self.words.iter().any(|w| w.stem == stem)
    }
}

/// Words that carry no content.
const STOP: &[&str] = &[
    "a",
    "about",
    "after",
    "again",
    "against",
    "all",
    "almost",
    "along",
    "already",
    "also",
    "although",
    "am",
    "among",
    "an",
    "and",
    "any",
    "are",
    "around",
    "as",
    "at",
    "away",
    "back",
    "be",
    "because",
    "been",
    "before",
    "being",
    "between",
    "both",
    "but",
    "by",
    "can",
    "could",
    "did",
    "do",
    "does",
    "down",
    "during",
    "each",
    "either",
    "even",
    "ever",
    "every",
    "for",
    "from",
    "had",
    "has",
    "have",
    "having",
    "he",
    "her",
    "here",
    "him",
    "his",
    "how",
    "however",
    "i",
    "if",
    "in",
    "into",
    "is",
    "it",
    "its",
    "itself",
    "just",
    "last",
    "least",
    "less",
    "like",
    "many",
    "may",
    "me",
    "might",
    "more",
    "most",
    "much",
    "must",
    "my",
    "nearly",
    "neither",
    "next",
    "no",
    "nor",
    "not",
    "now",
    "of",
    "off",
    "on",
    "once",
    "one",
    "only",
    "or",
    "other",
    "our",
    "out",
    "over",
    "own",
    "per",
    "roughly",
    "said",
    "same",
    "say",
    "says",
    "saying",
    "she",
    "should",
    "since",
    "so",
    "some",
    "still",
    "such",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "through",
    "to",
    "told",
    "too",
    "under",
    "until",
    "up",
    "upon",
    "us",
    "very",
    "was",
    "we",
    "well",
    "were",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "whom",
    "whose",
    "why",
    "will",
    "with",
    "within",
    "without",
    "would",
    "year",
    "years",
    "yet",
    "you",
    "your",
    "according",
    "added",
    "new",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "hundred",
    "thousand",
    "million",
    "billion",
    "trillion",
    "percent",
    "cent",
    "approximately",
    "mr",
    "mrs",
    "ms",
    "reported",
    "report",
    "reports",
    "total",
    "s",
    "t",
    "some",
    "estimated",
    "first",
    "second",
    "third",
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "today",
    "yesterday",
    "tomorrow",
    "officials",
    "official",
];

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: &[&str] = &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Words that change what a figure counts, each with its marker. Two figures with different markers
/// are different measures.
const SCOPE: &[(&str, &str)] = &[
    ("so far this year", "to-date"),
    ("year to date", "to-date"),
    ("year-to-date", "to-date"),
    ("since the start of the year", "to-date"),
    ("since the beginning of the year", "to-date"),
    ("cumulative", "cumulative"),
    ("cumulatively", "cumulative"),
    ("in all", "total"),
    ("altogether", "total"),
    ("overall", "total"),
    ("combined", "total"),
    ("including", "part"),
    ("of them", "part"),
    ("of whom", "part"),
    ("of which", "part"),
    ("among them", "part"),
    ("on average", "average"),
    ("average", "average"),
    ("median", "average"),
    ("daily", "daily"),
    ("a day", "daily"),
    ("per day", "daily"),
    ("monthly", "monthly"),
    ("a month", "monthly"),
    ("weekly", "weekly"),
    ("annual", "annual"),
    ("annually", "annual"),
    ("annualised", "annual"),
    ("annualized", "annual"),
    ("a year", "annual"),
    ("quarterly", "quarterly"),
    ("year earlier", "earlier"),
    ("year ago", "earlier"),
    ("a year before", "earlier"),
    ("previous", "earlier"),
    ("previously", "earlier"),
    ("compared with", "earlier"),
    ("up from", "earlier"),
    ("down from", "earlier"),
    ("forecast", "forecast"),
    ("forecasts", "forecast"),
    ("expected", "forecast"),
    ("estimates", "forecast"),
    ("target", "target"),
    ("record", "record"),
    ("adjusted", "adjusted"),
    ("diluted", "diluted"),
    ("gross", "gross"),
    ("net", "net"),
    ("core", "core"),
    ("seasonally", "adjusted"),
];

/// Words of which a sentence may hold one or the other: different things are counted.
const OPPOSED: &[(&str, &str)] = &[
    ("man", "woman"),
    ("male", "female"),
    ("boy", "girl"),
    ("import", "export"),
    ("kill", "injur"),
    ("kill", "miss"),
    ("birth", "kill"),
    ("north", "south"),
    ("northern", "southern"),
    ("east", "west"),
    ("eastern", "western"),
    ("domestic", "international"),
    ("domestic", "foreign"),
    ("local", "foreign"),
    ("buy", "sell"),
    ("urban", "rural"),
    ("maximum", "minimum"),
    ("high", "low"),
    ("arriv", "depart"),
    ("open", "clos"),
    ("begin", "end"),
    ("home", "away"),
    ("profit", "revenue"),
    ("profit", "sale"),
    ("revenue", "loss"),
    ("asset", "liabil"),
    ("length", "width"),
    ("long", "wide"),
    ("deep", "wide"),
    ("tall", "wide"),
    ("height", "width"),
    ("depth", "width"),
    ("against", "favour"),
    ("yes", "no"),
    ("child", "adult"),
];

/// Words before or after the value that belong to its head.
const HEAD: usize = 3;

impl Slot {
    /// The slot of a claim; `None` where its value is no figure or date, or nothing surrounds it.
    pub(super) fn of(claim: &Claim, stems: &mut Stems) -> Option<Self> {
        let name = sort(&claim.value)?;
        let from = (claim.span.start.saturating_sub(claim.sentence_span.start)) as usize;
        let sentence = claim.sentence.as_str();
        let to = (from + claim.text.len()).min(sentence.len());
        let placed = sentence.get(from..to) == Some(claim.text.as_str());
        let (from, to) = if placed {
            (from, to)
        } else {
            let at = sentence.find(claim.text.as_str())?;
            (at, at + claim.text.len())
        };
        let before = tokens(sentence.get(..from)?);
        let after = tokens(sentence.get(to..)?);
        let mut words: Vec<Word> = Vec::new();
        let mut head = Vec::new();
        let mut periods = Vec::new();
        unit_words(&claim.value, stems, &mut words, &mut head);
        let rows = [(after.iter().collect::<Vec<_>>(), true), (before.iter().rev().collect(), false)];
        for (row, forward) in rows {
            let mut distance = 0;
            let mut heads = 0;
            for (word, starts) in row {
                distance += 1;
                if matches!(word.as_str(), ";" | "." | ",") {
                    // A comma is a step away; a new clause two.
                    distance += 2;
                    continue;
                }
                let lower = word.to_lowercase();
                let number = lower.chars().next().is_some_and(|c| c.is_ascii_digit());
                period(word, &lower, *starts, &mut periods);
                if super::direction::is_word(&lower)
                    || super::change::is_word(&lower)
                    || STOP.contains(&lower.as_str())
                    || number
                    || MONTHS.contains(&lower.as_str())
                    || WEEKDAYS.contains(&lower.as_str())
                {
                    continue;
                }
                let stem = stems.id(stem(&lower), &lower);
                if heads < HEAD && distance <= 2 * HEAD && (forward || heads == 0) {
                    head.push(stem);
                    heads += 1;
                }
                let near = match distance {
                    0..=4 => 1.0,
                    5..=10 => 0.8,
                    11..=20 => 0.55,
                    _ => 0.4,
                };
                let name = word.chars().next().is_some_and(char::is_uppercase) && !starts;
                match words.iter_mut().find(|w| w.stem == stem) {
                    Some(w) => w.near = w.near.max(near),
                    None => words.push(Word { stem, near, name }),
                }
            }
        }
        periods.sort();
        periods.dedup();
        let clause = clause(sentence, from, to);
        let mut scope: Vec<&'static str> =
            SCOPE.iter().filter(|(p, _)| super::change::contains_phrase(&clause, p)).map(|(_, m)| *m).collect();
        scope.sort_unstable();
        scope.dedup();
        let lead = lead(&before).map(|w| stems.id(stem(&w), &w));
        let sides = words.iter().filter_map(|w| stems.sides.get(w.stem as usize)).fold(0, |a, b| a | b);
        words.shrink_to_fit();
        let sort = stems.id(format!("~{name}"), &name);
        Some(Self { sort, date: name == "date", words, head, lead, scope, periods, sides })
    }

    /// Whether the two speak of different things beyond doubt.
    pub(super) fn apart(&self, other: &Self) -> bool {
        // The one has the first word of a pair and not the second, the other the reverse.
        const FIRST: u64 = 0x5555_5555_5555_5555;
        let only = |s: u64| (s & FIRST & !(s >> 1), (s >> 1) & FIRST & !s);
        let ((a, b), (x, y)) = (only(self.sides), only(other.sides));
        let opposed = a & y != 0 || b & x != 0;
        // Dates are compared as values where the value is a date; elsewhere they are periods.
        let period = !self.date
            && !self.periods.is_empty()
            && !other.periods.is_empty()
            && !self.periods.iter().any(|p| other.periods.contains(p));
        opposed || period || self.other_scope(other)
    }

    /// Whether one clause counts a part, an average, a span of time that the other does not.
    pub(super) fn other_scope(&self, other: &Self) -> bool {
        self.scope != other.scope && (self.marks(other) || other.marks(self))
    }

    /// Whether a marker of this one is missing in the other and changes what is counted.
    fn marks(&self, other: &Self) -> bool {
        self.scope
            .iter()
            .any(|m| !other.scope.contains(m) && !matches!(*m, "record" | "total" | "forecast" | "earlier"))
            || self.scope.contains(&"earlier") != other.scope.contains(&"earlier")
    }
}

/// The first content word after the last semicolon before the value.
fn lead(before: &[(String, bool)]) -> Option<String> {
    let from = before.iter().rposition(|(w, _)| w == ";").map_or(0, |i| i + 1);
    let content = |w: &String| {
        let colour = super::direction::is_word(w) || super::change::is_word(w);
        let words = [STOP, MONTHS, WEEKDAYS];
        w.starts_with(char::is_alphabetic) && !colour && !words.iter().any(|l| l.contains(&w.as_str()))
    };
    before.get(from..)?.iter().map(|(w, _)| w.to_lowercase()).find(content)
}

/// What a value may be aligned with.
fn sort(value: &Value) -> Option<String> {
    Some(match value {
        Value::Number(_) => "count".to_owned(),
        Value::Ordinal(_) => "ordinal".to_owned(),
        Value::Percent(p) => if p.unit == PercentUnit::Percent { "percent" } else { "points" }.to_owned(),
        Value::Money(m) => format!("money {}", m.currency.as_deref().unwrap_or(&m.currency_text)),
        Value::Quantity(q) if q.dimension == "count" => "count".to_owned(),
        Value::Quantity(q) => conversion(&q.unit).map_or_else(|| q.unit.clone(), |c| c.dimension.clone()),
        Value::Duration(_) => "time".to_owned(),
        Value::Date(t) if t.start.is_some() && t.grain.is_some_and(|g| g <= Grain::Decade) => "date".to_owned(),
        Value::Time(t) if t.start.is_some() => "clock".to_owned(),
        _ => return None,
    })
}

/// The noun that a count has as its unit.
fn unit_words(value: &Value, stems: &mut Stems, words: &mut Vec<Word>, head: &mut Vec<u32>) {
    let Value::Quantity(q) = value else { return };
    if q.dimension == "count" {
        let unit = q.unit.to_lowercase();
        let stem = stems.id(stem(&unit), &unit);
        head.push(stem);
        words.push(Word { stem, near: 1.0, name: false });
    }
}

fn period(word: &str, lower: &str, starts: bool, out: &mut Vec<String>) {
    let year = lower.len() == 4 && lower.parse::<u16>().is_ok_and(|y| (1900..2100).contains(&y));
    let quarter = matches!(
        lower,
        "q1" | "q2" | "q3" | "q4" | "first-quarter" | "second-quarter" | "third-quarter" | "fourth-quarter"
    );
    if year || quarter || MONTHS.contains(&lower) && (!matches!(lower, "may" | "march") || !starts && word != lower) {
        out.push(lower.to_owned());
    }
}

/// Words with a mark of whether they begin the text; commas, semicolons and full stops as themselves.
fn tokens(text: &str) -> Vec<(String, bool)> {
    let mut out: Vec<(String, bool)> = Vec::new();
    let mut word = String::new();
    let mut starts = true;
    for c in text.chars().chain([' ']) {
        if c.is_alphanumeric() || matches!(c, '-' | '\'' | '’') && !word.is_empty() {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            let w = word.trim_end_matches(['-', '\'', '’']);
            let w = w.strip_suffix("'s").or_else(|| w.strip_suffix("’s")).unwrap_or(w);
            out.push((w.to_owned(), starts));
            starts = false;
            word.clear();
        }
        if matches!(c, ',' | ';' | '.') {
            out.push((c.to_string(), false));
        }
    }
    out
}

/// The value with the words around it up to the next comma or semicolon, in lower case.
fn clause(sentence: &str, from: usize, to: usize) -> String {
    let stop = |c: char| matches!(c, ',' | ';' | '(' | ')' | '—');
    let start = sentence.get(..from).and_then(|s| s.rfind(stop)).map_or(0, |i| i + 1);
    let end = sentence.get(to..).and_then(|s| s.find(stop)).map_or(sentence.len(), |i| to + i);
    sentence
        .get(start..end)
        .map(|s| s.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .unwrap_or_default()
}

/// Different words for one thing that news copy counts.
const SAME: &[(&str, &str)] = &[
    ("dead", "kill"),
    ("death", "kill"),
    ("die", "kill"),
    ("dy", "kill"),
    ("fatalit", "kill"),
    ("toll", "kill"),
    ("slain", "kill"),
    ("hurt", "injur"),
    ("wound", "injur"),
    ("earthquake", "quake"),
    ("tremor", "quake"),
    ("temblor", "quake"),
    ("person", "people"),
    ("fell", "fall"),
    ("rose", "rise"),
    ("grew", "grow"),
    ("bought", "buy"),
    ("sold", "sell"),
    ("spent", "spend"),
    ("paid", "pay"),
    ("won", "win"),
    ("lost", "lose"),
    ("began", "begin"),
    ("started", "begin"),
    ("start", "begin"),
    ("women", "woman"),
    ("men", "man"),
    ("children", "child"),
    ("company", "firm"),
    ("compani", "firm"),
    ("purchase", "buy"),
    ("acquir", "buy"),
    ("employee", "worker"),
    ("staff", "worker"),
];

/// A plain stem: endings of plural and verb forms taken off.
pub(super) fn stem(lower: &str) -> String {
    let plain = fold::name(lower);
    let w = plain.as_str();
    let cut = |end: &str, least: usize| w.strip_suffix(end).filter(|s| s.chars().count() >= least);
    let base = cut("ings", 4)
        .or_else(|| cut("ing", 4))
        .or_else(|| cut("ies", 3))
        .or_else(|| cut("ied", 3))
        .or_else(|| cut("sses", 3))
        .or_else(|| cut("ed", 4))
        .or_else(|| cut("es", 4))
        .or_else(|| if w.ends_with("ss") { None } else { cut("s", 3) })
        .or_else(|| cut("e", 4))
        .or_else(|| cut("y", 4))
        .unwrap_or(w);
    SAME.iter()
        .find(|(from, _)| *from == base || *from == w)
        .map_or_else(|| base.to_owned(), |(_, to)| (*to).to_owned())
}
