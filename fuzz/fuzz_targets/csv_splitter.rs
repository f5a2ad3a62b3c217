#![no_main]

libfuzzer_sys::fuzz_target!(init: tiyanfen_fuzz::seeds::write("csv_splitter"), |bytes: &[u8]| tiyanfen_fuzz::csv_splitter(bytes));
