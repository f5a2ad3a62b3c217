//! `--threads`: whatever it says, the result is the same.

mod common;

use common::container::{workbook, zipped};
use common::{Folder, run, tiyanfen};
use std::io::Write as _;

const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/demo");

#[test]
fn every_number_of_threads_gives_the_same() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/demo-page.csv");
    for command in [
        &["score", "--format", "json"][..],
        &["score", "--lang", "zh"],
        &["score", "--format", "html"],
        &["trend", "--format", "csv", "--days", "60"],
        &["forecast", "--format", "csv", "--orders", "500"],
        &["cases", "pickup_on_time_rate", "--misses"],
        &["causes", "arrival_hours"],
        &["check", "--format", "json"],
        &["facts"],
        &["reconcile", page],
    ] {
        let of = |threads: &[&str]| run(tiyanfen().args(command).arg(DEMO).args(threads));
        let usual = of(&[]);
        assert!(usual.code == 0 && !usual.stdout.is_empty(), "{command:?}: {}", usual.stderr);
        for threads in ["1", "2", "7", "1024"] {
            let given = of(&["--threads", threads]);
            assert_eq!((given.code, &given.stdout, &given.stderr), (0, &usual.stdout, &usual.stderr));
        }
    }
}

/// More files than one thread looks at, of every form.
#[test]
fn whoever_looks_at_a_file_it_is_the_same() {
    let gzipped = |text: &str| {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        packed.write_all(text.as_bytes()).unwrap();
        packed.finish().unwrap()
    };
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let header = "主订单编号,子订单编号,订单状态,支付完成时间,订单应付金额\n";
    let mut folder = Folder::new();
    for number in 0..60u32 {
        let row = |row: u32| format!("{row},{row},已完成,2026-10-01 10:00:00,9.90\n");
        let text = header.to_owned() + &row(700_000 + number) + &row(700_001 + number);
        let bytes = match number % 12 {
            0 => encoding_rs::GB18030.encode(&text).0.into_owned(),
            1 => text.replace(',', "\t").into_bytes(),
            2 => utf16(&format!("\u{feff}{text}")),
            3 => gzipped(&text.replace(',', ";")),
            4 => zipped(&[("a.csv", &text), ("b.txt", "nothing"), ("c.csv", &text.replace(',', "\t"))]),
            5 => workbook(&[("表", &text)]),
            6 => b"nothing".to_vec(),
            7 => text.replace("支付完成时间", "用户支付完成时间").into_bytes(),
            8 => b"PK\x03\x04 damaged".to_vec(),
            9 => Vec::new(),
            _ => text.into_bytes(),
        };
        folder = folder.file(&format!("{number}.csv"), bytes);
    }
    let of = |threads: &str| folder.run(&["check", ".", "--format", "json", "--threads", threads]);
    let alone = of("1");
    assert!(alone.stdout.matches("\"used\"").count() > 40, "{}", alone.stderr);
    for threads in ["2", "7"] {
        let given = of(threads);
        assert_eq!(
            (given.code, given.stdout, given.stderr),
            (alone.code, alone.stdout.clone(), alone.stderr.clone())
        );
    }
}

/// The system refuses all threads, or all but one or a few, because there is no address space for their stacks.
#[cfg(target_os = "linux")]
#[test]
fn refused_threads_leave_their_work_to_the_others() {
    // More than a piece for each thread.
    let row = |number: u32| {
        format!("{number},{number},已完成,2026-10-{:02} 10:00:00,{}.00\n", number % 9 + 1, number % 90)
    };
    let header = "主订单编号,子订单编号,订单状态,支付完成时间,订单应付金额\n";
    let rows: String = (1..=66_000).map(row).collect();
    let folder = Folder::new().file("orders.csv", header.to_owned() + &rows);
    for command in [
        &["check", "--format", "json"][..],
        &["score", "--format", "json", "--set", "im_reply_3min_rate=0.9"],
    ] {
        let program = env!("CARGO_BIN_EXE_tiyanfen");
        let of = |limit: &str, stack: u64, threads: &str| {
            let mut shell = assert_cmd::Command::new("sh");
            shell.args(["-c", &format!("ulimit -v {limit} && exec \"$0\" \"$@\""), program]).args(command);
            shell.args(["orders.csv", "--threads", threads]).current_dir(folder.path());
            run(shell.env("RUST_MIN_STACK", stack.to_string()))
        };
        let alone = of("unlimited", 1 << 21, "1");
        assert!(!alone.stdout.is_empty(), "{}", alone.stderr);
        // A petabyte is refused everywhere; of one gigabyte each there is room for one, two, and three.
        for (limit, stack) in
            [("unlimited", 1 << 50), ("1500000", 1 << 30), ("2600000", 1 << 30), ("3700000", 1 << 30)]
        {
            let given = of(limit, stack, "40");
            assert_eq!((given.code, &given.stderr), (alone.code, &alone.stderr), "{limit} {stack}");
            assert_eq!(given.stdout, alone.stdout, "{limit} {stack}");
        }
    }
}

#[test]
fn what_is_no_number_of_threads() {
    for found in ["0", "-1", "1.5", "1025", "zwei", ""] {
        for (lang, said) in [
            (
                "zh",
                format!(
                    "错误[number-invalid]：--threads 不能是“{found}”\n  怎么办：给一个 1 到 1024 之间的数\n"
                ),
            ),
            (
                "en",
                format!(
                    "error[number-invalid]: --threads cannot be '{found}'\n  what to do: give a number within 1 and 1024\n"
                ),
            ),
        ] {
            // Before anything is read: there is nothing to read.
            let folder = Folder::new();
            let run = folder.run(&["score", ".", "--threads", found, "--lang", lang]);
            assert_eq!((run.code, run.stdout.as_str(), run.stderr), (2, "", said));
        }
    }
}
