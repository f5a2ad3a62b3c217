//! The score for people. The eye should find, in this order: how am I doing, is it getting worse, can I trust it,
//! what costs most, what do I do now.

use super::{DimensionRow, IndicatorRow, ScoreReport};
use crate::catalogue::{Code, Lang, text};
use crate::indicator::{Figure, Indicator};
use crate::input::percent;
use crate::insight::exports::{MissingReason, MissingRow};
use crate::report::block::{Block, Breaks, Cell, Column, Line, Paragraph, Table, Tone};
use crate::report::document::Document;
use crate::report::figures::Status;
use crate::report::head::{basis_in_words, config_line};
use crate::report::sheet::Sheet;
use crate::report::thresholds::{FigureBorder, borders_of, standing};
use crate::report::warning::WarningRow;
use crate::report::{inputs, missing, names, numbers};
use crate::rounding::{fixed, shown_score};
use serde::Serialize;

impl Document for ScoreReport {
    const NAME: &'static str = "score";
    const HAS_ROWS: bool = true;
    const COLUMNS: &'static str = "level as_of shop rulebook_id id name_zh name_en dimension unit direction window_days \
        window_from window_to covered_days numerator denominator value points \
        weight_in_dimension weight_in_total lost_score rank status small_shop approximate \
        approximate_share numerator_30 denominator_30 value_30 points_30 numerator_90 \
        denominator_90 value_90 points_90 change_1d change_7d change_30d";

    fn borders(&self) -> Vec<FigureBorder> {
        FigureBorder::of(&self.thresholds)
    }

    fn blocks(&self, lang: Lang) -> Vec<Block> {
        let view = ScoreView { report: self, lang };
        let sections = [
            view.in_short(),
            view.particulars(),
            view.weakest(),
            vec![view.dimensions().into()],
            view.composition(),
            view.indicators(),
            view.thresholds(),
            view.missing(),
            view.beside(),
        ];
        let inputs = self.from_sums.is_none().then(|| inputs::section(&self.inputs, lang));
        sections.into_iter().map(Block::Section).chain(inputs).collect()
    }

    fn sheets(&self, lang: Lang) -> anyhow::Result<Vec<Sheet<'_>>> {
        Ok(self.own_sheets(lang))
    }

    /// Total, dimensions, indicators.
    fn rows(&self) -> impl Iterator<Item = impl Serialize> {
        self.figure_rows()
    }
}

/// A score as it is said in a language.
pub(in crate::report) struct ScoreView<'a> {
    pub report: &'a ScoreReport,
    pub lang: Lang,
}

impl ScoreView<'_> {
    /// What the answer in short has no room for: what is missing and how to close it, by what the platform goes, what
    /// changed most.
    fn particulars(&self) -> Vec<Block> {
        let (lang, largest) = (self.lang, self.largest_parts());
        let in_force = self.report.head.rulebook.in_force_line(lang);
        let largest = (!largest.is_empty()).then(|| text::change_parts(lang, names::listed(largest, lang)));
        let largest = largest.map(|line| Paragraph::new(line).into());
        self.uncovered_weight().into_iter().chain(in_force).chain(largest).collect()
    }

    /// What stands beside the score: other windows, orders, rules, how the day was chosen.
    fn beside(&self) -> Vec<Block> {
        let (lang, head, score) = (self.lang, &self.report.head, &self.report.score);
        let mut blocks = Vec::new();
        if score.total.value.is_some() {
            let (days_30, days_90) = (&score.beside.days_30, &score.beside.days_90);
            let plain = |value: Option<f64>| value.map_or("–".to_owned(), |v| fixed(v, 2));
            let line = text::plain_windows(lang, plain(days_30.0.value), plain(days_90.0.value));
            blocks.push(Paragraph::new(line).into());
        }
        let orders = &self.report.orders;
        let orders = match orders.valid_30.zip(orders.valid_90) {
            Some((last_30, last_90)) => text::orders_line(lang, last_30, last_90),
            None => text::orders_unknown(lang).to_owned(),
        };
        blocks.push(Paragraph::new(orders).into());
        let as_of = text::as_of(lang, head.as_of, basis_in_words(head.as_of_basis, lang));
        let rules = text::rules_line(lang, head.rulebook.full_label(lang));
        blocks.push(Paragraph::new(format!("{as_of} · {rules}")).breaks(Breaks::Parts).into());
        blocks.extend(config_line(head.config.as_deref(), lang));
        blocks.extend(self.report.from_sums.iter().map(|sums| sums.line(lang)));
        blocks
    }

    /// What has no data, the range it leaves, and the one thing that would close most of it.
    pub(in crate::report) fn uncovered_weight(&self) -> Vec<Block> {
        let (lang, total) = (self.lang, &self.report.score.total);
        let Some(first) = self.report.missing.first() else { return Vec::new() };
        let name = names::indicator(first.indicator, lang);
        let named = match self.report.missing.len() {
            1 => name.to_owned(),
            n => text::and_more(lang, name, n),
        };
        // In the growth stage nothing that is missing could change the total.
        let line = if total.low == total.high {
            text::coverage_line_flat(lang, named)
        } else {
            text::coverage_line(lang, named, fixed(total.low, 2), fixed(total.high, 2))
        };
        let kinds = self.kinds_of(first);
        let (id, is_covered) = (first.indicator.id(), self.is_covered(first.indicator));
        // Reviews and parcels that are there cannot stand for orders that are not.
        let unread = self.warning(Code::OrderTimesMissing).filter(|_| first.reason == MissingReason::Cases);
        let fix = unread.map(|unread| lang.pick(&unread.fix_zh, &unread.fix_en).to_owned());
        let fix = fix.unwrap_or_else(|| match first.reason {
            MissingReason::Export => text::close_by_set(lang, kinds, id),
            MissingReason::Column => {
                text::close_by_column(lang, kinds, first.column.as_deref().unwrap_or_default(), id)
            }
            MissingReason::Cases if is_covered => text::close_by_nothing(lang, kinds, id),
            MissingReason::Cases => text::close_by_days(lang, kinds, id),
        });
        vec![
            Paragraph::new(Line::new(line, Tone::Careful)).into(),
            Block::Advice(Paragraph::new(fix).level(1)),
        ]
    }

    fn dimensions(&self) -> Table {
        let mut table = Table::default();
        table.rows.extend(self.report.dimensions.iter().map(|row| self.dimension(row)));
        table
    }

    pub(in crate::report) fn dimension(&self, row: &DimensionRow) -> Vec<Cell> {
        let (lang, figures) = (self.lang, &row.figures);
        let name = names::dimension(row.title.id, lang);
        let (value, bar, lost) = match (figures.value, figures.points) {
            (Some(value), Some(points)) => {
                let lost = self.lost(figures.lost_score).map(|lost| text::lost_label(lang, fixed(lost, 2)));
                let borders = borders_of(&self.report.thresholds, Figure::Dimension(row.title.id));
                (shown_score(value, borders), Cell::Bar(points / 100.0), lost.unwrap_or_default())
            }
            _ => ("–".to_owned(), "".into(), text::status_no_data(lang).to_owned()),
        };
        vec![name.into(), percent(row.title.weight).into(), value.into(), bar, lost.into()]
    }

    /// Those that are scored; the others are particulars.
    fn indicators(&self) -> Vec<Block> {
        let (scored, rest): (Vec<_>, Vec<_>) =
            self.report.indicators.iter().partition(|row| row.title.is_scored());
        let details = Block::Details {
            summary: text::unscored(self.lang).into(),
            blocks: vec![self.table(&rest, false).into()],
        };
        let rest = (!rest.is_empty()).then_some(details);
        std::iter::once(self.table(&scored, true).into()).chain(rest).collect()
    }

    /// Indicators in rows. Value, points and what they cost never leave; first the long windows do.
    fn table(&self, rows: &[&IndicatorRow], are_scored: bool) -> Table {
        let lang = self.lang;
        let figures = [
            (text::head_value as fn(Lang) -> &'static str, 0),
            (text::head_points, 0),
            (text::head_lost, 0),
            (text::head_change7, 1),
            (text::head_fraction, 3),
            (text::head_window, 4),
            (text::head30, 5),
            (text::head90, 6),
        ];
        let columns = figures.map(|(heading, rank)| Column::right(heading(lang)).rank(rank));
        let first = Column::left(text::head_indicator(lang));
        let last = Column::left(text::head_status(lang)).rank(2);
        let mut table = Table::new([first].into_iter().chain(columns).chain([last]));
        rows.iter().for_each(|row| table.row(self.cells(row)));
        if !are_scored {
            // They have neither.
            table = table.without(&[text::head_points(lang), text::head_lost(lang)]);
        }
        table
    }

    fn cells(&self, row: &IndicatorRow) -> [String; 10] {
        let (lang, unit, figures) = (self.lang, row.title.unit, &row.figures.day);
        let beside = &row.detail.beside;
        let value = |value: Option<f64>| value.map_or("–".to_owned(), |v| numbers::value(unit, v, lang));
        let fraction = row.figures.numerator.zip(row.figures.denominator).filter(|_| figures.value.is_some());
        let small = figures.value < Some(0.1);
        let change = beside.change_7d.map(|change| numbers::change(unit, change, small, lang));
        [
            names::indicator(row.title.id, lang).to_owned(),
            value(figures.value),
            figures.points.map_or(String::new(), |points| fixed(points, 1)),
            self.lost(figures.lost_score).map_or(String::new(), |lost| fixed(lost, 2)),
            change.unwrap_or_default(),
            fraction.map_or(String::new(), |(n, d)| numbers::fraction(unit, n, d)),
            text::window_days(lang, row.title.window_days),
            value(beside.days_30.0.value),
            value(beside.days_90.0.value),
            self.status(row),
        ]
    }

    /// What an indicator rests on, in a few words.
    pub(in crate::report) fn status(&self, row: &IndicatorRow) -> String {
        let lang = self.lang;
        let status = match row.figures.day.status {
            Status::Ok => None,
            Status::Partial => Some(text::status_partial(lang)),
            Status::Manual => Some(text::status_manual(lang)),
            Status::NoData => Some(text::status_no_data(lang)),
        };
        // Not worth a figure where all of it is.
        let share = row.detail.approximate_share.filter(|share| *share < 1.0).map(percent);
        let approximate = row.figures.approximate.then(|| text::status_approximate(lang));
        let small_shop = row.detail.small_shop.then(|| text::status_small_shop(lang));
        let few = row.detail.small_numbers.then(|| text::status_small_sample(lang));
        names::joined([status, approximate, share.as_deref(), small_shop, few].into_iter().flatten(), " ")
    }

    fn thresholds(&self) -> Vec<Block> {
        if self.report.thresholds.is_empty() {
            return Vec::new();
        }
        let total = self.report.score.total.display.as_deref();
        let heading = Block::Heading(text::thresholds_title(self.lang).into());
        let rows = self.report.thresholds.iter().map(|row| standing(row, total, self.lang).into());
        std::iter::once(heading).chain(rows).collect()
    }

    /// What the inputs did not cover: indicators, columns, days, single orders.
    pub(in crate::report) fn missing(&self) -> Vec<Block> {
        let lang = self.lang;
        let uncovered: Vec<&WarningRow> =
            self.report.warnings.iter().filter(|warning| self.report.says(warning.code)).collect();
        if self.report.missing.is_empty() && uncovered.is_empty() {
            return Vec::new();
        }
        let rows = self.report.missing.iter().map(|row| missing::in_words(row, lang));
        let warnings = uncovered.iter().map(|row| lang.pick(&row.message_zh, &row.message_en).to_owned());
        let lines = rows.chain(warnings).map(|line| Paragraph::new(line).level(1).into());
        std::iter::once(Block::Heading(text::missing_title(lang).into())).chain(lines).collect()
    }

    /// What something costs; without a total there is nothing it could be taken from.
    pub(in crate::report) fn lost(&self, lost: Option<f64>) -> Option<f64> {
        lost.filter(|_| self.report.score.total.value.is_some())
    }

    pub(super) fn value(&self, of: Indicator, value: f64) -> String {
        numbers::value(of.info().unit, value, self.lang)
    }

    /// Do the exports cover the whole window of an indicator?
    fn is_covered(&self, id: Indicator) -> bool {
        self.report.indicator(id).is_some_and(|row| row.detail.coverage.is_whole())
    }

    fn warning(&self, code: Code) -> Option<&WarningRow> {
        self.report.warnings.iter().find(|warning| warning.code == code)
    }

    fn kinds_of(&self, row: &MissingRow) -> String {
        names::listed(row.kinds.iter().map(|kind| names::kind(*kind, self.lang)), self.lang)
    }
}
