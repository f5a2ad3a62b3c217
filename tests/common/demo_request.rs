//! The demo shop as it is read, and a plain request on it, for tests that call the library.

use chrono::NaiveDate;
use tiyanfen::input::{self, Loaded, Options};
use tiyanfen::report::Request;
use tiyanfen::rulebook::Rulebook;
use tiyanfen::scorecard::Manual;
use tiyanfen::shop::AsOfBasis;
use tiyanfen::time::{Day, Stamp};

/// The demo shop, read by a clock long after it.
pub fn demo() -> Loaded {
    let clock = NaiveDate::from_ymd_opt(2030, 1, 1).and_then(Stamp::from_date).unwrap();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/demo");
    input::load(&Options::new(vec![folder.into()], clock)).unwrap()
}

/// A score of a day, without anything said of the shop.
pub fn request<'a>(
    loaded: &'a Loaded,
    rulebook: &'a Rulebook,
    as_of: Day,
    manual: &'a Manual,
) -> Request<'a> {
    Request {
        loaded,
        sums: None,
        rulebook,
        as_of,
        as_of_basis: AsOfBasis::Argument,
        manual,
        profile: Default::default(),
        claims: Default::default(),
        notes: Vec::new(),
        rules: None,
        weakest: 0,
        shop_name: None,
        config: None,
        arguments: Vec::new(),
        fail_under: None,
        history: None,
    }
}
