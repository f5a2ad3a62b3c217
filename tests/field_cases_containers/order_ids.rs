//! Order ids with a letter at the end in one export and without it in another.

use crate::base::{ORDER_COLUMNS, codes, order_id, orders, others, said_of, scored, total};
use crate::common::{Folder, fraction, input};

fn shop(mark: &str) -> Folder {
    others().file("订单.csv", orders(ORDER_COLUMNS, mark))
}

#[test]
fn a_letter_behind_every_order_id_of_a_file_is_left_out_with_a_note() {
    for mark in ["A", "a", "B"] {
        let (exit, report) = scored(&shop(mark), &[]);
        assert_eq!((exit, total(&report).as_str()), (0, "3.91"), "{mark}: {}", report["warnings"]);
        let said = said_of(&report, "订单.csv");
        assert!(said.len() == 1 && said[0].0 == "order-id-letter", "{said:?}");
        assert!(said[0].1.contains(&mark.to_uppercase()), "{said:?}");
        for (file, rows) in [("订单.csv", 10), ("物流.csv", 10), ("售后单.csv", 2), ("评价.csv", 5)]
        {
            assert_eq!(input(&report, file)["used"], rows, "{file}");
        }
        assert_eq!(fraction(&report, "positive_review_rate"), (5.0, 5), "by sub-orders too");
    }
}

/// The letter may be in any of the exports, and several ids may stand in a cell.
#[test]
fn the_letter_may_be_in_another_export() {
    let parcels = "运单号,订单编号,发货时间,揽收时间,签收时间,包裹状态\n".to_owned()
        + &[(1, 2), (3, 4), (5, 6), (7, 8), (9, 10)]
            .map(|(a, b)| {
                let (a, b) = (order_id(a), order_id(b));
                format!("YT900{a},\"{a}A,\t{b}A\",2026-09-10 17:00:00,2026-09-10 20:00:00,2026-09-13 12:00:00,已签收\n")
            })
            .concat();
    let (exit, report) = scored(&shop("").file("物流.csv", parcels), &[]);
    assert_eq!((exit, total(&report).as_str()), (0, "3.91"), "{}", report["warnings"]);
    assert_eq!(said_of(&report, "物流.csv")[0].0, "order-id-letter");
    assert_eq!(input(&report, "物流.csv")["used"], 5);
}

#[test]
fn a_letter_in_all_exports_is_a_part_of_the_ids() {
    let reviews = "评价日期,订单ID,商品评价得分\n".to_owned()
        + &(3..=7).map(|n| format!("2026-09-15 12:00:00,{}A,5\n", order_id(n))).collect::<String>();
    let folder = Folder::new().file("订单.csv", orders(ORDER_COLUMNS, "A")).file("评价.csv", reviews);
    let (_, report) = scored(&folder, &["--set", "im_reply_3min_rate=0.9"]);
    assert!(!codes(&report).contains(&"order-id-letter"), "{}", report["warnings"]);
    assert_eq!(input(&report, "评价.csv")["used"], 5);
}

/// One id without the letter, or with another one: not the whole file is written so, and no letter may be left out.
#[test]
fn a_letter_behind_some_ids_is_not_left_out_and_no_months_are_advised() {
    for (from, to) in
        [("6430010A", "6430010"), ("6430010A", "6430010B"), ("69179267688236430", "69179267688236430")]
    {
        let mut text = orders(ORDER_COLUMNS, "A").replace(from, to);
        text = text.replace(&format!("{}A", order_id(10)), &format!("{}B", order_id(10)));
        let (_, report) = scored(&others().file("订单.csv", text), &[]);
        assert!(!codes(&report).contains(&"order-id-letter"), "{}", report["warnings"]);
        let said = said_of(&report, "评价.csv");
        assert!(said.iter().any(|said| said.0 == "order-ids-differ"), "{said:?}");
        assert!(!codes(&report).contains(&"unmatched-rows"), "{}", report["warnings"]);
    }
}

/// An explanation under the header, words for nothing and characters around ids are no ids without the letter.
#[test]
fn what_is_no_id_does_not_keep_the_letter() {
    let text = orders(ORDER_COLUMNS, "A");
    let explained = text.replacen(
        '\n',
        &format!("\n{}\n", vec!["平台的 19 位编号"; ORDER_COLUMNS.split(',').count()].join(",")),
        1,
    );
    let (exit, report) = scored(&others().file("订单.csv", explained), &[]);
    assert_eq!((exit, total(&report).as_str()), (0, "3.91"), "{}", report["warnings"]);
    // A space that has four bytes in GB18030, two of them digits.
    let spaced = (1..=10).fold(text, |text, n| {
        text.replace(&format!("{}A,", order_id(n)), &format!("\u{a0}{}A\u{a0},", order_id(n)))
    });
    let (bytes, ..) = encoding_rs::GB18030.encode(&spaced);
    let (exit, report) = scored(&others().file("订单.csv", bytes), &[]);
    assert_eq!((exit, total(&report).as_str()), (0, "3.91"), "{}", report["warnings"]);
    let parcels =
        "运单号,订单编号,发货时间,揽收时间,签收时间,包裹状态\nYT1,null,-,2026-09-10 20:00:00,-,已揽收\n"
            .to_owned()
            + &(1..=10)
                .map(|n| {
                    format!(
                        "YT9{n},{}A,2026-09-10 17:00:00,2026-09-10 20:00:00,2026-09-13 12:00:00,已签收\n",
                        order_id(n)
                    )
                })
                .collect::<String>();
    let (_, report) = scored(&shop("").file("物流.csv", parcels), &[]);
    assert_eq!(input(&report, "物流.csv")["used"], 10, "{}", report["warnings"]);
}

/// Orders of another month are still just that.
#[test]
fn other_orders_are_other_orders() {
    let text = orders(ORDER_COLUMNS, "").replace("69179267688236430", "69179267688236777");
    let (_, report) = scored(&others().file("订单.csv", text), &[]);
    assert!(codes(&report).contains(&"unmatched-rows") && !codes(&report).contains(&"order-ids-differ"));
}
