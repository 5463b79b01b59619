//! The style sheet, the only thing that the page's policy lets a browser run.

use std::fmt::Write as _;

/// Kinds that the filter can tell apart.
pub(super) const KINDS: usize = 24;

/// Sources that the filter can tell apart.
pub(super) const SOURCES: usize = 60;

/// SHA-256 of [`sheet`] in base 64; a test says what it must be.
const HASH: &str = "wcgVpQk8tQqumavoOHp0TaBo3/P05O95pjLHpGFhJas=";

/// The style sheet: always the same, so that the policy can name it by its hash.
pub(super) fn sheet() -> String {
    let mut all = String::from(include_str!("style.css"));
    for k in 0..KINDS {
        let _ = writeln!(all, "body:has(#show-k{k}:not(:checked)) .k{k}{{display:none}}");
    }
    for s in 0..SOURCES {
        let chosen = format!("body:has(#show-source option[value=\"{s}\"]:checked)");
        let _ = writeln!(all, "{chosen} .finding:not(.s{s}){{display:none}}");
    }
    all
}

/// The content security policy: nothing is loaded, nothing runs, nothing is sent.
pub(super) fn policy() -> String {
    format!("default-src 'none'; style-src 'sha256-{HASH}'; base-uri 'none'; form-action 'none'")
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use sha2::Digest as _;

    #[test]
    fn the_policy_names_the_sheet() {
        let is = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(super::sheet()));
        assert_eq!(is, super::HASH, "write the hash of the style sheet into HASH");
    }

    #[test]
    fn the_sheet_ends_no_element() {
        assert!(!super::sheet().contains('<'));
    }
}
