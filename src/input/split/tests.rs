use super::marks::Portable;
use super::*;
use crate::input::cells::{Cells, SplitRecord};
use csv::{ByteRecord, ReaderBuilder};
use proptest::prelude::*;

type Record = Vec<Vec<u8>>;

/// The records the csv crate gives.
fn plain(text: &[u8]) -> Vec<Record> {
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text);
    let mut record = ByteRecord::new();
    let mut records = Vec::new();
    while reader.read_byte_record(&mut record).unwrap() {
        records.push(record.iter().map(<[u8]>::to_vec).collect());
    }
    records
}

/// The records that the scanner finds, and whether no rule was broken to the end.
fn split(text: &[u8], wanted: &WantedColumns, wide: bool) -> (Vec<Record>, bool) {
    let (mut scanner, mut ends) = (Scanner::new(), RecordEnds::default());
    ends.clear(wanted);
    let scan = match wide {
        true => scanner.scan(text, usize::MAX, true, &mut ends),
        false => scanner.scan_with(Portable, text, usize::MAX, true, &mut ends),
    };
    let mut blocks = 0;
    let record = |number| {
        let bounds = ends.record(number).unwrap();
        let may_hold_quotes = ends.may_hold_quotes(&bounds, &mut blocks);
        let record = SplitRecord { buffer: text, bounds, wanted, may_hold_quotes };
        let cells = Cells::Split(record);
        (!record.is_blank()).then(|| cells.iter().map(|cell| cell.into_owned()).collect())
    };
    ((0..ends.len()).filter_map(record).collect(), scan == ScanEnd::Complete)
}

/// Compares the records found with those of the csv crate: the first of them, and all where no rule was broken.
fn agree(text: &[u8]) -> Result<bool, TestCaseError> {
    let (found, is_whole) = split(text, &WantedColumns::of(0..100), true);
    for wanted in [WantedColumns::default(), WantedColumns::of([1, 3, 4, 9]), WantedColumns::of([2])] {
        for wide in [true, false] {
            let (again, is_still_whole) = split(text, &wanted, wide);
            prop_assert_eq!(&found, &again, "{:?}", wanted);
            prop_assert_eq!(is_whole, is_still_whole);
        }
    }
    // The csv crate removes a byte order mark at the beginning, which the scanner leaves to its caller.
    let expected = plain(&[b"\n", text].concat());
    let shown = String::from_utf8_lossy(text);
    prop_assert_eq!(found.as_slice(), expected.get(..found.len()).unwrap_or_default(), "{:?}", shown);
    prop_assert!(!is_whole || found.len() == expected.len(), "{:?}", shown);
    Ok(is_whole)
}

#[test]
fn what_is_scanned_to_the_end_and_what_is_not() {
    for text in [
        // A mark inside is a part of its cell, a second one at the beginning too.
        "\u{feff}\u{feff},,",
        "",
        "\n",
        "a",
        "a\n",
        "a,b\r\n1,2",
        "\"a\"\n",
        "\"a,\"\"b\"\"\n\",\"\"\n",
        "a,\r\n\r\n\n,\n",
        "\"\r\"",
        "\"\"",
        "\"\"\"\"\n",
        "a,\"\"\r\n",
    ] {
        assert!(agree(text.as_bytes()).unwrap(), "{text:?}");
    }
    for text in [
        "a\"",
        "a\"b\"\n",
        "\"a\"b\n",
        "\"a\" ,b\n",
        "a\rb\n",
        "a\r",
        "\"a",
        "a,\"b\n",
        "\"a\"\rb",
        "x \"y\",",
    ] {
        assert!(!agree(text.as_bytes()).unwrap(), "{text:?}");
    }
}

#[test]
fn marks_lie_at_every_place_of_a_block() {
    for text in ["\"", "\"\"", ",", "\n", "\r\n", "\r", "\",\"", "\"\n", ",\"\"\"\"\n", "\"\r\n\"\r\n"] {
        for before in 0..=130 {
            for behind in [0, 1, 62, 63, 64, 65, 70] {
                let text = format!("{}{text}{}", "x".repeat(before), "y".repeat(behind));
                agree(text.as_bytes()).unwrap();
                agree(format!("{text}\n1,2\n").as_bytes()).unwrap();
                agree(format!("a,\"{text}\"\n1,2\n").as_bytes()).unwrap();
            }
        }
    }
}

/// Text in which marks are as frequent as can be, quotes mostly where they belong.
fn nasty() -> impl Strategy<Value = Vec<u8>> {
    let cell = prop_oneof![
        4 => "[ab订0]{0,9}".prop_map(String::from),
        4 => "([a,订\n\r]|\"\"){0,40}".prop_map(|inner| format!("\"{inner}\"")),
        1 => "[a\",\n\r\u{feff}\u{0}]{0,3}".prop_map(String::from),
    ];
    let end = prop_oneof![4 => Just(","), 2 => Just("\n"), 2 => Just("\r\n"), 1 => Just(""), 1 => Just("\r")];
    proptest::collection::vec((cell, end), 0..60)
        .prop_map(|cells| cells.into_iter().flat_map(|(cell, end)| (cell + end).into_bytes()).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn records_are_the_csv_crates(text in nasty()) {
        agree(&text)?;
    }

    #[test]
    fn one_byte_may_be_anything(text in nasty(), place: prop::sample::Index, byte in prop::sample::select(b"\",\n\r\t;a\0\xef".to_vec())) {
        let mut text = text;
        if !text.is_empty() {
            let place = place.index(text.len());
            text[place] = byte;
        }
        agree(&text)?;
    }
}
