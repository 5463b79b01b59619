//! Rule packs: from TOML to programs that run over sentences.

mod compiled;
pub mod pattern;
mod schema;
pub mod slot;
pub mod suggest;
mod written;

pub use compiled::{Attribute, Example, Known, Pack, Party, Pattern, Rule, SlotRef};
pub use schema::schema;
pub use written::read;

use crate::diagnostic::Diagnostic;
use crate::text::{Vocabulary, WordId, WordMap};

/// The bundled packs, in the order in which `rules list` shows them.
const BUNDLED: &[(&str, &str)] = &[
    ("visits", include_str!("../../rules/visits.toml")),
    ("meetings", include_str!("../../rules/meetings.toml")),
    ("agreements", include_str!("../../rules/agreements.toml")),
    ("editions", include_str!("../../rules/editions.toml")),
    ("trade", include_str!("../../rules/trade.toml")),
    ("tariffs", include_str!("../../rules/tariffs.toml")),
    ("titles", include_str!("../../rules/titles.toml")),
    ("quotes", include_str!("../../rules/quotes.toml")),
];

/// The bundled packs: name, file and content.
pub fn bundled() -> Vec<(&'static str, String, &'static str)> {
    BUNDLED.iter().map(|(name, content)| (*name, format!("rules/{name}.toml"), *content)).collect()
}

/// A pattern of a rulebook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PatternId {
    /// Index of the rule.
    pub rule: u32,
    /// Index of its pattern.
    pub pattern: u32,
    /// Its number among the patterns of all rules, in their order.
    pub number: u32,
}

/// All packs that run, and which word of a sentence calls which pattern.
#[derive(Debug, Default)]
pub struct Rulebook {
    packs: Vec<Pack>,
    /// Pack and rule of each rule number.
    rules: Vec<(usize, usize)>,
    /// By word id: the patterns that the word calls.
    by_word: WordMap<u32>,
    /// The patterns of each list; the first, of the words that call none, is empty.
    called: Vec<Vec<PatternId>>,
    /// Patterns without a trigger word: tried where the kinds that they need stand.
    by_kind: Vec<PatternId>,
    /// How many patterns there are.
    patterns: u32,
}

impl Rulebook {
    /// Compiles packs, each given as name, file and content.
    ///
    /// # Errors
    /// Every mistake of every pack, in the order of the files.
    pub fn new<'a>(
        packs: impl Iterator<Item = (&'a str, &'a str, &'a str)>,
        vocabulary: &mut Vocabulary,
        known: Known<'_>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let mut book = Self::default();
        let mut found = Vec::new();
        for (name, file, content) in packs {
            let (written, mistakes) = written::read(file, content);
            found.extend(mistakes);
            if let Some(w) = written {
                book.packs.push(compiled::compile(name, (file, content), &w, vocabulary, known, &mut found));
            }
        }
        if !found.is_empty() {
            return Err(found);
        }
        book.index(WordMap::with_room(vocabulary));
        Ok(book)
    }

    /// Keeps only the rules that `keep` holds for.
    pub fn retain(&mut self, keep: impl Fn(&Rule) -> bool) {
        for pack in &mut self.packs {
            pack.rules.retain(|r| keep(r));
        }
        self.index(WordMap::default());
    }

    fn index(&mut self, words: WordMap<u32>) {
        self.by_word = words;
        self.called = vec![Vec::new()];
        self.rules.clear();
        self.by_kind.clear();
        self.patterns = 0;
        for (p, pack) in self.packs.iter().enumerate() {
            for (r, rule) in pack.rules.iter().enumerate() {
                let number = self.rules.len() as u32;
                self.rules.push((p, r));
                for (i, pattern) in rule.patterns.iter().enumerate() {
                    let id = PatternId { rule: number, pattern: i as u32, number: self.patterns };
                    self.patterns += 1;
                    for w in &pattern.trigger {
                        let list = self.by_word.get_mut(*w);
                        if *list == 0 {
                            *list = self.called.len() as u32;
                            self.called.push(Vec::new());
                        }
                        self.called[*list as usize].push(id);
                    }
                    if pattern.trigger.is_empty() {
                        self.by_kind.push(id);
                    }
                }
            }
        }
    }

    /// The packs.
    pub fn packs(&self) -> &[Pack] {
        &self.packs
    }

    /// Every rule with its pack, in order.
    pub fn rules(&self) -> impl Iterator<Item = (&Pack, &Rule)> {
        self.packs.iter().flat_map(|p| p.rules.iter().map(move |r| (p, r)))
    }

    /// The rule of that number.
    pub fn rule(&self, number: u32) -> Option<&Rule> {
        let (p, r) = self.rules.get(number as usize)?;
        self.packs.get(*p)?.rules.get(*r)
    }

    /// The rule of that id (`pack/rule`).
    pub fn named(&self, id: &str) -> Option<(&Pack, &Rule)> {
        self.rules().find(|(_, r)| r.id == id)
    }

    /// How many patterns all rules have together: every [`PatternId::number`] is below it.
    pub fn patterns(&self) -> usize {
        self.patterns as usize
    }

    /// The patterns that a word calls.
    pub fn called_by(&self, word: WordId) -> &[PatternId] {
        self.called.get(self.by_word.get(word) as usize).map_or(&[], Vec::as_slice)
    }

    /// The patterns that no word calls.
    pub fn untriggered(&self) -> &[PatternId] {
        &self.by_kind
    }
}
