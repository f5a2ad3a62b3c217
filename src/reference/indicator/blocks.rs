//! An explained indicator for people.

use super::build::name_of;
use super::model::{Anchor, ColumnNames, IndicatorPage, SetByHand};
use crate::catalogue::{Bilingual, Lang, text};
use crate::field::Kind;
use crate::indicator::{Direction, Unit};
use crate::input::percent;
use crate::reference::layout::{first, labelled, prose, section, title};
use crate::reference::unit;
use crate::report::{Block, Breaks, Cell, Column, Paragraph, Table, exact, exact_value};
use crate::rulebook::{self, OTHER_CLASS};

impl IndicatorPage {
    pub(crate) fn blocks(&self, lang: Lang) -> Vec<Block> {
        let belongs = format!("{} · {}", self.dimension_name.of(lang), unit(self.unit, self.direction, lang));
        let counted: [(&str, &Bilingual<String>); 4] = [
            (text::explain_definition(lang), &self.definition),
            (text::cases_numerator(lang), &self.numerator),
            (text::cases_denominator(lang), &self.denominator),
            (text::case_cohort(lang), &self.cohort),
        ];
        let counted = counted.map(|(label, said)| labelled(label, said.of(lang), lang));
        let [definition, counted @ ..] = counted;
        let name = title(self.name.of(lang), self.id.id());
        vec![
            Block::Section(vec![name, Paragraph::new(belongs).into(), first(definition).into()]),
            Block::Section(counted.map(Block::from).into()),
            self.moves(lang),
            self.reasons(lang),
            section(
                text::explain_sources(lang),
                self.sources.iter().map(|source| particular(source.basis.name(lang), &source.text, lang)),
            ),
            self.worth(lang),
            self.needs(lang),
            self.advice(lang),
        ]
    }

    fn moves(&self, lang: Lang) -> Block {
        let moves = [
            particular(text::explain_raises(lang), &self.raises, lang),
            particular(text::explain_lowers(lang), &self.lowers, lang),
            particular(text::explain_enters(lang), &self.enters, lang),
        ];
        let notes = self.notes.of(lang).iter().map(|note| prose(note.clone()).level(1)).collect();
        section(text::explain_moves(lang), moves.into_iter().chain([Block::List(notes)]))
    }

    fn reasons(&self, lang: Lang) -> Block {
        if self.reason_classes.is_empty() {
            return Block::Section(Vec::new());
        }
        let mut table = Table::default().level(1);
        for class in &self.reason_classes {
            let words = match class.class.as_str() {
                OTHER_CLASS => text::explain_other_reasons(lang).to_owned(),
                _ => class.words.join(" "),
            };
            let mark = if class.counts { "✓" } else { "✗" };
            table.row([mark.into(), class.class.as_str().into(), Cell::Sentence(words.into())]);
        }
        section(text::explain_reasons(lang), [table.into()])
    }

    /// Window, weight and curve.
    fn worth(&self, lang: Lang) -> Block {
        let mut blocks = Vec::new();
        if let Some(known) = &self.approximation {
            let why = text::explain_approximation(lang, lang.pick(&known.why_zh, &known.why_en));
            blocks.push(prose(why).level(1).into());
        }
        match (self.weight_in_dimension, self.weight_in_total) {
            (Some(weight), Some(whole)) => {
                let dimension = self.dimension_name.of(lang);
                let (weight, whole) = (percent(weight), percent(whole));
                blocks.push(below(text::explain_weight(lang, self.window_days, dimension, weight, whole)));
                blocks.push(self.curve(lang).into());
                blocks.push(below(match self.beyond {
                    None => text::explain_linear(lang).to_owned(),
                    Some(points) => text::explain_steps(lang, exact(points)),
                }));
            }
            _ => blocks.push(below(text::explain_no_weight(lang, self.window_days))),
        }
        section(text::explain_rulebook(lang, name_of(&self.rulebook, lang)), blocks)
    }

    fn curve(&self, lang: Lang) -> Table {
        let bound = match (self.beyond, self.direction) {
            (None, _) => "",
            (Some(_), Direction::High) => "≥ ",
            (Some(_), Direction::Low) => "≤ ",
        };
        let columns = [text::explain_value(lang), text::head_points(lang)].map(Column::right);
        let mut table = Table::new(columns).level(1);
        for Anchor { value, points } in &self.anchors {
            table.row([format!("{bound}{}", exact_value(self.unit, *value, lang)), exact(*points)]);
        }
        table
    }

    /// Exports, columns, and how to do without.
    fn needs(&self, lang: Lang) -> Block {
        let exports: Vec<&str> = self.exports.iter().map(|kind| kind.name(lang)).collect();
        let column = |column: &ColumnNames| {
            text::explain_column(lang, column.export.name(lang), column.names.join(" / "))
        };
        let any_of = |group: &Vec<ColumnNames>| {
            let columns: Vec<String> = group.iter().map(column).collect();
            prose(columns.join(text::explain_or(lang))).level(1)
        };
        let SetByHand { example, least, most } = &self.set;
        let typed = match example.split_once('=').map(|(_, value)| value.parse::<f64>()) {
            Some(Ok(rate)) if self.unit == Unit::Ratio => {
                let percentage = format!("--set {}={}%", self.id.id(), exact(rate * 100.0));
                format!("--set {example}{}{percentage}", lang.pick(" 或 ", " or "))
            }
            _ => format!("--set {example}"),
        };
        let blocks = [
            below(exports.join(lang.pick("、", ", "))),
            Block::List(self.columns.iter().map(any_of).collect()),
            below(text::explain_by_hand(lang, typed, exact(*least), exact(*most))),
        ];
        section(text::explain_needs(lang), blocks)
    }

    fn advice(&self, lang: Lang) -> Block {
        let advice = labelled(text::what_to_do(lang), self.advice.of(lang), lang);
        let mut blocks = vec![Block::Advice(advice)];
        if !self.exports.contains(&Kind::Service) {
            let misses = self.unit == Unit::Ratio && self.direction == Direction::High;
            let flag = if misses { " --misses" } else { "" };
            // Under another rulebook the window may be another. A file is known by its path only.
            let rules = match rulebook::ids().into_iter().find(|id| *id == self.rulebook.id) {
                Some(id) if id != rulebook::default_id() => format!(" --rules {id}"),
                _ => String::new(),
            };
            let command = format!("tiyanfen cases {}{flag}{rules} exports", self.id.id());
            let command = Paragraph::new(text::cases_command(lang, command)).breaks(Breaks::Nowhere);
            blocks.push(command.into());
        }
        Block::Section(blocks)
    }
}

/// A sentence below its section's title.
fn below(said: String) -> Block {
    Paragraph::new(said).level(1).into()
}

fn particular(label: &str, said: &Bilingual<String>, lang: Lang) -> Block {
    labelled(label, said.of(lang), lang).level(1).into()
}
