//! From attributions to quotations: marked words without a verb go to the speaker before them.

use super::attribution::Attribution;
use super::class;
use super::draft::{Draft, direct, tokens};
use super::grammar::Grammar;
use super::outline::Outline;
use super::transcript::Turn;
use super::view::View;
use crate::recognise::{Context, Mention, Values};
use crate::text::quotation::Marked;
use crate::value::QuotationKind;
use std::ops::Range;

/// A speaker and a word of saying, in tokens, whose words are yet to come.
#[derive(Debug, Clone)]
struct Announced {
    speaker: Option<Range<usize>>,
    cue: Option<Range<usize>>,
    force: String,
}

/// Whom the last sentence of a paragraph is about, in tokens.
#[derive(Debug, Clone)]
struct Lead {
    tokens: Range<usize>,
    pronoun: bool,
}

/// Collects the quotations of a document, paragraph by paragraph.
pub(super) struct Linker<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) values: &'a Values,
    pub(super) grammar: &'a Grammar,
    marked: &'a [Marked],
    drafts: Vec<Draft>,
    /// The draft that the last marked stretch belongs to, while its paragraph or the next lasts.
    open: Option<usize>,
    /// Whether the last marked stretch goes on in this paragraph.
    continues: bool,
    /// Who is to speak in the next paragraph: the one before ended with a colon.
    announced: Option<Announced>,
    /// The draft whose words ended the paragraph before.
    before: Option<usize>,
    /// Whom the sentence before the paragraph is about, if the writer's own words ended there.
    lead: Option<Lead>,
}

impl<'a> Linker<'a> {
    pub(super) fn new(
        context: &'a Context<'a>,
        values: &'a Values,
        grammar: &'a Grammar,
        marked: &'a [Marked],
    ) -> Self {
        Self {
            context,
            values,
            grammar,
            marked,
            drafts: Vec::new(),
            open: None,
            continues: false,
            announced: None,
            before: None,
            lead: None,
        }
    }

    /// A paragraph without anything said.
    pub(super) fn pause(&mut self) {
        self.open = None;
        self.before = None;
        self.announced = None;
        self.continues = false;
        self.lead = None;
    }

    /// Adds what one speaker of a transcript says in a row.
    pub(super) fn turn(&mut self, turn: &Turn) {
        self.pause();
        let mut d = direct(turn.said.clone(), true, "transcript");
        d.kind = QuotationKind::Indirect;
        d.speaker = Some(turn.name.clone());
        self.drafts.push(d);
    }

    /// Adds what is reported within the words of a speaker, which begin at token `said`.
    pub(super) fn reported(&mut self, outline: &Outline, said: usize) {
        let view = View { context: self.context, values: self.values, grammar: self.grammar, items: &outline.items };
        for sentence in &outline.sentences {
            let first = sentence.clone().find(|&i| view.items.get(i).is_some_and(|it| it.start >= said));
            let Some(first) = first else { continue };
            for a in view.attributions(&(first..sentence.end)).iter().filter(|a| a.stands) {
                self.drafts.push(Draft::new(&view, a, self.marked));
            }
        }
    }

    /// Reads whom the paragraph before is about, of which `outline` is the last sentence.
    pub(super) fn lead_in(&mut self, outline: &Outline) {
        let view = View { context: self.context, values: self.values, grammar: self.grammar, items: &outline.items };
        self.lead = outline.sentences.last().filter(|_| !outline.heading).and_then(|s| lead(&view, s));
    }

    /// Adds the quotations of one paragraph.
    pub(super) fn paragraph(&mut self, outline: &Outline) {
        let view = View { context: self.context, values: self.values, grammar: self.grammar, items: &outline.items };
        self.before = self.open.take();
        let mut previous: Option<Range<usize>> = None;
        for (n, sentence) in outline.sentences.iter().enumerate() {
            let mut found =
                if outline.heading && n == 0 { view.headline(sentence) } else { view.opening_name(sentence) };
            if found.is_empty() {
                found = view.attributions(sentence);
            }
            self.sentence(&view, sentence, previous.as_ref(), outline.sentences.get(n + 1), &found);
            previous = Some(sentence.clone());
            let own = found.is_empty() && !outline.heading && !sentence.clone().any(|i| view.is(i, class::QUOTE));
            self.lead = if own { lead(&view, sentence) } else { None };
        }
        let ended = outline.sentences.last().filter(|s| s.end.checked_sub(1).is_some_and(|e| view.is(e, class::COLON)));
        self.announced = ended.and_then(|s| view.announcement(s)).map(|(speaker, cue, force)| Announced {
            speaker: speaker.map(|r| tokens(&view, &r)),
            cue: cue.map(|r| tokens(&view, &r)),
            force,
        });
        let last = outline.items.iter().rev().find(|it| it.is(class::QUOTE)).and_then(|it| it.quote);
        self.continues = last.and_then(|q| self.marked.get(q)).is_some_and(|m| m.continues);
    }

    fn sentence(
        &mut self,
        view: &View<'_>,
        sentence: &Range<usize>,
        previous: Option<&Range<usize>>,
        next: Option<&Range<usize>>,
        found: &[Attribution],
    ) {
        let first = self.drafts.len();
        for a in found {
            let draft = Draft::new(view, a, self.marked);
            self.drafts.push(draft);
        }
        for i in sentence.clone().filter(|&i| view.is(i, class::QUOTE)) {
            let owner =
                found.iter().position(|a| a.speech && a.holds(i)).or_else(|| found.iter().position(|a| a.holds(i)));
            if let Some(k) = owner {
                self.open = Some(first + k);
                continue;
            }
            let teller = found.iter().find(|a| a.speech).and_then(|a| a.speaker.as_ref()).map(|r| tokens(view, r));
            self.unowned(view, i, sentence, previous, next, teller);
        }
        if let Some(k) = found.iter().rposition(|a| a.speech && !a.negated) {
            let quotes = sentence.clone().any(|i| view.is(i, class::QUOTE));
            if !quotes {
                self.open = Some(first + k);
            }
        } else if !sentence.clone().any(|i| view.is(i, class::QUOTE)) {
            // A sentence of the writer's own ends what was being quoted, but not who was speaking.
            if let Some(d) = self.open.and_then(|o| self.drafts.get_mut(o)) {
                d.pattern = "past";
            }
        }
    }

    /// A marked stretch that no word of saying claims; `teller` speaks in the same sentence.
    fn unowned(
        &mut self,
        view: &View<'_>,
        i: usize,
        sentence: &Range<usize>,
        previous: Option<&Range<usize>>,
        next: Option<&Range<usize>>,
        teller: Option<Range<usize>>,
    ) {
        let Some(item) = view.items.get(i) else { return };
        let Some(m) = item.quote.and_then(|q| self.marked.get(q)) else { return };
        let (inner, closed) = (m.inner.clone(), m.closed);
        let limit = view.content_limit(sentence);
        // “We lost!” He later said that …: a pronoun with a capital begins another sentence.
        let over = i == sentence.start && self.ends_hard(&inner) && view.opens_sentence(i + 1);
        let alone = over
            || (sentence.start..limit)
                .all(|j| j == i || view.is(j, class::QUOTE | class::COORDINATOR | class::MARK) || view.adverb(j));
        let words = inner.len();
        if !alone && i == sentence.start && words > 3 && self.ends_hard(&inner) {
            // “We won. We lost!” Later she said …: the second sentence in marks is still the speaker's.
            let running = self.open.and_then(|o| self.drafts.get_mut(o)).filter(|d| {
                d.speech && d.pattern == "attribution" && matches!(d.kind, QuotationKind::Direct | QuotationKind::Mixed)
            });
            if let Some(d) = running.filter(|_| previous.is_some()) {
                d.segments.push(inner);
                d.closed &= closed;
                return;
            }
        }
        if !alone {
            let introduced = i > sentence.start
                && (view.is(i - 1, class::COLON)
                    || view.is(i - 1, class::COMMA)
                        && view.ends_sentence(i)
                        && view.opens_with_capital(i)
                        && words > 3);
            if introduced && view.labels(&(sentence.start..i - 1)) {
                self.title(inner, closed);
                return;
            }
            if introduced {
                let own = view.utterer(i - 1, sentence.start).or_else(|| view.person_in_charge(sentence, i - 1));
                let before = || previous.and_then(|p| view.about(p).or_else(|| view.person_in_charge(p, p.end)));
                let running = || self.open.and_then(|o| self.drafts.get(o)).and_then(|d| d.speaker.clone());
                let speaker = own.or_else(before).map(|r| tokens(view, &r)).or_else(running);
                self.add(inner, speaker, closed, "colon");
                return;
            }
            // “It is,” he said on Monday; “it always was.”
            let parted = i > sentence.start && view.is(i - 1, class::SEMICOLON);
            let running = self
                .open
                .and_then(|o| self.drafts.get_mut(o))
                .filter(|d| parted && d.speech && d.pattern == "attribution" && d.kind == QuotationKind::Direct);
            if let Some(d) = running {
                d.segments.push(inner);
                d.closed &= closed;
                return;
            }
            // “Are you kidding?” was her reply.
            let reply = i == sentence.start && view.is(i + 1, class::BE);
            if let Some(speaker) = view.utterer(limit, i + 2).filter(|_| reply) {
                self.add(inner, Some(tokens(view, &speaker)), closed, "reply");
                return;
            }
            // A comma inside the closing mark goes on to a speaker, even one that could not be read.
            let last = inner.end.checked_sub(1).map_or("", |l| self.context.text.token(l));
            if i == sentence.start && words > 3 && matches!(last, "," | "?" | "!") {
                self.add(inner, None, closed, "comma");
                return;
            }
            self.title(inner, closed);
            return;
        }
        let opens_paragraph = previous.is_none() && i == sentence.start;
        let running = self.before.filter(|_| opens_paragraph && self.continues);
        if let Some(d) = running.and_then(|b| self.drafts.get_mut(b)) {
            d.segments.push(inner);
            d.closed = closed;
            self.open = running;
            return;
        }
        if let Some(a) = self.announced.take().filter(|_| opens_paragraph) {
            let mut d = direct(inner, closed, "announced");
            (d.speaker, d.cue, d.force) = (a.speaker, a.cue, a.force);
            self.open = Some(self.drafts.len());
            self.drafts.push(d);
            return;
        }
        // The sentence after may say whose words these are: “We won.” Smith said.
        let after = next.filter(|_| i + 1 >= limit).and_then(|n| view.bare_attribution(n));
        if let Some((speaker, cue, force)) = after {
            let mut d = direct(inner, closed, "after");
            d.speaker = Some(tokens(view, &speaker));
            d.cue = Some(tokens(view, &cue));
            d.force = force;
            self.open = Some(self.drafts.len());
            self.drafts.push(d);
            return;
        }
        // Petrova was less kind. “He is a fool.”: whom the writer's own words before it are about.
        let past = self.open.and_then(|o| self.drafts.get(o)).is_none_or(|d| d.pattern == "past");
        let lead = self.lead.take().filter(|l| past && (l.pronoun || !self.tells_of_another(&inner)));
        if let Some(lead) = lead.filter(|_| words > 3 || self.ends_hard(&inner)) {
            self.add(inner, Some(lead.tokens), closed, "lead");
            return;
        }
        if let Some(o) = self.open {
            let same = self.drafts.get(o).is_some_and(|d| {
                matches!(d.kind, QuotationKind::Direct | QuotationKind::Mixed) && d.pattern != "past" && d.speech
            });
            if same && previous.is_some() {
                if let Some(d) = self.drafts.get_mut(o) {
                    d.segments.push(inner);
                    d.closed &= closed;
                }
                return;
            }
            let speaker = self.drafts.get(o).and_then(|d| d.speaker.clone());
            self.add(inner, speaker, closed, "same speaker");
            return;
        }
        if let Some(p) = previous {
            let speaker = view.introduced(p).or_else(|| view.person_in_charge(p, p.end)).map(|r| tokens(view, &r));
            self.add(inner, speaker, closed, "sentence before");
            return;
        }
        if let Some(speaker) = self.before.and_then(|b| self.drafts.get(b)).and_then(|d| d.speaker.clone()) {
            self.add(inner, Some(speaker), closed, "paragraph before");
            return;
        }
        if words <= 3 {
            self.title(inner, closed);
            return;
        }
        self.add(inner, teller.filter(|_| over), closed, "nobody");
    }

    /// Whether words begin with "he" or "she": they may be about whom the sentence before them is about.
    fn tells_of_another(&self, words: &Range<usize>) -> bool {
        let first = self.context.text.tokens.get(words.start).map_or("", |t| self.context.vocabulary.word(t.word));
        matches!(first.split(['\'', '’']).next(), Some("he" | "she"))
    }

    /// Whether words end with the end of a sentence.
    fn ends_hard(&self, words: &Range<usize>) -> bool {
        words.end.checked_sub(1).is_some_and(|l| matches!(self.context.text.token(l), "." | "!" | "?"))
    }

    fn add(&mut self, inner: Range<usize>, speaker: Option<Range<usize>>, closed: bool, pattern: &'static str) {
        let mut d = direct(inner, closed, pattern);
        d.speaker = speaker;
        self.open = Some(self.drafts.len());
        self.drafts.push(d);
    }

    fn title(&mut self, inner: Range<usize>, closed: bool) {
        let mut d = direct(inner, closed, "title");
        d.kind = QuotationKind::Title;
        d.speech = false;
        self.drafts.push(d);
    }

    /// A paragraph of a long quotation without a speaker of its own is theirs to whom the next
    /// paragraph, which goes on with it, is given.
    fn join_paragraphs(&mut self) {
        for pair in self.marked.windows(2).rev().filter(|p| p[0].continues) {
            let owner = |m: &Marked| self.drafts.iter().position(|d| d.segments.contains(&m.inner));
            let (Some(from), Some(to)) = (owner(&pair[0]), owner(&pair[1])) else { continue };
            let given = self.drafts.get(to).is_some_and(|d| d.cue.is_some() && d.kind == QuotationKind::Direct);
            if from == to || !given || self.drafts.get(from).is_none_or(|d| d.cue.is_some()) {
                continue;
            }
            let mut segments = self.drafts.remove(from).segments;
            if let Some(d) = self.drafts.get_mut(if from < to { to - 1 } else { to }) {
                segments.append(&mut d.segments);
                d.segments = segments;
            }
        }
    }

    /// The mentions, in order of their start.
    pub(super) fn finish(mut self) -> Vec<Mention> {
        self.join_paragraphs();
        let mut out: Vec<Mention> = self.drafts.iter().filter_map(|d| self.mention(d)).collect();
        out.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
        out
    }
}

/// Whom a sentence of the writer's own is about.
fn lead(view: &View<'_>, sentence: &Range<usize>) -> Option<Lead> {
    let about = view.about(sentence)?;
    Some(Lead { tokens: tokens(view, &about), pronoun: view.pronoun(&about) })
}
