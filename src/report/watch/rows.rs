//! Cases with a deadline as rows: what a warehouse or a service desk works through.

use super::model::Watch;
use super::words::name;
use crate::catalogue::Lang;
use crate::insight::watch::WatchItem;
use crate::time::Day;
use serde::Serialize;

/// A row: an item, and of which time and day it is.
#[derive(Debug, Serialize)]
pub(super) struct ItemRow<'a> {
    now: &'a str,
    shop: Option<&'a str>,
    as_of: Day,
    name_zh: &'static str,
    name_en: &'static str,
    #[serde(flatten)]
    item: &'a WatchItem,
}

pub(super) fn rows(watch: &Watch) -> impl Iterator<Item = ItemRow<'_>> {
    watch.items.iter().map(|item| ItemRow {
        now: &watch.now,
        shop: watch.shop.as_deref(),
        as_of: watch.as_of,
        name_zh: name(item.kind, Lang::Zh),
        name_en: name(item.kind, Lang::En),
        item,
    })
}
