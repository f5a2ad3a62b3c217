//! What a rulebook of one's own may define: figures that are only approximate, the class of all other
//! reasons, the scores of pickups and the hours of handling. By library calls, with invented exports.

// What goes wrong while a test is prepared fails the test, as `expect` in a test itself does.
#![allow(clippy::expect_used)]

use serde_json::Value;
use std::path::Path;
use tempfile::TempDir;
use tiyanfen::catalogue::Lang;
use tiyanfen::indicator::Indicator;
use tiyanfen::input::columns::Columns;
use tiyanfen::input::{self, Loaded, Options};
use tiyanfen::insight::Choice;
use tiyanfen::reference::{ReferencePage, Topic};
use tiyanfen::report::{
    Detail, Document, Format, Request, Style, build, build_cases, build_rulebook_page, build_trend,
};
use tiyanfen::rulebook::Rulebook;
use tiyanfen::scorecard::Manual;
use tiyanfen::shop::AsOfBasis;
use tiyanfen::time::{Day, Stamp};

const OWN: &str = "extends = \"classic\"\nid = \"own\"\ntitle_zh = \"本店\"\ntitle_en = \"ours\"\n";

fn own(rest: &str) -> Rulebook {
    Rulebook::parse("own.toml", &format!("{OWN}{rest}")).expect("a rulebook")
}

/// What a document says to people.
fn said(document: &impl Document, lang: Lang) -> String {
    let style = Style { detail: Detail::All, ..Style::PLAIN };
    String::from_utf8(document.render(Format::Text, lang, style).unwrap()).unwrap()
}

/// What is wrong with a rulebook: the line of the file, and why.
fn broken(rest: &str) -> (String, String) {
    let text = format!("{OWN}{rest}");
    let error = Rulebook::parse("own.toml", &text).expect_err("something is wrong");
    let line = text.lines().nth(error.line.expect("a line") as usize - 1).expect("in the file");
    assert!(!error.message(Lang::Zh).is_empty());
    (line.to_owned(), error.message(Lang::En))
}

fn load(folder: &Path) -> Loaded {
    let clock = Day::parse("2030-01-01").and_then(|day| Stamp::from_date(day.date())).expect("a day");
    input::load(&Options::new(vec![folder.to_owned()], clock)).expect("readable files")
}

fn demo() -> Loaded {
    load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/demo"))
}

fn request<'a>(loaded: &'a Loaded, rulebook: &'a Rulebook, as_of: &str, manual: &'a Manual) -> Request<'a> {
    Request {
        loaded,
        sums: None,
        rulebook,
        as_of: Day::parse(as_of).expect("a day"),
        as_of_basis: AsOfBasis::Argument,
        profile: Default::default(),
        claims: Default::default(),
        notes: Vec::new(),
        rules: None,
        config: None,
        manual,
        weakest: 3,
        shop_name: None,
        arguments: Vec::new(),
        fail_under: None,
        history: None,
    }
}

fn indicator<'v>(report: &'v Value, id: &str) -> &'v Value {
    let rows = report["indicators"].as_array().expect("rows");
    rows.iter().find(|row| row["id"] == id).expect("every indicator is there")
}

const NEAR: &str = r#"
[[definitions.approximations]]
indicator = "logistics_return_rate"
why_zh = "导出里看不到判责，只能当上限"
why_en = "exports do not show rulings: an upper bound"
[[definitions.approximations]]
indicator = "logistics_rating"
why_zh = "没有"
why_en = "none"
[[definitions.approximations]]
indicator = "pickup_hours"
why_zh = "近似"
why_en = "near"
"#;

#[test]
fn what_a_rulebook_calls_approximate_is_marked_everywhere() {
    let (loaded, rulebook) = (demo(), own(NEAR));
    let manual = Manual::from([(Indicator::PickupHours, 12.0)]);
    let (report, _) = build(request(&loaded, &rulebook, "2026-10-30", &manual)).expect("a report");
    let json = serde_json::to_value(&report).expect("JSON");
    let of = |json: &Value, id: &str| {
        let row = indicator(json, id);
        (row["approximate"].clone(), row["approximate_share"].clone(), row["status"].clone())
    };
    assert_eq!(of(&json, "logistics_return_rate"), (true.into(), 1.0.into(), "ok".into()));
    // Not where there is no data, not where it is set by hand, and no other.
    assert_eq!(of(&json, "logistics_rating"), (false.into(), Value::Null, "no_data".into()));
    assert_eq!(of(&json, "pickup_hours"), (false.into(), Value::Null, "manual".into()));
    assert_eq!(of(&json, "damage_return_rate"), (false.into(), Value::Null, "ok".into()));
    let text = said(&report, Lang::En);
    let line = text.lines().find(|line| line.starts_with("Logistics return rate")).expect("its line");
    assert!(line.ends_with("~approx."), "{line}");

    // It changes no number.
    let base = Rulebook::default_rulebook().expect("the default");
    let (plain, _) = build(request(&loaded, &base, "2026-10-30", &manual)).expect("a report");
    let plain = serde_json::to_value(&plain).expect("JSON");
    let value = |json: &Value| indicator(json, "logistics_return_rate")["value"].clone();
    assert_eq!(value(&json), value(&plain));
    assert_eq!(of(&plain, "logistics_return_rate").0, false);

    let (trend, _) = build_trend(&request(&loaded, &rulebook, "2026-10-30", &manual), 2).expect("a trend");
    let trend = serde_json::to_value(&trend).expect("JSON");
    for day in trend["days"].as_array().expect("days") {
        let marked = ["logistics_return_rate", "logistics_rating", "pickup_hours"]
            .map(|id| indicator(day, id)["approximate"].as_bool().expect("a bool"));
        assert_eq!(marked, [true, false, false]);
    }
}

#[test]
fn the_cases_of_an_approximate_figure_are_marked_too() {
    let (loaded, rulebook) = (demo(), own(NEAR));
    let manual = Manual::new();
    let request = request(&loaded, &rulebook, "2026-10-30", &manual);
    for (indicator, marked) in [(Indicator::LogisticsReturnRate, true), (Indicator::DamageReturnRate, false)]
    {
        let table = build_cases(&request.analysis(), indicator, Choice::Numerator, 30);
        assert!(!table.cases.is_empty());
        assert!(table.cases.iter().all(|case| case.approximate == marked), "{}", indicator.id());
        // A stand-in for the sign time is another thing: no finish time is shown.
        assert!(table.cases.iter().all(|case| case.finished_at.is_empty()), "{}", indicator.id());
    }
}

#[test]
fn the_reason_for_an_approximation_is_explained_and_listed() {
    let rulebook = own(NEAR);
    let columns = Columns::built_in();
    let page = |indicator| ReferencePage::of(Topic::Indicator(indicator), &rulebook, &columns);
    let text_of = |page: ReferencePage, lang| {
        String::from_utf8(page.render(Format::Text, lang, Style::PLAIN).expect("text")).expect("UTF-8")
    };
    for (lang, why) in
        [(Lang::Zh, "只能近似：导出里看不到判责"), (Lang::En, "approximate: exports do not show")]
    {
        let text = text_of(page(Indicator::LogisticsReturnRate), lang);
        assert!(text.contains(why), "{text}");
        let shown = said(&build_rulebook_page(rulebook.clone()), lang);
        let name = lang.pick("发货物流品退率", "Logistics return rate");
        let colon = lang.pick("：导出里", ": exports");
        assert!(shown.contains(&format!("  {name} logistics_return_rate{colon}")), "{shown}");
    }
    let json = serde_json::to_value(page(Indicator::LogisticsReturnRate)).expect("JSON");
    assert_eq!(json["approximation"]["why_en"], "exports do not show rulings: an upper bound");
    let json = serde_json::to_value(page(Indicator::DamageReturnRate)).expect("JSON");
    assert_eq!(json["approximation"], Value::Null);
    // And it reads back.
    let again = Rulebook::parse("again.toml", &rulebook.to_toml().expect("TOML")).expect("a rulebook");
    assert_eq!(again, rulebook);
}

#[test]
fn approximations_of_nothing_and_twice_are_refused() {
    let one = |id: &str, why: &str| {
        format!(
            "[[definitions.approximations]]\nindicator = \"{id}\"\nwhy_zh = \"近似\"\nwhy_en = \"{why}\"\n"
        )
    };
    let (line, why) = broken(&one("logistics_returns_rate", "near"));
    assert_eq!(line, "indicator = \"logistics_returns_rate\"");
    assert!(why.contains("did you mean logistics_return_rate?"), "{why}");
    let (line, why) = broken(&(one("pickup_hours", "near") + &one("pickup_hours", "nearer")));
    assert_eq!(line, "indicator = \"pickup_hours\"");
    assert!(why.contains("pickup_hours is there twice"), "{why}");
    let (line, why) = broken(&one("pickup_hours", " "));
    assert_eq!(line, "why_en = \" \"");
    assert!(why.contains("definitions.approximations.pickup_hours.why_en must not be blank"), "{why}");
}

#[test]
fn scores_and_hours_of_ones_own_count() {
    let folder = TempDir::new().expect("a folder");
    let file = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("a file");
    file(
        "订单.csv",
        "主订单编号,子订单编号,商品ID,选购商品,订单应付金额,支付完成时间,订单状态\n\
         1,1,11,手工皂,9.90,2026-06-10 10:00:00,已发货\n2,2,11,手工皂,9.90,2026-06-10 10:00:00,已发货\n",
    );
    file(
        "物流.csv",
        "运单号,订单编号,物流公司,揽收时间,签收时间\n\
         Y1,1,中通快递,2026-06-10 11:00:00,-\nY2,2,中通快递,2026-06-10 10:30:00,-\n",
    );
    file(
        "售后.csv",
        "售后单号,订单号,售后类型,售后状态,售后申请时间,同意售后申请时间,售后完结时间,售后原因\n\
         71,1,退货退款,退款成功,2026-06-11 10:00:00,2026-06-11 11:00:01,2026-06-13 10:00:00,不想要\n\
         72,2,已发货仅退款,退款成功,2026-06-11 10:00:00,2026-06-11 12:00:00,2026-06-13 10:00:00,不想要\n",
    );
    let loaded = load(folder.path());
    let rulebook = own("[definitions.pickup_score]\nanchors = [[0.5, 90.0], [2.0, 30.0]]\n\
         [definitions.handled_within_hours]\nrefund_only = 2\nreturn = 1\n");
    let manual = Manual::from([(Indicator::PositiveReviewRate, 0.9), (Indicator::QualityReturnRate, 0.01)]);
    let (report, _) = build(request(&loaded, &rulebook, "2026-06-30", &manual)).expect("a report");
    let json = serde_json::to_value(&report).expect("JSON");
    let fraction = |id: &str| {
        let row = indicator(&json, id);
        (row["numerator"].as_f64().expect("a number"), row["denominator"].as_i64().expect("a number"))
    };
    // 1 h is a third of the way from 0.5 to 2: 90 − 20. Half an hour is at the first anchor.
    assert_eq!(fraction("pickup_score"), (70.0 + 90.0, 2));
    // The return one second late, the refund to the second.
    assert_eq!(fraction("aftersale_handled_in_time_rate"), (1.0, 2));
}

/// Four orders, signed and each with a return: two reasons without a class, one blank, one no reason, one marked.
fn shop_of_reasons() -> Loaded {
    let folder = TempDir::new().expect("a folder");
    let reasons = ["退运费", "-", "不想要", "其他（商品品质原因）"];
    let mut orders = "主订单编号,子订单编号,商品ID,选购商品,订单应付金额,支付完成时间,订单状态\n".to_owned();
    let mut parcels = "运单号,订单编号,物流公司,揽收时间,签收时间\n".to_owned();
    let mut refunds = "售后单号,订单号,售后类型,售后状态,售后申请时间,售后完结时间,售后原因\n".to_owned();
    for (i, reason) in (1..).zip(reasons) {
        orders += &format!("{i},{i},11,手工皂,9.90,2026-06-10 10:00:00,已发货\n");
        parcels += &format!("Y{i},{i},中通快递,2026-06-10 18:00:00,2026-06-12 10:00:00\n");
        refunds += &format!("7{i},{i},退货退款,退款成功,2026-06-13 10:00:00,2026-06-15 10:00:00,{reason}\n");
    }
    // A fifth order without any after-sale.
    orders += "5,5,11,手工皂,9.90,2026-06-10 10:00:00,已发货\n";
    parcels += "Y5,5,中通快递,2026-06-10 18:00:00,2026-06-12 10:00:00\n";
    for (name, text) in [("订单.csv", orders), ("物流.csv", parcels), ("售后.csv", refunds)] {
        std::fs::write(folder.path().join(name), text).expect("a file");
    }
    load(folder.path())
}

#[test]
fn reasons_of_no_class_count_where_other_is_named() {
    let loaded = shop_of_reasons();
    let counted = |rulebook: &Rulebook| {
        let manual = Manual::from([(Indicator::PositiveReviewRate, 0.9)]);
        let (report, _) = build(request(&loaded, rulebook, "2026-06-30", &manual)).expect("a report");
        let json = serde_json::to_value(&report).expect("JSON");
        ["quality_return_rate", "logistics_return_rate", "damage_return_rate"].map(|id| {
            let row = indicator(&json, id);
            assert_eq!(row["denominator"], 5, "{id}");
            row["numerator"].as_f64().expect("a number")
        })
    };
    // The mark alone; then the unknown and the blank one besides, in each group.
    assert_eq!(counted(&own("")), [1.0, 0.0, 0.0]);
    let quality = own("[definitions]\nquality_classes = [\"quality\", \"other\"]\n");
    assert_eq!(counted(&quality), [3.0, 0.0, 0.0]);
    let rest =
        own("[definitions]\nlogistics_classes = [\"other\"]\ndamage_classes = [\"damage\", \"other\"]\n");
    assert_eq!(counted(&rest), [1.0, 2.0, 2.0]);
}

#[test]
fn the_class_of_other_reasons_comes_last_and_says_whether_it_counts() {
    let columns = Columns::built_in();
    let last = |rulebook: &Rulebook| {
        let page = ReferencePage::of(Topic::Indicator(Indicator::QualityReturnRate), rulebook, &columns);
        let text = page.render(Format::Text, Lang::Zh, Style::PLAIN).expect("text");
        let text = String::from_utf8(text).expect("UTF-8");
        let line = text.lines().find(|line| line.contains("（其他：")).expect("its line").to_owned();
        let json = serde_json::to_value(page).expect("JSON");
        let classes = json["reason_classes"].as_array().expect("classes").clone();
        assert_eq!(classes.iter().filter(|class| class["class"] == "other").count(), 1);
        (classes.last().expect("a class").clone(), line)
    };
    let (class, line) = last(&own(""));
    assert_eq!(class, serde_json::json!({ "class": "other", "counts": false, "words": [] }));
    assert!(line.trim_start().starts_with("✗"), "{line}");
    let counting = own("[definitions]\nquality_classes = [\"quality\", \"other\"]\n");
    let (class, line) = last(&counting);
    assert_eq!(class["counts"], true);
    assert!(line.trim_start().starts_with("✓"), "{line}");
    for (lang, line) in [(Lang::Zh, "算品质原因：质量、其他"), (Lang::En, "quality reasons: quality, other")]
    {
        let page = said(&build_rulebook_page(counting.clone()), lang);
        assert!(page.contains(line), "{page}");
    }
}

#[test]
fn the_class_of_other_reasons_has_no_words() {
    let reasons = |words: &str| {
        format!(
            "[[definitions.reasons]]\nclass = \"quality\"\nwords = [\"质量\"]\n\
             [[definitions.reasons]]\nclass = \"other\"\nwords = [{words}]\n"
        )
    };
    let classes = "[definitions]\nquality_classes = [\"quality\"]\nlogistics_classes = [\"other\"]\ndamage_classes = []\n";
    let (line, why) = broken(&(classes.to_owned() + &reasons("\"其他\"")));
    assert_eq!(line, "words = [\"其他\"]");
    assert!(why.contains("other is the class of reasons"), "{why}");
    // Listed without words it is what it is anyway.
    let listed = own(&(classes.to_owned() + &reasons("")));
    assert_eq!(listed.definitions.reason_classes().filter(|(class, ..)| class.id() == "other").count(), 1);
    assert!(listed.definitions.membership("退运费").logistics);
    assert_eq!(listed.definitions.shown_reason("退心情"), None);
    // The mark needs a class of its own.
    let (line, _) = broken("[definitions]\nquality_mark_class = \"others\"\n");
    assert_eq!(line, "quality_mark_class = \"others\"");
}
