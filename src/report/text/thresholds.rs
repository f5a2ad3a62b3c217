//! Thresholds in words, the same wherever they are shown: what is asked, what the shop has, how far that is from
//! the border, since when, and what follows.

use super::figures;
use crate::catalogue::{Lang, Text};
use crate::indicator::Unit;
use crate::report::check::fold::pack;
use crate::report::{ConditionRow, FigureUnit, Style, ThresholdRow};
use crate::rulebook::Comparison;
use crate::scorecard::{fixed, shown_score};

/// How wide the lines may be.
const WIDTH: usize = 118;

/// A threshold; `total` is how the total of the day is shown, the same everywhere.
pub fn line(row: &ThresholdRow, total: Option<&str>, lang: Lang, style: Style) -> String {
    let mark = match row.met {
        Some(true) => "✓",
        Some(false) => "✗",
        None => "?",
    };
    let head = [("mark", mark.to_owned()), ("title", lang.pick(&row.title_zh, &row.title_en).to_owned())];
    let conditions = row.conditions.iter().map(|condition| stands(condition, total, lang));
    let mut pieces = listed(Text::ThresholdHead.with(lang, &head), conditions, lang);
    if let (Some(met), Some(day)) = (row.met, row.since) {
        let text = match (met, row.since_open) {
            (true, false) => Text::MetSince,
            (true, true) => Text::MetSinceAtLeast,
            (false, false) => Text::UnmetSince,
            (false, true) => Text::UnmetSinceAtLeast,
        };
        pieces.push(text.with(lang, &[("day", day.to_string())]));
    }
    if row.met == Some(false) {
        pieces.push(format!(" → {}", lang.pick(&row.consequence_zh, &row.consequence_en)));
    }
    let line = pack(pieces, 4, WIDTH);
    match row.met {
        Some(true) => style.good(line),
        Some(false) => style.bad(line),
        None => line,
    }
}

/// A beginning and the parts of a list, in pieces that are not broken.
fn listed(head: String, parts: impl Iterator<Item = String>, lang: Lang) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for part in parts {
        match pieces.last_mut() {
            None => pieces.push(format!("{head}{part}")),
            Some(before) => {
                before.push_str(lang.pick("；", "; "));
                pieces.push(part);
            }
        }
    }
    pieces
}

/// A beginning, and everything a threshold asks, for lines of so many columns.
pub fn all_asked(head: String, row: &ThresholdRow, width: usize, lang: Lang) -> String {
    let conditions = row.conditions.iter().map(|condition| asked(condition, lang));
    pack(listed(head, conditions, lang), 4, width)
}

/// What is asked of a figure: `Total ≥ 4.00`.
pub fn asked(row: &ConditionRow, lang: Lang) -> String {
    let name = ("name", lang.pick(row.name_zh, row.name_en).to_owned());
    let days = |days: i32| ("n", days.to_string());
    let name = match (row.mean_days, row.window_days) {
        (Some(n), _) => Text::ConditionMean.with(lang, &[name, days(n)]),
        (None, Some(n)) => Text::ConditionWindow.with(lang, &[name, days(n)]),
        (None, None) => name.1,
    };
    format!("{name} {} {}", row.comparison.sign(), border(row, lang))
}

fn border(row: &ConditionRow, lang: Lang) -> String {
    match row.unit {
        FigureUnit::Score => fixed(row.at, 2),
        FigureUnit::Of(unit) => figures::exact_value(unit, row.at, lang),
    }
}

/// A value of a condition's figure, never rounded onto its border; `borders` are those of the total of a day.
pub fn shown(row: &ConditionRow, value: f64, borders: &[f64], lang: Lang) -> String {
    match row.unit {
        FigureUnit::Score if row.is_of_total() && row.mean_days.is_none() => {
            shown_score(value, borders.iter().copied())
        }
        FigureUnit::Score => shown_score(value, [row.at]),
        FigureUnit::Of(unit) => {
            let rounded = figures::value(unit, value, lang);
            let onto_border = rounded == figures::value(unit, row.at, lang) && value != row.at;
            if onto_border { figures::exact_value(unit, value, lang) } else { rounded }
        }
    }
}

/// What is asked, what there is, how far it is from the border.
fn stands(row: &ConditionRow, total: Option<&str>, lang: Lang) -> String {
    let asked = asked(row, lang);
    let (Some(value), Some(met), Some(distance)) = (row.value, row.met, row.distance) else {
        let why = match (row.mean_days, row.is_of_total()) {
            (Some(_), _) => Text::MeanUnknown,
            (None, true) => Text::NoScore,
            (None, false) => Text::StatusNoData,
        };
        let why = why.template(lang).to_owned();
        return Text::ConditionUnknown.with(lang, &[("asked", asked), ("why", why)]);
    };
    let text = match (distance == 0.0, row.comparison, met) {
        (true, ..) => Text::RoomNone,
        (_, Comparison::AtLeast, true) => Text::RoomAbove,
        (_, Comparison::AtLeast, false) => Text::RoomShort,
        (_, Comparison::AtMost | Comparison::Below, true) => Text::RoomLeft,
        (_, Comparison::AtMost | Comparison::Below, false) => Text::RoomOver,
    };
    let room = text.with(lang, &[("n", far(row.unit, distance.abs(), met, lang))]);
    let of_the_day = total.filter(|_| row.is_of_total() && row.mean_days.is_none());
    let value = of_the_day.map_or_else(|| shown(row, value, &[row.at], lang), str::to_owned);
    Text::ConditionKnown.with(lang, &[("asked", asked), ("value", value), ("room", room)])
}

/// A distance with its unit. Short by less than what the last decimal shows is still short.
fn far(unit: FigureUnit, distance: f64, met: bool, lang: Lang) -> String {
    let number = |distance: f64, decimals: i32| {
        let least = if met { 0.0 } else { 10f64.powi(-decimals) };
        fixed(distance.max(least), decimals)
    };
    match unit {
        FigureUnit::Score | FigureUnit::Of(Unit::Stars) => number(distance, 2),
        FigureUnit::Of(Unit::Ratio) => Text::PercentPoints.with(lang, &[("n", number(distance * 100.0, 2))]),
        FigureUnit::Of(Unit::Points) => Text::Points.with(lang, &[("n", number(distance, 1))]),
        FigureUnit::Of(Unit::Hours) => Text::Hours.with(lang, &[("n", number(distance, 1))]),
        FigureUnit::Of(Unit::Seconds) => Text::Seconds.with(lang, &[("n", number(distance, 1))]),
    }
}
