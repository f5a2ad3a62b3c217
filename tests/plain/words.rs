//! What the words in a cell mean (SPEC sections 3 and 4, EXPORTS).

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefundKind {
    BeforeShipping,
    RefundOnly,
    Return,
    Other,
}

/// Reason classes and their words; the first match wins.
const REASONS: [(&str, &str); 7] = [
    ("no_reason", "多拍 错拍 拍错 不想要 不喜欢 无理由 协商一致"),
    ("quality", "质量 瑕疵 污渍 故障 腐烂 变质 过期 死亡 过敏 做工 效果不好"),
    ("damage", "破损 损坏"),
    ("described", "不符 描述"),
    ("wrong_or_missing", "少件 错件 漏发 发错 空包裹 缺货"),
    ("authenticity", "假冒 假货 盗版"),
    ("logistics", "未送达 无跟踪 未按约定时间发货 未收到 物流 快递"),
];
pub const QUALITY_CLASSES: [&str; 4] = ["quality", "damage", "described", "authenticity"];
pub const LOGISTICS_CLASSES: [&str; 2] = ["wrong_or_missing", "logistics"];

/// The class of a reason; the quality mark, in reason or tag, comes before all words.
pub fn reason_class(reason: Option<&str>, tag: Option<&str>) -> &'static str {
    let marked = |text: Option<&str>| text.is_some_and(|text| text.contains("（商品品质原因）"));
    if marked(reason) || marked(tag) {
        return "quality";
    }
    let bare: String = reason.unwrap_or_default().chars().filter(|c| !c.is_whitespace()).collect();
    let found = REASONS.iter().find(|(_, words)| words.split(' ').any(|word| bare.contains(word)));
    found.map_or("other", |(class, _)| class)
}

pub fn refund_kind(kind: Option<&str>, shipped: Option<&str>) -> RefundKind {
    let kind = kind.unwrap_or_default();
    let shipped = shipped.unwrap_or_default();
    if kind.contains("退货退款") {
        RefundKind::Return
    } else if kind.contains("未发货") || kind.contains("发货前") {
        RefundKind::BeforeShipping
    } else if kind.contains("已发货") || kind.contains("发货后") || kind.contains("无需退货") {
        RefundKind::RefundOnly
    } else if kind.contains("仅退款") {
        let unshipped = shipped.contains("未发货") || shipped.starts_with("0/");
        if unshipped { RefundKind::BeforeShipping } else { RefundKind::RefundOnly }
    } else {
        RefundKind::Other
    }
}

pub fn is_success(status: &str) -> bool {
    status.contains("成功") && !status.contains("未成功") || status.contains("已全额退款")
}

pub fn is_arbitration(cell: &str) -> bool {
    ![
        "0",
        "否",
        "false",
        "无仲裁记录",
        "无仲裁",
        "未仲裁",
        "未申请仲裁",
        "未发起",
        "未介入",
        "不涉及",
        "仲裁已取消",
        "天晓得",
    ]
    .contains(&cell)
}

pub fn is_merchant(cell: &str) -> bool {
    let denied = ["非商家", "不是商家", "商家胜诉", "支持卖家"].contains(&cell);
    !denied && (cell.contains("商家") || cell.contains("卖家"))
}

pub fn is_returned(status: &str) -> bool {
    ["拒签", "拒收", "退回", "退签", "退件", "返回件", "拦截"].iter().any(|word| status.contains(word))
}

pub fn star_of_level(level: &str) -> Option<f64> {
    match level {
        "好评" => Some(5.0),
        "中评" => Some(3.0),
        "差评" => Some(1.0),
        _ => None,
    }
}

/// The tracking numbers of a 快递信息 cell: `单号-快递公司,商品-商品ID,数量;`, several joined by `;`. The product
/// may hold both marks, hence the look at the number itself.
pub fn tracking_numbers(cell: &str) -> Vec<String> {
    let numbers = cell.split(';').filter_map(|parcel| Some(parcel.split_once('-')?.0.trim()));
    let is_number = |text: &&str| !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric());
    numbers.filter(is_number).map(str::to_owned).collect()
}
