//! `junit`: test results in XML, which every CI system reads.

use super::escape::xml;
use super::words::{relation, severity, shorten};
use super::{Format, Report, Terminal};
use crate::finding::{Finding, Severity};
use quick_xml::Writer;
use quick_xml::events::BytesText;
use std::fmt::Write as _;
use std::io::{self, Write};

/// A suite an article, a case a finding; an article without findings is a case that passes.
#[derive(Debug)]
pub(super) struct JUnit;

impl Format for JUnit {
    fn name(&self) -> &'static str {
        "junit"
    }

    fn about(&self) -> &'static str {
        "JUnit XML: a suite an article, a failure a finding"
    }

    fn write(&self, report: &Report<'_>, _: Terminal, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
        let mut writer = Writer::new_with_indent(out, b' ', 2);
        let mut of_document: Vec<(usize, &Finding)> = report.findings.iter().map(|f| (home(report, f), f)).collect();
        of_document.sort_by_key(|(d, _)| *d);
        let all: Vec<&Finding> = of_document.iter().map(|(_, f)| *f).collect();
        let passed = (0..report.documents.len()).filter(|d| of_document.binary_search_by_key(d, |(o, _)| *o).is_err());
        let cases = (all.len() + passed.count()).to_string();
        let failures = count(&all, fails).to_string();
        writer
            .create_element("testsuites")
            .with_attributes([
                ("name", "factcheck"),
                ("tests", cases.as_str()),
                ("failures", failures.as_str()),
                ("errors", "0"),
                ("time", "0"),
            ])
            .write_inner_content(|writer| {
                let mut rest = of_document.as_slice();
                for (number, document) in report.documents.iter().enumerate() {
                    let (own, others) = rest.split_at(rest.partition_point(|(d, _)| *d == number));
                    rest = others;
                    let own: Vec<&Finding> = own.iter().map(|(_, f)| *f).collect();
                    suite(report, &xml(&report.base().path(document)), &own, writer)?;
                }
                if !rest.is_empty() {
                    let own: Vec<&Finding> = rest.iter().map(|(_, f)| *f).collect();
                    suite(report, "factcheck", &own, writer)?;
                }
                Ok(())
            })?;
        writeln!(writer.into_inner())
    }
}

/// The number of the document that a finding is shown under; past the last where it has none.
fn home(report: &Report<'_>, f: &Finding) -> usize {
    let first = report.marks(f).first().map(|m| m.document);
    first.and_then(|d| report.number(&d.id)).unwrap_or(report.documents.len())
}

fn count(findings: &[&Finding], which: impl Fn(&Finding) -> bool) -> usize {
    findings.iter().filter(|f| which(f)).count()
}

fn fails(f: &Finding) -> bool {
    f.suppressed.is_none() && f.relation.is_actionable() && f.severity != Severity::Note
}

fn suite<W: Write>(report: &Report<'_>, name: &str, own: &[&Finding], writer: &mut Writer<W>) -> io::Result<()> {
    let tests = own.len().max(1).to_string();
    let failures = count(own, fails).to_string();
    let skipped = count(own, |f| f.suppressed.is_some()).to_string();
    writer
        .create_element("testsuite")
        .with_attributes([
            ("name", name),
            ("tests", tests.as_str()),
            ("failures", failures.as_str()),
            ("errors", "0"),
            ("skipped", skipped.as_str()),
            ("time", "0"),
        ])
        .write_inner_content(|writer| {
            if own.is_empty() {
                let case = writer.create_element("testcase");
                case.with_attributes([("classname", name), ("name", "no finding"), ("time", "0")]).write_empty()?;
            }
            own.iter().try_for_each(|f| case(report, name, f, writer))
        })?;
    Ok(())
}

fn case<W: Write>(report: &Report<'_>, class: &str, f: &Finding, writer: &mut Writer<W>) -> io::Result<()> {
    // The id makes the name unique, and the same from run to run.
    let name = xml(&format!("{} [{}]", f.message, f.id));
    let element =
        writer.create_element("testcase").with_attributes([("classname", class), ("name", &name), ("time", "0")]);
    element.write_inner_content(|writer| {
        if let Some(reason) = &f.suppressed {
            writer.create_element("skipped").with_attribute(("message", xml(reason).as_str())).write_empty()?;
        } else if fails(f) {
            let message = xml(&f.message);
            let kind = format!("{}/{}", severity(f.severity), relation(f.relation));
            let failure = writer.create_element("failure");
            let failure = failure.with_attributes([("message", message.as_str()), ("type", kind.as_str())]);
            failure.write_text_content(BytesText::new(&body(report, f)))?;
        } else {
            writer.create_element("system-out").write_text_content(BytesText::new(&body(report, f)))?;
        }
        Ok(())
    })?;
    Ok(())
}

/// The finding in plain words: why, and every side with its places.
fn body(report: &Report<'_>, f: &Finding) -> String {
    let mut out = format!("{}\n{} ({}, {})\n", f.message, f.why, report.rule_of(f), f.check);
    for m in report.marks(f) {
        let words = f.sides.get(m.side).map(|s| s.text.as_str()).unwrap_or_default();
        let place = format!("{}:{}:{}", report.base().path(m.document), m.at.line, m.at.column);
        let _ = writeln!(out, "{place}: “{}”", shorten(words, 400));
    }
    xml(&out)
}
