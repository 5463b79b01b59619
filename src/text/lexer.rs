//! One pass from text to tokens.

use super::token::{Case, Token, TokenKind, Vocabulary, WordId};
use crate::document::Aside;

/// Splits `text` into tokens, passing over what was set `aside`.
///
/// Guarantee: tokens are in order, do not overlap, lie on character boundaries, and leave out only
/// white space, control and format characters, and the text set aside. Linear in the length.
pub(super) fn lex(text: &str, aside: &[Aside], vocabulary: &Vocabulary) -> Vec<Token> {
    let mut lexer = Lexer {
        text,
        bytes: text.as_bytes(),
        at: 0,
        vocabulary,
        folded: String::with_capacity(32),
        tokens: Vec::with_capacity(text.len() / 5 + 4),
        glued: false,
        breaks: false,
    };
    for a in aside {
        lexer.run(a.span.start as usize);
        lexer.at = lexer.at.max(a.span.end as usize);
        lexer.glued = false;
        lexer.breaks = true;
    }
    lexer.run(text.len());
    lexer.tokens
}

struct Lexer<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    vocabulary: &'t Vocabulary,
    folded: String,
    tokens: Vec<Token>,
    glued: bool,
    breaks: bool,
}

fn is_letter(c: char) -> bool {
    // General punctuation holds no letters, and most characters beyond ASCII are of it.
    !('\u{2000}'..='\u{206f}').contains(&c) && (c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&c))
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// The case of a word with so many letters in upper and in lower case.
fn case(upper: usize, lower: usize, first_upper: bool) -> Case {
    match (upper, lower) {
        (0, 0) => Case::None,
        (0, _) => Case::Lower,
        (1, _) if first_upper => Case::Capitalised,
        (_, 0) => Case::Upper,
        _ => Case::Mixed,
    }
}

/// The ASCII letters and digits that a text begins with, read eight at a time.
struct PlainWord {
    folded: [u8; Self::LONGEST],
    len: usize,
    letters: usize,
    upper: usize,
    first_upper: bool,
}

impl PlainWord {
    /// No more are read; few words are as long.
    const LONGEST: usize = 32;

    fn read(bytes: &[u8]) -> Self {
        let mut word = Self { folded: [0; Self::LONGEST], len: 0, letters: 0, upper: 0, first_upper: false };
        let mut from = 0;
        for folded in word.folded.as_chunks_mut::<8>().0 {
            let rest = bytes.get(from..).unwrap_or(&[]);
            let eight = rest.first_chunk::<8>().copied().unwrap_or_else(|| {
                let mut padded = [0; 8];
                padded.iter_mut().zip(rest).for_each(|(to, &b)| *to = b);
                padded
            });
            let e = Eight::of(eight);
            *folded = e.folded;
            word.len += e.len;
            word.letters += e.letters.count_ones() as usize;
            word.upper += e.upper.count_ones() as usize;
            word.first_upper |= from == 0 && e.upper & 0x80 != 0;
            if e.len < 8 {
                break;
            }
            from += 8;
        }
        word
    }

    fn folded(&self) -> &[u8] {
        self.folded.get(..self.len).unwrap_or(&[])
    }

    fn case(&self) -> Case {
        case(self.upper, self.letters - self.upper, self.first_upper)
    }
}

/// Eight bytes looked at together, as far as they are letters and digits of ASCII. Of each byte the
/// highest bit says what it is: adding to seven bits carries into the eighth where they are large enough.
struct Eight {
    folded: [u8; 8],
    len: usize,
    letters: u64,
    upper: u64,
}

impl Eight {
    fn of(bytes: [u8; 8]) -> Self {
        const ALL: u64 = 0x0101_0101_0101_0101;
        const HIGH: u64 = 0x80 * ALL;
        let x = u64::from_le_bytes(bytes);
        let low = x & !HIGH;
        let from = |x: u64, first: u8| x + u64::from(0x80 - first) * ALL;
        let any_case = low | (0x20 * ALL);
        let letters = from(any_case, b'a') & !from(any_case, b'z' + 1) & !x & HIGH;
        let digits = from(low, b'0') & !from(low, b'9' + 1) & !x & HIGH;
        let other = !(letters | digits) & HIGH;
        let len = (other.trailing_zeros() / 8) as usize;
        let kept = if len == 8 { HIGH } else { HIGH & ((1 << (8 * len)) - 1) };
        let letters = letters & kept;
        // Upper case lacks the bit 0x20.
        let upper = letters & !(low << 2);
        Self { folded: (x | upper >> 2).to_le_bytes(), len, letters, upper }
    }
}

impl Lexer<'_> {
    fn run(&mut self, to: usize) {
        while self.at < to {
            let b = self.bytes[self.at];
            if b == b' ' || b == b'\t' {
                self.at += 1;
                self.glued = false;
            } else if b == b'\n' || b == b'\r' {
                self.at += 1;
                self.glued = false;
                self.breaks = true;
            } else if b.is_ascii_alphabetic() {
                self.word(to);
            } else if b.is_ascii_digit() {
                self.digits(to);
            } else if b < 0x80 {
                if b.is_ascii_graphic() { self.mark(1) } else { self.skip(1) }
            } else {
                self.other(to);
            }
        }
    }

    fn skip(&mut self, len: usize) {
        self.at += len;
        self.glued = false;
    }

    fn other(&mut self, to: usize) {
        let Some(c) = self.text[self.at..].chars().next() else { return };
        let len = c.len_utf8();
        if c.is_whitespace() {
            self.breaks |= matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}');
            self.skip(len);
        } else if c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        {
            // Format characters are invisible: they neither join nor part words.
            self.at += len;
        } else if is_letter(c) {
            self.word(to);
        } else {
            self.mark(len);
        }
    }

    fn digits(&mut self, to: usize) {
        let start = self.at;
        while self.at < to && self.bytes[self.at].is_ascii_digit() {
            self.at += 1;
        }
        self.push(start, WordId::UNKNOWN, TokenKind::Digits, Case::None, false);
    }

    fn mark(&mut self, len: usize) {
        let start = self.at;
        self.at += len;
        let word = self.vocabulary.get(&self.text[start..self.at]);
        self.push(start, word, TokenKind::Mark, Case::None, false);
        let next = self.bytes.get(self.at).copied().unwrap_or(b' ');
        let c = self.text[start..self.at].chars().next().unwrap_or(' ');
        // `’s` after a word is one token, so that "Putin’s" is the name and the possessive.
        if is_apostrophe(c) && (next | 0x20) == b's' {
            let after = self.text.get(self.at + 1..).and_then(|t| t.chars().next());
            let n = self.tokens.len();
            let follows_word = n >= 2
                && self.tokens[n - 1].glued
                && matches!(self.tokens[n - 2].kind, TokenKind::Word | TokenKind::Digits);
            if follows_word && !after.is_some_and(|c| is_letter(c) || c.is_ascii_digit()) {
                self.at += 1;
                let t = &mut self.tokens[n - 1];
                t.end = self.at as u32;
                t.kind = TokenKind::Possessive;
                t.word = self.vocabulary.get("'s");
            }
        }
    }

    fn word(&mut self, to: usize) {
        if !self.short_word(to) {
            self.long_word(to);
        }
    }

    /// Most words: fewer than eight letters, and nothing behind them that may belong to the word.
    fn short_word(&mut self, to: usize) -> bool {
        let start = self.at;
        let Some(bytes) = self.bytes.get(start..to).and_then(|b| b.first_chunk::<8>()) else { return false };
        let eight = Eight::of(*bytes);
        if bytes.get(eight.len).is_none_or(|next| !next.is_ascii() || matches!(next, b'\'' | b'.')) {
            return false;
        }
        let kept = (1 << (8 * eight.len)) - 1;
        let word = self.vocabulary.get_short(u64::from_le_bytes(eight.folded) & kept, eight.len);
        let case = match eight.upper {
            0 => Case::Lower,
            0x80 => Case::Capitalised,
            upper if upper == eight.letters => Case::Upper,
            _ => Case::Mixed,
        };
        self.at = start + eight.len;
        self.push(start, word, TokenKind::Word, case, false);
        true
    }

    fn long_word(&mut self, to: usize) {
        let start = self.at;
        let plain = PlainWord::read(self.bytes.get(start..to).unwrap_or(&[]));
        let next = self.bytes.get(start + plain.len).filter(|_| start + plain.len < to);
        match next {
            _ if plain.len == PlainWord::LONGEST => self.any_word(start, to),
            Some(b'\'' | 0x80..) => self.any_word(start, to),
            Some(b'.') => {
                self.folded.clear();
                self.folded.extend(plain.folded().iter().map(|&b| char::from(b)));
                self.end_word(start, start + plain.len, to, plain.case());
            }
            _ => {
                self.at = start + plain.len;
                let word = self.vocabulary.get_bytes(plain.folded());
                self.push(start, word, TokenKind::Word, plain.case(), false);
            }
        }
    }

    fn any_word(&mut self, start: usize, to: usize) {
        let (mut upper, mut lower, mut first_upper, mut seen) = (0usize, 0usize, false, false);
        self.folded.clear();
        let mut end = start;
        while end < to {
            let b = self.bytes[end];
            if b.is_ascii_lowercase() {
                lower += 1;
                self.folded.push(b as char);
                end += 1;
            } else if b.is_ascii_uppercase() {
                upper += 1;
                first_upper |= !seen;
                self.folded.push((b | 0x20) as char);
                end += 1;
            } else if b.is_ascii_digit() {
                self.folded.push(b as char);
                end += 1;
            } else {
                let Some(c) = self.text[end..to].chars().next() else { break };
                let len = c.len_utf8();
                if is_letter(c) {
                    if c.is_uppercase() {
                        upper += 1;
                        first_upper |= !seen;
                    } else if c.is_lowercase() {
                        lower += 1;
                    }
                    self.folded.extend(c.to_lowercase());
                    end += len;
                } else if is_apostrophe(c) || c == '\u{ad}' {
                    // An apostrophe between letters belongs to the word, but a final `'s` does not.
                    let rest = &self.text[end + len..to];
                    let mut next = rest.chars();
                    let Some(n) = next.next().filter(|&n| is_letter(n)) else { break };
                    if c != '\u{ad}' {
                        let after = next.next();
                        let last = !after.is_some_and(|a| is_letter(a) || a.is_ascii_digit());
                        if last && matches!(n, 's' | 'S') {
                            break;
                        }
                        self.folded.push('\'');
                    }
                    end += len;
                } else {
                    break;
                }
            }
            seen = true;
        }
        self.end_word(start, end, to, case(upper, lower, first_upper));
    }

    /// Adds the word that is folded.
    fn end_word(&mut self, start: usize, end: usize, to: usize, case: Case) {
        self.at = end;
        let dotted = self.abbreviation(start, to, case);
        let word = self.vocabulary.get(&self.folded);
        self.push(start, word, TokenKind::Word, case, dotted);
    }

    /// Takes the full stops of "U.S.", "J." and "Dec." into the word.
    fn abbreviation(&mut self, start: usize, to: usize, case: Case) -> bool {
        if self.at >= to || self.bytes[self.at] != b'.' {
            return false;
        }
        let letters = self.at - start;
        if letters == 1 && self.bytes[start].is_ascii_alphabetic() {
            let mut end = self.at + 1;
            let mut letters = 1;
            while end + 1 < to && self.bytes[end].is_ascii_alphabetic() && self.bytes[end + 1] == b'.' {
                self.folded.push('.');
                self.folded.push(self.bytes[end].to_ascii_lowercase() as char);
                letters += 1;
                end += 2;
            }
            // "Plan a. Then" ends a sentence with a lower-case letter; "J. Smith" does not.
            if letters > 1 || self.bytes[start].is_ascii_uppercase() {
                if letters > 1 {
                    self.folded.push('.');
                }
                self.at = end;
                return true;
            }
        } else if letters <= 3 && self.several_parts(to, case) {
            return true;
        }
        if self.vocabulary.is_abbreviation(self.vocabulary.get(&self.folded), case) {
            self.at += 1;
            return true;
        }
        false
    }

    /// Takes the rest of "Ph.D." and "S.p.A.", whose parts are not all single letters.
    fn several_parts(&mut self, to: usize, case: Case) -> bool {
        let (mut end, before) = (self.at, self.folded.len());
        for _ in 0..3 {
            let part = self.bytes.get(end + 1..to).unwrap_or(&[]);
            let len = part.iter().take_while(|b| b.is_ascii_alphabetic()).count();
            if !(1..=3).contains(&len) || part.get(len) != Some(&b'.') {
                break;
            }
            self.folded.push('.');
            self.folded.extend(part.iter().take(len).map(|b| char::from(b.to_ascii_lowercase())));
            end += 1 + len;
        }
        let known = end > self.at && {
            let case = if case == Case::Lower { case } else { Case::Capitalised };
            self.vocabulary.is_abbreviation(self.vocabulary.get(&self.folded), case)
        };
        if known {
            self.at = end + 1;
        } else {
            self.folded.truncate(before);
        }
        known
    }

    fn push(&mut self, start: usize, word: WordId, kind: TokenKind, case: Case, dotted: bool) {
        self.tokens.push(Token {
            start: start as u32,
            end: self.at as u32,
            word,
            kind,
            case,
            glued: self.glued,
            breaks_line: self.breaks,
            dotted,
        });
        self.glued = true;
        self.breaks = false;
    }
}
