//! Figures without drawings: a headline in a line, a card as a point, a chart as what stands in its place.

use super::Page;
use crate::report::block::{Card, Chart, Fact, Headline, Line, Paragraph, Sparkline, Tone};
use crate::report::format::text::table::drawn;

/// What stands between a figure and what it is.
const GAP: &str = " ";
/// What stands between two figures.
const BETWEEN: &str = " · ";

impl Page {
    pub(super) fn headline(&mut self, headline: &Headline) {
        let figure = headline.figure.clone().toned(Tone::Strong);
        let parts = [headline.title.clone().toned(Tone::Strong), figure, headline.scale.as_str().into()];
        self.paragraph(&Paragraph::new(together(parts, GAP)));
        let facts = facts(&headline.beside);
        self.paragraph(&Paragraph::new(facts));
    }

    /// A point with its figure and course, what is said of it below.
    pub(super) fn card(&mut self, card: &Card) {
        let head =
            together([card.title.clone().toned(Tone::Strong), card.figure.clone(), card.note.clone()], GAP);
        let course = card.sparkline.as_ref().map(course).unwrap_or_default();
        let line = together([head, course, facts(&card.facts)], BETWEEN);
        self.point(1, &Paragraph::new(line));
        self.blocks(&card.blocks);
    }

    /// What stands in its place; without that its title and a line for each curve.
    pub(super) fn chart(&mut self, chart: &Chart) {
        if !chart.instead.is_empty() {
            return self.blocks(&chart.instead);
        }
        self.paragraph(&Paragraph::new(chart.title.clone().toned(Tone::Strong)));
        let (lowest, highest) = chart.extent().unwrap_or_default();
        for curve in &chart.curves {
            let sparkline = Sparkline { values: curve.values.clone(), lowest, highest };
            let parts = [curve.label.as_str().into(), course(&sparkline), curve.last.as_str().into()];
            self.point(1, &Paragraph::new(together(parts, GAP)));
        }
    }
}

/// Days without a figure are marked: blanks would be lost.
fn course(sparkline: &Sparkline) -> Line {
    drawn(sparkline).replace(' ', "·").into()
}

fn facts(facts: &[Fact]) -> Line {
    let fact = |fact: &Fact| Line::from(fact.label.as_str()).then(GAP).then(fact.figure.clone());
    Line::joined(facts.iter().map(fact), BETWEEN)
}

fn together(parts: impl IntoIterator<Item = Line>, between: &str) -> Line {
    Line::joined(parts.into_iter().filter(|part| !part.is_empty()), between)
}
