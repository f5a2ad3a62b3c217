//! By which rules a run scores: the rulebook of the as-of day, as it holds for the shop, and what the shop
//! says of itself that no export tells.

use super::outcome::Failure;
use super::resolve::text;
use crate::catalogue::{Arg, Code, Diagnostic, Lang, Text, nearest};
use crate::rulebook::{self, Choice, Rulebook, ShopProfile, ShopType};
use crate::scorecard::Claims;
use crate::time::{self, Day};
use clap::ArgMatches;
use std::collections::{BTreeMap, BTreeSet};

/// What was asked for, before the as-of day is known.
pub struct Rules {
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

impl Rules {
    /// The rules of `--rules`, `--industry`, `--shop-type`, `--event` and `--bonus`. `day` is the as-of day
    /// where it is given: what is wrong is said before anything is read.
    pub fn of(matches: &ArgMatches, day: Option<Day>) -> Result<Rules, Failure> {
        let rules = Rules {
            choice: match text(matches, "rules") {
                Some(word) => Choice::named(word)?,
                None => Choice::usual()?,
            },
            profile: ShopProfile {
                industry: text(matches, "industry").map(|name| name.trim().to_owned()),
                shop_type: text(matches, "shop-type").and_then(ShopType::named),
            },
            claims: Claims { events: events(matches)?, bonuses: bonuses(matches)? },
        };
        rules.on(day.or_else(|| time::now().day()).unwrap_or(Day::NEVER.plus(-1)))?;
        Ok(rules)
    }

    /// What holds on a day.
    pub fn on(&self, day: Day) -> Result<Chosen, Diagnostic> {
        let (rulebook, note) = self.choice.on(day)?;
        let (rulebook, about_shop) = rulebook.for_shop(&self.profile).map_err(|e| *e)?;
        let mut notes: Vec<Diagnostic> = note.into_iter().chain(about_shop).collect();
        let mut claims = self.claims.clone();
        let known: Vec<&str> = rulebook.scoring.deductions.iter().map(|d| d.id.as_str()).collect();
        let unused = keep_known(&mut claims.events, &known, Code::EventUnknown, all_deductions()?)?;
        let known: Vec<&str> = rulebook.scoring.bonuses.iter().map(|b| b.id.as_str()).collect();
        let unused = unused.into_iter().chain(keep_known(
            &mut claims.bonuses,
            &known,
            Code::BonusUnknown,
            all_bonuses()?,
        )?);
        notes.extend(unused.map(|id| {
            Diagnostic::new(Code::ClaimUnused).with("found", id).with("rulebook", rulebook.id.as_str())
        }));
        Ok(Chosen { rulebook, profile: self.profile.clone(), claims, notes })
    }
}

/// `--event ID=COUNT`.
fn events(matches: &ArgMatches) -> Result<BTreeMap<String, u32>, Diagnostic> {
    let mut events = BTreeMap::new();
    for given in all(matches, "event") {
        let (id, count) = given.split_once('=').unwrap_or((given, "1"));
        let count = count.trim().parse().ok().filter(|count| *count <= 1000);
        let count = count.ok_or_else(|| Diagnostic::new(Code::EventInvalid).with("found", given.as_str()))?;
        events.insert(id.trim().to_owned(), count);
    }
    Ok(events)
}

/// `--bonus ID`, `--bonus ID=1`, `--bonus ID=0`.
fn bonuses(matches: &ArgMatches) -> Result<BTreeMap<String, bool>, Diagnostic> {
    let mut bonuses = BTreeMap::new();
    for given in all(matches, "bonus") {
        let (id, has) = given.split_once('=').unwrap_or((given, "1"));
        let has = match has.trim() {
            "1" => true,
            "0" => false,
            _ => return Err(Diagnostic::new(Code::BonusInvalid).with("found", given.as_str())),
        };
        bonuses.insert(id.trim().to_owned(), has);
    }
    Ok(bonuses)
}

/// Every value of a flag; none where a command has no such flag.
fn all<'m>(matches: &'m ArgMatches, flag: &str) -> impl Iterator<Item = &'m String> {
    matches.try_get_many::<String>(flag).ok().flatten().into_iter().flatten()
}

/// Takes out what the rulebook does not know: what another one knows comes back, anything else is an error.
fn keep_known<T>(
    claims: &mut BTreeMap<String, T>,
    known: &[&str],
    code: Code,
    elsewhere: BTreeSet<String>,
) -> Result<Vec<String>, Diagnostic> {
    let unknown: Vec<String> = claims.keys().filter(|id| !known.contains(&id.as_str())).cloned().collect();
    for id in &unknown {
        if !elsewhere.contains(id) {
            let all: BTreeSet<&str> =
                elsewhere.iter().map(String::as_str).chain(known.iter().copied()).collect();
            let near = nearest(id, all.iter().copied());
            let hint = |lang: Lang| {
                near.map_or_else(String::new, |near| {
                    Text::UsageNearest.with(lang, &[("nearest", near.to_owned())])
                })
            };
            let ids: Vec<&str> = if known.is_empty() { all.into_iter().collect() } else { known.to_vec() };
            let unknown = Diagnostic::new(code).with("found", id.as_str()).with("ids", ids.join(", "));
            return Err(unknown.with("nearest", Arg::Both(hint(Lang::Zh), hint(Lang::En))));
        }
        claims.remove(id);
    }
    Ok(unknown)
}

fn all_deductions() -> Result<BTreeSet<String>, Diagnostic> {
    let books = built_in()?;
    Ok(books.into_iter().flat_map(|book| book.scoring.deductions).map(|deduction| deduction.id).collect())
}

fn all_bonuses() -> Result<BTreeSet<String>, Diagnostic> {
    let books = built_in()?;
    Ok(books.into_iter().flat_map(|book| book.scoring.bonuses).map(|bonus| bonus.id).collect())
}

fn built_in() -> Result<Vec<Rulebook>, Diagnostic> {
    rulebook::ids().into_iter().map(Rulebook::built_in).collect()
}
