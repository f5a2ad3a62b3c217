//! The report for people. The eye should find, in this order: how am I doing, is it getting worse, can I
//! trust it, what costs most, what do I do now.

mod data;
mod extras;
pub mod figures;
pub mod rules;
mod rules_extras;
mod sparkline;
mod thresholds;
pub mod trend;
mod weakest;

pub(crate) use weakest::quoted;

use super::thresholds::borders_of;
use super::{IndicatorRow, MissingReason, Report, Status, Style, kind_in};
use crate::catalogue::{Lang, Text};
use crate::indicator::{Indicator, Unit};
use crate::scorecard::{fixed, rounded, shown_score};
use comfy_table::{CellAlignment, Table, presets};

/// The report as text.
pub fn render(report: &Report, lang: Lang, style: Style) -> String {
    let page = Page { report, lang, style };
    let sections = [
        page.head(),
        page.extras(),
        page.dimensions(),
        page.table(),
        page.weakest(),
        page.thresholds(),
        page.missing(),
        page.data(),
    ];
    let mut text = sections.into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join("\n");
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// A table without the blanks that fill its lines up.
pub fn trimmed(table: &Table) -> String {
    let lines = table.lines().map(|line| line.trim_end().to_owned() + "\n");
    lines.map(|line| line.strip_prefix(' ').map_or(line.clone(), str::to_owned)).collect()
}

/// A table two blanks to the right.
pub fn indented(table: &Table) -> String {
    trimmed(table).lines().map(|line| format!("  {line}\n")).collect()
}

struct Page<'a> {
    report: &'a Report,
    lang: Lang,
    style: Style,
}

impl Page<'_> {
    fn say(&self, text: Text, args: &[(&str, String)]) -> String {
        text.with(self.lang, args)
    }

    fn head(&self) -> String {
        let (report, style) = (self.report, self.style);
        let score = &report.score;
        let title = self.say(Text::ReportTitle, &[]);
        let title = match &report.shop {
            Some(shop) => format!("{shop} · {title}"),
            None => title,
        };
        let shown = match &score.display {
            Some(display) => format!("{display} / {}", fixed(score.scale_max, 2)),
            None => self.say(Text::NoScore, &[]),
        };
        let rulebook = rules::label(&report.rulebook, self.lang);
        let basis = figures::basis(report.as_of_basis, self.lang).to_owned();
        let as_of = self.say(Text::AsOf, &[("day", report.as_of.to_string()), ("basis", basis)]);
        let mut lines = vec![format!("{}    {rulebook} · {as_of}", style.strong(format!("{title} {shown}")))];
        let change = |value: Option<f64>| value.map_or("–".to_owned(), |v| self.coloured_change(v));
        if score.value.is_some() {
            lines.push(self.say(
                Text::ChangeLine,
                &[
                    ("d1", change(score.change_1d)),
                    ("d7", change(score.change_7d)),
                    ("d30", change(score.change_30d)),
                ],
            ));
            let plain = |value: Option<f64>| value.map_or("–".to_owned(), |v| fixed(v, 2));
            let args = [("v30", plain(score.value_30)), ("v90", plain(score.value_90))];
            lines.push(self.say(Text::PlainWindows, &args));
        }
        lines.push(self.coverage());
        let orders = &report.orders;
        let args = [("n30", orders.valid_30.to_string()), ("n90", orders.valid_90.to_string())];
        lines.push(self.say(Text::OrdersLine, &args));
        lines.join("\n") + "\n" + &config_line(report.config.as_deref(), self.lang)
    }

    fn coloured_change(&self, change: f64) -> String {
        let text = figures::signed(change, 2);
        match rounded(change, 2) {
            c if c > 0.0 => self.style.good(text),
            c if c < 0.0 => self.style.bad(text),
            _ => text,
        }
    }

    /// How much is known, the range it leaves, and the one thing that would close most of it.
    fn coverage(&self) -> String {
        let (report, score) = (self.report, &self.report.score);
        let Some(first) = report.missing.first() else { return self.say(Text::CoverageFull, &[]) };
        let name = self.name_of(first.indicator);
        let named = match report.missing.len() {
            1 => name,
            n => self.say(Text::AndMore, &[("first", name), ("n", n.to_string())]),
        };
        // In the growth stage nothing that is missing could change the total.
        let flat = score.low == score.high;
        let line = self.say(
            if flat { Text::CoverageLineFlat } else { Text::CoverageLine },
            &[
                ("coverage", crate::input::percent(score.coverage)),
                ("missing", named),
                ("low", fixed(score.low, 2)),
                ("high", fixed(score.high, 2)),
            ],
        );
        let example = first.set.rsplit('=').next().unwrap_or_default().to_owned();
        let mend = match first.reason {
            MissingReason::Export => Text::CloseBySet,
            MissingReason::Column => Text::CloseByColumn,
            MissingReason::Cases => Text::CloseByDays,
        };
        let mend = self.say(
            mend,
            &[
                ("kind", self.kinds_of(&first.kinds)),
                ("column", first.column.clone().unwrap_or_default()),
                ("id", first.indicator.to_owned()),
                ("example", example),
            ],
        );
        format!("{}\n  {mend}", self.style.careful(line))
    }

    fn dimensions(&self) -> String {
        let mut table = plain_table();
        for row in &self.report.dimensions {
            let weight = crate::input::percent(row.weight);
            let (value, bar, lost) = match (row.value, row.points) {
                (Some(value), Some(points)) => {
                    let lost = self.lost(row.lost_score).map(|lost| [("lost", fixed(lost, 2))]);
                    let lost = lost.map_or(String::new(), |lost| self.say(Text::LostLabel, &lost));
                    let borders = borders_of(&self.report.thresholds, row.id);
                    (shown_score(value, borders), bar(points), lost)
                }
                _ => ("–".to_owned(), String::new(), self.say(Text::StatusNoData, &[])),
            };
            let name = self.lang.pick(row.name_zh, row.name_en).to_owned();
            table.add_row([name, weight, value, bar, lost]);
        }
        trimmed(&table)
    }

    fn table(&self) -> String {
        let heads = [
            Text::HeadIndicator,
            Text::HeadWindow,
            Text::HeadValue,
            Text::HeadFraction,
            Text::HeadPoints,
            Text::HeadLost,
            Text::Head30,
            Text::Head90,
            Text::HeadChange7,
            Text::HeadStatus,
        ];
        let mut table = plain_table();
        table.set_header(heads.map(|head| head.template(self.lang)));
        for column in table.column_iter_mut().skip(1).take(8) {
            column.set_cell_alignment(CellAlignment::Right);
        }
        let (scored, rest): (Vec<_>, Vec<_>) =
            self.report.indicators.iter().partition(|row| row.weight_in_dimension.is_some_and(|w| w > 0.0));
        for row in scored {
            table.add_row(self.cells(row));
        }
        let separator = format!("— {} —", Text::Unscored.template(self.lang));
        table.add_row([separator]);
        for row in rest {
            table.add_row(self.cells(row));
        }
        trimmed(&table)
    }

    fn cells(&self, row: &IndicatorRow) -> [String; 10] {
        let Some(unit) = Indicator::by_id(row.id).map(|i| i.info().unit) else { return Default::default() };
        let value = |v: Option<f64>| v.map_or("–".to_owned(), |v| self.value(unit, v));
        let fraction = match (row.numerator, row.denominator) {
            (Some(n), Some(d)) if row.value.is_some() => {
                format!("{}/{d}", fixed(n, if unit == Unit::Ratio { 0 } else { 1 }))
            }
            _ => String::new(),
        };
        let mut status = match row.status {
            Status::Ok => String::new(),
            Status::Partial => self.say(Text::StatusPartial, &[]),
            Status::Manual => self.say(Text::StatusManual, &[]),
            Status::NoData => self.say(Text::StatusNoData, &[]),
        };
        if row.approximate {
            if !status.is_empty() {
                status.push(' ');
            }
            status += Text::StatusApproximate.template(self.lang);
            // Not worth a figure where all of it is.
            let share = row.approximate_share.filter(|share| *share < 1.0);
            status += &share.map_or(String::new(), |s| format!(" {}", crate::input::percent(s)));
        }
        if row.small_shop {
            if !status.is_empty() {
                status.push(' ');
            }
            status += Text::StatusSmallShop.template(self.lang);
        }
        let small = row.value < Some(0.1);
        let change = row.change_7d.map_or(String::new(), |c| figures::change(unit, c, small, self.lang));
        [
            self.lang.pick(row.name_zh, row.name_en).to_owned(),
            self.say(Text::WindowDays, &[("n", row.window_days.unwrap_or_default().to_string())]),
            value(row.value),
            fraction,
            row.points.map_or(String::new(), |p| fixed(p, 1)),
            self.lost(row.lost_score).map_or(String::new(), |l| fixed(l, 2)),
            value(row.value_30),
            value(row.value_90),
            change,
            status,
        ]
    }

    /// What something costs; without a total there is nothing it could be taken from.
    fn lost(&self, lost: Option<f64>) -> Option<f64> {
        lost.filter(|_| self.report.score.value.is_some())
    }

    fn value(&self, unit: Unit, value: f64) -> String {
        figures::value(unit, value, self.lang)
    }

    fn name_of(&self, id: &str) -> String {
        let facts = Indicator::by_id(id).map(|i| i.info());
        facts.map_or(id.to_owned(), |f| self.lang.pick(f.name_zh, f.name_en).to_owned())
    }

    fn kinds_of(&self, ids: &[&str]) -> String {
        let names: Vec<String> = ids.iter().map(|id| self.kind_of(Some(id))).collect();
        names.join(self.lang.pick("、", ", "))
    }

    fn kind_of(&self, id: Option<&str>) -> String {
        kind_in(self.lang, id.unwrap_or_default())
    }
}

/// Which configuration is in use, where one is.
pub fn config_line(path: Option<&str>, lang: Lang) -> String {
    path.map_or_else(String::new, |path| Text::ConfigLine.with(lang, &[("path", path.to_owned())]) + "\n")
}

pub fn plain_table() -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table
}

/// Twenty cells, in eighths.
fn bar(points: f64) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = (points.clamp(0.0, 100.0) / 100.0 * 160.0).round() as usize;
    "█".repeat(eighths / 8) + EIGHTHS.get(eighths % 8).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_twenty_cells_long() {
        assert_eq!(bar(0.0), "");
        assert_eq!(bar(100.0), "█".repeat(20));
        assert_eq!(bar(2.5), "▌");
    }
}
