#![no_main]

libfuzzer_sys::fuzz_target!(init: tiyanfen_fuzz::begin("exports_folder"), |bytes: &[u8]| tiyanfen_fuzz::exports_folder(bytes));
