//! The statements of `tiyanfen sql` on the engines that they are for: DuckDB, Spark in local mode, and ClickHouse as chDB.
//! `.ci/tools` installs all of them.

mod common;
#[path = "../benches/generate/demo.rs"]
#[allow(dead_code)]
mod demo;
#[path = "../benches/generate/large.rs"]
mod large;
mod engines {
    pub mod facts;
    pub mod page;
    pub mod shops;
}

use common::Folder;
use engines::facts::{Key, Numbers, facts, standing};
use engines::{page, shops};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

const ENGINES: [&str; 3] = ["duckdb", "spark", "clickhouse"];

const DAYS: [&str; 4] = ["--from", "2026-09-01", "--to", "2026-10-30"];

/// Python with a script, in a folder, where it finds the program.
fn python(script: &Path, folder: &Folder) -> Command {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let python = root.join("target/tools/venv/bin/python");
    assert!(python.exists(), "no {}: .ci/tools installs it", python.display());
    let program = Path::new(env!("CARGO_BIN_EXE_tiyanfen")).parent().expect("a folder").to_owned();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths([program].into_iter().chain(std::env::split_paths(&path)));
    let mut command = Command::new(&python);
    command.arg(root.join("tests/engines").join(script)).current_dir(folder.path());
    command.env("PATH", path.expect("a path")).env("PYSPARK_PYTHON", python);
    // Spark otherwise asks for the name of the machine, which may have no address.
    command.env("SPARK_LOCAL_IP", "127.0.0.1");
    command
}

fn done(mut command: Command, input: &str) {
    let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = pipes.spawn().expect("Python starts");
    child.stdin.take().expect("its input").write_all(input.as_bytes()).expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Lets an engine run statements, each made with some arguments of `tiyanfen sql`, and gives what each comes to.
fn sums(folder: &Folder, engine: &str, statements: &[&[&str]]) -> Vec<BTreeMap<Key, Numbers>> {
    let names: Vec<[String; 2]> = (0..statements.len())
        .map(|place| ["sql", "csv"].map(|ending| format!("{engine}-{place}.{ending}")))
        .collect();
    for (args, [statement, _]) in statements.iter().zip(&names) {
        let written = folder.run(&[&["sql", "--engine", engine, "--output", statement][..], args].concat());
        assert_eq!(written.code, 0, "{}", written.stderr);
    }
    let mut command = python(Path::new("run.py"), folder);
    command.arg(engine);
    done(command, &serde_json::to_string(&names).unwrap());
    names.iter().map(|[_, file]| read(folder, file)).collect()
}

/// Sums by everything that names a row; each comes once, and an engine's in the order of their columns.
fn read(folder: &Folder, file: &str) -> BTreeMap<Key, Numbers> {
    let mut reader = csv::Reader::from_path(folder.path().join(file)).expect("sums");
    let rows = reader.records().map(|row| {
        let row: Vec<String> = row.expect("a row").iter().map(str::to_owned).collect();
        let (key, numbers) = row.split_at(row.len() - 5);
        let numbers: Vec<i128> = numbers.iter().map(|number| number.parse().expect("an integer")).collect();
        (Key::of(key), numbers.try_into().expect("five numbers"))
    });
    let rows: Vec<(Key, Numbers)> = rows.collect();
    let is_sorted = rows.windows(2).all(|pair| pair[0].0 < pair[1].0);
    assert!(is_sorted || file == "own.csv", "{file} is not sorted");
    let (count, sums) = (rows.len(), rows.into_iter().collect::<BTreeMap<_, _>>());
    assert_eq!(sums.len(), count, "a row of {file} comes twice");
    sums
}

/// Every engine comes to what counting fact by fact, day by day and window by window comes to.
#[test]
#[ignore = "needs DuckDB, Spark and chDB of Python, and Java: .ci/tools installs them"]
fn each_engine_adds_up_what_stands() {
    let facts = facts(2_000);
    let folder = Folder::new().csv(
        "facts.csv",
        engines::facts::HEADER,
        &facts.iter().map(|fact| fact.row.as_str()).collect::<Vec<_>>(),
    );
    let mut command = python(Path::new("parquet.py"), &folder);
    command.args(["facts.csv", "facts.parquet"]);
    done(command, "");
    let windows = ["--window", "7", "--window", "30", "--window", "90"];
    let with = |args: &[&'static str]| [&DAYS[..], &windows, args].concat();
    let plain = standing(&facts, |_| Vec::new());
    let by_two = standing(&facts, |fact| vec![fact.product.clone(), fact.carrier.clone()]);
    assert!(
        plain.values().any(|numbers| numbers[0] > i128::from(u64::MAX)),
        "no sum needs more than 64 bits"
    );
    let statements = [
        with(&["--facts", "facts.parquet"]),
        with(&["--facts", "facts.csv"]),
        with(&["--facts", "facts.parquet", "--by", "product_id", "--by", "carrier"]),
    ];
    let statements: Vec<&[&str]> = statements.iter().map(Vec::as_slice).collect();
    for engine in ENGINES {
        let sums = sums(&folder, engine, &statements);
        assert!(sums == [&plain, &plain, &by_two].map(Clone::clone), "{engine}");
    }
}

/// Fifty shops through the job of `docs/scale.md`, one of them in shares: Spark, DuckDB and ClickHouse come to the same sums
/// of every day.
#[test]
#[ignore = "needs DuckDB, Spark and chDB of Python, and Java: .ci/tools installs them"]
fn fifty_shops_come_to_the_same_sums_on_every_engine() {
    let folder = Folder::new().file("job.py", page::job()).file("with_duckdb.py", page::duckdb());
    shops::write(&folder.path().join("exports"));
    let mut job = python(&folder.path().join("job.py"), &folder);
    job.args(["exports", ".", "200000"]).args(DAYS);
    done(job, "");
    let names: Vec<String> = (1..=shops::SHOPS).map(shops::name).collect();
    let parts = |name: &str| {
        let files = std::fs::read_dir(folder.path().join("facts")).unwrap();
        files.filter(|file| file.as_ref().unwrap().file_name().to_string_lossy().starts_with(name)).count()
    };
    let [first, others @ ..] = &names[..] else { panic!("no shops") };
    assert!(parts(first) == 8 && others.iter().all(|name| parts(name) == 1));
    let by_spark: BTreeMap<Key, Numbers> =
        names.iter().flat_map(|name| read(&folder, &format!("sums/{name}.csv"))).collect();
    for engine in ["duckdb", "clickhouse"] {
        let sums = sums(&folder, engine, &[&[&["--facts", "facts/*.parquet"][..], &DAYS].concat()]);
        assert!(sums == std::slice::from_ref(&by_spark), "{engine}");
    }
    // The other script of the page.
    let statement = folder.run(&[&["sql", "--engine", "duckdb", "--output", "sums.sql"][..], &DAYS].concat());
    assert_eq!(statement.code, 0, "{}", statement.stderr);
    done(python(&folder.path().join("with_duckdb.py"), &folder), "");
    assert!(read(&folder, "sums.csv") == by_spark);
    // The program's own, and what both come to as scores of every day.
    let direct = |name: &str| {
        let exports = format!("exports/{name}");
        let args = ["sums", &exports, "--shop", name, "--quiet", "--output", "own.csv"];
        let own = folder.run(&[&args[..], &DAYS].concat());
        assert_eq!(own.code, 0, "{}", own.stderr);
        read(&folder, "own.csv")
    };
    let own: BTreeMap<Key, Numbers> = names.iter().flat_map(|name| direct(name)).collect();
    assert!(own == by_spark);
    for name in &names {
        let heads = if name == first {
            (1..=8).map(|part| format!("-{part}")).collect()
        } else {
            vec![String::new()]
        };
        let heads: Vec<String> =
            heads.iter().map(|part| format!("--head=sums/{name}{part}.head.json")).collect();
        let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
        let [exports, sums] = [format!("exports/{name}"), format!("--sums=sums/{name}.csv")];
        assert_eq!(
            scores(&folder, &[&[sums.as_str()][..], &heads].concat()),
            scores(&folder, &[&exports, "--shop", name]),
            "{name}"
        );
    }
}

/// The scores of the 59 days behind the first, of which the change is known, too.
fn scores(folder: &Folder, args: &[&str]) -> Value {
    let days = ["trend", "--as-of", "2026-10-30", "--days", "59", "--format", "json", "--quiet"];
    let run = folder.run(&[&days[..], args].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    let mut trend: Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert!(trend["days"].as_array().is_some_and(|days| days.len() == 59));
    // What was read, and since when thresholds are met, which may be before the first day of sums.
    ["from_sums", "inputs", "thresholds"]
        .iter()
        .for_each(|key| drop(trend.as_object_mut().unwrap().remove(*key)));
    trend
}
