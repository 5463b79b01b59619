//! Values by word.

use super::{Vocabulary, WordId};

/// A value for each word; the default one where none was set.
///
/// Looked up by the word's number, without a hash. Of its memory only what stands near a word that was set is touched
/// where the default is a zero, so that one costs little to make at each start, however large the vocabulary.
#[derive(Debug, Clone, Default)]
pub struct WordMap<T>(Vec<T>);

impl<T: Copy + Default + PartialEq> WordMap<T> {
    /// An empty one with room for the words of a vocabulary, and for half as many that are still to come.
    pub fn with_room(vocabulary: &Vocabulary) -> Self {
        Self(vec![T::default(); vocabulary.len() + vocabulary.len() / 2])
    }

    /// The value of a word.
    pub fn get(&self, word: WordId) -> T {
        self.0.get(word.0 as usize).copied().unwrap_or_default()
    }

    /// The same, to be changed.
    pub fn get_mut(&mut self, word: WordId) -> &mut T {
        let at = word.0 as usize;
        if self.0.len() <= at {
            self.0.resize(at + at / 2 + 1, T::default());
        }
        &mut self.0[at]
    }

    /// Every word that has another value than the default, in order of the numbers.
    pub fn iter(&self) -> impl Iterator<Item = (WordId, T)> + '_ {
        let set = self.0.iter().enumerate().filter(|(_, v)| **v != T::default());
        set.map(|(at, &v)| (WordId(at as u32), v))
    }
}
