//! Thresholds of many kinds on the demo shop: whatever is said of the past is what scoring each day by itself says.

#[path = "common/demo_request.rs"]
mod demo_request;

use demo_request::{demo, request};
use serde_json::Value;
use std::collections::BTreeMap;
use tiyanfen::catalogue::Lang;
use tiyanfen::indicator::Indicator;
use tiyanfen::input::Loaded;
use tiyanfen::report::{self, Document, Format, Style};
use tiyanfen::rulebook::Rulebook;
use tiyanfen::scorecard::Manual;
use tiyanfen::time::Day;

/// Borders that the demo crosses, some of them often.
const CONDITIONS: [(&str, &str); 8] = [
    ("total", "{ of = 'total', at_least = 4.4 }"),
    ("mean", "{ of = 'total', at_least = 4.4, mean_days = 7 }"),
    ("product", "{ of = 'product', at_least = 4.3 }, { of = 'service', at_least = 4.0 }"),
    ("product-mean", "{ of = 'product', at_least = 4.3, mean_days = 30 }"),
    ("reviews", "{ of = 'negative_review_rate', below = 0.009, window_days = 30 }"),
    ("other-window", "{ of = 'arrival_hours', at_most = 80, window_days = 14 }"),
    ("reply", "{ of = 'im_reply_seconds', at_most = 60 }, { of = 'total', at_least = 4 }"),
    ("by-hand", "{ of = 'service_rating', at_least = 4.5 }"),
];

fn rulebook() -> Rulebook {
    let mut text = "extends = 'classic'\nid = 'own'\ntitle_zh = '本店'\ntitle_en = 'ours'\n".to_owned();
    for (id, conditions) in CONDITIONS {
        text += &format!("[[scoring.thresholds]]\nid = '{id}'\nconditions = [{conditions}]\n");
        for key in ["title", "consequence", "source"] {
            text += &format!("{key}_zh = '{id} {key} 门'\n{key}_en = '{id} {key}'\n");
        }
        if id == "reviews" {
            text += "from = '2026-09-20'\n";
        }
    }
    Rulebook::parse("own.toml", &text).unwrap()
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// The thresholds by id, as the score of a day shows them; none where nothing can be scored.
type Rows = BTreeMap<String, Value>;

fn scored(loaded: &Loaded, rulebook: &Rulebook, as_of: Day, manual: &Manual) -> Rows {
    let Ok((report, _)) = report::build(request(loaded, rulebook, as_of, manual)) else { return Rows::new() };
    let report = serde_json::to_value(report).unwrap();
    let rows = report["thresholds"].as_array().unwrap().iter();
    rows.map(|row| (row["id"].as_str().unwrap().to_owned(), row.clone())).collect()
}

#[test]
fn the_past_is_what_scoring_each_day_says() {
    let (loaded, rulebook) = (demo(), rulebook());
    let manual = Manual::from([(Indicator::ServiceRating, 4.8)]);
    let (first, last) = (day("2026-06-15"), day("2026-11-20"));
    let by_day: BTreeMap<Day, Rows> =
        (first.0..=last.0).map(Day).map(|day| (day, scored(&loaded, &rulebook, day, &manual))).collect();
    let met = |id: &str, day: Day| by_day.get(&day)?.get(id)?["met"].as_bool();
    let mut runs = BTreeMap::<&str, std::collections::BTreeSet<String>>::new();
    for (as_of, rows) in &by_day {
        for (id, _) in CONDITIONS.iter().filter(|(id, _)| *id != "by-hand") {
            let Some(row) = rows.get(*id) else { continue };
            let Some(own) = met(id, *as_of) else {
                assert!(row["since"].is_null() && row["since_open"] == false, "{id} {as_of}");
                continue;
            };
            let mut since = *as_of;
            while met(id, since.plus(-1)) == Some(own) {
                since = since.plus(-1);
            }
            // Before it began to apply there was nothing to be met.
            let open = met(id, since.plus(-1)).is_none() && !(*id == "reviews" && since == day("2026-09-20"));
            assert_eq!(row["since"], since.to_string(), "{id} {as_of}");
            assert_eq!(row["since_open"], open, "{id} {as_of}");
            runs.entry(*id).or_default().insert(format!("{since} {own}"));
        }
    }
    // The borders are where something happens: else nothing was tested.
    for (id, runs) in &runs {
        assert!(runs.len() >= if *id == "product-mean" { 1 } else { 2 }, "{id} {runs:?}");
    }
    assert_eq!(runs.len(), CONDITIONS.len() - 1);

    // A trend says the same of every day, and changes where the answers of the days do.
    let (trend, _) = report::build_trend(&request(&loaded, &rulebook, last, &manual), 150).unwrap();
    let trend = serde_json::to_value(trend).unwrap();
    let heads = trend["thresholds"].as_array().unwrap();
    for (place, head) in heads.iter().enumerate() {
        let id = head["id"].as_str().unwrap();
        let mut before: Option<bool> = None;
        let mut crossed = Vec::new();
        for shown in trend["days"].as_array().unwrap() {
            let own = day(shown["day"].as_str().unwrap());
            let answer = shown["thresholds"][place]["met"].as_bool();
            if id == "by-hand" {
                // It holds on every day, also where nothing can be scored and no report says so.
                assert_eq!(answer, Some(true), "{own}");
                continue;
            }
            assert_eq!(answer, met(id, own), "{id} {own}");
            if let Some(met) = met(id, own) {
                if before.is_some_and(|before| before != met) {
                    crossed.push((own.to_string(), met));
                }
                before = Some(met);
            }
        }
        let said = head["crossings"].as_array().unwrap().iter();
        let said = said.map(|c| (c["day"].as_str().unwrap().to_owned(), c["met"].as_bool().unwrap()));
        assert_eq!(said.collect::<Vec<_>>(), crossed, "{id}");
        let mut row = head.clone();
        row.as_object_mut().unwrap().remove("crossings");
        assert_eq!(row, by_day[&last][id], "{id}: the last day is the score");
    }
}

/// A mean is the one of the totals of its days, a window the one that the condition names.
#[test]
fn figures_are_those_of_their_days() {
    let (loaded, rulebook, none) = (demo(), rulebook(), Manual::new());
    let last = day("2026-10-20");
    let reports = (0..7).map(|back| {
        let built = report::build(request(&loaded, &rulebook, last.plus(-back), &none)).unwrap();
        serde_json::to_value(built.0).unwrap()
    });
    let reports: Vec<Value> = reports.collect();
    let mean: f64 = reports.iter().map(|r| r["score"]["value"].as_f64().unwrap()).sum::<f64>() / 7.0;
    let rows = scored(&loaded, &rulebook, last, &none);
    let condition = |id: &str| &rows[id]["conditions"][0];
    assert!((condition("mean")["value"].as_f64().unwrap() - mean).abs() < 1e-12);
    assert_eq!(
        (&condition("mean")["mean_days"], &condition("mean")["window_days"]),
        (&7.into(), &Value::Null)
    );
    let indicators = reports[0]["indicators"].as_array().unwrap();
    let bad = indicators.iter().find(|row| row["id"] == "negative_review_rate").unwrap();
    assert_eq!(condition("reviews")["value"], bad["value_30"]);
    assert_eq!((&condition("reviews")["window_days"], &bad["window_days"]), (&30.into(), &90.into()));
    // 14 days are the rulebook's window of no indicator.
    assert_eq!(condition("other-window")["window_days"], 14);
    let mut fortnight = rulebook.clone();
    fortnight.definitions.windows.insert("arrival_hours".to_owned(), 14);
    let report = report::build(request(&loaded, &fortnight, last, &none)).unwrap().0;
    assert_eq!(
        condition("other-window")["value"].as_f64(),
        report.indicator(Indicator::ArrivalHours).unwrap().figures.day.value
    );
    assert!(condition("by-hand")["value"].is_null() && rows["by-hand"]["met"].is_null());
}

/// A line for some industries takes the place of the common one for their shops only, and in the trend too.
#[test]
fn some_lines_are_for_some_industries() {
    let mut text = rulebook().to_toml().unwrap();
    for (id, more) in [
        ("fruit", "industries = ['水果', '易损水果']\nreplaces = 'total'"),
        ("toys", "industries = ['玩具']"),
    ] {
        text += &format!("[[scoring.thresholds]]\nid = '{id}'\n{more}\n");
        for key in ["title", "consequence", "source"] {
            text += &format!("{key}_zh = '{id} 门'\n{key}_en = '{id}'\n");
        }
        text += "conditions = [{ of = 'total', at_least = 4.6 }]\n";
    }
    let (loaded, rulebook, none) = (demo(), Rulebook::parse("own.toml", &text).unwrap(), Manual::new());
    let last = day("2026-10-20");
    for (industry, total, fruit, toys) in [
        (None, true, false, false),
        (Some("易损水果"), false, true, false),
        (Some("玩具"), true, false, true),
    ] {
        let asked = || {
            let mut request = request(&loaded, &rulebook, last, &none);
            request.profile.industry = industry.map(str::to_owned);
            request
        };
        let score = serde_json::to_value(report::build(asked()).unwrap().0).unwrap();
        let trend = serde_json::to_value(report::build_trend(&asked(), 3).unwrap().0).unwrap();
        for shown in [&score["thresholds"], &trend["thresholds"], &trend["days"][0]["thresholds"]] {
            let has = |id: &str| shown.as_array().unwrap().iter().any(|row| row["id"] == id);
            assert_eq!((has("total"), has("fruit"), has("toys")), (total, fruit, toys), "{industry:?}");
        }
    }
}

/// What a document says to people.
fn text(document: &impl Document, lang: Lang) -> String {
    String::from_utf8(document.render(Format::Text, lang, Style::PLAIN).unwrap()).unwrap()
}

#[test]
fn in_words() {
    let (loaded, rulebook, none) = (demo(), rulebook(), Manual::new());
    for (lang, name) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        let mut said = String::new();
        for as_of in ["2026-07-05", "2026-09-20", "2026-10-31"] {
            let built = report::build(request(&loaded, &rulebook, day(as_of), &none)).unwrap();
            let text = text(&built.0, lang);
            let title = lang.pick("\n门槛\n", "\nthresholds\n");
            let section = text.split(title).nth(1).unwrap().split("\n\n").next().unwrap();
            said += &format!("{as_of}\n{section}\n\n");
        }
        let (trend, _) =
            report::build_trend(&request(&loaded, &rulebook, day("2026-10-31"), &none), 60).unwrap();
        let text_of_trend = text(&trend, lang);
        said += text_of_trend.split("\n\n").last().unwrap();
        let page = text(&report::build_rulebook_page(rulebook.clone()), lang);
        said += &format!("\n{}", page.split("\n\n").last().unwrap());
        insta::assert_snapshot!(name, said);
    }
}

#[test]
fn it_reads_back_as_itself() {
    let rulebook = rulebook();
    let toml = rulebook.to_toml().unwrap();
    assert_eq!(Rulebook::parse("again.toml", &toml).unwrap(), rulebook, "{toml}");
}
