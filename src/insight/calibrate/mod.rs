//! A rulebook fitted to what the back office showed (SPEC section 7.7): curves from official values and their points,
//! weights from the points of wholes and their parts. What the page does not bear out stays as it is in the base.

mod anchors;
mod curve;
mod fit;
mod helpful;
mod page;
mod pool;
mod predict;
mod residual;
mod simplex;
mod tiers;
mod weights;

pub use curve::Outcome;
pub(crate) use curve::{Contradiction, CurveFit, LEAST_DAYS, LEAST_VALUES};
pub(crate) use fit::Fit;
pub use helpful::{Helpful, HelpfulWhat};
pub use residual::Residual;
pub use tiers::TierRange;
pub(crate) use weights::{SPARE_DAYS, WeightFit};

use crate::analysis::Analysis;
use crate::indicator::{Figure, Indicator};
use crate::insight::reconcile::Official;
use crate::time::Day;

/// A rulebook fitted to some days of a page, and how well it fits.
#[derive(Debug, Clone)]
pub(crate) struct Calibrated {
    pub(crate) fit: Fit,
    /// The days that were used, the earliest first.
    pub(crate) days: Vec<Day>,
    /// Half a unit of the last digit of the points that the page shows: of indicators, dimensions, the total.
    pub(crate) halves: [f64; 3],
    /// By indicator: on how many days a rule for small shops fixed its points.
    pub(crate) fixed: Vec<(Indicator, usize)>,
    /// On how many days the growth stage fixed the total.
    pub(crate) growth_days: usize,
    /// Figure by figure: how far the base and the fitted rulebook lie from the page.
    pub(crate) residuals: Vec<(Figure, Option<Residual>, Option<Residual>)>,
    /// The total from the page's own values: by the base, by the fitted rulebook, and by one fitted to all other days.
    pub(crate) totals: [Option<Residual>; 3],
    /// What would help, most of the total first.
    pub(crate) helpful: Vec<Helpful>,
}

impl Analysis<'_> {
    /// Fits this rulebook to what a page shows of some days.
    pub(crate) fn calibrate(&self, official: &Official, days: &[Day]) -> Calibrated {
        let base = &self.rulebook().scoring;
        let (pages, precision) = page::page_days(official, days, self);
        let fit = Fit::of(base, &pages.iter().collect::<Vec<_>>(), &precision);
        let wholes = base.dimensions.iter().flat_map(|own| {
            let parts = own.indicators.iter().map(|part| Figure::Indicator(part.indicator));
            parts.chain([Figure::Dimension(own.dimension)])
        });
        let residuals = wholes.chain([Figure::Total]).map(|figure| {
            let of = |scoring| residual::of_figure(figure, &pages, scoring);
            (figure, of(base), of(&fit.scoring))
        });
        let fixed = base
            .indicators()
            .map(|indicator| (indicator, pages.iter().filter(|day| day.fixed.contains(&indicator)).count()));
        Calibrated {
            days: pages.iter().map(|day| day.day).collect(),
            halves: [precision.indicators, precision.dimensions, precision.total],
            fixed: fixed.filter(|(_, days)| *days > 0).collect(),
            growth_days: pages.iter().filter(|day| day.is_growth).count(),
            residuals: residuals.collect(),
            totals: [
                residual::of_total(&pages, base),
                residual::of_total(&pages, &fit.scoring),
                residual::leaving_one_out(&pages, base, &precision),
            ],
            helpful: helpful::helpful(&fit),
            fit,
        }
    }
}
