//! Names known beforehand, found by their words.

use crate::text::{Case, Token, TokenKind, Vocabulary, WordId, fold, lex};
use rustc_hash::FxHashMap;

/// How a word of a name must be written for the name to be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    /// In any case: the lower-case words of a name, marks.
    Any,
    /// With a capital.
    Capital,
    /// In capitals throughout: "US" is not "us".
    Capitals,
    /// With a capital and the full stop of an abbreviation.
    Dotted,
}

impl Written {
    fn of(token: &Token, single: bool) -> Self {
        match (token.kind, token.case) {
            (TokenKind::Word, Case::Upper) => Self::Capitals,
            // One letter, or "U.S.": the stops tell it from a word.
            (TokenKind::Word, Case::Capitalised) if single && token.dotted => Self::Dotted,
            (TokenKind::Word, Case::Capitalised | Case::Mixed) => Self::Capital,
            _ => Self::Any,
        }
    }

    fn fits(self, token: &Token) -> bool {
        match self {
            Self::Any => true,
            Self::Capital => matches!(token.case, Case::Capitalised | Case::Upper | Case::Mixed),
            Self::Capitals => token.case == Case::Upper,
            Self::Dotted => token.case != Case::Lower && token.dotted,
        }
    }
}

/// A phrase of a lexicon taken apart as the lexer takes text apart.
pub(super) fn phrase(written: &str, vocabulary: &mut Vocabulary) -> Vec<(WordId, Token)> {
    if written.bytes().all(|b| b.is_ascii_alphabetic() || b == b' ') {
        return words(written, vocabulary);
    }
    let tokens = lex(written, vocabulary);
    let mut words = Vec::with_capacity(tokens.len());
    for t in &tokens {
        let folded = match t.kind {
            TokenKind::Possessive => "'s".to_owned(),
            _ => fold(t.span().of(written)),
        };
        let stops = folded.matches('.').count();
        let bare = if t.dotted && stops == 1 { folded.trim_end_matches('.') } else { &folded };
        words.push((vocabulary.intern(bare), *t));
    }
    words
}

/// The same where nothing but letters and blanks stand, as in most names.
fn words(written: &str, vocabulary: &mut Vocabulary) -> Vec<(WordId, Token)> {
    let mut all = Vec::with_capacity(4);
    let mut start = 0;
    for word in written.split(' ') {
        let end = start + word.len();
        if !word.is_empty() {
            let upper = word.bytes().filter(u8::is_ascii_uppercase).count();
            let case = match upper {
                0 => Case::Lower,
                1 if word.starts_with(|c: char| c.is_ascii_uppercase()) => Case::Capitalised,
                n if n == word.len() => Case::Upper,
                _ => Case::Mixed,
            };
            let id = vocabulary.intern(word);
            let token = Token {
                start: start as u32,
                end: end as u32,
                word: id,
                kind: TokenKind::Word,
                case,
                glued: false,
                breaks_line: false,
                dotted: false,
            };
            all.push((id, token));
        }
        start = end + 1;
    }
    all
}

#[derive(Debug, Clone)]
struct Entry<T> {
    written: Box<[Written]>,
    payload: T,
}

#[derive(Debug, Clone, Default)]
struct Node {
    entries: Vec<u32>,
}

/// A trie over words; each name has a payload, and one name may have several.
#[derive(Debug, Clone)]
pub(super) struct Gazetteer<T> {
    roots: Vec<u32>,
    edges: FxHashMap<(u32, WordId), u32>,
    nodes: Vec<Node>,
    entries: Vec<Entry<T>>,
}

impl<T: Copy> Gazetteer<T> {
    pub(super) fn new() -> Self {
        Self { roots: Vec::new(), edges: FxHashMap::default(), nodes: vec![Node::default()], entries: Vec::new() }
    }

    /// Adds a name as copy writes it.
    pub(super) fn add(&mut self, written: &str, payload: T, vocabulary: &mut Vocabulary) {
        let words = phrase(written, vocabulary);
        let Some(&(first, _)) = words.first() else { return };
        let root = first.0 as usize;
        if self.roots.len() <= root {
            self.roots.resize(root + 1, 0);
        }
        if self.roots[root] == 0 {
            self.nodes.push(Node::default());
            self.roots[root] = self.nodes.len() as u32 - 1;
        }
        let mut node = self.roots[root];
        for &(word, _) in &words[1..] {
            let next = self.nodes.len() as u32;
            let to = *self.edges.entry((node, word)).or_insert(next);
            if to == next {
                self.nodes.push(Node::default());
            }
            node = to;
        }
        let shapes = words.iter().map(|(_, t)| Written::of(t, words.len() == 1)).collect();
        if let Some(n) = self.nodes.get_mut(node as usize) {
            n.entries.push(self.entries.len() as u32);
        }
        self.entries.push(Entry { written: shapes, payload });
    }

    /// The payload of a name with which a longer phrase begins: "Kremlin" of "Kremlin aide".
    pub(super) fn within(&self, written: &str, vocabulary: &mut Vocabulary) -> Option<T> {
        let tokens: Vec<Token> = phrase(written, vocabulary).into_iter().map(|(word, t)| Token { word, ..t }).collect();
        let mut payloads = Vec::new();
        let length = self.longest(&tokens, 0, tokens.len(), &mut payloads);
        payloads.first().copied().filter(|_| length > 0 && length < tokens.len())
    }

    /// Whether a name begins with that word.
    pub(super) fn begins(&self, word: WordId) -> bool {
        self.roots.get(word.0 as usize).is_some_and(|&n| n != 0)
    }

    /// The longest name that begins at token `at` and ends before `limit`: how many tokens it has
    /// and what `payloads` receives.
    pub(super) fn longest(&self, tokens: &[Token], at: usize, limit: usize, payloads: &mut Vec<T>) -> usize {
        payloads.clear();
        let Some(first) = tokens.get(at) else { return 0 };
        let Some(&root) = self.roots.get(first.word.0 as usize).filter(|&&n| n != 0) else { return 0 };
        let (mut node, mut length, mut best) = (root, 1, 0);
        loop {
            let ends = self.nodes.get(node as usize).map_or(&[][..], |n| &n.entries);
            let here = tokens.get(at..at + length).unwrap_or(&[]);
            let mut fresh = true;
            for e in ends.iter().filter_map(|&e| self.entries.get(e as usize)) {
                if e.written.iter().zip(here).all(|(w, t)| w.fits(t)) {
                    if fresh {
                        payloads.clear();
                        fresh = false;
                    }
                    payloads.push(e.payload);
                    best = length;
                }
            }
            let Some(next) = tokens.get(at + length).filter(|_| at + length < limit) else { break };
            let Some(&to) = self.edges.get(&(node, next.word)) else { break };
            node = to;
            length += 1;
        }
        best
    }
}
