//! PDF: the text of its pages in reading order. Offsets count in that text; a location names the page.
//!
//! A library reads objects, fonts and drawing operators; what stands where comes from it
//! ([`glyphs`]), and what is a line, a column ([`layout`]), a paragraph ([`prose`]) is settled here.

mod glyphs;
mod layout;
mod prose;
#[cfg(test)]
mod tests;

use super::format::{Format, Input, Options};
use super::problem;
use super::whole::Whole;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Meta};
use glyphs::{Glyphs, Page};
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf as File};
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page};

/// How much stack a file has: its forms may hold forms.
const STACK: usize = 64 << 20;

/// PDF 1.0 to 2.0.
#[derive(Debug)]
pub(super) struct Pdf;

impl Format for Pdf {
    fn name(&self) -> &'static str {
        "pdf"
    }

    fn title(&self) -> &'static str {
        "PDF documents"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["pdf"]
    }

    fn recognises(&self, head: &[u8]) -> bool {
        let head = head.get(..1024).unwrap_or(head);
        memchr::memmem::find(head, b"%PDF-").is_some_and(|at| !head.iter().take(at).any(u8::is_ascii_alphabetic))
    }

    fn read_raw(
        &self,
        name: &str,
        bytes: &[u8],
        options: &Options,
        found: &mut Vec<Diagnostic>,
    ) -> Option<Vec<Document>> {
        let limit = 4 * options.file_limit();
        let reading = std::thread::scope(|scope| {
            let thread = std::thread::Builder::new().stack_size(STACK);
            thread.spawn_scoped(scope, || read(bytes, limit)).ok().and_then(|handle| handle.join().ok())
        });
        let reading = reading.unwrap_or(Err("its objects are damaged"));
        Some(match reading {
            Ok(reading) => reading.document(name, limit, options, found),
            Err(what) => {
                found.push(problem::broken_file(name, what));
                Vec::new()
            }
        })
    }

    fn read(&self, _: Input<'_>, _: usize, _: &Options, _: &mut Vec<Diagnostic>) -> Vec<Document> {
        Vec::new()
    }
}

/// What was read of a file.
struct Reading {
    pages: Vec<Page>,
    meta: Meta,
    /// Whether there is more text than the limit lets pass.
    outgrown: bool,
}

impl Reading {
    fn document(self, name: &str, limit: u64, options: &Options, found: &mut Vec<Diagnostic>) -> Vec<Document> {
        if self.outgrown {
            found.push(problem::expands(name, limit));
        }
        if self.pages.is_empty() {
            found.push(problem::broken_file(name, "there is no page in it"));
            return Vec::new();
        }
        let pictures: Vec<u32> =
            self.pages.iter().filter(|p| p.is_blank() && p.has_picture).map(|p| p.number).collect();
        if !pictures.is_empty() {
            found.push(problem::scanned(name, &pictures, self.pages.len()));
            if self.pages.iter().all(Page::is_blank) {
                return Vec::new();
            }
        }
        let whole = Whole { meta: self.meta, ..prose::compose(&self.pages) };
        whole.document(name, options, found)
    }
}

fn read(bytes: &[u8], limit: u64) -> Result<Reading, &'static str> {
    let file = File::new(bytes.to_vec()).map_err(why)?;
    let metadata = file.metadata();
    let words = |field: &Option<Box<[u8]>>| field.as_deref().and_then(text_string).filter(|w| is_given(w));
    let meta = Meta { title: words(&metadata.title), author: words(&metadata.author), ..Meta::default() };
    let cache = InterpreterCache::new();
    let (mut pages, mut left) = (Vec::new(), limit);
    for (i, page) in file.pages().iter().enumerate() {
        let mut glyphs = Glyphs::new(i as u32 + 1, left);
        let (width, height) = page.render_dimensions();
        let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let mut context = Context::new(Affine::IDENTITY, bounds, &cache, file.xref(), InterpreterSettings::default());
        interpret_page(page, &mut context, &mut glyphs);
        left = glyphs.left();
        pages.push(glyphs.page);
        if left == 0 {
            break;
        }
    }
    Ok(Reading { pages, meta, outgrown: left == 0 })
}

fn why(e: LoadPdfError) -> &'static str {
    match e {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => "it is encrypted with a password",
        LoadPdfError::Decryption(_) => "it is encrypted in a way that is not read",
        LoadPdfError::Invalid => "it is cut off or damaged",
    }
}

/// A text string of PDF (ISO 32000-2, 7.9.2.2): UTF-16 or UTF-8 by its mark, else nearly Latin-1.
fn text_string(bytes: &[u8]) -> Option<String> {
    let words = match bytes {
        [0xfe, 0xff, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        [0xff, 0xfe, rest @ ..] => encoding_rs::UTF_16LE.decode_without_bom_handling(rest).0.into_owned(),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    };
    let words = words.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty());
    Some(words.collect::<Vec<_>>().join(" ")).filter(|w| !w.is_empty())
}

/// What programs put where nobody gave a title or a name.
const PLACEHOLDERS: &[&str] = &["untitled", "(anonymous)", "anonymous", "unspecified", "(unspecified)", "about:blank"];

/// Whether a stated title or name is one: programs also put the file's name or address there.
fn is_given(words: &str) -> bool {
    let ending = words.rsplit_once('.').map(|(_, ending)| ending);
    let file = ending.is_some_and(|e| (1..=5).contains(&e.len()) && e.chars().all(|c| c.is_ascii_alphanumeric()));
    !file && !words.contains("://") && !PLACEHOLDERS.contains(&words.to_lowercase().as_str())
}
