//! Thresholds, what the inputs did not cover, and the account of their rows.

use super::{Page, thresholds};
use crate::catalogue::{Code, Text};
use crate::insight::exports::MissingReason;
use crate::report::{WarningRow, format, inputs};

impl Page<'_> {
    pub(super) fn thresholds(&self) -> String {
        if self.report.thresholds.is_empty() {
            return String::new();
        }
        let mut lines = vec![self.style.strong(self.say(Text::ThresholdsTitle, &[]))];
        let total = self.report.score.display.as_deref();
        let rows = self.report.thresholds.iter();
        lines.extend(rows.map(|row| thresholds::line(row, total, self.lang, self.style)));
        lines.join("\n") + "\n"
    }

    /// What the inputs did not cover: indicators, columns, days, single orders.
    pub(super) fn missing(&self) -> String {
        const UNCOVERED: [Code; 4] =
            [Code::LowCoverage, Code::PartialDays, Code::SignStandIn, Code::PickupUnknown];
        let uncovered: Vec<&WarningRow> =
            self.report.warnings.iter().filter(|w| UNCOVERED.contains(&w.code)).collect();
        if self.report.missing.is_empty() && uncovered.is_empty() {
            return String::new();
        }
        let mut lines = vec![self.style.strong(self.say(Text::MissingTitle, &[]))];
        for row in &self.report.missing {
            let text = match row.reason {
                MissingReason::Export => Text::MissingExport,
                MissingReason::Column => Text::MissingColumn,
                MissingReason::Cases => Text::MissingCases,
            };
            let args = [
                ("name", self.name_of(row.indicator.id())),
                ("kind", self.kinds_of(&row.kinds)),
                ("column", row.column.clone().unwrap_or_default()),
            ];
            lines.push(format!("  {}  {}", self.say(text, &args), row.set));
        }
        for warning in uncovered {
            lines.push(format!("  {}", self.lang.pick(&warning.message_zh, &warning.message_en)));
        }
        lines.join("\n") + "\n"
    }

    pub(super) fn data(&self) -> String {
        let section = inputs::section(&self.report.inputs, self.lang);
        String::from_utf8(format::text::render(&[section], self.style)).unwrap_or_default()
    }
}
