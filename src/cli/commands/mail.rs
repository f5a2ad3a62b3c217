//! `tiyanfen mail`: the report by mail.

use crate::catalogue::{Arg, Diagnostic, Lang, diagnostics, text};
use crate::cli::arguments::{ExportArgs, OutputFile, ScoringArgs};
use crate::cli::built::Built;
use crate::cli::help::{self, examples, say};
use crate::cli::mail_letter::{self, attachment};
use crate::cli::mail_route::{Asked, Route};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::progress;
use crate::cli::resolve::within;
use crate::cli::session::Session;
use crate::cli::verdict::{Limits, MOST_DAYS};
use crate::indicator::Indicator;
use crate::mail::{Letter, Message, Occasion, Standing, deliver};
use crate::report::{Detail, Document, Extent, Format, Request, ScoreReport, Style, mail_page};
use crate::time;
use clap::Args;
use std::io::{self, Write};

/// How many indicators are explained where nobody says.
const WEAKEST: u32 = 3;

#[derive(Debug, Args)]
#[command(about = say(text::about_mail), after_help = examples(&[
    "tiyanfen mail fixtures/demo --to boss@example.com --from shop@example.com --dry-run",
    "tiyanfen mail exports --attach csv,json",
    "tiyanfen mail exports --when below,stale --fail-under 4.2 --max-age 3",
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
        let occasions = occasions(&self.when, most_age)?;
        let asked = Asked { from: self.from.as_ref(), to: &self.to, sendmail: self.sendmail.as_ref() };
        let route = Route::of(&session.settings, &asked, !self.dry_run)?;
        let output = self.output.file.open()?;
        session.tell(&route.notes);

        let basis = session.load_for(&output)?;
        let scale = &basis.chosen.rulebook.scoring.scale;
        let fail_under = within("fail-under", self.fail_under.as_deref(), scale.min..=scale.max);
        let fail_under = fail_under.map_err(|e| Failure::beside(&basis.loaded, e))?;
        let request = Request {
            weakest: weakest.unwrap_or(WEAKEST) as usize,
            fail_under,
            arguments: self.exports.reading.again(&session.settings),
            ..session.request(&basis, self.shop.as_ref())
        };
        let (reports, diagnostics) =
            Reports::of(&request, &formats).map_err(|e| Failure::beside(&basis.loaded, *e))?;
        let report = reports.score();
        // The mail says the others itself.
        session.tell(&diagnostics.into_iter().filter(|d| !report.says(d.code)).collect::<Vec<_>>());
        let limits = Limits { fail_under, most_age };
        let outcome = limits.verdict(report, &basis, &session);

        if let Err(why) = standing(report, limits).is_due(&occasions) {
            let why: Vec<&str> = why.iter().map(|why| why.in_lang(lang)).collect();
            let line = text::mail_not_needed(lang, why.join(lang.pick("；", "; ")));
            say_beside(&line, &mut io::stderr().lock(), self.quiet);
            return Ok(outcome);
        }
        let subject = report.headline(most_age, lang);
        let detail = if self.brief { Detail::Brief } else { Detail::Usual };
        let message = written(&reports, &subject, &route, &formats, detail, lang)?;
        let Some(way) = &route.way else {
            output.finish(message.bytes())?;
            return Ok(outcome);
        };
        match deliver(way, &message) {
            Ok(()) => {
                let line = match route.to.len() {
                    1 => text::mail_sent_one(lang, subject),
                    receivers => text::mail_sent(lang, receivers, subject),
                };
                say_beside(&line, &mut io::stdout().lock(), self.quiet);
                Ok(outcome)
            }
            Err(why) => {
                session.tell(&[why]);
                Ok(Outcome::NotSent)
            }
        }
    }
}

/// The score, with all that the attachments show: each as much as its own file would.
struct Reports {
    first: (Option<Extent>, Built),
    others: Vec<(Option<Extent>, Built)>,
}

impl Reports {
    fn of(request: &Request<'_>, formats: &[Format]) -> Result<(Reports, Vec<Diagnostic>), Box<Diagnostic>> {
        let mut extents: Vec<Extent> = Vec::new();
        for extent in formats.iter().filter_map(|format| Built::extent(*format)) {
            if !extents.contains(&extent) {
                extents.push(extent);
            }
        }
        let mut extents = extents.into_iter();
        let extent = extents.next();
        let (built, diagnostics) = Built::of(request.clone(), extent)?;
        let other = |extent| Ok((Some(extent), Built::of(request.clone(), Some(extent))?.0));
        let others: Result<_, Box<Diagnostic>> = extents.map(other).collect();
        Ok((Reports { first: (extent, built), others: others? }, diagnostics))
    }

    fn score(&self) -> &ScoreReport {
        self.first.1.score()
    }

    /// The one that a format shows.
    fn of_format(&self, format: Format) -> &Built {
        let extent = Built::extent(format);
        let own = self.others.iter().find(|(other, _)| extent.is_some() && *other == extent);
        own.map_or(&self.first.1, |(_, built)| built)
    }
}

/// The occasions that were asked for, each with what it needs.
fn occasions(typed: &[String], most_age: Option<i32>) -> Result<Vec<Occasion>, Diagnostic> {
    let mut occasions = Vec::new();
    for word in typed.iter().flat_map(|typed| typed.split([',', '，'])).filter(|word| !word.trim().is_empty())
    {
        let unknown = || diagnostics::when_invalid(word.trim(), Occasion::TYPED.join(", "));
        let occasion = Occasion::parse(word).ok_or_else(unknown)?;
        if occasion.needs_history() {
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

fn standing(report: &ScoreReport, limits: Limits) -> Standing {
    Standing {
        total: report.score.total.value,
        least: limits.fail_under,
        thresholds: report.thresholds.iter().map(|row| (row.id.clone(), row.met)).collect(),
        age: report.age.days,
        most_age: limits.most_age,
        earlier: None,
    }
}

/// The mail.
fn written(
    reports: &Reports,
    subject: &str,
    route: &Route,
    formats: &[Format],
    detail: Detail,
    lang: Lang,
) -> Result<Message, Failure> {
    let style = Style { detail, ..Style::PLAIN };
    let report = reports.score();
    let attachments: Result<_, Diagnostic> =
        formats.iter().map(|format| attachment(reports.of_format(*format), *format, lang)).collect();
    let letter = Letter {
        from: route.from.clone(),
        to: route.to.clone(),
        subject: subject.to_owned(),
        text: mail_letter::text(report, style, lang)?,
        html: mail_page(&report.blocks(lang), subject, lang, style),
        attachments: attachments?,
        written: time::now(),
    };
    Ok(letter.message()?)
}

/// A line that nobody needs who wants quiet.
fn say_beside(line: &str, to: &mut dyn Write, quiet: bool) {
    progress::clear();
    if !quiet {
        // Nobody to tell that nobody listens.
        let _ = writeln!(to, "{line}");
    }
}
