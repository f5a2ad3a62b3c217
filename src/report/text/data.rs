//! Thresholds, what the inputs did not cover, and the account of their rows.

use super::{Page, thresholds};
use crate::catalogue::{Code, Text};
use crate::field::Kind;
use crate::input::FileStatus;
use crate::insight::exports::MissingReason;
use crate::report::{InputRow, WarningRow};

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
        let uncovered: Vec<&WarningRow> = self
            .report
            .warnings
            .iter()
            .filter(|w| UNCOVERED.iter().any(|code| code.id() == w.code))
            .collect();
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

    /// Rows by kind, then what did not count.
    pub(super) fn data(&self) -> String {
        let mut lines = vec![self.style.strong(self.say(Text::DataTitle, &[]))];
        for kind in Kind::ALL {
            let files: Vec<_> = self
                .report
                .inputs
                .iter()
                .filter(|f| f.kind == Some(kind.id()) && f.status == FileStatus::Used)
                .collect();
            if files.is_empty() {
                continue;
            }
            let sum = |of: fn(&InputRow) -> u64| files.iter().map(|f| of(f)).sum::<u64>();
            let mut line = self.say(
                Text::DataLine,
                &[
                    ("kind", self.kind_of(Some(kind.id()))),
                    ("files", files.len().to_string()),
                    ("read", sum(|f| f.read).to_string()),
                    ("used", sum(|f| f.used).to_string()),
                    ("duplicate", sum(|f| f.duplicate).to_string()),
                    ("excluded", sum(|f| f.excluded).to_string()),
                    ("unmatched", sum(|f| f.unmatched).to_string()),
                    ("rejected", sum(|f| f.rejected).to_string()),
                ],
            );
            let skipped = sum(|f| f.skipped);
            if skipped > 0 {
                line += &self.say(Text::DataSkippedRows, &[("n", skipped.to_string())]);
            }
            lines.push(format!("  {line}"));
        }
        for file in self.report.inputs.iter().filter(|f| f.status == FileStatus::Skipped) {
            let code = file.code.unwrap_or_default().to_owned();
            let args = [("path", file.path.clone()), ("code", code)];
            lines.push(format!("  {}", self.say(Text::DataSkipped, &args)));
        }
        for file in self.report.inputs.iter().filter(|f| f.status == FileStatus::Refused) {
            let code = file.code.unwrap_or(Code::FileUnrecognised.id()).to_owned();
            let line = self.say(Text::DataRefused, &[("path", file.path.clone()), ("code", code)]);
            lines.push(self.style.bad(format!("  {line}")));
        }
        lines.join("\n") + "\n"
    }
}
