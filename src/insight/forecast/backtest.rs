//! How well forecasts from days of the past have done: what came of these days is known.

use super::PAST_DAYS;
use super::WEEK;
use super::outlook::Outlook;
use super::paths::Path;

/// From so many days of the past, a week apart, a forecast is made at most.
const MOST_RUNS: i32 = 12;
/// How far back the first of them lies.
pub(super) const FIRST_BACK: i32 = MOST_RUNS * WEEK;
/// How many days ahead is looked.
const HORIZONS: [i32; 3] = [7, 14, 30];
/// A forecast that is not better by a tenth is no better than to say that all stays as it is.
const WORTH: f64 = 0.9;
/// What binary fractions make of no error at all.
const HAIR: f64 = 1e-9;

/// How forecasts of so many days have done.
#[derive(Debug, Clone, PartialEq)]
pub struct BacktestRow {
    /// How many days ahead.
    pub horizon: i32,
    /// From how many days of the past.
    pub runs: usize,
    /// By how much the total was wrong on the average.
    pub error: Option<f64>,
    /// By how much it would have been wrong to say that all stays as it is.
    pub error_of_staying: Option<f64>,
    /// In which share of the runs the total lay within the band.
    pub in_band: Option<f64>,
}

impl BacktestRow {
    /// Is a forecast clearly better than to say that all stays as it is? `None` where nothing is known.
    pub fn is_better(&self) -> Option<bool> {
        let (error, staying) = self.error.zip(self.error_of_staying)?;
        Some(staying > HAIR && error <= WORTH * staying)
    }
}

/// What one forecast said of a day, beside what came of it.
struct Tried {
    error: f64,
    error_of_staying: f64,
    in_band: bool,
}

/// Plain forecasts from days of the past, as far as the past before these goes.
pub(super) fn backtest(outlook: &Outlook<'_>) -> Vec<BacktestRow> {
    let analysis = outlook.analysis;
    let as_of = analysis.as_of();
    let origins = (1..=MOST_RUNS).map(|run| as_of.plus(-run * WEEK));
    let known = origins.take_while(|origin| outlook.paid_days(*origin) >= PAST_DAYS);
    let mut tried: [Vec<Tried>; HORIZONS.len()] = Default::default();
    for origin in known {
        let behind = as_of.0 - origin.0;
        let days = HORIZONS.into_iter().filter(|horizon| *horizon <= behind).max().unwrap_or_default();
        let (ahead, paths) = (outlook.ahead(origin, days, None), Path::all(days));
        for (horizon, tried) in HORIZONS.into_iter().zip(&mut tried).filter(|(horizon, _)| *horizon <= days) {
            let middle = outlook.scored(&ahead, origin, horizon, &Path::Middle).1.value;
            let (then, now) =
                (analysis.scorecard(origin.plus(horizon)).value, analysis.scorecard(origin).value);
            let (Some(middle), Some(then), Some(now)) = (middle, then, now) else { continue };
            let band = outlook.band(&ahead, origin, horizon, (Some(middle), &paths));
            tried.push(Tried {
                error: (middle - then).abs(),
                error_of_staying: (now - then).abs(),
                in_band: band.low <= Some(then) && Some(then) <= band.high,
            });
        }
    }
    HORIZONS.into_iter().zip(&tried).map(|(horizon, tried)| row(horizon, tried)).collect()
}

fn row(horizon: i32, tried: &[Tried]) -> BacktestRow {
    let mean = |of: fn(&Tried) -> f64| {
        (!tried.is_empty()).then(|| tried.iter().map(of).sum::<f64>() / tried.len() as f64)
    };
    BacktestRow {
        horizon,
        runs: tried.len(),
        error: mean(|own| own.error),
        error_of_staying: mean(|own| own.error_of_staying),
        in_band: mean(|own| f64::from(u8::from(own.in_band))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tenth_less_is_better() {
        let better = |error: f64, staying: f64| {
            row(7, &[Tried { error, error_of_staying: staying, in_band: true }]).is_better()
        };
        assert_eq!(better(0.09, 0.10), Some(true));
        assert_eq!(better(0.091, 0.10), Some(false));
        assert_eq!(better(0.0, 0.0), Some(false));
        assert_eq!(row(7, &[]).is_better(), None);
    }

    #[test]
    fn a_row_is_the_mean_of_its_runs() {
        let tried = [(0.1, 0.3, true), (0.2, 0.0, false), (0.3, 0.3, true), (0.0, 0.2, true)];
        let tried =
            tried.map(|(error, error_of_staying, in_band)| Tried { error, error_of_staying, in_band });
        let BacktestRow { runs, error, error_of_staying, in_band, .. } = row(14, &tried);
        assert_eq!((runs, in_band), (4, Some(0.75)));
        assert!((error.unwrap() - 0.15).abs() < 1e-12 && (error_of_staying.unwrap() - 0.2).abs() < 1e-12);
    }
}
