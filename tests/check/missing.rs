//! What a missing column or export costs: shares are dimension weight × weight in the dimension of `classic`.

use crate::common::{Folder, indicator};
use crate::support::*;
use serde_json::{Value, json};

/// A shop with a file of every kind, one of them without a column.
fn without(name: &str, column: &str) -> Folder {
    let folder = whole();
    let path = folder.path().join(name);
    let text = std::fs::read_to_string(&path).unwrap();
    let place = text.lines().next().unwrap().split(',').position(|cell| cell == column).unwrap();
    let keep = |line: &str| {
        let cells = line.split(',').enumerate().filter(|(at, _)| *at != place).map(|(_, cell)| cell);
        cells.collect::<Vec<_>>().join(",") + "\n"
    };
    let text: String = text.lines().map(keep).collect();
    folder.file(name, text)
}

/// Costs, share and coverage agree with one another.
fn cost_of(name: &str, column: &str, field: &str) -> (Vec<(String, f64)>, f64) {
    let report = fine(&without(name, column));
    let missing = missing(&report, name, field);
    let share = missing["share"].as_f64().unwrap();
    let coverage = report["coverage"].as_f64().unwrap();
    assert!((coverage + share - 1.0).abs() < 1e-9, "{column}: {coverage} and {share}");
    assert_eq!(missing["elsewhere"], json!(false));
    let costs = costs(missing).into_iter().map(|(id, share)| (id.to_owned(), share)).collect();
    (costs, share)
}

fn ids(costs: &[(String, f64)]) -> Vec<&str> {
    costs.iter().map(|(id, _)| id.as_str()).collect()
}

/// 50 % × 50 % for quality returns; 35 % × 30 % for each of the hours. What has weight comes first.
#[test]
fn after_sales_without_the_apply_time() {
    let (costs, share) = cost_of("refunds.csv", "售后申请时间", "apply_time");
    assert_eq!(share, 0.46);
    assert_eq!(costs[0], ("quality_return_rate".to_owned(), 0.25));
    assert_eq!(costs[1], ("refund_only_hours".to_owned(), 0.105));
    assert_eq!(costs[2], ("return_refund_hours".to_owned(), 0.105));
    let rest = ["logistics_return_rate", "damage_return_rate", "aftersale_review_hours"];
    assert_eq!(ids(&costs[3..6]), rest);
    let last = ["aftersale_handled_in_time_rate", "dispute_liability_rate", "platform_help_rate"];
    assert_eq!(ids(&costs[6..]), last);
    assert!(costs[3..].iter().all(|(_, share)| *share == 0.0));
}

/// 15 % × 50 %. Without signatures, and without finish times that stand in for them, nothing has a sign day:
/// 50 % × 100 % more.
#[test]
fn logistics_without_pickups_or_signatures() {
    let (costs, share) = cost_of("parcels.csv", "揽收时间", "pickup_time");
    let all = ["pickup_on_time_rate", "pickup_hours", "pickup_score", "transit_hours"];
    assert_eq!((ids(&costs), share), (all.to_vec(), 0.075));
    let (costs, share) = cost_of("parcels.csv", "签收时间", "sign_time");
    let scored = ["positive_review_rate", "quality_return_rate", "arrival_hours"];
    assert_eq!((ids(&costs[..3]), share), (scored.to_vec(), 0.575));
    let rest = ["negative_review_rate", "product_rating", "next_day_delivery_rate", "transit_hours"];
    assert_eq!(ids(&costs[3..7]), rest);
    assert_eq!(ids(&costs[7..]), ["logistics_rating", "service_rating", "waybill_sla_rate"]);
}

/// 50 % × 50 %; 评价等级 would stand in for the stars, so it is the stars that are asked for.
#[test]
fn reviews_without_a_time() {
    let (costs, share) = cost_of("reviews.csv", "评价日期", "time");
    let all = [
        "positive_review_rate",
        "negative_review_rate",
        "product_rating",
        "logistics_rating",
        "service_rating",
    ];
    assert_eq!((ids(&costs), share), (all.to_vec(), 0.25));
}

/// A reviews file with levels alone: nothing scored is lost, the two other ratings never had a column.
#[test]
fn levels_replace_stars() {
    let header = REVIEWS.replace("商品评价得分", "评价等级");
    let folder = whole().csv("reviews.csv", &header, &["1,11,2026-10-09 12:00:00,好评,好"]);
    let report = fine(&folder);
    assert_eq!(report["coverage"], 1.0);
    let stars = missing(&report, "reviews.csv", "stars");
    assert_eq!((costs(stars), &stars["share"], &stars["elsewhere"]), (vec![], &json!(0.0), &json!(false)));
    let logistics_stars = missing(&report, "reviews.csv", "logistics_stars");
    assert_eq!(costs(logistics_stars), [("logistics_rating", 0.0)]);
    let said = text(&folder, 0, &["reviews.csv", "--lang", "zh"]);
    assert!(said.contains("  缺列 物流评价得分：物流评分 算不了（不计分）\n"), "{said}");
    assert!(!said.contains("用 --columns 补上叫法"), "nothing with weight is lost: {said}");
}

/// 35 % × 40 %.
#[test]
fn service_without_the_three_minute_rate() {
    let (costs, share) = cost_of("im.csv", "全天3分钟回复率", "reply_3min");
    assert_eq!((costs, share), (vec![("im_reply_3min_rate".to_owned(), 0.14)], 0.14));
    let folder = without("im.csv", "全天3分钟回复率");
    let said = text(&folder, 0, &["im.csv", "--lang", "zh"]);
    let line = "  缺列 工作时间3分钟回复率：3分钟平均回复率 算不了，占总分 14%\n";
    assert!(said.contains(line), "{said}");
    assert!(said.contains("    怎么办：导出时勾选这些列；如果只是叫法不同，用 --columns 补上叫法"), "{said}");
    let said = text(&folder, 0, &["im.csv", "--lang", "en"]);
    let line =
        "  without the column 工作时间3分钟回复率: no data for Replies within 3 minutes, 14% of the score\n";
    assert!(said.contains(line), "{said}");
}

/// The submit time stands in for the pay time, so its absence costs nothing; both together cost 15 %.
#[test]
fn one_column_of_a_set_replaces_the_other() {
    let report = fine(&without("orders.csv", "支付完成时间"));
    let pay = missing(&report, "orders.csv", "pay_time");
    assert_eq!((costs(pay), &report["coverage"]), (vec![], &json!(1.0)));
    let folder = without("orders.csv", "支付完成时间");
    let neither = "主订单编号,子订单编号,商品ID,选购商品,订单应付金额,订单状态";
    let report = fine(&folder.csv("orders.csv", neither, &["1,1,11,辣条,9.90,已发货"]));
    let pay = missing(&report, "orders.csv", "pay_time");
    let lost = [
        ("pickup_on_time_rate", 0.075),
        ("arrival_hours", 0.075),
        ("pickup_hours", 0.0),
        ("pickup_score", 0.0),
        ("next_day_delivery_rate", 0.0),
    ];
    assert_eq!((costs(pay), &pay["share"]), (lost.to_vec(), &json!(0.15)));
    // It is asked for once.
    assert_eq!(costs(missing(&report, "orders.csv", "submit_time")), []);
}

/// A set of finish times: any of three will do, the first is asked for where all are missing.
#[test]
fn the_first_of_three_finish_times_is_asked_for() {
    let header = "售后单号,订单号,售后类型,售后原因,售后状态,售后申请时间,用户到账时间";
    let row = "71,1,退货退款,质量问题,退款成功,2026-10-08 10:00:00,2026-10-08 20:00:00";
    let report = fine(&whole().csv("refunds.csv", header, &[row]));
    assert_eq!(costs(missing(&report, "refunds.csv", "finish_time")), []);
    let report = fine(&without("refunds.csv", "售后完结时间"));
    let lost = costs(missing(&report, "refunds.csv", "finish_time")).len();
    assert_eq!((lost, report["coverage"].as_f64()), (4, Some(0.79)));
    for replaced in ["merchant_refund_time", "buyer_received_time"] {
        assert_eq!(costs(missing(&report, "refunds.csv", replaced)), [], "{replaced}");
    }
}

/// Another file has it: no indicator is lost, but the rows of this file go without, and the text says so.
#[test]
fn a_column_of_one_of_two_files() {
    let header = "售后单号,订单号,售后类型,售后原因,售后状态,售后完结时间";
    let row = "72,2,退货退款,质量问题,退款成功,2026-10-09 20:00:00";
    let folder = whole().csv("later.csv", header, &[row]);
    let report = fine(&folder);
    let apply = missing(&report, "later.csv", "apply_time");
    assert_eq!((costs(apply), &apply["share"], &apply["elsewhere"]), (vec![], &json!(0.0), &json!(true)));
    assert_eq!(report["coverage"], 1.0);
    let said = text(&folder, 0, &[".", "--lang", "en"]).replace("\n    ", " ");
    let line = "  columns that other after-sales files have and this one lacks: 售后申请时间 (";
    assert!(said.contains(line) && said.contains("rows that only this file holds go without"), "{said}");
    let said = text(&folder, 0, &[".", "--lang", "zh"]);
    assert!(said.contains("  别的售后文件有、这里没有的列：售后申请时间（"), "{said}");
    // One after-sale without an apply time: what the warning counts is what the line says.
    assert_eq!(crate::support::said(&report, "refund-without-apply").len(), 1);
}

/// What a missing kind costs: everything that needs it.
#[test]
fn missing_kinds_cost_what_needs_them() {
    let lost = |remove: &str| {
        let folder = whole();
        std::fs::remove_file(folder.path().join(remove)).unwrap();
        let report = fine(&folder);
        let kinds = rows(&report, "missing_kinds");
        assert_eq!(kinds.len(), 1, "{remove}");
        let share = kinds[0]["share"].as_f64().unwrap();
        assert!((share + report["coverage"].as_f64().unwrap() - 1.0).abs() < 1e-9, "{remove}");
        (kinds[0]["kind"].as_str().unwrap().to_owned(), share, costs(&kinds[0]).len())
    };
    assert_eq!(lost("refunds.csv"), ("refunds".into(), 0.46, 9));
    assert_eq!(lost("reviews.csv"), ("reviews".into(), 0.25, 5));
    // The orders have no finish times: without parcels nothing says when one was signed.
    assert_eq!(lost("parcels.csv"), ("logistics".into(), 0.65, 13));
    assert_eq!(lost("im.csv"), ("service".into(), 0.14, 3));
    // Parcels make orders, but no pay times: pickups in time and hours to arrival still need the orders.
    assert_eq!(lost("orders.csv"), ("orders".into(), 0.15, 5));
}

/// What check says of missing exports is what the score misses.
#[test]
fn the_score_misses_what_check_says() {
    let folder = whole();
    std::fs::remove_file(folder.path().join("orders.csv")).unwrap();
    let report = fine(&folder);
    let orders = missing_kind(&report, "orders").expect("orders are missing");
    let set = ["--set", "positive_review_rate=0.95", "--set", "quality_return_rate=0.01"];
    let score = folder.score_any(&set);
    for (id, _) in costs(orders) {
        assert_eq!(indicator(&score, id)["status"], "no_data", "{id}");
    }
    let exports: Vec<&Value> = rows(&score, "missing").iter().map(|row| &row["kinds"]).collect();
    assert!(exports.contains(&&json!(["orders"])), "{exports:?}");
    assert!(!exports.contains(&&json!([])), "an export is missing, but which?");
}

/// An orders export with sign times of its own, but no pickups: the logistics export is what is missing.
#[test]
fn orders_with_signatures_lack_pickups() {
    let header = format!("{ORDERS},签收时间");
    let row = order(1, "2026-10-01") + ",2026-10-05 10:00:00";
    let report = fine(&with(Folder::new(), "orders.csv", &header, &[row]));
    let logistics = missing_kind(&report, "logistics").expect("logistics are missing");
    assert_eq!(logistics["share"], 0.075);
    assert_eq!(costs(logistics)[0], ("pickup_on_time_rate", 0.075));
    assert_eq!(report["coverage"], 0.075);
}

#[test]
fn a_missing_kind_in_words() {
    let folder = with(Folder::new(), "im.csv", SERVICE, &[service("2026-10-01")]);
    let said = text(&folder, 0, &[".", "--lang", "zh"]);
    assert!(said.contains("这些文件最多能算出总分的 14%（规则集：五分制 classic）"), "{said}");
    assert!(
        said.contains("没有能用的评价导出：商品好评率 算不了，占总分 25%，另有 4 项不计分的\n"),
        "{said}"
    );
    let said = text(&folder, 0, &[".", "--lang", "en"]);
    let line = "no reviews export can be used: no data for Positive review rate, 25% of the score";
    assert!(said.contains(line), "{said}");
}
