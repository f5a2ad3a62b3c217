//! What was read is never written over, whichever command is asked to.

mod common;

use common::{Folder, run, tiyanfen};

fn demo() -> Folder {
    let folder = Folder::new();
    std::fs::create_dir(folder.path().join("exports")).unwrap();
    for entry in std::fs::read_dir("fixtures/demo").unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, folder.path().join("exports").join(path.file_name().unwrap())).unwrap();
    }
    let shop = folder.path().join("folders/a");
    std::fs::create_dir_all(&shop).unwrap();
    std::fs::copy("fixtures/demo/1793410200_订单_2026-10.csv", shop.join("orders.csv")).unwrap();
    std::fs::copy("fixtures/demo-page.csv", folder.path().join("page.csv")).unwrap();
    std::fs::copy("fixtures/containers/zip/two-kinds.zip", folder.path().join("exports.zip")).unwrap();
    let score = run(tiyanfen().args(["score", "fixtures/demo", "--format", "json", "-q"]));
    folder.file("score.json", score.stdout)
}

#[test]
fn no_command_writes_over_what_it_has_read() {
    let folder = demo();
    let orders = "exports/1793410200_订单_2026-10.csv";
    let kept = |file: &str| std::fs::read(folder.path().join(file)).unwrap();
    for (args, file) in [
        ("score exports --format csv --output", orders),
        ("score exports --output", "exports/../exports/1793410440_商品评价.csv"),
        ("trend exports --format csv --output", orders),
        ("why exports --format csv --output", orders),
        ("what-if exports --format csv --output", orders),
        ("plan exports --format csv --output", orders),
        ("forecast exports --format csv --output", orders),
        ("causes quality_return_rate exports --format csv --output", orders),
        ("cases quality_return_rate exports --format csv --output", orders),
        ("watch exports --format csv --output", orders),
        ("check exports --format text --output", orders),
        ("check exports.zip --format text --output", "exports.zip"),
        ("reconcile page.csv exports --format csv --output", orders),
        ("reconcile page.csv exports --format csv --output", "page.csv"),
        ("calibrate page.csv exports -o", "page.csv"),
        ("calibrate page.csv exports --format text --report", orders),
        ("render score.json --format text --output", "score.json"),
        ("shops folders --format csv --output", "folders/a/orders.csv"),
    ] {
        let before = kept(file);
        let run = folder.run(&args.split(' ').chain([file]).collect::<Vec<_>>());
        assert!(run.code == 2 && run.stderr.contains("[output-is-input]"), "{args} {file}: {}", run.stderr);
        assert!(kept(file) == before, "{args} {file}");
    }
}

#[test]
fn an_older_report_beside_the_exports_is_replaced() {
    let folder = demo();
    for _ in 0..2 {
        let run =
            folder.run(&["score", "exports", "--format", "csv", "--output", "exports/report.csv", "-q"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
    }
}
