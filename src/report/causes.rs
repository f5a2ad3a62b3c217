//! What the groups of an indicator's cases cost: a row each, the dearest first.

use super::block::{Block, Breaks, Cell, Column, Line, Paragraph, Span, Table, Tone};
use super::document::Document;
use super::figures::Status;
use super::head::{ShopHead, basis_in_words, config_line, titled};
use super::request::{Request, as_of_outside};
use super::warning::WarningRow;
use super::{missing, names, numbers};
use crate::catalogue::{Bilingual, Diagnostic, Lang, text};
use crate::indicator::{Direction, Indicator, Unit};
use crate::insight::exports::MissingRow;
use crate::insight::{By, Cause, Estimate, has_small_numbers};
use crate::rounding::{fixed, rounded};
use crate::time::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How many rows a text shows.
const ROWS: usize = 40;

/// What the groups of an indicator's cases cost. Keys are never absent; what is not known is null.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "tiyanfen causes --format json")]
pub struct CauseTable {
    /// What it begins with.
    #[serde(flatten)]
    pub head: ShopHead,
    /// The indicator.
    pub indicator: Indicator,
    /// ratio, stars, hours, seconds, points.
    pub unit: Unit,
    /// high or low: which is better.
    pub direction: Direction,
    /// First day of the window.
    pub window_from: Day,
    /// Length of the window.
    #[schemars(range(min = 1))]
    pub window_days: i32,
    /// The total, on its scale; null below the least coverage.
    pub score: Option<f64>,
    /// Numerator; hours for hours.
    #[schemars(range(min = 0))]
    pub numerator: Option<f64>,
    /// Denominator.
    #[schemars(range(min = 0))]
    pub denominator: Option<i64>,
    /// Numerator / denominator, or what was set by hand.
    #[schemars(range(min = 0))]
    pub value: Option<f64>,
    /// The lower end of Wilson's 95 % interval of the value; null for means.
    pub low: Option<f64>,
    /// Its upper end.
    pub high: Option<f64>,
    /// ok, partial, `no_data`; manual for an indicator that was set by hand, whose groups have nothing to recover.
    pub status: Status,
    /// Are fewer than 30 in its denominator?
    pub small_numbers: bool,
    /// Why there is nothing to group, and what would supply it.
    pub missing: Option<MissingRow>,
    /// The groups, the dearest first.
    pub causes: Vec<GroupRow>,
    /// What the reader should know.
    pub warnings: Vec<WarningRow>,
}

/// A group of an indicator's cases.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GroupRow {
    /// The indicator.
    pub indicator: Indicator,
    /// What it is a group by; day for the run of 7 days with most to recover.
    pub by: By,
    /// The product's id (its name where there is none), the id of the class of reasons, the first and last day, or the
    /// name.
    pub group: String,
    /// Its name; of a class of reasons in Chinese.
    pub group_name: String,
    /// The same in English.
    pub group_name_en: String,
    /// First day of a run of days.
    pub from: Option<Day>,
    /// Last day of a run of days.
    pub to: Option<Day>,
    /// Bad cases in it; of means those beyond the rest's mean.
    #[schemars(range(min = 0))]
    pub bad: f64,
    /// Bad cases in all.
    #[schemars(range(min = 0))]
    pub all_bad: f64,
    /// Cases in it.
    #[schemars(range(min = 1))]
    pub cases: i64,
    /// Its share of the bad cases; of means its share of what these exceed the rest's mean by.
    #[schemars(range(min = 0, max = 1))]
    pub share: f64,
    /// Its share of all cases.
    #[schemars(range(min = 0, max = 1))]
    pub share_of_cases: f64,
    /// Its value; null where only shares are known.
    #[schemars(range(min = 0))]
    pub value: Option<f64>,
    /// The lower end of Wilson's 95 % interval of its value; null for means.
    pub low: Option<f64>,
    /// Its upper end.
    pub high: Option<f64>,
    /// The value of the rest; null where there is none.
    #[schemars(range(min = 0))]
    pub rest: Option<f64>,
    /// The lower end of Wilson's 95 % interval of the rest's value.
    pub rest_low: Option<f64>,
    /// Its upper end.
    pub rest_high: Option<f64>,
    /// What the total would gain if the group had the value of the rest; null where that is not known.
    pub recoverable: Option<f64>,
    /// Does it stand out?
    pub stands_out: bool,
}

/// Groups the cases of an indicator.
///
/// # Errors
///
/// Where the as-of day lies outside the files.
pub fn build_causes(
    request: &Request<'_>,
    indicator: Indicator,
) -> Result<(CauseTable, Vec<Diagnostic>), Box<Diagnostic>> {
    let (as_of, analysis) = (request.as_of, request.analysis());
    let window_days = analysis.rulebook().definitions.window_days(indicator);
    if let Some(outside) = as_of_outside(request.loaded, as_of, window_days) {
        return Err(Box::new(outside));
    }
    let card = analysis.scorecard(as_of);
    let own = analysis.measure(indicator, as_of, None);
    let causes = analysis.cause_groups(indicator);
    let (numerator, denominator) = analysis.counted(&own).unzip();
    let counted = numerator.zip(denominator);
    let estimate = counted.and_then(|(n, d)| Estimate::of_counts(n, d as f64, indicator));
    let weight = analysis.rulebook().scoring.weighted().find(|(part, _)| part.indicator == indicator);
    let is_covered = analysis.covered_days(&own, as_of) >= window_days;
    let status = match (own.manual, own.value) {
        (true, _) => Status::Manual,
        (_, None) => Status::NoData,
        _ if is_covered => Status::Ok,
        _ => Status::Partial,
    };
    let weight = weight.map_or(0.0, |(_, weight)| weight);
    let diagnostics = request.diagnostics(&analysis, as_of);
    let table = CauseTable {
        head: request.head::<CauseTable>(),
        indicator,
        unit: indicator.info().unit,
        direction: indicator.info().direction,
        window_from: as_of.plus(1 - window_days),
        window_days,
        score: card.value,
        numerator,
        denominator,
        value: own.value,
        low: estimate.and_then(|estimate| estimate.low),
        high: estimate.and_then(|estimate| estimate.high),
        status,
        small_numbers: denominator.is_some_and(has_small_numbers),
        missing: causes.is_empty().then(|| MissingRow::of(&analysis, indicator, weight)),
        causes: causes.into_iter().map(|cause| GroupRow::of(indicator, cause)).collect(),
        warnings: diagnostics.iter().map(Into::into).collect(),
    };
    Ok((table, diagnostics))
}

impl GroupRow {
    fn of(indicator: Indicator, cause: Cause) -> GroupRow {
        let Bilingual { zh, en } = cause.group.name;
        let (own, rest) = (cause.own, cause.rest);
        GroupRow {
            indicator,
            by: cause.by,
            group: if cause.group.id.is_empty() { zh.clone() } else { cause.group.id },
            group_name: zh,
            group_name_en: en,
            from: cause.days.map(|(from, _)| from),
            to: cause.days.map(|(_, to)| to),
            bad: cause.bad,
            all_bad: cause.all_bad,
            cases: cause.cases,
            share: cause.share,
            share_of_cases: cause.share_of_cases,
            value: own.map(|own| own.value()),
            low: own.and_then(|own| own.low),
            high: own.and_then(|own| own.high),
            rest: rest.map(|rest| rest.value()),
            rest_low: rest.and_then(|rest| rest.low),
            rest_high: rest.and_then(|rest| rest.high),
            recoverable: cause.recoverable,
            stands_out: cause.stands_out,
        }
    }

    fn name(&self, lang: Lang) -> &str {
        let name = lang.pick(&self.group_name, &self.group_name_en);
        if name.is_empty() { &self.group } else { name }
    }
}

impl Document for CauseTable {
    const NAME: &'static str = "causes";
    const HAS_ROWS: bool = true;

    fn guard_ids(&mut self) {
        for row in self.causes.iter_mut().filter(|row| row.by == By::Product) {
            row.group.insert(0, '\t');
        }
    }

    fn blocks(&self, lang: Lang) -> Vec<Block> {
        let view = CauseView { table: self, lang };
        [view.head(), view.groups()].into_iter().map(Block::Section).collect()
    }

    fn rows(&self) -> impl Iterator<Item = impl Serialize> {
        self.causes.iter()
    }
}

/// The causes as they are said in a language.
struct CauseView<'a> {
    table: &'a CauseTable,
    lang: Lang,
}

impl CauseView<'_> {
    fn head(&self) -> Vec<Block> {
        let (lang, table, head) = (self.lang, self.table, &self.table.head);
        let name = names::indicator(table.indicator, lang);
        let title = titled(head.shop.as_deref(), &text::causes_title(lang, name));
        let title = Line::new(title, Tone::Strong).then(format!("    {}", head.rulebook.full_label(lang)));
        let (from, days) = (table.window_from, table.window_days);
        let basis = basis_in_words(head.as_of_basis, lang);
        let window = text::causes_window(lang, head.as_of, basis, days, from);
        let mut blocks =
            vec![Paragraph::new(title).breaks(Breaks::Spans).into(), Paragraph::new(window).into()];
        blocks.extend(config_line(head.config.as_deref(), lang));
        let counted = table.numerator.zip(table.denominator);
        let figures = numbers::in_figures(table.indicator, table.value, counted, lang);
        let interval = table.low.zip(table.high);
        if let Some(value) = table.value {
            // Of a mean the sentence says the value already.
            let line = match interval {
                Some((low, high)) => {
                    let [value, low, high] = [value, low, high].map(|value| self.value(value));
                    text::causes_value(lang, figures, value, low, high)
                }
                None => figures,
            };
            blocks.push(Paragraph::new(line).into());
        }
        let mut careful = |line: String| {
            blocks.push(Paragraph::new(Line::new(line, Tone::Careful)).into());
        };
        if table.status == Status::Manual {
            careful(text::causes_manual(lang).to_owned());
        }
        if let Some(n) = table.denominator.filter(|_| table.small_numbers) {
            careful(numbers::few_cases(table.unit, n, interval, lang));
        }
        if table.score.is_none() {
            careful(text::causes_no_total(lang).to_owned());
        }
        blocks
    }

    fn groups(&self) -> Vec<Block> {
        let (lang, causes) = (self.lang, &self.table.causes);
        if let Some(row) = &self.table.missing {
            return vec![Paragraph::new(missing::in_words(row, lang)).into()];
        }
        let mut table = Table::new([
            Column::left(""),
            Column::right(text::causes_gain(lang)),
            Column::right(text::causes_bad(lang)),
            Column::right(text::causes_share(lang)),
            Column::right(text::causes_share_of_cases(lang)),
            Column::right(text::causes_own(lang)),
            Column::right(text::causes_rest(lang)),
            Column::left(text::causes_by(lang)),
            Column::left(text::causes_group(lang)),
        ]);
        // Those that stand out are never left out.
        let told = |place: usize, row: &GroupRow| place < ROWS || row.stands_out;
        let shown: Vec<&GroupRow> =
            causes.iter().enumerate().filter(|(place, row)| told(*place, row)).map(|(_, row)| row).collect();
        shown.iter().for_each(|row| table.row(self.cells(row)));
        let mut blocks = vec![table.into()];
        let left_out = causes.len() - shown.len();
        if left_out > 0 {
            blocks.push(Paragraph::new(text::causes_left_out(lang, left_out)).into());
        }
        let stands_out = match causes.iter().any(|row| row.stands_out) {
            true => text::causes_legend(lang),
            false => text::causes_none_stands_out(lang),
        };
        blocks.push(Paragraph::new(stands_out).hanging(0).into());
        blocks.push(Paragraph::new(text::causes_gain_legend(lang)).hanging(0).into());
        if causes.iter().any(|row| row.value.is_none()) {
            blocks.push(Paragraph::new(text::causes_shares_only(lang)).hanging(0).into());
        }
        blocks
    }

    fn cells(&self, row: &GroupRow) -> [Cell; 9] {
        let lang = self.lang;
        let blank = || "–".to_owned();
        let gain = row.recoverable.map_or_else(blank, |gain| numbers::signed(gain, 2));
        let tone = match row.recoverable.map(|gain| rounded(gain, 2)) {
            Some(gain) if gain > 0.0 && row.stands_out => Tone::Bad,
            _ => Tone::Plain,
        };
        let value = |value: Option<f64>| value.map_or_else(blank, |value| self.value(value));
        let name_tone = if row.stands_out { Tone::Strong } else { Tone::Plain };
        [
            if row.stands_out { "★" } else { "" }.into(),
            Line::from(Span::new(gain, tone)).into(),
            format!("{}/{}", fixed(row.bad, 0), row.cases).into(),
            share(row.share).into(),
            share(row.share_of_cases).into(),
            value(row.value).into(),
            value(row.rest).into(),
            by_in_words(row.by, lang).into(),
            Cell::Sentence(Line::new(row.name(lang), name_tone)),
        ]
    }

    fn value(&self, value: f64) -> String {
        numbers::value(self.table.unit, value, self.lang)
    }
}

/// A share in a column of shares.
fn share(share: f64) -> String {
    format!("{}%", fixed(share * 100.0, 1))
}

/// What a group is a group by.
fn by_in_words(by: By, lang: Lang) -> &'static str {
    match by {
        By::Product => text::case_product_name(lang),
        By::Carrier => text::case_carrier(lang),
        By::Province => text::case_province(lang),
        By::Reason => text::case_reason(lang),
        By::Channel => text::case_channel(lang),
        By::Creator => text::case_creator(lang),
        By::Day => text::by_days(lang),
    }
}
