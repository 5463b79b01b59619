//! Names known beforehand, found by their words.

use crate::lexicon::Term;
use crate::text::{Case, Token, TokenKind, Vocabulary, WordId, WordMap, lex};
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

/// Takes a phrase of a lexicon apart as the lexer takes text apart; each token has its word's id.
fn phrase(written: &Term, vocabulary: &mut Vocabulary, out: &mut Vec<Token>) {
    out.clear();
    if words(written, vocabulary, out) {
        return;
    }
    out.clear();
    out.extend(lex(written, vocabulary));
    for token in out {
        let word = token.span().of(written);
        token.word = match token.kind {
            TokenKind::Possessive => vocabulary.intern("'s"),
            _ if token.dotted && word.matches('.').count() == 1 => vocabulary.intern(word.trim_end_matches('.')),
            _ => vocabulary.intern(word),
        };
    }
}

/// The same where nothing but letters and blanks stand, as in most names; `false` where more does.
fn words(written: &Term, vocabulary: &mut Vocabulary, out: &mut Vec<Token>) -> bool {
    let letters = written.as_str();
    let mut numbers = written.numbers();
    let mut start = 0;
    while start < letters.len() {
        let (mut end, mut upper) = (start, 0);
        while let Some(b) = letters.as_bytes().get(end).filter(|b| **b != b' ') {
            if !b.is_ascii_alphabetic() {
                return false;
            }
            upper += usize::from(b.is_ascii_uppercase());
            end += 1;
        }
        if end > start {
            let case = match upper {
                0 => Case::Lower,
                1 if letters.as_bytes()[start].is_ascii_uppercase() => Case::Capitalised,
                n if n == end - start => Case::Upper,
                _ => Case::Mixed,
            };
            let known = numbers.next().and_then(|number| vocabulary.number(number));
            out.push(Token {
                start: start as u32,
                end: end as u32,
                word: known.unwrap_or_else(|| vocabulary.intern(&letters[start..end])),
                kind: TokenKind::Word,
                case,
                glued: false,
                breaks_line: false,
                dotted: false,
            });
        }
        start = end + 1;
    }
    true
}

/// No node, or no entry.
const NONE: u32 = u32::MAX;

/// A name that ends at a node.
#[derive(Debug, Clone)]
struct Entry<T> {
    /// Where its words begin in the list of how each is written; there is one for each token.
    written: u32,
    /// The next name that ends at the same node, in the order in which they were added.
    next: u32,
    payload: T,
}

/// The first and the last name that end at it.
#[derive(Debug, Clone, Copy)]
struct Node {
    first: u32,
    last: u32,
}

impl Node {
    const EMPTY: Self = Self { first: NONE, last: NONE };
}

/// A trie over words; each name has a payload, and one name may have several.
#[derive(Debug, Clone)]
pub(super) struct Gazetteer<T> {
    /// By its first word; 0 for none.
    roots: WordMap<u32>,
    edges: FxHashMap<(u32, WordId), u32>,
    nodes: Vec<Node>,
    entries: Vec<Entry<T>>,
    written: Vec<Written>,
    /// The name that is being added.
    tokens: Vec<Token>,
}

impl<T: Copy> Gazetteer<T> {
    /// An empty one with room for that many names.
    pub(super) fn with_capacity(names: usize, vocabulary: &Vocabulary) -> Self {
        let mut nodes = Vec::with_capacity(2 * names);
        nodes.push(Node::EMPTY);
        Self {
            roots: WordMap::with_room(vocabulary),
            edges: FxHashMap::with_capacity_and_hasher(names, rustc_hash::FxBuildHasher),
            nodes,
            entries: Vec::with_capacity(names),
            written: Vec::with_capacity(2 * names),
            tokens: Vec::new(),
        }
    }

    /// Adds a name as copy writes it.
    pub(super) fn add(&mut self, written: &Term, payload: T, vocabulary: &mut Vocabulary) {
        phrase(written, vocabulary, &mut self.tokens);
        let Self { roots, edges, nodes, entries, tokens, .. } = self;
        let Some((first, rest)) = tokens.split_first() else { return };
        let mut grow = || {
            nodes.push(Node::EMPTY);
            nodes.len() as u32 - 1
        };
        let root = roots.get_mut(first.word);
        if *root == 0 {
            *root = grow();
        }
        let mut node = *root;
        for t in rest {
            node = *edges.entry((node, t.word)).or_insert_with(&mut grow);
        }
        let index = entries.len() as u32;
        let Some(n) = nodes.get_mut(node as usize) else { return };
        match entries.get_mut(n.last as usize) {
            Some(last) => last.next = index,
            None => n.first = index,
        }
        n.last = index;
        entries.push(Entry { written: self.written.len() as u32, next: NONE, payload });
        let single = tokens.len() == 1;
        self.written.extend(tokens.iter().map(|t| Written::of(t, single)));
    }

    /// The payload of a name of `other` with which the phrase begins that was added last: "Kremlin"
    /// of "Kremlin aide".
    pub(super) fn begins_with<O: Copy>(&self, other: &Gazetteer<O>) -> Option<O> {
        let mut payloads = Vec::new();
        let length = other.longest(&self.tokens, 0, self.tokens.len(), &mut payloads);
        payloads.first().copied().filter(|_| length > 0 && length < self.tokens.len())
    }

    /// Whether a name begins with that word.
    pub(super) fn begins(&self, word: WordId) -> bool {
        self.roots.get(word) != 0
    }

    /// The longest name that begins at token `at` and ends before `limit`: how many tokens it has
    /// and what `payloads` receives.
    pub(super) fn longest(&self, tokens: &[Token], at: usize, limit: usize, payloads: &mut Vec<T>) -> usize {
        payloads.clear();
        let Some(first) = tokens.get(at) else { return 0 };
        let root = self.roots.get(first.word);
        if root == 0 {
            return 0;
        }
        let (mut node, mut length, mut best) = (root, 1, 0);
        loop {
            let mut ends = self.nodes.get(node as usize).map_or(NONE, |n| n.first);
            let here = tokens.get(at..at + length).unwrap_or(&[]);
            let mut fresh = true;
            while let Some(e) = self.entries.get(ends as usize) {
                let written = self.written.get(e.written as usize..).unwrap_or(&[]);
                if here.iter().zip(written).all(|(t, w)| w.fits(t)) {
                    if fresh {
                        payloads.clear();
                        fresh = false;
                    }
                    payloads.push(e.payload);
                    best = length;
                }
                ends = e.next;
            }
            let Some(next) = tokens.get(at + length).filter(|_| at + length < limit) else { break };
            let Some(&to) = self.edges.get(&(node, next.word)) else { break };
            node = to;
            length += 1;
        }
        best
    }
}
