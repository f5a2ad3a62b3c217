//! Customer service: what each day's rows say.

use super::cells::{duration, number, rate};
use super::exports::{Record, text};
use super::shop::{Period, Shop};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// Figures of an agent or of the whole shop on a day or in a period; weights and values are `None` where unknown.
#[derive(Debug, Clone, Copy)]
pub struct Fact {
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

/// What counts of an indicator: the day it counts on, the sum of value × weight, and that of the weights.
pub type Counted = (&'static str, NaiveDate, f64, f64);

/// Everything that counts at the end of a day, which later tables do not change. Rows without any date belong to that
/// day itself.
pub fn counted(shop: &Shop, as_of: NaiveDate) -> Vec<Counted> {
    let tables = tables(shop);
    let mut all = Vec::new();
    for (id, measure) in MEASURES {
        let sum_of = |facts: &Vec<Fact>| {
            let parts: Vec<(f64, f64)> = facts.iter().filter_map(measure).collect();
            let sum = |part: fn(&(f64, f64)) -> f64| parts.iter().map(part).sum::<f64>();
            (!parts.is_empty()).then(|| (sum(|(value, weight)| value * weight), sum(|(_, weight)| *weight)))
        };
        let mut periods: BTreeMap<Period, (f64, f64)> = BTreeMap::new();
        for (period, facts) in &tables {
            match (period, sum_of(facts)) {
                (Some(period), Some(sum)) if period.1 <= as_of => drop(periods.insert(*period, sum)),
                (None, Some((value, weight))) => all.push((id, as_of, value, weight)),
                _ => {}
            }
        }
        all.extend(once_a_day(&periods).into_iter().map(|(day, value, weight)| (id, day, value, weight)));
    }
    all
}

/// A day counts once, from the finest table that covers it: a coarser one counts on its last day as its total less the
/// finer ones inside it. One that crosses a finer one is left out. (Of equally long ones that cross the later counts.)
fn once_a_day(periods: &BTreeMap<Period, (f64, f64)>) -> Vec<(NaiveDate, f64, f64)> {
    let days = |(first, last): &Period| (*last - *first).num_days() + 1;
    let mut finest_first: Vec<&Period> = periods.keys().collect();
    finest_first.sort_by_key(|period| (days(period), std::cmp::Reverse(period.1)));
    let is_inside = |finer: &Period, of: &Period| of.0 <= finer.0 && finer.1 <= of.1;
    let mut counting: Vec<Period> = Vec::new();
    let mut counted = Vec::new();
    for period in finest_first {
        let shares_a_day = |other: &&Period| other.0 <= period.1 && period.0 <= other.1;
        let finer: Vec<Period> = counting.iter().filter(shares_a_day).copied().collect();
        if finer.iter().any(|finer| !is_inside(finer, period)) {
            continue;
        }
        let is_outermost = |one: &&Period| !finer.iter().any(|other| other != *one && is_inside(one, other));
        let inside: Vec<&Period> = finer.iter().filter(is_outermost).collect();
        if inside.iter().map(|finer| days(finer)).sum::<i64>() == days(period) {
            continue;
        }
        let (value, weight) = inside.iter().fold(periods[period], |(value, weight), finer| {
            (value - periods[*finer].0, weight - periods[*finer].1)
        });
        counting.push(*period);
        // A single table without conversations counts for nothing as well.
        if weight > 0.0 || inside.is_empty() {
            counted.push((period.1, value, weight));
        }
    }
    counted
}

/// The facts of every day or period: those of agents, or of the shop as a whole where it has such a row.
fn tables(shop: &Shop) -> BTreeMap<Option<Period>, Vec<Fact>> {
    let mut by_period: BTreeMap<Option<Period>, BTreeMap<&str, &Record>> = BTreeMap::new();
    for ((period, agent), record) in &shop.service {
        by_period.entry(*period).or_default().insert(agent.as_deref().unwrap_or_default(), record);
    }
    let facts_of = |agents: BTreeMap<&str, &Record>| {
        let nothing = Record::new();
        let counts = agents.get("店铺汇总值").copied();
        let rates = agents.get("店铺平均值").copied();
        if counts.is_some() || rates.is_some() {
            return vec![fact(counts.unwrap_or(&nothing), rates.unwrap_or(&nothing))];
        }
        agents.values().map(|record| fact(record, record)).collect()
    };
    by_period.into_iter().map(|(period, agents)| (period, facts_of(agents))).collect()
}

fn fact(counts: &Record, rates: &Record) -> Fact {
    // Without the column every row weighs 1; a blank cell is unknown.
    let columns: BTreeSet<&String> = counts.keys().chain(rates.keys()).collect();
    let count_of = |column: &str| text(counts, column).and_then(number);
    // The shop's mean without the shop's count weighs 1: its own count is an agent's average.
    if counts.is_empty() {
        return Fact { sessions: Some(1.0), rated: Some(1.0), ..fact(rates, rates) };
    }
    let sessions =
        if columns.contains(&"接待会话量".to_owned()) { count_of("接待会话量") } else { Some(1.0) };
    let rated =
        if columns.contains(&"有效评价数".to_owned()) { count_of("有效评价数") } else { sessions };
    let first = |names: [&'static str; 2]| names.into_iter().find(|name| rates.contains_key(*name));
    let rate_of = |names: [&'static str; 2]| text(rates, first(names)?).and_then(rate);
    Fact {
        sessions,
        rated,
        reply_3min: rate_of(["工作时间3分钟回复率", "全天3分钟回复率"]),
        reply_seconds: first(["工作时间平响时长", "全天平响时长"])
            .and_then(|name| text(rates, name))
            .and_then(duration),
        dissatisfaction: rate_of(["全天不满意率", "不满意率"]),
    }
}
