//! Thresholds in words: what is asked, what the shop has, how far that is from the border, since when, and what
//! follows.

use super::model::{ConditionRow, CrossingRow, ThresholdRow};
use crate::catalogue::{Lang, text};
use crate::indicator::Unit;
use crate::report::block::{Block, Breaks, Line, Paragraph, Span, Tone};
use crate::report::figures::FigureUnit;
use crate::report::numbers;
use crate::rounding::{fixed, shown_score};
use crate::rulebook::Comparison;

/// How a threshold stands; `total` is how the total of the day is shown, the same everywhere.
pub(in crate::report) fn standing(row: &ThresholdRow, total: Option<&str>, lang: Lang) -> Paragraph {
    let (mark, tone) = mark(row.met);
    let head = text::threshold_head(lang, mark, lang.pick(&row.title_zh, &row.title_en));
    let mut pieces =
        listed(head, row.conditions.iter().map(|condition| stands(condition, total, lang)), lang);
    if let (Some(met), Some(day)) = (row.met, row.since) {
        pieces.push(match (met, row.since_open) {
            (true, false) => text::met_since(lang, day),
            (true, true) => text::met_since_at_least(lang, day),
            (false, false) => text::unmet_since(lang, day),
            (false, true) => text::unmet_since_at_least(lang, day),
        });
    }
    if row.met == Some(false) {
        pieces.push(format!(" → {}", lang.pick(&row.consequence_zh, &row.consequence_en)));
    }
    of_pieces(pieces, tone)
}

/// All thresholds in a line, those first that are not met; `None` where there are none.
pub(in crate::report) fn all_in_short(rows: &[ThresholdRow], lang: Lang) -> Option<Line> {
    let mut rows: Vec<&ThresholdRow> = rows.iter().collect();
    // Not met, not known, met.
    rows.sort_by_key(|row| row.met.map_or(1, |met| if met { 2 } else { 0 }));
    let shown = rows.iter().map(|row| {
        let (mark, tone) = mark(row.met);
        let title = lang.pick(&row.title_zh, &row.title_en);
        let room = decisive(row).map(|condition| {
            let room = room(condition, lang).unwrap_or_else(|| unknown(condition, lang));
            // Of several the one has to be named.
            match row.conditions.len() {
                1 => room,
                _ => format!("{} {room}", lang.pick(&condition.name_zh, &condition.name_en)),
            }
        });
        let said = match room {
            Some(room) => text::threshold_short(lang, mark, title, room),
            None => format!("{mark} {title}"),
        };
        Line::new(said, tone)
    });
    let title = format!("{}{}", text::thresholds_title(lang), lang.pick("：", ": "));
    (!rows.is_empty()).then(|| Line::from(title).then(Line::joined(shown, " · ")))
}

/// The condition that decides: the one that is furthest from being met, or the only one.
fn decisive(row: &ThresholdRow) -> Option<&ConditionRow> {
    let tightest = row.distance_of.and_then(|place| row.conditions.get(place));
    tightest.or_else(|| row.conditions.first().filter(|_| row.conditions.len() == 1))
}

/// Why it is not known whether a condition is met.
fn unknown(row: &ConditionRow, lang: Lang) -> String {
    let why = match (row.mean_days, row.is_of_total()) {
        (Some(_), _) => text::mean_unknown(lang),
        (None, true) => text::no_score(lang),
        (None, false) => text::status_no_data(lang),
    };
    why.to_owned()
}

/// A threshold in a few words: is it met, and by how much.
pub(in crate::report) fn in_short(row: &ThresholdRow, lang: Lang) -> Line {
    let title = lang.pick(row.title_zh.as_str(), row.title_en.as_str());
    let (mark, tone) = mark(row.met);
    let line = Line::new(format!("{mark} "), tone).then(title);
    let tightest = row.distance_of.and_then(|place| row.conditions.get(place)).or(row.conditions.first());
    let Some(condition) = tightest else { return line };
    let asked = format!("{}{}", lang.pick("：", ": "), asked(condition, lang));
    let room = room(condition, lang).map(|room| format!("{}{room}", lang.pick("，", ", ")));
    line.then(Span::new(asked, Tone::Faint)).then(Span::new(room.unwrap_or_default(), tone))
}

/// A beginning, and everything a threshold asks.
pub(in crate::report) fn all_asked(head: String, row: &ThresholdRow, lang: Lang) -> Paragraph {
    of_pieces(listed(head, row.conditions.iter().map(|condition| asked(condition, lang)), lang), Tone::Plain)
}

/// Pieces that are not broken.
fn of_pieces(pieces: Vec<String>, tone: Tone) -> Paragraph {
    let line = Line(pieces.into_iter().map(|piece| Span::new(piece, tone)).collect());
    Paragraph::new(line).hanging(2).breaks(Breaks::Spans)
}

/// A beginning and the parts of a list.
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

/// What is asked of a figure: `Total ≥ 4.00`.
pub(crate) fn asked(row: &ConditionRow, lang: Lang) -> String {
    let name = lang.pick(&row.name_zh, &row.name_en);
    let figure = match (row.mean_days, row.window_days) {
        (Some(days), _) => text::condition_mean(lang, days, name),
        (None, Some(days)) => text::condition_window(lang, days, name),
        (None, None) => name.to_owned(),
    };
    let border = match row.unit {
        FigureUnit::Score => fixed(row.at, 2),
        FigureUnit::Of(unit) => numbers::exact_value(unit, row.at, lang),
    };
    format!("{figure} {} {border}", row.comparison.sign())
}

/// A value of a condition's figure, never rounded onto its border; `borders` are those of the total of a day.
pub(in crate::report) fn shown(row: &ConditionRow, value: f64, borders: &[f64], lang: Lang) -> String {
    match row.unit {
        FigureUnit::Score if row.is_of_total() && row.mean_days.is_none() => {
            shown_score(value, borders.iter().copied())
        }
        FigureUnit::Score => shown_score(value, [row.at]),
        FigureUnit::Of(unit) => {
            let rounded = numbers::value(unit, value, lang);
            let onto_border = rounded == numbers::value(unit, row.at, lang) && value != row.at;
            if onto_border { numbers::exact_value(unit, value, lang) } else { rounded }
        }
    }
}

fn mark(met: Option<bool>) -> (&'static str, Tone) {
    match met {
        Some(true) => ("✓", Tone::Good),
        Some(false) => ("✗", Tone::Bad),
        None => ("?", Tone::Plain),
    }
}

/// How far a value is from its border, in words.
fn room(row: &ConditionRow, lang: Lang) -> Option<String> {
    let (met, distance) = row.met.zip(row.distance)?;
    let far = far(row.unit, distance.abs(), met, lang);
    Some(match (distance == 0.0, row.comparison, met) {
        (true, ..) => text::room_none(lang).to_owned(),
        (_, Comparison::AtLeast, true) => text::room_above(lang, far),
        (_, Comparison::AtLeast, false) => text::room_short(lang, far),
        (_, Comparison::AtMost | Comparison::Below, true) => text::room_left(lang, far),
        (_, Comparison::AtMost | Comparison::Below, false) => text::room_over(lang, far),
    })
}

/// What is asked, what there is, how far it is from the border.
fn stands(row: &ConditionRow, total: Option<&str>, lang: Lang) -> String {
    let asked = asked(row, lang);
    let (Some(value), Some(room)) = (row.value, room(row, lang)) else {
        return text::condition_unknown(lang, asked, unknown(row, lang));
    };
    let of_the_day = total.filter(|_| row.is_of_total() && row.mean_days.is_none());
    let value = of_the_day.map_or_else(|| shown(row, value, &[row.at], lang), str::to_owned);
    text::condition_known(lang, asked, value, room)
}

/// A distance with its unit. Short by less than what the last decimal shows is still short.
fn far(unit: FigureUnit, distance: f64, met: bool, lang: Lang) -> String {
    let number = |distance: f64, decimals: i32| {
        let least = if met { 0.0 } else { 10f64.powi(-decimals) };
        fixed(distance.max(least), decimals)
    };
    match unit {
        FigureUnit::Score | FigureUnit::Of(Unit::Stars) => number(distance, 2),
        FigureUnit::Of(Unit::Ratio) => text::percent_points(lang, number(distance * 100.0, 2)),
        FigureUnit::Of(unit) => numbers::with_unit(unit, number(distance, 1), lang),
    }
}

/// A threshold that is met from a day on, or no longer.
pub(in crate::report) fn crossed(
    row: &ThresholdRow,
    crossing: &CrossingRow,
    borders: &[f64],
    lang: Lang,
) -> Option<Block> {
    let condition = row.conditions.get(crossing.condition)?;
    let title = lang.pick(&row.title_zh, &row.title_en);
    let asked = asked(condition, lang);
    let (said, tone) = if crossing.met {
        (text::trend_crossed_up(lang, crossing.day, title, asked), Tone::Good)
    } else {
        (text::trend_crossed_down(lang, crossing.day, title, asked), Tone::Bad)
    };
    let [before, after] =
        [crossing.before, crossing.after].map(|value| shown(condition, value, borders, lang));
    let by_data = (!crossing.same_data).then(|| text::trend_crossed_by_data(lang).to_owned());
    let pieces = [said, text::trend_from_to(lang, before, after)].into_iter().chain(by_data);
    let line = Line(pieces.map(|piece| Span::new(piece, tone)).collect());
    Some(Paragraph::new(line).breaks(Breaks::Spans).into())
}
