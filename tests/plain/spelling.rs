//! How a cell may be spelled without saying anything else.

use super::cells::{Time, clean, duration, number, rate, time};
use super::dice::Dice;
use chrono::{Duration, NaiveDateTime, NaiveTime, Timelike};

type OfTime = fn(NaiveDateTime) -> String;
type OfText = fn(&str) -> String;
type OfNumber = fn(f64) -> String;

/// Times of the platform, of spreadsheets set to other countries, of programs in other time zones.
const TIMES: [OfTime; 19] = [
    |at| at.format("%Y-%m-%d %H:%M:%S").to_string(),
    |at| at.format("%Y/%-m/%-d %-H:%M:%S").to_string(),
    |at| at.format("%Y年%m月%d日 %H:%M:%S").to_string(),
    |at| at.format("%Y年%-m月%-d日%-H时%-M分%-S秒").to_string(),
    |at| at.format("%Y.%m.%d %H:%M:%S").to_string(),
    |at| format!("{} {}", at.format("%Y/%-m/%-d"), half_day(at)),
    |at| format!("{}{}", at.format("%Y年%-m月%-d日 "), half_day(at).replace(' ', "")),
    |at| at.format("%Y/%-m/%-d %-I:%M:%S %p").to_string(),
    |at| at.format("%Y-%m-%d %I:%M:%S%P").to_string(),
    |at| (at - Duration::hours(8)).format("%Y-%m-%dT%H:%M:%SZ").to_string(),
    |at| (at - Duration::hours(8)).format("%Y-%m-%d %H:%M:%S.000 UTC").to_string(),
    |at| at.format("%Y-%m-%dT%H:%M:%S+08:00").to_string(),
    |at| (at + Duration::hours(1)).format("%Y-%m-%dT%H:%M:%S.123+0900").to_string(),
    |at| at.format("%Y%m%d%H%M%S").to_string(),
    |at| at.format("%Y-%m-%d %H:%M:%S.0").to_string(),
    |at| (at.and_utc().timestamp() - 8 * 3600).to_string(),
    |at| ((at.and_utc().timestamp() - 8 * 3600) * 1000).to_string(),
    |at| match days_of_excel(at) {
        // A whole number would be a date.
        days if days.fract() == 0.0 => at.to_string(),
        days => format!("{days:.10}"),
    },
    |at| at.format("=\"%Y-%m-%d %H:%M:%S\"").to_string(),
];
const DATES: [OfTime; 6] = [
    |at| at.format("%Y-%m-%d").to_string(),
    |at| at.format("%Y/%-m/%-d").to_string(),
    |at| at.format("%Y年%-m月%-d日").to_string(),
    |at| at.format("%Y%m%d").to_string(),
    |at| at.format("%Y.%m.%d").to_string(),
    |at| days_of_excel(at).floor().to_string(),
];
/// Times of day in a column of their own.
const CLOCKS: [OfTime; 5] = [
    |at| at.format("%H:%M:%S").to_string(),
    |at| at.format("%-H:%M:%S").to_string(),
    half_day,
    |at| at.format("%-I:%M:%S %p").to_string(),
    |at| format!("{:.12}", days_of_excel(at).fract()),
];

/// What stands for nothing; the last ones only for a time.
const NOTHING: [&str; 19] = [
    "",
    "-",
    "--",
    "/",
    "null",
    "NULL",
    "NaN",
    "NaT",
    "None",
    "<NA>",
    "N/A",
    "#N/A",
    "—",
    "\\N",
    "无",
    "暂无",
    "0",
    "0001-01-01 00:00:00",
    "946656000000",
];
const NOTHING_BUT_TIMES: usize = 3;

const IDS: [OfText; 9] = [
    str::to_owned,
    |id| format!("\t{id}"),
    |id| format!("{id}\t"),
    |id| format!("'{id}"),
    |id| format!("`{id}"),
    |id| format!("=\"{id}\""),
    |id| format!(" {id}\u{a0}"),
    |id| format!("\u{feff}{id}\u{200b}"),
    |id| format!("'\t{id}"),
];
const AMOUNTS: [OfNumber; 7] = [
    |yuan| format!("{yuan:.2}"),
    |yuan| format!("¥{yuan:.2}"),
    |yuan| format!("￥{yuan:.2}"),
    |yuan| format!("{yuan:.2}元"),
    |yuan| format!("{yuan}"),
    |yuan| if yuan == 0.0 { "0E-8".to_owned() } else { format!("{yuan:.4}") },
    |yuan| format!("¥{}", thousands(yuan)),
];
const RATES: [OfNumber; 5] = [
    |share| format!("{:.2}%", share * 100.0),
    |share| format!("{:.2}％", share * 100.0),
    |share| format!("{share:.4}"),
    |share| format!("{:.2} %", share * 100.0),
    |share| if share > 0.02 { format!("{:.2}", share * 100.0) } else { format!("{share:.4}") },
];
const DURATIONS: [OfNumber; 6] = [
    |seconds| format!("{seconds}秒"),
    |seconds| format!("{}分{}秒", (seconds / 60.0).floor(), seconds % 60.0),
    |seconds| format!("{:02}:{:02}", (seconds / 60.0).floor(), seconds % 60.0),
    |seconds| {
        format!("{}:{:02}:{:02}", (seconds / 3600.0).floor(), (seconds / 60.0).floor() % 60.0, seconds % 60.0)
    },
    |seconds| format!("{seconds}.0"),
    |seconds| format!("{:.15}", seconds / 86_400.0),
];
const COUNTS: [OfNumber; 4] = [
    |count| count.to_string(),
    |count| format!("{count}.0"),
    |count| format!(" {count} "),
    |count| thousands(count).trim_end_matches(".00").to_owned(),
];
const STARS: [OfText; 4] =
    [str::to_owned, |star| format!("{star}.0"), |star| format!("{star}分"), |star| format!("{star}星")];

/// `下午 5:00:00`
fn half_day(at: NaiveDateTime) -> String {
    format!("{} {}", if at.hour() < 12 { "上午" } else { "下午" }, at.format("%-I:%M:%S"))
}

pub fn days_of_excel(at: NaiveDateTime) -> f64 {
    let first = chrono::NaiveDate::from_ymd_opt(1899, 12, 30).expect("a date").and_time(NaiveTime::MIN);
    (at - first).num_seconds() as f64 / 86_400.0
}

/// `1,234.00`
fn thousands(value: f64) -> String {
    let (whole, cents) = (value.trunc() as i64, (value.fract() * 100.0).round());
    if whole < 1000 {
        format!("{whole}.{cents:02}")
    } else {
        format!("{},{:03}.{cents:02}", whole / 1000, whole % 1000)
    }
}

/// Which spelling a file has of each sort of cell.
#[derive(Debug, Clone, Copy)]
pub struct Hand {
    time: OfTime,
    date: OfTime,
    clock: OfTime,
    nothing: usize,
    id: OfText,
    amount: OfNumber,
    rate: OfNumber,
    duration: OfNumber,
    count: OfNumber,
    star: OfText,
}

impl Hand {
    pub fn some(dice: &mut Dice) -> Hand {
        Hand {
            time: dice.pick(&TIMES),
            date: dice.pick(&DATES),
            clock: dice.pick(&CLOCKS),
            nothing: dice.between(0, NOTHING.len() as i64 - 1) as usize,
            id: dice.pick(&IDS),
            amount: dice.pick(&AMOUNTS),
            rate: dice.pick(&RATES),
            duration: dice.pick(&DURATIONS),
            count: dice.pick(&COUNTS),
            star: dice.pick(&STARS),
        }
    }

    /// The platform's own.
    pub fn plain() -> Hand {
        let [time, ..] = TIMES;
        Hand {
            time,
            date: DATES[0],
            clock: CLOCKS[0],
            nothing: 1,
            id: IDS[0],
            amount: AMOUNTS[0],
            rate: RATES[0],
            duration: DURATIONS[0],
            count: COUNTS[0],
            star: STARS[0],
        }
    }

    /// A cell of a column in this hand.
    pub fn write(&self, column: &str, cell: &str) -> String {
        let is_time = is_time(column);
        let Some(text) = clean(cell).filter(|text| !(is_time && text == "0")) else {
            let words = NOTHING.len() - if is_time { 0 } else { NOTHING_BUT_TIMES };
            return NOTHING[self.nothing % words].to_owned();
        };
        let spelled = |value: Option<f64>, spelling: OfNumber| value.map(spelling);
        let new = match column {
            _ if is_time => time(&text).map(|t| (if t.date_only { self.date } else { self.time })(t.at)),
            _ if is_id(column) => Some((self.id)(&text)),
            "订单应付金额" => spelled(number(&text), self.amount),
            "全天平响时长" => spelled(duration(&text), self.duration),
            "接待会话量" | "有效评价数" => spelled(number(&text), self.count),
            _ if column.ends_with('率') => spelled(rate(&text), self.rate),
            _ if column.ends_with("得分") => Some((self.star)(&text)),
            _ => None,
        };
        new.unwrap_or_else(|| cell.to_owned())
    }

    /// The date and the time of day of a cell, each in a cell of its own.
    pub fn write_apart(&self, cell: &str) -> [String; 2] {
        let Some(Time { at, date_only }) = clean(cell).as_deref().and_then(time) else {
            return [String::new(), self.write("时间", cell)];
        };
        let clock = if date_only { NOTHING[self.nothing % 3].to_owned() } else { (self.clock)(at) };
        [(self.date)(at), clock]
    }
}

pub fn is_time(column: &str) -> bool {
    column.ends_with("时间") || column.ends_with("日期")
}

pub fn is_id(column: &str) -> bool {
    column.ends_with("单号")
        || ["主订单编号", "子订单编号", "订单编号", "订单ID", "商品ID", "订单号"].contains(&column)
}
