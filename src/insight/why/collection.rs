//! The cases of some indicators on two days: which entered, which left, which changed, by their labels.
//!
//! The facts of an order come one after the other, so its cases on both days are known before those of the next.

use super::parts::PartGroup;
use crate::analysis::Analysis;
use crate::indicator::Indicator;
use crate::insight::labels::{By, Group, Label, Labels};
use crate::scorecard::IndicatorScore;
use crate::shop::Shop;
use crate::time::Day;
use crate::timeline::{Fact, Measure, Measures, OrderSpan, Sink, Subject, Tally, numerator_unit};
use hashbrown::HashMap;

/// So many orders are named behind a part.
const MOST_ORDERS: usize = 5;

/// What was found of one indicator.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The mean of the values and of the denominators of both days; `None` where it has no data on one of them.
    pub(super) means: Option<(f64, f64)>,
    pub(super) parts: Vec<FoundPart>,
}

/// The cases of a part.
#[derive(Debug)]
pub(super) struct FoundPart {
    pub(super) part: PartGroup,
    /// Their label, where they go by one.
    pub(super) group: Option<Group>,
    /// What they add to the numerator, in the unit in which the indicator is shown.
    pub(super) numerator: f64,
    /// What they add to the denominator.
    pub(super) denominator: i64,
    pub(super) cases: u64,
    /// Orders whose cases raise the value most and lower it most.
    pub(super) orders: [Vec<String>; 2],
}

/// Looks at the facts once, for all indicators.
pub(super) fn collect(
    analysis: &Analysis<'_>,
    from: Day,
    pairs: &[[&IndicatorScore; 2]],
    by: Option<By>,
) -> Vec<Found> {
    let asked: Vec<Asked> = pairs.iter().map(Asked::of).collect();
    let (facts, to) = (analysis.facts(), analysis.as_of());
    let wanted: Measures = asked.iter().filter(|own| own.means.is_some()).map(|own| own.indicator).collect();
    let mut places = [None; Measure::COUNT];
    for (place, own) in asked.iter().enumerate().filter(|(_, own)| own.means.is_some()) {
        if let Some(slot) = places.get_mut(Measure::Of(own.indicator).index()) {
            *slot = u8::try_from(place).ok().map(|place| (place, own.window_days));
        }
    }
    let mut lengths: Vec<i32> = asked.iter().map(|own| own.window_days).collect();
    lengths.sort_unstable();
    lengths.dedup();
    let new = || Collection {
        shop: facts.shop(),
        asked: &asked,
        places,
        wanted,
        days: [from, to],
        lengths: lengths.clone(),
        by,
        labels: [from, to].map(|day| Labels::of(facts, day)),
        buffer: Vec::new(),
        subject: None,
        sums: asked.iter().map(|_| HashMap::new()).collect(),
    };
    let mut merged: Vec<HashMap<Key, CaseSums>> = asked.iter().map(|_| HashMap::new()).collect();
    for mut part in facts.share_out(new) {
        part.flush();
        for (all, own) in merged.iter_mut().zip(part.sums) {
            for (key, sums) in own {
                all.entry(key).or_default().merge(sums, facts.shop());
            }
        }
    }
    let labels = Labels::of(facts, to);
    let order_id = |order: u32| {
        let shop = facts.shop();
        if shop.is_made_up(order) { String::new() } else { shop.order_id(order).into_owned() }
    };
    let shown = |own: &Asked, ((part, label), sums): (Key, CaseSums)| FoundPart {
        part,
        group: by.map(|by| labels.shown(by, label)),
        numerator: sums.tally.numerator as f64 / numerator_unit(own.indicator),
        denominator: sums.tally.denominator,
        cases: sums.cases,
        orders: sums.orders.map(|orders| {
            orders.iter().map(|(_, order)| order_id(*order)).filter(|id| !id.is_empty()).collect()
        }),
    };
    let found = merged.into_iter().zip(&asked).map(|(sums, own)| Found {
        means: own.means,
        parts: sums.into_iter().map(|part| shown(own, part)).collect(),
    });
    found.collect()
}

/// An indicator that is asked about.
struct Asked {
    indicator: Indicator,
    window_days: i32,
    means: Option<(f64, f64)>,
}

impl Asked {
    fn of([earlier, later]: &[&IndicatorScore; 2]) -> Asked {
        let counted = |own: &IndicatorScore| {
            (!own.manual).then_some(own.value?).map(|value| (value, own.counted.denominator))
        };
        let means = counted(earlier)
            .zip(counted(later))
            .map(|(a, b)| (f64::midpoint(a.0, b.0), f64::midpoint(a.1, b.1)));
        Asked { indicator: earlier.indicator, window_days: earlier.window_days, means }
    }
}

type Key = (PartGroup, Label);

/// The cases of a part, on one thread or on all.
#[derive(Debug, Default)]
struct CaseSums {
    tally: Tally,
    cases: u64,
    /// Those that raise the value most, and those that lower it most: the largest first, of equal ones by id.
    orders: [Vec<(f64, u32)>; 2],
}

impl CaseSums {
    fn merge(&mut self, other: CaseSums, shop: &Shop) {
        self.tally.add(&other.tally, 1);
        self.cases += other.cases;
        other.orders.into_iter().flatten().for_each(|(effect, order)| self.note(effect, order, shop));
    }

    fn add(&mut self, tally: &Tally, effect: f64, order: Option<u32>, shop: &Shop) {
        self.tally.add(tally, 1);
        self.cases += 1;
        if let Some(order) = order.filter(|_| effect != 0.0) {
            self.note(effect, order, shop);
        }
    }

    /// Notes an order where it is among those that did most. Equal ones go by their ids: the order of rows says nothing.
    fn note(&mut self, effect: f64, order: u32, shop: &Shop) {
        let Some(list) = self.orders.get_mut(usize::from(effect < 0.0)) else { return };
        let comes_before = |other: &(f64, u32)| {
            let size = effect.abs().total_cmp(&other.0.abs()).reverse();
            size.then_with(|| shop.compare_order_ids(order, other.1)).is_lt()
        };
        if list.len() >= MOST_ORDERS && !list.last().is_some_and(comes_before) {
            return;
        }
        if list.iter().any(|known| known.1 == order) {
            return;
        }
        let place = list.iter().position(comes_before).unwrap_or(list.len());
        list.insert(place, (effect, order));
        list.truncate(MOST_ORDERS);
    }
}

/// A case on the two days.
struct Case {
    place: usize,
    /// On which of them the fact stands.
    day: usize,
    fact: Fact,
    /// What it is worth on the other one.
    other: Option<Fact>,
}

impl Case {
    /// The facts of the earlier and of the later day.
    fn on(&self) -> [Option<&Fact>; 2] {
        let (own, other) = (Some(&self.fact), self.other.as_ref());
        if self.day == 0 { [own, other] } else { [other, own] }
    }
}

struct Collection<'a> {
    shop: &'a Shop,
    asked: &'a [Asked],
    /// By measure: its place among them, and the length of its window.
    places: [Option<(u8, i32)>; Measure::COUNT],
    wanted: Measures,
    days: [Day; 2],
    /// The lengths of all windows.
    lengths: Vec<i32>,
    by: Option<By>,
    labels: [Labels<'a>; 2],
    /// The cases of an order.
    buffer: Vec<Case>,
    /// Which order's, or of what else.
    subject: Option<Subject>,
    sums: Vec<HashMap<Key, CaseSums>>,
}

/// The order of a case, or what it is of else.
fn whose(subject: Subject) -> Subject {
    match subject {
        Subject::Parcel(order, _) => Subject::Order(order),
        subject => subject,
    }
}

impl Collection<'_> {
    #[inline]
    fn place(&self, measure: Measure) -> Option<(usize, i32)> {
        let (place, days) = self.places.get(measure.index()).copied().flatten()?;
        Some((usize::from(place), days))
    }

    fn flush(&mut self) {
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.iter().for_each(|case| self.count(case));
        // The room is used again.
        buffer.clear();
        self.buffer = buffer;
    }

    fn count(&mut self, case: &Case) {
        let Some(own) = self.asked.get(case.place) else { return };
        let Some((value, denominator)) = own.means else { return };
        let on = case.on();
        let (part, fact, day) = match on {
            [Some(earlier), Some(later)] if earlier.tally == later.tally => return,
            [Some(_), Some(later)] => (PartGroup::Changed, later, 1),
            [None, Some(later)] => (PartGroup::Entered, later, 1),
            [Some(earlier), None] => (PartGroup::Left, earlier, 0),
            [None, None] => return,
        };
        let mut tally = Tally::default();
        for (fact, sign) in on.into_iter().zip([-1, 1]) {
            if let Some(fact) = fact {
                tally.add(&fact.tally, sign);
            }
        }
        let effect = (tally.numerator as f64 / numerator_unit(own.indicator)
            - value * tally.denominator as f64)
            / denominator;
        let order = match whose(case.fact.subject) {
            Subject::Order(order) => Some(order),
            Subject::Refund(refund) => self.shop.refund(refund).map(|refund| refund.order),
            _ => None,
        };
        let label = self.by.and_then(|by| Some(self.labels.get_mut(day)?.label(by, own.indicator, fact)));
        let Some(sums) = self.sums.get_mut(case.place) else { return };
        sums.entry((part, label.unwrap_or(Label::NONE))).or_default().add(&tally, effect, order, self.shop);
    }
}

impl Sink for Collection<'_> {
    fn wants(&self) -> Measures {
        self.wanted
    }

    #[inline]
    fn wants_cohort(&self, measure: Measure, cohort: Day) -> bool {
        let [from, to] = self.days;
        self.place(measure).is_some_and(|(_, days)| cohort <= to && from < cohort.plus(days))
    }

    #[inline]
    fn wants_order(&self, span: OrderSpan) -> bool {
        let [from, to] = self.days;
        let leaves = |days: &i32| span.has_cohort_in(from.plus(1 - days), to.plus(-days));
        span.changes_in(from.plus(1), to) || self.lengths.iter().any(leaves)
    }

    fn take(&mut self, fact: &Fact) {
        let Some((place, days)) = self.place(fact.measure) else { return };
        if fact.tally.denominator <= 0 {
            return;
        }
        let [from, to] = self.days;
        let stands_later = fact.stands_at(to, days);
        // What stands on both days has not changed: no other fact of the case stands on either.
        if fact.stands_at(from, days) == stands_later {
            return;
        }
        let day = usize::from(stands_later);
        let whose = whose(fact.subject);
        if self.subject != Some(whose) {
            self.flush();
            self.subject = Some(whose);
        }
        let is_it = |case: &&mut Case| case.place == place && case.fact.subject == fact.subject;
        match self.buffer.iter_mut().find(is_it) {
            Some(case) if case.day == day => {}
            Some(case) => case.other = case.other.or(Some(*fact)),
            None => self.buffer.push(Case { place, day, fact: *fact, other: None }),
        }
    }
}
