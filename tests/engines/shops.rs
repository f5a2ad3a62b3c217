//! Fifty shops that do not exist.

use crate::large::{self, Options};
use std::path::Path;

/// How many there are. The first has ten times the orders of any other.
pub const SHOPS: u64 = 50;

const SERVICE: &str = "日期,客服昵称,接待会话量,全天3分钟回复率,全天平响时长,全天不满意率";

pub fn name(number: u64) -> String {
    format!("店铺 {number:03}")
}

/// Writes the exports of each into a folder of its name: orders, parcels, after-sales, reviews, customer service.
pub fn write(folder: &Path) {
    for number in 1..=SHOPS {
        let orders = if number == 1 { 600 } else { 30 + number };
        let own = folder.join(name(number));
        let form = Options { orders, seed: number, gb18030: false, quote_all: false, orders_per_file: None };
        large::write(&own, &form).expect("exports");
        let rows = (1..=30).map(|day| {
            let (conversations, rate) = (3 + (number + day) % 9, 80 + (number * day) % 20);
            format!("2026-09-{day:02},小满,{conversations},{rate}.5%,{}秒,{}.25%\n", 20 + day, day % 7)
        });
        std::fs::write(own.join("service.csv"), format!("{SERVICE}\n{}", rows.collect::<String>()))
            .expect("a file");
    }
}
