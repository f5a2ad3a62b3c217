//! `tiyanfen what-if`: the score if something were otherwise.

use crate::catalogue::{Lang, text};
use crate::cli::arguments::{ExportArgs, ReportArgs, ScoringArgs};
use crate::cli::help::{examples, say};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::resolve;
use crate::cli::session::Session;
use crate::report::{self, Supposition, build_what_if};
use clap::Args;

#[derive(Debug, Args)]
#[command(about = say(text::about_what_if), after_help = examples(&[
    "tiyanfen what-if fixtures/demo --add bad_review=1",
    "tiyanfen what-if fixtures/demo --undo late_pickup=10 --add timely_pickup=50",
    "tiyanfen what-if fixtures/demo --without province=广东省 --set im_reply_3min_rate=95%",
]), mut_arg("set", |arg| arg.help(say(text::help_set_supposed))))]
pub(crate) struct WhatIf {
    #[command(flatten)]
    exports: ExportArgs,
    #[arg(long, value_name = "CASE[@HOURS]=N", help = say(text::help_add))]
    add: Vec<String>,
    #[arg(long, value_name = "CASE=N", help = say(text::help_undo))]
    undo: Vec<String>,
    #[arg(long, value_name = "KIND=VALUE", help = say(text::help_without))]
    without: Vec<String>,
    #[command(flatten)]
    scoring: ScoringArgs,
    #[command(flatten)]
    report: ReportArgs,
}

impl WhatIf {
    /// Reads, scores twice, shows the difference.
    pub(crate) fn run(mut self, lang: Lang) -> Result<Outcome, Failure> {
        let add = self.add.iter().map(|typed| resolve::change(resolve::ADD, typed));
        let undo = self.undo.iter().map(|typed| resolve::change(resolve::UNDO, typed));
        let changes = add.chain(undo).collect::<Result<_, _>>()?;
        let without = self.without.iter().map(|typed| resolve::part(typed)).collect::<Result<_, _>>()?;
        // What is set here is supposed; what the configuration sets holds now, too.
        let supposed = self.exports.reading.settings(&self.scoring)?;
        self.scoring.set.clear();
        let session = Session::new(&self.exports, self.scoring, self.report.output.quiet, lang)?;
        let now = &session.settings.manual;
        let differs = |(id, value): &(&_, &_)| now.get(*id) != Some(*value);
        let set = supposed.manual.iter().filter(differs).map(|(id, _)| *id).collect();
        let supposition = Supposition { changes, without, set, manual: supposed.manual };
        let (basis, output) = session.load::<report::WhatIf>(&self.report.output.document)?;
        let request = session.request(&basis, self.report.shop.as_ref());
        let what_if = build_what_if(&request, &supposition);
        let (what_if, diagnostics) = what_if.map_err(|e| Failure::beside(&basis.loaded, *e))?;
        session.tell(&diagnostics);
        output.show(&what_if, lang)?;
        Ok(Outcome::of(&basis.loaded))
    }
}
