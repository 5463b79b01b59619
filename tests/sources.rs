//! The sample articles and dossiers as the source stage sees them.

use factcheck::source::{Options, load};
use std::fmt::Write as _;

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
