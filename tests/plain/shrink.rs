//! Many shops, and of a failing one no more than matters: what a person wants to see.

use super::tables::{Files, Row};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// Checks so many shops, the same on every run and every machine; each comes with its number.
pub fn for_all(
    shops: impl Strategy<Value = Files>,
    cases: u64,
    holds: impl Fn(&Files, u64) -> Result<(), String>,
) {
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    for number in 0..cases {
        let holds = |files: &Files| holds(files, number);
        let files = shops.new_tree(&mut runner).expect("a shop").current();
        let Err(error) = holds(&files) else { continue };
        // Another error about the same indicator is the same error.
        let subject = |error: &str| {
            let word = error.split(' ').next().map(str::to_owned);
            (word, error.find("code: ").map(|at| error[at..].chars().take(24).collect::<String>()))
        };
        let fails = |files: &Files| holds(files).is_err_and(|other| subject(&other) == subject(&error));
        let small = smallest(files, fails);
        panic!("{}\n{small:?}", holds(&small).err().unwrap_or_default());
    }
}

/// Leaves out files, rows, columns and cells as long as the shop still fails.
fn smallest(files: Files, fails: impl Fn(&Files) -> bool) -> Files {
    let mut small = Smallest { files, fails };
    loop {
        let before = size(&small.files);
        for table in (0..small.files.0.len()).rev() {
            small.without(|files| drop(files.0.remove(table)));
        }
        for table in 0..small.files.0.len() {
            small.thin_out(table);
        }
        if size(&small.files) == before {
            return small.files;
        }
    }
}

/// Columns that tell rows apart: without them a shop is another one.
const KEYS: [&str; 9] =
    ["主订单编号", "子订单编号", "商品ID", "商品规格", "运单号", "售后单号", "评价日期", "日期", "客服昵称"];

struct Smallest<F> {
    files: Files,
    fails: F,
}

impl<F: Fn(&Files) -> bool> Smallest<F> {
    /// Rows in runs, the longest first, then columns, then cells.
    fn thin_out(&mut self, table: usize) {
        let mut run = self.files.0[table].rows.len();
        while run > 1 {
            run = run.div_ceil(2);
            let starts = (0..self.files.0[table].rows.len()).step_by(run).rev().collect::<Vec<_>>();
            for start in starts {
                self.without(|files| {
                    let rows = &mut files.0[table].rows;
                    rows.drain(start..rows.len().min(start + run));
                });
            }
        }
        for column in (0..self.files.0[table].header.len()).rev() {
            if KEYS.contains(&self.files.0[table].header[column]) {
                continue;
            }
            self.without(|files| {
                files.0[table].header.remove(column);
            });
        }
        let header = self.files.0[table].header.clone();
        for row in 0..self.files.0[table].rows.len() {
            for column in header.iter().filter(|column| !KEYS.contains(column)) {
                self.without(|files| drop(files.0[table].rows[row].remove(column)));
            }
        }
    }

    fn without(&mut self, change: impl Fn(&mut Files)) {
        let mut smaller = self.files.clone();
        change(&mut smaller);
        let whole = !smaller.0.is_empty() && smaller.0.iter().all(|table| !table.rows.is_empty());
        if whole && size(&smaller) < size(&self.files) && (self.fails)(&smaller) {
            self.files = smaller;
        }
    }
}

fn size(files: &Files) -> usize {
    let cells = |rows: &[Row]| rows.iter().map(|row| row.len() + 1).sum::<usize>();
    files.0.iter().map(|table| 1 + table.header.len() + cells(&table.rows)).sum()
}
