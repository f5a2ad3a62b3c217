//! What waits, as a row.

use super::cost::Costs;
use super::kind::WatchKind;
use super::waiting::{Waiting, Waits};
use crate::analysis::Analysis;
use crate::indicator::Indicator;
use crate::insight::labels::Known;
use crate::shop::{NONE, Shop};
use crate::time::{HOUR_SECONDS, Stamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// A case that waits for something. What is not known is blank.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WatchItem {
    /// What it waits for.
    pub kind: WatchKind,
    /// Main order id.
    pub order_id: String,
    /// After-sale id.
    pub aftersale_id: String,
    /// Product id.
    pub product_id: String,
    /// Product name.
    pub product_name: String,
    /// Carrier.
    pub carrier: String,
    /// Province.
    pub province: String,
    /// Until when.
    #[schemars(regex(pattern = r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$"))]
    pub deadline: String,
    /// Hours until then; negative where it is past.
    #[schemars(range(min = -168))]
    pub hours_left: f64,
    /// The indicator that it counts in, scored or not.
    pub indicator: Option<Indicator>,
    /// What missing it costs, in score units; null where nothing scored hangs on it.
    pub cost: Option<f64>,
}

impl Analysis<'_> {
    /// What waits at a time for something that is due within so many hours or was due up to 7 days before; by deadline,
    /// then by order id. Costs are those of the as-of day.
    pub(crate) fn watch(&self, now: Stamp, within_hours: f64) -> Vec<WatchItem> {
        let (shop, definitions) = (self.shop(), &self.rulebook().definitions);
        let within = (within_hours * HOUR_SECONDS as f64).floor() as i64;
        let facts = self.facts();
        let found = shop.fold_partitions(
            || Waits::new(facts, definitions, now, within),
            |waits, partition| {
                waits.orders(shop.orders_in(partition));
                waits.refunds(shop.refunded_orders_in(partition));
            },
        );
        let mut costs = Costs::of(self);
        let found = found.into_iter().flat_map(|waits| waits.found);
        let mut province = Known::of(NONE, NONE);
        let mut item = |waiting: Waiting| {
            let province = province.get(waiting.order, || shop.province_of(waiting.order));
            (waiting.seconds_left, item(shop, &waiting, province, &mut costs))
        };
        let mut items: Vec<(i64, WatchItem)> = found.map(&mut item).collect();
        items.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| compare(&a.1, &b.1)));
        items.into_iter().map(|(_, item)| item).collect()
    }
}

/// In what order cases with the same deadline come: nothing in it depends on the order of rows.
fn compare(a: &WatchItem, b: &WatchItem) -> Ordering {
    let key = |item: &WatchItem| (item.kind.place(), item.product_id.clone(), item.carrier.clone());
    let by_id = a.order_id.cmp(&b.order_id).then_with(|| a.aftersale_id.cmp(&b.aftersale_id));
    by_id.then_with(|| key(a).cmp(&key(b)))
}

fn item(shop: &Shop, waiting: &Waiting, province: u32, costs: &mut Costs<'_>) -> WatchItem {
    let Waiting { kind, order, refund, product, carrier, deadline, seconds_left, settled_after } = *waiting;
    let name = |name: u32| if name == NONE { String::new() } else { shop.names.text(name).into_owned() };
    let (product_id, product_name) = shop.product(product);
    let is_nobodys = order == NONE || shop.is_made_up(order);
    WatchItem {
        kind,
        order_id: if is_nobodys { String::new() } else { shop.order_id(order).into_owned() },
        aftersale_id: if refund == NONE { String::new() } else { shop.refund_id(refund).into_owned() },
        product_id,
        product_name,
        carrier: name(carrier),
        province: name(province),
        deadline: deadline.to_string(),
        hours_left: seconds_left as f64 / HOUR_SECONDS as f64,
        indicator: kind.indicator(),
        cost: costs.of_missing(kind, settled_after),
    }
}
