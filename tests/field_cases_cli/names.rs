//! Names as people know them, parts of them, and what is told where a word is none.

use crate::common::{Folder, run, tiyanfen};

const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/demo");

fn said(args: &[&str]) -> (i32, String) {
    let run = run(tiyanfen().args(args));
    (run.code, run.stdout + &run.stderr)
}

#[test]
fn a_part_of_a_name_is_enough_where_it_fits_one() {
    for (word, id) in [
        ("好评率", "positive_review_rate"),
        ("3分钟回复率", "im_reply_3min_rate"),
        ("商品品质退货率", "quality_return_rate"),
        ("Mean hours to arrival", "arrival_hours"),
    ] {
        let (code, page) = said(&["explain", word, "--lang", "zh"]);
        assert!(code == 0 && page.lines().next().is_some_and(|line| line.contains(id)), "{word}: {page}");
    }
    assert_eq!(said(&["cases", "好评率", DEMO]), said(&["cases", "positive_review_rate", DEMO]));
    let set = |set: &str| said(&["score", DEMO, "--set", set, "--format", "json"]).1;
    assert_eq!(set("3分钟回复率=95%"), set("im_reply_3min_rate=0.95"));
}

#[test]
fn a_part_that_fits_several_lists_them() {
    let (code, told) = said(&["cases", "自主完结时长", DEMO, "--lang", "zh"]);
    assert_eq!(code, 2);
    assert!(
        told.starts_with(
            "错误[name-ambiguous]：“自主完结时长”可以是好几个：仅退款自主完结时长（refund_only_hours）、"
        ),
        "{told}"
    );
    assert!(said(&["score", DEMO, "--set", "自主完结时长=3"]).1.contains("name-ambiguous"));
}

#[test]
fn what_is_far_from_every_name_is_told_no_name() {
    for args in [
        &["explain", "晴天"][..],
        &["cases", "天气", DEMO],
        &["score", DEMO, "--set", "weather=1"],
        &["score", DEMO, "--event", "晴天"],
        &["score", DEMO, "--rules", "zzz"],
    ] {
        let (code, told) = said(args);
        assert!(code == 2 && !told.contains("did you mean"), "{told}");
    }
}

#[test]
fn words_of_rulebooks_lead_to_the_rulebook() {
    let page = |id: &str| said(&["rules", "show", id, "--lang", "zh"]);
    let explain = |word: &str| said(&["explain", word, "--lang", "zh"]);
    assert_eq!(explain("清退"), page("classic"));
    assert_eq!(explain("总分"), page("classic"));
    assert_eq!(explain("百分制"), page("douyin"));
    assert_eq!(explain("虚假交易").0, 0);
    assert!(explain("虚假交易").1.contains("fake_trade"));
    let score =
        |word: &str| said(&["score", DEMO, "--rules", word, "--as-of", "2026-10-30", "--format", "csv"]);
    assert_eq!(score("百分制"), score("douyin"));
    assert_eq!(score("五分制"), score("classic"));
    let event =
        |event: &str| said(&["score", DEMO, "--rules", "douyin", "--event", event, "--format", "csv"]);
    assert_eq!(event("虚假交易=2"), event("fake_trade=2"));
    assert_eq!(event("fake_trade").0, 0);
}

#[test]
fn a_rate_without_its_percent_sign_is_offered_with_one() {
    let set = |set: &str| said(&["score", DEMO, "--set", set, "--lang", "zh"]).1;
    assert!(set("3分钟平均回复率=95").contains("3分钟平均回复率 不可能是 95；是不是 95%？"));
    assert!(!set("im_reply_3min_rate=1.2").contains("是不是"));
    assert!(!set("im_reply_3min_rate=950").contains("是不是"));
}

#[test]
fn names_of_a_table_may_be_short() {
    let page =
        "日期,指标,官方值\n2026-10-30,好评率,96.9%\n2026-10-30,总分,4.43分\n2026-10-30,自主完结时长,2小时\n";
    let run = Folder::new().file("page.csv", page).run(&["reconcile", "page.csv", DEMO, "--lang", "zh"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("“自主完结时长”可以是好几个"), "{}", run.stderr);
    assert_eq!(run.stderr.matches("[official-").count(), 0, "{}", run.stderr);
}
