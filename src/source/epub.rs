//! Electronic books: EPUB 2 and 3. Offsets count in the text.

use super::format::{Format, Input, Options};
use super::office::mimetype;
use super::package::Package;
use super::whole::Whole;
use super::{html, problem, xml};
use crate::diagnostic::Diagnostic;
use crate::document::{Aside, Document};
use crate::span::{Part, PartKind, Span};

/// EPUB: the chapters of a book as one document.
#[derive(Debug)]
pub(super) struct Epub;

impl Format for Epub {
    fn name(&self) -> &'static str {
        "epub"
    }

    fn title(&self) -> &'static str {
        "EPUB"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["epub"]
    }

    fn recognises(&self, head: &[u8]) -> bool {
        mimetype(head, b"application/epub+zip")
    }

    fn read_raw(
        &self,
        name: &str,
        bytes: &[u8],
        options: &Options,
        found: &mut Vec<Diagnostic>,
    ) -> Option<Vec<Document>> {
        let read = Package::open(name, bytes, 4 * options.file_limit()).and_then(|mut p| book(&mut p));
        Some(match read {
            Ok(Some(whole)) => whole.document(name, options, found),
            Ok(None) => {
                found.push(problem::broken_file(name, "there is no book in it"));
                Vec::new()
            }
            Err(e) => {
                found.push(*e);
                Vec::new()
            }
        })
    }

    fn read(&self, _: Input<'_>, _: usize, _: &Options, _: &mut Vec<Diagnostic>) -> Vec<Document> {
        Vec::new()
    }
}

fn book(package: &mut Package<'_>) -> Result<Option<Whole>, Box<Diagnostic>> {
    let Some(container) = package.text("META-INF/container.xml")? else { return Ok(None) };
    let root = xml::parse(&container).0;
    let Some(path) = root.as_ref().and_then(|r| r.find("rootfile")).and_then(|f| f.attribute("full-path")) else {
        return Ok(None);
    };
    let folder = path.rsplit_once('/').map_or("", |(f, _)| f);
    let Some(opf) = package.text(path)? else { return Ok(None) };
    let Some(root) = xml::parse(&opf).0 else { return Ok(None) };
    let mut whole = Whole::default();
    whole.meta.title = root.words_of("title", &opf);
    whole.meta.author = root.words_of("creator", &opf);
    whole.meta.language = root.words_of("language", &opf);
    whole.meta.source = root.words_of("publisher", &opf);
    let (mut items, mut order) = (Vec::new(), Vec::new());
    root.all("item", &mut items);
    root.all("itemref", &mut order);
    for chapter in order {
        let item =
            items.iter().find(|i| i.attribute("id").is_some() && i.attribute("id") == chapter.attribute("idref"));
        let Some(href) = item
            .filter(|i| !i.attribute("properties").is_some_and(|p| p.contains("nav")))
            .and_then(|i| i.attribute("href"))
        else {
            continue;
        };
        let path = if folder.is_empty() { href.to_owned() } else { format!("{folder}/{href}") };
        let Some(page) = package.text(&path)? else { continue };
        let copy = html::read_fragment(&page);
        if copy.words.text.trim().is_empty() {
            continue;
        }
        if !whole.text.is_empty() {
            whole.text.push_str("\n\n");
        }
        let base = whole.text.len();
        whole.parts.push((base, Part { kind: PartKind::Chapter, number: whole.parts.len() as u32 + 1 }));
        whole.text.push_str(copy.words.text.trim_end());
        let shift = |s: Span| Span::new(s.start as usize + base, s.end as usize + base);
        whole.aside.extend(copy.aside.iter().map(|a| Aside { span: shift(a.span), reason: a.reason }));
    }
    Ok(Some(whole))
}
