//! Mail, and pages saved as mail: EML and MHTML. Offsets count in the text, as it is encoded in
//! the file.

use super::format::{Format, Input, Options};
use super::furniture::Furniture;
use super::whole::Whole;
use super::{html, moment, problem};
use crate::diagnostic::Diagnostic;
use crate::document::{Aside, AsideReason, Document, Published, PublishedFrom};
use crate::span::Span;
use mail_parser::{Address, Message, MessageParser, MimeHeaders as _, PartType};

/// A mail: its own words, with the messages it answers set aside.
#[derive(Debug)]
pub(super) struct Mail;

/// A page as browsers save it in one file.
#[derive(Debug)]
pub(super) struct Mhtml;

impl Format for Mail {
    fn name(&self) -> &'static str {
        "mail"
    }

    fn title(&self) -> &'static str {
        "a mail"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["eml"]
    }

    fn recognises(&self, head: &[u8]) -> bool {
        let first = head.split(|b| *b == b':').next().unwrap_or(&[]);
        let begins = [
            b"Return-Path".as_slice(),
            b"Received",
            b"Delivered-To",
            b"MIME-Version",
            b"Message-ID",
            b"X-Mozilla-Status",
        ];
        begins.iter().any(|n| n.eq_ignore_ascii_case(first)) && !is_page(head)
    }

    fn read_raw(
        &self,
        name: &str,
        bytes: &[u8],
        options: &Options,
        found: &mut Vec<Diagnostic>,
    ) -> Option<Vec<Document>> {
        let whole = message(name, bytes, found).map(|m| mail(&m));
        Some(whole.map_or_else(Vec::new, |w| w.document(name, options, found)))
    }

    fn read(&self, _: Input<'_>, _: usize, _: &Options, _: &mut Vec<Diagnostic>) -> Vec<Document> {
        Vec::new()
    }
}

impl Format for Mhtml {
    fn name(&self) -> &'static str {
        "mhtml"
    }

    fn title(&self) -> &'static str {
        "MHTML"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["mhtml", "mht"]
    }

    fn recognises(&self, head: &[u8]) -> bool {
        is_page(head)
    }

    fn read_raw(
        &self,
        name: &str,
        bytes: &[u8],
        options: &Options,
        found: &mut Vec<Diagnostic>,
    ) -> Option<Vec<Document>> {
        let whole = message(name, bytes, found).map(|m| page(&m, &options.furniture));
        Some(whole.map_or_else(Vec::new, |w| w.document(name, options, found)))
    }

    fn read(&self, _: Input<'_>, _: usize, _: &Options, _: &mut Vec<Diagnostic>) -> Vec<Document> {
        Vec::new()
    }
}

/// Whether mail headers announce a page with what belongs to it.
fn is_page(head: &[u8]) -> bool {
    let holds = |what: &[u8]| head.windows(what.len()).any(|w| w.eq_ignore_ascii_case(what));
    let first = head.split(|b| *b == b':').next().unwrap_or(&[]);
    let headed =
        first.len() <= 40 && !first.is_empty() && first.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-');
    headed && holds(b"multipart/related") && (holds(b"Snapshot-Content-Location:") || holds(b"Content-Location:"))
}

fn message<'m>(name: &str, bytes: &'m [u8], found: &mut Vec<Diagnostic>) -> Option<Message<'m>> {
    let message = MessageParser::default().parse(bytes).filter(|m| !m.parts.is_empty());
    match &message {
        None => found.push(problem::broken_file(name, "it is no mail")),
        Some(m) if !is_whole(m, bytes) => found.push(problem::broken_file(name, "it is cut off")),
        Some(_) => {}
    }
    message
}

/// Whether the parts of a message are closed (RFC 2046, 5.1.1).
fn is_whole(message: &Message<'_>, bytes: &[u8]) -> bool {
    let kind = message.content_type().filter(|c| c.ctype().eq_ignore_ascii_case("multipart"));
    let boundary = kind.and_then(|c| c.attribute("boundary"));
    boundary.is_none_or(|b| memchr::memmem::find(bytes, format!("--{b}--").as_bytes()).is_some())
}

fn mail(message: &Message<'_>) -> Whole {
    let mut whole = Whole::default();
    whole.meta.title = message.subject().map(|s| s.trim().to_owned()).filter(|s| !s.is_empty());
    let at = message.date().and_then(|d| moment::whole(&d.to_rfc3339()));
    whole.meta.published = at.map(|at| Published { at, from: PublishedFrom::Metadata });
    let sender = message.from().and_then(Address::first);
    whole.meta.author = sender.and_then(|s| s.name.as_ref().or(s.address.as_ref())).map(|n| n.trim().to_owned());
    if let Some(title) = &whole.meta.title {
        whole.text.push_str(title);
        whole.text.push_str("\n\n");
    }
    let plain = message
        .text_bodies()
        .find_map(|p| if let PartType::Text(t) = &p.body { Some(t.replace("\r\n", "\n")) } else { None });
    if let Some(text) = plain {
        let base = whole.text.len();
        whole.text.push_str(&text);
        quoted(&text, base, &mut whole.aside);
    } else if let Some(page) =
        message.html_bodies().find_map(|p| if let PartType::Html(t) = &p.body { Some(t.to_string()) } else { None })
    {
        let copy = html::read_fragment(&page);
        let base = whole.text.len();
        whole.text.push_str(&copy.words.text);
        let shift = |s: Span| Span::new(s.start as usize + base, s.end as usize + base);
        whole.aside.extend(copy.aside.iter().map(|a| Aside { span: shift(a.span), reason: a.reason }));
    }
    whole
}

/// Sets aside the lines that answer marks, those that announce them, and all below a forwarded head.
fn quoted(text: &str, base: usize, aside: &mut Vec<Aside>) {
    let mut lines: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        lines.push((at, line.trim_end()));
        at += line.len();
    }
    let starts = |i: usize| lines.get(i).is_some_and(|(_, l)| l.starts_with('>'));
    let mut below = false;
    for (i, (from, line)) in lines.iter().enumerate() {
        below |= line.starts_with("-----Original Message") || line.starts_with("________________________________");
        let signed = *line == "--";
        below |= signed;
        let next = lines.iter().enumerate().skip(i + 1).find(|(_, (_, l))| !l.is_empty()).map(|(j, _)| j);
        let announces = line.ends_with(':') && line.len() < 200 && next.is_some_and(starts);
        if (below || starts(i) || announces) && !line.is_empty() {
            aside.push(Aside { span: Span::new(base + from, base + from + line.len()), reason: AsideReason::Quoted });
        }
    }
}

fn page(message: &Message<'_>, furniture: &Furniture) -> Whole {
    let mut pages = message
        .parts
        .iter()
        .filter(|p| p.content_type().is_some_and(|t| t.ctype() == "text" && t.subtype().is_some_and(|s| s == "html")));
    let first = pages.find_map(|p| p.text_contents()).map(str::to_owned);
    let first = first.or_else(|| message.body_html(0).map(|b| b.to_string()));
    let Some(source) = first else { return Whole::default() };
    let copy = html::read(&source, furniture);
    let mut whole = Whole { text: copy.words.text, aside: copy.aside, meta: copy.meta, ..Whole::default() };
    let location = message.header_raw("Snapshot-Content-Location").map(|l| l.trim().to_owned());
    whole.meta.url = whole.meta.url.or(location);
    whole
}
