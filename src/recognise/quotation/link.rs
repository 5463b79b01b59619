//! From attributions to quotations: marked words without a verb go to the speaker before them.

use super::attribution::Attribution;
use super::grammar::{Grammar, class};
use super::outline::Outline;
use super::phrase::View;
use super::transcript::Turn;
use crate::recognise::{Context, KnownPerson, Mention, ReferenceForm, Values};
use crate::span::Span;
use crate::text::quotation::Marked;
use crate::text::{Case, TokenKind};
use crate::value::{Cue, Occasion, Quotation, QuotationKind, Speaker, Value};
use std::ops::Range;

/// A quotation in the making, in tokens of the document.
#[derive(Debug, Clone)]
struct Draft {
    /// Token ranges; for a marked stretch its inside.
    segments: Vec<Range<usize>>,
    kind: QuotationKind,
    speaker: Option<Range<usize>>,
    cue: Option<Range<usize>>,
    force: String,
    negated: bool,
    speech: bool,
    hearer: Option<Range<usize>>,
    /// Where it may be told when this was said.
    around: Vec<Range<usize>>,
    closed: bool,
    pattern: &'static str,
}

/// A speaker and a word of saying, in tokens, whose words are yet to come.
#[derive(Debug, Clone)]
struct Announced {
    speaker: Option<Range<usize>>,
    cue: Option<Range<usize>>,
    force: String,
}

/// Collects the quotations of a document, paragraph by paragraph.
pub(super) struct Linker<'a> {
    context: &'a Context<'a>,
    values: &'a Values,
    grammar: &'a Grammar,
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
        }
    }

    /// A paragraph without anything said.
    pub(super) fn pause(&mut self) {
        self.open = None;
        self.before = None;
        self.announced = None;
        self.continues = false;
    }

    /// Adds what one speaker of a transcript says in a row.
    pub(super) fn turn(&mut self, turn: &Turn) {
        self.pause();
        let mut d = direct(turn.said.clone(), true, "transcript");
        d.kind = QuotationKind::Indirect;
        d.speaker = Some(turn.name.clone());
        self.drafts.push(d);
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
            let draft = self.draft(view, a);
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
            if introduced {
                let own = view.utterer(i - 1, sentence.start).or_else(|| view.person_in_charge(sentence, i - 1));
                let before = || previous.and_then(|p| view.person_in_charge(p, p.end));
                let speaker = own.or_else(before).map(|r| tokens(view, &r));
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
            let speaker = view.person_in_charge(p, p.end).map(|r| tokens(view, &r));
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

    fn draft(&self, view: &View<'_>, a: &Attribution) -> Draft {
        let mut closed = true;
        let mut any = false;
        let mut all = true;
        let mut segments = Vec::new();
        for r in &a.content {
            let mut whole = true;
            for i in r.clone() {
                let quote = view.items.get(i).and_then(|it| it.quote).and_then(|q| self.marked.get(q));
                any |= quote.is_some();
                closed &= quote.is_none_or(|m| m.closed);
                whole &= quote.is_some() || view.is(i, class::MARK | class::COORDINATOR);
            }
            all &= whole;
            let quotes: Vec<Range<usize>> = r
                .clone()
                .filter_map(|i| view.items.get(i)?.quote)
                .filter_map(|q| self.marked.get(q))
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
        Draft {
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

    fn mention(&self, d: &Draft) -> Option<Mention> {
        let text = self.context.text;
        let segments: Vec<Span> = d.segments.iter().map(|r| text.span(r)).filter(|s| !s.is_empty()).collect();
        let (first, last) = (segments.first()?, segments.last()?);
        let content = segments.iter().map(|s| s.of(text.text)).collect::<Vec<_>>().join(" ");
        let span = first.cover(*last);
        let person = |r: &Range<usize>| {
            let span = text.span(r);
            Speaker { text: span.of(text.text).to_owned(), name: self.name(r), span }
        };
        let speaker = d.speaker.as_ref().map(person);
        let hearer = d.hearer.as_ref().map(person);
        let when = d.around.iter().find_map(|r| self.occasion(r));
        let cue = d.cue.as_ref().map(|r| {
            let span = text.span(r);
            Cue { text: span.of(text.text).to_owned(), span, force: d.force.clone(), negated: d.negated }
        });
        Some(Mention {
            span,
            tokens: text.tokens_in(span),
            value: Value::Quotation(Quotation {
                content,
                segments,
                kind: d.kind,
                speaker,
                cue,
                hearer,
                when,
                closed: d.closed,
            }),
            pattern: d.pattern,
            detail: None,
        })
    }

    /// The date or time that stands in a range of tokens.
    fn occasion(&self, tokens: &Range<usize>) -> Option<Occasion> {
        let mentions = &self.values.mentions;
        let from = mentions.partition_point(|m| m.tokens.start < tokens.start);
        let within = mentions.iter().skip(from).take_while(|m| m.tokens.end <= tokens.end);
        within.into_iter().find_map(|m| match &m.value {
            Value::Date(t) | Value::Time(t) if t.grain.is_some() => {
                Some(Occasion { text: m.span.of(self.context.text.text).to_owned(), span: m.span, time: t.clone() })
            }
            _ => None,
        })
    }

    /// The settled name of the speaker; the words themselves where nobody could be settled on.
    fn name(&self, tokens: &Range<usize>) -> String {
        let text = self.context.text;
        let person = |t: usize| {
            let alone = tokens.len() == 1;
            let r = self.values.references.at(t).filter(|r| alone || r.form != ReferenceForm::Possessive)?;
            // "Comey's letter" is not Comey.
            let owned = text.tokens.get(r.tokens.end).is_some_and(|t| t.kind == TokenKind::Possessive);
            (!owned && r.tokens.end <= tokens.end + 1).then(|| self.values.references.person(r)).flatten()
        };
        let head = self.head(tokens);
        let settled = person(head).or_else(|| {
            // "his campaign manager, Ana Petrova,"
            (text.token(head + 1) == ",").then(|| person(head + 2)).flatten()
        });
        // "His remarks", "her letter": the words are the owner's.
        let owner = || {
            let r = self.values.references.at(tokens.start).filter(|r| r.form == ReferenceForm::Possessive)?;
            let short = tokens.end - tokens.start == 2 && self.utters(head);
            short.then(|| self.values.references.person(r)).flatten()
        };
        settled
            .or_else(owner)
            .or_else(|| self.in_capitals(tokens))
            .map_or_else(|| text.span(tokens).of(text.text).to_owned(), |p| p.name.clone())
    }

    /// Whom a label in capitals means: "PETROVA", "DR. PETROVA", "ANA PETROVA" where the text names one Ana Petrova
    /// and no other Petrova.
    fn in_capitals(&self, tokens: &Range<usize>) -> Option<&KnownPerson> {
        let text = self.context.text;
        let words: Vec<&str> = tokens
            .clone()
            .filter(|&i| text.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word))
            .map(|i| text.token(i))
            .collect();
        let (last, before) = words.split_last()?;
        if !text.tokens.get(tokens.end - 1).is_some_and(|t| t.case == Case::Upper && t.end - t.start > 2) {
            return None;
        }
        let mut named = self
            .values
            .references
            .people()
            .iter()
            .filter(|p| p.name.rsplit(' ').next().is_some_and(|n| n.to_lowercase() == last.to_lowercase()));
        let person = named.next().filter(|_| named.next().is_none())?;
        let fits = match before {
            [] => true,
            [title] if matches!(title.trim_end_matches('.'), "MR" | "MRS" | "MS" | "DR") => true,
            _ => words.join(" ").to_lowercase() == person.name.to_lowercase(),
        };
        fits.then_some(person)
    }

    fn utters(&self, token: usize) -> bool {
        let word = self.context.text.tokens.get(token).map(|t| t.word);
        word.is_some_and(|w| self.grammar.bits(w) & class::UTTERANCE != 0)
    }

    /// The last token of a phrase before anything that describes it.
    fn head(&self, tokens: &Range<usize>) -> usize {
        let text = self.context.text;
        let ends = |t: &usize| {
            let word = text.tokens.get(*t).map_or("", |t| self.context.vocabulary.word(t.word));
            matches!(
                word,
                "of" | "for" | "at" | "from" | "with" | "in" | "who" | "which" | "that" | "on" | "to" | "," | "("
            )
        };
        let end = tokens.clone().skip(1).find(ends).unwrap_or(tokens.end);
        end.saturating_sub(1).max(tokens.start)
    }
}

/// A marked stretch as a quotation of its own.
fn direct(inner: Range<usize>, closed: bool, pattern: &'static str) -> Draft {
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
fn tokens(view: &View<'_>, r: &Range<usize>) -> Range<usize> {
    match (view.items.get(r.start), r.end.checked_sub(1).and_then(|e| view.items.get(e))) {
        (Some(a), Some(b)) => a.start..b.end,
        _ => 0..0,
    }
}
