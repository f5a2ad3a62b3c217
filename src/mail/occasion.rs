//! When a mail is sent: always, or only where something is not as it should be.

use crate::catalogue::{Arg, text};
use crate::rounding::fixed;
use crate::rulebook::Comparison;
use crate::time::Day;

/// A case in which a mail is sent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Occasion {
    /// Every time.
    Always,
    /// The total is below what was asked for, or not known, or a threshold is not met.
    Below,
    /// One of these has another answer than on the day before it in the history.
    Crossed,
    /// The total is lower by so much than on that day.
    Worse(f64),
    /// The data are older than they may be.
    Stale,
}

/// What a day comes to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Standing {
    /// The total; none below the least coverage.
    pub total: Option<f64>,
    /// The least total that was asked for.
    pub least: Option<f64>,
    /// The thresholds by their ids, and whether they are met, as far as that can be said.
    pub thresholds: Vec<(String, Option<bool>)>,
    /// How many days old the data are.
    pub age: Option<i32>,
    /// How old they may be.
    pub most_age: Option<i32>,
    /// The newest day before, as far as one is known.
    pub earlier: Option<Earlier>,
}

/// A day of the past.
#[derive(Debug, Clone, PartialEq)]
pub struct Earlier {
    /// Which.
    pub day: Day,
    /// Its total.
    pub total: Option<f64>,
    /// The thresholds by their ids, and whether they were met.
    pub thresholds: Vec<(String, Option<bool>)>,
}

impl Occasion {
    /// How occasions are typed.
    pub const TYPED: [&'static str; 5] = ["always", "below", "crossed", "worse=0.05", "stale"];

    /// One as it is typed.
    ///
    /// ```
    /// use tiyanfen::mail::Occasion;
    /// assert_eq!(Occasion::parse("worse=0.05"), Some(Occasion::Worse(0.05)));
    /// assert_eq!(Occasion::parse("worse=-1"), None);
    /// ```
    pub fn parse(typed: &str) -> Option<Occasion> {
        match typed.trim() {
            "always" => Some(Occasion::Always),
            "below" => Some(Occasion::Below),
            "crossed" => Some(Occasion::Crossed),
            "stale" => Some(Occasion::Stale),
            other => {
                let by =
                    other.strip_prefix("worse")?.trim_start().strip_prefix(['=', '＝'])?.trim().parse().ok();
                by.filter(|by: &f64| by.is_finite() && *by > 0.0).map(Occasion::Worse)
            }
        }
    }

    /// Does it look back at an earlier day?
    pub fn needs_history(self) -> bool {
        matches!(self, Occasion::Crossed | Occasion::Worse(_))
    }

    /// Nothing where a mail is due; else why it is not.
    fn against(self, standing: &Standing) -> Option<Arg> {
        let earlier = standing.earlier.as_ref();
        match (self, earlier) {
            (Occasion::Always, _) => None,
            (Occasion::Below, _) => {
                let is_low = standing.least.is_some_and(|least| !standing.reaches(standing.total, least));
                let is_missed = standing.thresholds.iter().any(|(_, met)| *met == Some(false));
                (!is_low && !is_missed).then(|| text::not_below.into())
            }
            (Occasion::Stale, _) => {
                let (days, most) = (standing.age.unwrap_or_default(), standing.most_age.unwrap_or(i32::MAX));
                (days <= most).then(|| Arg::from(|lang| text::not_stale(lang, days, most)))
            }
            (_, None) => Some(text::no_day_before.into()),
            (Occasion::Crossed, Some(earlier)) => (!standing.has_crossed(earlier))
                .then(|| Arg::from(|lang| text::not_crossed(lang, earlier.day))),
            (Occasion::Worse(by), Some(earlier)) => {
                let day = earlier.day;
                let Some((total, before)) = standing.total.zip(earlier.total) else {
                    return Some(Arg::from(|lang| text::no_total_to_compare(lang, day)));
                };
                let change =
                    |change: f64| format!("{}{}", if change > 0.0 { "+" } else { "" }, fixed(change, 2));
                (!Comparison::AtLeast.holds(before - total, by))
                    .then(|| Arg::from(|lang| text::not_worse(lang, day, by, change(total - before))))
            }
        }
    }
}

impl Standing {
    /// Is a mail due for one of some occasions? Where it is not: why, for each of them.
    ///
    /// # Errors
    ///
    /// Why there is no need to, for each of them.
    pub(crate) fn is_due(&self, occasions: &[Occasion]) -> Result<(), Vec<Arg>> {
        let against: Option<Vec<Arg>> = occasions.iter().map(|occasion| occasion.against(self)).collect();
        against.filter(|why| !why.is_empty()).map_or(Ok(()), Err)
    }

    /// A total that is not known reaches nothing.
    fn reaches(&self, total: Option<f64>, least: f64) -> bool {
        total.is_some_and(|total| Comparison::AtLeast.holds(total, least))
    }

    /// Does a threshold, or the least total, have another answer than it had? What could not be said on one of the days
    /// has not crossed anything.
    fn has_crossed(&self, earlier: &Earlier) -> bool {
        let before =
            |id: &str| earlier.thresholds.iter().find(|(own, _)| own == id).and_then(|(_, met)| *met);
        let mut thresholds = self.thresholds.iter();
        let threshold =
            thresholds.any(|(id, met)| met.zip(before(id)).is_some_and(|(met, before)| met != before));
        let total = self.least.zip(self.total.zip(earlier.total)).is_some_and(|(least, (total, before))| {
            Comparison::AtLeast.holds(total, least) != Comparison::AtLeast.holds(before, least)
        });
        threshold || total
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Lang;

    fn earlier(total: Option<f64>, met: Option<bool>) -> Earlier {
        Earlier {
            day: Day::parse("2026-10-29").unwrap(),
            total,
            thresholds: vec![("access".to_owned(), met)],
        }
    }

    fn standing(total: Option<f64>, met: Option<bool>) -> Standing {
        Standing {
            total,
            least: Some(4.2),
            thresholds: vec![("access".to_owned(), met)],
            age: Some(2),
            most_age: Some(3),
            earlier: Some(earlier(Some(4.5), Some(true))),
        }
    }

    fn is_due(standing: &Standing, typed: &str) -> bool {
        let occasions: Vec<Occasion> =
            typed.split(',').map(|typed| Occasion::parse(typed).unwrap()).collect();
        standing.is_due(&occasions).is_ok()
    }

    #[test]
    fn what_is_well_is_no_occasion() {
        let well = standing(Some(4.46), Some(true));
        assert!(is_due(&well, "always") && is_due(&well, "below,always"));
        assert!(!is_due(&well, "below,crossed,worse=0.05,stale"));
        let why = well.is_due(&[Occasion::Worse(0.05), Occasion::Stale]).unwrap_err();
        let why: Vec<&str> = why.iter().map(|why| why.in_lang(Lang::En)).collect();
        assert_eq!(
            why,
            [
                "the total is not lower by 0.05 than on 2026-10-29 (-0.04)",
                "the data are not old (days 2, at most 3)"
            ]
        );
    }

    #[test]
    fn below_is_a_low_total_an_unknown_one_or_a_missed_threshold() {
        assert!(is_due(&standing(Some(4.19), Some(true)), "below"));
        assert!(!is_due(&standing(Some(4.2), Some(true)), "below"));
        assert!(is_due(&standing(None, None), "below"));
        assert!(is_due(&standing(Some(4.6), Some(false)), "below"));
        assert!(!is_due(&Standing { least: None, ..standing(None, None) }, "below"));
    }

    #[test]
    fn worse_counts_what_binary_fractions_make_of_a_border() {
        // 4.5 - 4.45 is a hair less than 0.05.
        assert!(is_due(&standing(Some(4.45), None), "worse=0.05"));
        assert!(!is_due(&standing(Some(4.451), None), "worse=0.05"));
        assert!(!is_due(&standing(Some(4.6), None), "worse=0.05"));
        assert!(!is_due(&standing(None, None), "worse=0.05"));
        assert!(!is_due(&Standing { earlier: None, ..standing(Some(1.0), None) }, "worse=0.05,crossed"));
    }

    #[test]
    fn crossed_is_another_answer_either_way() {
        assert!(is_due(&standing(Some(4.5), Some(false)), "crossed"));
        assert!(is_due(&standing(Some(4.1), Some(true)), "crossed"));
        assert!(!is_due(&standing(Some(4.3), Some(true)), "crossed"));
        assert!(!is_due(&standing(Some(4.3), None), "crossed"));
        let up =
            Standing { earlier: Some(earlier(Some(4.1), Some(true))), ..standing(Some(4.3), Some(true)) };
        assert!(is_due(&up, "crossed"));
        let unknown = Standing { earlier: Some(earlier(None, None)), ..standing(Some(4.1), Some(false)) };
        assert!(!is_due(&unknown, "crossed"));
    }

    #[test]
    fn stale_is_older_than_it_may_be() {
        assert!(!is_due(&standing(None, None), "stale"));
        assert!(is_due(&Standing { age: Some(4), ..standing(None, None) }, "stale"));
        assert!(!is_due(&Standing { age: None, ..standing(None, None) }, "stale"));
    }

    #[test]
    fn what_is_no_occasion_is_refused() {
        for typed in
            ["", "bellow", "worse", "worse=", "worse=0", "worse=x", "worse=inf", "worse=-0.1", "always=1"]
        {
            assert_eq!(Occasion::parse(typed), None, "{typed}");
        }
        assert_eq!(Occasion::parse(" worse = 0.1 "), Some(Occasion::Worse(0.1)));
    }
}
