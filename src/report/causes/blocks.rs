//! The causes for people: a table of the groups, the dearest first.

use super::{CauseTable, GroupRow};
use crate::catalogue::{Lang, text};
use crate::indicator::Unit;
use crate::insight::By;
use crate::report::block::{Block, Breaks, Cell, Column, Line, Paragraph, Span, Table, Tone};
use crate::report::document::Document;
use crate::report::figures::Status;
use crate::report::head::{basis, basis_in_words, headline};
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
        let sections = [view.head(), view.careful(), view.groups(), view.basis()];
        sections.into_iter().map(Block::Section).collect()
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
        let title = Line::new(text::causes_title(lang, name), Tone::Strong);
        let title = headline(
            title,
            Some(text::as_of_day(lang, head.as_of)),
            Some(&head.rulebook),
            head.shop.as_deref(),
            lang,
        );
        let lines = [self.in_figures(), self.dearest()].into_iter().flatten();
        let lines = lines.map(|line| Paragraph::new(line).breaks(Breaks::OneLineFirst).into());
        let covered = coverage::days_line(&table.coverage, None, lang);
        std::iter::once(title).chain(lines).chain(covered).collect()
    }

    /// What was counted, and how far off the value may be.
    fn in_figures(&self) -> Option<Line> {
        let (lang, table) = (self.lang, self.table);
        let value = table.value?;
        let counted = table.numerator.zip(table.denominator);
        let figures = numbers::in_figures(table.indicator, table.value, counted, lang);
        // Of a mean the sentence says the value already.
        let Some((low, high)) = table.low.zip(table.high) else { return Some(figures.into()) };
        let [value, low, high] = [value, low, high].map(|value| self.value(value));
        Some(text::causes_value(lang, figures, value, low, high).into())
    }

    /// The group that stands out and would bring back most.
    fn dearest(&self) -> Option<Line> {
        let lang = self.lang;
        let row = self.table.causes.iter().find(|row| row.stands_out)?;
        let gain = row.recoverable.filter(|gain| rounded(*gain, 2) > 0.0)?;
        let line = text::causes_dearest(lang, row.by.name(lang), row.name(lang), Span::place(0));
        Some(Line::filled(&line, [Span::new(fixed(gain, 2), Tone::Bad)]))
    }

    /// What the table is to be read with.
    fn careful(&self) -> Vec<Block> {
        let (lang, table) = (self.lang, self.table);
        let manual = (table.status == Status::Manual).then(|| text::causes_manual(lang).to_owned());
        let few = table.denominator.filter(|_| table.small_numbers);
        let few = few.map(|n| numbers::few_cases(table.unit, n, table.low.zip(table.high), lang));
        let no_total = table.score.is_none().then(|| text::causes_no_total(lang).to_owned());
        let lines = [manual, few, no_total].into_iter().flatten();
        lines.map(|line| Paragraph::new(Line::new(line, Tone::Careful)).into()).collect()
    }

    fn basis(&self) -> Vec<Block> {
        let (lang, table, head) = (self.lang, self.table, &self.table.head);
        let chosen = basis_in_words(head.as_of_basis, lang);
        let (from, days) = (table.window_from, table.window_days);
        let window = text::causes_window(lang, head.as_of, chosen, days, from);
        let basis = basis(&head.rulebook, None, head.config.as_deref(), lang);
        std::iter::once(Paragraph::new(window).into()).chain(basis).collect()
    }

    fn groups(&self) -> Vec<Block> {
        let (lang, causes) = (self.lang, &self.table.causes);
        if let Some(row) = &self.table.missing {
            return vec![Paragraph::new(missing::in_words(row, lang)).into()];
        }
        let mut table = Table::new([
            Column::left(""),
            Column::left(text::causes_by(lang)),
            Column::left(text::causes_group(lang)),
            Column::right(text::causes_gain(lang)),
            Column::right(text::causes_bad(lang)),
            Column::right(text::causes_own(lang)),
            Column::right(text::causes_rest(lang)),
            Column::right(text::causes_share(lang)).rank(1),
            Column::right(text::causes_share_of_cases(lang)).rank(2),
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
            row.by.name(lang).into(),
            Line::new(row.name(lang), name_tone).into(),
            Line::from(Span::new(gain, tone)).into(),
            if is_judged {
                format!("{}/{}", fixed(row.bad, 0), row.cases)
            } else {
                format!("–/{}", row.cases)
            }
            .into(),
            value(row.value).into(),
            value(row.rest).into(),
            if is_judged { share(row.share) } else { blank() }.into(),
            share(row.share_of_cases).into(),
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
