//! Pseudo-random numbers that stay the same forever.
//!
//! SplitMix64: Guy L. Steele Jr., Doug Lea, Christine H. Flood, "Fast Splittable Pseudorandom Number
//! Generators", OOPSLA 2014, with the constants of Sebastiano Vigna's public-domain `splitmix64.c`.
//! A crate may change its stream with a release; the committed demo files must not change with it, so the
//! few lines stand here. Integers only: no result depends on a floating-point unit.

/// A SplitMix64 stream.
#[derive(Clone)]
pub struct Random {
    state: u64,
}

const CIPHER_LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

impl Random {
    /// The stream of this seed. Neighbouring seeds give unrelated streams.
    pub fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// The next 64 bits.
    pub fn word(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number in `0..bound`; 0 when the bound is 0. The bias of the multiplication is below bound / 2^64.
    pub fn below(&mut self, bound: u64) -> u64 {
        ((u128::from(self.word()) * u128::from(bound)) >> 64) as u64
    }

    /// A number in `low..=high`.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below(low.abs_diff(high) + 1) as i64
    }

    /// True in `per_mille` of a thousand cases.
    pub fn chance(&mut self, per_mille: u64) -> bool {
        self.below(1000) < per_mille
    }

    /// One of the items, which must not be empty.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len() as u64) as usize]
    }

    /// One of the phrases, which must not be empty.
    pub fn phrase(&mut self, phrases: &[&'static str]) -> &'static str {
        phrases[self.below(phrases.len() as u64) as usize]
    }

    /// The index of one of the weights, each as likely as it is heavy.
    pub fn weighted(&mut self, weights: impl Iterator<Item = u64> + Clone) -> usize {
        let mut left = self.below(weights.clone().sum());
        for (index, weight) in weights.enumerate() {
            if left < weight {
                return index;
            }
            left -= weight;
        }
        0
    }

    /// Appends `length` letters that look like the platform's encrypted personal data.
    pub fn push_cipher(&mut self, text: &mut String, length: usize) {
        let mut left = length;
        while left > 0 {
            let mut word = self.word();
            let letters = left.min(10);
            for _ in 0..letters {
                text.push(char::from(CIPHER_LETTERS[(word & 63) as usize]));
                word >>= 6;
            }
            left -= letters;
        }
    }
}
