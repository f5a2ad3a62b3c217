//! Cases on which the two implementations once parted, each as small as it gets.

use super::change::reversed;
use super::compare::{compare, load};
use super::exports::Kind;
use super::run::{cases, difference, numbers, report};
use super::tables::{Files, Row, Table};
use chrono::NaiveDate;
use tiyanfen::indicator::Indicator;
use tiyanfen::scorecard::Manual;

/// Files by name: a header and rows, cells split at commas.
fn files(given: &[(Kind, &str, &'static str, &[&str])]) -> Files {
    let table = |(kind, name, header, rows): &(Kind, &str, &'static str, &[&str])| {
        let header: Vec<&'static str> = header.split(',').collect();
        let row = |row: &&str| header.iter().copied().zip(row.split(',').map(str::to_owned)).collect::<Row>();
        let rows = rows.iter().map(row).collect();
        Table { kind: *kind, name: (*name).to_owned(), header, rows, gb18030: false }
    };
    Files(given.iter().map(table).collect())
}

fn agree(given: &[(Kind, &str, &'static str, &[&str])]) {
    compare(files(given).folder().path(), 3, 35).unwrap_or_else(|difference| panic!("{difference}"));
}

/// SPEC 1: "A ship … time after T is missing at T", "Adding later events to the input never changes the
/// score at T". On 04-05 the row is 已关闭 without a ship time and without an after-sale: unpaid.
#[test]
fn a_closed_order_is_unpaid_until_it_is_shipped() {
    let header = "主订单编号,订单提交时间,发货时间,订单状态";
    agree(&[(Kind::Orders, "订单.csv", header, &["6900015,2026-04-05 09:13:15,2026-04-07 16:18:51,已关闭"])]);
}

/// SPEC 2: "the row from the newest export wins, for the columns that file has; a column it lacks keeps
/// the older cell". The ship time is kept, so the closed order was shipped and counts as paid.
#[test]
fn a_ship_time_of_an_older_export_makes_a_closed_order_paid() {
    agree(&[
        (
            Kind::Orders,
            "1_订单.csv",
            "主订单编号,子订单编号,订单应付金额,选购商品,发货时间",
            &["6900010,69000101,9.90,辣条,2026-01-12 18:00:00"],
        ),
        (
            Kind::Orders,
            "2_订单.csv",
            "主订单编号,子订单编号,订单提交时间,订单状态",
            &["6900010,69000101,2026-01-12 17:57:12,已关闭"],
        ),
    ]);
}

/// SPEC 2, the same sentence ("Reviews: same"): the newest file has the column, its blank cell wins, and
/// the review has no star any more.
#[test]
fn a_blank_level_replaces_an_older_one() {
    let orders = (
        Kind::Orders,
        "订单.csv",
        "主订单编号,支付完成时间,订单状态,订单完成时间",
        &["6900012,2026-01-04 16:36:53,已完成,2026-01-09 20:16:52"][..],
    );
    let header = "评价日期,订单ID,商品ID,评价等级";
    agree(&[
        orders,
        (Kind::Reviews, "1_评价.csv", header, &["2026-01-13 10:55:44,6900012,3718,差评"]),
        (Kind::Reviews, "2_评价.csv", header, &["2026-01-13 10:55:44,6900012,3718,"]),
    ]);
}

/// SPEC 2, the same sentence: the newest 快递信息 is blank and names no further parcel.
#[test]
fn a_blank_cell_of_parcels_replaces_an_older_one() {
    let header = "主订单编号,子订单编号,支付完成时间,订单状态,快递信息";
    agree(&[
        (Kind::Orders, "1_订单.csv", header, &["6900002,69000021,2026-02-20 22:55:07,已发货,SF9-顺丰"]),
        (Kind::Orders, "2_订单.csv", header, &["6900002,69000021,2026-02-20 22:55:07,已发货,"]),
        (Kind::Logistics, "物流.csv", "运单号,订单编号,揽收时间", &["SF1,6900002,2026-02-22 16:29:31"]),
    ]);
}

/// SPEC 2, the same sentence ("Refunds: same, by 售后单号"): after-sale 92 names no order any more.
#[test]
fn a_blank_order_of_an_after_sale_replaces_an_older_one() {
    let header = "售后单号,订单号,售后类型,售后申请时间,仲裁状态";
    agree(&[
        (Kind::Refunds, "1_售后.csv", header, &["92,690008,换货,2026-03-12 06:36:54,"]),
        (
            Kind::Refunds,
            "2_售后.csv",
            header,
            &["14,690008,换货,2026-05-08 23:00:00,", "92,,换货,2026-03-12 06:36:54,"],
        ),
    ]);
}

/// SPEC 5: "counts from 店铺汇总值, rates from 店铺平均值". The former alone has no rate, the latter weighs 1.
#[test]
fn one_summary_row_alone_is_half_a_summary() {
    let header = "日期,客服昵称,接待会话量,全天3分钟回复率";
    for row in ["2026-03-02,店铺平均值,40,90%", "2026-03-02,店铺汇总值,40,90%"] {
        agree(&[(Kind::Service, "飞鸽.csv", header, &[row])]);
    }
}

/// SPEC 4: "A blank reason is class `other` and still the first reason", whatever the tag says, unless it
/// is the quality mark.
#[test]
fn a_blank_reason_is_no_reason_of_quality() {
    agree(&[
        (
            Kind::Orders,
            "订单.csv",
            "主订单编号,支付完成时间,订单状态",
            &["6900025,2026-01-10 16:55:09,已发货"],
        ),
        (
            Kind::Refunds,
            "售后.csv",
            "售后单号,订单号,售后类型,售后申请时间,售后原因,售后原因标签",
            &["14,6900025,退货退款,2026-01-15 23:00:00,-,包装破损"],
        ),
    ]);
}

/// Sums do not depend on the order of rows. Of a date and of 00:00:00 of the same day only one gives hours.
#[test]
fn a_date_and_its_first_second_in_either_order() {
    let files = files(&[
        (
            Kind::Orders,
            "订单.csv",
            "主订单编号,子订单编号,支付完成时间,订单状态",
            &["6900002,69000021,2026-01-18 00:00:00,已发货", "6900002,69000022,2026-01-18,已发货"],
        ),
        (Kind::Logistics, "物流.csv", "运单号,订单编号,揽收时间", &["SF1,6900002,2026-01-20 18:50:16"]),
        (Kind::Refunds, "售后.csv", "售后单号,订单号,售后申请时间,售后原因", &["1,6900002,2026-01-21,其他"]),
    ]);
    let day = NaiveDate::from_ymd_opt(2026, 1, 22).expect("a date");
    let numbers = |files| numbers(files, day).expect("a report");
    assert_eq!(difference(&numbers(&files), &numbers(&reversed(&files)), ""), None);
}

/// Sums do not depend on the order of rows, and neither does what a report says in its causes.
#[test]
fn causes_in_either_order() {
    let rows = [
        "2026-03-07,小满,14,0.8",
        "2026-03-07,阿禾,7,91.67%",
        "2026-03-09,阿禾,7,0.8",
        "2026-03-25,小满,7,91.67%",
        "2026-03-25,阿禾,1021,91.67%",
        "2026-03-28,阿禾,14,91.67%",
    ];
    let header = "日期,客服昵称,接待会话量,全天3分钟回复率";
    let files = files(&[(Kind::Service, "飞鸽.csv", header, &rows)]);
    let day = NaiveDate::from_ymd_opt(2026, 4, 1).expect("a date");
    let causes = |files: &Files| {
        let loaded = load(files.folder().path()).expect("readable files");
        report(&loaded, day, &Manual::new())["causes"].clone()
    };
    assert_eq!(difference(&causes(&files), &causes(&reversed(&files)), "causes"), None);
}

/// Of two reviews of the same second with the same star, the product of either may be the case's, but not
/// now one and now the other: causes by product then come and go with the order of rows.
#[test]
fn the_product_of_a_case_in_either_order() {
    let files = files(&[
        (
            Kind::Orders,
            "订单.csv",
            "主订单编号,支付完成时间,订单状态,签收时间",
            &["6900007,2026-02-01 22:20:28,已完成,2026-02-05 10:00:00"],
        ),
        (
            Kind::Reviews,
            "评价.csv",
            "评价日期,订单ID,商品ID,商品评价得分",
            &["2026-02-08 12:48:02,6900007,3725,5", "2026-02-08 12:48:02,6900007,3724,5"],
        ),
    ]);
    let day = NaiveDate::from_ymd_opt(2026, 2, 9).expect("a date");
    let product = |files: &Files| {
        let loaded = load(files.folder().path()).expect("readable files");
        cases(&loaded, Indicator::PositiveReviewRate, 90, day)[0].product_id.clone()
    };
    assert_eq!(product(&files), product(&reversed(&files)));
}

/// SPEC 2: "A sub-order is known by main id and sub-order id together (files of other origin number them 1, 2, 3 within
/// the order)". An after-sale that names a number without its order, or one that its order does not have, names none.
#[test]
fn a_number_of_a_sub_order_says_nothing_without_its_order() {
    let orders = (
        Kind::Orders,
        "1790000000_订单.csv",
        "主订单编号,子订单编号,订单提交时间,订单完成时间,订单状态",
        &[
            "6900031,1,2026-03-01 10:00:00,2026-03-05 10:00:00,已完成",
            "6900032,1,2026-03-02 10:00:00,2026-03-06 10:00:00,已完成",
            "6900032,2,2026-03-02 10:00:00,2026-03-06 10:00:00,已完成",
        ][..],
    );
    let after_sales = |names: &[&str]| -> Vec<String> {
        let row =
            |(k, names): (usize, &&str)| format!("148{k},{names},退货退款,2026-03-1{k} 10:00:00,质量问题,否");
        names.iter().enumerate().map(row).collect()
    };
    for names in [["-,1", "6900031,2"], ["6900099,1", "6900031,1"], ["6900032,1", "6900032,9"]] {
        let rows = after_sales(&names);
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let header = "售后单号,订单号,商品单号,售后类型,售后申请时间,售后原因,仲裁状态";
        let refunds = (Kind::Refunds, "1790000000_售后单.csv", header, &rows[..]);
        agree(&[orders, refunds]);
        let all = files(&[orders, refunds]);
        let day = NaiveDate::from_ymd_opt(2026, 3, 20).expect("a date");
        let both = [&all, &reversed(&all)].map(|files| numbers(files, day).expect("numbers"));
        assert_eq!(difference(&both[0], &both[1], ""), None, "{names:?}");
    }
}

/// SPEC 2 and 6: where the submit time stands in for a pay time, an order that was never paid has no pay day, and no day
/// of it is covered.
#[test]
fn an_unpaid_order_covers_no_day() {
    agree(&[
        (
            Kind::Orders,
            "订单.csv",
            "主订单编号,子订单编号,订单提交时间,订单状态",
            &["6900041,6900041,2026-01-29 12:55:09,已关闭", "6900042,6900042,2026-02-03 12:00:00,待支付"],
        ),
        (Kind::Reviews, "评价.csv", "评价日期,订单ID,商品评价得分", &["2026-01-06 04:05:23,6900041,5"]),
    ]);
}

/// Two sub-orders name one parcel; that a newer row of one no longer names it says nothing of the other.
#[test]
fn a_parcel_that_two_sub_orders_name_stays_the_other_ones() {
    agree(&[
        (
            Kind::Orders,
            "1790000000_订单.csv",
            "主订单编号,子订单编号,支付完成时间,快递信息,订单状态",
            &[
                "6900051,69000511,2026-04-20 06:00:00,SF1-顺丰速运,已发货",
                "6900051,69000512,2026-04-20 06:00:00,SF1-顺丰速运,已发货",
                "6900051,69000512,2026-04-20 06:00:00,,已发货",
            ],
        ),
        (Kind::Logistics, "1790000000_物流包裹.csv", "运单号,揽收时间", &["SF1,2026-04-20 23:00:00"]),
    ]);
}

/// SPEC 1: "Adding later events to the input never changes the score at T". A table of ten days counts on its last day,
/// and until the week that crosses it is over.
#[test]
fn a_table_that_crosses_another_is_not_known_before_it_is_over() {
    let header = "客服昵称,接待会话量,全天3分钟回复率";
    agree(&[
        (Kind::Service, "客服_2026-03-19-2026-03-28.csv", header, &["小满,100,100.00%"]),
        (Kind::Service, "客服_2026-03-27-2026-04-02.csv", header, &["小满,70,90.00%"]),
        (Kind::Service, "客服_2026-03-21-2026-03-22.csv", header, &["小满,20,50.00%"]),
        (Kind::Service, "客服_2026-03-01-2026-04-05.csv", header, &["小满,400,80.00%"]),
    ]);
}

/// SPEC 5: "A parcel not signed whose due time lies after that reach is unknown", also where it is signed later.
#[test]
fn a_parcel_beyond_the_reach_is_unknown_until_it_is_signed_for() {
    agree(&[
        (
            Kind::Orders,
            "1790000000_订单.csv",
            "主订单编号,支付完成时间,揽收时间,签收时间,订单状态",
            &["6900061,2026-04-27 03:08:02,2026-04-28 17:27:13,2026-05-03,已完成"],
        ),
        (Kind::Logistics, "物流包裹.csv", "运单号,揽收时间", &["SF2,"]),
    ]);
}
