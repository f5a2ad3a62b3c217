//! An answer of the program explained: what it says, how it comes about, what it cannot say.

use super::keys;
use super::layout::{labelled, title};
use crate::catalogue::{Bilingual, Lang, PlainText, text};
use crate::report::{Block, Line};
use crate::string_enum::string_enum;
use serde::{Deserialize, Serialize};

string_enum! {
    /// An answer that has a page.
    Guide {
        /// The score of the days ahead.
        Forecast = "forecast",
        /// Why the total changed.
        Why = "why",
        /// The way to a score.
        Plan = "plan",
        /// The score if something were otherwise.
        WhatIf = "what-if",
        /// What is about to cost points.
        Watch = "watch",
        /// Why the platform's page shows other numbers.
        Platform = "platform",
        /// A rulebook fitted to the back office.
        Calibrate = "calibrate",
    }
}

impl Guide {
    /// What people call it, in a row.
    fn called(self) -> PlainText {
        match self {
            Guide::Forecast => text::guide_forecast_names,
            Guide::Why => text::guide_why_names,
            Guide::Plan => text::guide_plan_names,
            Guide::WhatIf => text::guide_what_if_names,
            Guide::Watch => text::guide_watch_names,
            Guide::Platform => text::guide_platform_names,
            Guide::Calibrate => text::guide_calibrate_names,
        }
    }

    /// What people may call it, the id first.
    pub(super) fn names(self) -> Vec<&'static str> {
        let called = self.called();
        std::iter::once(self.id())
            .chain(called(Lang::Zh).split('、'))
            .chain(called(Lang::En).split(", "))
            .collect()
    }

    /// Its title.
    pub(super) fn title(self) -> PlainText {
        match self {
            Guide::Forecast => text::guide_forecast_title,
            Guide::Why => text::guide_why_title,
            Guide::Plan => text::guide_plan_title,
            Guide::WhatIf => text::guide_what_if_title,
            Guide::Watch => text::guide_watch_title,
            Guide::Platform => text::guide_platform_title,
            Guide::Calibrate => text::guide_calibrate_title,
        }
    }

    /// What its page says, each with a word before it.
    fn parts(self) -> &'static [(PlainText, PlainText)] {
        match self {
            Guide::Forecast => &[
                (text::guide_certain, text::guide_forecast_certain),
                (text::guide_expected, text::guide_forecast_expected),
                (text::guide_band, text::guide_forecast_band),
                (text::guide_stop, text::guide_forecast_stop),
                (text::guide_stop_effect, text::guide_forecast_stop_effect),
                (text::guide_trust, text::guide_forecast_trust),
                (text::guide_limits, text::guide_forecast_limits),
                (text::guide_try, text::guide_forecast_try),
            ],
            Guide::Why => &[
                (text::guide_what, text::guide_why_what),
                (text::guide_how, text::guide_why_how),
                (text::guide_cannot, text::guide_why_cannot),
                (text::guide_try, text::guide_why_try),
            ],
            Guide::Plan => &[
                (text::guide_what, text::guide_plan_what),
                (text::guide_how, text::guide_plan_how),
                (text::guide_cannot, text::guide_plan_cannot),
                (text::guide_try, text::guide_plan_try),
            ],
            Guide::WhatIf => &[
                (text::guide_what, text::guide_what_if_what),
                (text::guide_how, text::guide_what_if_how),
                (text::guide_cannot, text::guide_what_if_cannot),
                (text::guide_try, text::guide_what_if_try),
            ],
            Guide::Watch => &[
                (text::guide_now, text::guide_watch_now),
                (text::guide_pickups, text::guide_watch_pickups),
                (text::guide_parcels, text::guide_watch_parcels),
                (text::guide_aftersales, text::guide_watch_aftersales),
                (text::guide_cost, text::guide_watch_cost),
                (text::guide_limits, text::guide_watch_limits),
                (text::guide_try, text::guide_watch_try),
            ],
            Guide::Platform => &[
                (text::guide_platform_curves, text::guide_platform_curves_text),
                (text::guide_platform_cases, text::guide_platform_cases_text),
                (text::guide_platform_days, text::guide_platform_days_text),
                (text::guide_platform_late, text::guide_platform_late_text),
                (text::guide_platform_rules, text::guide_platform_rules_text),
                (text::guide_try, text::guide_platform_try),
            ],
            Guide::Calibrate => &[
                (text::guide_page, text::guide_calibrate_page),
                (text::guide_curves, text::guide_calibrate_curves),
                (text::guide_tiers, text::guide_calibrate_tiers),
                (text::guide_weights, text::guide_calibrate_weights),
                (text::guide_trust, text::guide_calibrate_trust),
                (text::guide_limits, text::guide_calibrate_limits),
                (text::guide_try, text::guide_calibrate_try),
            ],
        }
    }
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct GuidePage {
    id: Guide,
    #[serde(flatten, with = "keys::name")]
    title: Bilingual<String>,
    parts: Vec<Part>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Part {
    #[serde(flatten, with = "keys::name")]
    label: Bilingual<String>,
    #[serde(flatten, with = "keys::text")]
    text: Bilingual<String>,
}

fn both(text: PlainText) -> Bilingual<String> {
    Bilingual::from_fn(|lang| text(lang).to_owned())
}

impl GuidePage {
    pub(super) fn of(guide: Guide) -> GuidePage {
        let parts = guide.parts().iter();
        let parts = parts.map(|(label, text)| Part { label: both(*label), text: both(*text) });
        GuidePage { id: guide, title: both(guide.title()), parts: parts.collect() }
    }

    pub(super) fn blocks(&self, lang: Lang) -> Vec<Block> {
        let parts = self.parts.iter();
        let parts = parts.map(|part| labelled(part.label.of(lang), part.text.of(lang), lang).into());
        let title = title(self.id.id(), Line::from(self.title.of(lang).as_str()));
        vec![Block::Section(vec![title]), Block::Section(parts.collect())]
    }
}
