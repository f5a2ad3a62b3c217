//! The first screen: the score, its change and the reason, what it rests on, what it opens or closes.

use super::blocks::FullView;
use crate::catalogue::text;
use crate::report::block::{Block, Fact, Headline, Line, Paragraph, Span, Tone};
use crate::report::head::{basis_in_words, titled};
use crate::report::numbers;
use crate::report::thresholds::{ThresholdRow, in_short, standing};
use crate::report::total_chart::TotalChart;
use crate::rounding::{fixed, rounded};

/// So many thresholds stand on the first screen.
const MOST_THRESHOLDS: usize = 4;

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
        let mut score_and_why = vec![Block::Headline(headline)];
        let reasons: Vec<String> =
            report.change_7d_parts.iter().filter_map(|part| part.in_words(lang)).collect();
        if !reasons.is_empty() {
            let reasons = text::why_largest(lang, reasons.join(lang.pick("、", ", ")));
            score_and_why.push(Paragraph::new(reasons).into());
        }
        let as_of = text::as_of(lang, head.as_of, basis_in_words(head.as_of_basis, lang));
        let origin = format!("{} · {as_of}", head.rulebook.full_label(lang));
        score_and_why.push(Paragraph::new(Line::new(origin, Tone::Faint)).into());
        let mut rests_on: Vec<Block> = vec![Paragraph::new(self.trust()).into()];
        rests_on.extend(self.score.uncovered_weight());
        rests_on.push(Block::List(self.thresholds_in_short()));
        rests_on.extend(head.rulebook.in_force_line(lang));
        vec![Block::Columns(vec![score_and_why, rests_on])]
    }

    /// Thresholds in a few lines, those that are not met first; of many, how many the others are.
    fn thresholds_in_short(&self) -> Vec<Paragraph> {
        let lang = self.lang;
        let with = |met: Option<bool>| -> Vec<&ThresholdRow> {
            self.report.score.thresholds.iter().filter(|row| row.met == met).collect()
        };
        let groups = [Some(false), None, Some(true)].map(|met| (met, with(met)));
        let mut room = MOST_THRESHOLDS;
        let mut lines = Vec::new();
        for (met, rows) in groups {
            // One more line is no longer than one that counts it.
            let shown = if rows.len() <= room { rows.len() } else { room.saturating_sub(1) };
            room = room.saturating_sub(shown);
            let (named, others) = rows.split_at(shown);
            lines.extend(named.iter().map(|row| in_short(row, lang)));
            if !others.is_empty() {
                let (said, tone) = match met {
                    Some(true) => (text::page_others_met(lang, others.len()), Tone::Good),
                    Some(false) => (text::page_others_failed(lang, others.len()), Tone::Bad),
                    None => (text::page_others_unknown(lang, others.len()), Tone::Plain),
                };
                lines.push(Line::new(said, tone));
                room = room.saturating_sub(1);
            }
        }
        lines.into_iter().map(Paragraph::new).collect()
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
        let said = forecast.into_iter().flat_map(|forecast| forecast.in_sentences(lang));
        let heading = Block::Heading(text::page_course_title(lang).into());
        std::iter::once(heading).chain(said).chain([chart.chart(lang).into()]).collect()
    }

    pub(super) fn thresholds(&self) -> Vec<Block> {
        let (lang, score) = (self.lang, &self.report.score);
        if score.thresholds.is_empty() {
            return Vec::new();
        }
        let total = score.score.total.display.as_deref();
        let heading = Block::Heading(text::thresholds_title(lang).into());
        let rows = score.thresholds.iter().map(|row| calm(standing(row, total, lang)).into());
        std::iter::once(heading).chain(rows).collect()
    }
}

/// What is well has its sign in colour and nothing else, so that what is not strikes the eye.
fn calm(mut paragraph: Paragraph) -> Paragraph {
    let is_well = paragraph.line.0.first().is_some_and(|span| span.tone == Tone::Good);
    if is_well {
        paragraph.line.0.iter_mut().for_each(|span| span.tone = Tone::Plain);
        if let Some(rest) =
            paragraph.line.0.first_mut().and_then(|span| span.text.strip_prefix('✓').map(str::to_owned))
        {
            paragraph.line.0.splice(..1, [Span::new("✓", Tone::Good), Span::new(rest, Tone::Plain)]);
        }
    }
    paragraph
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
