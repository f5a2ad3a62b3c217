//! `tiyanfen mail`: the report by mail.

use crate::catalogue::{Arg, Diagnostic, Headers, Lang, diagnostics, text};
use crate::cli::arguments::{ExportArgs, OutputFile, ScoringArgs};
use crate::cli::built_score::Reports;
use crate::cli::help::{self, examples, say};
use crate::cli::history::HistoryArgs;
use crate::cli::mail_letter::{self, message};
use crate::cli::mail_route::{Asked, Route};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::progress;
use crate::cli::resolve::within;
use crate::cli::session::Session;
use crate::cli::verdict::{Limits, MOST_DAYS};
use crate::history::History;
use crate::indicator::Indicator;
use crate::mail::{Earlier, Occasion, Standing, deliver};
use crate::report::{Detail, Request, ScoreReport};
use clap::Args;
use std::io::{self, Write};

/// How many indicators are explained where nobody says.
const WEAKEST: u32 = 3;

#[derive(Debug, Args)]
#[command(about = say(text::about_mail), after_help = examples(&[
    "tiyanfen mail fixtures/demo --to boss@example.com --from shop@example.com --dry-run",
    "tiyanfen mail exports --attach xlsx,html",
    "tiyanfen mail exports --when below,worse=0.05 --fail-under 4.2 --append history.csv",
]))]
pub(crate) struct Mail {
    #[command(flatten)]
    exports: ExportArgs,
    #[command(flatten)]
    scoring: ScoringArgs,
    #[arg(long, value_name = "ADDRESS", help = say(text::help_mail_to))]
    to: Vec<String>,
    #[arg(long, value_name = "ADDRESS", help = say(text::help_mail_from))]
    from: Option<String>,
    #[arg(long, value_name = "COMMAND", help = say(text::help_mail_sendmail))]
    sendmail: Option<String>,
    #[arg(long, value_name = "FORMATS", help = text::help_mail_attach(help::lang(), mail_letter::ids()))]
    attach: Vec<String>,
    #[arg(long, value_name = "OCCASIONS",
        help = text::help_mail_when(help::lang(), Occasion::TYPED.join(", ")))]
    when: Vec<String>,
    #[command(flatten)]
    kept: HistoryArgs,
    #[arg(long, help = say(text::help_mail_brief))]
    brief: bool,
    #[arg(long, value_name = "N", allow_hyphen_values = true, help = say(text::help_weakest))]
    weakest: Option<String>,
    #[arg(long, value_name = "SCORE", allow_hyphen_values = true, help = say(text::help_mail_fail_under))]
    fail_under: Option<String>,
    #[arg(long, value_name = "DAYS", allow_hyphen_values = true, help = say(text::help_max_age))]
    max_age: Option<String>,
    #[arg(long, value_name = "NAME", help = say(text::help_shop))]
    shop: Option<String>,
    #[arg(long, help = say(text::help_mail_dry_run))]
    dry_run: bool,
    #[command(flatten)]
    output: MailOutput,
    #[arg(long, short, help = say(text::help_mail_quiet))]
    quiet: bool,
}

/// Where a mail goes that is not sent.
#[derive(Debug, Args)]
#[command(mut_arg("output", |arg| arg.help(say(text::help_mail_output)).requires("dry_run")))]
struct MailOutput {
    #[command(flatten)]
    file: OutputFile,
}

impl Mail {
    /// Reads, scores, sends where there is reason to.
    pub(crate) fn run(self, lang: Lang) -> Result<Outcome, Failure> {
        let session = Session::new(&self.exports, self.scoring, self.quiet, lang)?;
        let weakest = within("weakest", self.weakest.as_deref(), 0..=Indicator::ALL.len() as u32)?;
        let most_age = within("max-age", self.max_age.as_deref(), 0..=MOST_DAYS)?;
        let formats = mail_letter::formats(&self.attach)?;
        let occasions = occasions(&self.when, &self.kept, most_age)?;
        let asked = Asked { from: self.from.as_ref(), to: &self.to, sendmail: self.sendmail.as_ref() };
        let route = Route::of(&session.settings, &asked, !self.dry_run)?;
        let kept = self.kept.open(Headers::Keys)?;
        let output = self.output.file.open()?;
        session.tell(&route.notes);

        let basis = session.load_for(&output)?;
        kept.spares(&basis.loaded, &output)?;
        let request = session.request(&basis, self.shop.as_ref());
        let (shop, rulebook_id) = (request.shop_name.as_deref(), &request.rulebook.id);
        let (history, stranger) = (kept.of(shop, rulebook_id), kept.stranger(shop, rulebook_id));
        let scale = &basis.chosen.rulebook.scoring.scale;
        let fail_under = within("fail-under", self.fail_under.as_deref(), scale.min..=scale.max);
        let fail_under = fail_under.map_err(|e| Failure::beside(&basis.loaded, e))?;
        let request = Request {
            weakest: weakest.unwrap_or(WEAKEST) as usize,
            fail_under,
            arguments: self.exports.reading.again(&session.settings),
            history: history.as_ref(),
            ..request.clone()
        };
        let (reports, diagnostics) =
            Reports::of(&request, &formats).map_err(|e| Failure::beside(&basis.loaded, *e))?;
        let report = reports.score();
        // The mail says the others itself.
        session.tell(&diagnostics.into_iter().filter(|d| !report.says(d.code)).collect::<Vec<_>>());
        session.tell(&stranger.into_iter().collect::<Vec<_>>());
        let limits = Limits { fail_under, most_age };
        let outcome = limits.verdict(report, &basis, &session);
        // What cannot be kept is sent all the same; a run that sends nothing keeps nothing.
        let appended = if self.dry_run { Ok(()) } else { kept.append(|| report.history_rows()) };
        let due = standing(report, limits, history.as_ref()).is_due(&occasions);
        let subject = report.headline(most_age, lang);
        let detail = if self.brief { Detail::Brief } else { Detail::Usual };
        let message = || message(&reports, &route, &formats, &subject, detail, lang);
        let outcome = match (due, &route.way) {
            (Err(why), _) => {
                let why: Vec<&str> = why.iter().map(|why| why.in_lang(lang)).collect();
                let line = text::mail_not_needed(lang, why.join(lang.pick("；", "; ")));
                say_beside(&line, &mut io::stderr().lock(), self.quiet);
                outcome
            }
            (Ok(()), None) => {
                output.finish(message()?.bytes())?;
                outcome
            }
            (Ok(()), Some(way)) => match deliver(way, &message()?) {
                Ok(()) => {
                    let line = match route.to.len() {
                        1 => text::mail_sent_one(lang, &subject),
                        receivers => text::mail_sent(lang, receivers, &subject),
                    };
                    say_beside(&line, &mut io::stdout().lock(), self.quiet);
                    outcome
                }
                Err(why) => {
                    session.tell(&[*why]);
                    Outcome::NotSent
                }
            },
        };
        match appended {
            Err(Failure::Diagnosed(wrong)) if outcome == Outcome::NotSent => session.tell(&wrong),
            appended => appended?,
        }
        Ok(outcome)
    }
}

/// The occasions that were asked for, each with what it needs.
fn occasions(
    typed: &[String],
    kept: &HistoryArgs,
    most_age: Option<i32>,
) -> Result<Vec<Occasion>, Diagnostic> {
    let mut occasions = Vec::new();
    for word in typed.iter().flat_map(|typed| typed.split([',', '，'])).filter(|word| !word.trim().is_empty())
    {
        let unknown = || diagnostics::when_invalid(word.trim(), Occasion::TYPED.join(", "));
        let occasion = Occasion::parse(word).ok_or_else(unknown)?;
        if occasion.needs_history() && kept.append.is_none() && kept.history.is_none() {
            let what = Arg::from(|lang| text::when_needs_history(lang, word.trim()));
            return Err(diagnostics::mail_config(what, text::when_needs_history_how));
        }
        if occasion == Occasion::Stale && most_age.is_none() {
            return Err(diagnostics::mail_config(text::when_needs_age, text::when_needs_age_how));
        }
        occasions.push(occasion);
    }
    Ok(if occasions.is_empty() { vec![Occasion::Always] } else { occasions })
}

/// What the day comes to beside the newest one before it.
fn standing(report: &ScoreReport, limits: Limits, history: Option<&History>) -> Standing {
    let earlier = history.and_then(|history| history.newest_before(report.head.as_of));
    Standing {
        total: report.score.total.value,
        least: limits.fail_under,
        thresholds: report.thresholds.iter().map(|row| (row.id.clone(), row.met)).collect(),
        age: report.age.days,
        most_age: limits.most_age,
        earlier: earlier.map(|earlier| Earlier {
            day: earlier.day,
            total: earlier.total(),
            thresholds: earlier.thresholds().map(|(id, met)| (id.to_owned(), met)).collect(),
        }),
    }
}

/// A line that nobody needs who wants quiet.
fn say_beside(line: &str, to: &mut dyn Write, quiet: bool) {
    progress::clear();
    if !quiet {
        // Nobody to tell that nobody listens.
        let _ = writeln!(to, "{line}");
    }
}
