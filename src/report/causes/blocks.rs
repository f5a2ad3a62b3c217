//! The causes for people: a table of the groups, the dearest first.

use super::{CauseTable, GroupRow};
use crate::catalogue::{Lang, text};
use crate::indicator::Unit;
use crate::insight::By;
use crate::report::block::{Block, Breaks, Cell, Column, Line, Paragraph, Span, Table, Tone};
use crate::report::document::Document;
use crate::report::figures::Status;
use crate::report::head::{basis_in_words, config_line, titled};
use crate::report::{coverage, missing, names, numbers};
use crate::rounding::{fixed, rounded};
use serde::Serialize;

/// How many rows a text shows.
const ROWS: usize = 40;

impl Document for CauseTable {
    const NAME: &'static str = "causes";
    const HAS_ROWS: bool = true;

    fn guard_ids(&mut self) {
        for row in self.causes.iter_mut().filter(|row| row.by == By::Product) {
            row.group.insert(0, '\t');
        }
    }

    fn blocks(&self, lang: Lang) -> Vec<Block> {
        let view = CauseView { table: self, lang };
        [view.head(), view.groups()].into_iter().map(Block::Section).collect()
    }

    fn rows(&self) -> impl Iterator<Item = impl Serialize> {
        self.causes.iter()
    }
}

/// The causes as they are said in a language.
struct CauseView<'a> {
    table: &'a CauseTable,
    lang: Lang,
}

impl CauseView<'_> {
    fn head(&self) -> Vec<Block> {
        let (lang, table, head) = (self.lang, self.table, &self.table.head);
        let name = names::indicator(table.indicator, lang);
        let title = titled(head.shop.as_deref(), &text::causes_title(lang, name));
        let title = Line::new(title, Tone::Strong).then(format!("    {}", head.rulebook.full_label(lang)));
        let (from, days) = (table.window_from, table.window_days);
        let basis = basis_in_words(head.as_of_basis, lang);
        let window = text::causes_window(lang, head.as_of, basis, days, from);
        let mut blocks =
            vec![Paragraph::new(title).breaks(Breaks::Spans).into(), Paragraph::new(window).into()];
        blocks.extend(coverage::days_line(&table.coverage, lang));
        blocks.extend(head.rulebook.in_force_line(lang));
        blocks.extend(config_line(head.config.as_deref(), lang));
        let counted = table.numerator.zip(table.denominator);
        let figures = numbers::in_figures(table.indicator, table.value, counted, lang);
        let interval = table.low.zip(table.high);
        if let Some(value) = table.value {
            // Of a mean the sentence says the value already.
            let line = match interval {
                Some((low, high)) => {
                    let [value, low, high] = [value, low, high].map(|value| self.value(value));
                    text::causes_value(lang, figures, value, low, high)
                }
                None => figures,
            };
            blocks.push(Paragraph::new(line).into());
        }
        let mut careful = |line: String| {
            blocks.push(Paragraph::new(Line::new(line, Tone::Careful)).into());
        };
        if table.status == Status::Manual {
            careful(text::causes_manual(lang).to_owned());
        }
        if let Some(n) = table.denominator.filter(|_| table.small_numbers) {
            careful(numbers::few_cases(table.unit, n, interval, lang));
        }
        if table.score.is_none() {
            careful(text::causes_no_total(lang).to_owned());
        }
        blocks
    }

    fn groups(&self) -> Vec<Block> {
        let (lang, causes) = (self.lang, &self.table.causes);
        if let Some(row) = &self.table.missing {
            return vec![Paragraph::new(missing::in_words(row, lang)).into()];
        }
        let mut table = Table::new([
            Column::left(""),
            Column::right(text::causes_gain(lang)),
            Column::right(text::causes_bad(lang)),
            Column::right(text::causes_share(lang)),
            Column::right(text::causes_share_of_cases(lang)),
            Column::right(text::causes_own(lang)),
            Column::right(text::causes_rest(lang)),
            Column::left(text::causes_by(lang)),
            Column::left(text::causes_group(lang)),
        ]);
        // Those that stand out are never left out.
        let told = |place: usize, row: &GroupRow| place < ROWS || row.stands_out;
        let shown: Vec<&GroupRow> =
            causes.iter().enumerate().filter(|(place, row)| told(*place, row)).map(|(_, row)| row).collect();
        shown.iter().for_each(|row| table.row(self.cells(row)));
        let mut blocks = vec![table.into()];
        let left_out = causes.len() - shown.len();
        if left_out > 0 {
            blocks.push(Paragraph::new(text::causes_left_out(lang, left_out)).into());
        }
        let stands_out = match causes.iter().any(|row| row.stands_out) {
            true => text::causes_legend(lang),
            false => text::causes_none_stands_out(lang),
        };
        blocks.push(Paragraph::new(stands_out).hanging(0).into());
        blocks.push(Paragraph::new(text::causes_gain_legend(lang)).hanging(0).into());
        if causes.iter().any(|row| row.value.is_none()) {
            blocks.push(Paragraph::new(text::causes_shares_only(lang)).hanging(0).into());
        }
        blocks
    }

    fn cells(&self, row: &GroupRow) -> [Cell; 9] {
        let lang = self.lang;
        let blank = || "–".to_owned();
        let gain = row.recoverable.map_or_else(blank, |gain| numbers::signed(gain, 2));
        let tone = match row.recoverable.map(|gain| rounded(gain, 2)) {
            Some(gain) if gain > 0.0 && row.stands_out => Tone::Bad,
            _ => Tone::Plain,
        };
        let value = |value: Option<f64>| value.map_or_else(blank, |value| self.value(value));
        // Of a mean the rest says what is bad; where a group holds every case there is none.
        let is_judged = self.table.unit == Unit::Ratio || row.rest.is_some() || row.value.is_none();
        let name_tone = if row.stands_out { Tone::Strong } else { Tone::Plain };
        [
            if row.stands_out { "★" } else { "" }.into(),
            Line::from(Span::new(gain, tone)).into(),
            if is_judged {
                format!("{}/{}", fixed(row.bad, 0), row.cases)
            } else {
                format!("–/{}", row.cases)
            }
            .into(),
            if is_judged { share(row.share) } else { blank() }.into(),
            share(row.share_of_cases).into(),
            value(row.value).into(),
            value(row.rest).into(),
            row.by.name(lang).into(),
            Cell::Sentence(Line::new(row.name(lang), name_tone)),
        ]
    }

    fn value(&self, value: f64) -> String {
        numbers::value(self.table.unit, value, self.lang)
    }
}

/// A share in a column of shares.
fn share(share: f64) -> String {
    format!("{}%", fixed(share * 100.0, 1))
}

/// What a group is a group by.
impl GroupRow {
    fn name(&self, lang: Lang) -> &str {
        let name = lang.pick(&self.group_name, &self.group_name_en);
        if name.is_empty() { &self.group } else { name }
    }
}
