//! A pattern in words, step by step: what it compiles to, for whoever wrote it.

use super::node::{Atom, Node};
use crate::text::Vocabulary;

/// More words than this are counted, not listed.
const WORDS: usize = 16;

/// What must stand in a sentence for `node` to match, one step an entry. `slots` names its slots.
pub fn meaning(node: &Node, slots: &[String], vocabulary: &Vocabulary) -> Vec<String> {
    match node {
        Node::Sequence(nodes) => nodes.iter().map(|n| one(n, slots, vocabulary)).collect(),
        node => vec![one(node, slots, vocabulary)],
    }
}

fn one(node: &Node, slots: &[String], vocabulary: &Vocabulary) -> String {
    let name = |slot: &usize| slots.get(*slot).map_or("?", String::as_str);
    let inner = |n: &Node| meaning(n, slots, vocabulary).join(" ");
    match node {
        Node::Atom { atom: Atom::Words(words), glued } => {
            let shown: Vec<String> = words.iter().take(WORDS).map(|&w| format!("“{}”", vocabulary.word(w))).collect();
            let more = words.len().saturating_sub(WORDS);
            let more = if more > 0 { format!(" or one of {more} more") } else { String::new() };
            format!("{}{more}{}", shown.join(" or "), joined(*glued))
        }
        Node::Atom { atom: Atom::Regex(regex), glued } => format!("a word that is /{regex}/{}", joined(*glued)),
        Node::Slot { slot, types } => format!("{} ⟵ {}", name(slot), types.in_words()),
        Node::Gap { max } => format!("up to {max} symbols of any sort"),
        Node::Sequence(_) => inner(node),
        Node::Alternatives(nodes) => {
            let all: Vec<String> = nodes.iter().map(inner).collect();
            format!("({})", all.join(" | "))
        }
        Node::Repeat { node, min: 0, max: 1 } => format!("perhaps {}", grouped(&inner(node))),
        Node::Repeat { node, min, max } => format!("{min} to {max} times {}", grouped(&inner(node))),
        Node::Capture { slot, node } => format!("{} ⟵ the words {}", name(slot), grouped(&inner(node))),
    }
}

fn joined(glued: bool) -> &'static str {
    if glued { " with no blank before it" } else { "" }
}

fn grouped(text: &str) -> String {
    if text.starts_with('(') && text.ends_with(')') || !text.contains(' ') {
        text.to_owned()
    } else {
        format!("({text})")
    }
}
