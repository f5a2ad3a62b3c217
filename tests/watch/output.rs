//! Whole outputs, exit codes, and the time that is gone by.

use crate::common::{run, tiyanfen};
use crate::support::*;
use serde_json::Value;

const DEMO: [&str; 3] = ["watch", "fixtures/demo", "--quiet"];

fn demo(args: &[&str]) -> String {
    let run = run(tiyanfen().args(DEMO).args(args));
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{args:?}");
    run.stdout
}

/// A shop with an item of every kind, some of them past.
fn busy() -> Shop {
    let open = |id: &str, paid: &str| order(id, paid).status("待发货");
    Shop::new()
        .orders(vec![
            open("6917926768823643001", "06-12 10:00").promised("06-14 10:00").cell("省", "江苏省"),
            open("6917926768823643002", "06-10 10:00").promised("06-12 09:00").cell("省", "广东省"),
            order("6917926768823643003", "05-20 10:00").shipped("05-21 10:00").cell("省", "浙江省"),
            order("6917926768823643004", "05-20 10:00").shipped("05-21 10:00"),
            order("P", "06-05 10:00"),
        ])
        .parcels(vec![
            early_parcel(),
            parcel("Y1", "6917926768823643003", "06-10 20:00", "-"),
            parcel("Y2", "6917926768823643004", "-", "-").shipped("06-11 15:30"),
            parcel("Y3", "P", "06-05 18:00", "06-06 18:00"),
        ])
        .refunds(vec![
            refund("141234567890123456789", "6917926768823643003", REFUND_ONLY, "06-11 10:00"),
            refund("141234567890123456788", "6917926768823643003", RETURN, "06-05 10:00")
                .agreed("06-05 20:00")
                .outcome("待商家收货"),
            refund("141234567890123456787", "P", REFUND_ONLY, "06-06 10:00").finished("06-06 12:00"),
        ])
}

const SET: [&str; 4] = ["--set", "positive_review_rate=0.97", "--set", "im_reply_3min_rate=0.93"];

#[test]
fn text_in_both_languages() {
    for lang in ["zh", "en"] {
        let args =
            [&["watch", ".", "--quiet", "--now", NOW, "--lang", lang, "--shop", "山间集"], &SET[..]].concat();
        let run = busy().run(&args);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""));
        insta::assert_snapshot!(format!("text_{lang}"), run.stdout);
        insta::assert_snapshot!(format!("demo_{lang}"), demo(&["--lang", lang]));
        insta::assert_snapshot!(format!("none_{lang}"), demo(&["--lang", lang, "--now", "2026-12-01 08:00"]));
    }
}

#[test]
fn json_and_csv() {
    let of = |format: &str, lang: &str| {
        let args = ["watch", ".", "--quiet", "--now", NOW, "--format", format, "--lang", lang];
        busy().run(&[&args[..], &SET].concat()).stdout
    };
    insta::assert_snapshot!("json", of("json", "zh"));
    insta::assert_snapshot!("csv", of("csv", "zh"));
    for format in ["json", "csv"] {
        assert_eq!(of(format, "zh"), of(format, "en"), "{format}");
    }
}

#[test]
fn spreadsheets_keep_all_digits_of_ids() {
    let csv = demo(&["--format", "csv", "--bom"]);
    assert!(csv.starts_with("\u{feff}kind,"), "{csv}");
    for line in csv.lines().skip(1) {
        let order = line.split(',').nth(5).unwrap();
        assert!(order.starts_with('\t'), "{line}");
    }
    assert!(!demo(&["--format", "csv"]).contains('\t'));
}

#[test]
fn the_exit_code_says_whether_there_is_any() {
    let code = |args: &[&str]| run(tiyanfen().args(DEMO).args(args)).code;
    assert_eq!(code(&["--fail-if-any"]), 1);
    assert_eq!(code(&[]), 0);
    assert_eq!(code(&["--fail-if-any", "--now", "2026-12-01 08:00"]), 0);
}

#[test]
fn the_time_is_that_up_to_which_the_orders_exports_reach() {
    let json = |args: &[&str]| -> Value {
        serde_json::from_str(&demo(&[args, &["--format", "json"]].concat())).unwrap()
    };
    let usual = json(&[]);
    // The name of the newest orders export says when it was made.
    assert_eq!((&usual["now"], &usual["now_basis"]), (&"2026-10-31 09:30:00".into(), &"orders_reach".into()));
    assert_eq!((usual["age"].as_f64(), &usual["as_of"]), (Some(2.5), &"2026-10-30".into()));
    let given = json(&["--now", "2026-10-20 00:00"]);
    assert_eq!((&given["now"], &given["now_basis"]), (&"2026-10-20 00:00:00".into(), &"argument".into()));
    assert_eq!((given["age"].as_f64(), &given["as_of"]), (Some(11.0 * 24.0 + 12.0), &"2026-10-19".into()));
    // Without an orders export, whatever reaches furthest.
    let shop = Shop::new().refunds(vec![refund("1", "A", REFUND_ONLY, "06-12 10:00")]);
    let run = shop.run(&["watch", ".", "--format", "json", "--quiet"]);
    let document: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(
        (&document["now"], &document["now_basis"]),
        (&"2025-10-09 16:53:20".into(), &"exports_reach".into())
    );
}

#[test]
fn no_personal_data_is_shown() {
    let args =
        ["watch", "fixtures/traps/personal-data", "--within", "8760", "--now", "2026-09-20 12:00", "-q"];
    for format in ["text", "json", "csv"] {
        let out = run(tiyanfen().args(args).args(["--format", format])).stdout;
        for personal in ["138", "张三", "李四", "街道"] {
            assert!(!out.contains(personal), "{format}: {personal}\n{out}");
        }
    }
}
