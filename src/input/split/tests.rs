use super::marks::Portable;
use super::*;
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

/// Keeps all records, and compares the wanted cells of each with those found by splitting it again.
struct Kept<'w> {
    wanted: &'w WantedColumns,
    records: Vec<Record>,
}

impl RecordSink for Kept<'_> {
    fn take(&mut self, record: &SplitRecord<'_>) -> bool {
        if record.is_blank() {
            return true;
        }
        let cells: Record = (0..record.len()).map(|place| record.get(place).unwrap().into_owned()).collect();
        assert_eq!(record.get(cells.len()), None);
        assert!(record.may_join || !record.bytes().contains(&b';'));
        for place in 0..cells.len() + 2 {
            let marks = self.wanted.cell(place);
            let expected = cells.get(place).map(Vec::as_slice).filter(|_| marks != CellMarks::NONE);
            assert_eq!(record.wanted(marks).as_deref(), expected, "{place} of {cells:?}");
            let holds_quotes = expected.is_some_and(|cell| cell.contains(&b'"'));
            assert_eq!(record.plain(marks), expected.filter(|_| !holds_quotes), "{place} of {cells:?}");
        }
        self.records.push(cells);
        true
    }
}

/// The records that the scanner finds, and whether no rule was broken to the end. What comes behind `seen` is shown to
/// the scanner later.
fn split(text: &[u8], seen: usize, wanted: &WantedColumns, wide: bool) -> (Vec<Record>, bool) {
    let (mut scanner, mut marks) = (Scanner::new(), RecordMarks::of(wanted));
    let mut kept = Kept { wanted, records: Vec::new() };
    let mut rows = Rows { marks: &mut marks, sink: &mut kept };
    let mut scan = |buffer: &[u8], is_last| match wide {
        true => scanner.scan(buffer, usize::MAX, is_last, &mut rows),
        false => scanner.scan_with(Portable, buffer, usize::MAX, is_last, &mut rows),
    };
    let scan = match scan(&text[..seen], false) {
        ScanEnd::Unfinished => scan(text, true),
        end => end,
    };
    (kept.records, scan == ScanEnd::Complete)
}

/// Compares the records found with those of the csv crate: the first of them, and all where no rule was broken.
fn agree(text: &[u8]) -> Result<bool, TestCaseError> {
    let (found, is_whole) = split(text, 0, &WantedColumns::of(0..100), true);
    for wanted in [WantedColumns::default(), WantedColumns::of([0, 1, 3, 4, 9]), WantedColumns::of([2])] {
        for (wide, seen) in [(true, 0), (false, 0), (true, text.len() / 2), (false, text.len())] {
            let (again, is_still_whole) = split(text, seen, &wanted, wide);
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

#[test]
fn marks_are_found_however_many_stand_before_them() {
    let wanted = WantedColumns::of([0, 5, 62, 63, 64, 65, 126, 127, 128, 129, 190, 299]);
    for cells in [1, 62, 63, 64, 65, 66, 127, 128, 129, 130, 191, 300] {
        for longest in 0..4 {
            let row: Vec<&str> = (0..cells).map(|cell| &"abc"[..cell % (longest + 1)]).collect();
            let text = [row.join(","), "1,2".to_owned(), row.join(",")].join("\n");
            for wide in [true, false] {
                // Each wanted cell is compared with that of the row split again.
                let (records, is_whole) = split(text.as_bytes(), 0, &wanted, wide);
                assert!(is_whole && records == plain(text.as_bytes()), "{cells} of up to {longest} bytes");
            }
        }
    }
}

/// Text in which marks are as frequent as can be, quotes mostly where they belong.
fn nasty() -> impl Strategy<Value = Vec<u8>> {
    let cell = prop_oneof![
        4 => "[ab订0;]{0,9}".prop_map(String::from),
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

    #[test]
    fn a_scan_ends_where_the_next_piece_begins(text in nasty(), until in 1usize..200) {
        let wanted = WantedColumns::of([0, 2]);
        let (whole, is_whole) = split(&text, 0, &wanted, true);
        if !is_whole {
            return Ok(());
        }
        for wide in [true, false] {
            let (mut scanner, mut marks) = (Scanner::new(), RecordMarks::of(&wanted));
            let mut kept = Kept { wanted: &wanted, records: Vec::new() };
            let mut rows = Rows { marks: &mut marks, sink: &mut kept };
            let scan = match wide {
                true => scanner.scan(&text, until, true, &mut rows),
                false => scanner.scan_with(Portable, &text, until, true, &mut rows),
            };
            prop_assert_eq!(scan, ScanEnd::Complete);
            let next = scanner.next().min(text.len());
            let (behind, _) = split(&text[next..], 0, &wanted, wide);
            prop_assert!(next >= until.min(text.len()));
            prop_assert_eq!(&[kept.records, behind].concat(), &whole);
            let feeds = memchr::memchr_iter(b'\n', &text[..next]).count() as u64;
            prop_assert_eq!(scanner.feeds_before(next, &text), feeds);
        }
    }
}
