//! Leads that are built alike and tell of different things: two companies' results, two days of one market.

use super::event::{ARTICLE, DATELINE, bare, hash, is_capitals};
use super::likeness;
use crate::lexicon::{Slots, names_a_date};

/// The first sentence of an article, as what can be held against that of another.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lead {
    symbols: Box<[Symbol]>,
    /// A bit for each plain word.
    words: u64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Symbol {
    Word(u64),
    Part(u64),
    Figure(u64),
    /// A month with its day, a weekday.
    Time(u64),
    /// Words with a capital in a row; `told` where they only say who said it.
    Name {
        words: Box<[u64]>,
        told: bool,
    },
}

/// Words that are read.
const LONGEST: usize = 48;
/// Fewer words are too few to be a pattern.
const SHORTEST: usize = 8;
/// Share of the two that must be the same for them to be built alike.
const ALIKE: f64 = 0.75;
/// Parts of a day.
const PARTS: &[&str] = &["morning", "midday", "noon", "afternoon", "evening", "night"];
/// Verbs between a name and what its owner says.
const SAID: &[&str] = &["said", "says", "told", "reported", "announced"];
/// Words with which a company tells of itself: "said it cut".
const OWN: &[&str] = &["it", "its", "they", "their", "he", "she"];
/// Words from a figure to the one before the change: "to 7.01 pct from 7.14".
const FROM: &[&str] = &["from", "against", "vs", "versus", "with", "after"];

/// Figures and months after a figure among which the one before the change is looked for.
const NEAR: usize = 3;

impl Lead {
    /// That of a text. Linear in the length of its beginning.
    pub(super) fn of(text: &str) -> Self {
        let body = body(text);
        let end =
            body.char_indices().take_while(|(i, _)| *i < 600).find(|&(i, _)| ends(body, i)).map_or(600, |(i, _)| i);
        let words: Vec<&str> = body.get(..end).unwrap_or(body).split_whitespace().take(LONGEST).collect();
        let mut symbols = Vec::with_capacity(words.len());
        let mut bits = 0;
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let bare = bare(word);
            if bare.is_empty() {
                at += 1;
            } else if let Some(count) = date(&words, at) {
                let day = words.iter().skip(at).take(count).map(|w| self::bare(w)).collect::<Vec<_>>().concat();
                symbols.push(Symbol::Time(hash(&day)));
                at += count;
            } else if bare.bytes().any(|b| b.is_ascii_digit()) {
                symbols.push(Symbol::Figure(hash(bare)));
                at += 1;
            } else if is_name(&words, at) {
                let run = words
                    .iter()
                    .enumerate()
                    .skip(at)
                    .take_while(|(i, _)| is_name(&words, *i) && (*i == at || !closes(words[*i - 1])));
                let run: Vec<&str> = run.map(|(_, w)| self::bare(w)).collect();
                at += run.len().max(1);
                let next = |n: usize| words.get(at + n).map_or("", |w| self::bare(w));
                // A company speaks of itself.
                let own = OWN.contains(&next(1)) || run.last().is_some_and(|w| is_form(w));
                let told = SAID.contains(&next(0)) && !own;
                // What all companies are called tells none apart.
                let telling = run.iter().filter(|w| !is_form(w)).map(hash).collect();
                symbols.push(Symbol::Name { words: telling, told });
            } else {
                let lower = bare.to_lowercase();
                let h = hash(&lower);
                bits |= 1 << (h >> 58);
                symbols.push(if PARTS.contains(&lower.as_str()) { Symbol::Part(h) } else { Symbol::Word(h) });
                at += 1;
            }
        }
        Self { symbols: symbols.into_boxed_slice(), words: bits }
    }

    /// Whether both are built alike, their figures differ, and so does a name, a date or the part of the day.
    pub(super) fn of_another(&self, other: &Self) -> bool {
        let (a, b) = (&*self.symbols, &*other.symbols);
        let (n, m) = (a.len(), b.len());
        // Leads that share few words are told apart at a glance.
        let (both, either) = ((self.words & other.words).count_ones(), (self.words | other.words).count_ones());
        if n.min(m) < SHORTEST || n.abs_diff(m) > 2 + n.min(m) / 3 || both * 2 < either {
            return false;
        }
        let matched = common(a, b);
        if (2 * matched.len()) as f64 <= ALIKE * (n + m) as f64 {
            return false;
        }
        let (mut figures, mut names, mut figure_pairs) = (false, false, Vec::new());
        for &(i, j) in &matched {
            match (&a[i], &b[j]) {
                (Symbol::Figure(x), Symbol::Figure(y)) => {
                    figures |= x != y;
                    figure_pairs.push((i, j));
                }
                (Symbol::Name { words: x, told: false }, Symbol::Name { words: y, told: false }) => {
                    let trailing = i + 3 >= n && j + 3 >= m;
                    let known = !x.is_empty() && !y.is_empty();
                    names |= known && !trailing && !x.iter().any(|w| y.contains(w));
                }
                (Symbol::Part(x), Symbol::Part(y)) => names |= x != y,
                (Symbol::Time(x), Symbol::Time(y)) => {
                    names |= x != y;
                    figure_pairs.push((i, j));
                }
                _ => {}
            }
        }
        figures && (names || follows(a, b, &figure_pairs))
    }
}

/// "To 7.14 from 7.06", "to 7.01 from 7.14": what the one leads to, the other comes from.
fn follows(a: &[Symbol], b: &[Symbol], pairs: &[(usize, usize)]) -> bool {
    let from = |row: &[Symbol], start: usize, end: usize| {
        row.get(start..end)
            .unwrap_or(&[])
            .iter()
            .any(|s| matches!(s, Symbol::Word(w) if FROM.iter().any(|f| hash(f) == *w)))
    };
    pairs.iter().enumerate().any(|(n, &(i, j))| {
        pairs.iter().skip(n + 1).take(NEAR).any(|&(k, l)| {
            let changed = a[i] != b[j] && a[k] != b[l];
            changed && (a[i] == b[l] || a[k] == b[j]) && from(a, i, k) && from(b, j, l)
        })
    })
}

/// The places that are one in both: figures are one whatever they say, names and parts of a day as well.
fn common(a: &[Symbol], b: &[Symbol]) -> Vec<(usize, usize)> {
    let same = |x: &Symbol, y: &Symbol| match (x, y) {
        (Symbol::Word(p), Symbol::Word(q)) => p == q,
        (x, y) => std::mem::discriminant(x) == std::mem::discriminant(y),
    };
    let mut out = Vec::new();
    likeness::common(a, b, same, &mut Vec::new(), &mut out);
    out
}

/// The text behind headlines and the dateline.
fn body(text: &str) -> &str {
    let mut rest = text.trim_start();
    while let Some((line, after)) = rest.split_once('\n') {
        let words = line.split_whitespace().count();
        if words > 1 && !is_capitals(line) || after.trim().is_empty() {
            break;
        }
        rest = after.trim_start();
    }
    let dash = [" - ", " – ", " — "].iter().filter_map(|d| rest.find(d).map(|at| (at, d.len()))).min();
    let capital = rest.bytes().take_while(u8::is_ascii_alphabetic).take(3).all(|b| b.is_ascii_uppercase());
    match dash {
        Some((at, len)) if at <= DATELINE && capital => rest.get(at + len..).unwrap_or(rest).trim_start(),
        _ => rest,
    }
}

/// Whether a sentence or a paragraph ends at byte `i`.
fn ends(text: &str, i: usize) -> bool {
    let rest = text.get(i..).unwrap_or("");
    if rest.starts_with("\n\n") || rest.starts_with("\n    ") {
        return true;
    }
    let next = rest.strip_prefix(". ").or_else(|| rest.strip_prefix(".\n"));
    let abbreviated = text.get(..i).is_some_and(|t| {
        let last = t.rsplit(|c: char| c.is_whitespace()).next().unwrap_or("");
        last.chars().count() <= 2 || last.contains('.')
    });
    next.is_some_and(|n| n.trim_start().starts_with(char::is_uppercase)) && !abbreviated
}

/// How many words of a date stand there: "March 9", "9 March", "March", "Friday".
fn date(words: &[&str], at: usize) -> Option<usize> {
    let named = |i: usize| words.get(i).is_some_and(|w| names_a_date(bare(w)));
    let day = |i: usize| words.get(i).is_some_and(|w| bare(w).parse::<u8>().is_ok_and(|d| (1..=31).contains(&d)));
    match (named(at), day(at)) {
        (true, _) => Some(1 + usize::from(day(at + 1))),
        (_, true) if named(at + 1) => Some(2),
        _ => None,
    }
}

/// "Inc", "Holdings", "Copper": a form of company names, or what many of them deal in.
fn is_form(word: &str) -> bool {
    let (slots, folded) = (Slots::bundled(), super::fold::name(word));
    slots.no_names.binary_search(&folded).is_ok() || slots.goods.iter().flatten().any(|g| *g == folded)
}

fn closes(word: &str) -> bool {
    word.ends_with([',', ';', ':', ')'])
}

/// A word with a capital; the first word only before another one, or before a verb of saying.
fn is_name(words: &[&str], at: usize) -> bool {
    let capital = |i: usize| words.get(i).is_some_and(|w| bare(w).starts_with(char::is_uppercase));
    let next = || words.get(1).map_or("", |w| bare(w));
    let dated = words.get(at).is_some_and(|w| bare(w) == ARTICLE || names_a_date(bare(w)));
    capital(at) && !dated && (at > 0 || capital(1) || SAID.contains(&next()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn another(a: &str, b: &str) -> bool {
        let (a, b) = (Lead::of(a), Lead::of(b));
        assert_eq!(a.of_another(&b), b.of_another(&a));
        a.of_another(&b)
    }

    #[test]
    fn leads_of_two_companies_are_apart() {
        assert!(another(
            "HALDEN, March 4 - Morel Tin Ltd said it cut its price for refined metal by 40 crowns a tonne to 9,120.",
            "HALDEN, March 4 - Orva Tin Ltd said it cut its price for refined metal by 25 crowns a tonne to 9,140.",
        ));
        assert!(another(
            "The central bank gave the market 80 mln crowns of help this morning at its usual rates.",
            "The central bank gave the market 120 mln crowns of help this afternoon at its usual rates.",
        ));
        assert!(another(
            "Shipments of tin rose 4.1 pct to 33.7 mln crowns from January, the board said.",
            "Shipments of tin rose 2.0 pct to 34.4 mln crowns from February, the board said.",
        ));
        assert!(another(
            "The key rate of the Velden bank rose to 7.14 pct from 7.06 pct at the sale.",
            "The key rate of the Velden bank rose to 7.31 pct from 7.14 pct at the sale.",
        ));
    }

    #[test]
    fn two_reports_of_one_event_are_not() {
        assert!(!another(
            "Morel Tin Ltd said its board declared a dividend of 40 crowns a share, payable April 30.",
            "Morel Tin Ltd said its board declared a dividend of 40 crowns a share, payable May 15.",
        ));
        let fire = |who: &str, n: u32| {
            format!("{who} said {n} people died when a mill burnt down in the port of Sulin on Sunday.")
        };
        assert!(!another(&fire("Mayor Ana Brod", 12), &fire("Governor Ivo Tal", 15)));
        assert!(!another(
            "At least 12 people died when a mill burnt down in Sulin on Sunday, police chief Ana Brod said.",
            "At least 15 people died when a mill burnt down in Sulin on Sunday, Governor Ivo Tal said.",
        ));
    }
}
