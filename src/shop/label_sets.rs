//! Province, creator and channel of sub-orders. A shop has few different sets of the three, so a record holds the number
//! of its set.

use super::NONE;
use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher;

/// The numbers of three names, each [`NONE`] where there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LabelSet {
    /// The province that it goes to.
    pub province: u32,
    /// The creator who sold it.
    pub creator: u32,
    /// The channel that it came through.
    pub channel: u32,
}

impl LabelSet {
    pub(crate) const NONE: LabelSet = LabelSet { province: NONE, creator: NONE, channel: NONE };

    /// The same labels by other numbers.
    pub(super) fn map(self, number: impl Fn(u32) -> u32) -> LabelSet {
        let LabelSet { province, creator, channel } = self;
        LabelSet { province: number(province), creator: number(creator), channel: number(channel) }
    }

    /// Creator and channel.
    pub(super) fn without_province(self) -> LabelSet {
        LabelSet { province: NONE, ..self }
    }

    /// Where [`LabelSets::recent`] has it.
    #[inline]
    fn place(self) -> usize {
        let mixed = self.province.wrapping_mul(0x9e37_79b9)
            ^ self.creator.wrapping_mul(0x85eb_ca6b)
            ^ self.channel.wrapping_mul(0xc2b2_ae35);
        (mixed >> (u32::BITS - RECENT.trailing_zeros())) as usize
    }
}

/// How many sets are found without a look into the hash table: a power of two.
const RECENT: usize = 256;

/// Different sets, numbered from 0 in the order of their first appearance.
#[derive(Debug, Default)]
pub(super) struct LabelSets {
    sets: Vec<LabelSet>,
    /// By [`LabelSet::place`]: the number of the last set that was looked up there.
    recent: Vec<u32>,
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl LabelSets {
    /// The number of a set, and whether it is new.
    #[inline]
    pub(super) fn number_of(&mut self, set: LabelSet) -> (u32, bool) {
        match self.recent.get(set.place()) {
            Some(number) if self.sets.get(*number as usize) == Some(&set) => (*number, false),
            _ => self.look_up(set),
        }
    }

    #[inline(never)]
    fn look_up(&mut self, set: LabelSet) -> (u32, bool) {
        let LabelSets { sets, recent, numbers, hasher } = self;
        let hash = |number: &u32| hasher.hash_one(sets.get(*number as usize));
        let is_it = |number: &u32| sets.get(*number as usize) == Some(&set);
        let known = numbers.find(hasher.hash_one(Some(&set)), is_it).copied();
        let number = known.unwrap_or(sets.len() as u32);
        if known.is_none() {
            numbers.insert_unique(hasher.hash_one(Some(&set)), number, hash);
            sets.push(set);
        }
        recent.resize(RECENT, 0);
        if let Some(slot) = recent.get_mut(set.place()) {
            *slot = number;
        }
        (number, known.is_none())
    }

    /// The set of a number.
    #[inline]
    pub(super) fn get(&self, number: u32) -> LabelSet {
        self.sets.get(number as usize).copied().unwrap_or(LabelSet::NONE)
    }

    /// Takes the sets away and begins anew.
    pub(super) fn take(&mut self) -> Vec<LabelSet> {
        self.numbers.clear();
        self.recent.clear();
        let mut sets = std::mem::take(&mut self.sets);
        sets.shrink_to_fit();
        sets
    }

    /// Gives back the memory that only looking up numbers needs.
    pub(super) fn settle(&mut self) {
        *self = LabelSets { sets: self.take(), ..LabelSets::default() };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{Strategy, any, prop};
    use proptest::{prop_assert_eq, proptest};

    fn label() -> impl Strategy<Value = u32> {
        prop::sample::select(vec![0, 1, 2, 255, 256, 70_000, NONE - 1, NONE])
    }

    fn sets() -> impl Strategy<Value = Vec<LabelSet>> {
        let set = (label(), label(), label(), any::<u8>());
        // More sets than are found without the hash table.
        let set = set.prop_map(|(province, creator, channel, more)| LabelSet {
            province,
            creator: creator.wrapping_sub(u32::from(more)),
            channel,
        });
        prop::collection::vec(set, 0..2000)
    }

    proptest! {
        #![proptest_config(proptest::test_runner::Config::with_cases(64))]

        #[test]
        fn every_set_has_one_number_which_gives_it_back(sets in sets()) {
            let mut known: Vec<LabelSet> = Vec::new();
            let mut numbered = LabelSets::default();
            for set in &sets {
                let expected = known.iter().position(|other| other == set);
                let place = expected.unwrap_or(known.len());
                if expected.is_none() {
                    known.push(*set);
                }
                prop_assert_eq!(numbered.number_of(*set), (place as u32, expected.is_none()));
            }
            numbered.settle();
            let given: Vec<LabelSet> = (0..known.len() as u32).map(|number| numbered.get(number)).collect();
            prop_assert_eq!(&given, &known);
            prop_assert_eq!(numbered.get(known.len() as u32), LabelSet::NONE);
            prop_assert_eq!(numbered.take(), known);
            let first = sets.first().copied().unwrap_or(LabelSet::NONE);
            prop_assert_eq!(numbered.number_of(first), (0, true));
        }
    }
}
