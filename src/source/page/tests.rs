//! Pages with and without headers.

use super::*;

/// A page read, as lines: what is known of it, then each stretch set aside.
fn read(text: &str) -> String {
    let mut d = Document::plain("t", text);
    describe(&mut d, &Options::default());
    let mut lines = Vec::new();
    if let Some(p) = d.meta.published {
        lines.push(format!("published {} {:?}", p.at, p.from));
    }
    lines.extend(d.meta.title.map(|t| format!("title {t}")));
    lines.extend(d.meta.source.map(|s| format!("source {s}")));
    lines.extend(d.aside.iter().map(|a| format!("{:?}: {}", a.reason, a.span.of(text).replace('\n', "/"))));
    lines.join("\n")
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(read(text), expected.join("\n"), "in:\n{text}");
}

const COPY: &str = "The ferry to the islands will sail twice a day from Monday, the harbour board said in a statement.";

#[test]
fn dates() {
    check(&format!(" date 2025-11-29 \n\n\n\n{COPY}\n"), &["published 2025-11-29 Header", "Header: date 2025-11-29"]);
    check(&format!(" date 2025-10-01 NEW PORT: {COPY}"), &["published 2025-10-01 Header", "Header: date 2025-10-01"]);
    check(
        &format!("NEW PORT, March 3, 2025 (Harbour Wire) – {COPY}"),
        &["published 2025-03-03 Dateline", "source Harbour Wire"],
    );
    check(
        &format!("Ferry to sail twice a day\n\nUpdated: 5 March 2025\nPublished: 3 March 2025\n\n{COPY}"),
        &[
            "published 2025-03-03 Header",
            "title Ferry to sail twice a day",
            "Header: Updated: 5 March 2025/Published: 3 March 2025",
        ],
    );
    check(
        &format!("{COPY}\n\n{COPY}\n\n{COPY}\n\n{COPY}\n\nPublished on 3 March 2025"),
        &["published 2025-03-03 Header", "Header: Published on 3 March 2025"],
    );
    // The year of a dateline is not guessed.
    check(&format!("NEW PORT, Oct. 1 – {COPY}"), &[]);
}

#[test]
fn a_text_that_is_but_a_date_is_copy() {
    check("5 December 2025", &[]);
    check("Published on 5 December 2025", &[]);
    check("Read more", &[]);
    check("News\nSport", &[]);
    check("", &[]);
}

#[test]
fn a_list_of_dates_is_copy() {
    let text = format!("How the ferry came\n\n3 March 2020\n\n{COPY}\n\n4 May 2021\n\n{COPY}\n\n5 June 2022\n\n{COPY}");
    check(&text, &["title How the ferry came"]);
}

#[test]
fn titles_and_mastheads() {
    check(
        &format!("Port Ansel Echo\nTuesday 4 November 2025\n\n“Sails do not pay”\n\nBy our staff\n\n{COPY}"),
        &[
            "published 2025-11-04 Header",
            "title “Sails do not pay”",
            "source Port Ansel Echo",
            "Header: Port Ansel Echo/Tuesday 4 November 2025",
            "Header: By our staff",
        ],
    );
    check(
        &format!(
            "Shop on Amazon\n\nFerry To Sail Twice A Day\n\nFerry to sail twice a day\n\n{COPY}\n\nPrevious Post Next Post\n\nنموذج الاتصال"
        ),
        &[
            "title Ferry To Sail Twice A Day",
            "Navigation: Shop on Amazon",
            "Repeated: Ferry to sail twice a day",
            "Navigation: Previous Post Next Post",
            "OtherScript: نموذج الاتصال",
        ],
    );
    check(&format!("{COPY}\n{COPY}"), &[]);
    check(
        "The ferry to the islands will sail twice a day from\nMonday, the harbour board said in a statement on\nSunday night.\n",
        &[],
    );
}

#[test]
fn furniture() {
    check(
        &format!(
            "Home\nNews\nKarelund\nSport\nHarbour\n\n{COPY}\n\nAlso read: Who pays for it\n\n{COPY}\nAdvertisement\n{COPY}\n\nPrevious Post Next Postنموذج الاتصال\n© 2025 Harbour Media"
        ),
        &[
            "Navigation: Home/News/Karelund/Sport/Harbour",
            "Navigation: Also read: Who pays for it",
            "Notice: Advertisement",
            "Navigation: Previous Post Next Postنموذج الاتصال",
            "Notice: © 2025 Harbour Media",
        ],
    );
    // Wrapped copy may break so that a line looks like a link.
    check(
        "He told the pupils that they ought to put it away and\nread more\nbooks than they did, and fewer of the messages.",
        &[],
    );
    check(&format!("{COPY}\n\nBased On HNA Report"), &["source HNA", "Header: Based On HNA Report"]);
    check(&format!("{COPY}\n\nOslo\nBergen\nMoss\nTromsø\n\n{COPY}"), &[]);
}
