#![no_main]

libfuzzer_sys::fuzz_target!(init: tiyanfen_fuzz::begin("reconcile_page"), |bytes: &[u8]| tiyanfen_fuzz::reconcile_page(bytes));
