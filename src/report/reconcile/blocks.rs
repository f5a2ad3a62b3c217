//! A reconciliation for people: per day a table, and below it why the lines that differ do.

use super::model::{ReconcileDay, Reconciliation};
use super::rows::rows;
use crate::catalogue::{Lang, text};
use crate::indicator::Unit;
use crate::insight::reconcile::{Agreement, Cause, ReconcileCause, ReconcileRow};
use crate::names;
use crate::report::head::{config_line, headline};
use crate::report::numbers::signed;
use crate::report::{Block, Breaks, Column, Document, Line, Paragraph, Span, Table, Tone};
use crate::rounding::{fixed, shown_value};
use serde::Serialize;

impl Document for Reconciliation {
    const NAME: &'static str = "reconcile";
    const HAS_ROWS: bool = true;

    fn blocks(&self, lang: Lang) -> Vec<Block> {
        let days = self.days.iter().map(|day| day.block(lang));
        let config = Block::Section(config_line(self.config.as_deref(), lang).into_iter().collect());
        [self.headline(lang)].into_iter().chain(days).chain([self.hint(lang), config]).collect()
    }

    fn rows(&self) -> impl Iterator<Item = impl Serialize> {
        rows(self)
    }
}

impl Reconciliation {
    fn headline(&self, lang: Lang) -> Block {
        let counts = &self.counts;
        let outcomes = [
            (counts.agree, text::reconcile_agree(lang, counts.agree), Tone::Good),
            (counts.differ, text::reconcile_differ(lang, counts.differ), Tone::Bad),
            (counts.no_data, text::reconcile_no_data(lang, counts.no_data), Tone::Careful),
            (counts.unusable, text::reconcile_unusable(lang, counts.unusable), Tone::Bad),
        ];
        let outcomes = outcomes.into_iter().filter(|(count, ..)| *count > 0);
        let outcomes = outcomes.map(|(_, said, tone)| Line::new(said, tone));
        let compared = Line::from(text::reconcile_compared(lang, counts.compared));
        let counts = Line::joined([compared].into_iter().chain(outcomes), " · ");
        let title = Line::new(text::reconcile_title(lang), Tone::Strong);
        let title = headline(title, None, None, self.shop.as_deref(), lang);
        let excluded = self.excluded.as_ref();
        let excluded = excluded.map(|own| text::reconcile_excluded(lang, own.orders, own.unknown).into());
        let lines = [counts].into_iter().chain(excluded);
        let lines = lines.map(|line| Paragraph::new(line).breaks(Breaks::OneLineFirst).into());
        Block::Section(std::iter::once(title).chain(lines).collect())
    }

    /// What else could be tried, where something is left unexplained.
    fn hint(&self, lang: Lang) -> Block {
        let mut rows = self.days.iter().flat_map(|day| &day.rows);
        let is_unknown = |cause: &ReconcileCause| matches!(cause.finding.cause, Cause::Unknown { .. });
        let unexplained = rows.any(|row| row.unit.is_some() && row.causes.iter().any(is_unknown));
        let hint = Line::new(text::reconcile_hint_exclude(lang), Tone::Faint);
        let hint = Paragraph::new(hint).hanging(0);
        Block::Section((unexplained && self.excluded.is_none()).then(|| hint.into()).into_iter().collect())
    }
}

impl ReconcileDay {
    fn block(&self, lang: Lang) -> Block {
        let title = format!("{} · {}", self.as_of, self.rulebook.full_label(lang));
        let mut blocks = vec![Block::Heading(title.into()), self.table(lang).level(1).into()];
        blocks.extend(self.rows.iter().flat_map(|row| row.explained(lang)).map(Block::from));
        Block::Section(blocks)
    }

    fn table(&self, lang: Lang) -> Table {
        let columns = [
            Column::left(text::head_indicator(lang)),
            Column::left(text::reconcile_result(lang)),
            Column::right(text::reconcile_official_value(lang)),
            Column::right(text::reconcile_own_value(lang)),
            Column::right(text::reconcile_difference(lang)).rank(1),
            Column::right(text::head_fraction(lang)).rank(3),
            Column::right(text::reconcile_official_points(lang)),
            Column::right(text::reconcile_own_points(lang)),
            Column::right(text::reconcile_difference(lang)).rank(2),
        ];
        let rows: Vec<[Line; 9]> = self.rows.iter().map(|row| row.cells(lang)).collect();
        // Columns that nobody filled in are not shown.
        let is_filled =
            |place: &usize| rows.iter().filter_map(|row| row.get(*place)).any(|cell| !cell.is_empty());
        let filled: Vec<usize> = (0..columns.len()).filter(is_filled).collect();
        let mut table = Table::new(filled.iter().filter_map(|place| columns.get(*place).cloned()));
        for row in &rows {
            table.row(filled.iter().filter_map(|place| row.get(*place).cloned()));
        }
        table
    }
}

impl ReconcileRow {
    fn cells(&self, lang: Lang) -> [Line; 9] {
        let fraction = match (self.numerator, self.denominator, self.value) {
            (Some(n), Some(d), Some(_)) => {
                format!("{}/{d}", fixed(n, i32::from(self.unit != Some(Unit::Ratio))))
            }
            _ => String::new(),
        };
        let values = [self.official_value, self.official_value_half, self.value, self.value_difference];
        let [official_value, mut value, value_difference] =
            compared(values, self.value_agrees, self.unit, lang);
        if let (None, Some(own)) = (self.official_value, self.value) {
            value = self.unit.map_or_else(|| fixed(own, 2), |unit| shown_value(unit, own, lang));
        }
        let points = [self.official_points, self.official_points_half, self.points, self.points_difference];
        let [official_points, points, points_difference] = compared(points, self.points_agree, None, lang);
        let result = match self.status {
            Agreement::Agrees => Span::new(text::reconcile_agrees(lang), Tone::Good),
            Agreement::Differs => Span::new(text::reconcile_differs(lang), Tone::Bad),
            Agreement::NoData => Span::new(text::status_no_data(lang), Tone::Careful),
        };
        [
            names::figure(self.id, lang).into(),
            result.into(),
            official_value.into(),
            value.into(),
            value_difference.into(),
            fraction.into(),
            official_points.into(),
            points.into(),
            points_difference.into(),
        ]
    }

    /// Its causes, the first behind its name.
    fn explained(&self, lang: Lang) -> impl Iterator<Item = Paragraph> {
        let mark = if self.status == Agreement::NoData { "–" } else { "✗" };
        self.causes.iter().enumerate().map(move |(place, cause)| {
            let sentence = lang.pick(&cause.explanation_zh, &cause.explanation_en);
            let sure = match cause.finding.cause {
                Cause::Unknown { .. } | Cause::NoData { .. } => "",
                _ if cause.finding.exact => text::reconcile_exact(lang),
                _ => text::reconcile_possible(lang),
            };
            match place {
                0 => {
                    let colon = lang.pick("：", ": ");
                    Paragraph::new(format!("{mark} {}{colon}{sure}{sentence}", names::figure(self.id, lang)))
                        .level(1)
                }
                _ => Paragraph::new(format!("{sure}{sentence}")).level(2).hanging(0),
            }
        })
    }
}

/// What the page shows, the own figure beside it and the difference, as exactly as was typed; half a unit of the
/// last digit says how exactly that is.
fn compared(
    [official, half, own, difference]: [Option<f64>; 4],
    agrees: Option<bool>,
    unit: Option<Unit>,
    lang: Lang,
) -> [String; 3] {
    let digits = decimals(unit, half.unwrap_or_default());
    // One digit more where it decides.
    let own_digits = digits + i32::from(agrees == Some(false));
    let own = match official.and(own) {
        Some(own) => value(unit, own, own_digits, lang),
        None if official.is_some() => "–".to_owned(),
        None => String::new(),
    };
    let difference = match (difference, unit) {
        (None, _) => String::new(),
        (Some(by), Some(Unit::Ratio)) => text::percent_points(lang, signed(by * 100.0, digits + 1)),
        (Some(by), _) => signed(by, digits + 1),
    };
    [official.map(|official| value(unit, official, digits, lang)).unwrap_or_default(), own, difference]
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
        Some(Unit::Hours) => text::hours(lang, fixed(value, decimals)),
        Some(Unit::Seconds) => text::seconds(lang, fixed(value, decimals)),
        Some(Unit::Stars | Unit::Points) | None => fixed(value, decimals),
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
