//! Figures that stand for themselves.

use super::{layout, spans, tone};
use crate::report::block::{Card, Fact, Headline, Tone};
use crate::report::format::mail::table::course;
use crate::report::format::mail::tag::escaped;

/// The figure in large, those beside it below.
pub(super) fn headline(headline: &Headline) -> String {
    let title = format!(
        "<p style=\"margin:0;font-size:14px;{}\">{}</p>\n",
        tone(Tone::Faint),
        spans(&headline.title)
    );
    let scale =
        format!("<span style=\"font-size:15px;{}\"> {}</span>", tone(Tone::Faint), escaped(&headline.scale));
    let figure = spans(&headline.figure);
    let figure = format!(
        "<p style=\"margin:0 0 6px 0;font-size:34px;line-height:1.3;font-weight:bold;\">{figure}{scale}</p>\n"
    );
    title + &figure + &facts(&headline.beside)
}

/// A card's figure, its course and its further figures.
pub(super) fn card(card: &Card) -> String {
    let title = format!("<b>{}</b> &nbsp;{}", spans(&card.title), spans(&card.figure));
    let note = format!(" <span style=\"{}\">{}</span>", tone(Tone::Faint), spans(&card.note));
    let course = card.sparkline.as_ref().map(|line| format!(" &nbsp;{}", course(line))).unwrap_or_default();
    format!("<p style=\"margin:8px 0 2px 0;\">{title}{note}{course}</p>\n") + &facts(&card.facts)
}

/// Figures side by side, each below its name.
fn facts(facts: &[Fact]) -> String {
    if facts.is_empty() {
        return String::new();
    }
    let fact = |fact: &Fact| {
        format!(
            "<td style=\"padding:0 18px 4px 0;vertical-align:top;\"><span style=\"font-size:12px;{}\">{}</span><br>{}</td>",
            tone(Tone::Faint),
            escaped(&fact.label),
            spans(&fact.figure)
        )
    };
    // As wide as what it holds.
    let table = layout().opened().replace(" width=\"100%\"", "");
    format!("{table}<tr>{}</tr></table>\n", facts.iter().map(fact).collect::<String>())
}
