//! What the commands share: the engine and the sources.

use super::args::{SourceArgs, WorkArgs};
use super::cache::{Asked, Cache, Identity, Read};
use super::judge::{self, Judge};
use super::packs::{Rules, engine_and_packs};
use super::project::{Project, reason};
use super::screen::{Progress, complain};
use super::timing::{Clock, Laps};
use super::{Exit, Output};
use anyhow::Result;
use factcheck::check::Engine;
use factcheck::claim::Claim;
use factcheck::consistency::{self, Article};
use factcheck::coverage::Coverage;
use factcheck::diagnostic::{Diagnostic, Level};
use factcheck::document::{Document, PubStatus};
use factcheck::extract;
use factcheck::finding::{Finding, Severity};
use factcheck::recognise::{DateOrder, Prefer};
use factcheck::reconcile::{self, DocumentInfo, Keep, Settings};
use factcheck::report::{Base, RuleInfo};
use factcheck::source;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::io;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// An engine and the sources that it is to read.
pub(super) struct Session {
    /// Never taken down: the program ends with it.
    pub(super) engine: ManuallyDrop<Engine>,
    pub(super) project: Project,
    pub(super) documents: Vec<Document>,
    /// Something could not be read.
    lost: bool,
    threads: Option<usize>,
    cache: Option<Cache>,
    clock: Option<Clock>,
}

/// Reads documents: from the cache where there is one that has them.
#[derive(Clone, Copy)]
pub(super) struct Reader<'s> {
    pub(super) engine: &'s Engine,
    cache: Option<&'s Cache>,
    clock: Option<&'s Clock>,
}

impl Reader<'_> {
    /// The claims of a document.
    pub(super) fn claims(&self, d: &Document) -> Vec<Claim> {
        self.read(Asked::Claims, d).0
    }

    /// What `write` makes of the claims of a document, in the format of that name.
    pub(super) fn lines(&self, format: &'static str, d: &Document, write: impl Fn(&[Claim]) -> Vec<u8>) -> Vec<u8> {
        let mut laps = Laps::new(self.clock);
        let make = |laps: &mut Laps<'_>| {
            let (claims, _) = self.recognise(Asked::Lines(format), d, laps);
            let lines = write(&claims);
            laps.done("report");
            lines
        };
        let Some(cache) = self.cache else { return make(&mut laps) };
        let lines = cache.lines(format, d, || {
            laps.done("cache");
            make(&mut laps)
        });
        laps.done("cache");
        lines
    }

    fn read(&self, asked: Asked, d: &Document) -> Read {
        match self.cache {
            None => self.recognise(asked, d, &mut Laps::new(self.clock)),
            Some(cache) => {
                let mut laps = Laps::new(self.clock);
                let read = cache.read(asked, d, || {
                    laps.done("cache");
                    self.recognise(asked, d, &mut laps)
                });
                laps.done("cache");
                read
            }
        }
    }

    fn recognise(&self, asked: Asked, d: &Document, laps: &mut Laps<'_>) -> Read {
        let engine = self.engine;
        let text = engine.text(d);
        laps.done("sentences");
        let values = engine.values_step_by_step(d, &text, |stage| laps.done(stage));
        let claims = engine.extract(d, &text, &values);
        laps.done("rules");
        let found = match asked {
            Asked::Claims | Asked::Lines(_) => Vec::new(),
            Asked::ClaimsAndFindings => {
                let article = Article { document: d, text: &text, mentions: &values.mentions };
                consistency::run(&article)
            }
        };
        laps.done("consistency");
        (claims, found)
    }
}

/// What a check found.
pub(super) struct Outcome {
    pub(super) claims: Vec<Claim>,
    pub(super) findings: Vec<Finding>,
    /// Findings that only `--all` shows.
    pub(super) hidden: usize,
}

impl Session {
    /// Makes the engine and reads the sources; every mistake is reported. `None` where there is
    /// nothing to work with.
    pub(super) fn open(args: &SourceArgs, output: &mut Output<'_>) -> Result<Option<Self>> {
        Self::open_with(args, &WorkArgs::default(), Vec::new(), output)
    }

    /// The same, with mistakes in other options that are to be reported along with its own.
    pub(super) fn open_with(
        args: &SourceArgs,
        work: &WorkArgs,
        found: Vec<Diagnostic>,
        output: &mut Output<'_>,
    ) -> Result<Option<Self>> {
        let Some(prepared) = Prepared::new(args, work, found, output)? else { return Ok(None) };
        let mut laps = Laps::new(prepared.clock.as_ref());
        let loaded = source::load(&args.paths, &prepared.options, &mut io::stdin().lock());
        laps.done("sources");
        complain(&loaded.diagnostics, output)?;
        let lost = loaded.incomplete();
        let documents: Vec<Document> = loaded.documents.into_iter().filter(is_usable).collect();
        if documents.is_empty() {
            return Ok(None);
        }
        prepared.engine();
        let Prepared { engine, project, cache, clock, .. } = prepared;
        let Some(engine) = engine.into_inner() else { return Ok(None) };
        Ok(Some(Self { engine, project, documents, lost, threads: args.threads, cache, clock }))
    }

    /// `work` on every document, on all cores, results in the order of the documents.
    pub(super) fn each<T: Send>(&self, work: impl Fn(Reader<'_>, &Document) -> T + Sync) -> Vec<T> {
        let progress = Progress::new(self.documents.len());
        let reader = Reader { engine: &self.engine, cache: self.cache.as_ref(), clock: self.clock.as_ref() };
        let one = |d| {
            let done = work(reader, d);
            progress.step();
            done
        };
        let all = match self.documents.as_slice() {
            // Threads are not worth starting for one.
            [d] => vec![one(d)],
            many => in_pool(self.threads, || many.par_iter().map(one).collect()),
        };
        progress.end();
        all
    }

    /// The claims and findings of all documents together.
    pub(super) fn check(&self, all: bool) -> Outcome {
        let read = self.each(|reader, d| {
            let (mut claims, own) = reader.read(Asked::ClaimsAndFindings, d);
            if let Some(policy) = self.project.policy(d) {
                claims.retain(|c| policy.runs(&c.rule));
            }
            (claims, own)
        });
        let (claims, own): (Vec<_>, Vec<_>) = read.into_iter().unzip();
        let (claims, own) = (claims.into_iter().flatten().collect(), own.into_iter().flatten().collect());
        let mut laps = Laps::new(self.clock.as_ref());
        let outcome =
            in_pool(self.threads, || reconcile(&self.engine, &self.project, &self.documents, (claims, own), all));
        laps.done("reconcile");
        outcome
    }

    /// What the rules left unread; `claims` are those of all documents, in their order.
    pub(super) fn coverage(&self, claims: &[Claim]) -> Coverage {
        let mut by_doc: FxHashMap<&str, Vec<Claim>> = FxHashMap::default();
        for c in claims {
            by_doc.entry(c.doc.as_str()).or_default().push(c.clone());
        }
        let of = |Reader { engine, .. }: Reader<'_>, d: &Document| {
            let text = engine.text(d);
            let values = engine.values(d, &text);
            let claims = by_doc.get(d.id.as_str()).map_or(&[][..], Vec::as_slice);
            extract::coverage(&engine.rulebook, d, (&text, &values), claims)
        };
        let mut all = Coverage::default();
        self.each(of).into_iter().for_each(|c| all.add(c));
        all
    }

    /// The stages of the thread that asks for them.
    pub(super) fn laps(&self) -> Laps<'_> {
        Laps::new(self.clock.as_ref())
    }

    /// Keeps what was read, and says what the time went to.
    pub(super) fn close(&mut self, output: &mut Output<'_>) -> Result<()> {
        close(self.cache.take(), self.clock.as_ref(), output)
    }

    /// `exit`, unless something was lost.
    pub(super) fn exit(&self, exit: Exit) -> Exit {
        if self.lost { Exit::Failed } else { exit }
    }
}

fn close(cache: Option<Cache>, clock: Option<&Clock>, output: &mut Output<'_>) -> Result<()> {
    let mut laps = Laps::new(clock);
    if let Some(cache) = cache {
        complain(cache.close().as_slice(), output)?;
        laps.done("cache");
    }
    if let Some(clock) = clock {
        write!(output.err, "{}", clock.table())?;
    }
    Ok(())
}

/// What its publisher withholds or took back speaks for nobody.
fn is_usable(d: &Document) -> bool {
    d.meta.status == PubStatus::Usable
}

/// Everything but the sources.
struct Prepared {
    /// Made at once where it could show mistakes; of what is bundled, when there is text to read.
    engine: OnceLock<ManuallyDrop<Engine>>,
    prefer: Prefer,
    date_order: Option<DateOrder>,
    project: Project,
    options: source::Options,
    cache: Option<Cache>,
    clock: Option<Clock>,
}

impl Prepared {
    fn new(
        args: &SourceArgs,
        work: &WorkArgs,
        mut found: Vec<Diagnostic>,
        output: &mut Output<'_>,
    ) -> Result<Option<Self>> {
        let clock = work.timing.then(Clock::new);
        let mut laps = Laps::new(clock.as_ref());
        let project = match Project::open(&args.paths, &args.project) {
            Ok(project) => project,
            Err(mistakes) => {
                found.extend(mistakes);
                complain(&found, output)?;
                return Ok(None);
            }
        };
        let options = source_options(args, &project, &mut found);
        let prefer = project.prefer(args.prefer).value.into();
        let date_order = project.date_order(args.date_order).value.order();
        let engine = OnceLock::new();
        let mut packs = Vec::new();
        if !args.packs.is_empty() || project.config.is_some() {
            match engine_and_packs(&Rules::of(&project, &args.packs)) {
                Ok((made, read)) => {
                    engine.get_or_init(|| settled(made, prefer, date_order));
                    packs = read;
                }
                Err(mistakes) => found.extend(mistakes),
            }
        }
        laps.done("start");
        let mut cache = None;
        if let Some(folder) = &work.cache {
            let settings = format!("{prefer:?} {date_order:?}");
            let identity = Identity::new(&packs, project.config.as_ref(), &settings).map_err(|e| {
                let title = format!("no cache can be kept: the program cannot read its own file: {}", reason(&e));
                Box::new(Diagnostic::plain("cache", title).help("leave --cache out"))
            });
            cache = identity.and_then(|i| Cache::open(folder, i)).map_err(|d| found.push(*d)).ok();
        }
        laps.done("cache");
        if !found.is_empty() {
            complain(&found, output)?;
            return Ok(None);
        }
        Ok(Some(Self { engine, prefer, date_order, project, options, cache, clock }))
    }

    fn engine(&self) -> &Engine {
        self.engine.get_or_init(|| {
            let mut laps = Laps::new(self.clock.as_ref());
            let engine = settled(Engine::bundled(), self.prefer, self.date_order);
            laps.done("start");
            engine
        })
    }
}

fn settled(mut engine: Engine, prefer: Prefer, date_order: Option<DateOrder>) -> ManuallyDrop<Engine> {
    engine.prefer = prefer;
    engine.date_order = date_order;
    ManuallyDrop::new(engine)
}

/// Text whose lines are made before they are written, in bytes.
const AT_ONCE: usize = 1 << 20;

/// Reads the sources some at a time, and writes what `lines` makes of each document in their order:
/// memory follows the largest part that is read at once, not all of them.
pub(super) fn stream(
    args: &SourceArgs,
    work: &WorkArgs,
    output: &mut Output<'_>,
    lines: impl Fn(Reader<'_>, &Document) -> Vec<u8> + Sync,
) -> Result<Exit> {
    let Some(prepared) = Prepared::new(args, work, Vec::new(), output)? else { return Ok(Exit::Failed) };
    let Prepared { cache, clock, .. } = &prepared;
    let mut laps = Laps::new(clock.as_ref());
    let pool = args.threads.and_then(|n| rayon::ThreadPoolBuilder::new().num_threads(n).build().ok());
    let (mut written, mut failed) = (false, None);
    let mut take = |documents: Vec<Document>| {
        laps.done("sources");
        let usable: Vec<Document> = documents.into_iter().filter(is_usable).collect();
        let mut rest = usable.as_slice();
        while !rest.is_empty() && failed.is_none() {
            let reader = Reader { engine: prepared.engine(), cache: cache.as_ref(), clock: clock.as_ref() };
            let mut bytes = 0;
            let fits = |d: &&Document| {
                bytes += d.text.len();
                bytes <= AT_ONCE
            };
            let n = rest.iter().take_while(fits).count().max(1);
            let (some, others) = rest.split_at(n);
            rest = others;
            let make = || some.par_iter().map(|d| lines(reader, d)).collect::<Vec<_>>();
            let made = match some {
                // Threads are not worth starting for one.
                [d] => vec![lines(reader, d)],
                _ => pool.as_ref().map_or_else(make, |pool| pool.install(make)),
            };
            written = true;
            failed = made.iter().try_for_each(|l| output.out.write_all(l)).err();
        }
        laps.skip();
    };
    let (diagnostics, _) = source::load_each(&args.paths, &prepared.options, &mut io::stdin().lock(), &mut take);
    if let Some(e) = failed {
        return Err(e.into());
    }
    complain(&diagnostics, output)?;
    close(prepared.cache, prepared.clock.as_ref(), output)?;
    let lost = !written || diagnostics.iter().any(|d| d.level == Level::Error);
    Ok(if lost { Exit::Failed } else { Exit::Clean })
}

/// Findings from claims, and those that single articles gave (`own`).
pub(super) fn reconcile(
    engine: &Engine,
    project: &Project,
    documents: &[Document],
    (claims, own): (Vec<Claim>, Vec<Finding>),
    all: bool,
) -> Outcome {
    let infos: Vec<DocumentInfo> = documents.par_iter().map(DocumentInfo::new).collect();
    let mut settings = Settings::default();
    engine.settle(&mut settings);
    settings.all = true;
    let judge = Judge::new(&claims, documents, engine, project, (settings.threshold, all));
    let (mut findings, mut hidden) = reconcile::run_judged(&claims, &infos, &settings, &|f| judge.of(f));
    for mut finding in own {
        match judge.of(&mut finding) {
            Keep::Show => findings.push(finding),
            Keep::Hide => hidden += 1,
            Keep::Drop => {}
        }
    }
    drop(judge);
    judge::sort(&mut findings);
    Outcome { claims, findings, hidden }
}

fn in_pool<T: Send>(threads: Option<usize>, work: impl FnOnce() -> T + Send) -> T {
    let pool = threads.and_then(|n| rayon::ThreadPoolBuilder::new().num_threads(n).build().ok());
    match pool {
        Some(pool) => pool.install(work),
        None => work(),
    }
}

pub(super) fn source_options(args: &SourceArgs, project: &Project, found: &mut Vec<Diagnostic>) -> source::Options {
    let size = |n: &u64| Some(*n);
    let mut options = source::Options {
        max_file: project.choose(args.max_file_size, "", |c| c.max_file_size.as_ref(), size, source::MAX_FILE).value,
        max_line: project.choose(args.max_line_size, "", |c| c.max_line_size.as_ref(), size, source::MAX_LINE).value,
        wanted: project.wanted(),
        ..source::Options::default()
    };
    if let Some(date) = &args.published {
        if let Some(at) = source::published(date) {
            options.published = Some(at);
        } else {
            let d = Diagnostic::plain("bad-date", format!("`{date}` is no date that --published can take"));
            found.push(d.help("write it as 2025-10-01 or 2025-10-01T09:30:00Z"));
        }
    }
    if let Some(name) = &args.input_format {
        options.format = source::format_named(name);
        if options.format.is_none() {
            let names: Vec<&str> = source::FORMATS.iter().map(|f| f.name()).collect();
            let d = Diagnostic::plain("unknown-format", format!("no input format is named `{name}`"));
            found.push(d.help(format!("use one of {}", names.join(", "))));
        }
    }
    options
}

/// What its rules and checks are, for reports that describe them.
pub(super) fn catalogue(engine: &Engine) -> Vec<RuleInfo> {
    let rules = engine.rulebook.rules().map(|(pack, rule)| RuleInfo {
        id: rule.id.to_string(),
        title: format!("{}: {}", pack.title, rule.id.rsplit('/').next().unwrap_or(&rule.id).replace('-', " ")),
        why: rule.why.clone(),
        severity: rule.severity,
    });
    let checks = consistency::CHECKS.iter().map(|check| RuleInfo {
        id: format!("consistency/{}", check.name()),
        title: format!("One article contradicts itself: {}", check.name()),
        why: check.about().to_owned(),
        severity: Severity::Error,
    });
    rules.chain(checks).collect()
}

/// The root that paths in CI formats count from: that of the CI system's checkout where the program
/// runs inside one, else the folder that it runs in.
pub(super) fn base() -> Base {
    let shown = |p: &Path| p.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    let Ok(here) = std::env::current_dir() else { return Base::default() };
    for variable in ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"] {
        let Some(root) = std::env::var_os(variable).map(PathBuf::from) else { continue };
        if let Ok(within) = here.strip_prefix(&root) {
            return Base { root: shown(&root), within: shown(within) };
        }
    }
    Base { root: shown(&here), within: String::new() }
}
