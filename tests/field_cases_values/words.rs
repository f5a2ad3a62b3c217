//! Words of states, types and parties.

use crate::base::{ORDER_HEADER, PARCEL_HEADER, REFUND_HEADER, Shop, id, order, parcel, refund};

const ALL: [usize; 10] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

#[test]
fn parcels_that_were_sent_back_are_never_signed_for() {
    for word in
        ["退件签收", "拒收", "已退件", "拦截成功", "返回件签收", "退回中", "退签", "客户拒签", "退货签收"]
    {
        let shop = Shop::base().change("物流.csv", &[6, 7, 8, 9, 10], "已签收", word).change(
            "物流.csv",
            &[6],
            "2026-09-13",
            "2026-09-20",
        );
        assert_eq!(shop.fraction("arrival_hours"), (370.0, 5), "{word}");
        assert_eq!(shop.said("word-unknown"), [""; 0], "{word}");
    }
}

#[test]
fn a_word_that_is_denied_is_not_the_word() {
    for word in ["未退回", "未拒收", "拦截失败", "没有退件", "已签收（未拦截）"] {
        let shop = Shop::base().change("物流.csv", &[6, 7], "已签收", word);
        assert_eq!(shop.fraction("arrival_hours"), (740.0, 10), "{word}");
    }
    for status in ["退款未成功", "未成功", "退款不成功", "售后取消成功", "撤销成功", "退款关闭"]
    {
        let shop = Shop::base().change("售后单.csv", &[1], "同意退款，退款成功", status);
        assert_eq!(shop.fraction("return_refund_hours"), (72.0, 1), "{status}");
    }
}

#[test]
fn words_of_the_parcel_centre_are_known() {
    for word in ["已揽收待中转", "已中转待派件", "待取件", "派送中", "已签收", "", "运输中", "未签收"]
    {
        let shop = Shop::base().change("物流.csv", &ALL, "已签收", word);
        assert_eq!(shop.said("word-unknown"), [""; 0], "{word}");
    }
}

#[test]
fn a_parcel_with_several_orders_stands_once_for_each_anomaly() {
    let two = |n: usize, what: &str| {
        format!(
            "YT90000000000{n},\"\t{},\t{}\",圆通速递,2026-09-10 17:00:00,2026-09-10 20:00:00,2026-09-13 12:00:00,已签收,{what}",
            id(n),
            id(n + 5)
        )
    };
    let rows = (1..=5).flat_map(|n| [two(n, "揽收超时"), two(n, "中转超时")]);
    let shop = Shop::base().with("物流.csv", &format!("{PARCEL_HEADER},异常类型"), rows);
    assert_eq!(shop.fraction("arrival_hours"), (740.0, 10));
    assert_eq!(shop.fraction("pickup_on_time_rate"), (10.0, 10));
    let report = shop.report();
    let parcels = crate::common::input(&report, "物流.csv");
    assert_eq!((parcels["used"].as_u64(), parcels["duplicate"].as_u64()), (Some(5), Some(5)));
}

#[test]
fn unknown_words_are_shown_with_how_often_they_occur() {
    let shop = Shop::base()
        .change("物流.csv", &[1, 2, 3], "已签收", "飞升")
        .change("物流.csv", &[4], "已签收", "遁地")
        .change("订单.csv", &[1, 2], "已完成", "魔改中")
        .change("售后单.csv", &[1], "退货退款", "以物易物")
        .change("售后单.csv", &[1], "12:00:00,-,-", "12:00:00,火星法庭,火星人")
        .change("售后单.csv", &[2], "同意退款，退款成功", "天晓得");
    assert_eq!(
        shop.said("word-unknown"),
        [
            "2 行的订单状态是没见过的写法：“魔改中” 2 行；按“正常”处理",
            "1 行的售后状态是没见过的写法：“天晓得” 1 行；按“未成功”处理",
            "1 行的售后类型是没见过的写法：“以物易物” 1 行；按“其他”处理",
            "1 行的仲裁状态是没见过的写法：“火星法庭” 1 行；按“没有仲裁”处理",
            "1 行的纠纷责任方是没见过的写法：“火星人” 1 行；按“不是商家”处理",
            "4 行的包裹状态是没见过的写法：“飞升” 3 行、“遁地” 1 行；按“没有退回”处理",
        ]
    );
    // Nothing of it counts against the shop.
    assert_eq!(shop.fraction("platform_help_rate").0, 0.0);
    assert_eq!(shop.fraction("dispute_liability_rate"), (0.0, 10));
    assert_eq!(shop.fraction("arrival_hours"), (740.0, 10));
}

#[test]
fn unknown_words_are_few_short_and_hold_no_numbers() {
    let shop = ALL.iter().fold(Shop::base(), |shop, n| {
        shop.change(
            "物流.csv",
            &[*n],
            "已签收",
            &format!("怪{}", "甲乙丙丁戊己庚辛壬癸".chars().nth(*n - 1).unwrap()),
        )
    });
    let said = shop.said("word-unknown").remove(0);
    assert!(said.contains("其他写法 2 行") && said.matches('“').count() == 9, "{said}");
    let shop = Shop::base().change("物流.csv", &[1], "已签收", "打电话给13912345678问").change(
        "物流.csv",
        &[2],
        "已签收",
        "一二三四五六七八九十甲乙丙丁戊己",
    );
    let said = shop.said("word-unknown").remove(0);
    assert!(said.contains("“…” 2 行"), "{said}");
}

#[test]
fn refunds_before_and_behind_shipping() {
    let two = |kind: &str, shipped: &str| {
        let rows = [9, 10].map(|n| {
            refund(n, "多拍 / 错拍 / 不想要")
                .replace("退货退款", kind)
                .replace("1/1已发货", shipped)
                .replace("2026-09-14", "2026-09-10")
                .replace("2026-09-17 10:00:00", "2026-09-10 13:00:00")
        });
        let closed = |n| {
            order(n)
                .replace("已完成,-", "已关闭,退款成功")
                .replace("2026-09-10 17:00:00,2026-09-16 10:00:00", "-,-")
        };
        Shop::base()
            .with("订单.csv", ORDER_HEADER, (1..=8).map(order).chain([closed(9), closed(10)]))
            .with("物流.csv", PARCEL_HEADER, (1..=8).map(parcel))
            .with("售后单.csv", REFUND_HEADER, rows)
    };
    for kind in ["发货前退款", "发货前退款待处理", "未发货退款", "未发货仅退款", "仅退款"]
    {
        let shop = two(kind, "未发货");
        assert_eq!(shop.fraction("pickup_on_time_rate"), (8.0, 8), "{kind}");
        assert_eq!(shop.fraction("refund_only_hours"), (6.0, 2), "{kind}");
    }
    for kind in ["发货后退款", "已发货退款", "已发货仅退款", "退款(无需退货)", "退款（无需退货）", "仅退款"]
    {
        let shop = two(kind, "1/1已发货");
        assert_eq!(shop.fraction("pickup_on_time_rate"), (8.0, 10), "{kind}");
        assert_eq!(shop.fraction("refund_only_hours"), (6.0, 2), "{kind}");
        assert_eq!(shop.fraction("return_refund_hours").1, 0, "{kind}");
        assert_eq!(shop.said("word-unknown"), [""; 0], "{kind}");
    }
}

#[test]
fn an_arbitration_that_there_was_none_of() {
    let with =
        |word: &str| Shop::base().change("售后单.csv", &[1], "12:00:00,-,-", &format!("12:00:00,{word},-"));
    for word in [
        "否",
        "未仲裁",
        "无仲裁",
        "未申请仲裁",
        "未发起",
        "不涉及",
        "仲裁已取消",
        "false",
        "False",
        "FALSE",
        "0",
        "无仲裁记录",
        "未介入",
        "平台未介入",
        "无需仲裁",
        "N/A",
        "—",
    ] {
        assert_eq!(with(word).fraction("platform_help_rate"), (0.0, 2), "{word}");
        assert_eq!(with(word).fraction("return_refund_hours"), (144.0, 2), "{word}");
        assert_eq!(with(word).said("word-unknown"), [""; 0], "{word}");
    }
    for word in ["是", "true", "仲裁中", "仲裁完成", "待举证", "客服同意", "平台已介入", "已申请"]
    {
        assert_eq!(with(word).fraction("platform_help_rate"), (1.0, 2), "{word}");
        assert_eq!(with(word).fraction("return_refund_hours"), (72.0, 1), "{word}");
    }
    assert_eq!(with("天晓得").fraction("platform_help_rate"), (0.0, 2));
    assert_eq!(with("天晓得").said("word-unknown").len(), 1);
}

#[test]
fn a_party_is_the_merchant_only_where_the_words_say_so() {
    let with =
        |word: &str| Shop::base().change("售后单.csv", &[1], "12:00:00,-,-", &format!("12:00:00,-,{word}"));
    for word in ["商家责任", "卖家", "商家全责", "判商家责任"] {
        assert_eq!(with(word).fraction("dispute_liability_rate"), (1.0, 10), "{word}");
    }
    for word in [
        "非商家",
        "不是商家",
        "非商家责任",
        "商家无责",
        "商家免责",
        "商家胜诉",
        "支持卖家",
        "支持商家",
        "买家责任",
        "卖家无责",
        "商家不承担责任",
        "买家责任，与商家无关",
        "并非卖家责任",
    ] {
        assert_eq!(with(word).fraction("dispute_liability_rate"), (0.0, 10), "{word}");
    }
}

#[test]
fn the_status_behind_the_product() {
    let with = |status: &str| Shop::base().change("售后单.csv", &[1], "同意退款，退款成功", status);
    for status in ["手工酥饼-退款成功", "手工-酥饼-同意退款，退款成功", "手工酥饼- 退款成功"]
    {
        assert_eq!(with(status).fraction("return_refund_hours"), (144.0, 2), "{status}");
    }
    for status in ["大成功奶茶-待商家处理", "大成功奶茶-售后关闭", "大成功奶茶--"] {
        assert_eq!(with(status).fraction("return_refund_hours"), (72.0, 1), "{status}");
        assert_eq!(with(status).said("word-unknown"), [""; 0], "{status}");
    }
    // An order that was closed without a ship time was paid only where it has an after-sale.
    let closed = |status: &str| {
        let header = "主订单编号,订单应付金额,订单状态,售后状态,订单提交时间";
        let row = |n, state: &str| format!("{},29.90,{state},2026-09-10 10:00:00", id(n));
        let rows = (1..=4).map(|n| row(n, "已完成,-")).chain([row(5, &format!("已关闭,{status}"))]);
        Shop::base().with("订单.csv", header, rows)
    };
    assert_eq!(closed("手工酥饼-退款成功").fraction("logistics_return_rate").1, 5);
    for none in ["手工酥饼--", "手工酥饼-无", "-"] {
        assert_eq!(closed(none).fraction("logistics_return_rate").1, 4, "{none}");
    }
}

#[test]
fn orders_that_were_never_paid() {
    let with = |words: &[&str]| {
        let row = |n, state: &str| format!("\t{},手工酥饼,29.90,{state},2026-09-10 10:00:00", id(n));
        let rows = (1..=4).map(|n| row(n, "已完成"));
        let unpaid = words.iter().enumerate().map(|(at, word)| row(5 + at, word));
        Shop::base()
            .with("订单.csv", "主订单编号,选购商品,订单应付金额,订单状态,订单提交时间", rows.chain(unpaid))
            .with("物流.csv", PARCEL_HEADER, (1..=4).map(parcel))
    };
    let shop = with(&[
        "待付款",
        "未付款",
        "等待买家付款",
        "交易关闭",
        "取消订单",
        "待确认",
        "待支付",
        "未支付",
        "已取消",
        "已关闭",
    ]);
    assert_eq!(shop.fraction("pickup_on_time_rate"), (4.0, 4));
    assert_eq!(shop.fraction("logistics_return_rate").1, 4);
    assert_eq!(shop.said("word-unknown"), [""; 0]);
    // A word like them that nobody knows is an order, and is told.
    let shop = with(&["等会儿再说"]);
    assert_eq!(shop.fraction("logistics_return_rate").1, 5);
    assert_eq!(shop.said("word-unknown"), ["1 行的订单状态是没见过的写法：“等会儿再说” 1 行；按“正常”处理"]);
}

#[test]
fn unknown_provinces_are_told() {
    let rows = |province: &str| (1..=10).map(|n| format!("{},{province}", order(n))).collect::<Vec<_>>();
    let shop = |province: &str| Shop::base().with("订单.csv", &format!("{ORDER_HEADER},省"), rows(province));
    for known in ["浙江", "浙江省", "##密文", "浙*", "-"] {
        assert_eq!(shop(known).said("word-unknown"), [""; 0], "{known}");
    }
    assert_eq!(
        shop("加利福尼亚州").said("word-unknown"),
        ["10 行的省是没见过的写法：“加利福尼亚州” 10 行；按“没有省份”处理"]
    );
    // What may be a name is counted and not shown.
    assert_eq!(
        shop("欧阳小满").said("word-unknown"),
        ["10 行的省是没见过的写法：“…” 10 行；按“没有省份”处理"]
    );
}
