//! The stars of an order as they are known on a day.

use super::facts::Facts;
use crate::shop::{Neighbours, Review};
use crate::time::Day;
use std::ops::RangeInclusive;

/// The stars for product, logistics or service that are known on a day.
#[derive(Debug, Clone, Copy)]
pub(super) struct KnownStars {
    pub(super) sum: i64,
    pub(super) count: i64,
    /// The lowest, and its review's product.
    pub(super) lowest: (u8, u32),
}

/// What is known from a day on, for product, logistics and service.
type StarsSince = (Day, [Option<KnownStars>; 3]);

/// The stars of an order. Most orders have no review, nearly all others one: going through the list again is cheaper than
/// a copy. For more than a few reviews what they say together is found out once for each of their days.
pub(super) struct Stars<'f> {
    facts: &'f Facts<'f>,
    reviews: Neighbours<'f, Review>,
    /// Of an order with one review, as most have that have any.
    only: Option<(Day, &'f Review)>,
    by_day: Option<Vec<StarsSince>>,
}

/// So many reviews are gone through again and again.
const FEW: usize = 16;

impl<'f> Stars<'f> {
    #[inline]
    pub(super) fn of(facts: &'f Facts<'_>, order: u32) -> Stars<'f> {
        let reviews = facts.shop.reviews_of(order);
        let only = reviews.clone().only().and_then(|(_, review)| Some((review.time.day()?, review)));
        let mut stars = Stars { facts, reviews, only, by_day: None };
        if only.is_none() && stars.reviews.clone().nth(FEW).is_some() {
            stars.add_up();
        }
        stars
    }

    #[cold]
    fn add_up(&mut self) {
        let mut reviews: Vec<(Day, &Review)> = self.reviews().collect();
        reviews.sort_by_key(|(day, _)| *day);
        let (mut by_day, mut known) = (Vec::<StarsSince>::new(), [None; 3]);
        for (day, review) in reviews {
            for (known, star) in known.iter_mut().zip(review.stars) {
                *known = self.with(*known, star, review.product);
            }
            by_day.pop_if(|(last, _)| *last == day);
            by_day.push((day, known));
        }
        self.by_day = Some(by_day);
    }

    #[inline]
    fn reviews(&self) -> impl Iterator<Item = (Day, &'f Review)> + use<'f> {
        self.reviews.clone().filter_map(|(_, review)| Some((review.time.day()?, review)))
    }

    /// Some stars and one more; 0 is none.
    #[inline]
    fn with(&self, known: Option<KnownStars>, star: u8, product: u32) -> Option<KnownStars> {
        if star == 0 {
            return known;
        }
        let this = (star, product);
        let Some(KnownStars { sum, count, lowest }) = known else {
            return Some(KnownStars { sum: i64::from(star), count: 1, lowest: this });
        };
        let lowest = if self.facts.by_value_and_product(&lowest, &this).is_le() { lowest } else { this };
        Some(KnownStars { sum: sum + i64::from(star), count: count + 1, lowest })
    }

    /// The last day on which a review was written, where there is any.
    #[inline]
    pub(super) fn last_day(&self) -> Option<Day> {
        if let Some((day, _)) = self.only {
            return Some(day);
        }
        self.reviews().map(|(day, _)| day).max()
    }

    /// The first day.
    #[inline]
    pub(super) fn first_day(&self) -> Option<Day> {
        if let Some((day, _)) = self.only {
            return Some(day);
        }
        self.reviews().map(|(day, _)| day).min()
    }

    /// Whether some stars for product (0), logistics (1) or service (2), known on whatever day, are among these.
    #[inline]
    pub(super) fn are_any(&self, which: usize, of: RangeInclusive<u8>) -> bool {
        let is_of = |review: &Review| review.stars.get(which).is_some_and(|star| of.contains(star));
        match self.only {
            Some((_, review)) => is_of(review),
            None => self.reviews().any(|(_, review)| is_of(review)),
        }
    }

    /// The stars for product (0), logistics (1) or service (2) that are known on a day, where there are any.
    #[inline]
    pub(super) fn at(&self, day: Day, which: usize) -> Option<KnownStars> {
        if let Some((since, review)) = self.only {
            let star = review.stars.get(which).copied().filter(|_| since <= day)?;
            return self.with(None, star, review.product);
        }
        if let Some(by_day) = &self.by_day {
            let known = by_day.partition_point(|(since, _)| *since <= day);
            return *by_day.get(known.checked_sub(1)?)?.1.get(which)?;
        }
        self.reviews().filter(|(since, _)| *since <= day).fold(None, |known, (_, review)| {
            self.with(known, review.stars.get(which).copied().unwrap_or(0), review.product)
        })
    }

    /// The first day after another on which a review was written.
    #[inline]
    pub(super) fn next_day(&self, after: Day) -> Option<Day> {
        if let Some((day, _)) = self.only {
            return (day > after).then_some(day);
        }
        match &self.by_day {
            Some(by_day) => by_day.get(by_day.partition_point(|(day, _)| *day <= after)).map(|(day, _)| *day),
            None => self.reviews().map(|(day, _)| day).filter(|day| *day > after).min(),
        }
    }
}
