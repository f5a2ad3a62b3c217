//! Mistakes that were made once.

mod common;

use common::{Folder, fraction, indicator, input, run, tiyanfen};

const ORDERS: &str = "主订单编号,子订单编号,商品ID,选购商品,订单应付金额,订单状态,支付完成时间,省,快递信息";

fn order(id: &str, express: &str) -> String {
    format!("{id},{id},11,辣条,9.90,已发货,2026-10-01 10:00:00,湖北省,\"{express}\"")
}

fn shop(rows: &[&str]) -> Folder {
    Folder::new().csv("orders.csv", ORDERS, rows)
}

/// A logistics export without tracking numbers says which orders were picked up; that 快递信息 names a
/// number besides does not make it a second parcel.
#[test]
fn a_logistics_export_without_tracking_numbers_counts_beside_express_cells() {
    let report = shop(&[&order("1", "SF1-顺丰速运,辣条-11,1;")])
        .csv(
            "parcels.csv",
            "订单编号,物流公司,揽收时间,签收时间",
            &["1,顺丰速运,2026-10-02 10:00:00,2026-10-04 10:00:00"],
        )
        .score_any(&["--as-of", "2026-10-10"]);
    assert_eq!(fraction(&report, "pickup_on_time_rate"), (1.0, 1));
    // 10-01 10:00 to 10-04 10:00.
    assert_eq!(fraction(&report, "arrival_hours"), (72.0, 1));
}

/// With tracking numbers, one that only 快递信息 names is a parcel not yet picked up.
#[test]
fn a_further_parcel_of_an_express_cell_is_not_yet_picked_up() {
    let report = shop(&[&order("1", "SF1-顺丰速运,辣条-11,1;SF2-顺丰速运,辣条-11,1;")])
        .csv("1791507661_parcels.csv", "运单号,订单编号,揽收时间", &["SF1,1,2026-10-02 10:00:00"])
        .score_any(&["--as-of", "2026-10-10"]);
    assert_eq!(fraction(&report, "pickup_on_time_rate"), (0.0, 1));
}

/// The demo's 4.42500… is shown as 4.43, but not beside a limit of 4.43 that it does not reach.
#[test]
fn the_score_shown_does_not_seem_to_reach_the_limit_it_misses() {
    let shown = |limit: &str| {
        let run = run(tiyanfen().args(["score", "fixtures/demo", "--quiet", "--fail-under", limit]));
        (run.code, run.stdout.split(" / ").next().unwrap_or_default().to_owned())
    };
    assert_eq!(shown("4.43"), (1, "Douyin experience score 4.42".to_owned()));
    assert_eq!(shown("4.50"), (1, "Douyin experience score 4.43".to_owned()));
}

/// 总计划手账本 is a product, 总计 a line of totals.
#[test]
fn a_product_whose_name_begins_like_a_totals_line_is_no_totals_line() {
    let header = "选购商品,主订单编号,子订单编号,订单应付金额,订单状态,支付完成时间";
    let rows = ["总计划手账本,1,1,9.90,已发货,2026-10-01 10:00:00", "总计,,,9.90,,", "合计：1 单,,,9.90,,"];
    let report = Folder::new().csv("orders.csv", header, &rows).score_any(&["--as-of", "2026-10-10"]);
    let orders = input(&report, "orders.csv");
    assert_eq!((&orders["read"], &orders["used"], &orders["skipped"]), (&1.into(), &1.into(), &2.into()));
}

#[test]
fn absurd_amounts_do_not_overflow() {
    let rows = [
        "1,1,11,辣条,92233720368547758.07,已发货,2026-10-01 10:00:00,湖北省,-",
        "1,2,11,辣条,1.00,已发货,2026-10-01 10:00:00,湖北省,-",
    ];
    let report = shop(&rows).score_any(&["--as-of", "2026-10-10"]);
    assert_eq!(report["orders"]["valid_30"], 1);
}

/// 2099 as Unix seconds is as far away as 2099 in words.
#[test]
fn a_promise_for_2099_is_a_presale_in_every_spelling() {
    let header = "主订单编号,子订单编号,订单应付金额,订单状态,支付完成时间,承诺发货时间";
    for promised in ["4070880000", "4070880000000", "2099-01-01 00:00:00"] {
        let row = format!("1,1,9.90,备货中,2026-10-01 10:00:00,{promised}");
        let report = Folder::new()
            .csv("orders.csv", header, &[&row])
            .csv("parcels.csv", "运单号,订单编号,揽收时间", &["SF9,9,2026-09-01 10:00:00"])
            .score_any(&["--as-of", "2026-10-10"]);
        assert_eq!(input(&report, "orders.csv")["used"], 1, "{promised}");
        assert_eq!(indicator(&report, "pickup_on_time_rate")["denominator"], 0, "{promised}");
    }
}

/// One of several ids in a cell is enough to refuse the file.
#[test]
fn destroyed_ids_in_a_joined_cell_refuse_the_file() {
    let run = shop(&[&order("1", "-")])
        .csv(
            "parcels.csv",
            "运单号,订单编号,揽收时间",
            &["SF9,\"6917926768823643751,6.91793E+18\",2026-10-02 10:00:00"],
        )
        .run(&["score", ".", "--as-of", "2026-10-10", "--set", "arrival_hours=72"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("error[ids-destroyed]: ./parcels.csv line 2, column '订单编号'"),
        "{}",
        run.stderr
    );
}

#[test]
fn json_never_begins_with_a_byte_order_mark() {
    let run = run(tiyanfen().args(["score", "fixtures/demo", "--quiet", "--bom", "--format", "json"]));
    assert!(run.stdout.starts_with('{'));
}

/// Behind a province's name there is room for somebody's name; in a product's for a phone number.
#[test]
fn what_a_shifted_row_brings_along_is_not_shown() {
    let row = "1,1,11,辣条13800138000李,9.90,已发货,2026-10-01 10:00:00,浙江杭州张三丰收,-";
    let run =
        shop(&[row]).csv("parcels.csv", "运单号,订单编号,揽收时间", &["SF1,1,2026-10-05 10:00:00"]).run(&[
            "cases",
            "pickup_on_time_rate",
            ".",
            "--denominator",
            "--as-of",
            "2026-10-10",
            "--format",
            "csv",
        ]);
    assert!(run.stdout.contains(",辣条…李,") && run.stdout.contains(",浙江,"), "{}", run.stdout);
}

/// 1 of 1 orders counted through the platform's mark: the row shows the mark.
#[test]
fn a_case_shows_the_mark_that_decided() {
    let orders = "主订单编号,子订单编号,订单应付金额,订单状态,支付完成时间,订单完成时间";
    let refunds = "售后单号,订单号,售后类型,售后状态,售后申请时间,售后原因,售后原因标签";
    let run = Folder::new()
        .csv("orders.csv", orders, &["1,1,9.90,已完成,2026-10-01 10:00:00,2026-10-05 10:00:00"])
        .csv("refunds.csv", refunds, &["7,1,退货退款,退款成功,2026-10-06 10:00:00,其他,（商品品质原因）"])
        .run(&["cases", "quality_return_rate", ".", "--as-of", "2026-10-10", "--format", "csv"]);
    assert!(run.stdout.contains("其他 （商品品质原因）"), "{}", run.stdout);
}

/// On 2026-07-02 three quarters of the demo's score are covered, on the next day all of it: the two totals
/// are of different things, and their difference says nothing.
#[test]
fn totals_of_different_indicators_are_not_compared() {
    let score = |as_of: &str| {
        let args = ["score", "fixtures/demo", "--quiet", "--format", "json", "--as-of", as_of];
        let report: serde_json::Value = serde_json::from_str(&run(tiyanfen().args(args)).stdout).unwrap();
        report["score"].clone()
    };
    let (before, after, later) = (score("2026-07-02"), score("2026-07-03"), score("2026-07-04"));
    assert!(before["value"].is_number() && before["coverage"] == 0.75 && after["coverage"] == 1.0);
    assert!(after["change_1d"].is_null());
    let difference = later["value"].as_f64().unwrap() - after["value"].as_f64().unwrap();
    assert_eq!(later["change_1d"].as_f64().unwrap(), difference);
}

/// Without a total nothing is lost from it: the text names the weak points but no loss.
#[test]
fn without_a_total_no_loss_is_shown() {
    let orders = "fixtures/demo/1793410200_订单_2026-10.csv";
    let parcels = "fixtures/demo/1793410560_物流包裹.csv";
    let report = run(tiyanfen().args(["score", orders, parcels, "--quiet"])).stdout;
    assert!(report.contains("no total") && report.contains("1 Pickup on time rate: "), "{report}");
    let losses = report.split("lost ").skip(1).filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    assert_eq!(losses.count(), 0, "{report}");
}

/// Items in a file of their own have no status: they do not keep a cancelled order open.
#[test]
fn items_without_a_status_do_not_keep_an_order_open() {
    let orders = [
        "A1,已取消,2026-10-01 09:00:00,2026-10-01 09:00:00",
        "B1,已发货,2026-10-01 09:00:00,2026-10-01 09:00:00",
    ];
    let folder = Folder::new()
        .csv("orders.csv", "主订单编号,订单状态,订单提交时间,支付完成时间", &orders)
        .csv("items.csv", "主订单编号,商品ID,选购商品,订单应付金额", &["A1,11,糕,5.00", "B1,11,糕,5.00"])
        .csv("parcels.csv", "运单号,订单编号,揽收时间", &["Y1,B1,2026-10-01 12:00:00"]);
    let report = folder.score_any(&["--as-of", "2026-10-10"]);
    assert_eq!(fraction(&report, "pickup_on_time_rate"), (1.0, 1));
}

/// What the report says to type next reads the files as the report did.
#[test]
fn the_command_that_lists_cases_reads_the_files_as_the_report_did() {
    let table = "[orders]\norder_id = [\"平台单号\"]\npay_time = [\"付款于\"]\npickup_time = [\"揽件于\"]\n\
                 [[fills]]\nheader = [\"平台单号\", \"揽件于\"]\nkinds = [\"orders\"]\n";
    let rows = ["A1,2026-10-01 09:00:00,2026-10-05 09:00:00", "A2,2026-10-02 09:00:00,2026-10-02 10:00:00"];
    let folder = Folder::new().csv("third.csv", "平台单号,付款于,揽件于", &rows).file("my table.toml", table);
    let set = ["--set", "im_reply_3min_rate=0.9", "--set", "positive_review_rate=0.95"];
    let read = ["third.csv", "--columns", "my table.toml", "--max-rejected", "0.5", "--as-of", "2026-10-10"];
    let report = folder.run(&[&["score"][..], &read, &set].concat());
    let next = "case by case: tiyanfen cases pickup_on_time_rate --misses --as-of 2026-10-10 \
                --columns 'my table.toml' --max-rejected 0.5 third.csv";
    assert!(report.stdout.contains(next), "{}", report.stdout);
    let cases = folder.run(&[&["cases", "pickup_on_time_rate", "--misses"][..], &read].concat());
    assert_eq!((cases.code, cases.stdout.contains("A1"), cases.stdout.contains("A2")), (0, true, false));
}

/// Reviews count from the day of signature: orders that nobody says were ever signed score nothing by them.
#[test]
fn reviews_without_any_day_of_signature_are_not_said_to_score() {
    let rows = ["1,28.90,2026-10-01 09:00:00,已发货", "2,28.90,2026-10-02 09:00:00,已发货"];
    let reviews = ["2026-10-06 10:00:00,1,5,好", "2026-10-07 10:00:00,2,5,好"];
    let orders = "主订单编号,订单应付金额,支付完成时间,订单状态";
    let folder = |orders: &str, rows: &[&str]| {
        let folder = Folder::new().csv("orders.csv", orders, rows);
        folder.csv("reviews.csv", "评价日期,订单ID,商品评价得分,评价内容", &reviews)
    };
    let coverage = |folder: &Folder| {
        let run = folder.run(&["check", ".", "--format", "json"]);
        let check: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        check["coverage"].as_f64().unwrap()
    };
    let without = folder(orders, &rows);
    assert_eq!(coverage(&without), 0.0);
    assert!(without.run(&["score", "."]).stderr.contains("error[no-data]"));
    let page = without.run(&["check", "."]).stdout;
    assert!(page.contains("no logistics export can be used: no data for Positive review rate"), "{page}");
    // The finish time of the orders export stands in for the day of signature: a quarter of the score.
    let finished = rows.map(|row| format!("{row},2026-10-05 10:00:00"));
    let with = folder(&format!("{orders},订单完成时间"), &finished.each_ref().map(String::as_str));
    assert_eq!(coverage(&with), 0.25);
}

/// Reports show names: what they show can be typed.
#[test]
fn indicators_go_by_the_names_that_reports_show() {
    let cases = |word: &str| run(tiyanfen().args(["cases", word, "fixtures/demo", "--misses", "-q"]));
    let by_id = cases("pickup_on_time_rate");
    assert_eq!(by_id.code, 0);
    for name in ["揽收及时率", "Pickup on time rate", "pickup-on-time-rate"] {
        assert_eq!(cases(name).stdout, by_id.stdout, "{name}");
    }
    let set = |given: &str| run(tiyanfen().args(["score", "fixtures/demo", "-q", "--set", given]));
    assert_eq!(set("平均物流到货时长=60").stdout, set("arrival_hours=60").stdout);
    let code = cases("rows-rejected");
    assert!(code.code == 2 && code.stderr.contains("error[indicator-unknown]"), "{}", code.stderr);
}

/// `rules` has a subcommand, and its help and the manual say so; what is wrong with it points to its help.
#[test]
fn a_subcommand_of_a_subcommand_is_in_help_and_manual() {
    for (lang, own, headings) in [
        ("zh", "命令：\n  show", ["用法：", "参数："]),
        ("en", "Commands:\n  show", ["Usage:", "Arguments:"]),
    ] {
        let said = |words: &[&str]| run(tiyanfen().args(words).args(["--lang", lang]));
        assert!(said(&["rules", "--help"]).stdout.contains(own), "{lang}");
        let help = said(&["rules", "show", "--help"]).stdout;
        assert!(headings.iter().all(|heading| help.contains(heading)), "{help}");
        assert_eq!(lang == "zh", !help.contains("Usage"), "{help}");
        assert!(said(&["man"]).stdout.contains(".SS \"rules show\""), "{lang}");
        assert!(said(&["rules", "show"]).stderr.contains("tiyanfen rules show --help"), "{lang}");
    }
}

/// Buyers write phone numbers into reasons, and a known word beside one does not make it fit to show.
#[test]
fn phone_numbers_in_reasons_and_ids_are_not_shown() {
    let header = "售后单号,订单号,商品单号,售后类型,售后原因,售后原因标签,售后状态,售后申请时间,售后完结时间";
    let folder = shop(&[&order("1", "SF1-顺丰速运,辣条-11,1;")])
        .csv("parcels.csv", "运单号,订单编号,揽收时间,签收时间", &["SF1,1,2026-10-02 10:00:00,2026-10-04 10:00:00"])
        .csv(
            "refunds.csv",
            header,
            &[
                "71,1,,退货退款,质量问题 加微信13812345678,138-1234-5678 (商品品质原因),退款成功,2026-10-05 10:00:00,2026-10-06 10:00:00",
                "张三13812345678,1,,退货退款,质量问题,,退款成功,2026-10-05 10:00:00,2026-10-06 10:00:00",
                "72,张三+8613812345678,,退货退款,质量问题,,退款成功,2026-10-05 10:00:00,2026-10-06 10:00:00",
            ],
        );
    for format in ["text", "json", "csv"] {
        let read = [".", "--as-of", "2026-10-10", "--max-rejected", "1", "--format", format];
        let cases = folder.run(&[&["cases", "quality_return_rate"][..], &read].concat());
        assert!(cases.code == 0 && cases.stdout.contains("质量 (商品品质原因)"), "{}", cases.stdout);
        let check = folder.run(&[
            "check",
            ".",
            "--max-rejected",
            "1",
            "--format",
            if format == "csv" { "text" } else { format },
        ]);
        for run in [&cases, &check] {
            let said = run.stdout.clone() + &run.stderr;
            assert!(["12345678", "1234-5678", "张三"].iter().all(|part| !said.contains(part)), "{said}");
        }
        assert!(check.stdout.contains("id-unreadable"), "{}", check.stdout);
    }
}

/// What a cell holds besides text would break a table, or be obeyed by a terminal.
#[test]
fn control_characters_of_cells_and_headers_are_not_shown() {
    let header =
        "\"订单\n编号\",\"选购\u{1b}[31m商品\",商品ID,订单应付金额,订单状态,支付完成时间,订单完成时间";
    let row = "1,\"辣条\u{1b}[31m\n微辣\",11,9.90,已完成,2026-10-01 10:00:00,2026-10-05 10:00:00";
    let folder = Folder::new().csv("orders.csv", header, &[row]).csv(
        "reviews.csv",
        "评价日期,订单ID,商品名称,商品评价得分,评价内容",
        &["2026-10-06 10:00:00,1,辣条,5,好"],
    );
    let header = header.replace('\u{1b}', "").replace("[31m", "");
    let named = folder.csv("more.csv", &header, &[&row.replacen('1', "2", 1)]);
    let cases = named.run(&["cases", "positive_review_rate", ".", "--as-of", "2026-10-10"]);
    let rows: Vec<&str> = cases.stdout.lines().collect();
    assert_eq!((cases.code, rows.len()), (0, 4), "{}", cases.stdout);
    let check = named.run(&["check", "."]);
    for said in [&cases.stdout, &check.stdout] {
        assert!(!said.contains('\u{1b}'), "{said:?}");
    }
    assert!(check.stdout.contains("订单 编号"), "{}", check.stdout);
    // A header that comes again is a header still.
    let again = named.csv("more.csv", &header, &[&row.replacen('1', "2", 1), &header]);
    let score = again.score_any(&["--as-of", "2026-10-10"]);
    assert_eq!(input(&score, "more.csv")["skipped"], 1);
}

/// A rulebook may weigh an indicator 0. Where it alone of its dimension has data, it has no part in the
/// total and costs nothing; that is no 0 ÷ 0.
#[test]
fn what_weighs_nothing_costs_nothing() {
    let rules = "extends = \"classic\"\n\n[[scoring.dimensions]]\nid = \"product\"\n\n\
        [[scoring.dimensions.indicators]]\nid = \"product_rating\"\nweight = 0.0\ncurve = \"steps\"\n\
        tiers = [[4.8, 100.0]]\nbeyond = 0.0\n";
    let set = ["--set", "product_rating=4.5", "--set", "im_reply_3min_rate=0.9"];
    let args = [&["--rules", "my.toml", "--as-of", "2026-10-10"], &set[..]].concat();
    let report = shop(&[&order("1", "-")]).file("my.toml", rules).score(&args);
    let row = indicator(&report, "product_rating");
    assert_eq!((&row["points"], &row["weight_in_dimension"]), (&0.0.into(), &0.0.into()));
    assert_eq!((&row["weight_in_total"], &row["lost_score"]), (&0.0.into(), &0.0.into()));
}
