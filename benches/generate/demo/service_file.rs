//! The daily rows of the customer-service export (飞鸽).

use super::purchase::is_hectic;
use super::random::Random;
use super::table::{Quoting, Sheet};
use super::{FIRST_DAY, LAST_FULL_DAY};

/// The columns this merchant chose.
const HEADER: [&str; 9] = [
    "日期",
    "客服昵称",
    "接待会话量",
    "全天3分钟回复率",
    "全天平响时长",
    "有效评价数",
    "全天满意率",
    "全天不满意率",
    "登录时长",
];

/// One agent's day, or the shop's.
#[derive(Clone, Copy, Default)]
struct Shift {
    sessions: i64,
    in_time: i64,
    seconds: i64,
    rated: i64,
    dissatisfied: i64,
    logged_in: i64,
}

/// A row per agent and day; on every fifth day also the shop's summary rows.
pub fn text() -> String {
    let mut sheet = Sheet::new(&HEADER, Quoting::WhenNeeded, "\n");
    let mut random = Random::new(9);
    let days = FIRST_DAY.iter_days().take_while(|day| *day <= LAST_FULL_DAY);
    for (index, day) in days.enumerate() {
        let busy = is_hectic(day);
        let agents: &[&str] =
            if busy { &["小满", "阿禾", "临时-小周"] } else { &["小满", "阿禾"] };
        let mut shop = Shift::default();
        for agent in agents {
            // Agent 阿禾 takes every seventh day off.
            let off = *agent == "阿禾" && index % 7 == 5;
            let shift = if off { Shift::default() } else { shift(&mut random, busy) };
            shop.add(&shift);
            sheet.row(|column| match column {
                "日期" => day.to_string(),
                "客服昵称" => (*agent).to_owned(),
                _ => shift.cell(column),
            });
        }
        if index % 5 == 3 {
            // The sum tells counts only, the mean rates and durations only.
            for (agent, counts) in [("店铺汇总值", true), ("店铺平均值", false)] {
                sheet.row(|column| match column {
                    "日期" => day.to_string(),
                    "客服昵称" => agent.to_owned(),
                    _ if is_count(column) == counts => shop.cell(column),
                    _ => "-".to_owned(),
                });
            }
        }
    }
    sheet.into_text()
}

fn is_count(column: &str) -> bool {
    matches!(column, "接待会话量" | "有效评价数" | "登录时长")
}

fn shift(random: &mut Random, busy: bool) -> Shift {
    let sessions = if busy { random.between(14, 26) } else { random.between(7, 17) };
    let late_per_mille = if busy { 210 } else { 38 };
    let late = (0..sessions).filter(|_| random.chance(late_per_mille)).count() as i64;
    let rated = random.between(0, sessions / 3);
    let dissatisfied = (0..rated).filter(|_| random.chance(if busy { 220 } else { 60 })).count() as i64;
    Shift {
        sessions,
        in_time: sessions - late,
        seconds: sessions * if busy { random.between(95, 170) } else { random.between(24, 58) },
        rated,
        dissatisfied,
        logged_in: random.between(7 * 3600, 10 * 3600),
    }
}

impl Shift {
    fn add(&mut self, other: &Self) {
        self.sessions += other.sessions;
        self.in_time += other.in_time;
        self.seconds += other.seconds;
        self.rated += other.rated;
        self.dissatisfied += other.dissatisfied;
        self.logged_in += other.logged_in;
    }

    fn cell(&self, column: &str) -> String {
        match column {
            "接待会话量" => self.sessions.to_string(),
            "全天3分钟回复率" => percent(self.in_time, self.sessions),
            "全天平响时长" if self.sessions > 0 => duration(self.seconds / self.sessions),
            "有效评价数" => self.rated.to_string(),
            "全天满意率" => percent(self.rated - self.dissatisfied, self.rated),
            "全天不满意率" => percent(self.dissatisfied, self.rated),
            "登录时长" if self.logged_in > 0 => duration(self.logged_in),
            _ => "-".to_owned(),
        }
    }
}

/// `93.33%`, rounded half up; `-` of nothing.
fn percent(part: i64, whole: i64) -> String {
    if whole == 0 {
        return "-".to_owned();
    }
    let hundredths = (part * 20_000 + whole) / (2 * whole);
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

/// `41秒`, `1分12秒`, `7小时41分52秒`.
fn duration(seconds: i64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match (hours, minutes) {
        (0, 0) => format!("{seconds}秒"),
        (0, _) => format!("{minutes}分{seconds}秒"),
        _ => format!("{hours}小时{minutes}分{seconds}秒"),
    }
}
