//! Quotations in the making.

use super::attribution::Attribution;
use super::class;
use super::view::View;
use crate::text::quotation::Marked;
use crate::value::QuotationKind;
use std::ops::Range;

/// A quotation in the making, in tokens of the document.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// Token ranges; for a marked stretch its inside.
    pub(super) segments: Vec<Range<usize>>,
    /// Direct, mixed, indirect, or a title.
    pub(super) kind: QuotationKind,
    pub(super) speaker: Option<Range<usize>>,
    pub(super) cue: Option<Range<usize>>,
    pub(super) force: String,
    pub(super) negated: bool,
    pub(super) speech: bool,
    pub(super) hearer: Option<Range<usize>>,
    /// Where it may be told when this was said.
    pub(super) around: Vec<Range<usize>>,
    pub(super) closed: bool,
    pub(super) pattern: &'static str,
}

impl Draft {
    /// The draft of an attribution; `marked` is what stands in marks.
    pub(super) fn new(view: &View<'_>, a: &Attribution, marked: &[Marked]) -> Self {
        let mut closed = true;
        let mut any = false;
        let mut all = true;
        let mut segments = Vec::new();
        for r in &a.content {
            let mut whole = true;
            for i in r.clone() {
                let quote = view.items.get(i).and_then(|it| it.quote).and_then(|q| marked.get(q));
                any |= quote.is_some();
                closed &= quote.is_none_or(|m| m.closed);
                whole &= quote.is_some() || view.is(i, class::MARK | class::COORDINATOR);
            }
            all &= whole;
            let quotes: Vec<Range<usize>> = r
                .clone()
                .filter_map(|i| view.items.get(i)?.quote)
                .filter_map(|q| marked.get(q))
                .map(|m| m.inner.clone())
                .collect();
            if whole && !quotes.is_empty() {
                segments.extend(quotes);
            } else {
                segments.push(tokens(view, r));
            }
        }
        let kind = match (any, all) {
            (true, true) => QuotationKind::Direct,
            (true, false) => QuotationKind::Mixed,
            _ => QuotationKind::Indirect,
        };
        Self {
            segments,
            kind,
            speaker: a.speaker.as_ref().map(|r| tokens(view, r)),
            cue: a.cue.as_ref().map(|r| tokens(view, r)),
            force: a.force.clone(),
            negated: a.negated,
            speech: a.speech,
            hearer: a.hearer.as_ref().map(|r| tokens(view, r)),
            around: a.around.iter().filter(|r| !r.is_empty()).map(|r| tokens(view, r)).collect(),
            closed,
            pattern: "attribution",
        }
    }
}

/// A marked stretch as a quotation of its own.
pub(super) fn direct(inner: Range<usize>, closed: bool, pattern: &'static str) -> Draft {
    Draft {
        segments: vec![inner],
        kind: QuotationKind::Direct,
        speaker: None,
        cue: None,
        force: String::new(),
        negated: false,
        speech: true,
        hearer: None,
        around: Vec::new(),
        closed,
        pattern,
    }
}

/// The tokens of a range of items.
pub(super) fn tokens(view: &View<'_>, r: &Range<usize>) -> Range<usize> {
    match (view.items.get(r.start), r.end.checked_sub(1).and_then(|e| view.items.get(e))) {
        (Some(a), Some(b)) => a.start..b.end,
        _ => 0..0,
    }
}
