//! Every header name of the table of aliases: renaming a column to one of its aliases changes nothing,
//! renaming it to something unknown changes a figure or a case.

use crate::common::Folder;
use crate::support::AS_OF;

/// A file: its name, the indicators whose cases show what it says, its header and two rows.
struct Sheet {
    name: &'static str,
    shown_by: &'static [&'static str],
    columns: &'static [(&'static str, [&'static str; 2])],
}

const ORDERS: Sheet = Sheet {
    name: "orders.csv",
    shown_by: &["negative_review_rate", "pickup_on_time_rate", "waybill_sla_rate"],
    columns: &[
        ("主订单编号", ["6917926768823643001", "6917926768823643002"]),
        ("子订单编号", ["6917926768823643101", "6917926768823643102"]),
        ("商品ID", ["3718206998140375001", "3718206998140375002"]),
        ("选购商品", ["辣条", "豆干"]),
        ("订单应付金额", ["28.90", "0.00"]),
        ("订单状态", ["已关闭", "已完成"]),
        ("支付完成时间", ["2025-10-10 10:00:00", "2025-10-10 11:00:00"]),
        ("发货时间", ["2025-10-10 17:00:00", "-"]),
        ("订单完成时间", ["2025-10-20 10:00:00", "-"]),
        ("承诺发货时间", ["2025-10-15 10:00:00", "-"]),
        ("预计送达时间", ["2025-10-16 10:00:00", "-"]),
        ("省", ["四川省", "-"]),
    ],
};

/// The same without times of payment, and with those that third-party exports hold.
const THIRD_PARTY: Sheet = Sheet {
    name: "orders.csv",
    shown_by: &["negative_review_rate"],
    columns: &[
        ("主订单编号", ["6917926768823643001", "6917926768823643002"]),
        ("订单状态", ["已关闭", "已关闭"]),
        ("售后状态", ["退款成功", "-"]),
        ("订单提交时间", ["2025-10-10 10:00:00", "2025-10-10 11:00:00"]),
        ("揽收时间", ["2025-10-10 18:00:00", "-"]),
        ("签收时间", ["2025-10-12 10:00:00", "-"]),
    ],
};

const REVIEWS: Sheet = Sheet {
    name: "reviews.csv",
    shown_by: &["positive_review_rate"],
    columns: &[
        ("订单ID", ["6917926768823643001", "6917926768823643999"]),
        ("商品ID", ["3718206998140375008", "3718206998140375009"]),
        ("商品名称", ["魔芋", "豆皮"]),
        ("评价日期", ["2025-10-21 10:00:00", "2025-10-21 11:00:00"]),
        ("商品评价得分", ["2", "4"]),
        ("物流评价得分", ["3", "3"]),
        ("服务评价得分", ["1", "1"]),
        ("评价内容", ["一般", "好"]),
    ],
};

const LEVELS: Sheet = Sheet {
    name: "reviews.csv",
    shown_by: &["positive_review_rate"],
    columns: &[
        ("订单ID", ["6917926768823643001", "6917926768823643999"]),
        ("商品ID", ["3718206998140375008", "3718206998140375009"]),
        ("评价日期", ["2025-10-21 10:00:00", "2025-10-21 11:00:00"]),
        ("评价等级", ["差评", "好评"]),
    ],
};

const REFUNDS: Sheet = Sheet {
    name: "refunds.csv",
    shown_by: &["refund_only_hours", "return_refund_hours"],
    columns: &[
        ("售后单号", ["1486398837488313001", "1486398837488313002"]),
        ("订单号", ["6917926768823643001", "6917926768823643999"]),
        ("商品单号", ["-", "6917926768823643101"]),
        ("商品发货状态", ["未发货", "1/1已发货"]),
        ("售后类型", ["仅退款", "退货退款"]),
        ("售后状态", ["退款成功", "退款成功"]),
        ("售后申请时间", ["2025-10-22 10:00:00", "2025-10-22 11:00:00"]),
        ("售后原因", ["其他", "商品腐烂/变质"]),
        ("售后原因标签", ["-", "（商品品质原因）"]),
        ("同意售后申请时间", ["2025-10-22 12:00:00", "2025-10-22 13:00:00"]),
        ("仲裁状态", ["-", "-"]),
        ("纠纷责任方", ["-", "商家责任"]),
        ("售后完结时间", ["2025-10-23 10:00:00", "2025-10-23 11:00:00"]),
    ],
};

/// Without the best of the finish times, and with a reason in the tag alone.
const OTHER_REFUNDS: Sheet = Sheet {
    name: "refunds.csv",
    shown_by: &["return_refund_hours"],
    columns: &[
        ("售后单号", ["1486398837488313001", "1486398837488313002"]),
        ("订单号", ["6917926768823643001", "6917926768823643001"]),
        ("售后类型", ["退货退款", "退货退款"]),
        ("售后状态", ["退款成功", "退款成功"]),
        ("售后申请时间", ["2025-10-22 10:00:00", "2025-10-22 11:00:00"]),
        ("售后原因标签", ["（商品品质原因）", "-"]),
        ("商家退款时间", ["2025-10-23 10:00:00", "-"]),
        ("用户到账时间", ["-", "2025-10-23 11:00:00"]),
    ],
};

const LOGISTICS: Sheet = Sheet {
    name: "1762000000_logistics.csv",
    shown_by: &["waybill_sla_rate"],
    columns: &[
        ("运单号", ["SF1", "SF2"]),
        ("订单编号", ["6917926768823643001", "6917926768823643001"]),
        ("物流商名称", ["中通快递", "中通快递"]),
        ("揽收时间", ["2025-10-10 18:00:00", "2025-10-11 18:00:00"]),
        ("签收时间", ["2025-10-12 10:00:00", "2025-10-13 10:00:00"]),
        ("包裹状态", ["已签收", "退回"]),
    ],
};

const SERVICE: Sheet = Sheet {
    name: "service.csv",
    shown_by: &["im_reply_3min_rate"],
    columns: &[
        ("日期", ["2025-10-01", "2025-10-01"]),
        ("客服昵称", ["小满", "大满"]),
        ("接待会话量", ["10", "30"]),
        ("工作时间3分钟回复率", ["90%", "70%"]),
        ("工作时间平响时长", ["20秒", "40秒"]),
        ("有效评价数", ["4", "6"]),
        ("全天不满意率", ["5%", "10%"]),
    ],
};

/// The column, its aliases.
type Aliases = &'static [(&'static str, &'static [&'static str])];

fn write(folder: Folder, sheet: &Sheet, renamed: Option<(&str, &str)>) -> Folder {
    let name = |column: &'static str| match renamed {
        Some((old, new)) if old == column => new.to_owned(),
        _ => column.to_owned(),
    };
    let line = |cells: Vec<String>| cells.join(",") + "\n";
    let mut text = line(sheet.columns.iter().map(|(column, _)| name(column)).collect());
    for row in 0..2 {
        text += &line(sheet.columns.iter().map(|(_, cells)| cells[row].to_owned()).collect());
    }
    folder.file(sheet.name, text)
}

/// Everything the program says about a folder: all figures and some indicators' cases.
fn fingerprint(sheet: &Sheet, beside: Option<&Sheet>, renamed: Option<(&str, &str)>) -> String {
    let mut folder = write(Folder::new(), sheet, renamed);
    if let Some(beside) = beside {
        folder = write(folder, beside, None);
    }
    let flags = ["--as-of", AS_OF, "--max-rejected", "1", "--format", "json"];
    let mut said =
        folder.run(&[&["score", ".", "--set", "im_reply_3min_rate=0.9"][..], &flags].concat()).stdout;
    for indicator in sheet.shown_by {
        let cases = ["cases", indicator, ".", "--denominator", "--window", "90"];
        said += &folder.run(&[&cases[..], &flags].concat()).stdout;
    }
    said
}

fn check(sheet: &Sheet, beside: Option<&Sheet>, aliases: Aliases) {
    let plain = fingerprint(sheet, beside, None);
    for (column, others) in aliases {
        let unknown = fingerprint(sheet, beside, Some((column, "未知列")));
        assert!(plain != unknown, "{column} makes no difference: the test would prove nothing");
        for alias in *others {
            let renamed = fingerprint(sheet, beside, Some((column, alias)));
            // Messages may name the column as the file does.
            let [plain, renamed] = [&plain, &renamed].map(|said| said.replace(alias, column));
            assert!(plain == renamed, "{alias} is not known for {column}");
        }
    }
}

#[test]
fn of_orders() {
    check(
        &ORDERS,
        Some(&REFUNDS),
        &[
            (
                "主订单编号",
                &[
                    "主订单号",
                    "主订单ID",
                    "订单编号",
                    "订单号",
                    "父订单号",
                    "shop_order_id",
                    "parent_order_id",
                    "p_id",
                    "order_id",
                ],
            ),
            ("子订单编号", &["子订单号", "商品单号", "商品订单编号", "sku_order_id", "item_order_id"]),
            ("商品ID", &["product_id"]),
            // 商品标题 beside 主订单编号 is Taobao's list.
            ("选购商品", &["商品名称", "product_name"]),
            ("订单应付金额", &["应付金额", "实付金额", "支付金额", "成交金额", "商品金额"]),
            ("支付完成时间", &["支付时间", "付款时间", "pay_time"]),
            ("订单完成时间", &["完成时间", "确认收货时间", "finish_time"]),
            ("承诺发货时间", &["最晚发货时间", "exp_ship_time"]),
            ("预计送达时间", &[]),
            ("省", &["省份"]),
        ],
    );
}

#[test]
fn of_orders_of_third_parties() {
    check(
        &THIRD_PARTY,
        None,
        &[
            ("订单状态", &["order_status_desc"]),
            ("售后状态", &[]),
            ("订单提交时间", &["下单时间", "创建时间", "create_time"]),
            ("揽收时间", &[]),
            ("签收时间", &["物流签收时间"]),
        ],
    );
}

#[test]
fn of_ship_times() {
    // Shipped, but in no parcel: not known, instead of late. The other order gives the input a pickup time.
    const SHIPPED: Sheet = Sheet {
        name: "1762000000_orders.csv",
        shown_by: &[],
        columns: &[
            ("主订单编号", ["6917926768823643001", "6917926768823643002"]),
            ("订单状态", ["已发货", "已完成"]),
            ("支付完成时间", ["2025-10-10 10:00:00", "2025-10-10 10:00:00"]),
            ("发货时间", ["2025-10-10 17:00:00", "2025-10-10 17:00:00"]),
            ("揽收时间", ["-", "2025-10-10 18:00:00"]),
        ],
    };
    check(&SHIPPED, None, &[("发货时间", &["ship_time"])]);
}

#[test]
fn of_reviews() {
    check(
        &REVIEWS,
        Some(&ORDERS),
        &[
            ("订单ID", &["订单编号", "订单号"]),
            ("商品ID", &[]),
            ("商品名称", &[]),
            ("评价日期", &["评价时间", "评论时间"]),
            ("商品评价得分", &["商品评分", "评价星级", "评分"]),
            ("物流评价得分", &["物流评分", "物流服务评分"]),
            ("服务评价得分", &["服务评分", "商家服务评分"]),
        ],
    );
    check(&LEVELS, Some(&ORDERS), &[("评价等级", &[])]);
}

#[test]
fn of_review_texts_which_make_a_sheet_a_review() {
    const TEXTS: Sheet = Sheet {
        name: "reviews.csv",
        shown_by: &[],
        columns: &[
            ("订单ID", ["6917926768823643001", "6917926768823643002"]),
            ("商品评价得分", ["2", "4"]),
            ("评价内容", ["一般", "好"]),
        ],
    };
    // Without a review time, the text alone tells the kind.
    check(&TEXTS, Some(&ORDERS), &[("评价内容", &["评论内容"])]);
}

#[test]
fn of_after_sales() {
    check(
        &REFUNDS,
        Some(&ORDERS),
        &[
            ("售后单号", &["售后编号", "退款编号"]),
            ("订单号", &["主订单编号", "订单编号"]),
            ("商品单号", &["子订单编号"]),
            ("商品发货状态", &[]),
            ("售后类型", &["退款类型"]),
            ("售后状态", &["退款状态"]),
            ("售后申请时间", &["申请时间"]),
            ("售后原因", &["申请原因", "退款原因"]),
            ("同意售后申请时间", &[]),
            ("仲裁状态", &["平台介入状态"]),
            ("纠纷责任方", &["责任方"]),
            ("售后完结时间", &["完结时间"]),
        ],
    );
    let others: Aliases = &[("售后原因标签", &[]), ("商家退款时间", &[]), ("用户到账时间", &[])];
    check(&OTHER_REFUNDS, Some(&ORDERS), others);
}

#[test]
fn of_logistics() {
    check(
        &LOGISTICS,
        Some(&THIRD_PARTY),
        &[
            ("运单号", &["快递单号", "物流单号", "包裹单号", "tracking_no"]),
            ("订单编号", &["订单号", "主订单编号", "关联订单号", "order_id"]),
            ("物流商名称", &["物流公司", "快递公司", "承运商"]),
            ("揽收时间", &["揽件时间"]),
            ("签收时间", &["妥投时间"]),
            ("包裹状态", &["物流状态", "最新物流状态"]),
        ],
    );
}

#[test]
fn of_customer_service() {
    check(
        &SERVICE,
        None,
        &[
            ("日期", &["统计日期"]),
            ("客服昵称", &["客服账号", "账号名称"]),
            ("接待会话量", &["人工已接待会话量", "会话量"]),
            ("工作时间3分钟回复率", &["全天3分钟回复率", "3分钟人工回复率", "3分钟回复率"]),
            ("工作时间平响时长", &["全天平响时长", "平均响应时长"]),
            ("有效评价数", &[]),
            ("全天不满意率", &["不满意率"]),
        ],
    );
}
