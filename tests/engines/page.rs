//! The scripts of `docs/scale.md`, as they stand there.

use std::path::Path;

/// A script of both pages: they differ in comments alone.
fn script(with: &str) -> String {
    let [en, zh] = ["docs/scale.md", "docs/scale.zh-CN.md"].map(|page| {
        let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).expect("a page");
        let mut scripts = page.split("```python\n").skip(1).filter_map(|rest| rest.split("```").next());
        scripts.find(|script| script.contains(with)).expect("the script").to_owned()
    });
    let code = |script: &str| script.lines().filter(|line| !line.starts_with('#')).collect::<String>();
    assert_eq!(code(&en), code(&zh));
    en
}

/// The Spark job.
pub fn job() -> String {
    script("mapInPandas")
}

/// Sums by DuckDB.
pub fn duckdb() -> String {
    script("duckdb.sql")
}
