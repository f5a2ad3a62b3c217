//! The total by day as a chart: what is known, what is expected, the thresholds on it.

use super::block::{Band, Block, Border, Chart, Curve, Tone};
use super::forecast::ForecastDay;
use super::thresholds::{ThresholdRow, borders_of_total};
use crate::catalogue::{Lang, text};
use crate::rounding::{fixed, shown_score};
use crate::time::Day;

/// How many decimals a score has.
const DECIMALS: i32 = 2;

/// What a chart of the total is made of.
pub(super) struct TotalChart<'a> {
    /// The days that are known, the earliest first, none left out.
    pub past: Vec<(Day, Option<f64>)>,
    /// The days that follow.
    pub ahead: &'a [ForecastDay],
    /// What the total opens or closes.
    pub thresholds: Vec<&'a ThresholdRow>,
    /// Between which ends a total lies.
    pub scale: (f64, f64),
    /// What formats that cannot draw show.
    pub instead: Vec<Block>,
}

impl TotalChart<'_> {
    pub(super) fn chart(self, lang: Lang) -> Chart {
        let days = self.past.iter().map(|(day, _)| *day).chain(self.ahead.iter().map(|own| own.day));
        let title = match self.ahead.len() {
            0 => text::chart_total(lang, self.past.len()),
            ahead => text::chart_total_ahead(lang, self.past.len(), ahead),
        };
        Chart {
            title: title.into(),
            description: self.in_words(lang),
            days: days.collect(),
            last_known: self.past.len().checked_sub(1),
            curves: self.curves(lang),
            band: self.band(lang),
            borders: self.borders(lang),
            scale: self.scale,
            decimals: DECIMALS,
            instead: self.instead,
        }
    }

    fn shown(&self, value: f64) -> String {
        shown_score(value, borders_of_total(self.thresholds.iter().copied()))
    }

    fn last(&self) -> Option<f64> {
        self.past.last().and_then(|(_, value)| *value)
    }

    /// Values of the days ahead behind blanks; the last known day is where they begin.
    fn ahead(&self, of: impl Fn(&ForecastDay) -> Option<f64>) -> Vec<Option<f64>> {
        let blanks = self.past.len().saturating_sub(1);
        let begin = (!self.past.is_empty()).then(|| self.last());
        std::iter::repeat_n(None, blanks).chain(begin).chain(self.ahead.iter().map(of)).collect()
    }

    fn curves(&self, lang: Lang) -> Vec<Curve> {
        let blanks = std::iter::repeat_n(None, self.ahead.len());
        let last = |value: Option<f64>| value.map_or_else(String::new, |value| self.shown(value));
        let newest = self.past.iter().rev().find_map(|(_, value)| *value);
        let known = Curve {
            label: text::total(lang).to_owned(),
            values: self.past.iter().map(|(_, value)| *value).chain(blanks).collect(),
            expected: false,
            last: last(newest),
        };
        let expected = self.ahead.iter().rev().find_map(|own| own.value).map(|end| Curve {
            label: text::chart_expected(lang).to_owned(),
            values: self.ahead(|own| own.value),
            expected: true,
            last: self.shown(end),
        });
        std::iter::once(known).chain(expected).collect()
    }

    fn band(&self, lang: Lang) -> Option<Band> {
        let (low, high) = (self.ahead(|own| own.low), self.ahead(|own| own.high));
        let is_known = self.ahead.iter().any(|own| own.low.is_some() && own.high.is_some());
        is_known.then(|| Band { label: text::chart_band(lang).to_owned(), low, high })
    }

    /// Thresholds on the total of a day; those with the same border are one line.
    fn borders(&self, lang: Lang) -> Vec<Border> {
        let mut borders: Vec<(f64, Vec<&str>, Tone)> = Vec::new();
        for row in &self.thresholds {
            let own = row.conditions.iter().find(|own| own.is_of_total() && own.mean_days.is_none());
            let Some(own) = own else { continue };
            let holds = self.last().map(|total| own.comparison.holds(total, own.at));
            let tone = match holds {
                Some(true) => Tone::Good,
                Some(false) => Tone::Bad,
                None => Tone::Plain,
            };
            let title = lang.pick(row.title_zh.as_str(), row.title_en.as_str());
            match borders.iter_mut().find(|(value, ..)| *value == own.at) {
                Some((_, titles, _)) => titles.push(title),
                None => borders.push((own.at, vec![title], tone)),
            }
        }
        let label = |value: f64, titles: Vec<&str>| {
            format!("{} {}", titles.join(lang.pick("、", ", ")), fixed(value, DECIMALS))
        };
        let border = |(value, titles, tone)| Border { label: label(value, titles), value, tone };
        borders.into_iter().map(border).collect()
    }

    /// Where the line begins, how low and how high it goes and when, where it ends, and what is expected.
    fn in_words(&self, lang: Lang) -> String {
        let known = || self.past.iter().filter_map(|(day, value)| Some((*day, (*value)?)));
        let by_value = |a: &(Day, f64), b: &(Day, f64)| a.1.total_cmp(&b.1);
        let (Some(first), Some(last)) = (known().next(), known().next_back()) else {
            return text::chart_unknown(lang).to_owned();
        };
        let lowest = known().min_by(by_value).unwrap_or(first);
        let highest = known().rev().max_by(by_value).unwrap_or(last);
        let on = |(day, value): (Day, f64)| text::chart_on(lang, self.shown(value), day);
        let mut said = text::chart_course(lang, on(first), on(lowest), on(highest), on(last));
        if let Some((end, value)) = self.ahead.last().and_then(|own| Some((own, own.value?))) {
            let band = end.low.zip(end.high).map(|(low, high)| [low, high].map(|border| self.shown(border)));
            let band = band.map_or_else(String::new, |[low, high]| text::chart_between(lang, low, high));
            said += &text::chart_ahead(lang, on((end.day, value)), band);
        }
        let borders = self.borders(lang);
        let names: Vec<&str> = borders.iter().map(|border| border.label.as_str()).collect();
        if !names.is_empty() {
            said += &text::chart_borders(lang, names.join(lang.pick("、", ", ")));
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(past: &[Option<f64>], ahead: &[ForecastDay]) -> Chart {
        let past = past.iter().enumerate().map(|(i, value)| (Day(20_000 + i as i32), *value)).collect();
        TotalChart { past, ahead, thresholds: Vec::new(), scale: (0.0, 5.0), instead: Vec::new() }
            .chart(Lang::En)
    }

    fn coming(day: i32, value: f64) -> ForecastDay {
        ForecastDay {
            day: Day(day),
            value: Some(value),
            display: None,
            points: None,
            low: Some(value - 0.5),
            high: Some(value + 0.25),
            coverage: 1.0,
            missing_at_0: value,
            missing_at_100: value,
            dimensions: Vec::new(),
            indicators: Vec::new(),
            thresholds: Vec::new(),
        }
    }

    #[test]
    fn what_is_expected_begins_where_what_is_known_ends() {
        let ahead = [coming(20_003, 4.0), coming(20_004, 3.5)];
        let chart = chart(&[Some(4.25), None, Some(4.5)], &ahead);
        assert_eq!((chart.days.len(), chart.last_known), (5, Some(2)));
        assert_eq!(chart.curves[0].values, [Some(4.25), None, Some(4.5), None, None]);
        assert_eq!(chart.curves[1].values, [None, None, Some(4.5), Some(4.0), Some(3.5)]);
        assert_eq!(chart.curves.iter().map(|own| own.last.as_str()).collect::<Vec<_>>(), ["4.50", "3.50"]);
        let band = chart.band.as_ref().unwrap();
        assert_eq!(band.low, [None, None, Some(4.5), Some(3.5), Some(3.0)]);
        assert_eq!(band.high, [None, None, Some(4.5), Some(4.25), Some(3.75)]);
        assert_eq!(chart.extent(), Some((3.0, 4.5)));
        assert_eq!(
            chart.description,
            "From 4.25 on 2054-10-04; lowest 4.25 on 2054-10-04, highest 4.50 on 2054-10-06; 4.50 on \
             2054-10-06. Forecast: 3.50 on 2054-10-08 (3.00 to 3.75)."
        );
    }

    #[test]
    fn without_a_forecast_there_is_neither_its_line_nor_its_band() {
        let alone = chart(&[Some(4.25)], &[]);
        assert_eq!((alone.curves.len(), alone.band), (1, None));
        assert_eq!(chart(&[None], &[]).extent(), None);
    }
}
