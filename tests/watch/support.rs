//! What is listed of a shop, in short.

pub use crate::shop::*;

use serde_json::Value;

/// Now.
pub const NOW: &str = "2025-06-12 12:00:00";

/// The document at [`NOW`].
pub fn watch(shop: &Shop, args: &[&str]) -> Value {
    let run = shop.run(&[&["watch", ".", "--format", "json", "--quiet", "--now", NOW], args].concat());
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    serde_json::from_str(&run.stdout).unwrap()
}

/// Kind, order (else after-sale), deadline of every item within 48 hours, in their order.
pub fn listed(shop: &Shop) -> Vec<[String; 3]> {
    let document = watch(shop, &[]);
    let text = |item: &Value, key: &str| item[key].as_str().unwrap().to_owned();
    let items = document["items"].as_array().unwrap().iter();
    items
        .map(|item| {
            let id =
                [text(item, "order_id"), text(item, "aftersale_id")].into_iter().find(|id| !id.is_empty());
            [text(item, "kind"), id.unwrap(), text(item, "deadline")]
        })
        .collect()
}

/// Checks the items within 48 hours, with deadlines of 2025 without the year.
#[track_caller]
pub fn assert_listed(shop: &Shop, expected: &[[&str; 3]]) {
    let expected: Vec<[String; 3]> = expected
        .iter()
        .map(|[kind, id, deadline]| [(*kind).to_owned(), (*id).to_owned(), format!("2025-{deadline}")])
        .collect();
    assert_eq!(listed(shop), expected);
}
