//! How fast the stages are, in bytes of text a second.
//!
//! `cargo bench` runs them over text made from templates; `FACTCHECK_BENCH_DIR` names a folder with
//! files of text (`.txt`, `.md`) to run them over instead.

// What the macros make has no place for a comment.
#![allow(missing_docs)]

mod copy;

use chrono::NaiveDate;
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use factcheck::check::Engine;
use factcheck::claim::Claim;
use factcheck::document::{Document, Published, PublishedFrom};
use factcheck::lexicon::Lexicon;
use factcheck::recognise::{self, Context, Prefer};
use factcheck::reconcile::{self, DocumentInfo, Settings};
use factcheck::report::{self, Report, Terminal};
use factcheck::text::{Text, Vocabulary};
use factcheck::value::Instant;
use std::sync::LazyLock;

fn main() {
    divan::main();
}

const SIZE: usize = 1 << 20;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    Engine::new(&Lexicon::bundled(), &[]).unwrap_or_else(|_| panic!("the bundled packs have mistakes"))
});

static DOCUMENTS: LazyLock<Vec<Document>> = LazyLock::new(|| {
    let texts = match std::env::var_os("FACTCHECK_BENCH_DIR") {
        Some(folder) => folder_texts(folder.as_ref()),
        None => copy::articles(SIZE),
    };
    texts.into_iter().enumerate().map(|(i, text)| document(i, text)).collect()
});

fn document(i: usize, text: String) -> Document {
    let mut d = Document::plain(format!("article-{i}"), text);
    d.meta.published = NaiveDate::from_ymd_opt(2025, 10, 1 + i as u32 % 28)
        .map(|day| Published { at: Instant::Date(day), from: PublishedFrom::Metadata });
    d
}

fn folder_texts(folder: &std::path::Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<_> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    files.sort();
    files.iter().filter_map(|f| std::fs::read_to_string(f).ok()).collect()
}

fn bytes() -> BytesCount {
    BytesCount::new(DOCUMENTS.iter().map(|d| d.text.len()).sum::<usize>())
}

#[divan::bench]
fn engine(bencher: Bencher) {
    bencher.bench(|| Engine::new(&Lexicon::bundled(), &[]).is_ok());
}

#[divan::bench]
fn lexicons(bencher: Bencher) {
    bencher.bench(Lexicon::bundled);
}

#[divan::bench]
fn text(bencher: Bencher) {
    let engine = &*ENGINE;
    bencher.counter(bytes()).bench(|| DOCUMENTS.iter().map(|d| engine.text(d).tokens.len()).sum::<usize>());
}

/// Each recogniser by itself, by its place in the list of all.
#[divan::bench(args = 0..recognise::ALL.len())]
fn recogniser(bencher: Bencher, which: usize) {
    let lexicon = Lexicon::bundled();
    let mut vocabulary = Vocabulary::default();
    vocabulary.intern("'s");
    let boundaries = lexicon.boundaries(&mut vocabulary);
    let Some(make) = recognise::ALL.get(which) else { return };
    let recogniser = make(&lexicon, &mut vocabulary);
    let texts: Vec<Text<'_>> = DOCUMENTS.iter().map(|d| Text::new(d, &vocabulary, &boundaries)).collect();
    bencher.counter(bytes()).bench(|| {
        let mut found = 0;
        for (d, text) in DOCUMENTS.iter().zip(&texts) {
            let context =
                Context { text, meta: &d.meta, vocabulary: &vocabulary, prefer: Prefer::Context, date_order: None };
            let mut out = Vec::new();
            recogniser.recognise(&context, &mut out);
            found += out.len();
        }
        found
    });
}

#[divan::bench]
fn values(bencher: Bencher) {
    let engine = &*ENGINE;
    let texts: Vec<Text<'_>> = DOCUMENTS.iter().map(|d| engine.text(d)).collect();
    bencher
        .counter(bytes())
        .bench(|| DOCUMENTS.iter().zip(&texts).map(|(d, t)| engine.values(d, t).mentions.len()).sum::<usize>());
}

#[divan::bench]
fn extract(bencher: Bencher) {
    let engine = &*ENGINE;
    bencher.counter(bytes()).bench(|| DOCUMENTS.iter().map(|d| engine.claims(d).len()).sum::<usize>());
}

/// Text of one size in one document: a stage that is not linear shows.
#[divan::bench(args = [1 << 14, 1 << 17, 1 << 20])]
fn one_document(bencher: Bencher, size: usize) {
    let engine = &*ENGINE;
    let d = document(0, copy::article(7, size));
    bencher.counter(BytesCount::new(d.text.len())).bench(|| engine.claims(&d).len());
}

/// Claims of articles that all tell of the same few people and places.
#[divan::bench(args = [10_000, 100_000], sample_count = 3, sample_size = 1)]
fn reconcile(bencher: Bencher, count: usize) {
    let engine = &*ENGINE;
    let mut claims = Vec::with_capacity(count);
    let mut infos = Vec::new();
    for i in 0.. {
        let d = document(i, copy::article(i as u64 + 1, 4000));
        let mut found = engine.claims(&d);
        infos.push(DocumentInfo::new(&d));
        claims.append(&mut found);
        if claims.len() >= count || i > count {
            break;
        }
    }
    claims.truncate(count);
    let mut settings = Settings::default();
    engine.settle(&mut settings);
    bencher.counter(ItemsCount::new(claims.len())).bench(|| reconcile::run(&claims, &infos, &settings).len());
}

/// Each format of a report, by its name, over the findings of articles that tell of the same few people.
#[divan::bench(args = report::FORMATS.iter().map(|f| f.name()), sample_count = 10)]
fn report_format(bencher: Bencher, name: &str) {
    let engine = &*ENGINE;
    let Some(format) = report::FORMATS.iter().find(|f| f.name() == name) else { return };
    let articles: Vec<Document> = (0..60).map(|i| document(i, copy::article(i as u64 + 1, 4000))).collect();
    let claims: Vec<Claim> = articles.iter().flat_map(|d| engine.claims(d)).collect();
    let infos: Vec<DocumentInfo> = articles.iter().map(DocumentInfo::new).collect();
    let mut settings = Settings::default();
    engine.settle(&mut settings);
    let findings = reconcile::run(&claims, &infos, &settings);
    let made = Report::new(&articles, &claims, &findings, 0);
    bencher.counter(ItemsCount::new(findings.len())).bench(|| {
        let mut out = Vec::new();
        format.write(&made, Terminal::default(), &mut out).is_ok().then_some(out.len())
    });
}
