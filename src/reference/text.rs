//! Reference pages for people.

use super::code::CodePage;
use super::index::Index;
use super::indicator::name_of;
use super::model::{Anchor, ColumnNames, IndicatorPage};
use super::unit;
use crate::catalogue::{Lang, Severity, Text, kind_name};
use crate::field::Kind;
use crate::indicator::{Direction, Unit};
use crate::input::percent;
use crate::report::{Format, Render, Style, exact, exact_value, indented, json, plain_table, wrap};
use crate::rulebook::{self, OTHER_CLASS};
use comfy_table::CellAlignment;
use serde::Serialize;

impl Render for IndicatorPage {
    fn render(&self, format: Format, lang: Lang, style: Style) -> anyhow::Result<String> {
        shown(self, format, || Page { lang, style }.indicator(self))
    }
}

impl Render for CodePage {
    fn render(&self, format: Format, lang: Lang, style: Style) -> anyhow::Result<String> {
        shown(self, format, || Page { lang, style }.code(self))
    }
}

impl Render for Index {
    fn render(&self, format: Format, lang: Lang, style: Style) -> anyhow::Result<String> {
        shown(self, format, || Page { lang, style }.index(self))
    }
}

/// JSON, or text in every other format: a page is no table.
fn shown(page: &impl Serialize, format: Format, text: impl Fn() -> String) -> anyhow::Result<String> {
    match format {
        Format::Json => json(page),
        _ => Ok(text()),
    }
}

struct Page {
    lang: Lang,
    style: Style,
}

impl Page {
    fn say(&self, text: Text, args: &[(&str, String)]) -> String {
        text.with(self.lang, args)
    }

    fn title(&self, text: Text) -> String {
        format!("\n{}\n", self.style.strong(text.template(self.lang)))
    }

    /// `label: text` on lines of its own.
    fn line(&self, label: Text, text: &str) -> String {
        wrap(&format!("{}{}{text}", label.template(self.lang), self.lang.pick("：", ": ")), 2) + "\n"
    }

    fn indicator(&self, page: &IndicatorPage) -> String {
        let lang = self.lang;
        let facts = page.indicator.info();
        let mut text = format!("{}  {}\n", self.style.strong(lang.pick(page.name_zh, page.name_en)), page.id);
        let dimension = lang.pick(page.dimension_zh, page.dimension_en);
        text += &format!("{dimension} · {}\n\n", unit(facts.unit, facts.direction, lang));
        for (label, zh, en) in [
            (Text::ExplainDefinition, &page.definition_zh, &page.definition_en),
            (Text::CasesNumerator, &page.numerator_zh, &page.numerator_en),
            (Text::CasesDenominator, &page.denominator_zh, &page.denominator_en),
            (Text::CaseCohort, &page.cohort_zh, &page.cohort_en),
        ] {
            text += &self.line(label, lang.pick(zh, en));
        }
        text += &self.title(Text::ExplainMoves);
        for (label, zh, en) in [
            (Text::ExplainRaises, &page.raises_zh, &page.raises_en),
            (Text::ExplainLowers, &page.lowers_zh, &page.lowers_en),
            (Text::ExplainEnters, &page.enters_zh, &page.enters_en),
        ] {
            let said = format!("  {}{}{}", label.template(lang), lang.pick("：", ": "), lang.pick(zh, en));
            text += &(wrap(&said, 4) + "\n");
        }
        let notes = if lang == Lang::Zh { &page.notes_zh } else { &page.notes_en };
        for note in notes {
            text += &(wrap(&format!("  · {note}"), 4) + "\n");
        }
        text += &self.reasons(page);
        text += &self.title(Text::ExplainSources);
        for source in &page.sources {
            let colon = lang.pick("：", ": ");
            let said = lang.pick(&source.text_zh, &source.text_en);
            text += &(wrap(&format!("  {}{colon}{said}", source.name.pick(lang)), 4) + "\n");
        }
        text += &self.worth(page);
        text += &self.needs(page);
        text += "\n";
        text += &self.line(Text::WhatToDo, lang.pick(page.advice_zh, page.advice_en));
        if !facts.kinds.contains(&Kind::Service) {
            let misses = facts.unit == Unit::Ratio && facts.direction == Direction::High;
            let flag = if misses { " --misses" } else { "" };
            // Under another rulebook the window may be another. A file is known by its path only.
            let rules = match rulebook::ids().into_iter().find(|id| *id == page.rulebook.id) {
                Some(id) if id != rulebook::default_id() => format!(" --rules {id}"),
                _ => String::new(),
            };
            let command = format!("tiyanfen cases {}{flag}{rules} exports", page.id);
            text += &format!("{}\n", self.say(Text::CasesCommand, &[("command", command)]));
        }
        text
    }

    fn reasons(&self, page: &IndicatorPage) -> String {
        if page.reason_classes.is_empty() {
            return String::new();
        }
        let mut table = plain_table();
        for class in &page.reason_classes {
            let mark = if class.counts { "✓" } else { "✗" };
            let words = match class.class.as_str() {
                OTHER_CLASS => self.say(Text::ExplainOtherReasons, &[]),
                _ => class.words.join(" "),
            };
            table.add_row([mark.to_owned(), class.class.clone(), words]);
        }
        self.title(Text::ExplainReasons) + &indented(&table)
    }

    /// Window, weight and curve.
    fn worth(&self, page: &IndicatorPage) -> String {
        let lang = self.lang;
        let rulebook = self.say(Text::ExplainRulebook, &[("name", name_of(&page.rulebook, lang))]);
        let mut text = format!("\n{}\n", self.style.strong(rulebook));
        if let Some(near) = &page.approximation {
            let why = lang.pick(&near.why_zh, &near.why_en).to_owned();
            text +=
                &(wrap(&format!("  {}", self.say(Text::ExplainApproximation, &[("why", why)])), 4) + "\n");
        }
        let days = ("days", page.window_days.to_string());
        let (Some(weight), Some(whole)) = (page.weight_in_dimension, page.weight_in_total) else {
            return text + &format!("  {}\n", self.say(Text::ExplainNoWeight, &[days]));
        };
        let dimension = lang.pick(page.dimension_zh, page.dimension_en).to_owned();
        let args = [days, ("weight", percent(weight)), ("whole", percent(whole)), ("dimension", dimension)];
        text += &format!("  {}\n", self.say(Text::ExplainWeight, &args));
        let facts = page.indicator.info();
        let bound = match (page.beyond, facts.direction) {
            (None, _) => "",
            (Some(_), Direction::High) => "≥ ",
            (Some(_), Direction::Low) => "≤ ",
        };
        let mut table = plain_table();
        table.set_header([Text::ExplainValue, Text::HeadPoints].map(|head| head.template(lang)));
        for Anchor { value: at, points } in &page.anchors {
            table.add_row([format!("{bound}{}", exact_value(facts.unit, *at, lang)), exact(*points)]);
        }
        for column in table.column_iter_mut() {
            column.set_cell_alignment(CellAlignment::Right);
        }
        text += &indented(&table);
        let how = match page.beyond {
            None => self.say(Text::ExplainLinear, &[]),
            Some(points) => self.say(Text::ExplainSteps, &[("points", exact(points))]),
        };
        text + &format!("  {how}\n")
    }

    /// Exports, columns, and how to do without.
    fn needs(&self, page: &IndicatorPage) -> String {
        let lang = self.lang;
        let facts = page.indicator.info();
        let kinds: Vec<&str> = facts.kinds.iter().map(|kind| named(*kind, lang)).collect();
        let mut text = self.title(Text::ExplainNeeds);
        text += &format!("  {}\n", kinds.join(lang.pick("、", ", ")));
        let or = Text::ExplainOr.template(lang);
        for group in &page.columns {
            let columns: Vec<String> = group.iter().map(|column| self.column(column)).collect();
            text += &(wrap(&format!("  · {}", columns.join(or)), 4) + "\n");
        }
        let by_hand = match (facts.unit, facts.example.parse::<f64>()) {
            (Unit::Ratio, Ok(rate)) => {
                let percentage = format!("--set {}={}%", page.id, exact(rate * 100.0));
                format!("--set {}{}{percentage}", page.set.example, lang.pick(" 或 ", " or "))
            }
            _ => format!("--set {}", page.set.example),
        };
        let args = [("typed", by_hand), ("least", exact(page.set.least)), ("most", exact(page.set.most))];
        text + &format!("  {}\n", self.say(Text::ExplainByHand, &args))
    }

    fn column(&self, column: &ColumnNames) -> String {
        let kind = named(column.of.kind(), self.lang).to_owned();
        self.say(Text::ExplainColumn, &[("kind", kind), ("names", column.names.join(" / "))])
    }

    fn code(&self, page: &CodePage) -> String {
        let lang = self.lang;
        let label = match page.of.severity() {
            Severity::Error => Text::SeverityError,
            Severity::Warning => Text::SeverityWarning,
            Severity::Note => Text::SeverityNote,
        };
        let severity = self.style.severity(page.of.severity(), label.template(lang));
        let mut text = format!("{}  {severity}\n\n", self.style.strong(page.code));
        text += &self.line(Text::ExplainMeaning, lang.pick(page.meaning_zh, page.meaning_en));
        text += &self.line(Text::ExplainEffect, lang.pick(page.effect_zh, page.effect_en));
        text += &self.line(Text::WhatToDo, lang.pick(&page.mend_zh, &page.mend_en));
        text += &self.title(Text::ExplainExample);
        for line in lang.pick(&page.example_zh, &page.example_en).lines() {
            text += &format!("  {line}\n");
        }
        let Some(input) = &page.input else { return text };
        text += &match (input.file, input.header) {
            (Some(file), Some(_)) => {
                format!("\n{}\n", self.say(Text::ExplainInputOf, &[("file", file.to_owned())]))
            }
            (None, Some(_)) => self.title(Text::ExplainInput),
            _ => self.title(Text::ExplainTyped),
        };
        if let Some(header) = input.header {
            text += &format!("    {header}\n");
        }
        for line in &input.wrong {
            text += &format!("  {} {line}\n", self.style.bad("✗"));
        }
        for line in &input.right {
            text += &format!("  {} {line}\n", self.style.good("✓"));
        }
        text
    }

    fn index(&self, index: &Index) -> String {
        let lang = self.lang;
        let title = Text::ExplainIndicators.with(lang, &[("name", name_of(&index.rulebook, lang))]);
        let mut table = plain_table();
        for line in &index.indicators {
            let weight = line.weight_in_total.map_or("–".to_owned(), percent);
            let name = lang.pick(line.name_zh, line.name_en);
            table.add_row([line.id, name, &weight, lang.pick(line.definition_zh, line.definition_en)]);
        }
        if let Some(column) = table.column_mut(2) {
            column.set_cell_alignment(CellAlignment::Right);
        }
        let mut text = format!("{}\n", self.style.strong(title)) + &indented(&table);
        let mut table = plain_table();
        for line in &index.diagnostics {
            let severity = line.of.severity().text().template(lang);
            table.add_row([line.code, severity, lang.pick(&line.message_zh, &line.message_en)]);
        }
        text += &self.title(Text::ExplainDiagnostics);
        text += &indented(&table);
        text + &format!("\n{}\n", self.say(Text::ExplainMore, &[]))
    }
}

fn named(kind: Kind, lang: Lang) -> &'static str {
    let (zh, en) = kind_name(kind);
    lang.pick(zh, en)
}
