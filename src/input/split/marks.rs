//! Where the marks of CSV are in a block of bytes, with the widest vectors that the processor has.

use wide::u8x16;

/// How many bytes are compared together.
pub(super) const BLOCK: usize = 64;

/// The places of a block's marks.
pub(super) struct BlockMasks {
    pub(super) quotes: u64,
    pub(super) commas: u64,
    pub(super) feeds: u64,
    pub(super) returns: u64,
}

/// How marks are found and counted. All implementations give the same result.
pub(super) trait MarkFinder: Copy {
    fn masks(self, block: &[u8; BLOCK]) -> BlockMasks;

    /// The place of the bit with this number among those that are set, counted from 0.
    fn nth(self, bits: u64, number: u32) -> u32;
}

/// 16 bytes at once, on every processor.
#[derive(Clone, Copy)]
pub(super) struct Portable;

impl MarkFinder for Portable {
    #[inline(always)]
    fn masks(self, block: &[u8; BLOCK]) -> BlockMasks {
        let mut masks = BlockMasks { quotes: 0, commas: 0, feeds: 0, returns: 0 };
        let (quarters, _) = block.as_chunks::<16>();
        for (place, quarter) in quarters.iter().enumerate() {
            let bytes = u8x16::new(*quarter);
            let mask =
                |mark: u8| u64::from(bytes.simd_eq(u8x16::splat(mark)).to_bitmask() & 0xffff) << (16 * place);
            masks.quotes |= mask(b'"');
            masks.commas |= mask(b',');
            masks.feeds |= mask(b'\n');
            masks.returns |= mask(b'\r');
        }
        masks
    }

    #[inline(always)]
    fn nth(self, mut bits: u64, number: u32) -> u32 {
        for _ in 0..number {
            bits &= bits.wrapping_sub(1);
        }
        bits.trailing_zeros()
    }
}

/// 32 bytes at once, on processors that have AVX2 and BMI2.
#[cfg(target_arch = "x86_64")]
pub(super) mod avx2 {
    use super::{BLOCK, BlockMasks, MarkFinder};
    use archmage::prelude::*;

    #[derive(Clone, Copy)]
    pub(in super::super) struct Avx2(pub(in super::super) X64V3Token);

    impl MarkFinder for Avx2 {
        #[inline(always)]
        fn masks(self, block: &[u8; BLOCK]) -> BlockMasks {
            masks(self.0, block)
        }

        #[inline(always)]
        fn nth(self, bits: u64, number: u32) -> u32 {
            nth(self.0, bits, number)
        }
    }

    #[arcane(import_intrinsics)]
    #[inline]
    fn masks(_: X64V3Token, block: &[u8; BLOCK]) -> BlockMasks {
        let (halves, _) = block.as_chunks::<32>();
        let [low, high] = halves else { return BlockMasks { quotes: 0, commas: 0, feeds: 0, returns: 0 } };
        let (low, high) = (_mm256_loadu_si256(low), _mm256_loadu_si256(high));
        let mask = |mark: u8| {
            let mark = _mm256_set1_epi8(mark as i8);
            let half = |bytes| u64::from(_mm256_movemask_epi8(_mm256_cmpeq_epi8(bytes, mark)) as u32);
            half(low) | half(high) << 32
        };
        BlockMasks { quotes: mask(b'"'), commas: mask(b','), feeds: mask(b'\n'), returns: mask(b'\r') }
    }

    #[arcane(import_intrinsics)]
    #[inline]
    fn nth(_: X64V3Token, bits: u64, number: u32) -> u32 {
        _pdep_u64(1 << number, bits).trailing_zeros()
    }
}
