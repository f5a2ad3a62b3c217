//! A full report for people.

use super::model::FullReport;
use crate::catalogue::Lang;
use crate::report::block::Block;
use crate::report::document::Document;
use crate::report::sheet::Sheet;
use crate::report::thresholds::FigureBorder;
use serde::Serialize;

impl Document for FullReport {
    const NAME: &'static str = "full_report";
    const HAS_ROWS: bool = true;
    const COLUMNS: &'static str = <crate::report::score::ScoreReport as Document>::COLUMNS;

    fn borders(&self) -> Vec<FigureBorder> {
        self.score.borders()
    }

    fn blocks(&self, lang: Lang) -> Vec<Block> {
        self.score.blocks(lang)
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
}
