//! The export of reviews.

use chrono::NaiveDateTime;

use super::headers::REVIEWS;
use super::model::{Review, Style};
use super::random::Random;
use super::table::{Quoting, Sheet};

/// Every cell stands in quotes here.
pub fn text(reviews: &[Review], exported: NaiveDateTime) -> String {
    let mut sheet = Sheet::new(&REVIEWS, Quoting::Everything, "\n");
    let mut random = Random::new(5);
    let later = |review: &Review| review.later_text.filter(|(written, _)| *written <= exported);
    for review in reviews {
        let buyer = random.pick(&["匿***户", "小***仙", "L***9", "是***呀", "用***6", "爱***人"]);
        sheet.row(|column| match column {
            "评价日期" => Style::Platform.known_time(review.written),
            "订单ID" => format!("\t{}", review.order),
            "商品ID" => format!("\t{}", review.product.id),
            "商品名称" => review.product.name.to_owned(),
            "商品规格" => review.product.sku.to_owned(),
            "商品评价得分" => review.stars.to_string(),
            "评价内容" => review.text.to_owned(),
            "评价等级" => level(review.stars).to_owned(),
            "用户昵称" => buyer.to_string(),
            "追评内容" => later(review).map_or("-", |(_, text)| text).to_owned(),
            "追评时间" => Style::Platform.time(later(review).map(|(written, _)| written), exported),
            "商家是否回复" => if review.answer.is_some() { "是" } else { "否" }.to_owned(),
            "回复内容" => review.answer.unwrap_or("-").to_owned(),
            _ => "-".to_owned(),
        });
    }
    sheet.into_text()
}

fn level(stars: i64) -> &'static str {
    match stars {
        4.. => "好评",
        3 => "中评",
        _ => "差评",
    }
}
