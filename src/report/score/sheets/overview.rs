//! The overview: the score, what it changed by and why, what it rests on, thresholds, the weakest and what to do.

use super::super::{IndicatorRow, ScoreReport};
use crate::catalogue::{Lang, text};
use crate::indicator::Figure;
use crate::report::figures::FigureUnit;
use crate::report::head::{basis_in_words, titled};
use crate::report::sheet::{
    Colouring, Fit, NumberKind, Sheet, SheetCell, SheetColumn, SheetPart, SheetTable, capital,
};
use crate::report::thresholds::{ConditionRow, ThresholdRow, asked, borders_of};
use crate::report::{names, numbers};
use crate::rounding::fixed;

/// How wide the first column and that of sentences are.
const WIDTHS: (f64, f64) = (32.0, 86.0);

pub(super) fn sheet(report: &ScoreReport, lang: Lang) -> Sheet<'_> {
    let overview = Overview { report, lang };
    let head = &report.head;
    let title = titled(head.shop.as_deref(), text::report_title(lang));
    let as_of = text::as_of(lang, head.as_of, basis_in_words(head.as_of_basis, lang));
    let sheet = Sheet::new(text::sheet_overview(lang))
        .on(head.as_of)
        .with(SheetPart::Title(title))
        .with(overview.headline())
        .with(SheetPart::Note(format!("{} · {as_of}", head.rulebook.full_label(lang))))
        .with(SheetPart::Gap)
        .with(SheetPart::Table(overview.figures()));
    let from_sums = report.from_sums.iter().map(|sums| SheetPart::Note(sums.in_words(lang)));
    let sheet = from_sums.fold(sheet, Sheet::with);
    [overview.dimensions(), overview.thresholds(), overview.weakest()]
        .into_iter()
        .filter(|(_, table)| !table.rows.is_empty())
        .fold(sheet, |sheet, (heading, table)| {
            sheet.with(SheetPart::Gap).with(SheetPart::Heading(heading)).with(SheetPart::Table(table))
        })
}

struct Overview<'a> {
    report: &'a ScoreReport,
    lang: Lang,
}

impl<'a> Overview<'a> {
    fn headline(&self) -> SheetPart<'a> {
        let (total, lang) = (&self.report.score.total, self.lang);
        match total.value {
            None => SheetPart::Headline(SheetCell::text(text::no_score(lang)), String::new()),
            value => {
                let borders = borders_of(&self.report.thresholds, Figure::Total);
                SheetPart::Headline(SheetCell::score(value, &borders), fixed(self.report.score.scale_max, 2))
            }
        }
    }

    /// What stands beside the score, a line each, with what is said of it.
    fn figures(&self) -> SheetTable<'a> {
        let (report, lang) = (self.report, self.lang);
        let (score, beside) = (&report.score, &report.score.beside);
        let columns =
            [Fit::Wrapped(WIDTHS.0), Fit::Content, Fit::Over].map(|fit| SheetColumn::new("").fit(fit));
        let [name, figure, said] = columns;
        let mut table = SheetTable::new([name, figure.coloured(Colouring::Negative), said]);
        let mut row = |name: &'static str, figure: SheetCell<'a>, said: String| {
            if !figure.is_blank() {
                table.row([SheetCell::text(name), figure, SheetCell::text(said)]);
            }
        };
        let parts = report.change_7d_parts.iter().filter_map(|part| part.in_words(lang));
        let parts = names::listed(parts, lang);
        let nothing = String::new;
        row(text::sheet_change_1(lang), SheetCell::change(beside.change_1d), nothing());
        row(text::sheet_change_7(lang), SheetCell::change(beside.change_7d), parts);
        row(text::sheet_change_30(lang), SheetCell::change(beside.change_30d), nothing());
        row(text::sheet_same_30(lang), SheetCell::score(beside.days_30.0.value, &[]), nothing());
        row(text::sheet_same_90(lang), SheetCell::score(beside.days_90.0.value, &[]), nothing());
        let share = SheetCell::number(Some(score.total.coverage), NumberKind::Share);
        row(text::sheet_coverage(lang), share, report.coverage.in_words(lang));
        if score.total.coverage < 1.0 {
            row(text::sheet_lowest(lang), SheetCell::score(Some(score.total.low), &[]), nothing());
            row(text::sheet_highest(lang), SheetCell::score(Some(score.total.high), &[]), nothing());
        }
        let orders = |count: Option<i64>| count.map_or(SheetCell::Blank, SheetCell::count);
        row(text::sheet_orders_30(lang), orders(report.orders.valid_30), nothing());
        row(text::sheet_orders_90(lang), orders(report.orders.valid_90), nothing());
        table
    }

    fn dimensions(&self) -> (String, SheetTable<'a>) {
        let lang = self.lang;
        let mut table = SheetTable::new([
            SheetColumn::new(text::sheet_dimension(lang)).fit(Fit::Wrapped(WIDTHS.0)),
            SheetColumn::new(text::sheet_score(lang)),
            SheetColumn::new(text::sheet_lost(lang)).coloured(Colouring::Bar),
            SheetColumn::new(text::sheet_change_7(lang)).coloured(Colouring::Change),
            SheetColumn::new(text::sheet_weight(lang)),
        ]);
        for row in &self.report.dimensions {
            let borders = borders_of(&self.report.thresholds, Figure::Dimension(row.title.id));
            table.row([
                SheetCell::text(names::dimension(row.title.id, lang)),
                SheetCell::score(row.figures.value, &borders),
                SheetCell::score(row.figures.lost_score, &[]),
                SheetCell::change(row.beside.change_7d),
                SheetCell::number(Some(row.title.weight), NumberKind::Share),
            ]);
        }
        (text::sheet_dimensions(lang).to_owned(), table)
    }

    /// A line for each condition: what is asked of one figure is a number of its own.
    fn thresholds(&self) -> (String, SheetTable<'a>) {
        let lang = self.lang;
        let mut table = SheetTable::new([
            SheetColumn::new(text::sheet_threshold(lang)).fit(Fit::Wrapped(WIDTHS.0)),
            SheetColumn::new(text::sheet_now(lang)),
            SheetColumn::new(text::sheet_asked(lang)),
            SheetColumn::new(text::sheet_distance(lang)).coloured(Colouring::Negative),
            SheetColumn::new(text::sheet_state(lang)).coloured(Colouring::Sign),
            SheetColumn::new(text::sheet_explanation(lang)).fit(Fit::Wrapped(WIDTHS.1)),
        ]);
        for row in &self.report.thresholds {
            row.conditions.iter().for_each(|condition| table.row(self.condition(row, condition)));
        }
        (capital(text::thresholds_title(lang)), table)
    }

    fn condition(&self, row: &'a ThresholdRow, condition: &ConditionRow) -> [SheetCell<'a>; 6] {
        let lang = self.lang;
        let kind = |value: f64| match condition.unit {
            FigureUnit::Score => NumberKind::score(value, &[condition.at]),
            FigureUnit::Of(unit) => NumberKind::value(unit, value, &[condition.at]),
        };
        let number = |value: Option<f64>| SheetCell::number(value, value.map(kind).unwrap_or_default());
        let change = match condition.unit {
            FigureUnit::Score => {
                condition.distance.map_or(NumberKind::ScoreChange(2), NumberKind::score_change)
            }
            FigureUnit::Of(unit) => NumberKind::of_change(unit),
        };
        let state = match condition.met {
            Some(true) => text::sheet_met(lang),
            Some(false) => text::sheet_unmet(lang),
            None => text::sheet_not_known(lang),
        };
        let consequence = lang.pick(&row.consequence_zh, &row.consequence_en);
        let said = match condition.met {
            Some(false) => format!("{} → {consequence}", asked(condition, lang)),
            _ => asked(condition, lang),
        };
        [
            SheetCell::text(lang.pick(&row.title_zh, &row.title_en)),
            number(condition.value),
            number(Some(condition.at)),
            SheetCell::number(condition.distance, change),
            SheetCell::text(state),
            SheetCell::text(said),
        ]
    }

    fn weakest(&self) -> (String, SheetTable<'a>) {
        let (report, lang) = (self.report, self.lang);
        let mut table = SheetTable::new([
            SheetColumn::new(text::head_indicator(lang)).fit(Fit::Wrapped(WIDTHS.0)),
            SheetColumn::new(text::sheet_lost(lang)).coloured(Colouring::Bar),
            SheetColumn::new(text::sheet_value(lang)),
            SheetColumn::new(text::sheet_points(lang)).coloured(Colouring::POINTS),
            SheetColumn::new(text::sheet_recoverable(lang)),
            SheetColumn::new(text::sheet_explanation(lang)).fit(Fit::Wrapped(WIDTHS.1)),
        ]);
        for row in report.weakest.iter().filter_map(|id| report.indicator(*id)) {
            let figures = &row.figures.day;
            let causes = report.causes.iter().filter(|cause| cause.indicator == row.title.id);
            let most = causes.filter_map(|cause| cause.recoverable).reduce(f64::max);
            table.row([
                SheetCell::text(names::indicator(row.title.id, lang)),
                SheetCell::score(figures.lost_score, &[]),
                SheetCell::value(row.title.unit, figures.value, &[]),
                SheetCell::number(figures.points, NumberKind::Points),
                SheetCell::change(most),
                SheetCell::text(self.said(row)),
            ]);
        }
        (text::sheet_weakest(lang).to_owned(), table)
    }

    /// What was counted, and what to do.
    fn said(&self, row: &IndicatorRow) -> String {
        let lang = self.lang;
        let counted = row.figures.numerator.zip(row.figures.denominator);
        let figures = numbers::in_figures(row.title.id, row.figures.day.value, counted, lang);
        let fixed_by_rule = self.report.small_shop.as_ref().filter(|_| row.detail.small_shop);
        let advice = match fixed_by_rule {
            None => row.title.id.info().advice.pick(lang).to_owned(),
            Some(rule) => text::weak_small_shop_advice(lang, rule.orders_below),
        };
        let (stop, colon) = (lang.pick("。", ". "), lang.pick("：", ": "));
        format!("{}{stop}{}{colon}{advice}", capital(&figures), capital(text::what_to_do(lang)))
    }
}
