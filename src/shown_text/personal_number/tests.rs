use super::*;

/// Ways to write a mobile phone's number.
const MOBILES: [&str; 52] = [
    "13800138000",
    "138 0013 8000",
    "138-0013-8000",
    "138.0013.8000",
    "138_0013_8000",
    "138/0013/8000",
    "138\\0013\\8000",
    "138|0013|8000",
    "138,0013,8000",
    "138、0013、8000",
    "138*0013*8000",
    "138·0013·8000",
    "138—0013—8000",
    "138–0013–8000",
    "138‑0013‑8000",
    "138−0013−8000",
    "138－0013－8000",
    "138～0013～8000",
    "138ー0013ー8000",
    "138──0013──8000",
    "138\u{3000}0013\u{3000}8000",
    "138\u{2009}0013\u{2009}8000",
    "138\u{a0}0013\u{202f}8000",
    "138\u{200b}0013\u{200b}8000",
    "138\u{ad}0013\u{2060}8000",
    "(138)0013-8000",
    "138（0013）8000",
    "【138】【0013】【8000】",
    "138 - 0013 - 8000",
    "1380013-8000",
    "1380 0138 000",
    "138 001 38000",
    "138 00138000",
    "13 80 01 38 00 0",
    "1 3 8 0 0 1 3 8 0 0 0",
    "1-3-8-0-0-1-3-8-0-0-0",
    "1.3.8.0.0.1.3.8.0.0.0",
    "1🌟3🌟8🌟0🌟0🌟1🌟3🌟8🌟0🌟0🌟0",
    "1\u{fe0f}\u{20e3}3\u{fe0f}\u{20e3}8\u{fe0f}\u{20e3}0\u{fe0f}\u{20e3}0\u{fe0f}\u{20e3}1\u{fe0f}\u{20e3}3\u{fe0f}\u{20e3}8\u{fe0f}\u{20e3}0\u{fe0f}\u{20e3}0\u{fe0f}\u{20e3}0",
    "１３８００１３８０００",
    "一三八零零一三八零零零",
    "幺三八〇〇幺三八〇〇〇",
    "壹叁捌零零壹叁捌零零零",
    "1三8零零13八000",
    "①③⑧⓪⓪①③⑧⓪⓪⓪",
    "❶❸❽⓿⓿❶❸❽⓿⓿⓿",
    "١٣٨٠٠١٣٨٠٠٠",
    "۱۳۸۰۰۱۳۸۰۰۰",
    "8613800138000",
    "008613800138000",
    "86 138 0013 8000",
    "0086-138-0013-8000",
];

/// Ways to write a landline's number, and that of an identity card.
const OTHERS: [&str; 17] = [
    "01012345678",
    "010-12345678",
    "010 1234 5678",
    "(021)12345678",
    "（0755）88888888",
    "0755 8888 8888",
    "075588888888",
    "0592-5678901",
    "0592.567.8901",
    "零七五五八八八八八八八八",
    "86-755-88888888",
    "86 10 1234 5678",
    "110101199003070003",
    "110101 19900307 0003",
    "11010119900307002X",
    "11010119900307002x",
    "１１０１０１１９９００３０７０００３",
];

#[test]
fn numbers_of_people_leave_texts_in_every_notation() {
    for number in MOBILES.into_iter().chain(OTHERS) {
        let shown = without_personal_numbers(number);
        assert_eq!(shown.chars().filter(|c| digit(*c).is_some()).count(), 0, "{number}: {shown}");
        assert!(shown.contains('…'), "{number}: {shown}");
        let within = format!("质量问题，加我{number}谢谢");
        assert!(without_personal_numbers(&within).contains('…'), "{within}");
    }
    assert_eq!(without_personal_numbers("辣条13800138000李"), "辣条…李");
    assert_eq!(without_personal_numbers("找138 0013 8000或139-0013-9000"), "找…或…");
    assert_eq!(without_personal_numbers("3 138 0013 8000"), "3 …");
    assert_eq!(without_personal_numbers("+86 13800138000"), "+…");
}

#[test]
fn figures_of_products_stay() {
    for other in [
        "辣条",
        "iPhone 15 256G 商品12345678901234",
        "2026-10-01 13:00:00",
        "2026/10/31 13:00-15:00",
        "2026年10月31日",
        "20261031130000",
        "6901234567892",
        "8690123456789",
        "4006001111",
        "400-600-1111",
        "95338",
        "238-0013-8000",
        "第138 0013号",
        "1380013800",
        "7012067107697588161",
        "100x200x300",
        "1800*2000*450",
        "1800×2000×450mm",
        "1800-2000-450mm",
        "138.00 138.00 19.90",
        "19.90 29.90 39.90",
        "13.9/15.9/18.9/19.9",
        "13,800,138,000",
        "13800138.00",
        "150/155/160/165/170/175",
        "36-37-38-39-40-41-42",
        "130 140 150 160",
        "12345678901",
        "14800000001",
        "M3×20 304不锈钢 100只",
        "一二三四五六七八九十",
        "三只松鼠 一箱",
        "110101199002300003",
        "110101199003070001",
        "691101199003070003",
        "787649636499943",
        "SF1234567890123",
        "138****8000",
        "5f1a38a0b138",
    ] {
        assert_eq!(without_personal_numbers(other), other);
    }
}

#[test]
fn ids_are_told_from_numbers_of_people() {
    for (text, number) in [
        ("13800138000", Some(PersonalNumber::Mobile)),
        ("8613800138000", Some(PersonalNumber::Mobile)),
        ("14800000001", None),
        ("01012345678", Some(PersonalNumber::Landline)),
        ("075588888888", Some(PersonalNumber::Landline)),
        ("0755888888888", None),
        ("11010119900307002X", Some(PersonalNumber::Identity)),
        ("11010119900307002Y", None),
        ("6917926768823643751", None),
    ] {
        assert_eq!(PersonalNumber::of(text.as_bytes()), number, "{text}");
    }
}

#[test]
fn few_numbers_of_eighteen_digits_are_taken_for_those_of_identity_cards() {
    // Numbers of a plain generator: the next is the last times an odd constant.
    let mut state: u64 = 7;
    let mut taken = 0;
    for _ in 0..200_000 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let digits = format!("{:018}", (state >> 4) % 1_000_000_000_000_000_000);
        taken += u32::from(PersonalNumber::of(digits.as_bytes()) == Some(PersonalNumber::Identity));
    }
    assert!(taken <= 20, "{taken} of 200,000");
}
