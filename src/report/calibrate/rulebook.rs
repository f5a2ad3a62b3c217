//! The rulebook that comes of a calibration, as a file: only what was learnt, above its base. A base that is itself a
//! file cannot be extended, so then everything is written.

use crate::catalogue::{Diagnostic, Lang, text};
use crate::indicator::{Figure, Unit};
use crate::insight::calibrate::{Calibrated, CurveFit, LEAST_DAYS, Outcome, TierRange, WeightFit};
use crate::names;
use crate::report::numbers::{exact, exact_value};
use crate::rulebook::{Curve, Rulebook, WrittenPlace, is_built_in};
use toml_edit::Value;

/// What is the base's own, or the platform's.
const LEFT_OUT: [&str; 3] = ["default", "family", "in_force"];
const INDICATORS: &str = "scoring.dimensions.indicators";

/// The file, which reads back as what was fitted.
///
/// # Errors
///
/// Where it does not.
pub(super) fn calibrated_text(
    base: &Rulebook,
    calibrated: &Calibrated,
    id: &str,
    lang: Lang,
) -> Result<String, Vec<Diagnostic>> {
    let file = CalibratedRulebook { base, calibrated, lang };
    let rulebook = file.rulebook(id);
    let body = if is_built_in(&base.id) {
        file.short(&rulebook)
    } else {
        rulebook.written(&LEFT_OUT, &|place| file.comment(place)).map_err(|wrong| vec![wrong])?
    };
    let text = format!("{}\n{body}", file.head());
    Rulebook::parse_all(id, &text)?;
    Ok(text)
}

struct CalibratedRulebook<'c> {
    base: &'c Rulebook,
    calibrated: &'c Calibrated,
    lang: Lang,
}

impl CalibratedRulebook<'_> {
    /// The base with what was learnt, under names of its own. What was not learnt stays an estimate where it was one.
    fn rulebook(&self, id: &str) -> Rulebook {
        let days = self.calibrated.days.len();
        let title = |lang: Lang| text::calibrated_title(lang, days, &self.base.id);
        let source = |lang: Lang| text::calibrated_source(lang, self.first_to_last());
        // No page shows every value: beyond those that were seen an estimate stays one.
        let estimate = self.base.estimate;
        let estimated = |lang: Lang| {
            estimate.then(|| text::calibrated_estimated(lang, names::listed(self.unknown(lang), lang)))
        };
        Rulebook {
            id: id.to_owned(),
            default: false,
            family: None,
            in_force: None,
            title_zh: title(Lang::Zh),
            title_en: title(Lang::En),
            source_zh: Some(source(Lang::Zh)),
            source_en: Some(source(Lang::En)),
            estimate,
            estimated_zh: estimated(Lang::Zh),
            estimated_en: estimated(Lang::En),
            scoring: self.calibrated.fit.scoring.clone(),
            ..self.base.clone()
        }
    }

    fn first_to_last(&self) -> String {
        let days = &self.calibrated.days;
        let ends = days.first().zip(days.last());
        ends.map_or_else(String::new, |(from, to)| format!("{from}…{to}"))
    }

    /// What the page does not bear out.
    fn unknown(&self, lang: Lang) -> Vec<String> {
        let fit = &self.calibrated.fit;
        let curves = fit.curves.iter().filter(|own| !own.outcome.is_known(own.days, LEAST_DAYS));
        let curves = curves.map(|own| text::calibrated_curve_of(lang, names::indicator(own.indicator, lang)));
        let weights = fit.weights.iter().filter(|own| !own.is_known());
        let weights = weights.map(|own| text::calibrated_weights_of(lang, own.whole.name(lang)));
        curves.chain(weights).chain([text::calibrated_unseen(lang).to_owned()]).collect()
    }

    /// How it came about, as a comment.
    fn head(&self) -> String {
        let days = self.calibrated.days.len();
        let head = text::calibrated_head(self.lang, days, self.first_to_last(), &self.base.id);
        head.lines().map(|line| format!("# {line}\n")).collect()
    }

    /// What was learnt, above a base that is built in.
    fn short(&self, rulebook: &Rulebook) -> String {
        let quoted = |text: &str| Value::from(text).to_string().trim().to_owned();
        let mut lines = vec![format!("extends = {}", quoted(&self.base.id))];
        let texts = [
            ("id", Some(&rulebook.id)),
            ("title_zh", Some(&rulebook.title_zh)),
            ("title_en", Some(&rulebook.title_en)),
            ("source_zh", rulebook.source_zh.as_ref()),
            ("source_en", rulebook.source_en.as_ref()),
        ];
        lines.extend(texts.iter().filter_map(|(key, text)| Some(format!("{key} = {}", quoted((*text)?)))));
        lines.push(format!("estimate = {}", rulebook.estimate));
        let estimated = [("estimated_zh", &rulebook.estimated_zh), ("estimated_en", &rulebook.estimated_en)];
        lines.extend(
            estimated.iter().filter_map(|(key, text)| Some(format!("{key} = {}", quoted(text.as_deref()?)))),
        );
        for dimension in &rulebook.scoring.dimensions {
            let total = self.weights(Figure::Total);
            let own = self.weights(Figure::Dimension(dimension.dimension));
            let parts = dimension.indicators.iter().filter_map(|part| {
                let curve = self.curve(Figure::Indicator(part.indicator))?;
                let is_learnt = curve.outcome == Outcome::Learnt;
                (is_learnt || own.is_some()).then_some((part, curve, is_learnt))
            });
            let parts: Vec<_> = parts.collect();
            if parts.is_empty() && total.is_none() {
                continue;
            }
            lines.push(format!("\n[[scoring.dimensions]]\nid = {}", quoted(dimension.dimension.id())));
            if total.is_some() {
                lines.push(format!("weight = {}", number(dimension.weight)));
            }
            for (part, curve, is_learnt) in parts {
                lines.push(String::new());
                lines.extend(self.about_curve(curve).iter().map(|line| format!("# {line}")));
                lines.push(format!("[[{INDICATORS}]]\nid = {}", quoted(part.indicator.id())));
                if own.is_some() {
                    lines.push(format!("weight = {}", number(part.weight)));
                }
                if is_learnt {
                    lines.extend(curve_lines(&part.curve));
                }
            }
        }
        lines.join("\n") + "\n"
    }

    fn curve(&self, figure: Figure) -> Option<&CurveFit> {
        match figure {
            Figure::Indicator(indicator) => self.calibrated.fit.curve(indicator),
            Figure::Total | Figure::Dimension(_) => None,
        }
    }

    /// The weights of a whole, where they were learnt.
    fn weights(&self, whole: Figure) -> Option<&WeightFit> {
        let mut all = self.calibrated.fit.weights.iter();
        all.find(|own| own.whole == whole && own.outcome == Outcome::Learnt)
    }

    fn comment(&self, place: WrittenPlace<'_>) -> Vec<String> {
        let curve = |id: &str| self.curve(Figure::by_id(id)?);
        match (place.path, place.item.and_then(curve)) {
            (INDICATORS, Some(curve)) => self.about_curve(curve),
            _ => Vec::new(),
        }
    }

    /// What a curve rests on, and between which values its tiers truly begin.
    fn about_curve(&self, own: &CurveFit) -> Vec<String> {
        let (lang, unit) = (self.lang, own.indicator.info().unit);
        let name = names::indicator(own.indicator, lang);
        let value = |value: f64| exact_value(unit, value, lang);
        let mut lines = vec![match (own.outcome, own.seen) {
            (Outcome::Learnt, Some((from, to))) => {
                text::calibrated_curve(lang, name, own.days, value(from), value(to))
            }
            (Outcome::BaseFits, _) => text::calibrated_base_fits(lang, name, own.days, &self.base.id),
            _ => text::calibrated_base_stays(lang, name, &self.base.id),
        }];
        lines.extend(own.tiers.iter().map(|tier| tier_line(tier, unit, lang)));
        lines
    }
}

fn tier_line(tier: &TierRange, unit: Unit, lang: Lang) -> String {
    let (points, value) = (exact(tier.points), |value: f64| exact_value(unit, value, lang));
    match (tier.learnt, tier.worst_inside, tier.best_below) {
        (true, Some(worst), Some(best)) => text::calibrated_tier(lang, points, value(worst), value(best)),
        _ => text::calibrated_tier_unseen(lang, points),
    }
}

fn curve_lines(curve: &Curve) -> Vec<String> {
    let pairs = |pairs: &[(f64, f64)]| {
        let pair = |(value, points): &(f64, f64)| format!("[{}, {}]", number(*value), number(*points));
        pairs.iter().map(pair).collect::<Vec<_>>().join(", ")
    };
    match curve {
        Curve::Linear { anchors } => {
            vec!["curve = \"linear\"".to_owned(), format!("anchors = [{}]", pairs(anchors))]
        }
        Curve::Steps { tiers, beyond } => vec![
            "curve = \"steps\"".to_owned(),
            format!("tiers = [{}]", pairs(tiers)),
            format!("beyond = {}", number(*beyond)),
        ],
    }
}

/// With a point, as TOML wants it of a number that is not whole by nature.
fn number(value: f64) -> String {
    format!("{value:?}")
}
