//! Shops as a workbook: a row each, and what each indicator comes to in each shop.

use super::model::{ScoredShop, ShopIndicator, ShopList, ShopRow};
use crate::catalogue::{Headers, Lang, text};
use crate::indicator::Indicator;
use crate::report::document::Document;
use crate::report::names;
use crate::report::sheet::{Colouring, Fit, NumberKind, Sheet, SheetCell, SheetColumn, SheetTable};
use crate::report::thresholds::borders_of_total;

/// How wide columns of sentences are, in characters.
const SENTENCE: f64 = 40.0;

/// The sheets of a list.
pub(super) fn sheets(list: &ShopList, lang: Lang) -> Vec<Sheet<'_>> {
    let shops = Sheet::of_table(text::shops_sheet(lang), shops(list, lang));
    vec![shops, Sheet::of_table(text::shops_sheet_indicators(lang), indicators(list, lang))]
}

fn shops(list: &ShopList, lang: Lang) -> SheetTable<'_> {
    let titled = |key: &'static str| SheetColumn::new(Headers::Titles(lang).title(ShopList::NAME, key));
    let weakest = lang.pick("weakest_zh", "weakest_en");
    let sentence = |key| titled(key).fit(Fit::Wrapped(SENTENCE));
    let columns = [
        titled("rank"),
        titled("shop"),
        titled("folder"),
        titled("status"),
        titled("value"),
        titled("change_1d").coloured(Colouring::Change),
        titled("change_7d").coloured(Colouring::Change),
        titled("change_30d").coloured(Colouring::Change),
        titled("points").coloured(Colouring::POINTS),
        titled(weakest),
        titled("weakest_lost"),
        titled("missed"),
        sentence(lang.pick("missed_zh", "missed_en")),
        titled("coverage"),
        titled("covered_days"),
        titled("window_days"),
        titled("age_days"),
        titled("as_of"),
        titled("rulebook_id"),
        titled("warnings"),
        sentence(lang.pick("error_zh", "error_en")),
    ];
    let mut table = SheetTable::new(columns);
    for row in &list.shops {
        table.row(cells(list, row, lang));
    }
    table.without_blank_columns()
}

fn cells<'a>(list: &ShopList, row: &'a ShopRow, lang: Lang) -> [SheetCell<'a>; 21] {
    let own = row.scored.as_ref();
    let count = |count: Option<i64>| SheetCell::number(count.map(|count| count as f64), NumberKind::Count);
    let change = |of: fn(&ScoredShop) -> Option<f64>| SheetCell::change(own.and_then(of));
    let days = |of: fn(&ScoredShop) -> Option<i32>| count(own.and_then(of).map(i64::from));
    let status = Headers::Titles(lang).word(ShopList::NAME, "status", row.status.id()).unwrap_or_default();
    let value = own.and_then(|own| {
        let borders: Vec<f64> = borders_of_total(&own.missed).into_iter().chain(list.fail_under).collect();
        Some((own.score.value?, borders))
    });
    let weakest = own.and_then(|own| own.weakest).map(|id| names::indicator(id, lang));
    let missed = own.map(|own| own.missed.as_slice()).unwrap_or_default();
    let missed_titles = missed.iter().map(|row| lang.pick(&row.title_zh, &row.title_en));
    let error = row.errors.first().map(|error| lang.pick(&error.message_zh, &error.message_en));
    [
        count(row.rank.map(|rank| rank as i64)),
        SheetCell::text(row.shop.as_str()),
        SheetCell::text(row.folder.as_str()),
        SheetCell::text(status),
        value.map_or(SheetCell::Blank, |(value, borders)| {
            SheetCell::number(Some(value), NumberKind::score(value, &borders))
        }),
        change(|own| own.change_1d),
        change(|own| own.change_7d),
        change(|own| own.change_30d),
        SheetCell::number(own.and_then(|own| own.score.points), NumberKind::Points),
        weakest.map_or(SheetCell::Blank, SheetCell::text),
        SheetCell::number(own.and_then(|own| own.weakest_lost), NumberKind::Score(2)),
        count(own.map(|_| missed.len() as i64)),
        match missed {
            [] => SheetCell::Blank,
            _ => SheetCell::text(names::listed(missed_titles, lang)),
        },
        SheetCell::number(own.map(|own| own.coverage.weight), NumberKind::Share),
        days(|own| own.coverage.days.days),
        days(|own| own.coverage.days.window),
        days(|own| own.age.days),
        SheetCell::day(own.map(|own| own.as_of)),
        own.map_or(SheetCell::Blank, |own| SheetCell::text(own.rulebook.id.as_str())),
        count(Some(row.warnings as i64)),
        error.map_or(SheetCell::Blank, SheetCell::text),
    ]
}

/// A row for each shop, and for each indicator that is scored in any of them its value and its points.
fn indicators(list: &ShopList, lang: Lang) -> SheetTable<'_> {
    let scored = || list.shops.iter().filter_map(|row| Some((row, row.scored.as_ref()?)));
    let counts = |id: Indicator| {
        scored().any(|(_, own)| own.indicators.iter().any(|of| of.title.id == id && of.title.is_scored()))
    };
    let shown: Vec<Indicator> = Indicator::ALL.into_iter().filter(|id| counts(*id)).collect();
    let of_shop = [text::shops_shop(lang), text::shops_score(lang)].map(SheetColumn::new);
    let pair = |id: &Indicator| {
        let name = names::indicator(*id, lang);
        [
            SheetColumn::new(name),
            SheetColumn::new(&text::shops_points_of(lang, name)).coloured(Colouring::POINTS),
        ]
    };
    let mut table = SheetTable::new(of_shop.into_iter().chain(shown.iter().flat_map(pair)));
    for (row, own) in scored() {
        let shop = SheetCell::text(row.shop.as_str());
        let score = SheetCell::number(own.score.value, NumberKind::Score(2));
        let figures = |id: &Indicator| {
            let of = own.indicators.iter().find(|of| of.title.id == *id);
            let number =
                |key: fn(&ShopIndicator) -> Option<f64>, kind| SheetCell::number(of.and_then(key), kind);
            [
                number(|of| of.value, NumberKind::of_unit(id.info().unit)),
                number(|of| of.points, NumberKind::Points),
            ]
        };
        table.row([shop, score].into_iter().chain(shown.iter().flat_map(figures)));
    }
    table
}
