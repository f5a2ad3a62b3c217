//! Everything that can be explained, a line each.

use super::guide::Guide;
use super::indicator::name_of;
use super::layout::section;
use super::{keys, unit};
use crate::catalogue::{Bilingual, Code, Lang, Severity, text};
use crate::indicator::Indicator;
use crate::input::percent;
use crate::insight::SupposedCase;
use crate::report::{Block, Column, IndicatorTitle, Paragraph, RulebookTitle, Table};
use crate::rulebook::Rulebook;
use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Index {
    rulebook: RulebookTitle,
    /// In the order in which reports show them.
    indicators: Vec<IndicatorLine>,
    diagnostics: Vec<CodeLine>,
    guides: Vec<GuideLine>,
    cases: Vec<CaseLine>,
}

#[derive(Debug, Serialize, Deserialize)]
struct CaseLine {
    id: SupposedCase,
    #[serde(flatten, with = "keys::name")]
    name: Bilingual<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct GuideLine {
    id: Guide,
    #[serde(flatten, with = "keys::name")]
    title: Bilingual<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct IndicatorLine {
    #[serde(flatten)]
    title: IndicatorTitle,
    /// Share of the whole score, 0…1; null without weight.
    weight_in_total: Option<f64>,
    #[serde(flatten, with = "keys::definition")]
    definition: Bilingual<String>,
}

/// Texts have … for what differs from case to case.
#[derive(Debug, Serialize, Deserialize)]
struct CodeLine {
    code: Code,
    severity: Severity,
    #[serde(flatten, with = "keys::message")]
    message: Bilingual<String>,
    #[serde(flatten, with = "keys::mend")]
    fix: Bilingual<String>,
}

impl Index {
    /// Everything, with windows and weights of a rulebook.
    pub(super) fn of(rulebook: &Rulebook) -> Index {
        let indicators = Indicator::ALL.into_iter().map(|indicator| IndicatorLine {
            title: IndicatorTitle::of(indicator, rulebook),
            weight_in_total: rulebook.scoring.scored(indicator).map(|(_, whole)| whole),
            definition: indicator.info().explanation.definition.to_owned(),
        });
        let diagnostics = Code::ALL.iter().map(|code| CodeLine {
            code: *code,
            severity: code.severity(),
            message: Bilingual::from_fn(|lang| message(*code, lang)),
            fix: Bilingual::from_fn(|lang| readable(code.fix(lang))),
        });
        let guides = Guide::ALL.iter().map(|guide| GuideLine {
            id: *guide,
            title: Bilingual::from_fn(|lang| guide.title()(lang).to_owned()),
        });
        let cases = SupposedCase::ALL
            .iter()
            .map(|case| CaseLine { id: *case, name: Bilingual::from_fn(|lang| case.name(lang).to_owned()) });
        Index {
            rulebook: rulebook.into(),
            indicators: indicators.collect(),
            diagnostics: diagnostics.collect(),
            guides: guides.collect(),
            cases: cases.collect(),
        }
    }

    pub(super) fn blocks(&self, lang: Lang) -> Vec<Block> {
        let columns = [
            Column::left("id"),
            Column::left(text::head_name(lang)),
            Column::right(text::head_weight(lang)),
            Column::left(text::explain_definition(lang)).rank(1),
        ];
        let mut indicators = Table::new(columns).level(1);
        for line in &self.indicators {
            let name = lang.pick(&line.title.name_zh, &line.title.name_en);
            indicators.row([line.title.id.id(), name, &line.weight(), line.definition.of(lang)]);
        }
        let mut diagnostics = Table::default().level(1);
        for line in &self.diagnostics {
            diagnostics.row([line.code.id(), line.severity.name(lang), line.message.of(lang)]);
        }
        let mut guides = Table::default().level(1);
        for line in &self.guides {
            guides.row([line.id.id(), line.title.of(lang)]);
        }
        let mut cases = Table::default().level(1);
        for line in &self.cases {
            cases.row([line.id.id(), line.name.of(lang)]);
        }
        let head = text::explain_counts(
            lang,
            self.indicators.len(),
            self.diagnostics.len(),
            self.guides.len(),
            self.cases.len(),
        );
        vec![
            Block::Section(vec![
                Block::Heading(head.into()),
                Paragraph::new(text::explain_more(lang)).into(),
            ]),
            section(text::explain_indicators(lang, name_of(&self.rulebook, lang)), [indicators.into()]),
            section(text::explain_diagnostics(lang), [diagnostics.into()]),
            section(text::explain_guides(lang), [guides.into()]),
            section(text::explain_cases(lang), [cases.into()]),
        ]
    }

    /// The indicators as the documents show them.
    pub(super) fn table_of_indicators(&self, lang: Lang) -> Table {
        let headings = [
            "id",
            text::head_name(lang),
            text::head_dimension(lang),
            text::head_scoring_window(lang),
            text::head_weight(lang),
            text::head_unit(lang),
        ];
        let mut table = Table::new(headings.map(Column::left));
        for line in &self.indicators {
            let title = &line.title;
            table.row([
                format!("`{}`", title.id.id()),
                lang.pick(&title.name_zh, &title.name_en).to_owned(),
                title.dimension.name(lang).to_owned(),
                text::window_days(lang, title.window_days),
                line.weight(),
                unit(title.unit, title.direction, lang),
            ]);
        }
        table
    }

    /// The cases that may be supposed, as the documents show them.
    pub(super) fn table_of_cases(&self, lang: Lang) -> Table {
        let mut table = Table::new(["id", text::head_name(lang)].map(Column::left));
        for line in &self.cases {
            table.row([format!("`{}`", line.id.id()), line.name.of(lang).to_owned()]);
        }
        table
    }

    /// The pages about answers, as the documents show them.
    pub(super) fn table_of_guides(&self, lang: Lang) -> Table {
        let mut table = Table::new([text::head_page(lang), text::head_name(lang)].map(Column::left));
        for line in &self.guides {
            table.row([format!("`tiyanfen explain {}`", line.id.id()), line.title.of(lang).to_owned()]);
        }
        table
    }

    /// The diagnostics as the documents show them.
    pub(super) fn table_of_diagnostics(&self, lang: Lang) -> Table {
        let headings = [
            text::head_code(lang),
            text::head_severity(lang),
            text::head_message(lang),
            text::what_to_do(lang),
        ];
        let mut table = Table::new(headings.map(Column::left));
        for line in &self.diagnostics {
            let code = format!("`{}`", line.code.id());
            table.row([&code, line.severity.name(lang), line.message.of(lang), line.fix.of(lang)]);
        }
        table
    }
}

impl IndicatorLine {
    fn weight(&self) -> String {
        self.weight_in_total.map_or("–".to_owned(), percent)
    }
}

/// What is wrong, with what should have been found where that is always the same.
fn message(code: Code, lang: Lang) -> String {
    let template = code.message(lang);
    match code.expected() {
        Some(expected) => readable(&template.replace("{expected}", expected.pick(lang))),
        None => readable(template),
    }
}

/// A message's template for reading: every place an ellipsis.
fn readable(template: &str) -> String {
    let mut parts = template.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    let others = parts.map(|part| format!("…{}", part.split_once('}').map_or(part, |(_, rest)| rest)));
    first + &others.collect::<String>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_become_ellipses() {
        assert_eq!(readable("{kind}: of {read} rows"), "…: of … rows");
        assert_eq!(readable("nothing to fill"), "nothing to fill");
    }
}
