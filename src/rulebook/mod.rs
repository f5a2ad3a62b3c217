//! A rulebook: *definitions* say what is counted (the timeline needs them), *scoring* says what it is
//! worth (the scorecard needs it). Both are data in TOML (SPEC section 6).

mod curve;
mod definitions;
mod scoring;

pub use curve::Curve;
pub use definitions::{Deadline, Definitions, Membership, Night};
pub use scoring::{Scale, ScoredDimension, ScoredIndicator, Scoring, Threshold};

use crate::catalogue::{Code, Diagnostic};
use serde::Deserialize;

/// A rulebook.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rulebook {
    /// The id in reports and on the command line.
    pub id: String,
    /// Title in Chinese.
    pub title_zh: String,
    /// Title in English.
    pub title_en: String,
    /// Are weights or curves an estimate?
    pub estimate: bool,
    /// What is counted.
    pub definitions: Definitions,
    /// What it is worth.
    pub scoring: Scoring,
}

impl Rulebook {
    /// The default rulebook.
    pub fn default_rulebook() -> Result<Rulebook, Diagnostic> {
        Rulebook::parse("classic.toml", include_str!("classic.toml"))
    }

    /// Reads and checks a rulebook.
    pub fn parse(path: &str, text: &str) -> Result<Rulebook, Diagnostic> {
        let broken = |why: String| Diagnostic::new(Code::RulebookInvalid).path(path).with("why", why);
        let rulebook: Rulebook = toml::from_str(text).map_err(|e| {
            let line = e.span().map(|s| text.get(..s.start).unwrap_or_default().matches('\n').count() + 1);
            broken(e.message().to_owned()).line(line.map(|l| l as u64))
        })?;
        rulebook.definitions.check().map_err(&broken)?;
        rulebook.scoring.check().map_err(&broken)?;
        Ok(rulebook)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_is_sound() {
        let rulebook = Rulebook::default_rulebook().unwrap();
        assert_eq!(rulebook.id, "classic");
        assert_eq!(rulebook.scoring.dimensions.iter().map(|d| d.indicators.len()).sum::<usize>(), 7);
    }

    #[test]
    fn a_broken_one_is_refused_with_the_reason() {
        let text = include_str!("classic.toml");
        for (from, to, why) in [
            ("weight = 0.50", "weight = 0.40", "0.9"),
            ("id = \"arrival_hours\"", "id = \"arrival_hour\"", "arrival_hours"),
            ("[84.0, 90.0]", "[44.0, 90.0]", "arrival_hours"),
            ("[0.01, 95.0]", "[0.01, 85.0]", "quality_return_rate"),
            ("quality_classes = [\"quality\"", "quality_classes = [\"qualty\"", "qualty"),
        ] {
            assert!(text.contains(from), "{from}");
            let error = Rulebook::parse("my.toml", &text.replacen(from, to, 1)).unwrap_err();
            let message = error.message(crate::catalogue::Lang::En);
            assert!(message.contains(why), "{message}");
        }
    }
}
