//! What the classes and the id of an element say of it.

use crate::document::AsideReason;
use crate::lexicon::PageWords;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// What an element's names say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Signal {
    /// It is no copy, for this reason.
    pub(super) aside: Option<AsideReason>,
    /// `aside` holds where the element is short.
    pub(super) short: bool,
    /// `aside` holds even where the element is most of the page.
    pub(super) always: bool,
    /// `aside` holds where the element holds links.
    pub(super) links: bool,
    /// It holds the copy.
    pub(super) content: bool,
}

#[derive(Debug, Clone, Copy)]
enum Meaning {
    Aside(AsideReason, Strength),
    Content,
}

/// When a name is believed.
#[derive(Debug, Clone, Copy)]
struct Strength {
    short: bool,
    always: bool,
    links: bool,
}

/// The longest name of the lexicon, in words.
const LONGEST: usize = 3;

/// The names that classes are looked up in.
#[derive(Debug)]
pub(super) struct Classes {
    names: FxHashMap<String, Meaning>,
    sections: FxHashSet<String>,
    captions: FxHashSet<String>,
}

static BUNDLED: LazyLock<Classes> = LazyLock::new(|| Classes::new(&PageWords::bundled()));

impl Classes {
    /// What the program carries.
    pub(super) fn bundled() -> &'static Self {
        &BUNDLED
    }

    fn new(words: &PageWords) -> Self {
        let mut names = FxHashMap::default();
        for group in &words.named {
            for name in &group.text {
                let strength = Strength { short: group.short, always: group.always, links: group.links };
                names.insert(name.clone(), Meaning::Aside(group.reason, strength));
            }
        }
        names.extend(words.content.iter().map(|name| (name.clone(), Meaning::Content)));
        let set = |all: &[String]| all.iter().cloned().collect();
        Self { names, sections: set(&words.sections), captions: set(&words.captions) }
    }

    /// Whether a heading's words, in lower case and without marks, are the title of a section that
    /// is no copy.
    pub(super) fn is_section(&self, folded: &str) -> bool {
        self.sections.contains(folded)
    }

    /// Whether the words before a colon, folded likewise, say that a caption follows.
    pub(super) fn is_caption(&self, folded: &str) -> bool {
        self.captions.contains(folded)
    }

    /// What classes and ids, parted by white space, say.
    pub(super) fn signal(&self, names: &str) -> Signal {
        let mut signal = Signal::default();
        let mut words: Vec<String> = Vec::new();
        for name in names.split_ascii_whitespace().filter(|n| n.len() <= 80) {
            // States of the page, not kinds of elements: `has-sidebar`, `no-comments`, `js-share`.
            words.clear();
            split(name, &mut words);
            if words.first().is_some_and(|w| matches!(w.as_str(), "has" | "no" | "with" | "without" | "is" | "not")) {
                continue;
            }
            self.one(&words, &mut signal);
        }
        signal
    }

    fn one(&self, words: &[String], signal: &mut Signal) {
        for from in 0..words.len() {
            let mut row = String::new();
            for word in words.iter().skip(from).take(LONGEST) {
                if !row.is_empty() {
                    row.push(' ');
                }
                row.push_str(word);
                match self.names.get(&row) {
                    Some(Meaning::Content) => signal.content = true,
                    Some(Meaning::Aside(reason, s))
                        if signal.aside.is_none()
                            || (signal.short && !s.short)
                            || (signal.links && !s.links && !s.short)
                            || s.always =>
                    {
                        signal.aside = Some(*reason);
                        (signal.short, signal.always, signal.links) = (s.short, s.always, s.links);
                    }
                    Some(Meaning::Aside(..)) | None => {}
                }
            }
        }
    }
}

/// The words of a name: parted by marks, digits and capitals.
fn split(name: &str, words: &mut Vec<String>) {
    let mut word = String::new();
    let mut before = '-';
    for c in name.chars() {
        let begins = c.is_ascii_uppercase() && before.is_ascii_lowercase();
        if (begins || !c.is_ascii_alphabetic()) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if c.is_ascii_alphabetic() {
            word.push(c.to_ascii_lowercase());
        } else if c.is_ascii_digit() && before.is_ascii_alphabetic() && words.last().is_some_and(|w| w == "a") {
            // a2a
            word.push_str("a2");
            words.pop();
        }
        before = c;
    }
    if !word.is_empty() {
        words.push(word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signals() {
        let of = |names: &str| {
            let s = Classes::bundled().signal(names);
            (s.aside, s.content)
        };
        for name in ["relatedPosts", "article__related-posts", "c-share-bar", "main-nav", "a2a_kit"] {
            assert_eq!(of(name), (Some(AsideReason::Navigation), false), "{name}");
        }
        assert_eq!(of("wp-caption-text"), (Some(AsideReason::Caption), false));
        assert_eq!(of("articleBody post-content"), (None, true));
        for name in ["no-sidebar", "has-comments", "navy", "sharers", "readership", ""] {
            assert_eq!(of(name), (None, false), "{name}");
        }
    }
}
