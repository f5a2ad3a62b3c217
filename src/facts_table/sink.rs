//! From facts to rows.

use super::{FactRow, FactRows};
use crate::analysis::Analysis;
use crate::indicator::Indicator;
use crate::insight::{By, Label, Labels};
use crate::shop::{NONE, Shop};
use crate::time::Day;
use crate::timeline::{Fact, Facts, Measure, Sink, Subject};
use hashbrown::HashMap;
use std::rc::Rc;

/// Writes all facts of an analysis, in the order of partitions and orders, which is the same for any number of threads.
///
/// # Errors
///
/// Where a row cannot be written.
pub fn write_all(
    analysis: &Analysis<'_>,
    shop_name: Option<&str>,
    rows: &mut dyn FactRows,
) -> anyhow::Result<u64> {
    let facts = analysis.facts();
    let mut sink = RowSink {
        facts,
        shop_name,
        rows,
        written: 0,
        failed: None,
        order: (NONE, None),
        lasting: Labels::of(facts, Day::NEVER),
        names: HashMap::new(),
    };
    facts.emit(&mut sink);
    let RowSink { written, failed, .. } = sink;
    failed.map_or(Ok(written), Err)
}

struct RowSink<'a> {
    facts: &'a Facts<'a>,
    shop_name: Option<&'a str>,
    rows: &'a mut dyn FactRows,
    written: u64,
    /// A sink cannot stop those who give it facts: after the first row that could not be written it takes no more.
    failed: Option<anyhow::Error>,
    /// The order of the last fact, and its id.
    order: (u32, Option<Rc<str>>),
    /// The labels of facts that stay.
    lasting: Labels<'a>,
    names: HashMap<(By, Label), Option<Rc<str>>>,
}

impl RowSink<'_> {
    fn shop(&self) -> &Shop {
        self.facts.shop()
    }

    /// The id of a fact's order.
    fn order_id(&mut self, subject: Subject) -> Option<Rc<str>> {
        let order = match subject {
            Subject::Order(order) | Subject::Parcel(order, _) => order,
            Subject::Refund(refund) => self.shop().refund(refund).map_or(NONE, |refund| refund.order),
            Subject::Service(_) => NONE,
        };
        if self.order.0 != order {
            let id = (order != NONE).then(|| self.shop().named_order_id(order)).flatten();
            self.order = (order, id.map(Rc::from));
        }
        self.order.1.clone()
    }

    /// The labels of a fact, as they are on the last day on which it stands.
    fn labels(&mut self, indicator: Indicator, fact: &Fact) -> [Option<Rc<str>>; 6] {
        let mut ending = None;
        let labels = if fact.until == Day::NEVER {
            &mut self.lasting
        } else {
            ending.insert(Labels::of(self.facts, fact.until.plus(-1)))
        };
        By::OF_CASES.map(|by| {
            let label = labels.label(by, indicator, fact);
            let name = self.names.entry((by, label)).or_insert_with(|| {
                let id = labels.shown(by, label).id;
                (!id.is_empty()).then(|| Rc::from(id))
            });
            name.clone()
        })
    }

    fn write(&mut self, fact: &Fact) -> anyhow::Result<()> {
        let from = fact.from.max(fact.cohort);
        if fact.until <= from {
            return Ok(());
        }
        let order_id = self.order_id(fact.subject);
        let indicator = match fact.measure {
            Measure::Of(indicator) => indicator,
            // No after-sale decides that an order is valid, nor how long it waited for its pickup.
            Measure::ValidOrders => Indicator::PickupHours,
        };
        let labels = self.labels(indicator, fact);
        let [product, carrier, province, reason, channel, creator] = &labels;
        let mut rest = fact.tally.numerator;
        let mut row = FactRow {
            shop: self.shop_name,
            measure: fact.measure.id(),
            cohort_day: fact.cohort,
            known_from: from,
            known_until: (fact.until != Day::NEVER).then_some(fact.until),
            numerator: 0,
            denominator: fact.tally.denominator,
            approximate: fact.tally.approximate,
            unknown: fact.tally.unknown,
            negative: fact.tally.negative,
            order_id: order_id.as_deref(),
            product_id: product.as_deref(),
            carrier: carrier.as_deref(),
            province: province.as_deref(),
            reason_class: reason.as_deref(),
            channel: channel.as_deref(),
            creator: creator.as_deref(),
        };
        loop {
            row.numerator = i64::try_from(rest).unwrap_or(if rest < 0 { i64::MIN } else { i64::MAX });
            rest -= i128::from(row.numerator);
            self.rows.row(&row)?;
            self.written += 1;
            if rest == 0 {
                return Ok(());
            }
            // What is left of the numerator counts no case again.
            row = FactRow { denominator: 0, approximate: 0, unknown: 0, negative: 0, ..row };
        }
    }
}

impl Sink for RowSink<'_> {
    fn take(&mut self, fact: &Fact) {
        if self.failed.is_none()
            && let Err(error) = self.write(fact)
        {
            self.failed = Some(error);
        }
    }
}
