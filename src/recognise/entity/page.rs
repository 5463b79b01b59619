//! A document as the entity recogniser reads it: its words, known names taken together.

use super::Known;
use super::Lists;
use super::organisation;
use super::words::Class;
use crate::recognise::Context;
use crate::span::Span;
use crate::text::{Case, Text, Token, TokenKind, WordId};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// What an item is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// A word, or a known name of several.
    Word,
    /// "J.", "J.K."
    Initial,
    /// Digits.
    Number,
    /// "'s".
    Possessive,
    /// A mark.
    Mark,
}

/// A word, or several that form one known name or title.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    /// First token.
    pub(super) start: u32,
    /// One past the last token.
    pub(super) end: u32,
    /// What it is made of.
    pub(super) sort: Sort,
    /// Letter case of its first word.
    pub(super) case: Case,
    /// It begins with a capital.
    pub(super) capital: bool,
    /// Nothing but its place asks for the capital: it begins a sentence or a quotation.
    pub(super) first: bool,
    /// No white space before it.
    pub(super) glued: bool,
    /// Classes of its word, none for several words.
    pub(super) class: Class,
    /// Its word; unknown for several words.
    pub(super) word: WordId,
    /// Places and organisations of this name, in [`Page::known`].
    known: (u32, u32),
    /// The title that it is, in the list of offices.
    pub(super) office: Option<u32>,
}

impl Item {
    /// Its tokens.
    pub(super) fn tokens(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether a lexicon knows a place or an organisation of this name.
    pub(super) fn is_known(&self) -> bool {
        self.known.0 != self.known.1
    }

    /// All in capitals and more than one letter.
    pub(super) fn upper(&self) -> bool {
        self.case == Case::Upper
    }
}

/// A sentence in items.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Its items.
    pub(super) items: Range<usize>,
    /// A heading in which all words have capitals, so that capitals show nothing.
    pub(super) titled: bool,
}

/// A document in items.
pub(super) struct Page<'a> {
    /// The document taken apart.
    pub(super) text: &'a Text<'a>,
    /// All items, in order.
    pub(super) items: Vec<Item>,
    /// All sentences.
    pub(super) lines: Vec<Line>,
    /// Those items that may name something: words with a capital and known names, in order.
    pub(super) telling: Vec<usize>,
    /// Those with a capital, in order.
    capitals: Vec<u32>,
    /// Those that are titles, in order.
    titles: Vec<u32>,
    /// Those by which an organisation is told from its shape ([`organisation::is_sign`]), in order.
    signs: Vec<u32>,
    /// Opening brackets, in order.
    brackets: Vec<u32>,
    known: Vec<Known>,
    /// Unknown words with a capital, by their first letters.
    strange: FxHashMap<&'a str, Vec<&'a str>>,
}

impl<'a> Page<'a> {
    /// Reads a document. Linear in its tokens.
    pub(super) fn new(context: &Context<'a>, lists: &Lists) -> Self {
        let text = context.text;
        let mut page = Self {
            text,
            items: Vec::with_capacity(text.tokens.len()),
            lines: Vec::with_capacity(text.sentences.len()),
            telling: Vec::with_capacity(text.tokens.len() / 4),
            capitals: Vec::with_capacity(text.tokens.len() / 4),
            titles: Vec::new(),
            signs: Vec::new(),
            brackets: Vec::new(),
            known: Vec::new(),
            strange: FxHashMap::default(),
        };
        let mut names = Vec::new();
        let mut offices = Vec::new();
        for s in &text.sentences {
            let start = page.items.len();
            let mut at = s.tokens.start;
            let mut first = true;
            while let Some(token) = text.tokens.get(at).filter(|_| at < s.tokens.end) {
                let mut item = if lists.names.begins(token.word) || lists.offices.titles.begins(token.word) {
                    let named = lists.names.longest(&text.tokens, at, s.tokens.end, &mut names);
                    let titled = lists.offices.titles.longest(&text.tokens, at, s.tokens.end, &mut offices);
                    let named = cut(lists, &text.tokens, at, s.tokens.end, named, &mut names);
                    let length = named.max(titled).max(1);
                    let from = page.known.len() as u32;
                    if named == length {
                        page.known.extend_from_slice(&names);
                    }
                    let office = offices.first().copied().filter(|_| titled == length);
                    let mut item = page.item(token, at, length, lists);
                    item.known = (from, page.known.len() as u32);
                    item.office = office.filter(|&o| is_title(text, lists, at, length, o));
                    item
                } else {
                    page.item(token, at, 1, lists)
                };
                item.first = first;
                // "U.N." is a name, "J.R." the beginning of one.
                if item.is_known() && item.sort == Sort::Initial {
                    item.sort = Sort::Word;
                }
                first = match item.sort {
                    Sort::Word => false,
                    Sort::Mark => first || opens(text.token(at)),
                    _ => first,
                };
                at = item.end as usize;
                page.note(&item, lists);
                page.items.push(item);
            }
            let items = start..page.items.len();
            let titled = s.heading && page.capitals_everywhere(&items);
            page.lines.push(Line { items, titled });
        }
        page.note_strange();
        page
    }

    /// Notes an item that is about to be added where something will look for it.
    fn note(&mut self, item: &Item, lists: &Lists) {
        let at = self.items.len();
        if item.is_known() || item.capital && item.sort == Sort::Word {
            self.telling.push(at);
        }
        if item.capital {
            self.capitals.push(at as u32);
        }
        if item.office.is_some() {
            self.titles.push(at as u32);
        }
        if organisation::is_sign(item, lists) {
            self.signs.push(at as u32);
        }
        if item.word == lists.bracket {
            self.brackets.push(at as u32);
        }
    }

    fn note_strange(&mut self) {
        for &i in &self.telling {
            let strange = self
                .items
                .get(i)
                .is_some_and(|item| item.word == WordId::UNKNOWN && !item.is_known() && item.office.is_none());
            if strange {
                let written = self.text.span(&self.items[i].tokens()).of(self.text.text);
                if let Some(stem) = stem(written) {
                    let list = self.strange.entry(stem).or_default();
                    if list.len() < 16 && !list.contains(&written) {
                        list.push(written);
                    }
                }
            }
        }
    }

    /// The unknown country that an adjective is made from, where the article names it: "Ruritania" for
    /// "Ruritanian".
    pub(super) fn noun_of(&self, adjective: &str) -> Option<&'a str> {
        let list = self.strange.get(stem(adjective)?)?;
        list.iter().copied().filter(|n| *n != adjective && super::place::derives(adjective, n)).min()
    }

    fn item(&self, token: &Token, at: usize, length: usize, lists: &Lists) -> Item {
        let (word, class) =
            if length == 1 { (token.word, lists.words.class(token.word)) } else { (WordId::UNKNOWN, Class::default()) };
        let written = || token.span().of(self.text.text);
        let capital = match token.case {
            Case::Capitalised | Case::Upper => true,
            // "McDonald", but also "d'Estaing".
            Case::Mixed => written().chars().next().is_some_and(char::is_uppercase) || after_apostrophe(written()),
            Case::Lower | Case::None => false,
        };
        let sort = match token.kind {
            TokenKind::Digits => Sort::Number,
            TokenKind::Possessive => Sort::Possessive,
            TokenKind::Mark => Sort::Mark,
            TokenKind::Word if capital && length == 1 && initials(token, written()) => Sort::Initial,
            TokenKind::Word => Sort::Word,
        };
        Item {
            start: at as u32,
            end: (at + length) as u32,
            sort,
            case: token.case,
            capital,
            first: false,
            glued: token.glued,
            class,
            word,
            known: (0, 0),
            office: None,
        }
    }

    /// Whether the longer words of a sentence nearly all have capitals.
    fn capitals_everywhere(&self, items: &Range<usize>) -> bool {
        let (mut long, mut capital) = (0, 0);
        for i in self.items.get(items.clone()).unwrap_or(&[]) {
            let span = self.text.span(&i.tokens());
            if i.sort == Sort::Word && span.len() >= 4 {
                long += 1;
                capital += usize::from(i.capital);
            }
        }
        long >= 2 && 4 * capital >= 3 * long
    }

    /// The places and organisations that an item may name.
    pub(super) fn known(&self, item: &Item) -> &[Known] {
        self.known.get(item.known.0 as usize..item.known.1 as usize).unwrap_or(&[])
    }

    /// The first item with a capital from `at` on; none is before `limit` where it is that.
    pub(super) fn next_capital(&self, at: usize, limit: usize) -> usize {
        next(&self.capitals, at, limit)
    }

    /// The first title from `at` on; none is before `limit` where it is that.
    pub(super) fn next_title(&self, at: usize, limit: usize) -> usize {
        next(&self.titles, at, limit)
    }

    /// The signs of an organisation among `items`, in order.
    pub(super) fn signs(&self, items: &Range<usize>) -> impl Iterator<Item = usize> {
        within(&self.signs, items)
    }

    /// The opening brackets among `items`, in order.
    pub(super) fn brackets(&self, items: &Range<usize>) -> impl Iterator<Item = usize> {
        within(&self.brackets, items)
    }

    /// One past the last item of the sentence that holds an item.
    pub(super) fn line_end(&self, i: usize) -> usize {
        let line = self.lines.partition_point(|l| l.items.end <= i);
        self.lines.get(line).map_or(self.items.len(), |l| l.items.end)
    }

    /// An item by index.
    pub(super) fn get(&self, i: usize) -> Option<&Item> {
        self.items.get(i)
    }

    /// The words of an item as written.
    pub(super) fn written(&self, i: usize) -> &'a str {
        self.items.get(i).map_or("", |item| self.text.span(&item.tokens()).of(self.text.text))
    }

    /// The tokens of a range of items.
    pub(super) fn tokens(&self, items: &Range<usize>) -> Range<usize> {
        match (self.items.get(items.start), self.items.get(items.end.wrapping_sub(1))) {
            (Some(a), Some(b)) if items.start < items.end => a.start as usize..b.end as usize,
            _ => 0..0,
        }
    }

    /// The span of a range of items.
    pub(super) fn span(&self, items: &Range<usize>) -> Span {
        self.text.span(&self.tokens(items))
    }

    /// The words of a range of items, line breaks and runs of blanks made one blank.
    pub(super) fn words(&self, items: &Range<usize>) -> String {
        let written = self.span(items).of(self.text.text);
        let mut out = String::with_capacity(written.len());
        for w in written.split_whitespace() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(w);
        }
        out
    }

    /// Whether an item is this mark.
    pub(super) fn is_mark(&self, i: usize, mark: &str) -> bool {
        self.items.get(i).is_some_and(|item| item.sort == Sort::Mark) && self.written(i) == mark
    }

    /// Whether an item is one of these marks.
    pub(super) fn is_any_mark(&self, i: usize, marks: &[&str]) -> bool {
        self.items.get(i).is_some_and(|item| item.sort == Sort::Mark) && marks.contains(&self.written(i))
    }

    /// Whether an item is this word.
    pub(super) fn is_word(&self, i: usize, word: WordId) -> bool {
        self.items.get(i).is_some_and(|item| item.word == word)
    }

    /// Whether a hyphen joins the items on both its sides.
    pub(super) fn is_hyphen(&self, i: usize) -> bool {
        self.is_any_mark(i, &["-", "‐", "‑"])
            && self.items.get(i).is_some_and(|h| h.glued)
            && self.items.get(i + 1).is_some_and(|n| n.glued)
    }
}

/// The first of `all`, which are in order, from `at` on and before `limit`; else that.
fn next(all: &[u32], at: usize, limit: usize) -> usize {
    let found = all.get(all.partition_point(|&i| (i as usize) < at));
    found.map_or(limit, |&i| limit.min(i as usize))
}

/// Those of `all`, which are in order, that lie in `items`.
fn within<'n>(all: &'n [u32], items: &Range<usize>) -> impl Iterator<Item = usize> + use<'n> {
    let Range { start, end } = *items;
    let from = all.partition_point(|&i| (i as usize) < start);
    all.iter().skip(from).map(|&i| i as usize).take_while(move |&i| i < end)
}

/// How much of a known name to take where a title begins inside it and goes beyond: of "U.S.
/// Treasury" in "U.S. Treasury Secretary" the first word.
fn cut(lists: &Lists, tokens: &[Token], at: usize, limit: usize, named: usize, names: &mut Vec<Known>) -> usize {
    let mut offices = Vec::new();
    for k in 1..named {
        let titled = lists.offices.titles.longest(tokens, at + k, limit, &mut offices);
        if titled > 0 && k + titled > named {
            let mut shorter = Vec::new();
            if lists.names.longest(tokens, at, at + k, &mut shorter) == k {
                *names = shorter;
                return k;
            }
        }
    }
    named
}

/// Whether a title is one here: "general" is not, nor the "PM" of "3 PM".
fn is_title(text: &Text<'_>, lists: &Lists, at: usize, length: usize, office: u32) -> bool {
    let Some(entry) = lists.offices.list.get(office as usize) else { return false };
    let Some(token) = text.tokens.get(at) else { return false };
    if entry.capital && token.case == Case::Lower {
        return false;
    }
    if !entry.ambiguous {
        return true;
    }
    let next = text.tokens.get(at + length);
    let named = next.is_some_and(|n| {
        n.kind == TokenKind::Word && n.case != Case::Lower && !lists.words.class(n.word).is(Class::COMMON)
    });
    let counted = at.checked_sub(1).and_then(|b| text.tokens.get(b)).is_some_and(|b| b.kind == TokenKind::Digits);
    named && !counted
}

/// The first letters of a word, by which an adjective finds its noun.
fn stem(word: &str) -> Option<&str> {
    let end = word.char_indices().nth(4).map(|(i, _)| i)?;
    word.get(..end)
}

fn after_apostrophe(word: &str) -> bool {
    word.split_once(['\'', '’']).is_some_and(|(_, rest)| rest.starts_with(char::is_uppercase))
}

fn opens(mark: &str) -> bool {
    matches!(mark, "“" | "\"" | "‘" | "«" | "„" | "”" | ":" | "—" | "–" | "•" | "*" | "[" | "(" | "…")
}

/// "J.", "J.K.", or one capital letter that is no word.
fn initials(token: &Token, written: &str) -> bool {
    match written.len() {
        1 => !matches!(written, "A" | "I"),
        2 | 4 | 6 => token.dotted && written.bytes().filter(|&b| b == b'.').count() * 2 == written.len(),
        _ => false,
    }
}
