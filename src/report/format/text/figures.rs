//! Figures without drawings: a headline in a line, a card in a few, a chart as what stands in its place.

use super::Page;
use super::table::drawn;
use crate::report::block::{Block, Card, Chart, Fact, Headline, Line, Paragraph, Tone};

/// What stands between a figure and what it is.
const GAP: &str = "  ";
/// What stands between two figures.
const BETWEEN: &str = " · ";

impl Page {
    /// The figure on a line with its name, those beside it on another.
    pub(super) fn headline(&mut self, headline: &Headline) {
        let title = headline.title.clone().toned(Tone::Strong).then(GAP);
        let line = title.then(headline.figure.clone()).then(GAP).then(headline.scale.as_str());
        self.paragraph(&Paragraph::new(without_end(line)));
        self.facts(&headline.beside, 0);
    }

    /// A card: its figure, its course, its further figures, what is said of it.
    pub(super) fn card(&mut self, card: &Card) {
        let mut line = card.title.clone().toned(Tone::Strong);
        let course = card.sparkline.as_ref().map(|sparkline| Line::from(drawn(sparkline)));
        for part in [card.figure.clone(), card.note.clone()].into_iter().chain(course) {
            if !part.is_empty() {
                line = line.then(GAP).then(part);
            }
        }
        self.paragraph(&Paragraph::new(line));
        self.facts(&card.facts, 1);
        self.blocks(&card.blocks);
    }

    pub(super) fn chart(&mut self, chart: &Chart) {
        self.blocks(&chart.instead);
    }

    fn facts(&mut self, facts: &[Fact], level: usize) {
        let fact = |fact: &Fact| Line::from(fact.label.as_str()).then(" ").then(fact.figure.clone());
        let line = Line::joined(facts.iter().map(fact), BETWEEN);
        if !line.is_empty() {
            self.block(&Block::Paragraph(Paragraph::new(line).level(level)));
        }
    }
}

/// Without a gap at its end.
fn without_end(mut line: Line) -> Line {
    while line.0.last().is_some_and(|span| span.text == GAP) {
        line.0.pop();
    }
    line
}

#[cfg(test)]
mod tests {
    use crate::catalogue::Lang;
    use crate::report::block::{Block, Card, Cell, Chart, Fact, Headline, Sparkline, Table};
    use crate::report::format::text::render;
    use crate::report::style::Style;

    fn said(block: impl Into<Block>) -> String {
        String::from_utf8(render(&[block.into()], Lang::Zh, Style::PLAIN)).unwrap()
    }

    #[test]
    fn a_headline_is_a_line_and_its_changes_another() {
        let headline = Headline {
            title: "Score".into(),
            figure: "4.51".into(),
            scale: "/ 5.00".into(),
            beside: vec![Fact::new("1 day", "-0.02"), Fact::new("7 days", "+0.10")],
        };
        assert_eq!(said(headline.clone()), "Score  4.51  / 5.00\n1 day -0.02 · 7 days +0.10\n");
        let alone = Headline { scale: String::new(), beside: Vec::new(), ..headline };
        assert_eq!(said(alone), "Score  4.51\n");
    }

    #[test]
    fn a_card_is_its_figure_with_its_course() {
        let values = vec![Some(1.0), None, Some(2.0)];
        let card = Card {
            title: "好评率".into(),
            figure: "94.2%".into(),
            sparkline: Some(Sparkline { values, lowest: 1.0, highest: 2.0 }),
            facts: vec![Fact::new("失分", "0.12")],
            ..Card::default()
        };
        assert_eq!(said(Block::Cards(vec![card])), "好评率  94.2%  ▁ █\n  失分 0.12\n");
    }

    #[test]
    fn a_chart_is_what_stands_in_its_place() {
        let mut table = Table::default();
        table.row([Cell::from("total"), "4.51".into()]);
        let chart = Chart {
            title: "total".into(),
            description: "it rises".into(),
            days: Vec::new(),
            last_known: None,
            curves: Vec::new(),
            band: None,
            borders: Vec::new(),
            scale: (0.0, 5.0),
            decimals: 2,
            instead: vec![table.into()],
        };
        assert_eq!(said(chart.clone()), "total  4.51\n");
        assert_eq!(
            said(Block::Columns(vec![vec![chart.clone().into()], vec![chart.into()]])).lines().count(),
            2
        );
    }
}
