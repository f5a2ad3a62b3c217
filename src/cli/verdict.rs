//! Whether a score is as it should be: what exit codes and occasions of mails go by.

use super::outcome::Outcome;
use super::session::{Basis, Session};
use crate::catalogue::diagnostics;
use crate::input::percent;
use crate::report::ScoreReport;
use crate::rulebook::Comparison;

/// No data are older than the platform.
pub(super) const MOST_DAYS: i32 = 36_500;

/// What a score should reach, and how old its data may be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    pub fail_under: Option<f64>,
    pub most_age: Option<i32>,
}

impl Limits {
    /// How a run ends that came to this report; says on standard error what is too old or not known.
    pub(super) fn verdict(self, report: &ScoreReport, basis: &Basis, session: &Session) -> Outcome {
        let mut outcome = Outcome::of(&basis.loaded);
        if let Some((age, most)) = report.age.days.zip(self.most_age).filter(|(age, most)| age > most) {
            session.tell(&[diagnostics::data_too_old(age, most)]);
            outcome = Outcome::Unusable;
        }
        match (self.fail_under, report.score.total.value) {
            (Some(_), None) => {
                let coverage = percent(report.score.total.coverage);
                session.tell(&[diagnostics::no_total(coverage)]);
                Outcome::Unusable
            }
            (Some(least), Some(value)) if !Comparison::AtLeast.holds(value, least) => {
                outcome.max(Outcome::Below)
            }
            _ => outcome,
        }
    }
}
