//! An empty table to fill in from the back-office page.

use crate::catalogue::{Lang, Text};
use crate::indicator::Figure;
use crate::input::official::OfficialColumn;
use crate::rulebook::Rulebook;
use crate::time::Day;

/// All scored figures of a rulebook, to be filled in; the day is written where it is known. Names are those
/// of the language.
pub fn reconcile_template(rulebook: &Rulebook, day: Option<Day>, lang: Lang) -> anyhow::Result<String> {
    let column = |column: &OfficialColumn| {
        let [zh, en] = [0, 1].map(|place| column.names().get(place).copied().unwrap_or_default());
        lang.pick(zh, en)
    };
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(OfficialColumn::ALL.iter().map(column))?;
    let dimensions = rulebook.scoring.dimensions.iter();
    let parts = dimensions.flat_map(|dimension| {
        let indicators = dimension.indicators.iter().map(|part| Figure::Indicator(part.indicator));
        std::iter::once(Figure::Dimension(dimension.dimension)).chain(indicators)
    });
    let day = day.map(|day| day.to_string()).unwrap_or_default();
    for figure in std::iter::once(Figure::Total).chain(parts) {
        let name = lang.pick(figure.names().0, figure.id());
        writer.write_record([day.as_str(), name, "", ""])?;
    }
    let hint = Text::ReconcileTemplateHint.template(lang);
    Ok(format!("# {hint}\n{}", String::from_utf8(writer.into_inner()?)?))
}
