//! Mistakes of the user's, shown in their file with the offending words underlined.

use super::words::harmless;
use crate::diagnostic::{self, Diagnostic};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

/// What the output is shown on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terminal {
    /// Columns.
    pub width: usize,
    /// Whether colours may be used.
    pub colour: bool,
}

impl Default for Terminal {
    fn default() -> Self {
        Self { width: 100, colour: false }
    }
}

impl Terminal {
    /// A renderer for it.
    pub(super) fn renderer(self) -> Renderer {
        let base = if self.colour { Renderer::styled() } else { Renderer::plain() };
        base.term_width(self.width)
    }
}

/// The diagnostics as text, one after another.
pub fn render(found: &[Diagnostic], terminal: Terminal) -> String {
    let renderer = terminal.renderer();
    let mut out = String::new();
    for d in found {
        let title = textwrap::fill(&harmless(&d.title), terminal.width.saturating_sub(12).max(24));
        let level = if d.level == diagnostic::Level::Warning { Level::WARNING } else { Level::ERROR };
        let mut group: Group<'_> = Group::with_title(level.primary_title(&title).id(d.code));
        let mut labels = Vec::new();
        let path = d.source.as_ref().map(|(file, _)| harmless(file)).unwrap_or_default();
        if let Some((_, content)) = &d.source {
            for (i, l) in d.labels.iter().enumerate() {
                let kind = if i == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
                let end = l.span.range().end.min(content.len());
                let start = l.span.range().start.min(end);
                if content.is_char_boundary(start) && content.is_char_boundary(end) {
                    labels.push((kind, start..end, harmless(&l.text)));
                }
            }
            let annotations: Vec<Annotation<'_>> = labels
                .iter()
                .map(|(kind, span, text)| {
                    let a = kind.span(span.clone());
                    if text.is_empty() { a } else { a.label(text) }
                })
                .collect();
            group = group.element(
                Snippet::source(content.as_str()).line_start(d.first_line).path(path.as_str()).annotations(annotations),
            );
        }
        let help = d.help.as_deref().map(|h| textwrap::fill(&harmless(h), terminal.width.saturating_sub(14).max(24)));
        if let Some(help) = &help {
            group = group.element(Level::HELP.message(help));
        }
        out.push_str(&renderer.render(&[group]));
        out.push_str("\n\n");
    }
    out
}
