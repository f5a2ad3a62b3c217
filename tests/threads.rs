//! `--threads`: whatever it says, the result is the same.

mod common;

use common::{Folder, run, tiyanfen};

const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/demo");

#[test]
fn every_number_of_threads_gives_the_same() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/demo-page.csv");
    for command in [
        &["score", "--format", "json"][..],
        &["score", "--lang", "zh"],
        &["trend", "--format", "csv", "--days", "60"],
        &["cases", "pickup_on_time_rate", "--misses"],
        &["check", "--format", "json"],
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
