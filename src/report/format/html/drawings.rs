//! Small drawings within a line: bars, sparklines, strips of days. They are stretched to the room that they have; their
//! lines are not.

use super::markup::Tag;
use super::page::Page;
use crate::catalogue::text;
use crate::report::block::{DayMark, Sparkline};
use crate::rounding::fixed;
use crate::shown_text::percent;

/// How high a sparkline is, in units of its own.
const HEIGHT: f64 = 100.0;

/// A number of a drawing: a hundredth of its unit is finer than a screen.
pub(super) fn number(value: f64) -> String {
    let text = fixed(value, 2);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A drawing that is stretched to its room.
pub(super) fn stretched(class: &'static str, width: f64, height: f64) -> Tag {
    let view = format!("0 0 {} {}", number(width), number(height));
    Tag::new("svg").class(class).with("viewBox", view).with("preserveAspectRatio", "none")
}

/// A path through points; it is broken where there is none.
pub(super) fn path(points: impl IntoIterator<Item = Option<(f64, f64)>>) -> String {
    let (mut path, mut is_drawn) = (String::new(), false);
    for point in points {
        let Some((x, y)) = point else {
            is_drawn = false;
            continue;
        };
        path += if is_drawn { "L" } else { "M" };
        path += &format!("{} {}", number(x), number(y));
        // A point alone is a dot.
        if !is_drawn {
            path += "h0";
        }
        is_drawn = true;
    }
    path
}

impl Page {
    /// How much of a whole; `is_said` where no figure stands beside it.
    pub(super) fn bar(&mut self, share: f64, is_said: bool) {
        let share = share.clamp(0.0, 1.0);
        let svg = stretched("bar", 100.0, 1.0);
        let svg = if is_said {
            svg.with("role", "img").with("aria-label", percent(share))
        } else {
            svg.with("aria-hidden", "true")
        };
        self.inside(svg, |page| {
            let rect = |class, width: f64| {
                Tag::new("rect").class(class).with("width", number(width)).with("height", 1)
            };
            page.shape(rect("track", 100.0));
            page.shape(rect("fill", share * 100.0));
        });
    }

    /// A row of figures, and what it is in words.
    pub(super) fn sparkline(&mut self, sparkline: &Sparkline, said: &str) {
        let (lowest, highest) = (sparkline.lowest, sparkline.highest);
        // A level row runs in the middle.
        let share = |value: f64| if highest > lowest { (value - lowest) / (highest - lowest) } else { 0.5 };
        let place =
            |(x, value): (usize, &Option<f64>)| value.map(|value| (x as f64, HEIGHT - share(value) * HEIGHT));
        let last = sparkline.values.iter().enumerate().rev().find_map(place);
        let width = sparkline.values.len().saturating_sub(1).max(1) as f64;
        let svg = stretched("sparkline", width, HEIGHT).with("role", "img").with("aria-label", said);
        self.inside(svg, |page| {
            let line = path(sparkline.values.iter().enumerate().map(place));
            page.shape(Tag::new("path").class("line").with("d", line));
            if last.is_some() {
                page.shape(Tag::new("path").class("dot").with("d", path([last])));
            }
        });
    }

    /// Days in a row.
    pub(super) fn days(&mut self, marks: &[DayMark]) {
        let count = |mark: DayMark| marks.iter().filter(|own| **own == mark).count();
        let [rows, empty, outside] = [DayMark::Rows, DayMark::Empty, DayMark::Outside].map(count);
        let said = text::page_days(self.lang, rows, empty, outside);
        let svg = stretched("days", marks.len() as f64, 1.0).with("role", "img").with("aria-label", said);
        self.inside(svg, |page| {
            for (mark, class) in
                [(DayMark::Rows, "rows"), (DayMark::Empty, "empty"), (DayMark::Outside, "outside")]
            {
                let runs = runs(marks, mark);
                if !runs.is_empty() {
                    page.shape(Tag::new("path").class(class).with("d", runs));
                }
            }
        });
    }
}

/// The runs of a mark as rectangles.
fn runs(marks: &[DayMark], of: DayMark) -> String {
    let mut place = 0;
    let chunks = marks.chunk_by(|a, b| a == b).filter_map(|run| {
        let from = place;
        place += run.len();
        (run.first() == Some(&of)).then(|| format!("M{from} 0h{0}v1h-{0}z", run.len()))
    });
    chunks.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_broken_where_there_is_no_point() {
        let points = [Some((0.0, 1.0)), Some((1.0, 2.345)), None, Some((3.0, 0.5))];
        assert_eq!(path(points), "M0 1h0L1 2.35M3 0.5h0");
        assert_eq!(path([None, None]), "");
    }

    #[test]
    fn days_are_rectangles_of_their_runs() {
        use DayMark::{Empty, Outside, Rows};
        let marks = [Outside, Rows, Rows, Empty, Rows];
        assert_eq!(runs(&marks, Rows), "M1 0h2v1h-2zM4 0h1v1h-1z");
        assert_eq!(runs(&marks, Empty), "M3 0h1v1h-1z");
        assert_eq!(runs(&[], Rows), "");
    }
}
