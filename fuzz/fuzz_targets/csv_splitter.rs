#![no_main]

libfuzzer_sys::fuzz_target!(init: tiyanfen_fuzz::begin("csv_splitter"), |bytes: &[u8]| tiyanfen_fuzz::csv_splitter(bytes));
