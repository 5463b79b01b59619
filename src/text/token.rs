//! Tokens and the words they are.

use super::table::{WordTable, fold_into};
use crate::span::Span;

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

/// What is known of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Use {
    /// It stands in some lexicon, but nothing has asked for it.
    Unasked,
    /// It has no full stop of its own.
    Plain,
    /// An abbreviation where it has a capital.
    Capitalised,
    /// An abbreviation.
    Always,
}

/// Something that a [`Vocabulary`] can intern.
pub trait Word {
    /// Its letters.
    fn letters(&self) -> &str;

    /// Its number in the table that the program carries, folded; `None` where it is not known to have one.
    fn listed(&self) -> Option<u32> {
        None
    }

    /// What stands between its blanks, each with its number.
    fn words(&self) -> impl Iterator<Item = (&str, Option<u32>)> {
        self.letters().split(' ').map(|word| (word, None))
    }
}

impl Word for str {
    fn letters(&self) -> &str {
        self
    }
}

impl Word for String {
    fn letters(&self) -> &str {
        self
    }
}

impl<W: Word + ?Sized> Word for &W {
    fn letters(&self) -> &str {
        (**self).letters()
    }

    fn listed(&self) -> Option<u32> {
        (**self).listed()
    }

    fn words(&self) -> impl Iterator<Item = (&str, Option<u32>)> {
        (**self).words()
    }
}

/// All words that lexicons and rules mention.
///
/// Built once, before any text is read; [`intern`](Self::intern) gives the same id for the same
/// word.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    words: WordTable,
    uses: Vec<Use>,
    /// It was made from the table that the program carries.
    has_listed: bool,
    /// The word that is being folded.
    folded: String,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self::new(WordTable::with_capacity(0), false)
    }
}

impl Vocabulary {
    /// One without words that finds those of a table without making them: the one to whose numbers
    /// [`Word::listed`] refers.
    pub fn listed(words: WordTable) -> Self {
        Self::new(words, true)
    }

    fn new(words: WordTable, has_listed: bool) -> Self {
        let mut uses = Vec::with_capacity(words.count() + words.count() / 4);
        uses.resize(words.count(), Use::Unasked);
        Self { words, uses, has_listed, folded: String::new() }
    }

    /// The id of `word`, which is lower-cased and its apostrophes straightened first.
    pub fn intern<W: Word + ?Sized>(&mut self, word: &W) -> WordId {
        match word.listed().and_then(|number| self.number(number)) {
            Some(id) => id,
            None => self.intern_letters(word.letters()),
        }
    }

    /// The id of the word with this number in the table that the program carries; `None` where the
    /// vocabulary was made without it.
    pub fn number(&mut self, number: u32) -> Option<WordId> {
        if !self.has_listed {
            return None;
        }
        let found = self.uses.get_mut(number as usize)?;
        *found = (*found).max(Use::Plain);
        Some(WordId(number))
    }

    fn intern_letters(&mut self, word: &str) -> WordId {
        // Only folded words are in the table, and most were met before.
        if let Some(number) = self.words.find(word) {
            return self.asked(number);
        }
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
        let number = self.words.intern(word);
        self.asked(number)
    }

    fn asked(&mut self, number: u32) -> WordId {
        match self.uses.get_mut(number as usize) {
            Some(found) => *found = (*found).max(Use::Plain),
            None => self.uses.push(Use::Plain),
        }
        WordId(number)
    }

    /// Notes that `word`, given as it is written ("Dec.", "a.m.", "vs."), keeps its full stop. One
    /// listed with a capital is an abbreviation only where it has one: "No. 5", but "he said no."
    pub fn abbreviation(&mut self, word: &str) {
        let id = self.intern(word.trim_end_matches('.'));
        let found = if word.starts_with(char::is_uppercase) { Use::Capitalised } else { Use::Always };
        if let Some(u) = self.uses.get_mut(id.0 as usize) {
            *u = (*u).max(found);
        }
    }

    /// Whether a full stop after this word, written in this case, belongs to it.
    pub fn is_abbreviation(&self, id: WordId, case: Case) -> bool {
        match self.uses.get(id.0 as usize) {
            Some(Use::Always) => case != Case::Upper,
            Some(Use::Capitalised) => case != Case::Lower,
            _ => false,
        }
    }

    /// The id of a word already folded; unknown where nothing mentions it.
    pub fn get(&self, folded: &str) -> WordId {
        self.get_bytes(folded.as_bytes())
    }

    /// The same, of its bytes.
    pub(super) fn get_bytes(&self, folded: &[u8]) -> WordId {
        self.known(self.words.find_bytes(folded))
    }

    /// The same, of up to 8 bytes, the first of which is the lowest.
    pub(super) fn get_short(&self, folded: u64, length: usize) -> WordId {
        self.known(self.words.find_short(folded, length))
    }

    fn known(&self, number: Option<u32>) -> WordId {
        let asked = number.filter(|&n| self.uses.get(n as usize) != Some(&Use::Unasked));
        asked.map_or(WordId::UNKNOWN, WordId)
    }

    /// The folded word.
    pub fn word(&self, id: WordId) -> &str {
        self.words.word(id.0)
    }

    /// How many ids there are; every id is below it.
    pub fn len(&self) -> usize {
        self.words.count()
    }

    /// Whether no word was interned.
    pub fn is_empty(&self) -> bool {
        self.uses.iter().all(|u| *u == Use::Unasked)
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
