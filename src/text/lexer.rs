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
    c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&c)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
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
        let start = self.at;
        let rest = &self.bytes[start..to];
        let plain = rest.iter().take_while(|b| b.is_ascii_alphanumeric()).count();
        if rest.get(plain).is_none_or(|&b| b.is_ascii() && b != b'\'') {
            self.plain_word(start, start + plain, to);
        } else {
            self.any_word(start, to);
        }
    }

    /// A word of ASCII letters and digits, as most are.
    fn plain_word(&mut self, start: usize, end: usize, to: usize) {
        let written = &self.text[start..end];
        self.folded.clear();
        self.folded.push_str(written);
        self.folded.make_ascii_lowercase();
        let upper = written.bytes().filter(u8::is_ascii_uppercase).count();
        let lower = written.bytes().filter(u8::is_ascii_lowercase).count();
        self.end_word(start, end, to, (upper, lower, written.starts_with(|c: char| c.is_ascii_uppercase())));
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
        self.end_word(start, end, to, (upper, lower, first_upper));
    }

    /// Adds the word that is folded, with its letters in upper and lower case and whether the first is upper.
    fn end_word(&mut self, start: usize, end: usize, to: usize, (upper, lower, first_upper): (usize, usize, bool)) {
        let case = match (upper, lower) {
            (0, 0) => Case::None,
            (0, _) => Case::Lower,
            (1, _) if first_upper => Case::Capitalised,
            (_, 0) => Case::Upper,
            _ => Case::Mixed,
        };
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
