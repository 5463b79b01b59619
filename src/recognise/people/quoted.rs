//! Which tokens stand between quotation marks.

use super::Context;
use crate::text::TokenKind;
use std::ops::Range;

/// The tokens between quotation marks; a mark that is never closed reaches to the paragraph's end.
pub(super) fn quoted(context: &Context<'_>) -> Vec<Range<usize>> {
    let text = context.text;
    let mut all = Vec::new();
    let mut open: Option<usize> = None;
    let mut paragraph = 0;
    for s in &text.sentences {
        if s.paragraph != paragraph {
            paragraph = s.paragraph;
            if let Some(start) = open.take() {
                all.push(start..s.tokens.start);
            }
        }
        for i in s.tokens.clone() {
            let Some(t) = text.tokens.get(i).filter(|t| t.kind == TokenKind::Mark) else { continue };
            let mark = t.span().of(text.text);
            let opens = match mark {
                "“" | "«" | "„" => true,
                "”" | "\"" => !t.glued || i == s.tokens.start,
                "»" => false,
                _ => continue,
            };
            match open {
                None if opens => open = Some(i + 1),
                Some(start) if !opens || mark == "\"" => {
                    all.push(start..i);
                    open = None;
                }
                _ => {}
            }
        }
    }
    if let Some(start) = open {
        all.push(start..text.tokens.len());
    }
    all
}
