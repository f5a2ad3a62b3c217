//! The table of header names and status words: data, read from `columns.toml`.

use crate::field::{Field, Kind};
use serde::Deserialize;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// Header names, status words and the files to recognise as wrong.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Columns {
    orders: BTreeMap<String, Vec<String>>,
    logistics: BTreeMap<String, Vec<String>>,
    refunds: BTreeMap<String, Vec<String>>,
    reviews: BTreeMap<String, Vec<String>>,
    service: BTreeMap<String, Vec<String>>,
    /// Words of cells, by state.
    pub words: Words,
    /// Files that are no export of the five kinds.
    pub wrong_files: Vec<WrongFile>,
}

/// The words by which a cell is recognised, per state: a cell matches when it contains one of them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // the names are the states; columns.toml holds the words
pub struct Words {
    pub order_waiting_for_payment: Vec<String>,
    pub order_cancelled: Vec<String>,
    pub order_closed: Vec<String>,
    pub order_known: Vec<String>,
    pub order_type_without_pickup: Vec<String>,
    pub parcel_returned: Vec<String>,
    pub refund_success: Vec<String>,
    pub refund_closed: Vec<String>,
    pub refund_refused: Vec<String>,
    pub refund_arbitrated: Vec<String>,
    pub refund_open: Vec<String>,
    pub type_before_shipping: Vec<String>,
    pub type_return: Vec<String>,
    pub type_shipped: Vec<String>,
    pub type_refund_only: Vec<String>,
    pub type_other: Vec<String>,
    pub not_shipped: Vec<String>,
    pub arbitration_none: Vec<String>,
    pub liability_not_merchant: Vec<String>,
    pub liability_merchant: Vec<String>,
    pub liability_others: Vec<String>,
    pub review_good: Vec<String>,
    pub review_middle: Vec<String>,
    pub review_bad: Vec<String>,
    pub service_counts_row: Vec<String>,
    pub service_rates_row: Vec<String>,
    pub provinces: Vec<String>,
    pub province_suffixes: Vec<String>,
}

/// A file that operators pick by mistake, recognised by its header.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrongFile {
    /// A stable name.
    pub id: String,
    /// What it is, in Chinese.
    pub title_zh: String,
    /// What it is, in English.
    pub title_en: String,
    /// Names that must all be there.
    #[serde(default)]
    all: Vec<String>,
    /// One name of a list, beside one name of another.
    any_beside: Option<AnyBeside>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AnyBeside {
    any: Vec<String>,
    beside: Vec<String>,
}

impl WrongFile {
    /// Does a header (normalised names) belong to it?
    pub fn fits(&self, header: &[String]) -> bool {
        let has = |name: &String| header.contains(&normalise(name));
        let all = !self.all.is_empty() && self.all.iter().all(has);
        all || self.any_beside.as_ref().is_some_and(|p| p.any.iter().any(has) && p.beside.iter().any(has))
    }

    /// Every name it is recognised by.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        self.all.iter().chain(self.any_beside.iter().flat_map(|p| &p.any))
    }
}

impl Columns {
    /// The built-in table.
    pub fn built_in() -> Result<Columns, toml::de::Error> {
        toml::from_str(include_str!("columns.toml"))
    }

    /// The header names of a field, best first.
    pub fn names(&self, field: Field) -> &[String] {
        let table = match field.kind() {
            Kind::Orders => &self.orders,
            Kind::Logistics => &self.logistics,
            Kind::Refunds => &self.refunds,
            Kind::Reviews => &self.reviews,
            Kind::Service => &self.service,
        };
        table.get(field.key()).map_or(&[], Vec::as_slice)
    }
}

/// Does a cell contain one of the words?
pub fn matches(cell: &str, words: &[String]) -> bool {
    words.iter().any(|word| cell.contains(word.as_str()))
}

/// A header name in the form in which names are compared: NFKC, lower case, without white space and
/// invisible marks, without a trailing unit. `(起)`, `(止)` and `(会话)` stay: they tell columns apart.
///
/// ```
/// use tiyanfen::input::columns::normalise;
/// assert_eq!(normalise("\u{feff}应付 金额（元）"), "应付金额");
/// ```
pub fn normalise(name: &str) -> String {
    let text: String = super::cell::clean(name)
        .nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| !c.is_whitespace() && !super::cell::is_invisible(*c))
        .collect();
    for unit in ["(元)", "(秒)", "(时)"] {
        if let Some(bare) = text.strip_suffix(unit)
            && !bare.is_empty()
        {
            return bare.to_owned();
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_names_and_every_name_a_field() {
        let columns = Columns::built_in().unwrap();
        for field in Field::ALL {
            assert!(!columns.names(*field).is_empty(), "{field:?}");
        }
        let tables =
            [&columns.orders, &columns.logistics, &columns.refunds, &columns.reviews, &columns.service];
        assert_eq!(tables.iter().map(|t| t.len()).sum::<usize>(), Field::ALL.len());
    }

    #[test]
    fn header_names_are_compared_in_one_form() {
        assert_eq!(normalise("平均响应时长（秒）"), normalise("平均响应时长"));
        assert_eq!(normalise(" 支付 完成\u{200b}时间\t"), "支付完成时间");
        assert_eq!(normalise("建议发货时间（起）"), "建议发货时间(起)");
        assert_eq!(normalise("商品ＩＤ"), normalise("商品id"));
        // NFD: the letter and its accent apart.
        assert_eq!(normalise("Cafe\u{301}"), normalise("Café"));
    }
}
