//! Amounts in 32 bits. The few that need more stand in a list, and a record holds their place there.

/// An amount of money, or none. Its sign is that of the amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cents(i32);

/// Amounts beyond it, about ten million yuan, stand in the list. (Fewer are in it than records fit into memory.)
const FIRST_LISTED: i32 = 1 << 30;

impl Cents {
    pub(super) const BLANK: Cents = Cents(i32::MIN);

    #[inline]
    pub(super) fn is_blank(self) -> bool {
        self == Cents::BLANK
    }

    #[inline]
    pub(super) fn is_above_zero(self) -> bool {
        self.0 > 0
    }
}

/// The amounts of some records that do not fit into them.
#[derive(Debug, Default)]
pub(super) struct LargeAmounts(Vec<i64>);

impl LargeAmounts {
    /// What a record holds for an amount.
    #[inline]
    pub(super) fn pack(&mut self, amount: Option<i64>) -> Cents {
        let Some(cents) = amount else { return Cents::BLANK };
        match i32::try_from(cents) {
            Ok(cents) if (-FIRST_LISTED..FIRST_LISTED).contains(&cents) => Cents(cents),
            _ => self.list(cents),
        }
    }

    #[cold]
    fn list(&mut self, cents: i64) -> Cents {
        let listed = FIRST_LISTED | self.0.len() as i32;
        self.0.push(cents);
        Cents(if cents < 0 { !listed } else { listed })
    }

    /// The amount that a record holds.
    #[inline]
    pub(super) fn get(&self, Cents(cents): Cents) -> Option<i64> {
        if (-FIRST_LISTED..FIRST_LISTED).contains(&cents) {
            Some(i64::from(cents))
        } else {
            self.listed(cents)
        }
    }

    #[inline(never)]
    fn listed(&self, cents: i32) -> Option<i64> {
        let listed = if cents < 0 { !cents } else { cents };
        self.0.get((listed - FIRST_LISTED) as usize).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{Strategy, any, prop};
    use proptest::{prop_assert, prop_assert_eq, prop_oneof, proptest};

    fn amount() -> impl Strategy<Value = Option<i64>> {
        let border = prop::sample::select(vec![
            0,
            1 << 30,
            -1 << 30,
            i64::from(i32::MAX),
            i64::from(i32::MIN),
            1 << 32,
            i64::MAX - 2,
            i64::MIN + 2,
        ]);
        let near = (border, -2_i64..=2).prop_map(|(border, by)| border + by);
        prop::option::of(prop_oneof![near, any::<i64>(), -100_000_i64..10_000_000])
    }

    proptest! {
        #[test]
        fn every_amount_is_given_back(amounts in prop::collection::vec(amount(), 0..100)) {
            let mut large = LargeAmounts::default();
            let packed: Vec<Cents> = amounts.iter().map(|amount| large.pack(*amount)).collect();
            for (cents, amount) in packed.into_iter().zip(amounts) {
                prop_assert_eq!(large.get(cents), amount);
                prop_assert_eq!(cents.is_blank(), amount.is_none());
                prop_assert_eq!(cents.is_above_zero(), amount.is_some_and(|amount| amount > 0));
            }
        }

        #[test]
        fn amounts_of_usual_orders_need_no_list(amount in -1_000_000_000_i64..1_000_000_000) {
            let mut large = LargeAmounts::default();
            large.pack(Some(amount));
            prop_assert!(large.0.is_empty());
        }
    }
}
