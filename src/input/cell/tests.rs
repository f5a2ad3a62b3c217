use super::number::NANO;
use super::*;
use crate::time::Stamp;

fn shown(text: &str) -> String {
    time(text).map_or_else(|| "unreadable".to_owned(), |t| t.to_string())
}

#[test]
fn wrappers_come_off() {
    assert_eq!(clean("\t6917926768823643751"), "6917926768823643751");
    assert_eq!(clean("\u{feff}\u{a0} '6917\u{200b}\t"), "6917");
    assert_eq!(clean("`6917"), "6917");
    assert_eq!(clean("=\"6917\""), "6917");
    assert_eq!(clean("\u{3000}"), "");
}

#[test]
fn nothing_has_many_spellings() {
    for text in ["", "-", "--", "/", "null", "NULL", "NaN", "无", "暂无"] {
        assert!(is_missing(text), "{text}");
    }
    for text in ["0", "无理由", "—a", "nano"] {
        assert!(!is_missing(text), "{text}");
    }
}

#[test]
fn every_spelling_of_a_time_is_read() {
    for (text, expected) in [
        ("2026-09-22 00:54:10", "2026-09-22 00:54:10"),
        ("2026/9/10 8:00", "2026-09-10 08:00:00"),
        ("2026-09-22", "2026-09-22"),
        ("2026/9/22", "2026-09-22"),
        ("2026.09.22", "2026-09-22"),
        ("2026.9.22", "2026-09-22"),
        ("20260922", "2026-09-22"),
        ("2026年05月01日 12:00:00", "2026-05-01 12:00:00"),
        ("2026-09-22T00:54:10.250", "2026-09-22 00:54:10"),
        // 1758473650 s after 1970 UTC is 2025-09-21 16:54:10 UTC, eight hours on in Shanghai.
        ("1758473650", "2025-09-22 00:54:10"),
        ("1758473650999", "2025-09-22 00:54:10"),
        // Serial 46287 is 2026-09-22; .0376157 of a day is 3250 s = 00:54:10.
        ("46287", "2026-09-22"),
        ("46287.0376157407", "2026-09-22 00:54:10"),
        ("0", ""),
        ("946656000000", ""),
        ("1970-01-01 08:00:00", ""),
        ("1899/12/30 0:00", ""),
        ("0000-00-00 00:00:00", ""),
        ("2099-12-31 23:59:59", "2067-12-31 23:59:59"),
        ("2026-13-01", "unreadable"),
        ("2026-09-22 25:00:00", "unreadable"),
        ("22/9/2026", "unreadable"),
        ("13800138000", "unreadable"),
        ("明天", "unreadable"),
    ] {
        assert_eq!(shown(text), expected, "{text}");
    }
}

#[test]
fn money_in_cents() {
    assert_eq!(money("1,234.00"), Some(123_400));
    assert_eq!(money("¥89.50"), Some(8_950));
    assert_eq!(money("12.5元"), Some(1_250));
    assert_eq!(money("-3"), Some(-300));
    assert_eq!(money("0.005"), Some(1));
    assert_eq!(money("面议"), None);
}

#[test]
fn rates_with_and_without_a_sign() {
    assert_eq!(rate("98.5%"), Some(985_000_000));
    assert_eq!(rate("0.985"), Some(985_000_000));
    assert_eq!(rate("98.5"), Some(985_000_000));
    assert_eq!(rate("1"), Some(NANO));
    assert_eq!(rate("100%"), Some(NANO));
    assert_eq!(rate("0.5%"), Some(5_000_000));
    assert_eq!(rate("1.2"), None);
    assert_eq!(rate("120"), None);
    assert_eq!(rate("-0.1"), None);
}

#[test]
fn durations_in_seconds() {
    for (text, seconds) in [
        ("11秒", 11),
        ("2分30秒", 150),
        ("7小时41分52秒", 27_712),
        ("02:30", 150),
        ("07:41:52", 27_712),
        ("13", 13),
        ("0", 0),
    ] {
        assert_eq!(duration(text, false), Some(seconds * NANO), "{text}");
    }
    // 0.00025 of a day is 21.6 s.
    assert_eq!(duration("0.00025", false), Some(21_600_000_000));
    assert_eq!(duration("0.5", true), Some(500_000_000));
    assert_eq!(duration("13.872", false), Some(13_872_000_000));
    assert_eq!(duration("很快", false), None);
}

#[test]
fn stars_are_whole() {
    assert_eq!(stars("5"), Some(5));
    assert_eq!(stars("4.0"), Some(4));
    assert_eq!(stars("3星"), Some(3));
    assert_eq!(stars("0"), None);
    assert_eq!(stars("6"), None);
    assert_eq!(stars("4.5"), None);
}

#[test]
fn personal_data_is_never_shown() {
    assert_eq!(shape("13800138000"), Shape::Digits(11));
    assert_eq!(shape("010-12345678"), Shape::Characters(12));
    assert_eq!(shape("张三"), Shape::Characters(2));
    assert_eq!(shape("2026-13-45 00:00:00"), Shape::Shown("2026-13-45 00:00:00"));
    assert_eq!(shape("6"), Shape::Shown("6"));
    assert_eq!(shape("6.91793E+18"), Shape::Shown("6.91793E+18"));
}

#[test]
fn scientific_notation_is_seen() {
    for text in ["6.91793E+18", "6.91793e18", "6E+18"] {
        assert!(is_scientific(text), "{text}");
    }
    for text in ["6917926768823643751", "5f8772295e1adb4e4832c988d6b631b6", "12E3", "6e18", "1.5", "E18"] {
        assert!(!is_scientific(text), "{text}");
    }
}

#[test]
fn plain_times_are_those_that_every_time_is_read_as() {
    for text in
        ["2026-09-22 00:54:10", "2000-01-01 00:00:00", "2000-02-29 23:59:59", "2066-12-31 23:59:59", "-", ""]
    {
        let expected = if is_missing(text) { Some(Stamp::MISSING) } else { time(text) };
        assert_eq!(plain_time(text.as_bytes()), expected, "{text}");
        assert!(expected.is_some());
    }
    for text in [
        "2067-01-01 00:00:00",
        "1999-12-31 00:00:00",
        "2026-9-22 00:54:10",
        "2026-02-29 00:00:00",
        "2026-09-22",
    ] {
        assert_eq!(plain_time(text.as_bytes()), None, "{text}");
    }
    // Whatever one byte becomes: the same, or left to the other.
    for place in 0..19 {
        for byte in 0..=u8::MAX {
            let mut bytes = *b"2026-09-22 10:54:10";
            bytes[place] = byte;
            let text = String::from_utf8_lossy(&bytes);
            if let Some(stamp) = plain_time(&bytes) {
                assert_eq!(time(&text), Some(stamp), "{text}");
            } else {
                let may_differ =
                    time(&text).is_none_or(|stamp| stamp.is_missing() || !text.starts_with("20"));
                assert!(may_differ || byte == b'T' || text.starts_with("20") && place > 1, "{text}");
            }
        }
    }
}

#[test]
fn plain_amounts_are_those_that_every_amount_is_read_as() {
    for text in ["28.90", "0.00", "999999999.99", "007.05"] {
        assert!(money(text).is_some());
        assert_eq!(plain_money(text.as_bytes()), money(text), "{text}");
    }
    for text in ["", ".90", "28.9", "28", "-1.00", "1,234.00", "1234567890.00", "2 .90", "28.9x", "28:90"] {
        assert_eq!(plain_money(text.as_bytes()), None, "{text}");
    }
}

#[test]
fn a_time_of_day_beside_its_date() {
    let date = time("2026-09-22").unwrap();
    let beside =
        |clock: &str| time_on(date, clock).map_or_else(|| "unreadable".to_owned(), |t| t.to_string());
    for (clock, expected) in [
        ("10:00", "2026-09-22 10:00:00"),
        ("下午 5:00:00", "2026-09-22 17:00:00"),
        ("0", "2026-09-22 00:00:00"),
        ("0.5", "2026-09-22 12:00:00"),
        (".25", "2026-09-22 06:00:00"),
        // 23:59:59 is 0.99998842…; what rounds to a whole day is still this day's last second.
        ("0.999988425926", "2026-09-22 23:59:59"),
        ("0.9999999", "2026-09-22 23:59:59"),
        ("1", "unreadable"),
        ("1e-1", "unreadable"),
        ("-0.5", "unreadable"),
        ("25:00", "unreadable"),
    ] {
        assert_eq!(beside(clock), expected, "{clock}");
    }
}
