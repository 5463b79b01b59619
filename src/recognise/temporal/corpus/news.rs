//! News sentences with every expression of time marked, after the TIMEX3 annotation guideline.

use super::{document, mentions, taken_apart, timex};
use crate::recognise::{Mention, Prefer};

/// Words and value of each expression of an article, and the article without its brackets.
struct Article {
    published: &'static str,
    text: String,
    marked: Vec<(String, String)>,
}

fn articles(files: &[&'static str]) -> Vec<Article> {
    let (mut all, mut published, mut lines) = (Vec::new(), "", Vec::new());
    let lines_of = |file: &'static str| file.lines().chain([""]).filter(|l| !l.starts_with('#'));
    for line in files.iter().copied().flat_map(lines_of) {
        if let Some(date) = line.strip_prefix("@ ") {
            published = date;
        } else if line.is_empty() {
            all.extend((!lines.is_empty()).then(|| article(published, &lines.join("\n\n"))));
            lines.clear();
        } else {
            lines.push(line);
        }
    }
    all
}

fn article(published: &'static str, source: &str) -> Article {
    let (mut text, mut marked) = (String::new(), Vec::new());
    for part in source.split('[') {
        match part.split_once(']') {
            Some((inside, after)) => {
                let (words, value) = inside.split_once('|').expect("words|value");
                text.push_str(words);
                text.push_str(after);
                marked.push((words.to_owned(), value.to_owned()));
            }
            None => text.push_str(part),
        }
    }
    Article { published, text, marked }
}

/// The guideline marks the two ends of a range where each is an expression of its own.
fn marked(m: &Mention) -> Vec<&Mention> {
    match m.detail.as_deref().filter(|d| !d.ends.is_empty()) {
        Some(d) => d.ends.iter().collect(),
        None => vec![m],
    }
}

/// How many expressions are marked in the articles, and what is missing from them or read besides.
fn compare(articles: &[Article]) -> (usize, Vec<String>) {
    let mut wrong = Vec::new();
    for article in articles {
        let document = document(&article.text, Some(article.published));
        let all = mentions(&document, &taken_apart(&document), Prefer::Context, None);
        let line = |m: &Mention| (m.span.of(&document.text).to_owned(), timex(&m.value).to_owned());
        let found: Vec<(String, String)> = all.iter().flat_map(marked).map(line).collect();
        let side = |a: &[(String, String)], b: &[(String, String)], sign: char, wrong: &mut Vec<String>| {
            let mut left = b.to_vec();
            for m in a {
                match left.iter().position(|x| x == m) {
                    Some(i) => drop(left.remove(i)),
                    None => wrong.push(format!("{sign} {}|{} ({})", m.0, m.1, article.published)),
                }
            }
        };
        side(&article.marked, &found, '-', &mut wrong);
        side(&found, &article.marked, '+', &mut wrong);
    }
    (articles.iter().map(|a| a.marked.len()).sum(), wrong)
}

/// Every expression is found with its extent and its value, in order, and nothing besides.
#[test]
fn news_is_read_as_timeml_marks_it() {
    let (count, wrong) = compare(&articles(&[include_str!("news.txt"), include_str!("wire.txt")]));
    assert!(count > 400, "{count}");
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}

/// Whole items of different kinds, where the date in focus moves from sentence to sentence.
#[test]
fn reports_are_read_as_timeml_marks_them() {
    let (count, wrong) = compare(&articles(&[include_str!("reports.txt")]));
    assert!(count > 190, "{count}");
    // Among them a length that is "over nine years", a midnight that ends its day, and months of every year.
    assert!(wrong.len() <= 14, "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}

/// Dispatches of the agencies and of today's press, read as they were marked before the first run.
#[test]
fn dispatches_are_read_as_timeml_marks_them() {
    let (count, wrong) = compare(&articles(&[include_str!("dispatches.txt")]));
    assert!(count > 280, "{count}");
    // Among them a dawn that follows an evening, a present that tells of what will be ("chooses on Saturday"), and "two days" before a named day, which the guideline parts.
    assert!(wrong.len() <= 13, "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}
