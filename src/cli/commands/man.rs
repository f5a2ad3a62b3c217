//! `tiyanfen man`: the manual page, one for the whole program, from the flags and the help.

use crate::catalogue::text;
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
#[command(about = say(text::about_man), after_help = after_help())]
pub(crate) struct Man {
    #[command(flatten)]
    output: OutputFile,
}

fn after_help() -> String {
    let examples = examples(&["tiyanfen man | man -l -", "tiyanfen man --output tiyanfen.1"]);
    let install = ["sudo install -D -m 644 tiyanfen.1 /usr/local/share/man/man1/tiyanfen.1"];
    format!("{examples}\n\n{}", section(text::heading_install_man, &install))
}

impl Man {
    /// Shows the page.
    pub(crate) fn run(self, program: Command) -> Result<Outcome, Failure> {
        let output = self.output.open()?;
        output.finish(page(program).map_err(anyhow::Error::from)?)?;
        Ok(Outcome::Done)
    }
}

/// The page in roff. `clap_mangen` writes the flags; its headings are English and it gives every subcommand a
/// page of its own, so the frame is made here.
fn page(mut program: Command) -> io::Result<String> {
    program.build();
    let commands = below(&program);
    let head = piece(|roff| {
        let source = format!("{PROGRAM} {}", env!("CARGO_PKG_VERSION"));
        roff.control("TH", ["TIYANFEN", "1", NO_DATE, &source, say(text::man_manual)]);
        roff.control("SH", [say(text::man_name)]);
        roff.text([roman(format!("{PROGRAM} - {}", plain(program.get_about())))]);
        roff.control("SH", [say(text::man_synopsis)]);
        for (place, command) in commands.iter().enumerate() {
            if place > 0 {
                roff.control("br", []);
            }
            synopsis(roff, command);
        }
        roff.control("SH", [say(text::man_description)]);
        verbatim(roff, say(text::first_steps));
    });
    // Man pages that are read as Latin-1 are no use to anybody.
    let mut page = format!("'\\\" -*- coding: utf-8 -*-\n{}{head}", preamble());
    page += &heading(say(text::heading_commands));
    for command in commands {
        page += &piece(|roff| {
            let name = typed(command).trim_start_matches(PROGRAM).trim_start();
            roff.control("SS", [name]).text([roman(plain(command.get_about()))]).control("PP", []);
            synopsis(roff, command);
        });
        page += &options(command.clone().mut_args(|arg| {
            let everywhere = program.get_arguments().any(|global| global.get_id() == arg.get_id());
            arg.hide(everywhere)
        }))?;
        page += &piece(|roff| verbatim(roff.control("PP", []), &plain(command.get_after_help())));
    }
    page += &heading(say(text::heading_options));
    page += &options(program.clone())?;
    let below = plain(program.get_after_help());
    for (title, lines) in below.split("\n\n").filter_map(|section| section.split_once('\n')) {
        page += &heading(title.trim_end_matches(['：', ':']));
        page += &piece(|roff| verbatim(roff, lines));
    }
    Ok(page)
}

fn plain(text: Option<&StyledStr>) -> String {
    text.map(ToString::to_string).unwrap_or_default()
}

/// The commands below a command, each before those below it.
fn below(command: &Command) -> Vec<&Command> {
    command.get_subcommands().flat_map(|command| [vec![command], below(command)].concat()).collect()
}

/// The words that call a command.
fn typed(command: &Command) -> &str {
    command.get_bin_name().unwrap_or_default()
}

/// The command with its arguments; its flags come below.
fn synopsis(roff: &mut Roff, command: &Command) {
    let mut line = vec![bold(typed(command)), roman(" [OPTIONS]")];
    line.extend(command.get_positionals().map(|arg| roman(format!(" {arg}"))));
    roff.text(line);
}

/// The flags and arguments, as `clap_mangen` writes them, below whatever heading comes before.
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
    piece(|roff| {
        roff.control("SH", [title.to_uppercase().as_str()]);
    })
}

/// What roff text needs once, at the top: the name of the straight apostrophe.
fn preamble() -> String {
    Roff::new().render()
}

/// A piece of the page. Apostrophes stay straight, so that examples can be copied.
fn piece(write: impl FnOnce(&mut Roff)) -> String {
    let mut roff = Roff::new();
    write(&mut roff);
    let text = roff.render();
    text.strip_prefix(&preamble()).map_or(text.clone(), str::to_owned)
}
