//! A line chart over the columns of a table, drawn by the spreadsheet program.

use super::colours::Rows;
use super::styles::{BAD, FAINT, GOOD, MAIN};
use crate::report::sheet::{SheetChart, Stroke};
use rust_xlsxwriter::{
    Chart, ChartEmptyCells, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartLineDashType, Color,
    ObjectMovement,
};

/// How high it is, in pixels.
const HEIGHT: u32 = 460;
/// How many days lie between two marks of the axis.
const DAYS_APART: u32 = 14;
/// How wide a character of a column is, in pixels.
const CHARACTER: f64 = 7.0;

/// The chart of a sheet whose table has its headings in the row before the first.
pub(super) fn chart(
    description: &SheetChart,
    sheet: &str,
    rows: &Rows,
    column_width: f64,
    font: &str,
) -> Chart {
    let column = |place: usize| u16::try_from(place).unwrap_or(u16::MAX);
    let mut chart = Chart::new_line();
    for series in &description.series {
        let place = column(series.column);
        chart
            .add_series()
            .set_name((sheet, rows.first.saturating_sub(1), place))
            .set_categories((
                sheet,
                rows.first,
                column(description.categories),
                rows.last,
                column(description.categories),
            ))
            .set_values((sheet, rows.first, place, rows.last, place))
            .set_format(ChartFormat::new().set_line(&line(series.stroke)));
    }
    let letters = ChartFont::new().set_name(font).set_size(9).set_color(FAINT).clone();
    chart.title().set_name(description.title.as_str()).set_font(ChartFont::new().set_name(font).set_size(12));
    chart.x_axis().set_date_axis(true).set_num_format("mm-dd").set_major_unit(DAYS_APART).set_font(&letters);
    let faint = ChartLine::new().set_color(Color::RGB(0xE5_E7_EB)).set_width(0.75).clone();
    let (lowest, highest) = description.extent;
    chart
        .y_axis()
        .set_num_format("0.00")
        .set_min(lowest)
        .set_max(highest)
        .set_major_gridlines_line(&faint)
        .set_font(&letters);
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&letters);
    chart
        .show_empty_cells_as(ChartEmptyCells::Gaps)
        .set_alt_text(description.description.as_str())
        .set_object_movement(ObjectMovement::MoveButDontSizeWithCells)
        .set_width((column_width * CHARACTER) as u32)
        .set_height(HEIGHT);
    chart
}

fn line(stroke: Stroke) -> ChartLine {
    let (colour, width, dash) = match stroke {
        Stroke::Known => (MAIN, 2.25, ChartLineDashType::Solid),
        Stroke::Expected => (MAIN, 2.0, ChartLineDashType::SquareDot),
        Stroke::Band => (Color::RGB(0x9D_BD_F5), 1.0, ChartLineDashType::Solid),
        Stroke::Met => (GOOD.0, 1.25, ChartLineDashType::Dash),
        Stroke::Unmet => (BAD.0, 1.25, ChartLineDashType::Dash),
    };
    ChartLine::new().set_color(colour).set_width(width).set_dash_type(dash).clone()
}
