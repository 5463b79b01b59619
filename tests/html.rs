//! The HTML report: a page of its own, which lets nothing run, in a real browser where there is one.

mod common;

use common::{json, run};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};

const HOSTILE: &str = "tests/common/hostile.jsonl";

fn page(paths: &[&str]) -> String {
    String::from_utf8(run(&[&["check", "--all", "--format", "html"][..], paths].concat()).stdout).expect("UTF-8")
}

/// The tags of a page with their attributes, as a browser cuts them: text between quotes ends no tag.
fn tags(page: &str) -> Vec<String> {
    let (head, rest) = page.split_once("<style>").expect("a style sheet");
    let (_, body) = rest.split_once("</style>").expect("its end");
    let mut all = Vec::new();
    let mut tag: Option<String> = None;
    let mut quoted = false;
    for c in head.chars().chain(body.chars()) {
        match &mut tag {
            None if c == '<' => tag = Some(String::new()),
            None => {}
            Some(t) if c == '>' && !quoted => {
                all.push(std::mem::take(t));
                tag = None;
            }
            Some(t) => {
                quoted ^= c == '"';
                t.push(c);
            }
        }
    }
    assert!(tag.is_none(), "a tag never ends");
    all
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    tag.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split('"').next())
}

#[test]
fn it_needs_no_script_and_no_network() {
    for page in [page(&["seeds"]), page(&[HOSTILE])] {
        assert!(
            page.contains("http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-")
        );
        for tag in tags(&page) {
            let name = tag.split([' ', '/']).find(|n| !n.is_empty()).unwrap_or("").to_lowercase();
            assert!(
                !["script", "img", "iframe", "object", "link", "base", "textarea"].contains(&name.as_str()),
                "<{tag}>"
            );
            let bare: String = tag.split('"').step_by(2).collect();
            assert!(!bare.contains(" on") && !bare.contains(" style=") && !bare.contains(" src="), "<{tag}>");
            if let Some(href) = attribute(&tag, "href") {
                assert!(
                    href.starts_with('#') || href.starts_with("https://") || href.starts_with("http://"),
                    "<{tag}>"
                );
            }
        }
    }
}

#[test]
fn it_shows_every_finding_with_its_words_marked() {
    let check = json(&["check", "--all", "--format", "json", "seeds"]);
    let page = page(&["seeds"]);
    let findings = check["findings"].as_array().expect("findings");
    assert!(findings.len() > 10);
    for f in findings {
        let id = f["id"].as_str().expect("an id");
        let (_, rest) = page.split_once(&format!("id=\"{id}\"")).unwrap_or_else(|| panic!("{id} is not there"));
        let article = rest.split("</article>").next().expect("an article");
        for side in f["sides"].as_array().expect("sides") {
            let words = side["text"].as_str().expect("words").replace('"', "&quot;");
            assert!(article.contains(&format!("<mark>{words}</mark>")), "{words} of {id} is not marked");
        }
    }
}

#[test]
fn it_is_built_for_keyboards_and_screen_readers() {
    let page = page(&["seeds", "tests/dossiers"]);
    let tags = tags(&page);
    let ids: Vec<&str> = tags.iter().filter_map(|t| attribute(t, "id")).collect();
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(unique.len(), ids.len(), "an id stands twice");
    for tag in &tags {
        for named in ["aria-labelledby", "for"].iter().filter_map(|a| attribute(tag, a)) {
            assert!(unique.contains(named), "<{tag}> names what is not there");
        }
        if let Some(target) = attribute(tag, "href").and_then(|h| h.strip_prefix('#')) {
            assert!(unique.contains(target), "<{tag}> leads nowhere");
        }
    }
    let mut level = 0;
    for heading in tags.iter().filter(|t| t.len() > 1 && t.starts_with('h') && t.as_bytes()[1].is_ascii_digit()) {
        let own = usize::from(heading.as_bytes()[1] - b'0');
        assert!(own <= level + 1, "<{heading}> skips a level");
        level = own;
    }
    for landmark in ["header", "nav aria-label", "main", "footer"] {
        assert_eq!(tags.iter().filter(|t| t.starts_with(landmark)).count(), 1, "{landmark}");
    }
    assert!(page.starts_with("<!DOCTYPE html><html lang=\"en\">"));
}

#[test]
fn an_empty_report_is_a_page_too() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("a.txt"), "They met on 3 May 2025.\n").expect("a written file");
    let page = page(&[&folder.path().to_string_lossy()]);
    assert!(page.contains("No finding: ") && page.ends_with("</html>\n"));
}

#[test]
fn right_to_left_text_keeps_its_own_direction() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, day) in [("a.txt", 4), ("b.txt", 6)] {
        let text = format!("President Ana Petrova of Kenya will visit Japan on {day} December 2025. שלום עולם\n");
        std::fs::write(folder.path().join(name), text).expect("a written file");
    }
    let page = page(&[&folder.path().to_string_lossy()]);
    let quote = page.split("<blockquote").nth(1).expect("a quotation");
    assert!(quote.starts_with(" dir=\"auto\"") && quote.contains("שלום"), "{quote}");
}

/// The browser, where one is installed.
fn browser() -> Option<&'static str> {
    ["chromium", "chromium-browser", "google-chrome"]
        .into_iter()
        .find(|name| Command::new(name).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok())
}

/// The page as the browser holds it once everything that would run has run.
fn opened(browser: &str, page: &Path, folder: &Path) -> String {
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"])
        .args(["--disable-component-update", "--disable-sync", "--virtual-time-budget=2000", "--dump-dom"])
        .arg(format!("--user-data-dir={}", folder.join("profile").display()))
        .arg(format!("file://{}", page.display()))
        .output()
        .expect("the browser starts");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
#[allow(clippy::print_stdout, reason = "a test that is skipped says so")]
fn a_browser_runs_nothing_of_a_hostile_article() {
    let Some(browser) = browser() else {
        println!("skipped: there is no Chromium");
        return;
    };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("report.html");
    std::fs::write(&path, page(&[HOSTILE])).expect("a written file");
    let dom = opened(browser, &path, folder.path());
    assert!(dom.contains("<title>factcheck: "), "the title was changed: {}", &dom[..dom.len().min(400)]);
    assert!(dom.contains("<mark>") && !dom.contains("<script") && !dom.contains("<img"), "{dom}");
    // The same browser does run what a page without the report's care lets in: the test can fail.
    std::fs::write(&path, "<title>factcheck: </title><script>document.title='pwned'</script>").expect("a written file");
    assert!(opened(browser, &path, folder.path()).contains("<title>pwned</title>"));
    // And the policy alone stops it, should an escape ever be forgotten.
    let leaky = page(&["seeds"]).replace("</main>", "<script>document.title='pwned'</script></main>");
    std::fs::write(&path, leaky).expect("a written file");
    let dom = opened(browser, &path, folder.path());
    assert!(dom.contains("<title>factcheck: ") && dom.contains("pwned"));
}
