//! A score in the shape of a day of a trend.

use serde_json::{Map, Value, json};

/// What a day of a trend says, out of the score's report of that day.
pub fn of_report(report: &Value) -> Value {
    let only = |row: &Value, keys: &[&str]| -> Value {
        let cells = keys.iter().map(|key| ((*key).to_owned(), row[*key].clone()));
        Value::Object(cells.collect::<Map<_, _>>())
    };
    let rows = |name: &str, keys: &[&str]| -> Vec<Value> {
        report[name].as_array().into_iter().flatten().map(|row| only(row, keys)).collect()
    };
    let score = ["value", "display", "points", "coverage", "covered_share", "low", "high"];
    let dimension = ["id", "points", "value", "weight_in_total", "lost_score", "status"];
    let indicator = [
        "id",
        "numerator",
        "denominator",
        "value",
        "points",
        "weight_in_total",
        "lost_score",
        "status",
        "approximate",
    ];
    let thresholds = report["thresholds"].as_array().into_iter().flatten().map(|row| {
        let mut day = only(row, &["id", "met", "distance", "distance_of"]);
        // An index where the answer is known, else null: and so is the value.
        let tightest = row["distance_of"].as_u64().map(|place| &row["conditions"][place as usize]["value"]);
        day["value"] = tightest.cloned().unwrap_or_default();
        day
    });
    json!({
        "thresholds": thresholds.collect::<Vec<_>>(),
        "day": report["as_of"],
        "from_history": false,
        "score": only(&report["score"], &score),
        "dimensions": rows("dimensions", &dimension),
        "indicators": rows("indicators", &indicator),
    })
}

/// The day without what the report words otherwise: the status of the total stands in its CSV only.
pub fn of_trend(day: &Value) -> Value {
    let mut day = day.clone();
    if let Some(score) = day["score"].as_object_mut() {
        score.remove("status");
    }
    day
}
