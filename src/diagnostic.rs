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

/// How much a mistake costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Level {
    /// Something that was asked for could not be done, or not wholly.
    #[default]
    Error,
    /// All that was asked for was done; it may not be what was meant.
    Warning,
}

/// A mistake of the user's: what is wrong, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it costs.
    pub level: Level,
    /// Stable kebab-case code, such as `rule-without-why`.
    pub code: &'static str,
    /// What is wrong, in one sentence without a full stop.
    pub title: String,
    /// The file as the user named it, and its content; `None` for a mistake outside any file.
    pub source: Option<(String, String)>,
    /// The line of the file, from 1, at which the content in `source` begins.
    pub first_line: usize,
    /// Where; the first is the main one.
    pub labels: Vec<Label>,
    /// What to do.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A mistake outside any file.
    pub fn plain(code: &'static str, title: impl Into<String>) -> Self {
        Self {
            level: Level::Error,
            code,
            title: title.into(),
            source: None,
            first_line: 1,
            labels: Vec::new(),
            help: None,
        }
    }

    /// Makes it a warning.
    #[must_use]
    pub fn warning(mut self) -> Self {
        self.level = Level::Warning;
        self
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

    /// Adds the file it stands in, of which `content` is the part that begins at `line`.
    #[must_use]
    pub fn at_line(mut self, file: impl Into<String>, line: usize, content: impl Into<String>) -> Self {
        self.first_line = line;
        self.at(file, content)
    }

    /// Adds a marked stretch of the file.
    #[must_use]
    pub fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }
}
