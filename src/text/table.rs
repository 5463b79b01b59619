//! Words by number and numbers by word. The build script makes one of the words of the lexicons, so
//! that this file uses nothing of the library.

/// Words, numbered from 1 in the order in which they came; up to 2²⁴ of them.
#[derive(Debug, Clone)]
pub struct WordTable {
    /// All words in a row.
    letters: String,
    /// Where each word ends; 0 for the number that no word has.
    ends: Vec<u32>,
    /// Open addressing: a word's number, and above it eight bits of its hash; 0 where free. The length
    /// is a power of two, and a quarter at least is free.
    slots: Vec<u32>,
}

const NUMBER: u32 = (1 << 24) - 1;

const MANY: u64 = 0x9e37_79b9_7f4a_7c15;

impl WordTable {
    /// An empty one with room for that many words.
    pub fn with_capacity(words: usize) -> Self {
        let mut ends = Vec::with_capacity(words + 1);
        ends.push(0);
        let slots = vec![0; (words * 3 / 2).next_power_of_two().max(16)];
        Self { letters: String::with_capacity(8 * words), ends, slots }
    }

    /// The table whose letters and [`numbers`](Self::numbers) these are.
    pub fn from_parts(letters: &str, numbers: &[u8]) -> Self {
        let number = |four: &[u8; 4]| u32::from_le_bytes(*four);
        let all = numbers.as_chunks().0;
        let words = all.first().map_or(0, number) as usize;
        let (ends, slots) = all.get(1..).unwrap_or(&[]).split_at(words);
        // Rules bring words of their own.
        let mut table = Self::with_capacity(0);
        table.letters.reserve(letters.len() + letters.len() / 4);
        table.letters.push_str(letters);
        table.ends.reserve(words + words / 4);
        table.ends.splice(.., ends.iter().map(number));
        table.slots = slots.iter().map(number).collect();
        table
    }

    /// All words in a row.
    pub fn letters(&self) -> &str {
        &self.letters
    }

    /// What the table holds besides its letters.
    pub fn numbers(&self) -> Vec<u8> {
        let length = [self.ends.len() as u32];
        length.iter().chain(&self.ends).chain(&self.slots).flat_map(|n| n.to_le_bytes()).collect()
    }

    /// How many numbers there are, the one that no word has included.
    pub fn count(&self) -> usize {
        self.ends.len()
    }

    /// The word of that number; empty where there is none.
    pub fn word(&self, number: u32) -> &str {
        self.letters.get(self.range(number)).unwrap_or("")
    }

    /// The number of a word.
    pub fn find(&self, word: &str) -> Option<u32> {
        self.find_bytes(word.as_bytes())
    }

    /// The number of a word whose bytes these are.
    pub fn find_bytes(&self, word: &[u8]) -> Option<u32> {
        if word.len() > 8 { self.search(word, hash(word)).ok() } else { self.find_short(short(word), word.len()) }
    }

    /// The number of a word of 1 to 8 bytes: the first is the lowest of `word`, those beyond `length` are 0.
    pub fn find_short(&self, word: u64, length: usize) -> Option<u32> {
        if !(1..=8).contains(&length) {
            return None;
        }
        let hash = hash_short(word, length);
        let (mask, tag, unused) = (self.slots.len() - 1, tag(hash), 64 - 8 * length);
        let mut at = (hash >> 24) as usize & mask;
        loop {
            let slot = self.slots[at];
            if slot == 0 {
                return None;
            }
            let number = slot & NUMBER;
            if slot & !NUMBER == tag {
                let range = self.range(number);
                let letters = self.letters.as_bytes().get(range.start..).unwrap_or(&[]);
                // What stands behind the word is the next one.
                let eight = letters.first_chunk().map_or_else(|| short(letters), |eight| u64::from_le_bytes(*eight));
                if range.len() == length && eight << unused == word << unused {
                    return Some(number);
                }
            }
            at = (at + 1) & mask;
        }
    }

    /// The number of a word, which is added where it is new; 0 where the table is full.
    pub fn intern(&mut self, word: &str) -> u32 {
        let hash = hash(word.as_bytes());
        let mut free = match self.search(word.as_bytes(), hash) {
            Ok(number) => return number,
            Err(free) => free,
        };
        let number = self.ends.len() as u32;
        if number > NUMBER {
            return 0;
        }
        if self.ends.len() * 4 > self.slots.len() * 3 {
            self.grow();
            free = self.search(word.as_bytes(), hash).unwrap_or_else(|free| free as u32) as usize;
        }
        self.letters.push_str(word);
        self.ends.push(self.letters.len() as u32);
        if let Some(slot) = self.slots.get_mut(free) {
            *slot = number | tag(hash);
        }
        number
    }

    /// The number of the word, or the slot where it belongs.
    fn search(&self, word: &[u8], hash: u64) -> Result<u32, usize> {
        let mask = self.slots.len() - 1;
        let tag = tag(hash);
        let mut at = (hash >> 24) as usize & mask;
        loop {
            let slot = self.slots[at];
            if slot == 0 {
                return Err(at);
            }
            let number = slot & NUMBER;
            if slot & !NUMBER == tag && self.letters.as_bytes().get(self.range(number)) == Some(word) {
                return Ok(number);
            }
            at = (at + 1) & mask;
        }
    }

    fn grow(&mut self) {
        self.slots = vec![0; 2 * self.slots.len()];
        let mask = self.slots.len() - 1;
        for number in 1..self.ends.len() as u32 {
            let hash = hash(self.word(number).as_bytes());
            let mut at = (hash >> 24) as usize & mask;
            while self.slots[at] != 0 {
                at = (at + 1) & mask;
            }
            self.slots[at] = number | tag(hash);
        }
    }

    fn range(&self, number: u32) -> std::ops::Range<usize> {
        let number = number as usize;
        match self.ends.get(number.saturating_sub(1)..=number) {
            Some(&[start, end]) => start as usize..end as usize,
            _ => 0..0,
        }
    }
}

fn tag(hash: u64) -> u32 {
    (hash >> 32) as u32 & !NUMBER
}

/// The same on every machine, for the build script's may be another.
fn hash(word: &[u8]) -> u64 {
    let Some(last) = word.last_chunk::<8>() else { return hash_short(short(word), word.len()) };
    // The last eight overlap those before, so that no word has a rest.
    let parts = word[..word.len() - 1].as_chunks::<8>().0;
    let hash = parts.iter().fold(word.len() as u64, |hash, part| mix(hash, u64::from_le_bytes(*part)));
    mix(mix(hash, u64::from_le_bytes(*last)), MANY)
}

/// The same of a word of up to 8 bytes, the first of which is the lowest.
fn hash_short(word: u64, length: usize) -> u64 {
    mix(mix(length as u64, word), MANY)
}

/// Up to 8 bytes as one number, the first the lowest.
fn short(word: &[u8]) -> u64 {
    word.iter().take(8).rev().fold(0, |all, &b| all << 8 | u64::from(b))
}

fn mix(hash: u64, part: u64) -> u64 {
    (hash ^ part).wrapping_mul(MANY).rotate_left(29)
}

/// Appends a word in lower case, its apostrophes straightened.
pub(super) fn fold_into(word: &str, folded: &mut String) {
    if word.is_ascii() {
        folded.push_str(word);
        if let Some(end) = folded.len().checked_sub(word.len()).and_then(|start| folded.get_mut(start..)) {
            end.make_ascii_lowercase();
        }
        return;
    }
    let straight = |c| if matches!(c, '’' | '‘' | 'ʼ') { '\'' } else { c };
    folded.extend(word.chars().flat_map(char::to_lowercase).map(straight));
}

#[cfg(test)]
mod tests {
    use super::WordTable;

    #[test]
    fn words_keep_their_numbers() {
        let words: Vec<String> = (0..5_000).map(|i| "abcdefghijkl"[..i % 13].to_owned() + &i.to_string()).collect();
        let mut table = WordTable::with_capacity(10);
        let numbers: Vec<u32> = words.iter().map(|w| table.intern(w)).collect();
        let mut read = WordTable::from_parts(table.letters(), &table.numbers());
        for (word, number) in words.iter().zip(numbers) {
            assert_eq!(
                (table.intern(word), table.find(word), table.word(number)),
                (number, Some(number), word.as_str())
            );
            assert_eq!((read.intern(word), read.find(word), read.word(number)), (number, Some(number), word.as_str()));
            if word.len() <= 8 {
                assert_eq!(read.find_short(super::short(word.as_bytes()), word.len()), Some(number));
            }
        }
        assert_eq!((table.find("unheard"), read.find("unheard"), read.word(0)), (None, None, ""));
        assert_eq!((table.find_short(0, 0), table.find_short(u64::from(b'q'), 1)), (None, None));
        assert_eq!((table.count(), read.intern("unheard")), (5_001, 5_001));
    }
}
