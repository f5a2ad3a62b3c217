//! A reconciliation for people: per day a table, and below it why the lines that differ do.

use super::model::*;
use crate::insight::reconcile::{Agreement, CauseOfDifference};
use crate::catalogue::{Lang, Text};
use crate::indicator::Unit;
use crate::report::text::figures::{self, signed};
use crate::report::text::{config_line, rules};
use crate::report::{Style, indented, plain_table, wrap};
use crate::scorecard::fixed;
use comfy_table::CellAlignment;

/// The reconciliation as text.
pub fn render(report: &Reconciliation, lang: Lang, style: Style) -> String {
    let page = Page { report, lang, style };
    let mut sections = vec![page.head()];
    sections.extend(report.days.iter().map(|day| page.day(day)));
    sections.push(page.hints());
    sections.retain(|section| !section.is_empty());
    sections.join("\n")
}

struct Page<'a> {
    report: &'a Reconciliation,
    lang: Lang,
    style: Style,
}

impl Page<'_> {
    fn say(&self, text: Text, args: &[(&str, String)]) -> String {
        text.with(self.lang, args)
    }

    fn head(&self) -> String {
        let counts = &self.report.counts;
        let title = match &self.report.shop {
            Some(shop) => format!("{shop} · {}", self.say(Text::ReconcileTitle, &[])),
            None => self.say(Text::ReconcileTitle, &[]),
        };
        let n = |text: Text, n: usize| self.say(text, &[("n", n.to_string())]);
        let mut parts = vec![n(Text::ReconcileCompared, counts.compared)];
        for (text, count, paint) in [
            (Text::ReconcileAgree, counts.agree, Style::good as fn(Style, String) -> String),
            (Text::ReconcileDiffer, counts.differ, Style::bad),
            (Text::ReconcileNoData, counts.no_data, Style::careful),
            (Text::ReconcileUnusable, counts.unusable, Style::bad),
        ] {
            if count > 0 {
                parts.push(paint(self.style, n(text, count)));
            }
        }
        let mut lines = vec![format!("{}    {}", self.style.strong(title), parts.join(" · "))];
        if let Some(excluded) = &self.report.excluded {
            let args = [("orders", excluded.orders.to_string()), ("unknown", excluded.unknown.to_string())];
            lines.push(self.say(Text::ReconcileExcluded, &args));
        }
        lines.join("\n") + "\n" + &config_line(self.report.config.as_deref(), self.lang)
    }

    fn day(&self, day: &ReconcileDay) -> String {
        let rulebook = rules::label(&day.rulebook, self.lang);
        let title = format!("{} · {rulebook}", day.as_of);
        let heads = [
            Text::HeadIndicator,
            Text::ReconcileOfficialValue,
            Text::ReconcileOwnValue,
            Text::ReconcileDifference,
            Text::HeadFraction,
            Text::ReconcileOfficialPoints,
            Text::ReconcileOwnPoints,
            Text::ReconcileDifference,
            Text::ReconcileResult,
        ];
        let rows: Vec<[String; 9]> = day.rows.iter().map(|row| self.cells(row)).collect();
        // Columns that nobody filled in are not shown.
        let shown = |column: usize| {
            [0, 8].contains(&column)
                || rows.iter().any(|row| row.get(column).is_some_and(|cell| !cell.is_empty()))
        };
        let columns: Vec<usize> = (0..heads.len()).filter(|column| shown(*column)).collect();
        let mut table = plain_table();
        table.set_header(columns.iter().filter_map(|c| heads.get(*c)).map(|head| head.template(self.lang)));
        for row in &rows {
            table.add_row(columns.iter().filter_map(|column| row.get(*column)));
        }
        for (place, column) in columns.iter().enumerate() {
            if (1..8).contains(column)
                && let Some(column) = table.column_mut(place)
            {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        let causes: String = day.rows.iter().map(|row| self.causes(row)).collect();
        format!("{}\n{}{causes}", self.style.strong(title), indented(&table))
    }

    fn cells(&self, row: &ReconcileRow) -> [String; 9] {
        let lang = self.lang;
        let dash = || "–".to_owned();
        let fraction = match (row.numerator, row.denominator, row.value) {
            (Some(n), Some(d), Some(_)) => {
                format!("{}/{d}", fixed(n, if row.unit == Some(Unit::Ratio) { 0 } else { 1 }))
            }
            _ => String::new(),
        };
        let digits = decimals(row.unit, row.official_value_half.unwrap_or_default());
        // One digit more where it decides.
        let own = digits + i32::from(row.value_agrees == Some(false));
        let official = row.official_value.map(|v| value(row.unit, v, digits, lang)).unwrap_or_default();
        let own_value = match (row.official_value, row.value) {
            (Some(_), Some(v)) => value(row.unit, v, own, lang),
            (Some(_), None) => dash(),
            (None, Some(v)) => row.unit.map_or_else(|| fixed(v, 2), |unit| figures::value(unit, v, lang)),
            (None, None) => String::new(),
        };
        let by_value =
            row.value_difference.map(|d| difference(row.unit, d, digits + 1, lang)).unwrap_or_default();
        let digits = decimals(None, row.official_points_half.unwrap_or_default());
        let own = digits + i32::from(row.points_agree == Some(false));
        let own_points = match (row.official_points, row.points) {
            (Some(_), Some(points)) => fixed(points, own),
            (Some(_), None) => dash(),
            _ => String::new(),
        };
        let result = match row.status {
            Agreement::Agrees => self.style.good(self.say(Text::ReconcileAgrees, &[])),
            Agreement::Differs => self.style.bad(self.say(Text::ReconcileDiffers, &[])),
            Agreement::NoData => self.style.careful(self.say(Text::StatusNoData, &[])),
        };
        [
            lang.pick(row.name_zh, row.name_en).to_owned(),
            official,
            own_value,
            by_value,
            fraction,
            row.official_points.map(|points| fixed(points, digits)).unwrap_or_default(),
            own_points,
            row.points_difference.map(|d| signed(d, digits + 1)).unwrap_or_default(),
            result,
        ]
    }

    fn causes(&self, row: &ReconcileRow) -> String {
        let name = self.lang.pick(row.name_zh, row.name_en);
        let mut text = String::new();
        for (place, cause) in row.causes.iter().enumerate() {
            let sentence = self.lang.pick(&cause.explanation_zh, &cause.explanation_en);
            let sure = if cause.exact { Text::ReconcileExact } else { Text::ReconcilePossible };
            let sure = match cause.cause.id() {
                CauseOfDifference::Unknown | CauseOfDifference::NoData => String::new(),
                _ => self.say(sure, &[]),
            };
            let mark = if row.status == Agreement::NoData { "–" } else { "✗" };
            let begin = if place == 0 { format!("  {mark} {name}") } else { "   ".to_owned() };
            let colon = if place == 0 { self.lang.pick("：", ": ") } else { " " };
            text += &wrap(&format!("{begin}{colon}{sure}{sentence}"), 4);
            text.push('\n');
        }
        text
    }

    /// What else could be tried, where something is left unexplained.
    fn hints(&self) -> String {
        let rows = self.report.days.iter().flat_map(|day| &day.rows);
        let unknown = |row: &&ReconcileRow| {
            row.unit.is_some() && row.causes.iter().any(|cause| cause.cause.id() == CauseOfDifference::Unknown)
        };
        match self.report.excluded.is_none() && rows.filter(unknown).count() > 0 {
            true => self.style.faint(wrap(&self.say(Text::ReconcileHintExclude, &[]), 0)) + "\n",
            false => String::new(),
        }
    }
}

/// How many decimals were typed, in the form in which the unit is shown.
fn decimals(unit: Option<Unit>, half: f64) -> i32 {
    /// Programs write more digits than anyone reads.
    const MOST: i32 = 5;
    let shown = if unit == Some(Unit::Ratio) { half * 100.0 } else { half };
    if shown <= 0.0 { 2 } else { ((-(2.0 * shown).log10() - 1e-9).ceil() as i32).clamp(0, MOST) }
}

fn value(unit: Option<Unit>, value: f64, decimals: i32, lang: Lang) -> String {
    match unit {
        Some(Unit::Ratio) => format!("{}%", fixed(value * 100.0, decimals)),
        Some(Unit::Hours) => Text::Hours.with(lang, &[("n", fixed(value, decimals))]),
        Some(Unit::Seconds) => Text::Seconds.with(lang, &[("n", fixed(value, decimals))]),
        Some(Unit::Stars | Unit::Points) | None => fixed(value, decimals),
    }
}

fn difference(unit: Option<Unit>, difference: f64, decimals: i32, lang: Lang) -> String {
    match unit {
        Some(Unit::Ratio) => Text::PercentPoints.with(lang, &[("n", signed(difference * 100.0, decimals))]),
        _ => signed(difference, decimals),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_decimals_as_were_typed() {
        for (unit, half, shown) in [
            (Some(Unit::Ratio), 0.000_005, 3),
            (Some(Unit::Ratio), 0.000_05, 2),
            (Some(Unit::Ratio), 0.005, 0),
            (Some(Unit::Hours), 0.5, 0),
            (Some(Unit::Hours), 0.5 / 3600.0, 4),
            (None, 0.05, 1),
            (None, 5e-17, 5),
        ] {
            assert_eq!(decimals(unit, half), shown, "{half}");
        }
    }
}
