//! Which lines are page furniture: `rules/lexicon/furniture.toml`, and the shape of menus.

use super::words::{Phrasebook, Words, split};
use crate::bytes;
use crate::document::AsideReason;
use crate::lexicon;
use std::sync::{Arc, LazyLock};

/// Longer lines are never furniture, in words and in bytes.
const LONGEST: (usize, usize) = (45, 320);

/// Longer lines name no agency alone, in bytes.
const LONGEST_CREDIT: usize = 100;

/// How many words may follow the phrase that a line of navigation begins with.
const LONGEST_LINK: usize = 24;

/// The phrases and words of page furniture.
#[derive(Debug, Default)]
pub struct Furniture {
    /// Whole lines, and parts of such lines.
    whole: Phrasebook<Part>,
    starts: Phrasebook<(AsideReason, bool)>,
    ends: Vec<(Words, AsideReason)>,
    /// Words before a date.
    pub(super) labels: Phrasebook<Label>,
    pub(super) bylines: Phrasebook<()>,
    pub(super) mastheads: Phrasebook<()>,
    /// Words before and after an agency's name.
    credits: Vec<(Words, Words)>,
}

/// What a phrase says of the line that consists of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// It is furniture.
    Phrase(AsideReason),
    /// It is a menu where there are more of them.
    Menu,
    /// Nothing.
    Region,
}

/// What the word before a date says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Label {
    /// It is the published date.
    Published,
    /// No such word.
    Bare,
    /// It is the date of a later change.
    Updated,
}

static BUNDLED: LazyLock<Arc<Furniture>> = LazyLock::new(|| Arc::new(Furniture::new(&lexicon::Furniture::bundled())));

impl Furniture {
    /// What the program carries.
    pub fn bundled() -> Arc<Self> {
        Arc::clone(&BUNDLED)
    }

    /// Makes a lexicon ready for look-ups.
    pub fn new(written: &lexicon::Furniture) -> Self {
        let mut all = Self::default();
        for p in &written.phrases {
            p.text.iter().for_each(|t| all.whole.add(t, Part::Phrase(p.reason)));
        }
        written.menu.iter().for_each(|t| all.whole.add(t, Part::Menu));
        written.regions.iter().for_each(|t| all.whole.add(t, Part::Region));
        for p in &written.starts {
            p.text.iter().for_each(|t| all.starts.add(t, (p.reason, p.colon)));
        }
        for p in &written.ends {
            all.ends.extend(p.text.iter().map(|t| (split(t), p.reason)));
        }
        written.published.iter().for_each(|t| all.labels.add(t, Label::Published));
        written.updated.iter().for_each(|t| all.labels.add(t, Label::Updated));
        written.byline.iter().for_each(|t| all.bylines.add(t, ()));
        written.mastheads.iter().for_each(|t| all.mastheads.add(t, ()));
        all.credits = written
            .credits
            .iter()
            .map(|t| t.split_once('*').map_or((split(t), Words::default()), |(a, b)| (split(a), split(b))))
            .collect();
        all
    }

    /// Why a whole line is no copy; `None` for copy, and wherever it might be.
    pub(super) fn reason(&self, line: &str) -> Option<AsideReason> {
        if line.len() > LONGEST.1 {
            return None;
        }
        let opening = Words::opening(line);
        if !self.whole.may_open(&opening) && !self.starts.may_open(&opening) && !self.may_end(line) {
            return menu_by_shape(line).then_some(AsideReason::Navigation);
        }
        let words = Words::of(line);
        if words.len() == 0 || words.len() > LONGEST.0 {
            return None;
        }
        let quoted = line.contains(['“', '”', '"']);
        (!quoted)
            .then(|| self.phrases(&words))
            .flatten()
            .or_else(|| self.start(&words))
            .or_else(|| self.end(&words))
            .or_else(|| menu_by_shape(line).then_some(AsideReason::Navigation))
    }

    /// Whether a line names a part of a menu: the evidence that the lines beside it are one.
    pub(super) fn is_menu_item(&self, line: &str) -> bool {
        let words = Words::of(line);
        let menu = self.whole.longest(&words, 0, |len, part| len == words.len() && part != Part::Region);
        menu.is_some()
    }

    fn may_end(&self, line: &str) -> bool {
        let last = line.rsplit(' ').next().unwrap_or("").trim_end_matches(|c: char| !c.is_alphanumeric());
        self.ends.iter().any(|(p, _)| p.len().checked_sub(1).is_some_and(|i| p.get(i).eq_ignore_ascii_case(last)))
    }

    /// Lines that consist of phrases and words of menus.
    fn phrases(&self, words: &Words) -> Option<AsideReason> {
        let (mut at, mut menu, mut found) = (0, 0, Vec::new());
        while at < words.len() {
            let (len, part) = self.whole.longest(words, at, |_, _| true)?;
            at += len;
            match part {
                Part::Phrase(reason) => found.push(reason),
                Part::Menu => menu += 1,
                Part::Region => {}
            }
        }
        let furniture = (!found.is_empty() && menu == 0) || menu + found.len() >= 3;
        furniture.then(|| found.first().copied().unwrap_or(AsideReason::Navigation))
    }

    fn start(&self, words: &Words) -> Option<AsideReason> {
        let fit = |len: usize, (_, colon): (_, bool)| !colon || words.colon(len - 1);
        let (len, (reason, _)) = self.starts.longest(words, 0, fit)?;
        (reason != AsideReason::Navigation || words.len() - len <= LONGEST_LINK).then_some(reason)
    }

    fn end(&self, words: &Words) -> Option<AsideReason> {
        let ends = |p: &Words| words.len().checked_sub(p.len()).is_some_and(|at| words.has(at, p));
        self.ends.iter().find(|(p, _)| ends(p)).map(|(_, reason)| *reason)
    }

    /// The agency that a line names as the origin of the copy: "Based on … report".
    pub(super) fn credit<'l>(&self, line: &'l str) -> Option<&'l str> {
        if line.len() > LONGEST_CREDIT {
            return None;
        }
        let words = Words::of(line);
        self.credits.iter().find_map(|(before, after)| {
            let (from, to) = (before.len(), words.len().checked_sub(after.len())?);
            if to <= from || to - from > 5 || !words.has(0, before) || !words.has(to, after) {
                return None;
            }
            let one_word = before.len() == 1;
            let name = line.get(words.start(from)?..words.end(to - 1))?;
            // "Source ANI" and "Source: ANI", but not "Source of the Nile".
            (name.starts_with(char::is_uppercase) && (!one_word || words.colon(0))).then_some(name)
        })
    }
}

/// Marks that part the items of a menu or a path.
const PARTS: [char; 7] = ['|', '•', '·', '»', '›', '>', '\t'];

/// Four or more short capitalised items in a line, parted by marks: "Home | Punjab | Nation | Sport".
fn menu_by_shape(line: &str) -> bool {
    // All but three of the marks begin with one of two bytes beyond ASCII.
    let maybe = bytes::any(line.as_bytes(), |b| matches!(b, b'|' | b'>' | b'\t' | 0xc2 | 0xe2));
    if !maybe || bytes::any(line.as_bytes(), |b| b.is_ascii_digit()) || !line.contains(PARTS) {
        return false;
    }
    let mut items = 0;
    for item in line.split(PARTS).map(str::trim).filter(|i| !i.is_empty()) {
        let words = item.split_whitespace().count();
        if words > 3 || !item.starts_with(char::is_uppercase) || item.ends_with(['.', ',', ';', ':']) {
            return false;
        }
        items += 1;
    }
    items >= 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture() {
        let f = Furniture::bundled();
        let navigation = [
            "Shop on Amazon",
            "Previous Post Next Post",
            "« Previous Post",
            "Share this:",
            "Share this: Facebook X WhatsApp",
            "READ MORE",
            "Read more »",
            "Also read: Minister denies it all",
            "ALSO READ | Rain likely on Sunday",
            "Home News World Sport Business Opinion",
            "Home | Harbour | Town | Hills | Sport",
            "Home > World > Asia > Trade",
            "5 min read",
            "12 Comments",
            "Follow us on Facebook and Instagram",
            "Related Articles",
            "Next: What the vote means",
        ];
        for line in navigation {
            assert_eq!(f.reason(line), Some(AsideReason::Navigation), "{line}");
        }
        let notices = [
            "Advertisement",
            "ADVERTISEMENT",
            "Story continues below advertisement",
            "Subscribe to our newsletter",
            "Subscribe to our newsletter and never miss a story.",
            "We use cookies to make this site work better for you.",
            "© 2025 The Harbour Post",
            "Copyright 2025 Harbour Media. All rights reserved.",
            "Harbour Media Ltd. All Rights Reserved",
            "Privacy Policy",
            "Sign in",
            "Privacy policy | Terms of use",
        ];
        for line in notices {
            assert_eq!(f.reason(line), Some(AsideReason::Notice), "{line}");
        }
        let copy = [
            "Read more books, the minister told the pupils, and fewer telephones.",
            "World leaders meet in Oslo",
            "Business as usual",
            "Sport",
            "India",
            "Europe, Asia, Africa",
            "Home",
            "“Read more”",
            "Next week the talks resume.",
            "Share prices fell by 4 percent on Monday.",
            "Search teams found two of the men on Tuesday.",
            "The views of the coast are fine.",
            "Watch makers in Geneva sold 4 million pieces.",
            "Next: he would resign, he said, and write a book about the years in which nobody had listened to a word of what he had said on the matter.",
            "Subscribers to the fund lost $4 million",
            "Cookies are sold out",
            "Russia | 4.88 | India | 68.7 | China",
            "Comment was not available from the ministry.",
            "Advertisement spending rose 3 per cent",
            "Print run doubled",
            "",
        ];
        for line in copy {
            assert_eq!(f.reason(line), None, "{line}");
        }
    }

    #[test]
    fn credits() {
        let f = Furniture::bundled();
        let cases = [
            ("Based On XYZ Report", Some("XYZ")),
            ("(With inputs from Coast News Agency)", Some("Coast News Agency")),
            ("Source: Harbour Wire", Some("Harbour Wire")),
            ("Source of the river", None),
            ("Sources said so", None),
            ("Based on a true story", None),
            ("Based on what is known the report is wrong", None),
            ("", None),
        ];
        for (line, expected) in cases {
            assert_eq!(f.credit(line), expected, "{line}");
        }
    }
}
