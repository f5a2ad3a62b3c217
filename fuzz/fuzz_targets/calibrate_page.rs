#![no_main]

libfuzzer_sys::fuzz_target!(init: tiyanfen_fuzz::begin("calibrate_page"), |bytes: &[u8]| tiyanfen_fuzz::calibrate_page(bytes));
