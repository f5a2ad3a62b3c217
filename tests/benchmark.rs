//! What the benchmark measures with: generated files in every form hold the same shop, and whoever reads them
//! reads all of it. `benches/compare --quick` holds the other engines' figures against ours as well.

mod common;

#[path = "../benches/csv_loop.rs"]
#[allow(dead_code)]
mod csv_loop;
#[path = "../benches/generate/demo.rs"]
#[allow(dead_code)]
mod demo;
#[path = "../benches/generate/large.rs"]
mod large;

use std::collections::BTreeSet;
use std::fs;

use common::Folder;
use large::Options;
use serde_json::Value;

const FILES: [&str; 4] = ["logistics.csv", "orders.csv", "refunds.csv", "reviews.csv"];
const PLAIN: Options =
    Options { orders: 2_000, seed: 7, gb18030: false, quote_all: false, orders_per_file: None };

fn generated(options: &Options) -> Folder {
    let folder = Folder::new();
    large::write(&folder.path(), options).unwrap();
    folder
}

/// The report, and apart from it how many rows of which file were read in which encoding.
fn scored(folder: &Folder) -> (Value, Vec<(String, u64, String)>) {
    let mut report = folder.score(&[]);
    let inputs = report.as_object_mut().unwrap().remove("inputs").unwrap();
    let inputs = inputs.as_array().unwrap().iter().map(|file| {
        let text = |key: &str| file[key].as_str().unwrap().to_owned();
        let name = text("path").rsplit('/').next().unwrap().to_owned();
        (name, file["read"].as_u64().unwrap(), text("encoding"))
    });
    let inputs = inputs.collect();
    (report, inputs)
}

#[test]
fn every_form_of_the_files_gives_the_same_report() {
    let (plain, plain_files) = scored(&generated(&PLAIN));
    for options in [Options { quote_all: true, ..PLAIN }, Options { gb18030: true, ..PLAIN }] {
        let (report, files) = scored(&generated(&options));
        assert_eq!(report, plain);
        let encoding = if options.gb18030 { "gb18030" } else { "utf-8-bom" };
        for ((name, read, seen), (plain_name, plain_read, _)) in files.iter().zip(&plain_files) {
            assert_eq!((name, read, seen.as_str()), (plain_name, plain_read, encoding));
        }
    }
    // No comparison of nothing with nothing.
    for id in ["positive_review_rate", "quality_return_rate", "pickup_on_time_rate", "return_refund_hours"] {
        let indicators = plain["indicators"].as_array().unwrap();
        let indicator = indicators.iter().find(|indicator| indicator["id"] == id).unwrap();
        assert!(indicator["numerator"].as_f64() > Some(0.0), "{id}");
    }
}

/// The same rows in many files: the same report, and all kinds have as many files.
#[test]
fn many_files_give_the_same_report() {
    let (plain, plain_files) = scored(&generated(&PLAIN));
    let (report, files) = scored(&generated(&Options { orders_per_file: Some(190), ..PLAIN }));
    assert_eq!(report, plain);
    for (name, read, _) in plain_files {
        let kind = format!("{}-", name.trim_end_matches(".csv"));
        let parts = files.iter().filter(|file| file.0.starts_with(&kind));
        let (count, sum) = parts.fold((0, 0), |(count, sum), file| (count + 1, sum + file.1));
        assert_eq!((count, sum), (11, read), "{name}");
    }
}

#[test]
fn the_loop_counts_the_rows_the_program_reads() {
    for quote_all in [false, true] {
        let folder = generated(&Options { quote_all, ..PLAIN });
        let (_, files) = scored(&folder);
        assert_eq!(files.iter().map(|file| file.0.as_str()).collect::<Vec<_>>(), FILES);
        for (name, read, _) in files {
            let path = folder.path().join(&name);
            assert_eq!(csv_loop::count(path.to_str().unwrap()).unwrap(), read, "{name}");
        }
    }
}

#[test]
fn no_reader_can_count_on_an_order_or_a_name() {
    let header = |seed, name: &str| {
        let folder = generated(&Options { orders: 1, seed, ..PLAIN });
        let text = fs::read_to_string(folder.path().join(name)).unwrap();
        let line = text.trim_start_matches('\u{feff}').lines().next().unwrap().to_owned();
        line.split(',').map(str::to_owned).collect::<Vec<_>>()
    };
    let usual = [
        demo::headers::LOGISTICS.as_slice(),
        demo::headers::ORDERS.as_slice(),
        demo::headers::AFTER_SALES.as_slice(),
        demo::headers::REVIEWS.as_slice(),
    ];
    for (name, usual) in FILES.into_iter().zip(usual) {
        let (one, other) = (header(1, name), header(2, name));
        assert_eq!(one, header(1, name), "{name}");
        assert_ne!(one, other, "{name}");
        for header in [one, other] {
            assert_eq!(header.len(), usual.len(), "{name}");
            let known: BTreeSet<_> = usual.iter().copied().collect();
            let aliases = header.iter().filter(|column| !known.contains(column.as_str()));
            assert_eq!(aliases.count(), 1, "{name}");
            assert_ne!(header.iter().map(String::as_str).collect::<Vec<_>>(), usual, "{name}");
        }
    }
}
