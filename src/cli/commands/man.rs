//! `tiyanfen man`: the manual page, one for the whole program, from the flags and the help.

use crate::catalogue::{Lang, Text};
use crate::cli::arguments::OutputFile;
use crate::cli::help::{PROGRAM, examples, say, section};
use crate::cli::outcome::{Failure, Outcome};
use clap::builder::StyledStr;
use clap::{Args, Command};
use clap_mangen::roff::{Roff, bold, roman};
use std::io;

/// A page is the same whenever it is made. An empty argument would be dropped.
const NO_DATE: &str = "\"\"";

#[derive(Debug, Args)]
#[command(about = say(Text::AboutMan), after_help = below())]
pub struct Man {
    #[command(flatten)]
    output: OutputFile,
}

fn below() -> String {
    let examples = examples(&["tiyanfen man | man -l -", "tiyanfen man --output tiyanfen.1"]);
    let install = ["sudo install -D -m 644 tiyanfen.1 /usr/local/share/man/man1/tiyanfen.1"];
    format!("{examples}\n\n{}", section(Text::HeadingInstallMan, &install))
}

impl Man {
    /// Shows the page.
    pub fn run(self, program: Command, lang: Lang) -> Result<Outcome, Failure> {
        let output = self.output.open()?;
        output.finish(page(program, lang).map_err(anyhow::Error::from)?)?;
        Ok(Outcome::Done)
    }
}

/// The page in roff. clap_mangen writes the flags; its headings are English and it gives every subcommand a
/// page of its own, so the frame is made here.
fn page(mut program: Command, lang: Lang) -> io::Result<String> {
    let say = |text: Text| text.template(lang);
    program.build();
    let mut roff = Roff::new();
    let source = format!("{PROGRAM} {}", env!("CARGO_PKG_VERSION"));
    roff.control("TH", ["TIYANFEN", "1", NO_DATE, &source, say(Text::ManManual)]);
    roff.control("SH", [say(Text::ManName)])
        .text([roman(format!("{PROGRAM} - {}", plain(program.get_about())))]);
    roff.control("SH", [say(Text::ManSynopsis)]);
    for (place, (name, command)) in commands(&program, "").iter().enumerate() {
        if place > 0 {
            roff.control("br", []);
        }
        synopsis(&mut roff, name, command);
    }
    roff.control("SH", [say(Text::ManDescription)]);
    verbatim(&mut roff, say(Text::FirstSteps));
    // Man pages that are read as Latin-1 are no use to anybody.
    let mut page = format!("'\\\" -*- coding: utf-8 -*-\n{}{}", preamble(), rendered(&roff));
    page += &heading(say(Text::HeadingCommands));
    for (name, command) in commands(&program, "") {
        let mut roff = Roff::new();
        roff.control("SS", [name.as_str()]).text([roman(plain(command.get_about()))]).control("PP", []);
        synopsis(&mut roff, &name, command);
        page += &rendered(&roff);
        let own = command.clone().mut_args(|arg| {
            let everywhere = program.get_arguments().any(|global| global.get_id() == arg.get_id());
            arg.hide(everywhere)
        });
        page += &options(own)?;
        let mut roff = Roff::new();
        roff.control("PP", []);
        verbatim(&mut roff, &plain(command.get_after_help()));
        page += &rendered(&roff);
    }
    page += &heading(say(Text::HeadingOptions));
    page += &options(program.clone())?;
    let below = plain(program.get_after_help());
    for (title, lines) in below.split("\n\n").filter_map(|section| section.split_once('\n')) {
        let mut roff = Roff::new();
        page += &heading(title.trim_end_matches(['：', ':']));
        verbatim(&mut roff, lines);
        page += &rendered(&roff);
    }
    Ok(page)
}

fn plain(text: Option<&StyledStr>) -> String {
    text.map(ToString::to_string).unwrap_or_default()
}

/// Every command with its name as typed, those below a command behind it.
fn commands<'c>(above: &'c Command, words: &str) -> Vec<(String, &'c Command)> {
    let each = |command: &'c Command| {
        let name = format!("{words}{}", command.get_name());
        let below = commands(command, &format!("{name} "));
        std::iter::once((name, command)).chain(below)
    };
    above.get_subcommands().flat_map(each).collect()
}

/// The command with its arguments; its flags come below.
fn synopsis(roff: &mut Roff, name: &str, command: &Command) {
    let mut line = vec![bold(format!("{PROGRAM} {name}")), roman(" [OPTIONS]")];
    line.extend(command.get_positionals().map(|arg| roman(format!(" {arg}"))));
    roff.text(line);
}

/// The flags and arguments, as clap_mangen writes them, below whatever heading comes before.
fn options(command: Command) -> io::Result<String> {
    let mut section = Vec::new();
    clap_mangen::Man::new(command).render_options_section(&mut section)?;
    let section = String::from_utf8_lossy(&section);
    Ok(section.split_once(".SH OPTIONS\n").map_or(String::new(), |(_, flags)| flags.to_owned()))
}

fn verbatim(roff: &mut Roff, text: &str) {
    roff.control("nf", []);
    for line in text.lines() {
        roff.text([roman(line)]);
    }
    roff.control("fi", []);
}

fn heading(title: &str) -> String {
    let mut roff = Roff::new();
    roff.control("SH", [title.to_uppercase().as_str()]);
    rendered(&roff)
}

/// What roff text needs once, at the top: the name of the straight apostrophe.
fn preamble() -> String {
    Roff::new().render()
}

/// A piece of the page. Apostrophes stay straight, so that examples can be copied.
fn rendered(roff: &Roff) -> String {
    let text = roff.render();
    text.strip_prefix(&preamble()).map_or(text.clone(), str::to_owned)
}
