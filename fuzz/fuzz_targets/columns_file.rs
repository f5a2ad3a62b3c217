#![no_main]

libfuzzer_sys::fuzz_target!(init: tiyanfen_fuzz::begin("columns_file"), |bytes: &[u8]| tiyanfen_fuzz::columns_file(bytes));
