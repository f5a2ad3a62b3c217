//! What a rulebook counts: windows, deadlines, reasons, and what exports can only come near to.

use super::{RulebookView, with_heading};
use crate::catalogue::{Lang, text};
use crate::indicator::Indicator;
use crate::report::block::{Block, Breaks, Cell, Line, Paragraph, Table};
use crate::report::names;
use crate::report::numbers::exact;
use crate::rulebook::{Deadline, PickupScore, ReasonClass, ReasonWords};
use std::collections::BTreeMap;

/// What a pickup scores after how many hours.
pub(crate) fn scores(score: &PickupScore, lang: Lang) -> String {
    let pairs = score.anchors.iter();
    let pairs = pairs.map(|(hours, points)| text::hours_score(lang, exact(*hours), exact(*points)));
    names::joined(pairs, lang.pick("，", ", "))
}

impl RulebookView<'_> {
    /// The windows of the indicators that are shown but not scored.
    pub(super) fn windows(&self) -> Vec<Block> {
        let lang = self.lang;
        let scored: Vec<Indicator> = self.rulebook.scoring.indicators().collect();
        let mut by_days: BTreeMap<i32, Vec<&str>> = BTreeMap::new();
        for indicator in Indicator::ALL.into_iter().filter(|indicator| !scored.contains(indicator)) {
            let days = self.rulebook.definitions.window_days(indicator);
            by_days.entry(days).or_default().push(names::indicator(indicator, lang));
        }
        let windows = by_days.into_iter().map(|(days, indicators)| {
            let days = Line::from(format!("{}  ", text::window_days(lang, days)));
            let line = days.then(Line::listed(indicators, lang));
            Paragraph::new(line).hanging(3).breaks(Breaks::Spans)
        });
        with_heading(text::unscored(lang), windows)
    }

    /// Deadlines, nights, delivery.
    pub(super) fn clocks(&self) -> Vec<Block> {
        let (lang, definitions) = (self.lang, &self.rulebook.definitions);
        let (pickup, review) = (&definitions.pickup_night, &definitions.review_night);
        let handled = &definitions.handled_within_hours;
        let lines = [
            match &definitions.pickup_deadline {
                Deadline::Hours(hours) => text::rules_deadline_hours(lang, hours),
                Deadline::EndOf(_) => text::rules_deadline_next_day(lang).to_owned(),
            },
            text::rules_presale(lang, definitions.presale_after_hours),
            text::rules_pickup_night(lang, pickup.from_hour, pickup.to_hour),
            text::rules_review_night(lang, review.from_hour, review.to_hour),
            text::rules_delivery(lang, definitions.waybill_sla_hours),
            text::rules_pickup_score(lang, scores(&definitions.pickup_score, lang)),
            text::rules_handled(lang, handled.refund_only, handled.returned),
        ];
        with_heading(text::rules_clocks(lang), lines.map(Paragraph::new))
    }

    /// Reason classes with their words, and what they count for.
    pub(super) fn reasons(&self) -> Vec<Block> {
        let (lang, definitions) = (self.lang, &self.rulebook.definitions);
        let title = |reason: &ReasonWords| {
            let title = self.both(&reason.title_zh, &reason.title_en);
            title.map_or(reason.class.to_string(), |title| format!("{title} {}", reason.class))
        };
        let of_class = |class: &ReasonClass| {
            let known = definitions.reasons.iter().find(|reason| reason.class == *class);
            let title = known.and_then(|reason| self.both(&reason.title_zh, &reason.title_en));
            match title {
                None if class.is_other() => text::reason_other(lang).to_owned(),
                title => title.unwrap_or(class.id()).to_owned(),
            }
        };
        let of_classes = |classes: &[ReasonClass]| names::listed(classes.iter().map(of_class), lang);
        let mut table = Table::default().level(1);
        // It has no words of its own.
        for reason in definitions.reasons.iter().filter(|reason| !reason.class.is_other()) {
            table.row([Cell::from(title(reason)), Cell::Sentence(reason.words.join(" ").into())]);
        }
        let lines = [
            text::rules_quality(lang, of_classes(&definitions.quality_classes)),
            text::rules_logistics(lang, of_classes(&definitions.logistics_classes)),
            text::rules_damage(lang, of_classes(&definitions.damage_classes)),
            text::rules_mark(lang, &definitions.quality_mark, of_class(&definitions.quality_mark_class)),
        ];
        let mut blocks = with_heading(text::rules_reasons(lang), lines.map(Paragraph::new));
        blocks.insert(1, table.into());
        blocks
    }

    /// What exports can only come near to.
    pub(super) fn approximations(&self) -> Vec<Block> {
        let (lang, colon) = (self.lang, self.lang.pick("：", ": "));
        let near = self.rulebook.definitions.approximations.iter().map(|near| {
            let indicator = near.indicator;
            let (name, why) = (names::indicator(indicator, lang), lang.pick(&near.why_zh, &near.why_en));
            Paragraph::new(format!("{name} {}{colon}{why}", indicator.id()))
        });
        with_heading(text::rules_approximations(lang), near)
    }
}
