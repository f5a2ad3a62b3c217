//! From an analysis to why its total changed.

use super::model::{ChangeLine, ChangePart, WhyReport};
use crate::catalogue::{Diagnostic, Lang, diagnostics};
use crate::input::percent;
use crate::insight::{By, WhyKind, WhyLine, WhyPart};
use crate::report::answer::AnswerHead;
use crate::report::names;
use crate::report::request::{Request, no_data};
use crate::time::Day;

/// Explains what changed since a day; the warnings come separately too.
///
/// # Errors
///
/// Where there is no total on one of the days.
pub fn build_why(
    request: &Request<'_>,
    from: Day,
    by: Option<By>,
) -> Result<(WhyReport, Vec<Diagnostic>), Box<Diagnostic>> {
    let analysis = request.analysis();
    let own = analysis.scorecard(request.as_of);
    if own.coverage == 0.0 && own.value.is_none() {
        return Err(no_data(&analysis));
    }
    let why = analysis
        .why(from, by)
        .map_err(|none| Box::new(diagnostics::no_total_on_day(none.day, percent(none.coverage))))?;
    let diagnostics = request.diagnostics(&analysis, from);
    let report = WhyReport {
        head: AnswerHead::of::<WhyReport>(request, &analysis),
        from: why.from,
        to: why.to,
        by,
        before: why.before,
        after: why.after,
        change: why.after - why.before,
        lines: why.lines.into_iter().map(ChangeLine::from).collect(),
        warnings: diagnostics.iter().map(Into::into).collect(),
    };
    Ok((report, diagnostics))
}

impl From<WhyLine> for ChangeLine {
    fn from(line: WhyLine) -> ChangeLine {
        let name = |lang: Lang| {
            let of_indicator = line.indicator.map(|indicator| names::indicator(indicator, lang));
            of_indicator.unwrap_or_else(|| super::words::kind(line.kind, lang)).to_owned()
        };
        let [value_before, value_after] = line.values;
        ChangeLine {
            id: line.id().to_owned(),
            kind: line.kind,
            name_zh: name(Lang::Zh),
            name_en: name(Lang::En),
            points: line.points,
            value_before,
            value_after,
            parts: line.parts.into_iter().map(ChangePart::from).collect(),
        }
    }
}

impl From<WhyPart> for ChangePart {
    fn from(part: WhyPart) -> ChangePart {
        let name = |lang: Lang| part.group.as_ref().map(|group| group.name(lang).to_owned());
        ChangePart {
            part: part.part,
            group_name_zh: name(Lang::Zh),
            group_name_en: name(Lang::En),
            // A product without an id goes by its name.
            group: part.group.map(|group| if group.id.is_empty() { group.name.zh } else { group.id }),
            points: part.points,
            effect: part.effect,
            numerator: part.numerator,
            denominator: part.denominator,
            cases: part.cases,
            orders: part.orders,
        }
    }
}

impl ChangeLine {
    /// Is it about an indicator?
    pub(super) fn is_indicator(&self) -> bool {
        self.kind == WhyKind::Indicator
    }
}
