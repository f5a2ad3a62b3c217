//! A rulebook to be changed by hand: a file that says everything, with a comment above each part on what to
//! type in from the back office. What is said of an indicator comes from its table.

use super::unit;
use crate::catalogue::{Bilingual, Diagnostic, Lang, OTHER_SECTION, rulebook_comment, text};
use crate::indicator::{Dimension, Indicator};
use crate::rulebook::{Rulebook, ScoredIndicator, WrittenPlace, ids};

/// What is the platform's own and none of a shop's: when it was in force, and what is built in only.
const LEFT_OUT: [&str; 6] = ["default", "family", "in_force", "title_zh", "title_en", "scoring.industries"];

const DIMENSIONS: &str = "scoring.dimensions";
const INDICATORS: &str = "scoring.dimensions.indicators";

/// A file that computes the same as a rulebook, under an id of its own. `file` is what it will be called.
pub fn rulebook_file(rulebook: &Rulebook, id: &str, file: &str, lang: Lang) -> Result<String, Diagnostic> {
    let copy = Rulebook { id: id.to_owned(), ..rulebook.clone() };
    let page = Page { rulebook, file, lang };
    let text = copy.written(&LEFT_OUT, &|part| page.comment(part))?;
    Ok(format!("{}\n{text}", page.head()))
}

struct Page<'p> {
    rulebook: &'p Rulebook,
    file: &'p str,
    lang: Lang,
}

impl Page<'_> {
    /// How to use the file, and that a short one would do.
    fn head(&self) -> String {
        let (lang, rulebook) = (self.lang, self.rulebook);
        let id = &rulebook.id;
        let from = match (lang.pick(&rulebook.title_zh, &rulebook.title_en), lang) {
            (title, _) if title == id => id.clone(),
            (title, Lang::Zh) => format!("{id}（{title}）"),
            (title, Lang::En) => format!("{id} ({title})"),
        };
        let check = format!("tiyanfen rules check {}", self.file);
        let head = text::rules_new_head(lang, from, self.file, check);
        let mut lines: Vec<String> = head.lines().map(str::to_owned).collect();
        // Only a built-in one can be extended.
        if ids().contains(&rulebook.id.as_str())
            && let Some(example) = self.example()
        {
            lines.push(String::new());
            lines.extend(text::rules_new_short(lang, id).lines().map(str::to_owned));
            lines.extend(example.lines().map(|line| format!("    {line}")));
            lines.extend(text::rules_new_replace(lang).lines().map(str::to_owned));
        }
        lines.iter().map(|line| format!("{}\n", format!("# {line}").trim_end())).collect()
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

    fn comment(&self, part: WrittenPlace<'_>) -> Vec<String> {
        let lines_of =
            |comment: Bilingual| comment.pick(self.lang).lines().map(str::to_owned).collect::<Vec<_>>();
        let mut lines = Vec::new();
        if part.is_first {
            let known = rulebook_comment(part.path);
            let other = part.is_section.then_some(OTHER_SECTION);
            lines.extend(known.or(other).map(lines_of).unwrap_or_default());
        }
        let of_item = match (part.path, part.item) {
            (DIMENSIONS, Some(item)) => self.dimension(item),
            (INDICATORS, Some(item)) => self.indicator(item),
            _ => None,
        };
        if of_item.is_some() && !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(of_item);
        lines
    }

    fn dimension(&self, id: &str) -> Option<String> {
        let dimension = Dimension::ALL.into_iter().find(|dimension| dimension.id() == id)?;
        Some(format!("---- {} ----", dimension.name(self.lang)))
    }

    /// Name, unit, direction and window.
    fn indicator(&self, id: &str) -> Option<String> {
        let indicator = Indicator::by_id(id)?;
        let facts = indicator.info();
        let unit = unit(facts.unit, facts.direction, self.lang);
        let days = self.rulebook.definitions.window_days(indicator);
        Some(text::rules_new_indicator(self.lang, facts.name.pick(self.lang), unit, days))
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
