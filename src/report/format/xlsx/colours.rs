//! Colours by rules that the spreadsheet program goes on applying when somebody changes a cell.

use super::styles::{BAD, GOOD, MAIN, MIDDLING};
use crate::report::sheet::Colouring;
use rust_xlsxwriter::{
    Color, ConditionalFormat3ColorScale, ConditionalFormatCell, ConditionalFormatCellRule,
    ConditionalFormatDataBar, ConditionalFormatText, ConditionalFormatTextRule, ConditionalFormatType,
    Format, Worksheet, XlsxError,
};

/// The rows of a table on its worksheet, and those of them in which less is better.
pub(super) struct Rows {
    pub first: u32,
    pub last: u32,
    pub low_is_better: Vec<u32>,
}

/// Colours a column.
pub(super) fn colour(
    worksheet: &mut Worksheet,
    column: u16,
    rows: &Rows,
    colouring: Colouring,
) -> Result<(), XlsxError> {
    let (first, last) = (rows.first, rows.last);
    match colouring {
        Colouring::Scale { worst, middle, best } => {
            let scale = ConditionalFormat3ColorScale::new()
                .set_minimum(ConditionalFormatType::Number, worst)
                .set_midpoint(ConditionalFormatType::Number, middle)
                .set_maximum(ConditionalFormatType::Number, best)
                .set_minimum_color(Color::RGB(0xF8_B9_B2))
                .set_midpoint_color(MIDDLING)
                .set_maximum_color(Color::RGB(0xBE_E5_C8));
            worksheet.add_conditional_format(first, column, last, column, &scale)?;
        }
        Colouring::Bar => {
            let bar = ConditionalFormatDataBar::new()
                .set_minimum(ConditionalFormatType::Number, 0)
                .set_fill_color(Color::RGB(0xF4_B4_A8))
                .set_solid_fill(true)
                .set_border_off(true)
                .set_axis_color(MAIN);
            worksheet.add_conditional_format(first, column, last, column, &bar)?;
        }
        Colouring::Change => {
            for (ranges, rise, fall) in [(turned(rows, false), GOOD, BAD), (turned(rows, true), BAD, GOOD)] {
                changes(worksheet, column, &ranges, rise.0, fall.0)?;
            }
        }
        Colouring::Negative => {
            let below = ConditionalFormatCell::new()
                .set_rule(ConditionalFormatCellRule::LessThan(0))
                .set_format(toned(BAD));
            worksheet.add_conditional_format(first, column, last, column, &below)?;
        }
        Colouring::Sign => {
            for (sign, tone) in [("✓", GOOD), ("✗", BAD)] {
                let begins = ConditionalFormatText::new()
                    .set_rule(ConditionalFormatTextRule::BeginsWith(sign.to_owned()))
                    .set_format(toned(tone));
                worksheet.add_conditional_format(first, column, last, column, &begins)?;
            }
        }
    }
    Ok(())
}

/// Rises and falls in some rows of a column.
fn changes(
    worksheet: &mut Worksheet,
    column: u16,
    ranges: &[(u32, u32)],
    rise: Color,
    fall: Color,
) -> Result<(), XlsxError> {
    let Some((first, last)) = ranges.first().zip(ranges.last()).map(|(first, last)| (first.0, last.1)) else {
        return Ok(());
    };
    let name = column_name(column);
    let range = |(from, to): &(u32, u32)| match from == to {
        true => format!("{name}{}", from + 1),
        false => format!("{name}{}:{name}{}", from + 1, to + 1),
    };
    let all = ranges.iter().map(range).collect::<Vec<_>>().join(" ");
    let rules = [
        (ConditionalFormatCellRule::GreaterThan(0.0), rise),
        (ConditionalFormatCellRule::LessThan(0.0), fall),
    ];
    for (rule, colour) in rules {
        let format = Format::new().set_font_color(colour);
        let changed =
            ConditionalFormatCell::new().set_rule(rule).set_format(format).set_multi_range(all.as_str());
        worksheet.add_conditional_format(first, column, last, column, &changed)?;
    }
    Ok(())
}

fn toned((letters, ground): (Color, Color)) -> Format {
    Format::new().set_font_color(letters).set_background_color(ground)
}

/// The runs of rows in which less is better, or of the others.
fn turned(rows: &Rows, low_is_better: bool) -> Vec<(u32, u32)> {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    if rows.low_is_better.is_empty() {
        return if low_is_better { runs } else { vec![(rows.first, rows.last)] };
    }
    for row in (rows.first..=rows.last).filter(|row| rows.low_is_better.contains(row) == low_is_better) {
        match runs.last_mut().filter(|(_, last)| last + 1 == row) {
            Some((_, last)) => *last = row,
            None => runs.push((row, row)),
        }
    }
    runs
}

/// A, B, …, Z, AA, …
fn column_name(column: u16) -> String {
    let letter = |place: u16| char::from(b'A' + (place % 26) as u8);
    match column.checked_sub(26) {
        None => letter(column).to_string(),
        Some(more) => column_name(more / 26) + &letter(column).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_spreadsheets_name_them() {
        let names = [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")];
        names.into_iter().for_each(|(column, name)| assert_eq!(column_name(column), name));
    }

    #[test]
    fn rows_are_runs() {
        let rows = Rows { first: 1, last: 6, low_is_better: vec![2, 3, 6] };
        assert_eq!(turned(&rows, false), [(1, 1), (4, 5)]);
        assert_eq!(turned(&rows, true), [(2, 3), (6, 6)]);
        let none = Rows { first: 1, last: 6, low_is_better: Vec::new() };
        assert_eq!((turned(&none, false), turned(&none, true)), (vec![(1, 6)], vec![]));
    }
}
