//! An indicator in words: what it is, how it is counted, where that comes from, what moves it.
//!
//! The figures of a rulebook (windows, hours, words of reasons) are places, `{so}`, filled from the
//! rulebook in use: see [`PLACES`].

use crate::catalogue::{Bilingual, Lang, text};
use crate::string_enum::string_enum;

/// An indicator in words. Texts follow SPEC section 5.
#[derive(Debug)]
pub struct Explanation {
    /// What it is, in one sentence.
    pub definition: Bilingual,
    /// What is counted above the line.
    pub numerator: Bilingual,
    /// What is counted below the line.
    pub denominator: Bilingual,
    /// Which day places a case in a window.
    pub cohort: Bilingual,
    /// Which events raise the value.
    pub raises: Bilingual,
    /// Which events lower the value.
    pub lowers: Bilingual,
    /// When a case enters and when it leaves.
    pub enters: Bilingual,
    /// Rules that decide single cases.
    pub notes: &'static [Bilingual],
    /// Which part rests on what.
    pub sources: &'static [(Basis, Bilingual)],
    /// Which reason classes count, where the reason of an after-sale decides.
    pub by_reason: Option<ReasonGroup>,
}

string_enum! {
    /// Who says so.
    Basis {
        /// The platform's published rules.
        Platform = "platform",
        /// What articles and operators commonly report.
        Reported = "reported",
        /// This project's own estimate or choice.
        Estimate = "estimate",
    }
}

impl Basis {
    /// What it is called.
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Basis::Platform => text::basis_platform(lang),
            Basis::Reported => text::basis_reported(lang),
            Basis::Estimate => text::basis_estimate(lang),
        }
    }
}

/// Which reason classes of a rulebook an indicator counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReasonGroup {
    /// The quality classes.
    Quality,
    /// The logistics classes.
    Logistics,
    /// The damage classes.
    Damage,
}

/// The places that texts may have: what a rulebook says.
///
/// | place | is |
/// |---|---|
/// | `days` | the indicator's window |
/// | `deadline` | when a pickup is due, in words |
/// | `presale` | hours after payment from which a promised ship time is a presale's |
/// | `pickup_from`, `pickup_to` | the night in which the pickup clock stands still |
/// | `review_from`, `review_to` | the night in which the clock of after-sale reviews stands still |
/// | `sla` | hours from pickup to the due delivery |
/// | `scores` | what a pickup scores after how many hours, in words |
/// | `refund_only_within`, `return_within` | hours in which the merchant must agree to an after-sale |
/// | `mark` | the mark that makes any reason a quality reason |
pub const PLACES: [&str; 12] = [
    "days",
    "deadline",
    "presale",
    "pickup_from",
    "pickup_to",
    "review_from",
    "review_to",
    "sla",
    "scores",
    "refund_only_within",
    "return_within",
    "mark",
];

#[cfg(test)]
mod tests {
    use super::PLACES;
    use crate::catalogue::places;
    use crate::indicator::Indicator;

    #[test]
    fn every_place_is_one_that_a_rulebook_fills() {
        for indicator in Indicator::ALL {
            let e = &indicator.info().explanation;
            let own = [e.definition, e.numerator, e.denominator, e.cohort, e.raises, e.lowers, e.enters];
            let texts = own.iter().chain(e.notes).chain(e.sources.iter().map(|(_, text)| text));
            for place in texts.flat_map(|text| places(text.zh)) {
                assert!(PLACES.contains(&place), "{}: {place}", indicator.id());
            }
        }
    }

    #[test]
    fn figures_have_the_places_that_a_report_fills() {
        for indicator in Indicator::ALL {
            for place in places(indicator.info().figures.zh) {
                assert!(["n", "d", "miss", "v"].contains(&place), "{}: {place}", indicator.id());
            }
        }
    }
}
