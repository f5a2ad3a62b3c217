//! The clean shop: ten orders paid on 2026-09-10 10:00, picked up 10 h and signed for 74 h later, two returns, five
//! reviews, a week of customer service. Its score is 3.91.

use crate::common::{Folder, fraction};
use serde_json::Value;

pub const ORDER_HEADER: &str = "主订单编号,子订单编号,选购商品,商品ID,订单应付金额,订单状态,售后状态,订单提交时间,支付完成时间,\
                                发货时间,订单完成时间,承诺发货时间";
pub const PARCEL_HEADER: &str = "运单号,订单编号,物流公司,发货时间,揽收时间,签收时间,包裹状态";
pub const REFUND_HEADER: &str = "售后单号,订单号,商品单号,商品名称,商品ID,商品发货状态,售后类型,售后状态,售后申请时间,售后原因,\
                                 同意售后申请时间,仲裁状态,纠纷责任方,售后完结时间";
pub const REVIEW_HEADER: &str = "评价日期,订单ID,商品ID,商品名称,商品规格,商品评价得分,评价内容";
pub const SERVICE_HEADER: &str =
    "日期,客服昵称,接待会话量,全天3分钟回复率,全天平响时长,有效评价数,全天不满意率";

/// The files of a shop, by name: header and rows.
pub struct Shop(Vec<(String, String, Vec<String>)>);

pub fn id(n: usize) -> String {
    format!("6917926768823643{n:03}")
}

pub fn order(n: usize) -> String {
    let id = id(n);
    format!(
        "\t{id},\t{id},手工酥饼,\t3718206998140375001,29.90,已完成,-,2026-09-10 09:59:00,2026-09-10 10:00:00,2026-09-10 17:00:00,\
         2026-09-16 10:00:00,2026-09-12 10:00:00"
    )
}

pub fn parcel(n: usize) -> String {
    format!(
        "YT9000000000{n:02},{},圆通速递,2026-09-10 17:00:00,2026-09-10 20:00:00,2026-09-13 12:00:00,已签收",
        id(n)
    )
}

/// A successful return of an order, 72 h from application to its end.
pub fn refund(n: usize, reason: &str) -> String {
    let id = id(n);
    format!(
        "\t1486398837488313{n:02}1,{id},{id},手工酥饼,3718206998140375001,1/1已发货,退货退款,同意退款，退款成功,\
         2026-09-14 10:00:00,{reason},2026-09-14 12:00:00,-,-,2026-09-17 10:00:00"
    )
}

const QUALITY: &str = "做工粗糙 / 有瑕疵 / 破损或污渍";

impl Shop {
    pub fn base() -> Shop {
        let review =
            |n| format!("2026年09月15日 12:00:00,{},3718206998140375001,手工酥饼,一盒,5,好吃", id(n));
        let service = |day| format!("2026-09-{day},小满,10,90.00%,50秒,4,0.00%");
        Shop(Vec::new())
            .with("订单.csv", ORDER_HEADER, (1..=10).map(order))
            .with("物流.csv", PARCEL_HEADER, (1..=10).map(parcel))
            .with("售后单.csv", REFUND_HEADER, [refund(1, QUALITY), refund(2, "多拍 / 错拍 / 不想要")])
            .with("评价.csv", REVIEW_HEADER, (3..=7).map(review))
            .with("飞鸽.csv", SERVICE_HEADER, (10..=16).map(service))
    }

    /// Adds a file, or puts it in the place of the one with its name.
    pub fn with<S: Into<String>>(
        mut self,
        name: &str,
        header: &str,
        rows: impl IntoIterator<Item = S>,
    ) -> Shop {
        self.0.retain(|(known, ..)| known != name);
        self.0.push((name.to_owned(), header.to_owned(), rows.into_iter().map(Into::into).collect()));
        self
    }

    pub fn without(mut self, name: &str) -> Shop {
        self.0.retain(|(known, ..)| known != name);
        self
    }

    /// Changes a text in some rows of a file, counted from 1.
    pub fn change(mut self, name: &str, rows: &[usize], from: &str, to: &str) -> Shop {
        let file = self.0.iter_mut().find(|(known, ..)| known == name).expect("the file");
        for row in rows {
            let row = file.2.get_mut(row - 1).expect("the row");
            assert!(row.contains(from), "{row}");
            *row = row.replacen(from, to, 1);
        }
        self
    }

    pub fn folder(&self) -> Folder {
        self.0.iter().fold(Folder::new(), |folder, (name, header, rows)| {
            let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
            folder.csv(name, header, &rows)
        })
    }

    /// The report as of 2026-09-25.
    pub fn report(&self) -> Value {
        self.report_with(&[])
    }

    pub fn report_with(&self, args: &[&str]) -> Value {
        self.folder().score(&[&["--as-of", "2026-09-25"], args].concat())
    }

    pub fn fraction(&self, indicator: &str) -> (f64, i64) {
        fraction(&self.report(), indicator)
    }

    /// Chinese messages of a diagnostic, from `score` and from `check`, which must say the same.
    pub fn said(&self, code: &str) -> Vec<String> {
        let said = messages(&self.report(), code);
        let check = self.folder().run(&["check", ".", "--format", "json"]);
        let check: Value = serde_json::from_str(&check.stdout).expect("JSON on standard output");
        assert_eq!(said, messages(&check, code), "score and check differ");
        said
    }
}

/// Chinese messages of a diagnostic in a report.
pub fn messages(report: &Value, code: &str) -> Vec<String> {
    let warnings = report.get("warnings").or(report.get("diagnostics")).and_then(Value::as_array);
    let said = warnings.expect("warnings").iter().filter(|w| w["code"] == code);
    said.map(|w| w["message_zh"].as_str().expect("a message").to_owned()).collect()
}

#[test]
fn the_clean_shop() {
    let report = Shop::base().report();
    assert_eq!(report["score"]["display"], "3.91");
    assert_eq!(fraction(&report, "arrival_hours"), (740.0, 10));
    assert_eq!(fraction(&report, "return_refund_hours"), (144.0, 2));
    assert_eq!(fraction(&report, "im_reply_3min_rate"), (63.0, 70));
    let others: Vec<&Value> = report["warnings"]
        .as_array()
        .expect("warnings")
        .iter()
        .filter(|w| w["code"] != "partial-days")
        .collect();
    assert!(others.is_empty(), "{others:?}");
}
