//! Weights that differ by industry and type of shop, and everything else in a rulebook that depends on
//! whose shop it is.

use super::Rulebook;
use crate::catalogue::{Arg, Code, Diagnostic, did_you_mean, nearest};
use crate::string_enum::string_enum;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

string_enum! {
    /// The type of a shop, as the platform's table of weights tells them apart.
    ShopType {
        /// A flagship shop.
        Flagship = "旗舰",
        /// No flagship shop.
        Ordinary = "非旗舰",
        /// Either: industries that make no difference.
        General = "通用",
    }
}

impl ShopType {
    /// The name for those who do not type Chinese.
    pub fn name_en(self) -> &'static str {
        match self {
            ShopType::Flagship => "flagship",
            ShopType::Ordinary => "ordinary",
            ShopType::General => "general",
        }
    }

    /// How a shop says it of itself: 旗舰店.
    pub fn page_name(self) -> &'static str {
        match self {
            ShopType::Flagship => "旗舰店",
            ShopType::Ordinary => "非旗舰店",
            ShopType::General => "通用店",
        }
    }

    /// A type by any of its names.
    pub fn named(word: &str) -> Option<ShopType> {
        let called = |known: ShopType| [known.id(), known.name_en(), known.page_name()].contains(&word);
        ShopType::ALL.iter().copied().find(|known| called(*known))
    }
}

/// Whose shop it is, as far as a rulebook cares.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShopProfile {
    /// Its industry, as the platform calls it.
    pub industry: Option<String>,
    /// Its type.
    pub shop_type: Option<ShopType>,
}

/// Weights of one industry and type of shop.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Industry {
    /// What the platform calls it.
    pub name: String,
    /// The type of shop they hold for.
    pub shop_type: String,
    /// Weights of dimensions in the total and of indicators in their dimension, by id. What is not named
    /// keeps the rulebook's own.
    pub weights: BTreeMap<String, f64>,
}

impl Industry {
    /// The type of shop.
    pub fn of_type(&self) -> Option<ShopType> {
        ShopType::by_id(&self.shop_type)
    }
}

impl Rulebook {
    /// The rulebook as it holds for a shop: the weights of its industry, its limit of the small-shop rule;
    /// and what the reader should know about that.
    pub fn for_shop(mut self, profile: &ShopProfile) -> Result<(Rulebook, Vec<Diagnostic>), Box<Diagnostic>> {
        let mut notes = Vec::new();
        let row = self.row_of(profile)?.cloned();
        let concerned = profile.industry.is_some() || profile.shop_type.is_some();
        match &row {
            Some(row) => self.take_weights(&row.weights),
            None if self.scoring.industries.is_empty() && self.scoring.small_shop.is_none() => {
                if concerned {
                    notes.push(Diagnostic::new(Code::IndustryUnused).with("rulebook", self.id.as_str()));
                }
            }
            None if self.scoring.industries.is_empty() => {}
            None => notes.push(Diagnostic::new(Code::IndustryUnset).with("rulebook", self.id.as_str())),
        }
        if let Some(small) = &mut self.scoring.small_shop {
            let listed =
                profile.industry.as_ref().is_some_and(|name| small.reduced_industries.contains(name));
            if listed || profile.shop_type == Some(ShopType::Flagship) {
                small.orders_below = small.reduced_orders_below;
            }
        }
        Ok((self, notes))
    }

    /// The row of weights of a shop; `None` where no industry is given, or the rulebook knows none.
    fn row_of(&self, profile: &ShopProfile) -> Result<Option<&Industry>, Box<Diagnostic>> {
        let all = &self.scoring.industries;
        let Some(name) = profile.industry.as_deref().filter(|_| !all.is_empty()) else { return Ok(None) };
        let rows: Vec<&Industry> = all.iter().filter(|row| row.name == name).collect();
        let of_type = |wanted| rows.iter().copied().find(|row| row.of_type() == Some(wanted));
        // What makes no difference holds for every type.
        let row = profile.shop_type.and_then(of_type).or_else(|| of_type(ShopType::General));
        match (row, rows.is_empty()) {
            (Some(row), _) => Ok(Some(row)),
            (None, true) => {
                let unknown = Diagnostic::new(Code::IndustryUnknown).with("found", name);
                Err(Box::new(unknown.with("rulebook", self.id.as_str()).with("nearest", self.similar(name))))
            }
            (None, false) => {
                let types: Vec<&str> = rows.iter().map(|row| row.shop_type.as_str()).collect();
                let needed = Diagnostic::new(Code::ShopTypeNeeded).with("industry", name);
                let found =
                    profile.shop_type.map_or(Arg::from(("没有写", "none given")), |t| t.id().into());
                Err(Box::new(needed.with("found", found).with("types", types.join(" / "))))
            }
        }
    }

    /// The industries most like a name: those that share letters with it, else the nearest by spelling.
    fn similar(&self, name: &str) -> Arg {
        const MOST: usize = 5;
        let mut names: Vec<&str> = self.scoring.industries.iter().map(|row| row.name.as_str()).collect();
        names.dedup();
        let shared = |known: &&str| known.chars().filter(|c| name.contains(*c)).count();
        let mut near: Vec<&str> = names.iter().copied().filter(|known| shared(known) > 0).collect();
        near.sort_by_cached_key(|known| {
            // Longest common part first, then the least that is different.
            let part = known.contains(name) || name.contains(known);
            (!part, std::cmp::Reverse(shared(known)), known.chars().count(), (*known).to_owned())
        });
        near.truncate(MOST);
        // Of a few all are told.
        if near.is_empty() && names.len() <= MOST {
            near.clone_from(&names);
        }
        if near.is_empty() {
            near.extend(nearest(name, names));
        }
        did_you_mean(&near)
    }

    fn take_weights(&mut self, weights: &BTreeMap<String, f64>) {
        for dimension in &mut self.scoring.dimensions {
            if let Some(weight) = weights.get(&dimension.id) {
                dimension.weight = *weight;
            }
            for part in &mut dimension.indicators {
                if let Some(weight) = weights.get(&part.id) {
                    part.weight = *weight;
                }
            }
        }
        self.scoring.industries.clear();
    }
}
