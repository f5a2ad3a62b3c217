//! What is wrong with a configuration is told with its file and line, what was found, what is expected; nothing
//! has been read then.

use crate::common::Folder;
use crate::configured;

/// What is said of a configuration, without its frame.
fn said(config: &str, lang: &str) -> Vec<String> {
    let folder = Folder::new().file("mine.toml", config);
    let run = folder.run(&["explain", "--config", "mine.toml", "--lang", lang]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{config}");
    run.stderr.lines().filter(|line| line.contains("mine.toml")).map(str::to_owned).collect()
}

fn is_said(config: &str, zh: &str, en: &str) {
    assert_eq!(said(config, "zh"), [format!("错误[config-invalid]：mine.toml 第 {zh}")], "{config}");
    assert_eq!(said(config, "en"), [format!("error[config-invalid]: mine.toml line {en}")], "{config}");
}

#[test]
fn unknown_keys_name_the_nearest() {
    is_said(
        "\nshops = \"甲\"\n",
        "2 行：配置有误：没见过的项“shops”，应为“shop”这一项",
        "2: the configuration: found an unknown key 'shops', expected the key 'shop'",
    );
    is_said(
        "xyz = 1\n",
        "1 行：配置有误：没见过的项“xyz”，应为其中之一：shop, industry, shop_type, rules, columns, threads, max_unpacked, set, events, bonuses, mail",
        "1: the configuration: found an unknown key 'xyz', expected one of: shop, industry, shop_type, rules, columns, threads, max_unpacked, set, events, bonuses, mail",
    );
    // Right, but not there.
    is_said(
        "arrival_hours = 70\n",
        "1 行：配置有误：没见过的项“arrival_hours”，应为 [set] 下面的一项",
        "1: the configuration: found an unknown key 'arrival_hours', expected it below [set]",
    );
}

#[test]
fn values_of_the_wrong_kind() {
    let (zh, en) = ("应为一段文字", "expected a text");
    for (value, found) in [("7", "7"), ("true", "true"), ("\" \"", "\" \""), ("[\"a\"]", "[[…]]")] {
        is_said(
            &format!("# a\nshop = {value}\n"),
            &format!("2 行：配置有误：写的是 shop = {found}，{zh}"),
            &format!("2: the configuration: found shop = {found}, {en}"),
        );
    }
    let (zh, en) = ("应为一个数，例如 0.95，或者 \"95%\"", "expected a number, such as 0.95, or \"95%\"");
    for (value, found) in [("true", "true"), ("\"很快\"", "\"很快\""), ("\"\"", "\"\""), ("{}", "[…]")]
    {
        is_said(
            &format!("[set]\narrival_hours = {value}\n"),
            &format!("2 行：配置有误：写的是 arrival_hours = {found}，{zh}"),
            &format!("2: the configuration: found arrival_hours = {found}, {en}"),
        );
    }
    // A percentage of something that is no rate.
    is_said(
        "[set]\narrival_hours = \"95%\"\n",
        &format!("2 行：配置有误：写的是 arrival_hours = 95%，{zh}"),
        &format!("2: the configuration: found arrival_hours = 95%, {en}"),
    );
    let (zh, en) = ("应为次数：0 到 1000 的整数", "expected a count: a whole number within 0 and 1000");
    for value in ["-1", "1.5", "true", "1001", "99999999999"] {
        let shown = |value: &str| value.to_owned();
        is_said(
            &format!("[events]\nfake_trade = {value}\n"),
            &format!("2 行：配置有误：写的是 fake_trade = {}，{zh}", shown(value)),
            &format!("2: the configuration: found fake_trade = {}, {en}", shown(value)),
        );
    }
    for value in ["0", "-1", "1.5", "\"2\"", "1025", "0x2", "99999999999999999999"] {
        is_said(
            &format!("threads = {value}\n"),
            &format!("1 行：配置有误：写的是 threads = {}，应为 1 到 1024 的整数", value.replace("0x", "")),
            &format!(
                "1: the configuration: found threads = {}, expected a whole number within 1 and 1024",
                value.replace("0x", "")
            ),
        );
    }
    is_said(
        "[bonuses]\nfreight_insurance = 1\n",
        "2 行：配置有误：写的是 freight_insurance = 1，应为 true（有）或 false（没有）",
        "2: the configuration: found freight_insurance = 1, expected true (the shop has it) or false (it has not)",
    );
    is_said(
        "set = 1\n",
        "1 行：配置有误：内容 1，应为一个表，例如 [set]",
        "1: the configuration: found the value 1, expected a table, such as [set]",
    );
    is_said(
        "shop_type = \"专营店\"\n",
        "1 行：配置有误：写的是 shop_type = \"专营店\"，应为其中之一：旗舰, 非旗舰, 通用",
        "1: the configuration: found shop_type = \"专营店\", expected one of: 旗舰, 非旗舰, 通用",
    );
}

#[test]
fn an_indicator_once() {
    is_said(
        "[set]\narrival_hours = 70\n\"平均物流到货时长\" = 71\n",
        "3 行：配置有误：写的是 平均物流到货时长 = 71，应为每个指标一行",
        "3: the configuration: found 平均物流到货时长 = 71, expected one line for each indicator",
    );
}

/// What a flag's value is told for, a configuration's is told for with its line.
#[test]
fn what_no_rulebook_and_no_indicator_knows() {
    let first = |config: &str, lang: &str| said(config, lang).swap_remove(0);
    for (config, zh, en) in [
        (
            "[set]\narrival_hour = 70\n",
            "错误[indicator-unknown]：mine.toml 第 2 行：没有叫“arrival_hour”的指标",
            "error[indicator-unknown]: mine.toml line 2: there is no indicator 'arrival_hour'",
        ),
        (
            "[set]\nim_reply_3min_rate = 95\n",
            "错误[set-out-of-range]：mine.toml 第 2 行：3分钟平均回复率 不可能是 95",
            "error[set-out-of-range]: mine.toml line 2: Replies within 3 minutes cannot be 95",
        ),
        (
            "shop = \"甲\"\nrules = \"clasic\"\n",
            "错误[rulebook-unknown]：mine.toml 第 2 行：没有叫“clasic”的规则集",
            "error[rulebook-unknown]: mine.toml line 2: there is no rulebook 'clasic'",
        ),
        (
            "rules = \"douyin\"\nindustry = \"水里的果\"\n",
            "错误[industry-unknown]：mine.toml 第 2 行：",
            "error[industry-unknown]: mine.toml line 2: ",
        ),
        (
            "rules = \"douyin\"\nindustry = \"3C数码\"\n",
            "错误[shop-type-needed]：mine.toml 第 2 行：",
            "error[shop-type-needed]: mine.toml line 2: ",
        ),
        (
            "rules = \"douyin\"\nindustry = \"水果\"\n[events]\nfake_trad = 1\n",
            "错误[event-unknown]：mine.toml 第 4 行：",
            "error[event-unknown]: mine.toml line 4: ",
        ),
        (
            "rules = \"douyin\"\nindustry = \"水果\"\n[bonuses]\n\nfreight = true\n",
            "错误[bonus-unknown]：mine.toml 第 5 行：",
            "error[bonus-unknown]: mine.toml line 5: ",
        ),
    ] {
        assert!(first(config, "zh").starts_with(zh), "{}", first(config, "zh"));
        assert!(first(config, "en").starts_with(en), "{}", first(config, "en"));
    }
    // The flag's value is told without a file.
    let folder = Folder::new().file("mine.toml", "rules = \"koubei\"\n");
    let run = folder.run(&["explain", "--config", "mine.toml", "--rules", "clasic"]);
    assert!(
        run.stderr.starts_with("error[rulebook-unknown]: there is no rulebook 'clasic'"),
        "{}",
        run.stderr
    );
}

#[test]
fn files_that_are_not_there() {
    for (key, lines) in
        [("columns", "shop = \"甲\"\ncolumns = \"more/c.toml\"\n"), ("rules", "\nrules = \"more/c.toml\"\n")]
    {
        for command in [&["score"][..], &["trend"], &["cases", "arrival_hours"], &["check"]] {
            for (lang, expected) in [
                (
                    "zh",
                    format!(
                        "错误[config-invalid]：exports/tiyanfen.toml 第 2 行：配置有误：写的是 {key} = \"more/c.toml\"，应为一个存在的文件（找的是 exports/more/c.toml）\n"
                    ),
                ),
                (
                    "en",
                    format!(
                        "error[config-invalid]: exports/tiyanfen.toml line 2: the configuration: found {key} = \"more/c.toml\", expected a file that exists (looked for exports/more/c.toml)\n"
                    ),
                ),
            ] {
                let run = configured(lines).run(&[command, &["exports", "--lang", lang]].concat());
                assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{command:?}");
                assert!(run.stderr.starts_with(&expected), "{command:?}: {}", run.stderr);
            }
        }
    }
    let folder = Folder::new();
    let absent = folder.run(&["explain", "--config", "mine.toml"]);
    assert!(
        absent.code == 2 && absent.stderr.starts_with("error[path-not-found]: mine.toml: "),
        "{}",
        absent.stderr
    );
    let is_folder = folder.run(&["explain", "--config", "."]);
    assert!(is_folder.code == 2 && is_folder.stderr.contains("it is a folder"), "{}", is_folder.stderr);
}

#[test]
fn syntax_and_encoding() {
    let en = said("shop = \"甲\"\nindustry = 水果\n", "en");
    assert!(
        en.len() == 1 && en[0].contains("mine.toml line 2: ") && en[0].ends_with("expected valid TOML"),
        "{en:?}"
    );
    let en = said("shop = \"甲\"\nshop = \"乙\"\n", "en");
    assert!(en.len() == 1 && en[0].contains("mine.toml line 2: "), "{en:?}");
    let broken = Folder::new().file("mine.toml", b"shop = \"\xff\xff\"\n");
    let run = broken.run(&["explain", "--config", "mine.toml", "--lang", "zh"]);
    assert!(
        run.code == 2 && run.stderr.contains("配置有误：认不出的编码，应为用 UTF-8 编码的 TOML"),
        "{}",
        run.stderr
    );
}

/// All of it at once, in the order of the file, by every command, before anything is read.
#[test]
fn everything_at_once_by_every_command() {
    let config = "shop_name = \"甲\"\n[bonuses]\nfreight_insurance = \"有\"\n[set]\narrival_hours = \"慢\"\n";
    let folder = configured(config).file("exports/broken.csv", "x");
    for command in [&["score"][..], &["trend"], &["cases", "arrival_hours"], &["check"]] {
        let run = folder.run(&[command, &["exports"]].concat());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{command:?}");
        let lines: Vec<&str> = run.stderr.lines().filter(|line| line.starts_with("error")).collect();
        assert_eq!(lines.len(), 3, "{}", run.stderr);
        for (line, number) in lines.iter().zip([1, 3, 5]) {
            let place = format!("error[config-invalid]: exports/tiyanfen.toml line {number}: ");
            assert!(line.starts_with(&place), "{line}");
        }
    }
}

/// A configuration is the shop's own affair: only what is wrong with it is repeated, and no phone number even
/// then, nor anything that a terminal would obey.
#[test]
fn nothing_private_is_repeated() {
    let config = "shop = 13812345678\nphone = \"13987654321\"\n\"a\\u001b[31mb\" = 1\n\
        [set]\narrival_hours = 71.25\nim_reply_seconds = \"打 138 1234 5678\"\n";
    for lang in ["zh", "en"] {
        let run = Folder::new().file("mine.toml", config).run(&[
            "explain",
            "--config",
            "mine.toml",
            "--lang",
            lang,
        ]);
        let digits: String = run.stderr.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
        assert!(!digits.contains("13812345678") && !digits.contains("13987654321"), "{}", run.stderr);
        assert!(!run.stderr.contains('\u{1b}') && !run.stderr.contains("71.25"), "{}", run.stderr);
        assert_eq!(run.stderr.matches("[config-invalid]").count(), 4, "{}", run.stderr);
    }
}
