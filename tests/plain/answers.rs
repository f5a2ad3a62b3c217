//! What holds of answers, whatever the shop: parts add up to the change, what is undone after it was added is now.

use super::compare::load;
use super::dice::Dice;
use super::run::request;
use super::tables::Files;
use chrono::{Days, NaiveDate};
use std::sync::LazyLock;
use tiyanfen::indicator::Indicator;
use tiyanfen::insight::{By, Change, SupposedCase};
use tiyanfen::report::Request;
use tiyanfen::rulebook::{self, Rulebook};
use tiyanfen::scorecard::Manual;

static RULEBOOKS: LazyLock<Vec<Rulebook>> = LazyLock::new(|| {
    rulebook::ids().into_iter().map(|id| Rulebook::built_in(id).expect("a built-in rulebook")).collect()
});

/// Lines add up to the change of the total, and parts to their lines, under every rulebook, with values set by hand and
/// without, by every label.
pub fn what_changed_adds_up(files: &Files, number: u64) -> Result<(), String> {
    let mut dice = Dice::new(number, false);
    let loaded = load(files.folder().path())?;
    // What gives generated shops a total that lack an export.
    let by_hand = Manual::from([(Indicator::ImReply3MinRate, 0.9), (Indicator::ReturnRefundHours, 100.0)]);
    for rulebook in RULEBOOKS.iter() {
        for manual in [&Manual::new(), &by_hand] {
            let day =
                NaiveDate::from_ymd_opt(2026, 1, 1).expect("a date") + Days::new(dice.between(1, 140) as u64);
            let request = Request { rulebook, ..request(&loaded, day, manual) };
            let analysis = request.analysis();
            let from = request.as_of.plus(-(dice.between(1, 60) as i32));
            let by = By::ALL.get(dice.between(0, By::ALL.len() as i64 - 1) as usize).copied();
            let Ok(why) = analysis.why(from, by) else { continue };
            let lines: f64 = why.lines.iter().map(|line| line.points).sum();
            let change = why.after - why.before;
            let place = || format!("{} from {from} to {} by {by:?}", rulebook.id, request.as_of);
            if (lines - change).abs() > 1e-9 {
                return Err(format!("{}: lines add up to {lines}, the total changed by {change}", place()));
            }
            for line in why.lines.iter().filter(|line| !line.parts.is_empty()) {
                let parts: f64 = line.parts.iter().filter_map(|part| part.points).sum();
                if (parts - line.points).abs() > 1e-9 {
                    return Err(format!(
                        "{}: parts of {} add up to {parts} of {}",
                        place(),
                        line.id(),
                        line.points
                    ));
                }
            }
        }
    }
    Ok(())
}

/// Nothing changed is now, and so is what is undone after it was added.
pub fn undone_after_added_is_now(files: &Files, number: u64) -> Result<(), String> {
    let mut dice = Dice::new(number, false);
    let (loaded, manual) = (load(files.folder().path())?, Manual::new());
    for rulebook in RULEBOOKS.iter() {
        let day =
            NaiveDate::from_ymd_opt(2026, 1, 1).expect("a date") + Days::new(dice.between(1, 140) as u64);
        let request = Request { rulebook, ..request(&loaded, day, &manual) };
        let analysis = request.analysis();
        let now = analysis.scorecard(request.as_of).value;
        if analysis.total_after(&[]) != now {
            return Err(format!("{} {day}: nothing changed is not now", rulebook.id));
        }
        for case in [
            SupposedCase::BadReview,
            SupposedCase::QualityReturn,
            SupposedCase::DamageReturn,
            SupposedCase::PlatformHelp,
            SupposedCase::DisputeLost,
        ] {
            let both = [Change::add(case, 2), Change::undo(case, 2)];
            // Where there is no room for two more there is nothing to undo.
            let Some(after) = analysis.total_after(&both) else { continue };
            if now.is_none_or(|now| (now - after).abs() > 1e-9) {
                return Err(format!(
                    "{} {day}: {} added and undone gives {after}, not {now:?}",
                    rulebook.id,
                    case.id()
                ));
            }
        }
    }
    Ok(())
}
