//! Words by number: what the reconciler needs to know of each, looked up once.

use super::fold;
use crate::lexicon::{Directions, Scope, Sides, Slots};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;

/// What sort of word it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Sort(u16);

impl Sort {
    /// Says nothing of what is measured.
    pub(super) const STOP: Self = Self(1);
    /// Begins with a digit.
    pub(super) const NUMBER: Self = Self(2);
    /// A month.
    pub(super) const MONTH: Self = Self(4);
    /// A weekday.
    pub(super) const WEEKDAY: Self = Self(8);
    /// Tells of the movement of a figure.
    pub(super) const MOVE: Self = Self(16);
    /// Tells that something was changed.
    pub(super) const CHANGE: Self = Self(32);
    /// A year or a quarter.
    pub(super) const PERIOD: Self = Self(64);
    /// A month whose name is a word as well.
    pub(super) const UNSURE: Self = Self(128);
    /// A comma, semicolon, full stop, bracket or dash.
    pub(super) const MARK: Self = Self(256);
    /// A mark at which a clause ends.
    pub(super) const CLAUSE: Self = Self(512);
    /// A mark that parts whole clauses.
    pub(super) const BREAK: Self = Self(1024);
    /// An auxiliary verb of a movement up to now.
    pub(super) const PERFECT: Self = Self(2048);
    /// A figure that somebody sets and may set anew.
    pub(super) const SET: Self = Self(4096);

    /// Whether it is of one of the sorts in `other`.
    pub(super) fn is(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both.
    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether it tells what is measured.
    pub(super) fn content(self) -> bool {
        const OTHER: Sort = Sort(1 | 2 | 4 | 8 | 16 | 32 | 64 | 256);
        !self.is(OTHER)
    }
}

/// A known word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    /// Number of its stem.
    pub(super) stem: u32,
    /// What sort of word it is.
    pub(super) sort: Sort,
}

/// The stems by which it is known what became of people.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fates {
    /// "Killed", "injured", "missing".
    pub(super) of: [u32; 3],
    /// "Life", and what is done to lives: "lost their lives", "claimed 32 lives".
    pub(super) life: u32,
    pub(super) taking: [u32; 5],
}

/// All words and stems that claims use, by number; so that a million sentences stay small.
#[derive(Debug)]
pub(super) struct Words {
    ids: FxHashMap<Box<str>, u32>,
    entries: Vec<Entry>,
    stems: FxHashMap<Box<str>, u32>,
    /// Of each stem the first form in the alphabet that was met.
    forms: Vec<Box<str>>,
    /// Which sides of the lexicon's opposed pairs a stem belongs to, two bits a pair.
    opposed: Vec<u128>,
    /// Phrases of scope by their first word: the words that follow, the number of the marker.
    scopes: FxHashMap<u32, Vec<(Vec<u32>, usize)>>,
    /// Phrases that say since when, word by word.
    so_far: Vec<Vec<u32>>,
    listed: FxHashMap<&'static str, Sort>,
    /// The stems of what becomes of people, once they were asked for.
    fates: Option<Fates>,
    /// Of each stem those that mean nearly the same, once they were asked for.
    similar: OnceLock<FxHashMap<u32, Vec<u32>>>,
}

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
const QUARTERS: &[&str] =
    &["q1", "q2", "q3", "q4", "first-quarter", "second-quarter", "third-quarter", "fourth-quarter"];

impl Default for Words {
    fn default() -> Self {
        let slots = Slots::bundled();
        let mut listed: FxHashMap<&'static str, Sort> = FxHashMap::default();
        let mut list = |words: &mut dyn Iterator<Item = &'static str>, sort: Sort| {
            for w in words {
                let s = listed.entry(w).or_default();
                *s = s.with(sort);
            }
        };
        list(&mut slots.stop.iter().map(String::as_str), Sort::STOP);
        list(&mut MONTHS.iter().copied(), Sort::MONTH);
        list(&mut ["may", "march"].into_iter(), Sort::UNSURE);
        list(&mut WEEKDAYS.iter().copied(), Sort::WEEKDAY);
        list(&mut QUARTERS.iter().copied(), Sort::PERIOD);
        let changed = slots.changed.iter().chain(&slots.deferred).chain(&slots.revised).chain(&slots.moved);
        list(&mut changed.map(String::as_str).filter(|w| !w.contains(' ')), Sort::CHANGE);
        list(&mut [",", ".", ";", "(", ")", "—"].into_iter(), Sort::MARK);
        list(&mut [",", ";", "(", ")", "—"].into_iter(), Sort::CLAUSE);
        list(&mut [";"].into_iter(), Sort::BREAK);
        list(&mut slots.perfect.iter().map(String::as_str), Sort::PERFECT);
        list(&mut slots.revisable.iter().map(String::as_str), Sort::SET);
        let mut all = Self {
            ids: FxHashMap::default(),
            entries: Vec::new(),
            stems: FxHashMap::default(),
            forms: Vec::new(),
            opposed: Vec::new(),
            scopes: FxHashMap::default(),
            so_far: Vec::new(),
            listed,
            fates: None,
            similar: OnceLock::new(),
        };
        for (marker, scope) in slots.scope.iter().enumerate() {
            for phrase in &scope.words {
                let mut words = phrase.split(' ').map(|w| all.word(w));
                let Some(first) = words.next() else { continue };
                let rest: Vec<u32> = words.collect();
                all.scopes.entry(first).or_default().push((rest, marker));
            }
        }
        all.so_far = slots.so_far.iter().map(|phrase| phrase.split(' ').map(|w| all.word(w)).collect()).collect();
        all
    }
}

impl Words {
    /// The number of a word in lower case.
    pub(super) fn word(&mut self, lower: &str) -> u32 {
        if let Some(&id) = self.ids.get(lower) {
            return id;
        }
        let mut sort = self.listed.get(lower).copied().unwrap_or_default();
        if lower.starts_with(|c: char| c.is_ascii_digit()) {
            sort = sort.with(Sort::NUMBER);
            if lower.len() == 4 && lower.parse::<u16>().is_ok_and(|y| (1900..2100).contains(&y)) {
                sort = sort.with(Sort::PERIOD);
            }
        }
        if Directions::bundled().of(lower).is_some_and(Sides::moves) {
            sort = sort.with(Sort::MOVE);
        }
        let stem = if sort.is(Sort::MARK) { self.stem_id(lower, lower) } else { self.stem(lower) };
        let id = self.entries.len() as u32;
        self.entries.push(Entry { stem, sort });
        self.ids.insert(lower.into(), id);
        id
    }

    /// What is known of a word.
    pub(super) fn entry(&self, word: u32) -> Entry {
        const UNKNOWN: Entry = Entry { stem: 0, sort: Sort(1) };
        self.entries.get(word as usize).copied().unwrap_or(UNKNOWN)
    }

    /// The number of a word's stem.
    pub(super) fn stem(&mut self, lower: &str) -> u32 {
        let stem = stem(lower);
        self.stem_id(&stem, lower)
    }

    /// The stems of what becomes of people.
    pub(super) fn fates(&mut self) -> Fates {
        let fates = self.fates.unwrap_or_else(|| Fates {
            of: ["killed", "injured", "missing"].map(|w| self.stem(w)),
            life: self.stem("life"),
            taking: ["claim", "cost", "take", "lose", "loss"].map(|w| self.stem(w)),
        });
        self.fates = Some(fates);
        fates
    }

    /// The number of a stem that stands for itself.
    pub(super) fn stem_id(&mut self, stem: &str, form: &str) -> u32 {
        if let Some(&id) = self.stems.get(stem) {
            if let Some(f) = self.forms.get_mut(id as usize).filter(|f| form < &***f) {
                *f = form.into();
            }
            return id;
        }
        let id = self.forms.len() as u32;
        let side = |w: &str, bit: usize| if stem.starts_with(w) { 1u128 << (bit % 128) } else { 0 };
        let pairs = Slots::bundled().opposed.iter().enumerate();
        self.opposed.push(pairs.map(|(i, [x, y])| side(x, 2 * i) | side(y, 2 * i + 1)).fold(0, |all, one| all | one));
        self.forms.push(form.into());
        self.stems.insert(stem.into(), id);
        id
    }

    /// The sorts of figures that were met, each with its number.
    pub(super) fn sorts(&self) -> Vec<(String, u32)> {
        let sorts = self.stems.iter().filter_map(|(stem, id)| Some((stem.strip_prefix('~')?.to_owned(), *id)));
        sorts.collect()
    }

    /// The stem's form for a reader.
    pub(super) fn form(&self, stem: u32) -> &str {
        self.forms.get(stem as usize).map_or("", |f| &**f)
    }

    /// The stem's form of a word for a reader.
    pub(super) fn form_of(&self, word: u32) -> &str {
        self.form(self.entry(word).stem)
    }

    /// The stems of claims that mean nearly the same as one and are not opposed to it, by `rules/similar/words.txt`.
    pub(super) fn similar(&self, stem: u32) -> &[u32] {
        let similar = self.similar.get_or_init(|| {
            let mut similar: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
            let known = |word: &str| self.stems.get(&*plain_stem(word)).copied();
            for (word, others) in SIMILAR.lines().filter_map(|line| line.split_once(": ")) {
                let Some(a) = known(word) else { continue };
                let fits = |b: &u32| *b != a && !opposed(self.opposed(a), self.opposed(*b));
                for b in others.split(' ').filter_map(known).filter(fits) {
                    similar.entry(a).or_default().push(b);
                    similar.entry(b).or_default().push(a);
                }
            }
            similar
        });
        similar.get(&stem).map_or(&[], Vec::as_slice)
    }

    /// How many stems there are.
    pub(super) fn stems(&self) -> usize {
        self.forms.len()
    }

    /// The sides of opposed pairs on which a stem stands.
    pub(super) fn opposed(&self, stem: u32) -> u128 {
        self.opposed.get(stem as usize).copied().unwrap_or(0)
    }

    /// Whether words tell of a movement up to now: "have lost 18 percent this year", "is up since May".
    pub(super) fn moved_so_far(&self, words: &[u32]) -> bool {
        let sort = |w: &u32| self.entry(*w).sort;
        let moved = words.windows(2).any(|w| sort(&w[0]).is(Sort::PERFECT) && sort(&w[1]).is(Sort::MOVE));
        moved && self.so_far.iter().any(|phrase| words.windows(phrase.len()).any(|w| w == phrase.as_slice()))
    }

    /// The markers of scope that words show, one bit each.
    pub(super) fn scope(&self, words: impl Iterator<Item = u32> + Clone) -> u64 {
        let mut found = 0;
        let mut rest = words;
        while let Some(first) = rest.next() {
            for (phrase, marker) in self.scopes.get(&first).into_iter().flatten() {
                let mut next = rest.clone();
                if phrase.iter().all(|w| next.next() == Some(*w)) {
                    found |= 1 << (marker % 64);
                }
            }
        }
        found
    }
}

/// A word and those that mean nearly the same, line by line; each pair once.
const SIMILAR: &str = include_str!("../../rules/similar/words.txt");

/// A plain stem: endings of plural, verb and noun forms taken off, and one stem for words of one meaning.
pub(super) fn stem(lower: &str) -> String {
    plain_stem(&fold::name(lower))
}

/// The same of a word that has no more to be folded.
fn plain_stem(plain: &str) -> String {
    static SAME: std::sync::OnceLock<FxHashMap<String, String>> = std::sync::OnceLock::new();
    let same = SAME.get_or_init(|| {
        let groups = Slots::bundled().same.iter().filter_map(|g| g.split_first());
        let pairs = groups.flat_map(|(first, rest)| rest.iter().map(move |w| (base(w), base(first))));
        pairs.filter(|(w, first)| w != first).collect()
    });
    let own = base(plain);
    same.get(&own).cloned().unwrap_or(own)
}

/// Whether of an opposed pair the one has the first word and not the second, the other the reverse.
pub(super) fn opposed(one: u128, other: u128) -> bool {
    const FIRST: u128 = 0x5555_5555_5555_5555_5555_5555_5555_5555;
    let only = |s: u128| (s & FIRST & !(s >> 1), (s >> 1) & FIRST & !s);
    let ((a, b), (x, y)) = (only(one), only(other));
    a & y != 0 || b & x != 0
}

const VOWELS: [char; 5] = ['a', 'e', 'i', 'o', 'u'];

/// A word without its endings.
fn base(plain: &str) -> String {
    let listed = irregular().get(plain).copied();
    let w = listed.unwrap_or(plain);
    let cut = |end: &str, least: usize| w.strip_suffix(end).filter(|s| s.chars().count() >= least);
    if let Some(verb) = cut("ed", 3).or_else(|| cut("ing", 3)).filter(|b| lost_e(b)) {
        return format!("{verb}e");
    }
    let bare = cut("ings", 4)
        .or_else(|| cut("ing", 4))
        .or_else(|| cut("ies", 3))
        .or_else(|| cut("ied", 3))
        .or_else(|| cut("sses", 3))
        .or_else(|| cut("ed", 4))
        .or_else(|| cut("es", 4))
        .or_else(|| if w.ends_with("ss") { None } else { cut("s", 3) })
        .or_else(|| cut("e", 4))
        .or_else(|| cut("y", 4).filter(|b| !b.ends_with(VOWELS)))
        .unwrap_or(w);
    if listed.is_some() { bare.to_owned() } else { root(bare).to_owned() }
}

/// The verb of a noun: "vaccination" and "vaccinat-", "election" and "elect", "settlement" and "settl-".
fn root(bare: &str) -> &str {
    let cut = |end: &str, least: usize| bare.strip_suffix(end).filter(|s| s.chars().count() >= least);
    let verb = cut("ation", 4)
        .or_else(|| cut("at", 4))
        .or_else(|| cut("ion", 5).filter(|b| b.ends_with(['t', 's'])))
        .or_else(|| cut("ival", 3).and_then(|_| bare.strip_suffix("al")))
        .or_else(|| cut("ment", 5).map(|b| b.strip_suffix('e').unwrap_or(b)));
    verb.unwrap_or(bare)
}

/// Whether a verb of one syllable has lost its last letter to its ending: "vot-ed", "fin-ed", not "add-ed".
fn lost_e(base: &str) -> bool {
    let vowel = |c: &char| VOWELS.contains(c);
    matches!(base.chars().collect::<Vec<_>>().as_slice(), [a, b, c] if !vowel(a) && vowel(b) && !vowel(c) && !"wxy".contains(*c))
}

/// Irregular forms with their verb.
fn irregular() -> &'static FxHashMap<&'static str, &'static str> {
    static FORMS: std::sync::OnceLock<FxHashMap<&'static str, &'static str>> = std::sync::OnceLock::new();
    FORMS.get_or_init(|| Slots::bundled().irregular.iter().map(|[a, b]| (a.as_str(), b.as_str())).collect())
}

/// Whether two words in lower case have one stem.
pub(super) fn one_stem(a: &str, b: &str) -> bool {
    stem(a) == stem(b)
}

/// Sets of markers of scope, a bit each.
pub(super) struct Masks {
    /// Those that may differ between figures of one measure.
    pub(super) loose: u64,
    /// Those of lengths of time.
    pub(super) spans: u64,
    /// Those that hold for every figure of their sentence.
    pub(super) wide: u64,
    /// Those of what a change is compared with.
    pub(super) bases: u64,
    /// Those that a claim may leave out.
    pub(super) omitted: u64,
    /// Those that hold for what stands behind them.
    pub(super) before: u64,
    /// That of what something is compared with, which is told of another event.
    pub(super) compared: u64,
    /// That of what was so at an earlier time.
    pub(super) earlier: u64,
    /// That of what has been counted up to now.
    pub(super) to_date: u64,
}

/// The sets of the bundled markers.
pub(super) fn masks() -> &'static Masks {
    static MASKS: std::sync::OnceLock<Masks> = std::sync::OnceLock::new();
    MASKS.get_or_init(|| Masks {
        loose: marked(|s| s.loose || s.span || s.base),
        spans: marked(|s| s.span),
        wide: marked(|s| s.wide || s.span),
        bases: marked(|s| s.base),
        omitted: marked(|s| s.omitted),
        before: marked(|s| s.before),
        compared: marked(|s| s.marker == "compared"),
        earlier: marked(|s| s.marker == "earlier"),
        to_date: marked(|s| s.marker == "to-date"),
    })
}

fn marked(which: fn(&Scope) -> bool) -> u64 {
    let marked = Slots::bundled().scope.iter().enumerate().filter(|(_, s)| which(s));
    marked.map(|(i, _)| 1 << (i % 64)).fold(0, |all, one| all | one)
}

/// Whether two nouns, by their stems, can count the same persons: one of them names nobody more closely.
pub(super) fn one_sort_of_people(a: &str, b: &str) -> bool {
    static STEMS: std::sync::OnceLock<[FxHashSet<String>; 2]> = std::sync::OnceLock::new();
    let [people, anybody] = STEMS.get_or_init(|| {
        let slots = Slots::bundled();
        [&slots.people, &slots.anybody].map(|list| list.iter().map(|w| stem(w)).collect())
    });
    people.contains(a) && people.contains(b) && (anybody.contains(a) || anybody.contains(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_marker_of_scope_has_a_bit_of_its_own() {
        assert!(Slots::bundled().scope.len() <= u64::BITS as usize, "a wider set of bits is needed");
    }

    #[test]
    fn forms_of_one_word_share_a_stem() {
        for (a, b) in [
            ("votes", "voted"),
            ("fine", "fined"),
            ("quake", "earthquakes"),
            ("died", "killed"),
            ("surveys", "survey"),
            ("vaccination", "vaccinated"),
            ("election", "elected"),
            ("settlement", "settled"),
            ("arrival", "arrives"),
            ("revenues", "sales"),
        ] {
            assert!(one_stem(a, b), "{a} {} {b} {}", stem(a), stem(b));
        }
        for (a, b) in [("adding", "adept"), ("station", "state"), ("nation", "native"), ("department", "departed")] {
            assert!(!one_stem(a, b), "{a} and {b}");
        }
    }

    #[test]
    fn no_word_hides_one_that_is_opposed() {
        // What is opposed is compared by how stems begin; of sides as short as "man" that says nothing of a word.
        const LONG: usize = 4;
        let slots = Slots::bundled();
        let sides: Vec<&String> = slots.opposed.iter().flatten().filter(|s| s.len() >= LONG).collect();
        let mut hidden = Vec::new();
        for group in &slots.same {
            let first = base(&group[0]);
            for (word, side) in group.iter().flat_map(|w| sides.iter().map(move |s| (w, *s))) {
                if base(word).starts_with(side.as_str()) && !first.starts_with(side.as_str()) {
                    hidden.push(format!("{word} is {} and no longer {side}", group[0]));
                }
            }
        }
        assert_eq!(hidden, Vec::<String>::new());
    }

    #[test]
    fn words_of_nearly_one_meaning_are_known_both_ways() {
        let mut words = Words::default();
        let [adversary, opponent, income, sales] =
            ["adversaries", "opponent", "income", "sales"].map(|w| words.stem(w));
        assert!(words.similar(adversary).contains(&opponent));
        assert!(words.similar(opponent).contains(&adversary));
        assert!(!words.similar(income).contains(&sales), "they are opposed");
    }

    #[test]
    fn no_word_stands_for_two_things() {
        let mut seen: FxHashMap<String, &str> = FxHashMap::default();
        for group in &Slots::bundled().same {
            for word in group {
                let first = seen.insert(base(word), group[0].as_str()).filter(|f| *f != group[0]);
                assert_eq!(first, None, "{word}");
            }
        }
    }
}
