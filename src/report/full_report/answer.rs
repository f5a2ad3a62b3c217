//! The first screen: the score, its change and the reason, what it rests on, what it opens or closes.

use super::blocks::FullView;
use crate::catalogue::text;
use crate::report::block::{Block, Fact, Headline, Line, Paragraph, Span, Tone};
use crate::report::head::{basis_in_words, titled};
use crate::report::thresholds::{ThresholdRow, in_short, standing};
use crate::report::total_chart::TotalChart;
use crate::report::numbers;
use crate::rounding::{fixed, rounded};

impl FullView<'_> {
    pub(super) fn answer(&self) -> Vec<Block> {
        let (lang, report) = (self.lang, &self.report.score);
        let (head, score) = (&report.head, &report.score);
        let beside = &score.beside;
        let changes = [
            (text::page_since_1(lang), beside.change_1d),
            (text::page_since_7(lang), beside.change_7d),
            (text::page_since_30(lang), beside.change_30d),
        ];
        let changes = changes.map(|(label, change)| Fact::new(label, changed(change)));
        let has_total = score.total.value.is_some();
        let headline = Headline {
            title: titled(head.shop.as_deref(), text::report_title(lang)).into(),
            figure: score.total.display.clone().unwrap_or_else(|| text::no_score(lang).to_owned()).into(),
            scale: if has_total { format!("/ {}", fixed(score.scale_max, 2)) } else { String::new() },
            beside: if has_total { changes.into() } else { Vec::new() },
        };
        let mut blocks = vec![Block::Headline(headline)];
        let reasons: Vec<String> =
            report.change_7d_parts.iter().filter_map(|part| part.in_words(lang)).collect();
        if !reasons.is_empty() {
            let reasons = text::why_largest(lang, reasons.join(lang.pick("、", ", ")));
            blocks.push(Paragraph::new(reasons).into());
        }
        blocks.push(Paragraph::new(self.trust()).into());
        blocks.extend(self.score.uncovered_weight());
        blocks.extend(head.rulebook.in_force_line(lang));
        let mut thresholds: Vec<&ThresholdRow> = report.thresholds.iter().collect();
        // What fails first.
        thresholds.sort_by_key(|row| row.met != Some(false));
        let stand = thresholds.into_iter().map(|row| Paragraph::new(in_short(row, lang)));
        blocks.push(Block::List(stand.collect()));
        let as_of = text::as_of(lang, head.as_of, basis_in_words(head.as_of_basis, lang));
        let origin = format!("{} · {as_of}", head.rulebook.full_label(lang));
        blocks.push(Paragraph::new(Line::new(origin, Tone::Faint)).into());
        blocks
    }

    /// How much the exports cover, and how old they are.
    fn trust(&self) -> Line {
        let (lang, report) = (self.lang, &self.report.score);
        let old = report.age.days.filter(|_| report.age.old).map(|days| text::data_age(lang, days));
        let is_sound = report.coverage.is_whole() && old.is_none();
        let (sign, tone) = if is_sound { ("✓ ", Tone::Good) } else { ("! ", Tone::Careful) };
        let parts = [Some(report.coverage.in_words(lang)), old];
        let said = text::covered(lang, parts.into_iter().flatten().collect::<Vec<_>>().join(" · "));
        Line::new(sign, tone).then(Span::new(said, if is_sound { Tone::Plain } else { tone }))
    }

    /// The total by day with what is to be expected.
    pub(super) fn course(&self) -> Vec<Block> {
        let (lang, report) = (self.lang, self.report);
        let past = report.course.days.iter().copied().zip(report.course.total.iter().copied()).collect();
        let forecast = report.forecast.as_ref();
        let score = &report.score.score;
        let chart = TotalChart {
            past,
            ahead: forecast.map_or(&[], |forecast| &forecast.days),
            thresholds: report.score.thresholds.iter().collect(),
            scale: (score.scale_min, score.scale_max),
            instead: Vec::new(),
        };
        let mut blocks =
            vec![Block::Heading(text::page_course_title(lang).into()), chart.chart(lang).into()];
        blocks.extend(forecast.into_iter().flat_map(|forecast| forecast.in_sentences(lang)));
        blocks
    }

    pub(super) fn thresholds(&self) -> Vec<Block> {
        let (lang, score) = (self.lang, &self.report.score);
        if score.thresholds.is_empty() {
            return Vec::new();
        }
        let total = score.score.total.display.as_deref();
        let heading = Block::Heading(text::thresholds_title(lang).into());
        let rows = score.thresholds.iter().map(|row| standing(row, total, lang).into());
        std::iter::once(heading).chain(rows).collect()
    }
}

/// A change of the total, with a sign for those who do not see its colour.
fn changed(change: Option<f64>) -> Line {
    let Some(change) = change else { return "–".into() };
    let (sign, tone) = match rounded(change, 2) {
        up if up > 0.0 => ("▲ ", Tone::Good),
        down if down < 0.0 => ("▼ ", Tone::Bad),
        _ => ("", Tone::Plain),
    };
    Line::new(format!("{sign}{}", numbers::signed(change, 2)), tone)
}
