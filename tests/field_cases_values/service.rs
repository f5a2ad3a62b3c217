//! Customer service: periods that overlap, totals of days, two shops on one day.

use crate::base::{SERVICE_HEADER, Shop, messages};

const HEADER: &str = "客服账号,客服昵称,接待会话量,全天3分钟回复率,全天平响时长,有效评价数,全天不满意率";

/// Two agents' rows and the shop's, of so many conversations.
fn table(sessions: u32, rate: &str) -> Vec<String> {
    let agent = |id: &str| format!("{id},{id},{},{rate},50秒,4,0.00%", sessions / 2);
    vec![
        agent("小满"),
        agent("阿禾"),
        format!("店铺汇总值,店铺汇总值,{sessions},-,-,8,-"),
        format!("店铺平均值,店铺平均值,-,{rate},50秒,-,0.00%"),
    ]
}

fn shop(tables: &[(&str, u32, &str)]) -> Shop {
    tables.iter().fold(Shop::base().without("飞鸽.csv"), |shop, (name, sessions, rate)| {
        shop.with(name, HEADER, table(*sessions, rate))
    })
}

const DAY: (&str, u32, &str) = ("甲店_2026-09-15_客服数据(日表).csv", 20, "50.00%");
const WEEK: (&str, u32, &str) = ("甲店_2026-09-09-2026-09-15_客服数据(周表).csv", 140, "70.00%");
const MONTH: (&str, u32, &str) = ("甲店_2026-09-01-2026-09-15_客服数据(月表).csv", 300, "90.00%");

#[test]
fn a_day_counts_once_from_the_finest_table() {
    let all = shop(&[DAY, WEEK, MONTH]);
    // 10/20 of the day, 88/120 of the rest of the week, 172/160 of the rest of the month.
    assert_eq!(all.fraction("im_reply_3min_rate"), (270.0, 300));
    assert_eq!(all.fraction("im_reply_seconds"), (15000.0, 300));
    assert_eq!(all.said("service-overlap").len(), 1);
    assert_eq!(shop(&[DAY, WEEK]).fraction("im_reply_3min_rate"), (98.0, 140));
    assert_eq!(shop(&[DAY]).said("service-overlap"), [""; 0]);
    assert_eq!(shop(&[MONTH]).fraction("im_reply_3min_rate"), (270.0, 300));
}

#[test]
fn a_week_and_its_seven_days_are_the_seven_days() {
    let days: Vec<String> = (9..=15).map(|day| format!("客服_2026-09-{day:02}(日表).csv")).collect();
    let mut tables: Vec<(&str, u32, &str)> = days.iter().map(|name| (name.as_str(), 10, "80.00%")).collect();
    tables.push(WEEK);
    assert_eq!(shop(&tables).fraction("im_reply_3min_rate"), (56.0, 70));
    // Six of them: the week has the rest, 98 − 48 of 140 − 60.
    tables.remove(2);
    assert_eq!(shop(&tables).fraction("im_reply_3min_rate"), (98.0, 140));
}

#[test]
fn tables_that_cross_cannot_be_taken_apart() {
    let crossing = ("客服_2026-09-12-2026-09-18.csv", 70, "100.00%");
    let crossed = shop(&[crossing, MONTH]);
    assert_eq!(crossed.fraction("im_reply_3min_rate"), (70.0, 70));
    assert_eq!(
        crossed.said("service-crossed"),
        ["1 张客服表的日期和更细的表交错（2026-09-01..2026-09-15），没有计入"]
    );
}

/// On the 16th only the fortnight is over; the week that crosses it counts from the 18th on.
#[test]
fn a_table_counts_until_the_one_that_crosses_it_is_over() {
    let crossed = shop(&[("客服_2026-09-12-2026-09-18.csv", 70, "100.00%"), MONTH]);
    for (day, fraction) in
        [("2026-09-16", (270.0, 300)), ("2026-09-17", (270.0, 300)), ("2026-09-18", (70.0, 70))]
    {
        let report = crossed.folder().score(&["--as-of", day]);
        assert_eq!(crate::common::fraction(&report, "im_reply_3min_rate"), fraction, "{day}");
    }
}

#[test]
fn a_coarse_table_beside_rows_of_days() {
    // Seven days of 10 conversations at 90 % and a fortnight of 200 at 50 %: 63 + (100 − 63) of 70 + (200 − 70).
    let shop = Shop::base().with("客服_20260905-20260918.csv", HEADER, table(200, "50.00%"));
    assert_eq!(shop.fraction("im_reply_3min_rate"), (100.0, 200));
}

#[test]
fn the_total_of_days_is_not_added_to_them() {
    const SHOP_HEADER: &str = "日期,接待会话量,全天3分钟回复率";
    let days = ["2026-09-14,10,80.00%", "2026-09-15,30,60.00%"];
    for total in [
        "-",
        "",
        "2026-09-14~2026-09-15",
        "2026-09-14 至 2026-09-15",
        "20260914-20260915",
        "合计",
        "总计",
        "汇总",
        "整体",
        "合计：",
    ] {
        let rows = [&[format!("{total},40,65.00%")][..], &days.map(str::to_owned)[..]].concat();
        for name in ["店铺数据.csv", "店铺数据_2026-09-14-2026-09-15.csv"] {
            let shop = Shop::base().without("飞鸽.csv").with(name, SHOP_HEADER, rows.clone());
            assert_eq!(shop.fraction("im_reply_3min_rate"), (26.0, 40), "{total} {name}");
            assert_eq!(shop.said("service-undated"), [""; 0], "{total} {name}");
        }
        // The total may stand in another column than the first.
        let rows: Vec<String> = rows.iter().map(|row| format!("甲店,{row}")).collect();
        let shop =
            Shop::base().without("飞鸽.csv").with("店铺数据.csv", &format!("店铺,{SHOP_HEADER}"), rows);
        assert_eq!(shop.fraction("im_reply_3min_rate"), (26.0, 40), "{total}");
        let report = shop.report();
        let file = crate::common::input(&report, "店铺数据.csv");
        let count = |key: &str| file[key].as_u64().unwrap();
        assert_eq!((count("read"), count("used") + count("excluded")), (3, 3), "{total}");
        assert_eq!(messages(&report, "service-total").len(), 1, "{total}");
    }
    // A table of nothing but a total is the fact of its period.
    let shop = Shop::base().without("飞鸽.csv").with(
        "店铺数据.csv",
        SHOP_HEADER,
        ["2026-09-14~2026-09-15,40,65.00%"],
    );
    assert_eq!(shop.fraction("im_reply_3min_rate"), (26.0, 40));
}

#[test]
fn the_shops_own_days_stand_for_those_of_its_agents() {
    let rows = (10..=16).map(|day| format!("2026-09-{day},20,80.00%"));
    let shop = Shop::base().with("店铺数据.csv", "日期,接待会话量,全天3分钟回复率", rows);
    assert_eq!(shop.fraction("im_reply_3min_rate"), (112.0, 140));
    // A row of a total among the agents of a day, likewise.
    let rows = ["2026-09-15,小满,10,90.00%,50秒,4,0.00%", "2026-09-15,合计,30,80.00%,50秒,4,0.00%"];
    assert_eq!(
        Shop::base().with("飞鸽.csv", SERVICE_HEADER, rows).fraction("im_reply_3min_rate"),
        (24.0, 30)
    );
}

#[test]
fn one_day_with_two_figures_in_two_files() {
    let shop = shop(&[
        ("抖音_20260915_甲店_飞鸽.csv", 100, "90.00%"),
        ("抖音_20260915_乙店_飞鸽.csv", 20, "50.00%"),
    ]);
    let said = shop.said("service-conflict");
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].starts_with("4 行和 ") && said[0].contains("_飞鸽.csv"), "{said:?}");
    assert!(said[0].ends_with("像是两家店的表（乙店、甲店）"), "{said:?}");
    // The same figures twice are no conflict.
    let same = ("抖音_20260915_甲店_飞鸽 (1).csv", 100, "90.00%");
    let twice = self::shop(&[("抖音_20260915_甲店_飞鸽.csv", 100, "90.00%"), same]);
    assert_eq!(twice.said("service-conflict"), [""; 0]);
    assert_eq!(twice.fraction("im_reply_3min_rate"), (90.0, 100));
}
