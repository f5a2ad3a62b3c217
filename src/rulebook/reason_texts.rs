//! What of an after-sale's reason may be shown: buyers and other programs write whole messages into that column.

use super::classes::bare;
use super::definitions::Definitions;

/// The texts that the platform itself offers, as they are compared: half width, without blanks.
const OF_PLATFORM: [&str; 28] = [
    "多拍/错拍/不想要",
    "拍错/多拍/不想要",
    "多拍/拍错/不想要",
    "未按约定时间发货",
    "快递一直未送达",
    "快递无跟踪记录",
    "收到商品少件/错件/空包裹",
    "不喜欢/效果不好",
    "做工粗糙/有瑕疵/破损或污渍",
    "功能故障",
    "效果与商品描述不符",
    "商品材质/品牌/外观等描述不符",
    "生产日期/保质期/规格等描述不符",
    "大小/尺寸/重量与商品描述不符",
    "假冒品牌",
    "协商一致退款",
    "缺货",
    "其他",
    "商品腐烂/变质",
    "少件/漏发",
    "包装/商品破损",
    "商家发错货",
    "退运费",
    "使用后过敏",
    "质量问题",
    "商品质量问题",
    "7天无理由退货",
    "七天无理由退货",
];

impl Definitions {
    /// A reason as it may be shown: whole where it is one of the platform's texts, else the words in it by which it is
    /// known; `None` where there are none.
    pub fn shown_reason(&self, reason: &str) -> Option<String> {
        let text = bare(reason);
        let unmarked = text.replace(self.quality_mark.as_str(), "");
        if OF_PLATFORM.contains(&unmarked.as_str()) || (unmarked.is_empty() && !text.is_empty()) {
            return Some(reason.to_owned());
        }
        let mut words: Vec<&str> =
            self.reasons.iter().flat_map(|class| &class.words).map(String::as_str).collect();
        words.push(&self.quality_mark);
        // Of two words at a place the longer one says what the shorter says.
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let (mut found, mut at) = (Vec::new(), 0);
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            match words.iter().find(|word| !word.is_empty() && rest.starts_with(**word)) {
                Some(word) => {
                    if !found.contains(word) {
                        found.push(*word);
                    }
                    at += word.len();
                }
                None => at += rest.chars().next().map_or(1, char::len_utf8),
            }
        }
        (!found.is_empty()).then(|| found.join(" / "))
    }
}

#[cfg(test)]
mod tests {
    use crate::rulebook::Rulebook;

    #[test]
    fn of_a_reason_nothing_is_shown_but_what_is_known() {
        let definitions = Rulebook::default_rulebook().unwrap().definitions;
        for (reason, shown) in [
            ("多拍 / 错拍 / 不想要", Some("多拍 / 错拍 / 不想要")),
            ("做工粗糙／有瑕疵／破损或污渍", Some("做工粗糙／有瑕疵／破损或污渍")),
            ("其他（商品品质原因）", Some("其他（商品品质原因）")),
            ("质量差请联系张三 13800138000", Some("质量")),
            ("衣服破损，质量差，破损严重，李四", Some("破损 / 质量")),
            ("家住文三路9号(商品品质原因)", Some("(商品品质原因)")),
            ("张三", None),
            ("", None),
        ] {
            assert_eq!(definitions.shown_reason(reason).as_deref(), shown, "{reason}");
        }
    }
}
