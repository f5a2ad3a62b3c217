//! Lines and parts of a change in words.

use super::model::{ChangeLine, ChangePart, LargestPart};
use crate::catalogue::{Lang, text};
use crate::indicator::{Direction, Indicator, Unit};
use crate::insight::{PartGroup, Why, WhyKind};
use crate::report::numbers;
use crate::rounding::fixed;

/// What a line is about that is no indicator.
pub(super) fn kind(kind: WhyKind, lang: Lang) -> &'static str {
    match kind {
        WhyKind::Indicator => "",
        WhyKind::SmallShop => text::why_small_shop(lang),
        WhyKind::Bonuses => text::why_bonuses(lang),
        WhyKind::Deductions => text::why_deductions(lang),
        WhyKind::Clamping => text::why_clamping(lang),
        WhyKind::Stage => text::why_stage(lang),
    }
}

impl LargestPart {
    /// The parts of a change that are largest.
    pub(in crate::report) fn all_of(why: Why, most: usize) -> Vec<LargestPart> {
        let lines: Vec<ChangeLine> = why.lines.into_iter().map(ChangeLine::from).collect();
        let mut parts: Vec<LargestPart> = lines.iter().flat_map(ChangeLine::shares).collect();
        parts.retain(|part| part.points != 0.0);
        parts.sort_by(|a, b| b.points.abs().total_cmp(&a.points.abs()));
        parts.truncate(most);
        parts
    }

    /// What it is, and what it added; `None` where that is too little to be shown.
    pub(in crate::report) fn in_words(&self, lang: Lang) -> Option<String> {
        let added = numbers::signed(self.points, 2);
        let name = lang.pick(&self.name_zh, &self.name_en);
        let name = match self.part {
            None => name.to_owned(),
            Some(part) => text::why_named_part(lang, name, title(part, lang)),
        };
        (added != fixed(0.0, 2)).then(|| format!("{name} {added}"))
    }
}

fn title(part: PartGroup, lang: Lang) -> &'static str {
    match part {
        PartGroup::Entered => text::why_entered(lang),
        PartGroup::Left => text::why_left(lang),
        PartGroup::Changed => text::why_changed(lang),
        PartGroup::Weight => text::why_weight(lang),
        PartGroup::Net => text::why_net(lang),
    }
}

impl ChangeLine {
    pub(super) fn name(&self, lang: Lang) -> &str {
        lang.pick(&self.name_zh, &self.name_en)
    }

    /// What its parts added, or it as a whole.
    fn shares(&self) -> Vec<LargestPart> {
        let share = |part, points| LargestPart {
            id: self.id.clone(),
            kind: self.kind,
            name_zh: self.name_zh.clone(),
            name_en: self.name_en.clone(),
            part,
            points,
        };
        let parts = self.parts.iter().filter_map(|part| Some(share(Some(part.part), part.points?)));
        let parts: Vec<LargestPart> = parts.collect();
        if parts.is_empty() { vec![share(None, self.points)] } else { parts }
    }

    /// A part as it is said below its line.
    pub(super) fn part_in_words(&self, part: &ChangePart, lang: Lang) -> String {
        let title = match part.group_name(lang) {
            None => title(part.part, lang).to_owned(),
            Some(name) => {
                let name = if name.is_empty() { text::why_no_label(lang) } else { name };
                format!("{}{}{name}", title(part.part, lang), lang.pick("：", ": "))
            }
        };
        let counted = Indicator::by_id(&self.id).and_then(|indicator| part.counted(indicator, lang));
        match counted {
            None => title,
            Some(counted) => format!("{title}{}{counted}", lang.pick("，", ", ")),
        }
    }
}

impl ChangePart {
    fn group_name(&self, lang: Lang) -> Option<&str> {
        match lang {
            Lang::Zh => self.group_name_zh.as_deref(),
            Lang::En => self.group_name_en.as_deref(),
        }
    }

    /// How many cases, and how good they are.
    fn counted(&self, indicator: Indicator, lang: Lang) -> Option<String> {
        let (numerator, denominator, cases) = (self.numerator?, self.denominator?, self.cases?);
        let (unit, facts) = (indicator.info().unit, indicator.info());
        // Cases that leave are taken off.
        let (n, d) = (numerator.abs(), denominator.unsigned_abs());
        if d == 0 {
            return Some(text::why_cases_changed(lang, cases));
        }
        let counted = if facts.is_by_days() { d } else { cases };
        Some(match unit {
            Unit::Ratio => {
                let bad = if facts.direction == Direction::Low { n } else { d as f64 - n };
                text::why_cases_bad(lang, counted, fixed(bad, 0))
            }
            unit => text::why_cases_mean(lang, counted, numbers::value(unit, n / d as f64, lang)),
        })
    }
}
