//! A rulebook to be changed by hand: a file that says everything, with a comment above each part on what to
//! type in from the back office. What is said of an indicator comes from its table.

use super::unit;
use crate::catalogue::{Diagnostic, Lang, OTHER_SECTION, rulebook_comment, text};
use crate::indicator::{Dimension, Indicator};
use crate::rulebook::{Rulebook, ScoredIndicator, WrittenPlace, ids};

/// What is the platform's own and none of a shop's: when it was in force, and what is built in only.
const LEFT_OUT: [&str; 6] = ["default", "family", "in_force", "title_zh", "title_en", "scoring.industries"];

const DIMENSIONS: &str = "scoring.dimensions";
const INDICATORS: &str = "scoring.dimensions.indicators";

/// A file that computes the same as a rulebook, under an id of its own. `file` is what it will be called.
///
/// # Errors
///
/// Where it does not read back as what was written.
pub fn rulebook_file(rulebook: &Rulebook, id: &str, file: &str, lang: Lang) -> Result<String, Diagnostic> {
    let copy = Rulebook { id: id.to_owned(), ..rulebook.clone() };
    let new = NewRulebook { rulebook, file, lang };
    let text = copy.written(&LEFT_OUT, &|place| new.comment(place))?;
    Ok(format!("{}\n{text}", new.head()))
}

struct NewRulebook<'n> {
    rulebook: &'n Rulebook,
    file: &'n str,
    lang: Lang,
}

impl NewRulebook<'_> {
    /// How to use the file, and that a short one would do.
    fn head(&self) -> String {
        let (lang, id) = (self.lang, &self.rulebook.id);
        let from = match (lang.pick(&self.rulebook.title_zh, &self.rulebook.title_en), lang) {
            (title, _) if title == id => id.clone(),
            (title, Lang::Zh) => format!("{id}（{title}）"),
            (title, Lang::En) => format!("{id} ({title})"),
        };
        let check = format!("tiyanfen rules check {}", self.file);
        let mut head = text::rules_new_head(lang, from, self.file, check);
        // Only a built-in one can be extended.
        if ids().contains(&id.as_str())
            && let Some(example) = self.example()
        {
            let example: String = example.lines().map(|line| format!("    {line}\n")).collect();
            let (short, replace) = (text::rules_new_short(lang, id), text::rules_new_replace(lang));
            head += &format!("\n\n{short}\n{example}{replace}");
        }
        head.lines().map(|line| format!("{}\n", format!("# {line}").trim_end())).collect()
    }

    /// A file that extends the rulebook: another window, and tiers for the first indicator.
    fn example(&self) -> Option<String> {
        let dimension = self.rulebook.scoring.dimensions.first()?;
        let part = dimension.indicators.first()?;
        let indicator = part.indicator.id();
        let [best, next] = best_two(part)?;
        let days = match self.rulebook.definitions.window_days(part.indicator) {
            30 => 90,
            _ => 30,
        };
        Some(format!(
            "extends = \"{}\"\nid = \"my-short-rules\"\n\n[definitions.windows]\n{indicator} = {days}\n\n\
            [[{DIMENSIONS}]]\nid = \"{}\"\n\n[[{INDICATORS}]]\nid = \"{indicator}\"\ncurve = \"steps\"\n\
            tiers = [[{:?}, 100.0], [{:?}, 80.0]]\nbeyond = 50.0\n",
            self.rulebook.id,
            dimension.dimension.id(),
            best,
            next,
        ))
    }

    fn comment(&self, place: WrittenPlace<'_>) -> Vec<String> {
        let mut lines = Vec::new();
        if place.is_first {
            let other = place.is_section.then_some(OTHER_SECTION);
            let comment = rulebook_comment(place.path).or(other).map(|comment| comment.pick(self.lang));
            lines.extend(comment.into_iter().flat_map(str::lines).map(str::to_owned));
        }
        let of_item = match (place.path, place.item) {
            (DIMENSIONS, Some(item)) => {
                Dimension::by_id(item).map(|of| format!("---- {} ----", of.name(self.lang)))
            }
            (INDICATORS, Some(item)) => Indicator::by_id(item).map(|of| self.indicator(of)),
            _ => None,
        };
        if of_item.is_some() && !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(of_item);
        lines
    }

    /// Name, unit, direction and window.
    fn indicator(&self, indicator: Indicator) -> String {
        let (lang, info) = (self.lang, indicator.info());
        let days = self.rulebook.definitions.window_days(indicator);
        text::rules_new_indicator(
            lang,
            indicator.info().name.pick(lang),
            unit(info.unit, info.direction, lang),
            days,
        )
    }
}

/// The two best values of a curve, the best first.
fn best_two(part: &ScoredIndicator) -> Option<[f64; 2]> {
    let mut pairs = part.curve.pairs().to_vec();
    pairs.sort_by(|a, b| b.1.total_cmp(&a.1));
    match pairs[..] {
        [best, next, ..] => Some([best.0, next.0]),
        _ => None,
    }
}
