//! How far a run has come: one line on the terminal while somebody waits there, gone before anything else is
//! said. A terminal has one last line, and a run that is interrupted must clear it too, so it is the
//! process's.

use crate::catalogue::{Lang, text};
use crate::guard::guarded;
use crate::input::{Progress, Stage, Watcher, percent};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use std::fmt::Write;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

/// What is done sooner is not worth a line.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often the time left is looked at again.
const TICK: Duration = Duration::from_millis(200);
/// From fine to coarse.
const BLOCKS: &str = "█▉▊▋▌▍▎▏ ";

static SHOWN: Mutex<Option<ProgressBar>> = Mutex::new(None);

fn shown() -> MutexGuard<'static, Option<ProgressBar>> {
    SHOWN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Shows how far reading has come, where standard error is a terminal that can take a line back.
pub(super) fn on_terminal(lang: Lang) -> Option<Watcher> {
    let has_terminal = !ProgressDrawTarget::stderr().is_hidden();
    has_terminal.then(|| Arc::new(Line { lang, bar: OnceLock::new() }) as Watcher)
}

/// Takes the line back for good: the work is done, or there is something to say.
pub(super) fn clear() {
    if let Some(bar) = shown().take() {
        bar.finish_and_clear();
    }
}

/// The line, from the first stage on.
#[derive(Debug)]
struct Line {
    lang: Lang,
    bar: OnceLock<ProgressBar>,
}

impl Progress for Line {
    fn begin(&self, stage: Stage, bytes: u64) {
        let bar = self.bar.get_or_init(begun);
        bar.set_style(style(stage, self.lang));
        // In one step: what is drawn is either stage, never some of both.
        bar.update(|state| {
            state.set_len(bytes);
            state.set_pos(0);
        });
        bar.reset_elapsed();
    }

    fn add(&self, bytes: u64) {
        if let Some(bar) = self.bar.get() {
            bar.inc(bytes);
        }
    }
}

/// A line that nobody sees before it is worth it.
fn begun() -> ProgressBar {
    let bar = ProgressBar::hidden();
    *shown() = Some(bar.clone());
    let waiting = bar.clone();
    let draw = move || {
        std::thread::sleep(PATIENCE);
        let mut target = Some(ProgressDrawTarget::stderr());
        loop {
            // The lock is held while the line is drawn, so that it is not drawn after it was taken back.
            let shown = shown();
            if shown.is_none() {
                return;
            }
            if let Some(target) = target.take() {
                waiting.set_draw_target(target);
            }
            // The library would redraw in a thread of its own, and panic where the system refuses that.
            waiting.tick();
            drop(shown);
            std::thread::sleep(TICK);
        }
    };
    // What goes wrong with the line does not end the run.
    let wait = || {
        let _ = guarded(draw);
    };
    // Where the system refuses a thread, there is no line.
    let _ = std::thread::Builder::new().name("progress".to_owned()).spawn(wait);
    bar
}

fn style(stage: Stage, lang: Lang) -> ProgressStyle {
    let name = match stage {
        Stage::Detect => text::progress_look(lang),
        Stage::Read => text::progress_read(lang),
        Stage::Join => text::progress_join(lang),
    };
    let template = if stage == Stage::Join { "{stage}" } else { "{stage} {wide_bar} {far}" };
    // Nothing of the run's own is in the templates: they cannot be wrong.
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    style
        .progress_chars(BLOCKS)
        .with_key("stage", move |_: &ProgressState, to: &mut dyn Write| {
            let _ = to.write_str(name);
        })
        .with_key("far", move |state: &ProgressState, to: &mut dyn Write| {
            let _ = to.write_str(&far(state.pos(), state.len().unwrap_or_default(), state.elapsed(), lang));
        })
}

/// Bytes read of all bytes, their share, and how long the rest takes if it goes on like that.
fn far(read: u64, all: u64, elapsed: Duration, lang: Lang) -> String {
    // What is looked at twice is not more than all.
    let read = read.min(all);
    let megabytes = |bytes: u64| {
        let digits = usize::from(all < 100_000_000);
        format!("{:.digits$}", bytes as f64 / 1e6)
    };
    let share = read as f64 / all.max(1) as f64;
    let whole_percent = percent((share * 100.0).floor() / 100.0);
    let far = text::progress_far(lang, megabytes(read), megabytes(all), whole_percent);
    if read == 0 {
        return far;
    }
    let seconds = (elapsed.as_secs_f64() * (1.0 - share) / share).ceil();
    let left = if seconds <= 90.0 {
        text::progress_seconds(lang, seconds)
    } else {
        text::progress_minutes(lang, (seconds / 60.0).ceil())
    };
    far + &left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_far_in_both_languages() {
        let of = |read, all, seconds, lang| far(read, all, Duration::from_secs(seconds), lang);
        for (read, all, seconds, zh, en) in [
            (0, 680_000_000, 3, "0 / 680 MB，0%", "0 / 680 MB, 0%"),
            (
                170_000_000,
                680_000_000,
                2,
                "170 / 680 MB，25%，约剩 6 秒",
                "170 / 680 MB, 25%, about 6 s left",
            ),
            (
                1_234_567,
                12_345_670,
                10,
                "1.2 / 12.3 MB，10%，约剩 90 秒",
                "1.2 / 12.3 MB, 10%, about 90 s left",
            ),
            (
                1_234_567,
                12_345_670,
                11,
                "1.2 / 12.3 MB，10%，约剩 2 分钟",
                "1.2 / 12.3 MB, 10%, about 2 min left",
            ),
            // Not all of it before it is all of it; never more.
            (
                679_999_999,
                680_000_000,
                5,
                "680 / 680 MB，99%，约剩 1 秒",
                "680 / 680 MB, 99%, about 1 s left",
            ),
            (700, 600, 5, "0.0 / 0.0 MB，100%，约剩 0 秒", "0.0 / 0.0 MB, 100%, about 0 s left"),
            (0, 0, 5, "0.0 / 0.0 MB，0%", "0.0 / 0.0 MB, 0%"),
        ] {
            assert_eq!(of(read, all, seconds, Lang::Zh), zh);
            assert_eq!(of(read, all, seconds, Lang::En), en);
        }
    }

    #[test]
    fn every_template_is_one() {
        for template in ["{stage}", "{stage} {wide_bar} {far}"] {
            assert!(ProgressStyle::with_template(template).is_ok());
        }
    }
}
