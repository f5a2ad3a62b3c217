//! What the reader should know, as documents hold it: in both languages.

use crate::catalogue::{Code, Diagnostic, Lang, Severity};
use crate::shown_text::shown_name;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Something the reader should know.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WarningRow {
    /// Its stable code.
    pub code: Code,
    /// error, warning or note.
    pub severity: Severity,
    /// The file.
    pub path: Option<String>,
    /// The line, or the row of a sheet.
    #[schemars(range(min = 1))]
    pub line: Option<u64>,
    /// The cell of a sheet, such as F12.
    pub cell: Option<String>,
    /// The column.
    pub column: Option<String>,
    /// What was found, in Chinese; null where that is not one thing.
    pub found_zh: Option<String>,
    /// What was found, in English.
    pub found_en: Option<String>,
    /// What should have been found, in Chinese.
    pub expected_zh: Option<String>,
    /// What should have been found, in English.
    pub expected_en: Option<String>,
    /// What is wrong, in Chinese.
    pub message_zh: String,
    /// What is wrong, in English.
    pub message_en: String,
    /// What to do, in Chinese.
    #[serde(rename = "mend_zh")]
    pub fix_zh: String,
    /// What to do, in English.
    #[serde(rename = "mend_en")]
    pub fix_en: String,
}

impl From<&Diagnostic> for WarningRow {
    fn from(diagnostic: &Diagnostic) -> WarningRow {
        WarningRow {
            code: diagnostic.code,
            severity: diagnostic.code.severity(),
            path: diagnostic.shown_path(),
            line: diagnostic.line,
            cell: diagnostic.cell.clone(),
            column: diagnostic.column.as_deref().map(|name| shown_name(name).into_owned()),
            found_zh: diagnostic.found(Lang::Zh),
            found_en: diagnostic.found(Lang::En),
            expected_zh: diagnostic.expected(Lang::Zh),
            expected_en: diagnostic.expected(Lang::En),
            message_zh: diagnostic.message(Lang::Zh),
            message_en: diagnostic.message(Lang::En),
            fix_zh: diagnostic.fix(Lang::Zh),
            fix_en: diagnostic.fix(Lang::En),
        }
    }
}
