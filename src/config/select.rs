//! Which files are read: globs that count from a folder.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use std::path::{Component, Path, PathBuf};

/// Globs that count from one folder.
///
/// A glob without a slash matches at any depth, as in a `.gitignore`; one that names a folder
/// matches everything below it.
#[derive(Debug, Clone)]
pub struct Globs {
    folder: PathBuf,
    set: GlobSet,
}

impl Globs {
    /// Globs from `folder`, which is absolute.
    ///
    /// # Errors
    /// The index of the first glob that cannot be read, and why.
    pub fn new<'g>(folder: &Path, globs: impl Iterator<Item = &'g str>) -> Result<Self, (usize, String)> {
        let mut set = GlobSetBuilder::new();
        for (i, written) in globs.enumerate() {
            let bare = written.trim_start_matches("./").trim_end_matches('/');
            let anywhere = !bare.contains('/');
            let bare = bare.trim_start_matches('/');
            let rooted = if anywhere { format!("**/{bare}") } else { bare.to_owned() };
            for glob in [rooted.clone(), format!("{rooted}/**")] {
                let glob = GlobBuilder::new(&glob).literal_separator(true).build();
                set.add(glob.map_err(|e| (i, e.kind().to_string()))?);
            }
        }
        let set = set.build().map_err(|e| (0, e.kind().to_string()))?;
        Ok(Self { folder: plain(folder), set })
    }

    /// Whether the file at this absolute path matches; `None` where it lies outside the folder.
    pub fn matches(&self, path: &Path) -> Option<bool> {
        let path = plain(path);
        Some(self.set.is_match(path.strip_prefix(&self.folder).ok()?))
    }
}

/// The path without `.` and `..`, as it is written.
pub(super) fn plain(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}

/// Which files a project wants read.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// A file inside the folder of one of these must match one of them.
    pub include: Vec<Globs>,
    /// A file that matches one of these is left out.
    pub exclude: Vec<Globs>,
}

impl Selection {
    /// Whether the file at this absolute path is read.
    pub fn wants(&self, path: &Path) -> bool {
        let included: Vec<bool> = self.include.iter().filter_map(|g| g.matches(path)).collect();
        (included.is_empty() || included.contains(&true)) && !self.exclude.iter().any(|g| g.matches(path) == Some(true))
    }
}

/// A size as a person writes it: `1000`, `64M`, `2 GiB`.
///
/// # Errors
/// What to write instead.
pub fn bytes(written: &str) -> Result<u64, String> {
    let digits = written.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit = written.get(digits.len()..).unwrap_or("").trim().to_ascii_uppercase();
    let shift = match unit.trim_end_matches('B').trim_end_matches('I') {
        "" => 0,
        "K" => 10,
        "M" => 20,
        "G" => 30,
        _ => return Err(format!("`{unit}` is no unit of size; write K, M or G")),
    };
    let number: u64 = digits.parse().map_err(|_| "write a number with K, M or G behind, such as 64M".to_owned())?;
    number.checked_mul(1 << shift).ok_or_else(|| "that is more than can be counted".to_owned())
}
