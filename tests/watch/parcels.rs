//! Parcels that wait for a pickup record, or for being delivered.

use crate::support::*;

/// A parcel that was reported as shipped.
fn shipped(tracking: &str, order: &str, at: &str) -> Row {
    parcel(tracking, order, "-", "-").shipped(at)
}

/// Orders that were shipped and are past their pickup deadlines for long, so that only their parcels wait.
fn orders(ids: &[&str]) -> Vec<Row> {
    ids.iter().map(|id| order(id, "05-20 10:00").shipped("05-21 10:00")).collect()
}

#[test]
fn a_shipped_parcel_needs_a_pickup_record_within_24_and_48_hours() {
    let shop = Shop::new().orders(orders(&["A", "B", "C", "D", "E", "F"])).parcels(vec![
        early_parcel(),
        shipped("Y1", "A", "06-12 11:00"),
        // A date alone: the end of the day that many hours later.
        shipped("Y2", "B", "2025-06-11"),
        // Picked up, signed for, sent back, or shipped later than now.
        shipped("Y3", "C", "06-12 11:00")
            .cell("揽收时间", "2025-06-12 11:30:00")
            .cell("签收时间", "2025-06-12 11:40:00"),
        shipped("Y4", "D", "06-12 11:00").cell("签收时间", "2025-06-12 11:40:00"),
        shipped("Y5", "E", "06-12 11:00").state("退回"),
        shipped("Y6", "F", "06-12 12:00:01"),
    ]);
    assert_listed(
        &shop,
        &[
            ["pickup_record_24h", "B", "06-12 23:59:59"],
            ["pickup_record_24h", "A", "06-13 11:00:00"],
            ["pickup_record_48h", "B", "06-13 23:59:59"],
            ["pickup_record_48h", "A", "06-14 11:00:00"],
        ],
    );
}

#[test]
fn a_parcel_keeps_its_ship_time_until_a_newer_export_has_another() {
    let older = vec![early_parcel(), shipped("Y1", "A", "06-12 10:00"), shipped("Y2", "B", "06-12 10:00")];
    let newer = vec![shipped("Y1", "A", "06-12 11:00"), shipped("Y2", "B", "-")];
    let shop = Shop::new().orders(orders(&["A", "B"])).parcels(older).parcels(newer);
    let of_24h: Vec<[String; 3]> =
        listed(&shop).into_iter().filter(|[kind, ..]| kind == "pickup_record_24h").collect();
    let deadlines: Vec<&str> = of_24h.iter().map(|[.., deadline]| deadline.as_str()).collect();
    assert_eq!(deadlines, ["2025-06-13 10:00:00", "2025-06-13 11:00:00"]);
}

#[test]
fn a_picked_up_parcel_waits_for_its_delivery() {
    let expected = |id: &str, at: &str| order(id, "05-20 10:00").shipped("05-21 10:00").expected(at);
    let mut rows = orders(&["A", "B", "C", "D"]);
    rows.extend([expected("E", "06-13 18:00"), expected("F", "2025-06-13 00:00:00")]);
    let shop = Shop::new().orders(rows).parcels(vec![
        // Due 72 hours after its pickup.
        parcel("Y1", "A", "06-10 20:00", "-"),
        parcel("Y2", "A", "06-10 21:00", "06-12 12:00:01"),
        parcel("Y3", "B", "06-10 20:00", "06-12 12:00:00"),
        parcel("Y4", "C", "06-10 20:00", "-").state("拒签"),
        parcel("Y5", "D", "06-12 12:00:01", "-"),
        parcel("Y6", "E", "06-10 20:00", "-"),
        parcel("Y7", "F", "06-10 20:00", "-"),
        // Of no known order.
        parcel("Y8", "elsewhere-1", "06-10 20:00", "-"),
    ]);
    assert_listed(
        &shop,
        &[
            ["delivery_due", "E", "06-13 18:00:00"],
            ["delivery_due", "A", "06-13 20:00:00"],
            ["delivery_due", "A", "06-13 21:00:00"],
            ["delivery_due", "F", "06-13 23:59:59"],
        ],
    );
}

#[test]
fn an_orders_own_times_make_one_parcel() {
    let own = |id: &str, picked_up: &str, signed: &str| {
        let row = order(id, "05-20 10:00").shipped("05-21 10:00");
        row.cell("揽收时间", &time(picked_up)).cell("签收时间", &time(signed))
    };
    let shop = Shop::new().orders(vec![
        own("A", "06-10 20:00", "-"),
        own("B", "06-10 20:00", "06-12 11:00"),
        own("C", "-", "-"),
    ]);
    assert_listed(&shop, &[["delivery_due", "A", "06-13 20:00:00"]]);
}

/// A status has no time and decides no figure, but nobody waits for a record of what it says has happened.
#[test]
fn what_a_status_says_has_happened_is_not_waited_for() {
    let states =
        [("Y1", "A", "已签收"), ("Y2", "B", "派送中"), ("Y3", "C", "已揽收待中转"), ("Y4", "D", "待揽收")];
    let parcels = states.map(|(tracking, order, state)| shipped(tracking, order, "06-12 11:00").state(state));
    let parcels = parcels.into_iter().chain([early_parcel()]).collect();
    let shop = Shop::new().orders(orders(&["A", "B", "C", "D"])).parcels(parcels);
    assert_listed(
        &shop,
        &[["pickup_record_24h", "D", "06-13 11:00:00"], ["pickup_record_48h", "D", "06-14 11:00:00"]],
    );
}

/// The platform's own list of parcels has no column of pickups: it tells of none, which is not that there were none.
#[test]
fn without_a_column_of_pickups_none_is_waited_for() {
    let orders = "主订单编号,支付完成时间,订单应付金额\n1,2025-06-12 08:00:00,5\n2,2025-06-12 08:00:00,5\n";
    let parcels = "运单号,订单编号,发货时间,包裹状态\n71,1,2025-06-12 10:00:00,派送中\n72,2,2025-06-12 10:00:00,待揽收\n";
    let folder = crate::common::Folder::new().file("orders.csv", orders).file("logistics.csv", parcels);
    let run = folder.run(&["watch", ".", "--now", NOW, "--format", "json", "-q"]);
    let document: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(document["items"], serde_json::json!([]), "{}", run.stderr);
}
