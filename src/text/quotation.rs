//! Which quotation marks belong together.

use super::{Case, Text, Token, TokenKind};
use std::ops::Range;

/// A stretch of text between quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// The tokens of the stretch, marks included.
    pub outer: Range<usize>,
    /// The tokens between the marks.
    pub inner: Range<usize>,
    /// False where the paragraph ended before a closing mark came.
    pub closed: bool,
    /// Whether the next paragraph opens with a mark that takes the quotation further.
    pub continues: bool,
}

/// The families of marks: what opened a quotation decides what closes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    /// “…”, "…", „…“, and the mixtures of them.
    Double,
    /// «…» and »…«.
    Angle,
    /// Two single marks on each side.
    Twin,
    /// ‘…’ and '…'.
    Single,
    /// ‹…› and ›…‹.
    SingleAngle,
    /// 「…」 and 『…』.
    Corner,
}

impl Family {
    /// The family of a mark that can open a quotation; two single ones make a twin.
    fn opened_by(c: char) -> Option<Self> {
        match c {
            '“' | '”' | '„' | '‟' | '"' | '″' => Some(Self::Double),
            '«' | '»' => Some(Self::Angle),
            '‹' | '›' => Some(Self::SingleAngle),
            '「' | '『' => Some(Self::Corner),
            '‘' | '‚' | '\'' | '`' | '’' => Some(Self::Single),
            _ => None,
        }
    }
}

/// Pairs the quotation marks of a text.
///
/// Guarantee: the outermost stretches only, in order, none overlapping another, none crossing a
/// paragraph, none empty. A mark that never closes ends at its paragraph. Linear in the tokens.
pub fn pair(text: &Text<'_>) -> Vec<Marked> {
    let mut out: Vec<Marked> = Vec::new();
    let mut first = 0;
    while let Some(s) = text.sentences.get(first) {
        let rest = text.sentences.get(first..).unwrap_or(&[]);
        let n = rest.iter().take_while(|r| r.paragraph == s.paragraph).count().max(1);
        let end = rest.get(n - 1).map_or(s.tokens.end, |l| l.tokens.end);
        let before = out.len();
        Paragraph::new(text, s.tokens.start..end).pair(&mut out);
        // A paragraph that opens with a mark goes on with what the paragraph before left open.
        let opens = out.get(before).is_some_and(|m| m.outer.start == s.tokens.start);
        if let Some(last) = before.checked_sub(1).and_then(|i| out.get_mut(i)) {
            last.continues &= opens;
        }
        first += n;
    }
    if let Some(last) = out.last_mut() {
        last.continues = false;
    }
    out
}

struct Paragraph<'a, 't> {
    text: &'a Text<'t>,
    range: Range<usize>,
    /// Whether a single mark that can close stands at or after each token.
    single_closer: Vec<bool>,
    /// Straight double marks from each token to the end of the paragraph.
    straight: usize,
    /// Whether any mark stands in it that can open a quotation.
    marked: bool,
}

impl<'a, 't> Paragraph<'a, 't> {
    fn new(text: &'a Text<'t>, range: Range<usize>) -> Self {
        let mut this = Self { text, range: range.clone(), single_closer: Vec::new(), straight: 0, marked: false };
        let mut seen = false;
        let mut any = false;
        for i in range.clone() {
            let Some(c) = this.char(i) else { continue };
            let family = Family::opened_by(c);
            this.straight += usize::from(c == '"');
            any |= family == Some(Family::Single);
            this.marked |= family.is_some();
        }
        if any {
            this.single_closer = vec![false; range.len()];
            for i in range.rev() {
                seen |= this.closes_single(i, true);
                if let Some(slot) = this.single_closer.get_mut(i - this.range.start) {
                    *slot = seen;
                }
            }
        }
        this
    }

    fn token(&self, i: usize) -> Option<&Token> {
        self.text.tokens.get(i).filter(|_| self.range.contains(&i))
    }

    /// The character of a token that is one mark.
    fn char(&self, i: usize) -> Option<char> {
        let t = self.token(i).filter(|t| t.kind == TokenKind::Mark)?;
        t.span().of(self.text.text).chars().next()
    }

    fn glued_before(&self, i: usize) -> bool {
        i > self.range.start && self.token(i).is_some_and(|t| t.glued)
    }

    fn glued_after(&self, i: usize) -> bool {
        self.token(i + 1).is_some_and(|t| t.glued)
    }

    fn is_word(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.kind != TokenKind::Mark)
    }

    /// Stands where an opening mark stands: free on the left, touching on the right.
    fn opener_like(&self, i: usize, len: usize) -> bool {
        let free = !self.glued_before(i)
            || i.checked_sub(1).and_then(|j| self.char(j)).is_some_and(|c| {
                matches!(c, '(' | '[' | '-' | '–' | '—' | '/' | ':' | '“' | '"' | '‘' | '\'' | '„' | '«')
            });
        free && self.glued_after(i + len - 1)
    }

    fn closer_like(&self, i: usize, len: usize) -> bool {
        self.glued_before(i) && !(self.glued_after(i + len - 1) && self.is_word(i + len))
    }

    /// Two single marks that touch are one double mark.
    fn twin(&self, i: usize) -> bool {
        let Some(c) = self.char(i).filter(|c| matches!(c, '\'' | '’' | '‘' | '`')) else { return false };
        self.glued_after(i)
            && self.char(i + 1).is_some_and(|d| d == c || c == '‘' && d == '‘')
            && self.char(i + 2).is_none_or(|d| d != c)
    }

    /// Whether the single mark at `i` can close a quotation; with `sure`, an apostrophe after a
    /// plural ("the workers' rights") does not count.
    fn closes_single(&self, i: usize, sure: bool) -> bool {
        if !matches!(self.char(i), Some('’' | '\'' | '‘')) || !self.closer_like(i, 1) {
            return false;
        }
        let Some(before) = i.checked_sub(1).and_then(|j| self.token(j)) else { return false };
        if before.kind == TokenKind::Mark {
            return true;
        }
        let plural = before.span().of(self.text.text).ends_with(['s', 'S']);
        let goes_on = self.token(i + 1).is_some_and(|n| n.kind == TokenKind::Word && n.case == Case::Lower);
        !(sure && plural && goes_on)
    }

    fn inches(&self, i: usize) -> bool {
        let digits = i.checked_sub(1).and_then(|j| self.token(j)).is_some_and(|t| t.kind == TokenKind::Digits);
        digits && self.glued_before(i) && !(self.glued_after(i) && self.is_word(i + 1))
    }

    /// The family that the mark at `i` opens, and the mark's length in tokens.
    fn opens(&self, i: usize, straight_left: usize) -> Option<(Family, usize)> {
        if self.twin(i) {
            return self.opener_like(i, 2).then_some((Family::Twin, 2));
        }
        let c = self.char(i)?;
        let family = Family::opened_by(c)?;
        let opens = match c {
            '"' | '″' => {
                let stray = self.closer_like(i, 1) && !self.opener_like(i, 1);
                let inch = self.inches(i) && straight_left % 2 == 1;
                !inch && !stray && self.token(i + 1).is_some()
            }
            '”' | '»' | '›' => self.opener_like(i, 1),
            _ if family == Family::Single => {
                let closer = self.single_closer.get(i + 2 - self.range.start).copied().unwrap_or(false);
                self.opener_like(i, 1) && closer && !self.elided(i)
            }
            _ => true,
        };
        opens.then_some((family, 1))
    }

    /// "'90s", "'n'", "'em": an apostrophe where something was left out.
    fn elided(&self, i: usize) -> bool {
        let curly = self.char(i) == Some('’');
        let Some(next) = self.token(i + 1) else { return true };
        let word = next.span().of(self.text.text);
        curly
            || next.kind == TokenKind::Digits && word.len() == 2
            || matches!(word, "n" | "em" | "tis" | "twas" | "til" | "cause" | "N")
    }

    /// Whether the mark at `i` closes `family`; its length in tokens.
    fn closes(&self, family: Family, i: usize) -> Option<usize> {
        if family == Family::Twin {
            return (self.twin(i) || self.char(i) == Some('"')).then(|| if self.twin(i) { 2 } else { 1 });
        }
        let c = self.char(i)?;
        let yes = match family {
            Family::Double => match c {
                '”' | '‟' => true,
                '"' | '″' => !(self.inches(i) && self.straight % 2 == 1 && self.token(i + 1).is_some()),
                '“' => !self.opener_like(i, 1),
                _ => false,
            },
            Family::Angle => matches!(c, '«' | '»') && !self.opener_like(i, 1),
            Family::SingleAngle => matches!(c, '‹' | '›') && !self.opener_like(i, 1),
            Family::Corner => matches!(c, '」' | '』'),
            Family::Single => {
                let later = self.single_closer.get(i + 1 - self.range.start).copied().unwrap_or(false);
                self.closes_single(i, later)
            }
            Family::Twin => false,
        };
        yes.then_some(1)
    }

    /// Whether the mark at `i`, within a quotation, opens its next paragraph: copy whose paragraphs
    /// were run together keeps the marks that stood at their heads.
    fn reopens(&self, i: usize) -> bool {
        let ends = |c: char| matches!(c, '.' | '!' | '?' | '…');
        matches!(self.char(i), Some('"' | '“'))
            && self.opener_like(i, 1)
            && !self.glued_before(i)
            && i.checked_sub(1).and_then(|j| self.char(j)).is_some_and(ends)
            && self.token(i + 1).is_some_and(|t| t.case != Case::Lower)
    }

    fn pair(&self, out: &mut Vec<Marked>) {
        let mut straight = self.straight;
        let mut open: Option<(usize, usize, Family)> = None;
        let mut i = self.range.start;
        while self.marked && i < self.range.end {
            if self.is_word(i) {
                i += 1;
                continue;
            }
            let is_straight = self.char(i) == Some('"');
            let mut step = 1;
            match open {
                None => {
                    if let Some((family, len)) = self.opens(i, straight) {
                        open = Some((i, len, family));
                        step = len;
                    }
                }
                Some((start, len, family)) => {
                    if family == Family::Double && self.reopens(i) {
                        push(out, start, start + len..i, i, false, true);
                        open = Some((i, 1, family));
                    } else if let Some(closing) = self.closes(family, i) {
                        push(out, start, start + len..i, i + closing, true, false);
                        open = None;
                        step = closing;
                    }
                }
            }
            if is_straight {
                straight -= 1;
            }
            i += step;
        }
        if let Some((start, len, _)) = open {
            push(out, start, start + len..self.range.end, self.range.end, false, true);
        }
    }
}

fn push(out: &mut Vec<Marked>, start: usize, inner: Range<usize>, end: usize, closed: bool, continues: bool) {
    if inner.start < inner.end {
        out.push(Marked { outer: start..end, inner, closed, continues });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::text::{Boundaries, Vocabulary};

    fn inner(source: &str) -> Vec<String> {
        let mut vocabulary = Vocabulary::default();
        vocabulary.intern("'s");
        let document = Document::plain("t", source);
        let text = Text::new(&document, &vocabulary, &Boundaries::default());
        pair(&text).into_iter().map(|m| text.span(&m.inner).of(source).to_owned()).collect()
    }

    #[test]
    fn every_sort_of_marks_is_paired() {
        for (source, expected) in [
            ("“One,” he said, “two.”", vec!["One,", "two."]),
            ("\"One,\" he said, \"two.\"", vec!["One,", "two."]),
            ("''One,'' he said, ''two.''", vec!["One,", "two."]),
            ("``One,'' he said, ``two.''", vec!["One,", "two."]),
            ("”One,” he said, ”two.”", vec!["One,", "two."]),
            ("“One,\" he said, \"two.”", vec!["One,", "two."]),
            ("«One», he said, «two».", vec!["One", "two"]),
            ("»One«, he said.", vec!["One"]),
            ("„One“, he said, „two“.", vec!["One", "two"]),
            ("‘One,’ he said, ‘it’s two.’", vec!["One,", "it’s two."]),
            ("'It's the workers' fault,' he said.", vec!["It's the workers' fault,"]),
            ("“He called it ‘the end’ of us,” she said.", vec!["He called it ‘the end’ of us,"]),
            ("The players' bus and the '90s hits of rock 'n' roll.", vec![]),
            ("She never closed it: “Go away.\nNext line.", vec!["Go away."]),
            ("\"One here. \"Two more,\" he said.", vec!["One here.", "Two more,"]),
            ("“One here.” “Two more,” he said.", vec!["One here.", "Two more,"]),
            ("A 12\" pipe, he said, \"is enough.\"", vec!["is enough."]),
        ] {
            assert_eq!(inner(source), expected, "{source}");
        }
    }

    #[test]
    fn a_long_quotation_goes_on_over_paragraphs() {
        let source = "“First paragraph of it.\n\n“Second and last.”\n\nNo more.";
        let vocabulary = Vocabulary::default();
        let document = Document::plain("t", source);
        let text = Text::new(&document, &vocabulary, &Boundaries::default());
        let pairs = pair(&text);
        assert_eq!(pairs.iter().map(|m| (m.closed, m.continues)).collect::<Vec<_>>(), [(false, true), (true, false)]);
    }
}
