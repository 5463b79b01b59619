//! A line's words in the form in which lines are compared: lower case, no marks, `#` for numbers.

use std::ops::Range;

/// So many words of a line tell nearly always that it is none of the phrases of a list.
const OPENING: usize = 2;

/// The words of one line.
#[derive(Debug, Default)]
pub(super) struct Words {
    folded: String,
    words: Vec<Word>,
}

#[derive(Debug, Clone)]
struct Word {
    folded: Range<usize>,
    /// Where it stands in the line.
    span: Range<usize>,
    /// A colon or dash follows it.
    colon: bool,
}

impl Words {
    /// The words of `line`.
    pub(super) fn of(line: &str) -> Self {
        let mut words =
            Self { folded: String::with_capacity(line.len()), words: Vec::with_capacity(line.len() / 5 + 1) };
        words.read(line);
        words
    }

    /// The first words of `line`, [`OPENING`] of them or more.
    pub(super) fn opening(line: &str) -> Self {
        let inner = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '©');
        let (mut begun, mut inside) = (0, false);
        for (at, c) in line.char_indices() {
            begun += usize::from(inner(c) && !inside);
            inside = inner(c);
            if begun > OPENING {
                return Self::of(&line[..at]);
            }
        }
        Self::of(line)
    }

    fn read(&mut self, line: &str) {
        let mut open: Option<(usize, usize)> = None;
        for (at, c) in line.char_indices() {
            if c.is_ascii_alphanumeric() {
                open.get_or_insert((at, self.folded.len()));
                self.folded.push(c.to_ascii_lowercase());
                continue;
            }
            if c == ' ' {
                self.close(open.take(), at);
                continue;
            }
            let inner = c == '\'' || c == '’';
            if c.is_alphanumeric() || (inner && open.is_some()) {
                open.get_or_insert((at, self.folded.len()));
                if inner {
                    self.folded.push('\'');
                } else {
                    self.folded.extend(c.to_lowercase());
                }
                continue;
            }
            self.close(open.take(), at);
            match c {
                '©' => {
                    self.folded.push(c);
                    self.close(Some((at, self.folded.len() - c.len_utf8())), at + c.len_utf8());
                }
                ':' | '|' => self.mark(),
                // A hyphen inside a word parts nothing.
                '–' | '—' | '-' if line.get(at + c.len_utf8()..).is_some_and(|r| r.starts_with(' ')) => self.mark(),
                _ => {}
            }
        }
        self.close(open, line.len());
    }

    fn mark(&mut self) {
        if let Some(last) = self.words.last_mut() {
            last.colon = true;
        }
    }

    fn close(&mut self, open: Option<(usize, usize)>, end: usize) {
        let Some((start, from)) = open else { return };
        let word = self.folded.get(from..).unwrap_or("").trim_end_matches('\'');
        let len = word.len();
        let is_number = word.bytes().all(|b| b.is_ascii_digit());
        self.folded.truncate(if is_number { from } else { from + len });
        if is_number {
            self.folded.push('#');
        }
        self.words.push(Word { folded: from..self.folded.len(), span: start..end, colon: false });
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// A word; empty past the end.
    pub(super) fn get(&self, i: usize) -> &str {
        self.words.get(i).and_then(|w| self.folded.get(w.folded.clone())).unwrap_or("")
    }

    /// Where a word begins in the line; `None` past the end.
    pub(super) fn start(&self, i: usize) -> Option<usize> {
        self.words.get(i).map(|w| w.span.start)
    }

    /// Where a word ends in the line; 0 past the end.
    pub(super) fn end(&self, i: usize) -> usize {
        self.words.get(i).map_or(0, |w| w.span.end)
    }

    /// Whether a colon or a dash follows a word.
    pub(super) fn colon(&self, i: usize) -> bool {
        self.words.get(i).is_some_and(|w| w.colon)
    }

    /// Whether `phrase` stands at word `at`.
    pub(super) fn has(&self, at: usize, phrase: &Self) -> bool {
        (0..phrase.len()).all(|i| self.get(at + i) == phrase.get(i))
    }

    /// Whether both consist of the same words.
    pub(super) fn same(&self, other: &Self) -> bool {
        self.len() == other.len() && (0..self.len()).all(|i| self.get(i) == other.get(i))
    }
}

/// Phrases by their first word, longest first.
#[derive(Debug)]
pub(super) struct Phrasebook<T>(rustc_hash::FxHashMap<String, Vec<(Words, T)>>);

impl<T> Default for Phrasebook<T> {
    fn default() -> Self {
        Self(rustc_hash::FxHashMap::default())
    }
}

impl<T: Copy> Phrasebook<T> {
    /// Adds a phrase as it is written.
    pub(super) fn add(&mut self, phrase: &str, meaning: T) {
        let words = split(phrase);
        if words.len() == 0 {
            return;
        }
        if let Some(list) = self.0.get_mut(words.get(0)) {
            let at = list.partition_point(|(known, _)| known.len() >= words.len());
            list.insert(at, (words, meaning));
        } else {
            self.0.insert(words.get(0).to_owned(), vec![(words, meaning)]);
        }
    }

    /// The longest phrase at word `at` that is `fit`: how many words it has, and its meaning.
    pub(super) fn longest(&self, words: &Words, at: usize, fit: impl Fn(usize, T) -> bool) -> Option<(usize, T)> {
        let list = self.0.get(words.get(at))?;
        list.iter().find(|(p, t)| words.has(at, p) && fit(p.len(), *t)).map(|(p, t)| (p.len(), *t))
    }

    /// Whether some phrase begins with the words of `opening`: a quick look, so that few lines are taken
    /// apart.
    pub(super) fn may_open(&self, opening: &Words) -> bool {
        let list = self.0.get(opening.get(0)).map_or(&[][..], Vec::as_slice);
        list.iter().any(|(p, _)| (0..p.len().min(OPENING)).all(|i| opening.get(i) == p.get(i)))
    }
}

/// A phrase of a lexicon as words; `#` stands for any number.
pub(super) fn split(phrase: &str) -> Words {
    if phrase.contains('#') { Words::of(&phrase.replace('#', "0")) } else { Words::of(phrase) }
}
