//! Whose word claims stand on: whom each is attributed to, whom that one cites in turn, and so on to the first.

use super::event::{ARTICLE, bare};
use super::fold;
use super::group::{Class, Sources};
use super::phrases::Phrases;
use crate::claim::Claim;
use crate::lexicon::{Slots, names_a_date};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// A name behind "citing" has at most this many words.
const LONGEST: usize = 6;

/// Those that a claim cites, as written, the nearest first: "the Harbour Post reported, citing the Coast Monitor".
/// Words of a quotation are its speaker's own.
fn cited(claim: &Claim) -> Vec<&str> {
    if claim.kind == "quote" {
        return Vec::new();
    }
    let speaker = claim.attribution.as_ref().and_then(|a| a.speaker.as_deref());
    speaker.into_iter().chain(behind_cues(&claim.sentence)).collect()
}

/// The names behind "citing", "as reported by" and the like, in their order.
fn behind_cues(sentence: &str) -> impl Iterator<Item = &str> {
    static CUES: LazyLock<Phrases<()>> =
        LazyLock::new(|| Phrases::new(Slots::bundled().citing.iter().map(|cue| (cue.as_str(), ()))));
    let begins = |at: &usize| {
        sentence.is_char_boundary(*at)
            && sentence.as_bytes().get(at.wrapping_sub(1)).is_none_or(|b| !b.is_ascii_alphanumeric())
    };
    (0..sentence.len()).filter(begins).flat_map(move |at| {
        let mut found: Vec<&str> = Vec::new();
        for (cue, ()) in CUES.at(sentence, at) {
            let rest = sentence.get(at + cue.len()..).unwrap_or("");
            found.extend(name(rest).filter(|_| rest.starts_with(' ')));
        }
        found.sort_unstable();
        found
    })
}

/// The name that a text begins with: words with a capital, and what joins them. A day alone ("citing Monday's vote") is
/// none, though it may be part of one ("the Sunday Post").
fn name(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let words = text.strip_prefix("the ").unwrap_or(text);
    let first = text.len() - words.len();
    let (mut end, mut at) = (0, first);
    for word in words.split_inclusive(' ').take(LONGEST) {
        let bare = word.trim_end();
        let capital = bare.starts_with(char::is_uppercase);
        let joins = at > first && matches!(bare, "of" | "and" | "for" | "the" | "&");
        if !(capital || joins) {
            break;
        }
        let plain = bare.trim_end_matches(|c: char| !c.is_alphanumeric());
        let plain = plain.strip_suffix("'s").or(plain.strip_suffix("’s")).unwrap_or(plain);
        if capital {
            end = at + plain.len();
        }
        at += word.len();
        if plain.len() < bare.len() {
            break;
        }
    }
    text.get(..end).filter(|name| {
        name.split(' ').any(|word| !matches!(word, "" | "the") && bare(word) != ARTICLE && !names_a_date(bare(word)))
    })
}

/// What names are compared by.
fn key(name: &str) -> String {
    let folded = fold::name(name);
    folded.strip_prefix("the ").map_or_else(|| folded.clone(), str::to_owned)
}

/// Things joined to each other, by the root of each tree (Galler and Fischer 1964).
#[derive(Default)]
struct Joined {
    numbers: FxHashMap<String, usize>,
    parent: Vec<usize>,
}

impl Joined {
    fn fresh(&mut self) -> usize {
        self.parent.push(self.parent.len());
        self.parent.len() - 1
    }

    fn named(&mut self, key: String) -> usize {
        if let Some(&known) = self.numbers.get(&key) {
            return known;
        }
        let fresh = self.fresh();
        self.numbers.insert(key, fresh);
        fresh
    }

    fn root(&mut self, mut i: usize) -> usize {
        while self.parent[i] != i {
            self.parent[i] = self.parent[self.parent[i]];
            i = self.parent[i];
        }
        i
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b)] = a.min(b);
    }
}

/// How many independent sources stand behind claims: copies of one report count once, and so do articles that cite
/// the same source, be it through others.
pub(super) fn independent(sources: &Sources<'_>, claims: &[usize]) -> usize {
    let origin = |c: usize| sources.document_of[c].and_then(|d| sources.origins.get(d)).copied();
    if let [alone] = *claims {
        return usize::from(origin(alone).is_some());
    }
    let mut joined = Joined::default();
    let mut reports: FxHashMap<usize, usize> = FxHashMap::default();
    for &c in claims {
        let Some(origin) = origin(c) else { continue };
        let report = *reports.entry(origin).or_insert_with(|| joined.fresh());
        for name in cited(&sources.claims[c]) {
            let name = joined.named(key(name));
            joined.join(report, name);
        }
    }
    let mut roots: Vec<usize> = reports.into_values().map(|r| joined.root(r)).collect();
    roots.sort_unstable();
    roots.dedup();
    roots.len()
}

/// "; both cite the Coast Monitor", where two answers stand on one source's word; `all` are the answers to their question,
/// in which it is told who cites whom.
pub(super) fn common(sources: &Sources<'_>, all: &[Class], a: &Class, b: &Class) -> String {
    let mut links = Links::default();
    let mut written: FxHashMap<String, &str> = FxHashMap::default();
    for &c in all.iter().flat_map(|class| &class.claims) {
        let outlet = sources.document(c).and_then(|d| d.source.as_deref()).map(key);
        let mut before = outlet;
        for name in cited(&sources.claims[c]) {
            let key = key(name);
            written.entry(key.clone()).or_insert(name);
            if let Some(before) = before.replace(key.clone()).filter(|before| *before != key) {
                links.entry(before).or_default().push(key);
            }
        }
    }
    let direct = |class: &Class| -> Vec<String> {
        class.claims.iter().flat_map(|&c| cited(&sources.claims[c])).map(key).collect()
    };
    let (x, y) = (direct(a), direct(b));
    let far_y: FxHashSet<&String> = reached(&y, &links).into_iter().collect();
    let shared: Vec<&String> = reached(&x, &links).into_iter().filter(|name| far_y.contains(name)).collect();
    let both: FxHashSet<&String> = shared.iter().copied().collect();
    // The origin cites nobody else of them.
    let first = |name: &&&String| !links.get(**name).is_some_and(|to| to.iter().any(|to| both.contains(to)));
    let Some(&origin) = shared.iter().find(first).or(shared.first()) else { return String::new() };
    let name = written.get(origin).copied().unwrap_or(origin);
    let name = name.strip_prefix("The ").map_or_else(|| name.to_owned(), |rest| format!("the {rest}"));
    let how = if x.contains(origin) && y.contains(origin) { "cite" } else { "go back to" };
    format!("; both {how} {name}")
}

/// Whom each source cites.
type Links = FxHashMap<String, Vec<String>>;

/// The names and whatever they go back to, each once, the nearest first.
fn reached<'a>(names: &'a [String], links: &'a Links) -> Vec<&'a String> {
    let mut seen: FxHashSet<&String> = FxHashSet::default();
    let mut all: Vec<&String> = Vec::new();
    let mut open: Vec<&String> = names.iter().rev().collect();
    while let Some(name) = open.pop() {
        if seen.insert(name) {
            all.push(name);
            open.extend(links.get(name).into_iter().flatten());
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::behind_cues;

    #[test]
    fn names_behind_cues() {
        let cases: &[(&str, &[&str])] = &[
            ("It sank, the Harbour Post reported, citing the Coast Monitor.", &["the Coast Monitor"]),
            ("As reported by the Coast Monitor, 15 sailors were saved.", &["the Coast Monitor"]),
            ("He resigned, said the Post, quoting Radio Vestmar and others.", &["Radio Vestmar"]),
            ("The bank, citing weak demand, cut its forecast.", &[]),
            ("The minister left, citing Monday's vote by the House of Lords.", &[]),
            ("The club is for sale, reported by the Sunday Post.", &["the Sunday Post"]),
            ("Exciting Times reported by nobody.", &[]),
            ("The toll, first reported by the Ministry of Health’s office, rose.", &["the Ministry of Health"]),
        ];
        for (sentence, names) in cases {
            assert_eq!(behind_cues(sentence).collect::<Vec<_>>(), *names, "{sentence}");
        }
    }
}
