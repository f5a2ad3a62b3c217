//! By which rules a run scores: the rulebook of the as-of day, as it holds for the shop, and what the shop
//! says of itself that no export tells.

use super::outcome::Failure;
use super::settings::{Given, Settings};
use crate::catalogue::{Code, Diagnostic, Text, did_you_mean, nearest};
use crate::rulebook::{self, Choice, Rulebook, ShopProfile, ShopType};
use crate::scorecard::Claims;
use crate::time::{self, Day};
use std::collections::{BTreeMap, BTreeSet};

/// The most times of one event.
const MOST_EVENTS: u32 = 1000;

/// What was asked for, before the as-of day is known.
pub struct Rules<'s> {
    settings: &'s Settings<'s>,
    choice: Choice,
    profile: ShopProfile,
    claims: Claims,
}

/// What holds on the as-of day.
pub struct Chosen {
    /// The rulebook, with the weights of the shop's industry.
    pub rulebook: Rulebook,
    /// Whose shop it is.
    pub profile: ShopProfile,
    /// Events and bonuses that the rulebook knows.
    pub claims: Claims,
    /// What the reader should know about all this.
    pub notes: Vec<Diagnostic>,
}

impl<'s> Rules<'s> {
    /// The rules of `--rules`, `--industry`, `--shop-type`, `--event` and `--bonus`, or of what stands for
    /// them in the configuration. `day` is the as-of day where it is given: what is wrong is said before
    /// anything is read.
    pub fn of(settings: &'s Settings<'s>, day: Option<Day>) -> Result<Rules<'s>, Failure> {
        let rules = Rules {
            settings,
            choice: choice(settings)?,
            profile: ShopProfile {
                industry: settings.text("industry").map(|name| name.text.trim().to_owned()),
                shop_type: settings.text("shop-type").map(shop_type).transpose()?,
            },
            claims: Claims { events: events(settings)?, bonuses: bonuses(settings)? },
        };
        rules.on(day.or_else(|| time::now().day()).unwrap_or(Day::NEVER.plus(-1)))?;
        Ok(rules)
    }

    /// What holds on a day.
    pub fn on(&self, day: Day) -> Result<Chosen, Diagnostic> {
        let (rulebook, note) = self.choice.on(day)?;
        let (rulebook, about_shop) = rulebook.for_shop(&self.profile).map_err(|e| self.about_shop(*e))?;
        let mut notes: Vec<Diagnostic> = note.into_iter().chain(about_shop).collect();
        let mut claims = self.claims.clone();
        let known: Vec<&str> = rulebook.scoring.deductions.iter().map(|d| d.id.as_str()).collect();
        let blame = |id: &str, unknown| self.settings.blame_key("event", id, unknown);
        let unused = keep_known(&mut claims.events, &known, Code::EventUnknown, all_deductions, blame)?;
        let known: Vec<&str> = rulebook.scoring.bonuses.iter().map(|b| b.id.as_str()).collect();
        let blame = |id: &str, unknown| self.settings.blame_key("bonus", id, unknown);
        let unknown = keep_known(&mut claims.bonuses, &known, Code::BonusUnknown, all_bonuses, blame)?;
        let unused = unused.into_iter().chain(unknown);
        notes.extend(unused.map(|id| {
            Diagnostic::new(Code::ClaimUnused).with("found", id).with("rulebook", rulebook.id.as_str())
        }));
        Ok(Chosen { rulebook, profile: self.profile.clone(), claims, notes })
    }

    /// Says where it stands what does not fit the rulebook.
    fn about_shop(&self, wrong: Diagnostic) -> Diagnostic {
        let typed = wrong.code == Code::ShopTypeNeeded && self.profile.shop_type.is_some();
        let given = self.settings.text(if typed { "shop-type" } else { "industry" });
        given.map_or(wrong.clone(), |given| given.blame(wrong))
    }
}

/// A rulebook, a family of them or a file: that of a configuration lies where it says.
fn choice(settings: &Settings<'_>) -> Result<Choice, Failure> {
    let Some(given) = settings.text("rules") else { return Ok(Choice::usual()?) };
    let word = if rulebook::names().contains(&&*given.text) {
        given.text.clone().into_owned()
    } else if given.is_path() {
        given.file("rules")?.to_string_lossy().into_owned()
    } else {
        // Not a file that happens to lie where the program runs.
        Rulebook::built_in(&given.text).map_err(|wrong| given.blame(wrong))?.id
    };
    let chosen = Choice::named(&word);
    Ok(chosen.map_err(|all| all.into_iter().map(|wrong| given.blame(wrong)).collect::<Vec<_>>())?)
}

/// The type of a shop; only a configuration can hold another word.
fn shop_type(given: Given<'_>) -> Result<ShopType, Diagnostic> {
    let types = ShopType::ALL.iter().map(|of| of.id()).collect::<Vec<_>>().join(", ");
    ShopType::named(given.text.trim()).ok_or_else(|| given.is_none_of("shop_type", &types))
}

/// `--event ID=COUNT`.
fn events(settings: &Settings<'_>) -> Result<BTreeMap<String, u32>, Diagnostic> {
    let mut events = BTreeMap::new();
    for given in settings.all("event") {
        let (id, count) = given.text.split_once('=').unwrap_or((&given.text, "1"));
        let count = count.trim().parse().ok().filter(|count| *count <= MOST_EVENTS);
        let count = count.ok_or_else(|| {
            let invalid = Diagnostic::new(Code::EventInvalid).with("found", &*given.text);
            given.wrong(invalid, Text::ExpectedCount)
        })?;
        events.insert(id.trim().to_owned(), count);
    }
    Ok(events)
}

/// `--bonus ID`, `--bonus ID=1`, `--bonus ID=0`.
fn bonuses(settings: &Settings<'_>) -> Result<BTreeMap<String, bool>, Diagnostic> {
    let mut bonuses = BTreeMap::new();
    for given in settings.all("bonus") {
        let (id, has) = given.text.split_once('=').unwrap_or((&given.text, "1"));
        let has = match has.trim() {
            "1" => true,
            "0" => false,
            _ => {
                let invalid = Diagnostic::new(Code::BonusInvalid).with("found", &*given.text);
                return Err(given.wrong(invalid, Text::ExpectedBoolean));
            }
        };
        bonuses.insert(id.trim().to_owned(), has);
    }
    Ok(bonuses)
}

/// Takes out what the rulebook does not know: what another one knows comes back, anything else is an error.
fn keep_known<T>(
    claims: &mut BTreeMap<String, T>,
    known: &[&str],
    code: Code,
    elsewhere: impl FnOnce() -> Result<BTreeSet<String>, Diagnostic>,
    blame: impl Fn(&str, Diagnostic) -> Diagnostic,
) -> Result<Vec<String>, Diagnostic> {
    let unknown: Vec<String> = claims.keys().filter(|id| !known.contains(&id.as_str())).cloned().collect();
    if unknown.is_empty() {
        return Ok(unknown);
    }
    let elsewhere = elsewhere()?;
    for id in &unknown {
        if !elsewhere.contains(id) {
            let all: BTreeSet<&str> =
                elsewhere.iter().map(String::as_str).chain(known.iter().copied()).collect();
            let near = nearest(id, all.iter().copied());
            let ids: Vec<&str> = if known.is_empty() { all.into_iter().collect() } else { known.to_vec() };
            let unknown = Diagnostic::new(code).with("found", id.as_str()).with("ids", ids.join(", "));
            return Err(blame(id, unknown.with("nearest", did_you_mean(near.as_slice()))));
        }
        claims.remove(id);
    }
    Ok(unknown)
}

fn all_deductions() -> Result<BTreeSet<String>, Diagnostic> {
    let books = Rulebook::all_built_in()?;
    Ok(books.into_iter().flat_map(|book| book.scoring.deductions).map(|deduction| deduction.id).collect())
}

fn all_bonuses() -> Result<BTreeSet<String>, Diagnostic> {
    let books = Rulebook::all_built_in()?;
    Ok(books.into_iter().flat_map(|book| book.scoring.bonuses).map(|bonus| bonus.id).collect())
}
