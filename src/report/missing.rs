//! Why an indicator has no data, in words.

use crate::catalogue::{Lang, text};
use crate::insight::exports::{MissingReason, MissingRow};
use crate::report::names;

/// Why, and what would supply it.
pub(super) fn in_words(row: &MissingRow, lang: Lang) -> String {
    let name = names::indicator(row.indicator, lang);
    let kinds = || names::listed(row.kinds.iter().map(|kind| names::kind(*kind, lang)), lang);
    let why = match row.reason {
        MissingReason::Export => text::missing_export(lang, name, kinds()),
        MissingReason::Column => {
            text::missing_column(lang, name, kinds(), row.column.as_deref().unwrap_or_default())
        }
        MissingReason::Cases => text::missing_cases(lang, name),
    };
    format!("{why}  {}", text::set_hint(lang, row.indicator.id()))
}
