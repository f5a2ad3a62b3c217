//! By which rules a run scores: the rulebook of the as-of day, as it holds for the shop, and what the shop
//! says of itself that no export tells.

use super::arguments::ScoringArgs;
use super::outcome::Failure;
use super::settings::{Given, Settings};
use crate::catalogue::{Arg, Code, Diagnostic, Lang, Lookup, diagnostics, look_up, text};
use crate::rulebook::{self, Bonus, Choice, Deduction, Rulebook, Scoring, ShopProfile, ShopType};
use crate::scorecard::Claims;
use crate::time::{self, Day};
use std::collections::BTreeMap;

/// The most times of one event.
const MOST_EVENTS: u32 = 1000;

/// What was asked for, before the as-of day is known.
pub(super) struct Rules {
    choice: Choice,
    profile: ShopProfile,
    industry: Option<Given>,
    shop_type: Option<Given>,
    events: Claimed<u32>,
    bonuses: Claimed<bool>,
}

/// What the shop says of itself, by the id of a deduction or bonus, and where it says so.
type Claimed<T> = BTreeMap<String, (T, Given)>;

/// What holds on the as-of day.
pub(super) struct Chosen {
    /// The rulebook, with the weights of the shop's industry.
    pub rulebook: Rulebook,
    pub profile: ShopProfile,
    /// Events and bonuses that the rulebook knows.
    pub claims: Claims,
    /// What the reader should know about all this.
    pub notes: Vec<Diagnostic>,
}

impl Rules {
    /// The rules that flags ask for, or the configuration. `day` is the as-of day where it is given: what is
    /// wrong is said before anything is read.
    pub(super) fn of(settings: &Settings, asked: &ScoringArgs, day: Option<Day>) -> Result<Rules, Failure> {
        let choice = choice(settings.text("rules", asked.rules.rules.as_ref()))?;
        let industry = settings.text("industry", asked.shop.industry.as_ref());
        let shop_type = settings.text("shop-type", asked.shop.shop_type.as_ref());
        let profile = ShopProfile {
            industry: industry.as_ref().map(|name| name.text.trim().to_owned()),
            shop_type: shop_type.as_ref().map(shop_type_of).transpose()?,
        };
        let count = |text: &str| text.parse().ok().filter(|count| *count <= MOST_EVENTS);
        let events = settings.all("event", &asked.event);
        let events = claimed(events, count, diagnostics::event_invalid, text::expected_count)?;
        let has = |text: &str| ["0", "1"].contains(&text).then_some(text == "1");
        let bonuses = settings.all("bonus", &asked.bonus);
        let bonuses = claimed(bonuses, has, diagnostics::bonus_invalid, text::expected_boolean)?;
        let rules = Rules { choice, profile, industry, shop_type, events, bonuses };
        rules.on(day.or_else(|| time::now().day()).unwrap_or(Day::NEVER.plus(-1)))?;
        Ok(rules)
    }

    /// What holds on a day.
    pub(super) fn on(&self, day: Day) -> Result<Chosen, Diagnostic> {
        let (rulebook, note) = self.choice.on(day)?;
        let (rulebook, about_shop) = rulebook.for_shop(&self.profile).map_err(|e| self.about_shop(*e))?;
        let mut notes: Vec<Diagnostic> = note.into_iter().chain(about_shop).collect();
        let deductions = |scoring: &Scoring| {
            let named =
                |d: &Deduction| (d.id.clone(), vec![d.id.clone(), d.title_zh.clone(), d.title_en.clone()]);
            scoring.deductions.iter().map(named).collect()
        };
        let bonuses = |scoring: &Scoring| {
            let named =
                |b: &Bonus| (b.id.clone(), vec![b.id.clone(), b.title_zh.clone(), b.title_en.clone()]);
            scoring.bonuses.iter().map(named).collect()
        };
        let claims = Claims {
            events: known(&self.events, &rulebook, deductions, diagnostics::event_unknown, &mut notes)?,
            bonuses: known(&self.bonuses, &rulebook, bonuses, diagnostics::bonus_unknown, &mut notes)?,
        };
        Ok(Chosen { rulebook, profile: self.profile.clone(), claims, notes })
    }

    /// Says where it stands what does not fit the rulebook.
    fn about_shop(&self, wrong: Diagnostic) -> Diagnostic {
        let is_type = wrong.code == Code::ShopTypeNeeded && self.shop_type.is_some();
        let given = if is_type { &self.shop_type } else { &self.industry };
        given.as_ref().map_or(wrong.clone(), |given| given.blame(wrong))
    }
}

/// A rulebook, a family of them or a file: that of a configuration lies where it says.
fn choice(given: Option<Given>) -> Result<Choice, Failure> {
    let Some(given) = given else { return Ok(Choice::usual()?) };
    let word = if rulebook::names().contains(&given.text.as_str()) {
        given.text.clone()
    } else if given.is_path() {
        given.file("rules")?.to_string_lossy().into_owned()
    } else {
        // Not a file that happens to lie where the program runs.
        if let Some(choice) = Choice::called(&given.text).map_err(|wrong| given.blame(wrong))? {
            return Ok(choice);
        }
        Rulebook::built_in(&given.text).map_err(|wrong| given.blame(wrong))?.id
    };
    let chosen = Choice::named(&word);
    Ok(chosen.map_err(|all| all.into_iter().map(|wrong| given.blame(wrong)).collect::<Vec<_>>())?)
}

/// The type of a shop; only a configuration can hold another word.
fn shop_type_of(given: &Given) -> Result<ShopType, Diagnostic> {
    let types = ShopType::ALL.iter().map(|of| of.id()).collect::<Vec<_>>().join(", ");
    let wrong = || given.wrong_value("shop_type", |lang| text::expected_key(lang, &types));
    ShopType::named(given.text.trim()).ok_or_else(wrong)
}

/// `ID=VALUE`; an id alone is a 1.
fn claimed<T>(
    all: Vec<Given>,
    parse: impl Fn(&str) -> Option<T>,
    invalid: fn(String) -> Diagnostic,
    expected: impl Into<Arg> + Copy,
) -> Result<Claimed<T>, Diagnostic> {
    let each = all.into_iter().map(|given| {
        let (id, value) = given.text.split_once('=').unwrap_or((&given.text, "1"));
        let (id, value) = (id.trim().to_owned(), parse(value.trim()));
        let wrong = || given.wrong(invalid(given.text.clone()), expected);
        Ok((id, (value.ok_or_else(wrong)?, given)))
    });
    each.collect()
}

/// An id, and what else a deduction or a bonus is called.
type Named = (String, Vec<String>);

/// What the rulebook knows of all that is claimed, by an id or a name. Of what another one knows there is a note,
/// anything else is an error.
fn known<T: Copy>(
    claimed: &Claimed<T>,
    rulebook: &Rulebook,
    named: impl Fn(&Scoring) -> Vec<Named>,
    unknown: fn(String, Arg, Arg) -> Diagnostic,
    notes: &mut Vec<Diagnostic>,
) -> Result<BTreeMap<String, T>, Diagnostic> {
    let own = named(&rulebook.scoring);
    let mut known = BTreeMap::new();
    for (word, (value, given)) in claimed {
        if let Lookup::Found(id) = found(word, &own) {
            known.insert(id.to_owned(), *value);
            continue;
        }
        let books = Rulebook::all_built_in()?;
        let all: BTreeMap<String, Vec<String>> =
            books.iter().flat_map(|book| named(&book.scoring)).chain(own.iter().cloned()).collect();
        let all: Vec<Named> = all.into_iter().collect();
        let several = if own.is_empty() { &all } else { &own };
        let ids = |lang: Lang| -> String {
            let ids: Vec<String> = several.iter().map(|(id, _)| of_title(id, several, lang)).collect();
            ids.join(lang.pick("、", ", "))
        };
        // Of several the rulebook's own are told.
        let mut which = found(word, &own);
        if !matches!(which, Lookup::Ambiguous(_)) {
            which = found(word, &all);
        }
        let id = which.or_refuse(
            word,
            |id, lang| of_title(id, several, lang),
            |near| unknown(word.clone(), near, Arg::from(ids)),
        );
        let id = id.map_err(|wrong| given.blame(wrong))?;
        notes.push(diagnostics::claim_unused(rulebook.title(), |lang| of_title(id, &all, lang)));
    }
    Ok(known)
}

fn found<'n>(word: &str, named: &'n [Named]) -> Lookup<&'n str> {
    look_up(word, named.iter().map(|(id, names)| (id.as_str(), names.clone())))
}

/// The Chinese title with the id; in English the id.
fn of_title(id: &str, named: &[Named], lang: Lang) -> String {
    let title = named.iter().find(|(own, _)| own == id).and_then(|(_, names)| names.get(1));
    match (lang, title) {
        (Lang::Zh, Some(title)) => format!("{title}（{id}）"),
        _ => id.to_owned(),
    }
}
