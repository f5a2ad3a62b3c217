#![no_main]

libfuzzer_sys::fuzz_target!(init: tiyanfen_fuzz::begin("rulebook_file"), |bytes: &[u8]| tiyanfen_fuzz::rulebook_file(bytes));
