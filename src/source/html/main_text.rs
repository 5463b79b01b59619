//! Which blocks of a page are its copy.
//!
//! Paragraphs of running words speak for the elements around them, the nearer the louder (as in
//! Arc90's Readability); from the best element the choice climbs while what is gained is copy, and
//! then every block inside is looked at on its own.

use super::classes::Classes;
use super::page::{Block, Page, Tag, count_words};
use crate::document::AsideReason;
use std::collections::BTreeSet;
use std::ops::Range;

/// What was chosen.
#[derive(Debug)]
pub(super) struct Choice {
    /// The headline's block.
    pub(super) headline: Option<usize>,
    /// The blocks to be read and those among them that are set aside, in the order of the page.
    pub(super) blocks: Vec<usize>,
    /// The blocks of the element that holds the copy.
    pub(super) range: Range<usize>,
    /// Words of the page that stand in no chosen block.
    pub(super) left_out: usize,
}

/// An element named as furniture is believed where it holds at most this part of the page's copy.
const LARGEST_ASIDE: (usize, usize) = (2, 5);

/// This much running copy beside the readers' comments is the article.
const LEAST_REST: usize = 60;

/// Elements that say who wrote when are believed up to this many words.
const SHORT: usize = 60;

/// Chooses; `body` is the full text that the page's metadata gives.
pub(super) fn choose(page: &mut Page, title: Option<&str>, body: Option<&str>) -> Choice {
    name_asides(page);
    let body = body.map(fold);
    let good = weigh(page, body.as_deref());
    let sums = Sums::new(page, &good);
    let container = container(page, &good, &sums);
    let range = page.nodes.get(container).map_or(0..page.blocks.len(), |n| n.blocks.clone());
    let headline = headline(page, &range, title);
    if let Some(body) = &body {
        strangers(page, &good, &range, body);
    }
    let kept = filter(page, &good, range.clone(), headline);
    let words: usize = kept.iter().chain(&headline).filter_map(|b| page.blocks.get(*b)).map(|b| b.words).sum();
    let all: usize = page.blocks.iter().map(|b| b.words).sum();
    Choice { headline, blocks: kept, range, left_out: all.saturating_sub(words) }
}

/// Sets the reasons of blocks from the elements around them.
pub(super) fn name_asides(page: &mut Page) {
    let running = |b: &Block| if b.words >= 10 && b.linked * 3 <= b.words { b.words } else { 0 };
    let mut before = vec![0];
    for b in &page.blocks {
        before.push(before.last().copied().unwrap_or(0) + running(b));
    }
    let within = |r: &Range<usize>| before.get(r.end).copied().unwrap_or(0) - before.get(r.start).copied().unwrap_or(0);
    let all = within(&(0..page.blocks.len()));
    let mut words = vec![0];
    for b in &page.blocks {
        words.push(words.last().copied().unwrap_or(0) + b.words);
    }
    let length = |r: &Range<usize>| words.get(r.end).copied().unwrap_or(0) - words.get(r.start).copied().unwrap_or(0);
    let mut linked = vec![0];
    for b in &page.blocks {
        linked.push(linked.last().copied().unwrap_or(0) + b.linked);
    }
    let links = |r: &Range<usize>| linked.get(r.end).copied().unwrap_or(0) - linked.get(r.start).copied().unwrap_or(0);
    let holds = hold_article(page, within);
    let mut heads = vec![0];
    for b in &page.blocks {
        heads.push(heads.last().copied().unwrap_or(0) + usize::from(is_headline(page, b)));
    }
    let mut reasons: Vec<Option<AsideReason>> = vec![None; page.nodes.len()];
    let mut figure = vec![false; page.nodes.len()];
    for (i, node) in page.nodes.iter().enumerate().skip(1) {
        let above = reasons.get(node.parent).copied().flatten();
        let limit = if node.signal.short { SHORT } else { usize::MAX };
        // Of a paragraph the name says whom it is shown to, of an element around it that it is a wall.
        let shown_to =
            node.signal.short && node.signal.aside == Some(AsideReason::Notice) && node.tag == Tag::Paragraph;
        let linked = !node.signal.links || links(&node.blocks) * 6 >= length(&node.blocks);
        let rest = all - within(&node.blocks);
        // The article's own element may be named after its section: “tone-comment”.
        let headed = heads.get(node.blocks.end) != heads.get(node.blocks.start);
        let article = holds.get(i).copied().unwrap_or(false) && !node.signal.always;
        let small = (node.signal.always && rest >= LEAST_REST && !headed)
            || !article && within(&node.blocks) * LARGEST_ASIDE.1 <= all * LARGEST_ASIDE.0
            || length(&node.blocks) <= 12;
        let holds_copy = node.is_body || (node.signal.content && node.signal.aside != Some(AsideReason::Caption));
        let fits = small && length(&node.blocks) <= limit && !shown_to && linked;
        let own = node.signal.aside.filter(|_| fits && !holds_copy);
        let in_figure = match node.tag {
            Tag::Figure => true,
            Tag::Table | Tag::Quote => false,
            _ => figure.get(node.parent).copied().unwrap_or(false),
        };
        if let Some(f) = figure.get_mut(i) {
            *f = in_figure;
        }
        let picture = (in_figure && small).then_some(AsideReason::Caption);
        if let Some(r) = reasons.get_mut(i) {
            *r = above.or(own).or(picture);
        }
    }
    for b in &mut page.blocks {
        b.aside = reasons.get(b.node).copied().flatten();
    }
}

/// An `<article>` of this much running copy is no card of another story.
const ARTICLE: usize = 80;

/// Which elements hold an `<article>` of some length.
fn hold_article(page: &Page, running: impl Fn(&Range<usize>) -> usize) -> Vec<bool> {
    let mut holds = vec![false; page.nodes.len()];
    for (i, node) in page.nodes.iter().enumerate().skip(1).rev() {
        let this = holds.get(i).copied().unwrap_or(false);
        let is = node.tag == Tag::Article && node.signal.aside.is_none() && running(&node.blocks) >= ARTICLE;
        if let Some(above) = holds.get_mut(node.parent).filter(|_| this || is) {
            *above = true;
        }
    }
    holds
}

fn is_headline(page: &Page, block: &Block) -> bool {
    block.words >= 2 && page.nodes.get(block.node).is_some_and(|n| n.tag == Tag::Heading(1))
}

/// How many words of running copy each block holds: 0 for all that looks like something else.
fn weigh(page: &Page, body: Option<&str>) -> Vec<usize> {
    let text = &page.text.text;
    let title_link = |i: usize| page.blocks.get(i).is_some_and(|b| b.linked >= 3 && b.linked * 10 >= b.words * 8);
    let mut good = Vec::with_capacity(page.blocks.len());
    for (i, b) in page.blocks.iter().enumerate() {
        let words = text.get(b.text.clone()).unwrap_or("");
        let tag = page.nodes.get(b.node).map_or(Tag::Root, |n| n.tag);
        let known = b.words >= 6 && body.is_some_and(|all| all.contains(fold(words).trim()));
        let ends = ends_sentence(words);
        let running = b.words >= 20 || (b.words >= 8 && ends) || (b.words >= 4 && ends && tag == Tag::Paragraph);
        let heading = matches!(tag, Tag::Heading(_));
        // A card on a list of stories: a headline that is a link, and a paragraph of words on it.
        let card = b.words < 60 && i > 0 && title_link(i - 1) && !goes_on(page, i);
        let is = running && b.linked * 2 <= b.words && !heading && !card && b.aside.is_none();
        let halved = if matches!(tag, Tag::Item | Tag::Cell) && b.words < 25 { 2 } else { 1 };
        let weight = (b.words - b.linked.min(b.words)).min(150) / halved;
        good.push(if !is {
            0
        } else if known {
            weight * 3
        } else {
            weight
        });
    }
    good
}

/// Whether a sentence follows a block in the same element.
fn goes_on(page: &Page, i: usize) -> bool {
    let parent = |b: &Block| page.nodes.get(b.node).map(|n| n.parent);
    let (Some(this), Some(next)) = (page.blocks.get(i), page.blocks.get(i + 1)) else { return false };
    let words = page.text.text.get(next.text.clone()).unwrap_or("");
    parent(this) == parent(next) && next.linked * 3 <= next.words && next.words >= 8 && ends_sentence(words)
}

/// Letters and digits in lower case, words parted by one blank.
pub(super) fn fold(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.ends_with(' ') && !out.is_empty() && !matches!(c, '\'' | '’') {
            out.push(' ');
        }
    }
    out
}

pub(super) fn ends_sentence(words: &str) -> bool {
    let closers = ['”', '"', '’', '\'', ')', '»', ']', '*', '」', '』', '）', '】', '\u{200f}'];
    let ends = ['.', '!', '?', '…', ':', '。', '！', '？', '：', '।', '؟', '۔', '။', '።', '։'];
    words.trim_end().trim_end_matches(closers).ends_with(ends)
}

/// Running sums over blocks, so that an element's share is one subtraction.
struct Sums {
    good: Vec<usize>,
    bad: Vec<usize>,
}

impl Sums {
    fn new(page: &Page, good: &[usize]) -> Self {
        let mut sums = Self { good: vec![0], bad: vec![0] };
        for (b, g) in page.blocks.iter().zip(good) {
            let heading = page.nodes.get(b.node).is_some_and(|n| matches!(n.tag, Tag::Heading(_)));
            let weight = match () {
                () if *g > 0 => 0,
                // What bears a name of its own is sure to be set aside.
                () if b.aside.is_some() => b.words / 4,
                () if heading && b.linked == 0 => b.words / 4,
                () => b.words,
            };
            sums.good.push(sums.good.last().copied().unwrap_or(0) + g);
            sums.bad.push(sums.bad.last().copied().unwrap_or(0) + weight);
        }
        sums
    }

    fn of(&self, range: &Range<usize>) -> (usize, usize) {
        let part = |all: &[usize]| {
            all.get(range.end).copied().unwrap_or(0).saturating_sub(all.get(range.start).copied().unwrap_or(0))
        };
        (part(&self.good), part(&self.bad))
    }
}

/// How many elements above a block it speaks for.
const REACH: usize = 5;

/// Words of copy that an element around the copy must add to it.
const LEAST_GAIN: usize = 20;

/// The element that holds the copy.
fn container(page: &Page, good: &[usize], sums: &Sums) -> usize {
    let mut scores = vec![0.0_f64; page.nodes.len()];
    for (b, g) in page.blocks.iter().zip(good).filter(|(_, g)| **g > 0) {
        let mut at = b.node;
        let own = !matches!(page.nodes.get(at).map(|n| n.tag), Some(Tag::Paragraph | Tag::Item | Tag::Quote));
        let mut level = usize::from(!own);
        if !own {
            at = page.nodes.get(at).map_or(0, |n| n.parent);
        }
        while level <= REACH {
            let share = match level {
                0 | 1 => 1.0,
                2 => 0.5,
                n => 1.0 / (3.0 * n as f64),
            };
            if let Some(s) = scores.get_mut(at) {
                *s += share * *g as f64;
            }
            let Some(parent) = page.nodes.get(at).map(|n| n.parent).filter(|_| at != 0) else { break };
            at = parent;
            level += 1;
        }
    }
    let weighted = |i: usize, score: f64| {
        let Some(n) = page.nodes.get(i) else { return 0.0 };
        let named = if n.is_body {
            2.0
        } else if n.signal.content {
            1.4
        } else {
            1.0
        };
        let kind = match n.tag {
            Tag::Article | Tag::Main => 1.25,
            Tag::Item | Tag::Cell | Tag::Row | Tag::Quote => 0.6,
            _ => 1.0,
        };
        let (good, bad) = sums.of(&n.blocks);
        let clean = if good + bad == 0 { 0.0 } else { good as f64 / (good + bad) as f64 };
        score * named * kind * (0.5 + 0.5 * clean)
    };
    let best = (0..page.nodes.len()).map(|i| (i, weighted(i, scores.get(i).copied().unwrap_or(0.0))));
    let (mut at, _) = best.fold((0, 0.0), |a, b| if b.1 > a.1 { b } else { a });
    let mut above = at;
    while above != 0 {
        above = page.nodes.get(above).map_or(0, |n| n.parent);
        let range = |i: usize| page.nodes.get(i).map_or(0..0, |n| n.blocks.clone());
        let ((g, b), (good, bad)) = (sums.of(&range(at)), sums.of(&range(above)));
        let (more, worse) = (good.saturating_sub(g), bad.saturating_sub(b));
        let siblings = is_teaser_list(page, above);
        if (more * 5 > g || more > 2 * worse) && more > worse && more >= LEAST_GAIN && !siblings {
            at = above;
        }
    }
    at
}

/// Whether an element holds several articles that are each but a few words.
fn is_teaser_list(page: &Page, node: usize) -> bool {
    let Some(range) = page.nodes.get(node).map(|n| n.blocks.clone()) else { return false };
    let inner =
        page.nodes.iter().filter(|n| n.tag == Tag::Article && n.parent == node && range.contains(&n.blocks.start));
    let short = inner
        .filter(|n| page.blocks.get(n.blocks.clone()).is_some_and(|b| b.iter().map(|b| b.words).sum::<usize>() < 60));
    short.take(3).count() == 3
}

/// The block of the headline: the heading that says what the title says, else the first of the
/// first rank.
fn headline(page: &Page, range: &Range<usize>, title: Option<&str>) -> Option<usize> {
    let title = title.map(fold);
    let headings = page.blocks.iter().enumerate().take(range.end).filter_map(|(i, b)| {
        let Some(Tag::Heading(rank)) = page.nodes.get(b.node).map(|n| n.tag) else { return None };
        Some((i, rank, fold(page.text.text.get(b.text.clone()).unwrap_or(""))))
    });
    let mut first = None;
    let mut part = None;
    for (i, rank, words) in headings {
        let (words, title) = (words.trim(), title.as_deref().map(str::trim));
        if count_words(words) >= 2 {
            if title == Some(words) {
                return Some(i);
            }
            if title.is_some_and(|t| t.contains(words) || words.contains(t)) && count_words(words) >= 4 {
                part = part.or(Some(i));
            }
            let shown = page.blocks.get(i).is_some_and(|b| b.aside != Some(AsideReason::Navigation));
            // The name of the paper may be a heading of the first rank as well.
            let fits = title.is_none_or(|t| akin(t, words)) || range.contains(&i);
            if rank == 1 && shown && fits {
                first = first.or(Some(i));
            }
        }
    }
    part.or(first)
}

/// Whether two headlines share a third of the words of the shorter.
fn akin(a: &str, b: &str) -> bool {
    let words = |s: &str| s.split(' ').filter(|w| w.len() > 3).map(str::to_owned).collect::<BTreeSet<_>>();
    let (a, b) = (words(a), words(b));
    a.intersection(&b).count() * 3 >= a.len().min(b.len()).max(1)
}

/// The blocks of the container that are read, and those that are set aside and kept.
fn filter(page: &mut Page, good: &[usize], range: Range<usize>, headline: Option<usize>) -> Vec<usize> {
    let is_good = |i: &usize| good.get(*i).is_some_and(|g| *g > 0);
    let first = range.clone().find(is_good);
    let last = range.clone().rev().find(is_good);
    let mut kept = Vec::new();
    let mut section = None;
    for i in range {
        if Some(i) == headline {
            continue;
        }
        let Some(block) = page.blocks.get(i) else { continue };
        let edge = first.is_none_or(|f| i < f) || last.is_none_or(|l| i > l);
        let words = page.text.text.get(block.text.clone()).unwrap_or("");
        let tag = page.nodes.get(block.node).map_or(Tag::Root, |n| n.tag);
        if let Tag::Heading(_) = tag {
            let is = Classes::bundled().is_section(fold(words).trim());
            let above = page.nodes.get(block.node).and_then(|n| page.nodes.get(n.parent));
            section = above.map(|n| n.blocks.end).filter(|_| is);
        } else if section
            .is_some_and(|end| i >= end || is_good(&i) && block.linked * 5 <= block.words && block.words >= 20)
        {
            // The element is left, or running copy ends a section of links that no heading ended.
            section = None;
        }
        let found = if section.is_some() { Some(AsideReason::Navigation) } else { look(page, block, words, tag, edge) };
        let title_again = headline.is_some_and(|h| same_words(page, h, i));
        let found = found.or(title_again.then_some(AsideReason::Repeated));
        if let Some(b) = page.blocks.get_mut(i) {
            b.aside = b.aside.or(found);
        }
        kept.push(i);
    }
    empty_headings(page, &kept);
    kept
}

/// Sets aside the running copy that the full text in the metadata does not hold, where it holds most
/// of what is there, and all of it is there.
fn strangers(page: &mut Page, good: &[usize], range: &Range<usize>, body: &str) {
    let (mut known, mut all, mut others, mut from) = (0, 0, Vec::new(), None);
    for i in range.clone().filter(|i| good.get(*i).is_some_and(|g| *g > 0)) {
        let Some(b) = page.blocks.get(i) else { continue };
        all += b.words;
        if body.contains(fold(page.text.text.get(b.text.clone()).unwrap_or("")).trim()) {
            known += b.words;
            // What stands between two paragraphs of the article is of it.
            if let Some(from) = from {
                let since: Vec<(usize, bool)> = others.split_off(from);
                others.extend(since.into_iter().filter(|(_, plain)| !plain));
            }
            from = Some(others.len());
        } else {
            let plain = b.linked == 0 && page.nodes.get(b.node).is_some_and(|n| n.tag == Tag::Paragraph);
            others.push((i, plain));
        }
    }
    let length = body.split(' ').count();
    if known * 10 >= length * 8 && known * 10 >= all * 6 {
        for (i, _) in others {
            if let Some(b) = page.blocks.get_mut(i) {
                b.aside = b.aside.or(Some(AsideReason::Navigation));
            }
        }
    }
}

fn same_words(page: &Page, a: usize, b: usize) -> bool {
    let words = |i: usize| page.blocks.get(i).and_then(|b| page.text.text.get(b.text.clone())).unwrap_or("");
    words(a).len() < 400 && fold(words(a)).trim() == fold(words(b)).trim()
}

/// Why a block of the container is no copy. `edge` is what lies before the first paragraph or
/// after the last.
fn look(page: &Page, block: &Block, words: &str, tag: Tag, edge: bool) -> Option<AsideReason> {
    let ends = ends_sentence(words);
    let mostly = block.linked * 10 >= block.words * 8;
    let in_list = matches!(tag, Tag::Item);
    let heading = matches!(tag, Tag::Heading(_));
    match () {
        // “Read more: …”, lists of links.
        () if mostly && block.linked >= 3 && !heading && !(ends && block.words >= 25) => Some(AsideReason::Navigation),
        () if mostly && block.linked > 0 && (in_list || edge || tag == Tag::Div) && !heading => {
            Some(AsideReason::Navigation)
        }
        () if in_list && block.linked * 2 > block.words => Some(AsideReason::Navigation),
        () if heading && mostly && block.linked >= 3 => Some(AsideReason::Navigation),
        // A label before the second word of a link: “Related: …”.
        () if block.linked >= 3 && block.linked * 2 > block.words && words.find(':').is_some_and(|at| at < 24) => {
            Some(AsideReason::Navigation)
        }
        // Dates, names and labels around the copy.
        () if edge && !ends && !heading && !in_table(page, block) => {
            let long = block.words >= 12 && matches!(tag, Tag::Paragraph | Tag::Item | Tag::Quote | Tag::Div);
            (!(long || in_list && block.words >= 4)).then_some(AsideReason::Header)
        }
        () if !ends
            && block.words <= 4
            && matches!(tag, Tag::Div | Tag::Section | Tag::Article | Tag::Header | Tag::Main) =>
        {
            Some(AsideReason::Navigation)
        }
        () if block.words <= 40 && labels_caption(words) => Some(AsideReason::Caption),
        () => None,
    }
}

fn labels_caption(words: &str) -> bool {
    let words = words.trim_start_matches(['(', '[']);
    words
        .split_once(':')
        .is_some_and(|(label, _)| label.len() <= 20 && Classes::bundled().is_caption(fold(label).trim()))
}

fn in_table(page: &Page, block: &Block) -> bool {
    page.nodes.get(block.node).is_some_and(|n| n.tag == Tag::Cell)
}

/// A heading with nothing below it that is read belongs to what was set aside.
fn empty_headings(page: &mut Page, kept: &[usize]) {
    let mut below = false;
    for &i in kept.iter().rev() {
        let heading =
            page.blocks.get(i).and_then(|b| page.nodes.get(b.node)).is_some_and(|n| matches!(n.tag, Tag::Heading(_)));
        let Some(b) = page.blocks.get_mut(i) else { continue };
        if heading {
            if b.aside.is_none() && !below {
                b.aside = Some(AsideReason::Navigation);
            }
        } else if b.aside.is_none() {
            below = true;
        } else if b.aside == Some(AsideReason::Navigation) && !below {
            below = false;
        }
        if heading && b.aside.is_none() {
            below = true;
        }
    }
}
