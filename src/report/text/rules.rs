//! Rulebooks for people: what counts, over how many days, for how much, and who says so.

use super::figures::{self, exact, exact_percent};
use super::{indented, plain_table, thresholds, trimmed};
use crate::catalogue::{Lang, Text};
use crate::indicator::{Direction, Indicator, Unit};
use crate::report::check::fold::{fold, wrap};
use crate::report::{ConditionRow, RulebookList, RulebookPage, RulebookTitle, rulebook_title};
use crate::rulebook::{
    Curve, Deadline, InForce, Night, OTHER_CLASS, PickupScore, ReasonWords, Rulebook, ScoredDimension,
    Threshold,
};
use crate::scorecard::fixed;
use crate::shown_text::one_line;

/// A rulebook's title and id, and whether it is an estimate.
pub fn label(rulebook: &RulebookTitle, lang: Lang) -> String {
    let (name, estimate) = (rulebook.label(lang), Text::Estimate.template(lang));
    match (rulebook.estimate, lang) {
        (false, _) => name,
        (true, Lang::Zh) => format!("{name}（{estimate}）"),
        (true, Lang::En) => format!("{name} ({estimate})"),
    }
}

/// What a pickup scores after how many hours.
pub fn scores(score: &PickupScore, lang: Lang) -> String {
    let pair = |(hours, points): &(f64, f64)| {
        let args = [("hours", exact(*hours)), ("points", exact(*points))];
        Text::HoursScore.with(lang, &args)
    };
    score.anchors.iter().map(pair).collect::<Vec<_>>().join(lang.pick("，", ", "))
}

/// The list: a line per rulebook.
pub fn list(list: &RulebookList, lang: Lang) -> String {
    let say = |text: Text| text.template(lang).to_owned();
    let mut table = plain_table();
    let heads = [Text::RulesId, Text::RulesTitle, Text::RulesInForce, Text::RulesScale, Text::HeadStatus];
    table.set_header(heads.map(say));
    for row in &list.rulebooks {
        let marks = [(row.default, Text::RulesDefault), (row.estimate, Text::Estimate)];
        let marks: Vec<String> = marks.iter().filter(|m| m.0).map(|m| say(m.1)).collect();
        table.add_row([
            row.id.clone(),
            lang.pick(&row.title_zh, &row.title_en).to_owned(),
            in_force(&row.in_force(), lang),
            format!("{}–{}", fixed(row.scale_min, 2), fixed(row.scale_max, 2)),
            marks.join(" · "),
        ]);
    }
    let hint = [
        ("command", "tiyanfen rules show ID".to_owned()),
        ("new", "tiyanfen rules new --output my.toml".to_owned()),
    ];
    let families = list.families.iter().map(|family| format!("--rules {family}")).collect::<Vec<_>>();
    let families = [("families", families.join(lang.pick("、", ", ")))];
    let hints = [Text::RulesFamilies.with(lang, &families), Text::RulesHint.with(lang, &hint)];
    format!("{}\n{}\n", trimmed(&table), hints.join("\n"))
}

/// One rulebook.
pub fn page(page: &RulebookPage, lang: Lang) -> String {
    let sheet = Sheet { rulebook: &page.rulebook, lang };
    let sections = [sheet.head(), sheet.scored(), sheet.windows(), sheet.clocks(), sheet.reasons()];
    let sections = sections.into_iter().chain([sheet.approximations(), sheet.extras(), sheet.thresholds()]);
    let sections = sections.filter(|s| !s.is_empty());
    sections.collect::<Vec<_>>().join("\n")
}

/// A rulebook in a file that is fine: which, and what it is made of.
pub fn fine(path: &str, rulebook: &Rulebook, lang: Lang) -> String {
    let name = rulebook_title(rulebook).label(lang);
    let args = [("path", one_line(path).into_owned()), ("rulebook", name)];
    let mut parts: Vec<String> = Vec::new();
    for scored in &rulebook.scoring.dimensions {
        let Some(dimension) = scored.dimension() else { continue };
        let args = [
            ("name", lang.pick(dimension.name_zh(), dimension.name_en()).to_owned()),
            ("weight", exact_percent(scored.weight)),
            ("n", scored.indicators.len().to_string()),
        ];
        parts.push(Text::RulesFineDimension.with(lang, &args));
    }
    let thresholds = rulebook.scoring.thresholds.len().to_string();
    parts.push(Text::RulesFineThresholds.with(lang, &[("n", thresholds)]));
    format!("{}\n  {}\n", Text::RulesFine.with(lang, &args), parts.join(" · "))
}

fn in_force(in_force: &InForce, lang: Lang) -> String {
    let days = match (&in_force.from, &in_force.until) {
        (Some(from), Some(until)) if from == until => from.clone(),
        (Some(from), Some(until)) => format!("{from} – {until}"),
        (Some(from), None) => Text::RulesFrom.with(lang, &[("day", from.clone())]),
        (None, Some(until)) => Text::RulesUntil.with(lang, &[("day", until.clone())]),
        (None, None) => return String::new(),
    };
    if in_force.approximate { Text::RulesAbout.with(lang, &[("day", days)]) } else { days }
}

pub(super) struct Sheet<'a> {
    pub(super) rulebook: &'a Rulebook,
    pub(super) lang: Lang,
}

impl Sheet<'_> {
    pub(super) fn say(&self, text: Text, args: &[(&str, String)]) -> String {
        text.with(self.lang, args)
    }

    fn both<'t>(&self, zh: &'t Option<String>, en: &'t Option<String>) -> Option<&'t str> {
        Some(self.lang.pick(zh.as_deref()?, en.as_deref()?))
    }

    fn head(&self) -> String {
        let (book, scale) = (self.rulebook, &self.rulebook.scoring.scale);
        let marks = [(book.default, Text::RulesDefault), (book.estimate, Text::Estimate)];
        let marks = marks.iter().filter(|m| m.0).map(|m| format!(" · {}", self.say(m.1, &[])));
        let name = rulebook_title(book).label(self.lang);
        let mut lines = vec![format!("{name}{}", marks.collect::<String>())];
        let mut line = |head: Text, body: Option<String>| {
            if let Some(body) = body {
                lines.push(format!("  {}{}{body}", self.say(head, &[]), self.lang.pick("：", ": ")));
            }
        };
        line(Text::RulesInForce, book.in_force.as_ref().map(|f| in_force(f, self.lang)));
        line(Text::RulesSource, self.both(&book.source_zh, &book.source_en).map(str::to_owned));
        let estimated = self.both(&book.estimated_zh, &book.estimated_en).filter(|_| book.estimate);
        line(Text::RulesEstimated, estimated.map(|text| wrap(text, 4)));
        let args = [
            ("min", fixed(scale.min, 2)),
            ("max", fixed(scale.max, 2)),
            ("unit", exact(scale.points_per_unit)),
        ];
        // Points that are shown as they are, are divided by nothing.
        let said = match scale.points_per_unit == 1.0 {
            true => format!("{}–{}", fixed(scale.min, 2), fixed(scale.max, 2)),
            false => self.say(Text::RulesScaleLine, &args),
        };
        line(Text::RulesScale, Some(said));
        let least = exact_percent(book.scoring.least_coverage);
        line(Text::RulesCoverage, Some(self.say(Text::RulesCoverageLine, &[("least", least)])));
        lines.join("\n") + "\n"
    }

    /// Dimensions and indicators: weights, windows, curves.
    fn scored(&self) -> String {
        let mut lines = Vec::new();
        for scored in &self.rulebook.scoring.dimensions {
            let Some(dimension) = scored.dimension() else { continue };
            let name = self.lang.pick(dimension.name_zh(), dimension.name_en());
            lines.push(format!("{name} {}", exact_percent(scored.weight)));
            self.indicators(scored, &mut lines);
        }
        lines.join("\n") + "\n"
    }

    fn indicators(&self, scored: &ScoredDimension, lines: &mut Vec<String>) {
        for part in &scored.indicators {
            let Some(indicator) = part.indicator() else { continue };
            let facts = indicator.info();
            let better = match facts.direction {
                Direction::High => Text::BetterHigh,
                Direction::Low => Text::BetterLow,
            };
            let args = [
                ("name", self.lang.pick(facts.name_zh, facts.name_en).to_owned()),
                ("id", facts.id.to_owned()),
                ("within", exact_percent(part.weight)),
                ("total", exact_percent(scored.weight * part.weight)),
                ("days", self.rulebook.definitions.window_days(indicator).to_string()),
                ("better", self.say(better, &[])),
            ];
            lines.push(format!("  {}", self.say(Text::RulesIndicator, &args)));
            lines.push(format!("    {}", self.curve(&part.curve, facts.unit, facts.direction)));
        }
    }

    fn curve(&self, curve: &Curve, unit: Unit, direction: Direction) -> String {
        let value = |v: f64| figures::exact_value(unit, v, self.lang);
        match curve {
            Curve::Linear { anchors } => {
                let pairs = anchors.iter().map(|(v, points)| format!("{} → {}", value(*v), exact(*points)));
                self.say(Text::RulesLinear, &[("pairs", pairs.collect::<Vec<_>>().join("  "))])
            }
            Curve::Steps { tiers, beyond } => {
                let sign = if direction == Direction::High { "≥" } else { "≤" };
                let pairs =
                    tiers.iter().map(|(v, points)| format!("{sign} {} → {}", value(*v), exact(*points)));
                let pairs = pairs.collect::<Vec<_>>().join("  ");
                self.say(Text::RulesSteps, &[("pairs", pairs), ("beyond", exact(*beyond))])
            }
        }
    }

    /// The windows of the indicators that are shown but not scored.
    fn windows(&self) -> String {
        let scored: Vec<Indicator> = self.rulebook.scoring.indicators().collect();
        let rest = Indicator::ALL.into_iter().filter(|i| !scored.contains(i));
        let mut by_days: Vec<(i32, Vec<&str>)> = Vec::new();
        for indicator in rest {
            let days = self.rulebook.definitions.window_days(indicator);
            let facts = indicator.info();
            let name = self.lang.pick(facts.name_zh, facts.name_en);
            match by_days.iter_mut().find(|(known, _)| *known == days) {
                Some((_, names)) => names.push(name),
                None => by_days.push((days, vec![name])),
            }
        }
        by_days.sort_by_key(|(days, _)| *days);
        let mut text = self.say(Text::Unscored, &[]) + "\n";
        for (days, names) in by_days {
            let names = names.join(self.lang.pick("、", ", "));
            let line = format!("  {}  {names}", self.say(Text::WindowDays, &[("n", days.to_string())]));
            text += &(fold(&line, 8) + "\n");
        }
        text
    }

    /// Deadlines, nights, delivery.
    fn clocks(&self) -> String {
        let definitions = &self.rulebook.definitions;
        let deadline = match &definitions.pickup_deadline {
            Deadline::Hours(hours) => self.say(Text::RulesDeadlineHours, &[("n", hours.to_string())]),
            Deadline::Named(_) => self.say(Text::RulesDeadlineNextDay, &[]),
        };
        let hours = |n: i64| [("n", n.to_string())];
        let night = |text: Text, night: &Night| {
            self.say(text, &[("from", night.from_hour.to_string()), ("to", night.to_hour.to_string())])
        };
        let lines = [
            deadline,
            self.say(Text::RulesPresale, &hours(definitions.presale_after_hours)),
            night(Text::RulesPickupNight, &definitions.pickup_night),
            night(Text::RulesReviewNight, &definitions.review_night),
            self.say(Text::RulesDelivery, &hours(definitions.waybill_sla_hours)),
            self.say(Text::RulesPickupScore, &[("scores", scores(&definitions.pickup_score, self.lang))]),
            self.say(
                Text::RulesHandled,
                &[
                    ("refund_only", definitions.handled_within_hours.refund_only.to_string()),
                    ("return", definitions.handled_within_hours.returned.to_string()),
                ],
            ),
        ];
        let lines = lines.map(|line| format!("  {line}\n"));
        format!("{}\n{}", self.say(Text::RulesClocks, &[]), lines.concat())
    }

    /// Reason classes with their words, and what they count for.
    fn reasons(&self) -> String {
        let definitions = &self.rulebook.definitions;
        let title = |reason: &ReasonWords| {
            let title = self.both(&reason.title_zh, &reason.title_en);
            title.map_or(reason.class.clone(), |title| format!("{title} {}", reason.class))
        };
        let of_class = |class: &String| {
            let known = definitions.reasons.iter().find(|reason| reason.class == *class);
            let title = known.and_then(|r| self.both(&r.title_zh, &r.title_en));
            match title {
                None if class == OTHER_CLASS => self.say(Text::ReasonOther, &[]),
                title => title.unwrap_or(class).to_owned(),
            }
        };
        let named = |classes: &[String]| -> String {
            classes.iter().map(of_class).collect::<Vec<_>>().join(self.lang.pick("、", ", "))
        };
        let mut table = plain_table();
        // It has no words of its own.
        for reason in definitions.reasons.iter().filter(|reason| reason.class != OTHER_CLASS) {
            table.add_row([title(reason), reason.words.join(" ")]);
        }
        let mark = [
            ("mark", definitions.quality_mark.clone()),
            ("class", of_class(&definitions.quality_mark_class)),
        ];
        let lines = [
            self.say(Text::RulesQuality, &[("classes", named(&definitions.quality_classes))]),
            self.say(Text::RulesLogistics, &[("classes", named(&definitions.logistics_classes))]),
            self.say(Text::RulesDamage, &[("classes", named(&definitions.damage_classes))]),
            self.say(Text::RulesMark, &mark),
        ];
        let lines = lines.map(|line| format!("  {line}\n"));
        format!("{}\n{}{}", self.say(Text::RulesReasons, &[]), indented(&table), lines.concat())
    }

    /// What exports can only come near to.
    fn approximations(&self) -> String {
        let near = &self.rulebook.definitions.approximations;
        let lines = near.iter().filter_map(|a| {
            let facts = a.indicator()?.info();
            let name = self.lang.pick(facts.name_zh, facts.name_en);
            let why = self.lang.pick(&a.why_zh, &a.why_en);
            let colon = self.lang.pick("：", ": ");
            Some(wrap(&format!("  {name} {}{colon}{why}", facts.id), 4) + "\n")
        });
        let lines: String = lines.collect();
        if lines.is_empty() {
            lines
        } else {
            format!("{}\n{lines}", self.say(Text::RulesApproximations, &[]))
        }
    }

    fn thresholds(&self) -> String {
        let thresholds = &self.rulebook.scoring.thresholds;
        if thresholds.is_empty() {
            return self.say(Text::RulesNoThresholds, &[]) + "\n";
        }
        let lines = thresholds.iter().map(|threshold| self.threshold(threshold));
        format!("{}\n{}", self.say(Text::ThresholdsTitle, &[]), lines.collect::<String>())
    }

    /// What is asked, what happens otherwise, who says so, whom and since when it concerns.
    fn threshold(&self, threshold: &Threshold) -> String {
        let separator = self.lang.pick("；", "; ");
        let rows = threshold.conditions.iter();
        let rows = rows.filter_map(|c| ConditionRow::new(c, &self.rulebook.definitions, None));
        let asked = rows.map(|row| thresholds::asked(&row, self.lang)).collect::<Vec<_>>().join(separator);
        let title = |t: &Threshold| self.lang.pick(&t.title_zh, &t.title_en).to_owned();
        let head = [("title", title(threshold)), ("id", threshold.id.clone()), ("asked", asked)];
        let consequence = self.lang.pick(&threshold.consequence_zh, &threshold.consequence_en).to_owned();
        let source = self.lang.pick(&threshold.source_zh, &threshold.source_en).to_owned();
        let from = threshold.from().map(|day| self.say(Text::RulesFrom, &[("day", day.to_string())]));
        let industries = (!threshold.industries.is_empty()).then(|| {
            let names = threshold.industries.join(self.lang.pick("、", ", "));
            self.say(Text::RulesThresholdIndustries, &[("names", names)])
        });
        let all = &self.rulebook.scoring.thresholds;
        let replaced = all.iter().find(|t| Some(&t.id) == threshold.replaces.as_ref());
        let replaced = replaced.map(|t| self.say(Text::RulesThresholdReplaces, &[("title", title(t))]));
        let more = [
            Some(self.say(Text::RulesThresholdElse, &[("consequence", consequence)])),
            from,
            industries,
            replaced,
            Some(self.say(Text::RulesThresholdSource, &[("source", source)])),
        ];
        let more = more.into_iter().flatten().collect::<Vec<_>>().join(separator);
        let lines = [format!("  {}", self.say(Text::RulesThreshold, &head)), format!("    {more}")];
        lines.map(|line| wrap(&line, 4) + "\n").concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_in_force_is_said_as_exactly_as_it_is_known() {
        let shown = |from: &str, until: &str, approximate: bool| {
            let of = |day: &str| (!day.is_empty()).then(|| day.to_owned());
            in_force(&InForce { from: of(from), until: of(until), approximate }, Lang::En)
        };
        assert_eq!(shown("2026-05-07", "2026-07-13", false), "2026-05-07 – 2026-07-13");
        assert_eq!(shown("2022", "2022", true), "about 2022");
        assert_eq!(shown("", "2021", false), "until 2021");
        assert_eq!(shown("2026-09-08", "", false), "since 2026-09-08");
        assert_eq!(shown("", "", true), "");
    }
}
