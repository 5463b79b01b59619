//! Which articles are copies of one report.
//!
//! Shingles of four words, sampled by `MinHash` (Broder 1997) with one permutation (Li, Owen and Zhang 2012), whose
//! empty bins take the value of the next one (Shrivastava and Li 2014); bucketed by bands, so that no article is held
//! against every other.

use super::documents::DocumentInfo;
use std::hash::Hasher;

const BANDS: usize = 16;
const ROWS: usize = 4;
const SIZE: usize = BANDS * ROWS;
const SHINGLE: usize = 4;
/// Share of common shingles from which two texts count as one report.
const COPY: f64 = 0.5;
/// A bin without a shingle.
const EMPTY: u32 = u32::MAX;
/// What a value that was taken from another bin differs by for each bin between.
const FAR: u32 = 0x9e37_79b9;

/// A sample of a text's shingles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sketch(Box<[u32; SIZE]>);

impl Sketch {
    /// The sketch of a text. Linear in its length; a text of fewer than four words is its own shingle.
    pub fn of(text: &str) -> Self {
        let words: Vec<u64> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(hash).collect();
        let mut least = [EMPTY; SIZE];
        let mut add = |shingle: &[u64]| {
            let hash = shingle.iter().fold(0x9e37_79b9_7f4a_7c15, |h: u64, w| mix(h ^ w));
            if let Some(bin) = least.get_mut((hash >> 32) as usize % SIZE) {
                *bin = (*bin).min(hash as u32);
            }
        };
        if words.len() < SHINGLE {
            add(&words);
        } else {
            words.windows(SHINGLE).for_each(&mut add);
        }
        let bins = least;
        for (at, bin) in least.iter_mut().enumerate().filter(|(_, bin)| **bin == EMPTY) {
            let next = (1..SIZE).find(|by| bins[(at + by) % SIZE] != EMPTY).unwrap_or(0);
            // How far it was taken from is part of the value, so that two bins agree only where both took it alike.
            *bin = bins[(at + next) % SIZE].wrapping_add(FAR.wrapping_mul(next as u32));
        }
        Self(Box::new(least))
    }

    /// Estimated share of common shingles, from 0 to 1.
    pub fn likeness(&self, other: &Self) -> f64 {
        let same = self.0.iter().zip(other.0.iter()).filter(|(a, b)| a == b).count();
        same as f64 / SIZE as f64
    }
}

/// The hash of a word in lower case.
fn hash(word: &str) -> u64 {
    let mut h = rustc_hash::FxHasher::default();
    if word.is_ascii() {
        word.bytes().for_each(|b| h.write_u8(b.to_ascii_lowercase()));
    } else {
        word.chars().flat_map(char::to_lowercase).for_each(|c| h.write_u32(c.into()));
    }
    h.finish()
}

/// The finalizer of splitmix64.
fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// For each document the first one of which it is a copy, itself where it is none.
///
/// The first is the earliest published; of those published together, the first in the list. Time
/// grows in step with the number of documents unless very many are copies of one.
pub fn origins(documents: &[DocumentInfo]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..documents.len()).collect();
    order.sort_by_key(|&i| (documents[i].published.is_none(), documents[i].published, i));
    let mut rank = vec![0; documents.len()];
    for (r, &i) in order.iter().enumerate() {
        rank[i] = r;
    }
    let mut buckets: Vec<(u64, usize)> = Vec::with_capacity(documents.len() * BANDS);
    for (i, d) in documents.iter().enumerate() {
        let Some(s) = &d.sketch else { continue };
        for (band, rows) in s.0.chunks(ROWS).enumerate() {
            let hash = rows.iter().fold(band as u64 + 1, |h, &r| mix(h ^ u64::from(r)));
            buckets.push((hash, rank[i]));
        }
    }
    buckets.sort_unstable();
    let mut parent: Vec<usize> = (0..documents.len()).collect();
    for run in buckets.chunk_by(|a, b| a.0 == b.0) {
        let first = order[run[0].1];
        for &(_, r) in &run[1..] {
            join(documents, &rank, &mut parent, first, order[r]);
        }
        for pair in run.windows(2) {
            join(documents, &rank, &mut parent, order[pair[0].1], order[pair[1].1]);
        }
    }
    (0..documents.len()).map(|i| root(&mut parent, i)).collect()
}

fn join(documents: &[DocumentInfo], rank: &[usize], parent: &mut [usize], a: usize, b: usize) {
    let (ra, rb) = (root(parent, a), root(parent, b));
    let (Some(x), Some(y)) = (&documents[a].sketch, &documents[b].sketch) else { return };
    if ra == rb || x.likeness(y) < COPY {
        return;
    }
    if rank[ra] < rank[rb] { parent[rb] = ra } else { parent[ra] = rb }
}

fn root(parent: &mut [usize], mut i: usize) -> usize {
    while parent[i] != i {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    i
}

#[cfg(test)]
mod tests {
    use super::*;

    fn documents(texts: &[&str]) -> Vec<DocumentInfo> {
        texts.iter().map(|t| DocumentInfo { sketch: Some(Sketch::of(t)), ..DocumentInfo::default() }).collect()
    }

    #[test]
    fn a_copy_with_a_changed_lead_counts_once() {
        let body = "the ferry left the harbour shortly after dawn with forty people on board and a cargo of \
                    timber that officials said had not been tied down before the storm came up from the south \
                    and the coast guard sent two boats and a helicopter to the place where it was last seen";
        let other = "ministers will meet on Thursday to settle the price of grain for the coming season, after \
                     farmers blocked the roads into the capital for a second week in a row";
        let one = format!("Harbour town, Monday. {body}.");
        let two = format!("{body}. Reporting by our own staff.");
        assert_eq!(origins(&documents(&[&one, other, &two])), [0, 1, 0]);
    }

    #[test]
    fn empty_and_short_texts_do_not_fail() {
        assert_eq!(origins(&documents(&["", "one", "one"])), [0, 1, 1]);
    }
}
