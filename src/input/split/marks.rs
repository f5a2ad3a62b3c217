//! Where the marks of CSV are in a block of bytes, with the widest vectors that the processor has.

use wide::u8x16;

/// How many bytes are compared together.
pub(super) const BLOCK: usize = 64;

/// The places of a block's marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct BlockMasks {
    pub(super) commas: u64,
    pub(super) feeds: u64,
    /// Whether there are any of [`OtherMasks`], as in few blocks of most files.
    pub(super) has_others: bool,
}

/// The places of a block's rarer marks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct OtherMasks {
    pub(super) quotes: u64,
    pub(super) returns: u64,
    /// Semicolons, which join several values in one cell.
    pub(super) joins: u64,
}

/// How marks are found and counted. All implementations give the same result.
pub(super) trait MarkFinder: Copy {
    fn masks(self, block: &[u8; BLOCK]) -> BlockMasks;

    fn others(self, block: &[u8; BLOCK]) -> OtherMasks;

    /// The set bits of a mask for which the bit of the same number, counted among those from the lowest on, is set in
    /// `bits`.
    fn deposit(self, bits: u64, mask: u64) -> u64;
}

/// 16 bytes at once, on every processor.
#[derive(Clone, Copy)]
pub(super) struct Portable;

impl MarkFinder for Portable {
    #[inline(always)]
    fn masks(self, block: &[u8; BLOCK]) -> BlockMasks {
        let others = sixteens(block).map(|bytes| {
            let equal = |mark: u8| bytes.simd_eq(splat(mark));
            equal(b'"') | equal(b'\r') | equal(b';')
        });
        let [a, b, c, d] = others;
        BlockMasks {
            commas: mask(block, b','),
            feeds: mask(block, b'\n'),
            has_others: ((a | b) | (c | d)).any(),
        }
    }

    #[inline(always)]
    fn others(self, block: &[u8; BLOCK]) -> OtherMasks {
        OtherMasks { quotes: mask(block, b'"'), returns: mask(block, b'\r'), joins: mask(block, b';') }
    }

    #[inline(always)]
    fn deposit(self, mut bits: u64, mut mask: u64) -> u64 {
        let mut deposited = 0;
        while mask != 0 && bits != 0 {
            let rest = mask & (mask - 1);
            deposited |= if bits & 1 == 0 { 0 } else { mask ^ rest };
            (bits, mask) = (bits >> 1, rest);
        }
        deposited
    }
}

#[inline(always)]
fn splat(byte: u8) -> u8x16 {
    u8x16::splat(byte)
}

#[inline(always)]
fn sixteens(block: &[u8; BLOCK]) -> [u8x16; 4] {
    let (quarters, _) = block.as_chunks::<16>();
    std::array::from_fn(|place| quarters.get(place).copied().map_or(splat(0), u8x16::new))
}

#[inline(always)]
fn mask(block: &[u8; BLOCK], mark: u8) -> u64 {
    let quarters = sixteens(block).map(|bytes| u64::from(bytes.simd_eq(splat(mark)).to_bitmask() & 0xffff));
    quarters.into_iter().rev().fold(0, |mask, quarter| mask << 16 | quarter)
}

/// 32 bytes at once, on processors that have AVX2 and BMI2.
#[cfg(target_arch = "x86_64")]
pub(super) mod avx2 {
    use super::{BLOCK, BlockMasks, MarkFinder, OtherMasks};
    use archmage::prelude::*;

    #[derive(Clone, Copy)]
    pub(in super::super) struct Avx2(pub(in super::super) X64V3Token);

    impl MarkFinder for Avx2 {
        #[inline(always)]
        fn masks(self, block: &[u8; BLOCK]) -> BlockMasks {
            masks(self.0, block)
        }

        #[inline(always)]
        fn others(self, block: &[u8; BLOCK]) -> OtherMasks {
            others(self.0, block)
        }

        #[inline(always)]
        fn deposit(self, bits: u64, mask: u64) -> u64 {
            deposit(self.0, bits, mask)
        }
    }

    #[arcane(import_intrinsics)]
    #[inline]
    fn masks(_: X64V3Token, block: &[u8; BLOCK]) -> BlockMasks {
        let (halves, _) = block.as_chunks::<32>();
        let [low, high] = halves else { return BlockMasks { commas: 0, feeds: 0, has_others: false } };
        let (low, high) = (_mm256_loadu_si256(low), _mm256_loadu_si256(high));
        let equal = |bytes, mark: u8| _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(mark as i8));
        let mask = |mark: u8| {
            let half = |bytes| u64::from(_mm256_movemask_epi8(equal(bytes, mark)) as u32);
            half(low) | half(high) << 32
        };
        let any = |mark: u8| _mm256_or_si256(equal(low, mark), equal(high, mark));
        let others = _mm256_or_si256(_mm256_or_si256(any(b'"'), any(b'\r')), any(b';'));
        BlockMasks {
            commas: mask(b','),
            feeds: mask(b'\n'),
            has_others: _mm256_testz_si256(others, others) == 0,
        }
    }

    #[arcane(import_intrinsics)]
    #[inline]
    fn others(_: X64V3Token, block: &[u8; BLOCK]) -> OtherMasks {
        let (halves, _) = block.as_chunks::<32>();
        let [low, high] = halves else { return OtherMasks::default() };
        let (low, high) = (_mm256_loadu_si256(low), _mm256_loadu_si256(high));
        let mask = |mark: u8| {
            let mark = _mm256_set1_epi8(mark as i8);
            let half = |bytes| u64::from(_mm256_movemask_epi8(_mm256_cmpeq_epi8(bytes, mark)) as u32);
            half(low) | half(high) << 32
        };
        OtherMasks { quotes: mask(b'"'), returns: mask(b'\r'), joins: mask(b';') }
    }

    #[arcane(import_intrinsics)]
    #[inline]
    fn deposit(_: X64V3Token, bits: u64, mask: u64) -> u64 {
        _pdep_u64(bits, mask)
    }
}
