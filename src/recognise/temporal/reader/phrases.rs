//! Names of several words, such as those of feasts.

use super::super::holiday::Holiday;
use super::super::pattern::Site;
use super::super::words::Class;
use crate::text::{Case, Token, TokenKind, WordId};
use rustc_hash::FxHashMap;

/// Names of several words, found by their first one.
#[derive(Debug, Default)]
pub(in super::super) struct Phrases {
    by_first: FxHashMap<WordId, Vec<Phrase>>,
    /// Named days, by the number that [`Reader::Holiday`] gives.
    pub(in super::super) holidays: Vec<Holiday>,
    frequencies: Vec<String>,
}

#[derive(Debug)]
struct Phrase {
    words: Vec<WordId>,
    value: usize,
    /// Only with a capital: without one the words mean something else.
    cased: bool,
}

impl Phrases {
    /// Adds a name; longer ones are tried first.
    pub(in super::super) fn add(&mut self, words: Vec<WordId>, value: usize, cased: bool) {
        let Some(first) = words.first() else { return };
        let list = self.by_first.entry(*first).or_default();
        if list.iter().any(|p| p.words == words) {
            return;
        }
        list.push(Phrase { words, value, cased });
        list.sort_by_key(|p| std::cmp::Reverse(p.words.len()));
    }

    /// Adds a word for how often something happens; its number.
    pub(in super::super) fn add_frequency(&mut self, every: &str) -> i32 {
        self.frequencies.push(every.to_owned());
        self.frequencies.len() as i32 - 1
    }

    /// The ISO 8601 duration of that number.
    pub(in super::super) fn frequency(&self, n: i32) -> Option<&str> {
        self.frequencies.get(usize::try_from(n).ok()?).map(String::as_str)
    }

    /// The first words of all names, in order.
    pub(in super::super) fn starts(&self) -> Vec<WordId> {
        let mut ids: Vec<WordId> = self.by_first.keys().copied().collect();
        ids.sort_unstable();
        ids
    }

    /// Whether a name may begin with these tokens, by the first two of them.
    pub(in super::super) fn open(&self, tokens: &[Token]) -> bool {
        let [first, rest @ ..] = tokens else { return false };
        let next = rest.first();
        // A curly apostrophe stands for a straight one.
        let goes_on = |second: &WordId| next.is_some_and(|t| t.word == *second || t.kind == TokenKind::Mark);
        let fits = |p: &Phrase| p.words.get(1).is_none_or(goes_on);
        self.by_first.get(&first.word).is_some_and(|list| list.iter().any(fits))
    }

    pub(super) fn read(&self, site: &Site<'_>, at: usize) -> Option<(usize, usize)> {
        let first = site.token(at)?;
        let list = self.by_first.get(&first.word)?;
        list.iter().find_map(|p| {
            // A few words alone are typed in haste, not printed.
            let typed = site.limit - site.first <= 4;
            if p.cased && first.case == Case::Lower && !typed {
                return None;
            }
            // "Tet Offensive", "Labor Day Weekend": the day is part of another name.
            let next = site.token(at + p.words.len());
            let named = first.case == Case::Capitalised
                && p.words.len() == 1
                && next.is_some_and(|t| t.kind == TokenKind::Word && t.case == Case::Capitalised && !t.breaks_line)
                && site.class(at + 1, Class::Month).is_none();
            if named {
                return None;
            }
            let fits = p.words.iter().enumerate().all(|(i, w)| {
                site.token(at + i).is_some_and(|t| {
                    t.word == *w
                        || t.kind == TokenKind::Mark
                            && site.words(at + i) == "’"
                            && site.grammar.words.value(*w, Class::Apostrophe).is_some()
                })
            });
            fits.then_some((at + p.words.len(), p.value))
        })
    }
}
