//! A shop with one order, and how a run beside a hostile file is to end.

use crate::common::{Folder, Run, input, run, tiyanfen};
use serde_json::Value;
use tiyanfen::time::Stamp;

pub const HEADER: &str =
    "主订单编号,子订单编号,商品ID,订单应付金额,订单提交时间,支付完成时间,发货时间,订单完成时间,订单状态";
pub const ORDER: &str = "6917926768823643751,6917926768823643751,11,28.90,2026-10-01 09:00:00,2026-10-01 09:01:00,2026-10-01 20:00:00,-,已发货";

/// A folder with a good file.
pub fn good() -> Folder {
    Folder::new().csv("good.csv", HEADER, &[ORDER])
}

/// An export of so many rows, all of them the same.
pub fn rows(count: usize) -> String {
    format!("{HEADER}\n{}", format!("{ORDER}\n").repeat(count))
}

/// The arguments of a run over the folder.
pub const SCORE: [&str; 9] = [
    "score",
    ".",
    "--as-of",
    "2026-10-10",
    "--set",
    "im_reply_3min_rate=0.9",
    "--format",
    "json",
    "--threads=2",
];

/// The report of a folder in which one file is refused with a code: the good one counts.
pub fn refused(folder: &Folder, name: &str, code: &str) -> (Value, String) {
    let run = limited(folder, &SCORE);
    assert_eq!(run.code, 2, "{name}: {}", run.stderr);
    assert!(run.stderr.contains(&format!("error[{code}]: ./{name}")), "{name}: {}", run.stderr);
    let report: Value = serde_json::from_str(&run.stdout).expect("a report");
    assert_eq!(input(&report, "good.csv")["used"], 1, "{name}");
    assert_eq!(input(&report, name)["code"], code, "{name}");
    assert_eq!(input(&report, name)["read"], 0, "{name}");
    (report, run.stderr)
}

/// Runs the program in the folder with no more than 1 GB of memory, as far as the system can be asked for that.
pub fn limited(folder: &Folder, args: &[&str]) -> Run {
    if !cfg!(target_os = "linux") {
        return folder.run(args);
    }
    let program = tiyanfen();
    let mut shell = assert_cmd::Command::new("sh");
    shell.args(["-c", "ulimit -v 1000000; exec \"$0\" \"$@\""]).arg(program.get_program()).args(args);
    shell.envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
    run(shell.current_dir(folder.path()))
}

/// The machine's clock, for runs inside the test.
pub fn clock() -> Stamp {
    let date = chrono::NaiveDate::from_ymd_opt(2026, 10, 31);
    date.and_then(Stamp::from_date).expect("a day")
}
