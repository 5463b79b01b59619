//! Quotations held against annotated articles: the words, and who says them.
//!
//! Four views, as in `tests/quotes/README.md`: **D** direct parts, **Q** marked fragments of direct and mixed
//! quotations, **S** all quotations with a word of speech, **A** all attributions. Of each, F of the words (letters and
//! digits shared ≥ half of those together, one to one) and F of words and speaker (the head of the name as written).
//! `FACTCHECK_VERBOSE=1 cargo test --test quotes -- --nocapture` lists what was missed in `dev`.

// The table of figures is what these tests are read for.
#![allow(clippy::print_stdout)]

mod common;

use common::{floor, floors, json_lines, read, root, verbose};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// A quotation of the gold or of the program: offsets in code points.
#[derive(Debug, Clone, Default)]
struct Quote {
    kind: String,
    content: Vec<(usize, usize)>,
    speaker: Option<String>,
    cue: Option<String>,
}

fn pair(span: &Value) -> (usize, usize) {
    let at = |i: usize| span[i].as_u64().expect("an offset") as usize;
    (at(0), at(1))
}

fn string(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

impl Quote {
    fn gold(q: &Value) -> Self {
        Self {
            kind: string(&q["kind"]).expect("a kind"),
            content: q["content"].as_array().expect("content").iter().map(pair).collect(),
            speaker: string(&q["speaker_text"]),
            // The annotation marks a cue of thought or wish; such a quotation is none of speech.
            cue: string(&q["cue_text"]).filter(|_| !q["flags"].as_str().unwrap_or("").contains('w')),
        }
    }

    fn predicted(record: &Value) -> Self {
        let v = &record["value"];
        Self {
            kind: string(&v["kind"]).expect("a kind"),
            content: v["segments"].as_array().expect("segments").iter().map(|s| pair(&s["chars"])).collect(),
            speaker: string(&v["speaker"]["text"]),
            cue: string(&v["cue"]["text"]),
        }
    }
}

/// An article as code points, and which of them stand between double quotation marks.
struct Article {
    id: String,
    chars: Vec<char>,
    marked: Vec<bool>,
    quotes: Vec<Quote>,
}

impl Article {
    fn new(record: &Value) -> Self {
        let chars: Vec<char> = record["text"].as_str().expect("a text").chars().collect();
        let quotes = record["quotes"].as_array().expect("quotes").iter().map(Quote::gold).collect();
        Self { id: string(&record["id"]).expect("an id"), marked: between_marks(&chars), chars, quotes }
    }

    fn words(&self, (start, end): (usize, usize)) -> String {
        self.chars.get(start..end.min(self.chars.len())).unwrap_or(&[]).iter().collect()
    }
}

/// The marks that may close what a mark opens; `'` stands for two single ones.
fn closers(open: char) -> &'static [char] {
    match open {
        '“' => &['”', '"'],
        '”' | '"' => &['”', '"', '“'],
        '„' => &['“', '”', '"'],
        '«' => &['»'],
        '»' => &['«'],
        '\'' => &['\''],
        _ => &[],
    }
}

/// A straight mark right behind a digit, with pairs alone after it in its line.
fn is_inch(chars: &[char], i: usize) -> bool {
    let later = chars[i + 1..].iter().take_while(|c| **c != '\n').filter(|c| **c == '"').count();
    chars[i] == '"' && i > 0 && chars[i - 1].is_ascii_digit() && later % 2 == 0
}

/// Which code points stand between double quotation marks; a line break closes whatever is open.
fn between_marks(chars: &[char]) -> Vec<bool> {
    let mut marked = vec![false; chars.len()];
    let mut open: Option<(usize, char)> = None;
    for i in 0..=chars.len() {
        let c = chars.get(i).copied().unwrap_or('\n');
        let twice = c == '\'' && chars.get(i + 1) == Some(&'\'');
        match open {
            Some((from, mark)) if c == '\n' || ((c != '\'' || twice) && closers(mark).contains(&c)) => {
                let opens_again = c == '“' && mark == '”' && chars.get(i + 1).is_some_and(|n| n.is_alphanumeric());
                if !opens_again {
                    marked[from..i].fill(true);
                    open = None;
                }
            }
            None if twice => open = Some((i + 2, c)),
            None if c != '\'' && !closers(c).is_empty() && !is_inch(chars, i) => open = Some((i + 1, c)),
            _ => {}
        }
    }
    marked
}

/// A piece that is compared: the letters and digits that it covers, and whose it is.
struct Unit<'a> {
    letters: BTreeSet<usize>,
    quote: &'a Quote,
}

impl<'a> Unit<'a> {
    fn new(article: &Article, spans: &[(usize, usize)], quote: &'a Quote) -> Option<Self> {
        let letters: BTreeSet<usize> = spans
            .iter()
            .flat_map(|&(s, e)| s..e)
            .filter(|&i| article.chars.get(i).is_some_and(|c| c.is_alphanumeric()))
            .collect();
        (!letters.is_empty()).then_some(Self { letters, quote })
    }

    fn shared(&self, other: &Self) -> usize {
        self.letters.intersection(&other.letters).count()
    }
}

/// Runs of positions of `spans` for which `keep` holds.
fn runs(spans: &[(usize, usize)], keep: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
    let mut all: Vec<(usize, usize)> = Vec::new();
    for &(start, end) in spans {
        let mut fresh = true;
        for i in (start..end).filter(|&i| keep(i)) {
            match all.last_mut() {
                Some(last) if !fresh && last.1 == i => last.1 = i + 1,
                _ => all.push((i, i + 1)),
            }
            fresh = false;
        }
    }
    all
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum View {
    D,
    Q,
    S,
    A,
}

const VIEWS: [View; 4] = [View::D, View::Q, View::S, View::A];

/// The units of one side in a view, and those that are neither right nor wrong.
fn units<'a>(article: &Article, quotes: &'a [Quote], view: View, gold: bool) -> (Vec<Unit<'a>>, Vec<Unit<'a>>) {
    let (mut counted, mut ignored) = (Vec::new(), Vec::new());
    let lines = |q: &Quote| runs(&q.content, |i| article.chars.get(i).is_some_and(|&c| c != '\n'));
    let fragments = |q: &Quote| {
        runs(&q.content, |i| article.marked.get(i) == Some(&true) && article.chars.get(i).is_some_and(|&c| c != '\n'))
    };
    for q in quotes {
        let each = |pieces: Vec<(usize, usize)>| pieces.into_iter().filter_map(|p| Unit::new(article, &[p], q));
        match view {
            View::D if q.kind == "direct" => counted.extend(each(lines(q))),
            View::D if q.kind == "mixed" && gold => ignored.extend(each(fragments(q))),
            View::D => {}
            View::Q => counted.extend(each(fragments(q))),
            View::S if gold && q.cue.is_none() => ignored.extend(Unit::new(article, &q.content, q)),
            View::S | View::A => counted.extend(Unit::new(article, &q.content, q)),
        }
    }
    (counted, ignored)
}

/// Words that stand before a name and are none.
const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "sen",
    "senator",
    "rep",
    "gov",
    "governor",
    "president",
    "secretary",
    "judge",
    "justice",
    "sir",
    "lord",
    "lady",
    "prof",
    "professor",
    "gen",
    "general",
    "the",
    "a",
    "an",
    "former",
    "jr",
    "sr",
    "ii",
    "iii",
];

/// Words behind which no name's head stands.
const AFTER: &[&str] =
    &["of", "for", "who", "whose", "which", "from", "in", "at", "on", "with", "to", "as", "during", "by", "after"];

/// The head words of a speaker's name as written: one for each person of "A and B".
fn heads(speaker: Option<&str>) -> BTreeSet<String> {
    let text = speaker.unwrap_or("").replace("’s ", " ").replace("'s ", " ").replace(" & ", " and ");
    let text = text.trim_end_matches("’s").trim_end_matches("'s");
    let mut all = BTreeSet::new();
    for part in text.split(" and ").flat_map(|p| p.split(" or ")) {
        let part = part.split([',', ';', '(']).next().unwrap_or(part);
        let words: Vec<String> = part
            .split_whitespace()
            .take_while(|w| !matches!(*w, "-" | "–" | "—"))
            .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
            .filter(|w| !w.is_empty())
            .collect();
        let cut = words.iter().skip(1).position(|w| AFTER.contains(&w.as_str())).map_or(words.len(), |i| i + 1);
        let words = &words[..cut];
        let named = words.iter().rfind(|w| !TITLES.contains(&w.as_str()));
        all.extend(named.or(words.last()).cloned());
    }
    all
}

/// Right, predicted and expected: of words, and of words with their speaker.
#[derive(Default, Clone, Copy)]
struct Tally {
    right: usize,
    predicted: usize,
    gold: usize,
    speaker_right: usize,
    speaker_predicted: usize,
    speaker_gold: usize,
    /// Quotations with the right words whose speaker the gold names.
    named: usize,
}

/// A share in percent; of nothing, 0.
fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 }
}

impl Tally {
    fn f(right: usize, predicted: usize, gold: usize) -> f64 {
        if right == 0 { 0.0 } else { 200.0 * right as f64 / (predicted + gold) as f64 }
    }

    fn words(self) -> f64 {
        Self::f(self.right, self.predicted, self.gold)
    }

    fn speakers(self) -> f64 {
        Self::f(self.speaker_right, self.speaker_predicted, self.speaker_gold)
    }
}

/// Whether a cue is a word of thought and none of speech, by the lexicon of saying.
struct Thought(BTreeSet<String>);

impl Thought {
    fn bundled() -> Self {
        let lexicon: toml::Table = read(&root().join("rules/lexicon/saying.toml")).parse().expect("TOML");
        let forms = |key: &str| -> BTreeSet<String> {
            let entries = lexicon.get(key).and_then(|v| v.as_array()).expect("a list").iter();
            entries
                .flat_map(|e| e.get("forms").and_then(|f| f.as_array()).expect("forms").iter())
                .filter_map(|f| f.as_str().map(str::to_owned))
                .collect()
        };
        Self(forms("thought").difference(&forms("verb")).cloned().collect())
    }

    fn is(&self, cue: Option<&str>) -> bool {
        cue.is_some_and(|c| c.split_whitespace().any(|w| self.0.contains(&w.to_lowercase())))
    }
}

/// Predictions that a view counts: those that land on an ignored quotation are left out.
fn counted<'a>(
    view: View,
    gold: &[Unit<'_>],
    ignored: &[Unit<'_>],
    predicted: Vec<Unit<'a>>,
    thought: &Thought,
) -> Vec<Unit<'a>> {
    predicted
        .into_iter()
        .filter(|p| {
            let best = gold.iter().map(|g| p.shared(g)).max().unwrap_or(0);
            let of_thought = view == View::S && best == 0 && thought.is(p.quote.cue.as_deref());
            let on_ignored = ignored.iter().any(|i| p.shared(i) > best && 2 * p.shared(i) >= p.letters.len());
            !of_thought && !on_ignored
        })
        .collect()
}

/// Pairs of gold and predicted units that share at least half of their letters, the best first, one to one.
fn pairs(gold: &[Unit<'_>], predicted: &[Unit<'_>]) -> Vec<(usize, usize)> {
    let mut all: Vec<(f64, usize, usize)> = Vec::new();
    for (g, gold) in gold.iter().enumerate() {
        for (p, predicted) in predicted.iter().enumerate() {
            let shared = gold.shared(predicted);
            let together = gold.letters.len() + predicted.letters.len() - shared;
            if 2 * shared >= together {
                all.push((shared as f64 / together as f64, g, p));
            }
        }
    }
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut golds, mut predictions) = (BTreeSet::new(), BTreeSet::new());
    all.into_iter()
        .filter(|&(_, g, p)| {
            !golds.contains(&g) && !predictions.contains(&p) && golds.insert(g) && predictions.insert(p)
        })
        .map(|(_, g, p)| (g, p))
        .collect()
}

fn score(
    articles: &[Article],
    predicted: &BTreeMap<String, Vec<Quote>>,
    view: View,
    thought: &Thought,
    misses: &mut String,
) -> Tally {
    let mut tally = Tally::default();
    for a in articles {
        let (gold, ignored) = units(a, &a.quotes, view, true);
        let own = predicted.get(&a.id).map_or(&[][..], Vec::as_slice);
        let found = counted(view, &gold, &ignored, units(a, own, view, false).0, thought);
        let pairs = pairs(&gold, &found);
        tally.gold += gold.len();
        tally.predicted += found.len();
        tally.right += pairs.len();
        tally.speaker_gold += gold.iter().filter(|g| g.quote.speaker.is_some()).count();
        tally.speaker_predicted += found.iter().filter(|p| p.quote.speaker.is_some()).count();
        for &(g, p) in &pairs {
            let (want, is) = (gold[g].quote.speaker.as_deref(), found[p].quote.speaker.as_deref());
            let right = !heads(want).is_disjoint(&heads(is));
            tally.speaker_right += usize::from(right);
            tally.named += usize::from(want.is_some());
            if want.is_some() && !right {
                let _ = writeln!(misses, "{view:?} SPEAKER {}: {want:?}, not {is:?}", a.id);
            }
        }
        let words = |u: &Unit<'_>| u.quote.content.iter().map(|&s| a.words(s)).collect::<Vec<_>>().join(" … ");
        for (g, u) in gold.iter().enumerate().filter(|(g, _)| !pairs.iter().any(|p| p.0 == *g)) {
            let _ =
                writeln!(misses, "{view:?} MISSED {} #{g} {:?} {:?}: {}", a.id, u.quote.speaker, u.quote.cue, words(u));
        }
        for (_, u) in found.iter().enumerate().filter(|(i, _)| !pairs.iter().any(|p| p.1 == *i)) {
            let _ = writeln!(misses, "{view:?} EXTRA  {} {:?} {:?}: {}", a.id, u.quote.speaker, u.quote.cue, words(u));
        }
    }
    tally
}

/// The quotations that the program finds in the articles.
fn predict(articles: &[Article]) -> BTreeMap<String, Vec<Quote>> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("articles.jsonl");
    let lines: Vec<String> = articles
        .iter()
        .map(|a| json!({ "id": a.id, "story": a.id, "text": a.chars.iter().collect::<String>() }).to_string())
        .collect();
    std::fs::write(&path, lines.join("\n")).expect("a written file");
    let mut all: BTreeMap<String, Vec<Quote>> = BTreeMap::new();
    for r in json_lines(&["values", "--type", "quotation", "--format", "jsonl", &path.to_string_lossy()]) {
        if r["type"] == "quotation" && r["value"]["kind"] != "title" {
            all.entry(string(&r["doc"]).expect("a document")).or_default().push(Quote::predicted(&r));
        }
    }
    all
}

/// Scores a file and holds every figure against its floor; misses of the unseen are not listed.
fn hold(name: &str) {
    let content = read(&root().join(format!("tests/quotes/{name}.jsonl")));
    let articles: Vec<Article> =
        content.lines().map(|l| Article::new(&serde_json::from_str(l).expect("each line is JSON"))).collect();
    let predicted = predict(&articles);
    let (floors, thought) = (floors(), Thought::bundled());
    let mut fallen = String::new();
    for view in VIEWS {
        let mut misses = String::new();
        let t = score(&articles, &predicted, view, &thought, &mut misses);
        println!(
            "{name:<15} {view:?}  of {:>4}, found {:>4}: words P {:5.1} R {:5.1} F {:5.1}, words and speaker P {:5.1} R {:5.1} F {:5.1}, speaker right {:5.1}",
            t.gold,
            t.predicted,
            percent(t.right, t.predicted),
            percent(t.right, t.gold),
            t.words(),
            percent(t.speaker_right, t.speaker_predicted),
            percent(t.speaker_right, t.speaker_gold),
            t.speakers(),
            percent(t.speaker_right, t.named),
        );
        if verbose() && !name.contains("unseen") {
            print!("{misses}");
        }
        for (figure, is) in [("words", t.words()), ("speaker", t.speakers())] {
            let least = floor(&floors, "quotes", name, &format!("{view:?}_{figure}"));
            if is < least {
                let _ = writeln!(fallen, "{name} {view:?} {figure}: {is:.2}, its floor is {least}");
            }
        }
    }
    assert!(fallen.is_empty(), "{fallen}");
}

#[test]
fn quotations_of_the_development_articles() {
    hold("dev");
}

#[test]
fn quotations_of_the_unseen_articles() {
    hold("unseen");
}

#[test]
fn quotations_of_the_campaign_articles() {
    hold("campaign");
}

#[test]
fn quotations_of_the_unseen_campaign_articles() {
    hold("campaign-unseen");
}

#[test]
fn quotations_of_the_national_articles() {
    hold("national");
}

#[test]
fn quotations_of_the_unseen_national_articles() {
    hold("national-unseen");
}

#[test]
fn quotations_of_the_political_articles() {
    hold("politics");
}

#[test]
fn quotations_of_the_unseen_political_articles() {
    hold("politics-unseen");
}

#[test]
fn heads_of_names() {
    let head = |s: &str| heads(Some(s)).into_iter().collect::<Vec<_>>().join("+");
    assert_eq!(head("Prime Minister Juma Otieno"), "otieno");
    assert_eq!(head("the minister"), "minister");
    assert_eq!(head("A spokeswoman for the company"), "spokeswoman");
    assert_eq!(head("Ana Petrova, who chairs the board"), "petrova");
    assert_eq!(head("Otieno and Petrova"), "otieno+petrova");
    assert_eq!(head("He"), "he");
}

#[test]
fn code_points_between_marks() {
    let marked = |s: &str| -> String {
        let chars: Vec<char> = s.chars().collect();
        between_marks(&chars).iter().zip(&chars).filter(|(m, _)| **m).map(|(_, c)| *c).collect()
    };
    assert_eq!(marked("He said “yes, ‘no’,” twice"), "yes, ‘no’,");
    assert_eq!(marked("a 5\" screen is \"small\""), "small");
    assert_eq!(marked("„ja“ and «oui» and ''si''"), "jaouisi");
    assert_eq!(marked("“never closed\nnext line"), "never closed");
    assert_eq!(marked("”we start wrong,” he said"), "we start wrong,");
}
