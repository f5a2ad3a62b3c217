//! Ids of 20 digits, and ids of sub-orders that are not one order's alone.

use super::listed::{ORDERS, PARCELS, REFUNDS, REVIEWS, account, cases, csv, order};
use crate::common::Folder;

/// They differ in the first digit or in the last, by a leading zero, by 2^64 or by a multiple of it.
const IDS: [&str; 11] = [
    "69179267688236437519",
    "79179267688236437519",
    "69179267688236437518",
    "06917926768823643751",
    "6917926768823643751",
    "18446744073709551615",
    "18446744073709551616",
    "18446744073709551617",
    "13839035467107782671",
    "00000000000000000001",
    "99999999999999999999",
];

#[test]
fn ids_of_twenty_digits_join_and_stay_apart() {
    let minute = |number: usize| format!("2026-10-02 10:{number:02}:00");
    let expected = |of: &dyn Fn(usize) -> String| {
        let mut lines: Vec<String> = (0..IDS.len()).map(of).collect();
        lines.sort();
        lines
    };
    // Beside the orders, files name them by main id, or by a sub-order's that is the main id or has 20 digits of its own.
    for by in [0, 1, 2] {
        let sub = |number: usize| match by {
            2 => format!("2{number:02}17926768823643751"),
            _ => IDS[number].to_owned(),
        };
        let named = |number: usize| if by == 0 { IDS[number].to_owned() } else { sub(number) };
        let all = |row: &dyn Fn(usize) -> String| (0..IDS.len()).map(row).collect::<Vec<_>>();
        let subs: std::collections::BTreeSet<String> = (0..IDS.len()).map(sub).collect();
        assert_eq!(subs.len(), IDS.len(), "{subs:?}");
        let mut folder = Folder::new();
        folder = csv(folder, "orders.csv", ORDERS, &all(&|n| order(IDS[n], &sub(n), &format!("37{n}"))));
        folder = csv(
            folder,
            "parcels.csv",
            PARCELS,
            &all(&|n| format!("{},{},{},2026-10-04 12:00:00", IDS[n], named(n), minute(n))),
        );
        folder = csv(
            folder,
            "refunds.csv",
            REFUNDS,
            &all(&|n| {
                let times = format!("{},质量问题,2026-10-09 12:00:00", minute(n));
                format!("{},{},{},退货退款,退款成功,{times}", IDS[n], IDS[n], sub(n))
            }),
        );
        folder = csv(
            folder,
            "reviews.csv",
            REVIEWS,
            &all(&|n| format!("2026-10-06 10:00:00,{},37{n},{}", named(n), n % 5 + 1)),
        );
        assert_eq!(
            cases(&folder, "pickup_on_time_rate", &["order_id", "picked_up_at"]),
            expected(&|n| format!("{} {}", IDS[n], minute(n))),
            "{by}"
        );
        assert_eq!(
            cases(&folder, "positive_review_rate", &["order_id", "product_id", "stars"]),
            expected(&|n| format!("{} 37{n} {}", IDS[n], n % 5 + 1)),
            "{by}"
        );
        assert_eq!(
            cases(&folder, "return_refund_hours", &["aftersale_id", "order_id", "applied_at"]),
            expected(&|n| format!("{} {} {}", IDS[n], IDS[n], minute(n))),
            "{by}"
        );
        for file in ["orders.csv", "parcels.csv", "refunds.csv", "reviews.csv"] {
            assert_eq!(account(&folder, file), [11, 0, 0, 0], "{file} {by}");
        }
    }
}

/// Files of other origin number the sub-orders of each order. A number says nothing without its order.
#[test]
fn a_sub_order_id_of_several_orders_needs_its_order() {
    for shared in ["1", "69179267688236437519"] {
        let mut folder = Folder::new();
        folder = csv(
            folder,
            "orders.csv",
            ORDERS,
            &[
                order("6900031", shared, "11"),
                order("6900032", shared, "12"),
                order("6900032", "2", "13"),
                order("6900033", "7", "14"),
            ],
        );
        folder = csv(
            folder,
            "parcels.csv",
            PARCELS,
            &[
                format!("SF1,{shared},2026-10-02 10:00:00,2026-10-04 10:00:00"),
                "SF2,2,2026-10-02 11:00:00,2026-10-04 11:00:00".to_owned(),
                "SF3,6900031,2026-10-02 12:00:00,2026-10-04 12:00:00".to_owned(),
                "SF4,7,2026-10-02 13:00:00,2026-10-04 13:00:00".to_owned(),
            ],
        );
        let rest = "退货退款,退款成功,2026-10-05 10:00:00,质量问题,2026-10-06 10:00:00";
        folder = csv(
            folder,
            "refunds.csv",
            REFUNDS,
            &[
                format!("91,6900031,{shared},{rest}"),
                format!("92,6900032,{shared},{rest}"),
                format!("93,,{shared},{rest}"),
                format!("94,6900033,{shared},{rest}"),
                format!("95,{shared},,{rest}"),
                format!("96,,2,{rest}"),
            ],
        );
        folder = csv(
            folder,
            "reviews.csv",
            REVIEWS,
            &[
                format!("2026-10-06 10:00:00,{shared},11,5"),
                "2026-10-06 10:00:00,2,13,4".to_owned(),
                "2026-10-06 10:00:00,7,14,3".to_owned(),
            ],
        );
        assert_eq!(
            cases(&folder, "pickup_on_time_rate", &["order_id", "picked_up_at"]),
            ["6900031 2026-10-02 12:00:00", "6900032 2026-10-02 11:00:00", "6900033 2026-10-02 13:00:00"]
        );
        assert_eq!(
            cases(&folder, "positive_review_rate", &["order_id", "stars"]),
            ["6900032 4", "6900033 3"]
        );
        assert_eq!(
            cases(&folder, "return_refund_hours", &["aftersale_id", "order_id", "product_id"]),
            [
                "91 6900031 11".to_owned(),
                "92 6900032 12".to_owned(),
                "93  ".to_owned(),
                "94 6900033 14".to_owned(),
                format!("95 {shared} "),
                "96 6900032 13".to_owned(),
            ]
        );
        assert_eq!(account(&folder, "parcels.csv"), [3, 0, 0, 1]);
        assert_eq!(account(&folder, "refunds.csv"), [4, 0, 0, 2]);
        assert_eq!(account(&folder, "reviews.csv"), [2, 0, 0, 1]);
    }
}

/// Reviews and parcels try the sub-order first; in an after-sale's order column a main id is the order.
#[test]
fn an_id_of_an_order_that_is_a_sub_order_of_another() {
    let both = "69179267688236437519";
    // Whether the order with that id has it for its own sub-order as well makes no difference.
    for own in [both, "69179267688236437520"] {
        let mut folder = Folder::new();
        folder = csv(
            folder,
            "orders.csv",
            ORDERS,
            &[order("6900041", "6900041", "11"), order("6900041", both, "12"), order(both, own, "13")],
        );
        folder = csv(
            folder,
            "parcels.csv",
            PARCELS,
            &[format!("SF1,{both},2026-10-02 10:00:00,2026-10-04 10:00:00")],
        );
        let rest = "退货退款,退款成功,2026-10-05 10:00:00,质量问题,2026-10-06 10:00:00";
        folder = csv(
            folder,
            "refunds.csv",
            REFUNDS,
            &[
                format!("91,{both},,{rest}"),
                format!("92,6900041,{both},{rest}"),
                format!("93,,{both},{rest}"),
            ],
        );
        folder = csv(folder, "reviews.csv", REVIEWS, &[format!("2026-10-06 10:00:00,{both},12,2")]);
        assert_eq!(cases(&folder, "arrival_hours", &["order_id"]), ["6900041"]);
        assert_eq!(cases(&folder, "positive_review_rate", &["order_id", "stars"]), ["6900041 2"]);
        assert_eq!(
            cases(&folder, "return_refund_hours", &["aftersale_id", "order_id", "product_id"]),
            [format!("91 {both} 13"), "92 6900041 12".to_owned(), "93 6900041 12".to_owned()]
        );
    }
}
