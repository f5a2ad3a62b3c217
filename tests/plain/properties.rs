//! What holds for every shop, whatever its figures are.

use super::cells;
use super::change::{shuffled, split, without_later};
use super::compare::{files as files_of, load};
use super::count::count;
use super::coverage::Coverage;
use super::dice::Dice;
use super::dressing::dressed;
use super::exports::Kind;
use super::run::{cases, difference, figures, numbers, numbers_of, report, trend};
use super::shop::Shop;
use super::tables::Files;
use crate::trend_day;
use crate::workbook::Manner;
use chrono::{Days, NaiveDate};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use tempfile::TempDir;
use tiyanfen::indicator::Indicator;
use tiyanfen::scorecard::Manual;
use tiyanfen::time::Day;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn some_day(dice: &mut Dice) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).expect("a date") + Days::new(dice.between(1, 140) as u64)
}

/// Chance of its own for each shop.
fn dice(number: u64) -> Dice {
    Dice::new(number, false)
}

fn same(expected: &Value, found: &Value, place: &str) -> Result<(), String> {
    difference(expected, found, place).map_or(Ok(()), Err)
}

/// A score at a day does not depend on anything that happened later. How far exports reach is no such thing: that the
/// newest events are unknown on the day must not shorten it, so the files say when they were exported.
pub fn nothing_later_matters(files: &Files, number: u64) -> Result<(), String> {
    let (files, mut dice) = (&files.with_export_times(), dice(number));
    for _ in 0..3 {
        let day = some_day(&mut dice);
        let known = without_later(files, day, &mut dice);
        same(&numbers(&known, day)?, &numbers(files, day)?, &day.to_string())?;
    }
    Ok(())
}

pub fn the_order_of_rows_does_not_matter(files: &Files, number: u64) -> Result<(), String> {
    let mut dice = dice(number);
    let (day, other) = (some_day(&mut dice), shuffled(files, &mut dice));
    same(&numbers(files, day)?, &numbers(&other, day)?, &day.to_string())
}

pub fn two_halves_of_a_file_are_the_file(files: &Files, number: u64) -> Result<(), String> {
    let mut dice = dice(number);
    let (day, halves) = (some_day(&mut dice), split(files, &mut dice));
    same(&numbers(files, day)?, &numbers(&halves, day)?, &day.to_string())
}

/// What the indicators cost is what the total lacks, and so is what the dimensions cost.
pub fn the_parts_sum_to_the_total(files: &Files, number: u64) -> Result<(), String> {
    let mut dice = dice(number);
    let loaded = load(files.folder().path())?;
    let all_of_service = [
        (Indicator::ImReply3MinRate, 0.9),
        (Indicator::RefundOnlyHours, 10.0),
        (Indicator::ReturnRefundHours, 100.0),
    ];
    for manual in [Manual::new(), BTreeMap::from(all_of_service)] {
        let day = some_day(&mut dice);
        let report = report(&loaded, day, &manual);
        let sum = |rows: &str| {
            let rows = report[rows].as_array().into_iter().flatten();
            rows.filter_map(|row| row["lost_score"].as_f64()).sum::<f64>()
        };
        let (indicators, dimensions) = (sum("indicators"), sum("dimensions"));
        if (indicators - dimensions).abs() > 1e-9 {
            return Err(format!("dimensions lose {dimensions}, indicators {indicators} at {day}"));
        }
        let score = &report["score"];
        if let (Some(value), Some(most)) = (score["value"].as_f64(), score["scale_max"].as_f64())
            && (most - value - indicators).abs() > 1e-9
        {
            return Err(format!("total {value} of {most}, but the indicators lose {indicators} at {day}"));
        }
    }
    Ok(())
}

/// Once everything has happened, a case stays until the day on which it says it leaves, and no longer.
pub fn cases_leave_on_the_day_they_say(files: &Files, _: u64) -> Result<(), String> {
    let folder = files.folder();
    let loaded = load(folder.path())?;
    let Some((_, last)) = Shop::new(&files_of(folder.path())).days() else { return Ok(()) };
    for (indicator, window) in Indicator::ALL.into_iter().flat_map(|i| [(i, 30), (i, 90)]) {
        // Cases that enter later do so because they become due.
        let at = |day: NaiveDate| -> Vec<(Day, String, String, Day)> {
            let rows = cases(&loaded, indicator, window, day).into_iter();
            let entered = rows.filter(|row| row.cohort_day <= Day::from_date(last));
            entered.map(|row| (row.leaves_on, row.order_id, row.aftersale_id, row.cohort_day)).collect()
        };
        let mut all = at(last);
        all.sort();
        let Some(middle) = all.get(all.len() / 2).map(|case| case.0.date()) else { continue };
        let (first, end) = (all[0].0.date(), all[all.len() - 1].0.date());
        for leaving in [first, middle, end] {
            for day in [leaving - Days::new(1), leaving] {
                let mut found = at(day);
                found.sort();
                let expected = all.iter().filter(|case| case.0 > Day::from_date(day));
                if !expected.eq(found.iter()) {
                    return Err(format!("{} over {window} days at {day}: {found:?}", indicator.id()));
                }
            }
        }
    }
    Ok(())
}

/// A trend says of each day what the score of that day says. Only customer service without any date belongs
/// to the as-of day of the run, which in a trend is the last.
pub fn each_day_of_a_trend_is_its_score(files: &Files, number: u64) -> Result<(), String> {
    let mut dice = dice(number);
    let folder = files.folder();
    let loaded = load(folder.path())?;
    let undated = Shop::new(&files_of(folder.path())).service.keys().any(|(day, _)| day.is_none());
    let (last, manual) = (some_day(&mut dice), Manual::new());
    let trend = trend(&loaded, last, 25, &manual);
    let days = trend["days"].as_array().into_iter().flatten().rev();
    for (back, day) in days.enumerate().take(if undated { 1 } else { 25 }) {
        let score = report(&loaded, last - Days::new(back as u64), &manual);
        if score.is_null() {
            same(&Value::from(0.0), &day["score"]["coverage"], "coverage of a day without a score")?;
        } else {
            same(&trend_day::of_report(&score), &trend_day::of_trend(day), &last.to_string())?;
        }
    }
    Ok(())
}

/// However its files are written, named and packed, a shop is the same shop.
pub fn dressing_changes_nothing(files: &Files, number: u64) -> Result<(), String> {
    let mut dice = dice(number);
    let (folder, (other, told)) = (files.folder(), dressed(files, number));
    let said = |why: String| format!("{why}\n{told}");
    let loaded = [load(folder.path())?, load(other.path()).map_err(said)?];
    for _ in 0..3 {
        let day = some_day(&mut dice);
        let [expected, found] = loaded.each_ref().map(|loaded| figures(loaded, day));
        same(&expected, &found, &day.to_string()).map_err(said)?;
    }
    Ok(())
}

/// The report gives for each indicator the days of its window that the exports cover, and the numerator and denominator of
/// customer service, as the plain implementation finds them.
pub fn the_report_says_what_is_covered(files: &Files, number: u64) -> Result<(), String> {
    let (mut dice, folder) = (dice(number), files.folder());
    let (loaded, plain) = (load(folder.path())?, Shop::new(&files_of(folder.path())));
    let coverage = Coverage::of(&plain, Indicator::ALL.into_iter().map(Indicator::id));
    for day in [some_day(&mut dice), some_day(&mut dice)] {
        let report = report(&loaded, day, &Manual::new());
        let figures = count(&plain, day, &[30, 90]);
        for row in report["indicators"].as_array().into_iter().flatten() {
            let id = Indicator::ALL.into_iter().map(Indicator::id).find(|id| row["id"] == *id);
            let id = id.ok_or("an indicator without id")?;
            let window = row["window_days"].as_u64().ok_or("an indicator without window")?;
            let expected = coverage.days(id, day, window);
            if row["covered_days"].as_u64() != Some(expected as u64) {
                return Err(format!(
                    "covered_days of {id} at {day}: {expected}, not {}",
                    row["covered_days"]
                ));
            }
            let denominator = figures.get(&(id, window)).map_or(0.0, |figure| figure.denominator);
            if id.starts_with("im_") && row["denominator"].as_f64().unwrap_or(0.0) != denominator {
                return Err(format!(
                    "denominator of {id} at {day}: {denominator}, not {}",
                    row["denominator"]
                ));
            }
        }
    }
    Ok(())
}

type Fault = (Kind, &'static str, fn(&str) -> String);

/// What nobody can read, or not without a guess.
const FAULTS: [Fault; 10] = [
    (Kind::Orders, "订单应付金额", |_| "1052,75".to_owned()),
    (Kind::Orders, "订单应付金额", |cell| format!("{cell} USD")),
    (Kind::Orders, "主订单编号", |_| "6.91793E+18".to_owned()),
    (Kind::Orders, "支付完成时间", |_| "9/10/2026 10:00".to_owned()),
    (Kind::Orders, "发货时间", |_| "2026-02-30 10:00:00".to_owned()),
    (Kind::Logistics, "揽收时间", |_| "2026-03-01 下午 23:70:00".to_owned()),
    (Kind::Refunds, "售后申请时间", |_| "昨天 10:00".to_owned()),
    (Kind::Reviews, "商品评价得分", |_| "6".to_owned()),
    (Kind::Service, "全天平响时长", |_| "101%".to_owned()),
    (Kind::Service, "接待会话量", |_| "3.5".to_owned()),
];

/// A cell that cannot be read is never another figure in silence: its row is rejected, or its file refused.
pub fn what_cannot_be_read_is_rejected(files: &Files, number: u64) -> Result<(), String> {
    let (kind, column, fault) = FAULTS[number as usize % FAULTS.len()];
    let mut files = files.clone();
    let tables = files.0.iter_mut().filter(|table| table.kind == kind && table.header.contains(&column));
    let mut cells = tables.flat_map(|table| &mut table.rows).filter_map(|row| row.get_mut(column));
    let Some(cell) = cells.find(|cell| cells::clean(cell).is_some_and(|text| text != "0")) else {
        return Ok(());
    };
    *cell = fault(cell);
    let said = format!("{column} {cell} is read");
    if load(files.folder().path()).is_ok() { Err(said) } else { Ok(()) }
}

/// A shop in workbooks, and in an archive of workbooks, is the same shop.
pub fn workbooks_are_their_csv(files: &Files, number: u64) -> Result<(), String> {
    let mut dice = dice(number);
    let day = some_day(&mut dice);
    let expected = numbers(files, day)?;
    let books = files.workbooks(Manner { inline: number.is_multiple_of(2), ..Manner::default() });
    let (folder, packed) = (TempDir::new().expect("a folder"), TempDir::new().expect("a folder"));
    let archive = File::create(packed.path().join("shop.zip")).expect("a file");
    let mut archive = ZipWriter::new(archive);
    for (name, bytes) in &books {
        std::fs::write(folder.path().join(name), bytes).expect("a file");
        archive.start_file(name.as_str(), SimpleFileOptions::default()).expect("an entry");
        archive.write_all(bytes).expect("an entry");
    }
    archive.finish().expect("an archive");
    same(&expected, &numbers_of(folder.path(), day)?, &format!("workbooks at {day}"))?;
    same(&expected, &numbers_of(packed.path(), day)?, &format!("an archive of workbooks at {day}"))
}
