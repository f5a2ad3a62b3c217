//! What holds of every shop: an item is gone when what it waits for has happened, and what happens later than now
//! changes nothing.

use crate::support::*;
use serde_json::Value;

/// A small generator of numbers (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % n
    }

    /// A time of the ten days before now, or of the day after.
    fn time(&mut self) -> String {
        format!("2025-06-{:02} {:02}:{:02}:00", 3 + self.below(11), self.below(24), self.below(60))
    }

    fn maybe(&mut self, percent: u64) -> String {
        if self.below(100) < percent { self.time() } else { "-".to_owned() }
    }
}

#[derive(Clone)]
struct Rows {
    orders: Vec<Row>,
    parcels: Vec<Row>,
    refunds: Vec<Row>,
}

impl Rows {
    fn random(dice: &mut Dice) -> Rows {
        let mut rows = Rows { orders: Vec::new(), parcels: vec![early_parcel()], refunds: Vec::new() };
        for i in 0..25 {
            let id = format!("O{i:02}");
            let paid = dice.time();
            let order = order(&id, &paid)
                .promised(&dice.maybe(70))
                .expected(&dice.maybe(30))
                .shipped(&dice.maybe(40));
            rows.orders.push(order);
            if dice.below(3) > 0 {
                let parcel = parcel(&format!("Y{i:02}"), &id, &dice.maybe(50), &dice.maybe(20));
                rows.parcels.push(parcel.shipped(&dice.maybe(60)));
            }
            if dice.below(2) > 0 {
                let kind = [BEFORE_SHIPPING, REFUND_ONLY, RETURN][dice.below(3) as usize];
                let row = refund(&format!("R{i:02}"), &id, kind, &dice.time()).agreed(&dice.maybe(30));
                rows.refunds.push(
                    row.cell("自动处理截止时间", &dice.maybe(40)).cell("售后完结时间", &dice.maybe(20)),
                );
            }
        }
        rows
    }

    fn items(&self) -> Vec<Value> {
        let shop = Shop::new()
            .orders(self.orders.clone())
            .parcels(self.parcels.clone())
            .refunds(self.refunds.clone());
        watch(&shop, &["--within", "500"])["items"].as_array().unwrap().clone()
    }

    fn set(rows: &mut [Row], key: &str, id: &str, column: &'static str, at: &str) {
        for row in rows.iter_mut().filter(|row| row.iter().any(|(name, cell)| *name == key && cell == id)) {
            row.push((column, at.to_owned()));
        }
    }

    /// The same with what an item waits for, at a time.
    fn with(&self, item: &Value, at: &str) -> Rows {
        let mut rows = self.clone();
        let (order, aftersale) = (item["order_id"].as_str().unwrap(), item["aftersale_id"].as_str().unwrap());
        match item["kind"].as_str().unwrap() {
            "pickup_due" | "pickup_record_24h" | "pickup_record_48h" => {
                rows.parcels.push(parcel(&format!("Y{}", &order[1..]), order, at, "-"));
                Rows::set(&mut rows.parcels, "订单编号", order, "揽收时间", at);
            }
            "ship_promise" => Rows::set(&mut rows.orders, "主订单编号", order, "发货时间", at),
            "delivery_due" => Rows::set(&mut rows.parcels, "订单编号", order, "签收时间", at),
            "refund_waiting" => Rows::set(&mut rows.refunds, "售后单号", aftersale, "同意售后申请时间", at),
            _ => Rows::set(&mut rows.refunds, "售后单号", aftersale, "售后完结时间", at),
        }
        rows
    }
}

/// Which item it is.
fn key(item: &Value) -> [String; 3] {
    ["kind", "order_id", "aftersale_id"].map(|key| item[key].as_str().unwrap().to_owned())
}

#[test]
fn an_item_is_gone_when_what_it_waits_for_has_happened() {
    let mut dice = Dice(20_250_612);
    let mut seen = std::collections::BTreeMap::new();
    for _ in 0..4 {
        let rows = Rows::random(&mut dice);
        let items = rows.items();
        for item in &items {
            let count = seen.entry(item["kind"].as_str().unwrap().to_owned()).or_insert(0);
            if *count == 4 {
                continue;
            }
            *count += 1;
            let left = rows.with(item, NOW).items();
            assert!(left.iter().all(|other| key(other) != key(item)), "{item} is still there");
            // What belongs to other orders stays as it is.
            let others = |items: &[Value]| {
                let mut keys: Vec<[String; 3]> =
                    items.iter().filter(|other| other["order_id"] != item["order_id"]).map(key).collect();
                keys.sort();
                keys
            };
            assert_eq!(others(&left), others(&items), "{item}");
            // A second later it has not happened yet. (A parcel that comes with it may name the carrier.)
            let later = rows.with(item, "2025-06-12 12:00:01").items();
            let still: Vec<_> = later.iter().map(|own| (key(own), own["deadline"].clone())).collect();
            let known: Vec<_> = items.iter().map(|own| (key(own), own["deadline"].clone())).collect();
            assert!(still == known, "{item}");
        }
    }
    assert_eq!(seen.len(), 7, "{seen:?}");
}

#[test]
fn items_are_the_same_whatever_the_threads_and_the_order_of_rows() {
    let mut dice = Dice(7);
    let rows = Rows::random(&mut dice);
    let items = rows.items();
    let mut turned = rows.clone();
    turned.orders.reverse();
    turned.parcels.reverse();
    turned.refunds.reverse();
    assert_eq!(turned.items(), items);
    let shop = Shop::new().orders(rows.orders).parcels(rows.parcels).refunds(rows.refunds);
    for threads in ["1", "3"] {
        let document = watch(&shop, &["--within", "500", "--threads", threads]);
        assert_eq!(document["items"].as_array().unwrap(), &items);
    }
    let deadlines: Vec<&str> = items.iter().map(|item| item["deadline"].as_str().unwrap()).collect();
    assert!(deadlines.is_sorted() && items.len() > 20, "{deadlines:?}");
}
