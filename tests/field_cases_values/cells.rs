//! What is nothing, what is a time, what is a number.

use crate::base::{ORDER_HEADER, Shop, id, messages, order};

const ALL: [usize; 10] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

#[test]
fn nothing_has_many_spellings() {
    for nothing in [
        "NaT",
        "nat",
        "None",
        "NONE",
        "none",
        "<NA>",
        "<na>",
        "N/A",
        "n/a",
        "#N/A",
        "—",
        "——",
        "\\N",
        "NULL",
        "NaN",
        "nan",
        "0001-01-01 00:00:00",
        "0001-01-01",
        "0001-01-01T00:00:00Z",
        "0001/1/1 0:00:00",
        "1970-01-01T00:00:00Z",
    ] {
        let shop = Shop::base().change("订单.csv", &[4, 5, 6, 7, 8, 9, 10], "2026-09-16 10:00:00", nothing);
        let report = shop.report();
        assert_eq!(report["score"]["display"], "3.91", "{nothing}");
        assert_eq!(messages(&report, "rows-rejected"), [""; 0], "{nothing}");
    }
}

#[test]
fn clocks_of_twelve_hours_and_of_other_places() {
    for ten in [
        "2026/9/10 上午 10:00:00",
        "2026/9/10 上午10:00",
        "2026-09-10 10:00:00 AM",
        "2026-09-10 10:00 am",
        "2026年9月10日 早上10:00",
        "2026-09-10T02:00:00Z",
        "2026-09-10T02:00:00.000Z",
        "2026-09-10T10:00:00+08:00",
        "2026-09-10 10:00:00+0800",
        "2026-09-09T21:00:00-05:00",
        "20260910100000",
        "46275.4166666667",
    ] {
        let shop = Shop::base().change("订单.csv", &ALL, "2026-09-10 10:00:00", ten);
        assert_eq!(shop.fraction("arrival_hours"), (740.0, 10), "{ten}");
    }
    // Signed for at 17:00 instead of 12:00: 79 h.
    for five in
        ["2026/9/13 下午 5:00:00", "2026/9/13 5:00:00 PM", "2026-09-13 05:00:00 p.m.", "2026/9/13 傍晚 5:00"]
    {
        let shop = Shop::base().change("物流.csv", &ALL, "2026-09-13 12:00:00", five);
        assert_eq!(shop.fraction("arrival_hours"), (790.0, 10), "{five}");
    }
    for (noon, hours) in [
        ("2026/9/13 下午 12:00:00", 740.0),
        ("2026/9/13 中午 12:00:00", 740.0),
        ("2026/9/13 12:00:00 PM", 740.0),
        ("2026/9/13 凌晨 12:00:00", 620.0),
        ("2026/9/13 12:00:00 AM", 620.0),
        ("2026/9/13 晚上 8:00:00", 820.0),
    ] {
        let shop = Shop::base().change("物流.csv", &ALL, "2026-09-13 12:00:00", noon);
        assert_eq!(shop.fraction("arrival_hours"), (hours, 10), "{noon}");
    }
}

/// What is said of a cell that costs its row.
fn refused(shop: &Shop, code: &str) -> Vec<String> {
    messages(&shop.report_with(&["--max-rejected", "1"]), code)
}

#[test]
fn a_time_that_may_be_two_is_refused_with_words_that_say_so() {
    for date in ["9/10/2026", "9/10/2026 10:00", "09-10-2026 10:00:00", "10/9/2026 10:00:00 AM"] {
        let shop = Shop::base().change("订单.csv", &[1], "2026-09-10 10:00:00", date);
        let said = refused(&shop, "date-year-last");
        assert!(said.len() == 1 && said[0].contains("分不清哪个是月"), "{date}: {said:?}");
    }
    for date in ["2026/9/13 晚上 12:00:00", "2026/9/13 上午 15:00:00", "2026-09-13 12:00:00+99"] {
        let shop = Shop::base().change("订单.csv", &[1], "2026-09-10 10:00:00", date);
        assert_eq!(refused(&shop, "time-unreadable").len(), 1, "{date}");
    }
}

#[test]
fn a_decimal_comma_is_no_thousands() {
    for (amount, is_read) in [
        ("\"1,052.75\"", true),
        ("\"1,234,567\"", true),
        ("0E-8", true),
        ("0.00E+00", true),
        ("\"1052,75\"", false),
        ("\"29,90\"", false),
        ("\"1,2345\"", false),
        ("\",500\"", false),
    ] {
        let shop = Shop::base().change("订单.csv", &[1], "29.90", amount);
        assert_eq!(refused(&shop, "amount-unreadable").is_empty(), is_read, "{amount}");
    }
    // An order of 0E-8 is a gift.
    let gift = Shop::base().change("订单.csv", &[10], "29.90", "0E-8");
    assert_eq!(gift.fraction("pickup_on_time_rate"), (9.0, 9));
}

#[test]
fn a_date_and_its_time_of_day_in_two_columns() {
    let header = "主订单编号,子订单编号,订单应付金额,订单状态,订单提交日期,订单提交时间";
    for (date, time) in [("2026-09-10", "10:00:00"), ("2026/9/10", "10:00"), ("20260910", "上午 10:00:00")]
    {
        let rows = (1..=10).map(|n| format!("{0},{0},29.90,已完成,{date},{time}", id(n)));
        let shop = Shop::base().with("订单.csv", header, rows);
        assert_eq!(shop.fraction("arrival_hours"), (740.0, 10), "{date} {time}");
    }
    // Excel's fraction of a day: 10 / 24.
    for (date, time) in
        [("2026-09-10", "0.4166666667"), ("46275", "0.416666666666667"), ("2026.09.10", "0.41667")]
    {
        let rows = (1..=10).map(|n| format!("{0},{0},29.90,已完成,{date},{time}", id(n)));
        let shop = Shop::base().with("订单.csv", header, rows);
        assert_eq!(shop.fraction("pickup_on_time_rate"), (10.0, 10), "{date} {time}");
        assert_eq!(shop.fraction("arrival_hours").1, 10, "{date} {time}");
    }
    // Midnight is 0, 10 hours more; a date alone is a day, which has no hours.
    for (time, hours) in [("0", Some((840.0, 10))), ("00:00:00", Some((840.0, 10))), ("", None), ("-", None)]
    {
        let rows = (1..=10).map(|n| format!("{0},{0},29.90,已完成,2026-09-10,{time}", id(n)));
        let shop = Shop::base().with("订单.csv", header, rows);
        assert_eq!(shop.fraction("pickup_on_time_rate"), (10.0, 10), "{time}");
        match hours {
            Some(hours) => assert_eq!(shop.fraction("arrival_hours"), hours, "{time}"),
            None => assert_eq!(shop.fraction("arrival_hours").1, 0, "{time}"),
        }
    }
    // Neither: never.
    for time in ["0", "-", ""] {
        let rows = (1..=10).map(|n| {
            format!(
                "{0},{0},29.90,已完成,{date},{time}",
                id(n),
                date = if n > 5 { "-" } else { "2026-09-10" }
            )
        });
        let shop = Shop::base().with("订单.csv", header, rows);
        assert_eq!(shop.fraction("pickup_on_time_rate"), (5.0, 5), "{time}");
    }
    // A whole time needs no second column.
    let rows = (1..=10).map(|n| format!("{},2026-09-01", order(n)));
    let shop = Shop::base().with("订单.csv", &format!("{ORDER_HEADER},支付完成日期"), rows);
    assert_eq!(shop.fraction("arrival_hours"), (740.0, 10));
}
