//! What is wrong with a table is told with its line, what was found, what is expected, all of it at once.

use crate::common::Folder;

/// Every line that is said, in a language.
fn said(table: &str, lang: &str) -> Vec<String> {
    let run = Folder::new().file("my.toml", table).run(&["columns", "--columns", "my.toml", "--lang", lang]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{table}");
    run.stderr.lines().filter(|line| line.contains("[columns-invalid]")).map(str::to_owned).collect()
}

fn is_said(table: &str, zh: &str, en: &str) {
    assert_eq!(said(table, "zh"), [format!("错误[columns-invalid]：my.toml 第 {zh}")], "{table}");
    assert_eq!(said(table, "en"), [format!("error[columns-invalid]: my.toml line {en}")], "{table}");
}

#[test]
fn unknown_tables_and_keys_name_the_nearest() {
    is_said(
        "\n[order]\norder_id = [\"单号\"]\n",
        "2 行：列名表有误：没见过的项“order”，应为“orders”这一项",
        "2: the table of columns: found an unknown key 'order', expected the key 'orders'",
    );
    is_said(
        "[orders]\norder_ids = [\"单号\"]\n",
        "2 行：列名表有误：没见过的项“order_ids”，应为“order_id”这一项",
        "2: the table of columns: found an unknown key 'order_ids', expected the key 'order_id'",
    );
    is_said(
        "[words]\n# 状态\nrefund_sucess = [\"好\"]\n",
        "3 行：列名表有误：没见过的项“refund_sucess”，应为“refund_success”这一项",
        "3: the table of columns: found an unknown key 'refund_sucess', expected the key 'refund_success'",
    );
    is_said(
        "[[fills]]\nheader = [\"a\"]\nkinds = [\"orders\", \"logistic\"]\n",
        "3 行：列名表有误：没见过的项“logistic”，应为“logistics”这一项",
        "3: the table of columns: found an unknown key 'logistic', expected the key 'logistics'",
    );
}

/// Where nothing is near, all that is possible is listed.
#[test]
fn what_is_near_nothing_is_told_every_possibility() {
    is_said(
        "[[fills]]\nheader = [\"a\"]\nkinds = [\"orders\"]\nzzz = 1\n",
        "4 行：列名表有误：没见过的项“zzz”，应为其中之一：header, kinds",
        "4: the table of columns: found an unknown key 'zzz', expected one of: header, kinds",
    );
}

#[test]
fn wrong_types_and_empty_words() {
    let zh_texts = "应为一串文字，例如 [\"订单号\", \"单号\"]";
    let en_texts = "expected a list of texts, such as [\"a\", \"b\"]";
    for (value, found) in [
        ("\"付款\"", "\"付款\""),
        ("7", "7"),
        ("true", "true"),
        ("[\"a\", 1.5]", "1.5"),
        ("[\"a\", \" \"]", "\" \""),
    ] {
        is_said(
            &format!("[orders]\npay_time = {value}\n"),
            &format!("2 行：列名表有误：内容 {found}，{zh_texts}"),
            &format!("2: the table of columns: found the value {found}, {en_texts}"),
        );
    }
    is_said(
        "orders = 3\n",
        "1 行：列名表有误：内容 3，应为一个表，例如 [orders]",
        "1: the table of columns: found the value 3, expected a table, such as [orders]",
    );
    is_said(
        "fills = \"x\"\n",
        "1 行：列名表有误：内容 \"x\"，应为若干个表，例如 [[fills]]",
        "1: the table of columns: found the value \"x\", expected tables, such as [[fills]]",
    );
}

/// A table that could never fit is a mistake, not a rule.
#[test]
fn what_could_never_fit_is_told() {
    let zh_texts = "应为一串文字，例如 [\"订单号\", \"单号\"]";
    let en_texts = "expected a list of texts, such as [\"a\", \"b\"]";
    is_said(
        "[[fills]]\nkinds = [\"orders\"]\n",
        &format!("1 行：列名表有误：缺少 header，{zh_texts}"),
        &format!("1: the table of columns: found no header, {en_texts}"),
    );
    is_said(
        "[[fills]]\nheader = [\"a\"]\nkinds = []\n",
        &format!("3 行：列名表有误：空白，{zh_texts}"),
        &format!("3: the table of columns: found nothing, {en_texts}"),
    );
    is_said(
        "[[wrong_files]]\nid = \"x\"\ntitle_zh = \"甲\"\ntitle_en = \"x\"\nany = [\"a\"]\n",
        "1 行：列名表有误：缺少 beside，应为表头里的几个列名：all，或 any 和 beside",
        "1: the table of columns: found no beside, expected names of columns: all, or any and beside",
    );
    is_said(
        "[[wrong_files]]\nid = \"x\"\ntitle_zh = \"甲\"\nall = [\"a\"]\n",
        "1 行：列名表有误：缺少 title_en，应为一段文字",
        "1: the table of columns: found no title_en, expected a text",
    );
}

#[test]
fn syntax_and_encoding() {
    let zh = said("[orders]\norder_id = [\"单号\"\npay_time = [\"x\"]\n", "zh");
    assert_eq!(zh.len(), 1, "{zh:?}");
    assert!(zh[0].contains("列名表有误：TOML 写法有误（") && zh[0].ends_with("应为能解析的 TOML"), "{zh:?}");
    let en = said("[orders]\n\norder_id = [\"a\"]\norder_id = [\"b\"]\n", "en");
    assert!(en[0].contains("my.toml line 4: ") && en[0].ends_with("expected valid TOML"), "{en:?}");
    let broken = Folder::new().file("my.toml", b"[orders]\norder_id = [\"\xff\xff\"]\n");
    let run = broken.run(&["columns", "--columns", "my.toml", "--lang", "zh"]);
    assert!(
        run.code == 2 && run.stderr.contains("列名表有误：认不出的编码，应为用 UTF-8 编码的 TOML"),
        "{}",
        run.stderr
    );
}

/// Everything at once, in the order of the file, each with its line; also where fills are among it.
#[test]
fn several_errors_are_told_at_once() {
    let table = "[words]\nrefund_ok = [\"好\"]\n[[fills]]\nkinds = [\"order\"]\n[orders]\npay_time = 1\nstatus = [\"\"]\n[zzz]\na = 1\n";
    let lines: Vec<String> =
        said(table, "en").iter().map(|line| line.split(": ").nth(1).unwrap().to_owned()).collect();
    let at = |line: u32| format!("my.toml line {line}");
    assert_eq!(lines, [at(2), at(3), at(4), at(6), at(7), at(8)]);
}

/// Every command that reads files says the same, before it reads them.
#[test]
fn every_command_says_so() {
    let folder = Folder::new().file("my.toml", "[order]\n").file("broken.csv", "x");
    let commands: [&[&str]; 5] = [
        &["score", "broken.csv"],
        &["cases", "arrival_hours", "broken.csv"],
        &["check", "broken.csv"],
        &["trend", "broken.csv"],
        &["columns"],
    ];
    for command in commands {
        for lang in ["zh", "en"] {
            let run = folder.run(&[command, &["--columns", "my.toml", "--lang", lang]].concat());
            assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{command:?}");
            assert_eq!(run.stderr.matches("[columns-invalid]").count(), 1, "{command:?}: {}", run.stderr);
            assert_eq!(run.stderr.lines().count(), 4, "message, line, marks, what to do: {}", run.stderr);
            let missing = folder.run(&[command, &["--columns", "none.toml", "--lang", lang]].concat());
            assert!(
                missing.code == 2
                    && missing.stderr.contains("[path-not-found]")
                    && missing.stderr.contains("none.toml"),
                "{}",
                missing.stderr
            );
        }
    }
    let directory = folder.run(&["columns", "--columns", ".", "--lang", "zh"]);
    assert!(directory.code == 2 && directory.stderr.contains("这是一个文件夹"), "{}", directory.stderr);
}
