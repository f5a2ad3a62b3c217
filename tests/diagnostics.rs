//! Every diagnostic, as the program says it, in both languages: exact output, and none forgotten.

mod common;

use common::Folder;
use common::smtp::{FakeServer, Reply, Script, takes_all, usual, without_ports};
use tiyanfen::catalogue::Code;

const ORDERS: &str =
    "主订单编号,子订单编号,商品ID,订单应付金额,订单提交时间,支付完成时间,发货时间,订单完成时间,订单状态";
const ORDER: &str = "6917926768823643751,6917926768823643751,11,28.90,2026-10-01 09:00:00,2026-10-01 09:01:00,2026-10-01 20:00:00,-,已发货";
const REFUNDS: &str =
    "售后单号,订单号,商品单号,售后类型,售后状态,售后申请时间,售后完结时间,售后原因,仲裁状态,纠纷责任方";
const REVIEWS: &str = "评价日期,订单ID,商品ID,商品评价得分,评价内容";
const SERVICE: &str = "日期,客服昵称,接待会话量,全天3分钟回复率,全天平响时长";
const LOGISTICS: &str = "运单号,订单编号,物流公司,揽收时间,签收时间,包裹状态";
/// Values for everything `classic` scores, so that any input gives a report.
const SET_ALL: &str = "--set positive_review_rate=0.95 --set quality_return_rate=0.01 --set pickup_on_time_rate=0.98 \
    --set arrival_hours=72 --set im_reply_3min_rate=0.9 --set refund_only_hours=10 --set return_refund_hours=100";

/// A container that is refused.
fn container(name: &str) -> Vec<u8> {
    let path = format!("{}/fixtures/containers/refused/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(path).expect("a fixture")
}

/// A page from which something cannot be learnt.
fn calibration(code: Code) -> (Folder, String) {
    let indicator = |id: &str, pairs: &[(&str, &str)]| -> Vec<String> {
        let line =
            |(i, (value, points)): (usize, &(&str, &str))| format!("2026-09-1{i},{id},{value},{points}");
        pairs.iter().enumerate().map(line).collect()
    };
    let wholes = |all: &[[f64; 4]]| -> Vec<String> {
        let ids = ["product", "logistics", "service", "total"];
        let lines = all.iter().enumerate().flat_map(|(i, points)| {
            ids.iter().zip(points).map(move |(id, points)| format!("2026-09-1{i},{id},-,{points:.1}"))
        });
        lines.collect()
    };
    let parts =
        [[90.0, 80.0, 70.0], [85.0, 88.0, 74.0], [93.0, 70.0, 66.0], [88.0, 75.0, 90.0], [79.0, 83.0, 81.0]];
    let (lines, rules) = match code {
        Code::CalibrationContradiction => {
            let pairs = [("90.0%", "70"), ("91.0%", "80"), ("92.0%", "76"), ("93.0%", "84"), ("94.0%", "85")];
            (indicator("positive_review_rate", &pairs), "classic")
        }
        Code::CalibrationTiersOverlap => {
            let pairs = [("4.90", "90"), ("4.83", "100"), ("4.81", "90"), ("4.72", "80"), ("4.70", "70")];
            (indicator("product_rating", &pairs), "douyin-2026-07")
        }
        Code::CalibrationWeightsFewDays => {
            (wholes(&parts.map(|[a, b, c]| [a, b, c, b]).into_iter().take(3).collect::<Vec<_>>()), "classic")
        }
        Code::CalibrationWeightsUnexplained => {
            (wholes(&parts.map(|[a, b, c]| [a, b, c, (a + b + c) / 3.0 - 8.0])), "classic")
        }
        Code::CalibrationAlike => (wholes(&parts.map(|[a, _, c]| [a, a, c, 0.7 * a + 0.3 * c])), "classic"),
        Code::CalibrationOtherRulebook => {
            (vec!["2026-09-01,product,-,90".into(), "2026-09-20,product,-,90".into()], "douyin")
        }
        Code::CalibrationNothingLearnt => (vec!["2026-09-10,product,-,90".into()], "classic"),
        _ => (indicator("positive_review_rate", &[("90%", "70"), ("91%", "76"), ("92%", "79")]), "classic"),
    };
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let folder =
        Folder::new().csv("orders.csv", ORDERS, &[ORDER]).csv("page.csv", "date,id,value,points", &lines);
    (folder, format!("calibrate page.csv orders.csv --rules {rules}"))
}

/// A mail that does not arrive, or that somebody should be careful about.
fn mail(folder: Folder, code: Code) -> (Folder, String) {
    let arguments = |more: &str| {
        format!("mail . --as-of 2026-10-10 {SET_ALL} --from shop@example.com --to boss@example.com {more}")
    };
    let server = |server: FakeServer, encryption: &str| {
        let port = server.port;
        format!(
            "[mail]\nserver = \"127.0.0.1\"\nport = {port}\nencryption = \"{encryption}\"\ntimeout_seconds = 5\n"
        )
    };
    let says = |script: Script| server(FakeServer::new(script), "none");
    let with_key = |config: String| format!("{config}password_file = \"key\"\n");
    let config = match code {
        Code::MailConfig => return (folder, arguments("")),
        Code::MailSendmail => return (folder, arguments("--sendmail ./nothing")),
        Code::MailUnreachable => "[mail]\nserver = \"127.0.0.1\"\nport = 1\n".to_owned(),
        Code::MailEncryption => server(FakeServer::new(takes_all), "starttls"),
        Code::MailCertificate => server(FakeServer::with_tls(takes_all), "tls"),
        Code::MailAuth => with_key(says(|_, line| match line {
            line if line.starts_with("AUTH") => Reply::Say("535 5.7.8 Error: authentication failed"),
            line => Reply::Say(usual(line)),
        })),
        Code::MailRefused => says(|_, line| match line {
            line if line.starts_with("RCPT") => Reply::Say("550 5.1.1 No such user"),
            line => Reply::Say(usual(line)),
        }),
        Code::MailUnconfirmed => {
            says(|_, line| if line == "." { Reply::Close } else { Reply::Say(usual(line)) })
        }
        _ => with_key(says(takes_all)),
    };
    let folder = folder.file("tiyanfen.toml", config).file("key", "secret\n");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = if code == Code::MailPasswordOpen { 0o644 } else { 0o600 };
        let mode = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(folder.path().join("key"), mode).expect("its permissions");
    }
    (folder, arguments(""))
}

/// Two orders a day make a small shop, whose points a rule fixes.
/// Sums of the shop, in which something is missing.
fn sums(folder: Folder, code: Code) -> (Folder, String) {
    let write =
        "sums . --shop 山间集 --from 2026-09-30 --to 2026-10-10 --output sums.csv --head sums.head.json -q";
    let run = folder.run(&write.split(' ').collect::<Vec<_>>());
    assert_eq!(run.code, 0, "{}", run.stderr);
    let table = std::fs::read_to_string(folder.path().join("sums.csv")).unwrap();
    let score = |rest: &str| format!("score --sums sums.csv {SET_ALL} {rest}");
    let has_window = |line: &&str| line.split(',').nth(3) != Some("30");
    match code {
        Code::SumsShops => {
            let both = table.clone() + "海边集,2026-10-10,valid_orders,30,0,1,0,0,0\n";
            (folder.file("sums.csv", both), score(""))
        }
        Code::SumsShopUnknown => (folder, score("--shop 山间店")),
        Code::SumsOutside => (folder, score("--as-of 2026-11-15")),
        Code::SumsWindows => {
            let without: Vec<&str> = table.lines().filter(has_window).collect();
            (folder.file("sums.csv", without.join("\n")), score(""))
        }
        Code::SumsHeadMissing => {
            std::fs::remove_file(folder.path().join("sums.head.json")).unwrap();
            (folder, score(""))
        }
        _ => (folder, score("")),
    }
}

fn fixed_points() -> (Folder, String) {
    let first = chrono::NaiveDate::from_ymd_opt(2026, 7, 1).expect("a day");
    let order = |i: u64| {
        let day = first + chrono::Days::new(i / 2);
        format!("A{i},A{i},11,10.00,{day} 09:00:00,{day} 10:00:00,{day} 12:00:00,{day} 20:00:00,已完成")
    };
    let orders: Vec<String> = (0..140).map(order).collect();
    let orders: Vec<&str> = orders.iter().map(String::as_str).collect();
    let refund = "1,A6,A6,退货退款,退款成功,2026-07-05 10:00:00,2026-07-06 10:00:00,质量问题,-,-";
    let folder = Folder::new().csv("orders.csv", ORDERS, &orders).csv("refunds.csv", REFUNDS, &[refund]).csv(
        "page.csv",
        "date,id,value,points",
        &["2026-09-01,quality_return_rate,0.4%,80"],
    );
    (folder, "calibrate page.csv orders.csv refunds.csv --rules douyin-2026-07".into())
}

/// A folder, the arguments (split at blanks), and the code they bring out.
fn scenario(code: Code) -> Option<(Folder, String)> {
    let folder = Folder::new();
    let orders = |rows: &[&str]| Folder::new().csv("orders.csv", ORDERS, rows);
    let valid = || orders(&[ORDER]);
    let score = |rest: &str| format!("score . --as-of 2026-10-10 {SET_ALL} {rest}");
    let with = |name: &str, header: &str, rows: &[&str]| {
        (valid().csv(name, header, rows), score("--max-rejected 1"))
    };
    let page = |line: &str| {
        let lines = ["2026-10-10,总分,4.6,-", line];
        let arguments = format!("reconcile page.csv orders.csv {SET_ALL}");
        (valid().csv("page.csv", "date,id,value,points", &lines), arguments)
    };
    Some(match code {
        Code::Usage => (folder, "score --formt".into()),
        Code::DaysInvalid => (folder, "sql --engine duckdb --from 2026-10-30 --to 2026-09-01".into()),
        Code::FactsSourceInvalid => (folder, "sql --engine duckdb --facts facts/2026.xlsx".into()),
        Code::AsOfInvalid => (folder, "score . --as-of 2026-02-30".into()),
        Code::CalibrationFewDays
        | Code::CalibrationContradiction
        | Code::CalibrationTiersOverlap
        | Code::CalibrationWeightsFewDays
        | Code::CalibrationWeightsUnexplained
        | Code::CalibrationAlike
        | Code::CalibrationOtherRulebook
        | Code::CalibrationNothingLearnt => calibration(code),
        Code::CalibrationFixedPoints => fixed_points(),
        Code::SetInvalid => (folder, "score . --set im_reply_3min_rate".into()),
        Code::NoPastOrders => {
            let day = |n: u32| format!("2026-{:02}-{:02}", 5 + n / 30, 1 + n % 30);
            let rows: Vec<String> = (0..60)
                .map(|n| format!("{},{0},11,28.90,{day} 09:00:00,{day} 09:00:00,-,-,已发货", 6_917_926_768_823_643_000_u64 + u64::from(n), day = day(n)))
                .collect();
            let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
            (orders(&rows), format!("forecast . --as-of 2026-10-10 --orders 9 {SET_ALL}"))
        }
        Code::IndicatorUnknown => (folder, "cases pickup_time_rate .".into()),
        Code::TopicUnknown => (folder, "explain rows-reject".into()),
        Code::RulebookUnknown => (folder, "score . --rules clasic".into()),
        Code::RulebookNotYet => (valid(), "score . --rules douyin --as-of 2026-04-30 --set quality_return_rate=0 --set positive_review_rate=1".into()),
        Code::IndustryUnknown => (valid(), score("--rules douyin --industry 女裤")),
        Code::ShopTypeNeeded => (valid(), score("--rules douyin --industry 3C数码")),
        Code::IndustryUnset => (valid(), score("--rules douyin")),
        Code::IndustryUnused => (valid(), score("--shop-type 旗舰")),
        Code::EventInvalid => (valid(), score("--event fake_trade=x")),
        Code::EventUnknown => (valid(), score("--event fake_trades=1")),
        Code::BonusInvalid => (valid(), score("--bonus freight_insurance=x")),
        Code::BonusUnknown => (valid(), score("--bonus freight")),
        Code::ClaimUnused => (valid(), score("--event fake_trade=1")),
        Code::NowInvalid => (folder, "watch . --now tomorrow".into()),
        Code::NowUnknown => {
            // Neither a column nor the file's name has a date.
            let rows = ["小李,10,95%,12秒"];
            (Folder::new().csv("service.csv", "客服昵称,接待会话量,全天3分钟回复率,全天平响时长", &rows), "watch .".into())
        }
        Code::CaseInvalid => (folder, "what-if . --add bad_review".into()),
        Code::CaseUnknown => (folder, "what-if . --add bad_revew=1".into()),
        Code::CaseNoUndo => (valid(), "what-if . --undo clean_order=1".into()),
        Code::CaseNoRoom => {
            let signed = ORDER.replace("2026-10-01 20:00:00,-,已发货", "2026-10-01 20:00:00,2026-10-03 20:00:00,已完成");
            let review = ["2026-10-05 10:00:00,6917926768823643751,11,5,-"];
            (orders(&[&signed]).csv("reviews.csv", REVIEWS, &review), score("--undo bad_review=9").replace("score", "what-if"))
        },
        Code::CaseWithoutEffect => (valid(), score("--add unanswered=1").replace("score", "what-if")),
        Code::WithoutInvalid => (folder, "what-if . --without SF".into()),
        Code::WithoutUnknown => (valid(), "what-if . --without product=12".into()),
        Code::LabelUnknown => (folder, "why . --by shop".into()),
        Code::SinceInvalid => (folder, "why . --since 2026-02-30".into()),
        Code::SinceNotBefore => (valid(), "why . --as-of 2026-10-10 --since 2026-10-10".into()),
        Code::NoTotalOnDay => (valid(), "why . --as-of 2026-10-10 --set arrival_hours=60".into()),
        Code::NameAmbiguous => (folder, "cases 自主完结时长 .".into()),
        Code::SetOutOfRange => (folder, "score . --set im_reply_3min_rate=95".into()),
        Code::ServicePeriodInvalid => (folder, "score . --service-period 2026-09".into()),
        Code::NumberInvalid => (folder, "score . --max-rejected 2".into()),
        Code::SizeInvalid => (folder, "score . --max-unpacked much".into()),
        Code::UnpackedTooLarge => {
            let packed = container("partly-encrypted.zip");
            (valid().file("exports.zip", packed), score("--max-unpacked 1K"))
        }
        Code::RowTooLarge => {
            let long = ORDER.replace(",11,", &format!(",{},", "1".repeat(17 << 20)));
            (valid().csv("b.csv", ORDERS, &[ORDER, &long]), score(""))
        }
        Code::TooManyColumns => (valid().file("b.csv", ",".repeat(20_000)), score("")),
        Code::StringsTooLarge => {
            let strings = format!("<sst>{}</sst>", "<si/>".repeat(14_000_000));
            let parts = [("xl/workbook.xml", "<workbook/>"), ("xl/sharedStrings.xml", &*strings)];
            (valid().file("b.xlsx", common::container::zipped(&parts)), score(""))
        }
        Code::OutputIsInput => (valid(), score("--output orders.csv")),
        Code::OutputsAlike => {
            let lines = ["2026-10-10,总分,4.6,-"];
            let folder = valid().csv("page.csv", "date,id,value,points", &lines);
            (folder, "calibrate page.csv orders.csv -o my.toml --report my.toml --format text".into())
        }
        Code::OutputUnwritable => (folder, "score . --output missing/score.txt".into()),
        Code::FormatNotBrief => (folder, "score . --brief --format json".into()),
        Code::FormatMissing | Code::ReportInvalid => {
            let head = "\"schema_version\": 1, \"tool\": { \"name\": \"tiyanfen\", \"version\": \"0.1.0\" }";
            let rulebook = "{ \"id\": \"classic\", \"title_zh\": \"\", \"title_en\": \"\", \"estimate\": true }";
            let counts = "{ \"errors\": 0, \"warnings\": 0, \"notes\": 0 }";
            let rest = if code == Code::FormatMissing { ", \"days\": [], \"diagnostics\": []" } else { "" };
            let json = format!(
                "{{ \"document\": \"check\", {head}, \"config\": null, \"rulebook\": {rulebook}, \"as_of\": null,\n\
                \"coverage\": 0, \"counts\": {counts}, \"day_coverage\": {{ \"missing\": [] }}, \"files\": [], \"missing_kinds\": []{rest} }}\n"
            );
            (folder.file("report.json", json), "render report.json --format csv".into())
        }
        Code::ConfigInvalid => {
            let config =
                "shop_name = \"小店\"\n[set]\nim_reply_3min_rate = true\n[events]\nfake_trade = -1\n";
            (valid().file("tiyanfen.toml", config), score(""))
        }
        Code::ConfigSeveral => {
            for shop in ["shop-a", "shop-b"] {
                std::fs::create_dir(folder.path().join(shop)).expect("a folder");
            }
            let folder = folder.file("shop-a/tiyanfen.toml", "").file("shop-b/tiyanfen.toml", "");
            (folder, "score shop-a shop-b".into())
        }
        Code::FormatWithoutColumns => (folder, "rules --headers zh".into()),
        Code::HistoryInvalid => (valid().file("history.csv", "日期,总分\n"), score("--append history.csv")),
        Code::HistoryEmpty | Code::HistoryDiffers => {
            let folder = valid();
            let shop = if code == Code::HistoryEmpty { "--shop 山间集" } else { "--set arrival_hours=99" };
            let run = folder.run(&score(&format!("{shop} -q --append history.csv")).split(' ').collect::<Vec<_>>());
            assert_eq!(run.code, 0, "{}", run.stderr);
            (folder, score("--history history.csv --days 2").replacen("score", "trend", 1))
        }
        Code::HeadInvalid => {
            (valid().file("a.head.json", "{}"), "facts orders.csv --with-head a.head.json".into())
        }
        Code::HeadDiffers => {
            let folder = valid();
            for shop in ["a", "b"] {
                let name = format!("{shop}.head.json");
                let run = folder.run(&["facts", "orders.csv", "--head", "--shop", shop, "--output", &name]);
                assert_eq!(run.code, 0, "{}", run.stderr);
            }
            (folder, "facts orders.csv --with-head a.head.json --with-head b.head.json".into())
        }
        Code::PartitionInvalid => (valid(), "facts orders.csv --partition 0/8".into()),
        Code::HistoryLocked | Code::FileBroken | Code::RowsNotListed => return None,
        Code::TemporaryFolder | Code::InternalError => return None,
        Code::NoShops | Code::ShopFailed | Code::ShopsSameName => {
            let own = |name: &str, file: &str, content: &str| {
                let path = folder.path().join(name);
                std::fs::create_dir_all(&path).unwrap();
                std::fs::write(path.join(file), content).unwrap();
            };
            match code {
                Code::NoShops => own("a", "notes.txt", "nothing"),
                Code::ShopFailed => own("a", "orders.csv", "a,b\n1,2\n"),
                _ => ["a", "b"].into_iter().for_each(|name| {
                    own(name, "orders.csv", &format!("{ORDERS}\n{ORDER}\n"));
                    own(name, "tiyanfen.toml", "shop = \"山间集\"\n");
                }),
            }
            let append = if code == Code::ShopsSameName { "--append history.csv" } else { "" };
            (folder, score(append).replacen("score", "shops", 1))
        }
        Code::FolderIsShop => (valid(), "shops .".into()),
        Code::ConfigExists => (folder.file("tiyanfen.toml", ""), "init".into()),
        Code::TomlNotExport => (valid().file("my.toml", ""), score("my.toml")),
        Code::PathNotFound => (folder, "score nowhere".into()),
        Code::PathUnreadable => return None,
        Code::FileUnrecognised => (folder.file("notes.csv", "a,b\n1,2\n"), "score notes.csv".into()),
        Code::WrongFile => {
            (folder.file("bill.csv", "订单号,结算时间,结算金额\n1,2026-10-01,3\n"), "score bill.csv".into())
        }
        Code::ContainerUnsupported => {
            (folder.file("aftersales.xls", container("old.xls")), "score aftersales.xls".into())
        }
        Code::ArchiveUnsupported => {
            (folder.file("exports.rar", b"Rar!\x1a\x07\x01\0"), "score exports.rar".into())
        }
        Code::DownloadFailed => {
            (folder.file("orders.csv", "<!DOCTYPE html><title>登录</title>"), "score orders.csv".into())
        }
        Code::FileLeftOver => (valid().file("orders.csv.crdownload", "half"), score("")),
        Code::HeadersDiffer => (
            orders(&[ORDER, "商品ID,主订单编号,订单状态,支付完成时间", ORDER]),
            score("--max-rejected 1"),
        ),
        Code::RowsAboveHeader => {
            (folder.csv("orders.csv", ORDER, &[ORDERS, ORDER]), score("--max-rejected 1"))
        }
        Code::EncodingChanges => {
            let (row, _, _) = encoding_rs::GB18030.encode("8,8,11,1,-,2026-10-01 09:01:00,-,-,已发货\n");
            let file = [format!("{ORDERS}\n{ORDER}\n").as_bytes(), &row].concat();
            (valid().file("orders.csv", file), score(""))
        }
        Code::ExplanationSkipped => {
            (orders(&["主单号,子单号,商品,用户应付,提交,支付,发货,承诺,状态", ORDER]), score(""))
        }
        Code::SheetHoldsBoth => {
            let header = "主订单编号,订单状态,订单提交时间,支付完成时间,售后单号,售后类型";
            let rows = ["8,已发货,2026-10-01 09:01:00,2026-10-01 09:01:00,-,-"];
            (valid().csv("both.csv", header, &rows), score(""))
        }
        Code::SheetMayHoldOrders => {
            let header = "订单号,支付完成时间,承诺发货时间,售后单号,售后类型";
            let rows = ["1,2026-10-01 09:01:00,2026-10-03 09:01:00,99,退货退款"];
            (valid().csv("more.csv", header, &rows), score(""))
        }
        Code::OrderTimesMissing => {
            (valid().csv("more.csv", "主订单编号,订单状态,选购商品", &["8,已发货,糖"]), score(""))
        }
        Code::ContainerDamaged => (valid().file("aftersales.xlsx", container("cut.xlsx")), score("")),
        Code::FileChanged => return None,
        Code::OrderIdLetter => with("r.csv", REVIEWS, &["2026-10-05 10:00:00,6917926768823643751A,11,5,好"]),
        Code::OrderIdsDiffer => with(
            "r.csv",
            REVIEWS,
            &["2026-10-05 10:00:00,6917926768823643751A,11,5,好", "2026-10-05 10:00:00,6917926768823643751B,11,5,好"],
        ),
        Code::ColumnsUnused => {
            (valid().file("my.toml", "[logistics]\ntracking = [\"单\"]\n"), score("--columns my.toml"))
        }
        Code::WordsUnused => {
            let table = "[words]\norder_closed = [\"作废\"]\n";
            (valid().file("my.toml", table), score("--columns my.toml"))
        }
        Code::WrongFilesUnused => {
            let table = "[[wrong_files]]\nid = \"stock\"\ntitle_zh = \"库存表\"\ntitle_en = \"a list of stock\"\nall = [\"库存\", \"仓位\"]\n";
            (valid().file("my.toml", table), score("--columns my.toml"))
        }
        Code::FillsUnused => {
            let table = "[[fills]]\nheader = [\"a\", \"b\"]\nkinds = [\"orders\"]\n";
            (valid().file("my.toml", table), score("--columns my.toml"))
        }
        Code::WorkbookEncrypted => (valid().file("aftersales.xlsx", container("encrypted.xlsx")), score("")),
        Code::ZipEncrypted => (valid().file("exports.zip", container("encrypted.zip")), score("")),
        Code::ZipMethod => (valid().file("exports.zip", container("bzip2.zip")), score("")),
        Code::ZipTooDeep => (valid().file("exports.zip", container("nested-too-deep.zip")), score("")),
        Code::ColumnsInvalid => {
            let table = "[orders]\norder_idd = [\"单号\"]\npay_time = \"付款\"\n";
            (valid().file("my.toml", table), score("--columns my.toml"))
        }
        Code::ColumnsUnfit => {
            let table = "[[fills]]\nheader = [\"a\"]\nkinds = [\"refunds\"]\n";
            (valid().file("my.toml", table).file("x.csv", "a,b\n1,2\n"), score("--columns my.toml"))
        }
        Code::WrongFileSkipped => {
            (valid().file("bill.csv", "订单号,结算时间,结算金额\n1,2026-10-01,3\n"), score(""))
        }
        Code::IdUnreadable => (orders(&[ORDER, "张三,8,11,1,-,-,-,-,已发货"]), score("--max-rejected 1")),
        Code::AsOfFuture => (valid(), format!("score . --as-of 2060-01-01 {SET_ALL}")),
        Code::FileSkipped => (valid().file("readme.txt", "hello\n"), score("")),
        Code::IdsDestroyed => (
            valid().csv("b.csv", ORDERS, &["6.91793E+18,1,11,1,2026-10-01 09:00:00,-,-,-,已关闭"]),
            score(""),
        ),
        Code::IdsRounded => {
            let row = |id: &str| format!("{id},{id},11,1,2026-10-01 09:00:00,2026-10-01 09:00:00,-,-,已发货");
            let rows = ["6917926768823640000", "6917926768823650000", "6917926768823660000"].map(row);
            (valid().csv("b.csv", ORDERS, &rows.each_ref().map(String::as_str)), score(""))
        }
        Code::ReadPlainly => (orders(&[ORDER, &ORDER.replace("已发货", "已发货\"")]), score("")),
        Code::QuoteBroken => (
            valid().file("b.csv", format!("{ORDERS}\n{}\n{ORDER}\n", ORDER.replace(",11,", ",\"11,"))),
            score(""),
        ),
        Code::TooManyRejected | Code::RowsRejected | Code::TimeUnreadable => {
            let rows = [ORDER, "8,8,11,1,-,13800138000,-,-,已发货", "9,9,11,1,-,2026-13-45,-,-,已发货"];
            let most =
                if code == Code::TooManyRejected { "--max-rejected 0.5" } else { "--max-rejected 0.7" };
            (orders(&rows), score(most))
        }
        Code::RulebookInvalid => {
            let text = "extends = \"classic\"\n\n[[scoring.dimensions]]\nid = \"product\"\nweight = 0.4\n";
            (folder.file("my.toml", text), "score . --rules my.toml".into())
        }
        Code::AccountingBroken => return None,
        Code::IdMissing => (orders(&[ORDER, "-,8,11,1,-,-,-,-,已发货"]), score("--max-rejected 1")),
        Code::AmountUnreadable => (orders(&[ORDER, "8,8,11,面议,-,-,-,-,已发货"]), score("--max-rejected 1")),
        Code::RateUnreadable => with("im.csv", SERVICE, &["2026-10-01,小王,10,120%,11秒"]),
        Code::DurationUnreadable => with("im.csv", SERVICE, &["2026-10-01,小王,10,95%,很快"]),
        Code::CountUnreadable => with("im.csv", SERVICE, &["2026-10-01,小王,十个,95%,11秒"]),
        Code::StarsUnreadable => with("r.csv", REVIEWS, &["2026-10-05 10:00:00,6917926768823643751,11,6,好"]),
        Code::RowTooShort => (orders(&[ORDER, "8,8,11"]), score("--max-rejected 1")),
        Code::RowTooLong => {
            (orders(&[ORDER, &format!("{ORDER},张三,13800138000")]), score("--max-rejected 1"))
        }
        Code::TextUndecodable => {
            let mut bytes = format!("\u{feff}{ORDERS}\n{ORDER}\n8,8,").into_bytes();
            bytes.extend(b"\xff\xfe,1,-,-,-,-,x\n");
            (folder.file("orders.csv", bytes), score("--max-rejected 1"))
        }
        Code::NothingScorable => (folder, "score .".into()),
        Code::ExportsBelow => {
            std::fs::create_dir(folder.path().join("2026-10")).expect("a folder");
            (folder.csv("2026-10/orders.csv", ORDERS, &[ORDER]), "score .".into())
        }
        Code::AsOfOutside => (valid(), "score . --as-of 2020-01-01".into()),
        Code::NoData => (valid(), "score . --as-of 2026-10-10".into()),
        Code::AsOfUnknown => {
            (folder.csv("im.csv", SERVICE, &["-,小王,10,95%,11秒"]), format!("score . {SET_ALL}"))
        }
        Code::NoTotal | Code::LowCoverage => {
            let format = if code == Code::NoTotal { "text" } else { "json" };
            let set = "--set arrival_hours=72 --fail-under 4";
            (valid(), format!("score . --as-of 2026-10-10 {set} --format {format}"))
        }
        Code::ClockInvalid | Code::FormatNeedsFile => return None,
        Code::DataTooOld => (valid(), score("--max-age 3")),
        Code::NotCovered => {
            let im = folder.csv("im.csv", SERVICE, &["2026-10-09,小王,10,95%,11秒"]);
            (im, "score . --as-of 2026-10-10 --set arrival_hours=72 --quiet --format json".into())
        }
        Code::PartialDays => {
            let im = folder.csv("im.csv", SERVICE, &["2026-10-09,小王,10,95%,11秒"]);
            (im, "score . --as-of 2026-10-10 --set arrival_hours=72 --format json".into())
        }
        Code::FutureTimes => (orders(&[ORDER, "8,8,11,1,-,2066-01-01 00:00:00,-,-,已发货"]), score("")),
        Code::SignStandIn => {
            (orders(&[&ORDER.replace(",-,", ",2026-10-05 08:00:00,")]), score("--format json"))
        }
        Code::PayStandIn => (
            folder.csv(
                "o.csv",
                "主订单编号,订单应付金额,订单提交时间,订单状态",
                &["8,1,2026-10-01 09:00:00,已发货"],
            ),
            score(""),
        ),
        Code::PickupUnknown => {
            let logistics = ["SF1,9,顺丰速运,2026-09-01 10:00:00,2026-09-03 10:00:00,已签收"];
            let set = SET_ALL.replace("--set pickup_on_time_rate=0.98", "");
            (valid().csv("l.csv", LOGISTICS, &logistics), format!("score . --as-of 2026-10-10 {set} --format json"))
        }
        Code::HoursUnknown | Code::NegativeDuration => {
            let pickup = if code == Code::HoursUnknown { "2026-10-02" } else { "2026-09-30 10:00:00" };
            let row = format!("SF1,6917926768823643751,顺丰速运,{pickup},2026-10-03 10:00:00,已签收");
            with("l.csv", LOGISTICS, &[&row])
        }
        Code::SuccessWithoutFinish => {
            with("a.csv", REFUNDS, &["1,8,-,退货退款,退款成功,2026-10-05 10:00:00,-,质量问题,-,-"])
        }
        Code::RefundWithoutApply => with("a.csv", REFUNDS, &["1,8,-,退货退款,售后关闭,-,-,质量问题,-,-"]),
        Code::ReviewWithoutTime => with("r.csv", REVIEWS, &["-,6917926768823643751,11,5,好"]),
        Code::ReviewWithoutStars => {
            with("r.csv", REVIEWS, &["2026-10-05 10:00:00,6917926768823643751,11,-,好"])
        }
        Code::WordUnknown => {
            with("a.csv", REFUNDS, &["1,8,-,代金券,天晓得,2026-10-05 10:00:00,-,质量问题,-,火星人"])
        }
        Code::StateWentBack => {
            let older = ORDER.replace("已发货", "已关闭");
            (valid().csv("orders (1).csv", ORDERS, &[&older]).csv("orders (2).csv", ORDERS, &[ORDER]), score(""))
        }
        Code::DateYearLast => {
            (orders(&[ORDER, "8,8,11,1,-,10/1/2026 09:00,-,-,已发货"]), score("--max-rejected 1"))
        }
        Code::ServiceTotal => {
            let rows = ["2026-10-01,10,90%", "2026-10-02,20,90%", "-,30,90%"];
            with("shop.csv", "日期,接待会话量,全天3分钟回复率", &rows)
        }
        Code::ServiceOverlap | Code::ServiceCrossed => {
            let name = if code == Code::ServiceOverlap { "im_20261001-20261008.csv" } else { "im_20261002-20261009.csv" };
            let week = ["小王,70,90%"];
            let header = "客服昵称,接待会话量,全天3分钟回复率";
            let (folder, arguments) = with("im_20261001-20261007.csv", header, &week);
            (folder.csv(name, header, &["小王,80,90%"]), arguments)
        }
        Code::ServiceConflict => {
            let header = "客服昵称,接待会话量,全天3分钟回复率";
            let (folder, arguments) = with("shop-a-20261001.csv", header, &["小王,10,90%"]);
            (folder.csv("shop-b-20261001.csv", header, &["小王,20,50%"]), arguments)
        }
        Code::TwoShops | Code::OnlyShopUnknown | Code::ShopColumnMissing => {
            let other = ORDER.replace("643751", "643752");
            let folder = Folder::new().csv(
                "orders.csv",
                &format!("{ORDERS},店铺"),
                &[&format!("{ORDER},甲店"), &format!("{other},乙店")],
            );
            match code {
                Code::TwoShops => (folder, score("")),
                Code::OnlyShopUnknown => (folder, score("--only-shop 丙店")),
                _ => (folder.csv("im.csv", SERVICE, &["2026-10-01,小王,10,95%,11秒"]), score("--only-shop 甲店")),
            }
        }
        Code::TwoShopsByName => {
            let other = ORDER.replace("643751", "643752");
            (Folder::new().csv("甲店_订单.csv", ORDERS, &[ORDER]).csv("乙店_订单.csv", ORDERS, &[&other]), score(""))
        }
        Code::ServiceUndated => with("im.csv", SERVICE, &["-,小王,10,95%,11秒"]),
        Code::OfficialHeader => (valid().csv("page.csv", "日期,官方值", &[]), "reconcile page.csv .".into()),
        Code::OfficialFigure => page("2026-10-10,揽收率,98%,-"),
        Code::OfficialDate => page("10-10,arrival_hours,72,-"),
        Code::OfficialNumber => page("2026-10-10,arrival_hours,七十二,101"),
        Code::OfficialBlank => page("2026-10-10,arrival_hours,-,-"),
        Code::OfficialEmpty => {
            let page = "date,id,value,points\n2026-10-10,total,,\n";
            (valid().file("page.csv", page), "reconcile page.csv orders.csv".into())
        }
        Code::OfficialWidth => page("2026-10-10,arrival_hours,1,234.5小时,90"),
        Code::OfficialTwice => page("2026-10-10,total,4.6,-"),
        Code::ExcludeHeader | Code::ExcludeUnknown => {
            let list = if code == Code::ExcludeHeader {
                "备注\n"
            } else {
                "主订单编号\n\t6917926768823643751\n404\n405\n"
            };
            let (folder, arguments) = page("2026-10-10,arrival_hours,72,-");
            (folder.file("appeals.csv", list), format!("{arguments} --exclude appeals.csv"))
        }
        Code::AddressInvalid => (folder, "mail . --to boss --from shop@example.com --dry-run".into()),
        Code::WhenInvalid => {
            (folder, "mail . --to boss@example.com --from shop@example.com --dry-run --when bellow".into())
        }
        Code::MailConfig
        | Code::MailPasswordOpen
        | Code::MailUnreachable
        | Code::MailEncryption
        | Code::MailCertificate
        | Code::MailAuth
        | Code::MailRefused
        | Code::MailUnconfirmed
        | Code::MailSendmail => mail(valid(), code),
        Code::SumsInvalid => (folder.file("sums.csv", "shop,day\n"), "score --sums sums.csv".into()),
        Code::SumsOrder => (valid(), "sums . --from 2026-10-31 --to 2026-10-30".into()),
        Code::SumsShops
        | Code::SumsShopUnknown
        | Code::SumsOutside
        | Code::SumsWindows
        | Code::SumsDays
        | Code::SumsHeadMissing => sums(valid(), code),
        Code::UnmatchedRows => with("r.csv", REVIEWS, &["2026-10-05 10:00:00,404,11,5,好"]),
    })
}

#[test]
fn every_diagnostic_can_be_seen_and_is_said_exactly() {
    let mut unseen = Vec::new();
    for code in Code::ALL {
        let Some((folder, arguments)) = scenario(code) else {
            unseen.push(code.id());
            continue;
        };
        let mut said = String::new();
        for lang in ["zh", "en"] {
            let words: Vec<&str> = arguments.split_whitespace().chain(["--lang", lang]).collect();
            let run = folder.run(&words);
            assert!(run.stderr.contains(&format!("[{}]", code.id())), "{}: {}", code.id(), run.stderr);
            said += &format!("--- {lang}, exit code {}\n{}", run.code, without_ports(&run.stderr));
        }
        let short = arguments.replace(SET_ALL, "…");
        insta::with_settings!({ description => short, omit_expression => true }, {
            insta::assert_snapshot!(code.id(), said);
        });
    }
    // Not to be brought about by arguments: a file without permission (root may read it;
    // `unreadable_files_are_refused` looks at another) or one that is written meanwhile, a defect of the program, a library that panics, very many
    // rejected rows and a temporary folder (`tests/hostile_inputs.rs` has them), a variable of the environment, a terminal (`tests/workbook_programs.rs`
    // has one), and another run at the same time (`tests/history.rs` has one).
    assert_eq!(
        unseen,
        [
            "clock-invalid",
            "format-needs-file",
            "path-unreadable",
            "file-changed",
            "accounting-broken",
            "file-broken",
            "rows-not-listed",
            "temporary-folder",
            "internal-error",
            "history-locked"
        ]
    );
}

/// `/proc/self/mem` exists, is a regular file and cannot be read from its beginning, even by root.
#[cfg(target_os = "linux")]
#[test]
fn unreadable_files_are_refused() {
    let run = Folder::new().run(&["score", "/proc/self/mem"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.starts_with("error[path-unreadable]: /proc/self/mem: cannot be read"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_clock_that_is_no_time_is_refused() {
    let score = |clock: &str| {
        let mut program = crate::common::tiyanfen();
        crate::common::run(program.env("TIYANFEN_NOW", clock).args(["explain", "im_reply_seconds"]))
    };
    let run = score("tomorrow");
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(
        run.stderr.starts_with("error[clock-invalid]: TIYANFEN_NOW in the environment"),
        "{}",
        run.stderr
    );
    for clock in ["2026-10-31 09:00:00", "2026-10-31", ""] {
        assert_eq!(score(clock).code, 0, "{clock}");
    }
}
