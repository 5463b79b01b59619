//! The sample articles and dossiers as the source stage sees them.

mod common;

use common::{entries, read};
use factcheck::check::Engine;
use factcheck::document::{Document, PublishedFrom};
use factcheck::lexicon::Lexicon;
use factcheck::source::{Options, load, load_each, read_bytes};
use factcheck::span::Span;
use std::collections::BTreeMap;
use std::fmt::Write as _;
#[cfg(feature = "archives")]
use std::io::Write as _;
use std::path::Path;
use std::sync::LazyLock;

fn summary(folder: &str) -> String {
    let loaded = load(&[folder.to_owned()], &Options::default(), &mut std::io::empty());
    assert_eq!(loaded.diagnostics, [], "{folder}");
    let mut out = String::new();
    for d in &loaded.documents {
        writeln!(out, "{}", d.id).unwrap();
        if let Some(p) = d.meta.published {
            writeln!(out, "  published {} {:?}", p.at, p.from).unwrap();
        }
        for (key, value) in [("title", &d.meta.title), ("source", &d.meta.source)] {
            if let Some(value) = value {
                writeln!(out, "  {key} {value}").unwrap();
            }
        }
        for a in &d.aside {
            writeln!(out, "  aside {:?} {:?}", a.reason, a.span.of(&d.text)).unwrap();
        }
    }
    out
}

#[test]
fn seeds() {
    insta::assert_snapshot!(summary("seeds"));
}

#[test]
fn dossiers() {
    insta::assert_snapshot!(summary("tests/dossiers"));
}

/// Runs of four words, each with how often it occurs.
fn shingles(text: &str) -> BTreeMap<Vec<String>, usize> {
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    let mut all = BTreeMap::new();
    for run in words.windows(4.min(words.len().max(1))) {
        *all.entry(run.to_vec()).or_insert(0) += 1;
    }
    all
}

/// The harmonic mean of precision and recall over runs of four words.
fn f(expected: &str, found: &str) -> f64 {
    let (a, b) = (shingles(expected), shingles(found));
    let both: usize = a.iter().map(|(run, n)| b.get(run).map_or(0, |m| *m.min(n))).sum();
    let (of_a, of_b): (usize, usize) = (a.values().sum(), b.values().sum());
    2.0 * both as f64 / (of_a + of_b).max(1) as f64
}

/// The text without what is set aside.
fn copy(d: &Document) -> String {
    let mut out = d.text.clone();
    for a in d.aside.iter().rev() {
        out.replace_range(a.span.range(), "");
    }
    out
}

/// The pages of `tests/pages`, each with the text that a reader would call the article.
#[test]
fn pages() {
    let (mut sum, mut n, mut out) = (0.0, 0, String::new());
    for path in entries(Path::new("tests/pages")) {
        if path.extension().is_none_or(|e| e != "html") {
            continue;
        }
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).unwrap();
        let (documents, found) = read_bytes(&path.to_string_lossy(), &bytes, &Options::default());
        assert_eq!((documents.len(), found.len()), (1, 0), "{name}: {found:?}");
        let d = &documents[0];
        let expected = read(&path.with_extension("txt"));
        let title = d.meta.title.clone().unwrap_or_default();
        // The headline is read, and is not part of the text that is compared.
        let text = copy(d);
        let text = text.trim_start().strip_prefix(&title).unwrap_or(&text);
        let score = f(&expected, text);
        let published = d.meta.published.map(|p| p.at.to_string()).unwrap_or_default();
        writeln!(out, "{name}: {score:.2}, {published}, {title}").unwrap();
        (sum, n) = (sum + score, n + 1);
        words_stand_in_the_page(d, &bytes, &name);
    }
    insta::assert_snapshot!(out);
    assert!(n >= 27 && sum / n as f64 >= 0.985, "mean F {:.4} of {n} pages", sum / n as f64);
}

/// Every word of the text is found at its place in the file.
fn words_stand_in_the_page(d: &Document, bytes: &[u8], name: &str) {
    let mut at = 0;
    for word in d.text.split(char::is_whitespace) {
        let span = Span::new(at, at + word.len());
        at += word.len() + d.text.get(at + word.len()..).and_then(|r| r.chars().next()).map_or(0, char::len_utf8);
        if word.is_empty() || word == "|" {
            continue;
        }
        let l = d.locate(span);
        let raw: String = bytes[l.in_file().range()].iter().map(|b| char::from(*b)).collect();
        let plain = word.is_ascii() && !raw.contains(['&', '<']);
        assert!(!plain || raw == word, "{name}: {word:?} stands at {raw:?}");
        assert!(!raw.is_empty() && l.in_file().len() < word.len() + 60, "{name}: {word:?} at {raw:?}");
    }
}

/// Documents as lines: what is known of each, then its text; words cut from the file are checked to be there.
fn told(name: &str, content: &str) -> String {
    let (documents, found) = read_bytes(name, content.as_bytes(), &Options::default());
    let mut out = String::new();
    for f in found {
        writeln!(out, "{}: {}", f.code, f.title).unwrap();
    }
    for d in documents {
        let m = &d.meta;
        let published = m.published.map(|p| p.at.to_string()).unwrap_or_default();
        writeln!(out, "{} [{}] {published} {:?} {:?} {:?}", d.id, m.format, m.title, m.source, m.author).unwrap();
        writeln!(out, "  {:?} {:?} {:?} {:?}", m.status, m.embargo.map(|e| e.to_string()), m.corrects, m.language)
            .unwrap();
        for a in &d.aside {
            writeln!(out, "  aside {:?} {:?}", a.reason, a.span.of(&d.text)).unwrap();
        }
        let at = d.text.find("Monday").map(|at| d.locate(Span::new(at, at + 6)));
        let part = at.and_then(|l| l.part).map(|p| p.to_string()).unwrap_or_default();
        let raw = at.and_then(|l| content.get(l.in_file().range())).unwrap_or_default();
        writeln!(out, "  {part} {raw:?}\n  {}", d.text.replace('\n', "/")).unwrap();
    }
    out
}

#[test]
fn feeds() {
    let rss = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Harbour Wire</title><language>en</language>\
        <item><title>Ferry &amp;amp; bus</title><guid>u:1</guid><pubDate>Mon, 03 Mar 2025 10:00:00 GMT</pubDate>\
        <description>&lt;p&gt;The ferry sails on Monday &amp;mdash; twice.&lt;/p&gt;&lt;figure&gt;&lt;figcaption&gt;The ferry&lt;/figcaption&gt;&lt;/figure&gt;</description></item>\
        <item><title>Two</title><link>https://x.example/2</link><content:encoded><![CDATA[<p>It met on <b>Monday</b> &amp; left.</p>]]></content:encoded></item></channel></rss>";
    insta::assert_snapshot!(told("a.xml", rss));
    let atom = "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en-GB\"><title>Echo</title><entry><id>tag:1</id><title type=\"html\">Mayor &amp;lt;b&amp;gt;wins&amp;lt;/b&amp;gt;</title>\
        <updated>2025-03-04T09:00:00Z</updated><published>2025-03-03T09:00:00Z</published><author><name>Ana Silva</name></author>\
        <content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>The mayor won on Monday.</p></div></content></entry></feed>";
    insta::assert_snapshot!(told("b.txt", atom));
    let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Echo", "items": [{"id": "1", "title": "Ferry", "content_html": "<p>It sails on Monday.</p>", "date_published": "2025-03-03T10:00:00Z", "authors": [{"name": "Ana Silva"}]}]}"#;
    insta::assert_snapshot!(told("c.json", json));
}

#[test]
fn agencies() {
    let ninjs = r#"{"uri": "urn:x:2", "type": "text", "versioncreated": "2025-03-03T10:00:00Z", "pubstatus": "canceled", "embargoed": "2025-03-04T06:00:00Z",
        "headline": "Ferry", "body_xhtml": "<p>It sails on Monday.</p>", "evolvedfrom": "urn:x:1", "language": "en", "byline": "Ana Silva"}"#;
    insta::assert_snapshot!(told("a.json", ninjs));
    let second = r#"{"standard": {"name": "ninjs", "version": "2.1"}, "uri": "urn:x:3", "versionCreated": "2025-03-03T10:00:00Z", "pubstatus": "usable",
        "headlines": [{"role": "main", "value": "Ferry"}], "bodies": [{"role": "main", "contentType": "text/plain", "value": "It sails on Monday."}], "infosources": [{"name": "Harbour Wire"}]}"#;
    insta::assert_snapshot!(told("b.json", second));
    let nitf = "<?xml version='1.0'?><!DOCTYPE nitf SYSTEM 'nitf.dtd'><nitf><head><docdata management-status='usable'><doc-id id-string='n1'/><date.issue norm='20250303T100000Z'/></docdata></head>\
        <body><body.head><hedline><hl1>Ferry to sail</hl1></hedline><byline>By <person>Ana Silva</person></byline></body.head><body.content><p>It sails on Monday &#8212; twice.</p>\
        <media><media-caption><p>The ferry</p></media-caption></media><table><tr><td>Year</td><td>2024</td></tr></table></body.content></body></nitf>";
    insta::assert_snapshot!(told("c.xml", nitf));
    let g2 = "<newsMessage><itemSet><newsItem guid='urn:g:7' version='2' xml:lang='en'><itemMeta><provider literal='HW'/><versionCreated>2025-03-03T10:00:00+00:00</versionCreated>\
        <pubStatus qcode='stat:withheld'/><embargoed>2025-03-05T00:00:00Z</embargoed><link rel='irel:previousVersion' residref='urn:g:6'/></itemMeta>\
        <contentMeta><headline>Ferry</headline><by>Ana Silva</by><language tag='en'/></contentMeta><contentSet><inlineXML contenttype='application/xhtml+xml'><html><head><title>x</title></head><body><p>It sails on Monday.</p></body></html></inlineXML></contentSet></newsItem></itemSet></newsMessage>";
    insta::assert_snapshot!(told("d.xml", g2));
    insta::assert_snapshot!(told(
        "bomb.xml",
        "<!DOCTYPE rss [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><rss><channel><item><title>T</title><description>&b; on Monday</description></item></channel></rss>"
    ));
    insta::assert_snapshot!(told("broken.rss", "<rss><channel><item><title>T</title><description>It met on Monday"));
}

/// What an article claims, without where it stands.
fn claims(d: &Document) -> Vec<String> {
    static ENGINE: LazyLock<Engine> = LazyLock::new(|| match Engine::new(&Lexicon::bundled(), &[]) {
        Ok(engine) => engine,
        Err(found) => panic!("{found:?}"),
    });
    let text = ENGINE.text(d);
    let values = ENGINE.values(d, &text);
    let claims = ENGINE.extract(d, &text, &values);
    let mut all: Vec<String> = claims
        .iter()
        .map(|c| format!("{} {:?} {}: {:?} / {:?}: {}", c.kind, c.attribute, c.rule, c.subject, c.object, c.text))
        .collect();
    all.sort();
    all.dedup();
    all
}

/// One article in every format; `tests/formats/README.md` says how the files were made.
#[test]
fn one_article_in_many_formats() {
    let loaded = load(&["tests/formats".to_owned()], &Options::default(), &mut std::io::empty());
    let loud: Vec<_> = loaded.diagnostics.iter().filter(|d| !matches!(d.code, "empty-file" | "same-id")).collect();
    assert!(loud.is_empty(), "{loud:?}");
    let mut expected = Vec::new();
    let mut out = String::new();
    let articles: Vec<&Document> = loaded.documents.iter().filter(|d| !d.id.ends_with("README.md")).collect();
    for d in &articles {
        let found = claims(d);
        assert!(found.len() >= 3, "{}: {found:?}", d.id);
        if expected.is_empty() {
            expected.clone_from(&found);
        }
        assert_eq!(found, expected, "{}:\n{}", d.id, copy(d));
        writeln!(out, "{} {} {:?}", d.id, d.meta.format, d.meta.title).unwrap();
    }
    insta::assert_snapshot!(out);
}

/// A ZIP archive with these members.
#[cfg(feature = "archives")]
fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in members {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[cfg(feature = "archives")]
fn gzipped(content: &[u8]) -> Vec<u8> {
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gz.write_all(content).unwrap();
    gz.finish().unwrap()
}

#[cfg(feature = "archives")]
fn tarred(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for (name, content) in members {
        let mut header = tar::Header::new_ustar();
        header.set_size(content.len() as u64);
        tar.append_data(&mut header, name, *content).unwrap();
    }
    tar.into_inner().unwrap()
}

/// What is said of each file, and what was read of it all the same.
fn said(files: &[(&str, Vec<u8>)]) -> String {
    let options = Options { max_file: 256 << 10, ..Options::default() };
    let mut out = String::new();
    for (name, bytes) in files {
        let (documents, found) = read_bytes(name, bytes, &options);
        writeln!(out, "{name}").unwrap();
        for f in found {
            assert!(f.title.contains(name.split('.').next().unwrap()), "{name}: {}", f.title);
            writeln!(out, "  {:?} {}: {}", f.level, f.code, f.title).unwrap();
        }
        for d in documents {
            let start: String = d.text.chars().take(40).collect();
            writeln!(out, "  read {} as {}: {start:?}", d.id, d.meta.format).unwrap();
        }
    }
    out
}

#[test]
#[cfg(feature = "archives")]
fn archives() {
    let page: &[u8] = b"<!doctype html><title>Ferry</title><p>The harbour board met on Monday and ordered a ferry.</p>";
    let text: &[u8] = b"The board met on Monday.\n";
    let inner = zipped(&[("a.txt", text), ("b/c.html", page), (".hidden.txt", text), ("d.png", b"\x89PNG")]);
    let bomb = gzipped(&vec![b'x'; 4 << 20]);
    let warc = [
        b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 2\r\n\r\nx\n\r\n\r\nWARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://x.example/1\r\nContent-Length: ".to_vec(),
        format!("{}\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", page.len() + 44).into_bytes(),
        page.to_vec(),
        b"\r\n\r\nWARC/1.0\r\nWARC-Type: response\r\nContent-Length: 999\r\n\r\ncut".to_vec(),
    ]
    .concat();
    let files = [
        ("whole.zip", inner.clone()),
        ("nested.zip", zipped(&[("in.zip", &inner)])),
        ("deep.zip", zipped(&[("in.zip", &zipped(&[("in.zip", &inner)]))])),
        ("cut.zip", inner[..inner.len() / 2].to_vec()),
        ("nothing.zip", zipped(&[("d.png", b"\x89PNG")])),
        ("page.html.gz", gzipped(page)),
        ("bomb.txt.gz", bomb.clone()),
        ("bombs.zip", zipped(&[("a.txt", &vec![b'x'; 1 << 20]), ("b.txt", text)])),
        ("cut.txt.gz", gzipped(text)[..20].to_vec()),
        ("whole.tar", tarred(&[("a.txt", text), ("b.html", page)])),
        ("whole.tgz", gzipped(&tarred(&[("a.txt", text), ("b.html", page)]))),
        ("cut.tar", tarred(&[("a.txt", text), ("b.txt", &vec![b'y'; 4096])])[..2048].to_vec()),
        ("pages.warc", warc.clone()),
        ("wrong-ending.txt", inner),
    ];
    insta::assert_snapshot!(said(&files));
}

/// Frame after frame of Zstandard is read, those that are to be skipped are, and a file that ends
/// within one is named.
#[test]
#[cfg(feature = "archives")]
fn zstandard_frames() {
    let frame =
        |text: &str| ruzstd::encoding::compress_to_vec(text.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest);
    let skipped = b"\x50\x2a\x4d\x18\x03\x00\x00\x00abc".to_vec();
    let line = |id: &str, text: &str| format!("{{\"id\": \"{id}\", \"text\": \"{text}\"}}\n");
    let both = [frame(&line("a", "The board met.")), skipped.clone(), frame(&line("b", "A ferry sank."))].concat();
    let read = |bytes: &[u8]| {
        let (documents, found) = read_bytes("wire.jsonl.zst", bytes, &Options::default());
        let ids: Vec<String> = documents.into_iter().map(|d| d.id).collect();
        (ids, found.into_iter().map(|d| d.title).collect::<Vec<_>>())
    };
    let whole = (vec!["a".to_owned(), "b".to_owned()], Vec::<String>::new());
    assert_eq!(read(&both), whole);
    assert_eq!(read(&[skipped, both.clone()].concat()).1.len(), 0);
    let (ids, said) = read(&both[..both.len() - 4]);
    assert_eq!(said.len(), 1, "{ids:?} {said:?}");
    assert!(said[0].contains("it is cut off"), "{said:?}");
}

/// Files of an archive are handed on as they come, whatever its length: the limit holds for each
/// of them, and what comes out of it in all is bounded by its own length.
#[test]
#[cfg(feature = "archives")]
fn archives_longer_than_a_file_may_be() {
    let folder = tempfile::tempdir().unwrap();
    let article = |n: usize| format!("The board met on Monday {n}. {}\n", "It ordered one more ferry. ".repeat(400));
    let articles: Vec<(String, String)> = (0..60).map(|n| (format!("a{n:02}.txt"), article(n))).collect();
    let members: Vec<(&str, &[u8])> = articles.iter().map(|(n, t)| (n.as_str(), t.as_bytes())).collect();
    let tar = tarred(&members);
    let mut lines = String::new();
    for (n, t) in &articles {
        writeln!(lines, "{{\"id\": \"{n}\", \"text\": {t:?}}}").unwrap();
    }
    let limit = 64 << 10;
    assert!(tar.len() as u64 > 8 * limit);
    for (name, bytes) in [
        ("long.tar", tar.clone()),
        ("long.tar.gz", gzipped(&tar)),
        ("long.zip", zipped(&members)),
        ("long.jsonl.gz", gzipped(lines.as_bytes())),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let options = Options { max_file: limit, ..Options::default() };
        let (mut documents, mut times) = (0, 0);
        let path = path.to_string_lossy().into_owned();
        let (found, counts) = load_each(&[path], &options, &mut std::io::empty(), &mut |some| {
            documents += some.len();
            times += 1;
        });
        assert_eq!((documents, counts.documents, found.len()), (60, 60, 0), "{name}: {found:?}");
    }
    // A thousandfold: more than the file's length warrants.
    let zeros = gzipped(&vec![b'\n'; 64 << 20]);
    let (documents, found) = read_bytes("bomb.jsonl.gz", &zeros, &Options { max_file: 1 << 20, ..Options::default() });
    assert!(documents.is_empty());
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].code, "expands-too-far", "{found:?}");
}

#[test]
#[cfg(feature = "documents")]
fn damaged_documents() {
    let cut = |name: &str| {
        let bytes = std::fs::read(format!("tests/formats/{name}")).unwrap();
        bytes[..bytes.len() / 2].to_vec()
    };
    let files = [
        ("cut.docx", cut("pandoc.docx")),
        ("cut.odt", cut("libreoffice.odt")),
        ("cut.epub", cut("pandoc.epub")),
        ("cut.rtf", cut("pandoc.rtf")),
        ("cut.html", cut("pandoc.html")),
        ("cut.newsml", cut("item.newsml")),
        ("cut.ninjs", cut("item.ninjs")),
        ("cut.eml", cut("mail.eml")),
        ("cut.rss", cut("feed.rss")),
        ("cut.nitf", cut("item.nitf")),
        ("cut.csv", cut("rows.csv")),
        ("cut.srt", b"1\n00:00:01,000 --> 00:00:04,000\nLANG: The board met on Monday.\n\n2\n00:00:05,0".to_vec()),
        ("cut.vtt", b"WEBVTT\n\n00:01.000 --> 00:04.000\n<v Lang>The board met on Monday.\n\n00:05.".to_vec()),
        (
            "cut.mhtml",
            b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"b\"\n\n--b\nContent-Type: text/html\n\n\
              <!doctype html><title>Ferry</title><p>The harbour board met on Monday and ordered a fer"
                .to_vec(),
        ),
        // Encrypted by msoffcrypto-tool 6 with the password "secret".
        ("locked.docx", std::fs::read("tests/damaged/locked.docx").unwrap()),
        ("old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on".to_vec()),
        ("none.srt", b"no cue here".to_vec()),
        ("none.vtt", b"WEBVTT\n\nno cue here".to_vec()),
        ("none.rtf", b"no group here".to_vec()),
    ];
    insta::assert_snapshot!(said(&files));
}

#[test]
#[cfg(feature = "pdf")]
fn damaged_pdf() {
    let file = |path: &str| std::fs::read(path).unwrap();
    let whole = file("tests/formats/libreoffice.pdf");
    let files = [
        ("secret.pdf", file("tests/damaged/secret.pdf")),
        ("scan.pdf", file("tests/damaged/scan.pdf")),
        ("cut.pdf", whole[..whole.len() / 2].to_vec()),
        ("short.pdf", b"%PDF-1.7\n1 0 obj <</Type /Catalog".to_vec()),
        ("wrong-ending.txt", whole),
    ];
    insta::assert_snapshot!(said(&files));
}

/// A location in a PDF names the page.
#[test]
#[cfg(feature = "pdf")]
fn pages_of_a_pdf() {
    let bytes = std::fs::read("tests/formats/groff.pdf").unwrap();
    let (documents, found) = read_bytes("groff.pdf", &bytes, &Options::default());
    assert_eq!((documents.len(), found.len()), (1, 0), "{found:?}");
    let d = &documents[0];
    let page = |words: &str| {
        let at = d.text.find(words).unwrap();
        d.locate(Span::new(at, at + words.len())).part.map(|p| p.to_string())
    };
    assert_eq!(page("4–5 December 2025"), Some("page 1".to_owned()));
    assert_eq!(page("café dinners"), Some("page 2".to_owned()));
    assert!(d.aside.iter().any(|a| a.span.of(&d.text).contains("-2-")), "{:?}", d.aside);
}

#[test]
fn transcripts() {
    let vtt = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana Silva>The ferry sails on Monday,\n\n00:02.500 --> 00:04.000\n<v Ana Silva>and [laughs] it is full.\n\n3\n00:05.000 --> 00:06.000\n<v Bo Ek>Is it?\n";
    insta::assert_snapshot!(told("a.vtt", vtt));
    let srt = "1\n00:00:01,000 --> 00:00:02,000\n- MAYOR SILVA: The ferry\nsails on <i>Monday</i>.\n\n2\n00:00:03,000 --> 00:00:04,000\nIt is full.\n";
    insta::assert_snapshot!(told("b.srt", srt));
}

#[test]
#[cfg(feature = "documents")]
fn tables_and_mail() {
    insta::assert_snapshot!(told(
        "a.csv",
        "headline,text,date\nFerry,\"It sails, \"\"again\"\", on Monday.\",2025-03-03\nBus,It runs.,\n"
    ));
    insta::assert_snapshot!(told("b.tsv", "Year\tFerries\tOpened\n2024\t3\tMonday\n2025\t5\t\n"));
    let mail = "From: Ana Silva <ana@x.example>\r\nSubject: Ferry\r\nDate: Mon, 3 Mar 2025 10:00:00 +0100\r\n\r\nIt sails on Monday.\r\n\r\nOn 1 March 2025 Bo wrote:\r\n> Does it sail?\r\n> Yes?\r\n-- \r\nAna Silva, harbour board\r\n";
    insta::assert_snapshot!(told("c.eml", mail));
    let page = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://x.example/ferry\r\nSubject: Ferry\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"b1\"\r\n\r\n--b1\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://x.example/ferry\r\n\r\n<html lang=3D\"en\"><title>Ferry</title><body><nav><a href=3D\"/\">Home</a></nav><h1>Ferry</h1><p>The harbour board met on Monday and ordered=\r\n a ferry for the islands.</p></body></html>\r\n--b1--\r\n";
    insta::assert_snapshot!(told("d.mht", page));
}

#[test]
fn front_matter_of_plain_text() {
    let file = "---\ntitle: Talks end\ndate: 2025-10-03\n---\n\nExports rose to 3 billion in September.\n";
    let (documents, found) = read_bytes("a.txt", file.as_bytes(), &Options::default());
    assert!(found.is_empty(), "{found:?}");
    let d = &documents[0];
    assert_eq!(d.meta.title.as_deref(), Some("Talks end"));
    let published = d.meta.published.expect("a date");
    assert_eq!((published.at.to_string().as_str(), published.from), ("2025-10-03", PublishedFrom::FrontMatter));
    assert_eq!(d.text.trim(), "Exports rose to 3 billion in September.");
    let at = d.text.find("3 billion").expect("the figure");
    let l = d.locate(Span::new(at, at + "3 billion".len()));
    assert_eq!((l.in_file().of(file), l.line), ("3 billion", 6));
    let (rules, _) = read_bytes("b.txt", b"---\nA line between two rules.\n---\nThe board met.\n", &Options::default());
    assert!(rules[0].text.starts_with("---"), "{:?}", rules[0].text);
}

#[test]
fn a_date_and_a_byline_right_under_a_headline() {
    let lead = "The swing bridge at Sulin carried its first lorries in eleven months on Monday.\n";
    let headline = "Swing bridge open again, but the row over its bill rumbles along";
    for head in
        ["4 March 2026", "By Ana Brod\n4 March 2026", "Wednesday 4 March 2026\nBy Ana Brod", "Sulin, 4 March 2026"]
    {
        for gap in ["", "\n"] {
            let file = format!("{headline}\n{head}\n{gap}{lead}");
            let (documents, _) = read_bytes("a.txt", file.as_bytes(), &Options::default());
            let meta = &documents[0].meta;
            let published = meta.published.map(|p| (p.at.to_string(), p.from));
            assert_eq!(published, Some(("2026-03-04".to_owned(), PublishedFrom::Header)), "{file}");
            assert_eq!(meta.title.as_deref(), Some(headline), "{file}");
        }
    }
    // A date that a wrapped sentence goes on with is copy.
    for wrapped in [
        "The council wants the swing bridge to be opened again on\n4 March 2026",
        "The lorries, say the council and the port, may cross from\n4 March 2026.",
    ] {
        let file = format!("{wrapped}\n\n{lead}");
        let (documents, _) = read_bytes("a.txt", file.as_bytes(), &Options::default());
        assert_eq!(documents[0].meta.published, None, "{file}");
    }
}
