//! Shops for people: how they stand as a whole, one table, then what could not be scored and why.

use super::model::{ScoredShop, ShopList, ShopRow, ShopStatus};
use super::rows::ListRow;
use crate::catalogue::{Lang, text};
use crate::indicator::Figure;
use crate::input::percent;
use crate::report::block::{Block, Breaks, Cell, Column, Line, Paragraph, Span, Table, Tone};
use crate::report::document::Document;
use crate::report::sheet::Sheet;
use crate::report::thresholds::{FigureBorder, borders_of_total};
use crate::report::{names, numbers};
use crate::rounding::{fixed, shown_score};
use crate::rulebook::Comparison;
use serde::Serialize;
use std::collections::BTreeSet;

/// The place of the column of thresholds that are not met.
const MISSED_COLUMN: usize = 6;
/// Folders that are no shops are named up to so many.
const MOST_NAMED: usize = 6;

impl Document for ShopList {
    const NAME: &'static str = "shops";
    const HAS_ROWS: bool = true;
    const COLUMNS: &'static str = "rank shop folder status as_of rulebook_id value points change_1d change_7d \
        change_30d weakest weakest_zh weakest_en weakest_lost missed missed_zh missed_en coverage covered_days \
        window_days age_days below too_old warnings error error_zh error_en page";

    fn blocks(&self, lang: Lang) -> Vec<Block> {
        let view = ListView { list: self, lang };
        let sections = [view.head(), view.table(), view.failures(), view.remarks()];
        sections.into_iter().filter(|blocks| !blocks.is_empty()).map(Block::Section).collect()
    }

    fn borders(&self) -> Vec<FigureBorder> {
        let border =
            |at| FigureBorder { id: Figure::Total.id().to_owned(), comparison: Comparison::AtLeast, at };
        let missed = self.shops.iter().filter_map(|row| row.scored.as_ref()).flat_map(|own| &own.missed);
        let mut borders = FigureBorder::of(missed);
        borders.extend(self.fail_under.map(border));
        borders.dedup();
        borders
    }

    fn sheets(&self, lang: Lang) -> anyhow::Result<Vec<Sheet<'_>>> {
        Ok(super::sheets::sheets(self, lang))
    }

    fn rows(&self) -> impl Iterator<Item = impl Serialize> {
        self.shops.iter().map(ListRow::of)
    }
}

/// A list as it is said in a language.
struct ListView<'a> {
    list: &'a ShopList,
    lang: Lang,
}

impl ListView<'_> {
    fn head(&self) -> Vec<Block> {
        let (lang, shops) = (self.lang, &self.list.shops);
        let title = text::shops_title(lang, shops.len(), &self.list.folder);
        let mut blocks = vec![Paragraph::new(Line::new(title, Tone::Strong)).into()];
        let counted = |is: &dyn Fn(&ShopRow) -> bool| shops.iter().filter(|row| is(row)).count();
        let missed = |row: &ShopRow| row.scored.as_ref().is_some_and(|own| !own.missed.is_empty());
        let least = self.list.fail_under.map(|least| fixed(least, 2)).unwrap_or_default();
        let most = self.list.max_age.unwrap_or_default();
        let below = counted(&|row| row.below == Some(true));
        let too_old = counted(&|row| row.too_old == Some(true));
        let failed = counted(&|row| row.status != ShopStatus::Ok);
        let missed = counted(&missed);
        let marks = [
            (below, text::shops_below(lang, below, least)),
            (missed, text::shops_missed(lang, missed)),
            (too_old, text::shops_old(lang, too_old, most)),
            (failed, text::shops_failed(lang, failed)),
        ];
        let said: Vec<String> = marks.into_iter().filter(|(n, _)| *n > 0).map(|(_, said)| said).collect();
        if said.is_empty() {
            blocks.push(Paragraph::new(text::shops_well(lang)).into());
        } else {
            let said = Line::new(said.join(lang.pick("；", "; ")), Tone::Careful);
            blocks.push(Paragraph::new(said).breaks(Breaks::Prose).into());
        }
        blocks
    }

    fn table(&self) -> Vec<Block> {
        let lang = self.lang;
        let columns = [
            Column::right(text::shops_rank(lang)),
            Column::left(text::shops_shop(lang)),
            Column::right(text::shops_score(lang)),
            Column::right(text::head_change7(lang)).rank(1),
            Column::left(text::shops_weakest(lang)),
            Column::right(text::head_lost(lang)).rank(3),
            Column::left(text::shops_missed_heading(lang)).rank(2),
            Column::right(text::shops_coverage(lang)).rank(4),
            Column::right(text::shops_age(lang)).rank(5),
        ];
        let mut table = Table::new(columns);
        let scored = self.list.shops.iter().filter_map(|row| Some((row, row.scored.as_ref()?)));
        table.rows.extend(scored.map(|(row, own)| self.cells(row, own)));
        // Nobody misses one: the column would be blank.
        let misses = |row: &ShopRow| row.scored.as_ref().is_some_and(|own| !own.missed.is_empty());
        if !self.list.shops.iter().any(misses) {
            table.columns.remove(MISSED_COLUMN);
            table.rows.iter_mut().for_each(|row| drop(row.remove(MISSED_COLUMN)));
        }
        if table.rows.is_empty() { Vec::new() } else { vec![table.into()] }
    }

    fn cells(&self, row: &ShopRow, own: &ScoredShop) -> Vec<Cell> {
        let lang = self.lang;
        let borders = borders_of_total(&own.missed).into_iter().chain(self.list.fail_under);
        let shown = own.score.value.map(|value| shown_score(value, borders));
        let is_bad = row.below == Some(true) || !own.missed.is_empty();
        let tone = if is_bad { Tone::Bad } else { Tone::Plain };
        let shown = shown.unwrap_or_else(|| text::shops_no_score(lang).to_owned());
        let name = Line::from(row.shop.clone());
        let coverage = match (own.coverage.days.days, own.coverage.days.window) {
            (Some(days), Some(window)) => {
                text::shops_covered(lang, percent(own.coverage.weight), days, window)
            }
            _ => percent(own.coverage.weight),
        };
        let age = own.age.days.map_or("–".to_owned(), |days| text::shops_days(lang, days));
        let is_old = row.too_old.unwrap_or(own.age.old);
        vec![
            row.rank.map_or("–".to_owned(), |rank| rank.to_string()).into(),
            match &row.page {
                // What was read back may name anything.
                Some(page) if is_beside(page) => Cell::Link(name, page.clone()),
                _ => name.into(),
            },
            Span::new(shown, tone).into(),
            own.change_7d.map_or_else(|| "–".into(), |change| Cell::from(change_span(change))),
            own.weakest.map_or("–", |id| names::indicator(id, lang)).into(),
            own.weakest_lost.map_or("–".to_owned(), |lost| fixed(lost, 2)).into(),
            names::listed(own.missed.iter().map(|row| lang.pick(&row.title_zh, &row.title_en)), lang).into(),
            coverage.into(),
            Span::new(age, if is_old { Tone::Careful } else { Tone::Plain }).into(),
        ]
    }

    /// Why shops failed, or files of them do not count.
    fn failures(&self) -> Vec<Block> {
        let lang = self.lang;
        let mut blocks: Vec<Block> = Vec::new();
        for row in self.list.shops.iter().filter(|row| row.status != ShopStatus::Ok) {
            let name = if row.shop == row.folder {
                row.shop.clone()
            } else {
                text::shops_named(lang, &row.shop, &row.folder)
            };
            let (head, tone) = match row.status {
                ShopStatus::Failed => (text::shops_failed_row(lang, name), Tone::Bad),
                _ => (text::shops_refused_row(lang, name), Tone::Careful),
            };
            blocks.push(Paragraph::new(Line::new(head, tone)).into());
            for error in &row.errors {
                let place = error.path.as_ref().map(|path| format!("{path}{}", lang.pick("：", ": ")));
                let message = lang.pick(&error.message_zh, &error.message_en);
                let said = format!("{}{message}", place.unwrap_or_default());
                blocks.push(Paragraph::new(said).level(1).into());
                blocks.push(Block::Advice(Paragraph::new(lang.pick(&error.fix_zh, &error.fix_en)).level(1)));
            }
        }
        blocks
    }

    fn remarks(&self) -> Vec<Block> {
        let (lang, list) = (self.lang, self.list);
        let scored = || list.shops.iter().filter_map(|row| row.scored.as_ref());
        let rulebooks: BTreeSet<String> = scored().map(|own| own.rulebook.full_label(lang)).collect();
        let days: BTreeSet<_> = scored().map(|own| own.as_of).collect();
        let rulebooks =
            (!rulebooks.is_empty()).then(|| text::shops_rulebooks(lang, names::listed(&rulebooks, lang)));
        let days = days.first().zip(days.last()).map(|(first, last)| match first == last {
            true => text::shops_as_of(lang, first),
            false => text::shops_as_of_several(lang, first, last),
        });
        let warnings: usize = list.shops.iter().map(|row| row.warnings).sum();
        let warned = list.shops.iter().filter(|row| row.warnings > 0).count();
        let warned = (warned > 0).then(|| match list.from_sums {
            true => text::shops_warnings_of_sums(lang, warned, warnings),
            false => text::shops_warnings(lang, warned, warnings),
        });
        let others = (!list.other_folders.is_empty()).then(|| {
            let named = names::listed(list.other_folders.iter().take(MOST_NAMED), lang);
            match list.other_folders.len() {
                n if n > MOST_NAMED => text::shops_others_more(lang, named, n),
                _ => text::shops_others(lang, named),
            }
        });
        let lines = rulebooks.into_iter().chain(days).chain(warned).chain(others);
        lines.map(|line| Paragraph::new(line).breaks(Breaks::Parts).into()).collect()
    }
}

/// Is it the name of a file beside the document, and nothing else that a link could lead to?
fn is_beside(page: &str) -> bool {
    !page.starts_with('.') && page.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c))
}

fn change_span(change: f64) -> Span {
    let tone = if change < -0.005 { Tone::Bad } else { Tone::Plain };
    Span::new(numbers::signed(change, 2), tone)
}
