//! Weights that differ by industry and type of shop, and everything else in a rulebook that depends on
//! whose shop it is.

use super::Rulebook;
use super::fields::toml_table;
use super::weights::Weights;
use crate::catalogue::{Arg, Diagnostic, Lookup, diagnostics, did_you_mean, look_up, text};
use crate::indicator::Figure;
use crate::string_enum::string_enum;
use crate::toml_file::Fields;
use std::collections::{BTreeMap, BTreeSet};

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
    pub industry: Option<String>,
    pub shop_type: Option<ShopType>,
}

toml_table! {
    /// Weights of one industry and type of shop.
    pub struct Industry(fields, weighed: &Weights, typed: &BTreeSet<Figure>) {
        /// What the platform calls it.
        pub name: String = some_text(),
        /// The type of shop they hold for.
        pub shop_type: ShopType = required(|node| node.one_of(ShopType::ALL, ShopType::id)),
        /// Weights of dimensions in the total and of indicators in their dimension. What is not named keeps the
        /// rulebook's own.
        pub weights: BTreeMap<Figure, f64> = required(|node| {
            weighed.read_row(node, name.as_deref().unwrap_or_default(), typed)
        }),
    }
}

impl Fields<'_> {
    /// Rows of weights, each of an industry and a type of shop of its own.
    pub(super) fn industries(&self, key: &'static str, weights: &Weights) -> Option<Vec<Industry>> {
        let node = self.get(key);
        let typed = match node {
            Some(node) if !weights.is_platforms && !node.is_own() => weights.typed(),
            _ => BTreeSet::new(),
        };
        let mut seen = BTreeSet::new();
        let mut rows = self.maybe_tables(key, |fields| {
            let row = Industry::read(fields, weights, &typed)?;
            if !seen.insert((row.name.clone(), row.shop_type.id()))
                && let Some(node) = fields.get("name")
            {
                node.invalid(|lang| text::rule_twice(lang, &row.name));
            }
            Some(row)
        })?;
        // A row without weights is none.
        rows.retain(|row| typed.is_empty() || !row.weights.is_empty());
        Some(rows)
    }
}

impl Rulebook {
    /// The rulebook as it holds for a shop: the weights of its industry, its limit of the small-shop rule;
    /// and what the reader should know about that.
    ///
    /// # Errors
    ///
    /// Where the rulebook does not know the industry, or needs the type of the shop.
    pub fn for_shop(mut self, profile: &ShopProfile) -> Result<(Rulebook, Vec<Diagnostic>), Box<Diagnostic>> {
        let mut notes = Vec::new();
        let row = self.row_of(profile)?.cloned();
        let concerned = profile.industry.is_some() || profile.shop_type.is_some();
        match &row {
            Some(row) => self.take_weights(&row.weights),
            None if self.scoring.industries.is_empty() && self.scoring.small_shop.is_none() => {
                if concerned {
                    notes.push(diagnostics::industry_unused(self.title()));
                }
            }
            None if self.scoring.industries.is_empty() => {}
            None => notes.push(diagnostics::industry_unset(self.title())),
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
        let of_type = |wanted| rows.iter().copied().find(|row| row.shop_type == wanted);
        // What makes no difference holds for every type.
        let row = profile.shop_type.and_then(of_type).or_else(|| of_type(ShopType::General));
        match (row, rows.is_empty()) {
            (Some(row), _) => Ok(Some(row)),
            (None, true) => {
                Err(Box::new(diagnostics::industry_unknown(self.title(), name, self.similar(name))))
            }
            (None, false) => {
                let types: Vec<&str> = rows.iter().map(|row| row.shop_type.id()).collect();
                let found =
                    profile.shop_type.map_or(Arg::from(("没有写", "none given")), |t| t.id().into());
                Err(Box::new(diagnostics::shop_type_needed(name, found, types.join(" / "))))
            }
        }
    }

    /// The industries that a name may mean, by the rule of all names: those that hold it, of which it holds the whole, or
    /// that are spelled nearly so. Of a few all are told.
    fn similar(&self, name: &str) -> Arg {
        const MOST: usize = 5;
        let mut names: Vec<&str> = self.scoring.industries.iter().map(|row| row.name.as_str()).collect();
        names.dedup();
        let held = |known: &&str| known.chars().count() > 1 && name.contains(*known);
        let mut near: Vec<&str> =
            match look_up(name, names.iter().map(|known| (*known, vec![(*known).to_owned()]))) {
                Lookup::Found(known) => vec![known],
                Lookup::Ambiguous(several) | Lookup::Unknown(several) => several,
            };
        let others: Vec<&str> =
            names.iter().copied().filter(held).filter(|known| !near.contains(known)).collect();
        near.extend(others);
        near.truncate(MOST);
        if near.is_empty() && names.len() <= MOST {
            near = names;
        }
        did_you_mean(&near)
    }

    fn take_weights(&mut self, weights: &BTreeMap<Figure, f64>) {
        for dimension in &mut self.scoring.dimensions {
            if let Some(weight) = weights.get(&Figure::Dimension(dimension.dimension)) {
                dimension.weight = *weight;
            }
            for part in &mut dimension.indicators {
                if let Some(weight) = weights.get(&Figure::Indicator(part.indicator)) {
                    part.weight = *weight;
                }
            }
        }
        self.scoring.industries.clear();
    }
}
