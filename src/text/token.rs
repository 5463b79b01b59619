//! Tokens and the words they are.

use crate::span::Span;
use hashbrown::hash_table::HashTable;
use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher as _;
use std::ops::Range;

/// A known word in lower case; [`WordId::UNKNOWN`] for all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct WordId(pub u32);

impl WordId {
    /// A word that neither a lexicon nor a rule mentions.
    pub const UNKNOWN: Self = Self(0);
}

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with inner apostrophes; a known abbreviation or initials keep their full stops
    /// ("Dec.", "U.S.", "J."); letters followed by digits stay together ("G20", "Q3").
    Word,
    /// A run of digits ("4.88" is three tokens).
    Digits,
    /// `'s` or `’s` after a word.
    Possessive,
    /// One punctuation mark or symbol character.
    Mark,
}

/// Letter case of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Case {
    /// No letters, or none with case.
    None,
    /// "word".
    Lower,
    /// "Word", also a single capital.
    Capitalised,
    /// "WORD".
    Upper,
    /// "iPhone", "`McDonald`".
    Mixed,
}

/// A token of a document's text.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The word in lower case, straight apostrophes, the final full stop of an abbreviation left out
    /// ("Dec." is `dec`), inner ones kept ("U.S." is `u.s.`). For a mark: the character folded
    /// (curly quotes and dashes keep their identity).
    pub word: WordId,
    /// What it is made of.
    pub kind: TokenKind,
    /// Letter case.
    pub case: Case,
    /// No white space stands between the token before and this one.
    pub glued: bool,
    /// A line break stands between the token before and this one.
    pub breaks_line: bool,
    /// A word that carries its abbreviation's full stop.
    pub dotted: bool,
}

impl Token {
    /// Where it stands.
    pub fn span(&self) -> Span {
        Span { start: self.start, end: self.end }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Abbreviation {
    No,
    Capitalised,
    Always,
}

/// All words that lexicons and rules mention.
///
/// Built once, before any text is read; [`intern`](Self::intern) gives the same id for the same
/// word.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    ids: HashTable<WordId>,
    /// All words in a row, in order of their ids.
    letters: String,
    /// Where each word ends.
    ends: Vec<u32>,
    abbreviations: Vec<Abbreviation>,
    /// The word that is being folded.
    folded: String,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self::with_capacity(0)
    }
}

fn hash(word: &str) -> u64 {
    FxBuildHasher.hash_one(word)
}

impl Vocabulary {
    /// An empty one with room for that many words.
    pub fn with_capacity(words: usize) -> Self {
        let mut ends = Vec::with_capacity(words + 1);
        let mut abbreviations = Vec::with_capacity(words + 1);
        ends.push(0);
        abbreviations.push(Abbreviation::No);
        let (ids, letters) = (HashTable::with_capacity(words), String::with_capacity(8 * words));
        Self { ids, letters, ends, abbreviations, folded: String::new() }
    }

    /// The id of `word`, which is lower-cased and its apostrophes straightened first.
    pub fn intern(&mut self, word: &str) -> WordId {
        if is_folded(word) {
            return self.intern_folded(word);
        }
        let mut folded = std::mem::take(&mut self.folded);
        folded.clear();
        fold_into(word, &mut folded);
        let id = self.intern_folded(&folded);
        self.folded = folded;
        id
    }

    fn intern_folded(&mut self, word: &str) -> WordId {
        let Self { ids, letters, ends, abbreviations, .. } = self;
        let hashed = hash(word);
        if let Some(&known) = ids.find(hashed, |&id| bytes(letters, ends, id) == word.as_bytes()) {
            return known;
        }
        let id = WordId(ends.len() as u32);
        ids.insert_unique(hashed, id, |&id| hash(of(letters, ends, id)));
        letters.push_str(word);
        ends.push(letters.len() as u32);
        abbreviations.push(Abbreviation::No);
        id
    }

    /// Notes that `word`, given as it is written ("Dec.", "a.m.", "vs."), keeps its full stop. One
    /// listed with a capital is an abbreviation only where it has one: "No. 5", but "he said no."
    pub fn abbreviation(&mut self, word: &str) {
        let id = self.intern(word.trim_end_matches('.'));
        let found = if word.starts_with(char::is_uppercase) { Abbreviation::Capitalised } else { Abbreviation::Always };
        if let Some(a) = self.abbreviations.get_mut(id.0 as usize) {
            *a = (*a).max(found);
        }
    }

    /// Whether a full stop after this word, written in this case, belongs to it.
    pub fn is_abbreviation(&self, id: WordId, case: Case) -> bool {
        match self.abbreviations.get(id.0 as usize) {
            Some(Abbreviation::Always) => case != Case::Upper,
            Some(Abbreviation::Capitalised) => case != Case::Lower,
            _ => false,
        }
    }

    /// The id of a word already folded; unknown where nothing mentions it.
    pub fn get(&self, folded: &str) -> WordId {
        let found = self.ids.find(hash(folded), |&id| bytes(&self.letters, &self.ends, id) == folded.as_bytes());
        found.copied().unwrap_or(WordId::UNKNOWN)
    }

    /// The folded word.
    pub fn word(&self, id: WordId) -> &str {
        of(&self.letters, &self.ends, id)
    }

    /// How many ids there are; every id is below it.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether no word was interned.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }
}

fn of<'l>(letters: &'l str, ends: &[u32], id: WordId) -> &'l str {
    letters.get(range(ends, id)).unwrap_or("")
}

fn bytes<'l>(letters: &'l str, ends: &[u32], id: WordId) -> &'l [u8] {
    letters.as_bytes().get(range(ends, id)).unwrap_or(&[])
}

fn range(ends: &[u32], id: WordId) -> Range<usize> {
    let id = id.0 as usize;
    match ends.get(id.saturating_sub(1)..=id) {
        Some(&[start, end]) => start as usize..end as usize,
        _ => 0..0,
    }
}

/// Whether folding surely leaves the word as it is.
fn is_folded(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase())
}

/// Lower case, straight apostrophes.
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    fold_into(word, &mut folded);
    folded
}

fn fold_into(word: &str, folded: &mut String) {
    if word.is_ascii() {
        folded.push_str(word);
        folded.make_ascii_lowercase();
        return;
    }
    let straight = |c| if matches!(c, '’' | '‘' | 'ʼ') { '\'' } else { c };
    folded.extend(word.chars().flat_map(char::to_lowercase).map(straight));
}
