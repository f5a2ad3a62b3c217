//! Customer service: what each day's rows say.

use super::cells::{duration, number, rate};
use super::exports::{Record, text};
use super::shop::Shop;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// Figures of an agent or of the whole shop on a day; weights and values are `None` where unknown.
#[derive(Debug, Clone, Copy)]
pub struct Fact {
    pub day: NaiveDate,
    sessions: Option<f64>,
    rated: Option<f64>,
    reply_3min: Option<f64>,
    reply_seconds: Option<f64>,
    dissatisfaction: Option<f64>,
}

type Measure = fn(&Fact) -> Option<(f64, f64)>;

/// A value and its weight, by indicator.
pub const MEASURES: [(&str, Measure); 3] = [
    ("im_reply_3min_rate", |fact| Some((fact.reply_3min?, fact.sessions?))),
    ("im_reply_seconds", |fact| Some((fact.reply_seconds?, fact.sessions?))),
    ("im_dissatisfaction_rate", |fact| Some((fact.dissatisfaction?, fact.rated?))),
];

/// All facts; rows without a date belong to the as-of day itself.
pub fn facts(shop: &Shop, as_of: NaiveDate) -> Vec<Fact> {
    let mut by_day: BTreeMap<Option<NaiveDate>, BTreeMap<&str, &Record>> = BTreeMap::new();
    for ((day, agent), record) in &shop.service {
        by_day.entry(*day).or_default().insert(agent.as_deref().unwrap_or_default(), record);
    }
    let mut facts = Vec::new();
    for (day, agents) in by_day {
        let nothing = Record::new();
        let counts = agents.get("店铺汇总值").copied();
        let rates = agents.get("店铺平均值").copied();
        let pairs: Vec<(&Record, &Record)> = if counts.is_some() || rates.is_some() {
            vec![(counts.unwrap_or(&nothing), rates.unwrap_or(&nothing))]
        } else {
            agents.values().map(|record| (*record, *record)).collect()
        };
        for (counts, rates) in pairs {
            facts.push(fact(day.unwrap_or(as_of), counts, rates));
        }
    }
    facts
}

fn fact(day: NaiveDate, counts: &Record, rates: &Record) -> Fact {
    // Without the column every row weighs 1; a blank cell is unknown.
    let columns: BTreeSet<&String> = counts.keys().chain(rates.keys()).collect();
    let count_of = |column: &str| text(counts, column).and_then(number);
    // The shop's mean without the shop's count weighs 1: its own count is an agent's average.
    if counts.is_empty() {
        return Fact { sessions: Some(1.0), rated: Some(1.0), ..fact(day, rates, rates) };
    }
    let sessions =
        if columns.contains(&"接待会话量".to_owned()) { count_of("接待会话量") } else { Some(1.0) };
    let rated =
        if columns.contains(&"有效评价数".to_owned()) { count_of("有效评价数") } else { sessions };
    let first = |names: [&'static str; 2]| names.into_iter().find(|name| rates.contains_key(*name));
    let rate_of = |names: [&'static str; 2]| text(rates, first(names)?).and_then(rate);
    Fact {
        day,
        sessions,
        rated,
        reply_3min: rate_of(["工作时间3分钟回复率", "全天3分钟回复率"]),
        reply_seconds: first(["工作时间平响时长", "全天平响时长"])
            .and_then(|name| text(rates, name))
            .and_then(duration),
        dissatisfaction: rate_of(["全天不满意率", "不满意率"]),
    }
}
