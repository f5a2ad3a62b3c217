//! Keys of texts in both languages: `definition_zh` and `definition_en` are one value, flattened.

use serde_with::with_prefix;

with_prefix!(pub(super) advice "advice_");
with_prefix!(pub(super) cohort "cohort_");
with_prefix!(pub(super) definition "definition_");
with_prefix!(pub(super) denominator "denominator_");
with_prefix!(pub(super) dimension "dimension_");
with_prefix!(pub(super) effect "effect_");
with_prefix!(pub(super) enters "enters_");
with_prefix!(pub(super) example "example_");
with_prefix!(pub(super) lowers "lowers_");
with_prefix!(pub(super) meaning "meaning_");
with_prefix!(pub(super) mend "mend_");
with_prefix!(pub(super) message "message_");
with_prefix!(pub(super) name "name_");
with_prefix!(pub(super) notes "notes_");
with_prefix!(pub(super) numerator "numerator_");
with_prefix!(pub(super) raises "raises_");
with_prefix!(pub(super) text "text_");
with_prefix!(pub(super) undo "undo_");
