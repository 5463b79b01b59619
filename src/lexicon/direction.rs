//! `rules/lexicon/direction.toml`: words that say which way something went.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::sync::OnceLock;

/// The file as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    everyday: Vec<String>,
    predicative: Vec<String>,
    predicates: Vec<String>,
    measured: Vec<String>,
    compared: Vec<String>,
    earlier: Vec<String>,
    pace_verbs: Vec<String>,
    pace_words: Vec<String>,
    negatable: Vec<String>,
    axis: Vec<Axis>,
}

/// One contrast and the words of its two sides; `verbs` are regular, `words` stand as they are.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Axis {
    #[serde(default)]
    everyday: bool,
    #[serde(default)]
    firm: bool,
    first: String,
    second: String,
    first_verbs: Vec<String>,
    first_words: Vec<String>,
    second_verbs: Vec<String>,
    second_words: Vec<String>,
    /// Two words each: "struck down".
    #[serde(default)]
    first_phrases: Vec<[String; 2]>,
    #[serde(default)]
    second_phrases: Vec<[String; 2]>,
}

/// A word's sides on all axes: two bits an axis, the lower one for the first side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sides(u64);

/// Set for a word that makes a claim by itself. Above all axes.
const TELLING: u64 = 1 << 63;
/// The first axes of the file, which tell of the movement of figures.
const MOVES: u64 = (1 << 8) - 1;
/// Axes that fit.
const AXES: usize = 31;

impl Sides {
    const FIRST: u64 = 0x5555_5555_5555_5555;

    /// Whether the word says by itself which way something went.
    pub fn telling(self) -> bool {
        self.0 & TELLING != 0
    }

    /// Whether it is a movement of a figure: up or down, better or worse, above or below, raised or cut.
    pub fn moves(self) -> bool {
        self.0 & MOVES != 0
    }

    /// Whether it says that something went up or down, not only whether that is good.
    pub fn tells_way(self) -> bool {
        self.0 & 3 != 0
    }

    /// Whether it is that and nothing else: "lost" may tell of a vote.
    pub fn only_moves(self) -> bool {
        self.moves() && self.0 & !TELLING & !MOVES == 0
    }

    /// Whether on some axis the one stands on the first side and the other on the second, and on no
    /// axis both on the same.
    pub fn opposed(self, other: Self) -> bool {
        let turned = |s: u64| (s & Self::FIRST) << 1 | (s >> 1) & Self::FIRST;
        let (a, b) = (self.0 & !TELLING, other.0 & !TELLING);
        a & turned(b) != 0 && a & b == 0
    }
}

/// All words of direction.
#[derive(Debug, Default)]
pub struct Directions {
    words: FxHashMap<String, Sides>,
    /// Everyday words that make a claim after one of `predicates` or before one of `measured`.
    predicative: Vec<String>,
    predicates: Vec<String>,
    measured: Vec<String>,
    /// Everyday words that make a claim before "than" and one of `earlier`.
    compared: Vec<String>,
    earlier: Vec<String>,
    /// Words of the pace of a movement.
    pace: FxHashSet<String>,
    /// Words that a "not" puts on the other side.
    negatable: Vec<String>,
    /// Axes of which two sides meet in any words.
    firm: u64,
    /// Phrases of two words, each with its axis and side.
    phrases: Vec<([String; 2], [usize; 2])>,
    names: Vec<[String; 2]>,
}

impl Directions {
    /// The bundled words.
    pub fn bundled() -> &'static Self {
        static TABLE: OnceLock<Directions> = OnceLock::new();
        TABLE.get_or_init(|| Self::new(super::parse("direction")))
    }

    fn new(file: File) -> Self {
        let mut all = Self::default();
        for (i, axis) in file.axis.into_iter().enumerate().take(AXES) {
            for (verbs, words, bit) in
                [(&axis.first_verbs, &axis.first_words, 2 * i), (&axis.second_verbs, &axis.second_words, 2 * i + 1)]
            {
                let forms = verbs.iter().flat_map(|v| forms(v)).chain(words.iter().cloned());
                for word in forms {
                    let sides = all.words.entry(word).or_default();
                    sides.0 |= 1 << bit | if axis.everyday { 0 } else { TELLING };
                }
            }
            let phrases = [axis.first_phrases, axis.second_phrases];
            for (side, list) in phrases.into_iter().enumerate() {
                all.phrases.extend(list.into_iter().map(|p| (p, [i, side])));
            }
            all.firm |= if axis.firm { 3 << (2 * i) } else { 0 };
            all.names.push([axis.first, axis.second]);
        }
        all.pace = file.pace_verbs.iter().flat_map(|v| forms(v)).chain(file.pace_words).collect();
        (all.compared, all.earlier) = (file.compared, file.earlier);
        all.negatable = file.negatable;
        (all.predicative, all.predicates, all.measured) = (file.predicative, file.predicates, file.measured);
        for word in file.everyday {
            if let Some(sides) = all.words.get_mut(&word) {
                sides.0 &= !TELLING;
            }
        }
        all
    }

    /// The words that make a claim by themselves, with the name of their side, in order.
    pub fn telling(&self) -> Vec<(&str, &str)> {
        let telling = self.words.iter().filter(|(_, s)| s.telling());
        let mut all: Vec<(&str, &str)> = telling.map(|(w, s)| (w.as_str(), self.name(*s))).collect();
        all.sort_unstable();
        all
    }

    /// The everyday words that make a claim where they are said of a figure, with the name of their side.
    pub fn predicative(&self) -> impl Iterator<Item = (&str, &str)> {
        self.sided(&self.predicative)
    }

    /// The everyday words that make a claim before "than" and a word of an earlier time, with the name of their side.
    pub fn compared(&self) -> impl Iterator<Item = (&str, &str)> {
        self.sided(&self.compared)
    }

    /// Words with the name of their side.
    fn sided<'a>(&'a self, words: &'a [String]) -> impl Iterator<Item = (&'a str, &'a str)> {
        words.iter().filter_map(|w| Some((w.as_str(), self.name(self.of(w)?))))
    }

    /// Words behind "than" of an earlier time: "fewer than in March".
    pub fn earlier(&self) -> &[String] {
        &self.earlier
    }

    /// Verbs after which they are: "sales were up", "margins remain weak".
    pub fn predicates(&self) -> &[String] {
        &self.predicates
    }

    /// Nouns for figures before which they are: "strong demand".
    pub fn measured(&self) -> &[String] {
        &self.measured
    }

    /// Whether a word in lower case tells of the pace of a movement: prices that slow still rise.
    pub fn is_of_pace(&self, word: &str) -> bool {
        self.pace.contains(word)
    }

    /// Words that a "not" right before puts on the other side, with its name: "not guilty".
    pub fn negatable(&self) -> impl Iterator<Item = (&str, &str)> {
        self.negatable.iter().filter_map(|w| {
            let bit = self.of(w)?.0.trailing_zeros() as usize;
            Some((w.as_str(), self.names.get(bit / 2)?[1 - bit % 2].as_str()))
        })
    }

    /// Phrases of firm axes, which a negation before them puts on the other side, with its name: "did not rule out".
    pub fn negatable_phrases(&self) -> impl Iterator<Item = (&[String; 2], &str)> {
        let known = self.phrases.iter().filter_map(|(p, [axis, side])| Some((p, self.names.get(*axis)?, *side)));
        known
            .filter(|(_, names, side)| self.is_firm(&names[*side]))
            .map(|(p, names, side)| (p, names[1 - side].as_str()))
    }

    /// Whether a side's name is of an axis of which two sides meet in any words.
    pub fn is_firm(&self, name: &str) -> bool {
        self.named(name).is_some_and(|s| s.0 & self.firm != 0)
    }

    /// Phrases of two words that make a claim, with the name of their side: "struck down".
    pub fn phrases(&self) -> impl Iterator<Item = (&[String; 2], &str)> {
        self.phrases.iter().filter_map(|(p, [axis, side])| Some((p, self.names.get(*axis)?[*side].as_str())))
    }

    /// The words of movement, in order.
    pub fn moving(&self) -> Vec<&str> {
        let mut all: Vec<&str> = self.words.iter().filter(|(_, s)| s.moves()).map(|(w, _)| w.as_str()).collect();
        all.sort_unstable();
        all
    }

    /// The sides of a word in lower case; `None` for a word without direction.
    pub fn of(&self, word: &str) -> Option<Sides> {
        self.words.get(word).copied()
    }

    /// The side of the first axis on which a word stands: `up`.
    pub fn name(&self, sides: Sides) -> &str {
        let bit = sides.0.trailing_zeros() as usize;
        self.names.get(bit / 2).map_or("", |n| n[bit % 2].as_str())
    }

    /// The sides that a name stands for; those of the word itself where it names none.
    pub fn named(&self, name: &str) -> Option<Sides> {
        let axis = |(i, n): (usize, &[String; 2])| n.iter().position(|s| s == name).map(|k| Sides(1 << (2 * i + k)));
        self.names.iter().enumerate().find_map(axis).or_else(|| self.of(name))
    }
}

/// The forms of a regular verb.
fn forms(base: &str) -> [String; 4] {
    if let Some(stem) = base.strip_suffix('e') {
        return [base.to_owned(), [base, "s"].concat(), [stem, "ed"].concat(), [stem, "ing"].concat()];
    }
    let consonant = |c: char| !"aeiou".contains(c);
    if let Some(stem) = base.strip_suffix('y').filter(|s| s.ends_with(consonant)) {
        return [base.to_owned(), [stem, "ies"].concat(), [stem, "ied"].concat(), [base, "ing"].concat()];
    }
    let hiss = ["s", "x", "z", "ch", "sh", "o"].iter().any(|e| base.ends_with(e));
    let third = if hiss { [base, "es"].concat() } else { [base, "s"].concat() };
    [base.to_owned(), third, [base, "ed"].concat(), [base, "ing"].concat()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opposed_words() {
        let d = Directions::bundled();
        let opposed = |a: &str, b: &str| d.of(a).unwrap().opposed(d.of(b).unwrap());
        for (a, b) in [("rose", "fell"), ("expand", "contract"), ("confirmed", "denied"), ("tailwind", "headwind")] {
            assert!(opposed(a, b) && opposed(b, a), "{a} / {b}");
        }
        for (a, b) in [("rose", "climbed"), ("won", "fell"), ("raises", "increases"), ("rose", "improved")] {
            assert!(!opposed(a, b), "{a} / {b}");
        }
        assert_eq!(d.name(d.of("rallied").unwrap()), "up");
        let ruled_out = ["ruled".to_owned(), "out".to_owned()];
        assert!(d.negatable_phrases().any(|(phrase, side)| *phrase == ruled_out && side == "left open"));
        assert!(d.is_firm("left open") && !d.is_firm("up"));
        assert_eq!(forms("carry"), ["carry", "carries", "carried", "carrying"]);
    }
}
