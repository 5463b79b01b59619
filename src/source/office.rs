//! Documents of word processors: DOCX and ODT.
//!
//! Offsets count in the text, as it is compressed in the file.

use super::format::{Format, Input, Options};
use super::package::Package;
use super::problem;
use super::traced::Traced;
use super::whole::Whole;
use super::xml::{self, Element, Shape};
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Meta};
use crate::source::moment;

/// Office Open XML, as Word writes it.
#[derive(Debug)]
pub(super) struct Docx;

/// Open Document text, as `LibreOffice` writes it.
#[derive(Debug)]
pub(super) struct Odt;

/// The name of the first member of a ZIP file.
pub(super) fn first_member(head: &[u8]) -> &[u8] {
    if !head.starts_with(b"PK\x03\x04") {
        return &[];
    }
    let len = head.get(26..28).map_or(0, |l| usize::from(l[0]) | usize::from(l[1]) << 8);
    head.get(30..30 + len).unwrap_or(&[])
}

/// Whether the first member of a ZIP file is a `mimetype` that begins with `kind`.
pub(super) fn mimetype(head: &[u8], kind: &[u8]) -> bool {
    first_member(head) == b"mimetype" && head.windows(kind.len()).take(120).any(|w| w == kind)
}

impl Format for Docx {
    fn name(&self) -> &'static str {
        "docx"
    }

    fn title(&self) -> &'static str {
        "Word (DOCX)"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["docx", "docm"]
    }

    fn recognises(&self, head: &[u8]) -> bool {
        let first = first_member(head);
        [b"[Content_Types].xml".as_slice(), b"_rels/", b"docProps/", b"word/"].iter().any(|n| first.starts_with(n))
    }

    fn read_raw(
        &self,
        name: &str,
        bytes: &[u8],
        options: &Options,
        found: &mut Vec<Diagnostic>,
    ) -> Option<Vec<Document>> {
        Some(document(name, bytes, options, found, &docx))
    }

    fn read(&self, _: Input<'_>, _: usize, _: &Options, _: &mut Vec<Diagnostic>) -> Vec<Document> {
        Vec::new()
    }
}

impl Format for Odt {
    fn name(&self) -> &'static str {
        "odt"
    }

    fn title(&self) -> &'static str {
        "Open Document text (ODT)"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["odt", "ott"]
    }

    fn recognises(&self, head: &[u8]) -> bool {
        mimetype(head, b"application/vnd.oasis.opendocument.text")
    }

    fn read_raw(
        &self,
        name: &str,
        bytes: &[u8],
        options: &Options,
        found: &mut Vec<Diagnostic>,
    ) -> Option<Vec<Document>> {
        Some(document(name, bytes, options, found, &odt))
    }

    fn read(&self, _: Input<'_>, _: usize, _: &Options, _: &mut Vec<Diagnostic>) -> Vec<Document> {
        Vec::new()
    }
}

/// Whether a compound file holds a document under a password, as its directory of streams says in
/// UTF-16 (Microsoft, [MS-OFFCRYPTO], section 1.3.3).
fn is_encrypted(bytes: &[u8]) -> bool {
    let stream: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    memchr::memmem::find(bytes, &stream).is_some()
}

type Reader<'r> = &'r dyn Fn(&mut Package<'_>, &mut Vec<Diagnostic>) -> Result<Option<Whole>, Box<Diagnostic>>;

fn document(
    name: &str,
    bytes: &[u8],
    options: &Options,
    found: &mut Vec<Diagnostic>,
    read: Reader<'_>,
) -> Vec<Document> {
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        let what = if is_encrypted(bytes) { "it is encrypted" } else { "it is in the format of before 2007" };
        found.push(problem::broken_file(name, what));
        return Vec::new();
    }
    let opened = Package::open(name, bytes, 4 * options.file_limit());
    match opened.and_then(|mut p| read(&mut p, found)) {
        Ok(Some(whole)) => whole.document(name, options, found),
        Ok(None) => {
            found.push(problem::broken_file(name, "there is no text document in it"));
            Vec::new()
        }
        Err(e) => {
            found.push(*e);
            Vec::new()
        }
    }
}

fn docx(package: &mut Package<'_>, found: &mut Vec<Diagnostic>) -> Result<Option<Whole>, Box<Diagnostic>> {
    let Some(source) = package.text("word/document.xml")? else { return Ok(None) };
    let mut whole = Whole::default();
    if let Some(core) = package.text("docProps/core.xml")? {
        whole.meta = about(&core, "modified");
    }
    whole.text = body(package.name(), &source, "body", &docx_shape, found);
    Ok(Some(whole))
}

fn odt(package: &mut Package<'_>, found: &mut Vec<Diagnostic>) -> Result<Option<Whole>, Box<Diagnostic>> {
    let Some(source) = package.text("content.xml")? else { return Ok(None) };
    if package.text("META-INF/manifest.xml")?.is_some_and(|m| m.contains("encryption-data")) {
        return Err(Box::new(problem::broken_file(package.name(), "it is encrypted")));
    }
    let mut whole = Whole::default();
    if let Some(meta) = package.text("meta.xml")? {
        whole.meta = about(&meta, "date");
    }
    whole.text = body(package.name(), &source, "text", &odt_shape, found);
    Ok(Some(whole))
}

/// Title, author, language and last change. When a file was made says nothing of when its text was
/// published.
fn about(source: &str, modified: &str) -> Meta {
    let Some(root) = xml::parse(source).0 else { return Meta::default() };
    let words = |name: &str| root.words_of(name, source);
    Meta {
        title: words("title"),
        author: words("creator"),
        language: words("language"),
        modified: words(modified).and_then(|w| moment::whole(w.split('.').next().unwrap_or(&w))),
        ..Meta::default()
    }
}

fn body(
    file: &str,
    source: &str,
    name: &str,
    shape: &dyn Fn(&Element) -> Shape,
    found: &mut Vec<Diagnostic>,
) -> String {
    let (root, broken) = xml::parse(source);
    if let Some((at, what)) = broken {
        found.push(problem::broken_markup(file, source, at, &what));
    }
    let mut words = Traced::default();
    if let Some(body) =
        root.as_ref().and_then(|r| r.find("body")).and_then(|b| if name == "body" { Some(b) } else { b.find(name) })
    {
        xml::flow(body, source, shape, &mut words, &mut Vec::new());
    }
    words.text.truncate(words.text.trim_end().len());
    words.text
}

fn docx_shape(e: &Element) -> Shape {
    match e.name.as_str() {
        "p" | "tbl" | "txbxContent" => Shape::Block,
        "tr" => Shape::Row,
        "tc" => Shape::Cell,
        "tab" | "ptab" => Shape::Blank,
        "br" | "cr" => Shape::Break,
        "r" | "t" | "hyperlink" | "smartTag" | "ins" | "moveTo" | "sdt" | "sdtContent" | "fldSimple"
        | "AlternateContent" | "Choice" | "customXml" | "bdo" | "dir" | "body" => Shape::Inline,
        _ => Shape::Nothing,
    }
}

fn odt_shape(e: &Element) -> Shape {
    match e.name.as_str() {
        "p" | "h" | "list" | "list-item" | "section" | "table" | "text-box" => Shape::Block,
        "table-row" => Shape::Row,
        "table-cell" => Shape::Cell,
        "s" | "tab" => Shape::Blank,
        "line-break" => Shape::Break,
        "annotation"
        | "note"
        | "tracked-changes"
        | "sequence-decls"
        | "forms"
        | "title"
        | "desc"
        | "variable-decls"
        | "user-field-decls"
        | "index-source"
        | "table-of-content-source"
        | "object" => Shape::Nothing,
        _ => Shape::Inline,
    }
}
