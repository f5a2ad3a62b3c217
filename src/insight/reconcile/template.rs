//! An empty table to fill in from the back-office page: what [`super::read_official`] reads.

use super::official::OfficialColumn;
use crate::catalogue::{Lang, text};
use crate::indicator::Figure;
use crate::rulebook::Rulebook;
use crate::time::Day;

/// All scored figures of a rulebook, to be filled in; the day is written where it is known. Names are those
/// of the language.
///
/// # Errors
/// The table cannot be written.
pub(crate) fn reconcile_template(
    rulebook: &Rulebook,
    day: Option<Day>,
    lang: Lang,
) -> anyhow::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(OfficialColumn::ALL.map(|column| column.name(lang)))?;
    let day = day.map(|day| day.to_string()).unwrap_or_default();
    let mut write = |figure: Figure| {
        let name = lang.pick(figure.name(lang), figure.id());
        writer.write_record([day.as_str(), name, "", ""])
    };
    write(Figure::Total)?;
    for scored in &rulebook.scoring.dimensions {
        let indicators = scored.indicators.iter().map(|scored| Figure::Indicator(scored.indicator));
        [Figure::Dimension(scored.dimension)].into_iter().chain(indicators).try_for_each(&mut write)?;
    }
    let hint = text::reconcile_template_hint(lang);
    Ok(format!("# {hint}\n{}", String::from_utf8(writer.into_inner()?)?))
}
