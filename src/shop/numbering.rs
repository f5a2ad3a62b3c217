//! Which partition an order belongs to, and how its records are numbered.
//!
//! The orders of a shop are shared out among partitions by a hash of their ids. A number of an order, sub-order, parcel,
//! review or after-sale has its partition in the upper bits and its place there in the lower ones, so that numbers of one
//! partition follow each other.

use super::Id;

/// The number of partitions is a power of two, at most two to this.
const MOST_BITS: u32 = 12;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numbering {
    /// How many bits of a number stand for the partition.
    bits: u32,
    /// How far the partition is from the lowest bit.
    shift: u32,
}

impl Default for Numbering {
    fn default() -> Numbering {
        Numbering::of(1)
    }
}

impl Numbering {
    /// For at least so many partitions.
    #[inline]
    pub(super) fn of(partitions: u64) -> Numbering {
        let bits = partitions.clamp(1, 1 << MOST_BITS).next_power_of_two().trailing_zeros();
        // With one partition half of the numbers are never used; a shift by 32 bits is none.
        Numbering { bits, shift: (u32::BITS - bits).min(u32::BITS - 1) }
    }

    #[inline]
    pub(super) fn partitions(self) -> usize {
        1 << self.bits
    }

    /// The number of the first record of a partition.
    pub(super) fn first(self, partition: usize) -> u32 {
        (partition as u32) << self.shift
    }

    /// The partition of a number.
    #[inline]
    pub(super) fn partition(self, number: u32) -> usize {
        (number >> self.shift) as usize
    }

    /// The place of a number in its partition.
    #[inline]
    pub(super) fn place(self, number: u32) -> u32 {
        number & ((1 << self.shift) - 1)
    }

    /// How many orders, or records of a kind, a partition can number.
    pub(super) fn capacity(self) -> usize {
        1 << self.shift
    }

    /// The partition of an id. A text's bytes are in `arena`.
    #[inline]
    pub(super) fn partition_of(self, id: Id, arena: &[u8]) -> usize {
        let value = match id.bytes_in(arena) {
            None => id.value(),
            Some(text) => hash_of(text),
        };
        let mixed = value.wrapping_mul(ODD);
        ((mixed ^ mixed >> 29) >> 40) as usize & (self.partitions() - 1)
    }
}

/// Odd, with bits all over: multiplying by it mixes the lower bits into the upper ones.
const ODD: u64 = 0x9e37_79b9_7f4a_7c15;

/// The same in every run, so that a run can be repeated step by step.
fn hash_of(text: &[u8]) -> u64 {
    text.iter()
        .fold(text.len() as u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(ODD).rotate_left(23))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shop::NONE;

    #[test]
    fn a_number_gives_its_partition_and_place_back() {
        for partitions in [1, 2, 3, 64, 5000] {
            let numbering = Numbering::of(partitions);
            for partition in [0, numbering.partitions() / 2, numbering.partitions() - 1] {
                let number = numbering.first(partition) + 7;
                assert_eq!((numbering.partition(number), numbering.place(number)), (partition, 7));
            }
            assert!(numbering.partition(NONE) >= numbering.partitions() - 1);
        }
        assert_eq!([0, 1, 2, 3, 64, 5000].map(|n| Numbering::of(n).partitions()), [1, 1, 2, 4, 64, 4096]);
    }

    #[test]
    fn ids_that_follow_each_other_are_spread_over_all_partitions() {
        let numbering = Numbering::of(64);
        let mut orders = [0; 64];
        for number in 0..6400_u64 {
            let text = (6_917_926_768_823_643_751 + number).to_string();
            orders[numbering.partition_of(Id::packed(text.as_bytes()).unwrap(), &[])] += 1;
        }
        assert!(orders.iter().all(|orders| (50..200).contains(orders)), "{orders:?}");
        let text = b"order-of-letters";
        let of = |bytes: &[u8]| numbering.partition_of(Id::in_arena(0, bytes.len()), bytes);
        assert!((0..64_u8).map(|last| of(&[&text[..], &[last]].concat())).any(|p| p != of(text)));
    }
}
