//! A share of the orders of a shop, for machines that share out its facts.

/// Which orders: those whose ids have a CRC-32 with a certain remainder, which engines can compute, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    remainder: u32,
    of: u32,
}

impl Share {
    /// The most shares. More machines than that have other troubles.
    pub const MOST: u32 = 65_536;

    /// The `own`-th of so many shares, counted from 1; `None` where there is no such share.
    pub fn new(own: u32, of: u32) -> Option<Share> {
        (1..=Share::MOST).contains(&of).then_some(())?;
        (1..=of).contains(&own).then(|| Share { remainder: own - 1, of })
    }

    /// Whether an order belongs to it.
    pub fn has(self, order_id: &[u8]) -> bool {
        crc32fast::hash(order_id) % self.of == self.remainder
    }

    /// Whether it has what belongs to no order.
    pub(crate) fn has_rest(self) -> bool {
        self.remainder == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_order_belongs_to_one_share() {
        for of in [1, 2, 7, 64] {
            let shares: Vec<Share> = (1..=of).map(|own| Share::new(own, of).unwrap()).collect();
            let counts: Vec<usize> = (0..5_000)
                .map(|order| {
                    shares.iter().filter(|share| share.has(format!("69{order:017}").as_bytes())).count()
                })
                .collect();
            assert!(counts.iter().all(|count| *count == 1));
            let of_each = |share: &Share| {
                (0..5_000).filter(|order| share.has(format!("69{order:017}").as_bytes())).count()
            };
            let fair = 5_000 / of as usize;
            assert!(shares.iter().map(of_each).all(|orders| orders > fair / 2 && orders < 2 * fair), "{of}");
        }
        // The check value of CRC-32 is that of its definition: 0xCBF43926.
        assert_eq!(crc32fast::hash(b"123456789"), 0xCBF4_3926);
        assert!(Share::new(0, 3).is_none() && Share::new(4, 3).is_none() && Share::new(1, 0).is_none());
    }
}
