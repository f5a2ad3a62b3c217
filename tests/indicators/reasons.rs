//! Why buyers send things back: the reason of the first application, by sub-order.

use crate::common::indicator;
use crate::shop::*;

/// Orders paid on 06-08 and signed on 06-10, and after-sales.
fn shop(ids: &[&str], refunds: Vec<Row>) -> Shop {
    Shop::new()
        .orders(ids.iter().map(|id| order(id, "06-08 10:00")).collect())
        .parcels(ids.iter().map(|id| signed(id, "06-10 10:00")).collect())
        .refunds(refunds)
}

fn with_reason(id: &str, order: &str, words: &str) -> Row {
    refund(id, order, RETURN, "06-12 09:00").reason(words)
}

#[test]
fn quality_return_rate_counts_the_four_quality_classes_among_signed_orders() {
    let report = shop(
        &["A", "B", "C", "D", "E", "F", "G"],
        vec![
            with_reason("1", "A", "质量问题"),
            with_reason("2", "B", "大小／尺寸／重量与商品描述不符"),
            with_reason("3", "C", "多拍 / 错拍 / 不想要"),
            with_reason("4", "D", "包装／商品破损"),
            with_reason("5", "E", "假冒品牌"),
            with_reason("6", "F", "少件／漏发"),
        ],
    )
    .at("06-30");
    // quality A, described B, damage D, authenticity E; C no_reason, F wrong_or_missing, G no after-sale.
    assert_fraction(&report, "quality_return_rate", 4.0, 7);
}

#[test]
fn logistics_return_rate_and_damage_return_rate_count_paid_orders() {
    let shop = Shop::new()
        // E is paid but not signed: these two indicators go by the pay day.
        .orders(["A", "B", "C", "D", "E"].map(|id| order(id, "06-08 10:00")).to_vec())
        .parcels(["A", "B", "C", "D"].map(|id| signed(id, "06-10 10:00")).to_vec())
        .refunds(vec![
            with_reason("1", "A", "少件／漏发"),
            with_reason("2", "B", "快递一直未送达"),
            with_reason("3", "C", "包装／商品破损"),
            with_reason("4", "D", "质量问题"),
        ]);
    let report = shop.at("06-30");
    // wrong_or_missing A, logistics B.
    assert_fraction(&report, "logistics_return_rate", 2.0, 5);
    assert_fraction(&report, "damage_return_rate", 1.0, 5);
}

#[test]
fn the_platforms_texts_fall_into_their_classes() {
    let quality = [
        "做工粗糙 / 有瑕疵 / 破损或污渍", // 瑕疵 comes before 破损
        "功能故障",
        "效果与商品描述不符",
        "商品材质 / 品牌 / 外观等描述不符",
        "生产日期 / 保质期 / 规格等描述不符",
        "假冒品牌",
        "大小／尺寸／重量与商品描述不符",
        "商品腐烂/变质",
        "包装／商品破损",
        "使用后过敏",
    ];
    let logistics = [
        "未按约定时间发货",
        "快递一直未送达",
        "快递无跟踪记录",
        "收到商品少件 / 错件 / 空包裹",
        "缺货",
        "少件／漏发",
        "商家发错货",
    ];
    // "效果不好" is a word of quality, but "不喜欢" comes first.
    let neither = ["多拍 / 错拍 / 不想要", "不喜欢 / 效果不好", "协商一致退款", "其他", "退运费"];
    let in_class = |words: &[&str], id: &str| {
        let ids: Vec<String> = (1..=words.len()).map(|n| format!("A{n}")).collect();
        let refunds = ids.iter().zip(words).enumerate();
        let refunds = refunds.map(|(n, (id, words))| with_reason(&n.to_string(), id, words)).collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let report = shop(&ids, refunds).at("06-30");
        assert_eq!(indicator(&report, id)["denominator"], words.len());
        indicator(&report, id)["numerator"].as_f64()
    };
    assert_eq!(in_class(&quality, "quality_return_rate"), Some(10.0));
    assert_eq!(in_class(&quality, "logistics_return_rate"), Some(0.0));
    // Only the parcel that arrived broken is damage.
    assert_eq!(in_class(&quality, "damage_return_rate"), Some(1.0));
    assert_eq!(in_class(&logistics, "logistics_return_rate"), Some(7.0));
    assert_eq!(in_class(&logistics, "quality_return_rate"), Some(0.0));
    assert_eq!(in_class(&neither, "logistics_return_rate"), Some(0.0));
    assert_eq!(in_class(&neither, "quality_return_rate"), Some(0.0));
}

#[test]
fn the_platforms_quality_mark_wins_over_the_words() {
    let report = shop(
        &["A", "B", "C"],
        vec![
            with_reason("1", "A", "不喜欢（商品品质原因）"),
            with_reason("2", "B", "其他").cell("售后原因标签", "其他（商品品质原因）"),
            with_reason("3", "C", "其他"),
        ],
    )
    .at("06-30");
    assert_fraction(&report, "quality_return_rate", 2.0, 3);
}

#[test]
fn a_withdrawn_first_application_gives_the_reason() {
    let withdrawn = |id: &str, order: &str, words: &str| {
        refund(id, order, RETURN, "06-12 09:00").reason(words).outcome("售后关闭")
    };
    let later = |id: &str, order: &str, words: &str| {
        refund(id, order, RETURN, "06-13 09:00").reason(words).finished("06-15 09:00")
    };
    let report = shop(
        &["A", "B"],
        vec![
            withdrawn("1", "A", "质量问题"),
            later("2", "A", "不想要"),
            withdrawn("3", "B", "不想要"),
            later("4", "B", "质量问题"),
        ],
    )
    .at("06-30");
    // A began with quality, B with no reason.
    assert_fraction(&report, "quality_return_rate", 1.0, 2);
}

#[test]
fn the_first_reason_is_known_from_its_apply_day_on() {
    let shop = shop(
        &["A"],
        vec![
            refund("1", "A", RETURN, "06-20 23:59:59").reason("质量问题"),
            refund("2", "A", RETURN, "06-22 09:00").reason("不想要"),
        ],
    );
    assert_fraction(&shop.at("06-19"), "quality_return_rate", 0.0, 1);
    assert_fraction(&shop.at("06-20"), "quality_return_rate", 1.0, 1);
    assert_fraction(&shop.at("06-30"), "quality_return_rate", 1.0, 1);
}

/// Order A of two sub-orders, A1 and A2.
fn two_sub_orders(refunds: Vec<Row>) -> Shop {
    Shop::new()
        .orders(vec![order("A", "06-08 10:00").sub("A1"), order("A", "06-08 10:00").sub("A2").product("502")])
        .parcels(vec![signed("A", "06-10 10:00")])
        .refunds(refunds)
}

#[test]
fn each_sub_order_has_its_own_first_reason() {
    let shop = two_sub_orders(vec![
        refund("1", "A", RETURN, "06-12 09:00").of_sub("A1").reason("不想要"),
        refund("2", "A", RETURN, "06-14 09:00").of_sub("A2").reason("质量问题"),
    ]);
    // A2's first reason is quality, and that is enough for the order.
    assert_fraction(&shop.at("06-30"), "quality_return_rate", 1.0, 1);
}

#[test]
fn an_after_sale_of_the_main_order_is_the_first_of_all_its_sub_orders() {
    let whole_first = two_sub_orders(vec![
        refund("1", "A", RETURN, "06-12 09:00").reason("不想要"),
        refund("2", "A", RETURN, "06-14 09:00").of_sub("A2").reason("质量问题"),
    ]);
    assert_fraction(&whole_first.at("06-30"), "quality_return_rate", 0.0, 1);
    let whole_later = two_sub_orders(vec![
        refund("1", "A", RETURN, "06-12 09:00").of_sub("A2").reason("不想要"),
        refund("2", "A", RETURN, "06-14 09:00").reason("质量问题"),
    ]);
    // A1 had none before, so the later one is A1's first.
    assert_fraction(&whole_later.at("06-30"), "quality_return_rate", 1.0, 1);
}

#[test]
fn an_unknown_sub_order_counts_as_blank_and_a_sub_order_in_the_order_column_names_itself() {
    let unknown = two_sub_orders(vec![
        refund("1", "A", RETURN, "06-12 09:00").of_sub("A7").reason("不想要"),
        refund("2", "A", RETURN, "06-14 09:00").of_sub("A1").reason("质量问题"),
    ]);
    // The first belongs to the whole order, so it is A1's first too.
    assert_fraction(&unknown.at("06-30"), "quality_return_rate", 0.0, 1);
    let in_order_column = two_sub_orders(vec![
        refund("1", "A2", RETURN, "06-12 09:00").reason("不想要"),
        refund("2", "A", RETURN, "06-14 09:00").of_sub("A1").reason("质量问题"),
    ]);
    // The first is A2's alone.
    assert_fraction(&in_order_column.at("06-30"), "quality_return_rate", 1.0, 1);
}

#[test]
fn a_blank_reason_is_still_the_first() {
    let report = shop(
        &["A", "B"],
        vec![
            refund("1", "A", RETURN, "06-12 09:00").reason("-"),
            refund("2", "A", RETURN, "06-14 09:00").reason("质量问题"),
            refund("3", "B", RETURN, "06-14 09:00").reason("质量问题"),
        ],
    )
    .at("06-30");
    assert_fraction(&report, "quality_return_rate", 1.0, 2);
}

#[test]
fn of_two_at_the_same_second_the_smaller_id_is_first() {
    let pair = |order: &str, quality: &str, other: &str| {
        let at = "06-12 09:00";
        vec![
            refund(other, order, RETURN, at).reason("不想要"),
            refund(quality, order, RETURN, at).reason("质量问题"),
        ]
    };
    // As numbers 9 < 10, though "10" < "9" as text.
    let all = [pair("A", "9", "10"), pair("B", "200", "30"), pair("C", "S10", "S9"), pair("D", "T9", "T10")];
    let report = shop(&["A", "B", "C", "D"], all.concat()).at("06-30");
    // A: 9 is quality. B: 30 comes before 200. C: text, S10 < S9 is quality. D: T10 < T9.
    assert_fraction(&report, "quality_return_rate", 2.0, 4);
}

#[test]
fn a_refund_before_shipping_gives_no_reason() {
    let report = shop(
        &["A", "B"],
        vec![
            refund("1", "A", BEFORE_SHIPPING, "06-08 12:00").reason("质量问题").outcome("售后关闭"),
            refund("2", "B", BEFORE_SHIPPING, "06-08 12:00").reason("不想要").outcome("售后关闭"),
            refund("3", "B", RETURN, "06-12 12:00").reason("质量问题"),
        ],
    )
    .at("06-30");
    // A has no reason at all; B's first that counts is the later one.
    assert_fraction(&report, "quality_return_rate", 1.0, 2);
}

#[test]
fn any_kind_after_shipping_gives_the_reason() {
    let report = shop(
        &["A", "B", "C", "D"],
        vec![
            refund("1", "A", "换货", "06-12 09:00").reason("质量问题"),
            refund("2", "A", RETURN, "06-14 09:00").reason("不想要"),
            refund("3", "B", REFUND_ONLY, "06-12 09:00").reason("质量问题").outcome("商家拒绝"),
            // 仅退款 is told apart by 商品发货状态.
            refund("4", "C", "仅退款", "06-12 09:00").reason("质量问题").cell("商品发货状态", "1/1已发货"),
            refund("5", "D", "仅退款", "06-12 09:00").reason("质量问题").cell("商品发货状态", "0/1"),
        ],
    )
    .at("06-30");
    assert_fraction(&report, "quality_return_rate", 3.0, 4);
}

#[test]
fn an_after_sale_without_an_apply_time_gives_no_reason() {
    let report = shop(&["A"], vec![refund("1", "A", RETURN, "-").reason("质量问题")]).at("06-30");
    assert_fraction(&report, "quality_return_rate", 0.0, 1);
    assert!(warned(&report, "refund-without-apply"));
}
