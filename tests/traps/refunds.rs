//! Words of after-sales: statuses, types, arbitration, liability, reasons.

use crate::common::{fraction, indicator};
use crate::support::{Account, Trap, account, all_used, column, is_said, message, orders, refunds, trap};
use std::collections::BTreeSet;

#[test]
fn statuses_are_tested_in_order() {
    let trap = trap("refund-statuses");
    let report = trap.report();
    assert_eq!(account(&report, "refunds.csv"), all_used(13));
    // 退款成功, 已全额退款, and a text that holds both 成功 and 待.
    assert_eq!(column(&trap.cases("return_refund_hours"), "aftersale_id"), refunds(&[1, 2, 3]));
    assert_eq!(
        message(&report, "word-unknown"),
        "1 rows have an unknown word for 售后状态: '飞走了' in 1; taken as 'not successful'"
    );
}

#[test]
fn types_with_the_state_of_the_goods() {
    let trap = trap("refund-types");
    let ids = |indicator: &str| column(&trap.cases(indicator), "aftersale_id");
    assert_eq!(ids("return_refund_hours"), refunds(&[1]));
    // Before and after shipping alike; 换货 and the like are neither.
    assert_eq!(ids("refund_only_hours"), refunds(&[2, 3, 4, 5, 6, 7, 8]));
    // Reviews by the merchant: only of what had been shipped. 未发货 and 0/1 make 仅退款 one before it.
    assert_eq!(ids("aftersale_review_hours"), refunds(&[1, 2, 3, 8]));
    assert_eq!(
        message(&trap.report(), "word-unknown"),
        "1 rows have an unknown word for 售后类型: '退心情' in 1; taken as 'other'"
    );
}

#[test]
fn words_for_no_arbitration() {
    let trap = trap("arbitration");
    // Empty, -, 0, 无仲裁记录 and 未介入 are none; anything else is arbitration.
    assert_eq!(column(&trap.cases("return_refund_hours"), "aftersale_id"), refunds(&[1, 2, 3, 4, 5]));
    assert_eq!(column(&trap.hits("platform_help_rate"), "order_id"), orders(&[6, 7, 8]));
    let report = trap.report();
    assert_eq!(fraction(&report, "platform_help_rate"), (3.0, 8));
    assert_eq!(indicator(&report, "return_refund_hours")["approximate"], false);
}

#[test]
fn without_an_arbitration_column_every_after_sale_counts_approximately() {
    let report = trap("no-arbitration-column").report();
    assert_eq!(fraction(&report, "return_refund_hours"), (48.0, 1));
    assert_eq!(indicator(&report, "return_refund_hours")["approximate"], true);
    assert_eq!(indicator(&report, "platform_help_rate")["status"], "no_data");
}

#[test]
fn only_the_merchants_words_are_the_merchants() {
    let trap = trap("liable-parties");
    assert_eq!(column(&trap.hits("dispute_liability_rate"), "order_id"), orders(&[1, 2, 3]));
    let report = trap.report();
    assert_eq!(fraction(&report, "dispute_liability_rate"), (3.0, 10));
    assert_eq!(
        message(&report, "word-unknown"),
        "1 rows have an unknown word for 纠纷责任方: '火星人' in 1; taken as 'not the merchant'"
    );
}

/// What a class of reasons counts for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counts {
    ForNothing,
    Quality,
    /// Damage is a quality class, too.
    Damage,
    Logistics,
}

fn counts_for(trap: &Trap, rows: u32) -> Vec<Counts> {
    let hits =
        |indicator: &str| column(&trap.hits(indicator), "order_id").into_iter().collect::<BTreeSet<_>>();
    let (quality, damage) = (hits("quality_return_rate"), hits("damage_return_rate"));
    let logistics = hits("logistics_return_rate");
    (1..=rows)
        .map(|n| {
            let id = crate::support::order(n);
            match (quality.contains(&id), damage.contains(&id), logistics.contains(&id)) {
                (false, false, false) => Counts::ForNothing,
                (true, false, false) => Counts::Quality,
                (true, true, false) => Counts::Damage,
                (false, false, true) => Counts::Logistics,
                other => panic!("{n}: {other:?}"),
            }
        })
        .collect()
}

#[test]
fn every_reason_falls_into_the_first_class_whose_word_it_holds() {
    use Counts::{Damage, ForNothing, Logistics, Quality};
    let trap = trap("reasons");
    let expected = [
        // The platform's texts, in the order of the fixture.
        ForNothing, // 多拍 / 错拍 / 不想要
        Logistics,  // 未按约定时间发货
        Logistics,  // 快递一直未送达
        Logistics,  // 快递无跟踪记录
        Logistics,  // 收到商品少件 / 错件 / 空包裹
        ForNothing, // 不喜欢 / 效果不好: no_reason comes before quality
        Quality,    // 做工粗糙 / 有瑕疵 / 破损或污渍: quality comes before damage
        Quality,    // 功能故障
        Quality,    // 效果与商品描述不符
        Quality,    // 商品材质 / 品牌 / 外观等描述不符
        Quality,    // 生产日期 / 保质期 / 规格等描述不符
        Quality,    // 假冒品牌
        ForNothing, // 协商一致退款
        Logistics,  // 缺货
        ForNothing, // 其他
        Quality,    // 大小／尺寸／重量与商品描述不符
        Quality,    // 商品腐烂/变质
        Logistics,  // 少件／漏发
        Damage,     // 包装／商品破损
        Logistics,  // 商家发错货
        ForNothing, // 退运费
        Quality,    // 使用后过敏
        ForNothing, // blank
        ForNothing, // 多 拍
        Quality,    // 买到假货
        Quality,    // 盗版
        Damage,     // 商品损坏
        ForNothing, // 无 理 由退货
        Quality,    // 商品已过期
        Logistics,  // 未收到货
        Logistics,  // 物流太慢
        Logistics,  // 漏发配件
    ];
    assert_eq!(counts_for(&trap, 32), expected);
    let report = trap.report();
    let count = |class: Counts| expected.iter().filter(|c| **c == class).count() as f64;
    assert_eq!(fraction(&report, "quality_return_rate"), (count(Quality) + count(Damage), 32));
    assert_eq!(fraction(&report, "damage_return_rate"), (count(Damage), 32));
    assert_eq!(fraction(&report, "logistics_return_rate"), (count(Logistics), 32));
}

#[test]
fn every_word_of_the_table_tells_its_class() {
    use Counts::{Damage, ForNothing, Logistics, Quality};
    // The seven words of no_reason stand before a quality word, so that a lost one shows.
    let classes = [
        (ForNothing, 7),
        (Quality, 11),
        (Damage, 2),
        (Quality, 2),
        (Logistics, 6),
        (Quality, 3),
        (Logistics, 6),
    ];
    let expected: Vec<Counts> = classes.into_iter().flat_map(|(class, n)| vec![class; n]).collect();
    assert_eq!(counts_for(&trap("reason-words"), 37), expected);
}

#[test]
fn of_two_classes_the_first_in_the_table_wins() {
    use Counts::{Damage, ForNothing, Logistics, Quality};
    let expected = [
        ForNothing, // no_reason before quality
        Quality,    // quality before damage
        Damage,     // damage before described
        Quality,    // described before wrong_or_missing
        Logistics,  // wrong_or_missing before authenticity
        Quality,    // authenticity before logistics
        Logistics,
    ];
    assert_eq!(counts_for(&trap("reason-order"), 7), expected);
}

#[test]
fn the_platforms_quality_mark_beats_every_word() {
    use Counts::{ForNothing, Quality};
    // In the reason with either brackets, in the tag, in the tag of a blank reason; a tag without the
    // mark changes nothing; the mark beats a logistics word.
    let expected = [Quality, Quality, Quality, Quality, ForNothing, Quality];
    assert_eq!(counts_for(&trap("quality-mark"), 6), expected);
}

#[test]
fn an_after_sale_finds_its_order_by_either_id() {
    let trap = trap("refund-names-its-order");
    let report = trap.report();
    let expected = Account { read: 4, used: 3, unmatched: 1, ..Account::default() };
    assert_eq!(account(&report, "refunds.csv"), expected);
    assert_eq!(column(&trap.hits("quality_return_rate"), "order_id"), orders(&[1, 2]));
    assert!(is_said(&report, "unmatched-rows"));
}
