//! Folders as operators have them, each a clean shop with one thing changed: what a file is, and what of it counts.
#![allow(clippy::expect_used)] // helpers of tests fail like tests

mod common;

use common::{Folder, input};
use serde_json::Value;
use std::io::Write;

const ORDERS: &str = "主订单编号,子订单编号,选购商品,商品ID,订单应付金额,订单状态,售后状态,订单提交时间,支付完成时间,\
    发货时间,订单完成时间,承诺发货时间";
const REFUNDS: &str = "售后单号,订单号,商品单号,商品发货状态,售后类型,售后状态,售后申请时间,售后原因,同意售后申请时间,仲裁状态,\
    纠纷责任方,售后完结时间";
const LOGISTICS: &str = "运单号,订单编号,物流公司,发货时间,揽收时间,签收时间,包裹状态";
const REVIEWS: &str = "评价日期,订单ID,商品ID,商品评价得分,评价内容";
const SERVICE: &str = "日期,客服昵称,接待会话量,全天3分钟回复率,全天平响时长,有效评价数,全天不满意率";

/// An order's id; orders are numbered from 1.
fn id(number: u32) -> String {
    format!("69179267688236430{number:02}")
}

fn order(number: u32) -> String {
    let id = id(number);
    format!(
        "{id},{id},手工酥饼,3718206998140375001,29.90,已完成,-,2026-09-10 09:59:00,2026-09-10 10:00:00,2026-09-10 17:00:00,\
         2026-09-16 10:00:00,2026-09-12 10:00:00"
    )
}

fn refund(number: u32, reason: &str) -> String {
    let id = id(number);
    format!(
        "148639883748831300{number:02},{id},{id},1/1已发货,退货退款,退款成功,2026-09-14 10:00:00,{reason},\
         2026-09-14 12:00:00,-,-,2026-09-17 10:00:00"
    )
}

fn table(header: &str, rows: impl IntoIterator<Item = String>) -> String {
    std::iter::once(header.to_owned()).chain(rows).map(|row| row + "\n").collect()
}

fn orders() -> String {
    table(ORDERS, (1..=10).map(order))
}

/// Parcels, reviews and conversations of ten orders.
fn without_orders_and_refunds() -> Folder {
    let parcel = |number: u32| {
        format!(
            "YT9000000000{number:02},{},圆通速递,2026-09-10 17:00:00,2026-09-10 20:00:00,2026-09-13 12:00:00,已签收",
            id(number)
        )
    };
    let review = |number: u32| format!("2026-09-15 12:00:00,{},3718206998140375001,5,好吃", id(number));
    let day = |day: u32| format!("2026-09-{day},小满,10,90.00%,50秒,4,0.00%");
    Folder::new()
        .file("物流.csv", table(LOGISTICS, (1..=10).map(parcel)))
        .file("评价.csv", table(REVIEWS, (3..=10).map(review)))
        .file("飞鸽.csv", table(SERVICE, (10..=20).map(day)))
}

fn refunds() -> String {
    table(REFUNDS, [refund(1, "做工粗糙 / 有瑕疵 / 破损或污渍"), refund(2, "多拍 / 错拍 / 不想要")])
}

fn without_orders() -> Folder {
    without_orders_and_refunds().file("售后单.csv", refunds())
}

fn shop() -> Folder {
    without_orders().file("订单.csv", orders())
}

fn report(folder: &Folder) -> Value {
    folder.score(&["--as-of", "2026-09-25"])
}

/// The report of a run in which a file was refused.
fn report_with_refusal(folder: &Folder) -> Value {
    let run = folder.run(&["score", ".", "--format", "json", "--as-of", "2026-09-25"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    serde_json::from_str(&run.stdout).expect("a report of the other files")
}

fn total(report: &Value) -> f64 {
    report["score"]["value"].as_f64().expect("a total")
}

fn base() -> f64 {
    total(&report(&shop()))
}

/// The message of the diagnostic of a code about a file, with its line.
fn said(report: &Value, code: &str, file: &str) -> (String, Value) {
    let rows = report["warnings"].as_array().expect("warnings");
    let about =
        |row: &&Value| row["code"] == code && row["path"].as_str().is_some_and(|path| path.ends_with(file));
    let row = rows.iter().find(about).unwrap_or_else(|| panic!("{code} of {file}: {rows:#?}"));
    (row["message_en"].as_str().unwrap_or_default().to_owned(), row["line"].clone())
}

/// read, used, rejected, skipped.
fn account(report: &Value, file: &str) -> [u64; 4] {
    let row = input(report, file);
    ["read", "used", "rejected", "skipped"].map(|key| row[key].as_u64().unwrap_or(u64::MAX))
}

fn gb18030(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(bytes).expect("it is packed");
    packed.finish().expect("it is packed")
}

#[test]
fn the_shop_that_the_others_change_in_one_place() {
    let report = report(&shop());
    assert_eq!(report["score"]["display"], "3.91");
    assert_eq!(account(&report, "订单.csv"), [10, 10, 0, 0]);
}

#[test]
fn lists_of_other_platforms_are_named_and_left_out() {
    for (header, name) in [
        (
            "订单号,商品ID,商品名称,订购数量,支付方式,下单时间,京东价,订单金额,结算金额,应付金额,订单状态,下单帐号",
            "JD.com",
        ),
        (
            "商品,订单号,订单状态,商品总价(元),店铺优惠折扣(元),平台优惠折扣(元),用户实付金额(元),承诺发货时间,发货时间,样式ID",
            "Pinduoduo",
        ),
        ("订单编号,订单创建时间,支付时间,订单状态,实付款,CPS达人ID,团长ID,商品名称", "Kuaishou"),
        ("订单号,当前状态,实付款,商品名称,支付时间,下单时间", "Kuaishou"),
        ("订单号,下单时间,订单状态,商品名称,商品编码(平台),商品编码(自定义),支付时间", "WeChat Channels"),
        (
            "子订单编号,主订单编号,商品标题,商品价格,购买数量,订单状态,订单付款时间,买家实际支付金额",
            "Taobao or Tmall",
        ),
        ("订单号,订单状态,商品,用户实付金额(元),商家实收金额(元),承诺发货时间", "Pinduoduo"),
        ("订单号,订单状态,商品名称,小红书编码,下单时间,支付时间", "Xiaohongshu"),
        ("订单编号,买家公司名,货品标题,订单状态,订单创建时间,订单付款时间", "1688"),
        ("订单编号,买家会员名,买家支付宝账号,订单状态,订单创建时间,订单付款时间,宝贝标题", "Taobao or Tmall"),
        ("订单id,商品id,商品名称,订单状态,预估佣金支出,支付时间,达人昵称", "the alliance's promoted orders"),
        ("订单ID,商品名称,订单状态,预估服务费收入,付款时间", "the alliance's promoted orders"),
        ("子订单编号,订单编号,商品名称,订单状态,下单时间,预计结算金额", "yet to be settled"),
    ] {
        let cells = header.split(',').count();
        let row = format!("301122334401{}\n", ",1".repeat(cells - 1));
        for file in [format!("{header}\n{row}").into_bytes(), gb18030(&format!("{header}\n{row}"))] {
            let report = report(&shop().file("别的.csv", file));
            assert_eq!(input(&report, "别的.csv")["status"], "skipped", "{header}");
            let (message, _) = said(&report, "wrong-file-skipped", "别的.csv");
            assert!(message.contains(name), "{header}: {message}");
            assert_eq!(total(&report), base(), "{header}");
        }
    }
}

#[test]
fn the_note_about_an_unknown_file_says_its_header_and_never_its_data() {
    let folder = shop()
        .file("库存.csv", "货品编码,货品名称,仓位,库存数量,更新时间\nA1,酥饼,3,5,2026-09-01\n")
        .file("通讯录.csv", "张三,13812345678,杭州市西湖区\n李四,13912345678,宁波市\n")
        .file("名单.csv", "张三,李四,王五\n赵六,孙七,周八\n");
    let report = report(&folder);
    let (message, _) = said(&report, "file-skipped", "库存.csv");
    assert!(message.contains("货品编码, 货品名称, 仓位, 库存数量, 更新时间"), "{message}");
    for file in ["通讯录.csv", "名单.csv"] {
        let (message, _) = said(&report, "file-skipped", file);
        assert!(!message.contains("张三") && !message.contains("1381"), "{message}");
    }
}

#[test]
fn the_header_line_decides_what_stands_between_cells() {
    // A cell with a comma, one with a quote and one of two lines stay what they are.
    let text = orders().replacen("手工酥饼", "\"手工,\"\"酥\"\"\n饼;\t\"", 1);
    for (mark, name) in [("\t", "tab"), (";", "semicolon"), (",", "comma")] {
        let text = text.replace("手工,", "手工，").replace(',', mark);
        for ending in ["csv", "txt", "tsv"] {
            for bytes in [text.clone().into_bytes(), format!("\u{feff}{text}").into_bytes(), gb18030(&text)] {
                let file = format!("订单.{ending}");
                let report = report(&without_orders().file(&file, bytes));
                assert_eq!(account(&report, &file), [10, 10, 0, 0], "{name} {ending}");
                assert_eq!(
                    input(&report, &file)["delimiter"],
                    if mark == "," { Value::Null } else { name.into() }
                );
                assert_eq!(total(&report), base());
            }
        }
    }
    let folder =
        without_orders().file("订单.xls", gb18030(&orders().replace(',', "\t").replace('\n', "\r\n")));
    let check = folder.run(&["check", ".", "--lang", "zh"]);
    assert!(check.stdout.contains("列用 TAB 分隔"), "{}", check.stdout);
}

/// Lines are those an editor shows, blank ones too, and a quote without a partner refuses the file.
#[test]
fn a_table_with_tabs_keeps_its_lines_and_its_faults() {
    let broken = order(3).replace("2026-09-10 10:00:00", "昨天");
    let rows = [order(1), order(2), String::new(), broken, order(4)].map(|row| row.replace(',', "\t"));
    let folder = without_orders().file("订单.txt", table(&ORDERS.replace(',', "\t"), rows));
    let report = folder.score(&["--as-of", "2026-09-25", "--max-rejected", "1"]);
    assert_eq!(said(&report, "time-unreadable", "订单.txt").1, 5);
    assert_eq!(account(&report, "订单.txt"), [4, 3, 1, 1]);
    let torn = orders().replace(',', "\t").replacen("手工酥饼", "\"手工酥饼", 1);
    let report = report_with_refusal(&without_orders().file("订单.txt", torn));
    assert_eq!(input(&report, "订单.txt")["code"], "quote-broken");
}

#[test]
fn text_in_utf16_is_read_with_its_mark_and_without() {
    for text in [orders(), orders().replace(',', "\t")] {
        let units: Vec<u16> = text.encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        for bytes in [[b"\xff\xfe", &little[..]].concat(), [b"\xfe\xff", &big[..]].concat(), little, big] {
            let report = report(&without_orders().file("订单.csv", bytes));
            assert_eq!(account(&report, "订单.csv"), [10, 10, 0, 0]);
            assert_eq!(input(&report, "订单.csv")["encoding"], "utf-16");
            assert_eq!(total(&report), base());
        }
    }
}

#[test]
fn another_header_among_the_rows_refuses_the_file_and_names_the_line() {
    let half = |rows: std::ops::RangeInclusive<u32>| table(ORDERS, rows.map(order));
    // The same header again is no row, wherever its byte order mark has gone.
    for mark in ["", "\u{feff}"] {
        let report = report(&without_orders().file("订单.csv", half(1..=5) + mark + &half(6..=10)));
        assert_eq!(account(&report, "订单.csv"), [10, 10, 0, 1]);
        assert_eq!(total(&report), base());
    }
    let swapped = |text: String| {
        text.lines()
            .map(|line| {
                let mut cells: Vec<&str> = line.split(',').collect();
                cells.swap(8, 9);
                cells.join(",") + "\n"
            })
            .collect::<String>()
    };
    let shifted = |text: String| text.lines().map(|line| format!("x,{line}\n")).collect::<String>();
    let seconds = [
        swapped(half(6..=10)),
        format!("\u{feff}{}", swapped(half(6..=10))),
        shifted(half(6..=10)),
        refunds(),
        table("order_id,order_status_desc,create_time,pay_time,ship_time", [id(6) + ",已完成,-,-,-"]),
        table("订单号,结算时间,结算金额,商品名称", [id(6) + ",2026-09-10,1,酥饼"]),
    ];
    for second in seconds {
        let report = report_with_refusal(&without_orders().file("订单.csv", half(1..=5) + &second));
        assert_eq!(said(&report, "headers-differ", "订单.csv").1, 7, "{second}");
        assert_eq!(input(&report, "订单.csv")["status"], "refused");
    }
}

#[test]
fn rows_that_explain_columns_and_totals_are_no_data() {
    let explained = "平台主订单号,商品维度子单号,商品标题,平台商品ID,用户应付,订单当前状态,售后单状态,用户提交时间,支付成功时间,\
        商家发货时间,订单完结时间,最晚发货时间";
    let rest = ",".repeat(11);
    let few = format!("说明：时间为北京时间,金额单位为元{}", ",".repeat(10));
    // Nothing but the id, a Latin word and a digit in it, stands in a column that is read.
    let ids = format!("平台主订单ID（必填）,18位子单ID,名称{}", ",".repeat(9));
    for row in [explained, &few, &ids] {
        for rows in [format!("{ORDERS}\n{row}\n"), format!("{ORDERS}\n{}\n{row}\n", order(1))] {
            let text = rows + orders().split_once('\n').expect("a header").1;
            let report = report(&without_orders().file("订单.csv", text));
            let [read, _, rejected, skipped] = account(&report, "订单.csv");
            assert_eq!((rejected, skipped), (0, 1), "{row}, {read} rows");
            said(&report, "explanation-skipped", "订单.csv");
            assert_eq!(total(&report), base());
        }
    }
    for name in [
        "合计",
        "合计：",
        "总计",
        "汇总",
        "小计",
        "Total",
        "TOTAL:",
        "Grand Total",
        "共10条",
        "共 10 条记录",
        "总计（10）",
        "合  计",
        "总 计：",
        "共计",
        "累计",
        "本页小计",
        "合计金额",
    ] {
        for row in
            [format!("{name}{rest}"), format!("{name},,,,299.00,,,,,,,"), format!(",,{name},,299.00,,,,,,,")]
        {
            let head = format!("{ORDERS}\n{row}\n{}", orders().split_once('\n').expect("a header").1);
            for text in [orders() + &row + "\n", head] {
                let report = report(&without_orders().file("订单.csv", text));
                assert_eq!(account(&report, "订单.csv"), [10, 10, 0, 1], "{row}");
                assert_eq!(total(&report), base());
            }
        }
    }
    // Titles of groups above the names.
    let groups = format!("订单信息,,商品信息,,,状态,,时间,,,,\n{}", orders());
    // Names over two rows, those of a group below its title.
    let rows = orders().split_once('\n').expect("a header").1.to_owned();
    let two = format!(
        "主订单编号,子订单编号,商品,,订单应付金额,订单状态,售后状态,时间,,,,承诺发货时间\n,,选购商品,商品ID,,,,订单提交时间,支付完成时间,\
         发货时间,订单完成时间,\n{rows}"
    );
    for text in [groups, two] {
        for before in ["", "导出时间：2026-09-25\n"] {
            let skipped = 1 + u64::from(!before.is_empty());
            let report = report(&without_orders().file("订单.csv", format!("{before}{text}")));
            assert_eq!(account(&report, "订单.csv"), [10, 10, 0, skipped], "{text}");
            assert_eq!(total(&report), base());
        }
    }
}

#[test]
fn each_row_is_read_by_its_own_encoding() {
    let (header, rows) =
        (format!("{ORDERS}\n"), |from, to| (from..=to).map(order).collect::<Vec<_>>().join("\n") + "\n");
    let (first, second) = (header.clone() + &rows(1, 5), rows(6, 10));
    let again = header + &second;
    let mark = |bytes: Vec<u8>| [&b"\xef\xbb\xbf"[..], &bytes].concat();
    for (bytes, line, skipped) in [
        ([first.clone().into_bytes(), gb18030(&second)].concat(), 7, 0),
        (mark([first.clone().into_bytes(), gb18030(&second)].concat()), 7, 0),
        ([gb18030(&first), second.clone().into_bytes()].concat(), 7, 0),
        ([first.clone().into_bytes(), gb18030(&again)].concat(), 8, 1),
        ([gb18030(&first), again.clone().into_bytes()].concat(), 8, 1),
        ([gb18030(&first), mark(again.into_bytes())].concat(), 8, 1),
    ] {
        let report = report(&without_orders().file("订单.csv", bytes));
        assert_eq!(account(&report, "订单.csv"), [10, 10, 0, skipped]);
        let (message, at) = said(&report, "encoding-changes", "订单.csv");
        assert!(message.contains("5 rows") && at == line, "{message} {at}");
        assert_eq!(total(&report), base());
    }
    // What cells say in a file of another encoding, which has the same header and is read before, counts for nothing.
    let mixed = [gb18030(&first), second.clone().into_bytes()].concat();
    let folder = without_orders().file("a.csv", first.clone() + &second).file("订单.csv", mixed);
    let (message, at) = said(&report(&folder), "encoding-changes", "订单.csv");
    assert!(message.contains("5 rows") && at == 7, "{message} {at}");
    for end in ["\u{1a}", "\u{1a}\n", "\u{1a}\u{1a}"] {
        let report = report(&without_orders().file("订单.csv", orders() + end));
        assert_eq!(account(&report, "订单.csv"), [10, 10, 0, 1]);
    }
    // In the middle of files that were copied together, before a header or a row.
    for (between, skipped) in [(format!("\u{1a}{ORDERS}\n"), 1), ("\u{1a}".to_owned(), 0)] {
        let joined = first.clone() + &between + &second;
        let report = report(&without_orders().file("订单.csv", joined));
        assert_eq!(account(&report, "订单.csv"), [10, 10, 0, skipped]);
        assert_eq!(total(&report), base());
    }
    // A name in GB18030 that is UTF-8 as well, by accident, beside a status that is not.
    let accident = second.replace("手工酥饼", "枚");
    assert!(std::str::from_utf8(&gb18030("枚")).is_ok());
    let report =
        report(&without_orders().file("订单.csv", [first.into_bytes(), gb18030(&accident)].concat()));
    assert_eq!(account(&report, "订单.csv"), [10, 10, 0, 0]);
}

#[test]
fn a_table_of_orders_and_after_sales_is_read_for_both() {
    let header = format!(
        "{ORDERS},售后单号,售后类型,售后申请时间,售后原因,同意售后申请时间,仲裁状态,纠纷责任方,售后完结时间"
    );
    let reasons = ["做工粗糙 / 有瑕疵 / 破损或污渍", "多拍 / 错拍 / 不想要"];
    let row = |number: u32| {
        let order = order(number);
        match reasons.get(number as usize - 1) {
            Some(reason) => format!(
                "{},148639883748831300{number:02},退货退款,2026-09-14 10:00:00,{reason},2026-09-14 12:00:00,-,-,\
                 2026-09-17 10:00:00",
                order.replace("已完成,-", "已完成,退款成功")
            ),
            None => order + if number.is_multiple_of(2) { ",,,,,,,," } else { ",-,-,-,-,-,-,-,-" },
        }
    };
    let report = report(&without_orders_and_refunds().file("合并.csv", table(&header, (1..=10).map(row))));
    assert_eq!(total(&report), base());
    let rows = report["inputs"]
        .as_array()
        .expect("inputs")
        .iter()
        .filter(|row| row["path"].as_str().is_some_and(|path| path.ends_with("合并.csv")));
    let accounts: Vec<_> = rows
        .map(|row| (row["kind"].clone(), row["read"].clone(), row["used"].clone(), row["rejected"].clone()))
        .collect();
    assert_eq!(
        accounts,
        [("orders".into(), 10.into(), 10.into(), 0.into()), ("refunds".into(), 2.into(), 2.into(), 0.into())]
    );
    said(&report, "sheet-holds-both", "合并.csv");
    // One column less still holds both; with two less the lines that read both are offered.
    let few = table(&header, (1..=10).map(row)).replace("订单状态", "甲");
    let report = self::report(&without_orders_and_refunds().file("合并.csv", few.clone()));
    said(&report, "sheet-holds-both", "合并.csv");
    assert_eq!(total(&report), base());
    let few = few.replace("订单提交时间", "乙");
    let fills = "[[fills]]\nheader = [\"售后单号\", \"支付完成时间\"]\nkinds = [\"orders\", \"refunds\"]\n";
    let folder = without_orders_and_refunds().file("合并.csv", few).file("列名.toml", fills);
    let run = folder.run(&["score", ".", "--as-of", "2026-09-25"]);
    assert!(
        run.stderr.contains("header = [\"售后单号\", \"支付完成时间\"], kinds = [\"orders\", \"refunds\"]"),
        "{}",
        run.stderr
    );
    assert_eq!(total(&folder.score(&["--as-of", "2026-09-25", "--columns", "列名.toml"])), base());
    // The lines that the note offers read it for one kind.
    let fills = "[[fills]]\nheader = [\"售后单号\", \"支付完成时间\"]\nkinds = [\"refunds\"]\n";
    let folder = without_orders_and_refunds().file("合并.csv", table(&header, (1..=10).map(row)));
    let folder = folder.file("订单.csv", orders()).file("列名.toml", fills);
    let run = folder.run(&["score", ".", "--as-of", "2026-09-25"]);
    assert!(run.stderr.contains("header = [\"售后单号\", \"支付完成时间\"]"), "{}", run.stderr);
    let report = folder.score(&["--as-of", "2026-09-25", "--columns", "列名.toml"]);
    assert_eq!(input(&report, "合并.csv")["kind"], "refunds");
    assert_eq!(account(&report, "合并.csv"), [2, 2, 0, 8]);
    assert_eq!(total(&report), base());
    // A list of after-sales alone repeats what was bought for how much.
    let alone = refunds().replace("商品发货状态", "应付金额（元）");
    let report = self::report(&shop().file("售后单.csv", alone));
    let both =
        report["warnings"].as_array().expect("warnings").iter().any(|row| row["code"] == "sheet-holds-both");
    assert!(!both);
}

/// A sheet of reviews that has the columns of orders says so, with the lines that read it for both.
#[test]
fn a_table_of_orders_and_reviews_is_named_with_the_lines_that_read_both() {
    let header = ORDERS.replace("主订单编号", "订单编号") + ",评价日期,商品评价得分";
    let row = |number: u32| {
        let review = if number > 2 { "2026-09-15 12:00:00,5" } else { "-,-" };
        format!("{},{review}", order(number))
    };
    let exports = || {
        let parcels = table(
            LOGISTICS,
            (1..=10).map(|n| {
                format!(
                    "YT{n},{},圆通速递,2026-09-10 17:00:00,2026-09-10 20:00:00,2026-09-13 12:00:00,已签收",
                    id(n)
                )
            }),
        );
        let day = |day: u32| format!("2026-09-{day},小满,10,90.00%,50秒,4,0.00%");
        let folder = Folder::new().file("物流.csv", parcels).file("售后单.csv", refunds());
        folder.file("飞鸽.csv", table(SERVICE, (10..=20).map(day)))
    };
    let folder = exports().file("合并.csv", table(&header, (1..=10).map(row)));
    let run = folder.run(&["score", ".", "--as-of", "2026-09-25", "--lang", "zh"]);
    let lines = "header = [\"商品评价得分\", \"支付完成时间\"]，kinds = [\"orders\", \"reviews\"]";
    assert!(
        run.stderr.contains("这张评价表（商品评价得分）里也有订单的列（支付完成时间等），只按评价读了"),
        "{run:?}"
    );
    assert!(run.stderr.contains(lines), "{run:?}");
    let fills = format!("[[fills]]\n{}\n", lines.replace('，', "\n"));
    let folder = folder.file("列名.toml", fills);
    let report = folder.score(&["--as-of", "2026-09-25", "--columns", "列名.toml"]);
    assert_eq!(total(&report), base());
}

#[test]
fn what_cannot_be_read_is_named_and_the_others_count() {
    let folder = shop()
        .file("a.xls", "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"></Workbook>")
        .file("b.rar", b"Rar!\x1a\x07\x01\x00")
        .file("c.7z", b"7z\xbc\xaf\x27\x1c\0\x04")
        .file("d.csv", "<!DOCTYPE html><html><title>抖店登录</title><body>请登录</body></html>")
        .file("e.csv", "{\"code\":10008,\"msg\":\"登录已失效\"}")
        .file("f.xls", "<html><table><tr><td>主订单编号</td></tr></table></html>")
        .file("g.csv", b"Rar!\x1a\x07\x01\x00");
    let report = report_with_refusal(&folder);
    for (file, code, what) in [
        ("a.xls", "container-unsupported", "XML spreadsheet"),
        ("b.rar", "archive-unsupported", "rar"),
        ("c.7z", "archive-unsupported", "7z"),
        ("d.csv", "download-failed", "web page"),
        ("e.csv", "download-failed", "JSON"),
        ("f.xls", "container-unsupported", "HTML"),
        ("g.csv", "archive-unsupported", "rar"),
    ] {
        let (message, _) = said(&report, code, file);
        assert!(message.contains(what), "{message}");
        assert_eq!(input(&report, file)["status"], "refused");
    }
    assert_eq!(total(&report), base());
}

#[test]
fn gzip_is_unpacked() {
    for name in ["订单.csv.gz", "订单.gz", "订单.csv"] {
        let report = report(&without_orders().file(name, gzipped(orders().as_bytes())));
        assert_eq!(account(&report, name), [10, 10, 0, 0]);
        assert_eq!(total(&report), base());
    }
    let mut cut = gzipped(orders().as_bytes());
    cut.truncate(cut.len() - 20);
    let report = report_with_refusal(&without_orders().file("订单.csv.gz", cut));
    assert_eq!(input(&report, "订单.csv.gz")["code"], "container-damaged");
}

#[test]
fn what_other_programs_leave_behind_is_left_out_with_a_note() {
    let names = [
        "订单.csv.crdownload",
        "未确认 1234.crdownload",
        "订单.csv.part",
        "订单.csv.download",
        "订单.tmp",
        "订单.csv.xltd",
        "~$订单.xlsx",
        ".订单.csv",
        ".~订单.xlsx",
    ];
    for name in names {
        let half = order(11).replace("已完成", "已发货");
        let report = report(&shop().file(name, table(ORDERS, [half])));
        assert_eq!(input(&report, name)["status"], "skipped", "{name}");
        said(&report, "file-left-over", name);
        assert_eq!(total(&report), base());
    }
    let run = shop().file("订单.csv.part", orders()).run(&["score", "订单.csv.part"]);
    assert!(run.code == 2 && run.stderr.contains("a download that was not finished"), "{}", run.stderr);
}

#[test]
fn other_names_of_times_are_read_and_orders_without_any_are_named() {
    let renamed = orders().replace("订单提交时间", "订单创建时间").replace("支付完成时间", "订单付款时间");
    assert_eq!(total(&report(&without_orders().file("订单.csv", renamed))), base());
    let unknown = orders().replace("订单提交时间", "甲").replace("支付完成时间", "乙");
    let empty = orders().replace("2026-09-10 09:59:00,2026-09-10 10:00:00", "-,-");
    for text in [unknown, empty] {
        let folder = without_orders().file("订单.csv", text);
        for command in [&["score", ".", "--as-of", "2026-09-25"][..], &["check", "."]] {
            let run = folder.run(command);
            let all = run.stdout + &run.stderr;
            assert!(all.contains("[order-times-missing]"), "{command:?}: {all}");
        }
    }
}
