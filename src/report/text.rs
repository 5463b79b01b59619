//! `text`: for a person at a terminal.

use super::place::Mark;
use super::support;
use super::words::{harmless, published, published_briefly, relation, shorten, value};
use super::{ClaimFormat, ClaimLine, Format, Report, Terminal};
use crate::claim::Claim;
use crate::coverage::{Coverage, Reach};
use crate::finding::{Finding, Relation, Severity};
use crate::value::Kind;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Padding, Snippet};
use arcstr::ArcStr;
use std::fmt::Write as _;
use std::io::{self, Write};
use textwrap::core::display_width;

/// The default format.
#[derive(Debug)]
pub(super) struct Text;

/// Sources of one side that are shown in full; the others are named.
const SHOWN: usize = 2;

/// Lines longer than this are shown as a window around the marked words.
const LINE: usize = 4_000;

/// Sources that a side names before it only counts them.
const NAMED: usize = 8;

impl Format for Text {
    fn name(&self) -> &'static str {
        "text"
    }

    fn about(&self) -> &'static str {
        "for a person: each side in its sentence, and why they disagree"
    }

    fn write(&self, report: &Report<'_>, terminal: Terminal, out: &mut dyn Write) -> io::Result<()> {
        for f in report.open() {
            writeln!(out, "{}\n", finding(f, report, terminal))?;
        }
        if let Some(coverage) = report.coverage() {
            unread(coverage, out)?;
        }
        let draft = report.support();
        if let Some((claims, all)) = draft {
            support::write(report, claims, all, out)?;
        }
        let mut all = report.summary();
        if let Some((claims, _)) = draft {
            let _ = write!(all, "; {}", support::summary(claims));
        }
        if report.hidden > 0 {
            let _ = write!(all, "; {} more where the sources hold together (--all)", report.hidden);
        }
        writeln!(out, "{}", wrap(&all, terminal, 0))
    }

    fn claims(&self) -> Option<&dyn ClaimFormat> {
        Some(self)
    }
}

impl ClaimFormat for Text {
    /// A line a claim: `path:line:column  kind attribute: subject → object: value [words]`.
    fn write_claims(&self, report: &Report<'_>, _: Terminal, out: &mut dyn Write) -> io::Result<()> {
        report.claims.iter().try_for_each(|c| claim(c, out))
    }

    fn line(&self) -> Option<ClaimLine> {
        Some(|_, c, out| claim(c, out))
    }
}

fn claim(c: &Claim, out: &mut dyn Write) -> io::Result<()> {
    let part = |s: &Option<ArcStr>| s.as_deref().map_or_else(|| "–".into(), harmless);
    let attribute = c.attribute.as_deref().map(|a| format!(" {a}")).unwrap_or_default();
    writeln!(
        out,
        "{}:{}:{}  {}{attribute}: {} → {}: {} [{}]",
        harmless(&c.doc),
        c.location.line,
        c.location.column,
        c.kind,
        part(&c.subject),
        part(&c.object),
        harmless(&value(&c.value)),
        harmless(&c.text),
    )
}

fn finding(f: &Finding, report: &Report<'_>, terminal: Terminal) -> String {
    let level = match (f.relation, f.severity) {
        (Relation::Agree | Relation::Refine | Relation::Compatible, _) => Level::INFO,
        (_, Severity::Error) => Level::ERROR,
        (_, Severity::Warning) => Level::WARNING,
        (_, Severity::Note) => Level::NOTE,
    };
    let id = format!("{} {}", relation(f.relation), f.check);
    let title = wrap(&harmless(&f.message), terminal, "warning[]: ".len() + id.len());
    let notes: Vec<String> = notes(f, report).iter().map(|n| wrap(n, terminal, 14)).collect();
    let shown = shown(f, report);
    let gutter = GUTTER + shown.iter().map(|m| m.at.line).max().unwrap_or(0).to_string().len();
    let width = terminal.width.saturating_sub(gutter);
    let places: Vec<Place> = shown.iter().map(|m| place(f, m, report, width)).collect();
    let mut group = Group::with_title(level.primary_title(&title).id(&id));
    for (i, p) in places.iter().enumerate() {
        if i > 0 {
            group = group.element(Padding);
        }
        let kind = if p.side == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let marks = kind.span(p.from..p.to);
        let marks = if p.label.is_empty() { marks } else { marks.label(&p.label) };
        // The line is cut, so its column is given apart from it.
        group = group
            .element(Origin::path(p.path.as_str()).line(p.number).char_column(p.column))
            .element(Snippet::source(p.line.as_str()).line_start(p.number).annotation(marks));
    }
    for n in &notes {
        group = group.element(Level::NOTE.message(n));
    }
    let help = format!("`factcheck explain {} PATH…` says how it came about", f.id);
    group = group.element(Level::HELP.message(help));
    // The renderer heads a snippet that has no path of its own with an empty one.
    let rendered = terminal.renderer().render(&[group]);
    let bare = |l: &&str| {
        l.split_once(":::").is_some_and(|(a, b)| !a.contains('|') && display_width(a) < gutter && display_width(b) <= 1)
    };
    rendered.lines().filter(|l| !bare(l)).collect::<Vec<_>>().join("\n")
}

/// The first sources of each side.
fn shown<'a>(f: &Finding, report: &Report<'a>) -> Vec<Mark<'a>> {
    let mut per_side = vec![0; f.sides.len()];
    let mut marks = report.marks(f);
    marks.retain(|m| match per_side.get_mut(m.side) {
        Some(n) if *n < SHOWN => {
            *n += 1;
            true
        }
        _ => false,
    });
    marks
}

/// Text broken to the width of the terminal, less what stands before it.
fn wrap(text: &str, terminal: Terminal, indent: usize) -> String {
    let options = textwrap::Options::new(terminal.width.saturating_sub(indent).max(24));
    textwrap::fill(text, options.word_splitter(textwrap::WordSplitter::NoHyphenation))
}

/// A marked place, made harmless.
struct Place {
    side: usize,
    path: String,
    line: String,
    number: usize,
    column: usize,
    from: usize,
    to: usize,
    label: String,
}

/// The line of the source around a mark.
fn place(f: &Finding, mark: &Mark<'_>, report: &Report<'_>, width: usize) -> Place {
    let (source, start, end) = mark.text(report);
    let line_start = source.get(..start).and_then(|s| s.rfind('\n')).map_or(0, |n| n + 1);
    let line_end = source.get(end..).and_then(|s| s.find('\n')).map_or(source.len(), |n| end + n);
    let (a, b) = if line_end - line_start > LINE {
        (floor(source, start.saturating_sub(LINE / 4).max(line_start)), floor(source, (end + LINE / 4).min(line_end)))
    } else {
        (line_start, line_end)
    };
    let part = |from: usize, to: usize| keep_lines(source.get(from..to).unwrap_or(""));
    let (before, marked, after) = (part(a, start), part(start, end), part(end, b));
    let marked = if marked.contains('\n') { marked } else { middle_cut(&marked, width) };
    let label = label(f, mark, width.saturating_sub(display_width(&marked) + 1));
    let (before, after) = fitted(&before, &marked, &after, &label, width);
    Place {
        side: mark.side,
        path: harmless(&mark.document.id),
        from: before.len(),
        to: before.len() + marked.len(),
        line: before + &marked + &after,
        number: mark.at.line as usize,
        column: mark.at.column as usize,
        label,
    }
}

/// Columns to the left of a line, beside its number.
const GUTTER: usize = 3;

/// Columns that are kept for what stands before marked words.
const LEAD: usize = 12;

/// What hangs behind the marks: the value and when the article was published, as much of it as fits.
fn label(f: &Finding, mark: &Mark<'_>, room: usize) -> String {
    // A quotation says itself what it is; equal values may be written with other nouns.
    let side = || f.sides.get(mark.side).and_then(|s| s.value.as_ref());
    let stated = mark.claim.map(|c| &*c.value).or_else(side).filter(|v| v.kind() != Kind::Quotation);
    let stated = stated.map(|v| harmless(&value(v))).unwrap_or_default();
    let (long, short) = (published(mark.document), published_briefly(mark.document));
    let candidates = [format!("{stated}{long}"), format!("{stated}{short}"), stated, short];
    let fits = |c: &&str| !c.is_empty() && display_width(c) + LEAD <= room;
    candidates.iter().map(|c| c.trim_start()).find(fits).unwrap_or("").to_owned()
}

/// Words that are too wide for a line without their middle.
fn middle_cut(words: &str, width: usize) -> String {
    if display_width(words) + LEAD <= width {
        return words.to_owned();
    }
    let room = width.saturating_sub(LEAD + 5);
    format!("{} … {}", head(words, room * 2 / 3).trim_end(), tail(words, room / 3).trim_start())
}

/// What stands before and after marked words, cut between words so that the line fits the width and
/// so does the label, which hangs behind the marks. Words on several lines are left to the renderer.
fn fitted(before: &str, marked: &str, after: &str, label: &str, width: usize) -> (String, String) {
    if marked.contains('\n') {
        return (before.to_owned(), after.to_owned());
    }
    let marks = display_width(marked);
    let room = width.saturating_sub(marks + display_width(label) + 1).max(2);
    // The half before the marks may be longer where little stands after them.
    let lead = room.min((width / 2).max(width.saturating_sub(marks + display_width(after))));
    let before = if display_width(before) <= lead {
        before.to_owned()
    } else {
        format!("… {}", tail(before, lead.saturating_sub(2)).trim_start())
    };
    let trail = width.saturating_sub(display_width(&before) + marks);
    let after = if display_width(after) <= trail {
        after.to_owned()
    } else {
        format!("{} …", head(after, trail.saturating_sub(2)).trim_end())
    };
    (before, after)
}

/// The end of a text, from the start of a word where one is near.
fn tail(text: &str, columns: usize) -> &str {
    let mut used = 0;
    let mut from = text.len();
    for (i, c) in text.char_indices().rev() {
        used += display_width(c.encode_utf8(&mut [0; 4]));
        if used > columns {
            break;
        }
        from = i;
    }
    let kept = text.get(from..).unwrap_or("");
    match kept.find(' ').filter(|at| *at < 24 && at + 1 < kept.len()) {
        Some(at) if !text.get(..from).is_some_and(|t| t.ends_with(' ')) => kept.get(at..).unwrap_or(kept),
        _ => kept,
    }
}

/// The start of a text, to the end of a word where one is near.
fn head(text: &str, columns: usize) -> &str {
    let mut used = 0;
    let mut to = 0;
    for (i, c) in text.char_indices() {
        used += display_width(c.encode_utf8(&mut [0; 4]));
        if used > columns {
            break;
        }
        to = i + c.len_utf8();
    }
    let kept = text.get(..to).unwrap_or("");
    match kept.rfind(' ').filter(|at| kept.len() - at < 24) {
        Some(at) if !text.get(to..).is_some_and(|t| t.starts_with(' ')) => kept.get(..=at).unwrap_or(kept),
        _ => kept,
    }
}

/// Harmless text with its line breaks.
fn keep_lines(text: &str) -> String {
    text.split('\n').map(|l| harmless(l.trim_end_matches('\r'))).collect::<Vec<_>>().join("\n")
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn notes(f: &Finding, report: &Report<'_>) -> Vec<String> {
    let mut all = vec![harmless(&f.why)];
    for s in &f.sides {
        if s.docs.len() > 1 {
            let names: Vec<String> = s.docs.iter().take(NAMED).map(|d| harmless(d)).collect();
            let more = match s.docs.len() - names.len() {
                0 => String::new(),
                n => format!(" and {n} more"),
            };
            let copies = if s.independent < s.docs.len() {
                format!(", {} of them independent", s.independent)
            } else {
                String::new()
            };
            all.push(format!("“{}” stands in {}{more}{copies}", harmless(&shorten(&s.text, 48)), names.join(", ")));
        }
    }
    let rule = report.rule_of(f);
    let rule = if rule == f.check { String::new() } else { format!("rule {rule}, ") };
    all.push(format!("{rule}confidence {:.2}", f.confidence));
    all
}

/// What no rule read, by place, and the counts.
fn unread(coverage: &Coverage, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "What no rule read (~ is compared with figures in sentences like its own, - with nothing):\n")?;
    for g in &coverage.gaps {
        let mark = if g.reach == Reach::Sentence { '~' } else { '-' };
        let (kind, words) = (g.kind.name(), harmless(&shorten(&g.text, 60)));
        writeln!(out, "{mark} {}:{}:{}  {kind}: {words}", harmless(&g.doc), g.location.line, g.location.column)?;
    }
    writeln!(out, "\n{:<12}{:>8}{:>10}{:>14}{:>10}", "", "all", "by rule", "by sentence", "unread")?;
    let total = coverage.total();
    for (kind, c) in coverage.counts.iter().map(|(k, c)| (*k, *c)).chain([("together", total)]) {
        let left = c.all - c.rule - c.sentence;
        writeln!(out, "{kind:<12}{:>8}{:>10}{:>14}{left:>10}", c.all, c.rule, c.sentence)?;
    }
    writeln!(out)
}
