//! Phrases that are looked for in a text, all of them in one pass.

use rustc_hash::FxHashMap;

/// Phrases, each with what it stands for, by their first two letters.
pub(super) struct Phrases<T> {
    /// By the first byte of a phrase a bit for each second one, so that most places of a text are passed over.
    second: Box<[u32; 256]>,
    of: FxHashMap<[u8; 2], Vec<(&'static str, T)>>,
}

impl<T: Copy> Phrases<T> {
    /// Those phrases, of two bytes or more.
    pub(super) fn new(all: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let mut phrases = Self { second: Box::new([0; 256]), of: FxHashMap::default() };
        for (phrase, stands_for) in all {
            if let Some(begin) = begin(phrase.as_bytes()) {
                phrases.second[usize::from(begin[0])] |= bit(begin[1]);
                phrases.of.entry(begin).or_default().push((phrase, stands_for));
            }
        }
        phrases
    }

    /// The phrases that begin at that place of a text, in any case of their ASCII letters.
    pub(super) fn at<'p>(&'p self, text: &'p str, at: usize) -> impl Iterator<Item = (&'static str, T)> + 'p {
        let rest = text.as_bytes().get(at..).unwrap_or(&[]);
        let known = begin(rest).filter(|b| self.second[usize::from(b[0])] & bit(b[1]) != 0);
        let all = known.and_then(|b| self.of.get(&b)).into_iter().flatten().copied();
        all.filter(|(phrase, _)| rest.get(..phrase.len()).is_some_and(|s| s.eq_ignore_ascii_case(phrase.as_bytes())))
    }
}

fn begin(text: &[u8]) -> Option<[u8; 2]> {
    let begin: [u8; 2] = text.get(..2)?.try_into().ok()?;
    Some(begin.map(|b| b.to_ascii_lowercase()))
}

fn bit(byte: u8) -> u32 {
    1 << (byte & 31)
}

/// The places at which the words of a text begin: runs of letters and digits.
pub(super) fn words(text: &str) -> impl Iterator<Item = usize> {
    let mut inside = false;
    text.char_indices()
        .filter(move |(_, c)| {
            let before = std::mem::replace(&mut inside, c.is_alphanumeric());
            inside && !before
        })
        .map(|(at, _)| at)
}

/// The words of a text themselves, from either end.
pub(super) fn apart(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
}
