//! `--timing`: stage by stage, what the time went to.

use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Adds up how long each stage takes, over all threads.
pub(super) struct Clock {
    start: Instant,
    /// In the order in which they first ended.
    stages: Mutex<Vec<(&'static str, Duration)>>,
}

impl Clock {
    pub(super) fn new() -> Self {
        Self { start: Instant::now(), stages: Mutex::new(Vec::new()) }
    }

    fn add(&self, stage: &'static str, time: Duration) {
        let mut stages = self.stages.lock().unwrap_or_else(PoisonError::into_inner);
        match stages.iter_mut().find(|(name, _)| *name == stage) {
            Some((_, all)) => *all += time,
            None => stages.push((stage, time)),
        }
    }

    /// A table of the stages: the time in each, and its share of all.
    pub(super) fn table(&self) -> String {
        let stages = self.stages.lock().unwrap_or_else(PoisonError::into_inner);
        let all: Duration = stages.iter().map(|(_, t)| *t).sum();
        let whole = self.start.elapsed();
        let width = stages.iter().map(|(name, _)| name.len()).max().unwrap_or(0).max("all stages".len());
        let mut out = String::new();
        let mut line = |name: &str, time: Duration| {
            let ms = time.as_secs_f64() * 1e3;
            let share = 100.0 * time.as_secs_f64() / all.as_secs_f64().max(f64::MIN_POSITIVE);
            let _ = writeln!(out, "{name:width$}  {ms:>10.1} ms  {share:>5.1}%");
        };
        stages.iter().for_each(|(name, time)| line(name, *time));
        line("all stages", all);
        let _ = writeln!(
            out,
            "{:width$}  {:>10.1} ms  stages of several threads count together",
            "elapsed",
            whole.as_secs_f64() * 1e3
        );
        out
    }
}

/// The stages of one thread, one after another; without a clock it does nothing.
pub(super) struct Laps<'c>(Option<(&'c Clock, Instant)>);

impl<'c> Laps<'c> {
    pub(super) fn new(clock: Option<&'c Clock>) -> Self {
        Self(clock.map(|c| (c, Instant::now())))
    }

    /// The time since the stage before was another's.
    pub(super) fn skip(&mut self) {
        if let Some((_, since)) = &mut self.0 {
            *since = Instant::now();
        }
    }

    /// `stage` has taken the time since the one before it.
    pub(super) fn done(&mut self, stage: &'static str) {
        if let Some((clock, since)) = &mut self.0 {
            let now = Instant::now();
            clock.add(stage, now - *since);
            *since = now;
        }
    }
}
