//! The shape of an error message; each stage owns its own codes and words.

use crate::span::Span;

/// A stretch of a [`Diagnostic`]'s source with a remark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Bytes of the diagnostic's source.
    pub span: Span,
    /// What is wrong with it; may be empty.
    pub text: String,
}

/// A mistake of the user's: what is wrong, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable kebab-case code, such as `rule-without-why`.
    pub code: &'static str,
    /// What is wrong, in one sentence without a full stop.
    pub title: String,
    /// The file as the user named it, and its content; `None` for a mistake outside any file.
    pub source: Option<(String, String)>,
    /// Where; the first is the main one.
    pub labels: Vec<Label>,
    /// What to do.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A mistake outside any file.
    pub fn plain(code: &'static str, title: impl Into<String>) -> Self {
        Self { code, title: title.into(), source: None, labels: Vec::new(), help: None }
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds the file it stands in.
    #[must_use]
    pub fn at(mut self, file: impl Into<String>, content: impl Into<String>) -> Self {
        self.source = Some((file.into(), content.into()));
        self
    }

    /// Adds a marked stretch of the file.
    #[must_use]
    pub fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }
}
