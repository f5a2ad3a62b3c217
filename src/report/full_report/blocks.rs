//! A full report as a page. The eye should find, in this order: how am I doing, is it getting worse and why, can I trust
//! it, what opens or closes; where it is heading; what costs most and what to do; then the particulars.

use super::model::FullReport;
use crate::catalogue::{Diagnostic, Lang};
use crate::report::block::Block;
use crate::report::document::Document;
use crate::report::format::Format;
use crate::report::score::{ScoreReport, ScoreView};
use crate::report::sheet::Sheet;
use crate::report::style::Style;
use crate::report::thresholds::FigureBorder;
use serde::Serialize;

impl Document for FullReport {
    const NAME: &'static str = "full_report";
    const HAS_ROWS: bool = true;
    const COLUMNS: &'static str = <ScoreReport as Document>::COLUMNS;

    fn borders(&self) -> Vec<FigureBorder> {
        self.score.borders()
    }

    fn blocks(&self, lang: Lang) -> Vec<Block> {
        let view = FullView { report: self, score: ScoreView { report: &self.score, lang }, lang };
        vec![
            Block::Section(view.answer()),
            Block::Section(view.course()),
            Block::Section(view.weakest()),
            Block::Columns(vec![
                vec![Block::Section(view.dimensions())],
                vec![Block::Section(view.thresholds())],
            ]),
            Block::Section(view.indicators()),
            Block::Section(view.watch()),
            Block::Section(view.sources()),
            Block::Columns(
                [view.days(), view.composition()]
                    .into_iter()
                    .filter(|blocks| !blocks.is_empty())
                    .map(|blocks| vec![Block::Section(blocks)])
                    .collect(),
            ),
        ]
    }

    fn sheets(&self, lang: Lang) -> anyhow::Result<Vec<Sheet<'_>>> {
        Ok(super::sheets::sheets(self, lang))
    }

    fn rows(&self) -> impl Iterator<Item = impl Serialize> {
        self.score.rows()
    }

    fn guard_ids(&mut self) {
        self.cases.iter_mut().flatten().for_each(Document::guard_ids);
    }

    /// As running text it is the report of the score: what lies beside that are drawings and lists.
    fn render(&self, format: Format, lang: Lang, style: Style) -> Result<Vec<u8>, Diagnostic> {
        match format {
            Format::Text => self.score.render(format, lang, style),
            format => format.render(self, lang, style),
        }
    }
}

/// A full report as it is said in a language.
pub(super) struct FullView<'a> {
    pub(super) report: &'a FullReport,
    pub(super) score: ScoreView<'a>,
    pub(super) lang: Lang,
}
